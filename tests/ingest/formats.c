/* Each format as it should be: what is read from small files of each. */
#include "readers.h"

#include "ingest/article_json.h"

/* ---- plain text ------------------------------------------------------------- */

static void test_text(void **state) {
  (void)state;
  results r = read_text(
      "Envoys meet in Vienna\n\nHarbour Post\nPosted August 10, 2017\nBy Ana Ruiz\n\n"
      "VIENNA -- The envoys met on Thursday.\n\nThey will meet again.\n\n(c) 2017 Harbour Post\n");
  assert_int_equal(r.n, 1);
  const ch_article *a = &r.v[0];
  assert_str(a->title, "Envoys meet in Vienna");
  assert_str(a->outlet, "Harbour Post");
  assert_str(a->byline, "Ana Ruiz");
  assert_str(a->dateline, "VIENNA");
  assert_str(a->text, "VIENNA -- The envoys met on Thursday.\n\nThey will meet again.");
  assert_str(a->published_text, "August 10, 2017");
  assert_str(a->reader, "text");
  assert_str(a->file, r.path);
  assert_day(a->published, "2017-08-10");
  assert_int_equal(a->published_from, CH_DATE_PRINTED);
  assert_int_equal(a->id.n, 18);
  assert_true(ch_str_starts(a->id, CH_STR("a-")));
  done(&r);
}

static void test_text_under_a_masthead(void **state) {
  (void)state;
  results r = read_text("THE HARBOUR POST\n\nEnvoys meet in Vienna\n\n5 March 2018\n\n"
                        "The envoys met in Vienna on Monday.\n");
  assert_int_equal(r.n, 1);
  assert_str(r.v[0].outlet, "THE HARBOUR POST");
  assert_str(r.v[0].title, "Envoys meet in Vienna");
  assert_day(r.v[0].published, "2018-03-05");
  assert_str(r.v[0].text, "The envoys met in Vienna on Monday.");
  done(&r);
  r = read_text("The Harbour Post\nMonday, March 5, 2018\n\nEnvoys meet\n\nBy Ana Ruiz\n\n"
                "The envoys met in Vienna.\n");
  assert_str(r.v[0].outlet, "The Harbour Post");
  assert_str(r.v[0].title, "Envoys meet");
  assert_str(r.v[0].byline, "Ana Ruiz");
  assert_day(r.v[0].published, "2018-03-05");
  done(&r);
  r = read_text("Envoys leave the Post\n\nThe envoys left the newspaper on Monday.\n");
  assert_str(r.v[0].title, "Envoys leave the Post"); /* a headline: no other stands below */
  done(&r);
}

static void test_text_without_head(void **state) {
  (void)state;
  results r = read_text("The envoys met on Thursday in Vienna, and\nwill meet again next week.\n");
  assert_int_equal(r.n, 1);
  assert_int_equal(r.v[0].title.n, 0);
  assert_str(r.v[0].text, "The envoys met on Thursday in Vienna, and will meet again next week.");
  assert_int_equal(r.v[0].published, CH_DAY_NONE);
  assert_int_equal(r.v[0].published_from, CH_DATE_NONE);
  done(&r);
}

static void test_text_named_lines(void **state) {
  (void)state;
  results r = read_text("Title: Envoys meet\nDate: 5 March 2018\nSource: Harbour Post\n"
                        "URL: https://harbourpost.example/a\n\nThe envoys met on Monday.\n");
  assert_int_equal(r.n, 1);
  assert_str(r.v[0].title, "Envoys meet");
  assert_str(r.v[0].outlet, "Harbour Post");
  assert_str(r.v[0].address, "https://harbourpost.example/a");
  assert_day(r.v[0].published, "2018-03-05");
  assert_str(r.v[0].text, "The envoys met on Monday.");
  done(&r);
}

static void test_text_ambiguous(void **state) {
  (void)state;
  results r = read_text("Envoys meet\nPublished on 05/03/2018\n\nThe envoys met in Vienna.\n");
  assert_int_equal(r.n, 1);
  assert_true(r.v[0].published_ambiguous);
  done(&r);
  r = read_text("Envoys meet\nPublished on 05/03/2018\n\nThe envoys met in Vienna on Monday.\n");
  assert_false(r.v[0].published_ambiguous); /* 5 March 2018 is a Monday */
  assert_day(r.v[0].published, "2018-03-05");
  done(&r);
}

static void test_dateline_gets_its_year(void **state) {
  (void)state;
  ch_reader_options o = ch_reader_defaults();
  o.day = ch_day_parse(CH_STR("2017-01-03"));
  results r = read_bytes(CH_STR("Talks end\n\nMOSCOW, Dec 29 (AFP) - Talks ended on Thursday.\n"), &o);
  assert_int_equal(r.n, 1);
  assert_day(r.v[0].published, "2016-12-29");
  assert_int_equal(r.v[0].published_from, CH_DATE_DATELINE);
  assert_str(r.v[0].dateline, "MOSCOW, Dec 29 (AFP)");
  assert_str(r.v[0].outlet, "AFP");
  done(&r);
  r = read_bytes(CH_STR("Talks end\n\nMOSCOW (AFP) - Talks ended on Thursday.\n"), &o);
  assert_day(r.v[0].published, "2017-01-03"); /* the caller's day */
  done(&r);
}

static void test_datelines(void **state) {
  (void)state;
  static const struct {
    const char *text, *dateline;
  } CASES[] = {
      {"MOSCOW, April 11 (AFP) - The", "MOSCOW, April 11 (AFP)"},
      {"BEDMINSTER, N.J. -- The", "BEDMINSTER, N.J."},
      {"UNITED NATIONS, Sept. 20, 2017 (Transmeridian) - U.S.", "UNITED NATIONS, Sept. 20, 2017 (Transmeridian)"},
      {"LONDON \xe2\x80\x94 The", "LONDON"},
      {"PARIS/BERLIN, May 3 (Reuters) - The", "PARIS/BERLIN, May 3 (Reuters)"},
      {"Washington (CNN)The president", "Washington (CNN)"},
      {"Washington (CNN) -- The president", "Washington (CNN)"},
      {"(Reuters) - The president", "(Reuters)"},
      {"(CNN) Omani police", "(CNN)"},
      {"CAIRO (AP) \"Stop,\" said", "CAIRO (AP)"},
      {"CAIRO (AP) The president", "CAIRO (AP)"},
      {"Bogota, March 8 (IANS) The president", "Bogota, March 8 (IANS)"},
      {"New York, May 17, IRNA - The president", "New York, May 17, IRNA"},
      {"Harare, Zimbabwe - The president", "Harare, Zimbabwe"},
      {"Prime Minister (PM) Lind said", ""},
      {"WHO (World Health Organization) Director Lind said", ""},
      {"Norway, Sweden \xe2\x80\x94 both wealthy \xe2\x80\x94 said", ""},
      {"BEIJING, Aug. 31 (Xinhua) -- China", "BEIJING, Aug. 31 (Xinhua)"},
      {"MOSCOW, August 31. /TASS/. The", "MOSCOW, August 31. /TASS/"},
      {"MOSCOW. Russia has", "MOSCOW"},
      {"ISLAMABAD: Pakistan has", "ISLAMABAD"},
      {"S\xc3\x83O PAULO, March 2 - The", "S\xc3\x83O PAULO, March 2"},
      {"The talks - the third - ended", ""},
      {"Trump - Putin talks end", ""},
      {"He said: nothing", ""},
      {"NATO and Russia met on Monday - again.", ""},
      {"U.S. officials said - as they do", ""},
      {"In Moscow, on April 11, nothing happened - at all.", ""},
  };
  for (size_t k = 0; k < sizeof CASES / sizeof *CASES; k++) {
    results r = read_text(CASES[k].text);
    assert_int_equal(r.n, 1);
    assert_str(r.v[0].dateline, CASES[k].dateline);
    assert_true(ch_str_starts(r.v[0].text, r.v[0].dateline));
    done(&r);
  }
}

/* ---- JSON --------------------------------------------------------------------- */

static void test_json_lines(void **state) {
  (void)state;
  results r = read_text(
      "{\"id\": \"x1\", \"date\": \"2017-08-31T10:04:00-04:00\", \"title\": \"T\", \"text\": \"One \\u201ctwo\\u201d.\", "
      "\"url\": \"https://www.post.example/a\", \"author\": [\"Ana Ruiz\", \"Bo Li\"], \"language\": \"English\"}\n"
      "{\"id\": \"broken\", \"text\": \"no end\n"
      "{\"id\": 7, \"maintext\": \"Three.\", \"date_publish\": 1504188240, \"source\": {\"name\": \"The Post\"}}\r\n"
      "\n"
      "not json\n"
      "{\"id\": \"x4\", \"text\": \"Four.\", \"filedate\": \"2020-01-02\", \"source\": \"https://q.example/b\"}");
  assert_int_equal(r.n, 3);
  assert_int_equal(r.n_refused, 2);
  assert_str(r.v[0].id, "x1");
  assert_str(r.v[0].text, "One \xe2\x80\x9ctwo\xe2\x80\x9d.");
  assert_str(r.v[0].byline, "Ana Ruiz, Bo Li");
  assert_str(r.v[0].outlet, "post.example");
  assert_str(r.v[0].language, "en");
  assert_day(r.v[0].published, "2017-08-31");
  assert_int_equal(r.v[0].published_minute, 14 * 60 + 4);
  assert_int_equal(r.v[0].file_line, 1);
  assert_str(r.v[1].id, "7");
  assert_str(r.v[1].outlet, "The Post");
  assert_day(r.v[1].published, "2017-08-31");
  assert_int_equal(r.v[1].file_line, 3);
  assert_int_equal(r.v[2].file_line, 6);
  assert_int_equal(r.v[2].published_from, CH_DATE_CRAWL);
  assert_str(r.v[2].address, "https://q.example/b");
  assert_int_equal(r.refused[0].line, 2);
  assert_int_equal(r.refused[1].line, 5);
  assert_int_equal(r.refused[1].code, CH_ERROR_FORMAT);
  done(&r);
}

static void test_json_broken_lines(void **state) {
  (void)state;
  results r = read_text(
      "{\"id\": \"1\", \"text\": \"One.\"}\n"
      "{\"id\": \"2\", \"a\": {\"text\": \"Not closed.\"}\n"
      "{\"id\": \"3\", \"text\": \"Three.\"}\n"
      "{\"id\": \"4\", \"text\": \"Four.\"}}\n"
      "{\"id\": \"5\", \"text\": \"Five.\", }\n"
      "{\"id\": \"6\", \"text\": \"Six.\"}\n");
  assert_int_equal(r.n, 4);
  assert_str(r.v[1].id, "3");
  assert_str(r.v[2].id, "4");
  assert_str(r.v[3].id, "6");
  assert_int_equal(r.n_refused, 3); /* 2, what is behind 4, and 5 */
  assert_int_equal(r.refused[0].line, 2);
  assert_int_equal(r.refused[1].line, 4);
  assert_int_equal(r.refused[2].line, 5);
  done(&r);
}

static void test_json_names_have_ranks(void **state) {
  (void)state;
  results r = read_text("{\"content\":\"No.\",\"text\":\"Yes.\",\"Date_Download\":\"2020-01-01\",\"pub date\":\"2017-01-02\"}\n"
                        "{\"text\":\"Yes.\",\"content\":\"No.\",\"headline\":{\"main\":\"H\"},\"body\":\"\"}\n"
                        "{\"text\":\"  \",\"content\":\"Yes.\",\"title\":null,\"headline\":\"H\"}\n");
  assert_int_equal(r.n, 3);
  for (size_t k = 0; k < 3; k++) assert_str(r.v[k].text, "Yes.");
  assert_day(r.v[0].published, "2017-01-02");
  assert_str(r.v[1].title, "H");
  assert_str(r.v[2].title, "H");
  done(&r);
}

static void test_json_layouts(void **state) {
  (void)state;
  static const char *const LAYOUTS[] = {
      "[{\"id\":\"1\",\"text\":\"One.\"},{\"id\":\"2\",\"text\":\"Two.\"}]",
      "[\n  {\"id\":\"1\",\n   \"text\":\"One.\"},\n  {\"id\":\"2\",\n \"text\":\"Two.\"}\n]\n",
      "{\"id\":\"1\",\"text\":\"One.\"}{\"id\":\"2\",\"text\":\"Two.\"}",
      "{\n\"id\":\"1\",\n\"text\":\"One.\"\n}\n{\n\"id\":\"2\",\n\"text\":\"Two.\"\n}\n",
      "{\"status\":\"ok\",\"articles\":[{\"id\":\"1\",\"text\":\"One.\"},{\"id\":\"2\",\"content\":\"Two.\"}]}",
      "\xef\xbb\xbf  {\"id\":\"1\",\"text\":\"One.\"}\n{\"id\":\"2\",\"text\":\"Two.\"}\n",
      "\x1e{\"id\":\"1\",\"text\":\"One.\"}\n\x1e{\"id\":\"2\",\"text\":\"Two.\"}\n",
      "{\"response\":{\"docs\":[{\"uri\":\"1\",\"lead_paragraph\":\"One.\"},{\"uri\":\"2\",\"body\":\"Two.\"}]}}",
  };
  for (size_t k = 0; k < sizeof LAYOUTS / sizeof *LAYOUTS; k++) {
    results r = read_text(LAYOUTS[k]);
    if (r.n != 2) print_error("layout %zu\n", k);
    assert_int_equal(r.n, 2);
    assert_int_equal(r.n_refused, 0);
    assert_str(r.v[0].id, "1");
    assert_str(r.v[0].text, "One.");
    assert_str(r.v[1].text, "Two.");
    done(&r);
  }
}

static void test_json_map(void **state) {
  (void)state;
  ch_reader_options o = ch_reader_defaults();
  const ch_field_map map[] = {{CH_STR_INIT("text"), CH_STR_INIT("Body_Plain")},
                              {CH_STR_INIT("published"), CH_STR_INIT("meta.When")}};
  o.map = map;
  o.n_map = 2;
  o.outlet = CH_STR("Harbour Post");
  results r = read_bytes(CH_STR("{\"text\":\"No.\",\"body_plain\":\"Yes.\",\"meta\":{\"when\":\"5 May 2016\"}}"), &o);
  assert_int_equal(r.n, 1);
  assert_str(r.v[0].text, "Yes.");
  assert_str(r.v[0].outlet, "Harbour Post");
  assert_day(r.v[0].published, "2016-05-05");
  done(&r);
  const ch_field_map wrong = {CH_STR_INIT("colour"), CH_STR_INIT("x")};
  o.map = &wrong;
  o.n_map = 1;
  ch_error error;
  assert_null(ch_reader_open(NULL, 0, &o, &error));
  assert_int_equal(error.code, CH_ERROR_USAGE);
}

static void test_json_html_inside(void **state) {
  (void)state;
  results r = read_text("{\"content\":\"<p>One &amp; two.</p><p>Three.</p><div class=\\\"related\\\">Four.</div>\"}\n"
                        "{\"title\":\"Only a link\",\"url\":\"https://a.example/x\"}\n"
                        "{\"description\":\"A summary.\",\"text\":null}\n");
  assert_int_equal(r.n, 2);
  assert_str(r.v[0].text, "One & two.\n\nThree.");
  assert_str(r.v[1].partial, "summary");
  assert_int_equal(r.refused[0].code, CH_ERROR_EMPTY);
  done(&r);
}

/* ---- feeds ----------------------------------------------------------------------- */

static void test_rss(void **state) {
  (void)state;
  results r = read_text(
      "<?xml version=\"1.0\"?><rss version=\"2.0\"><channel><title>Harbour Post - World</title>"
      "<link>https://harbourpost.example/</link><language>en-gb</language>"
      "<item><title>Talks &amp;amp; tea</title><link>https://harbourpost.example/1</link><guid>g1</guid>"
      "<pubDate>Mon, 05 Mar 2018 09:30:00 +0100</pubDate><dc:creator>Ana Ruiz</dc:creator>"
      "<description>Short.</description><content:encoded><![CDATA[<p>VIENNA - One.</p><p>Two.</p>]]></content:encoded></item>"
      "<item><title>Second</title><link>https://harbourpost.example/2</link>"
      "<description>Only &lt;b&gt;a&lt;/b&gt; summary.</description></item>"
      "<item><title>Third has no text</title></item>"
      "</channel></rss>");
  assert_int_equal(r.n, 2);
  assert_int_equal(r.n_refused, 1);
  assert_str(r.v[0].title, "Talks & tea");
  assert_str(r.v[0].id, "g1");
  assert_str(r.v[0].text, "VIENNA - One.\n\nTwo.");
  assert_str(r.v[0].byline, "Ana Ruiz");
  assert_str(r.v[0].outlet, "Harbour Post");
  assert_str(r.v[0].language, "en");
  assert_int_equal(r.v[0].partial.n, 0);
  assert_day(r.v[0].published, "2018-03-05");
  assert_int_equal(r.v[0].published_minute, 8 * 60 + 30);
  assert_str(r.v[1].text, "Only a summary.");
  assert_str(r.v[1].partial, "summary");
  assert_int_equal(r.refused[0].code, CH_ERROR_EMPTY);
  assert_int_equal(r.refused[0].line, 3);
  done(&r);
}

static void test_atom_and_rdf(void **state) {
  (void)state;
  results r = read_text(
      "<feed xmlns=\"http://www.w3.org/2005/Atom\" xml:lang=\"en\"><title>Harbour Post</title>"
      "<entry><title type=\"html\">Tom &amp;amp; Bo</title><id>tag:1</id><link rel=\"self\" href=\"https://no.example/\"/>"
      "<link rel=\"alternate\" href=\"https://harbourpost.example/a?x=1&amp;y=2\"/><published>2018-03-05T09:30:00Z</published>"
      "<updated>2018-03-06T09:30:00Z</updated><author><name>Ana Ruiz</name></author>"
      "<content type=\"xhtml\"><div xmlns=\"http://www.w3.org/1999/xhtml\"><p>One.</p><p>Two.</p></div></content></entry></feed>");
  assert_int_equal(r.n, 1);
  assert_str(r.v[0].title, "Tom & Bo");
  assert_str(r.v[0].address, "https://harbourpost.example/a?x=1&y=2");
  assert_str(r.v[0].byline, "Ana Ruiz");
  assert_str(r.v[0].text, "One.\n\nTwo.");
  assert_day(r.v[0].published, "2018-03-05");
  done(&r);
  r = read_text(
      "<rdf:RDF xmlns:rdf=\"http://www.w3.org/1999/02/22-rdf-syntax-ns#\"><channel><title>Harbour Post</title></channel>"
      "<item rdf:about=\"https://harbourpost.example/b\"><title>B</title><link>https://harbourpost.example/b</link>"
      "<description>A summary.</description><dc:date>2018-03-05</dc:date></item></rdf:RDF>");
  assert_int_equal(r.n, 1);
  assert_day(r.v[0].published, "2018-03-05");
  assert_str(r.v[0].partial, "summary");
  done(&r);
}

/* ---- web archives ------------------------------------------------------------------- */

static const char PAGE[] =
    "<html><head><title>Envoys meet</title></head><body><nav>Home</nav><h1>Envoys meet</h1>"
    "<p>The envoys met on Monday for a second round of talks on the closed border.</p>"
    "<p>They will meet again in April, officials of both delegations said on Tuesday.</p></body></html>";

static void add_record(ch_buf *out, const char *type, const char *more, ch_str block) {
  ch_buf_printf(out, "WARC/1.0\r\nWARC-Type: %s\r\nWARC-Date: 2018-03-06T01:02:03Z\r\n"
                     "WARC-Target-URI: https://harbourpost.example/2018/03/05/envoys\r\n%sContent-Length: %zu\r\n\r\n",
                type, more, block.n);
  ch_buf_add(out, block);
  ch_buf_add_z(out, "\r\n\r\n");
}

static void make_archive(ch_buf *out, bool pack) {
  ch_buf record, block;
  ch_buf_init(&record, 0);
  ch_buf_init(&block, 0);
  for (int k = 0; k < 6; k++) {
    ch_buf_clear(&record);
    ch_buf_clear(&block);
    const char *type = k == 0 ? "warcinfo" : "response", *more = "";
    if (k == 0) ch_buf_add_z(&block, "software: test\r\n");
    if (k == 1) ch_buf_printf(&block, "HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n\r\n%s", PAGE);
    if (k == 2) {
      ch_buf_printf(&block, "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nTransfer-Encoding: chunked\r\n\r\n"
                            "10;x=y\r\n%.16s\r\n%zx\r\n%s\r\n0\r\n\r\n", PAGE, strlen(PAGE) - 16, PAGE + 16);
    }
    if (k == 3) {
      ch_buf_add_z(&block, "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Encoding: gzip\r\n\r\n");
      add_gzip(&block, ch_str_of(PAGE));
    }
    if (k == 4) ch_buf_printf(&block, "HTTP/1.1 404 Not Found\r\nContent-Type: text/html\r\n\r\n%s", PAGE);
    if (k == 5) {
      more = "WARC-Truncated: length\r\n";
      ch_buf_printf(&block, "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n%.*s", (int)strlen(PAGE) - 30, PAGE);
    }
    add_record(&record, type, more, ch_buf_str(&block));
    if (pack) {
      add_gzip(out, ch_buf_str(&record));
    } else {
      ch_buf_add(out, ch_buf_str(&record));
    }
  }
  ch_buf_free(&record);
  ch_buf_free(&block);
}

static void test_warc(void **state) {
  (void)state;
  for (int pack = 0; pack < 2; pack++) {
    ch_buf archive;
    ch_buf_init(&archive, 0);
    make_archive(&archive, pack);
    results r = read_bytes(ch_buf_str(&archive), NULL);
    assert_int_equal(r.n, 4);
    assert_int_equal(r.n_refused, 0);
    for (size_t k = 0; k < 4; k++) {
      assert_str(r.v[k].title, "Envoys meet");
      /* The half sentence at the end of the one cut short goes. */
      assert_str(r.v[k].text, k == 3 ? "The envoys met on Monday for a second round of talks on the closed border."
                                     : "The envoys met on Monday for a second round of talks on the closed border.\n\n"
                                       "They will meet again in April, officials of both delegations said on Tuesday.");
      assert_str(r.v[k].address, "https://harbourpost.example/2018/03/05/envoys");
      assert_day(r.v[k].published, "2018-03-05");
      assert_int_equal(r.v[k].published_from, CH_DATE_ADDRESS);
      assert_str(r.v[k].partial, k == 3 ? "truncated" : "");
    }
    assert_int_equal(r.v[0].file_line, 2);
    assert_int_equal(r.v[3].file_line, 6);
    done(&r);
    ch_buf_free(&archive);
  }
}

static void test_warc_broken_in_the_middle(void **state) {
  (void)state;
  ch_buf a, one, two;
  ch_buf_init(&a, 0);
  ch_buf_init(&one, 0);
  ch_buf_init(&two, 0);
  make_archive(&one, true);
  make_archive(&two, false);
  /* Damage inside a gzip member costs that member: all of the whole archive
   * behind the damaged one is read. */
  for (size_t at = 0; at + 8 < one.n; at += 37) {
    ch_buf_clear(&a);
    ch_buf_add(&a, ch_buf_str(&one));
    memset(a.p + at, 0x55, 8);
    ch_buf_add(&a, ch_buf_str(&one));
    results r = read_bytes(ch_buf_str(&a), NULL);
    if (at > 0) { /* there it is no gzip any more */
      if (r.n < 6 || r.n > 8) print_error("damage at %zu of %zu: %zu articles\n", at, one.n, r.n);
      assert_in_range(r.n, 6, 8);
      assert_true(r.n == 8 || r.n_refused >= 1);
      assert_true(r.n_refused == 0 || r.refused[0].has_offset);
    }
    done(&r);
  }
  /* A wrong length costs that record. */
  ch_buf_clear(&a);
  results r;
  ch_buf_add_z(&a, "WARC/1.1\r\nWARC-Type: response\r\nContent-Length: 5\r\n\r\nHTTP/1.1 200 OK\r\n\r\nno\r\n\r\n");
  size_t first = a.n;
  ch_buf_add(&a, ch_buf_str(&two));
  r = read_bytes(ch_buf_str(&a), NULL);
  assert_int_equal(r.n, 4);
  assert_true(r.n_refused >= 1);
  assert_true(r.refused[0].offset < first);
  done(&r);
  ch_buf_free(&a);
  ch_buf_free(&one);
  ch_buf_free(&two);
}

/* ---- gzip, folders, recognition --------------------------------------------------------- */

static void test_gzip(void **state) {
  (void)state;
  ch_buf b;
  ch_buf_init(&b, 0);
  add_gzip(&b, CH_STR("{\"id\":\"1\",\"te"));
  add_gzip(&b, CH_STR("xt\":\"One.\"}\n{\"id\":\"2\",\"text\":\"Two.\"}\n"));
  ch_buf_add(&b, (ch_str){"\0\0\0\0\0\0", 6}); /* padding */
  results r = read_bytes(ch_buf_str(&b), NULL);
  assert_int_equal(r.n, 2);
  assert_int_equal(r.n_refused, 0);
  done(&r);
  r = read_bytes((ch_str){b.p, b.n - 20}, NULL); /* cut short */
  assert_int_equal(r.n_refused, 1);
  assert_int_equal(r.refused[0].code, CH_ERROR_FORMAT);
  done(&r);
  ch_buf_free(&b);
}

static void test_utf16(void **state) {
  (void)state;
  static const char text[] = "{\"id\":\"1\",\"text\":\"Sixteen bits.\"}\n";
  ch_buf b;
  ch_buf_init(&b, 0);
  ch_buf_add(&b, (ch_str){"\xff\xfe", 2});
  for (size_t k = 0; k + 1 < sizeof text; k++) ch_buf_add(&b, (ch_str){(char[]){text[k], 0}, 2});
  results r = read_bytes(ch_buf_str(&b), NULL);
  assert_int_equal(r.n, 1);
  assert_str(r.v[0].text, "Sixteen bits.");
  done(&r);
  ch_buf_free(&b);
}

static void test_identify(void **state) {
  (void)state;
  static const struct {
    const char *bytes, *what;
  } CASES[] = {
      {"<!DOCTYPE html><html>", "html: "}, {"<html><body>", "html: "},
      {"  <!-- c --><HTML>", "html: "}, {"<?xml version=\"1.0\"?><rss version=\"2.0\">", "rss: "},
      {"<feed xmlns=\"x\">", "atom: "}, {"<rdf:RDF>", "rdf: "},
      {"{\"id\":1}", "json: "}, {"[ {\"id\":1} ]", "json: "}, {"[]", "json: "},
      {"WARC/1.0\r\n", "warc: "}, {"Hello there.", "text: "}, {"{curly} words", "text: "},
      {"[bracketed] words", "text: "}, {"<3 <3 love", "text: "}, {"PK\003\004zip", "a zip archive"},
      {"id\tdate\ttitle\n1\t2017-08-01\tA\n2\t2017-08-02\tB\n", "table: "},
      {"a,b,c\n1,2,3\n4,5,6\n", "a table: "}, {"%PDF-1.4", "a PDF"}, {"\x89PNG\r\n", "a PNG picture"},
      {"<!DOCTYPE lewis SYSTEM \"lewis.dtd\">\n<REUTERS>", "Reuters SGML"},
      {"<?xml version=\"1.0\"?><!DOCTYPE nitf SYSTEM \"x\"><nitf>", "NITF"},
      {"<?xml version=\"1.0\"?><x>", "XML of an unknown kind"}, {"  \n ", "an empty file"},
  };
  for (size_t k = 0; k < sizeof CASES / sizeof *CASES; k++) {
    char path[] = "/tmp/chancery-test-XXXXXX", out[200];
    int fd = mkstemp(path);
    size_t n = strlen(CASES[k].bytes);
    assert_int_equal(write(fd, CASES[k].bytes, n), (ssize_t)n);
    close(fd);
    ch_error error;
    assert_true(ch_reader_identify(path, out, sizeof out, &error));
    if (strncmp(out, CASES[k].what, strlen(CASES[k].what)) != 0) print_error("%s: %s\n", CASES[k].bytes, out);
    assert_memory_equal(out, CASES[k].what, strlen(CASES[k].what));
    unlink(path);
  }
}

static void test_folder_and_order(void **state) {
  (void)state;
  ch_error error = {0};
  const char *inputs[] = {SOURCE_DIR "/tests/ingest/data/folder", SOURCE_DIR "/tests/ingest/data/absent"};
  ch_arena *arena = ch_arena_new(0);
  ch_reader *reader = ch_reader_open(inputs, 2, NULL, &error);
  static const char *const ORDER[] = {"Ten.", "Two.", "Inner.", "Nine."};
  ch_article a;
  for (size_t k = 0; k < 4; k++) {
    assert_int_equal(ch_reader_next(reader, arena, &a, &error), CH_READER_ARTICLE);
    assert_str(a.text, ORDER[k]);
  }
  assert_int_equal(ch_reader_next(reader, arena, &a, &error), CH_READER_REFUSED);
  assert_int_equal(error.code, CH_ERROR_IO);
  assert_int_equal(ch_reader_next(reader, arena, &a, &error), CH_READER_END);
  ch_reader_close(reader);
  ch_arena_free(arena);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_text), cmocka_unit_test(test_text_under_a_masthead), cmocka_unit_test(test_text_without_head),
      cmocka_unit_test(test_text_named_lines), cmocka_unit_test(test_text_ambiguous),
      cmocka_unit_test(test_dateline_gets_its_year), cmocka_unit_test(test_datelines),
      cmocka_unit_test(test_json_lines), cmocka_unit_test(test_json_broken_lines),
      cmocka_unit_test(test_json_names_have_ranks), cmocka_unit_test(test_json_layouts),
      cmocka_unit_test(test_json_map), cmocka_unit_test(test_json_html_inside),
      cmocka_unit_test(test_rss), cmocka_unit_test(test_atom_and_rdf),
      cmocka_unit_test(test_warc), cmocka_unit_test(test_warc_broken_in_the_middle),
      cmocka_unit_test(test_gzip), cmocka_unit_test(test_utf16),
      cmocka_unit_test(test_identify), cmocka_unit_test(test_folder_and_order),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
