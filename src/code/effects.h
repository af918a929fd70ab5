/* What the words above an act make of it: "refused to", "threatened to", "accused of", as rows of
 * status.tsv (PLOVER.md section 3). */
#ifndef CH_CODE_EFFECTS_H
#define CH_CODE_EFFECTS_H

#include "code/parties.h"
#include "code/settle.h"

/* Only the first reason counts. */
void ch_draft_drop(ch_draft *d, ch_fate why);
/* Makes the row's act of the draft's; the act before becomes `about`. */
void ch_draft_become(ch_draft *d, const ch_outcome *row);
/* One effect, applied to what those below it made. */
void ch_apply_effect(ch_coding *c, ch_draft *d, ch_step step);
/* "warned OMAN that it would hit back": a threat that names nobody else is to whom it is told. */
void ch_threatened_whom(ch_coding *c, ch_draft *d, uint32_t governor);
/* "accused EACH OTHER", "expelled EACH OTHER'S diplomats": those who do it suffer it too. */
bool ch_is_mutual(ch_coding *c, uint32_t verb);

#endif
