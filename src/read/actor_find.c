/* Names and roles, found word by word.
 *
 * At each word the longest listed name is taken, then the scan goes on behind
 * it; roles likewise, but on their own, since they overlap with names
 * ("Kremlin spokesman"). What a name cannot mean where it stands is struck
 * out: by the name tagger's span around it ("Michael Jordan", "China
 * Daily"), by its part of speech, by the list's own `ambiguous`.
 */
#include "read/actor_story.h"

#define BIT(kind) (1u << (kind))
#define STATE_KINDS (BIT(CH_SURFACE_STATE) | BIT(CH_SURFACE_ADJECTIVE) | BIT(CH_SURFACE_DEMONYM))
#define TOWN_KINDS (BIT(CH_SURFACE_CAPITAL) | BIT(CH_SURFACE_CITY) | BIT(CH_SURFACE_PLACE))

/* The tagger's name span around word w. */
typedef struct name_span {
  uint32_t first, last;
  ch_name_type type;
} name_span;

static name_span span_at(const ch_document *doc, const ch_sentence *sentence, uint32_t w) {
  ch_name_type type = (ch_name_type)doc->words[w].name;
  name_span span = {w, w, type};
  if (type == CH_NAME_NONE) return span;
  uint32_t end = sentence->first + sentence->count;
  while (span.first > sentence->first && !(doc->words[span.first].flags & CH_WORD_NAME_START) &&
         doc->words[span.first - 1].name == type)
    span.first--;
  while (span.last + 1 < end && doc->words[span.last + 1].name == type &&
         !(doc->words[span.last + 1].flags & CH_WORD_NAME_START))
    span.last++;
  return span;
}

static bool clitic(const ch_document *doc, uint32_t w) {
  return doc->words[w].upos == CH_UPOS_PART || doc->words[w].upos == CH_UPOS_PUNCT;
}

static bool capitalised(const ch_document *doc, uint32_t w) {
  char c = doc->text.p[doc->words[w].span.from];
  return (c >= 'A' && c <= 'Z') || (unsigned char)c >= 0x80;
}

/* Does the span name more than the hit does? "The" and "'s" are no more. */
static bool span_is_wider(const ch_story *story, const ch_hit *hit, name_span span) {
  const ch_document *doc = story->doc;
  while (span.first < hit->first && (doc->words[span.first].upos == CH_UPOS_DET ||
                                     !capitalised(doc, span.first)))
    span.first++;
  while (span.last > hit->last && clitic(doc, span.last)) span.last--;
  if (span.last > hit->last) { /* "Saudi Arabia ENERGY Minister": of the office, not of the name */
    const ch_sentence *sentence = &doc->sentences[doc->sentence_of[hit->last]];
    uint32_t last = hit->last;
    uint32_t role = ch_names_match(&story->lists->role_names, doc, hit->last + 1, sentence->first + sentence->count, &last);
    if (role != CH_NO_SURFACE && last > span.last) span.last = hit->last;
  }
  return span.first < hit->first || span.last > hit->last;
}

static ch_str hit_text(const ch_document *doc, const ch_hit *hit) {
  return ch_str_at(
      doc->text, (ch_span){doc->words[hit->first].span.from, doc->words[hit->last].span.to});
}

/* Kinds of the chain whose capitals fit, and those of them not ambiguous. */
static void chain_kinds(const ch_story *story, const ch_hit *hit, uint32_t *kinds,
                        uint32_t *certain) {
  const ch_names *names = &story->lists->names;
  ch_str text = hit_text(story->doc, hit);
  *kinds = *certain = 0;
  for (uint32_t s = hit->surface; s != CH_NO_SURFACE; s = names->surfaces.v[s].next) {
    const ch_surface *surface = &names->surfaces.v[s];
    if (!ch_case_fits(ch_surface_text(surface), text)) continue;
    *kinds |= BIT(surface->kind);
    if (!surface->ambiguous) *certain |= BIT(surface->kind);
  }
}

static bool preposition_before(const ch_story *story, uint32_t w, uint32_t sentence_first) {
  return w > sentence_first &&
         (ch_form_bits(story, w - 1) & (CH_WORD_AT | CH_WORD_WAY | CH_WORD_OWNER));
}

/* "Washington Irving": a name goes on behind or begins before the hit. */
static bool in_longer_flat(const ch_document *doc, const ch_hit *hit) {
  const ch_word *head = &doc->words[hit->head];
  if (head->rel == CH_REL_FLAT) return true;
  if (hit->first > 0 && doc->words[hit->first - 1].upos == CH_UPOS_PROPN &&
      doc->words[hit->first - 1].head == hit->head)
    return true; /* "Serebryany Bor" */
  if (hit->last + 1 >= doc->n_words) return false;
  const ch_word *after = &doc->words[hit->last + 1];
  return after->rel == CH_REL_FLAT && after->head >= hit->first && after->head <= hit->last;
}

enum { SURE_TOWN = 100000 };

/* Is the name a listed person's surname or a given name too? */
static bool is_surname(const ch_story *story, const ch_hit *hit) {
  ch_str name = hit_text(story->doc, hit);
  return ch_names_find(&story->lists->surnames, name) != CH_NO_SURFACE ||
         (ch_word_bits(story->lists, name) & (CH_WORD_GIVEN_MALE | CH_WORD_GIVEN_FEMALE)) != 0;
}

/* A town that only the gazetteer knows needs a sign that it is a place. */
static bool town_is_plain(const ch_story *story, const ch_hit *hit, const name_span *span,
                          uint32_t sentence_first) {
  if (span->type == CH_NAME_LOC) return true;
  if (story->doc->words[hit->last].span.to <= story->dateline_end) return true;
  if (span->type != CH_NAME_NONE) return false;
  const ch_word *head = &story->doc->words[hit->head];
  if (head->upos != CH_UPOS_PROPN) return false;
  ch_rel rel = ch_rel_universal((ch_rel)head->rel);
  bool argument = (rel == CH_REL_NSUBJ || rel == CH_REL_OBJ) && !is_surname(story, hit);
  if (!argument && !preposition_before(story, hit->first, sentence_first)) return false;
  uint32_t row = ch_hit_row(story, hit, CH_SURFACE_PLACE);
  return row != CH_NO_ROW && story->lists->places.v[row].population >= SURE_TOWN;
}

/* A name that the tagger takes for a person's and the gazetteer for a large
 * town's: settle_towns decides. */
static bool is_great_town(const ch_story *story, const ch_hit *hit, uint32_t kinds) {
  if (story->doc->words[hit->head].upos != CH_UPOS_PROPN) return false;
  if (kinds & BIT(CH_SURFACE_CITY)) return true;
  uint32_t row =
      kinds & BIT(CH_SURFACE_PLACE) ? ch_hit_row(story, hit, CH_SURFACE_PLACE) : CH_NO_ROW;
  return row != CH_NO_ROW && story->lists->places.v[row].population >= SURE_TOWN;
}

/* A capitalised word right before it that no list has: "Serebryany Bor". */
static bool beside_name(const ch_story *story, const ch_hit *hit, const ch_sentence *sentence) {
  const ch_document *doc = story->doc;
  if (hit->first == sentence->first || doc->words[hit->first].span.from < story->dateline_end) return false;
  uint32_t w = hit->first - 1;
  ch_upos upos = (ch_upos)doc->words[w].upos;
  return w > sentence->first && capitalised(doc, w) &&
         (upos == CH_UPOS_PROPN || upos == CH_UPOS_ADJ || upos == CH_UPOS_NOUN) &&
         story->hit_at[w] == CH_NO_ITEM && story->role_at[w] == CH_NO_ITEM &&
         !(ch_form_uses(story, w) & CH_USE_AREA) && !(ch_form_bits(story, w) & (CH_WORD_SITE | CH_WORD_EVENT)) &&
         story->reading->time_at[w] == CH_NO_ITEM;
}

/* Capitalised in a place that only a name takes? */
static bool is_argument(const ch_document *doc, const ch_hit *hit) {
  ch_rel rel = ch_rel_universal((ch_rel)doc->words[hit->head].rel);
  return rel == CH_REL_NSUBJ || rel == CH_REL_OBJ || rel == CH_REL_IOBJ || rel == CH_REL_OBL;
}

/* "the Persian GULF", "the SEA of Japan", "LATIN American": a state's name within the name of
 * something else. */
static bool names_waters(const ch_story *story, const ch_sentence *sentence, const ch_hit *hit) {
  const ch_document *doc = story->doc;
  uint32_t next = hit->last + 1, end = sentence->first + sentence->count;
  if (next < end && capitalised(doc, next) && (ch_form_uses(story, next) & CH_USE_WATER)) return true;
  if (hit->first < sentence->first + 1) return false;
  uint32_t before = hit->first - 1;
  if (hit->first == hit->last && capitalised(doc, before) && (ch_form_uses(story, before) & CH_USE_REGION))
    return true;
  return before > sentence->first && (ch_form_bits(story, before) & CH_WORD_OWNER) &&
         capitalised(doc, before - 1) && (ch_form_uses(story, before - 1) & CH_USE_WATER);
}

/* Is the word the name or adjective of a state other than the one with the code? */
static bool names_other_state(const ch_actor_lists *lists, ch_str word, ch_str own) {
  bool other = false;
  for (uint32_t s = ch_names_find(&lists->names, word); s != CH_NO_SURFACE; s = lists->names.surfaces.v[s].next) {
    if (lists->names.surfaces.v[s].kind > CH_SURFACE_ADJECTIVE) continue;
    if (ch_str_eq(lists->states.v[lists->names.surfaces.v[s].row].code, own)) return false;
    other = true;
  }
  return other;
}

/* "the Foreign Office OF PAKISTAN", "the Conservative Party OF NEW ZEALAND". */
static bool is_of_other_state(const ch_story *story, const ch_hit *hit, const ch_sentence *sentence, ch_str own) {
  const ch_document *doc = story->doc;
  uint32_t w = hit->last + 1, end = sentence->first + sentence->count;
  if (w + 1 >= end || !(ch_form_bits(story, w) & CH_WORD_OWNER) || ch_state_row_of(story->lists, own) == CH_NO_ROW)
    return false;
  if (doc->words[w + 1].upos == CH_UPOS_DET) w++;
  if (w + 1 >= end || !capitalised(doc, w + 1)) return false;
  bool two = w + 2 < end && capitalised(doc, w + 2);
  ch_span name = {doc->words[w + 1].span.from, doc->words[two ? w + 2 : w + 1].span.to};
  return names_other_state(story->lists, ch_word_form(doc, w + 1), own) ||
         (two && names_other_state(story->lists, ch_str_at(doc->text, name), own));
}

/* "the Rwanda National CONGRESS", "Kenya's NATIONAL SECURITY COUNCIL", "Peru's CONGRESS": a body
 * behind another country's name is not that which the list has under the words. */
static bool is_others_body(const ch_story *story, const ch_hit *hit, const ch_sentence *sentence) {
  const ch_document *doc = story->doc;
  const ch_actor_lists *lists = story->lists;
  ch_str own = lists->bodies.v[ch_hit_row(story, hit, CH_SURFACE_BODY)].code;
  if (is_of_other_state(story, hit, sentence, own)) return true;
  /* hung on the name, or on the noun that it goes before: "North Korea's DEMOCRATIC PARTY chief" */
  uint32_t owner = ch_child_by_rel(doc, hit->head, CH_REL_NMOD_POSS), up = doc->words[hit->head].head;
  if (owner == CH_NO_WORD && up != CH_NO_WORD && up == hit->last + 1 && doc->words[up].upos == CH_UPOS_NOUN)
    owner = ch_child_by_rel(doc, up, CH_REL_NMOD_POSS);
  if (owner != CH_NO_WORD && owner < hit->first && ch_state_row_of(lists, own) != CH_NO_ROW) {
    uint32_t at = story->hit_at[owner];
    ch_str name = at == CH_NO_ITEM ? ch_word_form(doc, owner) : hit_text(doc, &story->hits.v[at]);
    if (names_other_state(lists, name, own)) return true;
  }
  if (hit->first != hit->last) {
    uint32_t name = hit->first; /* "[National] Security Council" */
    while (name > sentence->first + 1 && capitalised(doc, name - 1) && doc->words[name - 1].head == hit->head &&
           story->hit_at[name - 1] == CH_NO_ITEM)
      name--;
    uint32_t before = name > sentence->first && doc->words[name - 1].upos == CH_UPOS_PART ? name - 1 : name;
    return before > sentence->first && doc->words[before - 1].head == hit->head &&
           (name < hit->first || ch_state_row_of(lists, own) != CH_NO_ROW) &&
           names_other_state(lists, ch_word_form(doc, before - 1), own);
  }
  if (ch_state_row_of(lists, own) == CH_NO_ROW) return false;
  for (uint32_t w = hit->first; w > sentence->first && doc->words[w - 1].upos != CH_UPOS_PART; w--) {
    if (!capitalised(doc, w - 1) || doc->words[w - 1].head != hit->head) return false;
    if (names_other_state(lists, ch_word_form(doc, w - 1), own)) return true;
  }
  return false;
}

/* "four billion US dollars": money, whose code stands in capitals, and nobody's. */
static bool names_money(const ch_story *story, const ch_hit *hit) {
  uint32_t at = story->reading->quantity_at[hit->head];
  if (at == CH_NO_ITEM) return false;
  const ch_quantity *q = &story->reading->quantities[at];
  return q->head > hit->last && q->of.n == 3 && q->of.p[0] >= 'A' && q->of.p[0] <= 'Z';
}

/* Strikes out what the hit cannot mean here. */
static void judge(const ch_story *story, const ch_sentence *sentence, ch_hit *hit) {
  const ch_document *doc = story->doc;
  uint32_t kinds, certain;
  chain_kinds(story, hit, &kinds, &certain);
  name_span span = span_at(doc, sentence, hit->head);
  bool wider = span.type != CH_NAME_NONE && span_is_wider(story, hit, span);
  const ch_word *head = &doc->words[hit->head];
  bool proper = head->upos == CH_UPOS_PROPN || head->upos == CH_UPOS_ADJ ||
                head->upos == CH_UPOS_NOUN;
  if (span.type == CH_NAME_PER) {
    /* Only a state's or a plain capital's or body's name can be the tagger's
     * slip; whether "Chad" is one, ch_find_persons knows. */
    uint32_t plain = certain & (~TOWN_KINDS | BIT(CH_SURFACE_CAPITAL));
    if (!wider && is_great_town(story, hit, kinds)) {
      hit->person_or_town = true;
      plain |= kinds & TOWN_KINDS;
    }
    kinds &= wider ? BIT(CH_SURFACE_PERSON) : plain | BIT(CH_SURFACE_PERSON) | BIT(CH_SURFACE_STATE);
  } else if (in_longer_flat(doc, hit) && (span.type != CH_NAME_LOC || wider)) {
    kinds &= certain & ~TOWN_KINDS;
  }
  if (!proper)
    kinds &= (certain | (is_argument(doc, hit) ? BIT(CH_SURFACE_STATE) : 0)) & ~BIT(CH_SURFACE_PERSON);
  if (!proper && doc->words[hit->first].span.from >= story->dateline_end &&
      hit->first == hit->last)
    kinds &= ~TOWN_KINDS;
  uint32_t towns = BIT(CH_SURFACE_PLACE);
  if (!(certain & BIT(CH_SURFACE_CITY))) towns |= BIT(CH_SURFACE_CITY);
  if ((kinds & ~BIT(CH_SURFACE_PERSON) & ~towns) == 0 && (kinds & towns) && !hit->person_or_town &&
      !town_is_plain(story, hit, &span, sentence->first))
    kinds &= ~TOWN_KINDS;
  if (story->reading->time_at[hit->head] != CH_NO_ITEM) kinds &= ~BIT(CH_SURFACE_PLACE); /* May */
  if (ch_form_uses(story, hit->last) & CH_USE_CONTINENT) kinds &= ~TOWN_KINDS;
  if (beside_name(story, hit, sentence)) kinds &= ~(BIT(CH_SURFACE_PLACE) | BIT(CH_SURFACE_CITY));
  /* "Eastern" of "Maryland's Eastern Shore" is no town. */
  if (span.type == CH_NAME_LOC && wider) kinds &= ~BIT(CH_SURFACE_PLACE);
  /* nor is "West" of "West Africa" a body */
  if (span.type == CH_NAME_LOC && wider && hit->first == hit->last) kinds &= ~BIT(CH_SURFACE_BODY);
  if (span.type == CH_NAME_LOC && wider && span.first < hit->first &&
      doc->words[hit->first - 1].upos != CH_UPOS_DET)
    kinds &= ~BIT(CH_SURFACE_CITY); /* "Serebryany Bor" */
  if (names_waters(story, sentence, hit) || names_money(story, hit)) kinds &= ~STATE_KINDS;
  hit->others = (kinds & BIT(CH_SURFACE_BODY)) && is_others_body(story, hit, sentence);
  if (hit->others) kinds &= ~BIT(CH_SURFACE_BODY);
  hit->kinds = kinds;
  hit->doubtful = !(certain & BIT(CH_SURFACE_STATE));
  hit->in_other = span.type == CH_NAME_ORG && wider && !(kinds & BIT(CH_SURFACE_BODY));
}

/* "the Social DEMOCRATS": a party's name within a longer word for any state's. */
static bool is_kind_of_party(const ch_story *story, const ch_sentence *sentence, const ch_hit *hit) {
  const ch_actor_lists *lists = story->lists;
  uint32_t last = hit->first;
  if (!(hit->kinds & BIT(CH_SURFACE_BODY)) || hit->first == sentence->first ||
      !ch_str_is(lists->bodies.v[ch_hit_row(story, hit, CH_SURFACE_BODY)].kind, "party"))
    return false;
  uint32_t surface = ch_names_match(&lists->role_names, story->doc, hit->first - 1,
                                    sentence->first + sentence->count, &last);
  return surface != CH_NO_SURFACE && last >= hit->last;
}

static bool names_of_sentence(ch_story *story, const ch_sentence *sentence) {
  const ch_document *doc = story->doc;
  uint32_t end = sentence->first + sentence->count;
  for (uint32_t w = sentence->first; w < end; w++) {
    uint32_t last = w;
    uint32_t surface = ch_names_match(&story->lists->names, doc, w, end, &last);
    if (surface == CH_NO_SURFACE) continue;
    uint32_t end_of_other = last; /* "The Sudan" of "the Sudan People's Liberation Army" */
    if (doc->words[w].upos == CH_UPOS_DET && w + 1 < end &&
        ch_names_match(&story->lists->names, doc, w + 1, end, &end_of_other) != CH_NO_SURFACE && end_of_other > last)
      continue;
    ch_hit hit = {.first = w, .last = last, .head = ch_head_of(doc, w, last), .surface = surface};
    judge(story, sentence, &hit);
    if (is_kind_of_party(story, sentence, &hit)) hit.kinds &= ~BIT(CH_SURFACE_BODY);
    if (hit.kinds == 0) {
      if (hit.others) w = last; /* nor is "Commons" alone */
      continue;
    }
    uint32_t number = (uint32_t)story->hits.n;
    ch_hit *kept = CH_PUSH(story->arena, &story->hits);
    if (!kept) return false;
    *kept = hit;
    for (uint32_t i = w; i <= last; i++) story->hit_at[i] = number;
    w = last;
  }
  return true;
}

/* ---- roles --------------------------------------------------------------------- */

static bool noun(const ch_word *word) {
  bool modifies = word->rel == CH_REL_AMOD || word->rel == CH_REL_FLAT;
  return word->upos == CH_UPOS_NOUN || word->upos == CH_UPOS_PROPN ||
         (word->upos == CH_UPOS_ADJ && !modifies);
}

/* The "nation" of "the 28-nation Union". */
static bool counts_members(const ch_document *doc, uint32_t w) {
  return w >= 2 && ch_str_is(ch_word_form(doc, w - 1), "-") && doc->words[w - 2].upos == CH_UPOS_NUM &&
         doc->words[w - 1].span.to == doc->words[w].span.from;
}

/* "their OPPOSITION to the plan": nobody's party. */
static bool is_stance(const ch_story *story, uint32_t w) {
  const ch_document *doc = story->doc;
  if (!(ch_form_uses(story, w) & CH_USE_STANCE) || w + 1 >= doc->n_words) return false;
  return doc->words[w + 1].rel == CH_REL_CASE && (ch_form_uses(story, w + 1) & CH_USE_SERVED) != 0;
}

static bool roles_of_sentence(ch_story *story, const ch_sentence *sentence) {
  const ch_document *doc = story->doc;
  uint32_t end = sentence->first + sentence->count;
  for (uint32_t w = sentence->first; w < end; w++) {
    uint32_t last = w;
    uint32_t surface = ch_names_match(&story->lists->role_names, doc, w, end, &last);
    if (surface == CH_NO_SURFACE) continue;
    uint32_t head = ch_head_of(doc, w, last), up = doc->words[last].head;
    bool outside = up == CH_NO_WORD || up < w || up > last;
    for (uint32_t i = w; i <= last; i++) outside = outside && doc->words[i].upos != CH_UPOS_ADP;
    /* "Under Secretary X"; "State Department official", taken apart */
    if (!noun(&doc->words[head]) || (outside && noun(&doc->words[last]))) head = last;
    if (!noun(&doc->words[head]) || counts_members(doc, w) || is_stance(story, last)) continue;
    uint32_t number = (uint32_t)story->roles.n;
    ch_role_hit *role = CH_PUSH(story->arena, &story->roles);
    if (!role) return false;
    *role = (ch_role_hit){w, last, head, story->lists->role_names.surfaces.v[surface].row};
    story->role_at[head] = number;
    for (uint32_t i = w; i <= last; i++) story->role_over[i] = number;
    w = last;
  }
  return true;
}

/* ---- what the article names plainly ---------------------------------------------- */

/* Is there a town of that name in another country too? */
static bool has_namesake(const ch_story *story, const ch_hit *hit, uint32_t state) {
  const ch_actor_lists *lists = story->lists;
  for (uint32_t s = hit->surface; s != CH_NO_SURFACE; s = lists->names.surfaces.v[s].next) {
    const ch_surface *surface = &lists->names.surfaces.v[s];
    if (surface->kind == CH_SURFACE_PLACE &&
        !ch_str_eq(ch_place_code(&lists->places.v[surface->row]), lists->states.v[state].code))
      return true;
  }
  return false;
}

static void count_states(ch_story *story) {
  const ch_names *names = &story->lists->names;
  for (size_t i = 0; i < story->hits.n; i++) {
    const ch_hit *hit = &story->hits.v[i];
    ch_str text = hit_text(story->doc, hit);
    for (uint32_t s = hit->surface; s != CH_NO_SURFACE; s = names->surfaces.v[s].next) {
      const ch_surface *surface = &names->surfaces.v[s];
      if (surface->kind > CH_SURFACE_CITY || !ch_hit_may(hit, (ch_surface_kind)surface->kind) ||
          !ch_case_fits(ch_surface_text(surface), text))
        continue;
      bool town = surface->kind == CH_SURFACE_CAPITAL || surface->kind == CH_SURFACE_CITY;
      if (town && ch_hit_may(hit, CH_SURFACE_STATE)) continue;
      if (surface->kind == CH_SURFACE_CITY && has_namesake(story, hit, surface->row)) continue;
      if (!ch_state_exists(story, surface->row)) continue;
      story->state_count[surface->row]++;
      story->n_state_names++;
    }
  }
}

/* ---- "Atlanta, Georgia": a state's name that is a division of another ------------- */

/* The other state's row; CH_NO_ROW when the name has no such meaning. */
static uint32_t division_of(const ch_story *story, const ch_hit *hit) {
  if (!ch_hit_may(hit, CH_SURFACE_STATE) || !ch_hit_may(hit, CH_SURFACE_CITY)) return CH_NO_ROW;
  uint32_t whole = ch_hit_row(story, hit, CH_SURFACE_CITY);
  return whole == ch_hit_row(story, hit, CH_SURFACE_STATE) ? CH_NO_ROW : whole;
}

static bool is_town_of(const ch_story *story, const ch_hit *hit, ch_str division, ch_str code) {
  const ch_actor_lists *lists = story->lists;
  for (uint32_t s = hit->surface; s != CH_NO_SURFACE; s = lists->names.surfaces.v[s].next) {
    const ch_surface *surface = &lists->names.surfaces.v[s];
    if (surface->kind != CH_SURFACE_PLACE) continue;
    const ch_place_row *place = &lists->places.v[surface->row];
    if (ch_str_eq(ch_place_code(place), code) && ch_same_letters(place->division, division)) return true;
  }
  return false;
}

static bool joins(const ch_document *doc, uint32_t w) {
  return doc->words[w].upos == CH_UPOS_CCONJ || ch_str_is(ch_word_form(doc, w), ",");
}

/* Another division of the whole, beside it in a list. */
static bool is_sister(const ch_story *story, uint32_t w, uint32_t whole) {
  uint32_t at = story->hit_at[w];
  if (at == CH_NO_ITEM) return false;
  const ch_hit *hit = &story->hits.v[at];
  return ch_hit_may(hit, CH_SURFACE_CITY) && !ch_hit_may(hit, CH_SURFACE_STATE) &&
         ch_hit_row(story, hit, CH_SURFACE_CITY) == whole;
}

static bool division_word(const ch_story *story, uint32_t w) {
  return ((ch_form_bits(story, w) | ch_lemma_bits(story, w)) & CH_WORD_DIVISION) != 0;
}

/* Do the words beside the name speak for the division? */
static bool reads_as_division(const ch_story *story, const ch_hit *hit, uint32_t whole) {
  const ch_document *doc = story->doc;
  const ch_sentence *sentence = &doc->sentences[doc->sentence_of[hit->first]];
  uint32_t first = sentence->first, end = first + sentence->count;
  if (hit->first >= first + 2 && joins(doc, hit->first - 1)) {
    uint32_t before = story->hit_at[hit->first - 2];
    if (before != CH_NO_ITEM && is_town_of(story, &story->hits.v[before], hit_text(doc, hit),
                                           story->lists->states.v[whole].code))
      return true;
    if (is_sister(story, hit->first - 2, whole)) return true;
  }
  if (hit->first >= first + 2 && (ch_form_bits(story, hit->first - 1) & CH_WORD_OWNER) &&
      division_word(story, hit->first - 2))
    return true;
  uint32_t w = hit->last + 1;
  if (w + 1 < end && joins(doc, w) && is_sister(story, w + 1, whole)) return true;
  if (w < end && doc->words[w].upos == CH_UPOS_PART) w++;
  return w < end && division_word(story, w);
}

/* Does another name speak of the state? */
static bool named_otherwise(const ch_story *story, uint32_t surface, uint32_t row) {
  for (size_t i = 0; i < story->hits.n; i++) {
    const ch_hit *hit = &story->hits.v[i];
    if (hit->surface == surface) continue;
    for (ch_surface_kind k = CH_SURFACE_STATE; k <= CH_SURFACE_CITY; k++)
      if (ch_hit_may(hit, k) && ch_hit_row(story, hit, k) == row) return true;
  }
  return false;
}

/* The rest of the article follows the words that tell. */
static void settle_divisions(ch_story *story) {
  uint32_t told = CH_NO_SURFACE, asked = CH_NO_SURFACE;
  for (size_t i = 0; i < story->hits.n; i++) {
    ch_hit *hit = &story->hits.v[i];
    uint32_t whole = division_of(story, hit);
    if (whole == CH_NO_ROW || !reads_as_division(story, hit, whole)) continue;
    uint32_t state = ch_hit_row(story, hit, CH_SURFACE_STATE);
    if (asked == CH_NO_SURFACE) { /* once: the article may be long */
      asked = hit->surface;
      if (!named_otherwise(story, asked, state)) told = asked;
    }
    hit->kinds = BIT(CH_SURFACE_CITY);
  }
  for (size_t i = 0; i < story->hits.n && told != CH_NO_SURFACE; i++) {
    ch_hit *hit = &story->hits.v[i];
    if (hit->surface == told) hit->kinds = BIT(CH_SURFACE_CITY);
  }
}

/* ---- "Mariupol", tagged as a person ------------------------------------------------ */

/* Do the words in front make the name a place's? */
static bool stands_as_town(const ch_story *story, const ch_hit *hit) {
  const ch_document *doc = story->doc;
  uint32_t first = doc->sentences[doc->sentence_of[hit->first]].first, w = hit->first;
  if (w > first && (ch_form_uses(story, w - 1) & CH_USE_AREA)) w--;
  if (w == first || doc->words[w - 1].upos != CH_UPOS_ADP) return false;
  if (ch_form_bits(story, w - 1) & CH_WORD_AT) return true;
  /* "the city of X", "the outskirts of X" */
  return w >= first + 2 && (ch_form_bits(story, w - 1) & CH_WORD_OWNER) &&
         (ch_lemma_uses(story, w - 2) & CH_USE_EDGE);
}

/* What is a town once is one throughout the article; else a name that somebody
 * is known by is his. */
static void settle_towns(ch_story *story) {
  ch_map told; /* names that some words make a town's */
  bool any = false;
  ch_map_init(&told, story->arena);
  for (size_t i = 0; i < story->hits.n; i++) any = any || story->hits.v[i].person_or_town;
  for (size_t i = 0; i < story->hits.n && any; i++) {
    const ch_hit *hit = &story->hits.v[i];
    bool town = hit->person_or_town ? stands_as_town(story, hit) : (hit->kinds & TOWN_KINDS) != 0;
    if (town && !ch_map_put(&told, hit_text(story->doc, hit), NULL)) story->failed = true;
  }
  for (size_t i = 0; i < story->hits.n && any; i++) {
    ch_hit *hit = &story->hits.v[i];
    if (!hit->person_or_town || ch_map_get(&told, hit_text(story->doc, hit)) ||
        !is_surname(story, hit))
      continue;
    hit->person_or_town = false;
    hit->kinds &= ~(TOWN_KINDS & ~BIT(CH_SURFACE_CAPITAL));
    for (uint32_t w = hit->first; w <= hit->last && hit->kinds == 0; w++)
      story->hit_at[w] = CH_NO_ITEM;
  }
}

bool ch_find_names(ch_story *story) {
  for (uint32_t i = story->first_sentence; i < story->end_sentence; i++) {
    const ch_sentence *sentence = &story->doc->sentences[i];
    if (!names_of_sentence(story, sentence) || !roles_of_sentence(story, sentence)) return false;
  }
  settle_divisions(story);
  settle_towns(story);
  if (story->first_sentence == 0) { /* what the article tells of, its text tells */
    count_states(story);
    ch_settle_bodies(story);
    ch_find_strife(story);
  } else {
    ch_settle_bodies(story);
  }
  return !story->failed;
}
