#include "view.h"

const cli_verb cli_verb_sources = {
    "sources", "[--between A B] [RECORD]",
    "Shows outlets: articles, events, copies, whom they cite", "",
    cli_view_options, cli_view_of_verb, false, 2};
