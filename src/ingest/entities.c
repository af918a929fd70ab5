/* Character references: "&amp;", "&#8217;", "&#x2019;". */
#include <string.h>

#include "ingest/markup.h"
#include "ingest/utf8.h"

typedef struct entity {
  const char *name;
  const char *text;
  bool loose; /* counts without a semicolon too */
} entity;

static const entity ENTITIES[] = {
#include "ingest/html_entities.inc"
};

enum { N_ENTITIES = sizeof ENTITIES / sizeof *ENTITIES, LONGEST_ENTITY = 32 };

static int compare(ch_str name, const char *with) {
  int c = strncmp(name.p, with, name.n);
  return c != 0 ? c : with[name.n] == '\0' ? 0 : -1;
}

static const entity *find(ch_str name) {
  size_t low = 0, high = N_ENTITIES;
  while (low < high) {
    size_t middle = low + (high - low) / 2;
    int c = compare(name, ENTITIES[middle].name);
    if (c == 0) return &ENTITIES[middle];
    if (c < 0) {
      high = middle;
    } else {
      low = middle + 1;
    }
  }
  return NULL;
}

static bool alnum(char c) {
  return (c >= '0' && c <= '9') || ((c | 0x20) >= 'a' && (c | 0x20) <= 'z');
}

/* "&#8217;" at s.p[i]; the bytes it takes, 0 when it is none. */
static size_t numeric(ch_str s, size_t i, uint32_t *code) {
  size_t from = i + 2;
  bool hex = from < s.n && (s.p[from] | 0x20) == 'x';
  if (hex) from++;
  size_t k = from;
  uint32_t v = 0;
  for (; k < s.n; k++) {
    char c = s.p[k], low = (char)(c | 0x20);
    uint32_t d;
    if (c >= '0' && c <= '9') {
      d = (uint32_t)(c - '0');
    } else if (hex && low >= 'a' && low <= 'f') {
      d = (uint32_t)(low - 'a' + 10);
    } else {
      break;
    }
    if (v <= 0x10ffff) v = v * (hex ? 16 : 10) + d;
  }
  if (k == from) return 0;
  if (k < s.n && s.p[k] == ';') k++;
  *code = v;
  return k - i;
}

/* "&amp;" at s.p[i]; without a semicolon the longest loose name counts. */
static size_t named(ch_str s, size_t i, const entity **found) {
  size_t to = i + 1;
  while (to < s.n && to - i <= LONGEST_ENTITY && alnum(s.p[to])) to++;
  ch_str name = ch_str_slice(s, i + 1, to);
  if (name.n == 0) return 0;
  if (to < s.n && s.p[to] == ';') {
    *found = find(name);
    if (*found != NULL) return to + 1 - i;
  }
  for (size_t n = name.n < 6 ? name.n : 6; n >= 2; n--) { /* the loose are short */
    *found = find(ch_str_slice(name, 0, n));
    if (*found != NULL && (*found)->loose) return n + 1;
  }
  return 0;
}

size_t ch_markup_decode(ch_str text, char *out) {
  size_t n = 0, i = 0;
  while (i < text.n) {
    const char *amp = memchr(text.p + i, '&', text.n - i);
    size_t run = amp != NULL ? (size_t)(amp - text.p) - i : text.n - i;
    memmove(out + n, text.p + i, run);
    n += run;
    i += run;
    if (i >= text.n) break;
    uint32_t code;
    const entity *e;
    size_t took = i + 1 < text.n && text.p[i + 1] == '#' ? numeric(text, i, &code) : 0;
    if (took > 0) {
      n += ch_utf8_encode(code == 0 ? CH_REPLACEMENT : code, out + n);
    } else if ((took = named(text, i, &e)) > 0) {
      size_t length = strlen(e->text);
      memcpy(out + n, e->text, length);
      n += length;
    } else {
      out[n++] = '&';
      took = 1;
    }
    i += took;
  }
  return n;
}

ch_str ch_markup_text(ch_arena *arena, ch_str text) {
  if (text.n == 0) return (ch_str){"", 0};
  if (memchr(text.p, '&', text.n) == NULL) return text;
  char *out = ch_arena_alloc(arena, ch_markup_room(text.n));
  if (out == NULL) return (ch_str){NULL, 0};
  return (ch_str){out, ch_markup_decode(text, out)};
}
