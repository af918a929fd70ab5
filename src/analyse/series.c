#include "analyse/series.h"

#include <math.h>
#include <stdlib.h>

/* ---- Bins ------------------------------------------------------------------- */

typedef enum direction { FROM_FIRST, FROM_SECOND, BOTH, UNTOLD } direction;

static direction direction_of(const ch_event_mark *e, const ch_str between[2]) {
  if (between[0].n == 0 || between[1].n == 0) return UNTOLD;
  if (e->first_acts == e->second_acts) return BOTH;
  return e->first_acts ? FROM_FIRST : FROM_SECOND;
}

typedef struct counted {
  ch_days days;
  direction direction;
  int quad, tenths;
  ch_weight weight;
} counted;

static int order_counted(const void *a, const void *b) {
  const counted *x = a, *y = b;
  if (x->days.from != y->days.from) return x->days.from < y->days.from ? -1 : 1;
  if (x->direction != y->direction) return x->direction < y->direction ? -1 : 1;
  return (x->quad > y->quad) - (x->quad < y->quad);
}

static void begin_bin(ch_bin *bin, const counted *c, const ch_str between[2], ch_str both) {
  *bin = (ch_bin){.days = c->days, .quad = c->quad};
  if (c->direction == UNTOLD) return;
  bin->actor = c->direction == BOTH ? both : between[c->direction];
  if (c->direction != BOTH) bin->recipient = between[1 - c->direction];
}

bool ch_series(const ch_event_marks *events, const ch_weight *weights, const ch_str between[2],
               ch_period by, ch_arena *arena, ch_bins *out) {
  *out = (ch_bins){0};
  counted *v = CH_ARRAY(arena, events->n + 1, counted);
  ch_str both = ch_arena_printf(arena, "%.*s, %.*s", CH_PRI(between[0]), CH_PRI(between[1]));
  if (!v || !both.p) return false;
  size_t n = 0;
  for (size_t i = 0; i < events->n; i++) {
    const ch_event_mark *e = &events->v[i];
    if (e->day == CH_DAY_NONE) continue;
    v[n++] = (counted){ch_period_of(e->day, by), direction_of(e, between), e->quad, e->tenths,
                       weights ? weights[i] : (ch_weight){0, 0}};
  }
  if (n) qsort(v, n, sizeof *v, order_counted);
  ch_bin *bin = NULL;
  int64_t tenths = 0;
  for (size_t i = 0; i < n; i++) {
    if (i == 0 || order_counted(&v[i - 1], &v[i]) != 0) {
      bin = CH_PUSH(arena, out);
      if (!bin) return false;
      begin_bin(bin, &v[i], between, both);
      tenths = 0;
    }
    bin->events++;
    bin->reports += v[i].weight.reports;
    bin->outlets += v[i].weight.outlets;
    if (v[i].tenths != CH_NO_SCORE) tenths += v[i].tenths;
    bin->goldstein = (double)tenths / 10;
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

static bool counts(const ch_event_mark *e) {
  if (e->tenths == CH_NO_SCORE || e->day == CH_DAY_NONE) return false;
  if (e->status == CH_STATUS_NEGATED || e->status == CH_STATUS_CANCELLED) return false;
  /* The status of these is that of the act which they announce. */
  if (e->type == CH_TYPE_AGREE || e->type == CH_TYPE_THREATEN) return true;
  return ch_status_happened(e->status);
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

/* By day, then score: sums are made in one order. */
static int order_marks(const void *a, const void *b) {
  const ch_event_mark *x = a, *y = b;
  if (x->day != y->day) return x->day < y->day ? -1 : 1;
  return (x->tenths > y->tenths) - (x->tenths < y->tenths);
}

bool ch_tension_series(const ch_event_marks *events, ch_period by, int32_t last, ch_arena *arena,
                       ch_tensions *out) {
  *out = (ch_tensions){0};
  ch_event_mark *v = CH_ARRAY(arena, events->n + 1, ch_event_mark);
  if (!v) return false;
  size_t n = 0, next = 0;
  for (size_t i = 0; i < events->n; i++)
    if (counts(&events->v[i]) && ch_period_near(events->v[i].day, last)) v[n++] = events->v[i];
  if (n == 0) return true;
  qsort(v, n, sizeof *v, order_marks);
  if (last == CH_DAY_NONE || v[n - 1].day > last) last = v[n - 1].day;
  memory m = {0};
  for (ch_days days = ch_period_of(v[0].day, by);; days = ch_period_of(days.to + 1, by)) {
    ch_tension *t = CH_PUSH(arena, out);
    if (!t) return false;
    t->days = days;
    for (int32_t day = days.from; day <= days.to; day++) {
      pass_a_day(&m);
      for (; next < n && v[next].day == day; next++) {
        double score = -v[next].tenths / 10.0;
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

/* ---- News ----------------------------------------------------------------------- */

bool ch_news_series(const ch_news *news, ch_period by, int32_t last, ch_arena *arena,
                    ch_news_bins *out) {
  *out = (ch_news_bins){0};
  for (size_t i = 0; i < news->n; i++) {
    const ch_day_news *d = &news->v[i];
    if (!ch_period_near(d->day, last)) continue;
    while (out->n == 0 || out->v[out->n - 1].days.to < d->day) {
      ch_days days = ch_period_of(out->n ? out->v[out->n - 1].days.to + 1 : d->day, by);
      ch_news_bin *more = CH_PUSH(arena, out);
      if (!more) return false;
      more->days = days;
    }
    ch_day_news *sum = &out->v[out->n - 1].sum;
    sum->articles += d->articles;
    sum->copies += d->copies;
    sum->reporting += d->reporting;
  }
  return true;
}
