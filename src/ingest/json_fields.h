/* Which JSON field, or column of a table, is which part of an article.
 *
 * Corpora name the same things in a hundred ways; json_fields.c has one table
 * of them. Names are compared without case, `_`, `-`, blanks and dots at the
 * ends; a path such as "headline.main" reaches into an object. Where a record
 * has several names for one field, the one first in the table wins; empty
 * values do not count.
 */
#ifndef CH_INGEST_JSON_FIELDS_H
#define CH_INGEST_JSON_FIELDS_H

#include <stdbool.h>

#include "base/arena.h"
#include "base/error.h"
#include "base/str.h"
#include "ingest/reader.h"

#define CH_FIELDS(X)                                                          \
  X(ID, "id") X(PUBLISHED, "published") X(TITLE, "title") X(TEXT, "text")     \
  X(ADDRESS, "address") X(OUTLET, "outlet") X(BYLINE, "byline")               \
  X(LANGUAGE, "language") X(DATELINE, "dateline") X(CRAWLED, "crawled")       \
  X(SUMMARY, "summary") X(TIME, "time") X(LIST, "list")                       \
  /* what `chancery articles` writes beside those */                          \
  X(PUBLISHED_UTC, "published_utc") X(PUBLISHED_FROM, "published_from")         \
  X(PUBLISHED_TEXT, "published_text") X(AMBIGUOUS, "ambiguous")               \
  X(PARTIAL, "partial") X(READER, "reader") X(FILE, "file") X(LINE, "line")   \
  X(HASH, "hash") X(UNDECODABLE, "undecodable") X(CONTROLS, "controls")

typedef enum ch_json_field {
#define CH_X(id, name) CH_FIELD_##id,
  CH_FIELDS(CH_X)
#undef CH_X
      CH_FIELD_COUNT
} ch_json_field;

typedef struct ch_field_table ch_field_table;

/* The built-in table with a caller's map before it, in the arena. NULL with
 * *error: MEMORY, or USAGE for an unknown field name. Read-only afterwards,
 * so many threads may share it. */
const ch_field_table *ch_fields_new(ch_arena *arena, const ch_field_map *map, size_t n_map,
                                    ch_error *error);

/* Which field a name stands for, whatever else a record has; false for none. */
bool ch_fields_find(const ch_field_table *table, ch_str name, ch_json_field *field);

typedef struct ch_record {
  ch_str value[CH_FIELD_COUNT]; /* JSON values; n = 0 where there is none */
  uint32_t rank[CH_FIELD_COUNT];
} ch_record;

/* Sorts the members of an object (that passed ch_json_check) into fields. */
void ch_fields_read(const ch_field_table *table, ch_str object, ch_record *record);

/* "english", "eng", "en-GB" -> "en": ISO 639-1, or as given when it is a code
 * already; n = 0 when unknown. A static view or a view of `name`. */
ch_str ch_language_code(ch_str name);

#endif
