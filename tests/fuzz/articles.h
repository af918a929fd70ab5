/* Reads fuzzed bytes to their end and checks what holds for every article. */
#ifndef TESTS_FUZZ_ARTICLES_H
#define TESTS_FUZZ_ARTICLES_H

#include <stdint.h>
#include <stdio.h>
#include <sys/mman.h>
#include <unistd.h>

#include "base/buf.h"
#include "ingest/article_json.h"
#include "ingest/reader.h"
#include "ingest/utf8.h"
#include "must.h"

/* UTF-8 without control characters other than LF; `lines` says whether LF may
 * be there. */
static void check_text(ch_str s, int lines) {
  must(ch_utf8_count(s).invalid == 0);
  for (size_t i = 0; i < s.n; i++) {
    unsigned char c = (unsigned char)s.p[i];
    must((c >= 0x20 && c != 0x7f) || (lines && c == '\n'));
  }
}

static void check_article(const ch_article *a, ch_arena *arena) {
  must(a->text.n > 0 && a->id.n > 0);
  check_text(a->text, 1);
  check_text(a->title, 0);
  check_text(a->byline, 0);
  check_text(a->outlet, 0);
  check_text(a->address, 0);
  check_text(a->id, 0);
  check_text(a->dateline, 0);
  check_text(a->published_text, 0);
  /* What is written is read back, and written again alike. */
  ch_buf first, second;
  ch_buf_init(&first, 0);
  ch_buf_init(&second, 0);
  must(ch_article_json(a, &first));
  ch_article again;
  ch_error error;
  must(ch_reader_bytes(ch_buf_str(&first), "x", NULL, arena, &again, &error) == CH_READER_ARTICLE);
  must(ch_article_json(&again, &second));
  if (!ch_str_eq(ch_buf_str(&first), ch_buf_str(&second))) {
    fprintf(stderr, "%.*s%.*s", CH_PRI(ch_buf_str(&first)), CH_PRI(ch_buf_str(&second)));
    must(!"reads back as it was written");
  }
  ch_buf_free(&first);
  ch_buf_free(&second);
}

static void read_all(ch_str head, const uint8_t *data, size_t size) {
  int fd = memfd_create("fuzz", 0);
  char path[64];
  must(fd >= 0 && write(fd, head.p, head.n) == (ssize_t)head.n);
  must(write(fd, data, size) == (ssize_t)size);
  snprintf(path, sizeof path, "/proc/self/fd/%d", fd);
  const char *paths[] = {path};
  ch_reader_options options = ch_reader_defaults();
  options.limits.document = options.limits.record = 1 << 20;
  options.limits.unpacked = 8 << 20;
  ch_error error = {0};
  ch_reader *reader = ch_reader_open(paths, 1, &options, &error);
  ch_arena *arena = ch_arena_new(0);
  must(reader != NULL && arena != NULL);
  for (size_t k = 0;; k++) {
    ch_article a;
    ch_reader_step got = ch_reader_next(reader, arena, &a, &error);
    if (got == CH_READER_END) break;
    must(k < 10 * (size + head.n) + 100);
    if (got == CH_READER_ARTICLE) check_article(&a, arena);
    if (got == CH_READER_REFUSED) must(error.code != CH_ERROR_OK && error.message[0] != '\0');
    ch_arena_clear(arena);
  }
  ch_reader_close(reader);
  ch_arena_free(arena);
  close(fd);
}

#endif
