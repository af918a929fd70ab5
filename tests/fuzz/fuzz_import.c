/* Lists of actors of others: the first byte names the format or leaves it to the
 * content, the rest is the file. Tables that come out are read as ours are. */
#include "base/tsv.h"
#include "folder.h"
#include "import/import.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static const char *const FORMATS[8] = {NULL, "wikidata", "csv", "dictionary", "geonames", "wikidata"};

static const list_file FILES[] = {
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
    {"import/geonames.tsv", "kind\tname\tvalue\ncountry\tPE\tPER\nfeature\tP\tplace\nfeature\tP.PPLQ\t-\n"
                            "feature\tA.ADM1\tdivision\n"},
    {"import/wikidata.tsv", "id\tis\tvalue\tsectors\tname\nQ419\tstate\tPER\t\tPeru\nQ5\tperson\t\t\thuman\n"
                            "Q192350\tbody\tministry\tGOV\tministry\nQ245065\tbody\tigo\t\torganization\n"},
};
static ch_import *begin(void) {
  ch_error error = {0};
  make_folder(FILES, sizeof FILES / sizeof *FILES);
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
  must(ch_import_read(import, FORMATS[data[0] & 7], "fuzz", (ch_str){copy, size - 1}, &error));
  must(ch_import_finish(import, tables, &done, &error));
  for (int t = 0; t < CH_ACTORS_TABLES; t++) {
    check_table(&tables[t]);
    ch_buf_free(&tables[t]);
  }
  ch_import_free(import);
  free(copy);
  return 0;
}
