/* Whose is it? The possessor, adjective, "of" phrase or name that a role belongs
 * to. The parser may be wrong about how the words in front of a noun hang
 * together; adjectives and names there are therefore taken by their order, not
 * by their arcs.
 */
#include "read/actor_phrase.h"

enum { MAX_SCAN = 12 }; /* words looked at before a noun */

static void add_owner(const ch_story *story, ch_owners *o, uint32_t mention) {
  if (mention == CH_NO_ITEM || o->n == CH_MAX_OWNERS) return;
  const ch_mention *m = &story->mentions.v[mention];
  if (m->first < o->first) o->first = m->first;
  if (m->last > o->last) o->last = m->last;
  if (ch_actor_at(story, mention)->code.n == 0 && ch_actor_at(story, mention)->body.n == 0) return;
  for (uint32_t i = 0; i < o->n; i++)
    if (story->mentions.v[o->v[i]].actor == m->actor) return;
  o->v[o->n++] = mention;
}

/* The mention at w, its twins and its conjuncts. */
static void add_owner_phrase(ch_story *story, ch_owners *o, uint32_t w) {
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

/* "Iranian political AND military leaders" */
static bool joins_adjectives(const ch_story *story, uint32_t w) {
  const ch_document *doc = story->doc;
  return w > 0 && w + 1 < doc->n_words && doc->words[w - 1].upos == CH_UPOS_ADJ &&
         doc->words[w + 1].upos == CH_UPOS_ADJ && story->hit_at[w - 1] == CH_NO_ITEM &&
         story->hit_at[w + 1] == CH_NO_ITEM;
}

static bool passes(const ch_story *story, uint32_t w, bool after_name) {
  const ch_word *word = &story->doc->words[w];
  switch ((ch_upos)word->upos) {
    case CH_UPOS_ADJ: case CH_UPOS_NOUN: case CH_UPOS_PROPN: case CH_UPOS_NUM: case CH_UPOS_ADV:
      return true;
    case CH_UPOS_CCONJ:
      return after_name || joins_adjectives(story, w);
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

/* "a Russia expert", "the Syria envoy": what he deals with. A name that serves as an
 * adjective too ("U.S.") says where he is from. */
static bool is_topic(const ch_story *story, const ch_role_hit *role, const ch_hit *hit) {
  return (ch_form_uses(story, role->head) & CH_USE_TOPIC) && ch_hit_may(hit, CH_SURFACE_STATE) &&
         !ch_hit_may(hit, CH_SURFACE_ADJECTIVE);
}

/* "In LIMA, Chilean officials …": a name behind a preposition of its own, which the noun is not in a row
 * with ("between PERU, Chile and Iran officials"). */
static bool ends_phrase(const ch_story *story, uint32_t comma, uint32_t noun) {
  const ch_hit *before = &story->hits.v[story->hit_at[comma - 1]];
  uint32_t first;
  ch_shared_rel(story->doc, noun, &first);
  return story->doc->words[comma].upos == CH_UPOS_PUNCT && !ch_hit_may(before, CH_SURFACE_ADJECTIVE) &&
         first != before->head && ch_case_marker(story->doc, before->head) != CH_NO_WORD;
}

/* "the Chilean MINISTRY'S European department": the body right before the "'s" at w, of which another is part;
 * CH_NO_ITEM if none is. */
static uint32_t house_of_part(ch_story *story, const ch_role_hit *part, uint32_t w, uint32_t stop) {
  const ch_role_row *rows = story->lists->roles.v;
  if (w == stop || story->doc->words[w].upos != CH_UPOS_PART || rows[part->row].kind != CH_ROLE_BODY) return CH_NO_ITEM;
  uint32_t at = story->role_at[w - 1];
  if (at == CH_NO_ITEM || rows[story->roles.v[at].row].kind != CH_ROLE_BODY) return CH_NO_ITEM;
  uint32_t house = ch_resolve(story, w - 1);
  return house != CH_NO_ITEM && ch_actor_at(story, house)->code.n > 0 ? house : CH_NO_ITEM;
}

/* Adjectives, names and roles that qualify what begins at `from`, nearest
 * first, as far as one noun phrase goes. */
static void owners_before(ch_story *story, ch_owners *o, const ch_role_hit *role) {
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
      if (!is_topic(story, role, &hit)) add_owner(story, o, ch_resolve(story, hit.head));
      w = hit.first;
      after_name = true;
      continue;
    }
    if (story->role_at[w] != CH_NO_ITEM && !after_name && doc->words[w].head < from + 8) {
      uint32_t mention = ch_resolve(story, w);
      if (mention != CH_NO_ITEM && ch_actor_at(story, mention)->code.n > 0) {
        add_owner(story, o, mention);
        return; /* its own scan went on from there */
      }
      if (mention != CH_NO_ITEM) {
        after_name = true; /* "U.S. and coalition forces" */
        continue;
      }
    }
    uint32_t house = house_of_part(story, role, w, stop);
    if (house != CH_NO_ITEM) {
      o->n = 0; /* what stands between is what the part deals with */
      add_owner(story, o, house);
    }
    if (!passes(story, w, after_name)) return;
    if (ch_form_bits(story, w) & CH_WORD_FORMER) o->former = true;
    bool joins = doc->words[w].upos == CH_UPOS_CCONJ || doc->words[w].upos == CH_UPOS_PUNCT;
    if (joins && after_name && (w == stop || story->hit_at[w - 1] == CH_NO_ITEM || ends_phrase(story, w, role->head))) return;
    if (!joins && doc->words[w].upos != CH_UPOS_SYM) after_name = false;
  }
}

/* "spokesman for the FOREIGN MINISTRY Luis Soto", hung on his name: the house that stands before it. */
static uint32_t house_before(const ch_story *story, uint32_t w) {
  const ch_document *doc = story->doc;
  uint32_t count = story->person_at[w] != CH_NO_ITEM ? ch_child_count(doc, w) : 0;
  for (uint32_t i = 0; i < count; i++) {
    uint32_t c = ch_child(doc, w, i);
    if (c > w || (doc->words[c].rel != CH_REL_NMOD_DESC && doc->words[c].rel != CH_REL_COMPOUND)) continue;
    uint32_t role = story->role_at[c];
    bool house = role != CH_NO_ITEM ? story->lists->roles.v[story->roles.v[role].row].kind == CH_ROLE_BODY
                                    : story->hit_at[c] != CH_NO_ITEM;
    if (house) return c;
  }
  return w;
}

/* "spokesman for the Kremlin", "parliament in Kyiv", "diplomats from Russia", "aide to Putin". */
static bool owner_behind(const ch_story *story, const ch_role_hit *role, uint32_t c) {
  const ch_document *doc = story->doc;
  uint32_t marker = ch_case_marker(doc, c);
  if (marker == CH_NO_WORD) marker = ch_case_marker(doc, house_before(story, c));
  if (doc->words[c].rel != CH_REL_NMOD || c <= role->last || marker == CH_NO_WORD) return false;
  uint32_t bits = ch_form_bits(story, marker);
  /* "an aide to the premier": his whom he serves */
  if ((ch_form_uses(story, role->head) & CH_USE_SERVANT) && (ch_form_uses(story, marker) & CH_USE_SERVED))
    return true;
  if (bits & CH_WORD_OWNER) {
    ch_role_kind kind = story->lists->roles.v[role->row].kind;
    /* "envoy for Syria" is somebody else's; a spokesman speaks for his own. */
    return kind == CH_ROLE_SPOKESPERSON || !(ch_form_uses(story, marker) & CH_USE_BEHALF);
  }
  /* "police NEAR THE DANISH EMBASSY" are not Denmark's, its officials at the embassy are */
  const ch_role_row *row = &story->lists->roles.v[role->row];
  bool guards = row->n_sectors > 0 && ch_str_is(row->sectors[0], "COP") && (ch_form_bits(story, c) & CH_WORD_ABROAD);
  return (bits & CH_WORD_AT) && (ch_form_bits(story, role->head) & CH_WORD_HOME) && !guards;
}

static void owners_behind(ch_story *story, ch_owners *o, const ch_role_hit *role) {
  const ch_document *doc = story->doc;
  uint32_t count = ch_child_count(doc, role->head);
  for (uint32_t i = 0; i < count; i++) {
    uint32_t c = ch_child(doc, role->head, i);
    if (owner_behind(story, role, c)) add_owner_phrase(story, o, house_before(story, c));
  }
}

/* "accused THE GOVERNMENT IN OSLO of lying": what stands right behind, though the parser hung it on the verb. */
static void owner_hung_high(ch_story *story, ch_owners *o, const ch_role_hit *role) {
  const ch_document *doc = story->doc;
  const ch_word *head = &doc->words[role->head];
  uint32_t marker = role->last + 1;
  const ch_sentence *s = &doc->sentences[doc->sentence_of[role->head]];
  ch_rel rel = ch_rel_universal((ch_rel)head->rel);
  if (marker >= s->first + s->count || (rel != CH_REL_OBJ && rel != CH_REL_OBL && rel != CH_REL_NMOD) ||
      doc->words[marker].rel != CH_REL_CASE || !(ch_form_bits(story, marker) & CH_WORD_AT))
    return;
  uint32_t noun = doc->words[marker].head;
  if (noun == CH_NO_WORD || noun < marker) return;
  uint32_t above = head->head == CH_NO_WORD || rel != CH_REL_NMOD ? head->head : doc->words[head->head].head;
  if (doc->words[noun].head != head->head && doc->words[noun].head != above) return;
  if (ch_form_bits(story, role->head) & CH_WORD_HOME) add_owner_phrase(story, o, noun);
}

/* "director of the centre at the Danish foreign ministry": whose what owns it is. `named`: what a group is told to
 * be of or from alone ("a delegation from the northern region OF CHAD"). */
static void owners_of_owner(ch_story *story, ch_owners *o, const ch_role_hit *role, uint32_t head, bool named) {
  const ch_document *doc = story->doc;
  uint32_t count = ch_child_count(doc, head);
  for (uint32_t i = 0; i < count && o->n == 0; i++) {
    uint32_t c = ch_child(doc, head, i);
    if (doc->words[c].rel != CH_REL_NMOD || c <= role->last || (named && !owner_behind(story, role, c))) continue;
    uint32_t inner = ch_child_count(doc, c);
    for (uint32_t k = 0; k < inner; k++) {
      uint32_t below = ch_child(doc, c, k), marker = ch_case_marker(doc, below);
      bool own = doc->words[below].rel == CH_REL_NMOD && marker != CH_NO_WORD &&
                 (ch_form_bits(story, marker) & CH_WORD_OWNER) &&
                 !(ch_form_uses(story, marker) & CH_USE_BEHALF);
      if (own || doc->words[below].rel == CH_REL_NMOD_POSS) add_owner_phrase(story, o, below);
      if (!own) continue;
      uint32_t poss = ch_child_by_rel(doc, below, CH_REL_NMOD_POSS);
      if (o->n == 0 && poss != CH_NO_WORD) add_owner_phrase(story, o, poss);
    }
  }
}

static bool own_determiner(const ch_document *doc, uint32_t w) {
  return ch_child_by_rel(doc, w, CH_REL_DET) != CH_NO_WORD ||
         ch_child_by_rel(doc, w, CH_REL_NUMMOD) != CH_NO_WORD ||
         ch_child_by_rel(doc, w, CH_REL_NMOD_POSS) != CH_NO_WORD;
}

/* In the order of the text. */
static void sort_owners(const ch_story *story, ch_owners *o) {
  for (uint32_t i = 1; i < o->n; i++) {
    uint32_t moved = o->v[i], k = i;
    for (; k > 0 && story->mentions.v[o->v[k - 1]].first > story->mentions.v[moved].first; k--)
      o->v[k] = o->v[k - 1];
    o->v[k] = moved;
  }
}

/* Where one owner's country is known, those of none say nothing. */
static void drop_unknown(const ch_story *story, ch_owners *o) {
  uint32_t known = 0;
  for (uint32_t i = 0; i < o->n; i++) known += ch_actor_at(story, o->v[i])->code.n > 0;
  if (known == 0) return;
  uint32_t n = 0;
  for (uint32_t i = 0; i < o->n; i++)
    if (ch_actor_at(story, o->v[i])->code.n > 0) o->v[n++] = o->v[i];
  o->n = n;
}

/* "the Palestinian U.N. ambassador", "Russia's NATO envoy": he speaks for the state, at the body.
 * Not in "U.S. and U.N. officials". */
static void drop_seat(const ch_story *story, ch_owners *o, const ch_role_hit *role) {
  const ch_role_row *row = &story->lists->roles.v[role->row];
  if (!(ch_word_bits(story->lists, row->term) & CH_WORD_ABROAD) && row->office.n == 0) return;
  for (uint32_t i = 0; o->n == 2 && i < 2; i++) {
    const ch_mention *state = &story->mentions.v[o->v[i]], *seat = &story->mentions.v[o->v[1 - i]];
    const ch_actor *a = ch_actor_at(story, o->v[i]), *b = ch_actor_at(story, o->v[1 - i]);
    bool next = state->last + 1 == seat->first ||
                (state->last + 2 == seat->first && story->doc->words[state->last + 1].upos == CH_UPOS_PART);
    if (!next || a->body.n || a->person.n || b->body.n == 0 ||
        ch_state_row_of(story->lists, a->code) == CH_NO_ROW ||
        ch_state_row_of(story->lists, b->code) != CH_NO_ROW)
      continue;
    o->v[0] = o->v[i];
    o->n = 1;
  }
}

/* "the Texas senator", "Jerusalem police": the state of a town right in front. */
static uint32_t town_before(const ch_story *story, uint32_t first) {
  const ch_document *doc = story->doc;
  uint32_t start = doc->sentences[doc->sentence_of[first]].first;
  for (uint32_t w = first; w > start && first - w < 3; w--) {
    uint32_t at = story->hit_at[w - 1];
    if (at == CH_NO_ITEM) {
      if (doc->words[w - 1].upos != CH_UPOS_ADJ && doc->words[w - 1].upos != CH_UPOS_PROPN) break;
      continue;
    }
    const ch_hit *hit = &story->hits.v[at];
    if (hit->in_other || !ch_hit_may(hit, CH_SURFACE_CITY)) break;
    return ch_hit_row(story, hit, CH_SURFACE_CITY);
  }
  return CH_NO_ROW;
}

/* Whose is it? */
ch_owners ch_owners_of(ch_story *story, const ch_role_hit *role) {
  const ch_document *doc = story->doc;
  ch_owners o = {.n = 0, .first = role->first, .last = role->last};
  owners_before(story, &o, role);
  for (uint32_t w = role->first; w <= role->last; w++) {
    /* on the "prosecutor" of "Peru's prosecutor's office" too */
    uint32_t on_word = w == role->head || o.n == 0 ? ch_child_count(doc, w) : 0;
    for (uint32_t i = 0; i < on_word; i++) {
      uint32_t c = ch_child(doc, w, i);
      if (doc->words[c].rel == CH_REL_NMOD_POSS && c < role->first) add_owner_phrase(story, &o, c);
    }
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
  if (o.n == 0) owner_hung_high(story, &o, role);
  if (o.n == 0 && doc->words[role->head].rel == CH_REL_CONJ &&
      doc->words[role->head].head < role->first && !own_determiner(doc, role->head)) {
    uint32_t first = story->role_at[doc->words[role->head].head];
    if (first != CH_NO_ITEM) {
      ch_owners shared = {.n = 0, .first = role->first, .last = role->last};
      owners_before(story, &shared, &story->roles.v[first]);
      o.n = shared.n;
      memcpy(o.v, shared.v, sizeof o.v);
    }
  }
  drop_unknown(story, &o);
  drop_seat(story, &o, role);
  bool known = o.n > 0 && ch_actor_at(story, o.v[0])->code.n > 0;
  ch_role_kind kind = story->lists->roles.v[role->row].kind;
  bool group = kind == CH_ROLE_GROUP || kind == CH_ROLE_BODY;
  if (!known && (kind == CH_ROLE_PERSON || kind == CH_ROLE_SPOKESPERSON || group)) {
    ch_owners deeper = {.n = 0, .first = o.first, .last = o.last};
    owners_of_owner(story, &deeper, role, role->head, group);
    /* or what was hung on the name that the office stands beside */
    if (deeper.n == 0 && doc->words[role->head].rel == CH_REL_APPOS)
      owners_of_owner(story, &deeper, role, doc->words[role->head].head, group);
    if (deeper.n > 0 && ch_actor_at(story, deeper.v[0])->code.n > 0) {
      o.n = deeper.n;
      memcpy(o.v, deeper.v, sizeof o.v);
    }
  }
  o.town_state = o.n == 0 ? town_before(story, role->first) : CH_NO_ROW;
  sort_owners(story, &o);
  return o;
}
