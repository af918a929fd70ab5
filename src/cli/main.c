/* Finds the verb, reads its options from its table, runs it. */
#include <errno.h>
#include <getopt.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <time.h>
#include <unistd.h>

#include "config.h"

#define VERB(name) extern const cli_verb cli_verb_##name;
#include "verbs.def"
#undef VERB

const cli_verb *const cli_verbs[] = {
#define VERB(name) &cli_verb_##name,
#include "verbs.def"
#undef VERB
    NULL};

#define MAX_OPTIONS 64

static const cli_verb *find_verb(const char *name) {
  for (size_t i = 0; cli_verbs[i]; i++)
    if (strcmp(cli_verbs[i]->name, name) == 0) return cli_verbs[i];
  return NULL;
}

/* Edit distance, for "did you mean"; words longer than the table are far. */
static size_t distance(const char *a, const char *b) {
  enum { MOST = 24 };
  size_t n = strlen(a), m = strlen(b);
  if (n >= MOST || m >= MOST) return MOST;
  size_t row[MOST + 1];
  for (size_t j = 0; j <= m; j++) row[j] = j;
  for (size_t i = 1; i <= n; i++) {
    size_t diagonal = row[0];
    row[0] = i;
    for (size_t j = 1; j <= m; j++) {
      size_t above = row[j];
      size_t best = diagonal + (a[i - 1] != b[j - 1]);
      if (above + 1 < best) best = above + 1;
      if (row[j - 1] + 1 < best) best = row[j - 1] + 1;
      diagonal = above;
      row[j] = best;
    }
  }
  return row[m];
}

/* getopt's words, and what may have been meant. */
static int unknown_option(const cli_verb *verb, const cli_option *const *options, size_t n,
                          const char *given) {
  const char *near = NULL;
  size_t best = 3, length = strcspn(given, "=");
  char name[32];
  if (strncmp(given, "--", 2) == 0 && length - 2 < sizeof name) {
    snprintf(name, sizeof name, "%.*s", (int)(length - 2), given + 2);
    for (size_t i = 0; i < n; i++) {
      size_t d = distance(name, options[i]->name);
      if (d > 0 && d < best) best = d, near = options[i]->name;
    }
  }
  if (near) fprintf(stderr, "Did you mean '--%s'?\n", near);
  fprintf(stderr, "Try 'chancery help %s'.\n", verb->name);
  return CLI_FAILED;
}

static int unknown_verb(const char *name) {
  const char *near = NULL;
  size_t best = 3;
  for (size_t i = 0; cli_verbs[i]; i++) {
    size_t d = distance(name, cli_verbs[i]->name);
    if (d < best) best = d, near = cli_verbs[i]->name;
  }
  fprintf(stderr, "chancery: no verb '%s'", name);
  if (near) fprintf(stderr, "; did you mean '%s'?", near);
  fprintf(stderr, "\nTry 'chancery help'.\n");
  return CLI_FAILED;
}

static bool color_for(const cli *c, FILE *stream) {
  const char *when = cli_value(c, "color");
  if (cli_flag(c, "no-color")) return false;
  if (when && strcmp(when, "always") == 0) return true;
  if (when && strcmp(when, "never") == 0) return false;
  const char *term = getenv("TERM");
  const char *no_color = getenv("NO_COLOR");
  if (no_color && *no_color) return false;
  return isatty(fileno(stream)) && !(term && strcmp(term, "dumb") == 0);
}

/* Gathers the tables' rows; getopt's own tables are made from them. */
static size_t all_options(const cli_verb *verb, const cli_option **out) {
  const cli_option *tables[] = {verb->options, verb->reads_input ? cli_input_options : NULL,
                                cli_common_options};
  size_t n = 0;
  for (size_t t = 0; t < 3; t++)
    for (const cli_option *o = tables[t]; o && o->name && n < MAX_OPTIONS; o++) out[n++] = o;
  return n;
}

/* Words that are wrong whatever the verb; false when told. */
static bool check_words(const cli *c) {
  const char *when = cli_value(c, "color");
  if (when && strcmp(when, "always") != 0 && strcmp(when, "never") != 0 &&
      strcmp(when, "auto") != 0) {
    cli_say(c, 0, "--color is always, never or auto, not '%s'", when);
    return false;
  }
  if (!c->verb->reads_input && c->n_inputs > c->verb->most_arguments) {
    cli_say(c, 0, "'%s' is an argument too many\nTry 'chancery help %s'.",
            c->inputs[c->verb->most_arguments], c->verb->name);
    return false;
  }
  return true;
}

/* Whether what went to standard output got there. */
static int printed(void) {
  if ((fflush(stdout) == 0 && !ferror(stdout)) || errno == EPIPE) return CLI_DONE;
  fprintf(stderr, "chancery: cannot write to standard output: %s\n", strerror(errno));
  return CLI_FAILED;
}

static int parse_and_run(const cli_verb *verb, int argc, char **argv) {
  const cli_option *options[MAX_OPTIONS];
  struct option longs[MAX_OPTIONS + 1] = {0};
  char shorts[2 * MAX_OPTIONS + 1] = "";
  size_t n = all_options(verb, options), s = 0;
  for (size_t i = 0; i < n; i++) {
    longs[i].name = options[i]->name;
    longs[i].has_arg = !options[i]->argument ? no_argument
                       : options[i]->argument[0] == '[' ? optional_argument : required_argument;
    longs[i].val = 1000 + (int)i;
    if (options[i]->letter) {
      shorts[s++] = options[i]->letter;
      if (options[i]->argument) shorts[s++] = ':';
    }
  }
  cli c = {.verb = verb, .record = CLI_RECORD};
  struct timespec now;
  clock_gettime(CLOCK_MONOTONIC, &now);
  c.started = (double)now.tv_sec + 1e-9 * (double)now.tv_nsec;
  /* getopt begins its own words with this name. */
  char name[64];
  snprintf(name, sizeof name, "chancery %s", verb->name);
  argv[0] = name;
  int got;
  while ((got = getopt_long(argc, argv, shorts, longs, NULL)) != -1) {
    const cli_option *option = NULL;
    for (size_t i = 0; i < n && !option; i++)
      if (got == 1000 + (int)i || (options[i]->letter && got == options[i]->letter))
        option = options[i];
    if (!option) return unknown_option(verb, options, n, argv[optind - 1]);
    if (c.n_given == sizeof c.given / sizeof *c.given)
      return cli_say(&c, CLI_FAILED, "too many options");
    c.given[c.n_given].name = option->name;
    c.given[c.n_given++].value = optarg ? optarg : CLI_NO_VALUE;
  }
  c.inputs = (const char *const *)(argv + optind);
  c.n_inputs = (size_t)(argc - optind);
  if (!cli_flag(&c, "help") && !cli_config_read(&c)) return CLI_FAILED;
  c.color_out = color_for(&c, stdout);
  c.color_err = color_for(&c, stderr);
  if (cli_flag(&c, "help")) {
    cli_help(verb, stdout);
    return cli_end(&c, CLI_DONE);
  }
  if (!check_words(&c)) return CLI_FAILED;
  if (verb->reads_input && c.n_inputs == 0 && isatty(STDIN_FILENO)) {
    cli_help(verb, stderr);
    return CLI_FAILED;
  }
  return verb->run(&c);
}

int main(int argc, char **argv) {
  if (argc < 2) {
    cli_usage(stderr);
    return CLI_FAILED;
  }
  if (strcmp(argv[1], "--version") == 0) {
    printf("chancery %s\n", chancery_version());
    return printed();
  }
  if (strcmp(argv[1], "--help") == 0 || strcmp(argv[1], "-h") == 0) {
    cli_usage(stdout);
    return printed();
  }
  const cli_verb *verb = find_verb(argv[1]);
  if (!verb) return unknown_verb(argv[1]);
  return parse_and_run(verb, argc - 1, argv + 1);
}
