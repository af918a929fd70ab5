/* What comparing needs to know of a report, worked out once.
 *
 * Lives in the arena given; refers to the report, which must outlive it.
 */
#ifndef CH_RECORD_TRAITS_H
#define CH_RECORD_TRAITS_H

#include "record/report.h"
#include "record/words.h"

typedef struct ch_count {
  uint32_t of;      /* key of the counted noun's word or class */
  int8_t object;    /* its class of objects, -1 none */
  double value, upper;
  bool approximate;
  bool vague;       /* "hundreds", "scores": no figure */
} ch_count;

typedef struct ch_person_key {
  uint64_t surname; /* hash of the folded surname */
  uint64_t code;    /* hash of the country code, 0 unknown */
} ch_person_key;

typedef struct ch_traits {
  const ch_report *report;
  uint64_t wording;     /* hash of the sentence's words and the trigger's: equal in copies */
  uint32_t trigger;     /* key of the trigger's main word */
  uint32_t *words;      /* keys of content words about the trigger, sorted, each once */
  uint32_t n_words;
  uint64_t objects;     /* bit per class of objects named by the act */
  uint64_t sure;        /* those counted, or named by the trigger itself, that stand for no others */
  ch_count *counts;     uint32_t n_counts;
  ch_person_key *people; uint32_t n_people;
  uint64_t place;       /* hash of the folded name, 0 none */
  uint32_t body;        /* key of the actor's body that the wordbook lists, 0 none */
  uint32_t *answered;   /* keys of the words for what it answers, sorted, each once */
  uint32_t n_answered;
  uint64_t answered_number; /* the largest number of ten and more in them, 0 none */
  ch_days days;         /* of the act; the article's day where the text is silent */
  bool firm;            /* days are told by the text, not taken from the article */
  int32_t known_by;     /* day on which it was reported; CH_DAY_NONE unknown */
} ch_traits;

/* False if out of memory. */
bool ch_traits_make(const ch_report *report, const ch_wordbook *book, ch_arena *arena,
                    ch_traits *out);

/* "hundreds", "scores": the order of a number and no figure. */
bool ch_count_vague(const ch_report_quantity *quantity);

/* Key and class of objects of a counted noun phrase ("Russian diplomat"): of
 * its last word. False if out of memory; key 0 for an empty phrase. */
bool ch_counted_noun(const ch_wordbook *book, ch_str of, ch_arena *arena, uint32_t *key,
                     int8_t *object);

/* Keys of content words in a piece of text, sorted and each once. */
bool ch_key_set(const ch_wordbook *book, ch_str text, ch_arena *arena, uint32_t **keys,
                uint32_t *n);
/* Keys that two sorted lists share. */
uint32_t ch_keys_shared(const uint32_t *a, uint32_t n_a, const uint32_t *b, uint32_t n_b);

/* Days apart up to which reports of a block are compared for nearness alone. */
#define CH_NEAR_DAYS 7
/* Longest span of days that places a report in time ("in December"); longer
 * ones ("in 2016") are found by their features only. */
#define CH_TIMED_DAYS 62
bool ch_traits_timed(const ch_traits *traits);

/* The day of the meeting that a plan or its calling off speaks of, told by the text. */
int32_t ch_meeting_day(const ch_report *report);

/* Telling features: reports that share one are compared however far apart the
 * days of their acts lie. A report recalls by each feature those told at most
 * CH_RECALL_DAYS before it (as far back as compare.c lets a report tell of what
 * had happened without its day), and of these the nearest: than which fewer
 * than CH_RECALL_SPEAKERS speakers that share the feature are told on days
 * between. What more than those share tells little. Reports of no known day
 * come last and recall from any day.
 *
 * Hashes, the block mixed in; the first is that of its wording. Returns
 * how many. */
#define CH_MAX_FEATURES 24
#define CH_RECALL_DAYS 400
#define CH_RECALL_SPEAKERS 12
uint32_t ch_traits_features(const ch_traits *traits, uint64_t out[CH_MAX_FEATURES]);

/* The block of a report: reports in different blocks are never compared. It
 * is made of the family of its type and of who acts (of two sides, whichever
 * comes first in the alphabet); the other side is often left out. */
uint64_t ch_report_block(const ch_report *report);

#endif
