/* What people decide about merging: it is kept, holds for what comes later, in
 * whatever order, and can be taken back. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <cmocka.h>

#include "record/merge.h"
#include "store/dispute.h"
#include "store/world.h"

static ch_wordbook *book;

static ch_store *open_new(void) {
  ch_error error = {0};
  ch_store *store = ch_store_open(":memory:", CH_STORE_CREATE, book, &error);
  if (!store) fail_msg("%s", error.message);
  return store;
}

static void add(ch_store *store, const dispute_article *a) {
  ch_error error = {0};
  must(ch_store_begin(store, &error), &error);
  must(dispute_add(store, a, NULL, &error), &error);
  must(ch_store_commit(store, &error), &error);
}

static int64_t decide(ch_store *store, ch_decision d) {
  ch_error error = {0};
  must(ch_store_begin(store, &error), &error);
  must(ch_store_decide(store, &d, &error), &error);
  must(ch_store_commit(store, &error), &error);
  return d.number;
}

static const ch_fact *fact_of(ch_store *store, ch_str id, ch_arena *arena) {
  ch_error error = {0};
  ch_fact *fact;
  must(ch_store_fact(store, id, arena, &fact, &error), &error);
  assert_non_null(fact);
  return fact;
}

static ch_str ids_of(const ch_fact *f, ch_arena *arena) {
  ch_str ids = {0};
  for (uint32_t i = 0; i < f->reports.n; i++)
    ids = ch_arena_printf(arena, "%.*s%s%.*s", CH_PRI(ids), i ? " " : "", CH_PRI(f->reports.v[i]->id));
  return ids;
}

/* Of the line whose name begins so. */
static ch_str mention(ch_arena *arena, const char *name) {
  for (size_t i = 0; i < N_DISPUTE; i++) {
    case_line *line = CH_NEW(arena, case_line);
    case_read(ch_str_of(DISPUTE[i]), arena, line);
    if (ch_str_is(line->name, name)) return line->report.id;
  }
  fail_msg("no line %s", name);
  return (ch_str){0};
}

static bool together(ch_store *store, ch_str a, ch_str b, ch_arena *arena) {
  return strcmp(fact_of(store, a, arena)->id, fact_of(store, b, arena)->id) == 0;
}

/* A report taken out stands apart, those left stay one; joining undoes it; withdrawing both
 * leaves what there was before. */
static void a_split_is_undone_by_a_join(void **state) {
  (void)state;
  ch_arena *arena = ch_arena_new(0);
  ch_error error = {0};
  dispute d;
  dispute_load(arena, &d);
  ch_store *store = open_new();
  for (size_t i = 0; i < d.n; i++) add(store, &d.v[i]);
  ch_str before = dump(store, arena);
  ch_str a1 = mention(arena, "a1"), b1 = mention(arena, "b1"), c2 = mention(arena, "c2");
  assert_true(together(store, a1, b1, arena) && together(store, a1, c2, arena));
  ch_str others = ch_arena_printf(arena, "%.*s %.*s %.*s", CH_PRI(b1), CH_PRI(c2), CH_PRI(mention(arena, "g1")));
  int64_t first = decide(store, (ch_decision){.kind = CH_DECISION_SPLIT, .mentions = a1, .others = others,
                                              .day = CH_DAY_NONE});
  assert_false(together(store, a1, b1, arena));
  assert_true(together(store, b1, c2, arena));
  assert_int_equal(fact_of(store, a1, arena)->reports.n, 1);
  int64_t second = decide(store, (ch_decision){.kind = CH_DECISION_JOIN,
      .mentions = ch_arena_printf(arena, "%.*s %.*s", CH_PRI(a1), CH_PRI(others)), .day = CH_DAY_NONE});
  assert_true(together(store, a1, b1, arena));
  assert_true(ch_str_eq(dump(store, arena), before));
  assert_true(second > first);
  must(ch_store_begin(store, &error), &error);
  must(ch_store_withdraw(store, second, &error), &error);
  must(ch_store_commit(store, &error), &error);
  assert_false(together(store, a1, b1, arena));
  must(ch_store_begin(store, &error), &error);
  must(ch_store_withdraw(store, first, &error), &error);
  must(ch_store_commit(store, &error), &error);
  assert_true(ch_str_eq(dump(store, arena), before));
  must(ch_store_begin(store, &error), &error);
  assert_false(ch_store_withdraw(store, 99, &error));
  assert_int_equal(error.code, CH_ERROR_USAGE);
  ch_store_rollback(store);
  ch_store_close(store);
  ch_arena_free(arena);
}

/* Events of other types and directions may be joined; what comes later joins them by either. */
static void what_comes_later_joins_what_people_made(void **state) {
  (void)state;
  static const char *const LATER =
      "z1: Herald 2017-01-02 SANCTION USA>RUS date=2016-12-29 q=2:compound id=h1 s=0 cameo=161 : "
      "Washington *closed* two Russian compounds in Maryland and New York.";
  /* Published before all of them, added last. */
  static const char *const EARLIER =
      "z0: Herald 2016-12-29 SANCTION/expel USA>RUS date=2016-12-29 q=35:diplomat id=a0 s=0 cameo=161 : "
      "The United States *ordered* 35 Russian diplomats out of the country.";
  ch_arena *arena = ch_arena_new(0);
  dispute d, later, earlier;
  dispute_load(arena, &d);
  dispute_of(&LATER, 1, arena, &later);
  dispute_of(&EARLIER, 1, arena, &earlier);
  case_line z0, z1;
  case_read(ch_str_of(EARLIER), arena, &z0);
  case_read(ch_str_of(LATER), arena, &z1);
  ch_str a1 = mention(arena, "a1"), a2 = mention(arena, "a2"), a4 = mention(arena, "a4");
  for (int first = 0; first < 2; first++) {
    ch_store *store = open_new();
    if (first) add(store, &later.v[0]);
    for (size_t i = 0; i < d.n; i++) add(store, &d.v[i]);
    ch_str all = ch_arena_printf(arena, "%.*s %.*s %.*s", CH_PRI(ids_of(fact_of(store, a1, arena), arena)),
                                 CH_PRI(ids_of(fact_of(store, a2, arena), arena)), CH_PRI(a4));
    decide(store, (ch_decision){.kind = CH_DECISION_JOIN, .mentions = all, .day = CH_DAY_NONE});
    if (!first) add(store, &later.v[0]);
    add(store, &earlier.v[0]);
    assert_true(together(store, a1, z0.report.id, arena));
    assert_true(together(store, a1, a2, arena) && together(store, a1, a4, arena));
    assert_true(together(store, a1, z1.report.id, arena));
    ch_store_close(store);
  }
  ch_arena_free(arena);
}

/* --- the same bytes --- */

#define ARTICLES 36
#define DECISIONS 14

typedef struct news { ch_article article; ch_str lines; } news;

/* Four days of news, every ninth article a revision of the one before it. */
static void make_news(ch_arena *arena, news v[ARTICLES]) {
  static world w;
  ch_buf id = {0}, text = {0}, lines = {0};
  world_make(&w);
  for (uint64_t i = 0; i < ARTICLES; i++) {
    bool revises = i % 9 == 8;
    world_article(&w, revises ? 1000 + i : i, (int32_t)(i % 4), &id, &text, &lines, &v[i].article);
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

static uint64_t random_next(uint64_t *state) {
  *state = *state * UINT64_C(6364136223846793005) + 1442695040888963407u;
  return *state >> 33;
}

/* Splits and joins at random, as a person would make them on the whole record;
 * each on what the ones before it left. */
static void make_decisions(const news *v, ch_arena *arena, ch_decision out[DECISIONS]) {
  ch_store *store = open_new();
  ch_error error = {0};
  ch_filter every = CH_FILTER_ALL;
  uint64_t seed = 5;
  must(ch_store_begin(store, &error), &error);
  for (size_t i = 0; i < ARTICLES; i++)
    must(ch_store_add_lines(store, &v[i].article, v[i].lines, NULL, &error), &error);
  must(ch_store_commit(store, &error), &error);
  for (int i = 0; i < DECISIONS; i++) {
    ch_facts facts;
    must(ch_store_facts(store, &every, arena, &facts, &error), &error);
    const ch_fact *a = facts.v[random_next(&seed) % facts.n], *b = facts.v[random_next(&seed) % facts.n];
    while (i % 2 && a->reports.n < 2) a = facts.v[random_next(&seed) % facts.n];
    out[i] = (ch_decision){.kind = i % 2 ? CH_DECISION_SPLIT : CH_DECISION_JOIN, .day = 17000};
    if (i % 2) {
      for (uint32_t k = 0; k < a->reports.n; k++) {
        ch_str *list = k < (a->reports.n + 1) / 2 ? &out[i].others : &out[i].mentions;
        *list = ch_arena_printf(arena, "%.*s%s%.*s", CH_PRI(*list), list->n ? " " : "",
                                CH_PRI(a->reports.v[k]->id));
      }
    } else {
      out[i].mentions = ch_arena_printf(arena, "%.*s %.*s", CH_PRI(ids_of(a, arena)), CH_PRI(ids_of(b, arena)));
    }
    decide(store, out[i]);
  }
  ch_store_close(store);
}

/* Decisions in their order, anywhere among articles in any order. */
static ch_str build(const news *v, const ch_decision *decisions, uint64_t seed, ch_arena *arena) {
  size_t order[ARTICLES], next = 0, decided = 0;
  ch_error error = {0};
  for (size_t i = 0; i < ARTICLES; i++) order[i] = i;
  for (size_t i = ARTICLES; seed && i > 1; i--) {
    size_t k = random_next(&seed) % i, other = order[i - 1];
    order[i - 1] = order[k];
    order[k] = other;
  }
  ch_store *store = open_new();
  while (next < ARTICLES || decided < DECISIONS) {
    must(ch_store_begin(store, &error), &error);
    for (size_t n = seed ? random_next(&seed) % 20 : ARTICLES; n && next < ARTICLES; n--, next++)
      must(ch_store_add_lines(store, &v[order[next]].article, v[order[next]].lines, NULL, &error), &error);
    if (seed == 0 || random_next(&seed) % 2)
      for (size_t n = seed ? random_next(&seed) % 4 : DECISIONS; n && decided < DECISIONS; n--) {
        ch_decision d = decisions[decided++];
        must(ch_store_decide(store, &d, &error), &error);
      }
    must(ch_store_commit(store, &error), &error);
  }
  must(ch_store_check(store, &error), &error);
  ch_str all = dump(store, arena);
  ch_store_close(store);
  return all;
}

static void any_order_gives_the_same_bytes(void **state) {
  (void)state;
  ch_arena *arena = ch_arena_new(0);
  news *v = CH_ARRAY(arena, ARTICLES, news);
  ch_decision decisions[DECISIONS];
  make_news(arena, v);
  make_decisions(v, arena, decisions);
  ch_str reference = build(v, decisions, 0, arena);
  assert_true(reference.n > 50000);
  for (uint64_t turn = 1; turn <= 15; turn++) {
    ch_str got = build(v, decisions, turn, arena);
    size_t at = 0;
    while (at < got.n && at < reference.n && got.p[at] == reference.p[at]) at++;
    if (!ch_str_eq(got, reference))
      fail_msg("turn %d differs at byte %zu of %zu:\n%.300s\nnot\n%.300s", (int)turn, at, reference.n,
               got.p + (at > 150 ? at - 150 : 0), reference.p + (at > 150 ? at - 150 : 0));
  }
  ch_arena_free(arena);
}

/* --- as JSON --- */

static void reads_what_the_view_writes(void **state) {
  (void)state;
  ch_arena *arena = ch_arena_new(0);
  ch_error error = {0};
  ch_decision d;
  must(ch_decision_read(CH_STR("{\"no\":3,\"kind\":\"split\",\"day\":\"2017-09-01\",\"by\":\"me\","
                               "\"mentions\":\"m-1 m-2\",\"others\":\"m-3\",\"note\":\"two days\"}"),
                        arena, &d, &error),
       &error);
  assert_int_equal(d.kind, CH_DECISION_SPLIT);
  assert_int_equal(d.day, ch_day_parse(CH_STR("2017-09-01")));
  assert_true(ch_str_is(d.mentions, "m-1 m-2") && ch_str_is(d.others, "m-3"));
  static const char *const BAD[] = {"", "[]", "{\"kind\":\"split\"}", "{\"kind\":\"cut\",\"mentions\":\"m-1\"}",
                                    "{\"kind\":\"note\",\"mentions\":\"m-1\",\"day\":\"soon\"}"};
  for (size_t i = 0; i < sizeof BAD / sizeof *BAD; i++)
    assert_false(ch_decision_read(ch_str_of(BAD[i]), arena, &d, &error));
  ch_arena_free(arena);
}

static int set_up(void **state) {
  (void)state;
  ch_error error = {0};
  book = ch_wordbook_open(SOURCE_DIR "/data/en/record/words.txt", &error);
  return book ? 0 : -1;
}

static int tear_down(void **state) {
  (void)state;
  ch_wordbook_free(book);
  return 0;
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(a_split_is_undone_by_a_join),
      cmocka_unit_test(what_comes_later_joins_what_people_made),
      cmocka_unit_test(any_order_gives_the_same_bytes),
      cmocka_unit_test(reads_what_the_view_writes),
  };
  return cmocka_run_group_tests(tests, set_up, tear_down);
}
