/* A blow that the text has told of before: "20 fighters were killed in THE STRIKES". */
#ifndef CH_CODE_BLOW_H
#define CH_CODE_BLOW_H

#include "code/settle.h"

/* Gives an act of force that names nobody who did it the parties of the blow that it speaks of,
 * the nearest of those in `told`, events of earlier sentences. */
void ch_recall_blow(ch_coding *c, ch_draft *draft, const ch_events *told);

#endif
