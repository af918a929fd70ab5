/* Dictionaries of others: the first byte tells the kind, the rest is the file.
 * What is read is then used on a small tree. */
#include <stddef.h>
#include <stdlib.h>

#include "code/dictionary.h"
#include "must.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static const char *const KINDS[] = {"verbs", "actors", "agents", "discards"};

/* "Peru 's envoys expelled Chile": words and relations as a parser would hang them. */
static ch_document *tree(ch_arena *arena, ch_article *article) {
  static const struct {
    const char *form, *lemma;
    uint32_t head;
    ch_upos upos;
    ch_rel rel;
  } WORDS[] = {{"Peru", "Peru", 2, CH_UPOS_PROPN, CH_REL_NMOD_POSS},
               {"'s", "'s", 0, CH_UPOS_PART, CH_REL_CASE},
               {"envoys", "envoy", 3, CH_UPOS_NOUN, CH_REL_NSUBJ},
               {"expelled", "expel", CH_NO_WORD, CH_UPOS_VERB, CH_REL_ROOT},
               {"Chile", "Chile", 3, CH_UPOS_PROPN, CH_REL_OBJ}};
  enum { N = sizeof WORDS / sizeof *WORDS };
  ch_document *doc = CH_NEW(arena, ch_document);
  char *text = ch_arena_alloc(arena, 64);
  must(doc && text);
  size_t at = 0;
  *doc = (ch_document){.article = article, .arena = arena, .n_words = N, .n_sentences = 1};
  doc->words = CH_ARRAY(arena, N, ch_word);
  doc->sentences = CH_ARRAY(arena, 1, ch_sentence);
  doc->sentence_of = CH_ARRAY(arena, N, uint32_t);
  must(doc->words && doc->sentences && doc->sentence_of);
  for (uint32_t i = 0; i < N; i++) {
    size_t n = strlen(WORDS[i].form);
    memcpy(text + at, WORDS[i].form, n);
    doc->words[i] = (ch_word){.span = {(uint32_t)at, (uint32_t)(at + n)}, .lemma = ch_str_of(WORDS[i].lemma),
                              .head = WORDS[i].head, .upos = (uint8_t)WORDS[i].upos, .rel = (uint8_t)WORDS[i].rel};
    at += n + 1;
    text[at - 1] = ' ';
  }
  doc->text = (ch_str){text, at};
  doc->sentences[0] = (ch_sentence){.first = 0, .count = N, .span = {0, (uint32_t)at}};
  ch_error error = {0};
  must(ch_document_index(doc, &error));
  return doc;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
  if (size == 0 || size > 1 << 16) return 0;
  ch_error error = {0};
  ch_dictionaries *d = ch_dictionaries_new(&error);
  must(d);
  char *copy = ch_arena_alloc(d->arena, size);
  must(copy);
  memcpy(copy, data + 1, size - 1);
  ch_arena *arena = ch_arena_new(0);
  ch_article article = {.id = CH_STR("a"), .published = 17000};
  static const char verbs[] = "--- EXPEL [010:020] ---\nEXPEL\n", actors[] = "PERU [PER]\nCHILE [CHL]\n";
  bool known = ch_dictionaries_read(d, "actors", ch_str_of(actors), "own", &error) &&
               ch_dictionaries_read(d, "verbs", ch_str_of(verbs), "own", &error);
  must(known);
  if (ch_dictionaries_read(d, KINDS[data[0] & 3], (ch_str){copy, size - 1}, "fuzz", &error)) {
    ch_buf out;
    uint32_t n = 0;
    ch_buf_init(&out, 0);
    must(ch_dictionaries_code(d, tree(arena, &article), &out, &n, &error));
    ch_buf_free(&out);
  }
  ch_arena_free(arena);
  ch_dictionaries_free(d);
  return 0;
}
