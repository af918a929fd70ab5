/* The record as a whole: the same set of articles gives the same bytes. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <cmocka.h>

#include <signal.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "base/file.h"
#include "record/fact.h"
#include "record/merge.h"
#include "record/traits.h"
#include "store/dispute.h"
#include "store/world.h"

static ch_wordbook *book;
static char folder[64];

static const char *path_of(const char *name) {
  static char path[128];
  snprintf(path, sizeof path, "%s/%s", folder, name);
  return path;
}

static ch_store *open_new(const char *name) {
  ch_error error = {0};
  char side[160];
  const char *path = path_of(name);
  unlink(path);
  snprintf(side, sizeof side, "%s-wal", path);
  unlink(side);
  snprintf(side, sizeof side, "%s-shm", path);
  unlink(side);
  ch_store *store = ch_store_open(path, CH_STORE_CREATE, book, &error);
  if (!store) fail_msg("%s", error.message);
  return store;
}

static uint64_t random_next(uint64_t *state) {
  *state = *state * UINT64_C(6364136223846793005) + 1442695040888963407u;
  return *state >> 33;
}

/* Adds in the given order, committing after each article for which the bit in
 * `commits` is set, and at the end. */
static void add_all(ch_store *store, const dispute *d, const size_t *order, uint64_t commits) {
  ch_error error = {0};
  must(ch_store_begin(store, &error), &error);
  for (size_t i = 0; i < d->n; i++) {
    must(dispute_add(store, &d->v[order[i]], NULL, &error), &error);
    if (!(commits >> i & 1)) continue;
    must(ch_store_commit(store, &error), &error);
    must(ch_store_begin(store, &error), &error);
  }
  must(ch_store_commit(store, &error), &error);
}

static ch_str in_order(ch_arena *arena, const dispute *d) {
  size_t order[16];
  for (size_t i = 0; i < 16; i++) order[i] = i;
  ch_store *store = open_new("reference.db");
  add_all(store, d, order, 0);
  ch_str all = dump(store, arena);
  ch_store_close(store);
  return all;
}

static void any_order_and_any_split_give_the_same_bytes(void **state) {
  (void)state;
  ch_arena *arena = ch_arena_new(0);
  dispute d;
  dispute_load(arena, &d);
  ch_str reference = in_order(arena, &d);
  assert_true(reference.n > 1000);
  uint64_t seed = 7;
  for (int turn = 0; turn < 25; turn++) {
    size_t order[16];
    for (size_t i = 0; i < d.n; i++) order[i] = i;
    for (size_t i = d.n; i > 1; i--) {
      size_t k = random_next(&seed) % i, other = order[i - 1];
      order[i - 1] = order[k];
      order[k] = other;
    }
    ch_store *store = open_new("shuffled.db");
    add_all(store, &d, order, random_next(&seed));
    ch_str got = dump(store, arena);
    if (!ch_str_eq(got, reference))
      fail_msg("turn %d:\n%.*s\nnot\n%.*s", turn, CH_PRI(got), CH_PRI(reference));
    ch_store_close(store);
  }
  ch_arena_free(arena);
}

/* --- a denser record --- */

#define WORLD_TEST 63 /* articles, of eight mentions each */

typedef struct news { ch_article article; ch_str lines; } news;

/* Articles of four days, which lie `apart` days from each other. Every ninth is a revision of the
 * one before it, of the day before, the same day or the day after. */
static void make_news(ch_arena *arena, int32_t apart, news v[WORLD_TEST]) {
  static world w;
  ch_buf id = {0}, text = {0}, lines = {0};
  world_make(&w);
  if (apart > 1) w.dyads[0] = 1; /* a single one, so that much is told of what is like it */
  for (uint64_t i = 0; i < WORLD_TEST; i++) {
    bool revises = i % 9 == 8;
    world_article(&w, revises ? 1000 + i : i, revises ? apart * (int32_t)((i - 1) % 4) + (int32_t)(i / 9 % 3) - 1 : apart * (int32_t)(i % 4), &id, &text, &lines, &v[i].article);
    ch_str old = ch_arena_copy(arena, ch_buf_str(&id)), all = ch_arena_copy(arena, ch_buf_str(&lines));
    old.n--; /* its NUL */
    v[i].article.id = revises ? v[i - 1].article.id : old;
    v[i].article.outlet = ch_arena_copy(arena, v[i].article.outlet);
    v[i].article.text = ch_arena_copy(arena, v[i].article.text);
    v[i].lines = all;
    for (char *at = (char *)(uintptr_t)all.p; revises && (at = strstr(at, old.p)) != NULL; at++)
      memcpy(at, v[i].article.id.p, old.n);
  }
  ch_buf_free(&id);
  ch_buf_free(&text);
  ch_buf_free(&lines);
}

static ch_str add_news(const news *v, const size_t *order, uint64_t commits, ch_arena *arena) {
  ch_error error = {0};
  ch_store *store = open_new("news.db");
  must(ch_store_begin(store, &error), &error);
  for (size_t i = 0; i < WORLD_TEST; i++) {
    must(ch_store_add_lines(store, &v[order[i]].article, v[order[i]].lines, NULL, &error), &error);
    if (!(commits >> (i % 64) & 1)) continue;
    must(ch_store_commit(store, &error), &error);
    must(ch_store_begin(store, &error), &error);
  }
  must(ch_store_commit(store, &error), &error);
  must(ch_store_check(store, &error), &error);
  ch_str all = dump(store, arena);
  ch_store_close(store);
  return all;
}

static void shuffle(size_t *order, size_t n, uint64_t *seed) {
  for (size_t i = 0; i < n; i++) order[i] = i;
  for (size_t i = n; i > 1; i--) {
    size_t k = random_next(seed) % i, other = order[i - 1];
    order[i - 1] = order[k];
    order[k] = other;
  }
}

static void check_any_order(int32_t apart, int turns) {
  ch_arena *arena = ch_arena_new(0);
  news *v = CH_ARRAY(arena, WORLD_TEST, news);
  size_t order[WORLD_TEST];
  uint64_t seed = 3;
  make_news(arena, apart, v);
  for (size_t i = 0; i < WORLD_TEST; i++) order[i] = i;
  ch_str reference = add_news(v, order, 0, arena);
  assert_true(reference.n > 100000);
  for (int turn = 0; turn < turns; turn++) {
    shuffle(order, WORLD_TEST, &seed);
    uint64_t commits = turn % 3 == 0 ? 0 : turn % 3 == 1 ? UINT64_C(1) << 40 : random_next(&seed) & random_next(&seed);
    ch_str got = add_news(v, order, commits, arena);
    if (ch_str_eq(got, reference)) continue;
    size_t at = 0;
    while (at < got.n && at < reference.n && got.p[at] == reference.p[at]) at++;
    fail_msg("turn %d differs at byte %zu of %zu:\n%.300s\nnot\n%.300s", turn, at, reference.n,
             got.p + (at > 150 ? at - 150 : 0), reference.p + (at > 150 ? at - 150 : 0));
  }
  ch_arena_free(arena);
}

static void dense_news_in_any_order_give_the_same_bytes(void **state) {
  (void)state;
  check_any_order(1, 20);
}

/* Old news that is told of again, some of it too old, some told too often. */
static void news_of_two_years_in_any_order_give_the_same_bytes(void **state) {
  (void)state;
  check_any_order(190, 20);
}

/* --- what is told too often to be looked for far back --- */

/* An article that tells of 35 diplomats put out by the United States. */
static void add_expulsion(ch_store *store, int number, const char *day, const char *of, bool dated) {
  ch_buf id = {0}, line = {0};
  ch_error error = {0};
  ch_buf_printf(&id, "a-%04d", number);
  ch_buf_printf(&line,
                "{\"id\":\"m-%016x\",\"article\":\"%s\",\"sentence\":1,\"span\":[0,50],"
                "\"text\":\"The United States expelled 35 diplomats of %s%s.\",\"type\":\"SANCTION\","
                "\"mode\":\"expel\",\"cameo\":\"161\",\"quad\":4,\"goldstein\":-4,\"status\":\"actual\","
                "\"claimed\":false,\"actor\":[{\"code\":\"USA\",\"name\":\"United States\",\"span\":[4,17]}],"
                "\"recipient\":[{\"code\":\"%s\",\"name\":\"%s\",\"span\":[43,46]}],"
                "\"date\":{\"from\":\"%s\",\"to\":\"%s\",\"basis\":\"%s\"},"
                "\"quantities\":[{\"value\":35,\"of\":\"diplomat\",\"text\":\"35 diplomats\"}],"
                "\"evidence\":{\"trigger\":\"expelled\",\"span\":[18,26],\"rule\":\"test:1\"}}\n",
                (unsigned)number, id.p, of, dated ? "" : " long ago", of, of, day, day, dated ? "relative" : "article");
  ch_article article = {.id = ch_buf_str(&id), .outlet = CH_STR("Wire"), .title = CH_STR("News"),
                        .text = CH_STR("The United States expelled 35 diplomats."), .language = CH_STR("en"),
                        .published = ch_day_parse(ch_str_of(day)), .published_minute = -1};
  must(ch_store_begin(store, &error), &error);
  must(ch_store_add_lines(store, &article, ch_buf_str(&line), NULL, &error), &error);
  must(ch_store_commit(store, &error), &error);
  ch_buf_free(&id);
  ch_buf_free(&line);
}

static uint64_t events_in(ch_store *store) {
  ch_store_counts counts;
  ch_error error = {0};
  must(ch_store_count(store, &counts, &error), &error);
  return counts.events;
}

/* What comes in between takes the place of what lies farther back. */
static void the_nearest_are_recalled_whatever_comes_first(void **state) {
  (void)state;
  ch_store *store = open_new("recall.db");
  add_expulsion(store, 1, "2016-12-29", "RUS", true);
  add_expulsion(store, 2, "2018-01-20", "RUS", false);
  assert_int_equal(events_in(store), 1);
  for (int month = 1; month <= CH_RECALL_SPEAKERS; month++) {
    char day[11];
    snprintf(day, sizeof day, "2017-%02d-10", month);
    assert_int_equal(events_in(store), month); /* told once, and the others */
    add_expulsion(store, 2 + month, day, "CHN", true);
  }
  assert_int_equal(events_in(store), CH_RECALL_SPEAKERS + 2);
  ch_store_close(store);
}

/* Mentions are looked for by their ids through runs of articles. */
static void a_mention_is_found_however_many_articles_follow(void **state) {
  (void)state;
  ch_arena *arena = ch_arena_new(0);
  ch_error error = {0};
  ch_fact *first, *last;
  ch_store *store = open_new("runs.db");
  add_expulsion(store, 1, "2016-12-29", "RUS", true);
  must(ch_store_begin(store, &error), &error);
  for (int i = 2; i <= 8200; i++) {
    ch_article article = {.id = ch_arena_printf(arena, "a-%04d", i), .outlet = CH_STR("Wire"), .title = CH_STR("News"),
                          .text = ch_arena_printf(arena, "Nothing of %d.", i), .language = CH_STR("en"),
                          .published = i, .published_minute = -1};
    must(ch_store_add_lines(store, &article, CH_STR(""), NULL, &error), &error);
  }
  must(ch_store_commit(store, &error), &error);
  add_expulsion(store, 8201, "2018-04-10", "CHN", true);
  must(ch_store_fact(store, CH_STR("m-0000000000000001"), arena, &first, &error), &error);
  must(ch_store_fact(store, CH_STR("m-0000000000002009"), arena, &last, &error), &error);
  assert_true(first && last);
  assert_string_equal(first->id, "e-0000000000000001");
  assert_string_equal(last->id, "e-0000000000002009");
  must(ch_store_fact(store, CH_STR("m-0000000000002008"), arena, &last, &error), &error);
  assert_null(last);
  ch_store_close(store);
  ch_arena_free(arena);
}

/* What the store keeps up to date is what merging the whole set would give. */
static void keeping_up_is_merging_anew(void **state) {
  (void)state;
  ch_arena *arena = ch_arena_new(0);
  news *v = CH_ARRAY(arena, WORLD_TEST, news);
  size_t order[WORLD_TEST], n = 0;
  uint64_t seed = 11;
  ch_error error = {0};
  make_news(arena, 1, v);
  shuffle(order, WORLD_TEST, &seed);
  add_news(v, order, UINT64_C(0x1111111111111111), arena);
  ch_store *store = ch_store_open(path_of("news.db"), CH_STORE_READ, book, &error);
  ch_facts facts;
  ch_filter all = CH_FILTER_ALL;
  must(ch_store_facts(store, &all, arena, &facts, &error), &error);
  const ch_report **reports = CH_ARRAY(arena, WORLD_TEST * WORLD_MENTIONS, const ch_report *);
  for (size_t i = 0; i < facts.n; i++)
    for (uint32_t k = 0; k < facts.v[i]->reports.n; k++) reports[n++] = facts.v[i]->reports.v[k];
  ch_clusters clusters;
  must(ch_merge(reports, n, book, arena, &clusters, &error), &error);
  assert_int_equal(clusters.n, facts.n);
  size_t large = 0;
  for (size_t i = 0; i < clusters.n; i++) {
    char id[19];
    ch_fact *fact;
    ch_event_id(&clusters.v[i], id);
    must(ch_store_fact(store, ch_str_of(id), arena, &fact, &error), &error);
    assert_non_null(fact);
    assert_string_equal(fact->id, id);
    assert_int_equal(fact->reports.n, clusters.v[i].n);
    for (uint32_t k = 0; k < fact->reports.n; k++)
      assert_true(ch_str_eq(fact->reports.v[k]->id, clusters.v[i].v[k]->id));
    large += clusters.v[i].n > CH_SPEAKERS;
  }
  print_message("%zu mentions, %zu events, %zu of them with more reports than speak for them\n", n, facts.n, large);
  assert_true(large > 2);
  ch_store_close(store);
  ch_arena_free(arena);
}

static void the_same_article_twice_changes_nothing(void **state) {
  (void)state;
  ch_arena *arena = ch_arena_new(0);
  dispute d;
  ch_error error = {0};
  dispute_load(arena, &d);
  ch_str reference = in_order(arena, &d);
  ch_store *store = ch_store_open(path_of("reference.db"), CH_STORE_WRITE, book, &error);
  must(ch_store_begin(store, &error), &error);
  for (size_t i = 0; i < d.n; i++) {
    ch_added added;
    must(dispute_add(store, &d.v[i], &added, &error), &error);
    assert_int_equal(added, CH_ADDED_KNOWN);
  }
  must(ch_store_commit(store, &error), &error);
  assert_true(ch_str_eq(dump(store, arena), reference));
  ch_store_counts counts;
  must(ch_store_count(store, &counts, &error), &error);
  assert_int_equal(counts.articles, d.n);
  assert_int_equal(counts.mentions, N_DISPUTE);
  ch_store_close(store);
  ch_arena_free(arena);
}

static void a_later_version_is_in_force(void **state) {
  (void)state;
  ch_arena *arena = ch_arena_new(0);
  ch_error error = {0};
  dispute d;
  dispute_load(arena, &d);
  dispute_article first = d.v[1], second = d.v[1];
  second.article.published++;
  second.article.text = CH_STR("Mr Obama expelled nobody, after all.");
  second.lines = CH_STR("");
  ch_report gone;
  ch_str rest = first.lines, line;
  ch_str_line(&rest, &line);
  assert_true(ch_report_read(line, arena, &gone, NULL));
  const dispute_article *const orders[][2] = {{&first, &second}, {&second, &first}};
  for (int turn = 0; turn < 2; turn++) {
    ch_store *store = open_new("versions.db");
    ch_added added;
    ch_fact *fact;
    ch_str text;
    ch_store_counts counts;
    for (int step = 0; step < 3; step++) { /* the last one is known */
      must(ch_store_begin(store, &error), &error);
      must(dispute_add(store, orders[turn][step % 2], &added, &error), &error);
      must(ch_store_commit(store, &error), &error);
      assert_int_equal(added, step == 0 ? CH_ADDED_NEW : step == 1 ? CH_ADDED_REVISED : CH_ADDED_KNOWN);
    }
    must(ch_store_text(store, first.article.id, arena, &text, &error), &error);
    assert_true(ch_str_eq(text, second.article.text));
    must(ch_store_fact(store, gone.id, arena, &fact, &error), &error);
    assert_null(fact);
    must(ch_store_count(store, &counts, &error), &error);
    assert_int_equal(counts.articles, 1);
    assert_int_equal(counts.mentions, 0);
    assert_int_equal(counts.events, 0);
    must(ch_store_check(store, &error), &error);
    ch_store_close(store);
  }
  ch_arena_free(arena);
}

static void merges_and_links_the_dispute(void **state) {
  (void)state;
  ch_arena *arena = ch_arena_new(0);
  dispute d;
  ch_error error = {0};
  dispute_load(arena, &d);
  in_order(arena, &d);
  ch_store *store = ch_store_open(path_of("reference.db"), CH_STORE_READ, book, &error);
  ch_facts facts;
  ch_filter filter = CH_FILTER_ALL;
  filter.types = 1u << CH_TYPE_SANCTION;
  must(ch_store_facts(store, &filter, arena, &facts, &error), &error);
  /* 35 expelled, compounds closed, 755, the consulate: four measures. */
  assert_int_equal(facts.n, 4);
  const ch_fact *cut = NULL, *consulate = NULL, *expelled = NULL;
  for (size_t i = 0; i < facts.n; i++) {
    const ch_fact *f = facts.v[i];
    if (f->n_quantities && f->quantities[0].value == 755) cut = f;
    if (f->n_quantities && f->quantities[0].value == 35) expelled = f;
    if (f->deadline.days.to == ch_day_parse(CH_STR("2017-09-02"))) consulate = f;
  }
  assert_non_null(cut);
  assert_non_null(expelled);
  assert_non_null(consulate);
  assert_int_equal(expelled->n_reports, 4);
  assert_int_equal(expelled->n_outlets, 4);
  assert_int_equal(cut->n_outlets, 2);
  bool answers = false, answered = false;
  for (uint32_t i = 0; i < cut->n_links; i++) {
    answers |= cut->links[i].kind == CH_LINK_ANSWERS && ch_str_is(cut->links[i].to, expelled->id);
    answered |= cut->links[i].kind == CH_LINK_ANSWERED_BY && ch_str_is(cut->links[i].to, consulate->id);
  }
  assert_true(answers);
  assert_true(answered);
  /* The denial contradicts the charge; the plan was carried out. */
  filter.types = 1u << CH_TYPE_REJECT | 1u << CH_TYPE_AGREE;
  must(ch_store_facts(store, &filter, arena, &facts, &error), &error);
  assert_int_equal(facts.n, 2);
  for (size_t i = 0; i < facts.n; i++) {
    const ch_fact *f = facts.v[i];
    bool denial = f->act.type == CH_TYPE_REJECT;
    assert_int_equal(f->n_links, denial ? 2 : 1); /* who denies a charge answers it */
    assert_int_equal(f->links[0].kind, denial ? CH_LINK_ANSWERS : CH_LINK_CARRIED_OUT_BY);
    assert_int_equal(f->links[f->n_links - 1].kind, denial ? CH_LINK_CONTRADICTS : CH_LINK_CARRIED_OUT_BY);
  }
  /* Any mention's id leads to its event, and so does the id of an event that
   * only that mention would make. */
  ch_fact *found;
  ch_str mention = expelled->reports.v[2]->id;
  must(ch_store_fact(store, mention, arena, &found, &error), &error);
  assert_string_equal(found->id, expelled->id);
  char merged[19];
  snprintf(merged, sizeof merged, "e-%.16s", mention.p + 2);
  must(ch_store_fact(store, ch_str_of(merged), arena, &found, &error), &error);
  assert_string_equal(found->id, expelled->id);
  must(ch_store_fact(store, CH_STR("e-0000000000000001"), arena, &found, &error), &error);
  assert_null(found);
  ch_store_close(store);
  ch_arena_free(arena);
}

static void copies_count_once_whatever_comes_first(void **state) {
  (void)state;
  ch_arena *arena = ch_arena_new(0);
  ch_error error = {0};
  dispute d;
  dispute_load(arena, &d);
  /* The same story a day later under another name. */
  dispute_article copy = d.v[1];
  copy.article.id = CH_STR("paste1");
  copy.article.outlet = CH_STR("Paste");
  copy.article.published++;
  ch_str lines = {0}, line, rest = d.v[1].lines;
  while (ch_str_line(&rest, &line)) {
    size_t at = ch_str_find(line, CH_STR("\"article\":\"c1\""), 0);
    if (line.n == 0 || at == SIZE_MAX) continue;
    lines = ch_arena_printf(arena, "%.*s%.*sf%.*s\"article\":\"paste1\"%.*s\n", CH_PRI(lines),
                            CH_PRI(ch_str_slice(line, 0, 9)), CH_PRI(ch_str_slice(line, 10, at)),
                            CH_PRI(ch_str_slice(line, at + 14, line.n)));
  }
  copy.lines = lines;
  /* And the agency's original, of which nothing was coded. */
  dispute_article agency = d.v[1];
  agency.article.id = CH_STR("agency1");
  agency.article.outlet = CH_STR("Agency");
  agency.article.published--;
  agency.lines = CH_STR("");
  const dispute_article *const orders[][3] = {
      {&copy, &d.v[1], &agency}, {&agency, &copy, &d.v[1]}, {&d.v[1], &agency, &copy}};
  ch_str first = {0};
  for (int turn = 0; turn < 3; turn++) {
    ch_store *store = open_new("copies.db");
    for (int step = 0; step < 3; step++) {
      must(ch_store_begin(store, &error), &error);
      must(dispute_add(store, orders[turn][step], NULL, &error), &error);
      must(ch_store_commit(store, &error), &error);
    }
    ch_facts facts;
    ch_filter all = CH_FILTER_ALL;
    must(ch_store_facts(store, &all, arena, &facts, &error), &error);
    assert_int_equal(facts.n, 3);
    for (size_t i = 0; i < facts.n; i++) {
      assert_int_equal(facts.v[i]->n_reports, 1);
      assert_int_equal(facts.v[i]->n_outlets, 1);
      assert_int_equal(facts.v[i]->n_copies, 1);
    }
    ch_str all_lines = dump(store, arena);
    if (turn == 0) first = all_lines;
    assert_true(ch_str_eq(first, all_lines));
    ch_store_close(store);
  }
  ch_arena_free(arena);
}

/* --- kills --- */

/* Adds article after article, a commit each, telling a pipe after each. */
static void child(const char *path, const dispute *d, int pipe_end) {
  ch_error error = {0};
  ch_store *store = ch_store_open(path, CH_STORE_CREATE, book, &error);
  for (size_t i = 0; store && i < d->n; i++) {
    if (!ch_store_begin(store, &error) || !dispute_add(store, &d->v[i], NULL, &error) ||
        !ch_store_commit(store, &error))
      _exit(3);
    unsigned char number = (unsigned char)i;
    if (write(pipe_end, &number, 1) != 1) _exit(4);
  }
  _exit(store ? 0 : 5);
}

static void a_kill_loses_nothing_acknowledged(void **state) {
  (void)state;
  ch_arena *arena = ch_arena_new(0);
  dispute d;
  ch_error error = {0};
  dispute_load(arena, &d);
  ch_str reference = in_order(arena, &d);
  uint64_t seed = 99;
  int early = 0;
  const char *asked = getenv("CHANCERY_KILLS");
  int kills = asked ? atoi(asked) : 40;
  for (int turn = 0; turn < kills; turn++) {
    int ends[2];
    ch_store_close(open_new("killed.db"));
    char path[128];
    snprintf(path, sizeof path, "%s", path_of("killed.db"));
    assert_int_equal(pipe(ends), 0);
    pid_t pid = fork();
    if (pid == 0) child(path, &d, ends[1]);
    close(ends[1]);
    struct timespec wait = {0, (long)(random_next(&seed) % 25000000)};
    nanosleep(&wait, NULL);
    kill(pid, SIGKILL);
    int status;
    waitpid(pid, &status, 0);
    unsigned char number;
    size_t acknowledged = 0;
    while (read(ends[0], &number, 1) == 1) acknowledged = number + 1u;
    close(ends[0]);
    early += acknowledged < d.n;
    ch_store *store = ch_store_open(path, CH_STORE_WRITE, book, &error);
    if (!store) fail_msg("%s", error.message);
    must(ch_store_check(store, &error), &error);
    ch_store_counts counts;
    must(ch_store_count(store, &counts, &error), &error);
    assert_true(counts.articles >= acknowledged);
    assert_true(counts.articles <= acknowledged + 1);
    must(ch_store_begin(store, &error), &error);
    for (size_t i = 0; i < d.n; i++) must(dispute_add(store, &d.v[i], NULL, &error), &error);
    must(ch_store_commit(store, &error), &error);
    assert_true(ch_str_eq(dump(store, arena), reference));
    ch_store_close(store);
  }
  print_message("killed before the end: %d of %d\n", early, kills);
  ch_arena_free(arena);
}

/* --- what is no record --- */

static void refuses_what_is_no_record(void **state) {
  (void)state;
  ch_error error = {0};
  const char *path = path_of("foreign.db");
  must(ch_file_write_atomic(path, CH_STR("These are no database pages, but a letter of some length, "
                                         "long enough for a header of one hundred bytes and more."),
                            &error),
       &error);
  assert_null(ch_store_open(path, CH_STORE_CREATE, book, &error));
  assert_int_equal(error.code, CH_ERROR_STORE);
  assert_non_null(strstr(error.message, "no record"));
  assert_null(ch_store_open(path_of("nothing.db"), CH_STORE_READ, book, &error));
  assert_non_null(strstr(error.message, "there is no record"));
  assert_null(ch_store_open("postgresql://x", CH_STORE_WRITE, book, &error));
}

static void damage_is_told_not_crashed_on(void **state) {
  (void)state;
  ch_arena *arena = ch_arena_new(0);
  dispute d;
  ch_error error = {0};
  dispute_load(arena, &d);
  ch_str reference = in_order(arena, &d), bytes;
  must(ch_file_read(path_of("reference.db"), arena, &bytes, &error), &error);
  uint64_t seed = 5;
  int told = 0, harmless = 0;
  for (int turn = 0; turn < 60; turn++) {
    ch_str bad = ch_arena_copy(arena, bytes);
    if (turn % 3 == 0) bad.n = (size_t)(random_next(&seed) % bad.n);
    for (int flips = 0; flips < 20 && bad.n; flips++)
      ((char *)(uintptr_t)bad.p)[random_next(&seed) % bad.n] ^= (char)(1 << random_next(&seed) % 8);
    ch_store_close(open_new("damaged.db"));
    must(ch_file_write_atomic(path_of("damaged.db"), bad, &error), &error);
    error = (ch_error){0};
    ch_store *store = ch_store_open(path_of("damaged.db"), CH_STORE_WRITE, book, &error);
    ch_facts facts;
    ch_filter all = CH_FILTER_ALL;
    bool done = store && ch_store_facts(store, &all, arena, &facts, &error) &&
                ch_store_check(store, &error);
    if (done) harmless++;
    else if (error.message[0]) told++;
    ch_store_close(store);
  }
  print_message("damaged 60 times: %d told, %d without effect on what was read\n", told, harmless);
  assert_int_equal(told + harmless, 60);
  assert_true(told > 30);
  assert_true(reference.n > 0);
  ch_arena_free(arena);
}

static int set_up(void **state) {
  (void)state;
  ch_error error = {0};
  snprintf(folder, sizeof folder, "/tmp/chancery-store-XXXXXX");
  if (!mkdtemp(folder)) return -1;
  book = ch_wordbook_open(SOURCE_DIR "/data/en/record/words.txt", &error);
  return book ? 0 : -1;
}

static bool remove_one(const char *path, void *self) {
  (void)self;
  unlink(path);
  return true;
}

static int tear_down(void **state) {
  (void)state;
  ch_file_walk(folder, remove_one, NULL, NULL);
  rmdir(folder);
  ch_wordbook_free(book);
  return 0;
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(any_order_and_any_split_give_the_same_bytes),
      cmocka_unit_test(dense_news_in_any_order_give_the_same_bytes),
      cmocka_unit_test(news_of_two_years_in_any_order_give_the_same_bytes),
      cmocka_unit_test(the_nearest_are_recalled_whatever_comes_first),
      cmocka_unit_test(a_mention_is_found_however_many_articles_follow),
      cmocka_unit_test(keeping_up_is_merging_anew),
      cmocka_unit_test(the_same_article_twice_changes_nothing),
      cmocka_unit_test(a_later_version_is_in_force),
      cmocka_unit_test(merges_and_links_the_dispute),
      cmocka_unit_test(copies_count_once_whatever_comes_first),
      cmocka_unit_test(a_kill_loses_nothing_acknowledged),
      cmocka_unit_test(refuses_what_is_no_record),
      cmocka_unit_test(damage_is_told_not_crashed_on),
  };
  return cmocka_run_group_tests(tests, set_up, tear_down);
}
