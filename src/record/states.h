/* What a record knows of states beside its news: by their codes, the name that a
 * reader expects and the number that they have in Correlates of War's data.
 */
#ifndef CH_RECORD_STATES_H
#define CH_RECORD_STATES_H

#include "base/arena.h"
#include "base/error.h"
#include "base/str.h"

typedef struct ch_states ch_states;

typedef struct ch_state {
  ch_str code; /* of three letters */
  ch_str name;
  ch_str cow;  /* n = 0: has none */
} ch_state;

/* Reads a states.tsv (of its columns code, name and cow). Of the states that have had one code
 * the first in the file gives the name. CH_ERROR_IO, CH_ERROR_DATA. */
ch_states *ch_states_open(const char *path, ch_error *error);
/* The same from what ch_states_text gave. */
ch_states *ch_states_parse(ch_str text, ch_error *error);
void ch_states_free(ch_states *states); /* NULL is fine */
/* The three columns alone, as text that a record keeps. */
ch_str ch_states_text(const ch_states *states);
/* NULL: no state has that code; so for `states` NULL. */
const ch_state *ch_states_find(const ch_states *states, ch_str code);

#endif
