#include "view.h"

static int run(cli *c) {
  return cli_view(c, "contradictions", NULL, NULL);
}

const cli_verb cli_verb_contradictions = {"contradictions", "[--between A B]", "Shows denials beside what they deny, and where reports differ",
                              "",
                              cli_view_options, run, false};
