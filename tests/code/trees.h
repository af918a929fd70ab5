/* Hand-made trees for the coder's tests: a document and its reading from text.
 *
 * One word a line: FORM LEMMA XPOS HEAD REL [KEY=VALUE …]; HEAD counts from 1
 * within the tree, 0 is the root; UPOS follows from XPOS. Keys say what reading
 * would have found, always at the head word of the phrase:
 *   actor=RUS  actor=RUS/GOV  name=…  person=…   a mention (of that code, sector)
 *   adj=RUS                                      an adjectival mention
 *   place=…                                      the mention is a place here
 *   date=2017-09-02  deadline=2017-09-02         a time
 *   number=35  ordinal=3                         a quantity
 *   says=RUS:FROM-TO                             on the cue: its speaker and content words
 *   stance=denies                                on the cue
 *   lasts=P3D                                    a duration
 */
#ifndef TESTS_CODE_TREES_H
#define TESTS_CODE_TREES_H

#include "code/rules.h"

typedef struct tree_case {
  ch_str name;
  ch_str words;    /* the lines of the tree */
  ch_str expected; /* the lines behind "--" */
  unsigned line;
} tree_case;

/* Reads cases from a file: `== NAME`, words, `--`, expected events (one a
 * line, or none). Returns how many, at most `max`. */
size_t tree_cases(const char *path, ch_arena *arena, tree_case *out, size_t max);

/* The document and reading of one tree; NULL if it is not well-formed. */
ch_document *tree_document(ch_str words, ch_arena *arena, ch_reading *reading);

/* One event as a line: "RUS SANCTION GBR mode=expel status=actual …". */
ch_str tree_event(const ch_event *event, ch_arena *arena);

#endif
