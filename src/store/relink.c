/* Links of events resolved anew. */
#include <stdlib.h>

#include "record/links.h"
#include "store/work.h"

/* Numbers of the events that links lead to. */
static bool put_links(ch_store *s, int64_t event, const ch_fact_links *links,
                      const ch_content *const *candidates, const int64_t *numbers, size_t n,
                      ch_arena *arena, ch_error *error) {
  int64_t *to = CH_ARRAY(arena, links->n, int64_t);
  if (!to) return ch_store_no_memory(error);
  for (size_t i = 0; i < links->n; i++)
    for (size_t k = 0; k < n && !to[i]; k++)
      if (ch_str_is(links->v[i].to, candidates[k]->id)) to[i] = numbers[k];
  return s->ops->links_put(s->backend, event, links->v, to, links->n, error);
}

/* What an event's links are resolved by: what is kept of it, so that no report is read again. */
static bool read_fact(ch_contents *l, int64_t event, ch_fact **out, ch_error *error) {
  ch_store *s = l->store;
  ch_str shown, answers;
  if (!s->ops->event_linking(s->backend, event, l->arena, &shown, &answers, error)) return false;
  *out = CH_NEW(l->arena, ch_fact);
  if (!*out) return ch_store_no_memory(error);
  return (ch_fact_unpack(shown, l->arena, *out) && ch_fact_answers_unpack(answers, l->arena, *out)) ||
         ch_fail(error, CH_ERROR_STORE, "the record is damaged: an event does not unpack");
}

static bool relink(ch_contents *l, int64_t event, ch_error *error) {
  ch_store *s = l->store;
  ch_fact *fact;
  const ch_content *self;
  bool seeks_any;
  if (!s->ops->event_seeks(s->backend, event, &seeks_any, error)) return false;
  if (!seeks_any) return s->ops->links_put(s->backend, event, NULL, NULL, 0, error);
  if (!ch_contents_get(l, event, &self, error)) return false;
  if (!self) return true;
  if (!read_fact(l, event, &fact, error)) return false;
  memcpy(fact->id, self->id, sizeof fact->id);
  ch_seek seeks[CH_MAX_SEEKS];
  uint32_t n_seeks = ch_fact_seeks(fact, seeks);
  ch_numbers found = {0};
  ch_fact_links links = {0};
  for (uint32_t i = 0; i < n_seeks; i++)
    if (!s->ops->candidates(s->backend, &seeks[i], CH_MAX_CANDIDATES, l->arena, &found, error))
      return false;
  if (found.n) qsort(found.v, found.n, sizeof *found.v, ch_number_order);
  const ch_content **candidates = CH_ARRAY(l->arena, found.n, const ch_content *);
  size_t n = 0;
  if (!candidates) return ch_store_no_memory(error);
  for (size_t i = 0; i < found.n; i++) {
    const ch_content *candidate;
    int64_t number = found.v[i];
    if ((i && number == found.v[i - 1]) || number == event) continue;
    if (!ch_contents_get(l, number, &candidate, error)) return false;
    /* as those are chosen that look again, so that the order of adding does not matter */
    if (!candidate || !ch_links_may(self, candidate)) continue;
    found.v[n] = number; /* behind what is still to be looked at */
    candidates[n++] = candidate;
  }
  return ch_links_resolve(fact, self, candidates, n, s->book, l->arena, &links, error) &&
         put_links(s, event, &links, candidates, found.v, n, l->arena, error);
}

bool ch_store_settle_links(ch_store *s, const ch_touched_list *list, ch_error *error) {
  ch_map again;
  ch_contents contents;
  ch_map_init(&again, s->batch);
  ch_contents_init(&contents, s, s->scratch);
  if (!ch_store_seekers(&contents, list, &again, error)) return false;
  uint64_t *keys = ch_number_list(&again, s->batch);
  if (!keys) return ch_store_no_memory(error);
  for (size_t i = 0; i < again.n; i++) {
    ch_contents_trim(&contents);
    if (!relink(&contents, (int64_t)keys[i], error)) return false;
  }
  return true;
}
