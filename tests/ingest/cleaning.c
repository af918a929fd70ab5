/* Characters and paragraphs; the latter as cases in data/paragraphs.txt. */
#include "testing.h"

#include <string.h>

#include "base/file.h"
#include "ingest/clean.h"
#include "ingest/encoding.h"

static bool next_case(ch_str *rest, ch_str *name, ch_str *input, ch_str *expected) {
  size_t at = ch_str_find(*rest, CH_STR("=== "), 0);
  if (at == SIZE_MAX) return false;
  ch_str s = ch_str_slice(*rest, at + 4, rest->n);
  size_t line = ch_str_find_byte(s, '\n', 0), middle = ch_str_find(s, CH_STR("\n---\n"), 0);
  size_t end = ch_str_find(s, CH_STR("\n=== "), middle);
  *name = ch_str_slice(s, 0, line);
  *input = ch_str_slice(s, line + 1, middle);
  *expected = ch_str_trim(ch_str_slice(s, middle + 5, end));
  *rest = end == SIZE_MAX ? (ch_str){"", 0} : ch_str_slice(s, end, s.n);
  return true;
}

static void test_paragraphs(void **state) {
  (void)state;
  ch_arena *arena = ch_arena_new(0);
  ch_str file, name, input, expected;
  ch_error error;
  int failed = 0, n = 0;
  assert_true(ch_file_read(SOURCE_DIR "/tests/ingest/data/paragraphs.txt", arena, &file, &error));
  while (next_case(&file, &name, &input, &expected)) {
    ch_str got = ch_clean_paragraphs(arena, input);
    n++;
    if (!ch_str_eq(got, expected)) {
      print_error("%.*s: gives\n%.*s\n-- not\n%.*s\n--\n", CH_PRI(name), CH_PRI(got), CH_PRI(expected));
      failed++;
    }
    /* Cleaning what is clean changes nothing. */
    assert_true(ch_str_eq(ch_clean_paragraphs(arena, got), got));
  }
  assert_int_equal(n, 11);
  assert_int_equal(failed, 0);
  ch_arena_free(arena);
}

static void test_characters(void **state) {
  (void)state;
  static const struct {
    const char *in, *out;
    uint32_t controls;
  } CASES[] = {
      {"plain", "plain", 0},
      {"a\r\nb\rc\fd", "a\nb\nc\nd", 0},
      {"no\xc2\xa0" "break \xe2\x80\x89thin\xe3\x80\x80wide\ttab", "no break  thin wide tab", 0},
      {"soft\xc2\xadhyphen \xe2\x80\x8bzero\xef\xbb\xbfwidth", "softhyphen zerowidth", 0},
      {"\xe2\x80\xaeolleh\xe2\x80\xac \x07" "bell \x1b[31mred", "olleh bell [31mred", 4},
      {"line\xe2\x80\xa8" "sep\xe2\x80\xa9para", "line\nsep\n\npara", 0},
      {"\xc2\x93quoted\xc2\x94 \xc2\x81", "\xe2\x80\x9cquoted\xe2\x80\x9d ", 1},
      {"\xd9\x85\xe2\x80\x8c\xdb\x8c", "\xd9\x85\xe2\x80\x8c\xdb\x8c", 0},
      {"\xf0\x9f\x87\xba\xf3\xa0\x81\x81", "\xf0\x9f\x87\xba", 0},
  };
  ch_arena *arena = ch_arena_new(0);
  for (size_t k = 0; k < sizeof CASES / sizeof *CASES; k++) {
    uint32_t controls = 0;
    ch_str got = ch_clean_characters(arena, ch_str_of(CASES[k].in), &controls);
    assert_string_equal(got.p, CASES[k].out);
    assert_int_equal(controls, CASES[k].controls);
  }
  uint32_t controls = 0;
  ch_str nul = ch_clean_characters(arena, (ch_str){"a\0b", 3}, &controls);
  assert_true(ch_str_is(nul, "ab"));
  assert_int_equal(controls, 1);
  assert_true(ch_str_is(ch_clean_line(arena, CH_STR("  two \n lines\t ")), "two lines"));
  assert_true(ch_same_words(CH_STR("U.S. \"ends\" talks"), CH_STR("US ends talks!")));
  assert_false(ch_same_words(CH_STR("US ends talks"), CH_STR("US ends talk")));
  ch_arena_free(arena);
}

static void test_encodings(void **state) {
  (void)state;
  static const struct {
    const char *bytes;
    size_t n;
    const char *declared, *text;
    uint32_t undecodable;
  } CASES[] = {
      {"caf\xc3\xa9", 5, "", "caf\xc3\xa9", 0},
      {"caf\xc3\xa9", 5, "iso-8859-1", "caf\xc3\xa9", 0}, /* valid UTF-8 is UTF-8 */
      {"caf\xe9", 4, "ISO-8859-1", "caf\xc3\xa9", 0},
      {"\x93quoted\x94", 8, "latin1", "\xe2\x80\x9cquoted\xe2\x80\x9d", 0},
      {"\xef\xbb\xbfmark", 7, "windows-1251", "mark", 0},
      {"\xff\xfeh\0i\0", 6, "", "hi", 0},
      {"\xfe\xff\0h\0i", 6, "utf-8", "hi", 0},
      {"h\0e\0l\0l\0o\0 \0y\0o\0u\0", 18, "", "hello you", 0},
      {"plain ascii", 11, "utf-16", "plain ascii", 0},
      {"\xcc\xee\xf1\xea\xe2\xe0", 6, "windows-1251", "\xd0\x9c\xd0\xbe\xd1\x81\xd0\xba\xd0\xb2\xd0\xb0", 0},
      {"\xc3\xa9\xc3\xa9\xc3\xa9 broken \xff byte", 20, "", "\xc3\xa9\xc3\xa9\xc3\xa9 broken \xef\xbf\xbd byte", 1},
      {"x \x81 y", 5, "windows-1252", "x \xef\xbf\xbd y", 1},
      {"\xe9t\xe9", 3, "../../evil//TRANSLIT", NULL, 0},
      {"", 0, "", "", 0},
  };
  ch_arena *arena = ch_arena_new(0);
  for (size_t k = 0; k < sizeof CASES / sizeof *CASES; k++) {
    ch_decoded d;
    ch_str bytes = {CASES[k].bytes, CASES[k].n};
    assert_true(ch_decode(arena, bytes, ch_str_of(CASES[k].declared), &d, NULL));
    if (CASES[k].text == NULL) continue;
    if (!ch_str_is(d.text, CASES[k].text)) print_error("case %zu: %s\n", k, d.encoding);
    assert_true(ch_str_is(d.text, CASES[k].text));
    assert_int_equal(d.undecodable, CASES[k].undecodable);
  }
  ch_decoded d; /* without a declaration the detector tells */
  const char *koi = "\xf0\xd2\xc5\xda\xc9\xc4\xc5\xce\xd4 \xf2\xcf\xd3\xd3\xc9\xc9 \xf7\xcc\xc1\xc4\xc9\xcd\xc9\xd2 "
                    "\xf0\xd5\xd4\xc9\xce \xda\xc1\xd1\xd7\xc9\xcc \xd7 \xd7\xcf\xd3\xcb\xd2\xc5\xd3\xc5\xce\xd8\xc5";
  assert_true(ch_decode(arena, ch_str_of(koi), (ch_str){NULL, 0}, &d, NULL));
  assert_string_equal(d.encoding, "KOI8-R");
  ch_arena_free(arena);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_paragraphs),
      cmocka_unit_test(test_characters),
      cmocka_unit_test(test_encodings),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
