/* What the names on elements, and stock phrases, say about their text.
 *
 * Page authors name what they build: class="related-links", id="comments",
 * role="navigation". The names are English in pages of any language. The
 * phrases are English; another language's are further rows.
 */
#ifndef CH_INGEST_FURNITURE_H
#define CH_INGEST_FURNITURE_H

#include <stdbool.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/str.h"
#include "ingest/html_tags.h"

enum {
  CH_HINT_HIDDEN = 1,  /* not shown to readers */
  CH_HINT_STRONG = 2,  /* furniture: comments, navigation, related, cookies … */
  CH_HINT_WEAK = 4,    /* furniture, unless it holds most of the page */
  CH_HINT_STORY = 8,   /* named as the story's body */
  CH_HINT_BYLINE = 16, /* names the author */
  CH_HINT_DATE = 32,   /* holds the date */
  CH_HINT_COMMENT = 64 /* readers' comments: never the story */
};

enum { CH_HIDDEN_NAMES = 32 };

/* Classes that the page's own style sheet hides. */
typedef struct ch_hidden_names {
  ch_str v[CH_HIDDEN_NAMES];
  uint32_t n;
} ch_hidden_names;

/* Collects ".name{…display:none…}" rules for a single class from a style
 * element; rules inside @media and the like do not count. */
void ch_furniture_style(ch_str css, ch_hidden_names *hidden);

typedef struct ch_hints {
  uint32_t bits;
  uint32_t class_hash; /* of the class attribute; 0 without one */
} ch_hints;

ch_hints ch_furniture_hints(ch_tag tag, ch_str attributes, const ch_hidden_names *hidden);

/* A short paragraph that is stock furniture ("Read more: …", "Sign up for"). */
bool ch_furniture_phrase(ch_str paragraph);
/* Clean paragraphs without those that are; in the arena, p is NULL if it is
 * out of memory. For text that others took off pages. */
ch_str ch_furniture_drop(ch_arena *arena, ch_str text);

#endif
