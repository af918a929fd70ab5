/* The ledger of measures, and the commitments. */
#include "record/ledger.h"

#include <math.h>

#include "show/view.h"
#include "show/wording.h"

enum { DAY, WHO, ACTOR, RECIPIENT, WHAT, TYPE, MODE, OBJECT, ORDERED, DUE, STATE, STATUS,
       ANSWERS, ANSWERED_BY, PROPORTION, DONE_BY, SHOWN_BY, SHOWN, STATED, REPORTS, OUTLETS, COPIES, ID, SENTENCE, SOURCE, LINKS, N };

static const ch_column COLUMNS[N] = {
    [DAY] = {"date", "ORDERED", CH_COLUMN_TEXT, CH_COLUMN_PERSON, 0},
    [WHO] = {"parties", "BY → AGAINST", CH_COLUMN_TEXT, CH_COLUMN_BOTH, 10},
    [ACTOR] = {"actor", "", CH_COLUMN_TEXT, CH_COLUMN_MACHINE, 0},
    [RECIPIENT] = {"recipient", "", CH_COLUMN_TEXT, CH_COLUMN_MACHINE, 0},
    [WHAT] = {"what", "WHAT", CH_COLUMN_TEXT, CH_COLUMN_BOTH, 16},
    [TYPE] = {"type", "", CH_COLUMN_TEXT, CH_COLUMN_MACHINE, 0},
    [MODE] = {"mode", "", CH_COLUMN_TEXT, CH_COLUMN_MACHINE, 0},
    [OBJECT] = {"quantity", "", CH_COLUMN_LIST, CH_COLUMN_MACHINE, 0},
    [ORDERED] = {"ordered", "", CH_COLUMN_TEXT, CH_COLUMN_MACHINE, 0},
    [DUE] = {"due", "DUE", CH_COLUMN_TEXT, CH_COLUMN_BOTH, 0},
    [STATE] = {"state", "STATE", CH_COLUMN_TEXT, CH_COLUMN_BOTH, 0},
    [STATUS] = {"status", "", CH_COLUMN_TEXT, CH_COLUMN_MACHINE, 0},
    [ANSWERS] = {"answers", "", CH_COLUMN_LIST, CH_COLUMN_MACHINE, 0},
    [ANSWERED_BY] = {"answered_by", "", CH_COLUMN_LIST, CH_COLUMN_MACHINE, 0},
    [PROPORTION] = {"proportion", "", CH_COLUMN_LIST, CH_COLUMN_MACHINE, 0},
    [DONE_BY] = {"carried_out_by", "", CH_COLUMN_LIST, CH_COLUMN_MACHINE, 0},
    [SHOWN_BY] = {"shown_by", "", CH_COLUMN_TEXT, CH_COLUMN_MACHINE, 0},
    [SHOWN] = {"shown", "", CH_COLUMN_TEXT, CH_COLUMN_MACHINE, 0},
    [STATED] = {"stated", "", CH_COLUMN_LIST, CH_COLUMN_MACHINE, 0},
    [REPORTS] = {"reports", "REPORTS", CH_COLUMN_NUMBER, CH_COLUMN_BOTH, 0},
    [OUTLETS] = {"outlets", "OUTLETS", CH_COLUMN_NUMBER, CH_COLUMN_BOTH, 0},
    [COPIES] = {"copies", "COPIES", CH_COLUMN_NUMBER, CH_COLUMN_BOTH, 0},
    [ID] = {"id", "ID", CH_COLUMN_TEXT, CH_COLUMN_MACHINE, 0},
    [SENTENCE] = {"sentence", "", CH_COLUMN_TEXT, CH_COLUMN_MACHINE, 0},
    [SOURCE] = {"source", "SOURCE", CH_COLUMN_TEXT, CH_COLUMN_NOTE, 0},
    [LINKS] = {"links", "LINKS", CH_COLUMN_TEXT, CH_COLUMN_NOTE, 0},
};

static bool fill(ch_view_work *v, ch_cell_writer *w, const ch_fact *f, ch_entry_class entry) {
  ch_cell *row = ch_table_row(&v->table, v->arena);
  if (!row) return false;
  if (!v->plain) ch_word_date(f, &w->buf);
  ch_cell_take(w, &row[DAY]);
  ch_word_parties(f, &w->buf);
  ch_cell_take(w, &row[WHO]);
  ch_word_side(&f->act.actor, &w->buf);
  ch_cell_take(w, &row[ACTOR]);
  ch_word_side(&f->act.recipient, &w->buf);
  ch_cell_take(w, &row[RECIPIENT]);
  ch_word_act(f, &w->buf);
  if (f->n_quantities) ch_buf_add_z(&w->buf, ": ");
  ch_word_quantities(f, &w->buf);
  ch_cell_take(w, &row[WHAT]);
  row[TYPE].text = ch_str_of(ch_type_name(f->act.type));
  row[MODE].text = f->act.mode;
  ch_word_quantities(f, &w->buf);
  ch_cell_take(w, &row[OBJECT]);
  ch_cell_day(w, &row[ORDERED], f->act.date.days.from);
  ch_cell_day(w, &row[DUE], ch_ledger_due(f, entry));
  row[STATE].text = ch_str_of(ch_ledger_state(f, entry, v->today));
  row[STATUS].text = ch_str_of(ch_status_name(f->act.status));
  ch_cell_links(w, &row[ANSWERS], f, CH_LINK_ANSWERS);
  ch_cell_links(w, &row[ANSWERED_BY], f, CH_LINK_ANSWERED_BY);
  ch_cell_proportion(v, w, &row[PROPORTION], f);
  ch_cell_links(w, &row[DONE_BY], f, CH_LINK_CARRIED_OUT_BY);
  /* the event that shows how it stands, and its sentence */
  row[SHOWN_BY].text = ch_ledger_shown_by(f, entry);
  const ch_fact *shows = row[SHOWN_BY].text.n ? ch_view_linked(v, f, row[SHOWN_BY].text) : NULL;
  if (shows && shows->best) row[SHOWN].text = shows->best->text;
  ch_cell_stated(w, &row[STATED], f);
  ch_cells_evidence(v, w, f, &row[REPORTS]);
  return !w->failed;
}

static bool make(ch_view_work *v, ch_entry_class wanted, ch_error *error) {
  ch_cell_writer w;
  ch_table_init(&v->table, COLUMNS, N);
  ch_cells_begin(&w, v->arena);
  for (size_t i = 0; i < v->facts->n; i++) {
    const ch_fact *f = v->facts->v[i];
    if (ch_ledger_class(f) != wanted) continue;
    /* The ledger is kept between two parties. */
    if (wanted == CH_ENTRY_MEASURE && (f->act.actor.n == 0 || f->act.recipient.n == 0)) continue;
    if (!fill(v, &w, f, wanted)) {
      w.failed = true;
      break;
    }
  }
  return ch_cells_end(&w, error);
}

bool ch_view_ledger(ch_view_work *v, ch_error *error) {
  return make(v, CH_ENTRY_MEASURE, error);
}

bool ch_view_commitments(ch_view_work *v, ch_error *error) {
  return make(v, CH_ENTRY_COMMITMENT, error);
}
