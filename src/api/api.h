/* What the files of the public library share: the handles behind
 * include/chancery.h. This folder knows the order of the steps, the threads and
 * the life spans; what a step knows stays in its folder.
 */
#ifndef CH_API_API_H
#define CH_API_API_H

#include "chancery.h"

#include "base/pool.h"
#include "code/codebook.h"
#include "code/dictionary.h"
#include "ingest/reader.h"
#include "parse/parser.h"
#include "read/lexicon.h"
#include "store/store.h"
#include "record/states.h"
#include "record/words.h"
#include "text/splitter.h"

/* An article of 32 MiB needs about a gigabyte of words and trees; nothing that
 * anyone prints is near that. */
#define CH_API_ARTICLE_ARENA ((size_t)1 << 30)

struct chancery {
  char data[1024]; /* the folder data/LANG */
  ch_splitter *splitter;
  ch_parser *parser;
  ch_lexicon *lexicon;
  ch_codebook *codebook;
  ch_dictionaries *dictionaries; /* NULL: code by the codebook */
  ch_wordbook *wordbook;
  ch_states *states;
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

/* Hands an error out; always gives false. */
bool ch_api_fail(chancery_error *out, const ch_error *error);
bool ch_api_no_memory(chancery_error *out);
/* The other way: an error of the public kind into ours; always gives false. */
bool ch_api_take(const chancery_error *in, ch_error *error);
/* The folder data/LANG that the options name; false if it is not there. */
bool ch_api_data(const chancery_options *options, char *out, size_t size, ch_error *error);

/* An article of a program's own, finished as ingest finishes all articles, in the
 * worker's arena. */
bool ch_api_article(chancery_worker *worker, const chancery_article *given, ch_article *article,
                    ch_error *error);
/* An article parsed, or parsed and coded, in `arena`. */
ch_document *ch_api_parse(chancery_worker *worker, const ch_article *article, ch_arena *arena,
                          ch_error *error);
/* The same with the sentences of its title. */
ch_document *ch_api_parse_titled(chancery_worker *worker, const ch_article *article, ch_arena *arena,
                                 ch_error *error);
/* What is read from a document; a usage error where the engine has trees alone. */
const ch_reading *ch_api_read(const chancery *engine, ch_document *doc, ch_error *error);
bool ch_api_code(chancery_worker *worker, const ch_article *article, ch_arena *arena,
                 ch_document **doc, ch_events *events, ch_error *error);
bool ch_api_events_json(const ch_events *events, const ch_document *doc, ch_buf *out,
                        ch_error *error);

/* A job carries one article, or one refusal, through the pool, so that
 * refusals too come in the order of the input. */
typedef struct ch_job {
  ch_arena *arena; /* all below lives in it */
  ch_article article;
  ch_document *doc;
  ch_events events;
  ch_buf out;
  bool refused;
  ch_error error;
} ch_job;

/* One run over the input. */
typedef struct ch_pass ch_pass;
struct ch_pass {
  const chancery *engine; /* NULL when no step after ingest is needed */
  const chancery_run *run;
  void (*work)(chancery_worker *worker, ch_job *job); /* by any thread */
  /* Takes a finished job, in order, in the calling thread; NULL: its output is
   * written. */
  bool (*take)(ch_pass *pass, ch_job *job, ch_error *error);
  ch_store *store;
  uint64_t in_batch, committed; /* articles, when there is a store */

  ch_reader *reader; /* from here on run.c's own */
  chancery_worker **workers;
  unsigned n_workers;
  ch_job *idle[1024]; /* jobs to use again: their arenas stay warm */
  size_t n_idle;
  uint64_t done;
  chancery_summary summary;
  ch_error error;
  bool failed;
};

bool ch_api_run(ch_pass *pass, chancery_summary *summary, chancery_error *error);
/* Makes a refusal of a job whose `error` is set; adds the article's place. */
void ch_api_refuse(ch_job *job);
/* Counts a refusal and hands it to the run's `refuse`. */
void ch_api_tell(ch_pass *pass, const ch_job *job);

/* chancery_parse with gold sentences and words. */
bool ch_api_parse_conllu(const chancery *engine, const chancery_run *run,
                         chancery_summary *summary, chancery_error *error);

#endif
