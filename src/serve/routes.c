#include "serve/routes.h"

#include "base/near.h"

/* ---- Paths ---------------------------------------------------------------- */

const ch_route_format ch_route_formats[] = {
    {"json", "json", "application/json"},
    {"jsonl", "jsonl", "application/jsonl"},
    {"csv", "csv", "text/csv; charset=utf-8"},
    {"tsv", "tsv", "text/tab-separated-values; charset=utf-8"},
    {"md", "md", "text/markdown; charset=utf-8"},
    {"html", "html", "text/html; charset=utf-8"},
    {"svg", "svg", "image/svg+xml"},
    {"ics", "ics", "text/calendar; charset=utf-8"},
    {"txt", "table", "text/plain; charset=utf-8"},
    {NULL, NULL, NULL},
};

bool ch_route_has(const char *view, const ch_route_format *format) {
  if (strcmp(format->name, "ics") == 0) return strcmp(view, "commitments") == 0;
  if (strcmp(format->name, "svg") != 0) return true;
  for (const chancery_word *v = chancery_words("picture"); v->name; v++)
    if (strcmp(view, v->name) == 0) return true;
  return false;
}

const ch_route_fixed ch_routes_fixed[] = {
    {"/api/openapi.json", CH_ROUTE_OPENAPI, "openapi", "this description", "application/json"},
    {"/api/changes", CH_ROUTE_CHANGES, "changes",
     "server-sent events: 'hello' at once, 'change' whenever the record has changed",
     "text/event-stream"},
    {NULL, CH_ROUTE_PAGE, NULL, NULL, NULL},
};

const ch_route_decision ch_routes_decide[] = {
    {"/api/split", "split", "take mentions out of an event: they are one of their own",
     "\"event\":{\"type\":\"string\"},"
     "\"mentions\":{\"type\":\"array\",\"items\":{\"type\":\"string\"},\"minItems\":1}",
     "\"event\",\"mentions\""},
    {"/api/join", "join", "make one event of several",
     "\"events\":{\"type\":\"array\",\"items\":{\"type\":\"string\"},\"minItems\":2}",
     "\"events\""},
    {"/api/note", "note", "keep a reader's note on an event", "\"event\":{\"type\":\"string\"}",
     "\"event\",\"note\""},
    {"/api/withdraw", "withdraw", "take a decision back as if it had never been made",
     "\"decision\":{\"type\":\"integer\",\"minimum\":1}", "\"decision\""},
    {NULL, NULL, NULL, NULL, NULL},
};

static bool find_view(ch_str name, ch_str format, ch_route *out, ch_error *error) {
  ch_near near = ch_near_begin(name);
  *out = (ch_route){.kind = CH_ROUTE_VIEW};
  for (const chancery_word *v = chancery_words("view"); v->name; v++) {
    if (ch_str_is(name, v->name)) out->view = v->name;
    ch_near_offer(&near, v->name);
  }
  for (const ch_route_format *f = ch_route_formats; f->name; f++)
    if (ch_str_is(format, f->name)) out->format = f;
  if (out->view && out->format) return true;
  if (out->view)
    return ch_fail(error, CH_ERROR_USAGE,
                   "write /api/%s.json, or .jsonl .csv .tsv .md .html .svg .txt", out->view);
  if (near.best)
    return ch_fail(error, CH_ERROR_USAGE, "there is no view '%.*s'; did you mean '%s'?",
                   CH_PRI(name), near.best);
  return ch_fail(error, CH_ERROR_USAGE, "there is no view '%.*s'; see /api/openapi.json",
                 CH_PRI(name));
}

bool ch_route_find(ch_str path, ch_route *out, ch_error *error) {
  for (const ch_route_fixed *f = ch_routes_fixed; f->path; f++) {
    if (!ch_str_is(path, f->path)) continue;
    *out = (ch_route){.kind = f->kind};
    return true;
  }
  for (const ch_route_decision *d = ch_routes_decide; d->path; d++) {
    if (!ch_str_is(path, d->path)) continue;
    *out = (ch_route){.kind = CH_ROUTE_DECIDE, .decision = d};
    return true;
  }
  if (!ch_str_starts(path, CH_STR("/api/"))) {
    *out = (ch_route){.kind = CH_ROUTE_PAGE};
    return true;
  }
  ch_str name = ch_str_slice(path, 5, path.n);
  size_t dot = ch_str_find_byte(name, '.', 0);
  if (dot == SIZE_MAX) dot = name.n;
  return find_view(ch_str_slice(name, 0, dot), ch_str_slice(name, dot + 1, name.n), out, error);
}

/* ---- Parameters ----------------------------------------------------------- */

static bool is_explain(const char *view) {
  return strcmp(view, "explain") == 0;
}
static bool is_not_explain(const char *view) {
  return !is_explain(view);
}
static bool is_search(const char *view) {
  return strcmp(view, "search") == 0;
}
static bool is_dyads(const char *view) {
  return strcmp(view, "dyads") == 0;
}
static bool has_periods(const char *view) {
  return is_dyads(view) || strcmp(view, "series") == 0 || strcmp(view, "tension") == 0 ||
         strcmp(view, "volume") == 0;
}

#define SETTER(member)                                                           \
  static bool set_##member(chancery_query *query, char *value, ch_error *error) { \
    (void)error;                                                                 \
    query->member = value;                                                       \
    return true;                                                                 \
  }
SETTER(id)
SETTER(words)
SETTER(from)
SETTER(to)
SETTER(type)
SETTER(status)
SETTER(issue)
SETTER(fields)
SETTER(by)

static bool set_between(chancery_query *query, char *value, ch_error *error) {
  char *comma = strchr(value, ',');
  if (comma && strchr(comma + 1, ','))
    return ch_fail(error, CH_ERROR_USAGE, "between wants two codes, such as USA,RUS, not '%s'",
                   value);
  if (comma) *comma = 0;
  query->side_a = value;
  query->side_b = comma ? comma + 1 : NULL;
  return true;
}

static bool set_count(const char *name, const char *value, size_t *out, ch_error *error) {
  uint64_t count;
  if (!ch_str_to_u64(ch_str_of(value), &count) || count > UINT32_MAX)
    return ch_fail(error, CH_ERROR_USAGE, "%s wants a count, not '%s'", name, value);
  *out = (size_t)count;
  return true;
}
static bool set_zeros(chancery_query *query, char *value, ch_error *error) {
  query->zeros = strcmp(value, "yes") == 0;
  return query->zeros || strcmp(value, "no") == 0 ||
         ch_fail(error, CH_ERROR_USAGE, "zeros wants yes or no, not '%s'", value);
}
static bool set_limit(chancery_query *query, char *value, ch_error *error) {
  return set_count("limit", value, &query->limit, error);
}
static bool set_offset(chancery_query *query, char *value, ch_error *error) {
  return set_count("offset", value, &query->offset, error);
}

const ch_route_parameter ch_route_parameters[] = {
    {"id", "an event, a mention, or an event that was merged into another", "e-0bf146d1cc738452",
     NULL, false, is_explain, set_id},
    {"q", "words that an article must hold all of; \"a phrase\", begin*, -without",
     "\"San Francisco\" consul*", NULL, false, is_search, set_words},
    {"between", "codes of two sides, in either direction; one alone: all it takes part in",
     "USA,RUS", NULL, false, is_not_explain, set_between},
    {"from", "first day, month or year", "2017-08-31", NULL, false, is_not_explain, set_from},
    {"to", "last day, month or year", "2017", NULL, false, is_not_explain, set_to},
    {"type", "PLOVER types, comma-separated", "SANCTION,COERCE", "type", false, is_not_explain,
     set_type},
    {"status", "comma-separated", "actual,ongoing", "status", false, is_not_explain, set_status},
    {"issue", "one id of the list of issues", "sanctions", NULL, false, is_not_explain, set_issue},
    {"fields", "columns wanted, comma-separated", "id,actor,recipient", NULL, false,
     is_not_explain, set_fields},
    {"by", "period of each row; weeks begin on Monday", "week", "period", false, has_periods,
     set_by},
    {"zeros", "yes: rows where nothing is on record too", "yes", NULL, false, is_dyads, set_zeros},
    {"limit", "rows at most", "100", NULL, true, is_not_explain, set_limit},
    {"offset", "rows left out before", "100", NULL, true, is_not_explain, set_offset},
    {NULL, NULL, NULL, NULL, false, NULL, NULL},
};

static bool unknown(const char *view, ch_str name, ch_error *error) {
  ch_near near = ch_near_begin(name);
  for (const ch_route_parameter *p = ch_route_parameters; p->name; p++)
    if (view && p->takes(view)) ch_near_offer(&near, p->name);
  if (near.best)
    return ch_fail(error, CH_ERROR_USAGE, "no parameter '%.*s'; did you mean '%s'?", CH_PRI(name),
                   near.best);
  return ch_fail(error, CH_ERROR_USAGE, "no parameter '%.*s' here; see /api/openapi.json",
                 CH_PRI(name));
}

static const ch_route_parameter *find_parameter(const char *view, ch_str name) {
  for (const ch_route_parameter *p = ch_route_parameters; p->name; p++)
    if (ch_str_is(name, p->name) && p->takes(view)) return p;
  return NULL;
}

bool ch_route_query(const ch_route *route, ch_request *r, chancery_query *out, ch_error *error) {
  *out = chancery_query_default();
  out->view = route->view;
  out->format = route->format->format;
  for (size_t i = 0; i < r->n; i++) {
    const ch_route_parameter *p = find_parameter(route->view, r->parameters[i].name);
    if (!p) return unknown(route->view, r->parameters[i].name, error);
    /* The value lies in the request's own room. */
    if (!p->set(out, r->decoded + (r->parameters[i].value.p - r->decoded), error)) return false;
  }
  if (is_explain(route->view) && !out->id)
    return ch_fail(error, CH_ERROR_USAGE, "explain wants an id: ?id=e-…");
  if (is_search(route->view) && !out->words)
    return ch_fail(error, CH_ERROR_USAGE, "search wants words: ?q=…");
  return true;
}

bool ch_route_no_parameters(const ch_request *r, ch_error *error) {
  return r->n == 0 || unknown(NULL, r->parameters[0].name, error);
}
