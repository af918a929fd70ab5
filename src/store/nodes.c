/* Mentions in memory: read once, kept from batch to batch. */
#include <stdlib.h>

#include "store/work.h"

#define MEMORY ((size_t)160 << 20) /* of an age; the working set of a busy record takes one */

static void begin_age(ch_store *s, int age) {
  ch_arena_clear(s->ages[age].memory);
  ch_loader_init(&s->ages[age].loader, s, s->ages[age].memory);
  s->ages[age].loader.brief = true;
}

static void begin_index(ch_store *s) {
  ch_arena_clear(s->index);
  s->nodes = NULL;
  s->n_nodes = s->n_slots = 0;
  ch_map_init(&s->chunk_names, s->index);
  s->chunks.v = NULL;
  s->chunks.n = s->chunks.cap = 0;
}

void ch_nodes_forget(ch_store *s) {
  begin_age(s, 0);
  begin_age(s, 1);
  begin_index(s);
  s->pins = (ch_pins){0};
  s->pins_known = false;
}

ch_arena *ch_nodes_memory(ch_store *s) {
  return s->ages[s->young].memory;
}

static ch_node **slot_of(ch_store *s, int64_t number) {
  uint64_t hash = (uint64_t)number * UINT64_C(0x9E3779B97F4A7C15);
  size_t i = (size_t)(hash >> 32) & (s->n_slots - 1);
  while (s->nodes[i] && s->nodes[i]->number != number) i = (i + 1) & (s->n_slots - 1);
  return &s->nodes[i];
}

static bool grow(ch_store *s) {
  ch_node **old = s->nodes;
  size_t n = s->n_slots;
  s->n_slots = n ? 2 * n : 1024;
  s->nodes = CH_ARRAY(s->index, s->n_slots, ch_node *);
  if (!s->nodes) {
    s->nodes = old;
    s->n_slots = n;
    return false;
  }
  for (size_t i = 0; i < n; i++)
    if (old[i]) *slot_of(s, old[i]->number) = old[i];
  return true;
}

static bool enter(ch_store *s, ch_node *node) {
  if (2 * s->n_nodes >= s->n_slots && !grow(s)) return false;
  *slot_of(s, node->number) = node;
  s->n_nodes++;
  return true;
}

bool ch_nodes_age(ch_store *s, ch_error *error) {
  int old = !s->young;
  if (ch_arena_used(ch_nodes_memory(s)) < MEMORY) return true;
  ch_arena_clear(s->scratch);
  ch_node **kept = CH_ARRAY(s->scratch, s->n_nodes, ch_node *);
  size_t n = 0;
  if (!kept) return ch_store_no_memory(error);
  for (size_t i = 0; i < s->n_slots; i++)
    if (s->nodes[i] && s->nodes[i]->age == s->young) kept[n++] = s->nodes[i];
  begin_index(s);
  begin_age(s, old);
  s->young = old;
  for (size_t i = 0; i < n; i++)
    if (!enter(s, kept[i])) return ch_store_no_memory(error);
  return true;
}

static ch_node *node_for(ch_store *s, int64_t number, ch_error *error) {
  ch_node *node = CH_NEW(ch_nodes_memory(s), ch_node);
  if (node) {
    node->number = number;
    node->age = (uint8_t)s->young;
  }
  if (!node || !enter(s, node)) {
    ch_store_no_memory(error);
    return NULL;
  }
  return node;
}

static void *keep(ch_arena *memory, const void *v, size_t n, size_t size) {
  void *kept = ch_arena_array(memory, n, size);
  if (kept && n) memcpy(kept, v, n * size);
  return kept;
}

/* Made in memory that is soon given back, as making them takes several times what they are. */
static bool make_traits(ch_store *s, ch_node *node) {
  ch_arena *memory = ch_nodes_memory(s);
  ch_traits *t = &node->traits;
  if (!ch_traits_make(&node->report, s->book, s->scratch, t)) return false;
  t->words = keep(memory, t->words, t->n_words, sizeof *t->words);
  t->counts = keep(memory, t->counts, t->n_counts, sizeof *t->counts);
  t->people = keep(memory, t->people, t->n_people, sizeof *t->people);
  t->answered = keep(memory, t->answered, t->n_answered, sizeof *t->answered);
  return t->words && t->counts && t->people && t->answered;
}

static bool fill(ch_store *s, ch_node *node, ch_error *error) {
  uint64_t features[CH_MAX_FEATURES];
  ch_arena *memory = ch_nodes_memory(s);
  node->report.json = (ch_str){NULL, 0}; /* which is the caller's */
  node->report.source = ch_loader_source(&s->ages[s->young].loader, node->number >> 16, error);
  if (!node->report.source) return false;
  if (!make_traits(s, node)) return ch_store_no_memory(error);
  node->key = ch_event_key(node->report.id);
  node->pin = ch_pins_find(&s->pins, node->key);
  node->block = ch_report_block(&node->report);
  node->n_features = ch_traits_features(&node->traits, features);
  node->features = CH_ARRAY(memory, node->n_features, uint64_t);
  if (!node->features) return ch_store_no_memory(error);
  /* Each once: they are rows. */
  uint32_t n = 0;
  for (uint32_t i = 0; i < node->n_features; i++) {
    uint32_t k = 0;
    while (k < n && node->features[k] != features[i]) k++;
    if (k == n) node->features[n++] = features[i];
  }
  node->n_features = n;
  return true;
}

bool ch_node_get(ch_store *s, int64_t number, ch_node **out, ch_error *error) {
  ch_mention_head head;
  ch_str line;
  *out = s->n_slots ? *slot_of(s, number) : NULL;
  if (*out) return true;
  if (!s->ops->mention_head(s->backend, number, &head, error)) return false;
  if (!head.there) return true;
  if (!s->ops->mention_line(s->backend, number, s->scratch, &line, error)) return false;
  ch_node *node = node_for(s, number, error);
  if (!node) return false;
  if (!ch_report_read(line, ch_nodes_memory(s), &node->report, NULL))
    return ch_fail(error, CH_ERROR_STORE, "the record is damaged: a mention cannot be read");
  node->event = head.event;
  node->speaks = head.speaks;
  *out = node;
  return fill(s, node, error);
}

bool ch_node_new(ch_store *s, int64_t number, const ch_report *report, ch_node **out,
                 ch_error *error) {
  *out = node_for(s, number, error);
  if (!*out) return false;
  (*out)->report = *report;
  return fill(s, *out, error);
}

ch_mention_row ch_node_row(const ch_node *n) {
  return (ch_mention_row){.number = n->number, .key = n->key, .block = n->block,
                          .near = ch_traits_timed(&n->traits) ? n->traits.days : CH_DAYS_NONE,
                          .told = n->report.source->published,
                          .features = n->features, .n_features = n->n_features};
}

static int order_reports(const void *a, const void *b) {
  return ch_report_order(*(const ch_report *const *)a, *(const ch_report *const *)b);
}

bool ch_nodes_fact(ch_store *s, int64_t event, uint64_t n_mentions, ch_arena *arena,
                   ch_fact **out, ch_error *error) {
  ch_numbers numbers = {0};
  ch_cluster cluster = {0};
  *out = NULL;
  if (!s->ops->mentions_of_event(s->backend, event, n_mentions > CH_WHOLE, CH_DAY_NONE, arena, &numbers, error))
    return false;
  if (numbers.n == 0) return true;
  cluster.v = CH_ARRAY(arena, numbers.n, const ch_report *);
  ch_fact *fact = CH_NEW(arena, ch_fact);
  if (!cluster.v || !fact) return ch_store_no_memory(error);
  for (size_t i = 0; i < numbers.n; i++) {
    ch_node *node;
    if (!ch_node_get(s, numbers.v[i], &node, error)) return false;
    if (!node) return ch_fail(error, CH_ERROR_STORE, "the record is damaged: an event lacks a mention");
    cluster.v[cluster.n++] = &node->report;
  }
  qsort(cluster.v, cluster.n, sizeof *cluster.v, order_reports);
  *out = fact;
  return ch_fact_make(&cluster, s->book, arena, fact, error);
}
