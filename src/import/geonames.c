/* GeoNames' tables (https://download.geonames.org/export/dump/readme.txt).
 *
 * Of places: 19 columns apart by tabs, no header. Of first-order divisions
 * (admin1CodesASCII.txt): 4. Which kinds of places are taken, and whose two
 * letters are whose, is told by import/geonames.tsv. A place's division has its
 * name from a division's row of any of the files.
 */
#include "import/rows.h"

enum { GEONAME_ID, NAME, ASCII_NAME, OTHER_NAMES, LATITUDE, LONGITUDE, FEATURE_CLASS, FEATURE_CODE,
       COUNTRY, COUNTRY_2, DIVISION, POPULATION = 14, PLACE_COLUMNS = 19 };
enum { D_CODE, D_NAME, DIVISION_COLUMNS = 4 };
enum { MOST_ALIASES = 24, SHORTEST_ALIAS = 3 };

/* "Sloviansk", not "Слов'янськ", "SLV" or an address: what an English report may print. */
static bool is_printed(ch_str name) {
  bool small = false;
  if (name.n < SHORTEST_ALIAS || !(name.p[0] >= 'A' && name.p[0] <= 'Z')) return false;
  for (size_t i = 0; i < name.n; i++) {
    unsigned char c = (unsigned char)name.p[i];
    if (c >= 0xC6) return false; /* beyond Latin's letters with marks: U+0180 and up */
    if ((c >= '0' && c <= '9') || c == ':' || c == '/' || c == '(') return false;
    small = small || (c >= 'a' && c <= 'z');
  }
  return small;
}

/* "UA.14" */
static ch_str division_key(ch_import *im, ch_str country, ch_str division) {
  ch_str key = ch_arena_printf(im->arena, "%.*s.%.*s", CH_PRI(country), CH_PRI(division));
  if (!key.p) im->failed = true;
  return key;
}

static void take_place(ch_import *im, const char *file, uint64_t line, const ch_str f[PLACE_COLUMNS]) {
  ch_str of_class = f[FEATURE_CLASS];
  ch_str kind = ch_arena_printf(im->arena, "%.*s.%.*s", CH_PRI(of_class), CH_PRI(f[FEATURE_CODE]));
  if (!kind.p) im->failed = true;
  ch_str as = ch_import_get(im, &im->features, kind);
  if (as.n == 0) as = ch_import_get(im, &im->features, of_class);
  if (as.n == 0 || ch_str_is(as, "-") || f[COUNTRY].n == 0) { /* the high seas are no country's */
    im->done.passed++;
    return;
  }
  ch_str code = ch_import_get(im, &im->alpha2, f[COUNTRY]);
  if (code.n == 0) {
    ch_import_refuse(im, file, line, "'%.*s' is no country of import/geonames.tsv", CH_PRI(f[COUNTRY]));
    return;
  }
  ch_import_given given = {.file = file, .line = line, .name = f[NAME], .country = code};
  bool division = ch_str_is(as, "division");
  ch_str key = division_key(im, f[COUNTRY], f[DIVISION]);
  if (division) ch_import_put(im, &im->divisions, key, ch_import_clean(im, f[NAME]));
  ch_import_alias(im, &given.aliases, f[ASCII_NAME]);
  ch_str rest = f[OTHER_NAMES], other;
  while (rest.n && given.aliases.n < MOST_ALIASES && ch_str_split(&rest, ',', &other))
    if (is_printed(other)) ch_import_alias(im, &given.aliases, other);
  /* The name of the division is known when all files are read. */
  ch_import_row *row = ch_import_place(im, &given, f[LATITUDE], f[LONGITUDE], f[POPULATION]);
  if (row && !division) row->division_key = key;
}

bool ch_import_geonames(ch_import *im, const char *file, ch_str bytes) {
  ch_str line;
  for (uint64_t number = 1; ch_str_line(&bytes, &line) && !im->failed; number++) {
    ch_str f[PLACE_COLUMNS] = {{NULL, 0}}, cell;
    uint32_t n = 0;
    if (line.n == 0 || line.p[0] == '#') continue;
    while (ch_str_split(&line, '\t', &cell)) {
      if (n < PLACE_COLUMNS) f[n] = cell;
      n++;
    }
    if (n == PLACE_COLUMNS) take_place(im, file, number, f);
    else if (n == DIVISION_COLUMNS) ch_import_put(im, &im->divisions, f[D_CODE], ch_import_clean(im, f[D_NAME]));
    else ch_import_refuse(im, file, number, "%u columns: GeoNames' places have 19, its divisions 4", n);
  }
  return !im->failed;
}

void ch_import_geonames_finish(ch_import *im) {
  for (size_t i = 0; i < im->rows.n; i++) {
    ch_import_row *row = &im->rows.v[i];
    if (row->division_key.n) row->division = ch_import_get(im, &im->divisions, row->division_key);
  }
}
