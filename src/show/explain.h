/* What the two ways of explaining an event share: a page for reading, and JSON. */
#ifndef CH_SHOW_EXPLAIN_H
#define CH_SHOW_EXPLAIN_H

#include "record/compare.h"
#include "show/views.h"

/* The report that speaks most for that one being of the event; *with NULL if it
 * stands alone. False: no memory. */
bool ch_explain_merged(const ch_fact *fact, uint32_t which, const ch_wordbook *book,
                       ch_arena *arena, const ch_report **with, ch_comparison *out);
/* The article's title where the report stands in it; n = 0 else. */
ch_str ch_titled(const ch_report *report);
/* Decisions that name any of its mentions. */
bool ch_explain_decisions(const ch_fact *fact, ch_store *store, ch_arena *arena,
                          ch_decisions *out, ch_error *error);
/* The event as JSON, a line; fails as the store does. */
bool ch_explain_json(const ch_fact *fact, ch_store *store, const ch_explainer *by,
                     ch_arena *arena, ch_buf *out, ch_error *error);

#endif
