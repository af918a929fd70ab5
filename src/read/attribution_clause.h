/* From a cue in the tree to its source and to the words it reports. */
#ifndef CH_READ_ATTRIBUTION_CLAUSE_H
#define CH_READ_ATTRIBUTION_CLAUSE_H

#include "read/attribution_cues.h"

typedef struct ch_reported {
  const ch_cue *cue;
  uint32_t cue_word;
  uint32_t cue_last;     /* of a phrase; else cue_word */
  uint32_t source;       /* head word; CH_NO_WORD unnamed */
  uint32_t source_first, source_last;
  uint32_t content;      /* head word of the content; CH_NO_WORD in quotations */
  uint32_t content_first, content_last;
  bool negated;
  bool beside;           /* the cue stands beside what it reports: "…, he said" */
} ch_reported;

/* Does word w, in a parsed and indexed sentence, report anything? */
bool ch_reported_find(const ch_cues *cues, const ch_document *doc, uint32_t w, ch_reported *report);

/* Who speaks by the verb, adjective or noun w: the head word of its subject,
 * through conjunction, control and relative clauses; CH_NO_WORD if unnamed. */
uint32_t ch_reported_speaker(const ch_cues *cues, const ch_document *doc, uint32_t w);
/* The words that name a speaker: its subtree without relative clauses. */
void ch_reported_source_range(const ch_document *doc, uint32_t head, uint32_t cue,
                            uint32_t *first, uint32_t *last);

#endif
