#include "view.h"

const cli_verb cli_verb_brief = {
    "brief", "[--between A B] [RECORD]", "Tells on one page where the dispute stands",
    "What happened last, the measures, what is owed, the talks and what is disputed, each\n"
    "statement numbered to the sentence that says so. The same record gives the same brief.",
    cli_view_options, cli_page_of_verb, false, 2};
