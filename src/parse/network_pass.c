/* Forward and backward through the trainer's network. */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "parse/network.h"

/* Element-wise loops are worth vectorising; gcc does that from -O3 on. */
#if defined(__GNUC__) && !defined(__clang__)
#pragma GCC optimize("O3")
#endif

struct ch_net_ws {
  uint32_t max_tokens, max_sentence;
  ch_sgemm gemm;
  float *memory; /* all of the arrays below */
  /* Activations, [n × …]. Names beginning with d are gradients. */
  float *vectors;      /* vector: gathered frozen vectors, dropped ones zero */
  float *x;            /* width: residual stream (overwritten as it goes) */
  float *u[CH_MAX_BLOCKS + 2]; /* width: normalised input of each layer */
  float *u_rstd[CH_MAX_BLOCKS + 2];
  float *wide;         /* 3 width: windows of u */
  float *z;            /* max(2 width, 4 recurrent): before maxout */
  uint8_t *piece[CH_MAX_BLOCKS + 1]; /* width: which of the two won */
  uint8_t *drop[CH_MAX_BLOCKS + 1];  /* width: dropped after maxout */
  float *gate, *candidate, *h; /* 2 recurrent */
  float *e;            /* width + 2 recurrent: what the heads read */
  float *h_rstd;
  uint8_t *drop_e;
  float *heads;        /* head columns */
  float *tag, *tag_rstd, *word_arc, *word_arc_rstd, *head_arc, *head_arc_rstd;
  uint8_t *drop_tag, *drop_word_arc, *drop_head_arc;
  float *tags;         /* tag columns */
  float *q;            /* arc + CH_DISTANCES */
  float *label, *label_rstd; /* label: normalised hidden */
  uint8_t *label_on, *drop_label;
  float *labels;       /* relations */
  float *arcs, *darcs; /* max_sentence × (max_sentence + 1) */
  float *dx, *du, *dwide, *dz, *de, *dheads, *dtag, *darc, *dtags, *dq, *dhead_arc;
  uint8_t *kept_word;  /* n: 1 own rows seen, 2 vector seen */
};

typedef struct carve {
  char *base;
  size_t at;
} carve;

static void *take(carve *c, size_t bytes) {
  void *p = c->base ? c->base + c->at : NULL;
  c->at += (bytes + 63) / 64 * 64;
  return p;
}
static float *floats(carve *c, size_t rows, size_t cols) {
  return take(c, rows * cols * sizeof(float));
}

static void carve_all(ch_net_ws *w, carve *c, const ch_net_shape *s) {
  size_t n = w->max_tokens, d = s->width, r = s->recurrent;
  size_t heads = ch_net_head_columns(s), tags = ch_net_tag_columns(s);
  size_t z = 2 * d > 4 * r ? 2 * d : 4 * r;
  w->vectors = floats(c, n, s->vector);
  w->x = floats(c, n, d);
  for (uint32_t b = 0; b < s->blocks + 2; b++) {
    w->u[b] = floats(c, n, d);
    w->u_rstd[b] = floats(c, n, 1);
  }
  for (uint32_t b = 0; b < s->blocks + 1; b++) {
    w->piece[b] = take(c, n * d);
    w->drop[b] = take(c, n * d);
  }
  w->wide = floats(c, n, 3 * d);
  w->z = floats(c, n, z);
  w->gate = floats(c, n, 2 * r);
  w->candidate = floats(c, n, 2 * r);
  w->h = floats(c, n, 2 * r);
  w->e = floats(c, n, d + 2 * r);
  w->h_rstd = floats(c, n, 1);
  w->drop_e = take(c, n * (d + 2 * r));
  w->heads = floats(c, n, heads);
  w->tag = floats(c, n, s->tag);
  w->tag_rstd = floats(c, n, 1);
  w->word_arc = floats(c, n, s->arc);
  w->word_arc_rstd = floats(c, n, 1);
  w->head_arc = floats(c, n, s->arc);
  w->head_arc_rstd = floats(c, n, 1);
  w->drop_tag = take(c, n * s->tag);
  w->drop_word_arc = take(c, n * s->arc);
  w->drop_head_arc = take(c, n * s->arc);
  w->tags = floats(c, n, tags);
  w->q = floats(c, n, s->arc + CH_DISTANCES);
  w->label = floats(c, n, s->label);
  w->label_rstd = floats(c, n, 1);
  w->label_on = take(c, n * s->label);
  w->drop_label = take(c, n * s->label);
  w->labels = floats(c, n, s->relations);
  w->arcs = floats(c, w->max_sentence, w->max_sentence + 1);
  w->darcs = floats(c, w->max_sentence, w->max_sentence + 1);
  w->dx = floats(c, n, d);
  w->du = floats(c, n, d > 2 * r ? d : 2 * r);
  w->dwide = floats(c, n, 3 * d);
  w->dz = floats(c, n, z);
  w->de = floats(c, n, d + 2 * r);
  w->dheads = floats(c, n, heads);
  w->dtag = floats(c, n, s->tag);
  w->darc = floats(c, n, s->arc > s->label ? s->arc : s->label);
  w->dtags = floats(c, n, tags > s->relations ? tags : s->relations);
  w->dq = floats(c, n, s->arc + CH_DISTANCES);
  w->dhead_arc = floats(c, n, s->arc);
  w->kept_word = take(c, n);
}

ch_net_ws *ch_net_ws_new(const ch_net *net, uint32_t max_tokens, uint32_t max_sentence) {
  ch_net_ws *w = calloc(1, sizeof *w);
  if (!w) return NULL;
  w->max_tokens = max_tokens;
  w->max_sentence = max_sentence;
  ch_sgemm_init(&w->gemm);
  carve c = {0};
  carve_all(w, &c, &net->shape);
  w->memory = aligned_alloc(64, c.at);
  if (!w->memory) {
    free(w);
    return NULL;
  }
  memset(w->memory, 0, c.at);
  c = (carve){(char *)w->memory, 0};
  carve_all(w, &c, &net->shape);
  return w;
}

void ch_net_ws_free(ch_net_ws *w) {
  if (!w) return;
  ch_sgemm_free(&w->gemm);
  free(w->memory);
  free(w);
}

/* ---- pieces ---- */

static const float *weights(const ch_net *net, int id) { return net->effective + net->m[id].at; }
static float *slope(const ch_net *net, ch_net_grad *g, int id) { return g->dense + net->m[id].at; }

static float sum(const float *x, size_t n) {
  float lane[8] = {0};
  size_t i = 0;
  for (; i + 8 <= n; i += 8)
    for (int l = 0; l < 8; l++) lane[l] += x[i + (size_t)l];
  for (; i < n; i++) lane[0] += x[i];
  return ((lane[0] + lane[4]) + (lane[2] + lane[6])) + ((lane[1] + lane[5]) + (lane[3] + lane[7]));
}
static float dot(const float *restrict x, const float *restrict y, size_t n) {
  float lane[8] = {0};
  size_t i = 0;
  for (; i + 8 <= n; i += 8)
    for (int l = 0; l < 8; l++) lane[l] += x[i + (size_t)l] * y[i + (size_t)l];
  for (; i < n; i++) lane[0] += x[i] * y[i];
  return ((lane[0] + lane[4]) + (lane[2] + lane[6])) + ((lane[1] + lane[5]) + (lane[3] + lane[7]));
}

/* y = (x - mean) / deviation, rounded if asked; strides in floats. */
static void normalise(const float *x, size_t ldx, float *y, size_t ldy, float *rstd,
                      size_t n, size_t d, bool quantise) {
  for (size_t i = 0; i < n; i++) {
    const float *restrict in = x + i * ldx;
    float *restrict out = y + i * ldy;
    float mean = sum(in, d) / (float)d;
    for (size_t j = 0; j < d; j++) out[j] = in[j] - mean;
    float r = 1.0f / sqrtf(dot(out, out, d) / (float)d + CH_NORM_EPSILON);
    if (rstd) rstd[i] = r;
    for (size_t j = 0; j < d; j++) out[j] *= r;
    if (!quantise) continue;
    for (size_t j = 0; j < d; j++) {
      float v = out[j] * CH_ACT_SCALE;
      v = v > 127.0f ? 127.0f : v < -127.0f ? -127.0f : v;
      out[j] = rintf(v) * (1.0f / CH_ACT_SCALE);
    }
  }
}

/* dx (=, or += when `add`) from dy, given y and rstd. */
static void normalise_back(const float *dy, size_t lddy, const float *y, size_t ldy,
                           const float *rstd, float *dx, size_t lddx, size_t n,
                           size_t d, bool add) {
  for (size_t i = 0; i < n; i++) {
    const float *restrict g = dy + i * lddy, *restrict v = y + i * ldy;
    float *restrict out = dx + i * lddx;
    float a = sum(g, d) / (float)d, b = dot(g, v, d) / (float)d, r = rstd[i];
    if (add)
      for (size_t j = 0; j < d; j++) out[j] += r * (g[j] - a - v[j] * b);
    else
      for (size_t j = 0; j < d; j++) out[j] = r * (g[j] - a - v[j] * b);
  }
}

static float drop_scale(float rate) {
  int cut = (int)(rate * 256.0f);
  return 256.0f / (256.0f - (float)cut);
}
/* Drops values and notes which: mask 0 dropped, 1 kept. */
static void dropout(float *x, uint8_t *mask, size_t n, float rate, ch_rng *rng) {
  if (rate <= 0.0f) {
    memset(mask, 1, n);
    return;
  }
  unsigned cut = (unsigned)(rate * 256.0f);
  for (size_t i = 0; i < n; i += 8) {
    uint64_t bits = ch_rng_next(rng);
    size_t m = n - i < 8 ? n - i : 8;
    for (size_t l = 0; l < m; l++) mask[i + l] = ((bits >> (8 * l)) & 255) >= cut;
  }
  float scale = drop_scale(rate);
  for (size_t i = 0; i < n; i++) x[i] = mask[i] ? x[i] * scale : 0.0f;
}
static void dropout_back(float *dx, const uint8_t *mask, size_t n, float rate) {
  if (rate <= 0.0f) return;
  float scale = drop_scale(rate);
  for (size_t i = 0; i < n; i++) dx[i] = mask[i] ? dx[i] * scale : 0.0f;
}

/* y[n×cols] = x[n×rows] · W + b */
static void affine(const ch_net *net, ch_net_ws *w, int id, size_t n, const float *x,
                   size_t ldx, float *y, size_t ldy) {
  ch_net_matrix m = net->m[id];
  const float *b = weights(net, id + 1);
  for (size_t i = 0; i < n; i++) memcpy(y + i * ldy, b, m.cols * sizeof(float));
  ch_sgemm_run(&w->gemm, false, false, n, m.cols, m.rows, x, ldx, weights(net, id),
               m.cols, true, y, ldy);
}
/* Slopes of W and b, and dx = dy · Wᵀ (if dx). */
static void affine_back(const ch_net *net, ch_net_ws *w, int id, size_t n, const float *x,
                        size_t ldx, const float *dy, size_t lddy, ch_net_grad *g,
                        float *dx, size_t lddx) {
  ch_net_matrix m = net->m[id];
  ch_sgemm_run(&w->gemm, true, false, m.rows, m.cols, n, x, ldx, dy, lddy, true,
               slope(net, g, id), m.cols);
  float *restrict db = slope(net, g, id + 1);
  for (size_t i = 0; i < n; i++) {
    const float *restrict row = dy + i * lddy;
    for (size_t j = 0; j < m.cols; j++) db[j] += row[j];
  }
  if (dx)
    ch_sgemm_run(&w->gemm, false, true, n, m.rows, m.cols, dy, lddy, weights(net, id),
                 m.cols, false, dx, lddx);
}

/* Windows: row t holds u[t - step], u[t], u[t + step] of its own sentence. */
static void windows(const ch_net_batch *b, const float *u, size_t d, uint32_t step, float *wide) {
  for (uint32_t s = 0; s < b->n_sentences; s++) {
    for (uint32_t t = b->first[s]; t < b->first[s + 1]; t++) {
      float *out = wide + (size_t)t * 3 * d;
      if (t >= b->first[s] + step) memcpy(out, u + (t - step) * d, d * sizeof(float));
      else memset(out, 0, d * sizeof(float));
      memcpy(out + d, u + t * d, d * sizeof(float));
      if (t + step < b->first[s + 1]) memcpy(out + 2 * d, u + (t + step) * d, d * sizeof(float));
      else memset(out + 2 * d, 0, d * sizeof(float));
    }
  }
}
static void windows_back(const ch_net_batch *b, const float *dwide, size_t d, uint32_t step, float *du) {
  for (uint32_t s = 0; s < b->n_sentences; s++) {
    for (uint32_t t = b->first[s]; t < b->first[s + 1]; t++) {
      float *restrict out = du + t * d;
      const float *restrict at = dwide + (size_t)t * 3 * d + d;
      for (size_t j = 0; j < d; j++) out[j] = at[j];
      if (t + step < b->first[s + 1]) { /* t is the word before t + step */
        const float *restrict in = dwide + (size_t)(t + step) * 3 * d;
        for (size_t j = 0; j < d; j++) out[j] += in[j];
      }
      if (t >= b->first[s] + step) {
        const float *restrict in = dwide + (size_t)(t - step) * 3 * d + 2 * d;
        for (size_t j = 0; j < d; j++) out[j] += in[j];
      }
    }
  }
}

/* x += dropout(maxout(z)) */
static void maxout(ch_net_ws *w, uint32_t block, size_t n, size_t d, float rate, ch_rng *rng) {
  float *y = w->du; /* free during forward */
  uint8_t *piece = w->piece[block];
  for (size_t i = 0; i < n; i++) {
    const float *restrict z = w->z + i * 2 * d;
    for (size_t j = 0; j < d; j++) {
      piece[i * d + j] = z[d + j] > z[j];
      y[i * d + j] = z[d + j] > z[j] ? z[d + j] : z[j];
    }
  }
  dropout(y, w->drop[block], n * d, rate, rng);
  for (size_t i = 0; i < n * d; i++) w->x[i] += y[i];
}
/* dz from dx */
static void maxout_back(ch_net_ws *w, uint32_t block, size_t n, size_t d, float rate) {
  memcpy(w->du, w->dx, n * d * sizeof(float));
  dropout_back(w->du, w->drop[block], n * d, rate);
  const uint8_t *piece = w->piece[block];
  for (size_t i = 0; i < n; i++) {
    float *restrict dz = w->dz + i * 2 * d;
    for (size_t j = 0; j < d; j++) {
      float g = w->du[i * d + j];
      dz[j] = piece[i * d + j] ? 0.0f : g;
      dz[d + j] = piece[i * d + j] ? g : 0.0f;
    }
  }
}

/* Both directions of the recurrent layer, from w->z. */
static void recur(ch_net_ws *w, const ch_net_batch *b, size_t r) {
  for (size_t i = 0; i < b->n; i++)
    for (size_t j = 0; j < 2 * r; j++) {
      w->gate[i * 2 * r + j] = 1.0f / (1.0f + expf(-w->z[i * 4 * r + j]));
      w->candidate[i * 2 * r + j] = w->z[i * 4 * r + 2 * r + j];
    }
  for (uint32_t s = 0; s < b->n_sentences; s++) {
    uint32_t from = b->first[s], to = b->first[s + 1];
    for (uint32_t k = 0; k < to - from; k++) {
      size_t f = (size_t)(from + k) * 2 * r, back = (size_t)(to - 1 - k) * 2 * r + r;
      for (size_t j = 0; j < r; j++) {
        float before = k ? w->h[f - 2 * r + j] : 0.0f;
        w->h[f + j] = before + w->gate[f + j] * (w->candidate[f + j] - before);
        before = k ? w->h[back + 2 * r + j] : 0.0f;
        w->h[back + j] = before + w->gate[back + j] * (w->candidate[back + j] - before);
      }
    }
  }
}
/* dh (w->du, [n × 2r], changed) to w->dz. */
static void recur_back(ch_net_ws *w, const ch_net_batch *b, size_t r) {
  float *dh = w->du;
  for (uint32_t s = 0; s < b->n_sentences; s++) {
    uint32_t from = b->first[s], to = b->first[s + 1];
    for (uint32_t k = to - from; k-- > 0;) {
      size_t place[2] = {(size_t)(from + k) * 2 * r, (size_t)(to - 1 - k) * 2 * r + r};
      for (int way = 0; way < 2; way++) {
        size_t at = place[way], before_at = way ? at + 2 * r : at - 2 * r;
        float *dz = w->dz + (at / (2 * r)) * 4 * r + (way ? r : 0);
        for (size_t j = 0; j < r; j++) {
          float before = k ? w->h[before_at + j] : 0.0f, g = w->gate[at + j];
          dz[j] = dh[at + j] * (w->candidate[at + j] - before) * g * (1.0f - g);
          dz[2 * r + j] = dh[at + j] * g;
          if (k) dh[before_at + j] += dh[at + j] * (1.0f - g);
        }
      }
    }
  }
}

/* normalised, rounded, dropped relu of some columns of the heads. */
static void head_layer(ch_net_ws *w, size_t n, size_t cols, size_t from, size_t d, float *out,
                       float *rstd, uint8_t *mask, bool quantise, float rate, ch_rng *rng) {
  for (size_t i = 0; i < n; i++)
    for (size_t j = 0; j < d; j++) {
      float v = w->heads[i * cols + from + j];
      out[i * d + j] = v > 0.0f ? v : 0.0f;
    }
  normalise(out, d, out, d, rstd, n, d, quantise);
  dropout(out, mask, n * d, rate, rng);
}
/* Slopes of those columns, into w->dheads, from dout (changed). */
static void head_layer_back(ch_net_ws *w, size_t n, size_t cols, size_t from, size_t d,
                            float *dout, const float *rstd, const uint8_t *mask, float rate) {
  dropout_back(dout, mask, n * d, rate);
  /* The normalised values again, from the columns before relu. */
  for (size_t i = 0; i < n; i++) {
    const float *in = w->heads + i * cols + from;
    float *dh = w->dheads + i * cols + from;
    float relu[CH_MAX_HIDDEN];
    for (size_t j = 0; j < d; j++) relu[j] = in[j] > 0.0f ? in[j] : 0.0f;
    float mean = sum(relu, d) / (float)d;
    for (size_t j = 0; j < d; j++) relu[j] = (relu[j] - mean) * rstd[i];
    normalise_back(dout + i * d, d, relu, d, rstd + i, dh, d, 1, d, false);
    for (size_t j = 0; j < d; j++) dh[j] = in[j] > 0.0f ? dh[j] : 0.0f;
  }
}

/* ---- forward ---- */

static void gather(const ch_net *net, ch_net_ws *w, const ch_net_batch *b, ch_net_mode mode,
                   ch_rng *rng) {
  const size_t d = net->shape.width, v = net->shape.vector;
  const float *bias = weights(net, CH_M_INPUT_B);
  for (uint32_t i = 0; i < b->n; i++) {
    const ch_net_token *t = &b->tokens[i];
    float *restrict x = w->x + i * d;
    uint8_t kept = 3;
    if (mode.drop_words) {
      if (ch_rng_unit(rng) >= t->keep) kept &= 2;
      if (ch_rng_unit(rng) >= 0.92f) kept = 0;
    }
    w->kept_word[i] = kept;
    memcpy(x, bias, d * sizeof(float));
    if ((kept & 2) && t->vector != CH_NO_ROW && net->vectors)
      memcpy(w->vectors + i * v, net->vectors + (size_t)t->vector * v, v * sizeof(float));
    else
      memset(w->vectors + i * v, 0, v * sizeof(float));
    if ((kept & 1) && t->word != CH_NO_ROW) {
      const float *restrict row = net->words + (size_t)t->word * d;
      for (size_t j = 0; j < d; j++) x[j] += row[j];
    }
    for (int k = 0; k < CH_FEATURES; k++) {
      if (k == CH_FEATURE_NORM && !(kept & 1)) continue;
      const float *restrict row = net->hashed + (size_t)t->rows[k] * d;
      for (size_t j = 0; j < d; j++) x[j] += row[j];
    }
  }
  ch_sgemm_run(&w->gemm, false, false, b->n, d, v, w->vectors, v,
               weights(net, CH_M_VECTOR), d, true, w->x, d);
}

void ch_net_forward(const ch_net *net, ch_net_ws *w, const ch_net_batch *b, ch_net_mode mode,
                    ch_rng *rng) {
  const ch_net_shape *s = &net->shape;
  const size_t n = b->n, d = s->width, r = s->recurrent, e = d + 2 * r;
  const size_t cols = ch_net_head_columns(s);
  gather(net, w, b, mode, rng);
  normalise(w->x, d, w->u[0], d, w->u_rstd[0], n, d, mode.quantise);
  affine(net, w, CH_M_FF, n, w->u[0], d, w->z, 2 * d);
  maxout(w, 0, n, d, mode.dropout, rng);
  for (uint32_t k = 0; k < s->blocks; k++) {
    normalise(w->x, d, w->u[k + 1], d, w->u_rstd[k + 1], n, d, mode.quantise);
    windows(b, w->u[k + 1], d, s->dilation[k], w->wide);
    affine(net, w, CH_M_CONV + 2 * (int)k, n, w->wide, 3 * d, w->z, 2 * d);
    maxout(w, k + 1, n, d, mode.dropout, rng);
  }
  float *top = w->u[s->blocks + 1];
  normalise(w->x, d, top, d, w->u_rstd[s->blocks + 1], n, d, mode.quantise);
  affine(net, w, CH_M_RNN, n, top, d, w->z, 4 * r);
  recur(w, b, r);
  for (size_t i = 0; i < n; i++) memcpy(w->e + i * e, top + i * d, d * sizeof(float));
  normalise(w->h, 2 * r, w->e + d, e, w->h_rstd, n, 2 * r, mode.quantise);
  dropout(w->e, w->drop_e, n * e, mode.dropout, rng);
  affine(net, w, CH_M_HEADS, n, w->e, e, w->heads, cols);
  head_layer(w, n, cols, 0, s->tag, w->tag, w->tag_rstd, w->drop_tag, mode.quantise,
             mode.dropout, rng);
  head_layer(w, n, cols, s->tag, s->arc, w->word_arc, w->word_arc_rstd, w->drop_word_arc,
             mode.quantise, mode.dropout, rng);
  head_layer(w, n, cols, s->tag + s->arc, s->arc, w->head_arc, w->head_arc_rstd,
             w->drop_head_arc, mode.quantise, mode.dropout, rng);
  affine(net, w, CH_M_TAGS, n, w->tag, s->tag, w->tags, ch_net_tag_columns(s));
  affine(net, w, CH_M_ARC, n, w->word_arc, s->arc, w->q, s->arc + CH_DISTANCES);
  /* Dropping for the labels is drawn here, so that it does not hang on when
   * the labels are scored. */
  dropout(w->label, w->drop_label, n * s->label, mode.dropout, rng);
}

const float *ch_net_tag_scores(const ch_net_ws *ws) { return ws->tags; }

const float *ch_net_arc_scores(const ch_net *net, ch_net_ws *w, const ch_net_batch *b,
                               uint32_t sentence) {
  const size_t from = b->first[sentence], n = b->first[sentence + 1] - from;
  const size_t a = net->shape.arc, qa = a + CH_DISTANCES;
  const float *root = weights(net, CH_M_ROOT_ARC);
  for (size_t i = 0; i < n; i++) {
    const float *q = w->q + (from + i) * qa;
    float *row = w->arcs + i * (n + 1);
    row[0] = dot(q, root, a) + q[a];
    for (size_t h = 1; h <= n; h++)
      row[h] = h == i + 1 ? -1e9f : q[a + ch_distance_bucket((uint32_t)i + 1, (uint32_t)h)];
  }
  ch_sgemm_run(&w->gemm, false, true, n, n, a, w->q + from * qa, qa, w->head_arc + from * a, a,
               true, w->arcs + 1, n + 1);
  for (size_t i = 0; i < n; i++) w->arcs[i * (n + 1) + i + 1] = -1e9f;
  return w->arcs;
}

/* Hidden layer of the labels for words from … of a sentence under heads, into
 * w->label, normalised and dropped. */
static void label_layer(const ch_net *net, ch_net_ws *w, size_t from, size_t i, uint32_t head,
                        ch_net_mode mode) {
  const ch_net_shape *s = &net->shape;
  const size_t l = s->label, cols = ch_net_head_columns(s), at = s->tag + 2 * s->arc;
  const float *word = w->heads + (from + i) * cols + at;
  const float *above = head ? w->heads + (from + head - 1) * cols + at + l
                            : weights(net, CH_M_ROOT_LABEL);
  uint32_t bucket = head ? ch_distance_bucket((uint32_t)i + 1, head) : 0;
  const float *distance = weights(net, CH_M_DISTANCE) + bucket * l;
  float *out = w->label + (from + i) * l;
  uint8_t *on = w->label_on + (from + i) * l;
  for (size_t j = 0; j < l; j++) {
    float v = word[j] + above[j] + distance[j];
    on[j] = v > 0.0f;
    out[j] = v > 0.0f ? v : 0.0f;
  }
  normalise(out, l, out, l, w->label_rstd + from + i, 1, l, mode.quantise);
  if (mode.dropout > 0.0f) {
    const uint8_t *mask = w->drop_label + (from + i) * l;
    float scale = drop_scale(mode.dropout);
    for (size_t j = 0; j < l; j++) out[j] = mask[j] ? out[j] * scale : 0.0f;
  }
}

const float *ch_net_label_scores(const ch_net *net, ch_net_ws *w, const ch_net_batch *b,
                                 uint32_t sentence, const uint32_t *heads, ch_net_mode mode) {
  const size_t from = b->first[sentence], n = b->first[sentence + 1] - from;
  const size_t l = net->shape.label, rel = net->shape.relations;
  for (size_t i = 0; i < n; i++) label_layer(net, w, from, i, heads[i], mode);
  affine(net, w, CH_M_LABELS, n, w->label + from * l, l, w->labels + from * rel, rel);
  return w->labels + from * rel;
}

/* ---- backward ---- */

/* Softmax cross-entropy; d = scale * (p - gold). Returns the loss. */
static double cross_entropy(const float *x, size_t n, int32_t gold, float scale, float *d) {
  if (gold < 0) {
    memset(d, 0, n * sizeof(float));
    return 0.0;
  }
  float most = x[0], total = 0.0f;
  for (size_t j = 1; j < n; j++) most = x[j] > most ? x[j] : most;
  for (size_t j = 0; j < n; j++) {
    d[j] = expf(x[j] - most);
    total += d[j];
  }
  float per = scale / total;
  double loss = log((double)total) - (double)(x[gold] - most);
  for (size_t j = 0; j < n; j++) d[j] *= per;
  d[gold] -= scale;
  return loss;
}

/* What each loss counts for: the tree is the hard part. */
static const float head_weight[CH_TAG_HEADS] = {
    [CH_TAG_UPOS] = 0.5f, [CH_TAG_XPOS] = 0.5f, [CH_TAG_FEATS] = 0.5f,
    [CH_TAG_LEMMA] = 0.3f, [CH_TAG_NAME] = 0.7f};

static void tags_back(const ch_net *net, ch_net_ws *w, const ch_net_batch *b, ch_net_mode mode,
                      float scale, ch_net_grad *g, ch_net_loss *loss) {
  const ch_net_shape *s = &net->shape;
  const size_t cols = ch_net_tag_columns(s);
  for (uint32_t i = 0; i < b->n; i++) {
    size_t at = i * cols;
    for (int k = 0; k < CH_TAG_HEADS; at += s->classes[k++])
      if (s->classes[k])
        loss->tag[k] += cross_entropy(w->tags + at, s->classes[k], b->tokens[i].gold[k],
                                      scale * head_weight[k], w->dtags + at);
  }
  affine_back(net, w, CH_M_TAGS, b->n, w->tag, s->tag, w->dtags, cols, g, w->dtag, s->tag);
  head_layer_back(w, b->n, ch_net_head_columns(s), 0, s->tag, w->dtag, w->tag_rstd,
                  w->drop_tag, mode.dropout);
}

static void arcs_back(const ch_net *net, ch_net_ws *w, const ch_net_batch *b, ch_net_mode mode,
                      float scale, ch_net_grad *g, ch_net_loss *loss) {
  const ch_net_shape *s = &net->shape;
  const size_t a = s->arc, qa = a + CH_DISTANCES, cols = ch_net_head_columns(s);
  const float *root = weights(net, CH_M_ROOT_ARC);
  float *droot = slope(net, g, CH_M_ROOT_ARC);
  for (uint32_t k = 0; k < b->n_sentences; k++) {
    const size_t from = b->first[k], n = b->first[k + 1] - from;
    ch_net_arc_scores(net, w, b, k);
    for (size_t i = 0; i < n; i++) {
      float *d = w->darcs + i * (n + 1), *dq = w->dq + (from + i) * qa;
      loss->arc += cross_entropy(w->arcs + i * (n + 1), n + 1,
                                 (int32_t)b->tokens[from + i].head, scale, d);
      d[i + 1] = 0.0f;
      for (size_t j = 0; j < a; j++) dq[j] = d[0] * root[j];
      memset(dq + a, 0, CH_DISTANCES * sizeof(float));
      dq[a] = d[0];
      for (size_t h = 1; h <= n; h++)
        if (h != i + 1) dq[a + ch_distance_bucket((uint32_t)i + 1, (uint32_t)h)] += d[h];
      const float *q = w->q + (from + i) * qa;
      for (size_t j = 0; j < a; j++) droot[j] += d[0] * q[j];
    }
    ch_sgemm_run(&w->gemm, false, false, n, a, n, w->darcs + 1, n + 1, w->head_arc + from * a, a,
                 true, w->dq + from * qa, qa);
    ch_sgemm_run(&w->gemm, true, false, n, a, n, w->darcs + 1, n + 1, w->q + from * qa, qa,
                 false, w->dhead_arc + from * a, a);
  }
  affine_back(net, w, CH_M_ARC, b->n, w->word_arc, a, w->dq, qa, g, w->darc, a);
  head_layer_back(w, b->n, cols, s->tag, a, w->darc, w->word_arc_rstd, w->drop_word_arc,
                  mode.dropout);
  head_layer_back(w, b->n, cols, s->tag + a, a, w->dhead_arc, w->head_arc_rstd,
                  w->drop_head_arc, mode.dropout);
}

static void labels_back(const ch_net *net, ch_net_ws *w, const ch_net_batch *b,
                        ch_net_mode mode, float scale, ch_net_grad *g, ch_net_loss *loss) {
  const ch_net_shape *s = &net->shape;
  const size_t l = s->label, rel = s->relations, cols = ch_net_head_columns(s);
  const size_t at = s->tag + 2 * s->arc;
  for (uint32_t k = 0; k < b->n_sentences; k++)
    for (uint32_t t = b->first[k]; t < b->first[k + 1]; t++)
      label_layer(net, w, b->first[k], t - b->first[k], b->tokens[t].head, mode);
  affine(net, w, CH_M_LABELS, b->n, w->label, l, w->labels, rel);
  for (uint32_t i = 0; i < b->n; i++)
    loss->label += cross_entropy(w->labels + i * rel, rel, (int32_t)b->tokens[i].rel, scale,
                                 w->dtags + i * rel);
  affine_back(net, w, CH_M_LABELS, b->n, w->label, l, w->dtags, rel, g, w->darc, l);
  dropout_back(w->darc, w->drop_label, b->n * l, mode.dropout);
  for (uint32_t i = 0; i < b->n; i++)
    memset(w->dheads + i * cols + at, 0, 2 * l * sizeof(float));
  float *droot = slope(net, g, CH_M_ROOT_LABEL), *ddistance = slope(net, g, CH_M_DISTANCE);
  ch_net_mode plain = {.quantise = false};
  for (uint32_t k = 0; k < b->n_sentences; k++) {
    const uint32_t from = b->first[k];
    for (uint32_t t = from; t < b->first[k + 1]; t++) {
      uint32_t head = b->tokens[t].head, bucket = head ? ch_distance_bucket(t - from + 1, head) : 0;
      label_layer(net, w, from, t - from, head, plain); /* undropped values again */
      float d[CH_MAX_HIDDEN];
      normalise_back(w->darc + t * l, l, w->label + t * l, l, w->label_rstd + t, d, l, 1, l, false);
      float *dword = w->dheads + t * cols + at;
      float *dabove = head ? w->dheads + (from + head - 1) * cols + at + l : droot;
      const uint8_t *on = w->label_on + t * l;
      for (size_t j = 0; j < l; j++) {
        float v = on[j] ? d[j] : 0.0f;
        dword[j] += v;
        dabove[j] += v;
        ddistance[bucket * l + j] += v;
      }
    }
  }
}

static void scatter(const ch_net *net, ch_net_ws *w, const ch_net_batch *b, ch_net_grad *g) {
  const size_t d = net->shape.width, v = net->shape.vector;
  ch_sgemm_run(&w->gemm, true, false, v, d, b->n, w->vectors, v, w->dx, d, true,
               slope(net, g, CH_M_VECTOR), d);
  float *bias = slope(net, g, CH_M_INPUT_B);
  for (uint32_t i = 0; i < b->n; i++) {
    const ch_net_token *t = &b->tokens[i];
    const float *restrict dx = w->dx + i * d;
    for (size_t j = 0; j < d; j++) bias[j] += dx[j];
    if ((w->kept_word[i] & 1) && t->word != CH_NO_ROW) {
      if (!g->is_touched_word[t->word]) {
        g->is_touched_word[t->word] = 1;
        g->touched_words[g->n_touched_words++] = t->word;
      }
      float *restrict row = g->words + (size_t)t->word * d;
      for (size_t j = 0; j < d; j++) row[j] += dx[j];
    }
    for (int k = 0; k < CH_FEATURES; k++) {
      if (k == CH_FEATURE_NORM && !(w->kept_word[i] & 1)) continue;
      uint32_t at = t->rows[k];
      if (!g->is_touched_hashed[at]) {
        g->is_touched_hashed[at] = 1;
        g->touched_hashed[g->n_touched_hashed++] = at;
      }
      float *restrict row = g->hashed + (size_t)at * d;
      for (size_t j = 0; j < d; j++) row[j] += dx[j];
    }
  }
}

void ch_net_backward(const ch_net *net, ch_net_ws *w, const ch_net_batch *b, ch_net_mode mode,
                     float scale, ch_net_grad *g, ch_net_loss *loss) {
  const ch_net_shape *s = &net->shape;
  const size_t n = b->n, d = s->width, r = s->recurrent, e = d + 2 * r;
  memset(loss, 0, sizeof *loss);
  tags_back(net, w, b, mode, scale, g, loss);
  arcs_back(net, w, b, mode, scale, g, loss);
  labels_back(net, w, b, mode, scale, g, loss);
  affine_back(net, w, CH_M_HEADS, n, w->e, e, w->dheads, ch_net_head_columns(s), g, w->de, e);
  dropout_back(w->de, w->drop_e, n * e, mode.dropout);
  /* The recurrent half; its normalised values again, without dropping. */
  normalise(w->h, 2 * r, w->dwide, 2 * r, NULL, n, 2 * r, false);
  normalise_back(w->de + d, e, w->dwide, 2 * r, w->h_rstd, w->du, 2 * r, n, 2 * r, false);
  recur_back(w, b, r);
  const float *top = w->u[s->blocks + 1];
  affine_back(net, w, CH_M_RNN, n, top, d, w->dz, 4 * r, g, w->du, d);
  for (size_t i = 0; i < n; i++)
    for (size_t j = 0; j < d; j++) w->du[i * d + j] += w->de[i * e + j];
  normalise_back(w->du, d, top, d, w->u_rstd[s->blocks + 1], w->dx, d, n, d, false);
  for (uint32_t k = s->blocks; k-- > 0;) {
    maxout_back(w, k + 1, n, d, mode.dropout);
    windows(b, w->u[k + 1], d, s->dilation[k], w->wide);
    affine_back(net, w, CH_M_CONV + 2 * (int)k, n, w->wide, 3 * d, w->dz, 2 * d, g, w->dwide, 3 * d);
    windows_back(b, w->dwide, d, s->dilation[k], w->du);
    normalise_back(w->du, d, w->u[k + 1], d, w->u_rstd[k + 1], w->dx, d, n, d, true);
  }
  maxout_back(w, 0, n, d, mode.dropout);
  affine_back(net, w, CH_M_FF, n, w->u[0], d, w->dz, 2 * d, g, w->du, d);
  normalise_back(w->du, d, w->u[0], d, w->u_rstd[0], w->dx, d, n, d, true);
  scatter(net, w, b, g);
}
