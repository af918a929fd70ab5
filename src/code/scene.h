/* Who suffers or does an act of force or a measure, where the words that usually name him do not:
 * from the scene that its clause sets. */
#ifndef CH_CODE_SCENE_H
#define CH_CODE_SCENE_H

#include "code/coding.h"

/* Whom a deed found at `match` strikes: whose the thing is by a participle or
 * relative clause ("a plane BELONGING TO PERU", "islands that JAPAN claims"), where it is done
 * ("bombed camps IN PERU"), and what for ("sent a carrier to deter PERU"). Not `actor`. */
void ch_scene_recipient(ch_coding *c, const ch_match *match, const ch_side *actor, ch_side *out);

/* Who did what a passive names no agent of: whose the fire was ("were killed IN PERUVIAN
 * SHELLING", "when PERUVIAN troops stormed it"). Not `victim`. `suffers`: the subject does not act
 * ("died in Peruvian shelling"). */
void ch_scene_actor(ch_coding *c, const ch_match *match, bool suffers, const ch_side *victim,
                    ch_side *out);

#endif
