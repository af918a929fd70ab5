#include "view.h"

#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>

const cli_option cli_view_options[] = {
    {"store", 's', "FILE", "the record (record.db)"},
    {"between", 'b', "A,B", "two sides: country codes or bodies, in either direction (also: --between A B)"},
    {"from", 0, "DATE", "first day, YYYY-MM-DD"},
    {"to", 0, "DATE", "last day"},
    {"type", 0, "TYPE", "PLOVER type, e.g. SANCTION"},
    {"issue", 0, "ISSUE", "e.g. diplomatic-property"},
    {"status", 0, "STATUS", "actual, planned, cancelled …"},
    {"json", 0, NULL, "one JSON document"},
    {"jsonl", 0, NULL, "one JSON object a line"},
    {"csv", 0, NULL, "comma-separated values"},
    {"tsv", 0, NULL, "tab-separated values (the default in a pipe)"},
    {"md", 0, NULL, "a Markdown table"},
    {"table", 0, NULL, "an aligned table (the default on a terminal)"},
    {"fields", 0, "NAMES", "these columns only, comma-separated"},
    {"width", 0, "N", "columns of the table (the terminal's)"},
    {NULL, 0, NULL, NULL},
};

static const char *chosen_format(const cli *c) {
  static const char *const formats[] = {"json", "jsonl", "csv", "tsv", "md", "table"};
  for (size_t i = 0; i < sizeof formats / sizeof *formats; i++)
    if (cli_flag(c, formats[i])) return formats[i];
  return isatty(STDOUT_FILENO) ? "table" : "tsv";
}

static unsigned terminal_width(void) {
  struct winsize size;
  if (ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col) return size.ws_col;
  const char *columns = getenv("COLUMNS");
  return columns ? (unsigned)strtoul(columns, NULL, 10) : 0;
}

static void say(void *self, const char *line) {
  cli_say(self, 0, "%s", line);
}

int cli_view(cli *c, const char *view, const char *id, const chancery *engine) {
  chancery_query query = chancery_query_default();
  query.view = view;
  query.id = id;
  query.from = cli_value(c, "from");
  query.to = cli_value(c, "to");
  query.type = cli_value(c, "type");
  query.issue = cli_value(c, "issue");
  query.status = cli_value(c, "status");
  query.fields = cli_value(c, "fields");
  query.format = chosen_format(c);
  query.color = c->color_out;
  query.width = terminal_width();
  if (!cli_number(c, "width", 1000, &query.width)) return CLI_FAILED;
  char a[64] = "";
  const char *between = cli_value(c, "between");
  if (between) {
    snprintf(a, sizeof a, "%s", between);
    query.side_a = a;
    char *comma = strchr(a, ',');
    if (comma) {
      *comma = 0;
      query.side_b = comma + 1;
    } else if (!id && c->n_inputs) { /* --between USA RUS */
      query.side_b = c->inputs[0];
    }
  }
  const char *path = cli_value(c, "store");
  chancery_error error;
  chancery_record *record = chancery_record_open(engine, path ? path : "record.db", CHANCERY_READ, &error);
  bool ok = record && chancery_view(record, &query, cli_write, cli_flag(c, "quiet") ? NULL : say, c, &error);
  int status = cli_end(c, ok ? CLI_DONE : cli_fail(c, &error));
  chancery_record_close(record);
  return status;
}
