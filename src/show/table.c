/* The table model and its machine formats; terminal.c writes for people. */
#include "show/table.h"

#include <math.h>
#include <stdlib.h>

#include "record/json.h"
#include "show/terminal.h"

static const char *const FORMATS[] = {
#define CH_X(id, name) name,
    CH_FORMATS(CH_X)
#undef CH_X
};

ch_format ch_format_from(ch_str name) {
  for (int i = 0; i < CH_FORMAT_COUNT; i++)
    if (ch_str_is(name, FORMATS[i])) return (ch_format)i;
  return CH_FORMAT_COUNT;
}

bool ch_format_is_plain(ch_format format) {
  return format == CH_FORMAT_TSV || format == CH_FORMAT_CSV || format == CH_FORMAT_JSON ||
         format == CH_FORMAT_JSONL;
}

void ch_table_init(ch_table *table, const ch_column *columns, size_t n) {
  *table = (ch_table){.columns = columns, .n_columns = n};
}

ch_cell *ch_table_row(ch_table *table, ch_arena *arena) {
  if (table->n_rows == table->room) {
    size_t room = table->room ? table->room * 2 : 32;
    ch_cell *cells = CH_ARRAY(arena, room * table->n_columns, ch_cell);
    if (!cells) return NULL;
    if (table->n_rows)
      memcpy(cells, table->cells, table->n_rows * table->n_columns * sizeof *cells);
    table->cells = cells;
    table->room = room;
  }
  ch_cell *row = &table->cells[table->n_rows++ * table->n_columns];
  for (size_t i = 0; i < table->n_columns; i++) row[i] = (ch_cell){{NULL, 0}, NAN};
  return row;
}

/* --- which columns --- */

static bool has_field(ch_str fields, const char *name) {
  ch_str part;
  while (ch_str_split(&fields, ',', &part))
    if (ch_str_is(ch_str_trim(part), name)) return true;
  return false;
}

/* The names of the columns, one a line. */
static void list_fields(const ch_table *t, ch_buf *out) {
  for (size_t i = 0; i < t->n_columns; i++)
    if (t->columns[i].place != CH_COLUMN_PERSON) ch_buf_printf(out, "%s\n", t->columns[i].name);
}

static bool fields_known(const ch_table *t, ch_str fields, ch_error *error) {
  ch_str part, rest = fields;
  while (ch_str_split(&rest, ',', &part)) {
    part = ch_str_trim(part);
    bool known = false;
    for (size_t i = 0; i < t->n_columns; i++)
      known = known || (t->columns[i].place != CH_COLUMN_PERSON && ch_str_is(part, t->columns[i].name));
    if (known) continue;
    ch_buf names;
    ch_buf_init(&names, 0);
    for (size_t i = 0; i < t->n_columns; i++)
      if (t->columns[i].place != CH_COLUMN_PERSON)
        ch_buf_printf(&names, "%s%s", names.n ? " " : "", t->columns[i].name);
    ch_fail(error, CH_ERROR_USAGE, "no field '%.*s'; there are: %.*s", CH_PRI(part),
            CH_PRI(ch_buf_str(&names)));
    ch_buf_free(&names);
    return false;
  }
  return true;
}

bool ch_column_shown(const ch_column *column, const ch_render *how, bool machine) {
  if (machine && column->place == CH_COLUMN_PERSON) return false;
  if (!machine && column->place == CH_COLUMN_MACHINE) return false;
  return how->fields.n == 0 || has_field(how->fields, column->name);
}

/* --- separated values --- */

static void tsv_cell(ch_str text, ch_buf *out) {
  ch_plain_text(text, out);
}

static void csv_cell(ch_str text, ch_buf *out) {
  bool guard = text.n && (text.p[0] == '=' || text.p[0] == '+' || text.p[0] == '-' ||
                          text.p[0] == '@' || text.p[0] == '\t' || text.p[0] == '\r');
  bool quote = guard;
  for (size_t i = 0; i < text.n && !quote; i++)
    quote = text.p[i] == '"' || text.p[i] == ',' || text.p[i] == '\n' || text.p[i] == '\r';
  if (quote) ch_buf_add_byte(out, '"');
  if (guard) ch_buf_add_byte(out, '\'');
  for (size_t i = 0; i < text.n; i++) {
    if (text.p[i] == '"') ch_buf_add_byte(out, '"');
    if (text.p[i]) ch_buf_add_byte(out, text.p[i]);
  }
  if (quote) ch_buf_add_byte(out, '"');
}

static void separated(const ch_table *t, const ch_render *how, char separator,
                      void (*write)(ch_str, ch_buf *), ch_buf *out) {
  for (size_t row = 0; row <= t->n_rows; row++) {
    bool first = true;
    for (size_t i = 0; i < t->n_columns; i++) {
      if (!ch_column_shown(&t->columns[i], how, true)) continue;
      if (!first) ch_buf_add_byte(out, separator);
      first = false;
      if (row == 0) {
        write(ch_str_of(t->columns[i].name), out);
        continue;
      }
      const ch_cell *cell = &t->cells[(row - 1) * t->n_columns + i];
      if (t->columns[i].type != CH_COLUMN_NUMBER) write(cell->text, out);
      else if (!isnan(cell->number)) ch_json_number(out, cell->number);
    }
    ch_buf_add_byte(out, '\n');
  }
}

/* --- JSON --- */

static void json_list(ch_str text, ch_buf *out) {
  ch_buf_add_byte(out, '[');
  while (text.n) {
    size_t at = ch_str_find(text, CH_STR("; "), 0);
    ch_str part = ch_str_slice(text, 0, at == SIZE_MAX ? text.n : at);
    ch_json_comma(out);
    ch_json_string(out, part);
    text = ch_str_slice(text, at == SIZE_MAX ? text.n : at + 2, text.n);
  }
  ch_buf_add_byte(out, ']');
}

/* `"name":` of each column that is shown, one after another; of one that is not, nothing. */
typedef struct keys { ch_buf text; size_t *ends; } keys;

static void keys_make(const ch_table *t, const ch_render *how, keys *out) {
  ch_buf_init(&out->text, 0);
  out->ends = calloc(t->n_columns + 1, sizeof *out->ends);
  for (size_t i = 0; out->ends && i < t->n_columns; i++) {
    if (ch_column_shown(&t->columns[i], how, true)) {
      ch_json_string(&out->text, ch_str_of(t->columns[i].name));
      ch_buf_add_byte(&out->text, ':');
    }
    out->ends[i] = out->text.n;
  }
}

static void keys_free(keys *k) {
  ch_buf_free(&k->text);
  free(k->ends);
}

static void json_row(const ch_table *t, const keys *k, size_t row, ch_buf *out) {
  size_t from = 0;
  bool first = true;
  ch_buf_add_byte(out, '{');
  for (size_t i = 0; i < t->n_columns; i++) {
    const ch_column *column = &t->columns[i];
    const ch_cell *cell = &t->cells[row * t->n_columns + i];
    ch_str key = {k->text.p + from, k->ends[i] - from};
    from = k->ends[i];
    if (key.n == 0) continue;
    bool missing = column->type == CH_COLUMN_NUMBER ? isnan(cell->number) : cell->text.n == 0;
    if (missing && column->type != CH_COLUMN_LIST) continue;
    if (!first) ch_buf_add_byte(out, ',');
    first = false;
    ch_buf_add(out, key);
    if (column->type == CH_COLUMN_NUMBER) ch_json_number(out, cell->number);
    else if (column->type == CH_COLUMN_LIST) json_list(cell->text, out);
    else ch_json_string(out, cell->text);
  }
  ch_buf_add_byte(out, '}');
}

static void json_rows(const ch_table *t, const ch_render *how, const char *before,
                      const char *between, const char *after, ch_buf *out) {
  keys k;
  keys_make(t, how, &k);
  if (!k.ends || k.text.failed) out->failed = true;
  for (size_t row = 0; !out->failed && row < t->n_rows; row++) {
    ch_buf_add_z(out, row ? between : before);
    json_row(t, &k, row, out);
  }
  ch_buf_add_z(out, after);
  keys_free(&k);
}

static void json(const ch_table *t, const ch_render *how, ch_buf *out) {
  ch_buf_add_byte(out, '[');
  json_rows(t, how, "\n ", ",\n ", t->n_rows ? "\n]\n" : "]\n", out);
}

static void jsonl(const ch_table *t, const ch_render *how, ch_buf *out) {
  json_rows(t, how, "", "\n", t->n_rows ? "\n" : "", out);
}

/* --- Markdown --- */

static void markdown(const ch_table *t, const ch_render *how, ch_buf *out) {
  for (size_t line = 0; line < t->n_rows + 2; line++) {
    ch_buf_add_byte(out, '|');
    for (size_t i = 0; i < t->n_columns; i++) {
      if (!ch_column_shown(&t->columns[i], how, false)) continue;
      bool number = t->columns[i].type == CH_COLUMN_NUMBER;
      ch_buf_add_byte(out, ' ');
      if (line == 0) {
        ch_markdown_text(ch_str_of(t->columns[i].title), out);
      } else if (line == 1) {
        ch_buf_add_z(out, number ? "--:" : "---");
      } else {
        const ch_cell *cell = &t->cells[(line - 2) * t->n_columns + i];
        if (!number) ch_markdown_text(cell->text, out);
        else if (!isnan(cell->number)) ch_json_number(out, cell->number);
      }
      ch_buf_add_z(out, " |");
    }
    ch_buf_add_byte(out, '\n');
  }
}

bool ch_table_write(const ch_table *table, const ch_render *how, ch_buf *out, ch_error *error) {
  if (ch_str_is(how->fields, "?")) {
    list_fields(table, out);
    return true;
  }
  if (how->fields.n && !fields_known(table, how->fields, error)) return false;
  switch (how->format) {
    case CH_FORMAT_TERMINAL: ch_table_terminal(table, how, out); break;
    case CH_FORMAT_TSV: separated(table, how, '\t', tsv_cell, out); break;
    case CH_FORMAT_CSV: separated(table, how, ',', csv_cell, out); break;
    case CH_FORMAT_JSON: json(table, how, out); break;
    case CH_FORMAT_JSONL: jsonl(table, how, out); break;
    case CH_FORMAT_MARKDOWN: markdown(table, how, out); break;
    case CH_FORMAT_HTML: ch_table_html(table, how, out); break;
    case CH_FORMAT_SVG:
    case CH_FORMAT_ICS:
    case CH_FORMAT_COUNT: return ch_fail(error, CH_ERROR_USAGE, "no such format of a table");
  }
  return !out->failed || ch_fail(error, CH_ERROR_MEMORY, "no memory to write a table");
}
