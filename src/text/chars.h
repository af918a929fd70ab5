/* Characters of any script, as the splitter sees them.
 *
 * Text is walked byte by byte with a class for each character. Bytes that are
 * not UTF-8 are symbols of one byte each, so that nothing is ever lost.
 */
#ifndef CH_TEXT_CHARS_H
#define CH_TEXT_CHARS_H

#include <stdbool.h>

#include "base/str.h"

typedef enum ch_char_class {
  CH_CHAR_END,    /* past the end of the text */
  CH_CHAR_SPACE,  /* white space of any kind, control and zero-width characters */
  CH_CHAR_LOWER,  /* a letter in lower case, or a mark that belongs to a letter */
  CH_CHAR_UPPER,  /* in upper or title case */
  CH_CHAR_LETTER, /* of a script without case */
  CH_CHAR_DIGIT,  /* any decimal digit or other number sign */
  CH_CHAR_OPEN,   /* opening bracket or quotation mark */
  CH_CHAR_CLOSE,  /* closing bracket or quotation mark */
  CH_CHAR_QUOTE,  /* a straight double quotation mark: either */
  CH_CHAR_APOSTROPHE, /* ' and its typographic forms, ’ among them */
  CH_CHAR_STOP,   /* . ! ? … and the full stops of other scripts */
  CH_CHAR_DASH,   /* hyphens and dashes */
  CH_CHAR_SYMBOL  /* all else */
} ch_char_class;

typedef struct ch_char {
  int32_t code;  /* -1: a byte that is not UTF-8 */
  uint8_t size;  /* bytes, 1-4; 0 at the end */
  uint8_t class; /* ch_char_class */
} ch_char;

/* The character that begins at byte `at`; class END at or past text.n. */
ch_char ch_char_at(ch_str text, size_t at);
/* The character that ends just before byte `at`; class END when at is 0. */
ch_char ch_char_before(ch_str text, size_t at);

static inline bool ch_char_is_letter(ch_char c) {
  return c.class >= CH_CHAR_LOWER && c.class <= CH_CHAR_LETTER;
}
static inline bool ch_char_is_word(ch_char c) {
  return c.class >= CH_CHAR_LOWER && c.class <= CH_CHAR_DIGIT;
}

/* Lower-cases by Unicode into out (at most `size` bytes); apostrophes become
 * ' and hyphens -. Gives the view of out, empty when s does not fit. */
ch_str ch_fold(ch_str s, char *out, size_t size);

#endif
