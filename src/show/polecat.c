/* Events in the layout of POLECAT, the data set of PLOVER's authors, whose readers take it: one
 * a row, in its columns and their order. What it has no column for is left out, what we do not
 * know is empty. It knows no status, so that only what happened is told, and what was
 * promised or threatened. */
#include <math.h>

#include "show/view.h"

typedef enum part { PARTY_NAME, PARTY_COUNTRY, PARTY_COW, PARTY_SECTOR, PARTY_TITLE, PARTY_RAW } part;

#define CH_POLECAT(X)                                                                        \
  X(ID, "Event ID") X(DATE, "Event Date") X(TYPE, "Event Type") X(MODE, "Event Mode")        \
  X(INTENSITY, "Intensity") X(QUAD, "Quad Code") X(CONTEXTS, "Contexts")                     \
  X(A_NAME, "Actor Name") X(A_COUNTRY, "Actor Country") X(A_COW, "Actor COW")                \
  X(A_PRIMARY, "Primary Actor Sector") X(A_SECTORS, "Actor Sectors")                         \
  X(A_TITLE, "Actor Title") X(A_RAW, "Actor Name Raw") X(A_WIKI, "Wikipedia Actor ID")       \
  X(R_NAME, "Recipient Name") X(R_COUNTRY, "Recipient Country") X(R_COW, "Recipient COW")    \
  X(R_PRIMARY, "Primary Recipient Sector") X(R_SECTORS, "Recipient Sectors")                 \
  X(R_TITLE, "Recipient Title") X(R_RAW, "Recipient Name Raw")                               \
  X(R_WIKI, "Wikipedia Recipient ID") X(PLACE, "Placename") X(CITY, "City")                  \
  X(DISTRICT, "District") X(PROVINCE, "Province") X(COUNTRY, "Country")                      \
  X(LATITUDE, "Latitude") X(LONGITUDE, "Longitude") X(GEONAMES, "GeoNames ID")               \
  X(PLACE_RAW, "Raw Placename") X(FEATURE, "Feature Type") X(SOURCE, "Source")               \
  X(PUBLISHED, "Publication Date") X(PEOPLE, "Story People")                                 \
  X(BODIES, "Story Organizations") X(PLACES, "Story Locations") X(LANGUAGE, "Language")      \
  X(VERSION, "Version")
enum {
#define CH_X(id, name) id,
  CH_POLECAT(CH_X)
#undef CH_X
      N
};

_Static_assert(R_WIKI - R_NAME == A_WIKI - A_NAME, "both sides have the same columns");

/* Ids stay texts; numbers are those that a reader calculates with. */
static const ch_column COLUMNS[N] = {
#define CH_X(id, name)                                                                       \
  {name, name,                                                                               \
   id == INTENSITY || id == QUAD || id == LATITUDE || id == LONGITUDE ? CH_COLUMN_NUMBER     \
                                                                      : CH_COLUMN_TEXT,      \
   CH_COLUMN_BOTH, 0},
    CH_POLECAT(CH_X)
#undef CH_X
};

/* As in src/analyse: the status of a promise or a threat is that of what it announces. */
static bool told(const ch_fact *f) {
  if (f->act.status == CH_STATUS_NEGATED || f->act.status == CH_STATUS_CANCELLED) return false;
  return f->act.type == CH_TYPE_AGREE || f->act.type == CH_TYPE_THREATEN ||
         ch_status_happened(f->act.status);
}

/* The office that a report gives the person in. */
static ch_str title_of(const ch_fact *f, const ch_report_party *p) {
  for (uint32_t i = 0; i < f->people.n; i++)
    if (ch_str_eq(f->people.v[i].name, p->name)) return f->people.v[i].office;
  return (ch_str){NULL, 0};
}

static ch_str part_of(const ch_fact *f, const ch_report_party *p, const ch_states *states,
                      part which) {
  const ch_state *state = ch_states_find(states, p->code);
  switch (which) {
    case PARTY_NAME: return p->name.n ? p->name : p->text;
    case PARTY_COUNTRY: return p->code;
    case PARTY_COW: return state ? state->cow : (ch_str){NULL, 0};
    case PARTY_SECTOR: return p->n_sectors ? p->sectors[0] : (ch_str){NULL, 0};
    case PARTY_TITLE: return title_of(f, p);
    case PARTY_RAW: return p->text;
  }
  return (ch_str){NULL, 0};
}

/* Several apart by ";": a ";" within one would make two of it. */
static void add(ch_buf *out, size_t from, ch_str text) {
  if (text.n == 0) return;
  if (out->n > from) ch_buf_add_byte(out, ';');
  for (size_t i = 0; i < text.n; i++) ch_buf_add_byte(out, text.p[i] == ';' ? ',' : text.p[i]);
}

/* Each kept where it was: of two actors the second's code stays the second's. */
static void party_cell(ch_cell_writer *w, ch_cell *cell, const ch_fact *f,
                       const ch_report_side *side, const ch_states *states, part which) {
  bool any = false;
  for (uint32_t i = 0; i < side->n; i++)
    any = any || part_of(f, &side->v[i], states, which).n;
  for (uint32_t i = 0; any && i < side->n; i++) {
    if (i) ch_buf_add_byte(&w->buf, ';');
    add(&w->buf, w->buf.n, part_of(f, &side->v[i], states, which));
  }
  ch_cell_take(w, cell);
}

static void sectors_cell(ch_cell_writer *w, ch_cell *cell, const ch_report_side *side) {
  for (uint32_t i = 0; i < side->n; i++)
    for (uint32_t k = 0; k < side->v[i].n_sectors; k++) add(&w->buf, 0, side->v[i].sectors[k]);
  ch_cell_take(w, cell);
}

static void side_cells(ch_cell_writer *w, ch_cell *row, const ch_fact *f,
                       const ch_report_side *side, const ch_states *states) {
  party_cell(w, &row[A_NAME - A_NAME], f, side, states, PARTY_NAME);
  party_cell(w, &row[A_COUNTRY - A_NAME], f, side, states, PARTY_COUNTRY);
  party_cell(w, &row[A_COW - A_NAME], f, side, states, PARTY_COW);
  if (side->n && side->v[0].n_sectors) row[A_PRIMARY - A_NAME].text = side->v[0].sectors[0];
  sectors_cell(w, &row[A_SECTORS - A_NAME], side);
  party_cell(w, &row[A_TITLE - A_NAME], f, side, states, PARTY_TITLE);
  party_cell(w, &row[A_RAW - A_NAME], f, side, states, PARTY_RAW);
}

static void fill(ch_cell_writer *w, ch_cell *row, const ch_fact *f, const ch_states *states) {
  row[ID].text = ch_str_of(f->id);
  ch_cell_day(w, &row[DATE], ch_fact_day(f));
  row[TYPE].text = ch_str_of(ch_type_name(f->act.type));
  row[MODE].text = f->act.mode;
  row[INTENSITY].number = f->goldstein;
  if (f->quad) row[QUAD].number = f->quad;
  for (uint32_t i = 0; i < f->n_contexts; i++) add(&w->buf, 0, f->contexts[i]);
  ch_cell_take(w, &row[CONTEXTS]);
  side_cells(w, row + A_NAME, f, &f->act.actor, states);
  side_cells(w, row + R_NAME, f, &f->act.recipient, states);
  row[PLACE].text = row[PLACE_RAW].text = f->place.name;
  row[COUNTRY].text = f->place.code;
  row[LATITUDE].number = f->place.name.n ? f->place.lat : NAN;
  row[LONGITUDE].number = f->place.name.n ? f->place.lon : NAN;
  if (f->best && f->best->source) row[SOURCE].text = f->best->source->outlet;
  ch_cell_day(w, &row[PUBLISHED], f->first_told);
  for (uint32_t i = 0; i < f->people.n; i++) add(&w->buf, 0, f->people.v[i].name);
  ch_cell_take(w, &row[PEOPLE]);
  row[VERSION].text = CH_STR("Chancery");
}

bool ch_view_polecat(ch_view_work *v, ch_error *error) {
  ch_states *states;
  ch_cell_writer w;
  ch_table_init(&v->table, COLUMNS, N);
  if (!ch_view_states(v, &states, error)) return false;
  ch_cells_begin(&w, v->arena);
  for (size_t i = 0; i < v->facts->n; i++) {
    if (!told(v->facts->v[i])) continue;
    ch_cell *row = ch_table_row(&v->table, v->arena);
    if (!row) {
      w.failed = true;
      break;
    }
    fill(&w, row, v->facts->v[i], states);
  }
  ch_states_free(states);
  return ch_cells_end(&w, error);
}
