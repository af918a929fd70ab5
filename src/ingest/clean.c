#include "ingest/clean.h"

#include <string.h>

#include "ingest/utf8.h"

/* ---- characters ----------------------------------------------------------- */

/* What windows-1252 has at 0x80-0x9f; 0 where it has nothing. */
static const uint16_t WINDOWS_1252[32] = {
    0x20ac, 0,      0x201a, 0x0192, 0x201e, 0x2026, 0x2020, 0x2021, 0x02c6, 0x2030, 0x0160,
    0x2039, 0x0152, 0,      0x017d, 0,      0,      0x2018, 0x2019, 0x201c, 0x201d, 0x2022,
    0x2013, 0x2014, 0x02dc, 0x2122, 0x0161, 0x203a, 0x0153, 0,      0x017e, 0x0178};

typedef enum fate { KEEP, DROP, CONTROL, SPACE, BREAK, BREAK_TWICE, CHANGE } fate;

/* Characters beyond ASCII that must not stay as they are. */
static fate fate_of(uint32_t code, uint32_t *change) {
  if (code < 0xa0) {
    if (code == 0x85) return BREAK;
    *change = WINDOWS_1252[code - 0x80];
    return *change != 0 ? CHANGE : CONTROL;
  }
  switch (code) {
    case 0xa0: case 0x1680: case 0x202f: case 0x205f: case 0x3000:
      return SPACE;
    case 0xad: case 0x34f: case 0x180e: case 0xfeff: case 0xfffc:
      return DROP;
    case 0x61c: case 0x200e: case 0x200f:
      return CONTROL;
    case 0x2028:
      return BREAK;
    case 0x2029:
      return BREAK_TWICE;
  }
  if (code >= 0x2000 && code <= 0x200a) return SPACE;
  if (code == 0x200b) return DROP; /* 200c and 200d join letters: they stay */
  if (code >= 0x202a && code <= 0x202e) return CONTROL;
  if (code >= 0x2060 && code <= 0x2065) return DROP;
  if (code >= 0x2066 && code <= 0x206f) return CONTROL;
  if (code >= 0xfff9 && code <= 0xfffb) return DROP;
  if (code >= 0xfdd0 && code <= 0xfdef) return CONTROL;
  if ((code & 0xfffe) == 0xfffe) return CONTROL;
  if (code >= 0xe0000 && code <= 0xe007f) return DROP; /* invisible tags */
  return KEEP;
}

/* Lead bytes under which a character of fate_of other than KEEP can lie. */
static bool plain_lead(unsigned char c) {
  switch (c) {
    case 0xc2: case 0xcd: case 0xd8: case 0xe1: case 0xe2: case 0xe3: case 0xef:
      return false;
    default:
      return c < 0xf0;
  }
}

static fate ascii_fate(unsigned char c) {
  if (c >= 0x20 && c != 0x7f) return KEEP;
  if (c == '\t') return SPACE;
  if (c == '\n' || c == '\r' || c == '\f') return BREAK;
  if (c == '\v') return BREAK;
  return CONTROL;
}

/* The first byte at or after i that may need care. */
static size_t run_of_plain(ch_str s, size_t i) {
  while (i < s.n) {
    unsigned char c = (unsigned char)s.p[i];
    if (c < 0x20 || c == 0x7f) break;
    if (c >= 0x80 && !plain_lead(c)) break;
    i++;
  }
  return i;
}

ch_str ch_clean_characters(ch_arena *arena, ch_str text, uint32_t *controls) {
  /* Nothing grows but 2029 (three bytes to two) and C1 (two bytes to three). */
  char *out = ch_arena_alloc(arena, text.n + text.n / 2 + 4);
  if (out == NULL) return (ch_str){NULL, 0};
  size_t n = 0, i = 0;
  while (i < text.n) {
    size_t plain = run_of_plain(text, i);
    memcpy(out + n, text.p + i, plain - i);
    n += plain - i;
    i = plain;
    if (i == text.n) break;
    size_t length = ch_utf8_length(text.p + i, text.n - i);
    uint32_t code = length > 0 ? ch_utf8_decode(text.p + i, length) : CH_REPLACEMENT;
    uint32_t change = '?'; /* for a byte that is no UTF-8: there should be none */
    fate what = length == 0 ? CHANGE : code < 0x80 ? ascii_fate((unsigned char)code)
                                                   : fate_of(code, &change);
    if (length == 0) length = 1;
    if (code == '\r' && i + 1 < text.n && text.p[i + 1] == '\n') length = 2;
    switch (what) {
      case KEEP:
        memcpy(out + n, text.p + i, length);
        n += length;
        break;
      case SPACE:
        out[n++] = ' ';
        break;
      case BREAK_TWICE:
        out[n++] = '\n';
        out[n++] = '\n';
        break;
      case BREAK:
        out[n++] = '\n';
        break;
      case CHANGE:
        n += ch_utf8_encode(change, out + n);
        break;
      case CONTROL:
        if (*controls < UINT32_MAX) ++*controls;
        break;
      case DROP:
        break;
    }
    i += length;
  }
  out[n] = '\0';
  return (ch_str){out, n};
}

/* Moves s into `out` with runs of spaces and line ends as one space. */
static size_t squeeze(char *out, ch_str s) {
  size_t n = 0;
  bool space = false;
  for (size_t i = 0; i < s.n; i++) {
    char c = s.p[i];
    if (c == ' ' || c == '\n') {
      space = n > 0;
      continue;
    }
    if (space) out[n++] = ' ';
    space = false;
    out[n++] = c;
  }
  return n;
}

ch_str ch_clean_line(ch_arena *arena, ch_str text) {
  uint32_t controls = 0;
  ch_str clean = ch_clean_characters(arena, text, &controls);
  if (clean.p == NULL) return clean;
  char *p = (char *)clean.p; /* ours: squeezing never overtakes itself */
  size_t n = squeeze(p, clean);
  p[n] = '\0';
  return (ch_str){p, n};
}

/* The next byte of a word from *i on, folded; 0 at the end. Bytes beyond
 * ASCII count as they are. */
static unsigned char next_of_word(ch_str s, size_t *i) {
  while (*i < s.n) {
    unsigned char c = (unsigned char)s.p[(*i)++];
    if (c >= 'A' && c <= 'Z') return c | 0x20;
    if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c >= 0x80) return c;
  }
  return 0;
}

bool ch_same_words(ch_str a, ch_str b) {
  size_t i = 0, k = 0;
  for (;;) {
    unsigned char x = next_of_word(a, &i), y = next_of_word(b, &k);
    if (x != y) return false;
    if (x == 0) return true;
  }
}

ch_str ch_clean_end(ch_str text) {
  static const char *const MARKS[] = {"###", "# # #", "-30-", "ENDS", "(END)", "[END]", "END",
                                      "Reuter", "Reuters", "Item ends"};
  for (;;) {
    while (text.n > 0 && (text.p[text.n - 1] == '\n' || text.p[text.n - 1] == ' ')) text.n--;
    const char *last = text.n > 0 ? memrchr(text.p, '\n', text.n) : NULL;
    if (last == NULL) return text;
    size_t from = (size_t)(last - text.p) + 1;
    ch_str line = ch_str_trim(ch_str_slice(text, from, text.n));
    bool mark = false;
    for (size_t k = 0; k < sizeof MARKS / sizeof *MARKS; k++) {
      mark |= ch_str_eq_fold(line, ch_str_of(MARKS[k]));
    }
    if (!mark) return text;
    text = ch_str_slice(text, 0, from - 1);
  }
}

/* ---- paragraphs ----------------------------------------------------------- */

enum {
  WIDEST_WRAP = 120,   /* characters; no typewriter, teleprinter or mail is wider */
  NARROWEST_WRAP = 30
};

/* A line; runs of empty lines are one. */
typedef struct line {
  uint32_t from, to; /* trimmed */
  uint16_t indent;
  uint16_t width;      /* characters */
  uint16_t first_word; /* characters */
} line;

typedef struct lines {
  ch_str text;
  line *v;
  size_t n;
} lines;

static ch_str line_str(const lines *all, const line *l) {
  return ch_str_slice(all->text, l->from, l->to);
}

static bool is_blank(const line *l) {
  return l->from == l->to;
}

static uint16_t width_of(ch_str s) {
  size_t n = 0;
  for (size_t i = 0; i < s.n && n < UINT16_MAX; i++) n += ((unsigned char)s.p[i] & 0xc0) != 0x80;
  return (uint16_t)n;
}

static line read_line(ch_str text, ch_str raw) {
  line l = {0};
  size_t i = 0;
  while (i < raw.n && raw.p[i] == ' ') i++;
  l.indent = i > 1000 ? 1000 : (uint16_t)i;
  raw = ch_str_slice(raw, i, raw.n);
  /* How the Reuters-21578 collection's common conversion marks an indented
   * line: an ampersand and a tab, itself often spelt out. */
  if (raw.n > 2 && raw.p[0] == '&' && raw.p[1] == '\\' && raw.p[2] == 't') {
    raw = ch_str_slice(raw, 3, raw.n);
    l.indent = 4;
  }
  raw = ch_str_trim(raw);
  if (raw.n == 0) return l;
  l.from = (uint32_t)(raw.p - text.p);
  l.to = l.from + (uint32_t)raw.n;
  l.width = width_of(raw);
  l.first_word = width_of(ch_str_slice(raw, 0, ch_str_find_byte(raw, ' ', 0)));
  return l;
}

static bool read_lines(ch_arena *arena, ch_str text, lines *all) {
  size_t most = 1;
  for (size_t i = 0; i < text.n; i++) most += text.p[i] == '\n';
  all->text = text;
  all->v = CH_ARRAY(arena, 2 * most, line); /* close_up() uses the other half */
  if (all->v == NULL) return false;
  ch_str rest = text, raw;
  while (all->n < most && ch_str_line(&rest, &raw)) {
    line l = read_line(text, raw);
    if (is_blank(&l) && (all->n == 0 || is_blank(&all->v[all->n - 1]))) continue;
    all->v[all->n++] = l;
  }
  return true;
}

/* A sentence may end here: its mark, and quotes or brackets closed behind it. */
static bool ends_sentence(ch_str s) {
  size_t n = s.n;
  for (;;) {
    if (n >= 3 && (memcmp(s.p + n - 3, "\xe2\x80\x9d", 3) == 0 ||
                   memcmp(s.p + n - 3, "\xe2\x80\x99", 3) == 0)) {
      n -= 3;
    } else if (n >= 1 && (s.p[n - 1] == '"' || s.p[n - 1] == '\'' || s.p[n - 1] == ')')) {
      n--;
    } else {
      break;
    }
  }
  return n >= 1 && (s.p[n - 1] == '.' || s.p[n - 1] == '!' || s.p[n - 1] == '?' || s.p[n - 1] == ':');
}

static bool starts_lower(ch_str s) {
  return s.n > 0 && s.p[0] >= 'a' && s.p[0] <= 'z';
}

/* The width below which nearly all of the n wrapped lines lie; 0 if they are
 * too wide or too narrow to have been wrapped by hand. */
static uint32_t common_width(const lines *all, size_t n) {
  size_t count[WIDEST_WRAP + 1] = {0}, wide = 0;
  for (size_t i = 0; i + 1 < all->n; i++) {
    if (is_blank(&all->v[i]) || is_blank(&all->v[i + 1])) continue;
    if (all->v[i].width > WIDEST_WRAP) {
      wide++;
    } else {
      count[all->v[i].width]++;
    }
  }
  if (wide > n / 50) return 0;
  uint32_t width = WIDEST_WRAP;
  size_t seen = wide + count[width];
  while (width > 0 && seen <= n / 20) seen += count[--width];
  return width < NARROWEST_WRAP ? 0 : width;
}

static bool would_fit(const line *before, const line *now, uint32_t width) {
  return before->width + 1u + now->first_word <= width * 17 / 20;
}

/* The width that lines are wrapped at, 0 when they are not. */
static uint32_t wrap_width(const lines *all) {
  size_t n = 0, open = 0, forced = 0;
  for (size_t i = 0; i + 1 < all->n; i++) n += !is_blank(&all->v[i]) && !is_blank(&all->v[i + 1]);
  uint32_t width = n > 0 ? common_width(all, n) : 0;
  if (width == 0) return 0;
  for (size_t i = 0; i + 1 < all->n; i++) {
    const line *a = &all->v[i], *b = a + 1;
    if (is_blank(a) || is_blank(b)) continue;
    open += !ends_sentence(line_str(all, a)) || starts_lower(line_str(all, b));
    forced += !would_fit(a, b, width);
  }
  return open * 2 >= n && forced * 10 >= n * 6 ? width : 0;
}

/* The indentation of most lines: what is deeper begins a paragraph. */
static uint32_t common_indent(const lines *all) {
  size_t count[16] = {0};
  for (size_t i = 0; i < all->n; i++) {
    if (!is_blank(&all->v[i]) && all->v[i].indent < 16) count[all->v[i].indent]++;
  }
  uint32_t best = 0;
  for (uint32_t k = 1; k < 16; k++) {
    if (count[k] > count[best]) best = k;
  }
  return best;
}

/* Text that is wrapped in part only, as a table with a note below it: the width
 * of its widest line, 0 unless some line goes on with a small letter. */
static uint32_t ragged_width(const lines *all) {
  uint32_t widest = 0;
  bool goes_on = false;
  for (size_t i = 0; i < all->n; i++) {
    const line *a = &all->v[i];
    if (a->width > widest) widest = a->width;
    if (i + 1 == all->n || is_blank(a) || is_blank(a + 1)) continue;
    goes_on |= starts_lower(line_str(all, a + 1)) && !ends_sentence(line_str(all, a));
  }
  return goes_on && widest >= NARROWEST_WRAP && widest <= WIDEST_WRAP ? widest : 0;
}

/* Lines that are wrapped and set with an empty line between each two, as some
 * converters do: drops the empty lines. */
static void close_up(lines *all) {
  for (size_t i = 0; i + 1 < all->n; i++) {
    if (!is_blank(&all->v[i]) && !is_blank(&all->v[i + 1])) return;
  }
  if (all->n < 16) return;
  lines tight = {.text = all->text, .v = all->v + all->n};
  for (size_t i = 0; i < all->n; i++) {
    if (!is_blank(&all->v[i])) tight.v[tight.n++] = all->v[i];
  }
  if (wrap_width(&tight) > 0) *all = tight;
}

typedef struct layout {
  uint32_t width;  /* at which lines are wrapped; 0 if they are not */
  bool ragged;     /* only where a line is full or goes on in small letters */
  uint32_t indent; /* of most lines */
} layout;

static bool begins_paragraph(const lines *all, const line *now, const layout *how) {
  const line *before = now - 1;
  if (is_blank(before) || now->indent > how->indent + 1) return true;
  bool ended = ends_sentence(line_str(all, before)), lower = starts_lower(line_str(all, now));
  if (how->width == 0) return ended || !lower;
  bool fits = would_fit(before, now, how->width);
  if (how->ragged) return ended || (fits && !lower);
  if (!fits || lower) return false;
  return ended || before->width * 2u < how->width;
}

/* "Soviet-" and "backed" belong together; "talks --" and "the" do not. */
static bool joins_without_space(ch_str before, ch_str now) {
  if (before.n < 2 || before.p[before.n - 1] != '-' || !starts_lower(now)) return false;
  char c = before.p[before.n - 2];
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

ch_str ch_clean_paragraphs(ch_arena *arena, ch_str text) {
  lines all = {0};
  char *out = ch_arena_alloc(arena, text.n + text.n / 2 + 2);
  if (out == NULL || text.n > UINT32_MAX || !read_lines(arena, text, &all)) {
    return (ch_str){NULL, 0};
  }
  close_up(&all);
  layout how = {.width = wrap_width(&all), .indent = common_indent(&all)};
  if (how.width == 0) {
    how.width = ragged_width(&all);
    how.ragged = how.width > 0;
  }
  size_t n = 0;
  for (size_t i = 0; i < all.n; i++) {
    const line *now = &all.v[i];
    if (is_blank(now)) continue;
    ch_str s = line_str(&all, now);
    if (n > 0) {
      if (begins_paragraph(&all, now, &how)) {
        out[n++] = '\n';
        out[n++] = '\n';
      } else if (!joins_without_space(line_str(&all, now - 1), s)) {
        out[n++] = ' ';
      }
    }
    n += squeeze(out + n, s);
  }
  out[n] = '\0';
  return (ch_str){out, n};
}
