/* Tables behind date.h: zones, and who prints the day first. Month and
 * weekday names are in date.h itself, as other readers use them too. */
#ifndef CH_INGEST_DATE_WORDS_H
#define CH_INGEST_DATE_WORDS_H

#include <stdbool.h>
#include <stdint.h>

#include "base/str.h"

/* Minutes east of UTC; `summer` chooses for names that cover both ("ET"). */
bool ch_zone_of(ch_str word, bool summer, int32_t *minutes);
/* +1 day-first, -1 month-first, 0 unknown; by the top-level domain. */
int ch_order_of_host(ch_str host);
/* The same by a language tag such as "en-GB". */
int ch_order_of_language(ch_str tag);

#endif
