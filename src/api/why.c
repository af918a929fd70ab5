/* Why the codebook reads a text as it does. */
#include "api/api.h"
#include "code/trace.h"

bool chancery_why(chancery_worker *worker, const chancery_article *article, const char *format,
                  bool color, const char **out, size_t *length, chancery_error *error) {
  ch_error inner = {0};
  ch_article taken;
  ch_events events = {0};
  ch_trace trace = {0};
  const ch_codebook *book = worker->engine->codebook;
  ch_arena_clear(worker->arena);
  ch_buf_clear(&worker->out);
  bool json = format && strcmp(format, "json") == 0, ok = json || !format || strcmp(format, "text") == 0;
  if (!ok) ch_fail(&inner, CH_ERROR_USAGE, "there is no format '%s': text or json", format);
  ch_document *doc = ok && ch_api_article(worker, article, &taken, &inner)
                         ? ch_api_parse(worker, &taken, worker->arena, &inner) : NULL;
  const ch_reading *reading = doc ? ch_api_read(worker->engine, doc, &inner) : NULL;
  ok = reading && ch_code_traced(book, doc, reading, &events, &trace, &inner) &&
       (json ? ch_why_json(&trace, book, doc, &worker->out, &inner)
             : ch_why_text(&trace, book, doc, color, &worker->out, &inner));
  if (!ok) return ch_api_fail(error, &inner);
  *out = worker->out.n ? worker->out.p : "";
  *length = worker->out.n;
  return true;
}
