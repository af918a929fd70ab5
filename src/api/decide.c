/* Decisions about the record's events: ids that people give into mentions. */
#include <stdio.h>
#include <json-c/json.h>

#include "api/api.h"
#include "base/day.h"

/* One decision under way. */
typedef struct deciding {
  ch_store *store;
  ch_arena *arena;
  ch_buf mentions, others;
  ch_decision decision;
} deciding;

static bool no_memory(ch_error *error) {
  return ch_fail(error, CH_ERROR_MEMORY, "no memory to decide");
}

static bool event_of(deciding *d, const char *id, ch_fact **fact, ch_error *error) {
  if (!ch_store_fact(d->store, ch_str_of(id), d->arena, fact, error)) return false;
  return *fact || ch_fail(error, CH_ERROR_USAGE, "the record has no event or mention '%s'", id);
}

static void list(ch_buf *ids, ch_str id) {
  if (ids->n) ch_buf_add_byte(ids, ' ');
  ch_buf_add(ids, id);
}

static bool has(const char *const *ids, size_t n, ch_str id) {
  for (size_t i = 0; i < n; i++)
    if (ch_str_is(id, ids[i])) return true;
  return false;
}

/* The mentions named are taken out, the others of the event are left. */
static bool split(deciding *d, const chancery_decision *given, ch_error *error) {
  ch_fact *fact;
  const char *const *taken = given->ids + 1;
  size_t n = given->n_ids - 1;
  if (!event_of(d, given->ids[0], &fact, error)) return false;
  for (size_t i = 0; i < n; i++) {
    ch_fact *other;
    if (!event_of(d, taken[i], &other, error)) return false;
    if (strcmp(fact->id, other->id) != 0)
      return ch_fail(error, CH_ERROR_USAGE, "'%s' is of event %s, not of %s", taken[i], other->id,
                     fact->id);
    if (strncmp(taken[i], "m-", 2) != 0)
      return ch_fail(error, CH_ERROR_USAGE, "'%s' is an event: name mentions of it", taken[i]);
  }
  for (uint32_t i = 0; i < fact->reports.n; i++) {
    ch_str id = fact->reports.v[i]->id;
    list(has(taken, n, id) ? &d->mentions : &d->others, id);
  }
  return d->others.n || ch_fail(error, CH_ERROR_USAGE, "%s has no mentions but those", fact->id);
}

static bool join(deciding *d, const chancery_decision *given, ch_error *error) {
  const char **known = CH_ARRAY(d->arena, given->n_ids, const char *);
  size_t n = 0;
  if (!known) return no_memory(error);
  for (size_t i = 0; i < given->n_ids; i++) {
    ch_fact *fact;
    if (!event_of(d, given->ids[i], &fact, error)) return false;
    if (has(known, n, ch_str_of(fact->id))) continue;
    known[n++] = fact->id;
    for (uint32_t k = 0; k < fact->reports.n; k++) list(&d->mentions, fact->reports.v[k]->id);
  }
  return n > 1 || ch_fail(error, CH_ERROR_USAGE, "that is one event already: %s", known[0]);
}

/* A note hangs on the mention that gives the event its id. */
static bool note(deciding *d, const chancery_decision *given, ch_error *error) {
  ch_fact *fact;
  if (!event_of(d, given->ids[0], &fact, error)) return false;
  if (!given->note || !given->note[0]) return ch_fail(error, CH_ERROR_USAGE, "a note has words");
  for (uint32_t i = 0; i < fact->reports.n; i++) {
    ch_str id = fact->reports.v[i]->id;
    if (ch_report_key(id) == ch_report_key(ch_str_of(fact->id))) list(&d->mentions, id);
  }
  return true;
}

static const struct {
  bool (*read)(deciding *, const chancery_decision *, ch_error *);
  size_t least, most;
  const char *wants;
} KINDS[CH_DECISION_COUNT] = {
    [CH_DECISION_SPLIT] = {split, 2, SIZE_MAX, "an event and mentions of it"},
    [CH_DECISION_JOIN] = {join, 2, SIZE_MAX, "two events or more"},
    [CH_DECISION_NOTE] = {note, 1, 1, "one event"},
};

static bool read_decision(deciding *d, const chancery_decision *given, ch_error *error) {
  int kind = 0;
  while (kind < CH_DECISION_COUNT && strcmp(ch_decision_name((ch_decision_kind)kind), given->kind) != 0)
    kind++;
  if (kind == CH_DECISION_COUNT)
    return ch_fail(error, CH_ERROR_USAGE, "decide by split, join or note, not by '%s'", given->kind);
  if (given->n_ids < KINDS[kind].least || given->n_ids > KINDS[kind].most)
    return ch_fail(error, CH_ERROR_USAGE, "%s wants %s", given->kind, KINDS[kind].wants);
  d->decision = (ch_decision){.kind = (ch_decision_kind)kind, .by = ch_str_of(given->by),
                              .note = ch_str_of(given->note), .day = CH_DAY_NONE};
  if (given->day && (d->decision.day = ch_day_parse(ch_str_of(given->day))) == CH_DAY_NONE)
    return ch_fail(error, CH_ERROR_USAGE, "'%s' is no day", given->day);
  if (!KINDS[kind].read(d, given, error)) return false;
  d->decision.mentions = ch_buf_str(&d->mentions);
  d->decision.others = ch_buf_str(&d->others);
  return !(d->mentions.failed || d->others.failed) || no_memory(error);
}

static bool tell(deciding *d, chancery_decided *out, ch_error *error) {
  ch_str lists[] = {d->decision.mentions, d->decision.others}, id;
  *out = (chancery_decided){.number = (uint64_t)d->decision.number};
  for (int i = 0; i < 2; i++) {
    ch_fact *fact;
    if (!ch_decision_next(&lists[i], &id)) continue;
    if (!ch_store_fact(d->store, id, d->arena, &fact, error)) return false;
    if (!fact) continue;
    snprintf(out->events[out->n_events].id, sizeof out->events->id, "%s", fact->id);
    out->events[out->n_events++].mentions = fact->reports.n;
  }
  return true;
}

static bool decide(deciding *d, const chancery_decision *given, chancery_decided *out,
                   ch_error *error) {
  bool done = ch_store_begin(d->store, error);
  if (!done) return false;
  done = read_decision(d, given, error) && ch_store_decide(d->store, &d->decision, error) &&
         ch_store_commit(d->store, error);
  if (!done) ch_store_rollback(d->store);
  return done && (!out || tell(d, out, error));
}

bool chancery_decide(chancery_record *record, const chancery_decision *decision,
                     chancery_decided *decided, chancery_error *error) {
  ch_error inner = {0};
  deciding d = {.store = record->store, .arena = ch_arena_new(0)};
  if (!d.arena) return ch_api_no_memory(error);
  ch_buf_init(&d.mentions, 0);
  ch_buf_init(&d.others, 0);
  bool done = decide(&d, decision, decided, &inner);
  ch_buf_free(&d.mentions);
  ch_buf_free(&d.others);
  ch_arena_free(d.arena);
  return done || ch_api_fail(error, &inner);
}

/* --- from JSON --- */

#define MOST_IDS 1000

/* A text, or texts, under that name, appended; false if it is anything else. */
static bool take_ids(json_object *object, const char *name, const char **ids, size_t *n) {
  json_object *value = NULL;
  if (!json_object_object_get_ex(object, name, &value)) return true;
  bool many = json_object_is_type(value, json_type_array);
  size_t count = many ? json_object_array_length(value) : 1;
  for (size_t i = 0; i < count; i++) {
    json_object *one = many ? json_object_array_get_idx(value, i) : value;
    if (!json_object_is_type(one, json_type_string) || *n == MOST_IDS) return false;
    ids[(*n)++] = json_object_get_string(one);
  }
  return true;
}

static bool take_text(json_object *object, const char *name, const char **text) {
  json_object *value = NULL;
  if (!json_object_object_get_ex(object, name, &value)) return true;
  if (!json_object_is_type(value, json_type_string)) return false;
  *text = json_object_get_string(value);
  return true;
}

static bool take_number(json_object *object, const char *name, int64_t *number) {
  json_object *value = NULL;
  if (!json_object_object_get_ex(object, name, &value)) return true;
  if (!json_object_is_type(value, json_type_int)) return false;
  *number = json_object_get_int64(value);
  return *number > 0;
}

static bool take_back(chancery_record *record, int64_t number, chancery_decided *decided,
                      chancery_error *error) {
  if (decided) *decided = (chancery_decided){.number = (uint64_t)number};
  return chancery_withdraw(record, (uint64_t)number, error);
}

bool chancery_decide_json(chancery_record *record, const chancery_decision *decision,
                          const char *json, size_t n, chancery_decided *decided,
                          chancery_error *error) {
  enum { DEEPEST = 4 };
  static const char *const KNOWN[] = {"event", "events", "mentions", "note", "by", "day",
                                      "decision"};
  const char *ids[MOST_IDS];
  ch_error inner = {0};
  chancery_decision d = *decision;
  int64_t number = 0;
  bool back = strcmp(d.kind, "withdraw") == 0;
  json_tokener *reader = json_tokener_new_ex(DEEPEST);
  if (!reader) return ch_api_no_memory(error);
  json_object *object = n <= INT32_MAX ? json_tokener_parse_ex(reader, json, (int)n) : NULL;
  bool whole = object && json_tokener_get_error(reader) == json_tokener_success &&
               json_object_is_type(object, json_type_object);
  json_tokener_free(reader);
  d.n_ids = 0;
  d.ids = ids;
  bool done = whole && take_ids(object, "event", ids, &d.n_ids) &&
              take_ids(object, "events", ids, &d.n_ids) &&
              take_ids(object, "mentions", ids, &d.n_ids) && take_text(object, "note", &d.note) &&
              take_text(object, "by", &d.by) && take_text(object, "day", &d.day) &&
              take_number(object, "decision", &number) && back == (number > 0) &&
              !(back && d.n_ids);
  if (done) {
    json_object_object_foreach(object, name, value) {
      (void)value;
      done = done && has(KNOWN, sizeof KNOWN / sizeof *KNOWN, ch_str_of(name));
    }
  }
  if (!done) {
    ch_fail(&inner, CH_ERROR_USAGE, "send a JSON object with %s alone",
            back ? "decision, its number," : "event, events, mentions, note, by and day");
    ch_api_fail(error, &inner);
  } else if (back) {
    done = take_back(record, number, decided, error);
  } else {
    done = chancery_decide(record, &d, decided, error);
  }
  json_object_put(object);
  return done;
}

/* --- taken back, taken over --- */

bool chancery_withdraw(chancery_record *record, uint64_t number, chancery_error *error) {
  ch_error inner = {0};
  ch_store *s = record->store;
  bool done = ch_store_begin(s, &inner);
  if (done && !(done = ch_store_withdraw(s, (int64_t)number, &inner) && ch_store_commit(s, &inner)))
    ch_store_rollback(s);
  return done || ch_api_fail(error, &inner);
}

static bool take_over(ch_store *s, ch_str lines, ch_arena *arena, uint64_t *taken,
                      ch_error *error) {
  ch_decisions known;
  ch_str line;
  uint64_t number = 0;
  if (!ch_store_decisions(s, arena, &known, error)) return false;
  while (ch_str_line(&lines, &line)) {
    ch_decision d;
    bool fresh = true;
    number++;
    if (ch_str_trim(line).n == 0) continue;
    if (!ch_decision_read(line, arena, &d, error)) {
      error->line = number;
      return false;
    }
    for (size_t i = 0; i < known.n && fresh; i++) fresh = !ch_decision_same(&d, &known.v[i]);
    if (!fresh) continue;
    if (!ch_store_decide(s, &d, error)) return false;
    (*taken)++;
  }
  return true;
}

bool chancery_take_decisions(chancery_record *record, const char *lines, size_t n,
                             uint64_t *taken, chancery_error *error) {
  ch_error inner = {0};
  ch_store *s = record->store;
  ch_arena *arena = ch_arena_new(0);
  uint64_t count = 0;
  if (!arena) return ch_api_no_memory(error);
  bool done = ch_store_begin(s, &inner);
  if (done) {
    done = take_over(s, (ch_str){lines, n}, arena, &count, &inner) && ch_store_commit(s, &inner);
    if (!done) ch_store_rollback(s);
  }
  if (done && taken) *taken = count;
  ch_arena_free(arena);
  return done || ch_api_fail(error, &inner);
}
