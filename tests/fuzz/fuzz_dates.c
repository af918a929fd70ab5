/* Dates, datelines and addresses in any bytes. */
#include <stdint.h>

#include "ingest/date.h"
#include "ingest/dateline.h"
#include "must.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void check_date(const ch_printed_date *d, size_t size) {
  must(d->from <= d->to && d->to <= size);
  must(d->month >= 1 && d->month <= 12 && d->mday >= 1 && d->mday <= 31);
  must(d->minute > -1440 && d->minute < 2 * 1440 + 60);
  must(d->weekday >= -1 && d->weekday <= 6);
  must(d->day != CH_DAY_NONE || d->other == CH_DAY_NONE);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
  ch_str s = {(const char *)data, size};
  ch_printed_date d;
  if (ch_date_field(s, &d)) {
    must(d.from <= d.to && d.to <= size);
    ch_date_evidence e = {.text = s, .outlet = s, .language = s, .near = CH_DAY_NONE,
                          .latest = CH_DAY_NONE, .order = ch_date_order(s)};
    ch_date_settle(&d, &e);
  }
  for (size_t i = 0; ch_date_find(s, i, true, &d); i = d.to) {
    check_date(&d, size);
    must(d.to > i);
  }
  ch_dateline line;
  if (ch_dateline_find(s, &line)) must(line.whole.p == s.p && line.whole.n < s.n);
  ch_dateline_read(s, &line);
  int32_t day = ch_date_in_address(s);
  must(day == CH_DAY_NONE || ch_day_to_civil(day).year >= 1800);
  return 0;
}
