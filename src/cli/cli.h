/* The frame of the command: one table of verbs gives dispatch, help, the
 * manual page and completion. To add a verb: write verb_NAME.c with a `cli_verb`, and add
 * its name to verbs.def.
 */
#ifndef CLI_H
#define CLI_H

#include <chancery.h>
#include <stdio.h>

enum { CLI_DONE = 0, CLI_REFUSED = 1, CLI_FAILED = 2 };

#define CLI_MAX_REPEAT 64
/* The value of an option that was given without one: no value that can be given. */
#define CLI_NO_VALUE "\n"
/* The record where nothing names one. */
#define CLI_RECORD "record.db"

typedef struct cli_option {
  const char *name;     /* long name */
  char letter;          /* short name or 0 */
  const char *argument; /* "FILE"; NULL for a flag; "[=NAMES]" for one that may be left out */
  const char *help;
} cli_option;

typedef struct cli cli;

typedef struct cli_verb {
  const char *name;
  const char *arguments;     /* "[FILE…|-]" */
  const char *summary;       /* one line */
  const char *description;   /* paragraphs for help and manual */
  const cli_option *options; /* ended by a NULL name; the common ones come besides */
  int (*run)(cli *c);
  bool reads_input;          /* any number of arguments, files and folders; without one help at
                                once when standard input is a terminal */
  size_t most_arguments;     /* of a verb that does not read input */
} cli_verb;

/* A parsed invocation of one verb. */
struct cli {
  const cli_verb *verb;
  const char *const *inputs; /* arguments that are no options */
  size_t n_inputs;
  const char *record;        /* where no option or argument names one */
  bool color_out;            /* per stream */
  bool color_err;
  struct {
    const char *name;
    const char *value;
  } given[256];
  size_t n_given;
  uint64_t refused;
  uint64_t told;             /* refusals shown one by one */
  struct {
    char reason[240];
    uint64_t n;
  } reasons[32];             /* of refusals: those alike are counted */
  size_t n_reasons;
  double last_progress;
  int write_error;           /* errno of the first output that failed, 0 none */
  double started;
};

extern const cli_verb *const cli_verbs[]; /* ended by NULL */

/* The last value given for an option; NULL if absent. */
const char *cli_value(const cli *c, const char *name);
bool cli_flag(const cli *c, const char *name);
/* All values of an option that may be repeated; returns how many. */
size_t cli_values(const cli *c, const char *name, const char **out, size_t max);
/* A count from 0 to max; false (told) if it is not one. Absent: *out stays. */
bool cli_number(const cli *c, const char *name, unsigned max, unsigned *out);

/* Words on standard error: "chancery VERB: …". Always gives `status` back. */
int cli_say(const cli *c, int status, const char *format, ...)
    __attribute__((format(printf, 3, 4)));
int cli_fail(const cli *c, const chancery_error *error);

/* A run over the invocation's inputs with output to standard output, refusals
 * and progress to standard error. False (told) if an option is wrong. */
bool cli_run(cli *c, chancery_run *run);
/* The exit status of a verb that ends with `status`: CLI_REFUSED for CLI_DONE when
 * input was refused, CLI_FAILED (told) when output could not be written. A
 * reader who has seen enough (a closed pipe) is no failure. Flushes output. */
int cli_end(cli *c, int status);
/* Opens the engine as --home, --language and --model say; NULL when it failed (told). */
chancery *cli_engine(cli *c);
/* The same for trees alone. */
chancery *cli_parser(cli *c);
/* The options that say so. */
chancery_options cli_engine_options(const cli *c);
/* "812 articles", "1 article" into a static ring of buffers. */
const char *cli_count(uint64_t n, const char *one, const char *many);

/* Writes to standard output; `self` is the invocation. */
bool cli_write(void *self, const char *bytes, size_t n);
void cli_help(const cli_verb *verb, FILE *out);
void cli_usage(FILE *out);
void cli_manual(FILE *out);

/* The options that every verb takes, and those of verbs that read articles. */
extern const cli_option cli_common_options[];
extern const cli_option cli_input_options[];

#endif
