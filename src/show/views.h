/* What people look at: the record's views, rendered.
 *
 * Every function appends to `out`, in the format asked for, and says in words
 * in `note` (one line, no line feed, may be empty) what a person should know
 * beside the data, above all why nothing came out: "0 events: …". The
 * caller prints `note` to standard error. Buffers are the caller's.
 *
 * Errors are the store's and CH_ERROR_USAGE: an unknown view, field or id.
 * One store handle a thread.
 */
#ifndef CH_SHOW_VIEWS_H
#define CH_SHOW_VIEWS_H

#include "show/table.h"
#include "store/store.h"

/* One list gives names and what each shows, for help and for errors. */
#define CH_VIEWS(X)                                                           \
  X(timeline, "events by day, each with its sentence and source")             \
  X(ledger, "measures: by whom, against whom, what, answered by what")        \
  X(commitments, "promises, threats and deadlines, and whether they were met") \
  X(talks, "meetings and calls: held, planned, called off")                   \
  X(positions, "what each side says on each issue, and where it changes")     \
  X(contradictions, "denials beside what they deny, and where reports differ") \
  X(brief, "one page: where the dispute stands, each statement with its sentence") \
  X(sources, "outlets, what they report, whom they cite, what is copied") \
  X(copies, "articles that are copies: of what, by whom, how changed")        \
  X(disputes, "pairs of sides, and how much is on record between them")       \
  X(series, "events by period, direction and quad class, counted")            \
  X(dyads, "who acts on whom by period, counted by type and quad class, with COW codes") \
  X(tension, "how tense it is between the sides, period by period")           \
  X(volume, "articles by period, and those that report the events asked for") \
  X(summary, "how much the record holds, and how much of it was asked for")   \
  X(polecat, "events that happened, in the layout of POLECAT")                \
  X(rejects, "what could not be read when it was added, and why")           \
  X(decisions, "what people decided about events: split, joined, noted")

/* Those that can be drawn, as SVG. */
#define CH_PICTURES(X) X(timeline) X(ledger) X(series) X(tension) X(volume)

/* Renders a view by its name. *n_rows (may be NULL) gets the number of rows:
 * 0 means the caller may wish to exit as after an empty search. */
bool ch_view(ch_store *store, ch_str name, const ch_filter *filter, const ch_render *how,
             ch_buf *out, ch_buf *note, size_t *n_rows, ch_error *error);

/* What is worked out again to explain, by whoever can; any may be NULL, and each
 * may say that it cannot (false). */
typedef struct ch_explainer {
  /* The grammar of one sentence as CoNLL-U. `title`: the article's, where it is a sentence
   * of that, else empty. */
  bool (*tree)(void *self, ch_str article_text, ch_str title, ch_span sentence, ch_buf *conllu);
  /* The block of the codebook that evidence names: "codebook/aid.txt:12". */
  bool (*block)(void *self, ch_str rule, ch_buf *text);
  void *self;
} ch_explainer;

/* Everything about one event: `id` is an event's, a mention's, or that of an
 * event since merged into another. TERMINAL and MARKDOWN give pages for
 * reading, the other formats the event as export has it, with more about each mention
 * and link. `by` may be NULL.
 * An id that is not there: CH_ERROR_USAGE. */
bool ch_explain(ch_store *store, ch_str id, const ch_render *how, const ch_explainer *by,
                ch_buf *out, ch_error *error);

/* DESIGN.md section 7: one merged event a line, by day, then id; the bytes
 * depend on the set of articles alone. `write` gets a line at a time and may
 * stop by returning false, which then is no error of ours. */
bool ch_export_jsonl(ch_store *store, const ch_filter *filter,
                     bool (*write)(void *self, ch_str line), void *self, size_t *n_events,
                     ch_error *error);

/* What ch_store_search finds, as a table; `how` says which page of it. */
bool ch_search(ch_store *store, ch_str words, const ch_filter *filter, const ch_render *how,
               ch_buf *out, ch_buf *note, ch_error *error);

/* CH_ERROR_USAGE on a side or an issue that the record has never met, with one
 * that is like it. */
bool ch_filter_check(ch_store *store, const ch_filter *filter, ch_error *error);

/* Reads a filter from words as the command line has them; n = 0 for absent.
 * CH_ERROR_USAGE on a date that is none, an unknown type or status. `types`
 * and `statuses` are comma-separated names, in any case. */
typedef struct ch_filter_words {
  ch_str between[2], from, to, types, issue, statuses;
} ch_filter_words;
bool ch_filter_read(const ch_filter_words *words, ch_filter *out, ch_error *error);

#endif
