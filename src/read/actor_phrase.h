/* What the files that read noun phrases share: actor_phrase.c (the entry),
 * actor_owner.c, actor_title.c, actor_role.c and actor_state.c. Internal to
 * these.
 */
#ifndef CH_READ_ACTOR_PHRASE_H
#define CH_READ_ACTOR_PHRASE_H

#include "read/actor_story.h"

enum { CH_MAX_OWNERS = 8 };

/* Mentions of those whom a phrase belongs to. */
typedef struct ch_owners {
  uint32_t v[CH_MAX_OWNERS];
  uint32_t n;
  uint32_t first, last; /* words that named them, as far as they go */
  bool former;          /* the role is held no more */
  uint32_t town_state;  /* row of the state of a town in front ("Texas senator"), when n = 0 */
} ch_owners;

/* ---- actor_phrase.c: small questions ------------------------------------- */

/* The actor of a mention. Moves when actors are added. */
ch_actor *ch_actor_at(const ch_story *story, uint32_t mention);
uint32_t ch_case_marker(const ch_document *doc, uint32_t w);
/* Has the word or term one of the bits? */
bool ch_text_is(const ch_story *story, ch_str text, uint32_t bits);
void ch_copy_sectors(ch_actor *to, const ch_str *sectors, uint32_t n);
ch_str ch_words_text(const ch_document *doc, uint32_t first, uint32_t last);
/* Where the phrase begins: its determiner and what else stands before it. */
uint32_t ch_phrase_first(const ch_document *doc, uint32_t head, uint32_t first);
/* The determiner's bits, by the tree, else by what stands before the noun. */
uint32_t ch_determiner_bits(const ch_story *story, const ch_role_hit *role);
/* "the Organisation for … (OPCW)": the short name is the same from here on. */
void ch_learn_short_name(ch_story *story, uint32_t last, uint32_t actor);
/* That of an armed group or party which ends in a plural: "the Tigers". */
void ch_learn_plural(ch_story *story, const ch_hit *hit, ch_str kind, uint32_t actor);
void ch_note_role(ch_story *story, uint32_t mention, const ch_role_row *role, uint32_t head);

/* ---- one file each -------------------------------------------------------- */

/* Whose the role is, in the order of the text. */
ch_owners ch_owners_of(ch_story *story, const ch_role_hit *role);

/* The person hit whose title the role is; CH_NO_ITEM. */
uint32_t ch_titled_person(const ch_story *story, const ch_role_hit *role);
/* The person hit in apposition: "the minister, Sergei Lavrov"; CH_NO_ITEM. */
uint32_t ch_apposed_person(const ch_story *story, const ch_role_hit *role);
/* What a title or apposition says of a person. */
void ch_tell_person(ch_story *story, uint32_t person, const ch_role_row *role,
                    const ch_owners *o);
/* The mention of the person named at w. */
uint32_t ch_from_person(ch_story *story, uint32_t w);

/* The role held for, or being part of, the owner (NULL: unknown). */
ch_actor ch_role_actor(const ch_story *story, const ch_role_row *role, const ch_actor *owner);
/* The mention of the role headed at w. */
uint32_t ch_from_role(ch_story *story, uint32_t w);

/* The mention of the listed name headed at w. */
uint32_t ch_from_name(ch_story *story, uint32_t w);
/* A body that no list has: the name tagger's span. */
uint32_t ch_from_span(ch_story *story, uint32_t w);

#endif
