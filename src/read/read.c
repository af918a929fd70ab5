/* The steps of reading, in order. Each fills its part of the reading and may
 * use what the steps before it found. */
#include "read/actor_story.h"
#include "read/lexicon_parts.h"

/* Names, persons and what refers to them in some of the sentences. */
static bool read_part(ch_story *story, uint32_t from, uint32_t to) {
  const ch_document *doc = story->doc;
  story->first_sentence = from;
  story->end_sentence = to;
  if (!ch_find_names(story) || !ch_find_persons(story)) return false;
  if (from == 0) ch_find_house(story);
  for (uint32_t i = from; i < to; i++)
    for (uint32_t k = 0; k < doc->sentences[i].count && !story->failed; k++)
      ch_resolve(story, doc->sentences[i].first + k);
  if (!story->failed) ch_add_sites(story);
  return true;
}

bool ch_read_actors(const ch_actor_lists *lists, ch_reading *reading, ch_error *error) {
  const ch_document *doc = reading->doc;
  const uint32_t n_text = doc->n_sentences - doc->n_title;
  ch_story story;
  bool done = ch_story_init(&story, lists, reading) && read_part(&story, 0, n_text);
  /* the title in the light of the text, which is read as if it had none */
  if (done && doc->n_title) done = read_part(&story, n_text, doc->n_sentences);
  for (uint32_t w = 0; done && w < reading->doc->n_words; w++) {
    if (reading->doc->words[w].upos == CH_UPOS_VERB && (ch_form_bits(&story, w) & CH_WORD_LEAD))
      reading->links[w] = CH_LINK_LEAD;
    if (reading->doc->words[w].upos != CH_UPOS_ADP) continue;
    uint32_t uses = ch_form_uses(&story, w);
    reading->links[w] = (uint8_t)((uses & CH_USE_SIDE ? CH_LINK_SIDE : 0) |
                                  (uses & CH_USE_PART ? CH_LINK_PART : 0));
  }
  if (done && !story.failed && ch_story_finish(&story, reading)) return true;
  return ch_fail(error, CH_ERROR_MEMORY, "no memory to read the article's actors");
}

/* [n_words] of CH_NO_ITEM. */
static uint32_t *no_items(const ch_document *doc) {
  size_t n = (size_t)doc->n_words + 1;
  uint32_t *v = CH_ARRAY(doc->arena, n, uint32_t);
  if (v) memset(v, 0xFF, n * sizeof *v);
  return v;
}

static ch_reading *new_reading(const ch_document *doc) {
  ch_reading *reading = CH_NEW(doc->arena, ch_reading);
  if (!reading) return NULL;
  reading->doc = doc;
  reading->mention_at = no_items(doc);
  reading->mention_over = no_items(doc);
  reading->time_at = no_items(doc);
  reading->quantity_at = no_items(doc);
  reading->place_at = no_items(doc);
  reading->attribution_at = no_items(doc);
  reading->links = CH_ARRAY(doc->arena, (size_t)doc->n_words + 1, uint8_t);
  bool all = reading->mention_at && reading->mention_over && reading->time_at &&
             reading->quantity_at && reading->place_at && reading->attribution_at && reading->links;
  return all ? reading : NULL;
}

/* Whose "we" a report takes for a side's: those who speak for their state. */
static bool speaks_for_state(const ch_actor *a) {
  static const char *const VOICES[] = {"GOV", "MIL", "SPY", "REB"};
  if (a->code.n && a->n_sectors == 0) return a->person.n == 0; /* the UN, NATO */
  for (size_t i = 0; a->code.n && i < sizeof VOICES / sizeof *VOICES; i++)
    if (ch_str_is(a->sectors[0], VOICES[i])) return true;
  return false;
}

/* The actor whose "we" the word is, in speech that is reported; CH_NO_ITEM. */
static uint32_t own_speaker(const ch_actor_lists *lists, const ch_reading *r, uint32_t w) {
  if (!(ch_word_bits(lists, ch_word_form(r->doc, w)) & CH_WORD_OWN)) return CH_NO_ITEM;
  uint32_t at = r->attribution_at[w], over = r->mention_over[w];
  if (at == CH_NO_ITEM || r->attributions[at].actor == CH_NO_ITEM) return CH_NO_ITEM;
  if (over != CH_NO_ITEM && r->mentions[over].first == r->mentions[over].last) return CH_NO_ITEM;
  uint32_t actor = r->attributions[at].actor;
  /* "I" is whoever speaks, "we" those for whom he may speak */
  bool alone = ch_str_find(r->doc->words[w].feats, CH_STR("Number=Sing"), 0) != SIZE_MAX;
  const ch_actor *a = &r->actors[actor];
  static const char *const SELVES[] = {"LEG", "PTY", "OPP", "JUD"};
  for (size_t i = 0; alone && a->code.n && a->n_sectors && i < sizeof SELVES / sizeof *SELVES; i++)
    if (ch_str_is(a->sectors[0], SELVES[i])) return actor;
  return speaks_for_state(a) ? actor : CH_NO_ITEM;
}

/* "We will respond," Lavrov said: mentions behind those that are in order. */
static bool read_own_words(const ch_actor_lists *lists, ch_reading *r, ch_error *error) {
  uint32_t n = 0, known = r->n_mentions;
  for (uint32_t w = 0; w < r->doc->n_words; w++) n += own_speaker(lists, r, w) != CH_NO_ITEM;
  if (n == 0) return true;
  ch_mention *all = CH_ARRAY(r->doc->arena, (size_t)known + n, ch_mention);
  if (!all) return ch_fail(error, CH_ERROR_MEMORY, "no memory to read whose words they are");
  if (known) memcpy(all, r->mentions, known * sizeof *all);
  r->mentions = all;
  for (uint32_t w = 0; w < r->doc->n_words; w++) {
    uint32_t actor = own_speaker(lists, r, w);
    if (actor == CH_NO_ITEM) continue;
    all[r->n_mentions] = (ch_mention){.head = w, .first = w, .last = w, .actor = actor,
                                      .naming = CH_NAMING_PRONOUN, .span = r->doc->words[w].span};
    if (r->mention_at[w] == CH_NO_ITEM) r->mention_at[w] = r->n_mentions;
    r->mention_over[w] = r->n_mentions++;
  }
  return true;
}

/* "our forces", and plain "soldiers" in what an army says: the speaker's own. */
static bool is_own(const ch_actor_lists *lists, const ch_reading *r, const ch_mention *m,
                   const ch_actor *speaker) {
  const ch_document *doc = r->doc;
  uint32_t poss = ch_child_by_rel(doc, m->head, CH_REL_NMOD_POSS);
  if (poss != CH_NO_WORD) return (ch_word_bits(lists, ch_word_form(doc, poss)) & CH_WORD_OWN) != 0;
  bool army = speaker->n_sectors > 0 && ch_str_is(speaker->sectors[0], "MIL");
  const ch_actor *a = &r->actors[m->actor];
  return army && a->n_sectors > 0 && ch_str_is(a->sectors[0], "MIL") && m->first == m->last &&
         ch_is_plural(doc, m->head);
}

/* Gives what a speaker calls his own to his side. */
static bool read_own_forces(const ch_actor_lists *lists, ch_reading *r, ch_error *error) {
  uint32_t made = 0;
  for (uint32_t i = 0; i < r->n_mentions; i++) {
    ch_mention *m = &r->mentions[i];
    uint32_t at = r->attribution_at[m->head];
    if (m->naming != CH_NAMING_NOMINAL || r->actors[m->actor].code.n > 0 || at == CH_NO_ITEM)
      continue;
    uint32_t speaker = r->attributions[at].actor;
    if (speaker == CH_NO_ITEM || !speaks_for_state(&r->actors[speaker]) ||
        !is_own(lists, r, m, &r->actors[speaker]))
      continue;
    if (made == 0) { /* room for as many as there are mentions */
      ch_actor *all = CH_ARRAY(r->doc->arena, (size_t)r->n_actors + r->n_mentions, ch_actor);
      if (!all) return ch_fail(error, CH_ERROR_MEMORY, "no memory to read what is whose own");
      memcpy(all, r->actors, r->n_actors * sizeof *all);
      r->actors = all;
    }
    ch_actor own = r->actors[m->actor];
    const ch_actor *side = &r->actors[speaker];
    uint32_t state = ch_state_row_of(lists, side->code);
    own.code = side->code;
    own.name = state != CH_NO_ROW ? lists->states.v[state].name : side->name;
    uint32_t actor = r->n_actors - made;
    while (actor < r->n_actors &&
           !(ch_str_eq(r->actors[actor].code, own.code) &&
             r->actors[actor].n_sectors == own.n_sectors &&
             (own.n_sectors == 0 || ch_str_eq(r->actors[actor].sectors[0], own.sectors[0]))))
      actor++;
    if (actor == r->n_actors) {
      r->actors[r->n_actors++] = own;
      made++;
    }
    m->actor = actor;
  }
  return true;
}

ch_reading *ch_read_document(const ch_lexicon *lexicon, const ch_document *doc, ch_error *error) {
  ch_reading *reading = new_reading(doc);
  if (!reading) {
    ch_fail(error, CH_ERROR_MEMORY, "no memory for a reading");
    return NULL;
  }
  bool done = ch_read_times(lexicon->times, doc, reading, error) &&
              ch_read_quantities(lexicon->numbers, doc, reading, error) &&
              ch_read_actors(&lexicon->actors, reading, error) &&
              ch_read_attributions(lexicon->cues, doc, reading, error) &&
              read_own_words(&lexicon->actors, reading, error) &&
              read_own_forces(&lexicon->actors, reading, error);
  return done ? reading : NULL;
}
