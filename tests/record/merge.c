/* Merging: the cases of merge_cases.txt, each in many orders. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <cmocka.h>

#include "base/file.h"
#include "record/cases.h"
#include "record/compare.h"
#include "record/fact.h"
#include "record/merge.h"

typedef struct one_case {
  ch_str name;
  case_line lines[32];
  size_t n;
  ch_str expected;
} one_case;

static ch_wordbook *wordbook(void) {
  ch_error error = {0};
  ch_wordbook *book = ch_wordbook_open(SOURCE_DIR "/data/en/record/words.txt", &error);
  if (!book) fail_msg("%s", error.message);
  return book;
}

static int order_names(const void *a, const void *b) {
  return ch_str_cmp(*(const ch_str *)a, *(const ch_str *)b);
}

/* "a b | c": names sorted inside an event, events sorted by their first. */
static ch_str describe(const one_case *c, const ch_clusters *clusters, ch_arena *arena) {
  ch_str events[32], all = {0};
  for (size_t i = 0; i < clusters->n; i++) {
    ch_str names[32];
    for (uint32_t k = 0; k < clusters->v[i].n; k++)
      for (size_t j = 0; j < c->n; j++)
        if (ch_str_eq(c->lines[j].report.id, clusters->v[i].v[k]->id)) names[k] = c->lines[j].name;
    qsort(names, clusters->v[i].n, sizeof *names, order_names);
    events[i] = names[0];
    for (uint32_t k = 1; k < clusters->v[i].n; k++)
      events[i] = ch_arena_printf(arena, "%.*s %.*s", CH_PRI(events[i]), CH_PRI(names[k]));
  }
  qsort(events, clusters->n, sizeof *events, order_names);
  for (size_t i = 0; i < clusters->n; i++)
    all = i ? ch_arena_printf(arena, "%.*s | %.*s", CH_PRI(all), CH_PRI(events[i])) : events[0];
  return all;
}

static uint64_t random_next(uint64_t *state) {
  *state = *state * UINT64_C(6364136223846793005) + 1442695040888963407u;
  return *state >> 33;
}

/* Comparing two reports must not depend on which comes first. */
static void compare_both_ways(const one_case *c, const ch_wordbook *book, ch_arena *arena) {
  ch_traits traits[32];
  for (size_t i = 0; i < c->n; i++)
    assert_true(ch_traits_make(&c->lines[i].report, book, arena, &traits[i]));
  for (size_t i = 0; i < c->n; i++)
    for (size_t k = 0; k < i; k++) {
      ch_comparison x = ch_compare(&traits[i], &traits[k]), y = ch_compare(&traits[k], &traits[i]);
      if (x.possible != y.possible || x.score != y.score || x.needed != y.needed ||
          x.reasons != y.reasons || x.gap != y.gap)
        fail_msg("%.*s: %zu and %zu: %d %d/%d %x %d, the other way %d %d/%d %x %d", CH_PRI(c->name), i,
                 k, x.possible, x.score, x.needed, x.reasons, x.gap, y.possible, y.score, y.needed,
                 y.reasons, y.gap);
    }
}

static bool run_case(const one_case *c, const ch_wordbook *book, ch_arena *arena) {
  const ch_report *reports[32];
  uint64_t state = 1;
  ch_str first = {0};
  compare_both_ways(c, book, arena);
  for (int turn = 0; turn < 24; turn++) {
    ch_clusters clusters;
    for (size_t i = 0; i < c->n; i++) reports[i] = &c->lines[i].report;
    for (size_t i = c->n; turn && i > 1; i--) {
      size_t k = random_next(&state) % i;
      const ch_report *other = reports[i - 1];
      reports[i - 1] = reports[k];
      reports[k] = other;
    }
    assert_true(ch_merge(reports, c->n, book, arena, &clusters, NULL));
    ch_str got = describe(c, &clusters, arena);
    for (size_t i = 0; i < clusters.n; i++)
      for (uint32_t k = 1; k < clusters.v[i].n; k++)
        assert_true(ch_report_order(clusters.v[i].v[k - 1], clusters.v[i].v[k]) < 0);
    if (turn == 0) first = got;
    if (!ch_str_eq(got, first)) {
      print_error("%.*s: order matters: %.*s, then %.*s\n", CH_PRI(c->name), CH_PRI(first),
                  CH_PRI(got));
      return false;
    }
  }
  if (ch_str_eq(first, c->expected)) return true;
  print_error("%.*s: expected %.*s, got %.*s\n", CH_PRI(c->name), CH_PRI(c->expected),
              CH_PRI(first));
  return false;
}

static void merges_as_the_cases_say(void **state) {
  (void)state;
  ch_arena *arena = ch_arena_new(0);
  ch_wordbook *book = wordbook();
  ch_str text, line;
  ch_error error = {0};
  if (!ch_file_read(SOURCE_DIR "/tests/record/merge_cases.txt", arena, &text, &error))
    fail_msg("%s", error.message);
  one_case c = {0};
  size_t failed = 0, run = 0;
  while (ch_str_line(&text, &line)) {
    line = ch_str_trim(line);
    if (line.n == 0 || line.p[0] == '#') continue;
    if (ch_str_starts(line, CH_STR("=="))) {
      c = (one_case){.name = ch_str_trim(ch_str_slice(line, 2, line.n))};
    } else if (ch_str_starts(line, CH_STR("=>"))) {
      c.expected = ch_str_trim(ch_str_slice(line, 2, line.n));
      for (size_t i = 0; i < c.n; i++) c.lines[i].report.source = &c.lines[i].source;
      failed += !run_case(&c, book, arena);
      run++;
    } else {
      assert_true(c.n < 32);
      case_read(line, arena, &c.lines[c.n++]);
    }
  }
  assert_true(run > 10);
  assert_int_equal(failed, 0);
  ch_wordbook_free(book);
  ch_arena_free(arena);
}

static void keeps_the_best_supported_value(void **state) {
  (void)state;
  static const char *const LINES[] = {
      "a: Wire 2017-07-30 SANCTION/expel RUS>USA date=2017-07-30 q=755:diplomat : Putin *expelled* 755 American diplomats.",
      "b: Wire 2017-07-31 SANCTION/expel RUS>USA date=2017-07-30 q=755:diplomat : Putin *expelled* 755 American diplomats on Sunday.",
      "c: Courier 2017-07-31 SANCTION/expel RUS>USA date=2017-07-01/2017-07-31 : In July Putin *expelled* American diplomats.",
      "d: Ledger 2017-07-31 COERCE RUS>USA date=2017-07-30 q=755:diplomat deadline=2017-09-01 : Putin *made* 755 diplomats leave by September.",
  };
  ch_arena *arena = ch_arena_new(0);
  ch_wordbook *book = wordbook();
  case_line lines[4];
  const ch_report *reports[4];
  for (int i = 0; i < 4; i++) {
    case_read(ch_str_of(LINES[i]), arena, &lines[i]);
    lines[i].report.source = &lines[i].source;
    reports[i] = &lines[i].report;
  }
  /* b copies a: one voice. */
  lines[1].source.origin = lines[0].source.id;
  lines[1].source.copy_kind = CH_STR("identical");
  ch_clusters clusters;
  ch_fact fact;
  assert_true(ch_merge(reports, 4, book, arena, &clusters, NULL));
  assert_int_equal(clusters.n, 1);
  assert_true(ch_fact_make(&clusters.v[0], book, arena, &fact, NULL));
  assert_int_equal(fact.n_articles, 4);
  assert_int_equal(fact.n_reports, 3);
  assert_int_equal(fact.n_outlets, 3);
  assert_int_equal(fact.n_copies, 1);
  assert_int_equal(fact.act.type, CH_TYPE_SANCTION);
  assert_int_equal(fact.act.date.days.from, ch_day_parse(CH_STR("2017-07-30")));
  assert_int_equal(fact.act.date.days.to, ch_day_parse(CH_STR("2017-07-30")));
  assert_int_equal(fact.deadline.days.from, ch_day_parse(CH_STR("2017-09-01")));
  assert_int_equal(fact.n_quantities, 1);
  assert_true(fact.quantities[0].value == 755);
  /* The type that lost is kept with who says so; the wide date is no rival. */
  assert_int_equal(fact.n_differs, 1);
  assert_string_equal(fact.differs[0].name, "type");
  assert_int_equal(fact.differs[0].n, 2);
  ch_wordbook_free(book);
  ch_arena_free(arena);
}

static void copies_do_not_outvote(void **state) {
  (void)state;
  static const char *const LINES[] = {
      "a: Wire 2017-07-28 SANCTION/expel RUS>USA date=2017-07-28 q=755:diplomat deadline=2017-09-02 : Russia *expelled* 755 American diplomats.",
      "b: Paste 2017-07-29 SANCTION/expel RUS>USA date=2017-07-28 q=755:diplomat deadline=2017-09-02 : Russia *expelled* 755 American diplomats.",
      "c: Copy 2017-07-29 SANCTION/expel RUS>USA date=2017-07-28 q=755:diplomat deadline=2017-09-02 : Russia *expelled* 755 American diplomats.",
      "d: Courier 2017-07-29 SANCTION/expel RUS>USA date=2017-07-28 q=755:diplomat deadline=2017-09-01 : Moscow *expelled* 755 diplomats until September 1.",
      "e: Ledger 2017-07-29 SANCTION/expel RUS>USA date=2017-07-28 q=755:diplomat deadline=2017-09-01 : Putin *expelled* 755 diplomats, who leave by September 1.",
  };
  ch_arena *arena = ch_arena_new(0);
  ch_wordbook *book = wordbook();
  case_line lines[5];
  const ch_report *reports[5];
  for (int i = 0; i < 5; i++) {
    case_read(ch_str_of(LINES[i]), arena, &lines[i]);
    lines[i].report.source = &lines[i].source;
    reports[i] = &lines[i].report;
  }
  for (int i = 1; i < 3; i++) {
    lines[i].source.origin = lines[0].source.id;
    lines[i].source.copy_kind = CH_STR("identical");
  }
  ch_clusters clusters;
  ch_fact fact;
  assert_true(ch_merge(reports, 5, book, arena, &clusters, NULL));
  assert_int_equal(clusters.n, 1);
  assert_true(ch_fact_make(&clusters.v[0], book, arena, &fact, NULL));
  assert_int_equal(fact.n_outlets, 3);
  assert_int_equal(fact.n_copies, 2);
  assert_int_equal(fact.deadline.days.to, ch_day_parse(CH_STR("2017-09-01")));
  ch_wordbook_free(book);
  ch_arena_free(arena);
}

/* "755 diplomats, 27 of them": who gives two numbers of a thing stands by both. */
static void each_number_has_who_gives_it(void **state) {
  (void)state;
  ch_arena *arena = ch_arena_new(0);
  ch_wordbook *book = wordbook();
  case_line line;
  case_read(CH_STR("a: Wire 2017-07-30 SANCTION/expel RUS>USA date=2017-07-30 q=755:diplomat,27:diplomat : "
                   "Putin *expelled* 755 diplomats, 27 diplomats at once."), arena, &line);
  line.report.source = &line.source;
  assert_int_equal(line.report.n_quantities, 2);
  const ch_report *report = &line.report;
  ch_cluster cluster = {&report, 1};
  ch_fact fact;
  assert_true(ch_fact_make(&cluster, book, arena, &fact, NULL));
  assert_int_equal(fact.n_differs, 1);
  assert_string_equal(fact.differs[0].name, "quantities");
  assert_int_equal(fact.differs[0].n, 2);
  for (uint32_t i = 0; i < 2; i++) {
    assert_int_equal(fact.differs[0].v[i].n, 1);
    assert_ptr_equal(fact.differs[0].v[i].reports[0], report);
  }
  ch_wordbook_free(book);
  ch_arena_free(arena);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(merges_as_the_cases_say),
      cmocka_unit_test(keeps_the_best_supported_value),
      cmocka_unit_test(copies_do_not_outvote),
      cmocka_unit_test(each_number_has_who_gives_it),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
