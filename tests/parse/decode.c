/* Trees and name tags against all that could be. */
#include <stdlib.h>
#include <string.h>

#include "parse/decode.h"
#include "parse/rng.h"
#include "testing.h"

enum { MOST = 6 };

/* Is it a tree with one root? Its score in 1/4096, INT64_MIN if it is none. */
static int64_t tree_score(const float *scores, const uint32_t *heads, uint32_t n) {
  uint32_t roots = 0;
  int64_t total = 0;
  for (uint32_t i = 0; i < n; i++) {
    uint32_t at = i + 1, steps = 0;
    while (at && steps++ <= n) at = heads[at - 1];
    if (at) return INT64_MIN;
    roots += heads[i] == 0;
    float s = scores[i * (n + 1) + heads[i]] * 4096.0f;
    total += (int64_t)(s < 0.0f ? s - 0.5f : s + 0.5f);
  }
  return roots == 1 ? total : INT64_MIN;
}

static int64_t best_score(const float *scores, uint32_t *heads, uint32_t n, uint32_t i) {
  if (i == n) return tree_score(scores, heads, n);
  int64_t best = INT64_MIN;
  for (uint32_t h = 0; h <= n; h++) {
    heads[i] = h;
    int64_t here = best_score(scores, heads, n, i + 1);
    if (here > best) best = here;
  }
  return best;
}

static void best_tree_is_found(void **state) {
  (void)state;
  ch_tree_space *space = malloc(ch_tree_space_size());
  assert_non_null(space);
  ch_rng rng = {11};
  for (int round = 0; round < 1500; round++) {
    uint32_t n = 1 + (uint32_t)round % MOST, heads[MOST], tried[MOST];
    float scores[MOST * (MOST + 1)];
    for (uint32_t i = 0; i < n * (n + 1); i++) /* every other round with many equals */
      scores[i] = round % 2 ? ch_rng_unit(&rng) * 10.0f - 5.0f : (float)ch_rng_below(&rng, 4);
    ch_tree_decode(scores, n + 1, n, heads, space);
    assert_true(tree_score(scores, heads, n) == best_score(scores, tried, n, 0));
  }
  free(space);
}

/* Long sentences and scores that are no numbers still give trees. */
static void any_scores_give_a_tree(void **state) {
  (void)state;
  ch_tree_space *space = malloc(ch_tree_space_size());
  float *scores = malloc(CH_TREE_MAX * (CH_TREE_MAX + 1) * sizeof(float));
  assert_true(space && scores);
  ch_rng rng = {12};
  for (int round = 0; round < 8; round++) {
    uint32_t heads[CH_TREE_MAX], n = CH_TREE_MAX;
    for (uint32_t i = 0; i < n * (n + 1); i++) {
      uint32_t kind = round < 4 ? ch_rng_below(&rng, 20) : 9;
      scores[i] = kind == 0 ? 0.0f / 0.0f : kind == 1 ? 1e30f : kind == 2 ? -1e30f : ch_rng_unit(&rng);
      if (round == 7) scores[i] = 1.0f;
    }
    ch_tree_decode(scores, n + 1, n, heads, space);
    uint32_t roots = 0;
    for (uint32_t i = 0; i < n; i++) {
      uint32_t at = i + 1, steps = 0;
      while (at && steps++ <= n) at = heads[at - 1];
      assert_int_equal(at, 0);
      roots += heads[i] == 0;
    }
    assert_int_equal(roots, 1);
  }
  free(scores);
  free(space);
}

static bool legal(uint32_t before, uint32_t tag) {
  bool open = before != 0 && ((before - 1) & 3) <= CH_BIOES_INSIDE;
  bool goes_on = tag != 0 && (((tag - 1) & 3) == CH_BIOES_INSIDE || ((tag - 1) & 3) == CH_BIOES_END);
  return open == goes_on && (!open || (before - 1) / 4 == (tag - 1) / 4);
}

static float best_names(const float *scores, uint32_t n, uint32_t i, uint32_t before) {
  if (i == n) return legal(before, 0) ? 0.0f : -1e9f;
  float best = -1e9f;
  for (uint32_t k = 0; k < CH_NAME_TAGS; k++) {
    if (!legal(before, k)) continue;
    float here = scores[i * CH_NAME_TAGS + k] + best_names(scores, n, i + 1, k);
    if (here > best) best = here;
  }
  return best;
}

static void best_names_are_found(void **state) {
  (void)state;
  ch_rng rng = {13};
  for (int round = 0; round < 300; round++) {
    enum { N = 5 };
    uint32_t n = 1 + (uint32_t)round % N;
    float scores[N * CH_NAME_TAGS], total = 0.0f;
    uint8_t tags[N], back[N * CH_NAME_TAGS];
    for (uint32_t i = 0; i < n * CH_NAME_TAGS; i++) scores[i] = (float)ch_rng_below(&rng, 64);
    ch_names_decode(scores, CH_NAME_TAGS, n, tags, back);
    for (uint32_t i = 0; i < n; i++) {
      assert_true(legal(i ? tags[i - 1] : 0, tags[i]));
      total += scores[i * CH_NAME_TAGS + tags[i]];
    }
    assert_true(legal(tags[n - 1], 0));
    assert_true(total == best_names(scores, n, 0, 0));
  }
}

int main(void) {
  const struct CMUnitTest tests[] = {cmocka_unit_test(best_tree_is_found),
                                     cmocka_unit_test(any_scores_give_a_tree),
                                     cmocka_unit_test(best_names_are_found)};
  return cmocka_run_group_tests(tests, NULL, NULL);
}
