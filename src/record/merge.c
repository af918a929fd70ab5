#include "record/merge.h"

#include <stdio.h>
#include <stdlib.h>

#include "record/compare.h"

/* An agreement with a candidate. */
typedef struct agreement {
  uint32_t candidate;
  int32_t margin, gap;
} agreement;

/* Strongest first, then nearest in days, then the canonical order. */
static bool stronger(const agreement *a, const agreement *b, const ch_candidate *v) {
  if (a->margin != b->margin) return a->margin > b->margin;
  if (a->gap != b->gap) return a->gap < b->gap;
  return ch_report_order(v[a->candidate].traits->report, v[b->candidate].traits->report) < 0;
}

static bool has_number(const uint64_t *v, size_t n, uint64_t number) {
  for (size_t i = 0; i < n; i++)
    if (v[i] == number) return true;
  return false;
}

bool ch_merge_choose(const ch_traits *report, const ch_candidate *v, size_t n, ch_arena *arena,
                     bool *joins, uint64_t *event) {
  struct { agreement *v; size_t n, cap; } agreed = {0};
  struct { uint64_t *v; size_t n, cap; } ruled_out = {0}; /* events */
  *joins = false;
  for (size_t i = 0; i < n; i++) {
    ch_comparison c = ch_compare(report, v[i].traits);
    if (!c.possible && v[i].joined) continue;
    if (!c.possible) {
      uint64_t last = ruled_out.n ? ruled_out.v[ruled_out.n - 1] : v[i].event + 1;
      uint64_t *place = last == v[i].event ? ruled_out.v : CH_PUSH(arena, &ruled_out);
      if (!place) return false;
      if (last != v[i].event) *place = v[i].event;
    } else if (c.score >= c.needed) {
      agreement *place = CH_PUSH(arena, &agreed);
      if (!place) return false;
      *place = (agreement){(uint32_t)i, c.score - c.needed, c.gap};
    }
  }
  const agreement *best = NULL;
  for (size_t i = 0; i < agreed.n; i++) {
    if (best && !stronger(&agreed.v[i], best, v)) continue;
    if (!has_number(ruled_out.v, ruled_out.n, v[agreed.v[i].candidate].event)) best = &agreed.v[i];
  }
  if (!best) return true;
  *joins = true;
  *event = v[best->candidate].event;
  return true;
}

bool ch_merge_speaks(const uint64_t *features, uint32_t n, uint32_t n_speakers,
                     const uint64_t *theirs, size_t n_theirs) {
  if (n_speakers < CH_SPEAKERS) return true;
  /* The first is its wording, which hardly any other has. */
  for (uint32_t i = 1; i < n; i++)
    if (!has_number(theirs, n_theirs, features[i])) return true;
  return false;
}

/* --- a whole set --- */

/* A report as it is placed. */
typedef struct placed {
  ch_traits traits;
  uint64_t block;
  uint64_t features[CH_MAX_FEATURES];
  uint32_t n_features;
  uint32_t event;
  bool speaks;
  uint32_t met; /* the report that it was held against last, + 1 */
} placed;

/* An event under way. */
typedef struct growing {
  uint32_t n, n_speakers;
  struct { uint64_t *v; size_t n, cap; } features; /* of its speakers */
} growing;

static int order_reports(const void *a, const void *b) {
  return ch_report_order(*(const ch_report *const *)a, *(const ch_report *const *)b);
}

static bool meet(const placed *a, const placed *b) {
  if (a->block != b->block) return false;
  if (ch_str_eq(a->traits.report->article, b->traits.report->article)) return true;
  if (!b->speaks) return false;
  return ch_traits_timed(&a->traits) && ch_traits_timed(&b->traits) &&
         a->traits.days.from <= b->traits.days.to + CH_NEAR_DAYS &&
         b->traits.days.from <= a->traits.days.to + CH_NEAR_DAYS;
}

static int32_t told_on(const placed *p) {
  const ch_source *source = p->traits.report->source;
  return source && source->published != CH_DAY_NONE ? source->published : INT32_MAX;
}

/* Marks those that the report recalls by a feature: nearest first, as they stand in that order. */
static void recall(placed *v, uint32_t at, uint64_t feature) {
  int32_t day = told_on(&v[at]), last = day;
  uint32_t between = 0; /* told on days between: those of `last` are not counted yet */
  for (uint32_t i = at, of_day = 0; i-- > 0;) {
    placed *p = &v[i];
    int32_t told = told_on(p);
    if (day != INT32_MAX && told < day - CH_RECALL_DAYS) return;
    if (p->block != v[at].block || !p->speaks || !has_number(p->features, p->n_features, feature)) continue;
    if (told < last) between += of_day, of_day = 0, last = told;
    if (between >= CH_RECALL_SPEAKERS) return;
    of_day += told < day;
    p->met = at + 1;
  }
}

static bool place(placed *v, uint32_t at, ch_candidate *room, growing *events, uint32_t *n_events,
                  ch_arena *arena) {
  placed *p = &v[at];
  size_t n = 0;
  uint64_t event;
  bool joins;
  for (uint32_t i = 0; i < p->n_features; i++) recall(v, at, p->features[i]);
  for (uint32_t i = 0; i < at; i++)
    if (v[i].met == at + 1 || meet(p, &v[i])) room[n++] = (ch_candidate){.traits = &v[i].traits, .event = v[i].event};
  if (!ch_merge_choose(&p->traits, room, n, arena, &joins, &event)) return false;
  p->event = joins ? (uint32_t)event : (*n_events)++;
  growing *e = &events[p->event];
  e->n++;
  p->speaks = ch_merge_speaks(p->features, p->n_features, e->n_speakers, e->features.v, e->features.n);
  if (!p->speaks) return true;
  e->n_speakers++;
  for (uint32_t i = 0; i < p->n_features; i++) {
    uint64_t *feature = CH_PUSH(arena, &e->features);
    if (!feature) return false;
    *feature = p->features[i];
  }
  return true;
}

bool ch_merge(const ch_report *const *reports, size_t n, const ch_wordbook *book, ch_arena *arena,
              ch_clusters *out, ch_error *error) {
  *out = (ch_clusters){0};
  if (n == 0) return true;
  if (n > UINT32_MAX / 2) return ch_fail(error, CH_ERROR_LIMIT, "too many reports to merge at once");
  const ch_report **sorted = CH_ARRAY(arena, n, const ch_report *);
  placed *v = CH_ARRAY(arena, n, placed);
  growing *events = CH_ARRAY(arena, n, growing);
  ch_candidate *room = CH_ARRAY(arena, n, ch_candidate);
  uint32_t n_events = 0;
  bool done = sorted && v && events && room;
  if (done) {
    memcpy(sorted, reports, n * sizeof *sorted);
    qsort(sorted, n, sizeof *sorted, order_reports);
  }
  for (uint32_t i = 0; done && i < n; i++) {
    done = ch_traits_make(sorted[i], book, arena, &v[i].traits);
    if (!done) break;
    v[i].block = ch_report_block(sorted[i]);
    v[i].n_features = ch_traits_features(&v[i].traits, v[i].features);
    done = place(v, i, room, events, &n_events, arena);
  }
  if (done) done = (out->v = CH_ARRAY(arena, n_events, ch_cluster)) != NULL;
  for (uint32_t i = 0; done && i < n; i++) {
    ch_cluster *cluster = &out->v[v[i].event];
    if (!cluster->v) done = (cluster->v = CH_ARRAY(arena, events[v[i].event].n, const ch_report *)) != NULL;
    if (done) cluster->v[cluster->n++] = sorted[i];
  }
  out->n = n_events;
  return done || ch_fail(error, CH_ERROR_MEMORY, "no memory to merge %zu reports", n);
}

uint64_t ch_report_key(ch_str id) {
  uint64_t key = 0;
  if (id.n != 18 || id.p[1] != '-') return ch_str_hash(id);
  for (size_t i = 2; i < 18; i++) {
    char c = id.p[i];
    int digit = c >= '0' && c <= '9' ? c - '0' : c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
    if (digit < 0) return ch_str_hash(id);
    key = key << 4 | (uint64_t)digit;
  }
  return key;
}

void ch_event_id(const ch_cluster *cluster, char out[19]) {
  uint64_t least = UINT64_MAX;
  for (uint32_t i = 0; i < cluster->n; i++) {
    uint64_t key = ch_report_key(cluster->v[i]->id);
    if (key < least) least = key;
  }
  snprintf(out, 19, "e-%016llx", (unsigned long long)least);
}
