/* Directed dyads by period, for those who count: a row each, empty ones too when asked for. */
#include "show/dyads.h"

#include <math.h>
#include <stdlib.h>

#include "show/view.h"

/* ---- Who on whom ---------------------------------------------------------------- */

static bool has(const ch_report_side *side, ch_str code) {
  for (uint32_t i = 0; i < side->n; i++)
    if (ch_str_eq(side->v[i].code, code)) return true;
  return false;
}

ch_direction ch_direction_of(const ch_fact *f) {
  bool aimed = false;
  for (uint32_t i = 0; i < f->act.recipient.n; i++) aimed = aimed || f->act.recipient.v[i].code.n;
  return (ch_direction){&f->act.actor, aimed ? &f->act.recipient : &f->act.actor,
                        !aimed || ch_type_two_sided(f->act.type)};
}

bool ch_acts_on(const ch_fact *f, ch_str a, ch_str b) {
  ch_direction d = ch_direction_of(f);
  if (ch_str_eq(a, b)) return false;
  return (has(d.from, a) && has(d.to, b)) || (d.both && has(d.from, b) && has(d.to, a));
}

/* ---- Counting -------------------------------------------------------------------- */

typedef struct dyad {
  ch_str a, b;
  uint32_t rank; /* among all, by codes */
  size_t last;   /* event + 1 that was counted last, to count each once */
} dyad;

typedef struct entry {
  int32_t from;
  uint32_t dyad; /* place; its rank once all are known */
  const ch_fact *fact; /* NULL: nothing, but a row all the same */
} entry;

typedef struct counting {
  ch_view_work *view;
  ch_map places; /* "A\tB" to the dyad's */
  struct { dyad *v; size_t n, cap; } dyads;
  struct { entry *v; size_t n, cap; } entries;
} counting;

/* The sides that the filter names and no others. */
static bool wanted(const ch_filter *f, ch_str a, ch_str b) {
  for (int i = 0; i < 2; i++)
    if (f->between[i].n && !ch_str_eq(f->between[i], a) && !ch_str_eq(f->between[i], b)) return false;
  return a.n && b.n && !ch_str_eq(a, b);
}

/* NULL: no memory. */
static dyad *dyad_of(counting *c, ch_str a, ch_str b) {
  bool added;
  ch_str key = ch_arena_printf(c->view->arena, "%.*s\t%.*s", CH_PRI(a), CH_PRI(b));
  uint32_t *place = key.p ? ch_map_put(&c->places, key, &added) : NULL;
  if (!place) return NULL;
  if (added) {
    dyad *made = CH_PUSH(c->view->arena, &c->dyads);
    if (!made) return NULL;
    *made = (dyad){.a = a, .b = b};
    *place = (uint32_t)c->dyads.n - 1;
  }
  return &c->dyads.v[*place];
}

static bool put(counting *c, int32_t day, const dyad *d, const ch_fact *fact) {
  entry *e = CH_PUSH(c->view->arena, &c->entries);
  if (e) *e = (entry){ch_period_of(day, c->view->by).from, (uint32_t)(d - c->dyads.v), fact};
  return e != NULL;
}

static bool count(counting *c, ch_str a, ch_str b, size_t event) {
  const ch_fact *f = c->view->facts->v[event];
  if (!wanted(c->view->filter, a, b)) return true;
  dyad *d = dyad_of(c, a, b);
  if (!d || d->last == event + 1) return d != NULL;
  d->last = event + 1;
  return put(c, ch_fact_day(f), d, f);
}

static bool count_event(counting *c, size_t event) {
  const ch_fact *f = c->view->facts->v[event];
  ch_direction d = ch_direction_of(f);
  if (ch_fact_day(f) == CH_DAY_NONE) return true;
  for (uint32_t i = 0; i < d.from->n; i++)
    for (uint32_t k = 0; k < d.to->n; k++)
      if (!count(c, d.from->v[i].code, d.to->v[k].code, event) ||
          (d.both && !count(c, d.to->v[k].code, d.from->v[i].code, event)))
        return false;
  return true;
}

/* ---- Rows of nothing ------------------------------------------------------------- */

#define MOST_ZEROS 2000000

static bool no_memory(ch_error *error) {
  return ch_fail(error, CH_ERROR_MEMORY, "no memory to show the record");
}

/* Each dyad that is there at all, in both directions; the two that were asked for in any case. */
static bool put_zeros(counting *c, ch_error *error) {
  const ch_filter *f = c->view->filter;
  ch_days told;
  if (!ch_store_days_told(c->view->store, &told, error)) return false;
  int32_t from = f->days.from != CH_DAY_NONE ? f->days.from : told.from;
  int32_t to = f->days.to != CH_DAY_NONE ? f->days.to : told.to;
  if (f->between[1].n && (!dyad_of(c, f->between[0], f->between[1]) ||
                          !dyad_of(c, f->between[1], f->between[0])))
    return no_memory(error);
  size_t n = c->dyads.n;
  for (size_t i = 0; i < n; i++)
    if (!dyad_of(c, c->dyads.v[i].b, c->dyads.v[i].a)) return no_memory(error);
  if (from == CH_DAY_NONE || to == CH_DAY_NONE) return true;
  for (int32_t day = from; day <= to; day = ch_period_of(day, c->view->by).to + 1) {
    if (c->entries.n + c->dyads.n > MOST_ZEROS)
      return ch_fail(error, CH_ERROR_LIMIT, "zeros would fill more than %d rows; name sides, or ask "
                     "for fewer days or by a longer period", MOST_ZEROS);
    for (size_t i = 0; i < c->dyads.n; i++)
      if (!put(c, day, &c->dyads.v[i], NULL)) return no_memory(error);
  }
  return true;
}

/* ---- The table ------------------------------------------------------------------- */

enum { DATE, DATE_TO, SIDE_1, SIDE_2, CCODE_1, CCODE_2, ISO_1, ISO_2, EVENTS, REPORTS, OUTLETS,
       MUTUAL, QUAD_1, QUAD_2, QUAD_3, QUAD_4, GOLDSTEIN, ARTICLES, FIXED,
       N = FIXED + CH_TYPE_COUNT - 1 };

static const ch_column COLUMNS[FIXED] = {
    [DATE] = {"date", "FROM", CH_COLUMN_TEXT, CH_COLUMN_BOTH, 0},
    [DATE_TO] = {"date_to", "TO", CH_COLUMN_TEXT, CH_COLUMN_MACHINE, 0},
    [SIDE_1] = {"side1", "SIDE", CH_COLUMN_TEXT, CH_COLUMN_BOTH, 0},
    [SIDE_2] = {"side2", "TOWARD", CH_COLUMN_TEXT, CH_COLUMN_BOTH, 0},
    [CCODE_1] = {"ccode1", "COW", CH_COLUMN_NUMBER, CH_COLUMN_MACHINE, 0},
    [CCODE_2] = {"ccode2", "COW", CH_COLUMN_NUMBER, CH_COLUMN_MACHINE, 0},
    [ISO_1] = {"iso3_1", "ISO", CH_COLUMN_TEXT, CH_COLUMN_MACHINE, 0},
    [ISO_2] = {"iso3_2", "ISO", CH_COLUMN_TEXT, CH_COLUMN_MACHINE, 0},
    [EVENTS] = {"events", "EVENTS", CH_COLUMN_NUMBER, CH_COLUMN_BOTH, 0},
    [REPORTS] = {"reports", "REPORTS", CH_COLUMN_NUMBER, CH_COLUMN_BOTH, 0},
    [OUTLETS] = {"outlets", "OUTLETS", CH_COLUMN_NUMBER, CH_COLUMN_BOTH, 0},
    [MUTUAL] = {"mutual", "MUTUAL", CH_COLUMN_NUMBER, CH_COLUMN_MACHINE, 0},
    [QUAD_1] = {"verbal_coop", "V.COOP", CH_COLUMN_NUMBER, CH_COLUMN_BOTH, 0},
    [QUAD_2] = {"material_coop", "M.COOP", CH_COLUMN_NUMBER, CH_COLUMN_BOTH, 0},
    [QUAD_3] = {"verbal_conf", "V.CONF", CH_COLUMN_NUMBER, CH_COLUMN_BOTH, 0},
    [QUAD_4] = {"material_conf", "M.CONF", CH_COLUMN_NUMBER, CH_COLUMN_BOTH, 0},
    [GOLDSTEIN] = {"goldstein", "GOLDSTEIN", CH_COLUMN_NUMBER, CH_COLUMN_BOTH, 0},
    [ARTICLES] = {"articles", "ARTICLES", CH_COLUMN_NUMBER, CH_COLUMN_MACHINE, 0},
};

/* A column for each type of PLOVER, in small letters. */
static const ch_column *make_columns(ch_arena *arena) {
  ch_column *columns = CH_ARRAY(arena, N, ch_column);
  if (!columns) return NULL;
  memcpy(columns, COLUMNS, sizeof COLUMNS);
  for (int type = 1; type < CH_TYPE_COUNT; type++) {
    ch_str name = ch_arena_printf(arena, "%s", ch_type_name((ch_type)type));
    if (!name.p) return NULL;
    char *low = (char *)(uintptr_t)name.p;
    for (; *low; low++)
      if (*low >= 'A' && *low <= 'Z') *low = (char)(*low + 32);
    columns[FIXED + type - 1] =
        (ch_column){name.p, ch_type_name((ch_type)type), CH_COLUMN_NUMBER, CH_COLUMN_MACHINE, 0};
  }
  return columns;
}

static void tell_state(const ch_states *states, ch_str code, ch_cell *cow, ch_cell *iso) {
  const ch_state *state = ch_states_find(states, code);
  uint64_t number;
  if (!state) return;
  iso->text = code;
  if (state->cow.n && ch_str_to_u64(state->cow, &number)) cow->number = (double)number;
}

static void add(ch_cell *row, const dyad *d, const ch_fact *f, int64_t *tenths) {
  row[EVENTS].number++;
  row[REPORTS].number += f->n_reports;
  row[OUTLETS].number += f->n_outlets;
  row[MUTUAL].number += ch_acts_on(f, d->b, d->a);
  if (f->quad >= 1 && f->quad <= 4) row[QUAD_1 + f->quad - 1].number++;
  if (f->act.type != CH_TYPE_NONE) row[FIXED + f->act.type - 1].number++;
  if (!isnan(f->goldstein)) *tenths += (int64_t)lround(f->goldstein * 10);
}

static int order_dyads(const void *x, const void *y) {
  const dyad *p = *(const dyad *const *)x, *q = *(const dyad *const *)y;
  int a = ch_str_cmp(p->a, q->a);
  return a ? a : ch_str_cmp(p->b, q->b);
}

static int order_entries(const void *x, const void *y) {
  const entry *p = x, *q = y;
  if (p->from != q->from) return p->from < q->from ? -1 : 1;
  return (p->dyad > q->dyad) - (p->dyad < q->dyad);
}

/* Entries by day, then codes; the dyads in the order of their ranks. */
static dyad **in_order(counting *c) {
  dyad **order = CH_ARRAY(c->view->arena, c->dyads.n + 1, dyad *);
  if (!order) return NULL;
  for (size_t i = 0; i < c->dyads.n; i++) order[i] = &c->dyads.v[i];
  if (c->dyads.n) qsort(order, c->dyads.n, sizeof *order, order_dyads);
  for (size_t i = 0; i < c->dyads.n; i++) order[i]->rank = (uint32_t)i;
  for (size_t i = 0; i < c->entries.n; i++)
    c->entries.v[i].dyad = c->dyads.v[c->entries.v[i].dyad].rank;
  if (c->entries.n) qsort(c->entries.v, c->entries.n, sizeof *c->entries.v, order_entries);
  return order;
}

/* Articles of the period, whose days come in order. */
static uint32_t articles_in(const ch_news *news, size_t *at, ch_days days) {
  uint32_t n = 0;
  while (*at < news->n && news->v[*at].day < days.from) ++*at;
  for (size_t i = *at; i < news->n && news->v[i].day <= days.to; i++) n += news->v[i].articles;
  return n;
}

static bool fill(counting *c, const ch_states *states, const ch_news *news, ch_error *error) {
  ch_view_work *v = c->view;
  dyad **order = in_order(c);
  ch_cell_writer w;
  ch_cell *row = NULL;
  int64_t tenths = 0;
  uint32_t articles = 0;
  size_t day = 0;
  if (!order) return no_memory(error);
  ch_cells_begin(&w, v->arena);
  for (size_t i = 0; i < c->entries.n; i++) {
    const entry *e = &c->entries.v[i];
    const dyad *d = order[e->dyad];
    bool later = i == 0 || e->from != e[-1].from;
    ch_days days = ch_period_of(e->from, v->by);
    if (later) articles = articles_in(news, &day, days);
    if (later || e->dyad != e[-1].dyad) {
      row = ch_table_row(&v->table, v->arena);
      if (!row) {
        w.failed = true;
        break;
      }
      tenths = 0;
      for (int k = EVENTS; k < N; k++) row[k].number = 0;
      ch_cell_day(&w, &row[DATE], days.from);
      ch_cell_day(&w, &row[DATE_TO], days.to);
      row[SIDE_1].text = d->a;
      row[SIDE_2].text = d->b;
      tell_state(states, d->a, &row[CCODE_1], &row[ISO_1]);
      tell_state(states, d->b, &row[CCODE_2], &row[ISO_2]);
      row[ARTICLES].number = articles;
    }
    if (e->fact) add(row, d, e->fact, &tenths);
    row[GOLDSTEIN].number = (double)tenths / 10;
  }
  return ch_cells_end(&w, error);
}

bool ch_view_dyads(ch_view_work *v, ch_error *error) {
  counting c = {.view = v};
  ch_states *states;
  ch_news news;
  const ch_column *columns = make_columns(v->arena);
  if (!columns) return no_memory(error);
  ch_map_init(&c.places, v->arena);
  ch_table_init(&v->table, columns, N);
  for (size_t i = 0; i < v->facts->n; i++)
    if (!count_event(&c, i)) return no_memory(error);
  ch_filter days = CH_FILTER_ALL;
  if ((v->zeros && !put_zeros(&c, error)) ||
      !ch_store_news(v->store, &days, false, v->arena, &news, error) ||
      !ch_view_states(v, &states, error))
    return false;
  bool done = fill(&c, states, &news, error);
  ch_states_free(states);
  return done;
}
