/* Commitments as a calendar, iCalendar (RFC 5545): what falls due, on which days.
 *
 * An entry covers all days that the due date may mean: one for "by September 1", the month
 * for "by the end of next month" where no report is finer. The same record gives the same
 * bytes: an entry's stamp is the publication of its latest report, never the clock.
 */
#ifndef CH_SHOW_CALENDAR_H
#define CH_SHOW_CALENDAR_H

#include "show/view.h"

/* Of all the work's events that are commitments with a day. */
bool ch_calendar(ch_view_work *work, ch_buf *out, ch_error *error);

/* One content line: text escaped, folded after 75 octets, none of them inside a character,
 * CRLF at its end. `property` is the name with its parameters. */
void ch_calendar_text(const char *property, ch_str text, ch_buf *out);

#endif
