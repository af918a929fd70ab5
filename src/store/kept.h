/* What is read of a record once, and kept in memory for the handles that several threads have of
 * it.
 *
 * A thing is made when somebody first asks for it, once however many ask, and is never changed
 * after: it belongs to one state of the record. When the record has changed it is made anew, and
 * whoever still looks at the older state asks the file. What nobody asked for longest goes when
 * there is no more room. Safe for many threads.
 */
#ifndef CH_STORE_KEPT_H
#define CH_STORE_KEPT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/error.h"

typedef enum ch_kept_kind {
  CH_KEPT_LIST,  /* events that stand in a list (sqlite_kept.h) */
  CH_KEPT_NEWS,  /* articles by day (sqlite_articles.c) */
  CH_KEPT_LINKS, /* all links (sqlite_links.c) */
  CH_KEPT_WHOLE, /* an event's row that is not in the file ready to be shown (sqlite_events.c) */
} ch_kept_kind;

typedef struct ch_kept_name {
  ch_kept_kind kind;
  int64_t number; /* among its kind */
} ch_kept_name;

/* A thing, its size, and what frees it. */
typedef struct ch_kept_thing {
  void *p;
  size_t bytes;
  void (*end)(void *p);
} ch_kept_thing;

typedef struct ch_kept ch_kept;

/* Held once; `most` bytes of things. NULL if there is no memory. */
ch_kept *ch_kept_new(size_t most);
ch_kept *ch_kept_hold(ch_kept *kept);
void ch_kept_drop(ch_kept *kept); /* the last one frees it; NULL is fine */

/* Makes a thing; false with *error, and then *out is left empty. */
typedef bool ch_kept_make(void *self, int64_t number, ch_kept_thing *out, ch_error *error);

/* In somebody's hands until it is given back. */
typedef struct ch_kept_held {
  const void *p;
  struct ch_kept_entry *entry;
} ch_kept_held;

/* The thing as it is in that state of the record, for ch_kept_give_back. p NULL with true: a later
 * state is kept already; or `make` is NULL and it is not there ready. */
bool ch_kept_take(ch_kept *kept, ch_kept_name name, int64_t state, ch_kept_make *make, void *self,
                  ch_kept_held *out, ch_error *error);
void ch_kept_give_back(ch_kept *kept, ch_kept_held held); /* p NULL is fine */

/* Is there room for more things beside those that were asked for, and for so many bytes? */
bool ch_kept_has_room(ch_kept *kept, size_t bytes);

#endif
