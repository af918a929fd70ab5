/* On whose word: direct, mixed and indirect speech, and beliefs and plans
 * ascribed to somebody.
 *
 * The cues are data/LANG/attribution.tsv. Needs the tree: without one only
 * quotations are found.
 */
#ifndef CH_READ_ATTRIBUTION_H
#define CH_READ_ATTRIBUTION_H

#include "read/reading.h"

typedef struct ch_cues ch_cues;

/* Reads dir/attribution.tsv, dir being data/LANG. Immutable after that: one
 * for all threads. A bad line is refused with file and line. */
ch_cues *ch_cues_open(const char *dir, ch_error *error);
void ch_cues_free(ch_cues *cues); /* NULL is fine */

/* Fills reading->attributions and attribution_at in the document's arena.
 *
 * In order of sentences; within one, outer before inner, so that a parent
 * stands before its children. A quotation over several sentences has one
 * attribution in each; in those without a cue of their own `cue` is
 * CH_NO_WORD and the source is the one that holds elsewhere, whose words then
 * lie in another sentence.
 *
 * Run last: the actor of the source is the one of the mention headed at its
 * head word, else of the mention over it (reading->mention_at and mention_over
 * may be NULL: then no actor is known). False only when memory runs out.
 * Linear in the document but for the depth of trees. */
bool ch_read_attributions(const ch_cues *cues, const ch_document *doc,
                          ch_reading *reading, ch_error *error);

#endif
