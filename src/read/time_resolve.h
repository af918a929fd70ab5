/* What a matched expression means: its TIMEX3 value and its days. */
#ifndef CH_READ_TIME_RESOLVE_H
#define CH_READ_TIME_RESOLVE_H

#include "read/time_match.h"
#include "read/time_value.h"

typedef struct ch_time_context {
  const ch_time_text *text;
  int32_t published;    /* day; CH_DAY_NONE unknown */
  ch_stretch last;      /* the date last named: "the following day" counts from it */
  int32_t day;          /* the day last named as one, and in which sentence */
  ch_stretch quarter;   /* the quarter last named, and in which sentence */
  uint32_t day_sentence, quarter_sentence, sentence;
  int32_t dated;        /* the month last told with its year, and in which sentence */
  uint32_t dated_sentence;
  bool history;         /* the text tells of years long past, one after another */
  uint32_t first, end;  /* the sentence */
} ch_time_context;

/* Fills kind, value, days and basis of the expression [w, found->end); false
 * when it turns out to be none. *failed is set when memory runs out. */
bool ch_time_resolve(ch_time_context *context, const ch_time_found *found, uint32_t w,
                     ch_time *time, bool *failed);

/* The tense that rules words [first, last]: -1 past, 1 future, 0 unknown. */
int ch_time_tense(const ch_time_context *context, uint32_t first, uint32_t last);

#endif
