#include "view.h"

static int run(cli *c) {
  return cli_view(c, "commitments", NULL, NULL);
}

const cli_verb cli_verb_commitments = {"commitments", "[--between A B]", "Shows promises, threats and deadlines, and whether they were met",
                              "",
                              cli_view_options, run, false};
