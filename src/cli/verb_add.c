#include "cli.h"

static const cli_option options[] = {
    {"store", 's', "FILE", "the record (" CLI_RECORD ")"},
    {NULL, 0, NULL, NULL},
};

static int run(cli *c) {
  chancery_run run_;
  chancery_summary summary = {0};
  chancery_error error;
  if (!cli_run(c, &run_)) return CLI_FAILED;
  chancery *engine = cli_engine(c);
  if (!engine) return CLI_FAILED;
  const char *path = cli_value(c, "store");
  chancery_record *record =
      chancery_record_open(engine, path ? path : c->record, CHANCERY_WRITE, &error);
  bool ok = record && chancery_add(record, &run_, &summary, &error);
  int status = cli_end(c, ok ? CLI_DONE : cli_fail(c, &error));
  if (status != CLI_FAILED && !cli_flag(c, "quiet"))
    cli_say(c, 0, "%s: %llu new, %llu already known, %llu refused%s%s%s; %s",
            cli_count(summary.articles + summary.refused, "article", "articles"),
            (unsigned long long)(summary.articles - summary.known),
            (unsigned long long)summary.known, (unsigned long long)summary.refused,
            summary.refused ? " (chancery rejects " : "",
            summary.refused ? path ? path : c->record : "", summary.refused ? ")" : "",
            cli_count(summary.mentions, "mention", "mentions"));
  chancery_record_close(record);
  chancery_close(engine);
  return status;
}

const cli_verb cli_verb_add = {
    "add", "[FILE…|-]", "Reads articles into a record",
    "The same article twice changes nothing; the order of articles does not matter. Safe to\n"
    "stop at any moment and to run again.", options, run, true, 0};
