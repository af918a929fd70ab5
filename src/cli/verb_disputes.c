#include "view.h"

const cli_verb cli_verb_disputes = {
    "disputes", "[--between A B] [RECORD]", "Shows which sides have to do with each other, most first",
    "How many events and reports, how much of it cooperation and conflict, since when.",
    cli_view_options, cli_view_of_verb, false, 2};
