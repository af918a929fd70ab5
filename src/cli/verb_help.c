#include <string.h>

#include "cli.h"

static int run(cli *c) {
  if (c->n_inputs == 0) {
    cli_usage(stdout);
    return cli_end(c, CLI_DONE);
  }
  for (size_t i = 0; cli_verbs[i]; i++)
    if (strcmp(cli_verbs[i]->name, c->inputs[0]) == 0) {
      cli_help(cli_verbs[i], stdout);
      return cli_end(c, CLI_DONE);
    }
  return cli_say(c, CLI_FAILED, "no verb '%s'\nTry 'chancery help'.", c->inputs[0]);
}

const cli_verb cli_verb_help = {
    "help", "[VERB]", "Tells what a verb does", "", NULL, run, false, 1};
