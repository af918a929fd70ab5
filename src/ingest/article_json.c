#include "ingest/article_json.h"

#include <inttypes.h>

#include "ingest/json_value.h"

static void member(ch_buf *out, const char *name, ch_str value) {
  if (value.n == 0) return;
  ch_buf_printf(out, ",\"%s\":", name);
  ch_json_quote(out, value);
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
  ch_json_quote(out, a->id);
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
