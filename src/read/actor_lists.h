/* The actor lists of data/LANG: states, bodies, people, roles, pronouns.
 *
 * Part of the lexicon: filled at opening, immutable after. Rows keep views
 * into the files' bytes, which live in the lexicon's arena. Internal to
 * src/read.
 */
#ifndef CH_READ_ACTOR_LISTS_H
#define CH_READ_ACTOR_LISTS_H

#include "base/map.h"
#include "read/actor_names.h"
#include "read/reading.h"

#define CH_NO_ROW UINT32_MAX

/* states.tsv */
typedef struct ch_state_row {
  ch_str code, name, capital;
  ch_str aliases;                /* apart by bars */
  ch_str region;                 /* part of the world: "West Africa" */
  ch_str controller;             /* code that acts for it; n = 0 itself */
  ch_str sectors[CH_MAX_SECTORS];
  uint32_t n_sectors;
  int32_t from, to;              /* days of existence; CH_DAY_NONE open */
} ch_state_row;

/* organisations.tsv */
typedef struct ch_body_row {
  ch_str code, name, seat, kind;
  ch_str sectors[CH_MAX_SECTORS];
  uint32_t n_sectors;
  int32_t from, to;
} ch_body_row;

/* people.tsv: one office of one person. */
typedef struct ch_person_row {
  ch_str name, code, office;
  ch_str surname;                /* several apart by | */
  ch_str sectors[CH_MAX_SECTORS];
  uint32_t n_sectors;
  int32_t from, to;
} ch_person_row;

typedef enum ch_role_kind {
  CH_ROLE_PERSON, CH_ROLE_SPOKESPERSON, CH_ROLE_BODY, CH_ROLE_GROUP, CH_ROLE_PROPERTY
} ch_role_kind;

/* roles.tsv */
typedef struct ch_role_row {
  ch_str term, office;
  ch_str usual;                  /* code of the country meant where none is told */
  ch_str sectors[CH_MAX_SECTORS];
  uint32_t n_sectors;
  ch_role_kind kind;
} ch_role_row;

/* places.tsv */
typedef struct ch_place_row {
  ch_str name, division;
  float lat, lon;
  uint32_t population;
  char code[3];
} ch_place_row;

static inline ch_str ch_place_code(const ch_place_row *place) {
  return (ch_str){place->code, 3};
}

/* What pronouns.tsv and place_words.tsv say of a word: bits. */
typedef enum ch_word_kind {
  CH_WORD_PERSON = 1 << 0,
  CH_WORD_THING = 1 << 1,
  CH_WORD_MANY = 1 << 2,
  CH_WORD_STATES = 1 << 3,
  CH_WORD_PERSONS = 1 << 4,
  CH_WORD_TWO = 1 << 5,
  CH_WORD_COUNTRY = 1 << 6,
  CH_WORD_COUNTERPART = 1 << 7,
  CH_WORD_HONORIFIC = 1 << 8,
  CH_WORD_LEAD = 1 << 9,
  CH_WORD_HOME = 1 << 10,
  CH_WORD_OWNER = 1 << 11,
  CH_WORD_DEFINITE = 1 << 12,
  CH_WORD_AT = 1 << 13,
  CH_WORD_WAY = 1 << 14,
  CH_WORD_MOVER = 1 << 15,
  CH_WORD_SITE = 1 << 16,
  CH_WORD_EVENT = 1 << 17,
  CH_WORD_SEAT = 1 << 18,
  CH_WORD_MALE = 1 << 19,
  CH_WORD_FEMALE = 1 << 20,
  CH_WORD_GIVEN_MALE = 1 << 21,
  CH_WORD_GIVEN_FEMALE = 1 << 22,
  CH_WORD_LEADER = 1 << 23,
  CH_WORD_INDEFINITE = 1 << 24,
  CH_WORD_ABROAD = 1 << 25,
  CH_WORD_HOLDER = 1 << 26,
  CH_WORD_FORMER = 1 << 27,
  CH_WORD_OWN = 1 << 28,
  CH_WORD_DEPUTY = 1 << 29,
  CH_WORD_DIVISION = 1 << 30,
} ch_word_kind;
#define CH_WORD_COMMON (1u << 31) /* the last of them, which no int holds */

/* What pronouns.tsv says of words that bind other words: bits. */
typedef enum ch_word_use {
  CH_USE_PARTICLE = 1 << 0,
  CH_USE_SUFFIX = 1 << 1,
  CH_USE_BEHALF = 1 << 2,
  CH_USE_PART = 1 << 3,
  CH_USE_SIDE = 1 << 4,
  CH_USE_HOSTILE = 1 << 5,
  CH_USE_THEIRS = 1 << 6,
  CH_USE_DUTY = 1 << 7,
  CH_USE_EDGE = 1 << 8,
  CH_USE_AREA = 1 << 9,
  CH_USE_CONTINENT = 1 << 10,
  CH_USE_LOCAL = 1 << 11,
  CH_USE_CLASS = 1 << 12,
  CH_USE_STRIFE = 1 << 13,
  CH_USE_NICKNAME = 1 << 14,
  CH_USE_TOPIC = 1 << 15,
  CH_USE_DAY = 1 << 16,
  CH_USE_PAIR = 1 << 17,
  CH_USE_WATER = 1 << 18,
  CH_USE_REGION = 1 << 19,
  CH_USE_RIVAL = 1 << 20,
  CH_USE_RULERS = 1 << 21,
  CH_USE_SERVANT = 1 << 22,
  CH_USE_SERVED = 1 << 23,
  CH_USE_GROUND = 1 << 24,
  CH_USE_CAUSE = 1 << 25,
  CH_USE_AGAINST = 1 << 26,
  CH_USE_RUPTURE = 1 << 27,
  CH_USE_BACKING = 1 << 28,
  CH_USE_STANCE = 1 << 29,
  CH_USE_SOURCE = 1 << 30,
} ch_word_use;
#define CH_USE_ADDRESSING (1u << 31) /* the last of them, which no int holds */

/* "the bloc": the noun that a body of that kind is called by later on; "the
 * North": the name that a state with that code has where it is known who is meant. */
typedef struct ch_class_word {
  ch_str word, kind;
} ch_class_word;

typedef struct ch_actor_lists {
  ch_arena *arena;
  struct { ch_state_row *v; size_t n, cap; } states;
  struct { ch_body_row *v; size_t n, cap; } bodies;
  struct { ch_person_row *v; size_t n, cap; } people;
  struct { ch_role_row *v; size_t n, cap; } roles;
  struct { ch_place_row *v; size_t n, cap; } places; /* the reader's own first */
  struct { ch_class_word *v; size_t n, cap; } class_words;
  size_t own_places;
  ch_names names;      /* states, bodies, people, places */
  ch_names role_names; /* roles, by any of their forms */
  ch_names surnames;   /* people's surnames: rows of people */
  ch_map state_of;     /* code: row of states */
  ch_map words;        /* word or lemma: bits */
  ch_map uses;         /* likewise */
} ch_actor_lists;

/* Reads `dir`'s lists into *lists, all memory from `arena`, and the reader's `own` files and
 * folders (actor_own.h): their rows win over `dir`'s, the later over the earlier. */
bool ch_actor_lists_load(ch_actor_lists *lists, const char *dir, const char *const *own,
                         size_t n_own, ch_arena *arena, ch_error *error);
/* CH_NO_ROW if the code is no state's. */
uint32_t ch_state_row_of(const ch_actor_lists *lists, ch_str code);
/* The bits of a word, looked up as printed, then with ASCII folded. */
uint32_t ch_word_bits(const ch_actor_lists *lists, ch_str word);
/* ch_word_use bits, likewise. */
uint32_t ch_word_uses(const ch_actor_lists *lists, ch_str word);

/* The last word of a name without "Jr." and the particle of "al-Assad"; the
 * whole when it is one word. In actor_listed.c. */
ch_str ch_surname_of(const ch_actor_lists *lists, ch_str name);

#endif
