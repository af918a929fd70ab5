/* Runs: articles in, in order, on all cores, results out in the same order. */
#include <stdio.h>
#include <stdlib.h>

#include "api/api.h"
#include "ingest/article_json.h"

#define MAX_MAPS 64

static void job_free(ch_job *j) {
  ch_arena_free(j->arena);
  ch_buf_free(&j->out);
  free(j);
}

static ch_job *job_new(ch_pass *p) {
  ch_job *j = p->n_idle ? p->idle[--p->n_idle] : calloc(1, sizeof *j);
  if (!j) return NULL;
  if (!j->arena) {
    j->arena = ch_arena_new(CH_API_ARTICLE_ARENA);
    ch_buf_init(&j->out, 0);
  }
  if (!j->arena) {
    job_free(j);
    return NULL;
  }
  ch_arena_clear(j->arena);
  ch_buf_clear(&j->out);
  j->doc = NULL;
  j->events = (ch_events){0};
  j->refused = false;
  j->error = (ch_error){0};
  return j;
}

static void drop(void *self, void *argument) {
  ch_pass *p = self;
  if (p->n_idle < sizeof p->idle / sizeof *p->idle)
    p->idle[p->n_idle++] = argument;
  else
    job_free(argument);
}

static void *produce(void *self) {
  ch_pass *p = self;
  if (p->failed) return NULL;
  ch_job *j = job_new(p);
  if (!j) {
    p->failed = true;
    ch_fail(&p->error, CH_ERROR_MEMORY, "no memory for another article");
    return NULL;
  }
  switch (ch_reader_next(p->reader, j->arena, &j->article, &j->error)) {
    case CH_READER_ARTICLE:
      return j;
    case CH_READER_REFUSED:
      j->refused = true;
      return j;
    case CH_READER_END:
      break;
  }
  drop(p, j);
  return NULL;
}

static void work(void *self, unsigned number, void *argument) {
  ch_pass *p = self;
  ch_job *j = argument;
  if (!j->refused) p->work(p->workers ? p->workers[number] : NULL, j);
}

void ch_api_tell(ch_pass *p, const ch_job *j) {
  p->summary.refused++;
  if (!p->run->refuse) return;
  chancery_error told;
  ch_api_fail(&told, &j->error);
  p->run->refuse(p->run->self, &told);
}

void ch_api_refuse(ch_job *j) {
  j->refused = true;
  if (!j->error.file[0]) {
    char file[240];
    snprintf(file, sizeof file, "%.*s", CH_PRI(j->article.file));
    ch_fail_at(&j->error, file, j->article.file_line);
  }
}

static bool consume(void *self, void *argument) {
  ch_pass *p = self;
  ch_job *j = argument;
  bool go = true;
  if (j->refused) {
    ch_api_tell(p, j);
  } else {
    p->summary.articles++;
    if (j->doc) {
      p->summary.sentences += j->doc->n_sentences;
      p->summary.words += j->doc->n_words;
    }
    p->summary.mentions += j->events.n;
    if (p->take && !p->take(p, j, &p->error)) p->failed = true;
    /* A writer that will take no more (a closed pipe) ends the run in peace. */
    if (j->out.n && !p->run->write(p->run->self, j->out.p, j->out.n)) go = false;
    p->done++;
    if (p->run->progress && !p->store) p->run->progress(p->run->self, p->done);
  }
  drop(p, j);
  return go && !p->failed;
}

static bool take_options(const chancery_run *run, ch_reader_options *options, ch_field_map *maps,
                         ch_error *error) {
  options->outlet = ch_str_of(run->outlet);
  options->day = CH_DAY_NONE;
  if (run->published && (options->day = ch_day_parse(ch_str_of(run->published))) == CH_DAY_NONE)
    return ch_fail(error, CH_ERROR_USAGE, "published '%s' is not YYYY-MM-DD", run->published);
  if (run->n_maps > MAX_MAPS)
    return ch_fail(error, CH_ERROR_USAGE, "more than %d field maps", MAX_MAPS);
  options->n_map = run->n_maps;
  for (size_t i = 0; i < run->n_maps; i++) {
    ch_str rest = ch_str_of(run->maps[i]);
    if (!ch_str_split(&rest, '=', &maps[i].field) || rest.n == 0)
      return ch_fail(error, CH_ERROR_USAGE, "'%s' is not FIELD=NAME", run->maps[i]);
    maps[i].alias = rest;
  }
  return true;
}

bool ch_api_run(ch_pass *p, chancery_summary *summary, chancery_error *error) {
  const chancery_run *run = p->run;
  unsigned threads = run->threads ? run->threads : ch_pool_cores();
  ch_reader_options options = ch_reader_defaults();
  ch_field_map maps[MAX_MAPS];
  options.map = maps;
  bool ok = take_options(run, &options, maps, &p->error);
  if (ok) ok = (p->reader = ch_reader_open(run->inputs, run->n_inputs, &options, &p->error)) != NULL;
  if (ok && p->engine) {
    p->workers = calloc(threads, sizeof *p->workers);
    chancery_error inner = {0};
    while (p->workers && p->n_workers < threads &&
           (p->workers[p->n_workers] = chancery_worker_new(p->engine, &inner)))
      p->n_workers++;
    if (p->n_workers < threads)
      ok = ch_fail(&p->error, CH_ERROR_MEMORY, "no memory for %u threads", threads);
  }
  ch_pool_work pool = {p, produce, work, consume, drop};
  if (ok) ok = ch_pool_run(&pool, threads, &p->error) && !p->failed;
  for (unsigned i = 0; i < p->n_workers; i++) chancery_worker_free(p->workers[i]);
  free(p->workers);
  ch_reader_close(p->reader);
  while (p->n_idle) job_free(p->idle[--p->n_idle]);
  if (summary) *summary = p->summary;
  return ok || ch_api_fail(error, &p->error);
}

static void refuse_for_memory(ch_job *j) {
  ch_fail(&j->error, CH_ERROR_MEMORY, "no memory for the output of this article");
  ch_api_refuse(j);
}

static void work_articles(chancery_worker *worker, ch_job *j) {
  (void)worker;
  if (!ch_article_json(&j->article, &j->out)) refuse_for_memory(j);
}

static void work_parse(chancery_worker *worker, ch_job *j) {
  j->doc = ch_api_parse(worker, &j->article, j->arena, &j->error);
  if (!j->doc)
    ch_api_refuse(j);
  else if (!ch_conllu_write(j->doc, &j->out, &j->error))
    refuse_for_memory(j);
}

/* By the dictionaries of others. */
static void work_dictionaries(chancery_worker *worker, ch_job *j) {
  uint32_t made = 0;
  j->doc = ch_api_parse(worker, &j->article, j->arena, &j->error);
  if (!j->doc || !ch_dictionaries_code(worker->engine->dictionaries, j->doc, &j->out, &made, &j->error))
    ch_api_refuse(j);
  else
    j->events.n = made; /* to be counted; none is made of them */
}

static void work_code(chancery_worker *worker, ch_job *j) {
  if (!ch_api_code(worker, &j->article, j->arena, &j->doc, &j->events, &j->error) ||
      !ch_api_events_json(&j->events, j->doc, &j->out, &j->error))
    ch_api_refuse(j);
}

bool chancery_articles(const chancery_run *run, chancery_summary *summary, chancery_error *error) {
  ch_pass p = {.run = run, .work = work_articles};
  return ch_api_run(&p, summary, error);
}

bool chancery_code(const chancery *engine, const chancery_run *run, chancery_summary *summary,
                   chancery_error *error) {
  ch_pass p = {.engine = engine, .run = run, .work = engine->dictionaries ? work_dictionaries : work_code};
  return ch_api_run(&p, summary, error);
}

bool chancery_parse(const chancery *engine, const chancery_run *run, chancery_summary *summary,
                    chancery_error *error) {
  if (run->conllu) return ch_api_parse_conllu(engine, run, summary, error);
  ch_pass p = {.engine = engine, .run = run, .work = work_parse};
  return ch_api_run(&p, summary, error);
}
