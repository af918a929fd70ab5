/* Merging: which reports speak of one event.
 *
 * A pure function of the set of reports. They are taken in canonical order;
 * each is held against those before it, and joins the event of the one that
 * it agrees with best, unless a report of that event rules it out; else it
 * begins an event. Nothing that comes later changes what came before, so that
 * a record can grow by what is new and by the few later reports that the new
 * ones concern (store/settle.c).
 *
 * A report is held against others of its block: the speakers of events near
 * in time or recalled by a feature in common (record/traits.h), and all of its
 * own article. An event's speakers are its first reports, and those that bring a
 * feature, other than their wording, which no speaker before them has: however many report an event, few
 * speak for it.
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
} ch_cluster;

typedef struct ch_clusters {
  ch_cluster *v; /* in the canonical order of their first reports */
  size_t n, cap;
} ch_clusters;

/* Reports must have distinct ids and outlive the result, which lives in the
 * arena. False if out of memory. */
bool ch_merge(const ch_report *const *reports, size_t n, const ch_wordbook *book,
              ch_arena *arena, ch_clusters *out, ch_error *error);

/* For whoever keeps the reports (ch_merge is made of these two). */

/* A report that another one is held against, and its event. */
typedef struct ch_candidate {
  const ch_traits *traits;
  uint64_t event;
  bool joined; /* people made its event one: what it contradicts rules nothing out */
} ch_candidate;

/* The event that the report joins; *joins false: it begins one. The order of
 * the candidates, all of them before it in canonical order, does not matter.
 * False if out of memory. */
bool ch_merge_choose(const ch_traits *report, const ch_candidate *v, size_t n, ch_arena *arena,
                     bool *joins, uint64_t *event);

#define CH_SPEAKERS 6 /* the first reports of an event, which speak for it in any case */
/* Does a report with these features speak for an event that has those speakers
 * already? `theirs` holds their features one after the other. */
bool ch_merge_speaks(const uint64_t *features, uint32_t n, uint32_t n_speakers,
                     const uint64_t *theirs, size_t n_theirs);

/* Sixteen hex digits of an id of the form "m-…" or "e-…", else its hash. */
uint64_t ch_report_key(ch_str id);
/* The event's id: "e-" and the digits of its smallest key of a report id.
 * `out` takes 18 bytes and NUL. */
void ch_event_id(const ch_cluster *cluster, char out[19]);

#endif
