/* Runs every `example:` line of the codebook through the real pipeline and
 * names each that fails by file and line.
 *
 * Without a model it is skipped. All must hold but those that
 * tests/code/data/known_failures.txt lists with the reason. With arguments it takes only examples of files that contain one of
 * them ("sanction"), and shows what was found instead. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <cmocka.h>

#include "trees.inc"
#include "code/example.h"
#include "pipeline.h"

static ch_str known; /* known_failures.txt: file, sentence and reason, apart by tabs */
static char **only;
static int n_only;

static bool chosen(const ch_example *example) {
  for (int i = 0; i < n_only; i++)
    if (strstr(example->file, only[i])) return true;
  return n_only == 0;
}

static bool is_known(const ch_example *example) {
  ch_str rest = known, line, file, sentence;
  while (ch_str_line(&rest, &line)) {
    if (line.n == 0 || line.p[0] == '#') continue;
    ch_str_split(&line, '\t', &file);
    ch_str_split(&line, '\t', &sentence);
    if (ch_str_is(file, example->file) && ch_str_eq(sentence, example->text)) return true;
  }
  return false;
}

static bool example_holds(pipeline *p, const ch_example *example, ch_arena *arena) {
  ch_error error = {0};
  ch_reading *reading;
  ch_document *doc = pipeline_read(p, example->text, ch_day_parse(CH_STR(CH_EXAMPLE_DAY)), arena,
                                   &reading, &error);
  ch_events events = {0};
  if (!doc || !ch_code(p->codebook, doc, reading, &events, &error)) return false;
  if (ch_example_holds(example, &events)) return true;
  print_message("%s:%u: %.*s => %.*s\n", example->file, example->line, CH_PRI(example->text),
                CH_PRI(example->expected));
  for (size_t i = 0; i < events.n; i++)
    print_message("    got %.*s {%.*s}\n", CH_PRI(tree_event(&events.v[i], arena)),
                  CH_PRI(events.v[i].rule));
  return false;
}

static void examples_hold(void **state) {
  (void)state;
  (void)tree_cases;
  (void)tree_document;
  if (!ch_file_exists(SOURCE_DIR "/models/en/model.bin")) skip();
  pipeline p;
  ch_error error = {0};
  if (!pipeline_open(&p, SOURCE_DIR, &error)) {
    char text[600];
    ch_error_text(&error, text, sizeof text);
    fail_msg("%s", text);
  }
  ch_arena *arena = ch_arena_new(0), *lists = ch_arena_new(0);
  assert_true(ch_file_read(SOURCE_DIR "/tests/code/data/known_failures.txt", lists, &known, &error));
  size_t tried = 0, held = 0, unknown = 0;
  for (size_t i = 0; i < p.codebook->examples.n; i++) {
    if (!chosen(&p.codebook->examples.v[i])) continue;
    tried++;
    const ch_example *example = &p.codebook->examples.v[i];
    bool holds = example_holds(&p, example, arena), excused = is_known(example);
    held += holds;
    unknown += !holds && !excused;
    if (holds && excused)
      print_message("%s:%u holds: known_failures.txt need not list it\n", example->file, example->line);
    ch_arena_clear(arena);
  }
  print_message("%zu of %zu examples hold\n", held, tried);
  ch_arena_free(lists);
  ch_arena_free(arena);
  pipeline_close(&p);
  assert_int_equal(unknown, 0);
}

int main(int argc, char **argv) {
  only = argv + 1;
  n_only = argc - 1;
  const struct CMUnitTest tests[] = {cmocka_unit_test(examples_hold)};
  return cmocka_run_group_tests(tests, NULL, NULL);
}
