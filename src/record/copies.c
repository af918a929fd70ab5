#include "record/copies.h"

#include <stdlib.h>

#include "base/day.h"
#include "record/words.h"

#define SENTENCES 200
#define LEAST_WORDS 40      /* of an article that is more than identical */
#define LEAST_SENTENCES 3
#define KEY_WORDS 6         /* words of a sentence that makes a key */
#define KEY_ITEMS 3         /* names and numbers of one that makes a key */
#define ITEMS 60            /* names and numbers of a sentence that count */

static const char *const KINDS[] = {
#define CH_X(id, name) name,
    CH_COPY_KINDS(CH_X)
#undef CH_X
};

const char *ch_copy_name(ch_copy_kind kind) {
  return (unsigned)kind < CH_COPY_COUNT ? KINDS[kind] : "";
}

static bool space(char c) {
  return c == ' ' || c == '\n' || c == '\t';
}

static bool upper(char c) {
  return c >= 'A' && c <= 'Z';
}

/* Lines are broken elsewhere in a copy; paragraphs are not: an empty line, or one set in. */
static bool paragraph_ends(ch_str text, size_t line_feed) {
  size_t next = line_feed + 1;
  return next >= text.n || space(text.p[next]);
}

/* End of the sentence that begins at `from`: a paragraph's end, or a stop that is
 * followed by a space and a capital, quote or digit. A rough cut will do: it
 * is the same for original and copy. */
static size_t sentence_end(ch_str text, size_t from) {
  for (size_t i = from; i < text.n; i++) {
    if (text.p[i] == '\n' && paragraph_ends(text, i)) return i + 1;
    if (text.p[i] != '.' && text.p[i] != '!' && text.p[i] != '?') continue;
    size_t k = i + 1;
    while (k < text.n && (text.p[k] == '"' || text.p[k] == '\'' || (unsigned char)text.p[k] >= 0x80)) k++;
    if (k >= text.n || !space(text.p[k])) continue;
    while (k < text.n && space(text.p[k])) k++;
    /* "Mr. Putin", "U.S. officials", "Aug. 31": too short to be an end. */
    size_t start = i;
    while (start > from && !space(text.p[start - 1])) start--;
    if (i - start <= 3 || (k < text.n && !upper(text.p[k]) && (unsigned char)text.p[k] < 0x80 &&
                           text.p[k] != '"' && text.p[k] != '\''))
      continue;
    return k;
  }
  return text.n;
}

static int order_u32(const void *a, const void *b) {
  uint32_t x = *(const uint32_t *)a, y = *(const uint32_t *)b;
  return x < y ? -1 : x > y;
}

static int order_u64(const void *a, const void *b) {
  uint64_t x = *(const uint64_t *)a, y = *(const uint64_t *)b;
  return x < y ? -1 : x > y;
}

static bool possessive(const char *low, size_t n) {
  return n > 2 && low[n - 1] == 's' && low[n - 2] == '\'';
}

static void read_sentence(ch_str text, uint64_t *whole, uint32_t items[ITEMS],
                          ch_print_sentence *out) {
  char low[40];
  size_t at = 0, n;
  ch_span span;
  *out = (ch_print_sentence){.words = 1};
  while (ch_word_next(text, &at, &span, low, sizeof low, &n)) {
    ch_str word = {low, n};
    out->words = ch_str_hash_seed(word, out->words);
    *whole = ch_str_hash_seed(word, *whole);
    if (out->n_words < UINT16_MAX) out->n_words++;
    char c = text.p[span.from];
    bool number = c >= '0' && c <= '9';
    bool name = out->n_words > 1 && upper(c);
    if (!(number || name) || out->n_items == ITEMS) continue;
    if (possessive(low, n)) word.n -= 2;
    items[out->n_items++] = (uint32_t)ch_str_hash(word);
  }
  qsort(items, out->n_items, sizeof *items, order_u32);
  uint16_t kept = 0;
  for (uint16_t i = 0; i < out->n_items; i++)
    if (!kept || items[kept - 1] != items[i]) items[kept++] = items[i];
  out->n_items = kept;
}

/* Bytes of "PORT HARBOUR, March 3 (Wire) - " at the head: copies drop it. */
static size_t dateline(ch_str text) {
  static const char *const DASHES[] = {" - ", " -- ", " \xE2\x80\x93 ", " \xE2\x80\x94 "};
  ch_str head = ch_str_slice(text, 0, 80);
  size_t line = ch_str_find_byte(head, '\n', 0);
  if (line != SIZE_MAX) head.n = line;
  if (head.n < 3 || !upper(head.p[0]) || !upper(head.p[1]) || !upper(head.p[2])) return 0;
  for (size_t i = 0; i < sizeof DASHES / sizeof *DASHES; i++) {
    size_t at = ch_str_find(head, ch_str_of(DASHES[i]), 0);
    if (at != SIZE_MAX) return at + strlen(DASHES[i]);
  }
  return 0;
}

bool ch_print_make(ch_str text, ch_arena *arena, ch_print *out) {
  struct { ch_print_sentence *v; size_t n, cap; } sentences = {0};
  struct { uint32_t *v; size_t n, cap; } items = {0};
  *out = (ch_print){.whole = 1};
  for (size_t from = dateline(text); from < text.n && sentences.n < SENTENCES;) {
    size_t to = sentence_end(text, from);
    uint32_t found[ITEMS];
    ch_print_sentence s;
    read_sentence(ch_str_slice(text, from, to), &out->whole, found, &s);
    from = to;
    if (s.n_words == 0) continue;
    ch_print_sentence *kept = CH_PUSH(arena, &sentences);
    if (!kept) return false;
    s.first = (uint32_t)items.n;
    *kept = s;
    for (uint16_t i = 0; i < s.n_items; i++) {
      uint32_t *item = CH_PUSH(arena, &items);
      if (!item) return false;
      *item = found[i];
    }
    out->n_words += s.n_words;
  }
  out->v = sentences.v;
  out->n = (uint32_t)sentences.n;
  out->items = items.v;
  out->n_items = (uint32_t)items.n;
  return true;
}

/* --- bytes: whole 8, words 4, sentences 4, items 4; then sentences of
 * words 8, n_words 2, n_items 2; then items of 4 --- */

static void put(ch_buf *out, uint64_t value, int bytes) {
  for (int i = 0; i < bytes; i++) ch_buf_add_byte(out, (char)(value >> (8 * i) & 0xFF));
}

static uint64_t get(const char **p, int bytes) {
  uint64_t value = 0;
  for (int i = 0; i < bytes; i++) value |= (uint64_t)(unsigned char)(*p)[i] << (8 * i);
  *p += bytes;
  return value;
}

bool ch_print_pack(const ch_print *print, ch_buf *out) {
  put(out, print->whole, 8);
  put(out, print->n_words, 4);
  put(out, print->n, 4);
  put(out, print->n_items, 4);
  for (uint32_t i = 0; i < print->n; i++) {
    put(out, print->v[i].words, 8);
    put(out, print->v[i].n_words, 2);
    put(out, print->v[i].n_items, 2);
  }
  for (uint32_t i = 0; i < print->n_items; i++) put(out, print->items[i], 4);
  return !out->failed;
}

bool ch_print_unpack(ch_str bytes, ch_arena *arena, ch_print *out) {
  *out = (ch_print){0};
  if (bytes.n < 20) return false;
  const char *p = bytes.p;
  out->whole = get(&p, 8);
  out->n_words = (uint32_t)get(&p, 4);
  out->n = (uint32_t)get(&p, 4);
  out->n_items = (uint32_t)get(&p, 4);
  if (out->n > SENTENCES || out->n_items > SENTENCES * ITEMS ||
      bytes.n != 20 + (size_t)out->n * 12 + (size_t)out->n_items * 4)
    return false;
  out->v = CH_ARRAY(arena, out->n, ch_print_sentence);
  out->items = CH_ARRAY(arena, out->n_items, uint32_t);
  if (!out->v || !out->items) return false;
  uint32_t used = 0;
  for (uint32_t i = 0; i < out->n; i++) {
    out->v[i].words = get(&p, 8);
    out->v[i].n_words = (uint16_t)get(&p, 2);
    out->v[i].n_items = (uint16_t)get(&p, 2);
    out->v[i].first = used;
    used += out->v[i].n_items;
    if (used > out->n_items) return false;
  }
  for (uint32_t i = 0; i < out->n_items; i++) out->items[i] = (uint32_t)get(&p, 4);
  return used == out->n_items;
}

/* --- keys --- */

static uint32_t take_least(uint64_t *keys, uint32_t n, uint64_t *out, uint32_t most) {
  qsort(keys, n, sizeof *keys, order_u64);
  uint32_t kept = 0;
  for (uint32_t i = 0; i < n && kept < most; i++)
    if (!kept || out[kept - 1] != keys[i]) out[kept++] = keys[i];
  return kept;
}

static uint64_t three(const uint32_t *items) {
  uint64_t key = 3;
  for (int i = 0; i < 3; i++) key = (key ^ items[i]) * UINT64_C(0x9E3779B97F4A7C15);
  return key ^ (key >> 29);
}

uint32_t ch_print_keys(const ch_print *print, uint64_t out[CH_PRINT_KEYS]) {
  uint64_t exact[SENTENCES], named[2 * SENTENCES];
  uint32_t n_exact = 0, n_named = 0;
  for (uint32_t i = 0; i < print->n && i < SENTENCES; i++) {
    const ch_print_sentence *s = &print->v[i];
    if (s->n_words >= KEY_WORDS) exact[n_exact++] = s->words;
    if (s->n_items < KEY_ITEMS) continue;
    /* The three least and the three greatest: one item more or less spares
     * one of the two in most cases. */
    const uint32_t *items = print->items + s->first;
    named[n_named++] = three(items);
    named[n_named++] = three(items + s->n_items - 3);
  }
  uint32_t n = 0;
  if (print->n_words == 0) return 0; /* nothing to copy */
  out[n++] = print->whole;
  n += take_least(exact, n_exact, out + n, CH_PRINT_KEYS / 2 - n);
  n += take_least(named, n_named, out + n, CH_PRINT_KEYS - n);
  return n;
}

/* --- comparing --- */

/* Part of the shorter's words that stand in sentences which both have. */
static double same_share(const ch_print *a, const ch_print *b) {
  uint64_t hashes[SENTENCES];
  uint32_t n = b->n < SENTENCES ? b->n : SENTENCES, shared = 0;
  for (uint32_t i = 0; i < n; i++) hashes[i] = b->v[i].words;
  if (n) qsort(hashes, n, sizeof *hashes, order_u64);
  for (uint32_t i = 0; i < a->n; i++)
    if (n && bsearch(&a->v[i].words, hashes, n, sizeof *hashes, order_u64))
      shared += a->v[i].n_words;
  uint32_t least = a->n_words < b->n_words ? a->n_words : b->n_words;
  return least ? (double)shared / least : 0;
}

/* 0 … 1000: how alike two sentences are in names, numbers and length. */
static uint32_t alike(const ch_print *a, uint32_t i, const ch_print *b, uint32_t k) {
  const ch_print_sentence *x = &a->v[i], *y = &b->v[k];
  if (x->words == y->words) return 1000;
  uint32_t least = x->n_words < y->n_words ? x->n_words : y->n_words;
  uint32_t most = x->n_words < y->n_words ? y->n_words : x->n_words;
  if (least * 5 < most * 3) return 0;
  if (x->n_items == 0 && y->n_items == 0) return least * 10 >= most * 8 ? 300 : 0;
  uint32_t p = 0, q = 0, shared = 0;
  const uint32_t *u = a->items + x->first, *v = b->items + y->first;
  while (p < x->n_items && q < y->n_items) {
    if (u[p] == v[q]) shared++, p++, q++;
    else if (u[p] < v[q]) p++;
    else q++;
  }
  uint32_t all = x->n_items + y->n_items - shared;
  if (shared * 2 < all) return 0;
  return 1000 * shared / all;
}

/* Best alignment in order: part of the shorter's words in aligned sentences,
 * each weighed by likeness. */
static double aligned_share(const ch_print *a, const ch_print *b, uint32_t *n_aligned) {
  enum { MOST = SENTENCES };
  uint32_t rows[2][MOST + 1], counts[2][MOST + 1];
  uint32_t n = a->n < MOST ? a->n : MOST, m = b->n < MOST ? b->n : MOST;
  memset(rows, 0, sizeof rows);
  memset(counts, 0, sizeof counts);
  for (uint32_t i = 1; i <= n; i++) {
    uint32_t *row = rows[i & 1], *above = rows[(i - 1) & 1];
    uint32_t *count = counts[i & 1], *count_above = counts[(i - 1) & 1];
    for (uint32_t k = 1; k <= m; k++) {
      uint32_t like = alike(a, i - 1, b, k - 1);
      uint32_t words = a->v[i - 1].n_words < b->v[k - 1].n_words ? a->v[i - 1].n_words
                                                                 : b->v[k - 1].n_words;
      row[k] = above[k];
      count[k] = count_above[k];
      if (row[k - 1] > row[k]) row[k] = row[k - 1], count[k] = count[k - 1];
      uint32_t with = above[k - 1] + words * like;
      if (like && with > row[k]) row[k] = with, count[k] = count_above[k - 1] + (like > 300);
    }
  }
  *n_aligned = counts[n & 1][m];
  uint32_t least = a->n_words < b->n_words ? a->n_words : b->n_words;
  return least ? rows[n & 1][m] / (1000.0 * least) : 0;
}

ch_copy_kind ch_print_compare(const ch_print *original, const ch_print *copy, double *share) {
  double part = 0;
  double *out = share ? share : &part;
  *out = 0;
  if (original->n_words == 0 || copy->n_words == 0) return CH_COPY_NONE;
  if (original->whole == copy->whole && original->n_words == copy->n_words) {
    *out = 1;
    return CH_COPY_IDENTICAL;
  }
  if (original->n < LEAST_SENTENCES || copy->n < LEAST_SENTENCES ||
      original->n_words < LEAST_WORDS || copy->n_words < LEAST_WORDS)
    return CH_COPY_NONE;
  double same_a = same_share(original, copy), same_b = same_share(copy, original);
  double same = same_a < same_b ? same_a : same_b;
  if (same > 1) same = 1;
  if (same >= 0.5) {
    *out = same;
    bool shorter = copy->n_words * 10 < original->n_words * 9;
    return same >= 0.75 && shorter ? CH_COPY_TRIMMED : CH_COPY_UPDATED;
  }
  uint32_t n_ab, n_ba;
  double ab = aligned_share(original, copy, &n_ab), ba = aligned_share(copy, original, &n_ba);
  double aligned = ab < ba ? ab : ba;
  if (n_ba < n_ab) n_ab = n_ba;
  if (aligned >= 0.5 && n_ab >= LEAST_SENTENCES) {
    *out = aligned > 1 ? 1 : aligned;
    return CH_COPY_REWORDED;
  }
  return CH_COPY_NONE;
}

int ch_original_order(int32_t day_a, int32_t minute_a, ch_str id_a, int32_t day_b,
                      int32_t minute_b, ch_str id_b) {
  if (day_a != day_b) {
    if (day_a == CH_DAY_NONE) return 1;
    if (day_b == CH_DAY_NONE) return -1;
    return day_a < day_b ? -1 : 1;
  }
  if (minute_a != minute_b) {
    if (minute_a < 0) return 1;
    if (minute_b < 0) return -1;
    return minute_a < minute_b ? -1 : 1;
  }
  return ch_str_cmp(id_a, id_b);
}
