/* The record on disk.
 *
 * Articles and the mentions coded from them go in; merged events with all
 * their reports come out. What comes out depends on the set of articles
 * alone: not on their order, nor on how many runs added them.
 *
 * An article is acknowledged when ch_store_commit returns true: from then on
 * it survives a kill or a loss of power. Whatever was not committed leaves no
 * trace. Several processes may add at once; each waits for the others up to a
 * minute. One handle a thread.
 *
 * Errors: CH_ERROR_STORE (the file is damaged, foreign, of another version,
 * locked, full; the message says which), CH_ERROR_IO, CH_ERROR_MEMORY,
 * CH_ERROR_FORMAT (a mention that is none).
 */
#ifndef CH_STORE_STORE_H
#define CH_STORE_STORE_H

#include "base/buf.h"
#include "code/event.h"
#include "ingest/article.h"
#include "record/decisions.h"
#include "record/fact.h"
#include "record/words.h"

typedef struct ch_store ch_store;

typedef enum ch_store_mode {
  CH_STORE_READ,  /* must exist; never written */
  CH_STORE_WRITE, /* must exist */
  CH_STORE_CREATE /* made if it is not there */
} ch_store_mode;

/* `path`: a file, or ":memory:". The wordbook must outlive the store;
 * with NULL the record's own, which came with its first articles, is used.
 * Events depend on it: when a writer brings another one, its first batch
 * merges the whole record anew. */
ch_store *ch_store_open(const char *path, ch_store_mode mode, const ch_wordbook *book,
                        ch_error *error);
/* Another handle for reading the same file, for another thread. What questions within
 * ch_store_hold bring into memory is kept once for all of them; alone a handle keeps nothing, as
 * most are opened for one question. Called by the first one's thread; close them in any order. */
ch_store *ch_store_beside(ch_store *store, ch_error *error);
/* Uncommitted work is undone. NULL is fine. */
void ch_store_close(ch_store *store);

/* Opens a batch. Batches of hundreds or thousands of articles are fastest:
 * events are merged anew once a batch. */
bool ch_store_begin(ch_store *store, ch_error *error);
/* Merges what the batch has touched, writes it and waits for the disk. On
 * failure the whole batch is undone. */
bool ch_store_commit(ch_store *store, ch_error *error);
void ch_store_rollback(ch_store *store);

typedef enum ch_added { CH_ADDED_NEW, CH_ADDED_KNOWN, CH_ADDED_REVISED } ch_added;

/* Adds an article with the mentions coded from it, inside a batch. An article
 * that is known (same id, same text) changes nothing. With the same id and
 * another text it is a revision: of two versions the later published is in
 * force (of the same minute the one with the greater hash, whichever came
 * first), the other is kept (ch_store_versions) and its mentions are no longer
 * of the record. */
bool ch_store_add_article(ch_store *store, const ch_document *doc, const ch_event *events,
                          size_t n, ch_added *added, ch_error *error);
/* The same from mention lines as `chancery code` prints them; those of other
 * articles are refused (CH_ERROR_FORMAT) and nothing of this one is added. */
bool ch_store_add_lines(ch_store *store, const ch_article *article, ch_str lines,
                        ch_added *added, ch_error *error);

typedef struct ch_store_counts {
  uint64_t articles, copies, mentions, events, outlets;
} ch_store_counts;
bool ch_store_count(ch_store *store, ch_store_counts *out, ch_error *error);
/* Changes whenever another handle has changed the record since this one asked. */
bool ch_store_version(ch_store *store, uint64_t *out, ch_error *error);
/* Reads everything; CH_ERROR_STORE with what is wrong. Slow on large records. */
bool ch_store_check(ch_store *store, ch_error *error);

typedef struct ch_strs { ch_str *v; size_t n, cap; } ch_strs;
typedef enum ch_name_kind { CH_NAME_OUTLET, CH_NAME_CODE, CH_NAME_ISSUE } ch_name_kind;
/* All names of a kind that the record has met, sorted. */
bool ch_store_names(ch_store *store, ch_name_kind kind, ch_arena *arena, ch_strs *out,
                    ch_error *error);

/* Has the record met the name? */
bool ch_store_knows(ch_store *store, ch_name_kind kind, ch_str name, bool *known,
                    ch_error *error);

/* Between these two, questions see the record as it stood at the first. */
bool ch_store_hold(ch_store *store, ch_error *error);
void ch_store_release(ch_store *store);

/* Brings what questions go by into the memory that handles share (ch_store_beside), as far as there
 * is room, so that the first questions need not wait for it. `go_on` is asked now and then. */
typedef struct ch_ahead {
  bool (*go_on)(void *self);
  void *self;
} ch_ahead;
bool ch_store_read_ahead(ch_store *store, const ch_ahead *how, ch_error *error);

/* Which events. Empty members do not restrict. */
typedef struct ch_filter {
  ch_str between[2];  /* codes; with the second empty: any event of the first */
  ch_days days;       /* the event's days must meet it; from/to may each be CH_DAY_NONE */
  uint32_t types;     /* bit per ch_type; 0 all */
  uint32_t statuses;  /* bit per ch_status; 0 all */
  ch_str issue;
  uint64_t skip, most; /* a page: so many events passed over, then at most so many; 0 all */
  bool unlinked;      /* links are not asked for, and need not be told */
  bool counted;       /* besides, days as ch_store_marks and ch_store_dyads count by: what no report
                       * dates is on the day of its first report, whatever answers it */
} ch_filter;
#define CH_FILTER_ALL ((ch_filter){.days = {CH_DAY_NONE, CH_DAY_NONE}})

typedef struct ch_facts {
  ch_fact **v; /* by day, then id; those without a day last */
  size_t n, cap;
  size_t n_filtered; /* events that the filter left out */
  size_t n_all;      /* that match, on all pages; CH_COUNT_MOST means that or more */
} ch_facts;
#define CH_COUNT_MOST 100000

/* Events with their reports, links and differing values, in `arena`. */
bool ch_store_facts(ch_store *store, const ch_filter *filter, ch_arena *arena, ch_facts *out,
                    ch_error *error);
/* The same events as rows show them, many times faster: what ch_fact_unpack gives, with
 * links; where an event has very many reports, all of it. */
bool ch_store_shown(ch_store *store, const ch_filter *filter, ch_arena *arena, ch_facts *out,
                    ch_error *error);
/* As much of an event as counting needs. */
typedef struct ch_event_mark {
  int32_t day;    /* CH_DAY_NONE unknown */
  int16_t tenths; /* ten times its Goldstein score; CH_NO_SCORE */
  uint8_t type, status; /* ch_type, ch_status */
  uint8_t quad;   /* 0 none */
  bool first_acts, second_acts; /* of the two sides that the filter names; both: without
                                   direction, or each on the other */
} ch_event_mark;
#define CH_NO_SCORE 1000

typedef struct ch_event_marks { ch_event_mark *v; size_t n, cap; } ch_event_marks;
/* The events that ch_store_facts would give, without reading them: a million in a second.
 * In no order; `skip` and `most` do not count. *n_filtered as there. */
bool ch_store_marks(ch_store *store, const ch_filter *filter, ch_arena *arena,
                    ch_event_marks *out, size_t *n_filtered, ch_error *error);
/* How many there are of them. */
bool ch_store_matching(ch_store *store, const ch_filter *filter, uint64_t *n, size_t *n_filtered,
                       ch_error *error);
/* A day's articles in force. */
typedef struct ch_day_news {
  int32_t day;
  uint32_t articles, copies;
  uint32_t reporting; /* no copies, and report an event that the filter lets pass */
  uint32_t telling;   /* no copies, and report any event */
} ch_day_news;
typedef struct ch_news { ch_day_news *v; size_t n, cap; } ch_news;
/* Days that have articles, in order, within the filter's days. */
bool ch_store_news(ch_store *store, const ch_filter *filter, bool reporting, ch_arena *arena,
                   ch_news *out, ch_error *error);
/* Does it let everything pass? */
bool ch_filter_is_all(const ch_filter *filter);

/* --- the record as a whole, told without reading its events --- */

/* Two sides and the events between them. */
typedef struct ch_dyad_count {
  ch_str a, b;    /* codes, in byte order */
  uint64_t events, reports, cooperation, conflict;
  ch_days days;   /* of the first and the last that has a day; CH_DAYS_NONE */
} ch_dyad_count;
typedef struct ch_dyad_counts { ch_dyad_count *v; size_t n, cap; } ch_dyad_counts;
/* In no order. */
bool ch_store_dyads(ch_store *store, ch_arena *arena, ch_dyad_counts *out, ch_error *error);

typedef struct ch_name_count { ch_str code, name; uint64_t events; } ch_name_count;
typedef struct ch_name_counts { ch_name_count *v; size_t n, cap; } ch_name_counts;
/* What the holder of each code is called in most events (record/holder.h); of names that are called
 * as often, the one that comes first. */
bool ch_store_holders(ch_store *store, ch_arena *arena, ch_name_counts *out, ch_error *error);

typedef struct ch_outlet_count {
  ch_str name;    /* of those that differ in capitals alone, of the one with the first article */
  bool known;     /* articles that name none are told of as one outlet */
  uint64_t articles, copies;
  uint64_t events; /* that it tells */
  uint64_t alone;  /* and that no other outlet tells but as a copy */
  ch_days days;
} ch_outlet_count;
typedef struct ch_outlet_counts { ch_outlet_count *v; size_t n, cap; } ch_outlet_counts;
/* Whom an outlet cites, in so many articles; those that are cited most first. */
typedef struct ch_outlet_cite { uint32_t outlet; ch_str name; uint64_t articles; } ch_outlet_cite;
typedef struct ch_outlet_cites { ch_outlet_cite *v; size_t n, cap; } ch_outlet_cites;
/* A copy, by an outlet of an outlet's; by day, then id. */
typedef struct ch_outlet_copy { uint32_t by, of; ch_str id, origin, kind; } ch_outlet_copy;
typedef struct ch_outlet_copies { ch_outlet_copy *v; size_t n, cap; } ch_outlet_copies;
typedef struct ch_outlets {
  ch_outlet_counts outlets;
  ch_outlet_cites cites; /* places of outlets */
  ch_outlet_copies copies;
} ch_outlets;
/* Goes through all mentions: of two million half a second. */
bool ch_store_outlets(ch_store *store, ch_arena *arena, ch_outlets *out, ch_error *error);

/* One event by its id, by the id of an event merged into it, or by that of one
 * of its mentions. *out NULL (and true) if there is none. */
bool ch_store_fact(ch_store *store, ch_str id, ch_arena *arena, ch_fact **out, ch_error *error);
/* An event that a link of another leads to, as rows show it and without its own links. */
bool ch_store_linked(ch_store *store, const ch_fact_link *link, ch_arena *arena, ch_fact **out,
                     ch_error *error);
/* The article's text; p NULL if there is no such article. */
bool ch_store_text(ch_store *store, ch_str article, ch_arena *arena, ch_str *text,
                   ch_error *error);

/* What a search has found in an article: a sentence that was coded, with its
 * event, or one that was not. */
typedef struct ch_hit {
  const ch_source *source;
  ch_str sentence;
  const ch_report *report; /* NULL: not coded */
  char event[19];          /* id; "" where nothing was coded */
} ch_hit;
typedef struct ch_hits { ch_hit *v; size_t n, cap; } ch_hits;

/* Articles that hold all words of the query, latest first: the sentences with
 * any of them that were coded, else the first. Words in double quotes must
 * stand together, a word may end in '*', one behind '-' must be absent; case
 * and accents do not matter. The filter holds for what was coded, its days for
 * the article; with sides, types, statuses or an issue, what was not coded is
 * left out. At most `most` hits. CH_ERROR_USAGE if there is no word. */
bool ch_store_search(ch_store *store, ch_str query, const ch_filter *filter, uint64_t most,
                     ch_arena *arena, ch_hits *out, ch_error *error);

/* What people decided about events, in order (record/decisions.h). */
bool ch_store_decisions(ch_store *store, ch_arena *arena, ch_decisions *out, ch_error *error);
/* Writes a decision, inside a batch; sets its number. Events follow at the commit. */
bool ch_store_decide(ch_store *store, ch_decision *decision, ch_error *error);
/* Takes one back; CH_ERROR_USAGE if there is none of that number. */
bool ch_store_withdraw(ch_store *store, int64_t number, ch_error *error);

/* What was refused when it was to be added. */
typedef struct ch_reject {
  ch_str file;
  uint64_t line; /* 0 untold */
  uint64_t byte; /* when has_byte */
  bool has_byte;
  ch_str kind, reason; /* of the error */
} ch_reject;
typedef struct ch_rejects { ch_reject *v; size_t n, cap; } ch_rejects;
/* In the order in which they were refused. */
bool ch_store_rejects(ch_store *store, ch_arena *arena, ch_rejects *out, ch_error *error);
/* Both within a batch. */
bool ch_store_reject(ch_store *store, const ch_reject *reject, ch_error *error);
bool ch_store_rejects_forget(ch_store *store, ch_str file, ch_error *error);

typedef struct ch_sources {
  ch_source *v; /* by day of publication, then id */
  size_t n, cap;
} ch_sources;
bool ch_store_sources(ch_store *store, ch_arena *arena, ch_sources *out, ch_error *error);

/* Articles in force published within `days`; with CH_DAYS_NONE, those that have a day. */
bool ch_store_articles_in(ch_store *store, ch_days days, uint64_t *n, ch_error *error);
/* The first and the last of their days; CH_DAYS_NONE if none has one. */
bool ch_store_days_told(ch_store *store, ch_days *out, ch_error *error);
/* The last day that the record has an article of; CH_DAY_NONE if none. */
bool ch_store_last_day(ch_store *store, int32_t *day, ch_error *error);

const ch_wordbook *ch_store_wordbook(const ch_store *store);

/* The text of the list of states (record/states.h) that the last writer came with; n = 0 none. */
bool ch_store_states(ch_store *store, ch_arena *arena, ch_str *text, ch_error *error);
/* Within a batch; writes nothing when it is the one that is there. */
bool ch_store_states_put(ch_store *store, ch_str text, ch_error *error);

#endif
