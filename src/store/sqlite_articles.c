/* Articles, copies, words in SQLite. */
#include "store/sqlite_kept.h"
#include "store/sqlite_lists.h"

static ch_str keep(ch_arena *arena, ch_str view, bool *no_memory) {
  if (view.n == 0) return (ch_str){NULL, 0};
  ch_str kept = ch_arena_copy(arena, view);
  if (!kept.p) *no_memory = true;
  return kept;
}

bool ch_sqlite_article_find(ch_backend *b, ch_str id, uint64_t hash, ch_versions *out,
                            ch_error *error) {
  const char *doing = "looking for an article";
  sqlite3_stmt *st = ch_sqlite_prepare(b, ST_ARTICLE_FIND, doing, error);
  bool failed = false;
  *out = (ch_versions){0};
  if (!st) return false;
  ch_bind_str(st, 1, id);
  while (ch_sqlite_row(b, st, doing, &failed, error)) {
    int64_t number = sqlite3_column_int64(st, 0);
    uint64_t its = (uint64_t)sqlite3_column_int64(st, 1);
    if (its == hash) out->same = number;
    if (!sqlite3_column_int(st, 2)) continue;
    out->in_force = number;
    out->hash = its;
  }
  return !failed;
}

bool ch_sqlite_article_put(ch_backend *b, const ch_article_row *row, int64_t *number,
                           ch_error *error) {
  const char *doing = "storing an article";
  const ch_article *a = row->article;
  ch_str packed;
  int64_t outlet = 0;
  if (row->n_lines > CH_MAX_MENTIONS)
    return ch_fail(error, CH_ERROR_FORMAT, "the article has more than %d mentions", CH_MAX_MENTIONS);
  if ((a->outlet.n && !ch_sqlite_name(b, CH_NAME_OUTLET, a->outlet, true, &outlet, error)) ||
      !ch_sqlite_pack(b, row, &packed, error))
    return false;
  sqlite3_stmt *st = ch_sqlite_prepare(b, ST_ARTICLE_PUT, doing, error);
  if (!st) return false;
  ch_bind_str(st, 1, a->id);
  ch_bind_u64(st, 2, row->hash);
  sqlite3_bind_int64(st, 3, outlet);
  ch_bind_day(st, 4, a->published);
  if (a->published_minute < 0) sqlite3_bind_null(st, 5);
  else sqlite3_bind_int(st, 5, a->published_minute);
  ch_bind_blob(st, 6, row->print);
  ch_bind_blob(st, 7, packed);
  sqlite3_bind_int64(st, 8, (int64_t)row->n_lines);
  if (!ch_sqlite_run(b, st, doing, error)) return false;
  *number = sqlite3_last_insert_rowid(b->db);
  if (*number >> 46) return ch_fail(error, CH_ERROR_LIMIT, "the record is full");
  b->counts[CH_N_ARTICLES]++;
  st = ch_sqlite_prepare(b, ST_ARTICLE_WORDS, doing, error);
  if (!st) return false;
  sqlite3_bind_int64(st, 1, *number);
  ch_bind_str(st, 2, a->title);
  ch_bind_str(st, 3, a->text);
  return ch_sqlite_run(b, st, doing, error);
}

bool ch_sqlite_article_replace(ch_backend *b, int64_t number, int64_t by, ch_error *error) {
  const char *doing = "replacing an article";
  sqlite3_stmt *st = ch_sqlite_prepare(b, ST_ARTICLE_REPLACE, doing, error);
  if (!st) return false;
  sqlite3_bind_int64(st, 1, number);
  sqlite3_bind_int64(st, 2, by);
  b->counts[CH_N_ARTICLES]--;
  return ch_sqlite_run(b, st, doing, error);
}

bool ch_sqlite_article_head(ch_backend *b, int64_t number, ch_arena *arena, ch_source *out,
                            ch_error *error) {
  const char *doing = "reading an article";
  sqlite3_stmt *st = ch_sqlite_prepare(b, ST_ARTICLE_HEAD, doing, error);
  bool failed = false, no_memory = false, found = false;
  int64_t outlet = 0;
  *out = (ch_source){.published = CH_DAY_NONE, .minute = -1};
  if (!st) return false;
  sqlite3_bind_int64(st, 1, number);
  while (ch_sqlite_row(b, st, doing, &failed, error)) {
    out->id = ch_column(st, 0, arena, &no_memory);
    outlet = sqlite3_column_int64(st, 1);
    out->published = ch_column_day(st, 2);
    out->minute = sqlite3_column_type(st, 3) == SQLITE_NULL ? -1 : sqlite3_column_int(st, 3);
    out->origin = ch_column(st, 4, arena, &no_memory);
    if (out->origin.n == 0) out->origin = out->id;
    out->copy_kind = ch_str_of(ch_copy_name((ch_copy_kind)sqlite3_column_int(st, 5)));
    found = true;
  }
  if (failed) return false;
  if (no_memory) return ch_sqlite_no_memory(error);
  if (!found) return ch_sqlite_damaged(b, "a mention's article is missing", error);
  return outlet == 0 || ch_sqlite_name_of(b, outlet, arena, &out->outlet, error);
}

bool ch_sqlite_article_source(ch_backend *b, int64_t number, ch_arena *arena, ch_source *out,
                              ch_error *error) {
  ch_packed packed;
  bool no_memory = false;
  if (!ch_sqlite_article_head(b, number, arena, out, error) ||
      !ch_sqlite_unpack(b, number, &packed, error))
    return false;
  out->title = keep(arena, packed.title, &no_memory);
  out->byline = keep(arena, packed.byline, &no_memory);
  out->dateline = keep(arena, packed.dateline, &no_memory);
  out->address = keep(arena, packed.address, &no_memory);
  out->file = keep(arena, packed.file, &no_memory);
  return !no_memory || ch_sqlite_no_memory(error);
}

bool ch_sqlite_article_text(ch_backend *b, int64_t number, ch_arena *arena, ch_str *out,
                            ch_error *error) {
  ch_packed packed;
  if (!ch_sqlite_unpack(b, number, &packed, error)) return false;
  *out = ch_arena_copy(arena, packed.text.n ? packed.text : CH_STR(""));
  return out->p != NULL || ch_sqlite_no_memory(error);
}

bool ch_sqlite_article_print(ch_backend *b, int64_t number, ch_arena *arena, ch_str *out,
                             ch_error *error) {
  const char *doing = "reading an article";
  sqlite3_stmt *st = ch_sqlite_prepare(b, ST_ARTICLE_PRINT, doing, error);
  bool failed = false, no_memory = false;
  *out = (ch_str){NULL, 0};
  if (!st) return false;
  sqlite3_bind_int64(st, 1, number);
  while (ch_sqlite_row(b, st, doing, &failed, error)) *out = ch_column(st, 0, arena, &no_memory);
  if (no_memory) return ch_sqlite_no_memory(error);
  return !failed;
}

bool ch_sqlite_article_copy(ch_backend *b, int64_t number, int64_t origin, ch_copy_kind kind,
                            ch_error *error) {
  const char *doing = "noting a copy";
  bool failed = false, was = false;
  sqlite3_stmt *st = ch_sqlite_prepare(b, ST_ARTICLE_IS_COPY, doing, error);
  if (!st) return false;
  sqlite3_bind_int64(st, 1, number);
  while (ch_sqlite_row(b, st, doing, &failed, error)) was = sqlite3_column_int(st, 0) != 0;
  st = failed ? NULL : ch_sqlite_prepare(b, ST_ARTICLE_COPY, doing, error);
  if (!st) return false;
  sqlite3_bind_int64(st, 1, number);
  if (origin) sqlite3_bind_int64(st, 2, origin);
  sqlite3_bind_int(st, 3, kind);
  b->counts[CH_N_COPIES] += (kind != CH_COPY_NONE) - was;
  return ch_sqlite_run(b, st, doing, error);
}

bool ch_sqlite_articles_all(ch_backend *b, ch_arena *arena, ch_numbers *out, ch_error *error) {
  const char *doing = "listing articles";
  sqlite3_stmt *st = ch_sqlite_prepare(b, ST_ARTICLES_ALL, doing, error);
  return st && ch_sqlite_collect(b, st, arena, out, doing, error);
}

bool ch_sqlite_article_versions(ch_backend *b, ch_str id, ch_arena *arena, ch_numbers *out,
                                ch_error *error) {
  const char *doing = "listing versions";
  sqlite3_stmt *st = ch_sqlite_prepare(b, ST_ARTICLE_VERSIONS, doing, error);
  if (!st) return false;
  ch_bind_str(st, 1, id);
  return ch_sqlite_collect(b, st, arena, out, doing, error);
}

/* Half a key is enough to find candidates by, and stands with those of its
 * days. */
static int64_t key_in(int32_t bucket, uint64_t key) {
  return (int64_t)((uint64_t)(uint32_t)bucket << 32 | (key & UINT32_MAX));
}

bool ch_sqlite_keys_put(ch_backend *b, int64_t article, int32_t bucket, const uint64_t *keys,
                        uint32_t n, ch_error *error) {
  sqlite3_stmt *st = ch_sqlite_prepare(b, ST_KEY_PUT, "storing an article", error);
  if (!st) return false;
  for (uint32_t i = 0; i < n; i++) {
    sqlite3_bind_int64(st, 1, key_in(bucket, keys[i]));
    sqlite3_bind_int64(st, 2, article);
    if (!ch_sqlite_run(b, st, "storing an article", error)) return false;
  }
  return true;
}

bool ch_sqlite_keys_drop(ch_backend *b, int64_t article, int32_t bucket, const uint64_t *keys,
                         uint32_t n, ch_error *error) {
  sqlite3_stmt *st = ch_sqlite_prepare(b, ST_KEY_DROP, "replacing an article", error);
  if (!st) return false;
  for (uint32_t i = 0; i < n; i++) {
    sqlite3_bind_int64(st, 1, key_in(bucket, keys[i]));
    sqlite3_bind_int64(st, 2, article);
    if (!ch_sqlite_run(b, st, "replacing an article", error)) return false;
  }
  return true;
}

bool ch_sqlite_keys_find(ch_backend *b, int32_t bucket, uint64_t key, ch_arena *arena,
                         ch_numbers *out, ch_error *error) {
  return ch_sqlite_numbers(b, ST_KEY_FIND, key_in(bucket, key), arena, out, "looking for copies",
                           error);
}

static bool pair(ch_backend *b, int statement, int64_t a, int64_t other, ch_error *error) {
  sqlite3_stmt *st = ch_sqlite_prepare(b, statement, "noting a copy", error);
  if (!st) return false;
  sqlite3_bind_int64(st, 1, a);
  sqlite3_bind_int64(st, 2, other);
  return ch_sqlite_run(b, st, "noting a copy", error);
}

bool ch_sqlite_pair_put(ch_backend *b, int64_t a, int64_t other, ch_error *error) {
  return pair(b, ST_PAIR_PUT, a, other, error);
}

bool ch_sqlite_pairs_of(ch_backend *b, int64_t article, ch_arena *arena, ch_numbers *out,
                        ch_error *error) {
  return ch_sqlite_numbers(b, ST_PAIRS_OF, article, arena, out, "looking for copies", error);
}

bool ch_sqlite_pairs_drop(ch_backend *b, int64_t article, ch_error *error) {
  ch_numbers others = {0};
  ch_arena *arena = ch_arena_new(0);
  bool done = arena ? ch_sqlite_pairs_of(b, article, arena, &others, error)
                    : ch_sqlite_no_memory(error);
  for (size_t i = 0; done && i < others.n; i++)
    done = pair(b, ST_PAIR_DROP, article, others.v[i], error) &&
           pair(b, ST_PAIR_DROP, others.v[i], article, error);
  ch_arena_free(arena);
  return done;
}

bool ch_sqlite_search(ch_backend *b, ch_str query, ch_days days, uint64_t most, ch_arena *arena,
                      ch_numbers *out, ch_error *error) {
  sqlite3_stmt *st = ch_sqlite_prepare(b, ST_SEARCH, "searching", error);
  if (!st) return false;
  ch_bind_str(st, 1, query);
  ch_bind_day(st, 2, days.from);
  ch_bind_day(st, 3, days.to);
  sqlite3_bind_int64(st, 4, most ? (int64_t)most : -1);
  return ch_sqlite_collect(b, st, arena, out, "searching", error);
}

/* Of each day the number of its articles (as `event`), of the copies among them (as `key`), and of
 * those others that tell anything (as `kind`). */
static bool read_days(ch_backend *b, ch_days days, ch_kept_list *out, ch_error *error) {
  const char *doing = "counting articles";
  sqlite3_stmt *st = ch_sqlite_prepare(b, ST_ARTICLES_BY_DAY, doing, error);
  bool failed = false;
  size_t room = 0;
  if (!st) return false;
  sqlite3_bind_int(st, 1, days.from);
  sqlite3_bind_int(st, 2, days.to);
  while (ch_sqlite_row(b, st, doing, &failed, error)) {
    if (!ch_kept_list_grow(out, &room)) {
      ch_sqlite_stop(st);
      return ch_sqlite_no_memory(error);
    }
    out->day[out->n] = sqlite3_column_int(st, 0);
    out->event[out->n] = sqlite3_column_int64(st, 1);
    out->key[out->n] = (uint64_t)sqlite3_column_int64(st, 2);
    out->kind[out->n++] = (uint32_t)sqlite3_column_int64(st, 3);
  }
  return !failed;
}

static bool read_news(void *self, int64_t number, ch_kept_thing *out, ch_error *error) {
  (void)number;
  ch_kept_list l = {0};
  if (read_days(self, (ch_days){INT32_MIN, INT32_MAX}, &l, error))
    return ch_kept_list_keep(&l, out) || ch_sqlite_no_memory(error);
  ch_kept_list_free(&l);
  return false;
}

/* The days, of all or of these, from memory or from the file. */
typedef struct news {
  ch_kept_held held;
  const ch_kept_list *kept;
  ch_kept_list own;
  size_t from, to;
} news;

static bool open_news(ch_backend *b, ch_days days, news *out, ch_error *error) {
  ch_days all = {days.from != CH_DAY_NONE ? days.from : INT32_MIN,
                 days.to != CH_DAY_NONE ? days.to : INT32_MAX};
  *out = (news){0};
  if (ch_sqlite_keeps(b) &&
      !ch_kept_take(b->kept, (ch_kept_name){CH_KEPT_NEWS, 0}, b->state, read_news, b, &out->held,
                    error))
    return false;
  out->kept = out->held.p;
  if (!out->kept && !read_days(b, all, &out->own, error)) {
    ch_kept_list_free(&out->own);
    return false;
  }
  const ch_kept_list *l = out->kept ? out->kept : &out->own;
  out->from = ch_kept_row_of(l, all.from);
  out->to = ch_kept_row_of(l, (int64_t)all.to + 1);
  return true;
}

static void close_news(ch_backend *b, news *n) {
  ch_kept_give_back(b->kept, n->held);
  ch_kept_list_free(&n->own);
}

bool ch_sqlite_articles_by_day(ch_backend *b, ch_days days, ch_arena *arena, ch_news *out,
                               ch_error *error) {
  news n;
  bool done = true;
  if (!open_news(b, days, &n, error)) return false;
  const ch_kept_list *l = n.kept ? n.kept : &n.own;
  for (size_t i = n.from; done && i < n.to; i++) {
    ch_day_news *day = CH_PUSH(arena, out);
    done = day || ch_sqlite_no_memory(error);
    if (day)
      *day = (ch_day_news){.day = l->day[i], .articles = (uint32_t)l->event[i],
                           .copies = (uint32_t)l->key[i], .telling = l->kind[i]};
  }
  close_news(b, &n);
  return done;
}

static bool one_number(ch_backend *b, int statement, ch_days within, int64_t *out,
                       ch_error *error) {
  const char *doing = "counting articles";
  sqlite3_stmt *st = ch_sqlite_prepare(b, statement, doing, error);
  bool failed = false;
  if (!st) return false;
  if (within.from != CH_DAY_NONE || within.to != CH_DAY_NONE) {
    sqlite3_bind_int(st, 1, within.from != CH_DAY_NONE ? within.from : INT32_MIN);
    sqlite3_bind_int(st, 2, within.to != CH_DAY_NONE ? within.to : INT32_MAX);
  }
  while (ch_sqlite_row(b, st, doing, &failed, error)) *out = sqlite3_column_int64(st, 0);
  return !failed;
}

bool ch_sqlite_articles_in(ch_backend *b, ch_days days, uint64_t *n, ch_error *error) {
  bool always = days.from == CH_DAY_NONE && days.to == CH_DAY_NONE;
  ch_store_counts counts = {0};
  int64_t found = 0;
  news v;
  /* All but a few have a day: it is these that are quickly counted. */
  if (always && (!one_number(b, ST_ARTICLES_UNDATED, days, &found, error) ||
                 !ch_sqlite_count(b, &counts, error)))
    return false;
  *n = counts.articles - (uint64_t)found;
  if (always) return true;
  if (!ch_sqlite_keeps(b)) {
    if (!one_number(b, ST_ARTICLES_IN, days, &found, error)) return false;
    *n = (uint64_t)found;
    return true;
  }
  if (!open_news(b, days, &v, error)) return false;
  const ch_kept_list *l = v.kept ? v.kept : &v.own;
  *n = 0;
  for (size_t i = v.from; i < v.to; i++) *n += (uint64_t)l->event[i];
  close_news(b, &v);
  return true;
}

bool ch_sqlite_days_told(ch_backend *b, ch_days *out, ch_error *error) {
  int64_t first = CH_DAY_NONE, last = CH_DAY_NONE;
  if (!one_number(b, ST_DAY_FIRST, CH_DAYS_NONE, &first, error) ||
      !one_number(b, ST_DAY_LAST, CH_DAYS_NONE, &last, error))
    return false;
  *out = (ch_days){(int32_t)first, (int32_t)last};
  return true;
}

bool ch_sqlite_last_day(ch_backend *b, int32_t *day, ch_error *error) {
  sqlite3_stmt *st = ch_sqlite_prepare(b, ST_LAST_DAY, "reading days", error);
  bool failed = false;
  *day = CH_DAY_NONE;
  if (!st) return false;
  while (ch_sqlite_row(b, st, "reading days", &failed, error)) *day = ch_column_day(st, 0);
  return !failed;
}
