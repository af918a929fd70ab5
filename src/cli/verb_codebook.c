#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "check.h"

static const cli_option options[] = {
    {"json", 0, NULL, "one JSON object a line"},
    {"published", 0, "DATE", "of why: the day (YYYY-MM-DD) that the text's dates count from"},
    {NULL, 0, NULL, NULL},
};

/* All of standard input, with a NUL behind; NULL if it cannot be had. */
static char *read_input(void) {
  enum { MOST = 1 << 24 };
  size_t n = 0, cap = 1 << 14;
  char *text = malloc(cap);
  while (text) {
    size_t got = fread(text + n, 1, cap - n - 1, stdin);
    n += got;
    if (got == 0) break;
    if (n + 1 < cap) continue;
    char *more = cap < MOST ? realloc(text, cap *= 2) : NULL;
    if (!more) free(text);
    text = more;
  }
  if (text) text[n] = 0;
  return text;
}

static int why(cli *c, const char *text) {
  chancery_error error;
  chancery *engine = cli_engine(c);
  if (!engine) return CLI_FAILED;
  chancery_worker *worker = chancery_worker_new(engine, &error);
  chancery_article article = {.text = text, .published = cli_value(c, "published")};
  const char *out;
  size_t length;
  int status = CLI_DONE;
  if (!worker || !chancery_why(worker, &article, cli_flag(c, "json") ? "json" : "text", c->color_out, &out,
                               &length, &error))
    status = cli_fail(c, &error);
  else if (length)
    cli_write(c, out, length);
  else if (!cli_flag(c, "quiet"))
    cli_say(c, 0, "no line of the codebook begins with a word of the text");
  status = cli_end(c, status);
  chancery_worker_free(worker);
  chancery_close(engine);
  return status;
}

static int run(cli *c) {
  const char *what = c->n_inputs ? c->inputs[0] : "";
  if (strcmp(what, "check") == 0 && c->n_inputs == 1) return cli_check(c, "codebook");
  if (strcmp(what, "why") != 0) return cli_say(c, CLI_FAILED, "wants 'check' or 'why SENTENCE', not '%s'", what);
  if (c->n_inputs == 2 && strcmp(c->inputs[1], "-") != 0) return why(c, c->inputs[1]);
  if (c->n_inputs == 1 && isatty(STDIN_FILENO)) return cli_say(c, CLI_FAILED, "wants a sentence to tell of");
  char *text = read_input();
  int status = text ? why(c, text) : cli_say(c, CLI_FAILED, "more than 16 MiB of text");
  free(text);
  return status;
}

const cli_verb cli_verb_codebook = {
    "codebook", "check | why [SENTENCE|-]",
    "Checks the codebook, or tells why a sentence is coded as it is",
    "check tells each fault as FILE:LINE: what it is: a line that is refused; one that another\n"
    "shadows, repeats or contradicts, or that nothing can match; a class that nothing asks for; a\n"
    "code against cameo.tsv; an example that fails; a line that no example needs. With\n"
    "--codebook only your own files are told of. Exit status 1 when there is a fault.\n"
    "why tells, for each word that lines of the codebook begin with, every line that was tried:\n"
    "whether it won, or what it lacked.",
    options, run, false, 2};
