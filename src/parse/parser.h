/* Tags, lemmas, trees and names for a document's words.
 *
 * Order of calls: src/text makes the document, ch_parse fills its words,
 * ch_document_index (text/document.h) then makes the lists of children.
 *
 * The same words give the same bytes on every machine, thread and run: the
 * network's products are sums of integers, the rest is done in f32 element by
 * element in a fixed order (see kernels.h), so vectors of any width agree.
 *
 * A parser never changes after opening and may be used by any number of
 * threads, each with a workspace of its own.
 */
#ifndef CH_PARSE_PARSER_H
#define CH_PARSE_PARSER_H

#include "base/error.h"
#include "parse/conllu.h"
#include "text/document.h"

typedef struct ch_parser ch_parser;
typedef struct ch_parser_workspace ch_parser_workspace;

/* Opens a model file (model.h). NULL with the reason and the byte of the fault
 * if it is not one. */
ch_parser *ch_parser_open(const char *path, ch_error *error);
/* The same from bytes that the caller keeps, aligned to 8, until the close. */
ch_parser *ch_parser_from(ch_str bytes, ch_error *error);
/* Documents parsed with it hold views of its strings (xpos, feats, lemmas of
 * exceptions): close it after they have been dropped. NULL is fine. */
void ch_parser_close(ch_parser *parser);

/* Which version of the arithmetic runs: "plain", "avx2", "avxvnni", "avx512". */
const char *ch_parser_kernels(const ch_parser *parser);
/* Chooses one by name, for tests and measurements; false if this machine
 * cannot. Before any workspace is in use. */
bool ch_parser_use_kernels(ch_parser *parser, const char *name);

/* About 9 MB. */
ch_parser_workspace *ch_parser_workspace_new(const ch_parser *parser, ch_error *error);
void ch_parser_workspace_free(ch_parser_workspace *workspace); /* NULL is fine */

/* Fills lemma, feats, xpos, head, upos, rel, name and CH_WORD_NAME_START of
 * every word and root of every sentence; spans and other flags stay. Each
 * sentence becomes one tree. Lemmas that differ from their forms are put in
 * the document's arena. Sentences beyond 200 words are parsed in pieces, the
 * later ones hung on the first as parataxis, so time is linear in the text.
 * Fails only when memory runs out. */
bool ch_parse(const ch_parser *parser, ch_parser_workspace *workspace, ch_document *doc,
              ch_error *error);

/* The same for a sentence with given words, as CoNLL-U has them: overwrites
 * lemma, upos, xpos, feats, head and deprel of its words; strings are views of
 * the model, of the forms or in `arena`. MISC is left alone. `names` (may be
 * NULL) takes the name tags (decode.h), one a word. */
bool ch_parse_sentence(const ch_parser *parser, ch_parser_workspace *workspace,
                       ch_conllu_sentence *sentence, uint8_t *names, ch_arena *arena,
                       ch_error *error);

/* Writes a parsed document as CoNLL-U: newdoc, newpar, sent_id and text
 * comments, multi-word tokens as ranges, SpaceAfter=No, and Name=PER|ORG|LOC
 * (B- at a name's first word, I- after it) in MISC. False if the buffer
 * failed. */
bool ch_conllu_write(const ch_document *doc, ch_buf *out, ch_error *error);
/* The title's sentence that begins at that byte of the title. */
bool ch_conllu_write_title(const ch_document *doc, ch_span span, ch_buf *out, ch_error *error);

#endif
