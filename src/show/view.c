#include "show/view.h"

#include "show/wording.h"

void ch_cells_begin(ch_cell_writer *w, ch_arena *arena) {
  *w = (ch_cell_writer){.arena = arena};
  ch_buf_init(&w->buf, 0);
}

void ch_cell_take(ch_cell_writer *w, ch_cell *cell) {
  if (w->buf.n) {
    cell->text = ch_arena_copy(w->arena, ch_buf_str(&w->buf));
    if (!cell->text.p) w->failed = true;
  }
  if (w->buf.failed) w->failed = true;
  ch_buf_clear(&w->buf);
}

bool ch_cells_end(ch_cell_writer *w, ch_error *error) {
  ch_buf_free(&w->buf);
  return !w->failed || ch_fail(error, CH_ERROR_MEMORY, "no memory to show the record");
}

void ch_cell_day(ch_cell_writer *w, ch_cell *cell, int32_t day) {
  char text[11];
  if (day == CH_DAY_NONE) return;
  ch_day_format(day, text);
  ch_buf_add_z(&w->buf, text);
  ch_cell_take(w, cell);
}

void ch_cell_links(ch_cell_writer *w, ch_cell *cell, const ch_fact *f, ch_link_kind kind) {
  for (uint32_t i = 0; i < f->n_links; i++) {
    if (f->links[i].kind != kind) continue;
    if (w->buf.n) ch_buf_add_z(&w->buf, "; ");
    ch_buf_add(&w->buf, f->links[i].to);
  }
  ch_cell_take(w, cell);
}

void ch_cell_stated(ch_cell_writer *w, ch_cell *cell, const ch_fact *f) {
  for (uint32_t i = 0; i < f->n_links; i++) {
    if (!f->links[i].stated) continue;
    if (w->buf.n) ch_buf_add_z(&w->buf, "; ");
    ch_buf_add(&w->buf, f->links[i].to);
  }
  ch_cell_take(w, cell);
}

const ch_fact *ch_view_find(const ch_view_work *v, ch_str id) {
  const uint32_t *place = v->by_id.n ? ch_map_get(&v->by_id, id) : NULL;
  return place ? v->facts->v[*place] : NULL;
}

static const char *const LINK_WORDS[CH_LINK_COUNT] = {
    [CH_LINK_ANSWERS] = "answers",
    [CH_LINK_ANSWERED_BY] = "answered by",
    [CH_LINK_PLAN_OF] = "announced by",
    [CH_LINK_CARRIED_OUT_BY] = "carried out by",
    [CH_LINK_CONTRADICTS] = "contradicts",
    [CH_LINK_PART_OF] = "part of",
    [CH_LINK_MISSED_BY] = "not kept, as shown by",
    [CH_LINK_BREAKS] = "does not keep",
    [CH_LINK_CALLED_OFF_BY] = "called off by",
    [CH_LINK_CALLS_OFF] = "calls off",
    [CH_LINK_SUPERSEDED_BY] = "superseded by",
    [CH_LINK_SUPERSEDES] = "supersedes",
    [CH_LINK_LIFTED_BY] = "lifted by",
    [CH_LINK_LIFTS] = "lifts",
    [CH_LINK_SUSPENDED_BY] = "suspended by",
    [CH_LINK_SUSPENDS] = "suspends",
};

/* Read once, however many rows and columns tell of it; NULL too where memory runs out. */
const ch_fact *ch_view_linked(ch_view_work *v, const ch_fact *f, ch_str id) {
  const ch_fact *other = ch_view_find(v, id);
  if (other) return other;
  if (!v->linked_ids.arena) ch_map_init(&v->linked_ids, v->arena);
  const uint32_t *known = ch_map_get(&v->linked_ids, id);
  if (known) return v->linked.v[*known];
  ch_fact *loaded = NULL;
  uint32_t at = 0;
  while (at < f->n_links && !ch_str_eq(f->links[at].to, id)) at++;
  if (at == f->n_links || !ch_store_linked(v->store, &f->links[at], v->arena, &loaded, NULL))
    return NULL;
  const ch_fact **room = CH_PUSH(v->arena, &v->linked);
  uint32_t *place = room ? ch_map_put(&v->linked_ids, id, NULL) : NULL;
  if (!place) return loaded;
  *room = loaded;
  *place = (uint32_t)v->linked.n - 1;
  return loaded;
}

/* Nothing where memory runs out: the row says less then. */
static ch_proportion proportion_of(ch_view_work *v, const ch_fact *f, const ch_fact_link *link,
                                   const ch_fact *other) {
  ch_proportion p = {CH_PROPORTION_NONE, NULL, NULL};
  bool given = link->kind == CH_LINK_ANSWERED_BY;
  if ((given || link->kind == CH_LINK_ANSWERS) && other &&
      !ch_proportion_of(given ? other : f, given ? f : other, ch_store_wordbook(v->store), v->arena, &p))
    p = (ch_proportion){CH_PROPORTION_NONE, NULL, NULL};
  return p;
}

void ch_cell_proportion(ch_view_work *v, ch_cell_writer *w, ch_cell *cell, const ch_fact *f) {
  for (uint32_t i = 0; i < f->n_links; i++) {
    if (f->links[i].kind != CH_LINK_ANSWERS) continue;
    ch_proportion p = proportion_of(v, f, &f->links[i], ch_view_linked(v, f, f->links[i].to));
    if (p.kind == CH_PROPORTION_NONE) continue;
    if (w->buf.n) ch_buf_add_z(&w->buf, "; ");
    ch_buf_add(&w->buf, f->links[i].to);
    ch_buf_add_byte(&w->buf, ' ');
    ch_buf_add_z(&w->buf, ch_proportion_name(p.kind));
  }
  ch_cell_take(w, cell);
}

void ch_cell_note_links(ch_view_work *v, const ch_fact *f, ch_buf *out) {
  for (uint32_t i = 0; i < f->n_links; i++) {
    const ch_fact *other = ch_view_linked(v, f, f->links[i].to);
    if (out->n) ch_buf_add_z(out, " · ");
    bool answer = f->links[i].kind == CH_LINK_ANSWERS || f->links[i].kind == CH_LINK_ANSWERED_BY;
    if (answer && !f->links[i].stated) ch_buf_add_z(out, "likely ");
    ch_buf_add_z(out, LINK_WORDS[f->links[i].kind]);
    ch_buf_add_byte(out, ' ');
    if (!other) {
      ch_buf_add(out, f->links[i].to);
      continue;
    }
    ch_word_parties(other, out);
    ch_buf_add_byte(out, ' ');
    ch_word_act(other, out);
    if (other->n_quantities) {
      ch_buf_add_z(out, ": ");
      ch_word_quantities(other, out);
    }
    ch_buf_add_z(out, " (");
    if (other->act.date.days.from != CH_DAY_NONE) {
      ch_word_days(other->act.date.days, out);
      ch_buf_add_z(out, ", ");
    }
    ch_buf_add_z(out, other->id);
    ch_buf_add_byte(out, ')');
    ch_proportion p = proportion_of(v, f, &f->links[i], other);
    if (p.kind == CH_PROPORTION_NONE) continue;
    ch_buf_add_byte(out, ' ');
    ch_word_proportion(&p, out);
  }
}

void ch_cells_evidence(ch_view_work *v, ch_cell_writer *w, const ch_fact *f, ch_cell *cells) {
  enum { REPORTS, OUTLETS, COPIES, ID, SENTENCE, SOURCE, LINKS };
  cells[REPORTS].number = f->n_reports;
  cells[OUTLETS].number = f->n_outlets;
  cells[COPIES].number = f->n_copies;
  cells[ID].text = ch_str_of(f->id);
  cells[SENTENCE].text = f->best->text;
  ch_word_quote(f->best, &w->buf);
  ch_buf_add_z(&w->buf, " · ");
  ch_buf_add_z(&w->buf, f->id);
  ch_cell_take(w, &cells[SOURCE]);
  ch_cell_note_links(v, f, &w->buf);
  ch_cell_take(w, &cells[LINKS]);
}

bool ch_view_states(ch_view_work *v, ch_states **out, ch_error *error) {
  ch_str text;
  *out = NULL;
  if (!ch_store_states(v->store, v->arena, &text, error)) return false;
  if (text.n) *out = ch_states_parse(text, error);
  return text.n == 0 || *out;
}
