/* Links between events: what answers what, which act carried out a plan,
 * which denial contradicts which charge.
 *
 * An event that has something to look for gives its seeks: by whom the other
 * event was, and in which days. Whoever keeps the events (a store, a list)
 * hands the candidates back; resolving picks among them. Pure: the same
 * candidates in any order give the same links, and a candidate outside the
 * seek never changes the result, so that a store need only look again at
 * events whose seeks cover what has changed. Where no report says that the event
 * answers something, each link is the best of a kind by a score of two events
 * alone: held against what has changed and what it links to, it gives the links
 * that all candidates would.
 */
#ifndef CH_RECORD_LINKS_H
#define CH_RECORD_LINKS_H

#include "record/content.h"

/* Looks for events in which `code` acts (either side of a two-sided act), or
 * which are aimed at it, with ch_fact_day in [from, to]. */
typedef struct ch_seek {
  ch_str code;
  bool aimed_at;
  bool ahead;     /* for later events: the first ones count; else the last ones */
  uint32_t types; /* bit per ch_type that can be meant */
  int32_t from, to;
} ch_seek;

#define CH_MAX_SEEKS 9
#define CH_MAX_SEEK_DAYS 500 /* no seek is longer */
#define CH_DAYS_AHEAD 7      /* days by which a measure is announced, and blamed, before it is in force */
/* How many seeks the event has; 0 for most. */
uint32_t ch_fact_seeks(const ch_fact *fact, ch_seek out[CH_MAX_SEEKS]);

/* Most candidates for one seek, the nearest in time. Whoever collects
 * candidates applies it. */
#define CH_MAX_CANDIDATES 200

typedef struct ch_fact_links {
  ch_fact_link *v;
  size_t n, cap;
} ch_fact_links;

/* Appends the links that start at `fact` (ANSWERS, CARRIED_OUT_BY,
 * CONTRADICTS), ordered by kind and id; the inverse ones are the caller's to
 * draw. `self` is its content. Ids are views of the candidates' ids. The event
 * itself may be among the candidates and is passed over. False if out of
 * memory. */
bool ch_links_resolve(const ch_fact *fact, const ch_content *self,
                      const ch_content *const *candidates, size_t n, const ch_wordbook *book,
                      ch_arena *arena, ch_fact_links *out, ch_error *error);

/* May an event link to the other at all, by what is kept of both? False only where it does not,
 * whatever their reports say (links_may.c). */
bool ch_links_may(const ch_content *self, const ch_content *event);

/* What speaks for an answer that no report states, in words: "3 days later, aimed at the same
 * kind of thing, told in one article". False if out of memory. */
bool ch_answer_why(const ch_fact *answer, const ch_fact *answered, const ch_wordbook *book,
                   ch_arena *arena, ch_buf *out);

#endif
