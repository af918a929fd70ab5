/* Who acts on whom, code by code. An act that has no direction (a meeting, an agreement; one that
 * names nobody with a code as its recipient) goes both ways between all its parties.
 */
#ifndef CH_SHOW_DYADS_H
#define CH_SHOW_DYADS_H

#include "record/fact.h"

typedef struct ch_direction {
  const ch_report_side *from, *to;
  bool both; /* and back */
} ch_direction;

ch_direction ch_direction_of(const ch_fact *fact);
/* Does a act on b in it? */
bool ch_acts_on(const ch_fact *fact, ch_str a, ch_str b);

#endif
