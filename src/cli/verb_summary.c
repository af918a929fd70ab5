#include "view.h"

const cli_verb cli_verb_summary = {
    "summary", "[--between A B] [RECORD]", "Shows how much the record holds, and how much of it was asked for",
    "Articles, copies, outlets, mentions, events, and the days that they cover.",
    cli_view_options, cli_view_of_verb, false, 2};
