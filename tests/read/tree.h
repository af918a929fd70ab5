/* Documents from trees written by hand, for the tests of src/read.
 *
 * A sentence is one line of words apart by spaces, a word
 * FORM/UPOS/HEAD/REL[/NAME[/LEMMA[/XPOS]]]: HEAD is the number of a word of
 * the sentence, 0 the root; NAME is B-PER, I-PER, B-ORG …, or empty; without
 * LEMMA the form in lower case (proper nouns as they are) is it, without XPOS
 * a noun that ends in s is plural. A form that begins with ~ has no space
 * before it; ~~ glues it on as the second part of a token. A line that begins
 * with "p " begins a paragraph. Slashes in forms are written \.
 */
#ifndef TESTS_READ_TREE_H
#define TESTS_READ_TREE_H

#include <stdio.h>
#include <stdlib.h>

#include "base/buf.h"
#include "text/document.h"

typedef struct tree_words {
  ch_word *v;
  size_t n, cap;
} tree_words;

typedef struct tree_sentences {
  ch_sentence *v;
  size_t n, cap;
} tree_sentences;

static inline ch_str tree_lower(ch_arena *arena, ch_str s) {
  ch_str copy = ch_arena_copy(arena, s);
  for (size_t i = 0; i < copy.n; i++)
    if (copy.p[i] >= 'A' && copy.p[i] <= 'Z') ((char *)copy.p)[i] += 32;
  return copy;
}

static inline void tree_word(ch_arena *arena, tree_words *words, ch_buf *text, ch_str token,
                             uint32_t first, bool begins) {
  ch_str part[8] = {{0}}, rest = token;
  for (int i = 0; i < 8 && ch_str_split(&rest, '/', &part[i]); i++) continue;
  ch_str form = part[0];
  bool glued = ch_str_starts(form, CH_STR("~~")), close = ch_str_starts(form, CH_STR("~"));
  form = ch_str_slice(form, glued ? 2 : close ? 1 : 0, form.n);
  if (!begins && !close) {
    ch_buf_add_byte(text, ' ');
    words->v[words->n - 1].flags |= CH_WORD_SPACE_AFTER;
  }
  ch_word *word = CH_PUSH(arena, words);
  word->span.from = (uint32_t)text->n;
  for (size_t i = 0; i < form.n; i++) ch_buf_add_byte(text, form.p[i] == '\\' ? '/' : form.p[i]);
  word->span.to = (uint32_t)text->n;
  if (glued) word->flags |= CH_WORD_GLUED;
  bool upper = true;
  for (size_t i = 0; i < form.n; i++) upper = upper && !(form.p[i] >= 'a' && form.p[i] <= 'z');
  if (upper && form.n > 1 && form.p[0] >= 'A') word->flags |= CH_WORD_CAPS;
  word->upos = (uint8_t)ch_upos_from(part[1]);
  char number[12];
  snprintf(number, sizeof number, "%.*s", CH_PRI(part[2]));
  uint32_t head = (uint32_t)atoi(number);
  word->head = head == 0 ? CH_NO_WORD : first + head - 1;
  word->rel = (uint8_t)ch_rel_from(part[3]);
  if (word->rel == CH_REL_NONE || word->upos == CH_UPOS_NONE) {
    fprintf(stderr, "bad word in a tree: %.*s\n", CH_PRI(token));
    abort();
  }
  if (part[4].n == 5) {
    ch_str type = ch_str_slice(part[4], 2, 5);
    word->name = ch_str_is(type, "PER") ? CH_NAME_PER : ch_str_is(type, "ORG") ? CH_NAME_ORG : CH_NAME_LOC;
    if (part[4].p[0] == 'B') word->flags |= CH_WORD_NAME_START;
  }
  word->lemma = part[5].n > 0 ? ch_arena_copy(arena, part[5])
                : word->upos == CH_UPOS_PROPN ? ch_arena_copy(arena, form)
                                              : tree_lower(arena, form);
  word->feats = part[7].n > 0 ? ch_arena_copy(arena, part[7]) : word->feats;
  word->xpos = part[6].n > 0 ? ch_arena_copy(arena, part[6])
               : word->upos == CH_UPOS_NOUN && ch_str_ends(form, CH_STR("s")) ? CH_STR("NNS")
                                                                             : CH_STR("NN");
}

/* The document of the lines; `article` is filled in and must live on. */
static inline ch_document *tree_document(ch_arena *arena, ch_article *article, ch_str lines) {
  tree_words words = {0};
  tree_sentences sentences = {0};
  ch_buf text;
  ch_buf_init(&text, 0);
  ch_str line, token;
  while (ch_str_line(&lines, &line)) {
    line = ch_str_trim(line);
    if (line.n == 0) continue;
    ch_sentence *sentence = CH_PUSH(arena, &sentences);
    sentence->paragraph = sentences.n == 1;
    if (ch_str_starts(line, CH_STR("p "))) {
      sentence->paragraph = true;
      line = ch_str_slice(line, 2, line.n);
    }
    if (text.n > 0) ch_buf_add_z(&text, sentence->paragraph ? "\n\n" : " ");
    sentence->first = (uint32_t)words.n;
    while (ch_str_split(&line, ' ', &token))
      if (token.n > 0)
        tree_word(arena, &words, &text, token, sentence->first, words.n == sentence->first);
    sentence->count = (uint32_t)words.n - sentence->first;
    sentence->span.from = words.v[sentence->first].span.from;
    sentence->span.to = words.v[words.n - 1].span.to;
    words.v[words.n - 1].flags |= CH_WORD_SPACE_AFTER;
  }
  article->text = ch_arena_copy(arena, ch_buf_str(&text));
  ch_buf_free(&text);
  ch_document *doc = CH_NEW(arena, ch_document);
  doc->article = article;
  doc->arena = arena;
  doc->text = article->text;
  doc->words = words.v;
  doc->n_words = (uint32_t)words.n;
  doc->sentences = sentences.v;
  doc->n_sentences = (uint32_t)sentences.n;
  return ch_document_index(doc, NULL) ? doc : NULL;
}

#endif
