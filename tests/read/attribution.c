/* Attributions: cases in data/attributions.txt, trees as tree.h reads them. A
 * line an attribution: speaker | cue | content | stance, then "quoted",
 * "claim", and "in N" for the line it is nested in. */
#include "testing.h"

#include "cases.h"
#include "read/attribution.h"
#include "tree.h"

static ch_cues *cues;
static ch_arena *arena;

static int open_all(void **state) {
  (void)state;
  ch_error error = {0};
  cues = ch_cues_open(SOURCE_DIR "/data/en", &error);
  if (!cues) print_error("%s:%lu: %s\n", error.file, (unsigned long)error.line, error.message);
  arena = ch_arena_new(0);
  return cues && arena ? 0 : -1;
}

static int close_all(void **state) {
  (void)state;
  ch_cues_free(cues);
  ch_arena_free(arena);
  return 0;
}

static ch_str words(const ch_document *doc, uint32_t first, uint32_t last) {
  return ch_str_slice(doc->text, doc->words[first].span.from, doc->words[last].span.to);
}

static void show(ch_str input, ch_buf *out) {
  ch_article *article = CH_NEW(arena, ch_article);
  ch_document *doc = tree_document(arena, article, input);
  assert_non_null(doc);
  ch_reading reading = {.doc = doc};
  assert_true(ch_read_attributions(cues, doc, &reading, NULL));
  for (uint32_t i = 0; i < reading.n_attributions; i++) {
    const ch_attribution *a = &reading.attributions[i];
    ch_buf_printf(out, "%.*s | ", CH_PRI(a->speaker));
    if (a->cue != CH_NO_WORD) ch_buf_add(out, ch_word_form(doc, a->cue));
    ch_buf_printf(out, " | %.*s | %.*s%s%s", CH_PRI(words(doc, a->content_first, a->content_last)), CH_PRI(a->stance),
                  a->quoted ? " quoted" : "", a->party_word ? " claim" : "");
    if (a->parent != CH_NO_ITEM) ch_buf_printf(out, " in %u", a->parent + 1);
    ch_buf_add_byte(out, '\n');
    assert_true(a->parent == CH_NO_ITEM || a->parent < i);
    assert_int_equal(doc->sentence_of[a->content_first], a->sentence);
    assert_int_equal(doc->sentence_of[a->content_last], a->sentence);
  }
}

static void cases(void **state) {
  (void)state;
  unsigned count;
  assert_int_equal(run_cases(SOURCE_DIR "/tests/read/data/attributions.txt", arena, &count, show), 0);
  assert_true(count >= 17);
}

/* Actors come from the mentions. */
static void the_source_is_resolved(void **state) {
  (void)state;
  ch_article article = {0};
  ch_document *doc = tree_document(arena, &article, CH_STR("He/PRON/2/nsubj said/VERB/0/root//say/VBD they/PRON/4/nsubj left/VERB/2/ccomp//leave/VBD"));
  ch_actor actor = {.name = CH_STR_INIT("Russia"), .person = CH_STR_INIT("Sergei Lavrov")};
  ch_mention mention = {.head = 0, .naming = CH_NAMING_PRONOUN};
  uint32_t none[4] = {CH_NO_ITEM, CH_NO_ITEM, CH_NO_ITEM, CH_NO_ITEM}, over[4] = {0, CH_NO_ITEM, CH_NO_ITEM, CH_NO_ITEM};
  ch_reading reading = {.doc = doc, .actors = &actor, .n_actors = 1, .mentions = &mention, .n_mentions = 1,
                        .mention_at = none, .mention_over = over};
  assert_true(ch_read_attributions(cues, doc, &reading, NULL));
  assert_int_equal(reading.n_attributions, 1);
  assert_int_equal(reading.attributions[0].actor, 0);
  assert_true(ch_str_is(reading.attributions[0].speaker, "Sergei Lavrov"));
  assert_int_equal(reading.attribution_at[3], 0);
  assert_int_equal(reading.attribution_at[1], CH_NO_ITEM);
}

static void bad_cues_are_refused(void **state) {
  (void)state;
  static const char *const bad[] = {"say\tverb\tsays\t", "say\tadverbial\tsays\tclause", "\tverb\tsays\tclause",
                                    "say\tverb\tsays\tclause\tno", "say\tverb\tsays\tclause\nsay\tverb\tsays\tquote"};
  for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
    char dir[] = "/tmp/chancery-cues-XXXXXX", path[100], text[300];
    assert_non_null(mkdtemp(dir));
    snprintf(path, sizeof path, "%s/attribution.tsv", dir);
    snprintf(text, sizeof text, "cue\tpart\tstance\tframe\tparty\n%s\n", bad[i]);
    assert_true(ch_file_write_atomic(path, ch_str_of(text), NULL));
    ch_error error = {0};
    assert_null(ch_cues_open(dir, &error));
    assert_int_equal(error.code, CH_ERROR_DATA);
    assert_int_equal(error.line, i == 4 ? 3 : 2);
    assert_int_equal(remove(path), 0);
    assert_int_equal(remove(dir), 0);
  }
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(cases),
      cmocka_unit_test(the_source_is_resolved),
      cmocka_unit_test(bad_cues_are_refused),
  };
  return cmocka_run_group_tests(tests, open_all, close_all);
}
