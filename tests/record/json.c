/* Writing JSON: short ways give what the long ones would. */
#include "testing.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>

#include "record/json.h"

static const char *written(ch_buf *out) {
  assert_true(ch_buf_add_byte(out, 0));
  assert_false(out->failed);
  return out->p;
}

static size_t escaped(unsigned char c, char *out) {
  if (c == '"' || c == '\\') return (size_t)sprintf(out, "\\%c", c);
  if (c == '\n') return (size_t)sprintf(out, "\\n");
  if (c == '\t') return (size_t)sprintf(out, "\\t");
  if (c == '\r') return (size_t)sprintf(out, "\\r");
  return (size_t)sprintf(out, c < 0x20 || c == 0x7F ? "\\u%04x" : "%c", c);
}

/* Every byte at every place of words up to nineteen long, alone and behind another that is
 * escaped. */
static void strings(void **state) {
  (void)state;
  ch_buf out;
  ch_buf_init(&out, 0);
  for (size_t n = 1; n <= 19; n++) {
    for (size_t at = 0; at < n; at++) {
      for (int byte = 1; byte < 0x80; byte++) {
        char text[20], expected[128];
        memset(text, '~', n);
        text[at] = (char)byte;
        if (at > 3) text[at - 3] = '"';
        size_t e = 0;
        for (size_t i = 0; i < n; i++) e += escaped((unsigned char)text[i], expected + e);
        ch_buf_clear(&out);
        ch_json_string(&out, (ch_str){text, n});
        const char *got = written(&out);
        assert_int_equal(out.n, e + 3);
        assert_memory_equal(got + 1, expected, e);
      }
    }
  }
  ch_buf_clear(&out);
  ch_json_string(&out, CH_STR("Sergei Lavrov “here”, \xC3\xA9\xFFtoo \xE2\x80\xAE!"));
  assert_string_equal(written(&out), "\"Sergei Lavrov “here”, é\xEF\xBF\xBDtoo \\u202e!\"");
  ch_buf_free(&out);
}

static void same_number(ch_buf *out, double value) {
  char digits[40];
  ch_buf_clear(out);
  ch_json_number(out, value);
  for (int precision = 1; precision <= 17; precision++) {
    snprintf(digits, sizeof digits, "%.*g", precision, value);
    if (strtod(digits, NULL) == value) break;
  }
  const char *got = written(out);
  assert_true(strtod(got, NULL) == value);
  if (value != floor(value)) assert_string_equal(got, digits);
}

static void numbers(void **state) {
  (void)state;
  ch_buf out;
  ch_buf_init(&out, 0);
  for (int i = -120000; i <= 120000; i += 7) same_number(&out, i / 1000.0);
  for (int i = -3000; i <= 3000; i++) same_number(&out, i / 10.0);
  for (int i = 1; i < 3000; i++) {
    same_number(&out, i / 7.0);
    same_number(&out, i * 1e-5);
    same_number(&out, nextafter(i / 1000.0, 1e9));
    same_number(&out, 999999999.0 + i / 1000.0);
    same_number(&out, i * 1e17 + 0.5);
  }
  ch_buf_clear(&out);
  ch_json_number(&out, -0.5);
  ch_json_number(&out, 2.05);
  ch_json_number(&out, -1200);
  ch_json_number(&out, NAN);
  assert_string_equal(written(&out), "-0.52.05-1200null");
  ch_buf_free(&out);
}

int main(void) {
  const struct CMUnitTest tests[] = {cmocka_unit_test(strings), cmocka_unit_test(numbers)};
  return cmocka_run_group_tests(tests, NULL, NULL);
}
