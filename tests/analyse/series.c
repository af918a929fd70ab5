/* Periods of the calendar; events counted by them; the line of tension. */
#include "testing.h"

#include <math.h>
#include <string.h>

#include "analyse/series.h"

static int32_t day(const char *iso) {
  int32_t d = ch_day_parse(ch_str_of(iso));
  assert_int_not_equal(d, CH_DAY_NONE);
  return d;
}

static void periods_are_whole(void **state) {
  (void)state;
  static const struct {
    const char *day;
    ch_period by;
    const char *from, *to;
  } CASES[] = {
      {"2017-08-31", CH_PERIOD_DAY, "2017-08-31", "2017-08-31"},
      {"2017-08-31", CH_PERIOD_WEEK, "2017-08-28", "2017-09-03"},
      {"2017-09-03", CH_PERIOD_WEEK, "2017-08-28", "2017-09-03"},
      {"2017-09-04", CH_PERIOD_WEEK, "2017-09-04", "2017-09-10"},
      {"2016-02-29", CH_PERIOD_MONTH, "2016-02-01", "2016-02-29"},
      {"2016-12-31", CH_PERIOD_YEAR, "2016-01-01", "2016-12-31"},
  };
  for (size_t i = 0; i < sizeof CASES / sizeof *CASES; i++) {
    ch_days days = ch_period_of(day(CASES[i].day), CASES[i].by);
    assert_int_equal(days.from, day(CASES[i].from));
    assert_int_equal(days.to, day(CASES[i].to));
  }
  ch_period by;
  ch_error error = {0};
  assert_true(ch_period_read(CH_STR("month"), &by, &error));
  assert_int_equal(by, CH_PERIOD_MONTH);
  assert_true(ch_period_read((ch_str){NULL, 0}, &by, &error));
  assert_int_equal(by, CH_PERIOD_WEEK);
  assert_false(ch_period_read(CH_STR("fortnight"), &by, &error));
  assert_non_null(strstr(error.message, "day week month year"));
}

/* Six events between two sides. */
typedef enum who { USA_ACTS, RUS_ACTS, BOTH_ACT } who;

static ch_event_mark mark(const char *on, ch_type type, ch_status status, int quad, int tenths,
                          who acts) {
  return (ch_event_mark){.day = day(on), .type = (uint8_t)type, .status = (uint8_t)status,
                         .quad = (uint8_t)quad, .tenths = (int16_t)tenths,
                         .first_acts = acts != RUS_ACTS, .second_acts = acts != USA_ACTS};
}

typedef struct sample {
  ch_event_mark v[6];
  ch_event_marks list;
  ch_arena *arena;
} sample;

static void make(sample *s) {
  s->v[0] = mark("2017-01-02", CH_TYPE_SANCTION, CH_STATUS_ACTUAL, 4, -80, USA_ACTS);
  s->v[1] = mark("2017-01-20", CH_TYPE_SANCTION, CH_STATUS_CANCELLED, 4, -90, USA_ACTS);
  s->v[2] = mark("2017-01-04", CH_TYPE_ACCUSE, CH_STATUS_ACTUAL, 3, -20, RUS_ACTS);
  s->v[3] = mark("2017-02-02", CH_TYPE_AGREE, CH_STATUS_PLANNED, 1, 40, RUS_ACTS);
  s->v[4] = mark("2017-01-08", CH_TYPE_SANCTION, CH_STATUS_ACTUAL, 4, -50, USA_ACTS);
  s->v[5] = mark("2017-02-01", CH_TYPE_CONSULT, CH_STATUS_ACTUAL, 1, 30, BOTH_ACT);
  s->list = (ch_event_marks){.v = s->v, .n = 6};
  s->arena = ch_arena_new(0);
}

static void bins_count_by_direction(void **state) {
  (void)state;
  sample s;
  make(&s);
  ch_str between[2] = {CH_STR("USA"), CH_STR("RUS")}, nobody[2] = {{0}};
  ch_bins bins;
  assert_true(ch_series(&s.list, NULL, between, CH_PERIOD_MONTH, s.arena, &bins));
  static const struct {
    const char *from, *actor, *recipient;
    int quad;
    unsigned events;
    double goldstein;
  } WANTED[] = {{"2017-01-01", "USA", "RUS", 4, 3, -22},
                {"2017-01-01", "RUS", "USA", 3, 1, -2},
                {"2017-02-01", "RUS", "USA", 1, 1, 4},
                {"2017-02-01", "USA, RUS", "", 1, 1, 3}};
  assert_int_equal(bins.n, 4);
  for (size_t i = 0; i < 4; i++) {
    assert_int_equal(bins.v[i].days.from, day(WANTED[i].from));
    assert_true(ch_str_is(bins.v[i].actor, WANTED[i].actor));
    assert_true(ch_str_is(bins.v[i].recipient, WANTED[i].recipient));
    assert_int_equal(bins.v[i].quad, WANTED[i].quad);
    assert_int_equal(bins.v[i].events, WANTED[i].events);
    assert_true(bins.v[i].goldstein == WANTED[i].goldstein);
  }
  assert_true(ch_series(&s.list, NULL, nobody, CH_PERIOD_YEAR, s.arena, &bins));
  assert_int_equal(bins.n, 3); /* quad classes 1, 3 and 4 */
  assert_int_equal(bins.v[0].actor.n, 0);
  ch_arena_free(s.arena);
}

static void tension_remembers_and_doubts(void **state) {
  (void)state;
  sample s;
  make(&s);
  ch_tensions t;
  assert_true(ch_tension_series(&s.list, CH_PERIOD_WEEK, day("2017-03-20"), s.arena, &t));
  assert_int_equal(t.v[0].days.from, day("2017-01-02"));
  assert_int_equal(t.v[t.n - 1].days.from, day("2017-03-20"));
  assert_int_equal(t.n, 12);
  assert_int_equal(t.v[0].events, 3);
  assert_int_equal(t.v[2].events, 0); /* called off: does not count */
  /* Worked out by hand: weights 0.5^(days/28) at the end of the week. */
  double w1 = pow(0.5, 6 / 28.0), w2 = pow(0.5, 4 / 28.0), w3 = 1, w = w1 + w2 + w3;
  double mean = (8 * w1 + 2 * w2 + 5 * w3) / w;
  double own = (64 * w1 + 4 * w2 + 25 * w3) / w - mean * mean;
  double reach = 1.959964 * sqrt((own * w + 16) / (w + 1) / w);
  assert_true(fabs(t.v[0].value - mean) < 0.001);
  assert_true(fabs(t.v[0].low - (mean - reach)) < 0.001);
  assert_true(fabs(t.v[0].high - (mean + reach < 10 ? mean + reach : 10)) < 0.001);
  /* Silence: the line stays, the band widens. Talks ease. */
  assert_true(fabs(t.v[1].value - t.v[0].value) < 0.001);
  assert_true(t.v[1].low < t.v[0].low);
  assert_true(t.v[4].value < t.v[3].value);
  /* After a long silence nothing is said. */
  assert_true(ch_tension_series(&s.list, CH_PERIOD_YEAR, day("2019-03-20"), s.arena, &t));
  assert_int_equal(t.n, 3);
  assert_true(isnan(t.v[2].value) && isnan(t.v[2].low));
  /* A misread day does not make a thousand years of weeks. */
  s.v[0].day = day("0017-01-02");
  assert_true(ch_tension_series(&s.list, CH_PERIOD_WEEK, day("2017-03-20"), s.arena, &t));
  assert_int_equal(t.n, 12);
  s.list.n = 0;
  assert_true(ch_tension_series(&s.list, CH_PERIOD_WEEK, day("2017-03-20"), s.arena, &t));
  assert_int_equal(t.n, 0);
  ch_arena_free(s.arena);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(periods_are_whole),
      cmocka_unit_test(bins_count_by_direction),
      cmocka_unit_test(tension_remembers_and_doubts),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
