#include "view.h"

static int run(cli *c) {
  if (c->n_inputs == 0) return cli_say(c, CLI_FAILED, "wants the id of one event or mention");
  chancery *engine = cli_engine(c);
  if (!engine) return CLI_FAILED;
  int status = cli_view(c, "explain", c->inputs[0], engine);
  chancery_close(engine);
  return status;
}

const cli_verb cli_verb_explain = {
    "explain", "ID [RECORD]",
    "Leads from an event to its sentences, their trees and codebook lines",
    "ID is an event's (e-…) or a mention's (m-…), as timeline and code show them.",
    cli_view_options, run, false, 2};
