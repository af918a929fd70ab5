/* In what proportion an act answers another: like for like, with more or with
 * less.
 *
 * Numbers are held against each other only where both acts are of one kind
 * (the same type, mode and CAMEO code down to three digits) and count the same
 * thing: 755 diplomats sent home for 35. Where a cut is told by what it leaves
 * ("to 455"), more and less mean nothing, and equal numbers alone tell.
 *
 * Pure; works on events as rows show them, without their reports.
 */
#ifndef CH_RECORD_PROPORTION_H
#define CH_RECORD_PROPORTION_H

#include "record/fact.h"

#define CH_PROPORTIONS(X)                                                     \
  X(NONE, "", "")                                                             \
  X(LIKE, "like", "like for like")                                            \
  X(MORE, "more", "with more")                                                \
  X(LESS, "less", "with less")                                                \
  X(KIND, "same-kind", "in kind") /* the same kind of act, and no numbers to compare */
typedef enum ch_proportion_kind {
#define CH_X(id, name, words) CH_PROPORTION_##id,
  CH_PROPORTIONS(CH_X)
#undef CH_X
      CH_PROPORTION_COUNT
} ch_proportion_kind;

typedef struct ch_proportion {
  ch_proportion_kind kind;
  const ch_report_quantity *own, *theirs; /* what was compared; NULL: no numbers */
} ch_proportion;

const char *ch_proportion_name(ch_proportion_kind kind);  /* "like" */
const char *ch_proportion_words(ch_proportion_kind kind); /* "like for like" */

/* False if out of memory. */
bool ch_proportion_of(const ch_fact *answer, const ch_fact *answered, const ch_wordbook *book,
                      ch_arena *arena, ch_proportion *out);

#endif
