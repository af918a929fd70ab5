#include <string.h>
#include <unistd.h>

#include "config.h"

static const cli_option options[] = {
    {"show-origin", 0, NULL, "tell where each comes from"},
    {"store", 's', "FILE", "the record (" CLI_RECORD ")"},
    {"threads", 't', "N", "threads (all cores)"},
    {NULL, 0, NULL, NULL},
};

static void tell(const cli *c, const char *name, const char *value, const char *origin) {
  bool table = isatty(STDOUT_FILENO);
  printf(table ? "%-9s %s" : "%s\t%s", name, value);
  if (cli_flag(c, "show-origin")) printf(table ? "  (%s)" : "\t%s", origin);
  putchar('\n');
}

static int run(cli *c) {
  cli_config_each(c, tell);
  return cli_end(c, CLI_DONE);
}

const cli_verb cli_verb_config = {
    "config", "[--show-origin]", "Shows what is set, and where",
    "An option counts most, then CHANCERY_STORE, CHANCERY_HOME and their like in the environment (of\n"
    "codebooks and actors several, apart by ':'), then '.chancery' in this folder or the nearest above\n"
    "that has one, then chancery/config in $XDG_CONFIG_HOME or ~/.config. The files hold lines such as\n"
    "'store = quarrel.db' and '# comments'; paths are from the file's own folder, codebook and actors may\n"
    "stand in several lines. A project's file that is another user's is passed over.",
    options, run, false, 0};
