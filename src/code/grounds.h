/* What a measure is taken over: "expelled 35 Russians over THE HACKING of the vote". */
#ifndef CH_CODE_GROUNDS_H
#define CH_CODE_GROUNDS_H

#include "code/settle.h"

/* Gives a deed told by a noun without its doer, as the grounds of a measure of the same sentence,
 * the parties of that measure: who suffers the measure did the deed, to who takes it. Such a deed
 * stands on that side's word, and its parties are marked as inferred. */
void ch_give_grounds(ch_coding *c, ch_draft *drafts, size_t n);

#endif
