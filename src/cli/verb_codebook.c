#include <string.h>

#include "check.h"

static const cli_option options[] = {
    {"json", 0, NULL, "one JSON object a line"},
    {NULL, 0, NULL, NULL},
};

static int run(cli *c) {
  const char *what = c->n_inputs ? c->inputs[0] : "";
  if (strcmp(what, "check") == 0) return cli_check(c, "codebook");
  return cli_say(c, CLI_FAILED, "wants 'check', not '%s'", what);
}

const cli_verb cli_verb_codebook = {
    "codebook", "check",
    "Checks the codebook: lines that never count, or that no example needs",
    "Tells each fault as FILE:LINE: what it is: a line that is refused; one that another shadows or\n"
    "contradicts, or that nothing can match; a class that nothing asks for; a code against\n"
    "cameo.tsv; an example that fails; a line that no example needs. With --codebook only your\n"
    "own files are told of. Exit status 1 when there is a fault.",
    options, run, false, 1};
