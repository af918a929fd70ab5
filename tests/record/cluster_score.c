/* Measures of coreference against examples worked out by hand. */
#include "testing.h"

#include <math.h>

#include "record/cluster_score.h"

static void is(double got, double wanted, const char *what) {
  if (fabs(got - wanted) > 1e-9) fail_msg("%s: %.12f, not %.12f", what, got, wanted);
}

/* Luo's example (2005, table 1): gold {1..5} {6 7} {8..12}.
 *
 * System (b) joins the last two: {1..5} {6..12}.
 *   MUC: gold has 4+1+4 = 9 links, system 4+6 = 10; 12 mentions in 3 pieces keep 9.
 *   B3: precision (5*5/5 + 2*2/7 + 5*5/7) / 12 = (5 + 29/7) / 12; recall 1.
 *   CEAF_e: {1..5} with itself 1, {8..12} with {6..12} 10/12; of 2 and of 3 groups. */
static void joined_groups(void **state) {
  (void)state;
  const uint32_t gold[] = {0, 0, 0, 0, 0, 1, 1, 2, 2, 2, 2, 2}, ours[] = {0, 0, 0, 0, 0, 1, 1, 1, 1, 1, 1, 1};
  ch_arena *arena = ch_arena_new(0);
  ch_cluster_score s;
  assert_true(ch_cluster_score_make(gold, 3, ours, 2, 12, arena, &s));
  is(s.muc.precision, 9.0 / 10, "MUC precision");
  is(s.muc.recall, 1, "MUC recall");
  is(s.b3.precision, (5 + 29.0 / 7) / 12, "B3 precision");
  is(s.b3.recall, 1, "B3 recall");
  is(s.ceaf_e.precision, (1 + 10.0 / 12) / 2, "CEAF_e precision");
  is(s.ceaf_e.recall, (1 + 10.0 / 12) / 3, "CEAF_e recall");
  is(s.conll, (s.muc.f1 + s.b3.f1 + s.ceaf_e.f1) / 3, "CoNLL");
  ch_arena_free(arena);
}

/* Gold {a b c} {d e}, system {a b} {c d e}: pieces ab, c, de.
 *   MUC: 3 links each way, 5 mentions in 3 pieces keep 2.
 *   B3: precision (4/2 + 1/3 + 4/3) / 5 = 11/15; recall (4/3 + 1/3 + 4/2) / 5 = 11/15.
 *   CEAF_e: phi {abc},{ab} 4/5, {abc},{cde} 2/6, {de},{cde} 4/5: 4/5 + 4/5 of 2. */
static void one_mention_strays(void **state) {
  (void)state;
  const uint32_t gold[] = {0, 0, 0, 1, 1}, ours[] = {1, 1, 0, 0, 0};
  ch_arena *arena = ch_arena_new(0);
  ch_cluster_score s;
  assert_true(ch_cluster_score_make(gold, 2, ours, 2, 5, arena, &s));
  is(s.muc.f1, 2.0 / 3, "MUC");
  is(s.b3.f1, 11.0 / 15, "B3");
  is(s.ceaf_e.f1, 4.0 / 5, "CEAF_e");
  is(s.conll, (2.0 / 3 + 11.0 / 15 + 4.0 / 5) / 3, "CoNLL");
  ch_arena_free(arena);
}

/* What stands alone has no links; the best matching is not the first: gold {a b} {c d e f},
 * system {a c} {b} {d e f}. phi: ab-ac 1/2, ab-b 2/3, cdef-ac 2/6, cdef-def 6/7; best 2/3 + 6/7. */
static void singletons_and_matching(void **state) {
  (void)state;
  const uint32_t gold[] = {0, 0, 1, 1, 1, 1}, ours[] = {0, 1, 0, 2, 2, 2}, alone[] = {0, 1, 2, 3, 4, 5};
  ch_arena *arena = ch_arena_new(0);
  ch_cluster_score s;
  assert_true(ch_cluster_score_make(gold, 2, ours, 3, 6, arena, &s));
  is(s.ceaf_e.precision, (2.0 / 3 + 6.0 / 7) / 3, "CEAF_e precision");
  is(s.ceaf_e.recall, (2.0 / 3 + 6.0 / 7) / 2, "CEAF_e recall");
  assert_true(ch_cluster_score_make(gold, 2, alone, 6, 6, arena, &s));
  is(s.muc.f1, 0, "MUC of singletons");
  is(s.b3.precision, 1, "B3 precision of singletons");
  assert_true(ch_cluster_score_make(gold, 2, gold, 2, 6, arena, &s));
  is(s.conll, 1, "itself");
  ch_arena_free(arena);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(joined_groups),
      cmocka_unit_test(one_mention_strays),
      cmocka_unit_test(singletons_and_matching),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
