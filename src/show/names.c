#include "show/names.h"

#include "record/holder.h"

/* Counts "code\tname"; the first of those that are counted most wins. */
static bool count(const ch_fact *fact, const ch_report_side *side, ch_arena *arena,
                  ch_map *counts) {
  for (uint32_t i = 0; i < side->n; i++) {
    const ch_report_party *p = &side->v[i];
    if (!ch_party_names_holder(fact, p)) continue;
    ch_str key = ch_arena_printf(arena, "%.*s\t%.*s", CH_PRI(p->code), CH_PRI(p->name));
    uint32_t *n = key.p ? ch_map_put(counts, key, NULL) : NULL;
    if (!n) return false;
    ++*n;
  }
  return true;
}

bool ch_names_of(const ch_facts *facts, ch_arena *arena, ch_names *out) {
  ch_map counts, most;
  *out = (ch_names){0};
  ch_map_init(&out->codes, arena);
  ch_map_init(&counts, arena);
  ch_map_init(&most, arena);
  for (size_t i = 0; i < facts->n; i++)
    if (!count(facts->v[i], &facts->v[i]->act.actor, arena, &counts) ||
        !count(facts->v[i], &facts->v[i]->act.recipient, arena, &counts))
      return false;
  for (size_t i = 0; i < counts.n; i++) {
    size_t tab = ch_str_find_byte(counts.v[i].key, '\t', 0);
    ch_str code = ch_str_slice(counts.v[i].key, 0, tab);
    ch_str name = ch_str_slice(counts.v[i].key, tab + 1, counts.v[i].key.n);
    bool added;
    uint32_t *place = ch_map_put(&out->codes, code, &added), *best = ch_map_put(&most, code, NULL);
    if (!place || !best) return false;
    if (added) {
      *place = (uint32_t)out->names.n;
      if (!CH_PUSH(arena, &out->names)) return false;
    }
    if (counts.v[i].value <= *best) continue;
    *best = counts.v[i].value;
    out->names.v[*place] = name;
  }
  return true;
}

bool ch_names_from(const ch_name_counts *told, ch_arena *arena, ch_names *out) {
  *out = (ch_names){0};
  ch_map_init(&out->codes, arena);
  for (size_t i = 0; i < told->n; i++) {
    uint32_t *place = ch_map_put(&out->codes, told->v[i].code, NULL);
    ch_str *name = place ? CH_PUSH(arena, &out->names) : NULL;
    if (!name) return false;
    *name = told->v[i].name;
    *place = (uint32_t)out->names.n - 1;
  }
  return true;
}

ch_str ch_names_get(const ch_names *names, ch_str code) {
  const uint32_t *place = ch_map_get(&names->codes, code);
  return place ? names->names.v[*place] : code;
}

ch_str ch_names_or_state(const ch_names *names, const ch_states *states, ch_str code) {
  static const struct {
    const char *code, *name;
  } KINDS[] = {{"IGO", "International bodies"}, {"NGO", "Non-governmental organisations"},
               {"MNC", "Companies"}, {"ISM", "Social movements"}, {"IMG", "Militant groups"}};
  if (ch_map_get(&names->codes, code)) return ch_names_get(names, code);
  const ch_state *state = ch_states_find(states, code);
  if (state) return state->name;
  for (size_t i = 0; i < sizeof KINDS / sizeof *KINDS; i++)
    if (ch_str_is(code, KINDS[i].code)) return ch_str_of(KINDS[i].name);
  return code;
}

static ch_str word(const ch_names *names, const ch_report_party *p) {
  if (!ch_code_is_shared(p->code)) return ch_names_get(names, p->code);
  return p->name.n ? p->name : p->code;
}

void ch_names_side(const ch_names *names, const ch_report_side *side, ch_buf *out) {
  uint32_t told = 0, last = 0;
  for (uint32_t pass = 0; pass < 2; pass++) {
    uint32_t n = 0;
    for (uint32_t i = 0; i < side->n; i++) {
      ch_str name = word(names, &side->v[i]);
      bool known = name.n == 0;
      for (uint32_t k = 0; k < i && !known; k++) known = ch_str_eq(name, word(names, &side->v[k]));
      if (known) continue;
      n++;
      if (pass == 0) continue;
      if (told) ch_buf_add_z(out, n == last ? " and " : ", ");
      ch_buf_add(out, name);
      told++;
    }
    last = n;
  }
}
