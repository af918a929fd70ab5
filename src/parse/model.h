/* The model file: what the parser knows, mapped and used in place.
 *
 * models/en/FORMAT.md describes it field by field. In short: a header of 64
 * bytes, a table of sections, the sections, each on a 64-byte line. All
 * numbers are little-endian. Nothing is parsed at start: tables of words and
 * exceptions are sorted arrays of hashes, strings are bytes with offsets.
 *
 * Opening checks everything that later code relies on (sizes, offsets, orders,
 * classes, strings, the checksum of all that follows the header), so that a
 * file from a stranger can give a poor parse but no fault.
 */
#ifndef CH_PARSE_MODEL_H
#define CH_PARSE_MODEL_H

#include "base/error.h"
#include "base/file.h"
#include "base/str.h"
#include "parse/kernels.h"
#include "parse/network.h"

#define CH_MODEL_MAGIC "CHPARSE\n"
#define CH_MODEL_VERSION 1u

/* 64 bytes. */
typedef struct ch_model_header {
  char magic[8];
  uint32_t version;
  uint32_t n_sections;
  uint64_t size;      /* of the whole file */
  uint64_t checksum;  /* XXH3 (64 bits) of all bytes after the header */
  char language[8];   /* ISO 639, NUL-padded */
  uint8_t zero[24];
} ch_model_header;

/* 32 bytes; in the order of ids, each id once. */
typedef struct ch_model_section {
  uint32_t id;        /* ch_model_section_id */
  uint32_t type;      /* ch_model_type */
  uint64_t offset;    /* from the start of the file, a multiple of 64 */
  uint64_t size;      /* bytes */
  uint32_t rows, cols; /* rows * cols * size of type == size */
} ch_model_section;

typedef enum ch_model_type {
  CH_MODEL_U8, CH_MODEL_I8, CH_MODEL_U32, CH_MODEL_U64, CH_MODEL_F32
} ch_model_type;

/* Fields of the SHAPE section, in order. */
enum {
  CH_SHAPE_WIDTH, CH_SHAPE_RECURRENT, CH_SHAPE_TAG, CH_SHAPE_ARC, CH_SHAPE_LABEL,
  CH_SHAPE_BLOCKS, CH_SHAPE_DILATION, /* eight of them */
  CH_SHAPE_CLASSES = CH_SHAPE_DILATION + 8, /* five of them */
  CH_SHAPE_RELATIONS = CH_SHAPE_CLASSES + 5, CH_SHAPE_FEATURES,
  CH_SHAPE_FIELDS
};

/* The matrices that are kept in 8 bits: for each a section of weights, one of
 * column scales and one of biases. */
enum {
  CH_MATRIX_FF, CH_MATRIX_RNN, CH_MATRIX_HEADS, CH_MATRIX_TAGS, CH_MATRIX_ARC,
  CH_MATRIX_LABELS, CH_MATRIX_CONV, /* one for each block from here on */
  CH_MATRICES = CH_MATRIX_CONV + CH_MAX_BLOCKS
};

typedef enum ch_model_section_id {
  CH_SECTION_SHAPE,
  CH_SECTION_UPOS,      /* names of the parts of speech, one a line */
  CH_SECTION_RELATIONS, /* names of the relations, likewise */
  CH_SECTION_NAMES,     /* types of names, likewise */
  CH_SECTION_XPOS_AT, CH_SECTION_XPOS, /* offsets [n + 1], bytes */
  CH_SECTION_FEATS_AT, CH_SECTION_FEATS,
  CH_SECTION_FEATS_UPOS,/* part of speech of each bundle of features */
  CH_SECTION_SCRIPTS_AT, CH_SECTION_SCRIPTS,
  CH_SECTION_EXCEPTION_KEYS, /* sorted */
  CH_SECTION_EXCEPTIONS_AT, CH_SECTION_EXCEPTIONS,
  CH_SECTION_WORD_KEYS, /* sorted */
  CH_SECTION_WORD_SCALES, CH_SECTION_WORD_ROWS,
  CH_SECTION_HASHED_SCALES, CH_SECTION_HASHED_ROWS,
  CH_SECTION_INPUT_BIAS,
  CH_SECTION_ROOT_ARC, CH_SECTION_ROOT_LABEL, CH_SECTION_DISTANCE,
  CH_SECTION_MATRIX,    /* weights, scales, biases of matrix 0, then of 1 … */
  CH_SECTION_IDS = CH_SECTION_MATRIX + 3 * CH_MATRICES
} ch_model_section_id;

typedef struct ch_strings {
  uint32_t n;
  const uint32_t *at; /* [n + 1] */
  const char *bytes;
} ch_strings;

static inline ch_str ch_strings_get(const ch_strings *s, uint32_t i) {
  return (ch_str){s->bytes + s->at[i], s->at[i + 1] - s->at[i]};
}

/* Views into the file; only `offsets` is memory of its own. */
typedef struct ch_model {
  ch_mapped file;
  ch_net_shape shape;
  char language[9];
  ch_strings xpos, feats, scripts, exceptions;
  const uint8_t *feats_upos;      /* [feats.n] */
  const uint64_t *exception_keys; /* [exceptions.n] */
  uint32_t n_words;
  const uint64_t *word_keys;      /* [n_words] */
  const float *word_scales;       /* [n_words] */
  const int8_t *word_rows;        /* [n_words × width] */
  const float *hashed_scales;     /* [CH_FEATURE_ROWS] */
  const int8_t *hashed_rows;      /* [CH_FEATURE_ROWS × width] */
  const float *input_bias;        /* [width] */
  const float *root_arc;          /* [arc] */
  const float *root_label;        /* [label] */
  const float *distance;          /* [CH_DISTANCES × label] */
  ch_matrix8 m[CH_MATRICES];
  int32_t *offsets;
} ch_model;

/* Maps and checks. */
bool ch_model_open(ch_model *model, const char *path, ch_error *error);
/* The same for bytes in memory, 8-byte aligned, which must outlive it. */
bool ch_model_from(ch_model *model, ch_str bytes, ch_error *error);
void ch_model_close(ch_model *model);

/* Row of a word, CH_NO_ROW if it has none. */
uint32_t ch_model_word(const ch_model *model, uint64_t key);
/* An exception's key: those of one form, whose hash (as ch_word_features has
 * it) is `key`, stand together, in the order of parts of speech. */
static inline uint64_t ch_model_exception_key(uint64_t key, uint8_t upos) {
  return (key & ~(uint64_t)31) | upos;
}
/* The place of the first exception of a form, CH_NO_ROW if it has none. */
uint32_t ch_model_exceptions_of(const ch_model *model, uint64_t key);
/* Its lemma as that part of speech; `first` as the above gives it, not
 * CH_NO_ROW. False if there is none. */
bool ch_model_exception(const ch_model *model, uint32_t first, uint8_t upos, ch_str *lemma);

/* Rounds a column count up to what the kernels want. */
static inline uint32_t ch_model_padded(uint32_t n) { return (n + 15u) / 16u * 16u; }
/* Inputs and outputs (not padded) of a matrix of that shape. */
void ch_model_matrix_shape(const ch_net_shape *shape, int matrix, uint32_t *k, uint32_t *n);
/* Names of the fixed lists as they stand in the file, one a line. */
size_t ch_model_list(ch_model_section_id id, char *out, size_t size);

#endif
