/* Opening and closing of all that coding needs; errors on their way out. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "api/api.h"
#include "base/file.h"

bool ch_api_fail(chancery_error *out, const ch_error *error) {
  if (!out) return false;
  memset(out, 0, sizeof *out);
  out->code = ch_error_name(error->code);
  snprintf(out->message, sizeof out->message, "%s", error->message);
  snprintf(out->file, sizeof out->file, "%s", error->file);
  out->line = error->line;
  out->offset = error->offset;
  out->has_offset = error->has_offset;
  return false;
}

bool ch_api_no_memory(chancery_error *out) {
  ch_error error;
  ch_fail(&error, CH_ERROR_MEMORY, "no memory was left");
  return ch_api_fail(out, &error);
}

const char *chancery_version(void) {
  return CHANCERY_VERSION;
}

chancery_options chancery_options_default(void) {
  return (chancery_options){.language = "en"};
}

chancery_run chancery_run_default(void) {
  return (chancery_run){0};
}

chancery_query chancery_query_default(void) {
  return (chancery_query){.view = "timeline", .format = "table"};
}

/* ---- The engine ---------------------------------------------------------- */

static const char *home_of(const chancery_options *options) {
  if (options->home) return options->home;
  const char *home = getenv("CHANCERY_HOME");
  return home && *home ? home : CHANCERY_INSTALLED_DATA;
}

static bool open_engine(chancery *engine, const chancery_options *options, ch_error *error) {
  char data[1024], model[1024], words[1100];
  const char *language = options->language ? options->language : "en";
  int n = snprintf(data, sizeof data, "%s/data/%s", home_of(options), language);
  int m = options->model
              ? snprintf(model, sizeof model, "%s", options->model)
              : snprintf(model, sizeof model, "%s/models/%s/model.bin", home_of(options),
                         language);
  if (n < 0 || (size_t)n >= sizeof data || m < 0 || (size_t)m >= sizeof model)
    return ch_fail(error, CH_ERROR_USAGE, "the home folder's name is too long");
  if (!ch_file_is_dir(data)) {
    ch_fail(error, CH_ERROR_IO, "no folder '%s': home or language may be wrong", data);
    return ch_fail_at(error, data, 0);
  }
  snprintf(words, sizeof words, "%s/record/words.txt", data);
  return (engine->splitter = ch_splitter_open(data, error)) &&
         (engine->parser = ch_parser_open(model, error)) &&
         (engine->lexicon = ch_lexicon_open(data, error)) &&
         (engine->codebook = ch_codebook_open(data, error)) &&
         (engine->wordbook = ch_wordbook_open(words, error));
}

chancery *chancery_open(const chancery_options *options, chancery_error *error) {
  chancery_options defaults = chancery_options_default();
  if (!options) options = &defaults;
  chancery *engine = calloc(1, sizeof *engine);
  if (!engine) {
    ch_api_no_memory(error);
    return NULL;
  }
  ch_error inner = {0};
  if (open_engine(engine, options, &inner)) return engine;
  ch_api_fail(error, &inner);
  chancery_close(engine);
  return NULL;
}

void chancery_close(chancery *engine) {
  if (!engine) return;
  ch_wordbook_free(engine->wordbook);
  ch_codebook_free(engine->codebook);
  ch_lexicon_free(engine->lexicon);
  ch_parser_close(engine->parser);
  ch_splitter_free(engine->splitter);
  free(engine);
}
