/* Who do a thing, alone or two together, and were hung elsewhere. */
#include "parse/mend.h"

#include "parse/mend_tree.h"

static bool is_subject(const ch_token_parse *w) {
  return ch_rel_universal((ch_rel)w->rel) == CH_REL_NSUBJ;
}

/* The "and" that hangs on the word; n: none. */
static uint32_t and_of(const ch_token_parse *v, uint32_t n, uint32_t i) {
  for (uint32_t k = 0; k < i; k++)
    if (v[k].head == i + 1 && v[k].rel == CH_REL_CC) return k;
  return n;
}

/* Does the phrase headed by `top` hold w? */
static bool below(const ch_token_parse *v, uint32_t w, uint32_t top) {
  enum { DEEP = 6 };
  for (int d = 0; d < DEEP; d++) {
    if (w == top) return true;
    if (v[w].head == 0) return false;
    w = v[w].head - 1u;
  }
  return false;
}

/* "Obama, the president, AND his Russian counterpart met": right before the second subject's
 * phrase, but hung on the verb of both. */
static uint32_t and_of_verb(const ch_token_parse *v, uint32_t n, uint32_t i) {
  uint32_t k = i;
  while (k > 0 && below(v, k - 1, i)) k--;
  bool joins = k > 0 && v[k - 1].rel == CH_REL_CC && v[k - 1].head == v[i].head;
  return joins ? k - 1 : n;
}

/* "in their meeting, OBAMA AND PUTIN called for it", both taken for subjects: two that an "and"
 * joins are one. */
static void mend_joined(ch_token_parse *v, uint32_t n, uint32_t i) {
  if (!is_subject(&v[i]) || v[i].head <= i) return;
  uint32_t joint = and_of(v, n, i);
  if (joint == n) joint = and_of_verb(v, n, i);
  if (joint == n) return;
  uint32_t first = joint;
  while (first > 0 && !(is_subject(&v[first - 1]) && v[first - 1].head == v[i].head)) {
    first--;
    if (v[first].upos == CH_UPOS_VERB || v[first].upos == CH_UPOS_AUX)
      return; /* another clause's */
  }
  if (first == 0) return;
  v[joint].head = (uint16_t)(i + 1);
  v[i].head = (uint16_t)first;
  v[i].rel = CH_REL_CONJ;
}

/* "In Geneva, OBAMA AND PUTIN called for it", both taken for more places of the phrase before: a
 * verb right behind them that has no subject has these. */
static void mend_listed(ch_token_parse *v, uint32_t n, uint32_t i) {
  uint32_t last = i, first = n;
  if (v[i].rel != CH_REL_ROOT || v[i].upos != CH_UPOS_VERB || i < 4) return;
  if (ch_has_child(v, n, i + 1, CH_REL_NSUBJ) || ch_has_child(v, n, i + 1, CH_REL_CSUBJ)) return;
  for (uint32_t k = i; k-- > 0 && last == i && v[k].upos != CH_UPOS_PUNCT;)
    if (v[k].rel == CH_REL_CONJ && below(v, i - 1, k) && and_of(v, n, k) != n) last = k;
  if (last == i) return;
  uint32_t place = v[last].head - 1u, oblique = place;
  while (v[oblique].head && v[oblique].head != i + 1) oblique = v[oblique].head - 1u;
  if (v[oblique].head != i + 1 || oblique > last ||
      ch_rel_universal((ch_rel)v[oblique].rel) != CH_REL_OBL)
    return;
  /* of those that hang there, the first behind a comma and behind the last other "and" */
  for (uint32_t k = last; k-- > place + 1;) {
    if (v[k].rel != CH_REL_CONJ || v[k].head != place + 1) continue;
    if (and_of(v, n, k) != n) break;
    first = k;
  }
  if (first == n) return;
  bool comma = false;
  for (uint32_t k = place + 1; k < first; k++) comma = comma || v[k].upos == CH_UPOS_PUNCT;
  if (!comma) return;
  v[first].head = (uint16_t)(i + 1);
  v[first].rel = CH_REL_NSUBJ;
  for (uint32_t k = first + 1; k <= last; k++)
    if (v[k].rel == CH_REL_CONJ && v[k].head == place + 1) v[k].head = (uint16_t)(first + 1);
}

/* "it is time for ISRAEL to stop", hung on "time": who stands between the two markers of an
 * infinitive does it. */
static void mend_doer(ch_token_parse *v, uint32_t n, uint32_t i) {
  uint32_t opens = n, to = n, doer = n;
  if (v[i].upos != CH_UPOS_VERB || ch_has_child(v, n, i + 1, CH_REL_NSUBJ) ||
      ch_has_child(v, n, i + 1, CH_REL_NSUBJ_PASS))
    return;
  for (uint32_t k = 0; k < i; k++)
    if (v[k].head == i + 1 && v[k].rel == CH_REL_MARK) *(opens == n ? &opens : &to) = k;
  if (to == n || v[opens].upos != CH_UPOS_SCONJ || v[to].upos != CH_UPOS_PART) return;
  for (uint32_t k = opens + 1; k < to; k++) {
    if (v[k].head > opens + 1 && v[k].head <= to) continue;
    bool nominal = v[k].upos == CH_UPOS_NOUN || v[k].upos == CH_UPOS_PROPN || v[k].upos == CH_UPOS_PRON;
    if (doer < n || !nominal || v[k].head == 0) return;
    doer = k;
  }
  if (doer == n) return;
  for (uint32_t up = v[i].head; up; up = v[up - 1].head)
    if (up == doer + 1) return;
  v[doer].head = (uint16_t)(i + 1);
  v[doer].rel = ch_has_child(v, n, i + 1, CH_REL_AUX_PASS) ? CH_REL_NSUBJ_PASS : CH_REL_NSUBJ;
}

void ch_mend_subject(ch_token_parse *words, uint32_t n) {
  for (uint32_t i = 0; i < n; i++) {
    mend_doer(words, n, i);
    mend_joined(words, n, i);
    mend_listed(words, n, i);
  }
}
