/* Verbs in a finite form that were left without who does it: somebody does. */
#include "parse/mend.h"

#include "parse/mend_tree.h"

enum { CLIMB = 12 };

static bool is_nominal(const ch_token_parse *w) {
  return w->upos == CH_UPOS_PROPN || w->upos == CH_UPOS_NOUN || w->upos == CH_UPOS_PRON || w->upos == CH_UPOS_NUM;
}

static bool is_finite_tag(ch_str tag) {
  return ch_str_is(tag, "VBD") || ch_str_is(tag, "VBZ") || ch_str_is(tag, "VBP") || ch_str_is(tag, "MD");
}

static bool is_auxiliary(const ch_token_parse *w) {
  return w->rel == CH_REL_AUX || w->rel == CH_REL_AUX_PASS || w->rel == CH_REL_COP;
}

/* Does the word at i head a clause in a finite form that has no subject? */
static bool lacks_subject(const ch_token_parse *v, const ch_str *tags, uint32_t n, uint32_t i) {
  /* not "the raid CARRIED out by Peru" */
  bool finite = v[i].upos == CH_UPOS_VERB && is_finite_tag(tags[i]) && !ch_has_child(v, n, i + 1, CH_REL_OBL_AGENT);
  for (uint32_t k = 0; k < i; k++) {
    if (v[k].head != i + 1) continue;
    if (v[k].rel == CH_REL_MARK && v[k].upos == CH_UPOS_PART) return false;
    finite |= is_auxiliary(&v[k]) && is_finite_tag(tags[k]);
  }
  return finite && !ch_has_child(v, n, i + 1, CH_REL_NSUBJ) && !ch_has_child(v, n, i + 1, CH_REL_CSUBJ) &&
         !ch_has_child(v, n, i + 1, CH_REL_EXPL);
}

static bool below(const ch_token_parse *v, uint32_t w, uint32_t top) {
  for (int d = 0; d < CLIMB; d++) {
    if (w == top) return true;
    if (v[w].head == 0) return false;
    w = v[w].head - 1u;
  }
  return false;
}

/* Is it a phrase of its own right behind a comma: ", THE MINISTER of the navy"? */
static bool opens_behind_comma(const ch_token_parse *v, const ch_str *forms, uint32_t n, uint32_t i) {
  uint32_t first = i;
  while (first > 0 && v[first - 1].upos != CH_UPOS_PUNCT && below(v, first - 1, i)) first--;
  return first > 0 && ch_str_is(forms[first - 1], ",") && !ch_has_child(v, n, i + 1, CH_REL_CC);
}

static bool has_preposition(const ch_token_parse *v, uint32_t i) {
  for (uint32_t k = 0; k < i; k++)
    if (v[k].head == i + 1 && (v[k].rel == CH_REL_CASE || v[k].rel == CH_REL_MARK)) return true;
  return false;
}

/* "said A RAID killed nine", "he said Lee was held": what was taken for an object or a second subject of
 * the verb above. Not "would like to see Peru JOIN", whose verb is an infinitive. */
static bool is_of_saying(const ch_token_parse *v, const ch_str *forms, const ch_str *tags, uint32_t i,
                         uint32_t noun) {
  static const char *const SAYING[] = {"say",    "says",    "said",    "saying",  "think",
                                       "thinks", "thought", "believe", "believes"};
  uint32_t said = v[noun].head - 1u;
  if (v[i].rel != CH_REL_CCOMP || v[i].head != said + 1 || said > noun) return false;
  if (ch_str_is(tags[i], "VBP") && !CH_ONE_OF(forms[said], SAYING)) return false;
  if (v[noun].rel == CH_REL_OBJ) return true;
  if (v[noun].rel != CH_REL_NSUBJ) return false;
  for (uint32_t k = 0; k < said; k++)
    if (v[k].head == said + 1 && ch_rel_universal((ch_rel)v[k].rel) == CH_REL_NSUBJ) return true;
  return false;
}

/* The word that opens a clause as well as a phrase, hung on the noun: "AS the council last week approved it";
 * n: none. */
static uint32_t opener_of(const ch_token_parse *v, const ch_str *forms, uint32_t n, uint32_t noun) {
  for (uint32_t k = 0; k < noun; k++)
    if (v[k].head == noun + 1 && ch_opens_clause(v, forms, n, k)) return k;
  return n;
}

/* Is it a part of what stands before the verb at i between it and its subject: "LAST WEEK also approved"? */
static bool stands_between(const ch_token_parse *v, uint32_t k, uint32_t i) {
  if (v[k].head == i + 1)
    return is_auxiliary(&v[k]) || v[k].upos == CH_UPOS_ADV || v[k].upos == CH_UPOS_PART ||
           v[k].rel == CH_REL_OBL_UNMARKED;
  uint32_t up = v[k].head ? v[k].head - 1u : i;
  return up < i && up > k && v[up].rel == CH_REL_OBL_UNMARKED && v[up].head == i + 1;
}

/* Who stands right before the clause at i and was hung on what opens it ("In Lima, THE MINISTER said", on
 * Lima) or on the verb above; n: nobody. */
static uint32_t who_before(const ch_token_parse *v, const ch_str *forms, const ch_str *tags, uint32_t n, uint32_t i) {
  uint32_t at = i, who = n;
  bool apart = false;
  while (at > 0 && (v[at - 1].upos == CH_UPOS_PUNCT || stands_between(v, at - 1, i))) {
    at--;
    if (v[at].upos == CH_UPOS_PUNCT && !ch_str_is(forms[at], ",")) return n;
    apart |= v[at].upos == CH_UPOS_PUNCT;
  }
  if (at == 0) return n;
  uint32_t q = at - 1;
  for (int climb = 0; climb < CLIMB; climb++) {
    if (v[q].head == 0 || v[q].head > i + 1) return n;
    if (v[q].head == i + 1) break;
    bool nominal = is_nominal(&v[q]) && v[q].head <= q, bare = nominal && !has_preposition(v, q);
    if (bare && opens_behind_comma(v, forms, n, q)) who = q;
    if (bare && is_of_saying(v, forms, tags, i, q) && !apart) return q;
    /* "after Lee, who denied it, REFUSED to go" */
    bool told_of = apart && ch_has_child(v, n, q + 1, CH_REL_ACL_RELCL);
    bool hung = told_of ? v[i].rel == CH_REL_PARATAXIS || v[i].rel == CH_REL_ADVCL : !apart && v[i].rel == CH_REL_ADVCL;
    bool opened = nominal && hung && v[q].upos != CH_UPOS_NUM && v[q].head <= v[i].head &&
                  (v[q].rel == CH_REL_OBL || v[q].rel == CH_REL_NMOD);
    if (opened && opener_of(v, forms, n, q) < n) return q;
    q = v[q].head - 1u;
  }
  if (who == n || v[q].head != i + 1 || !apart) return who;
  /* ", Lee, the minister, said": not the last word of what was said before it */
  for (uint32_t k = who + 1; k < at; k++)
    if (ch_str_is(forms[k], ",")) return who;
  return n;
}

static void mend_lost_subject(ch_token_parse *v, const ch_str *forms, const ch_str *tags, uint32_t n, uint32_t i) {
  ch_rel rel = ch_rel_universal((ch_rel)v[i].rel);
  bool clause = rel == CH_REL_ROOT || rel == CH_REL_CCOMP || rel == CH_REL_PARATAXIS || rel == CH_REL_ADVCL;
  if (!clause || !lacks_subject(v, tags, n, i)) return;
  uint32_t who = who_before(v, forms, tags, n, i);
  if (who == n) return;
  uint32_t opener = has_preposition(v, who) ? opener_of(v, forms, n, who) : n;
  if (opener < n) {
    v[opener].head = (uint16_t)(i + 1);
    v[opener].rel = CH_REL_MARK;
    v[opener].upos = CH_UPOS_SCONJ;
    if (v[i].rel == CH_REL_PARATAXIS) v[i].rel = CH_REL_ADVCL;
  }
  v[who].head = (uint16_t)(i + 1);
  v[who].rel = ch_has_child(v, n, i + 1, CH_REL_AUX_PASS) ? CH_REL_NSUBJ_PASS : CH_REL_NSUBJ;
}

/* "As vans MOUNTED with speakers drove by", "40 people BROUGHT to hospital died", taken for a clause: what
 * stands between a noun and its verb with no mark tells of the noun. */
static void mend_told_of_subject(ch_token_parse *v, const ch_str *tags, uint32_t n, uint32_t i) {
  bool clause = v[i].rel == CH_REL_CCOMP || v[i].rel == CH_REL_ADVCL;
  bool past = ch_str_is(tags[i], "VBD") || ch_str_is(tags[i], "VBN");
  if (!clause || v[i].upos != CH_UPOS_VERB || v[i].head <= i + 1u || !past) return;
  uint32_t verb = v[i].head - 1u, who = n;
  if (!lacks_subject(v, tags, n, verb) || ch_has_child(v, n, i + 1, CH_REL_OBJ) ||
      ch_has_child(v, n, i + 1, CH_REL_AUX) || ch_has_child(v, n, i + 1, CH_REL_CCOMP))
    return;
  for (uint32_t k = 0; k < i; k++)
    if (v[k].head == i + 1 && ch_rel_universal((ch_rel)v[k].rel) == CH_REL_NSUBJ) who = k;
  if (who == n || !(v[who].upos == CH_UPOS_NOUN || v[who].upos == CH_UPOS_PROPN || v[who].upos == CH_UPOS_NUM)) return;
  for (uint32_t k = who + 1; k < verb; k++)
    if (v[k].upos == CH_UPOS_PUNCT) return;
  ch_tell_of_subject(v, i, who, verb,
                     ch_has_child(v, n, verb + 1, CH_REL_AUX_PASS) ? CH_REL_NSUBJ_PASS : CH_REL_NSUBJ);
}

/* ---- whole sentences that were left with a noun for their head ---- */

static bool is_told(const ch_str *forms, uint32_t n) {
  static const char *const QUOTES[] = {"\"", "''", "\xe2\x80\x9d"};
  uint32_t last = n - 1;
  if (n > 2 && CH_ONE_OF(forms[n - 1], QUOTES)) last = n - 2;
  return ch_str_is(forms[last], ".");
}

/* The noun that is the head of a whole sentence, which says nothing of it; n: none. */
static uint32_t verbless_head(const ch_token_parse *v, const ch_str *forms, uint32_t n) {
  enum { SHORTEST = 5 };
  static const ch_rel CLAUSE[] = {CH_REL_NSUBJ, CH_REL_CSUBJ, CH_REL_COP, CH_REL_EXPL,
                                  CH_REL_AUX,   CH_REL_OBJ,   CH_REL_MARK};
  uint32_t head = 0;
  if (n < SHORTEST || !is_told(forms, n)) return n;
  while (head < n && v[head].head != 0) head++;
  if (head == n || !is_nominal(&v[head]) || has_preposition(v, head)) return n;
  for (size_t k = 0; k < sizeof CLAUSE / sizeof *CLAUSE; k++)
    if (ch_has_child(v, n, head + 1, CLAUSE[k])) return n;
  for (uint32_t k = 0; k < n; k++)
    if (v[k].head == head + 1 && (ch_has_child(v, n, k + 1, CH_REL_NSUBJ) || v[k].upos == CH_UPOS_AUX) &&
        ch_rel_universal((ch_rel)v[k].rel) != CH_REL_ACL && v[k].rel != CH_REL_ADVCL)
      return n;
  return head;
}

/* Behind a mark that ends what stands between: "Kerry, who flew in on Monday, TOLD them". */
static bool is_behind_mark(const ch_token_parse *v, uint32_t i) {
  while (i > 0 && v[i - 1].upos == CH_UPOS_ADV) i--;
  return i > 0 && v[i - 1].upos == CH_UPOS_PUNCT;
}

static bool has_relative(const ch_token_parse *v, const ch_str *tags, uint32_t i) {
  for (uint32_t k = 0; k < i; k++)
    if (v[k].head == i + 1 && (ch_str_is(tags[k], "WP") || ch_str_is(tags[k], "WDT") || ch_str_is(tags[k], "WRB")))
      return true;
  return false;
}

/* Do nothing but phrases stand between i and the head, or clauses that a mark ends right before i? */
static bool hangs_loosely(const ch_token_parse *v, uint32_t i, uint32_t head) {
  bool marked = is_behind_mark(v, i);
  uint32_t up = v[i].head ? v[i].head - 1u : head;
  for (int climb = 0; climb < CLIMB && up != head; climb++) {
    bool through = is_nominal(&v[up]) || v[up].rel == CH_REL_ACL || marked;
    if (up < head || v[up].head == 0 || !through) return false;
    up = v[up].head - 1u;
  }
  return up == head;
}

/* "The statement CALLED FOR a truce", taken for what it is called. */
static bool calls_for(const ch_token_parse *v, const ch_str *forms, uint32_t n, uint32_t i) {
  static const char *const FOR[] = {"for", "on", "upon"};
  if (!ch_str_is(forms[i], "called") || i + 1 >= n || v[i + 1].upos != CH_UPOS_ADP) return false;
  return CH_ONE_OF(forms[i + 1], FOR);
}

/* "troops backed by tanks CROSSED the border and TOOK a town": joined to a past, it is one. Not "one raid,
 * AIMED at a chief, killed six". */
static bool is_joined_to_past(const ch_token_parse *v, const ch_str *forms, const ch_str *tags, uint32_t n, uint32_t i) {
  if (i == 0 || ch_str_is(forms[i - 1], ",")) return false;
  for (uint32_t k = i + 1; k < n; k++)
    if (v[k].head == i + 1 && v[k].rel == CH_REL_CONJ && ch_str_is(tags[k], "VBD")) return true;
  return false;
}

/* Is the word at i the verb that the sentence with that head is short of? */
static bool is_lost_verb(const ch_token_parse *v, const ch_str *forms, const ch_str *tags, uint32_t n, uint32_t i,
                         uint32_t head) {
  if (v[i].upos != CH_UPOS_VERB || ch_has_child(v, n, i + 1, CH_REL_CC) || ch_has_child(v, n, i + 1, CH_REL_MARK) ||
      has_relative(v, tags, i) || !hangs_loosely(v, i, head))
    return false;
  if (v[i].rel == CH_REL_ACL_RELCL || v[i].rel == CH_REL_OBJ || v[i].rel == CH_REL_AMOD) return false;
  if (lacks_subject(v, tags, n, i)) return true;
  if (!ch_str_is(tags[i], "VBN") || ch_has_child(v, n, i + 1, CH_REL_AUX)) return false;
  if (calls_for(v, forms, n, i) || is_joined_to_past(v, forms, tags, n, i)) return true;
  bool object = ch_has_child(v, n, i + 1, CH_REL_OBJ) || ch_has_child(v, n, i + 1, CH_REL_CCOMP);
  return object && v[i].rel == CH_REL_ACL && !ch_has_child(v, n, i + 1, CH_REL_OBL_AGENT) &&
         !ch_has_child(v, n, i + 1, CH_REL_XCOMP); /* "the men FOUND guilty of it" */
}

/* "The leader of the army OUSTED Lopez", taken for what was ousted: a noun that no preposition joins to the
 * one before it is the object. So is "Omar, a friend of the army, CONDEMNED Peru". */
static bool is_lost_modifier(const ch_token_parse *v, const ch_str *tags, uint32_t n, uint32_t i, uint32_t head) {
  if (v[i].upos != CH_UPOS_VERB || v[i].rel != CH_REL_AMOD || v[i].head <= i + 1u) return false;
  if (!ch_str_is(tags[i], "VBN") && !ch_str_is(tags[i], "VBD")) return false;
  uint32_t object = v[i].head - 1u;
  bool behind = v[object].rel == CH_REL_APPOS && is_behind_mark(v, i);
  if ((v[object].rel != CH_REL_NMOD && !behind) || has_preposition(v, object) || v[object].head == 0 ||
      v[object].head > i)
    return false;
  for (uint32_t k = v[object].head; k < i; k++)
    if (v[k].head == object + 1 && !(behind && (v[k].upos == CH_UPOS_PUNCT || v[k].upos == CH_UPOS_ADV))) return false;
  return below(v, object, head) && n > object;
}

/* "Supporters of Lopez CLASH with police", "A man APPROACHES Lee", taken for a noun that tells of the one
 * before it. */
static bool is_lost_noun(const ch_token_parse *v, const ch_str *forms, uint32_t n, uint32_t i, uint32_t head) {
  if (v[i].upos != CH_UPOS_NOUN || v[i].rel != CH_REL_NMOD || v[i].head > i || i + 1 >= n || forms[i].p[0] < 'a')
    return false;
  for (uint32_t k = 0; k < i; k++)
    if (v[k].head == i + 1) return false;
  return v[i + 1].upos == CH_UPOS_ADP && v[i + 1].rel == CH_REL_CASE && !ch_str_is(forms[i + 1], "of") &&
         v[i + 1].head > i + 2u && v[v[i + 1].head - 1u].head == i + 1 && below(v, i, head);
}

/* Does the word stand before the noun as a part of its phrase? */
static bool is_before_noun(const ch_token_parse *w) {
  switch (ch_rel_universal((ch_rel)w->rel)) {
    case CH_REL_DET: case CH_REL_AMOD: case CH_REL_COMPOUND: case CH_REL_NUMMOD: case CH_REL_FLAT: return true;
    default: return w->rel == CH_REL_NMOD_POSS || w->rel == CH_REL_NMOD_DESC;
  }
}

/* Makes the verb at i the head of the clause whose head was a noun, its subject. What stands before a comma
 * before the noun, and behind the verb, is the verb's. */
static void tell(ch_token_parse *v, const ch_str *forms, uint32_t n, uint32_t i, uint32_t head) {
  uint32_t opens = 0;
  for (uint32_t k = 0; k < head; k++)
    if (ch_str_is(forms[k], ",")) opens = k + 1;
  for (uint32_t k = 0; k < n; k++) {
    if (v[k].head != head + 1 || k == i) continue;
    bool of_noun = k < head ? k >= opens && v[k].rel != CH_REL_CC : k < i && v[k].rel != CH_REL_ADVMOD;
    if (of_noun || (k < head && is_before_noun(&v[k]))) continue;
    v[k].head = (uint16_t)(i + 1);
    if (v[k].rel == CH_REL_NMOD) v[k].rel = CH_REL_OBL;
    if (v[k].rel == CH_REL_NMOD_UNMARKED) v[k].rel = CH_REL_OBL_UNMARKED;
  }
  v[i].upos = CH_UPOS_VERB;
  v[i].head = v[head].head;
  v[i].rel = v[head].head ? CH_REL_CCOMP : CH_REL_ROOT;
  v[head].head = (uint16_t)(i + 1);
  v[head].rel = ch_has_child(v, n, i + 1, CH_REL_AUX_PASS) ? CH_REL_NSUBJ_PASS : CH_REL_NSUBJ;
}

/* Finds the verb of the clause with that head among the words before `end`, and makes it the head. */
static void find_verb(ch_token_parse *v, const ch_str *forms, const ch_str *tags, uint32_t n, uint32_t head,
                      uint32_t end) {
  for (uint32_t i = head + 1; i < end && !ch_str_is(forms[i], ":"); i++) {
    if (is_lost_noun(v, forms, n, i, head)) {
      for (uint32_t k = i + 1; k < n; k++)
        if (v[k].head == i + 1 && v[k].rel == CH_REL_NMOD) v[k].rel = CH_REL_OBL;
    } else if (is_lost_modifier(v, tags, n, i, head)) {
      uint32_t object = v[i].head - 1u;
      v[object].head = (uint16_t)(i + 1);
      v[object].rel = CH_REL_OBJ;
    } else if (!is_lost_verb(v, forms, tags, n, i, head)) {
      continue;
    }
    tell(v, forms, n, i, head);
    return;
  }
}

/* "Peru on May 2 SUSPENDED payments", "Kerry, who flew in, TOLD them so", taken for what tells of the noun.
 * Not "Lee: THANK you". */
static void mend_verbless(ch_token_parse *v, const ch_str *forms, const ch_str *tags, uint32_t n) {
  uint32_t head = verbless_head(v, forms, n);
  if (head < n) find_verb(v, forms, tags, n, head, n);
}

static bool is_said(ch_str form) {
  static const char *const SAID[] = {"said", "says", "say", "told", "added", "reported"};
  return CH_ONE_OF(form, SAID);
}

/* "PERU, the premier said Friday, must pay", "PERU, said the premier, was wrong": between commas stands who says it,
 * and before them of whom it is said. */
static void mend_inserted(ch_token_parse *v, const ch_str *forms, uint32_t n, uint32_t i) {
  if (!is_said(forms[i]) || v[i].upos != CH_UPOS_VERB || i < 2) return;
  uint32_t first = n, second = n, told = n, behind = n;
  for (uint32_t k = 0; k < n; k++) {
    if (v[k].head == i + 1 && k < i && v[k].rel == CH_REL_NSUBJ) *(first == n ? &first : &second) = k;
    if (v[k].head == i + 1 && k > i && v[k].rel == CH_REL_CCOMP && told == n) told = k;
  }
  if (first == n || told == n || first + 1 >= n || !ch_str_is(forms[first + 1], ",")) return;
  for (uint32_t k = i + 1; k < told; k++)
    if (v[k].head == told + 1 && v[k].rel == CH_REL_NSUBJ) behind = k;
  bool closed = behind < n && behind + 1 < told && ch_str_is(forms[behind + 1], ",");
  bool day = closed && behind == i + 1 && ch_str_ends(forms[behind], CH_STR("day"));
  bool turned = second == n && first + 2 == i && closed && !day; /* "said THE PREMIER" */
  if (!turned && !(second < n && day)) return;
  v[first].head = (uint16_t)(told + 1);
  v[behind].head = (uint16_t)(i + 1);
  if (day) v[behind].rel = CH_REL_OBL_UNMARKED;
}

/* "Two raids DESTROYED tanks, the army said", with the raids for a second subject of "said": what they did is
 * what was said. */
static void mend_verbless_content(ch_token_parse *v, const ch_str *forms, const ch_str *tags, uint32_t n, uint32_t i) {
  if (!is_said(forms[i]) || v[i].upos != CH_UPOS_VERB) return;
  uint32_t first = n, second = n;
  for (uint32_t k = 0; k < i; k++) {
    if (v[k].head != i + 1) continue;
    if (v[k].rel == CH_REL_CCOMP || v[k].rel == CH_REL_PARATAXIS || v[k].rel == CH_REL_AUX) return;
    if (v[k].rel != CH_REL_NSUBJ) continue;
    if (second < n) return;
    *(first == n ? &first : &second) = k;
  }
  if (second == n || !is_nominal(&v[first]) || !opens_behind_comma(v, forms, n, second)) return;
  find_verb(v, forms, tags, n, first, second);
}

/* "that RETURNING the estates had been discussed": what is done, before a verb that nobody else does. */
static void mend_gerund(ch_token_parse *v, const ch_str *tags, uint32_t n, uint32_t i) {
  if (v[i].upos != CH_UPOS_VERB || !ch_str_is(tags[i], "VBG") || v[i].head < i + 2) return;
  uint32_t verb = v[i].head - 1u;
  if ((v[i].rel != CH_REL_ADVCL && v[i].rel != CH_REL_CCOMP) || !lacks_subject(v, tags, n, verb)) return;
  for (uint32_t k = 0; k < i; k++)
    if (v[k].head == i + 1 && v[k].rel != CH_REL_ADVMOD) return;
  for (uint32_t k = i + 1; k < verb; k++) {
    bool own = v[k].upos != CH_UPOS_PUNCT && below(v, k, i);
    if (!own && !(v[k].head == verb + 1 && (is_auxiliary(&v[k]) || v[k].rel == CH_REL_ADVMOD))) return;
  }
  v[i].rel = ch_has_child(v, n, verb + 1, CH_REL_AUX_PASS) ? CH_REL_CSUBJ_PASS : CH_REL_CSUBJ;
}

/* "GUNMEN shot dead a judge", taken for a part of a name with the verb: what stands right before a finite
 * verb that has no subject is it. */
static void mend_compound(ch_token_parse *v, const ch_str *tags, uint32_t n, uint32_t i) {
  if (!is_nominal(&v[i]) || v[i].rel != CH_REL_COMPOUND || v[i].head != i + 2) return;
  uint32_t verb = i + 1;
  bool clause = v[verb].rel == CH_REL_ROOT || v[verb].rel == CH_REL_CCOMP || v[verb].rel == CH_REL_PARATAXIS;
  if (!clause || !lacks_subject(v, tags, n, verb)) return;
  v[i].rel = CH_REL_NSUBJ;
  for (uint32_t k = 0; k < i; k++) /* "TWO gunmen" */
    if (v[k].head == verb + 1 && (v[k].rel == CH_REL_AMOD || v[k].rel == CH_REL_NUMMOD || v[k].rel == CH_REL_DET))
      v[k].head = (uint16_t)(i + 1);
}

static bool is_weekday(ch_str form) {
  static const char *const DAYS[] = {"Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"};
  return CH_ONE_OF(form, DAYS);
}

/* "the police TUESDAY held nine", the day taken for a name behind who acts: it tells when. */
static void mend_day_behind_subject(ch_token_parse *v, const ch_str *forms, uint32_t n, uint32_t i) {
  if (i == 0 || i + 1 >= n || v[i].upos != CH_UPOS_PROPN || !is_weekday(forms[i]) || v[i].head == 0) return;
  uint32_t who = i - 1, up = v[i].head - 1u;
  if (v[i].rel == CH_REL_NSUBJ && up > i && v[up].upos == CH_UPOS_VERB && v[who].head == i + 1 && is_nominal(&v[who]) &&
      (v[who].rel == CH_REL_NMOD_DESC || v[who].rel == CH_REL_COMPOUND)) {
    for (uint32_t k = 0; k < who; k++)
      if (v[k].head == i + 1) v[k].head = (uint16_t)(who + 1);
    v[who].head = (uint16_t)(up + 1);
    v[who].rel = CH_REL_NSUBJ;
  } else if ((v[i].rel == CH_REL_APPOS || v[i].rel == CH_REL_FLAT) && up < i && v[up].rel == CH_REL_NSUBJ && v[up].head > i + 1) {
    up = v[up].head - 1u;
  } else {
    return;
  }
  v[i].head = (uint16_t)(up + 1);
  v[i].rel = CH_REL_OBL_UNMARKED;
}

/* What one does with a thing, and with no clause. */
static bool takes_no_clause(ch_str form) {
  static const char *const STEMS[] = {"hail", "welcom", "prais", "applaud", "laud", "condemn", "denounc", "criticis",
                                      "criticiz", "slam", "blast", "deplor", "reject", "dismiss", "support", "back",
                                      "endors", "oppos", "violat", "honour", "honor", "implement", "discuss", "follow",
                                      "attend", "defend", "ratif", "approv", "cancel", "suspend", "lift", "eas"};
  static const char *const ENDINGS[] = {"ed", "e", "es", "s", "ing", "", "ied", "ies", "led"};
  for (size_t i = 0; i < sizeof STEMS / sizeof *STEMS; i++) {
    ch_str stem = ch_str_of(STEMS[i]);
    if (!ch_str_starts(form, stem)) continue;
    for (size_t k = 0; k < sizeof ENDINGS / sizeof *ENDINGS; k++)
      if (ch_str_is(ch_str_slice(form, stem.n, form.n), ENDINGS[k])) return true;
  }
  return false;
}

static bool is_past_participle(ch_str form) {
  static const char *const STRONG[] = {"set", "made", "held", "taken", "given", "sent", "won", "begun", "laid", "put"};
  return CH_ONE_OF(form, STRONG) || (form.n > 3 && ch_str_ends(form, CH_STR("ed")));
}

/* "hailed the truce ANNOUNCED Monday by Oman", taken for a clause of what was hailed: the truce is, and the
 * participle tells of it. */
static void mend_hailed(ch_token_parse *v, const ch_str *forms, uint32_t n, uint32_t i) {
  if (v[i].rel != CH_REL_CCOMP || v[i].upos != CH_UPOS_VERB || v[i].head == 0 || v[i].head > i || i < 2) return;
  uint32_t verb = v[i].head - 1u, noun = i - 1;
  if (!takes_no_clause(forms[verb]) || !is_past_participle(forms[i]) || ch_rel_universal((ch_rel)v[noun].rel) != CH_REL_NSUBJ || v[noun].head != i + 1 ||
      v[noun].upos == CH_UPOS_PRON || ch_has_child(v, n, verb + 1, CH_REL_OBJ) || ch_has_child(v, n, i + 1, CH_REL_OBJ) ||
      ch_has_child(v, n, i + 1, CH_REL_MARK) || ch_has_child(v, n, i + 1, CH_REL_AUX))
    return;
  v[noun].head = (uint16_t)(verb + 1);
  v[noun].rel = CH_REL_OBJ;
  v[i].head = (uint16_t)(noun + 1);
  v[i].rel = CH_REL_ACL;
}

void ch_mend_finite(ch_token_parse *words, const ch_str *forms, const ch_str *tags, uint32_t n) {
  mend_verbless(words, forms, tags, n);
  for (uint32_t i = 0; i < n; i++) {
    mend_inserted(words, forms, n, i);
    mend_verbless_content(words, forms, tags, n, i);
    mend_told_of_subject(words, tags, n, i);
    mend_lost_subject(words, forms, tags, n, i);
    mend_gerund(words, tags, n, i);
    mend_compound(words, tags, n, i);
    mend_day_behind_subject(words, forms, n, i);
    mend_hailed(words, forms, n, i);
  }
}
