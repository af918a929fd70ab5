#include "record/merge.h"

#include <stdio.h>
#include <stdlib.h>

#include "record/compare.h"

#define PROBES 64      /* most members of a group that are asked for a veto */

typedef struct edge {
  uint32_t a, b; /* places in canonical order, a < b */
  int32_t margin, gap;
} edge;

/* A group under way: members as a linked list over report places. */
typedef struct group {
  uint32_t parent; /* union-find */
  uint32_t first, last, next, size;
} group;

typedef struct merging {
  ch_arena *arena;
  ch_traits *traits; /* in canonical order */
  group *groups;
  uint32_t *component; /* union-find over agreements, ruled out or not */
  struct { edge *v; size_t n, cap; } edges;
} merging;

/* A telling feature of a report: those that share one are compared however
 * far apart in time. */
typedef struct feature {
  uint64_t block, key;
  uint32_t report;
} feature;

static int order_reports(const void *a, const void *b) {
  return ch_report_order(*(const ch_report *const *)a, *(const ch_report *const *)b);
}

static int order_features(const void *a, const void *b) {
  const feature *x = a, *y = b;
  if (x->block != y->block) return x->block < y->block ? -1 : 1;
  if (x->key != y->key) return x->key < y->key ? -1 : 1;
  return x->report < y->report ? -1 : x->report > y->report;
}

static int order_edges(const void *a, const void *b) {
  const edge *x = a, *y = b;
  if (x->margin != y->margin) return x->margin > y->margin ? -1 : 1;
  if (x->gap != y->gap) return x->gap < y->gap ? -1 : 1;
  if (x->a != y->a) return x->a < y->a ? -1 : 1;
  return x->b < y->b ? -1 : x->b > y->b;
}

static bool consider(merging *m, uint32_t i, uint32_t k) {
  if (i == k) return true;
  uint32_t a = i < k ? i : k, b = i < k ? k : i;
  ch_comparison c = ch_compare(&m->traits[a], &m->traits[b]);
  if (!c.possible || c.score < c.needed) return true;
  edge *e = CH_PUSH(m->arena, &m->edges);
  if (!e) return false;
  *e = (edge){a, b, c.score - c.needed, c.gap};
  return true;
}

/* `v` is sorted by block and by first day (as key): compare neighbours. */
static bool compare_neighbours(merging *m, const feature *v, size_t n) {
  for (size_t i = 0; i < n; i++) {
    int64_t reach = (int64_t)m->traits[v[i].report].days.to + CH_NEAR_DAYS;
    for (size_t k = i + 1; k < n; k++) {
      if (v[k].block != v[i].block || m->traits[v[k].report].days.from > reach) break;
      if (!consider(m, v[i].report, v[k].report)) return false;
    }
  }
  return true;
}

static bool compare_sharers(merging *m, const feature *v, size_t n) {
  for (size_t i = 0; i < n; i++)
    for (size_t k = i + 1; k < n && v[k].key == v[i].key; k++) {
      if (!consider(m, v[i].report, v[k].report)) return false;
    }
  return true;
}

typedef struct features {
  feature *v;
  size_t n, cap;
} features;

static bool push_feature(merging *m, features *list, uint64_t block, uint64_t key, uint32_t i) {
  feature *f = CH_PUSH(m->arena, list);
  if (!f) return false;
  *f = (feature){block, key, i};
  return true;
}

static bool find_edges(merging *m, uint32_t n) {
  features timed = {0}, telling = {0};
  for (uint32_t i = 0; i < n; i++) {
    uint64_t block = ch_report_block(m->traits[i].report);
    uint64_t from = (uint64_t)((int64_t)m->traits[i].days.from - INT32_MIN);
    if (ch_traits_timed(&m->traits[i]) && !push_feature(m, &timed, block, from, i)) return false;
    uint64_t keys[CH_MAX_FEATURES];
    uint32_t n_keys = ch_traits_features(&m->traits[i], keys);
    for (uint32_t k = 0; k < n_keys; k++)
      if (!push_feature(m, &telling, 0, keys[k], i)) return false;
  }
  if (timed.n) qsort(timed.v, timed.n, sizeof *timed.v, order_features);
  if (telling.n) qsort(telling.v, telling.n, sizeof *telling.v, order_features);
  return compare_neighbours(m, timed.v, timed.n) && compare_sharers(m, telling.v, telling.n);
}

static uint32_t root_of(merging *m, uint32_t i) {
  while (m->groups[i].parent != i) {
    m->groups[i].parent = m->groups[m->groups[i].parent].parent;
    i = m->groups[i].parent;
  }
  return i;
}

static uint32_t component_of(merging *m, uint32_t i) {
  while (m->component[i] != i) {
    m->component[i] = m->component[m->component[i]];
    i = m->component[i];
  }
  return i;
}

static bool rule_out(merging *m, uint32_t a, uint32_t b) {
  uint32_t asked_a = 0;
  for (uint32_t i = m->groups[a].first; i != UINT32_MAX && asked_a < PROBES;
       i = m->groups[i].next, asked_a++) {
    uint32_t asked_b = 0;
    for (uint32_t k = m->groups[b].first; k != UINT32_MAX && asked_b < PROBES;
         k = m->groups[k].next, asked_b++)
      if (!ch_compare(&m->traits[i], &m->traits[k]).possible) return true;
  }
  return false;
}

static void join(merging *m, uint32_t a, uint32_t b) {
  group *kept = &m->groups[a], *other = &m->groups[b];
  m->groups[kept->last].next = other->first;
  kept->last = other->last;
  kept->size += other->size;
  other->parent = a;
}

static void agglomerate(merging *m) {
  if (m->edges.n) qsort(m->edges.v, m->edges.n, sizeof *m->edges.v, order_edges);
  for (size_t i = 0; i < m->edges.n; i++) {
    m->component[component_of(m, m->edges.v[i].a)] = component_of(m, m->edges.v[i].b);
    uint32_t a = root_of(m, m->edges.v[i].a), b = root_of(m, m->edges.v[i].b);
    if (a == b) continue;
    if (a > b) {
      uint32_t other = a;
      a = b;
      b = other;
    }
    if (!rule_out(m, a, b)) join(m, a, b);
  }
}

static bool collect(merging *m, uint32_t n, ch_clusters *out) {
  uint32_t *place = CH_ARRAY(m->arena, n, uint32_t); /* of a root's cluster + 1 */
  if (!place) return false;
  for (uint32_t i = 0; i < n; i++) {
    uint32_t root = root_of(m, i);
    if (!place[root]) {
      ch_cluster *cluster = CH_PUSH(m->arena, out);
      if (!cluster) return false;
      cluster->v = CH_ARRAY(m->arena, m->groups[root].size, const ch_report *);
      if (!cluster->v) return false;
      cluster->component = component_of(m, i);
      place[root] = (uint32_t)out->n;
    }
    ch_cluster *cluster = &out->v[place[root] - 1];
    cluster->v[cluster->n++] = m->traits[i].report;
  }
  return true;
}

bool ch_merge(const ch_report *const *reports, size_t n, const ch_wordbook *book,
              ch_arena *arena, ch_clusters *out, ch_error *error) {
  *out = (ch_clusters){0};
  if (n == 0) return true;
  if (n > UINT32_MAX / 2) return ch_fail(error, CH_ERROR_LIMIT, "too many reports to merge at once");
  merging m = {.arena = arena};
  const ch_report **sorted = CH_ARRAY(arena, n, const ch_report *);
  m.traits = CH_ARRAY(arena, n, ch_traits);
  m.groups = CH_ARRAY(arena, n, group);
  m.component = CH_ARRAY(arena, n, uint32_t);
  bool done = sorted && m.traits && m.groups && m.component;
  if (done) {
    memcpy(sorted, reports, n * sizeof *sorted);
    qsort(sorted, n, sizeof *sorted, order_reports);
  }
  for (uint32_t i = 0; done && i < n; i++) {
    m.groups[i] = (group){i, i, i, UINT32_MAX, 1};
    m.component[i] = i;
    done = ch_traits_make(sorted[i], book, arena, &m.traits[i]);
  }
  done = done && find_edges(&m, (uint32_t)n);
  if (done) {
    agglomerate(&m);
    done = collect(&m, (uint32_t)n, out);
  }
  return done || ch_fail(error, CH_ERROR_MEMORY, "no memory to merge %zu reports", n);
}

void ch_event_id(const ch_cluster *cluster, char out[19]) {
  ch_str least = cluster->v[0]->id;
  for (uint32_t i = 1; i < cluster->n; i++)
    if (ch_str_cmp(cluster->v[i]->id, least) < 0) least = cluster->v[i]->id;
  if (least.n == 18 && ch_str_starts(least, CH_STR("m-")))
    snprintf(out, 19, "e-%.16s", least.p + 2);
  else
    snprintf(out, 19, "e-%016llx", (unsigned long long)ch_str_hash(least));
}
