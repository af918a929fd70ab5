/* Who does a matched act, and to whom. */
#include "code/parties.h"

static ch_stand stand_of(ch_coding *c, const ch_match *match) {
  const ch_rule *rule = &c->book->rules.v[match->pattern->rule];
  bool noun = match->pattern->pos == CH_POS_NOUN ||
              (match->pattern->pos == CH_POS_ANY && ch_is_noun(c, match->word[0]));
  ch_stand s = {.c = c,
                .match = match,
                .rule = rule,
                .head = match->word[0],
                .carrier = CH_NO_WORD,
                .noun = noun,
                .talks = rule->type == CH_TYPE_CONSULT,
                .verbal = rule->type == CH_TYPE_ACCUSE,
                .together = rule->type == CH_TYPE_COOPERATE,
                .backs = rule->type == CH_TYPE_SUPPORT,
                .yields = rule->type == CH_TYPE_RETREAT || rule->type == CH_TYPE_CONCEDE ||
                          rule->type == CH_TYPE_AID || rule->type == CH_TYPE_SANCTION,
                .denied = rule->needs == CH_EFFECT_NEGATED || rule->needs == CH_EFFECT_FORGONE,
                .subject = CH_NO_WORD,
                .deed = (CH_DEEDS & CH_TYPE_BIT(rule->type)) != 0};
  if (!noun && rule->subject.n_alternatives && !rule->subject.absent)
    s.subject = ch_frame_of(c, match->word[0])->subject;
  if (noun) s.carrier = ch_carrier(c, match->word[0], false);
  s.actors = rule->actor.stated ? &rule->actor : noun ? &c->book->noun_actor : &c->book->verb_actor;
  s.recipients = rule->recipient.stated ? &rule->recipient
                 : noun                 ? &c->book->noun_recipient
                                        : &c->book->verb_recipient;
  return s;
}

void ch_parties_of(ch_coding *c, const ch_match *match, const ch_steps *steps, ch_side *actor,
                   ch_side *recipient) {
  ch_stand s = stand_of(c, match);
  bool reciprocal = false;
  ch_side behind = {.n = 0};
  (void)steps;
  ch_find_side(&s, s.actors, NULL, actor, &reciprocal);
  recipient->n = 0;
  /* "the tax is a threat TO PEACE": said of the tax, not of what it threatens */
  bool asked = s.recipients->n == 0 || (s.recipients->v[0].kind != CH_ROLE_NONE &&
                                        s.recipients->v[0].kind != CH_ROLE_SUBJECT);
  if (match->bare != CH_NO_WORD && asked) {
    ch_named_or_owning(c, match->bare, true, &behind);
    if (s.talks) ch_drop_outlets(&behind); /* "spoke TO REUTERS" */
    ch_side_remove(&behind, actor);
    if (ch_any_coded(&behind)) {
      *recipient = behind;
      return;
    }
  }
  s.several = s.rule->type == CH_TYPE_CONSULT && actor->n > 1;
  s.whom = true;
  s.suffered = (s.deed && s.rule->type != CH_TYPE_MOBILIZE) || s.verbal || s.rule->type == CH_TYPE_REJECT;
  /* "Russia and China held talks with Iran" has both sides and a recipient. */
  ch_find_side(&s, s.recipients, s.rule->same ? NULL : actor, recipient, NULL);
  if (!ch_any_coded(recipient) && behind.n) { /* not "blamed LITHUANIA for the plight of migrants" */
    *recipient = behind;
    return;
  }
  /* "exchanged AMBASSADORS": what two do to each other is done to nobody of no country */
  bool shared = s.rule->type == CH_TYPE_SUPPORT || s.rule->type == CH_TYPE_COOPERATE;
  if (reciprocal && (s.noun || (shared && !ch_any_told(recipient)))) recipient->n = 0;
  ch_parties_else(&s, actor, recipient);
}

void ch_announced_against(ch_coding *c, const ch_match *match, const ch_side *actor,
                          ch_side *recipient) {
  const ch_rule *rule = &c->book->rules.v[match->pattern->rule];
  uint32_t up = ch_w(c, match->word[0])->head;
  bool told = match->pattern->pos == CH_POS_NOUN && ch_w(c, match->word[0])->rel == CH_REL_OBJ &&
              up != CH_NO_WORD && ch_is_verb(c, up);
  if (told && ch_any_coded(actor) && !ch_any_coded(recipient) &&
      ch_roles_have(&rule->recipient, CH_ROLE_OPPOSITE))
    ch_opposite(c, actor, recipient);
}

void ch_addressee_of(ch_coding *c, uint32_t g, ch_side *out) {
  bool noun = ch_is_noun(c, g);
  ch_stand s = {.c = c,
             .head = g,
             .carrier = noun ? ch_carrier(c, g, false) : CH_NO_WORD,
             .noun = noun,
             .subject = CH_NO_WORD};
  ch_find_side(&s, noun ? &c->book->noun_recipient : &c->book->verb_recipient, NULL, out, NULL);
}
