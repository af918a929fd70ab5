/* The brief: one page on where a dispute stands. */
#ifndef CH_SHOW_BRIEF_H
#define CH_SHOW_BRIEF_H

#include "show/view.h"

enum {
  CH_BRIEF_SECTION, CH_BRIEF_DATE, CH_BRIEF_TEXT, CH_BRIEF_OUTLETS, CH_BRIEF_ID,
  CH_BRIEF_SENTENCE, CH_BRIEF_SOURCE, CH_BRIEF_ADDRESS, CH_BRIEF_COLUMNS
};

/* Fills v->table with the brief's statements: section, text, event, sentence and source. */
bool ch_view_brief(ch_view_work *v, ch_error *error);

/* Is that format a page to read (terminal, Markdown, HTML) or data? */
bool ch_brief_is_page(ch_format format);
/* Writes the table of a brief as such a page: a heading, what it was made from, the sections,
 * and the sentences that the statements' numbers lead to. As HTML it is a file that stands
 * alone and prints well. */
bool ch_brief_page(const ch_view_work *v, const ch_filter *filter, const ch_render *how,
                   ch_buf *out, ch_error *error);

#endif
