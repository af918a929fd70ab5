/* What bytes are, by their first few thousand. */
#ifndef CH_INGEST_IDENTIFY_H
#define CH_INGEST_IDENTIFY_H

#include "base/str.h"
#include "ingest/input.h"

enum { CH_IDENTIFY_BYTES = 8192 };

typedef struct ch_identity {
  const ch_layout *layout; /* NULL: nothing that is read */
  const char *what;        /* "html", "a zip archive" … */
  const char *why;         /* "begins with a doctype" */
} ch_identity;

/* `head`: the input's first bytes, unpacked and in UTF-8 (broken or cut at
 * the end is fine). `fields`: by which a table is known. */
ch_identity ch_identify(ch_str head, const ch_field_table *fields);

#endif
