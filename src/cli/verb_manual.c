#include "cli.h"

static int run(cli *c) {
  cli_manual(stdout);
  return cli_end(c, CLI_DONE);
}

const cli_verb cli_verb_manual = {
    "manual", "", "Writes the manual page, in roff",
    "chancery manual | man -l -  shows it; installing puts it where man finds it.", NULL,
    run, false, 0};
