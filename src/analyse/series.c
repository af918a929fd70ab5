#include "analyse/series.h"

#include <math.h>
#include <stdlib.h>

/* ---- Bins ------------------------------------------------------------------- */

typedef enum direction { FROM_FIRST, FROM_SECOND, BOTH, UNTOLD } direction;

static direction direction_of(const ch_fact *f, const ch_str between[2]) {
  if (between[0].n == 0 || between[1].n == 0) return UNTOLD;
  bool first = ch_side_has(&f->act.actor, between[0]);
  bool second = ch_side_has(&f->act.actor, between[1]);
  if (f->act.recipient.n == 0 || ch_type_two_sided(f->act.type)) return BOTH;
  if (first && ch_side_has(&f->act.recipient, between[1])) return FROM_FIRST;
  return second && ch_side_has(&f->act.recipient, between[0]) ? FROM_SECOND : BOTH;
}

typedef struct counted {
  ch_days days;
  direction direction;
  const ch_fact *fact;
} counted;

static int order_counted(const void *a, const void *b) {
  const counted *x = a, *y = b;
  if (x->days.from != y->days.from) return x->days.from < y->days.from ? -1 : 1;
  if (x->direction != y->direction) return x->direction < y->direction ? -1 : 1;
  if (x->fact->quad != y->fact->quad) return x->fact->quad < y->fact->quad ? -1 : 1;
  return memcmp(x->fact->id, y->fact->id, sizeof x->fact->id); /* sums in one order */
}

static bool same_bin(const counted *a, const counted *b) {
  return a->days.from == b->days.from && a->direction == b->direction &&
         a->fact->quad == b->fact->quad;
}

static void begin_bin(ch_bin *bin, const counted *c, const ch_str between[2], ch_str both) {
  *bin = (ch_bin){.days = c->days, .quad = c->fact->quad};
  if (c->direction == UNTOLD) return;
  bin->actor = c->direction == BOTH ? both : between[c->direction];
  if (c->direction != BOTH) bin->recipient = between[1 - c->direction];
}

bool ch_series(const ch_facts *facts, const ch_str between[2], ch_period by, ch_arena *arena,
               ch_bins *out) {
  *out = (ch_bins){0};
  counted *v = CH_ARRAY(arena, facts->n + 1, counted);
  ch_str both = ch_arena_printf(arena, "%.*s, %.*s", CH_PRI(between[0]), CH_PRI(between[1]));
  if (!v || !both.p) return false;
  size_t n = 0;
  for (size_t i = 0; i < facts->n; i++) {
    int32_t day = ch_fact_day(facts->v[i]);
    if (day == CH_DAY_NONE) continue;
    v[n++] = (counted){ch_period_of(day, by), direction_of(facts->v[i], between), facts->v[i]};
  }
  if (n) qsort(v, n, sizeof *v, order_counted);
  ch_bin *bin = NULL;
  for (size_t i = 0; i < n; i++) {
    if (i == 0 || !same_bin(&v[i - 1], &v[i])) {
      bin = CH_PUSH(arena, out);
      if (!bin) return false;
      begin_bin(bin, &v[i], between, both);
    }
    bin->events++;
    bin->reports += v[i].fact->n_reports;
    bin->outlets += v[i].fact->n_outlets;
    if (!isnan(v[i].fact->goldstein)) bin->goldstein += v[i].fact->goldstein;
  }
  return true;
}

/* ---- Tension ------------------------------------------------------------------ */

/* What is left of an event's weight a day later: half after 28 days. */
#define LEFT_A_DAY 0.9755486420525732
#define USUAL_VARIANCE 16.0
#define NORMAL_95 1.959963984540054
#define MOST 10.0
/* With less than this of an event left, nothing is said. */
#define LEAST_WEIGHT 0.01

static bool counts(const ch_fact *f) {
  if (isnan(f->goldstein) || ch_fact_day(f) == CH_DAY_NONE) return false;
  if (f->act.status == CH_STATUS_NEGATED || f->act.status == CH_STATUS_CANCELLED) return false;
  /* The status of these is that of the act which they announce. */
  if (f->act.type == CH_TYPE_AGREE || f->act.type == CH_TYPE_THREATEN) return true;
  return ch_status_happened(f->act.status);
}

typedef struct memory { double weight, sum, squares; } memory;

static void pass_a_day(memory *m) {
  m->weight *= LEFT_A_DAY;
  m->sum *= LEFT_A_DAY;
  m->squares *= LEFT_A_DAY;
}

static double rounded(double value) {
  if (value > MOST) value = MOST;
  if (value < -MOST) value = -MOST;
  return round(value * 1000) / 1000;
}

static void tell(const memory *m, ch_tension *t) {
  t->value = t->low = t->high = NAN;
  if (m->weight < LEAST_WEIGHT) return;
  double mean = m->sum / m->weight;
  double own = m->squares / m->weight - mean * mean;
  double variance = ((own > 0 ? own : 0) * m->weight + USUAL_VARIANCE) / (m->weight + 1);
  double reach = NORMAL_95 * sqrt(variance / m->weight);
  t->value = rounded(mean);
  t->low = rounded(mean - reach);
  t->high = rounded(mean + reach);
}

static int order_days(const void *a, const void *b) {
  const ch_fact *x = *(const ch_fact *const *)a, *y = *(const ch_fact *const *)b;
  int32_t p = ch_fact_day(x), q = ch_fact_day(y);
  if (p != q) return p < q ? -1 : 1;
  return memcmp(x->id, y->id, sizeof x->id);
}

bool ch_tension_series(const ch_facts *facts, ch_period by, int32_t last, ch_arena *arena,
                       ch_tensions *out) {
  *out = (ch_tensions){0};
  const ch_fact **v = CH_ARRAY(arena, facts->n + 1, const ch_fact *);
  if (!v) return false;
  size_t n = 0, next = 0;
  for (size_t i = 0; i < facts->n; i++)
    if (counts(facts->v[i]) && ch_period_near(ch_fact_day(facts->v[i]), last))
      v[n++] = facts->v[i];
  if (n == 0) return true;
  qsort(v, n, sizeof *v, order_days);
  if (last == CH_DAY_NONE || ch_fact_day(v[n - 1]) > last) last = ch_fact_day(v[n - 1]);
  memory m = {0};
  ch_days days = ch_period_of(ch_fact_day(v[0]), by);
  for (;; days = ch_period_of(days.to + 1, by)) {
    ch_tension *t = CH_PUSH(arena, out);
    if (!t) return false;
    t->days = days;
    for (int32_t day = days.from; day <= days.to; day++) {
      pass_a_day(&m);
      for (; next < n && ch_fact_day(v[next]) == day; next++) {
        double score = -v[next]->goldstein;
        m.weight += 1;
        m.sum += score;
        m.squares += score * score;
        t->events++;
      }
    }
    tell(&m, t);
    if (days.to >= last) return true;
  }
}
