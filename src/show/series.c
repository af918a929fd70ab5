/* The record in numbers over time: events, tension, news. */
#include <math.h>

#include "analyse/series.h"
#include "base/map.h"
#include "show/bars.h"
#include "show/view.h"

#define BAR 14 /* columns */
#define GAUGE 41

static void days_cells(ch_cell_writer *w, ch_cell *from, ch_cell *to, ch_days days) {
  ch_cell_day(w, from, days.from);
  ch_cell_day(w, to, days.to);
}

static bool no_memory(ch_error *error) {
  return ch_fail(error, CH_ERROR_MEMORY, "no memory to show the record");
}

/* ---- Events ------------------------------------------------------------------- */

bool ch_view_series(ch_view_work *v, ch_error *error) {
  enum { FROM, TO, ACTOR, RECIPIENT, QUAD, EVENTS, REPORTS, OUTLETS, GOLDSTEIN, CHART, N };
  static const ch_column COLUMNS[N] = {
      [FROM] = {"from", "FROM", CH_COLUMN_TEXT, CH_COLUMN_BOTH, 0},
      [TO] = {"to", "TO", CH_COLUMN_TEXT, CH_COLUMN_BOTH, 0},
      [ACTOR] = {"actor", "ACTOR", CH_COLUMN_TEXT, CH_COLUMN_BOTH, 0},
      [RECIPIENT] = {"recipient", "RECIPIENT", CH_COLUMN_TEXT, CH_COLUMN_BOTH, 0},
      [QUAD] = {"quad", "QUAD", CH_COLUMN_NUMBER, CH_COLUMN_BOTH, 0},
      [EVENTS] = {"events", "EVENTS", CH_COLUMN_NUMBER, CH_COLUMN_BOTH, 0},
      [REPORTS] = {"reports", "REPORTS", CH_COLUMN_NUMBER, CH_COLUMN_BOTH, 0},
      [OUTLETS] = {"outlets", "OUTLETS", CH_COLUMN_NUMBER, CH_COLUMN_BOTH, 0},
      [GOLDSTEIN] = {"goldstein", "GOLDSTEIN", CH_COLUMN_NUMBER, CH_COLUMN_BOTH, 0},
      [CHART] = {"chart", "", CH_COLUMN_TEXT, CH_COLUMN_PERSON, 0},
  };
  ch_bins bins;
  ch_cell_writer w;
  ch_table_init(&v->table, COLUMNS, N);
  if (!ch_series(v->facts, v->filter->between, v->by, v->arena, &bins)) return no_memory(error);
  ch_cells_begin(&w, v->arena);
  uint32_t most = 0;
  for (size_t i = 0; i < bins.n; i++)
    if (bins.v[i].events > most) most = bins.v[i].events;
  for (size_t i = 0; i < bins.n; i++) {
    const ch_bin *bin = &bins.v[i];
    ch_cell *row = ch_table_row(&v->table, v->arena);
    if (!row) {
      w.failed = true;
      break;
    }
    days_cells(&w, &row[FROM], &row[TO], bin->days);
    row[ACTOR].text = bin->actor;
    row[RECIPIENT].text = bin->recipient;
    if (bin->quad) row[QUAD].number = bin->quad;
    row[EVENTS].number = bin->events;
    row[REPORTS].number = bin->reports;
    row[OUTLETS].number = bin->outlets;
    /* Scores have one decimal; their sum shall not show how it was made. */
    row[GOLDSTEIN].number = round(bin->goldstein * 10) / 10;
    ch_bar(bin->events, most, BAR, &w.buf);
    ch_cell_take(&w, &row[CHART]);
  }
  return ch_cells_end(&w, error);
}

/* ---- Tension -------------------------------------------------------------------- */

bool ch_view_tension(ch_view_work *v, ch_error *error) {
  enum { FROM, TO, EVENTS, VALUE, LOW, HIGH, CHART, N };
  static const ch_column COLUMNS[N] = {
      [FROM] = {"from", "FROM", CH_COLUMN_TEXT, CH_COLUMN_BOTH, 0},
      [TO] = {"to", "TO", CH_COLUMN_TEXT, CH_COLUMN_BOTH, 0},
      [EVENTS] = {"events", "EVENTS", CH_COLUMN_NUMBER, CH_COLUMN_BOTH, 0},
      [VALUE] = {"value", "TENSION", CH_COLUMN_NUMBER, CH_COLUMN_BOTH, 0},
      [LOW] = {"low", "LOW", CH_COLUMN_NUMBER, CH_COLUMN_BOTH, 0},
      [HIGH] = {"high", "HIGH", CH_COLUMN_NUMBER, CH_COLUMN_BOTH, 0},
      [CHART] = {"chart", "-10                 0                  10", CH_COLUMN_TEXT,
                 CH_COLUMN_PERSON, 0},
  };
  ch_tensions series;
  ch_cell_writer w;
  int32_t last = v->today;
  if (v->filter->days.to != CH_DAY_NONE && v->filter->days.to < last) last = v->filter->days.to;
  ch_table_init(&v->table, COLUMNS, N);
  if (!ch_tension_series(v->facts, v->by, last, v->arena, &series)) return no_memory(error);
  ch_cells_begin(&w, v->arena);
  for (size_t i = 0; i < series.n; i++) {
    const ch_tension *t = &series.v[i];
    ch_cell *row = ch_table_row(&v->table, v->arena);
    if (!row) {
      w.failed = true;
      break;
    }
    days_cells(&w, &row[FROM], &row[TO], t->days);
    row[EVENTS].number = t->events;
    row[VALUE].number = t->value;
    row[LOW].number = t->low;
    row[HIGH].number = t->high;
    ch_gauge(t->value, t->low, t->high, 10, GAUGE, &w.buf);
    ch_cell_take(&w, &row[CHART]);
  }
  return ch_cells_end(&w, error);
}

/* ---- News ----------------------------------------------------------------------- */

typedef struct news { ch_days days; uint32_t articles, copies, reporting; } news;
typedef struct newsreel { news *v; size_t n, cap; } newsreel;

/* Articles that report an event which was asked for. */
static bool note_reporting(const ch_facts *facts, ch_map *articles) {
  for (size_t i = 0; i < facts->n; i++) {
    const ch_cluster *c = &facts->v[i]->reports;
    for (uint32_t k = 0; k < c->n; k++)
      if (!ch_map_put(articles, c->v[k]->article, NULL)) return false;
  }
  return true;
}

static bool asked_for(const ch_view_work *v, int32_t day) {
  ch_days d = v->filter->days;
  return day != CH_DAY_NONE && ch_period_near(day, v->today) &&
         (d.from == CH_DAY_NONE || day >= d.from) && (d.to == CH_DAY_NONE || day <= d.to);
}

/* Sources come by day: each period follows the last one, empty ones among them. */
static bool count_news(const ch_view_work *v, const ch_sources *sources, const ch_map *reporting,
                       newsreel *out) {
  for (size_t i = 0; i < sources->n; i++) {
    const ch_source *s = &sources->v[i];
    if (!asked_for(v, s->published)) continue;
    while (out->n == 0 || out->v[out->n - 1].days.to < s->published) {
      ch_days days = ch_period_of(out->n ? out->v[out->n - 1].days.to + 1 : s->published, v->by);
      news *more = CH_PUSH(v->arena, out);
      if (!more) return false;
      more->days = days;
    }
    news *now = &out->v[out->n - 1];
    now->articles++;
    if (s->copy_kind.n) now->copies++;
    else if (ch_map_get(reporting, s->id)) now->reporting++;
  }
  return true;
}

bool ch_view_volume(ch_view_work *v, ch_error *error) {
  enum { FROM, TO, ARTICLES, COPIES, REPORTING, CHART, N };
  static const ch_column COLUMNS[N] = {
      [FROM] = {"from", "FROM", CH_COLUMN_TEXT, CH_COLUMN_BOTH, 0},
      [TO] = {"to", "TO", CH_COLUMN_TEXT, CH_COLUMN_BOTH, 0},
      [ARTICLES] = {"articles", "ARTICLES", CH_COLUMN_NUMBER, CH_COLUMN_BOTH, 0},
      [COPIES] = {"copies", "COPIES", CH_COLUMN_NUMBER, CH_COLUMN_BOTH, 0},
      [REPORTING] = {"reporting", "REPORTING", CH_COLUMN_NUMBER, CH_COLUMN_BOTH, 0},
      [CHART] = {"chart", "ARTICLES", CH_COLUMN_TEXT, CH_COLUMN_PERSON, 0},
  };
  ch_sources sources;
  ch_map reporting;
  newsreel reel = {0};
  ch_cell_writer w;
  ch_map_init(&reporting, v->arena);
  ch_table_init(&v->table, COLUMNS, N);
  if (!ch_store_sources(v->store, v->arena, &sources, error)) return false;
  if (!note_reporting(v->facts, &reporting) || !count_news(v, &sources, &reporting, &reel))
    return no_memory(error);
  ch_cells_begin(&w, v->arena);
  uint32_t most = 0;
  for (size_t i = 0; i < reel.n; i++)
    if (reel.v[i].articles > most) most = reel.v[i].articles;
  for (size_t i = 0; i < reel.n; i++) {
    ch_cell *row = ch_table_row(&v->table, v->arena);
    if (!row) {
      w.failed = true;
      break;
    }
    days_cells(&w, &row[FROM], &row[TO], reel.v[i].days);
    row[ARTICLES].number = reel.v[i].articles;
    row[COPIES].number = reel.v[i].copies;
    row[REPORTING].number = reel.v[i].reporting;
    ch_bar(reel.v[i].articles, most, BAR, &w.buf);
    ch_cell_take(&w, &row[CHART]);
  }
  return ch_cells_end(&w, error);
}
