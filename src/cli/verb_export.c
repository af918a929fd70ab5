#include <string.h>

#include "view.h"

static const cli_option options[] = {
    {"as", 0, "LAYOUT", "jsonl: merged events, one a line; csv: the same, flat; polecat: those "
                        "that happened, in POLECAT's columns; datapackage: what the columns of csv "
                        "are, to lie beside events.csv as datapackage.json"},
    {"store", 's', "FILE", "the record (" CLI_RECORD ")"},
    {NULL, 0, NULL, NULL},
};

/* What a data package tells of a column; one that is not here is a string. */
static const struct {
  const char *name, *type, *help;
} COLUMNS[] = {
    {"day", "date", "the day that stands for the event"},
    {"date_from", "date", "first day on which it may have been"},
    {"date_to", "date", "last such day"},
    {"date_basis", "string", "text, relative or article: how the days are known; none: they are "
                             "the first report's"},
    {"parties", "string", "who toward whom, to read"},
    {"actor", "string", "who acts: ISO 3166-1 alpha-3 or PLOVER codes, apart by ', '"},
    {"recipient", "string", "toward whom, likewise"},
    {"what", "string", "the act, in words"},
    {"type", "string", "PLOVER type"},
    {"mode", "string", "PLOVER mode"},
    {"cameo", "string", "CAMEO code: a string, '010' is not 10"},
    {"quad", "integer", "1 verbal cooperation, 2 material cooperation, 3 verbal conflict, "
                        "4 material conflict"},
    {"goldstein", "number", "Goldstein's scale, -10 conflict to 10 cooperation"},
    {"quantity", "string", "how much, as the sentences say; apart by '; '"},
    {"people", "string", "persons who take part; apart by '; '"},
    {"place", "string", "where"},
    {"deadline", "string", "by when it is to be done: a day, or days as from/to"},
    {"status_words", "string", "the status, to read; empty where it simply happened"},
    {"status", "string", "actual, ongoing, planned, conditional, hypothetical, cancelled or "
                         "negated"},
    {"claimed", "boolean", "whether it rests on the word of one party to it"},
    {"answers", "string", "ids of events that this one answers; apart by '; '"},
    {"answered_by", "string", "ids of events that answer this one; apart by '; '"},
    {"proportion", "string", "ids of answered events, each with the proportion of the answer"},
    {"plan_of", "string", "ids of events that this one announces"},
    {"carried_out_by", "string", "ids of events that carry this one out"},
    {"contradicts", "string", "ids of events that say the contrary"},
    {"stated", "string", "those ids of `answers` and `answered_by` that a source states"},
    {"issues", "string", "what it is about; apart by '; '"},
    {"reports", "integer", "reports that tell it, copies left out"},
    {"outlets", "integer", "independent outlets among them"},
    {"copies", "integer", "copies of such reports"},
    {"id", "string", "stays the same as long as its first report does"},
    {"sentence", "string", "a sentence that says so"},
    {"source", "string", "that sentence, its outlet, day and id"},
    {"links", "string", "all links, to read"},
};

typedef struct package {
  cli *c;
  char names[4096]; /* of the columns, one a line */
  size_t n;
} package;

static bool take_names(void *self, const char *bytes, size_t n) {
  package *p = self;
  if (n >= sizeof p->names - p->n) return false;
  memcpy(p->names + p->n, bytes, n);
  p->n += n;
  p->names[p->n] = 0;
  return true;
}

static void put(cli *c, const char *text) {
  cli_write(c, text, strlen(text));
}

static void put_field(cli *c, const char *name, bool first) {
  const char *type = "string", *help = NULL;
  for (size_t i = 0; i < sizeof COLUMNS / sizeof *COLUMNS; i++) {
    if (strcmp(COLUMNS[i].name, name) != 0) continue;
    type = COLUMNS[i].type;
    help = COLUMNS[i].help;
  }
  const char *const parts[] = {first ? "\n" : ",\n", "      {\"name\": \"", name,
                               "\", \"type\": \"", type,
                               help ? "\", \"description\": \"" : "", help ? help : "", "\"}"};
  for (size_t i = 0; i < sizeof parts / sizeof *parts; i++) put(c, parts[i]);
}

/* Frictionless data package: https://specs.frictionlessdata.io/ */
static void put_package(package *p) {
  put(p->c, "{\n  \"name\": \"chancery-events\",\n  \"title\": \"Events of a diplomatic record\",\n"
            "  \"created_by\": \"chancery ");
  put(p->c, chancery_version());
  put(p->c, "\",\n  \"resources\": [{\n    \"name\": \"events\", \"path\": \"events.csv\",\n"
            "    \"profile\": \"tabular-data-resource\", \"format\": \"csv\",\n"
            "    \"mediatype\": \"text/csv\", \"encoding\": \"utf-8\",\n"
            "    \"dialect\": {\"delimiter\": \",\", \"lineTerminator\": \"\\n\"},\n"
            "    \"schema\": {\"missingValues\": [\"\"], \"primaryKey\": \"id\", \"fields\": [");
  char *rest = p->names, *name;
  for (bool first = true; (name = strtok_r(rest, "\n", &rest)); first = false)
    put_field(p->c, name, first);
  put(p->c, "\n    ]}\n  }]\n}\n");
}

static int run(cli *c) {
  static const char *const LAYOUTS[] = {"jsonl", "csv", "polecat", "datapackage"};
  enum { N = sizeof LAYOUTS / sizeof *LAYOUTS, POLECAT = 2, PACKAGE = 3 };
  const char *layout = cli_value(c, "as");
  size_t which = 0;
  while (layout && which < N && strcmp(layout, LAYOUTS[which]) != 0) which++;
  if (which == N)
    return cli_say(c, CLI_FAILED, "--as is jsonl, csv, polecat or datapackage, not '%s'", layout);
  const char *path = cli_value(c, "store");
  if (c->n_inputs) path = c->inputs[0];
  package p = {.c = c};
  chancery_query query = chancery_query_default();
  query.view = which == POLECAT ? "polecat" : "events";
  query.format = which == POLECAT ? "tsv" : which == PACKAGE ? "csv" : LAYOUTS[which];
  if (which == PACKAGE) query.fields = "?"; /* the columns' names */
  chancery_error error;
  chancery_record *record = cli_record(c, path, NULL);
  if (!record) return CLI_FAILED;
  bool ok = which == PACKAGE ? chancery_view(record, &query, take_names, NULL, &p, &error)
                             : chancery_view(record, &query, cli_write, NULL, c, &error);
  if (ok && which == PACKAGE) put_package(&p);
  int status = cli_end(c, ok ? CLI_DONE : cli_fail(c, &error));
  chancery_record_close(record);
  return status;
}

const cli_verb cli_verb_export = {
    "export", "[RECORD]", "Writes the whole record for other programs",
    "In csv an empty cell is a missing value, 'NA' never is, CAMEO codes are strings, and a text\n"
    "that a spreadsheet would calculate begins with an apostrophe. For a data package:\n"
    "'chancery export --as csv >events.csv; chancery export --as datapackage >datapackage.json'.\n"
    "polecat is tab-separated with POLECAT's forty columns for whoever reads that; it has no status, so\n"
    "that what was denied, called off, planned or only possible is left out, but not the promise or\n"
    "threat. Several values are apart by ';', actors' names, countries and COW numbers in one order.",
    options, run, false, 1};
