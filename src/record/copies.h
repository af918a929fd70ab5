/* Copies of articles: identical, trimmed, updated, machine-reworded.
 *
 * An article is reduced to a print: for each sentence a hash of its words, how
 * many they are, and the hashes of its names and numbers, which rewording
 * leaves alone. Keys made of single sentences find the candidates, so that
 * articles are never compared all with all; two prints are then compared
 * sentence by sentence, in order. Two reporters at one event share names and a
 * sentence or two; a copy shares most of its sentences, in one order.
 *
 * Pure functions; prints live in the arena given.
 */
#ifndef CH_RECORD_COPIES_H
#define CH_RECORD_COPIES_H

#include "base/arena.h"
#include "base/buf.h"
#include "base/error.h"
#include "base/str.h"

#define CH_COPY_KINDS(X)                                                      \
  X(NONE, "")                                                                 \
  X(IDENTICAL, "identical") /* the same words */                              \
  X(TRIMMED, "trimmed")     /* nearly all of the shorter stands in the longer */ \
  X(UPDATED, "updated")     /* half and more of the sentences are the same */ \
  X(REWORDED, "reworded")   /* other words, the same names and numbers, in one order */
typedef enum ch_copy_kind {
#define CH_X(id, name) CH_COPY_##id,
  CH_COPY_KINDS(CH_X)
#undef CH_X
      CH_COPY_COUNT
} ch_copy_kind;
const char *ch_copy_name(ch_copy_kind kind);

/* Articles further apart than this are no copies of one another. */
#define CH_COPY_DAYS 8

typedef struct ch_print_sentence {
  uint64_t words;     /* hash of its words, in order */
  uint16_t n_words;
  uint16_t n_items;   /* names and numbers, sorted, each once */
  uint32_t first;     /* of them, in items */
} ch_print_sentence;

typedef struct ch_print {
  uint64_t whole;     /* hash of all words */
  uint32_t n_words;
  ch_print_sentence *v; uint32_t n;
  uint32_t *items;    uint32_t n_items;
} ch_print;

/* At most the first 200 sentences are looked at. False if out of memory. */
bool ch_print_make(ch_str text, ch_arena *arena, ch_print *out);
/* As bytes, little-endian, for a store; and back (false if they are damaged
 * or memory runs out). */
bool ch_print_pack(const ch_print *print, ch_buf *out);
bool ch_print_unpack(ch_str bytes, ch_arena *arena, ch_print *out);

#define CH_PRINT_KEYS 48
/* Keys by which candidates are found. Two copies share the first, which is
 * that of all words, or at least CH_COPY_KEYS others, unless little of them is
 * the same; a phrase that every article of a paper ends with is shared too,
 * but alone. Returns how many. */
#define CH_COPY_KEYS 2
uint32_t ch_print_keys(const ch_print *print, uint64_t out[CH_PRINT_KEYS]);

/* How `copy` was made from `original`; NONE if it was not. *share (may be
 * NULL): part of the shorter that stands in the other, 0-1. Swapping the two
 * may turn one kind into another but never into NONE. */
ch_copy_kind ch_print_compare(const ch_print *original, const ch_print *copy, double *share);

/* Which of two copies is the original: earliest published (unknown is last),
 * then the smaller id. <0: a. */
int ch_original_order(int32_t day_a, int32_t minute_a, ch_str id_a, int32_t day_b,
                      int32_t minute_b, ch_str id_b);

#endif
