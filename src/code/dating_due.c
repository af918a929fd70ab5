/* By when: deadlines, and terms that run from the act. */
#include "code/dating.h"

void ch_find_deadline(const ch_coding *c, const ch_anchors *all, ch_event *event) {
  if (ch_day_attached(c, event->sentence, all, event->act.type, true, &event->deadline)) return;
  /* One that hangs deeper, on the clause that the act governs. */
  const ch_sentence *s = &c->doc->sentences[event->sentence];
  for (uint32_t w = s->first; w < s->first + s->count; w++) {
    const ch_time *t = ch_time_headed(c, w);
    if (!t || !t->deadline || !ch_is_dated(t)) continue;
    if (!ch_below(c->doc, t->head, event->trigger)) continue;
    event->deadline = ch_as_dated(c, t);
    return;
  }
}

/* From the day of the act; of what is only told as planned, from that of the report. */
static void run_from_act(const ch_coding *c, const ch_time *t, ch_event *event) {
  int32_t days = ch_days_of(t->value),
          told = c->doc->article ? c->doc->article->published : CH_DAY_NONE;
  ch_days act = event->act.date.days;
  if (act.from == CH_DAY_NONE) act = (ch_days){told, told};
  if (days <= 0 || act.from == CH_DAY_NONE) return;
  event->deadline = ch_as_dated(c, t);
  event->deadline.days = (ch_days){act.from + days, act.to + days};
  event->deadline.basis = CH_BASIS_RELATIVE;
}

/* Is it still to be done: what is promised, planned, demanded, or another part of an order? */
static bool is_to_come(const ch_coding *c, const ch_match *match, const ch_steps *steps,
                       const ch_event *event, uint32_t w) {
  if (event->act.status == CH_STATUS_PLANNED || event->act.status == CH_STATUS_CONDITIONAL ||
      event->act.type == CH_TYPE_REQUEST)
    return ch_below(c->doc, w, event->trigger) ||
           ch_below(c->doc, w, ch_clause_of(c, event->trigger)) ||
           (steps->outermost != CH_NO_WORD && ch_below(c->doc, w, steps->outermost));
  for (uint32_t i = 1; i < match->pattern->n; i++)
    if (match->word[i] != CH_NO_WORD && ch_is_verb(c, match->word[i]) &&
        ch_below(c->doc, w, match->word[i]))
      return true;
  return false;
}

/* "gave the envoys 72 hours to leave", "are to meet within 30 days": the term runs from the day of
 * the act. */
void ch_find_term(const ch_coding *c, const ch_match *match, const ch_steps *steps,
                  ch_event *event) {
  if (event->deadline.days.from != CH_DAY_NONE) return;
  for (uint32_t i = 1; i < match->pattern->n; i++) {
    uint32_t w = match->word[i];
    uint32_t t = w == CH_NO_WORD ? CH_NO_ITEM : c->reading->time_at[w];
    if (t == CH_NO_ITEM || c->reading->times[t].kind != CH_TIME_DURATION ||
        event->act.date.days.from == CH_DAY_NONE)
      continue;
    run_from_act(c, &c->reading->times[t], event);
    if (event->deadline.days.from != CH_DAY_NONE) return;
  }
  const ch_sentence *s = &c->doc->sentences[event->sentence];
  for (uint32_t w = s->first; w < s->first + s->count && event->deadline.days.from == CH_DAY_NONE;
       w++) {
    const ch_time *t = ch_time_headed(c, w);
    if (!t || t->kind != CH_TIME_DURATION || !t->deadline || !is_to_come(c, match, steps, event, w))
      continue;
    /* "within a week of the vote" runs from that */
    bool of = w + 1 < s->first + s->count && ch_in_class(c, w + 1, c->book->belonging);
    if (!of) run_from_act(c, t, event);
  }
}

/* "a reply, which he promised FOR SEPTEMBER 1": what is only said is said by now; the day to come
 * is that on which it falls due. */
void ch_due_as_told(ch_event *event, int32_t published) {
  bool word = (event->act.type == CH_TYPE_AGREE || event->act.type == CH_TYPE_THREATEN) &&
              event->act.status == CH_STATUS_PLANNED;
  word = word || event->act.type == CH_TYPE_REJECT; /* "would not come to the summit IN MAY" */
  if (!word || published == CH_DAY_NONE || event->act.date.days.from <= published + 1 ||
      (event->act.date.basis != CH_BASIS_TEXT && event->act.date.basis != CH_BASIS_RELATIVE))
    return;
  if (event->about.type != CH_TYPE_NONE && event->about.date.days.from == CH_DAY_NONE)
    event->about.date = event->act.date;
  else if (event->deadline.days.from == CH_DAY_NONE)
    event->deadline = event->act.date;
  event->act.date = (ch_dated){CH_DAYS_NONE, {NULL, 0}, CH_BASIS_NONE};
}
