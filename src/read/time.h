/* When: dates, times, durations and sets as TIMEX3, resolved to calendar days.
 *
 * Expressions are found by the patterns in data/LANG/time and given values
 * against the article's publication day. Where that is unknown, relative
 * expressions have values with XXXX and no days. Needs the splitter's words
 * alone; with tags or a tree the tense of the governing verb is known better,
 * and with it which Friday, or which year's December, is meant.
 */
#ifndef CH_READ_TIME_H
#define CH_READ_TIME_H

#include "read/reading.h"

typedef struct ch_time_words ch_time_words;

/* Reads dir/time and dir/numbers.tsv, dir being data/LANG. Immutable after
 * that: one for all threads. A bad line is refused with file and line. */
ch_time_words *ch_time_words_open(const char *dir, ch_error *error);
void ch_time_words_free(ch_time_words *words); /* NULL is fine */

/* Fills reading->times, in text order and without overlap, and time_at, in
 * the document's arena. reading->doc must be doc. False only when memory runs
 * out. Linear in the document's length. */
bool ch_read_times(const ch_time_words *words, const ch_document *doc,
                   ch_reading *reading, ch_error *error);

#endif
