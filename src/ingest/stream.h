/* Bytes of one input through a window, unpacked when they are gzip.
 *
 * A file of any length, a pipe or standard input is read in bounded memory:
 * the window holds what the caller asked to see at once and no more. gzip is
 * recognised by its magic; members that follow one another are one stream.
 *
 * Files are read, not mapped: a file that shrinks while it is read then ends
 * early instead of killing the process.
 *
 * A stream belongs to one thread. Nothing here allocates per call.
 */
#ifndef CH_INGEST_STREAM_H
#define CH_INGEST_STREAM_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/error.h"
#include "base/str.h"

typedef struct ch_stream ch_stream;

typedef struct ch_stream_limits {
  uint64_t unpacked; /* most bytes that a gzip input may give */
  uint32_t ratio;    /* most bytes given for each byte packed, past 16 MiB */
} ch_stream_limits;

/* Opens a path; "-" is standard input (left open by close). NULL with *error
 * (IO, MEMORY) on failure. */
ch_stream *ch_stream_open(const char *path, ch_stream_limits limits, ch_error *error);
/* A stream over bytes that outlive it (tests, parts of an archive). */
ch_stream *ch_stream_over(ch_str bytes, ch_stream_limits limits, ch_error *error);
void ch_stream_close(ch_stream *stream); /* NULL is fine */

/* Shows what is ahead: at least `want` bytes when the input has them. *view
 * holds until the next call on this stream. False when fewer than `want`
 * are left (*view has those): at the end of the input, or where it breaks;
 * ch_stream_broken tells the two apart. */
bool ch_stream_peek(ch_stream *stream, size_t want, ch_str *view);
/* Moves past n bytes that a peek has shown. */
void ch_stream_skip(ch_stream *stream, size_t n);
/* True when the input broke (read error, damaged or endless gzip, no memory)
 * and all bytes before the break have been shown; fills *error. */
bool ch_stream_broken(const ch_stream *stream, ch_error *error);
/* After a break in gzip: goes on at the next member that has a plausible
 * header. False if there is none, or the break was of another kind. */
bool ch_stream_resume(ch_stream *stream);

/* Where in the file the gzip member lies that holds the byte ahead; for plain
 * input the bytes moved past so far. */
uint64_t ch_stream_file_offset(const ch_stream *stream);
bool ch_stream_is_gzip(const ch_stream *stream);

#endif
