/* The codebook's examples: sentences with what must come of them. */
#ifndef CH_CODE_EXAMPLE_H
#define CH_CODE_EXAMPLE_H

#include "code/rules.h"

/* The day of publication that examples count from: Tuesday, 5 September 2017. */
#define CH_EXAMPLE_DAY "2017-09-05"

/* Do the events of the example's sentence agree with what it expects
 * (FORMAT.md, "Examples")? */
bool ch_example_holds(const ch_example *example, const ch_events *events);

#endif
