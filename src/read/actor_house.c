/* Whose lawmakers they are, where the text does not say: "senators called on the president". */
#include "read/actor_story.h"

static bool of_sector(const ch_str *sectors, uint32_t n, const char *sector) {
  return n > 0 && ch_str_is(sectors[0], sector);
}

/* The state that two thirds of the counted are of. */
static uint32_t most_of(const ch_story *story, const uint32_t *count, uint32_t all) {
  for (uint32_t row = 0; row < story->lists->states.n; row++)
    if (count[row] > 0 && 3 * count[row] >= 2 * all) return row;
  return CH_NO_ROW;
}

static void note(const ch_story *story, ch_str code, uint32_t *count, uint32_t *all) {
  uint32_t row = code.n > 0 ? ch_state_row_of(story->lists, code) : CH_NO_ROW;
  if (row == CH_NO_ROW) return;
  count[row]++;
  ++*all;
}

void ch_find_house(ch_story *story) {
  uint32_t *count = CH_ARRAY(story->arena, story->lists->states.n + 1, uint32_t), all = 0;
  story->house_state = CH_NO_ROW;
  if (!count) {
    story->failed = true;
    return;
  }
  for (size_t i = 0; i < story->hits.n; i++) { /* "Congress", "the Duma", "Republicans" */
    const ch_hit *hit = &story->hits.v[i];
    if (!ch_hit_may(hit, CH_SURFACE_BODY)) continue;
    const ch_body_row *body = &story->lists->bodies.v[ch_hit_row(story, hit, CH_SURFACE_BODY)];
    if (of_sector(body->sectors, body->n_sectors, "LEG") || of_sector(body->sectors, body->n_sectors, "PTY"))
      note(story, body->code, count, &all);
  }
  for (size_t i = 0; i < story->person_hits.n; i++) {
    const ch_person *person = &story->persons.v[story->person_hits.v[i].person];
    if (person->row == CH_NO_ROW) continue;
    const ch_person_row *row = &story->lists->people.v[person->row];
    if (of_sector(row->sectors, row->n_sectors, "LEG")) note(story, row->code, count, &all);
  }
  for (size_t i = 0; i < story->roles.n; i++) { /* "Rep. Jones" */
    const ch_role_row *role = &story->lists->roles.v[story->roles.v[i].row];
    if (of_sector(role->sectors, role->n_sectors, "LEG") && role->usual.n > 0 && role->usual.p[0] != '-')
      note(story, role->usual, count, &all);
  }
  if (all == 0)
    for (size_t i = 0; i < story->person_hits.n; i++) {
      const ch_actor *actor = &story->actors.v[story->persons.v[story->person_hits.v[i].person].actor];
      if (of_sector(actor->sectors, actor->n_sectors, "GOV")) note(story, actor->code, count, &all);
    }
  story->house_state = most_of(story, count, all);
}

/* The one state whose rulers the sentence names. */
static uint32_t rulers_here(const ch_story *story, uint32_t w) {
  const ch_document *doc = story->doc;
  uint32_t state = CH_NO_ROW;
  for (size_t i = 0; i < story->hits.n; i++) { /* "the White House" */
    const ch_hit *hit = &story->hits.v[i];
    if (doc->sentence_of[hit->head] != doc->sentence_of[w] || !ch_hit_may(hit, CH_SURFACE_BODY)) continue;
    const ch_body_row *body = &story->lists->bodies.v[ch_hit_row(story, hit, CH_SURFACE_BODY)];
    uint32_t row = ch_state_row_of(story->lists, body->code);
    if (row == CH_NO_ROW || !of_sector(body->sectors, body->n_sectors, "GOV")) continue;
    if (state != CH_NO_ROW && state != row) return CH_NO_ROW;
    state = row;
  }
  for (size_t i = 0; i < story->person_hits.n; i++) {
    const ch_person_hit *hit = &story->person_hits.v[i];
    if (doc->sentence_of[hit->head] != doc->sentence_of[w]) continue;
    const ch_actor *actor = &story->actors.v[story->persons.v[hit->person].actor];
    uint32_t row = ch_state_row_of(story->lists, actor->code);
    if (row == CH_NO_ROW || !of_sector(actor->sectors, actor->n_sectors, "GOV")) continue;
    if (state != CH_NO_ROW && state != row) return CH_NO_ROW;
    state = row;
  }
  return state;
}

uint32_t ch_house_state(const ch_story *story, const ch_role_hit *role) {
  const ch_role_row *row = &story->lists->roles.v[role->row];
  if (row->kind != CH_ROLE_PERSON || !of_sector(row->sectors, row->n_sectors, "LEG")) return CH_NO_ROW;
  return story->house_state != CH_NO_ROW ? story->house_state : rulers_here(story, role->head);
}
