/* What the view functions share: each takes events and fills a table. */
#ifndef CH_SHOW_VIEW_H
#define CH_SHOW_VIEW_H

#include "analyse/period.h"
#include "base/map.h"
#include "record/states.h"
#include "show/table.h"
#include "store/store.h"

typedef struct ch_view_work {
  ch_store *store;
  ch_arena *arena;    /* the view's; tables and cells live here */
  const ch_facts *facts; /* as filtered; none for views that only count (views.c) */
  ch_map by_id;       /* places in `facts` */
  ch_map linked_ids;  /* places in `linked`, of events read because those have links to them */
  struct { const ch_fact **v; size_t n, cap; } linked;
  size_t n_events, n_filtered; /* that pass the filter, and that do not */
  const ch_filter *filter;
  ch_period by;       /* of series */
  bool zeros;         /* dyads: rows of nothing too */
  ch_str fields;      /* that were asked for by name */
  unsigned width;     /* columns for a row on a terminal */
  bool ascii;         /* charts of characters in ASCII */
  bool whole;         /* nothing is filtered out, and the view tells of it without `facts` */
  bool plain;         /* no columns for persons are shown, nor need be made */
  int32_t today;      /* the last day that the record has an article of */
  ch_table table;
} ch_view_work;

/* The views; false only when memory runs out or the store fails. */
bool ch_view_timeline(ch_view_work *w, ch_error *error);
bool ch_view_ledger(ch_view_work *w, ch_error *error);
bool ch_view_commitments(ch_view_work *w, ch_error *error);
bool ch_view_talks(ch_view_work *w, ch_error *error);
bool ch_view_positions(ch_view_work *w, ch_error *error);
bool ch_view_contradictions(ch_view_work *w, ch_error *error);
bool ch_view_sources(ch_view_work *w, ch_error *error);
bool ch_view_polecat(ch_view_work *w, ch_error *error);
bool ch_view_rejects(ch_view_work *w, ch_error *error);
bool ch_view_copies(ch_view_work *w, ch_error *error);
bool ch_view_dyads(ch_view_work *w, ch_error *error);
bool ch_view_series(ch_view_work *w, ch_error *error);
bool ch_view_tension(ch_view_work *w, ch_error *error);
bool ch_view_volume(ch_view_work *w, ch_error *error);
bool ch_view_disputes(ch_view_work *w, ch_error *error);
bool ch_view_summary(ch_view_work *w, ch_error *error);
bool ch_view_decisions(ch_view_work *w, ch_error *error);

/* Cells whose text is made in a buffer: begin, write, end. */
typedef struct ch_cell_writer {
  ch_arena *arena;
  ch_buf buf;
  bool failed;
} ch_cell_writer;
void ch_cells_begin(ch_cell_writer *w, ch_arena *arena);
/* Puts what the buffer holds into the cell and empties the buffer. */
void ch_cell_take(ch_cell_writer *w, ch_cell *cell);
/* Frees the buffer; false (with error) if memory ran out on the way. */
bool ch_cells_end(ch_cell_writer *w, ch_error *error);

void ch_cell_day(ch_cell_writer *w, ch_cell *cell, int32_t day);
/* Ids of the links of one kind, "; " between. */
void ch_cell_links(ch_cell_writer *w, ch_cell *cell, const ch_fact *fact, ch_link_kind kind);
/* Ids of those linked events that a source, not we, says are linked. */
void ch_cell_stated(ch_cell_writer *w, ch_cell *cell, const ch_fact *fact);
/* In what proportion the event answers others: "e-… more", "; " between; those unknown left out. */
void ch_cell_proportion(ch_view_work *v, ch_cell_writer *w, ch_cell *cell, const ch_fact *fact);
/* For notes: "answers expulsion: 35 diplomats (2016-12-29, e-…)". */
void ch_cell_note_links(ch_view_work *v, const ch_fact *fact, ch_buf *out);
/* The seven cells that end a row of events, in this order: reports, outlets,
 * copies, id, sentence, source, links. */
void ch_cells_evidence(ch_view_work *v, ch_cell_writer *w, const ch_fact *fact, ch_cell *cells);
/* The record's list of states, for the caller to free; NULL (and true) if it holds none. */
bool ch_view_states(ch_view_work *v, ch_states **out, ch_error *error);
/* The event of that id among the view's; NULL if the filter left it out. */
const ch_fact *ch_view_find(const ch_view_work *v, ch_str id);
/* The same of an event that `fact` links to, read from the store where the view does not have it. */
const ch_fact *ch_view_linked(ch_view_work *v, const ch_fact *fact, ch_str id);

#endif
