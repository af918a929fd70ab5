/* Faults of a codebook that loads: lines that can never count. */
#ifndef CH_CODE_CHECK_H
#define CH_CODE_CHECK_H

#include "base/fault.h"
#include "code/rules.h"

/* Adds what is wrong in the book itself:
 *   shadowed       another line matches wherever this one does, and wins
 *   redundant      the same, to the same end: one of them can go
 *   contradictory  two lines ask for the same and make different things of it
 *   unreachable    nothing can ever match it
 *   unused         a class that nothing asks for
 *   repeated       a class that two files define, neither saying that it adds to the other
 *   unknown        a context that is none of PLOVER's
 *   disagrees      a code's row against PLOVER's own table
 * `own`: only faults of the reader's own files. */
void ch_codebook_check(const ch_codebook *book, bool own, ch_faults *out);
/* Adds the pattern lines ("unexercised") whose name is no key of `seen`. */
void ch_codebook_unexercised(const ch_codebook *book, bool own, const ch_map *seen, ch_faults *out);

#endif
