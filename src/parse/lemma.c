#include "parse/lemma.h"

#include <stdio.h>
#include <string.h>
#include <utf8proc.h>

/* Lower-cases UTF-8; bytes that are no UTF-8 stay. Returns the length. */
static size_t lower_into(ch_str s, char *out, size_t cap) {
  size_t n = 0;
  for (size_t at = 0; at < s.n;) {
    unsigned char c = (unsigned char)s.p[at];
    utf8proc_int32_t point = -1;
    utf8proc_ssize_t used = 1;
    if (c >= 0x80) {
      used = utf8proc_iterate((const utf8proc_uint8_t *)s.p + at,
                              (utf8proc_ssize_t)(s.n - at), &point);
      if (used <= 0) used = 1, point = -1;
    } else {
      point = c >= 'A' && c <= 'Z' ? c + 32 : c;
    }
    if (n + 4 > cap) break;
    if (point < 0) out[n++] = (char)c;
    else if (c < 0x80) out[n++] = (char)point;
    else n += (size_t)utf8proc_encode_char(utf8proc_tolower(point), (utf8proc_uint8_t *)out + n);
    at += (size_t)used;
  }
  return n;
}

static bool continues(char c) { return ((unsigned char)c & 0xC0) == 0x80; }

size_t ch_lemma_script(ch_str form, ch_str lemma, char *out) {
  char low[CH_LEMMA_MAX];
  if (form.n == 0 || form.n > 200 || lemma.n > 200) return 0;
  size_t best = SIZE_MAX, best_cut = 0, best_common = 0;
  char best_case = 0;
  for (int lowering = 0; lowering < 2; lowering++) {
    ch_str base = form;
    if (lowering) base = (ch_str){low, lower_into(form, low, sizeof low)};
    size_t common = 0;
    while (common < base.n && common < lemma.n && base.p[common] == lemma.p[common]) common++;
    while (common > 0 && ((common < base.n && continues(base.p[common])) ||
                          (common < lemma.n && continues(lemma.p[common]))))
      common--;
    if (common == 0) continue;
    size_t cost = base.n - common + lemma.n - common;
    if (cost < best) {
      best = cost;
      best_cut = base.n - common;
      best_common = common;
      best_case = lowering ? 'l' : 'k';
    }
    /* Lower case is the rule but for words that need their capitals. */
    else if (lowering && cost == best) best_case = 'l';
  }
  int n;
  if (best == SIZE_MAX)
    n = snprintf(out, CH_SCRIPT_MAX + 1, "l*/%.*s", CH_PRI(lemma));
  else
    n = snprintf(out, CH_SCRIPT_MAX + 1, "%c%zu/%.*s", best_case, best_cut,
                 (int)(lemma.n - best_common), lemma.p + best_common);
  return n > 0 && n <= CH_SCRIPT_MAX ? (size_t)n : 0;
}

static bool split_script(ch_str script, bool *whole, size_t *cut, ch_str *put) {
  if (script.n < 3 || script.n > CH_SCRIPT_MAX || (script.p[0] != 'k' && script.p[0] != 'l'))
    return false;
  size_t slash = ch_str_find_byte(script, '/', 1);
  if (slash == SIZE_MAX) return false;
  ch_str number = ch_str_slice(script, 1, slash);
  uint64_t value = 0;
  *whole = ch_str_is(number, "*");
  if (!*whole && (!ch_str_to_u64(number, &value) || value > CH_LEMMA_MAX)) return false;
  *cut = (size_t)value;
  *put = ch_str_slice(script, slash + 1, script.n);
  return !(*whole && put->n == 0);
}

bool ch_lemma_script_valid(ch_str script) {
  bool whole;
  size_t cut;
  ch_str put;
  return split_script(script, &whole, &cut, &put);
}

/* The form with ' for each ’, as the scripts were learnt: one byte, so that what is cut is the same. */
static ch_str straight(ch_str form, char *out) {
  static const char CURLY[] = "\xe2\x80\x99";
  size_t n = 0;
  if (form.n > CH_LEMMA_MAX) return form;
  for (size_t i = 0; i < form.n; i++) {
    bool curly = i + 3 <= form.n && memcmp(form.p + i, CURLY, 3) == 0;
    out[n++] = curly ? '\'' : form.p[i];
    i += curly ? 2 : 0;
  }
  return (ch_str){out, n};
}

size_t ch_lemma_apply(ch_str script, ch_str form, char *out) {
  bool whole = false;
  size_t cut = 0, n;
  char plain[CH_LEMMA_MAX];
  ch_str put = CH_STR("");
  if (!split_script(script, &whole, &cut, &put)) script = CH_STR("k0/");
  if (whole) {
    memcpy(out, put.p, put.n);
    return put.n;
  }
  if (cut > 0) form = straight(form, plain);
  if (script.p[0] == 'l') {
    n = lower_into(form, out, CH_LEMMA_MAX);
  } else {
    n = form.n < CH_LEMMA_MAX ? form.n : CH_LEMMA_MAX;
    if (n) memcpy(out, form.p, n);
  }
  if (cut < n && (cut == 0 || !continues(out[n - cut]))) {
    if (n - cut + put.n <= CH_LEMMA_MAX) {
      if (put.n) memcpy(out + n - cut, put.p, put.n);
      n = n - cut + put.n;
    }
  }
  return n;
}
