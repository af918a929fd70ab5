/* What the parts of the store share; nothing outside src/store includes it.
 *
 *   store.c    opening, batches, reading
 *   add.c      articles and mentions into a batch, copies among articles
 *   load.c     events back out of rows
 *   nodes.c    mentions in memory
 *   near.c     which of them are near in time
 *   settle.c   placing the mentions that a batch has touched
 *   decide.c   what people decided
 *   contents.c what linking knows of events
 *   seekers.c  whose links a change concerns
 *   relink.c   links of those
 *   search.c   words in articles
 *   sqlite*.c  rows, behind backend.h
 */
#ifndef CH_STORE_WORK_H
#define CH_STORE_WORK_H

#include "base/map.h"
#include "store/backend.h"

/* A mention in memory, with what placing it needs. */
typedef struct ch_node {
  int64_t number;
  uint64_t key, block;
  ch_report report;
  ch_traits traits;
  uint64_t *features;
  uint32_t n_features;
  ch_pinned *pin; /* what people decided; NULL nothing */
  int64_t event; /* 0: none yet */
  bool speaks;
  bool changed;  /* tells otherwise than when it was placed */
  bool queued;
  bool gone;     /* its article was replaced */
  uint8_t age;   /* in which of the ages it lives */
  uint64_t seen; /* the last question that it was an answer to */
} ch_node;

/* Sources by article number, shared by the reports of an arena. */
typedef struct ch_loader {
  ch_store *store;
  ch_arena *arena;
  bool brief;      /* without what only people look at */
  ch_map articles; /* number to place in sources + 1 */
  struct { ch_source **v; size_t n, cap; } sources;
} ch_loader;
void ch_loader_init(ch_loader *loader, ch_store *store, ch_arena *arena);
/* NULL on failure. */
ch_source *ch_loader_source(ch_loader *loader, int64_t article, ch_error *error);
/* NULL if it has not been asked for. */
ch_source *ch_loader_known(const ch_loader *loader, int64_t article);
/* *out NULL (and true) when there is no such event. */
bool ch_loader_fact(ch_loader *loader, int64_t event, ch_fact **out, ch_error *error);

/* The same as ch_fact_unpack gives it, from what is kept for that; whole where nothing is. */
bool ch_loader_shown(ch_loader *loader, int64_t event, ch_fact **out, ch_error *error);

typedef struct ch_nodes { ch_node **v; size_t n, cap; } ch_nodes;
typedef struct ch_chunk ch_chunk; /* near.c */

typedef struct ch_content_slot ch_content_slot;

struct ch_store {
  const ch_backend_ops *ops;
  ch_backend *backend;
  const ch_wordbook *book;
  ch_wordbook *own_book; /* the record's, when the caller gave none */
  bool remerge;          /* the caller's is another than the record was merged by */
  bool in_batch;
  ch_arena *scratch; /* an article's, a block's */
  ch_arena *batch;   /* what lives until the commit */
  ch_nodes dirty;    /* mentions to be placed */
  ch_nodes gone;     /* mentions that the batch has taken out */
  /* Mentions stay in memory from batch to batch: what is news today was so
   * yesterday. When the young age has had its share of memory, the old one
   * ends, and what is read from then on makes another. */
  struct ch_age {
    ch_arena *memory;
    ch_loader loader; /* of the mentions' sources */
  } ages[2];
  int young;
  ch_arena *index;   /* of what follows */
  ch_node **nodes;   /* open addressing by number */
  size_t n_nodes, n_slots;
  ch_map chunk_names;
  struct { ch_chunk **v; size_t n, cap; } chunks;
  ch_arena *content_memory; /* of what linking knows of events: open addressing by number */
  struct ch_content_slot { int64_t event; const ch_content *content; } *contents;
  size_t n_contents, n_content_slots;
  ch_pins pins;      /* what people decided, in an arena of its own */
  ch_arena *pin_memory;
  bool pins_known;
  uint64_t version;  /* of the record, as the nodes know it */
  uint64_t questions;
};

/* A part that somebody has in an event that came, changed or went; with no
 * code, an event that is to be linked anew. */
typedef struct ch_touched {
  int64_t event;
  int32_t day;
  bool moved; /* it came, went, or stands elsewhere among its like */
  bool there; /* it has that part now */
  ch_event_party party;
} ch_touched;
typedef struct ch_touched_list { ch_touched *v; size_t n, cap; } ch_touched_list;

bool ch_store_no_memory(ch_error *error);

/* Numbers as keys of a map, kept in the map's arena. */
bool ch_number_note(ch_map *map, uint64_t number, bool *fresh);
/* The value's place, 0 when it is new; NULL if out of memory. */
uint32_t *ch_number_put(ch_map *map, uint64_t number);
const uint32_t *ch_number_find(const ch_map *map, uint64_t number);
int ch_number_order(const void *a, const void *b); /* for qsort */
/* The numbers of a map, sorted; NULL if out of memory. */
uint64_t *ch_number_list(const ch_map *map, ch_arena *arena);

/* --- nodes.c --- */
/* Forgets all mentions in memory. */
void ch_nodes_forget(ch_store *store);
/* Forgets those of the old age when it is time. */
bool ch_nodes_age(ch_store *store, ch_error *error);
/* Where new ones live. */
ch_arena *ch_nodes_memory(ch_store *store);
/* The mention, read if it is not in memory; NULL with *error unset when there
 * is none. */
bool ch_node_get(ch_store *store, int64_t number, ch_node **out, ch_error *error);
/* A new mention, not placed yet. */
bool ch_node_new(ch_store *store, int64_t number, const ch_report *report, ch_node **out,
                 ch_error *error);
ch_mention_row ch_node_row(const ch_node *node);
/* An event's fact from all its mentions, or, where it has more than
 * CH_WHOLE, from those that speak for it. NULL when it has none. */
bool ch_nodes_fact(ch_store *store, int64_t event, uint64_t n_mentions, ch_arena *arena,
                   ch_fact **out, ch_error *error);

/* --- near.c --- */
/* Who of a block is near. */
typedef struct ch_near {
  ch_days days;  /* of the act, to be met at least in part */
  ch_days told;  /* by articles of these days; to: none is no limit */
  bool speakers; /* none but those */
} ch_near;
/* Appends to the list, which is in the scratch arena. */
bool ch_near_ask(ch_store *store, uint64_t block, const ch_near *question, ch_nodes *out,
                 ch_error *error);
/* A mention has been placed, or speaks otherwise than before; or is no longer of the record. */
bool ch_near_put(ch_store *store, ch_node *node, ch_error *error);
void ch_near_drop(ch_store *store, const ch_node *node);

/* Reads what people decided, and tells the mentions in memory. */
bool ch_store_pins(ch_store *store, ch_error *error);

/* The mention must be placed again. */
bool ch_store_soil(ch_store *store, int64_t mention, ch_error *error);
/* So must it and all that may be held against it. */
bool ch_store_stir(ch_store *store, int64_t mention, ch_error *error);
/* Places the mentions of store->dirty; appends what changed to `list`. */
bool ch_store_settle_mentions(ch_store *store, ch_touched_list *list, ch_error *error);

/* --- contents.c --- */
/* Forgets what linking knows of events; of one, which has changed; of all when they have become
 * many, and clears the scratch arena. */
void ch_contents_forget(ch_store *store);
void ch_contents_drop(ch_store *store, int64_t event);
void ch_contents_trim(ch_store *store);
/* *out NULL if there is no such event any more. Holds until they are forgotten. */
bool ch_contents_get(ch_store *store, int64_t event, const ch_content **out, ch_error *error);

/* --- seekers.c, relink.c --- */
/* An event that is to be linked anew: wholly, or to those that changed and what it links to, which
 * gives the same where all else that it may link to stands as it did. */
typedef struct ch_relink {
  int64_t event;
  bool wholly;
  ch_numbers changed;
} ch_relink;
typedef struct ch_relinks {
  ch_map places; /* event to place in v + 1 */
  ch_relink *v;
  size_t n, cap;
} ch_relinks;
/* NULL if out of memory. Holds until the next call. */
ch_relink *ch_relinks_note(ch_relinks *relinks, int64_t event);
/* Notes the events whose links the change of those may change. */
bool ch_store_seekers(ch_store *store, const ch_touched_list *list, ch_relinks *out, ch_error *error);
bool ch_store_settle_links(ch_store *store, const ch_touched_list *list, ch_error *error);
/* At the first batch of a writer whose word classes are others. */
bool ch_store_adopt_words(ch_store *store, ch_error *error);

#endif
