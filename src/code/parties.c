/* Sides: lists of parties, and who stands where at a match. */
#include "code/deed.h"
#include "code/scene.h"

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
static bool is_state(const ch_actor *a) {
  return a->person.n == 0 && a->body.n == 0 && a->office.n == 0 && is_organ(a);
}

bool ch_is_rebel(const ch_actor *a) {
  return a->n_sectors && (ch_str_is(a->sectors[0], "REB") || ch_str_is(a->sectors[0], "UAF"));
}

bool ch_party_same(const ch_party *a, const ch_party *b) {
  const ch_actor *x = a->actor, *y = b->actor;
  if (x == y) return true;
  if (ch_is_rebel(x) != ch_is_rebel(y)) return false; /* whoever's citizens they are */
  if (x->code.n == 0 || y->code.n == 0) return ch_str_eq(x->code, y->code) && ch_str_eq(x->name, y->name);
  if (!ch_str_eq(x->code, y->code)) return false;
  if ((is_state(x) && is_organ(y)) || (is_state(y) && is_organ(x))) return true;
  if (x->n_sectors && y->n_sectors && !ch_str_eq(x->sectors[0], y->sectors[0])) return false;
  if (x->person.n && y->person.n) return ch_str_eq(x->person, y->person);
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
  put(side, &(ch_party){a, ch_str_at(c->doc->text, span), span, false});
}

void ch_side_add(const ch_coding *c, ch_side *side, uint32_t mention) {
  const ch_mention *m = &c->reading->mentions[mention];
  if (m->actor != CH_NO_ITEM) ch_side_actor(side, c, m->actor, m->span);
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
  for (uint32_t i = 0; i < n; i++) ch_side_add(c, out, found[i]);
}

static bool any_coded(const ch_side *side) {
  for (uint32_t i = 0; i < side->n; i++)
    if (side->v[i].actor->code.n) return true;
  return false;
}

static void named_or_owning(const ch_coding *c, uint32_t w, bool places, ch_side *out);

/* For whom those of the phrase act: "hackers WORKING FOR PERU", "in the PAY OF PERU",
 * "IRAN-linked". The preposition is looked for beside its word, for parsers hang it too high. */
static void acted_for(const ch_coding *c, uint32_t w, ch_side *out) {
  ch_side found = {.n = 0};
  for (uint32_t i = 0; !any_coded(&found) && i < ch_child_count(c->doc, w); i++) {
    uint32_t child = ch_child(c->doc, w, i), next = child + 1;
    uint8_t rel = ch_w(c, child)->rel;
    if (rel == CH_REL_NMOD && ch_in_class(c, child, c->book->behalf)) ch_side_owners(c, child, &found);
    if ((rel != CH_REL_ACL && rel != CH_REL_AMOD) || !ch_in_class(c, child, c->book->acting_for)) continue;
    if (child < w) {
      for (uint32_t k = 0; found.n == 0 && k < ch_child_count(c->doc, child); k++)
        named_or_owning(c, ch_child(c->doc, child, k), true, &found);
    } else if (next < c->doc->n_words && ch_w(c, next)->rel == CH_REL_CASE && ch_w(c, next)->head > next &&
               ch_w(c, next)->head != CH_NO_WORD) {
      named_or_owning(c, ch_w(c, next)->head, true, &found);
    }
  }
  if (any_coded(&found)) *out = found;
}

/* Who the phrase names, else whose it is. */
static void named_or_owning(const ch_coding *c, uint32_t w, bool places, ch_side *out) {
  ch_side_of(c, w, places, out);
  if (w != CH_NO_WORD && ch_is_noun(c, w) && !any_coded(out)) acted_for(c, w, out);
  /* "15 people, INCLUDING the head of Russia's security service" */
  for (uint32_t i = 0; out->n && !any_coded(out) && i < ch_child_count(c->doc, w); i++) {
    uint32_t child = ch_child(c->doc, w, i);
    if (ch_marker_in(c, child, c->book->including) == CH_NO_WORD) continue;
    ch_side shown = {.n = 0};
    ch_side_of(c, child, false, &shown);
    if (!any_coded(&shown)) ch_side_owners(c, child, &shown);
    if (any_coded(&shown)) *out = shown;
  }
  if (out->n || w == CH_NO_WORD) return;
  ch_side_owners(c, w, out);
  /* "dozens of Russian diplomats" */
  for (uint32_t i = 0; out->n == 0 && i < ch_child_count(c->doc, w); i++) {
    uint32_t child = ch_child(c->doc, w, i);
    uint8_t rel = ch_w(c, child)->rel;
    bool counted = ch_counts(c, w, child);
    if (rel == CH_REL_AMOD && ch_child_by_rel(c->doc, child, CH_REL_NMOD_POSS) != CH_NO_WORD)
      ch_side_owners(c, child, out); /* "Russia's dangerous and hostile acts", hung too low */
    if (!counted && rel != CH_REL_CONJ && ch_marker_in(c, child, c->book->including) == CH_NO_WORD) continue;
    ch_side_of(c, child, false, out);
    if (out->n == 0) ch_side_owners(c, child, out);
    /* "TENS of thousands of Iranians" */
    for (uint32_t k = 0; counted && out->n == 0 && k < ch_child_count(c->doc, child); k++)
      if (ch_counts(c, child, ch_child(c->doc, child, k))) ch_side_of(c, ch_child(c->doc, child, k), false, out);
  }
}

/* Does somebody's saying hang on it: "an attack that Washington SAYS was …"? */
static bool is_cue(const ch_coding *c, uint32_t w) {
  for (uint32_t a = 0; a < c->reading->n_attributions; a++)
    if (c->reading->attributions[a].cue == w) return true;
  return false;
}

/* Somebody deeper in the phrase who did or owns what it names: "the shooting BY
 * FARMERS", "threats made BY WASHINGTON", "the head of the committee OF CHINA". */
static void named_within(const ch_coding *c, uint32_t w, int depth, ch_side *out) {
  for (uint32_t i = 0; out->n == 0 && w != CH_NO_WORD && i < ch_child_count(c->doc, w); i++) {
    uint32_t child = ch_child(c->doc, w, i);
    uint8_t rel = ch_w(c, child)->rel;
    bool agent = ch_marker_in(c, child, c->book->agent) != CH_NO_WORD;
    /* "threats coming FROM TEHRAN" */
    bool source = ch_w(c, w)->rel == CH_REL_ACL &&
                  ch_marker_in(c, child, c->book->source) != CH_NO_WORD;
    if ((agent || source) && c->reading->time_at[child] == CH_NO_ITEM) {
      named_or_owning(c, child, source, out);
    } else if ((rel == CH_REL_ACL || rel == CH_REL_ACL_RELCL) && !is_cue(c, child) &&
               ch_child_by_rel(c->doc, child, CH_REL_NSUBJ) != CH_NO_WORD) {
      /* "the way OFFICIALS act" */
      named_or_owning(c, ch_child_by_rel(c->doc, child, CH_REL_NSUBJ), false, out);
    } else if (depth > 0 &&
               (rel == CH_REL_ACL || rel == CH_REL_CONJ ||
                (rel == CH_REL_NMOD && ch_marker_in(c, child, c->book->belonging) != CH_NO_WORD))) {
      if (rel == CH_REL_NMOD) named_or_owning(c, child, false, out);
      /* "the return of the abductees BY OMAN" */
      if (!any_coded(out)) {
        ch_side deeper = {.n = 0};
        named_within(c, child, depth - 1, &deeper);
        if (out->n == 0 || any_coded(&deeper)) *out = deeper;
      }
    }
  }
}

uint32_t ch_place_state(const ch_coding *c, uint32_t w) {
  uint32_t at = c->reading->place_at[w];
  if (at == CH_NO_ITEM || c->reading->mention_at[w] != CH_NO_ITEM ||
      c->reading->places[at].head != w)
    return CH_NO_ITEM;
  for (uint32_t i = 0; i < c->reading->n_actors; i++) {
    const ch_actor *a = &c->reading->actors[i];
    if (is_state(a) && ch_str_eq(a->code, c->reading->places[at].code)) return i;
  }
  return CH_NO_ITEM;
}

/* Who the phrase names or whose it is; else whose town it is: "shelled Kharkiv". */
static void named_or_held(const ch_coding *c, uint32_t w, ch_side *out) {
  named_or_owning(c, w, true, out);
  if (out->n || w == CH_NO_WORD) return;
  uint32_t state = ch_place_state(c, w);
  if (state != CH_NO_ITEM) ch_side_actor(out, c, state, ch_w(c, w)->span);
}

/* A noun's possessor: "Moscow's expulsion", "the Russian order"; "of" phrases
 * are left to the rule. */
static void possessors(const ch_coding *c, uint32_t noun, ch_side *out) {
  out->n = 0;
  for (uint32_t i = 0; i < ch_child_count(c->doc, noun); i++) {
    uint32_t child = ch_child(c->doc, noun, i);
    uint8_t rel = ch_w(c, child)->rel;
    ch_side one = {.n = 0};
    if (rel == CH_REL_NMOD_POSS) {
      named_or_owning(c, child, true, &one);
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

/* The verb that carries a nominal act: "held talks", "talks were held". */
static uint32_t carrier(const ch_coding *c, uint32_t noun, bool any_verb) {
  uint32_t top = ch_first_conjunct(c, noun);
  uint8_t rel = ch_w(c, top)->rel;
  uint32_t verb = ch_w(c, top)->head;
  if (rel == CH_REL_NMOD && verb != CH_NO_WORD && ch_in_class(c, verb, c->book->transparent)) {
    top = ch_first_conjunct(c, verb);
    rel = ch_w(c, top)->rel;
    verb = ch_w(c, top)->head;
  }
  if (verb == CH_NO_WORD || !ch_is_verb(c, verb)) return CH_NO_WORD;
  /* "hit back WITH duties on cars" */
  bool answers = ch_in_class(c, verb, c->book->answering) && rel == CH_REL_OBL &&
                 ch_marker_in(c, top, c->book->absolute) != CH_NO_WORD;
  bool carries = any_verb || answers || ch_in_class(c, verb, c->book->light);
  bool argument = rel == CH_REL_OBJ || rel == CH_REL_NSUBJ_PASS || rel == CH_REL_OBL ||
                  rel == CH_REL_XCOMP || rel == CH_REL_NSUBJ;
  if (carries && argument) return verb;
  return CH_NO_WORD;
}

void ch_doer_of(ch_coding *c, uint32_t g, ch_side *out) {
  out->n = 0;
  if (ch_is_noun(c, g)) {
    possessors(c, g, out);
    if (out->n) return;
    for (uint32_t i = 0; out->n == 0 && i < ch_child_count(c->doc, g); i++) {
      uint32_t child = ch_child(c->doc, g, i);
      if (ch_marker_in(c, child, c->book->agent) != CH_NO_WORD ||
          (ch_w(c, child)->rel == CH_REL_NMOD &&
           ch_marker_in(c, child, c->book->source) != CH_NO_WORD))
        named_or_owning(c, child, false, out);
    }
    if (out->n) return;
    uint32_t verb = carrier(c, g, true);
    if (verb != CH_NO_WORD && ch_w(c, g)->rel != CH_REL_NSUBJ) {
      uint32_t doer = ch_frame_of(c, verb)->doer;
      if (doer != g) named_or_owning(c, doer, true, out);
    }
    return;
  }
  named_or_owning(c, ch_frame_of(c, g)->doer, true, out);
}

static void source_of(const ch_coding *c, const ch_attribution *at, ch_side *out) {
  if (at->actor == CH_NO_ITEM) return;
  ch_span span = {0, 0};
  if (at->source_first != CH_NO_WORD)
    span = (ch_span){ch_w(c, at->source_first)->span.from, ch_w(c, at->source_last)->span.to};
  ch_side_actor(out, c, at->actor, span);
}

void ch_speaker_of(const ch_coding *c, uint32_t w, ch_side *out) {
  out->n = 0;
  for (uint32_t a = c->reading->attribution_at[w]; a != CH_NO_ITEM && out->n == 0;
       a = c->reading->attributions[a].parent)
    source_of(c, &c->reading->attributions[a], out);
}

bool ch_stance_in(const ch_coding *c, const ch_attribution *at, uint32_t class_id) {
  uint32_t stance = ch_words_find(&c->book->words, at->stance);
  return stance != CH_NO_LEXEME &&
         ch_class_has(&c->book->words.lexemes.v[stance].classes, class_id);
}

/* Who stands for words of blame: not who only "agreed to" or "plans" in them. */
static uint32_t blaming(const ch_coding *c, uint32_t w) {
  uint32_t a = c->reading->attribution_at[w], nobody = CH_NO_ITEM;
  while (a != CH_NO_ITEM) {
    const ch_attribution *at = &c->reading->attributions[a];
    if (ch_str_is(at->stance, "denies")) return CH_NO_ITEM;
    bool blames = ch_stance_in(c, at, c->book->blaming_stance);
    /* "WE believe that …", "the sanctions SHOW that …, Moscow said": by who says so */
    bool through = at->actor == CH_NO_ITEM && at->source_first != CH_NO_WORD &&
                   (ch_feature(c, at->source_last, "Person=1") || ch_str_is(at->stance, "shows"));
    if (blames && !through) return a;
    if (blames && nobody == CH_NO_ITEM) nobody = a;
    a = at->parent;
  }
  return nobody;
}

static bool is_within(const ch_coding *c, uint32_t w, uint32_t attribution) {
  uint32_t a = c->reading->attribution_at[w];
  while (a != CH_NO_ITEM && a != attribution) a = c->reading->attributions[a].parent;
  return a == attribution;
}

/* The place of a role search: a match, or a governing word alone. */
typedef struct stand {
  ch_coding *c;
  const ch_match *match; /* NULL for a governor */
  uint32_t head;
  uint32_t carrier;      /* of a nominal head */
  bool noun;
  bool talks;            /* an act that goes on while others are told of */
  bool verbal;           /* blame, by who says it */
  bool together;         /* what two do together, told by its noun: "stormed a beach in joint drills" */
  bool yields;           /* help, concessions and measures, whose object may tell deeper whom they concern */
  bool denied;           /* an act of which the rule asks that it be negated */
  bool several;          /* who acts is several already, so that where they met is no party */
  uint32_t subject;      /* the subject that the rule asks for, else NO_WORD */
  bool deed;             /* what is done to others without their having a part in it */
} stand;

static uint32_t matched(const stand *s, uint32_t i) {
  return s->match && i < s->match->pattern->n ? s->match->word[i] : CH_NO_WORD;
}

static bool is_plain(const ch_coding *c, uint32_t w) {
  return w != CH_NO_WORD && ch_w(c, w)->upos == CH_UPOS_NOUN && c->reading->mention_at[w] == CH_NO_ITEM &&
         c->reading->time_at[w] == CH_NO_ITEM;
}

/* Dependents of `w` with that preposition. */
static void by_preposition(const stand *s, uint32_t w, const ch_role *role, bool places,
                           ch_side *out) {
  ch_coding *c = s->c;
  for (uint32_t i = 0; out->n == 0 && w != CH_NO_WORD && i < ch_child_count(c->doc, w); i++) {
    uint32_t child = ch_child(c->doc, w, i);
    bool joined = ch_w(c, child)->rel == CH_REL_CONJ && ch_is_setting(c, w);
    if (!joined && ch_is_setting(c, child)) by_preposition(s, child, role, places, out);
    uint32_t marker = ch_marker(c, child, role->word);
    if (joined || marker == CH_NO_WORD) continue;
    /* "according TO" */
    if (ch_w(c, marker)->rel == CH_REL_FIXED && is_cue(c, ch_w(c, marker)->head)) continue;
    if (places)
      named_or_held(c, child, out);
    else
      named_or_owning(c, child, false, out);
    if (out->n == 0 && s->verbal && s->match) named_within(c, child, 3, out);
    /* "from a strip ON THE NIGERIAN BORDER" */
    uint32_t inner = places && s->yields && !ch_in_class(c, marker, c->book->infinitive) ? child : CH_NO_WORD;
    for (int depth = 0; out->n == 0 && depth < 2 && is_plain(c, inner); depth++) {
      inner = ch_child_by_rel(c->doc, inner, CH_REL_NMOD);
      if (inner != CH_NO_WORD && ch_is_marked(c, inner)) named_or_held(c, inner, out);
    }
  }
}

/* The preposition anywhere later in the clause, for those of the class
 * @loose, which parsers often hang too low. */
static void by_clause(const stand *s, const ch_role *role, ch_side *out) {
  ch_coding *c = s->c;
  const ch_sentence *sentence = &c->doc->sentences[c->doc->sentence_of[s->head]];
  uint32_t clause = ch_clause_of(c, s->head);
  for (uint32_t w = s->head + 1; out->n == 0 && w < sentence->first + sentence->count; w++) {
    if (c->lexeme[w] != role->word || ch_w(c, w)->rel != CH_REL_CASE) continue;
    uint32_t noun = ch_w(c, w)->head;
    if (noun != CH_NO_WORD && noun > w && ch_clause_of(c, noun) == clause)
      named_or_owning(c, noun, true, out);
  }
}

static void by_any(const stand *s, const ch_role *role, bool places, ch_side *out) {
  by_preposition(s, s->head, role, places, out);
  for (uint32_t i = 1; out->n == 0 && i < CH_MAX_ELEMENTS; i++)
    by_preposition(s, matched(s, i), role, places, out);
  if (out->n == 0) by_preposition(s, s->carrier, role, places, out);
  if (out->n == 0) by_preposition(s, s->subject, role, places, out);
  /* "concerned about violations IN IRAN"; "remain concerned ABOUT IRAN" */
  if (out->n == 0 && s->match) by_preposition(s, s->match->bare, role, places, out);
  if (out->n == 0 && !s->noun && ch_w(s->c, s->head)->rel == CH_REL_XCOMP &&
      !ch_is_verb(s->c, s->head))
    by_preposition(s, ch_w(s->c, s->head)->head, role, places, out);
  if (out->n == 0 && !s->noun) {
    uint32_t object = ch_frame_of(s->c, s->head)->undergoer;
    if (object != CH_NO_WORD && s->c->reading->mention_at[object] == CH_NO_ITEM)
      by_preposition(s, object, role, places, out);
  }
  if (out->n == 0 && ch_class_has(&s->c->book->words.lexemes.v[role->word].classes, s->c->book->loose))
    by_clause(s, role, out);
  /* "IS IN OSLO": the predicate that the verb hangs on */
  uint32_t predicate = ch_w(s->c, s->head)->rel == CH_REL_COP ? ch_w(s->c, s->head)->head : CH_NO_WORD;
  if (out->n == 0 && predicate != CH_NO_WORD && ch_marker(s->c, predicate, role->word) != CH_NO_WORD)
    named_or_held(s->c, predicate, out);
}

static void by_owner(const stand *s, ch_side *out) {
  ch_coding *c = s->c;
  ch_side nobody = {.n = 0}; /* "massed TROOPS on Ukraine's border" */
  for (uint32_t i = 1; out->n == 0 && i < CH_MAX_ELEMENTS; i++) {
    uint32_t w = matched(s, i);
    bool anaphor = w != CH_NO_WORD && ch_in_class(c, w, c->book->anaphor);
    if (w != CH_NO_WORD) w = ch_stands_for(c, w);
    /* blame is for what was done, not for whose the thing is */
    if (s->verbal && anaphor && !ch_in_class(c, w, c->book->named_deed)) continue;
    if (w == CH_NO_WORD || !(ch_is_noun(c, w) || ch_w(c, w)->upos == CH_UPOS_NUM)) continue;
    ch_side_owners(c, w, out);
    if (out->n == 0) ch_side_of(c, w, false, out);
    if (out->n == 0 || any_coded(out)) continue;
    if (nobody.n == 0) nobody = *out;
    out->n = 0;
  }
  if (out->n == 0) *out = nobody;
  if (out->n || s->noun) return;
  uint32_t object = ch_frame_of(c, s->head)->undergoer;
  if (object != CH_NO_WORD) ch_side_owners(c, object, out);
}

/* The object of the head, else of a matched verb: "threatened to ATTACK it". */
static void by_object(const stand *s, ch_side *out) {
  ch_coding *c = s->c;
  /* "denounced what it called AMERICAN AGGRESSION" */
  uint32_t what = ch_is_verb(c, s->head) ? ch_frame_of(c, s->head)->undergoer : CH_NO_WORD;
  if (s->verbal && ch_in_class(c, what, c->book->relative)) {
    uint32_t called = ch_child_by_rel(c->doc, what, CH_REL_ACL_RELCL);
    if (called != CH_NO_WORD) named_or_held(c, ch_child_by_rel(c->doc, called, CH_REL_OBJ), out);
    uint32_t named = called == CH_NO_WORD ? CH_NO_WORD : ch_child_by_rel(c->doc, called, CH_REL_XCOMP);
    if (out->n == 0) named_or_held(c, named, out);
    /* "what it called incursions BY CHADIAN SOLDIERS" */
    if (called != CH_NO_WORD && out->n == 0)
      named_within(c, ch_child_by_rel(c->doc, called, CH_REL_OBJ), 1, out);
    if (out->n == 0) named_within(c, named, 1, out);
    return;
  }
  for (uint32_t i = 0; out->n == 0 && i < CH_MAX_ELEMENTS; i++) {
    uint32_t w = i ? matched(s, i) : s->head;
    if (w == CH_NO_WORD || !ch_is_verb(c, w)) continue;
    const ch_frame *frame = ch_frame_of(c, w);
    /* "telephoned PUTIN": an indirect object alone is the object */
    bool alone = frame->undergoer == CH_NO_WORD && !frame->passive &&
                 ch_child_by_rel(c->doc, w, CH_REL_XCOMP) == CH_NO_WORD &&
                 ch_child_by_rel(c->doc, w, CH_REL_CCOMP) == CH_NO_WORD;
    named_or_held(c, alone ? frame->indirect : frame->undergoer, out);
  }
  if (out->n == 0 && ch_is_verb(c, s->head))
    named_within(c, ch_frame_of(c, s->head)->undergoer, 3, out);
  /* "tipped off WASHINGTON", with the particle taken for its preposition */
  for (uint32_t i = 1; out->n == 0 && s->match && i < s->match->pattern->n; i++) {
    const ch_element *e = &s->match->pattern->element[i];
    uint32_t w = s->match->word[i];
    if (w != CH_NO_WORD && w > s->head && !e->absent && e->n_functions == 1 && e->n_alternatives &&
        e->alternative[0].kind == CH_ATOM_ACTOR && ch_is_verb(c, s->head) &&
        ch_marker(c, w, c->lexeme[s->head + 1]) == s->head + 1)
      named_or_held(c, w, out);
  }
}

/* "talks with IRAN" */
static bool names_other(const stand *s) {
  for (uint32_t i = 1; i < CH_MAX_ELEMENTS; i++) {
    uint32_t w = matched(s, i);
    if (w != CH_NO_WORD && s->c->reading->mention_at[w] != CH_NO_ITEM) return true;
  }
  return false;
}

/* A place of which a copula says that somebody is there: "is IN MOSCOW". */
static bool stands_at(const ch_coding *c, uint32_t w) {
  return ch_child_by_rel(c->doc, w, CH_REL_COP) != CH_NO_WORD && ch_is_marked(c, w) &&
         (c->reading->place_at[w] != CH_NO_ITEM || c->reading->mention_at[w] != CH_NO_ITEM);
}

static uint32_t subject_word(const stand *s) {
  ch_coding *c = s->c;
  if (!s->noun) {
    /* of an auxiliary, its verb's: "RUSSIA must answer" */
    uint8_t rel = ch_w(c, s->head)->rel;
    if (rel == CH_REL_AUX || rel == CH_REL_AUX_PASS || rel == CH_REL_COP)
      return ch_frame_of(c, ch_w(c, s->head)->head)->subject;
    const ch_frame *f = ch_frame_of(c, s->head);
    return ch_is_verb(c, s->head) ? f->doer : f->subject;
  }
  uint32_t top = ch_first_conjunct(c, s->head), verb = ch_w(c, top)->head;
  /* "on the heels OF THE MEETING" */
  if (s->talks && ch_w(c, top)->rel == CH_REL_NMOD && ch_in_class(c, verb, c->book->occasion)) {
    top = ch_first_conjunct(c, verb);
    verb = ch_w(c, top)->head;
  }
  bool along = s->talks || (s->together && ch_marker_in(c, top, c->book->during) != CH_NO_WORD);
  if (s->carrier == CH_NO_WORD && along && ch_w(c, top)->rel == CH_REL_OBL &&
      verb != CH_NO_WORD && ch_is_verb(c, verb) && (names_other(s) || s->match->pattern->n > 1))
    return ch_frame_of(c, verb)->doer; /* "THE MINISTER spoke after talks with Iran" */
  /* "THE MINISTER was in London for talks" */
  if (s->carrier == CH_NO_WORD && s->talks && verb != CH_NO_WORD && stands_at(c, verb))
    return ch_frame_of(c, verb)->subject;
  if (s->carrier == CH_NO_WORD) /* "THE DECISION is a violation of the treaty" */
    return ch_child_by_rel(c->doc, s->head, CH_REL_COP) != CH_NO_WORD ? ch_frame_of(c, s->head)->subject : CH_NO_WORD;
  uint32_t doer = ch_frame_of(c, s->carrier)->doer;
  return doer == ch_first_conjunct(c, s->head) ? CH_NO_WORD : doer;
}

/* Does the clause say ill of its subject, rather than tell what went on meanwhile ("AS troops
 * left"), what who speaks does himself ("claims TO fight") or what "it" did not do? */
static bool tells_of(ch_coding *c, uint32_t clause) {
  uint32_t mark = ch_child_by_rel(c->doc, clause, CH_REL_MARK), subject = ch_frame_of(c, clause)->subject;
  switch (ch_w(c, clause)->rel) {
    case CH_REL_XCOMP: return ch_child_by_rel(c->doc, clause, CH_REL_NSUBJ) != CH_NO_WORD;
    case CH_REL_ADVCL:
      if (ch_gerund_subject(c, clause) != CH_NO_WORD) return true;
      return mark == CH_NO_WORD || ch_in_class(c, mark, c->book->object_control) ||
             ch_in_class(c, mark, c->book->relative);
    default:
      return subject == CH_NO_WORD || !ch_in_class(c, subject, c->book->anaphor) ||
             ch_child_of_class(c, clause, c->book->negation) == CH_NO_WORD;
  }
}

static void by_complement(const stand *s, ch_side *out) {
  ch_coding *c = s->c;
  /* "has EVIDENCE THAT Oman cut it" */
  for (uint32_t i = 1; out->n == 0 && s->verbal && i < CH_MAX_ELEMENTS; i++) {
    uint32_t noun = matched(s, i);
    uint32_t clause = noun == CH_NO_WORD || !ch_is_noun(c, noun) ? CH_NO_WORD : ch_child_by_rel(c->doc, noun, CH_REL_ACL);
    if (clause != CH_NO_WORD && ch_child_by_rel(c->doc, clause, CH_REL_MARK) != CH_NO_WORD && tells_of(c, clause))
      named_or_owning(c, ch_frame_of(c, clause)->subject, true, out);
  }
  for (uint32_t i = 0; out->n == 0 && i < ch_child_count(c->doc, s->head); i++) {
    uint32_t child = ch_child(c->doc, s->head, i);
    uint8_t rel = ch_w(c, child)->rel;
    /* "the order THAT Oman cut it", taken for a relative clause */
    bool content =
        rel == CH_REL_ACL_RELCL && ch_child_by_rel(c->doc, child, CH_REL_MARK) != CH_NO_WORD;
    if (s->verbal && !tells_of(c, child)) continue;
    if (rel == CH_REL_XCOMP || rel == CH_REL_CCOMP || rel == CH_REL_ACL || rel == CH_REL_ADVCL ||
        content)
      named_or_owning(c, ch_frame_of(c, child)->subject, true, out);
  }
}

static bool any_power(const ch_side *side) {
  for (uint32_t i = 0; i < side->n; i++)
    if (ch_is_power(side->v[i].actor)) return true;
  return false;
}

/* Whom words of blame are meant for: whose the thing is, or by whom ("the
 * provocations BY TEHRAN"), else who the clauses that hold it have for a
 * subject, from within, as far as the speaker's words go. */
static void by_charged(const stand *s, ch_side *out) {
  enum { CLIMB = 6 };
  ch_coding *c = s->c;
  ch_side speaker = {.n = 0};
  uint32_t said = blaming(c, s->head), w = s->head;
  if (said == CH_NO_ITEM) return;
  source_of(c, &c->reading->attributions[said], &speaker);
  for (int i = 0; i < CLIMB && w != CH_NO_WORD && is_within(c, w, said); i++) {
    if (!s->denied && ch_child_of_class(c, w, c->book->negation) != CH_NO_WORD)
      break; /* "did NOT violate" */
    if (ch_is_noun(c, w)) {
      possessors(c, w, out);
      for (uint32_t k = 0; out->n == 0 && k < ch_child_count(c->doc, w); k++)
        if (ch_marker_in(c, ch_child(c->doc, w, k), c->book->source) != CH_NO_WORD)
          named_or_owning(c, ch_child(c->doc, w, k), false, out);
      ch_side_remove(out, &speaker);
      if (any_power(out)) return;
    }
    const ch_frame *f = ch_frame_of(c, w);
    uint32_t subject = ch_is_verb(c, w) ? f->doer : f->subject;
    /* "what RUSSIA does is unacceptable" */
    uint32_t what = ch_in_class(c, subject, c->book->relative) ? ch_child_by_rel(c->doc, subject, CH_REL_ACL_RELCL) : CH_NO_WORD;
    if (what != CH_NO_WORD && ch_child_by_rel(c->doc, what, CH_REL_NSUBJ) != CH_NO_WORD)
      subject = ch_child_by_rel(c->doc, what, CH_REL_NSUBJ);
    if (subject != CH_NO_WORD && subject != s->head) {
      named_or_owning(c, subject, true, out);
      if (!any_power(out)) ch_deed_author(c, subject, &speaker, out);
      if (ch_side_shares(out, &speaker)) break;
      if (any_power(out)) return;
    }
    w = ch_w(c, w)->head;
  }
  out->n = 0;
}

static const ch_actor *mentioned(const ch_coding *c, uint32_t mention) {
  static const ch_actor NOBODY = {.n_sectors = 1};
  uint32_t actor = c->reading->mentions[mention].actor;
  return actor == CH_NO_ITEM ? &NOBODY : &c->reading->actors[actor];
}

/* "the release of a man JAILED IN OMAN" */
static void held_in(const ch_coding *c, uint32_t w, ch_side *out) {
  for (uint32_t i = 0; i < ch_child_count(c->doc, w) && out->n == 0; i++) {
    uint32_t clause = ch_child(c->doc, w, i);
    uint8_t rel = ch_w(c, clause)->rel;
    if (rel == CH_REL_NMOD && ch_marker_in(c, clause, c->book->belonging) != CH_NO_WORD) held_in(c, clause, out);
    if ((rel != CH_REL_ACL && rel != CH_REL_ACL_RELCL) || !ch_in_class(c, clause, c->book->holding)) continue;
    for (uint32_t k = 0; k < ch_child_count(c->doc, clause) && out->n == 0; k++) {
      uint32_t place = ch_child(c->doc, clause, k);
      if (ch_is_marked(c, place) && ch_w(c, place)->rel != CH_REL_OBL_AGENT) named_or_held(c, place, out);
    }
  }
}

/* Where the one freed was held: "two hikers held IN IRAN were let go", "from an IRANIAN jail". */
static void by_jail(const stand *s, ch_side *out) {
  ch_coding *c = s->c;
  uint32_t freed = ch_is_verb(c, s->head) ? ch_frame_of(c, s->head)->undergoer : CH_NO_WORD;
  for (uint32_t i = 0; out->n == 0 && i < ch_child_count(c->doc, s->head); i++) {
    uint32_t child = ch_child(c->doc, s->head, i);
    if (ch_in_class(c, child, c->book->captivity)) ch_side_owners(c, child, out);
  }
  for (uint32_t i = 1; out->n == 0 && i < CH_MAX_ELEMENTS; i++)
    if (ch_in_class(c, matched(s, i), c->book->captivity)) {
      ch_side_owners(c, matched(s, i), out);
      uint32_t where = ch_child_by_rel(c->doc, matched(s, i), CH_REL_NMOD); /* "a jail IN OMAN" */
      if (out->n == 0 && where != CH_NO_WORD) named_or_held(c, where, out);
    }
  if (freed != CH_NO_WORD && !s->noun && out->n == 0) held_in(c, freed, out);
}

/* The state that is left: "were told TO LEAVE CHILE", "to leave THE CHILEAN BASE". */
static void by_place_left(const stand *s, ch_side *out) {
  ch_coding *c = s->c;
  for (uint32_t i = 0; out->n == 0 && i < ch_child_count(c->doc, s->head); i++) {
    uint32_t clause = ch_child(c->doc, s->head, i), mark = ch_child_by_rel(c->doc, clause, CH_REL_MARK);
    if (!ch_is_verb(c, clause) || mark == CH_NO_WORD || !ch_in_class(c, mark, c->book->infinitive)) continue;
    uint32_t left = ch_child_by_rel(c->doc, clause, CH_REL_OBJ);
    if (left == CH_NO_WORD) continue;
    uint32_t m = c->reading->mention_at[left];
    if (m == CH_NO_ITEM) ch_side_owners(c, left, out);
    else if (is_state(mentioned(c, m))) ch_side_add(c, out, m);
  }
}

/* Of a passive without an agent only: "was arrested in Niger", "in the capital
 * of Niger", "at an airport in Niger". */
static void by_place(const stand *s, ch_side *out) {
  enum { DEPTH = 2 };
  ch_coding *c = s->c;
  if (!s->noun && ch_is_verb(c, s->head) &&
      (!ch_frame_of(c, s->head)->passive || ch_frame_of(c, s->head)->doer != CH_NO_WORD))
    return;
  uint32_t above = ch_w(c, ch_first_conjunct(c, s->head))->head;
  if (s->noun && above != CH_NO_WORD && stands_at(c, above)) {
    ch_side_of(c, above, true, out);
    return;
  }
  if (s->noun && s->talks) return; /* "talks in Geneva" are not with the Swiss */
  for (uint32_t i = 0; out->n == 0 && i < ch_child_count(c->doc, s->head); i++) {
    uint32_t at = ch_child(c->doc, s->head, i);
    if (ch_in_class(c, at, c->book->leaving) && ch_is_verb(c, at)) { /* "told to LEAVE NIGER" */
      uint32_t left = ch_child_by_rel(c->doc, at, CH_REL_OBJ);
      uint32_t m = left == CH_NO_WORD ? CH_NO_ITEM : c->reading->mention_at[left];
      if (m != CH_NO_ITEM && is_state(mentioned(c, m))) ch_side_add(c, out, m);
    } else if (ch_marker_in(c, at, c->book->exits) != CH_NO_WORD) { /* "thrown OUT OF NIGER" */
      uint32_t m = c->reading->mention_at[at];
      if (m != CH_NO_ITEM && is_state(mentioned(c, m))) ch_side_add(c, out, m);
    }
    for (int depth = 0; out->n == 0 && at != CH_NO_WORD && depth <= DEPTH; depth++) {
      uint32_t m = c->reading->mention_at[at];
      if (m != CH_NO_ITEM && c->reading->mentions[m].place && is_state(mentioned(c, m)))
        ch_side_add(c, out, m);
      uint8_t rel = ch_w(c, at)->rel;
      if (rel != CH_REL_OBL && rel != CH_REL_NMOD) break;
      at = ch_child_by_rel(c->doc, at, CH_REL_NMOD);
    }
  }
  if (!s->noun && out->n == 0) by_place_left(s, out);
}

/* The first state told of anywhere below, but for the doer's: "gave 5 million euros
 * to help people hit by the flood IN MALAWI". */
static void by_below(const stand *s, ch_side *out) {
  ch_coding *c = s->c;
  uint32_t root = s->carrier != CH_NO_WORD ? s->carrier : s->head;
  ch_side doer;
  named_or_owning(c, subject_word(s), true, &doer);
  const ch_sentence *sentence = &c->doc->sentences[c->doc->sentence_of[s->head]];
  for (uint32_t w = s->head + 1; w < sentence->first + sentence->count; w++) {
    if (c->reading->mention_at[w] == CH_NO_ITEM || !ch_below(c->doc, w, root)) continue;
    ch_side_add(c, out, c->reading->mention_at[w]);
    ch_side_remove(out, &doer);
    if (any_coded(out) && !ch_side_shares(out, &doer)) return;
    out->n = 0;
  }
}

/* A body of states meets as its members: "NATO MINISTERS met", "THE COUNCIL met", but not
 * "the EU's envoy met". */
static bool members_meet(const stand *s, uint32_t subject, const ch_side *out) {
  ch_coding *c = s->c;
  if (!s->talks || s->noun || subject == CH_NO_WORD || out->n != 1 || !ch_is_body(out->v[0].actor))
    return false;
  return ch_feature(c, subject, "Number=Plur") || c->reading->mention_at[subject] != CH_NO_ITEM;
}

/* Reciprocal acts: two and more parties, or none. */
static void by_both(const stand *s, ch_side *out) {
  ch_coding *c = s->c;
  uint32_t subject = subject_word(s);
  /* "the two sides clashed, EACH blaming the other" */
  uint32_t up = subject == CH_NO_WORD || s->noun ? CH_NO_WORD : ch_w(c, s->head)->head;
  if (ch_in_class(c, subject, c->book->each) && up != CH_NO_WORD && ch_is_verb(c, up))
    subject = ch_frame_of(c, up)->doer;
  named_or_owning(c, subject, false, out);
  if (out->n < 2 && s->noun) possessors(s->c, s->head, out);
  if (out->n < 2 && !members_meet(s, subject, out)) out->n = 0;
}

/* "HIS OPPONENTS called for rallies": not on his side. */
static bool is_opposed(const ch_coding *c, uint32_t w) {
  return w != CH_NO_WORD && ch_in_class(c, w, c->book->opposed) &&
         c->reading->mention_at[w] == CH_NO_ITEM &&
         ch_child_by_rel(c->doc, w, CH_REL_NMOD_POSS) != CH_NO_WORD;
}

/* "Shells fired FROM SYRIA hit it", "shelling BY ISRAEL killed two": whose the tool of force was. */
static void by_tool(const stand *s, uint32_t subject, ch_side *out) {
  ch_coding *c = s->c;
  if (subject != CH_NO_WORD) named_within(c, subject, 1, out);
  /* the participle hung on the verb, perhaps with the subject */
  for (uint32_t i = 0; out->n == 0 && !s->noun && i < ch_child_count(c->doc, s->head); i++) {
    uint32_t child = ch_child(c->doc, s->head, i);
    if (ch_w(c, child)->rel != CH_REL_ADVCL || child > s->head ||
        (subject == CH_NO_WORD ? !ch_str_is(ch_w(c, child)->xpos, "VBN") : child < subject))
      continue;
    for (uint32_t k = 0; out->n == 0 && k < ch_child_count(c->doc, child); k++)
      if (ch_marker_in(c, ch_child(c->doc, child, k), c->book->source) != CH_NO_WORD)
        named_or_owning(c, ch_child(c->doc, child, k), true, out);
  }
}

/* "The rebels said THEY would release him": who speaks, where nobody else is meant. */
static void by_subject(const stand *s, ch_side *out) {
  ch_coding *c = s->c;
  uint32_t subject = subject_word(s);
  if (is_opposed(c, subject)) return;
  named_or_owning(c, subject, true, out);
  /* "a report BY THE AUSTRALIAN GOVERNMENT accused China" */
  if (subject != CH_NO_WORD && out->n == 0 && ch_in_class(c, subject, c->book->document))
    named_within(c, subject, 1, out);
  /* "hit back with STRIKES THAT KILLED nine": who struck */
  if (subject != CH_NO_WORD && out->n == 0 && ch_in_class(c, subject, c->book->blow)) {
    uint32_t verb = carrier(c, subject, ch_marker_in(c, subject, c->book->loose) != CH_NO_WORD);
    if (verb != CH_NO_WORD && ch_frame_of(c, verb)->doer != subject)
      named_or_owning(c, ch_frame_of(c, verb)->doer, true, out);
  }
  if (s->deed && !any_coded(out)) {
    ch_side tool = {.n = 0};
    by_tool(s, subject, &tool);
    if (any_coded(&tool)) *out = tool;
  }
  if (!ch_in_class(c, subject, c->book->anaphor) || any_coded(out)) return;
  uint32_t said = c->reading->attribution_at[subject];
  if (said == CH_NO_ITEM || c->reading->attributions[said].cue == CH_NO_WORD ||
      c->reading->attributions[said].cue != ch_w(c, ch_clause_of(c, subject))->head)
    return;
  ch_side speaker = {.n = 0};
  source_of(c, &c->reading->attributions[said], &speaker);
  if (any_coded(&speaker)) *out = speaker;
}

static void stand_at(const stand *s, const ch_role *role, bool stated, ch_side *out) {
  ch_coding *c = s->c;
  out->n = 0;
  switch (role->kind) {
    case CH_ROLE_SUBJECT:
      by_subject(s, out);
      break;
    case CH_ROLE_OBJECT: by_object(s, out); break;
    case CH_ROLE_INDIRECT: {
      uint32_t verb = s->noun ? s->carrier : s->head, up = ch_w(c, s->head)->head;
      if (verb != CH_NO_WORD) named_or_owning(c, ch_frame_of(c, verb)->indirect, true, out);
      /* "offered RUSSIA talks", taken for talks of Russia's */
      for (uint32_t i = 1; out->n == 0 && !s->noun && s->match && i < s->match->pattern->n; i++) {
        const ch_element *e = &s->match->pattern->element[i];
        uint32_t w = s->match->word[i];
        if (w != CH_NO_WORD && e->n_functions == 0 && e->n_alternatives &&
            e->alternative[0].kind == CH_ATOM_ACTOR && ch_w(c, w)->rel == CH_REL_COMPOUND)
          named_or_held(c, w, out);
      }
      /* "told HIM in a telephone call" */
      if (verb != CH_NO_WORD || !s->talks || up == CH_NO_WORD || !ch_is_verb(c, up)) break;
      const ch_frame *f = ch_frame_of(c, up);
      uint32_t told = f->indirect != CH_NO_WORD ? f->indirect : f->undergoer;
      if (told != CH_NO_WORD && c->reading->mention_at[told] != CH_NO_ITEM)
        named_or_owning(c, told, true, out);
      break;
    }
    case CH_ROLE_OWNER: by_owner(s, out); break;
    case CH_ROLE_POSSESSOR: possessors(c, s->head, out); break;
    case CH_ROLE_COMPLEMENT: by_complement(s, out); break;
    case CH_ROLE_SPEAKER:
      if (s->verbal && blaming(c, s->head) != CH_NO_ITEM)
        source_of(c, &c->reading->attributions[blaming(c, s->head)], out);
      else if (!s->verbal)
        ch_speaker_of(c, s->head, out);
      break;
    case CH_ROLE_BOTH: by_both(s, out); break;
    case CH_ROLE_VICTIM:
      by_object(s, out);
      if (out->n == 0) by_owner(s, out);
      break;
    case CH_ROLE_PLACE:
      by_place(s, out);
      if (out->n == 0) by_jail(s, out);
      break;
    case CH_ROLE_BELOW:
      by_below(s, out);
      break;
    case CH_ROLE_CHARGED:
      by_charged(s, out);
      break;
    case CH_ROLE_OPPOSITE: /* only when all else is known: opposite() */
    case CH_ROLE_OPPONENT: /* only when the article is told: ch_context() */
    case CH_ROLE_NONE: break;
    case CH_ROLE_PREPOSITION:
      if (s->several &&
          ch_class_has(&c->book->words.lexemes.v[role->word].classes, c->book->locative))
        break;
      by_any(s, role, stated || !ch_class_has(&c->book->words.lexemes.v[role->word].classes,
                                              c->book->locative), out);
      break;
  }
}

static void find_side(const stand *s, const ch_roles *roles, const ch_side *not_these,
                      ch_side *out, bool *reciprocal) {
  out->n = 0;
  for (uint32_t i = 0; i < roles->n; i++) {
    stand_at(s, &roles->v[i], roles->stated, out);
    uint32_t all = out->n;
    if (not_these) ch_side_remove(out, not_these);
    /* "claims that HE AND LAVROV are talking": of himself, too */
    if (s->verbal && roles->v[i].kind == CH_ROLE_COMPLEMENT && out->n < all) out->n = 0;
    if (out->n == 0) continue;
    if (reciprocal) *reciprocal = roles->v[i].kind == CH_ROLE_BOTH ||
                                  (s->noun && out->n > 1 && roles->v[i].kind == CH_ROLE_PREPOSITION);
    return;
  }
}

bool ch_roles_have(const ch_roles *roles, ch_role_kind kind) {
  for (uint32_t i = 0; i < roles->n; i++)
    if (roles->v[i].kind == kind) return true;
  return false;
}

/* Are both of one state? "The ministry told the Americans to cut their staff", its ministry
 * taken for theirs: a state does not do to itself what only states do to each other. */
static bool one_code(const ch_side *actor, const ch_side *recipient) {
  return actor->n == 1 && recipient->n == 1 && actor->v[0].actor->person.n == 0 &&
         ch_str_eq(actor->v[0].actor->code, recipient->v[0].actor->code);
}

/* The state that the article sets against `side`: named three times and more,
 * and twice as often as any third. It takes the place of parties of no known
 * country ("38 companies"), and has no words of its own in the sentence. */
void ch_opposite(const ch_coding *c, const ch_side *side, ch_side *out) {
  enum { MAX_STATES = 24, OFTEN = 3 };
  struct { uint32_t actor, n; } state[MAX_STATES];
  uint32_t n = 0, first = 0, second = 0;
  if (side->n == 0 || side->v[0].actor->code.n == 0) return;
  const ch_reading *r = c->reading;
  for (uint32_t m = 0; m < r->n_mentions; m++) {
    uint32_t actor = r->mentions[m].actor;
    if (actor == CH_NO_ITEM || r->mentions[m].naming == CH_NAMING_TOWN || r->mentions[m].place) continue;
    const ch_actor *a = &r->actors[actor];
    if (!ch_is_power(a) || ch_str_eq(a->code, side->v[0].actor->code)) continue;
    uint32_t k = 0;
    while (k < n && !ch_str_eq(r->actors[state[k].actor].code, a->code)) k++;
    if (k == MAX_STATES) continue;
    if (k == n) {
      state[n].actor = actor;
      state[n++].n = 0;
    }
    state[k].n++;
    if (r->actors[state[k].actor].person.n && !a->person.n) state[k].actor = actor;
  }
  for (uint32_t k = 1; k < n; k++)
    if (state[k].n > state[first].n) first = k;
  for (uint32_t k = 0; k < n; k++)
    if (k != first && state[k].n > second) second = state[k].n;
  if (n == 0 || state[first].n < OFTEN || state[first].n < 2 * second) return;
  out->n = 0;
  ch_side_actor(out, c, state[first].actor, (ch_span){0, 0});
  for (uint32_t i = 0; i < out->n; i++) out->v[i].inferred = true;
}

/* "condemned THE LAUNCH", "voiced concern over THE TEST": who did what the words blame, reject
 * or back; "apologised for THE KILLINGS": whom it was done to. Told of before. */
static void by_deed(const stand *s, bool victim, const ch_side *actor, ch_side *out) {
  ch_coding *c = s->c;
  uint32_t words[CH_MAX_ELEMENTS + 2], n = 0;
  for (uint32_t i = 1; i < CH_MAX_ELEMENTS; i++) words[n++] = matched(s, i);
  words[n++] = s->match->bare;
  if (!s->noun && ch_is_verb(c, s->head)) words[n++] = ch_frame_of(c, s->head)->undergoer;
  uint32_t heads[] = {s->head, s->carrier, matched(s, 1)};
  enum { HEADS = sizeof heads / sizeof *heads };
  for (uint32_t i = 0; i < n + HEADS && out->n == 0; i++) {
    uint32_t above = i < n ? CH_NO_WORD : heads[i - n];
    uint32_t count = i < n ? 1 : above == CH_NO_WORD ? 0 : ch_child_count(c->doc, above);
    for (uint32_t k = 0; k < count && out->n == 0; k++) {
      uint32_t w = i < n ? words[i] : ch_child(c->doc, above, k);
      if (i >= n && ch_marker_in(c, w, c->book->cause) == CH_NO_WORD) continue;
      if (victim)
        ch_deed_victim(c, w, actor, out);
      else
        ch_deed_author(c, w, actor, out);
    }
  }
}

/* Who a phrase with "by" names. */
static void by_agent(const ch_coding *c, uint32_t w, ch_side *out) {
  if (ch_marker_in(c, w, c->book->agent) != CH_NO_WORD) named_or_owning(c, w, false, out);
}

/* "demanded the release of a man HELD BY OMAN", "condemned the killing of its men BY OMAN": whom a
 * demand, refusal, threat or blame is meant for, where only what it speaks of tells. */
static void by_holder(const stand *s, const ch_side *actor, ch_side *out) {
  ch_coding *c = s->c;
  uint32_t told[3 * CH_MAX_ELEMENTS], n = 0;
  for (uint32_t i = 0; i < CH_MAX_ELEMENTS; i++) {
    uint32_t w = i ? matched(s, i) : s->match->bare;
    if (w == CH_NO_WORD) continue;
    if (ch_is_noun(c, w)) told[n++] = w;
    /* "refused to take part in the ARBITRATION brought by Oman" */
    for (uint32_t k = 0; i && ch_is_verb(c, w) && k < ch_child_count(c->doc, w); k++)
      if (n + CH_MAX_ELEMENTS < sizeof told / sizeof *told && ch_w(c, ch_child(c->doc, w, k))->rel == CH_REL_OBL)
        told[n++] = ch_child(c->doc, w, k);
  }
  for (uint32_t i = 0; i < n; i++) {
    uint32_t w = told[i];
    ch_side found = {.n = 0};
    /* "the execution of its citizens BY OMAN": who did it before whom it was done to */
    for (uint32_t k = 0; k < ch_child_count(c->doc, w) && found.n == 0; k++) {
      uint32_t child = ch_child(c->doc, w, k);
      by_agent(c, child, &found);
      bool of = ch_marker_in(c, child, c->book->belonging) != CH_NO_WORD;
      for (uint32_t g = 0; of && g < ch_child_count(c->doc, child) && found.n == 0; g++)
        by_agent(c, ch_child(c->doc, child, g), &found);
    }
    if (!any_power(&found)) named_within(c, w, 3, &found);
    ch_side_remove(&found, actor);
    if (!any_power(&found)) held_in(c, w, &found);
    ch_side_remove(&found, actor);
    if (!any_power(&found) || ch_side_shares(&found, actor)) continue;
    *out = found;
    return;
  }
}

static bool of_one_state(const ch_side *actor, const ch_side *recipient) {
  for (uint32_t i = 0; i < recipient->n; i++) {
    bool own = recipient->v[i].actor->code.n == 0;
    for (uint32_t k = 0; k < actor->n; k++)
      own |= ch_str_eq(actor->v[k].actor->code, recipient->v[i].actor->code);
    if (!own || ch_is_rebel(recipient->v[i].actor)) return false;
  }
  return actor->n > 0;
}

static bool is_of_words(const ch_rule *rule) {
  return rule->type == CH_TYPE_REQUEST || rule->type == CH_TYPE_REJECT ||
         rule->type == CH_TYPE_THREATEN || rule->type == CH_TYPE_ACCUSE;
}

/* The agent of a passive, hung too low: "sentenced to two years in jail BY A CHILEAN COURT". */
static void by_low_agent(const stand *s, uint32_t subject, ch_side *out) {
  ch_coding *c = s->c;
  const ch_sentence *sentence = &c->doc->sentences[c->doc->sentence_of[s->head]];
  uint32_t clause = ch_clause_of(c, s->head);
  for (uint32_t w = s->head + 1; out->n == 0 && w < sentence->first + sentence->count; w++) {
    uint32_t noun = ch_w(c, w)->head;
    if (ch_w(c, w)->rel != CH_REL_CASE || !ch_in_class(c, w, c->book->agent) || noun == CH_NO_WORD ||
        noun == subject || ch_clause_of(c, noun) != clause || c->reading->time_at[noun] != CH_NO_ITEM)
      continue;
    uint32_t above = ch_w(c, noun)->head;
    bool plain = above != CH_NO_WORD && (ch_is_noun(c, above) || ch_w(c, above)->upos == CH_UPOS_NUM) &&
                 ch_w(c, above)->rel != CH_REL_NSUBJ_PASS;
    if (plain) named_or_owning(c, noun, false, out);
  }
}

/* The state in whose house, market or land it was done: "barred from CHILEAN airspace". */
static void by_house(const stand *s, uint32_t w, const ch_side *patient, ch_side *out) {
  ch_coding *c = s->c;
  for (uint32_t i = 0; out->n == 0 && i < ch_child_count(c->doc, w); i++) {
    uint32_t child = ch_child(c->doc, w, i), m = c->reading->mention_at[child];
    uint8_t rel = ch_w(c, child)->rel;
    if ((rel != CH_REL_OBL && rel != CH_REL_NMOD) || ch_marker_in(c, child, c->book->authority_place) == CH_NO_WORD) continue;
    if (m != CH_NO_ITEM && c->reading->mentions[m].place) ch_side_add(c, out, m);
    if (out->n == 0) named_or_owning(c, child, false, out);
    if (out->n && out->v[0].actor->person.n) out->n = 0;
    ch_side_remove(out, patient);
  }
}

/* Who does a passive that names no agent, where it is what only authorities do: whose court or
 * officers stand lower, else where it was done. Its subject is then who suffers it. */
static void by_authority(const stand *s, ch_side *actor, ch_side *recipient) {
  ch_coding *c = s->c;
  const ch_frame *frame = ch_frame_of(c, s->head);
  if (!frame->passive || frame->doer != CH_NO_WORD || frame->undergoer == CH_NO_WORD) return;
  ch_side patient, found = {.n = 0};
  named_or_owning(c, frame->undergoer, true, &patient);
  if (!any_coded(&patient)) return;
  by_low_agent(s, frame->undergoer, &found);
  if (!any_coded(&found)) found.n = 0, by_house(s, s->head, &patient, &found);
  if (!any_coded(&found)) found.n = 0, by_house(s, frame->undergoer, &patient, &found);
  if (!any_coded(&found) || one_code(&found, &patient)) return;
  *actor = found;
  *recipient = patient;
}

static bool answers_deed(const ch_rule *rule) {
  return rule->type == CH_TYPE_ACCUSE || rule->type == CH_TYPE_REJECT ||
         rule->type == CH_TYPE_SUPPORT || rule->type == CH_TYPE_CONCEDE;
}

/* Who is told so by the one who acts: "Rome told VALLETTA it was sorry", "assured HIM that it would
 * pay". */
static void by_told(const stand *s, const ch_side *actor, ch_side *out) {
  enum { CLIMB = 4 };
  ch_coding *c = s->c;
  uint32_t w = s->noun ? s->carrier : s->head;
  for (int i = 0; i < CLIMB && w != CH_NO_WORD; i++) {
    uint32_t up = ch_w(c, w)->head;
    uint8_t rel = ch_w(c, w)->rel;
    if (up == CH_NO_WORD || (rel != CH_REL_CCOMP && rel != CH_REL_XCOMP && rel != CH_REL_CONJ)) return;
    w = up;
    if (rel != CH_REL_CCOMP || !ch_is_verb(c, up)) continue;
    const ch_frame *f = ch_frame_of(c, up);
    uint32_t told = f->indirect != CH_NO_WORD ? f->indirect : f->undergoer;
    ch_side teller = {.n = 0}, listener = {.n = 0};
    if (told == CH_NO_WORD || c->reading->mention_at[told] == CH_NO_ITEM) return;
    named_or_owning(c, f->doer, true, &teller);
    named_or_owning(c, told, true, &listener);
    ch_side_remove(&listener, actor);
    if (ch_side_shares(&teller, actor) && listener.n && ch_is_power(listener.v[0].actor)) *out = listener;
    return;
  }
}

/* Acts that somebody is told of because they are meant for him. */
static bool may_be_told(const ch_rule *rule) {
  switch (rule->type) {
    case CH_TYPE_AGREE: case CH_TYPE_CONCEDE: case CH_TYPE_RETREAT: case CH_TYPE_REJECT:
    case CH_TYPE_THREATEN: case CH_TYPE_AID: return true;
    default: return false;
  }
}

/* What is done to others without their having a part in it. */
static bool is_deed(ch_type type) {
  return type == CH_TYPE_ASSAULT || type == CH_TYPE_COERCE || type == CH_TYPE_SANCTION ||
         type == CH_TYPE_MOBILIZE;
}

void ch_parties_of(ch_coding *c, const ch_match *match, const ch_steps *steps, ch_side *actor,
                   ch_side *recipient) {
  const ch_rule *rule = &c->book->rules.v[match->pattern->rule];
  bool noun = match->pattern->pos == CH_POS_NOUN ||
              (match->pattern->pos == CH_POS_ANY && ch_is_noun(c, match->word[0]));
  stand s = {.c = c,
             .match = match,
             .head = match->word[0],
             .carrier = CH_NO_WORD,
             .noun = noun,
             .talks = rule->type == CH_TYPE_CONSULT,
             .verbal = rule->type == CH_TYPE_ACCUSE,
             .together = rule->type == CH_TYPE_COOPERATE,
             .yields = rule->type == CH_TYPE_RETREAT || rule->type == CH_TYPE_CONCEDE ||
                       rule->type == CH_TYPE_AID || rule->type == CH_TYPE_SANCTION,
             .denied = rule->needs == CH_EFFECT_NEGATED || rule->needs == CH_EFFECT_FORGONE,
             .subject = CH_NO_WORD,
             .deed = is_deed(rule->type)};
  if (!noun && rule->subject.n_alternatives && !rule->subject.absent)
    s.subject = ch_frame_of(c, match->word[0])->subject;
  if (noun) s.carrier = carrier(c, match->word[0], false);
  const ch_roles *actors = rule->actor.stated ? &rule->actor
                           : noun             ? &c->book->noun_actor
                                              : &c->book->verb_actor;
  const ch_roles *recipients = rule->recipient.stated ? &rule->recipient
                               : noun                 ? &c->book->noun_recipient
                                                      : &c->book->verb_recipient;
  bool reciprocal = false;
  ch_side behind = {.n = 0};
  (void)steps;
  find_side(&s, actors, NULL, actor, &reciprocal);
  recipient->n = 0;
  /* "the tax is a threat TO PEACE": said of the tax, not of what it threatens */
  bool asked = recipients->n == 0 || (recipients->v[0].kind != CH_ROLE_NONE &&
                                      recipients->v[0].kind != CH_ROLE_SUBJECT);
  if (match->bare != CH_NO_WORD && asked) {
    named_or_owning(c, match->bare, true, &behind);
    ch_side_remove(&behind, actor);
    if (any_coded(&behind)) {
      *recipient = behind;
      return;
    }
  }
  s.several = rule->type == CH_TYPE_CONSULT && actor->n > 1;
  /* "Russia and China held talks with Iran" has both sides and a recipient. */
  find_side(&s, recipients, rule->same ? NULL : actor, recipient, NULL);
  if (!any_coded(recipient) && behind.n) { /* not "blamed LITHUANIA for the plight of migrants" */
    *recipient = behind;
    return;
  }
  if (reciprocal && noun) recipient->n = 0;
  if (!any_coded(recipient) && any_coded(actor) && answers_deed(rule) &&
      !ch_roles_have(recipients, CH_ROLE_NONE)) {
    ch_side author = {.n = 0};
    by_deed(&s, rule->type == CH_TYPE_CONCEDE, actor, &author);
    if (any_coded(&author)) *recipient = author;
  }
  if (!any_coded(recipient) && any_coded(actor) && is_of_words(rule) &&
      !ch_roles_have(recipients, CH_ROLE_NONE))
    by_holder(&s, actor, recipient);
  if (!any_coded(recipient) && any_coded(actor) && may_be_told(rule) &&
      !ch_roles_have(recipients, CH_ROLE_NONE))
    by_told(&s, actor, recipient);
  if (!any_coded(actor) && !noun && ch_is_verb(c, s.head) &&
      (rule->type == CH_TYPE_SANCTION || rule->type == CH_TYPE_COERCE || ch_roles_have(actors, CH_ROLE_PLACE)))
    by_authority(&s, actor, recipient);
  if (any_coded(actor) && !any_coded(recipient) && is_deed(rule->type) &&
      !ch_roles_have(recipients, CH_ROLE_NONE)) {
    ch_side there = {.n = 0};
    ch_scene_recipient(c, match, actor, &there);
    if (there.n) *recipient = there;
  }
  if (!any_coded(actor) && any_coded(recipient) &&
      (rule->type == CH_TYPE_ASSAULT || rule->type == CH_TYPE_COERCE)) {
    ch_side there = {.n = 0};
    ch_scene_actor(c, match, !ch_roles_have(actors, CH_ROLE_SUBJECT), recipient, &there);
    if (there.n) *actor = there;
  }
  /* "dismay at the execution of ITS CITIZENS by Oman": no state blames its own for what they suffer */
  if (rule->type == CH_TYPE_ACCUSE && !rule->same && any_power(actor) && any_coded(recipient) &&
      of_one_state(actor, recipient)) {
    ch_side other = {.n = 0};
    by_holder(&s, actor, &other);
    if (any_coded(&other)) *recipient = other;
  }
  if (!any_coded(recipient) && ch_roles_have(recipients, CH_ROLE_OPPOSITE))
    ch_opposite(c, actor, recipient);
  if ((!any_coded(actor) || (!noun && one_code(actor, recipient))) &&
      ch_roles_have(actors, CH_ROLE_OPPOSITE))
    ch_opposite(c, recipient, actor);
}

void ch_announced_against(ch_coding *c, const ch_match *match, const ch_side *actor,
                          ch_side *recipient) {
  const ch_rule *rule = &c->book->rules.v[match->pattern->rule];
  uint32_t up = ch_w(c, match->word[0])->head;
  bool told = match->pattern->pos == CH_POS_NOUN && ch_w(c, match->word[0])->rel == CH_REL_OBJ &&
              up != CH_NO_WORD && ch_is_verb(c, up);
  if (told && any_coded(actor) && !any_coded(recipient) &&
      ch_roles_have(&rule->recipient, CH_ROLE_OPPOSITE))
    ch_opposite(c, actor, recipient);
}

void ch_addressee_of(ch_coding *c, uint32_t g, ch_side *out) {
  bool noun = ch_is_noun(c, g);
  stand s = {.c = c,
             .head = g,
             .carrier = noun ? carrier(c, g, false) : CH_NO_WORD,
             .noun = noun,
             .subject = CH_NO_WORD};
  find_side(&s, noun ? &c->book->noun_recipient : &c->book->verb_recipient, NULL, out, NULL);
}
