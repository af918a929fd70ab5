/* What the mends ask of a tree. Heads count from 1; 0 is the root. */
#ifndef CH_PARSE_MEND_TREE_H
#define CH_PARSE_MEND_TREE_H

#include "parse/inference.h"
#include "text/document.h"

/* Is the form one of the words of the array? */
#define CH_ONE_OF(form, words) ch_is_one_of((form), (words), sizeof(words) / sizeof *(words))
static inline bool ch_is_one_of(ch_str form, const char *const *words, size_t n) {
  for (size_t i = 0; i < n; i++)
    if (ch_str_is(form, words[i])) return true;
  return false;
}

/* Does a word of that relation hang on `head`, or, of a universal one, of any kind of it? */
static inline bool ch_has_child(const ch_token_parse *v, uint32_t n, uint32_t head, ch_rel rel) {
  for (uint32_t i = 0; i < n; i++)
    if (v[i].head == head && (v[i].rel == rel || ch_rel_universal((ch_rel)v[i].rel) == rel)) return true;
  return false;
}
/* Does the word open a clause as well as a phrase: "AFTER the talks", "AFTER the talks failed"? */
static inline bool ch_opens_clause(const ch_token_parse *v, const ch_str *forms, uint32_t n, uint32_t k) {
  static const char *const OPENERS[] = {"after", "before", "since", "until", "as"};
  if (v[k].rel != CH_REL_CASE || ch_has_child(v, n, k + 1, CH_REL_FIXED)) return false; /* "as of" */
  return CH_ONE_OF(forms[k], OPENERS);
}

/* Hangs the verb at `i` on its subject at `who`, of which it tells, and gives that and what stands before it to the
 * verb at `verb` as its subject of that relation. */
static inline void ch_tell_of_subject(ch_token_parse *v, uint32_t i, uint32_t who, uint32_t verb, ch_rel subject) {
  for (uint32_t k = 0; k < who; k++)
    if (v[k].head == i + 1) v[k].head = (uint16_t)(verb + 1);
  v[i].head = (uint16_t)(who + 1);
  v[i].rel = CH_REL_ACL;
  v[who].head = (uint16_t)(verb + 1);
  v[who].rel = (uint8_t)subject;
}

#endif
