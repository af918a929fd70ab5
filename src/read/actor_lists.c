#include "read/actor_lists.h"

#include "base/tsv.h"
#include "read/actor_own.h"

/* An open table and the columns that the reader asked for. */
typedef struct table {
  ch_actor_lists *lists;
  ch_tsv tsv;
  ch_error *error;
  uint32_t column[16];
} table;

static bool no_memory(ch_error *error) {
  return ch_fail(error, CH_ERROR_MEMORY, "no memory for the actor lists");
}

/* Opens the file and finds its columns, named with one space between. */
static bool open_path(table *t, ch_actor_lists *lists, const char *path, const char *columns,
                      ch_error *error) {
  t->lists = lists;
  t->error = error;
  if (!ch_tsv_open(&t->tsv, path, lists->arena, error)) return false;
  ch_str rest = ch_str_of(columns), column;
  for (uint32_t i = 0; ch_str_split(&rest, ' ', &column); i++) {
    char z[32];
    size_t n = column.n < sizeof z ? column.n : sizeof z - 1;
    memcpy(z, column.p, n);
    z[n] = '\0';
    if (!ch_tsv_column(&t->tsv, z, &t->column[i], error)) return false;
  }
  return true;
}

/* DIR/NAME likewise. */
static bool open_table(table *t, ch_actor_lists *lists, const char *dir, const char *name,
                       const char *columns, ch_error *error) {
  ch_str path = ch_arena_printf(lists->arena, "%s/%s", dir, name);
  return path.p ? open_path(t, lists, path.p, columns, error) : no_memory(error);
}

static bool next(table *t) {
  return ch_tsv_next(&t->tsv, t->error);
}

static ch_str field(const table *t, uint32_t i) {
  return t->tsv.fields[t->column[i]];
}

static bool required(table *t, uint32_t i) {
  if (field(t, i).n > 0) return true;
  return ch_tsv_fail(&t->tsv, t->error, "'%.*s' is empty",
                     CH_PRI(t->tsv.columns[t->column[i]]));
}

/* "2012", "2012-05" or "2012-05-07": the first or the last day of it. */
static bool read_day(table *t, uint32_t i, bool last, int32_t *day) {
  ch_str s = field(t, i);
  *day = CH_DAY_NONE;
  if (s.n == 0) return true;
  uint64_t year = 0, month = last ? 12 : 1, date = 0;
  bool good = (s.n == 4 || (s.n >= 7 && s.p[4] == '-')) &&
              ch_str_to_u64(ch_str_slice(s, 0, 4), &year);
  if (good && s.n >= 7) good = ch_str_to_u64(ch_str_slice(s, 5, 7), &month);
  if (good && s.n == 10) good = s.p[7] == '-' && ch_str_to_u64(ch_str_slice(s, 8, 10), &date);
  good = good && (s.n == 4 || s.n == 7 || s.n == 10) && month >= 1 && month <= 12;
  if (good && s.n < 10)
    date = last ? (uint64_t)ch_month_length((int32_t)year, (int32_t)month) : 1;
  if (!good || !ch_civil_valid((int32_t)year, (int32_t)month, (int32_t)date))
    return ch_tsv_fail(&t->tsv, t->error, "'%.*s' is no date", CH_PRI(s));
  *day = ch_day_from_civil((int32_t)year, (int32_t)month, (int32_t)date);
  return true;
}

static bool read_sectors(table *t, uint32_t i, ch_str sectors[CH_MAX_SECTORS], uint32_t *n) {
  ch_str rest = field(t, i), part;
  *n = 0;
  while (rest.n > 0 && ch_str_split(&rest, '|', &part)) {
    part = ch_str_trim(part);
    if (part.n == 0) continue;
    if (part.n != 3) return ch_tsv_fail(&t->tsv, t->error, "'%.*s' is no sector", CH_PRI(part));
    if (*n < CH_MAX_SECTORS) sectors[(*n)++] = part;
  }
  return true;
}

/* Each value of a `|` field as a surface of the row. */
static bool add_all(table *t, ch_names *names, uint32_t i, ch_surface_kind kind, uint32_t row) {
  ch_str rest = field(t, i), part;
  while (rest.n > 0 && ch_str_split(&rest, '|', &part))
    if (!ch_names_add(names, ch_str_trim(part), kind, row)) return no_memory(t->error);
  return true;
}

/* ---- states -------------------------------------------------------------- */

static bool state_surfaces(table *t, uint32_t row) {
  ch_names *names = &t->lists->names;
  if (!add_all(t, names, 1, CH_SURFACE_STATE, row) ||
      !add_all(t, names, 2, CH_SURFACE_STATE, row) ||
      !add_all(t, names, 3, CH_SURFACE_ADJECTIVE, row) ||
      !add_all(t, names, 4, CH_SURFACE_DEMONYM, row) ||
      !add_all(t, names, 5, CH_SURFACE_CAPITAL, row) ||
      !add_all(t, names, 6, CH_SURFACE_CITY, row))
    return false;
  ch_str rest = field(t, 11), part;
  while (rest.n > 0 && ch_str_split(&rest, '|', &part))
    for (int kind = CH_SURFACE_STATE; kind <= CH_SURFACE_CITY; kind++)
      ch_names_mark_ambiguous(names, ch_str_trim(part), (ch_surface_kind)kind, row);
  return true;
}

static bool load_states(ch_actor_lists *lists, const char *path, ch_error *error) {
  table t;
  if (!open_path(&t, lists, path,
                  "code name aliases adjectives demonyms capital cities controller sectors from "
                  "to ambiguous region",
                  error))
    return false;
  while (next(&t)) {
    if (!required(&t, 0) || !required(&t, 1)) return false;
    uint32_t row = (uint32_t)lists->states.n;
    ch_state_row *state = CH_PUSH(lists->arena, &lists->states);
    if (!state) return no_memory(error);
    *state = (ch_state_row){.code = field(&t, 0), .name = field(&t, 1), .aliases = field(&t, 2),
                            .controller = field(&t, 7), .region = field(&t, 12)};
    ch_str capitals = field(&t, 5);
    if (capitals.n > 0) ch_str_split(&capitals, '|', &state->capital);
    if (!read_sectors(&t, 8, state->sectors, &state->n_sectors) ||
        !read_day(&t, 9, false, &state->from) || !read_day(&t, 10, true, &state->to))
      return false;
    bool added = false;
    uint32_t *known = ch_map_put(&lists->state_of, state->code, &added);
    if (!known) return no_memory(error);
    if (added) *known = row;
    if (!state_surfaces(&t, row)) return false;
  }
  return !t.tsv.failed;
}

/* ---- bodies, people, roles ----------------------------------------------- */

static bool load_bodies(ch_actor_lists *lists, const char *path, ch_error *error) {
  table t;
  if (!open_path(&t, lists, path, "code sectors name aliases seat from to kind",
                  error))
    return false;
  while (next(&t)) {
    if (!required(&t, 2)) return false;
    uint32_t row = (uint32_t)lists->bodies.n;
    ch_body_row *body = CH_PUSH(lists->arena, &lists->bodies);
    if (!body) return no_memory(error);
    *body = (ch_body_row){
        .code = field(&t, 0), .name = field(&t, 2), .seat = field(&t, 4), .kind = field(&t, 7)};
    if (!read_sectors(&t, 1, body->sectors, &body->n_sectors) ||
        !read_day(&t, 5, false, &body->from) || !read_day(&t, 6, true, &body->to) ||
        !add_all(&t, &lists->names, 2, CH_SURFACE_BODY, row) ||
        !add_all(&t, &lists->names, 3, CH_SURFACE_BODY, row))
      return false;
  }
  return !t.tsv.failed;
}

/* "Gadhafi" beside "Gaddafi": the surname as an alias spells it. Not a number of kings, nor what
 * follows the surname itself ("Fidel Castro Ruz"). */
static ch_str spelled_surname(const ch_actor_lists *lists, ch_str alias, ch_str surnames) {
  static const ch_str none = {NULL, 0};
  if (ch_str_find_byte(alias, ' ', 0) == SIZE_MAX) return none;
  ch_str spelled = ch_surname_of(lists, alias), rest = surnames, known;
  bool lower = false;
  for (size_t i = 0; i < spelled.n; i++) lower = lower || spelled.p[i] < 'A' || spelled.p[i] > 'Z';
  if (!lower || spelled.n < 3) return none;
  while (ch_str_split(&rest, '|', &known)) {
    ch_str words = alias, word;
    if (ch_str_eq(known, spelled)) return none;
    while (ch_str_split(&words, ' ', &word))
      if (ch_str_eq(word, known)) return none;
  }
  return spelled;
}

static bool load_people(ch_actor_lists *lists, const char *path, ch_error *error) {
  table t;
  if (!open_path(&t, lists, path,
                  "name aliases code sectors office from to surname", error))
    return false;
  while (next(&t)) {
    if (!required(&t, 0)) return false;
    uint32_t row = (uint32_t)lists->people.n;
    ch_person_row *person = CH_PUSH(lists->arena, &lists->people);
    if (!person) return no_memory(error);
    *person = (ch_person_row){.name = field(&t, 0), .code = field(&t, 2), .office = field(&t, 4)};
    if (!read_sectors(&t, 3, person->sectors, &person->n_sectors) ||
        !read_day(&t, 5, false, &person->from) || !read_day(&t, 6, true, &person->to) ||
        !add_all(&t, &lists->names, 0, CH_SURFACE_PERSON, row) ||
        !add_all(&t, &lists->names, 1, CH_SURFACE_PERSON, row))
      return false;
    person->surname = field(&t, 7).n > 0 ? field(&t, 7) : ch_surname_of(lists, person->name);
    ch_str rest = field(&t, 7).n > 0 ? (ch_str){NULL, 0} : field(&t, 1), alias, surname;
    while (ch_str_split(&rest, '|', &alias)) {
      ch_str spelled = spelled_surname(lists, alias, person->surname);
      if (spelled.n == 0) continue;
      person->surname =
          ch_arena_printf(lists->arena, "%.*s|%.*s", CH_PRI(person->surname), CH_PRI(spelled));
      if (!person->surname.p) return no_memory(error);
    }
    rest = person->surname;
    while (ch_str_split(&rest, '|', &surname))
      if (!ch_names_add(&lists->surnames, surname, CH_SURFACE_PERSON, row)) return no_memory(error);
  }
  return !t.tsv.failed;
}

static bool role_kind(table *t, uint32_t i, ch_role_kind *kind) {
  static const char *const names[] = {"person", "spokesperson", "body", "group", "property"};
  for (uint32_t k = 0; k < sizeof names / sizeof *names; k++) {
    if (ch_str_is(field(t, i), names[k])) {
      *kind = (ch_role_kind)k;
      return true;
    }
  }
  return ch_tsv_fail(&t->tsv, t->error, "'%.*s' is no kind of role", CH_PRI(field(t, i)));
}

static bool load_roles(ch_actor_lists *lists, const char *path, ch_error *error) {
  table t;
  if (!open_path(&t, lists, path, "term sectors kind office forms usual", error))
    return false;
  while (next(&t)) {
    if (!required(&t, 0)) return false;
    uint32_t row = (uint32_t)lists->roles.n;
    ch_role_row *role = CH_PUSH(lists->arena, &lists->roles);
    if (!role) return no_memory(error);
    *role = (ch_role_row){.term = field(&t, 0), .office = field(&t, 3), .usual = field(&t, 5)};
    if (!read_sectors(&t, 1, role->sectors, &role->n_sectors) ||
        !role_kind(&t, 2, &role->kind) ||
        !add_all(&t, &lists->role_names, 0, CH_SURFACE_ROLE, row) ||
        !add_all(&t, &lists->role_names, 4, CH_SURFACE_ROLE, row))
      return false;
  }
  return !t.tsv.failed;
}

/* ---- places --------------------------------------------------------------- */

/* A decimal number with sign and point; no exponent, no locale. */
static bool read_decimal(table *t, uint32_t i, float *value) {
  enum { MAX_DIGITS = 15 };
  static const double tens[MAX_DIGITS + 1] = {1,   1e1, 1e2, 1e3,  1e4,  1e5,  1e6,  1e7,
                                              1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15};
  ch_str s = field(t, i);
  bool minus = s.n > 0 && s.p[0] == '-';
  size_t digits = 0, point = SIZE_MAX, k = minus;
  uint64_t whole = 0;
  for (; k < s.n && digits <= MAX_DIGITS; k++) {
    unsigned digit = (unsigned char)s.p[k] - (unsigned)'0';
    if (digit <= 9) {
      whole = whole * 10 + digit;
      digits++;
    } else if (s.p[k] == '.' && point == SIZE_MAX) {
      point = digits;
    } else {
      break;
    }
  }
  if (k < s.n || digits == 0 || digits > MAX_DIGITS) return ch_tsv_fail(&t->tsv, t->error, "'%.*s' is no number", CH_PRI(s));
  double number = (double)whole / tens[point == SIZE_MAX ? 0 : digits - point];
  *value = (float)(minus ? -number : number);
  return true;
}

enum { MEAN_PLACE_BYTES = 40 };

/* Room for a table at once: a growing array leaves its old copies behind. */
static bool make_room(ch_actor_lists *lists, size_t rows) {
  size_t cap = lists->places.n + rows;
  ch_place_row *v = CH_ARRAY(lists->arena, cap, ch_place_row);
  if (!v) return false;
  if (lists->places.n) memcpy(v, lists->places.v, lists->places.n * sizeof *v);
  lists->places.v = v;
  lists->places.cap = cap;
  return true;
}

static bool load_places(ch_actor_lists *lists, const char *path, ch_error *error) {
  table t;
  if (!open_path(&t, lists, path, "name code division lat lon population aliases", error)) return false;
  if (!make_room(lists, t.tsv.rest.n / MEAN_PLACE_BYTES + 16)) return no_memory(error);
  while (next(&t)) {
    if (!required(&t, 0)) return false;
    uint32_t row = (uint32_t)lists->places.n;
    ch_place_row *place = CH_PUSH(lists->arena, &lists->places);
    if (!place) return no_memory(error);
    *place = (ch_place_row){.name = field(&t, 0), .division = field(&t, 2)};
    if (field(&t, 1).n != sizeof place->code)
      return ch_tsv_fail(&t.tsv, error, "'%.*s' is no country code", CH_PRI(field(&t, 1)));
    memcpy(place->code, field(&t, 1).p, sizeof place->code);
    uint64_t population = 0;
    if (!read_decimal(&t, 3, &place->lat) || !read_decimal(&t, 4, &place->lon)) return false;
    if ((field(&t, 5).n && !ch_str_to_u64(field(&t, 5), &population)) || population > UINT32_MAX)
      return ch_tsv_fail(&t.tsv, error, "'%.*s' is no number of people", CH_PRI(field(&t, 5)));
    place->population = (uint32_t)population;
    if (!ch_names_add(&lists->names, place->name, CH_SURFACE_PLACE, row)) return no_memory(error);
    if (!add_all(&t, &lists->names, 6, CH_SURFACE_PLACE, row)) return false;
  }
  return !t.tsv.failed;
}

/* ---- words ----------------------------------------------------------------- */

static const struct {
  const char *name;
  uint32_t bit;
  bool use; /* a ch_word_use */
} kinds[] = {
    {"person", CH_WORD_PERSON, false}, {"thing", CH_WORD_THING, false},
    {"many", CH_WORD_MANY, false}, {"states", CH_WORD_STATES, false},
    {"persons", CH_WORD_PERSONS, false}, {"two", CH_WORD_TWO, false},
    {"country", CH_WORD_COUNTRY, false}, {"counterpart", CH_WORD_COUNTERPART, false},
    {"honorific", CH_WORD_HONORIFIC, false}, {"lead", CH_WORD_LEAD, false},
    {"home", CH_WORD_HOME, false}, {"owner", CH_WORD_OWNER, false},
    {"definite", CH_WORD_DEFINITE, false}, {"at", CH_WORD_AT, false},
    {"way", CH_WORD_WAY, false}, {"mover", CH_WORD_MOVER, false},
    {"site", CH_WORD_SITE, false}, {"event", CH_WORD_EVENT, false},
    {"seat", CH_WORD_SEAT, false}, {"leader", CH_WORD_LEADER, false},
    {"indefinite", CH_WORD_INDEFINITE, false}, {"abroad", CH_WORD_ABROAD, false},
    {"holder", CH_WORD_HOLDER, false}, {"former", CH_WORD_FORMER, false},
    {"own", CH_WORD_OWN, false}, {"deputy", CH_WORD_DEPUTY, false},
    {"division", CH_WORD_DIVISION, false}, {"common", CH_WORD_COMMON, false},
    {"particle", CH_USE_PARTICLE, true},
    {"suffix", CH_USE_SUFFIX, true},
    {"behalf", CH_USE_BEHALF, true},
    {"part", CH_USE_PART, true},
    {"side", CH_USE_SIDE, true},
    {"hostile", CH_USE_HOSTILE, true},
    {"theirs", CH_USE_THEIRS, true},
    {"duty", CH_USE_DUTY, true},
    {"ground", CH_USE_GROUND, true},
    {"cause", CH_USE_CAUSE, true},
    {"against", CH_USE_AGAINST, true},
    {"rupture", CH_USE_RUPTURE, true},
    {"backing", CH_USE_BACKING, true},
    {"edge", CH_USE_EDGE, true},
    {"area", CH_USE_AREA, true},
    {"continent", CH_USE_CONTINENT, true},
    {"local", CH_USE_LOCAL, true},
    {"class", CH_USE_CLASS, true},
    {"strife", CH_USE_STRIFE, true},
    {"nickname", CH_USE_NICKNAME, true},
    {"topic", CH_USE_TOPIC, true},
    {"day", CH_USE_DAY, true},
    {"pair", CH_USE_PAIR, true},
    {"water", CH_USE_WATER, true},
    {"region", CH_USE_REGION, true},
    {"rival", CH_USE_RIVAL, true},
    {"rulers", CH_USE_RULERS, true},
    {"servant", CH_USE_SERVANT, true},
    {"served", CH_USE_SERVED, true},
    {"stance", CH_USE_STANCE, true},
    {"source", CH_USE_SOURCE, true},
    {"addressing", CH_USE_ADDRESSING, true},
};

static bool add_bits(table *t, ch_map *map, ch_str word, uint32_t bits) {
  uint32_t *value = ch_map_put(map, word, NULL);
  if (!value) return no_memory(t->error);
  *value |= bits;
  return true;
}

/* The bits of the kind that the field names, and the map that they go to. */
static bool kind_bits(table *t, uint32_t i, uint32_t *bits, ch_map **map) {
  ch_str name = field(t, i);
  for (size_t k = 0; k < sizeof kinds / sizeof *kinds; k++) {
    if (ch_str_is(name, kinds[k].name)) {
      *bits = kinds[k].bit;
      *map = kinds[k].use ? &t->lists->uses : &t->lists->words;
      return true;
    }
  }
  return ch_tsv_fail(&t->tsv, t->error, "'%.*s' is no kind of word", CH_PRI(name));
}

/* "his Russian counterpart", "head of the agency", "the Russian side": roles
 * that take their office, their sectors or all from somebody else. */
static bool add_relative_role(table *t, uint32_t bits) {
  ch_actor_lists *lists = t->lists;
  uint32_t row = (uint32_t)lists->roles.n;
  if (ch_str_is(field(t, 2), "many") && row > 0) /* the plural of the line before */
    return ch_names_add(&lists->role_names, field(t, 0), CH_SURFACE_ROLE, row - 1) ||
           no_memory(t->error);
  ch_role_row *role = CH_PUSH(lists->arena, &lists->roles);
  if (!role) return no_memory(t->error);
  *role = (ch_role_row){.term = field(t, 0), .kind = CH_ROLE_PERSON};
  if (bits & CH_WORD_COUNTERPART) {
    role->sectors[role->n_sectors++] = CH_STR("GOV");
  } else if (bits & CH_WORD_STATES) {
    role->sectors[role->n_sectors++] = CH_STR("GOV");
    role->kind = CH_ROLE_BODY;
  } else {
    role->kind = CH_ROLE_SPOKESPERSON;
    role->office = field(t, 0);
  }
  return ch_names_add(&lists->role_names, role->term, CH_SURFACE_ROLE, row) ||
         no_memory(t->error);
}

static bool load_pronouns(ch_actor_lists *lists, const char *dir, ch_error *error) {
  table t;
  if (!open_table(&t, lists, dir, "pronouns.tsv", "word kind number gender", error)) return false;
  while (next(&t)) {
    uint32_t bits = 0;
    ch_map *map = NULL;
    if (!required(&t, 0) || !kind_bits(&t, 1, &bits, &map)) return false;
    if (map == &lists->uses && (bits == CH_USE_CLASS || bits == CH_USE_NICKNAME)) {
      ch_class_word *class_word = CH_PUSH(lists->arena, &lists->class_words);
      if (!class_word) return no_memory(error);
      *class_word = (ch_class_word){field(&t, 0), field(&t, 2)};
    }
    if (ch_str_is(field(&t, 3), "m")) bits |= CH_WORD_MALE;
    if (ch_str_is(field(&t, 3), "f")) bits |= CH_WORD_FEMALE;
    if (!add_bits(&t, map, field(&t, 0), bits)) return false;
    if (map == &lists->uses) continue;
    bool relative = (bits & (CH_WORD_COUNTERPART | CH_WORD_HOLDER)) ||
                    ((bits & CH_WORD_STATES) && ch_str_is(field(&t, 2), "one"));
    if (relative && !add_relative_role(&t, bits)) return false;
  }
  return !t.tsv.failed;
}

static bool load_place_words(ch_actor_lists *lists, const char *dir, ch_error *error) {
  table t;
  if (!open_table(&t, lists, dir, "place_words.tsv", "word kind", error)) return false;
  while (next(&t)) {
    uint32_t bits = 0;
    ch_map *map = NULL;
    if (!required(&t, 0) || !kind_bits(&t, 1, &bits, &map) ||
        !add_bits(&t, map, field(&t, 0), bits))
      return false;
  }
  return !t.tsv.failed;
}

static bool load_given_names(ch_actor_lists *lists, const char *dir, ch_error *error) {
  table t;
  if (!open_table(&t, lists, dir, "given_names.tsv", "gender names", error)) return false;
  while (next(&t)) {
    uint32_t bit = ch_str_is(field(&t, 0), "m") ? CH_WORD_GIVEN_MALE : CH_WORD_GIVEN_FEMALE;
    ch_str rest = field(&t, 1), name;
    while (rest.n > 0 && ch_str_split(&rest, '|', &name))
      if (!add_bits(&t, &lists->words, name, bit)) return false;
  }
  return !t.tsv.failed;
}

/* So that the tables need not grow while they fill. */
enum { EXPECTED_NAMES = 80000 };

/* Where a table of data/LANG lies, and its reader. */
static const struct {
  const char *file;
  bool (*load)(ch_actor_lists *lists, const char *path, ch_error *error);
} LOADS[CH_ACTORS_TABLES] = {
    [CH_ACTORS_STATES] = {"states.tsv", load_states},
    [CH_ACTORS_BODIES] = {"organisations.tsv", load_bodies},
    [CH_ACTORS_ROLES] = {"roles.tsv", load_roles},
    [CH_ACTORS_PEOPLE] = {"people.tsv", load_people},
    [CH_ACTORS_PLACES] = {"places.tsv", load_places},
};

static bool load_own(ch_actor_lists *lists, ch_actor_table which, const ch_actor_files *own,
                     ch_error *error) {
  for (size_t i = own->n; i-- > 0;) /* the later wins */
    if (own->v[i].table == which && !LOADS[which].load(lists, own->v[i].path, error)) return false;
  return true;
}

static bool load_ours(ch_actor_lists *lists, ch_actor_table which, const char *dir,
                      ch_error *error) {
  ch_str path = ch_arena_printf(lists->arena, "%s/%s", dir, LOADS[which].file);
  return path.p ? LOADS[which].load(lists, path.p, error) : no_memory(error);
}

bool ch_actor_lists_load(ch_actor_lists *lists, const char *dir, const char *const *own,
                         size_t n_own, ch_arena *arena, ch_error *error) {
  *lists = (ch_actor_lists){.arena = arena};
  ch_map_init(&lists->state_of, arena);
  ch_map_init(&lists->words, arena);
  ch_map_init(&lists->uses, arena);
  if (!ch_names_init(&lists->names, arena, EXPECTED_NAMES) ||
      !ch_names_init(&lists->role_names, arena, 6000) ||
      !ch_names_init(&lists->surnames, arena, 2000))
    return no_memory(error);
  ch_actor_files files = {0};
  if (!ch_actor_own(own, n_own, arena, &files, error)) return false;
  /* Earlier lists come first in a surface's chain. A state is what ours say, with more names. */
  bool actors = load_ours(lists, CH_ACTORS_STATES, dir, error) &&
         load_own(lists, CH_ACTORS_STATES, &files, error) &&
         load_own(lists, CH_ACTORS_BODIES, &files, error) &&
         load_ours(lists, CH_ACTORS_BODIES, dir, error) &&
         load_own(lists, CH_ACTORS_ROLES, &files, error) &&
         load_ours(lists, CH_ACTORS_ROLES, dir, error) && load_pronouns(lists, dir, error) &&
         load_own(lists, CH_ACTORS_PEOPLE, &files, error) &&
         load_ours(lists, CH_ACTORS_PEOPLE, dir, error) &&
         load_own(lists, CH_ACTORS_PLACES, &files, error);
  lists->own_places = lists->places.n;
  return actors && load_ours(lists, CH_ACTORS_PLACES, dir, error) &&
         load_place_words(lists, dir, error) && load_given_names(lists, dir, error);
}

uint32_t ch_state_row_of(const ch_actor_lists *lists, ch_str code) {
  const uint32_t *row = code.n > 0 ? ch_map_get(&lists->state_of, code) : NULL;
  return row ? *row : CH_NO_ROW;
}

static uint32_t value_of(const ch_map *map, ch_str word) {
  const uint32_t *bits = ch_map_get(map, word);
  if (bits) return *bits;
  char folded[32];
  if (word.n == 0 || word.n > sizeof folded) return 0;
  for (size_t i = 0; i < word.n; i++) {
    char c = word.p[i];
    folded[i] = c >= 'A' && c <= 'Z' ? (char)(c + 32) : c;
  }
  bits = ch_map_get(map, (ch_str){folded, word.n});
  return bits ? *bits : 0;
}

uint32_t ch_word_bits(const ch_actor_lists *lists, ch_str word) {
  return value_of(&lists->words, word);
}

uint32_t ch_word_uses(const ch_actor_lists *lists, ch_str word) {
  return value_of(&lists->uses, word);
}
