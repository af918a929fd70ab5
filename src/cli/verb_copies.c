#include "view.h"

const cli_verb cli_verb_copies = {
    "copies", "[RECORD]", "Shows which articles are copies: of what, by whom, how changed",
    "A copy was found by its text: identical, trimmed, updated or reworded. Copies do not count as\n"
    "outlets of their own. Of the filters only --from and --to hold.",
    cli_view_options, cli_view_of_verb, false, 2};
