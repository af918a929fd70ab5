/* What linking knows of events, read once. */
#include "store/work.h"

#define CACHED 20000 /* kept in memory */

void ch_contents_init(ch_contents *c, ch_store *s, ch_arena *arena) {
  *c = (ch_contents){.store = s, .arena = arena};
  ch_arena_clear(arena);
  ch_map_init(&c->known, arena);
}

void ch_contents_trim(ch_contents *c) {
  if (c->contents.n > CACHED) ch_contents_init(c, c->store, c->arena);
}

bool ch_contents_get(ch_contents *c, int64_t event, const ch_content **out, ch_error *error) {
  ch_store *s = c->store;
  uint32_t *known = ch_number_put(&c->known, (uint64_t)event);
  ch_str bytes;
  *out = NULL;
  if (!known) return ch_store_no_memory(error);
  if (*known) {
    *out = c->contents.v[*known - 1];
    return true;
  }
  if (!s->ops->event_content(s->backend, event, c->arena, &bytes, error)) return false;
  if (bytes.n == 0) return true;
  ch_content *content = CH_NEW(c->arena, ch_content);
  const ch_content **place = CH_PUSH(c->arena, &c->contents);
  if (!content || !place) return ch_store_no_memory(error);
  if (!ch_content_unpack(bytes, c->arena, content))
    return ch_fail(error, CH_ERROR_STORE,
                   "the record is damaged: an event's content does not unpack");
  *out = *place = content;
  *known = (uint32_t)c->contents.n;
  return true;
}
