/* Sides that other words than the act's own tell, or the whole article. */
#include "code/elsewhere.h"

/* "THE MEETING had been planned for June": of those whom the text has just told of as meeting. */
static void meeting_spoken_of(const ch_coding *c, ch_draft *d) {
  enum { REACH = 8 };
  uint32_t w = d->match.word[0], sentence = c->doc->sentence_of[w];
  bool planned = false, definite = false;
  for (uint32_t i = 0; i < d->steps.n; i++)
    planned |=
        d->steps.v[i].effect == CH_EFFECT_PLANNED || d->steps.v[i].effect == CH_EFFECT_CANCELLED;
  for (uint32_t i = 0; i < ch_child_count(c->doc, w); i++)
    definite |= ch_feature(c, ch_child(c->doc, w, i), "Definite=Def") ||
                ch_feature(c, ch_child(c->doc, w, i), "PronType=Dem");
  if (d->act.type != CH_TYPE_CONSULT || d->act.actor.n || !planned || !definite ||
      !ch_is_noun(c, w) || c->met.n < 2 || c->met_sentence + REACH < sentence)
    return;
  d->act.actor = c->met;
  for (uint32_t i = 0; i < d->act.actor.n; i++) d->act.actor.v[i].inferred = true;
}

static bool is_said(ch_type type) {
  switch (type) {
    case CH_TYPE_REQUEST: case CH_TYPE_ACCUSE: case CH_TYPE_REJECT: case CH_TYPE_THREATEN:
    case CH_TYPE_SUPPORT: case CH_TYPE_CONCEDE: case CH_TYPE_AGREE: return true;
    default: return false;
  }
}

/* Does the verb tell that somebody is seen, written to or rung up: "CALLED the president", not "called
 * ON him" or "called IT a lie"? */
static bool sees(ch_coding *c, uint32_t verb) {
  if (ch_in_class(c, verb, c->book->seeing_somebody)) return true;
  if (!ch_in_class(c, verb, c->book->ringing)) return false;
  uint32_t whom = ch_frame_of(c, verb)->undergoer;
  return whom != CH_NO_WORD && c->reading->mention_at[whom] != CH_NO_ITEM && !ch_is_marked(c, whom);
}

/* "phoned OBAMA to demand an explanation", "wrote to OMAN demanding one": what is said to whom one sees,
 * and to him one apologises. */
static void whom_they_see(ch_coding *c, ch_draft *d) {
  uint32_t w = ch_first_conjunct(c, d->match.word[0]), up = ch_w(c, w)->head;
  ch_rel rel = (ch_rel)ch_w(c, w)->rel;
  bool told = ch_any_told(&d->act.recipient) && !ch_side_shares(&d->act.recipient, &d->act.actor);
  if (!is_said(d->act.type) || (told && d->act.type != CH_TYPE_CONCEDE) || up == CH_NO_WORD ||
      (rel != CH_REL_ADVCL && rel != CH_REL_XCOMP) || !sees(c, up) ||
      (ch_marker_in(c, w, c->book->infinitive) == CH_NO_WORD && !ch_str_is(ch_w(c, w)->xpos, "VBG")))
    return;
  ch_side seen = {.n = 0};
  ch_addressee_of(c, up, &seen);
  ch_side_remove(&seen, &d->act.actor);
  if (ch_any_power(&seen) && !ch_side_shares(&seen, &d->act.actor)) d->act.recipient = seen;
}

/* The letter that says it: "a LETTER urging it", "asked in a LETTER"; CH_NO_WORD. */
static uint32_t letter_of(ch_coding *c, uint32_t w) {
  uint32_t up = ch_w(c, w)->head, subject = ch_is_verb(c, w) ? ch_frame_of(c, w)->subject : CH_NO_WORD;
  ch_rel rel = (ch_rel)ch_w(c, w)->rel;
  if ((rel == CH_REL_ACL || rel == CH_REL_ACL_RELCL) && ch_in_class(c, up, c->book->missive)) return up;
  if (subject != CH_NO_WORD && ch_in_class(c, subject, c->book->missive)) return subject;
  for (uint32_t i = 0; i < ch_child_count(c->doc, w); i++) {
    uint32_t child = ch_child(c->doc, w, i);
    bool inside = ch_w(c, child)->rel == CH_REL_OBL && ch_marker_in(c, child, c->book->locative) != CH_NO_WORD;
    if (inside && ch_in_class(c, child, c->book->missive)) return child;
  }
  return CH_NO_WORD;
}

/* "in a letter TO OMAN it demanded an apology": what is asked, offered or threatened there. */
static void whom_they_write_to(ch_coding *c, ch_draft *d) {
  bool meant = d->act.type == CH_TYPE_REQUEST || d->act.type == CH_TYPE_THREATEN || d->act.type == CH_TYPE_AGREE;
  if (!meant || ch_any_told(&d->act.recipient)) return;
  uint32_t letter = letter_of(c, ch_first_conjunct(c, d->match.word[0]));
  if (letter == CH_NO_WORD) return;
  ch_side whom = {.n = 0};
  ch_addressee_of(c, letter, &whom);
  ch_side_remove(&whom, &d->act.actor);
  if (!ch_any_told(&whom) && ch_w(c, letter)->rel == CH_REL_OBJ) ch_addressee_of(c, ch_w(c, letter)->head, &whom);
  ch_side_remove(&whom, &d->act.actor);
  if (ch_any_told(&whom) && !ch_side_shares(&whom, &d->act.actor)) d->act.recipient = whom;
}

/* "The presidents of Chad and Sudan met. THEY agreed …": those who met, where the text names
 * nobody else that could be meant. */
static void they_who_met(ch_coding *c, ch_draft *d) {
  enum { REACH = 2 };
  uint32_t w = d->match.word[0], sentence = c->doc->sentence_of[w];
  if (ch_any_told(&d->act.actor) || c->met.n < 2 || c->met_sentence + REACH < sentence ||
      c->met_sentence >= sentence || !ch_is_verb(c, w))
    return;
  uint32_t subject = ch_frame_of(c, w)->subject;
  if (subject == CH_NO_WORD || !ch_feature(c, subject, "Person=3") ||
      !ch_feature(c, subject, "Number=Plur") || !ch_feature(c, subject, "PronType=Prs"))
    return;
  d->act.actor = c->met;
  for (uint32_t i = 0; i < d->act.actor.n; i++) d->act.actor.v[i].inferred = true;
}

static bool side_has(const ch_coding *c, const ch_side *side, uint32_t actor) {
  if (actor == CH_NO_ITEM) return false;
  for (uint32_t i = 0; i < side->n; i++)
    if (ch_str_eq(side->v[i].actor->code, c->reading->actors[actor].code)) return true;
  return false;
}

static void give(const ch_coding *c, uint32_t actor, ch_side *side) {
  if (actor == CH_NO_ITEM) return;
  side->n = 0;
  ch_side_actor(side, c, actor, (ch_span){0, 0});
  for (uint32_t i = 0; i < side->n; i++) side->v[i].inferred = true;
}

/* A pronoun of the third person that owns the noun or what it counts: "three of ITS citizens". */
static bool has_pronoun_owner(const ch_coding *c, uint32_t noun, int depth) {
  for (uint32_t i = 0; noun != CH_NO_WORD && i < ch_child_count(c->doc, noun); i++) {
    uint32_t child = ch_child(c->doc, noun, i);
    uint8_t rel = ch_w(c, child)->rel;
    if (rel == CH_REL_NMOD_POSS && ch_feature(c, child, "Person=3")) return true;
    if (rel == CH_REL_NMOD && depth > 0 && ch_marker_in(c, child, c->book->belonging) != CH_NO_WORD &&
        has_pronoun_owner(c, child, depth - 1))
      return true;
  }
  return false;
}

void ch_of_who_tells(ch_coding *c, ch_draft *d) {
  uint32_t head = d->match.word[0];
  bool deed = d->act.type == CH_TYPE_ASSAULT ||
              (d->act.type == CH_TYPE_COERCE && (ch_str_is(d->act.mode, "arrest") || ch_str_is(d->act.mode, "seize")));
  if (!deed || !ch_is_verb(c, head) || !ch_any_power(&d->act.actor)) return;
  if (!ch_one_code(&d->act.actor, &d->act.recipient)) return;
  if (!has_pronoun_owner(c, ch_frame_of(c, head)->undergoer, 1)) return;
  ch_side teller = {.n = 0};
  ch_speaker_of(c, head, &teller);
  if (ch_any_power(&teller) && !ch_side_shares(&teller, &d->act.actor)) d->act.recipient = teller;
}

/* Who the parties are is told: a side that names nobody known is one of them. */
void ch_give_pair(const ch_coding *c, ch_draft *d) {
  const ch_pair *pair = c->given;
  /* words of blame say too little for others to be meant than whom they stand by */
  if (!pair || d->dropped || d->match.pattern->pos == CH_POS_ANY) return;
  bool turned = side_has(c, &d->act.recipient, pair->actor) ||
                side_has(c, &d->act.actor, pair->recipient);
  if (ch_n_coded(&d->act.actor) == 0)
    give(c, turned ? pair->recipient : pair->actor, &d->act.actor);
  if (ch_n_coded(&d->act.recipient) == 0)
    give(c, turned ? pair->actor : pair->recipient, &d->act.recipient);
}

/* Whose act it is, before the words above it say how it stands: "that THEY will not end it". */
static void give_actor(const ch_coding *c, ch_draft *d) {
  const ch_pair *pair = c->given;
  if (!pair || ch_n_coded(&d->act.actor) || d->match.pattern->pos == CH_POS_ANY) return;
  give(c, side_has(c, &d->act.recipient, pair->actor) ? pair->recipient : pair->actor,
       &d->act.actor);
}

/* "Oman demanded the release of ITS CITIZENS": a government asks that of who holds them. */
static bool asks_for_its_own(const ch_draft *d) {
  if (!ch_str_is(d->act.cameo, "0253") || d->act.actor.n != 1 || d->act.recipient.n != 1) return false;
  const ch_actor *a = d->act.actor.v[0].actor, *r = d->act.recipient.v[0].actor;
  return ch_str_eq(a->code, r->code) && a->n_sectors && ch_str_is(a->sectors[0], "GOV") &&
         r->n_sectors && ch_str_is(r->sectors[0], "CVL");
}

/* "called on WORLD LEADERS", "urged BOTH SIDES": asked of no one power in particular. */
void ch_ask_of_all(const ch_coding *c, ch_draft *d) {
  if (d->act.type != CH_TYPE_REQUEST || d->act.recipient.n == 0) return;
  if (asks_for_its_own(d)) d->act.recipient.n = 0;
  if (d->act.recipient.n == 0 || ch_n_coded(&d->act.recipient)) return;
  ch_span span = d->act.recipient.v[0].span;
  const ch_sentence *s = &c->doc->sentences[c->doc->sentence_of[d->match.word[0]]];
  for (uint32_t w = s->first; w < s->first + s->count; w++)
    if (ch_w(c, w)->span.from >= span.from && ch_w(c, w)->span.to <= span.to && ch_is_noun(c, w) &&
        ch_in_class(c, w, c->book->generality)) {
      d->act.recipient.n = 0;
      return;
    }
}

/* "IF SUDAN does not withdraw, Egypt will close the border", "no talks UNLESS SERBIA yields":
 * who is threatened or refused on a condition is who is to meet it. */
void ch_on_condition(ch_coding *c, ch_draft *d) {
  bool apt = d->act.type == CH_TYPE_THREATEN || d->act.type == CH_TYPE_REJECT;
  if (!apt || d->dropped || ch_n_coded(&d->act.recipient) || ch_n_coded(&d->act.actor) == 0) return;
  uint32_t at[CH_MAX_ELEMENTS + 1], n = 0;
  at[n++] = d->steps.outermost;
  for (uint32_t k = 0; k < CH_MAX_ELEMENTS; k++)
    if (d->match.word[k] != CH_NO_WORD) at[n++] = d->match.word[k];
  for (uint32_t k = 0; k < n; k++)
    for (uint32_t i = 0; i < ch_child_count(c->doc, at[k]); i++) {
      uint32_t clause = ch_child(c->doc, at[k], i);
      bool marked = ch_marker_in(c, clause, c->book->condition) != CH_NO_WORD ||
                    ch_marker_in(c, clause, c->book->until) != CH_NO_WORD;
      if (ch_w(c, clause)->rel != CH_REL_ADVCL || !marked) continue;
      ch_side met = {.n = 0};
      uint32_t subject = ch_frame_of(c, clause)->subject;
      if (subject == CH_NO_WORD) continue;
      ch_side_of(c, subject, true, &met);
      if (ch_n_coded(&met) == 0) ch_side_owners(c, subject, &met);
      ch_side_remove(&met, &d->act.actor);
      if (ch_n_coded(&met) == 0 || ch_side_shares(&met, &d->act.actor)) continue;
      d->act.recipient = met;
      return;
    }
}

void ch_sides_elsewhere(ch_coding *c, ch_draft *d) {
  meeting_spoken_of(c, d);
  they_who_met(c, d);
  whom_they_see(c, d);
  whom_they_write_to(c, d);
  give_actor(c, d);
}
