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

void ch_json_string(ch_buf *out, ch_str s) {
  const unsigned char *p = (const unsigned char *)s.p;
  size_t start = 0;
  ch_buf_add_byte(out, '"');
  for (size_t i = 0; i < s.n;) {
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

void ch_json_number(ch_buf *out, double value) {
  if (!isfinite(value)) {
    ch_buf_add_z(out, "null");
    return;
  }
  if (value == floor(value) && fabs(value) < 1e15) {
    char reversed[20];
    size_t n = 0;
    uint64_t left = (uint64_t)fabs(value);
    do reversed[n++] = (char)('0' + left % 10);
    while (left /= 10);
    if (value < 0) ch_buf_add_byte(out, '-');
    while (n) ch_buf_add_byte(out, reversed[--n]);
    return;
  }
  char digits[40];
  for (int precision = 1; precision <= 17; precision++) {
    snprintf(digits, sizeof digits, "%.*g", precision, value);
    if (strtod(digits, NULL) == value) break;
  }
  ch_buf_add_z(out, digits);
}
