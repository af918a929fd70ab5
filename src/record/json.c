#include "record/json.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>

/* Length of the valid UTF-8 sequence at s[0], 0 if there is none (RFC 3629:
 * no overlong forms, no surrogates, nothing above U+10FFFF). */
static size_t sequence(const unsigned char *s, size_t n) {
  if (s[0] < 0x80) return 1;
  if (s[0] >= 0xC2 && s[0] <= 0xDF) return n > 1 && (s[1] & 0xC0) == 0x80 ? 2 : 0;
  if (s[0] >= 0xE0 && s[0] <= 0xEF) {
    if (n < 3 || (s[1] & 0xC0) != 0x80 || (s[2] & 0xC0) != 0x80) return 0;
    if (s[0] == 0xE0 && s[1] < 0xA0) return 0;
    if (s[0] == 0xED && s[1] > 0x9F) return 0;
    return 3;
  }
  if (s[0] >= 0xF0 && s[0] <= 0xF4) {
    if (n < 4 || (s[1] & 0xC0) != 0x80 || (s[2] & 0xC0) != 0x80 || (s[3] & 0xC0) != 0x80) return 0;
    if (s[0] == 0xF0 && s[1] < 0x90) return 0;
    if (s[0] == 0xF4 && s[1] > 0x8F) return 0;
    return 4;
  }
  return 0;
}

/* The code point if it is one that steers a terminal or turns the direction of
 * writing (C1 controls, bidirectional marks): escaped, though JSON would not
 * ask for it. Else 0. */
static unsigned unseen(const unsigned char *p, size_t length) {
  if (length == 2 && p[0] == 0xC2 && p[1] < 0xA0) return p[1];
  if (length != 3 || p[0] != 0xE2) return 0;
  unsigned code = (p[0] & 0x0Fu) << 12 | (p[1] & 0x3Fu) << 6 | (p[2] & 0x3Fu);
  bool turns = code == 0x200E || code == 0x200F || (code >= 0x2028 && code <= 0x202E) ||
               (code >= 0x2066 && code <= 0x2069);
  return turns ? code : 0;
}

#define EACH(byte) (UINT64_C(0x0101010101010101) * (byte))

/* How many bytes from `at` on are printable ASCII that stands for itself, as nearly all are; eight
 * at a time, as far as eight go. The highest bit of a byte of `other` is set where one is below
 * 0x20, '"', '\\' or above 0x7E, and perhaps of one after it. */
static size_t plain(const unsigned char *p, size_t at, size_t n) {
  size_t i = at;
  for (; i + 8 <= n; i += 8) {
    uint64_t eight;
    memcpy(&eight, p + i, 8);
    uint64_t quotes = eight ^ EACH('"'), slashes = eight ^ EACH('\\');
    uint64_t other = (eight - EACH(0x20)) | (quotes - EACH(1)) | (slashes - EACH(1)) |
                     (eight + EACH(1)) | eight;
    if (other & EACH(0x80)) break;
  }
  return i - at;
}

void ch_json_string(ch_buf *out, ch_str s) {
  const unsigned char *p = (const unsigned char *)s.p;
  size_t start = 0;
  ch_buf_add_byte(out, '"');
  for (size_t i = 0; i < s.n;) {
    i += plain(p, i, s.n);
    if (i == s.n) break;
    size_t length = sequence(p + i, s.n - i);
    if (length == 1 && p[i] >= 0x20 && p[i] != '"' && p[i] != '\\' && p[i] != 0x7F) {
      i++;
      continue;
    }
    if (length > 1 && !unseen(p + i, length)) {
      i += length;
      continue;
    }
    ch_buf_add(out, ch_str_slice(s, start, i));
    if (length > 1) {
      ch_buf_printf(out, "\\u%04x", unseen(p + i, length));
      start = i += length;
      continue;
    }
    if (length == 0) {
      ch_buf_add_z(out, "\xEF\xBF\xBD");
    } else if (p[i] == '"' || p[i] == '\\') {
      ch_buf_add_byte(out, '\\');
      ch_buf_add_byte(out, (char)p[i]);
    } else if (p[i] == '\n') {
      ch_buf_add_z(out, "\\n");
    } else if (p[i] == '\t') {
      ch_buf_add_z(out, "\\t");
    } else if (p[i] == '\r') {
      ch_buf_add_z(out, "\\r");
    } else {
      ch_buf_printf(out, "\\u%04x", (unsigned)p[i]);
    }
    start = ++i;
  }
  ch_buf_add(out, ch_str_slice(s, start, s.n));
  ch_buf_add_byte(out, '"');
}

void ch_json_comma(ch_buf *out) {
  if (out->n && out->p[out->n - 1] != '{' && out->p[out->n - 1] != '[')
    ch_buf_add_byte(out, ',');
}

void ch_json_name(ch_buf *out, const char *name) {
  ch_json_comma(out);
  ch_json_string(out, ch_str_of(name));
  ch_buf_add_byte(out, ':');
}

static void add_whole(ch_buf *out, uint64_t left) {
  char reversed[20];
  size_t n = 0;
  do reversed[n++] = (char)('0' + left % 10);
  while (left /= 10);
  while (n) ch_buf_add_byte(out, reversed[--n]);
}

/* Whatever stands behind the point, but for zeros at the end. */
static void add_thousandths(ch_buf *out, double value) {
  uint64_t all = (uint64_t)round(fabs(value) * 1000);
  if (value < 0) ch_buf_add_byte(out, '-');
  add_whole(out, all / 1000);
  ch_buf_add_byte(out, '.');
  for (uint64_t rest = all % 1000, unit = 100; rest; rest %= unit, unit /= 10)
    ch_buf_add_byte(out, (char)('0' + rest / unit));
}

void ch_json_number(ch_buf *out, double value) {
  if (!isfinite(value)) {
    ch_buf_add_z(out, "null");
    return;
  }
  if (value == floor(value) && fabs(value) < 1e15) {
    if (value < 0) ch_buf_add_byte(out, '-');
    add_whole(out, (uint64_t)fabs(value));
    return;
  }
  /* Three decimals at most, as most have: no other decimal of fifteen digits reads as this. */
  if (fabs(value) < 1e9 && round(value * 1000) / 1000 == value) {
    add_thousandths(out, value);
    return;
  }
  char digits[40];
  for (int precision = 1; precision <= 17; precision++) {
    snprintf(digits, sizeof digits, "%.*g", precision, value);
    if (strtod(digits, NULL) == value) break;
  }
  ch_buf_add_z(out, digits);
}
