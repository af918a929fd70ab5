/* Memory with one life span.
 *
 * An arena hands out zeroed memory that lives until the arena is cleared or
 * freed; single pieces are never given back. One arena a life span: an
 * article's, a loaded lexicon's, a query's. Not shared between threads.
 *
 * Running out of memory, or passing `limit`, returns NULL.
 * Under AddressSanitizer each piece is followed by a poisoned zone.
 */
#ifndef CH_BASE_ARENA_H
#define CH_BASE_ARENA_H

#include <stddef.h>
#include <stdint.h>

#include "base/str.h"

typedef struct ch_arena ch_arena;

/* `limit`: most bytes it may hold at once, 0 for no limit. NULL if there is
 * no memory. */
ch_arena *ch_arena_new(size_t limit);
void ch_arena_free(ch_arena *arena); /* NULL is fine */
/* Ends the life of all pieces; keeps up to 1 MiB of memory for reuse. */
void ch_arena_clear(ch_arena *arena);
/* Zeroed, aligned to 16. `size` 0 gives a unique pointer. NULL if out of
 * memory or over the limit. */
void *ch_arena_alloc(ch_arena *arena, size_t size);
/* count * size with the overflow checked. */
void *ch_arena_array(ch_arena *arena, size_t count, size_t size);
/* A copy that ends in NUL (not counted in n). p is NULL if out of memory. */
ch_str ch_arena_copy(ch_arena *arena, ch_str s);
ch_str ch_arena_printf(ch_arena *arena, const char *format, ...)
    __attribute__((format(printf, 2, 3)));
/* Bytes handed out since the last clear. */
size_t ch_arena_used(const ch_arena *arena);

#define CH_NEW(arena, type) ((type *)ch_arena_alloc((arena), sizeof(type)))
#define CH_ARRAY(arena, count, type) \
  ((type *)ch_arena_array((arena), (count), sizeof(type)))

/* A growing array in an arena: items double when full (the old copy stays
 * until the arena is cleared). Returns the place of a new zeroed item, NULL if
 * out of memory. Use through CH_PUSH:
 *   struct { item *v; size_t n, cap; } list = {0};
 *   item *it = CH_PUSH(arena, &list);
 */
void *ch_arena_push(ch_arena *arena, void **items, size_t *n, size_t *cap, size_t size);
#define CH_PUSH(arena, list)                                                  \
  ((__typeof__((list)->v))ch_arena_push((arena), (void **)&(list)->v,         \
                                        &(list)->n, &(list)->cap,             \
                                        sizeof(*(list)->v)))

#endif
