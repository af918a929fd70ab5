/* Reading ahead into memory what questions go by, so that the first of them need not wait for it:
 * lists of dyads, links, lists of all events, of parties and of issues. Rows of events that have many
 * mentions are read by the store. */
#include "store/sqlite_kept.h"
#include "store/sqlite_lists.h"

/* The next list behind `list` that holds anything; 0: there is none. */
static bool next_list(ch_backend *b, int64_t list, int64_t *out, ch_error *error) {
  const char *doing = "reading ahead";
  sqlite3_stmt *st = ch_sqlite_prepare(b, ST_LIST_NEXT, doing, error);
  bool failed = false;
  *out = 0;
  if (!st) return false;
  sqlite3_bind_int64(st, 1, list);
  while (ch_sqlite_row(b, st, doing, &failed, error)) *out = sqlite3_column_int64(st, 0);
  return !failed;
}

/* Those of the numbers from `first` to `last`, but for parties' parts in types of events, by which
 * nobody asks. */
static bool read_lists(ch_backend *b, int64_t first, int64_t last, const ch_ahead *how,
                       ch_error *error) {
  for (int64_t list = first - 1;;) {
    if (!next_list(b, list, &list, error)) return false;
    if (list < first || list > last) return true;
    if (first == 0 && (list & 63)) {
      list |= 63;
      continue;
    }
    if (!how->go_on(how->self) || !ch_kept_has_room(b->kept, 0)) return true;
    for (int i = 0; i < 2; i++) {
      ch_kept_held held;
      if (!ch_sqlite_list_take(b, i ? list | CH_LIST_LONG : list, &held, error)) return false;
      ch_kept_give_back(b->kept, held);
    }
  }
}

bool ch_sqlite_read_ahead(ch_backend *b, const ch_ahead *how, ch_error *error) {
  return !ch_sqlite_keeps(b) ||
         (read_lists(b, INT64_C(1) << 56, CH_LIST_LONG - 1, how, error) &&
          ch_sqlite_links_ahead(b, how, error) &&
          read_lists(b, 0, (INT64_C(1) << 56) - 1, how, error));
}

bool ch_sqlite_events_many(ch_backend *b, ch_arena *arena, ch_numbers *out, ch_error *error) {
  const char *doing = "reading ahead";
  sqlite3_stmt *st = ch_sqlite_prepare(b, ST_EVENTS_MANY, doing, error);
  return st && ch_sqlite_collect(b, st, arena, out, doing, error);
}
