#include "view.h"

const cli_verb cli_verb_ledger = {
    "ledger", "[--between A B] [RECORD]", "Shows measures and what answers them",
    "Who did what against whom, how much of it, ordered when, due when, answered by what.",
    cli_view_options, cli_view_of_verb, false, 2};
