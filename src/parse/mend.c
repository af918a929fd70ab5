#include "parse/mend.h"

#include "text/document.h"

/* Heads count from 1; 0 is the root. */

static bool is_nominal(const ch_token_parse *w) {
  return w->upos == CH_UPOS_PROPN || w->upos == CH_UPOS_NOUN || w->upos == CH_UPOS_PRON;
}

static bool has_child(const ch_token_parse *v, uint32_t n, uint32_t head, ch_rel rel) {
  for (uint32_t i = 0; i < n; i++)
    if (v[i].head == head && ch_rel_universal((ch_rel)v[i].rel) == rel) return true;
  return false;
}

/* "told reporters THAT Iran had lied": what somebody is told is a clause of the
 * verb's; people have no content. */
static void mend_told(ch_token_parse *v, uint32_t n, uint32_t i) {
  if (ch_rel_universal((ch_rel)v[i].rel) != CH_REL_ACL || v[i].head == 0 || v[i].head > i) return;
  const ch_token_parse *told = &v[v[i].head - 1];
  if (told->rel != CH_REL_IOBJ || told->head == 0 || has_child(v, n, told->head, CH_REL_CCOMP)) return;
  for (uint32_t k = v[i].head; k < i; k++)
    if (v[k].head == i + 1 && v[k].rel == CH_REL_MARK && v[k].upos == CH_UPOS_SCONJ) {
      v[i].head = told->head;
      v[i].rel = CH_REL_CCOMP;
      return;
    }
}

/* "North Korea TEST-FIRED a missile": the verb is of two words, and who stands
 * before it is its subject. */
static void mend_hyphen(ch_token_parse *v, const ch_str *forms, uint32_t n, uint32_t i) {
  if (i == 0 || i + 2 >= n || v[i].head != i + 3 || v[i + 2].upos != CH_UPOS_VERB ||
      !ch_str_is(forms[i + 1], "-") || has_child(v, n, i + 3, CH_REL_NSUBJ))
    return;
  bool noun = v[i].rel == CH_REL_OBL_UNMARKED || v[i].rel == CH_REL_COMPOUND ||
              v[i].rel == CH_REL_NMOD_UNMARKED || v[i].rel == CH_REL_OBJ;
  const ch_token_parse *before = &v[i - 1];
  if (!noun || !is_nominal(before) || before->head != i + 1 || before->rel != CH_REL_COMPOUND) return;
  for (uint32_t k = 0; k + 1 < i; k++)
    if (v[k].head == i + 1) v[k].head = (uint16_t)i;
  v[i - 1].head = (uint16_t)(i + 3);
  v[i - 1].rel = CH_REL_NSUBJ;
  v[i].rel = CH_REL_COMPOUND;
}

/* "asked it to leave waters CHINA CLAIMS": a verb has one content; a second clause of it, with
 * nothing but a noun before its subject, tells of that noun. */
static void mend_relative(ch_token_parse *v, uint32_t n, uint32_t i) {
  uint32_t first = n, subject = n;
  if (v[i].rel != CH_REL_CCOMP || v[i].head == 0 || v[i].head > i || v[i].upos != CH_UPOS_VERB) return;
  for (uint32_t k = v[i].head; k < i; k++) {
    if (v[k].rel == CH_REL_CCOMP && v[k].head == v[i].head) first = k;
    if (v[k].head != i + 1) continue;
    if (v[k].rel == CH_REL_NSUBJ && subject == n) subject = k;
    else if (v[k].rel != CH_REL_AUX && v[k].rel != CH_REL_ADVMOD) return;
  }
  if (first == n || subject == n || subject <= first + 1 || has_child(v, n, i + 1, CH_REL_OBJ)) return;
  for (uint32_t k = first + 1; k < subject; k++)
    if (v[k].upos == CH_UPOS_PUNCT || v[k].head == subject + 1) return;
  if (v[subject - 1].upos != CH_UPOS_NOUN) return;
  v[i].head = (uint16_t)subject;
  v[i].rel = CH_REL_ACL_RELCL;
}

void ch_mend(ch_token_parse *words, const ch_str *forms, uint32_t n) {
  for (uint32_t i = 0; i < n; i++) {
    mend_told(words, n, i);
    mend_hyphen(words, forms, n, i);
    mend_relative(words, n, i);
  }
}
