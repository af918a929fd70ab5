/* Rows and cells of comma-separated values (RFC 4180), whatever byte parts the cells.
 *
 * A cell that begins with a quote ends at the next quote that is not doubled; line ends and the
 * separator may stand in it. Behind the closing quote nothing but the cell's end may follow. */
#ifndef CH_BASE_CSV_H
#define CH_BASE_CSV_H

#include <stdbool.h>
#include <stddef.h>

#include "base/arena.h"
#include "base/str.h"

typedef struct ch_csv_scan {
  size_t i;     /* bytes seen of the row */
  bool by_line; /* a line end ends the row, in quotes too; set before the first call */
  bool open;    /* inside a quoted cell, or behind one that words follow */
  char before;  /* 0 at a cell's start, '"' behind a quoted part, else a blank */
} ch_csv_scan;

/* Goes on over view[scan->i ..), a longer view of the same row each time. True where the row
 * ends, scan->i then behind its line end, and where its quotes go wrong, scan->open then set. */
bool ch_csv_scan_on(ch_csv_scan *scan, ch_str view, char apart);

/* Takes the next cell off a whole row whose quotes are right; `quoted` (NULL is fine) as it was written. False when
 * none is left. The cell is a view, in the arena where quotes had to go; its p is NULL when
 * memory runs out. An empty row has one empty cell: begin with *more = true. */
bool ch_csv_cell(ch_str *row, bool *more, char apart, ch_arena *arena, ch_str *cell, bool *quoted);

#endif
