/* The narrow interface behind which a record is kept.
 *
 * A backend stores rows and finds them again; it decides nothing. Everything
 * that makes a record a record (merging, copies, links) is src/store/store.c
 * and src/record, the same for every backend. Days are integers as in
 * base/day.h, CH_DAY_NONE stored as NULL. Keys of blocks, events and articles
 * are 64-bit numbers. Statements are prepared; no SQL is made from strings.
 *
 * All functions return false with *error on failure (CH_ERROR_STORE,
 * CH_ERROR_MEMORY). Writes happen between begin and commit only. One handle a
 * thread; any number of processes may hold one each.
 *
 * Adding a backend: fill in a ch_backend_ops, add a row to BACKENDS in
 * store.c, run tests/store/record.c on it.
 */
#ifndef CH_STORE_BACKEND_H
#define CH_STORE_BACKEND_H

#include "record/copies.h"
#include "record/fact.h"
#include "record/links.h"
#include "store/store.h"

typedef struct ch_backend ch_backend;

/* An article as it is written. */
typedef struct ch_article_row {
  const ch_article *article;
  uint64_t hash;   /* of what makes it the same article */
  ch_str print;    /* ch_print_pack */
} ch_article_row;

/* One mention as it is written. */
typedef struct ch_mention_row {
  const ch_report *report;
  int64_t article;
  uint64_t block;
  ch_days near; /* none: not placed in time */
  const uint64_t *features; uint32_t n_features;
} ch_mention_row;

/* One event as it is written. */
typedef struct ch_event_row {
  const ch_fact *fact;
  uint64_t key, digest;
  int64_t component;
  int32_t day;
  const int64_t *mentions; size_t n_mentions;
  const ch_seek *seeks;    uint32_t n_seeks;
  ch_str content; /* ch_content_pack */
} ch_event_row;

/* What is known of an event without its reports. */
typedef struct ch_event_head {
  uint64_t key, digest;
  int64_t component;
  int32_t day;
} ch_event_head;

/* A mention as it is read back: its number, its article's, its JSON. */
typedef struct ch_mention_found {
  int64_t number, article;
  uint64_t block;
  ch_str json;
} ch_mention_found;

typedef struct ch_mentions_found { ch_mention_found *v; size_t n, cap; } ch_mentions_found;
/* Somebody who acts in an event, or at whom it is aimed. */
typedef struct ch_event_party { ch_str code; bool acts; uint32_t type; /* of the event, a bit */ } ch_event_party;
typedef struct ch_parties { ch_event_party *v; size_t n, cap; } ch_parties;
typedef struct ch_numbers { int64_t *v; size_t n, cap; } ch_numbers;
typedef struct ch_heads { ch_event_head *v; size_t n, cap; } ch_heads;

typedef struct ch_backend_ops {
  ch_backend *(*open)(const char *path, ch_store_mode mode, ch_error *error);
  void (*close)(ch_backend *);
  bool (*begin)(ch_backend *, ch_error *);
  bool (*commit)(ch_backend *, ch_error *);
  void (*rollback)(ch_backend *);
  /* The whole file or database, slowly; a fault is an error. */
  bool (*check)(ch_backend *, ch_error *);
  /* Changes whenever another handle commits. */
  bool (*version)(ch_backend *, uint64_t *, ch_error *);

  /* --- articles and copies --- */
  /* *number 0: not there. */
  bool (*article_find)(ch_backend *, ch_str id, int64_t *number, uint64_t *hash, ch_error *);
  bool (*article_put)(ch_backend *, const ch_article_row *, int64_t *number, ch_error *);
  bool (*article_source)(ch_backend *, int64_t number, ch_arena *, ch_source *, ch_error *);
  bool (*article_text)(ch_backend *, int64_t number, ch_arena *, ch_str *, ch_error *);
  bool (*article_print)(ch_backend *, int64_t number, ch_arena *, ch_str *, ch_error *);
  bool (*article_copy)(ch_backend *, int64_t number, ch_str origin, ch_copy_kind, double share,
                       ch_error *);
  bool (*articles_all)(ch_backend *, ch_arena *, ch_numbers *, ch_error *);
  bool (*keys_put)(ch_backend *, int64_t article, int32_t bucket, const uint64_t *keys,
                   uint32_t n, ch_error *);
  /* Articles that share a key in a bucket, appended. */
  bool (*keys_find)(ch_backend *, int32_t bucket, uint64_t key, ch_arena *, ch_numbers *,
                    ch_error *);
  bool (*pair_put)(ch_backend *, int64_t a, int64_t b, ch_error *);
  bool (*pairs_of)(ch_backend *, int64_t article, ch_arena *, ch_numbers *, ch_error *);

  /* --- mentions --- */
  bool (*mention_put)(ch_backend *, const ch_mention_row *, int64_t *number, ch_error *);
  /* Adds to the mention's features; those of other word classes may stay. */
  bool (*features_put)(ch_backend *, int64_t mention, const uint64_t *, uint32_t n, ch_error *);
  /* All of these append to the list. */
  bool (*mention)(ch_backend *, int64_t number, ch_arena *, ch_mentions_found *, ch_error *);
  bool (*mentions_of_article)(ch_backend *, int64_t article, ch_arena *, ch_numbers *,
                              ch_error *);
  bool (*mentions_all)(ch_backend *, ch_arena *, ch_numbers *, ch_error *);
  /* Those placed in time within [from, to], at least in part. */
  bool (*mentions_near)(ch_backend *, uint64_t block, int32_t from, int32_t to, ch_arena *,
                        ch_mentions_found *, ch_error *);
  bool (*mentions_with)(ch_backend *, uint64_t feature, ch_arena *, ch_numbers *, ch_error *);
  bool (*mentions_of_component)(ch_backend *, int64_t component, ch_arena *, ch_numbers *,
                                ch_error *);
  bool (*mentions_of_event)(ch_backend *, uint64_t event, ch_arena *, ch_mentions_found *,
                            ch_error *);
  /* *event 0: there is no such mention. */
  bool (*event_of_mention)(ch_backend *, ch_str mention, uint64_t *event, ch_error *);
  /* The text of the word classes; n = 0 if none was stored. */
  bool (*words)(ch_backend *, ch_arena *, ch_str *, ch_error *);
  bool (*words_put)(ch_backend *, ch_str, ch_error *);
  bool (*count)(ch_backend *, ch_store_counts *, ch_error *);

  /* --- events --- */
  bool (*events_of_component)(ch_backend *, int64_t component, ch_arena *, ch_heads *,
                              ch_error *);
  /* *component 0: the mention is in no event yet. */
  bool (*component_of)(ch_backend *, int64_t mention, int64_t *component, ch_error *);
  bool (*component_put)(ch_backend *, uint64_t event, int64_t component, ch_error *);
  /* Replaces the event, its mentions, parties and seeks; links stay. */
  bool (*event_put)(ch_backend *, const ch_event_row *, ch_error *);
  /* Drops the event with all that hangs on it; its mentions stay. */
  bool (*event_drop)(ch_backend *, uint64_t event, ch_error *);
  /* n = 0: there is no such event. */
  bool (*event_content)(ch_backend *, uint64_t event, ch_arena *, ch_str *, ch_error *);
  bool (*event_exists)(ch_backend *, uint64_t event, bool *, ch_error *);
  bool (*event_parties)(ch_backend *, uint64_t event, ch_arena *, ch_parties *, ch_error *);
  /* Events whose seeks cover that part in an event on `day`, appended. */
  bool (*seekers)(ch_backend *, const ch_event_party *, int32_t day, ch_arena *, ch_numbers *,
                  ch_error *);
  /* Events that the seek covers, at most `most`: ahead, the first by day and
   * key, else the last; appended. */
  bool (*candidates)(ch_backend *, const ch_seek *, uint32_t most, ch_arena *,
                     ch_numbers *, ch_error *);
  bool (*links_put)(ch_backend *, uint64_t from, const ch_fact_link *, size_t n, ch_error *);
  /* Links of the event, the inverse ones drawn. */
  bool (*links_of)(ch_backend *, uint64_t event, ch_arena *, ch_fact_links *, ch_error *);
  /* Events that may match (the caller tests again), by day, then key; those
   * without a day last. */
  bool (*events_find)(ch_backend *, const ch_filter *, ch_arena *, ch_numbers *, ch_error *);
} ch_backend_ops;

extern const ch_backend_ops ch_sqlite_ops;

/* 64-bit key of an event id ("e-" and sixteen hex digits); 0 if it is none. */
uint64_t ch_event_key(ch_str id);

#endif
