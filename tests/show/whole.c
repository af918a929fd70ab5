/* What a record as a whole is told by, counted as events and articles come and go, is what reading
 * them all gives: after each batch, with copies, revisions, events told very often; and it is the
 * same whichever came first. */
#include "testing.h"

#include <stdlib.h>

#include "show/views.h"
#include "store/dispute.h"
#include "store/world.h"

static ch_wordbook *book;

static const char *const VIEWS[] = {"disputes", "sources", "volume"};
enum { N_VIEWS = 3, ARTICLES = 90, TEXTS = 60, MENTIONS = 4, BATCH = 15 };

static const struct { const char *code, *names[3]; } SIDES[] = {
    {"USA", {"United States", "Washington", "Ann Ball"}}, {"RUS", {"Russia", "Moscow", "Kremlin"}},
    {"CHN", {"China", "Beijing", "China"}}, {"IGO", {"United Nations", "NATO", ""}},
    {"", {"rebels", "", "villagers"}}, {"UKR", {"Ukraine", "Kyiv", "Kiev"}}};
static const char *const OUTLETS[] = {"The Wire", "Courier", "courier", "Ledger", "", "Neva"};
static const char *const CITED[] = {"Tass", "Reuters", "courier"};
static const char *const DATELINES[] = {"", "MOSCOW (Interfax)", "PARIS"};
static const struct { const char *type, *cameo; int quad; } ACTS[] = {
    {"ACCUSE", "112", 3}, {"SANCTION", "163", 4}, {"CONSULT", "040", 1}, {"AID", "070", 2}};
#define N(array) (sizeof(array) / sizeof *(array))

static uint64_t drawn; /* in turns from one seed: the same each time */
static size_t draw(size_t n) {
  return (size_t)(world_next(&drawn) >> 20) % n;
}

static void add_side(ch_buf *out, const char *name, size_t n) {
  ch_buf_printf(out, ",\"%s\":[", name);
  for (size_t i = 0; i < n; i++) {
    size_t k = draw(N(SIDES));
    ch_buf_printf(out, "%s{\"code\":\"%s\",\"name\":\"%s\",\"text\":\"they\",\"span\":[0,4]}", i ? "," : "",
                  SIDES[k].code, SIDES[k].names[draw(3)]);
  }
  ch_buf_add_byte(out, ']');
}

/* The mentions of an article, as coding prints them. */
static void add_mentions(ch_buf *out, const char *article, uint64_t version, int32_t day) {
  for (unsigned i = 0; i < MENTIONS; i++) {
    size_t act = draw(N(ACTS)), cited = draw(2 * N(CITED));
    char date[11];
    ch_day_format(day - (int32_t)draw(3), date);
    ch_buf_printf(out, "{\"id\":\"m-%016llx\",\"article\":\"%s\",\"sentence\":%u,\"span\":[0,9],\"text\":\"They met.\","
                       "\"type\":\"%s\",\"cameo\":\"%s\",\"quad\":%d,\"goldstein\":1.0,\"status\":\"actual\"",
                  (unsigned long long)world_mix(ch_str_hash(ch_str_of(article)) + version, i), article, i,
                  ACTS[act].type, ACTS[act].cameo, ACTS[act].quad);
    add_side(out, "actor", 1 + draw(2));
    add_side(out, "recipient", draw(3));
    ch_buf_printf(out, ",\"date\":{\"from\":\"%s\",\"to\":\"%s\",\"text\":\"Monday\",\"basis\":\"text\"}", date, date);
    if (draw(4) == 0) ch_buf_add_z(out, ",\"people\":[{\"name\":\"Ann Ball\",\"code\":\"USA\",\"span\":[0,4]}]");
    if (cited < N(CITED))
      ch_buf_printf(out, ",\"attribution\":[{\"speaker\":{\"name\":\"%s\",\"sectors\":[\"JRN\"]},\"cue\":\"said\",\"stance\":\"says\"}]",
                    CITED[cited]);
    ch_buf_add_z(out, ",\"evidence\":{\"trigger\":\"met\",\"span\":[5,8],\"rule\":\"codebook/a.txt:1\"}}\n");
  }
}

static void add(ch_store *store, const ch_article *article, ch_str lines) {
  ch_error error = {0};
  if (!ch_store_add_lines(store, article, lines, NULL, &error)) fail_msg("%s", error.message);
}

/* Number `n` of a world in which texts come again under other names, and ids with other texts. */
static void add_article(ch_store *store, const world *w, uint64_t n, ch_arena *arena) {
  ch_buf text, lines;
  uint64_t words = n % TEXTS, state = world_mix(words, 3);
  uint64_t id = n % 7 == 3 ? n - 3 : n; /* a later version */
  int32_t day = ch_day_parse(CH_STR("2015-03-01")) + (int32_t)(n % 30);
  ch_buf_init(&text, 0);
  ch_buf_init(&lines, 0);
  drawn = world_mix(n, 11);
  for (int i = 0; i < 20; i++) {
    world_words(w, &state, 12, &text);
    ch_buf_add_z(&text, ".\n\n");
  }
  size_t outlet = draw(N(OUTLETS));
  ch_article a = {.id = ch_arena_printf(arena, "a-%03u", (unsigned)id), .outlet = ch_str_of(OUTLETS[outlet]),
                  .title = CH_STR("A title"), .dateline = ch_str_of(DATELINES[draw(N(DATELINES))]),
                  .text = ch_buf_str(&text), .published = n % 29 == 5 ? CH_DAY_NONE : day,
                  .published_minute = n % 5 ? (int32_t)(n * 37 % 1440) : -1};
  if (outlet == 2 && a.published != CH_DAY_NONE) a.published += 40; /* "Courier" came first */
  else if (outlet == 2) a.outlet = CH_STR("Courier");
  if (n % 9) add_mentions(&lines, a.id.p, n, day);
  add(store, &a, ch_buf_str(&lines));
  ch_buf_free(&text);
  ch_buf_free(&lines);
}

static void shown(ch_store *store, const char *view, const ch_filter *filter, ch_buf *out) {
  ch_error error = {0};
  ch_render how = {.format = CH_FORMAT_JSONL, .by = CH_PERIOD_DAY};
  ch_buf note;
  ch_buf_init(&note, 0);
  if (!ch_view(store, ch_str_of(view), filter, &how, out, &note, NULL, &error))
    fail_msg("%s", error.message);
  ch_buf_free(&note);
}

/* A filter of all types lets all pass, and is answered by reading. */
static void counted_is_read(ch_store *store) {
  ch_filter all = CH_FILTER_ALL, types = CH_FILTER_ALL;
  types.types = UINT32_MAX;
  for (size_t i = 0; i < N_VIEWS; i++) {
    ch_buf counted, read;
    ch_buf_init(&counted, 0);
    ch_buf_init(&read, 0);
    shown(store, VIEWS[i], &all, &counted);
    shown(store, VIEWS[i], &types, &read);
    ch_buf_add_byte(&counted, 0);
    ch_buf_add_byte(&read, 0);
    assert_string_equal(counted.p, read.p);
    ch_buf_free(&counted);
    ch_buf_free(&read);
  }
}

static void a_record_that_changes(void **state) {
  (void)state;
  static world w;
  ch_error error = {0};
  ch_arena *arena = ch_arena_new(0);
  ch_buf told[2];
  ch_filter all = CH_FILTER_ALL;
  world_make(&w);
  for (int turn = 0; turn < 2; turn++) {
    ch_store *store = ch_store_open(":memory:", CH_STORE_CREATE, book, &error);
    counted_is_read(store);
    for (uint64_t i = 0; i < ARTICLES; i++) {
      if (i % BATCH == 0) assert_true(ch_store_begin(store, &error));
      add_article(store, &w, turn ? (i * 37 + 5) % ARTICLES : i, arena);
      if (i == 50) { /* undone, and done again */
        ch_store_rollback(store);
        counted_is_read(store);
        assert_true(ch_store_begin(store, &error));
        for (uint64_t k = i - i % BATCH; k <= i; k++)
          add_article(store, &w, turn ? (k * 37 + 5) % ARTICLES : k, arena);
      }
      if ((i + 1) % BATCH && i + 1 < ARTICLES) continue;
      assert_true(ch_store_commit(store, &error));
      counted_is_read(store);
    }
    ch_buf_init(&told[turn], 0);
    for (size_t i = 0; i < N_VIEWS; i++) shown(store, VIEWS[i], &all, &told[turn]);
    ch_buf_add_byte(&told[turn], 0);
    ch_store_close(store);
  }
  assert_string_equal(told[0].p, told[1].p);
  assert_non_null(strstr(told[0].p, "copies_of\":[\"a-"));
  assert_non_null(strstr(told[0].p, "\"outlet\":\"Courier\""));
  assert_null(strstr(told[0].p, "\"outlet\":\"courier\""));
  assert_non_null(strstr(told[0].p, "Interfax"));
  ch_buf_free(&told[0]);
  ch_buf_free(&told[1]);
  ch_arena_free(arena);
}

/* Events told by hundreds of articles, of which not all are looked at when more come. */
static void events_told_often(void **state) {
  (void)state;
  static world w;
  ch_error error = {0};
  ch_store *store = ch_store_open(":memory:", CH_STORE_CREATE, book, &error);
  ch_buf id, text, lines;
  ch_article article;
  ch_buf_init(&id, 0);
  ch_buf_init(&text, 0);
  ch_buf_init(&lines, 0);
  world_make(&w);
  for (int i = 0; i < 40; i++) w.famous[i] = 1;
  for (uint64_t i = 0; i < 400; i++) {
    uint64_t n = i * 389 % 400;
    if (i % 100 == 0) assert_true(ch_store_begin(store, &error));
    world_article(&w, n, (int32_t)(n / 60), &id, &text, &lines, &article);
    add(store, &article, ch_buf_str(&lines));
    if (n % 3 == 0) { /* copied by another the day after */
      article.id = CH_STR("copy");
      char name[24];
      snprintf(name, sizeof name, "c-%llu", (unsigned long long)n);
      article.id = ch_str_of(name);
      article.outlet = CH_STR("Mirror");
      article.published++;
      add(store, &article, CH_STR(""));
    }
    if (i % 100 < 99) continue;
    assert_true(ch_store_commit(store, &error));
    counted_is_read(store);
  }
  ch_buf_free(&id);
  ch_buf_free(&text);
  ch_buf_free(&lines);
  ch_store_close(store);
}

static void a_dispute(void **state) {
  (void)state;
  ch_error error = {0};
  ch_arena *arena = ch_arena_new(0);
  ch_store *store = ch_store_open(":memory:", CH_STORE_CREATE, book, &error);
  dispute d;
  dispute_load(arena, &d);
  for (size_t i = 0; i < d.n; i++) {
    assert_true(ch_store_begin(store, &error));
    assert_true(dispute_add(store, &d.v[i], NULL, &error));
    assert_true(ch_store_commit(store, &error));
    counted_is_read(store);
  }
  /* People join two events. */
  ch_filter all = CH_FILTER_ALL;
  ch_facts facts;
  ch_str two[2] = {{NULL, 0}, {NULL, 0}};
  assert_true(ch_store_facts(store, &all, arena, &facts, &error));
  for (size_t i = 0, n = 0; i < facts.n && n < 2; i++)
    if (facts.v[i]->reports.n == 1) two[n++] = facts.v[i]->reports.v[0]->id;
  ch_decision join = {.kind = CH_DECISION_JOIN, .day = CH_DAY_NONE,
                      .mentions = ch_arena_printf(arena, "%.*s %.*s", CH_PRI(two[0]), CH_PRI(two[1]))};
  assert_true(ch_store_begin(store, &error));
  assert_true(ch_store_decide(store, &join, &error));
  assert_true(ch_store_commit(store, &error));
  counted_is_read(store);
  assert_true(ch_store_begin(store, &error));
  assert_true(ch_store_withdraw(store, join.number, &error));
  assert_true(ch_store_commit(store, &error));
  counted_is_read(store);
  ch_store_close(store);
  ch_arena_free(arena);
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
  const struct CMUnitTest tests[] = {cmocka_unit_test(a_record_that_changes),
                                     cmocka_unit_test(events_told_often), cmocka_unit_test(a_dispute)};
  return cmocka_run_group_tests(tests, open_book, close_book);
}
