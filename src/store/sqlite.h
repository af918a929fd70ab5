/* What the files of the SQLite backend share.
 *
 *   sqlite.c           the file, its statements, errors
 *   sqlite_pack.c      an article and its mentions, packed
 *   sqlite_articles.c  articles, copies, words
 *   sqlite_mentions.c  mentions and where they stand
 *   sqlite_events.c    events, lists, seeks
 *   sqlite_links.c     links
 *   sqlite_counts.c    what is counted as events and articles come and go
 *   sqlite_whole.c     and told of the record as a whole
 *   sqlite_ask.c       which events a filter chooses
 *   sqlite_kept.c      lists in memory, for several threads
 *   sqlite_ahead.c     reading them before they are asked for
 *   sqlite_decisions.c what people decided
 *   sqlite_rejects.c   what could not be read
 */
#ifndef CH_STORE_SQLITE_H
#define CH_STORE_SQLITE_H

#include <sqlite3.h>
#include <zlib.h>

#include "base/map.h"
#include "store/backend.h"
#include "store/sqlite_statements.h"

enum {
#define X(name, sql) ST_##name,
  CH_STATEMENTS(X)
#undef X
      ST_COUNT_OF
};

typedef enum ch_counter { CH_N_ARTICLES, CH_N_COPIES, CH_N_MENTIONS, CH_N_EVENTS, CH_N_CHANGES,
                          CH_N_COUNTERS } ch_counter;

/* An article as it was packed. Views of the unpacked bytes. */
typedef struct ch_packed {
  ch_str title, byline, dateline, address, language, file, text;
  uint32_t n_lines;
  const char *lengths; /* of the lines, four bytes each */
  const char *lines;
} ch_packed;

struct ch_backend {
  sqlite3 *db;
  sqlite3_stmt *st[ST_COUNT_OF];
  ch_buf scratch;        /* for compressing */
  z_stream pack, unpack;
  bool can_pack, can_unpack;
  ch_buf open;           /* the article unpacked last */
  int64_t open_number;   /* 0: none */
  ch_arena *arena;       /* of names */
  ch_map names;          /* numbers of names known so far */
  bool writing;
  int64_t counts[CH_N_COUNTERS]; /* while writing */
  int32_t period_first, period_last; /* of features, while writing (sqlite_mentions.c) */
  struct ch_counting *counting; /* NULL: nothing was written yet (sqlite_counts.c) */
  struct ch_kept *kept;  /* NULL: nobody shares with this handle */
  int64_t state;         /* of the record, while it is held; 0 unknown */
  char path[200];
};

#define NO_DAY CH_NO_DAY

bool ch_sqlite_fault(ch_backend *b, const char *doing, ch_error *error);
bool ch_sqlite_damaged(ch_backend *b, const char *what, ch_error *error);
bool ch_sqlite_no_memory(ch_error *error);

sqlite3_stmt *ch_sqlite_prepare(ch_backend *b, int number, const char *doing, ch_error *error);
void ch_bind_str(sqlite3_stmt *st, int at, ch_str s);
void ch_bind_blob(sqlite3_stmt *st, int at, ch_str s);
void ch_bind_day(sqlite3_stmt *st, int at, int32_t day); /* none: NULL */
void ch_bind_u64(sqlite3_stmt *st, int at, uint64_t value);
/* A key of an event's id, so that the order of numbers is that of ids. */
void ch_bind_key(sqlite3_stmt *st, int at, uint64_t key);
uint64_t ch_column_key(sqlite3_stmt *st, int at);
ch_str ch_column(sqlite3_stmt *st, int at, ch_arena *arena, bool *no_memory);
int32_t ch_column_day(sqlite3_stmt *st, int at);

/* Runs a statement that gives no rows, and makes it ready for the next use. */
bool ch_sqlite_run(ch_backend *b, sqlite3_stmt *st, const char *doing, ch_error *error);
bool ch_sqlite_run_number(ch_backend *b, int statement, int64_t number, const char *doing,
                          ch_error *error);
/* One row more? Ends the statement at the last one; *failed tells a fault. */
bool ch_sqlite_row(ch_backend *b, sqlite3_stmt *st, const char *doing, bool *failed,
                   ch_error *error);
void ch_sqlite_stop(sqlite3_stmt *st);
/* Appends the first column of all rows as numbers. */
bool ch_sqlite_collect(ch_backend *b, sqlite3_stmt *st, ch_arena *arena, ch_numbers *out,
                       const char *doing, ch_error *error);
/* The rows that one number leads to. */
bool ch_sqlite_numbers(ch_backend *b, int statement, int64_t key, ch_arena *arena,
                       ch_numbers *out, const char *doing, ch_error *error);

bool ch_sqlite_count(ch_backend *b, ch_store_counts *out, ch_error *error);
/* A name's number; made if `make`, else 0 when there is none. */
bool ch_sqlite_name(ch_backend *b, ch_name_kind kind, ch_str name, bool make, int64_t *number,
                    ch_error *error);
bool ch_sqlite_name_of(ch_backend *b, int64_t number, ch_arena *arena, ch_str *name,
                       ch_error *error);

/* `out` is the backend's scratch and holds until the next call. */
bool ch_sqlite_pack(ch_backend *b, const ch_article_row *row, ch_str *out, ch_error *error);
/* Views hold until the next article is unpacked. */
bool ch_sqlite_unpack(ch_backend *b, int64_t article, ch_packed *out, ch_error *error);
bool ch_packed_line(const ch_packed *packed, uint32_t at, ch_str *line);

/* The ops, by file. */
bool ch_sqlite_article_find(ch_backend *, ch_str, uint64_t, ch_versions *, ch_error *);
bool ch_sqlite_article_put(ch_backend *, const ch_article_row *, int64_t *, ch_error *);
bool ch_sqlite_article_replace(ch_backend *, int64_t, int64_t, ch_error *);
bool ch_sqlite_article_source(ch_backend *, int64_t, ch_arena *, ch_source *, ch_error *);
bool ch_sqlite_article_head(ch_backend *, int64_t, ch_arena *, ch_source *, ch_error *);
bool ch_sqlite_article_text(ch_backend *, int64_t, ch_arena *, ch_str *, ch_error *);
bool ch_sqlite_article_print(ch_backend *, int64_t, ch_arena *, ch_str *, ch_error *);
bool ch_sqlite_article_copy(ch_backend *, int64_t, int64_t, ch_copy_kind, ch_error *);
bool ch_sqlite_articles_all(ch_backend *, ch_arena *, ch_numbers *, ch_error *);
bool ch_sqlite_article_versions(ch_backend *, ch_str, ch_arena *, ch_numbers *, ch_error *);
bool ch_sqlite_keys_put(ch_backend *, int64_t, int32_t, const uint64_t *, uint32_t, ch_error *);
bool ch_sqlite_keys_drop(ch_backend *, int64_t, int32_t, const uint64_t *, uint32_t, ch_error *);
bool ch_sqlite_keys_find(ch_backend *, int32_t, uint64_t, ch_arena *, ch_numbers *, ch_error *);
bool ch_sqlite_pair_put(ch_backend *, int64_t, int64_t, ch_error *);
bool ch_sqlite_pairs_of(ch_backend *, int64_t, ch_arena *, ch_numbers *, ch_error *);
bool ch_sqlite_pairs_drop(ch_backend *, int64_t, ch_error *);
bool ch_sqlite_search(ch_backend *, ch_str, ch_days, uint64_t, ch_arena *, ch_numbers *,
                      ch_error *);
bool ch_sqlite_articles_in(ch_backend *, ch_days, uint64_t *, ch_error *);
bool ch_sqlite_days_told(ch_backend *, ch_days *, ch_error *);
bool ch_sqlite_last_day(ch_backend *, int32_t *, ch_error *);

bool ch_sqlite_mention_put(ch_backend *, const ch_mention_row *, ch_error *);
bool ch_sqlite_mention_drop(ch_backend *, const ch_mention_row *, ch_error *);
/* Before a batch. */
bool ch_sqlite_features_begin(ch_backend *, ch_error *);
bool ch_sqlite_features_clear(ch_backend *, ch_error *);
bool ch_sqlite_features_put(ch_backend *, const ch_mention_row *, bool, ch_error *);
bool ch_sqlite_mention_place(ch_backend *, const ch_mention_row *, int64_t, bool, ch_error *);
bool ch_sqlite_mention_head(ch_backend *, int64_t, ch_mention_head *, ch_error *);
bool ch_sqlite_mention_line(ch_backend *, int64_t, ch_arena *, ch_str *, ch_error *);
bool ch_sqlite_mentions_of_article(ch_backend *, int64_t, ch_arena *, ch_numbers *, ch_error *);
bool ch_sqlite_mentions_all(ch_backend *, ch_arena *, ch_numbers *, ch_error *);
bool ch_sqlite_mentions_timed(ch_backend *, uint64_t, bool, ch_days, int32_t, ch_arena *,
                              ch_timed_list *, ch_error *);
bool ch_sqlite_mentions_recalled(ch_backend *, uint64_t, ch_days, ch_arena *, ch_numbers *,
                                 ch_error *);
bool ch_sqlite_mentions_nth(ch_backend *, uint64_t, ch_days, uint32_t, int32_t *, ch_error *);
bool ch_sqlite_mentions_with(ch_backend *, uint64_t, ch_days, bool, ch_arena *, ch_numbers *,
                             ch_error *);
bool ch_sqlite_mentions_of_event(ch_backend *, int64_t, bool, int32_t, ch_arena *, ch_numbers *,
                                 ch_error *);
bool ch_sqlite_mention_find(ch_backend *, uint64_t, int64_t *, ch_error *);
bool ch_sqlite_event_least(ch_backend *, int64_t, uint64_t *, ch_error *);

bool ch_sqlite_event_head(ch_backend *, int64_t, ch_event_head *, ch_error *);
bool ch_sqlite_event_put(ch_backend *, const ch_event_row *, ch_error *);
bool ch_sqlite_event_count(ch_backend *, int64_t, uint64_t, ch_error *);
bool ch_sqlite_event_drop(ch_backend *, int64_t, ch_error *);
bool ch_sqlite_event_content(ch_backend *, int64_t, ch_arena *, ch_str *, ch_error *);
bool ch_sqlite_event_linking(ch_backend *, int64_t, ch_arena *, ch_str *, ch_str *, ch_error *);
bool ch_sqlite_event_shown(ch_backend *, int64_t, ch_arena *, uint64_t *, ch_str *, ch_error *);
bool ch_sqlite_event_parties(ch_backend *, int64_t, ch_arena *, ch_parties *, ch_error *);
bool ch_sqlite_event_seeks(ch_backend *, int64_t, bool *, ch_error *);
bool ch_sqlite_seekers(ch_backend *, const ch_event_party *, bool, int32_t, int32_t, ch_arena *,
                       ch_seekers *, ch_error *);
bool ch_sqlite_nth_day(ch_backend *, const ch_event_party *, bool, int32_t, int32_t, uint32_t,
                       int32_t *, ch_error *);
bool ch_sqlite_linked(ch_backend *, int64_t, ch_arena *, ch_numbers *, ch_error *);
bool ch_sqlite_linkers(ch_backend *, int64_t, ch_arena *, ch_numbers *, ch_error *);
bool ch_sqlite_candidates(ch_backend *, const ch_seek *, uint32_t, ch_arena *, ch_numbers *,
                          ch_error *);
bool ch_sqlite_links_put(ch_backend *, int64_t, const ch_fact_link *, const int64_t *, size_t,
                         ch_error *);
bool ch_sqlite_event_whole(ch_backend *, int64_t, ch_row_make *, void *, ch_arena *, ch_str *, ch_error *);
/* Before a batch, before it is committed, and at the end. */
bool ch_counts_begin(ch_backend *, ch_error *);
bool ch_counts_write(ch_backend *, ch_error *);
void ch_counts_free(ch_backend *);
/* An event is to be counted; an event as the file has it is to be counted no longer. */
bool ch_counts_more(ch_backend *, ch_str lists, const ch_event_row *, ch_error *);
bool ch_counts_less(ch_backend *, int64_t event, ch_error *);
bool ch_sqlite_article_cites(ch_backend *, int64_t, const ch_str *, size_t, bool, ch_error *);
bool ch_sqlite_dyads(ch_backend *, ch_arena *, ch_dyad_counts *, ch_error *);
bool ch_sqlite_holders(ch_backend *, ch_arena *, ch_name_counts *, ch_error *);
bool ch_sqlite_outlets(ch_backend *, ch_arena *, ch_outlets *, ch_error *);
bool ch_sqlite_read_ahead(ch_backend *, const ch_ahead *, ch_error *);
bool ch_sqlite_events_many(ch_backend *, ch_arena *, ch_numbers *, ch_error *);
/* Brings links into memory, unless they would fill too much of it. */
bool ch_sqlite_links_ahead(ch_backend *, const ch_ahead *, ch_error *);
bool ch_sqlite_links_of(ch_backend *, int64_t, ch_arena *, ch_fact_links *, ch_error *);
bool ch_sqlite_articles_by_day(ch_backend *, ch_days, ch_arena *, ch_news *, ch_error *);
bool ch_sqlite_events_reporting(ch_backend *, const ch_filter *, ch_news *, ch_error *);
bool ch_sqlite_events_mark(ch_backend *, const ch_filter *, ch_arena *, ch_event_marks *,
                           ch_error *);
bool ch_sqlite_events_count(ch_backend *, const ch_filter *, uint64_t *, ch_error *);
bool ch_sqlite_events_find(ch_backend *, const ch_filter *, ch_arena *, ch_numbers *, uint64_t *,
                           ch_error *);

bool ch_sqlite_decisions(ch_backend *, ch_arena *, ch_decisions *, ch_error *);
bool ch_sqlite_decision_put(ch_backend *, ch_decision *, ch_error *);
bool ch_sqlite_decision_drop(ch_backend *, int64_t, ch_error *);
bool ch_sqlite_rejects(ch_backend *b, ch_arena *arena, ch_rejects *out, ch_error *error);
bool ch_sqlite_reject_put(ch_backend *b, const ch_reject *reject, ch_error *error);
bool ch_sqlite_rejects_forget(ch_backend *b, ch_str file, ch_error *error);

#endif
