/* Paragraphs, and the document made of their tokens. */
#include "text/splitter.h"

#include <stdlib.h>

#include "text/lists.h"
#include "text/tokens.h"

struct ch_splitter {
  ch_arena *arena;
  ch_lists lists;
};

ch_splitter *ch_splitter_open(const char *dir, ch_error *error) {
  ch_splitter *splitter = calloc(1, sizeof *splitter);
  if (splitter) splitter->arena = ch_arena_new(0);
  if (!splitter || !splitter->arena) {
    ch_splitter_free(splitter);
    ch_fail(error, CH_ERROR_MEMORY, "no memory for the splitter");
    return NULL;
  }
  if (!ch_lists_read(&splitter->lists, dir, splitter->arena, error)) {
    ch_splitter_free(splitter);
    return NULL;
  }
  return splitter;
}

void ch_splitter_free(ch_splitter *splitter) {
  if (!splitter) return;
  ch_arena_free(splitter->arena);
  free(splitter);
}

/* ---- paragraphs ----
 *
 * An empty line ends a paragraph. A single line end does so unless the text
 * is wrapped: then lines are about equally long, and a line was broken there
 * because its next word would not have fitted. */

/* Text is wrapped within these widths, in bytes. */
enum { NARROWEST_WRAP = 50, WIDEST_WRAP = 100, WRAP_SLACK = 4 };

static size_t line_end(ch_str text, size_t i) {
  const char *lf = i < text.n ? memchr(text.p + i, '\n', text.n - i) : NULL;
  return lf ? (size_t)(lf - text.p) : text.n;
}

static bool blank(ch_str line) { return ch_str_trim(line).n == 0; }

/* The width that the text is wrapped to; 0 if it is not wrapped. */
static size_t wrap_width(ch_str text) {
  size_t widest = 0;
  for (size_t i = 0; i < text.n; i = line_end(text, i) + 1) {
    size_t width = line_end(text, i) - i;
    if (width > WIDEST_WRAP) return 0;
    if (width > widest) widest = width;
  }
  return widest < NARROWEST_WRAP ? 0 : widest;
}

static bool wrapped_here(ch_str line, ch_str next, size_t width) {
  ch_str word = ch_str_trim(next);
  size_t first = 0;
  while (first < word.n && word.p[first] != ' ') first++;
  bool indented = next.n && (next.p[0] == ' ' || next.p[0] == '\t') && !(line.n && line.p[0] == next.p[0]);
  return !indented && line.n + 1 + first + WRAP_SLACK > width;
}

static size_t paragraph_end(ch_str text, size_t from, size_t width) {
  size_t end = line_end(text, from);
  while (end < text.n) {
    ch_str line = ch_str_slice(text, from, end);
    size_t next_end = line_end(text, end + 1);
    ch_str next = ch_str_slice(text, end + 1, next_end);
    if (blank(next) || width == 0 || !wrapped_here(line, next, width)) break;
    from = end + 1;
    end = next_end;
  }
  return end;
}

/* ---- the document ---- */

static bool fill(ch_document *doc, const ch_tokens *tokens, const bool *begins) {
  doc->words = CH_ARRAY(doc->arena, tokens->n + 1, ch_word);
  size_t n = 0;
  for (size_t i = 0; i < tokens->n; i++) n += tokens->v[i].ends;
  doc->sentences = CH_ARRAY(doc->arena, n + 1, ch_sentence);
  if (!doc->words || !doc->sentences) return false;
  doc->n_words = (uint32_t)tokens->n;
  ch_sentence *s = NULL;
  for (uint32_t i = 0; i < doc->n_words; i++) {
    const ch_token *t = &tokens->v[i];
    doc->words[i].span = t->span;
    doc->words[i].flags = t->flags;
    doc->words[i].head = CH_NO_WORD;
    if (!s) {
      s = &doc->sentences[doc->n_sentences++];
      *s = (ch_sentence){.first = i, .span = t->span, .root = CH_NO_WORD, .paragraph = begins[i]};
    }
    s->count++;
    s->span.to = t->span.to;
    if (t->ends) s = NULL;
  }
  return true;
}

static bool split_text(const ch_splitter *splitter, ch_document *doc) {
  ch_str text = doc->text;
  ch_tokens tokens = {0};
  struct { size_t *v; size_t n, cap; } starts = {0};
  size_t width = wrap_width(text);
  for (size_t from = 0, end; from < text.n; from = end + 1) {
    end = paragraph_end(text, from, width);
    size_t first = tokens.n;
    if (!ch_tokens_add(&splitter->lists, text, from, end, doc->arena, &tokens)) return false;
    if (tokens.n == first) continue;
    size_t *start = CH_PUSH(doc->arena, &starts);
    if (!start) return false;
    *start = first;
    ch_sentences_mark(&splitter->lists, text, tokens.v + first, tokens.n - first,
                      first == 0 ? doc->article->dateline.n : 0);
  }
  bool *begins = CH_ARRAY(doc->arena, tokens.n + 1, bool);
  if (!begins) return false;
  for (size_t i = 0; i < starts.n; i++) begins[starts.v[i]] = true;
  return fill(doc, &tokens, begins);
}

ch_document *ch_split(const ch_splitter *splitter, const ch_article *article,
                      ch_arena *arena, ch_error *error) {
  ch_document *doc = CH_NEW(arena, ch_document);
  if (doc && article->text.n > UINT32_MAX - 1) {
    ch_fail(error, CH_ERROR_LIMIT, "a text of 4 GiB or more");
    return NULL;
  }
  if (doc) {
    doc->article = article;
    doc->arena = arena;
    doc->text = article->text;
  }
  if (!doc || !split_text(splitter, doc)) {
    ch_fail(error, CH_ERROR_MEMORY, "no memory for the words of an article");
    return NULL;
  }
  return doc;
}
