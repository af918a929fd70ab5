/* Scores of a parse against gold words, as the CoNLL 2018 shared task counts:
 * relations without subtypes, features and lemmas as strings ("_" as a gold
 * lemma fits anything), punctuation included. Words must be the same on both
 * sides: the whole-pipeline score from raw text is the command's `eval`.
 */
#ifndef CH_PARSE_SCORE_H
#define CH_PARSE_SCORE_H

#include "parse/conllu.h"

typedef struct ch_score {
  uint64_t sentences, words;
  /* Right ones. */
  uint64_t upos, xpos, feats, lemma, uas, las, las_subtyped;
  /* Name spans: right, found, in the gold. */
  uint64_t names_right, names_found, names_gold;
} ch_score;

/* Adds one sentence; false if the two have different numbers of words or a
 * different form somewhere, and then nothing is added. */
bool ch_score_sentence(ch_score *score, const ch_conllu_sentence *gold,
                       const ch_conllu_sentence *system);
/* Adds name spans given as BIOES tags of decode.h, [n] each. */
void ch_score_names(ch_score *score, const uint8_t *gold, const uint8_t *system, uint32_t n);
void ch_score_add(ch_score *to, const ch_score *from);

static inline double ch_score_percent(uint64_t right, uint64_t of) {
  return of ? 100.0 * (double)right / (double)of : 0.0;
}
/* 100 * F1 of the names. */
double ch_score_names_f1(const ch_score *score);

#endif
