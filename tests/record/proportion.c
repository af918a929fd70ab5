/* In what proportion one act answers another. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <cmocka.h>

#include "record/proportion.h"

typedef struct told {
  ch_type type;
  const char *mode, *cameo;
  double value; /* 0: no number */
  const char *of;
  bool approximate;
} told;

static ch_fact fact_of(const told *t, ch_report_quantity *room) {
  ch_fact f = {.act = {.type = t->type, .mode = ch_str_of(t->mode), .cameo = ch_str_of(t->cameo)}};
  *room = (ch_report_quantity){t->value, t->value, ch_str_of(t->of), ch_str_of("1"), t->approximate};
  if (t->value > 0) f.quantities = room, f.n_quantities = 1;
  return f;
}

static void numbers_tell_where_like_is_counted(void **state) {
  (void)state;
  static const struct { const char *what; told own, theirs; ch_proportion_kind expected; } CASES[] = {
      {"one expulsion for another", {CH_TYPE_SANCTION, "expel", "161", 5, "diplomat", false},
       {CH_TYPE_SANCTION, "expel", "161", 5, "envoy", false}, CH_PROPORTION_LIKE},
      {"more", {CH_TYPE_SANCTION, "expel", "161", 60, "diplomat", false},
       {CH_TYPE_SANCTION, "expel", "161", 5, "officer", false}, CH_PROPORTION_MORE},
      {"less", {CH_TYPE_RETREAT, "release", "0841", 9, "Ugandan", false},
       {CH_TYPE_RETREAT, "release", "0841", 20, "prisoner", false}, CH_PROPORTION_LESS},
      {"about as many", {CH_TYPE_SANCTION, "expel", "161", 100, "diplomat", true},
       {CH_TYPE_SANCTION, "expel", "161", 95, "diplomat", false}, CH_PROPORTION_LIKE},
      {"different things are not compared", {CH_TYPE_COERCE, "seize", "1711", 2, "ship", false},
       {CH_TYPE_COERCE, "seize", "1711", 9, "account", false}, CH_PROPORTION_KIND},
      {"nor different measures", {CH_TYPE_COERCE, "seize", "1711", 2, "house", false},
       {CH_TYPE_SANCTION, "expel", "161", 2, "house", false}, CH_PROPORTION_NONE},
      {"sanctions for sanctions", {CH_TYPE_SANCTION, "discontinue", "163", 0, "", false},
       {CH_TYPE_SANCTION, "discontinue", "163", 38, "person", false}, CH_PROPORTION_KIND},
      {"a cut is told by what it leaves", {CH_TYPE_SANCTION, "discontinue", "161", 455, "diplomat", false},
       {CH_TYPE_SANCTION, "discontinue", "161", 20, "diplomat", false}, CH_PROPORTION_NONE},
      {"to the same number", {CH_TYPE_SANCTION, "discontinue", "161", 455, "diplomat", false},
       {CH_TYPE_SANCTION, "discontinue", "161", 455, "employee", false}, CH_PROPORTION_LIKE},
      {"words have no size", {CH_TYPE_THREATEN, "expel", "1313", 31, "diplomat", false},
       {CH_TYPE_THREATEN, "expel", "1313", 35, "diplomat", false}, CH_PROPORTION_NONE},
  };
  ch_error error = {0};
  ch_arena *arena = ch_arena_new(0);
  ch_wordbook *book = ch_wordbook_open(SOURCE_DIR "/data/en/record/words.txt", &error);
  assert_non_null(book);
  for (size_t i = 0; i < sizeof CASES / sizeof *CASES; i++) {
    ch_report_quantity a, b;
    ch_fact own = fact_of(&CASES[i].own, &a), theirs = fact_of(&CASES[i].theirs, &b);
    ch_proportion got;
    assert_true(ch_proportion_of(&own, &theirs, book, arena, &got));
    if (got.kind != CASES[i].expected)
      fail_msg("%s: '%s'", CASES[i].what, ch_proportion_name(got.kind));
    bool numbers = got.kind == CH_PROPORTION_LIKE || got.kind == CH_PROPORTION_MORE || got.kind == CH_PROPORTION_LESS;
    assert_int_equal(numbers, got.own != NULL);
  }
  ch_wordbook_free(book);
  ch_arena_free(arena);
}

int main(void) {
  const struct CMUnitTest tests[] = {cmocka_unit_test(numbers_tell_where_like_is_counted)};
  return cmocka_run_group_tests(tests, NULL, NULL);
}
