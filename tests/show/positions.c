/* Whose words count as positions, in which order they stand, and when a side
 * is said to have changed. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <cmocka.h>

#include "show/views.h"
#include "store/dispute.h"

static const char *const LINES[] = {
    "a: Wire 2017-06-20 REJECT/meet RUS>USA date=2017-06-20 about=CONSULT issue=talks id=a s=0 : Moscow *ruled* out a meeting with the Americans.",
    "b: Wire 2017-06-22 ACCUSE USA>RUS date=2017-06-22 issue=talks id=b s=0 : Washington *criticised* Moscow.",
    "c: Courier 2017-07-01 AGREE RUS>USA date=2017-07-01 status=planned about=CONSULT issue=talks id=c s=0 : Moscow *agreed* to a meeting with the Americans.",
    "d: Courier 2017-07-02 AGREE RUS>CHN date=2017-07-02 status=planned about=CONSULT issue=talks id=d s=0 : Moscow *agreed* to a meeting with the Chinese.",
    "e: Courier 2017-07-03 AGREE RUS>USA date=2017-07-03 status=planned about=CONSULT issue=talks id=e s=0 : Moscow *confirmed* the meeting with the Americans anew.",
    "f: Courier 2017-07-04 CONSULT RUS>USA date=2017-07-04 issue=talks id=f s=0 : Russians and Americans *met*.",
    "g: Ledger 2017-07-05 REQUEST USA>RUS date=2017-07-05 id=g s=0 : Washington *asked* Moscow for more.",
};

static void words_are_ordered_by_issue_side_and_day(void **state) {
  (void)state;
  ch_arena *arena = ch_arena_new(0);
  ch_error error = {0};
  ch_wordbook *book = ch_wordbook_open(SOURCE_DIR "/data/en/record/words.txt", &error);
  ch_store *store = ch_store_open(":memory:", CH_STORE_CREATE, book, &error);
  dispute d;
  dispute_of(LINES, sizeof LINES / sizeof *LINES, arena, &d);
  assert_true(ch_store_begin(store, &error));
  for (size_t i = 0; i < d.n; i++) assert_true(dispute_add(store, &d.v[i], NULL, &error));
  assert_true(ch_store_commit(store, &error));
  ch_filter all = CH_FILTER_ALL;
  ch_render how = {.format = CH_FORMAT_TSV, .fields = CH_STR("issue,side,toward,stance,type,about,date")};
  ch_buf out, note;
  ch_buf_init(&out, 0);
  ch_buf_init(&note, 0);
  assert_true(ch_view(store, CH_STR("positions"), &all, &how, &out, &note, NULL, &error));
  static const char EXPECTED[] = "issue\tside\ttoward\tstance\ttype\tabout\tdate\n"
                                 "talks\tRUS\tUSA\tagainst\tREJECT\tCONSULT\t2017-06-20\n"
                                 "talks\tRUS\tUSA\tfor\tAGREE\tCONSULT\t2017-07-01\n"
                                 "talks\tRUS\tCHN\tfor\tAGREE\tCONSULT\t2017-07-02\n"
                                 "talks\tRUS\tUSA\tfor\tAGREE\tCONSULT\t2017-07-03\n"
                                 "talks\tUSA\tRUS\tagainst\tACCUSE\t\t2017-06-22\n"
                                 "\tUSA\tRUS\tasks\tREQUEST\t\t2017-07-05\n";
  if (!ch_str_is(ch_buf_str(&out), EXPECTED)) fail_msg("%.*s", CH_PRI(ch_buf_str(&out)));

  /* One change: on 1 July, of the same side to the same other. */
  how.fields = CH_STR("changes,id");
  ch_buf_clear(&out);
  assert_true(ch_view(store, CH_STR("positions"), &all, &how, &out, &note, NULL, &error));
  ch_str rest = ch_buf_str(&out), line, first = {0};
  for (int i = 0; ch_str_line(&rest, &line); i++) {
    ch_str changes;
    ch_str_split(&line, '\t', &changes);
    if (i == 1) first = line;
    if (i == 2) assert_true(first.n && ch_str_eq(changes, first));
    else if (i > 0) assert_int_equal(changes.n, 0);
  }
  ch_buf_free(&out);
  ch_buf_free(&note);
  ch_store_close(store);
  ch_wordbook_free(book);
  ch_arena_free(arena);
}

int main(void) {
  const struct CMUnitTest tests[] = {cmocka_unit_test(words_are_ordered_by_issue_side_and_day)};
  return cmocka_run_group_tests(tests, NULL, NULL);
}
