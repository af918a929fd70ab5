/* Hostile input fails a record or a file, says where and why, and the rest is
 * read; and time grows with the input's length alone. */
#include "readers.h"

#include <time.h>

static void repeat(ch_buf *b, const char *what, size_t times) {
  for (size_t k = 0; k < times; k++) ch_buf_add_z(b, what);
}

static void expect_refusal(ch_buf *b, ch_error_code code) {
  results r = read_bytes(ch_buf_str(b), NULL);
  if (r.n_refused < 1 || r.refused[0].code != code) {
    print_error("refused %zu, first: %s\n", r.n_refused, r.n_refused ? r.refused[0].message : "-");
  }
  assert_true(r.n_refused >= 1);
  assert_int_equal(r.refused[0].code, code);
  assert_true(r.refused[0].message[0] != '\0');
  done(&r);
  ch_buf_clear(b);
}

static void test_nesting(void **state) {
  (void)state;
  ch_buf b;
  ch_buf_init(&b, 0);
  ch_buf_add_z(&b, "{\"text\":\"Deep.\",\"a\":");
  repeat(&b, "[", 100000);
  repeat(&b, "]", 100000);
  ch_buf_add_z(&b, "}\n{\"text\":\"The next is read.\"}\n");
  results r = read_bytes(ch_buf_str(&b), NULL);
  assert_int_equal(r.n, 1);
  assert_int_equal(r.n_refused, 1);
  assert_int_equal(r.refused[0].code, CH_ERROR_LIMIT);
  assert_int_equal(r.refused[0].line, 1);
  done(&r);
  ch_buf_clear(&b);
  ch_buf_add_z(&b, "<html>");
  repeat(&b, "<div>", 100000);
  expect_refusal(&b, CH_ERROR_LIMIT);
  ch_buf_add_z(&b, "<rss><channel>");
  repeat(&b, "<x>", 100000);
  expect_refusal(&b, CH_ERROR_EMPTY);
  ch_buf_add_z(&b, "<rss><channel><item><description>");
  repeat(&b, "&lt;ul&gt;", 100000);
  expect_refusal(&b, CH_ERROR_EMPTY);
  ch_buf_free(&b);
}

static void test_entities(void **state) {
  (void)state;
  /* Billion laughs, and a file: nothing declared is ever expanded or opened. */
  results r = read_text(
      "<?xml version=\"1.0\"?><!DOCTYPE rss [<!ENTITY a \"ha\"><!ENTITY b \"&a;&a;&a;\">"
      "<!ENTITY c \"&b;&b;&b;\"><!ENTITY f SYSTEM \"file:///etc/passwd\">]>"
      "<rss><channel><item><title>T</title><description>Laugh: &c; &f; end.</description></item></channel></rss>");
  assert_int_equal(r.n, 1);
  assert_str(r.v[0].text, "Laugh: &c; &f; end.");
  done(&r);
}

static void test_long_records(void **state) {
  (void)state;
  ch_reader_options o = ch_reader_defaults();
  o.limits.record = 1000 * 1000;
  ch_buf b;
  ch_buf_init(&b, 0);
  ch_buf_add_z(&b, "{\"id\":\"1\",\"text\":\"One.\"}\n{\"id\":\"2\",\"text\":\"");
  repeat(&b, "long ", 1000 * 1000);
  ch_buf_add_z(&b, "\"}\n{\"id\":\"3\",\"text\":\"Three.\"}\n");
  results r = read_bytes(ch_buf_str(&b), &o);
  assert_int_equal(r.n, 2);
  assert_str(r.v[1].id, "3");
  assert_int_equal(r.v[1].file_line, 3);
  assert_int_equal(r.n_refused, 1);
  assert_int_equal(r.refused[0].code, CH_ERROR_LIMIT);
  assert_int_equal(r.refused[0].line, 2);
  done(&r);
  /* A line that is no JSON at all. */
  ch_buf_clear(&b);
  ch_buf_add_z(&b, "{\"id\":\"1\",\"text\":\"One.\"}\n");
  repeat(&b, "junk ", 1000 * 1000);
  ch_buf_add_z(&b, "\n{\"id\":\"3\",\"text\":\"Three.\"}\n");
  r = read_bytes(ch_buf_str(&b), &o);
  assert_int_equal(r.n, 2);
  assert_int_equal(r.n_refused, 1);
  done(&r);
  ch_buf_clear(&b);
  o.limits.document = 1000;
  repeat(&b, "text ", 1000);
  r = read_bytes(ch_buf_str(&b), &o);
  assert_int_equal(r.n_refused, 1);
  assert_int_equal(r.refused[0].code, CH_ERROR_LIMIT);
  done(&r);
  ch_buf_free(&b);
}

static void test_gzip_bombs(void **state) {
  (void)state;
  ch_buf plain, packed;
  ch_buf_init(&plain, 0);
  ch_buf_init(&packed, 0);
  ch_buf_add_z(&plain, "{\"id\":\"1\",\"text\":\"One.\"}\n{\"text\":\"");
  assert_true(ch_buf_reserve(&plain, 40 * 1000 * 1000));
  memset(plain.p + plain.n, 'a', 40 * 1000 * 1000);
  plain.n += 40 * 1000 * 1000;
  add_gzip(&packed, ch_buf_str(&plain));
  results r = read_bytes(ch_buf_str(&packed), NULL);
  assert_int_equal(r.n, 1);
  assert_int_equal(r.n_refused, 1);
  assert_int_equal(r.refused[0].code, CH_ERROR_LIMIT);
  done(&r);
  /* Members without end: each is small, the whole goes beyond the limit. */
  ch_reader_options o = ch_reader_defaults();
  o.limits.unpacked = 100 * 1000;
  ch_buf_clear(&packed);
  for (int k = 0; k < 5000; k++) add_gzip(&packed, CH_STR("{\"text\":\"A member of many.\"}\n"));
  r = read_bytes(ch_buf_str(&packed), &o);
  assert_int_equal(r.n_refused > 0 ? r.refused[r.n_refused - 1].code : CH_ERROR_OK, CH_ERROR_LIMIT);
  done(&r);
  ch_buf_clear(&packed);
  for (int k = 0; k < 50000; k++) add_gzip(&packed, CH_STR(""));
  expect_refusal(&packed, CH_ERROR_EMPTY);
  /* gzip inside gzip. */
  ch_buf inner;
  ch_buf_init(&inner, 0);
  add_gzip(&inner, CH_STR("{\"text\":\"Inner.\"}"));
  add_gzip(&packed, ch_buf_str(&inner));
  expect_refusal(&packed, CH_ERROR_FORMAT);
  ch_buf_free(&inner);
  ch_buf_free(&plain);
  ch_buf_free(&packed);
}

static void test_packed_response_bomb(void **state) {
  (void)state;
  ch_buf zeros, block, b;
  ch_buf_init(&zeros, 0);
  ch_buf_init(&block, 0);
  ch_buf_init(&b, 0);
  assert_true(ch_buf_reserve(&zeros, 20 * 1000 * 1000));
  memset(zeros.p, ' ', 20 * 1000 * 1000);
  zeros.n = 20 * 1000 * 1000;
  ch_buf_add_z(&block, "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Encoding: gzip\r\n\r\n");
  add_gzip(&block, ch_buf_str(&zeros));
  ch_buf_printf(&b, "WARC/1.0\r\nWARC-Type: response\r\nContent-Length: %zu\r\n\r\n", block.n);
  ch_buf_add(&b, ch_buf_str(&block));
  ch_buf_add_z(&b, "\r\n\r\n");
  expect_refusal(&b, CH_ERROR_LIMIT);
  ch_buf_free(&zeros);
  ch_buf_free(&block);
  ch_buf_free(&b);
}

static void test_headers_without_end(void **state) {
  (void)state;
  ch_buf b, block;
  ch_buf_init(&b, 0);
  ch_buf_init(&block, 0);
  ch_buf_add_z(&b, "WARC/1.0\r\n");
  repeat(&b, "X-Flood: yes\r\n", 20000);
  expect_refusal(&b, CH_ERROR_FORMAT);
  ch_buf_add_z(&block, "HTTP/1.1 200 OK\r\n");
  repeat(&block, "X-Flood: yes\r\n", 20000);
  ch_buf_add_z(&block, "\r\n<html>");
  ch_buf_printf(&b, "WARC/1.0\r\nWARC-Type: response\r\nContent-Length: %zu\r\n\r\n", block.n);
  ch_buf_add(&b, ch_buf_str(&block));
  expect_refusal(&b, CH_ERROR_LIMIT);
  ch_buf_add_z(&b, "WARC/1.0\r\nWARC-Type: response\r\nContent-Length: 99999999999999999999\r\n\r\nx");
  expect_refusal(&b, CH_ERROR_FORMAT);
  ch_buf_add_z(&b, "WARC/1.0\r\nWARC-Type: response\r\nContent-Length: 18446744073709551615\r\n\r\nx");
  expect_refusal(&b, CH_ERROR_LIMIT);
  ch_buf_add_z(&b, "WARC/1.0\r\nWARC-Type: metadata\r\nContent-Length: 18446744073709551615\r\n\r\nx");
  results r = read_bytes(ch_buf_str(&b), NULL);
  assert_int_equal(r.n, 0);
  done(&r);
  ch_buf_free(&b);
  ch_buf_free(&block);
}

static void test_control_bytes(void **state) {
  (void)state;
  results r = read_text("{\"title\":\"\\u202eT\\u0000\\u001b[31mi\",\"text\":\"A\\u0000B\\u0007C \\ud800 D.\",\"id\":\"a\\nb\\u0000\"}");
  assert_int_equal(r.n, 1);
  assert_str(r.v[0].title, "T[31mi");
  assert_str(r.v[0].text, "ABC \xef\xbf\xbd D.");
  assert_str(r.v[0].id, "a b");
  assert_int_equal(r.v[0].controls, 2);
  done(&r);
}

static double seconds(ch_buf *b) {
  struct timespec from, to;
  clock_gettime(CLOCK_THREAD_CPUTIME_ID, &from);
  results r = read_bytes(ch_buf_str(b), NULL);
  clock_gettime(CLOCK_THREAD_CPUTIME_ID, &to);
  done(&r);
  return (double)(to.tv_sec - from.tv_sec) + (double)(to.tv_nsec - from.tv_nsec) / 1e9;
}

/* Inputs that make a careless reader quadratic: four times the length may take
 * at most eight times as long. */
static void test_time_is_linear(void **state) {
  (void)state;
  static const struct {
    const char *head, *body, *tail;
  } CASES[] = {
      {"<html><p ", "a=1 ", ">x</p>"},                   /* attributes of one tag */
      {"<html>", "<b></i>", "x"},                       /* end tags without a start */
      {"<html>", "<p><div></p>", "x"},
      {"<html>", "<a href=\"", ">"},                    /* quotes that do not close */
      {"<html>", "<!--", "x"},
      {"<html><p>", "&amp", "x</p>"},
      {"<html><p class=\"", "a-", "\">x</p>"},
      {"<html><title>", "a - b | ", "</title><h1>a</h1>"},
      {"<html><p>", "Aug 31 ", "</p>"},
      {"<html>", "<p>By A", "</p>"},
      {"<html><style>", ".a{", "</style>"},
      {"<html><script type=\"application/ld+json\">", "{\"a\":", "</script>"},
      {"<rss><channel>", "<item>", ""},
      {"<rss><channel><item><title>", "<![CDATA[", ""},
      {"<rss><channel><title>", "a - ", "</title><item><title>x</title>"},
      {"{\"text\":\"", "\\\\\\\"", "\"}"},
      {"{\"text\":\"", "a\\n", "\"}"},
      {"{\"text\":\"x\",\"b\":[", "{\"c\":1},", "1]}"},
      {"{\"articles\":[{\"text\":\"x\"}", ",[]", "]}"},
      {"{\"", "a", "\":1}"},
      {"Title\n\n", "A\n", "b"},
      {"Title\n\n", "11/04/2017 ", "b"},
      {"Title\n\n", "12:30 ", "b"},
      {"Title\n\n", "\n \n", "b"},
      {"WARC/1.0\r\n", "WARC/\n", ""},
      {"WARC/1.0\r\nContent-Length: 0\r\n\r\n", "\r\n\r\nWARC/1.0\r\nContent-Length: 9\r\n\r\n", ""},
  };
  ch_buf b;
  ch_buf_init(&b, 0);
  for (size_t k = 0; k < sizeof CASES / sizeof *CASES; k++) {
    double took[2] = {0, 1};
    /* A machine that stops for a moment does not stop at each of several attempts. */
    for (int attempt = 0; attempt < 6 && took[1] > 0.05 && took[1] > 8 * took[0]; attempt++) {
      for (int large = 0; large < 2; large++) {
        ch_buf_clear(&b);
        ch_buf_add_z(&b, CASES[k].head);
        repeat(&b, CASES[k].body, (large ? 800u : 200u) * 1000 / strlen(CASES[k].body));
        ch_buf_add_z(&b, CASES[k].tail);
        took[large] = seconds(&b);
      }
    }
    if (getenv("TIMES")) print_message("%zu: %.3f %.3f %s\n", k, took[0], took[1], CASES[k].body);
    if (took[1] > 0.05 && took[1] > 8 * took[0]) {
      print_error("%s%s…: %.3f s, then %.3f s\n", CASES[k].head, CASES[k].body, took[0], took[1]);
      assert_true(false);
    }
  }
  ch_buf_free(&b);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_nesting), cmocka_unit_test(test_entities),
      cmocka_unit_test(test_long_records), cmocka_unit_test(test_gzip_bombs),
      cmocka_unit_test(test_packed_response_bomb), cmocka_unit_test(test_headers_without_end),
      cmocka_unit_test(test_control_bytes), cmocka_unit_test(test_time_is_linear),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
