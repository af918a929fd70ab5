/* A deed that the text has told of before and then names alone: "North Korea fired a
 * rocket … Japan condemned THE LAUNCH". */
#ifndef CH_CODE_DEED_H
#define CH_CODE_DEED_H

#include "code/coding.h"

/* Who did what the noun or the pronoun at `w` names, by the nearest words before it that tell of
 * it: the same noun with its owner, or the verb for it. Empty where the words at `w` say whose it
 * is themselves, and where none tell. `but`: who it is not. */
void ch_deed_author(ch_coding *c, uint32_t w, const ch_side *but, ch_side *out);
/* Whom it was done to: "apologised for THE KILLINGS". */
void ch_deed_victim(ch_coding *c, uint32_t w, const ch_side *but, ch_side *out);

#endif
