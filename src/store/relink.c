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

/* What has been looked for while links are settled: events of one side and day look for the same. */
typedef struct sought {
  ch_store *store;
  ch_map places; /* to place in found + 1 */
  struct { ch_numbers *v; size_t n, cap; } found;
} sought;

static ch_str name_of(const ch_seek *seek, char room[96]) {
  size_t n = seek->code.n < 80 ? seek->code.n : 80; /* no code is that long */
  uint32_t numbers[] = {seek->types, (uint32_t)seek->aimed_at << 1 | seek->ahead, (uint32_t)seek->from,
                        (uint32_t)seek->to};
  memcpy(room, numbers, sizeof numbers);
  memcpy(room + sizeof numbers, seek->code.p, n);
  return (ch_str){room, sizeof numbers + n};
}

/* NULL on failure. */
static const ch_numbers *seek_once(sought *s, const ch_seek *seek, ch_error *error) {
  char room[96];
  ch_arena *arena = s->places.arena;
  ch_str name = name_of(seek, room);
  const uint32_t *known = ch_map_get(&s->places, name);
  if (known) return &s->found.v[*known - 1];
  ch_str kept = ch_arena_copy(arena, name);
  ch_numbers *found = kept.p ? CH_PUSH(arena, &s->found) : NULL;
  uint32_t *place = found ? ch_map_put(&s->places, kept, NULL) : NULL;
  if (!place) {
    ch_store_no_memory(error);
    return NULL;
  }
  *place = (uint32_t)s->found.n;
  return s->store->ops->candidates(s->store->backend, seek, CH_MAX_CANDIDATES, arena, found, error) ? found : NULL;
}

/* Those that the event may link to, of all that it looks at; one that it looks at twice, twice. */
typedef struct candidate { int64_t number; const ch_content *content; } candidate;
typedef struct candidates { candidate *v; size_t n, cap; } candidates;

static bool consider(ch_store *s, const ch_relink *r, const ch_content *self, const ch_numbers *found,
                     candidates *out, ch_error *error) {
  for (size_t i = 0; i < found->n; i++) {
    const ch_content *content;
    if (found->v[i] == r->event) continue;
    if (!ch_contents_get(s, found->v[i], &content, error)) return false;
    /* as those are chosen that look again, so that the order of adding does not matter */
    if (!content || !ch_links_may(self, content)) continue;
    candidate *one = CH_PUSH(s->scratch, out);
    if (!one) return ch_store_no_memory(error);
    *one = (candidate){found->v[i], content};
  }
  return true;
}

static bool look_wholly(sought *known, const ch_relink *r, const ch_content *self, const ch_fact *fact,
                        candidates *out, ch_error *error) {
  ch_seek seeks[CH_MAX_SEEKS];
  uint32_t n = ch_fact_seeks(fact, seeks);
  for (uint32_t i = 0; i < n; i++) {
    const ch_numbers *found = seek_once(known, &seeks[i], error);
    if (!found || !consider(known->store, r, self, found, out, error)) return false;
  }
  return true;
}

/* What has changed of it, and what it links to: all else was held against that before. */
static bool look_again(ch_store *s, const ch_relink *r, const ch_content *self, candidates *out,
                       ch_error *error) {
  ch_numbers linked = {0};
  return s->ops->linked(s->backend, r->event, s->scratch, &linked, error) &&
         consider(s, r, self, &r->changed, out, error) && consider(s, r, self, &linked, out, error);
}

static bool relink(sought *known, const ch_relink *r, ch_error *error) {
  ch_store *s = known->store;
  ch_fact *fact;
  const ch_content *self;
  bool seeks_any;
  if (!s->ops->event_seeks(s->backend, r->event, &seeks_any, error)) return false;
  if (!seeks_any) return s->ops->links_put(s->backend, r->event, NULL, NULL, 0, error);
  if (!ch_contents_get(s, r->event, &self, error)) return false;
  if (!self) return true;
  if (!read_fact(s, r->event, &fact, error)) return false;
  memcpy(fact->id, self->id, sizeof fact->id);
  candidates found = {0};
  ch_fact_links links = {0};
  /* what a report states may be of two events, the second found by the first */
  bool wholly = r->wholly || self->answers;
  if (!(wholly ? look_wholly(known, r, self, fact, &found, error) : look_again(s, r, self, &found, error)))
    return false;
  const ch_content **contents = CH_ARRAY(s->scratch, found.n, const ch_content *);
  int64_t *numbers = CH_ARRAY(s->scratch, found.n, int64_t);
  if (!contents || !numbers) return ch_store_no_memory(error);
  for (size_t i = 0; i < found.n; i++) {
    numbers[i] = found.v[i].number;
    contents[i] = found.v[i].content;
  }
  return ch_links_resolve(fact, self, contents, found.n, s->book, s->scratch, &links, error) &&
         put_links(s, r->event, &links, contents, numbers, found.n, s->scratch, error);
}

static int order_relinks(const void *a, const void *b) {
  const ch_relink *x = a, *y = b;
  return x->event < y->event ? -1 : x->event > y->event;
}

bool ch_store_settle_links(ch_store *s, const ch_touched_list *list, ch_error *error) {
  ch_relinks again = {.v = NULL};
  sought known = {.store = s};
  ch_map_init(&again.places, s->batch);
  ch_map_init(&known.places, s->batch);
  ch_contents_trim(s);
  if (!ch_store_seekers(s, list, &again, error)) return false;
  if (again.n) qsort(again.v, again.n, sizeof *again.v, order_relinks);
  for (size_t i = 0; i < again.n; i++) {
    ch_contents_trim(s);
    if (!relink(&known, &again.v[i], error)) return false;
  }
  return true;
}
