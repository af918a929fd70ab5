/* Where accounts differ: a denial beside what it denies, and events whose
 * reports give a field different values. Nothing is averaged. */
#include "show/view.h"
#include "show/wording.h"

enum { DAY, WHO, KIND, FIRST, SECOND, ID, OTHER, FIRST_SOURCE, SECOND_SOURCE, N };

static const ch_column COLUMNS[N] = {
    [DAY] = {"date", "DATE", CH_COLUMN_TEXT, CH_COLUMN_BOTH, 0},
    [WHO] = {"parties", "WHO → WHOM", CH_COLUMN_TEXT, CH_COLUMN_BOTH, 10},
    [KIND] = {"about", "ABOUT", CH_COLUMN_TEXT, CH_COLUMN_BOTH, 8},
    [FIRST] = {"one", "ONE ACCOUNT", CH_COLUMN_TEXT, CH_COLUMN_BOTH, 16},
    [SECOND] = {"other", "THE OTHER", CH_COLUMN_TEXT, CH_COLUMN_BOTH, 16},
    [ID] = {"id", "ID", CH_COLUMN_TEXT, CH_COLUMN_BOTH, 0},
    [OTHER] = {"other_id", "", CH_COLUMN_TEXT, CH_COLUMN_MACHINE, 0},
    [FIRST_SOURCE] = {"one_source", "", CH_COLUMN_TEXT, CH_COLUMN_NOTE, 0},
    [SECOND_SOURCE] = {"other_source", "", CH_COLUMN_TEXT, CH_COLUMN_NOTE, 0},
};

static ch_cell *begin_row(ch_view_work *v, ch_cell_writer *w, const ch_fact *f) {
  ch_cell *row = ch_table_row(&v->table, v->arena);
  if (!row) {
    w->failed = true;
    return NULL;
  }
  ch_word_days(f->act.date.days, &w->buf);
  ch_cell_take(w, &row[DAY]);
  ch_word_parties(f, &w->buf);
  ch_cell_take(w, &row[WHO]);
  row[ID].text = ch_str_of(f->id);
  return row;
}

static bool denies(const ch_fact *f) {
  return f->act.type == CH_TYPE_REJECT || f->act.status == CH_STATUS_NEGATED;
}

static void denials(ch_view_work *v, ch_cell_writer *w, const ch_fact *f) {
  for (uint32_t i = 0; i < f->n_links; i++) {
    if (f->links[i].kind != CH_LINK_CONTRADICTS || !denies(f)) continue;
    const ch_fact *other = ch_view_find(v, f->links[i].to);
    ch_fact *loaded = NULL;
    if (!other && ch_store_linked(v->store, &f->links[i], v->arena, &loaded, NULL)) other = loaded;
    ch_cell *row = other ? begin_row(v, w, f) : NULL;
    if (!row) continue;
    row[KIND].text = CH_STR("denial");
    ch_word_act(f, &w->buf);
    ch_cell_take(w, &row[FIRST]);
    ch_word_parties(other, &w->buf);
    ch_buf_add_byte(&w->buf, ' ');
    ch_word_act(other, &w->buf);
    ch_cell_take(w, &row[SECOND]);
    row[OTHER].text = f->links[i].to;
    ch_word_quote(f->best, &w->buf);
    ch_cell_take(w, &row[FIRST_SOURCE]);
    ch_word_quote(other->best, &w->buf);
    ch_cell_take(w, &row[SECOND_SOURCE]);
  }
}

static void value(ch_cell_writer *w, ch_cell *cell, const ch_value *value) {
  ch_buf_printf(&w->buf, "%.*s (%u %s)", CH_PRI(value->text), value->outlets,
                value->outlets == 1 ? "outlet" : "outlets");
  ch_cell_take(w, cell);
}

/* How the act is coded is our doubt, not the sources'. */
static bool told_by_sources(const char *field) {
  ch_str name = ch_str_of(field);
  return !ch_str_is(name, "type") && !ch_str_is(name, "mode") && !ch_str_is(name, "status");
}

static void differences(ch_view_work *v, ch_cell_writer *w, const ch_fact *f) {
  for (uint32_t i = 0; i < f->n_differs; i++) {
    const ch_field *field = &f->differs[i];
    if (!told_by_sources(field->name)) continue;
    for (uint32_t k = 1; k < field->n; k++) {
      ch_cell *row = begin_row(v, w, f);
      if (!row) return;
      row[KIND].text = ch_str_of(field->name);
      value(w, &row[FIRST], &field->v[0]);
      value(w, &row[SECOND], &field->v[k]);
      ch_word_quote(field->v[0].reports[0], &w->buf);
      ch_cell_take(w, &row[FIRST_SOURCE]);
      ch_word_quote(field->v[k].reports[0], &w->buf);
      ch_cell_take(w, &row[SECOND_SOURCE]);
    }
  }
}

bool ch_view_contradictions(ch_view_work *v, ch_error *error) {
  ch_cell_writer w;
  ch_table_init(&v->table, COLUMNS, N);
  ch_cells_begin(&w, v->arena);
  for (size_t i = 0; i < v->facts->n; i++) {
    denials(v, &w, v->facts->v[i]);
    differences(v, &w, v->facts->v[i]);
  }
  return ch_cells_end(&w, error);
}
