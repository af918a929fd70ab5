/* Merging: which reports speak of one event.
 *
 * A pure function of the set of reports: the order in which they are given
 * does not matter. Reports are put in canonical order and into blocks; inside
 * a block those near in time, and those that share a telling number, place or
 * sentence, are compared; agreements are taken from the strongest down, and
 * two groups become one unless any of their members rule each other out.
 *
 * Nothing is lost: each report ends in exactly one event.
 */
#ifndef CH_RECORD_MERGE_H
#define CH_RECORD_MERGE_H

#include "record/traits.h"

/* The reports of one event, in canonical order (ch_report_order). */
typedef struct ch_cluster {
  const ch_report **v;
  uint32_t n;
  uint32_t component; /* see ch_merge */
} ch_cluster;

typedef struct ch_clusters {
  ch_cluster *v; /* in the canonical order of their first reports */
  size_t n, cap;
} ch_clusters;

/* Reports must have distinct ids and outlive the result, which lives in the
 * arena. False if out of memory.
 *
 * Events that some agreement connects, directly or over others, have the same
 * component number, whether they became one or not. What becomes of a report
 * depends on its component alone: whoever merges a set of whole components
 * gets the events that merging everything would give for them. */
bool ch_merge(const ch_report *const *reports, size_t n, const ch_wordbook *book,
              ch_arena *arena, ch_clusters *out, ch_error *error);

/* The event's id: "e-" and the sixteen digits of its smallest report id
 * (their hash where an id has another form). `out` takes 18 bytes and NUL. */
void ch_event_id(const ch_cluster *cluster, char out[19]);

#endif
