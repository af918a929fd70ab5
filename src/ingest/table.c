#include "ingest/table.h"

#include <string.h>

#include "base/buf.h"
#include "base/csv.h"
#include "ingest/encoding.h"
#include "ingest/input.h"
#include "ingest/json_article.h"
#include "ingest/json_value.h"

enum { CHUNK = 64 * 1024, MOST_COLUMNS = 4096, MOST_AGAIN = 32 * 1024 * 1024 };
static const char SEPARATORS[] = "\t,;|";

typedef struct table_state {
  uint64_t line;  /* of the byte ahead, 1-based */
  char apart;
  bool named;     /* the first row is read */
  bool ended;
  bool by_line;   /* each line is a row, since too many quotes went wrong */
  uint64_t again; /* bytes that quotes gone wrong made be looked at once more */
  bool numbered;  /* rows have a name that the first row leaves out */
  bool any;       /* a row was read */
  ch_str *column; /* names, as JSON strings */
  size_t n_columns;
} table_state;

/* ---- what is a table ---------------------------------------------------------- */

static ch_str first_row(ch_str head, char apart) {
  ch_csv_scan scan = {0};
  ch_csv_scan_on(&scan, head, apart);
  return ch_str_slice(head, 0, scan.i);
}

/* How many cells of the row name a field of an article; 0 unless one of them makes it news. */
static unsigned names_in(ch_str row, char apart, const ch_field_table *fields) {
  enum { TELLING = 1 << CH_FIELD_TEXT | 1 << CH_FIELD_SUMMARY | 1 << CH_FIELD_TITLE | 1 << CH_FIELD_ADDRESS };
  uint32_t seen = 0;
  bool more = true;
  while (more) {
    size_t to = ch_str_find_byte(row, apart, 0);
    more = to != SIZE_MAX;
    ch_str cell = ch_str_trim(ch_str_slice(row, 0, more ? to : row.n));
    if (cell.n > 1 && cell.p[0] == '"') cell = ch_str_slice(cell, 1, cell.n - 1);
    ch_json_field field;
    if (ch_fields_find(fields, cell, &field)) seen |= UINT32_C(1) << field;
    if (more) row = ch_str_slice(row, to + 1, row.n);
  }
  return seen & TELLING ? (unsigned)__builtin_popcount(seen) : 0;
}

bool ch_table_named(ch_str head, const ch_field_table *fields, char *apart) {
  unsigned most = 1;
  for (const char *c = SEPARATORS; *c; c++) {
    unsigned n = names_in(first_row(head, *c), *c, fields);
    if (n <= most) continue;
    most = n;
    *apart = *c;
  }
  return most > 1;
}

bool ch_table_shaped(ch_str head, char apart) {
  enum { ROWS = 3, APART = 2 };
  size_t before = 0;
  for (int row = 0; row < ROWS; row++) {
    size_t end = ch_str_find_byte(head, '\n', 0), n = 0;
    if (end == SIZE_MAX) return false;
    for (size_t i = 0; i < end; i++) {
      n += head.p[i] == apart;
      if (row == 0 && head.p[i] == ' ' && apart != '\t') return false; /* a sentence's commas */
    }
    if (n < APART || (row && n != before)) return false;
    before = n;
    head = ch_str_slice(head, end + 1, head.n);
  }
  return true;
}

/* ---- rows ----------------------------------------------------------------------- */

static void skip_counted(ch_input *src, table_state *st, ch_str view, size_t n) {
  for (size_t i = 0; i < n; i++) st->line += view.p[i] == '\n';
  ch_stream_skip(src->stream, n);
}

/* Moves behind the line's end without holding the line. */
static void skip_line(ch_input *src, table_state *st) {
  ch_str view;
  for (;;) {
    ch_stream_peek(src->stream, CHUNK, &view);
    const char *end = view.n > 0 ? memchr(view.p, '\n', view.n) : NULL;
    if (end == NULL && view.n > 0) {
      ch_stream_skip(src->stream, view.n);
      continue;
    }
    if (end != NULL) skip_counted(src, st, view, (size_t)(end - view.p) + 1);
    return;
  }
}

/* A quote that nothing closes costs its line. Where that makes too many bytes be looked at again,
 * each line is a row from there on, so that time grows with the bytes alone. */
static ch_reader_step refuse_open(ch_input *src, table_state *st, size_t seen, ch_error *error) {
  st->again += seen;
  st->by_line = st->again > MOST_AGAIN;
  skip_line(src, st);
  ch_fail(error, CH_ERROR_FORMAT, "a quote is not closed, or one inside is not doubled");
  return CH_READER_REFUSED;
}

/* Takes the next row's bytes, line end and all; they hold until the stream is looked at again. */
static ch_reader_step take_row(ch_input *src, table_state *st, ch_str *row, ch_error *error) {
  uint32_t limit = src->options->limits.record;
  ch_csv_scan scan = {.by_line = st->by_line};
  src->line = st->line;
  for (size_t want = CHUNK;; want = scan.i + (scan.i > CHUNK ? scan.i : CHUNK)) {
    ch_str view;
    bool all = ch_stream_peek(src->stream, want, &view);
    bool whole = ch_csv_scan_on(&scan, view, st->apart);
    if (whole && !scan.open && scan.i <= limit) {
      *row = ch_str_slice(view, 0, scan.i);
      skip_counted(src, st, view, scan.i);
      return CH_READER_ARTICLE;
    }
    if (whole && scan.open) return refuse_open(src, st, scan.i, error);
    if (!whole && all && scan.i <= limit) continue;
    if (!all && ch_stream_broken(src->stream, error)) {
      st->ended = true;
      return CH_READER_REFUSED;
    }
    if (view.n == 0) return CH_READER_END;
    if (scan.open) return refuse_open(src, st, scan.i, error);
    if (scan.i > limit) {
      skip_line(src, st);
      ch_fail(error, CH_ERROR_LIMIT, "a row is longer than %u bytes", limit);
      return CH_READER_REFUSED;
    }
    *row = view; /* the last, without a line end */
    skip_counted(src, st, view, view.n);
    return CH_READER_ARTICLE;
  }
}

static ch_reader_step no_memory(ch_error *error) {
  ch_fail(error, CH_ERROR_MEMORY, "no memory for a row of a table");
  return CH_READER_REFUSED;
}

/* A cell's or a name's bytes as a JSON string, in `arena`; n = 0 without memory. */
static ch_str quoted(ch_arena *arena, ch_str text) {
  ch_buf buf;
  ch_buf_init(&buf, 0);
  ch_json_quote(&buf, text);
  ch_str made = buf.failed ? (ch_str){NULL, 0} : ch_arena_copy(arena, ch_buf_str(&buf));
  ch_buf_free(&buf);
  return made;
}

static ch_reader_step read_names(ch_input *src, table_state *st, ch_error *error) {
  ch_str row, name;
  ch_decoded decoded;
  ch_reader_step got = take_row(src, st, &row, error);
  if (got != CH_READER_ARTICLE) return got;
  st->named = true;
  if (!ch_decode(src->scratch, row, (ch_str){NULL, 0}, &decoded, error)) return CH_READER_REFUSED;
  st->column = ch_arena_alloc(src->kept, MOST_COLUMNS * sizeof *st->column);
  if (st->column == NULL) return no_memory(error);
  bool more = true, text = false;
  ch_json_field field;
  while (ch_csv_cell(&decoded.text, &more, st->apart, src->scratch, &name, NULL)) {
    if (st->n_columns == MOST_COLUMNS) {
      st->ended = true;
      ch_fail(error, CH_ERROR_LIMIT, "a table of more than %d columns", MOST_COLUMNS);
      return CH_READER_REFUSED;
    }
    name = ch_str_trim(name);
    text = text || (ch_fields_find(src->fields, name, &field) &&
                    (field == CH_FIELD_TEXT || field == CH_FIELD_SUMMARY));
    if ((st->column[st->n_columns++] = quoted(src->kept, name)).n == 0) return no_memory(error);
  }
  if (text) return CH_READER_ARTICLE;
  st->ended = true;
  ch_fail(error, CH_ERROR_EMPTY, "no column holds the articles' text (a list of links or titles?); "
          "name it with --map text=COLUMN");
  return CH_READER_REFUSED;
}

/* "NA" without quotes is R's for nothing. */
static bool nothing(ch_str cell, bool in_quotes) {
  return cell.n == 0 || (!in_quotes && ch_str_is(cell, "NA"));
}

/* The row as an object of the first row's names. REFUSED where it has other cells than these. */
static ch_reader_step row_as_object(ch_input *src, table_state *st, ch_str row, ch_str *object,
                                    ch_error *error) {
  ch_buf buf;
  ch_buf_init(&buf, 0);
  size_t n = 0;
  uint64_t number;
  bool counted = false, more = true, in_quotes, filled = false, memory = true;
  ch_str cell;
  while (memory && ch_csv_cell(&row, &more, st->apart, src->scratch, &cell, &in_quotes)) {
    size_t at = n++ - st->numbered;
    memory = cell.p != NULL || cell.n == 0;
    if (n == 1) counted = ch_str_to_u64(cell, &number);
    if (!st->any && counted && n == st->n_columns + 1 && !more) { /* R's row names: once more */
      st->numbered = st->any = true;
      ch_buf_free(&buf);
      return CH_READER_END;
    }
    if (at >= st->n_columns || nothing(cell, in_quotes)) continue;
    ch_buf_add_byte(&buf, filled ? ',' : '{');
    ch_buf_add(&buf, st->column[at]);
    ch_buf_add_byte(&buf, ':');
    ch_json_quote(&buf, cell);
    filled = true;
  }
  ch_buf_add_z(&buf, filled ? "}" : "{}");
  *object = buf.failed || !memory ? (ch_str){NULL, 0} : ch_arena_copy(src->scratch, ch_buf_str(&buf));
  ch_buf_free(&buf);
  if (object->p == NULL) return no_memory(error);
  st->any = true;
  size_t wanted = st->n_columns + st->numbered;
  if (n == wanted || !filled) return CH_READER_ARTICLE;
  ch_fail(error, CH_ERROR_FORMAT, "%zu cells where the first row names %zu", n, wanted);
  return CH_READER_REFUSED;
}

static ch_reader_step read_row(ch_input *src, table_state *st, ch_str raw, ch_draft *draft,
                               ch_error *error) {
  ch_decoded decoded;
  ch_str object;
  if (!ch_decode(src->scratch, raw, (ch_str){NULL, 0}, &decoded, error)) return CH_READER_REFUSED;
  ch_reader_step got = row_as_object(src, st, decoded.text, &object, error);
  if (got == CH_READER_END) got = row_as_object(src, st, decoded.text, &object, error);
  if (got != CH_READER_ARTICLE) return got;
  ch_record record;
  ch_fields_read(src->fields, object, &record);
  got = ch_json_article(src, object, &record, draft, error);
  draft->bytes = raw;
  draft->undecodable = decoded.undecodable;
  return got;
}

/* ---- rows in order --------------------------------------------------------------- */

static bool is_blank(ch_str row) {
  return ch_str_trim(row).n == 0;
}

static table_state *begin(ch_input *src, ch_error *error) {
  table_state *st = CH_NEW(src->kept, table_state);
  if (st == NULL) {
    ch_fail(error, CH_ERROR_MEMORY, "no memory to read a table");
    return NULL;
  }
  ch_str head;
  ch_stream_peek(src->stream, CHUNK, &head);
  st->line = 1;
  st->apart = ',';
  ch_table_named(head, src->fields, &st->apart);
  return src->state = st;
}

static ch_reader_step next(ch_input *src, ch_draft *draft, ch_error *error) {
  table_state *st = src->state != NULL ? src->state : begin(src, error);
  if (st == NULL) return CH_READER_REFUSED;
  if (st->ended) return CH_READER_END;
  ch_reader_step got = CH_READER_ARTICLE;
  if (!st->named) got = read_names(src, st, error);
  ch_str row = {NULL, 0};
  while (got == CH_READER_ARTICLE && is_blank(row)) got = take_row(src, st, &row, error);
  if (got != CH_READER_ARTICLE) return got;
  draft->line = src->line;
  return read_row(src, st, row, draft, error);
}

const ch_layout CH_LAYOUT_TABLE = {"table", next};
