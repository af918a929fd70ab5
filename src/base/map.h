/* A hash map from strings to 32-bit numbers, in an arena.
 *
 * Keys are views: their bytes must outlive the map (copy them into the same
 * arena first). Iteration is in the order of insertion. Open addressing,
 * power-of-two table, XXH3; nothing is removed.
 */
#ifndef CH_BASE_MAP_H
#define CH_BASE_MAP_H

#include <stdbool.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/str.h"

typedef struct ch_map_entry {
  ch_str key;
  uint64_t hash;
  uint32_t value;
} ch_map_entry;

typedef struct ch_map {
  ch_arena *arena;
  ch_map_entry *v; /* entries in order of insertion */
  size_t n, cap;
  uint32_t *slots; /* entry number + 1; 0 free */
  size_t n_slots;
} ch_map;

/* Empty; takes memory from `arena` as it grows and lives as long as that. */
void ch_map_init(ch_map *map, ch_arena *arena);
/* The value's place, for a new key with value 0 (*added true if wanted);
 * NULL if out of memory. The pointer holds until the next ch_map_put. */
uint32_t *ch_map_put(ch_map *map, ch_str key, bool *added);
/* NULL if absent. Safe for many threads once nobody puts any more. */
const uint32_t *ch_map_get(const ch_map *map, ch_str key);

#endif
