/* The narrow interface behind which a record is kept.
 *
 * A backend stores rows and finds them again; it decides nothing. Everything
 * that makes a record a record (merging, copies, links) is src/store/store.c
 * and src/record, the same for every backend. Days are integers as in
 * base/day.h. Articles, mentions and events have numbers above 0; an event
 * has that of its first mention. Keys of ids are ch_event_key. Statements are
 * prepared; no SQL is made from strings.
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
#include "record/decisions.h"
#include "record/fact.h"
#include "record/links.h"
#include "store/store.h"

typedef struct ch_backend ch_backend;

#define CH_MAX_MENTIONS 65535 /* an article's */
#define CH_WHOLE 64 /* of an event with more mentions only those that speak for it are looked at */

#define CH_NO_DAY INT32_MAX /* where a day orders rows: last */
static inline int32_t ch_row_day(int32_t day) {
  return day == CH_DAY_NONE ? CH_NO_DAY : day;
}

/* An article as it is written, with the lines of its mentions. */
typedef struct ch_article_row {
  const ch_article *article;
  uint64_t hash;   /* of what makes it the same article */
  ch_str print;    /* ch_print_pack */
  const ch_str *lines; size_t n_lines;
} ch_article_row;

/* Versions of an article; 0: there is none. */
typedef struct ch_versions {
  int64_t same;     /* of the hash asked for */
  int64_t in_force;
  uint64_t hash;    /* of the one in force */
} ch_versions;

/* What placing a mention among others needs. */
typedef struct ch_mention_row {
  int64_t number;
  uint64_t key;
  uint64_t block;
  ch_days near; /* none: not placed in time */
  int32_t told; /* the article's day; CH_DAY_NONE unknown, which counts as the last */
  const uint64_t *features; uint32_t n_features;
} ch_mention_row;

/* A mention that is placed in time, as far as asking who is near needs it. Long
 * spans of days are asked for apart: they are looked for far back. */
#define CH_SHORT_DAYS 3 /* the last day of a short one lies so many after its first, at most */
typedef struct ch_timed {
  int64_t number;
  ch_days days;
  int32_t told; /* as in ch_mention_row */
  bool speaks;
} ch_timed;
typedef struct ch_timed_list { ch_timed *v; size_t n, cap; } ch_timed_list;

/* One event as it is written. */
typedef struct ch_event_row {
  const ch_fact *fact;
  int64_t number;
  uint64_t key;
  uint64_t n_mentions;
  int32_t day;
  const ch_seek *seeks; uint32_t n_seeks;
  ch_str content; /* ch_content_pack */
  ch_str shown;   /* ch_fact_pack */
  ch_str answers; /* ch_fact_answers_pack */
} ch_event_row;

typedef struct ch_event_head {
  uint64_t key, n_mentions; /* n_mentions 0: there is no such event */
  int32_t day;
} ch_event_head;

/* Where a mention stands. */
typedef struct ch_mention_head {
  bool there;
  uint64_t key;
  int64_t event; /* 0: none yet */
  bool speaks;
} ch_mention_head;

/* Somebody who acts in an event, or at whom it is aimed. */
typedef struct ch_event_party { ch_str code; bool acts; uint32_t type; /* of the event, a bit */ } ch_event_party;
typedef struct ch_parties { ch_event_party *v; size_t n, cap; } ch_parties;
typedef struct ch_numbers { int64_t *v; size_t n, cap; } ch_numbers;
/* An event that looks for others, and in which days. */
typedef struct ch_seeker { int64_t event; ch_days days; } ch_seeker;
typedef struct ch_seekers { ch_seeker *v; size_t n, cap; } ch_seekers;

/* Appends an event's row as ch_fact_pack writes it; none: nothing. */
typedef bool ch_row_make(void *self, int64_t event, ch_buf *out, ch_error *error);

typedef struct ch_backend_ops {
  ch_backend *(*open)(const char *path, ch_store_mode mode, ch_error *error);
  void (*close)(ch_backend *);
  /* Another handle for reading the same record, in another thread; what is kept in memory of it
   * is kept once for all such handles. Called by the first handle's thread. */
  ch_backend *(*beside)(ch_backend *, ch_error *error);
  bool (*begin)(ch_backend *, ch_error *);
  bool (*commit)(ch_backend *, ch_error *);
  void (*rollback)(ch_backend *);
  /* Between these, reading sees the record as it stood at the first. */
  bool (*hold)(ch_backend *, ch_error *);
  void (*release)(ch_backend *);
  /* Brings into memory what questions go by, while the record is held. */
  bool (*read_ahead)(ch_backend *, const ch_ahead *, ch_error *);
  /* Events that have more than CH_WHOLE mentions, in no order. */
  bool (*events_many)(ch_backend *, ch_arena *, ch_numbers *, ch_error *);
  /* Changes whenever another handle commits. */
  bool (*version)(ch_backend *, uint64_t *, ch_error *);
  /* The whole file or database, slowly; a fault is an error. */
  bool (*check)(ch_backend *, ch_error *);
  /* All but the outlets, which take longer. */
  bool (*count)(ch_backend *, ch_store_counts *, ch_error *);
  bool (*count_outlets)(ch_backend *, uint64_t *, ch_error *);
  /* The last day of publication; CH_DAY_NONE if none is known. */
  bool (*last_day)(ch_backend *, int32_t *, ch_error *);
  /* The text of the word classes; n = 0 if none was stored. */
  bool (*words)(ch_backend *, ch_arena *, ch_str *, ch_error *);
  bool (*words_put)(ch_backend *, ch_str, ch_error *);
  bool (*states)(ch_backend *, ch_arena *, ch_str *, ch_error *);
  bool (*states_put)(ch_backend *, ch_str, ch_error *);
  /* Names of a kind that some event or article has had, in no order. */
  bool (*names)(ch_backend *, ch_name_kind, ch_arena *, ch_strs *, ch_error *);
  bool (*name_known)(ch_backend *, ch_name_kind, ch_str name, bool *known, ch_error *);

  /* --- articles and copies --- */
  bool (*article_find)(ch_backend *, ch_str id, uint64_t hash, ch_versions *, ch_error *);
  bool (*article_put)(ch_backend *, const ch_article_row *, int64_t *number, ch_error *);
  /* The article is kept, out of sight, with what replaced it. */
  bool (*article_replace)(ch_backend *, int64_t number, int64_t by, ch_error *);
  bool (*article_source)(ch_backend *, int64_t number, ch_arena *, ch_source *, ch_error *);
  /* Its id, outlet, times and origin only: the rest is empty. */
  bool (*article_head)(ch_backend *, int64_t number, ch_arena *, ch_source *, ch_error *);
  bool (*article_text)(ch_backend *, int64_t number, ch_arena *, ch_str *, ch_error *);
  bool (*article_print)(ch_backend *, int64_t number, ch_arena *, ch_str *, ch_error *);
  /* origin 0: none but itself. */
  bool (*article_copy)(ch_backend *, int64_t number, int64_t origin, ch_copy_kind, ch_error *);
  /* Days that have articles in force, in order. */
  bool (*articles_by_day)(ch_backend *, ch_days, ch_arena *, ch_news *, ch_error *);
  /* Articles in force published in those days; CH_DAYS_NONE: that have a day. */
  bool (*articles_in)(ch_backend *, ch_days, uint64_t *n, ch_error *);
  /* First and last of their days; CH_DAY_NONE: none has one. */
  bool (*days_told)(ch_backend *, ch_days *, ch_error *);
  /* Counts the article among those of its outlet that cite these names, or no longer. */
  bool (*article_cites)(ch_backend *, int64_t number, const ch_str *names, size_t n, bool more,
                        ch_error *);
  bool (*articles_all)(ch_backend *, ch_arena *, ch_numbers *, ch_error *);
  /* Versions that were replaced, the latest first. */
  bool (*article_versions)(ch_backend *, ch_str id, ch_arena *, ch_numbers *, ch_error *);
  bool (*keys_put)(ch_backend *, int64_t article, int32_t bucket, const uint64_t *keys,
                   uint32_t n, ch_error *);
  bool (*keys_drop)(ch_backend *, int64_t article, int32_t bucket, const uint64_t *keys,
                    uint32_t n, ch_error *);
  /* Articles that may share a key in a bucket, appended. */
  bool (*keys_find)(ch_backend *, int32_t bucket, uint64_t key, ch_arena *, ch_numbers *,
                    ch_error *);
  bool (*pair_put)(ch_backend *, int64_t a, int64_t b, ch_error *);
  bool (*pairs_of)(ch_backend *, int64_t article, ch_arena *, ch_numbers *, ch_error *);
  bool (*pairs_drop)(ch_backend *, int64_t article, ch_error *);
  /* Articles in force published within `days` that hold all words of the query
   * (FTS5's own language), latest first, at most `most`. */
  bool (*search)(ch_backend *, ch_str query, ch_days days, uint64_t most, ch_arena *, ch_numbers *,
                 ch_error *);

  /* --- mentions --- */
  bool (*mention_put)(ch_backend *, const ch_mention_row *, ch_error *);
  bool (*mention_drop)(ch_backend *, const ch_mention_row *, ch_error *);
  /* All mentions' features, when the word classes are others. */
  bool (*features_clear)(ch_backend *, ch_error *);
  bool (*features_put)(ch_backend *, const ch_mention_row *, bool speaks, ch_error *);
  /* Puts the mention into an event. Until it has been in one, it is found by its number and key
   * and among its article's, and in no other way. */
  bool (*mention_place)(ch_backend *, const ch_mention_row *, int64_t event, bool speaks,
                        ch_error *);
  bool (*mention_head)(ch_backend *, int64_t number, ch_mention_head *, ch_error *);
  /* The line that coding wrote. */
  bool (*mention_line)(ch_backend *, int64_t number, ch_arena *, ch_str *, ch_error *);
  /* All of these append to the list. */
  bool (*mentions_of_article)(ch_backend *, int64_t article, ch_arena *, ch_numbers *,
                              ch_error *);
  bool (*mentions_all)(ch_backend *, ch_arena *, ch_numbers *, ch_error *);
  /* Mentions of the block placed in time, whose first day lies in `first`: those of short spans
   * of days, or those of longer ones; of those that do not speak, such as are told since then. */
  bool (*mentions_timed)(ch_backend *, uint64_t block, bool longer, ch_days first, int32_t since,
                         ch_arena *, ch_timed_list *, ch_error *);
  /* Those that speak, told in those days, the last first, as a mention told on the last of the
   * days recalls them (record/traits.h). */
  bool (*mentions_recalled)(ch_backend *, uint64_t feature, ch_days told, ch_arena *, ch_numbers *,
                            ch_error *);
  /* The day on which the nth of those that speak is told, counted from the first of the days;
   * CH_DAY_NONE if they are fewer. */
  bool (*mentions_nth)(ch_backend *, uint64_t feature, ch_days told, uint32_t nth, int32_t *day,
                       ch_error *);
  /* Those told by articles of the days `told` (from: never none; to: none is no limit). */
  bool (*mentions_with)(ch_backend *, uint64_t feature, ch_days told, bool speakers, ch_arena *,
                        ch_numbers *, ch_error *);
  /* Those told from a day on; CH_DAY_NONE: all. */
  bool (*mentions_of_event)(ch_backend *, int64_t event, bool speakers, int32_t told,
                            ch_arena *, ch_numbers *, ch_error *);
  /* *number 0: there is no such mention. */
  bool (*mention_find)(ch_backend *, uint64_t key, int64_t *number, ch_error *);
  /* The smallest key among an event's mentions. */
  bool (*event_least)(ch_backend *, int64_t event, uint64_t *key, ch_error *);

  /* --- events --- */
  bool (*event_head)(ch_backend *, int64_t event, ch_event_head *, ch_error *);
  /* Replaces the event, its lists and seeks; links stay. */
  bool (*event_put)(ch_backend *, const ch_event_row *, ch_error *);
  /* It was told once more, or less, in a way that changes nothing else. */
  bool (*event_count)(ch_backend *, int64_t event, uint64_t n_mentions, ch_error *);
  /* Drops the event with all that hangs on it; its mentions stay. */
  bool (*event_drop)(ch_backend *, int64_t event, ch_error *);
  /* n = 0: there is no such event. */
  bool (*event_content)(ch_backend *, int64_t event, ch_arena *, ch_str *, ch_error *);
  /* Its key and its bytes as shown in a row; n = 0: it has more than CH_WHOLE mentions. */
  bool (*event_shown)(ch_backend *, int64_t event, ch_arena *, uint64_t *key, ch_str *,
                      ch_error *);
  /* What its links are resolved by, as it was written, however many mentions it has. */
  bool (*event_linking)(ch_backend *, int64_t event, ch_arena *, ch_str *shown, ch_str *answers,
                        ch_error *);
  /* The bytes of a row that the file does not hold ready, by `make`; where handles share what is kept
   * in memory, made once. */
  bool (*event_whole)(ch_backend *, int64_t event, ch_row_make *make, void *self, ch_arena *,
                      ch_str *, ch_error *);
  bool (*event_parties)(ch_backend *, int64_t event, ch_arena *, ch_parties *, ch_error *);
  bool (*event_seeks)(ch_backend *, int64_t event, bool *any, ch_error *);
  /* Events that look back, or ahead, for that part in an event on `day`, appended; none whose days
   * reach as far as `end` behind it, or, of those ahead, before it. */
  bool (*seekers)(ch_backend *, const ch_event_party *, bool ahead, int32_t day, int32_t end,
                  ch_arena *, ch_seekers *, ch_error *);
  /* The day of the nth event with that part, counted from `day` on or back, itself left out, up to
   * `end`, which it is if they are fewer. */
  bool (*nth_day)(ch_backend *, const ch_event_party *, bool on, int32_t day, int32_t end,
                  uint32_t nth, int32_t *out, ch_error *);
  /* Events that the seek covers, at most `most` of a type: ahead, the first
   * by day and key, else the last; appended. */
  bool (*candidates)(ch_backend *, const ch_seek *, uint32_t most, ch_arena *,
                     ch_numbers *, ch_error *);
  bool (*links_put)(ch_backend *, int64_t from, const ch_fact_link *, const int64_t *to, size_t n,
                    ch_error *);
  /* Events that have links to the event, appended. */
  bool (*linkers)(ch_backend *, int64_t event, ch_arena *, ch_numbers *, ch_error *);
  /* Events that the event has links to, appended. */
  bool (*linked)(ch_backend *, int64_t event, ch_arena *, ch_numbers *, ch_error *);
  /* Links of the event, the inverse ones drawn. */
  bool (*links_of)(ch_backend *, int64_t event, ch_arena *, ch_fact_links *, ch_error *);
  /* Events that match, by day, then key; those without a day last; from
   * `filter->skip` on, at most `filter->most`. *n_all: how many match in all. */
  bool (*events_find)(ch_backend *, const ch_filter *, ch_arena *, ch_numbers *, uint64_t *n_all,
                      ch_error *);
  /* How many match, on all pages. */
  bool (*events_count)(ch_backend *, const ch_filter *, uint64_t *n, ch_error *);
  /* Adds what the days' articles report of the events that match. */
  bool (*events_reporting)(ch_backend *, const ch_filter *, ch_news *, ch_error *);
  /* The record as a whole (store.h); names in the order of codes, of a code those first that are
   * told of most events. */
  bool (*dyads)(ch_backend *, ch_arena *, ch_dyad_counts *, ch_error *);
  bool (*holders)(ch_backend *, ch_arena *, ch_name_counts *, ch_error *);
  bool (*outlets)(ch_backend *, ch_arena *, ch_outlets *, ch_error *);
  /* All that match, in no order. */
  bool (*events_mark)(ch_backend *, const ch_filter *, ch_arena *, ch_event_marks *, ch_error *);

  /* --- decisions --- */
  /* All, by number. */
  bool (*decisions)(ch_backend *, ch_arena *, ch_decisions *, ch_error *);
  /* Sets the number, one above all that there are. */
  bool (*decision_put)(ch_backend *, ch_decision *, ch_error *);
  bool (*decision_drop)(ch_backend *, int64_t number, ch_error *);

  /* --- what was refused --- */
  bool (*rejects)(ch_backend *, ch_arena *, ch_rejects *, ch_error *);
  bool (*reject_put)(ch_backend *, const ch_reject *, ch_error *);
  bool (*rejects_forget)(ch_backend *, ch_str file, ch_error *);
} ch_backend_ops;

extern const ch_backend_ops ch_sqlite_ops;

/* 64-bit key of an id: the sixteen hex digits after "e-" or "m-"; else its
 * hash. */
uint64_t ch_event_key(ch_str id);
/* And back: the id of the event of that key. */
void ch_event_name(uint64_t key, char id[19]);

#endif
