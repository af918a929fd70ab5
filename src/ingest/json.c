/* JSON: lines of objects, an array of them, objects one after another, or one
 * object that lists them.
 *
 * A record's end is found byte by byte through the stream's window, so that a
 * file of any length is read in the memory of one record. Once a record has
 * ended on the line it began, every line is taken for one record: a broken
 * line then costs that line alone. */
#include <string.h>

#include "base/buf.h"
#include "ingest/clean.h"
#include "ingest/date.h"
#include "ingest/encoding.h"
#include "ingest/furniture.h"
#include "ingest/html.h"
#include "ingest/json_fields.h"
#include "ingest/json_value.h"
#include "ingest/input.h"

enum { CHUNK = 64 * 1024 };

typedef struct json_state {
  uint64_t line; /* of the byte ahead, 1-based */
  uint64_t record;
  bool started;
  bool by_line;
  bool in_array;
  bool ended;
  bool in_list;      /* the record ahead lists articles; it stays in the */
  ch_str held;       /* stream's window until the list is done */
  ch_json_walk list;
  uint64_t item;
} json_state;

static void skip_counted(ch_input *src, json_state *st, ch_str view, size_t n) {
  const char *p = view.p, *end = view.p + n;
  while ((p = memchr(p, '\n', (size_t)(end - p))) != NULL) {
    st->line++;
    p++;
    if (p == end) break;
  }
  ch_stream_skip(src->stream, n);
}

/* Moves to the first byte of the next record; false at the end. */
static bool find_record(ch_input *src, json_state *st, ch_str *view) {
  for (;;) {
    ch_stream_peek(src->stream, 1, view);
    if (view->n == 0) return false;
    size_t i = 0;
    for (; i < view->n; i++) {
      char c = view->p[i];
      bool between = c == ' ' || c == '\t' || c == '\r' || c == '\n' || c == 0x1e ||
                     (c == ',' && st->in_array) || (c == ']' && st->in_array);
      if (c == '[' && !st->started) {
        st->in_array = st->started = true;
        continue;
      }
      if (!between) break;
    }
    bool found = i < view->n;
    skip_counted(src, st, *view, i);
    if (!found) continue;
    st->started = true;
    return ch_stream_peek(src->stream, 1, view);
  }
}

/* ---- where a record ends ------------------------------------------------------ */

typedef struct scan {
  size_t i; /* bytes seen of the record */
  size_t depth;
  bool string, escape;
} scan;

typedef enum scan_result { SCAN_MORE, SCAN_DONE, SCAN_LINE_END } scan_result;

/* Goes on over view[s->i ..). SCAN_LINE_END: a line ends where it may not. */
static scan_result scan_on(scan *s, ch_str view, bool by_line) {
  for (; s->i < view.n; s->i++) {
    char c = view.p[s->i];
    if (c == '\n' && (s->string || by_line)) return SCAN_LINE_END;
    if (s->string) {
      if (s->escape) {
        s->escape = false;
      } else if (c == '\\') {
        s->escape = true;
      } else if (c == '"') {
        s->string = false;
      }
    } else if (c == '"') {
      s->string = true;
    } else if (c == '{' || c == '[') {
      s->depth++;
    } else if ((c == '}' || c == ']') && --s->depth == 0) {
      s->i++;
      return SCAN_DONE;
    }
  }
  return SCAN_MORE;
}

/* Moves to the start of the next line that can begin a record. */
static void next_line(ch_input *src, json_state *st) {
  ch_str view;
  for (;;) {
    ch_stream_peek(src->stream, CHUNK, &view);
    if (view.n == 0) return;
    const char *end = memchr(view.p, '\n', view.n);
    if (end == NULL) {
      ch_stream_skip(src->stream, view.n);
      continue;
    }
    skip_counted(src, st, view, (size_t)(end - view.p) + 1);
    ch_stream_peek(src->stream, 1, &view);
    if (st->by_line || view.n == 0 || view.p[0] == '{') return;
  }
}

/* A record too long to be held: passed over without holding it. */
static void pass_over(ch_input *src, json_state *st, scan s) {
  ch_str view;
  for (;;) {
    ch_stream_peek(src->stream, CHUNK, &view);
    if (view.n == 0) return;
    s.i = 0;
    scan_result r = scan_on(&s, view, st->by_line);
    skip_counted(src, st, view, s.i);
    if (r == SCAN_LINE_END) {
      next_line(src, st);
      return;
    }
    if (r == SCAN_DONE) return;
  }
}

static ch_reader_step refuse_stream(ch_input *src, json_state *st, const char *what,
                                    ch_error *error) {
  st->ended = true;
  if (!ch_stream_broken(src->stream, error)) ch_fail(error, CH_ERROR_FORMAT, "%s", what);
  return CH_READER_REFUSED;
}

/* The record is all there is on its line, but for a comma. */
static bool is_a_line(ch_str view, size_t end) {
  if (memchr(view.p, '\n', end) != NULL) return false;
  while (end < view.n && (view.p[end] == ' ' || view.p[end] == ',' || view.p[end] == '\r')) end++;
  return end < view.n && view.p[end] == '\n';
}

/* Takes the next record's bytes; they hold until the stream moves, which is
 * the caller's to do (by record->n). */
static ch_reader_step take_record(ch_input *src, json_state *st, ch_str *record, ch_error *error) {
  ch_str view;
  if (!find_record(src, st, &view)) {
    bool broken = !st->ended && ch_stream_broken(src->stream, NULL);
    return broken ? refuse_stream(src, st, "", error) : CH_READER_END;
  }
  src->line = st->line;
  st->record++;
  if (view.p[0] != '{') {
    next_line(src, st);
    ch_fail(error, CH_ERROR_FORMAT, "not a JSON object");
    return CH_READER_REFUSED;
  }
  scan s = {0};
  uint32_t limit = src->options->limits.record;
  for (size_t want = CHUNK;; want = s.i + (s.i > CHUNK ? s.i : CHUNK)) {
    bool all = ch_stream_peek(src->stream, want, &view);
    scan_result r = scan_on(&s, view, st->by_line);
    if (r == SCAN_LINE_END) {
      next_line(src, st);
      ch_fail(error, CH_ERROR_FORMAT, "the line ends inside a JSON %s",
              s.string ? "string" : "object");
      return CH_READER_REFUSED;
    }
    if (s.i > limit) {
      if (r == SCAN_DONE) {
        skip_counted(src, st, view, s.i);
      } else {
        skip_counted(src, st, view, view.n);
        pass_over(src, st, s);
      }
      ch_fail(error, CH_ERROR_LIMIT, "a JSON record is longer than %u bytes", limit);
      return CH_READER_REFUSED;
    }
    if (r == SCAN_DONE) break;
    if (!all) {
      skip_counted(src, st, view, view.n);
      return refuse_stream(src, st, "the input ends inside a JSON object", error);
    }
  }
  ch_stream_peek(src->stream, s.i + 3, &view); /* may move what was seen */
  *record = ch_str_slice(view, 0, s.i);
  if (st->record == 1) st->by_line = is_a_line(view, s.i);
  return CH_READER_ARTICLE;
}

/* ---- a record as an article ---------------------------------------------------- */

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

static ch_reader_step read_record(ch_input *src, ch_str object, const ch_record *r,
                                  ch_draft *draft, ch_error *error) {
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

/* ---- records in order ---------------------------------------------------------- */

/* A record that has no text of its own but lists records that may. */
static bool lists_articles(const ch_record *r, ch_str *list) {
  ch_str text = r->value[CH_FIELD_TEXT], key, first;
  if (text.n > 0 && ch_json_kind_of(text) == CH_JSON_STRING) return false;
  *list = r->value[CH_FIELD_LIST];
  if (list->n == 0 || ch_json_kind_of(*list) != CH_JSON_ARRAY) return false;
  ch_json_walk walk = ch_json_walk_in(*list);
  return ch_json_next(&walk, &key, &first) && ch_json_kind_of(first) == CH_JSON_OBJECT;
}

static ch_reader_step next_of_list(ch_input *src, json_state *st, ch_draft *draft,
                                   ch_error *error) {
  ch_str key, item;
  if (!ch_json_next(&st->list, &key, &item)) {
    st->in_list = false;
    skip_counted(src, st, st->held, st->held.n);
    return CH_READER_END;
  }
  src->line = draft->line = ++st->item;
  if (ch_json_kind_of(item) != CH_JSON_OBJECT) {
    ch_fail(error, CH_ERROR_FORMAT, "an item of the list is not a JSON object");
    return CH_READER_REFUSED;
  }
  ch_record r;
  ch_fields_read(src->fields, item, &r);
  return read_record(src, item, &r, draft, error);
}

static ch_reader_step refuse_json(const ch_input *src, ch_str record, ch_error *error) {
  size_t fault;
  const char *why;
  if (ch_json_check(record, src->options->limits.json_depth, &fault, &why))
    return CH_READER_ARTICLE;
  bool deep = strcmp(why, "nested too deep") == 0;
  ch_fail(error, deep ? CH_ERROR_LIMIT : CH_ERROR_FORMAT,
          "broken JSON at byte %zu of the record: %s", fault + 1, why);
  return CH_READER_REFUSED;
}

static ch_reader_step next_record(ch_input *src, json_state *st, ch_draft *draft,
                                  ch_error *error) {
  ch_str raw, list;
  ch_reader_step got = take_record(src, st, &raw, error);
  if (got != CH_READER_ARTICLE) return got;
  draft->line = src->line;
  /* The views stay valid behind the skip: nothing is read before the draft
   * is an article. */
  ch_decoded decoded;
  bool done = ch_decode(src->scratch, raw, (ch_str){NULL, 0}, &decoded, error);
  got = done ? refuse_json(src, decoded.text, error) : CH_READER_REFUSED;
  ch_record r;
  if (got == CH_READER_ARTICLE) ch_fields_read(src->fields, decoded.text, &r);
  if (got == CH_READER_ARTICLE && decoded.text.p == raw.p && lists_articles(&r, &list)) {
    st->in_list = true;
    st->held = raw;
    st->list = ch_json_walk_in(list);
    st->item = 0;
    return next_of_list(src, st, draft, error);
  }
  skip_counted(src, st, raw, raw.n);
  if (got != CH_READER_ARTICLE) return got;
  draft->undecodable = decoded.undecodable;
  return read_record(src, decoded.text, &r, draft, error);
}

static ch_reader_step next(ch_input *src, ch_draft *draft, ch_error *error) {
  json_state *st = src->state;
  if (st == NULL) {
    st = src->state = CH_NEW(src->kept, json_state);
    if (st == NULL) {
      ch_fail(error, CH_ERROR_MEMORY, "no memory to read JSON");
      return CH_READER_REFUSED;
    }
    st->line = 1;
  }
  if (st->in_list) {
    ch_reader_step got = next_of_list(src, st, draft, error);
    if (got != CH_READER_END) return got;
  }
  if (st->ended) return CH_READER_END;
  return next_record(src, st, draft, error);
}

const ch_layout CH_LAYOUT_JSON = {"json", next};
