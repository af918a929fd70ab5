/* How well one grouping of mentions agrees with another: the measures that the
 * field reports for coreference across documents.
 *
 *   MUC     links (Vilain et al. 1995)
 *   B3      a mention at a time (Bagga and Baldwin 1998)
 *   CEAF_e  groups, each matched with one at most (Luo 2005, similarity phi 4)
 *   CoNLL   the mean of the three F1
 *
 * Both groupings are of the same mentions ("gold mentions"); those that stand
 * alone count, but for MUC, which knows links alone.
 */
#ifndef CH_RECORD_CLUSTER_SCORE_H
#define CH_RECORD_CLUSTER_SCORE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"

typedef struct ch_agreement {
  double precision, recall, f1; /* 0 to 1; of no links at all 0 */
} ch_agreement;

typedef struct ch_cluster_score {
  ch_agreement muc, b3, ceaf_e;
  double conll;
} ch_cluster_score;

/* gold[i] and system[i] are the groups of mention i, numbered from 0 to
 * n_gold - 1 and n_system - 1. False if out of memory. */
bool ch_cluster_score_make(const uint32_t *gold, uint32_t n_gold, const uint32_t *system,
                           uint32_t n_system, size_t n, ch_arena *arena, ch_cluster_score *out);

#endif
