#include "code/blow.h"
#include "code/parties.h"

/* How a word tells of a blow: not, as any, or as one told of before ("the strikes", "Sunday's
 * raid"). */
typedef enum telling { NO_BLOW, ANY_BLOW, KNOWN_BLOW } telling;

/* "the strikes", "eight days of strikes", whose and on whom is left unsaid. */
static telling tells(const ch_coding *c, uint32_t w) {
  bool definite = false, blow = ch_in_class(c, w, c->book->blow);
  if (!ch_is_noun(c, w)) return NO_BLOW;
  for (uint32_t i = 0; i < ch_child_count(c->doc, w); i++) {
    uint32_t child = ch_child(c->doc, w, i);
    definite |= ch_feature(c, child, "Definite=Def") || ch_feature(c, child, "PronType=Dem") ||
                (ch_w(c, child)->rel == CH_REL_NMOD_POSS &&
                 c->reading->time_at[child] != CH_NO_ITEM);
    blow |= c->reading->time_at[w] != CH_NO_ITEM && ch_in_class(c, child, c->book->blow) &&
            ch_marker_in(c, child, c->book->belonging) != CH_NO_WORD;
  }
  ch_side owners;
  ch_side_owners(c, w, &owners);
  if (!blow || owners.n) return NO_BLOW;
  return definite ? KNOWN_BLOW : ANY_BLOW;
}

/* The blow that strikes or in which somebody is struck. */
static telling blow_of(ch_coding *c, const ch_draft *d) {
  uint32_t head = d->match.word[0];
  if (!ch_is_verb(c, head)) return NO_BLOW;
  const ch_frame *f = ch_frame_of(c, head);
  telling how = f->subject == CH_NO_WORD ? NO_BLOW : tells(c, f->subject);
  if (how != NO_BLOW || f->doer != CH_NO_WORD) return how;
  for (uint32_t i = 0; i < ch_child_count(c->doc, head) && how == NO_BLOW; i++) {
    uint32_t child = ch_child(c->doc, head, i);
    if (ch_marker_in(c, child, c->book->during) != CH_NO_WORD) how = tells(c, child);
  }
  return how;
}

static bool is_told_force(const ch_event *e) {
  return e->act.type == CH_TYPE_ASSAULT && ch_any_coded(&e->act.actor) &&
         (e->act.status == CH_STATUS_ACTUAL || e->act.status == CH_STATUS_ONGOING);
}

/* Has one side alone struck so far? */
static bool one_strikes(const ch_events *told) {
  const ch_event *first = NULL;
  for (size_t i = 0; i < told->n; i++) {
    const ch_event *e = &told->v[i];
    if (!is_told_force(e) || e->act.actor.v[0].inferred) continue;
    if (first && !ch_side_shares(&first->act.actor, &e->act.actor)) return false;
    if (!first) first = e;
  }
  return first != NULL;
}

/* Does the event tell of the blow, in that word, or as force of any kind right before? */
static bool tells_blow(const ch_coding *c, const ch_event *e, bool near) {
  if (!is_told_force(e)) return false;
  if (near) return true;
  const ch_sentence *s = &c->doc->sentences[e->sentence];
  for (uint32_t w = s->first; w < s->first + s->count; w++)
    if (ch_in_class(c, w, c->book->blow) && ch_w(c, w)->span.from >= e->trigger_span.from &&
        ch_w(c, w)->span.to <= e->trigger_span.to)
      return true;
  return false;
}

static void take(const ch_side *from, ch_side *to) {
  *to = *from;
  for (uint32_t i = 0; i < to->n; i++)
    to->v[i] = (ch_party){from->v[i].actor, {NULL, 0}, {0, 0}, true, false};
}

/* Is the first of one side of the other's country? */
static bool is_of(const ch_side *side, const ch_side *other) {
  return side->n && other->n && side->v[0].actor->code.n &&
         ch_str_eq(side->v[0].actor->code, other->v[0].actor->code);
}

void ch_recall_blow(ch_coding *c, ch_draft *d, const ch_events *told) {
  enum { REACH = 12, NEAR = 1 };
  bool nameless = (d->dropped && (d->fate == CH_FATE_ACTOR || d->fate == CH_FATE_NOBODY)) ||
                  (!d->dropped && !ch_any_coded(&d->act.actor));
  if (!nameless || d->act.type != CH_TYPE_ASSAULT || d->changed || d->undone) return;
  telling how = blow_of(c, d);
  if (how == NO_BLOW || (how == ANY_BLOW && !one_strikes(told))) return;
  uint32_t sentence = c->doc->sentence_of[d->match.word[0]];
  for (size_t i = told->n; i-- > 0;) {
    const ch_event *e = &told->v[i];
    if (e->sentence + REACH < sentence) return;
    if (!tells_blow(c, e, how == ANY_BLOW || e->sentence + NEAR >= sentence)) continue;
    /* "the raids went on. … since A BOMB ATTACK killed two of its people": not by who raids */
    bool own = is_of(&d->act.recipient, &e->act.actor);
    if (own && (is_of(&e->act.recipient, &e->act.actor) ||
                ch_str_eq(c->reading->torn, e->act.actor.v[0].actor->code)))
      own = false; /* strife at home */
    if (own && (how == KNOWN_BLOW || !ch_any_coded(&e->act.recipient) || e->act.recipient.v[0].inferred)) continue;
    take(own ? &e->act.recipient : &e->act.actor, &d->act.actor);
    if (!ch_any_coded(&d->act.recipient)) take(&e->act.recipient, &d->act.recipient);
    ch_side_remove(&d->act.recipient, &d->act.actor);
    d->dropped = d->act.recipient.n == 0;
    d->orphan = d->open = d->lacks_recipient = false;
    return;
  }
}
