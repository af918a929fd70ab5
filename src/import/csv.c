/* Tables of comma-separated values (RFC 4180; semicolons and tabs too): the first
 * row names the columns, in any order. */
#include "import/rows.h"

enum { MOST_COLUMNS = 64 };

/* Each column, by any of its names; `many` are apart by |. */
typedef enum column {
  NAME, ALIASES, OFFICE, COUNTRY, SECTORS, KIND, SEAT, SURNAME, FROM, TO, N_COLUMNS
} column;
static const char *const NAMES[N_COLUMNS] = {
    [NAME] = "|name|person|label|personlabel|", [ALIASES] = "|aliases|alias|other names|altlabel|",
    [OFFICE] = "|office|position|role|title|positionlabel|officelabel|",
    [COUNTRY] = "|country|code|state|countrylabel|iso3|", [SECTORS] = "|sectors|sector|",
    [KIND] = "|kind|type|", [SEAT] = "|seat|", [SURNAME] = "|surname|last name|",
    [FROM] = "|from|start|start date|since|", [TO] = "|to|end|end date|until|"};

typedef struct reader {
  ch_import *im;
  const char *file;
  ch_str rest;
  uint64_t line; /* of the row; rows may hold line ends */
  uint64_t next;
  char apart;
} reader;

/* The next cell; *last where it ends its row. False (told) where a quote is left open. */
static bool next_cell(reader *r, ch_str *cell, bool *last) {
  char *out = NULL;
  size_t n = 0, i = 0;
  if (r->rest.n && r->rest.p[0] == '"') {
    out = ch_arena_alloc(r->im->arena, r->rest.n < 4096 ? r->rest.n : 4096);
    if (!out) return !(r->im->failed = true);
    for (i = 1; i < r->rest.n; i++) {
      if (r->rest.p[i] == '"' && (i + 1 == r->rest.n || r->rest.p[i + 1] != '"')) break;
      if (r->rest.p[i] == '"') i++;
      if (r->rest.p[i] == '\n') r->next++;
      if (n < 4095) out[n++] = r->rest.p[i];
    }
    if (i >= r->rest.n) {
      r->rest = (ch_str){NULL, 0};
      return !ch_import_refuse(r->im, r->file, r->line, "a quote is not closed");
    }
    i++;
  }
  size_t from = i;
  while (i < r->rest.n && r->rest.p[i] != r->apart && r->rest.p[i] != '\n') i++;
  *cell = out ? (ch_str){out, n} : ch_str_trim(ch_str_slice(r->rest, from, i));
  *last = i >= r->rest.n || r->rest.p[i] == '\n';
  if (*last) r->next++;
  r->rest = i < r->rest.n ? ch_str_slice(r->rest, i + 1, r->rest.n) : (ch_str){NULL, 0};
  return true;
}

static bool named(const char *names, ch_str name) {
  ch_str rest = ch_str_of(names), one;
  while (name.n && ch_str_split(&rest, '|', &one))
    if (ch_str_eq(one, name)) return true;
  return false;
}

/* The cells of a row; false at the end and where a quote is left open. */
static bool next_row(reader *r, ch_str cells[MOST_COLUMNS], uint32_t *n) {
  bool last = false;
  *n = 0;
  r->line = r->next;
  if (r->rest.n == 0) return false;
  while (!last) {
    ch_str cell;
    if (!next_cell(r, &cell, &last)) return false;
    if (*n < MOST_COLUMNS) cells[*n] = cell;
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
