/* Rows: what is common to all that is imported. */
#include "import/import.h"

#include <stdarg.h>
#include <stdio.h>

#include "base/day.h"
#include "import/known.h"
#include "ingest/utf8.h"

ch_import *ch_import_new(const char *dir, void (*refuse)(void *self, const ch_error *error),
                         void *self, ch_error *error) {
  ch_arena *arena = ch_arena_new(0);
  ch_import *im = arena ? CH_NEW(arena, ch_import) : NULL;
  if (!im) {
    ch_arena_free(arena);
    ch_fail(error, CH_ERROR_MEMORY, "no memory for the import");
    return NULL;
  }
  im->arena = arena;
  im->refuse = refuse;
  im->self = self;
  im->error = error;
  ch_map *maps[] = {&im->state_of, &im->known, &im->roles_known, &im->office_of, &im->last_word,
                    &im->owners, &im->given, &im->cameo, &im->classes, &im->regions,
                    &im->labels, &im->countries, &im->sectors, &im->alpha2, &im->features,
                    &im->divisions};
  for (size_t i = 0; i < sizeof maps / sizeof *maps; i++) ch_map_init(maps[i], arena);
  if (ch_import_know(im, dir) && !im->failed) return im;
  if (im->failed) ch_fail(error, CH_ERROR_MEMORY, "no memory for the import");
  ch_import_free(im);
  return NULL;
}

void ch_import_free(ch_import *im) {
  if (im) ch_arena_free(im->arena);
}

bool ch_import_refuse(ch_import *im, const char *file, uint64_t line, const char *format, ...) {
  ch_error refused;
  char message[sizeof refused.message];
  va_list arguments;
  va_start(arguments, format);
  vsnprintf(message, sizeof message, format, arguments);
  va_end(arguments);
  for (char *p = message; *p; p++) /* what a terminal would take for orders */
    if ((unsigned char)*p < 0x20 || *p == 0x7f) *p = '?';
  ch_fail(&refused, CH_ERROR_FORMAT, "%s", message);
  ch_fail_at(&refused, file, line);
  im->done.refused++;
  if (im->refuse) im->refuse(im->self, &refused);
  return true;
}

ch_import_row *ch_import_add(ch_import *im, ch_actor_table table, const char *file, uint64_t line) {
  ch_import_row *row = CH_PUSH(im->arena, &im->rows);
  if (!row) {
    im->failed = true;
    return NULL;
  }
  row->table = table, row->file = file, row->line = line;
  return row;
}

/* ---- texts ------------------------------------------------------------------ */

enum { LONGEST_NAME = 200 };

ch_str ch_import_clean(ch_import *im, ch_str text) {
  char *out = ch_arena_alloc(im->arena, text.n + 1);
  size_t n = 0;
  if (!out) {
    im->failed = true;
    return (ch_str){NULL, 0};
  }
  for (size_t i = 0; i < text.n; i++) {
    bool no_break = text.p[i] == '\xc2' && i + 1 < text.n && text.p[i + 1] == '\xa0';
    char c = no_break ? ' ' : text.p[i];
    if ((unsigned char)c < 0x20 || c == '|' || c == 0x7f) c = ' ';
    i += no_break;
    if (c == ' ' && (n == 0 || out[n - 1] == ' ')) continue;
    out[n++] = c;
  }
  while (n > 0 && out[n - 1] == ' ') n--;
  bool odd = n > LONGEST_NAME || ch_utf8_count((ch_str){out, n}).invalid > 0;
  return (ch_str){out, odd ? 0 : n};
}

ch_str ch_import_fold(ch_import *im, ch_str text) {
  ch_str copy = ch_arena_copy(im->arena, ch_str_trim(text));
  if (!copy.p) im->failed = true;
  for (size_t i = 0; copy.p && i < copy.n; i++)
    if (copy.p[i] >= 'A' && copy.p[i] <= 'Z') ((char *)copy.p)[i] = (char)(copy.p[i] + 32);
  return copy.p ? copy : (ch_str){NULL, 0};
}

void ch_import_put(ch_import *im, ch_map *map, ch_str key, ch_str text) {
  bool added = false;
  uint32_t *at = key.n ? ch_map_put(map, key, &added) : NULL;
  if (!added) return;
  ch_str *kept = at ? CH_PUSH(im->arena, &im->texts) : NULL;
  if (!kept) {
    im->failed = true;
    return;
  }
  *kept = text;
  *at = (uint32_t)im->texts.n - 1;
}

ch_str ch_import_get(const ch_import *im, const ch_map *map, ch_str key) {
  const uint32_t *at = key.n ? ch_map_get(map, key) : NULL;
  return at ? im->texts.v[*at] : (ch_str){NULL, 0};
}

void ch_import_alias(ch_import *im, ch_import_names *names, ch_str alias) {
  alias = ch_import_clean(im, alias);
  for (size_t i = 0; i < names->n; i++)
    if (ch_str_eq(names->v[i], alias)) return;
  ch_str *kept = alias.n ? CH_PUSH(im->arena, names) : NULL;
  if (kept) *kept = alias;
  else if (alias.n) im->failed = true;
}

/* ---- dates ------------------------------------------------------------------ */

/* "2017", "2017-01", "2017-01-20", "2017-01-20T00:00:00Z", "+2017-…": the day, month or year of
 * it. An empty text gives an empty date. */
static bool take_date(ch_str text, ch_str *out) {
  text = ch_str_trim(text);
  if (text.n && text.p[0] == '+') text = ch_str_slice(text, 1, text.n);
  size_t time = ch_str_find_byte(text, 'T', 0);
  if (time == 10) text = ch_str_slice(text, 0, 10);
  *out = text;
  if (text.n == 0) return true;
  uint64_t year = 0, month = 1, day = 1;
  bool good = (text.n == 4 || text.n == 7 || text.n == 10) &&
              ch_str_to_u64(ch_str_slice(text, 0, 4), &year) && year >= 1000;
  if (good && text.n >= 7) good = text.p[4] == '-' && ch_str_to_u64(ch_str_slice(text, 5, 7), &month);
  if (good && text.n == 10) good = text.p[7] == '-' && ch_str_to_u64(ch_str_slice(text, 8, 10), &day);
  return good && month <= 12 && day <= 31 &&
         ch_civil_valid((int32_t)year, (int32_t)month, (int32_t)day);
}

static int32_t bound(ch_str date, bool last) {
  uint64_t year = 0, month = last ? 12 : 1, day = 1;
  if (date.n == 0) return last ? INT32_MAX : INT32_MIN;
  ch_str_to_u64(ch_str_slice(date, 0, 4), &year);
  if (date.n >= 7) ch_str_to_u64(ch_str_slice(date, 5, 7), &month);
  if (date.n == 10) ch_str_to_u64(ch_str_slice(date, 8, 10), &day);
  else if (last) day = (uint64_t)ch_month_length((int32_t)year, (int32_t)month);
  return ch_day_from_civil((int32_t)year, (int32_t)month, (int32_t)day);
}

static bool take_dates(ch_import *im, const ch_import_given *given, ch_str *from, ch_str *to) {
  if (!take_date(given->from, from))
    return !ch_import_refuse(im, given->file, given->line, "'%.*s' is no date: YYYY, YYYY-MM or YYYY-MM-DD",
                             CH_PRI(given->from));
  if (!take_date(given->to, to))
    return !ch_import_refuse(im, given->file, given->line, "'%.*s' is no date: YYYY, YYYY-MM or YYYY-MM-DD",
                             CH_PRI(given->to));
  if (bound(*from, false) > bound(*to, true))
    return !ch_import_refuse(im, given->file, given->line, "it begins on %.*s and ends on %.*s",
                             CH_PRI(*from), CH_PRI(*to));
  return true;
}

/* ---- offices and countries ------------------------------------------------------ */

ch_str ch_import_state(ch_import *im, ch_str text) {
  size_t slash = text.n;
  text = ch_str_trim(text);
  for (slash = text.n; slash > 0 && text.p[slash - 1] != '/'; slash--) {}
  if (slash > 0 && ch_str_starts(text, CH_STR("http"))) text = ch_str_slice(text, slash, text.n);
  ch_str code = ch_import_get(im, &im->state_of, text);
  if (code.n == 0) code = ch_import_get(im, &im->state_of, ch_import_fold(im, text));
  return code;
}

enum { MOST_WORDS = 24 };

typedef struct words {
  ch_str text; /* in lower case */
  ch_span at[MOST_WORDS];
  uint32_t n;
} words;

static void split_words(ch_import *im, ch_str text, words *out) {
  *out = (words){.text = ch_import_fold(im, text)};
  for (size_t i = 0; i < out->text.n && out->n < MOST_WORDS;) {
    while (i < out->text.n && (out->text.p[i] == ' ' || out->text.p[i] == ',')) i++;
    size_t from = i;
    while (i < out->text.n && out->text.p[i] != ' ' && out->text.p[i] != ',') i++;
    if (i > from) out->at[out->n++] = (ch_span){(uint32_t)from, (uint32_t)i};
  }
}

static ch_str run_of(const words *w, uint32_t from, uint32_t to) {
  return ch_str_slice(w->text, w->at[from].from, w->at[to - 1].to);
}

/* The longest run of words from `from` on that the map knows; 0 words where there is none. */
static uint32_t longest(const words *w, uint32_t from, const ch_map *map) {
  for (uint32_t to = w->n; to > from; to--)
    if (ch_map_get(map, run_of(w, from, to))) return to - from;
  return 0;
}

enum { GRAMMAR_WORD = 3 }; /* letters of the longest that may stand between: "the" */

/* "Peruvian Minister of Defence", "President of the Republic of Peru", "ambassador of Peru to
 * Chile": the term and whose it is. False where other words stand there. */
static bool take_office(ch_import *im, ch_str text, const struct ch_import_office **office, ch_str *code) {
  words w;
  split_words(im, text, &w);
  uint32_t at = w.n && w.at[0].to - w.at[0].from <= GRAMMAR_WORD && !longest(&w, 0, &im->office_of) &&
                !longest(&w, 0, &im->state_of);
  uint32_t state = longest(&w, at, &im->state_of), term = longest(&w, at, &im->office_of);
  if (state && !term) {
    *code = ch_import_get(im, &im->state_of, run_of(&w, at, at + state));
    at += state;
    term = longest(&w, at, &im->office_of);
  }
  if (!term) return false;
  *office = &im->offices.v[*ch_map_get(&im->office_of, run_of(&w, at, at + term))];
  bool owned = false;
  for (at += term; at < w.n;) {
    state = longest(&w, at, &im->state_of);
    if (state && owned && code->n == 0)
      *code = ch_import_get(im, &im->state_of, run_of(&w, at, at + state));
    if (!state && w.at[at].to - w.at[at].from > GRAMMAR_WORD) return false;
    ch_str word = run_of(&w, at, at + 1);
    if (!state && !ch_str_is(word, "the")) owned = ch_map_get(&im->owners, word) != NULL;
    at += state ? state : 1;
  }
  return true;
}

static bool sectors_fit(const ch_import *im, ch_str sectors) {
  ch_str part;
  while (sectors.n && ch_str_split(&sectors, '|', &part))
    if (!ch_map_get(&im->sectors, part)) return false;
  return true;
}

/* The code of what `given` names as the country; false (told) where it names none that is known. */
static bool take_country(ch_import *im, const ch_import_given *given, ch_str *code) {
  if (given->country.n == 0) return true;
  ch_str told = ch_import_state(im, given->country);
  if (told.n == 0)
    return !ch_import_refuse(im, given->file, given->line, "'%.*s' is no country that is known here",
                             CH_PRI(given->country));
  *code = told;
  return true;
}

void ch_import_person(ch_import *im, const ch_import_given *given) {
  const struct ch_import_office *office = NULL;
  ch_str name = ch_import_clean(im, given->name), code = {NULL, 0}, from, to;
  if (name.n == 0) {
    ch_import_refuse(im, given->file, given->line, "a person without a name, or with one too long");
    return;
  }
  if (ch_str_find_byte(name, ',', 0) != SIZE_MAX) {
    ch_import_refuse(im, given->file, given->line, "'%.*s' holds a comma: names are written as reports print them",
                     CH_PRI(name));
    return;
  }
  bool told = given->office.n && take_office(im, given->office, &office, &code);
  if (!told && given->sectors.n == 0) {
    ch_import_refuse(im, given->file, given->line, "'%.*s' is no office of roles.tsv, and sectors are not told",
                     CH_PRI(given->office));
    return;
  }
  if (!sectors_fit(im, given->sectors)) {
    ch_import_refuse(im, given->file, given->line, "'%.*s' are no sectors", CH_PRI(given->sectors));
    return;
  }
  if (!take_country(im, given, &code)) return;
  if (code.n == 0) code = ch_import_state(im, given->fallback);
  if (code.n == 0) {
    ch_import_refuse(im, given->file, given->line, "no country of '%.*s' is told", CH_PRI(name));
    return;
  }
  if (!take_dates(im, given, &from, &to)) return;
  ch_import_row *row = ch_import_add(im, CH_ACTORS_PEOPLE, given->file, given->line);
  if (!row) return;
  row->name = name, row->code = code, row->from = from, row->to = to;
  row->sectors = given->sectors.n ? given->sectors : office->sectors;
  row->office = told ? office->office : (ch_str){NULL, 0};
  row->surname = ch_import_clean(im, given->surname);
  for (size_t i = 0; i < given->aliases.n; i++) ch_import_alias(im, &row->aliases, given->aliases.v[i]);
}

void ch_import_body(ch_import *im, const ch_import_given *given) {
  ch_str name = ch_import_clean(im, given->name), code = {NULL, 0}, from, to;
  if (ch_str_starts(name, CH_STR("the "))) name = ch_str_slice(name, 4, name.n);
  if (name.n == 0) {
    ch_import_refuse(im, given->file, given->line, "a body without a name, or with one too long");
    return;
  }
  const uint32_t *at = ch_map_get(&im->classes, given->kind);
  if (!at) at = ch_map_get(&im->classes, ch_import_fold(im, given->kind));
  const struct ch_import_kind *kind = at ? &im->kinds.v[*at] : NULL;
  ch_str sectors = given->sectors.n ? given->sectors : kind ? kind->sectors : given->sectors;
  if (!kind || ch_str_is(kind->kind, "person")) {
    ch_import_refuse(im, given->file, given->line, "'%.*s' is no kind of body", CH_PRI(given->kind));
    return;
  }
  if (!take_country(im, given, &code)) return;
  if (code.n == 0) code = ch_import_state(im, given->fallback);
  bool between_states = ch_str_is(kind->kind, "igo") || ch_str_is(kind->kind, "alliance");
  if (code.n == 0 && between_states) code = CH_STR("IGO");
  if (code.n == 0 && ch_str_is(kind->kind, "ngo")) code = CH_STR("NGO");
  if (code.n == 0 || !sectors_fit(im, sectors) || (sectors.n == 0 && ch_map_get(&im->regions, code))) {
    ch_import_refuse(im, given->file, given->line, code.n ? "no sector of '%.*s' is told" : "no country of '%.*s' is told",
                     CH_PRI(name));
    return;
  }
  if (!take_dates(im, given, &from, &to)) return;
  ch_import_row *row = ch_import_add(im, CH_ACTORS_BODIES, given->file, given->line);
  if (!row) return;
  row->name = name, row->code = code, row->from = from, row->to = to, row->kind = kind->kind;
  row->sectors = sectors, row->seat = ch_import_clean(im, given->seat);
  for (size_t i = 0; i < given->aliases.n; i++) ch_import_alias(im, &row->aliases, given->aliases.v[i]);
}

ch_import_row *ch_import_place(ch_import *im, const ch_import_given *given, ch_str lat, ch_str lon,
                               ch_str population) {
  ch_str name = ch_import_clean(im, given->name), code = {NULL, 0};
  uint64_t people = 0;
  if (name.n == 0 || ch_str_starts(name, CH_STR("the "))) {
    ch_import_refuse(im, given->file, given->line, "a place without a name, or with one too long or behind 'the'");
    return NULL;
  }
  if (!take_country(im, given, &code)) return NULL;
  if (code.n == 0 || !ch_map_get(&im->regions, code)) {
    ch_import_refuse(im, given->file, given->line, "no country of '%.*s' is told", CH_PRI(name));
    return NULL;
  }
  if (!ch_actor_degrees(lat, 90) || !ch_actor_degrees(lon, 180)) {
    ch_import_refuse(im, given->file, given->line, "'%.*s', '%.*s' are no latitude and longitude in degrees",
                     CH_PRI(lat), CH_PRI(lon));
    return NULL;
  }
  if (population.n && (!ch_str_to_u64(population, &people) || people > UINT32_MAX)) {
    ch_import_refuse(im, given->file, given->line, "'%.*s' is no number of people", CH_PRI(population));
    return NULL;
  }
  ch_import_row *row = ch_import_add(im, CH_ACTORS_PLACES, given->file, given->line);
  if (!row) return NULL;
  row->name = name, row->code = code, row->lat = lat, row->lon = lon, row->population = population;
  for (size_t i = 0; i < given->aliases.n; i++) ch_import_alias(im, &row->aliases, given->aliases.v[i]);
  return row;
}

/* ---- files ------------------------------------------------------------------- */

static const struct {
  const char *name;
  bool (*read)(ch_import *im, const char *file, ch_str bytes);
} READERS[] = {{"wikidata", ch_import_wikidata}, {"csv", ch_import_csv}, {"dictionary", ch_import_dictionary},
             {"geonames", ch_import_geonames}};
enum { N_READERS = sizeof READERS / sizeof *READERS };

enum { PLACE_TABS = 18, DIVISION_TABS = 3 };

/* A place's row, or a division's: "UA.14", its name twice, a number. */
static bool is_geonames(ch_str line) {
  size_t tabs = 0;
  for (size_t i = 0; i < line.n; i++) tabs += line.p[i] == '\t';
  return tabs == PLACE_TABS || (tabs == DIVISION_TABS && line.p[2] == '.');
}

/* JSON begins with a bracket, a table of values with the names of its columns. */
static const char *format_of(ch_str bytes) {
  ch_str text = ch_str_trim(bytes), line;
  if (text.n && (text.p[0] == '{' || text.p[0] == '[')) return "wikidata";
  if (!ch_str_line(&text, &line)) return "csv";
  if (is_geonames(line)) return "geonames";
  bool columns = ch_str_find_byte(line, ',', 0) != SIZE_MAX || ch_str_find_byte(line, ';', 0) != SIZE_MAX ||
                 ch_str_find_byte(line, '\t', 0) != SIZE_MAX;
  return columns && ch_str_find_byte(line, '[', 0) == SIZE_MAX && ch_str_find_byte(line, '<', 0) == SIZE_MAX
             ? "csv" : "dictionary";
}

bool ch_import_read(ch_import *im, const char *format, const char *file, ch_str bytes,
                    ch_error *error) {
  im->error = error;
  if (bytes.n >= 3 && memcmp(bytes.p, "\xEF\xBB\xBF", 3) == 0) bytes = ch_str_slice(bytes, 3, bytes.n);
  if (!format) format = format_of(bytes);
  for (size_t i = 0; i < N_READERS; i++) {
    if (strcmp(READERS[i].name, format) != 0) continue;
    if (READERS[i].read(im, file, bytes) && !im->failed) return true;
    return ch_fail(error, CH_ERROR_MEMORY, "no memory for the import");
  }
  return ch_fail(error, CH_ERROR_USAGE, "there is no import of '%s': wikidata, csv, dictionary or geonames", format);
}

/* ---- tables ------------------------------------------------------------------- */

static bool one_word(ch_str s) { return ch_str_find_byte(s, ' ', 0) == SIZE_MAX; }

static bool overlap(const ch_import_row *a, const ch_import_row *b) {
  return bound(a->from, false) < bound(b->to, true) && bound(b->from, false) < bound(a->to, true);
}

/* Aliases that the checks of the lists would refuse: the name itself, a person's single word,
 * what names a state or another row. */
static void sift_aliases(ch_import *im, ch_import_row *row, const ch_map *taken) {
  size_t n = 0;
  bool person = row->table == CH_ACTORS_PEOPLE;
  for (size_t i = 0; i < row->aliases.n; i++) {
    ch_str alias = row->aliases.v[i];
    const uint32_t *of = ch_map_get(taken, alias);
    bool others = of && !ch_str_eq(im->rows.v[*of].name, row->name);
    bool states = row->table != CH_ACTORS_STATES && ch_import_get(im, &im->state_of, ch_import_fold(im, alias)).n > 0;
    bool article = ch_str_starts(alias, CH_STR("the "));
    if (ch_str_eq(alias, row->name) || others || states || article || (person && one_word(alias))) continue;
    row->aliases.v[n++] = alias;
  }
  row->aliases.n = n;
}

/* Two rows of one name are one where they say the same, and two where their dates tell them
 * apart; what else the later says is refused. */
static void settle_name(ch_import *im, ch_import_row *row, uint32_t first, const uint32_t *next) {
  for (uint32_t i = first; i; i = next[i - 1]) {
    ch_import_row *other = &im->rows.v[i - 1];
    if (other->dropped || other->table != row->table) continue;
    bool same = ch_str_eq(other->code, row->code) && ch_str_eq(other->office, row->office);
    bool person = row->table == CH_ACTORS_PEOPLE;
    if (person ? same && ch_str_eq(other->from, row->from) : same && ch_str_eq(other->sectors, row->sectors)) {
      for (size_t a = 0; a < row->aliases.n; a++) ch_import_alias(im, &other->aliases, row->aliases.v[a]);
      row->dropped = true;
      return;
    }
    if (!person && overlap(other, row)) {
      ch_import_refuse(im, row->file, row->line, "'%.*s' stands in %s:%llu otherwise", CH_PRI(row->name), other->file,
                       (unsigned long long)other->line);
      row->dropped = true;
      return;
    }
  }
}

/* Places of one name are many; the same one twice is one. */
static bool settle_places(ch_import *im) {
  ch_map seen;
  ch_map_init(&seen, im->arena);
  for (size_t i = 0; i < im->rows.n; i++) {
    ch_import_row *row = &im->rows.v[i];
    if (row->table != CH_ACTORS_PLACES) continue;
    size_t n = 0;
    for (size_t a = 0; a < row->aliases.n; a++) {
      bool article = ch_str_starts(row->aliases.v[a], CH_STR("the "));
      if (!article && !ch_str_eq(row->aliases.v[a], row->name)) row->aliases.v[n++] = row->aliases.v[a];
    }
    row->aliases.n = n;
    bool added = false;
    ch_str key = ch_arena_printf(im->arena, "%.*s\t%.*s\t%.*s\t%.*s", CH_PRI(row->name), CH_PRI(row->code),
                                 CH_PRI(row->lat), CH_PRI(row->lon));
    if (!key.p || !ch_map_put(&seen, key, &added)) return false;
    row->dropped = !added;
  }
  return !im->failed;
}

static bool settle(ch_import *im) {
  ch_map last, taken;
  uint32_t *next = CH_ARRAY(im->arena, im->rows.n + 1, uint32_t);
  ch_map_init(&last, im->arena);
  ch_map_init(&taken, im->arena);
  if (!next) return false;
  for (uint32_t i = 0; i < im->rows.n; i++) {
    ch_import_row *row = &im->rows.v[i];
    if (row->table == CH_ACTORS_PLACES) continue;
    if (row->table == CH_ACTORS_BODIES && ch_import_get(im, &im->state_of, ch_import_fold(im, row->name)).n) {
      ch_import_refuse(im, row->file, row->line, "'%.*s' is a state's name", CH_PRI(row->name));
      row->dropped = true;
      continue;
    }
    uint32_t *at = ch_map_put(&last, row->name, NULL);
    if (!at) return false;
    settle_name(im, row, *at, next);
    next[i] = *at;
    *at = i + 1;
    bool added = false;
    uint32_t *owner = ch_map_put(&taken, row->name, &added);
    if (owner && added) *owner = i;
  }
  for (uint32_t i = 0; i < im->rows.n; i++) {
    ch_import_row *row = &im->rows.v[i];
    if (row->dropped || row->table == CH_ACTORS_ROLES || row->table == CH_ACTORS_PLACES) continue;
    sift_aliases(im, row, &taken);
    for (size_t a = 0; a < row->aliases.n; a++) {
      bool added = false;
      uint32_t *owner = ch_map_put(&taken, row->aliases.v[a], &added);
      if (owner && added) *owner = i;
    }
  }
  return !im->failed;
}

static ch_str cell_of(ch_import *im, const ch_import_row *row, ch_str column) {
  const struct { const char *name; ch_str text; } cells[] = {
      {"name", row->name}, {"term", row->name}, {"code", row->code}, {"sectors", row->sectors},
      {"office", row->office}, {"kind", row->kind}, {"seat", row->seat}, {"surname", row->surname},
      {"from", row->from}, {"to", row->to}, {"region", row->region},
      {"division", row->division}, {"lat", row->lat}, {"lon", row->lon}, {"population", row->population}};
  for (size_t i = 0; i < sizeof cells / sizeof *cells; i++)
    if (ch_str_is(column, cells[i].name)) return cells[i].text;
  if (!ch_str_is(column, "aliases") && !ch_str_is(column, "forms")) return (ch_str){NULL, 0};
  ch_buf joined;
  ch_buf_init(&joined, 0);
  for (size_t i = 0; i < row->aliases.n; i++) {
    if (i) ch_buf_add_byte(&joined, '|');
    ch_buf_add(&joined, row->aliases.v[i]);
  }
  ch_str out = joined.failed ? (ch_str){NULL, 0} : ch_arena_copy(im->arena, ch_buf_str(&joined));
  if (!out.p) im->failed = true;
  ch_buf_free(&joined);
  return out;
}

static void write_row(ch_import *im, const ch_import_row *row, ch_buf *out) {
  ch_str columns = ch_str_of(ch_actor_columns(row->table)), column;
  bool head = out->n == 0;
  for (ch_str rest = columns; head && ch_str_split(&rest, ' ', &column);) {
    ch_buf_add(out, column);
    ch_buf_add_byte(out, rest.p ? '\t' : '\n');
  }
  while (ch_str_split(&columns, ' ', &column)) {
    ch_buf_add(out, cell_of(im, row, column));
    ch_buf_add_byte(out, columns.p ? '\t' : '\n');
  }
}

bool ch_import_finish(ch_import *im, ch_buf tables[CH_ACTORS_TABLES], ch_imported *out,
                      ch_error *error) {
  im->error = error;
  bool ok = ch_import_wikidata_finish(im) && settle(im) && settle_places(im);
  ch_import_geonames_finish(im);
  for (size_t i = 0; ok && i < im->rows.n; i++) {
    const ch_import_row *row = &im->rows.v[i];
    if (row->dropped) continue;
    write_row(im, row, &tables[row->table]);
    im->done.rows[row->table]++;
    ok = !tables[row->table].failed && !im->failed;
  }
  *out = im->done;
  return ok || ch_fail(error, CH_ERROR_MEMORY, "no memory for the import");
}
