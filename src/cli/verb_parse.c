#include <string.h>

#include "cli.h"

static const cli_option options[] = {
    {"input", 'i', "LAYOUT", "articles (the default), or conllu: gold sentences and tokens"},
    {NULL, 0, NULL, NULL},
};

static int run(cli *c) {
  chancery_run run_;
  chancery_error error;
  if (!cli_run(c, &run_)) return CLI_FAILED;
  const char *input = cli_value(c, "input");
  if (input && strcmp(input, "conllu") != 0 && strcmp(input, "articles") != 0)
    return cli_say(c, CLI_FAILED, "--input is articles or conllu, not '%s'", input);
  run_.conllu = input && strcmp(input, "conllu") == 0;
  chancery *engine = cli_parser(c);
  if (!engine) return CLI_FAILED;
  bool ok = chancery_parse(engine, &run_, NULL, &error);
  int status = cli_end(c, ok ? CLI_DONE : cli_fail(c, &error));
  chancery_close(engine);
  return status;
}

const cli_verb cli_verb_parse = {
    "parse", "[FILE…|-]", "Writes sentences, words and trees as CoNLL-U",
    "Universal Dependencies 2: lemma, part of speech, features, head, relation; names as\n"
    "Name=PER|ORG|LOC in the last column.", options, run, true, 0};
