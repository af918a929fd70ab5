#include "parse/export.h"

#include <math.h>
#include <stdlib.h>

#include "base/file.h"
#include "parse/model.h"
#include "text/document.h"

typedef struct writer {
  ch_buf out; /* sections only; the table comes before them at the end */
  ch_model_section table[CH_SECTION_IDS];
  uint32_t n;
  bool failed;
} writer;

static const uint32_t type_size[] = {1, 1, 4, 8, 4};

/* Sections must be put in the order of their ids. */
static void put(writer *w, uint32_t id, ch_model_type type, uint32_t rows, uint32_t cols, const void *bytes) {
  while (w->out.n % 64) ch_buf_add_byte(&w->out, 0);
  size_t size = (size_t)rows * cols * type_size[type];
  w->table[w->n++] = (ch_model_section){id, (uint32_t)type, w->out.n, size, rows, cols};
  if (size) ch_buf_add(&w->out, (ch_str){bytes, size});
}

static void put_list(writer *w, ch_model_section_id id) {
  char list[4096];
  size_t n = ch_model_list(id, list, sizeof list);
  put(w, id, CH_MODEL_U8, (uint32_t)n, 1, list);
}

/* Offsets and bytes; `skip` (may be NULL) tells how much of each to leave out. */
static void put_strings(writer *w, uint32_t id, size_t n, ch_str (*get)(const void *, size_t),
                        const void *self) {
  uint32_t *at = calloc(n + 1, sizeof *at);
  ch_buf bytes;
  ch_buf_init(&bytes, 0);
  for (size_t i = 0; at && i < n; i++) {
    ch_buf_add(&bytes, get(self, i));
    at[i + 1] = (uint32_t)bytes.n;
  }
  if (!at || bytes.failed) w->failed = true;
  else {
    put(w, id, CH_MODEL_U32, (uint32_t)n + 1, 1, at);
    put(w, id + 1, CH_MODEL_U8, (uint32_t)bytes.n, 1, bytes.p);
  }
  ch_buf_free(&bytes);
  free(at);
}

static ch_str map_key(const void *map, size_t i) { return ((const ch_map *)map)->v[i].key; }
static ch_str feats_key(const void *map, size_t i) {
  ch_str key = map_key(map, i);
  return ch_str_slice(key, ch_str_find_byte(key, '|', 0) + 1, key.n);
}

typedef struct keyed {
  uint64_t key;
  uint32_t at;
} keyed;

static int by_key(const void *a, const void *b) {
  const keyed *x = a, *y = b;
  if (x->key != y->key) return x->key < y->key ? -1 : 1;
  return x->at < y->at ? -1 : x->at > y->at;
}

/* Sorts and keeps the first of each key; how many are left. */
static uint32_t sort_keys(keyed *v, uint32_t n) {
  uint32_t kept = 0;
  qsort(v, n, sizeof *v, by_key);
  for (uint32_t i = 0; i < n; i++)
    if (i == 0 || v[i].key != v[kept - 1].key) v[kept++] = v[i];
  return kept;
}

static uint64_t *keys_of(const keyed *v, uint32_t n) {
  uint64_t *keys = calloc(n + 1, sizeof *keys);
  for (uint32_t i = 0; keys && i < n; i++) keys[i] = v[i].key;
  return keys;
}

typedef struct exception_list {
  const ch_labels *labels;
  const keyed *order;
} exception_list;

static ch_str exception_lemma(const void *self, size_t i) {
  const exception_list *e = self;
  return e->labels->exceptions.v[e->order[i].at].lemma;
}

static void put_exceptions(writer *w, const ch_labels *labels) {
  uint32_t n = (uint32_t)labels->exceptions.n;
  keyed *order = calloc(n + 1, sizeof *order);
  if (!order) {
    w->failed = true;
    return;
  }
  for (uint32_t i = 0; i < n; i++)
    order[i] = (keyed){ch_model_exception_key(ch_str_hash(labels->exceptions.v[i].form),
                                              labels->exceptions.v[i].upos), i};
  n = sort_keys(order, n);
  uint64_t *keys = keys_of(order, n);
  exception_list self = {labels, order};
  if (!keys) w->failed = true;
  else {
    put(w, CH_SECTION_EXCEPTION_KEYS, CH_MODEL_U64, n, 1, keys);
    put_strings(w, CH_SECTION_EXCEPTIONS_AT, n, exception_lemma, &self);
  }
  free(keys);
  free(order);
}

/* A row in 8 bits with one scale. */
static float round_row(const float *row, uint32_t n, int8_t *out) {
  float most = 0.0f;
  for (uint32_t j = 0; j < n; j++) most = fmaxf(most, fabsf(row[j]));
  if (most == 0.0f) {
    memset(out, 0, n);
    return 0.0f;
  }
  for (uint32_t j = 0; j < n; j++) out[j] = (int8_t)lrintf(row[j] * (127.0f / most));
  return most / 127.0f;
}

static void put_rows(writer *w, uint32_t id, const float *rows, uint32_t n, uint32_t d) {
  float *scales = calloc((size_t)n + 1, sizeof *scales);
  int8_t *rounded = calloc((size_t)n + 1, d);
  if (!scales || !rounded) w->failed = true;
  else {
    for (uint32_t i = 0; i < n; i++) scales[i] = round_row(rows + (size_t)i * d, d, rounded + (size_t)i * d);
    put(w, id, CH_MODEL_F32, n, 1, scales);
    put(w, id + 1, CH_MODEL_I8, n, d, rounded);
  }
  free(scales);
  free(rounded);
}

/* One row a word: the frozen vector, projected, and the trained part. */
static void put_words(writer *w, const ch_net *net, const ch_labels *l) {
  const uint32_t d = net->shape.width, v = net->shape.vector;
  const uint32_t most = l->n_vectors + l->n_words;
  keyed *order = calloc(most + 1u, sizeof *order);
  float *rows = calloc((size_t)most + 1, d * sizeof *rows);
  if (!order || !rows) {
    w->failed = true;
    free(order);
    free(rows);
    return;
  }
  for (uint32_t i = 0; i < l->n_vectors; i++) order[i] = (keyed){l->vector_keys[i], i};
  for (uint32_t i = 0; i < l->n_words; i++) order[l->n_vectors + i] = (keyed){l->word_keys[i], l->n_vectors + i};
  qsort(order, most, sizeof *order, by_key);
  const float *projection = net->dense + net->m[CH_M_VECTOR].at;
  uint32_t n = 0;
  bool has_vector = false;
  for (uint32_t i = 0; i < most; i++) {
    if (i == 0 || order[i].key != order[i - 1].key) n++, has_vector = false;
    float *row = rows + (size_t)(n - 1) * d;
    uint32_t at = order[i].at;
    if (at >= l->n_vectors) {
      const float *trained = net->words + (size_t)(at - l->n_vectors) * d;
      for (uint32_t j = 0; j < d; j++) row[j] += trained[j];
    } else if (!has_vector) { /* the first vector of a key counts */
      has_vector = true;
      for (uint32_t k = 0; k < v; k++)
        for (uint32_t j = 0; j < d; j++)
          row[j] += net->vectors[(size_t)at * v + k] * projection[(size_t)k * d + j];
    }
  }
  n = sort_keys(order, most);
  uint64_t *keys = keys_of(order, n);
  if (!keys) w->failed = true;
  else {
    put(w, CH_SECTION_WORD_KEYS, CH_MODEL_U64, n, 1, keys);
    put_rows(w, CH_SECTION_WORD_SCALES, rows, n, d);
  }
  free(keys);
  free(order);
  free(rows);
}

/* Columns in 8 bits, four inputs together; scales take in the activations'. */
static void put_matrix(writer *w, const ch_net *net, int matrix, int id) {
  const ch_net_matrix m = net->m[id];
  const uint32_t n = ch_model_padded(m.cols);
  const float *weights = net->dense + m.at, *bias = net->dense + net->m[id + 1].at;
  int8_t *out = calloc((size_t)m.rows * n, 1);
  float *scale = calloc(n, sizeof *scale), *biases = calloc(n, sizeof *biases);
  if (!out || !scale || !biases) w->failed = true;
  else {
    for (uint32_t j = 0; j < m.cols; j++) {
      float most = 0.0f;
      for (uint32_t k = 0; k < m.rows; k++) most = fmaxf(most, fabsf(weights[(size_t)k * m.cols + j]));
      scale[j] = most / 127.0f / CH_ACT_SCALE;
      biases[j] = bias[j];
      for (uint32_t k = 0; k < m.rows && most > 0.0f; k++)
        out[(size_t)(k / 4 * 4) * n + 4 * (size_t)j + k % 4] =
            (int8_t)lrintf(weights[(size_t)k * m.cols + j] * (127.0f / most));
    }
    uint32_t section = CH_SECTION_MATRIX + 3 * (uint32_t)matrix;
    put(w, section, CH_MODEL_I8, m.rows, n, out);
    put(w, section + 1, CH_MODEL_F32, 1, n, scale);
    put(w, section + 2, CH_MODEL_F32, 1, n, biases);
  }
  free(out);
  free(scale);
  free(biases);
}

static void put_shape(writer *w, const ch_net_shape *s) {
  uint32_t f[CH_SHAPE_FIELDS] = {0};
  f[CH_SHAPE_WIDTH] = s->width;
  f[CH_SHAPE_RECURRENT] = s->recurrent;
  f[CH_SHAPE_TAG] = s->tag;
  f[CH_SHAPE_ARC] = s->arc;
  f[CH_SHAPE_LABEL] = s->label;
  f[CH_SHAPE_BLOCKS] = s->blocks;
  memcpy(f + CH_SHAPE_DILATION, s->dilation, sizeof s->dilation);
  memcpy(f + CH_SHAPE_CLASSES, s->classes, sizeof s->classes);
  f[CH_SHAPE_RELATIONS] = s->relations;
  f[CH_SHAPE_FEATURES] = CH_FEATURE_ROWS;
  put(w, CH_SECTION_SHAPE, CH_MODEL_U32, CH_SHAPE_FIELDS, 1, f);
}

static void put_dense(writer *w, const ch_net *net, uint32_t section, int id) {
  put(w, section, CH_MODEL_F32, net->m[id].rows, net->m[id].cols, net->dense + net->m[id].at);
}

static void put_all(writer *w, const ch_net *net, const ch_labels *l) {
  put_shape(w, &net->shape);
  put_list(w, CH_SECTION_UPOS);
  put_list(w, CH_SECTION_RELATIONS);
  put_list(w, CH_SECTION_NAMES);
  put_strings(w, CH_SECTION_XPOS_AT, l->xpos.n, map_key, &l->xpos);
  put_strings(w, CH_SECTION_FEATS_AT, l->feats.n, feats_key, &l->feats);
  uint8_t *upos = calloc(l->feats.n + 1, 1);
  if (!upos) w->failed = true;
  else {
    for (size_t i = 0; i < l->feats.n; i++) {
      ch_str key = l->feats.v[i].key;
      upos[i] = (uint8_t)ch_upos_from(ch_str_slice(key, 0, ch_str_find_byte(key, '|', 0)));
    }
    put(w, CH_SECTION_FEATS_UPOS, CH_MODEL_U8, (uint32_t)l->feats.n, 1, upos);
  }
  free(upos);
  put_strings(w, CH_SECTION_SCRIPTS_AT, l->scripts.n, map_key, &l->scripts);
  put_exceptions(w, l);
  put_words(w, net, l);
  put_rows(w, CH_SECTION_HASHED_SCALES, net->hashed, CH_FEATURE_ROWS, net->shape.width);
  put_dense(w, net, CH_SECTION_INPUT_BIAS, CH_M_INPUT_B);
  put_dense(w, net, CH_SECTION_ROOT_ARC, CH_M_ROOT_ARC);
  put_dense(w, net, CH_SECTION_ROOT_LABEL, CH_M_ROOT_LABEL);
  put_dense(w, net, CH_SECTION_DISTANCE, CH_M_DISTANCE);
  static const int fixed[CH_MATRIX_CONV] = {
      [CH_MATRIX_FF] = CH_M_FF, [CH_MATRIX_RNN] = CH_M_RNN, [CH_MATRIX_HEADS] = CH_M_HEADS,
      [CH_MATRIX_TAGS] = CH_M_TAGS, [CH_MATRIX_ARC] = CH_M_ARC, [CH_MATRIX_LABELS] = CH_M_LABELS};
  for (int i = 0; i < CH_MATRIX_CONV; i++) put_matrix(w, net, i, fixed[i]);
  for (int b = 0; b < (int)net->shape.blocks; b++)
    put_matrix(w, net, CH_MATRIX_CONV + b, CH_M_CONV + 2 * b);
}

/* Header, table, sections. */
static bool finish(writer *w, ch_buf *file) {
  size_t head = sizeof(ch_model_header) + w->n * sizeof(ch_model_section);
  size_t shift = (head + 63) / 64 * 64;
  for (uint32_t i = 0; i < w->n; i++) w->table[i].offset += shift;
  ch_model_header h = {.version = CH_MODEL_VERSION, .n_sections = w->n, .size = shift + w->out.n,
                       .language = "en"};
  memcpy(h.magic, CH_MODEL_MAGIC, sizeof h.magic);
  ch_buf_add(file, (ch_str){(const char *)&h, sizeof h});
  ch_buf_add(file, (ch_str){(const char *)w->table, w->n * sizeof(ch_model_section)});
  while (file->n < shift && !file->failed) ch_buf_add_byte(file, 0);
  ch_buf_add(file, ch_buf_str(&w->out));
  if (w->failed || w->out.failed || file->failed) return false;
  h.checksum = ch_str_hash(ch_str_slice(ch_buf_str(file), sizeof h, file->n));
  memcpy(file->p, &h, sizeof h);
  return true;
}

bool ch_model_export(const ch_net *net, const ch_labels *labels, const char *path, ch_error *error) {
  writer *w = calloc(1, sizeof *w);
  if (!w) return ch_fail(error, CH_ERROR_MEMORY, "no memory for the model");
  ch_buf file;
  ch_buf_init(&w->out, 0);
  ch_buf_init(&file, 0);
  put_all(w, net, labels);
  bool fine = finish(w, &file) ? ch_file_write_atomic(path, ch_buf_str(&file), error)
                               : ch_fail(error, CH_ERROR_MEMORY, "no memory for the model");
  ch_buf_free(&file);
  ch_buf_free(&w->out);
  free(w);
  return fine;
}
