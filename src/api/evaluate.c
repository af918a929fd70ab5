/* The parser's scores: gold CoNLL-U in, documents parsed anew, counts out. */
#include <stdio.h>

#include "api/api.h"
#include "base/file.h"
#include "parse/decode.h"
#include "parse/evaluate.h"
#include "parse/treebank.h"

chancery_evaluation chancery_evaluation_default(void) { return (chancery_evaluation){0}; }

typedef struct evaluator {
  const chancery *engine;
  const chancery_evaluation *asked;
  ch_parser_workspace *workspace;
  ch_arena *kept;     /* gold and names */
  ch_arena *arena;    /* one document */
  ch_buf text, made;
  ch_map names;       /* sent_id to a place in name_tags */
  ch_str *name_tags;
  ch_evaluation total;
  bool closed;
} evaluator;

static bool no_memory(ch_error *error) {
  return ch_fail(error, CH_ERROR_MEMORY, "no memory was left");
}

/* Sentences of one document, as text: paragraphs as the treebank marks them. */
static void put_text(ch_buf *out, const ch_conllu_sentence *s, size_t n) {
  for (size_t i = 0; i < n; i++) {
    if (i && s[i].newpar) ch_buf_add_z(out, "\n\n");
    else if (i) {
      const ch_conllu_sentence *last = &s[i - 1];
      const ch_conllu_range *r = last->n_ranges ? &last->ranges[last->n_ranges - 1] : NULL;
      bool in_range = r && r->to == last->n_words;
      if (!ch_conllu_no_space(in_range ? r->misc : last->words[last->n_words - 1].misc))
        ch_buf_add_byte(out, ' ');
    }
    ch_buf_add(out, s[i].text);
  }
}

/* The document split and parsed from its bytes, as CoNLL-U in e->made. */
static bool parse_text(evaluator *e, const ch_conllu_sentence *s, size_t n, ch_error *error) {
  ch_buf_clear(&e->text);
  put_text(&e->text, s, n);
  ch_article article = {.text = ch_buf_str(&e->text), .published = CH_DAY_NONE};
  if (e->text.failed) return no_memory(error);
  ch_document *doc = ch_split(e->engine->splitter, &article, e->arena, error);
  return doc && ch_parse(e->engine->parser, e->workspace, doc, error) &&
         ch_document_index(doc, error) && ch_conllu_write(doc, &e->made, error);
}

/* The document's words parsed as they are given. */
static bool parse_words(evaluator *e, const ch_conllu_sentence *s, size_t n, ch_error *error) {
  for (size_t i = 0; i < n; i++) {
    ch_conllu_sentence copy = s[i];
    uint8_t *tags = ch_arena_alloc(e->arena, copy.n_words);
    copy.words = CH_ARRAY(e->arena, copy.n_words, ch_conllu_word);
    if (!tags || !copy.words) return no_memory(error);
    memcpy(copy.words, s[i].words, copy.n_words * sizeof *copy.words);
    if (!ch_parse_sentence(e->engine->parser, e->workspace, &copy, tags, e->arena, error)) return false;
    for (uint32_t w = 0; w < copy.n_words; w++) {
      const unsigned tag = tags[w], place = (tag - 1u) & 3;
      copy.words[w].misc = CH_STR("");
      if (tag == 0) continue;
      copy.words[w].misc = ch_arena_printf(
          e->arena, "Name=%c-%s", place == CH_BIOES_BEGIN || place == CH_BIOES_SINGLE ? 'B' : 'I',
          ch_name_type_name((ch_name_type)(1 + (tag - 1) / 4)));
      if (!copy.words[w].misc.p) return no_memory(error);
    }
    if (!ch_conllu_write_sentence(&copy, &e->made)) return no_memory(error);
  }
  return true;
}

static bool one_document(evaluator *e, const char *path, const ch_conllu_sentence *s, size_t n,
                         ch_error *error) {
  ch_arena_clear(e->arena);
  ch_buf_clear(&e->made);
  ch_conllu gold = {.v = (ch_conllu_sentence *)s, .n = n}, system = {0};
  ch_str *names = CH_ARRAY(e->arena, n, ch_str);
  if (!names) return no_memory(error);
  for (size_t i = 0; i < n; i++) {
    const uint32_t *at = ch_map_get(&e->names, s[i].sent_id);
    if (at) names[i] = e->name_tags[*at];
  }
  bool fine = (e->asked->raw ? parse_text : parse_words)(e, s, n, error) &&
              ch_conllu_read(ch_buf_str(&e->made), "parse", false, e->arena, &system, error) &&
              ch_evaluate(&gold, names, &system, e->arena, &e->total, error);
  if (!fine) return ch_fail_at(error, path, s->line);
  if (e->asked->write && !e->closed)
    e->closed = !e->asked->write(e->asked->self, e->made.p, e->made.n);
  return true;
}

static bool one_file(evaluator *e, const char *path, ch_error *error) {
  ch_str bytes;
  ch_conllu gold = {0};
  if (!ch_file_read(path, e->kept, &bytes, error) ||
      !ch_conllu_read(bytes, path, true, e->kept, &gold, error))
    return false;
  for (size_t from = 0, to; from < gold.n; from = to) {
    for (to = from + 1; to < gold.n && !gold.v[to].newdoc.p; to++) {}
    if (!one_document(e, path, gold.v + from, to - from, error)) return false;
  }
  return true;
}

static bool read_names(evaluator *e, ch_error *error) {
  ch_map_init(&e->names, e->kept);
  ch_buf all;
  ch_buf_init(&all, 0);
  bool fine = true;
  for (size_t i = 0; fine && i < e->asked->n_names; i++) {
    ch_str bytes;
    fine = ch_file_read(e->asked->names[i], e->kept, &bytes, error) && ch_buf_add(&all, bytes);
    ch_buf_add_z(&all, "\n");
  }
  ch_str kept = ch_arena_copy(e->kept, ch_buf_str(&all));
  ch_buf_free(&all);
  if (fine && !kept.p) return no_memory(error);
  return fine && ch_names_read(kept, "names", e->kept, &e->names, &e->name_tags, error);
}

static void hand_out(const ch_evaluation *total, chancery_measure *out) {
  for (int m = 0; m < CH_MEASURES; m++) {
    const ch_counts c = total->of[m];
    out[m] = (chancery_measure){
        ch_measure_name((ch_measure)m), c.gold, c.system, c.right,
        c.system ? 100.0 * (double)c.right / (double)c.system : 0.0,
        c.gold ? 100.0 * (double)c.right / (double)c.gold : 0.0, ch_f1(c)};
  }
}

bool chancery_eval_parser(const chancery *engine, const chancery_evaluation *evaluation,
                          chancery_measure measures[CHANCERY_MEASURES], chancery_error *error) {
  _Static_assert(CHANCERY_MEASURES == (int)CH_MEASURES, "one row a measure");
  ch_error inner = {0};
  evaluator e = {.engine = engine, .asked = evaluation};
  ch_buf_init(&e.text, 0);
  ch_buf_init(&e.made, 0);
  e.kept = ch_arena_new(0);
  e.arena = ch_arena_new(0);
  bool ok = e.kept && e.arena ? true : no_memory(&inner);
  if (ok) e.workspace = ch_parser_workspace_new(engine->parser, &inner);
  ok = ok && e.workspace && read_names(&e, &inner);
  for (size_t i = 0; ok && i < evaluation->n_gold; i++) ok = one_file(&e, evaluation->gold[i], &inner);
  if (ok) hand_out(&e.total, measures);
  ch_parser_workspace_free(e.workspace);
  ch_arena_free(e.arena);
  ch_arena_free(e.kept);
  ch_buf_free(&e.text);
  ch_buf_free(&e.made);
  return ok || ch_api_fail(error, &inner);
}
