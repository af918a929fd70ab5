#include "parse/inference.h"

#include <stdlib.h>

#include "text/document.h"

/* Word types that are remembered: 4,096 sets of two, direct by hash. A form
 * longer than this is not. */
enum { CACHE_SETS = 4096, CACHE_WAYS = 2, CACHE_FORM = 40 };

typedef struct cache_entry {
  uint64_t hash;
  uint32_t exceptions;
  uint8_t length; /* 0: free */
  char form[CACHE_FORM + 3];
} cache_entry;

struct ch_inference {
  void *memory;
  cache_entry *cache; /* [CACHE_SETS × CACHE_WAYS] */
  float *cached;      /* [CACHE_SETS × CACHE_WAYS × width] */
  float *x;           /* [words × width] the residual stream */
  uint8_t *u;         /* [words × width] normalised input of a layer */
  uint8_t *wide;      /* [words × 3 width] windows of it */
  float *z;           /* [words × max(2 width, 4 recurrent)] */
  float *h;           /* [words × 2 recurrent] */
  uint8_t *e;         /* [words × width + 2 recurrent] */
  float *heads;       /* [words × head columns] */
  uint8_t *hidden;    /* [words × max(tag, arc, label)] */
  float *tags;        /* [words × tag columns] */
  float *q;           /* [words × arc + CH_DISTANCES] */
  float *above;       /* [arc × padded heads] heads' arcs, transposed */
  float *arcs;        /* [piece × padded heads] */
  float *label;       /* [words × label] */
  float *labels;      /* [words × relations] */
  size_t tag_columns, head_columns, relations; /* padded */
  ch_tree_space *tree;
  uint8_t distance[2 * CH_TREE_MAX + 1]; /* bucket of head - word + CH_TREE_MAX */
  uint16_t missed[CH_BATCH_WORDS];
  uint32_t missed_slot[CH_BATCH_WORDS];
  uint8_t names[CH_TREE_MAX * CH_NAME_TAGS];
};

enum { ARC_STRIDE = CH_TREE_MAX + 16 }; /* a multiple of 8 and of 16 heads + root */

typedef struct carve {
  char *base;
  size_t at;
} carve;

static void *take(carve *c, size_t n, size_t size) {
  void *p = c->base ? c->base + c->at : NULL;
  c->at += (n * size + 63) / 64 * 64;
  return p;
}

static size_t greater(size_t a, size_t b) { return a > b ? a : b; }

static void carve_all(ch_inference *w, carve *c, const ch_net_shape *s) {
  const size_t n = CH_BATCH_WORDS, d = s->width, r = s->recurrent, f = sizeof(float);
  w->cache = take(c, CACHE_SETS * CACHE_WAYS, sizeof(cache_entry));
  w->cached = take(c, CACHE_SETS * CACHE_WAYS * d, f);
  w->x = take(c, n * d, f);
  w->u = take(c, n * d, 1);
  w->wide = take(c, n * 3 * d, 1);
  w->z = take(c, n * greater(2 * d, 4 * r), f);
  w->h = take(c, n * 2 * r, f);
  w->e = take(c, n * (d + 2 * r), 1);
  w->heads = take(c, n * w->head_columns, f);
  w->hidden = take(c, n * greater(greater(s->tag, s->arc), s->label), 1);
  w->tags = take(c, n * w->tag_columns, f);
  w->q = take(c, n * ch_model_padded(s->arc + CH_DISTANCES), f);
  w->above = take(c, (size_t)s->arc * ARC_STRIDE, f);
  w->arcs = take(c, CH_TREE_MAX * ARC_STRIDE, f);
  w->label = take(c, n * s->label, f);
  w->labels = take(c, n * w->relations, f);
  w->tree = take(c, 1, ch_tree_space_size());
}

ch_inference *ch_inference_new(const ch_model *model) {
  ch_inference *w = calloc(1, sizeof *w);
  if (!w) return NULL;
  const ch_net_shape *s = &model->shape;
  w->tag_columns = ch_model_padded(ch_net_tag_columns(s));
  w->head_columns = ch_model_padded(ch_net_head_columns(s));
  w->relations = ch_model_padded(s->relations);
  carve c = {0};
  carve_all(w, &c, s);
  w->memory = aligned_alloc(64, c.at);
  if (!w->memory) {
    free(w);
    return NULL;
  }
  memset(w->memory, 0, c.at);
  c = (carve){w->memory, 0};
  carve_all(w, &c, s);
  for (uint32_t i = 0; i < 2 * CH_TREE_MAX + 1; i++)
    w->distance[i] = i == CH_TREE_MAX ? 0 : (uint8_t)ch_distance_bucket(CH_TREE_MAX, i);
  return w;
}

void ch_inference_free(ch_inference *w) {
  if (!w) return;
  free(w->memory);
  free(w);
}

const float *ch_inference_tags(const ch_inference *w, size_t *stride) {
  *stride = w->tag_columns;
  return w->tags;
}

/* ---- word types ---- */

/* Sum of the rows of a form, into x; the exceptions of its lemma. */
static uint32_t embed(const ch_model *m, const ch_kernels *k, ch_str form, float *x) {
  const size_t d = m->shape.width;
  ch_word_features f;
  ch_word_features_of(form, &f);
  memcpy(x, m->input_bias, d * sizeof(float));
  uint32_t word = ch_model_word(m, f.key);
  if (word != CH_NO_ROW) k->add_row(m->word_rows + word * d, m->word_scales[word], x, d);
  for (int i = 0; i < CH_FEATURES; i++)
    k->add_row(m->hashed_rows + f.rows[i] * d, m->hashed_scales[f.rows[i]], x, d);
  return ch_model_exceptions_of(m, f.key);
}

/* The slot of a form: it is there (*hit), or may be put there. CH_NO_ROW: not
 * to be kept. */
static uint32_t cache_slot(const ch_inference *w, ch_str form, uint64_t hash, bool *hit) {
  *hit = false;
  if (form.n == 0 || form.n > CACHE_FORM) return CH_NO_ROW;
  uint32_t set = (uint32_t)(hash % CACHE_SETS) * CACHE_WAYS;
  for (uint32_t i = 0; i < CACHE_WAYS; i++) {
    const cache_entry *e = &w->cache[set + i];
    if (e->hash == hash && e->length == form.n && memcmp(e->form, form.p, form.n) == 0) {
      *hit = true;
      return set + i;
    }
  }
  return set + (w->cache[set].length ? (uint32_t)(hash >> 63) : 0);
}

/* x of all words, after the layer that depends on the type alone. */
static void embed_all(const ch_model *m, const ch_kernels *k, ch_inference *w, const ch_str *forms,
                      uint32_t n, ch_token_parse *out) {
  const size_t d = m->shape.width;
  uint32_t n_missed = 0;
  for (uint32_t i = 0; i < n; i++) {
    bool hit;
    uint64_t hash = ch_str_hash(forms[i]);
    uint32_t slot = cache_slot(w, forms[i], hash, &hit);
    if (hit) {
      memcpy(w->x + i * d, w->cached + slot * d, d * sizeof(float));
      out[i].exceptions = w->cache[slot].exceptions;
      continue;
    }
    out[i].exceptions = embed(m, k, forms[i], w->x + i * d);
    w->missed_slot[n_missed] = slot;
    w->missed[n_missed++] = (uint16_t)i;
  }
  for (uint32_t j = 0; j < n_missed; j++)
    k->normalise(w->x + w->missed[j] * d, d, w->u + j * d, d, 1, d, false);
  k->product(&m->m[CH_MATRIX_FF], w->u, d, n_missed, w->z, 2 * d);
  for (uint32_t j = 0; j < n_missed; j++) {
    const uint32_t i = w->missed[j], slot = w->missed_slot[j];
    k->maxout(w->z + j * 2 * d, 2 * d, w->x + i * d, d, 1, d);
    if (slot == CH_NO_ROW) continue;
    cache_entry *e = &w->cache[slot];
    e->hash = ch_str_hash(forms[i]);
    e->length = (uint8_t)forms[i].n;
    e->exceptions = out[i].exceptions;
    memcpy(e->form, forms[i].p, forms[i].n);
    memcpy(w->cached + slot * d, w->x + i * d, d * sizeof(float));
  }
}

/* ---- the encoder ---- */

static void windows(const uint8_t *u, uint8_t *wide, size_t d, uint32_t step, const uint32_t *first,
                    uint32_t n_pieces) {
  for (uint32_t p = 0; p < n_pieces; p++)
    for (uint32_t t = first[p]; t < first[p + 1]; t++) {
      uint8_t *out = wide + t * 3 * d;
      if (t >= first[p] + step) memcpy(out, u + (t - step) * d, d);
      else memset(out, 128, d); /* zero */
      memcpy(out + d, u + t * d, d);
      if (t + step < first[p + 1]) memcpy(out + 2 * d, u + (t + step) * d, d);
      else memset(out + 2 * d, 128, d);
    }
}

static void encode(const ch_model *m, const ch_kernels *k, ch_inference *w, const uint32_t *first,
                   uint32_t n_pieces) {
  const size_t n = first[n_pieces], d = m->shape.width, r = m->shape.recurrent, e = d + 2 * r;
  for (uint32_t b = 0; b < m->shape.blocks; b++) {
    k->normalise(w->x, d, w->u, d, n, d, false);
    windows(w->u, w->wide, d, m->shape.dilation[b], first, n_pieces);
    k->product(&m->m[CH_MATRIX_CONV + b], w->wide, 3 * d, n, w->z, 2 * d);
    k->maxout(w->z, 2 * d, w->x, d, n, d);
  }
  k->normalise(w->x, d, w->e, e, n, d, false);
  k->product(&m->m[CH_MATRIX_RNN], w->e, e, n, w->z, 4 * r);
  for (uint32_t p = 0; p < n_pieces; p++)
    k->recur(w->z + first[p] * 4 * r, w->h + first[p] * 2 * r, first[p + 1] - first[p], r);
  k->normalise(w->h, 2 * r, w->e + d, e, n, 2 * r, false);
  k->product(&m->m[CH_MATRIX_HEADS], w->e, e, n, w->heads, w->head_columns);
}

/* ---- the heads ---- */

/* The best bundle of features of that part of speech; nearly always the best
 * of all. */
static uint32_t best_feats(const ch_model *m, const ch_kernels *k, const float *x, uint8_t upos) {
  uint32_t best = (uint32_t)k->best(x, m->feats.n);
  if (m->feats_upos[best] == upos) return best;
  best = CH_NO_ROW;
  for (uint32_t i = 0; i < m->feats.n; i++)
    if (m->feats_upos[i] == upos && (best == CH_NO_ROW || x[i] > x[best])) best = i;
  return best;
}

static void tag(const ch_model *m, const ch_kernels *k, ch_inference *w, const uint32_t *first,
                uint32_t n_pieces, ch_token_parse *out) {
  const ch_net_shape *s = &m->shape;
  const uint32_t n = first[n_pieces], *classes = s->classes;
  k->normalise(w->heads, w->head_columns, w->hidden, s->tag, n, s->tag, true);
  k->product(&m->m[CH_MATRIX_TAGS], w->hidden, s->tag, n, w->tags, w->tag_columns);
  for (uint32_t i = 0; i < n; i++) {
    const float *x = w->tags + i * w->tag_columns;
    out[i].upos = (uint8_t)(1 + k->best(x + 1, classes[CH_TAG_UPOS] - 1));
    x += classes[CH_TAG_UPOS];
    out[i].xpos = (uint16_t)k->best(x, classes[CH_TAG_XPOS]);
    x += classes[CH_TAG_XPOS];
    out[i].feats = (uint16_t)best_feats(m, k, x, out[i].upos);
    x += classes[CH_TAG_FEATS];
    out[i].script = (uint16_t)k->best(x, classes[CH_TAG_LEMMA]);
  }
  const float *names = w->tags + ch_net_tag_columns(s) - classes[CH_TAG_NAME];
  uint8_t tags[CH_TREE_MAX];
  for (uint32_t p = 0; p < n_pieces; p++) {
    const uint32_t from = first[p], count = first[p + 1] - from;
    ch_names_decode(names + from * w->tag_columns, w->tag_columns, count, tags, w->names);
    for (uint32_t i = 0; i < count; i++) out[from + i].name = tags[i];
  }
}

/* Scores of the arcs of one piece and its tree. `hidden` holds the heads'
 * normalised arcs. */
static void tree(const ch_model *m, const ch_kernels *k, ch_inference *w, uint32_t from,
                 uint32_t count, ch_token_parse *out) {
  const size_t a = m->shape.arc, stride = m->m[CH_MATRIX_ARC].n;
  const size_t heads = (count + 1 + 15) / 16 * 16;
  uint32_t chosen[CH_TREE_MAX];
  for (size_t j = 0; j < a; j++) {
    float *row = w->above + j * heads;
    row[0] = m->root_arc[j];
    for (uint32_t h = 0; h < count; h++)
      row[h + 1] = (float)((int)w->hidden[(from + h) * a + j] - 128) * (1.0f / CH_ACT_SCALE);
    for (size_t h = count + 1; h < heads; h++) row[h] = 0.0f;
  }
  k->arcs(w->q + from * stride, stride, w->above, heads, count, a, w->arcs);
  for (uint32_t i = 0; i < count; i++) {
    const float *far = w->q + (from + i) * stride + a;
    const uint8_t *bucket = w->distance + CH_TREE_MAX - i;
    float *row = w->arcs + i * heads;
    row[0] += far[0];
    for (uint32_t h = 0; h < count; h++) row[h + 1] += far[bucket[h]];
  }
  ch_tree_decode(w->arcs, heads, count, chosen, w->tree);
  for (uint32_t i = 0; i < count; i++) out[from + i].head = (uint16_t)chosen[i];
}

static void label(const ch_model *m, const ch_kernels *k, ch_inference *w, const uint32_t *first,
                  uint32_t n_pieces, ch_token_parse *out) {
  const ch_net_shape *s = &m->shape;
  const size_t l = s->label, at = s->tag + 2 * s->arc;
  for (uint32_t p = 0; p < n_pieces; p++)
    for (uint32_t t = first[p]; t < first[p + 1]; t++) {
      const uint32_t head = out[t].head, i = t - first[p];
      const float *above = head ? w->heads + (first[p] + head - 1) * w->head_columns + at + l : m->root_label;
      uint32_t bucket = head ? w->distance[CH_TREE_MAX + head - 1 - i] : 0;
      k->add3(w->heads + t * w->head_columns + at, above, m->distance + bucket * l, w->label + t * l, l);
    }
  const uint32_t n = first[n_pieces];
  k->normalise(w->label, l, w->hidden, l, n, l, true);
  k->product(&m->m[CH_MATRIX_LABELS], w->hidden, l, n, w->labels, w->relations);
  for (uint32_t i = 0; i < n; i++) {
    float *x = w->labels + i * w->relations;
    x[CH_REL_ROOT] = -3e38f;
    out[i].rel = out[i].head ? (uint8_t)(1 + k->best(x + 1, s->relations - 1)) : CH_REL_ROOT;
  }
}

void ch_infer(const ch_model *m, const ch_kernels *k, ch_inference *w, const ch_str *forms,
              const uint32_t *first, uint32_t n_pieces, ch_token_parse *out) {
  const ch_net_shape *s = &m->shape;
  const uint32_t n = first[n_pieces];
  embed_all(m, k, w, forms, n, out);
  encode(m, k, w, first, n_pieces);
  tag(m, k, w, first, n_pieces, out);
  k->normalise(w->heads + s->tag, w->head_columns, w->hidden, s->arc, n, s->arc, true);
  k->product(&m->m[CH_MATRIX_ARC], w->hidden, s->arc, n, w->q, m->m[CH_MATRIX_ARC].n);
  k->normalise(w->heads + s->tag + s->arc, w->head_columns, w->hidden, s->arc, n, s->arc, true);
  for (uint32_t p = 0; p < n_pieces; p++) tree(m, k, w, first[p], first[p + 1] - first[p], out);
  label(m, k, w, first, n_pieces, out);
}
