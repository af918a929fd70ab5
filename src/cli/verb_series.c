#include "view.h"

const cli_verb cli_verb_series = {
    "series", "[--between A B] [RECORD]", "Counts events by period, direction and quad class",
    "One row a period (--by), direction and quad class that has events; GOLDSTEIN is the sum of\n"
    "the events' scores. Asked for by name (--fields from,quad,events,reports,outlets) there are reports\n"
    "and independent outlets too, summed over the events; on a large record that takes longer.",
    cli_view_options, cli_view_of_verb, false, 2};
