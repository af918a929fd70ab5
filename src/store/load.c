/* Reports and events back out of rows; numbers as keys. */
#include <stdlib.h>

#include "store/work.h"

/* --- numbers as keys --- */
bool ch_store_no_memory(ch_error *error) {
  return ch_fail(error, CH_ERROR_MEMORY, "no memory for the record");
}

bool ch_number_note(ch_map *map, uint64_t number, bool *fresh) {
  char bytes[8];
  bool added;
  memcpy(bytes, &number, 8);
  if (fresh) *fresh = false;
  if (ch_map_get(map, (ch_str){bytes, 8})) return true;
  ch_str key = ch_arena_copy(map->arena, (ch_str){bytes, 8});
  if (!key.p || !ch_map_put(map, key, &added)) return false;
  if (fresh) *fresh = true;
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

const ch_source *ch_loader_source(ch_loader *l, int64_t article, ch_error *error) {
  const uint32_t *known = ch_number_find(&l->articles, (uint64_t)article);
  if (known) return l->sources.v[*known - 1];
  ch_source *source = CH_NEW(l->arena, ch_source);
  ch_source **place = source ? CH_PUSH(l->arena, &l->sources) : NULL;
  if (!place) {
    ch_store_no_memory(error);
    return NULL;
  }
  if (!l->store->ops->article_source(l->store->backend, article, l->arena, source, error))
    return NULL;
  *place = source;
  char bytes[8];
  memcpy(bytes, &article, 8);
  ch_str key = ch_arena_copy(l->arena, (ch_str){bytes, 8});
  uint32_t *number = key.p ? ch_map_put(&l->articles, key, NULL) : NULL;
  if (!number) {
    ch_store_no_memory(error);
    return NULL;
  }
  *number = (uint32_t)l->sources.n;
  return source;
}

bool ch_loader_reports(ch_loader *l, const ch_mentions_found *found, const ch_report ***out,
                         ch_error *error) {
  ch_report *reports = CH_ARRAY(l->arena, found->n, ch_report);
  *out = CH_ARRAY(l->arena, found->n, const ch_report *);
  if (!reports || !*out) return ch_store_no_memory(error);
  for (size_t i = 0; i < found->n; i++) {
    if (!ch_report_read(found->v[i].json, l->arena, &reports[i], NULL))
      return ch_fail(error, CH_ERROR_STORE, "the record is damaged: a mention cannot be read");
    reports[i].source = ch_loader_source(l, found->v[i].article, error);
    if (!reports[i].source) return false;
    (*out)[i] = &reports[i];
  }
  return true;
}

static int order_reports(const void *a, const void *b) {
  return ch_report_order(*(const ch_report *const *)a, *(const ch_report *const *)b);
}

/* NULL with no error set when the event has no mentions. */
bool ch_loader_fact(ch_loader *l, uint64_t key, ch_fact **out, ch_error *error) {
  ch_mentions_found found = {0};
  ch_cluster cluster = {0};
  *out = NULL;
  if (!l->store->ops->mentions_of_event(l->store->backend, key, l->arena, &found, error) ||
      !ch_loader_reports(l, &found, &cluster.v, error))
    return false;
  if (found.n == 0) return true;
  cluster.n = (uint32_t)found.n;
  qsort(cluster.v, cluster.n, sizeof *cluster.v, order_reports);
  *out = CH_NEW(l->arena, ch_fact);
  if (!*out) return ch_store_no_memory(error);
  return ch_fact_make(&cluster, l->store->book, l->arena, *out, error);
}
