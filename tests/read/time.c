/* Times: cases in data/times.tsv, by the splitter's words alone; here what the
 * tree adds, and that bad lists are refused. */
#include "testing.h"

#include <stdio.h>
#include <stdlib.h>

#include "base/file.h"
#include "base/tsv.h"
#include "read/time.h"
#include "text/splitter.h"
#include "tree.h"

#define DATA SOURCE_DIR "/data/en"

static ch_splitter *splitter;
static ch_time_words *words;
static ch_arena *arena;

static int open_all(void **state) {
  (void)state;
  ch_error error = {0};
  splitter = ch_splitter_open(DATA, &error);
  words = ch_time_words_open(DATA, &error);
  arena = ch_arena_new(0);
  if (!words) print_error("%s:%lu: %s\n", error.file, (unsigned long)error.line, error.message);
  return splitter && words && arena ? 0 : -1;
}

static int close_all(void **state) {
  (void)state;
  ch_time_words_free(words);
  ch_splitter_free(splitter);
  ch_arena_free(arena);
  return 0;
}

/* ---- cases ---- */

enum { PUBLISHED, TEXT, EXPRESSION, VALUE, FROM, TO, DEADLINE, PREPOSITION, COLUMNS };

static const char *const column_names[COLUMNS] = {"published", "text", "expression", "value", "from", "to", "deadline", "preposition"};

static ch_str day_text(int32_t day, char out[11]) {
  out[0] = 0;
  if (day != CH_DAY_NONE) ch_day_format(day, out);
  return ch_str_of(out);
}

static bool same_time(const ch_time *time, ch_str text, const ch_str fields[COLUMNS]) {
  char from[11], to[11];
  return ch_str_eq(ch_str_at(text, time->span), fields[EXPRESSION]) && ch_str_eq(time->value, fields[VALUE]) &&
         ch_str_eq(day_text(time->days.from, from), fields[FROM]) && ch_str_eq(day_text(time->days.to, to), fields[TO]) &&
         time->deadline == ch_str_is(fields[DEADLINE], "yes") && ch_str_eq(time->preposition, fields[PREPOSITION]);
}

static bool check(ch_str published, ch_str text, uint32_t nth, const ch_str fields[COLUMNS], uint64_t line) {
  ch_article *article = CH_NEW(arena, ch_article);
  article->text = text;
  article->published = ch_str_is(published, "-") ? CH_DAY_NONE : ch_day_parse(published);
  ch_document *doc = ch_split(splitter, article, arena, NULL);
  ch_reading reading = {.doc = doc};
  assert_true(ch_read_times(words, doc, &reading, NULL));
  bool none = ch_str_is(fields[EXPRESSION], "none");
  if (none ? reading.n_times == 0 : nth < reading.n_times && same_time(&reading.times[nth], text, fields)) return true;
  print_error("times.tsv:%lu: '%.*s'\n", (unsigned long)line, CH_PRI(text));
  for (uint32_t i = 0; i < reading.n_times; i++) {
    const ch_time *t = &reading.times[i];
    char from[11], to[11];
    day_text(t->days.from, from), day_text(t->days.to, to);
    print_error("  found '%.*s' %.*s %s %s%s '%.*s'\n", CH_PRI(ch_str_at(text, t->span)), CH_PRI(t->value), from, to,
                t->deadline ? " deadline" : "", CH_PRI(t->preposition));
  }
  return false;
}

static void cases(void **state) {
  (void)state;
  ch_tsv tsv;
  uint32_t columns[COLUMNS], nth = 0, wrong = 0, count = 0;
  assert_true(ch_tsv_open(&tsv, SOURCE_DIR "/tests/read/data/times.tsv", arena, NULL));
  for (int i = 0; i < COLUMNS; i++) assert_true(ch_tsv_column(&tsv, column_names[i], &columns[i], NULL));
  ch_str before = {NULL, 0}, before_day = {NULL, 0};
  while (ch_tsv_next(&tsv, NULL)) {
    ch_str fields[COLUMNS];
    for (int i = 0; i < COLUMNS; i++) fields[i] = tsv.fields[columns[i]];
    bool again = ch_str_eq(fields[TEXT], before) && ch_str_eq(fields[PUBLISHED], before_day);
    nth = again ? nth + 1 : 0;
    before = fields[TEXT];
    before_day = fields[PUBLISHED];
    wrong += !check(fields[PUBLISHED], fields[TEXT], nth, fields, tsv.line);
    count++;
  }
  assert_false(tsv.failed);
  assert_true(count > 50);
  assert_int_equal(wrong, 0);
}

/* ---- with a tree ---- */

static int32_t only_day(const char *tree) {
  ch_article article = {.published = ch_day_parse(CH_STR("2017-09-01"))};
  ch_document *doc = tree_document(arena, &article, ch_str_of(tree));
  ch_reading reading = {.doc = doc};
  assert_true(ch_read_times(words, doc, &reading, NULL));
  assert_int_equal(reading.n_times, 1);
  return reading.times[0].days.from;
}

/* The verb that it hangs on decides, not the word nearest to it. */
static void the_governing_verb_decides(void **state) {
  (void)state;
  ch_article article = {.published = ch_day_parse(CH_STR("2017-09-01"))};
  ch_document *doc = tree_document(arena, &article, CH_STR(
      "They/PRON/7/nsubj//they/PRP will/AUX/7/aux//will/MD ~,/PUNCT/7/punct he/PRON/5/nsubj//he/PRP said/VERB/7/parataxis//say/VBD "
      "~,/PUNCT/7/punct meet/VERB/0/root//meet/VB Monday/PROPN/7/obl:unmarked//Monday/NNP ~./PUNCT/7/punct"));
  ch_reading reading = {.doc = doc};
  assert_true(ch_read_times(words, doc, &reading, NULL));
  assert_int_equal(reading.n_times, 1);
  assert_int_equal(reading.times[0].days.from, ch_day_parse(CH_STR("2017-09-04")));
  assert_int_equal(reading.times[0].head, 7);
  assert_int_equal(reading.time_at[7], 0);
  assert_int_equal(reading.time_at[6], CH_NO_ITEM);
}

/* "is expected" looks ahead, "was expected" back. */
static void what_is_expected_lies_ahead(void **state) {
  (void)state;
  static const char tree[] =
      "Talks/NOUN/3/nsubj:pass//talk/NNS %s/AUX/3/aux:pass//be/%s expected/VERB/0/root//expect/VBN "
      "on/ADP/5/case//on/IN Monday/PROPN/3/obl//Monday/NNP ~./PUNCT/3/punct";
  char now[400], then[400];
  snprintf(now, sizeof now, tree, "are", "VBP");
  snprintf(then, sizeof then, tree, "were", "VBD");
  assert_int_equal(only_day(now), ch_day_parse(CH_STR("2017-09-04")));
  assert_int_equal(only_day(then), ch_day_parse(CH_STR("2017-08-28")));
}

/* "blamed it ahead of talks Monday", "talks due Monday": the verb in the past tells nothing of that day. */
static void what_it_is_ahead_of_is_to_come(void **state) {
  (void)state;
  assert_int_equal(
      only_day("They/PRON/2/nsubj//they/PRP blamed/VERB/0/root//blame/VBD it/PRON/2/obj//it/PRP "
               "ahead/ADV/2/advmod//ahead/RB of/ADP/6/case//of/IN talks/NOUN/2/obl//talk/NNS "
               "Monday/PROPN/6/nmod:unmarked//Monday/NNP ~./PUNCT/2/punct"),
      ch_day_parse(CH_STR("2017-09-04")));
  assert_int_equal(
      only_day("They/PRON/2/nsubj//they/PRP blamed/VERB/0/root//blame/VBD it/PRON/2/obj//it/PRP "
               "at/ADP/5/case//at/IN talks/NOUN/2/obl//talk/NNS Monday/PROPN/5/nmod:unmarked//Monday/NNP ~./PUNCT/2/punct"),
      ch_day_parse(CH_STR("2017-08-28")));
  assert_int_equal(
      only_day("They/PRON/2/nsubj//they/PRP ended/VERB/0/root//end/VBD talks/NOUN/2/obj//talk/NNS "
               "due/ADJ/5/case//due/JJ Monday/PROPN/2/obl//Monday/NNP ~./PUNCT/2/punct"),
      ch_day_parse(CH_STR("2017-09-04")));
}

/* ---- lists ---- */

static void refuse(const char *file, const char *text, uint64_t line) {
  char dir[] = "/tmp/chancery-times-XXXXXX", path[300], command[400];
  assert_non_null(mkdtemp(dir));
  snprintf(command, sizeof command, "cp -r %s/time %s/numbers.tsv %s && chmod -R u+w %s", DATA, DATA, dir, dir);
  assert_int_equal(system(command), 0);
  snprintf(path, sizeof path, "%s/%s", dir, file);
  assert_true(ch_file_write_atomic(path, ch_str_of(text), NULL));
  ch_error error = {0};
  assert_null(ch_time_words_open(dir, &error));
  assert_int_equal(error.code, CH_ERROR_DATA);
  assert_int_equal(error.line, line);
  assert_string_equal(error.file, path);
  snprintf(command, sizeof command, "rm -r %s", dir);
  assert_int_equal(system(command), 0);
}

static void bad_lists_are_refused(void **state) {
  (void)state;
  refuse("time/words.tsv", "word\tclass\tvalue\nmonday\tweekday\tfirst\n", 2);
  refuse("time/words.tsv", "word\tclass\tvalue\nmonday\tdayname\t1\n", 2);
  refuse("time/patterns.tsv", "action\tpattern\tonly\ndate\tMONTH DAY\nleap\tYEAR\n", 3);
  refuse("time/patterns.tsv", "action\tpattern\tonly\ndate\t[MONTH DAY\n", 2);
  refuse("time/patterns.tsv", "action\tpattern\tonly\ndate\tMOON DAY\n", 2);
  refuse("time/patterns.tsv", "action\tpattern\tonly\ndate\tMONTH DAY\tsunny\n", 2);
  refuse("numbers.tsv", "word\tkind\tvalue\none\tunit\tuno\n", 2);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(cases),
      cmocka_unit_test(the_governing_verb_decides),
      cmocka_unit_test(what_is_expected_lies_ahead),
      cmocka_unit_test(what_it_is_ahead_of_is_to_come),
      cmocka_unit_test(bad_lists_are_refused),
  };
  return cmocka_run_group_tests(tests, open_all, close_all);
}
