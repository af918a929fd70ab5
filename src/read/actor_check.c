/* The tables are read as plain cells: a fault must not hide the others. */
#include "read/actor_check.h"

#include <stdarg.h>
#include <stdio.h>

#include "base/day.h"
#include "base/file.h"
#include "base/map.h"
#include "read/actor_own.h"

enum { MOST_COLUMNS = 16 };

typedef struct row {
  const char *file; /* as faults name it */
  uint32_t line;
  bool own;         /* of the reader's own lists */
  uint32_t n;
  ch_str cell[MOST_COLUMNS];
  ch_days days; /* first and last day of `from` and `to`; far ends where open */
} row;

typedef struct table {
  row *v;
  size_t n, cap;
  int sectors, from, to; /* columns; -1 none */
} table;

/* The reader's own lists are of all but the last. */
enum { STATES = CH_ACTORS_STATES, BODIES = CH_ACTORS_BODIES, ROLES = CH_ACTORS_ROLES,
       PEOPLE = CH_ACTORS_PEOPLE, PLACES = CH_ACTORS_PLACES, ISSUES = CH_ACTORS_TABLES, N_TABLES };

typedef struct checker {
  ch_arena *arena;
  ch_faults *out;
  const char *dir;
  bool own; /* told of are the reader's own rows alone */
  table table[N_TABLES];
  ch_map codes; /* of states */
} checker;

static const struct {
  const char *file, *columns;
} FILES[N_TABLES] = {
    [STATES] = {"states.tsv", "code name aliases adjectives demonyms capital cities region controller "
                              "sectors from to fips cow ambiguous"},
    [BODIES] = {"organisations.tsv", "code sectors name aliases seat from to kind"},
    [ROLES] = {"roles.tsv", "term sectors kind office forms usual"},
    [PEOPLE] = {"people.tsv", "name aliases code sectors office from to surname"},
    [PLACES] = {"places.tsv", "name aliases code division lat lon population"},
    [ISSUES] = {"issues.tsv", "id terms"},
};
/* Columns by name in the code below. */
enum { S_CODE, S_NAME, S_ALIASES, S_ADJECTIVES, S_DEMONYMS, S_CAPITAL, S_CITIES, S_REGION,
       S_CONTROLLER, S_SECTORS, S_FROM, S_TO, S_FIPS, S_COW, S_AMBIGUOUS };
enum { B_CODE, B_SECTORS, B_NAME, B_ALIASES, B_SEAT, B_FROM, B_TO, B_KIND };
enum { R_TERM, R_SECTORS, R_KIND, R_OFFICE, R_FORMS, R_USUAL };
enum { P_NAME, P_ALIASES, P_CODE, P_SECTORS, P_OFFICE, P_FROM, P_TO, P_SURNAME };
enum { L_NAME, L_ALIASES, L_CODE, L_DIVISION, L_LAT, L_LON, L_POPULATION };
enum { I_ID, I_TERMS };

/* Columns whose cells hold several values. */
static const char MANY[] =
    "|aliases|adjectives|demonyms|capital|cities|sectors|ambiguous|forms|terms|surname|";
/* PLOVER's table of sectors (manual 2.0). */
static const char SECTORS[] = "|COP|GOV|JUD|LEG|MIL|PRM|PTY|REB|SPY|UAF|UNK|AGR|BUS|CRM|CVL|EDU|ELI|"
                              "JRN|LAB|MED|REF|OPP|PRE|REL|SOC|";
/* PLOVER's codes of bodies that are no country. */
static const char INTERNATIONAL[] = "|UNO|EUR|IGO|NGO|MNC|IMG|ISM|";
static const char ROLE_KINDS[] = "|person|group|body|spokesperson|property|";
static const char BODY_KINDS[] =
    "|igo|alliance|ministry|presidency|parliament|court|agency|intelligence|military|police|party|"
    "armed-group|company|press|religious|ngo|union|bank|other|";
static const char REGIONS[] =
    "|Europe|Caucasus|Antarctica|Caribbean|Oceania|North America|Central America|South America|"
    "Middle East|North Africa|West Africa|Central Africa|East Africa|Southern Africa|Central Asia|"
    "South Asia|East Asia|Southeast Asia|";
/* Of an issue's term (src/code/words.h). */
enum { MOST_WORDS = 8 };

static bool listed(const char *list, ch_str word) {
  ch_str rest = ch_str_of(list), one;
  while (word.n && ch_str_split(&rest, '|', &one))
    if (ch_str_eq(one, word)) return true;
  return false;
}

__attribute__((format(printf, 4, 5))) static void tell(checker *k, const row *r, const char *kind,
                                                       const char *format, ...) {
  char reason[600];
  if (k->own && !r->own) return;
  va_list arguments;
  va_start(arguments, format);
  vsnprintf(reason, sizeof reason, format, arguments);
  va_end(arguments);
  ch_fault_add(k->out, kind, ch_str_of(r->file), r->line, "%s", reason);
}

static void fault(checker *k, const row *r, const char *kind, const char *what, ch_str of,
                  const char *why) {
  tell(k, r, kind, "%s%s%.*s%s%s", what, what[0] ? " '" : "'", CH_PRI(of), "'", why);
}

/* A fault that names another line. What an own list says otherwise than ours, it means to. */
static void fault_beside(checker *k, const row *r, const char *kind, const char *what, ch_str of,
                         const row *other, const char *way) {
  if (other->own != r->own) return;
  bool same = strcmp(other->file, r->file) == 0;
  tell(k, r, kind, "%s '%.*s' stands on line %u%s%s already%s", what, CH_PRI(of), other->line,
       same ? "" : " of ", same ? "" : other->file, way);
}

/* ---- reading ---------------------------------------------------------------- */

static bool has_letter(ch_str s, char from, char to) {
  for (size_t i = 0; i < s.n; i++)
    if (s.p[i] >= from && s.p[i] <= to) return true;
  return false;
}

static bool is_code(ch_str s, size_t n, char from, char to) {
  if (s.n != n) return false;
  for (size_t i = 0; i < n; i++)
    if (s.p[i] < from || s.p[i] > to) return false;
  return true;
}

/* "2012", "2012-05" or "2012-05-07": its first and last day. */
static bool date_of(ch_str s, ch_days *out) {
  uint64_t year = 0, month = 0, day = 0;
  bool good = (s.n == 4 || s.n == 7 || s.n == 10) && ch_str_to_u64(ch_str_slice(s, 0, 4), &year) && year >= 1000;
  if (good && s.n >= 7) good = s.p[4] == '-' && ch_str_to_u64(ch_str_slice(s, 5, 7), &month) && month >= 1 && month <= 12;
  if (good && s.n == 10) good = s.p[7] == '-' && ch_str_to_u64(ch_str_slice(s, 8, 10), &day);
  if (!good || (s.n == 10 && !ch_civil_valid((int32_t)year, (int32_t)month, (int32_t)day))) return false;
  int32_t y = (int32_t)year, m = (int32_t)month, last = m ? m : 12;
  out->from = ch_day_from_civil(y, m ? m : 1, day ? (int32_t)day : 1);
  out->to = ch_day_from_civil(y, last, day ? (int32_t)day : ch_month_length(y, last));
  return true;
}

static void check_cell(checker *k, const row *r, ch_str column, ch_str value) {
  ch_str name = ch_arena_printf(k->arena, "%.*s", CH_PRI(column));
  if (ch_str_trim(value).n != value.n || ch_str_find(value, CH_STR("  "), 0) != SIZE_MAX)
    fault(k, r, "malformed", name.p, value, " has stray blanks");
  if (value.n == 0 || !listed(MANY, column)) return;
  ch_map seen;
  ch_map_init(&seen, k->arena);
  ch_str rest = value, part;
  while (ch_str_split(&rest, '|', &part)) {
    bool added = true;
    if (part.n == 0 || ch_str_trim(part).n != part.n)
      fault(k, r, "malformed", name.p, value, " holds an empty or padded value");
    else if (ch_map_put(&seen, part, &added) && !added)
      fault(k, r, "repeated", name.p, part, " stands there twice");
  }
}

static void check_common(checker *k, int t, row *r) {
  const table *tb = &k->table[t];
  ch_str rest = tb->sectors >= 0 ? r->cell[tb->sectors] : (ch_str){NULL, 0}, sector;
  while (rest.n && ch_str_split(&rest, '|', &sector))
    if (!listed(SECTORS, sector)) fault(k, r, "unknown", "sector", sector, " is none of PLOVER's");
  r->days = (ch_days){INT32_MIN, INT32_MAX};
  if (tb->from < 0) return;
  ch_days from, to;
  ch_str a = r->cell[tb->from], b = r->cell[tb->to];
  bool has_from = a.n && date_of(a, &from), has_to = b.n && date_of(b, &to);
  if (a.n && !has_from) fault(k, r, "malformed", "from", a, " is no date: YYYY, YYYY-MM or YYYY-MM-DD");
  if (b.n && !has_to) fault(k, r, "malformed", "to", b, " is no date: YYYY, YYYY-MM or YYYY-MM-DD");
  if (has_from && has_to && from.from > to.to) fault(k, r, "malformed", "from", a, " lies after `to`");
  if (has_from) r->days.from = from.from;
  if (has_to) r->days.to = to.to;
}

/* The faults of a line's form; false where its columns are not right. */
static bool take_line(checker *k, int t, ch_str line, row *r) {
  static const char *const odd[] = {"\r", "\xc2\xa0", "\xef\xbb\xbf"};
  for (size_t i = 0; i < 3; i++)
    if (ch_str_find(line, ch_str_of(odd[i]), 0) != SIZE_MAX) {
      tell(k, r, "malformed", "a carriage return, no-break space or byte order mark");
      break;
    }
  uint32_t want = 1;
  for (const char *p = FILES[t].columns; *p; p++) want += *p == ' ';
  ch_str field;
  while (ch_str_split(&line, '\t', &field)) {
    if (r->n < MOST_COLUMNS) r->cell[r->n] = field;
    r->n++;
  }
  if (r->n == want) return true;
  tell(k, r, "malformed", "%u columns, not %u", r->n, want);
  return false;
}

/* The file at `path`, which faults call `shown`. */
static bool read_table(checker *k, int t, const char *path, const char *shown, bool own,
                       ch_error *error) {
  table *tb = &k->table[t];
  ch_str rest, line, name;
  if (!ch_file_read(path, k->arena, &rest, error)) return false;
  row whole = {.file = shown, .own = own};
  if (rest.n && rest.p[rest.n - 1] != '\n')
    tell(k, &whole, "malformed", "no line end at the end of the file");
  tb->sectors = tb->from = tb->to = -1;
  ch_str columns = ch_str_of(FILES[t].columns), header[MOST_COLUMNS];
  for (int i = 0; ch_str_split(&columns, ' ', &name); i++) {
    header[i] = name;
    if (ch_str_is(name, "sectors")) tb->sectors = i;
    if (ch_str_is(name, "from")) tb->from = i;
    if (ch_str_is(name, "to")) tb->to = i;
  }
  bool headed = false;
  for (uint32_t number = 1; ch_str_split(&rest, '\n', &line); number++) {
    row r = {.file = shown, .line = number, .own = own};
    if (line.n == 0 || line.p[0] == '#') continue;
    if (!headed) {
      headed = true;
      bool same = take_line(k, t, line, &r);
      for (uint32_t i = 0; same && i < r.n; i++) same = ch_str_eq(r.cell[i], header[i]);
      if (same) continue;
      tell(k, &r, "malformed", "the columns must be: %s", FILES[t].columns);
      return true;
    }
    if (!take_line(k, t, line, &r)) continue;
    for (uint32_t i = 0; i < r.n; i++) check_cell(k, &r, header[i], r.cell[i]);
    check_common(k, t, &r);
    row *kept = CH_PUSH(k->arena, tb);
    if (!kept) return ch_fail(error, CH_ERROR_MEMORY, "no memory for the check");
    *kept = r;
  }
  return true;
}

/* ---- names ------------------------------------------------------------------- */

static bool overlap(const row *a, const row *b) {
  return a->days.from < b->days.to && b->days.from < a->days.to;
}

static bool cell_has(ch_str cell, ch_str word) {
  ch_str part;
  while (cell.n && ch_str_split(&cell, '|', &part))
    if (ch_str_eq(part, word)) return true;
  return false;
}

/* Who bears a name: rows in the order of the file. */
typedef struct bearer {
  uint32_t row;
  uint32_t next; /* index + 1 of the one before */
} bearer;

typedef struct bearers {
  ch_map of; /* name -> index + 1 of the last */
  struct { bearer *v; size_t n, cap; } list;
} bearers;

static void bearers_init(checker *k, bearers *b) {
  memset(b, 0, sizeof *b);
  ch_map_init(&b->of, k->arena);
}

/* Adds `row` under the name; gives the one that bore it last, index + 1. */
static uint32_t bear(checker *k, bearers *b, ch_str name, uint32_t r) {
  uint32_t *at = ch_map_put(&b->of, name, NULL);
  bearer *kept = at ? CH_PUSH(k->arena, &b->list) : NULL;
  if (!kept) {
    k->out->failed = true;
    return 0;
  }
  uint32_t before = *at;
  *kept = (bearer){r, before};
  *at = (uint32_t)b->list.n;
  return before;
}

/* No name may stand for two at once, unless both rows mark it as ambiguous. */
static void check_name(checker *k, int t, bearers *b, ch_str name, uint32_t r) {
  const table *tb = &k->table[t];
  const row *mine = &tb->v[r];
  for (uint32_t i = bear(k, b, name, r); i; i = b->list.v[i - 1].next) {
    const row *other = &tb->v[b->list.v[i - 1].row];
    if (other == mine || !overlap(mine, other)) continue;
    bool state = t == STATES;
    if (state && ch_str_eq(mine->cell[S_CODE], other->cell[S_CODE])) continue;
    if (state && cell_has(mine->cell[S_AMBIGUOUS], name) && cell_has(other->cell[S_AMBIGUOUS], name)) continue;
    fault_beside(k, mine, "ambiguous", "the name", name, other,
                 state ? ": mark it as ambiguous in both, or date them apart" : ": date them apart");
  }
}

/* Each value of some columns of a row. */
static void each_name(checker *k, int t, bearers *b, uint32_t r, const int *columns, size_t n) {
  ch_map own;
  ch_map_init(&own, k->arena);
  for (size_t c = 0; c < n; c++) {
    ch_str rest = k->table[t].v[r].cell[columns[c]], name;
    while (rest.n && ch_str_split(&rest, '|', &name)) {
      bool added = false;
      if (ch_map_put(&own, name, &added) && added) check_name(k, t, b, name, r);
    }
  }
}

/* ---- the files ------------------------------------------------------------------ */

static bool is_international(ch_str code) { return listed(INTERNATIONAL, code); }
static bool is_state(const checker *k, ch_str code) { return ch_map_get(&k->codes, code) != NULL; }

static void check_state(checker *k, const row *r) {
  if (!is_code(r->cell[S_CODE], 3, 'A', 'Z')) fault(k, r, "malformed", "code", r->cell[S_CODE], " is not three capitals");
  if (is_international(r->cell[S_CODE])) fault(k, r, "unknown", "code", r->cell[S_CODE], " is an international body's");
  if (r->cell[S_CONTROLLER].n && !is_state(k, r->cell[S_CONTROLLER]))
    fault(k, r, "unknown", "controller", r->cell[S_CONTROLLER], " is no state here");
  if (!listed(REGIONS, r->cell[S_REGION])) fault(k, r, "unknown", "region", r->cell[S_REGION], "");
  if (r->cell[S_FIPS].n && !is_code(r->cell[S_FIPS], 2, 'A', 'Z'))
    fault(k, r, "malformed", "fips", r->cell[S_FIPS], " is not two capitals");
  ch_str cow = r->cell[S_COW];
  if (cow.n && (cow.n > 3 || !is_code(cow, cow.n, '0', '9'))) fault(k, r, "malformed", "cow", cow, " is no number");
  if (cell_has(r->cell[S_SECTORS], CH_STR("PRE")) && !r->cell[S_CONTROLLER].n)
    fault(k, r, "missing", "", r->cell[S_NAME], " is recognised by some alone: it needs its sovereign in controller");
  static const int names[] = {S_NAME, S_ALIASES, S_ADJECTIVES, S_DEMONYMS, S_CAPITAL, S_CITIES};
  ch_str rest = r->cell[S_AMBIGUOUS], name;
  while (rest.n && ch_str_split(&rest, '|', &name)) {
    bool known = false;
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) known |= cell_has(r->cell[names[i]], name);
    if (!known) fault(k, r, "unknown", "ambiguous", name, " is none of its names");
  }
}

static void check_states(checker *k) {
  const table *tb = &k->table[STATES];
  static const int names[] = {S_NAME, S_ALIASES, S_ADJECTIVES, S_DEMONYMS, S_CAPITAL};
  static const int cities[] = {S_CITIES}, numbers[][1] = {{S_FIPS}, {S_COW}};
  static const char *const number_names[] = {"fips", "cow"};
  bearers first, named, town, numbered[2];
  bearers_init(k, &first);
  bearers_init(k, &named);
  bearers_init(k, &town);
  for (int i = 0; i < 2; i++) bearers_init(k, &numbered[i]);
  for (size_t i = 0; i < tb->n; i++) {
    const row *r = &tb->v[i];
    check_state(k, r);
    uint32_t before = bear(k, &first, r->cell[S_NAME], (uint32_t)i);
    if (before) fault_beside(k, r, "repeated", "name", r->cell[S_NAME], &tb->v[first.list.v[before - 1].row], "");
    for (int n = 0; n < 2; n++) {
      ch_str number = r->cell[numbers[n][0]];
      uint32_t at = number.n ? bear(k, &numbered[n], number, (uint32_t)i) : 0;
      const row *other = at ? &tb->v[numbered[n].list.v[at - 1].row] : NULL;
      if (other && !ch_str_eq(other->cell[S_CODE], r->cell[S_CODE]) && overlap(r, other))
        fault_beside(k, r, "repeated", number_names[n], number, other, "");
    }
    each_name(k, STATES, &named, (uint32_t)i, names, sizeof names / sizeof *names);
    each_name(k, STATES, &town, (uint32_t)i, cities, 1);
  }
}

static void check_code(checker *k, const row *r, int code, int name) {
  if (!r->cell[name].n) fault(k, r, "missing", "no name beside", r->cell[code], "");
  if (!is_state(k, r->cell[code]) && !is_international(r->cell[code]))
    fault(k, r, "unknown", "code", r->cell[code], " is neither in states.tsv nor international");
}

static void check_bodies(checker *k, const ch_map *state_names) {
  const table *tb = &k->table[BODIES];
  static const int names[] = {B_NAME, B_ALIASES};
  bearers named;
  bearers_init(k, &named);
  for (size_t i = 0; i < tb->n; i++) {
    const row *r = &tb->v[i];
    check_code(k, r, B_CODE, B_NAME);
    if (!listed(BODY_KINDS, r->cell[B_KIND])) fault(k, r, "unknown", "kind", r->cell[B_KIND], "");
    if (!r->cell[B_SECTORS].n && !is_international(r->cell[B_CODE]))
      fault(k, r, "missing", "no sector of the national body", r->cell[B_NAME], "");
    if (cell_has(r->cell[B_ALIASES], r->cell[B_NAME])) fault(k, r, "repeated", "", r->cell[B_NAME], " is its own alias");
    for (int c = 0; c < 2; c++) {
      ch_str rest = r->cell[names[c]], name;
      while (rest.n && ch_str_split(&rest, '|', &name)) {
        if (ch_str_starts(name, CH_STR("the "))) fault(k, r, "malformed", "", name, " begins with an article");
        const uint32_t *state = ch_map_get(state_names, name);
        const row *other = state ? &k->table[STATES].v[*state] : NULL;
        if (state)
          tell(k, r, "ambiguous", "'%.*s' is a state's name (%s:%u)", CH_PRI(name), other->file, other->line);
      }
    }
    each_name(k, BODIES, &named, (uint32_t)i, names, 2);
  }
}

static void check_roles(checker *k, ch_map *offices) {
  const table *tb = &k->table[ROLES];
  static const int forms[] = {R_TERM, R_FORMS};
  ch_map seen;
  ch_map_init(&seen, k->arena);
  for (size_t i = 0; i < tb->n; i++) {
    const row *r = &tb->v[i];
    if (!ch_map_put(offices, r->cell[R_OFFICE], NULL)) k->out->failed = true;
    ch_str usual = r->cell[R_USUAL]; /* "-USA": never that one */
    if (ch_str_starts(usual, CH_STR("-"))) usual = ch_str_slice(usual, 1, usual.n);
    if (usual.n && !is_state(k, usual) && !is_international(usual)) fault(k, r, "unknown", "code", r->cell[R_USUAL], "");
    if (!listed(ROLE_KINDS, r->cell[R_KIND])) fault(k, r, "unknown", "kind", r->cell[R_KIND], "");
    if (!r->cell[R_SECTORS].n && !ch_str_is(r->cell[R_KIND], "property"))
      fault(k, r, "missing", "no sector of", r->cell[R_TERM], "");
    for (int c = 0; c < 2; c++) {
      ch_str rest = r->cell[forms[c]], form;
      while (rest.n && ch_str_split(&rest, '|', &form)) {
        bool letters = is_code(form, form.n, 'A', 'Z'); /* "PM" */
        if (has_letter(form, 'A', 'Z') && !letters) fault(k, r, "malformed", "", form, " is not in lower case");
        bool added = false;
        uint32_t *line = ch_map_put(&seen, form, &added);
        if (!line) k->out->failed = true;
        else if (added) *line = (uint32_t)i;
        else if (*line != i) fault_beside(k, r, "repeated", "the term", form, &tb->v[*line], "");
      }
    }
  }
}

static bool ends_in_word(ch_str name, ch_str word) {
  return name.n > word.n && ch_str_ends(name, word) && name.p[name.n - word.n - 1] == ' ';
}

static void check_person(checker *k, const row *r, const ch_map *offices, ch_map *owner) {
  check_code(k, r, P_CODE, P_NAME);
  if (!r->cell[P_SECTORS].n) fault(k, r, "missing", "no sector of", r->cell[P_NAME], "");
  ch_str office = r->cell[P_OFFICE];
  if (office.n && office.p[0] >= 'A' && office.p[0] <= 'Z')
    fault(k, r, "malformed", "office", office, " begins with a capital");
  if (!ch_map_get(offices, office)) fault(k, r, "unknown", "office", office, " is no office of roles.tsv");
  ch_str rest = r->cell[P_ALIASES], alias;
  while (rest.n && ch_str_split(&rest, '|', &alias)) {
    /* "Putin" beside "Vladimir Putin": the program finds surnames itself */
    if (ch_str_find_byte(alias, ' ', 0) == SIZE_MAX && ends_in_word(r->cell[P_NAME], alias))
      fault(k, r, "repeated", "the alias", alias, " is the surname, which is found without it");
    bool added = false;
    uint32_t *line = ch_map_put(owner, alias, &added);
    if (!line) k->out->failed = true;
    else if (added) *line = (uint32_t)(r - k->table[PEOPLE].v);
    else if (!ch_str_eq(k->table[PEOPLE].v[*line].cell[P_NAME], r->cell[P_NAME]))
      fault_beside(k, r, "ambiguous", "the alias", alias, &k->table[PEOPLE].v[*line], " for another");
  }
}

static void check_people(checker *k, const ch_map *offices) {
  const table *tb = &k->table[PEOPLE];
  ch_map owner, terms;
  ch_map_init(&owner, k->arena);
  ch_map_init(&terms, k->arena);
  for (size_t i = 0; i < tb->n; i++) {
    const row *r = &tb->v[i];
    check_person(k, r, offices, &owner);
    ch_str key = ch_arena_printf(k->arena, "%.*s\t%.*s\t%.*s\t%.*s", CH_PRI(r->cell[P_NAME]), CH_PRI(r->cell[P_OFFICE]),
                                 CH_PRI(r->cell[P_CODE]), CH_PRI(r->cell[P_FROM]));
    bool added = false;
    uint32_t *line = key.p ? ch_map_put(&terms, key, &added) : NULL;
    if (!line) k->out->failed = true;
    else if (added) *line = (uint32_t)i;
    else fault_beside(k, r, "repeated", "this office of", r->cell[P_NAME], &tb->v[*line], "");
  }
  for (size_t i = 0; i < tb->n; i++) {
    const uint32_t *other = ch_map_get(&owner, tb->v[i].cell[P_NAME]);
    if (other && !ch_str_eq(tb->v[*other].cell[P_NAME], tb->v[i].cell[P_NAME]))
      fault_beside(k, &tb->v[i], "ambiguous", "the name", tb->v[i].cell[P_NAME], &tb->v[*other], " as an alias");
  }
}

static void check_places(checker *k) {
  const table *tb = &k->table[PLACES];
  ch_map seen;
  ch_map_init(&seen, k->arena);
  for (size_t i = 0; i < tb->n; i++) {
    const row *r = &tb->v[i];
    uint64_t people;
    if (!r->cell[L_NAME].n) fault(k, r, "missing", "no name beside", r->cell[L_CODE], "");
    if (!is_state(k, r->cell[L_CODE])) fault(k, r, "unknown", "code", r->cell[L_CODE], " is no state's");
    if (!ch_actor_degrees(r->cell[L_LAT], 90)) fault(k, r, "malformed", "lat", r->cell[L_LAT], " is no latitude in degrees");
    if (!ch_actor_degrees(r->cell[L_LON], 180)) fault(k, r, "malformed", "lon", r->cell[L_LON], " is no longitude in degrees");
    ch_str population = r->cell[L_POPULATION];
    if (population.n && (!ch_str_to_u64(population, &people) || people > UINT32_MAX))
      fault(k, r, "malformed", "population", population, " is no number of people");
    if (cell_has(r->cell[L_ALIASES], r->cell[L_NAME])) fault(k, r, "repeated", "", r->cell[L_NAME], " is its own alias");
    ch_str key = ch_arena_printf(k->arena, "%.*s\t%.*s\t%.*s\t%.*s", CH_PRI(r->cell[L_NAME]), CH_PRI(r->cell[L_CODE]),
                                 CH_PRI(r->cell[L_LAT]), CH_PRI(r->cell[L_LON]));
    bool added = false;
    uint32_t *line = key.p ? ch_map_put(&seen, key, &added) : NULL;
    if (!line) k->out->failed = true;
    else if (added) *line = (uint32_t)i;
    else fault_beside(k, r, "repeated", "the place", r->cell[L_NAME], &tb->v[*line], "");
  }
}

/* Words and hyphens of a term. */
static uint32_t pieces(ch_str term) {
  uint32_t n = 0;
  for (size_t i = 0; i < term.n; i++) {
    bool word = term.p[i] != ' ' && term.p[i] != '-';
    bool begins = word && (i == 0 || term.p[i - 1] == ' ' || term.p[i - 1] == '-');
    n += begins || term.p[i] == '-';
  }
  return n;
}

static bool is_id(ch_str id) {
  for (size_t i = 0; i < id.n; i++) {
    char c = id.p[i];
    bool joint = c == '-' || c == ':';
    if (!joint && !(c >= 'a' && c <= 'z') && !(c >= '0' && c <= '9')) return false;
    if (joint && (i == 0 || i + 1 == id.n || id.p[i - 1] == '-' || id.p[i - 1] == ':')) return false;
  }
  return id.n > 0;
}

static void check_issues(checker *k) {
  const table *tb = &k->table[ISSUES];
  ch_map ids, terms;
  ch_map_init(&ids, k->arena);
  ch_map_init(&terms, k->arena);
  for (size_t i = 0; i < tb->n; i++) {
    const row *r = &tb->v[i];
    bool added = false;
    if (!is_id(r->cell[I_ID])) fault(k, r, "malformed", "id", r->cell[I_ID], " is not lower-case words joined by - or :");
    uint32_t *line = ch_map_put(&ids, r->cell[I_ID], &added);
    if (line && !added) fault_beside(k, r, "repeated", "the id", r->cell[I_ID], &tb->v[*line], "");
    if (line && added) *line = (uint32_t)i;
    if (!r->cell[I_TERMS].n) fault(k, r, "missing", "no terms of", r->cell[I_ID], "");
    ch_str rest = r->cell[I_TERMS], term;
    while (rest.n && ch_str_split(&rest, '|', &term)) {
      line = ch_map_put(&terms, term, &added);
      if (line && !added) fault_beside(k, r, "repeated", "the term", term, &tb->v[*line], "");
      if (line && added) *line = (uint32_t)i;
      if (!line) k->out->failed = true;
      if (has_letter(term, 'A', 'Z')) fault(k, r, "malformed", "term", term, " is not in lower case");
      if (pieces(term) > MOST_WORDS) fault(k, r, "malformed", "term", term, " has more than eight words and hyphens");
    }
  }
}

/* What stands for each state's names, and each state's code. */
static bool note_states(checker *k, ch_map *names) {
  const table *tb = &k->table[STATES];
  static const int columns[] = {S_NAME, S_ALIASES};
  for (size_t i = 0; i < tb->n; i++) {
    if (!ch_map_put(&k->codes, tb->v[i].cell[S_CODE], NULL)) return false;
    for (int c = 0; c < 2; c++) {
      ch_str rest = tb->v[i].cell[columns[c]], name;
      while (rest.n && ch_str_split(&rest, '|', &name)) {
        bool added = false;
        uint32_t *line = ch_map_put(names, name, &added);
        if (!line) return false;
        if (added) *line = (uint32_t)i;
      }
    }
  }
  return true;
}

static bool read_tables(checker *k, const char *const *own, size_t n_own, ch_error *error) {
  ch_actor_files files = {0};
  if (!ch_actor_own(own, n_own, k->arena, &files, error)) return false;
  for (int t = 0; t < N_TABLES; t++) {
    ch_str path = ch_arena_printf(k->arena, "%s/%s", k->dir, FILES[t].file);
    if (!path.p) return ch_fail(error, CH_ERROR_MEMORY, "no memory for the check");
    if (!read_table(k, t, path.p, FILES[t].file, false, error)) return false;
  }
  for (size_t i = 0; i < files.n; i++)
    if (!read_table(k, (int)files.v[i].table, files.v[i].path, files.v[i].path, true, error)) return false;
  return true;
}

bool ch_actor_files_check(const char *dir, const char *const *own, size_t n_own, ch_faults *out,
                          ch_error *error) {
  checker k = {.arena = out->arena, .out = out, .dir = dir, .own = n_own > 0};
  ch_map state_names, offices;
  ch_map_init(&k.codes, k.arena);
  ch_map_init(&state_names, k.arena);
  ch_map_init(&offices, k.arena);
  if (!read_tables(&k, own, n_own, error)) return false;
  if (!note_states(&k, &state_names)) out->failed = true;
  check_states(&k);
  check_bodies(&k, &state_names);
  check_roles(&k, &offices);
  check_people(&k, &offices);
  check_places(&k);
  check_issues(&k);
  return !out->failed || ch_fail(error, CH_ERROR_MEMORY, "no memory for the check");
}
