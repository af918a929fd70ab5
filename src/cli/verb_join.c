#include "decide.h"

static int run(cli *c) {
  return cli_decide(c, "join", false);
}

const cli_verb cli_verb_join = {
    "join", "EVENT EVENT… [RECORD]", "Makes one event of several",
    "The decision is kept: it holds for all that is added later, in any order. 'chancery split'\n"
    "undoes it, and so does 'chancery decisions --withdraw'. Shown is the event and how many\n"
    "mentions it has.",
    cli_decide_options, run, false, 10000};
