#include "base/map.h"

void ch_map_init(ch_map *map, ch_arena *arena) {
  *map = (ch_map){.arena = arena};
}

/* The slot that holds the key, or the free one where it belongs. */
static size_t find_slot(const ch_map *map, ch_str key, uint64_t hash) {
  size_t mask = map->n_slots - 1;
  size_t at = (size_t)hash & mask;
  while (map->slots[at]) {
    const ch_map_entry *e = &map->v[map->slots[at] - 1];
    if (e->hash == hash && ch_str_eq(e->key, key)) break;
    at = (at + 1) & mask;
  }
  return at;
}

static bool grow(ch_map *map) {
  size_t n_slots = map->n_slots ? map->n_slots * 2 : 16;
  uint32_t *slots = CH_ARRAY(map->arena, n_slots, uint32_t);
  if (!slots) return false;
  map->slots = slots;
  map->n_slots = n_slots;
  for (size_t i = 0; i < map->n; i++)
    map->slots[find_slot(map, map->v[i].key, map->v[i].hash)] = (uint32_t)i + 1;
  return true;
}

uint32_t *ch_map_put(ch_map *map, ch_str key, bool *added) {
  if (added) *added = false;
  if ((map->n + 1) * 4 > map->n_slots * 3 && !grow(map)) return NULL;
  uint64_t hash = ch_str_hash(key);
  size_t at = find_slot(map, key, hash);
  if (map->slots[at]) return &map->v[map->slots[at] - 1].value;
  if (map->n >= UINT32_MAX - 1) return NULL;
  ch_map_entry *e = CH_PUSH(map->arena, map);
  if (!e) return NULL;
  *e = (ch_map_entry){key, hash, 0};
  map->slots[at] = (uint32_t)map->n;
  if (added) *added = true;
  return &e->value;
}

const uint32_t *ch_map_get(const ch_map *map, ch_str key) {
  if (map->n == 0) return NULL;
  size_t at = find_slot(map, key, ch_str_hash(key));
  return map->slots[at] ? &map->v[map->slots[at] - 1].value : NULL;
}
