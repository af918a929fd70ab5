/* Tables as HTML, and what all our HTML shares. */
#include <math.h>

#include "record/json.h"
#include "show/terminal.h"

void ch_html_text(ch_str text, ch_buf *out) {
  ch_buf plain;
  ch_buf_init(&plain, 0);
  ch_plain_text(text, &plain);
  for (size_t i = 0; i < plain.n; i++) {
    switch (plain.p[i]) {
      case '&': ch_buf_add_z(out, "&amp;"); break;
      case '<': ch_buf_add_z(out, "&lt;"); break;
      case '>': ch_buf_add_z(out, "&gt;"); break;
      case '"': ch_buf_add_z(out, "&quot;"); break;
      case '\'': ch_buf_add_z(out, "&#39;"); break;
      default: ch_buf_add_byte(out, plain.p[i]);
    }
  }
  if (plain.failed) out->failed = true;
  ch_buf_free(&plain);
}

static const char STYLE[] =
    "body{font:16px/1.5 Georgia,'Times New Roman',serif;max-width:46rem;margin:2rem auto;"
    "padding:0 1rem;color:#1a1a1a;background:#fff}\n"
    "h1{font-size:1.6rem;margin:0}h2{font-size:1.1rem;margin:1.6rem 0 .4rem}\n"
    "p.made,.small{color:#555;font-size:.875rem}\n"
    "ol,ul{padding-left:1.4rem}li{margin:.25rem 0}sup a{text-decoration:none}\n"
    "table{border-collapse:collapse;font-size:.875rem}th,td{text-align:left;vertical-align:top;"
    "padding:.2rem .6rem .2rem 0;border-bottom:1px solid #ddd}td.n{text-align:right}\n"
    "@media (prefers-color-scheme:dark){body{color:#e6e6e6;background:#14181d}"
    "p.made,.small{color:#a8b0b8}a{color:#9ecae1}th,td{border-color:#333}}\n"
    "@media print{body{margin:0;max-width:none;font-size:10pt;color:#000;background:#fff}"
    "a{color:inherit}li{break-inside:avoid}h2{break-after:avoid}}\n";

void ch_html_head(ch_str title, ch_buf *out) {
  ch_buf_add_z(out, "<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n"
                    "<meta name=\"viewport\" content=\"width=device-width,initial-scale=1\">\n"
                    "<title>");
  ch_html_text(title, out);
  ch_buf_printf(out, "</title>\n<style>\n%s</style>\n</head>\n<body>\n", STYLE);
}

void ch_html_foot(ch_buf *out) {
  ch_buf_add_z(out, "</body>\n</html>\n");
}

static void cell(const ch_column *column, const ch_cell *c, ch_buf *out) {
  if (column->type != CH_COLUMN_NUMBER) ch_html_text(c->text, out);
  else if (!isnan(c->number)) ch_json_number(out, c->number);
}

void ch_table_html(const ch_table *t, const ch_render *how, ch_buf *out) {
  ch_html_head(CH_STR("Chancery"), out);
  ch_buf_add_z(out, "<table>\n<thead><tr>");
  for (size_t i = 0; i < t->n_columns; i++) {
    if (!ch_column_shown(&t->columns[i], how, false)) continue;
    ch_buf_add_z(out, "<th scope=\"col\">");
    ch_html_text(ch_str_of(t->columns[i].title), out);
    ch_buf_add_z(out, "</th>");
  }
  ch_buf_add_z(out, "</tr></thead>\n<tbody>\n");
  for (size_t row = 0; row < t->n_rows; row++) {
    ch_buf_add_z(out, "<tr>");
    for (size_t i = 0; i < t->n_columns; i++) {
      if (!ch_column_shown(&t->columns[i], how, false)) continue;
      ch_buf_add_z(out, t->columns[i].type == CH_COLUMN_NUMBER ? "<td class=\"n\">" : "<td>");
      cell(&t->columns[i], &t->cells[row * t->n_columns + i], out);
      ch_buf_add_z(out, "</td>");
    }
    ch_buf_add_z(out, "</tr>\n");
  }
  ch_buf_add_z(out, "</tbody>\n</table>\n");
  ch_html_foot(out);
}
