/* A page as flat arrays: its elements, and its text in blocks.
 *
 * Elements are numbered in the order of their start tags, so that those inside
 * one are the range behind it; element 0 is the document. Bold, italic, links
 * and the like are no elements here. A block is a run of text without a
 * block-level boundary: a paragraph, a heading, a menu item.
 */
#ifndef CH_INGEST_HTML_TREE_H
#define CH_INGEST_HTML_TREE_H

#include <stdbool.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/error.h"
#include "base/str.h"
#include "ingest/furniture.h"
#include "ingest/html_tags.h"
#include "ingest/limits.h"

typedef struct ch_html_element {
  uint32_t parent;
  uint32_t end;                  /* number behind its last descendant */
  uint32_t block_from, block_to; /* the blocks inside it, if block-level */
  uint32_t text_from, text_to;   /* of tree->text */
  uint32_t class_hash;
  uint16_t hints; /* CH_HINT_… */
  uint8_t tag;    /* ch_tag */
} ch_html_element;

typedef struct ch_block {
  uint32_t from, to; /* of tree->text */
  uint32_t element;  /* the innermost that holds all of it */
  uint32_t links;    /* bytes of it that lie in links */
  uint8_t heading;   /* 1-6; 0 none */
  bool item;         /* in a list */
  bool cell;         /* in a table */
} ch_block;

/* A meta or link element: <meta NAME CONTENT>. Values as written. */
typedef struct ch_html_meta {
  ch_str name, content;
} ch_html_meta;

/* A <time>, or another element with a datetime attribute or a machine date. */
typedef struct ch_html_time {
  ch_str value;     /* its datetime, as written; n = 0: see its text */
  uint32_t element; /* it lies in */
  uint32_t block;   /* the next block when it was met */
  bool published;   /* says so: itemprop or pubdate */
} ch_html_time;

typedef struct ch_html_tree {
  char *text; /* references decoded, white space as single spaces; LF stands
                 for <br> and, in <pre>, for a line end */
  size_t n_text;
  struct {
    ch_html_element *v;
    size_t n, cap;
  } elements;
  struct {
    ch_block *v;
    size_t n, cap;
  } blocks;
  struct {
    ch_html_meta *v;
    size_t n, cap;
  } metas;
  struct {
    ch_html_time *v;
    size_t n, cap;
  } times;
  struct {
    ch_str *v;
    size_t n, cap;
  } data;          /* application/ld+json scripts, as written */
  ch_str title;    /* <title>, as written */
  ch_str language; /* of <html> */
} ch_html_tree;

/* False with *error: LIMIT (too deep, too many elements) or MEMORY. Views of
 * the tree point into `html`. */
bool ch_html_tree_build(ch_html_tree *tree, ch_str html, const ch_ingest_limits *limits,
                        ch_arena *arena, ch_error *error);

static inline ch_str ch_block_text(const ch_html_tree *tree, const ch_block *block) {
  return (ch_str){tree->text + block->from, block->to - block->from};
}

#endif
