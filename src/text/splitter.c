/* Paragraphs, and the document made of their tokens. */
#include "text/splitter.h"

#include <stdlib.h>

#include "text/chars.h"
#include "text/lists.h"
#include "text/title.h"
#include "text/tokens.h"

struct ch_splitter {
  ch_arena *arena;
  ch_lists lists;
  ch_title_words titles;
};

ch_splitter *ch_splitter_open(const char *dir, ch_error *error) {
  ch_splitter *splitter = calloc(1, sizeof *splitter);
  if (splitter) splitter->arena = ch_arena_new(0);
  if (!splitter || !splitter->arena) {
    ch_splitter_free(splitter);
    ch_fail(error, CH_ERROR_MEMORY, "no memory for the splitter");
    return NULL;
  }
  if (!ch_lists_read(&splitter->lists, dir, splitter->arena, error) ||
      !ch_title_words_read(&splitter->titles, dir, splitter->arena, error)) {
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

typedef struct starts {
  size_t *v;
  size_t n, cap;
} starts;

/* Adds the tokens of a paragraph, with what marks its sentences. */
static bool add_paragraph(const ch_splitter *splitter, const ch_document *doc, size_t from, size_t to,
                          size_t dateline, ch_tokens *tokens, starts *begins) {
  size_t first = tokens->n;
  if (!ch_tokens_add(&splitter->lists, doc->text, from, to, doc->arena, tokens)) return false;
  if (tokens->n == first) return true;
  size_t *start = CH_PUSH(doc->arena, begins);
  if (!start) return false;
  *start = first;
  ch_sentences_mark(&splitter->lists, doc->text, tokens->v + first, tokens->n - first, dateline);
  return true;
}

static bool add_text(const ch_splitter *splitter, const ch_document *doc, ch_tokens *tokens, starts *begins) {
  ch_str text = doc->article->text;
  size_t width = wrap_width(text);
  for (size_t from = 0, end; from < text.n; from = end + 1) {
    end = paragraph_end(text, from, width);
    size_t dateline = tokens->n == 0 ? doc->article->dateline.n : 0;
    if (!add_paragraph(splitter, doc, from, end, dateline, tokens, begins)) return false;
  }
  return true;
}

/* Words and sentences of the tokens, from `first` on behind those that are there. */
static bool fill(ch_document *doc, const ch_tokens *tokens, const starts *begins) {
  doc->words = CH_ARRAY(doc->arena, tokens->n + 1, ch_word);
  size_t n = 0, start = 0;
  for (size_t i = 0; i < tokens->n; i++) n += tokens->v[i].ends;
  doc->sentences = CH_ARRAY(doc->arena, n + 1, ch_sentence);
  if (!doc->words || !doc->sentences) return false;
  doc->n_words = (uint32_t)tokens->n;
  doc->n_sentences = 0;
  ch_sentence *s = NULL;
  for (uint32_t i = 0; i < doc->n_words; i++) {
    const ch_token *t = &tokens->v[i];
    doc->words[i].span = t->span;
    doc->words[i].flags = t->flags;
    doc->words[i].head = CH_NO_WORD;
    while (start < begins->n && begins->v[start] < i) start++;
    if (!s) {
      bool paragraph = start < begins->n && begins->v[start] == i;
      s = &doc->sentences[doc->n_sentences++];
      *s = (ch_sentence){.first = i, .span = t->span, .root = CH_NO_WORD, .paragraph = paragraph};
    }
    s->count++;
    s->span.to = t->span.to;
    if (t->ends) s = NULL;
  }
  return true;
}

/* ---- the title ---- */

/* Does the text begin with the title's words, whatever stands between them? */
static bool begins_with(ch_str text, ch_str title) {
  size_t i = 0, k = 0, letters = 0;
  for (;;) {
    ch_char a = ch_char_at(title, k), b = ch_char_at(text, i);
    if (a.class == CH_CHAR_END) return letters > 0;
    if (!ch_char_is_word(a)) k += a.size;
    else if (b.class == CH_CHAR_END) return false;
    else if (!ch_char_is_word(b)) i += b.size;
    else {
      char x[8], y[8];
      if (!ch_str_eq(ch_fold(ch_str_slice(title, k, k + a.size), x, sizeof x),
                     ch_fold(ch_str_slice(text, i, i + b.size), y, sizeof y)))
        return false;
      letters++;
      k += a.size;
      i += b.size;
    }
  }
}

/* "Russia expels envoys; U.S. vows reply": two sentences. */
static void end_at_semicolons(const ch_document *doc, ch_tokens *tokens, size_t first) {
  for (size_t i = first; i + 1 < tokens->n; i++)
    if (ch_str_is(ch_str_at(doc->text, tokens->v[i].span), ";")) tokens->v[i].ends = true;
}

static bool add_title_tokens(const ch_splitter *splitter, const ch_document *doc, ch_tokens *tokens, starts *begins) {
  size_t first = tokens->n;
  if (!add_paragraph(splitter, doc, doc->title_at, doc->text.n, 0, tokens, begins)) return false;
  end_at_semicolons(doc, tokens, first);
  return true;
}

/* The tokens of the title behind the text's: what is no news is blanked out, the rest put
 * into the text's case. */
static bool add_title(const ch_splitter *splitter, ch_document *doc, const ch_namer *namer, ch_tokens *tokens,
                      starts *begins) {
  const ch_article *a = doc->article;
  size_t n_tokens = tokens->n, n_begins = begins->n;
  char *text = ch_arena_alloc(doc->arena, a->text.n + 2 + a->title.n);
  if (!text) return false;
  char *title = text + a->text.n + 2;
  if (!ch_title_clean(&splitter->titles, a, title) || begins_with(a->text, (ch_str){title, a->title.n})) return true;
  if (a->text.n) memcpy(text, a->text.p, a->text.n);
  memcpy(text + a->text.n, "\n\n", 2);
  doc->text = (ch_str){text, a->text.n + 2 + a->title.n};
  doc->title_at = (uint32_t)(a->text.n + 2);
  if (!add_title_tokens(splitter, doc, tokens, begins)) return false;
  for (size_t first = n_tokens, i = first; i < tokens->n; i++) {
    if (!tokens->v[i].ends && i + 1 < tokens->n) continue;
    if (ch_title_asks(&splitter->titles, doc->text, tokens->v + first, i + 1 - first))
      memset(text + tokens->v[first].span.from, ' ', tokens->v[i].span.to - tokens->v[first].span.from);
    first = i + 1;
  }
  tokens->n = n_tokens;
  begins->n = n_begins;
  if (!add_title_tokens(splitter, doc, tokens, begins)) return false;
  if (tokens->n == n_tokens) return true;
  ch_title_recase(doc, text, tokens->v + n_tokens, tokens->n - n_tokens, namer);
  tokens->n = n_tokens;
  begins->n = n_begins;
  return add_title_tokens(splitter, doc, tokens, begins);
}

static ch_document *split(const ch_splitter *splitter, const ch_article *article, bool titled,
                          const ch_namer *namer, ch_arena *arena, ch_error *error) {
  ch_document *doc = CH_NEW(arena, ch_document);
  ch_tokens tokens = {0};
  starts begins = {0};
  if (article->text.n > UINT32_MAX - CH_TITLE_LONGEST - 2) {
    ch_fail(error, CH_ERROR_LIMIT, "a text of 4 GiB or more");
    return NULL;
  }
  bool done = doc != NULL;
  if (done) {
    doc->article = article;
    doc->arena = arena;
    doc->text = article->text;
    done = add_text(splitter, doc, &tokens, &begins) && fill(doc, &tokens, &begins);
  }
  size_t n = tokens.n;
  if (done && titled && article->title.n && article->title.n <= CH_TITLE_LONGEST) {
    uint32_t n_text = doc->n_sentences;
    done = add_title(splitter, doc, namer, &tokens, &begins);
    if (done && tokens.n > n) done = fill(doc, &tokens, &begins);
    if (done) doc->n_title = doc->n_sentences - n_text;
  }
  if (done) return doc;
  ch_fail(error, CH_ERROR_MEMORY, "no memory for the words of an article");
  return NULL;
}

ch_document *ch_split(const ch_splitter *splitter, const ch_article *article,
                      ch_arena *arena, ch_error *error) {
  return split(splitter, article, false, NULL, arena, error);
}

ch_document *ch_split_titled(const ch_splitter *splitter, const ch_article *article,
                             const ch_namer *namer, ch_arena *arena, ch_error *error) {
  return split(splitter, article, true, namer, arena, error);
}
