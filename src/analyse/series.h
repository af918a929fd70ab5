/* What two sides do to each other, in numbers over time. Everything lives in
 * the arena given; false means that it is full.
 */
#ifndef CH_ANALYSE_SERIES_H
#define CH_ANALYSE_SERIES_H

#include "analyse/period.h"
#include "store/store.h"

/* The events of one period, direction and quad class. */
typedef struct ch_bin {
  ch_days days;
  ch_str actor, recipient; /* codes; both sides in `actor` for acts without direction;
                              both n = 0 when no two sides were asked for */
  int quad;                /* 0: has none */
  uint32_t events;
  double goldstein;        /* sum */
  uint32_t reports, outlets; /* sums of the events' own; 0 when they were not told */
} ch_bin;

/* How much stands behind an event. */
typedef struct ch_weight { uint32_t reports, outlets; } ch_weight;

typedef struct ch_bins {
  ch_bin *v; /* by day, then direction (from the first side, from the second, both),
                then quad class */
  size_t n, cap;
} ch_bins;

/* Events without a day are left out. `between` as in the filter that chose them; `weights`: one
 * an event, or NULL. */
bool ch_series(const ch_event_marks *events, const ch_weight *weights, const ch_str between[2],
               ch_period by, ch_arena *arena, ch_bins *out);

/* How tense it is, from -10 (cooperation) to 10 (conflict), at the end of a period.
 *
 * The mean of the events' Goldstein scores, turned round, where an event counts half after
 * each 28 days. The band holds 95 of 100 under a normal error: the scores' own variance,
 * pulled to 16 (that of CAMEO's scores) as by one more event, over the weight left. So
 * silence does not move the line and widens the band. Acts that did not happen (negated,
 * called off, only thought of) do not count; a promise or threat counts when it is made. */
typedef struct ch_tension {
  ch_days days;
  uint32_t events; /* that count, in the period */
  double value, low, high; /* NAN after a silence so long that nothing can be said */
} ch_tension;

typedef struct ch_tensions {
  ch_tension *v;
  size_t n, cap;
} ch_tensions;

/* Every period from the first event that counts to `last` or the last such event,
 * whichever is later; none when there is none. Events more than a lifetime from `last`
 * are left out. */
bool ch_tension_series(const ch_event_marks *events, ch_period by, int32_t last, ch_arena *arena,
                       ch_tensions *out);

/* The articles of a period; each period follows the last one, empty ones among them. */
typedef struct ch_news_bin { ch_days days; ch_day_news sum; } ch_news_bin;
typedef struct ch_news_bins { ch_news_bin *v; size_t n, cap; } ch_news_bins;
/* Days more than a lifetime from `last` are left out. */
bool ch_news_series(const ch_news *news, ch_period by, int32_t last, ch_arena *arena,
                    ch_news_bins *out);

#endif
