/* What is counted without reading events is what reading them gives. */
#include "testing.h"

#include <math.h>
#include <stdlib.h>

#include "store/dispute.h"

typedef struct line { char text[96]; } line;

static int order(const void *a, const void *b) {
  return strcmp(a, b);
}

static bool acts_on(const ch_fact *f, ch_str a, ch_str b) {
  return ch_side_has(&f->act.actor, a) && ch_side_has(&f->act.recipient, b);
}

static void told_of(const ch_fact *f, const ch_filter *filter, line *out) {
  bool dyad = filter->between[0].n && filter->between[1].n;
  bool both = ch_type_two_sided(f->act.type) || f->act.recipient.n == 0;
  bool first = dyad && (both || acts_on(f, filter->between[0], filter->between[1]));
  bool second = dyad && (both || acts_on(f, filter->between[1], filter->between[0]));
  int tenths = isnan(f->goldstein) ? CH_NO_SCORE : (int)lround(f->goldstein * 10);
  snprintf(out->text, sizeof out->text, "%d %d %d %d %d %d%d", ch_fact_day(f), f->act.type,
           f->act.status, f->quad, tenths, first, second);
}

static void told_of_mark(const ch_event_mark *m, line *out) {
  snprintf(out->text, sizeof out->text, "%d %d %d %d %d %d%d", m->day, m->type, m->status, m->quad,
           m->tenths, m->first_acts, m->second_acts);
}

static void same(ch_store *store, ch_arena *arena, const ch_filter *filter) {
  static line facts_told[64], marks_told[64];
  ch_facts facts;
  ch_event_marks marks;
  size_t n_filtered;
  ch_error error = {0};
  assert_true(ch_store_facts(store, filter, arena, &facts, &error));
  assert_true(ch_store_marks(store, filter, arena, &marks, &n_filtered, &error));
  assert_int_equal(facts.n, marks.n);
  assert_int_equal(facts.n_filtered, n_filtered);
  for (size_t i = 0; i < facts.n; i++) {
    told_of(facts.v[i], filter, &facts_told[i]);
    told_of_mark(&marks.v[i], &marks_told[i]);
  }
  qsort(facts_told, facts.n, sizeof *facts_told, order);
  qsort(marks_told, marks.n, sizeof *marks_told, order);
  for (size_t i = 0; i < facts.n; i++) assert_string_equal(facts_told[i].text, marks_told[i].text);

  /* Articles by day, and those that report these events. */
  ch_sources sources;
  ch_news news;
  assert_true(ch_store_sources(store, arena, &sources, &error));
  assert_true(ch_store_news(store, filter, true, arena, &news, &error));
  uint32_t articles = 0, reporting = 0, counted = 0, found = 0;
  for (size_t i = 0; i < sources.n; i++) {
    const ch_source *s = &sources.v[i];
    bool in_time = (filter->days.from == CH_DAY_NONE || s->published >= filter->days.from) &&
                   (filter->days.to == CH_DAY_NONE || s->published <= filter->days.to);
    bool reports = false;
    for (size_t k = 0; k < facts.n; k++)
      for (uint32_t m = 0; m < facts.v[k]->reports.n; m++)
        reports |= ch_str_eq(facts.v[k]->reports.v[m]->article, s->id);
    articles += in_time;
    reporting += in_time && reports && s->copy_kind.n == 0;
  }
  for (size_t i = 0; i < news.n; i++) {
    counted += news.v[i].articles;
    found += news.v[i].reporting;
    if (i) assert_true(news.v[i].day > news.v[i - 1].day);
  }
  assert_int_equal(articles, counted);
  assert_int_equal(reporting, found);
}

static void counting_is_reading(void **state) {
  (void)state;
  ch_error error = {0};
  ch_arena *arena = ch_arena_new(0);
  ch_wordbook *book = ch_wordbook_open(SOURCE_DIR "/data/en/record/words.txt", &error);
  ch_store *store = ch_store_open(":memory:", CH_STORE_CREATE, book, &error);
  dispute d;
  dispute_load(arena, &d);
  assert_true(ch_store_begin(store, &error));
  for (size_t i = 0; i < d.n; i++) assert_true(dispute_add(store, &d.v[i], NULL, &error));
  assert_true(ch_store_commit(store, &error));
  static const struct { const char *a, *b; } SIDES[] = {{"", ""}, {"USA", ""}, {"USA", "RUS"},
                                                         {"RUS", "USA"}, {"SYR", "USA"},
                                                         {"FRA", "DEU"}};
  static const char *const FROM[] = {"", "2017-01-01", "2017-07-08"}, *const TO[] = {"", "2017-08-01"};
  for (size_t s = 0; s < 6; s++) {
    for (size_t f = 0; f < 3; f++) {
      for (size_t t = 0; t < 2; t++) {
        ch_filter filter = CH_FILTER_ALL;
        filter.between[0] = ch_str_of(SIDES[s].a);
        filter.between[1] = ch_str_of(SIDES[s].b);
        if (*FROM[f]) filter.days.from = ch_day_parse(ch_str_of(FROM[f]));
        if (*TO[t]) filter.days.to = ch_day_parse(ch_str_of(TO[t]));
        same(store, arena, &filter);
        filter.types = 1u << CH_TYPE_SANCTION | 1u << CH_TYPE_CONSULT;
        same(store, arena, &filter);
        filter.statuses = 1u << CH_STATUS_PLANNED;
        same(store, arena, &filter);
      }
    }
  }
  ch_store_close(store);
  ch_wordbook_free(book);
  ch_arena_free(arena);
}

int main(void) {
  const struct CMUnitTest tests[] = {cmocka_unit_test(counting_is_reading)};
  return cmocka_run_group_tests(tests, NULL, NULL);
}
