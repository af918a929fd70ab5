/* What handles of one record keep in memory answers as the file does: for filters of all kinds,
 * after articles, copies, revisions and decisions came, while others write, to many at once. */
#include "testing.h"

#include <pthread.h>
#include <stdlib.h>
#include <unistd.h>

#include "store/dispute.h"
#include "store/world.h"

static ch_wordbook *book;
static char folder[] = "/tmp/chancery-kept-XXXXXX", path[64];
static world the_world;

static const struct { const char *a, *b; } SIDES[] = {{"", ""}, {"USA", ""}, {"USA", "RUS"},
                                                       {"RUS", "USA"}, {"CHN", "UKR"},
                                                       {"SYR", "USA"}, {"ZZZ", ""}};
static const char *const FROM[] = {"", "2009-12-20", "2010-01-03", "2017-07-08"};
static const char *const TO[] = {"", "2010-01-02", "2017-08-01"};
static const char *const ISSUES[] = {"", "sanctions", "trade"};
static const uint32_t TYPES[] = {0, 1u << CH_TYPE_SANCTION | 1u << CH_TYPE_CONSULT};
static const uint32_t STATUSES[] = {0, 1u << CH_STATUS_ACTUAL};
static const struct { uint64_t skip, most; } PAGES[] = {{0, 0}, {0, 5}, {3, 40}, {100, 100000}};

#define N(array) (sizeof(array) / sizeof *(array))
enum { N_FILTERS = N(SIDES) * N(FROM) * N(TO) * N(ISSUES) * N(TYPES) * N(STATUSES) * N(PAGES) };

static size_t digit(size_t *number, size_t base) {
  size_t d = *number % base;
  *number /= base;
  return d;
}

static ch_filter filter_of(size_t i) {
  ch_filter f = CH_FILTER_ALL;
  size_t page = digit(&i, N(PAGES)), sides = digit(&i, N(SIDES));
  const char *from = FROM[digit(&i, N(FROM))], *to = TO[digit(&i, N(TO))];
  f.issue = ch_str_of(ISSUES[digit(&i, N(ISSUES))]);
  f.types = TYPES[digit(&i, N(TYPES))];
  f.statuses = STATUSES[digit(&i, N(STATUSES))];
  f.skip = PAGES[page].skip;
  f.most = PAGES[page].most;
  f.between[0] = ch_str_of(SIDES[sides].a);
  f.between[1] = ch_str_of(SIDES[sides].b);
  if (*from) f.days.from = ch_day_parse(ch_str_of(from));
  if (*to) f.days.to = ch_day_parse(ch_str_of(to));
  return f;
}

/* All that is told of one filter. */
static void tell(ch_store *store, const ch_filter *filter, ch_arena *arena, ch_buf *out) {
  ch_facts facts;
  ch_event_marks marks;
  uint64_t n;
  size_t left_out, left;
  ch_error error = {0};
  assert_true(ch_store_shown(store, filter, arena, &facts, &error));
  assert_true(ch_store_marks(store, filter, arena, &marks, &left_out, &error));
  assert_true(ch_store_matching(store, filter, &n, &left, &error));
  assert_int_equal(n, marks.n);
  assert_int_equal(left, left_out);
  ch_news news;
  uint64_t in_time;
  assert_true(ch_store_news(store, filter, false, arena, &news, &error));
  assert_true(ch_store_articles_in(store, filter->days, &in_time, &error));
  ch_buf_printf(out, "%llu articles", (unsigned long long)in_time);
  for (size_t i = 0; i < news.n; i++)
    ch_buf_printf(out, " %d:%u-%u", news.v[i].day, news.v[i].articles, news.v[i].copies);
  ch_buf_printf(out, "\n%zu %zu %zu\n", facts.n_all, facts.n_filtered, left_out);
  for (size_t i = 0; i < facts.n; i++) {
    ch_buf_printf(out, "%s ", facts.v[i]->id);
    for (uint32_t k = 0; k < facts.v[i]->n_links; k++) {
      const ch_fact_link *l = &facts.v[i]->links[k];
      ch_buf_printf(out, "%s%s %.*s %.*s, ", ch_link_name(l->kind), l->stated ? "!" : "",
                    CH_PRI(l->to), CH_PRI(l->report));
    }
  }
  for (size_t i = 0; i < marks.n; i++) {
    const ch_event_mark *m = &marks.v[i];
    ch_buf_printf(out, "%d.%d.%d.%d.%d.%d%d ", m->day, m->tenths, m->type, m->status, m->quad,
                  m->first_acts, m->second_acts);
  }
}

static ch_str told(ch_store *store, size_t filter, ch_arena *arena) {
  ch_filter f = filter_of(filter);
  ch_buf text;
  ch_buf_init(&text, 0);
  tell(store, &f, arena, &text);
  assert_false(text.failed);
  ch_str kept = ch_arena_copy(arena, ch_buf_str(&text));
  ch_buf_free(&text);
  return kept;
}

static bool go_on(void *self) {
  int *left = self;
  return (*left)-- > 0;
}

/* Every `step`-th filter; gives the events that matched in all. By turns much, little and nothing
 * has been read ahead. */
static size_t same(ch_store *keeping, size_t step) {
  static int turn;
  int left = turn % 3 == 0 ? 0 : turn % 3 == 1 ? 3 : INT32_MAX;
  ch_ahead ahead = {go_on, &left};
  ch_error error = {0};
  ch_arena *arena = ch_arena_new(0);
  ch_store *plain = ch_store_open(path, CH_STORE_READ, book, &error);
  size_t events = 0;
  assert_non_null(plain);
  turn++;
  assert_true(ch_store_read_ahead(keeping, &ahead, &error));
  assert_true(ch_store_hold(keeping, &error) && ch_store_hold(plain, &error));
  for (size_t i = 0; i < N_FILTERS; i += step) {
    ch_str a = told(keeping, i, arena), b = told(plain, i, arena);
    assert_string_equal(a.p, b.p);
    events += a.n;
    ch_arena_clear(arena);
  }
  ch_store_release(keeping);
  ch_store_close(plain);
  ch_arena_free(arena);
  return events;
}

static void add_news(ch_store *store, uint64_t from, uint64_t to) {
  ch_error error = {0};
  ch_buf id, text, lines;
  ch_article article;
  ch_buf_init(&id, 0);
  ch_buf_init(&text, 0);
  ch_buf_init(&lines, 0);
  assert_true(ch_store_begin(store, &error));
  for (uint64_t i = from; i < to; i++) {
    world_article(&the_world, i, (int32_t)(i / 12), &id, &text, &lines, &article);
    assert_true(ch_store_add_lines(store, &article, ch_buf_str(&lines), NULL, &error));
  }
  assert_true(ch_store_commit(store, &error));
  ch_buf_free(&id);
  ch_buf_free(&text);
  ch_buf_free(&lines);
}

static void memory_answers_as_the_file(void **state) {
  (void)state;
  ch_error error = {0};
  ch_arena *arena = ch_arena_new(0);
  ch_store *writer = ch_store_open(path, CH_STORE_CREATE, book, &error);
  dispute d;
  dispute_load(arena, &d);
  add_news(writer, 0, 40);
  ch_store *first = ch_store_open(path, CH_STORE_READ, book, &error);
  ch_store *second = ch_store_beside(first, &error);
  assert_non_null(second);
  size_t events = same(second, 3);
  assert_int_equal(same(first, 7), same(second, 7)); /* what the other has read */

  /* Articles one by one: events of long ago, plans, meetings, wide dates. */
  for (size_t i = 0; i < d.n; i++) {
    assert_true(ch_store_begin(writer, &error));
    assert_true(dispute_add(writer, &d.v[d.n - 1 - i], NULL, &error));
    assert_true(ch_store_commit(writer, &error));
    same(i % 2 ? first : second, 59);
  }
  size_t more = same(second, 3);
  assert_true(more > events);

  /* A copy, which changes who reports and nothing else. */
  dispute_article copy = d.v[0];
  copy.article.outlet = CH_STR("Mirror");
  copy.article.id = CH_STR("w9");
  copy.article.published += 1;
  copy.lines = CH_STR("");
  assert_true(ch_store_begin(writer, &error));
  assert_true(dispute_add(writer, &copy, NULL, &error));
  assert_true(ch_store_commit(writer, &error));
  same(first, 11);

  /* People join two events, which leaves as many mentions; and take it back. */
  ch_filter sides = CH_FILTER_ALL;
  ch_facts facts;
  sides.between[0] = CH_STR("USA");
  sides.days.from = ch_day_parse(CH_STR("2016-01-01"));
  assert_true(ch_store_facts(writer, &sides, arena, &facts, &error));
  ch_str two[2] = {{NULL, 0}, {NULL, 0}};
  for (size_t i = 0, n = 0; i < facts.n && n < 2; i++)
    if (facts.v[i]->reports.n == 1) two[n++] = facts.v[i]->reports.v[0]->id;
  ch_str both = ch_arena_printf(arena, "%.*s %.*s", CH_PRI(two[0]), CH_PRI(two[1]));
  ch_decision join = {.kind = CH_DECISION_JOIN, .mentions = both, .day = CH_DAY_NONE};
  assert_true(ch_store_begin(writer, &error));
  assert_true(ch_store_decide(writer, &join, &error));
  assert_true(ch_store_commit(writer, &error));
  assert_true(same(second, 3) < more);
  assert_true(ch_store_begin(writer, &error));
  assert_true(ch_store_withdraw(writer, join.number, &error));
  assert_true(ch_store_commit(writer, &error));
  assert_int_equal(same(first, 3), more);

  /* Nothing of what was undone is kept. */
  assert_true(ch_store_begin(writer, &error));
  assert_true(ch_store_decide(writer, &join, &error));
  ch_store_rollback(writer);
  assert_int_equal(same(second, 3), more);
  ch_store_close(first);
  assert_int_equal(same(second, 3), more);
  ch_store_close(second);
  ch_store_close(writer);
  ch_arena_free(arena);
}

/* Who holds a state goes on seeing it, whatever others have read since. */
static void a_state_that_is_held(void **state) {
  (void)state;
  ch_error error = {0};
  ch_arena *arena = ch_arena_new(0);
  ch_store *writer = ch_store_open(path, CH_STORE_WRITE, book, &error);
  ch_store *early = ch_store_open(path, CH_STORE_READ, book, &error);
  ch_store *late = ch_store_beside(early, &error);
  assert_true(ch_store_hold(early, &error));
  ch_str before = told(early, 0, arena);
  add_news(writer, 40, 60);
  assert_true(ch_store_hold(late, &error));
  ch_str after = told(late, 0, arena);
  assert_false(ch_str_eq(before, after));
  assert_true(ch_str_eq(told(early, 0, arena), before));
  assert_true(ch_str_eq(told(late, 0, arena), after));
  ch_store_release(early);
  ch_store_release(late);
  assert_true(ch_store_hold(early, &error));
  assert_true(ch_str_eq(told(early, 0, arena), after));
  ch_store_release(early);
  ch_store_close(late);
  ch_store_close(early);
  ch_store_close(writer);
  ch_arena_free(arena);
}

typedef struct asker {
  pthread_t thread;
  ch_store *store;
  size_t first, rounds;
  bool failed;
} asker;

static void *ask(void *self) {
  asker *a = self;
  int left = INT32_MAX;
  ch_ahead ahead = {go_on, &left};
  ch_error error = {0};
  ch_arena *arena = ch_arena_new(0);
  for (size_t i = 0; i < a->rounds; i++) {
    ch_filter f = filter_of((a->first + i * 37) % N_FILTERS);
    ch_event_marks marks;
    uint64_t n;
    size_t left_out;
    ch_arena_clear(arena);
    if (i % 50 == 0) a->failed |= !ch_store_read_ahead(a->store, &ahead, &error);
    a->failed |= !ch_store_hold(a->store, &error) ||
                 !ch_store_marks(a->store, &f, arena, &marks, &left_out, &error) ||
                 !ch_store_matching(a->store, &f, &n, &left_out, &error) || n != marks.n;
    ch_store_release(a->store);
  }
  ch_arena_free(arena);
  return NULL;
}

static void many_at_once(void **state) {
  (void)state;
  ch_error error = {0};
  asker askers[4];
  ch_store *writer = ch_store_open(path, CH_STORE_WRITE, book, &error);
  for (size_t i = 0; i < 4; i++)
    askers[i] = (asker){.store = i ? ch_store_beside(askers[0].store, &error)
                                   : ch_store_open(path, CH_STORE_READ, book, &error),
                        .first = i / 2, .rounds = 400};
  for (size_t i = 0; i < 4; i++)
    assert_int_equal(pthread_create(&askers[i].thread, NULL, ask, &askers[i]), 0);
  for (uint64_t i = 60; i < 80; i += 5) add_news(writer, i, i + 5);
  for (size_t i = 0; i < 4; i++) {
    pthread_join(askers[i].thread, NULL);
    assert_false(askers[i].failed);
  }
  same(askers[3].store, 5);
  for (size_t i = 0; i < 4; i++) ch_store_close(askers[i].store);
  ch_store_close(writer);
}

static void a_record_in_memory(void **state) {
  (void)state;
  ch_error error = {0};
  ch_store *store = ch_store_open(":memory:", CH_STORE_CREATE, book, &error);
  assert_null(ch_store_beside(store, &error));
  assert_int_equal(error.code, CH_ERROR_USAGE);
  ch_store_close(store);
}

static int begin(void **state) {
  (void)state;
  ch_error error = {0};
  book = ch_wordbook_open(SOURCE_DIR "/data/en/record/words.txt", &error);
  world_make(&the_world);
  if (!book || !mkdtemp(folder)) return -1;
  snprintf(path, sizeof path, "%s/record.db", folder);
  return 0;
}

static int end(void **state) {
  (void)state;
  char command[96];
  snprintf(command, sizeof command, "rm -rf '%s'", folder);
  ch_wordbook_free(book);
  return system(command);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(memory_answers_as_the_file), cmocka_unit_test(a_state_that_is_held),
      cmocka_unit_test(many_at_once), cmocka_unit_test(a_record_in_memory)};
  return cmocka_run_group_tests(tests, begin, end);
}
