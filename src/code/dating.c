/* When: by where a time hangs in the tree, never by nearness alone.
 *
 * A time belongs to the act when the climb from it meets a word of the act
 * before it meets another clause. For an act that is promised, refused or
 * demanded, a time on the act is the act's (`about`), a time on the governing
 * word is the mention's. The article's day stands in only for what a main
 * clause reports in the past tense. */
#include "code/bygone.h"

typedef struct anchors {
  uint32_t v[CH_MAX_ELEMENTS + CH_MAX_STEPS + 4];
  uint32_t n;
} anchors;

static void anchor(anchors *a, uint32_t w) {
  if (w != CH_NO_WORD && a->n < sizeof a->v / sizeof *a->v) a->v[a->n++] = w;
}

static bool is_anchor(const anchors *a, uint32_t w) {
  for (uint32_t i = 0; i < a->n; i++)
    if (a->v[i] == w) return true;
  return false;
}

/* Steps from the time up to an anchor; UINT32_MAX if another clause, or the
 * root, comes first. */
static uint32_t distance(const ch_coding *c, const ch_time *t, const anchors *a) {
  uint32_t w = t->head, steps = 0;
  while (w != CH_NO_WORD && steps < 32) {
    if (is_anchor(a, w)) return steps;
    if (w != t->head && ch_clause_of(c, w) == w && !is_anchor(a, w)) return UINT32_MAX;
    w = ch_w(c, w)->head;
    steps++;
  }
  return UINT32_MAX;
}

static bool modifies(uint8_t rel) {
  return rel == CH_REL_COMPOUND || rel == CH_REL_NUMMOD || rel == CH_REL_AMOD ||
         rel == CH_REL_NMOD_POSS || rel == CH_REL_NMOD_UNMARKED;
}

/* Does the time behind the noun tell when all happened: "agreed at their meeting LAST
 * OCTOBER", "his talks in Vienna LAST WEEK"? */
static bool tells_occasion(const ch_coding *c, const ch_time *t, uint32_t up) {
  /* "at LAST WEEK'S summit" as "at the summit last week" */
  ch_rel rel = ch_rel_universal(ch_w(c, up)->rel);
  if (rel == CH_REL_OBL && t->head > up && ch_marker_in(c, up, c->book->during) != CH_NO_WORD) return true;
  if ((rel == CH_REL_OBL || rel == CH_REL_NMOD) && t->head < up && ch_in_class(c, up, c->book->gathering) &&
      ch_marker_in(c, up, c->book->held_at) != CH_NO_WORD)
    return true;
  if (t->head < up) return false;
  return c->reading->place_at[up] != CH_NO_ITEM ||
         /* "in Minsk, BELARUS tomorrow" */
         (c->reading->mention_at[up] != CH_NO_ITEM && ch_w(c, up)->upos == CH_UPOS_PROPN);
}

/* Words for what happens on a day, or is written on one: "the raid Friday", "a letter Monday". */
static bool has_own_day(const ch_coding *c, uint32_t noun) {
  return ch_in_class(c, noun, c->book->gathering) || ch_in_class(c, noun, c->book->blow) ||
         ch_in_class(c, noun, c->book->deed) || ch_in_class(c, noun, c->book->named_deed) ||
         ch_in_class(c, noun, c->book->document) || ch_in_class(c, noun, c->book->medium);
}

/* "last year's election", "the 2016 election": the time tells which election;
 * it dates the act only if the act is that noun. */
static bool names_thing(const ch_coding *c, const ch_time *t, const anchors *a) {
  uint32_t up = ch_w(c, t->head)->head;
  if (!modifies(ch_w(c, t->head)->rel) || up == CH_NO_WORD || up == a->v[0] || !ch_is_noun(c, up) ||
      c->reading->time_at[up] != CH_NO_ITEM || tells_occasion(c, t, up))
    return false;
  if (t->head < up) return true;
  /* "is in Oslo for a MEETING MONDAY", "were in DISPUTE TODAY" */
  bool bare = ch_w(c, a->v[0])->upos == CH_UPOS_AUX || ch_in_class(c, a->v[0], c->book->light);
  if (bare && is_anchor(a, up)) return false;
  /* "seized CONTROL THURSDAY of the port", "clashed across the COUNTRY FRIDAY" */
  return ch_w(c, t->head)->rel != CH_REL_NMOD_UNMARKED || has_own_day(c, up) || !is_anchor(a, ch_w(c, up)->head);
}

/* "have not met since the seizure of the port IN MARCH": the day of what it is counted from. */
static bool dates_start(const ch_coding *c, const ch_time *t, const anchors *a) {
  enum { CLIMB = 4 };
  uint32_t up = ch_w(c, t->head)->head;
  for (uint32_t climb = 0; climb < CLIMB && up != CH_NO_WORD && ch_is_noun(c, up) && !is_anchor(a, up); climb++) {
    if (ch_is_since(c, up)) return true;
    up = ch_w(c, up)->head;
  }
  /* the same, with the month hung on the verb */
  uint32_t before = CH_NO_WORD;
  for (uint32_t i = 0; up != CH_NO_WORD && i < ch_child_count(c->doc, up) && ch_child(c->doc, up, i) < t->head; i++)
    before = ch_child(c->doc, up, i);
  return before != CH_NO_WORD && before > up && !is_anchor(a, before) &&
         c->reading->time_at[before] == CH_NO_ITEM && ch_is_since(c, before);
}

/* "their first encounter SINCE the president on Wednesday signed it": behind the word that the counting
 * begins with, wherever the parser hung what follows. */
static bool counts_from(const ch_coding *c, const ch_time *t, const anchors *a) {
  if (!ch_is_noun(c, a->v[0])) return false;
  for (uint32_t w = a->v[0] + 1; w < t->first; w++)
    if (ch_in_class(c, w, c->book->since) && ch_w(c, w)->head != t->head) return true;
  return false;
}

/* Days in a TIMEX3 duration of hours, days, weeks or months, rounded up; 0 for others. */
static int32_t days_of(ch_str value) {
  if (value.n < 3 || value.p[0] != 'P') return 0;
  size_t at = value.p[1] == 'T' ? 2 : 1;
  uint64_t n;
  if (!ch_str_to_u64((ch_str){value.p + at, value.n - at - 1}, &n) || n > 1000) return 0;
  switch (value.p[value.n - 1]) {
    case 'H': return at == 2 ? (int32_t)((n + 23) / 24) : 0;
    case 'D': return (int32_t)n;
    case 'W': return (int32_t)(7 * n);
    case 'M': return at == 1 ? (int32_t)(30 * n) : 0;
    default: return 0;
  }
}

static bool dated(const ch_time *t) {
  return t->days.from != CH_DAY_NONE && t->kind != CH_TIME_DURATION && t->kind != CH_TIME_SET;
}

/* Does the time set a term? "closed as of noon on Friday" does, to what was ordered by then. */
static bool sets_term(const ch_coding *c, const ch_time *t, ch_type type) {
  if (t->deadline) return true;
  int32_t published = c->doc->article ? c->doc->article->published : CH_DAY_NONE;
  return t->effect && (type == CH_TYPE_SANCTION || type == CH_TYPE_COERCE) &&
         published != CH_DAY_NONE && t->days.from >= published;
}

static ch_dated as_dated(const ch_coding *c, const ch_time *t) {
  ch_dated out = {t->days, ch_str_at(c->doc->text, t->span), t->basis};
  int32_t published = c->doc->article ? c->doc->article->published : CH_DAY_NONE;
  /* "has fired SINCE 8 August": from then to the report */
  if (published != CH_DAY_NONE && out.days.to < published && ch_is_since(c, t->head)) out.days.to = published;
  return out;
}

/* The time that is headed at `w`, dated or not; NULL if none is. */
static const ch_time *time_headed(const ch_coding *c, uint32_t w) {
  uint32_t t = c->reading->time_at[w];
  if (t == CH_NO_ITEM || c->reading->times[t].head != w) return NULL;
  return &c->reading->times[t];
}

/* The nearest time on these anchors. */
static bool attached(const ch_coding *c, uint32_t sentence, const anchors *a, ch_type type,
                     bool deadline, ch_dated *out) {
  const ch_sentence *s = &c->doc->sentences[sentence];
  uint32_t best = UINT32_MAX;
  for (uint32_t w = s->first; w < s->first + s->count; w++) {
    const ch_time *t = time_headed(c, w);
    if (!t || !dated(t) || sets_term(c, t, type) != deadline || names_thing(c, t, a) ||
        dates_start(c, t, a) || counts_from(c, t, a))
      continue;
    uint32_t d = distance(c, t, a);
    if (d >= best) continue;
    best = d;
    *out = as_dated(c, t);
  }
  return best != UINT32_MAX;
}

static bool has_anchor(const ch_coding *c, const anchors *a, uint32_t clause) {
  for (uint32_t i = 0; i < a->n; i++)
    if (ch_clause_of(c, a->v[i]) == clause) return true;
  return false;
}

/* "declined to share a map TO GUIDE DIVERS IN AUGUST": what had been asked or refused for a day that
 * has gone was so by then. The clause of the act above the infinitives. */
static uint32_t clause_of_purpose(const ch_coding *c, const ch_time *t, uint32_t clause, const anchors *a) {
  enum { CLIMB = 3 };
  int32_t published = c->doc->article ? c->doc->article->published : CH_DAY_NONE;
  if (t->days.to >= published) return CH_NO_WORD;
  for (uint32_t climb = 0; climb < CLIMB && clause != CH_NO_WORD && !has_anchor(c, a, clause); climb++) {
    if (!ch_str_is(ch_w(c, clause)->xpos, "VB") || ch_marker_in(c, clause, c->book->infinitive) == CH_NO_WORD ||
        ch_w(c, clause)->head == CH_NO_WORD)
      return CH_NO_WORD;
    clause = ch_clause_of(c, ch_w(c, clause)->head);
  }
  for (uint32_t i = 0; i < a->n; i++)
    if (clause != CH_NO_WORD && ch_feature(c, ch_clause_of(c, a->v[i]), "Tense=Past")) return clause;
  return CH_NO_WORD;
}

/* The sentence's only time, if it hangs in the act's clause. */
static bool only_time(const ch_coding *c, uint32_t sentence, const anchors *a, ch_type type,
                      ch_dated *out) {
  const ch_sentence *s = &c->doc->sentences[sentence];
  const ch_time *only = NULL;
  for (uint32_t w = s->first; w < s->first + s->count; w++) {
    const ch_time *t = time_headed(c, w);
    if (!t || !dated(t)) continue;
    if (only) return false;
    only = t;
  }
  if (!only || sets_term(c, only, type) || names_thing(c, only, a) || dates_start(c, only, a) ||
      counts_from(c, only, a))
    return false;
  /* "on Thursday reacted to Norway's ORDER": another's act had its own day */
  uint32_t up = ch_w(c, a->v[0])->head;
  if (ch_is_noun(c, a->v[0]) && ch_rel_universal(ch_w(c, a->v[0])->rel) == CH_REL_NMOD &&
      ch_child_by_rel(c->doc, a->v[0], CH_REL_NMOD_POSS) != CH_NO_WORD &&
      !is_anchor(a, up) && ch_is_noun(c, up) && !ch_in_class(c, up, c->book->transparent))
    return false;
  uint32_t clause = ch_clause_of(c, only->head);
  uint32_t above = clause_of_purpose(c, only, clause, a);
  if (above != CH_NO_WORD) clause = above;
  for (uint32_t i = 0; i < a->n; i++)
    if (ch_clause_of(c, a->v[i]) == clause) {
      *out = as_dated(c, only);
      return true;
    }
  return false;
}

/* "his talks in Washington LAST WEEK were …": right behind what hangs on the noun, wherever the
 * parser has hung the time. */
static bool day_behind(const ch_coding *c, uint32_t noun, ch_dated *out) {
  const ch_sentence *s = &c->doc->sentences[c->doc->sentence_of[noun]];
  if (!ch_is_noun(c, noun)) return false;
  for (uint32_t i = 0; i < ch_child_count(c->doc, noun); i++) {
    uint32_t child = ch_child(c->doc, noun, i), w = child;
    if (child < noun || ch_w(c, child)->rel != CH_REL_NMOD) continue;
    while (w + 1 < s->first + s->count && ch_below(c->doc, w + 1, child)) w++;
    if (++w < s->first + s->count && ch_w(c, w)->rel == CH_REL_CASE) w++;
    uint32_t t = w < s->first + s->count ? c->reading->time_at[w] : CH_NO_ITEM;
    if (t == CH_NO_ITEM || !dated(&c->reading->times[t]) || c->reading->times[t].deadline ||
        ch_is_noun(c, ch_w(c, c->reading->times[t].head)->head) ||
        (c->doc->article && c->reading->times[t].days.from > c->doc->article->published))
      continue;
    *out = as_dated(c, &c->reading->times[t]);
    return true;
  }
  return false;
}

/* "had rejected offers IN THE PAST", "left THE SAME DAY": a time that tells no more than that it was
 * long ago, or on some day that the text does not tell. */
static bool long_past(const ch_coding *c, uint32_t sentence, const anchors *a) {
  const ch_sentence *s = &c->doc->sentences[sentence];
  for (uint32_t w = s->first; w < s->first + s->count; w++) {
    const ch_time *t = time_headed(c, w);
    bool vague = t && !dated(t) && (ch_str_is(t->value, "PAST_REF") || ch_str_starts(t->value, CH_STR("XXXX")));
    if (vague && !modifies(ch_w(c, w)->rel) &&
        distance(c, t, a) != UINT32_MAX)
      return true;
  }
  return false;
}

static bool dated_at(const ch_coding *c, uint32_t sentence, uint32_t w, ch_dated *out);

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
    if (climb && dated_at(c, event->sentence, clause, out)) return true;
    uint32_t up = ch_w(c, clause)->head;
    bool before = ch_w(c, clause)->rel == CH_REL_ADVCL && up != CH_NO_WORD && clause < up; /* "ALTHOUGH it vowed" */
    *apart = *apart || before || ch_w(c, clause)->rel == CH_REL_CONJ || ch_w(c, clause)->rel == CH_REL_PARATAXIS ||
             ch_is_since(c, clause);
    clause = up == CH_NO_WORD ? up : ch_clause_of(c, up);
  }
  return false;
}

static bool dated_at(const ch_coding *c, uint32_t sentence, uint32_t w, ch_dated *out) {
  anchors one = {.n = 0};
  anchor(&one, w);
  return attached(c, sentence, &one, CH_TYPE_NONE, false, out);
}

static bool has_subject(const ch_coding *c, uint32_t clause) {
  return ch_child_by_rel(c->doc, clause, CH_REL_NSUBJ) != CH_NO_WORD ||
         ch_child_by_rel(c->doc, clause, CH_REL_NSUBJ_PASS) != CH_NO_WORD;
}

/* Is the clause put beside another in time: by "when" or "as", or as one more of
 * a row of past verbs without a conjunction, which is taken for an adverbial? */
static bool beside(const ch_coding *c, uint32_t clause) {
  if (ch_w(c, clause)->rel == CH_REL_ADVCL && ch_str_is(ch_w(c, clause)->xpos, "VBD") &&
      ch_child_by_rel(c->doc, clause, CH_REL_CC) == CH_NO_WORD &&
      !ch_is_marked(c, clause) && ch_child_by_rel(c->doc, clause, CH_REL_MARK) == CH_NO_WORD &&
      !has_subject(c, clause))
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
    if (ch_in_class(c, child, c->book->relative) && ch_marker_in(c, child, c->book->during) != CH_NO_WORD)
      return true;
  }
  return false;
}

/* "IN 2002, it was torn by clashes, in which troops killed nine": what a sentence tells as long past. */
static bool day_of_background(const ch_coding *c, uint32_t sentence, uint32_t clause, ch_dated *out) {
  enum { LONG_AGO = 10 };
  ch_dated told = {CH_DAYS_NONE, {NULL, 0}, CH_BASIS_NONE};
  int32_t published = c->doc->article ? c->doc->article->published : CH_DAY_NONE;
  if (published == CH_DAY_NONE || clause == CH_NO_WORD || !dated_at(c, sentence, clause, &told) ||
      told.days.to + LONG_AGO >= published)
    return false;
  *out = told;
  return true;
}

/* The day of what the same party did just before: "on Thursday ordered 35
 * diplomats out and CLOSED two compounds". */
static bool day_of_conjunct(const ch_coding *c, uint32_t sentence, uint32_t clause, ch_dated *out) {
  uint32_t first = ch_first_conjunct(c, clause);
  if (first == clause || has_subject(c, clause) || ch_is_verb(c, first) != ch_is_verb(c, clause))
    return false;
  if (dated_at(c, sentence, first, out)) return true;
  for (uint32_t i = 0; i < ch_child_count(c->doc, first); i++) {
    uint32_t child = ch_child(c->doc, first, i);
    if (child < clause && ch_w(c, child)->rel == CH_REL_CONJ && ch_is_verb(c, child) &&
        dated_at(c, sentence, child, out))
      return true;
  }
  return false;
}

static bool has_happened(const ch_event *event) {
  return event->act.status == CH_STATUS_ACTUAL || event->act.status == CH_STATUS_ONGOING;
}

/* Days within a week or more are those of all that the clause tells, of a day those of its own act
 * alone. Is what is told beside it long past? */
static bool day_from_above(const ch_coding *c, ch_event *event, int32_t published) {
  enum { LONG_AGO = 10, WEEK = 6 };
  ch_dated told = {CH_DAYS_NONE, {NULL, 0}, CH_BASIS_NONE};
  bool apart;
  if (published == CH_DAY_NONE || !told_above(c, event, &apart, &told)) return false;
  bool act = ch_is_verb(c, event->trigger) && !ch_feature(c, event->trigger, "Tense=Pres");
  /* "signed a LETTER demanding it" */
  act = act || (ch_rel_universal(ch_w(c, event->trigger)->rel) == CH_REL_ACL &&
                ch_in_class(c, ch_w(c, event->trigger)->head, c->book->document));
  bool within = has_happened(event) && act && !apart && told.days.to - told.days.from >= WEEK && told.days.from <= published;
  if (within) event->act.date = told;
  return told.days.to + LONG_AGO < published;
}

/* "goes back to DECEMBER, when": of what had happened, the last one, whatever the tense before it. */
static void as_last_one(const ch_coding *c, ch_dated *date) {
  int32_t published = c->doc->article ? c->doc->article->published : CH_DAY_NONE;
  if (published == CH_DAY_NONE || date->days.from == CH_DAY_NONE || date->days.from <= published + 1) return;
  if (date->days.from == date->days.to && date->basis == CH_BASIS_RELATIVE) { /* "SUNDAY, when": the last one */
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

/* A month that is told of what had happened by a verb in the past. */
static bool is_past_month(const ch_event *event, const ch_steps *steps) {
  enum { MONTH = 27 };
  const ch_dated *d = &event->act.date;
  return has_happened(event) && steps->past && d->basis == CH_BASIS_TEXT && d->days.from != CH_DAY_NONE &&
         d->days.to - d->days.from >= MONTH && d->days.to - d->days.from <= MONTH + 3;
}

/* A day of the week that is told of what had happened so: "SUNDAY'S vote sealed it". */
static bool is_past_weekday(const ch_event *event, const ch_steps *steps) {
  const ch_dated *d = &event->act.date;
  return has_happened(event) && steps->past && d->basis == CH_BASIS_RELATIVE && d->days.from != CH_DAY_NONE &&
         d->days.from == d->days.to;
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
      if (t == CH_NO_ITEM || !dated(&c->reading->times[t]) || c->reading->times[t].deadline)
        continue;
      *out = as_dated(c, &c->reading->times[t]);
      as_last_one(c, out);
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
        ch_in_class(c, child, c->book->starting) && dated_at(c, sentence, child, out))
      return true;
  }
  return false;
}

/* "SPEAKING in Vienna on Sunday, the minister disputed the claims", "the minister, SPEAKING in
 * Vienna on Sunday, disputed them": a participle in front, of the same subject and the same hour. */
static bool day_of_occasion(const ch_coding *c, uint32_t sentence, uint32_t clause, ch_dated *out) {
  for (uint32_t i = 0; i < ch_child_count(c->doc, clause); i++) {
    uint32_t child = ch_child(c->doc, clause, i);
    if (child > clause) break;
    uint32_t aside = ch_w(c, child)->rel == CH_REL_NSUBJ ? ch_child_by_rel(c->doc, child, CH_REL_ACL) : CH_NO_WORD;
    if (aside != CH_NO_WORD && aside < clause && ch_str_is(ch_w(c, aside)->xpos, "VBG") &&
        ch_w(c, aside - 1)->upos == CH_UPOS_PUNCT && dated_at(c, sentence, aside, out))
      return true;
    bool participle = ch_str_is(ch_w(c, child)->xpos, "VBG") || ch_str_is(ch_w(c, child)->xpos, "VBN");
    if (ch_w(c, child)->rel == CH_REL_ADVCL && participle && !has_subject(c, child) &&
        !ch_is_marked(c, child) && ch_child_by_rel(c->doc, child, CH_REL_MARK) == CH_NO_WORD &&
        dated_at(c, sentence, child, out))
      return true;
  }
  return false;
}

/* "the sanctions ANNOUNCED ON FRIDAY hit 15 people": when what acts, or is the act, was made. */
static bool day_of_making(const ch_coding *c, uint32_t sentence, uint32_t noun, ch_dated *out) {
  for (uint32_t i = 0; noun != CH_NO_WORD && i < ch_child_count(c->doc, noun); i++) {
    uint32_t child = ch_child(c->doc, noun, i);
    if (ch_w(c, child)->rel == CH_REL_ACL && ch_in_class(c, child, c->book->made) &&
        ch_str_is(ch_w(c, child)->xpos, "VBN") && dated_at(c, sentence, child, out))
      return true;
  }
  return false;
}

/* "LAST WEEK'S raid killed nine", "the strike that hit it IN MARCH killed nine", "the talks IN MARCH
 * produced a truce": what came of a thing that
 * has a day of its own, came of it there and then. */
static bool day_of_source(ch_coding *c, const ch_event *event, ch_dated *out) {
  switch (event->act.type) {
    case CH_TYPE_ACCUSE: case CH_TYPE_REQUEST: case CH_TYPE_THREATEN: case CH_TYPE_PROTEST: return false;
    default: break;
  }
  if (!ch_is_verb(c, event->trigger)) return false;
  uint32_t source = ch_frame_of(c, event->trigger)->subject;
  if (!ch_in_class(c, source, c->book->gathering) && !ch_in_class(c, source, c->book->blow)) return false;
  ch_dated told = {CH_DAYS_NONE, {NULL, 0}, CH_BASIS_NONE};
  int32_t published = c->doc->article ? c->doc->article->published : CH_DAY_NONE;
  bool found = dated_at(c, event->sentence, source, &told);
  for (uint32_t i = 0; !found && i < ch_child_count(c->doc, source); i++) {
    uint32_t child = ch_child(c->doc, source, i);
    found = ch_rel_universal(ch_w(c, child)->rel) == CH_REL_ACL && dated_at(c, event->sentence, child, &told);
  }
  if (!found || (published != CH_DAY_NONE && told.days.from > published)) return false;
  *out = told;
  return true;
}

/* Is the clause what goes with its verb in one stroke: "struck on Monday, KILLING four", "marched on
 * Sunday TO DEMAND it", "ended on Saturday, with France BALKING at it"? */
static bool goes_with(const ch_coding *c, uint32_t clause) {
  uint32_t up = ch_w(c, clause)->head;
  if (ch_rel_universal(ch_w(c, clause)->rel) == CH_REL_ACL && ch_str_is(ch_w(c, clause)->xpos, "VBG"))
    return clause > up && ch_rel_universal(ch_w(c, up)->rel) == CH_REL_OBL &&
           ch_marker_in(c, up, c->book->absolute) != CH_NO_WORD;
  if (ch_w(c, clause)->rel != CH_REL_ADVCL) return false;
  if (has_subject(c, clause))
    return ch_str_is(ch_w(c, clause)->xpos, "VBG") && ch_marker_in(c, clause, c->book->absolute) != CH_NO_WORD;
  if (ch_str_is(ch_w(c, clause)->xpos, "VB"))
    return ch_marker_in(c, clause, c->book->infinitive) != CH_NO_WORD;
  if (!ch_str_is(ch_w(c, clause)->xpos, "VBG")) return false;
  uint32_t mark = ch_child_by_rel(c->doc, clause, CH_REL_MARK);
  return mark == CH_NO_WORD || ch_in_class(c, mark, c->book->meanwhile) ||
         ch_in_class(c, mark, c->book->agent) || ch_in_class(c, mark, c->book->belonging); /* "accused it OF LYING" */
}

/* The day of the verb that the act goes with. */
static bool day_of_stroke(const ch_coding *c, uint32_t sentence, uint32_t clause, ch_dated *out) {
  enum { CLIMB = 4 };
  uint32_t act = clause;
  for (int climb = 0; climb < CLIMB; climb++) {
    uint32_t first = ch_first_conjunct(c, clause), up = ch_w(c, first)->head;
    /* "CONTINUED on Monday to press it, accusing it": what it goes with is part of another verb */
    bool part = climb && ch_w(c, first)->rel == CH_REL_XCOMP && ch_is_verb(c, first);
    if (up == CH_NO_WORD || !(part || goes_with(c, first))) return false;
    clause = up;
    /* "cut ties with Peru on MONDAY, accusing it of lies", with the day hung on the ties */
    uint32_t object = ch_is_verb(c, clause) ? ch_child_by_rel(c->doc, clause, CH_REL_OBJ) : CH_NO_WORD;
    if (!dated_at(c, sentence, clause, out) &&
        (object == CH_NO_WORD || object > act || !dated_at(c, sentence, object, out)) &&
        !day_of_occasion(c, sentence, clause, out))
      continue;
    /* "suspends them until MONDAY, citing what it was asked": not what has happened */
    int32_t published = c->doc->article ? c->doc->article->published : CH_DAY_NONE;
    if (published == CH_DAY_NONE || out->days.from <= published + 1) return true;
    *out = (ch_dated){CH_DAYS_NONE, {NULL, 0}, CH_BASIS_NONE};
    return false;
  }
  return false;
}

/* "killed nine and wounded four ON FRIDAY": a day behind the last of a row of verbs is that of all. */
static bool day_of_row(const ch_coding *c, uint32_t sentence, uint32_t clause, ch_dated *out) {
  uint32_t last = CH_NO_WORD;
  if (!ch_is_verb(c, clause)) return false;
  for (uint32_t i = 0; i < ch_child_count(c->doc, clause); i++)
    if (ch_w(c, ch_child(c->doc, clause, i))->rel == CH_REL_CONJ) last = ch_child(c->doc, clause, i);
  if (last == CH_NO_WORD || has_subject(c, last) || !ch_is_verb(c, last) ||
      !ch_str_eq(ch_w(c, last)->xpos, ch_w(c, clause)->xpos) || !dated_at(c, sentence, last, out))
    return false;
  bool behind = out->text.p > ch_word_form(c->doc, last).p;
  if (!behind) *out = (ch_dated){CH_DAYS_NONE, {NULL, 0}, CH_BASIS_NONE};
  return behind;
}

/* "their call ON SUNDAY was the first time that they SPOKE": the clause tells of its noun, which is
 * what the subject is. */
static bool day_of_same(const ch_coding *c, uint32_t sentence, uint32_t clause, ch_dated *out) {
  uint32_t up = ch_w(c, clause)->head;
  if (ch_rel_universal(ch_w(c, clause)->rel) != CH_REL_ACL || !ch_is_noun(c, up) ||
      ch_child_by_rel(c->doc, up, CH_REL_COP) == CH_NO_WORD)
    return false;
  uint32_t subject = ch_child_by_rel(c->doc, up, CH_REL_NSUBJ);
  return subject != CH_NO_WORD && ch_is_noun(c, subject) && dated_at(c, sentence, subject, out);
}

/* The day of what happened together with the act, as the tree puts it: "closed
 * them in December, when it EXPELLED 35 diplomats", "CLOSED them as it expelled
 * 35 diplomats on Thursday". */
static bool day_alongside(ch_coding *c, uint32_t sentence, uint32_t act, ch_dated *out) {
  enum { CLIMB = 4 };
  uint32_t clause = ch_clause_of(c, act);
  if (day_before_when(c, clause, out) || day_of_occasion(c, sentence, clause, out)) return true;
  if (day_of_making(c, sentence, ch_is_verb(c, act) ? ch_frame_of(c, act)->subject : act, out))
    return true;
  if (day_of_stroke(c, sentence, clause, out) || day_of_row(c, sentence, clause, out)) return true;
  if (day_of_same(c, sentence, clause, out)) return true;
  for (int climb = 0; climb < CLIMB && clause != CH_NO_WORD; climb++) {
    if (climb && dated_at(c, sentence, clause, out)) return true;
    if (day_of_conjunct(c, sentence, clause, out)) return true;
    for (uint32_t i = 0; climb == 0 && i < ch_child_count(c->doc, clause); i++) {
      uint32_t child = ch_child(c->doc, clause, i);
      uint8_t rel = ch_w(c, child)->rel;
      bool together = (rel == CH_REL_ADVCL && beside(c, child)) ||
                      ((rel == CH_REL_ADVCL || rel == CH_REL_XCOMP) && ch_in_class(c, child, c->book->starting));
      if (together && dated_at(c, sentence, child, out)) return true;
      if (begins_on(c, sentence, child, out)) return true;
    }
    uint32_t top = ch_first_conjunct(c, clause), up = ch_w(c, top)->head;
    uint8_t rel = ch_rel_universal(ch_w(c, top)->rel);
    if (up == CH_NO_WORD || (rel != CH_REL_ADVCL && rel != CH_REL_ACL)) return false;
    bool together = beside(c, top), inside = inside_noun(c, top);
    if (!together && !inside) return false;
    const ch_time *t = ch_is_verb(c, up) ? NULL : time_headed(c, up);
    if (t && dated(t) && !t->deadline) {
      *out = as_dated(c, t);
      return true;
    }
    if (rel == CH_REL_ACL && dated_at(c, sentence, up, out)) return true;
    if (inside) return day_of_background(c, sentence, ch_clause_of(c, up), out);
    if (!together) return false;
    clause = ch_clause_of(c, up);
  }
  return false;
}

/* "struck a village, KILLING nine", "fell AS rebels fired on it": of the day of the clause that it
 * goes with, which is the report's. */
static bool goes_with_report(const ch_coding *c, const ch_steps *steps, const ch_event *event) {
  enum { CLIMB = 3, LEAD = 9 }; /* further down, what goes with what is background as often as news */
  uint32_t act = steps->outermost;
  if (event->sentence >= LEAD || act == CH_NO_WORD || !has_happened(event) || !ch_is_verb(c, act) || ch_clause_of(c, act) != act) return false;
  uint32_t clause = ch_first_conjunct(c, act);
  bool with = false;
  for (uint32_t climb = 0; climb < CLIMB; climb++) {
    bool together = ch_w(c, clause)->rel == CH_REL_ADVCL && beside(c, clause) && ch_feature(c, clause, "Tense=Past");
    if (!together && !goes_with(c, clause)) break;
    clause = ch_first_conjunct(c, ch_clause_of(c, ch_w(c, clause)->head));
    with = true;
  }
  uint8_t rel = ch_w(c, clause)->rel;
  ch_steps main = *steps;
  main.outermost = clause;
  return with && (rel == CH_REL_ROOT || rel == CH_REL_CCOMP || rel == CH_REL_PARATAXIS) &&
         clause < act && ch_str_is(ch_w(c, clause)->xpos, "VBD") && !ch_is_bygone(c, &main, event);
}

static void deadline(const ch_coding *c, const anchors *all, ch_event *event) {
  if (attached(c, event->sentence, all, event->act.type, true, &event->deadline)) return;
  /* One that hangs deeper, on the clause that the act governs. */
  const ch_sentence *s = &c->doc->sentences[event->sentence];
  for (uint32_t w = s->first; w < s->first + s->count; w++) {
    const ch_time *t = time_headed(c, w);
    if (!t || !t->deadline || !dated(t)) continue;
    if (!ch_below(c->doc, t->head, event->trigger)) continue;
    event->deadline = as_dated(c, t);
    return;
  }
}

/* From the day of the act; of what is only told as planned, from that of the report. */
static void run_from_act(const ch_coding *c, const ch_time *t, ch_event *event) {
  int32_t days = days_of(t->value), told = c->doc->article ? c->doc->article->published : CH_DAY_NONE;
  ch_days act = event->act.date.days;
  if (act.from == CH_DAY_NONE) act = (ch_days){told, told};
  if (days <= 0 || act.from == CH_DAY_NONE) return;
  event->deadline = as_dated(c, t);
  event->deadline.days = (ch_days){act.from + days, act.to + days};
  event->deadline.basis = CH_BASIS_RELATIVE;
}

/* Is it still to be done: what is promised, planned, demanded, or another part of an order? */
static bool is_to_come(const ch_coding *c, const ch_match *match, const ch_steps *steps,
                       const ch_event *event, uint32_t w) {
  if (event->act.status == CH_STATUS_PLANNED || event->act.status == CH_STATUS_CONDITIONAL ||
      event->act.type == CH_TYPE_REQUEST)
    return ch_below(c->doc, w, event->trigger) || ch_below(c->doc, w, ch_clause_of(c, event->trigger)) ||
           (steps->outermost != CH_NO_WORD && ch_below(c->doc, w, steps->outermost));
  for (uint32_t i = 1; i < match->pattern->n; i++)
    if (match->word[i] != CH_NO_WORD && ch_is_verb(c, match->word[i]) && ch_below(c->doc, w, match->word[i]))
      return true;
  return false;
}

/* "gave the envoys 72 hours to leave", "are to meet within 30 days": the term runs from the day of
 * the act. */
static void term(const ch_coding *c, const ch_match *match, const ch_steps *steps, ch_event *event) {
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
  for (uint32_t w = s->first; w < s->first + s->count && event->deadline.days.from == CH_DAY_NONE; w++) {
    const ch_time *t = time_headed(c, w);
    if (!t || t->kind != CH_TIME_DURATION || !t->deadline || !is_to_come(c, match, steps, event, w))
      continue;
    /* "within a week of the vote" runs from that */
    bool of = w + 1 < s->first + s->count && ch_in_class(c, w + 1, c->book->belonging);
    if (!of) run_from_act(c, t, event);
  }
}

/* A duty told by who imposes it: "said that 90 people would have to leave". */
static bool imposed(const ch_steps *steps) {
  for (uint32_t i = 0; i < steps->n; i++)
    if (steps->v[i].effect == CH_EFFECT_OBLIGED) return true;
  return false;
}

static bool is_saying(const ch_event *event) {
  switch (event->act.type) {
    case CH_TYPE_AGREE: case CH_TYPE_CONCEDE: case CH_TYPE_REQUEST: case CH_TYPE_ACCUSE:
    case CH_TYPE_REJECT: case CH_TYPE_THREATEN: case CH_TYPE_SUPPORT: return true;
    default: return false;
  }
}

/* Does the sentence tell of no day or span but that of the act spoken of? */
static bool undated(const ch_coding *c, const ch_event *event) {
  const ch_sentence *s = &c->doc->sentences[event->sentence];
  for (uint32_t w = s->first; w < s->first + s->count; w++) {
    const ch_time *t = time_headed(c, w);
    if (!t || t->deadline ||
        (t->days.from == event->about.date.days.from && t->days.to == event->about.date.days.to))
      continue;
    return false;
  }
  return true;
}

/* "said in a statement RELEASED on Monday": the day of the words is that of what held them. */
static void anchor_medium(const ch_coding *c, anchors *a, uint32_t cue) {
  for (uint32_t i = 0; i < ch_child_count(c->doc, cue); i++) {
    uint32_t child = ch_child(c->doc, cue, i);
    if (ch_w(c, child)->rel != CH_REL_OBL || !ch_in_class(c, child, c->book->medium)) continue;
    anchor(a, child);
    anchor(a, ch_child_by_rel(c->doc, child, CH_REL_ACL));
  }
}

/* "Earlier in the week, Oslo said it SEIZED a ship": by then it had. */
static void day_of_telling(const ch_coding *c, ch_event *event, uint32_t outermost) {
  uint32_t a = c->reading->attribution_at[event->trigger], clause = ch_first_conjunct(c, outermost);
  /* "that it had raided a house, SEIZING papers" */
  if (goes_with(c, clause)) clause = ch_first_conjunct(c, ch_w(c, clause)->head);
  if (a == CH_NO_ITEM || ch_w(c, clause)->rel != CH_REL_CCOMP ||
      ch_w(c, clause)->head != c->reading->attributions[a].cue || !ch_feature(c, clause, "Tense=Past"))
    return;
  ch_dated told = {CH_DAYS_NONE, {NULL, 0}, CH_BASIS_NONE};
  if (dated_at(c, event->sentence, c->reading->attributions[a].cue, &told)) event->act.date = told;
}

/* "cancelled the talks that were set for JUNE 3", "called off next week's visit", "the round set for
 * JUNE 3 fell through: Moscow called it off": the day of what the words speak of, which the rule
 * alone names. */
static void day_of_spoken(ch_coding *c, const ch_match *match, ch_event *event, int32_t published) {
  ch_dated *act = &event->act.date, *about = &event->about.date;
  for (uint32_t i = 1; i < match->pattern->n && about->days.from == CH_DAY_NONE; i++) {
    uint32_t w = match->word[i] == CH_NO_WORD ? CH_NO_WORD : ch_stands_for(c, match->word[i]);
    if (w == CH_NO_WORD || !ch_is_noun(c, w)) continue;
    anchors noun = {.n = 0};
    anchor(&noun, w);
    if (w != match->word[i] && ch_is_verb(c, ch_w(c, w)->head)) anchor(&noun, ch_w(c, w)->head);
    for (uint32_t k = 0; k < ch_child_count(c->doc, w); k++) {
      uint32_t child = ch_child(c->doc, w, k);
      if (child != match->word[0] && ch_rel_universal(ch_w(c, child)->rel) == CH_REL_ACL) anchor(&noun, child);
    }
    attached(c, c->doc->sentence_of[w], &noun, event->about.type, false, about);
    if (about->text.p == act->text.p) *about = (ch_dated){CH_DAYS_NONE, {NULL, 0}, CH_BASIS_NONE};
  }
  /* what has happened happened on no day to come */
  if (published == CH_DAY_NONE || !has_happened(event) || act->days.from <= published + 1) return;
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
    if (verb == CH_NO_WORD || (i < steps->n && steps->v[i].effect != CH_EFFECT_PLANNED) || !ch_is_verb(c, verb) ||
        !(ch_frame_of(c, verb)->passive || ch_w(c, verb)->rel == CH_REL_ACL))
      continue;
    *about = *act;
    *act = (ch_dated){CH_DAYS_NONE, {NULL, 0}, CH_BASIS_NONE};
    return;
  }
}

/* "THE DEMAND came": the day of the measure or demand told last. */
static bool day_of_told_deed(const ch_coding *c, uint32_t clause, uint32_t sentence, ch_dated *out) {
  enum { REACH = 2 };
  uint32_t noun = ch_child_by_rel(c->doc, clause, CH_REL_NSUBJ);
  if (noun == CH_NO_WORD || !ch_in_class(c, noun, c->book->told_deed) || !ch_is_noun(c, noun) ||
      c->acted_on.days.from == CH_DAY_NONE || c->acted_on.basis == CH_BASIS_NONE ||
      c->acted_sentence >= sentence || c->acted_sentence + REACH < sentence)
    return false;
  *out = c->acted_on;
  return true;
}

/* "spoke on Friday, a day AFTER it fired", "came two days AFTER the raid": so much before what the
 * clause hangs on, in days or weeks. */
static bool day_gone_before(const ch_coding *c, uint32_t act, ch_event *event) {
  uint32_t w = ch_is_verb(c, act) ? ch_clause_of(c, act) : act;
  w = ch_first_conjunct(c, w);
  uint32_t marker = ch_marker_in(c, w, c->book->after), up = ch_w(c, w)->head;
  /* "a day after the DECISION to lift it" */
  if (marker == CH_NO_WORD && up != CH_NO_WORD && ch_rel_universal(ch_w(c, w)->rel) == CH_REL_ACL &&
      ch_marker_in(c, w, c->book->infinitive) != CH_NO_WORD) {
    w = up;
    marker = ch_marker_in(c, w, c->book->after), up = ch_w(c, w)->head;
  }
  if (marker == CH_NO_WORD || marker == 0 || up == CH_NO_WORD) return false;
  uint32_t at = c->reading->time_at[marker - 1];
  bool span = at != CH_NO_ITEM && c->reading->times[at].kind == CH_TIME_DURATION;
  /* "HOURS after", "SHORTLY after", "six hours after": on that day */
  bool soon = span ? ch_str_starts(c->reading->times[at].value, CH_STR("PT"))
                   : at == CH_NO_ITEM && ch_in_class(c, marker - 1, c->book->shortly);
  if (!span && !soon) return false;
  int32_t days = soon ? 0 : days_of(c->reading->times[at].value);
  ch_dated base = {CH_DAYS_NONE, {NULL, 0}, CH_BASIS_NONE};
  int32_t published = c->doc->article ? c->doc->article->published : CH_DAY_NONE;
  up = ch_clause_of(c, up);
  /* "moved tanks on Sunday and recalled its envoy, a day AFTER it fired" */
  if (up == CH_NO_WORD || (!dated_at(c, event->sentence, up, &base) &&
                           !dated_at(c, event->sentence, ch_first_conjunct(c, up), &base) &&
                           !day_of_told_deed(c, up, event->sentence, &base))) {
    if (soon) return false;
    base.days = (ch_days){published, published};
  }
  if ((days <= 0 && !soon) || days > 14 || base.days.from == CH_DAY_NONE || base.days.from != base.days.to) return false;
  event->act.date = base;
  if (!span) return true;
  event->act.date = (ch_dated){{base.days.from - days, base.days.from - days},
                               ch_str_at(c->doc->text, c->reading->times[at].span), CH_BASIS_RELATIVE};
  return true;
}

/* "Moscow SAYS that agents searched it", further down: what a side goes on saying was done is not
 * of the day on which it says so. */
static bool is_standing_word(const ch_coding *c, const ch_event *event) {
  enum { LEAD = 3 };
  uint32_t a = c->reading->attribution_at[event->trigger];
  bool deed = event->act.type == CH_TYPE_COERCE || event->act.type == CH_TYPE_SANCTION;
  if (!deed || a == CH_NO_ITEM || event->sentence < LEAD || ch_in_title(c->doc, event->sentence)) return false;
  uint32_t cue = c->reading->attributions[a].cue;
  return cue != CH_NO_WORD && ch_feature(c, cue, "Tense=Pres") && ch_feature(c, cue, "VerbForm=Fin");
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
      const ch_time *t = time_headed(c, w);
      if (!t || !dated(t) || t->deadline) continue;
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

/* "a reply, which he promised FOR SEPTEMBER 1": what is only said is said by now; the day to come is
 * that on which it falls due. */
static void due_as_told(ch_event *event, int32_t published) {
  bool word = (event->act.type == CH_TYPE_AGREE || event->act.type == CH_TYPE_THREATEN) &&
              event->act.status == CH_STATUS_PLANNED;
  if (!word || published == CH_DAY_NONE || event->act.date.days.from <= published + 1 ||
      (event->act.date.basis != CH_BASIS_TEXT && event->act.date.basis != CH_BASIS_RELATIVE))
    return;
  if (event->about.type != CH_TYPE_NONE && event->about.date.days.from == CH_DAY_NONE) event->about.date = event->act.date;
  else if (event->deadline.days.from == CH_DAY_NONE) event->deadline = event->act.date;
  event->act.date = (ch_dated){CH_DAYS_NONE, {NULL, 0}, CH_BASIS_NONE};
}

/* "signed on Monday THE SANCTIONS that parliament HAD approved": the clause has a day of its own. */
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

void ch_date_event(ch_coding *c, const ch_match *match, const ch_steps *steps, ch_event *event) {
  anchors act = {.n = 0}, above = {.n = 0}, all;
  for (uint32_t i = 0; i < match->pattern->n; i++)
    if (!told_of_by_clause(c, match, i)) anchor(&act, match->word[i]);
  uint32_t top = ch_first_conjunct(c, match->word[0]);
  if (match->pattern->pos == CH_POS_NOUN && ch_w(c, top)->head != CH_NO_WORD &&
      ch_in_class(c, ch_w(c, top)->head, c->book->light))
    anchor(&act, ch_w(c, top)->head);
  bool governed = false;
  for (uint32_t i = 0; i < steps->n; i++) {
    if (steps->v[i].governor == CH_NO_WORD) continue;
    anchor(&above, steps->v[i].governor);
    governed = true;
  }
  anchor(governed ? &above : &act, steps->outermost);
  all = act;
  for (uint32_t i = 0; i < above.n; i++) anchor(&all, above.v[i]);

  ch_dated none = {CH_DAYS_NONE, {NULL, 0}, CH_BASIS_NONE};
  event->deadline = event->act.date = event->about.date = none;
  deadline(c, &all, event);

  bool said = false, split = event->about.type != CH_TYPE_NONE && steps->n > 0;
  ch_dated *of_act = split ? &event->about.date : &event->act.date;
  attached(c, event->sentence, &act, event->act.type, false, of_act);
  if (above.n) attached(c, event->sentence, &above, event->act.type, false, &event->act.date);
  if (split) day_of_plan(c, CH_NO_WORD, steps, event);
  if ((is_saying(event) || imposed(steps)) && event->act.date.days.from == CH_DAY_NONE) {
    /* what is said is dated by the saying: "said on Monday that …" */
    anchors saying = {.n = 0};
    uint32_t a = c->reading->attribution_at[event->trigger];
    /* "said there was no DOUBT that": when it was said */
    while (a != CH_NO_ITEM && c->reading->attributions[a].source_first == CH_NO_WORD &&
           c->reading->attributions[a].parent != CH_NO_ITEM)
      a = c->reading->attributions[a].parent;
    if (a != CH_NO_ITEM) anchor(&saying, c->reading->attributions[a].cue);
    if (saying.n) anchor_medium(c, &saying, saying.v[0]);
    uint32_t first = ch_first_conjunct(c, steps->outermost);
    if (ch_w(c, first)->rel == CH_REL_CCOMP) anchor(&saying, ch_w(c, first)->head);
    if (saying.n &&
        !attached(c, event->sentence, &saying, event->act.type, false, &event->act.date) &&
        !day_of_occasion(c, event->sentence, saying.v[0], &event->act.date))
      (void)day_of_stroke(c, event->sentence, saying.v[0], &event->act.date);
    said = saying.n && ch_feature(c, saying.v[0], "Tense=Past");
  }
  /* "said on Tuesday that he would sue and WARNED of more": words joined to words */
  if (split && is_saying(event) && event->act.date.days.from == CH_DAY_NONE) {
    ch_dated beside = none;
    int32_t told = c->doc->article ? c->doc->article->published : CH_DAY_NONE;
    if (day_of_conjunct(c, event->sentence, ch_clause_of(c, steps->outermost), &beside) && beside.days.from <= told)
      event->act.date = beside;
  }
  /* "flared last week WHEN it refused to sign", "ended on Friday, with Cuba THREATENING to leave" */
  if ((split || (is_saying(event) && !has_happened(event))) && event->act.date.days.from == CH_DAY_NONE) {
    ch_dated beside = none;
    int32_t told = c->doc->article ? c->doc->article->published : CH_DAY_NONE;
    if (day_alongside(c, event->sentence, steps->outermost, &beside) && beside.days.from <= told &&
        beside.text.p != event->about.date.text.p)
      event->act.date = beside;
  }
  /* "expelled 35 in December over its INTERFERENCE": the cause had come before */
  bool aside = match->pattern->pos == CH_POS_NOUN && ch_marker_in(c, match->word[0], c->book->cause) != CH_NO_WORD &&
               (ch_w(c, top)->rel == CH_REL_OBL || ch_w(c, top)->rel == CH_REL_NMOD);
  if (event->act.date.days.from == CH_DAY_NONE && (split ? steps->outermost != CH_NO_WORD : has_happened(event) || steps->past))
    (void)day_gone_before(c, split ? steps->outermost : event->trigger, event);
  if (!split && !aside && event->act.date.days.from == CH_DAY_NONE &&
      !day_behind(c, event->trigger, &event->act.date))
    only_time(c, event->sentence, &all, event->act.type, &event->act.date);
  if (!split && !aside && event->act.date.days.from == CH_DAY_NONE && has_happened(event))
    if (!day_of_source(c, event, &event->act.date) &&
        !day_alongside(c, event->sentence, event->trigger, &event->act.date))
      (void)day_alongside(c, event->sentence, steps->outermost, &event->act.date);
  int32_t published = c->doc->article ? c->doc->article->published : CH_DAY_NONE;
  if (event->act.date.days.from == CH_DAY_NONE && has_happened(event))
    day_of_telling(c, event, steps->outermost);
  bool bygone = !(said && is_speaker(c, steps, event)) && ch_is_bygone(c, steps, event);
  if (event->act.date.days.from == CH_DAY_NONE && !bygone && !(said && is_speaker(c, steps, event)))
    bygone = day_from_above(c, event, published);
  if (event->act.date.days.from == CH_DAY_NONE && published != CH_DAY_NONE && !bygone &&
      !(has_happened(event) && (long_past(c, event->sentence, &all) || goes_on_from_past(c, event, published) ||
                                is_standing_word(c, event))) &&
      ((steps->past && steps->finite) || (said && imposed(steps)) || (undated(c, event) && goes_with_report(c, steps, event))))
    event->act.date = (ch_dated){{published, published}, {NULL, 0}, CH_BASIS_ARTICLE};
  /* what somebody said, in a sentence of no other day, he said on the report's */
  if (said && event->act.date.days.from == CH_DAY_NONE && published != CH_DAY_NONE && !bygone &&
      !(has_happened(event) && long_past(c, event->sentence, &all)) && undated(c, event))
    event->act.date = (ch_dated){{published, published}, {NULL, 0}, CH_BASIS_ARTICLE};
  /* a title tells of its own day in the present tense, without a verb, or with a bare participle */
  if (event->act.date.days.from == CH_DAY_NONE && published != CH_DAY_NONE &&
      ch_in_title(c->doc, event->sentence))
    event->act.date = (ch_dated){{published, published}, {NULL, 0}, CH_BASIS_ARTICLE};
  if (event->about.type != CH_TYPE_NONE && !split) day_of_spoken(c, match, event, published);
  day_of_dealing(c, event, published);
  if (event->about.type == CH_TYPE_CONSULT && !split) day_of_plan(c, match->word[0], steps, event);
  due_as_told(event, published);
  if (is_past_month(event, steps) || is_past_weekday(event, steps)) as_last_one(c, &event->act.date);
  term(c, match, steps, event);
}
