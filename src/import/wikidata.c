/* Wikidata's JSON: entities (a dump's lines, one a line, `{"entities":…}`) and
 * the answers to SPARQL queries (`results.bindings`, or a plain list of rows).
 *
 * An office is an item of its own, and its name may stand anywhere in the
 * files: entities are kept as views and resolved at the end.
 */
#include "import/rows.h"
#include "ingest/json_value.h"

/* ---- JSON ------------------------------------------------------------------- */

/* "claims.P31": a member's member. */
static bool reach(ch_str json, const char *a, const char *b, ch_str *out) {
  return ch_json_member(json, a, out) && (!b || ch_json_member(*out, b, out));
}

static ch_str text_of(ch_import *im, ch_str value) {
  if (ch_json_kind_of(value) != CH_JSON_STRING) return (ch_str){NULL, 0};
  ch_str text = ch_json_text(im->arena, value);
  if (!text.p) im->failed = true;
  return text.p ? text : (ch_str){NULL, 0};
}

static ch_str member_text(ch_import *im, ch_str object, const char *name) {
  ch_str value;
  return ch_json_member(object, name, &value) ? text_of(im, value) : (ch_str){NULL, 0};
}

/* The English label, else the one for all languages. */
static ch_str label_of(ch_import *im, ch_str entity) {
  static const char *const LANGUAGES[] = {"en", "en-gb", "mul"};
  ch_str labels, one;
  if (!ch_json_member(entity, "labels", &labels)) return (ch_str){NULL, 0};
  for (size_t i = 0; i < sizeof LANGUAGES / sizeof *LANGUAGES; i++)
    if (ch_json_member(labels, LANGUAGES[i], &one)) return member_text(im, one, "value");
  return (ch_str){NULL, 0};
}

/* ---- statements ---------------------------------------------------------------- */

/* The item of a snak, "Q30"; or its text. */
static ch_str snak_item(ch_import *im, ch_str snak) {
  ch_str value;
  if (!reach(snak, "datavalue", "value", &value)) return (ch_str){NULL, 0};
  return ch_json_kind_of(value) == CH_JSON_STRING ? text_of(im, value) : member_text(im, value, "id");
}

/* "+2017-01-20T00:00:00Z" with its precision: 11 a day, 10 a month, 9 a year. */
static ch_str snak_date(ch_import *im, ch_str snak) {
  ch_str value, precision;
  if (!reach(snak, "datavalue", "value", &value)) return (ch_str){NULL, 0};
  ch_str time = member_text(im, value, "time");
  if (!ch_str_starts(time, CH_STR("+")) || !ch_json_member(value, "precision", &precision)) return (ch_str){NULL, 0};
  size_t letters = ch_str_is(precision, "11") ? 10 : ch_str_is(precision, "10") ? 7 : ch_str_is(precision, "9") ? 4 : 0;
  return ch_str_slice(time, 1, 1 + letters);
}

typedef struct statements {
  ch_json_walk walk;
} statements;

static statements statements_of(ch_str entity, const char *property) {
  ch_str list;
  return (statements){reach(entity, "claims", property, &list) ? ch_json_walk_in(list) : ch_json_walk_in((ch_str){NULL, 0})};
}

/* The next statement that is not deprecated, and its main snak. */
static bool next_statement(ch_import *im, statements *s, ch_str *statement, ch_str *snak) {
  ch_str key;
  while (ch_json_next(&s->walk, &key, statement))
    if (!ch_str_is(member_text(im, *statement, "rank"), "deprecated") && ch_json_member(*statement, "mainsnak", snak))
      return true;
  return false;
}

static ch_str first_item(ch_import *im, ch_str entity, const char *property) {
  statements s = statements_of(entity, property);
  ch_str statement, snak;
  return next_statement(im, &s, &statement, &snak) ? snak_item(im, snak) : (ch_str){NULL, 0};
}

static ch_str first_date(ch_import *im, ch_str entity, const char *property) {
  statements s = statements_of(entity, property);
  ch_str statement, snak;
  return next_statement(im, &s, &statement, &snak) ? snak_date(im, snak) : (ch_str){NULL, 0};
}

static bool qualifier(ch_str statement, const char *property, ch_str *snak) {
  ch_str list, key;
  if (!reach(statement, "qualifiers", property, &list)) return false;
  ch_json_walk walk = ch_json_walk_in(list);
  return ch_json_next(&walk, &key, snak);
}

/* ---- entities ------------------------------------------------------------------ */

/* The item or code of the country that an entity belongs to. */
static ch_str country_of(ch_import *im, ch_str entity) {
  static const char *const PROPERTIES[] = {"P1001", "P17"}; /* applies to jurisdiction, country */
  for (size_t i = 0; i < 2; i++) {
    ch_str item = first_item(im, entity, PROPERTIES[i]);
    if (item.n) return item;
  }
  return (ch_str){NULL, 0};
}

static bool keep_entity(ch_import *im, const char *file, uint64_t line, ch_str json) {
  ch_str id = member_text(im, json, "id");
  if (id.n == 0) return ch_import_refuse(im, file, line, "an entity without an id");
  ch_import_put(im, &im->labels, id, label_of(im, json));
  ch_import_put(im, &im->countries, id, country_of(im, json));
  ch_str code = first_item(im, json, "P298"); /* ISO 3166-1 alpha-3 */
  if (ch_str_eq(ch_import_state(im, code), code)) ch_import_put(im, &im->state_of, id, code);
  ch_import_entity *entity = CH_PUSH(im->arena, &im->entities);
  if (!entity) return false;
  *entity = (ch_import_entity){file, line, json, id};
  return true;
}

static void take_aliases(ch_import *im, ch_str entity, ch_import_names *out) {
  ch_str list, key, one;
  if (!reach(entity, "aliases", "en", &list)) return;
  ch_json_walk walk = ch_json_walk_in(list);
  while (ch_json_next(&walk, &key, &one)) ch_import_alias(im, out, member_text(im, one, "value"));
}

/* What an office's item says, where the statement itself says nothing: an item of a state. */
static ch_str land_of(ch_import *im, ch_str statement, ch_str office) {
  static const char *const PROPERTIES[] = {"P1001", "P17"};
  ch_str snak;
  for (size_t i = 0; i < 2; i++)
    if (qualifier(statement, PROPERTIES[i], &snak)) return snak_item(im, snak);
  ch_str land = ch_import_get(im, &im->countries, office);
  return ch_import_state(im, land).n ? land : (ch_str){NULL, 0};
}

static void take_person(ch_import *im, const ch_import_entity *e, ch_str name) {
  ch_import_given given = {.file = e->file, .line = e->line, .name = name,
                           .fallback = first_item(im, e->json, "P27")};
  statements held = statements_of(e->json, "P39");
  ch_str statement, snak;
  bool any = false;
  take_aliases(im, e->json, &given.aliases);
  while (next_statement(im, &held, &statement, &snak)) {
    ch_str item = snak_item(im, snak), at;
    if (item.n == 0) continue; /* an office that nobody knows */
    any = true;
    given.office = ch_import_get(im, &im->labels, item);
    given.country = land_of(im, statement, item);
    given.from = qualifier(statement, "P580", &at) ? snak_date(im, at) : (ch_str){NULL, 0};
    given.to = qualifier(statement, "P582", &at) ? snak_date(im, at) : (ch_str){NULL, 0};
    if (given.office.n) ch_import_person(im, &given);
    else ch_import_refuse(im, e->file, e->line, "the office %.*s of '%.*s' has no English label in these files",
                          CH_PRI(item), CH_PRI(name));
  }
  if (!any) ch_import_refuse(im, e->file, e->line, "'%.*s' holds no office", CH_PRI(name));
}

static void take_body(ch_import *im, const ch_import_entity *e, ch_str name, ch_str kind) {
  ch_import_given given = {.file = e->file, .line = e->line, .name = name, .kind = kind,
                           .fallback = first_item(im, e->json, "P17"),
                           .seat = ch_import_get(im, &im->labels, first_item(im, e->json, "P159")),
                           .from = first_date(im, e->json, "P571"), .to = first_date(im, e->json, "P576")};
  take_aliases(im, e->json, &given.aliases);
  ch_import_body(im, &given);
}

/* The class that the import knows, of those that the entity is an instance of; or the label
 * of one, as the files have it. */
static ch_str class_of(ch_import *im, ch_str entity) {
  statements s = statements_of(entity, "P31");
  ch_str statement, snak;
  while (next_statement(im, &s, &statement, &snak)) {
    ch_str item = snak_item(im, snak);
    if (item.n && ch_map_get(&im->classes, item)) return item;
    ch_str label = ch_import_fold(im, ch_import_get(im, &im->labels, item));
    if (label.n && ch_map_get(&im->classes, label)) return label;
  }
  return (ch_str){NULL, 0};
}

bool ch_import_wikidata_finish(ch_import *im) {
  for (size_t i = 0; i < im->entities.n && !im->failed; i++) {
    const ch_import_entity *e = &im->entities.v[i];
    ch_str is = class_of(im, e->json), name = ch_import_get(im, &im->labels, e->id);
    const uint32_t *at = is.n ? ch_map_get(&im->classes, is) : NULL;
    if (!at) im->done.passed++;
    else if (name.n == 0) ch_import_refuse(im, e->file, e->line, "%.*s has no English label", CH_PRI(e->id));
    else if (ch_str_is(im->kinds.v[*at].kind, "person")) take_person(im, e, name);
    else take_body(im, e, name, is);
  }
  return !im->failed;
}

/* ---- answers to queries ------------------------------------------------------------ */

typedef enum variable { NAME, ALIAS, OFFICE, COUNTRY, KIND, FROM, TO, N_VARIABLES } variable;
/* What people call them; of several that a row has the first here counts. */
static const char *const VARIABLES[N_VARIABLES][8] = {
    [NAME] = {"personLabel", "humanLabel", "itemLabel", "organisationLabel", "organizationLabel", "nameLabel", "name"},
    [ALIAS] = {"altLabel", "personAltLabel", "itemAltLabel", "alias", "aliases"},
    [OFFICE] = {"officeLabel", "positionLabel", "roleLabel", "office", "position"},
    [COUNTRY] = {"iso3", "code", "countryLabel", "jurisdictionLabel", "country", "jurisdiction"},
    [KIND] = {"kindLabel", "typeLabel", "classLabel", "instanceLabel", "kind"},
    [FROM] = {"start", "startDate", "startTime", "startdate", "from"},
    [TO] = {"end", "endDate", "endTime", "enddate", "to"}};

/* {"type":"literal","value":"…"}, or the text itself. */
static ch_str variable_of(ch_import *im, ch_str row, variable v) {
  ch_str value, inner;
  for (size_t i = 0; i < 8 && VARIABLES[v][i]; i++) {
    if (!ch_json_member(row, VARIABLES[v][i], &value)) continue;
    ch_str text = ch_json_member(value, "value", &inner) ? text_of(im, inner) : text_of(im, value);
    bool unknown = v >= FROM && ch_str_find(text, CH_STR("genid"), 0) != SIZE_MAX;
    return unknown ? (ch_str){NULL, 0} : text;
  }
  return (ch_str){NULL, 0};
}

static bool take_answer(ch_import *im, const char *file, uint64_t line, ch_str row) {
  ch_str v[N_VARIABLES];
  for (int i = 0; i < N_VARIABLES; i++) v[i] = variable_of(im, row, (variable)i);
  ch_import_given given = {.file = file, .line = line, .name = v[NAME], .office = v[OFFICE],
                           .country = v[COUNTRY], .kind = v[KIND], .from = v[FROM], .to = v[TO]};
  if (v[NAME].n == 0) return ch_import_refuse(im, file, line, "a row without personLabel or itemLabel");
  ch_str rest = v[ALIAS], alias;
  while (rest.n && ch_str_split(&rest, '|', &alias)) ch_import_alias(im, &given.aliases, alias);
  if (given.office.n == 0 && given.kind.n) ch_import_body(im, &given);
  else ch_import_person(im, &given);
  return !im->failed;
}

/* ---- files ----------------------------------------------------------------------- */

/* Lines as they were counted up to some byte. */
typedef struct counter {
  const char *at;
  uint64_t line;
} counter;

static uint64_t line_at(counter *c, const char *p) {
  for (; c->at < p; c->at++) c->line += *c->at == '\n';
  return c->line;
}

static bool take_value(ch_import *im, const char *file, uint64_t line, ch_str value) {
  ch_str claims;
  if (ch_json_kind_of(value) != CH_JSON_OBJECT) return ch_import_refuse(im, file, line, "no JSON object");
  return ch_json_member(value, "claims", &claims) || ch_json_member(value, "labels", &claims)
             ? keep_entity(im, file, line, value) : take_answer(im, file, line, value);
}

static bool take_list(ch_import *im, const char *file, counter *c, ch_str list) {
  ch_json_walk walk = ch_json_walk_in(list);
  ch_str key, value;
  while (ch_json_next(&walk, &key, &value))
    if (!take_value(im, file, line_at(c, value.p), value)) return false;
  return true;
}

static bool take_whole(ch_import *im, const char *file, ch_str bytes) {
  counter c = {bytes.p, 1};
  ch_str list;
  if (reach(bytes, "results", "bindings", &list) || ch_json_member(bytes, "entities", &list))
    return take_list(im, file, &c, list);
  return ch_json_kind_of(bytes) == CH_JSON_ARRAY ? take_list(im, file, &c, bytes)
                                                 : take_value(im, file, line_at(&c, bytes.p), bytes);
}

/* A dump's lines, each an entity with a comma behind. */
static bool take_lines(ch_import *im, const char *file, ch_str bytes) {
  ch_str line;
  for (uint64_t number = 1; ch_str_line(&bytes, &line); number++) {
    size_t fault;
    const char *why;
    line = ch_str_trim(line);
    if (ch_str_ends(line, CH_STR(","))) line = ch_str_trim(ch_str_slice(line, 0, line.n - 1));
    if (line.n == 0 || ch_str_is(line, "[") || ch_str_is(line, "]")) continue;
    if (!ch_json_check(line, CH_JSON_DEEPEST, &fault, &why)) ch_import_refuse(im, file, number, "%s", why);
    else if (!take_value(im, file, number, line)) return false;
  }
  return true;
}

bool ch_import_wikidata(ch_import *im, const char *file, ch_str bytes) {
  size_t fault;
  const char *why;
  ch_str all = ch_str_trim(bytes), rest = all, line = {NULL, 0};
  if (ch_json_check(all, CH_JSON_DEEPEST, &fault, &why)) return take_whole(im, file, all);
  /* Not whole: a file of lines of which each stands alone, or one that is broken. */
  size_t ignored;
  const char *other;
  bool lines = ch_str_line(&rest, &line);
  line = ch_str_trim(line);
  if (ch_str_ends(line, CH_STR(","))) line = ch_str_slice(line, 0, line.n - 1);
  lines = lines && (ch_str_is(line, "[") || (rest.n && ch_json_check(line, CH_JSON_DEEPEST, &ignored, &other)));
  if (lines) return take_lines(im, file, bytes);
  counter c = {all.p, 1};
  return ch_import_refuse(im, file, line_at(&c, all.p + (fault < all.n ? fault : all.n)), "%s", why);
}
