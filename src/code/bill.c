/* Bills and laws of sanctions, by what is told of them: "a bill that tightens sanctions", and behind it
 * "the bill". */
#include "code/coding.h"

static bool is_of_sanctions(const ch_coding *c, uint32_t w) {
  return ch_in_class(c, w, c->book->of_sanctions) || ch_in_class(c, w, c->book->sanctions_law);
}

/* "a bill THAT TIGHTENS SANCTIONS", "legislation IMPOSING SANCTIONS": within what is told of the noun. */
static bool tells_of_sanctions(const ch_coding *c, uint32_t noun) {
  const ch_sentence *s = &c->doc->sentences[c->doc->sentence_of[noun]];
  for (uint32_t w = noun + 1; w < s->first + s->count; w++)
    if (is_of_sanctions(c, w) && ch_below(c->doc, w, noun)) return true;
  return false;
}

/* "THE bill", "THIS law": one told of before, which nothing more is said of. */
static bool points_back(const ch_coding *c, uint32_t noun) {
  bool definite = false;
  for (uint32_t i = 0; i < ch_child_count(c->doc, noun); i++) {
    uint32_t child = ch_child(c->doc, noun, i);
    if (child > noun) continue;
    if (ch_w(c, child)->rel == CH_REL_DET)
      definite |= ch_feature(c, child, "Definite=Def") || ch_feature(c, child, "PronType=Dem");
    else if (ch_w(c, child)->rel != CH_REL_CASE && ch_w(c, child)->rel != CH_REL_PUNCT)
      return false; /* "the TAX bill" */
  }
  return definite;
}

void ch_mark_bills(ch_coding *c) {
  enum { REACH = 3 };
  uint32_t last = CH_NO_ITEM; /* the sentence that told of sanctions last */
  for (uint32_t s = 0; s < c->doc->n_sentences; s++) {
    uint32_t end = c->doc->sentences[s].first + c->doc->sentences[s].count;
    for (uint32_t w = c->doc->sentences[s].first; w < end; w++) {
      if (ch_in_class(c, w, c->book->bill) && ch_w(c, w)->upos == CH_UPOS_NOUN &&
          (tells_of_sanctions(c, w) || (points_back(c, w) && last != CH_NO_ITEM && last + REACH >= s)))
        ch_put_class(c, w, c->book->sanctions_law);
      if (is_of_sanctions(c, w)) last = s;
    }
  }
}
