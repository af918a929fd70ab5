/* Text on a terminal: harmless, measured, broken into lines. */
#include <string.h>

#include <utf8proc.h>

#include "show/table.h"

/* The next character; *code -1 where the bytes are no UTF-8 (one byte then). */
static size_t next_character(ch_str text, size_t at, utf8proc_int32_t *code) {
  utf8proc_ssize_t n = utf8proc_iterate((const utf8proc_uint8_t *)text.p + at,
                                        (utf8proc_ssize_t)(text.n - at), code);
  if (n <= 0) {
    *code = -1;
    return 1;
  }
  return (size_t)n;
}

static bool steers(utf8proc_int32_t c) {
  return c < 0x20 || (c >= 0x7F && c < 0xA0) || (c >= 0x200B && c <= 0x200F) ||
         (c >= 0x2028 && c <= 0x202E) || (c >= 0x2060 && c <= 0x206F) || c == 0xFEFF ||
         (c >= 0xE0000 && c <= 0xE007F);
}

static bool blank(utf8proc_int32_t c) {
  return c == ' ' || c == '\n' || c == '\t' || c == '\r';
}

void ch_plain_text(ch_str text, ch_buf *out) {
  for (size_t at = 0; at < text.n;) {
    utf8proc_int32_t code;
    size_t n = next_character(text, at, &code);
    if (blank(code)) ch_buf_add_byte(out, ' ');
    else if (code < 0 || steers(code)) ch_buf_add_z(out, "\xEF\xBF\xBD");
    else ch_buf_add(out, ch_str_slice(text, at, at + n));
    at += n;
  }
}

void ch_markdown_text(ch_str text, ch_buf *out) {
  ch_buf plain;
  ch_buf_init(&plain, 0);
  ch_plain_text(text, &plain);
  for (size_t i = 0; i < plain.n; i++) {
    if (plain.p[i] && strchr("\\`*_[]<>|#&", plain.p[i])) ch_buf_add_byte(out, '\\');
    ch_buf_add_byte(out, plain.p[i]);
  }
  if (plain.failed) out->failed = true;
  ch_buf_free(&plain);
}

unsigned ch_text_width(ch_str text) {
  unsigned width = 0;
  for (size_t at = 0; at < text.n;) {
    utf8proc_int32_t code;
    at += next_character(text, at, &code);
    int w = code < 0 || steers(code) ? 1 : utf8proc_charwidth(code);
    width += w > 0 ? (unsigned)w : 0;
  }
  return width;
}

static void pad(ch_buf *out, unsigned n) {
  for (unsigned i = 0; i < n; i++) ch_buf_add_byte(out, ' ');
}

/* A word wider than a line is cut where the line ends. */
static size_t fitting(ch_str word, unsigned width) {
  unsigned used = 0;
  for (size_t at = 0; at < word.n;) {
    utf8proc_int32_t code;
    size_t n = next_character(word, at, &code);
    int w = code < 0 || steers(code) ? 1 : utf8proc_charwidth(code);
    if (used + (unsigned)(w > 0 ? w : 0) > width && at > 0) return at;
    used += (unsigned)(w > 0 ? w : 0);
    at += n;
  }
  return word.n;
}

void ch_wrap_text(ch_str text, unsigned width, unsigned indent, ch_buf *out) {
  unsigned used = 0;
  if (width < 1) width = 1;
  for (size_t at = 0; at < text.n;) {
    while (at < text.n && blank((unsigned char)text.p[at])) at++;
    size_t end = at;
    while (end < text.n && !blank((unsigned char)text.p[end])) end++;
    ch_str word = ch_str_slice(text, at, end);
    at = end;
    if (word.n == 0) continue;
    unsigned wide = ch_text_width(word);
    if (used && used + 1 + wide <= width) {
      ch_buf_add_byte(out, ' ');
      used++;
    } else if (used) {
      ch_buf_add_byte(out, '\n');
      pad(out, indent);
      used = 0;
    }
    while (wide > width) {
      size_t n = fitting(word, width);
      ch_plain_text(ch_str_slice(word, 0, n), out);
      ch_buf_add_byte(out, '\n');
      pad(out, indent);
      word = ch_str_slice(word, n, word.n);
      wide = ch_text_width(word);
    }
    ch_plain_text(word, out);
    used += wide;
  }
}
