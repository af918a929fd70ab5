#include "view.h"

const cli_verb cli_verb_positions = {
    "positions", "[--between A B] [RECORD]", "Shows what each side says on each issue, in time",
    "Demands, promises, threats, praise, blame, denials and refusals, each with its speaker;\n"
    "CHANGES names the event where the side said the opposite of the same act before.",
    cli_view_options, cli_view_of_verb, false, 2};
