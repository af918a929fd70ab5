/* What the files that find parties share: whom a phrase names (side.c), who stands in a role at a
 * match (roles.c), who else where no role tells (fallback.c), and all of it (parties.c). */
#ifndef CH_CODE_PARTIES_H
#define CH_CODE_PARTIES_H

#include "code/coding.h"

/* side.c. The state as such, not a person or body of it. */
bool ch_is_state(const ch_actor *a);
/* Anybody with a code; anybody with a code or a person's name; any state or body of states. */
bool ch_any_coded(const ch_side *side);
bool ch_any_told(const ch_side *side);
bool ch_any_power(const ch_side *side);
uint32_t ch_n_coded(const ch_side *side);
/* States and their bodies speak of each other; a newspaper only tells, and so does somebody
 * without an office. */
bool ch_speaks_for(const ch_actor *a);
/* Are both of one state? "The ministry told the Americans to cut their staff", its ministry
 * taken for theirs: a state does not do to itself what only states do to each other. */
bool ch_one_code(const ch_side *actor, const ch_side *recipient);
/* Whom a mention names; an actor without a state where nobody is known. */
const ch_actor *ch_mentioned(const ch_coding *c, uint32_t mention);
/* Does somebody's saying hang on it: "an attack that Washington SAYS was …"? */
bool ch_is_cue(const ch_coding *c, uint32_t w);
/* "Chilean soldiers and PERUVIAN ENGINEERS", "the premier and LEADERS FROM PERU": people in a row with
 * w are of the country that each is said to be of. */
void ch_join_row(const ch_coding *c, uint32_t w, ch_side *out);
/* Who the phrase names, else whose it is, and who stands in a row with them. */
/* In place of people of no country, those of them whom it gives: "fifteen people, INCLUDING THREE TURKS". */
void ch_shown(const ch_coding *c, uint32_t w, ch_side *out);

void ch_named_or_owning(const ch_coding *c, uint32_t w, bool places, ch_side *out);
/* The same, else whose town it is: "shelled Kharkiv". */
void ch_named_or_held(const ch_coding *c, uint32_t w, ch_side *out);
/* The state of the town or land before the noun, "two DAMASCUS suburbs"; CH_NO_ITEM. */
uint32_t ch_state_before(const ch_coding *c, uint32_t w);
/* Somebody deeper in the phrase who did or owns what it names: "the shooting BY
 * FARMERS", "threats made BY WASHINGTON", "the head of the committee OF CHINA". */
void ch_named_within(const ch_coding *c, uint32_t w, int depth, ch_side *out);
/* Is it a town before a blow, "the GAO attack", and so no doer of it? */
bool ch_is_where(const ch_coding *c, uint32_t w);
/* A noun's possessor: "Moscow's expulsion", "the Russian order"; "of" phrases
 * are left to the rule. */
void ch_possessors(const ch_coding *c, uint32_t noun, ch_side *out);

#define CH_TYPE_BIT(type) (UINT32_C(1) << (type))
/* What is done to others without their having a part in it. */
#define CH_DEEDS                                                   \
  (CH_TYPE_BIT(CH_TYPE_ASSAULT) | CH_TYPE_BIT(CH_TYPE_COERCE) |    \
   CH_TYPE_BIT(CH_TYPE_SANCTION) | CH_TYPE_BIT(CH_TYPE_MOBILIZE))

/* The place of a search for a role: a match, or a governing word alone. */
typedef struct ch_stand {
  ch_coding *c;
  const ch_match *match; /* NULL for a governor */
  const ch_rule *rule;   /* NULL for a governor */
  uint32_t head;
  uint32_t carrier;      /* of a nominal head */
  bool noun;
  bool talks;            /* an act that goes on while others are told of */
  bool verbal;           /* blame, by who says it */
  bool together;         /* what two do together, told by its noun: "stormed a beach in joint drills" */
  bool backs;            /* approval told by a noun: "struck in support of the army" */
  bool yields;           /* help, concessions and measures, whose object may tell deeper whom they concern */
  bool denied;           /* an act of which the rule asks that it be negated */
  bool several;          /* who acts is several already, so that where they met is no party */
  uint32_t subject;      /* the subject that the rule asks for, else NO_WORD */
  bool deed;             /* what is done to others without their having a part in it */
  bool suffered;         /* who suffers such a deed, blame or a refusal is looked for: news outlets, too */
  bool whom;             /* the recipient is looked for */
  bool this_side;        /* not whose border it is near, while another is named */
  const ch_roles *actors, *recipients; /* where the rule looks for either; NULL for a governor */
} ch_stand;

/* roles.c. Takes out who only tells of it. */
void ch_drop_outlets(ch_side *side);
/* The word of the rule's element `i`; NO_WORD if none. */
uint32_t ch_matched(const ch_stand *s, uint32_t i);
/* The verb that carries a nominal act: "held talks", "talks were held". */
uint32_t ch_carrier(const ch_coding *c, uint32_t noun, bool any_verb);
/* "the release of a man JAILED IN OMAN" */
void ch_held_in(const ch_coding *c, uint32_t w, ch_side *out);
/* Who stands in the first of the roles that has somebody but `not_these`. */
void ch_find_side(const ch_stand *s, const ch_roles *roles, const ch_side *not_these,
                  ch_side *out, bool *reciprocal);

/* fallback.c. Whom neither role names, from elsewhere in the sentence and the article. */
void ch_parties_else(const ch_stand *s, ch_side *actor, ch_side *recipient);

#endif
