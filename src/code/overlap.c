/* Which of a sentence's drafts stand: of two that tell one deed, one. */
#include "code/drafts.h"

/* Does the element name the act, rather than a party or anything at all? */
bool ch_says_what(const ch_element *e) {
  return e->n_alternatives == 0 || e->alternative[0].kind == CH_ATOM_LEXEME ||
         e->alternative[0].kind == CH_ATOM_CLASS;
}

static bool covers(const ch_draft *d, uint32_t w) {
  for (uint32_t i = 1; i < d->match.pattern->n; i++)
    if (d->match.word[i] == w) return ch_says_what(&d->match.pattern->element[i]);
  return false;
}

static bool governs(const ch_draft *d, uint32_t w) {
  for (uint32_t i = 0; i < d->steps.n; i++)
    if (d->steps.v[i].governor == w) return true;
  for (uint32_t i = 0; i < d->steps.n_through; i++)
    if (d->steps.through[i] == w) return true;
  return false;
}

bool ch_same_side(const ch_side *a, const ch_side *b) {
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
      first->act.status == d->act.status && ch_same_side(&first->act.actor, &d->act.actor) &&
      (d->act.recipient.n == 0 || ch_same_side(&first->act.recipient, &d->act.recipient)))
    return true;
  /* "fired 59 missiles at the base …, the first ASSAULT on its army": the general word adds nothing
   */
  if (!first->dropped && d->match.pattern->pos == CH_POS_NOUN && first->cameo->quad == 4 &&
      first->act.type == d->act.type && first->about.type == d->about.type &&
      d->about.type == CH_TYPE_NONE && d->act.mode.n == 0 && first->act.status == d->act.status &&
      ch_str_starts(first->act.cameo, ch_str_slice(d->act.cameo, 0, 2)) && first->act.recipient.n &&
      ch_same_side(&first->act.actor, &d->act.actor) &&
      ch_same_side(&first->act.recipient, &d->act.recipient))
    return true;
  return !first->dropped && (first->rule == d->rule || d->match.pattern->pos == CH_POS_NOUN) &&
         first->about.type == d->about.type && first->act.status == d->act.status &&
         ch_str_eq(first->act.cameo, d->act.cameo) && ch_str_eq(first->act.mode, d->act.mode) &&
         ch_same_side(&first->act.actor, &d->act.actor) &&
         ch_same_side(&first->act.recipient, &d->act.recipient);
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
    if (a->match.word[i] != CH_NO_WORD && (i == 0 || ch_says_what(&a->match.pattern->element[i])) &&
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
  if (!kind || !ch_same_side(&first->act.actor, &d->act.actor) ||
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
void ch_drop_draft(ch_draft *d, ch_fate why, const ch_draft *by) {
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

void ch_drop_covered(ch_coding *c, ch_drafts *list) {
  for (size_t i = 0; i < list->n; i++)
    for (size_t j = 0; j < list->n; j++) {
      ch_draft *d = &list->v[i], *other = &list->v[j];
      if (i == j || d->dropped || d->firm || other->dropped ||
          !(covers(other, d->match.word[0]) || is_granted(c, other, d)))
        continue;
      if (governs(d, other->match.word[0]) && other->about.type == CH_TYPE_NONE)
        other->about = d->about;
      ch_drop_draft(d, CH_FATE_PART, other);
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
        ch_drop_draft(other, CH_FATE_PART, d);
        continue;
      }
      if (is_purpose(c, d, other) || is_signed(c, d, other)) {
        ch_drop_draft(other, CH_FATE_PART, d);
        continue;
      }
      if (other->match.pattern->pos == CH_POS_ANY && governs(other, d->match.word[0])) {
        ch_drop_draft(other, CH_FATE_PART, d); /* "urged both to stop the SLANDER" tells of a request */
        continue;
      }
      if ((governs(other, d->match.word[0]) && !vague && !is_means(c, d, other)) ||
          (j < i && !is_apart(c, d->match.word[0]) && (told_twice(other, d) || one_deed(c, other, d))) || done_at(c, d, other))
        ch_drop_draft(d, governs(other, d->match.word[0]) ? CH_FATE_PART : CH_FATE_TOLD, other);
    }
}

/* Blame found in any words says nothing new where the sentence tells of another
 * act in words between the same sides. */
void ch_drop_weak_blame(ch_drafts *list) {
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
        ch_drop_draft(d, CH_FATE_TOLD, other);
    }
}
