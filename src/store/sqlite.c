/* The SQLite backend: one file, WAL, prepared statements only. */
#include <math.h>
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <zlib.h>

#include "record/traits.h"
#include "store/backend.h"
#include "store/schema.h"

/* One list gives every statement its number and its text. */
#define STATEMENTS(X)                                                                         \
  X(BEGIN, "BEGIN IMMEDIATE")                                                                 \
  X(VERSION, "PRAGMA data_version")                                                           \
  X(COMMIT, "COMMIT")                                                                         \
  X(ROLLBACK, "ROLLBACK")                                                                     \
  X(ARTICLE_FIND, "SELECT no, hash FROM articles WHERE id = ?1")                              \
  X(ARTICLE_PUT,                                                                              \
    "INSERT INTO articles(id, hash, outlet, title, byline, dateline, address, language,"      \
    " file, published, minute, origin, copy_kind, copy_share, print, text_bytes, text)"       \
    " VALUES(?1,?2,?3,?4,?5,?6,?7,?8,?9,?10,?11,?1,'',0,?12,?13,?14)")                        \
  X(ARTICLE_SOURCE,                                                                           \
    "SELECT id, outlet, title, byline, dateline, address, file, published, minute, origin,"   \
    " copy_kind FROM articles WHERE no = ?1")                                                 \
  X(ARTICLE_TEXT, "SELECT text_bytes, text FROM articles WHERE no = ?1")                      \
  X(ARTICLE_PRINT, "SELECT print FROM articles WHERE no = ?1")                                \
  X(ARTICLE_COPY,                                                                             \
    "UPDATE articles SET origin = ?2, copy_kind = ?3, copy_share = ?4 WHERE no = ?1")         \
  X(ARTICLES_ALL, "SELECT no FROM articles ORDER BY published IS NULL, published, id")        \
  X(KEY_PUT, "INSERT OR IGNORE INTO article_keys(bucket, key, article) VALUES(?1,?2,?3)")     \
  X(KEY_FIND, "SELECT article FROM article_keys WHERE bucket = ?1 AND key = ?2")              \
  X(PAIR_PUT, "INSERT OR IGNORE INTO copy_pairs(a, b) VALUES(?1,?2),(?2,?1)")                 \
  X(PAIRS_OF, "SELECT b FROM copy_pairs WHERE a = ?1")                                        \
  X(MENTION_PUT,                                                                              \
    "INSERT INTO mentions(key, article, block, near_from, near_to, sentence, span_from, span_to, type, mode,"     \
    " cameo, quad, goldstein, status, claimed, about, actor, recipient, day_from, day_to,"    \
    " basis, deadline_from, deadline_to, place, ordinal, trigger_from, trigger_to, rule,"     \
    " json) VALUES(?1,?2,?3,?4,?5,?6,?7,?8,?9,?10,?11,?12,?13,?14,?15,?16,?17,?18,?19,?20,"   \
    "?21,?22,?23,?24,?25,?26,?27,?28,?29)")                                                           \
  X(FEATURE_PUT,                                                                              \
    "INSERT OR IGNORE INTO mention_features(feature, mention) VALUES(?1,?2)")                 \
  X(MENTION, "SELECT no, article, json, block FROM mentions WHERE no = ?1")                   \
  X(MENTIONS_OF_ARTICLE, "SELECT no FROM mentions WHERE article = ?1")                        \
  X(MENTIONS_ALL, "SELECT no FROM mentions")                                                  \
  X(MENTIONS_NEAR,                                                                            \
    "SELECT no, article, json, block FROM mentions WHERE block = ?1"                          \
    " AND near_from BETWEEN ?2 - ?4 AND ?3 AND near_to >= ?2")                                                       \
  X(MENTIONS_WITH, "SELECT mention FROM mention_features WHERE feature = ?1")                 \
  X(MENTIONS_OF_COMPONENT,                                                                    \
    "SELECT m.mention FROM events e JOIN event_mentions m ON m.event = e.key"                 \
    " WHERE e.component = ?1")                                                                \
  X(COMPONENT_OF,                                                                             \
    "SELECT e.component FROM event_mentions m JOIN events e ON e.key = m.event"               \
    " WHERE m.mention = ?1")                                                                  \
  X(COMPONENT_PUT, "UPDATE events SET component = ?2 WHERE key = ?1")                         \
  X(MENTIONS_OF_EVENT,                                                                        \
    "SELECT m.no, m.article, m.json, m.block FROM event_mentions e JOIN mentions m ON m.no = e.mention" \
    " WHERE e.event = ?1")                                                                    \
  X(EVENT_OF_MENTION,                                                                         \
    "SELECT e.event FROM mentions m JOIN event_mentions e ON e.mention = m.no"                \
    " WHERE m.key = ?1 AND json_extract(m.json, '$.id') = ?2")                                \
  X(WORDS, "SELECT value FROM meta WHERE name = 'words'")                                     \
  X(WORDS_PUT, "INSERT OR REPLACE INTO meta(name, value) VALUES('words', ?1)")                \
  X(COUNT,                                                                                    \
    "SELECT (SELECT count(*) FROM articles), (SELECT count(*) FROM articles WHERE"            \
    " copy_kind <> ''), (SELECT count(*) FROM mentions), (SELECT count(*) FROM events),"      \
    " (SELECT count(DISTINCT outlet) FROM articles)")                                         \
  X(EVENTS_OF_COMPONENT,                                                                      \
    "SELECT key, digest, day, component FROM events WHERE component = ?1")                    \
  X(EVENT_PUT,                                                                                \
    "INSERT OR REPLACE INTO events(key, id, component, digest, type, mode, cameo, quad,"          \
    " goldstein, status, claimed, actor, recipient, day, day_from, day_to, deadline_from,"    \
    " deadline_to, reports, outlets, copies, content)"                                        \
    " VALUES(?1,?2,?3,?4,?5,?6,?7,?8,?9,?10,?11,?12,?13,?14,?15,?16,?17,?18,?19,?20,?21,?22)") \
  X(EVENT_DROP, "DELETE FROM events WHERE key = ?1")                                          \
  X(EVENT_DROP_MENTIONS, "DELETE FROM event_mentions WHERE event = ?1")                       \
  X(EVENT_DROP_PARTIES, "DELETE FROM event_parties WHERE event = ?1")                         \
  X(EVENT_DROP_SEEKS, "DELETE FROM event_seeks WHERE event = ?1")                             \
  X(EVENT_CONTENT, "SELECT content FROM events WHERE key = ?1")                               \
  X(EVENT_EXISTS, "SELECT 1 FROM events WHERE key = ?1")                                      \
  X(EVENT_MENTION_PUT,                                                                        \
    "INSERT OR REPLACE INTO event_mentions(event, mention) VALUES(?1,?2)")                    \
  X(PARTY_PUT,                                                                                \
    "INSERT OR IGNORE INTO event_parties(code, day, event, acts, type) VALUES(?1,?2,?3,?4,?5)")        \
  X(SEEK_PUT,                                                                                 \
    "INSERT OR REPLACE INTO event_seeks(code, day_from, day_to, event, acts, types)"                    \
    " VALUES(?1,?2,?3,?4,?5,?6)")  \
  X(EVENT_PARTIES, "SELECT code, acts, type FROM event_parties WHERE event = ?1")    \
  X(SEEKERS,                                                                                  \
    "SELECT event FROM event_seeks WHERE code = ?1 AND day_to BETWEEN ?2 AND ?2 + ?5"         \
    " AND day_from <= ?2 AND acts = ?3 AND types & ?4")                                                                      \
  X(CANDIDATES,                                                                               \
    "SELECT event FROM event_parties WHERE code = ?1 AND day BETWEEN ?2 AND ?3 AND acts = ?4" \
    " AND type & ?5 ORDER BY day DESC, event DESC LIMIT ?6")                                  \
  X(CANDIDATES_AHEAD,                                                                         \
    "SELECT event FROM event_parties WHERE code = ?1 AND day BETWEEN ?2 AND ?3 AND acts = ?4" \
    " AND type & ?5 ORDER BY day, event LIMIT ?6")                                                \
  X(LINKS_DROP, "DELETE FROM links WHERE from_event = ?1")                                    \
  X(LINKS_DROP_TO, "DELETE FROM links WHERE to_event = ?1")                                   \
  X(LINK_PUT,                                                                                 \
    "INSERT OR REPLACE INTO links(from_event, kind, to_event, stated, mention)"               \
    " VALUES(?1,?2,?3,?4,?5)")                                                                \
  X(LINKS_FROM,                                                                               \
    "SELECT l.kind, e.id, l.stated, l.mention FROM links l JOIN events e ON"                  \
    " e.key = l.to_event WHERE l.from_event = ?1 ORDER BY l.kind, e.id")                      \
  X(LINKS_TO,                                                                                 \
    "SELECT l.kind, e.id, l.stated, l.mention FROM links l JOIN events e ON"                  \
    " e.key = l.from_event WHERE l.to_event = ?1 ORDER BY l.kind, e.id")                      \
  X(EVENTS_ALL,                                                                               \
    "SELECT key FROM events WHERE (?1 IS NULL OR day IS NULL OR coalesce(day_to, day) >= ?1)" \
    " AND (?2 IS NULL OR day IS NULL OR day <= ?2) ORDER BY day IS NULL, day, id")            \
  X(EVENTS_OF,                                                                                \
    "SELECT DISTINCT e.key FROM event_parties p JOIN events e ON e.key = p.event"             \
    " WHERE p.code = ?3 AND (?4 = '' OR EXISTS(SELECT 1 FROM event_parties q WHERE"           \
    " q.event = p.event AND q.code = ?4))"                                                    \
    " AND (?1 IS NULL OR e.day IS NULL OR coalesce(e.day_to, e.day) >= ?1)"                   \
    " AND (?2 IS NULL OR e.day IS NULL OR e.day <= ?2)"                                       \
    " ORDER BY e.day IS NULL, e.day, e.id")

enum {
#define X(name, sql) ST_##name,
  STATEMENTS(X)
#undef X
      ST_COUNT_OF
};
static const char *const SQL[] = {
#define X(name, sql) sql,
    STATEMENTS(X)
#undef X
};

struct ch_backend {
  sqlite3 *db;
  sqlite3_stmt *st[ST_COUNT_OF];
  ch_buf scratch; /* for compressing */
  char path[200];
};

#define NO_DAY INT32_MAX /* in event_parties, which has no NULL */

/* --- errors --- */

static bool fault(ch_backend *b, const char *doing, ch_error *error) {
  int code = sqlite3_errcode(b->db);
  switch (code & 0xFF) {
    case SQLITE_NOMEM:
      return ch_fail(error, CH_ERROR_MEMORY, "no memory while %s", doing);
    case SQLITE_CORRUPT:
    case SQLITE_NOTADB:
      return ch_fail(error, CH_ERROR_STORE, "record '%s' is damaged: %s, while %s", b->path,
                     sqlite3_errmsg(b->db), doing);
    case SQLITE_FULL:
      return ch_fail(error, CH_ERROR_STORE, "no room for record '%s', while %s", b->path, doing);
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
      return ch_fail(error, CH_ERROR_STORE, "record '%s' is held by another program, while %s",
                     b->path, doing);
    case SQLITE_READONLY:
      return ch_fail(error, CH_ERROR_STORE, "record '%s' may not be written, while %s", b->path,
                     doing);
    default:
      return ch_fail(error, CH_ERROR_STORE, "record '%s': %s, while %s", b->path,
                     sqlite3_errmsg(b->db), doing);
  }
}

static bool damaged(ch_backend *b, const char *what, ch_error *error) {
  return ch_fail(error, CH_ERROR_STORE, "record '%s' is damaged: %s", b->path, what);
}

/* --- statements --- */

static sqlite3_stmt *prepare(ch_backend *b, int number, const char *doing, ch_error *error) {
  if (!b->st[number] && sqlite3_prepare_v3(b->db, SQL[number], -1, SQLITE_PREPARE_PERSISTENT,
                                           &b->st[number], NULL) != SQLITE_OK) {
    fault(b, doing, error);
    return NULL;
  }
  return b->st[number];
}

static void bind_str(sqlite3_stmt *st, int at, ch_str s) {
  sqlite3_bind_text64(st, at, s.n ? s.p : "", s.n, SQLITE_STATIC, SQLITE_UTF8);
}
static void bind_z(sqlite3_stmt *st, int at, const char *s) {
  bind_str(st, at, ch_str_of(s));
}
static void bind_day(sqlite3_stmt *st, int at, int32_t day) {
  if (day == CH_DAY_NONE) sqlite3_bind_null(st, at);
  else sqlite3_bind_int(st, at, day);
}
static void bind_u64(sqlite3_stmt *st, int at, uint64_t value) {
  sqlite3_bind_int64(st, at, (int64_t)value);
}
static void bind_number(sqlite3_stmt *st, int at, double value) {
  if (isnan(value)) sqlite3_bind_null(st, at);
  else sqlite3_bind_double(st, at, value);
}

/* Runs a statement that gives no rows, and makes it ready for the next use. */
static bool run(ch_backend *b, sqlite3_stmt *st, const char *doing, ch_error *error) {
  int code = sqlite3_step(st);
  bool done = code == SQLITE_DONE || code == SQLITE_ROW;
  if (!done) fault(b, doing, error);
  sqlite3_reset(st);
  sqlite3_clear_bindings(st);
  return done;
}

static bool run_simple(ch_backend *b, int number, const char *doing, ch_error *error) {
  sqlite3_stmt *st = prepare(b, number, doing, error);
  return st && run(b, st, doing, error);
}

static bool run_key(ch_backend *b, int number, uint64_t key, const char *doing, ch_error *error) {
  sqlite3_stmt *st = prepare(b, number, doing, error);
  if (!st) return false;
  bind_u64(st, 1, key);
  return run(b, st, doing, error);
}

/* One row more? Ends the statement at the last one; *failed tells a fault. */
static bool next_row(ch_backend *b, sqlite3_stmt *st, const char *doing, bool *failed,
                     ch_error *error) {
  int code = sqlite3_step(st);
  if (code == SQLITE_ROW) return true;
  *failed = code != SQLITE_DONE;
  if (*failed) fault(b, doing, error);
  sqlite3_reset(st);
  sqlite3_clear_bindings(st);
  return false;
}

static void stop(sqlite3_stmt *st) {
  sqlite3_reset(st);
  sqlite3_clear_bindings(st);
}

static ch_str column(sqlite3_stmt *st, int at, ch_arena *arena, bool *no_memory) {
  const char *p = sqlite3_column_type(st, at) == SQLITE_BLOB ? sqlite3_column_blob(st, at)
                                                             : (const char *)sqlite3_column_text(st, at);
  ch_str view = {p, (size_t)sqlite3_column_bytes(st, at)};
  if (!p || view.n == 0) return (ch_str){NULL, 0};
  ch_str kept = ch_arena_copy(arena, view);
  if (!kept.p) *no_memory = true;
  return kept;
}

static int32_t column_day(sqlite3_stmt *st, int at) {
  return sqlite3_column_type(st, at) == SQLITE_NULL ? CH_DAY_NONE : sqlite3_column_int(st, at);
}

static bool out_of_memory(ch_error *error) {
  return ch_fail(error, CH_ERROR_MEMORY, "no memory to read the record");
}

/* Appends the first column of all rows as numbers. */
static bool collect(ch_backend *b, sqlite3_stmt *st, ch_arena *arena, ch_numbers *out,
                    const char *doing, ch_error *error) {
  bool failed = false;
  while (next_row(b, st, doing, &failed, error)) {
    int64_t *number = CH_PUSH(arena, out);
    if (!number) {
      stop(st);
      return out_of_memory(error);
    }
    *number = sqlite3_column_int64(st, 0);
  }
  return !failed;
}

/* --- opening --- */

static int pragma_number(ch_backend *b, const char *pragma, int64_t *value) {
  sqlite3_stmt *st = NULL;
  int code = sqlite3_prepare_v2(b->db, pragma, -1, &st, NULL);
  if (code == SQLITE_OK) {
    code = sqlite3_step(st);
    if (code == SQLITE_ROW) {
      *value = sqlite3_column_int64(st, 0);
      code = SQLITE_OK;
    }
  }
  sqlite3_finalize(st);
  return code == SQLITE_DONE ? SQLITE_OK : code;
}

static bool execute(ch_backend *b, const char *sql, const char *doing, ch_error *error) {
  return sqlite3_exec(b->db, sql, NULL, NULL, NULL) == SQLITE_OK || fault(b, doing, error);
}

static bool create(ch_backend *b, ch_error *error) {
  char header[96];
  snprintf(header, sizeof header, "PRAGMA application_id = %u; PRAGMA user_version = %d",
           CH_APPLICATION_ID, CH_SCHEMA_VERSION);
  if (!execute(b, "BEGIN IMMEDIATE", "making the record", error)) return false;
  int64_t made = 0;
  /* Another process may have been quicker. */
  bool done = pragma_number(b, "PRAGMA application_id", &made) == SQLITE_OK;
  if (done && made == 0)
    done = execute(b, CH_SCHEMA, "making the record", error) &&
           execute(b, header, "making the record", error);
  if (done) return execute(b, "COMMIT", "making the record", error);
  sqlite3_exec(b->db, "ROLLBACK", NULL, NULL, NULL);
  return false;
}

/* Is this file a record of ours, of this version? Makes it one if it is empty
 * and may be. */
static bool identify(ch_backend *b, ch_store_mode mode, ch_error *error) {
  int64_t id = 0, version = 0, tables = 0;
  int code = pragma_number(b, "SELECT count(*) FROM sqlite_schema", &tables);
  if (code == SQLITE_OK) code = pragma_number(b, "PRAGMA application_id", &id);
  if (code == SQLITE_OK) code = pragma_number(b, "PRAGMA user_version", &version);
  if ((code & 0xFF) == SQLITE_NOTADB)
    return ch_fail(error, CH_ERROR_STORE, "'%s' is no record: not a database, or damaged at its head",
                   b->path);
  if (code != SQLITE_OK) return fault(b, "opening it", error);
  if (tables == 0 && id == 0) {
    if (mode != CH_STORE_CREATE)
      return ch_fail(error, CH_ERROR_STORE, "'%s' is no record: it is empty", b->path);
    return create(b, error);
  }
  if ((uint32_t)id != CH_APPLICATION_ID)
    return ch_fail(error, CH_ERROR_STORE, "'%s' is another program's database", b->path);
  if (version != CH_SCHEMA_VERSION)
    return ch_fail(error, CH_ERROR_STORE,
                   "record '%s' has version %lld, this program reads version %d", b->path,
                   (long long)version, CH_SCHEMA_VERSION);
  return true;
}

static bool configure(ch_backend *b, ch_store_mode mode, ch_error *error) {
  sqlite3_busy_timeout(b->db, 60000);
  sqlite3_db_config(b->db, SQLITE_DBCONFIG_DEFENSIVE, 1, NULL);
  sqlite3_db_config(b->db, SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0, NULL);
  if (!execute(b, "PRAGMA cell_size_check = ON; PRAGMA temp_store = MEMORY;"
                  "PRAGMA cache_size = -65536",
               "opening it", error))
    return false;
  if (mode == CH_STORE_READ) return execute(b, "PRAGMA query_only = ON", "opening it", error);
  return execute(b, "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL;"
                    "PRAGMA wal_autocheckpoint = 8000",
                 "opening it", error);
}

static void sqlite_close(ch_backend *b) {
  if (!b) return;
  for (int i = 0; i < ST_COUNT_OF; i++) sqlite3_finalize(b->st[i]);
  sqlite3_close_v2(b->db);
  ch_buf_free(&b->scratch);
  free(b);
}

static ch_backend *sqlite_open(const char *path, ch_store_mode mode, ch_error *error) {
  ch_backend *b = calloc(1, sizeof *b);
  if (!b) {
    ch_fail(error, CH_ERROR_MEMORY, "no memory to open the record");
    return NULL;
  }
  snprintf(b->path, sizeof b->path, "%s", path);
  ch_buf_init(&b->scratch, 0);
  struct stat info;
  bool memory = strcmp(path, ":memory:") == 0;
  bool there = memory || stat(path, &info) == 0;
  if (!there && mode != CH_STORE_CREATE) {
    ch_fail(error, CH_ERROR_STORE, "there is no record '%s'", path);
    sqlite_close(b);
    return NULL;
  }
  int flags = mode == CH_STORE_READ ? SQLITE_OPEN_READONLY : SQLITE_OPEN_READWRITE;
  if (mode == CH_STORE_CREATE) flags |= SQLITE_OPEN_CREATE;
  if (memory) flags = SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE;
  if (sqlite3_open_v2(path, &b->db, flags | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_EXRESCODE, NULL) !=
      SQLITE_OK) {
    if (b->db) ch_fail(error, CH_ERROR_STORE, "cannot open record '%s': %s", path, sqlite3_errmsg(b->db));
    else ch_fail(error, CH_ERROR_MEMORY, "no memory to open the record");
    sqlite_close(b);
    return NULL;
  }
  /* What it is comes first: a foreign file is left as it was. */
  if (!identify(b, mode, error) || !configure(b, mode, error)) {
    sqlite_close(b);
    return NULL;
  }
  return b;
}

static bool sqlite_begin(ch_backend *b, ch_error *error) {
  return run_simple(b, ST_BEGIN, "beginning to write", error);
}
static bool sqlite_commit(ch_backend *b, ch_error *error) {
  return run_simple(b, ST_COMMIT, "writing", error);
}
static void sqlite_rollback(ch_backend *b) {
  if (!sqlite3_get_autocommit(b->db)) run_simple(b, ST_ROLLBACK, "undoing", NULL);
}

static bool sqlite_version(ch_backend *b, uint64_t *out, ch_error *error) {
  const char *doing = "asking whether it changed";
  sqlite3_stmt *st = prepare(b, ST_VERSION, doing, error);
  if (!st) return false;
  bool failed = false, there = next_row(b, st, doing, &failed, error);
  if (!there) return !failed && damaged(b, "it has no version", error);
  *out = (uint64_t)sqlite3_column_int64(st, 0);
  stop(st);
  return true;
}

static bool sqlite_check(ch_backend *b, ch_error *error) {
  sqlite3_stmt *st = NULL;
  if (sqlite3_prepare_v2(b->db, "PRAGMA integrity_check(1)", -1, &st, NULL) != SQLITE_OK)
    return fault(b, "checking it", error);
  bool done = sqlite3_step(st) == SQLITE_ROW;
  if (!done) {
    fault(b, "checking it", error);
  } else if (strcmp((const char *)sqlite3_column_text(st, 0), "ok") != 0) {
    damaged(b, (const char *)sqlite3_column_text(st, 0), error);
    done = false;
  }
  sqlite3_finalize(st);
  return done;
}

/* --- articles --- */

static bool article_find(ch_backend *b, ch_str id, int64_t *number, uint64_t *hash,
                         ch_error *error) {
  const char *doing = "looking for an article";
  sqlite3_stmt *st = prepare(b, ST_ARTICLE_FIND, doing, error);
  bool failed = false;
  *number = 0;
  if (!st) return false;
  bind_str(st, 1, id);
  while (next_row(b, st, doing, &failed, error)) {
    *number = sqlite3_column_int64(st, 0);
    *hash = (uint64_t)sqlite3_column_int64(st, 1);
  }
  return !failed;
}

static bool pack_text(ch_backend *b, ch_str text, ch_str *out, ch_error *error) {
  uLongf size = compressBound((uLong)text.n);
  ch_buf_clear(&b->scratch);
  if (!ch_buf_reserve(&b->scratch, size))
    return ch_fail(error, CH_ERROR_MEMORY, "no memory to store an article");
  if (compress2((Bytef *)b->scratch.p, &size, (const Bytef *)(text.n ? text.p : ""),
                (uLong)text.n, 6) != Z_OK)
    return ch_fail(error, CH_ERROR_MEMORY, "no memory to store an article");
  *out = (ch_str){b->scratch.p, size};
  return true;
}

static bool article_put(ch_backend *b, const ch_article_row *row, int64_t *number,
                        ch_error *error) {
  const ch_article *a = row->article;
  ch_str packed = {NULL, 0};
  sqlite3_stmt *st = prepare(b, ST_ARTICLE_PUT, "storing an article", error);
  if (!st || !pack_text(b, a->text, &packed, error)) return false;
  const ch_str texts[] = {a->outlet, a->title, a->byline, a->dateline, a->address, a->language, a->file};
  bind_str(st, 1, a->id);
  bind_u64(st, 2, row->hash);
  for (int i = 0; i < 7; i++) bind_str(st, 3 + i, texts[i]);
  bind_day(st, 10, a->published);
  if (a->published_minute < 0) sqlite3_bind_null(st, 11);
  else sqlite3_bind_int(st, 11, a->published_minute);
  sqlite3_bind_blob64(st, 12, row->print.n ? row->print.p : "", row->print.n, SQLITE_STATIC);
  sqlite3_bind_int64(st, 13, (int64_t)a->text.n);
  sqlite3_bind_blob64(st, 14, packed.p, packed.n, SQLITE_STATIC);
  if (!run(b, st, "storing an article", error)) return false;
  *number = sqlite3_last_insert_rowid(b->db);
  return true;
}

static bool article_source(ch_backend *b, int64_t number, ch_arena *arena, ch_source *out,
                           ch_error *error) {
  const char *doing = "reading an article";
  sqlite3_stmt *st = prepare(b, ST_ARTICLE_SOURCE, doing, error);
  bool failed = false, no_memory = false, found = false;
  if (!st) return false;
  sqlite3_bind_int64(st, 1, number);
  while (next_row(b, st, doing, &failed, error)) {
    ch_str *texts[] = {&out->id, &out->outlet, &out->title, &out->byline, &out->dateline,
                       &out->address, &out->file};
    for (int i = 0; i < 7; i++) *texts[i] = column(st, i, arena, &no_memory);
    out->published = column_day(st, 7);
    out->minute = sqlite3_column_type(st, 8) == SQLITE_NULL ? -1 : sqlite3_column_int(st, 8);
    out->origin = column(st, 9, arena, &no_memory);
    out->copy_kind = column(st, 10, arena, &no_memory);
    found = true;
  }
  if (failed) return false;
  if (no_memory) return out_of_memory(error);
  return found || damaged(b, "a mention's article is missing", error);
}

static bool article_text(ch_backend *b, int64_t number, ch_arena *arena, ch_str *out,
                         ch_error *error) {
  const char *doing = "reading an article";
  sqlite3_stmt *st = prepare(b, ST_ARTICLE_TEXT, doing, error);
  bool failed = false, good = false;
  if (!st) return false;
  sqlite3_bind_int64(st, 1, number);
  while (next_row(b, st, doing, &failed, error)) {
    int64_t bytes = sqlite3_column_int64(st, 0);
    uLongf size = (uLongf)bytes;
    char *p = bytes >= 0 && bytes < INT32_MAX ? ch_arena_alloc(arena, (size_t)bytes + 1) : NULL;
    if (!p) {
      stop(st);
      return out_of_memory(error);
    }
    good = uncompress((Bytef *)p, &size, sqlite3_column_blob(st, 1),
                      (uLong)sqlite3_column_bytes(st, 1)) == Z_OK && size == (uLongf)bytes;
    *out = (ch_str){p, (size_t)bytes};
  }
  if (failed) return false;
  return good || damaged(b, "an article's text does not unpack", error);
}

static bool article_print(ch_backend *b, int64_t number, ch_arena *arena, ch_str *out,
                          ch_error *error) {
  const char *doing = "reading an article";
  sqlite3_stmt *st = prepare(b, ST_ARTICLE_PRINT, doing, error);
  bool failed = false, no_memory = false;
  *out = (ch_str){NULL, 0};
  if (!st) return false;
  sqlite3_bind_int64(st, 1, number);
  while (next_row(b, st, doing, &failed, error)) *out = column(st, 0, arena, &no_memory);
  if (no_memory) return out_of_memory(error);
  return !failed;
}

static bool article_copy(ch_backend *b, int64_t number, ch_str origin, ch_copy_kind kind,
                         double share, ch_error *error) {
  sqlite3_stmt *st = prepare(b, ST_ARTICLE_COPY, "noting a copy", error);
  if (!st) return false;
  sqlite3_bind_int64(st, 1, number);
  bind_str(st, 2, origin);
  bind_z(st, 3, ch_copy_name(kind));
  sqlite3_bind_double(st, 4, share);
  return run(b, st, "noting a copy", error);
}

static bool articles_all(ch_backend *b, ch_arena *arena, ch_numbers *out, ch_error *error) {
  sqlite3_stmt *st = prepare(b, ST_ARTICLES_ALL, "listing articles", error);
  return st && collect(b, st, arena, out, "listing articles", error);
}

static bool keys_put(ch_backend *b, int64_t article, int32_t bucket, const uint64_t *keys,
                     uint32_t n, ch_error *error) {
  sqlite3_stmt *st = prepare(b, ST_KEY_PUT, "storing an article", error);
  if (!st) return false;
  for (uint32_t i = 0; i < n; i++) {
    sqlite3_bind_int(st, 1, bucket);
    bind_u64(st, 2, keys[i]);
    sqlite3_bind_int64(st, 3, article);
    if (!run(b, st, "storing an article", error)) return false;
  }
  return true;
}

static bool keys_find(ch_backend *b, int32_t bucket, uint64_t key, ch_arena *arena,
                      ch_numbers *out, ch_error *error) {
  sqlite3_stmt *st = prepare(b, ST_KEY_FIND, "looking for copies", error);
  if (!st) return false;
  sqlite3_bind_int(st, 1, bucket);
  bind_u64(st, 2, key);
  return collect(b, st, arena, out, "looking for copies", error);
}

static bool pair_put(ch_backend *b, int64_t a, int64_t other, ch_error *error) {
  sqlite3_stmt *st = prepare(b, ST_PAIR_PUT, "noting a copy", error);
  if (!st) return false;
  sqlite3_bind_int64(st, 1, a);
  sqlite3_bind_int64(st, 2, other);
  return run(b, st, "noting a copy", error);
}

static bool pairs_of(ch_backend *b, int64_t article, ch_arena *arena, ch_numbers *out,
                     ch_error *error) {
  sqlite3_stmt *st = prepare(b, ST_PAIRS_OF, "looking for copies", error);
  if (!st) return false;
  sqlite3_bind_int64(st, 1, article);
  return collect(b, st, arena, out, "looking for copies", error);
}

/* --- mentions --- */

static bool features_put(ch_backend *b, int64_t number, const uint64_t *features, uint32_t n,
                         ch_error *error) {
  sqlite3_stmt *st = prepare(b, ST_FEATURE_PUT, "storing a mention", error);
  if (!st) return false;
  for (uint32_t i = 0; i < n; i++) {
    bind_u64(st, 1, features[i]);
    sqlite3_bind_int64(st, 2, number);
    if (!run(b, st, "storing a mention", error)) return false;
  }
  return true;
}

static bool mention_put(ch_backend *b, const ch_mention_row *row, int64_t *number,
                        ch_error *error) {
  const ch_report *r = row->report;
  sqlite3_stmt *st = prepare(b, ST_MENTION_PUT, "storing a mention", error);
  if (!st) return false;
  int at = 1;
  bind_u64(st, at++, ch_str_hash(r->id));
  sqlite3_bind_int64(st, at++, row->article);
  bind_u64(st, at++, row->block);
  bind_day(st, at++, row->near.from);
  bind_day(st, at++, row->near.to);
  sqlite3_bind_int64(st, at++, r->sentence);
  sqlite3_bind_int64(st, at++, r->span.from);
  sqlite3_bind_int64(st, at++, r->span.to);
  bind_z(st, at++, ch_type_name(r->act.type));
  bind_str(st, at++, r->act.mode);
  bind_str(st, at++, r->act.cameo);
  if (r->quad) sqlite3_bind_int(st, at, r->quad);
  bind_number(st, ++at, r->goldstein);
  bind_z(st, ++at, ch_status_name(r->act.status));
  sqlite3_bind_int(st, ++at, r->claimed);
  bind_z(st, ++at, ch_type_name(r->about.type));
  bind_str(st, ++at, ch_side_code(&r->act.actor));
  bind_str(st, ++at, ch_side_code(&r->act.recipient));
  bind_day(st, ++at, r->act.date.days.from);
  bind_day(st, ++at, r->act.date.days.to);
  bind_z(st, ++at, ch_basis_name(r->act.date.basis));
  bind_day(st, ++at, r->deadline.days.from);
  bind_day(st, ++at, r->deadline.days.to);
  bind_str(st, ++at, r->place.name);
  at++;
  if (r->ordinal) sqlite3_bind_int64(st, at, r->ordinal);
  sqlite3_bind_int64(st, ++at, r->trigger_span.from);
  sqlite3_bind_int64(st, ++at, r->trigger_span.to);
  bind_str(st, ++at, r->rule);
  bind_str(st, ++at, r->json);
  if (!run(b, st, "storing a mention", error)) return false;
  *number = sqlite3_last_insert_rowid(b->db);
  return features_put(b, *number, row->features, row->n_features, error);
}

/* Rows of number, article, JSON and block from a statement with its parameters. */
static bool mentions(ch_backend *b, sqlite3_stmt *st, ch_arena *arena, ch_mentions_found *out,
                     ch_error *error) {
  const char *doing = "reading mentions";
  bool failed = false, no_memory = false;
  while (next_row(b, st, doing, &failed, error)) {
    ch_mention_found *found = CH_PUSH(arena, out);
    if (!found) {
      stop(st);
      return out_of_memory(error);
    }
    found->number = sqlite3_column_int64(st, 0);
    found->article = sqlite3_column_int64(st, 1);
    found->json = column(st, 2, arena, &no_memory);
    found->block = (uint64_t)sqlite3_column_int64(st, 3);
  }
  if (no_memory) return out_of_memory(error);
  return !failed;
}

static bool mention(ch_backend *b, int64_t number, ch_arena *arena, ch_mentions_found *out,
                    ch_error *error) {
  sqlite3_stmt *st = prepare(b, ST_MENTION, "reading mentions", error);
  if (!st) return false;
  sqlite3_bind_int64(st, 1, number);
  return mentions(b, st, arena, out, error);
}

static bool mentions_near(ch_backend *b, uint64_t block, int32_t from, int32_t to, ch_arena *arena,
                          ch_mentions_found *out, ch_error *error) {
  sqlite3_stmt *st = prepare(b, ST_MENTIONS_NEAR, "reading mentions", error);
  if (!st) return false;
  bind_u64(st, 1, block);
  sqlite3_bind_int(st, 2, from);
  sqlite3_bind_int(st, 3, to);
  sqlite3_bind_int(st, 4, CH_TIMED_DAYS);
  return mentions(b, st, arena, out, error);
}

static bool mentions_of_event(ch_backend *b, uint64_t event, ch_arena *arena,
                              ch_mentions_found *out, ch_error *error) {
  sqlite3_stmt *st = prepare(b, ST_MENTIONS_OF_EVENT, "reading mentions", error);
  if (!st) return false;
  bind_u64(st, 1, event);
  return mentions(b, st, arena, out, error);
}

/* Numbers that one key leads to. */
static bool numbers(ch_backend *b, int statement, int64_t key, ch_arena *arena, ch_numbers *out,
                    ch_error *error) {
  sqlite3_stmt *st = prepare(b, statement, "reading mentions", error);
  if (!st) return false;
  sqlite3_bind_int64(st, 1, key);
  return collect(b, st, arena, out, "reading mentions", error);
}

static bool mentions_of_article(ch_backend *b, int64_t article, ch_arena *arena, ch_numbers *out,
                                ch_error *error) {
  return numbers(b, ST_MENTIONS_OF_ARTICLE, article, arena, out, error);
}
static bool mentions_with(ch_backend *b, uint64_t feature, ch_arena *arena, ch_numbers *out,
                          ch_error *error) {
  return numbers(b, ST_MENTIONS_WITH, (int64_t)feature, arena, out, error);
}
static bool mentions_of_component(ch_backend *b, int64_t component, ch_arena *arena,
                                  ch_numbers *out, ch_error *error) {
  return numbers(b, ST_MENTIONS_OF_COMPONENT, component, arena, out, error);
}
static bool mentions_all(ch_backend *b, ch_arena *arena, ch_numbers *out, ch_error *error) {
  sqlite3_stmt *st = prepare(b, ST_MENTIONS_ALL, "reading mentions", error);
  return st && collect(b, st, arena, out, "reading mentions", error);
}

static bool component_of(ch_backend *b, int64_t number, int64_t *component, ch_error *error) {
  const char *doing = "reading events";
  sqlite3_stmt *st = prepare(b, ST_COMPONENT_OF, doing, error);
  bool failed = false;
  *component = 0;
  if (!st) return false;
  sqlite3_bind_int64(st, 1, number);
  while (next_row(b, st, doing, &failed, error)) *component = sqlite3_column_int64(st, 0);
  return !failed;
}

static bool component_put(ch_backend *b, uint64_t event, int64_t component, ch_error *error) {
  sqlite3_stmt *st = prepare(b, ST_COMPONENT_PUT, "storing an event", error);
  if (!st) return false;
  bind_u64(st, 1, event);
  sqlite3_bind_int64(st, 2, component);
  return run(b, st, "storing an event", error);
}

static bool event_of_mention(ch_backend *b, ch_str mention, uint64_t *event, ch_error *error) {
  const char *doing = "looking for a mention";
  sqlite3_stmt *st = prepare(b, ST_EVENT_OF_MENTION, doing, error);
  bool failed = false;
  *event = 0;
  if (!st) return false;
  bind_u64(st, 1, ch_str_hash(mention));
  bind_str(st, 2, mention);
  while (next_row(b, st, doing, &failed, error)) *event = (uint64_t)sqlite3_column_int64(st, 0);
  return !failed;
}

static bool words(ch_backend *b, ch_arena *arena, ch_str *out, ch_error *error) {
  const char *doing = "reading its word classes";
  sqlite3_stmt *st = prepare(b, ST_WORDS, doing, error);
  bool failed = false, no_memory = false;
  *out = (ch_str){NULL, 0};
  if (!st) return false;
  while (next_row(b, st, doing, &failed, error)) *out = column(st, 0, arena, &no_memory);
  if (no_memory) return out_of_memory(error);
  return !failed;
}

static bool words_put(ch_backend *b, ch_str text, ch_error *error) {
  sqlite3_stmt *st = prepare(b, ST_WORDS_PUT, "storing word classes", error);
  if (!st) return false;
  bind_str(st, 1, text);
  return run(b, st, "storing word classes", error);
}

static bool count(ch_backend *b, ch_store_counts *out, ch_error *error) {
  sqlite3_stmt *st = prepare(b, ST_COUNT, "counting", error);
  bool failed = false;
  if (!st) return false;
  while (next_row(b, st, "counting", &failed, error)) {
    uint64_t *counts[] = {&out->articles, &out->copies, &out->mentions, &out->events,
                          &out->outlets};
    for (int i = 0; i < 5; i++) *counts[i] = (uint64_t)sqlite3_column_int64(st, i);
  }
  return !failed;
}

/* --- events --- */

static bool events_of_component(ch_backend *b, int64_t component, ch_arena *arena, ch_heads *out,
                                ch_error *error) {
  const char *doing = "reading events";
  sqlite3_stmt *st = prepare(b, ST_EVENTS_OF_COMPONENT, doing, error);
  bool failed = false;
  if (!st) return false;
  sqlite3_bind_int64(st, 1, component);
  while (next_row(b, st, doing, &failed, error)) {
    ch_event_head *head = CH_PUSH(arena, out);
    if (!head) {
      stop(st);
      return out_of_memory(error);
    }
    *head = (ch_event_head){(uint64_t)sqlite3_column_int64(st, 0),
                            (uint64_t)sqlite3_column_int64(st, 1), sqlite3_column_int64(st, 3),
                            column_day(st, 2)};
  }
  return !failed;
}

static bool put_party(ch_backend *b, const ch_event_row *row, ch_str code, bool acts,
                      ch_error *error) {
  sqlite3_stmt *st = prepare(b, ST_PARTY_PUT, "storing an event", error);
  if (!st) return false;
  bind_str(st, 1, code);
  sqlite3_bind_int(st, 2, row->day == CH_DAY_NONE ? NO_DAY : row->day);
  bind_u64(st, 3, row->key);
  sqlite3_bind_int(st, 4, acts);
  sqlite3_bind_int64(st, 5, 1u << row->fact->act.type);
  return run(b, st, "storing an event", error);
}

static bool put_parties(ch_backend *b, const ch_event_row *row, ch_error *error) {
  const ch_fact *f = row->fact;
  for (uint32_t i = 0; i < f->act.actor.n; i++)
    if (f->act.actor.v[i].code.n && !put_party(b, row, f->act.actor.v[i].code, true, error))
      return false;
  for (uint32_t i = 0; i < f->act.recipient.n; i++)
    if (f->act.recipient.v[i].code.n &&
        !put_party(b, row, f->act.recipient.v[i].code, ch_type_two_sided(f->act.type), error))
      return false;
  return true;
}

static bool put_seeks(ch_backend *b, const ch_event_row *row, ch_error *error) {
  sqlite3_stmt *st = prepare(b, ST_SEEK_PUT, "storing an event", error);
  if (!st) return false;
  for (uint32_t i = 0; i < row->n_seeks; i++) {
    bind_str(st, 1, row->seeks[i].code);
    sqlite3_bind_int(st, 2, row->seeks[i].from);
    sqlite3_bind_int(st, 3, row->seeks[i].to);
    bind_u64(st, 4, row->key);
    sqlite3_bind_int(st, 5, !row->seeks[i].aimed_at);
    sqlite3_bind_int64(st, 6, row->seeks[i].types);
    if (!run(b, st, "storing an event", error)) return false;
  }
  return true;
}

static bool clear_event(ch_backend *b, uint64_t event, ch_error *error) {
  const char *doing = "replacing an event";
  return run_key(b, ST_EVENT_DROP_MENTIONS, event, doing, error) &&
         run_key(b, ST_EVENT_DROP_PARTIES, event, doing, error) &&
         run_key(b, ST_EVENT_DROP_SEEKS, event, doing, error);
}

static bool event_put(ch_backend *b, const ch_event_row *row, ch_error *error) {
  const ch_fact *f = row->fact;
  sqlite3_stmt *st = prepare(b, ST_EVENT_PUT, "storing an event", error);
  if (!st || !clear_event(b, row->key, error)) return false;
  bind_u64(st, 1, row->key);
  bind_z(st, 2, f->id);
  sqlite3_bind_int64(st, 3, row->component);
  bind_u64(st, 4, row->digest);
  bind_z(st, 5, ch_type_name(f->act.type));
  bind_str(st, 6, f->act.mode);
  bind_str(st, 7, f->act.cameo);
  if (f->quad) sqlite3_bind_int(st, 8, f->quad);
  bind_number(st, 9, f->goldstein);
  bind_z(st, 10, ch_status_name(f->act.status));
  sqlite3_bind_int(st, 11, f->claimed);
  bind_str(st, 12, ch_side_code(&f->act.actor));
  bind_str(st, 13, ch_side_code(&f->act.recipient));
  bind_day(st, 14, row->day);
  bind_day(st, 15, f->act.date.days.from);
  bind_day(st, 16, f->act.date.days.to);
  bind_day(st, 17, f->deadline.days.from);
  bind_day(st, 18, f->deadline.days.to);
  sqlite3_bind_int64(st, 19, f->n_reports);
  sqlite3_bind_int64(st, 20, f->n_outlets);
  sqlite3_bind_int64(st, 21, f->n_copies);
  sqlite3_bind_blob64(st, 22, row->content.p, row->content.n, SQLITE_STATIC);
  if (!run(b, st, "storing an event", error)) return false;
  st = prepare(b, ST_EVENT_MENTION_PUT, "storing an event", error);
  if (!st) return false;
  for (size_t i = 0; i < row->n_mentions; i++) {
    bind_u64(st, 1, row->key);
    sqlite3_bind_int64(st, 2, row->mentions[i]);
    if (!run(b, st, "storing an event", error)) return false;
  }
  return put_parties(b, row, error) && put_seeks(b, row, error);
}

static bool event_drop(ch_backend *b, uint64_t event, ch_error *error) {
  const char *doing = "dropping an event";
  return clear_event(b, event, error) && run_key(b, ST_LINKS_DROP, event, doing, error) &&
         run_key(b, ST_LINKS_DROP_TO, event, doing, error) &&
         run_key(b, ST_EVENT_DROP, event, doing, error);
}

static bool event_content(ch_backend *b, uint64_t event, ch_arena *arena, ch_str *out,
                          ch_error *error) {
  const char *doing = "linking events";
  sqlite3_stmt *st = prepare(b, ST_EVENT_CONTENT, doing, error);
  bool failed = false, no_memory = false;
  *out = (ch_str){NULL, 0};
  if (!st) return false;
  bind_u64(st, 1, event);
  while (next_row(b, st, doing, &failed, error)) *out = column(st, 0, arena, &no_memory);
  if (no_memory) return out_of_memory(error);
  return !failed;
}

static bool event_exists(ch_backend *b, uint64_t event, bool *there, ch_error *error) {
  sqlite3_stmt *st = prepare(b, ST_EVENT_EXISTS, "looking for an event", error);
  bool failed = false;
  *there = false;
  if (!st) return false;
  bind_u64(st, 1, event);
  while (next_row(b, st, "looking for an event", &failed, error)) *there = true;
  return !failed;
}

static bool event_parties(ch_backend *b, uint64_t event, ch_arena *arena, ch_parties *out,
                          ch_error *error) {
  const char *doing = "reading an event";
  sqlite3_stmt *st = prepare(b, ST_EVENT_PARTIES, doing, error);
  bool failed = false, no_memory = false;
  if (!st) return false;
  bind_u64(st, 1, event);
  while (next_row(b, st, doing, &failed, error)) {
    ch_event_party *party = CH_PUSH(arena, out);
    if (!party) {
      stop(st);
      return out_of_memory(error);
    }
    *party = (ch_event_party){column(st, 0, arena, &no_memory), sqlite3_column_int(st, 1) != 0,
                              (uint32_t)sqlite3_column_int64(st, 2)};
  }
  if (no_memory) return out_of_memory(error);
  return !failed;
}

static bool seekers(ch_backend *b, const ch_event_party *party, int32_t day, ch_arena *arena,
                    ch_numbers *out, ch_error *error) {
  sqlite3_stmt *st = prepare(b, ST_SEEKERS, "linking events", error);
  if (!st) return false;
  bind_str(st, 1, party->code);
  sqlite3_bind_int(st, 2, day);
  sqlite3_bind_int(st, 3, party->acts);
  sqlite3_bind_int64(st, 4, party->type);
  sqlite3_bind_int(st, 5, CH_MAX_SEEK_DAYS);
  return collect(b, st, arena, out, "linking events", error);
}

static bool candidates(ch_backend *b, const ch_seek *seek, uint32_t most, ch_arena *arena,
                       ch_numbers *out, ch_error *error) {
  sqlite3_stmt *st = prepare(b, seek->ahead ? ST_CANDIDATES_AHEAD : ST_CANDIDATES, "linking events", error);
  if (!st) return false;
  bind_str(st, 1, seek->code);
  sqlite3_bind_int(st, 2, seek->from);
  sqlite3_bind_int(st, 3, seek->to);
  sqlite3_bind_int(st, 4, !seek->aimed_at);
  sqlite3_bind_int64(st, 5, seek->types);
  sqlite3_bind_int64(st, 6, most);
  return collect(b, st, arena, out, "linking events", error);
}

static bool links_put(ch_backend *b, uint64_t from, const ch_fact_link *v, size_t n,
                      ch_error *error) {
  if (!run_key(b, ST_LINKS_DROP, from, "linking events", error)) return false;
  sqlite3_stmt *st = prepare(b, ST_LINK_PUT, "linking events", error);
  if (!st) return false;
  for (size_t i = 0; i < n; i++) {
    bind_u64(st, 1, from);
    sqlite3_bind_int(st, 2, v[i].kind);
    bind_u64(st, 3, ch_event_key(v[i].to));
    sqlite3_bind_int(st, 4, v[i].stated);
    bind_str(st, 5, v[i].report);
    if (!run(b, st, "linking events", error)) return false;
  }
  return true;
}

static ch_link_kind inverse(ch_link_kind kind) {
  switch (kind) {
    case CH_LINK_ANSWERS: return CH_LINK_ANSWERED_BY;
    case CH_LINK_CARRIED_OUT_BY: return CH_LINK_PLAN_OF;
    default: return kind;
  }
}

static bool links_of(ch_backend *b, uint64_t event, ch_arena *arena, ch_fact_links *out,
                     ch_error *error) {
  const char *doing = "reading links";
  for (int back = 0; back < 2; back++) {
    sqlite3_stmt *st = prepare(b, back ? ST_LINKS_TO : ST_LINKS_FROM, doing, error);
    bool failed = false, no_memory = false;
    if (!st) return false;
    bind_u64(st, 1, event);
    while (next_row(b, st, doing, &failed, error)) {
      ch_fact_link link = {(ch_link_kind)sqlite3_column_int(st, 0),
                           column(st, 1, arena, &no_memory), sqlite3_column_int(st, 2) != 0,
                           column(st, 3, arena, &no_memory)};
      if (back) link.kind = inverse(link.kind);
      bool known = false;
      for (size_t i = 0; i < out->n && !known; i++)
        known = out->v[i].kind == link.kind && ch_str_eq(out->v[i].to, link.to);
      ch_fact_link *kept = known ? out->v : CH_PUSH(arena, out);
      if (!kept || no_memory) {
        stop(st);
        return out_of_memory(error);
      }
      if (!known) *kept = link;
    }
    if (failed) return false;
  }
  return true;
}

static bool events_find(ch_backend *b, const ch_filter *filter, ch_arena *arena, ch_numbers *out,
                        ch_error *error) {
  bool of = filter->between[0].n > 0;
  sqlite3_stmt *st = prepare(b, of ? ST_EVENTS_OF : ST_EVENTS_ALL, "reading events", error);
  if (!st) return false;
  bind_day(st, 1, filter->days.from);
  bind_day(st, 2, filter->days.to);
  if (of) {
    bind_str(st, 3, filter->between[0]);
    bind_str(st, 4, filter->between[1]);
  }
  return collect(b, st, arena, out, "reading events", error);
}

const ch_backend_ops ch_sqlite_ops = {
    .open = sqlite_open,
    .close = sqlite_close,
    .begin = sqlite_begin,
    .commit = sqlite_commit,
    .rollback = sqlite_rollback,
    .check = sqlite_check,
    .version = sqlite_version,
    .article_find = article_find,
    .article_put = article_put,
    .article_source = article_source,
    .article_text = article_text,
    .article_print = article_print,
    .article_copy = article_copy,
    .articles_all = articles_all,
    .keys_put = keys_put,
    .keys_find = keys_find,
    .pair_put = pair_put,
    .pairs_of = pairs_of,
    .mention_put = mention_put,
    .features_put = features_put,
    .mention = mention,
    .mentions_of_article = mentions_of_article,
    .mentions_all = mentions_all,
    .mentions_near = mentions_near,
    .mentions_with = mentions_with,
    .mentions_of_component = mentions_of_component,
    .mentions_of_event = mentions_of_event,
    .event_of_mention = event_of_mention,
    .count = count,
    .words = words,
    .words_put = words_put,
    .events_of_component = events_of_component,
    .component_of = component_of,
    .component_put = component_put,
    .event_put = event_put,
    .event_drop = event_drop,
    .event_content = event_content,
    .event_exists = event_exists,
    .event_parties = event_parties,
    .seekers = seekers,
    .candidates = candidates,
    .links_put = links_put,
    .links_of = links_of,
    .events_find = events_find,
};
