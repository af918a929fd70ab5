/* Any bytes as a text: words and gaps give it back, sentences hold all words,
 * times lie within their sentences. */
#include <stdlib.h>

#include "read/time.h"
#include "text/splitter.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void check_words(const ch_document *doc) {
  size_t at = 0;
  uint32_t counted = 0;
  for (uint32_t w = 0; w < doc->n_words; w++) {
    ch_span span = doc->words[w].span;
    if (span.from < at || span.to <= span.from || span.to > doc->text.n) abort();
    for (size_t i = at; i < span.from; i++) /* gaps hold no printable ASCII */
      if (doc->text.p[i] > ' ' && doc->text.p[i] < 0x7f) abort();
    at = span.to;
  }
  for (uint32_t i = 0; i < doc->n_sentences; i++) {
    if (doc->sentences[i].first != counted || doc->sentences[i].count == 0) abort();
    counted += doc->sentences[i].count;
  }
  if (counted != doc->n_words) abort();
}

static void check_times(const ch_reading *reading) {
  uint32_t next = 0;
  for (uint32_t i = 0; i < reading->n_times; i++) {
    const ch_time *t = &reading->times[i];
    if (t->first < next || t->last < t->first || t->last >= reading->doc->n_words) abort();
    if (t->value.n == 0 || (t->days.from != CH_DAY_NONE && t->days.to < t->days.from)) abort();
    next = t->last + 1;
  }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
  static ch_splitter *splitter;
  static ch_time_words *times;
  if (!splitter) splitter = ch_splitter_open("data/en", NULL);
  if (!times) times = ch_time_words_open("data/en", NULL);
  if (!splitter || !times) abort();
  ch_arena *arena = ch_arena_new((size_t)512 << 20);
  if (!arena) return 0;
  ch_article article = {.text = {(const char *)data, size}, .published = (int32_t)(size % 2 ? 17410 : CH_DAY_NONE)};
  ch_document *doc = ch_split(splitter, &article, arena, NULL);
  if (doc) {
    ch_reading reading = {.doc = doc};
    check_words(doc);
    if (ch_read_times(times, doc, &reading, NULL)) check_times(&reading);
  }
  ch_arena_clear(arena);
  size_t n = size < CH_TITLE_LONGEST ? size : CH_TITLE_LONGEST; /* the head as the title of the rest */
  article.title = (ch_str){(const char *)data, n};
  article.text = (ch_str){(const char *)data + n, size - n};
  doc = ch_split_titled(splitter, &article, NULL, arena, NULL);
  if (doc) {
    if (doc->n_title > doc->n_sentences) abort();
    check_words(doc);
    for (uint32_t s = doc->n_sentences - doc->n_title; s < doc->n_sentences; s++)
      if (ch_printed(doc, doc->sentences[s].span).n != doc->sentences[s].span.to - doc->sentences[s].span.from) abort();
  }
  ch_arena_free(arena);
  return 0;
}
