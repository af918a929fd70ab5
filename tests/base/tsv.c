/* Tables by column name; what is wrong is told with its line. */
#include "testing.h"

#include "base/tsv.h"

static void reads_by_name(void **state) {
  (void)state;
  ch_tsv tsv;
  uint32_t name, code;
  ch_str text = CH_STR("\xEF\xBB\xBF# a comment\n\ncode\tname\tmore\r\nRUS\t Russia \n# between\nUSA\t\tx\n");
  assert_true(ch_tsv_open_bytes(&tsv, "t", text, NULL));
  assert_true(ch_tsv_column(&tsv, "name", &name, NULL));
  assert_true(ch_tsv_column(&tsv, "code", &code, NULL));
  assert_true(ch_tsv_next(&tsv, NULL));
  assert_true(ch_str_is(tsv.fields[name], "Russia"));
  assert_int_equal(tsv.fields[2].n, 0);
  assert_true(ch_tsv_next(&tsv, NULL));
  assert_int_equal(tsv.line, 6);
  assert_true(ch_str_is(tsv.fields[code], "USA"));
  assert_int_equal(tsv.fields[name].n, 0);
  assert_false(ch_tsv_next(&tsv, NULL));
  assert_false(tsv.failed);
}

static void refused(const char *text, uint64_t line, const char *why) {
  ch_tsv tsv;
  ch_error error = {0};
  bool opened = ch_tsv_open_bytes(&tsv, "t.tsv", ch_str_of(text), &error);
  while (opened && ch_tsv_next(&tsv, &error)) continue;
  assert_true(tsv.failed);
  assert_int_equal(error.code, CH_ERROR_DATA);
  assert_string_equal(error.file, "t.tsv");
  assert_int_equal(error.line, line);
  assert_non_null(strstr(error.message, why));
}

static void tells_where(void **state) {
  (void)state;
  refused("", 0, "names the columns");
  refused("a\tb\ta\n", 1, "two columns");
  refused("a\tb\n1\t2\n1\t2\t3\n", 3, "more than the 2 fields");
  refused("a\n\n\xFF\n", 3, "UTF-8");
  refused("a\n12345678\xC3\n", 2, "UTF-8");
  ch_tsv tsv;
  ch_error error = {0};
  uint32_t column;
  assert_true(ch_tsv_open_bytes(&tsv, "t.tsv", CH_STR("a\n"), &error));
  assert_false(ch_tsv_column(&tsv, "b", &column, &error));
  assert_non_null(strstr(error.message, "'b'"));
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(reads_by_name),
      cmocka_unit_test(tells_where),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
