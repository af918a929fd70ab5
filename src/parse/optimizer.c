#include "parse/optimizer.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#if defined(__GNUC__) && !defined(__clang__)
#pragma GCC optimize("O3")
#endif

bool ch_optimizer_init(ch_optimizer *o, const ch_net *net) {
  size_t d = net->shape.width;
  *o = (ch_optimizer){.beta1 = 0.9f, .beta2 = 0.98f, .epsilon = 1e-8f, .decay = 0.02f};
  o->dense_m = calloc(net->n_dense + 1, sizeof(float));
  o->dense_v = calloc(net->n_dense + 1, sizeof(float));
  o->words_m = calloc(net->n_words * d + 1, sizeof(float));
  o->words_v = calloc(net->n_words * d + 1, sizeof(float));
  o->hashed_m = calloc(CH_FEATURE_ROWS * d, sizeof(float));
  o->hashed_v = calloc(CH_FEATURE_ROWS * d, sizeof(float));
  if (o->dense_m && o->dense_v && o->words_m && o->words_v && o->hashed_m && o->hashed_v) return true;
  ch_optimizer_free(o);
  return false;
}

void ch_optimizer_free(ch_optimizer *o) {
  free(o->dense_m);
  free(o->dense_v);
  free(o->words_m);
  free(o->words_v);
  free(o->hashed_m);
  free(o->hashed_v);
  memset(o, 0, sizeof *o);
}

static double squares(const float *x, size_t n) {
  double total = 0.0;
  for (size_t i = 0; i < n; i++) total += (double)x[i] * (double)x[i];
  return total;
}

/* Adds b's touched rows into a's. */
static double reduce_rows(float *a, uint32_t *touched, uint32_t *n_touched, uint8_t *is_touched,
                          const float *b, const uint32_t *b_touched, uint32_t b_n, size_t d) {
  for (uint32_t k = 0; k < b_n; k++) {
    uint32_t row = b_touched[k];
    if (!is_touched[row]) {
      is_touched[row] = 1;
      touched[(*n_touched)++] = row;
    }
    float *restrict to = a + row * d;
    const float *restrict from = b + row * d;
    for (size_t j = 0; j < d; j++) to[j] += from[j];
  }
  double total = 0.0;
  for (uint32_t k = 0; k < *n_touched; k++) total += squares(a + touched[k] * d, d);
  return total;
}

double ch_grad_reduce(ch_net_grad *a, const ch_net_grad *b, const ch_net *net, unsigned part,
                      unsigned parts) {
  size_t d = net->shape.width, from = net->n_dense * part / parts,
         to = net->n_dense * (part + 1) / parts;
  for (size_t i = from; i < to; i++) a->dense[i] += b->dense[i];
  double total = squares(a->dense + from, to - from);
  if (part == 0)
    total += reduce_rows(a->words, a->touched_words, &a->n_touched_words, a->is_touched_word,
                         b->words, b->touched_words, b->n_touched_words, d);
  if (part == parts - 1)
    total += reduce_rows(a->hashed, a->touched_hashed, &a->n_touched_hashed, a->is_touched_hashed,
                         b->hashed, b->touched_hashed, b->n_touched_hashed, d);
  return total;
}

typedef struct adam {
  float b1, b2, rate, epsilon, clip, shrink;
} adam;

static void move(const adam *k, float *restrict w, const float *restrict g, float *restrict m,
                 float *restrict v, size_t n) {
  for (size_t i = 0; i < n; i++) {
    float x = g[i] * k->clip;
    m[i] += (x - m[i]) * (1.0f - k->b1);
    v[i] += (x * x - v[i]) * (1.0f - k->b2);
    w[i] = w[i] * k->shrink - k->rate * m[i] / (sqrtf(v[i]) + k->epsilon);
  }
}

void ch_optimizer_step(ch_optimizer *o, ch_net *net, const ch_net_grad *grad, float rate,
                       float clip, unsigned part, unsigned parts) {
  double t = (double)o->step;
  double up = sqrt(1.0 - pow((double)o->beta2, t)) / (1.0 - pow((double)o->beta1, t));
  adam k = {o->beta1, o->beta2, rate * (float)up, o->epsilon, clip, 1.0f};
  size_t d = net->shape.width;
  for (int id = 0; id < CH_M_COUNT; id++) {
    ch_net_matrix m = net->m[id];
    size_t n = (size_t)m.rows * m.cols, from = n * part / parts, to = n * (part + 1) / parts;
    size_t at = m.at + from;
    k.shrink = m.weights ? 1.0f - rate * o->decay : 1.0f;
    move(&k, net->dense + at, grad->dense + at, o->dense_m + at, o->dense_v + at, to - from);
  }
  k.shrink = 1.0f;
  for (uint32_t i = 0; i < grad->n_touched_words; i++) {
    size_t at = grad->touched_words[i] * d;
    if (grad->touched_words[i] % parts != part) continue;
    move(&k, net->words + at, grad->words + at, o->words_m + at, o->words_v + at, d);
  }
  for (uint32_t i = 0; i < grad->n_touched_hashed; i++) {
    size_t at = grad->touched_hashed[i] * d;
    if (grad->touched_hashed[i] % parts != part) continue;
    move(&k, net->hashed + at, grad->hashed + at, o->hashed_m + at, o->hashed_v + at, d);
  }
}
