#include "parse/score.h"

#include "parse/decode.h"

static ch_str universal(ch_str rel) {
  size_t colon = ch_str_find_byte(rel, ':', 0);
  return colon == SIZE_MAX ? rel : ch_str_slice(rel, 0, colon);
}

bool ch_score_sentence(ch_score *score, const ch_conllu_sentence *gold,
                       const ch_conllu_sentence *system) {
  if (gold->n_words != system->n_words) return false;
  for (uint32_t i = 0; i < gold->n_words; i++)
    if (!ch_str_eq(gold->words[i].form, system->words[i].form)) return false;
  score->sentences++;
  score->words += gold->n_words;
  for (uint32_t i = 0; i < gold->n_words; i++) {
    const ch_conllu_word *g = &gold->words[i], *s = &system->words[i];
    score->upos += ch_str_eq(g->upos, s->upos);
    score->xpos += ch_str_eq(g->xpos, s->xpos);
    score->feats += ch_str_eq(g->feats, s->feats);
    score->lemma += ch_str_is(g->lemma, "_") || ch_str_eq(g->lemma, s->lemma);
    if (g->head != s->head) continue;
    score->uas++;
    score->las += ch_str_eq(universal(g->deprel), universal(s->deprel));
    score->las_subtyped += ch_str_eq(g->deprel, s->deprel);
  }
  return true;
}

/* The end of the name that begins at i: one past its last word; 0 if no name
 * begins there. */
static uint32_t name_end(const uint8_t *tags, uint32_t i, uint32_t n) {
  if (tags[i] == 0) return 0;
  uint32_t place = (tags[i] - 1u) & 3;
  if (place == CH_BIOES_SINGLE) return i + 1;
  if (place != CH_BIOES_BEGIN) return 0;
  for (uint32_t k = i + 1; k < n; k++)
    if (tags[k] == 0 || ((tags[k] - 1u) & 3) != CH_BIOES_INSIDE) return k + 1 <= n ? k + 1 : n;
  return n;
}

void ch_score_names(ch_score *score, const uint8_t *gold, const uint8_t *system, uint32_t n) {
  for (uint32_t i = 0; i < n; i++) {
    uint32_t g = name_end(gold, i, n), s = name_end(system, i, n);
    score->names_gold += g > 0;
    score->names_found += s > 0;
    score->names_right += g > 0 && g == s && (gold[i] - 1) / 4 == (system[i] - 1) / 4;
  }
}

void ch_score_add(ch_score *to, const ch_score *from) {
  to->sentences += from->sentences;
  to->words += from->words;
  to->upos += from->upos;
  to->xpos += from->xpos;
  to->feats += from->feats;
  to->lemma += from->lemma;
  to->uas += from->uas;
  to->las += from->las;
  to->las_subtyped += from->las_subtyped;
  to->names_right += from->names_right;
  to->names_found += from->names_found;
  to->names_gold += from->names_gold;
}

double ch_score_names_f1(const ch_score *s) {
  uint64_t total = s->names_found + s->names_gold;
  return total ? 200.0 * (double)s->names_right / (double)total : 0.0;
}
