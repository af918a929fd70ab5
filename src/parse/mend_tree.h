/* What the mends ask of a tree. Heads count from 1; 0 is the root. */
#ifndef CH_PARSE_MEND_TREE_H
#define CH_PARSE_MEND_TREE_H

#include "parse/inference.h"
#include "text/document.h"

/* Does a word of that relation hang on `head`, or, of a universal one, of any kind of it? */
static inline bool ch_has_child(const ch_token_parse *v, uint32_t n, uint32_t head, ch_rel rel) {
  for (uint32_t i = 0; i < n; i++)
    if (v[i].head == head && (v[i].rel == rel || ch_rel_universal((ch_rel)v[i].rel) == rel)) return true;
  return false;
}

#endif
