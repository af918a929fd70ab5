#include "view.h"

const cli_verb cli_verb_talks = {
    "talks", "[--between A B] [RECORD]", "Shows meetings and calls: held, planned, called off", "",
    cli_view_options, cli_view_of_verb, false, 2};
