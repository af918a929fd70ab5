/* A pattern: a head word and the words that must hang on it
 * (data/LANG/codebook/FORMAT.md, "Patterns"). */
#ifndef CH_CODE_PATTERN_H
#define CH_CODE_PATTERN_H

#include "code/words.h"

#define CH_MAX_ELEMENTS 8
#define CH_MAX_ALTERNATIVES 8
#define CH_MAX_FUNCTIONS 3

typedef enum ch_atom_kind {
  CH_ATOM_LEXEME,
  CH_ATOM_CLASS,
  CH_ATOM_ANY,      /* @any: any noun */
  CH_ATOM_ACTOR,    /* @actor: names an actor */
  CH_ATOM_NUMBER,   /* @number */
  CH_ATOM_MONEY,    /* @money */
  CH_ATOM_DURATION, /* @duration */
  CH_ATOM_DATE      /* @date */
} ch_atom_kind;

typedef struct ch_atom {
  ch_atom_kind kind;
  uint32_t id; /* lexeme or class */
} ch_atom;

/* One word of a function slot: any of these lexemes. */
typedef struct ch_function {
  uint32_t word[CH_MAX_ALTERNATIVES];
  uint32_t n;
} ch_function;

typedef struct ch_element {
  ch_atom alternative[CH_MAX_ALTERNATIVES];
  uint32_t n_alternatives; /* 0: a trailing preposition or particle alone */
  ch_function function[CH_MAX_FUNCTIONS]; /* prepositions, particles, "to" */
  uint32_t n_functions;
  bool absent; /* must not hang there */
} ch_element;

typedef enum ch_pattern_pos { CH_POS_VERB, CH_POS_NOUN, CH_POS_ADJECTIVE, CH_POS_ANY } ch_pattern_pos;

typedef struct ch_pattern {
  ch_pattern_pos pos;
  ch_element *element; /* [n], in the words' arena; element[0] is the head */
  uint32_t n;
  ch_str text;   /* as written */
  int weight;    /* how much it asks for: the heavier of two matches wins */
  uint32_t rule; /* index of its rule */
  uint32_t line; /* of the rule's file */
} ch_pattern;

/* A chain of patterns at a head lexeme. */
typedef struct ch_pattern_link {
  uint32_t pattern;
  uint32_t next; /* index + 1; 0 ends */
} ch_pattern_link;

/* Compiles the words of one pattern. Words of the class @function are taken
 * as prepositions and particles. False with a reason if it is not valid. */
bool ch_pattern_compile(ch_words *words, ch_str text, ch_pattern_pos pos, ch_pattern *out,
                        ch_error *error);

/* One word of a pattern: alternatives, with `-` before what must not be there. */
bool ch_element_compile(ch_words *words, ch_str token, ch_element *out, ch_error *error);

#endif
