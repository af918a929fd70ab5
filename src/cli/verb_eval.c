#include <limits.h>
#include <string.h>

#include "cli.h"

static const cli_option options[] = {
    {"gold", 0, "FILE", "what to score against (repeat for more); - is standard input"},
    {"predictions", 0, "FILE", "where to write what was scored, one JSON object a row"},
    {"errors", 0, "N", "show so many of the errors"},
    {"by-cameo", 0, NULL, "types, events: tell the type from the CAMEO code's first two digits"},
    {"names", 0, "FILE", "parser: IOB2 names over sentences of those files (repeat)"},
    {"input", 'i', "LAYOUT", "parser: conllu (the default): gold words are given; raw: their text alone"},
    {"parse", 0, "FILE", "parser: where to write the parse that was scored"},
    {NULL, 0, NULL, NULL},
};

static bool keep(void *self, const char *bytes, size_t n) {
  return fwrite(bytes, 1, n, self) == n;
}

static void head(void) {
  printf("%-16s %9s %9s %9s %9s %9s %9s\n", "measure", "precision", "recall", "F1", "gold", "system", "right");
}

static void row(const chancery_measure *m) {
  printf("%-16s %9.3f %9.3f %9.3f %9llu %9llu %9llu\n", m->name, m->precision, m->recall, m->f1,
         (unsigned long long)m->gold, (unsigned long long)m->system, (unsigned long long)m->right);
}

/* Opens the file of an option; *out stays NULL without it. False when told. */
static bool open_for(cli *c, const char *option, FILE **out) {
  const char *path = cli_value(c, option);
  *out = path ? fopen(path, "wb") : NULL;
  if (path && !*out) cli_say(c, 0, "cannot write '%s'", path);
  return !path || *out;
}

static int close_of(cli *c, const char *option, FILE *file, int status) {
  if (file && fclose(file) != 0) return cli_say(c, CLI_FAILED, "cannot write '%s'", cli_value(c, option));
  return status;
}

static int parser(cli *c, const chancery *engine, const char *const *gold, size_t n_gold) {
  const char *names[CLI_MAX_REPEAT];
  chancery_evaluation e = chancery_evaluation_default();
  e.gold = gold, e.n_gold = n_gold;
  e.names = names, e.n_names = cli_values(c, "names", names, CLI_MAX_REPEAT);
  const char *input = cli_value(c, "input");
  if (input && strcmp(input, "conllu") != 0 && strcmp(input, "raw") != 0)
    return cli_say(c, CLI_FAILED, "--input is conllu or raw, not '%s'", input);
  e.raw = input && strcmp(input, "raw") == 0;
  FILE *kept;
  if (!open_for(c, "parse", &kept)) return CLI_FAILED;
  if (kept) e.self = kept, e.write = keep;
  chancery_measure measures[CHANCERY_MEASURES];
  chancery_error error;
  int status = chancery_eval_parser(engine, &e, measures, &error) ? CLI_DONE : cli_fail(c, &error);
  status = close_of(c, "parse", kept, status);
  if (status != CLI_DONE) return status;
  head();
  for (int i = 0; i < CHANCERY_MEASURES; i++)
    if (measures[i].gold) row(&measures[i]);
  return status;
}

typedef struct scored {
  FILE *predictions;
  bool begun;
} scored;

static void measure(void *self, const chancery_measure *m) {
  scored *s = self;
  if (!s->begun) head();
  s->begun = true;
  row(m);
}

static void wrong(void *self, const char *line) {
  (void)self;
  printf("%s\n", line);
}

static bool predict(void *self, const char *bytes, size_t n) {
  scored *s = self;
  return fwrite(bytes, 1, n, s->predictions) == n;
}

static int rows(cli *c, const chancery *engine, const char *const *gold, size_t n_gold) {
  scored s = {0};
  chancery_scoring scoring = chancery_scoring_default();
  scoring.kind = c->inputs[0];
  scoring.gold = gold, scoring.n_gold = n_gold;
  scoring.by_cameo = cli_flag(c, "by-cameo");
  if (!cli_number(c, "errors", UINT_MAX, &scoring.errors) || !open_for(c, "predictions", &s.predictions)) return CLI_FAILED;
  scoring.self = &s, scoring.measure = measure, scoring.wrong = wrong;
  if (s.predictions) scoring.predict = predict;
  chancery_error error;
  int status = chancery_eval(engine, &scoring, &error) ? CLI_DONE : cli_fail(c, &error);
  return close_of(c, "predictions", s.predictions, status);
}

static const struct {
  const char *name;
  int (*run)(cli *c, const chancery *engine, const char *const *gold, size_t n_gold);
  bool trees_only;
} KINDS[] = {{"parser", parser, true}, {"types", rows, false}, {"events", rows, false}, {"times", rows, false},
             {"attributions", rows, false}, {"places", rows, false}, {"actors", rows, false},
             {"merge", rows, false}};
enum { N_KINDS = sizeof KINDS / sizeof *KINDS };

static int run(cli *c) {
  const char *gold[CLI_MAX_REPEAT];
  size_t n_gold = cli_values(c, "gold", gold, CLI_MAX_REPEAT), kind = 0;
  while (kind < N_KINDS && (c->n_inputs == 0 || strcmp(c->inputs[0], KINDS[kind].name) != 0)) kind++;
  if (kind == N_KINDS)
    return cli_say(c, CLI_FAILED, "what can be evaluated is parser, types, events, times, attributions, places, actors or merge");
  if (n_gold == 0) return cli_say(c, CLI_FAILED, "wants --gold");
  chancery *engine = KINDS[kind].trees_only ? cli_parser(c) : cli_engine(c);
  if (!engine) return CLI_FAILED;
  int status = KINDS[kind].run(c, engine, gold, n_gold);
  chancery_close(engine);
  return cli_end(c, status);
}

const cli_verb cli_verb_eval = {
    "eval", "parser|types|events|times|attributions|places|actors|merge --gold FILE…",
    "Scores the parser, types, events, times, attributions, names or merging against gold files",
    "parser: CoNLL-U, as the CoNLL 2018 shared task counts: words are aligned by characters,\n"
    "relations count without subtypes, punctuation counts. Names are counted where --names has\n"
    "the sentence. The others read one JSON object a line: types and events sentence, source,\n"
    "target, root (types is given the pair and tells the quad classes too, events finds it); times text, dct and timex as\n"
    "TempEval-3 counts; attributions text and spans of source, cue and content, by words;\n"
    "places text and spans with lat and lon; actors text and entities, spans with their type; merge\n"
    "articles with groups of event mentions, as ECB+ has them: MUC, B3, CEAF_e and CoNLL F1 of\n"
    "the lemma baseline and of the record, and with a * within the gold subtopic.",
    options, run, false, 1};
