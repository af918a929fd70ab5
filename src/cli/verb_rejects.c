#include "view.h"

const cli_verb cli_verb_rejects = {
    "rejects", "[RECORD]", "Shows what could not be read when it was added, and why",
    "One row an input or an article in it that was refused: file, line, reason. It is kept until that\n"
    "file is added again, and is gone when it can be read then. Filters do not touch it.",
    cli_view_options, cli_view_of_verb, false, 2};
