#include "ingest/article_json.h"

#include <inttypes.h>

#include "ingest/utf8.h"

/* The length of the character at i when it stands for itself; 0 when it needs
 * care: the ASCII controls, quote and backslash, U+2028 and U+2029, which end
 * lines in JavaScript, and bytes that are no UTF-8 (a file's name may be). */
static size_t plain(ch_str s, size_t i) {
  unsigned char c = (unsigned char)s.p[i];
  if (c < 0x80) return c >= 0x20 && c != '"' && c != '\\' && c != 0x7f;
  size_t n = ch_utf8_length(s.p + i, s.n - i);
  if (n == 3) {
    uint32_t code = ch_utf8_decode(s.p + i, n);
    if (code == 0x2028 || code == 0x2029) return 0;
  }
  return n;
}

static void add_escaped(ch_buf *out, ch_str s, size_t *i) {
  unsigned char c = (unsigned char)s.p[*i];
  size_t n = ch_utf8_length(s.p + *i, s.n - *i);
  if (n == 0) {
    ch_buf_add_z(out, "\\ufffd");
  } else if (n > 1) {
    ch_buf_printf(out, "\\u%04x", ch_utf8_decode(s.p + *i, n));
  } else if (c == '"' || c == '\\') {
    ch_buf_add(out, (ch_str){(char[]){'\\', (char)c}, 2});
  } else if (c == '\n') {
    ch_buf_add_z(out, "\\n");
  } else {
    ch_buf_printf(out, "\\u%04x", c);
  }
  *i += n > 0 ? n : 1;
}

static void add_string(ch_buf *out, ch_str s) {
  ch_buf_add_byte(out, '"');
  size_t i = 0, n;
  while (i < s.n) {
    size_t from = i;
    while (i < s.n && (n = plain(s, i)) > 0) i += n;
    ch_buf_add(out, ch_str_slice(s, from, i));
    if (i < s.n) add_escaped(out, s, &i);
  }
  ch_buf_add_byte(out, '"');
}

static void member(ch_buf *out, const char *name, ch_str value) {
  if (value.n == 0) return;
  ch_buf_printf(out, ",\"%s\":", name);
  add_string(out, value);
}

static void number(ch_buf *out, const char *name, uint64_t value) {
  if (value != 0) ch_buf_printf(out, ",\"%s\":%" PRIu64, name, value);
}

static void published(ch_buf *out, const ch_article *a) {
  static const char *const SOURCES[] = {
#define CH_X(id, name) name,
      CH_DATE_SOURCES(CH_X)
#undef CH_X
  };
  char day[11];
  ch_day_format(a->published, day);
  if (a->published != CH_DAY_NONE && day[0] != '\0') {
    member(out, "published", ch_str_of(day));
    if (a->published_minute != -1) {
      int32_t at = a->published_minute, days = 0;
      for (; at < 0; at += 1440) days--;
      for (; at >= 1440; at -= 1440) days++;
      ch_day_format(a->published + days, day);
      ch_buf_printf(out, ",\"published_utc\":\"%sT%02d:%02dZ\"", day, at / 60, at % 60);
    }
  }
  member(out, "published_from", ch_str_of(SOURCES[a->published_from]));
  member(out, "published_text", a->published_text);
  if (a->published_ambiguous) ch_buf_add_z(out, ",\"ambiguous\":true");
}

bool ch_article_json(const ch_article *a, ch_buf *out) {
  ch_buf_add_z(out, "{\"id\":");
  add_string(out, a->id);
  published(out, a);
  member(out, "title", a->title);
  member(out, "byline", a->byline);
  member(out, "outlet", a->outlet);
  member(out, "address", a->address);
  member(out, "language", a->language);
  member(out, "dateline", a->dateline);
  member(out, "text", a->text);
  member(out, "partial", a->partial);
  member(out, "reader", a->reader);
  member(out, "file", a->file);
  number(out, "line", a->file_line);
  ch_buf_printf(out, ",\"hash\":\"%016" PRIx64 "\"", a->source_hash);
  number(out, "undecodable", a->undecodable);
  number(out, "controls", a->controls);
  ch_buf_add_z(out, "}\n");
  return !out->failed;
}
