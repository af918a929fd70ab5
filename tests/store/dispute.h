/* A small dispute as report lines (tests/record/cases.h), grouped by article,
 * and a way to put articles of it into a store. */
#ifndef CH_TESTS_STORE_DISPUTE_H
#define CH_TESTS_STORE_DISPUTE_H

#include "record/cases.h"
#include "store/store.h"

static const char *const DISPUTE[] = {
    "a1: Wire 2016-12-29 SANCTION/expel USA>RUS date=2016-12-29 q=35:diplomat id=w1 s=0 cameo=161 answers=in_retaliation_for~the_hacking_of_the_election : The United States *ordered* 35 Russian diplomats out of the country on Thursday in retaliation for the hacking of the election.",
    "a2: Wire 2016-12-29 SANCTION USA>RUS date=2016-12-29 q=2:compound id=w1 s=1 cameo=161 : Washington *closed* two Russian compounds in Maryland and New York.",
    "a3: Wire 2016-12-29 ACCUSE/allege USA>RUS date=2016-12-29 about=COERCE id=w1 s=2 cameo=112 : Washington *accused* Moscow of hacking the November election.",
    "a4: Wire 2016-12-29 REJECT RUS>USA date=2016-12-29 about=COERCE id=w1 s=3 cameo=016 : The Kremlin *denied* hacking the election.",
    "b1: Courier 2016-12-30 SANCTION/expel USA>RUS date=2016-12-29 q=35:envoy id=c1 s=0 cameo=161 : Mr Obama *expelled* 35 Russian envoys yesterday.",
    "b2: Courier 2016-12-30 SANCTION USA>RUS date=2016-12-29 q=2:estate id=c1 s=1 : He *shut* two waterfront estates used by Russia.",
    "b3: Courier 2016-12-30 THREATEN RUS>USA status=planned about=SANCTION id=c1 s=2 : Moscow *promised* an adequate reply.",
    "c1: Ledger 2017-07-30 SANCTION/expel RUS>USA date=2017-07-30 q=755:diplomat deadline=2017-09-01 id=l1 s=0 cameo=161 answers=in_answer_to~the_expulsion_of_35_diplomats : Putin *expelled* 755 American diplomats on Sunday in answer to the expulsion of 35 diplomats.",
    "c2: Ledger 2017-07-30 SANCTION/expel USA>RUS date=2016-12-01/2016-12-31 q=35:diplomat id=l1 s=1 : Obama *threw out* 35 Russian diplomats in December.",
    "d1: Neva 2017-07-31 SANCTION/expel RUS>USA date=2017-07-30 q=755:post id=n1 s=0 : Seven hundred and fifty-five posts must *go*, the president said.",
    "e1: Wire 2017-06-20 AGREE USA>RUS date=2017-06-20 status=planned about=CONSULT people=Donald_Trump.USA,Vladimir_Putin.RUS place=Hamburg id=w2 s=0 : Trump and Putin are to *meet* in Hamburg.",
    "f1: Courier 2017-07-08 CONSULT USA+RUS> date=2017-07-07 people=Donald_Trump.USA,Vladimir_Putin.RUS place=Hamburg id=c2 s=0 : Trump and Putin *met* in Hamburg on Friday.",
    "h1: Wire 2017-04-08 ASSAULT/aerial USA>SYR date=2017-04-07 id=w3 s=0 : American destroyers *struck* a Syrian air base on Friday.",
    "i1: Ledger 2017-04-09 ASSAULT/aerial USA>SYR date=2017-04-07 id=l2 s=0 : The American *strike* on the Syrian air base killed soldiers.",
    "g1: Sentinel 2017-09-02 SANCTION/expel USA>RUS q=35:Russian id=s1 s=4 : President Obama *expelled* 35 Russians.",
    "g2: Sentinel 2017-09-02 SANCTION USA>RUS date=2017-08-31 q=1:consulate deadline=2017-09-02 id=s1 s=1 answers=an_answer_to~Moscow's_expulsion_of_755_diplomats : Washington *ordered* Russia to close its consulate in San Francisco, an answer to Moscow's expulsion of 755 diplomats.",
};
#define N_DISPUTE (sizeof DISPUTE / sizeof *DISPUTE)

typedef struct dispute_article {
  ch_article article;
  ch_str lines;
} dispute_article;

typedef struct dispute {
  dispute_article v[16];
  size_t n;
} dispute;

/* Articles in the order of their first lines; each text is its sentences. */
static inline void dispute_of(const char *const *lines, size_t n, ch_arena *arena, dispute *out) {
  *out = (dispute){0};
  for (size_t i = 0; i < n; i++) {
    case_line *line = CH_NEW(arena, case_line);
    size_t k = 0;
    case_read(ch_str_of(lines[i]), arena, line);
    while (k < out->n && !ch_str_eq(out->v[k].article.id, line->source.id)) k++;
    dispute_article *a = &out->v[k];
    if (k == out->n) {
      out->n++;
      a->article = (ch_article){.id = line->source.id, .outlet = line->source.outlet,
                                .title = CH_STR("A title"), .published = line->source.published,
                                .published_minute = -1};
    }
    a->lines = ch_arena_printf(arena, "%.*s%.*s\n", CH_PRI(a->lines), CH_PRI(line->json));
    a->article.text = ch_arena_printf(arena, "%.*s%.*s\n\n", CH_PRI(a->article.text),
                                      CH_PRI(line->report.text));
  }
}

static inline void dispute_load(ch_arena *arena, dispute *out) {
  dispute_of(DISPUTE, N_DISPUTE, arena, out);
}

static inline bool dispute_add(ch_store *store, const dispute_article *a, ch_added *added,
                               ch_error *error) {
  return ch_store_add_lines(store, &a->article, a->lines, added, error);
}

static inline void must(bool done, const ch_error *error) {
  if (!done) fail_msg("%s", error->message);
}

/* All events as JSON lines. */
static inline ch_str dump(ch_store *store, ch_arena *arena) {
  ch_facts facts;
  ch_error error = {0};
  ch_buf out;
  ch_filter all = CH_FILTER_ALL;
  ch_buf_init(&out, 0);
  must(ch_store_facts(store, &all, arena, &facts, &error), &error);
  for (size_t i = 0; i < facts.n; i++) {
    ch_fact_json(facts.v[i], &out);
    ch_buf_add_byte(&out, '\n');
  }
  ch_str kept = ch_arena_copy(arena, ch_buf_str(&out));
  ch_buf_free(&out);
  return kept;
}

#endif
