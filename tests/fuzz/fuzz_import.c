/* Lists of actors of others: the first byte names the format or leaves it to the
 * content, the rest is the file. Tables that come out are read as ours are. */
#include <stddef.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/file.h"
#include "base/tsv.h"
#include "import/import.h"
#include "must.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static const char *const FORMATS[] = {NULL, "wikidata", "csv", "dictionary"};

/* A few lines of each list, so that a run takes no time to begin. */
static const struct {
  const char *name, *content;
} FILES[] = {
    {"states.tsv", "code\tname\taliases\tadjectives\tdemonyms\tcapital\tcities\tregion\n"
                   "PER\tPeru\tRepublic of Peru\tPeruvian\tPeruvians\tLima\tCusco\tSouth America\n"
                   "CHL\tChile\t\tChilean\tChileans\tSantiago\t\tSouth America\n"
                   "EST\tEstonia\t\tEstonian\tEstonians\tTallinn\t\tEurope\n"},
    {"organisations.tsv", "code\tname\taliases\tsectors\tkind\nIGO\tNATO\tAlliance\tMIL\talliance\n"},
    {"roles.tsv", "term\tsectors\tkind\toffice\tforms\n"
                  "minister\tGOV\tperson\tminister\tministers|minister of defence\n"
                  "prime minister\tGOV\tperson\tprime minister\t\nenvoy\tGOV\tperson\t\tenvoys\n"},
    {"pronouns.tsv", "word\tkind\nof\towner\n"},
    {"given_names.tsv", "names\nAna|Carlos\n"},
    {"import/cameo.tsv", "code\tsectors\nGOV\tGOV\nMIL\tMIL\nAFR\t-\n"},
    {"import/wikidata.tsv", "id\tis\tvalue\tsectors\tname\nQ419\tstate\tPER\t\tPeru\nQ5\tperson\t\t\thuman\n"
                            "Q192350\tbody\tministry\tGOV\tministry\nQ245065\tbody\tigo\t\torganization\n"},
};
enum { N_FILES = sizeof FILES / sizeof *FILES };

static char folder[64];

static void path_of(char out[200], const char *name) { snprintf(out, 200, "%s/%s", folder, name); }

static void remove_folder(void) {
  char path[200];
  for (int i = 0; i < N_FILES; i++) {
    path_of(path, FILES[i].name);
    unlink(path);
  }
  path_of(path, "import");
  rmdir(path);
  rmdir(folder);
}

static void make_folder(void) {
  char path[200];
  ch_error error = {0};
  strcpy(folder, "/tmp/chancery-import-XXXXXX");
  must(mkdtemp(folder));
  path_of(path, "import");
  must(mkdir(path, 0700) == 0);
  atexit(remove_folder);
  for (int i = 0; i < N_FILES; i++) {
    path_of(path, FILES[i].name);
    must(ch_file_write_atomic(path, ch_str_of(FILES[i].content), &error));
  }
}

static ch_import *begin(void) {
  ch_error error = {0};
  if (!folder[0]) make_folder();
  ch_import *import = ch_import_new(folder, NULL, NULL, &error);
  must(import);
  return import;
}

static void check_table(const ch_buf *table) {
  ch_tsv tsv;
  ch_error error = {0};
  if (table->n == 0) return;
  must(ch_tsv_open_bytes(&tsv, "made", ch_buf_str(table), &error));
  while (ch_tsv_next(&tsv, &error)) {}
  must(!tsv.failed);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
  if (size == 0 || size > 1 << 16) return 0;
  ch_error error = {0};
  ch_import *import = begin();
  ch_imported done;
  ch_buf tables[CH_ACTORS_TABLES];
  for (int t = 0; t < CH_ACTORS_TABLES; t++) ch_buf_init(&tables[t], 0);
  char *copy = malloc(size);
  must(copy);
  memcpy(copy, data + 1, size - 1);
  must(ch_import_read(import, FORMATS[data[0] & 3], "fuzz", (ch_str){copy, size - 1}, &error));
  must(ch_import_finish(import, tables, &done, &error));
  for (int t = 0; t < CH_ACTORS_TABLES; t++) {
    check_table(&tables[t]);
    ch_buf_free(&tables[t]);
  }
  ch_import_free(import);
  free(copy);
  return 0;
}
