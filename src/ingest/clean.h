/* Text made clean: characters first, then lines and paragraphs.
 *
 * Input is valid UTF-8 (ch_decode's). What comes out has no control
 * characters but LF, no invisible format characters, plain spaces alone, and
 * stays valid UTF-8. Cleaning what is clean changes nothing. Results lie in
 * the arena; p is NULL when it is out of memory.
 */
#ifndef CH_INGEST_CLEAN_H
#define CH_INGEST_CLEAN_H

#include <stdbool.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/str.h"

/* Characters only; lines stay as they are, with their leading spaces. CRLF,
 * CR, form feed, U+0085 and U+2028 become LF, U+2029 an empty line; odd
 * spaces and tabs become a space; soft hyphens, zero-width and bidirectional
 * marks go; C1 controls are read as windows-1252, which is what they almost
 * always are. Control characters are taken out and added to *controls. */
ch_str ch_clean_characters(ch_arena *arena, ch_str text, uint32_t *controls);

/* A title, a name: characters cleaned, on one line, single spaces, trimmed. */
ch_str ch_clean_line(ch_arena *arena, ch_str text);

/* Paragraphs of clean characters: each on one line, apart by one empty line.
 *
 * Lines of plain text are either paragraphs themselves or the pieces of a
 * paragraph that was wrapped by hand. They are pieces when most lines end in
 * the middle of a sentence, and at a width where the next word would not have
 * fitted; then a new paragraph begins after an empty line, at an indented
 * line, and after a short line that ends a sentence. In other text a line is
 * still joined to one that goes on with a small letter, and, in text that is
 * wrapped in part only, to a full one that ends no sentence. */
ch_str ch_clean_paragraphs(ch_arena *arena, ch_str text);

/* Without the signs that close a dispatch ("###", "-30-", "ENDS", "Reuter") and
 * the white space before them. A view. */
ch_str ch_clean_end(ch_str text);

/* True when the two say the same: letters and digits alone count, ASCII ones
 * are folded. */
bool ch_same_words(ch_str a, ch_str b);

#endif
