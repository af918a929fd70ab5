#include "serve/respond.h"

#include <stdio.h>
#include <time.h>

#include "record/json.h"
#include "serve/first.h"
#include "serve/page.h"

/* An answer's greatest length: more than anybody reads, less than a machine has. */
#define LONGEST ((size_t)256 << 20)

bool ch_service_version(ch_service *s, uint64_t *version, chancery_error *error) {
  pthread_mutex_lock(&s->lock);
  bool ok = chancery_record_version(s->watch, version, error);
  pthread_mutex_unlock(&s->lock);
  return ok;
}

/* ---- Headers --------------------------------------------------------------- */

/* "gzip, deflate;q=0.5": is that coding wanted? */
static bool accepts(ch_str header, ch_str coding) {
  ch_str part, name;
  while (header.n && ch_str_split(&header, ',', &part)) {
    ch_str_split(&part, ';', &name);
    if (!ch_str_eq_fold(ch_str_trim(name), coding)) continue;
    part = ch_str_trim(part);
    if (!ch_str_starts_fold(part, CH_STR("q=0"))) return true;
    for (size_t i = 3; i < part.n; i++) /* q=0, q=0.000 */
      if (part.p[i] >= '1' && part.p[i] <= '9') return true;
    return false;
  }
  return false;
}

/* Sends no body that the client has already. */
static ch_next settle(ch_exchange *x) {
  ch_str tags = ch_str_of(x->if_none_match), tag;
  const ch_body *b = x->answer.body;
  if (x->answer.status != 200 || !b || !b->etag[0]) return CH_ANSWERED;
  while (tags.n && ch_str_split(&tags, ',', &tag)) {
    tag = ch_str_trim(tag);
    if (ch_str_starts(tag, CH_STR("W/"))) tag = ch_str_slice(tag, 2, tag.n);
    if (ch_str_is(tag, b->etag) || ch_str_is(tag, "*")) x->answer.status = 304;
  }
  return CH_ANSWERED;
}

static ch_next refuse(ch_exchange *x, unsigned status, const char *code, const char *message) {
  ch_answer_refuse(&x->answer, status, code, "%s", message);
  return CH_ANSWERED;
}

static ch_next fail(ch_exchange *x, const ch_error *error) {
  ch_answer_error(&x->answer, ch_error_name(error->code), error->message);
  return CH_ANSWERED;
}

static ch_next give(ch_exchange *x, ch_body *body) {
  if (!body) return refuse(x, 500, "memory", "no memory was left");
  x->answer = (ch_answer){.status = 200, .body = body};
  return settle(x);
}

/* ---- Routes ---------------------------------------------------------------- */

/* Packed and plain answers are kept apart. */
static ch_str key_of(const ch_exchange *x) {
  return (ch_str){x->target, x->target_n};
}

/* What the page should know before it asks anything: what this server answers and takes, and
 * the first answers, when there is a record to look into. */
static ch_body *page_body(const ch_service *s, const ch_exchange *x, chancery_record *record,
                          bool *found) {
  ch_buf told;
  ch_buf_init(&told, 0);
  ch_buf_printf(&told, "{\"edit\":%s,\"views\":[", s->edit ? "true" : "false");
  for (const chancery_word *v = chancery_words("view"); v->name; v++) {
    ch_json_comma(&told);
    ch_json_string(&told, ch_str_of(v->name));
  }
  ch_buf_add_z(&told, "],\"answers\":{");
  if (record) ch_first_answers(ch_page_asks(), &x->request, record, &told);
  ch_buf_add_z(&told, "}}");
  ch_body *body = ch_page_body(x->request.path, ch_buf_str(&told), x->worth_packing, found);
  ch_buf_free(&told);
  return body;
}

/* A file of the page; "/" holds answers as well. */
static ch_next page(ch_service *s, ch_exchange *x) {
  bool found, first = ch_str_is(x->request.path, "/");
  char room[64];
  bool unpacks = x->worth_packing < SIZE_MAX;
  ch_str key = {room, (size_t)snprintf(room, sizeof room, "%c%.*s", unpacks ? 'g' : 'p',
                                       CH_PRI(x->request.path))};
  ch_cache *cache = first ? s->cache : s->files;
  if (first) key = key_of(x);
  else if (key.n >= sizeof room) return refuse(x, 404, "missing", "there is nothing at this address");
  x->version = 0;
  if (first && !ch_service_version(s, &x->version, NULL)) {
    first = false; /* the page itself tells what is wrong with the record */
    cache = s->files;
  }
  ch_body *body = ch_cache_get(cache, key, x->version);
  if (body) return give(x, body);
  if (first) return CH_NEEDS_RECORD;
  body = page_body(s, x, NULL, &found);
  if (!found) return refuse(x, 404, "missing", "there is nothing at this address; begin at /");
  if (body) ch_cache_put(cache, key, x->version, body);
  return give(x, body);
}

static ch_next openapi(ch_exchange *x) {
  ch_body *body = ch_body_new("application/json");
  if (body) ch_route_openapi(&body->bytes);
  if (body && ch_body_seal(body, x->worth_packing)) return give(x, body);
  ch_body_drop(body);
  return give(x, NULL);
}

static ch_next view(ch_service *s, ch_exchange *x) {
  ch_error error;
  chancery_error store;
  if (!ch_route_query(&x->route, &x->request, &x->query, &error)) return fail(x, &error);
  if (!ch_service_version(s, &x->version, &store)) {
    ch_answer_error(&x->answer, store.code, store.message);
    return CH_ANSWERED;
  }
  ch_body *kept = ch_cache_get(s->cache, key_of(x), x->version);
  return kept ? give(x, kept) : CH_NEEDS_RECORD;
}

static ch_next post_only(ch_exchange *x) {
  refuse(x, 405, "method", "decisions are sent by POST");
  x->answer.allow = "POST";
  return CH_ANSWERED;
}

/* POST: a decision, where they are taken. */
static ch_next change(ch_service *s, const ch_incoming *in, ch_exchange *x) {
  ch_error error;
  if (!ch_route_find(x->request.path, &x->route, &error))
    return refuse(x, 404, "missing", error.message);
  if (x->route.kind != CH_ROUTE_DECIDE)
    return refuse(x, 405, "method", "this address only reads: GET or HEAD");
  if (!s->edit) return refuse(x, 403, "read-only", "this server only reads; it takes decisions with --edit");
  if (!ch_route_no_parameters(&x->request, &error)) return fail(x, &error);
  if (!ch_guard_may_change(&s->guard, in, &x->answer)) return CH_ANSWERED;
  return CH_NEEDS_BODY;
}

static ch_next route(ch_service *s, ch_exchange *x) {
  ch_error error;
  if (!ch_route_find(x->request.path, &x->route, &error))
    return refuse(x, 404, "missing", error.message);
  if (x->route.kind == CH_ROUTE_DECIDE) return post_only(x);
  if (x->route.kind != CH_ROUTE_VIEW && x->route.kind != CH_ROUTE_PAGE &&
      !ch_route_no_parameters(&x->request, &error))
    return fail(x, &error);
  switch (x->route.kind) {
    case CH_ROUTE_PAGE: return page(s, x);
    case CH_ROUTE_OPENAPI: return openapi(x);
    case CH_ROUTE_CHANGES: return CH_STREAMS;
    case CH_ROUTE_VIEW: return view(s, x);
    case CH_ROUTE_DECIDE: break; /* by POST alone */
  }
  return CH_ANSWERED;
}

ch_next ch_respond_begin(ch_service *s, const ch_incoming *in, ch_exchange *x) {
  ch_error error;
  x->answer = (ch_answer){0};
  x->worth_packing =
      accepts(in->accept_encoding, CH_STR("gzip")) ? s->worth_packing : SIZE_MAX;
  snprintf(x->if_none_match, sizeof x->if_none_match, "%.*s", CH_PRI(in->if_none_match));
  bool read = ch_request_read(&x->request, in->target, &error);
  ch_str token = s->guard.token.n && ch_str_is(x->request.path, "/")
                     ? ch_request_value(&x->request, "token")
                     : (ch_str){NULL, 0};
  if (!ch_guard_pass(&s->guard, in, token, &x->answer)) return CH_ANSWERED;
  if (ch_str_is(in->method, "POST") && read) return change(s, in, x);
  if (!ch_str_is(in->method, "GET") && !ch_str_is(in->method, "HEAD"))
    return refuse(x, 405, "method", "this server only reads: GET or HEAD");
  if (in->has_body) return refuse(x, 413, "limit", "a question has no body");
  if (!read) return fail(x, &error);
  x->target_n = in->target.n + 1;
  x->target[0] = x->worth_packing < SIZE_MAX ? 'g' : 'p';
  memcpy(x->target + 1, in->target.p, in->target.n);
  return route(s, x);
}

/* ---- Views ------------------------------------------------------------------ */

static bool write(void *self, const char *bytes, size_t n) {
  ch_body *body = self;
  return ch_buf_add(&body->bytes, (ch_str){bytes, n});
}

static void say(void *self, const char *line) {
  ch_body_note(self, ch_str_of(line));
}

/* ---- Decisions --------------------------------------------------------------- */

static void decide(ch_service *s, ch_exchange *x) {
  chancery_error error;
  chancery_decided decided;
  char day[16] = "";
  time_t now = time(NULL);
  struct tm date;
  if (gmtime_r(&now, &date)) strftime(day, sizeof day, "%Y-%m-%d", &date);
  chancery_decision decision = {.kind = x->route.decision->kind, .day = day[0] ? day : NULL};
  pthread_mutex_lock(&s->edit_lock);
  bool done = chancery_decide_json(s->edit, &decision, x->body.n ? x->body.p : "", x->body.n,
                                   &decided, &error);
  pthread_mutex_unlock(&s->edit_lock);
  if (!done) {
    ch_answer_error(&x->answer, error.code, error.message);
    return;
  }
  ch_body *body = ch_body_new("application/json");
  if (!body) {
    give(x, NULL);
    return;
  }
  ch_buf_printf(&body->bytes, "{\"decision\":%llu,\"events\":[", (unsigned long long)decided.number);
  for (size_t i = 0; i < decided.n_events; i++)
    ch_buf_printf(&body->bytes, "%s{\"id\":\"%s\",\"mentions\":%zu}", i ? "," : "",
                  decided.events[i].id, decided.events[i].mentions);
  ch_buf_add_z(&body->bytes, "]}\n");
  x->answer = (ch_answer){.status = 200, .body = body};
}

static void first_page(ch_service *s, ch_exchange *x, chancery_record *record) {
  bool found;
  ch_body *body = page_body(s, x, record, &found);
  if (body) ch_cache_put(s->cache, key_of(x), x->version, body);
  give(x, body);
}

void ch_respond_work(ch_service *s, ch_exchange *x, chancery_record *record) {
  chancery_error error;
  if (x->route.kind == CH_ROUTE_DECIDE) {
    decide(s, x);
    return;
  }
  if (x->route.kind == CH_ROUTE_PAGE) {
    first_page(s, x, record);
    return;
  }
  ch_body *body = ch_body_new(x->route.format->media_type);
  if (!body) {
    give(x, NULL);
    return;
  }
  body->bytes.max = LONGEST;
  body->document = true;
  if (!chancery_view(record, &x->query, write, say, body, &error)) {
    ch_body_drop(body);
    ch_answer_error(&x->answer, error.code, error.message);
    return;
  }
  if (body->bytes.failed) {
    bool full = body->bytes.n > LONGEST / 4;
    ch_body_drop(body);
    if (full) refuse(x, 413, "limit", "the answer would be very long; narrow the question");
    else give(x, NULL);
    return;
  }
  if (!ch_body_seal(body, x->worth_packing)) {
    ch_body_drop(body);
    give(x, NULL);
    return;
  }
  ch_cache_put(s->cache, key_of(x), x->version, body);
  give(x, body);
}
