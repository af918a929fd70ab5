/* What a search has found, one sentence a row. */
#include "show/view.h"
#include "show/views.h"
#include "show/wording.h"

enum { DATE, OUTLET, TITLE, WHO, TYPE, ACTOR, RECIPIENT, STATUS, SENTENCE, EVENT, MENTION, ARTICLE,
       ADDRESS, N };

static const ch_column COLUMNS[N] = {
    [DATE] = {"published", "DATE", CH_COLUMN_TEXT, CH_COLUMN_BOTH, 0},
    [OUTLET] = {"outlet", "OUTLET", CH_COLUMN_TEXT, CH_COLUMN_BOTH, 10},
    [TITLE] = {"title", "", CH_COLUMN_TEXT, CH_COLUMN_MACHINE, 0},
    [WHO] = {"parties", "WHO → WHOM", CH_COLUMN_TEXT, CH_COLUMN_PERSON, 10},
    [TYPE] = {"type", "TYPE", CH_COLUMN_TEXT, CH_COLUMN_BOTH, 0},
    [ACTOR] = {"actor", "", CH_COLUMN_TEXT, CH_COLUMN_MACHINE, 0},
    [RECIPIENT] = {"recipient", "", CH_COLUMN_TEXT, CH_COLUMN_MACHINE, 0},
    [STATUS] = {"status", "", CH_COLUMN_TEXT, CH_COLUMN_MACHINE, 0},
    [SENTENCE] = {"sentence", "SENTENCE", CH_COLUMN_TEXT, CH_COLUMN_BOTH, 30},
    [EVENT] = {"event", "EVENT", CH_COLUMN_TEXT, CH_COLUMN_BOTH, 0},
    [MENTION] = {"mention", "", CH_COLUMN_TEXT, CH_COLUMN_MACHINE, 0},
    [ARTICLE] = {"article", "", CH_COLUMN_TEXT, CH_COLUMN_MACHINE, 0},
    [ADDRESS] = {"address", "", CH_COLUMN_TEXT, CH_COLUMN_MACHINE, 0},
};

static void side(ch_cell_writer *w, ch_cell *cell, const ch_report_side *s) {
  ch_word_side(s, &w->buf);
  ch_cell_take(w, cell);
}

static void coded(ch_cell_writer *w, ch_cell *row, const ch_hit *hit) {
  const ch_report *r = hit->report;
  ch_word_side(&r->act.actor, &w->buf);
  if (w->buf.n && r->act.recipient.n) ch_buf_add_z(&w->buf, " → ");
  ch_word_side(&r->act.recipient, &w->buf);
  ch_cell_take(w, &row[WHO]);
  side(w, &row[ACTOR], &r->act.actor);
  side(w, &row[RECIPIENT], &r->act.recipient);
  row[TYPE].text = ch_str_of(ch_type_name(r->act.type));
  row[STATUS].text = ch_str_of(ch_status_name(r->act.status));
  row[EVENT].text = ch_str_of(hit->event);
  row[MENTION].text = r->id;
}

static bool fill(ch_table *table, const ch_hits *hits, size_t from, ch_arena *arena,
                 ch_error *error) {
  ch_cell_writer w;
  ch_table_init(table, COLUMNS, N);
  ch_cells_begin(&w, arena);
  for (size_t i = from; i < hits->n; i++) {
    const ch_hit *hit = &hits->v[i];
    ch_cell *row = ch_table_row(table, arena);
    if (!row) {
      w.failed = true;
      break;
    }
    ch_cell_day(&w, &row[DATE], hit->source->published);
    row[OUTLET].text = hit->source->outlet;
    row[TITLE].text = hit->source->title;
    row[SENTENCE].text = hit->sentence.n ? hit->sentence : hit->source->title;
    row[ARTICLE].text = hit->source->id;
    row[ADDRESS].text = hit->source->address;
    if (hit->report) coded(&w, row, hit);
  }
  return ch_cells_end(&w, error);
}

bool ch_search(ch_store *store, ch_str words, const ch_filter *filter, const ch_render *how,
               ch_buf *out, ch_buf *note, ch_error *error) {
  ch_arena *arena = ch_arena_new(0);
  ch_hits hits;
  ch_table table;
  if (!arena) return ch_fail(error, CH_ERROR_MEMORY, "no memory to search the record");
  uint64_t most = how->limit ? how->offset + how->limit : 0;
  bool done = ch_store_search(store, words, filter, most, arena, &hits, error) &&
              fill(&table, &hits, how->offset < hits.n ? how->offset : hits.n, arena, error) &&
              ch_table_write(&table, how, out, error);
  if (done && hits.n == 0)
    ch_buf_printf(note, "nothing holds %.*s%s", CH_PRI(words),
                  filter->between[0].n || filter->types || filter->statuses || filter->issue.n ||
                          filter->days.from != CH_DAY_NONE || filter->days.to != CH_DAY_NONE
                      ? " and passes the filters"
                      : "");
  ch_arena_free(arena);
  return done;
}
