/* Words as the record compares them.
 *
 * Two reports of one act seldom use the same words, so words are reduced to
 * keys: every word of a class ("dacha", "estate", "compound") has the key of
 * its class; other words have that of their first five letters, which joins
 * most inflected forms of one word in any language written with an alphabet;
 * words without content have none. The classes are data/LANG/record/words.txt.
 */
#ifndef CH_RECORD_WORDS_H
#define CH_RECORD_WORDS_H

#include "base/arena.h"
#include "base/error.h"
#include "base/str.h"

typedef struct ch_wordbook ch_wordbook;

/* Reads a words.txt; fails (CH_ERROR_DATA) with file and line on a bad line,
 * (CH_ERROR_IO) if it cannot be read. Immutable after that: one for all
 * threads. Wherever a `const ch_wordbook *` is taken, NULL stands for an
 * empty one: comparing works, less well. */
ch_wordbook *ch_wordbook_open(const char *path, ch_error *error);
/* The same from text, which is copied. */
ch_wordbook *ch_wordbook_parse(ch_str text, ch_error *error);
/* The text it was made from. */
ch_str ch_wordbook_text(const ch_wordbook *book);
void ch_wordbook_free(ch_wordbook *book);

/* Most classes of objects a words.txt may define. */
#define CH_MAX_OBJECTS 64

typedef struct ch_key {
  uint32_t key;     /* equal keys: same word as far as we can tell */
  int8_t object;    /* number of its class of objects, -1 none */
  bool body;        /* names a body that takes measures of its own: "the Treasury" */
  ch_span span;     /* bytes of the text given */
} ch_key;

typedef struct ch_keys {
  ch_key *v;
  size_t n, cap;
} ch_keys;

/* Appends the content words of `text` in order; false if out of memory. */
bool ch_keys_of(const ch_wordbook *book, ch_str text, ch_arena *arena, ch_keys *out);

/* Walks over all words of `text`, content or not, lower-cased (ASCII) into
 * `low` (at most `size` bytes, longer words cut). False at the end. *at is the
 * place to go on from, 0 at first. Letters are ASCII letters and digits and all
 * bytes of other scripts; an apostrophe or hyphen between letters joins. */
bool ch_word_next(ch_str text, size_t *at, ch_span *word, char *low, size_t size, size_t *n);

/* Key and class of a counted noun that is a people's name ("35 Russians");
 * false if the wordbook names no class for them. */
bool ch_nationals(const ch_wordbook *book, uint32_t *key, int8_t *object);

/* Bits of the classes of objects that may stand for what belongs to them. */
uint64_t ch_object_wholes(const ch_wordbook *book);
/* Bits of those that who took them has and can give back. */
uint64_t ch_object_kept(const ch_wordbook *book);

/* Rows of words that say how an act is done; one list gives name and id. */
#define CH_MANNERS(X)                                                         \
  X(POSTPONES, "postpones") /* what was planned comes later */                \
  X(SUSPENDS, "suspends")   /* a measure is lifted for now */
typedef enum ch_manner {
#define CH_X(id, name) CH_MANNER_##id,
  CH_MANNERS(CH_X)
#undef CH_X
      CH_MANNER_COUNT
} ch_manner;
/* Has the text a word of that row? */
bool ch_has_manner(const ch_wordbook *book, ch_manner manner, ch_str text);

/* The name of a class of objects, "" if there is no such class. */
ch_str ch_object_name(const ch_wordbook *book, int object);

#endif
