#include "view.h"

const cli_verb cli_verb_dyads = {
    "dyads", "[--between A B] [RECORD]",
    "Counts who acts on whom by period, with COW codes, for R and Stata",
    "One row a period (--by, else month) and direction that has events: counts by PLOVER type and quad\n"
    "class, the sum of Goldstein's scores, reports, and independent outlets, each summed over the\n"
    "events. Acts without direction, such as meetings, count both ways; mutual tells how many do. Events\n"
    "of every status count unless --status says otherwise (actual,ongoing: those that happened); those\n"
    "without a day do not. --zeros gives every dyad met a row in every period that the record's articles\n"
    "cover: articles is how many there are, so that a zero without any is not taken for peace.",
    cli_view_options, cli_view_of_verb, false, 2};
