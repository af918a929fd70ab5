/* Events in a newcomer's words: "expulsion: 35 diplomats", "USA → RUS". */
#ifndef CH_SHOW_WORDING_H
#define CH_SHOW_WORDING_H

#include "base/buf.h"
#include "record/proportion.h"

/* Type and mode in words: "expulsion", "promise of a meeting". */
void ch_word_act(const ch_fact *fact, ch_buf *out);
/* "35 Russian diplomats; 2 compounds" as far as it is known. */
void ch_word_quantities(const ch_fact *fact, ch_buf *out);
/* One of them. */
void ch_word_quantity(const ch_report_quantity *quantity, ch_buf *out);
/* "with more: 755 people for 35 diplomats"; "" unknown. */
void ch_word_proportion(const ch_proportion *proportion, ch_buf *out);
/* "USA", "USA, GBR"; names where there is no code. */
void ch_word_side(const ch_report_side *side, ch_buf *out);
/* "USA → RUS", "USA – RUS" for acts that have two sides. */
void ch_word_parties(const ch_fact *fact, ch_buf *out);
/* "Rex Tillerson, Sergei Lavrov" */
void ch_word_people(const ch_fact *fact, ch_buf *out);
/* "2017-09-19", "2017-09-11/12", "2017-12" for a whole month; "" unknown. */
void ch_word_days(ch_days days, ch_buf *out);
/* The same of the act; "2017-08-07*" where the report's own day stands for it, "by 2017-08-07"
 * where its reports tell it without any day. */
void ch_word_date(const ch_fact *fact, ch_buf *out);
/* "" for what simply happened; "planned", "called off", "claimed" … */
const char *ch_word_status(const ch_fact *fact);
/* "3 reports, 2 outlets, 1 copy" */
void ch_word_counts(const ch_fact *fact, ch_buf *out);
/* `“sentence” — Outlet, 2017-09-20` of a report. */
void ch_word_quote(const ch_report *report, ch_buf *out);

#endif
