/* CoNLL-U in, out, and refused; its scores. */
#include <string.h>

#include "base/file.h"
#include "parse/conllu.h"
#include "parse/decode.h"
#include "parse/score.h"
#include "testing.h"

static const char *const tiny = SOURCE_DIR "/tests/parse/data/tiny.conllu";

static void round_trip(void **state) {
  (void)state;
  ch_arena *arena = ch_arena_new(0);
  ch_error error = {0};
  ch_str bytes;
  ch_conllu all = {0};
  assert_true(ch_file_read(tiny, arena, &bytes, &error));
  if (!ch_conllu_read(bytes, tiny, true, arena, &all, &error))
    fail_msg("line %u: %s", (unsigned)error.line, error.message);
  assert_int_equal(all.n, 20);
  assert_int_equal(all.v[3].n_ranges, 1);
  assert_true(ch_str_is(all.v[3].ranges[0].form, "doesn't"));
  assert_true(ch_conllu_no_space(all.v[0].words[3].misc));
  ch_buf out;
  ch_buf_init(&out, 0);
  for (size_t i = 0; i < all.n; i++) assert_true(ch_conllu_write_sentence(&all.v[i], &out));
  assert_int_equal(out.n, bytes.n);
  assert_memory_equal(out.p, bytes.p, bytes.n);
  ch_buf_free(&out);
  ch_arena_free(arena);
}

#define ROW(id, head) id "\ta\ta\tX\tX\t_\t" head "\tdep\t_\t_\n"

static const struct {
  const char *text;
  unsigned line; /* of the refusal; 0: it is taken */
} cases[] = {
    {"", 0},
    {"# only a comment\n\n", 0},
    {ROW("1", "0") "\n", 0},
    {ROW("1", "0"), 0}, /* no blank line at the end */
    {ROW("1", "0") "1.1\tb\tb\tX\tX\t_\t_\t_\t_\t_\n" ROW("2", "1"), 0},
    {"1\ta\ta\tX\tX\t_\t0\tdep\t_\n", 1},              /* nine columns */
    {"1\ta\ta\tX\tX\t_\t0\tdep\t_\t_\t_\n", 1},        /* eleven */
    {"1\t\ta\tX\tX\t_\t0\tdep\t_\t_\n", 1},            /* empty */
    {ROW("2", "0"), 1},
    {ROW("1", "0") ROW("3", "1"), 2},
    {ROW("1", "-1"), 1},
    {ROW("1", "99999999999999999999"), 1},
    {ROW("1", "2") "\n", 2},                           /* head outside */
    {ROW("1", "2") ROW("2", "1") "\n", 3},             /* no root */
    {ROW("1", "0") ROW("2", "0") "\n", 3},             /* two */
    {ROW("1", "0") ROW("2", "3") ROW("3", "2") "\n", 4}, /* a cycle */
    {ROW("1", "1") "\n", 2},
    {"1-2\tab\t_\t_\t_\t_\t_\t_\t_\t_\n" ROW("1", "0") "\n", 3}, /* range past the end */
    {"2-1\tab\t_\t_\t_\t_\t_\t_\t_\t_\n", 1},
    {"1-x\tab\t_\t_\t_\t_\t_\t_\t_\t_\n", 1},
    {"1-2\tab\t_\t_\t_\t_\t_\t_\t_\t_\n\n", 2},        /* a range without words */
};

static void refusals(void **state) {
  (void)state;
  for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
    ch_arena *arena = ch_arena_new(0);
    ch_error error = {0};
    ch_conllu all = {0};
    bool fine = ch_conllu_read(ch_str_of(cases[i].text), "case", true, arena, &all, &error);
    if (fine != (cases[i].line == 0)) fail_msg("case %zu: %s", i, fine ? "taken" : error.message);
    if (!fine && error.line != cases[i].line)
      fail_msg("case %zu: refused in line %u: %s", i, (unsigned)error.line, error.message);
    ch_arena_free(arena);
  }
}

static void scores(void **state) {
  (void)state;
  ch_conllu_word gold[3] = {{.form = CH_STR("a"), .upos = CH_STR("DET"), .lemma = CH_STR("a"), .head = 2, .deprel = CH_STR("det")},
                            {.form = CH_STR("b"), .upos = CH_STR("NOUN"), .lemma = CH_STR("_"), .head = 3, .deprel = CH_STR("nsubj:pass")},
                            {.form = CH_STR("c"), .upos = CH_STR("VERB"), .lemma = CH_STR("c"), .head = 0, .deprel = CH_STR("root")}};
  ch_conllu_word made[3];
  memcpy(made, gold, sizeof made);
  made[0].head = 3;
  made[1].deprel = CH_STR("nsubj");
  made[1].lemma = CH_STR("x");
  made[2].upos = CH_STR("AUX");
  ch_conllu_sentence g = {.words = gold, .n_words = 3}, m = {.words = made, .n_words = 3};
  ch_score s = {0};
  assert_true(ch_score_sentence(&s, &g, &m));
  assert_int_equal(s.words, 3);
  assert_int_equal(s.upos, 2);
  assert_int_equal(s.lemma, 3);
  assert_int_equal(s.uas, 2);
  assert_int_equal(s.las, 2);
  assert_int_equal(s.las_subtyped, 1);
  m.n_words = 2;
  assert_false(ch_score_sentence(&s, &g, &m));
  /* PER begins, ends; LOC alone; against PER right, LOC missed, one too many. */
  enum { B = 1, E = 3, S_LOC = 12, S_PER = 4 };
  const uint8_t gold_names[5] = {B, E, 0, S_LOC, 0}, made_names[5] = {B, E, 0, 0, S_PER};
  ch_score_names(&s, gold_names, made_names, 5);
  assert_int_equal(s.names_gold, 2);
  assert_int_equal(s.names_found, 2);
  assert_int_equal(s.names_right, 1);
  assert_true(ch_score_names_f1(&s) > 49.9 && ch_score_names_f1(&s) < 50.1);
}

int main(void) {
  const struct CMUnitTest tests[] = {cmocka_unit_test(round_trip), cmocka_unit_test(refusals),
                                     cmocka_unit_test(scores)};
  return cmocka_run_group_tests(tests, NULL, NULL);
}
