#include "serve/page.h"

static const char WITHOUT_PAGE[] =
    "<!doctype html>\n<html lang=\"en\"><meta charset=\"utf-8\"><title>Chancery</title>\n"
    "<h1>Chancery</h1>\n"
    "<p>This command was built without its page. The data are all here: see\n"
    "<a href=\"/api/openapi.json\">/api/openapi.json</a>, or begin with\n"
    "<a href=\"/api/timeline.json\">/api/timeline.json</a>.</p>\n"
    "<p>To have the page, install Node.js and build again (<code>./start</code> does both).</p>\n"
    "</html>\n";

static const struct {
  const char *end, *type;
} TYPES[] = {
    {".html", "text/html; charset=utf-8"}, {".js", "text/javascript; charset=utf-8"},
    {".css", "text/css; charset=utf-8"},   {".svg", "image/svg+xml"},
    {".json", "application/json"},         {".png", "image/png"},
    {".woff2", "font/woff2"},              {".txt", "text/plain; charset=utf-8"},
};

static const char *type_of(const char *name) {
  for (size_t i = 0; i < sizeof TYPES / sizeof *TYPES; i++)
    if (ch_str_ends(ch_str_of(name), ch_str_of(TYPES[i].end))) return TYPES[i].type;
  return "application/octet-stream";
}

/* In index.html: what the server tells the page at once. */
static const char PLACE[] = "<script id=\"told\" type=\"application/json\"";
static const char ASKS[] = "data-ask=\"";

/* JSON within HTML: no string may seem to end the element or to begin a comment. */
static void tell(ch_buf *out, ch_str json) {
  for (size_t i = 0; i < json.n; i++)
    if (json.p[i] == '<') ch_buf_add_z(out, "\\u003c");
    else ch_buf_add_byte(out, json.p[i]);
}

static ch_body *body_of(const char *name, ch_str bytes, ch_str told, size_t worth_packing) {
  ch_body *body = ch_body_new(type_of(name));
  if (!body) return NULL;
  size_t place = told.n ? ch_str_find(bytes, ch_str_of(PLACE), 0) : SIZE_MAX;
  if (place != SIZE_MAX) place = ch_str_find_byte(bytes, '>', place);
  if (place != SIZE_MAX) {
    place++;
    ch_buf_add(&body->bytes, ch_str_slice(bytes, 0, place));
    tell(&body->bytes, told);
    bytes = ch_str_slice(bytes, place, bytes.n);
  }
  ch_buf_add(&body->bytes, bytes);
  if (ch_body_seal(body, worth_packing)) return body;
  ch_body_drop(body);
  return NULL;
}

ch_body *ch_page_body(ch_str path, ch_str told, size_t worth_packing, bool *found) {
  ch_str name = ch_str_is(path, "/") ? CH_STR("index.html") : ch_str_slice(path, 1, path.n);
  *found = true;
  for (const ch_page_file *f = ch_page_files; f->name; f++)
    if (ch_str_is(name, f->name))
      return body_of(f->name, (ch_str){(const char *)f->bytes, f->n},
                     ch_str_is(name, "index.html") ? told : (ch_str){NULL, 0},
                     worth_packing);
  *found = ch_str_is(name, "index.html");
  return *found ? body_of("index.html", ch_str_of(WITHOUT_PAGE), told, worth_packing) : NULL;
}

ch_str ch_page_asks(void) {
  for (const ch_page_file *f = ch_page_files; f->name; f++) {
    ch_str bytes = {(const char *)f->bytes, f->n};
    size_t from = strcmp(f->name, "index.html") == 0 ? ch_str_find(bytes, ch_str_of(ASKS), 0) : SIZE_MAX;
    if (from == SIZE_MAX) continue;
    from += sizeof ASKS - 1;
    size_t to = ch_str_find_byte(bytes, '"', from);
    if (to != SIZE_MAX) return ch_str_slice(bytes, from, to);
  }
  return (ch_str){NULL, 0};
}
