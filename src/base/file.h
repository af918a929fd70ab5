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

bool ch_file_map(const char *path, ch_mapped *out, ch_error *error);
void ch_file_unmap(ch_mapped *file);
/* Appends the rest of a stream (standard input, say) to *out. */
bool ch_file_read_stream(int fd, ch_buf *out, ch_error *error);
/* Copies a file into an arena, NUL-terminated. */
bool ch_file_read(const char *path, ch_arena *arena, ch_str *out, ch_error *error);
/* Writes aside, flushes, then renames: the file is there whole or not. */
bool ch_file_write_atomic(const char *path, ch_str bytes, ch_error *error);
bool ch_file_is_dir(const char *path);
bool ch_file_exists(const char *path);
/* Calls `visit` for every regular file below `dir`, names in byte order,
 * folders descended into where they sort; names that begin with a dot are
 * passed over, symbolic links to folders are not followed. Stops early when
 * `visit` returns false. */
bool ch_file_walk(const char *dir, bool (*visit)(const char *path, void *self),
                  void *self, ch_error *error);

#endif
