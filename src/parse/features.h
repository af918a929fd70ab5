/* What the parser sees of a word: its form as numbers of table rows.
 *
 * A pure function of the form, the same in training and use, so it can be
 * cached by word type. Typography is folded first (curly quotes, dashes, the
 * ellipsis sign), because the treebanks are typed and the news is typeset.
 * Digits look alike but to the word table.
 */
#ifndef CH_PARSE_FEATURES_H
#define CH_PARSE_FEATURES_H

#include "base/str.h"

enum {
  CH_FEATURE_NORM,    /* lower-cased form */
  CH_FEATURE_PREFIX1, /* first code points, lower-cased */
  CH_FEATURE_PREFIX2,
  CH_FEATURE_PREFIX3,
  CH_FEATURE_SUFFIX1, /* last code points, lower-cased */
  CH_FEATURE_SUFFIX2,
  CH_FEATURE_SUFFIX3,
  CH_FEATURE_SUFFIX4,
  CH_FEATURE_SHAPE,   /* "Xxxx", "dddd-dd": runs cut at four */
  CH_FEATURES
};

/* The hashed features share one table: norms, prefixes, suffixes, shapes in
 * this order. Part of the model file's format: change the format's version
 * with them. */
enum {
  CH_FEATURE_NORM_ROWS = 4096,
  CH_FEATURE_PREFIX_ROWS = 4096,
  CH_FEATURE_SUFFIX_ROWS = 8192,
  CH_FEATURE_SHAPE_ROWS = 1024,
  CH_FEATURE_ROWS = CH_FEATURE_NORM_ROWS + CH_FEATURE_PREFIX_ROWS +
                    CH_FEATURE_SUFFIX_ROWS + CH_FEATURE_SHAPE_ROWS
};

/* Bytes of a form that are looked at; the rest of a longer one is not. */
#define CH_FORM_MAX 256

typedef struct ch_word_features {
  uint64_t key;               /* of the lower-cased form, for the word table */
  uint32_t rows[CH_FEATURES]; /* rows of the hashed table, < CH_FEATURE_ROWS */
} ch_word_features;

void ch_word_features_of(ch_str form, ch_word_features *out);

/* The lower-cased form with typography folded, at most CH_FORM_MAX bytes read;
 * returns the length. `out` holds at least 3 * CH_FORM_MAX bytes. Bytes that
 * are no UTF-8 are kept as they are. */
size_t ch_form_lower(ch_str form, char *out);

#endif
