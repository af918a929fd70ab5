/* From a word's form to the codebook's lemma, where the lemma that parsing
 * gave is none of the codebook's: data/LANG/codebook/forms.tsv. */
#ifndef CH_CODE_FORMS_H
#define CH_CODE_FORMS_H

#include "code/words.h"

typedef struct ch_suffix {
  ch_str off, on;
  bool single; /* a doubled letter before it becomes one */
} ch_suffix;

typedef struct ch_forms {
  ch_map irregular; /* form -> lexeme */
  struct { ch_suffix *v; size_t n, cap; } suffixes;
} ch_forms;

bool ch_forms_load(ch_forms *forms, ch_words *words, const char *path, ch_error *error);
/* The lexeme that a `form` row gives; CH_NO_LEXEME if none does. Folds ASCII case. */
uint32_t ch_forms_irregular(const ch_forms *forms, ch_str form);
/* The lexeme of a form, CH_NO_LEXEME if none; of a verb, rather a lemma than the form itself.
 * Folds ASCII case. */
uint32_t ch_forms_find(const ch_forms *forms, const ch_words *words, ch_str form, bool verb);

#endif
