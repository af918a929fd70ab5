/* The record in numbers over time: events, tension, news. */
#include <math.h>

#include "analyse/series.h"
#include "show/bars.h"
#include "show/dyads.h"
#include "show/view.h"

/* The columns that a chart has, beside so many that the rest of its row takes: 0 where it would
 * say little. */
static unsigned room(const ch_view_work *v, unsigned rest, unsigned least, unsigned most) {
  unsigned width = v->width >= rest + least ? v->width - rest : 0;
  return width < most ? width : most;
}

static void days_cells(ch_cell_writer *w, ch_cell *from, ch_cell *to, ch_days days) {
  ch_cell_day(w, from, days.from);
  ch_cell_day(w, to, days.to);
}

static bool no_memory(ch_error *error) {
  return ch_fail(error, CH_ERROR_MEMORY, "no memory to show the record");
}

/* ---- Events ------------------------------------------------------------------- */

/* Reports and outlets are told when they are asked for by name: each event has to be read. */
static bool asks_for_weights(ch_str fields) {
  ch_str name;
  while (fields.n && ch_str_split(&fields, ',', &name)) {
    name = ch_str_trim(name);
    if (ch_str_is(name, "reports") || ch_str_is(name, "outlets") || ch_str_is(name, "?")) return true;
  }
  return false;
}

static bool read_weights(ch_view_work *v, ch_event_marks *marks, ch_weight **weights,
                         ch_error *error) {
  const ch_str *sides = v->filter->between;
  ch_facts facts;
  *marks = (ch_event_marks){0};
  ch_filter filter = *v->filter;
  filter.unlinked = filter.counted = true;
  if (!ch_store_shown(v->store, &filter, v->arena, &facts, error)) return false;
  v->n_filtered = facts.n_filtered;
  *weights = CH_ARRAY(v->arena, facts.n + 1, ch_weight);
  if (!*weights) return no_memory(error);
  for (size_t i = 0; i < facts.n; i++) {
    const ch_fact *f = facts.v[i];
    ch_event_mark *mark = CH_PUSH(v->arena, marks);
    if (!mark) return no_memory(error);
    *mark = (ch_event_mark){.day = ch_fact_day(f), .type = f->act.type, .status = f->act.status,
                            .quad = f->quad,
                            .tenths = isnan(f->goldstein) ? CH_NO_SCORE
                                                          : (int)lround(f->goldstein * 10),
                            .first_acts = ch_acts_on(f, sides[0], sides[1]),
                            .second_acts = ch_acts_on(f, sides[1], sides[0])};
    (*weights)[i] = (ch_weight){f->n_reports, f->n_outlets};
  }
  return true;
}

bool ch_view_series(ch_view_work *v, ch_error *error) {
  enum { FROM, TO, ACTOR, RECIPIENT, QUAD, EVENTS, GOLDSTEIN, CHART, REPORTS, OUTLETS, N };
  static const ch_column COLUMNS[N] = {
      [FROM] = {"from", "FROM", CH_COLUMN_TEXT, CH_COLUMN_BOTH, 0},
      [TO] = {"to", "TO", CH_COLUMN_TEXT, CH_COLUMN_BOTH, 0},
      [ACTOR] = {"actor", "ACTOR", CH_COLUMN_TEXT, CH_COLUMN_BOTH, 0},
      [RECIPIENT] = {"recipient", "RECIPIENT", CH_COLUMN_TEXT, CH_COLUMN_BOTH, 0},
      [QUAD] = {"quad", "QUAD", CH_COLUMN_NUMBER, CH_COLUMN_BOTH, 0},
      [EVENTS] = {"events", "EVENTS", CH_COLUMN_NUMBER, CH_COLUMN_BOTH, 0},
      [GOLDSTEIN] = {"goldstein", "GOLDSTEIN", CH_COLUMN_NUMBER, CH_COLUMN_BOTH, 0},
      [CHART] = {"chart", "", CH_COLUMN_TEXT, CH_COLUMN_PERSON, 0},
      [REPORTS] = {"reports", "REPORTS", CH_COLUMN_NUMBER, CH_COLUMN_BOTH, 0},
      [OUTLETS] = {"outlets", "OUTLETS", CH_COLUMN_NUMBER, CH_COLUMN_BOTH, 0},
  };
  ch_event_marks marks;
  ch_weight *weights = NULL;
  ch_bins bins;
  ch_cell_writer w;
  bool weighs = asks_for_weights(v->fields);
  ch_table_init(&v->table, COLUMNS, weighs ? N : REPORTS);
  if (weighs ? !read_weights(v, &marks, &weights, error)
             : !ch_store_marks(v->store, v->filter, v->arena, &marks, &v->n_filtered, error))
    return false;
  v->n_events = marks.n;
  if (!ch_series(&marks, weights, v->filter->between, v->by, v->arena, &bins)) return no_memory(error);
  ch_cells_begin(&w, v->arena);
  uint32_t most = 0;
  for (size_t i = 0; i < bins.n; i++)
    if (bins.v[i].events > most) most = bins.v[i].events;
  unsigned width = room(v, v->filter->between[1].n ? 70 : 67, 5, 60);
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
    row[GOLDSTEIN].number = bin->goldstein;
    if (weighs) row[REPORTS].number = bin->reports;
    if (weighs) row[OUTLETS].number = bin->outlets;
    if (v->plain) continue;
    ch_bar(bin->events, most, width, v->ascii, &w.buf);
    ch_cell_take(&w, &row[CHART]);
  }
  return ch_cells_end(&w, error);
}

/* "-10        0        10" over a gauge. */
static const char *scale(ch_arena *arena, unsigned width) {
  int half = (int)width / 2;
  return ch_arena_printf(arena, "%-*s0%*s", half, "-10", half, "10").p;
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
      [CHART] = {"chart", "", CH_COLUMN_TEXT, CH_COLUMN_PERSON, 0},
  };
  ch_event_marks marks;
  ch_tensions series;
  ch_cell_writer w;
  int32_t last = v->today;
  if (v->filter->days.to != CH_DAY_NONE && v->filter->days.to < last) last = v->filter->days.to;
  unsigned width = room(v, 57, 11, 41);
  width -= width && width % 2 == 0; /* odd: 0 has a column of its own */
  ch_column *columns = CH_ARRAY(v->arena, N, ch_column);
  if (!columns) return no_memory(error);
  memcpy(columns, COLUMNS, sizeof COLUMNS);
  columns[CHART].title = width ? scale(v->arena, width) : "";
  ch_table_init(&v->table, columns, N);
  if (!ch_store_marks(v->store, v->filter, v->arena, &marks, &v->n_filtered, error)) return false;
  v->n_events = marks.n;
  if (!columns[CHART].title || !ch_tension_series(&marks, v->by, last, v->arena, &series)) return no_memory(error);
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
    if (v->plain) continue;
    ch_gauge(t->value, t->low, t->high, 10, width, v->ascii, &w.buf);
    ch_cell_take(&w, &row[CHART]);
  }
  return ch_cells_end(&w, error);
}

/* ---- News ----------------------------------------------------------------------- */

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
  ch_news news;
  ch_store_counts counts;
  ch_news_bins reel;
  ch_cell_writer w;
  ch_table_init(&v->table, COLUMNS, N);
  if (!ch_store_news(v->store, v->filter, true, v->arena, &news, error) ||
      !ch_store_count(v->store, &counts, error))
    return false;
  v->n_events = counts.events;
  if (!ch_news_series(&news, v->by, v->today, v->arena, &reel)) return no_memory(error);
  ch_cells_begin(&w, v->arena);
  uint32_t most = 0;
  for (size_t i = 0; i < reel.n; i++)
    if (reel.v[i].sum.articles > most) most = reel.v[i].sum.articles;
  unsigned width = room(v, 55, 8, 60);
  for (size_t i = 0; i < reel.n; i++) {
    ch_cell *row = ch_table_row(&v->table, v->arena);
    if (!row) {
      w.failed = true;
      break;
    }
    days_cells(&w, &row[FROM], &row[TO], reel.v[i].days);
    row[ARTICLES].number = reel.v[i].sum.articles;
    row[COPIES].number = reel.v[i].sum.copies;
    row[REPORTING].number = reel.v[i].sum.reporting;
    if (v->plain) continue;
    ch_bar(reel.v[i].sum.articles, most, width, v->ascii, &w.buf);
    ch_cell_take(&w, &row[CHART]);
  }
  return ch_cells_end(&w, error);
}
