/* What stands for an actor named before. The rules are few and careful: where
 * two readings are open, none is taken. Declared with the rest of the
 * workspace in actor_story.h (ch_refer_pronoun, ch_refer_group,
 * ch_refer_role, ch_refer_note); this header tells the rules.
 *
 *   person pronouns   the nearest person before it in the sentence, subjects
 *                     first, else the subject of the sentence before; gender
 *                     must not clash; never its own verb's other argument
 *   it, its           likewise among states and bodies, but only if no other
 *                     candidate stands as high; in "expelled its envoy" the side
 *                     beside the doer; in "informed X that it must" X
 *   they, their       likewise among plural phrases and conjunctions; else the two persons
 *                     of two sides whom the sentence before joins by its verb
 *   the two X, both   the two states (persons) named in this sentence and the
 *                     one before; if those are not two, the two states that
 *                     the article names most, if they stand out
 *   the sides         those two whom the sentences before speak of, a state and its
 *                     rebels too ("the two sides" likewise)
 *   each other        the subject's, where they are several
 *   we, our           in a government's own release its state; in reported speech
 *                     the speaker who speaks for a state (read.c, after attribution)
 *   the Ministry      in a government's own release its own
 *   the embassy       not that of the state it stands in; else the mission named
 *                     before; else not that of the dateline
 *   its neighbour     the one other state of this sentence and the one before
 *   the three X       the row of three states and more named there
 *   the troops        those told of last
 *   the North         North Korea, in an article that names it
 *   the minister …    the last actor with that role: by the whole term, else
 *                     by its head word
 *   the country       the one state named in this and the sentence before
 *   police, officials of the one state named in the paragraph so far
 */
#ifndef CH_READ_COREFERENCE_H
#define CH_READ_COREFERENCE_H

#include "read/actor_story.h"

static inline ch_actor *ch_actor_of(const ch_story *story, const ch_mention *m) {
  return &story->actors.v[m->actor];
}

/* Actors by their place in the story; n is 3 where there are more than two. */
typedef struct ch_actor_pair {
  uint32_t actor[3];
  uint32_t n;
} ch_actor_pair;

/* coreference_group.c. The two states that the article speaks of, if no third comes near. */
ch_actor_pair ch_leading_pair(ch_story *story);
/* Those who fight a state, or speak against its government. */
bool ch_opposing(const ch_str *sectors, uint32_t n);
/* "OFFICIALS accused China": is the state that to which the role's verb is done? */
bool ch_done_to(const ch_story *story, uint32_t subject, uint32_t state);
/* "rebels in eastern Ukraine": the state of the name behind "in" right behind the noun; CH_NO_ROW. */
uint32_t ch_state_behind(const ch_story *story, const ch_role_hit *role);
/* The role with the country filled in, as an actor. */
uint32_t ch_role_of_state(ch_story *story, const ch_role_row *role, uint32_t row);

/* coreference_home.c. The code of the state that the hit names or lies in. */
ch_str ch_hit_code(const ch_story *story, const ch_hit *hit);
/* The state of the dateline, as a row of states; CH_NO_ROW. */
uint32_t ch_dateline_state(const ch_story *story);

#endif
