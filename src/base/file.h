/* Whole files in and out, and walks over folders. */
#ifndef CH_BASE_FILE_H
#define CH_BASE_FILE_H

#include <stdbool.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/error.h"
#include "base/str.h"

/* A file's bytes, mapped read-only. Empty files give n = 0. */
typedef struct ch_mapped {
  ch_str bytes;
  void *base;
  size_t length;
} ch_mapped;

/* Fails (IO) on a path that cannot be opened or is no regular file. The bytes
 * hold until ch_file_unmap; a file that another program cuts short meanwhile
 * must not be read. */
bool ch_file_map(const char *path, ch_mapped *out, ch_error *error);
void ch_file_unmap(ch_mapped *file);
/* Appends the rest of a stream (standard input, say) to *out. Fails with IO, or
 * LIMIT when it is more than out->max. */
bool ch_file_read_stream(int fd, ch_buf *out, ch_error *error);
/* Copies a file into an arena, NUL-terminated. Fails with IO or MEMORY. */
bool ch_file_read(const char *path, ch_arena *arena, ch_str *out, ch_error *error);
/* Writes PATH.PID.tmp, flushes, then renames: the file is there whole or not.
 * Fails with IO, or LIMIT for too long a path; nothing is left behind. */
bool ch_file_write_atomic(const char *path, ch_str bytes, ch_error *error);
bool ch_file_is_dir(const char *path);
bool ch_file_exists(const char *path);
/* Calls `visit` for every regular file below `dir`, names in byte order,
 * folders descended into where they sort; names that begin with a dot are
 * passed over, symbolic links to folders are not followed. Stops early when
 * `visit` returns false. Fails with IO on a folder that cannot be listed, or
 * LIMIT on one that lies too deep or has too long a path. */
bool ch_file_walk(const char *dir, bool (*visit)(const char *path, void *self),
                  void *self, ch_error *error);

#endif
