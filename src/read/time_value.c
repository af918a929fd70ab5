/* Weeks are those of ISO 8601; winter belongs to the year of its December. */
#include "read/time_value.h"

static int32_t month_start(int32_t year, int32_t month) {
  int32_t zero = year * 12 + month - 1;
  return ch_day_from_civil(zero / 12, zero % 12 + 1, 1);
}

static int32_t season_month(int32_t month) { return month < 3 ? 12 : month - month % 3; }

ch_stretch ch_stretch_of(ch_grain grain, int32_t day) {
  if (day == CH_DAY_NONE) return (ch_stretch){grain, CH_DAY_NONE};
  ch_civil c = ch_day_to_civil(day);
  int32_t monday = day - ch_day_weekday(day), from = day;
  switch (grain) {
    case CH_GRAIN_WEEK: from = monday; break;
    case CH_GRAIN_WEEKEND: from = monday + 5; break;
    case CH_GRAIN_MONTH: from = month_start(c.year, c.month); break;
    case CH_GRAIN_QUARTER: from = month_start(c.year, c.month - (c.month - 1) % 3); break;
    case CH_GRAIN_HALF: from = month_start(c.year, c.month > 6 ? 7 : 1); break;
    case CH_GRAIN_SEASON: from = month_start(c.month < 3 ? c.year - 1 : c.year, season_month(c.month)); break;
    case CH_GRAIN_YEAR: from = month_start(c.year, 1); break;
    case CH_GRAIN_DECADE: from = month_start(c.year - c.year % 10, 1); break;
    case CH_GRAIN_CENTURY: from = month_start(c.year - c.year % 100, 1); break;
    case CH_GRAIN_MILLENNIUM: from = month_start(c.year - c.year % 1000, 1); break;
    default: break;
  }
  return (ch_stretch){grain, from};
}

/* Months in a grain; 0 where it is not counted in months. */
static int32_t months_in(ch_grain grain) {
  switch (grain) {
    case CH_GRAIN_MONTH: return 1;
    case CH_GRAIN_QUARTER: return 3;
    case CH_GRAIN_HALF: return 6;
    case CH_GRAIN_SEASON: return 3;
    case CH_GRAIN_YEAR: return 12;
    case CH_GRAIN_DECADE: return 120;
    case CH_GRAIN_CENTURY: return 1200;
    case CH_GRAIN_MILLENNIUM: return 12000;
    default: return 0;
  }
}

/* Beyond these years nothing is dated. */
enum { EARLIEST_YEAR = 1, LATEST_YEAR = 9999 };

ch_stretch ch_stretch_shift(ch_stretch s, int32_t n) {
  if (s.from == CH_DAY_NONE) return s;
  int32_t months = months_in(s.grain);
  int64_t from;
  if (months) {
    ch_civil c = ch_day_to_civil(s.from);
    int64_t zero = (int64_t)c.year * 12 + c.month - 1 + (int64_t)months * n;
    if (zero < EARLIEST_YEAR * 12 || zero > LATEST_YEAR * 12) return (ch_stretch){s.grain, CH_DAY_NONE};
    return (ch_stretch){s.grain, month_start((int32_t)(zero / 12), (int32_t)(zero % 12) + 1)};
  }
  from = (int64_t)s.from + (s.grain == CH_GRAIN_WEEK || s.grain == CH_GRAIN_WEEKEND ? 7 : 1) * (int64_t)n;
  if (from < -719162 || from > 2932896) return (ch_stretch){s.grain, CH_DAY_NONE};
  return (ch_stretch){s.grain, (int32_t)from};
}

ch_days ch_stretch_days(ch_stretch s) {
  if (s.from == CH_DAY_NONE) return CH_DAYS_NONE;
  switch (s.grain) {
    case CH_GRAIN_WEEK: return (ch_days){s.from, s.from + 6};
    case CH_GRAIN_WEEKEND: return (ch_days){s.from, s.from + 1};
    default: break;
  }
  if (!months_in(s.grain)) return (ch_days){s.from, s.from};
  ch_stretch next = ch_stretch_shift(s, 1);
  return (ch_days){s.from, next.from == CH_DAY_NONE ? s.from : next.from - 1};
}

/* The ISO week that a Monday begins, and its year. */
static int32_t iso_week(int32_t monday, int32_t *year) {
  *year = ch_day_to_civil(monday + 3).year;
  return (monday + 3 - ch_day_from_civil(*year, 1, 1)) / 7 + 1;
}

ch_str ch_stretch_value(ch_arena *arena, ch_stretch s) {
  static const char *const seasons[] = {"WI", "SP", "SU", "FA"};
  ch_civil c = ch_day_to_civil(s.from);
  int32_t year;
  switch (s.grain) {
    case CH_GRAIN_WEEK: {
      int32_t week = iso_week(s.from, &year);
      return ch_arena_printf(arena, "%04d-W%02d", year, week);
    }
    case CH_GRAIN_WEEKEND: {
      int32_t week = iso_week(s.from - 5, &year);
      return ch_arena_printf(arena, "%04d-W%02d-WE", year, week);
    }
    case CH_GRAIN_MONTH: return ch_arena_printf(arena, "%04d-%02d", c.year, c.month);
    case CH_GRAIN_QUARTER: return ch_arena_printf(arena, "%04d-Q%d", c.year, (c.month - 1) / 3 + 1);
    case CH_GRAIN_HALF: return ch_arena_printf(arena, "%04d-H%d", c.year, c.month > 6 ? 2 : 1);
    case CH_GRAIN_SEASON: return ch_arena_printf(arena, "%04d-%s", c.year, seasons[c.month / 3 % 4]);
    case CH_GRAIN_YEAR: return ch_arena_printf(arena, "%04d", c.year);
    case CH_GRAIN_DECADE: return ch_arena_printf(arena, "%03d", c.year / 10);
    case CH_GRAIN_CENTURY: return ch_arena_printf(arena, "%02d", c.year / 100);
    case CH_GRAIN_MILLENNIUM: return ch_arena_printf(arena, "%d", c.year / 1000);
    default: return ch_arena_printf(arena, "%04d-%02d-%02d", c.year, c.month, c.day);
  }
}
