/* How an act gets its day: what its parts share. Everything here works on one sentence's tree and
 * allocates nothing; a `ch_dated` that none is found for is left as it was. */
#ifndef CH_CODE_DATING_H
#define CH_CODE_DATING_H

#include "code/coding.h"

/* Words from which a time may hang. */
typedef struct ch_anchors {
  uint32_t v[CH_MAX_ELEMENTS + CH_MAX_STEPS + 4];
  uint32_t n;
} ch_anchors;

/* ---- times that hang on the words (dating_hang.c) ---- */

/* Adds a word of the act, or of what governs it. */
void ch_anchor(ch_anchors *a, uint32_t w);
/* Days in a TIMEX3 duration of hours, days, weeks or months, rounded up; 0 for others. */
int32_t ch_days_of(ch_str value);
/* Is it a day or span of days, neither a duration nor a set? */
bool ch_is_dated(const ch_time *t);
/* The time as the date of an act. */
ch_dated ch_as_dated(const ch_coding *c, const ch_time *t);
/* The time that is headed at `w`, dated or not; NULL if none is. */
const ch_time *ch_time_headed(const ch_coding *c, uint32_t w);
/* The nearest time that hangs on these words; with `deadline` one that sets a term. */
bool ch_day_attached(const ch_coding *c, uint32_t sentence, const ch_anchors *a, ch_type type,
                     bool deadline, ch_dated *out);
/* The sentence's only time, if it hangs in the act's clause. */
bool ch_only_day(const ch_coding *c, uint32_t sentence, const ch_anchors *a, ch_type type,
                 ch_dated *out);
/* The time right behind what hangs on the noun, wherever the parser has hung it. */
bool ch_day_behind(const ch_coding *c, uint32_t noun, ch_dated *out);
/* Does a time on these words tell no more than that it was long ago, or on some day? */
bool ch_long_past(const ch_coding *c, uint32_t sentence, const ch_anchors *a);
/* The time that hangs on the word. */
bool ch_day_at(const ch_coding *c, uint32_t sentence, uint32_t w, ch_dated *out);
/* Is the act told as done or going on? */
bool ch_has_happened(const ch_event *event);

/* ---- what is told beside the act (dating_beside.c) ---- */

/* Of what the same party did just before: "ordered 35 out on Thursday and CLOSED two compounds". */
bool ch_day_of_conjunct(const ch_coding *c, uint32_t sentence, uint32_t clause, ch_dated *out);
/* Of what had happened: the last such day, month or year before the report. */
void ch_as_last_one(const ch_coding *c, ch_dated *date);
/* Of a participle in front: "SPEAKING in Vienna on Sunday, the minister disputed it". */
bool ch_day_of_occasion(const ch_coding *c, uint32_t sentence, uint32_t clause, ch_dated *out);
/* Of what the act came of: "LAST WEEK'S raid killed nine". */
bool ch_day_of_source(ch_coding *c, const ch_event *event, ch_dated *out);
/* Is the clause what goes with its verb in one stroke? */
bool ch_goes_with(const ch_coding *c, uint32_t clause);
/* Of the verb that the clause goes with. */
bool ch_day_of_stroke(const ch_coding *c, uint32_t sentence, uint32_t clause, ch_dated *out);
/* Of whatever the tree puts together with the act. */
bool ch_day_alongside(ch_coding *c, uint32_t sentence, uint32_t act, ch_dated *out);
/* Does the act go with a clause that tells of the report's own day? */
bool ch_goes_with_report(const ch_coding *c, const ch_steps *steps, const ch_event *event);
/* Of a meeting at or behind which a thing was said or done, or that is itself told of: of the clause that tells
 * so, else the report's. */
bool ch_day_of_meeting(const ch_coding *c, const ch_steps *steps, const ch_event *event, ch_dated *out);
/* So much before what the clause hangs on: "a day AFTER it fired"; false if it is not so told. */
bool ch_day_gone_before(const ch_coding *c, uint32_t act, ch_event *event);

/* ---- by when (dating_due.c) ---- */

/* By when, as a time tells that hangs on the words or below them. */
void ch_find_deadline(const ch_coding *c, const ch_anchors *all, ch_event *event);
/* By when, as a span tells that runs from the act. */
void ch_find_term(const ch_coding *c, const ch_match *match, const ch_steps *steps,
                  ch_event *event);
/* The day to come of what is only said is that on which it falls due. */
void ch_due_as_told(ch_event *event, int32_t published);

#endif
