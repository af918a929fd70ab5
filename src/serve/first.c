#include "serve/first.h"

#include <stdio.h>
#include <stdlib.h>

#include "record/json.h"

/* Of all answers together; what is left out the page asks by itself. */
#define MOST_BYTES ((size_t)4 << 20)

static const char *const FILTERS[] = {"between", "from", "to", "type", "issue", "status"};

typedef struct first {
  const ch_request *page;
  chancery_record *record;
  char sides[2][64];      /* "" unknown */
  uint64_t shown;         /* events in view, when `counted` */
  bool counted;
  ch_buf target, answer;
} first;

static void encode(ch_buf *out, ch_str s) {
  for (size_t i = 0; i < s.n; i++) {
    unsigned char c = (unsigned char)s.p[i];
    bool plain = (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
    if (plain) ch_buf_add_byte(out, (char)c);
    else ch_buf_printf(out, "%%%02X", c);
  }
}

static void parameter(ch_buf *out, const char *name, ch_str value) {
  if (value.n == 0) return;
  ch_buf_printf(out, "&%s=", name);
  encode(out, value);
}

/* The page's own filters; of its sides one alone, or both (-1). */
static void filters(first *f, int side) {
  char both[2 * sizeof *f->sides];
  const char *between = side < 0 ? both : f->sides[side];
  snprintf(both, sizeof both, "%s%s%s", f->sides[0], f->sides[1][0] ? "," : "", f->sides[1]);
  for (size_t i = 0; i < sizeof FILTERS / sizeof *FILTERS; i++)
    parameter(&f->target, FILTERS[i],
              i == 0 ? ch_str_of(between) : ch_request_value(f->page, FILTERS[i]));
}

/* "*&limit=5" as a target; false when there would be too much. */
static bool expand(first *f, ch_str view, ch_str query) {
  ch_str part;
  uint64_t most;
  ch_buf_clear(&f->target);
  ch_buf_printf(&f->target, "/api/%.*s.json?", CH_PRI(view));
  while (query.n && ch_str_split(&query, '&', &part)) {
    if (ch_str_is(part, "*")) {
      filters(f, -1);
    } else if (ch_str_is(part, "*a") || ch_str_is(part, "*b")) {
      if (!f->sides[1][0]) return false;
      filters(f, part.p[1] == 'b');
    } else if (ch_str_starts(part, CH_STR("most="))) {
      if (!ch_str_to_u64(ch_str_slice(part, 5, part.n), &most) || !f->counted || f->shown > most)
        return false;
    } else {
      ch_buf_add_byte(&f->target, '&');
      ch_buf_add(&f->target, part);
    }
  }
  return !f->target.failed;
}

static bool write(void *self, const char *bytes, size_t n) {
  return ch_buf_add(self, (ch_str){bytes, n});
}

/* f->target to f->answer. What is refused is left to the page, which is told why. */
static bool ask(first *f) {
  ch_route route;
  chancery_query query;
  chancery_error failed;
  ch_error error;
  ch_request *request = malloc(sizeof *request);
  ch_buf_clear(&f->answer);
  bool done = request && ch_request_read(request, ch_buf_str(&f->target), &error) &&
              ch_route_find(request->path, &route, &error) && route.kind == CH_ROUTE_VIEW &&
              ch_route_query(&route, request, &query, &error) &&
              chancery_view(f->record, &query, write, NULL, &f->answer, &failed);
  free(request);
  return done && !f->answer.failed;
}

/* The value behind "name": in the first row of an answer; n = 0: none. */
static ch_str value_of(ch_str answer, ch_str name, char end) {
  size_t at = ch_str_find(answer, name, 0);
  if (at == SIZE_MAX) return (ch_str){NULL, 0};
  ch_str rest = ch_str_slice(answer, at + name.n, answer.n);
  size_t n = ch_str_find_byte(rest, end, 0);
  return n == SIZE_MAX ? (ch_str){NULL, 0} : ch_str_slice(rest, 0, n);
}

/* What later questions depend on. */
static void learn(first *f, ch_str view) {
  ch_str answer = ch_buf_str(&f->answer);
  if (ch_str_is(view, "summary"))
    f->counted = ch_str_to_u64(value_of(answer, CH_STR("\"shown\":"), ','), &f->shown);
  if (!ch_str_is(view, "disputes") || f->sides[0][0]) return;
  snprintf(f->sides[0], sizeof *f->sides, "%.*s", CH_PRI(value_of(answer, CH_STR("\"a\":\""), '"')));
  snprintf(f->sides[1], sizeof *f->sides, "%.*s", CH_PRI(value_of(answer, CH_STR("\"b\":\""), '"')));
}

static void sides_of_address(first *f) {
  ch_str between = ch_request_value(f->page, "between"), one;
  for (int i = 0; i < 2 && between.n && ch_str_split(&between, ',', &one); i++)
    snprintf(f->sides[i], sizeof *f->sides, "%.*s", CH_PRI(one));
}

void ch_first_answers(ch_str asks, const ch_request *page, chancery_record *record, ch_buf *out) {
  ch_str word, panel = ch_request_value(page, "panel");
  first f = {.page = page, .record = record};
  ch_buf_init(&f.target, CH_REQUEST_LONGEST);
  ch_buf_init(&f.answer, MOST_BYTES);
  sides_of_address(&f);
  if (panel.n == 0) panel = CH_STR("timeline");
  while (asks.n && ch_str_split(&asks, ' ', &word)) {
    ch_str query = word, view, where;
    size_t colon = ch_str_find_byte(word, ':', 0);
    if (colon != SIZE_MAX && ch_str_split(&query, ':', &where) && !ch_str_eq(where, panel))
      continue;
    if (word.n == 0 || !ch_str_split(&query, '?', &view) || !expand(&f, view, query) || !ask(&f))
      continue;
    learn(&f, view);
    if (out->n + f.answer.n > MOST_BYTES) break;
    ch_json_comma(out);
    ch_json_string(out, word);
    ch_buf_add_byte(out, ':');
    ch_buf_add(out, ch_buf_str(&f.answer));
  }
  ch_buf_free(&f.target);
  ch_buf_free(&f.answer);
}
