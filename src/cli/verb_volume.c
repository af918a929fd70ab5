#include "view.h"

const cli_verb cli_verb_volume = {
    "volume", "[--between A B] [RECORD]", "Counts articles by period, and those that report the events asked for",
    "So that silence of the press is told from peace.",
    cli_view_options, cli_view_of_verb, false, 2};
