/* Lists of events in memory, shared by the handles that several threads have of one record.
 *
 * A list is read when somebody first asks by it, once however many ask, and is never changed
 * after: it belongs to one state of the record. When the record has changed it is read anew,
 * and whoever still looks at the older state asks the file. Lists that nobody asked by for
 * longest go when there is no more room.
 */
#ifndef CH_STORE_SQLITE_KEPT_H
#define CH_STORE_SQLITE_KEPT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/error.h"

/* The rows of one list by day, key and event, a column each: 28 bytes an event. */
typedef struct ch_kept_list {
  size_t n;
  int32_t *day, *last; /* the event's first day and its last; NO_DAY for none */
  uint32_t *kind;
  uint64_t *key;
  int64_t *event;
} ch_kept_list;

typedef struct ch_kept ch_kept;

/* Held once; `most` bytes of lists. NULL if there is no memory. */
ch_kept *ch_kept_new(size_t most);
ch_kept *ch_kept_hold(ch_kept *kept);
void ch_kept_drop(ch_kept *kept); /* the last one frees it; NULL is fine */

/* Reads a list; false with *error. */
typedef bool ch_kept_read(void *self, int64_t list, ch_kept_list *out, ch_error *error);

/* The list as it is in that state of the record, for ch_kept_give_back. NULL with true: a later
 * state is kept already. */
bool ch_kept_take(ch_kept *kept, int64_t list, int64_t state, ch_kept_read *read, void *self,
                  const ch_kept_list **out, ch_error *error);
void ch_kept_give_back(ch_kept *kept, const ch_kept_list *list); /* NULL is fine */

/* The first row of that day or later. */
size_t ch_kept_row_of(const ch_kept_list *list, int64_t day);
/* Makes room for one row more, and gives back how many there may be; false: no memory. */
bool ch_kept_list_grow(ch_kept_list *list, size_t *room);
void ch_kept_list_free(ch_kept_list *list);

#endif
