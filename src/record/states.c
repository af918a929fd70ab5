#include "record/states.h"

#include "base/buf.h"
#include "base/map.h"
#include "base/tsv.h"

struct ch_states {
  ch_arena *arena;
  struct { ch_state *v; size_t n, cap; } list;
  ch_map by_code;
  ch_str text;
};

static bool no_memory(ch_error *error) {
  return ch_fail(error, CH_ERROR_MEMORY, "no memory for the list of states");
}

static bool add(ch_states *states, ch_str code, ch_str name, ch_str cow, ch_error *error) {
  bool added;
  if (code.n == 0) return true;
  uint32_t *place = ch_map_put(&states->by_code, code, &added);
  if (!place) return no_memory(error);
  if (added) {
    ch_state *made = CH_PUSH(states->arena, &states->list);
    if (!made) return no_memory(error);
    *made = (ch_state){code, name, cow};
    *place = (uint32_t)states->list.n - 1;
  }
  ch_state *state = &states->list.v[*place];
  if (state->cow.n == 0) state->cow = cow;
  return true;
}

static bool read_rows(ch_states *states, ch_tsv *tsv, ch_error *error) {
  uint32_t code, name, cow;
  if (!ch_tsv_column(tsv, "code", &code, error) || !ch_tsv_column(tsv, "name", &name, error) ||
      !ch_tsv_column(tsv, "cow", &cow, error))
    return false;
  while (ch_tsv_next(tsv, error))
    if (!add(states, tsv->fields[code], tsv->fields[name], tsv->fields[cow], error)) return false;
  return !tsv->failed;
}

static bool write_text(ch_states *states, ch_error *error) {
  ch_buf out;
  ch_buf_init(&out, 0);
  ch_buf_add_z(&out, "code\tname\tcow\n");
  for (size_t i = 0; i < states->list.n; i++) {
    const ch_state *s = &states->list.v[i];
    ch_buf_printf(&out, "%.*s\t%.*s\t%.*s\n", CH_PRI(s->code), CH_PRI(s->name), CH_PRI(s->cow));
  }
  if (!out.failed) states->text = ch_arena_copy(states->arena, ch_buf_str(&out));
  ch_buf_free(&out);
  return states->text.p || no_memory(error);
}

/* From a file, or from text when `path` is NULL. */
static ch_states *make(const char *path, ch_str text, ch_error *error) {
  ch_arena *arena = ch_arena_new(0);
  ch_states *states = arena ? CH_NEW(arena, ch_states) : NULL;
  if (!states) {
    ch_arena_free(arena);
    no_memory(error);
    return NULL;
  }
  ch_tsv tsv;
  states->arena = arena;
  ch_map_init(&states->by_code, arena);
  ch_str kept = path ? (ch_str){NULL, 0} : ch_arena_copy(arena, text);
  bool open = path ? ch_tsv_open(&tsv, path, arena, error)
              : kept.p ? ch_tsv_open_bytes(&tsv, "list of states", kept, error) : no_memory(error);
  if (open && read_rows(states, &tsv, error) && write_text(states, error)) return states;
  ch_arena_free(arena);
  return NULL;
}

ch_states *ch_states_open(const char *path, ch_error *error) {
  return make(path, (ch_str){NULL, 0}, error);
}

ch_states *ch_states_parse(ch_str text, ch_error *error) {
  return make(NULL, text, error);
}

void ch_states_free(ch_states *states) {
  if (states) ch_arena_free(states->arena);
}

ch_str ch_states_text(const ch_states *states) {
  return states->text;
}

const ch_state *ch_states_find(const ch_states *states, ch_str code) {
  const uint32_t *place = states ? ch_map_get(&states->by_code, code) : NULL;
  return place ? &states->list.v[*place] : NULL;
}
