/* Names found in running text: letters, capitals, longest first. */
#include "testing.h"

#include "base/file.h"
#include "read/actor_lists.h"
#include "read/tree.h"

static void capitals(void **state) {
  (void)state;
  static const struct {
    const char *name, *text;
    bool fits;
  } cases[] = {
      {"US", "US", true},         {"US", "U.S.", true},       {"US", "us", false},
      {"US", "Us", false},        {"Turkey", "turkey", false}, {"Turkey", "TURKEY", true},
      {"NATO", "Nato", true},     {"NATO", "nato", false},    {"al-Qaeda", "Al Qaeda", true},
      {"The Hague", "the Hague", true}, {"The Hague", "the hague", false},
      {"foreign minister", "Foreign Minister", true},
      {"People's Republic", "People\xE2\x80\x99s Republic", true},
      {"São Paulo", "Sao Paulo", true}, {"Russia", "Russian", false}, {"Russian", "Russia", false},
      {"St. Petersburg", "St Petersburg", true}, {"", "", true}, {"a", "", false},
  };
  for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
    if (ch_case_fits(ch_str_of(cases[i].name), ch_str_of(cases[i].text)) != cases[i].fits)
      fail_msg("'%s' against '%s'", cases[i].name, cases[i].text);
}

static void longest(void **state) {
  (void)state;
  ch_arena *arena = ch_arena_new(0);
  ch_names names;
  assert_true(ch_names_init(&names, arena, 4));
  assert_true(ch_names_add(&names, CH_STR("United States"), CH_SURFACE_STATE, 1));
  assert_true(ch_names_add(&names, CH_STR("United States Steel"), CH_SURFACE_BODY, 2));
  assert_true(ch_names_add(&names, CH_STR("united front"), CH_SURFACE_ROLE, 3));
  ch_article article = {0};
  ch_document *doc = tree_document(
      arena, &article,
      CH_STR("United/PROPN/0/root States/PROPN/1/flat Steel/PROPN/1/flat ~./PUNCT/1/punct\n"
             "United/ADJ/2/amod front/NOUN/0/root\n"
             "United/ADJ/2/amod Steel/NOUN/0/root\n"));
  uint32_t last = 0;
  uint32_t found = ch_names_match(&names, doc, 0, 4, &last);
  assert_int_equal(names.surfaces.v[found].row, 2);
  assert_int_equal(last, 2); /* the stop is no part of it */
  found = ch_names_match(&names, doc, 0, 2, &last);
  assert_int_equal(names.surfaces.v[found].row, 1);
  found = ch_names_match(&names, doc, 4, 6, &last);
  assert_int_equal(names.surfaces.v[found].row, 3);
  assert_int_equal(ch_names_match(&names, doc, 6, 8, &last), CH_NO_SURFACE);
  for (uint32_t i = 0; i < 2000; i++) /* grows */
    assert_true(ch_names_add(&names, ch_arena_printf(arena, "Name %u", i), CH_SURFACE_CITY, i));
  for (uint32_t i = 0; i < 2000; i++) {
    ch_str name = ch_arena_printf(arena, "name %u", i);
    uint32_t s = ch_names_find(&names, name);
    while (s != CH_NO_SURFACE && !ch_same_letters(ch_surface_text(&names.surfaces.v[s]), name))
      s = names.surfaces.v[s].next;
    assert_true(s != CH_NO_SURFACE);
    assert_int_equal(names.surfaces.v[s].row, i);
  }
  ch_arena_free(arena);
}

/* Every list of data/en opens, and what it names can be found again. */
static void the_lists(void **state) {
  (void)state;
  ch_arena *arena = ch_arena_new(0);
  ch_actor_lists lists;
  ch_error error = {0};
  if (!ch_actor_lists_load(&lists, SOURCE_DIR "/data/en", NULL, 0, arena, &error)) {
    char text[600];
    ch_error_text(&error, text, sizeof text);
    fail_msg("%s", text);
  }
  for (size_t i = 0; i < lists.states.n; i++)
    assert_true(ch_names_find(&lists.names, lists.states.v[i].name) != CH_NO_SURFACE);
  for (size_t i = 0; i < lists.people.n; i++)
    assert_true(ch_names_find(&lists.names, lists.people.v[i].name) != CH_NO_SURFACE);
  uint32_t russia = ch_state_row_of(&lists, CH_STR("RUS"));
  assert_true(russia != CH_NO_ROW);
  assert_true(ch_str_is(lists.states.v[russia].capital, "Moscow"));
  assert_int_equal(ch_state_row_of(&lists, CH_STR("XXX")), CH_NO_ROW);
  assert_true(ch_word_bits(&lists, CH_STR("Both")) & CH_WORD_TWO);
  ch_arena_free(arena);
}

static void a_missing_folder(void **state) {
  (void)state;
  ch_arena *arena = ch_arena_new(0);
  ch_actor_lists lists;
  ch_error error = {0};
  assert_false(ch_actor_lists_load(&lists, "/nowhere", NULL, 0, arena, &error));
  assert_int_equal(error.code, CH_ERROR_IO);
  ch_arena_free(arena);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(capitals),
      cmocka_unit_test(longest),
      cmocka_unit_test(the_lists),
      cmocka_unit_test(a_missing_folder),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
