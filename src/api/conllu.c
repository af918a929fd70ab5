/* Parsing of gold sentences: CoNLL-U in, CoNLL-U out, file by file. */
#include <stdio.h>
#include <unistd.h>

#include "api/api.h"
#include "base/file.h"
#include "parse/conllu.h"

/* The largest CoNLL-U file that is read whole. */
#define MOST_BYTES ((size_t)2 << 30)

typedef struct gold {
  const chancery *engine;
  const chancery_run *run;
  ch_parser_workspace *workspace;
  ch_arena *arena;
  ch_buf in, out;
  chancery_summary summary;
  bool closed; /* the writer takes no more */
} gold;

static bool read_input(gold *g, const char *path, ch_error *error) {
  ch_buf_clear(&g->in);
  if (strcmp(path, "-") == 0) return ch_file_read_stream(STDIN_FILENO, &g->in, error);
  ch_mapped file;
  if (!ch_file_map(path, &file, error)) return false;
  bool ok = ch_buf_add(&g->in, file.bytes);
  ch_file_unmap(&file);
  return ok || ch_fail(error, CH_ERROR_LIMIT, "'%s' is larger than 2 GiB", path);
}

static bool parse_file(gold *g, const char *path, ch_error *error) {
  ch_conllu read = {0};
  ch_arena_clear(g->arena);
  if (!read_input(g, path, error) ||
      !ch_conllu_read(ch_buf_str(&g->in), path, false, g->arena, &read, error))
    return false;
  for (size_t i = 0; i < read.n && !g->closed; i++) {
    ch_buf_clear(&g->out);
    if (!ch_parse_sentence(g->engine->parser, g->workspace, &read.v[i], NULL, g->arena, error))
      return false;
    if (!ch_conllu_write_sentence(&read.v[i], &g->out))
      return ch_fail(error, CH_ERROR_MEMORY, "no memory for the output");
    g->closed = !g->run->write(g->run->self, g->out.p, g->out.n);
    g->summary.sentences++;
    g->summary.words += read.v[i].n_words;
  }
  return true;
}

bool ch_api_parse_conllu(const chancery *engine, const chancery_run *run,
                         chancery_summary *summary, chancery_error *error) {
  ch_error inner = {0};
  gold g = {.engine = engine, .run = run};
  ch_buf_init(&g.in, MOST_BYTES);
  ch_buf_init(&g.out, 0);
  g.arena = ch_arena_new(0);
  g.workspace = ch_parser_workspace_new(engine->parser, &inner);
  bool ok = g.arena && g.workspace;
  if (!g.arena) ch_fail(&inner, CH_ERROR_MEMORY, "no memory was left");
  for (size_t i = 0; ok && i < run->n_inputs && !g.closed; i++) {
    ch_error refused = {0};
    if (parse_file(&g, run->inputs[i], &refused)) continue;
    if (!refused.file[0]) ch_fail_at(&refused, run->inputs[i], refused.line);
    g.summary.refused++;
    if (run->refuse) {
      chancery_error told;
      ch_api_fail(&told, &refused);
      run->refuse(run->self, &told);
    }
  }
  ch_parser_workspace_free(g.workspace);
  ch_arena_free(g.arena);
  ch_buf_free(&g.in);
  ch_buf_free(&g.out);
  if (summary) *summary = g.summary;
  return ok || ch_api_fail(error, &inner);
}
