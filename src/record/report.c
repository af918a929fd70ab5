#include "record/report.h"

#include <json-c/json.h>
#include <math.h>

/* Reading state: a failed allocation is remembered and told once, at the end. */
typedef struct reader {
  ch_arena *arena;
  bool no_memory;
} reader;

static json_object *member(json_object *object, const char *name) {
  json_object *value = NULL;
  if (!object || !json_object_is_type(object, json_type_object)) return NULL;
  return json_object_object_get_ex(object, name, &value) ? value : NULL;
}

static ch_str copy(reader *r, ch_str s) {
  if (s.n == 0) return (ch_str){NULL, 0};
  ch_str kept = ch_arena_copy(r->arena, s);
  if (!kept.p) {
    r->no_memory = true;
    return (ch_str){NULL, 0};
  }
  return kept;
}

static ch_str view(json_object *value) {
  if (!value || !json_object_is_type(value, json_type_string)) return (ch_str){NULL, 0};
  return (ch_str){json_object_get_string(value), (size_t)json_object_get_string_len(value)};
}

static ch_str as_str(reader *r, json_object *value) {
  return copy(r, view(value));
}

static ch_str str_of(reader *r, json_object *object, const char *name) {
  return as_str(r, member(object, name));
}

/* Of what is not kept as text: holds as long as the object. */
static ch_str view_of(json_object *object, const char *name) {
  return view(member(object, name));
}

static double number_of(json_object *object, const char *name) {
  json_object *value = member(object, name);
  if (!value || !(json_object_is_type(value, json_type_double) ||
                  json_object_is_type(value, json_type_int)))
    return NAN;
  return json_object_get_double(value);
}

static uint32_t count_of(json_object *object, const char *name) {
  double value = number_of(object, name);
  return value >= 0 && value < 4294967295.0 ? (uint32_t)value : 0;
}

static bool flag_of(json_object *object, const char *name) {
  json_object *value = member(object, name);
  return value && json_object_is_type(value, json_type_boolean) && json_object_get_boolean(value);
}

static ch_span span_of(json_object *object, const char *name) {
  json_object *value = member(object, name);
  ch_span span = {0, 0};
  if (!value || !json_object_is_type(value, json_type_array) ||
      json_object_array_length(value) != 2)
    return span;
  int64_t from = json_object_get_int64(json_object_array_get_idx(value, 0));
  int64_t to = json_object_get_int64(json_object_array_get_idx(value, 1));
  if (from < 0 || to < from || to > UINT32_MAX) return span;
  return (ch_span){(uint32_t)from, (uint32_t)to};
}

/* Room for the elements of an array member; *n 0 when it is none. */
static void *array_of(reader *r, json_object *object, const char *name, size_t size,
                      json_object **array, uint32_t *n) {
  *n = 0;
  *array = member(object, name);
  if (!*array || !json_object_is_type(*array, json_type_array)) return NULL;
  size_t length = json_object_array_length(*array);
  if (length == 0 || length > 4096) return NULL;
  void *room = ch_arena_array(r->arena, length, size);
  if (!room) {
    r->no_memory = true;
    return NULL;
  }
  *n = (uint32_t)length;
  return room;
}

static ch_str *strs_of(reader *r, json_object *object, const char *name, uint32_t *n) {
  json_object *array;
  ch_str *v = array_of(r, object, name, sizeof(ch_str), &array, n);
  for (uint32_t i = 0; i < *n; i++) v[i] = as_str(r, json_object_array_get_idx(array, i));
  return v;
}

static ch_report_side side_of(reader *r, json_object *object, const char *name) {
  ch_report_side side = {0};
  json_object *array;
  side.v = array_of(r, object, name, sizeof(ch_report_party), &array, &side.n);
  for (uint32_t i = 0; i < side.n; i++) {
    json_object *party = json_object_array_get_idx(array, i);
    ch_report_party *p = &side.v[i];
    p->code = str_of(r, party, "code");
    p->name = str_of(r, party, "name");
    p->text = str_of(r, party, "text");
    p->office = str_of(r, party, "office");
    p->body = str_of(r, party, "body");
    p->inferred = ch_str_is(view_of(party, "basis"), "context");
    p->span = span_of(party, "span");
    json_object *sectors = member(party, "sectors");
    if (!sectors || !json_object_is_type(sectors, json_type_array)) continue;
    size_t n = json_object_array_length(sectors);
    for (size_t k = 0; k < n && k < CH_MAX_SECTORS; k++)
      p->sectors[p->n_sectors++] = as_str(r, json_object_array_get_idx(sectors, k));
  }
  return side;
}

static ch_basis basis_of(ch_str name) {
  if (ch_str_is(name, "text")) return CH_BASIS_TEXT;
  if (ch_str_is(name, "relative")) return CH_BASIS_RELATIVE;
  if (ch_str_is(name, "article")) return CH_BASIS_ARTICLE;
  return CH_BASIS_NONE;
}

const char *ch_basis_name(ch_basis basis) {
  switch (basis) {
    case CH_BASIS_TEXT: return "text";
    case CH_BASIS_RELATIVE: return "relative";
    case CH_BASIS_ARTICLE: return "article";
    case CH_BASIS_NONE: break;
  }
  return "none";
}

static ch_report_date date_of(reader *r, json_object *object, const char *name) {
  ch_report_date date = {CH_DAYS_NONE, {NULL, 0}, CH_BASIS_NONE};
  json_object *value = member(object, name);
  if (!value) return date;
  ch_str from = view_of(value, "from"), to = view_of(value, "to");
  date.days.from = ch_day_parse(from);
  date.days.to = ch_day_parse(to);
  if (date.days.from == CH_DAY_NONE) date.days.from = date.days.to;
  if (date.days.to == CH_DAY_NONE || date.days.to < date.days.from) date.days.to = date.days.from;
  date.text = str_of(r, value, "text");
  if (date.days.from != CH_DAY_NONE) {
    ch_str basis = view_of(value, "basis");
    date.basis = basis_of(basis);
    /* "none": by then, and no more is known */
    if (date.basis == CH_BASIS_NONE && !ch_str_is(basis, "none")) date.basis = CH_BASIS_TEXT;
  }
  return date;
}

static ch_report_act act_of(reader *r, json_object *object) {
  ch_report_act act = {0};
  act.date.days = CH_DAYS_NONE;
  if (!object) return act;
  act.type = ch_type_from(view_of(object, "type"));
  act.mode = str_of(r, object, "mode");
  act.cameo = str_of(r, object, "cameo");
  ch_str status = view_of(object, "status");
  act.status = status.n ? ch_status_from(status) : CH_STATUS_ACTUAL;
  if (act.status >= CH_STATUS_COUNT) act.status = CH_STATUS_ACTUAL;
  act.actor = side_of(r, object, "actor");
  act.recipient = side_of(r, object, "recipient");
  act.date = date_of(r, object, "date");
  return act;
}

static void read_quantities(reader *r, json_object *object, ch_report *out) {
  json_object *array;
  out->quantities = array_of(r, object, "quantities", sizeof(ch_report_quantity), &array,
                             &out->n_quantities);
  for (uint32_t i = 0; i < out->n_quantities; i++) {
    json_object *quantity = json_object_array_get_idx(array, i);
    ch_report_quantity *q = &out->quantities[i];
    q->value = number_of(quantity, "value");
    q->upper = number_of(quantity, "upper");
    if (isnan(q->upper)) q->upper = q->value;
    q->of = str_of(r, quantity, "of");
    q->text = str_of(r, quantity, "text");
    q->approximate = flag_of(quantity, "approximate");
  }
}

static void read_attribution(reader *r, json_object *object, ch_report *out) {
  json_object *array;
  out->attribution = array_of(r, object, "attribution", sizeof(ch_report_speaker), &array,
                              &out->n_attribution);
  for (uint32_t i = 0; i < out->n_attribution; i++) {
    json_object *item = json_object_array_get_idx(array, i);
    json_object *speaker = member(item, "speaker");
    ch_report_speaker *s = &out->attribution[i];
    s->code = str_of(r, speaker, "code");
    s->name = str_of(r, speaker, "name");
    s->cue = str_of(r, item, "cue");
    s->stance = str_of(r, item, "stance");
    json_object *sectors = member(speaker, "sectors");
    if (!sectors || !json_object_is_type(sectors, json_type_array)) continue;
    for (size_t k = 0; k < json_object_array_length(sectors); k++)
      if (ch_str_is(view(json_object_array_get_idx(sectors, k)), "JRN")) s->press = true;
  }
}

static bool fill(reader *r, json_object *object, ch_report *out, ch_error *error) {
  out->id = str_of(r, object, "id");
  out->article = str_of(r, object, "article");
  out->act = act_of(r, object);
  if (out->id.n == 0) return ch_fail(error, CH_ERROR_FORMAT, "mention lacks an id");
  if (out->article.n == 0) return ch_fail(error, CH_ERROR_FORMAT, "mention lacks its article");
  if (out->act.type == CH_TYPE_NONE || out->act.type >= CH_TYPE_COUNT) {
    /* CAMEO statements have no PLOVER type: the code alone speaks. */
    if (out->act.cameo.n == 0)
      return ch_fail(error, CH_ERROR_FORMAT, "mention has neither a known type nor a CAMEO code");
    out->act.type = CH_TYPE_NONE;
  }
  out->in_title = ch_str_is(view_of(object, "in"), "title");
  out->sentence = count_of(object, "sentence");
  out->span = span_of(object, "span");
  out->text = str_of(r, object, "text");
  ch_str row = view_of(object, "imported");
  if (row.n && out->text.n == 0) {
    out->imported = true;
    out->text = ch_arena_printf(r->arena, "[no sentence: coded by %.*s]", CH_PRI(row));
    r->no_memory = r->no_memory || !out->text.p;
  }
  out->about = act_of(r, member(object, "about"));
  if (out->about.type >= CH_TYPE_COUNT) out->about.type = CH_TYPE_NONE;
  out->contexts = strs_of(r, object, "contexts", &out->n_contexts);
  out->quad = (int)count_of(object, "quad");
  out->goldstein = number_of(object, "goldstein");
  out->claimed = flag_of(object, "claimed");
  out->people = side_of(r, object, "people");
  out->deadline = date_of(r, object, "deadline");
  json_object *place = member(object, "place");
  out->place.name = str_of(r, place, "name");
  out->place.code = str_of(r, place, "code");
  out->place.lat = number_of(place, "lat");
  out->place.lon = number_of(place, "lon");
  read_quantities(r, object, out);
  out->ordinal = count_of(object, "ordinal");
  out->issues = strs_of(r, object, "issues", &out->n_issues);
  json_object *answers = member(object, "answers");
  out->answers_cue = str_of(r, answers, "cue");
  out->answers_text = str_of(r, answers, "text");
  out->answers_span = span_of(answers, "span");
  read_attribution(r, object, out);
  json_object *evidence = member(object, "evidence");
  out->trigger = str_of(r, evidence, "trigger");
  out->trigger_span = span_of(evidence, "span");
  out->rule = str_of(r, evidence, "rule");
  return true;
}

bool ch_report_read(ch_str json, ch_arena *arena, ch_report *out, ch_error *error) {
  *out = (ch_report){0};
  if (json.n > INT32_MAX) return ch_fail(error, CH_ERROR_LIMIT, "mention of over 2 GiB");
  json_tokener *tokener = json_tokener_new_ex(32);
  if (!tokener) return ch_fail(error, CH_ERROR_MEMORY, "no memory to read a mention");
  json_object *object = json_tokener_parse_ex(tokener, json.p ? json.p : "", (int)json.n);
  enum json_tokener_error fault = json_tokener_get_error(tokener);
  size_t at = json_tokener_get_parse_end(tokener);
  json_tokener_free(tokener);
  if (!object || fault != json_tokener_success ||
      ch_str_trim(ch_str_slice(json, at, json.n)).n != 0 ||
      !json_object_is_type(object, json_type_object)) {
    json_object_put(object);
    ch_fail(error, CH_ERROR_FORMAT, "mention is not one JSON object: %s",
            fault == json_tokener_success ? "something else" : json_tokener_error_desc(fault));
    return ch_fail_offset(error, at);
  }
  reader r = {arena, false};
  bool done = fill(&r, object, out, error);
  out->json = ch_str_trim(json);
  json_object_put(object);
  if (r.no_memory) return ch_fail(error, CH_ERROR_MEMORY, "no memory to read a mention");
  return done;
}

static int order_u32(uint32_t a, uint32_t b) {
  return a < b ? -1 : a > b;
}

int ch_report_order(const ch_report *a, const ch_report *b) {
  int32_t day_a = a->source ? a->source->published : CH_DAY_NONE;
  int32_t day_b = b->source ? b->source->published : CH_DAY_NONE;
  /* Unknown days come last: they are the weakest witnesses. */
  if (day_a != day_b) {
    if (day_a == CH_DAY_NONE) return 1;
    if (day_b == CH_DAY_NONE) return -1;
    return day_a < day_b ? -1 : 1;
  }
  int32_t minute_a = a->source ? a->source->minute : -1;
  int32_t minute_b = b->source ? b->source->minute : -1;
  if (minute_a != minute_b) {
    if (minute_a < 0) return 1;
    if (minute_b < 0) return -1;
    return minute_a < minute_b ? -1 : 1;
  }
  int order = ch_str_cmp(a->article, b->article);
  if (!order) order = order_u32(a->in_title, b->in_title);
  if (!order) order = order_u32(a->sentence, b->sentence);
  if (!order) order = order_u32(a->trigger_span.from, b->trigger_span.from);
  return order ? order : ch_str_cmp(a->id, b->id);
}

ch_str ch_side_code(const ch_report_side *side) {
  for (uint32_t i = 0; i < side->n; i++)
    if (side->v[i].code.n) return side->v[i].code;
  return (ch_str){NULL, 0};
}

bool ch_side_has(const ch_report_side *side, ch_str code) {
  for (uint32_t i = 0; i < side->n; i++)
    if (code.n && ch_str_eq(side->v[i].code, code)) return true;
  return false;
}

bool ch_party_known(const ch_report_party *party) {
  return party->code.n || (party->name.n && !(party->name.p[0] >= 'a' && party->name.p[0] <= 'z'));
}

bool ch_status_happened(ch_status status) {
  return status == CH_STATUS_ACTUAL || status == CH_STATUS_ONGOING;
}

bool ch_report_dated(const ch_report *r) {
  const ch_report_date *date = &r->act.date;
  if (date->days.from == CH_DAY_NONE) return false;
  if (date->basis != CH_BASIS_TEXT && date->basis != CH_BASIS_RELATIVE) return false;
  if (!r->source || r->source->published == CH_DAY_NONE) return true;
  /* One day of play for time zones. */
  return !ch_status_happened(r->act.status) || date->days.from <= r->source->published + 1;
}

bool ch_type_two_sided(ch_type type) {
  return type == CH_TYPE_CONSULT || type == CH_TYPE_COOPERATE;
}

bool ch_report_two_sided(const ch_report *r) {
  return ch_type_two_sided(r->act.type) ||
         (r->act.type == CH_TYPE_AGREE && r->about.type == CH_TYPE_CONSULT);
}
