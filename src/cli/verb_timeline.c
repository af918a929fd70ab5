#include "view.h"

static int run(cli *c) {
  return cli_view(c, "timeline", NULL, NULL);
}

const cli_verb cli_verb_timeline = {"timeline", "[--between A B]", "Shows the record's events in order of time",
                              "Each event once, however often it was reported, with its reports, independent outlets and copies.",
                              cli_view_options, run, false};
