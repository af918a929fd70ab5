#include "ingest/markup.h"

#include <string.h>

static bool space(char c) {
  return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\f';
}
static bool letter(char c) {
  return (c | 0x20) >= 'a' && (c | 0x20) <= 'z';
}

/* Elements whose content is no markup (HTML Standard, 13.1.2). */
static bool is_raw(ch_str name) {
  static const char *const RAW[] = {"script", "style", "textarea", "title", "xmp",
                                    "iframe", "noembed", "noframes"};
  if (name.n < 3 || name.n > 8) return false;
  for (size_t k = 0; k < sizeof RAW / sizeof *RAW; k++) {
    if (ch_str_eq_fold(name, ch_str_of(RAW[k]))) return true;
  }
  return false;
}

ch_markup ch_markup_over(ch_str document, bool xml) {
  return (ch_markup){.s = document, .xml = xml};
}

/* ---- attributes --------------------------------------------------------------- */

bool ch_markup_attributes(ch_str *rest, ch_str *name, ch_str *value) {
  ch_str s = *rest;
  size_t i = 0;
  while (i < s.n && (space(s.p[i]) || s.p[i] == '/')) i++;
  if (i >= s.n) return false;
  size_t from = i++;
  while (i < s.n && !space(s.p[i]) && s.p[i] != '=' && s.p[i] != '/') i++;
  *name = ch_str_slice(s, from, i);
  *value = (ch_str){"", 0};
  size_t k = i;
  while (k < s.n && space(s.p[k])) k++;
  if (k < s.n && s.p[k] == '=') {
    i = k + 1;
    while (i < s.n && space(s.p[i])) i++;
    if (i < s.n && (s.p[i] == '"' || s.p[i] == '\'')) {
      const char *end = memchr(s.p + i + 1, s.p[i], s.n - i - 1);
      size_t to = end != NULL ? (size_t)(end - s.p) : s.n;
      *value = ch_str_slice(s, i + 1, to);
      i = to < s.n ? to + 1 : s.n;
    } else {
      from = i;
      while (i < s.n && !space(s.p[i])) i++;
      *value = ch_str_slice(s, from, i);
    }
  }
  *rest = ch_str_slice(s, i, s.n);
  return true;
}

bool ch_markup_attribute(ch_str attributes, const char *name, ch_str *value) {
  ch_str found, want = ch_str_of(name);
  while (ch_markup_attributes(&attributes, &found, value)) {
    if (ch_str_eq_fold(found, want)) return true;
  }
  return false;
}

/* ---- tokens --------------------------------------------------------------------- */

/* Behind the '>' that ends a tag whose attributes begin at i. */
static size_t tag_end(ch_str s, size_t i, bool *whole) {
  bool value = false; /* a quote counts only where a value begins */
  *whole = true;
  while (i < s.n) {
    char c = s.p[i];
    if (c == '>') return i + 1;
    if (c == '=') {
      value = true;
    } else if (value && (c == '"' || c == '\'')) {
      const char *end = memchr(s.p + i + 1, c, s.n - i - 1);
      if (end == NULL) break;
      i = (size_t)(end - s.p);
      value = false;
    } else if (!space(c)) {
      value = false;
    }
    i++;
  }
  *whole = false;
  return s.n;
}

static size_t find_from(ch_str s, size_t i, const char *what) {
  size_t at = ch_str_find(s, ch_str_of(what), i);
  return at == SIZE_MAX ? s.n : at + strlen(what);
}

/* <!-- -->, <!doctype>, <?…>: behind it. */
static size_t skip_declaration(ch_markup *m, size_t i) {
  ch_str rest = ch_str_slice(m->s, i, m->s.n);
  if (ch_str_starts(rest, CH_STR("<!--"))) {
    if (ch_str_starts(rest, CH_STR("<!-->"))) return i + 5;
    if (ch_str_starts(rest, CH_STR("<!--->"))) return i + 6;
    return find_from(m->s, i + 4, "-->");
  }
  if (m->xml && rest.p[1] == '?') return find_from(m->s, i + 2, "?>");
  if (m->xml && ch_str_starts_fold(rest, CH_STR("<!doctype"))) {
    size_t close = ch_str_find_byte(m->s, '>', i), subset = ch_str_find_byte(rest, '[', 0);
    if (subset != SIZE_MAX && i + subset < close) return find_from(m->s, i + subset, "]>");
  }
  return find_from(m->s, i, ">");
}

/* True when the end tag of the raw element begins at i. */
static bool ends_raw(const ch_markup *m, size_t i) {
  ch_str s = m->s;
  size_t behind = i + 2 + m->raw_end.n;
  if (i + 1 >= s.n || s.p[i + 1] != '/' || behind > s.n) return false;
  if (!ch_str_eq_fold(ch_str_slice(s, i + 2, behind), m->raw_end)) return false;
  return behind == s.n || space(s.p[behind]) || s.p[behind] == '>' || s.p[behind] == '/';
}

static void raw_text(ch_markup *m, ch_markup_token *t) {
  size_t i = m->i;
  const char *lt;
  while ((lt = memchr(m->s.p + i, '<', m->s.n - i)) != NULL) {
    i = (size_t)(lt - m->s.p);
    if (ends_raw(m, i)) break;
    i++;
  }
  if (lt == NULL) i = m->s.n;
  *t = (ch_markup_token){.kind = CH_MARKUP_RAW, .name = m->raw_end, .from = m->i, .to = i,
                         .text = ch_str_slice(m->s, m->i, i)};
  m->i = i;
  m->raw_end = (ch_str){NULL, 0};
}

static bool tag(ch_markup *m, ch_markup_token *t, bool open) {
  ch_str s = m->s;
  size_t i = m->i + (open ? 1 : 2), from = i;
  while (i < s.n && !space(s.p[i]) && s.p[i] != '>' && s.p[i] != '/') i++;
  t->name = ch_str_slice(s, from, i);
  bool whole;
  size_t to = tag_end(s, i, &whole);
  if (!whole) { /* cut in the middle: nothing more to read */
    m->i = s.n;
    return false;
  }
  t->attributes = ch_str_slice(s, i, to - 1);
  t->closed = t->attributes.n > 0 && t->attributes.p[t->attributes.n - 1] == '/';
  t->kind = open ? CH_MARKUP_OPEN : CH_MARKUP_CLOSE;
  t->from = m->i;
  t->to = m->i = to;
  if (open && !m->xml && is_raw(t->name)) m->raw_end = t->name;
  return true;
}

bool ch_markup_next(ch_markup *m, ch_markup_token *t) {
  *t = (ch_markup_token){.kind = CH_MARKUP_END};
  if (m->raw_end.n > 0) {
    raw_text(m, t);
    return true;
  }
  ch_str s = m->s;
  while (m->i < s.n) {
    size_t i = m->i;
    char next = i + 1 < s.n ? s.p[i + 1] : '\0', after = i + 2 < s.n ? s.p[i + 2] : '\0';
    if (s.p[i] == '<' && letter(next)) return tag(m, t, true);
    if (s.p[i] == '<' && next == '/' && letter(after)) return tag(m, t, false);
    if (m->xml && ch_str_starts(ch_str_slice(s, i, s.n), CH_STR("<![CDATA["))) {
      size_t end = ch_str_find(s, CH_STR("]]>"), i + 9);
      t->kind = CH_MARKUP_CDATA;
      t->text = ch_str_slice(s, i + 9, end == SIZE_MAX ? s.n : end);
      t->from = i;
      t->to = m->i = end == SIZE_MAX ? s.n : end + 3;
      return true;
    }
    if (s.p[i] == '<' && (next == '!' || next == '?' || next == '/')) {
      m->i = skip_declaration(m, i);
      continue;
    }
    const char *lt = memchr(s.p + i + 1, '<', s.n - i - 1);
    m->i = lt != NULL ? (size_t)(lt - s.p) : s.n;
    t->kind = CH_MARKUP_TEXT;
    t->text = ch_str_slice(s, i, m->i);
    t->from = i;
    t->to = m->i;
    return true;
  }
  return false;
}
