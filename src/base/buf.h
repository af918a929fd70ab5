/* A growing run of bytes that is told its greatest size at birth.
 *
 * The buffer owns its memory until ch_buf_free. Once an append fails (no
 * memory, or past `max`) the buffer is `failed`, keeps what it had and
 * ignores later appends, so a writer checks once, at the end.
 */
#ifndef CH_BASE_BUF_H
#define CH_BASE_BUF_H

#include <stdbool.h>
#include <stddef.h>

#include "base/str.h"

typedef struct ch_buf {
  char *p;
  size_t n;
  size_t cap;
  size_t max; /* 0: no limit */
  bool failed;
} ch_buf;

/* Empty, without memory of its own yet; `max` bytes at most, 0 for no limit. */
void ch_buf_init(ch_buf *buf, size_t max);
/* Gives the memory back; the buffer is as after ch_buf_init with its `max`. */
void ch_buf_free(ch_buf *buf);
/* Empty again, not failed, memory kept. */
void ch_buf_clear(ch_buf *buf);
/* Makes room for `more` bytes behind n. This and all below: false, and `failed`,
 * if they do not fit. What is added must not lie in the buffer itself. */
bool ch_buf_reserve(ch_buf *buf, size_t more);
bool ch_buf_add(ch_buf *buf, ch_str s);
bool ch_buf_add_z(ch_buf *buf, const char *z);
static inline bool ch_buf_add_byte(ch_buf *buf, char c) {
  if (buf->n == buf->cap || buf->failed) return ch_buf_add(buf, (ch_str){&c, 1});
  buf->p[buf->n++] = c;
  return true;
}
bool ch_buf_printf(ch_buf *buf, const char *format, ...)
    __attribute__((format(printf, 2, 3)));
/* What it holds, without a NUL; a view that holds until the next change. */
static inline ch_str ch_buf_str(const ch_buf *buf) {
  return (ch_str){buf->p, buf->n};
}

#endif
