#include "store/sqlite_kept.h"

#include <stdlib.h>
#include <string.h>

static bool resize(void *column, size_t n, size_t size) {
  void *old, *more;
  memcpy(&old, column, sizeof old);
  if (n > SIZE_MAX / size || !(more = realloc(old, n * size))) return false;
  memcpy(column, &more, sizeof more);
  return true;
}

static bool resize_all(ch_kept_list *l, size_t n) {
  return resize(&l->day, n, sizeof *l->day) && resize(&l->last, n, sizeof *l->last) &&
         resize(&l->kind, n, sizeof *l->kind) && resize(&l->key, n, sizeof *l->key) &&
         resize(&l->event, n, sizeof *l->event);
}

bool ch_kept_list_grow(ch_kept_list *l, size_t *room) {
  if (l->n < *room) return true;
  size_t more = *room ? 2 * *room : 64;
  if (!resize_all(l, more)) return false;
  *room = more;
  return true;
}

void ch_kept_list_free(ch_kept_list *l) {
  free(l->day);
  free(l->last);
  free(l->kind);
  free(l->key);
  free(l->event);
  *l = (ch_kept_list){0};
}

size_t ch_kept_row_of(const ch_kept_list *l, int64_t day) {
  size_t low = 0, high = l->n;
  while (low < high) {
    size_t middle = (low + high) / 2;
    if (l->day[middle] < day) low = middle + 1;
    else high = middle;
  }
  return low;
}

static void end(void *p) {
  ch_kept_list_free(p);
  free(p);
}

bool ch_kept_list_keep(ch_kept_list *l, ch_kept_thing *out) {
  ch_kept_list *kept = malloc(sizeof *kept);
  if (!kept) {
    ch_kept_list_free(l);
    return false;
  }
  if (l->n) resize_all(l, l->n);
  *kept = *l;
  size_t row = sizeof *l->day + sizeof *l->last + sizeof *l->kind + sizeof *l->key +
               sizeof *l->event;
  *out = (ch_kept_thing){kept, sizeof *kept + l->n * row, end};
  return true;
}

