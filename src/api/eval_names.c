/* Names: places with where they lie, and actors. Strict: the same bytes.
 * Relaxed: some byte shared, each name once. */
#include <math.h>

#include "api/eval.h"

typedef struct named {
  ch_span span;
  double lat, lon; /* NAN unknown */
  ch_str type;     /* of gold */
  bool used;
} named;

typedef struct named_list {
  named *v;
  size_t n, cap;
} named_list;

static bool number(json_object *o, const char *key, double *out) {
  json_object *value = NULL;
  if (!json_object_object_get_ex(o, key, &value)) return false;
  *out = json_object_get_double(value);
  return true;
}

static named *partner(named_list *system, ch_span gold) {
  named *best = NULL;
  for (size_t i = 0; i < system->n; i++) {
    named *s = &system->v[i];
    if (s->used || s->span.from >= gold.to || gold.from >= s->span.to) continue;
    if (!best || (s->span.from == gold.from && s->span.to == gold.to)) best = s;
  }
  return best;
}

/* A span of a gold file's object; a row with one that lies outside is no gold. */
static bool take_span(json_object *o, ch_str text, ch_span *out) {
  double s = 0, e = 0;
  if (!number(o, "s", &s) || !number(o, "e", &e) || s < 0 || e <= s || e > (double)text.n) return false;
  *out = (ch_span){(uint32_t)s, (uint32_t)e};
  return true;
}

static void told_extra(ch_eval *e, ch_str text, const named_list *system) {
  for (size_t i = 0; i < system->n; i++)
    if (!system->v[i].used) ch_eval_wrong(e, "extra: '%.*s'", CH_PRI(ch_str_at(text, system->v[i].span)));
}

static void predict(ch_eval *e, json_object *row, const char *key, const named_list *system) {
  json_object *list = json_object_new_array();
  for (size_t i = 0; i < system->n; i++) {
    json_object *o = json_object_new_object();
    json_object_object_add(o, "s", json_object_new_int64(system->v[i].span.from));
    json_object_object_add(o, "e", json_object_new_int64(system->v[i].span.to));
    if (!isnan(system->v[i].lat)) {
      json_object_object_add(o, "lat", json_object_new_double(system->v[i].lat));
      json_object_object_add(o, "lon", json_object_new_double(system->v[i].lon));
    }
    json_object_array_add(list, o);
  }
  ch_eval_predict(e, ch_eval_text(row, "id"), key, list);
}

/* ---- places -------------------------------------------------------------------- */

/* A hundred miles, as the literature has it. */
static bool is_near(const named *a, const named *b) {
  static const double radian = 0.017453292519943295, diameter = 12742.0, most = 161.0;
  if (isnan(a->lat) || isnan(b->lat)) return false;
  double dlat = sin((a->lat - b->lat) * radian / 2), dlon = sin((a->lon - b->lon) * radian / 2);
  double h = dlat * dlat + cos(a->lat * radian) * cos(b->lat * radian) * dlon * dlon;
  return diameter * asin(sqrt(h < 1 ? h : 1)) <= most;
}

bool ch_eval_places(ch_eval *e, json_object *row, ch_error *error) {
  ch_str text = ch_eval_text(row, "text");
  const ch_reading *r = ch_eval_read(e, text, ch_eval_text(row, "date"), error);
  if (!r) return false;
  named_list system = {0};
  for (uint32_t i = 0; i < r->n_places; i++) {
    named *s = CH_PUSH(e->worker->arena, &system);
    if (!s) return ch_fail(error, CH_ERROR_MEMORY, "no memory for a row");
    *s = (named){.span = r->places[i].span, .lat = r->places[i].lat, .lon = r->places[i].lon};
  }
  json_object *list = NULL;
  json_object_object_get_ex(row, "places", &list);
  size_t n = json_object_is_type(list, json_type_array) ? json_object_array_length(list) : 0;
  uint64_t gold = 0, strict = 0, relaxed = 0, where = 0, told = 0;
  for (size_t i = 0; i < n; i++) {
    json_object *o = json_object_array_get_idx(list, i);
    named g = {.lat = NAN, .lon = NAN};
    if (!take_span(o, text, &g.span) || !number(o, "lat", &g.lat) || !number(o, "lon", &g.lon)) continue;
    ch_str printed = ch_str_at(text, g.span);
    named *s = partner(&system, g.span);
    gold++;
    if (!s) {
      ch_eval_wrong(e, "missed: '%.*s'", CH_PRI(printed));
      continue;
    }
    s->used = true;
    relaxed++;
    strict += s->span.from == g.span.from && s->span.to == g.span.to;
    if (isnan(s->lat)) continue;
    told++;
    where += is_near(s, &g);
    if (!is_near(s, &g))
      ch_eval_wrong(e, "where: '%.*s' is at %.1f, %.1f, not %.1f, %.1f", CH_PRI(printed), g.lat, g.lon, s->lat, s->lon);
  }
  told_extra(e, text, &system);
  predict(e, row, "places", &system);
  ch_eval_count(e, "strict", gold, system.n, strict);
  ch_eval_count(e, "relaxed", gold, system.n, relaxed);
  ch_eval_count(e, "within 161 km", gold, told, where);
  return true;
}

/* ---- actors --------------------------------------------------------------------- */

/* What the gold file calls the entities that can act. */
static const char *const ACTING[] = {"Person", "Organisation", "Organization", "Nationality"};

static bool acts(ch_str type) {
  for (size_t i = 0; i < sizeof ACTING / sizeof *ACTING; i++)
    if (ch_str_eq_fold(type, ch_str_of(ACTING[i]))) return true;
  return false;
}

/* Mentions by a name; what reads as a place or stands for somebody named before is none. */
static bool take_mentions(ch_eval *e, const ch_reading *r, named_list *out) {
  for (uint32_t i = 0; i < r->n_mentions; i++) {
    const ch_mention *m = &r->mentions[i];
    bool named_so = m->naming == CH_NAMING_NAME || m->naming == CH_NAMING_ADJECTIVE || m->naming == CH_NAMING_PERSON;
    if (!named_so || m->place) continue;
    if (out->n && out->v[out->n - 1].span.from == m->span.from && out->v[out->n - 1].span.to == m->span.to)
      continue; /* several actors of the same words */
    named *s = CH_PUSH(e->worker->arena, out);
    if (!s) return false;
    *s = (named){.span = m->span, .lat = NAN, .lon = NAN};
  }
  return true;
}

bool ch_eval_actors(ch_eval *e, json_object *row, ch_error *error) {
  ch_str text = ch_eval_text(row, "text");
  const ch_reading *r = ch_eval_read(e, text, ch_eval_text(row, "date"), error);
  named_list system = {0};
  if (!r) return false;
  if (!take_mentions(e, r, &system)) return ch_fail(error, CH_ERROR_MEMORY, "no memory for a row");
  json_object *list = NULL;
  json_object_object_get_ex(row, "entities", &list);
  size_t n = json_object_is_type(list, json_type_array) ? json_object_array_length(list) : 0;
  uint64_t gold = 0, strict = 0, relaxed = 0, others = 0;
  for (int acting = 1; acting >= 0; acting--) { /* those that act have the first choice of mentions */
    for (size_t i = 0; i < n; i++) {
      json_object *o = json_object_array_get_idx(list, i);
      ch_str type = ch_eval_text(o, "type");
      ch_span span;
      if (acts(type) != (acting == 1) || !take_span(o, text, &span)) continue;
      named *s = partner(&system, span);
      if (s) s->used = true;
      if (!acting) {
        others += s != NULL;
        continue;
      }
      gold++;
      relaxed += s != NULL;
      strict += s && s->span.from == span.from && s->span.to == span.to;
      ch_str name = ch_arena_copy(e->worker->arena, type);
      if (name.p) ch_eval_count(e, name.p, 1, s != NULL, s != NULL);
      if (!s) ch_eval_wrong(e, "missed: '%.*s' (%.*s)", CH_PRI(ch_str_at(text, span)), CH_PRI(type));
    }
  }
  told_extra(e, text, &system);
  predict(e, row, "actors", &system);
  ch_eval_count(e, "strict", gold, system.n - others, strict);
  ch_eval_count(e, "relaxed", gold, system.n - others, relaxed);
  return true;
}
