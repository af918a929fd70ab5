/* The public library: opens what the steps need and passes articles through
 * them in order. Everything a step knows stays in its folder; this file knows
 * only the order, the threads and the life spans.
 */
#include "chancery.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/pool.h"
#include "code/codebook.h"
#include "ingest/draft.h"
#include "ingest/json.h"
#include "ingest/reader.h"
#include "parse/conllu.h"
#include "parse/parser.h"
#include "parse/trainer.h"
#include "read/lexicon.h"
#include "show/views.h"
#include "store/store.h"
#include "text/splitter.h"

/* Articles a batch of the store: events are merged anew once a batch. */
#define BATCH 512
/* An article of 32 MiB needs about a gigabyte of words and trees; nothing that
 * anyone prints is near that. */
#define MAX_MAPS 64
#define ARTICLE_ARENA_LIMIT ((size_t)1 << 30)

struct chancery {
  ch_splitter *splitter;
  ch_parser *parser;
  ch_lexicon *lexicon;
  ch_codebook *codebook;
  ch_wordbook *wordbook;
};

struct chancery_worker {
  const chancery *engine;
  ch_parser_workspace *workspace;
  ch_arena *arena; /* of the article that is worked on by itself */
  ch_buf out;
};

struct chancery_record {
  const chancery *engine; /* NULL: reading without one */
  ch_store *store;
};

/* ---- Errors, versions, defaults ------------------------------------------ */

static bool give_error(chancery_error *out, const ch_error *error) {
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

static bool no_memory(chancery_error *out) {
  ch_error error;
  ch_fail(&error, CH_ERROR_MEMORY, "no memory was left");
  return give_error(out, &error);
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
  int n = snprintf(data, sizeof data, "%s/data/%s", home_of(options), options->language);
  int m = options->model
              ? snprintf(model, sizeof model, "%s", options->model)
              : snprintf(model, sizeof model, "%s/models/%s/model.bin", home_of(options),
                         options->language);
  if (n < 0 || (size_t)n >= sizeof data || m < 0 || (size_t)m >= sizeof model)
    return ch_fail(error, CH_ERROR_USAGE, "the home folder's name is too long");
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
    no_memory(error);
    return NULL;
  }
  ch_error inner = {0};
  if (open_engine(engine, options, &inner)) return engine;
  give_error(error, &inner);
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

/* ---- One article --------------------------------------------------------- */

chancery_worker *chancery_worker_new(const chancery *engine, chancery_error *error) {
  chancery_worker *worker = calloc(1, sizeof *worker);
  if (!worker) {
    no_memory(error);
    return NULL;
  }
  ch_error inner = {0};
  worker->engine = engine;
  ch_buf_init(&worker->out, 0);
  worker->arena = ch_arena_new(ARTICLE_ARENA_LIMIT);
  worker->workspace = ch_parser_workspace_new(engine->parser, &inner);
  if (worker->arena && worker->workspace) return worker;
  if (worker->arena)
    give_error(error, &inner);
  else
    no_memory(error);
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

static ch_document *parse_article(chancery_worker *worker, const ch_article *article,
                                  ch_arena *arena, ch_error *error) {
  const chancery *engine = worker->engine;
  ch_document *doc = ch_split(engine->splitter, article, arena, error);
  if (!doc || !ch_parse(engine->parser, worker->workspace, doc, error)) return NULL;
  return ch_document_index(doc, error) ? doc : NULL;
}

static bool code_article(chancery_worker *worker, const ch_article *article, ch_arena *arena,
                         ch_document **doc, ch_events *events, ch_error *error) {
  const chancery *engine = worker->engine;
  *doc = parse_article(worker, article, arena, error);
  if (!*doc) return false;
  const ch_reading *reading = ch_read(engine->lexicon, *doc, error);
  return reading && ch_code(engine->codebook, *doc, reading, events, error);
}

/* An article of a program's own, finished as ingest finishes all articles. */
static bool take_article(chancery_worker *worker, const chancery_article *given,
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

static bool events_json(const ch_events *events, const ch_document *doc, ch_buf *out,
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
  if (!take_article(worker, given, &article, &inner) ||
      !code_article(worker, &article, worker->arena, &doc, &events, &inner) ||
      !events_json(&events, doc, &worker->out, &inner))
    return give_error(error, &inner);
  *json = worker->out.p;
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
  if (take_article(worker, given, &article, &inner))
    doc = parse_article(worker, &article, worker->arena, &inner);
  if (!doc || !ch_conllu_write(doc, &worker->out, &inner)) return give_error(error, &inner);
  *conllu = worker->out.p;
  *length = worker->out.n;
  return true;
}

/* ---- Runs: articles in, in order, on all cores --------------------------- */

/* A job carries one article, or one refusal, through the pool, so that
 * refusals too come in the order of the input. */
typedef struct job {
  ch_arena *arena;
  ch_article article;
  ch_document *doc;
  ch_events events;
  ch_buf out;
  bool refused;
  ch_error error;
} job;

typedef struct pass pass;
struct pass {
  const chancery *engine;
  const chancery_run *run;
  ch_reader *reader;
  chancery_worker **workers;
  unsigned n_workers;
  void (*work)(chancery_worker *worker, job *j);
  bool (*take)(pass *p, job *j, ch_error *error); /* by the calling thread, in order */
  ch_store *store;
  job *idle[1024]; /* jobs to use again; their arenas stay warm */
  size_t n_idle;
  uint64_t done;
  uint64_t in_batch, committed; /* articles, when there is a store */
  chancery_summary summary;
  ch_error error;
  bool failed;
};

static void job_free(job *j) {
  ch_arena_free(j->arena);
  ch_buf_free(&j->out);
  free(j);
}

static job *job_new(pass *p) {
  job *j = p->n_idle ? p->idle[--p->n_idle] : calloc(1, sizeof *j);
  if (!j) return NULL;
  if (!j->arena) {
    j->arena = ch_arena_new(ARTICLE_ARENA_LIMIT);
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
  return j;
}

static void drop(void *self, void *argument) {
  pass *p = self;
  if (p->n_idle < sizeof p->idle / sizeof *p->idle)
    p->idle[p->n_idle++] = argument;
  else
    job_free(argument);
}

static void *produce(void *self) {
  pass *p = self;
  if (p->failed) return NULL;
  job *j = job_new(p);
  if (!j) {
    p->failed = true;
    ch_fail(&p->error, CH_ERROR_MEMORY, "no memory for another article");
    return NULL;
  }
  switch (ch_reader_next(p->reader, j->arena, &j->article, &j->error)) {
    case CH_READ_ARTICLE:
      return j;
    case CH_READ_REFUSED:
      j->refused = true;
      return j;
    case CH_READ_END:
      break;
  }
  drop(p, j);
  return NULL;
}

static void work(void *self, unsigned number, void *argument) {
  pass *p = self;
  job *j = argument;
  if (!j->refused) p->work(p->workers ? p->workers[number] : NULL, j);
}

static void tell_refusal(pass *p, const job *j) {
  p->summary.refused++;
  if (!p->run->refuse) return;
  chancery_error told;
  give_error(&told, &j->error);
  p->run->refuse(p->run->self, &told);
}

static void refuse_job(job *j) {
  j->refused = true;
  if (!j->error.file[0]) {
    char file[240];
    snprintf(file, sizeof file, "%.*s", CH_PRI(j->article.file));
    ch_fail_at(&j->error, file, j->article.file_line);
  }
}

static bool consume(void *self, void *argument) {
  pass *p = self;
  job *j = argument;
  bool go = true;
  if (j->refused) {
    tell_refusal(p, j);
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

static bool run_pass(pass *p, chancery_summary *summary, chancery_error *error) {
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
  return ok || give_error(error, &p->error);
}

static void work_articles(chancery_worker *worker, job *j) {
  (void)worker;
  if (!ch_article_json(&j->article, &j->out, &j->error)) refuse_job(j);
}

static void work_parse(chancery_worker *worker, job *j) {
  j->doc = parse_article(worker, &j->article, j->arena, &j->error);
  if (!j->doc || !ch_conllu_write(j->doc, &j->out, &j->error)) refuse_job(j);
}

static void work_code(chancery_worker *worker, job *j) {
  if (!code_article(worker, &j->article, j->arena, &j->doc, &j->events, &j->error) ||
      !events_json(&j->events, j->doc, &j->out, &j->error))
    refuse_job(j);
}

static void work_add(chancery_worker *worker, job *j) {
  if (!code_article(worker, &j->article, j->arena, &j->doc, &j->events, &j->error)) refuse_job(j);
}

bool chancery_articles(const chancery_run *run, chancery_summary *summary, chancery_error *error) {
  pass p = {.run = run, .work = work_articles};
  return run_pass(&p, summary, error);
}

bool chancery_code(const chancery *engine, const chancery_run *run, chancery_summary *summary,
                   chancery_error *error) {
  pass p = {.engine = engine, .run = run, .work = work_code};
  return run_pass(&p, summary, error);
}

/* ---- CoNLL-U in, gold tokens --------------------------------------------- */

bool chancery_parse(const chancery *engine, const chancery_run *run, chancery_summary *summary,
                    chancery_error *error) {
  pass p = {.engine = engine, .run = run, .work = work_parse};
  return run_pass(&p, summary, error);
}

/* ---- The record ---------------------------------------------------------- */

chancery_record *chancery_record_open(const chancery *engine, const char *path,
                                      chancery_access access, chancery_error *error) {
  ch_error inner = {0};
  chancery_record *record = calloc(1, sizeof *record);
  if (!record) {
    no_memory(error);
    return NULL;
  }
  record->engine = engine;
  if (access == CHANCERY_WRITE && !engine)
    ch_fail(&inner, CH_ERROR_USAGE, "writing to a record needs an engine");
  else
    record->store = ch_store_open(path, access == CHANCERY_WRITE ? CH_STORE_CREATE : CH_STORE_READ,
                                  engine ? engine->wordbook : NULL, &inner);
  if (record->store) return record;
  free(record);
  give_error(error, &inner);
  return NULL;
}

void chancery_record_close(chancery_record *record) {
  if (!record) return;
  ch_store_close(record->store);
  free(record);
}

static bool commit(pass *p, ch_error *error) {
  if (p->in_batch == 0) return true;
  if (!ch_store_commit(p->store, error)) return false;
  p->committed += p->in_batch;
  p->in_batch = 0;
  if (p->run->progress) p->run->progress(p->run->self, p->committed);
  return true;
}

static bool take_article_into_store(pass *p, job *j, ch_error *error) {
  ch_added added = CH_ADDED_NEW;
  if (p->in_batch == 0 && !ch_store_begin(p->store, error)) return false;
  p->in_batch++;
  if (!ch_store_add_article(p->store, j->doc, j->events.v, j->events.n, &added, &j->error)) {
    if (j->error.code != CH_ERROR_FORMAT) {
      *error = j->error;
      return false;
    }
    refuse_job(j); /* the batch goes on without it */
    tell_refusal(p, j);
    p->summary.articles--;
  }
  p->summary.known += added == CH_ADDED_KNOWN;
  return p->in_batch < BATCH || commit(p, error);
}

bool chancery_add(chancery_record *record, const chancery_run *run, chancery_summary *summary,
                  chancery_error *error) {
  pass p = {.engine = record->engine, .run = run, .work = work_add, .store = record->store,
            .take = take_article_into_store};
  bool ok = run_pass(&p, NULL, error);
  if (ok && !commit(&p, &p.error)) ok = give_error(error, &p.error);
  if (!ok && p.in_batch) ch_store_rollback(record->store);
  if (summary) *summary = p.summary;
  return ok;
}
