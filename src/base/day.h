/* Days of the proleptic Gregorian calendar as numbers.
 *
 * A day is the count of days since 1970-01-01 (which is 0), as int32_t;
 * CH_DAY_NONE means unknown. Algorithms: Howard Hinnant, "chrono-Compatible
 * Low-Level Date Algorithms".
 */
#ifndef CH_BASE_DAY_H
#define CH_BASE_DAY_H

#include <stdbool.h>
#include <stdint.h>

#include "base/str.h"

#define CH_DAY_NONE INT32_MIN

typedef struct ch_civil {
  int32_t year;
  int32_t month; /* 1-12 */
  int32_t day;   /* 1-31 */
} ch_civil;

/* A span of whole days, both ends included; from == CH_DAY_NONE: unknown. */
typedef struct ch_days {
  int32_t from;
  int32_t to;
} ch_days;

#define CH_DAYS_NONE ((ch_days){CH_DAY_NONE, CH_DAY_NONE})

/* From and to year, month and day; the date must be valid. */
int32_t ch_day_from_civil(int32_t year, int32_t month, int32_t day);
ch_civil ch_day_to_civil(int32_t day);
/* 0 Monday … 6 Sunday (ISO 8601 order). */
int32_t ch_day_weekday(int32_t day);
/* Days of a month; 0 when `month` is not 1-12. */
int32_t ch_month_length(int32_t year, int32_t month);
/* Whether the calendar has that day; any numbers may be asked. */
bool ch_civil_valid(int32_t year, int32_t month, int32_t day);
/* "2017-08-31" and nothing else; CH_DAY_NONE if it is not that. */
int32_t ch_day_parse(ch_str iso);
/* Writes "YYYY-MM-DD" and NUL; years outside 0-9999 give "". */
void ch_day_format(int32_t day, char out[11]);

#endif
