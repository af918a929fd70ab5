/* Numbers in digits and words: data/LANG/numbers.tsv, and the phrase at a word.
 *
 * Used for quantities and for times. Immutable after opening.
 */
#ifndef CH_READ_QUANTITY_NUMBER_H
#define CH_READ_QUANTITY_NUMBER_H

#include "text/document.h"

typedef struct ch_number_words ch_number_words;

typedef enum ch_number_kind {
  CH_NUMBER_UNIT,
  CH_NUMBER_TENS,
  CH_NUMBER_SCALE,
  CH_NUMBER_VAGUE,
  CH_NUMBER_ORDINAL,
  CH_NUMBER_FRACTION,
  CH_NUMBER_PLURAL,
  CH_NUMBER_ABOUT,
  CH_NUMBER_RANGE,
  CH_NUMBER_CURRENCY,
  CH_NUMBER_PERCENT,
  CH_NUMBER_KINDS
} ch_number_kind;

/* Reads dir/numbers.tsv, dir being data/LANG; a bad line is refused with file
 * and line (CH_ERROR_DATA). */
ch_number_words *ch_number_words_open(const char *dir, ch_error *error);
void ch_number_words_free(ch_number_words *words); /* NULL is fine */

typedef struct ch_number {
  double value;
  uint32_t count;  /* words taken */
  bool ordinal;    /* "third", "3rd" */
  bool vague;      /* "several", "dozens": the value is a guess */
  bool digits;     /* written in digits */
  bool year;       /* said as a year: "nineteen ninety-seven" */
  bool exact_form; /* digits alone, without comma, point or scale: "1997", "30" */
} ch_number;

/* The longest number that begins at word w and ends before `end`: "1,500",
 * "thirty-five", "a hundred", "half a million", "2 1/2", "5.2 billion", "two
 * dozen", "several hundred", "21st". False if none begins there. "a" and "an"
 * begin one only before a scale or "few", "couple", "dozen". */
bool ch_number_at(const ch_number_words *words, const ch_document *doc, uint32_t w,
                  uint32_t end, ch_number *number);

/* Is `text` (any case) a word of that kind? *value may be NULL; it gets the
 * number, *code the code of a currency. */
bool ch_number_word(const ch_number_words *words, ch_str text, ch_number_kind kind,
                    double *value, ch_str *code);

/* Calls `visit` for every word of the list, in the file's order, until it
 * returns false; then returns false too. */
bool ch_number_each(const ch_number_words *words, bool (*visit)(void *self, ch_str word),
                    void *self);

#endif
