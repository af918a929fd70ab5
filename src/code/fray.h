/* Force of which the sentence names neither side, in an article that tells who fights whom: "six
 * people WERE KILLED". */
#ifndef CH_CODE_FRAY_H
#define CH_CODE_FRAY_H

#include "code/settle.h"

/* May the draft, dropped because it names nobody, be given its sides by the article? `drafts`: all
 * of its sentence. */
bool ch_is_stray(ch_coding *c, const ch_draft *drafts, size_t n, const ch_draft *d);

/* Where it happened: as the sentence tells, else the one before. */
ch_str ch_state_told(const ch_coding *c, const ch_event *e);

/* Gives such events of the document the sides of its other blows; drops those that stay without. */
void ch_fray_sides(const ch_coding *c, ch_events *events);

#endif
