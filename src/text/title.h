/* Titles: what of one is read, and in which letters.
 *
 * An article's title tells the main event, but in an English of its own: with
 * the outlet's furniture around it, in Headline Case or in capitals. Before it
 * is read as sentences of the document, furniture is blanked out, sentences
 * that tell no news (questions, opinion, lists) with it, and words are put into
 * the case that the article itself uses for them. Bytes keep their places, so
 * that offsets count in the title as printed. Words are in data/LANG/text/titles.txt.
 */
#ifndef CH_TEXT_TITLE_H
#define CH_TEXT_TITLE_H

#include "base/map.h"
#include "text/document.h"
#include "text/tokens.h"

/* Longer ones are no titles. */
#define CH_TITLE_LONGEST 600

typedef struct ch_title_words {
  ch_map phrases; /* folded phrase: its kinds */
} ch_title_words;

/* Names that a lexicon knows, for words that the article does not use. */
typedef struct ch_namer {
  /* The name as the lexicon writes it that begins at word `from` of doc and ends
   * before `end`, *last its last word; n = 0 if none does. */
  ch_str (*name)(const void *self, const ch_document *doc, uint32_t from, uint32_t end, uint32_t *last);
  const void *self;
} ch_namer;

/* Reads dir/text/titles.txt into `arena`; refuses a bad line with its place. */
bool ch_title_words_read(ch_title_words *words, const char *dir, ch_arena *arena, ch_error *error);

/* Writes title.n bytes to `out`: the title, with spaces for its furniture.
 * False when nothing of it is to be read. */
bool ch_title_clean(const ch_title_words *words, const ch_article *article, char *out);

/* Is this sentence of a title a question, or the head of a list or of an explanation? */
bool ch_title_asks(const ch_title_words *words, ch_str text, const ch_token *tokens, size_t n);

/* Puts the words of a title into the case that the article has for them. `doc` has
 * the sentences of the text; `text` is its buffer, which holds the title at the
 * tokens' places. `namer` may be NULL. */
void ch_title_recase(const ch_document *doc, char *text, const ch_token *tokens, size_t n,
                     const ch_namer *namer);

#endif
