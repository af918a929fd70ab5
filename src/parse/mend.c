#include "parse/mend.h"

#include "parse/mend_tree.h"

static bool is_nominal(const ch_token_parse *w) {
  return w->upos == CH_UPOS_PROPN || w->upos == CH_UPOS_NOUN || w->upos == CH_UPOS_PRON;
}

/* "told reporters THAT Iran had lied": what somebody is told is a clause of the
 * verb's; people have no content. */
static void mend_told(ch_token_parse *v, uint32_t n, uint32_t i) {
  if (ch_rel_universal((ch_rel)v[i].rel) != CH_REL_ACL || v[i].head == 0 || v[i].head > i) return;
  const ch_token_parse *told = &v[v[i].head - 1];
  if (told->rel != CH_REL_IOBJ || told->head == 0 || ch_has_child(v, n, told->head, CH_REL_CCOMP)) return;
  for (uint32_t k = v[i].head; k < i; k++)
    if (v[k].head == i + 1 && v[k].rel == CH_REL_MARK && v[k].upos == CH_UPOS_SCONJ) {
      v[i].head = told->head;
      v[i].rel = CH_REL_CCOMP;
      return;
    }
}

/* "denied once MORE that it had lied", "offered once MORE to leave": the content of the verb, not of what stands between. */
static void mend_once_more(ch_token_parse *v, uint32_t n, uint32_t i) {
  if (ch_rel_universal((ch_rel)v[i].rel) != CH_REL_ACL || v[i].head == 0 || v[i].head > i) return;
  ch_token_parse *more = &v[v[i].head - 1];
  bool adverb = more->upos == CH_UPOS_ADV || (more->upos == CH_UPOS_ADJ && more->rel != CH_REL_AMOD);
  if (!adverb || more->head == 0 || v[more->head - 1].upos != CH_UPOS_VERB ||
      ch_has_child(v, n, more->head, CH_REL_CCOMP) || ch_has_child(v, n, v[i].head, CH_REL_DET))
    return;
  for (uint32_t k = v[i].head; k < i; k++)
    if (v[k].head == i + 1 && v[k].rel == CH_REL_MARK && v[k].upos == CH_UPOS_SCONJ) {
      v[i].head = more->head;
      v[i].rel = CH_REL_CCOMP;
      more->rel = CH_REL_ADVMOD;
      return;
    }
  uint32_t at = v[i].head - 1u;
  if (at + 2 != i || at == 0 || v[at - 1].upos != CH_UPOS_ADV || v[at + 1].upos != CH_UPOS_PART || v[at + 1].head != i + 1)
    return; /* "offered ONCE more TO meet him" */
  v[i].head = more->head;
  v[i].rel = CH_REL_XCOMP;
  more->rel = CH_REL_ADVMOD;
}

/* "North Korea TEST-FIRED a missile": the verb is of two words, and who stands
 * before it is its subject. */
static void mend_hyphen(ch_token_parse *v, const ch_str *forms, uint32_t n, uint32_t i) {
  if (i == 0 || i + 2 >= n || v[i].head != i + 3 || v[i + 2].upos != CH_UPOS_VERB ||
      !ch_str_is(forms[i + 1], "-") || ch_has_child(v, n, i + 3, CH_REL_NSUBJ))
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
  if (first == n || subject == n || subject <= first + 1 || ch_has_child(v, n, i + 1, CH_REL_OBJ)) return;
  for (uint32_t k = first + 1; k < subject; k++)
    if (v[k].upos == CH_UPOS_PUNCT || v[k].head == subject + 1) return;
  if (v[subject - 1].upos != CH_UPOS_NOUN) return;
  v[i].head = (uint16_t)subject;
  v[i].rel = CH_REL_ACL_RELCL;
}

/* "Theresa MAY expelled them": a name, for no auxiliary stands before a past tense. Only where
 * the verb is one by its ending, since "May" also heads a headline's "May meet". */
static void mend_name(ch_token_parse *v, const ch_str *forms, uint32_t n, uint32_t i) {
  if (i == 0 || v[i].rel != CH_REL_AUX || v[i].head != i + 2 || i + 1 >= n) return;
  if (v[i - 1].upos != CH_UPOS_PROPN || v[i - 1].head != i + 2 || v[i - 1].rel != CH_REL_NSUBJ) return;
  bool past = v[i + 1].upos == CH_UPOS_VERB && ch_str_ends(forms[i + 1], CH_STR("ed"));
  char c = forms[i].n ? forms[i].p[0] : 0;
  if (!past || c < 'A' || c > 'Z') return;
  v[i].upos = CH_UPOS_PROPN;
  v[i].rel = CH_REL_FLAT;
  v[i].head = (uint16_t)i;
}

/* Words in front of a noun that belong to the clause which its "modifier" at i tells. */
static void move_left(ch_token_parse *v, uint32_t noun, uint32_t subject, uint32_t i) {
  for (uint32_t k = 0; k < i; k++) {
    if (v[k].head != noun + 1 || k == subject) continue;
    bool of_subject = k < subject && (v[k].rel == CH_REL_DET || v[k].rel == CH_REL_AMOD ||
                                      v[k].rel == CH_REL_COMPOUND || v[k].rel == CH_REL_NUMMOD ||
                                      v[k].rel == CH_REL_NMOD_POSS);
    v[k].head = (uint16_t)(of_subject ? subject + 1 : i + 1);
    if (v[k].rel == CH_REL_CASE) v[k].rel = CH_REL_MARK;
    if (v[k].rel == CH_REL_NMOD) v[k].rel = CH_REL_OBL;
  }
}

/* "THE TWO also exchanged views": the number that "the" makes a pair, before what was taken for a modifier of
 * the views; n: none. */
static uint32_t pair_before(const ch_token_parse *v, const ch_str *forms, uint32_t n, uint32_t i) {
  uint32_t k = i - 1;
  while (k > 1 && v[k].upos == CH_UPOS_ADV) k--;
  bool pair = k > 0 && v[k].rel == CH_REL_NUMMOD && v[k].head > k + 1 && v[k].head <= v[i].head &&
              v[k - 1].upos == CH_UPOS_DET && ch_str_ends(forms[k - 1], CH_STR("he"));
  return pair ? k : n;
}

/* The subject that the verb at i has, taken for a modifier: its own, that of the noun it stands before,
 * or, since no verb has a compound, what was taken for one. n: none. */
static uint32_t subject_of_modifier(const ch_token_parse *v, const ch_str *forms, uint32_t n, uint32_t i) {
  const ch_token_parse *noun = &v[v[i].head - 1];
  if (ch_str_ends(forms[i], CH_STR("ing")) || noun->upos == CH_UPOS_VERB) return n;
  bool clause = noun->rel == CH_REL_ROOT || noun->rel == CH_REL_PARATAXIS;
  uint32_t subject = n;
  for (uint32_t k = 0; k < i; k++) {
    bool either = v[k].rel == CH_REL_NSUBJ && (v[k].head == i + 1 || v[k].head == v[i].head);
    bool compound = k + 1 == i && clause && v[k].head == i + 1 && v[k].rel == CH_REL_COMPOUND && v[k].upos == CH_UPOS_NOUN;
    if (either || compound) subject = k;
  }
  /* "The MINISTER dismissed charges", of a whole sentence that would have no verb */
  bool right_before = noun->rel == CH_REL_ROOT && i > 1 && v[i].rel == CH_REL_AMOD && v[i - 1].upos == CH_UPOS_NOUN &&
                      v[i - 1].head == v[i].head && (v[i - 1].rel == CH_REL_COMPOUND || v[i - 1].rel == CH_REL_AMOD);
  bool modified = right_before && ch_has_child(v, n, v[i].head, CH_REL_DET) && ch_str_is(forms[n - 1], ".");
  if (subject == n && modified) return i - 1;
  bool whole = noun->rel != CH_REL_ROOT || ch_str_is(forms[n - 1], ".");
  return subject == n && v[i].rel == CH_REL_AMOD && whole ? pair_before(v, forms, n, i) : subject;
}

/* "Mr Obama APPROVED strikes", "France and Italy SEVERED ties": a verb taken for a modifier of its
 * object, which has a subject ("a coup that CAPPED months of unrest") or stands behind a name in what is
 * no sentence otherwise. */
static void mend_modifier(ch_token_parse *v, const ch_str *forms, uint32_t n, uint32_t i) {
  uint32_t noun = v[i].head - 1u, list = n;
  bool modifies = v[i].rel == CH_REL_AMOD || v[i].rel == CH_REL_COMPOUND;
  if (v[i].upos != CH_UPOS_VERB || !modifies || v[i].head < i + 2 || i == 0) return;
  if (forms[i].n == 0 || forms[i].p[0] < 'a' || ch_has_child(v, n, noun + 1, CH_REL_COP)) return;
  uint32_t subject = subject_of_modifier(v, forms, n, i);
  if (subject == n && v[i].rel == CH_REL_COMPOUND) return;
  uint32_t name = i - 1; /* "NEW Zealand" */
  while (v[name].rel == CH_REL_FLAT && v[name].head > 0 && v[name].head <= name) name = v[name].head - 1u;
  bool day = v[noun].upos == CH_UPOS_PROPN && ch_str_ends(forms[noun], CH_STR("day")); /* "fighting RESUMED Monday" */
  uint8_t rel = v[noun].rel;
  uint16_t above = v[noun].head;
  bool clause = rel == CH_REL_ADVCL || rel == CH_REL_CCOMP || rel == CH_REL_PARATAXIS || rel == CH_REL_ROOT ||
                rel == CH_REL_ACL_RELCL;
  if (subject < n) {
    /* "the two exchanged views, said THE MINISTRY": what is said has no second subject */
    bool second = rel == CH_REL_NSUBJ && v[subject].rel == CH_REL_NUMMOD && above > noun;
    for (uint32_t k = noun + 1; k < n && second; k++)
      if (v[k].head == above && v[k].rel == CH_REL_NSUBJ) rel = CH_REL_CCOMP;
    clause |= rel == CH_REL_CCOMP;
    if (rel == CH_REL_OBL || rel == CH_REL_NMOD) {
      if (!ch_has_child(v, n, noun + 1, CH_REL_CASE) && !ch_has_child(v, n, noun + 1, CH_REL_ADVMOD) &&
          !ch_has_child(v, n, i + 1, CH_REL_ADVMOD) && !ch_has_child(v, n, i + 1, CH_REL_MARK))
        return;
      rel = CH_REL_ADVCL;
    } else if (!clause) {
      return;
    }
  } else if (v[name].upos == CH_UPOS_PROPN && rel == CH_REL_ROOT && v[name].rel == CH_REL_COMPOUND &&
             (v[name].head == noun + 1 || v[name].head == i + 1) && !ch_has_child(v, n, noun + 1, CH_REL_NSUBJ)) {
    subject = name;
  } else if (v[i - 1].upos == CH_UPOS_PROPN && v[i - 1].rel == CH_REL_CONJ && rel == CH_REL_CONJ &&
             above > 0 && above < i && v[above - 1].rel == CH_REL_ROOT && is_nominal(&v[above - 1]) &&
             !ch_has_child(v, n, above, CH_REL_NSUBJ)) {
    list = above - 1u;
  } else {
    return;
  }
  if (list < n) {
    rel = CH_REL_ROOT;
    above = 0;
    for (uint32_t k = i + 1; k < n; k++)
      if (v[k].head == list + 1) v[k].head = (uint16_t)(i + 1);
    subject = list;
  }
  v[i].head = above;
  v[i].rel = rel;
  move_left(v, noun, subject, i);
  v[subject].head = (uint16_t)(i + 1);
  v[subject].rel = CH_REL_NSUBJ;
  v[noun].head = (uint16_t)(i + 1);
  v[noun].rel = day ? CH_REL_OBL_UNMARKED : CH_REL_OBJ;
}

/* "a charge OMAN DENIES", taken for one clause with two subjects: the second is that of a clause
 * that tells of the first. */
static void mend_two_subjects(ch_token_parse *v, uint32_t n, uint32_t i) {
  uint32_t first = n, second = n;
  if (v[i].rel != CH_REL_CCOMP || v[i].upos != CH_UPOS_VERB || v[i].head == 0 || v[i].head > i ||
      ch_has_child(v, n, i + 1, CH_REL_OBJ) || ch_has_child(v, n, i + 1, CH_REL_MARK))
    return;
  for (uint32_t k = v[i].head; k < i; k++) {
    if (v[k].head != i + 1 || v[k].rel != CH_REL_NSUBJ) continue;
    if (first == n) first = k;
    else if (second == n) second = k;
    else return;
  }
  if (second == n || v[first].upos != CH_UPOS_NOUN || !ch_has_child(v, n, first + 1, CH_REL_DET)) return;
  for (uint32_t k = first + 1; k < second; k++)
    if (v[k].head != second + 1) return;
  for (uint32_t k = v[i].head; k < first; k++)
    if (v[k].head == i + 1 && v[k].rel == CH_REL_PUNCT) v[k].head = (uint16_t)(first + 1);
  v[first].head = v[i].head;
  v[first].rel = CH_REL_PARATAXIS;
  v[i].head = (uint16_t)(first + 1);
  v[i].rel = CH_REL_ACL_RELCL;
}

/* "insisted that Britain FREE the tanker", taken for an adjective: what has an object is a verb. */
static void mend_verb(ch_token_parse *v, uint32_t n, uint32_t i) {
  if (v[i].upos != CH_UPOS_ADJ || v[i].rel != CH_REL_CCOMP || ch_has_child(v, n, i + 1, CH_REL_COP) ||
      !ch_has_child(v, n, i + 1, CH_REL_NSUBJ) || !ch_has_child(v, n, i + 1, CH_REL_MARK))
    return;
  for (uint32_t k = i + 1; k < n; k++)
    if (v[k].head == i + 1 && v[k].rel == CH_REL_OBJ) v[i].upos = CH_UPOS_VERB;
}

/* "demanding that Kabul HAND over the men", taken for a noun: what stands behind "that" and a name,
 * and has no more of a noun about it, is the verb of a clause. */
static void mend_clause(ch_token_parse *v, uint32_t n, uint32_t i) {
  if (i == 0 || i + 1 >= n || v[i].upos != CH_UPOS_NOUN || v[i].rel != CH_REL_OBJ) return;
  if (v[i - 1].upos != CH_UPOS_PROPN || v[i - 1].head != i + 1 || v[i - 1].rel != CH_REL_COMPOUND) return;
  if (ch_has_child(v, n, i + 1, CH_REL_DET) || ch_has_child(v, n, i + 1, CH_REL_NMOD_POSS) ||
      ch_has_child(v, n, i + 1, CH_REL_COP))
    return;
  for (uint32_t k = 0; k < i; k++)
    if (v[k].head == i + 1 && v[k].rel == CH_REL_MARK && v[k].upos == CH_UPOS_SCONJ) {
      v[i].upos = CH_UPOS_VERB;
      v[i].rel = CH_REL_CCOMP;
      v[i - 1].rel = CH_REL_NSUBJ;
      return;
    }
}

/* "the ruling BARS anyone from it", "police GUARD the mission", taken for a noun that the one before it
 * tells of: no noun has an object. */
static void mend_noun(ch_token_parse *v, const ch_str *forms, uint32_t n, uint32_t i) {
  bool clause = v[i].rel == CH_REL_ROOT || v[i].rel == CH_REL_CCOMP || v[i].rel == CH_REL_PARATAXIS || v[i].rel == CH_REL_ADVCL;
  if (i == 0 || i + 1 >= n || v[i].upos != CH_UPOS_NOUN || !clause || ch_str_ends(forms[i], CH_STR("ing"))) return;
  if (!is_nominal(&v[i - 1]) || v[i - 1].head != i + 1 || v[i - 1].rel != CH_REL_COMPOUND ||
      ch_has_child(v, n, i + 1, CH_REL_COP) || ch_has_child(v, n, i + 1, CH_REL_NSUBJ))
    return;
  bool object = false;
  for (uint32_t k = i + 1; k < n; k++) /* "the rebels THEMSELVES" */
    object |= v[k].head == i + 1 && v[k].rel == CH_REL_OBJ && !ch_str_ends(forms[k], CH_STR("selves")) &&
              !ch_str_ends(forms[k], CH_STR("self"));
  if (!object) return;
  v[i].upos = CH_UPOS_VERB;
  v[i - 1].rel = CH_REL_NSUBJ;
  move_left(v, i, i - 1, i);
  for (uint32_t k = i + 1; k < n; k++)
    if (v[k].head == i + 1 && v[k].rel == CH_REL_NMOD) v[k].rel = CH_REL_OBL;
}

/* "condemned in the strongest terms THE RAID": the object behind what stands before it, taken
 * for another name of that. */
static void mend_late_object(ch_token_parse *v, uint32_t n, uint32_t i) {
  if (v[i].rel != CH_REL_APPOS || v[i].head == 0 || v[i].head > i || !is_nominal(&v[i])) return;
  uint32_t term = v[i].head - 1, verb = v[term].head, from = i;
  if (v[term].rel != CH_REL_OBL || v[term].upos != CH_UPOS_NOUN || verb == 0 || verb > term ||
      v[verb - 1].upos != CH_UPOS_VERB || !ch_has_child(v, n, term + 1, CH_REL_CASE) ||
      ch_has_child(v, n, verb, CH_REL_OBJ) || ch_has_child(v, n, verb, CH_REL_CCOMP) ||
      ch_has_child(v, n, verb, CH_REL_XCOMP) || ch_has_child(v, n, verb, CH_REL_NSUBJ_PASS) ||
      ch_has_child(v, n, verb, CH_REL_AUX_PASS))
    return;
  for (uint32_t k = term + 1; k < i; k++)
    if (v[k].head == i + 1 && k < from) from = k;
  if (from != term + 1 || v[from].rel != CH_REL_DET) return;
  v[i].head = (uint16_t)verb;
  v[i].rel = CH_REL_OBJ;
}

/* "the release of the AMERICAN held in Cuba", with the participle taken for the noun: who is held
 * is the noun, and the participle tells of him. */
static void mend_participle(ch_token_parse *v, const ch_str *forms, uint32_t n, uint32_t i) {
  uint8_t rel = ch_rel_universal((ch_rel)v[i].rel);
  if (i == 0 || v[i].upos != CH_UPOS_VERB || ch_str_ends(forms[i], CH_STR("ing"))) return;
  if (rel != CH_REL_NMOD && rel != CH_REL_OBL && rel != CH_REL_OBJ) return;
  if (v[i - 1].head != i + 1 || v[i - 1].rel != CH_REL_AMOD || v[i - 1].upos != CH_UPOS_ADJ) return;
  if (!ch_has_child(v, n, i + 1, CH_REL_DET) || (i + 1 < n && is_nominal(&v[i + 1]) && v[i + 1].head == i + 1)) return;
  for (uint32_t k = 0; k + 1 < i; k++)
    if (v[k].head == i + 1) v[k].head = (uint16_t)i;
  v[i - 1].upos = CH_UPOS_NOUN;
  v[i - 1].head = v[i].head;
  v[i - 1].rel = v[i].rel;
  v[i].head = (uint16_t)i;
  v[i].rel = CH_REL_ACL;
}

/* "a round SET for June 23", taken for a set of rounds: the noun before it is what was set. */
static void mend_set(ch_token_parse *v, const ch_str *forms, uint32_t n, uint32_t i) {
  if (i == 0 || i + 1 >= n || !ch_str_is(forms[i], "set") || v[i].upos != CH_UPOS_NOUN ||
      !ch_str_is(forms[i + 1], "for"))
    return;
  bool noun = v[i - 1].rel == CH_REL_COMPOUND && v[i - 1].upos == CH_UPOS_NOUN;
  /* an adjective before a day is the noun itself: no set is one of June */
  bool day = i + 2 < n && (v[i + 2].upos == CH_UPOS_PROPN || v[i + 2].upos == CH_UPOS_NUM);
  if (v[i - 1].head != i + 1 || !(noun || (day && v[i - 1].upos == CH_UPOS_ADJ))) return;
  v[i - 1].upos = CH_UPOS_NOUN;
  for (uint32_t k = 0; k < n; k++) {
    if (k + 1 == i || v[k].head != i + 1) continue;
    if (k > i && ch_rel_universal((ch_rel)v[k].rel) == CH_REL_NMOD) v[k].rel = CH_REL_OBL;
    else v[k].head = (uint16_t)i;
  }
  v[i - 1].head = v[i].head;
  v[i - 1].rel = v[i].rel;
  v[i].head = (uint16_t)i;
  v[i].rel = CH_REL_ACL;
  v[i].upos = CH_UPOS_VERB;
}

/* "said NO to the offer": an answer is what is said. */
static void mend_answer(ch_token_parse *v, uint32_t n, uint32_t i) {
  if (v[i].upos != CH_UPOS_INTJ || i == 0 || i + 1 >= n || v[i - 1].upos != CH_UPOS_VERB ||
      v[i].rel != CH_REL_DISCOURSE || v[i + 1].upos != CH_UPOS_ADP || v[i].head != v[i + 1].head)
    return;
  v[i].upos = CH_UPOS_NOUN;
  v[i].head = (uint16_t)i;
  v[i].rel = CH_REL_OBJ;
}

/* "refused SO FAR to ratify it": an adverb has no infinitive; the verb that it stands by has. */
static void mend_so_far(ch_token_parse *v, uint32_t i) {
  if (v[i].rel != CH_REL_ADVCL || v[i].head == 0 || v[i].head > i || v[v[i].head - 1].upos != CH_UPOS_ADV) return;
  uint32_t up = v[i].head - 1;
  for (int climb = 0; climb < 3 && v[up].upos == CH_UPOS_ADV && v[up].head != 0; climb++) up = v[up].head - 1u;
  bool infinitive = false;
  for (uint32_t k = v[i].head; k < i; k++)
    infinitive |= v[k].head == i + 1 && v[k].rel == CH_REL_MARK && v[k].upos == CH_UPOS_PART;
  if (v[up].upos != CH_UPOS_VERB || up > i || !infinitive) return;
  v[i].head = (uint16_t)(up + 1);
  v[i].rel = CH_REL_XCOMP;
}

/* "have SHOT three smugglers", taken for what they have: a verb is no object of the word before it,
 * which is its auxiliary. */
static void mend_perfect(ch_token_parse *v, uint32_t n, uint32_t i) {
  if (i == 0 || v[i].upos != CH_UPOS_VERB || v[i].rel != CH_REL_OBJ || v[i].head == 0 || v[i].head > i) return;
  uint32_t have = v[i].head - 1;
  if (v[have].upos != CH_UPOS_VERB) return;
  for (uint32_t k = have + 1; k < i; k++)
    if (v[k].upos != CH_UPOS_ADV) return;
  v[i].head = v[have].head;
  v[i].rel = v[have].rel;
  v[have].upos = CH_UPOS_AUX;
  v[have].rel = CH_REL_AUX;
  for (uint32_t k = 0; k < n; k++)
    if (v[k].head == have + 1) v[k].head = (uint16_t)(i + 1);
  v[have].head = (uint16_t)(i + 1);
}

/* "agreed to a truce and TO OPEN the border": an infinitive is joined to no finite verb; it is what
 * that verb speaks of. */
static void mend_joined_infinitive(ch_token_parse *v, uint32_t i) {
  if (v[i].rel != CH_REL_CONJ || v[i].upos != CH_UPOS_VERB || v[i].head == 0 || v[i].head > i) return;
  uint32_t first = v[i].head - 1;
  bool infinitive = false, other = false;
  for (uint32_t k = first + 1; k < i; k++) infinitive |= v[k].head == i + 1 && v[k].rel == CH_REL_MARK && v[k].upos == CH_UPOS_PART;
  for (uint32_t k = 0; k < first; k++)
    other |= v[k].head == first + 1 && (v[k].rel == CH_REL_MARK || v[k].rel == CH_REL_AUX) && v[k].upos != CH_UPOS_SCONJ;
  if (v[first].upos == CH_UPOS_VERB && infinitive && !other) v[i].rel = CH_REL_XCOMP;
}

/* "SYRIA has so far barred them": an auxiliary has no dependents; its verb has them. */
static void mend_auxiliary(ch_token_parse *v, uint32_t i) {
  if (v[i].head == 0) return;
  const ch_token_parse *up = &v[v[i].head - 1];
  if ((up->rel == CH_REL_AUX || up->rel == CH_REL_AUX_PASS) && up->head != 0) v[i].head = up->head;
}

/* "was worried over Peru's military MIGHT", taken for an auxiliary: none stands behind its verb, right behind a
 * noun. */
static void mend_might(ch_token_parse *v, const ch_str *forms, uint32_t n, uint32_t i) {
  bool noun_too = ch_str_is(forms[i], "might") || ch_str_is(forms[i], "will");
  if (!noun_too || v[i].rel != CH_REL_AUX || v[i].head == 0 || v[i].head > i || i == 0) return;
  uint32_t before = i - 1;
  if (!is_nominal(&v[before]) || v[before].upos == CH_UPOS_PRON || v[before].head == i + 1) return;
  for (uint32_t k = 0; k < n; k++)
    if (k != i && v[k].head == before + 1) v[k].head = (uint16_t)(i + 1);
  v[i].upos = CH_UPOS_NOUN;
  v[i].head = v[before].head;
  v[i].rel = v[before].rel;
  v[before].head = (uint16_t)(i + 1);
  v[before].rel = CH_REL_COMPOUND;
}

/* "Indonesia PLANS to send it", "The deal CALLS for Iran to stop", taken for a plural of what stands
 * before it: in a whole sentence without a verb, a plural right before its infinitive is the verb. */
static void mend_plural(ch_token_parse *v, const ch_str *forms, uint32_t n, uint32_t i) {
  if (i == 0 || i + 3 >= n || v[i].upos != CH_UPOS_NOUN || v[i].rel != CH_REL_ROOT ||
      !ch_str_ends(forms[i], CH_STR("s")) || !ch_str_is(forms[n - 1], "."))
    return;
  bool noun = v[i - 1].rel == CH_REL_COMPOUND || (v[i - 1].rel == CH_REL_AMOD && v[i - 1].upos == CH_UPOS_NOUN);
  if (v[i - 1].head != i + 1 || !noun || ch_has_child(v, n, i + 1, CH_REL_COP) ||
      ch_has_child(v, n, i + 1, CH_REL_NSUBJ) || ch_has_child(v, n, i + 1, CH_REL_NMOD_POSS))
    return;
  uint32_t clause = n;
  for (uint32_t k = i + 1; k < n && clause == n; k++)
    if (v[k].rel == CH_REL_ACL && v[k].upos == CH_UPOS_VERB && v[k].head == i + 1) clause = k;
  if (clause == n || v[clause - 1].upos != CH_UPOS_PART || v[clause - 1].head != clause + 1) return;
  if (clause != i + 2 && (v[i + 1].upos != CH_UPOS_ADP || v[i + 1].rel != CH_REL_CASE)) return;
  for (uint32_t k = 0; k + 1 < i; k++)
    if (v[k].head == i + 1 && v[k].rel != CH_REL_PUNCT && v[k].rel != CH_REL_ADVMOD && v[k].rel != CH_REL_CC)
      v[k].head = (uint16_t)i;
  v[i].upos = CH_UPOS_VERB;
  v[i - 1].rel = CH_REL_NSUBJ;
  v[clause].rel = CH_REL_XCOMP;
  for (uint32_t k = i + 1; k < n; k++)
    if (v[k].head == i + 1 && v[k].rel == CH_REL_NMOD) v[k].rel = CH_REL_OBL;
}

/* "Kerry, LAVROV meet": a name behind a name and one comma, with the verb right behind, is the
 * second of two; another name of the first would have a comma behind it as well. */
static void mend_headline_pair(ch_token_parse *v, const ch_str *forms, uint32_t n, uint32_t i) {
  if (i != 2 || i + 1 >= n || v[2].rel != CH_REL_APPOS || v[2].head != 1 || !ch_str_is(forms[1], ",")) return;
  if (v[0].upos != CH_UPOS_PROPN || v[2].upos != CH_UPOS_PROPN) return;
  if (v[3].upos == CH_UPOS_VERB || (v[3].upos == CH_UPOS_PART && v[3].rel == CH_REL_MARK)) v[2].rel = CH_REL_CONJ;
}

static bool ends_ed(ch_str form) {
  return ch_str_ends(form, CH_STR("ed")) && form.n > 4;
}

/* "accused NEIGHBOURING Chile", "Chile's RULING junta": words with "-ing" that tell of states and rulers. */
static bool tells_of_rulers(ch_str form) {
  static const char *const WORDS[] = {"neighbouring", "neighboring", "ruling",    "warring",
                                      "incoming",     "outgoing",    "governing", "reigning"};
  return CH_ONE_OF(form, WORDS);
}

/* The noun that is the object of `verb`, or of the participle at i, and stands right behind i. */
static uint32_t object_behind(const ch_token_parse *v, uint32_t n, uint32_t i, uint32_t verb) {
  uint32_t j = i + 1;
  while (j < n && v[j].upos == CH_UPOS_NOUN && v[j].rel == CH_REL_COMPOUND && v[j].head > j + 1) j = v[j].head - 1u;
  if (j >= n || (v[j].upos != CH_UPOS_NOUN && v[j].upos != CH_UPOS_PROPN) || v[j].rel != CH_REL_OBJ || j > i + 3) return n;
  return v[j].head == i + 1 || v[j].head == verb + 1 ? j : n;
}

/* Makes the participle at i an attribute of the noun at j, which is the object of `verb`. */
static void attribute(ch_token_parse *v, uint32_t n, uint32_t i, uint32_t j, uint32_t verb) {
  for (uint32_t k = 0; k < n; k++)
    if (v[k].head == i + 1 && k != verb && k != j) {
      bool whose = k > verb && k < i && (v[k].rel == CH_REL_NMOD_POSS || v[k].rel == CH_REL_DET); /* "CHILE'S ruling junta" */
      v[k].head = (uint16_t)(whose || (k > i && k < j) ? j + 1 : verb + 1);
    }
  v[i].head = (uint16_t)(j + 1);
  v[i].rel = CH_REL_AMOD;
  v[i].upos = CH_UPOS_ADJ;
  v[j].head = (uint16_t)(verb + 1);
  v[j].rel = CH_REL_OBJ;
}

/* "imposed TARGETED sanctions", "continues LIMITED, TARGETED strikes": a participle between a verb
 * and the noun that is its object, taken for what the verb goes on to. */
static void mend_attribute(ch_token_parse *v, const ch_str *forms, uint32_t n, uint32_t i) {
  bool rulers = tells_of_rulers(forms[i]);
  if (i == 0 || i + 1 >= n || v[i].upos != CH_UPOS_VERB || (!rulers && !ends_ed(forms[i]))) return;
  uint32_t verb = rulers && v[i].rel == CH_REL_XCOMP && v[i].head > 0 && v[i].head <= i ? v[i].head - 1u : i - 1;
  if (v[i].rel == CH_REL_XCOMP && v[i].head == verb + 1 && v[verb].upos == CH_UPOS_VERB) {
    uint32_t j = object_behind(v, n, i, verb), next = i + 2;
    if (j < n) {
      attribute(v, n, i, j, verb);
    } else if (next < n && (v[i + 1].upos == CH_UPOS_PUNCT || v[i + 1].upos == CH_UPOS_CCONJ) &&
               v[next].upos == CH_UPOS_VERB && ends_ed(forms[next]) && v[next].rel == CH_REL_CONJ &&
               (v[next].head == verb + 1 || v[next].head == i + 1)) {
      j = object_behind(v, n, next, verb);
      if (j == n) return;
      attribute(v, n, next, j, verb);
      attribute(v, n, i, j, verb);
    }
  } else if (v[verb].rel == CH_REL_AUX && v[verb].head == i + 1 && forms[verb].n > 5) {
    /* "CONTINUES targeted strikes", taken for an auxiliary */
    uint32_t j = object_behind(v, n, i, i);
    if (j == n || !(ch_str_ends(forms[verb], CH_STR("s")) || ends_ed(forms[verb]))) return;
    v[verb].upos = CH_UPOS_VERB;
    v[verb].head = v[i].head;
    v[verb].rel = v[i].rel;
    attribute(v, n, i, j, verb);
  }
}

/* "EU STATES such as Malta oppose it", taken for a verb: what is stated stands behind one, and here nothing does. */
static void mend_states(ch_token_parse *v, const ch_str *forms, uint32_t n, uint32_t i) {
  if (i == 0 || v[i].upos != CH_UPOS_VERB || !ch_str_is(forms[i], "states") || v[i - 1].head != i + 1 ||
      (v[i - 1].upos != CH_UPOS_PROPN && v[i - 1].upos != CH_UPOS_ADJ) || ch_has_child(v, n, i + 1, CH_REL_OBJ))
    return;
  uint32_t verb = n;
  for (uint32_t k = i + 1; k < n; k++) {
    if (v[k].head != i + 1 || v[k].upos != CH_UPOS_VERB) continue;
    if (ch_has_child(v, n, k + 1, CH_REL_NSUBJ) || ch_has_child(v, n, k + 1, CH_REL_MARK)) return;
    if (verb == n) verb = k;
  }
  bool clause = v[i].rel == CH_REL_ROOT || v[i].rel == CH_REL_CCOMP || v[i].rel == CH_REL_ADVCL || v[i].rel == CH_REL_CONJ;
  if (clause == (verb == n)) return; /* a clause without another verb, or a noun with one */
  v[i].upos = CH_UPOS_NOUN;
  v[i - 1].rel = v[i - 1].upos == CH_UPOS_ADJ ? CH_REL_AMOD : CH_REL_COMPOUND;
  for (uint32_t k = i + 1; k < n; k++)
    if (v[k].head == i + 1 && v[k].rel == CH_REL_OBL) v[k].rel = CH_REL_NMOD;
  if (!clause) return;
  v[verb].head = v[i].head;
  v[verb].rel = v[i].rel;
  v[i].head = (uint16_t)(verb + 1);
  v[i].rel = CH_REL_NSUBJ;
  for (uint32_t k = verb + 1; k < n; k++)
    if (v[k].head == i + 1) v[k].head = (uint16_t)(verb + 1);
}

/* Verbs of what a host does to his guest. */
static bool hosts(ch_str form) {
  static const char *const WORDS[] = {"received", "receives", "receiving", "met",      "meets",    "meeting",  "told",  "tells",
                                      "telling",  "thanked",  "hosted",    "hosting",  "hosts",    "welcomed", "urged", "asked",
                                      "assured",  "informed", "briefed",   "greeted",  "praised",  "invited",  "saw",   "welcoming"};
  return CH_ONE_OF(form, WORDS);
}

/* "held talks with VISITING Omani president Ali", "told VISITING …", "Roy and VISITING …": the guest, who
 * is named without an article, and nobody who visits him. */
static void mend_guest(ch_token_parse *v, const ch_str *forms, uint32_t n, uint32_t i) {
  if (i == 0 || i + 1 >= n || v[i].upos != CH_UPOS_VERB || !ch_str_is(forms[i], "visiting") || v[i].head == 0) return;
  uint32_t guest = n, up = v[i].head - 1u;
  for (uint32_t k = i + 1; k < n && guest == n; k++)
    if (v[k].head == i + 1 && v[k].rel == CH_REL_OBJ) guest = k;
  char first = forms[i + 1].n ? forms[i + 1].p[0] : 0;
  if (guest == n || guest == i + 1 || first < 'A' || first > 'Z') return;
  bool with = ch_str_is(forms[i - 1], "with") || ch_str_is(forms[i - 1], "between") || ch_str_is(forms[i - 1], "to");
  bool joined = v[i - 1].upos == CH_UPOS_CCONJ && v[i].rel == CH_REL_CONJ && is_nominal(&v[up]);
  if (!with && !joined && !(up == i - 1 && hosts(forms[up]))) return;
  v[guest].head = v[i].head;
  v[guest].rel = joined ? CH_REL_CONJ : !with ? CH_REL_OBJ : v[up].upos == CH_UPOS_VERB ? CH_REL_OBL : CH_REL_NMOD;
  for (uint32_t k = 0; k < n; k++) {
    if (v[k].head != i + 1 || k == guest) continue;
    if (k < i && (v[k].rel == CH_REL_MARK || v[k].rel == CH_REL_CASE)) v[k].rel = CH_REL_CASE;
    v[k].head = (uint16_t)(k < guest ? guest + 1 : joined ? v[up].head ? v[up].head : up + 1 : up + 1);
  }
  v[i].head = (uint16_t)(guest + 1);
  v[i].rel = CH_REL_AMOD;
  v[i].upos = CH_UPOS_ADJ;
}

/* "were hurt after armed MEN stormed the mission", taken for "after the men": a finite verb right behind
 * has them for its subject. */
static void mend_subordinate(ch_token_parse *v, const ch_str *forms, uint32_t n, uint32_t i) {
  ch_rel rel = ch_rel_universal((ch_rel)v[i].rel);
  bool clause = v[i].upos == CH_UPOS_VERB && (rel == CH_REL_ADVCL || rel == CH_REL_CONJ);
  if (!clause || v[i].head == 0 || v[i].head > i || ch_str_ends(forms[i], CH_STR("ing"))) return;
  if (ch_has_child(v, n, i + 1, CH_REL_NSUBJ)) return;
  uint32_t left = i;
  while (left > 0 && v[left - 1].head == i + 1 &&
         (v[left - 1].upos == CH_UPOS_AUX || v[left - 1].upos == CH_UPOS_ADV))
    left--;
  for (uint32_t k = 0; k < left; k++)
    if (v[k].head == i + 1) return;
  if (left == 0) return;
  bool several = false;
  for (uint32_t noun = left - 1; v[noun].head != 0 && v[noun].head <= left; noun = v[noun].head - 1) {
    ch_rel up = ch_rel_universal((ch_rel)v[noun].rel);
    several |= up == CH_REL_CONJ;
    if (!is_nominal(&v[noun]) || (up != CH_REL_OBL && up != CH_REL_NMOD)) continue;
    bool comma = false; /* "saw it as an error, and envoys agreed" */
    for (uint32_t k = noun + 1; k < left; k++) comma |= ch_str_is(forms[k], ",");
    if (several && comma) return;
    for (uint32_t k = 0; k < noun; k++) {
      if (v[k].head != noun + 1 || !ch_opens_clause(v, forms, n, k)) continue;
      v[i].head = v[noun].head;
      v[i].rel = CH_REL_ADVCL;
      v[noun].head = v[k].head = (uint16_t)(i + 1);
      v[noun].rel = ch_has_child(v, n, i + 1, CH_REL_AUX_PASS) ? CH_REL_NSUBJ_PASS : CH_REL_NSUBJ;
      v[k].rel = CH_REL_MARK;
      v[k].upos = CH_UPOS_SCONJ;
      return;
    }
  }
}

/* "Peru's KILLING on Monday of a trader", with the trader hung on the day: he is its object, and whose it
 * is, its subject. */
static void mend_owned(ch_token_parse *v, const ch_str *forms, uint32_t n, uint32_t i) {
  if (v[i].upos != CH_UPOS_VERB || !ch_str_ends(forms[i], CH_STR("ing"))) return;
  if (ch_has_child(v, n, i + 1, CH_REL_OBJ)) return;
  uint32_t owner = n, object = n, of = n;
  for (uint32_t k = 0; k < i; k++)
    if (v[k].head == i + 1 && v[k].rel == CH_REL_NMOD_POSS) owner = k;
  for (uint32_t k = i + 2; k < n && owner < n && object == n; k++) {
    uint32_t day = v[k].head ? v[k].head - 1u : n;
    if (v[k].rel != CH_REL_NMOD || day <= i || day >= k || v[day].head != i + 1 || v[day].upos != CH_UPOS_PROPN) continue;
    for (uint32_t c = day + 1; c < k; c++)
      if (v[c].head == k + 1 && ch_str_is(forms[c], "of")) of = c;
    if (of < n) object = k;
  }
  if (object == n) return;
  v[object].head = (uint16_t)(i + 1);
  v[object].rel = CH_REL_OBJ;
  v[of].rel = CH_REL_DEP;
  v[owner].rel = CH_REL_NSUBJ;
}

/* "died before police SHOT and killed the gunmen", taken for "before the shot": who shoots and kills
 * is the noun before it. */
static void mend_shot(ch_token_parse *v, const ch_str *forms, uint32_t n, uint32_t i) {
  if (i < 2 || i + 2 >= n || v[i].upos != CH_UPOS_NOUN || !ch_str_is(forms[i], "shot")) return;
  uint32_t who = i - 1, next = i + 2, opener = n;
  if (v[who].rel != CH_REL_COMPOUND || v[who].head != i + 1 || v[i + 1].upos != CH_UPOS_CCONJ ||
      v[next].upos != CH_UPOS_VERB || v[next].head != v[i].head || v[next].rel != CH_REL_CONJ)
    return;
  for (uint32_t k = 0; k < who; k++)
    if (v[k].head == i + 1 && ch_opens_clause(v, forms, n, k)) opener = k;
  if (opener == n) return;
  for (uint32_t k = opener + 1; k < who; k++)
    if (v[k].head == i + 1) v[k].head = (uint16_t)(who + 1);
  v[opener].rel = CH_REL_MARK;
  v[opener].upos = CH_UPOS_SCONJ;
  v[i].upos = CH_UPOS_VERB;
  v[i].rel = CH_REL_ADVCL;
  v[who].rel = CH_REL_NSUBJ;
  v[i + 1].head = (uint16_t)(next + 1);
  v[next].head = (uint16_t)(i + 1);
}

/* "was fired ON near Lima", taken for "on Lima": of two prepositions the first is what the passive leaves behind. */
static void mend_left_behind(ch_token_parse *v, const ch_str *forms, uint32_t n, uint32_t i) {
  if (i == 0 || i + 1 >= n || v[i].rel != CH_REL_CASE || v[i + 1].rel != CH_REL_CASE || v[i + 1].head != v[i].head) return;
  if (!ch_str_is(forms[i], "on") && !ch_str_is(forms[i], "upon") && !ch_str_is(forms[i], "at")) return;
  if (v[i - 1].upos != CH_UPOS_VERB || !ch_has_child(v, n, i, CH_REL_AUX_PASS)) return;
  v[i].head = (uint16_t)i;
  v[i].rel = CH_REL_COMPOUND_PRT;
}

/* "bombed rebel-HELD Garissa", taken for who holds or is held: before a name such a word tells what place it is. */
static void mend_held_place(ch_token_parse *v, const ch_str *forms, uint32_t n, uint32_t i) {
  static const char *const HELD[] = {"held", "controlled", "occupied", "ruled", "run", "dominated", "administered"};
  if (i < 2 || i + 1 >= n || !ch_str_is(forms[i - 1], "-") || v[i + 1].upos != CH_UPOS_PROPN || !is_nominal(&v[i - 2])) return;
  if (!CH_ONE_OF(forms[i], HELD) || v[i].rel == CH_REL_AMOD || v[i + 1].head != i + 1 || v[i].head == 0) return;
  bool marked = ch_has_child(v, n, i + 2, CH_REL_CASE);
  for (uint32_t k = 0; k < n; k++) {
    if (v[k].head != i + 1 || k == i - 2 || k == i - 1 || k == i + 1) continue;
    marked |= v[k].rel == CH_REL_CASE;
    v[k].head = (uint16_t)(i + 2);
  }
  for (uint32_t k = 0; k + 2 < i; k++)
    if (v[k].head == i - 1) marked |= v[k].rel == CH_REL_CASE, v[k].head = (uint16_t)(i + 2);
  bool verb = v[v[i].head - 1].upos == CH_UPOS_VERB;
  v[i + 1].head = v[i].head;
  v[i + 1].rel = (uint8_t)(!marked && verb ? CH_REL_OBJ : verb ? CH_REL_OBL : CH_REL_NMOD);
  v[i].head = (uint16_t)(i + 2);
  v[i].rel = CH_REL_AMOD;
  v[i - 2].head = (uint16_t)(i + 1);
  v[i - 2].rel = CH_REL_COMPOUND;
}

/* "Police SHOT and killed two men", taken for a police shot that killed them: before "and" and a verb with an object
 * of its own stands another verb, and who does it is the noun right before. */
static void mend_shot_and(ch_token_parse *v, const ch_str *forms, uint32_t n, uint32_t i) {
  if (i == 0 || i + 2 >= n || !ch_str_is(forms[i], "shot") || v[i + 1].upos != CH_UPOS_CCONJ) return;
  uint32_t who = i - 1, next = i + 2;
  while (next + 1 < n && v[next].upos == CH_UPOS_ADV) next++;
  if (v[next].upos != CH_UPOS_VERB || v[next].rel != CH_REL_CONJ || !ch_has_child(v, n, next + 1, CH_REL_OBJ)) return;
  bool compound = v[who].rel == CH_REL_COMPOUND && v[who].head == i + 1 && is_nominal(&v[who]);
  if (!compound || ch_has_child(v, n, i + 1, CH_REL_NSUBJ)) return;
  /* "gunmen ON A MOTORCYCLE shot and killed him" */
  uint32_t above = v[i].rel == CH_REL_NMOD && v[i].head && v[i].head <= who ? v[i].head - 1u : n;
  /* "the army said REBELS shot and killed him" */
  static const char *const SAID[] = {"said", "says", "reported", "confirmed", "announced"};
  bool told = v[i].rel == CH_REL_OBJ && v[i].head && v[i].head <= who && CH_ONE_OF(forms[v[i].head - 1], SAID);
  if (v[next].head != (above < n ? above + 1 : told ? v[i].head : i + 1)) return;
  if (told) {
    v[i].rel = CH_REL_CCOMP;
    v[next].head = (uint16_t)(i + 1);
  }
  for (uint32_t k = 0; k < who; k++)
    if (v[k].head == i + 1) v[k].head = (uint16_t)(who + 1);
  v[who].head = (uint16_t)(i + 1);
  v[who].rel = CH_REL_NSUBJ;
  v[i].upos = CH_UPOS_VERB;
  if (above == n) return;
  for (uint32_t k = i + 1; k < n; k++)
    if (v[k].head == above + 1) v[k].head = (uint16_t)(i + 1);
  v[who].head = (uint16_t)(above + 1);
  v[who].rel = CH_REL_NMOD;
  v[i].head = v[above].head;
  v[i].rel = v[above].rel;
  v[above].head = (uint16_t)(i + 1);
  v[above].rel = CH_REL_NSUBJ;
}

static bool is_form_of_be(ch_str form) {
  static const char *const FORMS[] = {"is", "are", "was", "were", "be", "been", "being", "'re", "’re"};
  return CH_ONE_OF(form, FORMS);
}

/* "THESE are fishing boats", "IT is closing time": words for what is told rather than for who does it. */
static bool points_at(ch_str form) {
  static const char *const WORDS[] = {"it", "this", "these", "those"};
  for (size_t i = 0; i < sizeof WORDS / sizeof *WORDS; i++)
    if (ch_str_eq_fold(form, ch_str_of(WORDS[i]))) return true;
  return false;
}

/* "has been BOMBING targets", taken for what somebody is: right behind "is" and before a noun without an
 * article, the verb of what somebody is doing. "is growing concern" has an adjective, or nobody. */
static void mend_progressive(ch_token_parse *v, const ch_str *forms, uint32_t n, uint32_t i) {
  bool word = v[i].upos == CH_UPOS_VERB || (v[i].upos == CH_UPOS_NOUN && v[i].rel == CH_REL_COMPOUND);
  bool modifies = v[i].rel == CH_REL_AMOD || v[i].rel == CH_REL_COMPOUND;
  if (i == 0 || !word || !modifies || v[i].head < i + 2 || !ch_str_ends(forms[i], CH_STR("ing"))) return;
  uint32_t noun = v[i].head - 1u, be = i - 1;
  while (be > 0 && v[be].upos == CH_UPOS_ADV) be--;
  if (v[be].rel != CH_REL_COP || v[be].head != noun + 1 || !is_form_of_be(forms[be])) return;
  if (v[noun].upos != CH_UPOS_NOUN && v[noun].upos != CH_UPOS_PROPN) return;
  bool subject = false;
  for (uint32_t k = 0; k < be; k++)
    if (v[k].head == noun + 1 && v[k].rel == CH_REL_NSUBJ) subject = !points_at(forms[k]);
  if (!subject || ch_has_child(v, n, noun + 1, CH_REL_OBJ)) return;
  for (uint32_t k = 0; k < n; k++) {
    bool own = k > i && v[k].rel != CH_REL_ADVCL && v[k].rel != CH_REL_OBL && v[k].rel != CH_REL_PARATAXIS &&
               v[k].rel != CH_REL_PUNCT && !(v[k].rel == CH_REL_CONJ && v[k].upos == CH_UPOS_VERB);
    if (v[k].head == noun + 1 && k != i && !own) v[k].head = (uint16_t)(i + 1);
  }
  v[be].rel = CH_REL_AUX;
  v[i].upos = CH_UPOS_VERB;
  v[i].head = v[noun].head;
  v[i].rel = v[noun].rel;
  v[noun].head = (uint16_t)(i + 1);
  v[noun].rel = CH_REL_OBJ;
}

static bool is_gathering(ch_str form) {
  static const char *const WORDS[] = {"meeting", "meetings", "summit",   "conference", "congress", "session", "talks",  "forum",   "round",
                                      "election", "elections", "referendum", "vote",   "ceremony", "exercise", "exercises", "rally", "convention",
                                      "assembly", "games", "seminar", "hearing", "trial", "manoeuvres", "maneuvers"};
  return CH_ONE_OF(form, WORDS);
}

/* "the SUMMIT of the league HELD in Oslo", hung on the league: what is held is what can be. */
static void mend_held(ch_token_parse *v, const ch_str *forms, uint32_t i) {
  if (!ch_str_is(forms[i], "held") || v[i].rel != CH_REL_ACL || v[i].head == 0) return;
  for (uint32_t noun = v[i].head - 1u; v[noun].rel == CH_REL_NMOD && v[noun].head != 0 && v[noun].head <= noun; ) {
    if (is_gathering(forms[noun])) return;
    noun = v[noun].head - 1u;
    if (!is_gathering(forms[noun])) continue;
    v[i].head = (uint16_t)(noun + 1);
    return;
  }
}

static bool is_talk(ch_str form) {
  static const char *const WORDS[] = {"talks", "meeting", "meetings", "discussions", "negotiations", "consultations", "summit", "lunch", "dinner"};
  return CH_ONE_OF(form, WORDS);
}

/* "said after TALKS in Rome WITH the premier", hung on the verb: with whom one talked. `i` is the "with". */
static void mend_talks_with(ch_token_parse *v, const ch_str *forms, uint32_t n, uint32_t i) {
  if (!ch_str_is(forms[i], "with") || v[i].rel != CH_REL_CASE || v[i].head < i + 2) return;
  uint32_t who = v[i].head - 1u, talk = n;
  while ((v[who].rel == CH_REL_NMOD_DESC || v[who].rel == CH_REL_COMPOUND) && v[who].head > who + 1) who = v[who].head - 1u;
  uint32_t verb = v[who].head;
  if (v[who].rel != CH_REL_OBL || verb == 0 || verb > i || v[verb - 1].upos != CH_UPOS_VERB) return;
  for (uint32_t k = verb; k < i; k++)
    if (v[k].head == verb && v[k].rel == CH_REL_OBL && is_talk(forms[k])) talk = k;
  if (talk == n) return;
  for (uint32_t k = talk + 1; k < i; k++) { /* nothing but where and when between them */
    uint32_t up = k;
    while (up > talk && v[up].head != 0 && v[up].head != verb && v[up].head - 1u != talk) up = v[up].head - 1u;
    bool aside = v[up].head == verb && (v[up].rel == CH_REL_OBL_UNMARKED || v[up].rel == CH_REL_ADVMOD || v[up].rel == CH_REL_OBL);
    if (up <= talk || !(aside || v[up].head - 1u == talk)) return;
  }
  v[who].head = (uint16_t)(talk + 1);
  v[who].rel = CH_REL_NMOD;
}

/* "the vote DUE to be held", "was DUE to be held", taken with its "to" for what opens the clause: what is due is
 * told by the clause below it. */
static void mend_due(ch_token_parse *v, const ch_str *forms, uint32_t n, uint32_t i) {
  if (!ch_str_is(forms[i], "due") || v[i].rel != CH_REL_MARK || v[i].head < i + 4 || i + 3 >= n) return;
  uint32_t verb = v[i].head - 1u, due = i + 1;
  if (v[i + 1].head != due || v[i + 1].rel != CH_REL_FIXED || !ch_str_is(forms[i + 2], "be") || v[verb].upos != CH_UPOS_VERB) return;
  v[i].head = v[verb].head;
  v[i].rel = v[verb].rel;
  for (uint32_t k = 0; k < i; k++) {
    if (v[k].head != verb + 1) continue;
    v[k].head = (uint16_t)due;
    if (v[k].rel == CH_REL_AUX_PASS || v[k].rel == CH_REL_AUX) v[k].rel = CH_REL_COP;
    if (v[k].rel == CH_REL_NSUBJ_PASS) v[k].rel = CH_REL_NSUBJ;
  }
  v[verb].head = (uint16_t)due;
  v[verb].rel = CH_REL_XCOMP;
  v[i + 1].head = (uint16_t)(verb + 1);
  v[i + 1].rel = CH_REL_MARK;
}

static void mend_all(ch_token_parse *words, const ch_str *forms, const ch_str *tags, uint32_t n) {
  for (uint32_t i = 0; i < n; i++) {
    mend_auxiliary(words, i);
    mend_might(words, forms, n, i);
    mend_participle(words, forms, n, i);
    mend_set(words, forms, n, i);
    mend_answer(words, n, i);
    mend_so_far(words, i);
    mend_joined_infinitive(words, i);
    mend_perfect(words, n, i);
    mend_told(words, n, i);
    mend_once_more(words, n, i);
    mend_hyphen(words, forms, n, i);
    mend_relative(words, n, i);
    mend_name(words, forms, n, i);
    mend_modifier(words, forms, n, i);
    mend_progressive(words, forms, n, i);
    mend_noun(words, forms, n, i);
    mend_two_subjects(words, n, i);
    mend_verb(words, n, i);
    mend_clause(words, n, i);
    mend_late_object(words, n, i);
    mend_attribute(words, forms, n, i);
    mend_guest(words, forms, n, i);
    mend_states(words, forms, n, i);
    mend_headline_pair(words, forms, n, i);
    mend_plural(words, forms, n, i);
    mend_subordinate(words, forms, n, i);
    mend_shot(words, forms, n, i);
    mend_shot_and(words, forms, n, i);
    mend_held_place(words, forms, n, i);
    mend_left_behind(words, forms, n, i);
    mend_owned(words, forms, n, i);
    mend_held(words, forms, i);
    mend_due(words, forms, n, i);
    mend_talks_with(words, forms, n, i);
  }
  ch_mend_late(words, forms, n);
  ch_mend_subject(words, forms, n);
  ch_mend_joined(words, forms, n);
  ch_mend_called(words, forms, n);
  ch_mend_finite(words, forms, tags, n);
}

/* Does every word lead up to the root? */
static bool is_tree(const ch_token_parse *v, uint32_t n) {
  uint16_t met[CH_TREE_MAX] = {0}; /* on the way up from which word, counted from 1 */
  for (uint32_t i = 0; i < n; i++)
    for (uint32_t w = i + 1; w; w = v[w - 1].head) {
      if (met[w - 1] == i + 1) return false;
      if (met[w - 1]) break;
      met[w - 1] = (uint16_t)(i + 1);
    }
  return true;
}

void ch_mend(ch_token_parse *words, const ch_str *forms, const ch_str *tags, uint32_t n) {
  ch_token_parse before[CH_TREE_MAX];
  memcpy(before, words, n * sizeof *words);
  mend_all(words, forms, tags, n);
  /* one mend may rest on what another has moved */
  if (!is_tree(words, n)) memcpy(words, before, n * sizeof *words);
}
