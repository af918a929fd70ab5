/* Bytes in, what the reader makes of them out: for tests of formats. */
#ifndef TESTS_INGEST_READERS_H
#define TESTS_INGEST_READERS_H

#include "testing.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include <zlib.h>

#include "base/buf.h"
#include "ingest/reader.h"

enum { MOST = 64 };

typedef struct results {
  ch_arena *arena;
  ch_article v[MOST];
  size_t n;
  ch_error refused[MOST];
  size_t n_refused;
  char path[64];
} results;

/* Writes a file of its own and reads it to the end. */
static inline results read_bytes(ch_str bytes, const ch_reader_options *options) {
  results r = {.arena = ch_arena_new(0)};
  strcpy(r.path, "/tmp/chancery-test-XXXXXX");
  int fd = mkstemp(r.path);
  assert_true(fd >= 0);
  FILE *f = fdopen(fd, "wb");
  assert_int_equal(fwrite(bytes.n > 0 ? bytes.p : "", 1, bytes.n, f), bytes.n);
  fclose(f);
  const char *paths[] = {r.path};
  ch_error error = {0};
  ch_reader *reader = ch_reader_open(paths, 1, options, &error);
  assert_non_null(reader);
  for (int k = 0;; k++) {
    ch_article a;
    ch_reader_step got = ch_reader_next(reader, r.arena, &a, &error);
    if (got == CH_READER_END) break;
    assert_true(k < 1000 * 1000); /* it ends */
    if (got == CH_READER_ARTICLE && r.n < MOST) r.v[r.n++] = a;
    if (got == CH_READER_REFUSED && r.n_refused < MOST) {
      assert_string_equal(error.file, r.path);
      r.refused[r.n_refused++] = error;
    }
  }
  ch_reader_close(reader);
  unlink(r.path);
  return r;
}

static inline results read_text(const char *text) {
  return read_bytes(ch_str_of(text), NULL);
}

static inline void done(results *r) {
  ch_arena_free(r->arena);
}

#define assert_str(got, want)                                                       \
  do {                                                                              \
    ch_str got_ = (got);                                                            \
    if (!ch_str_is(got_, (want))) print_error("got '%.*s'\n", CH_PRI(got_));        \
    assert_true(ch_str_is(got_, (want)));                                           \
  } while (0)

static inline void assert_day(int32_t day, const char *want) {
  char got[11];
  ch_day_format(day, got);
  assert_string_equal(got, want);
}

/* Appends `bytes` packed as one gzip member. */
static inline void add_gzip(ch_buf *out, ch_str bytes) {
  z_stream z = {0};
  assert_int_equal(deflateInit2(&z, 6, Z_DEFLATED, 31, 8, Z_DEFAULT_STRATEGY), Z_OK);
  assert_true(ch_buf_reserve(out, deflateBound(&z, bytes.n) + 64));
  z.next_in = (unsigned char *)bytes.p;
  z.avail_in = (uInt)bytes.n;
  z.next_out = (unsigned char *)out->p + out->n;
  z.avail_out = (uInt)(out->cap - out->n);
  assert_int_equal(deflate(&z, Z_FINISH), Z_STREAM_END);
  out->n += z.total_out;
  deflateEnd(&z);
}

#endif
