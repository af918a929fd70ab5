/* The network at work: forms in, numbers of classes out.
 *
 * The model is immutable and shared; a workspace belongs to one thread. The
 * part of the network that hangs on the word type alone is kept in a cache of
 * the workspace; what comes out does not depend on what the cache holds.
 */
#ifndef CH_PARSE_INFERENCE_H
#define CH_PARSE_INFERENCE_H

#include "parse/decode.h"
#include "parse/kernels.h"
#include "parse/model.h"

/* Most words a call may take. */
#define CH_BATCH_WORDS 256

typedef struct ch_token_parse {
  uint8_t upos;      /* ch_upos, never NONE */
  uint8_t rel;       /* ch_rel; ROOT if and only if head is 0 */
  uint8_t name;      /* name tag of decode.h */
  uint16_t xpos, feats, script; /* numbers of the model's strings */
  uint16_t head;     /* 0 the root, else 1-based in its piece */
  uint32_t exceptions; /* ch_model_exceptions_of the form */
} ch_token_parse;

typedef struct ch_inference ch_inference;

/* NULL if out of memory. About 9 MB. */
ch_inference *ch_inference_new(const ch_model *model);
void ch_inference_free(ch_inference *ws);

/* Parses pieces of text, each a sentence or a part of one of at most
 * CH_TREE_MAX words; first[0] = 0, piece p has the words first[p] …
 * first[p + 1] - 1, first[n_pieces] <= CH_BATCH_WORDS words in all. Writes
 * out[first[n_pieces]]. Needs no memory, cannot fail. */
void ch_infer(const ch_model *model, const ch_kernels *kernels, ch_inference *ws,
              const ch_str *forms, const uint32_t *first, uint32_t n_pieces,
              ch_token_parse *out);

/* For tests: scores of the last call's words, [words × stride], the tag
 * classes side by side. */
const float *ch_inference_tags(const ch_inference *ws, size_t *stride);

#endif
