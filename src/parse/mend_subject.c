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

static bool is_nominal(const ch_token_parse *w) {
  return w->upos == CH_UPOS_NOUN || w->upos == CH_UPOS_PROPN;
}

static bool has_subject(const ch_token_parse *v, uint32_t n, uint32_t i) {
  return ch_has_child(v, n, i + 1, CH_REL_NSUBJ) || ch_has_child(v, n, i + 1, CH_REL_CSUBJ);
}

/* Makes the verb at i the root, with the noun that was it for its subject. */
static void raise(ch_token_parse *v, uint32_t n, uint32_t i, uint32_t noun) {
  for (uint32_t k = i + 1; k < n; k++)
    if (v[k].head == noun + 1) v[k].head = (uint16_t)(i + 1);
  v[i].head = 0;
  v[i].rel = CH_REL_ROOT;
  v[noun].head = (uint16_t)(i + 1);
  v[noun].rel = CH_REL_NSUBJ;
}

/* "the leaders GATHERED in Lima urged it", taken for what is urged: who gathered is the subject of a
 * verb that has none, with no comma before it. */
static void mend_reduced(ch_token_parse *v, const ch_str *forms, uint32_t n, uint32_t i) {
  bool content = v[i].rel == CH_REL_CCOMP || v[i].rel == CH_REL_ADVCL;
  if (!content || v[i].upos != CH_UPOS_VERB || v[i].head <= i + 1 || !ch_str_ends(forms[i], CH_STR("ed"))) return;
  uint32_t verb = v[i].head - 1u, who = n;
  if (v[verb].upos != CH_UPOS_VERB || has_subject(v, n, verb) || ch_has_child(v, n, i + 1, CH_REL_OBJ)) return;
  for (uint32_t k = 0; k < verb; k++) {
    if (k > i && v[k].upos == CH_UPOS_PUNCT) return;
    if (v[k].head != i + 1 || k > i) continue;
    if (v[k].rel == CH_REL_MARK || v[k].upos == CH_UPOS_AUX || v[k].rel == CH_REL_ADVMOD) return;
    if (is_subject(&v[k])) who = k;
  }
  if (who == n || !is_nominal(&v[who])) return;
  for (uint32_t k = who + 1; k < i; k++)
    if (v[k].upos == CH_UPOS_PUNCT) return;
  ch_tell_of_subject(v, i, who, verb, CH_REL_NSUBJ);
}

/* The noun that is the root, with no verb of its own, and that the participle at i tells of; n: none. */
static uint32_t bare_root(const ch_token_parse *v, uint32_t n, uint32_t i) {
  if (v[i].rel != CH_REL_ACL || v[i].head == 0 || v[i].head > i) return n;
  uint32_t noun = v[i].head - 1u;
  bool bare = v[noun].rel == CH_REL_ROOT && is_nominal(&v[noun]) && !has_subject(v, n, noun) &&
              !ch_has_child(v, n, noun + 1, CH_REL_COP);
  return bare ? noun : n;
}

/* "two men carrying knives STABBED a guard", "two men carrying a knife ATTACKED guards", the verb
 * taken for one below "carrying" or for what their guards are. */
static void mend_carrying(ch_token_parse *v, const ch_str *forms, uint32_t n, uint32_t i) {
  if (i < 3 || v[i].upos != CH_UPOS_VERB || !ch_str_ends(forms[i], CH_STR("ed")) || v[i].head == 0) return;
  uint32_t object = n, up = v[i].head - 1u;
  if (v[i].rel == CH_REL_AMOD && up > i && v[up].rel == CH_REL_OBJ) {
    object = up;
    up = v[object].head - 1u;
  } else if (v[i].rel != CH_REL_XCOMP || ch_has_child(v, n, i + 1, CH_REL_MARK)) {
    return;
  }
  uint32_t noun = up + 1 < i ? bare_root(v, n, up) : n;
  if (noun == n || !ch_str_ends(forms[up], CH_STR("ing"))) return;
  bool carried = false;
  for (uint32_t k = up + 1; k < i; k++) carried |= v[k].rel == CH_REL_OBJ && v[k].head == up + 1;
  if (!carried) return;
  raise(v, n, i, noun);
  if (object == n) return;
  v[object].head = (uint16_t)(i + 1);
  for (uint32_t k = i + 1; k < n; k++)
    if (v[k].head == up + 1) v[k].head = (uint16_t)(i + 1);
}

/* The verb that is told of who is elect, at i: hung below, or above it and behind. n: none. */
static uint32_t verb_of_elect(const ch_token_parse *v, uint32_t n, uint32_t i) {
  for (uint32_t k = i + 1; k < n; k++)
    if (v[k].head == i + 1 && v[k].rel == CH_REL_XCOMP && v[k].upos == CH_UPOS_VERB) return k;
  uint32_t up = v[i].head ? v[i].head - 1u : n;
  return up < n && up > i && v[up].upos == CH_UPOS_VERB && !has_subject(v, n, up) ? up : n;
}

/* "President-ELECT Ana Ruiz met him", taken for somebody who elects: the word only says of which kind the
 * office is, and who holds it acts, or is met. */
static void mend_elect(ch_token_parse *v, const ch_str *forms, uint32_t n, uint32_t i) {
  if (i < 2 || v[i].upos != CH_UPOS_VERB || !(ch_str_is(forms[i], "elect") || ch_str_is(forms[i], "designate")))
    return;
  uint32_t office = i - 2;
  if (v[i - 1].upos != CH_UPOS_PUNCT || !is_nominal(&v[office])) return;
  bool named = i + 1 < n && v[i + 1].head == i + 1 && v[i + 1].rel == CH_REL_OBJ && v[i + 1].upos == CH_UPOS_PROPN;
  uint32_t who = named ? i + 1 : office, verb = verb_of_elect(v, n, i);
  if (verb < n) {
    if (v[verb].head == i + 1) {
      v[verb].head = v[i].head;
      v[verb].rel = v[i].rel;
    }
    v[who].head = (uint16_t)(verb + 1);
    v[who].rel = CH_REL_NSUBJ;
  } else {
    v[who].head = v[i].head;
    v[who].rel = v[i].rel == CH_REL_XCOMP || v[i].rel == CH_REL_CCOMP ? CH_REL_OBJ : v[i].rel;
  }
  uint32_t clause = verb < n ? verb : v[i].head && v[v[i].head - 1u].upos == CH_UPOS_VERB ? v[i].head - 1u : who;
  for (uint32_t k = 0; k < n; k++) {
    if (v[k].head != i + 1 || k == who || k == office) continue;
    bool of_office = k < i || v[k].rel == CH_REL_APPOS || v[k].rel == CH_REL_NMOD;
    v[k].head = (uint16_t)((of_office ? k < i ? office : who : clause) + 1);
    if (is_subject(&v[k])) v[k].rel = CH_REL_COMPOUND;
  }
  if (named) {
    v[office].head = (uint16_t)(who + 1);
    v[office].rel = CH_REL_NMOD_DESC;
  }
  v[i].upos = CH_UPOS_ADJ;
  v[i].head = (uint16_t)(office + 1);
  v[i].rel = CH_REL_AMOD;
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

/* "TALKS between them will begin in May, the ministry said", hung on "said" beside the ministry: of two
 * subjects the first is that of the clause between them. */
static void mend_said_behind(ch_token_parse *v, uint32_t n, uint32_t i) {
  if (v[i].rel != CH_REL_CCOMP || v[i].head <= i + 1 || ch_has_child(v, n, i + 1, CH_REL_NSUBJ) ||
      ch_has_child(v, n, i + 1, CH_REL_NSUBJ_PASS) || ch_has_child(v, n, i + 1, CH_REL_MARK))
    return;
  uint32_t said = v[i].head, first = n, second = n;
  for (uint32_t k = 0; k < said; k++) {
    if (v[k].head != said || !is_subject(&v[k])) continue;
    if (k < i) {
      if (first < n) return;
      first = k;
    } else {
      second = k;
    }
  }
  if (first == n || second == n) return;
  v[first].head = (uint16_t)(i + 1);
  if (ch_has_child(v, n, i + 1, CH_REL_AUX_PASS)) v[first].rel = CH_REL_NSUBJ_PASS;
}

/* "came as OFFICIALS at the ministry pushed back", "their first talks since PRESIDENT ORTEGA on Friday
 * signed it": who stands behind the marker, taken for a part of the clause above. */
static void mend_behind_marker(ch_token_parse *v, uint32_t n, uint32_t i) {
  bool clause = v[i].rel == CH_REL_ADVCL || v[i].rel == CH_REL_ACL;
  if (!clause || v[i].upos != CH_UPOS_VERB || v[i].head == 0 || v[i].head > i || has_subject(v, n, i) ||
      ch_has_child(v, n, i + 1, CH_REL_NSUBJ_PASS) || ch_has_child(v, n, i + 1, CH_REL_AUX_PASS))
    return;
  uint32_t mark = n, who = n;
  for (uint32_t k = v[i].head; k < i; k++) {
    if (v[k].head == i + 1 && v[k].rel == CH_REL_MARK && v[k].upos == CH_UPOS_SCONJ) mark = k;
    bool part = v[k].head == v[i].head && (v[k].rel == CH_REL_OBL || v[k].rel == CH_REL_NMOD);
    if (mark == n || !part || ch_has_child(v, n, k + 1, CH_REL_CASE)) continue;
    if (who < n || !(is_nominal(&v[k]) || v[k].upos == CH_UPOS_PRON)) return;
    who = k;
  }
  if (who == n) return;
  v[who].head = (uint16_t)(i + 1);
  v[who].rel = CH_REL_NSUBJ;
  v[i].rel = CH_REL_ADVCL;
}

/* "five days AFTER a general was arrested", taken for "after a general": no preposition stands before the
 * subject of a clause; it opens the clause. */
static void mend_marker_of_subject(ch_token_parse *v, const ch_str *forms, uint32_t i) {
  static const char *const OPENING[] = {"after", "before", "since", "until", "till"};
  if (v[i].rel != CH_REL_CASE || v[i].head <= i + 1) return;
  uint32_t who = v[i].head - 1u, verb = v[who].head;
  if (!is_subject(&v[who]) || verb <= who + 1u || v[verb - 1].upos != CH_UPOS_VERB || v[verb - 1].rel != CH_REL_ADVCL) return;
  if (!CH_ONE_OF(forms[i], OPENING)) return;
  v[i].head = (uint16_t)verb;
  v[i].rel = CH_REL_MARK;
  v[i].upos = CH_UPOS_SCONJ;
}

/* "Accusing Peru of lies, CHILE on Friday expelled two envoys", the name taken for a marker of its verb. */
static void mend_name_marker(ch_token_parse *v, uint32_t n, uint32_t i) {
  if (v[i].upos != CH_UPOS_PROPN || v[i].rel != CH_REL_MARK || v[i].head <= i + 1) return;
  if (!has_subject(v, n, v[i].head - 1u)) v[i].rel = CH_REL_NSUBJ;
}

/* "when the two AT LAST ROSE from the table, …", taken for a last rose: "at last" without an article stands with
 * what is done, by whom it was hung on. */
static void mend_at_last(ch_token_parse *v, const ch_str *forms, uint32_t n, uint32_t i) {
  if (i < 3 || i + 1 >= n || v[i].upos != CH_UPOS_NOUN || !ch_str_is(forms[i - 1], "last") ||
      !ch_str_is(forms[i - 2], "at") || v[i + 1].upos != CH_UPOS_ADP || v[i].head == 0 || v[i].head + 2u > i)
    return;
  uint32_t who = v[i].head - 1u, when = n;
  while (v[who].rel == CH_REL_CONJ && v[who].head && v[who].head < who + 1) who = v[who].head - 1u; /* the first of a row */
  uint32_t main = v[who].head;
  if (v[i].rel != CH_REL_NMOD || !is_nominal(&v[who]) || (v[who].rel != CH_REL_ROOT && !is_subject(&v[who]))) return;
  for (uint32_t k = 0; k < who; k++)
    if ((v[k].head == who + 1 || (main && v[k].head == main)) && (v[k].rel == CH_REL_ADVMOD || v[k].rel == CH_REL_MARK))
      when = k;
  if (main && (when == n || main < i + 1)) return; /* the verb behind has a subject of its own */
  v[i].upos = CH_UPOS_VERB;
  v[i].head = (uint16_t)main;
  v[i].rel = main ? CH_REL_ADVCL : CH_REL_ROOT;
  v[who].head = (uint16_t)(i + 1);
  v[who].rel = CH_REL_NSUBJ;
  if (when < n) v[when].head = (uint16_t)(i + 1);
  v[i - 1].rel = CH_REL_OBL;
  v[i - 2].head = (uint16_t)i;
  for (uint32_t k = i + 1; k < n; k++) {
    if (v[k].head == i + 1 && v[k].rel == CH_REL_NMOD) v[k].rel = CH_REL_OBL;
    if (v[k].head != who + 1u) continue;
    /* "AND A QUARTER": joined to what stands right before it */
    uint32_t before = k;
    while (before > i && (before == k || !is_nominal(&v[before]) || v[before].head == k + 1)) before--;
    v[k].head = (uint16_t)((v[k].rel == CH_REL_CONJ ? before : i) + 1);
  }
}

/* "A STRONG MAN, Lee dismissed them", taken for a second object: what is told of the subject behind the comma. */
static void mend_told_in_front(ch_token_parse *v, const ch_str *forms, uint32_t n, uint32_t i) {
  if (v[i].rel != CH_REL_OBJ || v[i].head < i + 2 || !is_nominal(&v[i])) return;
  uint32_t verb = v[i].head - 1u, subject = n, object = n;
  for (uint32_t k = i + 1; k < n; k++) {
    if (v[k].head != verb + 1) continue;
    if (k < verb && v[k].rel == CH_REL_NSUBJ && subject == n) subject = k;
    if (k > verb && (v[k].rel == CH_REL_OBJ || v[k].rel == CH_REL_CCOMP)) object = k;
  }
  if (subject == n || object == n || v[subject].upos != CH_UPOS_PROPN) return;
  uint32_t first = subject;
  while (first > i && v[first - 1].upos != CH_UPOS_PUNCT && below(v, first - 1, subject)) first--;
  if (first == i || !ch_str_is(forms[first - 1], ",")) return;
  v[i].head = (uint16_t)(subject + 1);
  v[i].rel = CH_REL_APPOS;
}

/* "was condemned for jailing them BY THE COUNCIL": behind what it is for, who does the passive, not what is told of
 * there. */
static void mend_agent(ch_token_parse *v, const ch_str *forms, uint32_t n, uint32_t i) {
  if (v[i].rel != CH_REL_CASE || !ch_str_is(forms[i], "by") || v[i].head < i + 2) return;
  uint32_t who = v[i].head - 1u;
  if (!is_nominal(&v[who]) || v[who].head == 0 || v[who].head > i) return;
  uint32_t told = v[who].head - 1u;
  bool part = v[told].rel == CH_REL_OBJ || v[told].rel == CH_REL_OBL;
  if (part && v[told].head > 0 && v[told].head <= told) told = v[told].head - 1u;
  if (v[told].rel != CH_REL_ADVCL || !ch_str_ends(forms[told], CH_STR("ing")) || v[told].head == 0 ||
      !ch_has_child(v, n, told + 1, CH_REL_MARK) || ch_has_child(v, n, told + 1, CH_REL_AUX_PASS))
    return;
  uint32_t passive = v[told].head - 1u;
  if (passive > told || !ch_has_child(v, n, passive + 1, CH_REL_AUX_PASS) ||
      ch_has_child(v, n, passive + 1, CH_REL_OBL_AGENT))
    return;
  v[who].head = (uint16_t)(passive + 1);
  v[who].rel = CH_REL_OBL_AGENT;
}

/* "the visit BY MINISTER Li was put off", where who comes is taken for a second subject and the preposition is left to the
 * title: told of the noun before. */
static void mend_titled_behind(ch_token_parse *v, uint32_t n, uint32_t i) {
  if (!is_subject(&v[i]) || v[i].upos != CH_UPOS_PROPN || v[i].head < i + 2) return;
  uint32_t mark = n, noun = n;
  for (uint32_t k = 0; k + 1 < i; k++) {
    if (v[k].rel != CH_REL_CASE || v[k].head == 0 || v[k].head > i) continue;
    const ch_token_parse *title = &v[v[k].head - 1u];
    if (title->head == i + 1 && title->rel == CH_REL_NMOD_DESC) mark = k;
  }
  for (uint32_t k = 0; mark < n && k < mark; k++)
    if (v[k].head == v[i].head && is_subject(&v[k]) && v[k].upos == CH_UPOS_NOUN) noun = k;
  if (noun == n) return;
  v[mark].head = (uint16_t)(i + 1);
  v[i].head = (uint16_t)(noun + 1);
  v[i].rel = CH_REL_NMOD;
}

void ch_mend_subject(ch_token_parse *words, const ch_str *forms, uint32_t n) {
  for (uint32_t i = 0; i < n; i++) {
    mend_elect(words, forms, n, i);
    mend_reduced(words, forms, n, i);
    mend_carrying(words, forms, n, i);
    mend_doer(words, n, i);
    mend_joined(words, n, i);
    mend_listed(words, n, i);
    mend_said_behind(words, n, i);
    mend_behind_marker(words, n, i);
    mend_name_marker(words, n, i);
    mend_marker_of_subject(words, forms, i);
    mend_at_last(words, forms, n, i);
    mend_agent(words, forms, n, i);
    mend_titled_behind(words, n, i);
    mend_told_in_front(words, forms, n, i);
  }
}
