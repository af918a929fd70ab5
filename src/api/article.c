/* One article through the steps. */
#include <stdlib.h>

#include "api/api.h"
#include "ingest/draft.h"
#include "parse/headline.h"

chancery_worker *chancery_worker_new(const chancery *engine, chancery_error *error) {
  chancery_worker *worker = calloc(1, sizeof *worker);
  if (!worker) {
    ch_api_no_memory(error);
    return NULL;
  }
  ch_error inner = {0};
  worker->engine = engine;
  ch_buf_init(&worker->out, 0);
  worker->arena = ch_arena_new(CH_API_ARTICLE_ARENA);
  worker->workspace = ch_parser_workspace_new(engine->parser, &inner);
  if (worker->arena && worker->workspace) return worker;
  if (worker->arena)
    ch_api_fail(error, &inner);
  else
    ch_api_no_memory(error);
  chancery_worker_free(worker);
  return NULL;
}

void chancery_worker_free(chancery_worker *worker) {
  if (!worker) return;
  ch_parser_workspace_free(worker->workspace);
  ch_arena_free(worker->arena);
  ch_buf_free(&worker->out);
  free(worker);
}

static ch_document *parsed(chancery_worker *worker, ch_document *doc, ch_error *error) {
  if (!doc || !ch_parse(worker->engine->parser, worker->workspace, doc, error)) return NULL;
  ch_mend_headlines(doc);
  return ch_document_index(doc, error) ? doc : NULL;
}

ch_document *ch_api_parse(chancery_worker *worker, const ch_article *article, ch_arena *arena,
                          ch_error *error) {
  const chancery *engine = worker->engine;
  return parsed(worker, ch_split(engine->splitter, article, arena, error), error);
}

ch_document *ch_api_parse_titled(chancery_worker *worker, const ch_article *article, ch_arena *arena,
                                 ch_error *error) {
  const chancery *engine = worker->engine;
  ch_namer namer = engine->lexicon ? ch_lexicon_namer(engine->lexicon) : (ch_namer){NULL, NULL};
  return parsed(worker, ch_split_titled(engine->splitter, article, namer.name ? &namer : NULL, arena, error), error);
}

const ch_reading *ch_api_read(const chancery *engine, ch_document *doc, ch_error *error) {
  if (engine->lexicon) return ch_read_document(engine->lexicon, doc, error);
  ch_fail(error, CH_ERROR_USAGE, "this engine was opened for trees alone");
  return NULL;
}

bool ch_api_code(chancery_worker *worker, const ch_article *article, ch_arena *arena,
                 ch_document **doc, ch_events *events, ch_error *error) {
  const chancery *engine = worker->engine;
  *doc = ch_api_parse_titled(worker, article, arena, error);
  if (!*doc) return false;
  const ch_reading *reading = ch_api_read(engine, *doc, error);
  return reading && ch_code(engine->codebook, *doc, reading, events, error);
}

/* An article of a program's own, finished as ingest finishes all articles. */
bool ch_api_article(chancery_worker *worker, const chancery_article *given,
                    ch_article *article, ch_error *error) {
  if (!given->text) return ch_fail(error, CH_ERROR_USAGE, "the article has no text");
  ch_reader_options options = ch_reader_defaults();
  ch_draft draft = {.id = ch_str_of(given->id),
                    .title = ch_str_of(given->title),
                    .text = ch_str_of(given->text),
                    .outlet = ch_str_of(given->outlet),
                    .address = ch_str_of(given->address),
                    .bytes = ch_str_of(given->text)};
  if (given->published) ch_draft_date(&draft, ch_str_of(given->published), CH_DATE_METADATA);
  return ch_draft_finish(&draft, &options, "program", "", worker->arena, worker->arena, article,
                         error);
}

bool ch_api_events_json(const ch_events *events, const ch_document *doc, ch_buf *out,
                        ch_error *error) {
  for (size_t i = 0; i < events->n; i++)
    if (!ch_event_json(&events->v[i], doc, out, error)) return false;
  if (out->failed) return ch_fail(error, CH_ERROR_MEMORY, "no memory for the output");
  return true;
}

bool chancery_worker_code(chancery_worker *worker, const chancery_article *given, const char **json,
                          size_t *length, chancery_error *error) {
  ch_error inner = {0};
  ch_article article;
  ch_document *doc;
  ch_events events = {0};
  ch_arena_clear(worker->arena);
  ch_buf_clear(&worker->out);
  if (!ch_api_article(worker, given, &article, &inner) ||
      !ch_api_code(worker, &article, worker->arena, &doc, &events, &inner) ||
      !ch_api_events_json(&events, doc, &worker->out, &inner))
    return ch_api_fail(error, &inner);
  *json = worker->out.n ? worker->out.p : "";
  *length = worker->out.n;
  return true;
}

bool chancery_worker_parse(chancery_worker *worker, const chancery_article *given,
                           const char **conllu, size_t *length, chancery_error *error) {
  ch_error inner = {0};
  ch_article article;
  ch_arena_clear(worker->arena);
  ch_buf_clear(&worker->out);
  ch_document *doc = NULL;
  if (ch_api_article(worker, given, &article, &inner))
    doc = ch_api_parse(worker, &article, worker->arena, &inner);
  if (!doc || !ch_conllu_write(doc, &worker->out, &inner)) return ch_api_fail(error, &inner);
  *conllu = worker->out.n ? worker->out.p : "";
  *length = worker->out.n;
  return true;
}
