/* What people decided: rows and back. */
#include "store/sqlite.h"

static bool read_row(sqlite3_stmt *st, ch_arena *arena, ch_decision *out) {
  bool no_memory = false;
  ch_str kind = ch_column(st, 1, arena, &no_memory);
  *out = (ch_decision){.number = sqlite3_column_int64(st, 0), .kind = CH_DECISION_COUNT};
  for (int i = 0; i < CH_DECISION_COUNT; i++)
    if (ch_str_is(kind, ch_decision_name((ch_decision_kind)i))) out->kind = (ch_decision_kind)i;
  out->mentions = ch_column(st, 2, arena, &no_memory);
  out->others = ch_column(st, 3, arena, &no_memory);
  out->by = ch_column(st, 4, arena, &no_memory);
  out->note = ch_column(st, 5, arena, &no_memory);
  int32_t day = sqlite3_column_int(st, 6);
  out->day = day == NO_DAY ? CH_DAY_NONE : day;
  return !no_memory;
}

bool ch_sqlite_decisions(ch_backend *b, ch_arena *arena, ch_decisions *out, ch_error *error) {
  const char *doing = "reading decisions";
  sqlite3_stmt *st = ch_sqlite_prepare(b, ST_DECISIONS, doing, error);
  bool failed = false;
  if (!st) return false;
  while (ch_sqlite_row(b, st, doing, &failed, error)) {
    ch_decision *d = CH_PUSH(arena, out);
    bool read = d && read_row(st, arena, d);
    if (read && d->kind != CH_DECISION_COUNT) continue;
    ch_sqlite_stop(st);
    if (!read) return ch_sqlite_no_memory(error);
    return ch_sqlite_damaged(b, "it has a decision of no known kind", error);
  }
  return !failed;
}

bool ch_sqlite_decision_put(ch_backend *b, ch_decision *d, ch_error *error) {
  const char *doing = "writing a decision";
  sqlite3_stmt *st = ch_sqlite_prepare(b, ST_DECISION_PUT, doing, error);
  if (!st) return false;
  ch_bind_str(st, 1, ch_str_of(ch_decision_name(d->kind)));
  ch_bind_str(st, 2, d->mentions);
  ch_bind_str(st, 3, d->others);
  ch_bind_str(st, 4, d->by);
  ch_bind_str(st, 5, d->note);
  sqlite3_bind_int(st, 6, ch_row_day(d->day));
  if (!ch_sqlite_run(b, st, doing, error)) return false;
  d->number = sqlite3_last_insert_rowid(b->db);
  return true;
}

bool ch_sqlite_decision_drop(ch_backend *b, int64_t number, ch_error *error) {
  return ch_sqlite_run_number(b, ST_DECISION_DROP, number, "withdrawing a decision", error);
}
