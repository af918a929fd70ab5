#include "base/str.h"

#define XXH_INLINE_ALL
#include <xxhash.h>

static inline unsigned char fold(char c) {
  unsigned char u = (unsigned char)c;
  return u >= 'A' && u <= 'Z' ? (unsigned char)(u + 32) : u;
}

static bool is_space(char c) {
  return c == ' ' || (c >= '\t' && c <= '\r');
}

static bool fold_equal(const char *a, const char *b, size_t n) {
  for (size_t i = 0; i < n; i++)
    if (fold(a[i]) != fold(b[i])) return false;
  return true;
}

int ch_str_cmp(ch_str a, ch_str b) {
  size_t n = a.n < b.n ? a.n : b.n;
  int order = n ? memcmp(a.p, b.p, n) : 0;
  if (order) return order;
  return (a.n > b.n) - (a.n < b.n);
}

bool ch_str_eq_fold(ch_str a, ch_str b) {
  return a.n == b.n && fold_equal(a.p, b.p, a.n);
}

bool ch_str_starts(ch_str s, ch_str prefix) {
  return s.n >= prefix.n && (prefix.n == 0 || memcmp(s.p, prefix.p, prefix.n) == 0);
}

bool ch_str_ends(ch_str s, ch_str suffix) {
  return s.n >= suffix.n &&
         (suffix.n == 0 || memcmp(s.p + s.n - suffix.n, suffix.p, suffix.n) == 0);
}

bool ch_str_starts_fold(ch_str s, ch_str prefix) {
  return s.n >= prefix.n && fold_equal(s.p, prefix.p, prefix.n);
}

ch_str ch_str_trim(ch_str s) {
  while (s.n && is_space(s.p[0])) s.p++, s.n--;
  while (s.n && is_space(s.p[s.n - 1])) s.n--;
  return s;
}

size_t ch_str_find(ch_str s, ch_str needle, size_t from) {
  if (from > s.n) return SIZE_MAX;
  if (needle.n == 0) return from;
  if (from == s.n) return SIZE_MAX; /* so that no offset is added to NULL */
  const char *at = memmem(s.p + from, s.n - from, needle.p, needle.n);
  return at ? (size_t)(at - s.p) : SIZE_MAX;
}

size_t ch_str_find_fold(ch_str s, ch_str needle, size_t from) {
  if (needle.n > s.n) return SIZE_MAX;
  for (size_t i = from; i + needle.n <= s.n; i++)
    if (fold_equal(s.p + i, needle.p, needle.n)) return i;
  return SIZE_MAX;
}

size_t ch_str_find_byte(ch_str s, char c, size_t from) {
  if (from >= s.n) return SIZE_MAX;
  const char *at = memchr(s.p + from, c, s.n - from);
  return at ? (size_t)(at - s.p) : SIZE_MAX;
}

bool ch_str_split(ch_str *rest, char separator, ch_str *part) {
  if (!rest->p) return false;
  size_t at = ch_str_find_byte(*rest, separator, 0);
  if (at == SIZE_MAX) {
    *part = *rest;
    *rest = (ch_str){NULL, 0};
  } else {
    *part = ch_str_slice(*rest, 0, at);
    *rest = ch_str_slice(*rest, at + 1, rest->n);
  }
  return true;
}

bool ch_str_line(ch_str *rest, ch_str *line) {
  if (rest->n == 0) return false;
  size_t at = ch_str_find_byte(*rest, '\n', 0);
  size_t end = at == SIZE_MAX ? rest->n : at;
  *line = ch_str_slice(*rest, 0, end);
  if (line->n && line->p[line->n - 1] == '\r') line->n--;
  *rest = ch_str_slice(*rest, at == SIZE_MAX ? rest->n : at + 1, rest->n);
  return true;
}

bool ch_str_to_u64(ch_str s, uint64_t *value) {
  if (s.n == 0) return false;
  uint64_t v = 0;
  for (size_t i = 0; i < s.n; i++) {
    if (s.p[i] < '0' || s.p[i] > '9') return false;
    if (__builtin_mul_overflow(v, 10, &v) ||
        __builtin_add_overflow(v, (uint64_t)(s.p[i] - '0'), &v))
      return false;
  }
  *value = v;
  return true;
}

uint64_t ch_str_hash(ch_str s) {
  return ch_str_hash_seed(s, 0);
}

uint64_t ch_str_hash_seed(ch_str s, uint64_t seed) {
  return XXH3_64bits_withSeed(s.n ? s.p : "", s.n, seed);
}
