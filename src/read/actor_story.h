/* The story so far: what reading an article's actors needs to remember.
 *
 * Workspace of one reading, in the document's arena. The steps, in order:
 *   ch_find_names    (actor_find.c)   names and roles word by word
 *   ch_find_persons  (actor_person.c) who is named, and by which surname
 *   ch_resolve       (actor_phrase.c) a noun phrase's actor, phrases below
 *                                     it first; each word once
 *   ch_refer_…       (coreference.c)  what stands for an actor named before
 * Internal to src/read. A step that runs out of memory sets `failed`; what it
 * returns is then harmless and the reading is given up.
 */
#ifndef CH_READ_ACTOR_STORY_H
#define CH_READ_ACTOR_STORY_H

#include "read/actor_lists.h"

/* Words that a list knows as a name. */
typedef struct ch_hit {
  uint32_t first, last, head;
  uint32_t surface;  /* first of the chain with these letters */
  uint32_t kinds;    /* 1 << ch_surface_kind of those that may hold here */
  bool doubtful;     /* the state's name means other things too ("Chad") */
  bool person_or_town; /* tagged as a person, listed as a large town */
  bool others;       /* a body's name, but of another country's ("Kenya's House of Commons") */
  bool in_other;     /* part of a longer name that no list has ("China Daily") */
} ch_hit;

/* Words that a list knows as a role. */
typedef struct ch_role_hit {
  uint32_t first, last, head;
  uint32_t row;
} ch_role_hit;

/* Somebody that the article names. */
typedef struct ch_person {
  ch_str name;       /* fullest form */
  uint32_t actor;
  uint32_t row;      /* of people, CH_NO_ROW unlisted */
  uint32_t first_seen;
  bool full;         /* more than a surname is known */
} ch_person;

/* Words that name a person: without title. */
typedef struct ch_person_hit {
  uint32_t first, last, head;
  uint32_t person;
} ch_person_hit;

typedef enum ch_class { CH_CLASS_STATE, CH_CLASS_BODY, CH_CLASS_PERSON, CH_CLASS_GROUP } ch_class;

/* What is known of an actor beside ch_actor. */
typedef struct ch_actor_more {
  ch_class class;
  char gender;      /* 'm', 'f', 0 unknown */
  uint32_t role;    /* row of roles it was last named by, CH_NO_ROW */
} ch_actor_more;

/* Two states, or two persons, that an "and" joins. */
typedef struct ch_bond {
  uint32_t a, b;    /* actors, the one named first before the other */
  uint32_t n;       /* times that it joins them */
  bool persons;
} ch_bond;

enum { CH_MAX_BONDS = 16 };

typedef struct ch_story {
  const ch_actor_lists *lists;
  const ch_document *doc;
  const ch_reading *reading; /* times and quantities are there already */
  ch_arena *arena;
  bool failed;
  uint32_t first_sentence, end_sentence; /* those that are being read: the text's, then the title's */
  struct { ch_actor *v; size_t n, cap; } actors;
  struct { ch_actor_more *v; size_t n, cap; } more;
  struct { ch_mention *v; size_t n, cap; } mentions;
  struct { ch_place *v; size_t n, cap; } places;
  struct { ch_hit *v; size_t n, cap; } hits;
  struct { ch_role_hit *v; size_t n, cap; } roles;
  struct { ch_person *v; size_t n, cap; } persons;
  struct { ch_person_hit *v; size_t n, cap; } person_hits;
  ch_map actor_keys;     /* identity: actor */
  ch_map person_names;   /* full name: person + 1 */
  ch_map surnames;       /* surname: the person met last + 1 */
  ch_map first_names;    /* first word of a full name: likewise */
  ch_map offices;        /* "RUS|foreign minister": person + 1; the office alone
                            likewise, CH_NO_ITEM once two persons hold it */
  uint32_t *hit_at;      /* [n_words] hit that covers the word, CH_NO_ITEM */
  uint32_t *role_at;     /* [n_words] role that the word heads */
  uint32_t *role_over;   /* [n_words] role that covers the word */
  uint32_t *person_at;   /* [n_words] person hit that covers the word */
  uint32_t *mention_of;  /* [n_words] mention headed there, once resolved */
  uint8_t *resolved;     /* [n_words] 0 not yet, 1 at work, 2 done */
  uint32_t *state_count; /* [states] times that the article names it */
  uint32_t n_state_names; /* their sum */
  uint32_t house_state;  /* whose parliament, a row; CH_NO_ROW */
  uint32_t torn_state;   /* whose rebels the article speaks of, a row; CH_NO_ROW */
  uint32_t own_state;    /* whose statement the article is, a row; CH_NO_ROW */
  uint32_t dateline_end; /* bytes of the text that are dateline */
  ch_map last_by_role;   /* "minister", "foreign ministry": mention + 1 */
  ch_bond bonds[CH_MAX_BONDS];
  uint32_t n_bonds;
  size_t bonds_seen;     /* mentions that the bonds are of */
  ch_map spelled;        /* letters that the article spells out otherwise than the list */
  ch_map short_names;    /* "OPCW", once the article says what it is: actor + 1 */
} ch_story;

/* ---- actor_story.c: the tables ------------------------------------------ */

bool ch_story_init(ch_story *story, const ch_actor_lists *lists, const ch_reading *reading);
/* The actor with this identity (code, body, person, primary sector), made if
 * new; n_sectors, office and name of a known one are kept. */
uint32_t ch_story_actor(ch_story *story, const ch_actor *actor, ch_class class);
/* A state as its government. */
uint32_t ch_story_state(ch_story *story, uint32_t row);
uint32_t ch_story_body(ch_story *story, uint32_t row);
/* A mention; CH_NO_ITEM when memory ran out. */
uint32_t ch_story_mention(ch_story *story, uint32_t head, uint32_t first, uint32_t last,
                          uint32_t actor, ch_naming naming, bool place);
/* Sorts the mentions, sets the reading's arrays and per-word indices. */
bool ch_story_finish(ch_story *story, ch_reading *reading);
/* The word of [first, last] whose head lies outside. */
uint32_t ch_head_of(const ch_document *doc, uint32_t first, uint32_t last);
/* Bits of a word by its form, by its lemma. */
uint32_t ch_form_bits(const ch_story *story, uint32_t w);
uint32_t ch_lemma_bits(const ch_story *story, uint32_t w);
/* ch_word_use bits, likewise. */
uint32_t ch_form_uses(const ch_story *story, uint32_t w);
uint32_t ch_lemma_uses(const ch_story *story, uint32_t w);
/* Its relation, conjuncts taking their first conjunct's. *first is that. */
ch_rel ch_shared_rel(const ch_document *doc, uint32_t w, uint32_t *first);
/* "the militant GROUP Hamas": is the word, part of a role, one for a group and not for a member? */
bool ch_tells_group(const ch_story *story, uint32_t w);
bool ch_is_plural(const ch_document *doc, uint32_t w);
/* Did the state exist on the article's day? (Without a day: does it now?) */
bool ch_state_exists(const ch_story *story, uint32_t row);
/* The row of the hit's chain of that kind that suits the article best. */
uint32_t ch_hit_row(const ch_story *story, const ch_hit *hit, ch_surface_kind kind);
static inline bool ch_hit_may(const ch_hit *hit, ch_surface_kind kind) {
  return (hit->kinds >> kind) & 1u;
}

/* ---- the steps ------------------------------------------------------------ */

bool ch_find_names(ch_story *story);
bool ch_find_persons(ch_story *story);
/* ---- actor_listed.c ---------------------------------------------------------- */
/* The row of that full name, the one of the article's day; CH_NO_ROW. */
uint32_t ch_listed_name(const ch_story *story, ch_str name);
/* The one listed person whom the surname alone means in this article: holding
 * that office where a title tells one (n = 0: none), else in office then or
 * within some years; CH_NO_ROW if none or several. */
uint32_t ch_listed_surname(const ch_story *story, ch_str surname, ch_str office, bool leaders_only);
/* Does the row's office hold on the article's day? (Without a day: yes.) */
bool ch_holds_office(const ch_story *story, const ch_person_row *row);

/* The role of a person that ends right before w, the title of a name;
 * CH_NO_ITEM if none. */
uint32_t ch_title_before(const ch_story *story, uint32_t w);
/* Learns the office of a person's actor for "the Russian foreign minister". */
void ch_remember_office(ch_story *story, uint32_t person);
/* The mention headed at w (the first of twins), CH_NO_ITEM if it names none. */
uint32_t ch_resolve(ch_story *story, uint32_t w);

/* ---- coreference.c, coreference_role.c ----------------------------------------- */

/* Where a mission stands, when its phrase says so: "the embassy in Washington". */
ch_str ch_mission_stands_in(const ch_story *story, uint32_t head);

/* What points back to actors named before. Each gives the mention made (the
 * first of twins) or, where it is not safe, CH_NO_ITEM. */
uint32_t ch_refer_pronoun(ch_story *story, uint32_t w);
/* "the North". */
uint32_t ch_refer_nickname(ch_story *story, uint32_t w);
/* "the two countries", "both sides", "the two men", "the pair". */
uint32_t ch_refer_group(ch_story *story, uint32_t w, uint32_t first);
/* The actor that a role without a country carries on: "the ministry", "the
 * minister", "the country". CH_NO_ITEM unknown. */
uint32_t ch_refer_role(ch_story *story, const ch_role_hit *role, bool definite);
/* The state whose government puts the article out ("Ministry of Foreign
 * Affairs of X", "U.S. Department of State"), by its outlet and byline. */
uint32_t ch_own_state(const ch_story *story);
/* The one state that the paragraph names up to the end of w's sentence, as a
 * row of states; CH_NO_ROW if none or several. `where`: names before w that
 * read as a place alone ("in Egypt"). */
uint32_t ch_only_state(const ch_story *story, uint32_t w, bool where);
/* The state whose minister or ministry is meant where no words say so: that of the
 * dateline, else the one that the article names most, if it stands out. `without`
 * has none such. CH_NO_ROW if it is open. */
uint32_t ch_home_state(const ch_story *story, ch_str without);
/* Finds the one state whose rebels, opposition or civil war the article names. */
void ch_find_strife(ch_story *story);
/* Strikes out listed bodies that the article does not mean (actor_meant.c). */
void ch_settle_bodies(ch_story *story);
/* Whose parliament the article tells of (actor_house.c), and the state of lawmakers of none. */
void ch_find_house(ch_story *story);
uint32_t ch_house_state(const ch_story *story, const ch_role_hit *role);
/* Remembers a mention for those: by its role's term and head word. */
void ch_refer_note(ch_story *story, uint32_t mention, ch_str term, uint32_t head);
/* Remembers the mention of a body by what its kind is called: "the bloc". */
void ch_refer_class(ch_story *story, uint32_t mention, ch_str kind);

/* ---- place.c --------------------------------------------------------------- */

/* Does the name stand for a place where it is, and not for its government? */
bool ch_reads_as_place(const ch_story *story, const ch_hit *hit);
/* Adds the place that the hit names, if it names one. */
void ch_add_place(ch_story *story, const ch_hit *hit);
/* The code of the state that the place lies in; n = 0 unknown. */
ch_str ch_hit_country(const ch_story *story, const ch_hit *hit);
/* The capital of the state as the place of the noun at w. */
void ch_add_seat(ch_story *story, uint32_t w, uint32_t state);
/* Named sites that no list has, after all names are known. */
void ch_add_sites(ch_story *story);

#endif
