#include <string.h>

#include "cli.h"

static const cli_option options[] = {
    {"gold", 0, "FILE", "CoNLL-U to score against (repeat for more)"},
    {"names", 0, "FILE", "IOB2 names over sentences of those files (repeat)"},
    {"input", 'i', "LAYOUT", "conllu (the default): gold words are given; raw: their text alone"},
    {"parse", 0, "FILE", "where to write the parse that was scored"},
    {NULL, 0, NULL, NULL},
};

static bool keep(void *self, const char *bytes, size_t n) {
  return fwrite(bytes, 1, n, self) == n;
}

static int run(cli *c) {
  const char *gold[CLI_MAX_REPEAT], *names[CLI_MAX_REPEAT];
  chancery_evaluation e = chancery_evaluation_default();
  e.gold = gold, e.n_gold = cli_values(c, "gold", gold, CLI_MAX_REPEAT);
  e.names = names, e.n_names = cli_values(c, "names", names, CLI_MAX_REPEAT);
  if (c->n_inputs != 1 || strcmp(c->inputs[0], "parser") != 0)
    return cli_say(c, CLI_FAILED, "what can be evaluated is 'parser'");
  if (e.n_gold == 0) return cli_say(c, CLI_FAILED, "wants --gold");
  const char *input = cli_value(c, "input"), *parse = cli_value(c, "parse");
  if (input && strcmp(input, "conllu") != 0 && strcmp(input, "raw") != 0)
    return cli_say(c, CLI_FAILED, "--input is conllu or raw, not '%s'", input);
  e.raw = input && strcmp(input, "raw") == 0;
  chancery *engine = cli_engine(c);
  if (!engine) return CLI_FAILED;
  FILE *kept = parse ? fopen(parse, "wb") : NULL;
  chancery_measure measures[CHANCERY_MEASURES];
  chancery_error error;
  int status = CLI_DONE;
  if (parse && !kept) status = cli_say(c, CLI_FAILED, "cannot write '%s'", parse);
  if (kept) e.self = kept, e.write = keep;
  if (status == CLI_DONE && !chancery_eval_parser(engine, &e, measures, &error)) status = cli_fail(c, &error);
  if (kept && fclose(kept) != 0) status = cli_say(c, CLI_FAILED, "cannot write '%s'", parse);
  chancery_close(engine);
  if (status != CLI_DONE) return status;
  printf("%-10s %9s %9s %9s %9s %9s %9s\n", "measure", "precision", "recall", "F1", "gold", "system", "right");
  for (int i = 0; i < CHANCERY_MEASURES; i++) {
    const chancery_measure *m = &measures[i];
    if (m->gold == 0) continue;
    printf("%-10s %9.3f %9.3f %9.3f %9llu %9llu %9llu\n", m->name, m->precision, m->recall, m->f1,
           (unsigned long long)m->gold, (unsigned long long)m->system, (unsigned long long)m->right);
  }
  return cli_end(c, CLI_DONE);
}

const cli_verb cli_verb_eval = {
    "eval", "parser --gold FILE…", "Scores the parser against treebanks",
    "As the CoNLL 2018 shared task counts: words are aligned by characters, relations count\n"
    "without subtypes, punctuation counts. Names are counted where --names has the sentence.",
    options, run, false, 1};
