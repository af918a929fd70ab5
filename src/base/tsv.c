#include "base/tsv.h"

#include <endian.h>
#include <stdarg.h>
#include <stdio.h>
#include <utf8proc.h>

#include "base/file.h"

bool ch_tsv_fail(ch_tsv *tsv, ch_error *error, const char *format, ...) {
  char message[200];
  va_list arguments;
  va_start(arguments, format);
  vsnprintf(message, sizeof message, format, arguments);
  va_end(arguments);
  tsv->failed = true;
  ch_fail(error, CH_ERROR_DATA, "%s", message);
  return ch_fail_at(error, tsv->path, tsv->line);
}

/* Most fields have nothing to trim. */
static ch_str trimmed(ch_str s) {
  bool plain = s.n == 0 || ((unsigned char)s.p[0] > ' ' && (unsigned char)s.p[s.n - 1] > ' ');
  return plain ? s : ch_str_trim(s);
}

/* The next line that says something. */
static bool next_line(ch_tsv *tsv, ch_str *line) {
  while (ch_str_line(&tsv->rest, line)) {
    tsv->line++;
    if (line->n > 0 && line->p[0] != '#' && trimmed(*line).n > 0) return true;
  }
  return false;
}

static bool valid_utf8(ch_str s) {
  for (size_t i = 0; i < s.n;) {
    uint64_t eight;
    if (i + 8 <= s.n) {
      memcpy(&eight, s.p + i, 8);
      if ((eight & 0x8080808080808080u) == 0) {
        i += 8;
        continue;
      }
    }
    if ((unsigned char)s.p[i] < 0x80) {
      i++;
      continue;
    }
    utf8proc_int32_t cp;
    utf8proc_ssize_t used =
        utf8proc_iterate((const utf8proc_uint8_t *)s.p + i, (utf8proc_ssize_t)(s.n - i), &cp);
    if (used <= 0) return false;
    i += (size_t)used;
  }
  return true;
}

static bool header(ch_tsv *tsv, ch_error *error) {
  ch_str line, field;
  if (!next_line(tsv, &line)) return ch_tsv_fail(tsv, error, "no line names the columns");
  while (ch_str_split(&line, '\t', &field)) {
    if (tsv->n_columns == CH_TSV_MAX_COLUMNS)
      return ch_tsv_fail(tsv, error, "more than %d columns", CH_TSV_MAX_COLUMNS);
    field = ch_str_trim(field);
    for (uint32_t i = 0; i < tsv->n_columns; i++)
      if (ch_str_eq(tsv->columns[i], field))
        return ch_tsv_fail(tsv, error, "two columns are named '%.*s'", CH_PRI(field));
    tsv->columns[tsv->n_columns++] = field;
  }
  return true;
}

bool ch_tsv_open_bytes(ch_tsv *tsv, const char *path, ch_str bytes, ch_error *error) {
  *tsv = (ch_tsv){.path = path, .rest = bytes};
  if (bytes.n >= 3 && memcmp(bytes.p, "\xEF\xBB\xBF", 3) == 0)
    tsv->rest = ch_str_slice(bytes, 3, bytes.n);
  return header(tsv, error);
}

bool ch_tsv_open(ch_tsv *tsv, const char *path, ch_arena *arena, ch_error *error) {
  ch_str bytes;
  *tsv = (ch_tsv){.path = path, .failed = true};
  if (!ch_file_read(path, arena, &bytes, error)) return false;
  return ch_tsv_open_bytes(tsv, path, bytes, error);
}

bool ch_tsv_column(const ch_tsv *tsv, const char *name, uint32_t *column, ch_error *error) {
  for (uint32_t i = 0; i < tsv->n_columns; i++) {
    if (ch_str_is(tsv->columns[i], name)) {
      *column = i;
      return true;
    }
  }
  ch_fail(error, CH_ERROR_DATA, "no column is named '%s'", name);
  return ch_fail_at(error, tsv->path, tsv->line);
}

#define HIGH_BITS 0x8080808080808080u

/* The high bit of each byte that is a tab. */
static uint64_t tabs_of(uint64_t eight) {
  uint64_t low = ~HIGH_BITS, v = eight ^ 0x0909090909090909u;
  return ~(((v & low) + low) | v | low);
}

/* The field from *from up to the tab at `to`. */
static bool add_field(ch_tsv *tsv, uint32_t *n, ch_str line, size_t *from, size_t to,
                      ch_error *error) {
  if (*n == tsv->n_columns)
    return ch_tsv_fail(tsv, error, "more than the %u fields that the header names",
                       tsv->n_columns);
  tsv->fields[(*n)++] = trimmed((ch_str){line.p + *from, to - *from});
  *from = to + 1;
  return true;
}

bool ch_tsv_next(ch_tsv *tsv, ch_error *error) {
  ch_str line;
  if (tsv->failed || !next_line(tsv, &line)) return false;
  /* Fields are short: eight bytes at a time beat a search for each tab. */
  uint32_t n = 0;
  size_t from = 0, at = 0;
  bool ascii = true;
  for (; at + 8 <= line.n; at += 8) {
    uint64_t eight;
    memcpy(&eight, line.p + at, 8);
    eight = le64toh(eight);
    ascii = ascii && (eight & HIGH_BITS) == 0;
    for (uint64_t tabs = tabs_of(eight); tabs != 0; tabs &= tabs - 1)
      if (!add_field(tsv, &n, line, &from, at + (size_t)__builtin_ctzll(tabs) / 8, error)) return false;
  }
  for (; at < line.n; at++) {
    ascii = ascii && (unsigned char)line.p[at] < 0x80;
    if (line.p[at] == '\t' && !add_field(tsv, &n, line, &from, at, error)) return false;
  }
  if (!add_field(tsv, &n, line, &from, line.n, error)) return false;
  if (!ascii && !valid_utf8(line)) return ch_tsv_fail(tsv, error, "bytes that are not UTF-8");
  for (; n < tsv->n_columns; n++) tsv->fields[n] = (ch_str){NULL, 0};
  return true;
}
