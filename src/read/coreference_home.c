/* Whose statement an article is, and at home in which state it is written: by its outlet, its
 * byline, its dateline. See coreference.h. */
#include "read/actor_phrase.h"
#include "read/coreference.h"

/* A government's body or a state in the line; *office: a role of government
 * too ("Ministry of Foreign Affairs of the Russian Federation"). */
static void state_in_line(const ch_story *story, ch_str line, uint32_t *state, uint32_t *body,
                          bool *office) {
  const ch_actor_lists *lists = story->lists;
  enum { MAX_NAME_WORDS = 6, MAX_LINE = 200 };
  if (line.n > MAX_LINE) return;
  for (size_t from = 0; from < line.n; from++) {
    if (from > 0 && line.p[from - 1] != ' ') continue;
    size_t to = from;
    for (int words = 0; words < MAX_NAME_WORDS && to < line.n; words++) {
      to = ch_str_find_byte(line, ' ', to + 1);
      if (to == SIZE_MAX) to = line.n;
      ch_str part = ch_str_slice(line, from, to);
      for (uint32_t s = ch_names_find(&lists->names, part); s != CH_NO_SURFACE;
           s = lists->names.surfaces.v[s].next) {
        const ch_surface *surface = &lists->names.surfaces.v[s];
        if (!ch_case_fits(ch_surface_text(surface), part)) continue;
        if (surface->kind <= CH_SURFACE_ADJECTIVE && ch_state_exists(story, surface->row))
          *state = surface->row;
        if (surface->kind == CH_SURFACE_BODY && ch_str_is(lists->bodies.v[surface->row].sectors[0], "GOV"))
          *body = ch_state_row_of(lists, lists->bodies.v[surface->row].code);
      }
      for (uint32_t s = ch_names_find(&lists->role_names, part); s != CH_NO_SURFACE;
           s = lists->role_names.surfaces.v[s].next) {
        const ch_role_row *role = &lists->roles.v[lists->role_names.surfaces.v[s].row];
        if (role->kind == CH_ROLE_BODY && role->n_sectors > 0 && ch_str_is(role->sectors[0], "GOV") &&
            ch_same_letters(ch_surface_text(&lists->role_names.surfaces.v[s]), part))
          *office = true;
      }
    }
  }
}

uint32_t ch_own_state(const ch_story *story) {
  const ch_article *article = story->doc->article;
  if (!article) return CH_NO_ROW;
  ch_str lines[2] = {article->outlet, article->byline};
  for (int i = 0; i < 2; i++) {
    uint32_t state = CH_NO_ROW, body = CH_NO_ROW;
    bool office = false;
    state_in_line(story, lines[i], &state, &body, &office);
    if (body != CH_NO_ROW) return body;
    if (state != CH_NO_ROW && office) return state;
  }
  return CH_NO_ROW;
}

/* The code of the state that the hit names or lies in. */
ch_str ch_hit_code(const ch_story *story, const ch_hit *hit) {
  for (ch_surface_kind k = CH_SURFACE_STATE; k <= CH_SURFACE_CITY; k++)
    if (ch_hit_may(hit, k)) return story->lists->states.v[ch_hit_row(story, hit, k)].code;
  return ch_hit_may(hit, CH_SURFACE_PLACE) ? ch_hit_country(story, hit) : (ch_str){NULL, 0};
}

/* The state of a town or state in a dateline that is no part of the text. */
static uint32_t state_of_line(const ch_story *story, ch_str line) {
  const ch_actor_lists *lists = story->lists;
  size_t to = ch_str_find_byte(line, ',', 0);
  ch_str name = ch_str_trim(ch_str_slice(line, 0, to == SIZE_MAX ? line.n : to));
  uint32_t town = CH_NO_ROW, population = 0;
  for (uint32_t s = ch_names_find(&lists->names, name); s != CH_NO_SURFACE;
       s = lists->names.surfaces.v[s].next) {
    const ch_surface *surface = &lists->names.surfaces.v[s];
    if (surface->kind <= CH_SURFACE_CITY && ch_state_exists(story, surface->row))
      return surface->row;
    if (surface->kind != CH_SURFACE_PLACE || lists->places.v[surface->row].population < population)
      continue;
    population = lists->places.v[surface->row].population;
    town = ch_state_row_of(lists, ch_place_code(&lists->places.v[surface->row]));
  }
  return town;
}

/* News calls "the foreign ministry" without more that of its dateline. */
uint32_t ch_dateline_state(const ch_story *story) {
  const ch_document *doc = story->doc;
  if (story->dateline_end == 0)
    return doc->article && doc->article->dateline.n > 0
               ? state_of_line(story, doc->article->dateline)
               : CH_NO_ROW;
  for (uint32_t w = 0; w < doc->n_words && doc->words[w].span.to <= story->dateline_end; w++)
    if (story->hit_at[w] != CH_NO_ITEM)
      return ch_state_row_of(story->lists, ch_hit_code(story, &story->hits.v[story->hit_at[w]]));
  return CH_NO_ROW;
}

/* The country of a paper that has a place in its name ("Kigali Morning Post"). */
static uint32_t outlet_state(const ch_story *story) {
  const ch_actor_lists *lists = story->lists;
  ch_str rest = story->doc->article ? story->doc->article->outlet : (ch_str){NULL, 0}, word;
  uint32_t state = CH_NO_ROW;
  while (rest.n && ch_str_split(&rest, ' ', &word))
    for (uint32_t s = ch_names_find(&lists->names, word); s != CH_NO_SURFACE; s = lists->names.surfaces.v[s].next) {
      const ch_surface *surface = &lists->names.surfaces.v[s];
      if (surface->kind > CH_SURFACE_CITY || !ch_case_fits(ch_surface_text(surface), word) ||
          !ch_state_exists(story, surface->row))
        continue;
      if (state != CH_NO_ROW && state != surface->row) return CH_NO_ROW;
      state = surface->row;
    }
  return state;
}

uint32_t ch_home_state(const ch_story *story, ch_str without) {
  enum { OFTEN = 3 };
  uint32_t here = ch_dateline_state(story), first = CH_NO_ROW, second = 0;
  if (here != CH_NO_ROW && !ch_str_eq(story->lists->states.v[here].code, without)) return here;
  for (uint32_t row = 0; row < story->lists->states.n; row++) {
    uint32_t count = story->state_count[row];
    if (count == 0 || ch_str_eq(story->lists->states.v[row].code, without)) continue;
    if (first == CH_NO_ROW || count > story->state_count[first]) {
      if (first != CH_NO_ROW) second = story->state_count[first];
      first = row;
    } else if (count > second) {
      second = count;
    }
  }
  bool stands_out = first != CH_NO_ROW && story->state_count[first] >= OFTEN &&
                    story->state_count[first] >= 2 * second;
  if (stands_out) return first;
  here = outlet_state(story);
  bool known = here != CH_NO_ROW && story->state_count[here] > 0;
  return known && !ch_str_eq(story->lists->states.v[here].code, without) ? here : CH_NO_ROW;
}
