/* Patterns against words: what begins where, and what its parts say. */
#ifndef CH_READ_TIME_MATCH_H
#define CH_READ_TIME_MATCH_H

#include "read/time_words.h"

/* What the words of one expression said, by class; `has` tells which are set. */
typedef struct ch_time_slots {
  uint64_t has;
  int32_t month, weekday, day, year, unit, season, dayref, shift, after;
  int32_t decade, holiday, hour, minute, ord, quarter;
  int32_t date_year, date_month, date_day; /* of a DATENUM: year, then as written */
  bool date_iso;      /* year, month, day: nothing to guess */
  bool fortnight;
  char early;         /* S M E: start, middle, end */
  ch_str part, ref, every;
  double num[3];
  bool vague[3];
  uint32_t n_num;
} ch_time_slots;

/* The document with what the lists know of each word. */
typedef struct ch_time_text {
  const ch_time_words *words;
  const ch_document *doc;
  const ch_time_word **known; /* [n_words]; NULL: in no list */
} ch_time_text;

typedef struct ch_time_found {
  const ch_time_pattern *pattern; /* NULL: nothing */
  uint32_t end;                   /* behind its last word */
  ch_time_slots slots;
} ch_time_found;

/* Looks every word up. False when memory runs out. */
bool ch_time_text_make(ch_time_text *text, const ch_time_words *words, const ch_document *doc);

/* The best pattern at word w of the sentence [first, end). */
ch_time_found ch_time_match(const ch_time_text *text, uint32_t first, uint32_t w, uint32_t end);

static inline bool ch_time_is(const ch_time_text *text, uint32_t w, ch_time_class class) {
  return text->known[w] && text->known[w]->classes & (uint64_t)1 << class;
}
/* Is the word w that one (any case)? */
static inline bool ch_time_form_is(const ch_time_text *text, uint32_t w, const char *form) {
  return ch_str_eq_fold(ch_word_form(text->doc, w), ch_str_of(form));
}
/* Is any word of [from, to) that one? */
bool ch_time_says(const ch_time_text *text, uint32_t from, uint32_t to, const char *form);
/* The words [w - n, w) as one key, in lower case with a space between, if it
 * is in the lists with that class. */
bool ch_time_phrase_before(const ch_time_text *text, uint32_t first, uint32_t w, uint32_t n,
                           ch_time_class class);

#endif
