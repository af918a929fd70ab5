/* Lists of actors and places that others made, turned into tables of our own form.
 *
 * Wikidata's entities and answers to queries, tables of comma-separated values,
 * actor and agent dictionaries of TABARI and PETRARCH, GeoNames' tables of places. What a row lacks is
 * never guessed: a row whose country, office or date cannot be told is refused
 * with file, line and reason, and the rest is done. The tables are for
 * `--actors`; `chancery actors check` finds no fault in them.
 */
#ifndef CH_IMPORT_IMPORT_H
#define CH_IMPORT_IMPORT_H

#include "base/buf.h"
#include "base/error.h"
#include "read/actor_own.h"

typedef struct ch_import ch_import;

/* `dir` is data/LANG, whose lists tell countries and offices; `refuse` is told of each row
 * that is refused. NULL with *error: IO, DATA or MEMORY. */
ch_import *ch_import_new(const char *dir, void (*refuse)(void *self, const ch_error *error),
                         void *self, ch_error *error);
void ch_import_free(ch_import *import); /* NULL is fine */

/* Reads one file's bytes; they and `file` must outlive the import. `format`: "wikidata", "csv",
 * "dictionary", "geonames", or NULL to tell by the content. False with USAGE for another format, or when
 * memory runs out. */
bool ch_import_read(ch_import *import, const char *format, const char *file, ch_str bytes,
                    ch_error *error);

typedef struct ch_imported {
  size_t rows[CH_ACTORS_TABLES]; /* that the tables hold */
  size_t known;                  /* names that data/LANG has already, with the same code */
  size_t passed;                 /* entities that are neither persons nor bodies, places left out */
  size_t refused;
} ch_imported;

/* What all files gave, after the last of them: each table's text with its header, empty
 * where there is no row. */
bool ch_import_finish(ch_import *import, ch_buf tables[CH_ACTORS_TABLES], ch_imported *out,
                      ch_error *error);

#endif
