#include "analyse/series.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* ---- Marks by day ------------------------------------------------------------- */

/* Those without a day come last. */
static int32_t place_of(const ch_event_mark *e) {
  return e->day == CH_DAY_NONE ? INT32_MAX : e->day;
}

typedef struct placed { int32_t place; size_t at; } placed;

static int order_places(const void *a, const void *b) {
  const placed *x = a, *y = b;
  if (x->place != y->place) return x->place < y->place ? -1 : 1;
  return (x->at > y->at) - (x->at < y->at);
}

/* By day, as they mostly come; where each stood, or NULL: where it stands. False if out of
 * memory. */
static bool by_day(const ch_event_marks *events, ch_arena *arena, const ch_event_mark **out,
                   const placed **order) {
  size_t i = 1, n = events->n;
  *out = events->v;
  *order = NULL;
  while (i < n && place_of(&events->v[i - 1]) <= place_of(&events->v[i])) i++;
  if (i >= n) return true;
  ch_event_mark *v = CH_ARRAY(arena, n, ch_event_mark);
  placed *places = CH_ARRAY(arena, n, placed);
  if (!v || !places) return false;
  for (i = 0; i < n; i++) places[i] = (placed){place_of(&events->v[i]), i};
  qsort(places, n, sizeof *places, order_places);
  for (i = 0; i < n; i++) v[i] = events->v[places[i].at];
  *out = v;
  *order = places;
  return true;
}

/* ---- Bins ------------------------------------------------------------------- */

typedef enum direction { FROM_FIRST, FROM_SECOND, BOTH, UNTOLD, DIRECTIONS } direction;
enum { QUADS = 8 };

static direction direction_of(const ch_event_mark *e, bool pair) {
  if (!pair) return UNTOLD;
  if (e->first_acts == e->second_acts) return BOTH;
  return e->first_acts ? FROM_FIRST : FROM_SECOND;
}

typedef struct tally { uint32_t events, reports, outlets; int64_t tenths; } tally;

/* What was counted of a period, which is then forgotten. */
static bool put_bins(tally sums[DIRECTIONS][QUADS], ch_days days, const ch_str between[2],
                     ch_str both, ch_arena *arena, ch_bins *out) {
  for (int d = 0; d < DIRECTIONS; d++) {
    for (int quad = 0; quad < QUADS; quad++) {
      const tally *s = &sums[d][quad];
      if (s->events == 0) continue;
      ch_bin *bin = CH_PUSH(arena, out);
      if (!bin) return false;
      *bin = (ch_bin){.days = days, .quad = quad, .events = s->events, .reports = s->reports,
                      .outlets = s->outlets, .goldstein = (double)s->tenths / 10};
      if (d == UNTOLD) continue;
      bin->actor = d == BOTH ? both : between[d];
      if (d != BOTH) bin->recipient = between[1 - d];
    }
  }
  memset(sums, 0, DIRECTIONS * sizeof *sums);
  return true;
}

bool ch_series(const ch_event_marks *events, const ch_weight *weights, const ch_str between[2],
               ch_period by, ch_arena *arena, ch_bins *out) {
  tally sums[DIRECTIONS][QUADS] = {0};
  ch_days days = CH_DAYS_NONE;
  bool pair = between[0].n && between[1].n;
  const ch_event_mark *v;
  const placed *order;
  *out = (ch_bins){0};
  ch_str both = ch_arena_printf(arena, "%.*s, %.*s", CH_PRI(between[0]), CH_PRI(between[1]));
  if (!both.p || !by_day(events, arena, &v, &order)) return false;
  for (size_t i = 0; i < events->n && v[i].day != CH_DAY_NONE; i++) {
    if (i == 0 || v[i].day > days.to) {
      if (!put_bins(sums, days, between, both, arena, out)) return false;
      days = ch_period_of(v[i].day, by);
    }
    tally *s = &sums[direction_of(&v[i], pair)][v[i].quad];
    ch_weight weight = weights ? weights[order ? order[i].at : i] : (ch_weight){0, 0};
    s->events++;
    s->reports += weight.reports;
    s->outlets += weight.outlets;
    if (v[i].tenths != CH_NO_SCORE) s->tenths += v[i].tenths;
  }
  return put_bins(sums, days, between, both, arena, out);
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

#define SCORES (2 * CH_NO_SCORE) /* more than there are, in tenths */

/* Upwards: sums are made in one order. */
static void sort_scores(int16_t *v, size_t n, uint32_t counts[SCORES]) {
  if (n > 64) {
    memset(counts, 0, SCORES * sizeof *counts);
    for (size_t i = 0; i < n; i++) counts[v[i] + CH_NO_SCORE]++;
    for (int score = 0; score < SCORES; score++)
      for (uint32_t k = 0; k < counts[score]; k++) *v++ = (int16_t)(score - CH_NO_SCORE);
    return;
  }
  for (size_t i = 1; i < n; i++) {
    int16_t score = v[i];
    size_t k = i;
    for (; k > 0 && v[k - 1] > score; k--) v[k] = v[k - 1];
    v[k] = score;
  }
}

static void remember(memory *m, const int16_t *scores, size_t n) {
  for (size_t i = 0; i < n; i++) {
    double score = -scores[i] / 10.0;
    m->weight += 1;
    m->sum += score;
    m->squares += score * score;
  }
}

bool ch_tension_series(const ch_event_marks *events, ch_period by, int32_t last, ch_arena *arena,
                       ch_tensions *out) {
  *out = (ch_tensions){0};
  const ch_event_mark *marks;
  const placed *order;
  int32_t *of = CH_ARRAY(arena, events->n + 1, int32_t); /* the day of each score */
  int16_t *scores = CH_ARRAY(arena, events->n + 1, int16_t);
  uint32_t *counted = CH_ARRAY(arena, SCORES, uint32_t);
  if (!of || !scores || !counted || !by_day(events, arena, &marks, &order)) return false;
  size_t n = 0, next = 0;
  for (size_t i = 0; i < events->n; i++) {
    if (!counts(&marks[i]) || !ch_period_near(marks[i].day, last)) continue;
    of[n] = marks[i].day;
    scores[n++] = marks[i].tenths;
  }
  if (n == 0) return true;
  if (last == CH_DAY_NONE || of[n - 1] > last) last = of[n - 1];
  memory m = {0};
  for (ch_days days = ch_period_of(of[0], by);; days = ch_period_of(days.to + 1, by)) {
    ch_tension *t = CH_PUSH(arena, out);
    if (!t) return false;
    t->days = days;
    for (int32_t day = days.from; day <= days.to; day++) {
      size_t from = next;
      pass_a_day(&m);
      while (next < n && of[next] == day) next++;
      sort_scores(scores + from, next - from, counted);
      remember(&m, scores + from, next - from);
      t->events += (uint32_t)(next - from);
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
