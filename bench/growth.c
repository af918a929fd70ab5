/* How a record behaves as it grows (tests/store/world.h says what it is made of).
 *
 *   growth make RECORD N        adds the world's news, day by day, until the
 *                               record holds N mentions; told every 100,000
 *   growth add RECORD N feed|backfill
 *                               adds N mentions more: of the days that follow,
 *                               or of days spread over the ten years; undone
 *                               by nobody: work on a copy
 *   growth views RECORD [N]     asks for pages of events, N times a kind
 *
 * Times are of the processor, as other work on the machine would show in
 * those of the clock. */
#include <stdlib.h>
#include <sys/resource.h>
#include <sys/stat.h>

#include "store/world.h"
#include "record/words.h"
#include "store/store.h"

#define BATCH 512 /* as in src/api/record.c */

static world the_world;

static void die(const char *message) {
  fprintf(stderr, "growth: %s\n", message);
  exit(2);
}

static double used(void) {
  struct rusage u;
  getrusage(RUSAGE_SELF, &u);
  return (double)(u.ru_utime.tv_sec + u.ru_stime.tv_sec) +
         (double)(u.ru_utime.tv_usec + u.ru_stime.tv_usec) / 1e6;
}

static uint64_t size_of(const char *path) {
  struct stat info;
  return stat(path, &info) == 0 ? (uint64_t)info.st_size : 0;
}

static uint64_t mentions_in(ch_store *store) {
  ch_store_counts counts;
  ch_error error;
  if (!ch_store_count(store, &counts, &error)) die(error.message);
  return counts.mentions;
}

typedef struct adding { ch_buf id, text, lines; uint64_t in_batch; } adding;

static void add_one(ch_store *store, adding *a, uint64_t number, int32_t day) {
  ch_article article;
  ch_error error;
  world_article(&the_world, number, day, &a->id, &a->text, &a->lines, &article);
  if (a->in_batch == 0 && !ch_store_begin(store, &error)) die(error.message);
  if (!ch_store_add_lines(store, &article, ch_buf_str(&a->lines), NULL, &error)) die(error.message);
  if (++a->in_batch < BATCH) return;
  if (!ch_store_commit(store, &error)) die(error.message);
  a->in_batch = 0;
}

static void finish(ch_store *store, adding *a) {
  ch_error error;
  if (a->in_batch && !ch_store_commit(store, &error)) die(error.message);
  a->in_batch = 0;
}

/* What it takes to make the articles, without a record. */
static double cost_of_making(uint64_t articles) {
  adding a = {0};
  ch_article article;
  double start = used();
  for (uint64_t i = 0; i < articles; i++)
    world_article(&the_world, i, 0, &a.id, &a.text, &a.lines, &article);
  return (used() - start) / (double)articles;
}

static void tell(const char *path, uint64_t have, uint64_t added, double seconds) {
  printf("%9llu mentions  %8.1f us a mention  %7.1f MiB  %6.0f bytes a mention\n",
         (unsigned long long)have, seconds * 1e6 / (double)added, (double)size_of(path) / 1048576,
         (double)size_of(path) / (double)have);
  fflush(stdout);
}

static void make(ch_store *store, const char *path, uint64_t wanted) {
  adding a = {0};
  uint64_t have = mentions_in(store), from = have;
  double making = cost_of_making(2000), start = used();
  while (have < wanted) {
    uint64_t number = have / WORLD_MENTIONS;
    add_one(store, &a, number, (int32_t)(number / WORLD_ARTICLES_A_DAY));
    have += WORLD_MENTIONS;
    if (have - from < 100000 && have < wanted) continue;
    finish(store, &a);
    tell(path, have, have - from, used() - start - making * (double)(have - from) / WORLD_MENTIONS);
    from = have;
    start = used();
  }
}

static void add(ch_store *store, const char *path, uint64_t n, bool backfill) {
  adding a = {0};
  uint64_t have = mentions_in(store), first = have / WORLD_MENTIONS;
  double making = cost_of_making(2000), start = used();
  uint64_t articles = n / WORLD_MENTIONS;
  for (uint64_t i = 0; i < articles; i++) {
    int32_t day = (int32_t)(backfill ? world_mix(i, 5) % WORLD_DAYS
                                     : (first + i) / WORLD_ARTICLES_A_DAY);
    /* The same articles whatever is there already. */
    add_one(store, &a, UINT64_C(1) << 40 | i, day);
  }
  finish(store, &a);
  tell(path, mentions_in(store), articles * WORLD_MENTIONS,
       used() - start - making * (double)articles);
}

int main(int argc, char **argv) {
  ch_error error;
  if (argc < 4) die("usage: growth make RECORD N | add RECORD N feed|backfill");
  world_make(&the_world);
  ch_wordbook *book = ch_wordbook_open("data/en/record/words.txt", &error);
  if (!book) die(error.message);
  ch_store *store = ch_store_open(argv[2], CH_STORE_CREATE, book, &error);
  if (!store) die(error.message);
  uint64_t n = strtoull(argv[3], NULL, 10);
  if (strcmp(argv[1], "make") == 0) make(store, argv[2], n);
  else if (strcmp(argv[1], "add") == 0) add(store, argv[2], n, argc > 4 && strcmp(argv[4], "backfill") == 0);
  ch_store_close(store);
  ch_wordbook_free(book);
  return 0;
}
