/* The dateline that opens a report: "MOSCOW, April 11 (AFP) - ". */
#ifndef CH_INGEST_DATELINE_H
#define CH_INGEST_DATELINE_H

#include <stdbool.h>

#include "base/str.h"
#include "ingest/date.h"

typedef struct ch_dateline {
  ch_str whole;  /* "MOSCOW, April 11 (AFP)": the text's first bytes */
  ch_str agency; /* "AFP"; n = 0 if none */
  ch_printed_date date; /* when dated; the year may be missing */
  bool dated;
} ch_dateline;

/* Recognises a dateline at the very start of a text, by a place in capitals,
 * or a place with an agency in brackets or a date, before a dash or a colon.
 * False if there is none. */
bool ch_dateline_find(ch_str text, ch_dateline *out);
/* Takes a field that holds a dateline apart ("SALVADOR, Feb 26 -"). */
void ch_dateline_read(ch_str field, ch_dateline *out);

#endif
