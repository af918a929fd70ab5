#include "read/place.h"

#include <math.h>

static ch_str words_text(const ch_document *doc, uint32_t first, uint32_t last) {
  return ch_str_at(doc->text, (ch_span){doc->words[first].span.from, doc->words[last].span.to});
}

/* ---- place or government? --------------------------------------------------------- */

static bool governor_moves(const ch_story *story, uint32_t w) {
  const ch_document *doc = story->doc;
  uint32_t head = doc->words[w].head;
  if (head == CH_NO_WORD) return false;
  if (doc->words[head].upos == CH_UPOS_ADV && doc->words[head].head != CH_NO_WORD)
    head = doc->words[head].head; /* "summoned home from Riyadh" */
  if (ch_lemma_bits(story, head) & CH_WORD_MOVER) return true;
  /* "made a trip to Moscow", with the phrase hung on the verb. */
  uint32_t object = ch_child_by_rel(doc, head, CH_REL_OBJ);
  return doc->words[w].rel == CH_REL_OBL && object != CH_NO_WORD && object < w &&
         (ch_lemma_bits(story, object) & CH_WORD_MOVER) != 0;
}

bool ch_reads_as_place(const ch_story *story, const ch_hit *hit) {
  const ch_document *doc = story->doc;
  if (doc->words[hit->last].span.to <= story->dateline_end) return true;
  uint32_t w = hit->head, marker = ch_child_by_rel(doc, w, CH_REL_CASE);
  if (doc->words[w].rel == CH_REL_NMOD_POSS) return false;
  if (marker == CH_NO_WORD && doc->words[w].rel == CH_REL_CONJ) {
    uint32_t first;
    ch_shared_rel(doc, w, &first);
    marker = ch_child_by_rel(doc, first, CH_REL_CASE);
    w = first;
  }
  if (marker != CH_NO_WORD && marker < hit->first) {
    uint32_t bits = ch_form_bits(story, marker);
    ch_rel rel = ch_rel_universal((ch_rel)doc->words[w].rel);
    if (rel != CH_REL_OBL && rel != CH_REL_NMOD && rel != CH_REL_ADVMOD && rel != CH_REL_ROOT)
      return (bits & CH_WORD_AT) != 0;
    if (bits & CH_WORD_AT) return true;
    uint32_t noun = doc->words[w].head;
    if ((bits & CH_WORD_OWNER) && noun != CH_NO_WORD && (ch_lemma_uses(story, noun) & CH_USE_EDGE))
      return true;
    return (bits & CH_WORD_WAY) && governor_moves(story, w);
  }
  /* "Lucca, Italy", "the city of Aleppo": beside or inside a place. */
  uint32_t head = doc->words[hit->head].head;
  ch_rel rel = (ch_rel)doc->words[hit->head].rel;
  if ((rel == CH_REL_APPOS || rel == CH_REL_NMOD_UNMARKED || rel == CH_REL_LIST) &&
      head != CH_NO_WORD && story->hit_at[head] != CH_NO_ITEM) {
    const ch_hit *before = &story->hits.v[story->hit_at[head]];
    return ch_hit_may(before, CH_SURFACE_CITY) || ch_hit_may(before, CH_SURFACE_PLACE) ||
           ch_hit_may(before, CH_SURFACE_CAPITAL);
  }
  return false;
}

/* ---- where it lies ------------------------------------------------------------------ */

typedef struct chosen {
  ch_str name, code;
  double lat, lon;
} chosen;

/* The code or division that stands behind the name: "Geneva, Illinois". */
static uint32_t hit_behind(const ch_story *story, const ch_hit *hit) {
  uint32_t w = hit->last + 1;
  if (w + 1 >= story->doc->n_words || !ch_str_is(ch_word_form(story->doc, w), ",")) return CH_NO_ITEM;
  return story->hit_at[w + 1];
}

static bool says(const ch_story *story, const ch_hit *behind, const ch_place_row *place) {
  ch_str text = words_text(story->doc, behind->first, behind->last);
  if (ch_same_letters(text, place->division)) return true;
  for (ch_surface_kind k = CH_SURFACE_STATE; k <= CH_SURFACE_STATE; k++)
    if (ch_hit_may(behind, k) &&
        ch_str_eq(story->lists->states.v[ch_hit_row(story, behind, k)].code, ch_place_code(place)))
      return true;
  return false;
}

/* How likely the town is meant: its size, and how much of the article's talk
 * of states is of its own. */
static double likelihood(const ch_story *story, const ch_place_row *place) {
  enum { TOLD = 30 };
  uint32_t state = ch_state_row_of(story->lists, ch_place_code(place));
  double share = 0;
  if (state != CH_NO_ROW && story->n_state_names > 0)
    share = (double)story->state_count[state] / story->n_state_names;
  return ((double)place->population + 1) * (1 + TOLD * share);
}

/* Of towns of one name in one country, the reader's own is meant. */
static bool outvoted(const ch_actor_lists *lists, uint32_t own, uint32_t ours) {
  return own < lists->own_places && ours >= lists->own_places &&
         ch_str_eq(ch_place_code(&lists->places.v[own]), ch_place_code(&lists->places.v[ours]));
}

/* The town among those of the hit's name. */
static uint32_t best_town(const ch_story *story, const ch_hit *hit, ch_str code) {
  const ch_actor_lists *lists = story->lists;
  uint32_t after = hit_behind(story, hit), best = CH_NO_ROW;
  double most = 0;
  ch_str text = words_text(story->doc, hit->first, hit->last);
  for (uint32_t s = hit->surface; s != CH_NO_SURFACE; s = lists->names.surfaces.v[s].next) {
    const ch_surface *surface = &lists->names.surfaces.v[s];
    if (surface->kind != CH_SURFACE_PLACE) continue;
    if (!ch_case_fits(ch_surface_text(surface), text)) continue;
    const ch_place_row *place = &lists->places.v[surface->row];
    if (code.n > 0 && !ch_str_eq(ch_place_code(place), code)) continue;
    if (after != CH_NO_ITEM && says(story, &story->hits.v[after], place)) return surface->row;
    double likely = likelihood(story, place);
    if (best != CH_NO_ROW && outvoted(lists, best, surface->row)) continue;
    if (best == CH_NO_ROW || likely > most || outvoted(lists, surface->row, best)) {
      best = surface->row;
      most = likely;
    }
  }
  return best;
}

/* The listed town of that name in that country. */
static void coordinates_of(const ch_story *story, ch_str name, chosen *c) {
  const ch_actor_lists *lists = story->lists;
  for (uint32_t s = ch_names_find(&lists->names, name); s != CH_NO_SURFACE;
       s = lists->names.surfaces.v[s].next) {
    const ch_surface *surface = &lists->names.surfaces.v[s];
    if (surface->kind != CH_SURFACE_PLACE) continue;
    const ch_place_row *place = &lists->places.v[surface->row];
    if (!ch_str_eq(ch_place_code(place), c->code) ||
        !ch_same_letters(ch_surface_text(surface), name))
      continue;
    c->name = place->name;
    c->lat = place->lat;
    c->lon = place->lon;
    return;
  }
}

/* Another country's town of the name of a known city, where the article speaks
 * of that country and not of the city's: Santa Ana in California. */
static bool namesake(const ch_story *story, const ch_hit *hit, chosen *c) {
  enum { WELL_KNOWN = 5 }; /* what being listed as a city of its state weighs */
  const ch_actor_lists *lists = story->lists;
  uint32_t own = ch_hit_row(story, hit, CH_SURFACE_CITY);
  uint32_t row = best_town(story, hit, (ch_str){NULL, 0});
  if (row == CH_NO_ROW || story->state_count[own] > 0) return false;
  const ch_place_row *place = &lists->places.v[row];
  uint32_t state = ch_state_row_of(lists, ch_place_code(place));
  if (state == CH_NO_ROW || story->state_count[state] == 0) return false;
  uint32_t city = best_town(story, hit, lists->states.v[own].code);
  if (city != CH_NO_ROW &&
      likelihood(story, place) < WELL_KNOWN * likelihood(story, &lists->places.v[city]))
    return false;
  *c = (chosen){place->name, ch_place_code(place), place->lat, place->lon};
  return true;
}

static bool choose(const ch_story *story, const ch_hit *hit, chosen *c) {
  const ch_actor_lists *lists = story->lists;
  static const ch_surface_kind order[] = {CH_SURFACE_STATE, CH_SURFACE_CAPITAL, CH_SURFACE_CITY,
                                          CH_SURFACE_PLACE};
  ch_str text = words_text(story->doc, hit->first, hit->last);
  *c = (chosen){text, {NULL, 0}, NAN, NAN};
  for (size_t i = 0; i < sizeof order / sizeof *order; i++) {
    if (!ch_hit_may(hit, order[i])) continue;
    if (order[i] == CH_SURFACE_PLACE) {
      uint32_t row = best_town(story, hit, (ch_str){NULL, 0});
      if (row == CH_NO_ROW) return false;
      const ch_place_row *place = &lists->places.v[row];
      *c = (chosen){place->name, ch_place_code(place), place->lat, place->lon};
      return true;
    }
    uint32_t after = hit_behind(story, hit);
    if (order[i] == CH_SURFACE_CITY && namesake(story, hit, c)) return true;
    if (order[i] == CH_SURFACE_CITY && after != CH_NO_ITEM && ch_hit_may(hit, CH_SURFACE_PLACE)) {
      uint32_t row = best_town(story, hit, (ch_str){NULL, 0});
      if (row != CH_NO_ROW && says(story, &story->hits.v[after], &lists->places.v[row])) {
        const ch_place_row *place = &lists->places.v[row];
        *c = (chosen){place->name, ch_place_code(place), place->lat, place->lon};
        return true;
      }
    }
    const ch_state_row *state = &lists->states.v[ch_hit_row(story, hit, order[i])];
    c->code = state->code;
    chosen seat = *c;
    coordinates_of(story, state->capital, &seat);
    seat.name = order[i] == CH_SURFACE_STATE ? state->name : state->capital;
    if (order[i] != CH_SURFACE_STATE) coordinates_of(story, text, c);
    /* "Washington, DC" is Washington, Tel Aviv not Jerusalem. */
    bool at_seat = order[i] != CH_SURFACE_CITY && (isnan(c->lat) || c->lat == seat.lat);
    if (at_seat) *c = seat;
    return true;
  }
  if (ch_hit_may(hit, CH_SURFACE_BODY)) {
    const ch_body_row *body = &lists->bodies.v[ch_hit_row(story, hit, CH_SURFACE_BODY)];
    c->name = body->name;
    if (ch_state_row_of(lists, body->code) != CH_NO_ROW) c->code = body->code;
    return true;
  }
  return false;
}

ch_str ch_hit_country(const ch_story *story, const ch_hit *hit) {
  chosen c;
  return choose(story, hit, &c) ? c.code : (ch_str){NULL, 0};
}

static void add(ch_story *story, uint32_t first, uint32_t last, const chosen *c) {
  const ch_document *doc = story->doc;
  ch_place *place = CH_PUSH(story->arena, &story->places);
  if (!place) {
    story->failed = true;
    return;
  }
  *place = (ch_place){.head = ch_head_of(doc, first, last), .first = first, .last = last,
                      .span = {doc->words[first].span.from, doc->words[last].span.to},
                      .name = c->name, .code = c->code, .lat = c->lat, .lon = c->lon};
}

/* The noun that makes a name a site: "Shayrat air base". */
static uint32_t site_noun(const ch_story *story, uint32_t last) {
  const ch_document *doc = story->doc;
  const ch_sentence *sentence = &doc->sentences[doc->sentence_of[last]];
  uint32_t end = sentence->first + sentence->count;
  for (uint32_t w = last + 1; w < end && w <= last + 2; w++) {
    if (doc->words[w].upos != CH_UPOS_NOUN && doc->words[w].upos != CH_UPOS_PROPN) break;
    if (ch_form_bits(story, w) & CH_WORD_SITE) return w;
  }
  return CH_NO_WORD;
}

void ch_add_place(ch_story *story, const ch_hit *hit) {
  chosen c;
  uint32_t last = hit->last;
  if (!choose(story, hit, &c)) return;
  if (!ch_hit_may(hit, CH_SURFACE_STATE) && !ch_hit_may(hit, CH_SURFACE_CAPITAL)) {
    uint32_t site = site_noun(story, last);
    if (site != CH_NO_WORD) {
      last = site;
      c.name = words_text(story->doc, hit->first, last);
    }
  }
  add(story, hit->first, last, &c);
}

void ch_add_seat(ch_story *story, uint32_t w, uint32_t state) {
  const ch_state_row *row = &story->lists->states.v[state];
  chosen c = {row->capital, row->code, NAN, NAN};
  coordinates_of(story, row->capital, &c);
  if (row->capital.n > 0) add(story, w, w, &c);
}

/* ---- sites that no list has ----------------------------------------------------------- */

/* The country of a site: a place below it or beside it in its clause. */
static ch_str country_of(const ch_story *story, uint32_t head) {
  const ch_document *doc = story->doc;
  uint32_t around[2] = {head, doc->words[head].head};
  for (int k = 0; k < 2 && around[k] != CH_NO_WORD; k++) {
    uint32_t count = ch_child_count(doc, around[k]);
    for (uint32_t i = 0; i < count; i++) {
      uint32_t beside = ch_child(doc, around[k], i), at = story->hit_at[beside];
      if (doc->words[beside].rel == CH_REL_CONJ) continue;
      if (at == CH_NO_ITEM) continue;
      chosen c;
      const ch_hit *hit = &story->hits.v[at];
      bool near = k == 0 || ch_reads_as_place(story, hit);
      if (near && choose(story, hit, &c)) return c.code;
    }
  }
  return (ch_str){NULL, 0};
}

static void add_site(ch_story *story, uint32_t first, uint32_t last) {
  const ch_document *doc = story->doc;
  uint32_t site = site_noun(story, last);
  if (site != CH_NO_WORD) last = site;
  chosen c = {words_text(doc, first, last), country_of(story, ch_head_of(doc, first, last)), NAN,
              NAN};
  add(story, first, last, &c);
}

void ch_add_sites(ch_story *story) {
  const ch_document *doc = story->doc;
  for (uint32_t i = story->first_sentence; i < story->end_sentence && !story->failed; i++) {
    uint32_t end = doc->sentences[i].first + doc->sentences[i].count;
    for (uint32_t w = doc->sentences[i].first; w < end; w++) {
      ch_name_type type = (ch_name_type)doc->words[w].name;
      if (type != CH_NAME_LOC && !(type == CH_NAME_PER && w > 0 && doc->words[w - 1].name != type &&
                                   (ch_form_bits(story, w - 1) & CH_WORD_AT)))
        continue;
      uint32_t first = w, last = w;
      bool listed = false;
      while (last + 1 < end && doc->words[last + 1].name == type &&
             !(doc->words[last + 1].flags & CH_WORD_NAME_START))
        last++;
      for (uint32_t k = first; k <= last; k++)
        listed = listed || story->hit_at[k] != CH_NO_ITEM || story->person_at[k] != CH_NO_ITEM ||
                 story->reading->time_at[k] != CH_NO_ITEM;
      w = last;
      while (first < last && doc->words[first].upos == CH_UPOS_DET) first++;
      while (last > first && doc->words[last].upos == CH_UPOS_PART) last--;
      if (!listed && doc->words[last].upos == CH_UPOS_PROPN) add_site(story, first, last);
    }
  }
}
