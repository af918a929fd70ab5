/* A date is looked for at the start of each number and each word: a few
 * layouts are tried there, then a time before or behind it. */
#include "ingest/date.h"

#include <stdlib.h>
#include <string.h>

#include "ingest/date_words.h"

enum { SEARCHED = 64 * 1024, EARLIEST = 1800, LATEST = 2100, TIME_BEFORE = 40 };

/* ---- small pieces ----------------------------------------------------------- */

typedef struct cursor {
  ch_str s;
  size_t i;
} cursor;

static inline char at(const cursor *c) {
  return c->i < c->s.n ? c->s.p[c->i] : '\0';
}
static inline char after(const cursor *c, size_t k) {
  return c->i + k < c->s.n ? c->s.p[c->i + k] : '\0';
}
static inline bool digit(char c) {
  return c >= '0' && c <= '9';
}
static inline bool letter(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}
static inline bool beyond_ascii(char c) {
  return ((unsigned char)c & 0x80) != 0;
}

/* Decimal digits, most of `most`; the count of digits, 0 if none or more. */
static int number(cursor *c, int most, int64_t *value) {
  int n = 0;
  int64_t v = 0;
  while (digit(after(c, (size_t)n))) {
    if (n == most) return 0;
    v = v * 10 + (after(c, (size_t)n) - '0');
    n++;
  }
  if (n == 0) return 0;
  *value = v;
  c->i += (size_t)n;
  return n;
}

static ch_str word(cursor *c) {
  size_t from = c->i;
  while (letter(at(c))) c->i++;
  return ch_str_slice(c->s, from, c->i);
}

static bool skip(cursor *c, char what) {
  if (at(c) != what) return false;
  c->i++;
  return true;
}

static void spaces(cursor *c) {
  while (at(c) == ' ' || at(c) == '\t' || at(c) == '\n' || at(c) == '\r') c->i++;
}

static bool skip_word(cursor *c, const char *what) {
  cursor t = *c;
  if (!ch_str_eq_fold(word(&t), ch_str_of(what))) return false;
  *c = t;
  return true;
}

/* "31st", "2nd": the letters behind a day. */
static void ordinal(cursor *c) {
  static const char *const ENDS[] = {"st", "nd", "rd", "th"};
  for (int k = 0; k < 4; k++) {
    if (skip_word(c, ENDS[k])) return;
  }
}

/* A month's name, which English prints with a capital. */
static int32_t month_name(cursor *c) {
  cursor t = *c;
  char first = at(&t);
  int32_t month = ch_month_of(word(&t));
  if (month == 0 || first < 'A' || first > 'Z') return 0;
  if (beyond_ascii(at(&t)) || digit(at(&t))) return 0;
  *c = t;
  return month;
}

static bool year(cursor *c, int64_t *value) {
  cursor t = *c;
  if (number(&t, 4, value) != 4 || *value < EARLIEST || *value > LATEST) return false;
  *c = t;
  return true;
}

/* ---- times -------------------------------------------------------------------- */

typedef struct clock_time {
  int32_t minute; /* of the day, as printed */
  int32_t zone;   /* minutes east */
  bool zoned;
} clock_time;

static bool half_of_day(cursor *c, int64_t *hour) {
  cursor t = *c;
  char h = (char)(at(&t) | 0x20);
  if (h != 'a' && h != 'p') return false;
  t.i++;
  skip(&t, '.');
  if ((at(&t) | 0x20) != 'm') return false;
  t.i++;
  if (letter(at(&t))) return false;
  skip(&t, '.');
  if (*hour > 12 || *hour < 1) return *hour <= 23;
  *hour = *hour % 12 + (h == 'p' ? 12 : 0);
  *c = t;
  return true;
}

static bool zone_sign(cursor *c, int32_t *minutes) {
  cursor t = *c;
  int sign = at(&t) == '-' ? -1 : 1;
  if (at(&t) == '+' || at(&t) == '-') {
    t.i++;
  } else if (strncmp(t.s.p + t.i, "\xe2\x88\x92", t.s.n - t.i < 3 ? 0 : 3) == 0 && t.s.n - t.i >= 3) {
    sign = -1; /* U+2212 */
    t.i += 3;
  } else {
    return false;
  }
  int64_t a, b = 0;
  int n = number(&t, 4, &a);
  if (n == 4 || n == 3) {
    b = a % 100;
    a /= 100;
  } else if (n != 0 && at(&t) == ':' && digit(after(&t, 1))) {
    t.i++;
    if (number(&t, 2, &b) != 2) return false;
  }
  if (n == 0 || a > 14 || b > 59) return false;
  *minutes = sign * (int32_t)(a * 60 + b);
  *c = t;
  return true;
}

static bool zone(cursor *c, bool summer, int32_t *minutes) {
  cursor t = *c;
  spaces(&t);
  bool bracket = skip(&t, '(') || skip(&t, '[');
  if (zone_sign(&t, minutes)) {
    *c = t;
    return true;
  }
  ch_str name = word(&t);
  if (name.n == 0 || !ch_zone_of(name, summer, minutes)) return false;
  int32_t more;
  if (*minutes == 0 && zone_sign(&t, &more)) *minutes = more; /* GMT+3 */
  if (bracket) (void)(skip(&t, ')') || skip(&t, ']'));
  *c = t;
  return true;
}

/* 10:04, 10:04:59.5, 7:20 p.m., 10.04am, 7 p.m., 1042 GMT. */
static bool clock_at(cursor *c, bool summer, clock_time *out) {
  cursor t = *c;
  int64_t hour, minute = 0, second;
  int n = number(&t, 4, &hour);
  if (n == 0) return false;
  bool colon = false, named = false;
  if (n == 4) {
    minute = hour % 100;
    hour /= 100;
  } else if (n > 2) {
    return false;
  } else if ((at(&t) == ':' || at(&t) == '.') && digit(after(&t, 1)) && digit(after(&t, 2)) &&
             !digit(after(&t, 3))) {
    colon = skip(&t, ':') || !skip(&t, '.');
    number(&t, 2, &minute);
    if (colon && at(&t) == ':' && digit(after(&t, 1))) {
      t.i++;
      if (number(&t, 2, &second) == 0 || second > 60) return false;
    }
    if (colon && (at(&t) == '.' || at(&t) == ',') && digit(after(&t, 1))) {
      t.i++;
      while (digit(at(&t))) t.i++;
    }
  }
  cursor before = t;
  spaces(&t);
  named = half_of_day(&t, &hour);
  if (!named) t = before;
  if (hour > 23 || minute > 59) return false;
  if (at(&t) == 'h' && !letter(after(&t, 1))) t.i++; /* 14:30h */
  out->zoned = zone(&t, summer, &out->zone);
  if (!out->zoned) out->zone = 0;
  if (!colon && !named && !out->zoned) return false;
  out->minute = (int32_t)(hour * 60 + minute);
  *c = t;
  return true;
}

/* What may stand between a date and its time: "at", commas, bars, dashes. */
static void between(cursor *c) {
  for (;;) {
    spaces(c);
    char b = at(c);
    if (b == ',' || b == '|' || b == '(' || b == ';' || b == '/') {
      c->i++;
    } else if (b == '-' && after(c, 1) == ' ') {
      c->i++;
    } else if (c->s.n - c->i >= 3 && (memcmp(c->s.p + c->i, "\xe2\x80\x93", 3) == 0 ||
                                      memcmp(c->s.p + c->i, "\xe2\x80\x94", 3) == 0 ||
                                      memcmp(c->s.p + c->i, "\xe2\x80\xa2", 3) == 0)) {
      c->i += 3;
    } else if (c->s.n - c->i >= 2 && memcmp(c->s.p + c->i, "\xc2\xb7", 2) == 0) {
      c->i += 2;
    } else if (!skip_word(c, "at")) {
      return;
    }
  }
}

static bool time_behind(ch_str s, size_t *to, bool summer, clock_time *out) {
  cursor c = {s, *to};
  if (at(&c) == 'T' || at(&c) == 't' || at(&c) == ':') {
    c.i++;
    if (digit(at(&c)) && digit(after(&c, 1)) && digit(after(&c, 2)) && digit(after(&c, 3))) {
      /* ISO 8601 basic: 20170831T140400Z */
      int64_t v;
      cursor t = c;
      int n = number(&t, 6, &v);
      if (n == 6) v /= 100;
      if ((n == 4 || n == 6) && v / 100 < 24 && v % 100 < 60) {
        out->minute = (int32_t)(v / 100 * 60 + v % 100);
        out->zoned = zone(&t, summer, &out->zone);
        *to = t.i;
        return true;
      }
    }
  } else {
    between(&c);
  }
  if (!clock_at(&c, summer, out)) return false;
  *to = c.i;
  return true;
}

static bool time_before(ch_str s, size_t *from, bool summer, clock_time *out) {
  size_t first = *from > TIME_BEFORE ? *from - TIME_BEFORE : 0;
  for (size_t i = first; i < *from; i++) {
    if (!digit(s.p[i]) || (i > 0 && (digit(s.p[i - 1]) || letter(s.p[i - 1]) ||
                                     s.p[i - 1] == ':' || s.p[i - 1] == '.'))) {
      continue;
    }
    cursor c = {ch_str_slice(s, 0, *from), i};
    if (!clock_at(&c, summer, out)) continue;
    between(&c);
    skip_word(&c, "on");
    spaces(&c);
    cursor t = c;
    if (ch_weekday_of(word(&t)) >= 0) c = t;
    between(&c);
    if (c.i != *from) continue;
    *from = i;
    return true;
  }
  return false;
}

/* ---- dates -------------------------------------------------------------------- */

static bool set(ch_printed_date *d, int64_t y, int64_t m, int64_t day) {
  if (m < 1 || m > 12 || day < 1 || day > 31) return false;
  if (!ch_civil_valid((int32_t)y, (int32_t)m, (int32_t)day)) return false;
  d->day = ch_day_from_civil((int32_t)y, (int32_t)m, (int32_t)day);
  d->month = (int32_t)m;
  d->mday = (int32_t)day;
  return true;
}

static bool ends_clean(const cursor *c) {
  return !digit(at(c)) && !((at(c) == '.' || at(c) == '/' || at(c) == '-') && digit(after(c, 1)));
}

/* 2017-08-31, 2017/8/31, 2017.08.31, 2017-Aug-31 */
static bool year_first(cursor *c, ch_printed_date *d) {
  cursor t = *c;
  int64_t y, m, day;
  if (!year(&t, &y)) return false;
  char mark = at(&t);
  if (mark != '-' && mark != '/' && mark != '.' && mark != ' ') return false;
  t.i++;
  int32_t named = month_name(&t);
  if (named == 0 && mark == ' ') return false;
  m = named;
  if (named == 0 && number(&t, 2, &m) == 0) return false;
  if (!skip(&t, mark) || number(&t, 2, &day) == 0) return false;
  if (digit(at(&t)) || !set(d, y, m, day)) return false;
  *c = t;
  return true;
}

/* 20170831 and 20170831140400 */
static bool run_together(cursor *c, ch_printed_date *d, clock_time *clock, bool *timed) {
  cursor t = *c;
  int64_t v;
  int n = number(&t, 14, &v);
  if (n != 8 && n != 14) return false;
  int64_t date = n == 14 ? v / 1000000 : v, rest = v % 1000000 / 100;
  int64_t y = date / 10000;
  if (y < EARLIEST || y > LATEST || !set(d, y, date / 100 % 100, date % 100)) return false;
  if (n == 14) {
    if (rest / 100 > 23 || rest % 100 > 59) return false;
    *clock = (clock_time){.minute = (int32_t)(rest / 100 * 60 + rest % 100)};
    *timed = true;
  }
  *c = t;
  return true;
}

/* A year of four digits, or of two behind a dash or an apostrophe. */
static bool year_behind(cursor *c, int64_t *y) {
  cursor t = *c;
  bool dash = skip(&t, '-') || skip(&t, '/');
  if (!dash) {
    skip(&t, '.');
    skip(&t, ',');
    spaces(&t);
  }
  bool mark = dash || skip(&t, '\'');
  cursor four = t;
  if (year(&four, y)) {
    if (digit(at(&four)) || beyond_ascii(at(&four))) return false;
    *c = four;
    return true;
  }
  if (!mark || number(&t, 2, y) != 2) return false;
  *y += *y < 70 ? 2000 : 1900;
  *c = t;
  return true;
}

/* 31 August 2017, 31st of August, 26-FEB-1987 */
static bool day_month(cursor *c, bool partial, ch_printed_date *d) {
  cursor t = *c;
  int64_t day, y;
  if (number(&t, 2, &day) == 0) return false;
  ordinal(&t);
  bool tight = skip(&t, '-') || skip(&t, '/') || skip(&t, '.');
  if (!tight && at(&t) != ' ' && !letter(at(&t))) return false;
  spaces(&t);
  if (skip_word(&t, "of")) spaces(&t);
  int32_t month = month_name(&t);
  if (month == 0) return false;
  d->month = month;
  d->mday = (int32_t)day;
  cursor with = t;
  if (year_behind(&with, &y)) {
    if (!set(d, y, month, day)) return false;
    *c = with;
    return true;
  }
  if (!partial || day < 1 || day > ch_month_length(2000, month)) return false;
  *c = t;
  return true;
}

/* Aug 31 10:04:00 UTC 2017: the year comes last. */
static bool year_behind_time(cursor *c, int64_t *y, bool summer, clock_time *clock) {
  cursor t = *c;
  spaces(&t);
  if (!clock_at(&t, summer, clock)) return false;
  spaces(&t);
  if (!year(&t, y) || digit(at(&t))) return false;
  *c = t;
  return true;
}

/* August 31, 2017; Aug. 31; Aug 31 10:04:00 2017 */
static bool month_day(cursor *c, bool partial, ch_printed_date *d, clock_time *clock, bool *timed) {
  cursor t = *c;
  int64_t day, y;
  int32_t month = month_name(&t);
  if (month == 0) return false;
  skip(&t, '.');
  if (!skip(&t, '-')) spaces(&t);
  if (number(&t, 2, &day) == 0) return false;
  ordinal(&t);
  if (letter(at(&t))) return false;
  d->month = month;
  d->mday = (int32_t)day;
  cursor with = t;
  if (year_behind_time(&with, &y, month >= 4 && month <= 10, clock)) {
    *timed = true;
  } else if (!year_behind(&with, &y)) {
    if (!partial || day < 1 || day > ch_month_length(2000, month)) return false;
    if (at(&t) == ',' && digit(after(&t, 1))) return false; /* 1,000 */
    *c = t;
    return true;
  }
  if (!set(d, y, month, day)) return false;
  *c = with;
  return true;
}

/* 8/31/2017, 31.8.2017, 31-08-17 */
static bool numeric(cursor *c, ch_printed_date *d) {
  cursor t = *c;
  int64_t a, b, y;
  if (number(&t, 2, &a) == 0) return false;
  char mark = at(&t);
  if (mark != '/' && mark != '.' && mark != '-') return false;
  t.i++;
  if (number(&t, 2, &b) == 0 || !skip(&t, mark)) return false;
  int n = number(&t, 4, &y);
  if (n == 2) {
    y += y < 70 ? 2000 : 1900;
  } else if (n != 4 || y < EARLIEST || y > LATEST) {
    return false;
  }
  if (!ends_clean(&t)) return false;
  ch_printed_date month_first = *d;
  bool other = mark != '.' && set(&month_first, y, a, b);
  if (set(d, y, b, a)) {
    d->other = other && a != b ? month_first.day : CH_DAY_NONE;
  } else if (other) {
    *d = month_first;
  } else {
    return false;
  }
  *c = t;
  return true;
}

static int32_t weekday_beside(ch_str s, size_t from, size_t to) {
  size_t i = from;
  while (i > 0 && (s.p[i - 1] == ' ' || s.p[i - 1] == ',' || s.p[i - 1] == '.')) i--;
  size_t end = i;
  while (i > 0 && letter(s.p[i - 1])) i--;
  int32_t found = ch_weekday_of(ch_str_slice(s, i, end));
  if (found >= 0) return found;
  cursor c = {s, to};
  while (at(&c) == ' ' || at(&c) == ',' || at(&c) == '(') c.i++;
  return ch_weekday_of(word(&c));
}

static void add_time(ch_str s, ch_printed_date *d, const clock_time *known) {
  clock_time clock;
  bool summer = (d->month >= 4 && d->month <= 10) || (d->month == 3 && d->mday > 10);
  if (known != NULL) {
    clock = *known;
  } else if (!time_behind(s, &d->to, summer, &clock) && !time_before(s, &d->from, summer, &clock)) {
    return;
  }
  d->zoned = clock.zoned;
  d->minute = clock.minute - (clock.zoned ? clock.zone : 0);
  if (d->minute == CH_MINUTE_NONE) d->minute = -2;
}

static bool date_at(ch_str s, size_t i, bool partial, ch_printed_date *out) {
  cursor c = {s, i};
  clock_time clock = {0};
  bool timed = false;
  *out = (ch_printed_date){.day = CH_DAY_NONE, .other = CH_DAY_NONE,
                           .minute = CH_MINUTE_NONE, .weekday = -1};
  bool found = digit(at(&c))
                   ? year_first(&c, out) || run_together(&c, out, &clock, &timed) ||
                         day_month(&c, partial, out) || numeric(&c, out)
                   : month_day(&c, partial, out, &clock, &timed);
  if (!found) return false;
  out->from = i;
  out->to = c.i;
  out->weekday = weekday_beside(s, i, c.i);
  add_time(s, out, timed ? &clock : NULL);
  return true;
}

bool ch_date_find(ch_str s, size_t from, bool partial, ch_printed_date *out) {
  if (s.n > from && s.n - from > SEARCHED) s.n = from + SEARCHED;
  for (size_t i = from; i < s.n; i++) {
    char c = s.p[i];
    if (!digit(c) && !(c >= 'A' && c <= 'Z')) continue;
    if (i > 0) {
      char b = s.p[i - 1];
      if (digit(b) || letter(b)) continue;
      if (digit(c) && (b == '.' || b == ',' || b == '$') && i > 1 && digit(s.p[i - 2])) continue;
    }
    if (date_at(s, i, partial, out)) return true;
  }
  return false;
}

static bool since_1970(ch_str s, ch_printed_date *out) {
  cursor c = {s, 0};
  int64_t v;
  int n = number(&c, 16, &v);
  if (n == 0) return false;
  if (skip(&c, '.')) {
    while (digit(at(&c))) c.i++;
  }
  if (c.i != s.n) return false;
  if (n >= 15) v /= 1000000;
  if (n == 12 || n == 13) v /= 1000;
  if (n == 14 || n == 11 || n < 9) return false;
  ch_civil civil = ch_day_to_civil((int32_t)(v / 86400));
  *out = (ch_printed_date){.day = (int32_t)(v / 86400), .other = CH_DAY_NONE,
                           .month = civil.month, .mday = civil.day,
                           .minute = (int32_t)(v % 86400 / 60), .weekday = -1,
                           .zoned = true, .to = s.n};
  return civil.year >= EARLIEST && civil.year <= LATEST;
}

bool ch_date_field(ch_str s, ch_printed_date *out) {
  s = ch_str_trim(s);
  return since_1970(s, out) || ch_date_find(s, 0, false, out) || ch_date_find(s, 0, true, out);
}

/* ---- addresses ---------------------------------------------------------------- */

static bool address_part(cursor *c, int64_t *value, bool month) {
  cursor t = *c;
  if (month && letter(at(&t))) {
    *value = ch_month_of(word(&t));
    if (*value == 0) return false;
  } else if (number(&t, 2, value) == 0) {
    return false;
  }
  *c = t;
  return true;
}

int32_t ch_date_in_address(ch_str address) {
  for (size_t i = 1; i + 8 <= address.n; i++) {
    char before = address.p[i - 1];
    if (digit(before) || !digit(address.p[i])) continue;
    cursor c = {address, i};
    int64_t y, m, d;
    ch_printed_date out;
    clock_time clock;
    bool timed = false;
    if (run_together(&c, &out, &clock, &timed) && !timed) return out.day;
    c.i = i;
    if (!year(&c, &y)) continue;
    char mark = at(&c);
    if (mark != '/' && mark != '-' && mark != '_') continue;
    c.i++;
    if (!address_part(&c, &m, true) || !skip(&c, mark) || !address_part(&c, &d, false)) continue;
    if (!digit(at(&c)) && set(&out, y, m, d)) return out.day;
  }
  return CH_DAY_NONE;
}

int32_t ch_date_complete(int32_t month, int32_t mday, int32_t near) {
  int32_t y = ch_day_to_civil(near).year, best = CH_DAY_NONE;
  for (int32_t k = y - 1; k <= y + 1; k++) {
    if (!ch_civil_valid(k, month, mday)) continue;
    int32_t day = ch_day_from_civil(k, month, mday);
    if (best == CH_DAY_NONE || abs(day - near) < abs(best - near)) best = day;
  }
  return best;
}
