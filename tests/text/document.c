/* The tree of a document: index, walks, names. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "text/document.h"

static ch_arena *arena;

static int open_arena(void **state) {
  (void)state;
  arena = ch_arena_new(0);
  return arena ? 0 : -1;
}

static int close_arena(void **state) {
  (void)state;
  ch_arena_free(arena);
  return 0;
}

/* A document of one sentence for each run of heads; -1 is a root, -2 ends. */
static ch_document *tree(const int *heads, uint32_t n, uint32_t sentence) {
  ch_document *doc = CH_NEW(arena, ch_document);
  doc->arena = arena;
  doc->n_words = n;
  doc->words = CH_ARRAY(arena, n, ch_word);
  doc->n_sentences = n / sentence;
  doc->sentences = CH_ARRAY(arena, doc->n_sentences, ch_sentence);
  for (uint32_t i = 0; i < doc->n_sentences; i++)
    doc->sentences[i] = (ch_sentence){.first = i * sentence, .count = sentence};
  for (uint32_t w = 0; w < n; w++)
    doc->words[w].head = heads[w] < 0 ? CH_NO_WORD : (uint32_t)heads[w];
  return doc;
}

static void children_in_order(void **state) {
  (void)state;
  ch_document *doc = tree((int[]){1, -1, 1, 4, 1, -1, 5, 6, 5, 5}, 10, 5);
  doc->words[4].rel = CH_REL_OBJ;
  assert_true(ch_document_index(doc, NULL));
  assert_int_equal(doc->sentences[0].root, 1);
  assert_int_equal(doc->sentences[1].root, 5);
  assert_int_equal(ch_child_count(doc, 1), 3);
  assert_int_equal(ch_child(doc, 1, 0), 0);
  assert_int_equal(ch_child(doc, 1, 1), 2);
  assert_int_equal(ch_child(doc, 1, 2), 4);
  assert_int_equal(ch_child_by_rel(doc, 1, CH_REL_OBJ), 4);
  assert_int_equal(ch_child_by_rel(doc, 1, CH_REL_NSUBJ), CH_NO_WORD);
  assert_int_equal(ch_child_count(doc, 9), 0);
  assert_int_equal(doc->sentence_of[4], 0);
  assert_int_equal(doc->sentence_of[5], 1);
  assert_true(ch_below(doc, 3, 1) && ch_below(doc, 3, 3) && !ch_below(doc, 1, 3));
}

static void subtree_of_a_crossing_tree(void **state) {
  (void)state;
  /* 0 <- 3, 1 <- 0's rival: 2 heads 0 and 4, 1 is the root and heads 2, 3. */
  ch_document *doc = tree((int[]){2, -1, 1, 1, 2}, 5, 5);
  assert_true(ch_document_index(doc, NULL));
  uint32_t first, last;
  ch_subtree_range(doc, 2, &first, &last);
  assert_int_equal(first, 0);
  assert_int_equal(last, 4);
  ch_subtree_range(doc, 1, &first, &last);
  assert_int_equal(first, 0);
  assert_int_equal(last, 4);
  ch_subtree_range(doc, 3, &first, &last);
  assert_int_equal(first, 3);
  assert_int_equal(last, 3);
}

static void bad_heads_are_refused(void **state) {
  (void)state;
  ch_error error = {0};
  assert_false(ch_document_index(tree((int[]){1, 2, 0}, 3, 3), &error));
  assert_int_equal(error.code, CH_ERROR_FORMAT);
  assert_false(ch_document_index(tree((int[]){0, -1}, 2, 2), &error));
  assert_false(ch_document_index(tree((int[]){-1, 2, -1, 2}, 4, 2), &error));
}

static void names_go_both_ways(void **state) {
  (void)state;
  for (unsigned i = 1; i < CH_REL_COUNT; i++)
    assert_int_equal(ch_rel_from(ch_str_of(ch_rel_name((ch_rel)i))), i);
  for (unsigned i = 1; i < CH_UPOS_COUNT; i++)
    assert_int_equal(ch_upos_from(ch_str_of(ch_upos_name((ch_upos)i))), i);
  assert_int_equal(ch_rel_from(CH_STR("nsubj:strange")), CH_REL_NSUBJ);
  assert_int_equal(ch_rel_from(CH_STR("strange")), CH_REL_NONE);
  assert_int_equal(ch_rel_from(CH_STR("")), CH_REL_NONE);
  assert_int_equal(ch_upos_from(CH_STR("noun")), CH_UPOS_NONE);
}

static void subtypes_have_a_universal_relation(void **state) {
  (void)state;
  for (unsigned i = 1; i < CH_REL_COUNT; i++) {
    const char *name = ch_rel_name((ch_rel)i), *parent = ch_rel_name(ch_rel_universal((ch_rel)i));
    size_t n = strcspn(name, ":");
    assert_true(strlen(parent) == n && memcmp(name, parent, n) == 0);
  }
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(children_in_order),
      cmocka_unit_test(subtree_of_a_crossing_tree),
      cmocka_unit_test(bad_heads_are_refused),
      cmocka_unit_test(names_go_both_ways),
      cmocka_unit_test(subtypes_have_a_universal_relation),
  };
  return cmocka_run_group_tests(tests, open_arena, close_arena);
}
