/* The splitter: cases in data/split.txt; here what cases cannot show, that no
 * byte is lost whatever the bytes, that time is linear, and that bad lists are
 * refused by file and line. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>
#include <unistd.h>

#include <cmocka.h>

#include "base/buf.h"
#include "base/file.h"
#include "text/chars.h"
#include "text/splitter.h"

#define DATA SOURCE_DIR "/data/en"

static ch_splitter *splitter;
static ch_arena *arena;

static int open_all(void **state) {
  (void)state;
  ch_error error = {0};
  splitter = ch_splitter_open(DATA, &error);
  if (!splitter) print_error("%s:%lu: %s\n", error.file, (unsigned long)error.line, error.message);
  arena = ch_arena_new(0);
  return splitter && arena ? 0 : -1;
}

static int close_all(void **state) {
  (void)state;
  ch_splitter_free(splitter);
  ch_arena_free(arena);
  return 0;
}

static ch_document *split(ch_str text) {
  ch_article *article = CH_NEW(arena, ch_article);
  article->text = text;
  ch_document *doc = ch_split(splitter, article, arena, NULL);
  assert_non_null(doc);
  return doc;
}

/* ---- cases ---- */

static void show(const ch_document *doc, ch_buf *out) {
  for (uint32_t i = 0; i < doc->n_sentences; i++) {
    const ch_sentence *s = &doc->sentences[i];
    if (s->paragraph) ch_buf_add_z(out, "¶ ");
    for (uint32_t w = s->first; w < s->first + s->count; w++) {
      if (w > s->first) ch_buf_add_byte(out, ' ');
      if (doc->words[w].flags & CH_WORD_GLUED) ch_buf_add_byte(out, '+');
      ch_buf_add(out, ch_word_form(doc, w));
    }
    ch_buf_add_byte(out, '\n');
  }
}

static bool check_case(ch_str name, ch_str text, ch_str expected) {
  ch_buf out;
  ch_buf_init(&out, 0);
  show(split(ch_str_trim(text)), &out);
  bool same = ch_str_eq(ch_str_trim(ch_buf_str(&out)), ch_str_trim(expected));
  if (!same)
    print_error("case '%.*s'\n expected:\n%.*s\n found:\n%.*s\n", CH_PRI(name),
                CH_PRI(ch_str_trim(expected)), CH_PRI(ch_buf_str(&out)));
  ch_buf_free(&out);
  return same;
}

static void cases(void **state) {
  (void)state;
  ch_str rest;
  assert_true(ch_file_read(SOURCE_DIR "/tests/text/data/split.txt", arena, &rest, NULL));
  unsigned wrong = 0, count = 0;
  for (size_t at = ch_str_find(rest, CH_STR("\n== "), 0); at != SIZE_MAX;) {
    size_t next = ch_str_find(rest, CH_STR("\n== "), at + 4);
    ch_str one = ch_str_slice(rest, at + 4, next == SIZE_MAX ? rest.n : next);
    size_t line = ch_str_find_byte(one, '\n', 0), bar = ch_str_find(one, CH_STR("\n--\n"), 0);
    assert_true(line != SIZE_MAX && bar != SIZE_MAX);
    wrong += !check_case(ch_str_slice(one, 0, line), ch_str_slice(one, line, bar),
                         ch_str_slice(one, bar + 4, one.n));
    count++;
    at = next;
  }
  assert_true(count > 20);
  assert_int_equal(wrong, 0);
}

/* ---- nothing is lost ---- */

static bool is_gap(ch_str gap) {
  for (size_t i = 0; i < gap.n;) {
    ch_char c = ch_char_at(gap, i);
    if (c.class != CH_CHAR_SPACE) return false;
    i += c.size;
  }
  return true;
}

static void check_whole(const ch_document *doc) {
  size_t at = 0;
  uint32_t word = 0;
  for (uint32_t i = 0; i < doc->n_sentences; i++) {
    const ch_sentence *s = &doc->sentences[i];
    assert_int_equal(s->first, word);
    assert_true(s->count > 0 && s->count <= 1004);
    assert_int_equal(s->span.from, doc->words[s->first].span.from);
    word += s->count;
    assert_int_equal(s->span.to, doc->words[word - 1].span.to);
  }
  assert_int_equal(word, doc->n_words);
  for (uint32_t w = 0; w < doc->n_words; w++) {
    ch_span span = doc->words[w].span;
    assert_true(span.from >= at && span.from < span.to && span.to <= doc->text.n);
    assert_true(span.to - span.from <= 1300);
    assert_true(is_gap(ch_str_slice(doc->text, at, span.from)));
    if (doc->words[w].flags & CH_WORD_GLUED) assert_int_equal(at, span.from);
    bool space = span.to == doc->text.n || ch_char_at(doc->text, span.to).class == CH_CHAR_SPACE;
    assert_int_equal(space, (doc->words[w].flags & CH_WORD_SPACE_AFTER) != 0);
    at = span.to;
  }
  assert_true(is_gap(ch_str_slice(doc->text, at, doc->text.n)));
}

static uint64_t next_random(uint64_t *seed) {
  *seed ^= *seed << 13;
  *seed ^= *seed >> 7;
  *seed ^= *seed << 17;
  return *seed;
}

static void random_bytes(void **state) {
  (void)state;
  uint64_t seed = 88172645463325252u;
  char bytes[400];
  for (int run = 0; run < 6000; run++) {
    size_t n = next_random(&seed) % sizeof bytes;
    for (size_t i = 0; i < n; i++) bytes[i] = (char)next_random(&seed);
    check_whole(split((ch_str){bytes, n}));
    ch_arena_clear(arena);
  }
}

/* Pieces that the rules look for, in any order. */
static void random_pieces(void **state) {
  (void)state;
  static const char *const pieces[] = {
      "U.S.", "a", "B", "the", "The", ".", ",", "'", "’", "\"", "“", "”", "n't", "'s", "s'", "5", "2017",
      "-", "--", "—", "/", " ", " ", " ", "\n", "\n\n", "\t", "\xC2\xA0", "\xFF", "\xE2\x80", "(", ")", "@", "http://", "www.",
      ".com", "Mr.", "p.m.", "No.", "Inc.", "…", "...", "?", "!", "é", "中", "cannot", "anti", "#", "$", "&", "_", ":", "%", "[", "]"};
  uint64_t seed = 362436069u;
  for (int run = 0; run < 6000; run++) {
    ch_buf text;
    ch_buf_init(&text, 0);
    for (size_t k = next_random(&seed) % 60; k > 0; k--)
      ch_buf_add_z(&text, pieces[next_random(&seed) % (sizeof pieces / sizeof *pieces)]);
    check_whole(split(ch_buf_str(&text)));
    ch_arena_clear(arena);
    ch_buf_free(&text);
  }
}

static void nothing_in_nothing_out(void **state) {
  (void)state;
  assert_int_equal(split((ch_str){NULL, 0})->n_sentences, 0);
  assert_int_equal(split(CH_STR(" \n\n \t"))->n_words, 0);
}

/* ---- linear time ---- */

static double seconds_to_split(const char *piece, size_t bytes) {
  ch_buf text;
  ch_buf_init(&text, 0);
  while (text.n < bytes) ch_buf_add_z(&text, piece);
  clock_t begin = clock();
  ch_document *doc = split(ch_buf_str(&text));
  double seconds = (double)(clock() - begin) / CLOCKS_PER_SEC;
  check_whole(doc);
  ch_arena_clear(arena);
  ch_buf_free(&text);
  return seconds;
}

static void a_megabyte_of_anything(void **state) {
  (void)state;
  static const char *const pieces[] = {"a", "A", "1", ".", "-", "'", "\"", " ", "\n", "@", "/", "_", "&", "(", "$",
                                       "\xFF", "\x80", "é", "中", "…", "’", "a.", "1.", "1,", "1/", "1-", "a'", "A.A", "a-", "anti-",
                                       "@a", "a@", "www.", "http://", "a b ", "word ", "Inc. ", "? ", "a\n", " \n", "A. ", "'s", "s' "};
  for (size_t i = 0; i < sizeof pieces / sizeof *pieces; i++) {
    /* Four times the text may take eight times as long: loaded machines and
     * sanitizers make clocks rough, but not as rough as squares. A machine that
     * stops for a moment does not stop at each of several attempts. */
    double quarter = 0, whole = 1;
    for (int attempt = 0; attempt < 6 && whole > 8 * quarter + 0.1; attempt++) {
      quarter = seconds_to_split(pieces[i], 1 << 18);
      whole = seconds_to_split(pieces[i], 1 << 20);
    }
    if (whole > 8 * quarter + 0.1)
      print_error("'%s': 256 KiB took %.2f s, 1 MiB %.2f s\n", pieces[i], quarter, whole);
    assert_true(whole <= 8 * quarter + 0.1);
  }
}

static void a_run_without_a_stop_is_cut(void **state) {
  (void)state;
  ch_buf text;
  ch_buf_init(&text, 0);
  for (int i = 0; i < 100000; i++) ch_buf_add_z(&text, "word ");
  ch_document *doc = split(ch_buf_str(&text));
  assert_int_equal(doc->n_words, 100000);
  assert_int_equal(doc->n_sentences, 100);
  ch_buf_free(&text);
}

/* ---- flags ---- */

static void capitals_are_marked(void **state) {
  (void)state;
  ch_document *doc = split(CH_STR("NATO met I U.S. Nato 5"));
  static const bool caps[] = {true, false, false, true, false, false};
  for (uint32_t w = 0; w < doc->n_words; w++)
    assert_int_equal((doc->words[w].flags & CH_WORD_CAPS) != 0, caps[w]);
}

static void a_known_dateline_is_a_sentence(void **state) {
  (void)state;
  ch_article article = {.text = CH_STR_INIT("Geneva, by our staff - Talks resumed."), .dateline = CH_STR_INIT("Geneva, by our staff")};
  ch_document *doc = ch_split(splitter, &article, arena, NULL);
  assert_int_equal(doc->n_sentences, 2);
  assert_int_equal(doc->sentences[0].span.to, 22);
  article = (ch_article){.text = CH_STR_INIT("CAIRO (AP) Talks resumed."), .dateline = CH_STR_INIT("CAIRO (AP)")};
  doc = ch_split(splitter, &article, arena, NULL);
  assert_int_equal(doc->n_sentences, 2);
  assert_int_equal(doc->sentences[0].span.to, 10);
}

/* ---- lists ---- */

static void refuse(const char *line, uint64_t number) {
  char dir[] = "/tmp/chancery-lists-XXXXXX", path[200];
  assert_non_null(mkdtemp(dir));
  static const char *const names[] = {"abbreviations", "clitics", "tokens", "sentences"};
  snprintf(path, sizeof path, "%s/text", dir);
  char command[300];
  snprintf(command, sizeof command, "cp -r %s/text %s && chmod -R u+w %s", DATA, dir, dir);
  assert_int_equal(system(command), 0);
  snprintf(path, sizeof path, "%s/text/%s.txt", dir, names[2]);
  assert_true(ch_file_write_atomic(path, ch_str_of(line), NULL));
  ch_error error = {0};
  assert_null(ch_splitter_open(dir, &error));
  assert_int_equal(error.code, CH_ERROR_DATA);
  assert_int_equal(error.line, number);
  assert_string_equal(error.file, path);
  snprintf(command, sizeof command, "rm -r %s", dir);
  assert_int_equal(system(command), 0);
}

static void bad_lists_are_refused(void **state) {
  (void)state;
  refuse("# fine\n\nprefix anti\n", 3);
  refuse("prefix: anti\nsuffix: 's\n", 2);
  refuse("unit: a-word-much-longer-than-any-list-may-hold\n", 1);
  ch_error error = {0};
  assert_null(ch_splitter_open("/nowhere", &error));
  assert_int_equal(error.code, CH_ERROR_IO);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(cases),
      cmocka_unit_test(nothing_in_nothing_out),
      cmocka_unit_test(random_bytes),
      cmocka_unit_test(random_pieces),
      cmocka_unit_test(a_megabyte_of_anything),
      cmocka_unit_test(a_run_without_a_stop_is_cut),
      cmocka_unit_test(capitals_are_marked),
      cmocka_unit_test(a_known_dateline_is_a_sentence),
      cmocka_unit_test(bad_lists_are_refused),
  };
  return cmocka_run_group_tests(tests, open_all, close_all);
}
