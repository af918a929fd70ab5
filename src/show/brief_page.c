/* The brief as a page: the same few marks written three ways. */
#include "show/brief.h"
#include "show/names.h"

/* What a page is put together from. `n` counts footnotes from 1. */
typedef struct marks {
  void (*title)(ch_str text, const ch_render *how, ch_buf *out);
  void (*made)(ch_str text, const ch_render *how, ch_buf *out);
  void (*section)(ch_str text, bool first, const ch_render *how, ch_buf *out);
  void (*statement)(ch_str date, ch_str text, unsigned n, const ch_render *how, ch_buf *out);
  void (*notes)(const ch_render *how, ch_buf *out);
  void (*note)(ch_str source, ch_str address, ch_str id, unsigned n, const ch_render *how,
               ch_buf *out);
  void (*end)(ch_buf *out);
} marks;

/* --- a terminal --- */

static void sgr(const ch_render *how, const char *code, ch_buf *out) {
  if (how->color) ch_buf_printf(out, "\033[%sm", code);
}

static unsigned width_of(const ch_render *how) {
  return how->width ? how->width : 100;
}

static void wrapped(ch_str text, unsigned indent, const ch_render *how, ch_buf *out) {
  unsigned width = width_of(how);
  ch_wrap_text(text, width > indent + 20 ? width - indent : 20, indent, out);
  ch_buf_add_byte(out, '\n');
}

static void text_title(ch_str text, const ch_render *how, ch_buf *out) {
  sgr(how, "1", out);
  wrapped(text, 0, how, out);
  sgr(how, "0", out);
}

static void text_made(ch_str text, const ch_render *how, ch_buf *out) {
  wrapped(text, 0, how, out);
}

static void text_section(ch_str text, bool first, const ch_render *how, ch_buf *out) {
  (void)first;
  ch_buf_add_byte(out, '\n');
  text_title(text, how, out);
}

static void text_statement(ch_str date, ch_str text, unsigned n, const ch_render *how,
                           ch_buf *out) {
  ch_buf line;
  ch_buf_init(&line, 0);
  ch_buf_printf(&line, "%.*s%s%.*s [%u]", CH_PRI(date), date.n ? "  " : "", CH_PRI(text), n);
  ch_buf_add_z(out, "  ");
  wrapped(ch_buf_str(&line), 4, how, out);
  if (line.failed) out->failed = true;
  ch_buf_free(&line);
}

static void text_notes(const ch_render *how, ch_buf *out) {
  text_section(CH_STR("Sentences"), false, how, out);
}

static void text_note(ch_str source, ch_str address, ch_str id, unsigned n, const ch_render *how,
                      ch_buf *out) {
  ch_buf line;
  (void)address;
  ch_buf_init(&line, 0);
  ch_buf_printf(&line, "[%u] %.*s · %.*s", n, CH_PRI(source), CH_PRI(id));
  ch_buf_add_z(out, "  ");
  wrapped(ch_buf_str(&line), 6, how, out);
  if (line.failed) out->failed = true;
  ch_buf_free(&line);
}

static void text_end(ch_buf *out) {
  (void)out;
}

/* --- Markdown --- */

static void markdown_heading(const char *mark, ch_str text, ch_buf *out) {
  ch_buf_add_z(out, mark);
  ch_markdown_text(text, out);
  ch_buf_add_z(out, "\n\n");
}

static void markdown_title(ch_str text, const ch_render *how, ch_buf *out) {
  (void)how;
  markdown_heading("# ", text, out);
}

static void markdown_made(ch_str text, const ch_render *how, ch_buf *out) {
  (void)how;
  markdown_heading("", text, out);
}

static void markdown_section(ch_str text, bool first, const ch_render *how, ch_buf *out) {
  (void)how;
  markdown_heading(first ? "## " : "\n## ", text, out);
}

static void markdown_statement(ch_str date, ch_str text, unsigned n, const ch_render *how,
                               ch_buf *out) {
  (void)how;
  ch_buf_add_z(out, "- ");
  ch_markdown_text(date, out);
  if (date.n) ch_buf_add_z(out, " ");
  ch_markdown_text(text, out);
  ch_buf_printf(out, "[^%u]\n", n);
}

static void markdown_notes(const ch_render *how, ch_buf *out) {
  (void)how;
  ch_buf_add_byte(out, '\n');
}

static void markdown_note(ch_str source, ch_str address, ch_str id, unsigned n,
                          const ch_render *how, ch_buf *out) {
  (void)how;
  ch_buf_printf(out, "[^%u]: ", n);
  ch_markdown_text(source, out);
  if (address.n) {
    ch_buf_add_z(out, ", ");
    ch_markdown_text(address, out);
  }
  ch_buf_printf(out, " · %.*s\n", CH_PRI(id));
}

/* --- HTML --- */

static void element(const char *open, ch_str text, const char *close, ch_buf *out) {
  ch_buf_add_z(out, open);
  ch_html_text(text, out);
  ch_buf_add_z(out, close);
}

static void html_title(ch_str text, const ch_render *how, ch_buf *out) {
  (void)how;
  ch_html_head(text, out);
  element("<main>\n<h1>", text, "</h1>\n", out);
}

static void html_made(ch_str text, const ch_render *how, ch_buf *out) {
  (void)how;
  element("<p class=\"made\">", text, "</p>\n", out);
}

static void html_section(ch_str text, bool first, const ch_render *how, ch_buf *out) {
  (void)how;
  element(first ? "<h2>" : "</ul>\n<h2>", text, "</h2>\n<ul>\n", out);
}

static void html_statement(ch_str date, ch_str text, unsigned n, const ch_render *how,
                           ch_buf *out) {
  (void)how;
  ch_buf_add_z(out, "<li>");
  if (date.n) element("<span class=\"small\">", date, "</span> ", out);
  ch_html_text(text, out);
  ch_buf_printf(out, "<sup><a href=\"#n%u\">%u</a></sup></li>\n", n, n);
}

static void html_notes(const ch_render *how, ch_buf *out) {
  (void)how;
  ch_buf_add_z(out, "</ul>\n<h2>Sentences</h2>\n<ol class=\"small\">\n");
}

/* An address leads on only if it is one of the web. */
static bool leads(ch_str address) {
  return ch_str_starts_fold(address, CH_STR("https://")) ||
         ch_str_starts_fold(address, CH_STR("http://"));
}

static void html_note(ch_str source, ch_str address, ch_str id, unsigned n, const ch_render *how,
                      ch_buf *out) {
  (void)how;
  ch_buf_printf(out, "<li id=\"n%u\">", n);
  ch_html_text(source, out);
  if (leads(address)) element(", <a rel=\"noreferrer\" href=\"", address, "\">article</a>", out);
  element(" · ", id, "</li>\n", out);
}

static void html_end(ch_buf *out) {
  ch_buf_add_z(out, "</ol>\n</main>\n");
  ch_html_foot(out);
}

static const marks *marks_of(ch_format format) {
  static const marks TEXT = {text_title, text_made, text_section, text_statement,
                             text_notes, text_note, text_end};
  static const marks MARKDOWN = {markdown_title, markdown_made, markdown_section,
                                 markdown_statement, markdown_notes, markdown_note, text_end};
  static const marks HTML = {html_title, html_made, html_section, html_statement,
                             html_notes, html_note, html_end};
  switch (format) {
    case CH_FORMAT_TERMINAL: return &TEXT;
    case CH_FORMAT_MARKDOWN: return &MARKDOWN;
    case CH_FORMAT_HTML: return &HTML;
    default: return NULL;
  }
}

/* --- the page --- */

bool ch_brief_is_page(ch_format format) {
  return marks_of(format) != NULL;
}

static bool say_title(const ch_view_work *v, const ch_filter *filter, ch_buf *line) {
  ch_names names;
  if (!ch_names_of(v->facts, v->arena, &names)) return false;
  if (filter->between[0].n == 0) ch_buf_add_z(line, "The record");
  else ch_buf_add(line, ch_names_get(&names, filter->between[0]));
  if (filter->between[1].n)
    ch_buf_printf(line, " and %.*s", CH_PRI(ch_names_get(&names, filter->between[1])));
  return true;
}

static void say_made(const ch_view_work *v, ch_buf *line) {
  char first[11] = "", last[11] = "", today[11] = "";
  int32_t from = CH_DAY_NONE, to = CH_DAY_NONE;
  for (size_t i = 0; i < v->facts->n; i++) {
    int32_t day = ch_fact_day(v->facts->v[i]);
    if (day == CH_DAY_NONE) continue;
    if (from == CH_DAY_NONE || day < from) from = day;
    if (to == CH_DAY_NONE || day > to) to = day;
  }
  ch_buf_printf(line, "Made from %zu events", v->facts->n);
  if (from != CH_DAY_NONE) {
    ch_day_format(from, first);
    ch_day_format(to, last);
    ch_buf_printf(line, " of %s to %s", first, last);
  }
  if (v->today != CH_DAY_NONE) {
    ch_day_format(v->today, today);
    ch_buf_printf(line, "; the last report is of %s", today);
  }
  ch_buf_add_z(line, ". Chosen and worded by rule; each number leads to a sentence. A date with * "
                     "is its report's.");
}

bool ch_brief_page(const ch_view_work *v, const ch_filter *filter, const ch_render *how,
                   ch_buf *out, ch_error *error) {
  const marks *m = marks_of(how->format);
  const ch_table *t = &v->table;
  ch_map numbers; /* of footnotes, by event */
  ch_buf line;
  ch_map_init(&numbers, v->arena);
  ch_buf_init(&line, 0);
  bool failed = !say_title(v, filter, &line);
  m->title(ch_buf_str(&line), how, out);
  ch_buf_clear(&line);
  say_made(v, &line);
  m->made(ch_buf_str(&line), how, out);
  ch_str section = {0};
  for (size_t i = 0; i < t->n_rows && !failed; i++) {
    const ch_cell *row = &t->cells[i * t->n_columns];
    if (!ch_str_eq(row[CH_BRIEF_SECTION].text, section)) {
      m->section(row[CH_BRIEF_SECTION].text, section.n == 0, how, out);
      section = row[CH_BRIEF_SECTION].text;
    }
    uint32_t *number = ch_map_put(&numbers, row[CH_BRIEF_ID].text, NULL);
    if (number && *number == 0) *number = (uint32_t)numbers.n;
    failed = !number;
    if (number) m->statement(row[CH_BRIEF_DATE].text, row[CH_BRIEF_TEXT].text, *number, how, out);
  }
  if (t->n_rows) m->notes(how, out);
  uint32_t told = 0;
  for (size_t i = 0; i < t->n_rows && !failed; i++) {
    const ch_cell *row = &t->cells[i * t->n_columns];
    const uint32_t *number = ch_map_get(&numbers, row[CH_BRIEF_ID].text);
    if (!number || *number <= told) continue;
    told = *number;
    m->note(row[CH_BRIEF_SOURCE].text, row[CH_BRIEF_ADDRESS].text, row[CH_BRIEF_ID].text, told,
            how, out);
  }
  if (t->n_rows) m->end(out);
  failed |= line.failed | out->failed;
  ch_buf_free(&line);
  return !failed || ch_fail(error, CH_ERROR_MEMORY, "no memory to write the brief");
}
