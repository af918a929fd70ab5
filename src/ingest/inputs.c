#include "ingest/inputs.h"

#include <dirent.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "base/buf.h"

enum { DEEPEST = 64 };

typedef struct folder {
  struct dirent **entries;
  int n, next;
  size_t path_length; /* of the folder's own path in inputs->path */
} folder;

struct ch_inputs {
  const char *const *names;
  size_t n, next;
  folder open[DEEPEST];
  int depth;
  ch_buf path; /* NUL-terminated when handed out */
};

ch_inputs *ch_inputs_new(const char *const *names, size_t n) {
  ch_inputs *inputs = calloc(1, sizeof *inputs);
  if (inputs == NULL) return NULL;
  inputs->names = names;
  inputs->n = n;
  ch_buf_init(&inputs->path, 1u << 20);
  return inputs;
}

static void close_folder(ch_inputs *inputs) {
  folder *f = &inputs->open[--inputs->depth];
  for (int k = 0; k < f->n; k++) free(f->entries[k]);
  free(f->entries);
}

void ch_inputs_free(ch_inputs *inputs) {
  if (inputs == NULL) return;
  while (inputs->depth > 0) close_folder(inputs);
  ch_buf_free(&inputs->path);
  free(inputs);
}

static int seen(const struct dirent *e) {
  return e->d_name[0] != '.';
}

static int by_bytes(const struct dirent **a, const struct dirent **b) {
  return strcmp((*a)->d_name, (*b)->d_name);
}

/* Opens the folder that inputs->path names. */
static bool open_folder(ch_inputs *inputs, ch_error *error) {
  const char *path = inputs->path.p;
  if (inputs->depth == DEEPEST) {
    return ch_fail(error, CH_ERROR_LIMIT, "folders are more than %d deep", DEEPEST);
  }
  folder *f = &inputs->open[inputs->depth];
  f->n = scandir(path, &f->entries, seen, by_bytes);
  if (f->n < 0) {
    return ch_fail(error, CH_ERROR_IO, "cannot read the folder '%s': %s", path, strerror(errno));
  }
  f->next = 0;
  f->path_length = inputs->path.n - 1;
  inputs->depth++;
  return true;
}

static bool set_path(ch_inputs *inputs, size_t keep, const char *name) {
  ch_buf *path = &inputs->path;
  path->n = keep;
  path->failed = false;
  if (keep > 0 && path->p[keep - 1] != '/') ch_buf_add_byte(path, '/');
  ch_buf_add_z(path, name);
  return ch_buf_add_byte(path, '\0');
}

typedef enum kind { IS_FILE, IS_FOLDER, IS_OTHER } kind;

static kind kind_of(const char *path, bool follow) {
  struct stat st;
  if ((follow ? stat(path, &st) : lstat(path, &st)) != 0) return follow ? IS_FILE : IS_OTHER;
  if (S_ISDIR(st.st_mode)) return IS_FOLDER;
  if (S_ISLNK(st.st_mode) && !follow && stat(path, &st) == 0 && S_ISREG(st.st_mode)) return IS_FILE;
  return follow || S_ISREG(st.st_mode) ? IS_FILE : IS_OTHER;
}

const char *ch_inputs_next(ch_inputs *inputs, bool *failed, ch_error *error) {
  *failed = false;
  for (;;) {
    kind what;
    if (inputs->depth > 0) {
      folder *f = &inputs->open[inputs->depth - 1];
      if (f->next == f->n) {
        close_folder(inputs);
        continue;
      }
      *failed = !set_path(inputs, f->path_length, f->entries[f->next++]->d_name);
      what = *failed ? IS_OTHER : kind_of(inputs->path.p, false);
    } else if (inputs->next < inputs->n) {
      const char *name = inputs->names[inputs->next++];
      *failed = !set_path(inputs, 0, name);
      what = *failed ? IS_OTHER : strcmp(name, "-") == 0 ? IS_FILE : kind_of(name, true);
    } else {
      return NULL;
    }
    if (*failed) {
      ch_fail(error, CH_ERROR_MEMORY, "no memory for a path");
      return NULL;
    }
    if (what == IS_FILE) return inputs->path.p;
    if (what == IS_FOLDER && !open_folder(inputs, error)) {
      *failed = true;
      return NULL;
    }
  }
}
