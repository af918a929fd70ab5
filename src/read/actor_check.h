/* Faults of the actor files that loading does not refuse: what one row says
 * against another, in one file or across them (data/LANG/README-actors.md). */
#ifndef CH_READ_ACTOR_CHECK_H
#define CH_READ_ACTOR_CHECK_H

#include "base/fault.h"

/* Adds the faults of states.tsv, organisations.tsv, roles.tsv, people.tsv and
 * issues.tsv in the folder `dir`; or, where there are files and folders of the reader's `own`
 * beside those (actor_own.h), the faults of these alone:
 *   malformed  bytes, columns, blanks, dates, letters that are not as they should be
 *   missing    a cell that must not be empty
 *   unknown    a code, sector, kind, region or office that there is none of
 *   repeated   what stands twice
 *   ambiguous  a name that means two at one time
 * False when a file cannot be read (IO) or memory runs out. */
bool ch_actor_files_check(const char *dir, const char *const *own, size_t n_own, ch_faults *out,
                          ch_error *error);

#endif
