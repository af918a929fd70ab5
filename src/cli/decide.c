#include "decide.h"

#include <string.h>
#include <time.h>
#include <unistd.h>

const cli_option cli_decide_options[] = {
    {"store", 's', "FILE", "the record (" CLI_RECORD ")"},
    {"note", 0, "WORDS", "why"},
    {"by", 0, "NAME", "who decides"},
    {"day", 0, "DATE", "when (today)"},
    {NULL, 0, NULL, NULL},
};

chancery_record *cli_deciding(cli *c, const char *path) {
  chancery_error error;
  if (!path) path = c->record;
  chancery_record *record = chancery_record_open(NULL, path, CHANCERY_DECIDE, &error);
  if (record) return record;
  cli_fail(c, &error);
  if (access(path, F_OK) != 0) fprintf(stderr, "Try 'chancery add --store %s FILE…'.\n", path);
  return NULL;
}

static bool is_id(const char *word) {
  return strlen(word) == 18 && (word[0] == 'e' || word[0] == 'm') && word[1] == '-' &&
         strspn(word + 2, "0123456789abcdef") == 16;
}

static const char *today(char room[16]) {
  time_t now = time(NULL);
  struct tm day;
  return gmtime_r(&now, &day) && strftime(room, 16, "%Y-%m-%d", &day) ? room : NULL;
}

static int tell(cli *c, const char *kind, const chancery_decided *d) {
  for (size_t i = 0; i < d->n_events; i++)
    printf("%s\t%zu\n", d->events[i].id, d->events[i].mentions);
  if (!cli_flag(c, "quiet"))
    cli_say(c, 0, "decision %llu: %s; 'chancery decisions --withdraw %llu' takes it back",
            (unsigned long long)d->number, kind, (unsigned long long)d->number);
  return cli_end(c, CLI_DONE);
}

int cli_decide(cli *c, const char *kind, bool words) {
  chancery_error error;
  char day[16];
  const char *path = cli_value(c, "store");
  chancery_decision decision = {.kind = kind, .ids = c->inputs, .n_ids = c->n_inputs,
                                .note = cli_value(c, "note"), .by = cli_value(c, "by"),
                                .day = cli_value(c, "day") ? cli_value(c, "day") : today(day)};
  size_t least = words ? 2 : 1; /* before the record */
  if (!path && decision.n_ids > least && !is_id(c->inputs[decision.n_ids - 1]))
    path = c->inputs[--decision.n_ids];
  if (words && decision.n_ids == 2) decision.note = c->inputs[--decision.n_ids];
  for (size_t i = 0; i < decision.n_ids; i++)
    if (!is_id(decision.ids[i]))
      return cli_say(c, CLI_FAILED, "'%s' is no id; 'chancery timeline' shows those of events, 'chancery "
                     "explain' of their mentions", decision.ids[i]);
  chancery_record *record = cli_deciding(c, path);
  if (!record) return CLI_FAILED;
  chancery_decided decided;
  bool done = chancery_decide(record, &decision, &decided, &error);
  int status = done ? tell(c, kind, &decided) : cli_fail(c, &error);
  if (!done && strcmp(error.code, "usage") == 0)
    fprintf(stderr, "Try 'chancery timeline %s' for events, 'chancery explain ID %s' for mentions.\n",
            path ? path : c->record, path ? path : c->record);
  chancery_record_close(record);
  return status;
}
