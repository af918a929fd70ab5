/* A view of bytes that somebody else owns.
 *
 * Views are passed by value. `p` need not end in NUL and may be NULL when
 * `n` is 0. Nothing here allocates or fails. Text is UTF-8 unless said
 * otherwise; functions that fold case fold ASCII alone (Unicode folding is
 * src/text's).
 */
#ifndef CH_BASE_STR_H
#define CH_BASE_STR_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

typedef struct ch_str {
  const char *p;
  size_t n;
} ch_str;

/* A half-open range of bytes [from, to) in an article's text. */
typedef struct ch_span {
  uint32_t from;
  uint32_t to;
} ch_span;

/* A string literal as a view, in expressions and in static initialisers. */
#define CH_STR(literal) ((ch_str){("" literal), sizeof(literal) - 1})
#define CH_STR_INIT(literal) {("" literal), sizeof(literal) - 1}
/* For printf: printf("%.*s", CH_PRI(s)). */
#define CH_PRI(s) (int)(s).n, (s).n ? (s).p : ""

static inline ch_str ch_str_of(const char *z) {
  return (ch_str){z, z ? strlen(z) : 0};
}
static inline bool ch_str_eq(ch_str a, ch_str b) {
  return a.n == b.n && (a.n == 0 || memcmp(a.p, b.p, a.n) == 0);
}
static inline bool ch_str_is(ch_str a, const char *z) {
  return ch_str_eq(a, ch_str_of(z));
}
static inline ch_str ch_str_slice(ch_str s, size_t from, size_t to) {
  if (to > s.n) to = s.n;
  if (from > to) from = to;
  return (ch_str){s.p ? s.p + from : NULL, to - from};
}
static inline ch_str ch_str_at(ch_str text, ch_span span) {
  return ch_str_slice(text, span.from, span.to);
}

/* Byte order, as memcmp, shorter first among equals: <0, 0, >0. */
int ch_str_cmp(ch_str a, ch_str b);
/* Equal when ASCII letters are folded. */
bool ch_str_eq_fold(ch_str a, ch_str b);
bool ch_str_starts(ch_str s, ch_str prefix);
bool ch_str_ends(ch_str s, ch_str suffix);
bool ch_str_starts_fold(ch_str s, ch_str prefix);
/* Without ASCII white space at both ends. */
ch_str ch_str_trim(ch_str s);
/* Place of the first `needle` at or after `from`; SIZE_MAX if none. */
size_t ch_str_find(ch_str s, ch_str needle, size_t from);
size_t ch_str_find_fold(ch_str s, ch_str needle, size_t from);
size_t ch_str_find_byte(ch_str s, char c, size_t from);
/* Takes the part of *rest before the first `separator` (all of it if there
 * is none) and moves *rest behind it. False when *rest was used up: then
 * rest->p is NULL. An empty view with non-NULL p yields one empty part. */
bool ch_str_split(ch_str *rest, char separator, ch_str *part);
/* The next line without its end (LF or CRLF); false at the end of input. */
bool ch_str_line(ch_str *rest, ch_str *line);
/* Decimal digits only, no sign; false if empty, other bytes, or overflow. */
bool ch_str_to_u64(ch_str s, uint64_t *value);
/* Hash (XXH3); the same on all machines. */
uint64_t ch_str_hash(ch_str s);
uint64_t ch_str_hash_seed(ch_str s, uint64_t seed);

#endif
