/* Whom an act is aimed at where its own clause leaves that to what was told right before: "The
 * Council condemned the invasion and DEMANDED a withdrawal", "Kennedy WELCOMED the move". */
#ifndef CH_CODE_RECALL_H
#define CH_CODE_RECALL_H

#include "code/settle.h"

/* Gives drafts of a sentence that have no recipient the one that other drafts of it or events of
 * earlier sentences leave no doubt of. Such a party is marked as inferred. */
void ch_recall_recipients(ch_coding *c, ch_draft *drafts, size_t n, const ch_events *told);

#endif
