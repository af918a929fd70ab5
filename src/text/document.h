/* A document: an article's text as sentences of words.
 *
 * Flat arrays of small structs that point back into the text by byte offsets.
 * src/text makes sentences and words; src/parse fills the grammar of each
 * word; later steps only read. Words are Universal Dependencies' syntactic
 * words: English clitics are split so that their spans partition the
 * surface token ("don't" = "do" + "n't", "Russia's" = "Russia" + "'s"), and
 * the second part carries CH_WORD_GLUED. Words and the gaps between them give
 * the text back; gaps hold white space alone.
 *
 * Life: the arena given to ch_document_new (in practice an article's).
 */
#ifndef CH_TEXT_DOCUMENT_H
#define CH_TEXT_DOCUMENT_H

#include "base/arena.h"
#include "base/error.h"
#include "base/str.h"
#include "ingest/article.h"

/* Universal parts of speech; one list for ids and names. */
#define CH_UPOS_LIST(ROW)                                                       \
  ROW(NONE, "_") ROW(ADJ, "ADJ") ROW(ADP, "ADP") ROW(ADV, "ADV") ROW(AUX, "AUX")        \
  ROW(CCONJ, "CCONJ") ROW(DET, "DET") ROW(INTJ, "INTJ") ROW(NOUN, "NOUN")             \
  ROW(NUM, "NUM") ROW(PART, "PART") ROW(PRON, "PRON") ROW(PROPN, "PROPN")             \
  ROW(PUNCT, "PUNCT") ROW(SCONJ, "SCONJ") ROW(SYM, "SYM") ROW(VERB, "VERB") ROW(X, "X")

typedef enum ch_upos {
#define CH_X(id, name) CH_UPOS_##id,
  CH_UPOS_LIST(CH_X)
#undef CH_X
      CH_UPOS_COUNT
} ch_upos;

/* Universal relations with the subtypes of the English treebanks. */
#define CH_REL_LIST(X)                                                        \
  X(NONE, "_") X(ACL, "acl") X(ACL_RELCL, "acl:relcl") X(ADVCL, "advcl")      \
  X(ADVCL_RELCL, "advcl:relcl") X(ADVMOD, "advmod") X(AMOD, "amod")           \
  X(APPOS, "appos") X(AUX, "aux") X(AUX_PASS, "aux:pass") X(CASE, "case")     \
  X(CC, "cc") X(CC_PRECONJ, "cc:preconj") X(CCOMP, "ccomp")                   \
  X(COMPOUND, "compound") X(COMPOUND_PRT, "compound:prt") X(CONJ, "conj")     \
  X(COP, "cop") X(CSUBJ, "csubj") X(CSUBJ_OUTER, "csubj:outer")               \
  X(CSUBJ_PASS, "csubj:pass") X(DEP, "dep") X(DET, "det")                     \
  X(DET_PREDET, "det:predet") X(DISCOURSE, "discourse")                       \
  X(DISLOCATED, "dislocated") X(EXPL, "expl") X(FIXED, "fixed")               \
  X(FLAT, "flat") X(GOESWITH, "goeswith") X(IOBJ, "iobj") X(LIST, "list")     \
  X(MARK, "mark") X(NMOD, "nmod") X(NMOD_DESC, "nmod:desc")                   \
  X(NMOD_POSS, "nmod:poss") X(NMOD_UNMARKED, "nmod:unmarked")                 \
  X(NSUBJ, "nsubj") X(NSUBJ_OUTER, "nsubj:outer") X(NSUBJ_PASS, "nsubj:pass") \
  X(NUMMOD, "nummod") X(OBJ, "obj") X(OBL, "obl") X(OBL_AGENT, "obl:agent")   \
  X(OBL_UNMARKED, "obl:unmarked") X(ORPHAN, "orphan")                         \
  X(PARATAXIS, "parataxis") X(PUNCT, "punct") X(REPARANDUM, "reparandum")     \
  X(ROOT, "root") X(VOCATIVE, "vocative") X(XCOMP, "xcomp")

typedef enum ch_rel {
#define CH_X(id, name) CH_REL_##id,
  CH_REL_LIST(CH_X)
#undef CH_X
      CH_REL_COUNT
} ch_rel;

#define CH_NAME_LIST(X) X(NONE, "_") X(PER, "PER") X(ORG, "ORG") X(LOC, "LOC")
typedef enum ch_name_type {
#define CH_X(id, name) CH_NAME_##id,
  CH_NAME_LIST(CH_X)
#undef CH_X
      CH_NAME_COUNT
} ch_name_type;

enum {
  CH_WORD_GLUED = 1,      /* second part of a split token: no token begins here */
  CH_WORD_SPACE_AFTER = 2, /* white space (or the end) follows */
  CH_WORD_CAPS = 4,       /* holds letters, all upper case, more than one */
  CH_WORD_NAME_START = 8, /* first word of a name span */
};

#define CH_NO_WORD UINT32_MAX

typedef struct ch_word {
  ch_span span;     /* bytes of the article's text */
  ch_str lemma;     /* lower case but for proper names; src/parse */
  ch_str feats;     /* UD features "Mood=Ind|Tense=Past|…" or "" */
  ch_str xpos;      /* Penn Treebank tag */
  uint32_t head;    /* document-wide index of the head; CH_NO_WORD at a root */
  uint8_t upos;     /* ch_upos */
  uint8_t rel;      /* ch_rel */
  uint8_t name;     /* ch_name_type of the name span it is in */
  uint8_t flags;    /* CH_WORD_… */
} ch_word;

typedef struct ch_sentence {
  uint32_t first;   /* index of its first word in the document */
  uint32_t count;   /* words */
  ch_span span;     /* first byte of the first word to last of the last */
  uint32_t root;    /* word index; CH_NO_WORD before parsing */
  bool paragraph;   /* begins a paragraph */
} ch_sentence;

typedef struct ch_document {
  const ch_article *article;
  ch_arena *arena;
  ch_str text;             /* article->text; where the title is read, it follows */
  ch_word *words;
  uint32_t n_words;
  ch_sentence *sentences;
  uint32_t n_sentences;    /* the title's with them, */
  uint32_t n_title;        /* which are the last: they stand before the text in the
                              article, but see all of it when they are read */
  uint32_t title_at;       /* byte of `text` where the title begins, its words in the case
                              of the article's, furniture as spaces (text/title.h) */
  /* Children of each word in surface order, made by ch_document_index after
   * parsing: children of w are child_list[child_first[w] … child_first[w+1]) */
  uint32_t *child_first;   /* [n_words + 1] */
  uint32_t *child_list;    /* [n_words - roots] */
  uint32_t *sentence_of;   /* [n_words] */
} ch_document;

const char *ch_upos_name(ch_upos upos);
const char *ch_rel_name(ch_rel rel);
const char *ch_name_type_name(ch_name_type type);
/* Unknown names give NONE; an unknown subtype gives its universal relation. */
ch_upos ch_upos_from(ch_str name);
ch_rel ch_rel_from(ch_str name);
/* The universal relation, subtype dropped: nsubj:pass gives nsubj. */
ch_rel ch_rel_universal(ch_rel rel);

static inline ch_str ch_word_form(const ch_document *doc, uint32_t w) {
  return ch_str_at(doc->text, doc->words[w].span);
}

/* Is the sentence the title's? */
static inline bool ch_in_title(const ch_document *doc, uint32_t sentence) {
  return sentence >= doc->n_sentences - doc->n_title;
}
/* Does nothing stand before the sentence: is it the first of the text or of the title? */
static inline bool ch_sentence_opens(const ch_document *doc, uint32_t sentence) {
  return sentence == 0 || (doc->n_title && sentence == doc->n_sentences - doc->n_title);
}
/* What is printed at the span, which may lie in the title. */
ch_str ch_printed(const ch_document *doc, ch_span span);
/* The printed form of a view of the document's text; another view is given back. */
ch_str ch_as_printed(const ch_document *doc, ch_str view);

/* Builds child lists, roots and sentence_of from the heads. A sentence's root
 * is its first word without a head. Fails with CH_ERROR_MEMORY, or with
 * CH_ERROR_FORMAT when a head lies outside its word's sentence or heads run in
 * a circle; so whoever walks an indexed document need not fear either. */
bool ch_document_index(ch_document *doc, ch_error *error);

static inline uint32_t ch_child_count(const ch_document *doc, uint32_t w) {
  return doc->child_first[w + 1] - doc->child_first[w];
}
static inline uint32_t ch_child(const ch_document *doc, uint32_t w, uint32_t i) {
  return doc->child_list[doc->child_first[w] + i];
}
/* First child with that very relation; CH_NO_WORD if none. */
uint32_t ch_child_by_rel(const ch_document *doc, uint32_t w, ch_rel rel);
/* Is `w` equal to or below `ancestor`? */
bool ch_below(const ch_document *doc, uint32_t w, uint32_t ancestor);
/* First and last word of the subtree of w (a contiguous range that may hold
 * strangers in a non-projective tree). Takes time in the subtree's size. */
void ch_subtree_range(const ch_document *doc, uint32_t w, uint32_t *first, uint32_t *last);

#endif
