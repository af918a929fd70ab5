/* Every allocation fails once, one by one: the reader refuses or goes on, never
 * crashes, ends, and gives all its memory back. Input is UTF-8 throughout, as
 * libuchardet (C++) cannot be told of missing memory. */
#include "readers.h"

#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
#define SANITIZED 1
#elif defined(__has_feature)
#if __has_feature(address_sanitizer) || __has_feature(thread_sanitizer) || __has_feature(memory_sanitizer)
#define SANITIZED 1
#endif
#endif

#if !defined(SANITIZED) && defined(__GLIBC__)

void *__libc_malloc(size_t n);
void *__libc_calloc(size_t n, size_t size);
void *__libc_realloc(void *p, size_t n);
void __libc_free(void *p);
void *malloc(size_t n);
void *calloc(size_t n, size_t size);
void *realloc(void *p, size_t n);
void free(void *p);

static long fail_at = -1; /* allocations until the one that fails; -1 never */
static long live;

static int fails(void) {
  return fail_at >= 0 && fail_at-- == 0;
}

void *malloc(size_t n) {
  void *p = fails() ? NULL : __libc_malloc(n);
  live += p != NULL;
  return p;
}
void *calloc(size_t n, size_t size) {
  void *p = fails() ? NULL : __libc_calloc(n, size);
  live += p != NULL;
  return p;
}
void *realloc(void *old, size_t n) {
  void *p = fails() ? NULL : __libc_realloc(old, n);
  live += p != NULL && old == NULL;
  return p;
}
void free(void *p) {
  live -= p != NULL;
  __libc_free(p);
}

#define SAMPLE SOURCE_DIR "/examples/us-russia-2017/articles/"

static char packed[] = "/tmp/chancery-test-XXXXXX";

static const char *const INPUTS[] = {
    packed,
    SAMPLE "05-potomac-ledger-payroll.txt", SAMPLE "10-golden-gate-sentinel-chimney.html",
    SAMPLE "11-continental-feed.xml", SAMPLE "12-continental-feed.atom",
    SAMPLE "13-archive.jsonl", SAMPLE "14-clippings.jsonl",
    SOURCE_DIR "/tests/fuzz/seeds/ingest/table", SOURCE_DIR "/tests/ingest/data/folder"};

/* An archive in gzip, of one page. */
static void write_packed(void) {
  static const char page[] =
      "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nTransfer-Encoding: chunked\r\n\r\n"
      "82\r\n<html><h1>Talks</h1><p>The envoys met on Monday for a second round of talks on the closed "
      "border.</p><p>They parted in silence.</p></html>\r\n0\r\n\r\n";
  ch_buf record, out;
  ch_buf_init(&record, 0);
  ch_buf_init(&out, 0);
  ch_buf_printf(&record, "WARC/1.0\r\nWARC-Type: response\r\nContent-Length: %zu\r\n\r\n%s\r\n\r\n",
                sizeof page - 1, page);
  add_gzip(&out, ch_buf_str(&record));
  int fd = mkstemp(packed);
  assert_true(fd >= 0 && write(fd, out.p, out.n) == (ssize_t)out.n);
  close(fd);
  ch_buf_free(&record);
  ch_buf_free(&out);
}

static size_t read_all(void) {
  ch_error error = {0};
  size_t n = 0;
  ch_arena *arena = ch_arena_new(0);
  ch_reader *reader = arena != NULL ? ch_reader_open(INPUTS, sizeof INPUTS / sizeof *INPUTS, NULL, &error) : NULL;
  for (size_t k = 0; reader != NULL; k++) {
    ch_article a;
    ch_reader_step got = ch_reader_next(reader, arena, &a, &error);
    if (got == CH_READER_END) break;
    n += got == CH_READER_ARTICLE;
    if (k > 10000) abort(); /* it must end */
    ch_arena_clear(arena);
  }
  ch_reader_close(reader);
  ch_arena_free(arena);
  return n;
}

static void test_every_allocation_fails(void **state) {
  (void)state;
  write_packed();
  size_t all = read_all();
  assert_true(all > 15);
  long before = live, points = 0;
  for (long at = 0;; at++) {
    fail_at = at;
    size_t n = read_all();
    int reached = fail_at < 0;
    fail_at = -1;
    assert_true(n <= all);
    if (live != before) print_error("allocation %ld: %ld pieces lost\n", at, live - before);
    assert_int_equal(live, before);
    if (!reached) break;
    points++;
  }
  unlink(packed);
  print_message("%ld allocations failed, one by one\n", points);
  assert_true(points > 100);
}

#else

static void test_every_allocation_fails(void **state) {
  (void)state;
  skip(); /* a sanitizer owns malloc */
}

#endif

int main(void) {
  const struct CMUnitTest tests[] = {cmocka_unit_test(test_every_allocation_fails)};
  return cmocka_run_group_tests(tests, NULL, NULL);
}
