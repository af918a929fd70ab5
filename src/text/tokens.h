/* Tokens of one paragraph: where words begin and end, and what each is to the
 * search for sentence ends.
 */
#ifndef CH_TEXT_TOKENS_H
#define CH_TEXT_TOKENS_H

#include "base/arena.h"
#include "text/lists.h"

typedef enum ch_token_kind {
  CH_TOKEN_WORD,
  CH_TOKEN_NUMBER,
  CH_TOKEN_ABBREVIATION, /* ends in its own full stop */
  CH_TOKEN_LISTING,      /* "1." at the head of a list's item */
  CH_TOKEN_STOP,         /* . ! ? … or a run of them */
  CH_TOKEN_OPEN,         /* opens a bracket or a quotation */
  CH_TOKEN_CLOSE,
  CH_TOKEN_DASH,
  CH_TOKEN_SYMBOL
} ch_token_kind;

typedef struct ch_token {
  ch_span span;
  uint8_t kind;  /* ch_token_kind */
  uint8_t flags; /* CH_WORD_GLUED, CH_WORD_SPACE_AFTER, CH_WORD_CAPS */
  bool ends;     /* a sentence ends behind it; set by ch_sentences_mark */
} ch_token;

typedef struct ch_tokens {
  ch_token *v;
  size_t n, cap;
} ch_tokens;

/* Bytes of the longest token. */
#define CH_TOKEN_LONGEST 1000

/* Appends the tokens of the paragraph text[from, to). False when memory runs
 * out. Linear in to - from. */
bool ch_tokens_add(const ch_lists *lists, ch_str text, size_t from, size_t to,
                   ch_arena *arena, ch_tokens *tokens);

/* Sets `ends` of the n tokens of a paragraph; the last always ends one.
 * `dateline`: bytes of text that are known to be a dateline, else 0. */
void ch_sentences_mark(const ch_lists *lists, ch_str text, ch_token *tokens, size_t n,
                       size_t dateline);

#endif
