/* Errors, returned and never printed.
 *
 * A function that can fail returns `bool` (true: done) or a pointer (NULL:
 * failed) and takes a `ch_error *` that may be NULL. On failure it fills the
 * error; on success it leaves it alone. An error owns no memory.
 */
#ifndef CH_BASE_ERROR_H
#define CH_BASE_ERROR_H

#include <stdbool.h>
#include <stdint.h>

/* One list gives codes, names and meanings, so that they cannot drift. */
#define CH_ERROR_CODES(X)                                                     \
  X(OK, "ok", "nothing failed")                                               \
  X(IO, "io", "the system could not open, read or write")                     \
  X(MEMORY, "memory", "no memory was left, or a limit on it was reached")     \
  X(FORMAT, "format", "input is not what it claims to be")                    \
  X(LIMIT, "limit", "input goes beyond a limit that keeps the run safe")      \
  X(ENCODING, "encoding", "bytes could not be decoded")                       \
  X(EMPTY, "empty", "input holds no article")                                 \
  X(USAGE, "usage", "the caller asked for what cannot be")                    \
  X(DATA, "data", "a lexicon, codebook or model file is not valid")           \
  X(STORE, "store", "the record could not be read or written")

typedef enum ch_error_code {
#define CH_ERROR_ENUM(id, name, meaning) CH_ERROR_##id,
  CH_ERROR_CODES(CH_ERROR_ENUM)
#undef CH_ERROR_ENUM
      CH_ERROR_COUNT
} ch_error_code;

typedef struct ch_error {
  ch_error_code code;
  char message[240]; /* what failed first, subject quoted, no full stop */
  char file[240];    /* "" when it is no file */
  uint64_t line;     /* 1-based; 0 unknown */
  uint64_t offset;   /* byte; meaningful when has_offset */
  bool has_offset;
} ch_error;

/* "io", "memory" …, a static string; "unknown" for no code. */
const char *ch_error_name(ch_error_code code);

/* Fills *error (if not NULL); always returns false, so that a caller can
 * write `return ch_fail(error, CH_ERROR_IO, "cannot open '%s'", path);`. */
bool ch_fail(ch_error *error, ch_error_code code, const char *format, ...)
    __attribute__((format(printf, 3, 4)));
/* Adds the place to an error that was just filled; returns false too. */
bool ch_fail_at(ch_error *error, const char *file, uint64_t line);
/* The same for the byte. */
bool ch_fail_offset(ch_error *error, uint64_t offset);
/* "file:line: message", as a person reads it; always ends in NUL. */
void ch_error_text(const ch_error *error, char *out, unsigned long size);

#endif
