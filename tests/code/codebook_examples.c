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
#include "pipeline.h"

static ch_str known; /* known_failures.txt: file, sentence and reason, apart by tabs */
static char **only;
static int n_only;

/* "RUS+CHN" against a side: every code there. "-" wants nobody, "?" anybody. */
static bool side_agrees(const ch_side *side, ch_str wanted) {
  ch_str code;
  if (ch_str_is(wanted, "-")) return side->n == 0;
  if (wanted.n == 0) return true;
  uint32_t n = 0;
  while (ch_str_split(&wanted, '+', &code)) {
    bool found = ch_str_is(code, "?");
    for (uint32_t i = 0; i < side->n; i++) found |= ch_str_eq(side->v[i].actor->code, code);
    if (!found) return false;
    n++;
  }
  return side->n >= n;
}

static bool day_agrees(const ch_dated *dated, ch_str wanted) {
  if (dated->days.from == CH_DAY_NONE) return ch_str_is(wanted, "none");
  char day[11];
  ch_day_format(dated->days.from, day);
  return ch_str_is(wanted, day);
}

static bool quantity_agrees(const ch_event *e, ch_str wanted) {
  char shown[40];
  for (uint32_t i = 0; i < e->n_quantities; i++) {
    snprintf(shown, sizeof shown, "%.10g", e->quantities[i]->value);
    if (ch_str_is(wanted, shown)) return true;
  }
  return false;
}

static bool key_agrees(const ch_event *e, ch_str key, ch_str value) {
  if (ch_str_is(key, "mode")) return ch_str_eq(e->act.mode, value) || (ch_str_is(value, "none") && !e->act.mode.n);
  if (ch_str_is(key, "status")) return ch_str_is(value, ch_status_name(e->act.status));
  if (ch_str_is(key, "cameo")) return ch_str_eq(e->act.cameo, value);
  if (ch_str_is(key, "claimed")) return e->claimed == ch_str_is(value, "yes");
  if (ch_str_is(key, "about")) return ch_str_is(value, ch_type_name(e->about.type));
  if (ch_str_is(key, "quantity")) return quantity_agrees(e, value);
  if (ch_str_is(key, "date")) return day_agrees(&e->act.date, value);
  if (ch_str_is(key, "deadline")) return day_agrees(&e->deadline, value);
  if (ch_str_is(key, "place")) return e->place && ch_str_eq(e->place->name, value);
  if (ch_str_is(key, "answers")) return ch_str_eq_fold(e->answers_cue, value);
  if (ch_str_is(key, "ordinal")) return e->ordinal == strtoul(value.p, NULL, 10);
  return false;
}

/* Does the event agree with "RUS SANCTION GBR; mode=expel"? */
static bool event_agrees(const ch_event *e, ch_str wanted) {
  ch_str parties, part, before = {NULL, 0}, after = {NULL, 0}, word;
  ch_type type = CH_TYPE_NONE;
  ch_str_split(&wanted, ';', &parties);
  while (ch_str_split(&parties, ' ', &word)) {
    if (word.n == 0) continue;
    if (!type && ch_type_from(word)) type = ch_type_from(word);
    else if (type) after = word;
    else before = word;
  }
  if (e->act.type != type || !side_agrees(&e->act.actor, before) ||
      !side_agrees(&e->act.recipient, after))
    return false;
  while (ch_str_split(&wanted, ';', &part)) {
    part = ch_str_trim(part);
    size_t equals = ch_str_find_byte(part, '=', 0);
    if (part.n && !key_agrees(e, ch_str_slice(part, 0, equals),
                              ch_str_slice(part, equals + 1, part.n)))
      return false;
  }
  return true;
}

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
  ch_document *doc = pipeline_read(p, example->text, ch_day_parse(CH_STR("2017-09-05")), arena,
                                   &reading, &error);
  ch_events events = {0};
  if (!doc || !ch_code(p->codebook, doc, reading, &events, &error)) return false;
  bool none = ch_str_is(example->expected, "none");
  for (size_t i = 0; i < events.n && !none; i++)
    if (event_agrees(&events.v[i], example->expected)) return true;
  if (none && events.n == 0) return true;
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
