#include "parse/mend.h"
#include "parse/parser.h"

#include <stdlib.h>

#include "parse/inference.h"
#include "parse/lemma.h"
#include "parse/tense.h"

struct ch_parser {
  ch_model model;
  const ch_kernels *kernels;
};

struct ch_parser_workspace {
  ch_inference *inference;
  ch_str forms[CH_BATCH_WORDS];
  ch_token_parse tokens[CH_BATCH_WORDS];
  uint32_t first[CH_BATCH_WORDS + 1];
};

static ch_parser *parser_new(ch_error *error) {
  ch_parser *parser = calloc(1, sizeof *parser);
  if (!parser) ch_fail(error, CH_ERROR_MEMORY, "no memory for the parser");
  else parser->kernels = ch_kernels_best();
  return parser;
}

ch_parser *ch_parser_open(const char *path, ch_error *error) {
  ch_parser *parser = parser_new(error);
  if (!parser || ch_model_open(&parser->model, path, error)) return parser;
  free(parser);
  return NULL;
}

ch_parser *ch_parser_from(ch_str bytes, ch_error *error) {
  ch_parser *parser = parser_new(error);
  if (!parser || ch_model_from(&parser->model, bytes, error)) return parser;
  free(parser);
  return NULL;
}

void ch_parser_close(ch_parser *parser) {
  if (!parser) return;
  ch_model_close(&parser->model);
  free(parser);
}

const char *ch_parser_kernels(const ch_parser *parser) { return parser->kernels->name; }

bool ch_parser_use_kernels(ch_parser *parser, const char *name) {
  const ch_kernels *kernels = ch_kernels_named(name);
  if (kernels) parser->kernels = kernels;
  return kernels != NULL;
}

ch_parser_workspace *ch_parser_workspace_new(const ch_parser *parser, ch_error *error) {
  ch_parser_workspace *w = calloc(1, sizeof *w);
  if (w) w->inference = ch_inference_new(&parser->model);
  if (w && w->inference) return w;
  free(w);
  ch_fail(error, CH_ERROR_MEMORY, "no memory for the parser's workspace");
  return NULL;
}

void ch_parser_workspace_free(ch_parser_workspace *w) {
  if (!w) return;
  ch_inference_free(w->inference);
  free(w);
}

/* ---- pieces of sentences ---- */

/* How many of the `left` words from `forms` on make the next piece: all, or up
 * to the last comma or semicolon that leaves pieces of a fair length. */
static uint32_t piece_length(const ch_str *forms, uint32_t left) {
  if (left <= CH_TREE_MAX) return left;
  for (uint32_t n = CH_TREE_MAX; n > CH_TREE_MAX / 2; n--)
    if (forms[n - 1].n == 1 && (forms[n - 1].p[0] == ';' || forms[n - 1].p[0] == ',')) return n;
  return CH_TREE_MAX;
}

/* A view of the form where the script changes nothing, else a copy in the
 * arena; p is NULL if out of memory. */
static ch_str lemma_of(const ch_model *m, const ch_token_parse *t, ch_str form, ch_arena *arena) {
  ch_str lemma;
  if (t->exceptions != CH_NO_ROW && ch_model_exception(m, t->exceptions, t->upos, &lemma))
    return lemma;
  ch_str script = ch_strings_get(&m->scripts, t->script);
  if (ch_str_is(script, "k0/")) return form;
  char made[CH_LEMMA_MAX];
  lemma = (ch_str){made, ch_lemma_apply(script, form, made)};
  return ch_str_eq(lemma, form) ? form : ch_arena_copy(arena, lemma);
}

static ch_str feats_of(const ch_model *m, const ch_token_parse *t) {
  if (t->feats >= m->feats.n) return CH_STR("");
  return ch_strings_get(&m->feats, t->feats);
}

static bool no_memory(ch_error *error) {
  return ch_fail(error, CH_ERROR_MEMORY, "no memory for the parse");
}

/* ---- documents ---- */

/* One piece of a sentence, parsed, into the document. */
static bool fill(const ch_model *m, const ch_token_parse *t, ch_document *doc, ch_sentence *s,
                 uint32_t from, uint32_t count, ch_error *error) {
  for (uint32_t i = 0; i < count; i++) {
    ch_word *w = &doc->words[from + i];
    w->upos = t[i].upos;
    w->rel = t[i].rel;
    w->xpos = ch_strings_get(&m->xpos, t[i].xpos);
    w->feats = feats_of(m, &t[i]);
    w->name = t[i].name ? (uint8_t)(1 + (t[i].name - 1) / 4) : CH_NAME_NONE;
    uint32_t place = t[i].name ? (t[i].name - 1u) & 3 : CH_BIOES_INSIDE;
    bool starts = place == CH_BIOES_BEGIN || place == CH_BIOES_SINGLE;
    w->flags = (uint8_t)((w->flags & ~CH_WORD_NAME_START) | (starts ? CH_WORD_NAME_START : 0));
    w->lemma = lemma_of(m, &t[i], ch_word_form(doc, from + i), doc->arena);
    if (!w->lemma.p) return no_memory(error);
    w->head = t[i].head ? from + t[i].head - 1 : CH_NO_WORD;
    if (t[i].head) continue;
    if (from == s->first) s->root = from + i;
    else {
      w->head = s->root;
      w->rel = CH_REL_PARATAXIS;
    }
  }
  return true;
}

static void mend(const ch_model *m, ch_token_parse *words, const ch_str *forms, uint32_t n) {
  ch_str tags[CH_TREE_MAX];
  for (uint32_t i = 0; i < n; i++) tags[i] = ch_strings_get(&m->xpos, words[i].xpos);
  ch_mend(words, forms, tags, n);
}

typedef struct pending {
  uint32_t sentence, from;
} pending;

/* Parses what has been gathered and fills it in. */
static bool flush(const ch_parser *p, ch_parser_workspace *w, ch_document *doc,
                  const pending *pieces, uint32_t n_pieces, ch_error *error) {
  if (n_pieces == 0) return true;
  ch_infer(&p->model, p->kernels, w->inference, w->forms, w->first, n_pieces, w->tokens);
  for (uint32_t i = 0; i < n_pieces; i++)
    mend(&p->model, w->tokens + w->first[i], w->forms + w->first[i], w->first[i + 1] - w->first[i]);
  for (uint32_t i = 0; i < n_pieces; i++)
    if (!fill(&p->model, w->tokens + w->first[i], doc, &doc->sentences[pieces[i].sentence],
              pieces[i].from, w->first[i + 1] - w->first[i], error))
      return false;
  return true;
}

bool ch_parse(const ch_parser *parser, ch_parser_workspace *w, ch_document *doc, ch_error *error) {
  pending pieces[CH_BATCH_WORDS];
  uint32_t n = 0, n_pieces = 0;
  ch_str forms[CH_TREE_MAX + 1];
  w->first[0] = 0;
  for (uint32_t k = 0; k < doc->n_sentences; k++) {
    const ch_sentence *s = &doc->sentences[k];
    for (uint32_t at = s->first, end = s->first + s->count; at < end;) {
      uint32_t left = end - at, look = left < CH_TREE_MAX ? left : CH_TREE_MAX;
      for (uint32_t i = 0; i < look; i++) forms[i] = ch_word_form(doc, at + i);
      uint32_t count = piece_length(forms, left);
      if (n + count > CH_BATCH_WORDS) {
        if (!flush(parser, w, doc, pieces, n_pieces, error)) return false;
        n = n_pieces = 0;
      }
      memcpy(w->forms + n, forms, count * sizeof *forms);
      pieces[n_pieces++] = (pending){k, at};
      n += count;
      w->first[n_pieces] = n;
      at += count;
    }
  }
  if (!flush(parser, w, doc, pieces, n_pieces, error)) return false;
  ch_mend_tenses(doc);
  return true;
}

/* ---- CoNLL-U with given words ---- */

bool ch_parse_sentence(const ch_parser *p, ch_parser_workspace *w, ch_conllu_sentence *s,
                       uint8_t *names, ch_arena *arena, ch_error *error) {
  const ch_model *m = &p->model;
  uint32_t root = 0;
  ch_str forms[CH_TREE_MAX];
  for (uint32_t at = 0; at < s->n_words;) {
    uint32_t left = s->n_words - at, look = left < CH_TREE_MAX ? left : CH_TREE_MAX;
    for (uint32_t i = 0; i < look; i++) forms[i] = s->words[at + i].form;
    uint32_t count = piece_length(forms, left);
    const uint32_t first[2] = {0, count};
    ch_infer(m, p->kernels, w->inference, forms, first, 1, w->tokens);
    mend(m, w->tokens, forms, count);
    for (uint32_t i = 0; i < count; i++) {
      const ch_token_parse *t = &w->tokens[i];
      ch_conllu_word *word = &s->words[at + i];
      word->upos = ch_str_of(ch_upos_name((ch_upos)t->upos));
      word->xpos = ch_strings_get(&m->xpos, t->xpos);
      word->feats = feats_of(m, t);
      word->lemma = lemma_of(m, t, word->form, arena);
      if (!word->lemma.p) return no_memory(error);
      word->head = t->head ? at + t->head : 0;
      word->deprel = ch_str_of(ch_rel_name((ch_rel)t->rel));
      if (names) names[at + i] = t->name;
      if (t->head) continue;
      if (at == 0) root = i + 1;
      else {
        word->head = root;
        word->deprel = ch_str_of(ch_rel_name(CH_REL_PARATAXIS));
      }
    }
    at += count;
  }
  return true;
}
