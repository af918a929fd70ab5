/* What the brief says: chosen from the events by rule, so that the same record
 * gives the same brief. Each list keeps what most independent outlets tell,
 * and shows it in order of time. */
#include "show/brief.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "record/ledger.h"
#include "show/names.h"
#include "show/wording.h"

static const ch_column COLUMNS[CH_BRIEF_COLUMNS] = {
    [CH_BRIEF_SECTION] = {"section", "SECTION", CH_COLUMN_TEXT, CH_COLUMN_BOTH, 8},
    [CH_BRIEF_DATE] = {"date", "DATE", CH_COLUMN_TEXT, CH_COLUMN_BOTH, 0},
    [CH_BRIEF_TEXT] = {"text", "STATEMENT", CH_COLUMN_TEXT, CH_COLUMN_BOTH, 20},
    [CH_BRIEF_OUTLETS] = {"outlets", "OUTLETS", CH_COLUMN_NUMBER, CH_COLUMN_BOTH, 0},
    [CH_BRIEF_ID] = {"id", "ID", CH_COLUMN_TEXT, CH_COLUMN_BOTH, 0},
    [CH_BRIEF_SENTENCE] = {"sentence", "", CH_COLUMN_TEXT, CH_COLUMN_MACHINE, 0},
    [CH_BRIEF_SOURCE] = {"source", "SOURCE", CH_COLUMN_TEXT, CH_COLUMN_NOTE, 0},
    [CH_BRIEF_ADDRESS] = {"address", "", CH_COLUMN_TEXT, CH_COLUMN_MACHINE, 0},
};

enum { LATELY = 30 /* days */, MOST = 8 /* statements a section */ };

static bool open_commitment(const ch_fact *f, int32_t today) {
  if (ch_ledger_class(f) != CH_ENTRY_COMMITMENT || f->act.actor.n == 0) return false;
  const char *state = ch_ledger_state(f, CH_ENTRY_COMMITMENT, today);
  return strcmp(state, "open") == 0 || strcmp(state, "unknown") == 0;
}

static bool meets(const ch_fact *f) {
  return f->act.type == CH_TYPE_CONSULT || f->about.type == CH_TYPE_CONSULT;
}

static bool lately(const ch_fact *f, int32_t today) {
  int32_t day = ch_fact_day(f);
  return day != CH_DAY_NONE && today != CH_DAY_NONE && day > today - LATELY && day <= today &&
         ch_status_happened(f->act.status);
}

static bool in_force(const ch_fact *f, int32_t today) {
  (void)today;
  return ch_ledger_class(f) == CH_ENTRY_MEASURE && f->act.type != CH_TYPE_RETREAT &&
         f->act.actor.n && f->act.recipient.n && ch_status_happened(f->act.status) && !f->claimed;
}

static bool still_owed(const ch_fact *f, int32_t today) {
  return open_commitment(f, today) && !meets(f);
}

static bool talks(const ch_fact *f, int32_t today) {
  (void)today;
  return meets(f) && f->act.actor.n + f->act.recipient.n >= 2;
}

static bool disputed(const ch_fact *f, int32_t today) {
  (void)today;
  for (uint32_t i = 0; i < f->n_links; i++)
    if (f->links[i].kind == CH_LINK_CONTRADICTS && f->act.type == CH_TYPE_REJECT) return true;
  return false;
}

static const struct {
  const char *title;
  bool (*holds)(const ch_fact *, int32_t today);
  bool newest; /* the latest are kept; else what most outlets tell */
} SECTIONS[] = {
    {"What happened last", lately, false},
    {"Measures", in_force, false},
    {"What is owed", still_owed, true},
    {"Talks", talks, true},
    {"What is disputed", disputed, true},
};

/* --- choosing --- */

typedef struct choice {
  const ch_fact *fact;
  size_t rank; /* its place in time */
  bool newest;
} choice;

static int weight(const ch_fact *f) {
  int force = isnan(f->goldstein) ? 0 : (int)fabs(f->goldstein * 10.0);
  return (int)f->n_outlets * 100 + force;
}

static int by_weight(const void *a, const void *b) {
  const choice *x = a, *y = b;
  int wx = x->newest ? 0 : weight(x->fact), wy = y->newest ? 0 : weight(y->fact);
  if (wx != wy) return wx > wy ? -1 : 1;
  return x->rank > y->rank ? -1 : x->rank < y->rank;
}

static int by_time(const void *a, const void *b) {
  const choice *x = a, *y = b;
  return x->rank < y->rank ? -1 : x->rank > y->rank;
}

/* --- wording --- */

static void parties(const ch_names *names, const ch_fact *f, ch_buf *out) {
  const ch_report_side *actor = &f->act.actor, *recipient = &f->act.recipient;
  ch_report_party all[16];
  ch_report_side both = {all, 0};
  if (ch_type_two_sided(f->act.type)) {
    for (uint32_t i = 0; i < actor->n && both.n < 8; i++) all[both.n++] = actor->v[i];
    for (uint32_t i = 0; i < recipient->n && both.n < 16; i++) all[both.n++] = recipient->v[i];
    ch_names_side(names, &both, out);
    return;
  }
  if (actor->n == 0) ch_buf_add_z(out, "Somebody unnamed");
  ch_names_side(names, actor, out);
  if (recipient->n) ch_buf_add_z(out, " toward ");
  ch_names_side(names, recipient, out);
}

/* Where it happened, unless that says no more than the parties. */
static void place(const ch_names *names, const ch_fact *f, ch_buf *out) {
  const ch_report_side *sides[] = {&f->act.actor, &f->act.recipient};
  if (f->place.name.n == 0) return;
  for (size_t s = 0; s < 2; s++)
    for (uint32_t i = 0; i < sides[s]->n; i++)
      if (ch_str_eq(f->place.name, ch_names_get(names, sides[s]->v[i].code))) return;
  ch_buf_printf(out, ", %.*s", CH_PRI(f->place.name));
}

/* Promises and threats are of what is to come anyway. */
static const char *status_of(const ch_fact *f) {
  bool word = f->act.type == CH_TYPE_AGREE || f->act.type == CH_TYPE_THREATEN ||
              f->act.type == CH_TYPE_CONCEDE;
  return word && f->act.status == CH_STATUS_PLANNED ? "" : ch_word_status(f);
}

static void statement(const ch_view_work *v, const ch_names *names, const ch_fact *f,
                      ch_buf *out) {
  parties(names, f, out);
  ch_buf_add_z(out, ": ");
  ch_word_act(f, out);
  if (f->n_quantities) {
    ch_buf_add_z(out, " – ");
    ch_word_quantities(f, out);
  }
  if (f->people.n && meets(f)) {
    ch_buf_add_z(out, ", ");
    ch_word_people(f, out);
  }
  place(names, f, out);
  if (f->deadline.days.to != CH_DAY_NONE) {
    ch_buf_add_z(out, ", due ");
    ch_word_days(f->deadline.days, out);
  }
  const char *status = status_of(f);
  if (*status) ch_buf_printf(out, " (%s)", status);
  /* of a denial of a deed, the deed; of a charge, that it answers it */
  ch_str denied = ch_fact_linked(f, CH_LINK_CONTRADICTS);
  bool denies = denied.n && !ch_str_eq(denied, ch_fact_linked(f, CH_LINK_ANSWERS));
  for (uint32_t i = 0; i < f->n_links; i++) {
    const ch_fact_link *l = &f->links[i];
    if (l->kind != (denies ? CH_LINK_CONTRADICTS : CH_LINK_ANSWERS)) continue;
    const ch_fact *other = ch_view_find(v, l->to);
    if (!other) continue;
    ch_buf_add_z(out, l->kind == CH_LINK_ANSWERS ? "; in answer to " : "; against ");
    parties(names, other, out);
    ch_buf_add_z(out, ": ");
    ch_word_act(other, out);
    ch_buf_add_z(out, l->stated ? "" : " (inferred)");
    break;
  }
}

static bool fill(ch_view_work *v, const ch_names *names, ch_cell_writer *w, const char *section,
                 const ch_fact *f) {
  ch_cell *row = ch_table_row(&v->table, v->arena);
  if (!row) return false;
  row[CH_BRIEF_SECTION].text = ch_str_of(section);
  ch_word_date(f, &w->buf);
  ch_cell_take(w, &row[CH_BRIEF_DATE]);
  statement(v, names, f, &w->buf);
  ch_cell_take(w, &row[CH_BRIEF_TEXT]);
  row[CH_BRIEF_OUTLETS].number = f->n_outlets;
  row[CH_BRIEF_ID].text = ch_str_of(f->id);
  row[CH_BRIEF_SENTENCE].text = f->best->text;
  ch_word_quote(f->best, &w->buf);
  ch_cell_take(w, &row[CH_BRIEF_SOURCE]);
  if (f->best->source) row[CH_BRIEF_ADDRESS].text = f->best->source->address;
  return !w->failed;
}

bool ch_view_brief(ch_view_work *v, ch_error *error) {
  ch_cell_writer w;
  ch_table_init(&v->table, COLUMNS, CH_BRIEF_COLUMNS);
  ch_cells_begin(&w, v->arena);
  choice *all = CH_ARRAY(v->arena, v->facts->n + 1, choice);
  ch_names names;
  if (!all || !ch_names_of(v->facts, v->arena, &names)) w.failed = true;
  for (size_t s = 0; !w.failed && s < sizeof SECTIONS / sizeof *SECTIONS; s++) {
    size_t n = 0;
    for (size_t i = 0; i < v->facts->n; i++)
      if (SECTIONS[s].holds(v->facts->v[i], v->today))
        all[n++] = (choice){v->facts->v[i], i, SECTIONS[s].newest};
    qsort(all, n, sizeof *all, by_weight);
    if (n > MOST) n = MOST;
    qsort(all, n, sizeof *all, by_time);
    for (size_t i = 0; !w.failed && i < n; i++)
      if (!fill(v, &names, &w, SECTIONS[s].title, all[i].fact)) w.failed = true;
  }
  return ch_cells_end(&w, error);
}
