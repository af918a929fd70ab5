/* Tables of comma-separated values (RFC 4180; semicolons and tabs too): the first
 * row names the columns, in any order. */
#include "base/csv.h"
#include "import/rows.h"

enum { MOST_COLUMNS = 64 };

/* Each column, by any of its names; `many` are apart by |. */
typedef enum column {
  NAME, ALIASES, OFFICE, COUNTRY, SECTORS, KIND, SEAT, SURNAME, FROM, TO,
  LATITUDE, LONGITUDE, DIVISION, POPULATION, N_COLUMNS
} column;
static const char *const NAMES[N_COLUMNS] = {
    [NAME] = "|name|person|label|personlabel|", [ALIASES] = "|aliases|alias|other names|altlabel|",
    [OFFICE] = "|office|position|role|title|positionlabel|officelabel|",
    [COUNTRY] = "|country|code|state|countrylabel|iso3|", [SECTORS] = "|sectors|sector|",
    [KIND] = "|kind|type|", [SEAT] = "|seat|", [SURNAME] = "|surname|last name|",
    [FROM] = "|from|start|start date|since|", [TO] = "|to|end|end date|until|",
    [LATITUDE] = "|lat|latitude|", [LONGITUDE] = "|lon|long|lng|longitude|",
    [DIVISION] = "|division|admin1|province|region|", [POPULATION] = "|population|"};

typedef struct reader {
  ch_import *im;
  const char *file;
  ch_str rest;
  uint64_t line; /* of the row; rows may hold line ends */
  uint64_t next;
  char apart;
} reader;

static bool named(const char *names, ch_str name) {
  ch_str rest = ch_str_of(names), one;
  while (name.n && ch_str_split(&rest, '|', &one))
    if (ch_str_eq(one, name)) return true;
  return false;
}

/* The next row whose quotes are right; n = 0 at the end. */
static ch_str whole_row(reader *r) {
  while (r->rest.n > 0) {
    ch_csv_scan scan = {0};
    r->line = r->next;
    ch_csv_scan_on(&scan, r->rest, r->apart);
    size_t line = ch_str_find_byte(r->rest, '\n', 0), n = !scan.open ? scan.i : line < r->rest.n ? line + 1 : r->rest.n;
    ch_str row = ch_str_slice(r->rest, 0, n);
    for (size_t i = 0; i < n; i++) r->next += row.p[i] == '\n';
    r->rest = ch_str_slice(r->rest, n, r->rest.n);
    if (!scan.open) return row;
    ch_import_refuse(r->im, r->file, r->line, "a quote is not closed, or one inside is not doubled");
  }
  return (ch_str){NULL, 0};
}

/* The cells of a row; false at the end. */
static bool next_row(reader *r, ch_str cells[MOST_COLUMNS], uint32_t *n) {
  ch_str row = whole_row(r), cell;
  *n = 0;
  if (row.n == 0) return false;
  bool more = true, quoted;
  while (ch_csv_cell(&row, &more, r->apart, r->im->arena, &cell, &quoted)) {
    if (cell.p == NULL && quoted) return !(r->im->failed = true);
    if (*n < MOST_COLUMNS) cells[*n] = quoted ? cell : ch_str_trim(cell);
    ++*n;
  }
  return true;
}

static void take_row(reader *r, const ch_str cells[], uint32_t n,
                     const uint32_t at[N_COLUMNS]) {
  ch_str cell[N_COLUMNS];
  for (int c = 0; c < N_COLUMNS; c++) cell[c] = at[c] < n ? cells[at[c]] : (ch_str){NULL, 0};
  ch_import_given given = {.file = r->file, .line = r->line, .name = cell[NAME], .office = cell[OFFICE],
                           .country = cell[COUNTRY], .sectors = cell[SECTORS], .kind = cell[KIND],
                           .seat = cell[SEAT], .surname = cell[SURNAME], .from = cell[FROM], .to = cell[TO]};
  ch_str rest = cell[ALIASES], alias;
  while (rest.n && ch_str_split(&rest, '|', &alias)) ch_import_alias(r->im, &given.aliases, alias);
  if (at[LATITUDE] != UINT32_MAX && at[LONGITUDE] != UINT32_MAX) {
    ch_import_row *row = ch_import_place(r->im, &given, cell[LATITUDE], cell[LONGITUDE], cell[POPULATION]);
    if (row) row->division = ch_import_clean(r->im, cell[DIVISION]);
    return;
  }
  if (given.kind.n) ch_import_body(r->im, &given);
  else ch_import_person(r->im, &given);
}

/* What parts the cells of the first row. */
static char separator(ch_str bytes) {
  ch_str line;
  if (!ch_str_line(&bytes, &line)) return ',';
  if (ch_str_find_byte(line, '\t', 0) != SIZE_MAX) return '\t';
  return ch_str_find_byte(line, ';', 0) != SIZE_MAX ? ';' : ',';
}

bool ch_import_csv(ch_import *im, const char *file, ch_str bytes) {
  reader r = {.im = im, .file = file, .rest = bytes, .next = 1, .apart = separator(bytes)};
  ch_str cells[MOST_COLUMNS];
  uint32_t at[N_COLUMNS], n, width;
  for (int c = 0; c < N_COLUMNS; c++) at[c] = UINT32_MAX;
  if (!next_row(&r, cells, &width)) return ch_import_refuse(im, file, 1, "no row names the columns");
  for (uint32_t i = 0; i < width && i < MOST_COLUMNS; i++)
    for (int c = 0; c < N_COLUMNS; c++)
      if (at[c] == UINT32_MAX && named(NAMES[c], ch_import_fold(im, cells[i]))) at[c] = i;
  if (at[NAME] == UINT32_MAX) return ch_import_refuse(im, file, 1, "no column is called name");
  while (next_row(&r, cells, &n) && !im->failed) {
    if (n == 1 && cells[0].n == 0) continue;
    if (n > width || n > MOST_COLUMNS) ch_import_refuse(im, file, r.line, "%u cells, not %u", n, width);
    else take_row(&r, cells, n, at);
  }
  return !im->failed;
}
