/* Each kind of fault is found, by line; the shipped codebook contradicts itself
 * nowhere; and lines of one's own win over ours. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <cmocka.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "base/file.h"
#include "code/check.h"

static void fail_with(const ch_error *error) {
  char text[600];
  ch_error_text(error, text, sizeof text);
  fail_msg("%s", text);
}

static ch_codebook *open_with(const char *const *own, size_t n) {
  ch_error error = {0};
  ch_codebook *book = ch_codebook_open_with(SOURCE_DIR "/data/en", own, n, &error);
  if (!book) fail_with(&error);
  return book;
}

/* The faults of one more file of that name and content. */
static ch_faults faults_of(const char *name, const char *content) {
  char dir[] = "/tmp/chancery-check-XXXXXX", path[200];
  assert_non_null(mkdtemp(dir));
  snprintf(path, sizeof path, "%s/%s", dir, name);
  ch_error error = {0};
  assert_true(ch_file_write_atomic(path, ch_str_of(content), &error));
  ch_codebook *book = open_with((const char *[]){dir}, 1);
  unlink(path);
  rmdir(dir);
  ch_faults faults = {.arena = ch_arena_new(0)};
  ch_codebook_check(book, true, &faults);
  ch_faults_sort(&faults);
  assert_false(faults.failed);
  ch_codebook_free(book);
  return faults;
}

static void found(const char *name, const char *content, const char *kind, unsigned line) {
  ch_faults faults = faults_of(name, content);
  if (faults.n != 1 || strcmp(faults.v[0].kind, kind) != 0 || faults.v[0].line != line) {
    for (size_t i = 0; i < faults.n; i++)
      print_message("line %u %s: %.*s\n", (unsigned)faults.v[i].line, faults.v[i].kind,
                    CH_PRI(faults.v[i].reason));
    fail_msg("wanted one fault, '%s' on line %u, of:\n%s", kind, line, content);
  }
  ch_arena_free(faults.arena);
}

#define BLOCK(patterns, rest) "type: SANCTION\n[a]\nverbs: " patterns "\ncameo: 161\n" rest

static void each_kind_is_found(void **state) {
  (void)state;
  found("x.txt", BLOCK("zap @diplomat, zap ambassador", ""), "redundant", 3);
  found("x.txt", BLOCK("zap @diplomat", "[b]\nverbs: zap ambassador\ncameo: 163\n"), "shadowed", 6);
  found("x.txt", BLOCK("zap ambassador consul", "[b]\nverbs: zap consul ambassador\ncameo: 163\n"),
        "contradictory", 6);
  found("x.txt", BLOCK("zap ambassador -@diplomat", ""), "contradictory", 3);
  found("x.txt", BLOCK("zap", "contexts: nonsense\n"), "unknown", 2);
  found("classes-x.txt", "@zapped: zap\n", "unused", 1);
  found("status.tsv", "word\tzap\tVERB\tpromised\tcomplement,object\nword\tzap\tVERB\trefused\tcomplement\n",
        "contradictory", 2);
  found("status.tsv", "act\t99\tpromised\t=\t.\tplanned\n", "unreachable", 1);
}

/* "repeated" faults of two files of classes. */
static size_t repeated_in(const char *first, const char *second) {
  char dir[] = "/tmp/chancery-check-XXXXXX", path[2][200];
  const char *content[2] = {first, second};
  assert_non_null(mkdtemp(dir));
  for (int i = 0; i < 2; i++) {
    ch_error error = {0};
    snprintf(path[i], sizeof path[i], "%s/classes-%d.txt", dir, i);
    assert_true(ch_file_write_atomic(path[i], ch_str_of(content[i]), &error));
  }
  ch_codebook *book = open_with((const char *[]){dir}, 1);
  ch_faults faults = {.arena = ch_arena_new(0)};
  ch_codebook_check(book, true, &faults);
  size_t n = 0;
  for (size_t i = 0; i < faults.n; i++) n += strcmp(faults.v[i].kind, "repeated") == 0;
  ch_arena_free(faults.arena);
  ch_codebook_free(book);
  for (int i = 0; i < 2; i++) unlink(path[i]);
  rmdir(dir);
  return n;
}

static void a_class_has_one_home(void **state) {
  (void)state;
  assert_int_equal(repeated_in("@zapped: zap\n", "@zapped: zip\n"), 1);
  assert_int_equal(repeated_in("@zapped: zap\n", "@zapped+: zip\n"), 0);
  assert_int_equal(repeated_in("@zapped+: zap\n", "@zapped: zip\n"), 0);
  assert_int_equal(repeated_in("@zapped: zap\n", "@zipped: zip\n"), 0);
}

static void no_fault_where_there_is_none(void **state) {
  (void)state;
  static const char *const fine[] = {
      BLOCK("zap @diplomat", ""),
      /* it wins over the wider one, and asks for more */
      BLOCK("zap ambassador", "[b]\nverbs: zap @diplomat\ncameo: 163\n"),
      BLOCK("zap @diplomat", "[b]\nverbs: zap ambassador out\ncameo: 163\n"),
      /* where the first finds no parties the second may */
      BLOCK("zap @diplomat", "[b]\nverbs: zap ambassador\nactor: with\ncameo: 163\n"),
      /* over ours on purpose */
      BLOCK("expel @diplomat", ""),
  };
  for (size_t i = 0; i < sizeof fine / sizeof *fine; i++) {
    ch_faults faults = faults_of("x.txt", fine[i]);
    if (faults.n) fail_msg("'%.*s' is told of:\n%s", CH_PRI(faults.v[0].reason), fine[i]);
    ch_arena_free(faults.arena);
  }
}

static void shipped_codebook_is_clean(void **state) {
  (void)state;
  ch_codebook *book = open_with(NULL, 0);
  ch_faults faults = {.arena = ch_arena_new(0)};
  ch_codebook_check(book, false, &faults);
  ch_faults_sort(&faults);
  size_t bad = 0;
  for (size_t i = 0; i < faults.n; i++) {
    if (strcmp(faults.v[i].kind, "redundant") == 0) continue;
    bad++;
    print_message("%.*s:%u %s: %.*s\n", CH_PRI(faults.v[i].file), (unsigned)faults.v[i].line,
                  faults.v[i].kind, CH_PRI(faults.v[i].reason));
  }
  ch_arena_free(faults.arena);
  ch_codebook_free(book);
  assert_int_equal(bad, 0);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(each_kind_is_found), cmocka_unit_test(a_class_has_one_home),
      cmocka_unit_test(no_fault_where_there_is_none),
      cmocka_unit_test(shipped_codebook_is_clean),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
