/* JSON: lines of objects, an array of them, objects one after another, or one
 * object that lists them.
 *
 * A record's end is found byte by byte through the stream's window, so that a
 * file of any length is read in the memory of one record. Once a record has
 * ended on the line it began, every line is taken for one record: a broken
 * line then costs that line alone. */
#include <string.h>

#include "ingest/encoding.h"
#include "ingest/input.h"
#include "ingest/json_article.h"
#include "ingest/json_fields.h"
#include "ingest/json_value.h"

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
  return ch_json_article(src, item, &r, draft, error);
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
  return ch_json_article(src, decoded.text, &r, draft, error);
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
