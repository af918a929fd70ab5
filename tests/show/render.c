/* Tables in every format; views of the small dispute as golden pages.
 *
 * CHANCERY_ACCEPT=1 rewrites the pages: then read the difference. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <cmocka.h>

#include <json-c/json.h>

#include "base/file.h"
#include "show/svg.h"
#include "show/views.h"
#include "store/dispute.h"

static const ch_column COLUMNS[] = {
    {"name", "NAME", CH_COLUMN_TEXT, CH_COLUMN_BOTH, 6},
    {"count", "COUNT", CH_COLUMN_NUMBER, CH_COLUMN_BOTH, 0},
    {"parts", "PARTS", CH_COLUMN_LIST, CH_COLUMN_MACHINE, 0},
    {"note", "NOTE", CH_COLUMN_TEXT, CH_COLUMN_NOTE, 0},
};

static ch_str render(ch_arena *arena, const char *text, double number, ch_format format) {
  ch_table table;
  ch_buf out;
  ch_error error = {0};
  ch_render how = {.format = format, .width = 40};
  ch_table_init(&table, COLUMNS, 4);
  ch_cell *row = ch_table_row(&table, arena);
  row[0].text = ch_str_of(text);
  row[1].number = number;
  row[2].text = CH_STR("one; two");
  ch_buf_init(&out, 0);
  assert_true(ch_table_write(&table, &how, &out, &error));
  ch_str kept = ch_arena_copy(arena, ch_buf_str(&out));
  ch_buf_free(&out);
  return kept;
}

static void equals(ch_str got, const char *expected) {
  if (!ch_str_is(got, expected)) fail_msg("got:\n%.*s\nexpected:\n%s", CH_PRI(got), expected);
}

static void each_format_is_itself(void **state) {
  (void)state;
  ch_arena *arena = ch_arena_new(0);
  equals(render(arena, "Wire", -3, CH_FORMAT_TSV), "name\tcount\tparts\tnote\nWire\t-3\tone; two\t\n");
  equals(render(arena, "Wire, the", 2, CH_FORMAT_CSV),
         "name,count,parts,note\n\"Wire, the\",2,one; two,\n");
  equals(render(arena, "Wire", 2, CH_FORMAT_JSONL),
         "{\"name\":\"Wire\",\"count\":2,\"parts\":[\"one\",\"two\"]}\n");
  equals(render(arena, "Wire", NAN, CH_FORMAT_JSON),
         "[\n {\"name\":\"Wire\",\"parts\":[\"one\",\"two\"]}\n]\n");
  equals(render(arena, "Wi|re", 2, CH_FORMAT_MARKDOWN),
         "| NAME | COUNT | NOTE |\n| --- | --: | --- |\n| Wi\\|re | 2 |  |\n");
  equals(render(arena, "Wire", 2, CH_FORMAT_TERMINAL), "NAME  COUNT\nWire      2\n");
  ch_arena_free(arena);
}

static void texts_do_no_harm(void **state) {
  (void)state;
  ch_arena *arena = ch_arena_new(0);
  /* A spreadsheet would calculate these; numbers stay numbers. */
  static const char *const FORMULAS[] = {"=1+1", "+1", "-1", "@SUM(A1)"};
  for (size_t i = 0; i < 4; i++) {
    ch_str csv = render(arena, FORMULAS[i], -5, CH_FORMAT_CSV);
    assert_true(ch_str_find(csv, ch_arena_printf(arena, "\"'%s\",-5,", FORMULAS[i]), 0) != SIZE_MAX);
  }
  /* Escapes, C1 controls, turned writing, broken UTF-8. */
  static const char NASTY[] = "a\033[31mb\xC2\x9B" "2Jc\xE2\x80\xAE" "d\xFF" "e\nf\tg\x07";
  for (int format = 0; format < CH_FORMAT_COUNT; format++) {
    if (format == CH_FORMAT_CSV) continue; /* a file format: bytes are kept */
    if (format == CH_FORMAT_SVG || format == CH_FORMAT_ICS) continue; /* no tables */
    ch_str out = render(arena, NASTY, 1, (ch_format)format);
    for (size_t i = 0; i < out.n; i++) {
      unsigned char c = (unsigned char)out.p[i];
      assert_true(c >= 0x20 || c == '\n' || c == '\t');
      assert_false(c == 0x7F || c == 0xFF);
      if (i + 1 < out.n) assert_false(c == 0xC2 && (unsigned char)out.p[i + 1] < 0xA0);
    }
    assert_true(ch_str_find(out, CH_STR("\xE2\x80\xAE"), 0) == SIZE_MAX);
  }
  ch_arena_free(arena);
}

static void text_is_measured_and_wrapped(void **state) {
  (void)state;
  ch_buf out;
  ch_buf_init(&out, 0);
  assert_int_equal(ch_text_width(CH_STR("Škoda → 東京")), 12);
  ch_wrap_text(CH_STR("one two three  four"), 8, 2, &out);
  equals(ch_buf_str(&out), "one two\n  three\n  four");
  ch_buf_clear(&out);
  ch_wrap_text(CH_STR("abcdefghij"), 4, 0, &out);
  equals(ch_buf_str(&out), "abcd\nefgh\nij");
  ch_buf_free(&out);
}

/* --- the views --- */

/* Charts take the room that there is. */
static void check_widths(ch_store *store, const char *name) {
  static const unsigned WIDTHS[] = {80, 90, 100, 160};
  ch_filter two = CH_FILTER_ALL;
  ch_error error = {0};
  ch_buf out, note;
  unsigned last = 0;
  ch_buf_init(&out, 0);
  ch_buf_init(&note, 0);
  two.between[0] = CH_STR("USA");
  two.between[1] = CH_STR("RUS");
  for (size_t i = 0; i < sizeof WIDTHS / sizeof *WIDTHS; i++) {
    ch_render how = {.format = CH_FORMAT_TERMINAL, .width = WIDTHS[i], .ascii = i % 2};
    unsigned widest = 0;
    ch_buf_clear(&out);
    assert_true(ch_view(store, ch_str_of(name), &two, &how, &out, &note, NULL, &error));
    ch_str rest = ch_buf_str(&out), line;
    while (ch_str_line(&rest, &line))
      if (ch_text_width(line) > widest) widest = ch_text_width(line);
    if (widest <= last || widest > WIDTHS[i])
      fail_msg("%s is %u wide on %u columns, %u on fewer", name, widest, WIDTHS[i], last);
    assert_int_equal(ch_str_find(ch_buf_str(&out), CH_STR("█"), 0) == SIZE_MAX &&
                     ch_str_find(ch_buf_str(&out), CH_STR("●"), 0) == SIZE_MAX, i % 2);
    if (i < 2) last = widest;
  }
  ch_buf_free(&out);
  ch_buf_free(&note);
}

static ch_store *open_dispute(ch_wordbook *book, ch_arena *arena) {
  ch_error error = {0};
  dispute d;
  dispute_load(arena, &d);
  ch_store *store = ch_store_open(":memory:", CH_STORE_CREATE, book, &error);
  assert_non_null(store);
  assert_true(ch_store_begin(store, &error));
  for (size_t i = 0; i < d.n; i++) assert_true(dispute_add(store, &d.v[i], NULL, &error));
  assert_true(ch_store_commit(store, &error));
  return store;
}

static void golden_file(ch_arena *arena, const char *name, const char *end, ch_str got) {
  char path[200];
  ch_str expected = {0};
  ch_error error = {0};
  snprintf(path, sizeof path, SOURCE_DIR "/tests/show/pages/%s.%s", name, end);
  if (getenv("CHANCERY_ACCEPT")) {
    if (!ch_file_write_atomic(path, got, &error)) fail_msg("%s", error.message);
    return;
  }
  if (!ch_file_read(path, arena, &expected, &error)) fail_msg("%s", error.message);
  if (!ch_str_eq(expected, got)) fail_msg("%s is now:\n%.*s", name, CH_PRI(got));
}

static void golden(ch_arena *arena, const char *name, ch_str got) {
  golden_file(arena, name, "txt", got);
}

static void views_read_as_their_pages(void **state) {
  (void)state;
  static const char *const NAMES[] = {"timeline", "ledger", "commitments", "talks",
                                      "positions", "contradictions", "sources", "brief",
                                      "disputes", "series", "dyads", "volume", "summary"};
  ch_arena *arena = ch_arena_new(0);
  ch_error error = {0};
  ch_wordbook *book = ch_wordbook_open(SOURCE_DIR "/data/en/record/words.txt", &error);
  ch_store *store = open_dispute(book, arena);
  ch_filter all = CH_FILTER_ALL;
  ch_buf out, note;
  ch_buf_init(&out, 0);
  ch_buf_init(&note, 0);
  for (size_t i = 0; i < sizeof NAMES / sizeof *NAMES; i++) {
    ch_render how = {.format = CH_FORMAT_TERMINAL, .width = 100};
    size_t rows;
    ch_buf_clear(&out);
    assert_true(ch_view(store, ch_str_of(NAMES[i]), &all, &how, &out, &note, &rows, &error));
    golden(arena, NAMES[i], ch_buf_str(&out));
    ch_str rest = ch_buf_str(&out), line;
    while (ch_str_line(&rest, &line)) assert_true(ch_text_width(line) <= 100);
    /* As JSON it parses, one object a row. */
    how.format = CH_FORMAT_JSON;
    ch_buf_clear(&out);
    assert_true(ch_view(store, ch_str_of(NAMES[i]), &all, &how, &out, &note, NULL, &error));
    ch_buf_add_byte(&out, 0);
    json_object *json = json_tokener_parse(out.p);
    assert_non_null(json);
    assert_int_equal(json_object_array_length(json), rows);
    json_object_put(json);
  }
  static const char *const CHARTS[] = {"series", "volume"};
  for (size_t i = 0; i < 2; i++) check_widths(store, CHARTS[i]);
  /* An answer to a question that finds nothing says why. */
  ch_render how = {.format = CH_FORMAT_TSV};
  ch_filter none = CH_FILTER_ALL;
  none.between[0] = CH_STR("FRA");
  none.between[1] = CH_STR("DEU");
  ch_buf_clear(&note);
  assert_true(ch_view(store, CH_STR("timeline"), &none, &how, &out, &note, NULL, &error));
  equals(ch_buf_str(&note), "0 events: all 10 were filtered out");
  assert_false(ch_view(store, CH_STR("timetable"), &all, &how, &out, &note, NULL, &error));
  assert_int_equal(error.code, CH_ERROR_USAGE);
  how.fields = CH_STR("actor,colour");
  assert_false(ch_view(store, CH_STR("timeline"), &all, &how, &out, &note, NULL, &error));
  assert_non_null(strstr(error.message, "no field 'colour'"));
  ch_buf_free(&out);
  ch_buf_free(&note);
  ch_store_close(store);
  ch_wordbook_free(book);
  ch_arena_free(arena);
}

/* The second sample, coded by hand (second.txt), whole: what a person reads of a dispute. */
static void a_whole_dispute_reads_as_its_pages(void **state) {
  (void)state;
  enum { MOST = 128 };
  static const char *const NAMES[] = {"timeline", "ledger", "commitments", "talks", "positions",
                                      "contradictions", "sources", "copies", "brief"};
  ch_arena *arena = ch_arena_new(0);
  ch_error error = {0};
  ch_str rest, line;
  const char *lines[MOST];
  size_t n = 0;
  if (!ch_file_read(SOURCE_DIR "/tests/show/second.txt", arena, &rest, &error)) fail_msg("%s", error.message);
  while (ch_str_line(&rest, &line)) {
    if (ch_str_trim(line).n == 0 || line.p[0] == '#') continue;
    assert_true(n < MOST);
    lines[n++] = ch_arena_copy(arena, line).p;
  }
  ch_wordbook *book = ch_wordbook_open(SOURCE_DIR "/data/en/record/words.txt", &error);
  ch_store *store = ch_store_open(":memory:", CH_STORE_CREATE, book, &error);
  dispute d;
  dispute_of(lines, n, arena, &d);
  assert_true(ch_store_begin(store, &error));
  for (size_t i = 0; i < d.n; i++) assert_true(dispute_add(store, &d.v[i], NULL, &error));
  assert_true(ch_store_commit(store, &error));
  ch_filter all = CH_FILTER_ALL;
  ch_buf out, note;
  ch_buf_init(&out, 0);
  ch_buf_init(&note, 0);
  for (size_t i = 0; i < sizeof NAMES / sizeof *NAMES; i++) {
    ch_render how = {.format = CH_FORMAT_TERMINAL, .width = 100};
    char name[40];
    snprintf(name, sizeof name, "second-%s", NAMES[i]);
    ch_buf_clear(&out);
    assert_true(ch_view(store, ch_str_of(NAMES[i]), &all, &how, &out, &note, NULL, &error));
    golden(arena, name, ch_buf_str(&out));
  }
  ch_buf_free(&out);
  ch_buf_free(&note);
  ch_store_close(store);
  ch_wordbook_free(book);
  ch_arena_free(arena);
}

static const char *const PICTURES[] = {"timeline", "ledger", "series", "tension", "volume"};
#define N_PICTURES (sizeof PICTURES / sizeof *PICTURES)

static bool picture(ch_store *store, const char *name, const ch_filter *filter, ch_buf *out,
                    ch_buf *note, ch_error *error) {
  ch_render how = {.format = CH_FORMAT_SVG};
  ch_buf_clear(out);
  ch_buf_clear(note);
  return ch_view(store, ch_str_of(name), filter, &how, out, note, NULL, error);
}

/* tests/show/pictures.py holds them against what XML and people who do not see ask for. */
static void pictures_are_drawn_as_before(void **state) {
  (void)state;
  ch_arena *arena = ch_arena_new(0);
  ch_error error = {0};
  ch_wordbook *book = ch_wordbook_open(SOURCE_DIR "/data/en/record/words.txt", &error);
  ch_store *store = open_dispute(book, arena);
  ch_filter two = CH_FILTER_ALL, all = two, none = two;
  ch_buf out, note;
  ch_buf_init(&out, 0);
  ch_buf_init(&note, 0);
  two.between[0] = CH_STR("USA");
  two.between[1] = CH_STR("RUS");
  for (size_t i = 0; i < N_PICTURES; i++) {
    assert_true(picture(store, PICTURES[i], &two, &out, &note, &error));
    golden_file(arena, PICTURES[i], "svg", ch_buf_str(&out));
    equals(ch_buf_str(&note), "of 9 events; 1 were filtered out");
  }
  assert_true(picture(store, "timeline", &all, &out, &note, &error));
  golden_file(arena, "timeline-all", "svg", ch_buf_str(&out));
  none.between[0] = CH_STR("FRA");
  none.between[1] = CH_STR("DEU");
  assert_true(picture(store, "timeline", &none, &out, &note, &error));
  golden_file(arena, "timeline-none", "svg", ch_buf_str(&out));
  assert_true(ch_str_find(ch_buf_str(&out), CH_STR("all 10 were filtered out"), 0) != SIZE_MAX);
  assert_false(picture(store, "ledger", &all, &out, &note, &error));
  assert_int_equal(error.code, CH_ERROR_USAGE);
  assert_false(picture(store, "sources", &all, &out, &note, &error));
  assert_non_null(strstr(error.message, "timeline ledger series tension volume"));
  ch_render how = {.format = CH_FORMAT_SVG, .limit = 3};
  assert_false(ch_view(store, CH_STR("series"), &all, &how, &out, &note, NULL, &error));
  ch_buf_free(&out);
  ch_buf_free(&note);
  ch_store_close(store);
  ch_wordbook_free(book);
  ch_arena_free(arena);
}

/* What a report says stays text; what XML cannot hold does not get in. */
static void a_report_cannot_enter_a_picture(void **state) {
  (void)state;
  static const char *const LINES[] = {
      "a: Wire 2017-07-30 SANCTION/expel RUS>USA date=2017-07-30 q=35:</title><script>alert(1)</script> id=a s=0 : Moscow *expelled* them.",
      "b: <svg/onload=alert(1)> 2017-07-31 SANCTION/expel USA>RUS date=2017-07-31 q=2:'onload=x'&\xEF\xBF\xBF\xEF\xBF\xBE\xE2\x80\xAE]]> id=b s=0 : Washington *expelled* two."};
  ch_arena *arena = ch_arena_new(0);
  ch_error error = {0};
  ch_wordbook *book = ch_wordbook_open(SOURCE_DIR "/data/en/record/words.txt", &error);
  ch_store *store = ch_store_open(":memory:", CH_STORE_CREATE, book, &error);
  dispute d;
  dispute_of(LINES, 2, arena, &d);
  assert_true(ch_store_begin(store, &error));
  for (size_t i = 0; i < d.n; i++) assert_true(dispute_add(store, &d.v[i], NULL, &error));
  assert_true(ch_store_commit(store, &error));
  ch_filter two = CH_FILTER_ALL;
  ch_buf out, note;
  ch_buf_init(&out, 0);
  ch_buf_init(&note, 0);
  two.between[0] = CH_STR("USA");
  two.between[1] = CH_STR("RUS");
  assert_true(picture(store, "timeline", &two, &out, &note, &error));
  assert_true(ch_str_find(ch_buf_str(&out), CH_STR("&lt;script&gt;alert(1)"), 0) != SIZE_MAX);
  assert_true(ch_str_find(ch_buf_str(&out), CH_STR("<script"), 0) == SIZE_MAX);
  golden_file(arena, "timeline-hostile", "svg", ch_buf_str(&out));
  ch_buf_clear(&out);
  ch_svg_text(1, -2.25, "n", CH_STR("\"\x01\x1B[2J\xC2\x9B\xEF\xBF\xBE" "b\xFF\n<'&>"), &out);
  equals(ch_buf_str(&out), "<text x=\"1\" y=\"-2.3\" class=\"n\">&quot;\xEF\xBF\xBD\xEF\xBF\xBD[2J\xEF\xBF\xBD"
                           "\xEF\xBF\xBD" "b\xEF\xBF\xBD &lt;&#39;&amp;&gt;</text>\n");
  ch_buf_free(&out);
  ch_buf_free(&note);
  ch_store_close(store);
  ch_wordbook_free(book);
  ch_arena_free(arena);
}

/* A page that a script in a report cannot enter, with a sentence for each number. */
static void the_brief_is_a_page_of_html(void **state) {
  (void)state;
  static const char *const LINES[] = {
      "a: <b>Wire</b> 2017-07-30 SANCTION/expel RUS>USA date=2017-07-30 id=a s=0 : Moscow *expelled* <script>alert(1)</script> \"them\".",
      "b: Courier 2017-07-31 SANCTION/expel USA>CUB date=2017-07-31 id=b s=0 : Washington *expelled* Cubans."};
  ch_arena *arena = ch_arena_new(0);
  ch_error error = {0};
  ch_wordbook *book = ch_wordbook_open(SOURCE_DIR "/data/en/record/words.txt", &error);
  ch_store *store = ch_store_open(":memory:", CH_STORE_CREATE, book, &error);
  dispute d;
  dispute_of(LINES, 2, arena, &d);
  assert_true(ch_store_begin(store, &error));
  for (size_t i = 0; i < d.n; i++) assert_true(dispute_add(store, &d.v[i], NULL, &error));
  assert_true(ch_store_commit(store, &error));
  ch_filter all = CH_FILTER_ALL;
  ch_render how = {.format = CH_FORMAT_HTML};
  ch_buf out, note;
  ch_buf_init(&out, 0);
  ch_buf_init(&note, 0);
  static const char *const NAMES[] = {"brief", "timeline"};
  for (size_t i = 0; i < 2; i++) {
    ch_buf_clear(&out);
    assert_true(ch_view(store, ch_str_of(NAMES[i]), &all, &how, &out, &note, NULL, &error));
    ch_str page = ch_buf_str(&out);
    assert_true(ch_str_starts(page, CH_STR("<!doctype html>")));
    assert_true(ch_str_ends(page, CH_STR("</html>\n")));
    assert_true(ch_str_find(page, CH_STR("<script"), 0) == SIZE_MAX);
    assert_true(ch_str_find(page, CH_STR("<b>"), 0) == SIZE_MAX);
  }
  ch_buf_clear(&out);
  assert_true(ch_view(store, CH_STR("brief"), &all, &how, &out, &note, NULL, &error));
  ch_str page = ch_buf_str(&out);
  assert_true(ch_str_find(page, CH_STR("&lt;script&gt;alert(1)"), 0) != SIZE_MAX);
  for (int n = 1; n <= 2; n++) {
    assert_true(ch_str_find(page, ch_arena_printf(arena, "<a href=\"#n%d\">", n), 0) != SIZE_MAX);
    assert_true(ch_str_find(page, ch_arena_printf(arena, "<li id=\"n%d\">", n), 0) != SIZE_MAX);
  }
  assert_true(ch_str_find(page, CH_STR("n3"), 0) == SIZE_MAX);
  how.format = CH_FORMAT_MARKDOWN;
  ch_buf_clear(&out);
  assert_true(ch_view(store, CH_STR("brief"), &all, &how, &out, &note, NULL, &error));
  assert_true(ch_str_find(ch_buf_str(&out), CH_STR("[^2]: "), 0) != SIZE_MAX);
  assert_true(ch_str_find(ch_buf_str(&out), CH_STR(" \\<script\\>"), 0) != SIZE_MAX);
  ch_buf_free(&out);
  ch_buf_free(&note);
  ch_store_close(store);
  ch_wordbook_free(book);
  ch_arena_free(arena);
}

static bool fake_tree(void *self, ch_str text, ch_str title, ch_span sentence, ch_buf *conllu) {
  (void)self;
  ch_buf_printf(conllu, "1\t%.*s\t_\n", CH_PRI(ch_str_at(title.n ? title : text, (ch_span){sentence.from, sentence.from + 3})));
  return true;
}

static bool fake_block(void *self, ch_str rule, ch_buf *text) {
  (void)self, (void)rule;
  return ch_buf_add_z(text, "[expel]\nverbs: expel");
}

/* As JSON the parts of each sentence put together are the sentence. */
static void check_explained(ch_store *store, ch_str id, const ch_explainer *by) {
  ch_error error = {0};
  ch_buf out;
  ch_buf_init(&out, 0);
  ch_render how = {.format = CH_FORMAT_JSON};
  assert_true(ch_explain(store, id, &how, by, &out, &error));
  ch_buf_add_byte(&out, 0);
  json_object *json = json_tokener_parse(out.p);
  assert_non_null(json);
  assert_non_null(json_object_object_get(json, "what"));
  assert_non_null(json_object_object_get(json, "linked"));
  json_object *mentions = json_object_object_get(json, "mentions");
  assert_true(json_object_array_length(mentions) > 1);
  for (size_t i = 0; i < json_object_array_length(mentions); i++) {
    json_object *m = json_object_array_get_idx(mentions, i);
    json_object *parts = json_object_object_get(m, "parts");
    char text[600] = "";
    bool trigger = false;
    for (size_t k = 0; k < json_object_array_length(parts); k++) {
      json_object *part = json_object_array_get_idx(parts, k);
      strcat(text, json_object_get_string(json_object_object_get(part, "text")));
      json_object *as = json_object_object_get(part, "as");
      trigger |= as && strstr(json_object_to_json_string(as), "trigger");
    }
    assert_true(trigger);
    assert_string_equal(text, json_object_get_string(json_object_object_get(m, "text")));
    assert_non_null(json_object_object_get(json_object_object_get(m, "coded"), "evidence"));
    assert_non_null(json_object_object_get(json_object_object_get(m, "merged"), "why"));
    assert_non_null(strstr(json_object_get_string(json_object_object_get(m, "codebook")), "expel"));
    assert_non_null(json_object_object_get(m, "tree"));
  }
  json_object_put(json);
  ch_buf_free(&out);
}

static void explain_reads_as_its_page(void **state) {
  (void)state;
  ch_arena *arena = ch_arena_new(0);
  ch_error error = {0};
  ch_wordbook *book = ch_wordbook_open(SOURCE_DIR "/data/en/record/words.txt", &error);
  ch_store *store = open_dispute(book, arena);
  ch_filter filter = CH_FILTER_ALL;
  ch_facts facts;
  ch_buf out;
  ch_buf_init(&out, 0);
  filter.types = 1u << CH_TYPE_SANCTION;
  assert_true(ch_store_facts(store, &filter, arena, &facts, &error));
  ch_render how = {.format = CH_FORMAT_TERMINAL, .width = 100};
  const ch_explainer by = {.tree = fake_tree, .block = fake_block};
  assert_true(ch_explain(store, ch_str_of(facts.v[0]->id), &how, &by, &out, &error));
  golden(arena, "explain", ch_buf_str(&out));
  check_explained(store, ch_str_of(facts.v[0]->id), &by);
  assert_false(ch_explain(store, CH_STR("e-none"), &how, NULL, &out, &error));
  assert_int_equal(error.code, CH_ERROR_USAGE);
  ch_buf_free(&out);
  ch_store_close(store);
  ch_wordbook_free(book);
  ch_arena_free(arena);
}

static void filters_are_read_and_refused(void **state) {
  (void)state;
  ch_filter filter;
  ch_error error = {0};
  ch_filter_words words = {.from = CH_STR("2017-08"), .to = CH_STR("2017"),
                           .types = CH_STR("sanction,CONSULT"), .statuses = CH_STR("actual")};
  assert_true(ch_filter_read(&words, &filter, &error));
  assert_int_equal(filter.days.from, ch_day_parse(CH_STR("2017-08-01")));
  assert_int_equal(filter.days.to, ch_day_parse(CH_STR("2017-12-31")));
  assert_int_equal(filter.types, 1u << CH_TYPE_SANCTION | 1u << CH_TYPE_CONSULT);
  assert_int_equal(filter.statuses, 1u << CH_STATUS_ACTUAL);
  words.from = CH_STR("31/08/2017");
  assert_false(ch_filter_read(&words, &filter, &error));
  words.from = CH_STR("2017-13");
  assert_false(ch_filter_read(&words, &filter, &error));
  words = (ch_filter_words){.types = CH_STR("SANCTIONS")};
  assert_false(ch_filter_read(&words, &filter, &error));
  assert_non_null(strstr(error.message, "SANCTION"));
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(each_format_is_itself),
      cmocka_unit_test(texts_do_no_harm),
      cmocka_unit_test(text_is_measured_and_wrapped),
      cmocka_unit_test(views_read_as_their_pages),
      cmocka_unit_test(a_whole_dispute_reads_as_its_pages),
      cmocka_unit_test(pictures_are_drawn_as_before),
      cmocka_unit_test(a_report_cannot_enter_a_picture),
      cmocka_unit_test(the_brief_is_a_page_of_html),
      cmocka_unit_test(explain_reads_as_its_page),
      cmocka_unit_test(filters_are_read_and_refused),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
