#include "cli.h"

static const cli_option options[] = {
    {"dictionaries", 0, "DIR", "code by TABARI's or PETRARCH's dictionaries there, in place of the codebook"},
    {NULL, 0, NULL, NULL},
};

static int run(cli *c) {
  chancery_run run_;
  chancery_summary summary;
  chancery_error error;
  if (!cli_run(c, &run_)) return CLI_FAILED;
  chancery *engine = cli_engine(c);
  if (!engine) return CLI_FAILED;
  bool ok = chancery_code(engine, &run_, &summary, &error);
  int status = cli_end(c, ok ? CLI_DONE : cli_fail(c, &error));
  if (status != CLI_FAILED && !cli_flag(c, "quiet"))
    cli_say(c, 0, "%s in %s of %s%s%s%s",
            cli_count(summary.mentions, "mention", "mentions"),
            cli_count(summary.sentences, "sentence", "sentences"),
            cli_count(summary.articles, "article", "articles"), summary.refused ? ", refused " : "",
            summary.refused ? cli_count(summary.refused, "input", "inputs") : "",
            summary.sentences && summary.mentions == 0
                ? "; chancery codebook why \"SENTENCE\" tells what one lacks" : "");
  chancery_close(engine);
  return status;
}

const cli_verb cli_verb_code = {
    "code", "[FILE…|-]", "Codes events: each sentence's mentions, one a line as JSON",
    "A plain filter: no record, no network. Output is in the order of the input and the same\n"
    "for any number of threads. doc/mentions.md tells the fields. With --dictionaries, of files\n"
    "whose names say verbs, actors, agents or discards: source, target and code as those give them.",
    options, run, true, 0};
