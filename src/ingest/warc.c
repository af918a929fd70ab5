/* WARC 1.0 and 1.1 (ISO 28500): records one after another, each a header block
 * and a block of Content-Length bytes, packed or not. Responses that are HTML
 * are articles; all other records are passed over. After a broken record the
 * next one is looked for: the next "WARC/1." behind an empty line or, where
 * the packing broke, the next gzip member. */
#include <string.h>

#include "ingest/encoding.h"
#include "ingest/html.h"
#include "ingest/http.h"
#include "ingest/input.h"

enum { CHUNK = 64 * 1024, LONGEST_GAP = 16 };

typedef struct warc_state {
  uint64_t record;
  bool ended;
} warc_state;

typedef struct warc_record {
  ch_str type, address, date, truncated, content_type;
  uint64_t length;
  bool has_length;
} warc_record;

#define MARK "WARC/"

/* Drops bytes up to the next record's first; false when there is none. */
static bool find_mark(ch_input *src, bool at_once) {
  ch_str view;
  for (;;) {
    ch_stream_peek(src->stream, CHUNK, &view);
    size_t at = ch_str_find(view, CH_STR(MARK), 0);
    if (at != SIZE_MAX && (at_once || at == 0 || view.p[at - 1] == '\n')) {
      ch_stream_skip(src->stream, at);
      return true;
    }
    size_t pass = at != SIZE_MAX ? at + 1 : view.n > sizeof MARK ? view.n - sizeof MARK : view.n;
    at_once = false;
    if (pass == 0) return false;
    ch_stream_skip(src->stream, pass);
  }
}

static void skip_gap(ch_input *src) {
  ch_str view;
  for (;;) {
    ch_stream_peek(src->stream, 1, &view);
    size_t i = 0;
    while (i < view.n && (view.p[i] == '\r' || view.p[i] == '\n')) i++;
    if (i == 0) return;
    ch_stream_skip(src->stream, i);
  }
}

/* The length of the header block with its empty line; 0 when it has none
 * within the limit. */
static size_t header_length(ch_input *src, ch_str *view) {
  uint32_t limit = src->options->limits.header_bytes;
  for (size_t want = 4096;; want *= 4) {
    if (want > limit) want = limit;
    bool more = ch_stream_peek(src->stream, want, view);
    ch_str head = ch_str_slice(*view, 0, limit);
    size_t end = ch_str_find(head, CH_STR("\r\n\r\n"), 0);
    size_t bare = ch_str_find(ch_str_slice(head, 0, end), CH_STR("\n\n"), 0);
    if (bare != SIZE_MAX) return bare + 2;
    if (end != SIZE_MAX) return end + 4;
    if (!more || want == limit) return 0;
  }
}

static void read_header(ch_str head, warc_record *r) {
  ch_str line, name, value;
  *r = (warc_record){0};
  ch_str_line(&head, &line);
  while (ch_str_line(&head, &line)) {
    if (!ch_http_header(line, &name, &value)) continue;
    if (ch_str_eq_fold(name, CH_STR("WARC-Type"))) r->type = value;
    if (ch_str_eq_fold(name, CH_STR("WARC-Target-URI"))) r->address = value;
    if (ch_str_eq_fold(name, CH_STR("WARC-Date"))) r->date = value;
    if (ch_str_eq_fold(name, CH_STR("WARC-Truncated"))) r->truncated = value;
    if (ch_str_eq_fold(name, CH_STR("Content-Type"))) r->content_type = value;
    if (ch_str_eq_fold(name, CH_STR("Content-Length"))) {
      r->has_length = ch_str_to_u64(value, &r->length);
    }
  }
  if (r->address.n > 1 && r->address.p[0] == '<') { /* WARC 1.0 allowed <address> */
    r->address = ch_str_slice(r->address, 1, r->address.n - 1);
  }
}

static void pass_over(ch_input *src, uint64_t n) {
  ch_str view;
  while (n > 0) {
    ch_stream_peek(src->stream, n < CHUNK ? (size_t)n : CHUNK, &view);
    size_t step = view.n < n ? view.n : (size_t)n;
    if (step == 0) return;
    ch_stream_skip(src->stream, step);
    n -= step;
  }
}

static bool is_html(ch_str type, ch_str body) {
  if (ch_str_starts_fold(type, CH_STR("text/html")) ||
      ch_str_starts_fold(type, CH_STR("application/xhtml"))) {
    return true;
  }
  if (type.n > 0 && !ch_str_starts_fold(type, CH_STR("application/octet-stream")) &&
      !ch_str_starts_fold(type, CH_STR("unknown"))) {
    return false;
  }
  ch_str head = ch_str_trim(ch_str_slice(body, 0, 512));
  return ch_str_starts_fold(head, CH_STR("<!doctype html")) ||
         ch_str_starts_fold(head, CH_STR("<html"));
}

/* Copies what is wanted of the header, as its bytes go when the block is
 * read. */
static bool keep_header(ch_input *src, warc_record *r, ch_error *error) {
  ch_str *const parts[] = {&r->type, &r->address, &r->date, &r->truncated, &r->content_type};
  for (size_t k = 0; k < sizeof parts / sizeof *parts; k++) {
    ch_decoded d;
    ch_str copy = ch_arena_copy(src->scratch, *parts[k]);
    if (copy.p == NULL) return ch_fail(error, CH_ERROR_MEMORY, "no memory for a WARC record");
    if (!ch_decode(src->scratch, copy, (ch_str){NULL, 0}, &d, error)) return false;
    *parts[k] = d.text;
  }
  return true;
}

/* Reads a block as an article; END: it is none. */
static ch_reader_step read_block(ch_input *src, const warc_record *r, ch_str block,
                                 ch_draft *draft, ch_error *error) {
  ch_http_response http = {.status = 200, .body = block, .type = r->content_type};
  const ch_ingest_limits *limits = &src->options->limits;
  if (ch_str_is(r->type, "response") && !ch_http_read(block, limits, src->scratch, &http, error)) {
    return CH_READER_REFUSED;
  }
  if (http.status != 200 || !is_html(http.type, http.body)) return CH_READER_END;
  if (http.body.n > limits->document) {
    ch_fail(error, CH_ERROR_LIMIT, "a page is longer than %u bytes", limits->document);
    return CH_READER_REFUSED;
  }
  ch_decoded decoded;
  ch_str declared = http.charset.n > 0 ? http.charset : ch_html_declared_encoding(http.body);
  draft->address = r->address;
  if (!ch_decode(src->scratch, http.body, declared, &decoded, error) ||
      !ch_html_page(decoded.text, limits, src->scratch, draft, error)) {
    return CH_READER_REFUSED;
  }
  ch_draft_date(draft, r->date, CH_DATE_CRAWL);
  draft->undecodable = decoded.undecodable;
  draft->bytes = block;
  if (r->truncated.n > 0) draft->partial = CH_STR("truncated");
  return CH_READER_ARTICLE;
}

/* After a record without sense: says so, and goes to where the next may be. */
static ch_reader_step lost(ch_input *src, ch_error_code code, const char *what, ch_error *error) {
  ch_fail(error, code, "%s", what);
  ch_str view;
  if (ch_stream_peek(src->stream, 1, &view)) ch_stream_skip(src->stream, 1);
  if (!find_mark(src, false) && ch_stream_resume(src->stream)) find_mark(src, true);
  return CH_READER_REFUSED;
}

static ch_reader_step broken(ch_input *src, warc_state *st, const char *what, ch_error *error) {
  ch_error why = {0};
  if (!ch_stream_broken(src->stream, &why)) return lost(src, CH_ERROR_FORMAT, what, error);
  ch_str view;
  ch_stream_peek(src->stream, 1, &view);
  ch_stream_skip(src->stream, view.n);
  if (error != NULL) *error = why;
  st->ended = !ch_stream_resume(src->stream);
  if (!st->ended) find_mark(src, true);
  return CH_READER_REFUSED;
}

static ch_reader_step next_record(ch_input *src, warc_state *st, ch_draft *draft,
                                  ch_error *error) {
  ch_str view;
  warc_record r;
  skip_gap(src);
  ch_stream_peek(src->stream, sizeof MARK - 1, &view);
  src->offset = ch_stream_file_offset(src->stream);
  src->has_offset = true;
  if (view.n == 0 && !ch_stream_broken(src->stream, NULL)) return CH_READER_END;
  src->line = ++st->record;
  if (!ch_str_starts(view, CH_STR(MARK)))
    return broken(src, st, "no WARC record begins here", error);
  size_t head = header_length(src, &view);
  if (head == 0) { /* nor can a record begin inside those bytes */
    ch_stream_skip(src->stream, src->options->limits.header_bytes);
    return broken(src, st, "a WARC header has no end", error);
  }
  read_header(ch_str_slice(view, 0, head), &r);
  if (!r.has_length)
    return lost(src, CH_ERROR_FORMAT, "a WARC record without a Content-Length", error);
  bool wanted = ch_str_is(r.type, "response") || ch_str_is(r.type, "resource");
  if (!keep_header(src, &r, error)) {
    ch_stream_skip(src->stream, head);
    pass_over(src, r.length);
    return CH_READER_REFUSED;
  }
  ch_stream_skip(src->stream, head);
  if (!wanted || r.length > src->options->limits.record) {
    pass_over(src, r.length);
    if (!wanted) return CH_READER_ARTICLE;
    ch_fail(error, CH_ERROR_LIMIT, "a WARC record is longer than %u bytes",
            src->options->limits.record);
    return CH_READER_REFUSED;
  }
  if (!ch_stream_peek(src->stream, (size_t)r.length, &view)) {
    return broken(src, st, "the input ends inside a WARC record", error);
  }
  ch_reader_step got = read_block(src, &r, ch_str_slice(view, 0, (size_t)r.length), draft, error);
  ch_stream_skip(src->stream, (size_t)r.length); /* the view still holds */
  draft->line = st->record;
  return got == CH_READER_END ? CH_READER_ARTICLE : got;
}

static ch_reader_step next(ch_input *src, ch_draft *draft, ch_error *error) {
  warc_state *st = src->state;
  if (st == NULL) {
    st = src->state = CH_NEW(src->kept, warc_state);
    if (st == NULL) {
      ch_fail(error, CH_ERROR_MEMORY, "no memory to read WARC");
      return CH_READER_REFUSED;
    }
  }
  while (!st->ended) { /* ARTICLE without bytes: a record that is none */
    ch_reader_step got = next_record(src, st, draft, error);
    if (got != CH_READER_ARTICLE || draft->bytes.p != NULL) return got;
    ch_arena_clear(src->scratch);
    *draft = (ch_draft){0};
  }
  return CH_READER_END;
}

const ch_layout CH_LAYOUT_WARC = {"warc", next};
