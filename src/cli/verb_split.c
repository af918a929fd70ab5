#include "decide.h"

static int run(cli *c) {
  return cli_decide(c, "split", false);
}

const cli_verb cli_verb_split = {
    "split", "EVENT MENTION… [RECORD]", "Takes mentions out of an event: they are one of their own",
    "The decision is kept: it holds for all that is added later, in any order. Reports still to\n"
    "come join whichever of the two events they agree with. 'chancery join' undoes it, and so does\n"
    "'chancery decisions --withdraw'. Shown are both events and how many mentions each has.",
    cli_decide_options, run, false, 10000};
