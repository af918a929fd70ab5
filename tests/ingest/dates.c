/* Dates, as a table of cases: data/dates.tsv. */
#include "testing.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/tsv.h"
#include "ingest/date.h"

static void read_context(ch_str context, ch_date_evidence *e) {
  ch_str part;
  while (context.n > 0 && ch_str_split(&context, '|', &part)) {
    size_t equals = ch_str_find_byte(part, '=', 0);
    assert_true(equals != SIZE_MAX);
    ch_str key = ch_str_slice(part, 0, equals), value = ch_str_slice(part, equals + 1, part.n);
    if (ch_str_is(key, "text")) e->text = value;
    if (ch_str_is(key, "host")) e->outlet = value;
    if (ch_str_is(key, "lang")) e->language = value;
    if (ch_str_is(key, "near")) e->near = ch_day_parse(value);
    if (ch_str_is(key, "latest")) e->latest = ch_day_parse(value);
    if (ch_str_is(key, "order")) e->order = ch_date_order(value);
  }
}

static void write_date(ch_printed_date *d, bool settled, char *out, size_t size) {
  if (d->day == CH_DAY_NONE) {
    snprintf(out, size, "--%02d-%02d", d->month, d->mday);
    return;
  }
  char day[11];
  ch_day_format(d->day, day);
  int32_t m = d->minute;
  if (m == CH_MINUTE_NONE) {
    snprintf(out, size, "%s%s", day, settled ? "" : "?");
  } else if (m < 0) { /* on the day before, in UTC */
    snprintf(out, size, "%sT-%02d%02dZ", day, -m / 60, -m % 60);
  } else if (m >= 1440) {
    snprintf(out, size, "%sT+%02d%02dZ", day, (m - 1440) / 60, m % 60);
  } else {
    snprintf(out, size, "%sT%02d:%02dZ", day, m / 60, m % 60);
  }
}

static void test_table(void **state) {
  (void)state;
  ch_arena *arena = ch_arena_new(0);
  ch_tsv tsv;
  ch_error error;
  uint32_t printed, context, expected;
  assert_true(ch_tsv_open(&tsv, SOURCE_DIR "/tests/ingest/data/dates.tsv", arena, &error));
  assert_true(ch_tsv_column(&tsv, "printed", &printed, &error));
  assert_true(ch_tsv_column(&tsv, "context", &context, &error));
  assert_true(ch_tsv_column(&tsv, "expected", &expected, &error));
  int failed = 0, n = 0;
  while (ch_tsv_next(&tsv, &error)) {
    ch_printed_date d;
    ch_date_evidence e = {.near = CH_DAY_NONE, .latest = CH_DAY_NONE};
    char got[64] = "-";
    read_context(tsv.fields[context], &e);
    n++;
    if (ch_date_field(tsv.fields[printed], &d)) {
      bool settled = ch_date_settle(&d, &e);
      write_date(&d, settled, got, sizeof got);
    }
    if (!ch_str_is(tsv.fields[expected], got)) {
      print_error("dates.tsv:%llu: '%.*s' gives %s, not %.*s\n", (unsigned long long)tsv.line,
                  CH_PRI(tsv.fields[printed]), got, CH_PRI(tsv.fields[expected]));
      failed++;
    }
  }
  assert_false(tsv.failed);
  assert_true(n > 90);
  assert_int_equal(failed, 0);
  ch_arena_free(arena);
}

static void test_addresses(void **state) {
  (void)state;
  static const struct {
    const char *address, *day;
  } CASES[] = {
      {"https://a.example/news/2017/08/31/story", "2017-08-31"},
      {"https://a.example/2012/may/31/obamas-list/", "2012-05-31"},
      {"https://a.example/news/2017-08-31-story.html", "2017-08-31"},
      {"https://a.example/us/20170831.html", "2017-08-31"},
      {"https://a.example/news/world-40812345", NULL},
      {"https://a.example/2017/08/story", NULL},
      {"https://a.example/2017/02/31/story", NULL},
      {"", NULL},
  };
  for (size_t k = 0; k < sizeof CASES / sizeof *CASES; k++) {
    int32_t want = CASES[k].day != NULL ? ch_day_parse(ch_str_of(CASES[k].day)) : CH_DAY_NONE;
    assert_int_equal(ch_date_in_address(ch_str_of(CASES[k].address)), want);
  }
}

static void test_complete(void **state) {
  (void)state;
  int32_t january = ch_day_parse(CH_STR("2017-01-02"));
  assert_int_equal(ch_date_complete(12, 29, january), ch_day_parse(CH_STR("2016-12-29")));
  assert_int_equal(ch_date_complete(1, 5, january), ch_day_parse(CH_STR("2017-01-05")));
  assert_int_equal(ch_date_complete(2, 29, ch_day_parse(CH_STR("2016-03-01"))),
                   ch_day_parse(CH_STR("2016-02-29")));
  assert_int_equal(ch_date_complete(2, 29, ch_day_parse(CH_STR("2018-07-01"))), CH_DAY_NONE);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_table),
      cmocka_unit_test(test_addresses),
      cmocka_unit_test(test_complete),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
