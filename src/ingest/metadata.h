/* What a page says about itself: JSON-LD, meta elements, times, and, when it
 * says nothing there, what it prints beside the story. */
#ifndef CH_INGEST_METADATA_H
#define CH_INGEST_METADATA_H

#include "base/arena.h"
#include "base/str.h"
#include "ingest/draft.h"
#include "ingest/html_tree.h"
#include "ingest/story.h"

typedef struct ch_metadata {
  /* Decoded, not yet cleaned; n = 0 unknown. */
  ch_str title, byline, outlet, address, language;
  ch_str body;          /* JSON-LD articleBody */
  ch_str ld_date;       /* JSON-LD datePublished */
  ch_str meta_date;     /* of meta elements */
} ch_metadata;

/* From JSON-LD first, then meta elements. False if out of memory. */
bool ch_metadata_read(const ch_html_tree *tree, ch_arena *arena, ch_metadata *out);
/* Adds to *draft what the elements around the story print: title, byline and
 * dates (the metadata's first, in the order of the design). */
bool ch_metadata_finish(const ch_html_tree *tree, const ch_page_story *story,
                        const ch_metadata *meta, ch_arena *arena, ch_draft *draft);
/* The page's heading nearest above the story's first block; n = 0 if none. */
ch_str ch_metadata_heading(const ch_html_tree *tree, uint32_t first_block);

#endif
