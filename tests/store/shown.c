/* What is kept of an event for rows is what reading all its reports gives, however the record
 * came to be: in one run or many, with copies, revisions and decisions. */
#include "testing.h"

#include <stdlib.h>
#include <unistd.h>

#include "record/content.h"
#include "store/dispute.h"
#include "store/work.h"
#include "store/world.h"

static ch_wordbook *book;

static ch_str packed(const ch_fact *f, ch_arena *arena) {
  ch_buf bytes;
  ch_buf_init(&bytes, 0);
  assert_true(ch_fact_pack(f, &bytes));
  ch_str copy = ch_arena_copy(arena, ch_buf_str(&bytes));
  ch_buf_free(&bytes);
  return copy;
}

/* What linking asks of the event's reports is kept as they tell it. */
static void same_answers(ch_store *store, const ch_fact *f, ch_arena *arena) {
  ch_error error = {0};
  ch_str shown, kept;
  ch_mention_head head;
  ch_buf told;
  int64_t number;
  uint64_t key = ch_event_key(f->reports.v[0]->id);
  assert_true(store->ops->mention_find(store->backend, key, &number, &error));
  assert_true(store->ops->mention_head(store->backend, number, &head, &error));
  assert_true(store->ops->event_linking(store->backend, head.event, arena, &shown, &kept, &error));
  ch_buf_init(&told, 0);
  assert_true(ch_fact_answers_pack(f, &told));
  assert_true(ch_str_eq(kept, ch_buf_str(&told)));
  ch_fact row = {0};
  assert_true(ch_fact_unpack(shown, arena, &row) && ch_fact_answers_unpack(kept, arena, &row));
  for (uint32_t i = 0, n = 0; i < f->reports.n; i++) {
    const ch_report *r = f->reports.v[i];
    if (!r->answers_cue.n) continue;
    assert_true(n < row.reports.n);
    assert_true(ch_str_eq(r->id, row.reports.v[n]->id) && ch_str_eq(r->article, row.reports.v[n]->article));
    assert_true(ch_str_eq(r->answers_text, row.reports.v[n]->answers_text));
    assert_int_equal(r->source->published, row.reports.v[n]->source->published);
    assert_int_equal(ch_answered_where(r).to, ch_answered_where(row.reports.v[n]).to);
    n++;
  }
  ch_buf_free(&told);
}

/* Number of events read as rows; the most reports that one has. */
static size_t same(ch_store *store, size_t *most_told) {
  ch_arena *arena = ch_arena_new(0);
  ch_filter all = CH_FILTER_ALL;
  ch_facts read, shown;
  ch_error error = {0};
  size_t kept = 0;
  *most_told = 0;
  assert_true(ch_store_facts(store, &all, arena, &read, &error));
  assert_true(ch_store_shown(store, &all, arena, &shown, &error));
  assert_int_equal(read.n, shown.n);
  for (size_t i = 0; i < read.n; i++) {
    const ch_fact *f = read.v[i], *s = shown.v[i];
    kept += s->reports.n == 0;
    if (f->reports.n > *most_told) *most_told = f->reports.n;
    assert_string_equal(f->id, s->id);
    assert_int_equal(f->n_links, s->n_links);
    assert_int_equal(ch_fact_day(f), ch_fact_day(s));
    assert_true(ch_str_eq(f->best->article, s->best->article));
    assert_true(ch_str_eq(packed(f, arena), packed(s, arena)));
    if (f->reports.n <= CH_WHOLE) same_answers(store, f, arena);
  }
  ch_arena_free(arena);
  return kept;
}

static void a_dispute(void **state) {
  (void)state;
  ch_error error = {0};
  ch_arena *arena = ch_arena_new(0);
  ch_store *store = ch_store_open(":memory:", CH_STORE_CREATE, book, &error);
  dispute d;
  size_t most_told;
  dispute_load(arena, &d);
  for (size_t i = 0; i < d.n; i++) {
    assert_true(ch_store_begin(store, &error));
    assert_true(dispute_add(store, &d.v[d.n - 1 - i], NULL, &error));
    assert_true(ch_store_commit(store, &error));
    assert_true(same(store, &most_told) > 0);
  }
  /* The same article again, of another outlet: a copy. */
  dispute_article copy = d.v[0];
  copy.article.outlet = CH_STR("Mirror");
  copy.article.id = CH_STR("w9");
  copy.article.published += 1;
  copy.lines = CH_STR("");
  assert_true(ch_store_begin(store, &error));
  assert_true(dispute_add(store, &copy, NULL, &error));
  assert_true(ch_store_commit(store, &error));
  same(store, &most_told);
  /* People join two of its events, and take that back. */
  ch_filter all = CH_FILTER_ALL;
  ch_facts facts;
  assert_true(ch_store_facts(store, &all, arena, &facts, &error));
  assert_true(facts.n > 2);
  ch_str two[2] = {{NULL, 0}, {NULL, 0}};
  for (size_t i = 0, n = 0; i < facts.n && n < 2; i++)
    if (facts.v[i]->reports.n == 1) two[n++] = facts.v[i]->reports.v[0]->id;
  ch_str both = ch_arena_printf(arena, "%.*s %.*s", CH_PRI(two[0]), CH_PRI(two[1]));
  ch_decision join = {.kind = CH_DECISION_JOIN, .mentions = both, .day = CH_DAY_NONE};
  size_t before = facts.n;
  assert_true(ch_store_begin(store, &error));
  assert_true(ch_store_decide(store, &join, &error));
  assert_true(ch_store_commit(store, &error));
  same(store, &most_told);
  assert_true(ch_store_facts(store, &all, arena, &facts, &error));
  assert_true(facts.n < before);
  assert_true(ch_store_begin(store, &error));
  assert_true(ch_store_withdraw(store, join.number, &error));
  assert_true(ch_store_commit(store, &error));
  same(store, &most_told);
  ch_store_close(store);
  ch_arena_free(arena);
}

/* Of events that are told hundreds of times the file keeps no row: it is made of all reports. */
static void a_world(void **state) {
  (void)state;
  static world w;
  ch_error error = {0};
  char folder[] = "/tmp/chancery-shown-XXXXXX", path[64];
  assert_non_null(mkdtemp(folder));
  snprintf(path, sizeof path, "%s/record.db", folder);
  ch_store *store = ch_store_open(path, CH_STORE_CREATE, book, &error);
  ch_buf id, text, lines;
  ch_article article;
  ch_buf_init(&id, 0);
  ch_buf_init(&text, 0);
  ch_buf_init(&lines, 0);
  world_make(&w);
  for (int i = 0; i < 40; i++) w.famous[i] = 1; /* one event of a dyad is told again and again */
  for (int batch = 0; batch < 4; batch++) {
    assert_true(ch_store_begin(store, &error));
    for (int i = 0; i < 100; i++) {
      uint64_t number = (uint64_t)(batch * 100 + i) * 389 % 400; /* not in order of time */
      world_article(&w, number, (int32_t)(number / 60), &id, &text, &lines, &article);
      assert_true(ch_store_add_lines(store, &article, ch_buf_str(&lines), NULL, &error));
    }
    assert_true(ch_store_commit(store, &error));
  }
  ch_store_counts counts;
  assert_true(ch_store_count(store, &counts, &error));
  size_t most_told;
  assert_int_equal(same(store, &most_told), counts.events);
  assert_true(most_told > CH_WHOLE);
  /* Handles that share what they keep in memory make such a row once. */
  ch_store *first = ch_store_open(path, CH_STORE_READ, book, &error);
  ch_store *second = ch_store_beside(first, &error);
  assert_true(ch_store_hold(second, &error));
  for (int i = 0; i < 2; i++) assert_int_equal(same(second, &most_told), counts.events);
  ch_store_release(second);
  ch_store_close(second);
  ch_store_close(first);
  ch_buf_free(&id);
  ch_buf_free(&text);
  ch_buf_free(&lines);
  ch_store_close(store);
  unlink(path);
  rmdir(folder);
}

static int open_book(void **state) {
  (void)state;
  ch_error error = {0};
  book = ch_wordbook_open(SOURCE_DIR "/data/en/record/words.txt", &error);
  return book ? 0 : -1;
}

static int close_book(void **state) {
  (void)state;
  ch_wordbook_free(book);
  return 0;
}

int main(void) {
  const struct CMUnitTest tests[] = {cmocka_unit_test(a_dispute), cmocka_unit_test(a_world)};
  return cmocka_run_group_tests(tests, open_book, close_book);
}
