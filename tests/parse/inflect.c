/* Lemmas made from the endings, lemmas and words that data have. */
#include <stdio.h>

#include "parse/treebank.h"
#include "testing.h"
#include "text/document.h"

static void put(ch_buf *out, const char *form, const char *upos, const char *lemma) {
  ch_buf_printf(out, "1\t%s\t%s\t%s\t_\t_\t0\troot\t_\t_\n\n", form, lemma, upos);
}

/* The exception of a form; n is 0 if it has none. */
static ch_str lemma_of(const ch_labels *l, const char *form, ch_upos upos) {
  for (size_t i = 0; i < l->exceptions.n; i++)
    if (ch_str_is(l->exceptions.v[i].form, form) && l->exceptions.v[i].upos == upos)
      return l->exceptions.v[i].lemma;
  return CH_STR("");
}

static void endings_and_words_make_lemmas(void **state) {
  (void)state;
  ch_error error = {0};
  ch_arena *arena = ch_arena_new(0);
  ch_buf text;
  ch_buf_init(&text, 0);
  static const char *const stems[] = {"attack", "demand", "visit", "halt", "reject", "want",
                                      "report", "sign", "talk", "warn", "seek", "meet"};
  for (size_t i = 0; i < 12; i++)
    for (int twice = 0; twice < 2; twice++) {
      char form[64], lemma[64];
      snprintf(form, sizeof form, "%sed", stems[i]);
      put(&text, form, "VERB", stems[i]);
      snprintf(form, sizeof form, "%stted", stems[i]); /* doubled: "tted" to "t" */
      snprintf(lemma, sizeof lemma, "%st", stems[i]);
      put(&text, form, "VERB", lemma);
      snprintf(form, sizeof form, "%soked", stems[i]);
      snprintf(lemma, sizeof lemma, "%soke", stems[i]);
      put(&text, form, "VERB", lemma);
    }
  put(&text, "rose", "VERB", "rise");
  put(&text, "rose", "VERB", "rise");
  put(&text, "lay", "VERB", "lay");
  put(&text, "lay", "VERB", "lie");
  ch_conllu train = {0};
  ch_labels labels;
  if (!ch_conllu_read(ch_buf_str(&text), "made", true, arena, &train, &error)) fail_msg("%s", error.message);
  assert_true(ch_labels_build(&labels, arena, &train, &error));
  ch_str words[] = {CH_STR("provoked"), CH_STR("provoke"), CH_STR("submitted"), CH_STR("submit"),
                           CH_STR("hunted"), CH_STR("hunt"), CH_STR("hunte"), CH_STR("bed"),
                           CH_STR("Berlined"), CH_STR("fielded")};
  labels.vector_forms = words;
  labels.n_vectors = sizeof words / sizeof *words;
  assert_true(ch_lemmas_read(&labels, CH_STR("# remark\nfielded\tVERB\tfield\n"), "list", &error));
  assert_false(ch_lemmas_read(&labels, CH_STR("fielded\tfield\n"), "list", &error));
  assert_int_equal(error.line, 1);
  assert_true(ch_labels_inflect(&labels, &train, &error));
  assert_true(ch_str_is(lemma_of(&labels, "provoked", CH_UPOS_VERB), "provoke"));
  assert_true(ch_str_is(lemma_of(&labels, "submitted", CH_UPOS_VERB), "submit"));
  /* Two words it could be; no word at all; too short; not of small letters. */
  assert_int_equal(lemma_of(&labels, "hunted", CH_UPOS_VERB).n, 0);
  assert_true(ch_str_is(lemma_of(&labels, "fielded", CH_UPOS_VERB), "field")); /* listed */
  assert_int_equal(lemma_of(&labels, "bed", CH_UPOS_VERB).n, 0);
  assert_int_equal(lemma_of(&labels, "Berlined", CH_UPOS_VERB).n, 0);
  /* No such ending among nouns. */
  assert_int_equal(lemma_of(&labels, "provoked", CH_UPOS_NOUN).n, 0);
  /* What was seen says more, if it was always the same. */
  assert_true(ch_str_is(lemma_of(&labels, "rose", CH_UPOS_VERB), "rise"));
  assert_int_equal(lemma_of(&labels, "lay", CH_UPOS_VERB).n, 0);
  ch_buf_free(&text);
  ch_arena_free(arena);
}

int main(void) {
  const struct CMUnitTest tests[] = {cmocka_unit_test(endings_and_words_make_lemmas)};
  return cmocka_run_group_tests(tests, NULL, NULL);
}
