/* The record: articles in, views out. */
#include <stdio.h>
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

bool chancery_record_read_ahead(chancery_record *record, bool (*go_on)(void *self), void *self,
                                chancery_error *error) {
  ch_error inner = {0};
  ch_ahead how = {.go_on = go_on, .self = self};
  return ch_store_read_ahead(record->store, &how, &inner) || ch_api_fail(error, &inner);
}

static void work_add(chancery_worker *worker, ch_job *j) {
  if (!ch_api_code(worker, &j->article, j->arena, &j->doc, &j->events, &j->error)) ch_api_refuse(j);
}

/* A run that adds. What is refused is noted in the record too, so the run's own functions are
 * called by ours. */
typedef struct adding {
  ch_pass pass;
  chancery_run run;          /* as asked for, with our functions */
  const chancery_run *asked;
  bool open;                 /* a batch is */
  char file[240];            /* the input's that is read; "" none yet */
} adding;

static bool open_batch(adding *a, ch_error *error) {
  if (a->open) return true;
  a->open = ch_store_begin(a->pass.store, error);
  return a->open && ch_store_states_put(a->pass.store, ch_states_text(a->pass.engine->states), error);
}

static bool commit(adding *a, ch_error *error) {
  ch_pass *p = &a->pass;
  if (!a->open) return true;
  if (!ch_store_commit(p->store, error)) return false;
  a->open = false;
  if (p->in_batch == 0) return true;
  p->committed += p->in_batch;
  p->in_batch = 0;
  if (a->asked->progress) a->asked->progress(a->asked->self, p->committed);
  return true;
}

/* What was refused of an input the last time it was added no longer counts. */
static bool read_from(adding *a, ch_str file, ch_error *error) {
  char name[sizeof a->file];
  snprintf(name, sizeof name, "%.*s", CH_PRI(file));
  if (strcmp(name, a->file) == 0) return true;
  strcpy(a->file, name);
  return open_batch(a, error) && ch_store_rejects_forget(a->pass.store, ch_str_of(name), error);
}

static void refuse(void *self, const chancery_error *told) {
  adding *a = self;
  ch_reject reject = {.file = ch_str_of(told->file), .line = told->line, .byte = told->offset,
                      .has_byte = told->has_offset, .kind = ch_str_of(told->code),
                      .reason = ch_str_of(told->message)};
  if (a->asked->refuse) a->asked->refuse(a->asked->self, told);
  if (!read_from(a, reject.file, &a->pass.error) || !open_batch(a, &a->pass.error) ||
      !ch_store_reject(a->pass.store, &reject, &a->pass.error))
    a->pass.failed = true;
}

static bool take_article_into_store(ch_pass *p, ch_job *j, ch_error *error) {
  adding *a = p->run->self;
  ch_added added = CH_ADDED_NEW;
  if (!open_batch(a, error) || !read_from(a, j->article.file, error)) return false;
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
  return p->in_batch < BATCH || commit(a, error);
}

bool chancery_add(chancery_record *record, const chancery_run *run, chancery_summary *summary,
                  chancery_error *error) {
  adding a = {.run = *run, .asked = run};
  a.run.self = &a;
  a.run.refuse = refuse;
  a.run.progress = NULL;
  a.pass = (ch_pass){.engine = record->engine, .run = &a.run, .work = work_add,
                     .store = record->store, .take = take_article_into_store};
  bool ok = ch_api_run(&a.pass, NULL, error);
  if (ok && !commit(&a, &a.pass.error)) ok = ch_api_fail(error, &a.pass.error);
  if (!ok && a.open) ch_store_rollback(record->store);
  if (summary) *summary = a.pass.summary;
  return ok;
}
