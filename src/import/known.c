/* What data/LANG tells an import: states, offices, Wikidata's items, CAMEO's roles,
 * GeoNames' countries and kinds of places. */
#include "import/known.h"

#include "base/tsv.h"

typedef struct table {
  ch_import *im;
  ch_tsv tsv;
  uint32_t column[8];
} table;

static bool open_table(table *t, ch_import *im, const char *dir, const char *name,
                       const char *columns) {
  ch_str path = ch_arena_printf(im->arena, "%s/%s", dir, name), rest = ch_str_of(columns), column;
  if (!path.p) return ch_fail(im->error, CH_ERROR_MEMORY, "no memory for the import");
  t->im = im;
  if (!ch_tsv_open(&t->tsv, path.p, im->arena, im->error)) return false;
  for (uint32_t i = 0; ch_str_split(&rest, ' ', &column); i++) {
    ch_str z = ch_arena_copy(im->arena, column);
    if (!z.p) return ch_fail(im->error, CH_ERROR_MEMORY, "no memory for the import");
    if (!ch_tsv_column(&t->tsv, z.p, &t->column[i], im->error)) return false;
  }
  return true;
}

static ch_str field(const table *t, uint32_t i) { return t->tsv.fields[t->column[i]]; }
static bool next(table *t) { return ch_tsv_next(&t->tsv, t->im->error); }

/* Each value of a `|` field, in lower case, leads to `text`; the first who comes stays. */
static void put_all(ch_import *im, ch_map *map, ch_str values, ch_str text) {
  ch_str value;
  while (values.n && ch_str_split(&values, '|', &value))
    ch_import_put(im, map, ch_import_fold(im, value), text);
}

static void know(ch_import *im, ch_str values, ch_str code) {
  ch_str value;
  while (values.n && ch_str_split(&values, '|', &value)) {
    ch_str folded = ch_import_fold(im, value);
    ch_str key = ch_arena_printf(im->arena, "%.*s\t%.*s", CH_PRI(folded), CH_PRI(code));
    if (!key.p || !ch_map_put(&im->known, key, NULL)) im->failed = true;
  }
}

static void note_sectors(ch_import *im, ch_str sectors) {
  ch_str one;
  while (sectors.n && ch_str_split(&sectors, '|', &one))
    if (one.n && !ch_map_put(&im->sectors, one, NULL)) im->failed = true;
}

static bool load_states(ch_import *im, const char *dir) {
  table t;
  if (!open_table(&t, im, dir, "states.tsv", "code name aliases adjectives demonyms capital cities region"))
    return false;
  while (next(&t)) {
    ch_str code = field(&t, 0);
    ch_import_put(im, &im->state_of, code, code);
    ch_import_put(im, &im->regions, code, field(&t, 7));
    for (uint32_t i = 1; i <= 4; i++) put_all(im, &im->state_of, field(&t, i), code);
    for (uint32_t i = 1; i <= 6; i++) know(im, field(&t, i), code);
  }
  return !t.tsv.failed;
}

/* `name` leads to the kind; the first who comes stays. */
static bool note_kind(ch_import *im, ch_str name, ch_str kind, ch_str sectors) {
  bool added = false;
  uint32_t *at = name.n ? ch_map_put(&im->classes, name, &added) : NULL;
  if (!added) return at || name.n == 0;
  struct ch_import_kind *kept = CH_PUSH(im->arena, &im->kinds);
  if (!kept) return ch_fail(im->error, CH_ERROR_MEMORY, "no memory for the import");
  kept->kind = kind, kept->sectors = sectors;
  *at = (uint32_t)im->kinds.n - 1;
  return true;
}

/* "NATO" of a CSV's country: the code that the body has. */
static bool load_bodies(ch_import *im, const char *dir) {
  static const char *const INTERNATIONAL[] = {"UNO", "EUR", "IGO", "NGO", "MNC", "IMG", "ISM"};
  table t;
  if (!open_table(&t, im, dir, "organisations.tsv", "code name aliases sectors kind")) return false;
  while (next(&t)) {
    ch_str code = field(&t, 0);
    note_sectors(im, field(&t, 3));
    if (!note_kind(im, field(&t, 4), field(&t, 4), (ch_str){NULL, 0})) return false;
    for (size_t i = 0; i < sizeof INTERNATIONAL / sizeof *INTERNATIONAL; i++) {
      if (!ch_str_is(code, INTERNATIONAL[i])) continue;
      ch_import_put(im, &im->state_of, code, code);
      for (uint32_t c = 1; c <= 2; c++) put_all(im, &im->state_of, field(&t, c), code);
    }
  }
  return !t.tsv.failed;
}

static bool load_roles(ch_import *im, const char *dir) {
  table t;
  if (!open_table(&t, im, dir, "roles.tsv", "term sectors kind office forms")) return false;
  while (next(&t)) {
    struct ch_import_office *office = CH_PUSH(im->arena, &im->offices);
    struct ch_import_kind *kind = CH_PUSH(im->arena, &im->kinds);
    if (!office || !kind) return ch_fail(im->error, CH_ERROR_MEMORY, "no memory for the import");
    office->office = field(&t, 3), office->sectors = field(&t, 1);
    kind->kind = field(&t, 2);
    note_sectors(im, field(&t, 1));
    for (uint32_t c = 0; c <= 4; c += 4) {
      ch_str rest = field(&t, c), form;
      while (rest.n && ch_str_split(&rest, '|', &form)) {
        bool added = false;
        ch_str key = ch_import_fold(im, form);
        if (!ch_map_put(&im->roles_known, key, NULL)) im->failed = true;
        size_t blank = key.n;
        while (blank > 0 && key.p[blank - 1] != ' ') blank--;
        uint32_t *at = ch_map_put(&im->last_word, ch_str_slice(key, blank, key.n), &added);
        if (at && added) *at = (uint32_t)im->kinds.n - 1;
        if (office->office.n == 0) continue;
        at = ch_map_put(&im->office_of, key, &added);
        if (at && added) *at = (uint32_t)im->offices.n - 1;
      }
    }
  }
  return !t.tsv.failed;
}

static bool load_words(ch_import *im, const char *dir) {
  table t;
  if (!open_table(&t, im, dir, "pronouns.tsv", "word kind")) return false;
  while (next(&t))
    if (ch_str_is(field(&t, 1), "owner") && !ch_map_put(&im->owners, field(&t, 0), NULL))
      im->failed = true;
  if (t.tsv.failed || !open_table(&t, im, dir, "given_names.tsv", "names")) return false;
  while (next(&t)) put_all(im, &im->given, field(&t, 0), CH_STR("yes"));
  return !t.tsv.failed;
}

static bool load_cameo(ch_import *im, const char *dir) {
  table t;
  if (!open_table(&t, im, dir, "import/cameo.tsv", "code sectors")) return false;
  while (next(&t)) ch_import_put(im, &im->cameo, field(&t, 0), field(&t, 1));
  return !t.tsv.failed;
}

static bool load_items(ch_import *im, const char *dir) {
  table t;
  if (!open_table(&t, im, dir, "import/wikidata.tsv", "id is value sectors name")) return false;
  while (next(&t)) {
    if (ch_str_is(field(&t, 1), "state")) {
      ch_import_put(im, &im->state_of, field(&t, 0), field(&t, 2));
      put_all(im, &im->state_of, field(&t, 4), field(&t, 2));
      continue;
    }
    ch_str kind = ch_str_is(field(&t, 1), "person") ? CH_STR("person") : field(&t, 2);
    ch_str rest = field(&t, 4), name;
    if (!note_kind(im, field(&t, 0), kind, field(&t, 3)) || !note_kind(im, kind, kind, field(&t, 3))) return false;
    while (rest.n && ch_str_split(&rest, '|', &name))
      if (!note_kind(im, name, kind, field(&t, 3))) return false;
  }
  return !t.tsv.failed;
}

static bool load_geonames(ch_import *im, const char *dir) {
  table t;
  if (!open_table(&t, im, dir, "import/geonames.tsv", "kind name value")) return false;
  while (next(&t)) {
    bool country = ch_str_is(field(&t, 0), "country");
    if (!country && !ch_str_is(field(&t, 0), "feature"))
      return ch_tsv_fail(&t.tsv, im->error, "'%.*s' is neither country nor feature", CH_PRI(field(&t, 0)));
    ch_import_put(im, country ? &im->alpha2 : &im->features, field(&t, 1), field(&t, 2));
  }
  return !t.tsv.failed;
}

bool ch_import_know(ch_import *im, const char *dir) {
  return load_states(im, dir) && load_items(im, dir) && load_bodies(im, dir) &&
         load_roles(im, dir) && load_words(im, dir) && load_cameo(im, dir) &&
         load_geonames(im, dir);
}
