#include "base/arena.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

#if defined(__SANITIZE_ADDRESS__)
#define CH_ASAN 1
#elif defined(__has_feature)
#if __has_feature(address_sanitizer)
#define CH_ASAN 1
#endif
#endif
#ifdef CH_ASAN
#include <sanitizer/asan_interface.h>
#define POISON(p, n) ASAN_POISON_MEMORY_REGION((p), (n))
#define UNPOISON(p, n) ASAN_UNPOISON_MEMORY_REGION((p), (n))
#define RED_ZONE 16u
#else
#define POISON(p, n) ((void)(p), (void)(n))
#define UNPOISON(p, n) ((void)(p), (void)(n))
#define RED_ZONE 0u
#endif

#define ALIGN 16u
#define FIRST_CHUNK ((size_t)64 << 10)
#define KEEP ((size_t)1 << 20)

typedef struct chunk {
  struct chunk *next; /* older */
  size_t size;        /* of data */
  size_t used;
  size_t pad;
  char data[];
} chunk;

struct ch_arena {
  chunk *newest;
  size_t limit;
  size_t held; /* bytes in all chunks */
  size_t used; /* bytes handed out */
};

ch_arena *ch_arena_new(size_t limit) {
  ch_arena *arena = calloc(1, sizeof *arena);
  if (arena) arena->limit = limit;
  return arena;
}

static void free_chunks(ch_arena *arena, chunk *c) {
  while (c) {
    chunk *next = c->next;
    UNPOISON(c->data, c->size);
    arena->held -= c->size;
    free(c);
    c = next;
  }
}

void ch_arena_free(ch_arena *arena) {
  if (!arena) return;
  free_chunks(arena, arena->newest);
  free(arena);
}

void ch_arena_clear(ch_arena *arena) {
  chunk *keep = NULL;
  /* The newest chunk is the largest; keeping it makes a warm arena allocate
   * nothing for the next article of like size. */
  if (arena->newest && arena->newest->size <= KEEP) {
    keep = arena->newest;
    free_chunks(arena, keep->next);
    keep->next = NULL;
    keep->used = 0;
    POISON(keep->data, keep->size);
  } else {
    free_chunks(arena, arena->newest);
  }
  arena->newest = keep;
  arena->used = 0;
}

static chunk *add_chunk(ch_arena *arena, size_t need) {
  size_t size = arena->newest ? arena->newest->size * 2 : FIRST_CHUNK;
  if (size > KEEP) size = KEEP;
  if (size < need) size = need;
  if (arena->limit && arena->held + size > arena->limit) {
    size = need;
    if (arena->held + size > arena->limit) return NULL;
  }
  chunk *c = malloc(sizeof *c + size);
  if (!c) return NULL;
  c->size = size;
  c->used = 0;
  c->next = arena->newest;
  arena->newest = c;
  arena->held += size;
  POISON(c->data, c->size);
  return c;
}

/* Not cleared. */
static char *take(ch_arena *arena, size_t size) {
  if (size > SIZE_MAX / 2) return NULL;
  size_t rounded = (size + ALIGN - 1) / ALIGN * ALIGN;
  if (rounded == 0) rounded = ALIGN;
  size_t need = rounded + RED_ZONE;
  chunk *c = arena->newest;
  if (!c || c->size - c->used < need) c = add_chunk(arena, need);
  if (!c) return NULL;
  char *p = c->data + c->used;
  c->used += need;
  arena->used += rounded;
  UNPOISON(p, size ? size : 1);
  return p;
}

void *ch_arena_alloc(ch_arena *arena, size_t size) {
  void *p = take(arena, size);
  return p ? memset(p, 0, size) : NULL;
}

void *ch_arena_array(ch_arena *arena, size_t count, size_t size) {
  size_t bytes;
  if (__builtin_mul_overflow(count, size, &bytes)) return NULL;
  return ch_arena_alloc(arena, bytes);
}

ch_str ch_arena_copy(ch_arena *arena, ch_str s) {
  char *p = take(arena, s.n + 1);
  if (!p) return (ch_str){NULL, 0};
  if (s.n) memcpy(p, s.p, s.n);
  p[s.n] = 0;
  return (ch_str){p, s.n};
}

ch_str ch_arena_printf(ch_arena *arena, const char *format, ...) {
  va_list args;
  va_start(args, format);
  int n = vsnprintf(NULL, 0, format, args);
  va_end(args);
  char *p = n < 0 ? NULL : ch_arena_alloc(arena, (size_t)n + 1);
  if (!p) return (ch_str){NULL, 0};
  va_start(args, format);
  vsnprintf(p, (size_t)n + 1, format, args);
  va_end(args);
  return (ch_str){p, (size_t)n};
}

size_t ch_arena_used(const ch_arena *arena) {
  return arena->used;
}

void *ch_arena_push(ch_arena *arena, void **items, size_t *n, size_t *cap, size_t size) {
  if (*n == *cap) {
    size_t grown = *cap ? *cap * 2 : 8;
    void *moved = ch_arena_array(arena, grown, size);
    if (!moved) return NULL;
    if (*n) memcpy(moved, *items, *n * size);
    *items = moved;
    *cap = grown;
  }
  return (char *)*items + (*n)++ * size;
}
