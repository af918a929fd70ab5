/* Bytes in any encoding, made UTF-8.
 *
 * What decides, first to last:
 *   1. a byte order mark;
 *   2. the bytes are valid UTF-8: then they are UTF-8, whatever a page claims
 *      (text in a one-byte encoding is valid UTF-8 by chance only when it is
 *      plain ASCII), unless UTF-16 or a 7-bit ISO-2022 encoding was declared;
 *   3. the declared encoding, when it is one of those in encoding.c's table;
 *   4. they are UTF-8 with a few broken bytes;
 *   5. what libuchardet takes them for;
 *   6. windows-1252.
 * As the web does, Latin-1 and ASCII are read as windows-1252.
 */
#ifndef CH_INGEST_ENCODING_H
#define CH_INGEST_ENCODING_H

#include <stdbool.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/error.h"
#include "base/str.h"

typedef struct ch_decoded {
  ch_str text;          /* UTF-8 without a byte order mark */
  uint32_t undecodable; /* bytes that could not be decoded: each U+FFFD now */
  const char *encoding; /* the name by which it was decoded; static */
} ch_decoded;

/* `declared` is what a header or a page says ("" if nothing). The text is a
 * view of `bytes` where nothing had to change, else it lies in the arena.
 * Fails with MEMORY alone. */
bool ch_decode(ch_arena *arena, ch_str bytes, ch_str declared, ch_decoded *out, ch_error *error);

/* The encoding's name as iconv knows it; NULL when the label is not one of
 * the table's. */
const char *ch_encoding_of_label(ch_str label);

#endif
