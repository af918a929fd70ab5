/* The shipped actor files have no fault, and each kind of fault is found at
 * its line. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <cmocka.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "base/file.h"
#include "read/actor_check.h"

static const char *const FILES[][2] = {
    {"states.tsv", "code\tname\taliases\tadjectives\tdemonyms\tcapital\tcities\tregion\tcontroller\tsectors\tfrom\tto\tfips\tcow\tambiguous\n"
                   "PER\tPeru\tRepublic of Peru\tPeruvian\tPeruvians\tLima\tCusco\tSouth America\t\t\t\t\tPE\t135\t\n"},
    {"organisations.tsv", "code\tsectors\tname\taliases\tseat\tfrom\tto\tkind\n"
                          "PER\tLEG\tCongress of Peru\tPeruvian Congress\tLima\t1990\t1999\tparliament\n"},
    {"roles.tsv", "term\tsectors\tkind\toffice\tforms\tusual\nminister\tGOV\tperson\tminister\tministers|PM\t\n"},
    {"places.tsv", "name\taliases\tcode\tdivision\tlat\tlon\tpopulation\nCusco\tCuzco\tPER\t\t-13.5\t-72\t9\n"},
    {"people.tsv", "name\taliases\tcode\tsectors\toffice\tfrom\tto\tsurname\nAna Quispe\tAna de Quispe\tPER\tGOV\tminister\t1990\t1995\t\n"},
    {"issues.tsv", "id\tterms\nborder\tborder dispute|frontier\n"},
};
enum { N_FILES = sizeof FILES / sizeof *FILES };

/* The faults of the five small files with one more line in one of them. */
static void faults_with(const char *file, const char *line, ch_faults *out) {
  char dir[] = "/tmp/chancery-actors-XXXXXX", path[200], content[2000];
  ch_error error = {0};
  assert_non_null(mkdtemp(dir));
  for (int i = 0; i < N_FILES; i++) {
    snprintf(path, sizeof path, "%s/%s", dir, FILES[i][0]);
    snprintf(content, sizeof content, "%s%s", FILES[i][1], strcmp(file, FILES[i][0]) == 0 ? line : "");
    assert_true(ch_file_write_atomic(path, ch_str_of(content), &error));
  }
  *out = (ch_faults){.arena = ch_arena_new(0)};
  assert_true(ch_actor_files_check(dir, NULL, 0, out, &error));
  ch_faults_sort(out);
  for (int i = 0; i < N_FILES; i++) {
    snprintf(path, sizeof path, "%s/%s", dir, FILES[i][0]);
    unlink(path);
  }
  rmdir(dir);
}

static void found(const char *file, const char *line, const char *kind, const char *why) {
  ch_faults faults;
  faults_with(file, line, &faults);
  bool good = faults.n == 1 && (faults.v[0].line == 3 || faults.v[0].line == 0) && ch_str_is(faults.v[0].file, file) &&
              strcmp(faults.v[0].kind, kind) == 0 && ch_str_find(faults.v[0].reason, ch_str_of(why), 0) != SIZE_MAX;
  for (size_t i = 0; i < faults.n && !good; i++)
    print_message("%.*s:%u %s: %.*s\n", CH_PRI(faults.v[i].file), (unsigned)faults.v[i].line,
                  faults.v[i].kind, CH_PRI(faults.v[i].reason));
  if (!good) fail_msg("wanted '%s' with '%s' for: %s", kind, why, line);
  ch_arena_free(faults.arena);
}

static void each_kind_is_found(void **state) {
  (void)state;
  found("states.tsv", "CHL\tChile\n", "malformed", "2 columns");
  found("states.tsv", "CHL\tChile \t\t\t\t\t\tSouth America\t\t\t\t\tCI\t155\t\n", "malformed", "blanks");
  found("states.tsv", "CHL\tChile\tA||B\t\t\t\t\tSouth America\t\t\t\t\tCI\t155\t\n", "malformed", "empty");
  found("states.tsv", "CHL\tChile\tA|A\t\t\t\t\tSouth America\t\t\t\t\tCI\t155\t\n", "repeated", "twice");
  found("states.tsv", "chl\tChile\t\t\t\t\t\tSouth America\t\t\t\t\tCI\t155\t\n", "malformed", "capitals");
  found("states.tsv", "IGO\tChile\t\t\t\t\t\tSouth America\t\t\t\t\tCI\t155\t\n", "unknown", "international");
  found("states.tsv", "CHL\tChile\t\t\t\t\t\tNowhere\t\t\t\t\tCI\t155\t\n", "unknown", "region");
  found("states.tsv", "CHL\tChile\t\t\t\t\t\tSouth America\tARG\t\t\t\tCI\t155\t\n", "unknown", "controller");
  found("states.tsv", "CHL\tChile\t\t\t\t\t\tSouth America\t\tPRE\t\t\tCI\t155\t\n", "missing", "sovereign");
  found("states.tsv", "CHL\tChile\t\t\t\t\t\tSouth America\t\tXXX\t\t\tCI\t155\t\n", "unknown", "sector");
  found("states.tsv", "CHL\tChile\t\t\t\t\t\tSouth America\t\t\t1999\t1998\tCI\t155\t\n", "malformed", "after");
  found("states.tsv", "CHL\tChile\t\t\t\t\t\tSouth America\t\t\t1999-02-30\t\tCI\t155\t\n", "malformed", "no date");
  found("states.tsv", "CHL\tChile\t\t\t\t\t\tSouth America\t\t\t\t\tPE\t155\t\n", "repeated", "fips");
  found("states.tsv", "CHL\tChile\t\tPeruvian\t\t\t\tSouth America\t\t\t\t\tCI\t155\t\n", "ambiguous", "Peruvian");
  found("states.tsv", "CHL\tChile\t\t\t\t\tCusco\tSouth America\t\t\t\t\tCI\t155\t\n", "ambiguous", "Cusco");
  found("states.tsv", "CHL\tChile\t\t\t\t\t\tSouth America\t\t\t\t\tCI\t155\tX\n", "unknown", "none of its names");
  found("organisations.tsv", "PER\tLEG\tCongress of Peru\t\t\t1995\t\tparliament\n", "ambiguous", "line 2");
  found("organisations.tsv", "CHL\tLEG\tSenate\t\t\t\t\tparliament\n", "unknown", "code");
  found("organisations.tsv", "PER\tLEG\tSenate\t\t\t\t\tclub\n", "unknown", "kind");
  found("organisations.tsv", "PER\t\tSenate\t\t\t\t\tparliament\n", "missing", "sector");
  found("organisations.tsv", "PER\tLEG\tthe Senate\t\t\t\t\tparliament\n", "malformed", "article");
  found("organisations.tsv", "PER\tLEG\tSenate\tPeru\t\t\t\tparliament\n", "ambiguous", "state's name");
  found("roles.tsv", "envoy\tGOV\tperson\tenvoy\tministers\t\n", "repeated", "line 2");
  found("roles.tsv", "envoy\tGOV\tperson\tenvoy\tEnvoys\t\n", "malformed", "lower case");
  found("roles.tsv", "envoy\tGOV\tperson\tenvoy\t\tCHL\n", "unknown", "code");
  found("places.tsv", "Tacna\t\tPER\t\t-18\t-180.01\t\n", "malformed", "lon");
  found("places.tsv", "Tacna\t\tNATO\t\t-18\t-70\t\n", "unknown", "code");
  found("places.tsv", "Cusco\t\tPER\t\t-13.5\t-72\t7\n", "repeated", "place");
  found("people.tsv", "Eva Rojas\t\tPER\tGOV\tking\t\t\t\n", "unknown", "office");
  found("people.tsv", "Eva Rojas\tRojas\tPER\tGOV\tminister\t\t\t\n", "repeated", "surname");
  found("people.tsv", "Eva Rojas\tAna de Quispe\tPER\tGOV\tminister\t\t\t\n", "ambiguous", "another");
  found("people.tsv", "Ana Quispe\t\tPER\tGOV\tminister\t1990\t\t\n", "repeated", "office");
  found("issues.tsv", "Border\tedge\n", "malformed", "id");
  found("issues.tsv", "edge\tfrontier\n", "repeated", "line 2");
  found("issues.tsv", "edge\ta b c d e f g-h\n", "malformed", "eight");
  found("issues.tsv", "edge\tbrink", "malformed", "line end");
}

static void no_fault_where_there_is_none(void **state) {
  (void)state;
  ch_faults faults;
  /* one name, one after the other */
  faults_with("organisations.tsv", "PER\tLEG\tCongress of Peru\t\t\t2000\t\tparliament\n", &faults);
  assert_int_equal(faults.n, 0);
  ch_arena_free(faults.arena);
  faults_with("people.tsv", "Eva Rojas Paz\tCapulina|Rojas\tPER\tGOV\tminister\t\t\t\n", &faults);
  assert_int_equal(faults.n, 0);
  ch_arena_free(faults.arena);
}

static void shipped_files_are_clean(void **state) {
  (void)state;
  ch_error error = {0};
  ch_faults faults = {.arena = ch_arena_new(0)};
  assert_true(ch_actor_files_check(SOURCE_DIR "/data/en", NULL, 0, &faults, &error));
  for (size_t i = 0; i < faults.n; i++)
    print_message("%.*s:%u %s: %.*s\n", CH_PRI(faults.v[i].file), (unsigned)faults.v[i].line,
                  faults.v[i].kind, CH_PRI(faults.v[i].reason));
  size_t n = faults.n;
  ch_arena_free(faults.arena);
  assert_int_equal(n, 0);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(each_kind_is_found),
      cmocka_unit_test(no_fault_where_there_is_none),
      cmocka_unit_test(shipped_files_are_clean),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
