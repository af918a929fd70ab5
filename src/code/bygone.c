#include "code/bygone.h"

#include "code/dating.h"

bool ch_is_since(const ch_coding *c, uint32_t w) {
  return ch_marker_in(c, w, c->book->since) != CH_NO_WORD;
}

/* The "have" of a perfect tense; of a row of participles the first has it. */
static uint32_t perfect_of(const ch_coding *c, uint32_t clause) {
  uint32_t first = ch_first_conjunct(c, clause);
  for (uint32_t turn = 0; turn < 2; turn++) {
    uint32_t verb = turn ? first : clause;
    for (uint32_t i = 0; i < ch_child_count(c->doc, verb); i++) {
      uint32_t child = ch_child(c->doc, verb, i);
      if (ch_w(c, child)->rel == CH_REL_AUX && ch_in_class(c, child, c->book->perfect)) return child;
    }
    if (!ch_str_is(ch_w(c, clause)->xpos, "VBN") || ch_child_by_rel(c->doc, clause, CH_REL_AUX) != CH_NO_WORD ||
        ch_child_by_rel(c->doc, clause, CH_REL_AUX_PASS) != CH_NO_WORD)
      break;
  }
  return CH_NO_WORD;
}

/* "said that it HAD closed the border": no earlier than told, only told in the past. */
static bool is_reported(const ch_coding *c, uint32_t clause) {
  return c->reading->attribution_at[clause] != CH_NO_ITEM ||
         ch_w(c, ch_first_conjunct(c, clause))->rel == CH_REL_CCOMP;
}

static bool has_since(const ch_coding *c, uint32_t clause) {
  if (ch_child_of_class(c, clause, c->book->since) != CH_NO_WORD) return true;
  for (uint32_t i = 0; i < ch_child_count(c->doc, clause); i++) {
    uint32_t child = ch_child(c->doc, clause, i);
    if (ch_w(c, child)->rel != CH_REL_CONJ && ch_is_since(c, child)) return true;
  }
  return false;
}

/* Weeks and more: "P3M", "PXY", "PXDE"; a span of so many of them only where `counted`. */
static bool lasts_long(ch_str value, bool counted) {
  if (value.n < 3 || value.p[0] != 'P' || value.p[1] == 'T' || value.p[value.n - 1] == 'D') return false;
  return counted || value.p[1] == 'X';
}

/* "in recent years", "for decades", "over the past three months"; "during THE EIGHT WEEKS" of what is over. */
static bool for_long(const ch_coding *c, const ch_event *event, uint32_t clause, bool perfect) {
  const ch_sentence *s = &c->doc->sentences[event->sentence];
  for (uint32_t w = s->first; w < s->first + s->count; w++) {
    uint32_t t = c->reading->time_at[w];
    if (t == CH_NO_ITEM || c->reading->times[t].head != w || c->reading->times[t].kind != CH_TIME_DURATION ||
        c->reading->times[t].deadline)
      continue;
    if (lasts_long(c->reading->times[t].value, perfect || ch_marker_in(c, w, c->book->during) != CH_NO_WORD) &&
        ch_marker_in(c, w, c->book->throughout) != CH_NO_WORD &&
        ch_clause_of(c, w) == clause)
      return true;
  }
  return false;
}

/* "has visited it SEVERAL TIMES", "met ON SEVERAL OCCASIONS"; but "was hit several times" may be once. */
static bool is_counted(const ch_coding *c, uint32_t clause, bool perfect) {
  for (uint32_t i = 0; i < ch_child_count(c->doc, clause); i++) {
    uint32_t child = ch_child(c->doc, clause, i);
    if (ch_in_class(c, child, c->book->times) && ch_feature(c, child, "Number=Plur") && (perfect || ch_marker_in(c, child, c->book->on_days) != CH_NO_WORD))
      return true;
  }
  return false;
}

/* "has REPEATEDLY warned", "has LONG backed", but not "has waited LONG". */
static bool is_repeated(const ch_coding *c, uint32_t clause) {
  uint32_t along = ch_child_of_class(c, clause, c->book->all_along);
  return (along != CH_NO_WORD && along < clause) || is_counted(c, clause, true) ||
         ch_child_of_class(c, clause, c->book->time_and_again) != CH_NO_WORD;
}

bool ch_is_bygone(const ch_coding *c, const ch_steps *steps, const ch_event *event) {
  /* what is told of another's deed is told now, whenever that was */
  if (event->about.type != CH_TYPE_NONE && steps->n == 0) return false;
  if (steps->outermost == CH_NO_WORD) return false;
  uint32_t clause = ch_clause_of(c, steps->outermost);
  uint32_t have = perfect_of(c, clause);
  if (have != CH_NO_WORD && ch_str_is(ch_w(c, have)->xpos, "VBD") && !is_reported(c, clause)) return true;
  if (ch_child_of_class(c, clause, c->book->formerly) != CH_NO_WORD) return true;
  if (have != CH_NO_WORD && (is_repeated(c, clause) || has_since(c, clause))) return true;
  if (is_counted(c, clause, false)) return true;
  return for_long(c, event, clause, have != CH_NO_WORD);
}

/* "the PREVIOUS regime", "its PREDECESSOR". */
static bool is_of_past(const ch_coding *c, uint32_t sentence, const ch_side *side) {
  const ch_sentence *s = &c->doc->sentences[sentence];
  for (uint32_t i = 0; i < side->n; i++)
    for (uint32_t w = s->first; w < s->first + s->count; w++)
      if (ch_w(c, w)->span.from >= side->v[i].span.from && ch_w(c, w)->span.to <= side->v[i].span.to &&
          ch_in_class(c, w, c->book->of_past))
        return true;
  return false;
}

/* Did a ruler do it whose term had ended, "PRESIDENT CARTER freed them"? What he says he may say today. */
static bool is_of_left(const ch_side *side, const ch_event *event) {
  if (side->n == 0) return false;
  const ch_actor *first = side->v[0].actor;
  bool titled = first->n_sectors > 0 && !ch_str_is(first->sectors[0], "ELI");
  return first->left && (titled || event->quad == 2 || event->quad == 4);
}

bool ch_is_background(const ch_coding *c, const ch_steps *steps, const ch_event *event) {
  enum { LEAD = 6 };
  if (steps->outermost == CH_NO_WORD || ch_in_title(c->doc, event->sentence)) return false;
  if (is_of_past(c, event->sentence, &event->act.actor) || is_of_left(&event->act.actor, event)) return true;
  uint32_t clause = ch_clause_of(c, steps->outermost), have = perfect_of(c, clause);
  return event->sentence >= LEAD && (event->quad == 2 || event->quad == 4) && have != CH_NO_WORD &&
         !ch_str_is(ch_w(c, have)->xpos, "VBD") && !is_reported(c, clause) &&
         !ch_in_class(c, clause, c->book->answerable); /* "has RESPONDED by killing three" */
}

/* ---- what goes on from the sentences before ---- */

enum {
  LATELY = 3,   /* days before the report that are no other time than its own */
  YESTERDAY = 1 /* the same for what the very same goes on to do in the next sentence */
};

static uint32_t root_of(const ch_coding *c, uint32_t sentence) {
  const ch_sentence *s = &c->doc->sentences[sentence];
  for (uint32_t w = s->first; w < s->first + s->count; w++)
    if (ch_w(c, w)->head == CH_NO_WORD) return w;
  return CH_NO_WORD;
}

/* "raided", "was raided": told as one thing behind another, neither "has" nor "had". */
static bool is_narrated(const ch_coding *c, uint32_t clause) {
  if (perfect_of(c, clause) != CH_NO_WORD) return false;
  if (ch_str_is(ch_w(c, clause)->xpos, "VBD")) return true;
  uint32_t be = ch_child_by_rel(c->doc, clause, CH_REL_AUX_PASS);
  return be != CH_NO_WORD && ch_str_is(ch_w(c, be)->xpos, "VBD");
}

/* Is the clause, or the row of verbs that it is in, the sentence itself? */
static bool leads(const ch_coding *c, uint32_t clause, uint32_t sentence) {
  return ch_first_conjunct(c, clause) == root_of(c, sentence);
}

static bool is_told_of_past(const ch_event *e, int32_t published, int32_t lately) {
  const ch_dated *d = &e->act.date;
  bool happened = e->act.status == CH_STATUS_ACTUAL || e->act.status == CH_STATUS_ONGOING;
  return happened && (d->basis == CH_BASIS_TEXT || d->basis == CH_BASIS_RELATIVE) &&
         d->days.from != CH_DAY_NONE && d->days.to + lately < published;
}

/* The act that the sentence is about, if it is long past and no other of that sentence is not. */
static const ch_event *past_act(const ch_coding *c, const ch_events *told, uint32_t sentence, int32_t published,
                                int32_t lately) {
  const ch_event *found = NULL;
  for (size_t i = told->n; i-- > 0 && told->v[i].sentence >= sentence;) {
    const ch_event *e = &told->v[i];
    if (e->sentence != sentence || e->act.date.days.from == CH_DAY_NONE) continue;
    if (!is_told_of_past(e, published, lately)) return NULL;
    uint32_t clause = ch_clause_of(c, e->trigger);
    if (leads(c, clause, sentence) && is_narrated(c, clause)) found = e;
  }
  return found;
}

static bool has_day(const ch_coding *c, uint32_t sentence) {
  const ch_sentence *s = &c->doc->sentences[sentence];
  for (uint32_t w = s->first; w < s->first + s->count; w++) {
    uint32_t t = c->reading->time_at[w];
    if (t != CH_NO_ITEM && c->reading->times[t].days.from != CH_DAY_NONE) return true;
  }
  return false;
}

static bool is_definite(const ch_coding *c, uint32_t noun) {
  uint32_t article = ch_child_by_rel(c->doc, noun, CH_REL_DET);
  return article != CH_NO_WORD && ch_w(c, noun)->upos == CH_UPOS_NOUN &&
         (ch_feature(c, article, "Definite=Def") || ch_feature(c, article, "PronType=Dem"));
}

/* "in THE RAID", behind a raid. */
static bool names_again(const ch_coding *c, const ch_event *event, const ch_event *past) {
  const ch_sentence *s = &c->doc->sentences[event->sentence];
  for (uint32_t w = s->first; w < s->first + s->count; w++) {
    if (!is_definite(c, w) || ch_clause_of(c, w) != ch_clause_of(c, event->trigger)) continue;
    if (past->quad == 4 ? ch_in_class(c, w, c->book->blow)
                                          : c->lexeme[w] != CH_NO_LEXEME && c->lexeme[w] == c->lexeme[past->trigger])
      return true;
  }
  return false;
}

/* "THEY held nine", "THE RAIDERS held nine": the same who were told of. */
static bool goes_on(ch_coding *c, const ch_event *event, const ch_event *past) {
  if (!ch_is_verb(c, event->trigger) || event->quad == 1 || event->quad == 3) return false;
  uint32_t subject = ch_frame_of(c, event->trigger)->subject;
  if (subject == CH_NO_WORD || (ch_w(c, subject)->upos != CH_UPOS_PRON && !is_definite(c, subject))) return false;
  return ch_side_shares(&event->act.actor, &past->act.actor) || ch_side_shares(&event->act.actor, &past->act.recipient);
}

/* "On Tuesday she refused. SHE PRAISED the others", "… were shot. One WAS KILLED": the next sentence
 * goes on with who did it, or with what befell the others of a blow, at the same time. */
static bool goes_on_at_once(ch_coding *c, const ch_event *event, const ch_event *past) {
  if (!ch_is_verb(c, event->trigger)) return false;
  const ch_frame *frame = ch_frame_of(c, event->trigger);
  if (frame->passive)
    return event->quad == 4 && past->quad == 4 && event->act.type == past->act.type &&
           past->act.date.days.to + LATELY < event->act.date.days.from;
  return frame->subject != CH_NO_WORD && ch_w(c, frame->subject)->upos == CH_UPOS_PRON &&
         event->act.actor.n == 1 && past->act.actor.n == 1 &&
         event->act.actor.v[0].actor == past->act.actor.v[0].actor;
}

/* "THEY signed two pacts" */
static bool goes_on_telling(ch_coding *c, const ch_event *event) {
  uint32_t subject = ch_is_verb(c, event->trigger) ? ch_frame_of(c, event->trigger)->subject : CH_NO_WORD;
  return subject != CH_NO_WORD && ch_w(c, subject)->upos == CH_UPOS_PRON;
}

/* Does the sentence tell by its main verb, in the past, what was weeks before the report? */
static bool tells_of_past(const ch_coding *c, uint32_t sentence, int32_t published) {
  enum { WEEKS_AGO = 14 };
  uint32_t root = root_of(c, sentence);
  ch_dated on = {CH_DAYS_NONE, {NULL, 0}, CH_BASIS_NONE};
  return root != CH_NO_WORD && is_narrated(c, root) && c->reading->attribution_at[root] == CH_NO_ITEM &&
         ch_day_at(c, sentence, root, &on) && on.days.to != CH_DAY_NONE && on.days.to + WEEKS_AGO < published;
}

void ch_follow_bygone(ch_coding *c, const ch_events *told, ch_event *event) {
  enum { BACK = 3 };
  int32_t published = c->doc->article ? c->doc->article->published : CH_DAY_NONE;
  uint32_t clause = ch_clause_of(c, event->trigger);
  if (published == CH_DAY_NONE || event->act.date.basis != CH_BASIS_ARTICLE || event->title ||
      c->reading->attribution_at[clause] != CH_NO_ITEM || !leads(c, clause, event->sentence) ||
      !is_narrated(c, clause) || has_day(c, event->sentence))
    return;
  uint32_t at = event->sentence;
  for (uint32_t back = 0; back < BACK && !ch_sentence_opens(c->doc, at); back++) {
    const ch_event *past = past_act(c, told, --at, published, LATELY);
    const ch_event *just = back == 0 ? past_act(c, told, at, published, YESTERDAY) : NULL;
    if (just && goes_on_at_once(c, event, just)) {
      event->act.date = just->act.date;
      return;
    }
    if (past && (names_again(c, event, past) || (back == 0 && goes_on(c, event, past)))) {
      event->act.date = past->act.date;
      return;
    }
    if (past && back == 0 && ch_child_of_class(c, clause, c->book->afterwards) != CH_NO_WORD) {
      event->act.date = (ch_dated){CH_DAYS_NONE, {NULL, 0}, CH_BASIS_NONE};
      return;
    }
    /* "They were held IN 1995. A court CONVICTED them": on no day that is told, but not the report's */
    bool deed = event->quad == 2 || event->quad == 4 || event->act.type == CH_TYPE_CONSULT || goes_on_telling(c, event);
    if (deed && tells_of_past(c, at, published)) {
      event->act.date = (ch_dated){CH_DAYS_NONE, {NULL, 0}, CH_BASIS_NONE};
      return;
    }
    if (!past && has_day(c, at)) return;
  }
}

/* ---- what is told again ---- */

static bool is_deed(const ch_event *e) {
  bool happened = e->act.status == CH_STATUS_ACTUAL || e->act.status == CH_STATUS_ONGOING;
  switch (e->act.type) {
    case CH_TYPE_ASSAULT:
    case CH_TYPE_COERCE:
    case CH_TYPE_SANCTION:
    case CH_TYPE_RETREAT:
    case CH_TYPE_CONSULT:
      return happened;
    default:
      return false;
  }
}

static bool names_person(const ch_side *side) {
  return side->n == 1 && side->v[0].actor->person.n > 0;
}

/* "were ABDUCTED on Monday. … gunmen had KIDNAPPED the pilgrims": people of one land are carried off by the same
 * once. */
static bool is_same_capture(const ch_event *a, const ch_event *b) {
  if (a->act.type != CH_TYPE_ASSAULT || b->act.type != CH_TYPE_ASSAULT || !ch_str_is(a->act.mode, "abduct") ||
      !ch_str_is(b->act.mode, "abduct") || a->act.recipient.n != 1 || b->act.recipient.n != 1)
    return false;
  const ch_actor *x = a->act.recipient.v[0].actor, *y = b->act.recipient.v[0].actor;
  return x->code.n == 3 && ch_str_eq(x->code, y->code) &&
         (a->act.actor.n == 0 || b->act.actor.n == 0 || ch_side_shares(&a->act.actor, &b->act.actor));
}

/* Two by name who met, or one by name whom it befell, with the same on the other side. */
static bool is_same_deed(const ch_coding *c, const ch_event *a, const ch_event *b) {
  if (!ch_feature(c, a->trigger, "Tense=Pres") && is_same_capture(a, b)) return true;
  if (a->act.type != b->act.type || c->lexeme[a->trigger] != c->lexeme[b->trigger] ||
      c->lexeme[a->trigger] == CH_NO_LEXEME || !names_person(&a->act.recipient) ||
      !names_person(&b->act.recipient) || a->act.recipient.v[0].actor != b->act.recipient.v[0].actor)
    return false;
  if (a->act.type == CH_TYPE_CONSULT)
    return names_person(&a->act.actor) && names_person(&b->act.actor) &&
           a->act.actor.v[0].actor == b->act.actor.v[0].actor;
  return a->act.actor.n == 0 || b->act.actor.n == 0 || ch_side_shares(&a->act.actor, &b->act.actor);
}

void ch_date_retold(const ch_coding *c, ch_events *events) {
  enum { DAYS = 30 };
  int32_t published = c->doc->article ? c->doc->article->published : CH_DAY_NONE;
  for (size_t i = 0; i < events->n && published != CH_DAY_NONE; i++) {
    ch_event *e = &events->v[i];
    bool told = e->act.date.basis == CH_BASIS_TEXT || e->act.date.basis == CH_BASIS_RELATIVE;
    if (told || !is_deed(e) || has_day(c, e->sentence)) continue;
    const ch_event *first = NULL;
    bool agreed = true;
    for (size_t k = 0; k < events->n; k++) {
      const ch_event *d = &events->v[k];
      const ch_days *on = &d->act.date.days;
      if ((d->act.date.basis != CH_BASIS_TEXT && d->act.date.basis != CH_BASIS_RELATIVE) || !is_deed(d) ||
          on->from != on->to || on->to > published || on->from + DAYS < published || !is_same_deed(c, e, d))
        continue;
      agreed = agreed && (!first || first->act.date.days.from == on->from);
      first = d;
    }
    if (first && agreed) e->act.date = (ch_dated){first->act.date.days, {NULL, 0}, first->act.date.basis};
  }
}
