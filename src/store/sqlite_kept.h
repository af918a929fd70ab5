/* Lists of events in memory (store/kept.h). */
#ifndef CH_STORE_SQLITE_KEPT_H
#define CH_STORE_SQLITE_KEPT_H

#include "store/kept.h"

/* The rows of one list by day, key and event, a column each: 28 bytes an event. */
typedef struct ch_kept_list {
  size_t n;
  int32_t *day, *last; /* the event's first day and its last; NO_DAY for none */
  uint32_t *kind;
  uint64_t *key;
  int64_t *event;
} ch_kept_list;

/* The first row of that day or later. */
size_t ch_kept_row_of(const ch_kept_list *list, int64_t day);
/* Makes room for one row more, and gives back how many there may be; false: no memory. */
bool ch_kept_list_grow(ch_kept_list *list, size_t *room);
void ch_kept_list_free(ch_kept_list *list);
/* Moves a list into a thing, what was grown too far cut off; false: no memory, and then it is freed. */
bool ch_kept_list_keep(ch_kept_list *list, ch_kept_thing *out);

/* A list, read if it is not in memory (sqlite_ask.c); p NULL: a later state of it is. For
 * ch_kept_give_back. */
struct ch_backend;
bool ch_sqlite_list_take(struct ch_backend *backend, int64_t list, ch_kept_held *out,
                         ch_error *error);

#endif
