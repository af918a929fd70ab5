/* Trees of titles, set right by what headlines leave out.
 *
 * A headline tells in the present tense and without "is" and "are". So a
 * participle behind its noun is the sentence's verb and no attribute, "35
 * diplomats expelled from Chad", and what is taken for a simple past without
 * an object is a passive, "Envoy summoned over remarks". A comma stands for
 * "and": "Congo, Uganda sign truce".
 */
#include "parse/headline.h"

#include "text/chars.h"

typedef struct words {
  ch_document *doc;
  uint32_t first, end;
} words;

static uint32_t child_by_rel(const words *s, uint32_t w, ch_rel rel, uint32_t but) {
  for (uint32_t i = s->first; i < s->end; i++)
    if (i != but && s->doc->words[i].head == w && ch_rel_universal((ch_rel)s->doc->words[i].rel) == rel) return i;
  return CH_NO_WORD;
}

static bool is_noun(const ch_word *w) { return w->upos == CH_UPOS_NOUN || w->upos == CH_UPOS_PROPN; }

/* "Peruvians BARRED from shrine, embassy says": the participle becomes the verb. */
static void raise_participle(const words *s, uint32_t w) {
  ch_word *verb = &s->doc->words[w];
  uint32_t noun = verb->head;
  if (verb->rel != CH_REL_ACL || !ch_str_is(verb->xpos, "VBN") || noun == CH_NO_WORD || noun > w) return;
  ch_word *of = &s->doc->words[noun];
  bool top = of->head == CH_NO_WORD;
  bool said = of->rel == CH_REL_NSUBJ && !top && of->head > w &&
              child_by_rel(s, of->head, CH_REL_NSUBJ, noun) != CH_NO_WORD;
  if (!is_noun(of) || !(top || said) || child_by_rel(s, noun, CH_REL_COP, CH_NO_WORD) != CH_NO_WORD) return;
  verb->head = of->head;
  verb->rel = top ? CH_REL_ROOT : CH_REL_CCOMP;
  of->head = w;
  of->rel = CH_REL_NSUBJ_PASS;
  for (uint32_t i = w + 1; i < s->end; i++)
    if (s->doc->words[i].head == noun) s->doc->words[i].head = w;
}

static void make_passive(const words *s, uint32_t w) {
  static const ch_rel ACTIVE[] = {CH_REL_OBJ, CH_REL_CCOMP, CH_REL_AUX, CH_REL_COP};
  ch_word *verb = &s->doc->words[w];
  uint32_t subject = child_by_rel(s, w, CH_REL_NSUBJ, CH_NO_WORD);
  bool past = ch_str_is(verb->xpos, "VBD") || ch_str_is(verb->xpos, "VBN");
  if (verb->upos != CH_UPOS_VERB || !past || subject == CH_NO_WORD || subject > w) return;
  if (ch_rel_universal((ch_rel)verb->rel) == CH_REL_ACL) return;
  for (size_t i = 0; i < sizeof ACTIVE / sizeof *ACTIVE; i++)
    if (child_by_rel(s, w, ACTIVE[i], CH_NO_WORD) != CH_NO_WORD) return;
  s->doc->words[subject].rel = CH_REL_NSUBJ_PASS;
  verb->xpos = CH_STR("VBN");
  verb->feats = CH_STR("Tense=Past|VerbForm=Part|Voice=Pass");
}

static bool is_comma(const words *s, uint32_t w) { return ch_str_is(ch_word_form(s->doc, w), ","); }

/* Is the comma right before the phrase of `w`, whose words before it hang on it? */
static bool behind_comma(const words *s, uint32_t w) {
  uint32_t k = w;
  while (k > s->first && s->doc->words[k - 1].head == w && s->doc->words[k - 1].upos != CH_UPOS_PUNCT) k--;
  return k > s->first && is_comma(s, k - 1);
}

/* "Congo, UGANDA sign": a second subject, or what looks like another name of the first. */
static void join_by_comma(const words *s, uint32_t w) {
  ch_word *second = &s->doc->words[w];
  uint32_t up = second->head;
  if (up == CH_NO_WORD || !is_noun(second) || !behind_comma(s, w)) return;
  if (second->rel == CH_REL_NSUBJ && up > w) {
    uint32_t first = child_by_rel(s, up, CH_REL_NSUBJ, w);
    if (first == CH_NO_WORD || first > w) return;
    second->head = first;
    second->rel = CH_REL_CONJ;
  } else if (second->rel == CH_REL_APPOS && second->upos == CH_UPOS_PROPN && up < w &&
             s->doc->words[up].upos == CH_UPOS_PROPN && !(w + 1 < s->end && is_comma(s, w + 1))) {
    second->rel = CH_REL_CONJ;
  }
}

/* "Oslo broke its word - RUSSIAN MINISTER": what stands behind a dash is nobody's other name. */
static void part_at_dash(const words *s, uint32_t dash) {
  const ch_document *doc = s->doc;
  uint32_t root = s->first;
  bool free = dash > s->first && ch_char_at(ch_word_form(doc, dash), 0).class == CH_CHAR_DASH &&
              doc->words[dash - 1].flags & CH_WORD_SPACE_AFTER && doc->words[dash].flags & CH_WORD_SPACE_AFTER;
  while (root < s->end && doc->words[root].head != CH_NO_WORD) root++;
  for (uint32_t w = dash + 1; free && root < dash && w < s->end; w++) {
    ch_word *word = &s->doc->words[w];
    ch_rel rel = ch_rel_universal((ch_rel)word->rel);
    if (word->head >= dash || (rel != CH_REL_CONJ && rel != CH_REL_APPOS && rel != CH_REL_NMOD)) continue;
    word->head = root;
    word->rel = CH_REL_PARATAXIS;
  }
}

void ch_mend_headlines(ch_document *doc) {
  for (uint32_t k = doc->n_sentences - doc->n_title; k < doc->n_sentences; k++) {
    words s = {doc, doc->sentences[k].first, doc->sentences[k].first + doc->sentences[k].count};
    for (uint32_t w = s.first; w < s.end; w++) {
      raise_participle(&s, w);
      make_passive(&s, w);
      join_by_comma(&s, w);
      part_at_dash(&s, w);
    }
  }
}
