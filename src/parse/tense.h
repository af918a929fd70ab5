/* Verbs that an "and" joins, hung on the verb of the same tense. */
#ifndef CH_PARSE_TENSE_H
#define CH_PARSE_TENSE_H

#include "text/document.h"

/* Of a parsed document that is not indexed yet. Trees stay trees. */
void ch_mend_tenses(ch_document *doc);

#endif
