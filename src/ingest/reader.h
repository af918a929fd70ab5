/* The one entry: a list of inputs in, articles out, one by one.
 *
 * What an input is, is told from its bytes, never from its name: plain text,
 * HTML, RSS / Atom / RDF, JSON / JSON lines, tables (CSV, TSV), WARC, and each
 * of these in gzip. JSON, tables and WARC are read record by record in bounded memory; a text, page or
 * feed is read whole up to a limit. One bad record or file is refused with
 * its place and reason, and the rest goes on.
 *
 * A reader belongs to one thread; there is no state outside it.
 */
#ifndef CH_INGEST_READER_H
#define CH_INGEST_READER_H

#include <stddef.h>

#include "base/arena.h"
#include "base/error.h"
#include "ingest/article.h"
#include "ingest/limits.h"

typedef struct ch_reader ch_reader;

/* "--map text=body_plain": the JSON field `alias` (or a path, "a.b") is the
 * article's `field`; the error for an unknown one lists those there are. */
typedef struct ch_field_map {
  ch_str field;
  ch_str alias;
} ch_field_map;

typedef struct ch_reader_options {
  const ch_field_map *map; /* tried before the built-in aliases, in order */
  size_t n_map;
  ch_str outlet; /* of articles that name none; n = 0: the address's host */
  int32_t day;   /* publication day of articles without one; CH_DAY_NONE */
  ch_ingest_limits limits;
} ch_reader_options;

ch_reader_options ch_reader_defaults(void);

typedef enum ch_reader_step {
  CH_READER_ARTICLE, /* *article is filled */
  CH_READER_REFUSED, /* *error says file, line or record, and why; go on */
  CH_READER_END      /* nothing is left */
} ch_reader_step;

/* `inputs`: files, folders (walked in byte order) and "-" for standard input;
 * they and all that `options` (NULL: the defaults) points to must outlive the
 * reader. Opens nothing yet. NULL with *error: MEMORY, or USAGE for a map with
 * an unknown field. */
ch_reader *ch_reader_open(const char *const *inputs, size_t n, const ch_reader_options *options,
                          ch_error *error);
void ch_reader_close(ch_reader *reader); /* NULL is fine */
/* The next article, wholly in `arena` (its views stay valid when the reader
 * moves on or closes). Refusals carry IO, MEMORY, FORMAT, LIMIT or, when no
 * story was found, EMPTY. */
ch_reader_step ch_reader_next(ch_reader *reader, ch_arena *arena, ch_article *article,
                              ch_error *error);

/* One article from bytes in memory, as if they were the file `name`: the first
 * that they hold. */
ch_reader_step ch_reader_bytes(ch_str bytes, const char *name, const ch_reader_options *options,
                        ch_arena *arena, ch_article *article, ch_error *error);

/* Says what a file is taken for and why: "html: has a doctype". `out` gets
 * one line, NUL-terminated. False with *error if it cannot be read. */
bool ch_reader_identify(const char *path, char *out, size_t size, ch_error *error);

#endif
