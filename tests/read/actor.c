/* Actors, what refers to them, and places: cases as text in data/actors.txt,
 * coreference.txt, places.txt, phrases.txt. A case is
 *
 *   == what it shows
 *   published 2017-08-31        (optional)
 *   dateline MOSCOW, July 30 -  (optional, and part of the first sentence)
 *   outlet Ministry of …        (optional)
 *   titled                      (optional: the last sentence is the title)
 *   ask WORD WORD               (optional: actor.h about these words instead)
 *   speakers                    (optional: each cue and who speaks instead)
 *   sentences as tree.h reads them
 *   --
 *   what dump.h writes of the reading
 *
 * With CHANCERY_SHOW=1 the actual lines are printed for the reader to judge. */
#include "testing.h"

#include "base/file.h"
#include "read/actor.h"
#include "read/lexicon.h"
#include "read/dump.h"
#include "read/tree.h"

typedef struct bench {
  ch_lexicon *lexicon;
  ch_arena *arena;
} bench;

static int set_up(void **state) {
  bench *b = calloc(1, sizeof *b);
  ch_error error = {0};
  b->arena = ch_arena_new(0);
  b->lexicon = ch_lexicon_open(SOURCE_DIR "/data/en", &error);
  if (!b->lexicon) {
    char text[600];
    ch_error_text(&error, text, sizeof text);
    print_error("%s\n", text);
    return -1;
  }
  *state = b;
  return 0;
}

static int tear_down(void **state) {
  bench *b = *state;
  ch_lexicon_free(b->lexicon);
  ch_arena_free(b->arena);
  free(b);
  return 0;
}

static ch_reading *read_case(bench *b, ch_str lines, ch_article *article, ch_str *ask) {
  ch_str line, rest = lines;
  bool titled = false;
  article->published = CH_DAY_NONE;
  for (;;) {
    ch_str before = rest;
    if (!ch_str_line(&rest, &line)) break;
    if (ch_str_starts(line, CH_STR("published "))) {
      article->published = ch_day_parse(ch_str_slice(line, 10, line.n));
    } else if (ch_str_starts(line, CH_STR("dateline "))) {
      article->dateline = ch_str_slice(line, 9, line.n);
    } else if (ch_str_starts(line, CH_STR("outlet "))) {
      article->outlet = ch_str_slice(line, 7, line.n);
    } else if (ch_str_is(line, "titled")) {
      titled = true;
    } else if (ch_str_starts(line, CH_STR("ask "))) {
      *ask = ch_str_slice(line, 4, line.n);
    } else if (ch_str_is(line, "speakers")) {
      *ask = line;
    } else {
      rest = before;
      break;
    }
  }
  ch_document *doc = tree_document(b->arena, article, rest);
  assert_non_null(doc);
  doc->n_title = titled;
  ch_reading *reading = ch_read_document(b->lexicon, doc, NULL);
  assert_non_null(reading);
  return reading;
}

static void list_mentions(ch_buf *out, const ch_reading *r, const uint32_t *v, uint32_t n) {
  for (uint32_t i = 0; i < n; i++) {
    const ch_mention *m = &r->mentions[v[i]];
    ch_str code = ch_mention_code(r, v[i]);
    ch_buf_printf(out, " [%.*s %.*s]", CH_PRI(ch_str_at(r->doc->text, m->span)),
                  CH_PRI(code.n ? code : CH_STR("?")));
  }
}

/* What actor.h says of each word that the case asks for. */
static void answer(ch_buf *out, const ch_reading *r, ch_str words) {
  ch_str word;
  while (ch_str_split(&words, ' ', &word)) {
    for (uint32_t w = 0; w < r->doc->n_words; w++) {
      if (!ch_str_eq(ch_word_form(r->doc, w), word)) continue;
      uint32_t found[8];
      ch_buf_printf(out, "%.*s: actors", CH_PRI(word));
      list_mentions(out, r, found, ch_np_actors(r, w, found, 8));
      ch_buf_add_z(out, "; owners");
      list_mentions(out, r, found, ch_np_owners(r, w, found, 8));
      uint32_t place = ch_np_place(r, w);
      if (place != CH_NO_ITEM)
        ch_buf_printf(out, "; place %.*s", CH_PRI(r->places[place].name));
      ch_buf_add_byte(out, '\n');
      break;
    }
  }
}

static void list_speakers(ch_buf *out, const ch_reading *r) {
  for (uint32_t i = 0; i < r->n_attributions; i++) {
    const ch_attribution *a = &r->attributions[i];
    ch_str cue = a->cue == CH_NO_WORD ? CH_STR("") : ch_word_form(r->doc, a->cue);
    ch_buf_printf(out, "%.*s: ", CH_PRI(cue));
    if (a->actor == CH_NO_ITEM)
      ch_buf_add_z(out, "nobody");
    else
      dump_actor(out, &r->actors[a->actor]);
    ch_buf_add_byte(out, '\n');
  }
}

static int run_file(bench *b, const char *path) {
  ch_str text;
  assert_true(ch_file_read(path, b->arena, &text, NULL));
  int failed = 0, n = 0;
  size_t at = ch_str_find(text, CH_STR("== "), 0);
  while (at != SIZE_MAX) {
    size_t end = ch_str_find(text, CH_STR("\n== "), at);
    ch_str one = ch_str_slice(text, at + 3, end == SIZE_MAX ? text.n : end + 1), name;
    at = end == SIZE_MAX ? SIZE_MAX : end + 1;
    ch_str_line(&one, &name);
    size_t cut = ch_str_find(one, CH_STR("--\n"), 0);
    assert_true(cut != SIZE_MAX);
    ch_article article = {0};
    ch_str ask = {NULL, 0};
    ch_reading *reading = read_case(b, ch_str_slice(one, 0, cut), &article, &ask);
    ch_buf out;
    ch_buf_init(&out, 0);
    if (ch_str_is(ask, "speakers")) {
      list_speakers(&out, reading);
    } else if (ask.n > 0) {
      answer(&out, reading, ask);
    } else {
      dump_mentions(&out, reading, UINT32_MAX);
      dump_places(&out, reading, UINT32_MAX);
    }
    ch_str want = ch_str_trim(ch_str_slice(one, cut + 3, one.n)), got = ch_str_trim(ch_buf_str(&out));
    n++;
    if (getenv("CHANCERY_SHOW")) printf("== %.*s\n%.*s\n\n", CH_PRI(name), CH_PRI(got));
    if (!ch_str_eq(want, got)) {
      failed++;
      print_error("%s: %.*s\nwanted:\n%.*s\ngot:\n%.*s\n\n", path, CH_PRI(name), CH_PRI(want),
                  CH_PRI(got));
    }
    ch_buf_free(&out);
  }
  assert_true(n > 0);
  return failed;
}

static void actors(void **state) {
  assert_int_equal(run_file(*state, SOURCE_DIR "/tests/read/data/actors.txt"), 0);
}

static void coreference(void **state) {
  assert_int_equal(run_file(*state, SOURCE_DIR "/tests/read/data/coreference.txt"), 0);
}

static void places(void **state) {
  assert_int_equal(run_file(*state, SOURCE_DIR "/tests/read/data/places.txt"), 0);
}

static void phrases(void **state) {
  assert_int_equal(run_file(*state, SOURCE_DIR "/tests/read/data/phrases.txt"), 0);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(actors),
      cmocka_unit_test(coreference),
      cmocka_unit_test(places),
      cmocka_unit_test(phrases),
  };
  return cmocka_run_group_tests(tests, set_up, tear_down);
}
