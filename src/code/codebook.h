/* The codebook, data/LANG/codebook, loaded and compiled; and coding by it.
 *
 * Immutable after opening: one for all threads. A bad line is refused with
 * file and line (CH_ERROR_DATA). The format is data/LANG/codebook/FORMAT.md.
 */
#ifndef CH_CODE_CODEBOOK_H
#define CH_CODE_CODEBOOK_H

#include "base/buf.h"
#include "code/event.h"

typedef struct ch_codebook ch_codebook;

/* `dir` is data/LANG. */
ch_codebook *ch_codebook_open(const char *dir, ch_error *error);
/* The same with files and folders of the reader's own beside ours, each read
 * after the ones before it: at a word that lines of several match, a line of the
 * last wins. They may hold rule files, classes*.txt and status.tsv. */
ch_codebook *ch_codebook_open_with(const char *dir, const char *const *own, size_t n_own,
                                   ch_error *error);
void ch_codebook_free(ch_codebook *codebook);

/* Appends the events of a document, in order of sentence, then of trigger
 * word. False only when memory runs out. */
bool ch_code(const ch_codebook *codebook, const ch_document *doc,
             const ch_reading *reading, ch_events *out, ch_error *error);

/* Who did it and to whom, told beforehand: what is asked is only what was done. */
typedef struct ch_pair {
  uint32_t actor, recipient; /* of the reading's actors; CH_NO_ITEM: not told */
} ch_pair;

/* The same for a sentence whose parties are known: a side that an act's words
 * leave empty is the one of the pair, marked `inferred`. */
bool ch_code_pair(const ch_codebook *codebook, const ch_document *doc, const ch_reading *reading,
                  const ch_pair *pair, ch_events *out, ch_error *error);

/* The status that acts of a type begin with: what is promised or threatened is planned. */
ch_status ch_codebook_status(const ch_codebook *codebook, ch_type type);

/* One mention as a JSON object (DESIGN.md section 5) and a line feed. */
bool ch_event_json(const ch_event *event, const ch_document *doc, ch_buf *out, ch_error *error);

#endif
