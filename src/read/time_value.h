/* Stretches of the calendar: a unit and the day it begins with.
 *
 * A stretch gives both its TIMEX3 value and its days, so that the two agree.
 */
#ifndef CH_READ_TIME_VALUE_H
#define CH_READ_TIME_VALUE_H

#include "base/arena.h"
#include "base/day.h"

typedef enum ch_grain {
  CH_GRAIN_NONE,
  CH_GRAIN_SECOND, /* only in durations */
  CH_GRAIN_MINUTE,
  CH_GRAIN_HOUR,
  CH_GRAIN_DAY,
  CH_GRAIN_WEEK,
  CH_GRAIN_WEEKEND,
  CH_GRAIN_MONTH,
  CH_GRAIN_QUARTER,
  CH_GRAIN_HALF,
  CH_GRAIN_SEASON, /* begins with March, June, September or December */
  CH_GRAIN_YEAR,
  CH_GRAIN_DECADE,
  CH_GRAIN_CENTURY,
  CH_GRAIN_MILLENNIUM
} ch_grain;

typedef struct ch_stretch {
  ch_grain grain;
  int32_t from; /* its first day; CH_DAY_NONE: unknown */
} ch_stretch;

/* The stretch of that grain that holds the day. */
ch_stretch ch_stretch_of(ch_grain grain, int32_t day);
/* n stretches later (earlier when negative). */
ch_stretch ch_stretch_shift(ch_stretch s, int32_t n);
ch_days ch_stretch_days(ch_stretch s);
/* "2017-08-31", "2017-W35", "2017-W35-WE", "2017-08", "2017-Q3", "2017-H2",
 * "2017-SU", "2017", "201", "20"; p = NULL when memory runs out. */
ch_str ch_stretch_value(ch_arena *arena, ch_stretch s);

#endif
