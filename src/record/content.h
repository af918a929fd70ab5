/* What linking needs to know of an event, in a few hundred bytes.
 *
 * An event that looks for what it answers is held against many others. To
 * read all their reports each time would cost more than everything else, so
 * a store keeps this digest beside the event. Names are kept as hashes.
 */
#ifndef CH_RECORD_CONTENT_H
#define CH_RECORD_CONTENT_H

#include "record/fact.h"

#define CH_CONTENT_REPORTS 12 /* more say little more */
#define CH_CONTENT_OUTLETS 4  /* nor do more outlets */

/* Where one of its reports stands. */
typedef struct ch_told_at {
  uint64_t article;  /* hash of the id */
  uint32_t sentence; /* 0 of what a title tells, */
  ch_span trigger;   /* which lies in no words of the text */
} ch_told_at;

typedef struct ch_content {
  char id[19];
  int32_t day;        /* ch_fact_day */
  ch_days days;       /* of the act */
  ch_days due;        /* deadline, else the day told of the act spoken of; CH_DAYS_NONE untold */
  uint8_t type, about, status, quad;
  bool claimed;
  bool denial;        /* it denies something */
  bool breaks;        /* it breaks a word given, or what is law */
  bool cancels;       /* it calls something off */
  bool postpones;     /* it puts off what was planned */
  bool answers;       /* a report says that it answers something, */
  bool says;          /* and in words what */
  bool dated;         /* its day is told, or that of a report which tells it as news */
  uint32_t n_outlets; /* CH_CONTENT_OUTLETS stands for more as well */
  uint64_t *acts;     uint32_t n_acts;    /* hashes of codes: who acts */
  uint64_t *suffers;  uint32_t n_suffers; /* whom it is aimed at */
  uint64_t *people;   uint32_t n_people;  /* hashes of folded names */
  uint64_t place;     /* hash of the folded name, 0 none */
  uint64_t objects;   /* classes of objects, as in ch_traits */
  uint32_t *keys;     uint32_t n_keys;    /* words about the act, sorted, each once */
  double *numbers;    uint32_t n_numbers; /* of three and more */
  ch_told_at *told;   uint32_t n_told;
  uint64_t heard;     /* bits of their articles: two without one in common are not told together */
} ch_content;

ch_told_at ch_told_where(const ch_report *report);
/* Where the words of the answered act stand, found again in the sentence if the mention does not
 * say; {0, 0} unknown. */
ch_span ch_answered_where(const ch_report *report);

/* NULL if out of memory. */
ch_content *ch_content_make(const ch_fact *fact, const ch_wordbook *book, ch_arena *arena);
/* As bytes, little-endian, and back; unpacking refuses what it did not write. */
bool ch_content_pack(const ch_content *content, ch_buf *out);
bool ch_content_unpack(ch_str bytes, ch_arena *arena, ch_content *out);

/* What two events have in common, and who does what. */
bool ch_content_acts(const ch_content *content, ch_str code);
bool ch_content_suffers(const ch_content *content, ch_str code);
bool ch_content_numbers_shared(const ch_content *a, const ch_content *b);
uint32_t ch_content_people_shared(const ch_content *a, const ch_content *b);
uint32_t ch_content_keys_shared(const ch_content *a, const ch_content *b);
/* Does an article, of those kept, tell of both? */
bool ch_content_told_together(const ch_content *a, const ch_content *b);

/* Does the event deny something? */
bool ch_fact_denies(const ch_fact *fact);
/* The deadline, else the day that the text tells of the act spoken of; CH_DAYS_NONE untold. */
ch_days ch_fact_due(const ch_fact *fact);
uint64_t ch_name_hash(ch_str name); /* folded; never 0 */

#endif
