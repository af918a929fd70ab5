#include "view.h"

const cli_verb cli_verb_contradictions = {
    "contradictions", "[--between A B] [RECORD]",
    "Shows denials beside what they deny, and where reports differ", "",
    cli_view_options, cli_view_of_verb, false, 2};
