#include "record/cluster_score.h"

#include <float.h>
#include <stdlib.h>
#include <string.h>

/* How many mentions a gold group and a group of ours share. */
typedef struct cell {
  uint32_t gold, system, n;
} cell;

typedef struct table {
  ch_arena *arena;
  cell *v; /* by gold, then system */
  size_t n;
  uint32_t *of_gold, *of_system; /* sizes */
  uint32_t n_gold, n_system;
  size_t n_mentions;
} table;

static int order_cells(const void *a, const void *b) {
  const cell *x = a, *y = b;
  if (x->gold != y->gold) return x->gold < y->gold ? -1 : 1;
  return x->system < y->system ? -1 : x->system > y->system;
}

static bool make_table(table *t, const uint32_t *gold, const uint32_t *system) {
  t->v = CH_ARRAY(t->arena, t->n_mentions, cell);
  t->of_gold = CH_ARRAY(t->arena, t->n_gold, uint32_t);
  t->of_system = CH_ARRAY(t->arena, t->n_system, uint32_t);
  if (!t->v || !t->of_gold || !t->of_system) return false;
  for (size_t i = 0; i < t->n_mentions; i++) {
    t->v[i] = (cell){gold[i], system[i], 1};
    t->of_gold[gold[i]]++;
    t->of_system[system[i]]++;
  }
  if (t->n_mentions) qsort(t->v, t->n_mentions, sizeof *t->v, order_cells);
  for (size_t i = 0; i < t->n_mentions; i++) {
    if (t->n && order_cells(&t->v[t->n - 1], &t->v[i]) == 0) t->v[t->n - 1].n++;
    else t->v[t->n++] = t->v[i];
  }
  return true;
}

static ch_agreement agreement(double precision, double recall) {
  double sum = precision + recall;
  return (ch_agreement){precision, recall, sum > 0 ? 2 * precision * recall / sum : 0};
}

static double share(double part, double whole) { return whole > 0 ? part / whole : 0; }

/* A group of k mentions has k - 1 links; those kept are k less the pieces that the other
 * grouping cuts it into. */
static ch_agreement muc(const table *t) {
  double links_gold = 0, links_system = 0;
  for (uint32_t i = 0; i < t->n_gold; i++) links_gold += t->of_gold[i] ? t->of_gold[i] - 1 : 0;
  for (uint32_t i = 0; i < t->n_system; i++)
    links_system += t->of_system[i] ? t->of_system[i] - 1 : 0;
  double kept = (double)t->n_mentions - (double)t->n; /* a cell is a piece */
  return agreement(share(kept, links_system), share(kept, links_gold));
}

static ch_agreement b3(const table *t) {
  double precision = 0, recall = 0;
  for (size_t i = 0; i < t->n; i++) {
    double shared = t->v[i].n;
    precision += shared * shared / t->of_system[t->v[i].system];
    recall += shared * shared / t->of_gold[t->v[i].gold];
  }
  return agreement(share(precision, (double)t->n_mentions), share(recall, (double)t->n_mentions));
}

/* --- the best matching --- */

static double phi4(const table *t, const cell *c) {
  return 2.0 * c->n / (t->of_gold[c->gold] + t->of_system[c->system]);
}

/* The greatest sum of one cell a row and column (Kuhn 1955, by potentials); v[rows][columns],
 * rows <= columns. Negative: out of memory. */
static double best_sum(const double *v, size_t rows, size_t columns, ch_arena *arena) {
  double *u = CH_ARRAY(arena, rows + 1, double), *w = CH_ARRAY(arena, columns + 1, double);
  double *least = CH_ARRAY(arena, columns + 1, double);
  size_t *row_of = CH_ARRAY(arena, columns + 1, size_t);
  size_t *way = CH_ARRAY(arena, columns + 1, size_t);
  bool *used = CH_ARRAY(arena, columns + 1, bool);
  if (!u || !w || !least || !row_of || !way || !used) return -1;
  for (size_t i = 1; i <= rows; i++) {
    size_t at = 0;
    row_of[0] = i;
    for (size_t k = 0; k <= columns; k++) least[k] = DBL_MAX, used[k] = false;
    do {
      size_t row = row_of[at], next = 0;
      double step = DBL_MAX;
      used[at] = true;
      for (size_t k = 1; k <= columns; k++) {
        if (used[k]) continue;
        double cost = -v[(row - 1) * columns + k - 1] - u[row] - w[k];
        if (cost < least[k]) least[k] = cost, way[k] = at;
        if (least[k] < step) step = least[k], next = k;
      }
      for (size_t k = 0; k <= columns; k++) {
        if (used[k]) u[row_of[k]] += step, w[k] -= step;
        else least[k] -= step;
      }
      at = next;
    } while (row_of[at] != 0);
    for (; at; at = way[at]) row_of[at] = row_of[way[at]];
  }
  double sum = 0;
  for (size_t k = 1; k <= columns; k++)
    if (row_of[k]) sum += v[(row_of[k] - 1) * columns + k - 1];
  return sum;
}

static uint32_t root_of(uint32_t *parent, uint32_t i) {
  while (parent[i] != i) i = parent[i] = parent[parent[i]];
  return i;
}

/* Groups that share nothing, by way of others either, cannot be matched: each set of those
 * that do is solved by itself. */
typedef struct islands {
  uint32_t *parent; /* gold groups, then ours */
  uint32_t *place;  /* row or column in its island */
  uint32_t *rows, *columns; /* by root */
  double **sums;
} islands;

static bool find_islands(const table *t, islands *s) {
  uint32_t n = t->n_gold + t->n_system;
  s->parent = CH_ARRAY(t->arena, n, uint32_t);
  s->place = CH_ARRAY(t->arena, n, uint32_t);
  s->rows = CH_ARRAY(t->arena, n, uint32_t);
  s->columns = CH_ARRAY(t->arena, n, uint32_t);
  s->sums = CH_ARRAY(t->arena, n, double *);
  if (!s->parent || !s->place || !s->rows || !s->columns || !s->sums) return false;
  for (uint32_t i = 0; i < n; i++) s->parent[i] = i;
  for (size_t i = 0; i < t->n; i++)
    s->parent[root_of(s->parent, t->v[i].gold)] = root_of(s->parent, t->n_gold + t->v[i].system);
  for (uint32_t i = 0; i < n; i++) {
    uint32_t root = root_of(s->parent, i);
    s->place[i] = i < t->n_gold ? s->rows[root]++ : s->columns[root]++;
  }
  return true;
}

static bool ceaf_e(const table *t, ch_agreement *out) {
  islands s;
  double total = 0;
  if (!find_islands(t, &s)) return false;
  for (size_t i = 0; i < t->n; i++) {
    uint32_t root = root_of(s.parent, t->v[i].gold), rows = s.rows[root], columns = s.columns[root];
    uint32_t row = s.place[t->v[i].gold], column = s.place[t->n_gold + t->v[i].system];
    if (!s.sums[root]) s.sums[root] = CH_ARRAY(t->arena, (size_t)rows * columns, double);
    if (!s.sums[root]) return false;
    bool turned = rows > columns;
    s.sums[root][turned ? (size_t)column * rows + row : (size_t)row * columns + column] =
        phi4(t, &t->v[i]);
  }
  for (uint32_t i = 0; i < t->n_gold + t->n_system; i++) {
    if (!s.sums[i]) continue;
    bool turned = s.rows[i] > s.columns[i];
    double sum = best_sum(s.sums[i], turned ? s.columns[i] : s.rows[i],
                          turned ? s.rows[i] : s.columns[i], t->arena);
    if (sum < 0) return false;
    total += sum;
  }
  *out = agreement(share(total, t->n_system), share(total, t->n_gold));
  return true;
}

bool ch_cluster_score_make(const uint32_t *gold, uint32_t n_gold, const uint32_t *system,
                           uint32_t n_system, size_t n, ch_arena *arena, ch_cluster_score *out) {
  table t = {.arena = arena, .n_gold = n_gold, .n_system = n_system, .n_mentions = n};
  *out = (ch_cluster_score){0};
  if (!make_table(&t, gold, system) || !ceaf_e(&t, &out->ceaf_e)) return false;
  out->muc = muc(&t);
  out->b3 = b3(&t);
  out->conll = (out->muc.f1 + out->b3.f1 + out->ceaf_e.f1) / 3;
  return true;
}
