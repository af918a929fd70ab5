#include "api/eval.h"

#include <stdarg.h>
#include <stdio.h>
#include <unistd.h>

#include "base/file.h"
#include "ingest/dateline.h"

chancery_scoring chancery_scoring_default(void) { return (chancery_scoring){.kind = "types"}; }

void ch_eval_count(ch_eval *e, const char *name, uint64_t gold, uint64_t system, uint64_t right) {
  size_t i = 0;
  while (i < e->n_tallies && strcmp(e->tally[i].name, name) != 0) i++;
  if (i == e->n_tallies) {
    ch_str kept = ch_arena_copy(e->kept, ch_str_of(name));
    if (i == CH_MOST_TALLIES || !kept.p) return;
    e->tally[e->n_tallies++].name = kept.p;
  }
  e->tally[i].gold += gold;
  e->tally[i].system += system;
  e->tally[i].right += right;
}

static double percent(uint64_t part, uint64_t whole) { return whole ? 100.0 * (double)part / (double)whole : 0.0; }

static double f1(const ch_tally *t) {
  return t->gold + t->system ? 200.0 * (double)t->right / (double)(t->gold + t->system) : 0.0;
}

void ch_eval_tell(const ch_eval *e, const ch_tally *t) {
  chancery_measure m = {t->name, t->gold, t->system, t->right, percent(t->right, t->system),
                        percent(t->right, t->gold), f1(t)};
  e->asked->measure(e->asked->self, &m);
}

void ch_eval_macro(const ch_eval *e, const ch_tally *classes, size_t n, const char *all, const char *macro) {
  ch_tally sum = {.name = all};
  double f = 0, precision = 0, recall = 0;
  unsigned in_gold = 0;
  for (size_t i = 0; i < n; i++) {
    const ch_tally *t = &classes[i];
    sum.gold += t->gold, sum.system += t->system, sum.right += t->right;
    if (!t->gold) continue;
    f += f1(t), precision += percent(t->right, t->system), recall += percent(t->right, t->gold), in_gold++;
  }
  ch_eval_tell(e, &sum);
  if (in_gold == 0) return;
  chancery_measure m = {macro, sum.gold, sum.system, sum.right, precision / in_gold, recall / in_gold, f / in_gold};
  e->asked->measure(e->asked->self, &m);
}

void ch_eval_wrong(ch_eval *e, const char *format, ...) {
  if (e->shown >= e->asked->errors || !e->asked->wrong) return;
  char line[2000];
  va_list args;
  va_start(args, format);
  vsnprintf(line, sizeof line, format, args);
  va_end(args);
  e->shown++;
  e->asked->wrong(e->asked->self, line);
}

void ch_eval_predict(const ch_eval *e, ch_str id, const char *key, json_object *value) {
  json_object *o = json_object_new_object();
  json_object_object_add(o, "id", json_object_new_string_len(id.n ? id.p : "", (int)id.n));
  json_object_object_add(o, key, value);
  size_t n = 0;
  const char *bytes = json_object_to_json_string_length(o, JSON_C_TO_STRING_PLAIN | JSON_C_TO_STRING_NOSLASHESCAPE, &n);
  if (e->asked->predict && bytes) e->asked->predict(e->asked->self, bytes, n);
  if (e->asked->predict && bytes) e->asked->predict(e->asked->self, "\n", 1);
  json_object_put(o);
}

ch_str ch_eval_text(json_object *row, const char *key) {
  json_object *value = NULL;
  if (!json_object_object_get_ex(row, key, &value) || !json_object_is_type(value, json_type_string))
    return (ch_str){NULL, 0};
  return (ch_str){json_object_get_string(value), (size_t)json_object_get_string_len(value)};
}

const ch_reading *ch_eval_read(ch_eval *e, ch_str text, ch_str day, ch_error *error) {
  ch_article *article = CH_NEW(e->worker->arena, ch_article);
  if (!article) {
    ch_fail(error, CH_ERROR_MEMORY, "no memory for a row");
    return NULL;
  }
  *article = (ch_article){.id = CH_STR("gold"), .text = text, .published = CH_DAY_NONE};
  ch_dateline dateline;
  if (ch_dateline_find(text, &dateline)) article->dateline = dateline.whole;
  if (day.n >= 10) article->published = ch_day_parse(ch_str_slice(day, 0, 10));
  ch_document *doc = ch_api_parse(e->worker, article, e->worker->arena, error);
  return doc ? ch_api_read(e->engine, doc, error) : NULL;
}

/* ---- a run -------------------------------------------------------------------- */

static const struct {
  const char *kind;
  bool (*row)(ch_eval *e, json_object *row, ch_error *error);
  bool classes; /* the tallies are classes of one measure */
  bool (*end)(ch_eval *e, ch_error *error); /* NULL: rows are scored by themselves */
} KINDS[] = {{"types", ch_eval_types, true, NULL},
             {"events", ch_eval_events, true, NULL},
             {"times", ch_eval_times, false, NULL},
             {"attributions", ch_eval_attributions, false, NULL},
             {"places", ch_eval_places, false, NULL},
             {"actors", ch_eval_actors, false, NULL},
             {"merge", ch_eval_merge, false, ch_eval_merge_end}};
enum { N_KINDS = sizeof KINDS / sizeof *KINDS };

static bool read_gold(const char *path, ch_buf *out, ch_error *error) {
  ch_buf_clear(out);
  if (strcmp(path, "-") == 0) return ch_file_read_stream(STDIN_FILENO, out, error);
  ch_mapped file;
  if (!ch_file_map(path, &file, error)) return false;
  bool ok = ch_buf_add(out, file.bytes);
  ch_file_unmap(&file);
  return ok || ch_fail(error, CH_ERROR_LIMIT, "'%s' is larger than 2 GiB", path);
}

static bool one_row(ch_eval *e, size_t kind, ch_str line, ch_error *error) {
  if (ch_str_trim(line).n == 0) return true;
  if (line.n > INT32_MAX) return ch_fail(error, CH_ERROR_LIMIT, "the line is too long");
  json_tokener *tokener = json_tokener_new();
  json_object *row = tokener ? json_tokener_parse_ex(tokener, line.p, (int)line.n) : NULL;
  if (tokener) json_tokener_free(tokener);
  ch_arena_clear(e->worker->arena);
  bool ok = json_object_is_type(row, json_type_object);
  if (!ok) ch_fail(error, CH_ERROR_FORMAT, "the line is no JSON object");
  ok = ok && KINDS[kind].row(e, row, error);
  json_object_put(row);
  return ok;
}

static bool one_file(ch_eval *e, size_t kind, const char *path, ch_buf *bytes, ch_error *error) {
  ch_str line;
  if (!read_gold(path, bytes, error)) return false;
  ch_str rest = ch_buf_str(bytes);
  for (uint64_t number = 1; ch_str_line(&rest, &line); number++)
    if (!one_row(e, kind, line, error)) return ch_fail_at(error, path, number);
  return true;
}

bool chancery_eval(const chancery *engine, const chancery_scoring *scoring, chancery_error *error) {
  ch_error inner = {0};
  ch_eval e = {.engine = engine, .asked = scoring};
  size_t kind = 0;
  while (kind < N_KINDS && strcmp(KINDS[kind].kind, scoring->kind) != 0) kind++;
  if (kind == N_KINDS) {
    ch_fail(&inner, CH_ERROR_USAGE, "there is nothing to score by the name '%s'", scoring->kind);
    return ch_api_fail(error, &inner);
  }
  ch_buf bytes;
  ch_buf_init(&bytes, (size_t)2 << 30);
  e.kept = ch_arena_new(0);
  e.worker = chancery_worker_new(engine, error);
  bool ok = e.worker != NULL;
  if (ok && !e.kept) ok = ch_api_no_memory(error);
  for (size_t i = 0; ok && i < scoring->n_gold; i++)
    if (!one_file(&e, kind, scoring->gold[i], &bytes, &inner)) ok = ch_api_fail(error, &inner);
  if (ok && KINDS[kind].end && !KINDS[kind].end(&e, &inner)) ok = ch_api_fail(error, &inner);
  for (size_t i = 0; ok && i < e.n_tallies; i++) ch_eval_tell(&e, &e.tally[i]);
  if (ok && KINDS[kind].classes) ch_eval_macro(&e, e.tally, e.n_tallies, "all", "macro");
  if (ok && e.quad[0].name) ch_eval_quads(&e);
  chancery_worker_free(e.worker);
  ch_arena_free(e.kept);
  ch_buf_free(&bytes);
  return ok;
}
