/* The day of what the sentence tells beside the act: what it goes with, comes of, or came before.
 */
#include "code/bygone.h"
#include "code/dating.h"
#include "code/parties.h"

static bool has_subject(const ch_coding *c, uint32_t clause) {
  return ch_child_by_rel(c->doc, clause, CH_REL_NSUBJ) != CH_NO_WORD ||
         ch_child_by_rel(c->doc, clause, CH_REL_NSUBJ_PASS) != CH_NO_WORD;
}

/* Is the clause put beside another in time: by "when" or "as", or as one more of
 * a row of past verbs without a conjunction, which is taken for an adverbial? */
static bool beside(const ch_coding *c, uint32_t clause) {
  if (ch_w(c, clause)->rel == CH_REL_ADVCL && ch_str_is(ch_w(c, clause)->xpos, "VBD") &&
      ch_child_by_rel(c->doc, clause, CH_REL_CC) == CH_NO_WORD && !ch_is_marked(c, clause) &&
      ch_child_by_rel(c->doc, clause, CH_REL_MARK) == CH_NO_WORD && !has_subject(c, clause))
    return true;
  for (uint32_t i = 0; i < ch_child_count(c->doc, clause); i++) {
    uint32_t child = ch_child(c->doc, clause, i);
    uint8_t rel = ch_w(c, child)->rel;
    if ((rel == CH_REL_MARK || rel == CH_REL_ADVMOD) && ch_in_class(c, child, c->book->meanwhile))
      return true;
  }
  return false;
}

/* "the attack of 7 April, IN WHICH the navy fired": a relative with a preposition. */
static bool inside_noun(const ch_coding *c, uint32_t clause) {
  for (uint32_t i = 0; i < ch_child_count(c->doc, clause); i++) {
    uint32_t child = ch_child(c->doc, clause, i);
    if (ch_in_class(c, child, c->book->relative) &&
        ch_marker_in(c, child, c->book->during) != CH_NO_WORD)
      return true;
  }
  return false;
}

/* "IN 2002, it was torn by clashes, in which troops killed nine": what a sentence tells as long
 * past. */
static bool day_of_background(const ch_coding *c, uint32_t sentence, uint32_t clause,
                              ch_dated *out) {
  enum { LONG_AGO = 10 };
  ch_dated told = {CH_DAYS_NONE, {NULL, 0}, CH_BASIS_NONE};
  int32_t published = c->doc->article ? c->doc->article->published : CH_DAY_NONE;
  if (published == CH_DAY_NONE || clause == CH_NO_WORD || !ch_day_at(c, sentence, clause, &told) ||
      told.days.to + LONG_AGO >= published)
    return false;
  *out = told;
  return true;
}

/* The day of what the same party did just before: "on Thursday ordered 35
 * diplomats out and CLOSED two compounds". */
bool ch_day_of_conjunct(const ch_coding *c, uint32_t sentence, uint32_t clause, ch_dated *out) {
  uint32_t first = ch_first_conjunct(c, clause);
  if (first == clause || has_subject(c, clause) || ch_is_verb(c, first) != ch_is_verb(c, clause))
    return false;
  /* "had ROSEN last autumn and THREATEN to": what is so now was not so then */
  bool present = (ch_feature(c, clause, "VerbForm=Fin") && ch_feature(c, clause, "Tense=Pres")) ||
                 (ch_str_is(ch_w(c, clause)->xpos, "VB") &&
                  ch_child_by_rel(c->doc, clause, CH_REL_AUX) == CH_NO_WORD &&
                  ch_child_by_rel(c->doc, clause, CH_REL_MARK) == CH_NO_WORD);
  if (present && (ch_str_is(ch_w(c, first)->xpos, "VBD") || ch_str_is(ch_w(c, first)->xpos, "VBN")))
    return false;
  if (ch_day_at(c, sentence, first, out)) return true;
  for (uint32_t i = 0; i < ch_child_count(c->doc, first); i++) {
    uint32_t child = ch_child(c->doc, first, i);
    if (child < clause && ch_w(c, child)->rel == CH_REL_CONJ && ch_is_verb(c, child) &&
        ch_day_at(c, sentence, child, out))
      return true;
  }
  return false;
}

/* "goes back to DECEMBER, when": of what had happened, the last one, whatever the tense before it.
 */
void ch_as_last_one(const ch_coding *c, ch_dated *date) {
  int32_t published = c->doc->article ? c->doc->article->published : CH_DAY_NONE;
  if (published == CH_DAY_NONE || date->days.from == CH_DAY_NONE ||
      date->days.from <= published + 1)
    return;
  if (date->days.from == date->days.to &&
      date->basis == CH_BASIS_RELATIVE) { /* "SUNDAY, when": the last one */
    int32_t weeks = (date->days.from - published + 6) / 7;
    date->days = (ch_days){date->days.from - 7 * weeks, date->days.to - 7 * weeks};
    return;
  }
  ch_civil from = ch_day_to_civil(date->days.from), to = ch_day_to_civil(date->days.to);
  from.year--, to.year--;
  if (to.day > ch_month_length(to.year, to.month)) to.day = ch_month_length(to.year, to.month);
  date->days = (ch_days){ch_day_from_civil(from.year, from.month, from.day),
                         ch_day_from_civil(to.year, to.month, to.day)};
}

/* "goes back to DECEMBER, when it expelled 35 and closed two": wherever the parser hangs the
 * clause, it tells of the time that stands right before its "when". */
static bool day_before_when(const ch_coding *c, uint32_t clause, ch_dated *out) {
  uint32_t first = ch_first_conjunct(c, clause);
  uint32_t start = c->doc->sentences[c->doc->sentence_of[clause]].first;
  for (uint32_t turn = 0; turn < 2; turn++) {
    uint32_t at = turn ? first : clause;
    for (uint32_t i = 0; i < ch_child_count(c->doc, at); i++) {
      uint32_t when = ch_child(c->doc, at, i), w = when;
      if (when > at || ch_w(c, when)->rel != CH_REL_ADVMOD ||
          !ch_in_class(c, when, c->book->meanwhile))
        continue;
      while (w > start && ch_w(c, w - 1)->upos == CH_UPOS_PUNCT) w--;
      uint32_t t = w > start ? c->reading->time_at[w - 1] : CH_NO_ITEM;
      if (t == CH_NO_ITEM || !ch_is_dated(&c->reading->times[t]) || c->reading->times[t].deadline)
        continue;
      *out = ch_as_dated(c, &c->reading->times[t]);
      ch_as_last_one(c, out);
      return true;
    }
  }
  return false;
}

/* "suspend it for a week, beginning on 23 August": the word that begins hangs on the span. */
static bool begins_on(const ch_coding *c, uint32_t sentence, uint32_t span, ch_dated *out) {
  if (ch_rel_universal(ch_w(c, span)->rel) != CH_REL_OBL) return false;
  for (uint32_t i = 0; i < ch_child_count(c->doc, span); i++) {
    uint32_t child = ch_child(c->doc, span, i);
    if (ch_rel_universal(ch_w(c, child)->rel) == CH_REL_ACL &&
        ch_in_class(c, child, c->book->starting) && ch_day_at(c, sentence, child, out))
      return true;
  }
  return false;
}

/* "SPEAKING in Vienna on Sunday, the minister disputed the claims", "the minister, SPEAKING in
 * Vienna on Sunday, disputed them": a participle in front, of the same subject and the same hour.
 */
bool ch_day_of_occasion(const ch_coding *c, uint32_t sentence, uint32_t clause, ch_dated *out) {
  for (uint32_t i = 0; i < ch_child_count(c->doc, clause); i++) {
    uint32_t child = ch_child(c->doc, clause, i);
    if (child > clause) break;
    uint32_t aside = ch_w(c, child)->rel == CH_REL_NSUBJ
                         ? ch_child_by_rel(c->doc, child, CH_REL_ACL)
                         : CH_NO_WORD;
    if (aside != CH_NO_WORD && aside < clause && ch_str_is(ch_w(c, aside)->xpos, "VBG") &&
        ch_w(c, aside - 1)->upos == CH_UPOS_PUNCT && ch_day_at(c, sentence, aside, out))
      return true;
    bool participle =
        ch_str_is(ch_w(c, child)->xpos, "VBG") || ch_str_is(ch_w(c, child)->xpos, "VBN");
    if (ch_w(c, child)->rel == CH_REL_ADVCL && participle && !has_subject(c, child) &&
        !ch_is_marked(c, child) && ch_child_by_rel(c->doc, child, CH_REL_MARK) == CH_NO_WORD &&
        ch_day_at(c, sentence, child, out))
      return true;
  }
  return false;
}

/* "the sanctions ANNOUNCED ON FRIDAY hit 15 people": when what acts, or is the act, was made. */
static bool day_of_making(const ch_coding *c, uint32_t sentence, uint32_t noun, ch_dated *out) {
  for (uint32_t i = 0; noun != CH_NO_WORD && i < ch_child_count(c->doc, noun); i++) {
    uint32_t child = ch_child(c->doc, noun, i);
    if (ch_w(c, child)->rel == CH_REL_ACL && ch_in_class(c, child, c->book->made) &&
        ch_str_is(ch_w(c, child)->xpos, "VBN") && ch_day_at(c, sentence, child, out))
      return true;
  }
  return false;
}

/* "LAST WEEK'S raid killed nine", "the strike that hit it IN MARCH killed nine", "the talks IN
 * MARCH produced a truce": what came of a thing that has a day of its own, came of it there and
 * then. */
bool ch_day_of_source(ch_coding *c, const ch_event *event, ch_dated *out) {
  switch (event->act.type) {
    case CH_TYPE_ACCUSE:
    case CH_TYPE_REQUEST:
    case CH_TYPE_THREATEN:
    case CH_TYPE_PROTEST:
      return false;
    default:
      break;
  }
  if (!ch_is_verb(c, event->trigger)) return false;
  uint32_t source = ch_frame_of(c, event->trigger)->subject;
  if (!ch_in_class(c, source, c->book->gathering) && !ch_in_class(c, source, c->book->blow))
    return false;
  ch_dated told = {CH_DAYS_NONE, {NULL, 0}, CH_BASIS_NONE};
  int32_t published = c->doc->article ? c->doc->article->published : CH_DAY_NONE;
  bool found = ch_day_at(c, event->sentence, source, &told);
  for (uint32_t i = 0; !found && i < ch_child_count(c->doc, source); i++) {
    uint32_t child = ch_child(c->doc, source, i);
    found = ch_rel_universal(ch_w(c, child)->rel) == CH_REL_ACL &&
            ch_day_at(c, event->sentence, child, &told);
  }
  if (!found || (published != CH_DAY_NONE && told.days.from > published)) return false;
  *out = told;
  return true;
}

/* Is the clause what goes with its verb in one stroke: "struck on Monday, KILLING four", "marched
 * on Sunday TO DEMAND it", "ended on Saturday, with France BALKING at it"? */
bool ch_goes_with(const ch_coding *c, uint32_t clause) {
  uint32_t up = ch_w(c, clause)->head;
  if (ch_rel_universal(ch_w(c, clause)->rel) == CH_REL_ACL &&
      ch_str_is(ch_w(c, clause)->xpos, "VBG"))
    return clause > up && ch_rel_universal(ch_w(c, up)->rel) == CH_REL_OBL &&
           ch_marker_in(c, up, c->book->absolute) != CH_NO_WORD;
  if (ch_w(c, clause)->rel != CH_REL_ADVCL) return false;
  if (has_subject(c, clause))
    return ch_str_is(ch_w(c, clause)->xpos, "VBG") &&
           ch_marker_in(c, clause, c->book->absolute) != CH_NO_WORD;
  if (ch_str_is(ch_w(c, clause)->xpos, "VB"))
    return ch_marker_in(c, clause, c->book->infinitive) != CH_NO_WORD;
  if (!ch_str_is(ch_w(c, clause)->xpos, "VBG")) return false;
  uint32_t mark = ch_child_by_rel(c->doc, clause, CH_REL_MARK);
  return mark == CH_NO_WORD || ch_in_class(c, mark, c->book->meanwhile) ||
         ch_in_class(c, mark, c->book->agent) ||
         ch_in_class(c, mark, c->book->belonging); /* "accused it OF LYING" */
}

/* "began on Tuesday WHEN THEY ATTACKED the line, accusing it": the day of what the clause is put
 * beside. */
static bool day_of_when(const ch_coding *c, uint32_t sentence, uint32_t clause, ch_dated *out) {
  uint32_t up = ch_w(c, clause)->head;
  return ch_w(c, clause)->rel == CH_REL_ADVCL && up != CH_NO_WORD && beside(c, clause) &&
         ch_is_verb(c, up) && ch_day_at(c, sentence, up, out);
}

/* The day of the verb that the act goes with. */
bool ch_day_of_stroke(const ch_coding *c, uint32_t sentence, uint32_t clause, ch_dated *out) {
  enum { CLIMB = 4 };
  uint32_t act = clause;
  for (int climb = 0; climb < CLIMB; climb++) {
    uint32_t first = ch_first_conjunct(c, clause), up = ch_w(c, first)->head;
    /* "CONTINUED on Monday to press it, accusing it": what it goes with is part of another verb */
    bool part = climb && ch_w(c, first)->rel == CH_REL_XCOMP && ch_is_verb(c, first);
    if (up == CH_NO_WORD || !(part || ch_goes_with(c, first))) return false;
    clause = up;
    /* "cut ties with Peru on MONDAY, accusing it of lies", with the day hung on the ties */
    uint32_t object =
        ch_is_verb(c, clause) ? ch_child_by_rel(c->doc, clause, CH_REL_OBJ) : CH_NO_WORD;
    if (!ch_day_at(c, sentence, clause, out) && !day_of_when(c, sentence, clause, out) &&
        (object == CH_NO_WORD || object > act || !ch_day_at(c, sentence, object, out)) &&
        !ch_day_of_occasion(c, sentence, clause, out))
      continue;
    /* "suspends them until MONDAY, citing what it was asked": not what has happened */
    int32_t published = c->doc->article ? c->doc->article->published : CH_DAY_NONE;
    if (published == CH_DAY_NONE || out->days.from <= published + 1) return true;
    *out = (ch_dated){CH_DAYS_NONE, {NULL, 0}, CH_BASIS_NONE};
    return false;
  }
  return false;
}

/* "were killed and eight HURT": a passive that leaves out its auxiliary, though it has a subject of its own. */
static bool is_gapped(const ch_coding *c, uint32_t verb) {
  return ch_str_is(ch_w(c, verb)->xpos, "VBN") && ch_child_by_rel(c->doc, verb, CH_REL_AUX) == CH_NO_WORD &&
         ch_child_by_rel(c->doc, verb, CH_REL_AUX_PASS) == CH_NO_WORD;
}

/* "killed nine and wounded four ON FRIDAY": a day behind the next of a row of verbs is that of all.
 */
static bool day_of_row(const ch_coding *c, uint32_t sentence, uint32_t clause, ch_dated *out) {
  if (!ch_is_verb(c, clause)) return false;
  for (uint32_t i = 0; i < ch_child_count(c->doc, clause); i++) {
    uint32_t next = ch_child(c->doc, clause, i);
    if (ch_w(c, next)->rel != CH_REL_CONJ) continue;
    if ((has_subject(c, next) && !is_gapped(c, next)) || !ch_is_verb(c, next) || !ch_str_eq(ch_w(c, next)->xpos, ch_w(c, clause)->xpos))
      return false;
    if (!ch_day_at(c, sentence, next, out)) continue;
    bool behind = out->text.p > ch_word_form(c->doc, next).p;
    if (!behind) *out = (ch_dated){CH_DAYS_NONE, {NULL, 0}, CH_BASIS_NONE};
    return behind;
  }
  return false;
}

/* "their call ON SUNDAY was the first time that they SPOKE": the clause tells of its noun, which is
 * what the subject is. */
static bool day_of_same(const ch_coding *c, uint32_t sentence, uint32_t clause, ch_dated *out) {
  uint32_t up = ch_w(c, clause)->head;
  if (ch_rel_universal(ch_w(c, clause)->rel) != CH_REL_ACL || !ch_is_noun(c, up)) return false;
  /* "BECAME on Tuesday the first country to STRIKE it" */
  uint32_t verb = ch_w(c, up)->head;
  if (verb != CH_NO_WORD && ch_in_class(c, verb, c->book->becoming) && ch_w(c, up)->rel != CH_REL_NSUBJ)
    return ch_day_at(c, sentence, verb, out);
  if (ch_child_by_rel(c->doc, up, CH_REL_COP) == CH_NO_WORD) return false;
  if (ch_marker_in(c, clause, c->book->infinitive) != CH_NO_WORD && ch_day_at(c, sentence, up, out)) return true;
  uint32_t subject = ch_child_by_rel(c->doc, up, CH_REL_NSUBJ);
  return subject != CH_NO_WORD && ch_is_noun(c, subject) && ch_day_at(c, sentence, subject, out);
}

/* The day of what happened together with the act, as the tree puts it: "closed
 * them in December, when it EXPELLED 35 diplomats", "CLOSED them as it expelled
 * 35 diplomats on Thursday". */
bool ch_day_alongside(ch_coding *c, uint32_t sentence, uint32_t act, ch_dated *out) {
  enum { CLIMB = 4 };
  uint32_t clause = ch_clause_of(c, act);
  if (day_before_when(c, clause, out) || ch_day_of_occasion(c, sentence, clause, out)) return true;
  if (day_of_making(c, sentence, ch_is_verb(c, act) ? ch_frame_of(c, act)->subject : act, out))
    return true;
  if (ch_day_of_stroke(c, sentence, clause, out) || day_of_row(c, sentence, clause, out))
    return true;
  if (day_of_same(c, sentence, clause, out)) return true;
  for (int climb = 0; climb < CLIMB && clause != CH_NO_WORD; climb++) {
    if (climb && ch_day_at(c, sentence, clause, out)) return true;
    if (ch_day_of_conjunct(c, sentence, clause, out)) return true;
    for (uint32_t i = 0; climb == 0 && i < ch_child_count(c->doc, clause); i++) {
      uint32_t child = ch_child(c->doc, clause, i);
      uint8_t rel = ch_w(c, child)->rel;
      bool together = (rel == CH_REL_ADVCL && beside(c, child)) ||
                      ((rel == CH_REL_ADVCL || rel == CH_REL_XCOMP) &&
                       ch_in_class(c, child, c->book->starting));
      if (together && ch_day_at(c, sentence, child, out)) return true;
      if (begins_on(c, sentence, child, out)) return true;
    }
    uint32_t top = ch_first_conjunct(c, clause), up = ch_w(c, top)->head;
    uint8_t rel = ch_rel_universal(ch_w(c, top)->rel);
    if (up == CH_NO_WORD || (rel != CH_REL_ADVCL && rel != CH_REL_ACL)) return false;
    bool together = beside(c, top), inside = inside_noun(c, top);
    if (!together && !inside) return false;
    const ch_time *t = ch_is_verb(c, up) ? NULL : ch_time_headed(c, up);
    if (t && ch_is_dated(t) && !t->deadline) {
      *out = ch_as_dated(c, t);
      return true;
    }
    if (rel == CH_REL_ACL && ch_day_at(c, sentence, up, out)) return true;
    if (inside) return day_of_background(c, sentence, ch_clause_of(c, up), out);
    if (!together) return false;
    clause = ch_clause_of(c, up);
  }
  return false;
}

/* The clause in which a meeting is where, or what, it tells of: "said AFTER TALKS with Oman", "AFTER
 * MEETING the king", "THE TALKS lasted an hour", "adjourned THE TALKS"; CH_NO_WORD if none. */
static uint32_t telling_of_meeting(const ch_coding *c, const ch_event *event) {
  enum { CLIMB = 4 };
  uint32_t w = event->trigger, det = ch_child_by_rel(c->doc, w, CH_REL_DET);
  if (det != CH_NO_WORD && ch_feature(c, det, "PronType=Dem")) return CH_NO_WORD; /* "at THAT meeting" */
  for (int climb = 0; climb < CLIMB && (ch_w(c, w)->rel == CH_REL_NMOD || ch_w(c, w)->rel == CH_REL_COMPOUND); climb++)
    w = ch_w(c, w)->head;
  uint8_t rel = ch_rel_universal(ch_w(c, w)->rel);
  bool there = (rel == CH_REL_OBL || rel == CH_REL_ADVCL) && ch_marker_in(c, w, c->book->told_at) != CH_NO_WORD;
  bool itself = w == event->trigger && (rel == CH_REL_NSUBJ || rel == CH_REL_OBJ);
  if (event->act.type != CH_TYPE_CONSULT || !(there || itself)) return CH_NO_WORD;
  uint32_t clause = ch_first_conjunct(c, ch_w(c, w)->head), up = ch_w(c, clause)->head;
  if (ch_w(c, clause)->rel == CH_REL_ADVCL && ch_is_cue(c, up)) clause = ch_first_conjunct(c, up); /* "was quoted as SAYING" */
  rel = ch_w(c, clause)->rel;
  uint32_t be = ch_child_by_rel(c->doc, clause, CH_REL_COP);
  if (be == CH_NO_WORD) be = ch_child_by_rel(c->doc, clause, CH_REL_AUX_PASS);
  bool past = ch_str_is(ch_w(c, be == CH_NO_WORD ? clause : be)->xpos, "VBD");
  return past && (rel == CH_REL_ROOT || rel == CH_REL_CCOMP || rel == CH_REL_PARATAXIS) ? clause : CH_NO_WORD;
}

bool ch_day_of_meeting(const ch_coding *c, const ch_steps *steps, const ch_event *event, ch_dated *out) {
  enum { LEAD = 16 };
  int32_t published = c->doc->article ? c->doc->article->published : CH_DAY_NONE;
  ch_steps main = *steps;
  main.outermost = telling_of_meeting(c, event);
  if (main.outermost == CH_NO_WORD || event->sentence >= LEAD || !ch_has_happened(event) ||
      published == CH_DAY_NONE || ch_is_bygone(c, &main, event))
    return false;
  if (!ch_day_at(c, event->sentence, main.outermost, out) || out->days.from > published)
    *out = (ch_dated){{published, published}, {NULL, 0}, CH_BASIS_ARTICLE};
  return true;
}

/* "struck a village, KILLING nine", "fell AS rebels fired on it": of the day of the clause that it
 * goes with, which is the report's. */
bool ch_goes_with_report(const ch_coding *c, const ch_steps *steps, const ch_event *event) {
  enum {
    CLIMB = 3,
    LEAD = 9
  }; /* further down, what goes with what is background as often as news */
  uint32_t act = steps->outermost;
  if (event->sentence >= LEAD || act == CH_NO_WORD || !ch_has_happened(event) ||
      !ch_is_verb(c, act) || ch_clause_of(c, act) != act)
    return false;
  uint32_t clause = ch_first_conjunct(c, act);
  bool with = false;
  for (uint32_t climb = 0; climb < CLIMB; climb++) {
    bool together = ch_w(c, clause)->rel == CH_REL_ADVCL && beside(c, clause) &&
                    ch_feature(c, clause, "Tense=Past");
    if (!together && !ch_goes_with(c, clause)) break;
    clause = ch_first_conjunct(c, ch_clause_of(c, ch_w(c, clause)->head));
    with = true;
  }
  uint8_t rel = ch_w(c, clause)->rel;
  ch_steps main = *steps;
  main.outermost = clause;
  return with && (rel == CH_REL_ROOT || rel == CH_REL_CCOMP || rel == CH_REL_PARATAXIS) &&
         clause < act && ch_str_is(ch_w(c, clause)->xpos, "VBD") && !ch_is_bygone(c, &main, event);
}

/* "THE DEMAND came": the day of the measure or demand told last. */
static bool day_of_told_deed(const ch_coding *c, uint32_t clause, uint32_t sentence,
                             ch_dated *out) {
  enum { REACH = 2 };
  uint32_t noun = ch_child_by_rel(c->doc, clause, CH_REL_NSUBJ);
  if (noun == CH_NO_WORD || !ch_in_class(c, noun, c->book->told_deed) || !ch_is_noun(c, noun) ||
      c->acted_on.days.from == CH_DAY_NONE || c->acted_on.basis == CH_BASIS_NONE ||
      c->acted_sentence >= sentence || c->acted_sentence + REACH < sentence)
    return false;
  *out = c->acted_on;
  return true;
}

/* The "after" that the act stands behind; *up: what its clause or noun hangs on. */
static uint32_t after_of(const ch_coding *c, uint32_t act, uint32_t *up) {
  uint32_t w = ch_is_verb(c, act) ? ch_clause_of(c, act) : act;
  w = ch_first_conjunct(c, w);
  uint32_t marker = ch_marker_in(c, w, c->book->after);
  *up = ch_w(c, w)->head;
  /* "after a STRIKE had brought them down" */
  if (marker == CH_NO_WORD && *up != CH_NO_WORD && ch_is_noun(c, w) &&
      ch_w(c, w)->rel == CH_REL_NSUBJ) {
    w = ch_first_conjunct(c, *up);
    marker = ch_marker_in(c, w, c->book->after);
    *up = ch_w(c, w)->head;
  }
  /* "a day after the DECISION to lift it" */
  if (marker == CH_NO_WORD && *up != CH_NO_WORD &&
      ch_rel_universal(ch_w(c, w)->rel) == CH_REL_ACL &&
      ch_marker_in(c, w, c->book->infinitive) != CH_NO_WORD) {
    w = *up;
    marker = ch_marker_in(c, w, c->book->after);
    *up = ch_w(c, w)->head;
  }
  return marker == 0 ? CH_NO_WORD : marker;
}

/* "met in April, DAYS AFTER it fired": a few days before the time that stands there, or that what
 * it hangs on has. */
static bool some_days_before(const ch_coding *c, uint32_t days, uint32_t up, ch_event *event) {
  enum { FEW = 9 };
  if (!ch_in_class(c, days, c->book->some_days) || !ch_str_is(ch_w(c, days)->xpos, "NNS"))
    return false;
  uint32_t start = c->doc->sentences[event->sentence].first, w = days;
  int32_t published = c->doc->article ? c->doc->article->published : CH_DAY_NONE;
  while (w > start && ch_w(c, w - 1)->upos == CH_UPOS_PUNCT) w--;
  uint32_t t = w > start ? c->reading->time_at[w - 1] : CH_NO_ITEM;
  ch_dated base = {CH_DAYS_NONE, {NULL, 0}, CH_BASIS_NONE};
  if (t != CH_NO_ITEM && ch_is_dated(&c->reading->times[t]) && !c->reading->times[t].deadline)
    base = ch_as_dated(c, &c->reading->times[t]);
  else if (!ch_day_at(c, event->sentence, ch_clause_of(c, up), &base) &&
           !ch_day_at(c, event->sentence, ch_first_conjunct(c, ch_clause_of(c, up)), &base) &&
           ch_feature(c, ch_clause_of(c, up), "Tense=Pres"))
    base.days = (ch_days){published, published}; /* "the vote COMES days after" */
  if (base.days.from == CH_DAY_NONE || (published != CH_DAY_NONE && base.days.from > published))
    return false;
  event->act.date = (ch_dated){base.days, ch_word_form(c->doc, days), CH_BASIS_RELATIVE};
  if (base.days.from == base.days.to) event->act.date.days.to--;
  event->act.date.days.from -= FEW;
  return true;
}

/* "spoke on Friday, a day AFTER it fired", "came two days AFTER the raid": so much before what the
 * clause hangs on, in days or weeks. */
bool ch_day_gone_before(const ch_coding *c, uint32_t act, ch_event *event) {
  uint32_t up, marker = after_of(c, act, &up);
  if (marker == CH_NO_WORD || up == CH_NO_WORD) return false;
  uint32_t at = c->reading->time_at[marker - 1];
  if (at == CH_NO_ITEM && some_days_before(c, marker - 1, up, event)) return true;
  bool span = at != CH_NO_ITEM && c->reading->times[at].kind == CH_TIME_DURATION;
  /* "HOURS after", "SHORTLY after", "six hours after": on that day */
  bool soon = span ? ch_str_starts(c->reading->times[at].value, CH_STR("PT"))
                   : at == CH_NO_ITEM && ch_in_class(c, marker - 1, c->book->shortly);
  if (!span && !soon) return false;
  int32_t days = soon ? 0 : ch_days_of(c->reading->times[at].value);
  ch_dated base = {CH_DAYS_NONE, {NULL, 0}, CH_BASIS_NONE};
  int32_t published = c->doc->article ? c->doc->article->published : CH_DAY_NONE;
  up = ch_clause_of(c, up);
  /* "moved tanks on Sunday and recalled its envoy, a day AFTER it fired" */
  if (up == CH_NO_WORD || (!ch_day_at(c, event->sentence, up, &base) &&
                           !ch_day_at(c, event->sentence, ch_first_conjunct(c, up), &base) &&
                           !day_of_told_deed(c, up, event->sentence, &base))) {
    if (soon) return false;
    base.days = (ch_days){published, published};
  }
  if ((days <= 0 && !soon) || days > 14 || base.days.from == CH_DAY_NONE ||
      base.days.from != base.days.to)
    return false;
  event->act.date = base;
  if (!span) return true;
  event->act.date = (ch_dated){{base.days.from - days, base.days.from - days},
                               ch_str_at(c->doc->text, c->reading->times[at].span),
                               CH_BASIS_RELATIVE};
  return true;
}
