#include <string.h>

#include "check.h"

static const cli_option options[] = {
    {"json", 0, NULL, "one JSON object a line"},
    {NULL, 0, NULL, NULL},
};

static int run(cli *c) {
  const char *what = c->n_inputs ? c->inputs[0] : "";
  if (strcmp(what, "check") == 0) return cli_check(c, "actors");
  return cli_say(c, CLI_FAILED, "wants 'check', not '%s'", what);
}

const cli_verb cli_verb_actors = {
    "actors", "check",
    "Checks the lists of states, organisations, roles, people and issues",
    "Tells each fault as FILE:LINE: what it is: columns, blanks, dates; codes, sectors, kinds and\n"
    "offices that there are none of; what stands twice; a name that means two at one time.\n"
    "Those of --home and --language; with --actors your own lists alone are told of. Exit status 1 when there is a fault.",
    options, run, false, 1};
