/* One model of a table, many ways to write it.
 *
 * A view makes a table; rendering knows nothing of views. Cells are views of
 * memory that outlives the table (an arena's). Texts come from news articles
 * and are not to be trusted: each way of writing makes them harmless for
 * where they go (terminal, spreadsheet, Markdown, JSON).
 */
#ifndef CH_SHOW_TABLE_H
#define CH_SHOW_TABLE_H

#include "analyse/period.h"
#include "base/arena.h"
#include "base/buf.h"
#include "base/error.h"

#define CH_FORMATS(X)                                                         \
  X(TERMINAL, "table") /* aligned, wrapped to the width */                    \
  X(TSV, "tsv")        /* a header line, then one row a line */               \
  X(CSV, "csv")        /* RFC 4180 with LF; text cells that a spreadsheet     \
                          would calculate (= + - @) get an apostrophe */      \
  X(JSON, "json")      /* an array of objects */                              \
  X(JSONL, "jsonl")    /* one object a line */                                \
  X(MARKDOWN, "md")                                                           \
  X(HTML, "html") /* a page that stands alone */                              \
  X(SVG, "svg")   /* a picture that stands alone, of views that have one (chart.h) */ \
  X(ICS, "ics")   /* a calendar, of commitments (calendar.h) */
typedef enum ch_format {
#define CH_X(id, name) CH_FORMAT_##id,
  CH_FORMATS(CH_X)
#undef CH_X
      CH_FORMAT_COUNT
} ch_format;
/* CH_FORMAT_COUNT if there is none of that name. */
ch_format ch_format_from(ch_str name);
/* Has it none of the columns for persons? */
bool ch_format_is_plain(ch_format format);

typedef enum ch_column_type {
  CH_COLUMN_TEXT,
  CH_COLUMN_NUMBER,
  CH_COLUMN_LIST /* parts apart by "; ": an array in JSON */
} ch_column_type;

/* Where a column shows. */
typedef enum ch_column_place {
  CH_COLUMN_BOTH,
  CH_COLUMN_PERSON,  /* on a terminal and in Markdown only */
  CH_COLUMN_MACHINE, /* in TSV, CSV and JSON only */
  CH_COLUMN_NOTE     /* on a terminal: lines of its own below the row */
} ch_column_place;

typedef struct ch_column {
  const char *name;  /* machine: "day_from" */
  const char *title; /* person: "DATE" */
  ch_column_type type;
  ch_column_place place;
  unsigned least;    /* least width on a terminal, 0: what it needs; a column
                        with a least width gives way and wraps */
} ch_column;

typedef struct ch_cell {
  ch_str text;   /* n = 0: missing */
  double number; /* of a NUMBER, NAN missing */
} ch_cell;

typedef struct ch_table {
  const ch_column *columns;
  size_t n_columns;
  ch_cell *cells; /* [n_rows * n_columns], row after row */
  size_t n_rows, room;
} ch_table;

void ch_table_init(ch_table *table, const ch_column *columns, size_t n);
/* A new empty row's cells, NULL if out of memory; good until the next. */
ch_cell *ch_table_row(ch_table *table, ch_arena *arena);

typedef struct ch_render {
  ch_format format;
  unsigned width; /* of the terminal in columns; 0: 100 */
  bool color;     /* may use SGR sequences (TERMINAL only) */
  bool ascii;     /* charts in a table in ASCII */
  ch_str fields;  /* machine names, comma-separated: these columns only; n = 0: all */
  ch_period by;   /* of series */
  bool zeros;     /* of dyads: rows of nothing too */
  size_t limit;   /* rows at most; 0 all */
  size_t offset;  /* rows left out before */
} ch_render;

/* Fails (CH_ERROR_USAGE) on an unknown field, naming those there are. */
bool ch_table_write(const ch_table *table, const ch_render *how, ch_buf *out, ch_error *error);

/* Appends text with what Markdown would take for marks escaped. */
void ch_markdown_text(ch_str text, ch_buf *out);
/* Appends text for an HTML element or a quoted attribute; what steers a terminal or
 * turns writing around becomes U+FFFD here too. */
void ch_html_text(ch_str text, ch_buf *out);
/* Opens a page, up to its body, and closes it. */
void ch_html_head(ch_str title, ch_buf *out);
void ch_html_foot(ch_buf *out);

/* Appends text made harmless for a terminal: control and bidirectional
 * characters become U+FFFD, line ends and tabs spaces. */
void ch_plain_text(ch_str text, ch_buf *out);
/* Columns a text takes on a terminal once it is harmless. */
unsigned ch_text_width(ch_str text);
/* Appends text broken at spaces into lines of at most `width` columns, each
 * line but the first after `indent` spaces; no line feed at the end. */
void ch_wrap_text(ch_str text, unsigned width, unsigned indent, ch_buf *out);

#endif
