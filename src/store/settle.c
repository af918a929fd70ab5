/* Settling a batch: its mentions are placed in canonical order, each as
 * record/merge.h says; then those later ones that a change concerns, until
 * nothing changes. A mention's place depends on earlier mentions alone, so
 * that each is right once all before it are: what comes out is what placing
 * the whole record from its beginning would give, and the work does not grow
 * with the record.
 *
 * Mentions that people decided on (record/decisions.h) come before all others
 * in that order, and stand where they were put.
 */
#include <stdlib.h>

#include "record/compare.h"
#include "record/merge.h"
#include "store/work.h"

/* An event whose mentions have changed. */
typedef struct altered {
  int64_t event;
  int64_t more;   /* mentions that came, less those that went */
  uint64_t least; /* smallest key among those that came */
  uint64_t gone;  /* and among those that went */
  bool spoken;    /* one that speaks for it came, went or changed */
} altered;

typedef struct settling {
  ch_store *store;
  ch_nodes queue;  /* a heap, the first in order on top */
  ch_nodes pinned; /* all mentions there are that people decided on */
  ch_map places;   /* event to place in events + 1 */
  struct { altered *v; size_t n, cap; } events;
} settling;

static bool before(const ch_node *a, const ch_node *b) {
  if (!a->pin != !b->pin) return a->pin != NULL;
  return ch_report_order(&a->report, &b->report) < 0;
}

/* --- the queue --- */

static bool enqueue(settling *t, ch_node *node, ch_error *error) {
  if (node->queued || node->gone) return true;
  if (!CH_PUSH(t->store->batch, &t->queue)) return ch_store_no_memory(error);
  node->queued = true;
  ch_node **v = t->queue.v;
  size_t i = t->queue.n - 1;
  for (; i > 0 && before(node, v[(i - 1) / 2]); i = (i - 1) / 2) v[i] = v[(i - 1) / 2];
  v[i] = node;
  return true;
}

static ch_node *dequeue(settling *t) {
  ch_node **v = t->queue.v, *first = v[0], *last = v[--t->queue.n];
  size_t i = 0, n = t->queue.n;
  for (size_t k; (k = 2 * i + 1) < n; i = k) {
    if (k + 1 < n && before(v[k + 1], v[k])) k++;
    if (!before(v[k], last)) break;
    v[i] = v[k];
  }
  if (n) v[i] = last;
  first->queued = false;
  return first;
}

/* --- who concerns whom --- */

/* Pinned mentions are met whenever they were told. */
static bool meet(const ch_node *a, const ch_node *b) {
  ch_days x = a->traits.days, y = b->traits.days;
  if (ch_traits_timed(&a->traits) && ch_traits_timed(&b->traits) &&
      x.from <= y.to + CH_NEAR_DAYS && y.from <= x.to + CH_NEAR_DAYS)
    return true;
  for (uint32_t i = 0; i < a->n_features; i++)
    for (uint32_t k = 0; k < b->n_features; k++)
      if (a->features[i] == b->features[k]) return true;
  return false;
}

/* Mentions that the node is held against, or might be: near in time, sharing a
 * feature, of its article; each once, without itself. */
typedef struct question {
  bool speakers; /* besides those of the article */
  bool others;   /* false: those of the article only */
  ch_days told;    /* by articles of these days; a later day that is none is no limit */
  const ch_numbers *sharing; /* a feature */
} question;

/* Those that the node recalls by its features. */
static bool recalled(settling *t, const ch_node *node, ch_numbers *out, ch_error *error) {
  ch_store *s = t->store;
  int32_t day = node->report.source->published;
  ch_days told = {day == CH_DAY_NONE ? INT32_MIN : day - CH_RECALL_DAYS, day};
  for (uint32_t i = 0; i < node->n_features; i++)
    if (!s->ops->mentions_recalled(s->backend, node->features[i], told, s->scratch, out, error))
      return false;
  return true;
}

/* Those that share a feature with the node, told in those days. */
static bool sharing(settling *t, const ch_node *node, ch_days told, ch_numbers *out, ch_error *error) {
  ch_store *s = t->store;
  for (uint32_t i = 0; i < node->n_features; i++)
    if (!s->ops->mentions_with(s->backend, node->features[i], told, false, s->scratch, out, error))
      return false;
  return true;
}

/* Those told later that may recall the node by the feature, if it speaks; *full: and another one
 * less for it, or one more. */
static bool recalled_later(settling *t, const ch_node *node, uint64_t feature, ch_numbers *out,
                           bool *full, ch_error *error) {
  ch_store *s = t->store;
  int32_t day = node->report.source->published, last, nth = CH_DAY_NONE;
  ch_days later = {day + 1, day + CH_RECALL_DAYS}, undated = {CH_NO_DAY, CH_NO_DAY};
  size_t before = out->n;
  if (!s->ops->mentions_nth(s->backend, feature, later, CH_RECALL_SPEAKERS, &last, error)) return false;
  if (last != CH_DAY_NONE) later.to = last;
  if (!s->ops->mentions_with(s->backend, feature, later, false, s->scratch, out, error)) return false;
  ch_days about = {day - CH_RECALL_DAYS, later.to};
  if (out->n > before &&
      !s->ops->mentions_nth(s->backend, feature, about, CH_RECALL_SPEAKERS, &nth, error))
    return false;
  size_t dated = out->n;
  *full = nth != CH_DAY_NONE;
  if (!s->ops->mentions_with(s->backend, feature, undated, false, s->scratch, out, error)) return false;
  *full = *full || out->n > dated;
  return true;
}

/* Those that may recall the node now, or did; *displaced: those that may recall others for it. */
static bool recalling(settling *t, const ch_node *node, ch_numbers *out, ch_numbers *displaced,
                      ch_error *error) {
  int32_t day = node->report.source->published;
  if (node->pin) { /* which stand before all others, and count as told on their days */
    if (!sharing(t, node, (ch_days){INT32_MIN, CH_DAY_NONE}, out, error)) return false;
    *displaced = *out;
    return true;
  }
  for (uint32_t i = 0; i < node->n_features && day != CH_DAY_NONE; i++) {
    size_t before = out->n;
    bool full;
    if (!recalled_later(t, node, node->features[i], out, &full, error)) return false;
    for (size_t k = before; full && k < out->n; k++) {
      int64_t *place = CH_PUSH(t->store->scratch, displaced);
      if (!place) return ch_store_no_memory(error);
      *place = out->v[k];
    }
  }
  int32_t own = ch_row_day(day);
  return sharing(t, node, (ch_days){own, day == CH_DAY_NONE ? day : own}, out, error);
}

static bool add_answer(ch_store *s, const ch_node *node, ch_node *other, uint64_t asked,
                       ch_nodes *out, ch_error *error) {
  if (!other || other == node || other->seen == asked || other->block != node->block) return true;
  other->seen = asked;
  ch_node **place = CH_PUSH(s->scratch, out);
  if (!place) return ch_store_no_memory(error);
  *place = other;
  return true;
}

static bool ask(settling *t, const ch_node *node, question q, ch_nodes *out, ch_error *error) {
  ch_store *s = t->store;
  ch_numbers numbers = {0};
  ch_nodes near = {0};
  ch_days days = node->traits.days;
  uint64_t this = ++s->questions;
  if (q.others && ch_traits_timed(&node->traits)) {
    ch_near within = {{days.from - CH_NEAR_DAYS, days.to + CH_NEAR_DAYS}, q.told, q.speakers};
    if (!ch_near_ask(s, node->block, &within, &near, error)) return false;
    for (size_t i = 0; i < near.n; i++)
      if (!add_answer(s, node, near.v[i], this, out, error)) return false;
  }
  if (q.others && q.sharing) numbers = *q.sharing;
  if (!s->ops->mentions_of_article(s->backend, node->number >> 16, s->scratch, &numbers, error)) return false;
  for (size_t i = 0; i < numbers.n; i++) {
    ch_node *other;
    if (!ch_node_get(s, numbers.v[i], &other, error) ||
        !add_answer(s, node, other, this, out, error))
      return false;
  }
  for (size_t i = 0; q.others && i < t->pinned.n; i++) {
    ch_node *other = t->pinned.v[i];
    if (other->block == node->block && meet(node, other) &&
        !add_answer(s, node, other, this, out, error))
      return false;
  }
  return true;
}

/* Later mentions that may choose otherwise now that the node stands where it
 * does. Of a node that is new, only those that agree with it or that it rules
 * out of its event. */
static bool concern(settling *t, const ch_node *node, bool speaks, bool moved, ch_error *error) {
  ch_nodes others = {0};
  ch_numbers sharing = {0}, displaced = {0};
  int32_t day = node->report.source->published;
  question q = {.others = speaks, .told = {day == CH_DAY_NONE ? INT32_MAX : day, CH_DAY_NONE},
                .sharing = &sharing};
  if (node->pin) q.told.from = INT32_MIN;
  if (speaks && !recalling(t, node, &sharing, &displaced, error)) return false;
  if (!ask(t, node, q, &others, error)) return false;
  for (size_t i = 0; i < displaced.n; i++) {
    ch_node *other;
    if (!ch_node_get(t->store, displaced.v[i], &other, error)) return false;
    if (other && before(node, other) && !enqueue(t, other, error)) return false;
  }
  for (size_t i = 0; i < others.n; i++) {
    ch_node *other = others.v[i];
    if (other->queued || !before(node, other)) continue;
    if (!moved) {
      ch_comparison c = ch_compare(&node->traits, &other->traits);
      bool agree = c.possible && c.score >= c.needed;
      if (agree ? other->event == node->event : c.possible || other->event != node->event) continue;
    }
    if (!enqueue(t, other, error)) return false;
  }
  return true;
}

/* Later mentions of an event, whose turn it may be to speak or to be silent. */
static bool heed(settling *t, int64_t event, bool speakers, const ch_node *node, ch_error *error) {
  ch_store *s = t->store;
  ch_numbers numbers = {0};
  if (!s->ops->mentions_of_event(s->backend, event, speakers,
                                 node->pin ? CH_DAY_NONE : ch_row_day(node->report.source->published),
                                 s->scratch, &numbers, error))
    return false;
  for (size_t i = 0; i < numbers.n; i++) {
    ch_node *other;
    if (!ch_node_get(s, numbers.v[i], &other, error)) return false;
    if (other && before(node, other) && !enqueue(t, other, error)) return false;
  }
  return true;
}

static altered *alter(settling *t, int64_t event, ch_error *error) {
  uint32_t *place = ch_number_put(&t->places, (uint64_t)event);
  if (place && *place) return &t->events.v[*place - 1];
  altered *a = place ? CH_PUSH(t->store->batch, &t->events) : NULL;
  if (!a) {
    ch_store_no_memory(error);
    return NULL;
  }
  *a = (altered){.event = event, .least = UINT64_MAX, .gone = UINT64_MAX};
  *place = (uint32_t)t->events.n;
  return a;
}

static bool leave(settling *t, const ch_node *node, int64_t event, bool spoke, ch_error *error) {
  altered *a = alter(t, event, error);
  if (!a) return false;
  a->more--;
  if (node->key < a->gone) a->gone = node->key;
  a->spoken = a->spoken || spoke;
  return !spoke || heed(t, event, false, node, error);
}

/* --- placing --- */

static bool choose(settling *t, const ch_node *node, int64_t *event, ch_error *error) {
  ch_store *s = t->store;
  ch_nodes others = {0};
  ch_numbers sharing = {0};
  question q = {.speakers = true, .others = true, .sharing = &sharing,
                .told = {INT32_MIN, node->report.source->published}};
  if (node->pin) {
    *event = node->pin->head;
    return true;
  }
  if (!recalled(t, node, &sharing, error) || !ask(t, node, q, &others, error)) return false;
  ch_candidate *v = CH_ARRAY(s->scratch, others.n, ch_candidate);
  size_t n = 0;
  uint64_t chosen;
  bool joins;
  if (!v) return ch_store_no_memory(error);
  for (size_t i = 0; i < others.n; i++)
    if (others.v[i]->event && before(others.v[i], node))
      v[n++] = (ch_candidate){.traits = &others.v[i]->traits,
                              .event = (uint64_t)others.v[i]->event,
                              .joined = others.v[i]->pin && others.v[i]->pin->joined};
  if (!ch_merge_choose(&node->traits, v, n, s->scratch, &joins, &chosen)) return ch_store_no_memory(error);
  *event = joins ? (int64_t)chosen : node->number;
  return true;
}

static bool speaks_for(settling *t, const ch_node *node, int64_t event, bool *speaks,
                       ch_error *error) {
  ch_store *s = t->store;
  ch_numbers numbers = {0};
  struct { uint64_t *v; size_t n, cap; } features = {0};
  uint32_t n = 0;
  *speaks = true;
  if (node->pin) return true;
  if (!s->ops->mentions_of_event(s->backend, event, true, CH_DAY_NONE, s->scratch, &numbers,
                                 error))
    return false;
  for (size_t i = 0; i < numbers.n; i++) {
    ch_node *other;
    if (!ch_node_get(s, numbers.v[i], &other, error)) return false;
    if (!other || other == node || !before(other, node)) continue;
    n++;
    for (uint32_t k = 0; k < other->n_features; k++) {
      uint64_t *feature = CH_PUSH(s->scratch, &features);
      if (!feature) return ch_store_no_memory(error);
      *feature = other->features[k];
    }
  }
  *speaks = ch_merge_speaks(node->features, node->n_features, n, features.v, features.n);
  return true;
}

static bool settle_one(settling *t, ch_node *node, ch_error *error) {
  ch_store *s = t->store;
  int64_t event = 0, old = node->event;
  bool speaks = false, spoke = node->speaks, changed = node->changed;
  ch_arena_clear(s->scratch);
  if (!choose(t, node, &event, error) || !speaks_for(t, node, event, &speaks, error)) return false;
  node->changed = false;
  if (event == old && speaks == spoke && !changed) return true;
  ch_mention_row row = ch_node_row(node);
  if (!s->ops->mention_place(s->backend, &row, event, speaks, error)) return false;
  node->event = event;
  node->speaks = speaks;
  if ((old == 0 || speaks != spoke) && !ch_near_put(s, node, error)) return false;
  altered *a = alter(t, event, error);
  if (!a) return false;
  a->spoken = a->spoken || speaks || (event == old && spoke);
  if (event != old) {
    a->more++;
    if (node->key < a->least) a->least = node->key;
  }
  if (event != old && old) {
    if (!leave(t, node, old, spoke, error)) return false;
  } else if (old && spoke && !speaks && !heed(t, old, false, node, error)) {
    return false;
  }
  if (speaks && (event != old || !spoke) && !heed(t, event, true, node, error)) return false;
  return concern(t, node, speaks || spoke, old != 0, error);
}

/* Finds the pinned mentions; those that do not stand with the first of their
 * set must. */
static bool settle_pins(settling *t, ch_error *error) {
  ch_store *s = t->store;
  for (size_t i = 0; i < s->pins.sets.n; i++) {
    ch_pinned *set = &s->pins.sets.v[i];
    const ch_node *head = NULL;
    size_t first = t->pinned.n;
    for (uint32_t k = 0; k < set->n; k++) {
      int64_t number;
      ch_node *node;
      if (!s->ops->mention_find(s->backend, set->keys[k], &number, error)) return false;
      if (!number) continue;
      if (!ch_node_get(s, number, &node, error)) return false;
      if (!node || node->gone) continue;
      ch_node **place = CH_PUSH(s->batch, &t->pinned);
      if (!place) return ch_store_no_memory(error);
      *place = node;
      if (!head || ch_report_order(&node->report, &head->report) < 0) head = node;
    }
    set->head = head ? head->number : 0;
    for (size_t k = first; k < t->pinned.n; k++)
      if (t->pinned.v[k]->event != set->head && !enqueue(t, t->pinned.v[k], error)) return false;
  }
  return true;
}

bool ch_store_stir(ch_store *s, int64_t mention, ch_error *error) {
  settling t = {.store = s};
  ch_numbers numbers = {0}, shared = {0};
  question q = {.others = true, .told = {INT32_MIN, CH_DAY_NONE}, .sharing = &shared};
  ch_nodes others = {0};
  ch_node *node;
  ch_arena_clear(s->scratch);
  if (!ch_node_get(s, mention, &node, error)) return false;
  if (!node) return true;
  if (!sharing(&t, node, q.told, &shared, error) || !ask(&t, node, q, &others, error) ||
      !s->ops->mentions_of_event(s->backend, node->event, false, CH_DAY_NONE, s->scratch, &numbers,
                                 error))
    return false;
  for (size_t i = 0; i < others.n; i++)
    if (!ch_store_soil(s, others.v[i]->number, error)) return false;
  for (size_t i = 0; i < numbers.n; i++)
    if (!ch_store_soil(s, numbers.v[i], error)) return false;
  return true;
}

/* Mentions that are no longer of the record. */
static bool settle_gone(settling *t, ch_error *error) {
  for (size_t i = 0; i < t->store->gone.n; i++) {
    ch_node *node = t->store->gone.v[i];
    ch_arena_clear(t->store->scratch);
    if (node->event && (!leave(t, node, node->event, node->speaks, error) ||
                        !concern(t, node, node->speaks, true, error)))
      return false;
  }
  return true;
}

/* --- events --- */

static bool touch(ch_store *s, ch_touched_list *list, ch_touched what, ch_error *error) {
  ch_touched *t = CH_PUSH(s->batch, list);
  if (!t) return ch_store_no_memory(error);
  *t = what;
  return true;
}

/* The parts in an event as it stands in the store. */
typedef struct parts { ch_event_head head; ch_parties parties; } parts;

static bool read_parts(ch_store *s, int64_t event, parts *out, ch_error *error) {
  *out = (parts){.parties = {0}};
  return s->ops->event_head(s->backend, event, &out->head, error) &&
         s->ops->event_parties(s->backend, event, s->batch, &out->parties, error);
}

static bool same_parts(const parts *a, const parts *b) {
  bool same = a->head.day == b->head.day && a->head.key == b->head.key && a->parties.n == b->parties.n;
  for (size_t i = 0; same && i < a->parties.n; i++) {
    const ch_event_party *x = &a->parties.v[i], *y = &b->parties.v[i];
    same = x->acts == y->acts && x->type == y->type && ch_str_eq(x->code, y->code);
  }
  return same;
}

static bool touch_parts(ch_store *s, ch_touched_list *list, int64_t event, const parts *p, bool moved,
                        bool there, ch_error *error) {
  for (size_t i = 0; i < p->parties.n; i++)
    if (!touch(s, list, (ch_touched){event, p->head.day, moved, there, p->parties.v[i]}, error)) return false;
  return true;
}

/* Those that have links to the event. */
static bool touch_linkers(ch_store *s, ch_touched_list *list, int64_t event, ch_error *error) {
  ch_numbers found = {0};
  if (!s->ops->linkers(s->backend, event, s->scratch, &found, error)) return false;
  for (size_t i = 0; i < found.n; i++)
    if (!touch(s, list, (ch_touched){.event = found.v[i]}, error)) return false;
  return true;
}

static bool write_event(ch_store *s, const altered *a, const ch_event_head *head, uint64_t key,
                        uint64_t n, ch_touched_list *list, ch_error *error) {
  ch_fact *fact;
  ch_seek seeks[CH_MAX_SEEKS];
  ch_str old = {NULL, 0};
  ch_buf packed, shown, answers;
  if (!ch_nodes_fact(s, a->event, n, s->scratch, &fact, error)) return false;
  if (!fact) return ch_fail(error, CH_ERROR_STORE, "the record is damaged: an event has no mentions");
  ch_event_name(key, fact->id);
  if (head->n_mentions && !s->ops->event_content(s->backend, a->event, s->scratch, &old, error))
    return false;
  ch_event_row row = {.fact = fact, .number = a->event, .key = key, .n_mentions = n,
                      .day = ch_fact_day(fact), .seeks = seeks,
                      .n_seeks = ch_fact_seeks(fact, seeks)};
  ch_content *content = ch_content_make(fact, s->book, s->scratch);
  ch_buf_init(&packed, 0);
  bool done = (content && ch_content_pack(content, &packed)) || ch_store_no_memory(error);
  row.content = ch_buf_str(&packed);
  ch_buf_init(&shown, 0);
  ch_buf_init(&answers, 0);
  done = done && ((ch_fact_pack(fact, &shown) && ch_fact_answers_pack(fact, &answers)) ||
                  ch_store_no_memory(error));
  row.shown = ch_buf_str(&shown);
  row.answers = ch_buf_str(&answers);
  /* To others it is the same event if its content is. */
  bool same = done && head->n_mentions && ch_str_eq(old, row.content);
  parts was = {.parties = {0}}, is;
  if (done && head->n_mentions && !same)
    done = read_parts(s, a->event, &was, error) && touch_linkers(s, list, a->event, error);
  done = done && s->ops->event_put(s->backend, &row, error);
  ch_buf_free(&packed);
  ch_buf_free(&shown);
  ch_buf_free(&answers);
  if (!done || !touch(s, list, (ch_touched){.event = a->event}, error)) return false;
  if (same) return true;
  if (!read_parts(s, a->event, &is, error)) return false;
  bool moved = !same_parts(&was, &is);
  return (!moved || touch_parts(s, list, a->event, &was, true, false, error)) &&
         touch_parts(s, list, a->event, &is, moved, true, error);
}

static bool settle_event(ch_store *s, const altered *a, ch_touched_list *list, ch_error *error) {
  ch_event_head head;
  ch_arena_clear(s->scratch);
  ch_contents_drop(s, a->event);
  if (!s->ops->event_head(s->backend, a->event, &head, error)) return false;
  uint64_t n = (uint64_t)((int64_t)head.n_mentions + a->more);
  if (n == 0) {
    parts was;
    return head.n_mentions == 0 ||
           (read_parts(s, a->event, &was, error) && touch_parts(s, list, a->event, &was, true, false, error) &&
            touch_linkers(s, list, a->event, error) && s->ops->event_drop(s->backend, a->event, error));
  }
  uint64_t key = head.n_mentions && head.key < a->least ? head.key : a->least;
  if (a->gone <= key && !s->ops->event_least(s->backend, a->event, &key, error)) return false;
  bool many = head.n_mentions > CH_WHOLE && n > CH_WHOLE;
  if (many && !a->spoken && key == head.key)
    return s->ops->event_count(s->backend, a->event, n, error);
  return write_event(s, a, &head, key, n, list, error);
}

bool ch_store_settle_mentions(ch_store *s, ch_touched_list *list, ch_error *error) {
  settling t = {.store = s};
  ch_map_init(&t.places, s->batch);
  if (!settle_pins(&t, error)) return false;
  for (size_t i = 0; i < s->dirty.n; i++)
    if (!enqueue(&t, s->dirty.v[i], error)) return false;
  if (!settle_gone(&t, error)) return false;
  while (t.queue.n)
    if (!settle_one(&t, dequeue(&t), error)) return false;
  for (size_t i = 0; i < t.events.n; i++)
    if (!settle_event(s, &t.events.v[i], list, error)) return false;
  return true;
}

/* --- other word classes --- */

/* At the first batch of a writer whose word classes are others: features of
 * mentions depend on them, and all events do. */
bool ch_store_adopt_words(ch_store *s, ch_error *error) {
  ch_numbers all = {0};
  ch_nodes_forget(s);
  if (!ch_store_pins(s, error) || !s->ops->words_put(s->backend, ch_wordbook_text(s->book), error) ||
      !s->ops->features_clear(s->backend, error) ||
      !s->ops->mentions_all(s->backend, s->batch, &all, error))
    return false;
  for (size_t i = 0; i < all.n; i++) {
    ch_node *node;
    ch_arena_clear(s->scratch);
    if (!ch_node_get(s, all.v[i], &node, error)) return false;
    if (!node) continue;
    ch_mention_row row = ch_node_row(node);
    if (!s->ops->features_put(s->backend, &row, node->speaks, error) || !ch_store_soil(s, node->number, error)) return false;
    node->changed = true;
  }
  return true;
}
