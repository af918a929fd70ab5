/* Names of states and bodies as actors, and bodies that no list has. */
#include "read/actor_phrase.h"

static bool after_the(const ch_story *story, const ch_hit *hit) {
  uint32_t det = ch_child_by_rel(story->doc, hit->head, CH_REL_DET);
  return det != CH_NO_WORD && (ch_form_bits(story, det) & CH_WORD_DEFINITE);
}

/* "A PALESTINIAN stabbed him", taken for an adjective: with an article and no noun, one of them. */
static bool after_article(const ch_story *story, const ch_hit *hit) {
  return ch_child_by_rel(story->doc, hit->head, CH_REL_DET) != CH_NO_WORD;
}

/* "said in GERMAN": a tongue, and nobody. */
static bool is_tongue(const ch_story *story, const ch_hit *hit) {
  const ch_document *doc = story->doc;
  uint32_t start = doc->sentences[doc->sentence_of[hit->first]].first;
  return hit->first == hit->last && hit->first > start && ch_str_is(ch_word_form(doc, hit->first - 1), "in") &&
         !ch_is_plural(doc, hit->first) && !ch_hit_may(hit, CH_SURFACE_STATE);
}

/* Does the name stand before a noun that it qualifies? */
static bool qualifies(const ch_document *doc, const ch_hit *hit) {
  uint32_t first;
  ch_rel rel = ch_shared_rel(doc, hit->head, &first);
  uint32_t noun = doc->words[first].head;
  if (noun == CH_NO_WORD || noun < hit->last) return false;
  switch (rel) {
    case CH_REL_AMOD: case CH_REL_COMPOUND: case CH_REL_NMOD_UNMARKED: case CH_REL_NMOD_DESC:
    case CH_REL_OBL_UNMARKED: case CH_REL_DET: case CH_REL_NUMMOD: case CH_REL_ADVMOD:
      return true;
    default:
      return false;
  }
}

/* "Americans" are people, "the Americans" their government. */
static uint32_t people_of(ch_story *story, uint32_t row) {
  uint32_t at = ch_story_state(story, row); /* may move the actors */
  const ch_actor *state = &story->actors.v[at];
  ch_actor people = {.code = state->code, .name = state->name, .sectors = {CH_STR("CVL")},
                     .n_sectors = 1};
  return ch_story_actor(story, &people, CH_CLASS_GROUP);
}

static uint32_t state_mention(ch_story *story, const ch_hit *hit, uint32_t row, ch_naming naming) {
  bool place = naming != CH_NAMING_ADJECTIVE && naming != CH_NAMING_NOMINAL &&
               ch_reads_as_place(story, hit);
  uint32_t actor = naming == CH_NAMING_NOMINAL && !after_the(story, hit)
                       ? people_of(story, row)
                       : ch_story_state(story, row);
  if (story->failed) return CH_NO_ITEM;
  if (place) ch_add_place(story, hit);
  return ch_story_mention(story, hit->head, hit->first, hit->last, actor, naming, place);
}

/* "Washington Post": the capitalised noun behind it makes another name. */
static bool part_of_name(const ch_story *story, const ch_hit *hit) {
  const ch_document *doc = story->doc;
  uint32_t noun = doc->words[hit->head].head;
  if (noun == CH_NO_WORD || noun <= hit->last || doc->words[noun].upos != CH_UPOS_PROPN) return false;
  for (uint32_t w = hit->last + 1; w <= noun && w <= hit->last + 3; w++)
    if (ch_form_bits(story, w) & (CH_WORD_EVENT | CH_WORD_SITE)) return false;
  return story->hit_at[noun] == CH_NO_ITEM;
}

/* "at the State Department" is a place, "among Democrats" is none. */
static bool has_house(const ch_body_row *body) {
  static const char *const kinds[] = {"ministry", "presidency", "parliament", "court", "agency",
                                      "igo", "bank", "intelligence"};
  for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++)
    if (ch_str_is(body->kind, kinds[i])) return true;
  return false;
}

/* A town stands for the country it lies in: "shelled Mariupol", "the mayor of
 * Kharkiv". */
static uint32_t town_mention(ch_story *story, const ch_hit *hit) {
  size_t before = story->places.n;
  ch_add_place(story, hit);
  if (story->failed || story->places.n == before) return CH_NO_ITEM;
  uint32_t row = ch_state_row_of(story->lists, story->places.v[before].code);
  if (row == CH_NO_ROW) return CH_NO_ITEM;
  switch (ch_rel_universal(ch_shared_rel(story->doc, hit->head, NULL))) {
    case CH_REL_NSUBJ:
    case CH_REL_OBJ:
    case CH_REL_IOBJ:
    case CH_REL_OBL:
    case CH_REL_NMOD:
      break;
    default:
      return CH_NO_ITEM;
  }
  bool place = ch_reads_as_place(story, hit);
  uint32_t actor = ch_story_state(story, row);
  return ch_story_mention(story, hit->head, hit->first, hit->last, actor, CH_NAMING_TOWN, place);
}

/* Does the article name the state, or what is its, otherwise than by its capital? */
static bool names_country(const ch_story *story, uint32_t row) {
  for (size_t i = 0; i < story->hits.n; i++) {
    const ch_hit *hit = &story->hits.v[i];
    for (int kind = CH_SURFACE_STATE; kind < CH_SURFACE_CAPITAL; kind++)
      if (ch_hit_may(hit, (ch_surface_kind)kind) && ch_hit_row(story, hit, (ch_surface_kind)kind) == row)
        return true;
  }
  return false;
}

/* "The EU raised duties. BRUSSELS said": the union of states that sits in the capital, where the article
 * has named it and not the state. */
static uint32_t seated_there(const ch_story *story, const ch_hit *capital, uint32_t state) {
  ch_str town = ch_words_text(story->doc, capital->first, capital->last);
  for (size_t i = 0; i < story->hits.n && story->hits.v[i].first < capital->first; i++) {
    const ch_hit *hit = &story->hits.v[i];
    if (hit->in_other || !ch_hit_may(hit, CH_SURFACE_BODY)) continue;
    uint32_t row = ch_hit_row(story, hit, CH_SURFACE_BODY);
    const ch_body_row *body = &story->lists->bodies.v[row];
    if (ch_str_is(body->kind, "igo") && ch_str_eq(body->seat, town) && !names_country(story, state)) return row;
  }
  return CH_NO_ROW;
}

uint32_t ch_from_name(ch_story *story, uint32_t w) {
  const ch_hit hit = story->hits.v[story->hit_at[w]];
  const ch_document *doc = story->doc;
  bool qualifying = qualifies(doc, &hit);
  if (hit.in_other && !qualifying) return CH_NO_ITEM;
  if (qualifying && ch_hit_may(&hit, CH_SURFACE_ADJECTIVE))
    return state_mention(story, &hit, ch_hit_row(story, &hit, CH_SURFACE_ADJECTIVE),
                         CH_NAMING_ADJECTIVE);
  if (ch_hit_may(&hit, CH_SURFACE_STATE))
    return state_mention(story, &hit, ch_hit_row(story, &hit, CH_SURFACE_STATE),
                         qualifying ? CH_NAMING_ADJECTIVE : CH_NAMING_NAME);
  if (ch_hit_may(&hit, CH_SURFACE_BODY)) {
    uint32_t row = ch_hit_row(story, &hit, CH_SURFACE_BODY);
    uint32_t actor = ch_story_body(story, row);
    if (story->failed) return CH_NO_ITEM;
    bool place = !qualifying && has_house(&story->lists->bodies.v[row]) &&
                 ch_reads_as_place(story, &hit);
    if (place) ch_add_place(story, &hit);
    ch_learn_short_name(story, hit.last, actor);
    if (!story->failed) ch_learn_plural(story, &hit, story->lists->bodies.v[row].kind, actor);
    uint32_t mention =
        ch_story_mention(story, w, hit.first, hit.last, actor,
                         qualifying ? CH_NAMING_ADJECTIVE : CH_NAMING_NAME, place);
    if (mention != CH_NO_ITEM && !qualifying) {
      ch_refer_note(story, mention, story->lists->bodies.v[row].name, w);
      ch_refer_class(story, mention, story->lists->bodies.v[row].kind);
    }
    return mention;
  }
  if (!qualifying && ch_hit_may(&hit, CH_SURFACE_ADJECTIVE) && is_tongue(story, &hit)) return CH_NO_ITEM;
  bool adjective = doc->words[w].upos == CH_UPOS_ADJ && !after_article(story, &hit) &&
                   ch_hit_may(&hit, CH_SURFACE_ADJECTIVE);
  if (ch_hit_may(&hit, CH_SURFACE_DEMONYM) && !qualifying && !adjective)
    return state_mention(story, &hit, ch_hit_row(story, &hit, CH_SURFACE_DEMONYM),
                         CH_NAMING_NOMINAL);
  if (ch_hit_may(&hit, CH_SURFACE_ADJECTIVE))
    return state_mention(story, &hit, ch_hit_row(story, &hit, CH_SURFACE_ADJECTIVE),
                         CH_NAMING_ADJECTIVE);
  if (ch_hit_may(&hit, CH_SURFACE_CAPITAL)) {
    uint32_t row = ch_hit_row(story, &hit, CH_SURFACE_CAPITAL);
    uint32_t first;
    ch_shared_rel(doc, w, &first);
    uint32_t noun = doc->words[first].head;
    uint32_t body = ch_reads_as_place(story, &hit) ? CH_NO_ROW : seated_there(story, &hit, row);
    if (body != CH_NO_ROW)
      return ch_story_mention(story, w, hit.first, hit.last, ch_story_body(story, body),
                              qualifying ? CH_NAMING_ADJECTIVE : CH_NAMING_CAPITAL, false);
    if (!qualifying) return state_mention(story, &hit, row, CH_NAMING_CAPITAL);
    if (noun != CH_NO_WORD && story->role_at[noun] != CH_NO_ITEM)
      return state_mention(story, &hit, row, CH_NAMING_ADJECTIVE);
  }
  if (hit.in_other) return CH_NO_ITEM;
  if (!qualifying) return town_mention(story, &hit);
  /* "two Aleppo suburbs": of the place alone, but its state is known from now on. */
  size_t before = story->places.n;
  if (!part_of_name(story, &hit)) ch_add_place(story, &hit);
  uint32_t row = story->failed || story->places.n == before
                     ? CH_NO_ROW
                     : ch_state_row_of(story->lists, story->places.v[before].code);
  if (row != CH_NO_ROW) ch_story_state(story, row);
  return CH_NO_ITEM;
}

/* A body that no list has: the name tagger's span. */
uint32_t ch_from_span(ch_story *story, uint32_t w) {
  const ch_document *doc = story->doc;
  const uint32_t *known = ch_map_get(&story->short_names, ch_word_form(doc, w));
  if (known) return ch_story_mention(story, w, w, w, *known - 1, CH_NAMING_NAME, false);
  if (doc->words[w].name != CH_NAME_ORG || doc->words[w].upos == CH_UPOS_PUNCT) return CH_NO_ITEM;
  uint32_t sentence = doc->sentence_of[w];
  uint32_t start = doc->sentences[sentence].first, end = start + doc->sentences[sentence].count;
  uint32_t first = w, last = w;
  while (first > start && doc->words[first - 1].name == CH_NAME_ORG &&
         !(doc->words[first].flags & CH_WORD_NAME_START))
    first--;
  while (last + 1 < end && doc->words[last + 1].name == CH_NAME_ORG &&
         !(doc->words[last + 1].flags & CH_WORD_NAME_START))
    last++;
  while (first < w && doc->words[first].upos == CH_UPOS_DET) first++;
  while (last > w && (doc->words[last].upos == CH_UPOS_PART || doc->words[last].upos == CH_UPOS_PUNCT))
    last--;
  if (ch_head_of(doc, first, last) != w || doc->words[first].span.from < story->dateline_end)
    return CH_NO_ITEM;
  ch_str name = ch_words_text(doc, first, last);
  ch_actor actor = {.name = name, .body = name};
  for (uint32_t i = first; i <= last; i++) {
    uint32_t at = story->hit_at[i];
    if (at == CH_NO_ITEM || actor.code.n > 0) continue;
    const ch_hit *hit = &story->hits.v[at];
    for (ch_surface_kind k = CH_SURFACE_STATE; k <= CH_SURFACE_ADJECTIVE; k++)
      if (ch_hit_may(hit, k))
        actor.code = story->lists->states.v[ch_hit_row(story, hit, k)].code;
  }
  uint32_t number = ch_story_actor(story, &actor, CH_CLASS_BODY);
  if (story->failed) return CH_NO_ITEM;
  ch_learn_short_name(story, last, number);
  return ch_story_mention(story, w, first, last, number, CH_NAMING_NAME, false);
}
