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

bool ch_api_take(const chancery_error *in, ch_error *error) {
  ch_error_code code = CH_ERROR_OK;
  for (int i = 0; i < CH_ERROR_COUNT; i++)
    if (strcmp(in->code, ch_error_name((ch_error_code)i)) == 0) code = (ch_error_code)i;
  ch_fail(error, code, "%s", in->message);
  return ch_fail_at(error, in->file, in->line);
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

static const char *language_of(const chancery_options *options) {
  return options->language ? options->language : "en";
}

bool ch_api_data(const chancery_options *options, char *out, size_t size, ch_error *error) {
  int n = snprintf(out, size, "%s/data/%s", home_of(options), language_of(options));
  if (n < 0 || (size_t)n >= size)
    return ch_fail(error, CH_ERROR_USAGE, "the home folder's name is too long");
  if (ch_file_is_dir(out)) return true;
  ch_fail(error, CH_ERROR_IO, "no folder '%s': home or language may be wrong", out);
  return ch_fail_at(error, out, 0);
}

static bool open_coder(chancery *engine, const chancery_options *options, ch_error *error) {
  const char *data = engine->data;
  char words[1100], states[1100];
  snprintf(words, sizeof words, "%s/record/words.txt", data);
  snprintf(states, sizeof states, "%s/states.tsv", data);
  return (engine->lexicon = ch_lexicon_open_with(data, options->actors, options->n_actors, error)) &&
         (engine->codebook = ch_codebook_open_with(data, options->codebooks, options->n_codebooks,
                                                    error)) &&
         (!options->dictionaries ||
          (engine->dictionaries = ch_dictionaries_open(options->dictionaries, error))) &&
         (engine->wordbook = ch_wordbook_open(words, error)) &&
         (engine->states = ch_states_open(states, error));
}

static bool open_engine(chancery *engine, const chancery_options *options, ch_error *error) {
  char model[1024];
  char *data = engine->data;
  int m = options->model
              ? snprintf(model, sizeof model, "%s", options->model)
              : snprintf(model, sizeof model, "%s/models/%s/model.bin", home_of(options),
                         language_of(options));
  if (m < 0 || (size_t)m >= sizeof model)
    return ch_fail(error, CH_ERROR_USAGE, "the home folder's name is too long");
  if (!ch_api_data(options, data, sizeof engine->data, error)) return false;
  return (engine->splitter = ch_splitter_open(data, error)) &&
         (engine->parser = ch_parser_open(model, error)) &&
         (options->trees_only || open_coder(engine, options, error));
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
  ch_states_free(engine->states);
  ch_codebook_free(engine->codebook);
  ch_dictionaries_free(engine->dictionaries);
  ch_lexicon_free(engine->lexicon);
  ch_parser_close(engine->parser);
  ch_splitter_free(engine->splitter);
  free(engine);
}
