/* All that reading knows of a language and of the world: data/LANG, loaded.
 *
 * Immutable after opening: one for all threads. Loading refuses a bad line
 * with file and line (CH_ERROR_DATA).
 */
#ifndef CH_READ_LEXICON_H
#define CH_READ_LEXICON_H

#include "read/reading.h"
#include "text/title.h"

typedef struct ch_lexicon ch_lexicon;

/* `dir` is data/LANG. */
ch_lexicon *ch_lexicon_open(const char *dir, ch_error *error);
/* The same with files and folders of actors of the reader's own, whose rows win over
 * `dir`'s; the later over the earlier. */
ch_lexicon *ch_lexicon_open_with(const char *dir, const char *const *actors, size_t n_actors,
                                 ch_error *error);
void ch_lexicon_free(ch_lexicon *lexicon);

/* Names of states, their people and capitals, and of bodies, as the lexicon writes them. */
ch_namer ch_lexicon_namer(const ch_lexicon *lexicon);

/* The reading of a parsed and indexed document, in the document's arena;
 * NULL only when memory runs out. Steps, in order: times, quantities, actors
 * and places, coreference through the article, attribution. */
ch_reading *ch_read_document(const ch_lexicon *lexicon, const ch_document *doc, ch_error *error);

#endif
