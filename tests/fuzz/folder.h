/* A folder of a few short lists, so that a run takes no time to begin; gone when the run ends. */
#ifndef TESTS_FUZZ_FOLDER_H
#define TESTS_FUZZ_FOLDER_H

#include <stddef.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/file.h"
#include "must.h"

typedef struct list_file {
  const char *name, *content;
} list_file;

static const list_file *listed;
static size_t n_listed;
static char folder[64];

static void path_of(char out[200], const char *name) { snprintf(out, 200, "%s/%s", folder, name); }

static void remove_folder(void) {
  char path[200];
  for (size_t i = 0; i < n_listed; i++) {
    path_of(path, listed[i].name);
    unlink(path);
  }
  path_of(path, "import");
  rmdir(path);
  rmdir(folder);
}

/* Makes `folder` of them on the first call; files may stand in "import/" too. */
static void make_folder(const list_file *files, size_t n) {
  char path[200];
  ch_error error = {0};
  if (folder[0]) return;
  listed = files;
  n_listed = n;
  strcpy(folder, "/tmp/chancery-lists-XXXXXX");
  must(mkdtemp(folder));
  path_of(path, "import");
  must(mkdir(path, 0700) == 0);
  atexit(remove_folder);
  for (size_t i = 0; i < n; i++) {
    path_of(path, files[i].name);
    must(ch_file_write_atomic(path, ch_str_of(files[i].content), &error));
  }
}

#endif
