#include "code/example.h"

#include <stdio.h>
#include <stdlib.h>

/* "RUS+CHN" against a side: every code there. "-" wants nobody, "?" anybody. */
static bool side_agrees(const ch_side *side, ch_str wanted) {
  ch_str code;
  if (ch_str_is(wanted, "-")) return side->n == 0;
  if (wanted.n == 0) return true;
  uint32_t n = 0;
  while (ch_str_split(&wanted, '+', &code)) {
    bool found = ch_str_is(code, "?");
    for (uint32_t i = 0; i < side->n; i++) found |= ch_str_eq(side->v[i].actor->code, code);
    if (!found) return false;
    n++;
  }
  return side->n >= n;
}

static bool day_agrees(const ch_dated *dated, ch_str wanted) {
  if (dated->days.from == CH_DAY_NONE) return ch_str_is(wanted, "none");
  char day[11];
  ch_day_format(dated->days.from, day);
  return ch_str_is(wanted, day);
}

static bool quantity_agrees(const ch_event *e, ch_str wanted) {
  char shown[40];
  for (uint32_t i = 0; i < e->n_quantities; i++) {
    snprintf(shown, sizeof shown, "%.10g", e->quantities[i]->value);
    if (ch_str_is(wanted, shown)) return true;
  }
  return false;
}

static bool key_agrees(const ch_event *e, ch_str key, ch_str value) {
  if (ch_str_is(key, "mode"))
    return ch_str_eq(e->act.mode, value) || (ch_str_is(value, "none") && !e->act.mode.n);
  if (ch_str_is(key, "status")) return ch_str_is(value, ch_status_name(e->act.status));
  if (ch_str_is(key, "cameo")) return ch_str_eq(e->act.cameo, value);
  if (ch_str_is(key, "claimed")) return e->claimed == ch_str_is(value, "yes");
  if (ch_str_is(key, "about")) return ch_str_is(value, ch_type_name(e->about.type));
  if (ch_str_is(key, "quantity")) return quantity_agrees(e, value);
  if (ch_str_is(key, "date")) return day_agrees(&e->act.date, value);
  if (ch_str_is(key, "deadline")) return day_agrees(&e->deadline, value);
  if (ch_str_is(key, "place")) return e->place && ch_str_eq(e->place->name, value);
  if (ch_str_is(key, "answers")) return ch_str_eq_fold(e->answers_cue, value);
  uint64_t number;
  if (ch_str_is(key, "ordinal")) return ch_str_to_u64(value, &number) && e->ordinal == number;
  return false;
}

/* Does the event agree with "RUS SANCTION GBR; mode=expel"? */
static bool event_agrees(const ch_event *e, ch_str wanted) {
  ch_str parties, part, before = {NULL, 0}, after = {NULL, 0}, word;
  ch_type type = CH_TYPE_NONE;
  ch_str_split(&wanted, ';', &parties);
  while (ch_str_split(&parties, ' ', &word)) {
    if (word.n == 0) continue;
    if (!type && ch_type_from(word)) type = ch_type_from(word);
    else if (type) after = word;
    else before = word;
  }
  if (e->act.type != type || !side_agrees(&e->act.actor, before) ||
      !side_agrees(&e->act.recipient, after))
    return false;
  while (ch_str_split(&wanted, ';', &part)) {
    part = ch_str_trim(part);
    size_t equals = ch_str_find_byte(part, '=', 0);
    if (part.n && !key_agrees(e, ch_str_slice(part, 0, equals),
                              ch_str_slice(part, equals == SIZE_MAX ? part.n : equals + 1, part.n)))
      return false;
  }
  return true;
}

bool ch_example_holds(const ch_example *example, const ch_events *events) {
  if (ch_str_is(example->expected, "none")) return events->n == 0;
  for (size_t i = 0; i < events->n; i++)
    if (event_agrees(&events->v[i], example->expected)) return true;
  return false;
}
