/* Copies: one story of ours, copied in four ways, and another reporter's. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <cmocka.h>

#include <stdio.h>
#include <string.h>

#include "base/day.h"
#include "record/copies.h"

static const char STORY[] =
    "PORT HARBOUR (Wire) - Ruritania ordered 12 Sylvanian diplomats out of the country on Monday, "
    "the sharpest step yet in a quarrel over fishing rights in the Gulf of Mern. The twelve have until "
    "Friday to leave.\n\n"
    "Foreign Minister Anna Kovel told reporters in Port Harbour that Ruritania had been patient for "
    "18 months. The embassy in Sylva will be closed on March 4, she said, and 300 trawlers will lose "
    "their licences.\n\n"
    "President Otto Brandis of Sylvania called the order a provocation. Speaking in Sylva before a "
    "meeting with the European Union's envoy, Marie Duval, he promised an answer within 48 hours.\n\n"
    "The two countries signed the Treaty of Mern in 1974. It allows 450 boats from each side to fish "
    "within 20 miles of the Dunmore Islands, which both claim.\n\n"
    "Talks in Geneva under Duval's chairmanship broke down on January 17 after the Sylvanian "
    "delegation, led by Peter Holm, walked out. Nobody knows when they will resume.\n";

static const char TRIMMED[] =
    "Ruritania ordered 12 Sylvanian diplomats out of the country on Monday, "
    "the sharpest step yet in a quarrel over fishing rights in the Gulf of Mern. The twelve have until "
    "Friday to leave.\n\n"
    "Foreign Minister Anna Kovel told reporters in Port Harbour that Ruritania had been patient for "
    "18 months. The embassy in Sylva will be closed on March 4, she said, and 300 trawlers will lose "
    "their licences.\n\n"
    "President Otto Brandis of Sylvania called the order a provocation.\n";

static const char UPDATED[] =
    "PORT HARBOUR (Wire) - Ruritania ordered 12 Sylvanian diplomats out of the country on Monday, "
    "the sharpest step yet in a quarrel over fishing rights in the Gulf of Mern. The twelve have until "
    "Friday to leave.\n\n"
    "Sylvania answered within hours by recalling its ambassador, Jan Rook, for consultations.\n\n"
    "Foreign Minister Anna Kovel told reporters in Port Harbour that Ruritania had been patient for "
    "18 months. The embassy in Sylva will be closed on March 4, she said, and 300 trawlers will lose "
    "their licences.\n\n"
    "The two countries signed the Treaty of Mern in 1974. It allows 450 boats from each side to fish "
    "within 20 miles of the Dunmore Islands, which both claim. Washington urged both to hold back.\n\n"
    "Talks in Geneva under Duval's chairmanship broke down on January 17 after the Sylvanian "
    "delegation, led by Peter Holm, walked out. Nobody knows when they will resume.\n";

static const char REWORDED[] =
    "Ruritania on Monday commanded 12 Sylvanian envoys to quit the nation, the harshest measure so far "
    "in a dispute about fishing entitlements in the Gulf of Mern. The dozen have till Friday to go.\n\n"
    "Foreign Minister Anna Kovel informed journalists in Port Harbour that Ruritania had shown patience "
    "during 18 months. The mission in Sylva is going to be shut on March 4, she stated, and 300 trawlers "
    "are going to forfeit their permits.\n\n"
    "President Otto Brandis of Sylvania branded the directive a provocation. Talking in Sylva ahead of "
    "an encounter with the European Union's emissary, Marie Duval, he vowed a reply inside 48 hours.\n\n"
    "The pair of nations inked the Treaty of Mern in 1974. It permits 450 vessels from either side to "
    "catch fish inside 20 miles of the Dunmore Islands, that both assert.\n\n"
    "Negotiations in Geneva beneath Duval's leadership collapsed on January 17 once the Sylvanian team, "
    "headed by Peter Holm, stormed out. No one is aware when they shall restart.\n";

static const char ANOTHER[] =
    "Twelve diplomats from Sylvania must leave Ruritania by Friday, the government in Port Harbour "
    "announced on Monday. It gave no reasons beyond a sentence about the fisheries.\n\n"
    "In the fishing towns of the north the news was met with shrugs. \"They come and go,\" said Ida "
    "Marsh, who has mended nets in Lower Quay for 40 years, of the politicians.\n\n"
    "Otto Brandis, the Sylvanian president, spoke of a provocation and said that he would reply.\n\n"
    "Relations between the neighbours have been bad since January, when talks in Geneva ended in "
    "uproar. An official of the European Union said that Marie Duval would travel to both capitals "
    "before the end of the month. Ruritania's army has cancelled leave for two regiments.\n";

static ch_print print_of(const char *text, ch_arena *arena) {
  ch_print print;
  assert_true(ch_print_make(ch_str_of(text), arena, &print));
  return print;
}

/* As src/store/add.c finds those that it compares. */
static bool meet(const ch_print *a, const ch_print *b) {
  uint64_t x[CH_PRINT_KEYS], y[CH_PRINT_KEYS];
  uint32_t n = ch_print_keys(a, x), m = ch_print_keys(b, y), shared = 0;
  for (uint32_t i = 0; i < n; i++)
    for (uint32_t k = 0; k < m; k++) shared += x[i] == y[k];
  return x[0] == y[0] || shared >= CH_COPY_KEYS;
}

static void tells_how_a_copy_was_made(void **state) {
  (void)state;
  static const struct { const char *text; ch_copy_kind kind; } CASES[] = {
      {STORY, CH_COPY_IDENTICAL}, {TRIMMED, CH_COPY_TRIMMED},   {UPDATED, CH_COPY_UPDATED},
      {REWORDED, CH_COPY_REWORDED}, {ANOTHER, CH_COPY_NONE},
  };
  ch_arena *arena = ch_arena_new(0);
  ch_print story = print_of(STORY, arena);
  for (size_t i = 0; i < sizeof CASES / sizeof *CASES; i++) {
    ch_print other = print_of(CASES[i].text, arena);
    double share;
    assert_string_equal(ch_copy_name(ch_print_compare(&story, &other, &share)),
                        ch_copy_name(CASES[i].kind));
    /* Backwards another kind maybe, never none of it. */
    assert_int_equal(ch_print_compare(&other, &story, NULL) == CH_COPY_NONE,
                     CASES[i].kind == CH_COPY_NONE);
    if (CASES[i].kind != CH_COPY_NONE) assert_true(meet(&story, &other));
  }
  ch_arena_free(arena);
}

/* The same words between other line ends, as wires and web pages break them. */
static void lines_may_break_elsewhere(void **state) {
  (void)state;
  ch_arena *arena = ch_arena_new(0);
  ch_print story = print_of(STORY, arena), trimmed = print_of(TRIMMED, arena);
  for (size_t width = 30; width < 90; width += 20) {
    char broken[sizeof TRIMMED];
    size_t line = 0;
    memcpy(broken, TRIMMED, sizeof broken);
    for (size_t i = 0; broken[i]; i++, line++) {
      if (broken[i] == '\n') line = 0;
      if (broken[i] != ' ' || line < width) continue;
      broken[i] = '\n';
      line = 0;
    }
    ch_print other = print_of(broken, arena);
    assert_int_equal(other.n, trimmed.n);
    assert_string_equal(ch_copy_name(ch_print_compare(&trimmed, &other, NULL)), "identical");
    assert_string_equal(ch_copy_name(ch_print_compare(&story, &other, NULL)), "trimmed");
    assert_true(meet(&story, &other));
  }
  ch_arena_free(arena);
}

/* A phrase that every article of a paper ends with makes no two of them meet. */
static void a_common_phrase_is_no_copy(void **state) {
  (void)state;
  static const char PHRASE[] = "\n\nCopyright by this paper and its writers, all rights reserved.\n";
  char a[sizeof STORY + sizeof PHRASE], b[sizeof ANOTHER + sizeof PHRASE];
  ch_arena *arena = ch_arena_new(0);
  snprintf(a, sizeof a, "%s%s", STORY, PHRASE);
  snprintf(b, sizeof b, "%s%s", ANOTHER, PHRASE);
  ch_print x = print_of(a, arena), y = print_of(b, arena);
  assert_false(meet(&x, &y));
  ch_arena_free(arena);
}

static void prints_survive_packing(void **state) {
  (void)state;
  ch_arena *arena = ch_arena_new(0);
  ch_print story = print_of(STORY, arena), back;
  ch_buf bytes;
  ch_buf_init(&bytes, 0);
  assert_true(ch_print_pack(&story, &bytes));
  assert_true(ch_print_unpack(ch_buf_str(&bytes), arena, &back));
  assert_int_equal(ch_print_compare(&story, &back, NULL), CH_COPY_IDENTICAL);
  for (size_t n = 0; n < bytes.n; n++)
    assert_false(ch_print_unpack((ch_str){bytes.p, n}, arena, &back));
  ch_buf_free(&bytes);
  ch_arena_free(arena);
}

static void the_earliest_is_the_original(void **state) {
  (void)state;
  assert_true(ch_original_order(5, -1, CH_STR("b"), 6, 10, CH_STR("a")) < 0);
  assert_true(ch_original_order(5, 20, CH_STR("a"), 5, 10, CH_STR("b")) > 0);
  assert_true(ch_original_order(5, -1, CH_STR("a"), 5, 10, CH_STR("b")) > 0);
  assert_true(ch_original_order(5, 10, CH_STR("a"), 5, 10, CH_STR("b")) < 0);
  assert_true(ch_original_order(CH_DAY_NONE, -1, CH_STR("a"), 5, -1, CH_STR("b")) > 0);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(tells_how_a_copy_was_made),
      cmocka_unit_test(lines_may_break_elsewhere),
      cmocka_unit_test(a_common_phrase_is_no_copy),
      cmocka_unit_test(prints_survive_packing),
      cmocka_unit_test(the_earliest_is_the_original),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
