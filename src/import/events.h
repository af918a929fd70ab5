/* Events that others coded, read from their tables.
 *
 * ICEWS, POLECAT, GDELT 1.0 and 2.0, Phoenix, TERRIER, PETRARCH, or any table of a date, two
 * parties and a CAMEO code or PLOVER type; data/LANG/import/events.tsv says by which columns.
 * Each row becomes an article of its data set, without a word of text, and one mention that says
 * where it comes from. A row that cannot be told is refused with file, line and reason; one that
 * PLOVER has no event for (statements), or that names no actor, is passed over.
 */
#ifndef CH_IMPORT_EVENTS_H
#define CH_IMPORT_EVENTS_H

#include "code/codebook.h"
#include "import/import.h"
#include "text/document.h"

typedef struct ch_event_import {
  ch_import *import;
  const char *dir;               /* data/LANG */
  const ch_codebook *codebook;   /* which types have not happened yet; NULL: none */
  ch_str set;                    /* the data set's name; n = 0: by the columns */
  const char *const *maps;       /* "actor-code=SIDE_A": columns beside the usual ones */
  size_t n_maps;
  /* Takes one event with its article; both hold during the call. False ends all. */
  bool (*take)(void *self, const ch_document *doc, const ch_event *event, ch_error *error);
  void *self;
  uint64_t passed;               /* out */
} ch_event_import;

/* Reads one file's bytes. False when `take` gave false, when data/LANG is wrong, for a map
 * that is none, or when memory runs out. */
bool ch_import_events(ch_event_import *job, const char *file, ch_str bytes, ch_error *error);

#endif
