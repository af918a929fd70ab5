/* The trainer's slopes against differences of its losses, on a tiny network. */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "parse/network.h"
#include "testing.h"

enum { TOKENS = 9, WORDS = 5, VECTORS = 4 };

static const ch_net_shape shape = {.width = 16, .vector = 6, .blocks = 2, .dilation = {1, 2},
                                   .recurrent = 8, .tag = 16, .arc = 16, .label = 16,
                                   .classes = {4, 5, 3, 6, 2}, .relations = 5};

typedef struct fixture {
  ch_net net;
  ch_net_ws *ws;
  ch_net_grad grad;
  ch_net_token tokens[TOKENS];
  uint32_t rows[TOKENS][CH_FEATURES];
  uint32_t first[3];
  ch_net_batch batch;
} fixture;

/* What the heads' losses count for in the sum that is differentiated. */
static double total(const ch_net_loss *l) {
  static const double weight[CH_TAG_HEADS] = {0.5, 0.5, 0.5, 0.3, 0.7};
  double t = l->arc + l->label;
  for (int k = 0; k < CH_TAG_HEADS; k++) t += weight[k] * l->tag[k];
  return t;
}

static double loss_of(fixture *f, ch_net_mode mode, uint64_t draw) {
  ch_net_loss loss;
  ch_rng rng = ch_rng_of(7, draw, 0);
  ch_net_refresh(&f->net, false);
  ch_net_forward(&f->net, f->ws, &f->batch, mode, &rng);
  ch_net_grad_clear(&f->grad, &f->net);
  ch_net_backward(&f->net, f->ws, &f->batch, mode, 1.0f, &f->grad, &loss);
  return total(&loss);
}

static void make(fixture *f) {
  memset(f, 0, sizeof *f);
  assert_true(ch_net_init(&f->net, &shape, WORDS, 3));
  ch_rng rng = ch_rng_of(5, 0, 0);
  f->net.vectors = calloc(VECTORS * shape.vector, sizeof(float));
  assert_non_null(f->net.vectors);
  f->net.n_vectors = VECTORS;
  for (size_t i = 0; i < VECTORS * shape.vector; i++) f->net.vectors[i] = ch_rng_unit(&rng) - 0.5f;
  for (size_t i = 0; i < f->net.n_dense; i++)
    f->net.dense[i] += 0.3f * (ch_rng_unit(&rng) - 0.5f);
  for (int i = 0; i < TOKENS; i++) {
    ch_net_token *t = &f->tokens[i];
    for (int k = 0; k < CH_FEATURES; k++) f->rows[i][k] = ch_rng_below(&rng, CH_FEATURE_ROWS);
    t->word = i % 4 == 3 ? CH_NO_ROW : ch_rng_below(&rng, WORDS);
    t->vector = i % 3 == 2 ? CH_NO_ROW : ch_rng_below(&rng, VECTORS);
    t->rows = f->rows[i];
    t->keep = 0.8f;
    for (int k = 0; k < CH_TAG_HEADS; k++)
      t->gold[k] = i == 1 && k == 3 ? -1 : (int32_t)ch_rng_below(&rng, shape.classes[k]);
    uint32_t n = i < 5 ? 5 : 4, at = (uint32_t)(i < 5 ? i : i - 5) + 1;
    do t->head = ch_rng_below(&rng, n + 1);
    while (t->head == at);
    t->rel = ch_rng_below(&rng, shape.relations);
  }
  f->first[1] = 5;
  f->first[2] = TOKENS;
  f->batch = (ch_net_batch){.tokens = f->tokens, .n = TOKENS, .first = f->first, .n_sentences = 2};
  f->ws = ch_net_ws_new(&f->net, TOKENS, 6);
  assert_non_null(f->ws);
  assert_true(ch_net_grad_init(&f->grad, &f->net));
}

static void drop(fixture *f) {
  ch_net_ws_free(f->ws);
  ch_net_grad_free(&f->grad);
  ch_net_free(&f->net);
}

/* Central differences over a few weights; maxout and relu have kinks, so a few
 * places may disagree. */
static void check(fixture *f, ch_net_mode mode, float *weights, const float *slopes, size_t n,
                  size_t samples, uint64_t seed) {
  ch_rng rng = ch_rng_of(seed, 9, 0);
  float *kept = malloc(n * sizeof(float));
  assert_non_null(kept);
  loss_of(f, mode, 1);
  memcpy(kept, slopes, n * sizeof(float));
  size_t wrong = 0;
  for (size_t k = 0; k < samples; k++) {
    size_t i = ch_rng_below(&rng, (uint32_t)n);
    float before = weights[i], step = 5e-4f;
    weights[i] = before + step;
    double up = loss_of(f, mode, 1);
    weights[i] = before - step;
    double down = loss_of(f, mode, 1);
    weights[i] = before;
    double difference = (up - down) / (2.0 * (double)step);
    if (fabs(difference - (double)kept[i]) > 0.03 * fabs(difference) + 2e-2) {
      wrong++;
      if (getenv("GRADIENT_SHOW")) print_message("place %zu: %g, slope %g\n", i, difference, (double)kept[i]);
    }
  }
  free(kept);
  if (wrong * 20 > samples) fail_msg("%zu of %zu slopes are wrong", wrong, samples);
}

static void check_all(ch_net_mode mode) {
  fixture f;
  make(&f);
  for (int id = 0; id < CH_M_COUNT; id++) {
    ch_net_matrix m = f.net.m[id];
    if (m.rows == 0) continue;
    if (getenv("GRADIENT_SHOW")) print_message("matrix %d\n", id);
    check(&f, mode, f.net.dense + m.at, f.grad.dense + m.at, (size_t)m.rows * m.cols, 60, (uint64_t)id);
  }
  check(&f, mode, f.net.words, f.grad.words, WORDS * shape.width, 60, 100);
  for (int k = 0; k < CH_FEATURES; k++) {
    size_t at = (size_t)f.rows[0][k] * shape.width;
    check(&f, mode, f.net.hashed + at, f.grad.hashed + at, shape.width, 20, 200);
  }
  drop(&f);
}

static void plain(void **state) {
  (void)state;
  check_all((ch_net_mode){0});
}

static void with_dropout(void **state) {
  (void)state;
  check_all((ch_net_mode){.dropout = 0.25f, .drop_words = true});
}

/* n numbers that are a distribution. */
static void draw(float *out, size_t n, ch_rng *rng) {
  float total = 0.0f;
  for (size_t j = 0; j < n; j++) total += out[j] = 0.05f + ch_rng_unit(rng);
  for (size_t j = 0; j < n; j++) out[j] /= total;
}

/* Some words with a teacher's answers beside the gold ones, one sentence with
 * nothing else. */
static void with_a_teacher(void **state) {
  (void)state;
  fixture f;
  make(&f);
  static float tags[TOKENS * 20], arcs[TOKENS * 6], labels[TOKENS * 5];
  ch_rng rng = ch_rng_of(12, 0, 0);
  const size_t columns = ch_net_tag_columns(&shape);
  float *arc = arcs;
  assert_int_equal(columns, 20);
  for (size_t i = 0; i < TOKENS; i++) {
    float *row = tags + i * columns;
    for (int k = 0; k < CH_TAG_HEADS; row += shape.classes[k++]) draw(row, shape.classes[k], &rng);
    const size_t n = i < 5 ? 5 : 4;
    draw(arc, n + 1, &rng);
    arc[(i < 5 ? i : i - 5) + 1] = 0.0f; /* no word heads itself */
    float left = 0.0f;
    for (size_t h = 0; h <= n; h++) left += arc[h];
    for (size_t h = 0; h <= n; h++) arc[h] /= left;
    arc += n + 1;
    draw(labels + i * shape.relations, shape.relations, &rng);
    f.tokens[i].silver = i >= 5;
    f.tokens[i].respelled = i % 2;
    if (i >= 5)
      for (int k = 0; k < CH_TAG_HEADS; k++) f.tokens[i].gold[k] = -1;
  }
  const ch_net_targets targets = {0.4f, tags, arcs, labels};
  f.batch.targets = &targets;
  for (int id = 0; id < CH_M_COUNT; id++) {
    ch_net_matrix m = f.net.m[id];
    if (m.rows == 0) continue;
    check(&f, (ch_net_mode){0}, f.net.dense + m.at, f.grad.dense + m.at, (size_t)m.rows * m.cols, 60,
          (uint64_t)id);
  }
  drop(&f);
}

/* Products in bfloat16, where the machine has them, are those in f32 but for
 * rounding. */
static void halves_are_near(void **state) {
  (void)state;
  static const size_t sizes[][3] = {{33, 17, 45}, {7, 5, 3}, {64, 48, 96}, {40, 100, 130}};
  static float a[64 * 130], b[130 * 100], exact[64 * 100], near[64 * 100];
  ch_sgemm plain_ws, half_ws;
  ch_sgemm_init(&plain_ws);
  ch_sgemm_init(&half_ws);
  if (!ch_sgemm_allow_half(&half_ws, true)) print_message("no tiles here\n");
  ch_rng rng = ch_rng_of(13, 0, 0);
  for (size_t i = 0; i < sizeof a / sizeof *a; i++) a[i] = ch_rng_unit(&rng) - 0.5f;
  for (size_t i = 0; i < sizeof b / sizeof *b; i++) b[i] = ch_rng_unit(&rng) - 0.5f;
  for (size_t k = 0; k < sizeof sizes / sizeof *sizes; k++)
    for (int how = 0; how < 8; how++) {
      const bool ta = how & 1, tb = how & 2, add = how & 4;
      const size_t m = sizes[k][0], n = sizes[k][1], d = sizes[k][2];
      for (size_t i = 0; i < m * n; i++) exact[i] = near[i] = (float)(i % 7);
      ch_sgemm_run(&plain_ws, ta, tb, m, n, d, a, ta ? m : d, b, tb ? d : n, add, exact, n);
      ch_sgemm_run(&half_ws, ta, tb, m, n, d, a, ta ? m : d, b, tb ? d : n, add, near, n);
      for (size_t i = 0; i < m * n; i++)
        if (fabsf(exact[i] - near[i]) > 0.02f)
          fail_msg("%zu x %zu x %zu, way %d: %g is not %g", m, n, d, how, (double)near[i], (double)exact[i]);
    }
  ch_sgemm_free(&plain_ws);
  ch_sgemm_free(&half_ws);
}

int main(void) {
  const struct CMUnitTest tests[] = {cmocka_unit_test(plain), cmocka_unit_test(with_dropout),
                                     cmocka_unit_test(with_a_teacher),
                                     cmocka_unit_test(halves_are_near)};
  return cmocka_run_group_tests(tests, NULL, NULL);
}
