/* What no day is told of and the words themselves keep from the day of the report: the background
 * before which its news stands. */
#ifndef CH_CODE_BYGONE_H
#define CH_CODE_BYGONE_H

#include "code/coding.h"

/* Is what hangs on `w` counted from then on: "SINCE March"? */
bool ch_is_since(const ch_coding *c, uint32_t w);
/* "had closed its border", "has LONG backed the rebels", "ONCE jailed him", "fired on them FOR
 * YEARS", "have met SINCE the vote": some other day, or many. */
bool ch_is_bygone(const ch_coding *c, const ch_steps *steps, const ch_event *event);
/* "The PREVIOUS regime banned it", "PRESIDENT CARTER warned it" long after his term, "It HAS SENT
 * advisers" far down: told of some day that is not the report's, or of none. */
bool ch_is_background(const ch_coding *c, const ch_steps *steps, const ch_event *event);
/* "was killed on Tuesday. … The man WAS KILLED as he slept": what befell a person who is named, or
 * what two such did, told again without its day, is of that day. */
void ch_date_retold(const ch_coding *c, ch_events *events);
/* "Last month rebels raided a camp. THEY held nine miners.", "Four were killed in THE RAID", "It
 * LATER freed them": what goes on from what `told` has as weeks before the report takes its day,
 * or none. */
void ch_follow_bygone(ch_coding *c, const ch_events *told, ch_event *event);

#endif
