/* One function an action. Each computes a stretch of the calendar, from the
 * words' own numbers, from the publication day or from the date last named.
 */
#include "read/time_resolve.h"

#include <math.h>
#include <stdlib.h>

#define HAS(slots, id) (((slots)->has & CH_TC_BIT(id)) != 0)

typedef struct resolver {
  ch_time_context *context;
  const ch_time_slots *s;
  ch_time *out;
  ch_arena *arena;
  uint32_t first, end; /* words of the expression */
} resolver;

static bool says(const resolver *r, const char *word) {
  return ch_time_says(r->context->text, r->first, r->end, word);
}

static int tense(const resolver *r) { return ch_time_tense(r->context, r->first, r->end - 1); }

static int32_t published(const resolver *r) { return r->context->published; }

static ch_stretch today(const resolver *r, ch_grain grain) { return ch_stretch_of(grain, published(r)); }

/* On a Sunday "last week" is the one that ends, and what is to come "this week"
 * comes in the one that begins tomorrow. */
static ch_stretch week_by_shift(const resolver *r, int32_t shift, int way) {
  ch_stretch week = today(r, CH_GRAIN_WEEK);
  bool sunday = published(r) != CH_DAY_NONE && ch_day_weekday(published(r)) == 6;
  if (sunday && (shift < 0 || (shift == 0 && way > 0))) shift++;
  return ch_stretch_shift(week, shift);
}

enum { DAY_HOLDS = 3 }; /* sentences for which a day stays the one that is told of */

/* The date last named, else the day of publication. No day is that of a month: behind one, "the
 * same day" is the one last named as such, and unknown if none was; "the day" is the report's. */
static ch_stretch anchor(const resolver *r, ch_grain grain) {
  const ch_time_context *c = r->context;
  int32_t from = c->last.from;
  if (grain == CH_GRAIN_DAY && c->last.grain > CH_GRAIN_DAY) {
    from = c->sentence - c->day_sentence <= DAY_HOLDS ? c->day : CH_DAY_NONE;
    if (from == CH_DAY_NONE && HAS(r->s, AFTER)) return (ch_stretch){grain, CH_DAY_NONE};
  }
  return ch_stretch_of(grain, from == CH_DAY_NONE ? published(r) : from);
}

/* ---- results ---- */

static bool give_text(resolver *r, ch_time_kind kind, ch_str value, ch_basis basis) {
  r->out->kind = kind;
  r->out->value = value;
  r->out->days = CH_DAYS_NONE;
  r->out->basis = basis;
  return true;
}

/* The value of a date of which the lists know the grain alone. */
static const char *unknown_value(ch_grain grain) {
  switch (grain) {
    case CH_GRAIN_WEEK: return "XXXX-WXX";
    case CH_GRAIN_WEEKEND: return "XXXX-WXX-WE";
    case CH_GRAIN_MONTH: return "XXXX-XX";
    case CH_GRAIN_QUARTER: return "XXXX-QX";
    case CH_GRAIN_HALF: return "XXXX-HX";
    case CH_GRAIN_YEAR: return "XXXX";
    case CH_GRAIN_DECADE: return "XXX";
    case CH_GRAIN_CENTURY: return "XX";
    case CH_GRAIN_MILLENNIUM: return "X";
    default: return "XXXX-XX-XX";
  }
}

static void name_day(resolver *r, int32_t day) {
  r->context->day = day;
  r->context->day_sentence = r->context->sentence;
}

static bool give_stretch(resolver *r, ch_stretch s, ch_basis basis) {
  if (s.from == CH_DAY_NONE) return give_text(r, CH_TIME_DATE, ch_str_of(unknown_value(s.grain)), basis);
  give_text(r, CH_TIME_DATE, ch_stretch_value(r->arena, s), basis);
  r->out->days = ch_stretch_days(s);
  r->context->last = s;
  if (s.grain == CH_GRAIN_DAY) name_day(r, s.from);
  if (s.grain == CH_GRAIN_QUARTER) {
    r->context->quarter = s;
    r->context->quarter_sentence = r->context->sentence;
  }
  return r->out->value.p != NULL;
}

static bool give_unknown(resolver *r, ch_str value, ch_basis basis) {
  return give_text(r, CH_TIME_DATE, value, basis) && value.p;
}

/* A day and what is said of its hours: "TMO", "T17:30". */
static bool give_time(resolver *r, int32_t day, ch_str hours, ch_basis basis) {
  ch_stretch s = {CH_GRAIN_DAY, day};
  ch_str date = day == CH_DAY_NONE ? CH_STR("XXXX-XX-XX") : ch_stretch_value(r->arena, s);
  if (day != CH_DAY_NONE) {
    r->context->last = s;
    name_day(r, day);
  }
  give_text(r, CH_TIME_TIME, ch_arena_printf(r->arena, "%.*sT%.*s", CH_PRI(date), CH_PRI(hours)), basis);
  if (day != CH_DAY_NONE) r->out->days = (ch_days){day, day};
  return r->out->value.p != NULL;
}

/* ---- which year, which Friday ---- */

/* In a history what comes next is told next: an incomplete date follows the
 * last one, or lies less than half a year before it. */
static bool in_history(const resolver *r) {
  return r->context->history && r->context->last.from != CH_DAY_NONE;
}

static int32_t year_in_history(const resolver *r, int32_t month) {
  ch_civil last = ch_day_to_civil(r->context->last.from);
  if (r->context->last.grain >= CH_GRAIN_YEAR || says(r, "that") || says(r, "same")) return last.year;
  if (month < last.month - 6) return last.year + 1;
  return month > last.month + 7 ? last.year - 1 : last.year;
}

enum { CHRONICLE = 12 }; /* sentences for which a month told with its year leads those that follow */

/* "In February 2011 they marched, and by EARLY MARCH", "In August 2012 Oslo warns it. IN DECEMBER
 * it recognizes": the year in which a month comes next after one that was told with its year; -1
 * if none was, or if it is not told in that one's light. */
static int32_t year_in_chronicle(const resolver *r, int32_t month, int way) {
  const ch_time_context *c = r->context;
  if (c->dated == CH_DAY_NONE || c->sentence - c->dated_sentence > CHRONICLE) return -1;
  ch_civil led = ch_day_to_civil(c->dated), now = ch_day_to_civil(published(r));
  int32_t year = month < led.month ? led.year + 1 : led.year;
  bool told = year * 12 + month <= now.year * 12 + now.month && led.year < now.year;
  bool same = c->dated_sentence == c->sentence && month > led.month;
  /* what the report tells in the present, month by month */
  uint32_t before = r->first;
  while (before > c->first && ch_time_is(c->text, before - 1, CH_TC_EDGE)) before--;
  bool in_front = before == c->first + 1 && ch_time_form_is(c->text, c->first, "in");
  return told && (same || (in_front && way == 0)) ? year : -1;
}

/* How many days nearer a date must be to be taken against the tense. */
enum { PAST_WEIGHT = 130, PAST_WEIGHT_IN = 280, FUTURE_WEIGHT = 190 };

/* "were stopped in November": the preposition ties the date to the verb. */
static bool tied_to_verb(const resolver *r) {
  const ch_time_text *t = r->context->text;
  uint32_t before = r->first;
  while (before > r->context->first && ch_time_is(t, before - 1, CH_TC_EDGE)) before--;
  return before > r->context->first && (ch_time_form_is(t, before - 1, "in") || ch_time_form_is(t, before - 1, "on"));
}

/* The year in which month (and day) lie: the nearest, tense weighed in. -1
 * when the article's day is unknown. */
static int32_t year_of(const resolver *r, int32_t month, int32_t day, int way) {
  if (published(r) == CH_DAY_NONE) return -1;
  if (in_history(r)) return year_in_history(r, month);
  int32_t chronicle = day ? -1 : year_in_chronicle(r, month, way);
  if (chronicle > 0) return chronicle;
  ch_civil now = ch_day_to_civil(published(r));
  int32_t best = now.year, distance = INT32_MAX;
  int32_t past_weight = tied_to_verb(r) ? PAST_WEIGHT_IN : PAST_WEIGHT;
  for (int32_t year = now.year - 1; year <= now.year + 1; year++) {
    int32_t d = day ? day : 1;
    if (d > ch_month_length(year, month)) continue;
    int32_t from = ch_day_from_civil(year, month, d), gap = from - published(r);
    if (r->s->weekday && day && ch_day_weekday(from) + 1 == r->s->weekday) return year;
    /* A near date outweighs the tense: "declared a dividend payable Dec. 15". */
    bool behind = day ? gap < 0 : year * 12 + month < now.year * 12 + now.month;
    int32_t cost = abs(gap) + (way < 0 && gap > 0 ? past_weight : way > 0 && behind ? FUTURE_WEIGHT : 0);
    if (cost < distance) distance = cost, best = year;
  }
  return best;
}

enum { LEAD = 6 }; /* sentences with which a report opens, its highlights counted */

static int32_t weekday_by(const resolver *r, int32_t weekday, int way) {
  int32_t now = published(r);
  if (now == CH_DAY_NONE) return CH_DAY_NONE;
  int32_t back = (ch_day_weekday(now) - (weekday - 1) + 7) % 7;
  /* News opens with what happened today. Dated a day before the day it opens with, it was
   * dated in a time zone further west: all its days count from the later one. */
  if (way < 0 && back == 6 && r->context->sentence < LEAD) {
    r->context->published = now + 1;
    return now + 1;
  }
  return way > 0 && back ? now - back + 7 : now - back;
}

/* The month and day of the slots, with their year or the likeliest. */
static int32_t day_of_slots(const resolver *r, ch_basis *basis) {
  const ch_time_slots *s = r->s;
  int32_t year = s->year;
  *basis = CH_BASIS_TEXT;
  if (!HAS(s, YEAR) && HAS(s, SHIFT) && says(r, "year") && published(r) != CH_DAY_NONE)
    year = ch_day_to_civil(published(r)).year + s->shift;
  else if (!HAS(s, YEAR))
    year = year_of(r, s->month, s->day, tense(r));
  if (year < 0 || !ch_civil_valid(year, s->month, s->day)) return CH_DAY_NONE;
  return ch_day_from_civil(year, s->month, s->day);
}

static bool resolve_date(resolver *r) {
  const ch_time_slots *s = r->s;
  if (HAS(s, SHIFT) && says(r, "month")) { /* "the 5th of this month" */
    ch_stretch month = ch_stretch_shift(today(r, CH_GRAIN_MONTH), s->shift);
    if (month.from == CH_DAY_NONE) return give_stretch(r, month, CH_BASIS_RELATIVE);
    return give_stretch(r, (ch_stretch){CH_GRAIN_DAY, month.from + s->day - 1}, CH_BASIS_RELATIVE);
  }
  ch_basis basis;
  int32_t day = day_of_slots(r, &basis);
  if (day == CH_DAY_NONE) {
    if (!ch_civil_valid(2000, s->month, s->day)) return false;
    return give_unknown(r, ch_arena_printf(r->arena, "XXXX-%02d-%02d", s->month, s->day), basis);
  }
  return give_stretch(r, (ch_stretch){CH_GRAIN_DAY, day}, basis);
}

/* "between JUNE and August 2016": the year of both stands behind the second; 0 if none does. */
static int32_t year_behind(const resolver *r, int32_t month) {
  const ch_time_context *c = r->context;
  uint64_t year;
  uint32_t second = r->end + 1;
  bool joint = second + 1 < c->end && (ch_time_form_is(c->text, r->end, "and") || ch_time_form_is(c->text, r->end, "to"));
  if (!joint || !ch_time_is(c->text, second, CH_TC_MONTH)) return 0;
  ch_str form = ch_word_form(c->text->doc, second + 1);
  if (form.n != 4 || !ch_str_to_u64(form, &year) || year < 1500 || year > 2100) return 0;
  return ch_time_word_number(c->text->known[second], CH_TC_MONTH) >= month ? (int32_t)year : 0;
}

static bool resolve_month(resolver *r) {
  const ch_time_slots *s = r->s;
  int32_t year = s->year;
  ch_basis basis = CH_BASIS_TEXT;
  if (HAS(s, SHIFT) || HAS(s, AFTER)) basis = CH_BASIS_RELATIVE;
  if (HAS(s, YEAR) || HAS(s, YY)) {
  } else if (published(r) == CH_DAY_NONE) {
    year = -1;
  } else if (HAS(s, SHIFT) && says(r, "year")) {
    year = ch_day_to_civil(published(r)).year + s->shift;
  } else if (HAS(s, SHIFT)) {
    ch_civil now = ch_day_to_civil(published(r));
    year = now.year;
    if (s->shift < 0 && s->month >= now.month) year--;
    if (s->shift > 0 && s->month <= now.month) year++;
  } else if (HAS(s, AFTER)) {
    ch_civil from = ch_day_to_civil(anchor(r, CH_GRAIN_MONTH).from);
    year = from.year;
    if (s->after < 0 && s->month >= from.month) year--;
    if (s->after > 0 && s->month <= from.month) year++;
  } else {
    int32_t behind = year_behind(r, s->month);
    year = behind > 0 ? behind : year_of(r, s->month, 0, tense(r));
  }
  if (year < 1) return give_unknown(r, ch_arena_printf(r->arena, "XXXX-%02d", s->month), basis);
  ch_stretch of = {CH_GRAIN_MONTH, ch_day_from_civil(year, s->month, 1)};
  if (HAS(s, YEAR) || (r->context->dated != CH_DAY_NONE && year_in_chronicle(r, s->month, tense(r)) == year)) {
    r->context->dated = of.from;
    r->context->dated_sentence = r->context->sentence;
  }
  return give_stretch(r, of, basis);
}

/* 11/04/2017: by the weekday beside it, by what can be no month, by which of
 * the two lies nearer before the day of publication, else month first. */
static bool resolve_numdate(resolver *r) {
  const ch_time_slots *s = r->s;
  int32_t month = s->date_month, day = s->date_day, year = s->date_year;
  if (!s->date_iso) {
    bool monthly = ch_civil_valid(year, month, day), daily = ch_civil_valid(year, day, month);
    bool swap = !monthly;
    if (monthly && daily && month != day) {
      int32_t m = ch_day_from_civil(year, month, day), d = ch_day_from_civil(year, day, month), now = published(r);
      ch_str form = ch_word_form(r->context->text->doc, r->end - 1);
      if (HAS(s, WEEKDAY)) swap = ch_day_weekday(d) + 1 == s->weekday && ch_day_weekday(m) + 1 != s->weekday;
      else if (ch_str_find_byte(form, '.', 0) != SIZE_MAX) swap = true;
      else if (now != CH_DAY_NONE && abs(d - now) <= 7 && abs(m - now) > 20) swap = true;
    }
    if (swap) month = s->date_day, day = s->date_month;
  }
  if (!ch_civil_valid(year, month, day)) return false;
  return give_stretch(r, (ch_stretch){CH_GRAIN_DAY, ch_day_from_civil(year, month, day)}, CH_BASIS_TEXT);
}

static ch_stretch year_stretch(int32_t year) {
  return (ch_stretch){CH_GRAIN_YEAR, ch_day_from_civil(year, 1, 1)};
}

static bool resolve_year(resolver *r) {
  const ch_time_slots *s = r->s;
  if (HAS(s, YEAR) || HAS(s, YY)) {
    if (says(r, "bc") || says(r, "bce")) return give_unknown(r, ch_arena_printf(r->arena, "BC%04d", s->year), CH_BASIS_TEXT);
    return give_stretch(r, year_stretch(s->year), CH_BASIS_TEXT);
  }
  const ch_time_text *t = r->context->text;
  if (r->end < r->context->end && (ch_time_form_is(t, r->end, "ended") || ch_time_form_is(t, r->end, "ending")))
    return give_text(r, CH_TIME_DURATION, CH_STR("P1Y"), CH_BASIS_NONE);
  return give_stretch(r, ch_stretch_shift(today(r, CH_GRAIN_YEAR), HAS(s, SHIFT) ? s->shift : 0), CH_BASIS_RELATIVE);
}

static bool resolve_decade(resolver *r) {
  /* "men IN THEIR 20s": years of life */
  if (r->first > r->context->first && ch_str_is(r->context->text->doc->words[r->first - 1].xpos, "PRP$")) return false;
  return give_stretch(r, (ch_stretch){CH_GRAIN_DECADE, ch_day_from_civil(r->s->decade, 1, 1)}, CH_BASIS_TEXT);
}

static bool resolve_century(resolver *r) {
  int32_t year = (r->s->ord - 1) * 100;
  if (year < 100) return false;
  return give_stretch(r, (ch_stretch){CH_GRAIN_CENTURY, ch_day_from_civil(year, 1, 1)}, CH_BASIS_TEXT);
}

/* The year in which the season of "this winter" or "last summer" begins. */
static int32_t year_of_season(ch_civil now, int32_t month, int32_t shift, int way) {
  bool over = month == 12 ? now.month >= 3 : now.month >= month + 3;
  bool begun = month == 12 ? now.month == 12 : now.month >= month;
  int32_t year = month == 12 && now.month < 3 ? now.year - 1 : now.year;
  if (shift < 0) return month == 12 || !over ? year - 1 : year;
  if (shift > 0) return begun ? year + 1 : year;
  return way < 0 && !begun && year == now.year ? year - 1 : year;
}

static bool resolve_season(resolver *r) {
  const ch_time_slots *s = r->s;
  static const int32_t months[] = {12, 3, 6, 9};
  int32_t month = months[s->season], year;
  ch_basis basis = HAS(s, YEAR) ? CH_BASIS_TEXT : CH_BASIS_RELATIVE;
  bool of = r->end < r->context->end && ch_time_form_is(r->context->text, r->end, "of");
  if (of && !HAS(s, YEAR)) return false; /* "the fall of the city" */
  if (HAS(s, YEAR)) {
    year = s->year;
  } else if (HAS(s, AFTER) && r->context->last.from != CH_DAY_NONE) {
    ch_stretch from = ch_stretch_of(CH_GRAIN_SEASON, r->context->last.from);
    ch_civil c = ch_day_to_civil(from.from);
    year = c.year + (s->after > 0 ? month <= c.month : s->after < 0 ? -(month >= c.month) : 0);
  } else if (published(r) == CH_DAY_NONE) {
    static const char *const names[] = {"WI", "SP", "SU", "FA"};
    return give_unknown(r, ch_arena_printf(r->arena, "XXXX-%s", names[s->season]), basis);
  } else if (in_history(r)) {
    year = year_in_history(r, month);
  } else {
    ch_civil now = ch_day_to_civil(published(r));
    year = now.year;
    bool of_year = HAS(s, SHIFT) && says(r, "year");
    int way = tense(r);
    if (of_year) year += s->shift;
    else if (HAS(s, SHIFT)) year = year_of_season(now, month, says(r, "past") ? -1 : s->shift, way);
    else if (says(r, "past") || way < 0) year -= month > now.month;
    else if (way > 0 && month + 2 < now.month) year++;
  }
  return give_stretch(r, (ch_stretch){CH_GRAIN_SEASON, ch_day_from_civil(year, month, 1)}, basis);
}

/* ---- quarters, as companies count them ---- */

static bool resolve_quarter(resolver *r) {
  const ch_time_slots *s = r->s;
  int32_t number = HAS(s, QTR) ? s->quarter : s->ord, year;
  bool ago = says(r, "ago") || says(r, "earlier");
  if (number < 1 || number > 4) return false;
  ch_basis basis = HAS(s, YEAR) ? CH_BASIS_TEXT : CH_BASIS_RELATIVE;
  if (HAS(s, YEAR)) {
    year = s->year;
  } else if (published(r) == CH_DAY_NONE) {
    return give_unknown(r, ch_arena_printf(r->arena, "XXXX-Q%d", number), basis);
  } else {
    ch_civil now = ch_day_to_civil(published(r));
    year = now.year + (HAS(s, SHIFT) ? s->shift : 0);
    if (!HAS(s, SHIFT) && tense(r) < 0 && (number - 1) * 3 + 1 > now.month + 2) year--;
    if (ago) year--;
  }
  return give_stretch(r, (ch_stretch){CH_GRAIN_QUARTER, ch_day_from_civil(year, number * 3 - 2, 1)}, basis);
}

static ch_stretch quarter_last_named(const resolver *r) {
  if (r->context->quarter.from != CH_DAY_NONE) return r->context->quarter;
  return ch_stretch_shift(today(r, CH_GRAIN_QUARTER), -1);
}

static bool resolve_the_quarter(resolver *r) {
  ch_stretch quarter = quarter_last_named(r), over = ch_stretch_shift(today(r, CH_GRAIN_QUARTER), -1);
  if (says(r, "latest") && over.from != CH_DAY_NONE && quarter.from > over.from) quarter = over;
  if (HAS(r->s, YEAR) && quarter.from != CH_DAY_NONE) {
    ch_civil c = ch_day_to_civil(quarter.from);
    quarter.from = ch_day_from_civil(r->s->year, c.month, 1);
  }
  return give_stretch(r, quarter, CH_BASIS_RELATIVE);
}

static bool resolve_quarter_ago(resolver *r) {
  ch_stretch kept = r->context->quarter;
  bool done = give_stretch(r, ch_stretch_shift(quarter_last_named(r), -4), CH_BASIS_RELATIVE);
  r->context->quarter = kept;
  return done;
}

static bool resolve_half(resolver *r) {
  const ch_time_slots *s = r->s;
  int32_t half = HAS(s, ORD) ? s->ord : 2, year;
  if (half < 1 || half > 2) return false;
  if (HAS(s, YEAR)) year = s->year;
  else if (published(r) == CH_DAY_NONE) return give_stretch(r, (ch_stretch){CH_GRAIN_HALF, CH_DAY_NONE}, CH_BASIS_RELATIVE);
  else year = ch_day_to_civil(published(r)).year + (HAS(s, SHIFT) ? s->shift : 0);
  return give_stretch(r, (ch_stretch){CH_GRAIN_HALF, ch_day_from_civil(year, half * 6 - 5, 1)},
                      HAS(s, YEAR) ? CH_BASIS_TEXT : CH_BASIS_RELATIVE);
}

/* ---- days ---- */

static int32_t dayref_day(const resolver *r) {
  if (published(r) == CH_DAY_NONE) return CH_DAY_NONE;
  bool twice = says(r, "before") || says(r, "after"); /* "the day before yesterday" */
  return published(r) + r->s->dayref * (twice ? 2 : 1);
}

static bool resolve_dayref(resolver *r) {
  return give_stretch(r, (ch_stretch){CH_GRAIN_DAY, dayref_day(r)}, CH_BASIS_RELATIVE);
}

/* "scheduled a vote FOR WEDNESDAY": set for what is to come, though it was set in the past. */
static bool is_set_for(const resolver *r) {
  const ch_time_text *t = r->context->text;
  const ch_document *doc = t->doc;
  uint32_t w = r->end - 1;
  if (r->first == r->context->first || !ch_time_form_is(t, r->first - 1, "for") || !doc->child_first)
    return false;
  return ch_rel_universal((ch_rel)doc->words[w].rel) == CH_REL_OBL ||
         ch_rel_universal((ch_rel)doc->words[w].rel) == CH_REL_NMOD;
}

static int32_t weekday_day(const resolver *r) {
  const ch_time_slots *s = r->s;
  int32_t now = published(r);
  if (HAS(s, AFTER)) {
    int32_t from = r->context->last.from == CH_DAY_NONE ? now : r->context->last.from;
    if (from == CH_DAY_NONE) return from;
    int32_t back = (ch_day_weekday(from) - (s->weekday - 1) + 7) % 7;
    if (s->after > 0) return from - back + 7;
    return s->after < 0 && back == 0 ? from - 7 : from - back;
  }
  if (now == CH_DAY_NONE) return now;
  if (HAS(s, SHIFT) && says(r, "week")) return week_by_shift(r, s->shift, 0).from + s->weekday - 1;
  if (says(r, "ago")) return weekday_by(r, s->weekday, -1) - 7;
  if (says(r, "from")) return weekday_by(r, s->weekday, 1) + 7;
  if (!HAS(s, SHIFT)) return weekday_by(r, s->weekday, is_set_for(r) ? 1 : tense(r));
  int32_t back = (ch_day_weekday(now) - (s->weekday - 1) + 7) % 7;
  if (s->shift < 0) return now - (back ? back : 7);
  if (s->shift > 0) return now - back + 7;
  return ch_stretch_of(CH_GRAIN_WEEK, now).from + s->weekday - 1; /* "this Friday" */
}

static bool resolve_weekday(resolver *r) {
  int32_t day = weekday_day(r);
  if (day == CH_DAY_NONE)
    return give_unknown(r, ch_arena_printf(r->arena, "XXXX-WXX-%d", r->s->weekday), CH_BASIS_RELATIVE);
  return give_stretch(r, (ch_stretch){CH_GRAIN_DAY, day}, CH_BASIS_RELATIVE);
}

/* The day that a part of it or a clock time belongs to. */
static int32_t day_beside(const resolver *r, ch_basis *basis) {
  const ch_time_slots *s = r->s;
  *basis = CH_BASIS_RELATIVE;
  if (HAS(s, MONTH)) return day_of_slots(r, basis);
  if (HAS(s, DAYREF)) return dayref_day(r);
  if (HAS(s, WEEKDAY)) return weekday_day(r);
  if (HAS(s, AFTER) || says(r, "the")) {
    int32_t from = anchor(r, CH_GRAIN_DAY).from; /* no morning is that of a month */
    return from == CH_DAY_NONE ? from : from + s->after;
  }
  if (says(r, "last")) /* "last night" */
    return published(r) == CH_DAY_NONE ? CH_DAY_NONE : published(r) - 1;
  if (HAS(s, SHIFT)) return published(r) == CH_DAY_NONE ? CH_DAY_NONE : published(r) + s->shift;
  return published(r);
}

static bool resolve_part(resolver *r) {
  ch_basis basis;
  int32_t day = day_beside(r, &basis);
  return give_time(r, day, r->s->part.n ? r->s->part : CH_STR("NI"), basis);
}

static bool resolve_clock(resolver *r) {
  const ch_time_slots *s = r->s;
  ch_basis basis = CH_BASIS_RELATIVE;
  bool own = HAS(s, MONTH) || HAS(s, DAYREF) || HAS(s, WEEKDAY);
  int32_t day = own ? day_beside(r, &basis)
                : r->context->last.grain == CH_GRAIN_DAY ? r->context->last.from : published(r);
  int32_t hour = s->hour;
  if (hour < 12 && HAS(s, PART) && !ch_str_is(s->part, "MO")) hour += 12;
  ch_str hours = ch_arena_printf(r->arena, "%02d:%02d", hour, s->minute);
  return hours.p && give_time(r, day, hours, basis);
}

/* ---- this, last, next ---- */

static bool give_duration(resolver *r, double n, bool vague, ch_grain unit);

static bool resolve_shift(resolver *r) {
  const ch_time_slots *s = r->s;
  ch_grain unit = HAS(s, UNIT) ? (ch_grain)s->unit : CH_GRAIN_DAY;
  if (says(r, "weekend")) unit = CH_GRAIN_WEEKEND;
  else if (!HAS(s, UNIT) && says(r, "week")) unit = CH_GRAIN_WEEK;
  else if (!HAS(s, UNIT) && says(r, "month")) unit = CH_GRAIN_MONTH;
  if (unit < CH_GRAIN_HOUR) return false;
  if (unit < CH_GRAIN_DAY) return HAS(s, SHIFT) && says(r, "the") ? give_duration(r, 1, false, unit) : false;
  bool counted = !HAS(s, SHIFT) && !HAS(s, EARLY);
  if (counted && (says(r, "before") || says(r, "earlier"))) return give_stretch(r, ch_stretch_shift(anchor(r, unit), -1), CH_BASIS_RELATIVE);
  if (counted && (says(r, "after") || says(r, "later"))) return give_stretch(r, ch_stretch_shift(anchor(r, unit), 1), CH_BASIS_RELATIVE);
  if (HAS(s, AFTER)) return give_stretch(r, ch_stretch_shift(anchor(r, unit), s->after), CH_BASIS_RELATIVE);
  if (HAS(s, SHIFT) && unit == CH_GRAIN_DAY && s->shift != 0) /* "the next day" */
    return give_stretch(r, ch_stretch_shift(anchor(r, unit), s->shift), CH_BASIS_RELATIVE);
  int32_t shift = HAS(s, SHIFT) ? s->shift : 0;
  if (in_history(r) && !HAS(s, SHIFT)) return give_stretch(r, anchor(r, unit), CH_BASIS_RELATIVE);
  if (unit == CH_GRAIN_WEEKEND && !HAS(s, SHIFT) && tense(r) <= 0 && published(r) != CH_DAY_NONE &&
      ch_day_weekday(published(r)) < 5)
    shift = -1; /* "over the weekend" */
  if (unit == CH_GRAIN_DAY && !HAS(s, SHIFT)) return give_stretch(r, anchor(r, unit), CH_BASIS_RELATIVE);
  if (unit == CH_GRAIN_WEEK && HAS(s, SHIFT)) return give_stretch(r, week_by_shift(r, shift, tense(r)), CH_BASIS_RELATIVE);
  return give_stretch(r, ch_stretch_shift(today(r, unit), shift), CH_BASIS_RELATIVE);
}

static bool resolve_year_end(resolver *r) {
  if (published(r) == CH_DAY_NONE) return give_unknown(r, CH_STR("XXXX-12-31"), CH_BASIS_RELATIVE);
  int32_t year = ch_day_to_civil(published(r)).year;
  return give_stretch(r, (ch_stretch){CH_GRAIN_DAY, ch_day_from_civil(year, 12, 31)}, CH_BASIS_RELATIVE);
}

/* ---- so many units from somewhere ---- */

static int32_t whole(double n) { return n > 1000000 ? 1000000 : (int32_t)n; }

/* n units before or after the day, at the unit's own grain. */
static bool give_counted(resolver *r, int32_t from, ch_grain unit, double n, int way, ch_basis basis) {
  ch_stretch base = ch_stretch_of(unit, from);
  if (r->s->fortnight) n *= 2;
  if (unit < CH_GRAIN_DAY) return give_stretch(r, base, basis);
  if (unit == CH_GRAIN_YEAR && n != floor(n))
    return give_stretch(r, ch_stretch_shift(ch_stretch_of(CH_GRAIN_MONTH, from), way * whole(n * 12)), basis);
  return give_stretch(r, ch_stretch_shift(base, way * whole(n)), basis);
}

static double count_of(const resolver *r) {
  double n = r->s->n_num ? r->s->num[r->s->n_num - 1] : 1;
  return says(r, "half") && n == floor(n) ? n + 0.5 : n;
}

/* Sentences for which a quarter is what figures are compared over. */
enum { QUARTER_HOLDS = 3 };

/* "a year ago" beside a quarter means the same quarter then. */
static bool year_from_quarter(const resolver *r) {
  return r->s->unit == CH_GRAIN_YEAR && count_of(r) == 1 && r->context->quarter.from != CH_DAY_NONE &&
         r->context->sentence - r->context->quarter_sentence <= QUARTER_HOLDS;
}

static bool resolve_ago(resolver *r) {
  const ch_time_slots *s = r->s;
  bool counted = s->n_num ? !s->vague[0] : says(r, "a") || says(r, "an");
  if (!HAS(s, UNIT) && !HAS(s, UNITS)) counted = false;
  if (says(r, "long") || !counted) return give_text(r, CH_TIME_DATE, CH_STR("PAST_REF"), CH_BASIS_RELATIVE);
  if (year_from_quarter(r)) return resolve_quarter_ago(r);
  return give_counted(r, published(r), (ch_grain)s->unit, count_of(r), -1, CH_BASIS_RELATIVE);
}

static bool resolve_from_now(resolver *r) {
  const ch_time_slots *s = r->s;
  if (s->n_num && s->vague[0]) return give_text(r, CH_TIME_DATE, CH_STR("FUTURE_REF"), CH_BASIS_RELATIVE);
  return give_counted(r, published(r), (ch_grain)s->unit, count_of(r), 1, CH_BASIS_RELATIVE);
}

static bool resolve_later(resolver *r) {
  const ch_time_slots *s = r->s;
  int way = says(r, "earlier") || says(r, "before") || says(r, "previously") ? -1 : 1;
  ch_grain unit = (ch_grain)s->unit;
  if ((s->n_num && s->vague[0]) || (!s->n_num && HAS(s, UNITS)))
    return give_text(r, CH_TIME_DATE, way < 0 ? CH_STR("PAST_REF") : CH_STR("FUTURE_REF"), CH_BASIS_RELATIVE);
  if (way < 0 && year_from_quarter(r)) return resolve_quarter_ago(r);
  /* Days cannot be counted from a month. */
  ch_stretch last = r->context->last;
  if (last.from != CH_DAY_NONE && last.grain > unit && unit >= CH_GRAIN_DAY)
    return give_text(r, CH_TIME_DATE, ch_str_of(unknown_value(unit)), CH_BASIS_RELATIVE);
  bool given = give_counted(r, anchor(r, unit > CH_GRAIN_DAY ? unit : CH_GRAIN_DAY).from, unit, count_of(r), way, CH_BASIS_RELATIVE);
  /* "closed on Saturday by an order given two days before. On the same day": on Saturday */
  if (way < 0 && last.grain == CH_GRAIN_DAY && last.from != CH_DAY_NONE) {
    r->context->last = last;
    name_day(r, last.from);
  }
  return given;
}

/* ---- durations and sets ---- */

static bool duration_unit(ch_grain unit, const char **prefix, const char **letter, double *factor) {
  *prefix = "P";
  *factor = 1;
  switch (unit) {
    case CH_GRAIN_SECOND: *prefix = "PT", *letter = "S"; break;
    case CH_GRAIN_MINUTE: *prefix = "PT", *letter = "M"; break;
    case CH_GRAIN_HOUR: *prefix = "PT", *letter = "H"; break;
    case CH_GRAIN_DAY: *letter = "D"; break;
    case CH_GRAIN_WEEK: *letter = "W"; break;
    case CH_GRAIN_WEEKEND: *letter = "WE"; break;
    case CH_GRAIN_MONTH: *letter = "M"; break;
    case CH_GRAIN_QUARTER: *letter = "M", *factor = 3; break;
    case CH_GRAIN_HALF: *letter = "M", *factor = 6; break;
    case CH_GRAIN_YEAR: *letter = "Y"; break;
    case CH_GRAIN_DECADE: *letter = "Y", *factor = 10; break;
    case CH_GRAIN_CENTURY: *letter = "Y", *factor = 100; break;
    case CH_GRAIN_MILLENNIUM: *letter = "Y", *factor = 1000; break;
    default: return false;
  }
  return true;
}

/* "P2Y6M" for two and a half years; a plain decimal elsewhere. */
static ch_str duration_value(resolver *r, double n, bool vague, ch_grain unit) {
  const char *prefix, *letter;
  double factor;
  if (!duration_unit(unit, &prefix, &letter, &factor)) return CH_STR("PXX");
  if (vague) {
    static const char *const vague_letters[] = {[CH_GRAIN_QUARTER] = "Q", [CH_GRAIN_DECADE] = "DE", [CH_GRAIN_CENTURY] = "CE"};
    const char *own = unit == CH_GRAIN_QUARTER || unit == CH_GRAIN_DECADE || unit == CH_GRAIN_CENTURY ? vague_letters[unit] : letter;
    return ch_arena_printf(r->arena, "%sX%s", prefix, own);
  }
  n *= factor * (r->s->fortnight ? 2 : 1);
  double part = n - floor(n);
  if (part == 0.5 && unit == CH_GRAIN_YEAR && n > 1) return ch_arena_printf(r->arena, "P%dY6M", whole(n));
  if (part == 0.5 && unit == CH_GRAIN_YEAR) return CH_STR("P6M");
  if (part == 0.5 && unit == CH_GRAIN_HOUR) return n < 1 ? CH_STR("PT30M") : ch_arena_printf(r->arena, "PT%dH30M", whole(n));
  if (part == 0.5 && unit == CH_GRAIN_MINUTE) return n < 1 ? CH_STR("PT30S") : ch_arena_printf(r->arena, "PT%dM30S", whole(n));
  if (part == 0.5 && unit == CH_GRAIN_DAY && n < 1) return CH_STR("PT12H");
  return ch_arena_printf(r->arena, "%s%g%s", prefix, n, letter);
}

static bool give_duration(resolver *r, double n, bool vague, ch_grain unit) {
  ch_str value = duration_value(r, n, vague, unit);
  return value.p && give_text(r, CH_TIME_DURATION, value, CH_BASIS_NONE);
}

/* "52 years old", "a 136-year-old bank": ages are no times. */
static bool followed_by_old(const resolver *r) {
  const ch_time_text *t = r->context->text;
  uint32_t next = r->end;
  if (next + 1 < r->context->end && ch_str_is(ch_word_form(t->doc, next), "-")) next++;
  return next < r->context->end && (ch_time_form_is(t, next, "old") || ch_time_form_is(t, next, "olds"));
}

static bool resolve_duration(resolver *r) {
  const ch_time_slots *s = r->s;
  if (!HAS(s, UNIT) && !HAS(s, UNITS))
    return give_text(r, CH_TIME_DURATION, says(r, "some") ? CH_STR("PXM") : CH_STR("PXX"), CH_BASIS_NONE);
  if (followed_by_old(r)) return false;
  if (s->unit == CH_GRAIN_QUARTER || (s->unit == CH_GRAIN_SECOND && !s->n_num)) return false;
  bool bare = !s->n_num && !HAS(s, UNIT);
  if (bare && (r->first == r->context->first || !ch_time_is(r->context->text, r->first - 1, CH_TC_SPELL))) return false;
  bool half = says(r, "half");
  double n = s->n_num ? s->num[0] : half && !says(r, "and") ? 0 : 1;
  bool vague = s->n_num ? s->vague[0] : HAS(s, UNITS);
  return give_duration(r, half && n == floor(n) ? n + 0.5 : n, vague, (ch_grain)s->unit);
}

static bool resolve_span(resolver *r) {
  const ch_time_slots *s = r->s;
  bool counted = s->n_num > 0;
  return give_duration(r, counted ? s->num[0] : 1, counted ? s->vague[0] : true, (ch_grain)s->unit);
}

static bool resolve_recent(resolver *r) {
  if (says(r, "future")) return give_text(r, CH_TIME_DATE, CH_STR("FUTURE_REF"), CH_BASIS_RELATIVE);
  if (HAS(r->s, SHIFT) && says(r, "the")) return give_duration(r, 1, true, (ch_grain)r->s->unit);
  return give_text(r, CH_TIME_DATE, CH_STR("PAST_REF"), CH_BASIS_RELATIVE);
}

static bool give_set(resolver *r, ch_str value) {
  return value.p && give_text(r, CH_TIME_SET, value, CH_BASIS_NONE);
}

static bool resolve_set(resolver *r) {
  const ch_time_slots *s = r->s;
  static const char *const seasons[] = {"WI", "SP", "SU", "FA"};
  if (HAS(s, EVERY)) return give_set(r, s->every);
  if (HAS(s, WEEKDAY) || HAS(s, WEEKDAYS)) {
    if (HAS(s, PART) || HAS(s, PARTS)) return give_set(r, ch_arena_printf(r->arena, "XXXX-WXX-%dT%.*s", s->weekday, CH_PRI(s->part)));
    return give_set(r, ch_arena_printf(r->arena, "XXXX-WXX-%d", s->weekday));
  }
  if (HAS(s, MONTH)) return give_set(r, ch_arena_printf(r->arena, "XXXX-%02d", s->month));
  if (HAS(s, SEASON)) return give_set(r, ch_arena_printf(r->arena, "XXXX-%s", seasons[s->season]));
  if (HAS(s, PART)) return give_set(r, ch_arena_printf(r->arena, "XXXX-XX-XXT%.*s", CH_PRI(s->part)));
  if (s->unit == CH_GRAIN_WEEKEND || says(r, "weekend")) return give_set(r, CH_STR("XXXX-WXX-WE"));
  if (s->unit == CH_GRAIN_SECOND) return false;
  bool of_times = says(r, "times"); /* "three times a week": the number counts no units */
  double n = s->n_num && !of_times ? s->num[0] : HAS(s, ORD) ? s->ord : says(r, "other") ? 2 : 1;
  return give_set(r, duration_value(r, n, false, (ch_grain)s->unit));
}

static bool resolve_holiday(resolver *r) {
  const ch_time_slots *s = r->s;
  int32_t month = HAS(s, HOLIDAY) ? s->holiday / 100 : 1, day = HAS(s, HOLIDAY) ? s->holiday % 100 : 1;
  int32_t year = HAS(s, YEAR) ? s->year : year_of(r, month, day, tense(r));
  if (year < 1) return give_unknown(r, ch_arena_printf(r->arena, "XXXX-%02d-%02d", month, day), CH_BASIS_TEXT);
  int32_t at = ch_day_from_civil(year, month, day) - (says(r, "eve") ? 1 : 0);
  return give_stretch(r, (ch_stretch){CH_GRAIN_DAY, at}, CH_BASIS_TEXT);
}

static bool resolve_ref(resolver *r) {
  static const struct { const char *word; const char *value; } words[] = {
      {"future", "FUTURE_REF"}, {"term", "FUTURE_REF"}, {"possible", "FUTURE_REF"}, {"course", "FUTURE_REF"},
      {"later", "FUTURE_REF"}, {"some", "FUTURE_REF"}, {"someday", "FUTURE_REF"},
      {"past", "PAST_REF"}, {"those", "PAST_REF"}, {"then", "PAST_REF"}, {"recently", "PAST_REF"},
      {"that", "PAST_REF"}, {"one", "PAST_REF"},
      {"these", "PRESENT_REF"}, {"moment", "PRESENT_REF"}, {"present", "PRESENT_REF"}, {"now", "PRESENT_REF"},
      {"this", "PRESENT_REF"}, {"time", "PAST_REF"}};
  ch_str value = r->s->ref;
  const ch_time_text *t = r->context->text;
  if (ch_str_is(value, "FUTURE_REF")) { /* not "as soon as", "soon after" */
    if (r->first > r->context->first && ch_time_form_is(t, r->first - 1, "as")) return false;
    if (r->end < r->context->end && (ch_time_form_is(t, r->end, "after") || ch_time_form_is(t, r->end, "before"))) return false;
  }
  for (size_t i = 0; !value.n && i < sizeof words / sizeof *words; i++)
    if (says(r, words[i].word)) value = ch_str_of(words[i].value);
  return value.n && give_text(r, CH_TIME_DATE, value, CH_BASIS_RELATIVE);
}

static bool (*const resolvers[CH_TA_COUNT])(resolver *) = {
    [CH_TA_DATE] = resolve_date,           [CH_TA_MONTH] = resolve_month,
    [CH_TA_NUMDATE] = resolve_numdate,     [CH_TA_YEAR] = resolve_year,
    [CH_TA_DECADE] = resolve_decade,       [CH_TA_CENTURY] = resolve_century,
    [CH_TA_SEASON] = resolve_season,       [CH_TA_QUARTER] = resolve_quarter,
    [CH_TA_THEQUARTER] = resolve_the_quarter, [CH_TA_AGOQUARTER] = resolve_quarter_ago,
    [CH_TA_HALF] = resolve_half,           [CH_TA_DAYREF] = resolve_dayref,
    [CH_TA_PART] = resolve_part,           [CH_TA_WEEKDAY] = resolve_weekday,
    [CH_TA_SHIFT] = resolve_shift,         [CH_TA_YEAREND] = resolve_year_end,
    [CH_TA_SPAN] = resolve_span,           [CH_TA_RECENT] = resolve_recent,
    [CH_TA_AGO] = resolve_ago,             [CH_TA_FROMNOW] = resolve_from_now,
    [CH_TA_LATER] = resolve_later,         [CH_TA_DURATION] = resolve_duration,
    [CH_TA_SET] = resolve_set,             [CH_TA_HOLIDAY] = resolve_holiday,
    [CH_TA_CLOCK] = resolve_clock,         [CH_TA_REF] = resolve_ref,
};

bool ch_time_resolve(ch_time_context *context, const ch_time_found *found, uint32_t w,
                     ch_time *time, bool *failed) {
  resolver r = {context, &found->slots, time, context->text->doc->arena, w, found->end};
  time->value = (ch_str){"", 0};
  if (!resolvers[found->pattern->action](&r)) {
    *failed = time->value.p == NULL;
    return false;
  }
  return true;
}
