#include "cli.h"

static int run(cli *c) {
  chancery_run run_;
  chancery_summary summary;
  chancery_error error;
  if (!cli_run(c, &run_)) return CLI_FAILED;
  bool ok = chancery_articles(&run_, &summary, &error);
  return cli_end(c, ok ? CLI_DONE : cli_fail(c, &error));
}

const cli_verb cli_verb_articles = {
    "articles", "[FILE…|-]", "Shows what is read as articles, one a line as JSON",
    "Plain text, HTML, RSS and Atom, JSON, JSON lines, tables (CSV, TSV) and WARC, gzipped or not,\n"
    "are told by their content. Folders are read whole. What cannot be read is refused with its place and reason.",
    NULL, run, true, 0};
