#include "base/csv.h"

bool ch_csv_scan_on(ch_csv_scan *s, ch_str view, char apart) {
  for (; s->i < view.n; s->i++) {
    char c = view.p[s->i];
    if (s->open) {
      if (c == '\n' && s->by_line) return s->i++, true;
      if (c == '"') s->open = false; /* a doubled one opens it again */
      s->before = '"';
    } else if (c == '\n') {
      return s->i++, true;
    } else if (s->before == '"' && c != '"' && c != apart && c != '\r') {
      return s->open = true; /* words behind a closing quote: it closed nothing */
    } else {
      if (c == '"') s->open = s->before == 0 || s->before == '"';
      s->before = c == apart ? 0 : ' ';
    }
  }
  return false;
}

/* Behind the closing quote of the cell that opens `row`; row.n where there is none. */
static size_t quoted_end(ch_str row, bool *doubled) {
  size_t i = 1;
  for (; i < row.n; i++) {
    if (row.p[i] != '"') continue;
    if (i + 1 == row.n || row.p[i + 1] != '"') return i + 1;
    *doubled = true;
    i++;
  }
  return row.n;
}

static ch_str without_doubled(ch_arena *arena, ch_str inside) {
  char *out = ch_arena_alloc(arena, inside.n);
  if (out == NULL) return (ch_str){NULL, 0};
  size_t n = 0;
  for (size_t i = 0; i < inside.n; i++) {
    out[n++] = inside.p[i];
    if (inside.p[i] == '"') i++;
  }
  return (ch_str){out, n};
}

bool ch_csv_cell(ch_str *row, bool *more, char apart, ch_arena *arena, ch_str *cell, bool *quoted) {
  if (!*more) return false;
  bool in_quotes = row->n > 0 && row->p[0] == '"', doubled = false;
  size_t closed = in_quotes ? quoted_end(*row, &doubled) : 0, to = closed;
  while (to < row->n && row->p[to] != apart) to++;
  *more = to < row->n;
  size_t end = to;
  while (!*more && end > closed && (row->p[end - 1] == '\n' || row->p[end - 1] == '\r')) end--;
  if (quoted != NULL) *quoted = in_quotes;
  *cell = in_quotes ? ch_str_slice(*row, 1, closed - 1) : ch_str_slice(*row, 0, end);
  if (doubled) *cell = without_doubled(arena, *cell);
  *row = ch_str_slice(*row, *more ? to + 1 : row->n, row->n);
  return true;
}
