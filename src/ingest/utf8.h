/* UTF-8, byte by byte. Nothing here allocates or fails. */
#ifndef CH_INGEST_UTF8_H
#define CH_INGEST_UTF8_H

#include <stddef.h>
#include <stdint.h>

#include "base/str.h"

#define CH_REPLACEMENT 0xfffdu

/* The length of the well-formed sequence at p (n > 0 bytes are there), 1 to
 * 4; 0 when none begins there (Unicode 15, table 3-7). */
size_t ch_utf8_length(const char *p, size_t n);
/* Decodes one sequence that ch_utf8_length found. */
uint32_t ch_utf8_decode(const char *p, size_t length);
/* Writes 1 to 4 bytes; a code that is no character is written as U+FFFD. */
size_t ch_utf8_encode(uint32_t code, char out[4]);
/* The first `most` bytes of s, less if that would cut a character in two. */
ch_str ch_utf8_cut(ch_str s, size_t most);
/* Bytes at the start of s that are ASCII. */
size_t ch_ascii_run(ch_str s);

typedef struct ch_utf8_counts {
  size_t invalid; /* bytes that belong to no sequence */
  size_t longer;  /* sequences of two bytes and more */
} ch_utf8_counts;

ch_utf8_counts ch_utf8_count(ch_str s);

#endif
