/* What titles, appositions and copulas say of a person, and the mentions that
 * persons are named by: "Russian Foreign Minister Sergei Lavrov".
 */
#include "read/actor_phrase.h"
#include "read/coreference.h"

/* Is the role the title of the person named behind it? */
uint32_t ch_titled_person(const ch_story *story, const ch_role_hit *role) {
  const ch_document *doc = story->doc;
  uint32_t sentence = doc->sentence_of[role->last];
  uint32_t end = doc->sentences[sentence].first + doc->sentences[sentence].count;
  uint32_t w = role->last + 1;
  if (w + 1 < end && story->role_over[w] != CH_NO_ITEM &&
      (ch_form_bits(story, w + 1) & CH_WORD_HONORIFIC))
    w++;
  while (w < end && (ch_form_bits(story, w) & CH_WORD_HONORIFIC)) w++;
  if (w >= end) return CH_NO_ITEM;
  uint32_t at = story->person_at[w];
  return at != CH_NO_ITEM && story->person_hits.v[at].first == w ? at : CH_NO_ITEM;
}

/* The person hit that stands right behind the role and a comma, in apposition
 * to whatever the parser chose: "talks with the president, X". */
static uint32_t person_behind(const ch_story *story, const ch_role_hit *role) {
  const ch_document *doc = story->doc;
  uint32_t w = role->last + 2;
  if (w >= doc->n_words || doc->sentence_of[w] != doc->sentence_of[role->last] ||
      !ch_str_is(ch_word_form(doc, w - 1), ","))
    return CH_NO_ITEM;
  uint32_t at = story->person_at[w];
  if (at == CH_NO_ITEM || story->person_hits.v[at].first != w) return CH_NO_ITEM;
  return doc->words[story->person_hits.v[at].head].rel == CH_REL_APPOS ? at : CH_NO_ITEM;
}

/* The other way round: the head of the role that ends before the comma. */
static uint32_t role_in_front(const ch_story *story, uint32_t first) {
  const ch_document *doc = story->doc;
  if (first < 2 || !ch_str_is(ch_word_form(doc, first - 1), ",")) return CH_NO_WORD;
  for (uint32_t w = first - 1; w > 0 && first - w < 8; w--) {
    uint32_t role = story->role_at[w - 1];
    if (role == CH_NO_ITEM) continue;
    bool ends = story->roles.v[role].last + 2 == first;
    ch_role_kind kind = story->lists->roles.v[story->roles.v[role].row].kind;
    return ends && (kind == CH_ROLE_PERSON || kind == CH_ROLE_SPOKESPERSON) ? w - 1 : CH_NO_WORD;
  }
  return CH_NO_WORD;
}

/* A person in apposition: "the minister, Sergei Lavrov". */
uint32_t ch_apposed_person(const ch_story *story, const ch_role_hit *role) {
  uint32_t head = role->head, behind = person_behind(story, role);
  if (behind != CH_NO_ITEM) return behind;
  uint32_t count = ch_child_count(story->doc, head);
  for (uint32_t i = 0; i < count; i++) {
    uint32_t c = ch_child(story->doc, head, i);
    if (story->doc->words[c].rel == CH_REL_APPOS && story->person_at[c] != CH_NO_ITEM)
      return story->person_at[c];
  }
  if (story->doc->words[head].rel == CH_REL_APPOS) {
    uint32_t parent = story->doc->words[head].head;
    if (story->person_at[parent] != CH_NO_ITEM) return story->person_at[parent];
  }
  return CH_NO_ITEM;
}

static bool names_owner(const ch_story *story, const ch_mention *m) {
  for (uint32_t w = m->first; w <= m->last; w++)
    if (story->hit_at[w] != CH_NO_ITEM || story->person_at[w] != CH_NO_ITEM) return true;
  return false;
}

/* "Maria Zakharova, the foreign ministry's spokeswoman": known where she is
 * from, so is the ministry. */
static void adopt(ch_story *story, const ch_owners *o, ch_str code) {
  uint32_t state = ch_state_row_of(story->lists, code);
  for (uint32_t i = 0; i < o->n && state != CH_NO_ROW; i++) {
    ch_mention *m = &story->mentions.v[o->v[i]];
    ch_actor actor = story->actors.v[m->actor];
    if (m->naming != CH_NAMING_NOMINAL || actor.body.n == 0 || names_owner(story, m)) continue;
    if (ch_str_eq(actor.code, code)) continue;
    actor.code = code;
    actor.name = story->lists->states.v[state].name;
    uint32_t number = ch_story_actor(story, &actor, CH_CLASS_BODY);
    if (story->failed) return;
    m = &story->mentions.v[o->v[i]];
    m->actor = number;
    ch_refer_note(story, o->v[i], actor.body, m->head);
  }
}

/* What a title or apposition says of a person. */
void ch_tell_person(ch_story *story, uint32_t person, const ch_role_row *role,
                        const ch_owners *o) {
  ch_role_kind kind = role->kind;
  if (kind != CH_ROLE_PERSON && kind != CH_ROLE_SPOKESPERSON) return;
  const ch_actor *owner = o->n > 0 ? ch_actor_at(story, o->v[o->n - 1]) : NULL;
  if (!owner && o->town_state != CH_NO_ROW) {
    uint32_t number = ch_story_state(story, o->town_state); /* may move the actors */
    owner = &story->actors.v[number];
  }
  uint32_t usual = role->usual.n > 0 ? ch_state_row_of(story->lists, role->usual) : CH_NO_ROW;
  if (!owner && usual != CH_NO_ROW && story->state_count[usual] > 0 &&
      story->actors.v[story->persons.v[person].actor].code.n == 0) {
    uint32_t number = ch_story_state(story, usual); /* may move the actors */
    owner = &story->actors.v[number];
  }
  if (!owner && story->actors.v[story->persons.v[person].actor].code.n == 0 &&
      ch_text_is(story, role->office, CH_WORD_LEADER)) {
    /* "President X" in a paragraph that plays in one country; that it speaks
     * of one, in some other phrase, tells nothing of X. */
    uint32_t state = ch_only_state(story, o->first, true);
    if (state != CH_NO_ROW) {
      uint32_t number = ch_story_state(story, state); /* may move the actors */
      owner = &story->actors.v[number];
    }
  }
  if (!owner && role->n_sectors > 0 && ch_str_is(role->sectors[0], "REB") &&
      story->actors.v[story->persons.v[person].actor].code.n == 0) {
    /* "Rebel commander X threatened the government of Chad" */
    uint32_t state = ch_only_state(story, o->first, false);
    if (state != CH_NO_ROW) {
      uint32_t number = ch_story_state(story, state); /* may move the actors */
      owner = &story->actors.v[number];
    }
  }
  if (!owner && role->usual.n > 1 && role->usual.p[0] == '-' &&
      story->actors.v[story->persons.v[person].actor].code.n == 0) {
    /* "Energy Minister X" */
    uint32_t state = ch_home_state(story, ch_str_slice(role->usual, 1, role->usual.n));
    if (state != CH_NO_ROW) {
      uint32_t number = ch_story_state(story, state); /* may move the actors */
      owner = &story->actors.v[number];
    }
  }
  for (uint32_t i = 0; i < o->n && ch_text_is(story, role->term, CH_WORD_COUNTERPART); i++)
    if (ch_actor_at(story, o->v[i])->person.n == 0) owner = ch_actor_at(story, o->v[i]);
  ch_actor said = ch_role_actor(story, role, owner);
  if (ch_text_is(story, role->term, CH_WORD_COUNTERPART)) {
    said.office = (ch_str){NULL, 0};
    for (uint32_t i = 0; i < o->n; i++)
      if (ch_actor_at(story, o->v[i])->person.n > 0) said.office = ch_actor_at(story, o->v[i])->office;
  }
  if (o->former) {
    said.n_sectors = 1;
    said.sectors[0] = CH_STR("ELI"); /* PLOVER: former officials */
  }
  ch_person *p = &story->persons.v[person];
  if (story->actors.v[p->actor].code.n > 0) adopt(story, o, story->actors.v[p->actor].code);
  ch_actor *actor = &story->actors.v[p->actor];
  if (actor->code.n == 0) actor->code = said.code;
  bool same_side = said.code.n == 0 || ch_str_eq(said.code, actor->code);
  bool counterpart = ch_text_is(story, role->term, CH_WORD_COUNTERPART);
  if (said.office.n > 0 && ((same_side && !counterpart) || actor->office.n == 0))
    actor->office = said.office;
  bool past = actor->n_sectors > 0 && ch_str_is(actor->sectors[0], "ELI");
  if (said.n_sectors > 0 && (actor->n_sectors == 0 || past))
    ch_copy_sectors(actor, said.sectors, said.n_sectors);
  if (owner && owner->person.n == 0 && owner->body.n > 0 && actor->body.n == 0 &&
      ch_str_eq(owner->code, actor->code))
    actor->body = owner->body;
  ch_remember_office(story, person);
}

static void tell_from_role_at(ch_story *story, uint32_t person, uint32_t w, ch_owners *seen) {
  uint32_t at = story->role_at[w];
  if (at == CH_NO_ITEM) return;
  ch_role_hit role = story->roles.v[at];
  if (ch_is_plural(story->doc, role.head)) return;
  ch_owners o = ch_owners_of(story, &role);
  const ch_role_row *row = &story->lists->roles.v[role.row];
  /* "a rebel commander IN SYRIA", "a lawmaker IN PERU", but soldiers and reporters are there from abroad */
  bool native = ch_opposing(row->sectors, row->n_sectors) ||
                (row->n_sectors > 0 && (ch_str_is(row->sectors[0], "LEG") || ch_str_is(row->sectors[0], "PTY")));
  if (native && row->usual.n == 0 && o.n == 0 && o.town_state == CH_NO_ROW) o.town_state = ch_state_behind(story, &role);
  ch_tell_person(story, person, row, &o);
  if (seen) *seen = o;
}

/* What a rank tells; "AIR FORCE Gen. X criticised Turkey" is not of Turkey's. */
static void tell_from_rank(ch_story *story, uint32_t person, uint32_t name, uint32_t w, ch_owners *seen) {
  ch_role_hit role = story->roles.v[story->role_at[w]];
  if (ch_is_plural(story->doc, role.head)) return;
  *seen = ch_owners_of(story, &role);
  const ch_mention *m = seen->n > 0 ? &story->mentions.v[seen->v[seen->n - 1]] : NULL;
  if (m && m->naming == CH_NAMING_NOMINAL && !names_owner(story, m)) {
    uint32_t state = ch_state_row_of(story->lists, story->actors.v[m->actor].code);
    if (state == CH_NO_ROW || ch_done_to(story, name, state)) seen->n = 0;
  }
  ch_tell_person(story, person, &story->lists->roles.v[role.row], seen);
}

/* "Lavrov of Russia", "Russia's Lavrov", "the American Jon Huntsman". */
static void tell_from_place(ch_story *story, uint32_t person, uint32_t head) {
  const ch_document *doc = story->doc;
  ch_actor *actor = &story->actors.v[story->persons.v[person].actor];
  if (actor->code.n > 0) return;
  uint32_t count = ch_child_count(doc, head);
  for (uint32_t i = 0; i < count; i++) {
    uint32_t c = ch_child(doc, head, i);
    ch_rel rel = (ch_rel)doc->words[c].rel;
    uint32_t marker = ch_case_marker(doc, c);
    bool of = rel == CH_REL_NMOD && marker != CH_NO_WORD &&
              (ch_form_bits(story, marker) & CH_WORD_OWNER) &&
              !(ch_form_uses(story, marker) & CH_USE_BEHALF);
    if (!of && rel != CH_REL_NMOD_POSS && rel != CH_REL_AMOD) continue;
    uint32_t mention = ch_resolve(story, c);
    if (mention == CH_NO_ITEM || ch_actor_at(story, mention)->person.n > 0) continue;
    actor = &story->actors.v[story->persons.v[person].actor];
    actor->code = ch_actor_at(story, mention)->code;
    if (actor->n_sectors == 0 && rel == CH_REL_NMOD && actor->code.n > 0)
      ch_copy_sectors(actor, ch_actor_at(story, mention)->sectors, ch_actor_at(story, mention)->n_sectors);
    ch_remember_office(story, person);
    return;
  }
}

/* "Huntsman is the American ambassador". */
static void tell_from_copula(ch_story *story, uint32_t person, uint32_t head) {
  const ch_document *doc = story->doc;
  uint32_t predicate = doc->words[head].head;
  if (doc->words[head].rel != CH_REL_NSUBJ || predicate == CH_NO_WORD ||
      ch_child_by_rel(doc, predicate, CH_REL_COP) == CH_NO_WORD ||
      story->actors.v[story->persons.v[person].actor].code.n > 0)
    return;
  tell_from_role_at(story, person, predicate, NULL);
}

/* One who is told of by his office alone, and is nobody that is known: "A Syrian official", who says or does it. */
static bool is_unnamed_teller(const ch_story *story, const ch_mention *m) {
  const ch_document *doc = story->doc;
  uint32_t at = story->role_at[m->head], det = ch_child_by_rel(doc, m->head, CH_REL_DET);
  if (m->naming != CH_NAMING_NOMINAL || at == CH_NO_ITEM || ch_is_plural(doc, m->head) || det == CH_NO_WORD ||
      doc->words[m->head].rel != CH_REL_NSUBJ || ch_actor_at(story, (uint32_t)(m - story->mentions.v))->person.n > 0)
    return false;
  ch_role_kind kind = story->lists->roles.v[story->roles.v[at].row].kind;
  return (ch_form_bits(story, det) & CH_WORD_INDEFINITE) && (kind == CH_ROLE_PERSON || kind == CH_ROLE_SPOKESPERSON);
}

/* "A Syrian OFFICIAL blamed Oman. RIAD NASSIM said …": who was told of without a name is named next. */
static void tell_from_before(ch_story *story, uint32_t person, uint32_t head) {
  const ch_document *doc = story->doc;
  uint32_t s = doc->sentence_of[head], told = CH_NO_ITEM;
  const ch_person *p = &story->persons.v[person];
  if (s == story->first_sentence || !p->full || p->first_seen < doc->sentences[s].first || doc->words[head].rel != CH_REL_NSUBJ ||
      ch_child_by_rel(doc, head, CH_REL_APPOS) != CH_NO_WORD) /* who has a description of his own */
    return;
  for (uint32_t i = 0; i < story->mentions.n; i++) {
    const ch_mention *m = &story->mentions.v[i];
    if (doc->sentence_of[m->head] != s - 1 || !is_unnamed_teller(story, m)) continue;
    if (told != CH_NO_ITEM) return; /* one of two */
    told = i;
  }
  if (told == CH_NO_ITEM) return;
  const ch_actor before = *ch_actor_at(story, told);
  ch_actor *actor = &story->actors.v[p->actor];
  if (actor->code.n || actor->n_sectors || actor->office.n) return;
  actor->code = before.code;
  actor->office = before.office;
  ch_copy_sectors(actor, before.sectors, before.n_sectors);
  ch_remember_office(story, person);
}

/* The role that the name stands beside: the phrase it hangs on, or, where
 * that is a body, the person's role above it: "the head of the embassy, X". */
static uint32_t apposed_role(const ch_story *story, uint32_t head) {
  const ch_document *doc = story->doc;
  uint32_t at = doc->words[head].head;
  for (int i = 0; i < 4; i++) {
    uint32_t role = story->role_at[at];
    if (role != CH_NO_ITEM) {
      ch_role_kind kind = story->lists->roles.v[story->roles.v[role].row].kind;
      if (kind == CH_ROLE_PERSON || kind == CH_ROLE_SPOKESPERSON) return at;
    }
    if (doc->words[at].rel != CH_REL_NMOD || doc->words[at].head == CH_NO_WORD) break;
    at = doc->words[at].head;
  }
  return doc->words[head].head;
}

/* Does a body, state or thing with a name end right before the word: "spokesman for the FOREIGN MINISTRY X"? Not
 * "a friend of the late tycoon X". */
static bool behind_house(const ch_story *story, uint32_t w) {
  if (story->hit_at[w - 1] != CH_NO_ITEM) return true;
  uint32_t at = story->role_over[w - 1];
  if (at == CH_NO_ITEM) return story->doc->words[w - 1].upos == CH_UPOS_PROPN;
  return story->lists->roles.v[story->roles.v[at].row].kind == CH_ROLE_BODY;
}

/* The head of the office that the name stands behind: "Ambassador to NATO X", and
 * with a comma "its ambassador to the United Nations, X, said". */
static uint32_t office_in_front(const ch_story *story, uint32_t name) {
  enum { LOOK = 8 };
  const ch_document *doc = story->doc;
  uint32_t stop = doc->sentences[doc->sentence_of[name]].first,
           end = stop + doc->sentences[doc->sentence_of[name]].count;
  uint32_t w = name, last = name;
  bool comma = w > stop && ch_str_is(ch_word_form(doc, w - 1), ",");
  if (comma) w--;
  while (last + 1 < end && story->person_at[last + 1] == story->person_at[name]) last++;
  if (comma && (last + 1 >= end || !ch_str_is(ch_word_form(doc, last + 1), ","))) return CH_NO_WORD;
  for (uint32_t from = w; w > stop && from - w < LOOK; w--) {
    uint32_t at = story->role_over[w - 1];
    if (at != CH_NO_ITEM && story->roles.v[at].last == w - 1 && w < from) {
      const ch_role_hit *role = &story->roles.v[at];
      ch_role_kind kind = story->lists->roles.v[role->row].kind;
      bool person = kind == CH_ROLE_PERSON || kind == CH_ROLE_SPOKESPERSON;
      bool joined = doc->words[w].upos == CH_UPOS_CCONJ && w + 1 < name; /* "of Industry AND TRADE X" */
      if (person && (doc->words[w].upos == CH_UPOS_ADP || joined) && !ch_is_plural(doc, role->head)) {
        char c = doc->text.p[doc->words[role->first].span.from];
        bool before = w + 1 < from && behind_house(story, from);
        return comma || before || (c >= 'A' && c <= 'Z' && !joined) ? role->head : CH_NO_WORD;
      }
    }
    switch ((ch_upos)doc->words[w - 1].upos) {
      case CH_UPOS_DET:
      case CH_UPOS_ADJ:
      case CH_UPOS_NOUN:
      case CH_UPOS_PROPN:
      case CH_UPOS_ADP:
      case CH_UPOS_CCONJ:
      case CH_UPOS_PART: /* "Chad's" */
      case CH_UPOS_VERB: /* "United" */
        if (doc->words[w - 1].upos != CH_UPOS_VERB || story->hit_at[w - 1] != CH_NO_ITEM) continue;
        return CH_NO_WORD;
      default:
        return CH_NO_WORD;
    }
  }
  return CH_NO_WORD;
}

/* Where the ranks and honorifics before a name begin, the service of which they
 * are too: "spokesman Army Lt. Col. X". */
static uint32_t rank_first(const ch_story *story, uint32_t name) {
  const ch_document *doc = story->doc;
  uint32_t first = name, stop = doc->sentences[doc->sentence_of[name]].first;
  while (first > stop && (ch_form_bits(story, first - 1) & CH_WORD_HONORIFIC)) first--;
  if (first == name || first == stop) return first;
  uint32_t at = story->role_over[first - 1];
  if (at == CH_NO_ITEM || doc->words[first - 1].upos != CH_UPOS_PROPN) return first;
  const ch_role_row *row = &story->lists->roles.v[story->roles.v[at].row];
  bool service =
      row->kind == CH_ROLE_BODY && row->n_sectors > 0 && ch_str_is(row->sectors[0], "MIL");
  return service ? story->roles.v[at].first : first;
}

/* The rank that stands between the title, if there is one, and the name: "American LT. GEN. X". */
static uint32_t rank_before(const ch_story *story, uint32_t start, uint32_t name) {
  for (uint32_t i = name; i > start; i--) {
    uint32_t at = story->role_over[i - 1];
    if (at == CH_NO_ITEM) continue;
    const ch_role_hit *role = &story->roles.v[at];
    if (role->last < name && story->lists->roles.v[role->row].kind == CH_ROLE_PERSON) return at;
  }
  return CH_NO_ITEM;
}

uint32_t ch_from_person(ch_story *story, uint32_t w) {
  const ch_document *doc = story->doc;
  const ch_person_hit hit = story->person_hits.v[story->person_at[w]];
  uint32_t head = hit.head, first = hit.first, title_head = CH_NO_WORD;
  uint32_t start = hit.first;
  start = first = rank_first(story, start);
  uint32_t title = ch_title_before(story, start);
  if (title != CH_NO_ITEM) {
    ch_owners o = {.first = start, .last = hit.last, .town_state = CH_NO_ROW};
    title_head = story->roles.v[title].head;
    tell_from_role_at(story, hit.person, title_head, &o);
    first = story->roles.v[title].first;
    if (o.first < first) first = o.first;
  }
  uint32_t front = title == CH_NO_ITEM ? office_in_front(story, start) : CH_NO_WORD;
  if (front != CH_NO_WORD) tell_from_role_at(story, hit.person, front, NULL);
  uint32_t count = ch_child_count(doc, head);
  for (uint32_t i = 0; i < count; i++) {
    uint32_t c = ch_child(doc, head, i);
    ch_rel rel = (ch_rel)doc->words[c].rel;
    /* "X, who is the president's adviser" */
    bool is = rel == CH_REL_ACL_RELCL && ch_child_by_rel(doc, c, CH_REL_COP) != CH_NO_WORD;
    if (rel != CH_REL_APPOS && rel != CH_REL_PARATAXIS && !is) continue;
    tell_from_role_at(story, hit.person, c, NULL);
    /* "a former minister and Hamas deputy" */
    uint32_t more = ch_child_count(doc, c);
    for (uint32_t k = 0;
         k < more && story->actors.v[story->persons.v[hit.person].actor].code.n == 0; k++)
      if (doc->words[ch_child(doc, c, k)].rel == CH_REL_CONJ)
        tell_from_role_at(story, hit.person, ch_child(doc, c, k), NULL);
  }
  if (doc->words[head].rel == CH_REL_APPOS) {
    uint32_t role_head = role_in_front(story, hit.first);
    if (role_head == CH_NO_WORD) role_head = apposed_role(story, head);
    tell_from_role_at(story, hit.person, role_head, NULL);
  }
  tell_from_place(story, hit.person, head);
  tell_from_copula(story, hit.person, head);
  tell_from_before(story, hit.person, head);
  /* a rank tells whose he is where no office does */
  uint32_t rank = rank_before(story, start, hit.first);
  const ch_actor *known = &story->actors.v[story->persons.v[hit.person].actor];
  if (rank != CH_NO_ITEM && known->office.n == 0 && known->n_sectors == 0) {
    ch_owners o = {.first = start, .last = hit.last, .town_state = CH_NO_ROW};
    tell_from_rank(story, hit.person, head, story->roles.v[rank].head, &o);
    if (o.first < first) first = o.first;
  }
  uint32_t before = ch_phrase_first(doc, head, first);
  for (uint32_t i = before; i < first; i++)
    if (story->person_at[i] != CH_NO_ITEM) before = first; /* somebody else's words */
  first = before;
  /* A title that the parser made the head speaks for the phrase. */
  uint32_t mention_head = head;
  if (title_head != CH_NO_WORD && doc->words[head].head == title_head) {
    mention_head = title_head;
    first = ch_phrase_first(doc, title_head, first);
  }
  uint32_t actor = story->persons.v[hit.person].actor;
  uint32_t mention =
      ch_story_mention(story, mention_head, first, hit.last, actor, CH_NAMING_PERSON, false);
  if (mention == CH_NO_ITEM) return mention;
  if (mention_head != head) {
    story->mention_of[mention_head] = mention;
    story->resolved[mention_head] = 2;
  }
  ch_str office = story->actors.v[actor].office;
  if (title != CH_NO_ITEM)
    ch_note_role(story, mention, &story->lists->roles.v[story->roles.v[title].row], title_head);
  if (office.n > 0) ch_refer_note(story, mention, office, CH_NO_WORD);
  if (title == CH_NO_ITEM && rank != CH_NO_ITEM)
    ch_note_role(story, mention, &story->lists->roles.v[story->roles.v[rank].row], story->roles.v[rank].head);
  return mention;
}
