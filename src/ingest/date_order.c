/* Day first or month first: what decides when 11/04/2017 can be both. */
#include <stdlib.h>

#include "ingest/date.h"
#include "ingest/date_words.h"

enum { LEAD = 2000, STORY = 16 * 1024 };

/* Dates named by a story lie mostly in the week before it is printed. */
static bool about_then(int32_t month, int32_t mday, int32_t day) {
  int32_t named = ch_date_complete(month, mday, day);
  return named != CH_DAY_NONE && named >= day - 7 && named <= day + 3;
}

/* +1 for the day-first reading, -1 for the other, by month and day in words. */
static int by_dates(const ch_printed_date *date, ch_str text) {
  int first = 0, second = 0;
  ch_printed_date found;
  text = ch_str_slice(text, 0, STORY);
  for (size_t i = 0; ch_date_find(text, i, true, &found); i = found.to) {
    if (found.other != CH_DAY_NONE) continue;
    first += about_then(found.month, found.mday, date->day);
    second += about_then(found.month, found.mday, date->other);
  }
  return (first > 0) - (second > 0);
}

/* A report names the day it is printed on, or one of the two before. */
static int points(int32_t day, int32_t named) {
  static const int BY_AGE[7] = {3, 2, 1, 0, 0, 0, 0};
  return BY_AGE[(ch_day_weekday(day) - named + 7) % 7];
}

static int by_weekdays(const ch_printed_date *date, ch_str text) {
  int first = 0, second = 0, weight = 2;
  text = ch_str_slice(text, 0, LEAD);
  size_t i = 0;
  while (i < text.n) {
    size_t from = i;
    while (i < text.n && ((text.p[i] | 0x20) >= 'a' && (text.p[i] | 0x20) <= 'z')) i++;
    if (i == from) {
      i++;
      continue;
    }
    int32_t named = i - from < 6 ? -1 : ch_weekday_of(ch_str_slice(text, from, i));
    if (named < 0 || text.p[from] < 'A' || text.p[from] > 'Z') continue;
    first += weight * points(date->day, named);
    second += weight * points(date->other, named);
    weight = 1; /* the first one named is the report's own */
  }
  return (first >= second + 2) - (second >= first + 2);
}

static int by_nearness(const ch_printed_date *date, int32_t near) {
  if (near == CH_DAY_NONE) return 0;
  return (abs(date->day - near) <= 3) - (abs(date->other - near) <= 3);
}

static int decide(const ch_printed_date *date, const ch_date_evidence *e) {
  if (date->weekday >= 0) {
    int by = (ch_day_weekday(date->day) == date->weekday) -
             (ch_day_weekday(date->other) == date->weekday);
    if (by != 0) return by;
  }
  if (e->latest != CH_DAY_NONE) { /* a day's grace for time zones */
    int by = (date->other > e->latest + 1) - (date->day > e->latest + 1);
    if (by != 0) return by;
  }
  if (e->order != 0) return e->order;
  int by = by_nearness(date, e->near);
  if (by == 0) by = by_dates(date, e->text);
  if (by == 0) by = by_weekdays(date, e->text);
  if (by == 0) by = ch_order_of_host(e->outlet);
  if (by == 0) by = ch_order_of_language(e->language);
  return by;
}

bool ch_date_settle(ch_printed_date *date, const ch_date_evidence *evidence) {
  if (date->other == CH_DAY_NONE || date->day == CH_DAY_NONE) return true;
  int by = decide(date, evidence);
  if (by == 0) return false;
  if (by < 0) {
    date->day = date->other;
    int32_t month = date->month;
    date->month = date->mday;
    date->mday = month;
  }
  date->other = CH_DAY_NONE;
  return true;
}

int ch_date_order(ch_str text) {
  bool day_first = false, month_first = false;
  ch_printed_date found;
  text = ch_str_slice(text, 0, STORY);
  for (size_t i = 0; ch_date_find(text, i, false, &found); i = found.to) {
    /* Only a/b/year shows an order. */
    size_t k = found.from, digits = 0;
    while (k < found.to && text.p[k] >= '0' && text.p[k] <= '9') k++, digits++;
    if (found.other != CH_DAY_NONE || digits == 0 || digits > 2 || k >= found.to ||
        text.p[k] != '/') {
      continue;
    }
    uint64_t first;
    if (!ch_str_to_u64(ch_str_slice(text, found.from, k), &first)) continue;
    if (found.month == found.mday) continue;
    if ((int32_t)first == found.mday) {
      day_first = true;
    } else {
      month_first = true;
    }
  }
  return day_first - month_first;
}
