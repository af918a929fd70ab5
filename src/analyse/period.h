/* Spans of the calendar that series are counted by. */
#ifndef CH_ANALYSE_PERIOD_H
#define CH_ANALYSE_PERIOD_H

#include "base/day.h"
#include "base/error.h"

#define CH_PERIODS(X) X(WEEK, "week") X(DAY, "day") X(MONTH, "month") X(YEAR, "year")
typedef enum ch_period {
#define CH_X(id, name) CH_PERIOD_##id,
  CH_PERIODS(CH_X)
#undef CH_X
      CH_PERIOD_COUNT
} ch_period;

/* n = 0: WEEK. Fails with USAGE, naming those there are. */
bool ch_period_read(ch_str name, ch_period *out, ch_error *error);
/* Is the day within a lifetime of the other? Days that are not would make series of
 * empty periods without end; CH_DAY_NONE is near to all. */
bool ch_period_near(int32_t day, int32_t other);
/* The period that holds the day; weeks begin on Monday. */
ch_days ch_period_of(int32_t day, ch_period by);

#endif
