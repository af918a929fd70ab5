#include "view.h"

static int run(cli *c) {
  return cli_view(c, "talks", NULL, NULL);
}

const cli_verb cli_verb_talks = {"talks", "[--between A B]", "Shows meetings and calls: held, planned, called off",
                              "",
                              cli_view_options, run, false};
