/* What an event does to those told before it, and what is kept of it for those told after. */
#include "code/drafts.h"

/* "On Friday the navy fired. In response, Moscow closed …": an answer that the
 * text does not date came between what the sentence before tells and the report. */
void ch_date_answer(const ch_events *told, ch_event *event) {
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
void ch_bound_answered(ch_events *all) {
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
bool ch_contest(ch_coding *c, const ch_draft *d, const ch_event *denial, ch_events *told) {
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
    if (!ch_name_event(c, e)) return false;
  }
  return true;
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
void ch_note_meeting(ch_coding *c, const ch_event *event) {
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
void ch_note_feud(ch_coding *c, const ch_event *event) {
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
void ch_note_dealing(ch_coding *c, const ch_event *event) {
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
bool ch_add_each(ch_coding *c, ch_events *out) {
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
    if (!ch_name_event(c, event)) return false;
  }
  return true;
}

/* Keeps on what day the last measure or demand was, for "the demand came a day after …". */
void ch_note_measure(ch_coding *c, const ch_event *event) {
  const ch_dated *date = &event->act.date;
  bool measure = event->act.type == CH_TYPE_SANCTION || event->act.type == CH_TYPE_COERCE || event->act.type == CH_TYPE_REQUEST;
  if (!measure || !happened(event->act.status) || date->days.from != date->days.to ||
      (date->basis != CH_BASIS_TEXT && date->basis != CH_BASIS_RELATIVE))
    return;
  c->acted_on = *date;
  c->acted_sentence = event->sentence;
}

/* "left on Sunday under an order GIVEN ON FRIDAY": ordered on the one day, and in force on the other. */
void ch_lasts_until_obeyed(const ch_draft *d, const ch_events *out, ch_event *order) {
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
