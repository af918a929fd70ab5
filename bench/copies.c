/* Which copies a record finds, and what an article costs among many.
 *
 *   copies SET.jsonl [RECORD] [--show N]
 *
 * SET.jsonl is of bench/copies/make.py: articles with the story that each tells and how it was
 * made. They are added to a record (in memory if none is named). Told for each kind of copy: how
 * many stand with what they were made of (recall); of all that are called copies, how many of
 * an article of their own story (precision); and the processor's time an article, in tenths of
 * the set. --show: the first N that went wrong. */
#include <json-c/json.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>

#include "base/day.h"
#include "base/map.h"
#include "store/store.h"

#define BATCH 512 /* as in src/api/record.c */
#define KINDS 16

static void die(const char *message) {
  fprintf(stderr, "copies: %s\n", message);
  exit(2);
}

static double used(void) {
  struct rusage u;
  getrusage(RUSAGE_SELF, &u);
  return (double)(u.ru_utime.tv_sec + u.ru_stime.tv_sec) +
         (double)(u.ru_utime.tv_usec + u.ru_stime.tv_usec) / 1e6;
}

/* What is true of an article, by its id. */
typedef struct truth { ch_str story; int kind; } truth;
typedef struct truths {
  ch_arena *arena;
  ch_map places;
  struct { truth *v; size_t n, cap; } list;
} truths;

static char kinds[KINDS][16];
static int n_kinds;

static int kind_of(const char *name) {
  for (int i = 0; i < n_kinds; i++)
    if (strcmp(kinds[i], name) == 0) return i;
  if (n_kinds == KINDS) die("too many kinds");
  snprintf(kinds[n_kinds], sizeof kinds[0], "%s", name);
  return n_kinds++;
}

static ch_str member(json_object *row, const char *name) {
  json_object *value;
  if (!json_object_object_get_ex(row, name, &value)) return (ch_str){NULL, 0};
  return ch_str_of(json_object_get_string(value));
}

static void note(truths *t, ch_str id, json_object *row) {
  ch_str key = ch_arena_copy(t->arena, id);
  uint32_t *place = key.p ? ch_map_put(&t->places, key, NULL) : NULL;
  truth *one = place ? CH_PUSH(t->arena, &t->list) : NULL;
  if (!one) die("no memory");
  *place = (uint32_t)t->list.n;
  *one = (truth){ch_arena_copy(t->arena, member(row, "story")), kind_of(member(row, "kind").p)};
}

static const truth *truth_of(const truths *t, ch_str id) {
  const uint32_t *place = ch_map_get(&t->places, id);
  if (!place) die("an article that nobody added");
  return &t->list.v[*place - 1];
}

/* Of "1987-02-26T15:01"; -1 unknown. */
static int32_t minute_of(ch_str date) {
  if (date.n < 16) return -1;
  const char *c = date.p + 11;
  return (c[0] - '0') * 600 + (c[1] - '0') * 60 + (c[3] - '0') * 10 + c[4] - '0';
}

/* Adds an article; its time is in *spent. */
static void add(ch_store *store, json_object *row, double *spent) {
  ch_error error;
  ch_str date = member(row, "date");
  ch_article a = {.id = member(row, "id"),
                  .outlet = member(row, "outlet"),
                  .title = member(row, "title"),
                  .text = member(row, "text"),
                  .language = CH_STR("en"),
                  .file = CH_STR("set.jsonl"),
                  .published = ch_day_parse(ch_str_slice(date, 0, 10)),
                  .published_minute = minute_of(date)};
  double start = used();
  if (!ch_store_add_lines(store, &a, (ch_str){NULL, 0}, NULL, &error)) die(error.message);
  *spent += used() - start;
}

static void read_all(ch_store *store, const char *path, truths *t) {
  FILE *in = fopen(path, "r");
  char *line = NULL;
  size_t room = 0, n = 0, in_set = 0;
  ch_error error;
  if (!in) die("cannot read the set");
  while (getline(&line, &room, in) > 0) in_set++;
  rewind(in);
  double spent = 0;
  size_t tenth = (in_set + 9) / 10, told = 0;
  while (getline(&line, &room, in) > 0) {
    json_object *row = json_tokener_parse(line);
    if (!row) die("a line that is no JSON");
    if (n % BATCH == 0 && !ch_store_begin(store, &error)) die(error.message);
    note(t, member(row, "id"), row);
    add(store, row, &spent);
    json_object_put(row);
    if (++n % BATCH == 0 && !ch_store_commit(store, &error)) die(error.message);
    if (n % tenth && n != in_set) continue;
    printf("%8zu articles  %8.1f us an article\n", n, spent * 1e6 / (double)(n - told));
    fflush(stdout);
    told = n;
    spent = 0;
  }
  if (n % BATCH && !ch_store_commit(store, &error)) die(error.message);
  free(line);
  fclose(in);
}

/* An article leads to the one that it is said to copy. */
static void judge(ch_store *store, const truths *t, long show) {
  size_t all[KINDS] = {0}, found[KINDS] = {0}, led = 0, right = 0;
  ch_arena *arena = ch_arena_new(0);
  ch_sources sources;
  ch_error error;
  if (!arena || !ch_store_sources(store, arena, &sources, &error)) die("cannot read the record");
  /* A copy made may come before what it was made of, on the same day: either may lead. */
  ch_map leads;
  ch_map_init(&leads, arena);
  for (size_t i = 0; i < sources.n; i++) {
    const ch_source *s = &sources.v[i];
    uint32_t *place = ch_map_put(&leads, s->id, NULL);
    if (!place) die("no memory");
    *place = (uint32_t)i;
  }
  for (size_t i = 0; i < sources.n; i++) {
    const ch_source *s = &sources.v[i];
    const truth *mine = truth_of(t, s->id), *origin = truth_of(t, s->origin);
    bool copies = s->copy_kind.n != 0, good = copies && ch_str_eq(mine->story, origin->story);
    led += copies;
    right += good;
    if (copies && !good && show-- > 0)
      printf("  wrong: %.*s (%s) is no copy of %.*s (%.*s)\n", CH_PRI(s->id), kinds[mine->kind],
             CH_PRI(s->origin), CH_PRI(s->copy_kind));
    if (strcmp(kinds[mine->kind], "original") == 0) continue;
    ch_str of = s->id; /* "ID-copy" or "ID-copy-rN" */
    size_t at = ch_str_find(of, CH_STR("-copy"), 0);
    ch_str original =
        ch_arena_printf(arena, "%.*s%.*s", (int)at, of.p, (int)(of.n - at - 5), of.p + at + 5);
    const uint32_t *place = ch_map_get(&leads, original);
    bool together = place && ch_str_eq(sources.v[*place].origin, s->origin);
    all[mine->kind]++;
    found[mine->kind] += together;
    if (!together && show-- > 0)
      printf("  missed: %.*s (%s)\n", CH_PRI(s->id), kinds[mine->kind]);
  }
  size_t made = 0, got = 0;
  for (int i = 0; i < n_kinds; i++) {
    if (all[i])
      printf("%-12s %6zu of %6zu found: %.3f\n", kinds[i], found[i], all[i],
             (double)found[i] / (double)all[i]);
    made += all[i];
    got += found[i];
  }
  printf("recall %.3f (%zu of %zu made), precision %.3f (%zu of %zu that are called copies)\n",
         made ? (double)got / (double)made : 0, got, made,
         led ? (double)right / (double)led : 0, right, led);
  ch_arena_free(arena);
}

int main(int argc, char **argv) {
  const char *set = NULL, *record = ":memory:";
  long show = 0;
  for (int i = 1; i < argc; i++) {
    if (strcmp(argv[i], "--show") == 0 && i + 1 < argc) show = strtol(argv[++i], NULL, 10);
    else if (!set) set = argv[i];
    else record = argv[i];
  }
  if (!set) die("usage: copies SET.jsonl [RECORD] [--show N]");
  ch_error error;
  truths t = {.arena = ch_arena_new(0)};
  ch_store *store = ch_store_open(record, CH_STORE_CREATE, NULL, &error);
  if (!t.arena) die("no memory");
  if (!store) die(error.message);
  ch_map_init(&t.places, t.arena);
  read_all(store, set, &t);
  judge(store, &t, show);
  ch_store_close(store);
  ch_arena_free(t.arena);
  return 0;
}
