/* Edit scripts and features of forms. */
#include <string.h>

#include "parse/features.h"
#include "parse/lemma.h"
#include "testing.h"

static void script_is(const char *form, const char *lemma, const char *want) {
  char script[CH_SCRIPT_MAX + 1], made[CH_LEMMA_MAX];
  size_t n = ch_lemma_script(ch_str_of(form), ch_str_of(lemma), script);
  ch_str s = {script, n};
  if (!ch_str_is(s, want)) fail_msg("%s -> %s: script '%.*s', not '%s'", form, lemma, CH_PRI(s), want);
  assert_true(ch_lemma_script_valid(s));
  n = ch_lemma_apply(s, ch_str_of(form), made);
  if (!ch_str_is((ch_str){made, n}, lemma)) fail_msg("%s: lemma '%.*s'", form, (int)n, made);
}

static void scripts(void **state) {
  (void)state;
  script_is("talks", "talk", "l1/");
  script_is("studies", "study", "l3/y");
  script_is("The", "the", "l0/");
  script_is("Paris", "Paris", "k0/");
  script_is("was", "be", "l*/be");
  script_is("MINISTERS", "minister", "l1/");
  script_is("n't", "not", "l2/ot");
  script_is("\xc3\x89tats", "\xc3\xa9tat", "l1/"); /* É, é */
  script_is("\xc3\xa9", "\xc3\xa8", "l*/\xc3\xa8");  /* no half characters */
}

static void bad_scripts(void **state) {
  (void)state;
  static const char *const bad[] = {"", "k", "k0", "x0/", "k-1/", "l*/", "k99999999999999999999/", "l/"};
  for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) assert_false(ch_lemma_script_valid(ch_str_of(bad[i])));
  char made[CH_LEMMA_MAX];
  assert_int_equal(ch_lemma_apply(CH_STR("k9/x"), CH_STR("abc"), made), 3);
  assert_int_equal(ch_lemma_apply(CH_STR("k1/x"), CH_STR("a\xc3\xa9"), made), 3);
  /* n’t is n't, and with it the negation */
  size_t n = ch_lemma_apply(CH_STR("l2/ot"), CH_STR("n\xe2\x80\x99t"), made);
  assert_true(ch_str_is((ch_str){made, n}, "not"));
  char form[3000];
  memset(form, 'A', sizeof form);
  assert_true(ch_lemma_apply(CH_STR("l0/s"), (ch_str){form, sizeof form}, made) <= CH_LEMMA_MAX);
}

static bool alike(const char *a, const char *b) {
  ch_word_features x, y;
  ch_word_features_of(ch_str_of(a), &x);
  ch_word_features_of(ch_str_of(b), &y);
  return x.key == y.key && memcmp(x.rows, y.rows, sizeof x.rows) == 0;
}

static void typography_is_folded(void **state) {
  (void)state;
  assert_true(alike("don't", "don\xe2\x80\x99t"));
  assert_true(alike("\"", "\xe2\x80\x9c"));
  assert_true(alike("--", "\xe2\x80\x94"));
  assert_true(alike("...", "\xe2\x80\xa6"));
  assert_false(alike("Talks", "talks"));
  char out[3 * CH_FORM_MAX];
  size_t n = ch_form_lower(CH_STR("O\xe2\x80\x99NEILL"), out);
  assert_true(ch_str_is((ch_str){out, n}, "o'neill"));
}

/* Any bytes give rows of the table. */
static void any_bytes(void **state) {
  (void)state;
  char form[600];
  for (size_t n = 0; n < sizeof form; n += 7) {
    for (size_t i = 0; i < n; i++) form[i] = (char)(i * 37 + n);
    ch_word_features f;
    ch_word_features_of((ch_str){form, n}, &f);
    for (int k = 0; k < CH_FEATURES; k++) assert_true(f.rows[k] < CH_FEATURE_ROWS);
    char out[3 * CH_FORM_MAX];
    assert_true(ch_form_lower((ch_str){form, n}, out) <= sizeof out);
  }
}

int main(void) {
  const struct CMUnitTest tests[] = {cmocka_unit_test(scripts), cmocka_unit_test(bad_scripts),
                                     cmocka_unit_test(typography_is_folded), cmocka_unit_test(any_bytes)};
  return cmocka_run_group_tests(tests, NULL, NULL);
}
