/* HTML pages and pieces of HTML: the story among the furniture. */
#ifndef CH_INGEST_HTML_H
#define CH_INGEST_HTML_H

#include <stdbool.h>

#include "base/arena.h"
#include "base/error.h"
#include "base/str.h"
#include "ingest/draft.h"
#include "ingest/limits.h"

/* True when a field's text is marked up: it has a paragraph, a break, or
 * another closing tag of HTML near its start. */
bool ch_html_looks_like(ch_str text);

/* The paragraphs of a piece of HTML that is all story (a feed's item), clean.
 * In the arena; p is NULL if out of memory, n is 0 if it holds no text or
 * goes beyond a limit. */
ch_str ch_html_fragment(ch_str html, const ch_ingest_limits *limits, ch_arena *arena,
                        uint32_t *controls);

/* Reads a page in UTF-8 into *draft: story, title, dates and the rest, each
 * only where the draft has nothing yet. False with *error: LIMIT or MEMORY. */
bool ch_html_page(ch_str html, const ch_ingest_limits *limits, ch_arena *arena, ch_draft *draft,
                  ch_error *error);

/* The encoding that a page declares in its first 4 KiB; n = 0 if none. */
ch_str ch_html_declared_encoding(ch_str bytes);

#endif
