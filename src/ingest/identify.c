#include "ingest/identify.h"

#include <string.h>

#include "ingest/table.h"

/* Layouts whose bytes are no text: named, so that a refusal says what came. */
static const struct {
  const char *magic;
  size_t n;
  const char *what;
} BINARY[] = {
    {"PK\003\004", 4, "a zip archive (or an office document)"},
    {"%PDF-", 5, "a PDF"},
    {"{\\rtf", 5, "RTF"},
    {"\x28\xb5\x2f\xfd", 4, "zstd data"},
    {"\xfd" "7zXZ\0", 6, "xz data"},
    {"BZh", 3, "bzip2 data"},
    {"\x89PNG", 4, "a PNG picture"},
    {"\xff\xd8\xff", 3, "a JPEG picture"},
    {"GIF8", 4, "a GIF picture"},
    {"SQLite format 3", 15, "an SQLite file"},
    {"\x7f" "ELF", 4, "a program"},
    {"PAR1", 4, "Parquet"},
    {"\xd0\xcf\x11\xe0", 4, "an old office document"},
};

/* Root elements and what they are the root of. */
static const struct {
  const char *name;
  const ch_layout *layout;
  const char *what, *why;
} ROOTS[] = {
    {"rss", &CH_LAYOUT_RSS, "rss", "its root element is rss"},
    {"feed", &CH_LAYOUT_RSS, "atom", "its root element is feed"},
    {"rdf:rdf", &CH_LAYOUT_RSS, "rdf", "its root element is rdf:RDF"},
    {"html", &CH_LAYOUT_HTML, "html", "its root element is html"},
    {"head", &CH_LAYOUT_HTML, "html", "it begins with a head element"},
    {"body", &CH_LAYOUT_HTML, "html", "it begins with a body element"},
    {"title", &CH_LAYOUT_HTML, "html", "it begins with a title element"},
    {"meta", &CH_LAYOUT_HTML, "html", "it begins with a meta element"},
    {"div", &CH_LAYOUT_HTML, "html", "it begins with a div element"},
    {"main", &CH_LAYOUT_HTML, "html", "it begins with a main element"},
    {"article", &CH_LAYOUT_HTML, "html", "it begins with an article element"},
    {"section", &CH_LAYOUT_HTML, "html", "it begins with a section element"},
    {"table", &CH_LAYOUT_HTML, "html", "it begins with a table element"},
    {"script", &CH_LAYOUT_HTML, "html", "it begins with a script element"},
    {"h1", &CH_LAYOUT_HTML, "html", "it begins with a heading element"},
    {"p", &CH_LAYOUT_HTML, "html", "it begins with a paragraph element"},
    {"nitf", NULL, "NITF", "its root element is nitf"},
    {"newsitem", NULL, "NewsML", "its root element is newsItem"},
    {"newsmessage", NULL, "NewsML", "its root element is newsMessage"},
    {"newsml", NULL, "NewsML", "its root element is NewsML"},
    {"reuters", NULL, "Reuters SGML", "its root element is REUTERS"},
    {"svg", NULL, "an SVG picture", "its root element is svg"},
    {"urlset", NULL, "a sitemap", "its root element is urlset"},
    {"opml", NULL, "an OPML list", "its root element is opml"},
};

static bool space(char c) {
  return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

/* Behind the construct that begins at `from` and ends with `end`. */
static size_t behind(ch_str s, size_t from, const char *end) {
  size_t found = ch_str_find(s, ch_str_of(end), from);
  return found == SIZE_MAX ? s.n : found + strlen(end);
}

static ch_identity by_root(ch_str s, size_t i, bool xml) {
  size_t to = ++i;
  while (to < s.n && !space(s.p[to]) && s.p[to] != '>' && s.p[to] != '/') to++;
  ch_str name = ch_str_slice(s, i, to);
  for (size_t k = 0; k < sizeof ROOTS / sizeof *ROOTS; k++) {
    if (ch_str_eq_fold(name, ch_str_of(ROOTS[k].name))) {
      return (ch_identity){ROOTS[k].layout, ROOTS[k].what, ROOTS[k].why};
    }
  }
  if (xml) return (ch_identity){NULL, "XML of an unknown kind", "it has an XML declaration"};
  ch_str lead = ch_str_slice(s, 0, CH_IDENTIFY_BYTES);
  if (ch_str_find_fold(lead, CH_STR("</p>"), 0) != SIZE_MAX ||
      ch_str_find_fold(lead, CH_STR("</div>"), 0) != SIZE_MAX) {
    return (ch_identity){&CH_LAYOUT_HTML, "html", "it has elements of HTML"};
  }
  return (ch_identity){&CH_LAYOUT_TEXT, "text", "it is none of the others"};
}

static ch_identity by_markup(ch_str s, size_t i) {
  bool xml = false;
  while (i < s.n) {
    if (space(s.p[i])) {
      i++;
    } else if (ch_str_starts(ch_str_slice(s, i, s.n), CH_STR("<!--"))) {
      i = behind(s, i, "-->");
    } else if (ch_str_starts(ch_str_slice(s, i, s.n), CH_STR("<?"))) {
      xml = xml || ch_str_starts(ch_str_slice(s, i, s.n), CH_STR("<?xml"));
      i = behind(s, i, ">");
    } else if (ch_str_starts_fold(ch_str_slice(s, i, s.n), CH_STR("<!doctype"))) {
      ch_str type = ch_str_trim(ch_str_slice(s, i + 9, s.n));
      if (ch_str_starts_fold(type, CH_STR("html"))) {
        return (ch_identity){&CH_LAYOUT_HTML, "html", "it begins with a doctype"};
      }
      if (ch_str_starts_fold(type, CH_STR("lewis"))) {
        return (ch_identity){NULL, "Reuters SGML", "its doctype is lewis"};
      }
      size_t close = ch_str_find_byte(s, '>', i), subset = ch_str_find_byte(s, '[', i);
      i = subset < close ? behind(s, subset, "]>") : behind(s, i, ">");
    } else {
      break;
    }
  }
  if (i < s.n && s.p[i] == '<') return by_root(s, i, xml);
  if (xml) return (ch_identity){NULL, "XML of an unknown kind", "it has an XML declaration"};
  return (ch_identity){&CH_LAYOUT_HTML, "html", "it begins with a comment"};
}

static bool looks_like_json(ch_str s, size_t i) {
  char open = s.p[i++];
  while (i < s.n && space(s.p[i])) i++;
  if (i >= s.n) return true;
  if (open == '{') return s.p[i] == '"' || s.p[i] == '}';
  return s.p[i] == '{' || s.p[i] == ']';
}

/* Text has no NUL and few control characters. */
static bool is_binary(ch_str s) {
  size_t odd = 0;
  for (size_t i = 0; i < s.n; i++) {
    unsigned char c = (unsigned char)s.p[i];
    odd += c == 0 ? 8 : c < 0x20 && c != '\t' && c != '\n' && c != '\r' && c != '\f' && c != 0x1b;
  }
  return odd * 8 > s.n;
}

ch_identity ch_identify(ch_str head, const ch_field_table *fields) {
  if (ch_str_starts(head, CH_STR("\xef\xbb\xbf"))) head = ch_str_slice(head, 3, head.n);
  size_t i = 0;
  while (i < head.n && (space(head.p[i]) || head.p[i] == 0x1e)) i++;
  if (i == head.n) return (ch_identity){NULL, "an empty file", "it has no bytes but white space"};
  for (size_t k = 0; k < sizeof BINARY / sizeof *BINARY; k++) {
    if (ch_str_starts(head, (ch_str){BINARY[k].magic, BINARY[k].n})) {
      return (ch_identity){NULL, BINARY[k].what, "it begins with the magic bytes"};
    }
  }
  if (head.n - i >= 2 && memcmp(head.p + i, "\x1f\x8b", 2) == 0) {
    return (ch_identity){NULL, "gzip inside gzip", "its unpacked bytes are packed again"};
  }
  ch_str rest = ch_str_slice(head, i, head.n);
  if (ch_str_starts(rest, CH_STR("WARC/1.")) || ch_str_starts(rest, CH_STR("WARC/0."))) {
    return (ch_identity){&CH_LAYOUT_WARC, "warc", "it begins with WARC/1."};
  }
  if ((head.p[i] == '{' || head.p[i] == '[') && looks_like_json(head, i)) {
    return (ch_identity){&CH_LAYOUT_JSON, "json", "its first record is a JSON object"};
  }
  if (head.p[i] == '<' && i + 1 < head.n) {
    char c = head.p[i + 1];
    if (c == '!' || c == '?' || ((c | 0x20) >= 'a' && (c | 0x20) <= 'z')) return by_markup(head, i);
  }
  if (is_binary(head)) return (ch_identity){NULL, "binary data", "it is full of control bytes"};
  char apart;
  if (ch_table_named(rest, fields, &apart)) {
    return (ch_identity){&CH_LAYOUT_TABLE, "table", "its first row names the parts of an article"};
  }
  if (ch_table_shaped(rest, '\t') || ch_table_shaped(rest, ',') || ch_table_shaped(rest, ';')) {
    return (ch_identity){NULL, "a table", "its first row names no text; say which column holds it "
                                          "with --map text=COLUMN"};
  }
  return (ch_identity){&CH_LAYOUT_TEXT, "text", "it is none of the others"};
}
