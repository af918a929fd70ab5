/* Set-up of the trainer's network: shapes, first weights, rounding. */
#include "parse/network.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

static void place(ch_net *net, int id, uint32_t rows, uint32_t cols, bool weights) {
  net->m[id] = (ch_net_matrix){net->n_dense, rows, cols, weights};
  /* Matrices begin on cache lines. */
  net->n_dense += ((size_t)rows * cols + 15) / 16 * 16;
}

static void lay_out(ch_net *net) {
  const ch_net_shape *s = &net->shape;
  uint32_t d = s->width, heads = ch_net_head_columns(s), tags = ch_net_tag_columns(s);
  place(net, CH_M_VECTOR, s->vector, d, false);
  place(net, CH_M_INPUT_B, 1, d, false);
  place(net, CH_M_FF, d, 2 * d, true);
  place(net, CH_M_FF_B, 1, 2 * d, false);
  place(net, CH_M_RNN, d, 4 * s->recurrent, true);
  place(net, CH_M_RNN_B, 1, 4 * s->recurrent, false);
  place(net, CH_M_HEADS, d + 2 * s->recurrent, heads, true);
  place(net, CH_M_HEADS_B, 1, heads, false);
  place(net, CH_M_TAGS, s->tag, tags, true);
  place(net, CH_M_TAGS_B, 1, tags, false);
  place(net, CH_M_ARC, s->arc, s->arc + CH_DISTANCES, true);
  place(net, CH_M_ARC_B, 1, s->arc + CH_DISTANCES, false);
  place(net, CH_M_ROOT_ARC, 1, s->arc, false);
  place(net, CH_M_ROOT_LABEL, 1, s->label, false);
  place(net, CH_M_DISTANCE, CH_DISTANCES, s->label, false);
  place(net, CH_M_LABELS, s->label, s->relations, true);
  place(net, CH_M_LABELS_B, 1, s->relations, false);
  for (uint32_t b = 0; b < s->blocks; b++) {
    place(net, CH_M_CONV + 2 * (int)b, 3 * d, 2 * d, true);
    place(net, CH_M_CONV + 2 * (int)b + 1, 1, 2 * d, false);
  }
}

static void *zeros(size_t n, size_t size) {
  size_t bytes = (n * size + 63) / 64 * 64;
  void *p = aligned_alloc(64, bytes ? bytes : 64);
  if (p) memset(p, 0, bytes ? bytes : 64);
  return p;
}

static void fill(float *w, size_t n, float reach, ch_rng *rng) {
  for (size_t i = 0; i < n; i++) w[i] = (2.0f * ch_rng_unit(rng) - 1.0f) * reach;
}

bool ch_net_init(ch_net *net, const ch_net_shape *shape, uint32_t n_words, uint64_t seed) {
  memset(net, 0, sizeof *net);
  if (shape->tag > CH_MAX_HIDDEN || shape->arc > CH_MAX_HIDDEN || shape->label > CH_MAX_HIDDEN ||
      shape->blocks > CH_MAX_BLOCKS || ch_net_tag_columns(shape) > CH_MAX_COLUMNS ||
      ch_net_head_columns(shape) > CH_MAX_COLUMNS || shape->width > CH_MAX_COLUMNS / 4)
    return false;
  net->shape = *shape;
  net->n_words = n_words;
  lay_out(net);
  net->dense = zeros(net->n_dense, sizeof(float));
  net->effective = zeros(net->n_dense, sizeof(float));
  net->words = zeros((size_t)n_words * shape->width, sizeof(float));
  net->hashed = zeros((size_t)CH_FEATURE_ROWS * shape->width, sizeof(float));
  if (!net->dense || !net->effective || !net->words || !net->hashed) {
    ch_net_free(net);
    return false;
  }
  ch_rng rng = ch_rng_of(seed, 1, 0);
  for (int i = 0; i < CH_M_COUNT; i++) {
    ch_net_matrix m = net->m[i];
    if (m.rows == 0) continue;
    float reach = sqrtf(3.0f / (float)m.rows);
    if (i == CH_M_VECTOR) reach *= 0.5f; /* the vectors' components are about 0.4 */
    else if (i == CH_M_ARC) reach *= 0.3f; /* products over many components */
    else if (i == CH_M_ROOT_ARC || i == CH_M_ROOT_LABEL) reach = 1.0f;
    else if (i == CH_M_DISTANCE) reach = 0.1f;
    else if (i == CH_M_TAGS || i == CH_M_LABELS) reach *= 0.3f;
    else if (!m.weights) continue;
    fill(net->dense + m.at, (size_t)m.rows * m.cols, reach, &rng);
  }
  fill(net->hashed, (size_t)CH_FEATURE_ROWS * shape->width, 0.35f, &rng);
  ch_net_refresh(net, false);
  return true;
}

void ch_net_free(ch_net *net) {
  free(net->dense);
  free(net->effective);
  free(net->words);
  free(net->hashed);
  free(net->vectors);
  memset(net, 0, sizeof *net);
}

bool ch_net_grad_init(ch_net_grad *g, const ch_net *net) {
  size_t d = net->shape.width;
  memset(g, 0, sizeof *g);
  g->dense = zeros(net->n_dense, sizeof(float));
  g->words = zeros(net->n_words * d, sizeof(float));
  g->hashed = zeros(CH_FEATURE_ROWS * d, sizeof(float));
  g->touched_words = zeros(net->n_words, sizeof(uint32_t));
  g->touched_hashed = zeros(CH_FEATURE_ROWS, sizeof(uint32_t));
  g->is_touched_word = zeros(net->n_words, 1);
  g->is_touched_hashed = zeros(CH_FEATURE_ROWS, 1);
  if (g->dense && g->words && g->hashed && g->touched_words && g->touched_hashed &&
      g->is_touched_word && g->is_touched_hashed)
    return true;
  ch_net_grad_free(g);
  return false;
}

void ch_net_grad_free(ch_net_grad *g) {
  free(g->dense);
  free(g->words);
  free(g->hashed);
  free(g->touched_words);
  free(g->touched_hashed);
  free(g->is_touched_word);
  free(g->is_touched_hashed);
  memset(g, 0, sizeof *g);
}

void ch_net_grad_clear(ch_net_grad *g, const ch_net *net) {
  size_t d = net->shape.width;
  memset(g->dense, 0, net->n_dense * sizeof(float));
  for (uint32_t i = 0; i < g->n_touched_words; i++) {
    memset(g->words + g->touched_words[i] * d, 0, d * sizeof(float));
    g->is_touched_word[g->touched_words[i]] = 0;
  }
  for (uint32_t i = 0; i < g->n_touched_hashed; i++) {
    memset(g->hashed + g->touched_hashed[i] * d, 0, d * sizeof(float));
    g->is_touched_hashed[g->touched_hashed[i]] = 0;
  }
  g->n_touched_words = g->n_touched_hashed = 0;
}
