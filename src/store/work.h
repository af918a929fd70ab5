/* What the parts of the store share; nothing outside src/store includes it.
 *
 *   store.c    opening, batches, reading
 *   add.c      articles and mentions into a batch, copies among articles
 *   load.c     reports and events back out of rows
 *   settle.c   merging what a batch has touched
 *   relink.c   links of what has changed
 *   sqlite.c   rows, behind backend.h
 */
#ifndef CH_STORE_WORK_H
#define CH_STORE_WORK_H

#include "base/map.h"
#include "store/backend.h"

struct ch_store {
  const ch_backend_ops *ops;
  ch_backend *backend;
  const ch_wordbook *book;
  ch_wordbook *own_book; /* the record's, when the caller gave none */
  bool remerge;          /* the caller's is another than the record was merged by */
  bool in_batch;
  ch_arena *scratch; /* an article's, a block's */
  ch_arena *batch;   /* what lives until the commit */
  ch_map dirty;      /* mentions to be merged, by number */
};

/* A part that somebody has in an event that came, changed or went; with no
 * code, the event itself. */
typedef struct ch_touched { uint64_t key; int32_t day; ch_event_party party; } ch_touched;
typedef struct ch_touched_list { ch_touched *v; size_t n, cap; } ch_touched_list;

bool ch_store_no_memory(ch_error *error);

/* Numbers as keys of a map, kept in the map's arena. */
bool ch_number_note(ch_map *map, uint64_t number, bool *fresh);
const uint32_t *ch_number_find(const ch_map *map, uint64_t number);
int ch_number_order(const void *a, const void *b); /* for qsort */
/* The numbers of a map, sorted; NULL if out of memory. */
uint64_t *ch_number_list(const ch_map *map, ch_arena *arena);

/* Sources by article number, shared by the reports of an arena. */
typedef struct ch_loader {
  ch_store *store;
  ch_arena *arena;
  ch_map articles; /* number to place in sources + 1 */
  struct { ch_source **v; size_t n, cap; } sources;
} ch_loader;
void ch_loader_init(ch_loader *loader, ch_store *store, ch_arena *arena);
/* NULL on failure. */
const ch_source *ch_loader_source(ch_loader *loader, int64_t article, ch_error *error);
bool ch_loader_reports(ch_loader *loader, const ch_mentions_found *found, const ch_report ***out,
                       ch_error *error);
/* *out NULL (and true) when there is no such event. */
bool ch_loader_fact(ch_loader *loader, uint64_t key, ch_fact **out, ch_error *error);

/* These mentions must be merged anew. */
bool ch_store_soil(ch_store *store, const ch_numbers *mentions, ch_error *error);
/* Merges the mentions of store->dirty; appends what changed to `list`. */
bool ch_store_settle_mentions(ch_store *store, ch_touched_list *list, ch_error *error);
bool ch_store_settle_links(ch_store *store, const ch_touched_list *list, ch_error *error);
/* At the first batch of a writer whose word classes are others. */
bool ch_store_adopt_words(ch_store *store, ch_error *error);

#endif
