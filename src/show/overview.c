/* Where to begin: whose disputes the record holds, and how much of everything. */
#include <stdlib.h>

#include "base/map.h"
#include "show/names.h"
#include "show/view.h"

static bool no_memory(ch_error *error) {
  return ch_fail(error, CH_ERROR_MEMORY, "no memory to show the record");
}

/* ---- Disputes ------------------------------------------------------------------- */

typedef struct pair {
  ch_str a, b; /* in byte order */
  uint64_t events, reports, cooperation, conflict;
  ch_days days;
  size_t last; /* event + 1 that was counted last, to count each once */
} pair;

typedef struct pairs {
  ch_arena *arena;
  ch_map places; /* "A\tB" to place + 1 */
  struct { pair *v; size_t n, cap; } list;
} pairs;

static bool count(pairs *p, ch_str a, ch_str b, const ch_fact *f, size_t event) {
  int order = ch_str_cmp(a, b);
  if (a.n == 0 || b.n == 0 || order == 0) return true;
  if (order > 0) {
    ch_str swap = a;
    a = b;
    b = swap;
  }
  bool added;
  ch_str key = ch_arena_printf(p->arena, "%.*s\t%.*s", CH_PRI(a), CH_PRI(b));
  uint32_t *place = key.p ? ch_map_put(&p->places, key, &added) : NULL;
  if (!place) return false;
  if (added) {
    pair *made = CH_PUSH(p->arena, &p->list);
    if (!made) return false;
    *made = (pair){.a = a, .b = b, .days = CH_DAYS_NONE};
    *place = (uint32_t)p->list.n;
  }
  pair *now = &p->list.v[*place - 1];
  if (now->last == event) return true;
  now->last = event;
  now->events++;
  now->reports += f->n_reports;
  now->cooperation += f->quad == 1 || f->quad == 2;
  now->conflict += f->quad == 3 || f->quad == 4;
  int32_t day = ch_fact_day(f);
  if (day == CH_DAY_NONE) return true;
  if (now->days.from == CH_DAY_NONE || day < now->days.from) now->days.from = day;
  if (now->days.to == CH_DAY_NONE || day > now->days.to) now->days.to = day;
  return true;
}

static bool has_code(const ch_report_side *side) {
  for (uint32_t i = 0; i < side->n; i++)
    if (side->v[i].code.n) return true;
  return false;
}

static bool count_event(pairs *p, const ch_fact *f, size_t event) {
  const ch_report_side *actor = &f->act.actor;
  bool one_side = !has_code(&f->act.recipient); /* as the store's lists of dyads have it */
  const ch_report_side *other = one_side ? actor : &f->act.recipient;
  for (uint32_t i = 0; i < actor->n; i++)
    for (uint32_t k = one_side ? i + 1 : 0; k < other->n; k++)
      if (!count(p, actor->v[i].code, other->v[k].code, f, event)) return false;
  return true;
}

static int order_pairs(const void *x, const void *y) {
  const pair *p = x, *q = y;
  if (p->events != q->events) return p->events > q->events ? -1 : 1;
  int a = ch_str_cmp(p->a, q->a);
  return a ? a : ch_str_cmp(p->b, q->b);
}

/* Of the whole record, as the store counts it. */
static bool take_whole(ch_view_work *v, pairs *p, ch_names *names, ch_error *error) {
  ch_dyad_counts dyads;
  ch_name_counts told;
  if (!ch_store_dyads(v->store, v->arena, &dyads, error) ||
      !ch_store_holders(v->store, v->arena, &told, error))
    return false;
  bool done = ch_names_from(&told, v->arena, names);
  for (size_t i = 0; done && i < dyads.n; i++) {
    const ch_dyad_count *d = &dyads.v[i];
    pair *made = CH_PUSH(v->arena, &p->list);
    done = made != NULL;
    if (made)
      *made = (pair){.a = d->a, .b = d->b, .events = d->events, .reports = d->reports,
                     .cooperation = d->cooperation, .conflict = d->conflict, .days = d->days};
  }
  return done || no_memory(error);
}

static bool take_events(ch_view_work *v, pairs *p, ch_names *names, ch_error *error) {
  bool done = ch_names_of(v->facts, v->arena, names);
  for (size_t i = 0; done && i < v->facts->n; i++) done = count_event(p, v->facts->v[i], i + 1);
  return done || no_memory(error);
}

bool ch_view_disputes(ch_view_work *v, ch_error *error) {
  enum { A, B, A_NAME, B_NAME, EVENTS, REPORTS, COOPERATION, CONFLICT, FROM, TO, N };
  static const ch_column COLUMNS[N] = {
      [A] = {"a", "A", CH_COLUMN_TEXT, CH_COLUMN_BOTH, 0},
      [B] = {"b", "B", CH_COLUMN_TEXT, CH_COLUMN_BOTH, 0},
      [A_NAME] = {"a_name", "NAME", CH_COLUMN_TEXT, CH_COLUMN_BOTH, 8},
      [B_NAME] = {"b_name", "NAME", CH_COLUMN_TEXT, CH_COLUMN_BOTH, 8},
      [EVENTS] = {"events", "EVENTS", CH_COLUMN_NUMBER, CH_COLUMN_BOTH, 0},
      [REPORTS] = {"reports", "REPORTS", CH_COLUMN_NUMBER, CH_COLUMN_BOTH, 0},
      [COOPERATION] = {"cooperation", "COOPERATION", CH_COLUMN_NUMBER, CH_COLUMN_BOTH, 0},
      [CONFLICT] = {"conflict", "CONFLICT", CH_COLUMN_NUMBER, CH_COLUMN_BOTH, 0},
      [FROM] = {"from", "FROM", CH_COLUMN_TEXT, CH_COLUMN_BOTH, 0},
      [TO] = {"to", "TO", CH_COLUMN_TEXT, CH_COLUMN_BOTH, 0},
  };
  pairs p = {.arena = v->arena};
  ch_names names;
  ch_states *states;
  ch_cell_writer w;
  ch_map_init(&p.places, v->arena);
  ch_table_init(&v->table, COLUMNS, N);
  if (!ch_view_states(v, &states, error)) return false;
  if (!(v->whole ? take_whole : take_events)(v, &p, &names, error)) {
    ch_states_free(states);
    return false;
  }
  if (p.list.n) qsort(p.list.v, p.list.n, sizeof *p.list.v, order_pairs);
  ch_cells_begin(&w, v->arena);
  for (size_t i = 0; i < p.list.n; i++) {
    const pair *now = &p.list.v[i];
    ch_cell *row = ch_table_row(&v->table, v->arena);
    if (!row) {
      w.failed = true;
      break;
    }
    row[A].text = now->a;
    row[B].text = now->b;
    row[A_NAME].text = ch_arena_copy(v->arena, ch_names_or_state(&names, states, now->a));
    row[B_NAME].text = ch_arena_copy(v->arena, ch_names_or_state(&names, states, now->b));
    row[EVENTS].number = (double)now->events;
    row[REPORTS].number = (double)now->reports;
    row[COOPERATION].number = (double)now->cooperation;
    row[CONFLICT].number = (double)now->conflict;
    ch_cell_day(&w, &row[FROM], now->days.from);
    ch_cell_day(&w, &row[TO], now->days.to);
  }
  ch_states_free(states);
  return ch_cells_end(&w, error);
}

/* ---- Summary -------------------------------------------------------------------- */

bool ch_view_summary(ch_view_work *v, ch_error *error) {
  enum { ARTICLES, COPIES, OUTLETS, MENTIONS, EVENTS, FROM, TO, SHOWN, FILTERED, IN_TIME, N };
  static const ch_column COLUMNS[N] = {
      [ARTICLES] = {"articles", "ARTICLES", CH_COLUMN_NUMBER, CH_COLUMN_BOTH, 0},
      [COPIES] = {"copies", "COPIES", CH_COLUMN_NUMBER, CH_COLUMN_BOTH, 0},
      [OUTLETS] = {"outlets", "OUTLETS", CH_COLUMN_NUMBER, CH_COLUMN_BOTH, 0},
      [MENTIONS] = {"mentions", "MENTIONS", CH_COLUMN_NUMBER, CH_COLUMN_BOTH, 0},
      [EVENTS] = {"events", "EVENTS", CH_COLUMN_NUMBER, CH_COLUMN_BOTH, 0},
      [FROM] = {"from", "FROM", CH_COLUMN_TEXT, CH_COLUMN_BOTH, 0},
      [TO] = {"to", "TO", CH_COLUMN_TEXT, CH_COLUMN_BOTH, 0},
      [SHOWN] = {"shown", "SHOWN", CH_COLUMN_NUMBER, CH_COLUMN_BOTH, 0},
      [FILTERED] = {"filtered", "FILTERED", CH_COLUMN_NUMBER, CH_COLUMN_BOTH, 0},
      [IN_TIME] = {"articles_in_time", "IN TIME", CH_COLUMN_NUMBER, CH_COLUMN_BOTH, 0},
  };
  ch_store_counts counts;
  ch_days told;
  uint64_t in_time, shown;
  ch_cell_writer w;
  ch_table_init(&v->table, COLUMNS, N);
  if (!ch_store_count(v->store, &counts, error) ||
      !ch_store_matching(v->store, v->filter, &shown, &v->n_filtered, error) ||
      !ch_store_days_told(v->store, &told, error) ||
      !ch_store_articles_in(v->store, v->filter->days, &in_time, error))
    return false;
  v->n_events = (size_t)shown;
  ch_cells_begin(&w, v->arena);
  ch_cell *row = ch_table_row(&v->table, v->arena);
  w.failed = !row;
  if (row) {
    row[ARTICLES].number = (double)counts.articles;
    row[COPIES].number = (double)counts.copies;
    row[OUTLETS].number = (double)counts.outlets;
    row[MENTIONS].number = (double)counts.mentions;
    row[EVENTS].number = (double)counts.events;
    ch_cell_day(&w, &row[FROM], told.from);
    ch_cell_day(&w, &row[TO], told.to);
    row[SHOWN].number = (double)shown;
    row[FILTERED].number = (double)v->n_filtered;
    row[IN_TIME].number = (double)in_time;
  }
  return ch_cells_end(&w, error);
}
