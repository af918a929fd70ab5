/* What one side tells of another's harm, as blame. */
#include "code/effects.h"

/* Does only a plan of its doer's, or his attempt, stand between the act and being done? */
static bool is_intended(const ch_coding *c, const ch_draft *d) {
  if (d->steps.n == 0) return false;
  ch_step step = d->steps.v[d->steps.n - 1];
  if (step.governor == CH_NO_WORD) return false;
  return step.effect == CH_EFFECT_PLANNED || step.effect == CH_EFFECT_DECIDED ||
         (step.effect == CH_EFFECT_FAILED && ch_in_class(c, step.governor, c->book->attempting));
}

/* What one side blames another for by telling of it: force, coercion, troops, a breach, arms for
 * those who fight their own state; also where it is only planned. */
static bool is_misdeed(const ch_coding *c, const ch_draft *d) {
  bool done = d->act.status == CH_STATUS_ACTUAL || d->act.status == CH_STATUS_ONGOING;
  bool intended = is_intended(c, d);
  const ch_act *act = d->changed ? &d->about : &d->act;
  if (d->changed ? !intended || d->act.type != CH_TYPE_THREATEN : !done && !intended) return false;
  switch (act->type) {
    case CH_TYPE_MOBILIZE:
    case CH_TYPE_COERCE:
    case CH_TYPE_ASSAULT: return true;
    case CH_TYPE_AID: return ch_str_is(act->cameo, "072") && !ch_any_power(&act->recipient);
    case CH_TYPE_REJECT: return done && ch_in_class(c, d->match.word[0], c->book->shirking);
    default: return false;
  }
}

/* "we have SEEN columns of tanks entering it": of what is seen the participle is the news. */
static bool is_sighted(const ch_coding *c, uint32_t participle) {
  enum { CLIMB = 4 };
  uint32_t w = ch_w(c, participle)->head;
  for (int i = 0; i < CLIMB && w != CH_NO_WORD && ch_w(c, w)->rel != CH_REL_OBJ; i++) w = ch_w(c, w)->head;
  return w != CH_NO_WORD && ch_w(c, w)->rel == CH_REL_OBJ && ch_in_class(c, ch_w(c, w)->head, c->book->sighting);
}

bool ch_taken_as_known(const ch_coding *c, uint32_t act, uint32_t cue) {
  for (uint32_t w = act; w != CH_NO_WORD && w != cue; w = ch_w(c, w)->head)
    if (ch_w(c, w)->rel == CH_REL_ADVCL && ch_marker_in(c, w, c->book->taken_as_known) != CH_NO_WORD) return true;
  return false;
}

/* Is the act what is said, and not what tells whom or what the words are of, or when: "tried to free the men
 * HELD BY REBELS, officials said", "troops fighting those WHO TOOK THE TOWN", "fled before Oman CLOSED it"? */
static bool is_content(const ch_coding *c, uint32_t head, uint32_t cue) {
  if (!ch_is_verb(c, head) && ch_child_by_rel(c->doc, head, CH_REL_COP) == CH_NO_WORD &&
      ch_carrier(c, head, false) == CH_NO_WORD)
    return false;
  for (uint32_t w = head; w != CH_NO_WORD && w != cue; w = ch_w(c, w)->head)
    switch (ch_w(c, w)->rel) {
      case CH_REL_ACL: /* "has evidence THAT they took it" */
        if (ch_child_by_rel(c->doc, w, CH_REL_MARK) != CH_NO_WORD &&
            ch_marker_in(c, w, c->book->infinitive) == CH_NO_WORD)
          break;
        if (!is_sighted(c, w)) return false;
        break;
      case CH_REL_ACL_RELCL: case CH_REL_AMOD: return false;
      default: break;
    }
  return !ch_taken_as_known(c, head, cue);
}

bool ch_settle_claim(ch_coding *c, const ch_draft *told, ch_draft *claim) {
  uint32_t at = c->reading->attribution_at[told->match.word[0]];
  uint32_t head = told->match.word[0];
  if (told->dropped && (!told->lacks_recipient || !ch_is_verb(c, head))) return false;
  if (told->alleged || at == CH_NO_ITEM || !is_misdeed(c, told)) return false;
  /* "the pictures SHOW that they did it, Oslo said": Oslo says so */
  if (ch_str_is(c->reading->attributions[at].stance, "shows") && c->reading->attributions[at].parent != CH_NO_ITEM)
    at = c->reading->attributions[at].parent;
  if (!ch_stance_in(c, &c->reading->attributions[at], c->book->asserting_stance) ||
      !is_content(c, head, c->reading->attributions[at].cue))
    return false;
  ch_side speaker;
  ch_speaker_of(c, told->match.word[0], &speaker);
  if (speaker.n != 1 || !ch_speaks_for(speaker.v[0].actor) || ch_side_shares(&speaker, &told->act.actor))
    return false;
  *claim = *told;
  claim->dropped = claim->lacks_recipient = claim->open = false;
  ch_side blamed = told->act.actor;
  uint32_t kept = 0;
  for (uint32_t i = 0; i < blamed.n; i++)
    if (blamed.v[i].actor->code.n) blamed.v[kept++] = blamed.v[i];
  blamed.n = kept;
  const ch_act *act = told->changed ? &told->about : &told->act;
  const ch_outcome *row = ch_outcome_find(c->book, act->cameo, CH_EFFECT_ACCUSED);
  if (!kept || !row || !row->cameo) return false;
  ch_draft_become(claim, row);
  claim->act.actor = speaker;
  claim->act.recipient = blamed;
  return true;
}
