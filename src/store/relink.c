/* Links of events resolved anew. */
#include <stdlib.h>

#include "record/links.h"
#include "store/work.h"

/* Numbers of the events that links lead to. */
static bool put_links(ch_store *s, int64_t event, const ch_fact_links *links,
                      const ch_content *const *candidates, const int64_t *numbers, size_t n,
                      ch_arena *arena, ch_error *error) {
  int64_t *to = CH_ARRAY(arena, links->n, int64_t);
  if (!to) return ch_store_no_memory(error);
  for (size_t i = 0; i < links->n; i++)
    for (size_t k = 0; k < n && !to[i]; k++)
      if (ch_str_is(links->v[i].to, candidates[k]->id)) to[i] = numbers[k];
  return s->ops->links_put(s->backend, event, links->v, to, links->n, error);
}

/* What an event's links are resolved by: what is kept of it, so that no report is read again. */
static bool read_fact(ch_store *s, int64_t event, ch_fact **out, ch_error *error) {
  ch_str shown, answers;
  if (!s->ops->event_linking(s->backend, event, s->scratch, &shown, &answers, error)) return false;
  *out = CH_NEW(s->scratch, ch_fact);
  if (!*out) return ch_store_no_memory(error);
  return (ch_fact_unpack(shown, s->scratch, *out) && ch_fact_answers_unpack(answers, s->scratch, *out)) ||
         ch_fail(error, CH_ERROR_STORE, "the record is damaged: an event does not unpack");
}

/* All that the event looks at. */
static bool look_wholly(ch_store *s, const ch_fact *fact, ch_numbers *out, ch_error *error) {
  ch_seek seeks[CH_MAX_SEEKS];
  uint32_t n = ch_fact_seeks(fact, seeks);
  for (uint32_t i = 0; i < n; i++)
    if (!s->ops->candidates(s->backend, &seeks[i], CH_MAX_CANDIDATES, s->scratch, out, error))
      return false;
  return true;
}

/* What has changed of it, and what it links to: all else was held against that before. */
static bool look_again(ch_store *s, const ch_relink *r, ch_numbers *out, ch_error *error) {
  for (size_t i = 0; i < r->changed.n; i++) {
    int64_t *place = CH_PUSH(s->scratch, out);
    if (!place) return ch_store_no_memory(error);
    *place = r->changed.v[i];
  }
  return s->ops->linked(s->backend, r->event, s->scratch, out, error);
}

static bool relink(ch_store *s, const ch_relink *r, ch_error *error) {
  ch_fact *fact;
  const ch_content *self;
  bool seeks_any;
  if (!s->ops->event_seeks(s->backend, r->event, &seeks_any, error)) return false;
  if (!seeks_any) return s->ops->links_put(s->backend, r->event, NULL, NULL, 0, error);
  if (!ch_contents_get(s, r->event, &self, error)) return false;
  if (!self) return true;
  if (!read_fact(s, r->event, &fact, error)) return false;
  memcpy(fact->id, self->id, sizeof fact->id);
  ch_numbers found = {0};
  ch_fact_links links = {0};
  /* what a report states may be of two events, the second found by the first */
  bool wholly = r->wholly || self->answers;
  if (!(wholly ? look_wholly(s, fact, &found, error) : look_again(s, r, &found, error))) return false;
  if (found.n) qsort(found.v, found.n, sizeof *found.v, ch_number_order);
  const ch_content **candidates = CH_ARRAY(s->scratch, found.n, const ch_content *);
  size_t n = 0;
  if (!candidates) return ch_store_no_memory(error);
  for (size_t i = 0; i < found.n; i++) {
    const ch_content *candidate;
    int64_t number = found.v[i];
    if ((i && number == found.v[i - 1]) || number == r->event) continue;
    if (!ch_contents_get(s, number, &candidate, error)) return false;
    /* as those are chosen that look again, so that the order of adding does not matter */
    if (!candidate || !ch_links_may(self, candidate)) continue;
    found.v[n] = number; /* behind what is still to be looked at */
    candidates[n++] = candidate;
  }
  return ch_links_resolve(fact, self, candidates, n, s->book, s->scratch, &links, error) &&
         put_links(s, r->event, &links, candidates, found.v, n, s->scratch, error);
}

static int order_relinks(const void *a, const void *b) {
  const ch_relink *x = a, *y = b;
  return x->event < y->event ? -1 : x->event > y->event;
}

bool ch_store_settle_links(ch_store *s, const ch_touched_list *list, ch_error *error) {
  ch_relinks again = {.v = NULL};
  ch_map_init(&again.places, s->batch);
  ch_contents_trim(s);
  if (!ch_store_seekers(s, list, &again, error)) return false;
  if (again.n) qsort(again.v, again.n, sizeof *again.v, order_relinks);
  for (size_t i = 0; i < again.n; i++) {
    ch_contents_trim(s);
    if (!relink(s, &again.v[i], error)) return false;
  }
  return true;
}
