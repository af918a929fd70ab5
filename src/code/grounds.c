#include "code/grounds.h"

#include "code/parties.h"

/* Are all of the side of one state or body, its power or its people? */
static bool is_of_one(const ch_side *side) {
  for (uint32_t i = 0; i < side->n; i++)
    if (!ch_str_eq(side->v[i].actor->code, side->v[0].actor->code)) return false;
  return side->n > 0 && side->v[0].actor->code.n > 0;
}

static bool is_matched(const ch_draft *d, uint32_t w) {
  for (uint32_t i = 0; i < d->match.pattern->n; i++)
    if (d->match.word[i] == w) return true;
  return false;
}

/* "for THEIR part in the hacking", "in retaliation FOR the hacking": does the noun at `w` hang on
 * words of the measure by nouns alone, one of them behind a preposition of @cause? */
static bool is_ground_of(const ch_coding *c, uint32_t w, const ch_draft *measure) {
  enum { CLIMB = 5 };
  bool grounds = false;
  for (int i = 0; i < CLIMB && w != CH_NO_WORD; i++) {
    uint32_t marker = ch_child_by_rel(c->doc, w, CH_REL_CASE);
    grounds |= marker != CH_NO_WORD && ch_in_class(c, marker, c->book->cause);
    w = ch_w(c, w)->head;
    if (w != CH_NO_WORD && is_matched(measure, w)) return grounds;
    if (w == CH_NO_WORD || !ch_is_noun(c, w)) return false;
  }
  return false;
}

static bool is_measure(const ch_draft *d) {
  bool done = d->act.status == CH_STATUS_ACTUAL || d->act.status == CH_STATUS_ONGOING;
  return !d->dropped && done && !d->changed &&
         (d->act.type == CH_TYPE_SANCTION || d->act.type == CH_TYPE_COERCE);
}

/* A deed that nobody is said to have done, or that was not known to be to anybody. */
static bool is_nobodys(const ch_coding *c, const ch_draft *d) {
  bool force = d->act.type == CH_TYPE_ASSAULT || d->act.type == CH_TYPE_COERCE;
  bool lacking = d->fate == CH_FATE_ACTOR || d->fate == CH_FATE_RECIPIENT || d->fate == CH_FATE_NOBODY;
  return d->dropped && lacking && !d->undone && force && !d->changed && d->steps.n == 0 &&
         ch_is_noun(c, d->match.word[0]);
}

static void put(const ch_side *from, ch_side *to) {
  if (ch_any_coded(to)) return;
  to->n = 0;
  for (uint32_t i = 0; i < from->n; i++) to->v[to->n++] = (ch_party){from->v[i].actor, {NULL, 0}, {0, 0}, true, false};
}

/* ---- "demanded the return of the ship SEIZED IN MAY" ------------------------------------------ */

/* The noun that the participle or relative clause at `w` tells of, however many verbs it is joined to. */
static uint32_t told_noun(const ch_coding *c, uint32_t w) {
  w = ch_first_conjunct(c, w);
  ch_rel rel = ch_rel_universal(ch_w(c, w)->rel);
  return ch_is_verb(c, w) && rel == CH_REL_ACL ? ch_w(c, w)->head : CH_NO_WORD;
}

/* Is the noun what the demand is about: below a word of it, by nouns and "of" alone? */
static bool is_demanded(const ch_coding *c, uint32_t noun, const ch_draft *demand) {
  enum { CLIMB = 4 };
  for (int i = 0; i < CLIMB && noun != CH_NO_WORD; i++, noun = ch_w(c, noun)->head) {
    if (noun != demand->match.word[0] && is_matched(demand, noun)) return true;
    ch_rel rel = ch_rel_universal(ch_w(c, noun)->rel);
    if (rel != CH_REL_NMOD && rel != CH_REL_OBJ && rel != CH_REL_CONJ && rel != CH_REL_APPOS) return false;
  }
  return false;
}

/* A thing done in the past to what the noun names, by nobody whom the sentence tells. */
static bool is_taking(ch_coding *c, const ch_draft *d) {
  uint32_t w = d->match.word[0];
  bool lacking = d->fate == CH_FATE_ACTOR || d->fate == CH_FATE_RECIPIENT || d->fate == CH_FATE_NOBODY;
  bool taking = d->act.type == CH_TYPE_SANCTION || d->act.type == CH_TYPE_COERCE;
  bool done = d->act.status == CH_STATUS_ACTUAL || d->act.status == CH_STATUS_ONGOING;
  return d->dropped && lacking && !d->undone && taking && done && !d->changed && ch_is_verb(c, w) &&
         ch_frame_of(c, w)->doer == CH_NO_WORD && !ch_any_coded(&d->act.actor);
}

/* What is demanded back was taken from who demands it, by whom it is demanded of. */
static void give_taken(ch_coding *c, ch_draft *deed, const ch_draft *drafts, size_t n) {
  uint32_t noun = is_taking(c, deed) ? told_noun(c, deed->match.word[0]) : CH_NO_WORD;
  for (size_t k = 0; k < n && noun != CH_NO_WORD; k++) {
    const ch_draft *m = &drafts[k];
    if (m->act.type != CH_TYPE_REQUEST || !ch_str_is(m->act.mode, "yield") || (m->dropped && !m->lacks_recipient) ||
        !is_of_one(&m->act.actor) || !is_demanded(c, noun, m))
      continue;
    if (ch_any_coded(&deed->act.recipient) && !ch_side_shares(&deed->act.recipient, &m->act.actor)) continue;
    bool known = is_of_one(&m->act.recipient) && !ch_side_shares(&m->act.actor, &m->act.recipient);
    put(&m->act.actor, &deed->act.recipient);
    if (known) put(&m->act.recipient, &deed->act.actor);
    deed->orphan = !known; /* the article may tell of whom it is demanded */
    deed->dropped = deed->lacks_recipient = deed->open = deed->needy = false;
    return;
  }
}

void ch_give_grounds(ch_coding *c, ch_draft *drafts, size_t n) {
  for (size_t i = 0; i < n; i++) give_taken(c, &drafts[i], drafts, n);
  for (size_t i = 0; i < n; i++) {
    ch_draft *deed = &drafts[i];
    if (!is_nobodys(c, deed)) continue;
    for (size_t k = 0; k < n; k++) {
      const ch_draft *m = &drafts[k];
      if (!is_measure(m) || !is_of_one(&m->act.actor) || !is_of_one(&m->act.recipient)) continue;
      if (ch_side_shares(&m->act.actor, &m->act.recipient)) continue;
      if (!is_ground_of(c, deed->match.word[0], m)) continue;
      if (ch_any_coded(&deed->act.actor) && !ch_side_shares(&deed->act.actor, &m->act.recipient)) continue;
      put(&m->act.recipient, &deed->act.actor);
      put(&m->act.actor, &deed->act.recipient);
      deed->dropped = deed->lacks_recipient = deed->open = deed->needy = deed->orphan = false;
      deed->alleged = true;
      break;
    }
  }
}
