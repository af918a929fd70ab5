#include "record/decisions.h"

#include <json-c/json.h>

#include "base/day.h"
#include "record/merge.h"

static const char *const NAMES[] = {
#define CH_X(id, name) name,
    CH_DECISION_KINDS(CH_X)
#undef CH_X
};

const char *ch_decision_name(ch_decision_kind kind) {
  return NAMES[kind];
}

bool ch_decision_next(ch_str *list, ch_str *id) {
  while (list->n) {
    ch_str_split(list, ' ', id);
    if (id->n) return true;
  }
  return false;
}

/* --- as JSON --- */

static bool read_text(json_object *object, const char *name, ch_arena *arena, ch_str *out) {
  json_object *value = NULL;
  *out = (ch_str){NULL, 0};
  if (!json_object_object_get_ex(object, name, &value) ||
      !json_object_is_type(value, json_type_string) || json_object_get_string_len(value) == 0)
    return true;
  *out = ch_arena_copy(arena, (ch_str){json_object_get_string(value),
                                       (size_t)json_object_get_string_len(value)});
  return out->p != NULL;
}

static bool read_kind(ch_str name, ch_decision_kind *kind) {
  for (int i = 0; i < CH_DECISION_COUNT; i++) {
    if (!ch_str_is(name, NAMES[i])) continue;
    *kind = (ch_decision_kind)i;
    return true;
  }
  return false;
}

bool ch_decision_read(ch_str json, ch_arena *arena, ch_decision *out, ch_error *error) {
  enum { DEEPEST = 4 };
  ch_str kind, day;
  *out = (ch_decision){.day = CH_DAY_NONE};
  if (json.n > INT32_MAX) return ch_fail(error, CH_ERROR_LIMIT, "a decision is too long");
  json_tokener *reader = json_tokener_new_ex(DEEPEST);
  if (!reader) return ch_fail(error, CH_ERROR_MEMORY, "no memory to read a decision");
  json_object *object = json_tokener_parse_ex(reader, json.p, (int)json.n);
  json_tokener_free(reader);
  bool is_object = object && json_object_is_type(object, json_type_object);
  bool done = is_object && read_text(object, "kind", arena, &kind) &&
              read_text(object, "day", arena, &day) &&
              read_text(object, "mentions", arena, &out->mentions) &&
              read_text(object, "others", arena, &out->others) &&
              read_text(object, "by", arena, &out->by) &&
              read_text(object, "note", arena, &out->note);
  json_object_put(object);
  if (!is_object) return ch_fail(error, CH_ERROR_FORMAT, "no JSON object");
  if (!done) return ch_fail(error, CH_ERROR_MEMORY, "no memory to read a decision");
  if (!read_kind(kind, &out->kind))
    return ch_fail(error, CH_ERROR_FORMAT, "the kind of a decision is split, join or note, not '%.*s'",
                   CH_PRI(kind));
  if (out->mentions.n == 0) return ch_fail(error, CH_ERROR_FORMAT, "a decision names no mentions");
  if (day.n) out->day = ch_day_parse(day);
  return day.n == 0 || out->day != CH_DAY_NONE ||
         ch_fail(error, CH_ERROR_FORMAT, "'%.*s' is no day", CH_PRI(day));
}

bool ch_decision_same(const ch_decision *a, const ch_decision *b) {
  return a->kind == b->kind && a->day == b->day && ch_str_eq(a->mentions, b->mentions) &&
         ch_str_eq(a->others, b->others) && ch_str_eq(a->by, b->by) && ch_str_eq(a->note, b->note);
}

/* --- pins --- */

static uint32_t *place_of(ch_pins *pins, uint64_t key, ch_arena *arena) {
  ch_str bytes = {(const char *)&key, sizeof key};
  const uint32_t *known = ch_map_get(&pins->by_key, bytes);
  if (known) return (uint32_t *)(uintptr_t)known;
  bytes = ch_arena_copy(arena, bytes);
  return bytes.p ? ch_map_put(&pins->by_key, bytes, NULL) : NULL;
}

ch_pinned *ch_pins_find(const ch_pins *pins, uint64_t key) {
  if (pins->sets.n == 0) return NULL;
  const uint32_t *place = ch_map_get(&pins->by_key, (ch_str){(const char *)&key, sizeof key});
  return place ? &pins->sets.v[*place - 1] : NULL;
}

static void leave(ch_pinned *set, uint64_t key) {
  for (uint32_t i = 0; i < set->n; i++) {
    if (set->keys[i] != key) continue;
    set->keys[i] = set->keys[--set->n];
    return;
  }
}

static uint32_t count_of(ch_str ids) {
  uint32_t n = 0;
  for (ch_str id; ch_decision_next(&ids, &id);) n++;
  return n;
}

/* The ids become a set, and leave those that they were of. */
static bool pin(ch_pins *pins, const ch_decision *d, ch_str ids, ch_arena *arena) {
  if (ids.n == 0) return true;
  uint64_t *keys = CH_ARRAY(arena, count_of(ids), uint64_t);
  ch_pinned *set = keys ? CH_PUSH(arena, &pins->sets) : NULL;
  uint32_t self = (uint32_t)pins->sets.n;
  if (!set) return false;
  *set = (ch_pinned){.decision = d->number, .joined = d->kind == CH_DECISION_JOIN, .keys = keys};
  for (ch_str id; ch_decision_next(&ids, &id);) {
    uint64_t key = ch_report_key(id);
    uint32_t *place = place_of(pins, key, arena);
    if (!place) return false;
    if (*place == self) continue; /* named twice */
    if (*place) {
      set->joined = set->joined || pins->sets.v[*place - 1].joined;
      leave(&pins->sets.v[*place - 1], key);
    }
    *place = self;
    keys[set->n++] = key;
  }
  return true;
}

bool ch_pins_make(const ch_decision *v, size_t n, ch_arena *arena, ch_pins *out) {
  *out = (ch_pins){0};
  ch_map_init(&out->by_key, arena);
  for (size_t i = 0; i < n; i++) {
    if (v[i].kind == CH_DECISION_NOTE) continue;
    if (!pin(out, &v[i], v[i].mentions, arena) || !pin(out, &v[i], v[i].others, arena)) return false;
  }
  return true;
}
