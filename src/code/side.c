/* Sides: lists of parties, and whom a phrase names. */
#include "code/parties.h"

enum { MAX_MENTIONS = CH_MAX_SIDE };

/* PLOVER's sectors of the state's own organs. */
static bool is_organ(const ch_actor *a) {
  static const char *const ORGANS[] = {"GOV", "LEG", "MIL", "JUD", "COP", "SPY"};
  for (size_t i = 0; a->n_sectors && i < sizeof ORGANS / sizeof *ORGANS; i++)
    if (ch_str_is(a->sectors[0], ORGANS[i])) return true;
  return a->n_sectors == 0;
}

bool ch_is_power(const ch_actor *a) {
  static const char *const NONE[] = {"NGO", "MNC", "ISM", "IMG", "IGO"};
  static const char *const ORGANS[] = {"GOV", "MIL", "IGO"};
  if (a->code.n != 3) return false;
  for (size_t i = 0; i < sizeof NONE / sizeof *NONE; i++)
    if (ch_str_is(a->code, NONE[i])) return false;
  for (size_t i = 0; a->n_sectors && i < sizeof ORGANS / sizeof *ORGANS; i++)
    if (ch_str_is(a->sectors[0], ORGANS[i])) return true;
  return a->n_sectors == 0;
}

bool ch_is_body(const ch_actor *a) {
  static const char *const BODIES[] = {"EUR", "UNO", "IGO"};
  for (size_t k = 0; k < sizeof BODIES / sizeof *BODIES; k++)
    if (ch_str_is(a->code, BODIES[k])) return true;
  return false;
}

/* The state as such, not a person or body of it. */
bool ch_is_state(const ch_actor *a) {
  return a->person.n == 0 && a->body.n == 0 && a->office.n == 0 && is_organ(a);
}

bool ch_is_outlet(const ch_actor *a) {
  return a->body.n && a->n_sectors == 1 && ch_str_is(a->sectors[0], "JRN");
}

bool ch_is_rebel(const ch_actor *a) {
  return a->n_sectors && (ch_str_is(a->sectors[0], "REB") || ch_str_is(a->sectors[0], "UAF"));
}

/* "the Taliban refused talks with THE AFGHAN GOVERNMENT": who once was in arms against a government and
 * the government, both told of, are two, whenever it was. */
static bool opposed_rulers(const ch_actor *rebels, const ch_party *rulers) {
  bool armed = false;
  for (uint32_t i = 0; i < rebels->n_sectors; i++) armed |= ch_str_is(rebels->sectors[i], "REB");
  for (uint32_t i = 0; i < rulers->actor->n_sectors; i++)
    if (ch_str_is(rulers->actor->sectors[i], "REB")) return false;
  return armed && (rulers->rulers || !ch_is_state(rulers->actor) ||
                   (rulers->actor->n_sectors && ch_str_is(rulers->actor->sectors[0], "MIL")));
}

/* "Peruvian deputies criticised THE GOVERNMENT": an organ that its state's rulers are not. */
static bool faces_rulers(const ch_actor *a) {
  return a->n_sectors && (ch_str_is(a->sectors[0], "LEG") || ch_str_is(a->sectors[0], "JUD"));
}

/* "Likud turned down LABOUR": two parties of one state. */
static bool rival_parties(const ch_actor *x, const ch_actor *y) {
  return x->body.n && y->body.n && !ch_str_eq(x->body, y->body) && x->n_sectors && y->n_sectors &&
         ch_str_is(x->sectors[0], "PTY") && ch_str_is(y->sectors[0], "PTY");
}

/* A land that calls itself a state, and few others do. */
static bool is_breakaway(const ch_actor *a) {
  for (uint32_t i = 0; i < a->n_sectors; i++)
    if (ch_str_is(a->sectors[i], "PRE")) return true;
  return false;
}

bool ch_party_same(const ch_party *a, const ch_party *b) {
  const ch_actor *x = a->actor, *y = b->actor;
  if (x == y) return true;
  if (ch_is_rebel(x) != ch_is_rebel(y)) return false; /* whoever's citizens they are */
  if (x->code.n == 0 || y->code.n == 0) return ch_str_eq(x->code, y->code) && ch_str_eq(x->name, y->name);
  if (!ch_str_eq(x->code, y->code)) return false;
  if (opposed_rulers(x, b) || opposed_rulers(y, a)) return false;
  if (rival_parties(x, y)) return false;
  /* "the republic's leaders rejected what KIEV offered" */
  if (is_breakaway(x) != is_breakaway(y)) return false;
  if (a->rulers != b->rulers && (faces_rulers(x) || faces_rulers(y))) return false;
  if ((ch_is_state(x) && is_organ(y)) || (ch_is_state(y) && is_organ(x))) return true;
  if (x->n_sectors && y->n_sectors && !ch_str_eq(x->sectors[0], y->sectors[0])) return false;
  if (x->person.n && y->person.n) return ch_str_eq(x->person, y->person);
  /* "the president turned down the prime minister" */
  if (x->office.n && y->office.n && !ch_str_eq(x->office, y->office)) return false;
  return x->n_sectors == y->n_sectors || x->n_sectors == 0 || y->n_sectors == 0 ||
         ch_str_eq(x->sectors[0], y->sectors[0]);
}

bool ch_side_shares(const ch_side *a, const ch_side *b) {
  for (uint32_t i = 0; i < a->n; i++)
    for (uint32_t j = 0; j < b->n; j++) {
      const ch_actor *x = a->v[i].actor, *y = b->v[j].actor;
      if (x == y || (x->code.n && ch_str_eq(x->code, y->code))) return true;
    }
  return false;
}

static void put(ch_side *side, const ch_party *party) {
  for (uint32_t i = 0; i < side->n; i++)
    if (side->v[i].actor == party->actor) return;
  if (side->n < CH_MAX_SIDE) side->v[side->n++] = *party;
}

void ch_side_join(ch_side *side, const ch_side *other) {
  for (uint32_t i = 0; i < other->n; i++) put(side, &other->v[i]);
}

void ch_side_remove(ch_side *side, const ch_side *other) {
  uint32_t kept = 0;
  for (uint32_t i = 0; i < side->n; i++) {
    bool there = false;
    for (uint32_t j = 0; j < other->n; j++) there |= ch_party_same(&side->v[i], &other->v[j]);
    if (!there) side->v[kept++] = side->v[i];
  }
  side->n = kept;
}

void ch_side_actor(ch_side *side, const ch_coding *c, uint32_t actor, ch_span span) {
  const ch_actor *a = &c->reading->actors[actor];
  if (a->code.n == 0 && a->name.n == 0) return;
  put(side, &(ch_party){a, ch_str_at(c->doc->text, span), span, false, false});
}

void ch_side_add(const ch_coding *c, ch_side *side, uint32_t mention) {
  const ch_mention *m = &c->reading->mentions[mention];
  if (m->actor == CH_NO_ITEM) return;
  uint32_t had = side->n;
  ch_side_actor(side, c, m->actor, m->span);
  for (uint32_t i = had; i < side->n; i++)
    side->v[i].rulers = m->naming == CH_NAMING_NOMINAL && ch_is_state(side->v[i].actor) &&
                        ch_in_class(c, m->head, c->book->rulers);
}

/* "sentenced an AMERICAN", taken for an adjective. */
static bool is_object(const ch_coding *c, uint32_t w) {
  uint8_t rel = ch_w(c, w)->rel;
  return rel == CH_REL_OBJ || rel == CH_REL_NSUBJ_PASS;
}

void ch_side_of(const ch_coding *c, uint32_t w, bool places, ch_side *out) {
  out->n = 0;
  if (w == CH_NO_WORD) return;
  uint32_t found[MAX_MENTIONS];
  uint32_t n = ch_np_actors(c->reading, w, found, MAX_MENTIONS);
  for (uint32_t i = 0; i < n; i++) ch_side_add(c, out, found[i]);
  uint32_t m = c->reading->mention_at[w];
  if (n == 0 && places && m != CH_NO_ITEM &&
      (c->reading->mentions[m].naming != CH_NAMING_ADJECTIVE || ch_w(c, w)->upos == CH_UPOS_PROPN ||
       is_object(c, w))) {
    ch_side_add(c, out, m);
    for (uint32_t i = 0; i < ch_child_count(c->doc, w); i++) { /* "to Egypt AND ISRAEL" */
      uint32_t child = ch_child(c->doc, w, i), joined = c->reading->mention_at[child];
      if (ch_w(c, child)->rel == CH_REL_CONJ && ch_w(c, child)->upos == CH_UPOS_PROPN && joined != CH_NO_ITEM)
        ch_side_add(c, out, joined);
    }
  }
}

void ch_side_owners(const ch_coding *c, uint32_t w, ch_side *out) {
  out->n = 0;
  if (w == CH_NO_WORD) return;
  uint32_t found[MAX_MENTIONS];
  uint32_t n = ch_np_owners(c->reading, w, found, MAX_MENTIONS);
  /* "Turkey's NATO ALLIES": of NATO, and not Turkey */
  uint32_t beside = n > 1 && ch_in_class(c, w, c->book->fellow) ? ch_child_by_rel(c->doc, w, CH_REL_NMOD_POSS) : CH_NO_WORD;
  for (uint32_t i = 0; i < n; i++)
    if (beside == CH_NO_WORD || c->reading->mentions[found[i]].head != beside) ch_side_add(c, out, found[i]);
}

bool ch_any_coded(const ch_side *side) {
  for (uint32_t i = 0; i < side->n; i++)
    if (side->v[i].actor->code.n) return true;
  return false;
}

bool ch_any_told(const ch_side *side) {
  for (uint32_t i = 0; i < side->n; i++)
    if (side->v[i].actor->code.n || side->v[i].actor->person.n) return true;
  return false;
}

uint32_t ch_n_coded(const ch_side *side) {
  uint32_t n = 0;
  for (uint32_t i = 0; i < side->n; i++) n += side->v[i].actor->code.n != 0;
  return n;
}

bool ch_speaks_for(const ch_actor *a) {
  if (a->person.n && a->n_sectors == 0) return false;
  for (uint32_t i = 0; i < a->n_sectors; i++)
    if (ch_str_is(a->sectors[i], "JRN")) return false;
  return a->code.n != 0;
}

bool ch_any_power(const ch_side *side) {
  for (uint32_t i = 0; i < side->n; i++)
    if (ch_is_power(side->v[i].actor)) return true;
  return false;
}

/* Are both of one state? "The ministry told the Americans to cut their staff", its ministry
 * taken for theirs: a state does not do to itself what only states do to each other. */
bool ch_one_code(const ch_side *actor, const ch_side *recipient) {
  return actor->n == 1 && recipient->n == 1 && actor->v[0].actor->person.n == 0 &&
         ch_str_eq(actor->v[0].actor->code, recipient->v[0].actor->code);
}

/* "INSURGENTS loyal to Peru" are not Peru, but rebels where they fight. */
static bool are_rebels(const ch_side *side) {
  for (uint32_t i = 0; i < side->n; i++)
    if (side->v[i].actor->n_sectors && ch_str_is(side->v[i].actor->sectors[0], "REB")) return true;
  return false;
}

/* For whom those of the phrase act: "hackers WORKING FOR PERU", "in the PAY OF PERU",
 * "IRAN-linked". The preposition is looked for beside its word, for parsers hang it too high. */
static void acted_for(const ch_coding *c, uint32_t w, ch_side *out) {
  ch_side found = {.n = 0};
  for (uint32_t i = 0; !ch_any_coded(&found) && i < ch_child_count(c->doc, w); i++) {
    uint32_t child = ch_child(c->doc, w, i), next = child + 1;
    uint8_t rel = ch_w(c, child)->rel;
    if (rel == CH_REL_NMOD && ch_in_class(c, child, c->book->behalf)) ch_side_owners(c, child, &found);
    if ((rel != CH_REL_ACL && rel != CH_REL_AMOD) || !ch_in_class(c, child, c->book->acting_for)) continue;
    if (child < w) {
      for (uint32_t k = 0; found.n == 0 && k < ch_child_count(c->doc, child); k++)
        ch_named_or_owning(c, ch_child(c->doc, child, k), true, &found);
    } else if (next < c->doc->n_words && ch_w(c, next)->rel == CH_REL_CASE && ch_w(c, next)->head > next &&
               ch_w(c, next)->head != CH_NO_WORD) {
      ch_named_or_owning(c, ch_w(c, next)->head, true, &found);
    }
  }
  if (ch_any_coded(&found) && !(are_rebels(out) && ch_is_state(found.v[0].actor))) *out = found;
}

/* "INCLUDING Peru", "ESPECIALLY Peru" */
static bool is_example(const ch_coding *c, uint32_t w) {
  if (ch_marker_in(c, w, c->book->including) != CH_NO_WORD) return true;
  for (uint32_t i = 0; i < ch_child_count(c->doc, w); i++) {
    uint32_t child = ch_child(c->doc, w, i);
    if (child < w && ch_w(c, child)->rel == CH_REL_ADVMOD && ch_in_class(c, child, c->book->especially)) return true;
  }
  return false;
}

/* "15 people, AMONG THEM two Danes", "15 people, two OF THEM DANES" */
static bool is_among_them(const ch_coding *c, uint32_t w, uint32_t child) {
  if (child > w + 2 && ch_w(c, child - 1)->upos == CH_UPOS_PRON && ch_w(c, child - 2)->upos == CH_UPOS_ADP) return true;
  for (uint32_t k = w + 1; k + 1 < child; k++)
    if (ch_in_class(c, k, c->book->amid_them) && ch_w(c, k + 1)->upos == CH_UPOS_PRON) return true;
  return false;
}

/* "15 people, INCLUDING the head of Russia's security service"; "leaders of the states involved,
 * INCLUDING Peru", hung on "involved". */
static void shown_below(const ch_coding *c, uint32_t w, int depth, ch_side *out) {
  for (uint32_t i = 0; out->n == 0 && i < ch_child_count(c->doc, w); i++) {
    uint32_t child = ch_child(c->doc, w, i);
    uint8_t rel = ch_w(c, child)->rel;
    bool among = child > w && rel != CH_REL_ACL_RELCL && ch_w(c, child)->upos != CH_UPOS_PRON && is_among_them(c, w, child);
    if (is_example(c, child) || among) {
      ch_side_of(c, child, false, out);
      if (!ch_any_coded(out)) ch_side_owners(c, child, out);
      if (!ch_any_coded(out)) out->n = 0;
    } else if (depth > 0 && child > w &&
               (rel == CH_REL_NMOD || rel == CH_REL_ACL || rel == CH_REL_AMOD || rel == CH_REL_OBL || rel == CH_REL_APPOS)) {
      shown_below(c, child, depth - 1, out);
    }
  }
}

/* "by several states, INCLUDING PERU", "sanctions on nine people, INCLUDING the head of a Syrian
 * bank": hung beside them, or higher, and right behind them. */
static void shown_beside(const ch_coding *c, uint32_t w, ch_side *out) {
  enum { CLIMB = 3 };
  uint32_t up = ch_w(c, w)->head;
  for (int level = 0; level < CLIMB && up != CH_NO_WORD; level++, up = ch_w(c, up)->head) {
    bool among = false;
    for (uint32_t i = 0; i < ch_child_count(c->doc, up); i++) {
      uint32_t child = ch_child(c->doc, up, i);
      if (child <= w || ch_w(c, child)->rel == CH_REL_PUNCT) continue;
      /* "killed nine people, AMONG THEM two Danes" */
      if (ch_w(c, child)->upos == CH_UPOS_PRON && ch_marker_in(c, child, c->book->amid_them) != CH_NO_WORD) {
        among = true;
        continue;
      }
      if (!among && ch_marker_in(c, child, c->book->including) == CH_NO_WORD) return;
      ch_side_of(c, child, false, out);
      if (!ch_any_coded(out)) ch_side_owners(c, child, out);
      if (!ch_any_coded(out)) out->n = 0;
      return;
    }
    if (ch_is_verb(c, up)) return;
  }
}

/* "SEVERAL COUNTRIES have sent arms to Chad, INCLUDING PERU", hung on what stands before it: of the
 * last states told of without their names. */
static void shown_at_end(const ch_coding *c, uint32_t w, ch_side *out) {
  const ch_sentence *s = &c->doc->sentences[c->doc->sentence_of[w]];
  if (!ch_in_class(c, w, c->book->generality) || !ch_feature(c, w, "Number=Plur")) return;
  for (uint32_t i = w + 1; i < s->first + s->count; i++) {
    if (ch_is_noun(c, i) && ch_in_class(c, i, c->book->generality)) return;
    uint32_t marker = ch_marker_in(c, i, c->book->including);
    if (marker == CH_NO_WORD || marker <= w || ch_w(c, marker - 1)->upos != CH_UPOS_PUNCT) continue;
    ch_side_of(c, i, false, out);
    if (!ch_any_coded(out)) out->n = 0;
    return;
  }
}

/* "A member OF THE ISRAELI CABINET, Dan Meron", of no country that the lists know: whose he is. */
static void owner_of_stranger(const ch_coding *c, uint32_t w, ch_side *out) {
  for (uint32_t i = 0; i < out->n; i++)
    if (out->v[i].actor->person.n == 0) return;
  ch_side owners;
  ch_side_owners(c, w, &owners);
  if (out->n && ch_any_coded(&owners) && ch_w(c, w)->upos == CH_UPOS_NOUN) *out = owners;
}

/* Is the noun, or what it counts, one of those who stand against its owner: "thousands of OPPONENTS
 * of the president"? */
static bool are_opposed(const ch_coding *c, uint32_t w) {
  if (c->reading->mention_at[w] != CH_NO_ITEM) return false;
  if (ch_in_class(c, w, c->book->opposed)) return true;
  for (uint32_t i = 0; i < ch_child_count(c->doc, w); i++) {
    uint32_t child = ch_child(c->doc, w, i);
    if (ch_counts(c, w, child)) return are_opposed(c, child);
  }
  return false;
}

/* "CRITICS of the president": his country's opposition. Of a state's or of anybody else's nothing is
 * known. */
static void opposition(const ch_coding *c, uint32_t w, ch_side *out) {
  uint32_t found[MAX_MENTIONS];
  uint32_t n = ch_np_owners(c->reading, w, found, MAX_MENTIONS);
  out->n = 0;
  if (!ch_in_class(c, w, c->book->dissent)) return;
  for (uint32_t i = 0; i < n; i++) {
    const ch_mention *m = &c->reading->mentions[found[i]];
    const ch_actor *ruler = ch_mentioned(c, found[i]);
    bool rules = (ruler->person.n || ruler->office.n || m->naming == CH_NAMING_NOMINAL) && ch_is_power(ruler);
    ch_actor *critics = rules ? CH_NEW(c->arena, ch_actor) : NULL;
    if (!critics) continue;
    *critics = (ch_actor){.code = ruler->code, .name = ruler->name, .n_sectors = 1};
    critics->sectors[0] = CH_STR("OPP");
    put(out, &(ch_party){critics, ch_str_at(c->doc->text, ch_w(c, w)->span), ch_w(c, w)->span, false, false});
  }
}

/* "the Yemeni BRANCH OF AL QAEDA": of the group that it belongs to, wherever it is. */
static void parent_of(const ch_coding *c, uint32_t w, ch_side *out) {
  out->n = 0;
  for (uint32_t i = 0; out->n == 0 && i < ch_child_count(c->doc, w); i++) {
    uint32_t child = ch_child(c->doc, w, i);
    if (ch_w(c, child)->rel != CH_REL_NMOD || ch_marker_in(c, child, c->book->belonging) == CH_NO_WORD) continue;
    ch_side_of(c, child, false, out);
    if (out->n && (!ch_any_coded(out) || ch_is_state(out->v[0].actor))) out->n = 0;
  }
}

/* Whose the phrase is; of who stands against somebody, not his. */
static void owners_or_opposition(const ch_coding *c, uint32_t w, ch_side *out) {
  if (are_opposed(c, w)) {
    opposition(c, w, out);
    return;
  }
  out->n = 0;
  if (ch_in_class(c, w, c->book->branch)) parent_of(c, w, out);
  if (out->n == 0) ch_side_owners(c, w, out);
}

/* Does the sentence take the noun for known, and say nothing of whose or which it is: "THE JETS"? */
static bool is_told_again(const ch_coding *c, uint32_t w) {
  bool known = false;
  if (!ch_is_noun(c, w) || !ch_in_class(c, w, c->book->told_again)) return false;
  for (uint32_t i = 0; i < ch_child_count(c->doc, w); i++) {
    uint32_t child = ch_child(c->doc, w, i);
    known |= ch_feature(c, child, "Definite=Def") || ch_feature(c, child, "PronType=Dem");
    switch (ch_w(c, child)->rel) {
      case CH_REL_NMOD: case CH_REL_NMOD_POSS: case CH_REL_ACL: case CH_REL_ACL_RELCL: case CH_REL_APPOS:
      case CH_REL_CONJ: case CH_REL_COMPOUND:
        return false;
      default: break;
    }
  }
  return known;
}

/* "FRENCH JETS took off at dawn. THE JETS bombed the camp": whose the thing is by what the two sentences
 * before call it, or a longer word for it ("gunboats … the BOATS"). */
static void owner_told(const ch_coding *c, uint32_t w, ch_side *out) {
  enum { REACH = 2 };
  if (!is_told_again(c, w)) return;
  uint32_t sentence = c->doc->sentence_of[w];
  for (uint32_t v = w; v-- > 0 && c->doc->sentence_of[v] + REACH >= sentence;) {
    if (!ch_is_noun(c, v) || !ch_str_ends(ch_w(c, v)->lemma, ch_w(c, w)->lemma)) continue;
    ch_side theirs;
    ch_side_of(c, v, false, &theirs);
    if (!ch_any_coded(&theirs)) owners_or_opposition(c, v, &theirs);
    if (!ch_any_coded(&theirs)) {
      if (is_told_again(c, v)) continue;
      return;
    }
    for (uint32_t i = 0; i < theirs.n; i++) theirs.v[i] = (ch_party){theirs.v[i].actor, {NULL, 0}, {0, 0}, true, false};
    *out = theirs;
    return;
  }
}

/* "THE LEADERS taking part WERE the Danish premier and the Swedish king": who they are said to be. */
static void said_to_be(const ch_coding *c, uint32_t w, ch_side *out) {
  uint32_t named = ch_w(c, w)->head;
  if (ch_w(c, w)->rel != CH_REL_NSUBJ || named == CH_NO_WORD || !ch_is_noun(c, named) || named < w) return;
  if (ch_child_by_rel(c->doc, named, CH_REL_COP) == CH_NO_WORD || ch_is_marked(c, named)) return;
  if (!ch_in_class(c, w, c->book->people_of) && !ch_in_class(c, w, c->book->generality)) return;
  if (ch_child_of_class(c, named, c->book->negation) != CH_NO_WORD) return;
  ch_side they;
  ch_side_of(c, named, false, &they);
  if (ch_any_coded(&they)) *out = they;
}

/* "EU states LIKE IRELAND and Malta", "Gulf states, INCLUDING OMAN": those of a body that are told by name, in
 * place of the body. */
static void members_shown(const ch_coding *c, uint32_t w, ch_side *out) {
  if (out->n != 1 || !ch_is_body(out->v[0].actor) || !ch_is_noun(c, w) ||
      !(ch_feature(c, w, "Number=Plur") || ch_str_ends(ch_word_form(c->doc, w), CH_STR("s"))) ||
      !(ch_in_class(c, w, c->book->generality) || ch_in_class(c, w, c->book->people_of)))
    return;
  ch_side shown = {.n = 0};
  shown_below(c, w, 2, &shown);
  if (shown.n == 0) shown_beside(c, w, &shown);
  if (ch_any_coded(&shown) && ch_is_state(shown.v[0].actor)) *out = shown;
}

void ch_shown(const ch_coding *c, uint32_t w, ch_side *out) {
  ch_side shown = {.n = 0};
  if (ch_any_coded(out) || !ch_is_noun(c, w)) return;
  shown_below(c, w, 2, &shown);
  if (shown.n == 0) shown_beside(c, w, &shown);
  if (shown.n == 0) shown_at_end(c, w, &shown);
  if (shown.n) *out = shown;
}

static void named_or_owning(const ch_coding *c, uint32_t w, bool places, ch_side *out) {
  ch_side_of(c, w, places, out);
  if (w != CH_NO_WORD) members_shown(c, w, out);
  if (w != CH_NO_WORD && ch_is_noun(c, w) && !ch_any_coded(out)) acted_for(c, w, out);
  if (out->n && !ch_any_coded(out)) {
    ch_side shown = {.n = 0};
    shown_below(c, w, 2, &shown);
    if (shown.n) *out = shown;
  }
  if (w != CH_NO_WORD && ch_is_noun(c, w) && !ch_any_coded(out)) {
    ch_side shown = {.n = 0};
    shown_beside(c, w, &shown);
    if (shown.n == 0) shown_at_end(c, w, &shown);
    if (shown.n) *out = shown;
  }
  if (w != CH_NO_WORD && !ch_any_coded(out)) owner_of_stranger(c, w, out);
  if (w != CH_NO_WORD && !ch_any_coded(out)) owner_told(c, w, out);
  if (w != CH_NO_WORD && !ch_any_coded(out)) said_to_be(c, w, out);
  if (out->n || w == CH_NO_WORD) return;
  owners_or_opposition(c, w, out);
  members_shown(c, w, out);
  /* "dozens of Russian diplomats" */
  for (uint32_t i = 0; out->n == 0 && i < ch_child_count(c->doc, w); i++) {
    uint32_t child = ch_child(c->doc, w, i);
    uint8_t rel = ch_w(c, child)->rel;
    bool counted = ch_counts(c, w, child);
    if (rel == CH_REL_AMOD && ch_child_by_rel(c->doc, child, CH_REL_NMOD_POSS) != CH_NO_WORD)
      ch_side_owners(c, child, out); /* "Russia's dangerous and hostile acts", hung too low */
    if (!counted && rel != CH_REL_CONJ && ch_marker_in(c, child, c->book->including) == CH_NO_WORD) continue;
    ch_side_of(c, child, false, out);
    if (out->n == 0) owners_or_opposition(c, child, out);
    /* "TENS of thousands of Iranians" */
    for (uint32_t k = 0; counted && out->n == 0 && k < ch_child_count(c->doc, child); k++)
      if (ch_counts(c, child, ch_child(c->doc, child, k))) ch_side_of(c, ch_child(c->doc, child, k), false, out);
  }
}

/* "leaders FROM PERU", the preposition looked for beside its word, for parsers hang it too high. */
static void from_land(const ch_coding *c, uint32_t w, ch_side *out) {
  uint32_t next = w + 1, land = next < c->doc->n_words ? ch_w(c, next)->head : CH_NO_WORD;
  if (land != CH_NO_WORD && land > next && ch_w(c, next)->rel == CH_REL_CASE && ch_in_class(c, next, c->book->source))
    ch_named_or_owning(c, land, true, out);
}

void ch_join_row(const ch_coding *c, uint32_t w, ch_side *out) {
  for (uint32_t i = 0; i < ch_child_count(c->doc, w); i++) {
    uint32_t child = ch_child(c->doc, w, i);
    if (ch_w(c, child)->rel == CH_REL_APPOS) ch_join_row(c, child, out); /* hung on the first one's name */
    if (ch_w(c, child)->rel != CH_REL_CONJ || !ch_in_class(c, child, c->book->people_of)) continue;
    ch_side theirs = {.n = 0};
    ch_possessors(c, child, &theirs);
    if (!ch_any_coded(&theirs)) from_land(c, child, &theirs);
    if (ch_any_coded(&theirs) && !ch_side_shares(out, &theirs)) ch_side_join(out, &theirs);
  }
}

/* Who the phrase names, else whose it is, and who stands in a row with them. */
void ch_named_or_owning(const ch_coding *c, uint32_t w, bool places, ch_side *out) {
  named_or_owning(c, w, places, out);
  if (w != CH_NO_WORD && ch_any_coded(out)) ch_join_row(c, w, out);
}

/* Does somebody's saying hang on it: "an attack that Washington SAYS was …"? */
bool ch_is_cue(const ch_coding *c, uint32_t w) {
  for (uint32_t a = 0; a < c->reading->n_attributions; a++)
    if (c->reading->attributions[a].cue == w) return true;
  return false;
}

/* Somebody deeper in the phrase who did or owns what it names: "the shooting BY
 * FARMERS", "threats made BY WASHINGTON", "the head of the committee OF CHINA". */
void ch_named_within(const ch_coding *c, uint32_t w, int depth, ch_side *out) {
  for (uint32_t i = 0; out->n == 0 && w != CH_NO_WORD && i < ch_child_count(c->doc, w); i++) {
    uint32_t child = ch_child(c->doc, w, i);
    uint8_t rel = ch_w(c, child)->rel;
    bool agent = ch_marker_in(c, child, c->book->agent) != CH_NO_WORD;
    /* "threats coming FROM TEHRAN" */
    bool source = ch_w(c, w)->rel == CH_REL_ACL &&
                  ch_marker_in(c, child, c->book->source) != CH_NO_WORD;
    if ((agent || source) && c->reading->time_at[child] == CH_NO_ITEM) {
      ch_named_or_owning(c, child, source, out);
    } else if ((rel == CH_REL_ACL || rel == CH_REL_ACL_RELCL) && !ch_is_cue(c, child) &&
               ch_child_by_rel(c->doc, child, CH_REL_NSUBJ) != CH_NO_WORD) {
      /* "the way OFFICIALS act" */
      ch_named_or_owning(c, ch_child_by_rel(c->doc, child, CH_REL_NSUBJ), false, out);
    } else if (depth > 0 &&
               (rel == CH_REL_ACL || rel == CH_REL_CONJ ||
                (rel == CH_REL_NMOD && ch_marker_in(c, child, c->book->belonging) != CH_NO_WORD))) {
      if (rel == CH_REL_NMOD) ch_named_or_owning(c, child, false, out);
      /* "the return of the abductees BY OMAN" */
      if (!ch_any_coded(out)) {
        ch_side deeper = {.n = 0};
        ch_named_within(c, child, depth - 1, &deeper);
        if (out->n == 0 || ch_any_coded(&deeper)) *out = deeper;
      }
    }
  }
}

uint32_t ch_place_state(const ch_coding *c, uint32_t w) {
  uint32_t at = c->reading->place_at[w];
  if (at == CH_NO_ITEM || c->reading->mention_at[w] != CH_NO_ITEM ||
      c->reading->places[at].head != w || c->reading->places[at].code.n == 0) /* "Asia" is no state's */
    return CH_NO_ITEM;
  for (uint32_t i = 0; i < c->reading->n_actors; i++) {
    const ch_actor *a = &c->reading->actors[i];
    if (ch_is_state(a) && ch_str_eq(a->code, c->reading->places[at].code)) return i;
  }
  return CH_NO_ITEM;
}

/* "two DAMASCUS suburbs", "GAZA targets" */
uint32_t ch_state_before(const ch_coding *c, uint32_t w) {
  if (ch_in_class(c, w, c->book->treaty)) return CH_NO_ITEM; /* "the MINSK agreements": where they were signed */
  for (uint32_t i = 0; i < ch_child_count(c->doc, w); i++) {
    uint32_t child = ch_child(c->doc, w, i), m = c->reading->mention_at[child];
    if (ch_w(c, child)->rel != CH_REL_COMPOUND || child > w) continue;
    uint32_t state = m == CH_NO_ITEM ? ch_place_state(c, child)
                     : c->reading->mentions[m].place || c->reading->mentions[m].naming == CH_NAMING_TOWN
                         ? c->reading->mentions[m].actor
                         : CH_NO_ITEM;
    if (state != CH_NO_ITEM && ch_is_power(&c->reading->actors[state])) return state;
  }
  return CH_NO_ITEM;
}

/* "two COURT bombings", "the EMBASSY attack": a house in which nobody is armed. */
static bool is_unarmed_house(const ch_coding *c, uint32_t w, const ch_actor *a) {
  static const char *const ARMED[] = {"MIL", "COP", "REB", "UAF", "PRM", "SPY", "CRM", "GOV"};
  if (ch_in_class(c, w, c->book->diplomatic_house)) return true;
  for (size_t i = 0; a->n_sectors && i < sizeof ARMED / sizeof *ARMED; i++)
    if (ch_str_is(a->sectors[0], ARMED[i])) return false;
  return a->body.n > 0 && a->n_sectors > 0;
}

bool ch_is_where(const ch_coding *c, uint32_t w) {
  uint32_t at = c->reading->mention_at[w];
  if (ch_w(c, w)->rel != CH_REL_COMPOUND || ch_w(c, w)->head == CH_NO_WORD || ch_w(c, w)->head < w ||
      !ch_in_class(c, ch_w(c, w)->head, c->book->fire))
    return false;
  if (at == CH_NO_ITEM) return c->reading->place_at[w] != CH_NO_ITEM;
  const ch_mention *m = &c->reading->mentions[at];
  return m->naming == CH_NAMING_TOWN ||
         (m->naming == CH_NAMING_NOMINAL && is_unarmed_house(c, w, &c->reading->actors[m->actor]));
}

/* Who the phrase names or whose it is; else whose town it is: "shelled Kharkiv". */
void ch_named_or_held(const ch_coding *c, uint32_t w, ch_side *out) {
  ch_named_or_owning(c, w, true, out);
  if (out->n || w == CH_NO_WORD) return;
  uint32_t state = ch_place_state(c, w), at = c->reading->place_at[w];
  if (state == CH_NO_ITEM) state = ch_state_before(c, w);
  if (state != CH_NO_ITEM) ch_side_actor(out, c, state, ch_w(c, w)->span);
  const ch_place *place = at == CH_NO_ITEM ? NULL : &c->reading->places[at];
  if (!place || place->head != w || place->code.n || c->reading->mention_at[w] != CH_NO_ITEM ||
      !ch_is_marked(c, w)) /* "hosted the World Cup" */
    return;
  /* "travelled to ASIA": nobody's, by its name */
  ch_actor *land = CH_NEW(c->arena, ch_actor);
  if (!land) return;
  *land = (ch_actor){.name = place->name};
  out->v[out->n++] = (ch_party){land, ch_str_at(c->doc->text, place->span), place->span, false, false};
}

/* A noun's possessor: "Moscow's expulsion", "the Russian order"; "of" phrases
 * are left to the rule. */
void ch_possessors(const ch_coding *c, uint32_t noun, ch_side *out) {
  out->n = 0;
  for (uint32_t i = 0; i < ch_child_count(c->doc, noun); i++) {
    uint32_t child = ch_child(c->doc, noun, i);
    uint8_t rel = ch_w(c, child)->rel;
    ch_side one = {.n = 0};
    if (rel == CH_REL_NMOD_POSS) {
      ch_named_or_owning(c, child, true, &one);
    } else if (rel == CH_REL_AMOD || rel == CH_REL_COMPOUND) {
      uint32_t m = c->reading->mention_at[child];
      if (m != CH_NO_ITEM) ch_side_add(c, &one, m);
      for (uint32_t k = 0; k < ch_child_count(c->doc, child); k++) { /* "US-Russia" */
        uint32_t inner = c->reading->mention_at[ch_child(c->doc, child, k)];
        if (inner != CH_NO_ITEM) ch_side_add(c, &one, inner);
      }
    }
    ch_side_join(out, &one);
  }
}

const ch_actor *ch_mentioned(const ch_coding *c, uint32_t mention) {
  static const ch_actor NOBODY = {.n_sectors = 1};
  uint32_t actor = c->reading->mentions[mention].actor;
  return actor == CH_NO_ITEM ? &NOBODY : &c->reading->actors[actor];
}
