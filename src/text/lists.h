/* The splitter's closed lists: data/LANG/text, loaded.
 *
 * Each file holds lines "kind: word word …"; the kinds a file may hold are
 * fixed in lists.c. All words lie in one map from the word to a set of kinds,
 * so that a token is looked up once whatever is asked of it.
 */
#ifndef CH_TEXT_LISTS_H
#define CH_TEXT_LISTS_H

#include "base/error.h"
#include "base/map.h"

enum {
  CH_LIST_TITLE = 1u << 0, /* abbreviations.txt, as written */
  CH_LIST_NUMBER = 1u << 1,
  CH_LIST_MONTH = 1u << 2,
  CH_LIST_PLAIN = 1u << 3,
  CH_LIST_CLOCK = 1u << 4,
  CH_LIST_NEVER = 1u << 5,
  CH_LIST_ABBREVIATION = (1u << 6) - 1,
  CH_LIST_UNIT = 1u << 6, /* tokens.txt, as written */
  CH_LIST_SYMBOL = 1u << 7,
  CH_LIST_WHOLE = 1u << 8,
  CH_LIST_PREFIX = 1u << 9, /* tokens.txt, lower case */
  CH_LIST_DOMAIN = 1u << 10,
  CH_LIST_ELISION = 1u << 11,
  CH_LIST_SUFFIX = 1u << 12, /* clitics.txt, lower case */
  CH_LIST_SPLIT = 1u << 13,
  CH_LIST_STARTER = 1u << 14, /* sentences.txt, lower case */
  CH_LIST_AFTER_CLOCK = 1u << 15,
  CH_LIST_SPEECH = 1u << 16,
  CH_LIST_STATE = 1u << 17,
  CH_LIST_ARTICLE = 1u << 18,
  CH_LIST_ASKING = 1u << 19,
  CH_LIST_CLOSING = 1u << 20,
};
/* Where a SPLIT word is split: bytes of its first part. */
#define CH_LIST_SPLIT_AT(bits) ((bits) >> 24)

#define CH_LIST_LONGEST 24 /* bytes of the longest word in a list */

typedef struct ch_lists {
  ch_map words;
  struct {
    ch_str *v;
    size_t n, cap;
  } suffixes, marks; /* marks: SYMBOL and WHOLE words, tried at a place in turn */
  bool mark_starts[256]; /* first bytes of marks */
} ch_lists;

/* Reads dir/text/NAME.txt for each file; everything lies in `arena`. A line
 * that is no "kind: words" of its file fails with CH_ERROR_DATA and its place. */
bool ch_lists_read(ch_lists *lists, const char *dir, ch_arena *arena, ch_error *error);

/* Kinds of the word as written; 0 if none. */
uint32_t ch_lists_exact(const ch_lists *lists, ch_str word);
/* Kinds of the word in lower case, with plain apostrophes and hyphens. */
uint32_t ch_lists_folded(const ch_lists *lists, ch_str word);
/* Kinds of an abbreviation that ends in its stop: as written, and "GEN." as
 * "Gen.". */
uint32_t ch_lists_abbreviation(const ch_lists *lists, ch_str word);

#endif
