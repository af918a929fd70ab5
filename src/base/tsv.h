/* Tables as text: one row a line, fields apart by one tab.
 *
 * The first line that is neither empty nor a comment (#) names the columns;
 * rows are read by column name, so that files may order and add columns as
 * they please. A row may leave out empty fields at its end; one with more
 * fields than there are columns is refused, as are a missing column, a column
 * named twice and bytes that are not UTF-8. Several values in a field are
 * apart by `|` (ch_str_split). Errors carry file and line.
 */
#ifndef CH_BASE_TSV_H
#define CH_BASE_TSV_H

#include "base/arena.h"
#include "base/error.h"
#include "base/str.h"

#define CH_TSV_MAX_COLUMNS 32

typedef struct ch_tsv {
  const char *path;  /* the caller's, for errors */
  uint64_t line;     /* of the row, 1-based */
  ch_str rest;
  ch_str columns[CH_TSV_MAX_COLUMNS];
  uint32_t n_columns;
  ch_str fields[CH_TSV_MAX_COLUMNS]; /* of the row; n_columns of them */
  bool failed;       /* ch_tsv_next stopped at an error, not at the end */
} ch_tsv;

/* Reads the whole file into the arena, which must outlive the views, and its
 * header. `path` must outlive the reader. */
bool ch_tsv_open(ch_tsv *tsv, const char *path, ch_arena *arena, ch_error *error);
/* The same over bytes in memory; `path` is for errors alone. */
bool ch_tsv_open_bytes(ch_tsv *tsv, const char *path, ch_str bytes, ch_error *error);
/* The number of the column of that name; false if there is none. */
bool ch_tsv_column(const ch_tsv *tsv, const char *name, uint32_t *column, ch_error *error);
/* The next row into tsv->fields, each without white space at its ends. False
 * at the end and on an error; then tsv->failed tells which. */
bool ch_tsv_next(ch_tsv *tsv, ch_error *error);
/* Adds file and line of the row to an error of the caller's; false. */
bool ch_tsv_fail(ch_tsv *tsv, ch_error *error, const char *format, ...)
    __attribute__((format(printf, 3, 4)));

#endif
