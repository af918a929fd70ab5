/* Tables of coded events into a record. */
#include "api/api.h"
#include "base/file.h"
#include "import/events.h"

/* Rows a batch: events are merged anew once a batch. */
#define BATCH 4096

typedef struct taking {
  chancery_record *record;
  const chancery_tables *tables;
  chancery_taken done;
  uint64_t in_batch;
} taking;

static void refuse(void *self, const ch_error *refused) {
  taking *t = self;
  chancery_error out;
  t->done.refused++;
  ch_api_fail(&out, refused);
  if (t->tables->refuse) t->tables->refuse(t->tables->self, &out);
}

static bool commit(taking *t, ch_error *error) {
  if (t->in_batch == 0) return true;
  t->in_batch = 0;
  return ch_store_commit(t->record->store, error);
}

static bool take(void *self, const ch_document *doc, const ch_event *event, ch_error *error) {
  taking *t = self;
  ch_added added = CH_ADDED_NEW;
  if (t->in_batch == 0 && !ch_store_begin(t->record->store, error)) return false;
  t->in_batch++;
  if (!ch_store_add_article(t->record->store, doc, event, 1, &added, error)) return false;
  t->done.known += added == CH_ADDED_KNOWN;
  t->done.events += added != CH_ADDED_KNOWN;
  return t->in_batch < BATCH || commit(t, error);
}

static bool take_files(taking *t, ch_event_import *job, ch_error *error) {
  for (size_t i = 0; i < t->tables->n_inputs; i++) {
    ch_mapped file;
    ch_error unread = {0};
    if (!ch_file_map(t->tables->inputs[i], &file, &unread)) {
      refuse(t, &unread);
      continue;
    }
    bool ok = ch_import_events(job, t->tables->inputs[i], file.bytes, error);
    ch_file_unmap(&file);
    if (!ok) return false;
  }
  return commit(t, error);
}

bool chancery_import(chancery_record *record, const chancery_tables *tables, chancery_taken *taken,
                     chancery_error *error) {
  ch_error inner = {0};
  taking t = {.record = record, .tables = tables};
  const chancery *engine = record->engine;
  bool ok = engine && engine->codebook;
  if (!ok) ch_fail(&inner, CH_ERROR_USAGE, "an import needs a record that was opened with an engine, to write");
  ch_import *import = ok ? ch_import_new(engine->data, refuse, &t, &inner) : NULL;
  if (import) {
    ch_event_import job = {.import = import, .dir = engine->data, .codebook = engine->codebook,
                           .set = ch_str_of(tables->set), .maps = tables->maps, .n_maps = tables->n_maps,
                           .take = take, .self = &t};
    ok = take_files(&t, &job, &inner);
    t.done.passed = job.passed;
    if (!ok && t.in_batch) ch_store_rollback(record->store);
  }
  ch_import_free(import);
  if (taken) *taken = t.done;
  return (import && ok) || ch_api_fail(error, &inner);
}
