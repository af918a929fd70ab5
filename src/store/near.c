/* Mentions of a block that lie near in time, in memory.
 *
 * Placing a mention asks who is near it, twice, and in a busy dyad thousands
 * are. The rows are read once, by blocks and spans of days, and kept from
 * batch to batch beside the mentions themselves.
 */
#include "store/work.h"

#define CHUNK_DAYS 16 /* a question covers two or three such spans */

/* One that is asked about often, and what is asked of it. */
typedef struct neighbour {
  int64_t number;
  ch_node *node; /* NULL: not looked up yet */
  ch_days days;
  int32_t told;  /* NO_DAY where the article has no day */
  bool speaks;
} neighbour;

struct ch_chunk {
  neighbour *v;
  size_t n, cap;
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

static bool fill(ch_store *s, ch_chunk *chunk, uint64_t block, bool longer, int32_t at,
                 ch_error *error) {
  ch_timed_list rows = {0};
  ch_days first = {at * CHUNK_DAYS, at * CHUNK_DAYS + CHUNK_DAYS - 1};
  if (!s->ops->mentions_timed(s->backend, block, longer, first, s->scratch, &rows, error))
    return false;
  chunk->v = CH_ARRAY(s->index, rows.n, neighbour);
  if (!chunk->v) return ch_store_no_memory(error);
  chunk->cap = rows.n;
  for (size_t i = 0; i < rows.n; i++)
    chunk->v[chunk->n++] = (neighbour){rows.v[i].number, NULL, rows.v[i].days,
                                       ch_row_day(rows.v[i].told), rows.v[i].speaks};
  return true;
}

static ch_chunk *chunk_at(ch_store *s, uint64_t block, bool longer, int32_t at, ch_error *error) {
  char bytes[16];
  ch_str name = name_of(bytes, block, longer, at);
  const uint32_t *place = ch_map_get(&s->chunk_names, name);
  if (place) return s->chunks.v[*place - 1];
  ch_str kept = ch_arena_copy(s->index, name);
  ch_chunk *chunk = CH_NEW(s->index, ch_chunk), **room = CH_PUSH(s->index, &s->chunks);
  if (!kept.p || !chunk || !room) {
    ch_store_no_memory(error);
    return NULL;
  }
  *room = chunk;
  if (!fill(s, chunk, block, longer, at, error)) return NULL;
  uint32_t *fresh = ch_map_put(&s->chunk_names, kept, NULL);
  if (!fresh) {
    ch_store_no_memory(error);
    return NULL;
  }
  *fresh = (uint32_t)s->chunks.n;
  return chunk;
}

/* Those of one span of first days, as far as they meet the question. */
static bool look_through(ch_store *s, ch_chunk *chunk, const ch_near *q, ch_nodes *out,
                         ch_error *error) {
  int32_t told_to = ch_row_day(q->told.to);
  for (size_t i = 0; i < chunk->n; i++) {
    neighbour *one = &chunk->v[i];
    if (one->days.from > q->days.to || one->days.to < q->days.from) continue;
    if ((q->speakers && !one->speaks) || one->told < q->told.from || one->told > told_to) continue;
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
      ch_chunk *chunk = chunk_at(s, block, longer, at, error);
      if (!chunk || !look_through(s, chunk, q, out, error)) return false;
    }
  }
  return true;
}

static neighbour *entry_of(const ch_chunk *chunk, int64_t number) {
  for (size_t i = chunk->n; i > 0; i--) /* the latest are asked for most */
    if (chunk->v[i - 1].number == number) return &chunk->v[i - 1];
  return NULL;
}

bool ch_near_put(ch_store *s, ch_node *node, ch_error *error) {
  if (!ch_traits_timed(&node->traits)) return true;
  ch_chunk *chunk = known_chunk(s, node->block, node->traits.days);
  if (!chunk) return true;
  neighbour *one = entry_of(chunk, node->number);
  if (!one) one = CH_PUSH(s->index, chunk);
  if (!one) return ch_store_no_memory(error);
  *one = (neighbour){node->number, node, node->traits.days,
                     ch_row_day(node->report.source->published), node->speaks};
  return true;
}

void ch_near_drop(ch_store *s, const ch_node *node) {
  if (!ch_traits_timed(&node->traits)) return;
  ch_chunk *chunk = known_chunk(s, node->block, node->traits.days);
  neighbour *one = chunk ? entry_of(chunk, node->number) : NULL;
  if (one) *one = chunk->v[--chunk->n];
}
