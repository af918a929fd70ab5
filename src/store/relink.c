/* Links again, for events that changed and for those that might link to them. */
#include <stdlib.h>

#include "record/links.h"
#include "store/work.h"

#define CACHED 20000 /* contents kept in memory */

typedef struct linking {
  ch_store *store;
  ch_arena *arena;
  ch_map cached; /* event to place in contents + 1 */
  struct { const ch_content **v; size_t n, cap; } contents;
} linking;

static void linking_reset(linking *l) {
  ch_arena_clear(l->arena);
  ch_map_init(&l->cached, l->arena);
  l->contents.v = NULL;
  l->contents.n = l->contents.cap = 0;
}

/* *out NULL if there is no such event any more. */
static bool content_of(linking *l, int64_t event, const ch_content **out, ch_error *error) {
  ch_store *s = l->store;
  uint32_t *known = ch_number_put(&l->cached, (uint64_t)event);
  ch_str bytes;
  *out = NULL;
  if (!known) return ch_store_no_memory(error);
  if (*known) {
    *out = l->contents.v[*known - 1];
    return true;
  }
  if (!s->ops->event_content(s->backend, event, l->arena, &bytes, error)) return false;
  if (bytes.n == 0) return true;
  ch_content *content = CH_NEW(l->arena, ch_content);
  const ch_content **place = CH_PUSH(l->arena, &l->contents);
  if (!content || !place) return ch_store_no_memory(error);
  if (!ch_content_unpack(bytes, l->arena, content))
    return ch_fail(error, CH_ERROR_STORE, "the record is damaged: an event's content does not unpack");
  *out = *place = content;
  *known = (uint32_t)l->contents.n;
  return true;
}

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

static bool relink(linking *l, int64_t event, ch_error *error) {
  ch_store *s = l->store;
  ch_fact *fact;
  const ch_content *self;
  ch_event_head head;
  bool seeks_any;
  if (!s->ops->event_seeks(s->backend, event, &seeks_any, error)) return false;
  if (!seeks_any) return s->ops->links_put(s->backend, event, NULL, NULL, 0, error);
  if (!content_of(l, event, &self, error) || !s->ops->event_head(s->backend, event, &head, error) ||
      !ch_nodes_fact(s, event, head.n_mentions, l->arena, &fact, error))
    return false;
  if (!fact || !self) return true;
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
    if (!content_of(l, number, &candidate, error)) return false;
    if (!candidate) continue;
    found.v[n] = number; /* behind what is still to be looked at */
    candidates[n++] = candidate;
  }
  return ch_links_resolve(fact, self, candidates, n, s->book, l->arena, &links, error) &&
         put_links(s, event, &links, candidates, found.v, n, l->arena, error);
}

/* Events whose links may have changed: those that changed, and those whose
 * seeks cover what changed. */
bool ch_store_settle_links(ch_store *s, const ch_touched_list *list, ch_error *error) {
  ch_map again;
  ch_map_init(&again, s->batch);
  for (size_t i = 0; i < list->n; i++) {
    const ch_touched *t = &list->v[i];
    if (t->party.code.n == 0) {
      if (!ch_number_note(&again, (uint64_t)t->event, NULL)) return ch_store_no_memory(error);
      continue;
    }
    ch_numbers found = {0};
    if (t->day == CH_DAY_NONE) continue;
    if (!s->ops->seekers(s->backend, &t->party, t->day, s->batch, &found, error)) return false;
    for (size_t k = 0; k < found.n; k++)
      if (!ch_number_note(&again, (uint64_t)found.v[k], NULL)) return ch_store_no_memory(error);
  }
  uint64_t *keys = ch_number_list(&again, s->batch);
  linking l = {.store = s, .arena = s->scratch};
  if (!keys) return ch_store_no_memory(error);
  linking_reset(&l);
  for (size_t i = 0; i < again.n; i++) {
    if (l.contents.n > CACHED) linking_reset(&l);
    if (!relink(&l, (int64_t)keys[i], error)) return false;
  }
  return true;
}
