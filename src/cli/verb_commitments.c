#include "view.h"

const cli_verb cli_verb_commitments = {
    "commitments", "[--between A B] [RECORD]",
    "Shows promises, threats and deadlines, and whether they were met", "",
    cli_view_options, cli_view_of_verb, false, 2};
