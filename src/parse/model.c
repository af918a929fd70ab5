#include "parse/model.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>

#include "parse/decode.h"
#include "parse/lemma.h"
#include "text/document.h"

_Static_assert(sizeof(ch_model_header) == 64, "the header is 64 bytes");
_Static_assert(sizeof(ch_model_section) == 32, "a section's entry is 32 bytes");
#if defined(__BYTE_ORDER__) && __BYTE_ORDER__ != __ORDER_LITTLE_ENDIAN__
#error "model files are little-endian and used in place"
#endif

/* Greatest sizes that a file may ask for: they bound the workspace. */
enum { MAX_WIDTH = 512, MAX_CLASSES = 2048 };
_Static_assert(3 * MAX_WIDTH <= CH_MAX_INPUTS, "windows of three fit the kernels");

static const uint32_t type_size[] = {1, 1, 4, 8, 4};

typedef struct loader {
  ch_model *model;
  ch_str bytes;
  const ch_model_section *table;
  uint32_t n;
  ch_error *error;
} loader;

static bool bad(loader *l, const char *what, uint64_t offset) {
  ch_fail(l->error, CH_ERROR_DATA, "model file: %s", what);
  return ch_fail_offset(l->error, offset);
}

static const ch_model_section *find(const loader *l, uint32_t id) {
  for (uint32_t i = 0; i < l->n; i++)
    if (l->table[i].id == id) return &l->table[i];
  return NULL;
}

static bool check_header(loader *l) {
  ch_model_header h;
  if (l->bytes.n < sizeof h) return bad(l, "too short for a header", l->bytes.n);
  memcpy(&h, l->bytes.p, sizeof h);
  if (memcmp(h.magic, CH_MODEL_MAGIC, sizeof h.magic) != 0) return bad(l, "not a model (wrong magic)", 0);
  if (h.version != CH_MODEL_VERSION) {
    ch_fail(l->error, CH_ERROR_DATA, "model file: version %u, this program reads %u", h.version,
            CH_MODEL_VERSION);
    return ch_fail_offset(l->error, 8);
  }
  if (h.size != l->bytes.n) return bad(l, "cut short or grown: size differs from the header's", 16);
  if (h.n_sections == 0 || h.n_sections > CH_SECTION_IDS ||
      sizeof h + (uint64_t)h.n_sections * sizeof(ch_model_section) > l->bytes.n)
    return bad(l, "wrong number of sections", 12);
  for (size_t i = 0; i < sizeof h.zero; i++)
    if (h.zero[i]) return bad(l, "reserved bytes are not zero", 40 + i);
  if (ch_str_hash(ch_str_slice(l->bytes, sizeof h, l->bytes.n)) != h.checksum)
    return bad(l, "damaged: the checksum differs", 24);
  memcpy(l->model->language, h.language, sizeof h.language);
  l->n = h.n_sections;
  l->table = (const ch_model_section *)(const void *)(l->bytes.p + sizeof h);
  return true;
}

static bool check_table(loader *l) {
  uint64_t end = sizeof(ch_model_header) + (uint64_t)l->n * sizeof(ch_model_section);
  for (uint32_t i = 0; i < l->n; i++) {
    const ch_model_section *s = &l->table[i];
    uint64_t at = sizeof(ch_model_header) + (uint64_t)i * sizeof *s;
    if (s->id >= CH_SECTION_IDS || (i && s->id <= s[-1].id)) return bad(l, "section ids out of order", at);
    if (s->type > CH_MODEL_F32) return bad(l, "unknown type of section", at + 4);
    if (s->offset % 64 != 0 || s->offset < end || s->offset > l->bytes.n ||
        s->size > l->bytes.n - s->offset)
      return bad(l, "section outside the file or over another", at + 8);
    if ((uint64_t)s->rows * s->cols > UINT64_MAX / 8 ||
        (uint64_t)s->rows * s->cols * type_size[s->type] != s->size)
      return bad(l, "section's shape and size differ", at + 16);
    end = s->offset + s->size;
  }
  return true;
}

/* A section that must have that type and shape; rows CH_NO_ROW: any. */
static const void *need(loader *l, uint32_t id, ch_model_type type, uint32_t rows, uint32_t cols) {
  const ch_model_section *s = find(l, id);
  if (!s || s->type != (uint32_t)type || (rows != CH_NO_ROW && s->rows != rows) || s->cols != cols) {
    ch_fail(l->error, CH_ERROR_DATA, "model file: section %u is missing or has the wrong shape", id);
    if (s) ch_fail_offset(l->error, s->offset);
    return NULL;
  }
  return l->bytes.p + s->offset;
}

static const float *floats(loader *l, uint32_t id, uint32_t rows, uint32_t cols) {
  const float *x = need(l, id, CH_MODEL_F32, rows, cols);
  if (!x) return NULL;
  for (uint64_t i = 0; i < (uint64_t)rows * cols; i++)
    if (!isfinite(x[i]) || fabsf(x[i]) > 1e6f) {
      bad(l, "a number that is not finite or far too great", find(l, id)->offset + 4 * i);
      return NULL;
    }
  return x;
}

size_t ch_model_list(ch_model_section_id id, char *out, size_t size) {
  size_t n = 0;
  int count = id == CH_SECTION_UPOS ? CH_UPOS_COUNT : id == CH_SECTION_RELATIONS ? CH_REL_COUNT : CH_NAME_COUNT;
  for (int i = 0; i < count; i++) {
    const char *name = id == CH_SECTION_UPOS ? ch_upos_name((ch_upos)i)
                       : id == CH_SECTION_RELATIONS ? ch_rel_name((ch_rel)i)
                                                    : ch_name_type_name((ch_name_type)i);
    int more = snprintf(out + n, size - n, "%s\n", name);
    if (more < 0 || (size_t)more >= size - n) break;
    n += (size_t)more;
  }
  return n;
}

static bool check_list(loader *l, ch_model_section_id id) {
  char list[4096];
  size_t n = ch_model_list(id, list, sizeof list);
  const char *bytes = need(l, id, CH_MODEL_U8, (uint32_t)n, 1);
  if (!bytes) return false;
  if (memcmp(bytes, list, n) != 0)
    return bad(l, "made for another list of tags or relations", find(l, id)->offset);
  return true;
}

static bool check_strings(loader *l, uint32_t id, uint32_t n, ch_strings *out) {
  const ch_model_section *at = find(l, id), *bytes = find(l, id + 1);
  if (!at || !bytes || n >= MAX_CLASSES * 64u) return bad(l, "a table of strings is missing", 0);
  *out = (ch_strings){n, need(l, id, CH_MODEL_U32, n + 1, 1), need(l, id + 1, CH_MODEL_U8, CH_NO_ROW, 1)};
  if (!out->at || !out->bytes) return false;
  if (out->at[0] != 0 || out->at[n] != bytes->size)
    return bad(l, "strings do not fill their section", at->offset);
  for (uint32_t i = 0; i < n; i++)
    if (out->at[i] > out->at[i + 1]) return bad(l, "strings out of order", at->offset + 4ull * i);
  for (uint64_t i = 0; i < bytes->size; i++)
    if ((unsigned char)out->bytes[i] < 0x20) return bad(l, "a control character in a string", bytes->offset + i);
  return true;
}

static bool check_sorted(loader *l, uint32_t id, const uint64_t *keys, uint32_t n) {
  for (uint32_t i = 1; i < n; i++)
    if (keys[i - 1] >= keys[i]) return bad(l, "keys out of order", find(l, id)->offset + 8ull * i);
  return true;
}

/* 16 … MAX_WIDTH, a multiple of 16. */
static bool is_width(uint32_t n) { return n >= 16 && n <= MAX_WIDTH && n % 16 == 0; }

static bool load_shape(loader *l) {
  const uint32_t *f = need(l, CH_SECTION_SHAPE, CH_MODEL_U32, CH_SHAPE_FIELDS, 1);
  if (!f) return false;
  uint64_t at = find(l, CH_SECTION_SHAPE)->offset;
  ch_net_shape *s = &l->model->shape;
  *s = (ch_net_shape){.width = f[CH_SHAPE_WIDTH], .recurrent = f[CH_SHAPE_RECURRENT],
                      .tag = f[CH_SHAPE_TAG], .arc = f[CH_SHAPE_ARC], .label = f[CH_SHAPE_LABEL],
                      .blocks = f[CH_SHAPE_BLOCKS], .relations = f[CH_SHAPE_RELATIONS]};
  memcpy(s->dilation, f + CH_SHAPE_DILATION, sizeof s->dilation);
  memcpy(s->classes, f + CH_SHAPE_CLASSES, sizeof s->classes);
  if (!is_width(s->width) || !is_width(s->recurrent) || !is_width(s->tag) || !is_width(s->arc) ||
      !is_width(s->label))
    return bad(l, "a width that is no multiple of 16 or too great", at);
  if (s->blocks > CH_MAX_BLOCKS) return bad(l, "too many blocks", at);
  for (uint32_t b = 0; b < s->blocks; b++)
    if (s->dilation[b] == 0 || s->dilation[b] > 64) return bad(l, "a window too wide", at);
  for (int k = 0; k < CH_TAG_HEADS; k++)
    if (s->classes[k] == 0 || s->classes[k] > MAX_CLASSES) return bad(l, "too many classes", at);
  if (s->classes[CH_TAG_UPOS] != CH_UPOS_COUNT || s->relations != CH_REL_COUNT ||
      s->classes[CH_TAG_NAME] != CH_NAME_TAGS || f[CH_SHAPE_FEATURES] != CH_FEATURE_ROWS)
    return bad(l, "made for another set of tags or features", at);
  return true;
}

static bool load_labels(loader *l) {
  ch_model *m = l->model;
  const uint32_t *classes = m->shape.classes;
  if (!check_list(l, CH_SECTION_UPOS) || !check_list(l, CH_SECTION_RELATIONS) ||
      !check_list(l, CH_SECTION_NAMES) ||
      !check_strings(l, CH_SECTION_XPOS_AT, classes[CH_TAG_XPOS], &m->xpos) ||
      !check_strings(l, CH_SECTION_FEATS_AT, classes[CH_TAG_FEATS], &m->feats) ||
      !check_strings(l, CH_SECTION_SCRIPTS_AT, classes[CH_TAG_LEMMA], &m->scripts))
    return false;
  m->feats_upos = need(l, CH_SECTION_FEATS_UPOS, CH_MODEL_U8, m->feats.n, 1);
  if (!m->feats_upos) return false;
  for (uint32_t i = 0; i < m->feats.n; i++)
    if (m->feats_upos[i] >= CH_UPOS_COUNT)
      return bad(l, "features of no part of speech", find(l, CH_SECTION_FEATS_UPOS)->offset + i);
  for (uint32_t i = 0; i < m->scripts.n; i++)
    if (!ch_lemma_script_valid(ch_strings_get(&m->scripts, i)))
      return bad(l, "a lemma script that is none", find(l, CH_SECTION_SCRIPTS)->offset + m->scripts.at[i]);
  const ch_model_section *keys = find(l, CH_SECTION_EXCEPTION_KEYS);
  if (!keys) return bad(l, "no exceptions", 0);
  m->exception_keys = need(l, CH_SECTION_EXCEPTION_KEYS, CH_MODEL_U64, CH_NO_ROW, 1);
  return m->exception_keys && check_strings(l, CH_SECTION_EXCEPTIONS_AT, keys->rows, &m->exceptions) &&
         check_sorted(l, CH_SECTION_EXCEPTION_KEYS, m->exception_keys, keys->rows);
}

static bool load_words(loader *l) {
  ch_model *m = l->model;
  const uint32_t d = m->shape.width;
  m->word_keys = need(l, CH_SECTION_WORD_KEYS, CH_MODEL_U64, CH_NO_ROW, 1);
  if (!m->word_keys) return false;
  m->n_words = find(l, CH_SECTION_WORD_KEYS)->rows;
  return check_sorted(l, CH_SECTION_WORD_KEYS, m->word_keys, m->n_words) &&
         (m->word_scales = floats(l, CH_SECTION_WORD_SCALES, m->n_words, 1)) &&
         (m->word_rows = need(l, CH_SECTION_WORD_ROWS, CH_MODEL_I8, m->n_words, d)) &&
         (m->hashed_scales = floats(l, CH_SECTION_HASHED_SCALES, CH_FEATURE_ROWS, 1)) &&
         (m->hashed_rows = need(l, CH_SECTION_HASHED_ROWS, CH_MODEL_I8, CH_FEATURE_ROWS, d)) &&
         (m->input_bias = floats(l, CH_SECTION_INPUT_BIAS, 1, d)) &&
         (m->root_arc = floats(l, CH_SECTION_ROOT_ARC, 1, m->shape.arc)) &&
         (m->root_label = floats(l, CH_SECTION_ROOT_LABEL, 1, m->shape.label)) &&
         (m->distance = floats(l, CH_SECTION_DISTANCE, CH_DISTANCES, m->shape.label));
}

void ch_model_matrix_shape(const ch_net_shape *s, int matrix, uint32_t *k, uint32_t *n) {
  switch (matrix) {
    case CH_MATRIX_FF: *k = s->width, *n = 2 * s->width; break;
    case CH_MATRIX_RNN: *k = s->width, *n = 4 * s->recurrent; break;
    case CH_MATRIX_HEADS: *k = s->width + 2 * s->recurrent, *n = ch_net_head_columns(s); break;
    case CH_MATRIX_TAGS: *k = s->tag, *n = ch_net_tag_columns(s); break;
    case CH_MATRIX_ARC: *k = s->arc, *n = s->arc + CH_DISTANCES; break;
    case CH_MATRIX_LABELS: *k = s->label, *n = s->relations; break;
    default: *k = 3 * s->width, *n = 2 * s->width; break;
  }
}

static bool load_matrices(loader *l) {
  ch_model *m = l->model;
  const int count = CH_MATRIX_CONV + (int)m->shape.blocks;
  size_t total = 0;
  for (int i = 0; i < count; i++) {
    uint32_t k, n;
    ch_model_matrix_shape(&m->shape, i, &k, &n);
    n = ch_model_padded(n);
    uint32_t id = CH_SECTION_MATRIX + 3 * (uint32_t)i;
    m->m[i] = (ch_matrix8){.k = k, .n = n, .weights = need(l, id, CH_MODEL_I8, k, n),
                           .scale = floats(l, id + 1, 1, n), .bias = floats(l, id + 2, 1, n)};
    if (!m->m[i].weights || !m->m[i].scale || !m->m[i].bias) return false;
    total += n;
  }
  m->offsets = calloc(total + 16, sizeof(int32_t));
  if (!m->offsets) return ch_fail(l->error, CH_ERROR_MEMORY, "no memory for the model");
  int32_t *offset = m->offsets;
  for (int i = 0; i < count; i++) {
    ch_matrix8 *x = &m->m[i];
    x->offset = offset;
    for (uint32_t k = 0; k < x->k; k += 4)
      for (uint32_t j = 0; j < x->n; j++) {
        const int8_t *w = x->weights + (size_t)k * x->n + 4 * (size_t)j;
        offset[j] += 128 * (w[0] + w[1] + w[2] + w[3]);
      }
    offset += x->n;
  }
  return true;
}

bool ch_model_from(ch_model *model, ch_str bytes, ch_error *error) {
  memset(model, 0, sizeof *model);
  loader l = {.model = model, .bytes = bytes, .error = error};
  if (check_header(&l) && check_table(&l) && load_shape(&l) && load_labels(&l) && load_words(&l) &&
      load_matrices(&l))
    return true;
  free(model->offsets);
  model->offsets = NULL;
  return false;
}

bool ch_model_open(ch_model *model, const char *path, ch_error *error) {
  ch_mapped file;
  memset(model, 0, sizeof *model);
  if (!ch_file_map(path, &file, error)) return false;
  if (!ch_model_from(model, file.bytes, error)) {
    ch_file_unmap(&file);
    return ch_fail_at(error, path, 0);
  }
  model->file = file;
  return true;
}

void ch_model_close(ch_model *model) {
  free(model->offsets);
  if (model->file.base) ch_file_unmap(&model->file);
  memset(model, 0, sizeof *model);
}

static uint32_t lower_bound(const uint64_t *keys, uint32_t n, uint64_t key) {
  uint32_t low = 0, high = n;
  while (low < high) {
    uint32_t mid = low + (high - low) / 2;
    if (keys[mid] < key) low = mid + 1;
    else high = mid;
  }
  return low;
}

uint32_t ch_model_word(const ch_model *model, uint64_t key) {
  uint32_t at = lower_bound(model->word_keys, model->n_words, key);
  return at < model->n_words && model->word_keys[at] == key ? at : CH_NO_ROW;
}

uint32_t ch_model_exceptions_of(const ch_model *model, uint64_t key) {
  const uint64_t base = ch_model_exception_key(key, 0);
  uint32_t at = lower_bound(model->exception_keys, model->exceptions.n, base);
  return at < model->exceptions.n && model->exception_keys[at] - base < 32 ? at : CH_NO_ROW;
}

bool ch_model_exception(const ch_model *model, uint32_t first, uint8_t upos, ch_str *lemma) {
  const uint64_t base = model->exception_keys[first] & ~(uint64_t)31;
  for (uint32_t i = first; i < model->exceptions.n && model->exception_keys[i] - base <= upos; i++)
    if (model->exception_keys[i] - base == upos) {
      *lemma = ch_strings_get(&model->exceptions, i);
      return true;
    }
  return false;
}
