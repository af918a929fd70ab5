#include "code/deed.h"

/* What is asked of the words that tell of a deed. */
typedef struct question {
  ch_str noun;
  bool victim;
  bool suffered; /* "the killing of soldiers", "his arrest": what it belongs to suffers it */
  const ch_side *but;
} question;

static bool any_power(const ch_side *side) {
  for (uint32_t i = 0; i < side->n; i++)
    if (ch_is_power(side->v[i].actor) || ch_is_rebel(side->v[i].actor)) return true;
  return false;
}

static bool is_definite(const ch_coding *c, uint32_t w) {
  for (uint32_t i = 0; i < ch_child_count(c->doc, w); i++) {
    uint32_t child = ch_child(c->doc, w, i);
    if (ch_feature(c, child, "Definite=Def") || ch_feature(c, child, "PronType=Dem")) return true;
  }
  return false;
}

/* Do verb and noun share their stem: annex and annexation, decide and decision? */
static bool is_kin(ch_str verb, ch_str noun) {
  enum { STEM = 4, ENDING = 2 };
  uint32_t n = 0;
  while (n < verb.n && n < noun.n && verb.p[n] == noun.p[n]) n++;
  return n >= STEM && n + ENDING >= verb.n;
}

static void side_at(const ch_coding *c, uint32_t w, ch_side *out) {
  ch_side_of(c, w, true, out);
  if (out->n == 0) ch_side_owners(c, w, out);
}

/* The noun's own words: whose it is, or by whom; on whom. */
static void by_noun(ch_coding *c, uint32_t v, const question *q, ch_side *out) {
  for (uint32_t i = 0; out->n == 0 && i < ch_child_count(c->doc, v); i++) {
    uint32_t child = ch_child(c->doc, v, i);
    uint8_t rel = ch_w(c, child)->rel;
    bool agent = ch_marker_in(c, child, c->book->agent) != CH_NO_WORD;
    bool marked = ch_is_marked(c, child);
    if (agent != q->victim && agent)
      side_at(c, child, out);
    else if (q->victim && marked && !agent && rel == CH_REL_NMOD)
      side_at(c, child, out);
    else if (rel == CH_REL_NMOD_POSS && q->victim == q->suffered)
      side_at(c, child, out);
  }
  if (out->n == 0 && !q->victim && !q->suffered) {
    for (uint32_t i = 0; i < ch_child_count(c->doc, v); i++)
      if (ch_w(c, ch_child(c->doc, v, i))->rel == CH_REL_NMOD &&
          ch_marker_in(c, ch_child(c->doc, v, i), c->book->belonging) != CH_NO_WORD)
        return; /* "the launch OF a rocket" */
    ch_side_owners(c, v, out);
  }
}

static bool told_at(ch_coding *c, uint32_t v, const question *q, ch_side *out) {
  const ch_word *word = ch_w(c, v);
  out->n = 0;
  if (ch_is_noun(c, v) && ch_str_eq(word->lemma, q->noun)) {
    by_noun(c, v, q, out);
    uint32_t verb = word->head;
    bool done = word->rel == CH_REL_OBJ || word->rel == CH_REL_NSUBJ_PASS;
    if (out->n == 0 && done && !q->victim && verb != CH_NO_WORD &&
        ch_in_class(c, verb, c->book->light) && !is_definite(c, v))
      side_at(c, ch_frame_of(c, verb)->doer, out);
  } else if (word->upos == CH_UPOS_VERB && is_kin(word->lemma, q->noun)) {
    const ch_frame *f = ch_frame_of(c, v);
    side_at(c, q->victim ? f->undergoer : f->doer, out);
  }
  if (q->but) ch_side_remove(out, q->but);
  if (!any_power(out)) out->n = 0;
  return out->n > 0;
}

/* The first word of what was told at most that many sentences before. */
static uint32_t reach_back(const ch_coding *c, uint32_t sentence, uint32_t reach) {
  while (reach-- > 0 && !ch_sentence_opens(c->doc, sentence)) sentence--;
  return c->doc->sentences[sentence].first;
}

static void look_back(ch_coding *c, uint32_t w, const question *q, ch_side *out) {
  enum { REACH = 8 };
  uint32_t last = reach_back(c, c->doc->sentence_of[w], REACH);
  for (uint32_t v = w; v-- > last;)
    if (told_at(c, v, q, out)) break;
  for (uint32_t i = 0; i < out->n; i++) out->v[i].inferred = true;
}

static void ask(ch_coding *c, uint32_t w, bool victim, const ch_side *but, ch_side *out) {
  question q = {ch_w(c, w)->lemma, victim, ch_in_class(c, w, c->book->suffered), but};
  look_back(c, w, &q, out);
}

/* "condemned IT": the deed named last, in the sentence or the one before. */
static void by_pronoun(ch_coding *c, uint32_t w, bool victim, const ch_side *but, ch_side *out) {
  uint32_t last = reach_back(c, c->doc->sentence_of[w], 1);
  for (uint32_t v = w; v-- > last && out->n == 0;) {
    if (!ch_is_noun(c, v) || !ch_in_class(c, v, victim ? c->book->suffered : c->book->named_deed))
      continue;
    question q = {ch_w(c, v)->lemma, victim, ch_in_class(c, v, c->book->suffered), but};
    if (!told_at(c, v, &q, out) && is_definite(c, v)) ask(c, v, victim, but, out);
  }
  for (uint32_t i = 0; i < out->n; i++) out->v[i].inferred = true;
}

static void deed(ch_coding *c, uint32_t w, bool victim, const ch_side *but, ch_side *out) {
  out->n = 0;
  if (w == CH_NO_WORD) return;
  if (ch_in_class(c, w, c->book->anaphor)) {
    if (c->reading->mention_at[w] == CH_NO_ITEM) by_pronoun(c, w, victim, but, out);
    return;
  }
  uint32_t kind = victim ? c->book->suffered : c->book->named_deed;
  if (!ch_is_noun(c, w) || !ch_in_class(c, w, kind) || !is_definite(c, w)) return;
  ch_side own = {.n = 0};
  ch_side_owners(c, w, &own);
  if (own.n == 0) ask(c, w, victim, but, out);
}

void ch_deed_author(ch_coding *c, uint32_t w, const ch_side *but, ch_side *out) {
  deed(c, w, false, but, out);
}

void ch_deed_victim(ch_coding *c, uint32_t w, const ch_side *but, ch_side *out) {
  deed(c, w, true, but, out);
}
