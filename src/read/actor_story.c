#include "read/actor_story.h"
#include "read/coreference.h"

#include <stdlib.h>

static uint32_t *indices(ch_arena *arena, uint32_t n) {
  uint32_t *v = CH_ARRAY(arena, (size_t)n + 1, uint32_t);
  if (v) memset(v, 0xFF, sizeof *v * ((size_t)n + 1));
  return v;
}

bool ch_story_init(ch_story *story, const ch_actor_lists *lists, const ch_reading *reading) {
  const ch_document *doc = reading->doc;
  ch_arena *arena = doc->arena;
  uint32_t n = doc->n_words;
  *story = (ch_story){.lists = lists, .doc = doc, .reading = reading, .arena = arena};
  ch_map_init(&story->actor_keys, arena);
  ch_map_init(&story->person_names, arena);
  ch_map_init(&story->surnames, arena);
  ch_map_init(&story->first_names, arena);
  ch_map_init(&story->offices, arena);
  ch_map_init(&story->last_by_role, arena);
  ch_map_init(&story->short_names, arena);
  ch_map_init(&story->spelled, arena);
  story->hit_at = indices(arena, n);
  story->role_at = indices(arena, n);
  story->role_over = indices(arena, n);
  story->person_at = indices(arena, n);
  story->mention_of = indices(arena, n);
  story->resolved = CH_ARRAY(arena, (size_t)n + 1, uint8_t);
  story->state_count = CH_ARRAY(arena, lists->states.n + 1, uint32_t);
  if (doc->article && ch_str_starts(doc->text, doc->article->dateline))
    story->dateline_end = (uint32_t)doc->article->dateline.n;
  story->own_state = ch_own_state(story);
  return story->hit_at && story->role_at && story->role_over && story->person_at && story->mention_of &&
         story->resolved && story->state_count;
}

uint32_t ch_story_actor(ch_story *story, const ch_actor *actor, ch_class class) {
  ch_str sector = actor->n_sectors > 0 ? actor->sectors[0] : CH_STR("");
  ch_str key = actor->person.n > 0
                   ? ch_arena_printf(story->arena, "p|%.*s|%.*s", CH_PRI(actor->person),
                                     CH_PRI(actor->code))
                   : ch_arena_printf(story->arena, "%.*s|%.*s|%.*s|%.*s", CH_PRI(actor->code),
                                     CH_PRI(actor->body), CH_PRI(sector),
                                     CH_PRI(actor->code.n > 0 ? actor->office : actor->name));
  bool added = false;
  uint32_t *place = key.p ? ch_map_put(&story->actor_keys, key, &added) : NULL;
  if (!place) {
    story->failed = true;
    return 0;
  }
  if (!added) return *place;
  uint32_t number = (uint32_t)story->actors.n;
  *place = number;
  ch_actor *new_actor = CH_PUSH(story->arena, &story->actors);
  ch_actor_more *more = CH_PUSH(story->arena, &story->more);
  if (!new_actor || !more) {
    story->failed = true;
    return 0;
  }
  *new_actor = *actor;
  *more = (ch_actor_more){.class = class, .role = CH_NO_ROW};
  return number;
}

uint32_t ch_story_state(ch_story *story, uint32_t row) {
  const ch_state_row *state = &story->lists->states.v[row];
  ch_actor actor = {.code = state->code, .name = state->name, .sectors = {CH_STR("GOV")},
                    .n_sectors = 1};
  /* "Hong Kong", "the Confederacy": the state that acts for it. */
  if (state->controller.n > 0) actor.code = state->controller;
  for (uint32_t i = 0; i < state->n_sectors && actor.n_sectors < CH_MAX_SECTORS; i++)
    actor.sectors[actor.n_sectors++] = state->sectors[i];
  if (state->controller.n > 0) actor.body = state->name;
  return ch_story_actor(story, &actor, CH_CLASS_STATE);
}

uint32_t ch_story_body(ch_story *story, uint32_t row) {
  const ch_body_row *body = &story->lists->bodies.v[row];
  ch_actor actor = {.code = body->code, .name = body->name, .body = body->name,
                    .n_sectors = body->n_sectors};
  memcpy(actor.sectors, body->sectors, sizeof actor.sectors);
  return ch_story_actor(story, &actor, CH_CLASS_BODY);
}

uint32_t ch_story_mention(ch_story *story, uint32_t head, uint32_t first, uint32_t last,
                          uint32_t actor, ch_naming naming, bool place) {
  const ch_document *doc = story->doc;
  uint32_t number = (uint32_t)story->mentions.n;
  ch_mention *mention = CH_PUSH(story->arena, &story->mentions);
  if (!mention || story->failed) {
    story->failed = true;
    return CH_NO_ITEM;
  }
  *mention = (ch_mention){.head = head, .first = first, .last = last, .actor = actor,
                          .naming = naming, .place = place,
                          .span = {doc->words[first].span.from, doc->words[last].span.to}};
  return number;
}

/* ---- finishing -------------------------------------------------------------- */

typedef struct ranked {
  ch_mention mention;
  uint32_t made; /* keeps twins in their order */
} ranked;

static int by_place(const void *x, const void *y) {
  const ranked *a = x, *b = y;
  if (a->mention.first != b->mention.first) return a->mention.first < b->mention.first ? -1 : 1;
  if (a->mention.last != b->mention.last) return a->mention.last > b->mention.last ? -1 : 1;
  if (a->mention.head != b->mention.head) return a->mention.head < b->mention.head ? -1 : 1;
  return a->made < b->made ? -1 : a->made > b->made;
}

static bool sort_mentions(ch_story *story) {
  size_t n = story->mentions.n;
  ranked *list = CH_ARRAY(story->arena, n + 1, ranked);
  if (!list) return false;
  for (size_t i = 0; i < n; i++) list[i] = (ranked){story->mentions.v[i], (uint32_t)i};
  qsort(list, n, sizeof *list, by_place);
  for (size_t i = 0; i < n; i++) story->mentions.v[i] = list[i].mention;
  return true;
}

static int place_order(const void *x, const void *y) {
  const ch_place *a = x, *b = y;
  return a->first != b->first ? (a->first < b->first ? -1 : 1) : 0;
}

bool ch_story_finish(ch_story *story, ch_reading *reading) {
  if (story->failed || !sort_mentions(story)) return false;
  reading->actors = story->actors.v;
  reading->n_actors = (uint32_t)story->actors.n;
  if (story->torn_state != CH_NO_ROW) reading->torn = story->lists->states.v[story->torn_state].code;
  uint32_t from = ch_dateline_state(story);
  if (from != CH_NO_ROW) reading->from = story->lists->states.v[from].code;
  reading->mentions = story->mentions.v;
  reading->n_mentions = (uint32_t)story->mentions.n;
  if (story->places.n > 1)
    qsort(story->places.v, story->places.n, sizeof *story->places.v, place_order);
  reading->places = story->places.v;
  reading->n_places = (uint32_t)story->places.n;
  for (uint32_t i = 0; i < reading->n_mentions; i++) {
    const ch_mention *m = &reading->mentions[i];
    uint32_t at = reading->mention_at[m->head];
    if (at == CH_NO_ITEM ||
        reading->mentions[at].last - reading->mentions[at].first < m->last - m->first)
      reading->mention_at[m->head] = i;
    /* Sorted outside in, so the tightest writes last; of twins the first. */
    for (uint32_t w = m->first; w <= m->last; w++) {
      uint32_t over = reading->mention_over[w];
      const ch_mention *o = over == CH_NO_ITEM ? NULL : &reading->mentions[over];
      if (!o || m->last - m->first < o->last - o->first) reading->mention_over[w] = i;
    }
  }
  for (uint32_t i = 0; i < reading->n_places; i++)
    for (uint32_t w = reading->places[i].first; w <= reading->places[i].last; w++)
      reading->place_at[w] = i;
  return true;
}

/* ---- small questions --------------------------------------------------------- */

uint32_t ch_head_of(const ch_document *doc, uint32_t first, uint32_t last) {
  for (uint32_t w = first; w <= last; w++) {
    uint32_t head = doc->words[w].head;
    if (doc->words[w].upos == CH_UPOS_PUNCT && last > first) continue;
    if (head == CH_NO_WORD || head < first || head > last) return w;
  }
  return last;
}

uint32_t ch_form_bits(const ch_story *story, uint32_t w) {
  return ch_word_bits(story->lists, ch_word_form(story->doc, w));
}

uint32_t ch_lemma_bits(const ch_story *story, uint32_t w) {
  const ch_word *word = &story->doc->words[w];
  return word->lemma.n > 0 ? ch_word_bits(story->lists, word->lemma) : ch_form_bits(story, w);
}

uint32_t ch_form_uses(const ch_story *story, uint32_t w) {
  return ch_word_uses(story->lists, ch_word_form(story->doc, w));
}

uint32_t ch_lemma_uses(const ch_story *story, uint32_t w) {
  const ch_word *word = &story->doc->words[w];
  uint32_t uses = word->lemma.n > 0 ? ch_word_uses(story->lists, word->lemma) : 0;
  return uses | ch_form_uses(story, w);
}

ch_rel ch_shared_rel(const ch_document *doc, uint32_t w, uint32_t *first) {
  uint32_t at = w;
  for (int i = 0; i < 32 && doc->words[at].rel == CH_REL_CONJ; i++) {
    if (doc->words[at].head == CH_NO_WORD) break;
    at = doc->words[at].head;
  }
  if (first) *first = at;
  return (ch_rel)doc->words[at].rel;
}

bool ch_is_plural(const ch_document *doc, uint32_t w) {
  const ch_word *word = &doc->words[w];
  if (word->feats.n > 0) {
    if (ch_str_find(word->feats, CH_STR("Number=Plur"), 0) != SIZE_MAX) return true;
    if (ch_str_find(word->feats, CH_STR("Number=Sing"), 0) != SIZE_MAX) return false;
  }
  return ch_str_is(word->xpos, "NNS") || ch_str_is(word->xpos, "NNPS");
}

bool ch_tells_group(const ch_story *story, uint32_t w) {
  const ch_actor_lists *lists = story->lists;
  if (story->role_over[w] == CH_NO_ITEM || story->doc->words[w].lemma.n == 0) return false;
  uint32_t s = ch_names_find(&lists->role_names, story->doc->words[w].lemma);
  if (s == CH_NO_SURFACE) return false;
  ch_role_kind kind = lists->roles.v[lists->role_names.surfaces.v[s].row].kind;
  return kind == CH_ROLE_PROPERTY || kind == CH_ROLE_BODY;
}

static bool existed(int32_t day, int32_t from, int32_t to) {
  if (day == CH_DAY_NONE) return to == CH_DAY_NONE;
  return (from == CH_DAY_NONE || from <= day) && (to == CH_DAY_NONE || day <= to);
}

bool ch_state_exists(const ch_story *story, uint32_t row) {
  int32_t day = story->doc->article ? story->doc->article->published : CH_DAY_NONE;
  const ch_state_row *state = &story->lists->states.v[row];
  return existed(day, state->from, state->to);
}

uint32_t ch_hit_row(const ch_story *story, const ch_hit *hit, ch_surface_kind kind) {
  const ch_names *names = &story->lists->names;
  ch_span span = {story->doc->words[hit->first].span.from, story->doc->words[hit->last].span.to};
  ch_str text = ch_str_at(story->doc->text, span);
  int32_t day = story->doc->article ? story->doc->article->published : CH_DAY_NONE;
  uint32_t best = CH_NO_ROW, best_count = 0;
  bool best_then = false;
  for (uint32_t s = hit->surface; s != CH_NO_SURFACE; s = names->surfaces.v[s].next) {
    const ch_surface *surface = &names->surfaces.v[s];
    if (surface->kind != kind || !ch_case_fits(ch_surface_text(surface), text)) continue;
    if (kind > CH_SURFACE_BODY) return surface->row;
    bool body = kind == CH_SURFACE_BODY;
    bool then = body ? existed(day, story->lists->bodies.v[surface->row].from,
                               story->lists->bodies.v[surface->row].to)
                     : ch_state_exists(story, surface->row);
    uint32_t count = body ? 0 : story->state_count[surface->row];
    if (best == CH_NO_ROW || (then && !best_then) || (then == best_then && count > best_count)) {
      best = surface->row;
      best_count = count;
      best_then = then;
    }
  }
  return best;
}
