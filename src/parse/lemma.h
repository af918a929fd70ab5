/* Lemmas as edit scripts (after Chrupala 2006).
 *
 * The tagger chooses one script of a list for each word, which makes lemmas a
 * classification like any other; forms whose lemma no frequent script gives
 * ("went") stand in a table of exceptions in the model file.
 *
 * A script as text: a letter for case (k keep, l lower), the number of bytes
 * cut from the end, a slash, the bytes put there: studies -> study is
 * "l3/y". A cut of "*" replaces the whole word: "l*" and
 * "/be" make be of was.
 */
#ifndef CH_PARSE_LEMMA_H
#define CH_PARSE_LEMMA_H

#include "base/str.h"

/* Longest script and longest lemma made, in bytes, NUL not counted. */
#define CH_SCRIPT_MAX 64
#define CH_LEMMA_MAX 1024

/* The simplest script that makes `lemma` of `form`; its length, 0 if there is
 * none that fits. `out` holds CH_SCRIPT_MAX + 1 bytes. */
size_t ch_lemma_script(ch_str form, ch_str lemma, char *out);

/* Is this a script that ch_lemma_apply can carry out? */
bool ch_lemma_script_valid(ch_str script);

/* Carries out a script; the lemma's length. A script that cuts more than there
 * is, or the middle of a character, leaves the word as it is but for case.
 * `out` holds CH_LEMMA_MAX bytes; longer lemmas are cut. */
size_t ch_lemma_apply(ch_str script, ch_str form, char *out);

#endif
