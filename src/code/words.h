/* The codebook's vocabulary: every word that a class, a pattern or a status
 * row names, and the classes that words and phrases belong to.
 *
 * A document's word is looked up once; all later comparisons are of numbers.
 * Words are lemmas in lower case; a hyphen is a word of its own, as in the
 * treebank's tokens ("cease-fire" is cease, -, fire).
 */
#ifndef CH_CODE_WORDS_H
#define CH_CODE_WORDS_H

#include "base/arena.h"
#include "base/error.h"
#include "base/map.h"

#define CH_NO_LEXEME UINT32_MAX
#define CH_MAX_CLASSES 2048
#define CH_CLASS_WORDS (CH_MAX_CLASSES / 64)
#define CH_MAX_PHRASE 8

typedef struct ch_class_set {
  uint64_t bits[CH_CLASS_WORDS];
} ch_class_set;

typedef struct ch_lexeme {
  ch_str word;
  ch_class_set classes;   /* as a word by itself */
  uint32_t phrases;       /* first of the phrases that begin with it; 0 none */
  uint32_t patterns;      /* first of the patterns it heads; 0 none */
  uint32_t governors;     /* first of the status rows on it; 0 none */
  uint32_t cues;          /* first of the answer cues that begin with it; 0 none */
} ch_lexeme;

/* A member of classes that is written in several words. */
typedef struct ch_phrase {
  uint32_t word[CH_MAX_PHRASE]; /* lexemes */
  uint32_t n;
  ch_class_set classes;
  uint32_t next; /* with the same first word; index + 1, 0 ends */
} ch_phrase;

typedef struct ch_class {
  ch_str name;         /* without the @ */
  ch_class_set within; /* itself and the classes that hold it */
  uint64_t line;       /* where it is defined; 0: named, not yet defined */
  const char *file;    /* NULL: by no classes file */
  const char *again;   /* another file that defines it too, and does not say that it adds to it */
  uint64_t again_line;
  bool defined;        /* by a line that does not only add to it */
  bool asked;          /* by the program itself */
} ch_class;

typedef struct ch_words {
  ch_arena *arena;
  ch_map by_word;
  struct { ch_lexeme *v; size_t n, cap; } lexemes;
  struct { ch_phrase *v; size_t n, cap; } phrases;
  ch_map by_class;
  ch_class classes[CH_MAX_CLASSES];
  uint32_t n_classes;
  const char *file; /* that is being read, as faults name it */
} ch_words;

void ch_words_init(ch_words *words, ch_arena *arena);
/* Reads a classes file: lines `@name: member, member …`, continued on lines
 * that begin with white space; a member is a word, a phrase or another class.
 * A name may be defined in several files (each adds to it), once in each. */
bool ch_words_load(ch_words *words, const char *path, ch_error *error);
/* Closes classes over classes; refuses one that is named and never defined.
 * To be called once, after the last load and before matching. */
bool ch_words_close(ch_words *words, ch_error *error);

/* The lexeme of a word, made if need be; CH_NO_LEXEME if out of memory. */
uint32_t ch_words_add(ch_words *words, ch_str word);
/* CH_NO_LEXEME if the codebook does not know it. Folds ASCII case. */
uint32_t ch_words_find(const ch_words *words, ch_str lemma);
/* A class's number; CH_NO_LEXEME if it is not defined. `name` without @. */
uint32_t ch_words_class(const ch_words *words, ch_str name);
/* A new, defined class without members yet; and members, apart by
 * `separator`. */
uint32_t ch_words_class_new(ch_words *words, ch_str name, ch_error *error);
bool ch_words_members(ch_words *words, uint32_t class_id, ch_str list, char separator,
                      ch_error *error);
/* A class of one phrase, for patterns that hold a hyphenated word. */
uint32_t ch_words_phrase_class(ch_words *words, ch_str phrase, ch_error *error);
/* Splits a phrase into lexemes; 0 if it is empty or too long. */
uint32_t ch_words_split(ch_words *words, ch_str phrase, uint32_t out[CH_MAX_PHRASE]);

static inline bool ch_class_has(const ch_class_set *set, uint32_t class_id) {
  return class_id != CH_NO_LEXEME && (set->bits[class_id / 64] >> (class_id % 64) & 1);
}
static inline void ch_class_put(ch_class_set *set, uint32_t class_id) {
  set->bits[class_id / 64] |= UINT64_C(1) << (class_id % 64);
}
static inline void ch_class_join(ch_class_set *set, const ch_class_set *other) {
  for (int i = 0; i < CH_CLASS_WORDS; i++) set->bits[i] |= other->bits[i];
}

#endif
