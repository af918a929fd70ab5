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

/* --- features --- */

/* Features are hashes. They stand by periods of days told, so that those of the news stand together;
 * whoever asks for some days asks period after period. */
#define PERIOD 128        /* days; a question reaches over four or five */
#define UNDATED INT16_MAX /* the period of what is told on no known day */

static int32_t period_of(int32_t told) {
  if (told == NO_DAY) return UNDATED;
  int32_t period = told >= 0 ? told / PERIOD : -(int32_t)((PERIOD - 1 - (int64_t)told) / PERIOD);
  return period < INT16_MIN ? INT16_MIN : period >= UNDATED ? UNDATED - 1 : period;
}

static int64_t feature_in(int32_t period, uint64_t feature) {
  return (int64_t)((uint64_t)(int64_t)period << 48 | feature >> 16);
}

/* The periods that some days lie in, as far as any has features: dated ones, and that of the rest. */
typedef struct periods {
  int32_t from, to;
  bool undated;
} periods;

static periods periods_of(const ch_backend *b, ch_days told) {
  periods p = {period_of(told.from), period_of(told.to), told.to == NO_DAY};
  if (p.from < b->period_first) p.from = b->period_first;
  if (p.to > b->period_last) p.to = b->period_last;
  return p;
}

static void note_period(ch_backend *b, int32_t period) {
  bool none = b->period_last < b->period_first;
  if (period == UNDATED) return;
  if (none || period < b->period_first) b->period_first = period;
  if (none || period > b->period_last) b->period_last = period;
}

bool ch_sqlite_features_begin(ch_backend *b, ch_error *error) {
  const char *doing = "beginning to write";
  b->period_first = 0;
  b->period_last = -1;
  for (int last = 0; last < 2; last++) {
    sqlite3_stmt *st = ch_sqlite_prepare(b, last ? ST_FEATURE_LAST : ST_FEATURE_FIRST, doing, error);
    bool failed = false;
    if (!st) return false;
    sqlite3_bind_int64(st, 1, feature_in(UNDATED, 0));
    while (ch_sqlite_row(b, st, doing, &failed, error))
      note_period(b, (int16_t)((uint64_t)sqlite3_column_int64(st, 0) >> 48));
    if (failed) return false;
  }
  return true;
}

static bool feature_rows(ch_backend *b, int statement, const ch_mention_row *row, bool speaks,
                         const char *doing, ch_error *error) {
  sqlite3_stmt *st = ch_sqlite_prepare(b, statement, doing, error);
  int32_t period = period_of(ch_row_day(row->told));
  if (!st) return false;
  if (statement == ST_FEATURE_PUT && row->n_features) note_period(b, period);
  for (uint32_t i = 0; i < row->n_features; i++) {
    sqlite3_bind_int64(st, 1, feature_in(period, row->features[i]));
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
  b->period_first = 0;
  b->period_last = -1;
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

/* The rows of a feature in one period. */
static sqlite3_stmt *ask_period(ch_backend *b, int statement, int32_t period, uint64_t feature, ch_days told,
                                ch_error *error) {
  sqlite3_stmt *st = ch_sqlite_prepare(b, statement, "reading mentions", error);
  if (!st) return NULL;
  sqlite3_bind_int64(st, 1, feature_in(period, feature));
  sqlite3_bind_int(st, 2, told.from);
  sqlite3_bind_int(st, 3, told.to);
  return st;
}

/* Going back from the last day. */
typedef struct recalling {
  int32_t day, last;
  uint32_t between, of_day; /* those of the last day are not between yet */
} recalling;

static bool recall_in(ch_backend *b, int32_t period, uint64_t feature, ch_days told, recalling *r,
                      ch_arena *arena, ch_numbers *out, ch_error *error) {
  bool failed = false;
  sqlite3_stmt *st = ask_period(b, ST_MENTIONS_RECALLED, period, feature, told, error);
  if (!st) return false;
  while (ch_sqlite_row(b, st, "reading mentions", &failed, error)) {
    int32_t row_day = sqlite3_column_int(st, 1);
    if (row_day < r->last) r->between += r->of_day, r->of_day = 0, r->last = row_day;
    int64_t *place = r->between < CH_RECALL_SPEAKERS ? CH_PUSH(arena, out) : NULL;
    if (!place) {
      ch_sqlite_stop(st);
      return r->between >= CH_RECALL_SPEAKERS || ch_sqlite_no_memory(error);
    }
    *place = sqlite3_column_int64(st, 0);
    r->of_day += row_day < r->day;
  }
  return !failed;
}

bool ch_sqlite_mentions_recalled(ch_backend *b, uint64_t feature, ch_days told, ch_arena *arena,
                                 ch_numbers *out, ch_error *error) {
  told.to = ch_row_day(told.to);
  recalling r = {.day = told.to, .last = told.to};
  periods p = periods_of(b, told);
  if (p.undated && !recall_in(b, UNDATED, feature, told, &r, arena, out, error)) return false;
  for (int32_t at = p.to; at >= p.from && r.between < CH_RECALL_SPEAKERS; at--)
    if (!recall_in(b, at, feature, told, &r, arena, out, error)) return false;
  return true;
}

static bool nth_in(ch_backend *b, int32_t period, uint64_t feature, ch_days told, uint32_t *left, int32_t *day,
                   ch_error *error) {
  bool failed = false;
  sqlite3_stmt *st = ask_period(b, ST_MENTIONS_FIRST, period, feature, told, error);
  if (!st) return false;
  sqlite3_bind_int64(st, 4, *left);
  while (ch_sqlite_row(b, st, "reading mentions", &failed, error))
    if (--*left == 0) *day = sqlite3_column_int(st, 0);
  return !failed;
}

bool ch_sqlite_mentions_nth(ch_backend *b, uint64_t feature, ch_days told, uint32_t nth,
                            int32_t *day, ch_error *error) {
  periods p = periods_of(b, told);
  *day = CH_DAY_NONE;
  for (int32_t at = p.from; at <= p.to && nth; at++)
    if (!nth_in(b, at, feature, told, &nth, day, error)) return false;
  return !p.undated || nth == 0 || nth_in(b, UNDATED, feature, told, &nth, day, error);
}

static bool with_in(ch_backend *b, int32_t period, uint64_t feature, ch_days told, bool speaks, ch_arena *arena,
                    ch_numbers *out, ch_error *error) {
  sqlite3_stmt *st = ask_period(b, ST_MENTIONS_WITH, period, feature, told, error);
  if (!st) return false;
  sqlite3_bind_int(st, 4, speaks);
  return ch_sqlite_collect(b, st, arena, out, "reading mentions", error);
}

/* Speakers stand first in the index, so that the rest is not passed over row by row. */
bool ch_sqlite_mentions_with(ch_backend *b, uint64_t feature, ch_days told, bool speakers,
                             ch_arena *arena, ch_numbers *out, ch_error *error) {
  told.to = ch_row_day(told.to);
  periods p = periods_of(b, told);
  for (int speaks = 1; speaks >= speakers; speaks--) {
    for (int32_t at = p.from; at <= p.to; at++)
      if (!with_in(b, at, feature, told, speaks, arena, out, error)) return false;
    if (p.undated && !with_in(b, UNDATED, feature, told, speaks, arena, out, error)) return false;
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
