#include <stdlib.h>
#include <string.h>

#include "decide.h"
#include "view.h"

enum { LONGEST = 64 << 20 }; /* bytes of decisions taken over at once */

static const char *path_of(const cli *c) {
  const char *path = cli_value(c, "store");
  return path || c->n_inputs == 0 ? path : c->inputs[0];
}

static int withdraw(cli *c, chancery_record *record) {
  chancery_error error;
  unsigned number = 0;
  if (!cli_number(c, "withdraw", UINT32_MAX, &number)) return CLI_FAILED;
  if (!chancery_withdraw(record, number, &error)) {
    cli_fail(c, &error);
    fprintf(stderr, "Try 'chancery decisions' for those there are.\n");
    return CLI_FAILED;
  }
  if (!cli_flag(c, "quiet")) cli_say(c, 0, "decision %u: withdrawn", number);
  return CLI_DONE;
}

/* All of a file, or standard input; NULL (told) if it cannot be read. */
static char *read_all(cli *c, const char *path, size_t *n) {
  FILE *file = strcmp(path, "-") == 0 ? stdin : fopen(path, "re");
  char *bytes = NULL;
  size_t room = 0;
  *n = 0;
  for (size_t got = 1; file && got > 0 && *n < LONGEST;) {
    if (*n == room) {
      char *more = realloc(bytes, room = room ? 2 * room : 1 << 16);
      if (!more) break;
      bytes = more;
    }
    *n += got = fread(bytes + *n, 1, room - *n, file);
  }
  bool whole = file && feof(file);
  if (file && file != stdin) fclose(file);
  if (whole) return bytes;
  cli_say(c, 0, "cannot read decisions from '%s'", path);
  free(bytes);
  return NULL;
}

static int take(cli *c, chancery_record *record) {
  chancery_error error;
  uint64_t taken = 0;
  size_t n;
  char *lines = read_all(c, cli_value(c, "take"), &n);
  if (!lines) return CLI_FAILED;
  bool done = chancery_take_decisions(record, lines, n, &taken, &error);
  free(lines);
  if (!done) {
    snprintf(error.file, sizeof error.file, "%s", cli_value(c, "take"));
    return cli_fail(c, &error);
  }
  if (!cli_flag(c, "quiet")) cli_say(c, 0, "%s taken over", cli_count(taken, "decision", "decisions"));
  return CLI_DONE;
}

static int run(cli *c) {
  bool takes_back = cli_value(c, "withdraw") != NULL;
  if (!takes_back && !cli_value(c, "take")) return cli_view_of_verb(c);
  chancery_record *record = cli_deciding(c, path_of(c));
  if (!record) return CLI_FAILED;
  int status = takes_back ? withdraw(c, record) : take(c, record);
  chancery_record_close(record);
  return status;
}

static const cli_option options[] = {
    {"withdraw", 0, "NO", "take this decision back, as if it had never been made"},
    {"take", 0, "FILE", "take over what --jsonl wrote of another record of the same articles"},
    {"store", 's', "FILE", "the record (" CLI_RECORD ")"},
    {"json", 0, NULL, "one JSON document"},
    {"jsonl", 0, NULL, "one JSON object a line"},
    {"csv", 0, NULL, "comma-separated values"},
    {"tsv", 0, NULL, "tab-separated values (the default in a pipe)"},
    {"md", 0, NULL, "Markdown"},
    {"html", 0, NULL, "an HTML page that stands alone"},
    {"table", 0, NULL, "an aligned table (the default on a terminal)"},
    {"fields", 0, "NAMES", "these columns only, comma-separated"},
    {"limit", 0, "N", "rows at most"},
    {"offset", 0, "N", "rows left out before"},
    {"width", 0, "N", "columns of the table (the terminal's)"},
    {NULL, 0, NULL, NULL},
};

const cli_verb cli_verb_decisions = {
    "decisions", "[RECORD]", "Lists what people decided by split, join and note, and takes it back",
    "Decisions name mentions, so that they hold in a record made anew from the same articles:\n"
    "'chancery decisions --jsonl OLD | chancery decisions --take - NEW', before or after 'add'.",
    options, run, false, 1};
