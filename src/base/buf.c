#include "base/buf.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

void ch_buf_init(ch_buf *buf, size_t max) {
  *buf = (ch_buf){.max = max};
}

void ch_buf_free(ch_buf *buf) {
  free(buf->p);
  *buf = (ch_buf){.max = buf->max};
}

void ch_buf_clear(ch_buf *buf) {
  buf->n = 0;
  buf->failed = false;
}

bool ch_buf_reserve(ch_buf *buf, size_t more) {
  if (buf->failed) return false;
  size_t need;
  if (__builtin_add_overflow(buf->n, more, &need) || (buf->max && need > buf->max)) {
    buf->failed = true;
    return false;
  }
  if (need <= buf->cap) return true;
  size_t cap = buf->cap ? buf->cap : 256;
  while (cap < need) cap = cap > SIZE_MAX / 2 ? need : cap * 2;
  if (buf->max && cap > buf->max) cap = buf->max;
  char *p = realloc(buf->p, cap);
  if (!p) {
    buf->failed = true;
    return false;
  }
  buf->p = p;
  buf->cap = cap;
  return true;
}

bool ch_buf_add(ch_buf *buf, ch_str s) {
  if (!ch_buf_reserve(buf, s.n)) return false;
  if (s.n) memcpy(buf->p + buf->n, s.p, s.n);
  buf->n += s.n;
  return true;
}

bool ch_buf_add_z(ch_buf *buf, const char *z) {
  return ch_buf_add(buf, ch_str_of(z));
}

bool ch_buf_printf(ch_buf *buf, const char *format, ...) {
  va_list args;
  va_start(args, format);
  int n = vsnprintf(NULL, 0, format, args);
  va_end(args);
  if (n < 0) buf->failed = true;
  /* One byte more for the NUL that vsnprintf writes; it is not counted. */
  if (n < 0 || !ch_buf_reserve(buf, (size_t)n + 1)) return false;
  va_start(args, format);
  vsnprintf(buf->p + buf->n, (size_t)n + 1, format, args);
  va_end(args);
  buf->n += (size_t)n;
  return true;
}
