/* Questions to a record, answered in the layout asked for. */
#include <stdio.h>

#include "api/api.h"
#include "base/file.h"
#include "show/views.h"

const chancery_word *chancery_words(const char *what) {
  static const chancery_word views[] = {
#define CH_X(name, shows) {#name, shows},
      CH_VIEWS(CH_X)
#undef CH_X
      {"events", "all events, merged, as data for other programs"},
      {"explain", "one event with every sentence that reports it"},
      {"search", "sentences of the articles that hold given words, with their events"},
      {NULL, NULL}};
  static const chancery_word pictures[] = {
#define CH_X(name) {#name, ""},
      CH_PICTURES(CH_X)
#undef CH_X
      {NULL, NULL}};
  static const chancery_word formats[] = {
#define CH_X(id, name) {name, ""},
      CH_FORMATS(CH_X)
#undef CH_X
      {NULL, NULL}};
  static const chancery_word types[] = {
#define CH_X(id, name) {name, ""},
      CH_TYPE_LIST(CH_X)
#undef CH_X
      {NULL, NULL}};
  static const chancery_word statuses[] = {
#define CH_X(id, name) {name, ""},
      CH_STATUS_LIST(CH_X)
#undef CH_X
      {NULL, NULL}};
  static const chancery_word periods[] = {
#define CH_X(id, name) {name, ""},
      CH_PERIODS(CH_X)
#undef CH_X
      {NULL, NULL}};
  static const struct {
    const char *what;
    const chancery_word *words;
  } lists[] = {{"view", views}, {"picture", pictures}, {"format", formats}, {"type", types + 1}, {"status", statuses}, {"period", periods}};
  for (size_t i = 0; i < sizeof lists / sizeof *lists; i++)
    if (strcmp(what, lists[i].what) == 0) return lists[i].words; /* types: the first is no type */
  return NULL;
}

/* The tree of one sentence, made anew: the same model and words give the same
 * tree as when the sentence was coded. */
static bool tree_of(void *self, ch_str text, ch_str title, ch_span sentence, ch_buf *conllu) {
  chancery_worker *worker = self;
  ch_article article = {.text = ch_str_at(text, sentence), .published = CH_DAY_NONE};
  ch_error error;
  ch_arena_clear(worker->arena);
  if (title.n) { /* in the letters that the whole text gives it */
    article = (ch_article){.text = text, .title = title, .published = CH_DAY_NONE};
    ch_document *whole = ch_api_parse_titled(worker, &article, worker->arena, &error);
    return whole && ch_conllu_write_title(whole, sentence, conllu, &error);
  }
  ch_document *doc = ch_api_parse(worker, &article, worker->arena, &error);
  return doc && ch_conllu_write(doc, conllu, &error);
}

/* "codebook/aid.txt:12", and nothing that leads out of the codebook: evidence comes from
 * a record that anybody may have made. */
static bool split_rule(ch_str rule, ch_str *file, uint64_t *line) {
  size_t colon = ch_str_find_byte(rule, ':', 0);
  *file = ch_str_slice(rule, 0, colon);
  if (colon == SIZE_MAX || !ch_str_to_u64(ch_str_slice(rule, colon + 1, rule.n), line) ||
      !ch_str_starts(*file, CH_STR("codebook/")) || !ch_str_ends(*file, CH_STR(".txt")))
    return false;
  for (size_t i = strlen("codebook/"); i + strlen(".txt") < file->n; i++) {
    char c = file->p[i];
    if (!(c >= 'a' && c <= 'z') && !(c >= '0' && c <= '9') && c != '-' && c != '_') return false;
  }
  return true;
}

/* From the heading above that line to the next empty line. */
static bool block_of(void *self, ch_str rule, ch_buf *text) {
  chancery_worker *worker = self;
  ch_str file, bytes, line;
  uint64_t wanted, number = 0;
  char path[1200];
  if (!split_rule(rule, &file, &wanted)) return false;
  snprintf(path, sizeof path, "%s/%.*s", worker->engine->data, CH_PRI(file));
  ch_arena_clear(worker->arena);
  if (!ch_file_read(path, worker->arena, &bytes, NULL)) return false;
  const char *block = NULL, *end = bytes.p + bytes.n;
  for (ch_str rest = bytes; ch_str_line(&rest, &line);) {
    if (line.n && line.p[0] == '[') block = line.p;
    if (++number > wanted && ch_str_trim(line).n == 0) {
      end = line.p;
      break;
    }
  }
  if (!block || number < wanted) return false;
  return ch_buf_add(text, ch_str_trim((ch_str){block, (size_t)(end - block)}));
}

static bool read_query(const chancery_query *query, ch_filter *filter, ch_render *how,
                       ch_error *error) {
  ch_filter_words words = {.between = {ch_str_of(query->side_a), ch_str_of(query->side_b)},
                           .from = ch_str_of(query->from),
                           .to = ch_str_of(query->to),
                           .types = ch_str_of(query->type),
                           .issue = ch_str_of(query->issue),
                           .statuses = ch_str_of(query->status)};
  how->format = query->format ? ch_format_from(ch_str_of(query->format)) : CH_FORMAT_TERMINAL;
  how->width = query->width;
  how->color = query->color;
  how->ascii = query->ascii;
  how->fields = ch_str_of(query->fields);
  ch_str by = ch_str_of(query->by);
  if (by.n == 0 && ch_str_is(ch_str_of(query->view), "dyads")) by = CH_STR("month");
  if (!ch_period_read(by, &how->by, error)) return false;
  how->zeros = query->zeros;
  how->limit = query->limit;
  how->offset = query->offset;
  if (how->format == CH_FORMAT_COUNT)
    return ch_fail(error, CH_ERROR_USAGE, "no format '%s'", query->format);
  if (!ch_filter_read(&words, filter, error)) return false;
  if (filter->days.from != CH_DAY_NONE && filter->days.to != CH_DAY_NONE &&
      filter->days.from > filter->days.to)
    return ch_fail(error, CH_ERROR_USAGE, "from '%s' is after to '%s'", query->from, query->to);
  return true;
}

typedef struct line_writer {
  bool (*write)(void *self, const char *bytes, size_t n);
  void *self;
} line_writer;

static bool write_line(void *self, ch_str line) {
  line_writer *w = self;
  return w->write(w->self, line.p, line.n);
}

static bool explain(const chancery_record *record, const chancery_query *query,
                    const ch_render *how, ch_buf *out, ch_error *error) {
  chancery_worker *worker = NULL;
  if (record->engine && !(worker = chancery_worker_new(record->engine, NULL)))
    return ch_fail(error, CH_ERROR_MEMORY, "no memory was left");
  const ch_explainer by = {.tree = tree_of, .block = block_of, .self = worker};
  bool ok = ch_explain(record->store, ch_str_of(query->id), how, worker ? &by : NULL, out, error);
  chancery_worker_free(worker);
  return ok;
}

bool chancery_view(chancery_record *record, const chancery_query *query,
                   bool (*write)(void *self, const char *bytes, size_t n),
                   void (*say)(void *self, const char *line), void *self, chancery_error *error) {
  ch_error inner = {0};
  ch_filter filter;
  ch_render how;
  ch_buf out, note;
  ch_buf_init(&out, 0);
  ch_buf_init(&note, 0);
  ch_str view = ch_str_of(query->view);
  bool ok = read_query(query, &filter, &how, &inner);
  if (ok && !ch_str_is(view, "explain")) ok = ch_filter_check(record->store, &filter, &inner);
  if (ok && ch_str_is(view, "events") && how.format == CH_FORMAT_JSONL) {
    line_writer w = {.write = write, .self = self};
    filter.skip = query->offset;
    filter.most = query->limit;
    ok = ch_export_jsonl(record->store, &filter, write_line, &w, NULL, &inner);
  } else if (ok && ch_str_is(view, "explain")) {
    ok = explain(record, query, &how, &out, &inner);
  } else if (ok && ch_str_is(view, "search")) {
    ok = ch_search(record->store, ch_str_of(query->words), &filter, &how, &out, &note, &inner);
  } else if (ok) {
    ok = ch_view(record->store, ch_str_is(view, "events") ? CH_STR("timeline") : view, &filter,
                 &how, &out, &note, NULL, &inner);
  }
  if (ok && out.n) write(self, out.p, out.n);
  if (ok && note.n && say && ch_buf_add_byte(&note, 0)) say(self, note.p);
  ch_buf_free(&out);
  ch_buf_free(&note);
  return ok || ch_api_fail(error, &inner);
}
