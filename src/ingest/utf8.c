#include "ingest/utf8.h"

#include <string.h>

static inline bool tail(unsigned char c) {
  return (c & 0xc0) == 0x80;
}

size_t ch_utf8_length(const char *text, size_t n) {
  const unsigned char *p = (const unsigned char *)text;
  if (p[0] < 0x80) return 1;
  if (p[0] < 0xc2) return 0;
  if (p[0] < 0xe0) return n >= 2 && tail(p[1]) ? 2 : 0;
  if (p[0] < 0xf0) {
    if (n < 3 || !tail(p[1]) || !tail(p[2])) return 0;
    if (p[0] == 0xe0 && p[1] < 0xa0) return 0;
    if (p[0] == 0xed && p[1] > 0x9f) return 0;
    return 3;
  }
  if (p[0] > 0xf4 || n < 4 || !tail(p[1]) || !tail(p[2]) || !tail(p[3])) return 0;
  if (p[0] == 0xf0 && p[1] < 0x90) return 0;
  if (p[0] == 0xf4 && p[1] > 0x8f) return 0;
  return 4;
}

uint32_t ch_utf8_decode(const char *text, size_t length) {
  const unsigned char *p = (const unsigned char *)text;
  switch (length) {
    case 1:
      return p[0];
    case 2:
      return (uint32_t)(p[0] & 0x1f) << 6 | (p[1] & 0x3f);
    case 3:
      return (uint32_t)(p[0] & 0x0f) << 12 | (uint32_t)(p[1] & 0x3f) << 6 | (p[2] & 0x3f);
    default:
      return (uint32_t)(p[0] & 0x07) << 18 | (uint32_t)(p[1] & 0x3f) << 12 |
             (uint32_t)(p[2] & 0x3f) << 6 | (p[3] & 0x3f);
  }
}

size_t ch_utf8_encode(uint32_t code, char out[4]) {
  if (code > 0x10ffff || (code >= 0xd800 && code < 0xe000)) code = CH_REPLACEMENT;
  if (code < 0x80) {
    out[0] = (char)code;
    return 1;
  }
  if (code < 0x800) {
    out[0] = (char)(0xc0 | code >> 6);
    out[1] = (char)(0x80 | (code & 0x3f));
    return 2;
  }
  if (code < 0x10000) {
    out[0] = (char)(0xe0 | code >> 12);
    out[1] = (char)(0x80 | (code >> 6 & 0x3f));
    out[2] = (char)(0x80 | (code & 0x3f));
    return 3;
  }
  out[0] = (char)(0xf0 | code >> 18);
  out[1] = (char)(0x80 | (code >> 12 & 0x3f));
  out[2] = (char)(0x80 | (code >> 6 & 0x3f));
  out[3] = (char)(0x80 | (code & 0x3f));
  return 4;
}

ch_str ch_utf8_cut(ch_str s, size_t most) {
  if (s.n <= most) return s;
  while (most > 0 && tail((unsigned char)s.p[most])) most--;
  return ch_str_slice(s, 0, most);
}

size_t ch_ascii_run(ch_str s) {
  size_t i = 0;
  for (; i + 8 <= s.n; i += 8) {
    uint64_t eight;
    memcpy(&eight, s.p + i, 8);
    if (eight & 0x8080808080808080u) break;
  }
  while (i < s.n && (unsigned char)s.p[i] < 0x80) i++;
  return i;
}

ch_utf8_counts ch_utf8_count(ch_str s) {
  ch_utf8_counts counts = {0, 0};
  size_t i = 0;
  while (i < s.n) {
    if ((unsigned char)s.p[i] < 0x80) {
      i += ch_ascii_run(ch_str_slice(s, i, s.n));
      continue;
    }
    size_t length = ch_utf8_length(s.p + i, s.n - i);
    if (length == 0) {
      counts.invalid++;
      i++;
    } else {
      counts.longer++;
      i += length;
    }
  }
  return counts;
}
