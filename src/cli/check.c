/* Faults of files that people edit, as compilers print them, or as JSON. */
#include "check.h"

typedef struct telling {
  cli *c;
  bool json;
  uint64_t n;
} telling;

static bool put(cli *c, const char *text) {
  size_t n = 0;
  while (text[n]) n++;
  return cli_write(c, text, n);
}

/* A string of JSON; the bytes are UTF-8. */
static bool put_string(cli *c, const char *text) {
  if (!put(c, "\"")) return false;
  for (const char *p = text; *p; p++) {
    char escaped[8];
    unsigned char byte = (unsigned char)*p;
    if (byte == '"' || byte == '\\')
      snprintf(escaped, sizeof escaped, "\\%c", byte);
    else if (byte < 0x20)
      snprintf(escaped, sizeof escaped, "\\u%04x", byte);
    else
      snprintf(escaped, sizeof escaped, "%c", byte);
    if (!put(c, escaped)) return false;
  }
  return put(c, "\"");
}

static bool told(void *self, const chancery_fault *fault) {
  telling *t = self;
  char line[32];
  t->n++;
  snprintf(line, sizeof line, t->json ? ",\"line\":%llu" : ":%llu: ", (unsigned long long)fault->line);
  if (!t->json)
    return put(t->c, fault->file) && put(t->c, line) && put(t->c, fault->kind) && put(t->c, ": ") &&
           put(t->c, fault->reason) && put(t->c, "\n");
  return put(t->c, "{\"file\":") && put_string(t->c, fault->file) && put(t->c, line) &&
         put(t->c, ",\"kind\":") && put_string(t->c, fault->kind) && put(t->c, ",\"reason\":") &&
         put_string(t->c, fault->reason) && put(t->c, "}\n");
}

int cli_check(cli *c, const char *what) {
  telling t = {.c = c, .json = cli_flag(c, "json")};
  chancery_options options = cli_engine_options(c);
  chancery_error error;
  if (!chancery_check(&options, what, told, &t, &error)) return cli_end(c, cli_fail(c, &error));
  if (!cli_flag(c, "quiet"))
    cli_say(c, 0, "%s", t.n ? cli_count(t.n, "fault", "faults") : "no fault");
  int status = cli_end(c, CLI_DONE);
  return status == CLI_DONE && t.n ? CLI_REFUSED : status;
}
