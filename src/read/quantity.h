/* How much: numbers and what they count.
 *
 * Dates, times, years, scores, telephone numbers and the numbers of articles
 * and resolutions are none.
 */
#ifndef CH_READ_QUANTITY_H
#define CH_READ_QUANTITY_H

#include "read/quantity_number.h"
#include "read/reading.h"

/* Fills reading->quantities, in text order, and quantity_at, in the
 * document's arena. Run after ch_read_times, whose words it leaves alone
 * (reading->time_at may be NULL: then nothing is). With a tree the counted
 * noun is the one that the number modifies; without one it is the next word in
 * lower case. False only when memory runs out. Linear in the document. */
bool ch_read_quantities(const ch_number_words *words, const ch_document *doc,
                        ch_reading *reading, ch_error *error);

#endif
