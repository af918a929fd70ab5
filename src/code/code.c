/* Coding a document: one pass over its words finds the patterns, the best at
 * each word is settled into an event, and details are filled in. */
#include <stdlib.h>

#include "code/bygone.h"
#include "code/blow.h"
#include "code/fray.h"
#include "code/grounds.h"
#include "code/parties.h"
#include "code/recall.h"
#include "code/title.h"

typedef struct drafts {
  ch_draft *v;
  size_t n, cap;
} drafts;

/* The first of the patterns that begin with the lexeme, as a link's number; 0: none. */
static uint32_t patterns_of(const ch_coding *c, uint32_t lexeme) {
  return lexeme == CH_NO_LEXEME ? 0 : c->book->words.lexemes.v[lexeme].patterns;
}

static void match_better(ch_coding *c, uint32_t w, uint32_t patterns, const ch_pattern *limit, ch_match *best) {
  ch_match match;
  for (uint32_t i = patterns; i; i = c->book->links.v[i - 1].next) {
    const ch_pattern *p = &c->book->patterns.v[c->book->links.v[i - 1].pattern];
    if (limit && !ch_pattern_better(c->book, limit, p)) continue;
    bool worse = best->pattern && !ch_pattern_better(c->book, p, best->pattern);
    if (worse && (limit || !c->trace)) continue;
    if (ch_match_at(c, p, w, &match) && !worse) *best = match;
  }
}

/* The best pattern at `w` that is worse than `limit` (NULL: the best). */
static bool best_match(ch_coding *c, uint32_t w, const ch_pattern *limit, ch_match *best) {
  best->pattern = NULL;
  match_better(c, w, patterns_of(c, c->lexeme[w]), limit, best);
  if (c->adjective[w] != c->lexeme[w]) match_better(c, w, patterns_of(c, c->adjective[w]), limit, best);
  return best->pattern != NULL;
}

/* Does the rule's line tell an act that is not done: "does not ACCEPT", "will not YIELD"? */
static bool is_refusal(const ch_rule *rule) {
  return rule->needs == CH_EFFECT_NEGATED || rule->needs == CH_EFFECT_FORGONE;
}

/* Did the line find who might have done it: for a meeting, two? */
static bool has_doers(const ch_draft *d) {
  uint32_t wanted = d->rule->type == CH_TYPE_CONSULT ? 2 : 1;
  return d->act.actor.n && d->act.actor.n + d->act.recipient.n >= wanted;
}

/* "The treaty WAS RATIFIED": a draft of nobody's whose parties earlier sentences may tell. */
static bool may_be_retold(ch_coding *c, uint32_t w, const ch_draft *d) {
  switch (d->rule->type) {
    case CH_TYPE_REJECT: case CH_TYPE_RETREAT: return true;
    case CH_TYPE_SUPPORT: case CH_TYPE_CONCEDE: case CH_TYPE_AID: return ch_is_verb(c, w) && ch_frame_of(c, w)->passive;
    default: return d->cameo->quad == 4;
  }
}

/* Drafts the best pattern at `w` that gives an event. A pattern whose rule
 * finds no parties leaves the word to the next best; one that finds them, and
 * whose act the sentence negates or denies, does not. */
static bool draft_at(ch_coding *c, uint32_t w, drafts *out) {
  enum { ATTEMPTS = 12 };
  if (!patterns_of(c, c->lexeme[w]) && !patterns_of(c, c->adjective[w])) return true;
  ch_draft draft, incomplete = {.rule = NULL}, first = {.rule = NULL}, best = {.rule = NULL};
  ch_match match;
  const ch_pattern *limit = NULL;
  bool found = false;
  for (int i = 0; i < ATTEMPTS && !found && best_match(c, w, limit, &match); i++) {
    draft = (ch_draft){.match = match, .rule = &c->book->rules.v[match.pattern->rule]};
    ch_settle(c, &draft);
    ch_trace_settled(c, &draft);
    limit = match.pattern;
    bool whole = !draft.dropped && !draft.lacks_recipient;
    if (best.rule) {
      /* "does not ACCEPT the ruling" agrees to nothing, but is a refusal in another line; where the
       * article is to tell whom a line means, one of its type may know */
      found = whole && (best.undone ? is_refusal(draft.rule)
                                    : !draft.needy && draft.act.type == best.act.type);
      continue;
    }
    bool undone = draft.undone && has_doers(&draft) && draft.rule->needs == CH_EFFECT_NONE;
    found = whole && !draft.needy;
    if (undone || (whole && draft.needy)) best = draft;
    /* "hailed the deal": a line of the type that can do without whom it is meant for */
    bool spared = incomplete.rule && incomplete.dropped && !draft.dropped && draft.act.type == incomplete.act.type;
    if (draft.lacks_recipient && (!incomplete.rule || spared)) incomplete = draft;
    if (!first.rule) first = draft;
  }
  if (!found && best.rule) {
    draft = best;
    found = true;
  }
  ch_trace_outrank(c, w, limit);
  /* an act of which no party is known may still be what another answers; a refusal, what another asked; a
   * release, of who was told to be held */
  if (!found && !incomplete.rule && (!first.rule || !may_be_retold(c, w, &first))) return true;
  /* "ten people were killed, officials said": the force, and whom its teller may blame for it */
  bool force = first.rule && first.rule->type == CH_TYPE_ASSAULT && incomplete.rule &&
               incomplete.rule->type == CH_TYPE_ACCUSE;
  ch_draft *kept = force && !found ? CH_PUSH(c->arena, out) : NULL;
  if (kept) *kept = first;
  if (force && !found && !kept) return false;
  kept = CH_PUSH(c->arena, out);
  if (kept) *kept = found ? draft : incomplete.rule ? incomplete : first;
  return kept != NULL;
}

/* Does the element name the act, rather than a party or anything at all? */
static bool says_what(const ch_element *e) {
  return e->n_alternatives == 0 || e->alternative[0].kind == CH_ATOM_LEXEME ||
         e->alternative[0].kind == CH_ATOM_CLASS;
}

static bool covers(const ch_draft *d, uint32_t w) {
  for (uint32_t i = 1; i < d->match.pattern->n; i++)
    if (d->match.word[i] == w) return says_what(&d->match.pattern->element[i]);
  return false;
}

static bool governs(const ch_draft *d, uint32_t w) {
  for (uint32_t i = 0; i < d->steps.n; i++)
    if (d->steps.v[i].governor == w) return true;
  for (uint32_t i = 0; i < d->steps.n_through; i++)
    if (d->steps.through[i] == w) return true;
  return false;
}

static bool same_side(const ch_side *a, const ch_side *b) {
  if (a->n != b->n) return false;
  for (uint32_t i = 0; i < a->n; i++)
    if (!ch_party_same(&a->v[i], &b->v[i])) return false;
  return true;
}

/* "vowed TO WORK WITH SWEDEN to support the army": an act of its own, though what is done for its sake
 * hangs on the same word. */
static bool is_means(const ch_coding *c, const ch_draft *means, const ch_draft *end) {
  /* "called him TO CONGRATULATE him": the call, and what was said */
  if (means->act.type == CH_TYPE_CONSULT && !means->dropped && ch_in_class(c, means->match.word[0], c->book->ringing)) return true;
  for (uint32_t i = 0; i < end->steps.n; i++)
    if (end->steps.v[i].governor == means->match.word[0])
      return i >= end->steps.aim && means->act.recipient.n > 0;
  return false;
}

/* The same act told twice in the sentence, by one rule or as a noun; blame for
 * another's acts is one, however many words it takes. */
static bool told_twice(const ch_draft *first, const ch_draft *d) {
  /* "said it was in breach, and SUMMONED the envoy": a note is handed over beside what is said */
  static const char FORMAL[] = "114";
  if (ch_str_is(d->act.cameo, FORMAL) != ch_str_is(first->act.cameo, FORMAL) && ch_str_is(d->act.cameo, FORMAL))
    return false;
  if (!first->dropped && first->act.type == CH_TYPE_ACCUSE && d->act.type == CH_TYPE_ACCUSE &&
      first->act.status == d->act.status && same_side(&first->act.actor, &d->act.actor) &&
      (d->act.recipient.n == 0 || same_side(&first->act.recipient, &d->act.recipient)))
    return true;
  /* "fired 59 missiles at the base …, the first ASSAULT on its army": the general word adds nothing
   */
  if (!first->dropped && d->match.pattern->pos == CH_POS_NOUN && first->cameo->quad == 4 &&
      first->act.type == d->act.type && first->about.type == d->about.type &&
      d->about.type == CH_TYPE_NONE && d->act.mode.n == 0 && first->act.status == d->act.status &&
      ch_str_starts(first->act.cameo, ch_str_slice(d->act.cameo, 0, 2)) && first->act.recipient.n &&
      same_side(&first->act.actor, &d->act.actor) &&
      same_side(&first->act.recipient, &d->act.recipient))
    return true;
  return !first->dropped && (first->rule == d->rule || d->match.pattern->pos == CH_POS_NOUN) &&
         first->about.type == d->about.type && first->act.status == d->act.status &&
         ch_str_eq(first->act.cameo, d->act.cameo) && ch_str_eq(first->act.mode, d->act.mode) &&
         same_side(&first->act.actor, &d->act.actor) &&
         same_side(&first->act.recipient, &d->act.recipient);
}

static bool same_people(const ch_draft *a, const ch_draft *b) {
  ch_side x = a->act.actor, y = b->act.actor;
  ch_side_join(&x, &a->act.recipient);
  ch_side_join(&y, &b->act.recipient);
  return x.n == y.n && ch_side_shares(&x, &y) && x.n > 1;
}

static bool side_within(const ch_side *side, const ch_side *whole) {
  for (uint32_t i = 0; i < side->n; i++) {
    bool there = false;
    for (uint32_t j = 0; j < whole->n; j++) there |= ch_party_same(&side->v[i], &whole->v[j]);
    if (!there) return false;
  }
  return true;
}

/* "discussed it with Paris when the two MET", "met to DISCUSS it": what was done at a meeting that
 * the same clause tells of is that meeting. */
static bool done_at(const ch_coding *c, const ch_draft *d, const ch_draft *meeting) {
  uint32_t purpose = ch_first_conjunct(c, d->match.word[0]);
  if (d->act.type == CH_TYPE_CONSULT &&
      (meeting->act.type == CH_TYPE_CONSULT || meeting->about.type == CH_TYPE_CONSULT) &&
      ch_w(c, purpose)->rel == CH_REL_ADVCL && ch_w(c, purpose)->head == meeting->match.word[0] &&
      ch_marker_in(c, purpose, c->book->infinitive) != CH_NO_WORD &&
      side_within(&d->act.actor, &meeting->act.actor) &&
      side_within(&d->act.recipient, &meeting->act.recipient))
    return true;
  if (d->act.type != CH_TYPE_CONSULT || meeting->act.type != CH_TYPE_CONSULT ||
      d->act.status != meeting->act.status || !same_people(d, meeting))
    return false;
  uint32_t w = ch_first_conjunct(c, meeting->match.word[0]);
  return ch_w(c, w)->rel == CH_REL_ADVCL && ch_w(c, w)->head == d->match.word[0] &&
         ch_child_of_class(c, w, c->book->meanwhile) != CH_NO_WORD;
}

/* The general mode of its type, which another word may make exact. */
static bool is_general(const ch_draft *d) {
  return d->act.mode.n == 0 || ch_str_is(d->act.mode, "demo");
}

/* "AFTER launching", "when it launched": a clause that tells of another time. */
static bool is_apart(const ch_coding *c, uint32_t w) {
  uint8_t rel = ch_w(c, w)->rel;
  if (rel != CH_REL_ADVCL && rel != CH_REL_ACL) return false;
  return ch_marker_in(c, w, c->book->agent) == CH_NO_WORD &&
         ch_marker_in(c, w, c->book->infinitive) == CH_NO_WORD &&
         (ch_child_by_rel(c->doc, w, CH_REL_MARK) != CH_NO_WORD ||
          ch_child_by_rel(c->doc, w, CH_REL_CASE) != CH_NO_WORD);
}

/* Does `above` govern `w` within one clause or through a purpose, a means or a
 * participle: "imposed sanctions BY FREEZING", "struck, BOMBING a base"? */
static bool leads_to(const ch_coding *c, uint32_t above, uint32_t w) {
  enum { STEPS = 3 };
  for (int i = 0; i < STEPS && w != CH_NO_WORD; i++, w = ch_w(c, w)->head) {
    if (w == above) return true;
    const ch_codebook *b = c->book;
    bool means = ch_marker_in(c, w, b->agent) != CH_NO_WORD;
    switch (ch_w(c, w)->rel) {
      case CH_REL_XCOMP: case CH_REL_OBJ: break;
      case CH_REL_OBL: case CH_REL_NMOD: /* not "after the raid" */
        if (!means && ch_marker_in(c, w, b->locative) == CH_NO_WORD &&
            ch_marker_in(c, w, b->belonging) == CH_NO_WORD && ch_marker_in(c, w, b->loose) == CH_NO_WORD)
          return false;
        break;
      case CH_REL_ADVCL: case CH_REL_ACL: /* with no subject of its own; not "after launching" */
        if (ch_child_by_rel(c->doc, w, CH_REL_NSUBJ) != CH_NO_WORD) return false;
        if (is_apart(c, w)) return false;
        break;
      default: return false;
    }
  }
  return w == above;
}

static bool shares_word(const ch_draft *a, const ch_draft *b) {
  for (uint32_t i = 0; i < a->match.pattern->n; i++)
    if (a->match.word[i] != CH_NO_WORD && (i == 0 || says_what(&a->match.pattern->element[i])) &&
        (a->match.word[i] == b->match.word[0] || covers(b, a->match.word[i])))
      return true;
  return false;
}

/* One deed in two words, one of which governs the other: by the same actor,
 * against the same or against nobody else, of the same kind. `d` goes; what it
 * alone knows stays. */
static bool one_deed(const ch_coding *c, ch_draft *first, const ch_draft *d) {
  const ch_draft *exact = is_general(first) && !is_general(d) ? d : first;
  bool kind = first->act.type == d->act.type && first->about.type == d->about.type &&
              first->cameo->quad == 4 && first->changed == d->changed &&
              (first->act.status == d->act.status || first->act.status == CH_STATUS_ONGOING ||
               d->act.status == CH_STATUS_ONGOING) &&
              (ch_str_eq(first->act.mode, d->act.mode) || is_general(first) || is_general(d));
  if (!kind || !same_side(&first->act.actor, &d->act.actor) ||
      !(side_within(&first->act.recipient, &d->act.recipient) ||
        side_within(&d->act.recipient, &first->act.recipient)))
    return false;
  if (!leads_to(c, first->match.word[0], d->match.word[0]) &&
      !leads_to(c, d->match.word[0], first->match.word[0]) && !shares_word(first, d))
    return false;
  ch_side recipient = first->act.recipient.n < d->act.recipient.n ? d->act.recipient : first->act.recipient;
  ch_str mode = exact->act.mode, cameo = exact->act.cameo;
  first->cameo = exact->cameo;
  first->act.mode = mode;
  first->act.cameo = cameo;
  first->act.recipient = recipient;
  return true;
}

/* A word that is part of a longer pattern, or that only says how another act
 * stands, is no event of its own. Where a long pattern spells out the
 * governing word and its act ("accused … of hacking"), it counts, and takes
 * over what it speaks of. */
static void drop(ch_draft *d, ch_fate why, const ch_draft *by) {
  d->dropped = true;
  d->fate = why;
  d->by = by->match.pattern;
}

/* "came down to the size that Moscow DEMANDED": of a thing given way on, the demand that its relative
 * clause tells is the one given way to, and no other. */
static bool is_granted(const ch_coding *c, const ch_draft *other, const ch_draft *d) {
  if (other->act.type != CH_TYPE_CONCEDE || other->about.type != CH_TYPE_REQUEST || d->act.type != CH_TYPE_REQUEST) return false;
  uint32_t verb = d->match.word[0], noun = ch_w(c, verb)->head;
  if (noun == CH_NO_WORD || ch_rel_universal(ch_w(c, verb)->rel) != CH_REL_ACL) return false;
  for (uint32_t i = 1; i < other->match.pattern->n; i++)
    if (other->match.word[i] == noun) return true;
  return false;
}

/* "expelled two envoys TO PROTEST against the raid": a deed with an object of its own is told, and not
 * what it was for. */
static bool is_purpose(ch_coding *c, const ch_draft *deed, const ch_draft *other) {
  uint32_t verb = deed->match.word[0], w = other->match.word[0];
  return deed->cameo->quad == 4 && ch_is_verb(c, verb) && ch_in_class(c, verb, c->book->done_for) &&
         ch_frame_of(c, verb)->undergoer != CH_NO_WORD && ch_w(c, w)->rel == CH_REL_XCOMP &&
         ch_w(c, w)->head == verb && ch_marker_in(c, w, c->book->infinitive) != CH_NO_WORD;
}

/* "SIGNED AN AGREEMENT to open the border": the agreement is signed, whatever it is to bring. */
static bool is_signed(const ch_coding *c, const ch_draft *d, const ch_draft *other) {
  static const char SIGNED[] = "057";
  if (other->cameo->quad > 2) return false;
  bool sealed = d->act.type == CH_TYPE_SUPPORT && ch_str_is(d->act.cameo, SIGNED) && d->match.pattern->pos == CH_POS_VERB &&
                (d->act.status == CH_STATUS_ACTUAL || d->act.status == CH_STATUS_ONGOING);
  for (uint32_t i = 0; sealed && i < other->steps.n; i++)
    if (other->steps.v[i].governor != CH_NO_WORD && covers(d, other->steps.v[i].governor)) return true;
  /* "signed the deal TO CUT tariffs", hung on the signing */
  uint32_t w = other->match.word[0];
  return sealed && ch_w(c, w)->head == d->match.word[0] && ch_marker_in(c, w, c->book->infinitive) != CH_NO_WORD;
}

static void drop_covered(ch_coding *c, drafts *list) {
  for (size_t i = 0; i < list->n; i++)
    for (size_t j = 0; j < list->n; j++) {
      ch_draft *d = &list->v[i], *other = &list->v[j];
      if (i == j || d->dropped || d->firm || other->dropped ||
          !(covers(other, d->match.word[0]) || is_granted(c, other, d)))
        continue;
      if (governs(d, other->match.word[0]) && other->about.type == CH_TYPE_NONE)
        other->about = d->about;
      drop(d, CH_FATE_PART, other);
    }
  for (size_t i = 0; i < list->n; i++)
    for (size_t j = 0; j < list->n; j++) {
      ch_draft *d = &list->v[i], *other = &list->v[j];
      if (i == j || d->dropped || d->firm || other->dropped) continue;
      bool vague = other->needy && d->act.type == CH_TYPE_ACCUSE;
      /* "would not allow Oman TO JOIN THE CLUB": what may come to nothing for want of a party takes
       * no place from the word above it that has both, or asks it of all ("urged THE SIDES to return") */
      bool of_all = d->act.type == CH_TYPE_REQUEST && other->act.type == CH_TYPE_REQUEST && !d->open;
      if ((other->needy || other->orphan) && !d->needy && !d->orphan && d->act.actor.n &&
          (d->act.recipient.n || of_all) && governs(other, d->match.word[0])) {
        drop(other, CH_FATE_PART, d);
        continue;
      }
      if (is_purpose(c, d, other) || is_signed(c, d, other)) {
        drop(other, CH_FATE_PART, d);
        continue;
      }
      if (other->match.pattern->pos == CH_POS_ANY && governs(other, d->match.word[0])) {
        drop(other, CH_FATE_PART, d); /* "urged both to stop the SLANDER" tells of a request */
        continue;
      }
      if ((governs(other, d->match.word[0]) && !vague && !is_means(c, d, other)) ||
          (j < i && !is_apart(c, d->match.word[0]) && (told_twice(other, d) || one_deed(c, other, d))) || done_at(c, d, other))
        drop(d, governs(other, d->match.word[0]) ? CH_FATE_PART : CH_FATE_TOLD, other);
    }
}

/* Blame found in any words says nothing new where the sentence tells of another
 * act in words between the same sides. */
static void drop_weak_blame(drafts *list) {
  for (size_t i = 0; i < list->n; i++)
    for (size_t j = 0; j < list->n; j++) {
      ch_draft *d = &list->v[i];
      const ch_draft *other = &list->v[j];
      if (i != j && !d->dropped && d->match.pattern->pos == CH_POS_ANY && !other->dropped &&
          (other->match.pattern->pos != CH_POS_ANY ||
           (d->act.recipient.n == 0 ? other->act.recipient.n > 0 || j < i
                                    : other->act.recipient.n > 0 && j < i)) &&
          ch_side_shares(&d->act.actor, &other->act.actor) &&
          (other->act.recipient.n == 0
               ? other->act.type == CH_TYPE_ACCUSE
               : d->act.recipient.n == 0 ||
                     ch_side_shares(&d->act.recipient, &other->act.recipient)))
        drop(d, CH_FATE_TOLD, other);
    }
}

/* Does the draft lack whom it is done to, or know only "the diplomats"? */
static bool recipient_open(const ch_draft *d) {
  if (d->lacks_recipient) return true;
  if (d->dropped || d->act.recipient.n == 0) return false;
  for (uint32_t i = 0; i < d->act.recipient.n; i++)
    if (d->act.recipient.v[i].actor->code.n || d->act.recipient.v[i].actor->person.n) return false;
  return true;
}

/* "expelled the Russian diplomats and closed the consulate": of two measures
 * by one actor, the second may leave out whom it is done to. */
static void share_recipients(drafts *list) {
  for (size_t i = 0; i < list->n; i++) {
    ch_draft *d = &list->v[i];
    if (!recipient_open(d)) continue;
    for (size_t j = 0; j < list->n; j++) {
      const ch_draft *other = &list->v[j];
      if (j == i || other->dropped || recipient_open(other) || other->cameo->quad != 4 ||
          d->cameo->quad != 4 || !same_side(&other->act.actor, &d->act.actor))
        continue;
      d->act.recipient = other->act.recipient;
      d->dropped = d->lacks_recipient = d->open = false;
      break;
    }
  }
}

/* A party that no words of the sentence name. */
static void infer(ch_party *party) {
  party->text = (ch_str){NULL, 0};
  party->span = (ch_span){0, 0};
  party->inferred = true;
}

/* "The guards IMPOUNDED THE SHIP": a state's men take what is not said to be whose; land is another matter. */
static bool takes_somebodys(ch_coding *c, const ch_draft *d) {
  uint32_t head = d->match.word[0];
  bool taking = ch_str_is(d->act.mode, "seize") && !ch_str_is(d->act.cameo, "192");
  if (d->act.type != CH_TYPE_COERCE || !taking || d->dropped || d->open || d->changed || d->act.recipient.n ||
      d->act.status != CH_STATUS_ACTUAL || !ch_is_verb(c, head) || d->act.actor.n != 1 ||
      !ch_is_power(d->act.actor.v[0].actor) || ch_frame_of(c, head)->undergoer == CH_NO_WORD)
    return false;
  uint32_t taken = ch_frame_of(c, head)->undergoer;
  return ch_is_noun(c, taken) && c->reading->mention_at[taken] == CH_NO_ITEM;
}

/* "CALLED HOME ITS ENVOY", "halted flights", in a sentence that tells of nobody else: a measure of one state
 * that no sentence before aims at another is left to the article. */
static void leave_measures(ch_coding *c, drafts *list) {
  for (size_t i = 0; i < list->n; i++) {
    ch_draft *d = &list->v[i];
    uint32_t head = d->match.word[0];
    if (takes_somebodys(c, d)) {
      d->open = true;
      continue;
    }
    bool left = d->lacks_recipient && d->dropped && !d->open && !d->changed && d->fate == CH_FATE_RECIPIENT;
    bool relations = ch_str_is(d->act.cameo, "161") || ch_str_is(d->act.cameo, "162") || ch_str_is(d->act.cameo, "163");
    if (!left || d->act.type != CH_TYPE_SANCTION || !relations || d->act.status != CH_STATUS_ACTUAL ||
        !ch_is_verb(c, head) || ch_frame_of(c, head)->passive || d->act.actor.n != 1 ||
        !ch_is_state(d->act.actor.v[0].actor))
      continue;
    d->dropped = false;
    d->open = d->needy = true;
  }
}

static bool asks_back(const ch_coding *c, const ch_draft *d) {
  if (d->dropped || d->act.type != CH_TYPE_REQUEST || !ch_any_coded(&d->act.actor)) return false;
  for (uint32_t i = 0; i < d->match.pattern->n; i++)
    if (d->match.word[i] != CH_NO_WORD && ch_in_class(c, d->match.word[i], c->book->given_back)) return true;
  return false;
}

/* "demanded the return of two villas SHUT in March": what one asks to have back was taken from him, by whom he
 * asks. */
static void turn_demanded(ch_coding *c, drafts *list) {
  for (size_t i = 0; i < list->n; i++)
    for (size_t k = 0; asks_back(c, &list->v[i]) && k < list->n; k++) {
      const ch_draft *asked = &list->v[i];
      ch_draft *d = &list->v[k];
      uint32_t head = d->match.word[0];
      bool measure = d->act.type == CH_TYPE_SANCTION || d->act.type == CH_TYPE_COERCE;
      bool left = !d->dropped || d->fate == CH_FATE_ACTOR || d->fate == CH_FATE_RECIPIENT;
      if (!measure || !left || d->changed || !ch_is_verb(c, head) || !ch_frame_of(c, head)->passive ||
          ch_frame_of(c, head)->doer != CH_NO_WORD ||
          (ch_any_coded(&d->act.actor) && !ch_side_shares(&d->act.actor, &asked->act.actor)))
        continue;
      ch_side holder = asked->act.recipient;
      if (!ch_any_coded(&holder)) ch_opposite(c, &asked->act.actor, &holder);
      if (!ch_any_coded(&holder)) continue;
      d->act.actor = holder;
      d->act.recipient = asked->act.actor;
      for (uint32_t p = 0; p < d->act.actor.n; p++) infer(&d->act.actor.v[p]);
      for (uint32_t p = 0; p < d->act.recipient.n; p++) infer(&d->act.recipient.v[p]);
      d->dropped = d->lacks_recipient = d->open = d->needy = false;
    }
}

/* "THE SHIP WAS LET GO", of which nobody is named: by who was last told to hold somebody's people or ships, to
 * whose they are. */
static void free_held(ch_coding *c, drafts *list, const ch_events *told, uint32_t sentence) {
  enum { REACH = 15 };
  for (size_t i = 0; i < list->n; i++) {
    ch_draft *d = &list->v[i];
    bool release = d->act.type == CH_TYPE_RETREAT && ch_str_is(d->act.mode, "release") && !d->changed && d->dropped;
    if (!release || d->act.actor.n || !ch_is_verb(c, d->match.word[0]) ||
        !ch_frame_of(c, d->match.word[0])->passive || d->act.status != CH_STATUS_ACTUAL)
      continue;
    for (size_t k = told->n; k-- > 0 && told->v[k].sentence + REACH >= sentence;) {
      const ch_act *held = &told->v[k].act;
      bool holds = held->type == CH_TYPE_COERCE && (ch_str_is(held->mode, "arrest") || ch_str_is(held->mode, "seize"));
      if (!holds || held->status != CH_STATUS_ACTUAL || !ch_any_coded(&held->actor) || !ch_any_coded(&held->recipient)) continue;
      if (ch_any_coded(&d->act.recipient) && !ch_side_shares(&d->act.recipient, &held->recipient)) continue;
      d->act.actor = held->actor;
      d->act.recipient = held->recipient;
      for (uint32_t p = 0; p < d->act.actor.n; p++) infer(&d->act.actor.v[p]);
      for (uint32_t p = 0; p < d->act.recipient.n; p++) infer(&d->act.recipient.v[p]);
      d->dropped = d->lacks_recipient = d->open = d->orphan = false;
      break;
    }
  }
}

/* Does it speak of what another side said or did, without telling whose it is:
 * "denied the ALLEGATIONS", "the SANCTIONS are illegal"? */
static bool answers_something(ch_coding *c, const ch_draft *d) {
  uint32_t words[CH_MAX_ELEMENTS + 3], n = 0, head = d->match.word[0];
  if (d->match.pattern->pos == CH_POS_NOUN) return false;
  for (uint32_t i = 1; i < d->match.pattern->n; i++) words[n++] = d->match.word[i];
  if (d->act.type == CH_TYPE_THREATEN && ch_in_class(c, head, c->book->answerable))
    return true; /* "will retaliate" */
  words[n++] = ch_frame_of(c, head)->subject;
  words[n++] = ch_frame_of(c, head)->undergoer;
  uint32_t clause = ch_child_by_rel(c->doc, head, CH_REL_CCOMP);
  if (clause != CH_NO_WORD) words[n++] = ch_frame_of(c, clause)->subject;
  for (uint32_t i = 0; i < n; i++)
    if (ch_in_class(c, words[i], c->book->answerable) && ch_is_noun(c, words[i])) return true;
  return false;
}

static bool is_sanction(const ch_draft *d) {
  return d->act.type == CH_TYPE_SANCTION || d->about.type == CH_TYPE_SANCTION;
}

/* "condemned the STRIKE", when a strike was told of just before. */
static bool blames_deed(ch_coding *c, const ch_draft *d, const ch_act *before) {
  if (d->act.type != CH_TYPE_ACCUSE && d->act.type != CH_TYPE_REJECT) return false;
  uint32_t noun = d->match.pattern->pos == CH_POS_NOUN
                      ? CH_NO_WORD
                      : ch_frame_of(c, d->match.word[0])->undergoer;
  if (noun == CH_NO_WORD || !ch_is_noun(c, noun) ||
      (before->status != CH_STATUS_ACTUAL && before->status != CH_STATUS_ONGOING))
    return false;
  if (ch_in_class(c, noun, c->book->blow))
    return before->type == CH_TYPE_ASSAULT || before->type == CH_TYPE_MOBILIZE;
  return ch_in_class(c, noun, c->book->deed) &&
         (before->type == CH_TYPE_SANCTION || before->type == CH_TYPE_COERCE ||
          before->type == CH_TYPE_MOBILIZE);
}

/* "It held four sailors. It RELEASED THEM": those it took. */
static bool frees_them(ch_coding *c, const ch_draft *d) {
  if (d->act.type != CH_TYPE_RETREAT || !ch_str_is(d->act.mode, "release") || !ch_is_verb(c, d->match.word[0]))
    return false;
  uint32_t them = ch_frame_of(c, d->match.word[0])->undergoer;
  return them != CH_NO_WORD && ch_w(c, them)->upos == CH_UPOS_PRON && ch_feature(c, them, "Person=3");
}

/* An act against unnamed people goes against whom its actor's last such act
 * did; an answer goes to who last told or did something against its author. */
static bool take_recipient(ch_coding *c, ch_draft *d, const ch_act *before) {
  if (!ch_any_coded(&before->actor)) return false;
  if (frees_them(c, d)) {
    bool took = before->type == CH_TYPE_COERCE || before->type == CH_TYPE_ASSAULT;
    if (!took || !ch_any_coded(&before->recipient) || !same_side(&before->actor, &d->act.actor)) return false;
    d->act.recipient = before->recipient;
    return true;
  }
  /* "lifted the ban": that on whom it was put */
  if (is_sanction(d) || d->act.type == CH_TYPE_RETREAT) {
    if (before->type != CH_TYPE_SANCTION || !ch_any_coded(&before->recipient) ||
        !same_side(&before->actor, &d->act.actor))
      return false;
    d->act.recipient = before->recipient;
    return true;
  }
  if (blames_deed(c, d, before) && !ch_side_shares(&before->actor, &d->act.actor)) {
    d->act.recipient = before->actor;
    return true;
  }
  bool against = before->type == CH_TYPE_ACCUSE || before->type == CH_TYPE_THREATEN ||
                 before->type == CH_TYPE_SANCTION || before->type == CH_TYPE_REQUEST ||
                 before->type == CH_TYPE_REJECT;
  if (!against || !ch_side_shares(&before->recipient, &d->act.actor) ||
      ch_side_shares(&before->actor, &d->act.actor) || !answers_something(c, d))
    return false;
  d->act.recipient = before->actor;
  return true;
}

static bool lifts(ch_coding *c, const ch_draft *d) {
  return d->act.type == CH_TYPE_RETREAT && (frees_them(c, d) || answers_something(c, d));
}

/* Recipients that the sentence leaves to what was told a few sentences before. */
static void recall_recipients(ch_coding *c, uint32_t sentence, drafts *list, const ch_events *told) {
  enum { REACH = 5 };
  for (size_t i = 0; i < list->n; i++) {
    ch_draft *d = &list->v[i];
    bool open = d->lacks_recipient || (!d->dropped && !ch_any_coded(&d->act.recipient));
    bool answer = d->act.type == CH_TYPE_ACCUSE || d->act.type == CH_TYPE_REJECT ||
                  d->act.type == CH_TYPE_THREATEN;
    if (!open || !ch_any_coded(&d->act.actor) || (!answer && !is_sanction(d) && !lifts(c, d))) continue;
    if (answer && d->act.recipient.n) continue;
    bool found = false;
    for (size_t j = 0; j < list->n && !found; j++)
      found = j != i && !list->v[j].dropped && take_recipient(c, d, &list->v[j].act);
    for (size_t j = told->n; j-- > 0 && !found && told->v[j].sentence + REACH >= sentence;)
      found = take_recipient(c, d, &told->v[j].act);
    if (found && d->lacks_recipient) d->dropped = d->lacks_recipient = false;
    if (found) d->open = false;
  }
}

static int by_number(const void *a, const void *b) {
  uint32_t x = *(const uint32_t *)a, y = *(const uint32_t *)b;
  return (x > y) - (x < y);
}

/* The matched words in the order of the text, gaps as " … ". */
static bool trigger(ch_coding *c, const ch_draft *d, ch_event *event) {
  uint32_t words[CH_MAX_ELEMENTS + 2 * CH_MAX_STEPS], n = 0;
  for (uint32_t i = 0; i < d->match.pattern->n; i++)
    if (d->match.word[i] != CH_NO_WORD && says_what(&d->match.pattern->element[i]))
      words[n++] = d->match.word[i];
  for (uint32_t i = 0; i < d->steps.n && d->changed; i++) {
    uint32_t governor = d->steps.v[i].governor;
    if (governor == CH_NO_WORD) continue;
    words[n++] = governor;
    uint32_t particle = ch_child_by_rel(c->doc, governor, CH_REL_COMPOUND_PRT);
    if (particle != CH_NO_WORD) words[n++] = particle;
  }
  qsort(words, n, sizeof *words, by_number);
  event->trigger = d->match.word[0];
  event->trigger_span = (ch_span){ch_w(c, words[0])->span.from, ch_w(c, words[n - 1])->span.to};
  char text[512];
  size_t used = 0;
  for (uint32_t i = 0; i < n; i++) {
    ch_str form = ch_printed(c->doc, ch_w(c, words[i])->span);
    const char *gap = i == 0 || words[i] == words[i - 1] ? "" : words[i] == words[i - 1] + 1 ? " " : " … ";
    if (i && words[i] == words[i - 1]) continue;
    if (used + strlen(gap) + form.n >= sizeof text) break;
    memcpy(text + used, gap, strlen(gap));
    used += strlen(gap);
    memcpy(text + used, form.p, form.n);
    used += form.n;
  }
  event->trigger_text = ch_arena_copy(c->arena, (ch_str){text, used});
  event->rule = ch_arena_printf(c->arena, "%s:%u", d->rule->file, d->match.pattern->line);
  return event->trigger_text.p && event->rule.p;
}

static void add_context(ch_event *event, ch_str context) {
  for (uint32_t i = 0; i < event->n_contexts; i++)
    if (ch_str_eq(event->contexts[i], context)) return;
  if (event->n_contexts < CH_MAX_CONTEXTS) event->contexts[event->n_contexts++] = context;
}

static void attributions(const ch_coding *c, ch_event *event) {
  const ch_attribution *chain[CH_MAX_NESTING];
  uint32_t n = 0;
  for (uint32_t a = c->reading->attribution_at[event->trigger];
       a != CH_NO_ITEM && n < CH_MAX_NESTING; a = c->reading->attributions[a].parent)
    chain[n++] = &c->reading->attributions[a];
  while (n-- > 0) {
    uint32_t actor = chain[n]->actor;
    event->speaker[event->n_attribution] = actor == CH_NO_ITEM ? NULL : &c->reading->actors[actor];
    event->attribution[event->n_attribution++] = chain[n];
  }
}

/* Does the event stand on a party's word alone? */
static bool is_claimed(const ch_coding *c, const ch_draft *d, const ch_event *event) {
  if (d->alleged) return true;
  if (event->n_attribution == 0) return false;
  const ch_attribution *inner = event->attribution[event->n_attribution - 1];
  uint32_t stance = ch_words_find(&c->book->words, inner->stance);
  return inner->party_word ||
         (stance != CH_NO_LEXEME &&
          ch_class_has(&c->book->words.lexemes.v[stance].classes, c->book->claim_stance));
}

static uint64_t mix_side(uint64_t hash, const ch_side *side) {
  for (uint32_t i = 0; i < side->n; i++) {
    hash = ch_str_hash_seed(side->v[i].actor->code, hash);
    hash = ch_str_hash_seed(side->v[i].actor->name, hash);
  }
  return hash + side->n;
}

/* Codes that many bodies share: two of them are two parties. */
static bool of_a_kind(ch_str code) {
  static const char *const KINDS[] = {"IGO", "NGO", "MNC", "ISM", "IMG"};
  for (size_t i = 0; i < sizeof KINDS / sizeof *KINDS; i++)
    if (ch_str_is(code, KINDS[i])) return true;
  return code.n == 0;
}

static bool same_party(const ch_actor *a, const ch_actor *b) {
  if (!ch_str_eq(a->code, b->code) || of_a_kind(a->code) || a->n_sectors != b->n_sectors) return false;
  return a->n_sectors == 0 || ch_str_eq(a->sectors[0], b->sectors[0]);
}

/* "President Putin and Foreign Minister Lavrov said": one party, of whom two speak (they stand in
 * `people`). Two of one state who meet are left as they are. */
static void join_same(ch_side *side, const ch_side *other) {
  bool more = other->n > 0;
  for (uint32_t i = 1; i < side->n; i++) more = more || !same_party(side->v[0].actor, side->v[i].actor);
  uint32_t n = more && side->n ? 1 : side->n;
  for (uint32_t i = 1; more && i < side->n; i++) {
    bool told = false;
    for (uint32_t k = 0; k < n && !told; k++) told = same_party(side->v[k].actor, side->v[i].actor);
    if (!told) side->v[n++] = side->v[i];
  }
  side->n = n;
}

static bool name_event(ch_coding *c, ch_event *event) {
  uint32_t place[4] = {event->span.from, event->span.to, event->trigger_span.from,
                       event->trigger_span.to};
  uint64_t hash = ch_str_hash(c->doc->article ? c->doc->article->id : (ch_str){NULL, 0});
  hash = ch_str_hash_seed((ch_str){(const char *)place, sizeof place}, hash);
  hash = ch_str_hash_seed(ch_str_of(ch_type_name(event->act.type)), hash);
  hash = ch_str_hash_seed(event->act.cameo, hash);
  hash = mix_side(mix_side(hash, &event->act.actor), &event->act.recipient);
  if (event->title) hash = ch_str_hash_seed(CH_STR("title"), hash);
  event->id = ch_arena_printf(c->arena, "m-%016llx", (unsigned long long)hash);
  return event->id.p != NULL;
}

/* "is due in Oslo NEXT TUESDAY for talks", "when they meet NEXT MONTH": what has a day to come is
 * planned. */
static void foretell(const ch_coding *c, const ch_draft *d, ch_event *event) {
  int32_t published = c->doc->article ? c->doc->article->published : CH_DAY_NONE;
  const ch_dated *date = &event->act.date;
  bool told = date->basis == CH_BASIS_TEXT || date->basis == CH_BASIS_RELATIVE;
  /* "said he would ask when he MET him next month" */
  bool shifted = c->reading->attribution_at[event->trigger] != CH_NO_ITEM;
  if ((d->steps.past && !shifted) || event->act.type != CH_TYPE_CONSULT || event->about.type != CH_TYPE_NONE || !told ||
      event->act.status != CH_STATUS_ACTUAL || published == CH_DAY_NONE ||
      date->days.from == CH_DAY_NONE || date->days.from <= published + 1)
    return;
  const ch_outcome *row = ch_outcome_find(c->book, event->act.cameo, CH_EFFECT_PLANNED);
  if (!row || !row->cameo) return;
  event->about = event->act;
  event->about.status = row->about;
  event->act.type = row->cameo->type;
  event->act.cameo = row->cameo->code;
  event->act.mode = row->mode.n ? row->mode : row->cameo->mode;
  event->act.status = row->status;
  event->act.date = (ch_dated){CH_DAYS_NONE, {NULL, 0}, CH_BASIS_NONE};
  event->quad = row->cameo->quad;
  event->goldstein = row->cameo->goldstein;
}

static bool write_event(ch_coding *c, uint32_t sentence, const ch_draft *d, const uint32_t *told,
                        size_t n_told, ch_event *event) {
  memset(event, 0, sizeof *event);
  event->sentence = sentence;
  event->span = c->doc->sentences[sentence].span;
  event->act = d->act;
  event->about = d->about;
  event->quad = d->cameo->quad;
  event->goldstein = d->cameo->goldstein;
  for (uint32_t i = 0; i < d->rule->n_contexts; i++) add_context(event, d->rule->contexts[i]);
  for (uint32_t i = 0; i < d->cameo->n_contexts && d->rule->n_contexts == 0; i++)
    add_context(event, d->cameo->contexts[i]);
  if (!trigger(c, d, event)) return false;
  attributions(c, event);
  event->claimed = is_claimed(c, d, event);
  event->open = d->open && !ch_any_coded(&d->act.recipient);
  event->needy = event->open && d->needy;
  event->by_blows = event->needy && d->by_blows;
  event->orphan = d->orphan;
  event->stray = d->stray;
  ch_date_event(c, &d->match, &d->steps, event);
  foretell(c, d, event);
  ch_answers_event(c, &d->match, &d->steps, told, n_told, event);
  ch_detail_event(c, &d->match, event);
  ch_issues_event(c, event);
  join_same(&event->act.actor, &event->act.recipient);
  join_same(&event->act.recipient, &event->act.actor);
  return name_event(c, event);
}

/* "NATO warned that Russia had sent tanks": the blame, and the tanks. "Brazil
 * rejected a British suggestion": the rejection, and the suggestion. */
static bool add_told(ch_coding *c, drafts *list) {
  for (size_t i = 0, n = list->n; i < n; i++) {
    if (!list->v[i].told) continue;
    ch_draft deed = list->v[i];
    deed.act = deed.deed;
    deed.dropped = false;
    deed.about = (ch_act){.type = CH_TYPE_NONE};
    deed.cameo = deed.rule->cameo;
    deed.changed = false;
    deed.firm = true;
    deed.alleged = list->v[i].act.type == CH_TYPE_ACCUSE;
    deed.act.status = CH_STATUS_ACTUAL;
    deed.steps.n = 0;
    if (deed.act.actor.n == 0 || deed.act.type == CH_TYPE_NONE) continue;
    ch_draft *kept = CH_PUSH(c->arena, list);
    if (!kept) return false;
    *kept = deed;
  }
  return true;
}

/* "left two villas under an ORDER given on Friday": what is obeyed was ordered by those who are obeyed, of the
 * kind that the rule is about, and on the order's own day. */
static bool add_ordered(ch_coding *c, drafts *list) {
  for (size_t i = 0, n = list->n; i < n; i++) {
    ch_draft order = list->v[i];
    const ch_cameo *measure = order.rule->about_cameo;
    uint32_t noun = CH_NO_WORD;
    if (order.dropped || order.changed || order.act.type != CH_TYPE_CONCEDE || !measure ||
        measure->type != CH_TYPE_SANCTION || !ch_any_coded(&order.act.recipient))
      continue;
    for (uint32_t k = 1; k < order.match.pattern->n; k++) {
      uint32_t w = order.match.word[k];
      if (w == CH_NO_WORD || !ch_is_noun(c, w)) continue;
      if (ch_in_class(c, w, c->book->behest)) noun = w, order.match.word[k] = CH_NO_WORD;
    }
    if (noun == CH_NO_WORD) continue;
    order.obeyed = true;
    order.match.word[0] = noun;
    order.act.actor = list->v[i].act.recipient;
    order.act.recipient = list->v[i].act.actor;
    order.act.type = measure->type;
    order.act.cameo = measure->code;
    order.act.mode = (ch_str){NULL, 0}; /* what is to be closed or cut, the words do not tell */
    order.cameo = measure;
    order.about = list->v[i].about = (ch_act){.type = CH_TYPE_NONE};
    order.steps = (ch_steps){.outermost = noun};
    ch_draft *kept = CH_PUSH(c->arena, list);
    if (!kept) return false;
    *kept = order;
  }
  return true;
}

/* Blame that lies in telling, once for each who is blamed by one speaker and
 * unless the sentence says it in so many words. */
static bool add_claims(ch_coding *c, drafts *list) {
  for (size_t i = 0, n = list->n; i < n; i++) {
    ch_draft claim;
    if (!ch_settle_claim(c, &list->v[i], &claim)) continue;
    bool said = false;
    for (size_t j = 0; j < list->n && !said; j++) {
      const ch_draft *d = &list->v[j];
      said = !d->dropped && !d->needy && d->cameo->quad == 3 && ch_side_shares(&d->act.actor, &claim.act.actor) &&
             (d->act.recipient.n == 0 || ch_side_shares(&d->act.recipient, &claim.act.recipient));
    }
    /* what it plans on another's word it does not threaten */
    if (list->v[i].changed) drop(&list->v[i], CH_FATE_TOLD, &list->v[i]);
    if (said) continue;
    ch_draft *kept = CH_PUSH(c->arena, list);
    if (!kept) return false;
    *kept = claim;
  }
  return true;
}

/* "On Friday the navy fired. In response, Moscow closed …": an answer that the
 * text does not date came between what the sentence before tells and the report. */
static void date_answer(const ch_events *told, ch_event *event) {
  if (event->act.date.basis != CH_BASIS_ARTICLE || !event->answers_cue.n || event->answers_text.n) return;
  for (size_t i = told->n; i-- > 0;) {
    const ch_event *before = &told->v[i];
    if (before->sentence == event->sentence) continue;
    if (before->sentence + 1 != event->sentence) return;
    const ch_dated *date = &before->act.date;
    if ((date->basis != CH_BASIS_TEXT && date->basis != CH_BASIS_RELATIVE) ||
        date->days.from > event->act.date.days.from)
      continue;
    event->act.date.days.from = date->days.from;
    return;
  }
}

static bool happened(ch_status status) {
  return status == CH_STATUS_ACTUAL || status == CH_STATUS_ONGOING;
}

/* "expelled 35 in December in retaliation for the HACKING": what is answered, and has no day of its
 * own, had happened by the day of the answer. */
static void bound_answered(ch_events *all) {
  for (size_t i = 0; i < all->n; i++) {
    const ch_event *answer = &all->v[i];
    const ch_dated *by = &answer->act.date;
    if (answer->answers_span.to <= answer->answers_span.from || by->days.to == CH_DAY_NONE ||
        by->basis == CH_BASIS_NONE || !happened(answer->act.status))
      continue;
    for (size_t k = 0; k < all->n; k++) {
      ch_event *e = &all->v[k];
      bool within = e->trigger_span.from >= answer->answers_span.from && e->trigger_span.to <= answer->answers_span.to;
      if (k == i || !within || e->act.date.basis != CH_BASIS_NONE || !happened(e->act.status) ||
          (e->act.date.days.to != CH_DAY_NONE && e->act.date.days.to <= by->days.to))
        continue;
      e->act.date.days = (ch_days){by->days.to, by->days.to};
    }
  }
}

/* "were kept out of their villa, the embassy said. Moscow DENIED THAT": what only those whom it harms
 * tell, and whoever is said to have done it denies in the next words, is a charge. */
static bool contest(ch_coding *c, const ch_draft *d, const ch_event *denial, ch_events *told) {
  const ch_frame *f = ch_frame_of(c, d->match.word[0]);
  if (denial->act.type != CH_TYPE_REJECT || !ch_str_is(denial->act.cameo, "016") || f->undergoer == CH_NO_WORD ||
      !(ch_in_class(c, f->undergoer, c->book->anaphor) || ch_feature(c, f->undergoer, "PronType=Dem") ||
        ch_w(c, f->undergoer)->upos == CH_UPOS_SCONJ)) /* "that", which is no object otherwise */
    return true;
  for (size_t i = 0; i < told->n; i++) {
    ch_event *e = &told->v[i];
    bool measure = e->act.type == CH_TYPE_SANCTION || e->act.type == CH_TYPE_COERCE;
    if (e->sentence + 1 != denial->sentence || !measure || !happened(e->act.status) || e->n_attribution == 0 ||
        e->act.recipient.n == 0 || !ch_side_shares(&denial->act.actor, &e->act.actor) ||
        ch_taken_as_known(c, e->trigger, c->reading->attributions[c->reading->attribution_at[e->trigger]].cue))
      continue;
    const ch_actor *speaker = e->speaker[e->n_attribution - 1];
    bool own = !speaker || speaker->code.n == 0; /* "the embassy" */
    for (uint32_t k = 0; k < e->act.recipient.n && !own; k++)
      own = ch_str_eq(e->act.recipient.v[k].actor->code, speaker->code);
    const ch_outcome *row = ch_outcome_find(c->book, e->act.cameo, CH_EFFECT_ACCUSED);
    if (!own || !row || !row->cameo) continue;
    e->about = e->act;
    e->act.actor = e->about.recipient;
    e->act.recipient = e->about.actor;
    e->act.type = row->cameo->type;
    e->act.cameo = row->cameo->code;
    e->act.mode = row->mode.n ? row->mode : row->cameo->mode;
    e->quad = row->cameo->quad;
    e->goldstein = row->cameo->goldstein;
    if (!name_event(c, e)) return false;
  }
  return true;
}

/* Teams go by the names of states; words that only matches have tell whose sentence it is. */
static bool of_sport(const ch_coding *c, const ch_sentence *s) {
  for (uint32_t w = s->first; w < s->first + s->count; w++)
    if (ch_in_class(c, w, c->book->sport)) return true;
  return false;
}

/* "spoke IN MINSK": there, but told with nobody of the place. */
static bool is_there_alone(const ch_coding *c, const ch_act *act) {
  if (!ch_str_is(act->mode, "visit") || act->recipient.n != 1) return false;
  for (uint32_t m = 0; m < c->reading->n_mentions; m++) {
    const ch_mention *mention = &c->reading->mentions[m];
    if (mention->place && mention->span.from == act->recipient.v[0].span.from &&
        act->recipient.v[0].span.to > 0)
      return true;
  }
  return false;
}

/* Keeps who met, or is to meet, for what the next sentences say of the meeting. */
static void note_meeting(ch_coding *c, const ch_event *event) {
  const ch_act *act = event->act.type == CH_TYPE_CONSULT ? &event->act : &event->about;
  if (act->type != CH_TYPE_CONSULT || is_there_alone(c, act)) return;
  ch_side both = act->actor;
  ch_side_join(&both, &act->recipient);
  if (both.n < 2) return;
  c->met = both;
  c->met_sentence = event->sentence;
}

/* The one state, or body of states, that the side is of; n = 0: several, or none. */
static ch_str power_code(const ch_side *side) {
  ch_str none = {NULL, 0};
  for (uint32_t i = 0; i < side->n; i++)
    if (!ch_is_power(side->v[i].actor) || !ch_str_eq(side->v[i].actor->code, side->v[0].actor->code)) return none;
  return side->n ? side->v[0].actor->code : none;
}

/* Keeps which two powers have to do with each other, for talks and deals that nobody is named of. */
static void note_feud(ch_coding *c, const ch_event *event) {
  ch_str a = power_code(&event->act.actor), b = power_code(&event->act.recipient);
  if (a.n == 0 || b.n == 0 || ch_str_eq(a, b)) return;
  uint32_t k = 0;
  while (k < c->n_feuds && !(ch_str_eq(c->feud[k].a, a) && ch_str_eq(c->feud[k].b, b)) &&
         !(ch_str_eq(c->feud[k].a, b) && ch_str_eq(c->feud[k].b, a)))
    k++;
  c->feuds++;
  if (k == CH_MAX_FEUDS) return;
  if (k == c->n_feuds) {
    c->feud[k].a = a;
    c->feud[k].b = b;
    c->feud[k].n = 0;
    c->n_feuds++;
  }
  c->feud[k].n++;
}

/* Keeps who met or signed, and on what day, for what they agreed there. */
static void note_dealing(ch_coding *c, const ch_event *event) {
  const ch_dated *date = &event->act.date;
  bool dealing = event->act.type == CH_TYPE_CONSULT || event->act.type == CH_TYPE_SUPPORT;
  if (!dealing || !happened(event->act.status) || event->act.actor.n < 2 || event->act.recipient.n ||
      (date->basis != CH_BASIS_TEXT && date->basis != CH_BASIS_RELATIVE) || date->days.from != date->days.to)
    return;
  c->dealt = event->act.actor;
  c->dealt_on = *date;
  c->dealt_sentence = event->sentence;
}

/* Does the day stand with the noun, or with a place where it was, and in no clause of its own? */
static bool is_day_of(const ch_coding *c, const ch_time *t, uint32_t noun) {
  enum { CLIMB = 4 };
  uint32_t w = t->head;
  for (int i = 0; i < CLIMB && w != CH_NO_WORD && w > noun; i++, w = ch_w(c, w)->head) {
    ch_rel rel = ch_rel_universal(ch_w(c, w)->rel);
    if (rel != CH_REL_NMOD && rel != CH_REL_OBL && rel != CH_REL_CONJ) return false;
  }
  return w == noun;
}

/* "after meetings in Oslo in May AND IN BERGEN IN JULY": each further one, on a day of its own. */
static bool add_each(ch_coding *c, ch_events *out) {
  const ch_event first = out->v[out->n - 1];
  const ch_sentence *s = &c->doc->sentences[first.sentence];
  const ch_dated *date = &first.act.date;
  if (first.act.type != CH_TYPE_CONSULT || !ch_is_noun(c, first.trigger) || !ch_feature(c, first.trigger, "Number=Plur") ||
      (date->basis != CH_BASIS_TEXT && date->basis != CH_BASIS_RELATIVE))
    return true;
  for (uint32_t w = first.trigger + 1; w < s->first + s->count; w++) {
    uint32_t at = c->reading->time_at[w];
    const ch_time *t = at == CH_NO_ITEM ? NULL : &c->reading->times[at];
    if (!t || t->head != w || t->kind == CH_TIME_DURATION || t->days.from == CH_DAY_NONE ||
        t->days.from == date->days.from || !is_day_of(c, t, first.trigger))
      continue;
    ch_event *event = CH_PUSH(c->arena, out);
    if (!event) return false;
    *event = first;
    event->ordinal = out->v[out->n - 2].ordinal = 0; /* "the third round, after meetings": of the round */
    event->act.date.days = t->days;
    event->act.date.text = ch_str_at(c->doc->text, t->span);
    event->trigger_span.to = t->span.to; /* tells it from the first */
    uint32_t place = ch_w(c, w)->head == CH_NO_WORD ? CH_NO_ITEM : c->reading->place_at[ch_w(c, w)->head];
    event->place = place == CH_NO_ITEM ? NULL : &c->reading->places[place];
    if (!name_event(c, event)) return false;
  }
  return true;
}

/* Keeps on what day the last measure or demand was, for "the demand came a day after …". */
static void note_measure(ch_coding *c, const ch_event *event) {
  const ch_dated *date = &event->act.date;
  bool measure = event->act.type == CH_TYPE_SANCTION || event->act.type == CH_TYPE_COERCE || event->act.type == CH_TYPE_REQUEST;
  if (!measure || !happened(event->act.status) || date->days.from != date->days.to ||
      (date->basis != CH_BASIS_TEXT && date->basis != CH_BASIS_RELATIVE))
    return;
  c->acted_on = *date;
  c->acted_sentence = event->sentence;
}

/* "left on Sunday under an order GIVEN ON FRIDAY": ordered on the one day, and in force on the other. */
static void lasts_until_obeyed(const ch_draft *d, const ch_events *out, ch_event *order) {
  enum { DAYS = 14 };
  if (!d->obeyed || order->act.date.days.from == CH_DAY_NONE) return;
  for (size_t i = out->n; i-- > 0 && out->v[i].sentence == order->sentence;) {
    const ch_dated *on = &out->v[i].act.date;
    bool told = on->basis == CH_BASIS_TEXT || on->basis == CH_BASIS_RELATIVE;
    if (out->v[i].act.type != CH_TYPE_CONCEDE || !told || on->days.to < order->act.date.days.to ||
        on->days.to > order->act.date.days.to + DAYS)
      continue;
    order->act.date.days.to = on->days.to;
    return;
  }
}

static bool code_sentence(ch_coding *c, uint32_t sentence, ch_events *out) {
  const ch_sentence *s = &c->doc->sentences[sentence];
  drafts list = {0};
  for (uint32_t w = s->first; w < s->first + s->count; w++)
    if (!draft_at(c, w, &list)) return false;
  if (list.n > 0 && of_sport(c, s)) {
    for (size_t i = 0; i < list.n; i++) {
      drop(&list.v[i], CH_FATE_SPORT, &list.v[i]);
      ch_trace_settled(c, &list.v[i]);
    }
    list.n = 0;
  }
  share_recipients(&list);
  for (size_t i = 0; i < list.n; i++) ch_recall_blow(c, &list.v[i], out);
  recall_recipients(c, sentence, &list, out);
  ch_recall_recipients(c, list.v, list.n, out);
  leave_measures(c, &list);
  free_held(c, &list, out, sentence);
  turn_demanded(c, &list);
  ch_give_grounds(c, list.v, list.n);
  if (!add_told(c, &list)) return false;
  drop_covered(c, &list);
  drop_weak_blame(&list);
  if (!add_claims(c, &list) || !add_ordered(c, &list)) return false;
  for (size_t i = 0; i < list.n; i++) {
    if (!ch_is_stray(c, list.v, list.n, &list.v[i])) continue;
    list.v[i].dropped = false;
    list.v[i].stray = true;
  }
  struct { uint32_t *v; size_t n, cap; } told = {0};
  for (size_t i = 0; i < list.n; i++) {
    if (list.v[i].cameo->quad < 3) continue;
    uint32_t *word = CH_PUSH(c->arena, &told);
    if (!word) return false;
    *word = list.v[i].match.word[0];
  }
  for (int kept = 0; kept < 2 && c->trace; kept++) /* what gives an event has the last word */
    for (size_t i = 0; i < list.n; i++)
      if (list.v[i].dropped == !kept) ch_trace_settled(c, &list.v[i]);
  for (size_t i = 0; i < list.n; i++) {
    if (list.v[i].dropped) continue;
    ch_event *event = CH_PUSH(c->arena, out);
    if (!event || !write_event(c, sentence, &list.v[i], told.v, told.n, event)) return false;
    lasts_until_obeyed(&list.v[i], out, event);
    date_answer(out, event);
    ch_follow_bygone(c, out, event);
    if (!contest(c, &list.v[i], event, out)) return false;
    note_meeting(c, event);
    note_feud(c, event);
    note_dealing(c, event);
    note_measure(c, event);
    if (!add_each(c, out)) return false;
  }
  return true;
}

static bool add_all(ch_coding *c, ch_events *to, const ch_event *v, size_t n) {
  for (size_t i = 0; i < n; i++) {
    ch_event *kept = CH_PUSH(c->arena, to);
    if (!kept) return false;
    *kept = v[i];
  }
  return true;
}

/* The title's events behind the text's, which they may be completed by but do not touch. */
static bool code_title(ch_coding *c, uint32_t n_text, ch_events *out) {
  ch_events told = {0}, both = {0};
  c->met.n = c->dealt.n = 0;
  c->n_feuds = c->feuds = 0;
  for (uint32_t i = n_text; i < c->doc->n_sentences; i++)
    if (!code_sentence(c, i, &told)) return false;
  if (told.n == 0) return true;
  if (!add_all(c, &both, out->v, out->n) || !add_all(c, &both, told.v, told.n)) return false;
  ch_context(c, &both);
  told.n = 0;
  for (size_t i = 0; i < both.n; i++)
    if (ch_in_title(c->doc, both.v[i].sentence)) told.v[told.n++] = both.v[i];
  bound_answered(&told);
  ch_title_events(c, out, &told);
  for (size_t i = 0; i < told.n; i++)
    if (!name_event(c, &told.v[i])) return false;
  return add_all(c, out, told.v, told.n);
}

static bool code_all(const ch_codebook *codebook, const ch_document *doc, const ch_reading *reading,
                 const ch_pair *given, ch_events *out, ch_trace *trace, ch_error *error) {
  ch_coding c;
  if (!ch_coding_init(&c, codebook, doc, reading, error)) return false;
  c.trace = trace;
  c.given = given;
  const uint32_t n_text = doc->n_sentences - doc->n_title;
  bool done = true;
  for (uint32_t i = 0; i < n_text && done; i++) done = code_sentence(&c, i, out);
  if (done) {
    ch_context(&c, out);
    ch_answers_across(&c, out);
    ch_date_retold(&c, out);
    bound_answered(out);
  }
  if (!done || !code_title(&c, n_text, out))
    return ch_fail(error, CH_ERROR_MEMORY, "no memory to code the article");
  ch_trace_close(trace, out);
  return !trace || !trace->failed || ch_fail(error, CH_ERROR_MEMORY, "no memory for the trace");
}

bool ch_code_traced(const ch_codebook *codebook, const ch_document *doc, const ch_reading *reading,
                    ch_events *out, ch_trace *trace, ch_error *error) {
  return code_all(codebook, doc, reading, NULL, out, trace, error);
}

bool ch_code_pair(const ch_codebook *codebook, const ch_document *doc, const ch_reading *reading,
                  const ch_pair *pair, ch_events *out, ch_error *error) {
  return code_all(codebook, doc, reading, pair, out, NULL, error);
}

bool ch_code(const ch_codebook *codebook, const ch_document *doc, const ch_reading *reading,
             ch_events *out, ch_error *error) {
  return ch_code_traced(codebook, doc, reading, out, NULL, error);
}
