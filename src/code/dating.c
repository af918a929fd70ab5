/* When: by where a time hangs in the tree, never by nearness alone.
 *
 * A time belongs to the act when the climb from it meets a word of the act
 * before it meets another clause. For an act that is promised, refused or
 * demanded, a time on the act is the act's (`about`), a time on the governing
 * word is the mention's. The article's day stands in only for what a main
 * clause reports in the past tense. */
#include "code/dating.h"
#include "code/parties.h"

#include "code/bygone.h"

/* "said that it HAD LONG USED gas": does who acts by the words stand outside of what they tell? */
static bool is_speaker(ch_coding *c, const ch_steps *steps, const ch_event *event) {
  uint32_t clause = ch_clause_of(c, steps->outermost);
  if (c->reading->attribution_at[clause] == CH_NO_ITEM) return false;
  uint32_t own = ch_is_verb(c, clause) ? ch_frame_of(c, clause)->subject : CH_NO_WORD;
  if (own == CH_NO_WORD || event->act.actor.n == 0) return true;
  ch_span actor = event->act.actor.v[0].span, subject = ch_w(c, own)->span;
  return subject.to <= actor.from || subject.from >= actor.to;
}

/* When that was in or beside which the sentence tells the act: "IN 2002 it was torn by riots, and
 * nine were killed", "LAST YEAR praised him because he disarmed". `apart`: not as a part of it. */
static bool told_above(const ch_coding *c, const ch_event *event, bool *apart, ch_dated *out) {
  enum { CLIMB = 6 };
  uint32_t clause = ch_clause_of(c, event->trigger);
  *apart = false;
  for (uint32_t climb = 0; climb < CLIMB && clause != CH_NO_WORD; climb++) {
    if (climb && ch_day_at(c, event->sentence, clause, out)) return true;
    uint32_t up = ch_w(c, clause)->head;
    bool before = ch_w(c, clause)->rel == CH_REL_ADVCL && up != CH_NO_WORD &&
                  clause < up; /* "ALTHOUGH it vowed" */
    *apart = *apart || before || ch_w(c, clause)->rel == CH_REL_CONJ ||
             ch_w(c, clause)->rel == CH_REL_PARATAXIS || ch_is_since(c, clause);
    clause = up == CH_NO_WORD ? up : ch_clause_of(c, up);
  }
  return false;
}

/* Days within a week or more are those of all that the clause tells, of a day those of its own act
 * alone. Is what is told beside it long past? */
static bool day_from_above(const ch_coding *c, ch_event *event, int32_t published) {
  enum { LONG_AGO = 3, WEEK = 6 };
  ch_dated told = {CH_DAYS_NONE, {NULL, 0}, CH_BASIS_NONE};
  bool apart;
  if (published == CH_DAY_NONE || !told_above(c, event, &apart, &told)) return false;
  bool act = ch_is_verb(c, event->trigger) && !ch_feature(c, event->trigger, "Tense=Pres");
  /* "signed a LETTER demanding it" */
  act = act || (ch_rel_universal(ch_w(c, event->trigger)->rel) == CH_REL_ACL &&
                ch_in_class(c, ch_w(c, event->trigger)->head, c->book->document));
  bool within = ch_has_happened(event) && act && !apart && told.days.to - told.days.from >= WEEK &&
                told.days.from <= published;
  if (within) event->act.date = told;
  return told.days.to + LONG_AGO < published;
}

/* A month that is told of what had happened by a verb in the past. */
static bool is_past_month(const ch_event *event, const ch_steps *steps) {
  enum { MONTH = 27 };
  const ch_dated *d = &event->act.date;
  return ch_has_happened(event) && steps->past && d->basis == CH_BASIS_TEXT &&
         d->days.from != CH_DAY_NONE && d->days.to - d->days.from >= MONTH &&
         d->days.to - d->days.from <= MONTH + 3;
}

/* "2014" in "May 6, 2014" */
static bool names_year(ch_str text) {
  size_t digits = 0;
  for (size_t i = 0; i < text.n && digits < 4; i++)
    digits = text.p[i] >= '0' && text.p[i] <= '9' ? digits + 1 : 0;
  return digits == 4;
}

/* "the FEB. 14 killing", told in November: what a noun tells of force on a day without a year, was then; not of
 * a day close by, as reports that are brought up to date tell of days behind their own. */
static bool is_past_day(const ch_coding *c, const ch_event *event, int32_t published) {
  enum { CLOSE = 30 };
  const ch_dated *d = &event->act.date;
  return ch_has_happened(event) && ch_is_noun(c, event->trigger) && event->act.type == CH_TYPE_ASSAULT &&
         d->basis == CH_BASIS_TEXT && published != CH_DAY_NONE && d->days.from == d->days.to &&
         d->days.from > published + CLOSE && !names_year(d->text);
}

/* A day of the week that is told of what had happened so: "SUNDAY'S vote sealed it". */
static bool is_past_weekday(const ch_coding *c, const ch_event *event, const ch_steps *steps) {
  const ch_dated *d = &event->act.date;
  if (event->act.type == CH_TYPE_CONSULT && ch_is_noun(c, event->trigger)) return false; /* "ahead of TALKS Sunday" */
  return ch_has_happened(event) && steps->past && d->basis == CH_BASIS_RELATIVE &&
         d->days.from != CH_DAY_NONE && d->days.from == d->days.to;
}

/* A duty told by who imposes it: "said that 90 people would have to leave". */
static bool imposed(const ch_steps *steps) {
  for (uint32_t i = 0; i < steps->n; i++)
    if (steps->v[i].effect == CH_EFFECT_OBLIGED) return true;
  return false;
}

static bool is_saying(const ch_event *event) {
  switch (event->act.type) {
    case CH_TYPE_AGREE:
    case CH_TYPE_CONCEDE:
    case CH_TYPE_REQUEST:
    case CH_TYPE_ACCUSE:
    case CH_TYPE_REJECT:
    case CH_TYPE_THREATEN:
    case CH_TYPE_SUPPORT:
      return true;
    default:
      return false;
  }
}

/* Does the sentence tell of no day or span but that of the act spoken of? */
static bool undated(const ch_coding *c, const ch_event *event) {
  const ch_sentence *s = &c->doc->sentences[event->sentence];
  for (uint32_t w = s->first; w < s->first + s->count; w++) {
    const ch_time *t = ch_time_headed(c, w);
    if (!t || t->deadline ||
        (t->days.from == event->about.date.days.from && t->days.to == event->about.date.days.to))
      continue;
    return false;
  }
  return true;
}

/* "said in a statement RELEASED on Monday": the day of the words is that of what held them. */
static void anchor_medium(const ch_coding *c, ch_anchors *a, uint32_t cue) {
  for (uint32_t i = 0; i < ch_child_count(c->doc, cue); i++) {
    uint32_t child = ch_child(c->doc, cue, i);
    if (ch_w(c, child)->rel != CH_REL_OBL || !ch_in_class(c, child, c->book->medium)) continue;
    ch_anchor(a, child);
    ch_anchor(a, ch_child_by_rel(c->doc, child, CH_REL_ACL));
  }
}

/* "Earlier in the week, Oslo said it SEIZED a ship": by then it had. */
static void day_of_telling(const ch_coding *c, ch_event *event, uint32_t outermost) {
  uint32_t a = c->reading->attribution_at[event->trigger], clause = ch_first_conjunct(c, outermost);
  /* "that it had raided a house, SEIZING papers" */
  if (ch_goes_with(c, clause)) clause = ch_first_conjunct(c, ch_w(c, clause)->head);
  if (a == CH_NO_ITEM || ch_w(c, clause)->rel != CH_REL_CCOMP ||
      ch_w(c, clause)->head != c->reading->attributions[a].cue ||
      !ch_feature(c, clause, "Tense=Past"))
    return;
  ch_dated told = {CH_DAYS_NONE, {NULL, 0}, CH_BASIS_NONE};
  if (ch_day_at(c, event->sentence, c->reading->attributions[a].cue, &told)) event->act.date = told;
}

/* "cancelled the talks that were set for JUNE 3", "called off next week's visit", "the round set
 * for JUNE 3 fell through: Moscow called it off": the day of what the words speak of, which the
 * rule alone names. */
static void day_of_spoken(ch_coding *c, const ch_match *match, ch_event *event, int32_t published) {
  ch_dated *act = &event->act.date, *about = &event->about.date;
  for (uint32_t i = 1; i < match->pattern->n && about->days.from == CH_DAY_NONE; i++) {
    uint32_t w = match->word[i] == CH_NO_WORD ? CH_NO_WORD : ch_stands_for(c, match->word[i]);
    if (w == CH_NO_WORD || !ch_is_noun(c, w)) continue;
    ch_anchors noun = {.n = 0};
    ch_anchor(&noun, w);
    if (w != match->word[i] && ch_is_verb(c, ch_w(c, w)->head)) ch_anchor(&noun, ch_w(c, w)->head);
    for (uint32_t k = 0; k < ch_child_count(c->doc, w); k++) {
      uint32_t child = ch_child(c->doc, w, k);
      if (child != match->word[0] && ch_rel_universal(ch_w(c, child)->rel) == CH_REL_ACL)
        ch_anchor(&noun, child);
    }
    ch_day_attached(c, c->doc->sentence_of[w], &noun, event->about.type, false, about);
    if (about->text.p == act->text.p) *about = (ch_dated){CH_DAYS_NONE, {NULL, 0}, CH_BASIS_NONE};
  }
  /* what has happened happened on no day to come */
  if (published == CH_DAY_NONE || !ch_has_happened(event) || act->days.from <= published + 1)
    return;
  if (about->days.from == CH_DAY_NONE) *about = *act;
  *act = (ch_dated){{published, published}, {NULL, 0}, CH_BASIS_ARTICLE};
}

/* "had been planned for Lima on JUNE 3": when what is planned was to be, and no day on which it was
 * planned. */
static void day_of_plan(ch_coding *c, uint32_t planned, const ch_steps *steps, ch_event *event) {
  ch_dated *act = &event->act.date, *about = &event->about.date;
  bool told = act->basis == CH_BASIS_TEXT || act->basis == CH_BASIS_RELATIVE;
  if (event->act.type != CH_TYPE_AGREE || !told || about->days.from != CH_DAY_NONE) return;
  for (uint32_t i = 0; i <= steps->n; i++) {
    uint32_t verb = i == steps->n ? planned : steps->v[i].governor;
    if (verb == CH_NO_WORD || (i < steps->n && steps->v[i].effect != CH_EFFECT_PLANNED) ||
        !ch_is_verb(c, verb) ||
        !(ch_frame_of(c, verb)->passive || ch_w(c, verb)->rel == CH_REL_ACL))
      continue;
    *about = *act;
    *act = (ch_dated){CH_DAYS_NONE, {NULL, 0}, CH_BASIS_NONE};
    return;
  }
}

/* "Moscow SAYS that agents searched it", further down: what a side goes on saying was done is not
 * of the day on which it says so. */
static bool is_standing_word(const ch_coding *c, const ch_event *event) {
  enum { LEAD = 3 };
  uint32_t a = c->reading->attribution_at[event->trigger];
  bool deed = event->act.type == CH_TYPE_COERCE || event->act.type == CH_TYPE_SANCTION;
  if (!deed || a == CH_NO_ITEM || event->sentence < LEAD || ch_in_title(c->doc, event->sentence))
    return false;
  uint32_t cue = c->reading->attributions[a].cue;
  return cue != CH_NO_WORD && ch_feature(c, cue, "Tense=Pres") &&
         ch_feature(c, cue, "VerbForm=Fin");
}

/* "…at the end of July. It ALSO lost a house": a measure told on top of what was weeks before the
 * report, in a sentence of no day, has no day either. */
static bool goes_on_from_past(const ch_coding *c, const ch_event *event, int32_t published) {
  enum { WEEKS_AGO = 10, BACK = 3 };
  uint32_t clause = ch_clause_of(c, event->trigger), at = event->sentence;
  if (event->act.type != CH_TYPE_SANCTION && event->act.type != CH_TYPE_COERCE) return false;
  if (ch_child_of_class(c, clause, c->book->as_well) == CH_NO_WORD) return false;
  for (uint32_t back = 0; back < BACK && !ch_sentence_opens(c->doc, at); back++, at--) {
    const ch_sentence *s = &c->doc->sentences[at - 1];
    bool past = false;
    for (uint32_t w = s->first; w < s->first + s->count; w++) {
      const ch_time *t = ch_time_headed(c, w);
      if (!t || !ch_is_dated(t) || t->deadline) continue;
      if (t->days.to + WEEKS_AGO >= published) return false;
      past = true;
    }
    if (past) return true;
  }
  return false;
}

/* "met on Wednesday. … THEY AGREED to name envoys": what the two agreed is of the day on which they
 * met or signed, told a few sentences before and days before the report. */
static void day_of_dealing(const ch_coding *c, ch_event *event, int32_t published) {
  enum { REACH = 5, DAYS = 3 };
  const ch_dated *on = &c->dealt_on;
  if (event->act.type != CH_TYPE_AGREE || event->act.date.basis != CH_BASIS_ARTICLE ||
      event->act.actor.n < 2 || c->dealt.n < 2 || c->dealt_sentence + REACH < event->sentence ||
      on->days.from > published || on->days.from + DAYS < published)
    return;
  for (uint32_t i = 0; i < 2; i++)
    if (!ch_str_eq(event->act.actor.v[i].actor->code, c->dealt.v[0].actor->code) &&
        !ch_str_eq(event->act.actor.v[i].actor->code, c->dealt.v[1].actor->code))
      return;
  event->act.date = (ch_dated){on->days, {NULL, 0}, on->basis};
}

/* "signed on Monday THE SANCTIONS that parliament HAD approved": the clause has a day of its own.
 */
static bool told_of_by_clause(const ch_coding *c, const ch_match *match, uint32_t noun) {
  uint32_t w = match->word[noun];
  for (uint32_t i = 0; i < match->pattern->n; i++) {
    uint32_t verb = match->word[i];
    if (verb == CH_NO_WORD || w == CH_NO_WORD || verb < w || ch_w(c, verb)->head != w ||
        ch_w(c, verb)->rel != CH_REL_ACL_RELCL)
      continue;
    uint32_t have = ch_child_of_class(c, verb, c->book->perfect);
    if (have != CH_NO_WORD && ch_str_is(ch_w(c, have)->xpos, "VBD")) return true;
  }
  return false;
}

/* The clause, stated or reported, that tells of the act; CH_NO_WORD: it hangs on another in some other way. */
static uint32_t stating_clause(const ch_coding *c, const ch_steps *steps) {
  if (steps->outermost == CH_NO_WORD) return CH_NO_WORD;
  uint32_t clause = ch_first_conjunct(c, ch_clause_of(c, steps->outermost));
  uint8_t rel = ch_w(c, clause)->rel;
  bool states = rel == CH_REL_ROOT || rel == CH_REL_CCOMP || rel == CH_REL_PARATAXIS;
  return states ? clause : CH_NO_WORD;
}

/* "WILL sign a charter", "IS ready to help", "WILL NOT attend it": does the clause that tells of what is to
 * come do so in the present? */
static bool stands_now(const ch_coding *c, const ch_steps *steps, const ch_event *event) {
  enum { LEAD = 16 };
  bool refused = event->act.type == CH_TYPE_REJECT && event->act.status == CH_STATUS_ACTUAL;
  if (event->sentence >= LEAD || !(refused || event->act.status == CH_STATUS_PLANNED)) return false;
  uint32_t clause = stating_clause(c, steps);
  if (clause == CH_NO_WORD) return false;
  ch_str own = ch_w(c, clause)->xpos;
  bool now = !refused && (ch_str_is(own, "VBZ") || ch_str_is(own, "VBP"));
  for (uint32_t i = 0; i < ch_child_count(c->doc, clause); i++) {
    uint32_t child = ch_child(c->doc, clause, i);
    uint8_t as = ch_w(c, child)->rel;
    if (as != CH_REL_AUX && as != CH_REL_AUX_PASS && as != CH_REL_COP) continue;
    ch_str tag = ch_w(c, child)->xpos;
    if (ch_str_is(tag, "VBD")) return false;
    if (ch_str_is(tag, "MD")) now = ch_in_class(c, child, c->book->future);
    else if (!refused && (ch_str_is(tag, "VBZ") || ch_str_is(tag, "VBP"))) now = true;
    if (ch_str_is(tag, "MD") && !now) return false;
  }
  return now;
}

/* "'We CONDEMN it'", in somebody's own words: he does so now. */
static bool quotes_now(const ch_coding *c, const ch_steps *steps, const ch_event *event) {
  enum { LEAD = 16 };
  uint32_t a = c->reading->attribution_at[event->trigger];
  if (a == CH_NO_ITEM || !c->reading->attributions[a].quoted || event->sentence >= LEAD || !is_saying(event) || !ch_has_happened(event))
    return false;
  uint32_t clause = stating_clause(c, steps);
  if (clause == CH_NO_WORD) return false;
  uint32_t be = ch_child_by_rel(c->doc, clause, CH_REL_COP);
  ch_str tag = ch_w(c, be == CH_NO_WORD ? clause : be)->xpos;
  if (be == CH_NO_WORD && ch_child_by_rel(c->doc, clause, CH_REL_AUX) != CH_NO_WORD)
    return ch_str_is(ch_w(c, ch_child_by_rel(c->doc, clause, CH_REL_AUX))->xpos, "MD");
  return ch_str_is(tag, "VBP") || ch_str_is(tag, "VBZ");
}

void ch_date_event(ch_coding *c, const ch_match *match, const ch_steps *steps, ch_event *event) {
  ch_anchors act = {.n = 0}, above = {.n = 0}, all;
  for (uint32_t i = 0; i < match->pattern->n; i++)
    if (!told_of_by_clause(c, match, i)) ch_anchor(&act, match->word[i]);
  uint32_t top = ch_first_conjunct(c, match->word[0]);
  if (match->pattern->pos == CH_POS_NOUN && ch_w(c, top)->head != CH_NO_WORD &&
      ch_in_class(c, ch_w(c, top)->head, c->book->light))
    ch_anchor(&act, ch_w(c, top)->head);
  bool governed = false;
  for (uint32_t i = 0; i < steps->n; i++) {
    if (steps->v[i].governor == CH_NO_WORD) continue;
    ch_anchor(&above, steps->v[i].governor);
    governed = true;
  }
  ch_anchor(governed ? &above : &act, steps->outermost);
  all = act;
  for (uint32_t i = 0; i < above.n; i++) ch_anchor(&all, above.v[i]);

  ch_dated none = {CH_DAYS_NONE, {NULL, 0}, CH_BASIS_NONE};
  event->deadline = event->act.date = event->about.date = none;
  ch_find_deadline(c, &all, event);

  bool said = false, split = event->about.type != CH_TYPE_NONE && steps->n > 0;
  ch_dated *of_act = split ? &event->about.date : &event->act.date;
  ch_day_attached(c, event->sentence, &act, event->act.type, false, of_act);
  if (above.n)
    ch_day_attached(c, event->sentence, &above, event->act.type, false, &event->act.date);
  if (split) day_of_plan(c, CH_NO_WORD, steps, event);
  if ((is_saying(event) || imposed(steps)) && event->act.date.days.from == CH_DAY_NONE) {
    /* what is said is dated by the saying: "said on Monday that …" */
    ch_anchors saying = {.n = 0};
    uint32_t a = c->reading->attribution_at[event->trigger];
    /* "said there was no DOUBT that": when it was said */
    while (a != CH_NO_ITEM && c->reading->attributions[a].source_first == CH_NO_WORD &&
           c->reading->attributions[a].parent != CH_NO_ITEM)
      a = c->reading->attributions[a].parent;
    if (a != CH_NO_ITEM) ch_anchor(&saying, c->reading->attributions[a].cue);
    if (saying.n) anchor_medium(c, &saying, saying.v[0]);
    uint32_t first = ch_first_conjunct(c, steps->outermost);
    if (ch_w(c, first)->rel == CH_REL_CCOMP) ch_anchor(&saying, ch_w(c, first)->head);
    if (saying.n &&
        !ch_day_attached(c, event->sentence, &saying, event->act.type, false, &event->act.date) &&
        !ch_day_of_occasion(c, event->sentence, saying.v[0], &event->act.date))
      (void)ch_day_of_stroke(c, event->sentence, saying.v[0], &event->act.date);
    for (a = a == CH_NO_ITEM ? a : c->reading->attributions[a].parent; a != CH_NO_ITEM && event->act.date.days.from == CH_DAY_NONE;
         a = c->reading->attributions[a].parent) { /* "and said it should pay, his office SAID TUESDAY" */
      ch_anchors outer = {.n = 0};
      uint32_t at = c->reading->attributions[a].cue;
      if (at != CH_NO_WORD && at > event->trigger) ch_anchor(&outer, at);
      if (outer.n) ch_day_attached(c, event->sentence, &outer, event->act.type, false, &event->act.date);
    }
    uint32_t cue = saying.n ? saying.v[0] : CH_NO_WORD; /* "was quoted as SAYING": when he was */
    if (cue != CH_NO_WORD && ch_w(c, cue)->rel == CH_REL_ADVCL && ch_is_cue(c, ch_w(c, cue)->head)) cue = ch_w(c, cue)->head;
    said = cue != CH_NO_WORD && ch_feature(c, cue, "Tense=Past");
  }
  /* "said on Tuesday that he would sue and WARNED of more": words joined to words */
  if (split && is_saying(event) && event->act.date.days.from == CH_DAY_NONE) {
    ch_dated beside = none;
    int32_t told = c->doc->article ? c->doc->article->published : CH_DAY_NONE;
    if (ch_day_of_conjunct(c, event->sentence, ch_clause_of(c, steps->outermost), &beside) &&
        beside.days.from <= told)
      event->act.date = beside;
  }
  /* "flared last week WHEN it refused to sign", "ended on Friday, with Cuba THREATENING to leave"
   */
  if ((split || (is_saying(event) && !ch_has_happened(event))) &&
      event->act.date.days.from == CH_DAY_NONE) {
    ch_dated beside = none;
    int32_t told = c->doc->article ? c->doc->article->published : CH_DAY_NONE;
    if (ch_day_alongside(c, event->sentence, steps->outermost, &beside) &&
        beside.days.from <= told && beside.text.p != event->about.date.text.p)
      event->act.date = beside;
  }
  /* "expelled 35 in December over its INTERFERENCE": the cause had come before */
  bool aside = match->pattern->pos == CH_POS_NOUN &&
               ch_marker_in(c, match->word[0], c->book->cause) != CH_NO_WORD &&
               (ch_w(c, top)->rel == CH_REL_OBL || ch_w(c, top)->rel == CH_REL_NMOD);
  if (event->act.date.days.from == CH_DAY_NONE &&
      (split ? steps->outermost != CH_NO_WORD : ch_has_happened(event) || steps->past))
    (void)ch_day_gone_before(c, split ? steps->outermost : event->trigger, event);
  if (!split && !aside && event->act.date.days.from == CH_DAY_NONE &&
      !ch_day_behind(c, event->trigger, &event->act.date))
    ch_only_day(c, event->sentence, &all, event->act.type, &event->act.date);
  if (!split && !aside && event->act.date.days.from == CH_DAY_NONE && ch_has_happened(event))
    if (!ch_day_of_source(c, event, &event->act.date) &&
        !ch_day_alongside(c, event->sentence, event->trigger, &event->act.date))
      (void)ch_day_alongside(c, event->sentence, steps->outermost, &event->act.date);
  int32_t published = c->doc->article ? c->doc->article->published : CH_DAY_NONE;
  if (event->act.date.days.from == CH_DAY_NONE && ch_has_happened(event))
    day_of_telling(c, event, steps->outermost);
  bool bygone = !(said && is_speaker(c, steps, event)) && ch_is_bygone(c, steps, event);
  if (event->act.date.days.from == CH_DAY_NONE && !bygone && !(said && is_speaker(c, steps, event)))
    bygone = day_from_above(c, event, published);
  bool background = ch_has_happened(event) && ch_is_background(c, steps, event);
  if (event->act.date.days.from == CH_DAY_NONE && published != CH_DAY_NONE && !bygone &&
      !background &&
      !(ch_has_happened(event) &&
        (ch_long_past(c, event->sentence, &all) || goes_on_from_past(c, event, published) ||
         is_standing_word(c, event))) &&
      ((steps->past && steps->finite) || (said && imposed(steps)) ||
       (undated(c, event) && ch_goes_with_report(c, steps, event))))
    event->act.date = (ch_dated){{published, published}, {NULL, 0}, CH_BASIS_ARTICLE};
  /* what somebody said on no day that is told, he said on the report's; what a noun tells may be of any day of
   * its sentence */
  if (said && event->act.date.days.from == CH_DAY_NONE && published != CH_DAY_NONE && !bygone &&
      !(ch_has_happened(event) && ch_long_past(c, event->sentence, &all)) &&
      (!ch_is_noun(c, event->trigger) || undated(c, event)))
    event->act.date = (ch_dated){{published, published}, {NULL, 0}, CH_BASIS_ARTICLE};
  if (event->act.date.days.from == CH_DAY_NONE && !bygone) (void)ch_day_of_meeting(c, steps, event, &event->act.date);
  /* a title tells of its own day in the present tense, without a verb, or with a bare participle */
  if (event->act.date.days.from == CH_DAY_NONE && published != CH_DAY_NONE &&
      ch_in_title(c->doc, event->sentence))
    event->act.date = (ch_dated){{published, published}, {NULL, 0}, CH_BASIS_ARTICLE};
  if (event->act.date.days.from == CH_DAY_NONE && published != CH_DAY_NONE && !bygone &&
      (stands_now(c, steps, event) || quotes_now(c, steps, event)))
    event->act.date = (ch_dated){{published, published}, {NULL, 0}, CH_BASIS_ARTICLE};
  if (event->about.type != CH_TYPE_NONE && !split) day_of_spoken(c, match, event, published);
  day_of_dealing(c, event, published);
  if (event->about.type == CH_TYPE_CONSULT && !split) day_of_plan(c, match->word[0], steps, event);
  ch_due_as_told(event, published);
  if (is_past_month(event, steps) || is_past_weekday(c, event, steps) || is_past_day(c, event, published))
    ch_as_last_one(c, &event->act.date);
  ch_find_term(c, match, steps, event);
}
