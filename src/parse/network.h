/* The network as the trainer sees it: f32, forward and backward.
 *
 * One encoder is read by all heads, so that no step passes hard mistakes on:
 *
 *   word rows (frozen vectors projected + trained) + hashed rows
 *     -> feed-forward maxout block          (depends on the word type alone)
 *     -> residual maxout convolutions, window 3, dilated
 *     -> one bidirectional minimal recurrent layer: h += g * (c - h)
 *     -> heads: tags (UPOS, XPOS, UPOS+features, lemma script, name BIOES),
 *        arcs (bilinear, plus a distance term), relations (on chosen arcs)
 *
 * Each matrix reads a vector that was normalised (mean 0, variance 1) and, with
 * `quantise`, rounded to steps of 1/CH_ACT_SCALE within ±127 steps, and weights
 * rounded to 8 bits a column: exactly what the parser computes in integers.
 * Rounding is passed straight through in the backward direction.
 */
#ifndef CH_PARSE_NETWORK_H
#define CH_PARSE_NETWORK_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "parse/features.h"
#include "parse/rng.h"
#include "parse/sgemm.h"

#define CH_ACT_SCALE 20.0f
#define CH_NORM_EPSILON 1e-5f
#define CH_MAX_BLOCKS 8
/* Widest hidden layer of a head. */
#define CH_MAX_HIDDEN 512
/* Most columns of a matrix. */
#define CH_MAX_COLUMNS 4096
/* Distances from word to head: 0 the root, then 11 to the left, 11 to the
 * right; the rest is room. */
#define CH_DISTANCES 32

static inline uint32_t ch_distance_bucket(uint32_t word, uint32_t head) {
  uint32_t d = word > head ? word - head : head - word, b;
  if (d <= 4) b = d;
  else if (d <= 6) b = 5;
  else if (d <= 8) b = 6;
  else if (d <= 12) b = 7;
  else if (d <= 16) b = 8;
  else if (d <= 24) b = 9;
  else if (d <= 32) b = 10;
  else b = 11;
  return word > head ? b : 11 + b;
}

/* The tag heads, in the order of their columns. */
enum { CH_TAG_UPOS, CH_TAG_XPOS, CH_TAG_FEATS, CH_TAG_LEMMA, CH_TAG_NAME, CH_TAG_HEADS };

typedef struct ch_net_shape {
  uint32_t width;     /* of the encoder */
  uint32_t vector;    /* of the frozen word vectors */
  uint32_t blocks;
  uint32_t dilation[CH_MAX_BLOCKS];
  uint32_t recurrent; /* each way */
  uint32_t tag;       /* hidden sizes of the heads */
  uint32_t arc;
  uint32_t label;
  uint32_t classes[CH_TAG_HEADS];
  uint32_t relations;
} ch_net_shape;

typedef struct ch_net_matrix {
  size_t at;           /* first weight in ch_net.dense */
  uint32_t rows, cols; /* inputs × outputs, row-major */
  bool weights;        /* a matrix that is quantised and decayed */
} ch_net_matrix;

enum {
  CH_M_VECTOR,    /* vector × width */
  CH_M_INPUT_B,   /* 1 × width */
  CH_M_FF,        /* width × 2 width, maxout of columns j and width + j */
  CH_M_FF_B,
  CH_M_RNN,       /* width × 4 recurrent: gates fwd, bwd, candidates fwd, bwd */
  CH_M_RNN_B,
  CH_M_HEADS,     /* width + 2 recurrent × tag + 2 arc + 2 label */
  CH_M_HEADS_B,   /*   (tag, word's arc, head's arc, word's label, head's label) */
  CH_M_TAGS,      /* tag × sum of classes */
  CH_M_TAGS_B,
  CH_M_ARC,       /* arc × arc + CH_DISTANCES */
  CH_M_ARC_B,
  CH_M_ROOT_ARC,  /* 1 × arc: the root as a head, already normalised */
  CH_M_ROOT_LABEL,/* 1 × label */
  CH_M_DISTANCE,  /* CH_DISTANCES × label */
  CH_M_LABELS,    /* label × relations */
  CH_M_LABELS_B,
  CH_M_CONV,      /* CH_MAX_BLOCKS pairs: 3 width × 2 width (before, at, after), bias */
  CH_M_COUNT = CH_M_CONV + 2 * CH_MAX_BLOCKS
};

typedef struct ch_net {
  ch_net_shape shape;
  ch_net_matrix m[CH_M_COUNT];
  size_t n_dense;
  float *dense;      /* [n_dense] */
  float *effective;  /* [n_dense] what forward uses: dense, or dense rounded */
  uint32_t n_words;  /* rows of words */
  float *words;      /* [n_words × width] trained part of the word table */
  float *hashed;     /* [CH_FEATURE_ROWS × width] */
  float *vectors;    /* [n_vectors × shape.vector] frozen */
  uint32_t n_vectors;
} ch_net;

/* Gradients and touched rows of one shard. */
typedef struct ch_net_grad {
  float *dense, *words, *hashed;
  uint32_t *touched_words, *touched_hashed;
  uint32_t n_touched_words, n_touched_hashed;
  uint8_t *is_touched_word, *is_touched_hashed;
} ch_net_grad;

#define CH_NO_ROW UINT32_MAX

typedef struct ch_net_token {
  uint32_t word;    /* row of words or CH_NO_ROW */
  uint32_t vector;  /* row of vectors or CH_NO_ROW */
  const uint32_t *rows; /* [CH_FEATURES] of hashed */
  float keep;       /* chance in training that the word's own rows are seen */
  int32_t gold[CH_TAG_HEADS]; /* class or -1: no loss */
  uint32_t head;    /* 0 root, else 1-based in its sentence */
  uint32_t rel;
  bool silver;      /* head is the teacher's; neither it nor rel is gold */
  bool respelled;   /* the teacher saw another spelling: no lemma of its own */
} ch_net_token;

/* What a teacher makes of a batch: distributions. */
typedef struct ch_net_targets {
  float share;         /* of the loss, where there is gold too */
  const float *tags;   /* [n × sum of classes] */
  const float *arcs;   /* sentence after sentence [count × (count + 1)] */
  const float *labels; /* [n × relations], under the tokens' heads */
} ch_net_targets;

/* Some sentences of one shard; tokens of a sentence lie together. */
typedef struct ch_net_batch {
  const ch_net_token *tokens;
  uint32_t n;
  const uint32_t *first; /* [n_sentences + 1] */
  uint32_t n_sentences;
  const ch_net_targets *targets; /* NULL: none */
} ch_net_batch;

typedef struct ch_net_loss {
  double tag[CH_TAG_HEADS], arc, label;
} ch_net_loss;

typedef struct ch_net_ws ch_net_ws;

/* False if out of memory or the shape is too great. */
bool ch_net_init(ch_net *net, const ch_net_shape *shape, uint32_t n_words, uint64_t seed);
void ch_net_free(ch_net *net);
/* Sets `effective` from `dense`; `round` rounds weights to 8 bits a column. */
void ch_net_refresh(ch_net *net, bool round);
/* The same for one of `parts` parts, for threads that share the work. */
void ch_net_refresh_part(ch_net *net, bool round, unsigned part, unsigned parts);

bool ch_net_grad_init(ch_net_grad *grad, const ch_net *net);
void ch_net_grad_free(ch_net_grad *grad);
void ch_net_grad_clear(ch_net_grad *grad, const ch_net *net);

/* NULL if out of memory. For at most max_tokens a batch and max_sentence a
 * sentence. */
ch_net_ws *ch_net_ws_new(const ch_net *net, uint32_t max_tokens, uint32_t max_sentence);
void ch_net_ws_free(ch_net_ws *ws);
/* Lets products be made in bfloat16 where the machine is faster so. */
void ch_net_ws_allow_half(ch_net_ws *ws, bool allow);

typedef struct ch_net_mode {
  bool quantise;  /* activations */
  float dropout;  /* 0: none, as in use */
  bool drop_words;
} ch_net_mode;

/* Fills the workspace. */
void ch_net_forward(const ch_net *net, ch_net_ws *ws, const ch_net_batch *batch,
                    ch_net_mode mode, ch_rng *rng);
/* After forward: adds to the gradients of sum over tokens of the losses times
 * `scale`; returns the unscaled sums in *loss. */
void ch_net_backward(const ch_net *net, ch_net_ws *ws, const ch_net_batch *batch,
                     ch_net_mode mode, float scale, ch_net_grad *grad, ch_net_loss *loss);

/* After forward: [n × sum of classes]. */
const float *ch_net_tag_scores(const ch_net_ws *ws);
/* After forward: scores of one sentence's arcs, [count × (count + 1)], column
 * 0 the root. The pointer holds until the next call. */
const float *ch_net_arc_scores(const ch_net *net, ch_net_ws *ws,
                               const ch_net_batch *batch, uint32_t sentence);
/* Relation scores [count × relations] under `heads` (0 root, 1-based). */
const float *ch_net_label_scores(const ch_net *net, ch_net_ws *ws,
                                 const ch_net_batch *batch, uint32_t sentence,
                                 const uint32_t *heads, ch_net_mode mode);

/* The teacher's part: adds its distributions, times `share`, laid out as
 * ch_net_targets has them; those of the relations, under the tokens' heads, when
 * the heads are settled. */
void ch_net_teach(const ch_net *net, ch_net_ws *ws, const ch_net_batch *batch, float share,
                  float *tags, float *arcs);
void ch_net_teach_labels(const ch_net *net, ch_net_ws *ws, const ch_net_batch *batch, float share,
                         float *labels);

static inline uint32_t ch_net_tag_columns(const ch_net_shape *s) {
  uint32_t n = 0;
  for (int i = 0; i < CH_TAG_HEADS; i++) n += s->classes[i];
  return n;
}
static inline uint32_t ch_net_head_columns(const ch_net_shape *s) {
  return s->tag + 2 * s->arc + 2 * s->label;
}

#endif
