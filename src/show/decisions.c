/* What people decided: splits, joins and notes. */
#include "show/view.h"

/* Where a list of mentions stands now: all of it stands together, unless it was
 * decided on anew. Of two lists in one event it is told once. */
static bool event_of(ch_view_work *v, ch_str ids, ch_buf *out, ch_error *error) {
  ch_fact *fact = NULL;
  ch_str id;
  while (!fact && ch_decision_next(&ids, &id))
    if (!ch_store_fact(v->store, id, v->arena, &fact, error)) return false;
  if (fact && !ch_str_is(ch_buf_str(out), fact->id))
    ch_buf_printf(out, "%s%s", out->n ? "; " : "", fact->id);
  return true;
}

bool ch_view_decisions(ch_view_work *v, ch_error *error) {
  enum { NO, DAY, KIND, EVENTS, MENTIONS, OTHERS, BY, NOTE, N };
  static const ch_column COLUMNS[N] = {
      [NO] = {"no", "NO", CH_COLUMN_NUMBER, CH_COLUMN_BOTH, 0},
      [DAY] = {"day", "DAY", CH_COLUMN_TEXT, CH_COLUMN_BOTH, 0},
      [KIND] = {"kind", "KIND", CH_COLUMN_TEXT, CH_COLUMN_BOTH, 0},
      [EVENTS] = {"events", "EVENTS", CH_COLUMN_LIST, CH_COLUMN_BOTH, 0},
      [MENTIONS] = {"mentions", "MENTIONS", CH_COLUMN_TEXT, CH_COLUMN_MACHINE, 0},
      [OTHERS] = {"others", "OTHERS", CH_COLUMN_TEXT, CH_COLUMN_MACHINE, 0},
      [BY] = {"by", "BY", CH_COLUMN_TEXT, CH_COLUMN_BOTH, 0},
      [NOTE] = {"note", "NOTE", CH_COLUMN_TEXT, CH_COLUMN_BOTH, 20},
  };
  ch_decisions all;
  ch_cell_writer w;
  ch_table_init(&v->table, COLUMNS, N);
  if (!ch_store_decisions(v->store, v->arena, &all, error)) return false;
  ch_cells_begin(&w, v->arena);
  for (size_t i = 0; i < all.n && !w.failed; i++) {
    const ch_decision *d = &all.v[i];
    ch_cell *row = ch_table_row(&v->table, v->arena);
    if (!row) {
      w.failed = true;
      break;
    }
    row[NO].number = (double)d->number;
    ch_cell_day(&w, &row[DAY], d->day);
    row[KIND].text = ch_str_of(ch_decision_name(d->kind));
    row[MENTIONS].text = d->mentions;
    row[OTHERS].text = d->others;
    row[BY].text = d->by;
    row[NOTE].text = d->note;
    if (!event_of(v, d->mentions, &w.buf, error) || !event_of(v, d->others, &w.buf, error)) {
      ch_cells_end(&w, error);
      return false;
    }
    ch_cell_take(&w, &row[EVENTS]);
  }
  return ch_cells_end(&w, error);
}
