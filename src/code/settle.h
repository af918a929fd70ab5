/* What the sentence makes of an act: the act of the rule, seen through the
 * effects above it (PLOVER.md section 3, as rows of status.tsv). */
#ifndef CH_CODE_SETTLE_H
#define CH_CODE_SETTLE_H

#include "code/trace.h"

/* A match on its way to an event. */
typedef struct ch_draft {
  ch_match match;
  const ch_rule *rule;
  ch_steps steps;
  ch_act act;
  const ch_cameo *cameo;  /* of act */
  ch_act about;
  ch_act deed;            /* of what is `told`: the act as it was done */
  bool alleged;           /* cast as a claim by a word of the sentence */
  bool changed;           /* an effect gave it another code than the rule's */
  bool dropped;
  ch_fate fate;           /* why it was */
  const ch_pattern *by;   /* the line that counts in its place */
  bool lacks_recipient;   /* dropped for that alone */
  bool open;              /* its recipient is left to the rest of the article */
  bool needy;             /* and it is no event without one */
  bool by_blows;          /* which only the article's other blows may tell */
  bool orphan;            /* force suffered by a side, by whom is left to the rest of the article */
  bool stray;               /* force that names neither side: both are left to the rest of the article */
  bool undone;            /* the sentence says that it was not done, or not meant */
  bool told;              /* blamed or refused by another, and told as done */
  bool refused_of_nobody; /* what is refused was to be done to nobody in particular */
  bool obeyed;            /* an order, told by what was done under it */
  bool firm;              /* the deed of such a draft: part of no other pattern */
} ch_draft;

/* Finds the parties and applies the effects. Sets `dropped` where PLOVER
 * sees no event: no author, a needed recipient missing, an act denied. */
void ch_settle(ch_coding *c, ch_draft *draft);
/* Does a clause tell of the act that says when something else was: "fled before Oman CLOSED the port"? No
 * further up than the word `cue` that says so. */
bool ch_taken_as_known(const ch_coding *c, uint32_t act, uint32_t cue);
/* "Kiev said that Russian tanks had crossed the border": who says that another
 * party did harm blames it. False where nobody is blamed. */
bool ch_settle_claim(ch_coding *c, const ch_draft *told, ch_draft *claim);

/* Notes in the trace, if there is one, what became of a draft. */
void ch_trace_settled(ch_coding *c, const ch_draft *d);

#endif
