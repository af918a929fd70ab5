#include <string.h>

#include "check.h"

static const cli_option options[] = {
    {"json", 0, NULL, "of check: one JSON object a line"},
    {"out", 'o', "DIR", "of import: the folder for the tables; nothing there is overwritten"},
    {"as", 0, "FORMAT", "of import: wikidata, csv, dictionary or geonames, where the content does not tell"},
    {NULL, 0, NULL, NULL},
};

static int import(cli *c) {
  chancery_run run;
  chancery_error error;
  chancery_imported done;
  if (!cli_run(c, &run)) return CLI_FAILED; /* for its way of telling refusals */
  chancery_importing what = {.inputs = c->inputs + 1, .n_inputs = c->n_inputs - 1,
                             .format = cli_value(c, "as"), .folder = cli_value(c, "out"),
                             .self = run.self, .refuse = run.refuse};
  if (!what.n_inputs || !what.folder) return cli_say(c, CLI_FAILED, "import wants files, and --out DIR for its tables");
  chancery_options engine = cli_engine_options(c);
  bool ok = chancery_import_actors(&engine, &what, &done, &error);
  int status = cli_end(c, ok ? CLI_DONE : cli_fail(c, &error));
  if (ok && !cli_flag(c, "quiet"))
    cli_say(c, 0, "%s, %s, %s, %s, %s in %s; %s known already, %llu passed over, %llu refused",
            cli_count(done.people, "office", "offices"), cli_count(done.organisations, "body", "bodies"),
            cli_count(done.roles, "role", "roles"), cli_count(done.states, "state", "states"),
            cli_count(done.places, "place", "places"), what.folder,
            cli_count(done.known, "name", "names"), (unsigned long long)done.passed,
            (unsigned long long)done.refused);
  return status;
}

static int run(cli *c) {
  const char *what = c->n_inputs ? c->inputs[0] : "";
  if (strcmp(what, "import") == 0) return import(c);
  if (strcmp(what, "check") == 0 && c->n_inputs == 1) return cli_check(c, "actors");
  return cli_say(c, CLI_FAILED, "wants 'check' or 'import FILE…', not '%s'", what);
}

const cli_verb cli_verb_actors = {
    "actors", "check | import FILE… --out DIR",
    "Checks the lists of actors and places, or turns lists of others into such",
    "check tells each fault as FILE:LINE: what it is: columns, blanks, dates; codes, sectors, kinds and\n"
    "offices that there are none of; what stands twice; a name that means two at one time.\n"
    "Those of --home and --language; with --actors your own lists alone are told of. Exit status 1\n"
    "when there is a fault.\n"
    "import reads Wikidata's JSON (entities of a dump or of Special:EntityData, answers to SPARQL\n"
    "queries), CSV (name, office, country, from, to; of places name, country, lat, lon), actor and agent\n"
    "dictionaries of TABARI and PETRARCH, and GeoNames' tables of places (UA.txt, cities500.txt), and\n"
    "writes people.tsv, organisations.tsv, roles.tsv, states.tsv and places.tsv into DIR, for\n"
    "--actors DIR. A row that does not tell its country or its office is refused with file, line and\n"
    "reason, and the rest is done. data/LANG/README-actors.md tells more.",
    options, run, false, 10000};
