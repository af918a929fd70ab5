/* Where the parties stand: the roles of a rule that have files of their own (codebook/FORMAT.md, "Where
 * the parties stand"). Each leaves `out` as it was, or empty, where it finds nobody. */
#ifndef CH_CODE_ROLES_H
#define CH_CODE_ROLES_H

#include "code/settle.h"

/* ---- of blame (roles_charged.c) ---- */

/* The attribution of who stands for words of blame at `w`; CH_NO_ITEM: nobody. */
uint32_t ch_blaming(const ch_coding *c, uint32_t w);
/* Is the noun, told as suffered, what is blamed: "condemned THE KILLING of a priest"? */
bool ch_blames_harm(const ch_stand *s, uint32_t w);
/* Who did what somebody suffered: by whom it was, or whose it is. */
void ch_harm_by(const ch_coding *c, uint32_t noun, ch_side *out);
/* `charged`: whom words of blame are meant for. */
void ch_by_charged(const ch_stand *s, ch_side *out);

/* ---- of places (roles_place.c) ---- */

/* From whose jail, or where, somebody is freed. */
void ch_by_jail(const ch_stand *s, ch_side *out);
/* `place`: the state in which it was done. */
void ch_by_place(const ch_stand *s, ch_side *out);
/* `below`: the first state told of anywhere below the head. */
void ch_by_below(const ch_stand *s, ch_side *out);

/* ---- of the clause (roles.c) ---- */

/* The party whom the words are attributed to. */
void ch_source_of(const ch_coding *c, const ch_attribution *at, ch_side *out);
/* A place of which a copula says that somebody is there: "is IN MOSCOW"? */
bool ch_stands_at(const ch_coding *c, uint32_t w);
/* The word of the subject; CH_NO_WORD: none. */
uint32_t ch_subject_word(const ch_stand *s);

#endif
