/* Mentions of a block that lie near in time, in memory.
 *
 * Placing a mention asks who is near it, twice, and in a busy dyad thousands
 * are. The rows are read once, by blocks and spans of days, and kept from
 * batch to batch beside the mentions themselves.
 *
 * The days about a famous event gather mentions for ever. Of those only the few
 * that speak are asked for whenever they were told; of the others those told on
 * a day or later, so that older ones are passed over as they are read.
 */
#include "store/work.h"

#define CHUNK_DAYS 16 /* a question covers two or three such spans */

/* One that is asked about often, and what is asked of it. */
typedef struct neighbour {
  int64_t number;
  ch_node *node; /* NULL: not looked up yet */
  ch_days days;
  int32_t told;  /* NO_DAY where the article has no day */
} neighbour;

typedef struct neighbours { neighbour *v; size_t n, cap; } neighbours;

struct ch_chunk {
  neighbours speak, silent;
  int32_t since; /* the silent ones told before are not here */
};

static int32_t chunk_of(int32_t day) {
  return day >= 0 ? day / CHUNK_DAYS : -((-day + CHUNK_DAYS - 1) / CHUNK_DAYS);
}

static bool is_long(ch_days days) {
  return days.to - days.from > CH_SHORT_DAYS;
}

static ch_str name_of(char bytes[16], uint64_t block, bool longer, int32_t at) {
  uint32_t kind = longer;
  memcpy(bytes, &block, 8);
  memcpy(bytes + 8, &at, 4);
  memcpy(bytes + 12, &kind, 4);
  return (ch_str){bytes, 16};
}

/* NULL if nobody has asked for it yet. */
static ch_chunk *known_chunk(ch_store *s, uint64_t block, ch_days days) {
  char bytes[16];
  const uint32_t *place =
      ch_map_get(&s->chunk_names, name_of(bytes, block, is_long(days), chunk_of(days.from)));
  return place ? s->chunks.v[*place - 1] : NULL;
}

static bool push(ch_store *s, neighbours *list, neighbour one, ch_error *error) {
  neighbour *room = CH_PUSH(s->index, list);
  if (!room) return ch_store_no_memory(error);
  *room = one;
  return true;
}

static bool fill(ch_store *s, ch_chunk *chunk, uint64_t block, bool longer, int32_t at, int32_t since,
                 ch_error *error) {
  ch_timed_list rows = {0};
  ch_days first = {at * CHUNK_DAYS, at * CHUNK_DAYS + CHUNK_DAYS - 1};
  if (!s->ops->mentions_timed(s->backend, block, longer, first, since, s->scratch, &rows, error))
    return false;
  *chunk = (ch_chunk){.since = since};
  for (size_t i = 0; i < rows.n; i++) {
    neighbour one = {rows.v[i].number, NULL, rows.v[i].days, ch_row_day(rows.v[i].told)};
    if (!push(s, rows.v[i].speaks ? &chunk->speak : &chunk->silent, one, error)) return false;
  }
  return true;
}

/* With the silent ones told since then, if they are asked for; if not, they will be. */
static ch_chunk *chunk_at(ch_store *s, uint64_t block, bool longer, int32_t at, const ch_near *q,
                          ch_error *error) {
  char bytes[16];
  ch_str name = name_of(bytes, block, longer, at);
  int32_t since = q->speakers ? ch_row_day(q->told.to) : q->told.from;
  const uint32_t *place = ch_map_get(&s->chunk_names, name);
  if (place) {
    ch_chunk *known = s->chunks.v[*place - 1];
    bool enough = q->speakers || known->since <= since;
    return enough || fill(s, known, block, longer, at, since, error) ? known : NULL;
  }
  ch_str kept = ch_arena_copy(s->index, name);
  ch_chunk *chunk = CH_NEW(s->index, ch_chunk), **room = CH_PUSH(s->index, &s->chunks);
  if (!kept.p || !chunk || !room) {
    ch_store_no_memory(error);
    return NULL;
  }
  *room = chunk;
  if (!fill(s, chunk, block, longer, at, since, error)) return NULL;
  uint32_t *fresh = ch_map_put(&s->chunk_names, kept, NULL);
  if (!fresh) {
    ch_store_no_memory(error);
    return NULL;
  }
  *fresh = (uint32_t)s->chunks.n;
  return chunk;
}

/* Those of one span of first days, as far as they meet the question. */
static bool look_through(ch_store *s, neighbours *list, const ch_near *q, ch_nodes *out, ch_error *error) {
  int32_t told_to = ch_row_day(q->told.to);
  for (size_t i = 0; i < list->n; i++) {
    neighbour *one = &list->v[i];
    if (one->days.from > q->days.to || one->days.to < q->days.from) continue;
    if (one->told < q->told.from || one->told > told_to) continue;
    if (!one->node && !ch_node_get(s, one->number, &one->node, error)) return false;
    ch_node **place = one->node ? CH_PUSH(s->scratch, out) : NULL;
    if (one->node && !place) return ch_store_no_memory(error);
    if (place) *place = one->node;
  }
  return true;
}

bool ch_near_ask(ch_store *s, uint64_t block, const ch_near *q, ch_nodes *out, ch_error *error) {
  for (int longer = 0; longer < 2; longer++) {
    int32_t first = chunk_of(q->days.from - (longer ? CH_TIMED_DAYS : CH_SHORT_DAYS));
    for (int32_t at = first; at <= chunk_of(q->days.to); at++) {
      ch_chunk *chunk = chunk_at(s, block, longer, at, q, error);
      if (!chunk || !look_through(s, &chunk->speak, q, out, error) ||
          (!q->speakers && !look_through(s, &chunk->silent, q, out, error)))
        return false;
    }
  }
  return true;
}

static bool take_out(neighbours *list, int64_t number) {
  for (size_t i = list->n; i > 0; i--) { /* the latest are asked for most */
    if (list->v[i - 1].number != number) continue;
    list->v[i - 1] = list->v[--list->n];
    return true;
  }
  return false;
}

static void drop(ch_chunk *chunk, int64_t number) {
  if (!take_out(&chunk->speak, number)) take_out(&chunk->silent, number);
}

bool ch_near_put(ch_store *s, ch_node *node, ch_error *error) {
  if (!ch_traits_timed(&node->traits)) return true;
  ch_chunk *chunk = known_chunk(s, node->block, node->traits.days);
  if (!chunk) return true;
  neighbour one = {node->number, node, node->traits.days, ch_row_day(node->report.source->published)};
  drop(chunk, node->number);
  if (!node->speaks && one.told < chunk->since) return true;
  return push(s, node->speaks ? &chunk->speak : &chunk->silent, one, error);
}

void ch_near_drop(ch_store *s, const ch_node *node) {
  if (!ch_traits_timed(&node->traits)) return;
  ch_chunk *chunk = known_chunk(s, node->block, node->traits.days);
  if (chunk) drop(chunk, node->number);
}
