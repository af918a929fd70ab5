/* Recipients that a draft has from the other drafts of its sentence, or from the sentence before. */
#include "code/drafts.h"
#include "code/parties.h"

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
void ch_share_recipients(ch_drafts *list) {
  for (size_t i = 0; i < list->n; i++) {
    ch_draft *d = &list->v[i];
    if (!recipient_open(d)) continue;
    for (size_t j = 0; j < list->n; j++) {
      const ch_draft *other = &list->v[j];
      if (j == i || other->dropped || recipient_open(other) || other->cameo->quad != 4 ||
          d->cameo->quad != 4 || !ch_same_side(&other->act.actor, &d->act.actor))
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
void ch_leave_measures(ch_coding *c, ch_drafts *list) {
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
void ch_turn_demanded(ch_coding *c, ch_drafts *list) {
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
void ch_free_held(ch_coding *c, ch_drafts *list, const ch_events *told, uint32_t sentence) {
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
    if (!took || !ch_any_coded(&before->recipient) || !ch_same_side(&before->actor, &d->act.actor)) return false;
    d->act.recipient = before->recipient;
    return true;
  }
  /* "lifted the ban": that on whom it was put */
  if (is_sanction(d) || d->act.type == CH_TYPE_RETREAT) {
    if (before->type != CH_TYPE_SANCTION || !ch_any_coded(&before->recipient) ||
        !ch_same_side(&before->actor, &d->act.actor))
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
void ch_recall_recipients_before(ch_coding *c, uint32_t sentence, ch_drafts *list, const ch_events *told) {
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
