/* What the parts of coding a sentence share: its drafts, from the words that give them to the events
 * that are written. Lists lie in the coding's arena. */
#ifndef CH_CODE_DRAFTS_H
#define CH_CODE_DRAFTS_H

#include "code/settle.h"

typedef struct ch_drafts {
  ch_draft *v;
  size_t n, cap;
} ch_drafts;

/* ---- the lines at a word (drafting.c) ---- */

/* Adds the drafts of the best line at `w` that gives an event; false where memory ends. */
bool ch_draft_at(ch_coding *c, uint32_t w, ch_drafts *out);

/* ---- one draft a deed (overlap.c) ---- */

/* Does the word tell what is done, and not only to whom? */
bool ch_says_what(const ch_element *e);
/* Are they the same actors? */
bool ch_same_side(const ch_side *a, const ch_side *b);
/* Takes the draft out, `why` and for which other one for the trace. */
void ch_drop_draft(ch_draft *d, ch_fate why, const ch_draft *by);
/* Of drafts that tell one deed, leaves one. */
void ch_drop_covered(ch_coding *c, ch_drafts *list);
/* Leaves blame that a stronger word of the same sentence tells. */
void ch_drop_weak_blame(ch_drafts *list);

/* ---- recipients of one another (shared_sides.c) ---- */

/* Gives drafts without a recipient that of what is told with them. */
void ch_share_recipients(ch_drafts *list);
/* Takes out what only tells whose measure another draft is. */
void ch_leave_measures(ch_coding *c, ch_drafts *list);
/* Turns round a measure on what its sufferer demands back. */
void ch_turn_demanded(ch_coding *c, ch_drafts *list);
/* Gives a release those who were told to be held. */
void ch_free_held(ch_coding *c, ch_drafts *list, const ch_events *told, uint32_t sentence);
/* Gives open drafts the recipient of what the sentence before tells. */
void ch_recall_recipients_before(ch_coding *c, uint32_t sentence, ch_drafts *list, const ch_events *told);

/* ---- what drafts give (added.c) ---- */

/* Adds the deed that blame or a refusal tells; false where memory ends. */
bool ch_add_told(ch_coding *c, ch_drafts *list);
/* Adds the order that what is done obeys; false where memory ends. */
bool ch_add_ordered(ch_coding *c, ch_drafts *list);
/* Adds blame that lies in telling; false where memory ends. */
bool ch_add_claims(ch_coding *c, ch_drafts *list);

/* ---- drafts as events (writing.c) ---- */

/* Gives the event its id, of its sides, type and place in the text; false where memory ends. */
bool ch_name_event(ch_coding *c, ch_event *event);
/* Writes a draft as an event, false where memory ends; `told`: words of the sentence's conflict. */
bool ch_write_event(ch_coding *c, uint32_t sentence, const ch_draft *d, const uint32_t *told,
    size_t n_told, ch_event *event);

/* ---- what follows (sequel.c) ---- */

/* An answer without a day came between what the sentence before tells and the report. */
void ch_date_answer(const ch_events *told, ch_event *event);
/* What is answered, and has no day of its own, had happened by the day of the answer. */
void ch_bound_answered(ch_events *all);
/* Makes a charge of what the harmed alone tell and is denied next; false where memory ends. */
bool ch_contest(ch_coding *c, const ch_draft *d, const ch_event *denial, ch_events *told);
/* Keeps who met, or is to meet. */
void ch_note_meeting(ch_coding *c, const ch_event *event);
/* Keeps which two powers have to do with each other. */
void ch_note_feud(ch_coding *c, const ch_event *event);
/* Keeps who met or signed, and on what day. */
void ch_note_dealing(ch_coding *c, const ch_event *event);
/* Adds each further meeting of a row that have days of their own; false where memory ends. */
bool ch_add_each(ch_coding *c, ch_events *out);
/* Keeps on what day the last measure or demand was. */
void ch_note_measure(ch_coding *c, const ch_event *event);
/* An order holds until the day on which it is obeyed. */
void ch_lasts_until_obeyed(const ch_draft *d, const ch_events *out, ch_event *order);

#endif
