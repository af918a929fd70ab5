#include "ingest/article_json.h"

#include <inttypes.h>

/* What needs care inside a JSON string: the ASCII controls, quote and
 * backslash, and U+2028 and U+2029, which end lines in JavaScript. */
static bool plain(ch_str s, size_t i) {
  unsigned char c = (unsigned char)s.p[i];
  if (c == 0xe2) return !(i + 2 < s.n && s.p[i + 1] == '\x80' && ((unsigned char)s.p[i + 2] & 0xfe) == 0xa8);
  return c >= 0x20 && c != '"' && c != '\\' && c != 0x7f;
}

static void add_escaped(ch_buf *out, ch_str s, size_t *i) {
  unsigned char c = (unsigned char)s.p[*i];
  switch (c) {
    case '"':
      ch_buf_add_z(out, "\\\"");
      break;
    case '\\':
      ch_buf_add_z(out, "\\\\");
      break;
    case '\n':
      ch_buf_add_z(out, "\\n");
      break;
    case 0xe2:
      ch_buf_add_z(out, s.p[*i + 2] == (char)0xa8 ? "\\u2028" : "\\u2029");
      *i += 2;
      break;
    default:
      ch_buf_printf(out, "\\u%04x", c);
  }
  ++*i;
}

static void add_string(ch_buf *out, ch_str s) {
  ch_buf_add_byte(out, '"');
  size_t i = 0;
  while (i < s.n) {
    size_t from = i;
    while (i < s.n && plain(s, i)) i++;
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
