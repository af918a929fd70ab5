/* Whole coding of hand-made trees: tests/code/data/coding.trees, under the shipped
 * classes and statuses and the few rules of tests/code/data/rules, so that no
 * new rule of the codebook can change what is asked here of the engine. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <cmocka.h>

#include <sys/stat.h>
#include <unistd.h>

#include "trees.inc"

static const char *const LINKS[][2] = {
    {"data/en/cameo.tsv", "cameo.tsv"},
    {"data/en/codebook/classes.txt", "codebook/classes.txt"},
    {"data/en/codebook/status.tsv", "codebook/status.tsv"},
    {"data/en/codebook/answers.tsv", "codebook/answers.tsv"},
    {"data/en/codebook/forms.tsv", "codebook/forms.tsv"},
};
enum { N_LINKS = sizeof LINKS / sizeof *LINKS };

/* A codebook of shipped words and our own rules. */
static ch_codebook *open_rules(ch_error *error) {
  char dir[] = "/tmp/chancery-rules-XXXXXX", from[400], to[400];
  assert_non_null(mkdtemp(dir));
  snprintf(to, sizeof to, "%s/codebook", dir);
  assert_int_equal(mkdir(to, 0700), 0);
  for (int i = 0; i < N_LINKS; i++) {
    snprintf(from, sizeof from, SOURCE_DIR "/%s", LINKS[i][0]);
    snprintf(to, sizeof to, "%s/%s", dir, LINKS[i][1]);
    assert_int_equal(symlink(from, to), 0);
  }
  ch_codebook *book = ch_codebook_open_with(dir, (const char *[]){SOURCE_DIR "/tests/code/data/rules"}, 1, error);
  for (int i = 0; i < N_LINKS; i++) {
    snprintf(to, sizeof to, "%s/%s", dir, LINKS[i][1]);
    unlink(to);
  }
  snprintf(to, sizeof to, "%s/codebook", dir);
  rmdir(to);
  rmdir(dir);
  return book;
}

static ch_str code_tree(const ch_codebook *book, const tree_case *t, ch_arena *arena) {
  ch_reading reading;
  ch_document *doc = tree_document(t->words, arena, &reading);
  if (!doc) return CH_STR("(not a tree)");
  ch_events events = {0};
  ch_error error = {0};
  if (!ch_code(book, doc, &reading, &events, &error)) return CH_STR("(failed)");
  ch_buf out;
  ch_buf_init(&out, 0);
  for (size_t i = 0; i < events.n; i++) {
    if (i) ch_buf_add_byte(&out, '\n');
    ch_buf_add(&out, tree_event(&events.v[i], arena));
    ch_buf json;
    ch_buf_init(&json, 0);
    assert_true(ch_event_json(&events.v[i], doc, &json, &error));
    ch_buf_free(&json);
  }
  ch_str text = ch_arena_copy(arena, ch_buf_str(&out));
  ch_buf_free(&out);
  return text;
}

static void trees_are_coded(void **state) {
  (void)state;
  ch_error error = {0};
  ch_codebook *book = open_rules(&error);
  if (!book) {
    char text[600];
    ch_error_text(&error, text, sizeof text);
    fail_msg("%s", text);
  }
  ch_arena *arena = ch_arena_new(0);
  static tree_case cases[500];
  size_t n = tree_cases(SOURCE_DIR "/tests/code/data/coding.trees", arena, cases, 500);
  assert_true(n > 0);
  int failures = 0;
  for (size_t i = 0; i < n; i++) {
    ch_str got = code_tree(book, &cases[i], arena);
    ch_str wanted = ch_str_is(cases[i].expected, "none") ? CH_STR("") : cases[i].expected;
    if (ch_str_eq(got, wanted)) continue;
    failures++;
    print_message("coding.trees:%u: %.*s\n  wanted: %.*s\n  got:    %.*s\n", cases[i].line,
                  CH_PRI(cases[i].name), CH_PRI(wanted), CH_PRI(got));
  }
  ch_arena_free(arena);
  ch_codebook_free(book);
  assert_int_equal(failures, 0);
}

int main(void) {
  const struct CMUnitTest tests[] = {cmocka_unit_test(trees_are_coded)};
  return cmocka_run_group_tests(tests, NULL, NULL);
}
