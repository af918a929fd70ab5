/* Verbs that an "and" joins, hung on the verb of the same tense.
 *
 * The network joins a verb to the nearest one: "We condemn the raid that killed ten and CALL on
 * Peru to stop" would have the raid call. What is joined has one tense: "call" goes with "condemn".
 */
#include "parse/tense.h"

typedef struct words {
  ch_document *doc;
  uint32_t first, end;
} words;

/* PLAIN: without an ending, as after "I", "we", "they", "to" and "must". */
typedef enum tense { NO_TENSE, PLAIN, THIRD, PAST } tense;

static tense tense_of_tag(ch_str xpos) {
  if (ch_str_is(xpos, "VBD")) return PAST;
  if (ch_str_is(xpos, "VBZ")) return THIRD;
  return ch_str_is(xpos, "VBP") || ch_str_is(xpos, "VB") || ch_str_is(xpos, "MD") ? PLAIN : NO_TENSE;
}

static bool is_auxiliary(const ch_word *w) {
  return w->rel == CH_REL_AUX || w->rel == CH_REL_AUX_PASS || w->rel == CH_REL_COP;
}

/* Of the clause that `w` heads: its first auxiliary's. */
static tense tense_of(const words *s, uint32_t w) {
  for (uint32_t i = s->first; i < s->end; i++)
    if (s->doc->words[i].head == w && is_auxiliary(&s->doc->words[i])) return tense_of_tag(s->doc->words[i].xpos);
  return s->doc->words[w].upos == CH_UPOS_VERB ? tense_of_tag(s->doc->words[w].xpos) : NO_TENSE;
}

static bool has(const words *s, uint32_t w, ch_rel rel) {
  for (uint32_t i = s->first; i < s->end; i++)
    if (s->doc->words[i].head == w && ch_rel_universal((ch_rel)s->doc->words[i].rel) == rel) return true;
  return false;
}

static void mend(const words *s, uint32_t w) {
  enum { CLIMB = 8 };
  ch_word *verb = &s->doc->words[w];
  if (verb->rel != CH_REL_CONJ || verb->upos != CH_UPOS_VERB || verb->head > w || !has(s, w, CH_REL_CC)) return;
  if (has(s, w, CH_REL_NSUBJ) || has(s, w, CH_REL_AUX) || has(s, w, CH_REL_MARK)) return;
  tense own = tense_of_tag(verb->xpos), first = tense_of(s, verb->head);
  if ((own != PLAIN && own != THIRD) || first == own || first == NO_TENSE) return;
  uint32_t up = s->doc->words[verb->head].head;
  for (int i = 0; i < CLIMB && up != CH_NO_WORD && up < w; i++, up = s->doc->words[up].head)
    if (tense_of(s, up) == own && has(s, up, CH_REL_NSUBJ) && s->doc->words[up].rel != CH_REL_PARATAXIS) {
      verb->head = up;
      return;
    }
}

void ch_mend_tenses(ch_document *doc) {
  for (uint32_t k = 0; k < doc->n_sentences; k++) {
    words s = {doc, doc->sentences[k].first, doc->sentences[k].first + doc->sentences[k].count};
    for (uint32_t w = s.first; w < s.end; w++) mend(&s, w);
  }
}
