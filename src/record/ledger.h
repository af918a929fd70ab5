/* The ledger: which events are measures, which are commitments, and how they
 * stand.
 *
 * A measure is a deed of one party against another: sanctions, expulsions,
 * closures, seizures, force moved or used, and what is taken back of them. A
 * commitment is a word that binds: a promise, a threat, a plan, an ultimatum;
 * it is met by the event that carried it out.
 */
#ifndef CH_RECORD_LEDGER_H
#define CH_RECORD_LEDGER_H

#include "record/fact.h"

typedef enum ch_entry_class { CH_ENTRY_NONE, CH_ENTRY_MEASURE, CH_ENTRY_COMMITMENT } ch_entry_class;

ch_entry_class ch_ledger_class(const ch_fact *fact);
/* Types that an event of the class may have, a bit each. */
uint32_t ch_ledger_types(ch_entry_class entry);

/* How it stands on `today`: a measure is "taken", "under way", "announced",
 * "called off", "not taken", "possible", "claimed", "lifted" or "suspended" by a later event; a
 * commitment is "met" (an event carried it out), "missed" (an event shows that it was not done, or
 * came too late), "called off", "superseded" (by one with another day), "open", or "unknown": its
 * day has passed, and no report says what came of it. Never NULL. */
const char *ch_ledger_state(const ch_fact *fact, ch_entry_class entry, int32_t today);

/* The event that shows this state; n = 0: none does. */
ch_str ch_ledger_shown_by(const ch_fact *fact, ch_entry_class entry);

/* The day by which it takes effect or falls due: the deadline's last day, else
 * for a commitment the day told for the act; CH_DAY_NONE unknown. */
int32_t ch_ledger_due(const ch_fact *fact, ch_entry_class entry);

/* The first link of that kind; n = 0 if there is none. */
ch_str ch_fact_linked(const ch_fact *fact, ch_link_kind kind);

#endif
