/* Sources: what each outlet reports, whom it cites, what it copies. */
#include <math.h>
#include <stdlib.h>

#include "base/map.h"
#include "record/holder.h"
#include "show/view.h"

enum { OUTLET, ARTICLES, COPIES, COPIED, EVENTS, ALONE, FROM, TO, CITES, COPIES_OF, NOTES, N };

static const ch_column COLUMNS[N] = {
    [OUTLET] = {"outlet", "OUTLET", CH_COLUMN_TEXT, CH_COLUMN_BOTH, 14},
    [ARTICLES] = {"articles", "ARTICLES", CH_COLUMN_NUMBER, CH_COLUMN_BOTH, 0},
    [COPIES] = {"copies", "COPIES", CH_COLUMN_NUMBER, CH_COLUMN_BOTH, 0},
    [COPIED] = {"copied", "COPIED", CH_COLUMN_NUMBER, CH_COLUMN_BOTH, 0},
    [EVENTS] = {"events", "EVENTS", CH_COLUMN_NUMBER, CH_COLUMN_BOTH, 0},
    [ALONE] = {"alone", "ALONE", CH_COLUMN_NUMBER, CH_COLUMN_BOTH, 0},
    [FROM] = {"from", "FROM", CH_COLUMN_TEXT, CH_COLUMN_BOTH, 0},
    [TO] = {"to", "TO", CH_COLUMN_TEXT, CH_COLUMN_BOTH, 0},
    [CITES] = {"cites", "CITES", CH_COLUMN_LIST, CH_COLUMN_MACHINE, 0},
    [COPIES_OF] = {"copies_of", "COPIES OF", CH_COLUMN_LIST, CH_COLUMN_MACHINE, 0},
    [NOTES] = {"notes", "", CH_COLUMN_TEXT, CH_COLUMN_NOTE, 0},
};

static bool no_memory(ch_error *error) {
  return ch_fail(error, CH_ERROR_MEMORY, "no memory to show the record");
}

typedef struct names { ch_str *v; size_t n, cap; } names;

typedef struct outlet {
  ch_str name;
  uint64_t articles, copies, copied, events, alone;
  int32_t from, to;
  names cites, originals, copied_from;
} outlet;

typedef struct outlets {
  ch_arena *arena;
  ch_map by_name; /* folded, to place + 1 */
  ch_map origin;  /* article id to place of its outlet + 1 */
  struct { outlet *v; size_t n, cap; } list;
} outlets;

static ch_str fold(ch_arena *arena, ch_str s) {
  ch_str low = ch_arena_copy(arena, s);
  char *p = (char *)(uintptr_t)low.p;
  for (size_t i = 0; p && i < low.n; i++)
    if (p[i] >= 'A' && p[i] <= 'Z') p[i] = (char)(p[i] + 32);
  return low;
}

static bool add_name(ch_arena *arena, names *list, ch_str name) {
  if (name.n == 0) return true;
  for (size_t i = 0; i < list->n; i++)
    if (ch_str_eq_fold(list->v[i], name)) return true;
  ch_str *kept = CH_PUSH(arena, list);
  if (kept) *kept = name;
  return kept != NULL;
}

/* Place of the outlet + 1, made if it is new; 0: no memory. */
static uint32_t outlet_of(outlets *o, ch_str name) {
  if (name.n == 0) name = CH_STR("(unknown)");
  ch_str low = fold(o->arena, name);
  bool added;
  uint32_t *place = low.p ? ch_map_put(&o->by_name, low, &added) : NULL;
  if (!place) return 0;
  if (added) {
    outlet *made = CH_PUSH(o->arena, &o->list);
    if (!made) return 0;
    made->name = name;
    made->from = made->to = CH_DAY_NONE;
    *place = (uint32_t)o->list.n;
  }
  return *place;
}

static bool count_article(outlets *o, const ch_source *s) {
  uint32_t place = outlet_of(o, s->outlet);
  if (!place) return false;
  outlet *out = &o->list.v[place - 1];
  out->articles++;
  if (s->copy_kind.n) out->copies++;
  if (s->published != CH_DAY_NONE) {
    if (out->from == CH_DAY_NONE || s->published < out->from) out->from = s->published;
    if (out->to == CH_DAY_NONE || s->published > out->to) out->to = s->published;
  }
  ch_str agency = ch_dateline_agency(s->dateline);
  if (!ch_str_eq_fold(agency, s->outlet) && !add_name(o->arena, &out->cites, agency)) return false;
  uint32_t *origin = ch_map_put(&o->origin, s->id, NULL);
  if (origin) *origin = place;
  return origin != NULL;
}

static bool add_copy(outlets *o, outlet *copier, outlet *first, ch_str id, ch_str kind,
                     ch_str origin) {
  ch_str *text = CH_PUSH(o->arena, &copier->originals); /* each is told once */
  first->copied++;
  if (!text) return false;
  *text = ch_arena_printf(o->arena, "%.*s (%.*s, of %.*s)", CH_PRI(id), CH_PRI(kind),
                          CH_PRI(origin));
  return text->p && add_name(o->arena, &copier->copied_from, first->name);
}

static bool count_copy(outlets *o, const ch_source *s) {
  if (s->copy_kind.n == 0) return true;
  const uint32_t *origin = ch_map_get(&o->origin, s->origin);
  uint32_t place = outlet_of(o, s->outlet);
  if (!place) return false;
  if (!origin) return true;
  return add_copy(o, &o->list.v[place - 1], &o->list.v[*origin - 1], s->id, s->copy_kind,
                  s->origin);
}

static bool count_event(outlets *o, const ch_fact *f) {
  uint32_t *seen = CH_ARRAY(o->arena, f->reports.n + 1, uint32_t), n = 0;
  if (!seen) return false;
  for (uint32_t i = 0; i < f->reports.n; i++) {
    const ch_report *r = f->reports.v[i];
    uint32_t place = outlet_of(o, r->source ? r->source->outlet : (ch_str){NULL, 0}), k = 0;
    if (!place) return false;
    outlet *out = &o->list.v[place - 1];
    for (uint32_t a = 0; a < r->n_attribution; a++)
      if (r->attribution[a].press && !ch_str_eq_fold(r->attribution[a].name, out->name) &&
          !add_name(o->arena, &out->cites, r->attribution[a].name))
        return false;
    while (k < n && seen[k] != place) k++;
    if (k < n) continue;
    seen[n++] = place;
    out->events++;
  }
  if (f->n_outlets == 1 && n) o->list.v[seen[0] - 1].alone++;
  return true;
}

/* Of the whole record, as the store counts it. */
static bool take_whole(ch_view_work *v, outlets *o, ch_error *error) {
  ch_outlets told;
  if (!ch_store_outlets(v->store, v->arena, &told, error)) return false;
  bool done = true;
  for (size_t i = 0; done && i < told.outlets.n; i++) {
    const ch_outlet_count *c = &told.outlets.v[i];
    outlet *out = CH_PUSH(o->arena, &o->list);
    done = out != NULL;
    if (out)
      *out = (outlet){.name = c->name, .articles = c->articles, .copies = c->copies,
                      .events = c->events, .alone = c->alone, .from = c->days.from,
                      .to = c->days.to};
  }
  for (size_t i = 0; done && i < told.cites.n; i++) {
    outlet *out = &o->list.v[told.cites.v[i].outlet];
    if (!ch_str_eq_fold(told.cites.v[i].name, out->name))
      done = add_name(o->arena, &out->cites, told.cites.v[i].name);
  }
  for (size_t i = 0; done && i < told.copies.n; i++) {
    const ch_outlet_copy *c = &told.copies.v[i];
    done = add_copy(o, &o->list.v[c->by], &o->list.v[c->of], c->id, c->kind, c->origin);
  }
  return done || no_memory(error);
}

static bool take_events(ch_view_work *v, outlets *o, ch_error *error) {
  ch_sources sources;
  bool done = true;
  if (!ch_store_sources(v->store, v->arena, &sources, error)) return false;
  for (size_t i = 0; done && i < sources.n; i++) done = count_article(o, &sources.v[i]);
  for (size_t i = 0; done && i < sources.n; i++) done = count_copy(o, &sources.v[i]);
  for (size_t i = 0; done && i < v->facts->n; i++) done = count_event(o, v->facts->v[i]);
  return done || no_memory(error);
}

static int order_strs(const void *a, const void *b) {
  return ch_str_cmp(*(const ch_str *)a, *(const ch_str *)b);
}

static int order_outlets(const void *a, const void *b) {
  const outlet *x = a, *y = b;
  if (x->events != y->events) return x->events > y->events ? -1 : 1;
  if (x->articles != y->articles) return x->articles > y->articles ? -1 : 1;
  return ch_str_cmp(x->name, y->name);
}

static void list_cell(ch_cell_writer *w, ch_cell *cell, names *list) {
  if (list->n) qsort(list->v, list->n, sizeof *list->v, order_strs);
  for (size_t i = 0; i < list->n; i++)
    ch_buf_printf(&w->buf, "%s%.*s", i ? "; " : "", CH_PRI(list->v[i]));
  ch_cell_take(w, cell);
}

bool ch_view_sources(ch_view_work *v, ch_error *error) {
  outlets o = {.arena = v->arena};
  ch_map_init(&o.by_name, v->arena);
  ch_map_init(&o.origin, v->arena);
  if (!(v->whole ? take_whole : take_events)(v, &o, error)) return false;
  if (o.list.n) qsort(o.list.v, o.list.n, sizeof *o.list.v, order_outlets);

  ch_cell_writer w;
  ch_table_init(&v->table, COLUMNS, N);
  ch_cells_begin(&w, v->arena);
  for (size_t i = 0; i < o.list.n; i++) {
    outlet *out = &o.list.v[i];
    ch_cell *row = ch_table_row(&v->table, v->arena);
    if (!row) {
      w.failed = true;
      break;
    }
    row[OUTLET].text = out->name;
    row[ARTICLES].number = (double)out->articles;
    row[COPIES].number = (double)out->copies;
    row[COPIED].number = (double)out->copied;
    row[EVENTS].number = (double)out->events;
    row[ALONE].number = (double)out->alone;
    ch_cell_day(&w, &row[FROM], out->from);
    ch_cell_day(&w, &row[TO], out->to);
    list_cell(&w, &row[CITES], &out->cites);
    list_cell(&w, &row[COPIES_OF], &out->originals);
    if (out->cites.n) ch_buf_printf(&w.buf, "cites %.*s", CH_PRI(row[CITES].text));
    if (out->copied_from.n) ch_buf_printf(&w.buf, "%scopies ", out->cites.n ? " · " : "");
    for (size_t k = 0; k < out->copied_from.n; k++)
      ch_buf_printf(&w.buf, "%s%.*s", k ? "; " : "",
                    CH_PRI(ch_str_eq(out->copied_from.v[k], out->name) ? CH_STR("itself")
                                                                       : out->copied_from.v[k]));
    ch_cell_take(&w, &row[NOTES]);
  }
  return ch_cells_end(&w, error);
}
