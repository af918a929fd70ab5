/* Sides of a draft that other words than its own tell: those who met, whom one phones, who must
 * meet a condition, the pair that is given. */
#ifndef CH_CODE_ELSEWHERE_H
#define CH_CODE_ELSEWHERE_H

#include "code/parties.h"
#include "code/settle.h"

/* Before the effects: whose act it is, and whom it is told to. */
void ch_sides_elsewhere(ch_coding *c, ch_draft *d);
/* "Oman said Yemen had jailed three of ITS citizens": what another suffers at its actor's hands is
 * of who tells of it. */
void ch_of_who_tells(ch_coding *c, ch_draft *d);
/* Behind them: a side that names nobody known is one of the pair that is given. */
void ch_give_pair(const ch_coding *c, ch_draft *d);
/* "IF SUDAN does not withdraw, Egypt will close the border", "no talks UNLESS SERBIA yields":
 * who is threatened or refused on a condition is who is to meet it. */
void ch_on_condition(ch_coding *c, ch_draft *d);
/* "called on WORLD LEADERS", "urged BOTH SIDES": asked of no one power in particular. */
void ch_ask_of_all(const ch_coding *c, ch_draft *d);

#endif
