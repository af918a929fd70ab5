/* Word vectors that others trained, from text or JSON. */
#include <stdlib.h>

#include "parse/treebank.h"

typedef struct source {
  const char *name;
  ch_str rest;
  uint64_t line;  /* text */
  size_t whole;   /* bytes of the file, for the place of a fault in JSON */
  bool json;
  ch_error *error;
} source;

/* Longest word or line taken. */
enum { MAX_LINE = 4096 };

static bool wrong(source *s, const char *what) {
  ch_fail(s->error, CH_ERROR_FORMAT, "word vectors: %s", what);
  if (s->json) ch_fail_offset(s->error, s->whole - s->rest.n);
  return ch_fail_at(s->error, s->name, s->line);
}

/* A number and what ends it. strtof wants a NUL, which a mapped file lacks. */
static bool number(source *s, float *value) {
  char text[40];
  size_t n = 0;
  while (s->rest.n && (*s->rest.p == ' ' || *s->rest.p == ',')) s->rest = ch_str_slice(s->rest, 1, s->rest.n);
  while (n < sizeof text - 1 && n < s->rest.n && strchr("+-.0123456789eE", s->rest.p[n]) && s->rest.p[n]) {
    text[n] = s->rest.p[n];
    n++;
  }
  text[n] = '\0';
  char *end;
  *value = strtof(text, &end);
  s->rest = ch_str_slice(s->rest, n, s->rest.n);
  return n > 0 && *end == '\0' && *value > -1e4f && *value < 1e4f;
}

static size_t put_utf8(uint32_t c, char *out) {
  if (c < 0x80) return out[0] = (char)c, 1;
  if (c < 0x800) return out[0] = (char)(0xC0 | c >> 6), out[1] = (char)(0x80 | (c & 63)), 2;
  out[0] = (char)(0xE0 | c >> 12);
  out[1] = (char)(0x80 | (c >> 6 & 63));
  out[2] = (char)(0x80 | (c & 63));
  return 3;
}

/* A JSON string into `out`, which holds MAX_LINE bytes. */
static bool json_string(source *s, char *out, size_t *n) {
  *n = 0;
  if (!s->rest.n || *s->rest.p != '"') return false;
  size_t at = 1;
  for (; at < s->rest.n && s->rest.p[at] != '"'; at++) {
    char c = s->rest.p[at];
    if (*n + 4 > MAX_LINE) return false;
    if (c != '\\') {
      out[(*n)++] = c;
      continue;
    }
    if (++at >= s->rest.n) return false;
    c = s->rest.p[at];
    if (c != 'u') {
      out[(*n)++] = c == 'n' ? '\n' : c == 't' ? '\t' : c;
      continue;
    }
    char hex[5] = {0};
    if (s->rest.n - at < 5) return false;
    memcpy(hex, s->rest.p + at + 1, 4);
    *n += put_utf8((uint32_t)strtoul(hex, NULL, 16), out + *n);
    at += 4;
  }
  if (at >= s->rest.n) return false;
  s->rest = ch_str_slice(s->rest, at + 1, s->rest.n);
  return true;
}

static bool expect(source *s, char c) {
  if (!s->rest.n || *s->rest.p != c) return false;
  s->rest = ch_str_slice(s->rest, 1, s->rest.n);
  return true;
}

/* One entry: its word (into `word`) and numbers. *end when there is none left. */
static bool entry(source *s, char *word, size_t *n, float *row, uint32_t width, bool *end) {
  if (s->json) {
    expect(s, ',');
    if ((*end = expect(s, '}'))) return true;
    if (!json_string(s, word, n) || !expect(s, ':') || !expect(s, '['))
      return wrong(s, "no array under a word");
  } else {
    s->line++;
    size_t blank = ch_str_find_byte(s->rest, ' ', 0);
    if ((*end = s->rest.n == 0)) return true;
    if (blank == SIZE_MAX || blank == 0 || blank >= MAX_LINE) return wrong(s, "no word and numbers on a line");
    memcpy(word, s->rest.p, *n = blank);
    s->rest = ch_str_slice(s->rest, blank, s->rest.n);
  }
  for (uint32_t k = 0; k < width; k++)
    if (!number(s, &row[k])) return wrong(s, "too few numbers, or one that is none");
  size_t close = ch_str_find_byte(s->rest, s->json ? ']' : '\n', 0);
  if (close == SIZE_MAX && s->json) return wrong(s, "an array without end");
  s->rest = ch_str_slice(s->rest, close == SIZE_MAX ? s->rest.n : close + 1, s->rest.n);
  return true;
}

bool ch_vectors_read(ch_labels *l, ch_str bytes, const char *name, uint32_t width, uint32_t most,
                     float **out, ch_error *error) {
  source s = {.name = name, .rest = bytes, .whole = bytes.n, .error = error};
  s.json = bytes.n && *bytes.p == '{';
  *out = NULL;
  if (s.json) {
    const ch_str key = CH_STR("\"vectors\":{");
    size_t at = ch_str_find(bytes, key, 0);
    if (at == SIZE_MAX) return wrong(&s, "no object \"vectors\"");
    s.rest = ch_str_slice(bytes, at + key.n, bytes.n);
  }
  float *v = malloc(((size_t)most + 1) * width * sizeof(float));
  l->vector_keys = CH_ARRAY(l->arena, most + 1, uint64_t);
  l->vector_forms = CH_ARRAY(l->arena, most + 1, ch_str);
  bool fine = v && l->vector_keys && l->vector_forms, end = false;
  if (!fine) ch_fail(error, CH_ERROR_MEMORY, "no memory for word vectors");
  for (l->n_vectors = 0; fine && l->n_vectors < most;) {
    char word[MAX_LINE];
    size_t n = 0;
    fine = entry(&s, word, &n, v + (size_t)l->n_vectors * width, width, &end);
    if (!fine || end) break;
    ch_word_features f;
    ch_word_features_of((ch_str){word, n}, &f);
    l->vector_forms[l->n_vectors] = ch_arena_copy(l->arena, (ch_str){word, n});
    if (!l->vector_forms[l->n_vectors].p) fine = ch_fail(error, CH_ERROR_MEMORY, "no memory for word vectors");
    l->vector_keys[l->n_vectors++] = f.key;
  }
  if (fine) *out = v;
  else free(v);
  return fine;
}
