/* "held WHAT HE CALLED FRANK TALKS with Oman": the thing itself stands where "what" does, and the words of who
 * called it so tell of it. */
#include "parse/mend.h"

#include "parse/mend_tree.h"

static bool is_nominal(const ch_token_parse *w) {
  return w->upos == CH_UPOS_PROPN || w->upos == CH_UPOS_NOUN;
}

static bool calls(ch_str form) {
  static const char *const CALLS[] = {"called",  "calls",    "call",       "described", "describes",     "termed", "terms",
                                      "dubbed",  "labelled", "labeled",    "considers", "considered",    "sees",   "saw",
                                      "regards", "regarded", "characterized", "viewed",  "views",         "characterised"};
  return CH_ONE_OF(form, CALLS);
}

/* The noun that the verb says it to be; n: none. */
static uint32_t said_to_be(const ch_token_parse *v, uint32_t n, uint32_t verb) {
  uint32_t found = n;
  for (uint32_t k = verb + 1; k < n; k++) {
    if (v[k].head != verb + 1 || !is_nominal(&v[k])) continue;
    ch_rel rel = ch_rel_universal((ch_rel)v[k].rel);
    bool as = rel == CH_REL_OBL && k > verb + 1 && v[verb + 1].head == k + 1 && v[verb + 1].rel == CH_REL_CASE;
    if (rel == CH_REL_XCOMP || as) return k;
    if (rel == CH_REL_OBJ && found == n) found = k;
  }
  return found;
}

static bool relates(ch_str form) {
  return ch_str_is(form, "which") || ch_str_is(form, "who") || ch_str_is(form, "whom") || ch_str_is(form, "where");
}

/* "regards the raid, in which Oman hit a base, AS unlawful, and has answered it": behind the clause in commas
 * that tells of the object the words of who regards it so go on. `i` is the "as". */
static void mend_called_late(ch_token_parse *v, const ch_str *forms, uint32_t n, uint32_t i) {
  if (i < 4 || !ch_str_is(forms[i], "as") || v[i - 1].upos != CH_UPOS_PUNCT || v[i].head < i + 2) return;
  uint32_t what = v[i].head - 1u, inner = v[what].head - 1u, which = n, outer = n, object = n;
  if (v[what].head == 0 || inner > i || v[inner].upos != CH_UPOS_VERB) return;
  for (uint32_t k = 1; k < inner && which == n; k++)
    if (relates(forms[k]) && v[k].head == inner + 1) which = k;
  if (which == n || which < 2) return;
  uint32_t comma = v[which - 1].upos == CH_UPOS_ADP ? which - 2 : which - 1;
  if (v[comma].upos != CH_UPOS_PUNCT) return;
  for (uint32_t k = 0; k < comma; k++)
    if (v[k].upos == CH_UPOS_VERB && calls(forms[k])) outer = k;
  for (uint32_t k = outer; k < comma; k++)
    if (v[k].head == outer + 1 && v[k].rel == CH_REL_OBJ) object = k;
  if (outer == n || object == n) return;
  for (uint32_t k = what + 1; k < n; k++)
    if (v[k].head == inner + 1 && v[k].rel == CH_REL_CONJ && v[k].upos == CH_UPOS_VERB) v[k].head = (uint16_t)(outer + 1);
  v[what].head = (uint16_t)(outer + 1);
  v[inner].head = (uint16_t)(object + 1);
  v[inner].rel = CH_REL_ACL_RELCL;
}

static bool is_copula(ch_str form) {
  return ch_str_is(form, "is") || ch_str_is(form, "are") || ch_str_is(form, "was") || ch_str_is(form, "were") ||
         ch_str_is(form, "be");
}

/* What is said to be so, or seems so. */
static bool holds(ch_str form) {
  static const char *const HOLDS[] = {"said",     "says",     "say",      "claimed", "claims",   "claim",   "insisted", "insists",
                                      "believed", "believes", "believe",  "thought", "reported", "alleged", "alleges",  "suspected",
                                      "appeared", "appears",  "appear",   "seemed",  "seems",    "seem",    "assumed",  "understood",
                                      "hopes",    "hoped",    "presumed", "argues",  "argued",   "feared"};
  return CH_ONE_OF(form, HOLDS);
}

enum { HOLDER_MOST = 8 }; /* words at most between "what" and "is": "what the chief of the general staff said WAS" */

/* A deed told with its doer, which the words of who says so blame on him: "what it said was a raid BY OMAN". */
static bool has_doer(const ch_token_parse *v, const ch_str *forms, uint32_t n, uint32_t thing) {
  for (uint32_t k = thing + 2; k < n; k++)
    if (v[k].head == thing + 1)
      for (uint32_t j = thing + 1; j < k; j++)
        if (v[j].head == k + 1 && ch_str_is(forms[j], "by")) return true;
  return false;
}

/* "fired what Seoul SAID WAS a rocket", "at what APPEARED TO BE a camp". */
static void mend_said_to_be(ch_token_parse *v, const ch_str *forms, uint32_t n, uint32_t what) {
  uint32_t cop = what + 2;
  while (cop < n && cop <= what + HOLDER_MOST && !(is_copula(forms[cop]) && v[cop].rel == CH_REL_COP)) cop++;
  if (cop >= n || cop > what + HOLDER_MOST || v[cop].head < cop + 2) return;
  uint32_t verb = ch_str_is(forms[cop - 1], "to") ? cop - 2 : cop - 1, thing = v[cop].head - 1u;
  if (verb <= what || !holds(forms[verb]) || v[verb].upos != CH_UPOS_VERB || !is_nominal(&v[thing]) ||
      has_doer(v, forms, n, thing))
    return;
  uint32_t by = v[what - 1].upos == CH_UPOS_ADP ? what - 1 : n;
  if (by == 0) return;
  uint32_t governor = by == n ? what - 1 : by - 1;
  if (v[governor].upos != CH_UPOS_VERB && (by == n || !is_nominal(&v[governor]))) return;
  if (v[governor].head > what && v[governor].head <= thing + 1) return;
  for (uint32_t k = what; k < n; k++) {
    bool inside = k > what && k < verb, outside = v[k].head == what + 1 || v[k].head > verb + 1 || v[k].head <= what;
    if (inside && outside) {
      v[k].head = (uint16_t)(verb + 1);
      v[k].rel = is_nominal(&v[k]) || v[k].upos == CH_UPOS_PRON ? CH_REL_NSUBJ : CH_REL_DEP;
    }
    if (k > thing && (v[k].head == verb + 1 || v[k].head == what + 1) && v[k].upos != CH_UPOS_PUNCT) v[k].head = (uint16_t)(thing + 1);
    if (k > verb && k <= cop) v[k].head = (uint16_t)(verb + 1), v[k].rel = CH_REL_DEP;
  }
  v[thing].head = (uint16_t)(governor + 1);
  v[thing].rel = by == n ? CH_REL_OBJ : v[governor].upos == CH_UPOS_VERB ? CH_REL_OBL : CH_REL_NMOD;
  v[verb].head = (uint16_t)(thing + 1);
  v[verb].rel = CH_REL_ACL_RELCL;
  v[what].head = (uint16_t)(verb + 1);
  v[what].rel = CH_REL_OBJ;
  if (by == n) return;
  v[by].head = (uint16_t)(thing + 1);
  v[by].rel = CH_REL_CASE;
}

void ch_mend_called(ch_token_parse *v, const ch_str *forms, uint32_t n) {
  for (uint32_t i = 1; i + 3 < n; i++)
    if (ch_str_is(forms[i], "what")) mend_said_to_be(v, forms, n, i);
  for (uint32_t i = 0; i < n; i++) mend_called_late(v, forms, n, i);
  for (uint32_t i = 1; i + 3 < n; i++) {
    uint32_t verb = n;
    if (!ch_str_is(forms[i], "what") || v[i].head == 0 || v[i].head > i) continue;
    for (uint32_t k = i + 2; k < n && verb == n; k++)
      if (v[k].head == i + 1 && ch_rel_universal((ch_rel)v[k].rel) == CH_REL_ACL && v[k].upos == CH_UPOS_VERB) verb = k;
    if (verb == n || !calls(forms[verb]) || !ch_has_child(v, n, verb + 1, CH_REL_NSUBJ)) continue;
    uint32_t thing = said_to_be(v, n, verb);
    if (thing == n) continue;
    for (uint32_t k = 0; k < n; k++) {
      if (v[k].head == i + 1 && v[k].rel == CH_REL_CASE) v[k].head = (uint16_t)(thing + 1);
      if (v[k].head != verb + 1 || k <= verb || k == thing || v[k].upos == CH_UPOS_PUNCT) continue;
      if (k > thing) {
        v[k].head = (uint16_t)(thing + 1);
        if (v[k].rel == CH_REL_OBL) v[k].rel = CH_REL_NMOD;
      } else if (v[k].rel == CH_REL_OBJ) {
        v[k].head = (uint16_t)(thing + 1);
        v[k].rel = CH_REL_AMOD; /* "called FRANK talks" */
      }
    }
    for (uint32_t k = verb + 1; k < thing; k++)
      if (v[k].head == thing + 1 && v[k].rel == CH_REL_CASE) v[k].head = (uint16_t)(verb + 1), v[k].rel = CH_REL_DEP;
    v[thing].head = v[i].head;
    v[thing].rel = v[i].rel;
    v[verb].head = (uint16_t)(thing + 1);
    v[verb].rel = CH_REL_ACL_RELCL;
    v[i].head = (uint16_t)(verb + 1);
    v[i].rel = CH_REL_OBJ;
  }
}
