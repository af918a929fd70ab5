/* What the page asks at once, answered within its index.html: one journey in place of three.
 *
 * index.html names it, in the attribute data-ask of the element that holds the answers, as words
 * "VIEW?QUERY" or "PANEL:VIEW?QUERY". A query's * stands for the filters of the page's own
 * address, *a and *b for the same with one of its sides alone; most=N leaves the answer out when
 * more than N events are in view, by the answer of the view "summary" before it. Where the address
 * names no sides, those of the dispute with the most events are meant, by "disputes" before it.
 */
#ifndef CH_SERVE_FIRST_H
#define CH_SERVE_FIRST_H

#include "serve/routes.h"

/* Appends "ASK":ANSWER for each that can be answered, with commas between. */
void ch_first_answers(ch_str asks, const ch_request *page, chancery_record *record, ch_buf *out);

#endif
