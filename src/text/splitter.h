/* Sentences and words from an article's text.
 *
 * Knows news: datelines, initials, "U.S.", "Sept. 1", "No. 3", quotes that
 * run over sentences, bylines, headlines without a stop, lists, ALL-CAPS
 * leads. Closed lists (abbreviations, clitics) come from data/LANG/text.
 * Tokenisation follows the English Web Treebank (Penn style, hyphens apart).
 * Linear in the length of the text, whatever the text: a run longer than
 * 1,000 words without a stop is cut there, a token longer than 1,000 bytes
 * likewise.
 */
#ifndef CH_TEXT_SPLITTER_H
#define CH_TEXT_SPLITTER_H

#include "text/title.h"

typedef struct ch_splitter ch_splitter;

/* Reads DIR/text (abbreviations.txt, clitics.txt …), DIR being data/LANG.
 * Immutable after that: one for all threads. */
ch_splitter *ch_splitter_open(const char *dir, ch_error *error);
void ch_splitter_free(ch_splitter *splitter);

/* A new document in `arena` with sentences and words: spans and flags set,
 * grammar unset. NULL only when memory runs out. An article without text
 * gives a document without sentences. */
ch_document *ch_split(const ch_splitter *splitter, const ch_article *article,
                      ch_arena *arena, ch_error *error);
/* The same with the sentences of the article's title behind those of its text; a
 * title that repeats how the text begins is not read twice. `namer` may be NULL. */
ch_document *ch_split_titled(const ch_splitter *splitter, const ch_article *article,
                             const ch_namer *namer, ch_arena *arena, ch_error *error);

#endif
