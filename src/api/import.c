/* Lists of actors of others: files in, tables out. */
#include <errno.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "api/api.h"
#include "base/file.h"
#include "import/import.h"

static const char *const FILES[CH_ACTORS_TABLES] = {
    [CH_ACTORS_STATES] = "states.tsv", [CH_ACTORS_BODIES] = "organisations.tsv",
    [CH_ACTORS_ROLES] = "roles.tsv", [CH_ACTORS_PEOPLE] = "people.tsv",
    [CH_ACTORS_PLACES] = "places.tsv"};

typedef struct importing {
  const chancery_importing *what;
  uint64_t unread; /* files */
} importing;

static void refuse(void *self, const ch_error *refused) {
  const importing *job = self;
  chancery_error out;
  ch_api_fail(&out, refused);
  if (job->what->refuse) job->what->refuse(job->what->self, &out);
}

/* The folder is there, and is not the one with our own lists. */
static bool open_folder(const char *folder, const char *data, ch_error *error) {
  if (mkdir(folder, 0777) != 0 && errno != EEXIST) {
    ch_fail(error, CH_ERROR_IO, "cannot make '%s': %s", folder, strerror(errno));
    return ch_fail_at(error, folder, 0);
  }
  struct stat a, b;
  bool same = stat(folder, &a) == 0 && stat(data, &b) == 0 && a.st_dev == b.st_dev && a.st_ino == b.st_ino;
  return !same || ch_fail(error, CH_ERROR_USAGE, "'%s' holds our own lists: name another folder", folder);
}

static bool path_of(const char *folder, int table, char out[PATH_MAX], ch_error *error) {
  int n = snprintf(out, PATH_MAX, "%s/%s", folder, FILES[table]);
  return (n > 0 && n < PATH_MAX) || ch_fail(error, CH_ERROR_USAGE, "the folder's name is too long");
}

static bool write_tables(const char *folder, const ch_buf tables[], ch_error *error) {
  char path[PATH_MAX];
  for (int t = 0; t < CH_ACTORS_TABLES; t++) {
    if (tables[t].n == 0) continue;
    if (!path_of(folder, t, path, error)) return false;
    if (ch_file_exists(path)) {
      ch_fail(error, CH_ERROR_USAGE, "'%s' is there already: name another folder", path);
      return ch_fail_at(error, path, 0);
    }
  }
  for (int t = 0; t < CH_ACTORS_TABLES; t++) {
    if (tables[t].n == 0) continue;
    if (!path_of(folder, t, path, error) || !ch_file_write_atomic(path, ch_buf_str(&tables[t]), error)) return false;
  }
  return true;
}

/* The files stay mapped until the tables are made: rows are views of them. */
static bool read_files(importing *job, ch_import *import, ch_mapped *files, ch_error *error) {
  const chancery_importing *what = job->what;
  for (size_t i = 0; i < what->n_inputs; i++) {
    ch_error unread = {0};
    if (!ch_file_map(what->inputs[i], &files[i], &unread)) {
      job->unread++;
      refuse(job, &unread);
    } else if (!ch_import_read(import, what->format, what->inputs[i], files[i].bytes, error)) {
      return false;
    }
  }
  return true;
}

static bool import_all(const char *data, importing *job, chancery_imported *out, ch_error *error) {
  const chancery_importing *what = job->what;
  ch_buf tables[CH_ACTORS_TABLES];
  ch_imported done = {0};
  for (int t = 0; t < CH_ACTORS_TABLES; t++) ch_buf_init(&tables[t], 0);
  ch_mapped *files = calloc(what->n_inputs + 1, sizeof *files);
  ch_import *import = files ? ch_import_new(data, refuse, job, error) : NULL;
  if (!files) ch_fail(error, CH_ERROR_MEMORY, "no memory for the import");
  bool ok = import && read_files(job, import, files, error) && ch_import_finish(import, tables, &done, error) &&
            open_folder(what->folder, data, error) && write_tables(what->folder, tables, error);
  *out = (chancery_imported){.people = done.rows[CH_ACTORS_PEOPLE], .organisations = done.rows[CH_ACTORS_BODIES],
                             .roles = done.rows[CH_ACTORS_ROLES], .states = done.rows[CH_ACTORS_STATES],
                             .places = done.rows[CH_ACTORS_PLACES],
                             .known = done.known, .passed = done.passed, .refused = done.refused + job->unread};
  ch_import_free(import);
  for (size_t i = 0; files && i < what->n_inputs; i++) ch_file_unmap(&files[i]);
  free(files);
  for (int t = 0; t < CH_ACTORS_TABLES; t++) ch_buf_free(&tables[t]);
  return ok;
}

bool chancery_import_actors(const chancery_options *options, const chancery_importing *what,
                            chancery_imported *imported, chancery_error *error) {
  chancery_options defaults = chancery_options_default();
  chancery_imported ignored;
  ch_error inner = {0};
  char data[1024];
  importing job = {.what = what};
  bool ok = ch_api_data(options ? options : &defaults, data, sizeof data, &inner) &&
            ((what->folder && what->n_inputs) ||
             ch_fail(&inner, CH_ERROR_USAGE, "an import wants files and a folder for its tables")) &&
            import_all(data, &job, imported ? imported : &ignored, &inner);
  return ok || ch_api_fail(error, &inner);
}
