/* Dates as newspapers, feeds and pages print them.
 *
 * Reads ISO 8601 (extended and basic), RFC 822 and asctime, "31 August 2017",
 * "August 31, 2017 10:04 EDT", "Aug. 31", "26-FEB-1987 15:01", 8/31/2017,
 * 31.8.2017 and counts of seconds or milliseconds since 1970. English month
 * and day names alone; numeric dates in any language.
 *
 * The day is the one printed, in the printer's own time zone. Nothing here
 * allocates; all functions are safe for many threads.
 */
#ifndef CH_INGEST_DATE_H
#define CH_INGEST_DATE_H

#include <stdbool.h>
#include <stdint.h>

#include "base/day.h"
#include "base/str.h"

#define CH_MINUTE_NONE (-1)

typedef struct ch_printed_date {
  int32_t day;    /* CH_DAY_NONE while the year is unknown */
  int32_t other;  /* the day if day and month were the other way round;
                     CH_DAY_NONE when only one way is possible. `day` is then
                     the day-first reading */
  int32_t month, mday; /* as printed; of `day` */
  int32_t minute; /* from 00:00 UTC of `day` to the printed moment: below 0 or
                     past 1439 where that is another day in UTC (an exact -1
                     is given as -2); a time without a zone counts as UTC;
                     CH_MINUTE_NONE when no time is printed */
  int32_t weekday; /* 0 Monday; -1 when none is printed beside it */
  bool zoned;
  size_t from, to; /* its bytes in the string searched */
} ch_printed_date;

/* Finds the first date at or after `from`; false if there is none. A month
 * and day without a year count only when `partial` is true. Looks no further
 * than 64 KiB. */
bool ch_date_find(ch_str s, size_t from, bool partial, ch_printed_date *out);
/* The whole of a field that is meant for a date: as ch_date_find, and counts
 * of seconds or milliseconds since 1970 besides. */
bool ch_date_field(ch_str s, ch_printed_date *out);
/* The day in an address such as …/2017/08/31/… or …/2017/aug/31/… or
 * …-20170831…; CH_DAY_NONE if there is none. */
int32_t ch_date_in_address(ch_str address);

/* What else is known when a numeric date can be read both ways. */
typedef struct ch_date_evidence {
  ch_str text;      /* the story: weekdays, months and dates it names */
  ch_str outlet;    /* a host, "albioncourier.example.co.uk" */
  ch_str language;  /* as declared: "en-GB" */
  int32_t near;     /* a day known from a lesser source; CH_DAY_NONE */
  int32_t latest;   /* it cannot be after this day (the crawl); CH_DAY_NONE */
  int order;        /* +1 day-first, -1 month-first: another date of the same
                       page shows it; 0 unknown */
} ch_date_evidence;

/* Chooses between date->day and date->other, writes the choice to date->day
 * and clears `other`; false when nothing decides: then the day-first reading
 * stays and the caller marks it ambiguous. True when there was no choice. */
bool ch_date_settle(ch_printed_date *date, const ch_date_evidence *evidence);

/* The year that makes month/mday fall nearest to `near`; CH_DAY_NONE if no
 * such day exists (29 February). */
int32_t ch_date_complete(int32_t month, int32_t mday, int32_t near);

/* Which way round the numeric dates of a text are: +1 day-first, -1
 * month-first, by those where only one way is possible; 0 if none or both. */
int ch_date_order(ch_str text);

/* 1-12 for a month's name or usual short form, 0 if it is none. */
int32_t ch_month_of(ch_str word);
/* 0 Monday … 6 Sunday, -1 if it is no weekday's name or short form. */
int32_t ch_weekday_of(ch_str word);

#endif
