#include "parse/features.h"

#include <utf8proc.h>

/* One code point from s at *at; bytes that are no UTF-8 come out one by one,
 * marked so that they cannot be taken for characters. */
static uint32_t next_point(ch_str s, size_t *at) {
  unsigned char c = (unsigned char)s.p[*at];
  if (c < 0x80) {
    (*at)++;
    return c;
  }
  utf8proc_int32_t point;
  utf8proc_ssize_t n = utf8proc_iterate((const utf8proc_uint8_t *)s.p + *at,
                                        (utf8proc_ssize_t)(s.n - *at), &point);
  if (n <= 0) {
    (*at)++;
    return 0x80000000u | c;
  }
  *at += (size_t)n;
  return (uint32_t)point;
}

/* The form as code points with typography folded; returns how many. */
static size_t fold(ch_str form, uint32_t *out) {
  if (form.n > CH_FORM_MAX) form.n = CH_FORM_MAX;
  size_t n = 0;
  for (size_t at = 0; at < form.n;) {
    uint32_t c = next_point(form, &at);
    switch (c) {
      case 0x2018: case 0x2019: case 0x201B: case 0x02BC: case 0x0060: case 0x00B4:
        c = '\'';
        break;
      case 0x201C: case 0x201D: case 0x201E: case 0x201F: case 0x00AB: case 0x00BB:
        c = '"';
        break;
      case 0x2010: case 0x2011: case 0x2012: case 0x2013: case 0x2212:
        c = '-';
        break;
      case 0x2014: case 0x2015:
        out[n++] = '-';
        c = '-';
        break;
      case 0x2026:
        out[n++] = '.';
        out[n++] = '.';
        c = '.';
        break;
      default:
        break;
    }
    out[n++] = c;
  }
  return n;
}

static uint32_t lower(uint32_t c) {
  if (c < 0x80) return c >= 'A' && c <= 'Z' ? c + 32 : c;
  if (c & 0x80000000u) return c;
  return (uint32_t)utf8proc_tolower((utf8proc_int32_t)c);
}

static bool is_digit(uint32_t c) {
  return (c >= '0' && c <= '9') || (c >= 0x0660 && c <= 0x0669) ||
         (c >= 0x06F0 && c <= 0x06F9) || (c >= 0xFF10 && c <= 0xFF19);
}

static uint32_t shape_of(uint32_t c) {
  if (c < 0x80) {
    if (c >= 'A' && c <= 'Z') return 'X';
    if (c >= 'a' && c <= 'z') return 'x';
    return c >= '0' && c <= '9' ? 'd' : c;
  }
  if (c & 0x80000000u) return '?';
  if (is_digit(c)) return 'd';
  switch (utf8proc_category((utf8proc_int32_t)c)) {
    case UTF8PROC_CATEGORY_LU: case UTF8PROC_CATEGORY_LT:
      return 'X';
    case UTF8PROC_CATEGORY_LL: case UTF8PROC_CATEGORY_LO: case UTF8PROC_CATEGORY_LM:
      return 'x';
    default:
      return c;
  }
}

static size_t put_point(uint32_t c, char *out) {
  if (c & 0x80000000u) {
    *out = (char)(c & 0xff);
    return 1;
  }
  return (size_t)utf8proc_encode_char((utf8proc_int32_t)c, (utf8proc_uint8_t *)out);
}

size_t ch_form_lower(ch_str form, char *out) {
  uint32_t points[3 * CH_FORM_MAX];
  size_t n = fold(form, points), bytes = 0;
  if (n > CH_FORM_MAX) n = CH_FORM_MAX;
  for (size_t i = 0; i < n && bytes + 4 <= 3 * CH_FORM_MAX; i++)
    bytes += put_point(lower(points[i]), out + bytes);
  return bytes;
}

/* FNV-1a over code points with a last mix: short inputs, computed seldom. */
static uint32_t hash_points(const uint32_t *c, size_t n, uint64_t seed) {
  uint64_t h = 0xcbf29ce484222325u ^ (seed * 0x9e3779b97f4a7c15u);
  for (size_t i = 0; i < n; i++) h = (h ^ c[i]) * 0x100000001b3u;
  h ^= h >> 32;
  h *= 0xd6e8feb86659fd93u;
  h ^= h >> 32;
  return (uint32_t)h;
}

void ch_word_features_of(ch_str form, ch_word_features *out) {
  uint32_t points[3 * CH_FORM_MAX], shape[3 * CH_FORM_MAX];
  char text[12 * CH_FORM_MAX];
  size_t n = fold(form, points), bytes = 0, n_shape = 0, run = 0;
  for (size_t i = 0; i < n; i++) {
    uint32_t kind = shape_of(points[i]);
    run = n_shape > 0 && shape[n_shape - 1] == kind ? run + 1 : 1;
    if (run <= 4) shape[n_shape++] = kind;
    points[i] = lower(points[i]);
    bytes += put_point(points[i], text + bytes);
    if (is_digit(points[i])) points[i] = '0';
  }
  out->key = ch_str_hash((ch_str){text, bytes});
  uint32_t base = 0;
  out->rows[CH_FEATURE_NORM] = hash_points(points, n, 1) % CH_FEATURE_NORM_ROWS;
  base += CH_FEATURE_NORM_ROWS;
  for (size_t k = 1; k <= 3; k++)
    out->rows[CH_FEATURE_PREFIX1 + k - 1] =
        base + hash_points(points, n < k ? n : k, 1 + k) % CH_FEATURE_PREFIX_ROWS;
  base += CH_FEATURE_PREFIX_ROWS;
  for (size_t k = 1; k <= 4; k++) {
    size_t have = n < k ? n : k;
    out->rows[CH_FEATURE_SUFFIX1 + k - 1] =
        base + hash_points(points + n - have, have, 4 + k) % CH_FEATURE_SUFFIX_ROWS;
  }
  base += CH_FEATURE_SUFFIX_ROWS;
  out->rows[CH_FEATURE_SHAPE] = base + hash_points(shape, n_shape, 9) % CH_FEATURE_SHAPE_ROWS;
}
