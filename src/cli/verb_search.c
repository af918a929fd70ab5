#include "view.h"

static int run(cli *c) {
  if (c->n_inputs == 0) return cli_say(c, CLI_FAILED, "wants words to look for");
  return cli_view(c, "search", c->inputs[0], NULL);
}

const cli_verb cli_verb_search = {
    "search", "WORDS [RECORD]", "Finds sentences in the articles of a record, with their events",
    "An article must hold all WORDS, in any order; \"words in quotes\" stand together, a word may\n"
    "end in *, one behind - must be absent. Case and accents do not matter. Sentences that were\n"
    "coded come with their event; of other articles the first sentence is shown. With sides, types,\n"
    "statuses or an issue, only what was coded is found.",
    cli_view_options, run, false, 2};
