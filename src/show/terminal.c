/* Aligned columns that wrap to the width; notes on lines of their own. */
#include "show/terminal.h"

#include <math.h>
#include <stdlib.h>

#include "record/json.h"

#define GAP 2        /* blanks between columns */
#define MAX_COLUMNS 32

typedef struct layout {
  const ch_table *table;
  const ch_render *how;
  size_t columns[MAX_COLUMNS];
  unsigned widths[MAX_COLUMNS];
  size_t n;
  size_t notes[MAX_COLUMNS];
  size_t n_notes;
  unsigned width;
} layout;

static bool wanted(const ch_render *how, const char *name) {
  ch_str fields = how->fields, part;
  if (fields.n == 0) return true;
  while (ch_str_split(&fields, ',', &part))
    if (ch_str_is(ch_str_trim(part), name)) return true;
  return false;
}

static const ch_cell *cell_at(const ch_table *t, size_t row, size_t column) {
  return &t->cells[row * t->n_columns + column];
}

/* A cell as it is shown; numbers go into the buffer. */
static ch_str cell_text(const ch_table *t, size_t row, size_t column, ch_buf *number) {
  const ch_cell *cell = cell_at(t, row, column);
  if (t->columns[column].type != CH_COLUMN_NUMBER) return cell->text;
  ch_buf_clear(number);
  if (!isnan(cell->number)) ch_json_number(number, cell->number);
  return ch_buf_str(number);
}

static void measure(layout *l, ch_buf *number) {
  const ch_table *t = l->table;
  for (size_t i = 0; i < l->n; i++) {
    l->widths[i] = ch_text_width(ch_str_of(t->columns[l->columns[i]].title));
    for (size_t row = 0; row < t->n_rows; row++) {
      unsigned w = ch_text_width(cell_text(t, row, l->columns[i], number));
      if (w > l->widths[i]) l->widths[i] = w;
    }
  }
}

/* Columns that may wrap give way, the widest first, until all fits. */
static void fit(layout *l) {
  for (;;) {
    unsigned total = GAP * (unsigned)(l->n ? l->n - 1 : 0);
    size_t widest = SIZE_MAX;
    for (size_t i = 0; i < l->n; i++) {
      unsigned least = l->table->columns[l->columns[i]].least;
      total += l->widths[i];
      if (least && l->widths[i] > least &&
          (widest == SIZE_MAX || l->widths[i] > l->widths[widest]))
        widest = i;
    }
    if (total <= l->width || widest == SIZE_MAX) return;
    l->widths[widest]--;
  }
}

static void choose(layout *l) {
  for (size_t i = 0; i < l->table->n_columns; i++) {
    const ch_column *column = &l->table->columns[i];
    if (column->place == CH_COLUMN_MACHINE && l->how->fields.n == 0) continue;
    if (!wanted(l->how, column->name)) continue;
    if (column->place == CH_COLUMN_NOTE && l->n_notes < MAX_COLUMNS) l->notes[l->n_notes++] = i;
    else if (column->place != CH_COLUMN_NOTE && l->n < MAX_COLUMNS) l->columns[l->n++] = i;
  }
}

static void pad(ch_buf *out, unsigned n) {
  for (unsigned i = 0; i < n; i++) ch_buf_add_byte(out, ' ');
}

static void style(const layout *l, const char *sgr, ch_buf *out) {
  if (l->how->color) ch_buf_printf(out, "\033[%sm", sgr);
}

static void header(const layout *l, ch_buf *out) {
  style(l, "1", out);
  for (size_t i = 0; i < l->n; i++) {
    const ch_column *column = &l->table->columns[l->columns[i]];
    unsigned w = ch_text_width(ch_str_of(column->title));
    bool right = column->type == CH_COLUMN_NUMBER;
    if (right && w < l->widths[i]) pad(out, l->widths[i] - w);
    ch_buf_add_z(out, column->title);
    if (i + 1 == l->n) break;
    if (!right && w < l->widths[i]) pad(out, l->widths[i] - w);
    pad(out, GAP);
  }
  style(l, "0", out);
  ch_buf_add_byte(out, '\n');
}

/* The row's cells side by side, each wrapped in its own column. */
static void row_lines(const layout *l, size_t row, ch_buf *out, ch_buf cells[MAX_COLUMNS],
                      ch_buf *number) {
  ch_str rest[MAX_COLUMNS];
  bool more = true;
  for (size_t i = 0; i < l->n; i++) {
    ch_buf_clear(&cells[i]);
    ch_wrap_text(cell_text(l->table, row, l->columns[i], number), l->widths[i], 0, &cells[i]);
    rest[i] = ch_buf_str(&cells[i]);
    if (rest[i].n == 0) rest[i] = (ch_str){"", 0};
  }
  while (more) {
    unsigned owed = 0; /* blanks kept back, so that no line ends in any */
    more = false;
    for (size_t i = 0; i < l->n; i++) {
      ch_str line = {"", 0};
      if (rest[i].p) ch_str_split(&rest[i], '\n', &line);
      more = more || (rest[i].p && rest[i].n);
      unsigned w = ch_text_width(line), space = l->widths[i] > w ? l->widths[i] - w : 0;
      bool right = l->table->columns[l->columns[i]].type == CH_COLUMN_NUMBER;
      if (line.n) {
        pad(out, owed + (right ? space : 0));
        ch_buf_add(out, line);
        owed = right ? 0 : space;
      } else {
        owed += l->widths[i];
      }
      owed += GAP;
    }
    ch_buf_add_byte(out, '\n');
  }
}

void ch_table_terminal(const ch_table *table, const ch_render *how, ch_buf *out) {
  layout l = {.table = table, .how = how, .width = how->width ? how->width : 100};
  ch_buf number, cells[MAX_COLUMNS];
  if (l.width < 40) l.width = 40;
  ch_buf_init(&number, 0);
  for (size_t i = 0; i < MAX_COLUMNS; i++) ch_buf_init(&cells[i], 0);
  choose(&l);
  if (table->n_rows) {
    measure(&l, &number);
    fit(&l);
    header(&l, out);
  }
  unsigned indent = l.n ? l.widths[0] + GAP : 0;
  if (indent > 18) indent = 4;
  for (size_t row = 0; row < table->n_rows; row++) {
    row_lines(&l, row, out, cells, &number);
    for (size_t i = 0; i < l.n_notes; i++) {
      ch_str note = cell_at(table, row, l.notes[i])->text;
      if (note.n == 0) continue;
      pad(out, indent);
      style(&l, "2", out);
      ch_wrap_text(note, l.width - indent, indent, out);
      style(&l, "0", out);
      ch_buf_add_byte(out, '\n');
    }
    if (l.n_notes && row + 1 < table->n_rows) ch_buf_add_byte(out, '\n');
  }
  for (size_t i = 0; i < MAX_COLUMNS; i++) {
    if (cells[i].failed) out->failed = true;
    ch_buf_free(&cells[i]);
  }
  ch_buf_free(&number);
}
