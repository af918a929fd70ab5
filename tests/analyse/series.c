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

/* Five events between two sides. */
static ch_report_party USA = {.code = CH_STR_INIT("USA")}, RUS = {.code = CH_STR_INIT("RUS")};
static ch_report_party BOTH[2] = {{.code = CH_STR_INIT("USA")}, {.code = CH_STR_INIT("RUS")}};

static ch_fact fact(const char *id, const char *on, ch_type type, ch_status status, int quad,
                    double goldstein, int sides) {
  ch_fact f = {.act = {.type = type, .status = status}, .quad = quad, .goldstein = goldstein,
               .n_reports = 2, .n_outlets = 1};
  strcpy(f.id, id);
  f.act.date.days = (ch_days){day(on), day(on)};
  if (sides == 2) f.act.actor = (ch_report_side){BOTH, 2};
  else f.act.actor = (ch_report_side){sides ? &RUS : &USA, 1};
  if (sides != 2) f.act.recipient = (ch_report_side){sides ? &USA : &RUS, 1};
  return f;
}

typedef struct sample {
  ch_fact facts[6];
  ch_fact *v[6];
  ch_facts list;
  ch_arena *arena;
} sample;

static void make(sample *s) {
  s->facts[0] = fact("e-1", "2017-01-02", CH_TYPE_SANCTION, CH_STATUS_ACTUAL, 4, -8, 0);
  s->facts[1] = fact("e-2", "2017-01-04", CH_TYPE_ACCUSE, CH_STATUS_ACTUAL, 3, -2, 1);
  s->facts[2] = fact("e-3", "2017-01-08", CH_TYPE_SANCTION, CH_STATUS_ACTUAL, 4, -5, 0);
  s->facts[3] = fact("e-4", "2017-01-20", CH_TYPE_SANCTION, CH_STATUS_CANCELLED, 4, -9, 0);
  s->facts[4] = fact("e-5", "2017-02-01", CH_TYPE_CONSULT, CH_STATUS_ACTUAL, 1, 3, 2);
  s->facts[5] = fact("e-6", "2017-02-02", CH_TYPE_AGREE, CH_STATUS_PLANNED, 1, 4, 1);
  for (size_t i = 0; i < 6; i++) s->v[i] = &s->facts[i];
  s->list = (ch_facts){.v = s->v, .n = 6};
  s->arena = ch_arena_new(0);
}

static void bins_count_by_direction(void **state) {
  (void)state;
  sample s;
  make(&s);
  ch_str between[2] = {CH_STR("USA"), CH_STR("RUS")}, nobody[2] = {{0}};
  ch_bins bins;
  assert_true(ch_series(&s.list, between, CH_PERIOD_MONTH, s.arena, &bins));
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
    assert_int_equal(bins.v[i].reports, 2 * WANTED[i].events);
    assert_true(bins.v[i].goldstein == WANTED[i].goldstein);
  }
  assert_true(ch_series(&s.list, nobody, CH_PERIOD_YEAR, s.arena, &bins));
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
  s.facts[0].act.date.days = (ch_days){day("0017-01-02"), day("0017-01-02")};
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
