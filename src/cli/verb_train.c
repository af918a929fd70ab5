#include <limits.h>
#include <string.h>

#include "cli.h"

static const cli_option options[] = {
    {"train", 0, "FILE", "CoNLL-U to learn from (repeat for more)"},
    {"dev", 0, "FILE", "CoNLL-U to score after each epoch (repeat)"},
    {"names", 0, "FILE", "IOB2 names over sentences of those files (repeat)"},
    {"lemmas", 0, "FILE", "form, part of speech and lemma a line, with tabs"},
    {"vectors", 0, "FILE", "word vectors: a word and its numbers a line"},
    {"teacher", 0, "FILE", "checkpoint whose answers are learnt besides (repeat: their mean)"},
    {"unlabelled", 0, "FILE", "CoNLL-U of whose words the teachers' answers are learnt"},
    {"unlabelled-words", 0, "N", "of those in each epoch"},
    {"as-teacher", 0, NULL, "a larger network, whose checkpoint is for --teacher"},
    {"without", 0, "PART", "train without it, to see what it gives (repeat): affixes, recurrent, rounding, tree"},
    {"out", 'o', "FILE", "the model to write"},
    {"checkpoint", 0, "FILE", "kept after each epoch; taken up when it is there"},
    {"epochs", 0, "N", "passes over the data"},
    {"stop-after", 0, "N", "of them that are done in this run; the model is written all the same"},
    {"seed", 0, "N", "of all that is drawn by chance"},
    {"threads", 't', "N", "threads; two at most do work"},
    {NULL, 0, NULL, NULL},
};

static void tell(void *self, const char *line) {
  (void)self;
  fprintf(stderr, "%s\n", line);
}

static int run(cli *c) {
  const char *train[CLI_MAX_REPEAT], *dev[CLI_MAX_REPEAT], *names[CLI_MAX_REPEAT];
  const char *unlabelled[CLI_MAX_REPEAT], *teachers[CLI_MAX_REPEAT], *without[CLI_MAX_REPEAT];
  chancery_training t = chancery_training_default();
  t.train = train, t.n_train = cli_values(c, "train", train, CLI_MAX_REPEAT);
  t.dev = dev, t.n_dev = cli_values(c, "dev", dev, CLI_MAX_REPEAT);
  t.names = names, t.n_names = cli_values(c, "names", names, CLI_MAX_REPEAT);
  t.unlabelled = unlabelled;
  t.n_unlabelled = cli_values(c, "unlabelled", unlabelled, CLI_MAX_REPEAT);
  t.teachers = teachers, t.n_teachers = cli_values(c, "teacher", teachers, CLI_MAX_REPEAT);
  t.without = without, t.n_without = cli_values(c, "without", without, CLI_MAX_REPEAT);
  t.as_teacher = cli_flag(c, "as-teacher");
  t.lemmas = cli_value(c, "lemmas");
  t.vectors = cli_value(c, "vectors");
  t.out = cli_value(c, "out");
  t.checkpoint = cli_value(c, "checkpoint");
  t.progress = tell;
  unsigned seed = (unsigned)t.seed;
  if (!cli_number(c, "seed", UINT_MAX, &seed)) return CLI_FAILED;
  t.seed = seed;
  if (!cli_number(c, "epochs", 100000, &t.epochs) || !cli_number(c, "threads", 64, &t.threads))
    return CLI_FAILED;
  if (!cli_number(c, "stop-after", 100000, &t.stop_after)) return CLI_FAILED;
  if (!cli_number(c, "unlabelled-words", UINT_MAX, &t.unlabelled_words)) return CLI_FAILED;
  if (t.n_train == 0 || (!t.out && !t.as_teacher && t.n_without == 0)) return cli_say(c, CLI_FAILED, "wants --train and --out");
  chancery_error error;
  return chancery_train(&t, &error) ? CLI_DONE : cli_fail(c, &error);
}

const cli_verb cli_verb_train = {
    "train", "--train FILE… --out MODEL", "Trains a model from treebanks",
    "models/en/README.md has the command that made the model of this checkout.", options, run,
    false, 0};
