/* The story among a page's furniture.
 *
 * Method. Blocks that read like prose (long enough, ended like a sentence, few
 * links) give points to the elements around them, less with each level
 * (Mozilla's Readability, itself after Arc90's). The element with the most
 * points, widened to the story body or article it stands in, holds the story.
 * Inside it, and only there, blocks are kept or dropped one by one. Elements
 * named as furniture (furniture.h) take no part, unless they hold most of the
 * page. jusText's idea of judging short blocks by their neighbours is used at
 * the edges and for headings. No language is assumed.
 */
#ifndef CH_INGEST_STORY_H
#define CH_INGEST_STORY_H

#include <stdbool.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/str.h"
#include "ingest/html_tree.h"

typedef struct ch_page_story {
  ch_str text;        /* paragraphs, clean; n = 0: the page has no story */
  uint32_t container; /* the element that holds it */
  uint32_t first;     /* block number of its first paragraph */
  uint32_t last;      /* and of its last */
  uint32_t controls;  /* control characters taken out */
  bool *furniture;    /* for each element: is or lies in furniture */
} ch_page_story;

/* `title` is dropped where it stands as a heading or first line. All in the
 * arena. False if out of memory. */
bool ch_page_story_find(const ch_html_tree *tree, ch_str title, ch_arena *arena,
                        ch_page_story *out);
/* The paragraphs of a fragment that is all story but for what is named
 * furniture. */
bool ch_page_story_all(const ch_html_tree *tree, ch_arena *arena, ch_page_story *out);

#endif
