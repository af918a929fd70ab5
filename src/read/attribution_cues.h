/* The cues of data/LANG/attribution.tsv, and the quotations of a document: what
 * attribution.c works with. */
#ifndef CH_READ_ATTRIBUTION_CUES_H
#define CH_READ_ATTRIBUTION_CUES_H

#include "base/map.h"
#include "read/attribution.h"

typedef enum ch_cue_part {
  CH_CUE_VERB,
  CH_CUE_NOUN,
  CH_CUE_PREP,
  CH_CUE_ADVERB,
  CH_CUE_ADJECTIVE,
  CH_CUE_MARKER, /* no cue: a small word that tells source from content */
  CH_CUE_PARTS
} ch_cue_part;

enum {
  CH_FRAME_CLAUSE = 1 << 0,
  CH_FRAME_QUOTE = 1 << 1,
  CH_FRAME_INF = 1 << 2,
  CH_FRAME_GER = 1 << 3,
  CH_FRAME_OBJECT = 1 << 4,
  CH_FRAME_OBJECT_CLAUSE = 1 << 5,
  CH_FRAME_OBJECT_AS = 1 << 6,
  CH_FRAME_NOUN = 1 << 7,
  CH_FRAME_IT = 1 << 8,
};
#define CH_CUE_WORDS 6 /* most prepositions in a frame */

typedef struct ch_cue {
  bool known;
  ch_str stance;
  uint32_t frame;
  ch_str words[CH_CUE_WORDS]; /* prepositions and particles of the frame */
  uint32_t n_words;
  bool party;
} ch_cue;

/* NULL if the lemma (lower case) is no cue of that part of speech. */
const ch_cue *ch_cue_find(const ch_cues *cues, ch_str lemma, ch_cue_part part);
/* Is the word, as printed, a marker with that function ("agent", "negation")? */
bool ch_cue_marks(const ch_cues *cues, ch_str form, const char *function);
/* The longest set phrase ("according to") that begins at word w; *n gets its
 * words. NULL if none does. */
const ch_cue *ch_cue_phrase(const ch_cues *cues, const ch_document *doc, uint32_t w,
                            uint32_t end, uint32_t *n);

/* A quotation, its marks included. */
typedef struct ch_quote {
  uint32_t first, last;
  bool carried; /* goes on in the next quotation: a paragraph ended unclosed */
} ch_quote;

typedef struct ch_quotes {
  ch_quote *v;
  size_t n, cap;
} ch_quotes;

/* The quotations of a document in order; none overlap. A mark that is not
 * closed by its paragraph's end opens none, unless the next paragraph begins
 * with a mark. */
bool ch_quotes_find(const ch_document *doc, ch_quotes *quotes);

#endif
