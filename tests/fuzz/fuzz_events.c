/* Tables of coded events of others: what comes out is a mention that the record reads. */
#include "folder.h"
#include "import/events.h"
#include "record/report.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static const list_file FILES[] = {
    {"states.tsv", "code\tname\taliases\tadjectives\tdemonyms\tcapital\tcities\tregion\n"
                   "PER\tPeru\tRepublic of Peru\tPeruvian\tPeruvians\tLima\tCusco\tSouth America\n"
                   "CHL\tChile\t\tChilean\tChileans\tSantiago\t\tSouth America\n"},
    {"organisations.tsv", "code\tname\taliases\tsectors\tkind\nIGO\tNATO\tAlliance\tMIL\talliance\n"},
    {"roles.tsv", "term\tsectors\tkind\toffice\tforms\nminister\tGOV\tperson\tminister\tministers\n"},
    {"pronouns.tsv", "word\tkind\nof\towner\n"},
    {"given_names.tsv", "names\nAna|Carlos\n"},
    {"cameo.tsv", "code\tname\tplover_type\tplover_mode\tplover_contexts\tquad\tgoldstein\n010\tsay\t\t\t\t1\t0.0\n"
                  "040\tmeet\tCONSULT\t\t\t1\t1.0\n161\tcut\tSANCTION\twithdraw\tdiplomatic\t4\t-4.0\n"},
    {"import/cameo.tsv", "code\tsectors\nGOV\tGOV\nMIL\tMIL\nAFR\t-\n"},
    {"import/geonames.tsv", "kind\tname\tvalue\n"},
    {"import/wikidata.tsv", "id\tis\tvalue\tsectors\tname\nQ419\tstate\tPER\t\tPeru\n"},
    {"import/events.tsv", "kind\tname\tvalue\ncolumn\tid\tid\ncolumn\tdate\tdate\ncolumn\tpublished\tpublished\n"
                          "column\tactor-country\tcountry\ncolumn\tactor-code\tsource\ncolumn\tactor-name\tname\n"
                          "column\tactor-sectors\tsectors\ncolumn\trecipient-code\ttarget\ncolumn\tcameo\tcode\n"
                          "column\ttype\ttype\ncolumn\tmode\tmode\ncolumn\tcontexts\tcontexts\ncolumn\tscore\tscore\n"
                          "column\tplace\tplace\ncolumn\tlat\tlat\ncolumn\tlon\tlon\ncolumn\taddress\turl\n"
                          "column\tpublisher\tpublisher\nset\tOne\tdate|source|code\n"
                          "bare\tTwo\t6|7 date=1 actor-code=2 recipient-code=3 cameo=4 id=6\norder\tOne\tmonth\n"
                          "sector\tCabinet\tGOV\ncountry\tPEX\tPER\nname\tUNO\tUnited Nations\nnothing\tNA\t\n"},
};
static bool take(void *self, const ch_document *doc, const ch_event *event, ch_error *error) {
  ch_arena *arena = self;
  ch_buf line;
  ch_report report;
  ch_buf_init(&line, 0);
  must(ch_event_json(event, doc, &line, error));
  must(ch_report_read(ch_buf_str(&line), arena, &report, error));
  must(report.imported && report.text.n > 0 && report.act.actor.n == 1 && report.act.actor.v[0].code.n > 0);
  must(report.act.date.days.from != CH_DAY_NONE);
  ch_buf_free(&line);
  ch_arena_clear(arena);
  return true;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
  static const char *const MAPS[] = {"date=when", "actor-code=A"};
  if (size == 0 || size > 1 << 16) return 0;
  ch_error error = {0};
  make_folder(FILES, sizeof FILES / sizeof *FILES);
  ch_import *import = ch_import_new(folder, NULL, NULL, &error);
  ch_arena *arena = ch_arena_new(0);
  must(import && arena);
  ch_event_import job = {.import = import, .dir = folder, .maps = MAPS, .n_maps = data[0] & 1 ? 2 : 0,
                         .take = take, .self = arena};
  char *copy = malloc(size);
  must(copy);
  memcpy(copy, data + 1, size - 1);
  must(ch_import_events(&job, "some/fuzz", (ch_str){copy, size - 1}, &error));
  ch_import_free(import);
  ch_arena_free(arena);
  free(copy);
  return 0;
}
