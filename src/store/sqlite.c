/* The SQLite backend: one file, WAL, prepared statements only. */
#include "store/sqlite.h"

#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>

#include "store/schema.h"
#include "store/sqlite_kept.h"

#define KEPT_MOST ((size_t)256 << 20) /* bytes of lists in memory; of a million events all take 100 */

static const char *const SQL[] = {
#define X(name, sql) sql,
    CH_STATEMENTS(X)
#undef X
};

/* --- errors --- */

bool ch_sqlite_fault(ch_backend *b, const char *doing, ch_error *error) {
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

bool ch_sqlite_damaged(ch_backend *b, const char *what, ch_error *error) {
  return ch_fail(error, CH_ERROR_STORE, "record '%s' is damaged: %s", b->path, what);
}

bool ch_sqlite_no_memory(ch_error *error) {
  return ch_fail(error, CH_ERROR_MEMORY, "no memory for the record");
}

/* --- statements --- */

sqlite3_stmt *ch_sqlite_prepare(ch_backend *b, int number, const char *doing, ch_error *error) {
  if (!b->st[number] && sqlite3_prepare_v3(b->db, SQL[number], -1, SQLITE_PREPARE_PERSISTENT,
                                           &b->st[number], NULL) != SQLITE_OK) {
    ch_sqlite_fault(b, doing, error);
    return NULL;
  }
  return b->st[number];
}

void ch_bind_str(sqlite3_stmt *st, int at, ch_str s) {
  sqlite3_bind_text64(st, at, s.n ? s.p : "", s.n, SQLITE_STATIC, SQLITE_UTF8);
}
void ch_bind_blob(sqlite3_stmt *st, int at, ch_str s) {
  sqlite3_bind_blob64(st, at, s.n ? s.p : "", s.n, SQLITE_STATIC);
}
void ch_bind_day(sqlite3_stmt *st, int at, int32_t day) {
  if (day == CH_DAY_NONE) sqlite3_bind_null(st, at);
  else sqlite3_bind_int(st, at, day);
}
void ch_bind_u64(sqlite3_stmt *st, int at, uint64_t value) {
  sqlite3_bind_int64(st, at, (int64_t)value);
}
void ch_bind_key(sqlite3_stmt *st, int at, uint64_t key) {
  sqlite3_bind_int64(st, at, (int64_t)(key ^ UINT64_C(1) << 63));
}
uint64_t ch_column_key(sqlite3_stmt *st, int at) {
  return (uint64_t)sqlite3_column_int64(st, at) ^ UINT64_C(1) << 63;
}

bool ch_sqlite_run(ch_backend *b, sqlite3_stmt *st, const char *doing, ch_error *error) {
  int code = sqlite3_step(st);
  bool done = code == SQLITE_DONE || code == SQLITE_ROW;
  if (!done) ch_sqlite_fault(b, doing, error);
  ch_sqlite_stop(st);
  return done;
}

bool ch_sqlite_run_number(ch_backend *b, int statement, int64_t number, const char *doing,
                          ch_error *error) {
  sqlite3_stmt *st = ch_sqlite_prepare(b, statement, doing, error);
  if (!st) return false;
  sqlite3_bind_int64(st, 1, number);
  return ch_sqlite_run(b, st, doing, error);
}

bool ch_sqlite_row(ch_backend *b, sqlite3_stmt *st, const char *doing, bool *failed,
                   ch_error *error) {
  int code = sqlite3_step(st);
  if (code == SQLITE_ROW) return true;
  *failed = code != SQLITE_DONE;
  if (*failed) ch_sqlite_fault(b, doing, error);
  ch_sqlite_stop(st);
  return false;
}

void ch_sqlite_stop(sqlite3_stmt *st) {
  sqlite3_reset(st);
  sqlite3_clear_bindings(st);
}

ch_str ch_column(sqlite3_stmt *st, int at, ch_arena *arena, bool *no_memory) {
  const char *p = sqlite3_column_type(st, at) == SQLITE_BLOB ? sqlite3_column_blob(st, at)
                                                             : (const char *)sqlite3_column_text(st, at);
  ch_str view = {p, (size_t)sqlite3_column_bytes(st, at)};
  if (!p || view.n == 0) return (ch_str){NULL, 0};
  ch_str kept = ch_arena_copy(arena, view);
  if (!kept.p) *no_memory = true;
  return kept;
}

int32_t ch_column_day(sqlite3_stmt *st, int at) {
  return sqlite3_column_type(st, at) == SQLITE_NULL ? CH_DAY_NONE : sqlite3_column_int(st, at);
}

bool ch_sqlite_collect(ch_backend *b, sqlite3_stmt *st, ch_arena *arena, ch_numbers *out,
                       const char *doing, ch_error *error) {
  bool failed = false;
  while (ch_sqlite_row(b, st, doing, &failed, error)) {
    int64_t *number = CH_PUSH(arena, out);
    if (!number) {
      ch_sqlite_stop(st);
      return ch_sqlite_no_memory(error);
    }
    *number = sqlite3_column_int64(st, 0);
  }
  return !failed;
}

bool ch_sqlite_numbers(ch_backend *b, int statement, int64_t key, ch_arena *arena,
                       ch_numbers *out, const char *doing, ch_error *error) {
  sqlite3_stmt *st = ch_sqlite_prepare(b, statement, doing, error);
  if (!st) return false;
  sqlite3_bind_int64(st, 1, key);
  return ch_sqlite_collect(b, st, arena, out, doing, error);
}

/* --- names --- */

static const char *const PREFIX[] = {"o:", "c:", "i:"};
static const char *const AFTER[] = {"o;", "c;", "i;"}; /* ';' follows ':' */

bool ch_sqlite_name(ch_backend *b, ch_name_kind kind, ch_str name, bool make, int64_t *number,
                    ch_error *error) {
  const char *doing = "looking for a name";
  char room[256];
  bool failed = false;
  *number = 0;
  if (name.n > sizeof room - 3) name.n = sizeof room - 3; /* no name is that long */
  memcpy(room, PREFIX[kind], 2);
  if (name.n) memcpy(room + 2, name.p, name.n);
  ch_str whole = {room, name.n + 2};
  const uint32_t *known = ch_map_get(&b->names, whole);
  if (known) {
    *number = *known;
    return true;
  }
  sqlite3_stmt *st = ch_sqlite_prepare(b, ST_NAME_FIND, doing, error);
  if (!st) return false;
  ch_bind_str(st, 1, whole);
  while (ch_sqlite_row(b, st, doing, &failed, error)) *number = sqlite3_column_int64(st, 0);
  if (failed) return false;
  if (*number == 0 && make) {
    st = ch_sqlite_prepare(b, ST_NAME_PUT, doing, error);
    if (!st) return false;
    ch_bind_str(st, 1, whole);
    if (!ch_sqlite_run(b, st, doing, error)) return false;
    *number = sqlite3_last_insert_rowid(b->db);
  }
  if (*number == 0 || *number > UINT32_MAX) return true;
  ch_str key = ch_arena_copy(b->arena, whole);
  uint32_t *place = key.p ? ch_map_put(&b->names, key, NULL) : NULL;
  if (!place) return ch_sqlite_no_memory(error);
  *place = (uint32_t)*number;
  return true;
}

bool ch_sqlite_name_of(ch_backend *b, int64_t number, ch_arena *arena, ch_str *name,
                       ch_error *error) {
  const char *doing = "reading a name";
  sqlite3_stmt *st = ch_sqlite_prepare(b, ST_NAME_OF, doing, error);
  bool failed = false, no_memory = false;
  *name = (ch_str){NULL, 0};
  if (!st) return false;
  sqlite3_bind_int64(st, 1, number);
  while (ch_sqlite_row(b, st, doing, &failed, error)) *name = ch_column(st, 0, arena, &no_memory);
  if (no_memory) return ch_sqlite_no_memory(error);
  return !failed;
}

static bool names(ch_backend *b, ch_name_kind kind, ch_arena *arena, ch_strs *out,
                  ch_error *error) {
  const char *doing = "reading names";
  sqlite3_stmt *st = ch_sqlite_prepare(b, ST_NAMES, doing, error);
  bool failed = false, no_memory = false;
  if (!st) return false;
  ch_bind_str(st, 1, ch_str_of(PREFIX[kind]));
  ch_bind_str(st, 2, ch_str_of(AFTER[kind]));
  while (ch_sqlite_row(b, st, doing, &failed, error)) {
    ch_str *name = CH_PUSH(arena, out);
    if (name) *name = ch_column(st, 0, arena, &no_memory);
    if (!name || no_memory) {
      ch_sqlite_stop(st);
      return ch_sqlite_no_memory(error);
    }
  }
  return !failed;
}

static bool name_known(ch_backend *b, ch_name_kind kind, ch_str name, bool *known,
                       ch_error *error) {
  int64_t number;
  if (!ch_sqlite_name(b, kind, name, false, &number, error)) return false;
  *known = number != 0;
  return true;
}

static bool forget_names(ch_backend *b) {
  ch_arena_clear(b->arena);
  ch_map_init(&b->names, b->arena);
  return true;
}

/* --- what is told of the record as a whole --- */

static bool meta(ch_backend *b, const char *name, ch_arena *arena, ch_str *out, ch_error *error) {
  const char *doing = "reading what it holds";
  sqlite3_stmt *st = ch_sqlite_prepare(b, ST_META, doing, error);
  bool failed = false, no_memory = false;
  *out = (ch_str){NULL, 0};
  if (!st) return false;
  ch_bind_str(st, 1, ch_str_of(name));
  while (ch_sqlite_row(b, st, doing, &failed, error)) *out = ch_column(st, 0, arena, &no_memory);
  if (no_memory) return ch_sqlite_no_memory(error);
  return !failed;
}

static bool meta_put(ch_backend *b, const char *name, ch_str value, ch_error *error) {
  const char *doing = "storing what it holds";
  sqlite3_stmt *st = ch_sqlite_prepare(b, ST_META_PUT, doing, error);
  if (!st) return false;
  ch_bind_str(st, 1, ch_str_of(name));
  ch_bind_str(st, 2, value);
  return ch_sqlite_run(b, st, doing, error);
}

static bool words(ch_backend *b, ch_arena *arena, ch_str *out, ch_error *error) {
  return meta(b, "words", arena, out, error);
}
static bool words_put(ch_backend *b, ch_str text, ch_error *error) {
  return meta_put(b, "words", text, error);
}

static bool states(ch_backend *b, ch_arena *arena, ch_str *out, ch_error *error) {
  return meta(b, "states", arena, out, error);
}
static bool states_put(ch_backend *b, ch_str text, ch_error *error) {
  return meta_put(b, "states", text, error);
}

static const char *const COUNTERS[] = {"articles", "copies", "mentions", "events", "changes"};

static bool read_counter(ch_backend *b, ch_counter counter, int64_t *count, ch_error *error) {
  const char *doing = "counting";
  sqlite3_stmt *st = ch_sqlite_prepare(b, ST_META, doing, error);
  bool failed = false;
  *count = 0;
  if (!st) return false;
  ch_bind_str(st, 1, ch_str_of(COUNTERS[counter]));
  while (ch_sqlite_row(b, st, doing, &failed, error)) *count = sqlite3_column_int64(st, 0);
  return !failed;
}

static bool read_counts(ch_backend *b, int64_t counts[CH_N_COUNTERS], ch_error *error) {
  for (int i = 0; i < CH_N_COUNTERS; i++)
    if (!read_counter(b, (ch_counter)i, &counts[i], error)) return false;
  return true;
}

static bool write_counts(ch_backend *b, ch_error *error) {
  char text[24];
  for (int i = 0; i < CH_N_COUNTERS; i++) {
    snprintf(text, sizeof text, "%lld", (long long)b->counts[i]);
    if (!meta_put(b, COUNTERS[i], ch_str_of(text), error)) return false;
  }
  return true;
}

bool ch_sqlite_count(ch_backend *b, ch_store_counts *out, ch_error *error) {
  int64_t counts[CH_N_COUNTERS];
  if (b->writing) memcpy(counts, b->counts, sizeof counts);
  else if (!read_counts(b, counts, error)) return false;
  out->articles = (uint64_t)counts[CH_N_ARTICLES];
  out->copies = (uint64_t)counts[CH_N_COPIES];
  out->mentions = (uint64_t)counts[CH_N_MENTIONS];
  out->events = (uint64_t)counts[CH_N_EVENTS];
  return true;
}

static bool count_outlets(ch_backend *b, uint64_t *n, ch_error *error) {
  bool failed = false;
  sqlite3_stmt *st = ch_sqlite_prepare(b, ST_NAMES_COUNT, "counting", error);
  if (!st) return false;
  ch_bind_str(st, 1, ch_str_of(PREFIX[CH_NAME_OUTLET]));
  ch_bind_str(st, 2, ch_str_of(AFTER[CH_NAME_OUTLET]));
  while (ch_sqlite_row(b, st, "counting", &failed, error))
    *n = (uint64_t)sqlite3_column_int64(st, 0);
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
  return sqlite3_exec(b->db, sql, NULL, NULL, NULL) == SQLITE_OK || ch_sqlite_fault(b, doing, error);
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
  if (code != SQLITE_OK) return ch_sqlite_fault(b, "opening it", error);
  if (tables == 0 && id == 0) {
    if (mode != CH_STORE_CREATE)
      return ch_fail(error, CH_ERROR_STORE, "'%s' is no record: it is empty", b->path);
    return create(b, error);
  }
  if ((uint32_t)id != CH_APPLICATION_ID)
    return ch_fail(error, CH_ERROR_STORE, "'%s' is another program's database", b->path);
  if (version != CH_SCHEMA_VERSION)
    return ch_fail(error, CH_ERROR_STORE,
                   "record '%s' has version %lld, this program reads version %d; %s", b->path,
                   (long long)version, CH_SCHEMA_VERSION,
                   version > CH_SCHEMA_VERSION ? "use a later program"
                                               : "add its articles to a new record");
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
  /* Adding comes back to pages all over a large record. */
  return execute(b, "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL;"
                    "PRAGMA cache_size = -262144; PRAGMA wal_autocheckpoint = 32000",
                 "opening it", error);
}

static void sqlite_close(ch_backend *b) {
  if (!b) return;
  for (int i = 0; i < ST_COUNT_OF; i++) sqlite3_finalize(b->st[i]);
  if (b->can_pack) deflateEnd(&b->pack);
  if (b->can_unpack) inflateEnd(&b->unpack);
  ch_buf_free(&b->open);
  ch_kept_drop(b->kept);
  ch_counts_free(b);
  ch_arena_free(b->arena);
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
  ch_buf_init(&b->open, 0);
  b->arena = ch_arena_new(0);
  if (!b->arena) {
    ch_sqlite_no_memory(error);
    sqlite_close(b);
    return NULL;
  }
  forget_names(b);
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

/* Threads that answer at once read a page here and a page there: seen through a mapping it takes
 * neither a call nor a copy. A record grows and is never cut short. */
static bool map_file(ch_backend *b, ch_error *error) {
  return execute(b, "PRAGMA mmap_size = 2147418112", "opening it", error);
}

static ch_backend *sqlite_beside(ch_backend *b, ch_error *error) {
  const char *path = sqlite3_db_filename(b->db, "main");
  if (!path || !*path) {
    ch_fail(error, CH_ERROR_USAGE, "a record in memory has one handle");
    return NULL;
  }
  if (!b->kept) b->kept = ch_kept_new(KEPT_MOST);
  if (!b->kept) {
    ch_sqlite_no_memory(error);
    return NULL;
  }
  ch_backend *other = sqlite_open(path, CH_STORE_READ, error);
  if (!other) return NULL;
  other->kept = ch_kept_hold(b->kept);
  if (map_file(b, error) && map_file(other, error)) return other;
  sqlite_close(other);
  return NULL;
}

/* --- batches --- */

static bool run_simple(ch_backend *b, int number, const char *doing, ch_error *error) {
  sqlite3_stmt *st = ch_sqlite_prepare(b, number, doing, error);
  return st && ch_sqlite_run(b, st, doing, error);
}

static void sqlite_rollback(ch_backend *b) {
  if (!sqlite3_get_autocommit(b->db)) run_simple(b, ST_ROLLBACK, "undoing", NULL);
  b->writing = false;
  b->open_number = 0; /* its number may go to another one */
  forget_names(b);
}

static bool sqlite_begin(ch_backend *b, ch_error *error) {
  if (!run_simple(b, ST_BEGIN, "beginning to write", error)) return false;
  b->writing = read_counts(b, b->counts, error) && ch_counts_begin(b, error) && ch_sqlite_features_begin(b, error);
  if (b->writing) return true;
  sqlite_rollback(b);
  return false;
}

static bool sqlite_commit(ch_backend *b, ch_error *error) {
  b->counts[CH_N_CHANGES]++;
  if (!ch_counts_write(b, error) || !write_counts(b, error) || !run_simple(b, ST_COMMIT, "writing", error)) return false;
  b->writing = false;
  return true;
}

static void sqlite_release(ch_backend *b) {
  b->state = 0;
  if (!sqlite3_get_autocommit(b->db)) run_simple(b, ST_ROLLBACK, "reading", NULL);
}

static bool sqlite_hold(ch_backend *b, ch_error *error) {
  if (!run_simple(b, ST_HOLD, "reading", error)) return false;
  if (!b->kept || read_counter(b, CH_N_CHANGES, &b->state, error)) return true;
  sqlite_release(b);
  return false;
}

static bool sqlite_version(ch_backend *b, uint64_t *version, ch_error *error) {
  const char *doing = "looking for changes";
  sqlite3_stmt *st = ch_sqlite_prepare(b, ST_VERSION, doing, error);
  bool failed = false;
  if (!st) return false;
  while (ch_sqlite_row(b, st, doing, &failed, error)) *version = (uint64_t)sqlite3_column_int64(st, 0);
  return !failed;
}

static bool sqlite_check(ch_backend *b, ch_error *error) {
  sqlite3_stmt *st = NULL;
  if (sqlite3_prepare_v2(b->db, "PRAGMA integrity_check(1)", -1, &st, NULL) != SQLITE_OK)
    return ch_sqlite_fault(b, "checking it", error);
  bool done = sqlite3_step(st) == SQLITE_ROW;
  if (!done) {
    ch_sqlite_fault(b, "checking it", error);
  } else if (strcmp((const char *)sqlite3_column_text(st, 0), "ok") != 0) {
    ch_sqlite_damaged(b, (const char *)sqlite3_column_text(st, 0), error);
    done = false;
  }
  sqlite3_finalize(st);
  return done;
}

const ch_backend_ops ch_sqlite_ops = {
    .open = sqlite_open,
    .close = sqlite_close,
    .beside = sqlite_beside,
    .begin = sqlite_begin,
    .commit = sqlite_commit,
    .rollback = sqlite_rollback,
    .hold = sqlite_hold,
    .release = sqlite_release,
    .read_ahead = ch_sqlite_read_ahead,
    .events_many = ch_sqlite_events_many,
    .version = sqlite_version,
    .check = sqlite_check,
    .count = ch_sqlite_count,
    .count_outlets = count_outlets,
    .words = words,
    .words_put = words_put,
    .states = states,
    .states_put = states_put,
    .names = names,
    .name_known = name_known,
    .articles_in = ch_sqlite_articles_in,
    .days_told = ch_sqlite_days_told,
    .last_day = ch_sqlite_last_day,
    .article_find = ch_sqlite_article_find,
    .article_put = ch_sqlite_article_put,
    .article_replace = ch_sqlite_article_replace,
    .article_source = ch_sqlite_article_source,
    .article_head = ch_sqlite_article_head,
    .article_text = ch_sqlite_article_text,
    .article_print = ch_sqlite_article_print,
    .article_copy = ch_sqlite_article_copy,
    .article_cites = ch_sqlite_article_cites,
    .articles_all = ch_sqlite_articles_all,
    .article_versions = ch_sqlite_article_versions,
    .keys_put = ch_sqlite_keys_put,
    .keys_drop = ch_sqlite_keys_drop,
    .keys_find = ch_sqlite_keys_find,
    .pair_put = ch_sqlite_pair_put,
    .pairs_of = ch_sqlite_pairs_of,
    .pairs_drop = ch_sqlite_pairs_drop,
    .search = ch_sqlite_search,
    .mention_put = ch_sqlite_mention_put,
    .mention_drop = ch_sqlite_mention_drop,
    .features_clear = ch_sqlite_features_clear,
    .features_put = ch_sqlite_features_put,
    .mention_place = ch_sqlite_mention_place,
    .mention_head = ch_sqlite_mention_head,
    .mention_line = ch_sqlite_mention_line,
    .mentions_of_article = ch_sqlite_mentions_of_article,
    .mentions_all = ch_sqlite_mentions_all,
    .mentions_timed = ch_sqlite_mentions_timed,
    .mentions_recalled = ch_sqlite_mentions_recalled,
    .mentions_nth = ch_sqlite_mentions_nth,
    .mentions_with = ch_sqlite_mentions_with,
    .mentions_of_event = ch_sqlite_mentions_of_event,
    .mention_find = ch_sqlite_mention_find,
    .event_least = ch_sqlite_event_least,
    .event_head = ch_sqlite_event_head,
    .event_put = ch_sqlite_event_put,
    .event_count = ch_sqlite_event_count,
    .event_drop = ch_sqlite_event_drop,
    .event_content = ch_sqlite_event_content,
    .event_shown = ch_sqlite_event_shown,
    .event_linking = ch_sqlite_event_linking,
    .event_parties = ch_sqlite_event_parties,
    .event_seeks = ch_sqlite_event_seeks,
    .seekers = ch_sqlite_seekers,
    .nth_day = ch_sqlite_nth_day,
    .linkers = ch_sqlite_linkers,
    .linked = ch_sqlite_linked,
    .candidates = ch_sqlite_candidates,
    .links_put = ch_sqlite_links_put,
    .event_whole = ch_sqlite_event_whole,
    .links_of = ch_sqlite_links_of,
    .events_find = ch_sqlite_events_find,
    .events_count = ch_sqlite_events_count,
    .events_mark = ch_sqlite_events_mark,
    .dyads = ch_sqlite_dyads,
    .holders = ch_sqlite_holders,
    .outlets = ch_sqlite_outlets,
    .events_reporting = ch_sqlite_events_reporting,
    .articles_by_day = ch_sqlite_articles_by_day,
    .decisions = ch_sqlite_decisions,
    .decision_put = ch_sqlite_decision_put,
    .decision_drop = ch_sqlite_decision_drop,
    .rejects = ch_sqlite_rejects,
    .reject_put = ch_sqlite_reject_put,
    .rejects_forget = ch_sqlite_rejects_forget,
};
