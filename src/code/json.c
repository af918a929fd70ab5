/* A mention as JSON, keys in the order of DESIGN.md section 5; what is unknown
 * is left out. */
#include <json-c/json.h>
#include <math.h>
#include <stdio.h>

#include "code/codebook.h"

static void put(json_object *o, const char *key, json_object *value) {
  if (value) json_object_object_add(o, key, value);
}

static json_object *text(ch_str s) {
  return s.n ? json_object_new_string_len(s.p, (int)s.n) : NULL;
}

static json_object *real(double value) {
  if (isnan(value)) return NULL;
  char shown[40];
  snprintf(shown, sizeof shown, "%.10g", value);
  if (!strpbrk(shown, ".e")) snprintf(shown, sizeof shown, "%.1f", value);
  return json_object_new_double_s(value, shown);
}

/* Degrees: the gazetteer's three decimals are kept as floats. */
static json_object *degrees(double value) {
  if (isnan(value)) return NULL;
  char shown[40];
  snprintf(shown, sizeof shown, "%.7g", value);
  return json_object_new_double_s(value, shown);
}

static json_object *number(double value) {
  if (isnan(value)) return NULL;
  if (value == floor(value) && fabs(value) < 9e15) return json_object_new_int64((int64_t)value);
  return real(value);
}

static json_object *span(ch_span s) {
  json_object *a = json_object_new_array();
  json_object_array_add(a, json_object_new_int64(s.from));
  json_object_array_add(a, json_object_new_int64(s.to));
  return a;
}

static json_object *strings(const ch_str *v, uint32_t n) {
  if (n == 0) return NULL;
  json_object *a = json_object_new_array();
  for (uint32_t i = 0; i < n; i++) json_object_array_add(a, text(v[i]));
  return a;
}

static json_object *party(const ch_party *p) {
  json_object *o = json_object_new_object();
  put(o, "code", text(p->actor->code));
  put(o, "sectors", strings(p->actor->sectors, p->actor->n_sectors));
  put(o, "name", text(p->actor->name));
  put(o, "text", text(p->text));
  if (p->span.to > p->span.from) put(o, "span", span(p->span));
  if (p->inferred) put(o, "basis", json_object_new_string("context"));
  return o;
}

static json_object *side(const ch_side *s) {
  if (s->n == 0) return NULL;
  json_object *a = json_object_new_array();
  for (uint32_t i = 0; i < s->n; i++) json_object_array_add(a, party(&s->v[i]));
  return a;
}

static json_object *people(const ch_event *e) {
  if (e->n_people == 0) return NULL;
  json_object *a = json_object_new_array();
  for (uint32_t i = 0; i < e->n_people; i++) {
    const ch_actor *actor = e->people[i].actor;
    json_object *o = json_object_new_object();
    put(o, "name", text(actor->person));
    put(o, "code", text(actor->code));
    put(o, "office", text(actor->office));
    put(o, "span", span(e->people[i].span));
    json_object_array_add(a, o);
  }
  return a;
}

static const char *const BASES[] = {"none", "text", "relative", "article"};

static json_object *dated(const ch_dated *d, bool basis) {
  if (d->days.from == CH_DAY_NONE) return NULL;
  char from[11], to[11];
  ch_day_format(d->days.from, from);
  ch_day_format(d->days.to, to);
  json_object *o = json_object_new_object();
  /* of what has no day, a day by which it had happened is all that may be known */
  if (!basis || d->basis != CH_BASIS_NONE) put(o, "from", json_object_new_string(from));
  put(o, "to", json_object_new_string(to));
  put(o, "text", text(d->text));
  if (basis) put(o, "basis", json_object_new_string(BASES[d->basis]));
  return o;
}

static json_object *act(const ch_act *a) {
  if (a->type == CH_TYPE_NONE) return NULL;
  json_object *o = json_object_new_object();
  put(o, "type", json_object_new_string(ch_type_name(a->type)));
  put(o, "mode", text(a->mode));
  put(o, "cameo", text(a->cameo));
  put(o, "status", json_object_new_string(ch_status_name(a->status)));
  put(o, "actor", side(&a->actor));
  put(o, "recipient", side(&a->recipient));
  put(o, "date", dated(&a->date, true));
  return o;
}

static json_object *place(const ch_place *p) {
  if (!p) return NULL;
  json_object *o = json_object_new_object();
  put(o, "name", text(p->name));
  put(o, "code", text(p->code));
  put(o, "lat", degrees(p->lat));
  put(o, "lon", degrees(p->lon));
  return o;
}

static json_object *quantities(const ch_event *e, const ch_document *doc) {
  if (e->n_quantities == 0) return NULL;
  json_object *a = json_object_new_array();
  for (uint32_t i = 0; i < e->n_quantities; i++) {
    const ch_quantity *q = e->quantities[i];
    json_object *o = json_object_new_object();
    put(o, "value", number(q->value));
    if (q->upper > q->value) put(o, "upper", number(q->upper));
    put(o, "of", text(q->of));
    put(o, "text", text(ch_printed(doc, q->span)));
    if (q->approximate) put(o, "approximate", json_object_new_boolean(true));
    json_object_array_add(a, o);
  }
  return a;
}

static json_object *answers(const ch_event *e) {
  if (e->answers_cue.n == 0) return NULL;
  json_object *o = json_object_new_object();
  put(o, "cue", text(e->answers_cue));
  put(o, "text", text(e->answers_text));
  if (e->answers_span.to > e->answers_span.from) put(o, "span", span(e->answers_span));
  return o;
}

static json_object *attribution(const ch_event *e, const ch_document *doc) {
  if (e->n_attribution == 0) return NULL;
  json_object *a = json_object_new_array();
  for (uint32_t i = 0; i < e->n_attribution; i++) {
    const ch_attribution *at = e->attribution[i];
    json_object *o = json_object_new_object(), *speaker = json_object_new_object();
    if (e->speaker[i]) put(speaker, "code", text(e->speaker[i]->code));
    put(speaker, "name", text(at->speaker));
    put(o, "speaker", speaker);
    if (at->cue != CH_NO_WORD) put(o, "cue", text(ch_printed(doc, doc->words[at->cue].span)));
    put(o, "stance", text(at->stance));
    json_object_array_add(a, o);
  }
  return a;
}

static json_object *evidence(const ch_event *e) {
  json_object *o = json_object_new_object();
  put(o, "trigger", text(e->trigger_text));
  put(o, "span", span(e->trigger_span));
  put(o, "rule", text(e->rule));
  return o;
}

bool ch_event_json(const ch_event *e, const ch_document *doc, ch_buf *out, ch_error *error) {
  json_object *o = json_object_new_object();
  put(o, "id", text(e->id));
  if (doc->article) put(o, "article", text(doc->article->id));
  if (e->title) put(o, "in", json_object_new_string("title"));
  put(o, "sentence", json_object_new_int64(e->sentence));
  put(o, "span", span(e->span));
  put(o, "text", text(ch_str_at(e->title ? doc->article->title : doc->text, e->span)));
  put(o, "type", json_object_new_string(ch_type_name(e->act.type)));
  put(o, "mode", text(e->act.mode));
  put(o, "contexts", strings(e->contexts, e->n_contexts));
  put(o, "cameo", text(e->act.cameo));
  put(o, "quad", json_object_new_int64(e->quad));
  put(o, "goldstein", real(e->goldstein));
  put(o, "status", json_object_new_string(ch_status_name(e->act.status)));
  put(o, "about", act(&e->about));
  put(o, "claimed", json_object_new_boolean(e->claimed));
  put(o, "actor", side(&e->act.actor));
  put(o, "recipient", side(&e->act.recipient));
  put(o, "people", people(e));
  put(o, "date", dated(&e->act.date, true));
  put(o, "deadline", dated(&e->deadline, false));
  put(o, "place", place(e->place));
  put(o, "quantities", quantities(e, doc));
  if (e->ordinal) put(o, "ordinal", json_object_new_int64(e->ordinal));
  put(o, "issues", strings(e->issues, e->n_issues));
  put(o, "answers", answers(e));
  put(o, "attribution", attribution(e, doc));
  put(o, "evidence", evidence(e));
  put(o, "imported", text(e->imported));
  size_t length = 0;
  const char *bytes = json_object_to_json_string_length(
      o, JSON_C_TO_STRING_PLAIN | JSON_C_TO_STRING_NOSLASHESCAPE, &length);
  bool ok = bytes && ch_buf_add(out, (ch_str){bytes, length}) && ch_buf_add_byte(out, '\n');
  json_object_put(o);
  return ok || ch_fail(error, CH_ERROR_MEMORY, "no memory to write an event");
}
