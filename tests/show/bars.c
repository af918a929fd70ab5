/* Charts of characters. */
#include "testing.h"

#include <math.h>
#include <string.h>

#include "show/bars.h"

static void is(ch_buf *got, const char *wanted) {
  if (!ch_str_is(ch_buf_str(got), wanted))
    fail_msg("'%.*s' is not '%s'", CH_PRI(ch_buf_str(got)), wanted);
  ch_buf_clear(got);
}

static void bars_are_in_proportion(void **state) {
  (void)state;
  ch_buf b;
  ch_buf_init(&b, 0);
  ch_bar(4, 4, 3, false, &b), is(&b, "███");
  ch_bar(2, 4, 3, false, &b), is(&b, "█▌");
  ch_bar(0.01, 4, 3, false, &b), is(&b, "▏"); /* little is not nothing */
  ch_bar(0, 4, 3, false, &b), is(&b, "");
  ch_bar(NAN, 4, 3, false, &b), is(&b, "");
  ch_bar(9, 4, 2, false, &b), is(&b, "██");
  ch_bar(1, 0, 2, false, &b), is(&b, "");
  ch_bar(2, 4, 3, true, &b), is(&b, "##");
  ch_bar(0.01, 4, 3, true, &b), is(&b, "#");
  ch_buf_free(&b);
}

#define __ "\xC2\xA0"

static void gauges_show_place_and_doubt(void **state) {
  (void)state;
  ch_buf b;
  ch_buf_init(&b, 0);
  ch_gauge(0, 0, 0, 10, 5, false, &b), is(&b, __ __ "●" __ __);
  ch_gauge(5, 5, 5, 10, 5, false, &b), is(&b, __ __ "┊" "●" __);
  ch_gauge(5, -5, 10, 10, 5, false, &b), is(&b, __ "├┼●┤");
  ch_gauge(-5, -10, 10, 10, 9, false, &b), is(&b, "├─●─┼───┤");
  ch_gauge(-5, -10, 10, 10, 9, true, &b), is(&b, "[-o-+---]");
  ch_gauge(5, 5, 5, 10, 5, true, &b), is(&b, "..|o.");
  ch_gauge(NAN, NAN, NAN, 10, 5, false, &b), is(&b, "");
  ch_buf_free(&b);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(bars_are_in_proportion),
      cmocka_unit_test(gauges_show_place_and_doubt),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
