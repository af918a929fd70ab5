/* Events back out of rows; numbers as keys. */
#include <stdlib.h>

#include "store/work.h"

/* --- numbers as keys --- */
bool ch_store_no_memory(ch_error *error) {
  return ch_fail(error, CH_ERROR_MEMORY, "no memory for the record");
}

uint32_t *ch_number_put(ch_map *map, uint64_t number) {
  char bytes[8];
  memcpy(bytes, &number, 8);
  const uint32_t *known = ch_map_get(map, (ch_str){bytes, 8});
  if (known) return (uint32_t *)(uintptr_t)known;
  ch_str key = ch_arena_copy(map->arena, (ch_str){bytes, 8});
  return key.p ? ch_map_put(map, key, NULL) : NULL;
}

bool ch_number_note(ch_map *map, uint64_t number, bool *fresh) {
  uint32_t *place = ch_number_put(map, number);
  if (!place) return false;
  if (fresh) *fresh = *place == 0;
  *place = 1;
  return true;
}

const uint32_t *ch_number_find(const ch_map *map, uint64_t number) {
  char bytes[8];
  memcpy(bytes, &number, 8);
  return ch_map_get(map, (ch_str){bytes, 8});
}

int ch_number_order(const void *a, const void *b) {
  uint64_t x = *(const uint64_t *)a, y = *(const uint64_t *)b;
  return x < y ? -1 : x > y;
}

/* The numbers of a map, sorted. */
uint64_t *ch_number_list(const ch_map *map, ch_arena *arena) {
  uint64_t *v = CH_ARRAY(arena, map->n, uint64_t);
  for (size_t i = 0; v && i < map->n; i++) memcpy(&v[i], map->v[i].key.p, 8);
  if (v && map->n) qsort(v, map->n, sizeof *v, ch_number_order);
  return v;
}

/* --- reports and events --- */

void ch_loader_init(ch_loader *l, ch_store *s, ch_arena *arena) {
  *l = (ch_loader){.store = s, .arena = arena};
  ch_map_init(&l->articles, arena);
}

ch_source *ch_loader_source(ch_loader *l, int64_t article, ch_error *error) {
  const ch_backend_ops *ops = l->store->ops;
  uint32_t *known = ch_number_put(&l->articles, (uint64_t)article);
  if (known && *known) return l->sources.v[*known - 1];
  ch_source *source = known ? CH_NEW(l->arena, ch_source) : NULL;
  if (!source) {
    ch_store_no_memory(error);
    return NULL;
  }
  if (!(l->brief ? ops->article_head : ops->article_source)(l->store->backend, article, l->arena,
                                                            source, error))
    return NULL;
  ch_source **place = CH_PUSH(l->arena, &l->sources);
  if (!place) {
    ch_store_no_memory(error);
    return NULL;
  }
  *place = source;
  *known = (uint32_t)l->sources.n;
  return source;
}

ch_source *ch_loader_known(const ch_loader *l, int64_t article) {
  const uint32_t *known = ch_number_find(&l->articles, (uint64_t)article);
  return known && *known ? l->sources.v[*known - 1] : NULL;
}

static int order_reports(const void *a, const void *b) {
  return ch_report_order(*(const ch_report *const *)a, *(const ch_report *const *)b);
}

bool ch_loader_fact(ch_loader *l, int64_t event, ch_fact **out, ch_error *error) {
  ch_store *s = l->store;
  ch_numbers numbers = {0};
  ch_cluster cluster = {0};
  *out = NULL;
  if (!s->ops->mentions_of_event(s->backend, event, false, CH_DAY_NONE, l->arena, &numbers, error)) return false;
  if (numbers.n == 0) return true;
  ch_report *reports = CH_ARRAY(l->arena, numbers.n, ch_report);
  cluster.v = CH_ARRAY(l->arena, numbers.n, const ch_report *);
  *out = CH_NEW(l->arena, ch_fact);
  if (!reports || !cluster.v || !*out) return ch_store_no_memory(error);
  for (size_t i = 0; i < numbers.n; i++) {
    ch_str line;
    if (!s->ops->mention_line(s->backend, numbers.v[i], l->arena, &line, error)) return false;
    if (!ch_report_read(line, l->arena, &reports[i], NULL))
      return ch_fail(error, CH_ERROR_STORE, "the record is damaged: a mention cannot be read");
    reports[i].source = ch_loader_source(l, numbers.v[i] >> 16, error);
    if (!reports[i].source) return false;
    cluster.v[cluster.n++] = &reports[i];
  }
  qsort(cluster.v, cluster.n, sizeof *cluster.v, order_reports);
  return ch_fact_make(&cluster, s->book, l->arena, *out, error);
}

/* Of many reports: what all of them tell together. */
static bool pack_whole(void *self, int64_t event, ch_buf *out, ch_error *error) {
  ch_fact *fact;
  if (!ch_loader_fact(self, event, &fact, error)) return false;
  return !fact || ch_fact_pack(fact, out) || ch_store_no_memory(error);
}

bool ch_loader_shown(ch_loader *l, int64_t event, ch_fact **out, ch_error *error) {
  ch_store *s = l->store;
  ch_str bytes;
  uint64_t key = 0;
  if (!s->ops->event_shown(s->backend, event, l->arena, &key, &bytes, error)) return false;
  *out = NULL;
  if (bytes.n == 0 && !s->ops->event_whole(s->backend, event, pack_whole, l, l->arena, &bytes, error))
    return false;
  if (bytes.n == 0) return true;
  *out = CH_NEW(l->arena, ch_fact);
  if (!*out) return ch_store_no_memory(error);
  if (!ch_fact_unpack(bytes, l->arena, *out))
    return ch_fail(error, CH_ERROR_STORE, "the record is damaged: an event does not unpack");
  ch_event_name(key, (*out)->id);
  return true;
}
