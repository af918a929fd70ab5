/* Commitments: what a promise, a threat, a plan or an ultimatum binds to, and
 * which event shows what became of it.
 *
 * It is met by the act that it spoke of. It is missed where its day passed and
 * an event shows that the act was not done: somebody says so, the word was
 * broken, or the act came late. It is called off by who cancels it, and
 * superseded by one of the same party for the same act with another day.
 * Pure, as links are (links.h).
 */
#ifndef CH_RECORD_COMMITMENT_H
#define CH_RECORD_COMMITMENT_H

#include "record/links.h"

/* May an event show what became of it? */
bool ch_is_commitment(const ch_fact *fact);
/* The type of the act that the event binds somebody to; NONE if it is no
 * commitment, or does not say to what. */
ch_type ch_commitment_type(const ch_fact *fact);

/* Types that tell of one kind of act, bit per ch_type. */
uint32_t ch_kinds_alike(ch_type type);

/* Where its outcome is looked for; at most `most` seeks, returns how many. */
uint32_t ch_commitment_seeks(const ch_fact *fact, ch_seek *out, uint32_t most);

/* How much speaks for the event being its outcome of that kind: CARRIED_OUT_BY,
 * MISSED_BY, CALLED_OFF_BY or SUPERSEDED_BY. 0: it is not. */
int ch_commitment_score(ch_link_kind kind, const ch_fact *fact, const ch_content *self,
                        const ch_content *event);

#endif
