/* What could not be read: which input, where in it, why. */
#include "show/view.h"

bool ch_view_rejects(ch_view_work *v, ch_error *error) {
  enum { FILE_, LINE, BYTE, KIND, REASON, N };
  static const ch_column COLUMNS[N] = {
      [FILE_] = {"file", "FILE", CH_COLUMN_TEXT, CH_COLUMN_BOTH, 16},
      [LINE] = {"line", "LINE", CH_COLUMN_NUMBER, CH_COLUMN_BOTH, 0},
      [BYTE] = {"byte", "BYTE", CH_COLUMN_NUMBER, CH_COLUMN_MACHINE, 0},
      [KIND] = {"kind", "KIND", CH_COLUMN_TEXT, CH_COLUMN_BOTH, 0},
      [REASON] = {"reason", "REASON", CH_COLUMN_TEXT, CH_COLUMN_BOTH, 20},
  };
  ch_rejects all;
  ch_table_init(&v->table, COLUMNS, N);
  if (!ch_store_rejects(v->store, v->arena, &all, error)) return false;
  for (size_t i = 0; i < all.n; i++) {
    const ch_reject *r = &all.v[i];
    ch_cell *row = ch_table_row(&v->table, v->arena);
    if (!row) return ch_fail(error, CH_ERROR_MEMORY, "no memory to show the record");
    row[FILE_].text = r->file;
    if (r->line) row[LINE].number = (double)r->line;
    if (r->has_byte) row[BYTE].number = (double)r->byte;
    row[KIND].text = r->kind;
    row[REASON].text = r->reason;
  }
  return true;
}
