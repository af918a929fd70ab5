#include "ingest/json_article.h"

#include "base/buf.h"
#include "ingest/clean.h"
#include "ingest/date.h"
#include "ingest/furniture.h"
#include "ingest/html.h"
#include "ingest/json_value.h"

/* A string, a number, or what an array or object of names holds, joined. */
static ch_str plain(ch_arena *arena, ch_str value, const char *between) {
  ch_json_kind kind = ch_json_kind_of(value);
  if (kind == CH_JSON_STRING || kind == CH_JSON_NUMBER) return ch_json_text(arena, value);
  ch_str key, item, joined = {"", 0};
  if (kind == CH_JSON_OBJECT) {
    static const char *const NAMES[] = {"name", "title", "main", "original", "text", "#text"};
    for (size_t k = 0; k < sizeof NAMES / sizeof *NAMES; k++) {
      if (ch_json_member(value, NAMES[k], &item) && ch_json_kind_of(item) == CH_JSON_STRING) {
        return ch_json_text(arena, item);
      }
    }
  }
  if (kind != CH_JSON_ARRAY) return joined;
  ch_buf buf;
  ch_buf_init(&buf, 0);
  ch_json_walk walk = ch_json_walk_in(value);
  while (ch_json_next(&walk, &key, &item)) {
    if (ch_json_kind_of(item) == CH_JSON_ARRAY) continue;
    ch_str one = plain(arena, item, between);
    if (one.n == 0) continue;
    if (buf.n > 0) ch_buf_add_z(&buf, between);
    ch_buf_add(&buf, one);
  }
  if (!buf.failed && buf.n > 0) joined = ch_arena_copy(arena, ch_buf_str(&buf));
  ch_buf_free(&buf);
  return joined;
}

static ch_str field(ch_arena *arena, const ch_record *r, ch_json_field f) {
  return r->value[f].n > 0 ? plain(arena, r->value[f], ", ") : (ch_str){"", 0};
}

static bool is_address(ch_str s) {
  return ch_str_starts_fold(s, CH_STR("http://")) || ch_str_starts_fold(s, CH_STR("https://"));
}

static uint64_t number_of(ch_arena *arena, const ch_record *r, ch_json_field f) {
  uint64_t v = 0;
  return ch_str_to_u64(field(arena, r, f), &v) ? v : 0;
}

static bool hash_of(ch_str digits, uint64_t *hash) {
  *hash = 0;
  if (digits.n != 16) return false;
  for (size_t i = 0; i < 16; i++) {
    char c = digits.p[i];
    if (!((c >= '0' && c <= '9') || (c >= 'a' && c <= 'f'))) return false;
    *hash = *hash << 4 | (uint64_t)(c <= '9' ? c - '0' : c - 'a' + 10);
  }
  return true;
}

static bool source_of(ch_str name, ch_date_source *source) {
  static const char *const NAMES[] = {
#define CH_X(id, text) text,
      CH_DATE_SOURCES(CH_X)
#undef CH_X
  };
  for (size_t k = 0; k < sizeof NAMES / sizeof *NAMES; k++) {
    if (!ch_str_is(name, NAMES[k])) continue;
    *source = (ch_date_source)k;
    return true;
  }
  return false;
}

/* What `chancery articles` wrote comes back as it was. */
static void read_ours(ch_arena *arena, const ch_record *r, ch_draft *draft) {
  ch_article *a = &draft->ours;
  if (!hash_of(field(arena, r, CH_FIELD_HASH), &a->source_hash)) return;
  if (!source_of(field(arena, r, CH_FIELD_PUBLISHED_FROM), &a->published_from)) return;
  a->reader = field(arena, r, CH_FIELD_READER);
  if (a->reader.n == 0) return;
  draft->is_ours = true;
  a->file = field(arena, r, CH_FIELD_FILE);
  a->file_line = number_of(arena, r, CH_FIELD_LINE);
  a->published_text = field(arena, r, CH_FIELD_PUBLISHED_TEXT);
  a->published_ambiguous = ch_str_is(r->value[CH_FIELD_AMBIGUOUS], "true");
  a->undecodable = (uint32_t)number_of(arena, r, CH_FIELD_UNDECODABLE);
  a->controls = (uint32_t)number_of(arena, r, CH_FIELD_CONTROLS);
  a->published = ch_day_parse(field(arena, r, CH_FIELD_PUBLISHED));
  a->published_minute = -1;
  ch_printed_date at;
  if (a->published != CH_DAY_NONE &&
      ch_date_field(field(arena, r, CH_FIELD_PUBLISHED_UTC), &at) && at.minute != CH_MINUTE_NONE) {
    a->published_minute = (at.day - a->published) * 1440 + at.minute;
  }
}

static void read_dates(ch_arena *arena, const ch_record *r, ch_draft *draft) {
  ch_str published = field(arena, r, CH_FIELD_PUBLISHED), time = field(arena, r, CH_FIELD_TIME);
  ch_printed_date date;
  if (time.n > 0 && time.n < 40 && ch_date_field(published, &date) &&
      date.minute == CH_MINUTE_NONE) {
    ch_str both = ch_arena_printf(arena, "%.*s %.*s", CH_PRI(published), CH_PRI(time));
    if (both.p != NULL) published = both;
  }
  ch_draft_date(draft, published, CH_DATE_METADATA);
  ch_draft_date(draft, field(arena, r, CH_FIELD_CRAWLED), CH_DATE_CRAWL);
}

static void sort_out_addresses(ch_draft *draft) {
  if (is_address(draft->outlet)) {
    if (draft->address.n == 0) draft->address = draft->outlet;
    draft->outlet = (ch_str){NULL, 0};
  }
  if (draft->address.n == 0 && is_address(draft->id)) draft->address = draft->id;
}

/* Plain text or a piece of HTML, as paragraphs. */
static ch_str paragraphs(ch_input *src, ch_str text, ch_draft *draft) {
  if (ch_html_looks_like(text)) {
    ch_str story = ch_html_fragment(text, &src->options->limits, src->scratch, &draft->controls);
    if (story.p == NULL || story.n > 0) return story;
  }
  text = ch_clean_characters(src->scratch, text, &draft->controls);
  if (text.p != NULL) text = ch_clean_paragraphs(src->scratch, ch_clean_end(text));
  return text.p != NULL ? ch_furniture_drop(src->scratch, text) : text;
}

ch_reader_step ch_json_article(ch_input *src, ch_str object, const ch_record *r, ch_draft *draft,
                               ch_error *error) {
  ch_arena *arena = src->scratch;
  draft->bytes = object;
  draft->id = field(arena, r, CH_FIELD_ID);
  draft->title = field(arena, r, CH_FIELD_TITLE);
  draft->byline = field(arena, r, CH_FIELD_BYLINE);
  draft->outlet = field(arena, r, CH_FIELD_OUTLET);
  draft->address = field(arena, r, CH_FIELD_ADDRESS);
  draft->language = field(arena, r, CH_FIELD_LANGUAGE);
  draft->dateline = field(arena, r, CH_FIELD_DATELINE);
  draft->partial = field(arena, r, CH_FIELD_PARTIAL);
  sort_out_addresses(draft);
  ch_str text = r->value[CH_FIELD_TEXT].n > 0
                    ? plain(arena, r->value[CH_FIELD_TEXT], "\n\n") : (ch_str){"", 0};
  if (text.n == 0) {
    text = plain(arena, r->value[CH_FIELD_SUMMARY], "\n\n");
    if (text.n > 0) draft->partial = CH_STR("summary");
  }
  read_ours(arena, r, draft);
  if (!draft->is_ours) {
    read_dates(arena, r, draft);
    text = paragraphs(src, text, draft);
  }
  if (text.p == NULL) {
    ch_fail(error, CH_ERROR_MEMORY, "no memory for a JSON record");
    return CH_READER_REFUSED;
  }
  draft->text = text;
  if (text.n == 0 && draft->address.n > 0) {
    ch_fail(error, CH_ERROR_EMPTY, "the record is a link without text");
    return CH_READER_REFUSED;
  }
  return CH_READER_ARTICLE;
}
