#include "view.h"

const cli_verb cli_verb_timeline = {
    "timeline", "[--between A B] [RECORD]", "Shows the record's events in order of time",
    "Each event once, however often it was reported, with its reports, independent outlets and\n"
    "copies.",
    cli_view_options, cli_view_of_verb, false, 2};
