#include "record/compare.h"

#include <math.h>

/* The weights: how much an agreement speaks for one event. Chosen on the
 * project's own example dispute and cases, in tens: a firm day and one good
 * piece of content make an event. */
enum {
  W_WORDING = 60,
  W_COPY = 25,
  W_TYPE = 15,
  W_TYPE_ALIKE = 8,
  W_MODE = 8,
  W_MODE_OTHER = -15, /* "expelled" and "closed" */
  W_CAMEO = 7,
  W_DAY = 20,
  W_DAY_NEXT = 14,
  W_DAY_WITHIN = 14,
  W_DAY_LOOSE = 10,
  W_DAY_WEEK = 5,
  W_NUMBER = 25,
  W_NUMBER_SMALL = 12,
  W_PERSON = 12,
  W_PLACE = 10,
  W_ORDINAL = 20,
  W_OBJECT = 12,
  W_OBJECT_OTHER = -25,
  W_TRIGGER = 6,
  W_WORDS = 20,
  W_ABOUT = 8,
  W_BODY = 10,
  W_BRANCH = -15, /* what lawmakers voted and what a president signed */
  W_ANSWERED = 20,
  NEED_MEASURE = 45,
  NEED_TALKS = 40,
  NEED_WORDS = 52
};

#define BARE_ALIKE 2       /* things besides its word that make one event where nothing else is known */
#define DISTINCTIVE 10.0   /* a number from here on names its event */
#define RECENT 100         /* days back to what a report tells again without a date */
#define MONTH 31          /* days over which a word is repeated that falls due on one day */
#define AHEAD 7            /* days by which a measure may be told before it is in force */
#define LOOK_BACK CH_RECALL_DAYS /* days that a background mention may reach back */

static bool verbal(ch_type type) {
  switch (type) {
    case CH_TYPE_AGREE: case CH_TYPE_SUPPORT: case CH_TYPE_CONCEDE: case CH_TYPE_REQUEST:
    case CH_TYPE_ACCUSE: case CH_TYPE_REJECT: case CH_TYPE_THREATEN: case CH_TYPE_NONE:
      return true;
    default: return false;
  }
}

static bool is_measure(ch_type type) {
  return type == CH_TYPE_SANCTION || type == CH_TYPE_COERCE;
}

/* --- parties --- */

static uint32_t shared_codes(const ch_report_side *a, const ch_report_side *b) {
  uint32_t n = 0;
  for (uint32_t i = 0; i < a->n; i++)
    if (ch_side_has(b, a->v[i].code)) n++;
  return n;
}

static bool named_alike(const ch_report_side *a, const ch_report_side *b) {
  for (uint32_t i = 0; i < a->n; i++)
    for (uint32_t k = 0; k < b->n; k++)
      if (a->v[i].name.n && ch_str_eq_fold(a->v[i].name, b->v[k].name)) return true;
  return false;
}

static bool known(const ch_report_side *side) {
  for (uint32_t i = 0; i < side->n; i++)
    if (ch_party_known(&side->v[i])) return true;
  return false;
}

/* A finer body or person goes with its country: the code decides. A side that
 * names nobody in particular goes with any, and a name without a code may
 * stand for any state's. */
static bool side_fits(const ch_report_side *a, const ch_report_side *b) {
  if (!known(a) || !known(b)) return true;
  if (ch_side_code(a).n && ch_side_code(b).n) return shared_codes(a, b) > 0;
  return ch_side_code(a).n || ch_side_code(b).n || named_alike(a, b);
}

static uint32_t distinct_codes(const ch_report *r, ch_str out[2 * CH_MAX_SIDE]) {
  uint32_t n = 0;
  const ch_report_side *sides[2] = {&r->act.actor, &r->act.recipient};
  for (int s = 0; s < 2; s++)
    for (uint32_t i = 0; i < sides[s]->n && n < 2 * CH_MAX_SIDE; i++) {
      bool known = sides[s]->v[i].code.n == 0;
      for (uint32_t k = 0; k < n && !known; k++) known = ch_str_eq(out[k], sides[s]->v[i].code);
      if (!known) out[n++] = sides[s]->v[i].code;
    }
  return n;
}

static bool parties_fit(const ch_report *a, const ch_report *b) {
  if (!ch_report_two_sided(a) || !ch_report_two_sided(b))
    return side_fits(&a->act.actor, &b->act.actor) && side_fits(&a->act.recipient, &b->act.recipient);
  ch_str codes_a[2 * CH_MAX_SIDE], codes_b[2 * CH_MAX_SIDE];
  uint32_t n_a = distinct_codes(a, codes_a), n_b = distinct_codes(b, codes_b), shared = 0;
  for (uint32_t i = 0; i < n_a; i++)
    for (uint32_t k = 0; k < n_b; k++) shared += ch_str_eq(codes_a[i], codes_b[k]);
  uint32_t want = n_a < n_b ? n_a : n_b;
  return shared >= (want < 2 ? want : 2);
}

static bool by_lawmakers(const ch_report *r) {
  for (uint32_t i = 0; i < r->act.actor.n; i++)
    for (uint32_t k = 0; k < r->act.actor.v[i].n_sectors; k++)
      if (ch_str_is(r->act.actor.v[i].sectors[k], "LEG")) return true;
  return false;
}

/* --- type and status --- */

static bool among(ch_type type, ch_type a, ch_type b) {
  return type == a || type == b;
}

/* Two types for what may be one act: only a telling number on one day can
 * show that it is. */
static bool types_bridge(const ch_report *a, const ch_report *b) {
  ch_type x = a->act.type, y = b->act.type;
  if (among(x, CH_TYPE_ASSAULT, CH_TYPE_MOBILIZE)) return among(y, CH_TYPE_ASSAULT, CH_TYPE_MOBILIZE);
  bool deed_x = among(x, CH_TYPE_SANCTION, CH_TYPE_COERCE);
  bool deed_y = among(y, CH_TYPE_SANCTION, CH_TYPE_COERCE);
  bool word_x = among(x, CH_TYPE_REQUEST, CH_TYPE_THREATEN);
  bool word_y = among(y, CH_TYPE_REQUEST, CH_TYPE_THREATEN);
  if (word_x && deed_y) return a->about.type == CH_TYPE_NONE || among(a->about.type, CH_TYPE_SANCTION, CH_TYPE_COERCE);
  if (word_y && deed_x) return b->about.type == CH_TYPE_NONE || among(b->about.type, CH_TYPE_SANCTION, CH_TYPE_COERCE);
  return false;
}

static bool types_alike(ch_type a, ch_type b) {
  if (a == b) return true;
  return among(a, CH_TYPE_SANCTION, CH_TYPE_COERCE) && among(b, CH_TYPE_SANCTION, CH_TYPE_COERCE);
}

static bool acts_fit(const ch_report *a, const ch_report *b) {
  bool alike = types_alike(a->act.type, b->act.type);
  if (!alike && !types_bridge(a, b)) return false;
  /* lawmakers have "voted" a measure or "approved" it: it is not in force either way */
  bool voted = is_measure(a->act.type) && is_measure(b->act.type) && by_lawmakers(a) &&
               by_lawmakers(b);
  if (a->act.status != b->act.status && !voted &&
      !(ch_status_happened(a->act.status) && ch_status_happened(b->act.status)))
    return false;
  if (alike && a->about.type != CH_TYPE_NONE && b->about.type != CH_TYPE_NONE &&
      !types_alike(a->about.type, b->about.type))
    return false;
  return true;
}

/* --- numbers --- */

static bool values_fit(const ch_count *a, const ch_count *b) {
  if (a->value <= b->upper && b->value <= a->upper) return true;
  if (!a->approximate && !b->approximate) return false;
  double larger = fmax(fabs(a->value), fabs(b->value)), smaller = fmin(fabs(a->value), fabs(b->value));
  if (a->vague || b->vague) return smaller * 4 >= larger;
  return fabs(a->value - b->value) <= 0.15 * larger;
}

static bool same_thing(const ch_count *a, const ch_count *b) {
  if (a->object >= 0 && a->object == b->object) return true;
  return a->of && a->of == b->of;
}

/* Numbers of one thing must agree where both give any; *largest: the largest
 * that does. */
static bool numbers_fit(const ch_traits *a, const ch_traits *b, int *score, double *largest) {
  bool conflict = false, agree = false;
  double best = 0;
  for (uint32_t i = 0; i < a->n_counts; i++) {
    for (uint32_t k = 0; k < b->n_counts; k++) {
      bool same = same_thing(&a->counts[i], &b->counts[k]);
      /* "59 Tomahawks" and "59 missiles", "38 people" and "38 companies". */
      bool bare = !a->counts[i].of || !b->counts[k].of ||
                  (a->counts[i].value >= DISTINCTIVE && a->counts[i].value == b->counts[k].value);
      if (!same && !bare) continue;
      if (values_fit(&a->counts[i], &b->counts[k])) {
        agree = true;
        best = fmax(best, fmin(fabs(a->counts[i].value), fabs(b->counts[k].value)));
      } else if (same) {
        conflict = true;
      }
    }
  }
  if (agree) {
    *score += best >= 3 ? W_NUMBER : W_NUMBER_SMALL;
    *largest = best;
    return true;
  }
  return !conflict;
}

/* --- people and places --- */

static bool among_people(const ch_traits *t, uint64_t surname) {
  for (uint32_t i = 0; i < t->n_people; i++)
    if (t->people[i].surname == surname) return true;
  return false;
}

/* People that both name. *differ: each names somebody of one state whom the
 * other does not: it was not the same people. */
static uint32_t people_shared(const ch_traits *a, const ch_traits *b, bool *differ) {
  uint32_t shared = 0;
  *differ = false;
  for (uint32_t i = 0; i < a->n_people; i++) {
    if (among_people(b, a->people[i].surname)) {
      shared++;
      continue;
    }
    for (uint32_t k = 0; k < b->n_people; k++)
      if (a->people[i].code && a->people[i].code == b->people[k].code &&
          !among_people(a, b->people[k].surname))
        *differ = true;
  }
  return shared;
}

/* --- days --- */

static int32_t gap_between(ch_days a, ch_days b) {
  if (a.from == CH_DAY_NONE || b.from == CH_DAY_NONE) return 0;
  if (a.to < b.from) return b.from - a.to;
  if (b.to < a.from) return a.from - b.to;
  return 0;
}

typedef struct verdict {
  bool possible;
  bool background; /* only strong content can join them */
  int score;
  uint32_t reason;
} verdict;

static int32_t length_of(ch_days d) {
  return d.to - d.from;
}

/* Both days told by the text: they must meet; one day of play, for nights and
 * time zones. */
static verdict firm_days(const ch_traits *a, const ch_traits *b, int32_t gap) {
  if (gap > 1) return (verdict){false, false, 0, 0};
  if (gap == 1) return (verdict){true, false, W_DAY_NEXT, CH_REASON(NEAR)};
  if (length_of(a->days) <= 4 && length_of(b->days) <= 4)
    return (verdict){true, false, W_DAY, CH_REASON(DAY)};
  return (verdict){true, false, W_DAY_WITHIN, CH_REASON(NEAR)};
}

/* One told by the text, the other known only by its article's day: what is
 * reported has happened by then, and news is mostly of the last days. */
static verdict half_firm_days(const ch_traits *firm, const ch_traits *loose) {
  int32_t report = loose->days.to;
  if (report == CH_DAY_NONE) return (verdict){true, true, 0, 0};
  int32_t behind = report - firm->days.to;
  /* announced, and in force some days later */
  if (report < firm->days.from - 1)
    return (verdict){is_measure(firm->report->act.type) && report >= firm->days.from - AHEAD, true, 0, CH_REASON(NEAR)};
  if (behind <= 2) return (verdict){true, false, W_DAY_LOOSE, CH_REASON(NEAR)};
  if (behind <= 7) return (verdict){true, false, W_DAY_WEEK, CH_REASON(NEAR)};
  if (behind > LOOK_BACK) return (verdict){true, true, -100, 0};
  return (verdict){true, true, 0, CH_REASON(BACKGROUND)};
}

static verdict loose_days(int32_t gap) {
  if (gap == 0) return (verdict){true, false, W_DAY_LOOSE, CH_REASON(DAY)};
  if (gap <= 2) return (verdict){true, false, W_DAY_WEEK + 2, CH_REASON(NEAR)};
  if (gap <= 5) return (verdict){true, false, 2, CH_REASON(NEAR)};
  return (verdict){true, true, 0, CH_REASON(BACKGROUND)};
}

static verdict weigh_days(const ch_traits *a, const ch_traits *b, int32_t gap) {
  if (a->days.from == CH_DAY_NONE || b->days.from == CH_DAY_NONE)
    return (verdict){true, true, 0, CH_REASON(BACKGROUND)};
  if (a->firm && b->firm) return firm_days(a, b, gap);
  if (a->firm) return half_firm_days(a, b);
  if (b->firm) return half_firm_days(b, a);
  return loose_days(gap);
}

/* Days of the acts spoken of, both told by the text, that exclude each other. */
static bool told_apart(ch_report_date a, ch_report_date b) {
  bool told = a.days.from != CH_DAY_NONE && b.days.from != CH_DAY_NONE && a.basis != CH_BASIS_ARTICLE &&
              b.basis != CH_BASIS_ARTICLE;
  return told && gap_between(a.days, b.days) > 1;
}

/* "in retaliation for the blacklisting of 38 people", in both. */
static bool answer_alike(const ch_traits *a, const ch_traits *b) {
  uint32_t shared = ch_keys_shared(a->answered, a->n_answered, b->answered, b->n_answered);
  return shared >= 2 && a->answered_number == b->answered_number &&
         (a->answered_number || shared >= 4);
}

/* Two sides seldom call off two meetings in a few days. */
static bool called_off(const ch_report *r) {
  return r->act.type == CH_TYPE_REJECT && r->about.type == CH_TYPE_CONSULT &&
         r->about.status == CH_STATUS_CANCELLED;
}

/* A meeting planned for one day, or called off, is one whenever it was told. */
static bool planned_alike(const ch_report *a, const ch_report *b) {
  return a->about.type == CH_TYPE_CONSULT && b->about.type == CH_TYPE_CONSULT && ch_meeting_day(a) != CH_DAY_NONE &&
         ch_meeting_day(a) == ch_meeting_day(b);
}

/* What one side says within a month that it will do to the other by one and the same day. */
static bool due_alike(const ch_report *a, const ch_report *b) {
  return a->act.type == b->act.type && verbal(a->act.type) && a->act.status == CH_STATUS_PLANNED &&
         b->act.status == CH_STATUS_PLANNED && a->deadline.days.to != CH_DAY_NONE &&
         a->deadline.days.to == b->deadline.days.to && known(&a->act.recipient) && known(&b->act.recipient);
}

/* Told without any day, not even as the day's news: of what had happened before. */
static bool undated(const ch_report *r) {
  return r->act.date.basis == CH_BASIS_NONE;
}

/* --- the whole --- */

/* The same place in the same story, told again. */
static bool copies(const ch_report *a, const ch_report *b) {
  if (!a->source || !b->source || !a->source->origin.n || ch_str_eq(a->article, b->article))
    return false;
  uint32_t apart = a->sentence < b->sentence ? b->sentence - a->sentence : a->sentence - b->sentence;
  return apart <= 4 && ch_str_eq(a->source->origin, b->source->origin);
}

static int words_score(const ch_traits *a, const ch_traits *b, uint32_t *shared) {
  *shared = ch_keys_shared(a->words, a->n_words, b->words, b->n_words);
  uint32_t least = a->n_words < b->n_words ? a->n_words : b->n_words;
  return least ? (int)(W_WORDS * *shared / (least < 4 ? 4 : least)) : 0;
}

/* Nothing is known but the sentence: of an earthquake or a trial, where no state acts. */
static bool is_bare(const ch_report *r) {
  return r->act.type == CH_TYPE_NONE && r->about.type == CH_TYPE_NONE && !known(&r->act.actor) &&
         !known(&r->act.recipient);
}

/* What else agrees in such reports that tell what happened by one word; -1: by another. */
static int bare_alike(const ch_traits *a, const ch_traits *b, uint32_t shared, uint32_t people,
                      uint32_t reasons) {
  if (!a->trigger || a->trigger != b->trigger) return -1;
  uint32_t words = shared > 0 ? shared - 1 : 0; /* the word itself is one */
  return (int)(words + 2 * people) + 2 * ((reasons & CH_REASON(QUANTITY)) != 0) +
         (a->place && a->place == b->place);
}

static int needed_for(ch_type type) {
  if (type == CH_TYPE_CONSULT) return NEED_TALKS;
  return verbal(type) ? NEED_WORDS : NEED_MEASURE;
}

ch_comparison ch_compare(const ch_traits *a, const ch_traits *b) {
  /* Merging needs one answer for two reports, whichever came first. */
  if (ch_report_order(a->report, b->report) > 0) {
    const ch_traits *other = a;
    a = b;
    b = other;
  }
  const ch_report *ra = a->report, *rb = b->report;
  int need_a = needed_for(ra->act.type), need_b = needed_for(rb->act.type);
  ch_comparison c = {.needed = need_a > need_b ? need_a : need_b};
  bool words_only = verbal(ra->act.type) && verbal(rb->act.type);
  bool talks = ra->act.type == CH_TYPE_CONSULT, rivals;
  double number = 0;
  /* Coding saw two acts in one sentence: they are two. */
  if (ra->sentence == rb->sentence && ra->in_title == rb->in_title && ch_str_eq(ra->article, rb->article)) return c;
  if (!acts_fit(ra, rb) || !parties_fit(ra, rb)) return c;
  if (ra->ordinal && rb->ordinal && ra->ordinal != rb->ordinal && talks) return c;
  c.gap = gap_between(a->days, b->days);
  verdict days = weigh_days(a, b, c.gap);
  bool one_plan = planned_alike(ra, rb);
  if (due_alike(ra, rb) && c.gap <= MONTH) one_plan = true;
  if (one_plan) days = (verdict){true, false, W_DAY, CH_REASON(DAY)}, c.needed = NEED_TALKS;
  if (!days.possible || !numbers_fit(a, b, &c.score, &number)) return c;
  bool distinctive = number >= DISTINCTIVE;
  if (c.score) c.reasons |= CH_REASON(QUANTITY);
  uint32_t people = people_shared(a, b, &rivals);
  if (talks && rivals) return c;
  bool places = a->place && b->place;
  bool meetings = talks || (ra->about.type == CH_TYPE_CONSULT && rb->about.type == CH_TYPE_CONSULT);
  if (meetings && places && a->place != b->place) return c;
  if (meetings && !talks && told_apart(ra->about.date, rb->about.date)) return c;

  c.possible = true;
  c.score += days.score;
  c.reasons |= days.reason;
  if (ra->act.type == rb->act.type) c.score += W_TYPE;
  else if (types_alike(ra->act.type, rb->act.type)) c.score += W_TYPE_ALIKE;
  if (a->wording == b->wording) c.score += W_WORDING, c.reasons |= CH_REASON(WORDING);
  if (copies(ra, rb)) c.score += W_COPY, c.reasons |= CH_REASON(COPY);
  if (ra->act.mode.n && rb->act.mode.n) {
    bool same = ch_str_eq(ra->act.mode, rb->act.mode);
    /* what weapon struck is told in as many ways as there are papers */
    bool telling = ra->act.type != CH_TYPE_ASSAULT && ra->act.type == rb->act.type;
    c.score += same ? W_MODE : !telling ? 0 : is_measure(ra->act.type) ? W_MODE_OTHER : -W_MODE;
    if (same) c.reasons |= CH_REASON(MODE);
  }
  if (ra->act.cameo.n && ch_str_eq(ra->act.cameo, rb->act.cameo)) c.score += W_CAMEO;
  if (ra->ordinal && ra->ordinal == rb->ordinal)
    c.score += W_ORDINAL, c.reasons |= CH_REASON(ORDINAL);
  if (people) c.score += W_PERSON * (people > 2 ? 2 : (int)people), c.reasons |= CH_REASON(PEOPLE);
  else if (rivals && words_only) c.score -= 2 * W_PERSON;
  if (places && a->place == b->place) c.score += W_PLACE, c.reasons |= CH_REASON(PLACE);
  if (ra->about.type != CH_TYPE_NONE && ra->about.type == rb->about.type)
    c.score += W_ABOUT, c.reasons |= CH_REASON(ABOUT);
  if (a->trigger && a->trigger == b->trigger) c.score += W_TRIGGER;
  bool body = a->body && a->body == b->body, answered = answer_alike(a, b);
  if (body) c.score += W_BODY, c.reasons |= CH_REASON(BODY);
  if (answered) c.score += W_ANSWERED, c.reasons |= CH_REASON(ANSWERED);
  else if (a->answered_number && b->answered_number && a->answered_number != b->answered_number)
    c.score -= W_ANSWERED;
  if (is_measure(ra->act.type) && is_measure(rb->act.type) && by_lawmakers(ra) != by_lawmakers(rb))
    c.score += W_BRANCH;
  uint32_t shared;
  int words = words_score(a, b, &shared);
  c.score += words;
  if (shared >= 2) c.reasons |= CH_REASON(WORDS);
  bool object = (a->objects & b->objects) != 0;
  if (object) c.score += W_OBJECT, c.reasons |= CH_REASON(OBJECT);
  else if (a->objects && b->objects && !talks && !distinctive) {
    if (a->sure && b->sure) c.possible = false;
    c.score += W_OBJECT_OTHER;
  }

  if (is_bare(ra) && is_bare(rb)) {
    int alike = bare_alike(a, b, shared, people, c.reasons);
    c.score = alike >= BARE_ALIKE ? c.needed + alike : 0;
    return c;
  }

  bool bridged = !types_alike(ra->act.type, rb->act.type);
  bool content = shared >= 2 || distinctive ||
                 (c.reasons & (CH_REASON(WORDING) | (shared ? CH_REASON(COPY) : 0)));
  /* "the sanctions", told again in the same story */
  bool in_story = body && ch_str_eq(ra->article, rb->article) && ra->act.type == rb->act.type;
  /* who is put out on one day is put out at once */
  bool ousted = is_measure(ra->act.type) && ch_str_is(ra->act.mode, "expel") &&
                ch_str_eq(ra->act.mode, rb->act.mode) && days.score >= W_DAY;
  bool one_off = called_off(ra) && called_off(rb) && c.gap <= 2;
  content = content || answered || one_off || ousted;
  if (talks || one_plan) content = content || one_plan || people || places;
  else if (!words_only)
    content = content || in_story || (c.reasons & CH_REASON(QUANTITY)) ||
              (object && (shared >= 2 || days.score >= W_DAY_LOOSE));
  else content = content || (people && shared);
  if (!content) c.score = 0;
  bool one_word = a->trigger && a->trigger == b->trigger;
  bool charge = object && undated(ra) && undated(rb) && shared >= 2 && one_word && ch_str_eq(ra->act.mode, rb->act.mode);
  bool told_again = (object || body) && !words_only && shared >= 3 && c.gap <= RECENT && known(&ra->act.recipient) &&
                    known(&rb->act.recipient) &&
                    (c.gap <= AHEAD || undated(a->days.to > b->days.to ? ra : rb));
  if (days.background && !told_again && !charge && !answered && !distinctive && !(number >= 2 && object && shared >= 2) && !(c.reasons & CH_REASON(WORDING)) &&
      !(places && a->place == b->place && (object || people >= 2) && shared >= 2))
    c.score = 0;
  if (bridged && !distinctive) c.score = 0;
  if (c.score < 0) c.score = 0;
  return c;
}

void ch_reasons_text(uint32_t reasons, ch_buf *out) {
  static const char *const WORDS[] = {
#define CH_X(id, words) words,
      CH_REASONS(CH_X)
#undef CH_X
  };
  bool first = true;
  for (int i = 0; i < CH_REASON_COUNT; i++) {
    if (!(reasons & (1u << i))) continue;
    if (!first) ch_buf_add_z(out, ", ");
    ch_buf_add_z(out, WORDS[i]);
    first = false;
  }
}
