#include "base/file.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

static bool fail_errno(ch_error *error, const char *what, const char *path) {
  int saved = errno;
  ch_fail(error, CH_ERROR_IO, "cannot %s '%s': %s", what, path, strerror(saved));
  return ch_fail_at(error, path, 0);
}

bool ch_file_map(const char *path, ch_mapped *out, ch_error *error) {
  *out = (ch_mapped){{"", 0}, NULL, 0};
  int fd = open(path, O_RDONLY | O_CLOEXEC);
  if (fd < 0) return fail_errno(error, "open", path);
  struct stat info;
  bool ok = fstat(fd, &info) == 0;
  if (!ok) fail_errno(error, "examine", path);
  if (ok && !S_ISREG(info.st_mode)) {
    ch_fail(error, CH_ERROR_IO, "'%s' is not a regular file", path);
    ok = ch_fail_at(error, path, 0);
  }
  if (ok && info.st_size > 0) {
    void *base = mmap(NULL, (size_t)info.st_size, PROT_READ, MAP_PRIVATE, fd, 0);
    if (base == MAP_FAILED)
      ok = fail_errno(error, "map", path);
    else
      *out = (ch_mapped){{base, (size_t)info.st_size}, base, (size_t)info.st_size};
  }
  close(fd);
  return ok;
}

void ch_file_unmap(ch_mapped *file) {
  if (file->base) munmap(file->base, file->length);
  *file = (ch_mapped){{"", 0}, NULL, 0};
}

bool ch_file_read_stream(int fd, ch_buf *out, ch_error *error) {
  for (;;) {
    if (!ch_buf_reserve(out, (size_t)64 << 10))
      return ch_fail(error, CH_ERROR_LIMIT, "input is larger than the limit of %zu bytes", out->max);
    ssize_t n = read(fd, out->p + out->n, out->cap - out->n);
    if (n < 0 && errno == EINTR) continue;
    if (n < 0) return ch_fail(error, CH_ERROR_IO, "cannot read: %s", strerror(errno));
    if (n == 0) return true;
    out->n += (size_t)n;
  }
}

bool ch_file_read(const char *path, ch_arena *arena, ch_str *out, ch_error *error) {
  ch_mapped file;
  if (!ch_file_map(path, &file, error)) return false;
  *out = ch_arena_copy(arena, file.bytes);
  ch_file_unmap(&file);
  if (!out->p) return ch_fail(error, CH_ERROR_MEMORY, "no memory to read '%s'", path);
  return true;
}

bool ch_file_write_atomic(const char *path, ch_str bytes, ch_error *error) {
  char aside[4096];
  int length = snprintf(aside, sizeof aside, "%s.%ld.tmp", path, (long)getpid());
  if (length < 0 || (size_t)length >= sizeof aside)
    return ch_fail(error, CH_ERROR_LIMIT, "path is too long");
  int fd = open(aside, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0666);
  if (fd < 0) return fail_errno(error, "write", aside);
  bool ok = true;
  for (size_t done = 0; ok && done < bytes.n;) {
    ssize_t n = write(fd, bytes.p + done, bytes.n - done);
    if (n < 0 && errno != EINTR) ok = fail_errno(error, "write", aside);
    if (n > 0) done += (size_t)n;
  }
  if (ok && fsync(fd) != 0) ok = fail_errno(error, "flush", aside);
  if (close(fd) != 0 && ok) ok = fail_errno(error, "close", aside);
  if (ok && rename(aside, path) != 0) ok = fail_errno(error, "rename to", path);
  if (!ok) unlink(aside);
  return ok;
}

bool ch_file_is_dir(const char *path) {
  struct stat info;
  return stat(path, &info) == 0 && S_ISDIR(info.st_mode);
}

bool ch_file_exists(const char *path) {
  return access(path, F_OK) == 0;
}

static int keep_visible(const struct dirent *entry) {
  return entry->d_name[0] != '.';
}

static int by_bytes(const struct dirent **a, const struct dirent **b) {
  return strcmp((*a)->d_name, (*b)->d_name);
}

#define MAX_DEPTH 64

/* Gives false only on failure; *go turns false when the visitor stops. */
static bool walk(const char *dir, int depth, bool (*visit)(const char *, void *), void *self,
                 bool *go, ch_error *error) {
  if (depth > MAX_DEPTH)
    return ch_fail(error, CH_ERROR_LIMIT, "folders nest deeper than %d at '%s'", MAX_DEPTH, dir);
  struct dirent **entries;
  int n = scandir(dir, &entries, keep_visible, by_bytes);
  if (n < 0) return fail_errno(error, "list", dir);
  bool ok = true;
  for (int i = 0; i < n; i++) {
    char path[4096];
    int length = snprintf(path, sizeof path, "%s/%s", dir, entries[i]->d_name);
    struct stat info;
    if (ok && (length < 0 || (size_t)length >= sizeof path))
      ok = ch_fail(error, CH_ERROR_LIMIT, "a path in '%s' is too long", dir);
    if (ok && *go && lstat(path, &info) == 0) {
      bool link = S_ISLNK(info.st_mode);
      if (link && stat(path, &info) != 0) info.st_mode = 0;
      if (S_ISDIR(info.st_mode) && !link)
        ok = walk(path, depth + 1, visit, self, go, error);
      else if (S_ISREG(info.st_mode))
        *go = visit(path, self);
    }
    free(entries[i]);
  }
  free(entries);
  return ok;
}

bool ch_file_walk(const char *dir, bool (*visit)(const char *path, void *self), void *self,
                  ch_error *error) {
  bool go = true;
  return walk(dir, 0, visit, self, &go, error);
}
