/* Targets taken apart, who may ask, what is kept; answers without a connection. */
#include "testing.h"

#include "chancery.h"
#include "serve/cache.h"
#include "serve/guard.h"
#include "serve/routes.h"
#include "serve/record_file.h"

/* ---- Targets ---------------------------------------------------------------- */

static void targets_are_taken_apart(void **state) {
  (void)state;
  ch_request r;
  ch_error error = {0};
  assert_true(ch_request_read(&r, CH_STR("/api/a%20b?from=2017&x=a%2Cb+c&empty=&&bare"), &error));
  assert_true(ch_str_is(r.path, "/api/a b"));
  assert_int_equal(r.n, 2);
  assert_true(ch_str_is(ch_request_value(&r, "from"), "2017"));
  assert_true(ch_str_is(ch_request_value(&r, "x"), "a,b c"));
  assert_int_equal(ch_request_value(&r, "empty").n, 0);
  assert_true(ch_request_read(&r, CH_STR("/%E2%82%AC"), &error));
  assert_true(ch_str_is(r.path, "/€"));
}

static void targets_are_refused(void **state) {
  (void)state;
  static const char *const BAD[] = {"",          "api",         "http://a/", "/%",   "/%4",
                                    "/%zz",      "/%00",        "/\x01",     "/%ff", "/?a=%C3",
                                    "/?a=%0a",   "/?a=1&a=2",   "/%c2%80",   "*",    "/?a=%4",
                                    "/?a=1&%61=2"};
  ch_request r;
  for (size_t i = 0; i < sizeof BAD / sizeof *BAD; i++) {
    ch_error error = {0};
    if (ch_request_read(&r, ch_str_of(BAD[i]), &error)) fail_msg("'%s' was read", BAD[i]);
    assert_int_equal(error.code, CH_ERROR_USAGE);
  }
  static char longest[CH_REQUEST_LONGEST + 2];
  memset(longest, 'a', sizeof longest);
  longest[0] = '/';
  ch_error error = {0};
  assert_true(ch_request_read(&r, (ch_str){longest, CH_REQUEST_LONGEST}, &error));
  assert_false(ch_request_read(&r, (ch_str){longest, CH_REQUEST_LONGEST + 1}, &error));
  assert_int_equal(error.code, CH_ERROR_LIMIT);
  /* Nothing but separators, and as many parameters as there may be, fit. */
  memset(longest + 1, '&', CH_REQUEST_LONGEST - 1);
  longest[1] = '?';
  assert_true(ch_request_read(&r, (ch_str){longest, CH_REQUEST_LONGEST}, &error));
  ch_buf many;
  ch_buf_init(&many, 0);
  ch_buf_add_z(&many, "/?");
  for (int i = 0; i < CH_REQUEST_PARAMETERS; i++) ch_buf_printf(&many, "p%d=1&", i);
  assert_true(ch_request_read(&r, ch_buf_str(&many), &error));
  ch_buf_add_z(&many, "one=more");
  assert_false(ch_request_read(&r, ch_buf_str(&many), &error));
  assert_int_equal(error.code, CH_ERROR_LIMIT);
  ch_buf_free(&many);
}

/* ---- Who may ask -------------------------------------------------------------- */

static unsigned passes(ch_guard *guard, ch_incoming in, const char *given) {
  ch_answer answer = {0};
  bool pass = ch_guard_pass(guard, &in, ch_str_of(given), &answer);
  unsigned status = answer.status;
  if (status == 303) assert_non_null(strstr(answer.cookie, "HttpOnly; SameSite=Strict"));
  ch_answer_drop(&answer);
  return pass ? 200 : status;
}

static void hosts_of_others_are_refused(void **state) {
  (void)state;
  static const struct {
    const char *host;
    unsigned status;
  } HOSTS[] = {{"localhost", 200},       {"LOCALHOST:8001", 200}, {"127.0.0.1:1", 200},
               {"[::1]:8001", 200},      {"127.0.0.2", 200},      {"", 403},
               {"evil.example", 403},    {"localhost.evil.example", 403},
               {"127.0.0.1.evil.example", 403}, {"[::2]", 403},   {"10.0.0.1", 403}};
  ch_guard guard = {.any_host = false};
  for (size_t i = 0; i < sizeof HOSTS / sizeof *HOSTS; i++)
    assert_int_equal(passes(&guard, (ch_incoming){.host = ch_str_of(HOSTS[i].host)}, NULL),
                     HOSTS[i].status);
  ch_incoming in = {.host = CH_STR("localhost:8001"), .origin = CH_STR("http://localhost:8001")};
  assert_int_equal(passes(&guard, in, NULL), 200);
  in.origin = CH_STR("http://evil.example");
  assert_int_equal(passes(&guard, in, NULL), 403);
  in.origin = CH_STR("null");
  assert_int_equal(passes(&guard, in, NULL), 403);
}

static void the_token_opens(void **state) {
  (void)state;
  ch_guard guard = {.any_host = true, .token = CH_STR("0123456789abcdef")};
  assert_int_equal(passes(&guard, (ch_incoming){.host = CH_STR("any")}, NULL), 401);
  assert_int_equal(passes(&guard, (ch_incoming){.host = CH_STR("any")}, "0123456789abcdef"), 303);
  assert_int_equal(passes(&guard, (ch_incoming){.host = CH_STR("any")}, "0123456789abcdeF"), 401);
  strcpy(guard.ticket, "fedcba9876543210fedcba9876543210");
  assert_int_equal(passes(&guard, (ch_incoming){.host = CH_STR("any")}, "0123456789abcdef"), 303);
  assert_int_equal(passes(&guard, (ch_incoming){.host = CH_STR("any")}, guard.ticket + 1), 401);
  assert_int_equal(passes(&guard, (ch_incoming){.host = CH_STR("any")},
                          "fedcba9876543210fedcba9876543210"), 303);
  assert_int_equal(passes(&guard, (ch_incoming){.host = CH_STR("any")},
                          "fedcba9876543210fedcba9876543210"), 401);
  assert_int_equal(passes(&guard, (ch_incoming){.host = CH_STR("any")}, ""), 401);
  static const struct {
    const char *authorization, *cookie;
    unsigned status;
  } SAID[] = {{"Bearer 0123456789abcdef", "", 200}, {"bearer  0123456789abcdef ", "", 200},
              {"Bearer 0123456789abcde", "", 401},  {"Basic 0123456789abcdef", "", 401},
              {"", "a=b; chancery=0123456789abcdef", 200},
              {"", "chancery=0123456789abcdeX", 401}, {"", "xchancery=0123456789abcdef", 401}};
  for (size_t i = 0; i < sizeof SAID / sizeof *SAID; i++)
    assert_int_equal(passes(&guard, (ch_incoming){.host = CH_STR("any"),
                                                  .authorization = ch_str_of(SAID[i].authorization),
                                                  .cookie = ch_str_of(SAID[i].cookie)}, NULL),
                     SAID[i].status);
}

/* ---- The cache ------------------------------------------------------------------ */

static ch_body *body_of(char fill, size_t n) {
  ch_body *b = ch_body_new("text/plain");
  assert_true(ch_buf_reserve(&b->bytes, n));
  memset(b->bytes.p, fill, n);
  b->bytes.n = n;
  return b;
}

static void answers_are_kept_until_the_record_changes(void **state) {
  (void)state;
  ch_cache *cache = ch_cache_new(40000);
  char key[2] = "a";
  assert_null(ch_cache_get(cache, CH_STR("a"), 7));
  for (; key[0] <= 'f'; key[0]++) {
    ch_body *b = body_of(key[0], 8000);
    ch_cache_put(cache, ch_str_of(key), 7, b);
    ch_body_drop(b);
  }
  assert_null(ch_cache_get(cache, CH_STR("a"), 7)); /* no room for all six */
  ch_body *kept = ch_cache_get(cache, CH_STR("f"), 7);
  assert_non_null(kept);
  assert_int_equal(kept->bytes.p[0], 'f');
  ch_body *late = body_of('z', 10);
  assert_null(ch_cache_get(cache, CH_STR("f"), 8)); /* the record has changed */
  ch_cache_put(cache, CH_STR("z"), 7, late);        /* too late */
  assert_null(ch_cache_get(cache, CH_STR("z"), 8));
  ch_body *huge = body_of('h', 20000);
  ch_cache_put(cache, CH_STR("h"), 8, huge);
  assert_null(ch_cache_get(cache, CH_STR("h"), 8));
  ch_body_drop(huge);
  ch_body_drop(late);
  ch_body_drop(kept); /* was ours though the cache let it go */
  ch_cache_free(cache);
}

/* ---- Answers ---------------------------------------------------------------------- */

static bool gather(void *self, const char *bytes, size_t n) {
  return ch_buf_add(self, (ch_str){bytes, n});
}

static unsigned get(chancery_server *server, const char *target, bool headers, ch_buf *out) {
  chancery_error error;
  unsigned status = 0;
  ch_buf_clear(out);
  assert_true(chancery_server_get(server, target, headers, gather, out, &status, &error));
  ch_buf_add_byte(out, 0);
  return status;
}

static void every_view_is_the_bytes_of_the_library(void **state) {
  (void)state;
  record_file f;
  record_file_make(&f, 16);
  chancery_error error;
  chancery_serving serving = chancery_serving_default();
  serving.record = f.path;
  chancery_server *server = chancery_server_open(NULL, &serving, &error);
  chancery_record *record = chancery_record_open(NULL, f.path, CHANCERY_READ, &error);
  ch_buf own, got;
  ch_buf_init(&own, 0);
  ch_buf_init(&got, 0);
  for (const chancery_word *v = chancery_words("view"); v->name; v++) {
    if (strcmp(v->name, "explain") == 0) continue;
    bool search = strcmp(v->name, "search") == 0;
    for (const ch_route_format *format = ch_route_formats; format->name; format++) {
      if (!ch_route_has(v->name, format)) continue;
      /* always whole */
      bool drawn = strcmp(format->name, "svg") == 0 || strcmp(format->name, "ics") == 0;
      char target[100];
      chancery_query query = chancery_query_default();
      query.view = v->name;
      query.format = format->format;
      query.side_a = "USA";
      query.side_b = "RUS";
      query.from = "2017";
      if (search) query.words = "Russia*";
      query.offset = drawn ? 0 : 1;
      query.limit = drawn ? 0 : 3;
      ch_buf_clear(&own);
      assert_true(chancery_view(record, &query, gather, NULL, &own, &error));
      ch_buf_add_byte(&own, 0);
      snprintf(target, sizeof target, "/api/%s.%s?between=USA,RUS&from=2017&limit=%zu&offset=%zu%s",
               v->name, format->name, query.limit, query.offset, search ? "&q=Russia*" : "");
      assert_int_equal(get(server, target, false, &got), 200);
      assert_string_equal(got.p, own.p);
    }
  }
  chancery_record_close(record);
  chancery_server_close(server);
  record_file_remove(&f);
  ch_buf_free(&own);
  ch_buf_free(&got);
}

static void every_answer_has_its_headers(void **state) {
  (void)state;
  static const struct {
    const char *target;
    unsigned status;
    const char *holds;
  } CASES[] = {
      {"/", 200, "<!doctype html>"},
      {"/?between=USA,RUS", 200, "<!doctype html>"},
      {"/api/timeline.json", 200, "\"type\":\"SANCTION\""},
      {"/api/timeline.json?from=2099", 200, "0 events: all"},
      {"/api/openapi.json", 200, "\"openapi\":\"3.1.0\""},
      {"/api/changes", 200, "event: hello"},
      {"/nothing", 404, "\"code\":\"missing\""},
      {"/../../etc/passwd", 404, "missing"},
      {"/%2e%2e/%2e%2e/etc/passwd", 404, "missing"},
      {"/api/", 404, "missing"},
      {"/api/timelin.json", 404, "did you mean 'timeline'"},
      {"/api/timeline", 404, "write /api/timeline.json"},
      {"/api/timeline.exe", 404, "missing"},
      {"/api/timeline.json?form=2017", 400, "did you mean 'from'"},
      {"/api/timeline.json?zzzzzz=1", 400, "no parameter 'zzzzzz'"},
      {"/api/timeline.json?from=yesterday", 400, "is no date"},
      {"/api/timeline.json?from=2018&to=2017", 400, "is after"},
      {"/api/timeline.json?type=SANCTIONS", 400, "no type"},
      {"/api/timeline.json?status=done", 400, "no status"},
      {"/api/timeline.json?fields=colour", 400, "no field"},
      {"/api/timeline.json?limit=-1", 400, "limit wants a count"},
      {"/api/timeline.json?between=A,B,C", 400, "two codes"},
      {"/api/timeline.json?id=e-1", 400, "no parameter 'id'"},
      {"/api/timeline.json?between=USA%27%20OR%201=1", 400, "no actor 'USA' OR 1=1'"},
      {"/api/explain.json", 400, "wants an id"},
      {"/api/explain.json?id=e-none", 400, "no event"},
      {"/api/search.json", 400, "wants words"},
      {"/api/search.json?q=nowhere", 200, "[]"},
      {"/api/timeline.json?q=talks", 400, "no parameter 'q'"},
      {"/api/openapi.json?x=1", 400, "no parameter"},
      {"/api/changes?x=1", 400, "no parameter"},
      {"nonsense", 400, "slash"},
      {"/api/timeline.json?a=%", 400, "broken escape"},
  };
  static const char *const HEADERS[] = {
      "Content-Security-Policy: default-src 'none'; s", "frame-ancestors 'none'",
      "X-Content-Type-Options: nosniff", "Referrer-Policy: no-referrer",
      "Cross-Origin-Opener-Policy: same-origin", "Cross-Origin-Resource-Policy: same-origin",
      "Cache-Control: no-cache", "Content-Type: "};
  record_file f;
  record_file_make(&f, 16);
  chancery_error error;
  chancery_serving serving = chancery_serving_default();
  serving.record = f.path;
  chancery_server *server = chancery_server_open(NULL, &serving, &error);
  ch_buf got;
  ch_buf_init(&got, 0);
  for (size_t i = 0; i < sizeof CASES / sizeof *CASES; i++) {
    unsigned status = get(server, CASES[i].target, true, &got);
    if (status != CASES[i].status || !strstr(got.p, CASES[i].holds))
      fail_msg("%s: %u\n%s", CASES[i].target, status, got.p);
    for (size_t h = 0; h < sizeof HEADERS / sizeof *HEADERS; h++)
      if (!strstr(got.p, HEADERS[h])) fail_msg("%s: no '%s'", CASES[i].target, HEADERS[h]);
    /* A second time it is the same, from the cache or not. */
    char *first = strdup(got.p);
    get(server, CASES[i].target, true, &got);
    assert_string_equal(first, got.p);
    free(first);
  }
  chancery_server_close(server);
  record_file_remove(&f);
  ch_buf_free(&got);
}

static void beyond_loopback_needs_a_token(void **state) {
  (void)state;
  record_file f;
  record_file_make(&f, 1);
  static const struct {
    const char *address, *token;
    bool opens;
  } CASES[] = {{"0.0.0.0", NULL, false},      {"::", NULL, false}, {"192.0.2.1", NULL, false},
               {"0.0.0.0", "short", false},   {"0.0.0.0", "with spaces in between it", false},
               {"0.0.0.0", "0123456789abcdef", true}, {"127.0.0.1", NULL, true},
               {"::1", NULL, true}};
  for (size_t i = 0; i < sizeof CASES / sizeof *CASES; i++) {
    chancery_error error = {0};
    chancery_serving serving = chancery_serving_default();
    serving.record = f.path;
    serving.address = CASES[i].address;
    serving.token = CASES[i].token;
    chancery_server *server = chancery_server_open(NULL, &serving, &error);
    assert_int_equal(server != NULL, CASES[i].opens);
    if (!server) assert_string_equal(error.code, "usage");
    chancery_server_close(server);
  }
  record_file_remove(&f);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(targets_are_taken_apart),
      cmocka_unit_test(targets_are_refused),
      cmocka_unit_test(hosts_of_others_are_refused),
      cmocka_unit_test(the_token_opens),
      cmocka_unit_test(answers_are_kept_until_the_record_changes),
      cmocka_unit_test(every_view_is_the_bytes_of_the_library),
      cmocka_unit_test(every_answer_has_its_headers),
      cmocka_unit_test(beyond_loopback_needs_a_token),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
