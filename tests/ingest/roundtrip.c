/* What `chancery articles` prints is read back as the same articles. */
#include "readers.h"

#include "ingest/article_json.h"

static void assert_same(ch_str a, ch_str b) {
  if (!ch_str_eq(a, b)) print_error("'%.*s'\n not '%.*s'\n", CH_PRI(b), CH_PRI(a));
  assert_true(ch_str_eq(a, b));
}

static void same_article(const ch_article *a, const ch_article *b) {
  assert_same(a->id, b->id);
  assert_same(a->text, b->text);
  assert_same(a->title, b->title);
  assert_same(a->byline, b->byline);
  assert_same(a->outlet, b->outlet);
  assert_same(a->address, b->address);
  assert_same(a->language, b->language);
  assert_same(a->dateline, b->dateline);
  assert_same(a->published_text, b->published_text);
  assert_same(a->reader, b->reader);
  assert_same(a->file, b->file);
  assert_same(a->partial, b->partial);
  assert_int_equal(a->published, b->published);
  assert_int_equal(a->published_minute, b->published_minute);
  assert_int_equal(a->published_from, b->published_from);
  assert_int_equal(a->published_ambiguous, b->published_ambiguous);
  assert_true(a->file_line == b->file_line);
  assert_true(a->source_hash == b->source_hash);
  assert_int_equal(a->undecodable, b->undecodable);
  assert_int_equal(a->controls, b->controls);
}

static void there_and_back(const results *r) {
  ch_buf json;
  ch_buf_init(&json, 0);
  for (size_t k = 0; k < r->n; k++) assert_true(ch_article_json(&r->v[k], &json));
  results again = read_bytes(ch_buf_str(&json), NULL);
  assert_int_equal(again.n, r->n);
  assert_int_equal(again.n_refused, 0);
  ch_buf second;
  ch_buf_init(&second, 0);
  for (size_t k = 0; k < r->n; k++) {
    same_article(&r->v[k], &again.v[k]);
    ch_article_json(&again.v[k], &second);
  }
  assert_same(ch_buf_str(&json), ch_buf_str(&second));
  done(&again);
  ch_buf_free(&json);
  ch_buf_free(&second);
}

static void test_small(void **state) {
  (void)state;
  static const char *const INPUTS[] = {
      "Title\nPosted 05/03/2018\nBy Ana Ruiz\n\nMOSCOW, March 4 (AFP) - One \"two\" \\ "
      "three.\n\nFour.\n",
      "{\"id\":\"x\",\"date\":\"2017-08-31T00:01:00+03:00\",\"text\":\"One.\\n\\nTwo.\",\"title\":"
      "\"One.\"}",
      "{\"id\":\"x\",\"date\":\"2017-08-31T23:59:00-07:00\",\"text\":\"Caf\xe9 \\u0007 "
      "bell.\",\"summary\":\"s\"}",
      "{\"id\":\"x\",\"date\":\"2017-08-31T00:00:00+00:01\",\"text\":\"A minute before.\"}",
      "{\"text\":\"No day, no title, and a lone \\u2029 separator.\"}",
      "{\"description\":\"A summary "
      "only.\",\"crawled\":\"2017-01-01\",\"url\":\"http://a.example\"}",
      "<html lang=de><title>T</title><h1>T</h1><p>Ein Satz, der lang genug ist, um f\xc3\xbcr eine "
      "Geschichte gehalten zu werden, ist dieser.</p>",
  };
  for (size_t k = 0; k < sizeof INPUTS / sizeof *INPUTS; k++) {
    results r = read_text(INPUTS[k]);
    assert_int_equal(r.n, 1);
    there_and_back(&r);
    done(&r);
  }
}

/* Every article of the sample dispute and of the test pages. */
static void test_files(void **state) {
  (void)state;
  const char *inputs[] = {SOURCE_DIR "/examples/us-russia-2017/articles",
                          SOURCE_DIR "/tests/ingest/data/pages"};
  ch_error error = {0};
  results r = {.arena = ch_arena_new(0)};
  ch_reader *reader = ch_reader_open(inputs, 2, NULL, &error);
  ch_reader_step got;
  while (r.n < MOST &&
         (got = ch_reader_next(reader, r.arena, &r.v[r.n], &error)) != CH_READER_END) {
    r.n += got == CH_READER_ARTICLE;
  }
  ch_reader_close(reader);
  assert_true(r.n > 25);
  there_and_back(&r);
  done(&r);
}

static void test_ids(void **state) {
  (void)state;
  results a = read_text("Title\n\nThe same text.\n"), b = read_text("Title\n\nThe same text.\n");
  assert_same(a.v[0].id, b.v[0].id);
  results c = read_text("Title\n\nAnother text.\n");
  assert_false(ch_str_eq(a.v[0].id, c.v[0].id));
  done(&a);
  done(&b);
  done(&c);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_small),
      cmocka_unit_test(test_files),
      cmocka_unit_test(test_ids),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
