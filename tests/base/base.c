/* Base: views, arenas, buffers, maps, days. */
#include "base/arena.h"
#include "base/buf.h"
#include "base/day.h"
#include "base/error.h"
#include "base/file.h"
#include "base/map.h"
#include "testing.h"

#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

static void views(void **state) {
  (void)state;
  assert_true(ch_str_is(ch_str_trim(CH_STR(" \t a b\n")), "a b"));
  assert_true(ch_str_cmp(CH_STR("ab"), CH_STR("abc")) < 0);
  assert_true(ch_str_cmp(CH_STR("b"), CH_STR("abc")) > 0);
  assert_true(ch_str_eq_fold(CH_STR("KREMLIN"), CH_STR("Kremlin")));
  assert_int_equal(ch_str_find_fold(CH_STR("the KREMLIN"), CH_STR("kremlin"), 0), 4);
  assert_int_equal(ch_str_find(CH_STR("abc"), CH_STR("d"), 0), SIZE_MAX);
  ch_str rest = CH_STR("a||b"), part;
  size_t parts = 0;
  while (ch_str_split(&rest, '|', &part)) parts++;
  assert_int_equal(parts, 3);
  rest = CH_STR("one\r\ntwo\n\nfour");
  const char *lines[] = {"one", "two", "", "four"};
  for (size_t i = 0; i < 4; i++) {
    assert_true(ch_str_line(&rest, &part));
    assert_true(ch_str_is(part, lines[i]));
  }
  assert_false(ch_str_line(&rest, &part));
  uint64_t v;
  assert_true(ch_str_to_u64(CH_STR("18446744073709551615"), &v));
  assert_true(v == UINT64_MAX);
  assert_false(ch_str_to_u64(CH_STR("18446744073709551616"), &v));
  assert_false(ch_str_to_u64(CH_STR("1a"), &v));
  /* The hash is written into files: it may never change. */
  assert_true(ch_str_hash(CH_STR("Chancery")) == 0x47fb42f35194a804ULL);
}

static void arena_zeroes_and_limits(void **state) {
  (void)state;
  ch_arena *arena = ch_arena_new((size_t)1 << 20);
  for (int round = 0; round < 3; round++) {
    for (size_t i = 1; i < 300; i++) {
      unsigned char *p = ch_arena_alloc(arena, i);
      assert_non_null(p);
      assert_int_equal((uintptr_t)p % 16, 0);
      for (size_t k = 0; k < i; k++) assert_int_equal(p[k], 0);
      memset(p, 0xAA, i);
    }
    ch_arena_clear(arena);
    assert_int_equal(ch_arena_used(arena), 0);
  }
  assert_null(ch_arena_alloc(arena, (size_t)2 << 20));
  assert_null(ch_arena_array(arena, SIZE_MAX / 4, 8));
  assert_non_null(ch_arena_alloc(arena, 100));
  struct {
    int *v;
    size_t n, cap;
  } list = {0};
  for (int i = 0; i < 1000; i++) *CH_PUSH(arena, &list) = i;
  for (int i = 0; i < 1000; i++) assert_int_equal(list.v[i], i);
  assert_true(ch_str_is(ch_arena_printf(arena, "%d-%s", 3, "x"), "3-x"));
  ch_arena_free(arena);
}

static void buffer_stops_at_its_greatest_size(void **state) {
  (void)state;
  ch_buf buf;
  ch_buf_init(&buf, 10);
  assert_true(ch_buf_add_z(&buf, "12345"));
  assert_false(ch_buf_add_z(&buf, "678901"));
  assert_true(buf.failed);
  assert_false(ch_buf_add_z(&buf, "6"));
  assert_true(ch_str_is(ch_buf_str(&buf), "12345"));
  ch_buf_clear(&buf);
  assert_true(ch_buf_printf(&buf, "%04d", 7));
  assert_true(ch_str_is(ch_buf_str(&buf), "0007"));
  ch_buf_free(&buf);
}

static void map_keeps_order_and_finds(void **state) {
  (void)state;
  ch_arena *arena = ch_arena_new(0);
  ch_map map;
  ch_map_init(&map, arena);
  assert_null(ch_map_get(&map, CH_STR("0")));
  for (uint32_t i = 0; i < 5000; i++) {
    bool added;
    uint32_t *value = ch_map_put(&map, ch_arena_printf(arena, "key%u", i % 2500), &added);
    assert_int_equal(added, i < 2500);
    if (added) *value = i;
  }
  assert_int_equal(map.n, 2500);
  for (uint32_t i = 0; i < 2500; i++) {
    const uint32_t *value = ch_map_get(&map, ch_arena_printf(arena, "key%u", i));
    assert_non_null(value);
    assert_int_equal(*value, i);
    assert_int_equal(map.v[i].value, i);
  }
  ch_arena_free(arena);
}

static void days_go_there_and_back(void **state) {
  (void)state;
  assert_int_equal(ch_day_from_civil(1970, 1, 1), 0);
  assert_int_equal(ch_day_weekday(0), 3);
  assert_int_equal(ch_day_weekday(-1), 2);
  char text[11];
  for (int32_t day = -200000; day < 200000; day += 37) {
    ch_civil c = ch_day_to_civil(day);
    assert_int_equal(ch_day_from_civil(c.year, c.month, c.day), day);
    ch_day_format(day, text);
    assert_int_equal(ch_day_parse(ch_str_of(text)), day);
  }
  assert_int_equal(ch_day_weekday(ch_day_parse(CH_STR("2017-08-31"))), 3);
  assert_int_equal(ch_day_parse(CH_STR("2017-02-29")), CH_DAY_NONE);
  assert_int_equal(ch_day_parse(CH_STR("2017-2-9")), CH_DAY_NONE);
  assert_true(ch_day_parse(CH_STR("2016-02-29")) != CH_DAY_NONE);
  ch_day_format(CH_DAY_NONE, text);
  assert_string_equal(text, "");
}

static bool remember(const char *path, void *self) {
  ch_buf *names = self;
  const char *slash = strrchr(path, '/');
  ch_buf_printf(names, "%s ", slash + 1);
  return true;
}

static void files_walk_in_order_and_errors_say_where(void **state) {
  (void)state;
  char dir[] = "/tmp/chancery-base-XXXXXX";
  assert_non_null(mkdtemp(dir));
  const char *names[] = {"b.txt", "a.txt", ".hidden", "c.txt"};
  char path[128];
  ch_error error;
  for (size_t i = 0; i < 4; i++) {
    snprintf(path, sizeof path, "%s/%s", dir, names[i]);
    assert_true(ch_file_write_atomic(path, ch_str_of(names[i]), &error));
  }
  ch_buf seen;
  ch_buf_init(&seen, 0);
  assert_true(ch_file_walk(dir, remember, &seen, &error));
  assert_true(ch_str_is(ch_buf_str(&seen), "a.txt b.txt c.txt "));
  ch_buf_free(&seen);
  ch_mapped file;
  assert_false(ch_file_map("/tmp/no such file", &file, &error));
  assert_int_equal(error.code, CH_ERROR_IO);
  assert_string_equal(error.file, "/tmp/no such file");
  ch_fail(&error, CH_ERROR_DATA, "no code '%s'", "161x");
  ch_fail_at(&error, "sanction.txt", 41);
  char text[300];
  ch_error_text(&error, text, sizeof text);
  assert_string_equal(text, "sanction.txt:41: no code '161x'");
  for (size_t i = 0; i < 4; i++) {
    snprintf(path, sizeof path, "%s/%s", dir, names[i]);
    unlink(path);
  }
  rmdir(dir);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(views),
      cmocka_unit_test(arena_zeroes_and_limits),
      cmocka_unit_test(buffer_stops_at_its_greatest_size),
      cmocka_unit_test(map_keeps_order_and_finds),
      cmocka_unit_test(days_go_there_and_back),
      cmocka_unit_test(files_walk_in_order_and_errors_say_where),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
