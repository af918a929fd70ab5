/* The tags and text of HTML and of feeds, one after another.
 *
 * One tolerant reader for both, after the HTML Standard's tokenizer (section
 * 13.2.5): it never fails, reads each byte once, loads nothing, and knows no
 * entity but the character references of HTML, so that a document can declare
 * none and expand none. Input is UTF-8; output are views of it.
 *
 * Why not libxml2: its HTML reader compares each attribute of a tag with all
 * before it and each end tag with all open elements, so that a few megabytes
 * of hostile page cost minutes; and feeds in the wild are often not
 * well-formed XML.
 */
#ifndef CH_INGEST_MARKUP_H
#define CH_INGEST_MARKUP_H

#include <stdbool.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/str.h"

typedef enum ch_markup_kind {
  CH_MARKUP_TEXT,  /* `text` with character references not yet decoded */
  CH_MARKUP_CDATA, /* `text` as it is (feeds only) */
  CH_MARKUP_RAW,   /* `text` of a script, style or the like, as it is */
  CH_MARKUP_OPEN,  /* `name`, `attributes`, `closed` for <name/> */
  CH_MARKUP_CLOSE, /* `name` */
  CH_MARKUP_END
} ch_markup_kind;

typedef struct ch_markup_token {
  ch_markup_kind kind;
  ch_str text;
  ch_str name;       /* as written: case is the caller's to fold */
  ch_str attributes; /* the bytes between name and end of the tag */
  bool closed;
  size_t from, to; /* its bytes in the document */
} ch_markup_token;

typedef struct ch_markup {
  ch_str s;
  size_t i;
  bool xml;       /* feeds: CDATA counts, no element has raw text */
  ch_str raw_end; /* the element whose raw text is ahead; n = 0 none */
} ch_markup;

ch_markup ch_markup_over(ch_str document, bool xml);
/* The next token; false at the end. Comments, doctypes and processing
 * instructions are passed over. */
bool ch_markup_next(ch_markup *markup, ch_markup_token *token);

/* Finds an attribute by its name, case folded; *value is as written. The
 * first of equal names counts. */
bool ch_markup_attribute(ch_str attributes, const char *name, ch_str *value);
/* Walks all attributes: moves *rest; false at the end. */
bool ch_markup_attributes(ch_str *rest, ch_str *name, ch_str *value);

/* Text with its character references decoded: a view where there are none,
 * else in the arena; p is NULL if out of memory. */
ch_str ch_markup_text(ch_arena *arena, ch_str text);
/* Decodes into out, which has room for ch_markup_room(text.n) bytes; the bytes
 * written. */
size_t ch_markup_decode(ch_str text, char *out);
/* A reference can give more than it takes: "&nGt;" is six bytes. */
static inline size_t ch_markup_room(size_t n) {
  return n + n / 4 + 8;
}

#endif
