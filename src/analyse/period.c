#include "analyse/period.h"

bool ch_period_read(ch_str name, ch_period *out, ch_error *error) {
  static const char *const NAMES[] = {
#define CH_X(id, word) word,
      CH_PERIODS(CH_X)
#undef CH_X
  };
  *out = CH_PERIOD_WEEK;
  if (name.n == 0) return true;
  for (int i = 0; i < CH_PERIOD_COUNT; i++) {
    if (!ch_str_is(name, NAMES[i])) continue;
    *out = (ch_period)i;
    return true;
  }
  return ch_fail(error, CH_ERROR_USAGE, "no period '%.*s'; there are: day week month year",
                 CH_PRI(name));
}

bool ch_period_near(int32_t day, int32_t other) {
  enum { LIFETIME = 110 * 366 };
  return other == CH_DAY_NONE || (day >= other - LIFETIME && day <= other + LIFETIME);
}

ch_days ch_period_of(int32_t day, ch_period by) {
  ch_civil c = ch_day_to_civil(day);
  switch (by) {
    case CH_PERIOD_MONTH:
      return (ch_days){ch_day_from_civil(c.year, c.month, 1),
                       ch_day_from_civil(c.year, c.month, ch_month_length(c.year, c.month))};
    case CH_PERIOD_YEAR:
      return (ch_days){ch_day_from_civil(c.year, 1, 1), ch_day_from_civil(c.year, 12, 31)};
    case CH_PERIOD_WEEK: {
      int32_t monday = day - ch_day_weekday(day);
      return (ch_days){monday, monday + 6};
    }
    default: return (ch_days){day, day};
  }
}
