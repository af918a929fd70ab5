/* Links again, for events that changed and for those that might link to them. */
#include <stdlib.h>

#include "record/links.h"
#include "store/work.h"

#define CACHED 20000 /* contents kept in memory */

typedef struct linking {
  ch_store *store;
  ch_arena *arena;
  ch_loader loader;
  ch_map cached; /* event key to place in contents + 1 */
  struct { const ch_content **v; size_t n, cap; } contents;
} linking;

static void linking_reset(linking *l) {
  ch_arena_clear(l->arena);
  ch_loader_init(&l->loader, l->store, l->arena);
  ch_map_init(&l->cached, l->arena);
  l->contents.v = NULL;
  l->contents.n = l->contents.cap = 0;
}

/* *out NULL if there is no such event any more. */
static bool content_of(linking *l, uint64_t key, const ch_content **out, ch_error *error) {
  ch_store *s = l->store;
  const uint32_t *known = ch_number_find(&l->cached, key);
  ch_str bytes;
  *out = NULL;
  if (known) {
    *out = l->contents.v[*known - 1];
    return true;
  }
  if (!s->ops->event_content(s->backend, key, l->arena, &bytes, error)) return false;
  if (bytes.n == 0) return true;
  ch_content *content = CH_NEW(l->arena, ch_content);
  const ch_content **place = CH_PUSH(l->arena, &l->contents);
  char name[8];
  memcpy(name, &key, 8);
  ch_str kept = ch_arena_copy(l->arena, (ch_str){name, 8});
  uint32_t *number = content && place && kept.p ? ch_map_put(&l->cached, kept, NULL) : NULL;
  if (!number) return ch_store_no_memory(error);
  if (!ch_content_unpack(bytes, l->arena, content))
    return ch_fail(error, CH_ERROR_STORE, "the record is damaged: an event's content does not unpack");
  *out = *place = content;
  *number = (uint32_t)l->contents.n;
  return true;
}

static bool relink(linking *l, uint64_t key, ch_error *error) {
  ch_store *s = l->store;
  ch_fact *fact;
  const ch_content *self;
  if (!content_of(l, key, &self, error) || !ch_loader_fact(&l->loader, key, &fact, error)) return false;
  if (!fact || !self) return true;
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
    if (i && found.v[i] == found.v[i - 1]) continue;
    if ((uint64_t)found.v[i] == key) continue;
    if (!content_of(l, (uint64_t)found.v[i], &candidate, error)) return false;
    if (candidate) candidates[n++] = candidate;
  }
  return ch_links_resolve(fact, self, candidates, n, s->book, l->arena, &links, error) &&
         s->ops->links_put(s->backend, key, links.v, links.n, error);
}

/* Events whose links may have changed: those that changed, and those whose
 * seeks cover what changed. */
bool ch_store_settle_links(ch_store *s, const ch_touched_list *list, ch_error *error) {
  ch_map again;
  ch_map_init(&again, s->batch);
  for (size_t i = 0; i < list->n; i++) {
    const ch_touched *t = &list->v[i];
    bool there;
    if (t->party.code.n == 0) {
      if (!s->ops->event_exists(s->backend, t->key, &there, error)) return false;
      if (there && !ch_number_note(&again, t->key, NULL)) return ch_store_no_memory(error);
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
    if (!relink(&l, keys[i], error)) return false;
  }
  return true;
}
