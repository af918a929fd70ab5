/* Times as TempEval-3 counts them. Strict: the same bytes. Relaxed: some byte
 * shared, each expression once. Value and type: relaxed, and the same. */
#include "api/eval.h"

typedef struct gold_time {
  int from, to;
  ch_str value, type;
} gold_time;

static int number(json_object *o, const char *key) {
  json_object *value = NULL;
  return json_object_object_get_ex(o, key, &value) ? json_object_get_int(value) : 0;
}

static uint32_t partner(const ch_reading *r, const bool *used, const gold_time *g) {
  uint32_t best = CH_NO_ITEM;
  for (uint32_t i = 0; i < r->n_times; i++) {
    int from = (int)r->times[i].span.from, to = (int)r->times[i].span.to;
    if (used[i] || from >= g->to || g->from >= to) continue;
    if (best == CH_NO_ITEM || (from == g->from && to == g->to)) best = i;
  }
  return best;
}

bool ch_eval_times(ch_eval *e, json_object *row, ch_error *error) {
  static const char *const kinds[] = {"DATE", "TIME", "DURATION", "SET"};
  static const char *const names[] = {"strict", "relaxed", "value", "type"};
  ch_str text = ch_eval_text(row, "text");
  const ch_reading *r = ch_eval_read(e, text, ch_eval_text(row, "dct"), error);
  if (!r) return false;
  bool *used = CH_ARRAY(e->worker->arena, r->n_times + 1, bool);
  if (!used) return ch_fail(error, CH_ERROR_MEMORY, "no memory for a row");
  json_object *list = NULL;
  json_object_object_get_ex(row, "timex", &list);
  size_t n = json_object_is_type(list, json_type_array) ? json_object_array_length(list) : 0;
  uint64_t right[4] = {0};
  for (size_t i = 0; i < n; i++) {
    json_object *o = json_object_array_get_idx(list, i);
    gold_time g = {number(o, "s"), number(o, "e"), ch_eval_text(o, "value"), ch_eval_text(o, "type")};
    ch_str printed = ch_str_slice(text, (size_t)g.from, (size_t)g.to);
    uint32_t found = partner(r, used, &g);
    if (found == CH_NO_ITEM) {
      ch_eval_wrong(e, "missed: '%.*s' (%.*s)", CH_PRI(printed), CH_PRI(g.value));
      continue;
    }
    const ch_time *t = &r->times[found];
    used[found] = true;
    right[0] += (int)t->span.from == g.from && (int)t->span.to == g.to;
    right[1]++;
    bool value = ch_str_eq(t->value, g.value);
    right[2] += value;
    right[3] += g.type.n == 0 || ch_str_is(g.type, kinds[t->kind]);
    if (!value) ch_eval_wrong(e, "value: '%.*s' is %.*s, not %.*s", CH_PRI(printed), CH_PRI(g.value), CH_PRI(t->value));
  }
  json_object *times = json_object_new_array();
  for (uint32_t i = 0; i < r->n_times; i++) {
    const ch_time *t = &r->times[i];
    json_object *o = json_object_new_object();
    json_object_object_add(o, "s", json_object_new_int64(t->span.from));
    json_object_object_add(o, "e", json_object_new_int64(t->span.to));
    json_object_object_add(o, "type", json_object_new_string(kinds[t->kind]));
    json_object_object_add(o, "value", json_object_new_string_len(t->value.n ? t->value.p : "", (int)t->value.n));
    json_object_array_add(times, o);
    if (!used[i]) ch_eval_wrong(e, "extra: '%.*s' (%.*s)", CH_PRI(ch_str_at(text, t->span)), CH_PRI(t->value));
  }
  ch_eval_predict(e, ch_eval_text(row, "id"), "timex", times);
  for (int k = 0; k < 4; k++) ch_eval_count(e, names[k], n, r->n_times, right[k]);
  return true;
}
