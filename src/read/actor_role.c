/* Noun phrases built on a role: "the Russian minister", "the embassy". */
#include "read/actor_phrase.h"
#include "read/coreference.h"

/* The role held for, or being part of, the owner (NULL: unknown). */
static bool row_is_state(const ch_story *story, ch_str code) {
  return ch_state_row_of(story->lists, code) != CH_NO_ROW;
}

ch_actor ch_role_actor(const ch_story *story, const ch_role_row *role, const ch_actor *owner) {
  ch_actor actor = {.office = role->office};
  ch_copy_sectors(&actor, role->sectors, role->n_sectors);
  bool official = role->n_sectors > 0 && ch_str_is(role->sectors[0], "GOV");
  bool body = role->kind == CH_ROLE_BODY || (role->kind == CH_ROLE_PROPERTY && official);
  if (owner) {
    actor.code = owner->code;
    actor.name = owner->name;
    uint32_t row = ch_state_row_of(story->lists, owner->code);
    if (owner->person.n > 0) actor.name = (ch_str){NULL, 0};
    if (row != CH_NO_ROW && owner->person.n > 0) actor.name = story->lists->states.v[row].name;
    if (owner->person.n == 0) actor.body = owner->body;
    bool speaks = role->kind == CH_ROLE_SPOKESPERSON || official;
    bool takes = owner->body.n > 0 && speaks && owner->person.n == 0;
    /* "the rebels' leader", "a spokesman for the rebels" */
    takes = takes || (official && owner->person.n == 0 && owner->body.n == 0 &&
                      (role->kind == CH_ROLE_PERSON || role->kind == CH_ROLE_SPOKESPERSON) &&
                      ch_opposing(owner->sectors, owner->n_sectors));
    /* "the deputies of the two ministers" are no lawmakers. */
    takes = takes || (ch_text_is(story, role->term, CH_WORD_DEPUTY) && owner->office.n > 0);
    if (owner->n_sectors > 0 && (takes || role->n_sectors == 0))
      ch_copy_sectors(&actor, owner->sectors, owner->n_sectors);
    if (ch_text_is(story, role->term, CH_WORD_COUNTERPART)) actor.office = owner->office;
  }
  /* "aid groups", of no country: the international body that such are coded as */
  bool state = row_is_state(story, role->usual);
  if (!owner && role->usual.n > 1 && role->usual.p[0] != '-' && !state) actor.code = role->usual;
  /* "the Russian government" is Russia itself. */
  if (body && !ch_text_is(story, role->term, CH_WORD_STATES) && actor.body.n == 0)
    actor.body = role->term;
  if (actor.name.n == 0) actor.name = actor.body.n > 0 ? actor.body : role->term;
  return actor;
}

/* Somebody named in the article who holds that office. */
static uint32_t holder(ch_story *story, const ch_actor *actor) {
  if (actor->office.n == 0 || actor->code.n == 0) return CH_NO_ITEM;
  char key[160];
  if (actor->code.n + actor->office.n + 1 > sizeof key) return CH_NO_ITEM;
  memcpy(key, actor->code.p, actor->code.n);
  key[actor->code.n] = '|';
  memcpy(key + actor->code.n + 1, actor->office.p, actor->office.n);
  const uint32_t *person =
      ch_map_get(&story->offices, (ch_str){key, actor->code.n + actor->office.n + 1});
  return person ? story->persons.v[*person - 1].actor : CH_NO_ITEM;
}

/* Unless two hold it: "the foreign secretary". */
static uint32_t only_holder(const ch_story *story, ch_str office) {
  const uint32_t *person = office.n > 0 ? ch_map_get(&story->offices, office) : NULL;
  return person && *person != CH_NO_ITEM ? story->persons.v[*person - 1].actor : CH_NO_ITEM;
}

/* "the French leader": whoever of the country leads it. */
static uint32_t leader_of(const ch_story *story, ch_str code) {
  for (size_t i = story->persons.n; i > 0; i--) {
    const ch_person *person = &story->persons.v[i - 1];
    const ch_actor *actor = &story->actors.v[person->actor];
    if (ch_str_eq(actor->code, code) && ch_text_is(story, actor->office, CH_WORD_LEADER))
      return person->actor;
  }
  return CH_NO_ITEM;
}

/* Does a body of that country own it more closely? */
static bool body_of_code(const ch_story *story, const ch_owners *o, ch_str code) {
  for (uint32_t i = 0; i < o->n; i++) {
    const ch_actor *owner = ch_actor_at(story, o->v[i]);
    if (owner->body.n > 0 && owner->person.n == 0 && ch_str_eq(owner->code, code)) return true;
  }
  return false;
}

/* One mention for each side that the role belongs to. */
static uint32_t mention_of_role(ch_story *story, const ch_role_hit *role, const ch_owners *o,
                                uint32_t first, uint32_t last) {
  const ch_role_row *row = &story->lists->roles.v[role->row];
  bool plural = ch_is_plural(story->doc, role->head);
  bool newcomer = (ch_determiner_bits(story, role) & CH_WORD_INDEFINITE) != 0;
  bool counterpart = ch_text_is(story, row->term, CH_WORD_COUNTERPART);
  uint32_t made = CH_NO_ITEM;
  ch_str possessor_office = {NULL, 0};
  for (uint32_t i = 0; i < o->n; i++)
    if (ch_actor_at(story, o->v[i])->person.n > 0) possessor_office = ch_actor_at(story, o->v[i])->office;
  ch_str seen[CH_MAX_OWNERS];
  uint32_t n_seen = 0;
  for (uint32_t i = 0; i < o->n; i++) {
    const ch_actor *owner = ch_actor_at(story, o->v[i]);
    /* "his Russian counterpart", "Putin's Russian diplomats": the country
     * is the adjective's where both are there. */
    if (owner->person.n > 0 && o->n > 1) continue;
    if (counterpart && owner->person.n > 0) continue;
    /* "the Hamas movement", not "corporate networks of the United States" */
    if (row->n_sectors == 0 && row->kind == CH_ROLE_PROPERTY && owner->body.n == 0) continue;
    bool known = owner->body.n == 0 && body_of_code(story, o, owner->code);
    for (uint32_t k = 0; k < n_seen; k++) known = known || ch_str_eq(seen[k], owner->code);
    if (known) continue;
    seen[n_seen++] = owner->code;
    ch_actor actor = ch_role_actor(story, row, owner);
    if (o->former && row->kind == CH_ROLE_PERSON) {
      actor.n_sectors = 1;
      actor.sectors[0] = CH_STR("ELI");
    }
    if (counterpart) actor.office = possessor_office;
    uint32_t number = CH_NO_ITEM;
    if (!plural && !newcomer && !o->former && row->kind == CH_ROLE_PERSON) {
      number = holder(story, &actor);
      if (number == CH_NO_ITEM && ch_str_is(actor.office, "leader"))
        number = leader_of(story, actor.code);
    }
    if (number == CH_NO_ITEM)
      number = ch_story_actor(story, &actor,
                              actor.body.n > 0          ? CH_CLASS_BODY
                              : ch_text_is(story, row->term, CH_WORD_STATES) ? CH_CLASS_STATE
                              : plural || row->kind == CH_ROLE_GROUP     ? CH_CLASS_GROUP
                                                                         : CH_CLASS_PERSON);
    uint32_t mention =
        ch_story_mention(story, role->head, first, last, number, CH_NAMING_NOMINAL, false);
    if (made == CH_NO_ITEM) made = mention;
    if (mention != CH_NO_ITEM) story->more.v[number].role = role->row;
  }
  return made;
}

/* "in general", "the state of relations": no role at all. */
static bool aside(const ch_story *story, const ch_role_hit *role) {
  const ch_document *doc = story->doc;
  const ch_role_row *row = &story->lists->roles.v[role->row];
  uint32_t marker = ch_case_marker(doc, role->head);
  bool bare = ch_child_count(doc, role->head) == (marker != CH_NO_WORD);
  if (row->kind == CH_ROLE_PERSON && bare && marker != CH_NO_WORD && !ch_is_plural(doc, role->head))
    return (ch_form_bits(story, marker) & CH_WORD_AT) != 0;
  bool holder_alone = ch_text_is(story, row->term, CH_WORD_HOLDER | CH_WORD_STATES | CH_WORD_COUNTERPART);
  return holder_alone && !ch_text_is(story, row->term, CH_WORD_HOME);
}

/* "the militant GROUP HAMAS": the body whose name stands right behind; CH_NO_ROW if none does. */
static uint32_t named_behind(const ch_story *story, const ch_role_hit *role) {
  const ch_document *doc = story->doc;
  const ch_sentence *s = &doc->sentences[doc->sentence_of[role->last]];
  uint32_t next = role->last + 1, at = next < s->first + s->count ? story->hit_at[next] : CH_NO_ITEM;
  if (at == CH_NO_ITEM || story->hits.v[at].first != next || !ch_hit_may(&story->hits.v[at], CH_SURFACE_BODY) ||
      story->person_at[next] != CH_NO_ITEM || ch_is_plural(doc, role->head) || !ch_tells_group(story, role->last))
    return CH_NO_ROW;
  return ch_hit_row(story, &story->hits.v[at], CH_SURFACE_BODY);
}

uint32_t ch_from_role(ch_story *story, uint32_t w) {
  const ch_document *doc = story->doc;
  const ch_role_hit role = story->roles.v[story->role_at[w]];
  const ch_role_row *row = &story->lists->roles.v[role.row];
  uint32_t titled = ch_titled_person(story, &role);
  if (titled != CH_NO_ITEM &&
      (row->kind == CH_ROLE_PERSON || row->kind == CH_ROLE_SPOKESPERSON)) {
    uint32_t mention = ch_resolve(story, story->person_hits.v[titled].head);
    return mention != CH_NO_ITEM && story->mentions.v[mention].head == w ? mention : CH_NO_ITEM;
  }
  uint32_t first = ch_phrase_first(doc, role.head, role.first), last = role.last;
  uint32_t group = ch_refer_group(story, w, first);
  if (group != CH_NO_ITEM) return group;
  uint32_t named = named_behind(story, &role);
  if (named != CH_NO_ROW)
    return ch_story_mention(story, w, first, last, ch_story_body(story, named), CH_NAMING_NOMINAL, false);
  ch_owners o = ch_owners_of(story, &role);
  if (o.first < first) first = o.first;
  if (o.last > last) last = o.last;
  uint32_t apposed = ch_apposed_person(story, &role);
  if (apposed != CH_NO_ITEM && (row->kind == CH_ROLE_PERSON || row->kind == CH_ROLE_SPOKESPERSON) &&
      !ch_is_plural(doc, w)) {
    uint32_t person = story->person_hits.v[apposed].person;
    ch_tell_person(story, person, row, &o);
    uint32_t mention = ch_story_mention(story, w, first, last, story->persons.v[person].actor,
                                        CH_NAMING_NOMINAL, false);
    ch_note_role(story, mention, row, w);
    return mention;
  }
  uint32_t mention = mention_of_role(story, &role, &o, first, last);
  if (mention == CH_NO_ITEM && !story->failed) {
    bool definite = (ch_determiner_bits(story, &role) & CH_WORD_DEFINITE) != 0;
    uint32_t actor = CH_NO_ITEM;
    if (o.town_state != CH_NO_ROW) {
      uint32_t state = ch_story_state(story, o.town_state); /* may move the actors */
      if (state == CH_NO_ITEM) return CH_NO_ITEM;
      ch_actor side = story->actors.v[state];
      ch_actor held = ch_role_actor(story, row, &side);
      actor = ch_story_actor(story, &held, CH_CLASS_GROUP);
    }
    if (actor == CH_NO_ITEM) actor = ch_refer_role(story, &role, definite);
    if (actor == CH_NO_ITEM && definite && row->kind == CH_ROLE_PERSON && !ch_is_plural(doc, w))
      actor = only_holder(story, row->office);
    if (actor == CH_NO_ITEM && aside(story, &role)) return CH_NO_ITEM;
    if (actor == CH_NO_ITEM && doc->words[w].upos == CH_UPOS_PROPN) {
      /* "the Baltic Council": a name of its own. */
      uint32_t own = ch_from_span(story, w);
      if (own != CH_NO_ITEM) {
        ch_actor *body = ch_actor_at(story, own);
        if (body->n_sectors == 0) ch_copy_sectors(body, row->sectors, row->n_sectors);
        return own;
      }
    }
    if (actor == CH_NO_ITEM) {
      /* Property without an owner is no actor, nor what only qualifies another
       * noun ("voter turnout"), nor just any mission ("on a mission"). */
      bool definite_or_many = definite || ch_is_plural(doc, w) ||
                              ch_child_by_rel(doc, w, CH_REL_NMOD_POSS) != CH_NO_WORD;
      if (row->kind == CH_ROLE_PROPERTY || ch_text_is(story, row->term, CH_WORD_COUNTRY) ||
          (doc->words[w].rel == CH_REL_COMPOUND && doc->words[w].head > w) ||
          (ch_text_is(story, row->term, CH_WORD_ABROAD) && row->kind == CH_ROLE_BODY &&
           !definite_or_many))
        return CH_NO_ITEM;
      ch_actor unknown = ch_role_actor(story, row, NULL);
      /* Of unknown side: called as the text calls it. */
      bool body = row->kind == CH_ROLE_BODY || row->kind == CH_ROLE_PROPERTY;
      ch_str printed = ch_words_text(doc, role.first, role.last);
      if (!body && !ch_str_eq_fold(printed, row->term))
        unknown.name = role.first == role.last ? doc->words[w].lemma
                                               : printed;
      actor = ch_story_actor(story, &unknown, CH_CLASS_GROUP);
    }
    mention = ch_story_mention(story, w, first, last, actor, CH_NAMING_NOMINAL, false);
  }
  if (mention == CH_NO_ITEM) return mention;
  uint32_t actor = story->mentions.v[mention].actor;
  if (story->actors.v[actor].code.n > 0) ch_note_role(story, mention, row, w);
  if (row->kind == CH_ROLE_BODY) ch_learn_short_name(story, role.last, actor);
  return mention;
}
