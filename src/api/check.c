/* Checks of the files that people edit: the codebook and the actor lists. */
#include <stdio.h>
#include <string.h>

#include "api/api.h"
#include "code/check.h"
#include "code/example.h"
#include "code/trace.h"
#include "read/actor_check.h"

typedef struct checking {
  const chancery_options *options;
  bool own;             /* the reader's own codebooks alone */
  bool own_actors;      /* the reader's own lists alone */
  char data[1024];      /* data/LANG */
  ch_faults faults;
  ch_map seen;          /* lines that examples exercised */
} checking;

/* A line is exercised where it was chosen at its word, even if the sentence then
 * says that nothing of the kind was done. */
static bool note_lines(checking *k, const ch_trace *trace, const ch_codebook *book, ch_error *error) {
  for (size_t i = 0; i < trace->n; i++) {
    const ch_pattern *p = trace->v[i].pattern;
    if (!trace->v[i].settled) continue;
    ch_str line = ch_arena_printf(k->faults.arena, "%s:%u", book->rules.v[p->rule].file, p->line);
    if (!line.p || !ch_map_put(&k->seen, line, NULL))
      return ch_fail(error, CH_ERROR_MEMORY, "no memory for the check");
  }
  return true;
}

static bool run_example(checking *k, chancery_worker *worker, const ch_example *example,
                        ch_error *error) {
  ch_article article = {.id = CH_STR("example"), .text = example->text,
                        .published = ch_day_parse(CH_STR(CH_EXAMPLE_DAY))};
  const chancery *engine = worker->engine;
  ch_events events = {0};
  ch_trace trace = {0};
  ch_arena_clear(worker->arena);
  ch_document *doc = ch_api_parse(worker, &article, worker->arena, error);
  const ch_reading *reading = doc ? ch_api_read(engine, doc, error) : NULL;
  if (!reading || !ch_code_traced(engine->codebook, doc, reading, &events, &trace, error)) return false;
  if (!ch_example_holds(example, &events))
    ch_fault_add(&k->faults, "fails", ch_str_of(example->file), example->line,
                 "the example '%.*s' does not give '%.*s'", CH_PRI(example->text),
                 CH_PRI(example->expected));
  return note_lines(k, &trace, engine->codebook, error);
}

static bool check_examples(checking *k, const chancery *engine, ch_error *error) {
  chancery_error refused;
  chancery_worker *worker = chancery_worker_new(engine, &refused);
  if (!worker) return ch_fail(error, CH_ERROR_MEMORY, "no memory for the check");
  const ch_codebook *book = engine->codebook;
  bool ok = true;
  for (size_t i = 0; i < book->examples.n && ok; i++) {
    const ch_example *example = &book->examples.v[i];
    if (!k->own || book->rules.v[example->rule].layer > 0) ok = run_example(k, worker, example, error);
  }
  chancery_worker_free(worker);
  if (ok) ch_codebook_unexercised(book, k->own, &k->seen, &k->faults);
  return ok;
}

static bool check_codebook(checking *k, ch_error *error) {
  chancery_error refused;
  chancery_options all = *k->options;
  all.trees_only = 0;
  chancery *engine = chancery_open(&all, &refused);
  if (!engine && strcmp(refused.code, ch_error_name(CH_ERROR_DATA)) == 0 && refused.file[0]) {
    /* what opening refuses is a fault like others, only that it hides them */
    ch_fault_add(&k->faults, "refused", ch_str_of(refused.file), refused.line, "%s", refused.message);
    return true;
  }
  if (!engine) return ch_api_take(&refused, error);
  k->own = k->options->n_codebooks > 0;
  ch_codebook_check(engine->codebook, k->own, &k->faults);
  bool ok = check_examples(k, engine, error);
  chancery_close(engine);
  return ok;
}

static bool check_actors(checking *k, ch_error *error) {
  k->own_actors = k->options->n_actors > 0;
  if (!ch_actor_files_check(k->data, k->options->actors, k->options->n_actors, &k->faults, error)) return false;
  ch_error refused = {0};
  ch_lexicon *lexicon = ch_lexicon_open_with(k->data, k->options->actors, k->options->n_actors, &refused);
  ch_lexicon_free(lexicon);
  if (lexicon) return true;
  if (refused.code != CH_ERROR_DATA) {
    *error = refused;
    return false;
  }
  /* what opening refuses was told already, but for what opening alone looks at */
  for (size_t i = 0; i < k->faults.n; i++)
    if (k->faults.v[i].line == refused.line && ch_str_ends(ch_str_of(refused.file), k->faults.v[i].file)) return true;
  ch_fault_add(&k->faults, "refused", ch_str_of(refused.file), refused.line, "%s", refused.message);
  return true;
}

static const struct {
  const char *name;
  bool (*check)(checking *k, ch_error *error);
} CHECKS[] = {{"codebook", check_codebook}, {"actors", check_actors}};

bool chancery_check(const chancery_options *options, const char *what,
                    bool (*told)(void *self, const chancery_fault *fault), void *self,
                    chancery_error *error) {
  chancery_options defaults = chancery_options_default();
  ch_error inner = {0};
  checking k = {.options = options ? options : &defaults};
  k.faults.arena = ch_arena_new(0);
  bool ok = k.faults.arena || ch_fail(&inner, CH_ERROR_MEMORY, "no memory for the check");
  ok = ok && ch_api_data(k.options, k.data, sizeof k.data, &inner);
  bool known = false;
  if (ok) ch_map_init(&k.seen, k.faults.arena);
  for (size_t i = 0; ok && i < sizeof CHECKS / sizeof *CHECKS; i++)
    if (what && strcmp(what, CHECKS[i].name) == 0) {
      known = true;
      ok = CHECKS[i].check(&k, &inner);
    }
  if (ok && !known) ok = ch_fail(&inner, CH_ERROR_USAGE, "there is no check of '%s'", what ? what : "");
  if (ok && k.faults.failed) ok = ch_fail(&inner, CH_ERROR_MEMORY, "no memory for the check");
  if (ok) ch_faults_sort(&k.faults);
  for (size_t i = 0; ok && i < k.faults.n; i++) {
    const ch_fault *f = &k.faults.v[i];
    /* files of data/LANG by their whole path, so that an editor finds them */
    bool ours = ch_str_starts(f->file, CH_STR("codebook/")) || ch_str_ends(f->file, CH_STR(".tsv"));
    ours = ours && !k.own_actors && ch_str_find_byte(f->file, '/', ch_str_starts(f->file, CH_STR("codebook/")) ? 9 : 0) == SIZE_MAX;
    ch_str file = ours ? ch_arena_printf(k.faults.arena, "%s/%.*s", k.data, CH_PRI(f->file)) : f->file;
    chancery_fault out = {file.p, f->line, f->kind, f->reason.p};
    if (!told(self, &out)) break;
  }
  ch_arena_free(k.faults.arena);
  return ok || ch_api_fail(error, &inner);
}
