/* ASCII by table, the rest by Unicode's general category (utf8proc). */
#include "text/chars.h"

#include <utf8proc.h>

static ch_char_class ascii_class(unsigned char c) {
  if (c >= 'a' && c <= 'z') return CH_CHAR_LOWER;
  if (c >= 'A' && c <= 'Z') return CH_CHAR_UPPER;
  if (c >= '0' && c <= '9') return CH_CHAR_DIGIT;
  if (c <= ' ' || c == 0x7f) return CH_CHAR_SPACE;
  switch (c) {
    case '.': case '!': case '?': return CH_CHAR_STOP;
    case '"': return CH_CHAR_QUOTE;
    case '\'': case '`': return CH_CHAR_APOSTROPHE;
    case '(': case '[': case '{': return CH_CHAR_OPEN;
    case ')': case ']': case '}': return CH_CHAR_CLOSE;
    case '-': return CH_CHAR_DASH;
    default: return CH_CHAR_SYMBOL;
  }
}

static ch_char_class category_class(int32_t code) {
  switch (utf8proc_category(code)) {
    case UTF8PROC_CATEGORY_LU:
    case UTF8PROC_CATEGORY_LT: return CH_CHAR_UPPER;
    case UTF8PROC_CATEGORY_LL:
    case UTF8PROC_CATEGORY_MN:
    case UTF8PROC_CATEGORY_MC:
    case UTF8PROC_CATEGORY_ME: return CH_CHAR_LOWER;
    case UTF8PROC_CATEGORY_LM:
    case UTF8PROC_CATEGORY_LO: return CH_CHAR_LETTER;
    case UTF8PROC_CATEGORY_ND:
    case UTF8PROC_CATEGORY_NL: return CH_CHAR_DIGIT;
    case UTF8PROC_CATEGORY_PS:
    case UTF8PROC_CATEGORY_PI: return CH_CHAR_OPEN;
    case UTF8PROC_CATEGORY_PE:
    case UTF8PROC_CATEGORY_PF: return CH_CHAR_CLOSE;
    case UTF8PROC_CATEGORY_PD: return CH_CHAR_DASH;
    case UTF8PROC_CATEGORY_ZS:
    case UTF8PROC_CATEGORY_ZL:
    case UTF8PROC_CATEGORY_ZP:
    case UTF8PROC_CATEGORY_CC: return CH_CHAR_SPACE;
    default: return CH_CHAR_SYMBOL;
  }
}

static ch_char_class wide_class(int32_t code) {
  switch (code) {
    case 0x00AD: /* soft hyphen */
    case 0x200C: case 0x200D: /* joiners */
      return CH_CHAR_LOWER;
    case 0x200B: case 0xFEFF: return CH_CHAR_SPACE;
    case 0x2019: case 0x02BC: case 0xFF07: return CH_CHAR_APOSTROPHE;
    case 0x2026: /* … */
    case 0x3002: case 0xFF01: case 0xFF0E: case 0xFF1F: case 0xFF61: /* 。！．？｡ */
    case 0x061F: case 0x06D4: case 0x0964: case 0x203C: case 0x2049: /* ؟ ۔ । ‼ ⁉ */
      return CH_CHAR_STOP;
    case 0x2011: case 0x2010: case 0x2212: return CH_CHAR_DASH;
    case 0x201E: case 0x201A: return CH_CHAR_OPEN;
    default: return category_class(code);
  }
}

/* Well-formed UTF-8 alone (RFC 3629): no overlong forms, no surrogates. */
static ch_char decode_wide(const unsigned char *p, size_t n) {
  ch_char bad = {-1, 1, CH_CHAR_SYMBOL};
  unsigned size = p[0] >= 0xF0 ? 4 : p[0] >= 0xE0 ? 3 : 2;
  if (p[0] < 0xC2 || p[0] > 0xF4 || n < size) return bad;
  int32_t code = p[0] & (0xFF >> (size + 1));
  for (unsigned i = 1; i < size; i++) {
    if ((p[i] & 0xC0) != 0x80) return bad;
    code = (code << 6) | (p[i] & 0x3F);
  }
  if ((size == 3 && code < 0x800) || (size == 4 && code < 0x10000) || code > 0x10FFFF ||
      (code >= 0xD800 && code <= 0xDFFF))
    return bad;
  return (ch_char){code, (uint8_t)size, (uint8_t)wide_class(code)};
}

ch_char ch_char_at(ch_str text, size_t at) {
  if (at >= text.n) return (ch_char){0, 0, CH_CHAR_END};
  unsigned char c = (unsigned char)text.p[at];
  if (c < 0x80) return (ch_char){c, 1, (uint8_t)ascii_class(c)};
  return decode_wide((const unsigned char *)text.p + at, text.n - at);
}

ch_char ch_char_before(ch_str text, size_t at) {
  if (at == 0) return (ch_char){0, 0, CH_CHAR_END};
  for (size_t back = 1; back <= 4 && back <= at; back++) {
    ch_char c = ch_char_at(text, at - back);
    if (c.size == back && c.code >= 0) return c;
  }
  return (ch_char){-1, 1, CH_CHAR_SYMBOL};
}

ch_str ch_fold(ch_str s, char *out, size_t size) {
  size_t n = 0;
  for (size_t i = 0; i < s.n;) {
    ch_char c = ch_char_at(s, i);
    if (n + 4 > size) return (ch_str){out, 0};
    if (c.code < 0) out[n++] = s.p[i];
    else if (c.class == CH_CHAR_APOSTROPHE) out[n++] = '\'';
    else if (c.class == CH_CHAR_DASH) out[n++] = '-';
    else if (c.code < 0x80)
      out[n++] = (char)(c.class == CH_CHAR_UPPER ? c.code + 32 : c.code);
    else n += (size_t)utf8proc_encode_char(utf8proc_tolower(c.code), (utf8proc_uint8_t *)out + n);
    i += c.size;
  }
  return (ch_str){out, n};
}
