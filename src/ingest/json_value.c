#include "ingest/json_value.h"

#include <string.h>

#include "ingest/utf8.h"

static bool space(char c) {
  return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

static size_t skip_space(ch_str s, size_t i) {
  while (i < s.n && space(s.p[i])) i++;
  return i;
}

/* From an opening quote to behind the closing one; SIZE_MAX if there is none. */
static size_t string_end(ch_str s, size_t open) {
  size_t i = open + 1;
  const char *quote;
  while (i < s.n && (quote = memchr(s.p + i, '"', s.n - i)) != NULL) {
    size_t at = (size_t)(quote - s.p), k = at;
    while (k > i && s.p[k - 1] == '\\') k--;
    if ((at - k) % 2 == 0) return at + 1; /* not escaped */
    i = at + 1;
  }
  return SIZE_MAX;
}

static bool scalar_byte(char c) {
  return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '-' ||
         c == '+' || c == '.';
}

/* ---- checking ------------------------------------------------------------- */

static bool hex4(ch_str s, size_t i, uint32_t *value) {
  uint32_t v = 0;
  if (i + 4 > s.n) return false;
  for (size_t k = i; k < i + 4; k++) {
    char c = s.p[k];
    char low = (char)(c | 0x20);
    if (c >= '0' && c <= '9') {
      v = v << 4 | (uint32_t)(c - '0');
    } else if (low >= 'a' && low <= 'f') {
      v = v << 4 | (uint32_t)(low - 'a' + 10);
    } else {
      return false;
    }
  }
  *value = v;
  return true;
}

static const char *check_string(ch_str s, size_t *i) {
  uint32_t ignored;
  for (size_t k = *i + 1; k < s.n; k++) {
    char c = s.p[k];
    if (c == '"') {
      *i = k + 1;
      return NULL;
    }
    if (c == '\n' || c == '\r') {
      *i = k;
      return "a line ends inside a string";
    }
    if (c != '\\') continue;
    k++;
    if (k < s.n && s.p[k] == 'u') {
      if (!hex4(s, k + 1, &ignored)) {
        *i = k;
        return "\\u without four hexadecimal digits";
      }
      k += 4;
    } else if (k < s.n && strchr("\"\\/bfnrt", s.p[k]) == NULL) {
      *i = k;
      return "unknown escape in a string";
    }
  }
  *i = s.n;
  return "a string does not end";
}

static bool number_ok(ch_str s) {
  size_t i = s.n > 0 && s.p[0] == '-' ? 1 : 0, digits = 0;
  for (; i < s.n; i++) {
    char c = s.p[i];
    if (c >= '0' && c <= '9') {
      digits++;
    } else if (strchr("+-.eE", c) == NULL || digits == 0) {
      return false;
    }
  }
  return digits > 0;
}

static const char *check_scalar(ch_str s, size_t *i) {
  size_t from = *i, to = from;
  while (to < s.n && scalar_byte(s.p[to])) to++;
  ch_str word = ch_str_slice(s, from, to);
  if (!ch_str_is(word, "null") && !ch_str_is(word, "true") && !ch_str_is(word, "false") &&
      !ch_str_is(word, "NaN") && !ch_str_is(word, "Infinity") && !ch_str_is(word, "-Infinity") &&
      !number_ok(word)) {
    return word.n == 0 ? "a value is missing" : "a value that is no JSON";
  }
  *i = to;
  return NULL;
}

typedef struct nest {
  uint64_t objects; /* a bit for each level: object or array */
  unsigned depth;
} nest;

static bool in_object(const nest *n) {
  return n->depth > 0 && (n->objects >> (n->depth - 1) & 1) != 0;
}

/* A member's name and its colon. */
static const char *check_name(ch_str s, size_t *i) {
  if (*i >= s.n || s.p[*i] != '"') return "a member without a name";
  const char *why = check_string(s, i);
  if (why != NULL) return why;
  *i = skip_space(s, *i);
  if (*i >= s.n || s.p[*i] != ':') return "a name without a colon";
  *i = skip_space(s, *i + 1);
  return NULL;
}

/* Reads a value's start; *opened says that it is an object or array with
 * something in it. */
static const char *check_value(ch_str s, size_t *i, nest *n, unsigned most, bool *opened) {
  *opened = false;
  char c = *i < s.n ? s.p[*i] : '\0';
  if (c == '"') return check_string(s, i);
  if (c != '{' && c != '[') return check_scalar(s, i);
  if (n->depth >= most) return "nested too deep";
  bool object = c == '{';
  *i = skip_space(s, *i + 1);
  if (*i < s.n && s.p[*i] == (object ? '}' : ']')) {
    ++*i;
    return NULL;
  }
  n->objects = (n->objects & ~((uint64_t)1 << n->depth)) | (uint64_t)object << n->depth;
  n->depth++;
  *opened = true;
  return NULL;
}

static const char *check(ch_str s, size_t *i, unsigned most) {
  nest n = {0, 0};
  bool opened;
  for (;;) {
    if (in_object(&n)) {
      const char *why = check_name(s, i);
      if (why != NULL) return why;
    }
    const char *why = check_value(s, i, &n, most, &opened);
    if (why != NULL) return why;
    if (opened) continue;
    for (;;) { /* behind a value: close what ends here */
      *i = skip_space(s, *i);
      if (n.depth == 0) return *i == s.n ? NULL : "more bytes behind the value";
      char c = *i < s.n ? s.p[*i] : '\0';
      if (c == ',') {
        *i = skip_space(s, *i + 1);
        break;
      }
      if (c != (in_object(&n) ? '}' : ']')) return "a comma or a closing bracket is missing";
      ++*i;
      n.depth--;
    }
  }
}

bool ch_json_check(ch_str bytes, unsigned depth, size_t *fault, const char **why) {
  if (depth > CH_JSON_DEEPEST) depth = CH_JSON_DEEPEST;
  *fault = skip_space(bytes, 0);
  *why = check(bytes, fault, depth);
  return *why == NULL;
}

/* ---- walking -------------------------------------------------------------- */

ch_json_kind ch_json_kind_of(ch_str value) {
  value = ch_str_slice(value, skip_space(value, 0), value.n);
  char c = value.n > 0 ? value.p[0] : '\0';
  if (c == '"') return CH_JSON_STRING;
  if (c == '{') return CH_JSON_OBJECT;
  if (c == '[') return CH_JSON_ARRAY;
  if ((c >= '0' && c <= '9') || (c == '-' && value.n > 1 && value.p[1] != 'I')) {
    return CH_JSON_NUMBER;
  }
  return CH_JSON_NULL;
}

static size_t value_end(ch_str s, size_t i) {
  if (i >= s.n) return s.n;
  if (s.p[i] == '"') {
    size_t end = string_end(s, i);
    return end == SIZE_MAX ? s.n : end;
  }
  if (s.p[i] != '{' && s.p[i] != '[') {
    while (i < s.n && scalar_byte(s.p[i])) i++;
    return i;
  }
  size_t depth = 0;
  while (i < s.n) {
    char c = s.p[i];
    if (c == '"') {
      i = string_end(s, i);
      if (i == SIZE_MAX) return s.n;
      continue;
    }
    i++;
    if (c == '{' || c == '[') depth++;
    if ((c == '}' || c == ']') && --depth == 0) return i;
  }
  return s.n;
}

ch_json_walk ch_json_walk_in(ch_str value) {
  ch_json_kind kind = ch_json_kind_of(value);
  ch_json_walk walk = {.object = kind == CH_JSON_OBJECT};
  if (kind == CH_JSON_OBJECT || kind == CH_JSON_ARRAY) {
    walk.rest = ch_str_slice(value, skip_space(value, 0) + 1, value.n);
  }
  return walk;
}

bool ch_json_next(ch_json_walk *walk, ch_str *key, ch_str *value) {
  ch_str s = walk->rest;
  size_t i = skip_space(s, 0);
  if (i < s.n && s.p[i] == ',') i = skip_space(s, i + 1);
  if (i >= s.n || s.p[i] == '}' || s.p[i] == ']') return false;
  *key = (ch_str){NULL, 0};
  if (walk->object) {
    size_t end = value_end(s, i);
    *key = ch_str_slice(s, i, end);
    i = skip_space(s, end);
    i = skip_space(s, i + 1); /* the colon */
  }
  size_t end = value_end(s, i);
  if (end <= i) return false;
  *value = ch_str_slice(s, i, end);
  walk->rest = ch_str_slice(s, end, s.n);
  return true;
}

bool ch_json_member(ch_str object, const char *name, ch_str *value) {
  ch_json_walk walk = ch_json_walk_in(object);
  ch_str key, found;
  while (ch_json_next(&walk, &key, &found)) {
    if (key.n < 2 || !ch_str_is(ch_str_slice(key, 1, key.n - 1), name)) continue;
    *value = found;
    return true;
  }
  return false;
}

/* ---- strings -------------------------------------------------------------- */

/* \uXXXX at s.p[i] == 'u'; moves i behind it (and behind a second half). */
static uint32_t unicode_escape(ch_str s, size_t *i) {
  uint32_t high, low;
  if (!hex4(s, *i + 1, &high)) return CH_REPLACEMENT;
  *i += 5;
  if (high < 0xd800 || high >= 0xe000) return high;
  if (high >= 0xdc00 || *i + 6 > s.n || s.p[*i] != '\\' || s.p[*i + 1] != 'u' ||
      !hex4(s, *i + 2, &low) || low < 0xdc00 || low >= 0xe000) {
    return CH_REPLACEMENT;
  }
  *i += 6;
  return 0x10000 + ((high - 0xd800) << 10) + (low - 0xdc00);
}

static char plain_escape(char c) {
  switch (c) {
    case 'b': return '\b';
    case 'f': return '\f';
    case 'n': return '\n';
    case 'r': return '\r';
    case 't': return '\t';
    default: return c;
  }
}

ch_str ch_json_text(ch_arena *arena, ch_str value) {
  ch_json_kind kind = ch_json_kind_of(value);
  if (kind != CH_JSON_STRING) {
    return kind == CH_JSON_NUMBER ? ch_str_trim(value) : (ch_str){"", 0};
  }
  value = ch_str_trim(value);
  if (value.n < 2) return (ch_str){"", 0};
  ch_str s = ch_str_slice(value, 1, value.n - 1);
  if (s.n == 0 || memchr(s.p, '\\', s.n) == NULL) return s;
  char *out = ch_arena_alloc(arena, s.n + 1);
  if (out == NULL) return (ch_str){NULL, 0};
  size_t n = 0, i = 0;
  while (i < s.n) {
    const char *escape = memchr(s.p + i, '\\', s.n - i);
    size_t run = escape != NULL ? (size_t)(escape - s.p) - i : s.n - i;
    memcpy(out + n, s.p + i, run);
    n += run;
    i += run;
    if (i + 1 >= s.n) break;
    i++;
    if (s.p[i] == 'u') {
      n += ch_utf8_encode(unicode_escape(s, &i), out + n);
    } else {
      out[n++] = plain_escape(s.p[i++]);
    }
  }
  return (ch_str){out, n};
}

/* The length of the character at i when it stands for itself; 0 when it needs
 * care: the ASCII controls, quote and backslash, U+2028 and U+2029, which end
 * lines in JavaScript, and bytes that are no UTF-8 (a file's name may be). */
static size_t stands(ch_str s, size_t i) {
  unsigned char c = (unsigned char)s.p[i];
  if (c < 0x80) return c >= 0x20 && c != '"' && c != '\\' && c != 0x7f;
  size_t n = ch_utf8_length(s.p + i, s.n - i);
  if (n == 3) {
    uint32_t code = ch_utf8_decode(s.p + i, n);
    if (code == 0x2028 || code == 0x2029) return 0;
  }
  return n;
}

static void add_escaped(ch_buf *out, ch_str s, size_t *i) {
  unsigned char c = (unsigned char)s.p[*i];
  size_t n = ch_utf8_length(s.p + *i, s.n - *i);
  if (n == 0) {
    ch_buf_add_z(out, "\\ufffd");
  } else if (n > 1) {
    ch_buf_printf(out, "\\u%04x", ch_utf8_decode(s.p + *i, n));
  } else if (c == '"' || c == '\\') {
    ch_buf_add(out, (ch_str){(char[]){'\\', (char)c}, 2});
  } else if (c == '\n') {
    ch_buf_add_z(out, "\\n");
  } else {
    ch_buf_printf(out, "\\u%04x", c);
  }
  *i += n > 0 ? n : 1;
}

void ch_json_quote(ch_buf *out, ch_str s) {
  ch_buf_add_byte(out, '"');
  size_t i = 0, n;
  while (i < s.n) {
    size_t from = i;
    while (i < s.n && (n = stands(s, i)) > 0) i += n;
    ch_buf_add(out, ch_str_slice(s, from, i));
    if (i < s.n) add_escaped(out, s, &i);
  }
  ch_buf_add_byte(out, '"');
}
