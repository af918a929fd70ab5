#include "view.h"

const cli_verb cli_verb_tension = {
    "tension", "[--between A B] [RECORD]", "Shows how tense it is between two sides, period by period",
    "From -10 (cooperation) to 10 (conflict), with a band that holds 95 of 100: the mean of the\n"
    "events' Goldstein scores turned round, where an event counts half after each 28 days.\n"
    "Silence does not move it, and widens the band.",
    cli_view_options, cli_view_of_verb, false, 2};
