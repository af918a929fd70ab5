/* Times that hang on the words of the act, by the climb from the time up the tree. */
#include "code/bygone.h"
#include "code/dating.h"

void ch_anchor(ch_anchors *a, uint32_t w) {
  if (w != CH_NO_WORD && a->n < sizeof a->v / sizeof *a->v) a->v[a->n++] = w;
}

static bool is_anchor(const ch_anchors *a, uint32_t w) {
  for (uint32_t i = 0; i < a->n; i++)
    if (a->v[i] == w) return true;
  return false;
}

/* Steps from the time up to an anchor; UINT32_MAX if another clause, or the
 * root, comes first. */
static uint32_t distance(const ch_coding *c, const ch_time *t, const ch_anchors *a) {
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
  if (rel == CH_REL_OBL && t->head > up && ch_marker_in(c, up, c->book->during) != CH_NO_WORD)
    return true;
  if ((rel == CH_REL_OBL || rel == CH_REL_NMOD) && t->head < up &&
      ch_in_class(c, up, c->book->gathering) && ch_marker_in(c, up, c->book->held_at) != CH_NO_WORD)
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

bool ch_is_dated(const ch_time *t) {
  return t->days.from != CH_DAY_NONE && t->kind != CH_TIME_DURATION && t->kind != CH_TIME_SET;
}

/* "between JUNE AND AUGUST", "from 2009 to 2012": the time up to which the one before it runs; NULL if
 * it is alone. */
static const ch_time *end_of_range(const ch_coding *c, const ch_time *t) {
  uint32_t joint = t->last + 1;
  const ch_sentence *s = &c->doc->sentences[c->doc->sentence_of[t->head]];
  if (t->first == s->first || joint + 1 >= s->first + s->count) return NULL;
  bool between = ch_in_class(c, t->first - 1, c->book->between) && ch_w(c, joint)->upos == CH_UPOS_CCONJ;
  bool from = ch_in_class(c, t->first - 1, c->book->out_of) && ch_in_class(c, joint, c->book->up_to);
  uint32_t at = c->reading->time_at[joint + 1];
  if (!(between || from) || at == CH_NO_ITEM || c->reading->times[at].first != joint + 1) return NULL;
  const ch_time *end = &c->reading->times[at];
  return ch_is_dated(end) && end->days.from > t->days.from ? end : NULL;
}

/* "from 1999 TO 2005": is it told with the one that it ends? */
static bool ends_range(const ch_coding *c, const ch_time *t) {
  uint32_t at = t->first < 2 ? CH_NO_ITEM : c->reading->time_at[t->first - 2];
  return at != CH_NO_ITEM && end_of_range(c, &c->reading->times[at]) == t;
}

/* "last year's election", "the 2016 election": the time tells which election;
 * it dates the act only if the act is that noun. */
static bool names_thing(const ch_coding *c, const ch_time *t, const ch_anchors *a) {
  enum { CLIMB = 3 };
  uint32_t up = ch_w(c, t->head)->head;
  /* "the DIRECTOR FROM 1999 TO 2005 called it a mistake": the years of his term */
  if (up != CH_NO_WORD && ch_w(c, t->head)->rel == CH_REL_NMOD && !is_anchor(a, up) &&
      ch_is_noun(c, up) && !has_own_day(c, up) && end_of_range(c, t))
    return true;
  if (ends_range(c, t)) return true;
  if (!modifies(ch_w(c, t->head)->rel) || up == CH_NO_WORD || up == a->v[0] || !ch_is_noun(c, up) ||
      c->reading->time_at[up] != CH_NO_ITEM || tells_occasion(c, t, up))
    return false;
  if (t->head < up) return true;
  /* "is in Oslo for a MEETING MONDAY", "were in DISPUTE TODAY" */
  bool bare = ch_w(c, a->v[0])->upos == CH_UPOS_AUX || ch_in_class(c, a->v[0], c->book->light);
  if (bare && is_anchor(a, up)) return false;
  /* "seized CONTROL THURSDAY of the port", "clashed across the COUNTRY FRIDAY" */
  if (ch_w(c, t->head)->rel != CH_REL_NMOD_UNMARKED) return true;
  /* "clashed in TOWNS across the COUNTRY FRIDAY" */
  for (uint32_t climb = 0; climb < CLIMB; climb++, up = ch_w(c, up)->head) {
    if (!ch_is_noun(c, up) || has_own_day(c, up)) return true;
    if (is_anchor(a, ch_w(c, up)->head)) return false;
    if (ch_w(c, up)->rel != CH_REL_NMOD || ch_w(c, up)->head == CH_NO_WORD) return true;
  }
  return true;
}

/* "have not met since the seizure of the port IN MARCH": the day of what it is counted from. */
static bool dates_start(const ch_coding *c, const ch_time *t, const ch_anchors *a) {
  enum { CLIMB = 4 };
  uint32_t up = ch_w(c, t->head)->head;
  for (uint32_t climb = 0;
       climb < CLIMB && up != CH_NO_WORD && ch_is_noun(c, up) && !is_anchor(a, up); climb++) {
    if (ch_is_since(c, up)) return true;
    up = ch_w(c, up)->head;
  }
  /* the same, with the month hung on the verb */
  uint32_t before = CH_NO_WORD;
  for (uint32_t i = 0;
       up != CH_NO_WORD && i < ch_child_count(c->doc, up) && ch_child(c->doc, up, i) < t->head; i++)
    before = ch_child(c->doc, up, i);
  return before != CH_NO_WORD && before > up && !is_anchor(a, before) &&
         c->reading->time_at[before] == CH_NO_ITEM && ch_is_since(c, before);
}

/* "their first encounter SINCE the president on Wednesday signed it", "the first visit SINCE 1959": behind the
 * word that the counting begins with, wherever the parser hung what follows. */
static bool counts_from(const ch_coding *c, const ch_time *t, const ch_anchors *a) {
  bool first = false;
  if (!ch_is_noun(c, a->v[0])) return false;
  for (uint32_t i = 0; i < ch_child_count(c->doc, a->v[0]); i++)
    first |= ch_feature(c, ch_child(c->doc, a->v[0], i), "NumType=Ord");
  for (uint32_t w = a->v[0] + 1; w < t->first; w++)
    if (ch_in_class(c, w, c->book->since) && (first || ch_w(c, w)->head != t->head)) return true;
  return false;
}

/* "blamed it ahead of a visit ON SUNDAY", "called off talks due ON SUNDAY": the day of what is still to come. */
static bool is_of_what_comes(const ch_coding *c, const ch_time *t, const ch_anchors *a) {
  enum { CLIMB = 4 };
  const ch_sentence *s = &c->doc->sentences[c->doc->sentence_of[t->head]];
  uint32_t before = t->first;
  if (before > s->first && ch_w(c, before - 1)->upos == CH_UPOS_ADP && !ch_in_class(c, before - 1, c->book->due)) before--;
  int32_t published = c->doc->article ? c->doc->article->published : CH_DAY_NONE;
  if (before > s->first && t->days.from >= published && ch_in_class(c, before - 1, c->book->due) &&
      !is_anchor(a, before - 1) &&
      ch_child_by_rel(c->doc, before - 1, CH_REL_AUX_PASS) == CH_NO_WORD)
    return true;
  uint32_t up = ch_w(c, t->head)->head;
  for (uint32_t climb = 0; climb < CLIMB && up != CH_NO_WORD && ch_is_noun(c, up) && !is_anchor(a, up); climb++) {
    uint32_t of = ch_child_by_rel(c->doc, up, CH_REL_CASE);
    if (of != CH_NO_WORD && of > s->first &&
        (ch_in_class(c, of, c->book->ahead) || ch_in_class(c, of - 1, c->book->ahead)))
      return true;
    up = ch_w(c, up)->head;
  }
  return false;
}

/* Days in a TIMEX3 duration of hours, days, weeks or months, rounded up; 0 for others. */
int32_t ch_days_of(ch_str value) {
  if (value.n < 3 || value.p[0] != 'P') return 0;
  size_t at = value.p[1] == 'T' ? 2 : 1;
  uint64_t n;
  if (!ch_str_to_u64((ch_str){value.p + at, value.n - at - 1}, &n) || n > 1000) return 0;
  switch (value.p[value.n - 1]) {
    case 'H':
      return at == 2 ? (int32_t)((n + 23) / 24) : 0;
    case 'D':
      return (int32_t)n;
    case 'W':
      return (int32_t)(7 * n);
    case 'M':
      return at == 1 ? (int32_t)(30 * n) : 0;
    default:
      return 0;
  }
}

/* Does the time set a term? "closed as of noon on Friday" does, to what was ordered by then. */
static bool sets_term(const ch_coding *c, const ch_time *t, ch_type type) {
  if (t->deadline) return true;
  int32_t published = c->doc->article ? c->doc->article->published : CH_DAY_NONE;
  return t->effect && (type == CH_TYPE_SANCTION || type == CH_TYPE_COERCE) &&
         published != CH_DAY_NONE && t->days.from >= published;
}

ch_dated ch_as_dated(const ch_coding *c, const ch_time *t) {
  ch_dated out = {t->days, ch_str_at(c->doc->text, t->span), t->basis};
  const ch_time *end = end_of_range(c, t);
  if (end) {
    out.days.to = end->days.to;
    out.text = ch_str_at(c->doc->text, (ch_span){t->span.from, end->span.to});
  }
  int32_t published = c->doc->article ? c->doc->article->published : CH_DAY_NONE;
  /* "has fired SINCE 8 August": from then to the report */
  if (published != CH_DAY_NONE && out.days.to < published && ch_is_since(c, t->head))
    out.days.to = published;
  return out;
}

/* The time that is headed at `w`, dated or not; NULL if none is. */
const ch_time *ch_time_headed(const ch_coding *c, uint32_t w) {
  uint32_t t = c->reading->time_at[w];
  if (t == CH_NO_ITEM || c->reading->times[t].head != w) return NULL;
  return &c->reading->times[t];
}

/* The nearest time on these ch_anchors. */
bool ch_day_attached(const ch_coding *c, uint32_t sentence, const ch_anchors *a, ch_type type,
                     bool deadline, ch_dated *out) {
  const ch_sentence *s = &c->doc->sentences[sentence];
  uint32_t best = UINT32_MAX;
  for (uint32_t w = s->first; w < s->first + s->count; w++) {
    const ch_time *t = ch_time_headed(c, w);
    if (!t || !ch_is_dated(t) || sets_term(c, t, type) != deadline || names_thing(c, t, a) ||
        dates_start(c, t, a) || counts_from(c, t, a) || is_of_what_comes(c, t, a))
      continue;
    uint32_t d = distance(c, t, a);
    if (d >= best) continue;
    best = d;
    *out = ch_as_dated(c, t);
  }
  return best != UINT32_MAX;
}

static bool has_anchor(const ch_coding *c, const ch_anchors *a, uint32_t clause) {
  for (uint32_t i = 0; i < a->n; i++)
    if (ch_clause_of(c, a->v[i]) == clause) return true;
  return false;
}

/* "declined to share a map TO GUIDE DIVERS IN AUGUST": what had been asked or refused for a day
 * that has gone was so by then. The clause of the act above the infinitives. */
static uint32_t clause_of_purpose(const ch_coding *c, const ch_time *t, uint32_t clause,
                                  const ch_anchors *a) {
  enum { CLIMB = 3 };
  int32_t published = c->doc->article ? c->doc->article->published : CH_DAY_NONE;
  if (t->days.to >= published) return CH_NO_WORD;
  for (uint32_t climb = 0; climb < CLIMB && clause != CH_NO_WORD && !has_anchor(c, a, clause);
       climb++) {
    if (!ch_str_is(ch_w(c, clause)->xpos, "VB") ||
        ch_marker_in(c, clause, c->book->infinitive) == CH_NO_WORD ||
        ch_w(c, clause)->head == CH_NO_WORD)
      return CH_NO_WORD;
    /* but "a link between its EFFORTS TO BUY MISSILES IN AUGUST and": what is told deeper in it */
    uint32_t noun = ch_w(c, clause)->head;
    if (ch_is_noun(c, noun) && ch_rel_universal(ch_w(c, noun)->rel) == CH_REL_NMOD) return CH_NO_WORD;
    clause = ch_clause_of(c, ch_w(c, clause)->head);
  }
  for (uint32_t i = 0; i < a->n; i++)
    if (clause != CH_NO_WORD && ch_feature(c, ch_clause_of(c, a->v[i]), "Tense=Past"))
      return clause;
  return CH_NO_WORD;
}

/* The sentence's only time, if it hangs in the act's clause. */
bool ch_only_day(const ch_coding *c, uint32_t sentence, const ch_anchors *a, ch_type type,
                 ch_dated *out) {
  const ch_sentence *s = &c->doc->sentences[sentence];
  const ch_time *only = NULL;
  for (uint32_t w = s->first; w < s->first + s->count; w++) {
    const ch_time *t = ch_time_headed(c, w);
    if (!t || !ch_is_dated(t)) continue;
    if (only) return false;
    only = t;
  }
  if (!only || sets_term(c, only, type) || names_thing(c, only, a) || dates_start(c, only, a) ||
      counts_from(c, only, a) || is_of_what_comes(c, only, a))
    return false;
  /* "on Thursday reacted to Norway's ORDER": another's act had its own day */
  uint32_t up = ch_w(c, a->v[0])->head;
  if (ch_is_noun(c, a->v[0]) && ch_rel_universal(ch_w(c, a->v[0])->rel) == CH_REL_NMOD &&
      ch_child_by_rel(c->doc, a->v[0], CH_REL_NMOD_POSS) != CH_NO_WORD && !is_anchor(a, up) &&
      ch_is_noun(c, up) && !ch_in_class(c, up, c->book->transparent))
    return false;
  uint32_t clause = ch_clause_of(c, only->head);
  uint32_t above = clause_of_purpose(c, only, clause, a);
  if (above != CH_NO_WORD) clause = above;
  for (uint32_t i = 0; i < a->n; i++)
    if (ch_clause_of(c, a->v[i]) == clause) {
      *out = ch_as_dated(c, only);
      return true;
    }
  return false;
}

/* "his talks in Washington LAST WEEK were …": right behind what hangs on the noun, wherever the
 * parser has hung the time. */
bool ch_day_behind(const ch_coding *c, uint32_t noun, ch_dated *out) {
  const ch_sentence *s = &c->doc->sentences[c->doc->sentence_of[noun]];
  if (!ch_is_noun(c, noun)) return false;
  for (uint32_t i = 0; i < ch_child_count(c->doc, noun); i++) {
    uint32_t child = ch_child(c->doc, noun, i), w = child;
    if (child < noun || ch_w(c, child)->rel != CH_REL_NMOD) continue;
    while (w + 1 < s->first + s->count && ch_below(c->doc, w + 1, child)) w++;
    if (++w < s->first + s->count && ch_w(c, w)->rel == CH_REL_CASE) w++;
    uint32_t t = w < s->first + s->count ? c->reading->time_at[w] : CH_NO_ITEM;
    if (t == CH_NO_ITEM || !ch_is_dated(&c->reading->times[t]) || c->reading->times[t].deadline ||
        ch_is_noun(c, ch_w(c, c->reading->times[t].head)->head) ||
        (c->doc->article && c->reading->times[t].days.from > c->doc->article->published))
      continue;
    *out = ch_as_dated(c, &c->reading->times[t]);
    return true;
  }
  return false;
}

/* "seized it AFTER THE 1967 WAR": by years no act of the report's day. */
static bool of_old_times(const ch_coding *c, const ch_time *t, uint32_t w, const ch_anchors *a) {
  enum { LONG = 400 };
  int32_t published = c->doc->article ? c->doc->article->published : CH_DAY_NONE;
  uint32_t noun = ch_w(c, w)->head;
  if (published == CH_DAY_NONE || noun == CH_NO_WORD || t->days.to + LONG >= published || !modifies(ch_w(c, w)->rel) ||
      !ch_is_noun(c, noun))
    return false;
  if (ch_marker_in(c, noun, c->book->after) == CH_NO_WORD) return false;
  for (uint32_t i = 0; i < a->n; i++)
    if (ch_w(c, noun)->head == a->v[i]) return true;
  return false;
}

/* "had rejected offers IN THE PAST", "left THE SAME DAY", "YEARS LATER fell": a time that tells no
 * more than that it was long ago, or on some day that the text does not tell. */
bool ch_long_past(const ch_coding *c, uint32_t sentence, const ch_anchors *a) {
  const ch_sentence *s = &c->doc->sentences[sentence];
  for (uint32_t w = s->first; w < s->first + s->count; w++) {
    const ch_time *t = ch_time_headed(c, w);
    bool vague = t && !ch_is_dated(t) &&
                 (ch_str_is(t->value, "PAST_REF") || ch_str_is(t->value, "FUTURE_REF") ||
                  ch_str_starts(t->value, CH_STR("XXXX")));
    if (vague && !modifies(ch_w(c, w)->rel) && distance(c, t, a) != UINT32_MAX) return true;
    if (t && ch_is_dated(t) && of_old_times(c, t, w, a)) return true;
  }
  return false;
}

bool ch_day_at(const ch_coding *c, uint32_t sentence, uint32_t w, ch_dated *out) {
  ch_anchors one = {.n = 0};
  ch_anchor(&one, w);
  return ch_day_attached(c, sentence, &one, CH_TYPE_NONE, false, out);
}

bool ch_has_happened(const ch_event *event) {
  return event->act.status == CH_STATUS_ACTUAL || event->act.status == CH_STATUS_ONGOING;
}
