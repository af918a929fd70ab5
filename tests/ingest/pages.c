/* Stories out of pages: data/pages/NAME.html and what must come of it in
 * NAME.txt: `field: value` lines, an empty line, the text; or `refused: CODE`. */
#include "testing.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/file.h"
#include "ingest/reader.h"

static const char *const SOURCES[] = {
#define CH_X(id, name) name,
    CH_DATE_SOURCES(CH_X)
#undef CH_X
};

static ch_str field_of(const ch_article *a, ch_str name, char *room, size_t size) {
  if (ch_str_is(name, "title")) return a->title;
  if (ch_str_is(name, "byline")) return a->byline;
  if (ch_str_is(name, "outlet")) return a->outlet;
  if (ch_str_is(name, "dateline")) return a->dateline;
  if (ch_str_is(name, "partial")) return a->partial;
  if (ch_str_is(name, "from")) return ch_str_of(SOURCES[a->published_from]);
  if (ch_str_is(name, "undecodable")) {
    snprintf(room, size, "%u", a->undecodable);
    return ch_str_of(room);
  }
  assert_true(ch_str_is(name, "published"));
  ch_day_format(a->published, room);
  return ch_str_of(room);
}

/* A field that the case does not name must be unknown. */
static bool expects(ch_str expected, const char *name) {
  char line[32];
  snprintf(line, sizeof line, "%s:", name);
  return ch_str_starts(expected, ch_str_of(line)) ||
         ch_str_find(expected, ch_str_of(line), 0) != SIZE_MAX;
}

static int check_article(const char *path, const ch_article *a, ch_str expected) {
  char room[32];
  int failed = 0;
  ch_str line, rest = expected;
  static const char *const UNKNOWN[] = {"byline", "outlet", "dateline", "partial"};
  size_t end = ch_str_find(expected, CH_STR("\n\n"), 0);
  ch_str head = ch_str_slice(expected, 0, end);
  for (size_t k = 0; k < sizeof UNKNOWN / sizeof *UNKNOWN; k++) {
    ch_str got = field_of(a, ch_str_of(UNKNOWN[k]), room, sizeof room);
    if (got.n > 0 && !expects(head, UNKNOWN[k])) {
      print_error("%s: %s should be unknown, is '%.*s'\n", path, UNKNOWN[k], CH_PRI(got));
      failed++;
    }
  }
  while (ch_str_line(&rest, &line) && line.n > 0) {
    size_t colon = ch_str_find_byte(line, ':', 0);
    ch_str want = ch_str_trim(ch_str_slice(line, colon + 1, line.n));
    ch_str got = field_of(a, ch_str_slice(line, 0, colon), room, sizeof room);
    if (ch_str_eq(got, want)) continue;
    print_error("%s: %.*s, not '%.*s'\n", path, CH_PRI(line), CH_PRI(got));
    failed++;
  }
  ch_str text = ch_str_trim(ch_str_slice(expected, end == SIZE_MAX ? expected.n : end + 2, expected.n));
  if (!ch_str_eq(text, a->text)) {
    print_error("%s: text is\n%.*s\n-- should be\n%.*s\n--\n", path, CH_PRI(a->text), CH_PRI(text));
    failed++;
  }
  return failed;
}

typedef struct tally {
  int cases, failed;
} tally;

static bool one(const char *path, void *self) {
  tally *t = self;
  size_t n = strlen(path);
  if (n < 5 || strcmp(path + n - 5, ".html") != 0) return true;
  char expected_path[512];
  snprintf(expected_path, sizeof expected_path, "%.*s.txt", (int)n - 5, path);
  ch_arena *arena = ch_arena_new(0);
  ch_error error = {0};
  ch_str expected;
  ch_article a;
  assert_true(ch_file_read(expected_path, arena, &expected, &error));
  ch_reader *reader = ch_reader_open(&path, 1, NULL, &error);
  ch_reader_step got = ch_reader_next(reader, arena, &a, &error);
  t->cases++;
  if (ch_str_starts(expected, CH_STR("refused: "))) {
    ch_str code = ch_str_trim(ch_str_slice(expected, 9, expected.n));
    bool right = got == CH_READER_REFUSED && ch_str_is(code, ch_error_name(error.code));
    if (!right) print_error("%s: not %.*s\n", path, CH_PRI(expected));
    t->failed += !right;
  } else if (got != CH_READER_ARTICLE) {
    print_error("%s: refused: %s\n", path, error.message);
    t->failed++;
  } else {
    t->failed += check_article(path, &a, expected);
  }
  ch_reader_close(reader);
  ch_arena_free(arena);
  return true;
}

static void test_pages(void **state) {
  (void)state;
  tally t = {0};
  ch_error error;
  assert_true(ch_file_walk(SOURCE_DIR "/tests/ingest/data/pages", one, &t, &error));
  assert_true(t.cases >= 9);
  assert_int_equal(t.failed, 0);
}

int main(void) {
  const struct CMUnitTest tests[] = {cmocka_unit_test(test_pages)};
  return cmocka_run_group_tests(tests, NULL, NULL);
}
