#include "view.h"

static int run(cli *c) {
  return cli_view(c, "sources", NULL, NULL);
}

const cli_verb cli_verb_sources = {"sources", "[--between A B]", "Shows outlets: articles, events, copies, whom they cite",
                              "",
                              cli_view_options, run, false};
