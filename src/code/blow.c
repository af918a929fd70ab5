#include "code/blow.h"

static bool any_coded(const ch_side *side) {
  for (uint32_t i = 0; i < side->n; i++)
    if (side->v[i].actor->code.n) return true;
  return false;
}

/* "the strikes", "these raids", whose and on whom is left unsaid. */
static bool is_known_blow(const ch_coding *c, uint32_t w) {
  if (!ch_in_class(c, w, c->book->blow) || !ch_is_noun(c, w)) return false;
  bool definite = false;
  for (uint32_t i = 0; i < ch_child_count(c->doc, w); i++) {
    uint32_t child = ch_child(c->doc, w, i);
    definite |= ch_feature(c, child, "Definite=Def") || ch_feature(c, child, "PronType=Dem");
  }
  ch_side owners;
  ch_side_owners(c, w, &owners);
  return definite && owners.n == 0;
}

/* The blow that strikes or in which somebody is struck; NO_WORD if the act names none. */
static uint32_t blow_of(ch_coding *c, const ch_draft *d) {
  uint32_t head = d->match.word[0];
  if (!ch_is_verb(c, head)) return CH_NO_WORD;
  const ch_frame *f = ch_frame_of(c, head);
  if (f->subject != CH_NO_WORD && is_known_blow(c, f->subject)) return f->subject;
  if (f->doer != CH_NO_WORD) return CH_NO_WORD;
  for (uint32_t i = 0; i < ch_child_count(c->doc, head); i++) {
    uint32_t child = ch_child(c->doc, head, i);
    if (ch_marker_in(c, child, c->book->during) != CH_NO_WORD && is_known_blow(c, child))
      return child;
  }
  return CH_NO_WORD;
}

/* Does the event tell of the blow, in that word, or as force of any kind right before? */
static bool tells_blow(const ch_coding *c, const ch_event *e, bool near) {
  if (e->act.type != CH_TYPE_ASSAULT || !any_coded(&e->act.actor) ||
      (e->act.status != CH_STATUS_ACTUAL && e->act.status != CH_STATUS_ONGOING))
    return false;
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
    to->v[i] = (ch_party){from->v[i].actor, {NULL, 0}, {0, 0}, true};
}

void ch_recall_blow(ch_coding *c, ch_draft *d, const ch_events *told) {
  enum { REACH = 12, NEAR = 1 };
  bool nameless = (d->dropped && (d->fate == CH_FATE_ACTOR || d->fate == CH_FATE_NOBODY)) ||
                  (!d->dropped && !any_coded(&d->act.actor));
  if (!nameless || d->act.type != CH_TYPE_ASSAULT || d->changed || d->undone) return;
  if (blow_of(c, d) == CH_NO_WORD) return;
  uint32_t sentence = c->doc->sentence_of[d->match.word[0]];
  for (size_t i = told->n; i-- > 0;) {
    const ch_event *e = &told->v[i];
    if (e->sentence + REACH < sentence) return;
    if (!tells_blow(c, e, e->sentence + NEAR >= sentence)) continue;
    take(&e->act.actor, &d->act.actor);
    if (!any_coded(&d->act.recipient)) take(&e->act.recipient, &d->act.recipient);
    ch_side_remove(&d->act.recipient, &d->act.actor);
    d->dropped = d->act.recipient.n == 0;
    d->orphan = d->open = d->lacks_recipient = false;
    return;
  }
}
