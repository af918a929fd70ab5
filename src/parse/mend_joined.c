/* Verbs joined to one of another form, and relative clauses hung on the wrong noun. */
#include "parse/mend.h"

#include "parse/mend_tree.h"

static bool is_ing(const ch_token_parse *w, ch_str form) {
  return w->upos == CH_UPOS_VERB && ch_str_ends(form, CH_STR("ing"));
}

static bool is_past(const ch_token_parse *w, ch_str form) {
  return w->upos == CH_UPOS_VERB && form.n > 4 && ch_str_ends(form, CH_STR("ed"));
}

/* Does a word of the list hang on `head`, as an auxiliary or a copula? */
static bool has_auxiliary(const ch_token_parse *v, const ch_str *forms, uint32_t n, uint32_t head,
                          const char *const *list) {
  for (uint32_t k = 0; k < n; k++) {
    if (v[k].head != head || v[k].upos != CH_UPOS_AUX) continue;
    for (size_t i = 0; list[i]; i++)
      if (ch_str_is(forms[k], list[i])) return true;
  }
  return false;
}

/* Told as it is now or will be: "the truce IS void", "it WANTS peace". Not "it is BLOCKED and …": the
 * next participle may be its own. */
static bool is_present(const ch_token_parse *v, const ch_str *forms, uint32_t n, uint32_t i) {
  static const char *const PRESENT[] = {"is", "are", "'s", "’s", "will", "can", "must", "should", NULL};
  static const char *const SHARED[] = {"has", "have", "be", "been", "being", NULL};
  if (has_auxiliary(v, forms, n, i + 1, SHARED)) return false;
  if (has_auxiliary(v, forms, n, i + 1, PRESENT)) return !is_past(&v[i], forms[i]);
  return v[i].upos == CH_UPOS_VERB && ch_str_ends(forms[i], CH_STR("s")) && !ch_str_ends(forms[i], CH_STR("ss")) &&
         !ch_has_child(v, n, i + 1, CH_REL_AUX);
}

/* Told as past: "SAID", "has DECLARED". */
static bool is_told_past(const ch_token_parse *v, const ch_str *forms, uint32_t n, uint32_t i) {
  static const char *const PERFECT[] = {"has", "have", "had", NULL};
  return v[i].upos == CH_UPOS_VERB &&
         (is_past(&v[i], forms[i]) || ch_str_is(forms[i], "said") || has_auxiliary(v, forms, n, i + 1, PERFECT));
}

static bool is_bare(const ch_token_parse *v, uint32_t n, uint32_t i) {
  return !ch_has_child(v, n, i + 1, CH_REL_NSUBJ) && !ch_has_child(v, n, i + 1, CH_REL_AUX) &&
         !ch_has_child(v, n, i + 1, CH_REL_COP) && !ch_has_child(v, n, i + 1, CH_REL_MARK);
}

static bool is_infinitive(const ch_token_parse *v, uint32_t n, uint32_t i) {
  if (v[i].upos != CH_UPOS_VERB || ch_has_child(v, n, i + 1, CH_REL_AUX)) return false;
  for (uint32_t k = 0; k < i; k++)
    if (v[k].head == i + 1 && v[k].rel == CH_REL_MARK && v[k].upos == CH_UPOS_PART) return true;
  return false;
}

/* "said that the trucks WERE STOPPED, and ACCUSED Oman of it": what has an object behind a comma and "and" is not
 * suffered. */
static bool acts_behind_passive(const ch_token_parse *v, uint32_t n, uint32_t first, uint32_t i) {
  bool passive = false;
  for (uint32_t k = 0; k < first; k++) passive |= v[k].head == first + 1 && v[k].rel == CH_REL_AUX_PASS;
  return passive && i > 1 && v[i].rel == CH_REL_CONJ && v[i - 1].rel == CH_REL_CC && v[i - 2].upos == CH_UPOS_PUNCT &&
         ch_has_child(v, n, i + 1, CH_REL_OBJ);
}

/* "said that it WANTS peace, CALLED for talks", "threatened to attack and EXPELLED its envoys": a
 * past is joined to the past above it, not to what was said in the present or to an infinitive. */
static void mend_joined_past(ch_token_parse *v, const ch_str *forms, uint32_t n, uint32_t i) {
  bool joined = v[i].rel == CH_REL_CONJ ||
                (v[i].rel == CH_REL_ADVCL && i > 0 && ch_str_is(forms[i - 1], ","));
  if (!joined || !is_past(&v[i], forms[i]) || v[i].head == 0 || v[i].head > i || !is_bare(v, n, i)) return;
  uint32_t first = v[i].head - 1u, up = first;
  if (v[i].rel == CH_REL_CONJ && is_infinitive(v, n, first)) {
    while (is_infinitive(v, n, up) && v[up].head != 0 && v[up].head <= up) up = v[up].head - 1u;
  } else if (v[first].rel == CH_REL_CCOMP && v[first].head != 0 && v[first].head <= first &&
             (is_present(v, forms, n, first) || acts_behind_passive(v, n, first, i))) {
    up = v[first].head - 1u;
  }
  if (up == first || !is_told_past(v, forms, n, up)) return;
  v[i].head = (uint16_t)(up + 1);
  v[i].rel = CH_REL_CONJ;
  /* the next of the row, too */
  for (uint32_t k = i + 1; k < n; k++)
    if (v[k].head == first + 1 && v[k].rel == CH_REL_CONJ && is_past(&v[k], forms[k]) && is_bare(v, n, k))
      v[k].head = (uint16_t)(up + 1);
}

/* "CALLING the charges absurd and SUSPENDING the talks": two of one form are joined, and what stands
 * behind the second is its own. */
static void mend_joined_ing(ch_token_parse *v, const ch_str *forms, uint32_t n, uint32_t i) {
  enum { CLIMB = 3 };
  if (v[i].rel != CH_REL_CONJ || !is_ing(&v[i], forms[i]) || v[i].head == 0 || v[i].head > i) return;
  uint32_t up = v[i].head - 1u;
  if (ch_str_ends(forms[up], CH_STR("ing"))) return;
  bool noun = v[up].upos == CH_UPOS_NOUN || v[up].upos == CH_UPOS_PROPN; /* "deals and MINING rights" */
  if (noun && !ch_has_child(v, n, i + 1, CH_REL_OBJ) && !ch_has_child(v, n, i + 1, CH_REL_XCOMP)) return;
  for (int k = 0; k < CLIMB && !is_ing(&v[up], forms[up]); k++) {
    if (v[up].head == 0 || v[up].head > up) return;
    up = v[up].head - 1u;
  }
  if (!is_ing(&v[up], forms[up])) return;
  v[i].head = (uint16_t)(up + 1);
  for (uint32_t k = i + 1; k < n; k++)
    if (v[k].head == up + 1 && (v[k].rel == CH_REL_OBJ || v[k].rel == CH_REL_OBL)) v[k].head = (uint16_t)(i + 1);
}

/* "two were killed and three others WOUNDED by rebels", taken for others who are killed: the second
 * of two passives leaves out its auxiliary. */
static void mend_second_passive(ch_token_parse *v, uint32_t n, uint32_t i) {
  if (i == 0 || v[i].upos != CH_UPOS_VERB || v[i].rel != CH_REL_ACL || v[i].head != i) return;
  ch_token_parse *who = &v[i - 1];
  bool several = who->upos == CH_UPOS_NOUN || who->upos == CH_UPOS_NUM || who->upos == CH_UPOS_PRON;
  if (!several || who->rel != CH_REL_CONJ || who->head == 0 || who->head > i) return;
  uint32_t verb = who->head - 1u;
  /* "were REPORTED killed and three wounded" */
  uint32_t told = v[verb].rel == CH_REL_XCOMP && v[verb].head && v[verb].head <= verb ? v[verb].head - 1u : verb;
  if (v[verb].upos != CH_UPOS_VERB || !ch_has_child(v, n, told + 1, CH_REL_AUX)) return;
  bool passive = false;
  for (uint32_t k = 0; k < told; k++) passive |= v[k].head == told + 1 && v[k].rel == CH_REL_AUX_PASS;
  if (!passive || ch_has_child(v, n, i + 1, CH_REL_OBJ)) return;
  v[i].head = who->head;
  v[i].rel = CH_REL_CONJ;
  who->head = (uint16_t)(i + 1);
  who->rel = CH_REL_NSUBJ_PASS;
  for (uint32_t k = verb + 1; k + 1 < i; k++)
    if (v[k].head == i && (v[k].rel == CH_REL_CC || v[k].rel == CH_REL_PUNCT)) v[k].head = (uint16_t)(i + 1);
}

/* The pronoun that is the subject of the relative clause at i; n: none. */
static uint32_t relative_subject(const ch_token_parse *v, const ch_str *forms, uint32_t n, uint32_t i) {
  for (uint32_t k = 0; k < i; k++)
    if (v[k].head == i + 1 && ch_rel_universal((ch_rel)v[k].rel) == CH_REL_NSUBJ &&
        (ch_str_is(forms[k], "that") || ch_str_is(forms[k], "which")))
      return k;
  return n;
}

/* "an attack in KABUL THAT KILLED nine", hung on Kabul: "that" tells which of several, and there is
 * one of that name. */
static void mend_which_of(ch_token_parse *v, const ch_str *forms, uint32_t n, uint32_t i) {
  if (v[i].rel != CH_REL_ACL_RELCL || v[i].head == 0 || v[i].head > i) return;
  uint32_t name = v[i].head - 1u, that = relative_subject(v, forms, n, i);
  if (that == n || !ch_str_is(forms[that], "that") || v[name].upos != CH_UPOS_PROPN ||
      ch_has_child(v, n, name + 1, CH_REL_DET) || ch_rel_universal((ch_rel)v[name].rel) != CH_REL_NMOD ||
      v[name].head == 0 || v[name].head > name)
    return;
  uint32_t noun = v[name].head - 1u;
  if (v[noun].upos == CH_UPOS_NOUN) v[i].head = (uint16_t)(noun + 1);
}

/* "IN Lima", "ON Long Island", "NEAR Cusco". */
static bool is_placed(const ch_token_parse *v, const ch_str *forms, uint32_t n, uint32_t i) {
  for (uint32_t k = 0; k < i && k < n; k++)
    if (v[k].head == i + 1 && v[k].rel == CH_REL_CASE)
      return ch_str_is(forms[k], "in") || ch_str_is(forms[k], "on") || ch_str_is(forms[k], "at") ||
             ch_str_is(forms[k], "near");
  return false;
}

/* "two villas in LIMA AND IN CUSCO, SEIZED by Chile", hung on Cusco: what was done in two places was
 * done to those that stand there. */
static void mend_places(ch_token_parse *v, const ch_str *forms, uint32_t n, uint32_t i) {
  if (v[i].rel != CH_REL_ACL || v[i].upos != CH_UPOS_VERB || v[i].head == 0 || v[i].head > i) return;
  uint32_t second = v[i].head - 1u, first = second;
  while (v[first].rel == CH_REL_CONJ && v[first].head && v[first].head <= first) first = v[first].head - 1u;
  if (first == second || v[first].upos != CH_UPOS_PROPN || v[second].upos != CH_UPOS_PROPN ||
      v[first].rel != CH_REL_NMOD || v[first].head == 0 || v[first].head > first)
    return;
  uint32_t noun = v[first].head - 1u;
  if (v[noun].upos == CH_UPOS_NOUN && ch_str_ends(forms[noun], CH_STR("s")) &&
      is_placed(v, forms, n, first))
    v[i].head = (uint16_t)(noun + 1);
}

/* "CALLS for action against OMAN, WHICH DENIES it", hung on the calls: one denies, so it is of the one
 * right before the comma that it tells. */
static void mend_number(ch_token_parse *v, const ch_str *forms, uint32_t n, uint32_t i) {
  if (v[i].rel != CH_REL_ACL_RELCL || v[i].head == 0 || v[i].head > i) return;
  uint32_t noun = v[i].head - 1u, which = relative_subject(v, forms, n, i);
  if (which == n || which < 2 || !ch_str_is(forms[which], "which") || !ch_str_is(forms[which - 1], ",")) return;
  bool one = v[i].upos == CH_UPOS_VERB && is_present(v, forms, n, i) &&
             !ch_has_child(v, n, i + 1, CH_REL_AUX);
  uint32_t near = which - 2;
  if (!one || near <= noun || v[near].upos != CH_UPOS_PROPN || v[noun].upos != CH_UPOS_NOUN ||
      !ch_str_ends(forms[noun], CH_STR("s")) || ch_str_ends(forms[noun], CH_STR("ss")))
    return;
  v[i].head = (uint16_t)(near + 1);
}

/* "which it says KOREA seized", taken for what is said: of two objects the second, with a verb behind
 * it that has no subject, is that verb's. */
static void mend_second_object(ch_token_parse *v, uint32_t n, uint32_t i) {
  if (i == 0 || v[i].rel != CH_REL_CCOMP || v[i].upos != CH_UPOS_VERB || v[i].head == 0 || v[i].head > i) return;
  uint32_t said = v[i].head - 1u, noun = i - 1;
  if (v[noun].rel != CH_REL_OBJ || v[noun].head != said + 1 || noun <= said || ch_has_child(v, n, i + 1, CH_REL_NSUBJ) ||
      ch_has_child(v, n, i + 1, CH_REL_MARK))
    return;
  for (uint32_t k = 0; k < said; k++)
    if (v[k].head == said + 1 && v[k].rel == CH_REL_OBJ && v[k].upos == CH_UPOS_PRON) {
      v[noun].head = (uint16_t)(i + 1);
      v[noun].rel = CH_REL_NSUBJ;
      return;
    }
}

/* "met Lind in Oslo, THE FIRST SUCH ENCOUNTER since the war": of two objects the second, behind a comma
 * and a determiner, is said of the clause. */
static void mend_loose_object(ch_token_parse *v, const ch_str *forms, uint32_t n, uint32_t i) {
  if (v[i].rel != CH_REL_OBJ || v[i].upos != CH_UPOS_NOUN || v[i].head == 0 || v[i].head > i) return;
  uint32_t verb = v[i].head - 1u, first = i;
  for (uint32_t k = verb + 1; k < i; k++)
    if (v[k].head == i + 1 && v[k].rel != CH_REL_PUNCT && k < first) first = k;
  if (first == i || v[first].rel != CH_REL_DET || !ch_str_is(forms[first - 1], ",") || ch_has_child(v, n, i + 1, CH_REL_CONJ))
    return;
  for (uint32_t k = verb + 1; k < first; k++)
    if (v[k].head == verb + 1 && v[k].rel == CH_REL_OBJ) {
      v[i].rel = CH_REL_PARATAXIS;
      return;
    }
}

/* "cut trade with Togo, AND MALI recalled its envoy", with Mali hung on Togo: what opens behind a comma
 * and "and" and stands right before a past tense without a subject is its subject. */
static void mend_joined_subject(ch_token_parse *v, const ch_str *forms, uint32_t n, uint32_t i) {
  if (v[i].rel != CH_REL_CONJ || v[i].upos != CH_UPOS_VERB || i == 0 || v[i].head == 0 || v[i].head > i ||
      ch_has_child(v, n, i + 1, CH_REL_NSUBJ) || ch_has_child(v, n, i + 1, CH_REL_CC) || v[i - 1].upos != CH_UPOS_PROPN)
    return;
  uint32_t and_word = n;
  for (uint32_t k = v[i].head; k + 1 < i && and_word == n; k++)
    if (ch_str_is(forms[k], ",") && ch_str_is(forms[k + 1], "and")) and_word = k + 1;
  if (and_word == n || v[and_word].head <= and_word + 1 || v[and_word].head > i) return;
  uint32_t first = v[and_word].head - 1u;
  if (v[first].rel != CH_REL_CONJ || v[first].upos != CH_UPOS_PROPN || v[first].head > and_word) return;
  uint32_t noun = v[first].head; /* what they were hung on */
  for (uint32_t k = and_word + 1; k < i; k++) { /* nothing but a row of names stands between */
    if (v[k].upos != CH_UPOS_PROPN && v[k].upos != CH_UPOS_CCONJ && v[k].upos != CH_UPOS_PUNCT && v[k].upos != CH_UPOS_DET) return;
    if (k != first && v[k].head == noun && v[k].rel == CH_REL_CONJ) v[k].head = (uint16_t)(first + 1);
  }
  v[first].head = (uint16_t)(i + 1);
  v[first].rel = CH_REL_NSUBJ;
  v[and_word].head = (uint16_t)(i + 1);
}

static bool is_nominal(const ch_token_parse *w) {
  return w->upos == CH_UPOS_PROPN || w->upos == CH_UPOS_NOUN;
}

/* "killed two rebels and POLICE arrested ten", "entered the bay and MALI will protest", hung on the rebels: a verb that
 * is joined without an "and" of its own has the last of a row right before it for its subject. */
static void mend_subject_in_row(ch_token_parse *v, const ch_str *forms, uint32_t n, uint32_t i) {
  if (v[i].rel != CH_REL_CONJ || v[i].upos != CH_UPOS_VERB || i < 3 || v[i].head == 0 || v[i].head > i ||
      ch_str_ends(forms[i], CH_STR("ing")) || ch_has_child(v, n, i + 1, CH_REL_NSUBJ) || ch_has_child(v, n, i + 1, CH_REL_CC) ||
      ch_has_child(v, n, i + 1, CH_REL_MARK))
    return;
  uint32_t left = i, and_word = n;
  while (left > v[i].head && v[left - 1].head == i + 1 && (v[left - 1].upos == CH_UPOS_AUX || v[left - 1].upos == CH_UPOS_ADV))
    left--;
  uint32_t who = left - 1;
  if (!is_nominal(&v[who]) || v[who].rel != CH_REL_CONJ || v[who].head <= v[i].head || v[who].head > who) return;
  uint32_t first = v[who].head - 1u;
  for (uint32_t k = first + 1; k < who; k++)
    if (v[k].rel == CH_REL_CC && v[k].head == who + 1) and_word = k;
  if (and_word == n || !is_nominal(&v[first])) return;
  /* "between Mali and Togo FAILED", "BOTH Mali and Togo left", "LET men and women leave" */
  for (uint32_t k = v[i].head - 1u; k < first; k++)
    if (ch_str_is(forms[k], ",") || ch_str_is(forms[k], "between") || ch_str_is(forms[k], "both") || ch_str_starts(forms[k], CH_STR("let")))
      return;
  for (uint32_t k = first + 1; k < i; k++) /* a row of two, without commas */
    if (v[k].upos == CH_UPOS_PUNCT || (v[k].head == first + 1 && v[k].rel == CH_REL_CONJ && k != who)) return;
  v[who].head = v[and_word].head = (uint16_t)(i + 1);
  v[who].rel = ch_has_child(v, n, i + 1, CH_REL_AUX_PASS) ? CH_REL_NSUBJ_PASS : CH_REL_NSUBJ;
}

/* "renewed its plea FOR THE RELEASE of a pilot": what is asked for is the plea's, not the verb's. */
static void mend_asked_for(ch_token_parse *v, const ch_str *forms, uint32_t i) {
  static const char *const ASKING[] = {"call", "calls", "plea", "pleas", "appeal", "appeals", "demand", "demands",
                                       "request", "requests", "support", "backing", "hope", "hopes"};
  if (v[i].rel != CH_REL_OBL || v[i].upos != CH_UPOS_NOUN || v[i].head == 0 || v[i].head > i) return;
  uint32_t verb = v[i].head - 1u, first = i;
  for (uint32_t k = verb + 1; k < i; k++)
    if (v[k].head == i + 1 && k < first) first = k;
  if (first <= verb + 1 || v[first].rel != CH_REL_CASE || !ch_str_is(forms[first], "for")) return;
  uint32_t noun = first - 1;
  if (v[noun].rel != CH_REL_OBJ || v[noun].head != verb + 1) return;
  if (!CH_ONE_OF(forms[noun], ASKING)) return;
  v[i].head = (uint16_t)(noun + 1);
  v[i].rel = CH_REL_NMOD;
}

/* "blamed it ahead of TALKS TO BE HELD in May", hung on the blame: what is to be done to something behind a
 * preposition is told of that. */
static void mend_to_be(ch_token_parse *v, uint32_t n, uint32_t i) {
  bool hung = v[i].rel == CH_REL_ADVCL || v[i].rel == CH_REL_XCOMP;
  if (!hung || v[i].upos != CH_UPOS_VERB || v[i].head == 0 || v[i].head > i) return;
  uint32_t to = i;
  while (to > 0 && !(v[to].head == i + 1 && v[to].rel == CH_REL_MARK)) to--;
  if (to < 2 || to + 2 > i || v[to + 1].rel != CH_REL_AUX_PASS || v[to + 1].head != i + 1) return;
  uint32_t noun = to - 1;
  bool behind = v[noun].rel == CH_REL_OBL || v[noun].rel == CH_REL_NMOD;
  if (!behind || v[noun].upos != CH_UPOS_NOUN || noun < v[i].head || !ch_has_child(v, n, noun + 1, CH_REL_CASE)) return;
  v[i].head = (uint16_t)(noun + 1);
  v[i].rel = CH_REL_ACL;
}

/* "a bomb exploded near the hall WHERE they WILL MEET, KILLING nine", hung on the meeting: what is still to be
 * has led to nothing. */
static void mend_result(ch_token_parse *v, const ch_str *forms, uint32_t n, uint32_t i) {
  static const char *const TO_COME[] = {"will", "would", "may", "might", "'ll", NULL};
  enum { CLIMB = 6 };
  if (i == 0 || v[i].rel != CH_REL_ADVCL || !is_ing(&v[i], forms[i]) || !ch_str_is(forms[i - 1], ",") || v[i].head == 0 ||
      v[i].head > i || !is_bare(v, n, i))
    return;
  uint32_t verb = v[i].head - 1u, up = verb;
  if (v[verb].rel != CH_REL_ACL_RELCL || !has_auxiliary(v, forms, n, verb + 1, TO_COME)) return;
  for (int k = 0; k < CLIMB && v[up].head != 0; k++) {
    up = v[up].head - 1u;
    if (up > verb) return;
    if (v[up].upos != CH_UPOS_VERB) continue;
    if (is_told_past(v, forms, n, up)) v[i].head = (uint16_t)(up + 1);
    return;
  }
}

void ch_mend_joined(ch_token_parse *words, const ch_str *forms, uint32_t n) {
  for (uint32_t i = 0; i < n; i++) {
    mend_joined_past(words, forms, n, i);
    mend_joined_ing(words, forms, n, i);
    mend_second_passive(words, n, i);
    mend_which_of(words, forms, n, i);
    mend_places(words, forms, n, i);
    mend_number(words, forms, n, i);
    mend_second_object(words, n, i);
    mend_loose_object(words, forms, n, i);
    mend_asked_for(words, forms, i);
    mend_to_be(words, n, i);
    mend_result(words, forms, n, i);
    mend_joined_subject(words, forms, n, i);
    mend_subject_in_row(words, forms, n, i);
  }
}
