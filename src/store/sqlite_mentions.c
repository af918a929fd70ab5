/* Mentions, and where they stand, in SQLite. */
#include "record/traits.h"
#include "store/sqlite.h"

/* Spans of more than a few days are looked for far back, so they stand in a
 * block of their own. */
#define LONG_BLOCK UINT64_C(0x9E3779B97F4A7C15)

static uint64_t block_of(uint64_t block, ch_days days) {
  return days.to - days.from > CH_SHORT_DAYS ? block ^ LONG_BLOCK : block;
}

static bool day_row(ch_backend *b, int statement, const ch_mention_row *row, bool speaks,
                    const char *doing, ch_error *error) {
  if (row->near.from == CH_DAY_NONE) return true;
  sqlite3_stmt *st = ch_sqlite_prepare(b, statement, doing, error);
  if (!st) return false;
  ch_bind_u64(st, 1, block_of(row->block, row->near));
  sqlite3_bind_int(st, 2, row->near.from);
  sqlite3_bind_int(st, 3, row->near.to);
  sqlite3_bind_int64(st, 4, row->number);
  if (statement != ST_MENTION_DAY_DROP) sqlite3_bind_int(st, 5, speaks);
  if (statement == ST_MENTION_DAY_PUT) sqlite3_bind_int(st, 6, ch_row_day(row->told));
  return ch_sqlite_run(b, st, doing, error);
}

static bool feature_rows(ch_backend *b, int statement, const ch_mention_row *row, bool speaks,
                         const char *doing, ch_error *error) {
  sqlite3_stmt *st = ch_sqlite_prepare(b, statement, doing, error);
  if (!st) return false;
  for (uint32_t i = 0; i < row->n_features; i++) {
    ch_bind_u64(st, 1, row->features[i]);
    sqlite3_bind_int(st, 2, speaks);
    sqlite3_bind_int(st, 3, ch_row_day(row->told));
    sqlite3_bind_int64(st, 4, row->number);
    if (!ch_sqlite_run(b, st, doing, error)) return false;
  }
  return true;
}

bool ch_sqlite_features_put(ch_backend *b, const ch_mention_row *row, bool speaks,
                            ch_error *error) {
  return feature_rows(b, ST_FEATURE_PUT, row, speaks, "storing a mention", error);
}

bool ch_sqlite_features_clear(ch_backend *b, ch_error *error) {
  sqlite3_stmt *st = ch_sqlite_prepare(b, ST_FEATURES_CLEAR, "merging anew", error);
  return st && ch_sqlite_run(b, st, "merging anew", error);
}

bool ch_sqlite_mention_put(ch_backend *b, const ch_mention_row *row, ch_error *error) {
  const char *doing = "storing a mention";
  sqlite3_stmt *st = ch_sqlite_prepare(b, ST_MENTION_PUT, doing, error);
  if (!st) return false;
  sqlite3_bind_int64(st, 1, row->number);
  ch_bind_u64(st, 2, row->key);
  sqlite3_bind_int(st, 3, ch_row_day(row->told));
  b->counts[CH_N_MENTIONS]++;
  return ch_sqlite_run(b, st, doing, error);
}

bool ch_sqlite_mention_drop(ch_backend *b, const ch_mention_row *row, ch_error *error) {
  const char *doing = "replacing an article";
  ch_mention_head old;
  if (!ch_sqlite_mention_head(b, row->number, &old, error) ||
      !ch_sqlite_run_number(b, ST_MENTION_DROP, row->number, doing, error))
    return false;
  b->counts[CH_N_MENTIONS]--;
  return old.event == 0 || (day_row(b, ST_MENTION_DAY_DROP, row, false, doing, error) &&
                            feature_rows(b, ST_FEATURE_DROP, row, old.speaks, doing, error));
}

bool ch_sqlite_mention_place(ch_backend *b, const ch_mention_row *row, int64_t event, bool speaks,
                             ch_error *error) {
  const char *doing = "placing a mention";
  ch_mention_head old;
  if (!ch_sqlite_mention_head(b, row->number, &old, error)) return false;
  sqlite3_stmt *st = ch_sqlite_prepare(b, ST_MENTION_PLACE, doing, error);
  if (!st) return false;
  sqlite3_bind_int64(st, 1, row->number);
  sqlite3_bind_int64(st, 2, event);
  sqlite3_bind_int(st, 3, speaks);
  if (!ch_sqlite_run(b, st, doing, error)) return false;
  if (old.event == 0)
    return day_row(b, ST_MENTION_DAY_PUT, row, speaks, doing, error) &&
           feature_rows(b, ST_FEATURE_PUT, row, speaks, doing, error);
  return old.speaks == speaks ||
         (day_row(b, ST_MENTION_DAY_SPEAKS, row, speaks, doing, error) &&
          feature_rows(b, ST_FEATURE_DROP, row, !speaks, doing, error) &&
          feature_rows(b, ST_FEATURE_PUT, row, speaks, doing, error));
}

bool ch_sqlite_mention_head(ch_backend *b, int64_t number, ch_mention_head *out, ch_error *error) {
  const char *doing = "reading mentions";
  sqlite3_stmt *st = ch_sqlite_prepare(b, ST_MENTION_HEAD, doing, error);
  bool failed = false;
  *out = (ch_mention_head){0};
  if (!st) return false;
  sqlite3_bind_int64(st, 1, number);
  while (ch_sqlite_row(b, st, doing, &failed, error))
    *out = (ch_mention_head){true, (uint64_t)sqlite3_column_int64(st, 0),
                             sqlite3_column_int64(st, 1), sqlite3_column_int(st, 2) != 0};
  return !failed;
}

bool ch_sqlite_mention_line(ch_backend *b, int64_t number, ch_arena *arena, ch_str *line,
                            ch_error *error) {
  ch_packed packed;
  ch_str view;
  if (!ch_sqlite_unpack(b, number >> 16, &packed, error)) return false;
  if (!ch_packed_line(&packed, (uint32_t)(number & 0xFFFF), &view))
    return ch_sqlite_damaged(b, "a mention is missing", error);
  *line = ch_arena_copy(arena, view);
  return line->p != NULL || ch_sqlite_no_memory(error);
}

bool ch_sqlite_mentions_of_article(ch_backend *b, int64_t article, ch_arena *arena,
                                   ch_numbers *out, ch_error *error) {
  return ch_sqlite_numbers(b, ST_MENTIONS_OF_ARTICLE, article, arena, out, "reading mentions", error);
}

bool ch_sqlite_mentions_all(ch_backend *b, ch_arena *arena, ch_numbers *out, ch_error *error) {
  sqlite3_stmt *st = ch_sqlite_prepare(b, ST_MENTIONS_ALL, "reading mentions", error);
  return st && ch_sqlite_collect(b, st, arena, out, "reading mentions", error);
}

bool ch_sqlite_mentions_timed(ch_backend *b, uint64_t block, bool longer, ch_days first, int32_t since,
                              ch_arena *arena, ch_timed_list *out, ch_error *error) {
  const char *doing = "reading mentions";
  bool failed = false;
  sqlite3_stmt *st = ch_sqlite_prepare(b, ST_MENTIONS_TIMED, doing, error);
  if (!st) return false;
  ch_bind_u64(st, 1, longer ? block ^ LONG_BLOCK : block);
  sqlite3_bind_int(st, 2, first.from);
  sqlite3_bind_int(st, 3, first.to);
  sqlite3_bind_int(st, 4, since);
  while (ch_sqlite_row(b, st, doing, &failed, error)) {
    ch_timed *row = CH_PUSH(arena, out);
    if (!row) {
      ch_sqlite_stop(st);
      return ch_sqlite_no_memory(error);
    }
    int32_t told = sqlite3_column_int(st, 3);
    *row = (ch_timed){sqlite3_column_int64(st, 0),
                      {sqlite3_column_int(st, 1), sqlite3_column_int(st, 2)},
                      told == NO_DAY ? CH_DAY_NONE : told, sqlite3_column_int(st, 4) != 0};
  }
  return !failed;
}

bool ch_sqlite_mentions_recalled(ch_backend *b, uint64_t feature, ch_days told, ch_arena *arena,
                                 ch_numbers *out, ch_error *error) {
  const char *doing = "reading mentions";
  int32_t day = ch_row_day(told.to), last = day;
  uint32_t between = 0, of_day = 0; /* those of the last day are not between yet */
  bool failed = false;
  sqlite3_stmt *st = ch_sqlite_prepare(b, ST_MENTIONS_RECALLED, doing, error);
  if (!st) return false;
  ch_bind_u64(st, 1, feature);
  sqlite3_bind_int(st, 2, told.from);
  sqlite3_bind_int(st, 3, day);
  while (ch_sqlite_row(b, st, doing, &failed, error)) {
    int32_t row_day = sqlite3_column_int(st, 1);
    if (row_day < last) between += of_day, of_day = 0, last = row_day;
    int64_t *place = between < CH_RECALL_SPEAKERS ? CH_PUSH(arena, out) : NULL;
    if (!place) {
      ch_sqlite_stop(st);
      return between >= CH_RECALL_SPEAKERS || ch_sqlite_no_memory(error);
    }
    *place = sqlite3_column_int64(st, 0);
    of_day += row_day < day;
  }
  return !failed;
}

bool ch_sqlite_mentions_nth(ch_backend *b, uint64_t feature, ch_days told, uint32_t nth,
                            int32_t *day, ch_error *error) {
  const char *doing = "reading mentions";
  bool failed = false;
  sqlite3_stmt *st = ch_sqlite_prepare(b, ST_MENTIONS_NTH, doing, error);
  *day = CH_DAY_NONE;
  if (!st) return false;
  ch_bind_u64(st, 1, feature);
  sqlite3_bind_int(st, 2, told.from);
  sqlite3_bind_int(st, 3, told.to);
  sqlite3_bind_int64(st, 4, (int64_t)nth - 1);
  while (ch_sqlite_row(b, st, doing, &failed, error)) *day = sqlite3_column_int(st, 0);
  return !failed;
}

/* Speakers stand first in the index, so that the rest is not passed over row by row. */
bool ch_sqlite_mentions_with(ch_backend *b, uint64_t feature, ch_days told, bool speakers,
                             ch_arena *arena, ch_numbers *out, ch_error *error) {
  const char *doing = "reading mentions";
  for (int speaks = 1; speaks >= speakers; speaks--) {
    sqlite3_stmt *st = ch_sqlite_prepare(b, ST_MENTIONS_WITH, doing, error);
    if (!st) return false;
    ch_bind_u64(st, 1, feature);
    sqlite3_bind_int(st, 2, speaks);
    sqlite3_bind_int(st, 3, told.from);
    sqlite3_bind_int(st, 4, ch_row_day(told.to));
    if (!ch_sqlite_collect(b, st, arena, out, doing, error)) return false;
  }
  return true;
}

bool ch_sqlite_mentions_of_event(ch_backend *b, int64_t event, bool speakers, int32_t told,
                                 ch_arena *arena, ch_numbers *out, ch_error *error) {
  const char *doing = "reading mentions";
  for (int speaks = 1; speaks >= speakers; speaks--) {
    sqlite3_stmt *st = ch_sqlite_prepare(b, ST_MENTIONS_OF_EVENT, doing, error);
    if (!st) return false;
    sqlite3_bind_int64(st, 1, event);
    sqlite3_bind_int(st, 2, speaks);
    sqlite3_bind_int(st, 3, told);
    if (!ch_sqlite_collect(b, st, arena, out, doing, error)) return false;
  }
  return true;
}

static bool last_run(ch_backend *b, int64_t *run, ch_error *error) {
  const char *doing = "looking for a mention";
  sqlite3_stmt *st = ch_sqlite_prepare(b, ST_MENTION_LAST_RUN, doing, error);
  bool failed = false;
  *run = -1;
  if (!st) return false;
  while (ch_sqlite_row(b, st, doing, &failed, error)) *run = sqlite3_column_int64(st, 0);
  return !failed;
}

bool ch_sqlite_mention_find(ch_backend *b, uint64_t key, int64_t *number, ch_error *error) {
  const char *doing = "looking for a mention";
  int64_t run;
  bool failed = false;
  *number = 0;
  if (!last_run(b, &run, error)) return false;
  for (; run >= 0 && *number == 0 && !failed; run--) {
    sqlite3_stmt *st = ch_sqlite_prepare(b, ST_MENTION_FIND, doing, error);
    if (!st) return false;
    ch_bind_u64(st, 1, key);
    sqlite3_bind_int64(st, 2, run);
    while (ch_sqlite_row(b, st, doing, &failed, error)) *number = sqlite3_column_int64(st, 0);
  }
  return !failed;
}

bool ch_sqlite_event_least(ch_backend *b, int64_t event, uint64_t *key, ch_error *error) {
  const char *doing = "reading an event";
  sqlite3_stmt *st = ch_sqlite_prepare(b, ST_EVENT_KEYS, doing, error);
  bool failed = false;
  *key = UINT64_MAX;
  if (!st) return false;
  sqlite3_bind_int64(st, 1, event);
  while (ch_sqlite_row(b, st, doing, &failed, error)) {
    uint64_t other = (uint64_t)sqlite3_column_int64(st, 0);
    if (other < *key) *key = other;
  }
  return !failed;
}
