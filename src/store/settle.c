/* Settling a batch: only the components that its mentions touch can change
 * (record/merge.h), so that the work does not grow with the record. Events
 * that come out as before are left alone.
 */
#include <stdlib.h>

#include "record/compare.h"
#include "record/merge.h"
#include "store/work.h"

/* --- settling: what is touched --- */

static bool touch(ch_store *s, ch_touched_list *list, uint64_t key, int32_t day,
                  ch_event_party party, ch_error *error) {
  ch_touched *t = CH_PUSH(s->batch, list);
  if (!t) return ch_store_no_memory(error);
  if (party.code.n) party.code = ch_arena_copy(s->batch, party.code);
  *t = (ch_touched){key, day, party};
  return party.code.n == 0 || party.code.p || ch_store_no_memory(error);
}

/* Notes an event as it stands in the store, before it changes or goes. */
static bool touch_stored(ch_store *s, ch_touched_list *list, const ch_event_head *head,
                         ch_error *error) {
  ch_parties parties = {0};
  if (!s->ops->event_parties(s->backend, head->key, s->batch, &parties, error)) return false;
  for (size_t i = 0; i < parties.n; i++)
    if (!touch(s, list, head->key, head->day, parties.v[i], error))
      return false;
  return touch(s, list, head->key, head->day, (ch_event_party){0}, error);
}

static bool touch_fact(ch_store *s, ch_touched_list *list, const ch_event_row *row, ch_error *error) {
  const ch_fact *f = row->fact;
  uint32_t type = 1u << f->act.type;
  for (uint32_t i = 0; i < f->act.actor.n; i++)
    if (f->act.actor.v[i].code.n &&
        !touch(s, list, row->key, row->day, (ch_event_party){f->act.actor.v[i].code, true, type}, error))
      return false;
  bool two = ch_type_two_sided(f->act.type);
  for (uint32_t i = 0; i < f->act.recipient.n; i++)
    if (f->act.recipient.v[i].code.n &&
        !touch(s, list, row->key, row->day, (ch_event_party){f->act.recipient.v[i].code, two, type}, error))
      return false;
  return touch(s, list, row->key, row->day, (ch_event_party){0}, error);
}

static bool write_event(ch_store *s, const ch_cluster *cluster, const ch_map *numbers,
                        ch_event_row *row, ch_touched_list *list, ch_error *error) {
  ch_fact fact;
  ch_seek seeks[CH_MAX_SEEKS];
  int64_t *mentions = CH_ARRAY(s->scratch, cluster->n, int64_t);
  if (!mentions) return ch_store_no_memory(error);
  if (!ch_fact_make(cluster, s->book, s->scratch, &fact, error)) return false;
  for (uint32_t i = 0; i < cluster->n; i++) {
    const uint32_t *place = ch_map_get(numbers, cluster->v[i]->id);
    mentions[i] = place ? (int64_t)*place : 0;
  }
  row->fact = &fact;
  row->day = ch_fact_day(&fact);
  row->mentions = mentions;
  row->n_mentions = cluster->n;
  row->seeks = seeks;
  row->n_seeks = ch_fact_seeks(&fact, seeks);
  ch_content *content = ch_content_make(&fact, s->book, s->scratch);
  ch_buf packed;
  ch_buf_init(&packed, 0);
  bool done = (content && ch_content_pack(content, &packed)) || ch_store_no_memory(error);
  row->content = ch_buf_str(&packed);
  done = done && s->ops->event_put(s->backend, row, error) && touch_fact(s, list, row, error);
  ch_buf_free(&packed);
  return done;
}

/* --- settling: merging --- */

/* Mentions of one block under way: those to be merged first, then others. */
typedef struct settling {
  ch_store *store;
  ch_loader loader;
  ch_map places;   /* mention number to place + 1 */
  struct { int64_t *v; size_t n, cap; } numbers;
  struct { ch_report *v; size_t n, cap; } reports;
  struct { ch_traits *v; size_t n, cap; } traits;
  size_t n_dirty;
} settling;

static bool take_mention(settling *t, const ch_mention_found *found, ch_error *error) {
  ch_arena *arena = t->loader.arena;
  bool fresh;
  if (!ch_number_note(&t->places, (uint64_t)found->number, &fresh)) return ch_store_no_memory(error);
  if (!fresh) return true;
  int64_t *number = CH_PUSH(arena, &t->numbers);
  ch_report *report = CH_PUSH(arena, &t->reports);
  ch_traits *traits = CH_PUSH(arena, &t->traits);
  if (!number || !report || !traits) return ch_store_no_memory(error);
  *number = found->number;
  if (!ch_report_read(found->json, arena, report, NULL))
    return ch_fail(error, CH_ERROR_STORE, "the record is damaged: a mention cannot be read");
  report->source = ch_loader_source(&t->loader, found->article, error);
  if (!report->source) return false;
  return ch_traits_make(report, t->store->book, arena, traits) || ch_store_no_memory(error);
}

static bool take_numbers(settling *t, const ch_numbers *numbers, ch_error *error) {
  ch_store *s = t->store;
  for (size_t i = 0; i < numbers->n; i++) {
    ch_mentions_found found = {0};
    if (ch_number_find(&t->places, (uint64_t)numbers->v[i])) continue;
    if (!s->ops->mention(s->backend, numbers->v[i], t->loader.arena, &found, error)) return false;
    for (size_t k = 0; k < found.n; k++)
      if (!take_mention(t, &found.v[k], error)) return false;
  }
  return true;
}

static int order_spans(const void *a, const void *b) {
  const ch_days *x = a, *y = b;
  return x->from < y->from ? -1 : x->from > y->from;
}

/* All mentions of the block that may be near one of those to be merged. */
static bool take_neighbours(settling *t, uint64_t block, ch_error *error) {
  ch_store *s = t->store;
  ch_days *spans = CH_ARRAY(t->loader.arena, t->n_dirty, ch_days);
  size_t n = 0;
  if (!spans) return ch_store_no_memory(error);
  for (size_t i = 0; i < t->n_dirty; i++) {
    if (!ch_traits_timed(&t->traits.v[i])) continue;
    ch_days d = t->traits.v[i].days;
    spans[n++] = (ch_days){d.from - CH_NEAR_DAYS, d.to + CH_NEAR_DAYS};
  }
  if (n) qsort(spans, n, sizeof *spans, order_spans);
  for (size_t i = 0; i < n;) {
    ch_days span = spans[i];
    for (i++; i < n && spans[i].from <= span.to + 1; i++)
      if (spans[i].to > span.to) span.to = spans[i].to;
    ch_mentions_found found = {0};
    if (!s->ops->mentions_near(s->backend, block, span.from, span.to, t->loader.arena, &found, error))
      return false;
    for (size_t k = 0; k < found.n; k++)
      if (!take_mention(t, &found.v[k], error)) return false;
  }
  return true;
}

static bool take_sharers(settling *t, ch_error *error) {
  ch_store *s = t->store;
  ch_map seen;
  ch_map_init(&seen, t->loader.arena);
  for (size_t i = 0; i < t->n_dirty; i++) {
    uint64_t features[CH_MAX_FEATURES];
    uint32_t n = ch_traits_features(&t->traits.v[i], features);
    for (uint32_t k = 0; k < n; k++) {
      ch_numbers found = {0};
      bool fresh;
      if (!ch_number_note(&seen, features[k], &fresh)) return ch_store_no_memory(error);
      if (fresh && (!s->ops->mentions_with(s->backend, features[k], t->loader.arena, &found, error) ||
                    !take_numbers(t, &found, error)))
        return false;
    }
  }
  return true;
}

/* Do the mentions agree, or might they, being both to be merged? */
static bool agree(const settling *t, size_t a, size_t b) {
  ch_comparison c = ch_compare(&t->traits.v[a], &t->traits.v[b]);
  return c.possible && c.score >= c.needed;
}

/* The components that the mentions to be merged belong to or agree with. */
static bool touched_components(settling *t, ch_map *components, ch_error *error) {
  ch_store *s = t->store;
  for (size_t k = 0; k < t->numbers.n; k++) {
    bool wanted = k < t->n_dirty;
    for (size_t i = 0; i < t->n_dirty && !wanted; i++) wanted = agree(t, i, k);
    if (!wanted) continue;
    int64_t component;
    if (!s->ops->component_of(s->backend, t->numbers.v[k], &component, error)) return false;
    if (component && !ch_number_note(components, (uint64_t)component, NULL))
      return ch_store_no_memory(error);
  }
  return true;
}

static int order_heads(const void *a, const void *b) {
  return ch_number_order(&((const ch_event_head *)a)->key, &((const ch_event_head *)b)->key);
}

/* Merges these mentions, which are whole components, and writes what came out
 * differently from the old events. */
static bool merge_components(settling *t, const ch_numbers *members, ch_heads *old,
                             ch_touched_list *list, ch_error *error) {
  ch_store *s = t->store;
  ch_arena *arena = t->loader.arena;
  const ch_report **reports = CH_ARRAY(arena, members->n, const ch_report *);
  ch_clusters clusters;
  ch_map numbers, kept; /* mention id to its number; events that stand */
  ch_map_init(&numbers, arena);
  ch_map_init(&kept, arena);
  if (!reports) return ch_store_no_memory(error);
  ch_map index;
  ch_map_init(&index, arena);
  for (size_t i = 0; i < t->numbers.n; i++) {
    char bytes[8];
    memcpy(bytes, &t->numbers.v[i], 8);
    ch_str key = ch_arena_copy(arena, (ch_str){bytes, 8});
    uint32_t *place = key.p ? ch_map_put(&index, key, NULL) : NULL;
    if (!place) return ch_store_no_memory(error);
    *place = (uint32_t)i;
  }
  for (size_t i = 0; i < members->n; i++) {
    const uint32_t *place = ch_number_find(&index, (uint64_t)members->v[i]);
    if (!place)
      return ch_fail(error, CH_ERROR_STORE, "the record is damaged: an event lacks a mention");
    reports[i] = &t->reports.v[*place];
    uint32_t *number = ch_map_put(&numbers, reports[i]->id, NULL);
    if (!number) return ch_store_no_memory(error);
    if (members->v[i] > UINT32_MAX)
      return ch_fail(error, CH_ERROR_LIMIT, "a record holds at most 2^32 mentions");
    *number = (uint32_t)members->v[i];
  }
  if (!ch_merge(reports, members->n, s->book, arena, &clusters, error)) return false;
  /* A component is named after the smallest number among its mentions. */
  int64_t *names = CH_ARRAY(arena, members->n, int64_t);
  if (!names) return ch_store_no_memory(error);
  for (size_t i = 0; i < clusters.n; i++)
    for (uint32_t k = 0; k < clusters.v[i].n; k++) {
      int64_t number = *ch_map_get(&numbers, clusters.v[i].v[k]->id);
      int64_t *name = &names[clusters.v[i].component];
      if (*name == 0 || number < *name) *name = number;
    }
  if (old->n) qsort(old->v, old->n, sizeof *old->v, order_heads);
  for (size_t i = 0; i < clusters.n; i++) {
    char id[19];
    ch_event_id(&clusters.v[i], id);
    ch_event_row row = {.key = ch_event_key(ch_str_of(id)),
                        .component = names[clusters.v[i].component],
                        .digest = ch_fact_digest(&clusters.v[i])};
    if (!ch_number_note(&kept, row.key, NULL)) return ch_store_no_memory(error);
    ch_event_head wanted = {.key = row.key};
    const ch_event_head *was =
        old->n ? bsearch(&wanted, old->v, old->n, sizeof wanted, order_heads) : NULL;
    if (was && was->digest == row.digest) {
      if (was->component != row.component &&
          !s->ops->component_put(s->backend, row.key, row.component, error))
        return false;
      continue;
    }
    if (was && !touch_stored(s, list, was, error)) return false;
    if (!write_event(s, &clusters.v[i], &numbers, &row, list, error)) return false;
  }
  for (size_t i = 0; i < old->n; i++) {
    if (ch_number_find(&kept, old->v[i].key)) continue;
    if (!touch_stored(s, list, &old->v[i], error) ||
        !s->ops->event_drop(s->backend, old->v[i].key, error))
      return false;
  }
  return true;
}

/* Merges the given mentions of one block into the record. Only the components
 * that they touch can change (record/merge.h). */
static bool settle_block(ch_store *s, uint64_t block, const ch_numbers *dirty, ch_touched_list *list,
                         ch_error *error) {
  settling t = {.store = s};
  ch_map components;
  ch_numbers members = {0};
  ch_heads old = {0};
  ch_loader_init(&t.loader, s, s->scratch);
  ch_map_init(&t.places, s->scratch);
  ch_map_init(&components, s->scratch);
  if (!take_numbers(&t, dirty, error)) return false;
  t.n_dirty = t.numbers.n;
  if (!take_neighbours(&t, block, error) || !take_sharers(&t, error) ||
      !touched_components(&t, &components, error))
    return false;
  uint64_t *names = ch_number_list(&components, s->scratch);
  if (!names) return ch_store_no_memory(error);
  for (size_t i = 0; i < components.n; i++)
    if (!s->ops->mentions_of_component(s->backend, (int64_t)names[i], s->scratch, &members, error) ||
        !s->ops->events_of_component(s->backend, (int64_t)names[i], s->scratch, &old, error))
      return false;
  ch_map in;
  ch_map_init(&in, s->scratch);
  for (size_t i = 0; i < members.n; i++)
    if (!ch_number_note(&in, (uint64_t)members.v[i], NULL)) return ch_store_no_memory(error);
  for (size_t i = 0; i < t.n_dirty; i++) {
    if (ch_number_find(&in, (uint64_t)t.numbers.v[i])) continue;
    int64_t *member = CH_PUSH(s->scratch, &members);
    if (!member) return ch_store_no_memory(error);
    *member = t.numbers.v[i];
  }
  return take_numbers(&t, &members, error) && merge_components(&t, &members, &old, list, error);
}

/* A mention to be merged, with its block. */
typedef struct located { uint64_t block; int64_t number; } located;

static int order_places(const void *a, const void *b) {
  const located *x = a, *y = b;
  if (x->block != y->block) return x->block < y->block ? -1 : 1;
  return x->number < y->number ? -1 : x->number > y->number;
}

bool ch_store_settle_mentions(ch_store *s, ch_touched_list *list, ch_error *error) {
  uint64_t *dirty = ch_number_list(&s->dirty, s->batch);
  located *places = CH_ARRAY(s->batch, s->dirty.n, located);
  size_t n = 0;
  if (!dirty || !places) return ch_store_no_memory(error);
  for (size_t i = 0; i < s->dirty.n; i++) {
    ch_mentions_found found = {0};
    ch_arena_clear(s->scratch);
    if (!s->ops->mention(s->backend, (int64_t)dirty[i], s->scratch, &found, error)) return false;
    if (found.n) places[n++] = (located){found.v[0].block, found.v[0].number};
  }
  if (n) qsort(places, n, sizeof *places, order_places);
  for (size_t i = 0; i < n;) {
    ch_arena_clear(s->scratch);
    ch_numbers numbers = {0};
    uint64_t block = places[i].block;
    for (; i < n && places[i].block == block; i++) {
      int64_t *number = CH_PUSH(s->scratch, &numbers);
      if (!number) return ch_store_no_memory(error);
      *number = places[i].number;
    }
    if (!settle_block(s, block, &numbers, list, error)) return false;
  }
  return true;
}

/* --- other word classes --- */

/* At the first batch of a writer whose word classes are others: features of
 * mentions depend on them, and all events do. */
bool ch_store_adopt_words(ch_store *s, ch_error *error) {
  ch_numbers all = {0};
  if (!s->ops->words_put(s->backend, ch_wordbook_text(s->book), error) ||
      !s->ops->mentions_all(s->backend, s->batch, &all, error) || !ch_store_soil(s, &all, error))
    return false;
  for (size_t i = 0; i < all.n; i++) {
    ch_mentions_found found = {0};
    const ch_report **reports = NULL;
    ch_traits traits;
    uint64_t features[CH_MAX_FEATURES];
    ch_loader l;
    ch_arena_clear(s->scratch);
    ch_loader_init(&l, s, s->scratch);
    if (!s->ops->mention(s->backend, all.v[i], s->scratch, &found, error) ||
        !ch_loader_reports(&l, &found, &reports, error))
      return false;
    if (found.n == 0) continue;
    if (!ch_traits_make(reports[0], s->book, s->scratch, &traits)) return ch_store_no_memory(error);
    if (!s->ops->features_put(s->backend, all.v[i], features, ch_traits_features(&traits, features),
                              error))
      return false;
  }
  return true;
}
