/* Whom an act is meant for by what it answers, and blame by where the deed was done. Each fills the
 * recipient that no role of a rule tells, or leaves it. */
#ifndef CH_CODE_PROVOKED_H
#define CH_CODE_PROVOKED_H

#include "code/parties.h"

/* "responded to threats from OMAN by sending a ship": whose it is that is answered. */
void ch_provoker(const ch_stand *s, ch_side *actor, ch_side *recipient);
/* "CHAD responded to the threats": who answers it. */
void ch_provoked(const ch_stand *s, ch_side *actor, ch_side *recipient);
/* "condemned the killing of protesters IN LIMA": whose land it is. */
void ch_where_done(const ch_stand *s, ch_side *actor, ch_side *recipient);

/* The state that the phrase tells of as a place: "the killing of protesters IN LIMA". */
void ch_land_of(const ch_coding *c, uint32_t noun, int depth, ch_side *out);

#endif
