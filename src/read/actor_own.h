/* Lists of actors and places of the reader's own, beside data/LANG's.
 *
 * Files and folders with tables of the same columns; the columns tell what a
 * table holds, so that a file may have any name. Internal to src/read.
 */
#ifndef CH_READ_ACTOR_OWN_H
#define CH_READ_ACTOR_OWN_H

#include "base/arena.h"
#include "base/error.h"

typedef enum ch_actor_table {
  CH_ACTORS_STATES, CH_ACTORS_BODIES, CH_ACTORS_ROLES, CH_ACTORS_PEOPLE, CH_ACTORS_PLACES,
  CH_ACTORS_TABLES
} ch_actor_table;

typedef struct ch_actor_file {
  const char *path;
  ch_actor_table table;
} ch_actor_file;

typedef struct ch_actor_files {
  ch_actor_file *v;
  size_t n, cap;
} ch_actor_files;

/* The columns of a table, one blank between. */
const char *ch_actor_columns(ch_actor_table table);
/* Is it degrees as the tables have them ("-12.04"), at most `most` from zero? */
bool ch_actor_degrees(ch_str s, int most);
/* Appends the tables of `paths` in their order: files, and of folders those whose names
 * end in ".tsv". Fails with IO, or DATA where the columns are those of no table. */
bool ch_actor_own(const char *const *paths, size_t n, ch_arena *arena, ch_actor_files *out,
                  ch_error *error);

#endif
