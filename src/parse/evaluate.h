/* Scores of a whole parse, from raw text or gold words, as the CoNLL 2018
 * shared task counts them (Zeman et al. 2018, conll18_ud_eval.py).
 *
 * Both sides are put on one line of characters without white space. Words are
 * aligned by the characters they stand for; inside surface tokens of several
 * words, where spans say nothing, by the longest common run of forms. Each
 * measure then is the F1 of what both sides have in common.
 */
#ifndef CH_PARSE_EVALUATE_H
#define CH_PARSE_EVALUATE_H

#include "parse/conllu.h"

typedef enum ch_measure {
  CH_MEASURE_TOKENS, CH_MEASURE_SENTENCES, CH_MEASURE_WORDS, CH_MEASURE_UPOS, CH_MEASURE_XPOS,
  CH_MEASURE_UFEATS, CH_MEASURE_ALLTAGS, CH_MEASURE_LEMMAS, CH_MEASURE_UAS, CH_MEASURE_LAS,
  CH_MEASURE_CLAS, CH_MEASURE_NAMES, CH_MEASURES
} ch_measure;

/* "Tokens", "UPOS", … */
const char *ch_measure_name(ch_measure measure);

typedef struct ch_counts {
  uint64_t gold, system, right;
} ch_counts;

typedef struct ch_evaluation {
  ch_counts of[CH_MEASURES];
} ch_evaluation;

static inline double ch_f1(ch_counts c) {
  return c.gold + c.system ? 200.0 * (double)c.right / (double)(c.gold + c.system) : 0.0;
}

/* Sentences of one text on both sides. `names` (may be NULL, and so may any of
 * its items): a string a gold sentence, one BIOES tag of decode.h a word; names
 * of the system are read from MISC (Name=B-PER). Sentences without gold names
 * count for no names. Adds to *out; fails with "data" where the characters
 * differ. */
bool ch_evaluate(const ch_conllu *gold, const ch_str *names, const ch_conllu *system,
                 ch_arena *arena, ch_evaluation *out, ch_error *error);

#endif
