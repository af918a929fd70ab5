/* What linking knows of events, in memory: read once, kept from batch to batch. */
#include "store/work.h"

#define MEMORY ((size_t)128 << 20) /* of all; what a busy record links within a year takes it */

void ch_contents_forget(ch_store *s) {
  ch_arena_clear(s->content_memory);
  s->contents = NULL;
  s->n_contents = s->n_content_slots = 0;
}

void ch_contents_trim(ch_store *s) {
  if (ch_arena_used(s->content_memory) > MEMORY) ch_contents_forget(s);
  ch_arena_clear(s->scratch);
}

/* The event's, or the free one where it belongs. */
static ch_content_slot *slot_of(const ch_store *s, int64_t event) {
  uint64_t hash = (uint64_t)event * UINT64_C(0x9E3779B97F4A7C15);
  size_t i = (size_t)(hash >> 32) & (s->n_content_slots - 1);
  while (s->contents[i].event && s->contents[i].event != event) i = (i + 1) & (s->n_content_slots - 1);
  return &s->contents[i];
}

static bool grow(ch_store *s) {
  ch_content_slot *old = s->contents;
  size_t n = s->n_content_slots;
  ch_content_slot *v = CH_ARRAY(s->content_memory, n ? 2 * n : 1024, ch_content_slot);
  if (!v) return false;
  s->contents = v;
  s->n_content_slots = n ? 2 * n : 1024;
  for (size_t i = 0; i < n; i++)
    if (old[i].event) *slot_of(s, old[i].event) = old[i];
  return true;
}

void ch_contents_drop(ch_store *s, int64_t event) {
  if (s->n_content_slots) slot_of(s, event)->content = NULL;
}

bool ch_contents_get(ch_store *s, int64_t event, const ch_content **out, ch_error *error) {
  ch_str bytes;
  *out = NULL;
  if (2 * s->n_contents >= s->n_content_slots && !grow(s)) return ch_store_no_memory(error);
  ch_content_slot *slot = slot_of(s, event);
  if (slot->content) {
    *out = slot->content;
    return true;
  }
  if (!s->ops->event_content(s->backend, event, s->scratch, &bytes, error)) return false;
  if (bytes.n == 0) return true;
  ch_content *content = CH_NEW(s->content_memory, ch_content);
  if (!content) return ch_store_no_memory(error);
  if (!ch_content_unpack(bytes, s->content_memory, content))
    return ch_fail(error, CH_ERROR_STORE,
                   "the record is damaged: an event's content does not unpack");
  if (!slot->event) s->n_contents++;
  *slot = (ch_content_slot){event, content};
  *out = content;
  return true;
}
