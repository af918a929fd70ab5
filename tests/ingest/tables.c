/* Tables of articles: comma-, semicolon- and tab-separated values, as spreadsheets, R and Python
 * write them. */
#include "readers.h"

static void test_as_python_writes_it(void **state) {
  (void)state;
  results r = read_text(
      "id,date,headline,body,source\r\n"
      "x1,2014-03-07,\"Envoys meet, again\",\"The envoys met.\r\n\r\nThey spoke of \"\"the line\"\".\",Harbour Post\r\n"
      "\r\n"
      "x2,2014-03-08,Envoys leave,The envoys left.,Harbour Post\r\n");
  assert_int_equal(r.n, 2);
  assert_int_equal(r.n_refused, 0);
  assert_str(r.v[0].id, "x1");
  assert_str(r.v[0].title, "Envoys meet, again");
  assert_str(r.v[0].text, "The envoys met.\n\nThey spoke of \"the line\".");
  assert_str(r.v[0].outlet, "Harbour Post");
  assert_str(r.v[0].reader, "table");
  assert_day(r.v[0].published, "2014-03-07");
  assert_int_equal(r.v[0].file_line, 2);
  assert_int_equal(r.v[1].file_line, 6);
  assert_str(r.v[1].text, "The envoys left.");
  done(&r);
}

/* write.csv: "" for the row names; write.table: no name for them at all; NA for nothing. */
static void test_as_r_writes_it(void **state) {
  (void)state;
  static const char *const WRITTEN[] = {
      "\"\",\"date\",\"title\",\"text\"\n\"1\",2014-03-07,NA,\"One.\"\n\"2\",NA,\"NA\",\"Two.\"\n",
      "\"date\" \"title\"\n", /* apart by blanks: no table */
      "\"date\",\"title\",\"text\"\n\"1\",2014-03-07,NA,\"One.\"\n\"2\",NA,\"NA\",\"Two.\"\n",
      "date\ttitle\ttext\n1\t2014-03-07\tNA\tOne.\n2\tNA\t\"NA\"\tTwo.\n",
      "date;title;text\n2014-03-07;;One.\n;NA a;Two.\n",
  };
  for (size_t k = 0; k < sizeof WRITTEN / sizeof *WRITTEN; k++) {
    results r = read_text(WRITTEN[k]);
    if (k == 1) {
      assert_str(r.v[0].reader, "text");
    } else {
      assert_int_equal(r.n, 2);
      assert_int_equal(r.n_refused, 0);
      assert_int_equal(r.v[0].title.n, 0);
      assert_str(r.v[0].text, "One.");
      assert_day(r.v[0].published, "2014-03-07");
      assert_true(r.v[1].title.n >= 2);
      assert_str(r.v[1].text, "Two.");
      assert_int_equal(r.v[1].published, CH_DAY_NONE);
    }
    done(&r);
  }
}

static void test_encodings(void **state) {
  (void)state;
  results r = read_text("\xef\xbb\xbf" "date,text\n2014-03-07,The caf\xc3\xa9.\n");
  assert_str(r.v[0].text, "The caf\xc3\xa9.");
  done(&r);
  r = read_text("date,text\n2014-03-07,The caf\xe9 in Troms\xf8.\n"); /* Windows-1252 */
  assert_str(r.v[0].text, "The caf\xc3\xa9 in Troms\xc3\xb8.");
  done(&r);
}

static void test_columns_named_by_the_caller(void **state) {
  (void)state;
  const ch_field_map map[] = {{CH_STR("text"), CH_STR("Nachricht")}, {CH_STR("published"), CH_STR("Tag")}};
  ch_reader_options o = ch_reader_defaults();
  o.map = map;
  o.n_map = 2;
  results r = read_bytes(CH_STR("Nr;Tag;Nachricht\n1;7.3.2014;The envoys met.\n"), &o);
  assert_int_equal(r.n, 1);
  assert_str(r.v[0].text, "The envoys met.");
  assert_day(r.v[0].published, "2014-03-07");
  done(&r);
  r = read_text("Nr;Tag;Nachricht\n1;7.3.2014;The envoys met.\n2;8.3.2014;They left.\n");
  assert_int_equal(r.n, 0);
  assert_int_equal(r.n_refused, 1);
  assert_non_null(strstr(r.refused[0].message, "--map text=COLUMN"));
  done(&r);
}

/* Media Cloud's lists. */
static void test_links_without_text(void **state) {
  (void)state;
  results r = read_text("stories_id,publish_date,title,url\n1,2014-03-07,Envoys meet,https://a.example/1\n"
                        "2,2014-03-08,Envoys leave,https://a.example/2\n");
  assert_int_equal(r.n, 0);
  assert_int_equal(r.n_refused, 1);
  assert_int_equal(r.refused[0].code, CH_ERROR_EMPTY);
  assert_non_null(strstr(r.refused[0].message, "no column holds the articles' text"));
  done(&r);
}

static void test_one_bad_row_costs_itself(void **state) {
  (void)state;
  results r = read_text("id,date,text\n"
                        "1,2014-03-07,One.\n"
                        "2,2014-03-07,Two, and a comma.\n"
                        "3,2014-03-07\n"
                        "4,2014-03-07,\"Four.\"\n"
                        "5,2014-03-07,\"Five\n"
                        "6,2014-03-07,Six.\n"
                        "7,2014-03-07,say \"seven\"\n"
                        "8,2014-03-07,\"Eight \"and\" a half\"\n"
                        "9,2014-03-07,\"Ni\nne\"\n");
  assert_int_equal(r.n, 5);
  assert_str(r.v[1].text, "Four.");
  assert_str(r.v[2].text, "Six.");
  assert_str(r.v[3].text, "say \"seven\"");
  assert_str(r.v[4].text, "Ni ne");
  assert_int_equal(r.n_refused, 4);
  assert_int_equal(r.refused[3].line, 9);
  assert_int_equal(r.refused[0].line, 3);
  assert_non_null(strstr(r.refused[0].message, "4 cells where the first row names 3"));
  assert_int_equal(r.refused[1].line, 4);
  assert_int_equal(r.refused[2].line, 6);
  assert_non_null(strstr(r.refused[2].message, "a quote is not closed"));
  done(&r);
  r = read_text("date,text\n2014-03-07,One, and a comma.\n2014-03-08,Two.\n");
  assert_int_equal(r.n, 1);
  assert_str(r.v[0].text, "Two.");
  assert_int_equal(r.refused[0].line, 2);
  done(&r);
}

/* Every line opens a quote, or one row never ends: time grows with the bytes alone. */
static void test_hostile(void **state) {
  (void)state;
  ch_buf bytes;
  ch_buf_init(&bytes, 0);
  ch_buf_add_z(&bytes, "id,text\n");
  enum { LINES = 200 * 1000 };
  for (int k = 0; k < LINES; k++) ch_buf_add_z(&bytes, "1,a\",\"open\n");
  results r = read_bytes(ch_buf_str(&bytes), NULL);
  assert_int_equal(r.n, 0);
  assert_int_equal(r.n_refused, MOST);
  done(&r);
  ch_reader_options o = ch_reader_defaults();
  o.limits.record = 1 << 20;
  ch_buf_free(&bytes);
  ch_buf_init(&bytes, 0);
  ch_buf_add_z(&bytes, "id,text\n1,");
  for (int k = 0; k < LINES; k++) ch_buf_add_z(&bytes, "and so on ");
  ch_buf_add_z(&bytes, "\n2,The envoys met.\n");
  r = read_bytes(ch_buf_str(&bytes), &o);
  assert_int_equal(r.n, 1);
  assert_str(r.v[0].text, "The envoys met.");
  assert_int_equal(r.n_refused, 1);
  assert_int_equal(r.refused[0].code, CH_ERROR_LIMIT);
  done(&r);
  ch_buf_free(&bytes);
}

/* Prose with commas, and a first line of words that are also names of columns, stay text. */
static void test_what_is_no_table(void **state) {
  (void)state;
  static const char *const TEXTS[] = {
      "Lima, Peru, Monday\nQuito, Ecuador, Tuesday\nBogota, Colombia, Sunday\n\nThe envoys travel.\n",
      "Source: Harbour Post | Date: 5 March 2018\n\nThe envoys met on Monday.\n",
      "Date, time and place are open\n\nThe envoys met on Monday.\n",
  };
  for (size_t k = 0; k < sizeof TEXTS / sizeof *TEXTS; k++) {
    results r = read_text(TEXTS[k]);
    assert_int_equal(r.n, 1);
    assert_str(r.v[0].reader, "text");
    done(&r);
  }
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_as_python_writes_it), cmocka_unit_test(test_as_r_writes_it),
      cmocka_unit_test(test_encodings), cmocka_unit_test(test_columns_named_by_the_caller),
      cmocka_unit_test(test_links_without_text), cmocka_unit_test(test_one_bad_row_costs_itself),
      cmocka_unit_test(test_hostile), cmocka_unit_test(test_what_is_no_table),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
