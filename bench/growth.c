/* How a record behaves as it grows (tests/store/world.h says what it is made of).
 *
 *   growth make RECORD N [DAY [REPORTS]]
 *                               adds the world's news from a day on (the first)
 *                               until the record holds N mentions; told every
 *                               100,000; REPORTS of an event (6)
 *   growth add RECORD N feed|backfill
 *                               adds N mentions more: of the days that follow,
 *                               or of days spread over the ten years, the same
 *                               articles whatever is there; work on a copy
 *   growth repeat RECORD TIMES [REPORTS]
 *                               puts what `make RECORD N` made, of no other day,
 *                               so many times one after another in time, as if
 *                               it had been added, but in a tenth of the time
 *                               (repeat.h)
 *   growth tell RECORD N        writes the articles of N mentions of the days that
 *                               follow, in sentences that the coder reads (tell.h),
 *                               as JSON lines for `chancery add`
 *   growth views RECORD N [served]
 *                               asks for N pages of 50 events as rows, with
 *                               filters of all kinds, and tells how long the
 *                               middle one and that of a hundred took: as the
 *                               command asks, with nothing in memory, or as a
 *                               server does that has read ahead, and how long
 *                               that took
 *
 * Times are of the processor, as other work on the machine would show in
 * those of the clock. */
#include <stdlib.h>
#include <sys/resource.h>
#include <sys/stat.h>

#include "store/world.h"
#include "record/words.h"
#include "store/store.h"

#include "repeat.h"
#include "tell.h"

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

static void tell(uint64_t have, uint64_t added, double seconds) {
  printf("%9llu mentions  %8.1f us a mention\n", (unsigned long long)have,
         seconds * 1e6 / (double)added);
  fflush(stdout);
}

static void make(ch_store *store, uint64_t wanted, int32_t day) {
  adding a = {0};
  uint64_t have = mentions_in(store), from = have;
  double making = cost_of_making(2000), start = used();
  while (have < wanted) {
    uint64_t number = have / WORLD_MENTIONS + (uint64_t)day * WORLD_ARTICLES_A_DAY;
    add_one(store, &a, number, (int32_t)(number / WORLD_ARTICLES_A_DAY));
    have += WORLD_MENTIONS;
    if (have - from < 100000 && have < wanted) continue;
    finish(store, &a);
    tell(have, have - from, used() - start - making * (double)(have - from) / WORLD_MENTIONS);
    from = have;
    start = used();
  }
}

/* The day after the record's last one; of an empty record, the first. */
static int32_t day_after(ch_store *store) {
  int32_t last;
  ch_error error;
  if (!ch_store_last_day(store, &last, &error)) die(error.message);
  return last == CH_DAY_NONE ? 0 : last - ch_day_parse(CH_STR("2010-01-01")) + 1;
}

static void tell_articles(ch_store *store, uint64_t n) {
  ch_buf text = {0}, line = {0};
  int32_t next = day_after(store);
  for (uint64_t i = 0; i < n / WORLD_MENTIONS; i++) {
    tell_article(&the_world, UINT64_C(1) << 40 | i, next + (int32_t)(i / WORLD_ARTICLES_A_DAY), &text, &line);
    fwrite(line.p, 1, line.n, stdout);
  }
  ch_buf_free(&text);
  ch_buf_free(&line);
}

static void add(ch_store *store, uint64_t n, bool backfill) {
  adding a = {0};
  int32_t next = day_after(store);
  double making = cost_of_making(2000), start = used();
  uint64_t articles = n / WORLD_MENTIONS;
  for (uint64_t i = 0; i < articles; i++) {
    int32_t day = (int32_t)(backfill ? world_mix(i, 5) % WORLD_DAYS
                                     : (uint64_t)next + i / WORLD_ARTICLES_A_DAY);
    add_one(store, &a, UINT64_C(1) << 40 | i, day);
  }
  finish(store, &a);
  tell(mentions_in(store), articles * WORLD_MENTIONS,
       used() - start - making * (double)articles);
}

/* --- views --- */

static int order_times(const void *a, const void *b) {
  double x = *(const double *)a, y = *(const double *)b;
  return x < y ? -1 : x > y;
}

static double ask(ch_store *store, const ch_filter *filter, size_t *n) {
  ch_arena *arena = ch_arena_new(0);
  ch_facts facts;
  ch_error error;
  double start = used();
  if (!arena || !ch_store_hold(store, &error) || !ch_store_shown(store, filter, arena, &facts, &error))
    die("no answer");
  ch_store_release(store);
  double took = used() - start;
  *n = facts.n;
  ch_arena_free(arena);
  return took * 1000;
}

static bool go_on(void *self) {
  (void)self;
  return true;
}

/* A handle of those that a server's threads have, and what it goes by in memory. */
static ch_store *served(ch_store *store) {
  ch_error error;
  ch_ahead how = {.go_on = go_on};
  double start = used();
  ch_store *beside = ch_store_beside(store, &error);
  if (!beside || !ch_store_read_ahead(beside, &how, &error)) die(error.message);
  printf("read ahead in %.1f s\n", used() - start);
  return beside;
}

static void views(ch_store *store, uint64_t n) {
  double *times = calloc(n, sizeof *times);
  uint64_t state = 1, rows = 0;
  int32_t last;
  ch_error error;
  if (!times || !ch_store_last_day(store, &last, &error)) die("no memory");
  int32_t first = ch_day_parse(CH_STR("2010-01-01"));
  for (uint64_t i = 0; i < n; i++) {
    ch_filter f = CH_FILTER_ALL;
    size_t found;
    uint64_t kind = world_next(&state);
    world_event e;
    world_event_make(world_draw(the_world.dyads, WORLD_DYADS, world_unit(&state)), first, i, &e);
    if (kind & 1) f.between[0] = ch_str_of(WORLD_CODES[e.a]);
    if (kind & 2) f.between[1] = ch_str_of(WORLD_CODES[e.b]);
    if (kind & 4) f.types = 1u << (1 + world_next(&state) % (CH_TYPE_COUNT - 1));
    if (kind & 8) f.issue = CH_STR("sanctions");
    if (kind & 16) f.days.from = first + (int32_t)(world_next(&state) % (uint64_t)(last - first + 1));
    if (kind & 32 && f.days.from != CH_DAY_NONE) f.days.to = f.days.from + 30;
    f.most = 50;
    f.skip = kind & 64 ? world_next(&state) % 500 : 0;
    times[i] = ask(store, &f, &found);
    rows += found;
  }
  qsort(times, n, sizeof *times, order_times);
  printf("%llu questions, %.0f events each: p50 %.1f ms, p99 %.1f ms, longest %.1f ms\n",
         (unsigned long long)n, (double)rows / (double)n, times[n / 2], times[n * 99 / 100], times[n - 1]);
  free(times);
}

int main(int argc, char **argv) {
  ch_error error;
  if (argc < 4) die("usage: growth make RECORD N | repeat RECORD TIMES | add RECORD N feed|backfill | tell RECORD N | views RECORD N");
  world_make(&the_world);
  ch_wordbook *book = ch_wordbook_open("data/en/record/words.txt", &error);
  if (!book) die(error.message);
  ch_store *store = ch_store_open(argv[2], CH_STORE_CREATE, book, &error);
  if (!store) die(error.message);
  uint64_t n = strtoull(argv[3], NULL, 10);
  bool again = strcmp(argv[1], "repeat") == 0;
  int reports = again ? 4 : 5;
  if (argc > reports) the_world.reports = atof(argv[reports]);
  if (again && !repeat(store, &the_world, n, &error)) die(error.message);
  if (strcmp(argv[1], "make") == 0) make(store, n, argc > 4 ? atoi(argv[4]) : 0);
  else if (strcmp(argv[1], "add") == 0) add(store, n, argc > 4 && strcmp(argv[4], "backfill") == 0);
  else if (strcmp(argv[1], "tell") == 0) tell_articles(store, n);
  else if (strcmp(argv[1], "views") == 0 && argc > 4) {
    ch_store *beside = served(store);
    views(beside, n);
    ch_store_close(beside);
  } else if (strcmp(argv[1], "views") == 0) views(store, n);
  uint64_t have = mentions_in(store);
  ch_store_close(store); /* all is in the file then */
  if (have && strcmp(argv[1], "tell") != 0)
    printf("%.1f MiB, %.0f bytes a mention\n", (double)size_of(argv[2]) / 1048576,
           (double)size_of(argv[2]) / (double)have);
  ch_wordbook_free(book);
  return 0;
}
