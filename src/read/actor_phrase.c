/* Noun phrases that name an actor: from words to identities.
 *
 * ch_resolve answers for one head word; it asks first for what the phrase is
 * built on (possessor, adjective, "of" phrase, title), each word once, so
 * that the whole stays linear. The parser may be wrong about how the words
 * in front of a noun hang together; adjectives and names there are therefore
 * taken by their order, not by their arcs.
 */
#include "read/actor_story.h"

enum { MAX_OWNERS = 8, MAX_SCAN = 12 };

/* Mentions of those whom a phrase belongs to. */
typedef struct owners {
  uint32_t v[MAX_OWNERS];
  uint32_t n;
  uint32_t first, last; /* words that named them, as far as they go */
  bool former;          /* the role is held no more */
} owners;

static ch_actor *actor_of(const ch_story *story, uint32_t mention) {
  return &story->actors.v[story->mentions.v[mention].actor];
}

static void add_owner(const ch_story *story, owners *o, uint32_t mention) {
  if (mention == CH_NO_ITEM || o->n == MAX_OWNERS) return;
  const ch_mention *m = &story->mentions.v[mention];
  if (m->first < o->first) o->first = m->first;
  if (m->last > o->last) o->last = m->last;
  if (actor_of(story, mention)->code.n == 0 && actor_of(story, mention)->body.n == 0) return;
  for (uint32_t i = 0; i < o->n; i++)
    if (story->mentions.v[o->v[i]].actor == m->actor) return;
  o->v[o->n++] = mention;
}

/* The mention at w, its twins and its conjuncts. */
static void add_owner_phrase(ch_story *story, owners *o, uint32_t w) {
  uint32_t mention = ch_resolve(story, w);
  if (mention != CH_NO_ITEM) {
    const ch_mention m = story->mentions.v[mention];
    for (uint32_t i = mention; i < story->mentions.n; i++) {
      const ch_mention *twin = &story->mentions.v[i];
      if (twin->head != m.head || twin->first != m.first || twin->last != m.last) break;
      add_owner(story, o, i);
    }
  }
  uint32_t count = ch_child_count(story->doc, w);
  for (uint32_t i = 0; i < count; i++) {
    uint32_t c = ch_child(story->doc, w, i);
    if (story->doc->words[c].rel == CH_REL_CONJ && ch_resolve(story, c) != CH_NO_ITEM)
      add_owner(story, o, ch_resolve(story, c));
  }
}

/* ---- what stands before the noun -------------------------------------------------- */

static bool passes(const ch_story *story, uint32_t w, bool after_name) {
  const ch_word *word = &story->doc->words[w];
  switch ((ch_upos)word->upos) {
    case CH_UPOS_ADJ: case CH_UPOS_NOUN: case CH_UPOS_PROPN: case CH_UPOS_NUM: case CH_UPOS_ADV:
      return true;
    case CH_UPOS_CCONJ:
      return after_name;
    case CH_UPOS_VERB:
      return (ch_form_bits(story, w) & CH_WORD_LEAD) != 0;
    case CH_UPOS_PUNCT: case CH_UPOS_SYM: {
      ch_str form = ch_word_form(story->doc, w);
      return ch_str_is(form, "-") || ch_str_is(form, "/") || (after_name && ch_str_is(form, ","));
    }
    default:
      return false;
  }
}

/* Adjectives, names and roles that qualify what begins at `from`, nearest
 * first, as far as one noun phrase goes. */
static void owners_before(ch_story *story, owners *o, const ch_role_hit *role) {
  const ch_document *doc = story->doc;
  uint32_t from = role->first;
  /* "State Department official" is a role with its owner inside. */
  for (uint32_t w = role->first; w < role->head; w++) {
    uint32_t at = story->hit_at[w];
    if (at != CH_NO_ITEM && story->hits.v[at].last < role->head)
      add_owner(story, o, ch_resolve(story, story->hits.v[at].head));
  }
  uint32_t stop = doc->sentences[doc->sentence_of[from]].first;
  bool after_name = false;
  for (uint32_t w = from; w > stop && from - w < MAX_SCAN;) {
    w--;
    uint32_t at = story->person_at[w];
    if (at != CH_NO_ITEM) {
      const ch_person_hit *person = &story->person_hits.v[at];
      add_owner(story, o, ch_resolve(story, person->head));
      w = person->first;
      after_name = false;
      continue;
    }
    at = story->hit_at[w];
    bool with_role = doc->words[role->head].name == CH_NAME_ORG;
    if (at != CH_NO_ITEM && (with_role || !story->hits.v[at].in_other)) {
      const ch_hit hit = story->hits.v[at];
      add_owner(story, o, ch_resolve(story, hit.head));
      w = hit.first;
      after_name = true;
      continue;
    }
    if (story->role_at[w] != CH_NO_ITEM && !after_name && doc->words[w].head < from + 8) {
      uint32_t mention = ch_resolve(story, w);
      if (mention != CH_NO_ITEM) {
        add_owner(story, o, mention);
        return; /* its own scan went on from there */
      }
    }
    if (!passes(story, w, after_name)) return;
    if (ch_form_bits(story, w) & CH_WORD_FORMER) o->former = true;
    bool joins = doc->words[w].upos == CH_UPOS_CCONJ || doc->words[w].upos == CH_UPOS_PUNCT;
    if (joins && after_name && (w == stop || story->hit_at[w - 1] == CH_NO_ITEM)) return;
    if (!joins && doc->words[w].upos != CH_UPOS_SYM) after_name = false;
  }
}

/* ---- what stands behind it ---------------------------------------------------------- */

static uint32_t case_marker(const ch_document *doc, uint32_t w) {
  return ch_child_by_rel(doc, w, CH_REL_CASE);
}

/* "spokesman for the Kremlin", "parliament in Kyiv", "diplomats from Russia". */
static bool owner_behind(const ch_story *story, const ch_role_hit *role, uint32_t c) {
  const ch_document *doc = story->doc;
  uint32_t marker = case_marker(doc, c);
  if (doc->words[c].rel != CH_REL_NMOD || c <= role->last || marker == CH_NO_WORD) return false;
  uint32_t bits = ch_form_bits(story, marker);
  if (bits & CH_WORD_OWNER) {
    ch_role_kind kind = story->lists->roles.v[role->row].kind;
    /* "envoy for Syria" is somebody else's; a spokesman speaks for his own. */
    return kind == CH_ROLE_SPOKESPERSON || !ch_str_eq_fold(ch_word_form(doc, marker), CH_STR("for"));
  }
  return (bits & CH_WORD_AT) && (ch_form_bits(story, role->head) & CH_WORD_HOME);
}

static void owners_behind(ch_story *story, owners *o, const ch_role_hit *role) {
  const ch_document *doc = story->doc;
  uint32_t count = ch_child_count(doc, role->head);
  for (uint32_t i = 0; i < count; i++) {
    uint32_t c = ch_child(doc, role->head, i);
    if (owner_behind(story, role, c)) add_owner_phrase(story, o, c);
  }
}

static bool own_determiner(const ch_document *doc, uint32_t w) {
  return ch_child_by_rel(doc, w, CH_REL_DET) != CH_NO_WORD ||
         ch_child_by_rel(doc, w, CH_REL_NUMMOD) != CH_NO_WORD ||
         ch_child_by_rel(doc, w, CH_REL_NMOD_POSS) != CH_NO_WORD;
}

/* In the order of the text. */
static void sort_owners(const ch_story *story, owners *o) {
  for (uint32_t i = 1; i < o->n; i++) {
    uint32_t moved = o->v[i], k = i;
    for (; k > 0 && story->mentions.v[o->v[k - 1]].first > story->mentions.v[moved].first; k--)
      o->v[k] = o->v[k - 1];
    o->v[k] = moved;
  }
}

/* Where one owner's country is known, those of none say nothing. */
static void drop_unknown(const ch_story *story, owners *o) {
  uint32_t known = 0;
  for (uint32_t i = 0; i < o->n; i++) known += actor_of(story, o->v[i])->code.n > 0;
  if (known == 0) return;
  uint32_t n = 0;
  for (uint32_t i = 0; i < o->n; i++)
    if (actor_of(story, o->v[i])->code.n > 0) o->v[n++] = o->v[i];
  o->n = n;
}

/* Whose is it? */
static owners owners_of(ch_story *story, const ch_role_hit *role) {
  const ch_document *doc = story->doc;
  owners o = {.n = 0, .first = role->first, .last = role->last};
  uint32_t count = ch_child_count(doc, role->head);
  owners_before(story, &o, role);
  for (uint32_t i = 0; i < count; i++) {
    uint32_t c = ch_child(doc, role->head, i);
    if (doc->words[c].rel == CH_REL_NMOD_POSS && c < role->first) add_owner_phrase(story, &o, c);
  }
  ch_rel rel = (ch_rel)doc->words[role->head].rel;
  if (o.n == 0 && (rel == CH_REL_NMOD_DESC || rel == CH_REL_COMPOUND)) {
    /* "France's foreign minister X", "France's navy chief": the possessor
     * hangs on the noun behind. */
    uint32_t named = doc->words[role->head].head;
    uint32_t poss = ch_child_by_rel(doc, named, CH_REL_NMOD_POSS);
    if (poss != CH_NO_WORD && poss < role->first) add_owner_phrase(story, &o, poss);
  }
  if (o.n == 0) owners_behind(story, &o, role);
  if (o.n == 0 && doc->words[role->head].rel == CH_REL_CONJ &&
      doc->words[role->head].head < role->first && !own_determiner(doc, role->head)) {
    uint32_t first = story->role_at[doc->words[role->head].head];
    if (first != CH_NO_ITEM) {
      owners shared = {.n = 0, .first = role->first, .last = role->last};
      owners_before(story, &shared, &story->roles.v[first]);
      o.n = shared.n;
      memcpy(o.v, shared.v, sizeof o.v);
    }
  }
  drop_unknown(story, &o);
  sort_owners(story, &o);
  return o;
}

/* ---- the actor of a role -------------------------------------------------------------- */

static bool is_bit(const ch_story *story, ch_str text, uint32_t bit) {
  return (ch_word_bits(story->lists, text) & bit) != 0;
}

static void copy_sectors(ch_actor *to, const ch_str *sectors, uint32_t n) {
  to->n_sectors = n;
  memcpy(to->sectors, sectors, n * sizeof *sectors);
}

/* The role held for, or being part of, the owner (NULL: unknown). */
static ch_actor role_actor(const ch_story *story, const ch_role_row *role, const ch_actor *owner) {
  ch_actor actor = {.office = role->office};
  copy_sectors(&actor, role->sectors, role->n_sectors);
  bool body = role->kind == CH_ROLE_BODY || role->kind == CH_ROLE_PROPERTY;
  if (owner) {
    actor.code = owner->code;
    actor.name = owner->name;
    uint32_t row = ch_state_row_of(story->lists, owner->code);
    if (owner->person.n > 0) actor.name = (ch_str){NULL, 0};
    if (row != CH_NO_ROW && owner->person.n > 0) actor.name = story->lists->states.v[row].name;
    if (owner->person.n == 0) actor.body = owner->body;
    bool speaks = role->kind == CH_ROLE_SPOKESPERSON ||
                  (role->n_sectors > 0 && ch_str_is(role->sectors[0], "GOV"));
    bool takes = owner->body.n > 0 && speaks && owner->person.n == 0;
    if (owner->n_sectors > 0 && (takes || role->n_sectors == 0))
      copy_sectors(&actor, owner->sectors, owner->n_sectors);
    if (is_bit(story, role->term, CH_WORD_COUNTERPART)) actor.office = owner->office;
  }
  /* "the Russian government" is Russia itself. */
  if (body && !is_bit(story, role->term, CH_WORD_STATES) && actor.body.n == 0)
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
    if (ch_str_eq(actor->code, code) && is_bit(story, actor->office, CH_WORD_LEADER))
      return person->actor;
  }
  return CH_NO_ITEM;
}

/* ---- phrases -------------------------------------------------------------------------- */

static ch_str word_text(const ch_document *doc, uint32_t first, uint32_t last) {
  return ch_str_at(doc->text, (ch_span){doc->words[first].span.from, doc->words[last].span.to});
}

/* Where the phrase begins: its determiner and what else stands before it. */
static uint32_t phrase_first(const ch_document *doc, uint32_t head, uint32_t first) {
  uint32_t count = ch_child_count(doc, head);
  for (uint32_t i = 0; i < count; i++) {
    uint32_t c = ch_child(doc, head, i);
    if (c >= first) break;
    switch (ch_rel_universal((ch_rel)doc->words[c].rel)) {
      case CH_REL_DET: case CH_REL_AMOD: case CH_REL_COMPOUND: case CH_REL_NMOD: case CH_REL_NUMMOD: {
        if (doc->words[c].rel != CH_REL_NMOD_POSS &&
            ch_child_by_rel(doc, c, CH_REL_CASE) != CH_NO_WORD)
          break; /* "ambassador to the United Nations X" */
        uint32_t from, to;
        ch_subtree_range(doc, c, &from, &to);
        while (from < c && (doc->words[from].upos == CH_UPOS_PUNCT ||
                            doc->words[from].upos == CH_UPOS_CCONJ))
          from++;
        if (from < first) first = from;
        break;
      }
      default:
        break;
    }
  }
  return first;
}

/* The determiner's bits, by the tree, else by what stands before the noun. */
static uint32_t determiner_bits(const ch_story *story, const ch_role_hit *role) {
  const ch_document *doc = story->doc;
  uint32_t det = ch_child_by_rel(doc, role->head, CH_REL_DET);
  if (det != CH_NO_WORD) return ch_form_bits(story, det);
  uint32_t stop = doc->sentences[doc->sentence_of[role->first]].first;
  for (uint32_t w = role->first; w > stop && role->first - w < 4; w--) {
    ch_upos upos = (ch_upos)doc->words[w - 1].upos;
    if (upos == CH_UPOS_DET) return ch_form_bits(story, w - 1);
    if (upos != CH_UPOS_ADJ && upos != CH_UPOS_ADV && upos != CH_UPOS_NUM) break;
  }
  return 0;
}

/* "the Organisation for … (OPCW)": the short name is the same from here on. */
static void learn_short_name(ch_story *story, uint32_t last, uint32_t actor) {
  const ch_document *doc = story->doc;
  uint32_t sentence = doc->sentence_of[last];
  uint32_t end = doc->sentences[sentence].first + doc->sentences[sentence].count;
  if (last + 3 >= end + 0u || !ch_str_is(ch_word_form(doc, last + 1), "(") ||
      !ch_str_is(ch_word_form(doc, last + 3), ")") || !(doc->words[last + 2].flags & CH_WORD_CAPS) ||
      story->hit_at[last + 2] != CH_NO_ITEM)
    return;
  uint32_t *value = ch_map_put(&story->short_names, ch_word_form(doc, last + 2), NULL);
  if (!value)
    story->failed = true;
  else
    *value = actor + 1;
}

/* Is the role the title of the person named behind it? */
static uint32_t titled_person(const ch_story *story, const ch_role_hit *role) {
  const ch_document *doc = story->doc;
  uint32_t sentence = doc->sentence_of[role->last];
  uint32_t end = doc->sentences[sentence].first + doc->sentences[sentence].count;
  uint32_t w = role->last + 1;
  if (w < end && (ch_form_bits(story, w) & CH_WORD_HONORIFIC)) w++;
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
static uint32_t apposed_person(const ch_story *story, const ch_role_hit *role) {
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
static void adopt(ch_story *story, const owners *o, ch_str code) {
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
static void tell_person(ch_story *story, uint32_t person, const ch_role_row *role,
                        const owners *o) {
  ch_role_kind kind = role->kind;
  if (kind != CH_ROLE_PERSON && kind != CH_ROLE_SPOKESPERSON) return;
  const ch_actor *owner = o->n > 0 ? actor_of(story, o->v[o->n - 1]) : NULL;
  if (!owner && story->actors.v[story->persons.v[person].actor].code.n == 0 &&
      is_bit(story, role->office, CH_WORD_LEADER)) {
    /* "President X" in a paragraph on one country. */
    uint32_t state = ch_only_state(story, o->first);
    if (state != CH_NO_ROW) {
      uint32_t number = ch_story_state(story, state); /* may move the actors */
      owner = &story->actors.v[number];
    }
  }
  for (uint32_t i = 0; i < o->n && is_bit(story, role->term, CH_WORD_COUNTERPART); i++)
    if (actor_of(story, o->v[i])->person.n == 0) owner = actor_of(story, o->v[i]);
  ch_actor said = role_actor(story, role, owner);
  if (is_bit(story, role->term, CH_WORD_COUNTERPART)) {
    said.office = (ch_str){NULL, 0};
    for (uint32_t i = 0; i < o->n; i++)
      if (actor_of(story, o->v[i])->person.n > 0) said.office = actor_of(story, o->v[i])->office;
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
  if (said.office.n > 0 && (same_side || actor->office.n == 0)) actor->office = said.office;
  bool past = actor->n_sectors > 0 && ch_str_is(actor->sectors[0], "ELI");
  if (said.n_sectors > 0 && (actor->n_sectors == 0 || past))
    copy_sectors(actor, said.sectors, said.n_sectors);
  if (owner && owner->person.n == 0 && owner->body.n > 0 && actor->body.n == 0 &&
      ch_str_eq(owner->code, actor->code))
    actor->body = owner->body;
  ch_remember_office(story, person);
}

static void note_role(ch_story *story, uint32_t mention, const ch_role_row *role, uint32_t head) {
  if (mention != CH_NO_ITEM) ch_refer_note(story, mention, role->term, head);
}

/* ---- persons ---------------------------------------------------------------------------- */

static void tell_from_role_at(ch_story *story, uint32_t person, uint32_t w, owners *seen) {
  uint32_t at = story->role_at[w];
  if (at == CH_NO_ITEM) return;
  ch_role_hit role = story->roles.v[at];
  if (ch_is_plural(story->doc, role.head)) return;
  owners o = owners_of(story, &role);
  tell_person(story, person, &story->lists->roles.v[role.row], &o);
  if (seen) *seen = o;
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
    uint32_t marker = case_marker(doc, c);
    bool of = rel == CH_REL_NMOD && marker != CH_NO_WORD &&
              (ch_form_bits(story, marker) & CH_WORD_OWNER) &&
              !ch_str_eq_fold(ch_word_form(doc, marker), CH_STR("for"));
    if (!of && rel != CH_REL_NMOD_POSS && rel != CH_REL_AMOD) continue;
    uint32_t mention = ch_resolve(story, c);
    if (mention == CH_NO_ITEM || actor_of(story, mention)->person.n > 0) continue;
    actor = &story->actors.v[story->persons.v[person].actor];
    actor->code = actor_of(story, mention)->code;
    if (actor->n_sectors == 0 && rel == CH_REL_NMOD && actor->code.n > 0)
      copy_sectors(actor, actor_of(story, mention)->sectors, actor_of(story, mention)->n_sectors);
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

static uint32_t from_person(ch_story *story, uint32_t w) {
  const ch_document *doc = story->doc;
  const ch_person_hit hit = story->person_hits.v[story->person_at[w]];
  uint32_t head = hit.head, first = hit.first, title_head = CH_NO_WORD;
  uint32_t start = hit.first;
  if (start > 0 && (ch_form_bits(story, start - 1) & CH_WORD_HONORIFIC)) first = --start;
  uint32_t title = ch_title_before(story, start);
  if (title != CH_NO_ITEM) {
    owners o = {.first = start, .last = hit.last};
    title_head = story->roles.v[title].head;
    tell_from_role_at(story, hit.person, title_head, &o);
    first = story->roles.v[title].first;
    if (o.first < first) first = o.first;
  }
  uint32_t count = ch_child_count(doc, head);
  for (uint32_t i = 0; i < count; i++) {
    uint32_t c = ch_child(doc, head, i);
    if (doc->words[c].rel == CH_REL_APPOS || doc->words[c].rel == CH_REL_PARATAXIS)
      tell_from_role_at(story, hit.person, c, NULL);
  }
  if (doc->words[head].rel == CH_REL_APPOS) {
    uint32_t role_head = role_in_front(story, hit.first);
    if (role_head == CH_NO_WORD) role_head = apposed_role(story, head);
    tell_from_role_at(story, hit.person, role_head, NULL);
  }
  tell_from_place(story, hit.person, head);
  tell_from_copula(story, hit.person, head);
  uint32_t before = phrase_first(doc, head, first);
  for (uint32_t i = before; i < first; i++)
    if (story->person_at[i] != CH_NO_ITEM) before = first; /* somebody else's words */
  first = before;
  /* A title that the parser made the head speaks for the phrase. */
  uint32_t mention_head = head;
  if (title_head != CH_NO_WORD && doc->words[head].head == title_head) {
    mention_head = title_head;
    first = phrase_first(doc, title_head, first);
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
    note_role(story, mention, &story->lists->roles.v[story->roles.v[title].row], title_head);
  if (office.n > 0) ch_refer_note(story, mention, office, CH_NO_WORD);
  return mention;
}

/* ---- roles -------------------------------------------------------------------------------- */

/* Does a body of that country own it more closely? */
static bool body_of_code(const ch_story *story, const owners *o, ch_str code) {
  for (uint32_t i = 0; i < o->n; i++) {
    const ch_actor *owner = actor_of(story, o->v[i]);
    if (owner->body.n > 0 && owner->person.n == 0 && ch_str_eq(owner->code, code)) return true;
  }
  return false;
}

/* One mention for each side that the role belongs to. */
static uint32_t mention_of_role(ch_story *story, const ch_role_hit *role, const owners *o,
                                uint32_t first, uint32_t last) {
  const ch_role_row *row = &story->lists->roles.v[role->row];
  bool plural = ch_is_plural(story->doc, role->head);
  bool newcomer = (determiner_bits(story, role) & CH_WORD_INDEFINITE) != 0;
  bool counterpart = is_bit(story, row->term, CH_WORD_COUNTERPART);
  uint32_t made = CH_NO_ITEM;
  ch_str possessor_office = {NULL, 0};
  for (uint32_t i = 0; i < o->n; i++)
    if (actor_of(story, o->v[i])->person.n > 0) possessor_office = actor_of(story, o->v[i])->office;
  ch_str seen[MAX_OWNERS];
  uint32_t n_seen = 0;
  for (uint32_t i = 0; i < o->n; i++) {
    const ch_actor *owner = actor_of(story, o->v[i]);
    /* "his Russian counterpart", "Putin's Russian diplomats": the country
     * is the adjective's where both are there. */
    if (owner->person.n > 0 && o->n > 1) continue;
    if (counterpart && owner->person.n > 0) continue;
    bool known = owner->body.n == 0 && body_of_code(story, o, owner->code);
    for (uint32_t k = 0; k < n_seen; k++) known = known || ch_str_eq(seen[k], owner->code);
    if (known) continue;
    seen[n_seen++] = owner->code;
    ch_actor actor = role_actor(story, row, owner);
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
                              : is_bit(story, row->term, CH_WORD_STATES) ? CH_CLASS_STATE
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
  uint32_t marker = case_marker(doc, role->head);
  bool bare = ch_child_count(doc, role->head) == (marker != CH_NO_WORD);
  if (row->kind == CH_ROLE_PERSON && bare && marker != CH_NO_WORD && !ch_is_plural(doc, role->head))
    return (ch_form_bits(story, marker) & CH_WORD_AT) != 0;
  bool holder_alone = is_bit(story, row->term, CH_WORD_HOLDER | CH_WORD_STATES | CH_WORD_COUNTERPART);
  return holder_alone && !is_bit(story, row->term, CH_WORD_HOME);
}

static uint32_t from_span(ch_story *story, uint32_t w);

static uint32_t from_role(ch_story *story, uint32_t w) {
  const ch_document *doc = story->doc;
  const ch_role_hit role = story->roles.v[story->role_at[w]];
  const ch_role_row *row = &story->lists->roles.v[role.row];
  uint32_t titled = titled_person(story, &role);
  if (titled != CH_NO_ITEM &&
      (row->kind == CH_ROLE_PERSON || row->kind == CH_ROLE_SPOKESPERSON)) {
    uint32_t mention = ch_resolve(story, story->person_hits.v[titled].head);
    return mention != CH_NO_ITEM && story->mentions.v[mention].head == w ? mention : CH_NO_ITEM;
  }
  uint32_t first = phrase_first(doc, role.head, role.first), last = role.last;
  uint32_t group = ch_refer_group(story, w, first);
  if (group != CH_NO_ITEM) return group;
  owners o = owners_of(story, &role);
  if (o.first < first) first = o.first;
  if (o.last > last) last = o.last;
  uint32_t apposed = apposed_person(story, &role);
  if (apposed != CH_NO_ITEM && (row->kind == CH_ROLE_PERSON || row->kind == CH_ROLE_SPOKESPERSON) &&
      !ch_is_plural(doc, w)) {
    uint32_t person = story->person_hits.v[apposed].person;
    tell_person(story, person, row, &o);
    uint32_t mention = ch_story_mention(story, w, first, last, story->persons.v[person].actor,
                                        CH_NAMING_NOMINAL, false);
    note_role(story, mention, row, w);
    return mention;
  }
  uint32_t mention = mention_of_role(story, &role, &o, first, last);
  if (mention == CH_NO_ITEM && !story->failed) {
    bool definite = (determiner_bits(story, &role) & CH_WORD_DEFINITE) != 0;
    uint32_t actor = ch_refer_role(story, &role, definite);
    if (actor == CH_NO_ITEM && definite && row->kind == CH_ROLE_PERSON && !ch_is_plural(doc, w))
      actor = only_holder(story, row->office);
    if (actor == CH_NO_ITEM && aside(story, &role)) return CH_NO_ITEM;
    if (actor == CH_NO_ITEM && doc->words[w].upos == CH_UPOS_PROPN) {
      /* "the Baltic Council": a name of its own. */
      uint32_t named = from_span(story, w);
      if (named != CH_NO_ITEM) {
        ch_actor *body = actor_of(story, named);
        if (body->n_sectors == 0) copy_sectors(body, row->sectors, row->n_sectors);
        return named;
      }
    }
    if (actor == CH_NO_ITEM) {
      /* Property without an owner is no actor. */
      if (row->kind == CH_ROLE_PROPERTY || is_bit(story, row->term, CH_WORD_COUNTRY))
        return CH_NO_ITEM;
      ch_actor unknown = role_actor(story, row, NULL);
      actor = ch_story_actor(story, &unknown, CH_CLASS_GROUP);
    }
    mention = ch_story_mention(story, w, first, last, actor, CH_NAMING_NOMINAL, false);
  }
  if (mention == CH_NO_ITEM) return mention;
  uint32_t actor = story->mentions.v[mention].actor;
  if (story->actors.v[actor].code.n > 0) note_role(story, mention, row, w);
  if (row->kind == CH_ROLE_BODY) learn_short_name(story, role.last, actor);
  return mention;
}

/* ---- names --------------------------------------------------------------------------------- */

static bool after_the(const ch_story *story, const ch_hit *hit) {
  uint32_t det = ch_child_by_rel(story->doc, hit->head, CH_REL_DET);
  return det != CH_NO_WORD && (ch_form_bits(story, det) & CH_WORD_DEFINITE);
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

static uint32_t from_hit(ch_story *story, uint32_t w) {
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
    bool place = !qualifying && ch_reads_as_place(story, &hit);
    if (place) ch_add_place(story, &hit);
    learn_short_name(story, hit.last, actor);
    uint32_t mention =
        ch_story_mention(story, w, hit.first, hit.last, actor,
                         qualifying ? CH_NAMING_ADJECTIVE : CH_NAMING_NAME, place);
    if (mention != CH_NO_ITEM && !qualifying)
      ch_refer_note(story, mention, story->lists->bodies.v[row].name, w);
    return mention;
  }
  bool adjective = doc->words[w].upos == CH_UPOS_ADJ && !after_the(story, &hit) &&
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
    if (!qualifying) return state_mention(story, &hit, row, CH_NAMING_CAPITAL);
    if (noun != CH_NO_WORD && story->role_at[noun] != CH_NO_ITEM)
      return state_mention(story, &hit, row, CH_NAMING_ADJECTIVE);
  }
  if (!hit.in_other && !(qualifying && part_of_name(story, &hit))) ch_add_place(story, &hit);
  return CH_NO_ITEM;
}

/* A body that no list has: the name tagger's span. */
static uint32_t from_span(ch_story *story, uint32_t w) {
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
  ch_str name = word_text(doc, first, last);
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
  learn_short_name(story, last, number);
  return ch_story_mention(story, w, first, last, number, CH_NAMING_NAME, false);
}

/* "the Russian capital", "the capital of Russia": a place. */
static void add_seat(ch_story *story, uint32_t w) {
  const ch_document *doc = story->doc;
  uint32_t count = ch_child_count(doc, w);
  for (uint32_t i = 0; i < count; i++) {
    uint32_t c = ch_child(doc, w, i);
    ch_rel rel = (ch_rel)doc->words[c].rel;
    if (rel != CH_REL_AMOD && rel != CH_REL_COMPOUND && rel != CH_REL_NMOD_POSS &&
        rel != CH_REL_NMOD)
      continue;
    uint32_t mention = ch_resolve(story, c);
    if (mention == CH_NO_ITEM) continue;
    uint32_t state = ch_state_row_of(story->lists, actor_of(story, mention)->code);
    if (state == CH_NO_ROW) continue;
    ch_add_seat(story, w, state);
    return;
  }
}

uint32_t ch_resolve(ch_story *story, uint32_t w) {
  if (story->failed) return CH_NO_ITEM;
  if (story->resolved[w]) return story->mention_of[w];
  story->resolved[w] = 1;
  uint32_t person = story->person_at[w], hit = story->hit_at[w], made = CH_NO_ITEM;
  if (person != CH_NO_ITEM) {
    if (story->person_hits.v[person].head == w) made = from_person(story, w);
  } else if (hit != CH_NO_ITEM) {
    if (story->hits.v[hit].head == w) made = from_hit(story, w);
    if (made == CH_NO_ITEM && story->hits.v[hit].in_other) made = from_span(story, w);
  } else if (story->role_at[w] != CH_NO_ITEM) {
    made = from_role(story, w);
  } else {
    if (ch_lemma_bits(story, w) & CH_WORD_SEAT) add_seat(story, w);
    made = from_span(story, w);
    if (made == CH_NO_ITEM) made = ch_refer_pronoun(story, w);
  }
  if (story->resolved[w] == 1) {
    story->mention_of[w] = made;
    story->resolved[w] = 2;
  }
  return story->mention_of[w];
}
