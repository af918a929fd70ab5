/* What all verbs share: option values, words on standard error, runs. */
#include "cli.h"

#include <errno.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

const cli_option cli_common_options[] = {
    {"home", 0, "DIR", "folder that holds data/ and models/"},
    {"language", 0, "CODE", "language of the articles (en)"},
    {"model", 0, "FILE", "model file in place of the language's own"},
    {"codebook", 0, "PATH", "codebook file or folder of your own beside ours (repeat for more)"},
    {"actors", 0, "PATH", "list or folder of actors and places of your own beside ours (repeat for more)"},
    {"color", 0, "WHEN", "always, never or auto (NO_COLOR is honoured)"},
    {"no-color", 0, NULL, "plain output"},
    {"quiet", 'q', NULL, "no progress and no closing line on standard error"},
    {"help", 'h', NULL, "this help"},
    {NULL, 0, NULL, NULL},
};

const cli_option cli_input_options[] = {
    {"threads", 't', "N", "threads (all cores)"},
    {"map", 'm', "FIELD=NAME", "JSON field NAME holds FIELD (id, published, title, text …)"},
    {"outlet", 0, "NAME", "outlet of articles that name none"},
    {"published", 0, "DATE", "publication day (YYYY-MM-DD) of articles that tell none"},
    {NULL, 0, NULL, NULL},
};

#define REFUSALS_SHOWN 20
#define REFUSALS_ALIKE 5 /* of one reason */

static double seconds(void) {
  struct timespec now;
  clock_gettime(CLOCK_MONOTONIC, &now);
  return (double)now.tv_sec + 1e-9 * (double)now.tv_nsec;
}

size_t cli_values(const cli *c, const char *name, const char **out, size_t max) {
  size_t n = 0;
  for (size_t i = 0; i < c->n_given && n < max; i++)
    if (strcmp(c->given[i].name, name) == 0) out[n++] = c->given[i].value;
  return n;
}

const char *cli_value(const cli *c, const char *name) {
  for (size_t i = c->n_given; i > 0; i--)
    if (strcmp(c->given[i - 1].name, name) == 0) return c->given[i - 1].value;
  return NULL;
}

bool cli_flag(const cli *c, const char *name) {
  return cli_value(c, name) != NULL;
}

bool cli_number(const cli *c, const char *name, unsigned max, unsigned *out) {
  const char *value = cli_value(c, name);
  if (!value) return true;
  char *end;
  unsigned long n = strtoul(value, &end, 10);
  if (!*value || *end || *value == '-' || n > max) {
    cli_say(c, CLI_FAILED, "--%s wants a number from 0 to %u, not '%s'", name, max, value);
    return false;
  }
  *out = (unsigned)n;
  return true;
}

int cli_say(const cli *c, int status, const char *format, ...) {
  fprintf(stderr, "chancery %s: ", c->verb->name);
  va_list args;
  va_start(args, format);
  vfprintf(stderr, format, args);
  va_end(args);
  fputc('\n', stderr);
  return status;
}

static void tell(const cli *c, const char *what, const chancery_error *error) {
  char place[320] = "";
  if (error->file[0] && error->line)
    snprintf(place, sizeof place, "%s:%llu: ", error->file, (unsigned long long)error->line);
  else if (error->file[0] && !strstr(error->message, error->file))
    snprintf(place, sizeof place, "%s: ", error->file);
  fprintf(stderr, "%s%s%s: %s%s%s", c->color_err ? "\033[1m" : "", "chancery",
          c->color_err ? "\033[0m" : "", what, place, error->message);
  if (error->has_offset) fprintf(stderr, " (at byte %llu)", (unsigned long long)error->offset);
  fputc('\n', stderr);
}

int cli_fail(const cli *c, const chancery_error *error) {
  tell(c, "", error);
  return CLI_FAILED;
}

bool cli_write(void *self, const char *bytes, size_t n) {
  cli *c = self;
  if (fwrite(bytes, 1, n, stdout) == n) return true;
  if (!c->write_error) c->write_error = errno;
  return false;
}

/* How many had that reason before; 0 too when there are more reasons than anybody reads. */
static uint64_t count_alike(cli *c, const char *reason) {
  enum { MOST = sizeof c->reasons / sizeof *c->reasons };
  for (size_t i = 0; i < c->n_reasons; i++)
    if (strcmp(c->reasons[i].reason, reason) == 0) return c->reasons[i].n++;
  if (c->n_reasons == MOST) return 0;
  snprintf(c->reasons[c->n_reasons].reason, sizeof c->reasons[0].reason, "%s", reason);
  c->reasons[c->n_reasons++].n = 1;
  return 0;
}

static void refuse(void *self, const chancery_error *error) {
  cli *c = self;
  c->refused++;
  if (count_alike(c, error->message) >= REFUSALS_ALIKE) return;
  if (c->told < REFUSALS_SHOWN) {
    c->told++;
    tell(c, "refused: ", error);
  } else if (c->told == REFUSALS_SHOWN) {
    c->told++;
    cli_say(c, 0, "more is refused; further refusals are only counted");
  }
}

static void progress(void *self, uint64_t done) {
  cli *c = self;
  double now = seconds();
  bool terminal = isatty(STDERR_FILENO);
  double every = terminal ? 0.2 : 10.0;
  if (now - c->started < 1.0 || now - c->last_progress < every) return;
  c->last_progress = now;
  fprintf(stderr, terminal ? "\r%s, %.0f a second " : "%s, %.0f a second\n",
          cli_count(done, "article", "articles"), (double)done / (now - c->started));
}

bool cli_run(cli *c, chancery_run *run) {
  static const char *const standard_input[] = {"-"};
  static const char *maps[CLI_MAX_REPEAT];
  *run = chancery_run_default();
  run->inputs = c->n_inputs ? c->inputs : standard_input;
  run->n_inputs = c->n_inputs ? c->n_inputs : 1;
  run->n_maps = cli_values(c, "map", maps, CLI_MAX_REPEAT);
  run->maps = maps;
  run->outlet = cli_value(c, "outlet");
  run->published = cli_value(c, "published");
  run->self = c;
  run->write = cli_write;
  run->refuse = refuse;
  if (!cli_flag(c, "quiet")) run->progress = progress;
  return cli_number(c, "threads", 1024, &run->threads);
}

int cli_end(cli *c, int status) {
  if (c->last_progress > 0 && isatty(STDERR_FILENO)) fputs("\r\033[K", stderr);
  for (size_t i = 0; i < c->n_reasons; i++)
    if (c->reasons[i].n > REFUSALS_ALIKE)
      cli_say(c, 0, "%s refused like those above: %s",
              cli_count(c->reasons[i].n - REFUSALS_ALIKE, "more", "more"), c->reasons[i].reason);
  if (c->refused > REFUSALS_SHOWN)
    cli_say(c, 0, "%s refused in all", cli_count(c->refused, "input", "inputs"));
  if (fflush(stdout) != 0 && !c->write_error) c->write_error = errno;
  if (ferror(stdout) && !c->write_error) c->write_error = EIO;
  if (c->write_error && c->write_error != EPIPE && status == CLI_DONE)
    return cli_say(c, CLI_FAILED, "cannot write to standard output: %s", strerror(c->write_error));
  return status == CLI_DONE && c->refused ? CLI_REFUSED : status;
}

/* The folder above the one that holds the command, when data/ is there: a
 * checkout's build/chancery finds its own lexicon without being installed. */
static const char *home_beside_command(void) {
  static char path[4096];
  ssize_t n = readlink("/proc/self/exe", path, sizeof path - 32);
  if (n <= 0) return NULL;
  path[n] = 0;
  for (int up = 0; up < 2; up++) {
    char *slash = strrchr(path, '/');
    if (!slash || slash == path) return NULL;
    *slash = 0;
  }
  size_t length = strlen(path);
  static const char *const below[] = {"", "/share/chancery"};
  for (size_t i = 0; i < 2; i++) {
    strcpy(path + length, below[i]);
    size_t end = strlen(path);
    strcpy(path + end, "/data");
    bool there = access(path, R_OK) == 0;
    path[end] = 0;
    if (there) return path;
  }
  return NULL;
}

chancery_options cli_engine_options(const cli *c) {
  chancery_options options = chancery_options_default();
  options.home = cli_value(c, "home");
  if (!options.home && !getenv("CHANCERY_HOME")) options.home = home_beside_command();
  if (cli_value(c, "language")) options.language = cli_value(c, "language");
  options.model = cli_value(c, "model");
  static const char *codebooks[CLI_MAX_REPEAT];
  options.n_codebooks = cli_values(c, "codebook", codebooks, CLI_MAX_REPEAT);
  options.codebooks = codebooks;
  static const char *actors[CLI_MAX_REPEAT];
  options.n_actors = cli_values(c, "actors", actors, CLI_MAX_REPEAT);
  options.actors = actors;
  options.dictionaries = cli_value(c, "dictionaries");
  return options;
}

static chancery *open_engine(cli *c, bool trees_only) {
  chancery_options options = cli_engine_options(c);
  options.trees_only = trees_only;
  chancery_error error;
  chancery *engine = chancery_open(&options, &error);
  if (!engine) cli_fail(c, &error);
  return engine;
}
chancery *cli_engine(cli *c) { return open_engine(c, false); }
chancery *cli_parser(cli *c) { return open_engine(c, true); }

const char *cli_count(uint64_t n, const char *one, const char *many) {
  static char ring[8][64];
  static unsigned next;
  char *out = ring[next++ % 8];
  snprintf(out, sizeof ring[0], "%llu %s", (unsigned long long)n, n == 1 ? one : many);
  return out;
}
