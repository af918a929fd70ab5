/* What a title tells that the article's text does not. Internal to src/code. */
#ifndef CH_CODE_TITLE_H
#define CH_CODE_TITLE_H

#include "code/coding.h"
#include "code/event.h"

/* Leaves those of `title` that it tells as news between sides and that no event of the
 * text tells, with places that count
 * in the title and its words as printed. */
void ch_title_events(const ch_coding *c, const ch_events *text, ch_events *title);

#endif
