/* Trees of titles, set right by what headlines leave out. */
#ifndef CH_PARSE_HEADLINE_H
#define CH_PARSE_HEADLINE_H

#include "text/document.h"

/* Of a parsed document that is not indexed yet. Trees stay trees. */
void ch_mend_headlines(ch_document *doc);

#endif
