/* What comes late in its clause: behind "he said", behind a word that takes it for its own. */
#include "parse/mend.h"

#include "parse/mend_tree.h"

static bool is_nominal(const ch_token_parse *w) {
  return w->upos == CH_UPOS_PROPN || w->upos == CH_UPOS_NOUN || w->upos == CH_UPOS_PRON;
}

/* "had DEMANDED, he said, THAT it be given back": the clause behind "that" is what is demanded, not
 * a second content of "said". */
static void mend_he_said(ch_token_parse *v, uint32_t n, uint32_t i) {
  uint32_t first = n, mark = n;
  if (v[i].rel != CH_REL_CCOMP || v[i].head == 0 || v[i].head > i) return;
  uint32_t said = v[i].head - 1u;
  for (uint32_t k = said + 1; k < i; k++)
    if (v[k].head == i + 1 && v[k].rel == CH_REL_MARK && v[k].upos == CH_UPOS_SCONJ) mark = k;
  if (mark == n || said == 0 || v[said + 1].upos != CH_UPOS_PUNCT || mark != said + 2) return;
  for (uint32_t k = 0; k < said; k++)
    if (v[k].head == said + 1 && v[k].rel == CH_REL_CCOMP && v[k].upos == CH_UPOS_VERB) first = k;
  if (first == n || !ch_has_child(v, n, first + 1, CH_REL_NSUBJ) || ch_has_child(v, n, first + 1, CH_REL_OBJ) ||
      ch_has_child(v, n, first + 1, CH_REL_CCOMP) || ch_has_child(v, n, first + 1, CH_REL_XCOMP))
    return;
  v[i].head = (uint16_t)(first + 1);
}

/* "met the president's aide IVAN PETROV", taken for who met: a name right behind the object tells
 * who that is. */
static void mend_named_object(ch_token_parse *v, uint32_t n, uint32_t i) {
  if (i == 0 || v[i].rel != CH_REL_NSUBJ || v[i].upos != CH_UPOS_PROPN || v[i].head == 0 || v[i].head >= i) return;
  uint16_t verb = v[i].head;
  const ch_token_parse *noun = &v[i - 1];
  bool object = noun->rel == CH_REL_OBJ || noun->rel == CH_REL_IOBJ || noun->rel == CH_REL_OBL;
  if (!object || noun->upos != CH_UPOS_NOUN || noun->head != verb || v[verb - 1].upos != CH_UPOS_VERB) return;
  for (uint32_t k = i + 1; k < n; k++)
    if (v[k].head == i + 1 && v[k].rel == CH_REL_NMOD) {
      v[k].head = verb;
      v[k].rel = CH_REL_OBL;
    }
  v[i].head = (uint16_t)i;
  v[i].rel = CH_REL_APPOS;
}

/* "freed former PRIME MINISTER Juan Lopez", "PRESS SECRETARY Jay Carney said", taken for two of one
 * kind: the noun tells what he is. A name right behind a noun with an article may be the subject of a
 * clause that tells of it ("the suit OMAN wears"), but not one of two words. */
static void mend_title(ch_token_parse *v, const ch_str *forms, uint32_t n, uint32_t i) {
  if (i == 0 || v[i].upos != CH_UPOS_PROPN || v[i].head == 0 || v[i - 1].head != v[i].head) return;
  const ch_token_parse *noun = &v[i - 1];
  if ((noun->upos != CH_UPOS_NOUN && noun->upos != CH_UPOS_PROPN) || noun->rel != v[i].rel) return;
  switch (v[i].rel) {
    case CH_REL_OBJ: case CH_REL_IOBJ: case CH_REL_OBL: case CH_REL_NSUBJ: case CH_REL_NSUBJ_PASS: break;
    default: return;
  }
  bool many = forms[i - 1].n && forms[i - 1].p[forms[i - 1].n - 1] == 's';
  bool full = i + 1 < n && v[i + 1].head == i + 1 && v[i + 1].rel == CH_REL_FLAT;
  /* "arrived in the CAPITAL WEDNESDAY" */
  bool alone = ch_has_child(v, n, i, CH_REL_DET) || v[i].rel == CH_REL_OBL;
  alone = alone || noun->upos == CH_UPOS_PROPN; /* "condemned LIBYA SUNDAY" */
  if (many || (!full && alone) || ch_has_child(v, n, i + 1, CH_REL_CASE)) return;
  for (uint32_t k = 0; k + 1 < i; k++)
    if (v[k].head == i && v[k].rel == CH_REL_CASE) v[k].head = (uint16_t)(i + 1);
  v[i - 1].head = (uint16_t)(i + 1);
  v[i - 1].rel = CH_REL_NMOD_DESC;
}

/* "met his counterpart ITALIAN PRESIDENT SERGIO MATTARELLA", taken for two that are met: a name with its
 * own words right behind the object tells who that is. */
static void mend_counterpart(ch_token_parse *v, uint32_t n, uint32_t i) {
  if (v[i].rel != CH_REL_OBJ || v[i].upos != CH_UPOS_PROPN || v[i].head == 0 || v[i].head > i) return;
  uint32_t first = i;
  while (first > 0 && v[first - 1].head > first && v[first - 1].head <= i + 1) first--;
  if (first == 0 || first == i) return;
  const ch_token_parse *noun = &v[first - 1];
  if (noun->rel != CH_REL_OBJ || noun->upos != CH_UPOS_NOUN || noun->head != v[i].head) return;
  if (ch_has_child(v, n, i + 1, CH_REL_DET)) return;
  v[i].head = (uint16_t)first;
  v[i].rel = CH_REL_APPOS;
}

/* "the estate, WHOSE RETURN Moscow demanded": what is somebody's in a clause that has another
 * subject is its object. */
static void mend_whose(ch_token_parse *v, uint32_t n, uint32_t i) {
  if (v[i].rel != CH_REL_NSUBJ || v[i].upos != CH_UPOS_NOUN || v[i].head < i + 3 || i == 0) return;
  uint32_t verb = v[i].head - 1u;
  const ch_token_parse *whose = &v[i - 1], *next = &v[i + 1];
  if (whose->head != i + 1 || whose->rel != CH_REL_NMOD_POSS || whose->upos != CH_UPOS_PRON) return;
  bool subject = next->rel == CH_REL_NSUBJ && next->head == verb + 1;
  if (!subject || v[verb].upos != CH_UPOS_VERB || ch_has_child(v, n, verb + 1, CH_REL_OBJ)) return;
  v[i].rel = CH_REL_OBJ;
}

/* "sanctions on the agencies HELD responsible, the guard and the navy", joined to the verb with these for
 * a subject: who stands behind a comma tells again of those who are held so. */
static void mend_held(ch_token_parse *v, const ch_str *forms, uint32_t n, uint32_t i) {
  if (i == 0 || v[i].rel != CH_REL_CONJ || v[i].upos != CH_UPOS_VERB || v[i - 1].upos != CH_UPOS_NOUN ||
      v[i].head == i || ch_has_child(v, n, i + 1, CH_REL_AUX) || ch_has_child(v, n, i + 1, CH_REL_CC))
    return;
  uint32_t named = n;
  for (uint32_t k = 0; k < n; k++) {
    if (v[k].head != i + 1 || ch_rel_universal((ch_rel)v[k].rel) != CH_REL_NSUBJ) continue;
    if (k < i || named < n) return;
    named = k;
  }
  if (named == n || named < i + 2 || v[named].upos != CH_UPOS_PROPN) return;
  uint32_t comma = named - 1;
  if (comma > i + 1 && v[comma].rel == CH_REL_DET) comma--;
  if (!ch_str_is(forms[comma], ",")) return;
  v[i].head = (uint16_t)i;
  v[i].rel = CH_REL_ACL;
  v[named].head = (uint16_t)i;
  v[named].rel = CH_REL_APPOS;
}

/* "talks between the ministers, ANN LEE AND BO DAHL", hung on the talks: two names tell who several are,
 * right behind them. */
static void mend_named_row(ch_token_parse *v, const ch_str *forms, uint32_t n, uint32_t i) {
  if (i < 2 || v[i].rel != CH_REL_APPOS || v[i].upos != CH_UPOS_PROPN || !ch_str_is(forms[i - 1], ",") ||
      !ch_has_child(v, n, i + 1, CH_REL_CONJ))
    return;
  uint32_t noun = i - 2, top = v[i].head;
  bool several = v[noun].upos == CH_UPOS_NOUN && ch_str_ends(forms[noun], CH_STR("s"));
  if (!several || top == noun + 1 || v[noun].head != top || v[noun].rel != CH_REL_NMOD) return;
  for (uint32_t k = 0; k < noun; k++) /* not "the deputies OF the ministers" */
    if (v[k].head == noun + 1 && v[k].rel == CH_REL_CASE && ch_str_is(forms[k], "between")) v[i].head = (uint16_t)(noun + 1);
}

/* "closed BOTH last December", taken for both Decembers: a day that no preposition marks is one. */
static void mend_both(ch_token_parse *v, const ch_str *forms, uint32_t n, uint32_t i) {
  if (i == 0 || !ch_str_is(forms[i], "both") || (v[i].rel != CH_REL_DET && v[i].rel != CH_REL_CC_PRECONJ) ||
      v[i].head <= i + 1)
    return;
  uint32_t day = v[i].head - 1u;
  if (v[day].rel != CH_REL_OBL_UNMARKED || v[day].head != i || v[i - 1].upos != CH_UPOS_VERB ||
      ch_has_child(v, n, i, CH_REL_OBJ))
    return;
  v[i].head = (uint16_t)i;
  v[i].rel = CH_REL_OBJ;
  v[i].upos = CH_UPOS_PRON;
}

/* "barred from MOSCOW dacha", taken for two: what stands between a preposition and its noun belongs
 * to the noun. */
static void mend_between(ch_token_parse *v, uint32_t n, uint32_t i) {
  if (i == 0 || i + 1 >= n || v[i].head == 0 || v[i + 1].head != v[i].head) return;
  if (ch_rel_universal((ch_rel)v[i].rel) != CH_REL_OBL ||
      ch_rel_universal((ch_rel)v[i + 1].rel) != CH_REL_OBL)
    return;
  for (uint32_t k = 0; k < i; k++) {
    if (v[k].head != i + 2 || v[k].rel != CH_REL_CASE) continue;
    v[i].head = (uint16_t)(i + 2);
    v[i].rel = CH_REL_COMPOUND;
    return;
  }
}

/* "sentenced TO DEATH five nurses", with "to" hung on the nurses: what opens with a number or an article behind
 * a preposition and its noun is the object. */
static void mend_object_behind(ch_token_parse *v, uint32_t n, uint32_t i) {
  if (i + 2 >= n || i == 0 || v[i].rel != CH_REL_OBL || v[i].upos != CH_UPOS_NOUN || v[i].head == 0 || v[i].head > i)
    return;
  uint32_t verb = v[i].head - 1u, object = v[i + 1].head ? v[i + 1].head - 1u : 0, to = i - 1;
  bool opens = v[i + 1].upos == CH_UPOS_NUM || v[i + 1].upos == CH_UPOS_DET;
  if (!opens || object <= i + 1 || v[verb].upos != CH_UPOS_VERB || v[object].rel != CH_REL_OBL ||
      v[object].head != verb + 1 || v[to].rel != CH_REL_CASE || v[to].head != object + 1 ||
      ch_has_child(v, n, i + 1, CH_REL_CASE) || ch_has_child(v, n, verb + 1, CH_REL_OBJ))
    return;
  v[to].head = (uint16_t)(i + 1);
  v[object].rel = CH_REL_OBJ;
}

/* Do marks stand before the word, or before what hangs on it, and right behind it? */
static bool is_marked_off(const ch_token_parse *v, uint32_t n, uint32_t i) {
  bool before = false;
  for (uint32_t k = v[i].head; k < i; k++) before |= v[k].head == i + 1 && v[k].upos == CH_UPOS_PUNCT;
  return before && i + 1 < n && v[i + 1].upos == CH_UPOS_PUNCT;
}

/* "called the raid on the port, which took days, "OUTRAGEOUS"", taken for a word of a noun before it:
 * an adjective set off behind an object is what the verb says of that object. */
static void mend_said_of_object(ch_token_parse *v, uint32_t n, uint32_t i) {
  if (v[i].upos != CH_UPOS_ADJ || v[i].head == 0 || v[i].head > i || !is_marked_off(v, n, i)) return;
  if (v[i].rel != CH_REL_APPOS && v[i].rel != CH_REL_AMOD && v[i].rel != CH_REL_CONJ) return;
  uint32_t up = v[i].head - 1u, object = n;
  if (v[up].upos == CH_UPOS_ADJ || ch_has_child(v, n, i + 1, CH_REL_COP)) return;
  for (int climb = 0; climb < 6 && v[up].head != 0 && v[up].head <= i; climb++) {
    if (v[up].rel == CH_REL_OBJ && v[v[up].head - 1].upos == CH_UPOS_VERB) object = up;
    up = v[up].head - 1u;
  }
  if (object == n) return;
  uint16_t verb = v[object].head;
  if (verb > object || ch_has_child(v, n, verb, CH_REL_XCOMP) || ch_has_child(v, n, verb, CH_REL_CCOMP)) return;
  v[i].head = verb;
  v[i].rel = CH_REL_XCOMP;
}

/* "clamours FOR CHILE to explain": whom it is for, taken for the verb's own, keeps its preposition. */
static void mend_for_to(ch_token_parse *v, uint32_t n, uint32_t i) {
  if (v[i].rel != CH_REL_MARK || v[i].upos != CH_UPOS_ADP || v[i].head < i + 3u) return;
  uint32_t clause = v[i].head - 1u;
  if (v[clause].rel != CH_REL_ADVCL && v[clause].rel != CH_REL_XCOMP) return;
  for (uint32_t k = i + 1; k < clause; k++)
    if (v[k].head == v[clause].head && v[k].rel == CH_REL_OBL && !ch_has_child(v, n, k + 1, CH_REL_CASE)) {
      v[i].head = (uint16_t)(k + 1);
      v[i].rel = CH_REL_CASE;
      return;
    }
}

/* "charged at the session THAT NORWAY HAD LIED", taken for what tells of the session: a relative
 * clause has no conjunction; such a clause is what is said. */
static void mend_that(ch_token_parse *v, const ch_str *forms, uint32_t n, uint32_t i) {
  if (ch_rel_universal((ch_rel)v[i].rel) != CH_REL_ACL || v[i].head == 0 || v[i].head > i) return;
  uint32_t noun = v[i].head - 1u, mark = n, subject = n;
  uint32_t top = noun;
  while (ch_rel_universal((ch_rel)v[top].rel) == CH_REL_NMOD && v[top].head && v[top].head <= top)
    top = v[top].head - 1u; /* "at the session OF THE COUNCIL that" */
  if (ch_rel_universal((ch_rel)v[top].rel) != CH_REL_OBL || v[top].head == 0 || v[top].head > top) return;
  uint32_t verb = v[top].head - 1u;
  for (uint32_t k = noun + 1; k < i; k++) {
    if (v[k].head != i + 1) continue;
    if (v[k].rel == CH_REL_MARK && v[k].upos == CH_UPOS_SCONJ) mark = k;
    if (ch_rel_universal((ch_rel)v[k].rel) == CH_REL_NSUBJ) subject = k;
  }
  /* "in A STATEMENT that": no clause tells of where a thing was said; of what it was said about one may */
  bool where = v[i].rel == CH_REL_ACL_RELCL;
  for (uint32_t k = verb + 1; k < top; k++)
    where |= v[k].head == top + 1 && v[k].rel == CH_REL_CASE &&
             (ch_str_is(forms[k], "in") || ch_str_is(forms[k], "during"));
  if (!where) return;
  if (mark == n || subject == n || subject < mark || v[verb].upos != CH_UPOS_VERB ||
      ch_has_child(v, n, verb + 1, CH_REL_OBJ) || ch_has_child(v, n, verb + 1, CH_REL_CCOMP))
    return;
  v[i].head = (uint16_t)(verb + 1);
  v[i].rel = CH_REL_CCOMP;
}

/* "talks in CANADA with the Mexican president", "met for HOURS with envoys": with whom, or by or
 * between whom, a thing is done is told of the deed, not of its place or time. */
static void mend_place_between(ch_token_parse *v, const ch_str *forms, uint32_t i) {
  static const char *const PARTY[] = {"with", "between", "by", "against"};
  static const char *const AT[] = {"in", "at", "near", "outside", "on", "inside", "to", "for"};
  static const char *const WHERE[] = {"hour", "hours", "days",   "weeks",   "minutes", "months", "capital", "city",
                                      "town", "palace", "office", "residence", "province", "village"};
  ch_rel rel = ch_rel_universal((ch_rel)v[i].rel);
  if ((rel != CH_REL_NMOD && rel != CH_REL_OBL) || v[i].head == 0 || v[i].head > i || !is_nominal(&v[i])) return;
  uint32_t place = v[i].head - 1u;
  ch_rel up = ch_rel_universal((ch_rel)v[place].rel);
  if ((up != CH_REL_NMOD && up != CH_REL_OBL) || v[place].head == 0 || v[place].head > place) return;
  bool named = v[place].upos == CH_UPOS_PROPN;
  if (!named && !CH_ONE_OF(forms[place], WHERE)) return;
  bool party = false, at = false;
  for (uint32_t k = 0; k < i; k++) {
    if (v[k].rel != CH_REL_CASE) continue;
    party |= v[k].head == i + 1 && CH_ONE_OF(forms[k], PARTY);
    at |= v[k].head == place + 1 && CH_ONE_OF(forms[k], AT);
  }
  if (!party || !at) return;
  v[i].head = v[place].head;
  v[i].rel = v[v[i].head - 1].upos == CH_UPOS_VERB ? CH_REL_OBL : CH_REL_NMOD;
}

/* "by one more push: CLINTON conferred with him", taken for the name of the push: a verb right behind
 * a name that a colon sets off has it for its subject. */
static void mend_behind_colon(ch_token_parse *v, const ch_str *forms, uint32_t n, uint32_t i) {
  ch_rel rel = ch_rel_universal((ch_rel)v[i].rel);
  bool clause = rel == CH_REL_ADVCL || rel == CH_REL_ACL || rel == CH_REL_CONJ || rel == CH_REL_PARATAXIS;
  if (i < 2 || v[i].upos != CH_UPOS_VERB || !clause || ch_str_ends(forms[i], CH_STR("ing")) ||
      ch_has_child(v, n, i + 1, CH_REL_NSUBJ) || v[i - 1].upos != CH_UPOS_PROPN)
    return;
  uint32_t colon = i;
  while (colon > 0 && !ch_str_is(forms[colon], ":")) {
    if (v[--colon].upos == CH_UPOS_VERB || v[colon].upos == CH_UPOS_AUX || ch_str_is(forms[colon], ",")) return;
  }
  uint32_t name = i - 1;
  while (v[name].head > colon + 1 && v[name].head <= i) name = v[name].head - 1u;
  if (colon == 0 || v[name].head == 0 || v[name].head > colon) return;
  v[name].head = (uint16_t)(i + 1);
  v[name].rel = ch_has_child(v, n, i + 1, CH_REL_AUX_PASS) ? CH_REL_NSUBJ_PASS : CH_REL_NSUBJ;
  v[i].rel = CH_REL_PARATAXIS;
}

/* "severed ties with Oman, ACCUSING it of lies", taken for what the ties do: what stands behind a comma and is
 * done to "it", "them" or a name is done by the subject. */
static void mend_accusing(ch_token_parse *v, const ch_str *forms, uint32_t n, uint32_t i) {
  if (i < 2 || v[i].rel != CH_REL_ACL || v[i].upos != CH_UPOS_VERB || v[i].head == 0 || v[i].head > i) return;
  uint32_t noun = v[i].head - 1u;
  if (!ch_str_is(forms[i - 1], ",") || forms[i].n < 5 || !ch_str_is(ch_str_slice(forms[i], forms[i].n - 3, forms[i].n), "ing"))
    return;
  if (ch_rel_universal((ch_rel)v[noun].rel) != CH_REL_OBJ || v[noun].upos != CH_UPOS_NOUN || v[noun].head == 0 ||
      v[noun].head > noun || v[v[noun].head - 1].upos != CH_UPOS_VERB)
    return;
  bool named = i + 1 < n && (v[i + 1].upos == CH_UPOS_PRON || v[i + 1].upos == CH_UPOS_PROPN);
  if (!named || v[i + 1].head != i + 1 || v[i + 1].rel != CH_REL_OBJ) return;
  v[i].rel = CH_REL_ADVCL;
  v[i].head = v[noun].head;
  if (v[i - 1].head == noun + 1) v[i - 1].head = (uint16_t)(i + 1);
}

/* "Chad on Friday CUT ties", taken for Friday's cut ties of Chad: behind a name and the day that parts it from
 * its verb stands that verb. */
static void mend_after_day(ch_token_parse *v, const ch_str *forms, uint32_t n, uint32_t i) {
  if (i < 3 || v[i].head < i + 2 || forms[i].n == 0 || forms[i].p[0] < 'a' || forms[i - 1].p[0] >= 'a') return;
  bool verb = v[i].upos == CH_UPOS_VERB && v[i].rel == CH_REL_AMOD;
  if (!verb && (v[i].upos != CH_UPOS_NOUN || v[i].rel != CH_REL_COMPOUND)) return;
  uint32_t noun = v[i].head - 1u, day = i - 1, who = i - 3;
  bool beside = v[i - 2].upos == CH_UPOS_ADP && v[day].upos == CH_UPOS_PROPN && is_nominal(&v[who]) &&
                v[who].rel == CH_REL_ROOT && v[noun].rel == CH_REL_NMOD && v[noun].head == who + 1;
  bool inside = v[day].rel == CH_REL_COMPOUND && v[day].head == noun + 1 && v[i - 2].head == noun + 1;
  bool apart = v[day].rel == CH_REL_NMOD && v[day].head == who + 1 && v[i - 2].head == day + 1;
  if (!beside || (!inside && !apart)) return;
  for (uint32_t k = 0; k < n; k++)
    if (apart && v[k].head == noun + 1 && v[k].rel == CH_REL_CASE) return;
  for (uint32_t k = i + 1; k < n; k++)
    if (v[k].head == who + 1 && k != noun) v[k].head = (uint16_t)(i + 1);
  v[i].upos = CH_UPOS_VERB;
  v[i].rel = CH_REL_ROOT;
  v[i].head = 0;
  v[who].rel = CH_REL_NSUBJ;
  v[who].head = v[day].head = v[noun].head = (uint16_t)(i + 1);
  v[day].rel = CH_REL_OBL;
  v[noun].rel = CH_REL_OBJ;
  v[i - 2].head = (uint16_t)(day + 1);
}

/* "the row LED Peru TO CLOSE it", "was QUICK TO CLOSE it", taken for what for and for a subject: what somebody
 * is led to do, or is quick at, is the word's own. */
static void mend_infinitive(ch_token_parse *v, const ch_str *forms, uint32_t n, uint32_t i) {
  static const char *const LEAD[] = {"led", "leads", "lead", "leading", "pushed", "drove", "driven", "spurred", "moved", "caused"};
  bool clause = v[i].rel == CH_REL_ADVCL || v[i].rel == CH_REL_CSUBJ;
  if (i < 2 || !clause || v[i].upos != CH_UPOS_VERB || v[i].head == 0 || v[i].head > i) return;
  uint32_t up = v[i].head - 1u, to = i - 1;
  while (to > up && v[to].upos == CH_UPOS_ADV) to--;
  if (v[to].head != i + 1 || v[to].rel != CH_REL_MARK || v[to].upos != CH_UPOS_PART) return;
  static const char *const QUICK[] = {"quick", "slow", "swift", "careful", "prompt"};
  bool own = v[i].rel == CH_REL_CSUBJ || CH_ONE_OF(forms[up], QUICK);
  bool adjective = own && v[up].upos == CH_UPOS_ADJ && to == up + 1 && ch_has_child(v, n, up + 1, CH_REL_COP) &&
                   ch_has_child(v, n, up + 1, CH_REL_NSUBJ);
  bool led = v[up].upos == CH_UPOS_VERB && v[i].rel == CH_REL_ADVCL && v[to - 1].head == up + 1 &&
             v[to - 1].rel == CH_REL_OBJ && CH_ONE_OF(forms[up], LEAD);
  if (adjective || led) v[i].rel = CH_REL_XCOMP;
}

/* "offered for the first time TO MEET him", "pledged in the statement TO LEAVE", taken for what the time or the
 * statement is for: when or where a thing is offered has no infinitive; the offer has. */
static void mend_offered(ch_token_parse *v, const ch_str *forms, uint32_t n, uint32_t i) {
  static const char *const OFFERED[] = {"offered", "offers",   "pledged", "pledges", "promised", "promises",  "vowed",
                                        "vows",    "refused",  "refuses", "agreed",  "agrees",   "threatened", "threatens",
                                        "decided", "decides",  "declined", "declines", "swore",   "undertook", "resolved",
                                        "planned", "plans",    "intends", "intended", "failed",   "wants",     "wanted"};
  static const char *const WHERE[] = {"statement", "letter",    "message",   "speech",  "address",  "interview",
                                      "principle", "broadcast", "communique", "sermon",  "telegram", "declaration",
                                      "time",      "year",      "while",     "weekend", "moment"};
  if (i < 4 || v[i].rel != CH_REL_ACL || v[i].upos != CH_UPOS_VERB || v[i].head == 0 || v[i].head > i) return;
  uint32_t where = v[i].head - 1u, to = i - 1;
  if (v[where].rel != CH_REL_OBL || v[where].head == 0 || v[where].head > where || !CH_ONE_OF(forms[where], WHERE)) return;
  uint32_t verb = v[where].head - 1u;
  while (to > where && v[to].upos == CH_UPOS_ADV) to--;
  if (to != where + 1 || v[to].head != i + 1 || v[to].rel != CH_REL_MARK || v[to].upos != CH_UPOS_PART) return;
  if (!CH_ONE_OF(forms[verb], OFFERED) || ch_has_child(v, n, verb + 1, CH_REL_OBJ) ||
      ch_has_child(v, n, verb + 1, CH_REL_XCOMP) || ch_has_child(v, n, verb + 1, CH_REL_CCOMP))
    return;
  v[i].head = (uint16_t)(verb + 1);
  v[i].rel = CH_REL_XCOMP;
}

/* "Between Friday and Saturday POLICE FREED them", taken for a row of days and police: they are the verb's subject. */
static void mend_behind_days(ch_token_parse *v, const ch_str *forms, uint32_t n, uint32_t i) {
  if (v[i].rel != CH_REL_CONJ || v[i].upos != CH_UPOS_NOUN || v[i].head == 0 || v[i].head > i) return;
  uint32_t day = v[i].head - 1u, second = n;
  if (!ch_str_ends(forms[day], CH_STR("day")) || v[day].upos != CH_UPOS_PROPN || v[day].head < i + 2) return;
  uint32_t verb = v[day].head - 1u;
  if (v[verb].upos != CH_UPOS_VERB || ch_has_child(v, n, verb + 1, CH_REL_NSUBJ)) return;
  for (uint32_t k = day + 1; k < i; k++)
    if (v[k].head == i + 1 && v[k].upos == CH_UPOS_PROPN && ch_str_ends(forms[k], CH_STR("day"))) second = k;
  if (second == n) return;
  for (uint32_t k = day + 1; k < second; k++)
    if (v[k].head == i + 1) v[k].head = (uint16_t)(second + 1);
  v[second].head = (uint16_t)(day + 1);
  v[second].rel = CH_REL_CONJ;
  v[i].head = (uint16_t)(verb + 1);
  v[i].rel = ch_has_child(v, n, verb + 1, CH_REL_AUX_PASS) ? CH_REL_NSUBJ_PASS : CH_REL_NSUBJ;
}

/* "again urged CHILE to go", taken for what opens the clause, "PERU late on Monday shut it", taken for the adverb's:
 * a name opens no clause and is no adverb's subject. */
static void mend_name_hung_low(ch_token_parse *v, uint32_t n, uint32_t i) {
  if (!is_nominal(&v[i]) || v[i].head == 0) return;
  uint32_t low = v[i].head - 1u;
  if (v[low].head == 0) return;
  uint32_t verb = v[low].head - 1u;
  if (v[verb].upos != CH_UPOS_VERB) return;
  bool opens = v[i].rel == CH_REL_MARK && i == verb + 1 && low > i && !ch_has_child(v, n, verb + 1, CH_REL_OBJ);
  bool adverb = v[i].rel == CH_REL_NSUBJ && v[low].upos == CH_UPOS_ADV && v[low].rel == CH_REL_ADVMOD && i < low &&
                low < verb && !ch_has_child(v, n, verb + 1, CH_REL_NSUBJ);
  if (!opens && !adverb) return;
  v[i].head = (uint16_t)(verb + 1);
  if (opens) v[i].rel = CH_REL_OBJ;
}

/* "Kerry late MONDAY met him", taken for a second subject: a day without a preposition is when. */
static void mend_day_as_subject(ch_token_parse *v, const ch_str *forms, uint32_t n, uint32_t i) {
  if (v[i].rel != CH_REL_NSUBJ || v[i].upos != CH_UPOS_PROPN || v[i].head <= i + 1u ||
      !ch_str_ends(forms[i], CH_STR("day")) || ch_has_child(v, n, i + 1, CH_REL_FLAT) ||
      ch_has_child(v, n, i + 1, CH_REL_DET))
    return;
  bool other = false;
  for (uint32_t k = 0; k < n; k++)
    other |= k != i && v[k].head == v[i].head && ch_rel_universal((ch_rel)v[k].rel) == CH_REL_NSUBJ;
  if (other) v[i].rel = CH_REL_OBL_UNMARKED;
}

/* "said TUESDAY it had shut the port last week", hung on what was shut: a day right behind the verb of saying is
 * when it was said. */
static void mend_day_of_saying(ch_token_parse *v, uint32_t n, uint32_t i) {
  if (i < 2 || i + 2 >= n || v[i].rel != CH_REL_OBL_UNMARKED || v[i].head <= i + 2u) return;
  uint32_t clause = v[i].head - 1u, said = i - 1;
  while (said > 0 && v[said].head == i + 1) said--; /* "said LAST week" */
  if (v[clause].rel != CH_REL_CCOMP || v[clause].head != said + 1 || v[said].upos != CH_UPOS_VERB) return;
  for (uint32_t k = i + 1; k < clause; k++)
    if (v[k].head == clause + 1 && ch_rel_universal((ch_rel)v[k].rel) == CH_REL_NSUBJ) {
      v[i].head = (uint16_t)(said + 1);
      return;
    }
}

static bool is_deed(ch_str form) {
  static const char *const ENDS[] = {"ing", "ion", "ure", "val", "ment", "arrest", "abuse", "murder", "sale", "release", "use", "theft"};
  for (size_t i = 0; i < sizeof ENDS / sizeof *ENDS; i++)
    if (ch_str_ends(form, ch_str_of(ENDS[i]))) return true;
  return false;
}

/* "the SEIZURE of two diplomats by Peru": who does a deed is told of the deed, not of whom it is done to. */
static void mend_by_whom(ch_token_parse *v, const ch_str *forms, uint32_t i) {
  if (v[i].rel != CH_REL_NMOD || v[i].head == 0 || v[i].head > i) return;
  uint32_t thing = v[i].head - 1u;
  if (v[thing].rel != CH_REL_NMOD || v[thing].head == 0 || v[thing].head > thing) return;
  uint32_t deed = v[thing].head - 1u;
  if (v[deed].upos != CH_UPOS_NOUN || !is_deed(forms[deed])) return;
  bool by = false, of = false;
  for (uint32_t k = deed + 1; k < i; k++) {
    by |= v[k].head == i + 1 && v[k].rel == CH_REL_CASE && ch_str_is(forms[k], "by");
    of |= v[k].head == thing + 1 && v[k].rel == CH_REL_CASE && ch_str_is(forms[k], "of");
  }
  if (by && of) v[i].head = (uint16_t)(deed + 1);
}

static bool is_dash(ch_str form) {
  static const char *const DASHES[] = {"-", "--", "\xe2\x80\x93", "\xe2\x80\x94"};
  return CH_ONE_OF(form, DASHES);
}

/* "Peru - a member of the pact - CLOSED it", taken for a noun and what tells of it: behind the second dash
 * the clause goes on. */
static void mend_between_dashes(ch_token_parse *v, const ch_str *forms, uint32_t n, uint32_t i) {
  if (i < 4 || v[i].rel != CH_REL_ACL || v[i].upos != CH_UPOS_VERB || v[i].head == 0 || v[i].head > i ||
      ch_str_ends(forms[i], CH_STR("ing")) || ch_has_child(v, n, i + 1, CH_REL_NSUBJ))
    return;
  uint32_t aside = v[i].head - 1u, dash = i - 1;
  while (dash > aside && v[dash].upos == CH_UPOS_ADV) dash--;
  if (!is_dash(forms[dash]) || v[aside].rel != CH_REL_APPOS || v[aside].head == 0 || v[aside].head > aside) return;
  uint32_t noun = v[aside].head - 1u;
  if (v[noun].rel != CH_REL_ROOT || !is_nominal(&v[noun])) return;
  bool opened = false;
  for (uint32_t k = noun + 1; k < aside; k++) opened |= is_dash(forms[k]);
  if (!opened) return;
  v[i].head = 0;
  v[i].rel = CH_REL_ROOT;
  v[noun].head = (uint16_t)(i + 1);
  v[noun].rel = CH_REL_NSUBJ;
}

/* "They are DUE TO leave", taken for the "due to" of a cause: what they are due to do hangs on "due". */
static void mend_due(ch_token_parse *v, const ch_str *forms, uint32_t n, uint32_t i) {
  if (i + 2 >= n || !ch_str_is(forms[i], "due") || !ch_str_is(forms[i + 1], "to") || v[i + 2].upos != CH_UPOS_VERB ||
      ch_str_ends(forms[i + 2], CH_STR("ing")) || ch_str_ends(forms[i + 2], CH_STR("ed")))
    return;
  uint32_t verb = i + 2;
  bool above = v[i].head == verb + 1, beside = v[verb].head && v[verb].head == v[i].head;
  if (!above && !beside && v[verb].head != i + 1) return;
  if (above) v[i].head = v[verb].head, v[i].rel = v[verb].rel;
  v[i].upos = CH_UPOS_ADJ;
  v[verb].head = (uint16_t)(i + 1);
  v[verb].rel = CH_REL_XCOMP;
  v[i + 1].head = (uint16_t)(verb + 1);
  v[i + 1].rel = CH_REL_MARK;
  for (uint32_t k = 0; k < i; k++) {
    if (v[k].head != verb + 1) continue;
    v[k].head = (uint16_t)(i + 1);
    if (ch_rel_universal((ch_rel)v[k].rel) == CH_REL_NSUBJ) v[k].rel = CH_REL_NSUBJ;
    if (v[k].upos == CH_UPOS_AUX) v[k].rel = CH_REL_COP;
  }
}

/* "is DUE IN Oslo on Tuesday", taken for one preposition: he is due, and there. */
static void mend_due_there(ch_token_parse *v, const ch_str *forms, uint32_t n, uint32_t i) {
  if (i + 2 >= n || !ch_str_is(forms[i], "due") || !(ch_str_is(forms[i + 1], "in") || ch_str_is(forms[i + 1], "at"))) return;
  bool above = v[i].rel == CH_REL_CASE && v[i].head > i + 2;
  if (!above && v[i + 1].rel != CH_REL_FIXED) return;
  uint32_t place = above ? v[i].head - 1u : i + 2;
  while (place < n && !above && !(v[place].head == i + 1 && v[place].rel == CH_REL_OBL)) place++;
  if (place >= n || !is_nominal(&v[place])) return;
  if (above) v[i].head = v[place].head, v[i].rel = v[place].rel;
  v[i].upos = CH_UPOS_ADJ;
  v[place].head = (uint16_t)(i + 1);
  v[place].rel = CH_REL_OBL;
  for (uint32_t k = 0; k < n; k++)
    if (v[k].head == place + 1 && (k < i || k > place) && v[k].rel != CH_REL_FLAT && v[k].rel != CH_REL_COMPOUND) {
      if (v[k].rel == CH_REL_NMOD) v[k].rel = CH_REL_OBL;
      if (v[k].rel == CH_REL_NMOD_UNMARKED) v[k].rel = CH_REL_OBL_UNMARKED;
      v[k].head = (uint16_t)(i + 1);
    }
  v[i + 1].head = (uint16_t)(place + 1);
  v[i + 1].rel = CH_REL_CASE;
}

/* "THE RUSSIAN ministry calls it so", hung on the verb: what stands before its subject without a preposition is
 * the subject's. */
static void mend_before_subject(ch_token_parse *v, uint32_t n, uint32_t i) {
  bool modifier = v[i].rel == CH_REL_DET || v[i].rel == CH_REL_AMOD || v[i].rel == CH_REL_NMOD_POSS;
  if (!modifier || v[i].head < i + 3 || v[v[i].head - 1].upos != CH_UPOS_VERB) return;
  for (uint32_t k = i + 1; k + 1 < v[i].head && k < n; k++) {
    if (v[k].upos == CH_UPOS_PUNCT || v[k].upos == CH_UPOS_ADP) return;
    if (v[k].head != v[i].head || !is_nominal(&v[k]) || ch_rel_universal((ch_rel)v[k].rel) != CH_REL_NSUBJ) continue;
    v[i].head = (uint16_t)(k + 1);
    return;
  }
}

/* "the consulate and two ANNEXES that they left", taken for a verb: what is counted is a noun. With "and" before
 * the number it is one more of what was taken for its subject. */
static void mend_counted(ch_token_parse *v, const ch_str *forms, uint32_t n, uint32_t i) {
  if (i < 2 || v[i].upos != CH_UPOS_VERB || v[i - 1].upos != CH_UPOS_NUM || v[i - 1].head != i + 1 ||
      v[i - 1].rel != CH_REL_NUMMOD || !ch_str_ends(forms[i], CH_STR("s")) || v[i - 2].upos != CH_UPOS_CCONJ)
    return;
  uint32_t first = n;
  for (uint32_t k = 0; k < i && first == n; k++)
    if (v[k].head == i + 1 && v[k].rel == CH_REL_NSUBJ) first = k;
  if (first == n || !is_nominal(&v[first])) return;
  v[i].upos = CH_UPOS_NOUN;
  v[first].head = v[i].head;
  v[first].rel = v[i].rel;
  v[i].head = (uint16_t)(first + 1);
  v[i].rel = CH_REL_CONJ;
  v[i - 2].head = (uint16_t)(i + 1);
  for (uint32_t k = 0; k < first; k++)
    if (v[k].head == i + 1) v[k].head = (uint16_t)(first + 1);
  for (uint32_t k = i + 1; k < n; k++) {
    if (v[k].head != i + 1 || v[k].rel != CH_REL_CCOMP) continue;
    v[k].rel = CH_REL_ACL_RELCL;
    if (ch_str_is(forms[i + 1], "that") && v[i + 1].head == k + 1 && !ch_has_child(v, n, k + 1, CH_REL_OBJ))
      v[i + 1].rel = CH_REL_OBJ;
  }
}

/* "he said: two villas SHUT in March, and the mission", taken for a clause: what has a mere noun joined to it
 * behind a colon is one of a row of things, and the participle tells of it. */
static void mend_row_behind_colon(ch_token_parse *v, const ch_str *forms, uint32_t n, uint32_t i) {
  if (v[i].rel != CH_REL_CONJ || v[i].upos != CH_UPOS_NOUN || v[i].head == 0 || v[i].head > i ||
      v[v[i].head - 1].upos != CH_UPOS_VERB || ch_has_child(v, n, i + 1, CH_REL_NSUBJ) || ch_has_child(v, n, i + 1, CH_REL_COP))
    return;
  uint32_t said = v[i].head - 1u, verb = n, noun = n;
  if (said + 1 >= i || !ch_str_is(forms[said + 1], ":")) return;
  for (uint32_t k = said + 2; k < i; k++)
    if (v[k].head == said + 1 && v[k].rel == CH_REL_CCOMP && v[k].upos == CH_UPOS_VERB) verb = k;
  if (verb == n || ch_has_child(v, n, verb + 1, CH_REL_AUX) || ch_has_child(v, n, verb + 1, CH_REL_OBJ)) return;
  for (uint32_t k = said + 2; k < verb; k++)
    if (v[k].head == verb + 1 && v[k].rel == CH_REL_NSUBJ && v[k].upos == CH_UPOS_NOUN) noun = k;
  if (noun == n) return;
  v[noun].head = v[verb].head;
  v[noun].rel = v[verb].rel;
  v[verb].head = (uint16_t)(noun + 1);
  v[verb].rel = CH_REL_ACL;
  v[i].head = (uint16_t)(noun + 1);
  for (uint32_t k = said + 1; k < noun; k++)
    if (v[k].head == verb + 1) v[k].head = (uint16_t)(noun + 1);
}

void ch_mend_late(ch_token_parse *words, const ch_str *forms, uint32_t n) {
  for (uint32_t i = 0; i < n; i++) {
    mend_he_said(words, n, i);
    mend_named_object(words, n, i);
    mend_title(words, forms, n, i);
    mend_counterpart(words, n, i);
    mend_whose(words, n, i);
    mend_between(words, n, i);
    mend_object_behind(words, n, i);
    mend_both(words, forms, n, i);
    mend_held(words, forms, n, i);
    mend_named_row(words, forms, n, i);
    mend_said_of_object(words, n, i);
    mend_for_to(words, n, i);
    mend_that(words, forms, n, i);
    mend_behind_colon(words, forms, n, i);
    mend_infinitive(words, forms, n, i);
    mend_offered(words, forms, n, i);
    mend_behind_days(words, forms, n, i);
    mend_between_dashes(words, forms, n, i);
    mend_name_hung_low(words, n, i);
    mend_day_as_subject(words, forms, n, i);
    mend_day_of_saying(words, n, i);
    mend_by_whom(words, forms, i);
    mend_place_between(words, forms, i);
    mend_after_day(words, forms, n, i);
    mend_accusing(words, forms, n, i);
    mend_counted(words, forms, n, i);
    mend_due(words, forms, n, i);
    mend_due_there(words, forms, n, i);
    mend_before_subject(words, n, i);
  }
  for (uint32_t i = 0; i < n; i++) mend_row_behind_colon(words, forms, n, i); /* of what is counted now */
}
