/* The timeline, and talks, which is a timeline of meetings. */
#include <math.h>

#include "show/channel.h"
#include "show/view.h"
#include "show/wording.h"

enum { DAY, ON, FROM, TO, BASIS, WHO, ACTOR, RECIPIENT, WHAT, TYPE, MODE, CAMEO, QUAD, GOLDSTEIN, QUANTITY,
       PEOPLE, PLACE, DUE, STATUS_WORD, STATUS, CLAIMED, ANSWERS, ANSWERED_BY, PROPORTION, PLAN_OF, DONE_BY,
       CONTRADICTS, STATED, ISSUES, REPORTS, OUTLETS, COPIES, ID, SENTENCE, SOURCE, LINKS, N,
       HELD_BEFORE = N, SINCE, SILENCE, N_TALKS };

static const ch_column COLUMNS[N_TALKS] = {
    [DAY] = {"date", "DATE", CH_COLUMN_TEXT, CH_COLUMN_PERSON, 0},
    [ON] = {"day", "", CH_COLUMN_TEXT, CH_COLUMN_MACHINE, 0},
    [FROM] = {"date_from", "", CH_COLUMN_TEXT, CH_COLUMN_MACHINE, 0},
    [TO] = {"date_to", "", CH_COLUMN_TEXT, CH_COLUMN_MACHINE, 0},
    [BASIS] = {"date_basis", "", CH_COLUMN_TEXT, CH_COLUMN_MACHINE, 0},
    [WHO] = {"parties", "WHO → WHOM", CH_COLUMN_TEXT, CH_COLUMN_BOTH, 10},
    [ACTOR] = {"actor", "", CH_COLUMN_TEXT, CH_COLUMN_MACHINE, 0},
    [RECIPIENT] = {"recipient", "", CH_COLUMN_TEXT, CH_COLUMN_MACHINE, 0},
    [WHAT] = {"what", "WHAT", CH_COLUMN_TEXT, CH_COLUMN_BOTH, 16},
    [TYPE] = {"type", "", CH_COLUMN_TEXT, CH_COLUMN_MACHINE, 0},
    [MODE] = {"mode", "", CH_COLUMN_TEXT, CH_COLUMN_MACHINE, 0},
    [CAMEO] = {"cameo", "", CH_COLUMN_TEXT, CH_COLUMN_MACHINE, 0},
    [QUAD] = {"quad", "", CH_COLUMN_NUMBER, CH_COLUMN_MACHINE, 0},
    [GOLDSTEIN] = {"goldstein", "", CH_COLUMN_NUMBER, CH_COLUMN_MACHINE, 0},
    [QUANTITY] = {"quantity", "", CH_COLUMN_LIST, CH_COLUMN_MACHINE, 0},
    [PEOPLE] = {"people", "", CH_COLUMN_LIST, CH_COLUMN_MACHINE, 0},
    [PLACE] = {"place", "", CH_COLUMN_TEXT, CH_COLUMN_MACHINE, 0},
    [DUE] = {"deadline", "DUE", CH_COLUMN_TEXT, CH_COLUMN_BOTH, 0},
    [STATUS_WORD] = {"status_words", "STATUS", CH_COLUMN_TEXT, CH_COLUMN_BOTH, 0},
    [STATUS] = {"status", "", CH_COLUMN_TEXT, CH_COLUMN_MACHINE, 0},
    [CLAIMED] = {"claimed", "", CH_COLUMN_TEXT, CH_COLUMN_MACHINE, 0},
    [ANSWERS] = {"answers", "", CH_COLUMN_LIST, CH_COLUMN_MACHINE, 0},
    [ANSWERED_BY] = {"answered_by", "", CH_COLUMN_LIST, CH_COLUMN_MACHINE, 0},
    [PROPORTION] = {"proportion", "", CH_COLUMN_LIST, CH_COLUMN_MACHINE, 0},
    [PLAN_OF] = {"plan_of", "", CH_COLUMN_LIST, CH_COLUMN_MACHINE, 0},
    [DONE_BY] = {"carried_out_by", "", CH_COLUMN_LIST, CH_COLUMN_MACHINE, 0},
    [CONTRADICTS] = {"contradicts", "", CH_COLUMN_LIST, CH_COLUMN_MACHINE, 0},
    [STATED] = {"stated", "", CH_COLUMN_LIST, CH_COLUMN_MACHINE, 0},
    [ISSUES] = {"issues", "", CH_COLUMN_LIST, CH_COLUMN_MACHINE, 0},
    [REPORTS] = {"reports", "REPORTS", CH_COLUMN_NUMBER, CH_COLUMN_BOTH, 0},
    [OUTLETS] = {"outlets", "OUTLETS", CH_COLUMN_NUMBER, CH_COLUMN_BOTH, 0},
    [COPIES] = {"copies", "COPIES", CH_COLUMN_NUMBER, CH_COLUMN_BOTH, 0},
    [ID] = {"id", "ID", CH_COLUMN_TEXT, CH_COLUMN_MACHINE, 0},
    [SENTENCE] = {"sentence", "SENTENCE", CH_COLUMN_TEXT, CH_COLUMN_MACHINE, 0},
    [SOURCE] = {"source", "SOURCE", CH_COLUMN_TEXT, CH_COLUMN_NOTE, 0},
    [LINKS] = {"links", "LINKS", CH_COLUMN_TEXT, CH_COLUMN_NOTE, 0},
    /* of talks alone */
    [HELD_BEFORE] = {"held_before", "", CH_COLUMN_NUMBER, CH_COLUMN_MACHINE, 0},
    [SINCE] = {"days_since", "", CH_COLUMN_NUMBER, CH_COLUMN_MACHINE, 0},
    [SILENCE] = {"days_silent", "", CH_COLUMN_NUMBER, CH_COLUMN_MACHINE, 0},
};

static void dates(ch_cell_writer *w, ch_cell *row, const ch_fact *f, bool plain) {
  if (!plain) ch_word_date(f, &w->buf);
  ch_cell_take(w, &row[DAY]);
  ch_cell_day(w, &row[ON], ch_fact_day(f));
  ch_cell_day(w, &row[FROM], f->act.date.days.from);
  ch_cell_day(w, &row[TO], f->act.date.days.to);
  row[BASIS].text = ch_str_of(ch_basis_name(f->act.date.basis));
  ch_cell_day(w, &row[DUE], f->deadline.days.to);
}

static void parties(ch_cell_writer *w, ch_cell *row, const ch_fact *f) {
  ch_word_parties(f, &w->buf);
  ch_cell_take(w, &row[WHO]);
  ch_word_side(&f->act.actor, &w->buf);
  ch_cell_take(w, &row[ACTOR]);
  ch_word_side(&f->act.recipient, &w->buf);
  ch_cell_take(w, &row[RECIPIENT]);
  ch_word_people(f, &w->buf);
  ch_cell_take(w, &row[PEOPLE]);
}

static void what(ch_cell_writer *w, ch_cell *row, const ch_fact *f, bool talks) {
  ch_word_act(f, &w->buf);
  if (f->n_quantities && !talks) {
    ch_buf_add_z(&w->buf, ": ");
    ch_word_quantities(f, &w->buf);
  }
  if (talks && f->ordinal) ch_buf_printf(&w->buf, " no. %u", f->ordinal);
  if (talks && f->people.n) {
    ch_buf_add_z(&w->buf, ": ");
    ch_word_people(f, &w->buf);
  }
  if (f->place.name.n && (talks || f->act.type == CH_TYPE_CONSULT))
    ch_buf_printf(&w->buf, ", %.*s", CH_PRI(f->place.name));
  ch_cell_take(w, &row[WHAT]);
  ch_word_quantities(f, &w->buf);
  ch_cell_take(w, &row[QUANTITY]);
  row[TYPE].text = ch_str_of(ch_type_name(f->act.type));
  row[MODE].text = f->act.mode;
  row[CAMEO].text = f->act.cameo;
  if (f->quad) row[QUAD].number = f->quad;
  row[GOLDSTEIN].number = f->goldstein;
  row[PLACE].text = f->place.name;
  row[STATUS_WORD].text = ch_str_of(ch_word_status(f));
  row[STATUS].text = ch_str_of(ch_status_name(f->act.status));
  row[CLAIMED].text = f->claimed ? CH_STR("true") : CH_STR("false");
  for (uint32_t i = 0; i < f->n_issues; i++) {
    if (i) ch_buf_add_z(&w->buf, "; ");
    ch_buf_add(&w->buf, f->issues[i]);
  }
  ch_cell_take(w, &row[ISSUES]);
}

static bool fill(ch_view_work *v, ch_cell_writer *w, const ch_fact *f, const ch_channel *channel) {
  ch_cell *row = ch_table_row(&v->table, v->arena);
  if (!row) return false;
  dates(w, row, f, v->plain);
  parties(w, row, f);
  what(w, row, f, channel != NULL);
  ch_cell_links(w, &row[ANSWERS], f, CH_LINK_ANSWERS);
  ch_cell_links(w, &row[ANSWERED_BY], f, CH_LINK_ANSWERED_BY);
  ch_cell_proportion(v, w, &row[PROPORTION], f);
  ch_cell_links(w, &row[PLAN_OF], f, CH_LINK_PLAN_OF);
  ch_cell_links(w, &row[DONE_BY], f, CH_LINK_CARRIED_OUT_BY);
  ch_cell_links(w, &row[CONTRADICTS], f, CH_LINK_CONTRADICTS);
  ch_cell_stated(w, &row[STATED], f);
  ch_cells_evidence(v, w, f, &row[REPORTS]);
  if (channel && channel->known) {
    ch_buf_add(&w->buf, row[LINKS].text);
    if (w->buf.n) ch_buf_add_z(&w->buf, " · ");
    ch_channel_words(channel, f->ordinal, &w->buf);
    ch_cell_take(w, &row[LINKS]);
    row[HELD_BEFORE].number = channel->before;
    if (channel->since >= 0) row[SINCE].number = channel->since;
    if (channel->silence >= 0) row[SILENCE].number = channel->silence;
  }
  return !w->failed;
}

static bool talks_of(const ch_fact *f) {
  if (f->act.type == CH_TYPE_CONSULT || f->about.type == CH_TYPE_CONSULT) return true;
  return f->act.type == CH_TYPE_REJECT && ch_str_is(f->act.mode, "meet");
}

static bool make(ch_view_work *v, bool talks, ch_error *error) {
  ch_cell_writer w;
  ch_channel *channels = talks ? ch_channels_make(v) : NULL;
  if (talks && !channels) return ch_fail(error, CH_ERROR_MEMORY, "no memory for the talks");
  ch_table_init(&v->table, COLUMNS, talks ? N_TALKS : N);
  ch_cells_begin(&w, v->arena);
  for (size_t i = 0; i < v->facts->n; i++) {
    if (talks && !talks_of(v->facts->v[i])) continue;
    if (!fill(v, &w, v->facts->v[i], talks ? &channels[i] : NULL)) {
      w.failed = true;
      break;
    }
  }
  return ch_cells_end(&w, error);
}

bool ch_view_timeline(ch_view_work *v, ch_error *error) {
  return make(v, false, error);
}

bool ch_view_talks(ch_view_work *v, ch_error *error) {
  return make(v, true, error);
}
