#include "cli.h"

static const cli_option options[] = {
    {"store", 's', "FILE", "the record (" CLI_RECORD ")"},
    {"set", 0, "NAME", "what the data set is called, where its columns do not tell"},
    {"map", 'm', "FIELD=COLUMN", "a column beside the usual ones: --map actor-code=SIDE_A; may be repeated"},
    {NULL, 0, NULL, NULL},
};

static int run(cli *c) {
  const char *maps[CLI_MAX_REPEAT];
  chancery_run told;
  chancery_error error;
  chancery_taken taken = {0};
  if (!c->n_inputs) return cli_say(c, CLI_FAILED, "wants files");
  if (!cli_run(c, &told)) return CLI_FAILED; /* for its way of telling refusals */
  chancery_tables tables = {.inputs = c->inputs, .n_inputs = c->n_inputs, .set = cli_value(c, "set"), .maps = maps,
                            .n_maps = cli_values(c, "map", maps, CLI_MAX_REPEAT),
                            .self = told.self, .refuse = told.refuse};
  chancery *engine = cli_engine(c);
  if (!engine) return CLI_FAILED;
  const char *path = cli_value(c, "store");
  chancery_record *record = chancery_record_open(engine, path ? path : c->record, CHANCERY_WRITE, &error);
  bool ok = record && chancery_import(record, &tables, &taken, &error);
  int status = cli_end(c, ok ? CLI_DONE : cli_fail(c, &error));
  if (ok && !cli_flag(c, "quiet"))
    cli_say(c, 0, "%s new, %llu already known, %llu passed over, %llu refused",
            cli_count(taken.events, "event", "events"), (unsigned long long)taken.known,
            (unsigned long long)taken.passed, (unsigned long long)taken.refused);
  chancery_record_close(record);
  chancery_close(engine);
  return status;
}

const cli_verb cli_verb_import = {
    "import", "FILE…", "Takes events that others coded into a record",
    "Reads tables of ICEWS, POLECAT, GDELT 1.0 and 2.0, Phoenix, TERRIER and PETRARCH (told by their\n"
    "columns), and any table, apart by commas, semicolons or tabs, with columns for a date, who acts and\n"
    "on whom (a code such as USAGOV, or a country), and a CAMEO code or PLOVER type. --map names a column\n"
    "that goes by another name; fields are id, date, published, actor-country, actor-code, actor-name,\n"
    "actor-sectors, the same of recipient-, cameo, type, mode, contexts, score, place, place-country, lat,\n"
    "lon, publisher, address. data/LANG/import/events.tsv has the names that are known.\n"
    "Each row is a report by its data set, of an event of its own: `join` makes it one with what was read\n"
    "from articles. As no sentence stands behind it, every view says which row of which file it is instead.\n"
    "A row whose date, code or country cannot be told is refused with file, line and reason. Passed over are\n"
    "statements (CAMEO 010 to 017), rows without a state or body as actor, those with one side twice, and\n"
    "the second of two rows that tell a meeting from either side. The same row twice changes nothing.",
    options, run, false, 10000};
