/* The files that a list of inputs stands for, one after another.
 *
 * An input is a file, a folder or "-" (standard input). Folders are walked in
 * byte order of the names, a folder where its name sorts; names that begin
 * with a dot are passed over, links to folders are not followed, and only
 * regular files below a folder count. One folder's names are in memory at a
 * time for each level of depth.
 */
#ifndef CH_INGEST_INPUTS_H
#define CH_INGEST_INPUTS_H

#include <stdbool.h>
#include <stddef.h>

#include "base/error.h"

typedef struct ch_inputs ch_inputs;

/* `names` must outlive the walk. NULL if out of memory. */
ch_inputs *ch_inputs_new(const char *const *names, size_t n);
void ch_inputs_free(ch_inputs *inputs); /* NULL is fine */
/* The next file; NULL at the end, or with *failed set when a folder could not
 * be read (call again to go on). The path holds until the next call. */
const char *ch_inputs_next(ch_inputs *inputs, bool *failed, ch_error *error);

#endif
