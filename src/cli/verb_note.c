#include "decide.h"

static int run(cli *c) {
  return cli_decide(c, "note", true);
}

const cli_verb cli_verb_note = {
    "note", "EVENT WORDS [RECORD]", "Keeps a reader's note on an event",
    "'chancery explain' shows it with the event, 'chancery decisions' all there are.",
    cli_decide_options, run, false, 3};
