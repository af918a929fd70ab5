#include <string.h>

#include "view.h"

static const cli_option options[] = {
    {"as", 0, "LAYOUT", "jsonl: merged events, one a line; csv: the same, flat"},
    {"store", 's', "FILE", "the record (" CLI_RECORD ")"},
    {NULL, 0, NULL, NULL},
};

static int run(cli *c) {
  const char *layout = cli_value(c, "as");
  if (!layout) layout = "jsonl";
  if (strcmp(layout, "jsonl") != 0 && strcmp(layout, "csv") != 0)
    return cli_say(c, CLI_FAILED, "--as is jsonl or csv, not '%s'", layout);
  const char *path = cli_value(c, "store");
  if (c->n_inputs) path = c->inputs[0];
  chancery_query query = chancery_query_default();
  query.view = "events";
  query.format = layout;
  chancery_error error;
  chancery_record *record = cli_record(c, path, NULL);
  if (!record) return CLI_FAILED;
  bool ok = chancery_view(record, &query, cli_write, NULL, c, &error);
  int status = cli_end(c, ok ? CLI_DONE : cli_fail(c, &error));
  chancery_record_close(record);
  return status;
}

const cli_verb cli_verb_export = {
    "export", "[RECORD]", "Writes the whole record for other programs", "", options, run, false, 1};
