/* Quantities: cases in data/quantities.txt, trees as tree.h reads them. A line
 * a quantity: its words = value [- upper] of what, then "ordinal", "about". */
#include "testing.h"

#include "cases.h"
#include "read/quantity.h"
#include "tree.h"

static ch_number_words *words;
static ch_arena *arena;

static int open_all(void **state) {
  (void)state;
  words = ch_number_words_open(SOURCE_DIR "/data/en", NULL);
  arena = ch_arena_new(0);
  return words && arena ? 0 : -1;
}

static int close_all(void **state) {
  (void)state;
  ch_number_words_free(words);
  ch_arena_free(arena);
  return 0;
}

static void show(ch_str input, ch_buf *out) {
  ch_article *article = CH_NEW(arena, ch_article);
  ch_document *doc = tree_document(arena, article, input);
  assert_non_null(doc);
  ch_reading reading = {.doc = doc};
  assert_true(ch_read_quantities(words, doc, &reading, NULL));
  for (uint32_t i = 0; i < reading.n_quantities; i++) {
    const ch_quantity *q = &reading.quantities[i];
    ch_buf_printf(out, "%.*s = %g", CH_PRI(ch_str_at(doc->text, q->span)), q->value);
    if (q->upper != q->value) ch_buf_printf(out, " - %g", q->upper);
    if (q->of.n) ch_buf_printf(out, " of %.*s", CH_PRI(q->of));
    ch_buf_printf(out, "%s%s\n", q->ordinal ? " ordinal" : "", q->approximate ? " about" : "");
    assert_true(reading.quantity_at[q->last] <= i);
  }
}

static void cases(void **state) {
  (void)state;
  unsigned count;
  assert_int_equal(run_cases(SOURCE_DIR "/tests/read/data/quantities.txt", arena, &count, show), 0);
  assert_true(count >= 10);
}

/* Numbers by themselves: words of one line, nothing hangs on anything. */
static double number_of(const char *line, uint32_t *taken) {
  ch_buf tree;
  ch_buf_init(&tree, 0);
  ch_str rest = ch_str_of(line), word;
  for (int i = 0; ch_str_split(&rest, ' ', &word); i++)
    ch_buf_printf(&tree, "%.*s/NUM/%d/%s ", CH_PRI(word), i ? 1 : 0, i ? "dep" : "root");
  ch_article article = {0};
  ch_document *doc = tree_document(arena, &article, ch_buf_str(&tree));
  ch_number number;
  *taken = ch_number_at(words, doc, 0, doc->n_words, &number) ? number.count : 0;
  ch_buf_free(&tree);
  return *taken ? number.value : -1;
}

static void numbers_in_words(void **state) {
  (void)state;
  static const struct { const char *words; double value; uint32_t taken; } numbers[] = {
      {"thirty-five", -1, 0}, {"thirty ~- ~five", 35, 3}, {"twenty four hours", 24, 2}, {"a hundred men", 100, 2},
      {"two hundred and five", 205, 4}, {"five hundred thousand", 500000, 3}, {"1,500.25", 1500.25, 1},
      {"5.2 billion", 5.2e9, 2}, {"half a million", 5e5, 3}, {"two and a half years", 2.5, 4}, {"2 1\\2", 2.5, 2},
      {"nineteen ninety ~- ~seven", 1997, 4}, {"two thousand", 2000, 2}, {"21st", 21, 1}, {"twenty ~- ~first", 21, 3},
      {"several hundred", 300, 2}, {"a couple of days", 2, 3}, {"million", 1e6, 1}, {"m", -1, 0}, {"bridge", -1, 0},
      {"three million two hundred thousand", 3.2e6, 5}, {"12.5.2017", -1, 0}, {"99999999999999999999", 1e20, 1}};
  for (size_t i = 0; i < sizeof numbers / sizeof *numbers; i++) {
    uint32_t taken;
    double value = number_of(numbers[i].words, &taken);
    if (value != numbers[i].value || taken != numbers[i].taken)
      print_error("'%s': %g in %u words\n", numbers[i].words, value, taken);
    assert_true(value == numbers[i].value);
    assert_int_equal(taken, numbers[i].taken);
  }
}

int main(void) {
  const struct CMUnitTest tests[] = {cmocka_unit_test(cases), cmocka_unit_test(numbers_in_words)};
  return cmocka_run_group_tests(tests, open_all, close_all);
}
