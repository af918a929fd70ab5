/* Actor and agent dictionaries of TABARI and PETRARCH.
 *
 * They are in capitals and do not tell persons from bodies: words are given
 * one capital each, and a name whose first word is a given name is a person's.
 * Agents become roles, of the kind that ours with the same last word have.
 */
#include "code/dictionary.h"
#include "import/rows.h"

typedef struct reader {
  ch_import *im;
  const char *file;
  ch_dictionaries *d;
  struct { uint64_t *v; size_t n, cap; } refused; /* lines, in order */
  size_t passed;    /* of those: before the actor that is looked at */
} reader;

static void refuse(void *self, const ch_error *error) {
  reader *r = self;
  uint64_t *line = CH_PUSH(r->im->arena, &r->refused);
  if (line) *line = error->line;
  else r->im->failed = true;
  ch_import_refuse(r->im, r->file, error->line, "%s", error->message);
}

/* Was the line refused already? Asked in order. */
static bool was_refused(reader *r, uint64_t line) {
  while (r->passed < r->refused.n && r->refused.v[r->passed] < line) r->passed++;
  return r->passed < r->refused.n && r->refused.v[r->passed] == line;
}

static bool is_vowel(char c) { return strchr("AEIOUY", c) != NULL; }

/* "UNITED_NATIONS": "United Nations"; a word without a vowel stays in capitals. */
static ch_str title(ch_import *im, const ch_dict_phrase *phrase) {
  ch_buf out;
  ch_buf_init(&out, 0);
  for (uint32_t w = 0; w < phrase->n; w++) {
    ch_str word = phrase->word[w];
    bool hyphen = ch_str_is(word, "-"), behind = w > 0 && ch_str_is(phrase->word[w - 1], "-");
    bool vowel = false;
    for (size_t i = 0; i < word.n; i++) vowel = vowel || is_vowel(word.p[i]);
    if (w > 0 && !hyphen && !behind) ch_buf_add_byte(&out, ' ');
    bool inside = false; /* "O'NEIL", "U.S." */
    for (size_t i = 0; i < word.n; i++) {
      char c = word.p[i];
      bool capital = c >= 'A' && c <= 'Z';
      ch_buf_add_byte(&out, capital && inside && vowel ? (char)(c + 32) : c);
      inside = capital || (unsigned char)c >= 0x80;
    }
  }
  ch_str name = out.failed ? (ch_str){NULL, 0} : ch_import_clean(im, ch_buf_str(&out));
  if (out.failed) im->failed = true;
  ch_buf_free(&out);
  return ch_str_starts(name, CH_STR("The ")) ? ch_str_slice(name, 4, name.n) : name;
}

/* "USAGOVMIL": the country and PLOVER's sectors; letters that CAMEO's table does not have say
 * nothing. False where it is nobody's, or a state's with such letters alone. */
bool ch_import_cameo_actor(ch_import *im, ch_str code, ch_str *country, ch_str *sectors) {
  ch_str found[3];
  size_t n = 0;
  *country = (ch_str){NULL, 0};
  for (size_t i = 0; i + 3 <= code.n; i += 3) {
    ch_str part = ch_str_slice(code, i, i + 3);
    ch_str state = i == 0 ? ch_import_get(im, &im->state_of, part) : (ch_str){NULL, 0};
    ch_str sector = ch_import_get(im, &im->cameo, part);
    if (i == 0 && ch_str_is(sector, "-")) return false;
    if (state.n) {
      *country = state;
      continue;
    }
    bool had = sector.n == 0 || ch_str_is(sector, "-") || n == sizeof found / sizeof *found;
    for (size_t k = 0; k < n; k++) had = had || ch_str_eq(found[k], sector);
    if (!had) found[n++] = sector;
  }
  *sectors = (ch_str){NULL, 0};
  for (size_t k = 0; k < n; k++) {
    *sectors = ch_arena_printf(im->arena, "%.*s%s%.*s", CH_PRI(*sectors), k ? "|" : "", CH_PRI(found[k]));
    if (!sectors->p) im->failed = true;
  }
  if (code.n > 3 && n == 0 && ch_map_get(&im->regions, *country)) return false;
  return true;
}

static ch_str day_text(ch_import *im, int64_t day) {
  char text[11];
  if (day <= INT32_MIN || day >= INT32_MAX) return (ch_str){NULL, 0};
  ch_day_format((int32_t)day, text);
  ch_str copy = ch_arena_copy(im->arena, ch_str_of(text));
  if (!copy.p) im->failed = true;
  return copy.p ? copy : (ch_str){NULL, 0};
}

/* ---- actors ------------------------------------------------------------------ */

/* Names that data/LANG has with that code are left out; returns how many remain. */
static size_t drop_known(ch_import *im, ch_import_names *names, ch_str code) {
  size_t n = 0;
  for (size_t i = 0; i < names->n; i++) {
    ch_str folded = ch_import_fold(im, names->v[i]);
    ch_str key = ch_arena_printf(im->arena, "%.*s\t%.*s", CH_PRI(folded), CH_PRI(code));
    if (!key.p) im->failed = true;
    else if (ch_map_get(&im->known, key)) im->done.known++;
    else names->v[n++] = names->v[i];
  }
  return names->n = n;
}

static bool is_person(ch_import *im, ch_str name, ch_str sectors) {
  size_t blank = ch_str_find_byte(name, ' ', 0);
  return sectors.n && blank != SIZE_MAX &&
         ch_map_get(&im->given, ch_import_fold(im, ch_str_slice(name, 0, blank))) != NULL;
}

static void add_row(reader *r, const ch_dict_actor *actor, ch_import_names names, ch_str country,
                    ch_str sectors, int64_t from, int64_t to) {
  ch_import *im = r->im;
  bool state = sectors.n == 0 && ch_map_get(&im->regions, country);
  if (state && drop_known(im, &names, country) == 0) return;
  ch_actor_table table = state ? CH_ACTORS_STATES
                         : is_person(im, names.v[0], sectors) ? CH_ACTORS_PEOPLE : CH_ACTORS_BODIES;
  ch_import_row *row = ch_import_add(im, table, r->file, actor->line);
  if (!row) return;
  row->name = names.v[0], row->code = country, row->sectors = sectors;
  row->from = day_text(im, from), row->to = day_text(im, to);
  if (table == CH_ACTORS_BODIES) row->kind = CH_STR("other");
  if (state) row->region = ch_import_get(im, &im->regions, country);
  for (size_t i = 1; i < names.n; i++) ch_import_alias(im, &row->aliases, names.v[i]);
}

/* One name with its synonyms, and all its codes: a plain code holds where no dated one does. */
static void take_actor(reader *r, const ch_dict_actor *actor, ch_import_names names) {
  ch_import *im = r->im;
  int64_t first = INT64_MAX, last = INT64_MIN;
  for (uint32_t c = 0; c < actor->n_codes; c++) {
    const ch_dict_dated *code = &r->d->codes.v[actor->first + c];
    if (code->from == INT32_MIN && code->to == INT32_MAX) continue;
    if (code->from < first) first = code->from;
    if (code->to > last) last = code->to;
  }
  for (uint32_t c = 0; c < actor->n_codes; c++) {
    const ch_dict_dated *code = &r->d->codes.v[actor->first + c];
    ch_str rest = code->code, one, country, sectors;
    ch_str_split(&rest, '/', &one); /* of two codes at once, the first */
    if (rest.p) ch_import_refuse(im, r->file, actor->line, "'%.*s' is two actors: the first is kept", CH_PRI(code->code));
    if (!ch_import_cameo_actor(im, one, &country, &sectors) || country.n == 0) {
      ch_import_refuse(im, r->file, actor->line, "'%.*s' is no code of a country or body with a sector that is known",
                       CH_PRI(code->code));
      continue;
    }
    bool plain = code->from == INT32_MIN && code->to == INT32_MAX && last != INT64_MIN;
    if (!plain) {
      add_row(r, actor, names, country, sectors, code->from, code->to);
      continue;
    }
    if (first > INT32_MIN) add_row(r, actor, names, country, sectors, INT32_MIN, first - 1);
    if (last < INT32_MAX) add_row(r, actor, names, country, sectors, last + 1, INT32_MAX);
  }
}

static void take_actors(reader *r) {
  const ch_dictionaries *d = r->d;
  for (size_t i = 0; i < d->actors.n && !r->im->failed;) {
    const ch_dict_actor *actor = &d->actors.v[i];
    ch_import_names names = {0};
    for (; i < d->actors.n; i++) {
      const ch_dict_actor *other = &d->actors.v[i];
      if (other != actor && (other->first != actor->first || other->n_codes != actor->n_codes)) break;
      if (other->n_codes == 0 && other != actor) break;
      if (other->phrase.n) ch_import_alias(r->im, &names, title(r->im, &other->phrase));
    }
    bool told = was_refused(r, actor->line);
    if (actor->n_codes == 0 && !told) ch_import_refuse(r->im, r->file, actor->line, "a name without a code");
    else if (names.n) take_actor(r, actor, names);
  }
}

/* ---- agents ------------------------------------------------------------------- */

static ch_str lower(ch_import *im, const ch_dict_phrase *phrase) {
  return ch_import_fold(im, title(im, phrase));
}

static void take_agents(reader *r) {
  ch_import *im = r->im;
  const ch_dictionaries *d = r->d;
  for (size_t i = 0; i < d->actors.n && !im->failed;) {
    const ch_dict_actor *agent = &d->actors.v[i];
    ch_import_names names = {0};
    uint32_t line = agent->line;
    for (; i < d->actors.n && d->actors.v[i].line == line; i++)
      if (d->actors.v[i].phrase.n) ch_import_alias(im, &names, lower(im, &d->actors.v[i].phrase));
    ch_str code = agent->n_codes ? d->codes.v[agent->first].code : (ch_str){NULL, 0}, country, sectors;
    while (code.n && (code.p[0] == '~')) code = ch_str_slice(code, 1, code.n);
    if (code.n && code.p[code.n - 1] == '~') code = ch_str_slice(code, 0, code.n - 1);
    if (!ch_import_cameo_actor(im, code, &country, &sectors) || sectors.n == 0) {
      if (was_refused(r, line)) continue;
      ch_import_refuse(im, r->file, line, "'%.*s' gives no sector", CH_PRI(code));
      continue;
    }
    size_t n = 0;
    for (size_t k = 0; k < names.n; k++) {
      bool added = false; /* what the dictionary has twice is the first one's */
      bool put = ch_map_put(&im->roles_known, names.v[k], &added) != NULL;
      if (!put) im->failed = true;
      else if (!added) im->done.known++;
      else names.v[n++] = names.v[k];
    }
    ch_import_row *row = n ? ch_import_add(im, CH_ACTORS_ROLES, r->file, line) : NULL;
    if (!row) continue;
    row->name = names.v[0], row->sectors = sectors;
    size_t blank = row->name.n;
    while (blank > 0 && row->name.p[blank - 1] != ' ') blank--;
    const uint32_t *kind = ch_map_get(&im->last_word, ch_str_slice(row->name, blank, row->name.n));
    row->kind = kind ? im->kinds.v[*kind].kind : CH_STR("group");
    for (size_t k = 1; k < n; k++) ch_import_alias(im, &row->aliases, names.v[k]);
  }
}

/* ---- files ---------------------------------------------------------------------- */

bool ch_import_dictionary(ch_import *im, const char *file, ch_str bytes) {
  ch_error error = {0};
  reader r = {.im = im, .file = file, .d = ch_dictionaries_new(&error)};
  /* an agent's code is only added to that of whom it belongs to */
  bool agents = ch_str_find(bytes, CH_STR("[~"), 0) != SIZE_MAX || ch_str_find(bytes, CH_STR("~]"), 0) != SIZE_MAX;
  bool ok = r.d && ch_dictionaries_read_all(r.d, agents ? "agents" : "actors", bytes, file, refuse, &r, &error);
  if (ok && agents) take_agents(&r);
  else if (ok) take_actors(&r);
  ch_dictionaries_free(r.d);
  return ok && !im->failed;
}
