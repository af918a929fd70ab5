/* The names of tags and relations, and walks over the tree.
 *
 * The tree is kept as heads plus one flat list of children (compressed rows),
 * so that a document of any length takes three allocations and a walk touches
 * neighbouring memory.
 */
#include "text/document.h"

static const char *const upos_names[CH_UPOS_COUNT] = {
#define CH_X(id, name) [CH_UPOS_##id] = name,
    CH_UPOS_LIST(CH_X)
#undef CH_X
};

static const char *const rel_names[CH_REL_COUNT] = {
#define CH_X(id, name) [CH_REL_##id] = name,
    CH_REL_LIST(CH_X)
#undef CH_X
};

static const char *const name_type_names[CH_NAME_COUNT] = {
#define CH_X(id, name) [CH_NAME_##id] = name,
    CH_NAME_LIST(CH_X)
#undef CH_X
};

/* Subtypes alone; 0 (NONE) means that the relation is universal already. */
static const uint8_t rel_parents[CH_REL_COUNT] = {
    [CH_REL_ACL_RELCL] = CH_REL_ACL,
    [CH_REL_ADVCL_RELCL] = CH_REL_ADVCL,
    [CH_REL_AUX_PASS] = CH_REL_AUX,
    [CH_REL_CC_PRECONJ] = CH_REL_CC,
    [CH_REL_COMPOUND_PRT] = CH_REL_COMPOUND,
    [CH_REL_CSUBJ_OUTER] = CH_REL_CSUBJ,
    [CH_REL_CSUBJ_PASS] = CH_REL_CSUBJ,
    [CH_REL_DET_PREDET] = CH_REL_DET,
    [CH_REL_NMOD_DESC] = CH_REL_NMOD,
    [CH_REL_NMOD_POSS] = CH_REL_NMOD,
    [CH_REL_NMOD_UNMARKED] = CH_REL_NMOD,
    [CH_REL_NSUBJ_OUTER] = CH_REL_NSUBJ,
    [CH_REL_NSUBJ_PASS] = CH_REL_NSUBJ,
    [CH_REL_OBL_AGENT] = CH_REL_OBL,
    [CH_REL_OBL_UNMARKED] = CH_REL_OBL,
};

const char *ch_upos_name(ch_upos upos) {
  return (unsigned)upos < CH_UPOS_COUNT ? upos_names[upos] : upos_names[0];
}

const char *ch_rel_name(ch_rel rel) {
  return (unsigned)rel < CH_REL_COUNT ? rel_names[rel] : rel_names[0];
}

const char *ch_name_type_name(ch_name_type type) {
  return (unsigned)type < CH_NAME_COUNT ? name_type_names[type] : name_type_names[0];
}

ch_upos ch_upos_from(ch_str name) {
  for (unsigned i = 1; i < CH_UPOS_COUNT; i++)
    if (ch_str_is(name, upos_names[i])) return (ch_upos)i;
  return CH_UPOS_NONE;
}

static ch_rel rel_exactly(ch_str name) {
  for (unsigned i = 1; i < CH_REL_COUNT; i++)
    if (ch_str_is(name, rel_names[i])) return (ch_rel)i;
  return CH_REL_NONE;
}

ch_rel ch_rel_from(ch_str name) {
  ch_rel rel = rel_exactly(name);
  if (rel != CH_REL_NONE || name.n == 0) return rel;
  const char *colon = memchr(name.p, ':', name.n);
  if (!colon) return CH_REL_NONE;
  return rel_exactly((ch_str){name.p, (size_t)(colon - name.p)});
}

ch_rel ch_rel_universal(ch_rel rel) {
  if ((unsigned)rel >= CH_REL_COUNT) return CH_REL_NONE;
  return rel_parents[rel] ? (ch_rel)rel_parents[rel] : rel;
}

/* Does every chain of heads of the sentence end at a root? `state` is zeroed
 * for its words: 0 not seen, 1 on the chain being followed, 2 known good. */
static bool chains_end(const ch_document *doc, const ch_sentence *s, uint8_t *state) {
  for (uint32_t w = s->first; w < s->first + s->count; w++) {
    uint32_t at = w;
    while (at != CH_NO_WORD && state[at] == 0) {
      state[at] = 1;
      at = doc->words[at].head;
    }
    if (at != CH_NO_WORD && state[at] == 1) return false;
    for (at = w; at != CH_NO_WORD && state[at] == 1; at = doc->words[at].head)
      state[at] = 2;
  }
  return true;
}

static bool index_sentence(ch_document *doc, uint32_t number, uint8_t *state,
                           ch_error *error) {
  ch_sentence *s = &doc->sentences[number];
  s->root = CH_NO_WORD;
  for (uint32_t w = s->first; w < s->first + s->count; w++) {
    uint32_t head = doc->words[w].head;
    doc->sentence_of[w] = number;
    if (head == CH_NO_WORD) {
      if (s->root == CH_NO_WORD) s->root = w;
    } else if (head < s->first || head >= s->first + s->count) {
      return ch_fail(error, CH_ERROR_FORMAT, "the head of word %u is outside its sentence", w);
    } else {
      doc->child_first[head + 1]++;
    }
  }
  if (!chains_end(doc, s, state))
    return ch_fail(error, CH_ERROR_FORMAT, "heads run in a circle in sentence %u", number);
  return true;
}

bool ch_document_index(ch_document *doc, ch_error *error) {
  uint32_t n = doc->n_words;
  uint8_t *state = CH_ARRAY(doc->arena, (size_t)n + 1, uint8_t);
  doc->child_first = CH_ARRAY(doc->arena, (size_t)n + 2, uint32_t);
  doc->child_list = CH_ARRAY(doc->arena, (size_t)n + 1, uint32_t);
  doc->sentence_of = CH_ARRAY(doc->arena, (size_t)n + 1, uint32_t);
  if (!state || !doc->child_first || !doc->child_list || !doc->sentence_of)
    return ch_fail(error, CH_ERROR_MEMORY, "no memory for the tree of %u words", n);
  for (uint32_t i = 0; i < doc->n_sentences; i++)
    if (!index_sentence(doc, i, state, error)) return false;

  for (uint32_t w = 0; w < n; w++) doc->child_first[w + 1] += doc->child_first[w];
  /* Fill each row from its start, which moves to its end and is set back. */
  for (uint32_t w = 0; w < n; w++) {
    uint32_t head = doc->words[w].head;
    if (head != CH_NO_WORD) doc->child_list[doc->child_first[head]++] = w;
  }
  for (uint32_t w = n; w > 0; w--) doc->child_first[w] = doc->child_first[w - 1];
  doc->child_first[0] = 0;
  return true;
}

ch_str ch_printed(const ch_document *doc, ch_span span) {
  if (!doc->n_title || span.from < doc->title_at) return ch_str_at(doc->text, span);
  return ch_str_slice(doc->article->title, span.from - doc->title_at, span.to - doc->title_at);
}

ch_str ch_as_printed(const ch_document *doc, ch_str view) {
  if (!doc->n_title || !view.p || view.p < doc->text.p || view.p >= doc->text.p + doc->text.n) return view;
  uint32_t from = (uint32_t)(view.p - doc->text.p);
  return ch_printed(doc, (ch_span){from, from + (uint32_t)view.n});
}

uint32_t ch_child_by_rel(const ch_document *doc, uint32_t w, ch_rel rel) {
  for (uint32_t i = doc->child_first[w]; i < doc->child_first[w + 1]; i++)
    if (doc->words[doc->child_list[i]].rel == rel) return doc->child_list[i];
  return CH_NO_WORD;
}

bool ch_below(const ch_document *doc, uint32_t w, uint32_t ancestor) {
  while (w != CH_NO_WORD && w != ancestor) w = doc->words[w].head;
  return w != CH_NO_WORD;
}

/* The child of w's head that follows w; CH_NO_WORD if w is the last. Rows are
 * sorted, so w is found by halving. */
static uint32_t next_sibling(const ch_document *doc, uint32_t w) {
  uint32_t head = doc->words[w].head;
  uint32_t low = doc->child_first[head], end = doc->child_first[head + 1], high = end;
  while (low < high) {
    uint32_t middle = low + (high - low) / 2;
    if (doc->child_list[middle] <= w) low = middle + 1;
    else high = middle;
  }
  return low < end ? doc->child_list[low] : CH_NO_WORD;
}

void ch_subtree_range(const ch_document *doc, uint32_t w, uint32_t *first, uint32_t *last) {
  *first = *last = w;
  uint32_t at = w;
  for (;;) {
    if (at < *first) *first = at;
    if (at > *last) *last = at;
    if (ch_child_count(doc, at) > 0) {
      at = ch_child(doc, at, 0);
      continue;
    }
    uint32_t next = CH_NO_WORD;
    while (at != w && (next = next_sibling(doc, at)) == CH_NO_WORD) at = doc->words[at].head;
    if (at == w) return;
    at = next;
  }
}
