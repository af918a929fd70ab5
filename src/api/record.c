/* The record: articles in, views out. */
#include <stdlib.h>

#include "api/api.h"

/* Articles a batch: events are merged anew once a batch. */
#define BATCH 512

chancery_record *chancery_record_open(const chancery *engine, const char *path,
                                      chancery_access access, chancery_error *error) {
  static const ch_store_mode MODES[] = {[CHANCERY_READ] = CH_STORE_READ,
                                        [CHANCERY_WRITE] = CH_STORE_CREATE,
                                        [CHANCERY_DECIDE] = CH_STORE_WRITE};
  ch_error inner = {0};
  chancery_record *record = calloc(1, sizeof *record);
  if (!record) {
    ch_api_no_memory(error);
    return NULL;
  }
  record->engine = engine;
  if (access == CHANCERY_WRITE && !engine)
    ch_fail(&inner, CH_ERROR_USAGE, "writing to a record needs an engine");
  else
    record->store = ch_store_open(path, MODES[access], engine ? engine->wordbook : NULL, &inner);
  if (record->store) return record;
  free(record);
  ch_api_fail(error, &inner);
  return NULL;
}

chancery_record *chancery_record_beside(chancery_record *record, chancery_error *error) {
  ch_error inner = {0};
  chancery_record *other = calloc(1, sizeof *other);
  if (!other) {
    ch_api_no_memory(error);
    return NULL;
  }
  other->engine = record->engine;
  other->store = ch_store_beside(record->store, &inner);
  if (other->store) return other;
  free(other);
  ch_api_fail(error, &inner);
  return NULL;
}

void chancery_record_close(chancery_record *record) {
  if (!record) return;
  ch_store_close(record->store);
  free(record);
}

bool chancery_record_version(chancery_record *record, uint64_t *version, chancery_error *error) {
  ch_error inner = {0};
  return ch_store_version(record->store, version, &inner) || ch_api_fail(error, &inner);
}

static void work_add(chancery_worker *worker, ch_job *j) {
  if (!ch_api_code(worker, &j->article, j->arena, &j->doc, &j->events, &j->error)) ch_api_refuse(j);
}

static bool commit(ch_pass *p, ch_error *error) {
  if (p->in_batch == 0) return true;
  if (!ch_store_commit(p->store, error)) return false;
  p->committed += p->in_batch;
  p->in_batch = 0;
  if (p->run->progress) p->run->progress(p->run->self, p->committed);
  return true;
}

static bool take_article_into_store(ch_pass *p, ch_job *j, ch_error *error) {
  ch_added added = CH_ADDED_NEW;
  if (p->in_batch == 0 && (!ch_store_begin(p->store, error) ||
                           !ch_store_states_put(p->store, ch_states_text(p->engine->states), error)))
    return false;
  p->in_batch++;
  if (!ch_store_add_article(p->store, j->doc, j->events.v, j->events.n, &added, &j->error)) {
    if (j->error.code != CH_ERROR_FORMAT) {
      *error = j->error;
      return false;
    }
    ch_api_refuse(j); /* the batch goes on without it */
    ch_api_tell(p, j);
    p->summary.articles--;
  }
  p->summary.known += added == CH_ADDED_KNOWN;
  return p->in_batch < BATCH || commit(p, error);
}

bool chancery_add(chancery_record *record, const chancery_run *run, chancery_summary *summary,
                  chancery_error *error) {
  ch_pass p = {.engine = record->engine, .run = run, .work = work_add, .store = record->store,
            .take = take_article_into_store};
  bool ok = ch_api_run(&p, NULL, error);
  if (ok && !commit(&p, &p.error)) ok = ch_api_fail(error, &p.error);
  if (!ok && p.in_batch) ch_store_rollback(record->store);
  if (summary) *summary = p.summary;
  return ok;
}
