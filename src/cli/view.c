#include "view.h"

#include <langinfo.h>
#include <locale.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>

const cli_option cli_view_options[] = {
    {"store", 's', "FILE", "the record (" CLI_RECORD ")"},
    {"between", 'b', "A,B", "codes of two sides, in either direction (or: --between A B)"},
    {"from", 0, "DATE", "first day, YYYY-MM-DD"},
    {"to", 0, "DATE", "last day"},
    {"type", 0, "TYPE", "PLOVER type, e.g. SANCTION"},
    {"issue", 0, "ISSUE", "e.g. diplomatic-property"},
    {"status", 0, "STATUS", "actual, planned, cancelled …"},
    {"json", 0, "[=NAMES]", "one JSON document, of these fields; --json= lists them"},
    {"jsonl", 0, "[=NAMES]", "one JSON object a line, likewise"},
    {"csv", 0, NULL, "comma-separated values"},
    {"tsv", 0, NULL, "tab-separated values (the default in a pipe)"},
    {"md", 0, NULL, "Markdown"},
    {"html", 0, NULL, "an HTML page that stands alone"},
    {"ics", 0, NULL, "a calendar (iCalendar): of commitments"},
    {"svg", 0, NULL, "a picture: of timeline, ledger, series, tension, volume"},
    {"table", 0, NULL, "an aligned table (the default on a terminal)"},
    {"fields", 0, "NAMES", "these columns only, comma-separated"},
    {"by", 0, "PERIOD", "day, week, month or year: the rows of series, dyads, tension, volume"},
    {"zeros", 0, NULL, "rows of dyads where nothing is on record too"},
    {"limit", 0, "N", "rows at most"},
    {"offset", 0, "N", "rows left out before"},
    {"width", 0, "N", "columns of the table (the terminal's)"},
    {NULL, 0, NULL, NULL},
};

/* The one given last, else a table on a terminal and `piped` in a pipe. */
static const char *chosen_format(const cli *c, const char *piped) {
  static const char *const formats[] = {"json", "jsonl", "csv", "tsv", "md", "html", "svg", "ics", "table"};
  for (size_t g = c->n_given; g > 0; g--) /* the last one given */
    for (size_t i = 0; i < sizeof formats / sizeof *formats; i++)
      if (strcmp(c->given[g - 1].name, formats[i]) == 0) return formats[i];
  return isatty(STDOUT_FILENO) ? "table" : piped;
}

static unsigned terminal_width(void) {
  struct winsize size;
  if (ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col) return size.ws_col;
  const char *columns = getenv("COLUMNS");
  return columns ? (unsigned)strtoul(columns, NULL, 10) : 0;
}

/* As --fields says, or as --json= and --jsonl= do: "?" asks for their names. */
static const char *chosen_fields(const cli *c, const char *format) {
  const char *fields = cli_value(c, format);
  if (!fields || strcmp(fields, CLI_NO_VALUE) == 0) return cli_value(c, "fields");
  return *fields ? fields : "?";
}

/* Whether the user's locale writes more than ASCII; the program's own stays "C", so that
 * numbers are written one way. */
static bool ascii_alone(void) {
  locale_t own = newlocale(LC_CTYPE_MASK, "", (locale_t)0);
  if (!own) return true;
  bool utf8 = strcmp(nl_langinfo_l(CODESET, own), "UTF-8") == 0;
  freelocale(own);
  return !utf8;
}

static void say(void *self, const char *line) {
  cli_say(self, 0, "%s", line);
}

chancery_record *cli_record(cli *c, const char *path, const chancery *engine) {
  chancery_error error;
  if (!path) path = c->record;
  chancery_record *record = chancery_record_open(engine, path, CHANCERY_READ, &error);
  if (record) return record;
  cli_fail(c, &error);
  if (access(path, F_OK) != 0) fprintf(stderr, "Try 'chancery add --store %s FILE…'.\n", path);
  return NULL;
}

/* The arguments behind the id, if the view wants one: B where "--between A" named one side alone
 * and something follows, then the record. */
typedef struct arguments {
  char sides[64]; /* "A" and "B" */
  const char *record;
} arguments;

static bool read_arguments(const cli *c, bool has_id, arguments *a, chancery_query *query) {
  const char *const *next = c->inputs + has_id, *const *end = c->inputs + c->n_inputs;
  const char *between = cli_value(c, "between");
  if (between) {
    char *comma = strlen(between) < sizeof a->sides ? strchr(strcpy(a->sides, between), ',') : NULL;
    if (strlen(between) >= sizeof a->sides || (comma && strchr(comma + 1, ','))) {
      cli_say(c, 0, "--between wants two codes, such as USA,RUS, not '%s'", between);
      return false;
    }
    if (comma) *comma = 0;
    query->side_a = a->sides;
    query->side_b = comma ? comma + 1 : next < end && !strpbrk(*next, "./") ? *next++ : NULL;
  }
  a->record = cli_value(c, "store");
  if (next < end && !a->record) a->record = *next++;
  if (next == end) return true;
  cli_say(c, 0, "'%s' is an argument too many\nTry 'chancery help %s'.", *next, c->verb->name);
  return false;
}

static int show(cli *c, const char *view, const char *id, const chancery *engine,
                const char *piped) {
  chancery_query query = chancery_query_default();
  query.view = view;
  if (strcmp(view, "search") == 0) query.words = id;
  else query.id = id;
  query.from = cli_value(c, "from");
  query.to = cli_value(c, "to");
  query.type = cli_value(c, "type");
  query.issue = cli_value(c, "issue");
  query.status = cli_value(c, "status");
  query.format = chosen_format(c, piped);
  query.fields = chosen_fields(c, query.format);
  query.color = c->color_out;
  query.ascii = ascii_alone();
  query.width = terminal_width();
  unsigned limit = 0, offset = 0;
  if (!cli_number(c, "width", 1000, &query.width) ||
      !cli_number(c, "limit", UINT32_MAX, &limit) || !cli_number(c, "offset", UINT32_MAX, &offset))
    return CLI_FAILED;
  query.by = cli_value(c, "by");
  query.zeros = cli_flag(c, "zeros");
  query.limit = limit;
  query.offset = offset;
  arguments a;
  if (!read_arguments(c, id != NULL, &a, &query)) return CLI_FAILED;
  chancery_error error;
  chancery_record *record = cli_record(c, a.record, engine);
  if (!record) return CLI_FAILED;
  bool ok = chancery_view(record, &query, cli_write, cli_flag(c, "quiet") ? NULL : say, c, &error);
  int status = cli_end(c, ok ? CLI_DONE : cli_fail(c, &error));
  chancery_record_close(record);
  return status;
}

int cli_view(cli *c, const char *view, const char *id, const chancery *engine) {
  return show(c, view, id, engine, "tsv");
}

int cli_view_of_verb(cli *c) {
  return show(c, c->verb->name, NULL, NULL, "tsv");
}

int cli_page_of_verb(cli *c) {
  return show(c, c->verb->name, NULL, NULL, "table");
}
