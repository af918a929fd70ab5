/* Training data in memory: sentences as numbers, labels numbered by use.
 *
 * Every word has four spellings (as it stands, lower, UPPER and Title case),
 * since some sentences are shown in another case in some passes, so that
 * headlines and shouted leads are no surprise.
 */
#ifndef CH_PARSE_TREEBANK_H
#define CH_PARSE_TREEBANK_H

#include "base/arena.h"
#include "base/error.h"
#include "base/map.h"
#include "parse/conllu.h"
#include "parse/network.h"

enum { CH_CASE_AS_IS, CH_CASE_LOWER, CH_CASE_UPPER, CH_CASE_TITLE, CH_CASES };

/* A word form seen in training data, in any of the spellings. */
typedef struct ch_bank_type {
  ch_str form;
  uint64_t key;                /* of the lower-cased form */
  uint32_t rows[CH_FEATURES];
  uint32_t word, vector;       /* rows or CH_NO_ROW */
  float keep;
} ch_bank_type;

typedef struct ch_bank_token {
  uint32_t type[CH_CASES];
  int32_t gold[CH_TAG_HEADS];  /* class or -1 */
  int32_t lemma[CH_CASES];     /* script that makes the lemma of each spelling */
  uint32_t head, rel;
} ch_bank_token;

/* One class of a teacher's distribution. */
typedef struct ch_soft_class {
  uint16_t at, share; /* share of 65,535 */
} ch_soft_class;

/* Distributions of a word: one for each tag head, then arcs, then relations. */
enum { CH_SOFT_ARCS = CH_TAG_HEADS, CH_SOFT_LABELS, CH_SOFTS };

typedef struct ch_bank_sentence {
  const ch_conllu_sentence *source;
  bool silver;                 /* words alone: a teacher says the rest */
  ch_bank_token *tokens;
  uint8_t *names;              /* gold name tags, NULL if not annotated */
  const uint8_t *soft_counts;  /* [n × CH_SOFTS] a teacher's answers, NULL if none */
  const ch_soft_class *soft;   /* one after the other */
  uint32_t n;
} ch_bank_sentence;

typedef struct ch_bank {
  struct { ch_bank_sentence *v; size_t n, cap; } sentences;
  uint64_t n_words;
} ch_bank;

/* Exceptions to the scripts: a lower-cased form and a UPOS give a lemma. */
typedef struct ch_lemma_exception {
  ch_str form, lemma;
  uint8_t upos;
} ch_lemma_exception;

/* Everything that numbers stand for. */
typedef struct ch_labels {
  ch_arena *arena;
  ch_map types_by_form;
  struct { ch_bank_type *v; size_t n, cap; } types;
  ch_map words;      /* "%016x" keys of the word rows, in order */
  uint64_t *word_keys;
  uint32_t n_words;
  uint64_t *vector_keys; /* [n_vectors] */
  ch_str *vector_forms;  /* [n_vectors] */
  uint32_t n_vectors;
  ch_map xpos, feats, scripts; /* in order of numbers; feats are "UPOS|Feats" */
  struct { ch_lemma_exception *v; size_t n, cap; } exceptions;
} ch_labels;

/* Counts what is frequent in `train` and numbers it. */
bool ch_labels_build(ch_labels *labels, ch_arena *arena, const ch_conllu *train, ch_error *error);

/* Reads at most `most` word vectors of `width` numbers, in the file's order,
 * which should be that of frequency. Two layouts: GloVe text (a word, blanks,
 * the numbers, a line each), and JSON with an object "vectors" of arrays under
 * the words (further numbers of an array are passed over). *out is malloc'ed,
 * [n × width]; NULL on failure. */
bool ch_vectors_read(ch_labels *labels, ch_str bytes, const char *name, uint32_t width,
                     uint32_t most, float **out, ch_error *error);

/* Lemmas of a list: lines of form, part of speech and lemma, "#" before remarks. */
bool ch_lemmas_read(ch_labels *labels, ch_str bytes, const char *name, ch_error *error);

/* Gives forms of the vectors' words and of `train` whose lemma the scripts could
 * only guess at an exception each (inflect.c). After the vectors were read. */
bool ch_labels_inflect(ch_labels *labels, const ch_conllu *train, ch_error *error);

/* Appends sentences as numbers; those over CH_TREE_MAX words are left out.
 * `names` (may be NULL): sent_id to the whole of its tags, see
 * ch_names_read. */
bool ch_bank_add(ch_bank *bank, ch_labels *labels, const ch_conllu *source,
                 const ch_map *name_index, const ch_str *name_tags, ch_error *error);

/* The same for sentences without gold, of CH_SILVER_LEAST to CH_SILVER_MOST words:
 * shorter ones are page furniture more often than not. */
enum { CH_SILVER_LEAST = 4, CH_SILVER_MOST = 60 };
bool ch_bank_add_silver(ch_bank *bank, ch_labels *labels, const ch_conllu *source, ch_error *error);

/* Reads IOB2 lines ("id form tag" and "# sent_id = "); for each sentence a
 * string of one byte a word, a BIOES tag of decode.h. *tags is in `arena`. */
bool ch_names_read(ch_str bytes, const char *name, ch_arena *arena, ch_map *index,
                   ch_str **tags, ch_error *error);

/* Sets word, vector and keep of every type; call after the banks are made. */
bool ch_labels_link(ch_labels *labels, ch_error *error);

#endif
