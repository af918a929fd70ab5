/* CoNLL-U, read strictly and written back.
 *
 * https://universaldependencies.org/format.html. Kept: words with their ten
 * columns but DEPS, multi-word token ranges, the sent_id, text, newdoc and
 * newpar comments. Empty nodes (8.1) are passed over. Everything read is
 * checked: ids in order, heads inside the sentence, one tree a sentence
 * unless asked otherwise; what is wrong is refused with its line.
 */
#ifndef CH_PARSE_CONLLU_H
#define CH_PARSE_CONLLU_H

#include "base/arena.h"
#include "base/buf.h"
#include "base/error.h"
#include "base/str.h"

/* Longest sentence that is read; beyond it CH_ERROR_LIMIT. */
#define CH_CONLLU_MAX_WORDS 65535

/* Columns are views into the bytes read; "_" comes out as "" but in form and
 * lemma. */
typedef struct ch_conllu_word {
  ch_str form, lemma, upos, xpos, feats, deprel, misc;
  uint32_t head;    /* 1-based, 0 the root, CH_CONLLU_NO_HEAD if "_" */
} ch_conllu_word;

#define CH_CONLLU_NO_HEAD UINT32_MAX

/* A surface token that covers words from … to (1-based, both included). */
typedef struct ch_conllu_range {
  uint32_t from, to;
  ch_str form, misc;
} ch_conllu_range;

typedef struct ch_conllu_sentence {
  ch_str sent_id, text; /* "" when not given */
  ch_str newdoc;        /* id; p is NULL when no document begins here */
  bool newpar;
  ch_conllu_word *words;
  uint32_t n_words;
  ch_conllu_range *ranges; /* in order, not overlapping */
  uint32_t n_ranges;
  uint64_t line; /* of its first word */
} ch_conllu_sentence;

typedef struct ch_conllu {
  ch_conllu_sentence *v;
  size_t n, cap;
  uint64_t n_words;
} ch_conllu;

/* Appends the sentences of `bytes` to *out. `name` (may be NULL) is the file
 * name for errors. The arena owns the arrays, the caller the bytes, which must
 * outlive them. `trees`: heads must be there and form a single-rooted tree. */
bool ch_conllu_read(ch_str bytes, const char *name, bool trees, ch_arena *arena,
                    ch_conllu *out, ch_error *error);

/* Appends one sentence with its comments and the blank line behind it; DEPS
 * is "_". False if the buffer failed. */
bool ch_conllu_write_sentence(const ch_conllu_sentence *sentence, ch_buf *out);

/* Does MISC hold SpaceAfter=No? */
bool ch_conllu_no_space(ch_str misc);

#endif
