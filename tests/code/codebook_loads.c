/* The codebook that is shipped opens, and each kind of bad line is refused
 * with its file and line. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <cmocka.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/file.h"
#include "code/rules.h"

static void fail_with(const ch_error *error) {
  char text[600];
  ch_error_text(error, text, sizeof text);
  fail_msg("%s", text);
}

static void shipped_codebook_opens(void **state) {
  (void)state;
  ch_error error = {0};
  ch_codebook *book = ch_codebook_open(SOURCE_DIR "/data/en", &error);
  if (!book) fail_with(&error);
  print_message("%zu rules, %zu patterns, %u classes, %zu examples\n", book->rules.n,
                book->patterns.n, book->words.n_classes, book->examples.n);
  assert_true(book->rules.n > 0);
  ch_codebook_free(book);
}

/* Opens the shipped codebook with one more rule file, and wants it refused at
 * that line with those words. */
static void refused(const char *file, const char *content, unsigned line, const char *why) {
  char dir[] = "/tmp/chancery-codebook-XXXXXX", path[200];
  assert_non_null(mkdtemp(dir));
  snprintf(path, sizeof path, "%s/%s", dir, file);
  ch_error error = {0};
  assert_true(ch_file_write_atomic(path, ch_str_of(content), &error));
  ch_codebook *book = ch_codebook_open_with(SOURCE_DIR "/data/en", (const char *[]){dir}, 1, &error);
  unlink(path);
  rmdir(dir);
  if (book) {
    ch_codebook_free(book);
    fail_msg("not refused: %s", content);
  }
  if (!strstr(error.message, why) || error.line != line) fail_with(&error);
  assert_int_equal(error.code, CH_ERROR_DATA);
}

static void bad_lines_are_refused(void **state) {
  (void)state;
  refused("x.txt", "[a]\n", 1, "type:");
  refused("x.txt", "type: NONSENSE\n", 1, "no PLOVER type");
  refused("x.txt", "type: SANCTION\n\n[a]\nverbs: zap @nosuchclass\ncameo: 161\n", 4, "unknown class");
  refused("x.txt", "type: SANCTION\n\n[a]\nverbs: zap\ncameo: 999\n", 5, "unknown CAMEO");
  refused("x.txt", "type: SANCTION\n\n[a]\nverbs: zap\ncameo: 040\n", 5, "is CONSULT");
  refused("x.txt", "type: SANCTION\n\n[a]\nverbs: zap\ncameo: 161\nmode: phone\n", 6, "no mode");
  refused("x.txt", "type: SANCTION\n\n[a]\nverbs: zap\n", 3, "no cameo");
  refused("x.txt", "type: SANCTION\n\n[a]\ncameo: 161\n", 3, "no pattern");
  refused("x.txt", "type: SANCTION\n\n[a]\nverb: zap\ncameo: 161\n", 4, "unknown key");
  refused("x.txt", "type: SANCTION\n\n[a]\nverbs: zap\nactor: nowhere\ncameo: 161\n", 5, "no place");
  refused("x.txt", "type: SANCTION\n\n[a]\nverbs: zap, zop\ncameo: 161\n\n[b]\nverbs: zop\ncameo: 161\n",
          8, "the same pattern");
  refused("x.txt", "type: SANCTION\n\n[a]\nverbs: zap off|zop @actor\ncameo: 161\n", 4, "mixes");
  refused("x.txt", "type: SANCTION\n\n[a]\nverbs: zap out -@any\ncameo: 161\n", 4, "must be absent");
  refused("status.tsv", "word\tzap\tVERB\tnonsense\tcomplement\n", 1, "unknown effect");
  refused("classes-x.txt", "@zap zop\n", 1, "not '@name");
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(shipped_codebook_opens),
      cmocka_unit_test(bad_lines_are_refused),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
