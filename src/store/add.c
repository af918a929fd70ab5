/* Articles and their mentions into a batch, and copies among articles. */
#include <stdlib.h>

#include "code/codebook.h"
#include "record/traits.h"
#include "store/work.h"

bool ch_store_soil(ch_store *s, const ch_numbers *mentions, ch_error *error) {
  for (size_t i = 0; i < mentions->n; i++)
    if (!ch_number_note(&s->dirty, (uint64_t)mentions->v[i], NULL)) return ch_store_no_memory(error);
  return true;
}

/* --- copies --- */

static int32_t bucket_of(int32_t day) {
  if (day == CH_DAY_NONE) return INT32_MIN;
  return day >= 0 ? day / CH_COPY_DAYS : -((-day + CH_COPY_DAYS - 1) / CH_COPY_DAYS);
}

static bool load_print(ch_store *s, int64_t number, ch_arena *arena, ch_print *out,
                       ch_error *error) {
  ch_str bytes;
  if (!s->ops->article_print(s->backend, number, arena, &bytes, error)) return false;
  return ch_print_unpack(bytes, arena, out) ||
         ch_fail(error, CH_ERROR_STORE, "the record is damaged: an article's print does not unpack");
}

static bool near_in_time(int32_t a, int32_t b) {
  if (a == CH_DAY_NONE || b == CH_DAY_NONE) return a == b;
  return abs(a - b) <= CH_COPY_DAYS;
}

/* An article with its print, as the group of its copies is sorted out. */
typedef struct relative {
  int64_t number;
  ch_source source;
  ch_print print;
} relative;

typedef struct relatives { relative *v; size_t n, cap; } relatives;

static int order_relatives(const void *a, const void *b) {
  const ch_source *x = &((const relative *)a)->source, *y = &((const relative *)b)->source;
  return ch_original_order(x->published, x->minute, x->id, y->published, y->minute, y->id);
}

static bool add_relative(ch_store *s, relatives *group, int64_t number, ch_error *error) {
  for (size_t i = 0; i < group->n; i++)
    if (group->v[i].number == number) return true;
  relative *r = CH_PUSH(s->scratch, group);
  if (!r) return ch_store_no_memory(error);
  r->number = number;
  return s->ops->article_source(s->backend, number, s->scratch, &r->source, error) &&
         load_print(s, number, s->scratch, &r->print, error);
}

static bool soil_article(ch_store *s, int64_t number, ch_error *error) {
  ch_numbers mentions = {0};
  return s->ops->mentions_of_article(s->backend, number, s->scratch, &mentions, error) &&
         ch_store_soil(s, &mentions, error);
}

/* All that hang together by copying: the first published is the original. */
static bool settle_group(ch_store *s, int64_t number, ch_error *error) {
  relatives group = {0};
  if (!add_relative(s, &group, number, error)) return false;
  for (size_t i = 0; i < group.n; i++) {
    ch_numbers others = {0};
    if (!s->ops->pairs_of(s->backend, group.v[i].number, s->scratch, &others, error)) return false;
    for (size_t k = 0; k < others.n; k++)
      if (!add_relative(s, &group, others.v[k], error)) return false;
  }
  qsort(group.v, group.n, sizeof *group.v, order_relatives);
  for (size_t i = 0; i < group.n; i++) {
    ch_copy_kind kind = CH_COPY_NONE;
    double share = 0;
    /* A copy of a copy may be too far from the original: then its nearest
     * earlier relative says how it was made. */
    for (size_t k = 0; k < i && kind == CH_COPY_NONE; k++)
      kind = ch_print_compare(&group.v[k].print, &group.v[i].print, &share);
    ch_str origin = group.v[0].source.id;
    if (ch_str_eq(group.v[i].source.origin, origin) &&
        ch_str_is(group.v[i].source.copy_kind, ch_copy_name(kind)))
      continue;
    if (!s->ops->article_copy(s->backend, group.v[i].number, origin, kind, share, error) ||
        !soil_article(s, group.v[i].number, error))
      return false;
  }
  return true;
}

static bool find_copies(ch_store *s, int64_t number, const ch_article *article,
                        const ch_print *print, ch_error *error) {
  uint64_t keys[CH_PRINT_KEYS];
  uint32_t n = ch_print_keys(print, keys);
  int32_t bucket = bucket_of(article->published);
  ch_map seen;
  ch_map_init(&seen, s->scratch);
  bool any = false;
  for (int step = -1; step <= 1; step++) {
    if (bucket == INT32_MIN && step) continue;
    for (uint32_t i = 0; i < n; i++) {
      ch_numbers found = {0};
      if (!s->ops->keys_find(s->backend, bucket + step, keys[i], s->scratch, &found, error))
        return false;
      for (size_t k = 0; k < found.n; k++) {
        bool fresh;
        if (!ch_number_note(&seen, (uint64_t)found.v[k], &fresh)) return ch_store_no_memory(error);
        if (!fresh) continue;
        relative other = {.number = found.v[k]};
        if (!s->ops->article_source(s->backend, other.number, s->scratch, &other.source, error) ||
            !load_print(s, other.number, s->scratch, &other.print, error))
          return false;
        if (!near_in_time(other.source.published, article->published)) continue;
        if (ch_print_compare(&other.print, print, NULL) == CH_COPY_NONE) continue;
        if (!s->ops->pair_put(s->backend, number, other.number, error)) return false;
        any = true;
      }
    }
  }
  if (!s->ops->keys_put(s->backend, number, bucket, keys, n, error)) return false;
  return !any || settle_group(s, number, error);
}

/* --- adding --- */

static uint64_t article_hash(const ch_article *a) {
  uint64_t hash = ch_str_hash_seed(a->outlet, (uint64_t)(uint32_t)a->published);
  hash = ch_str_hash_seed(a->title, hash);
  return ch_str_hash_seed(a->text, hash);
}

static bool read_lines(ch_store *s, const ch_article *article, ch_str lines, ch_report **out,
                       size_t *n, ch_error *error) {
  struct { ch_report *v; size_t n, cap; } reports = {0};
  ch_str line;
  for (uint64_t number = 1; ch_str_line(&lines, &line); number++) {
    if (ch_str_trim(line).n == 0) continue;
    ch_report *r = CH_PUSH(s->scratch, &reports);
    if (!r) return ch_store_no_memory(error);
    if (!ch_report_read(line, s->scratch, r, error)) return false;
    if (!ch_str_eq(r->article, article->id))
      return ch_fail(error, CH_ERROR_FORMAT, "mention '%.*s' belongs to article '%.*s', not '%.*s'",
                     CH_PRI(r->id), CH_PRI(r->article), CH_PRI(article->id));
  }
  *out = reports.v;
  *n = reports.n;
  return true;
}

static bool known_already(ch_store *s, const ch_article *article, uint64_t hash, bool *known,
                          ch_error *error) {
  int64_t number;
  uint64_t old = 0;
  *known = false;
  if (!s->ops->article_find(s->backend, article->id, &number, &old, error)) return false;
  if (number == 0) return true;
  *known = true;
  return old == hash ||
         ch_fail(error, CH_ERROR_FORMAT, "article '%.*s' is known already with another text",
                 CH_PRI(article->id));
}

static bool add_mention(ch_store *s, const ch_report *report, int64_t article, ch_error *error) {
  ch_traits traits;
  uint64_t features[CH_MAX_FEATURES];
  int64_t number;
  if (!ch_traits_make(report, s->book, s->scratch, &traits)) return ch_store_no_memory(error);
  ch_mention_row row = {.report = report, .article = article, .block = ch_report_block(report),
                        .near = ch_traits_timed(&traits) ? traits.days : CH_DAYS_NONE,
                        .features = features,
                        .n_features = ch_traits_features(&traits, features)};
  if (!s->ops->mention_put(s->backend, &row, &number, error)) return false;
  return ch_number_note(&s->dirty, (uint64_t)number, NULL) || ch_store_no_memory(error);
}

bool ch_store_add_lines(ch_store *s, const ch_article *article, ch_str lines, ch_added *added,
                        ch_error *error) {
  if (!s->in_batch) return ch_fail(error, CH_ERROR_USAGE, "no batch is open");
  if (article->id.n == 0) return ch_fail(error, CH_ERROR_USAGE, "an article needs an id");
  ch_arena_clear(s->scratch);
  uint64_t hash = article_hash(article);
  bool known;
  if (!known_already(s, article, hash, &known, error)) return false;
  if (added) *added = known ? CH_ADDED_KNOWN : CH_ADDED_NEW;
  if (known) return true;

  ch_report *reports = NULL;
  size_t n = 0;
  ch_print print;
  ch_buf packed;
  ch_article_row row = {article, hash, {NULL, 0}};
  int64_t number = 0;
  if (!read_lines(s, article, lines, &reports, &n, error)) return false;
  ch_buf_init(&packed, 0);
  bool done = (ch_print_make(article->text, s->scratch, &print) && ch_print_pack(&print, &packed)) ||
              ch_store_no_memory(error);
  row.print = ch_buf_str(&packed);
  done = done && s->ops->article_put(s->backend, &row, &number, error);
  ch_buf_free(&packed);
  ch_source source = {.id = article->id, .published = article->published, .minute = -1};
  for (size_t i = 0; done && i < n; i++) {
    reports[i].source = &source;
    done = add_mention(s, &reports[i], number, error);
  }
  return done && find_copies(s, number, article, &print, error);
}

bool ch_store_add_article(ch_store *s, const ch_document *doc, const ch_event *events, size_t n,
                          ch_added *added, ch_error *error) {
  ch_buf lines;
  ch_buf_init(&lines, 0);
  bool done = true;
  for (size_t i = 0; done && i < n; i++) done = ch_event_json(&events[i], doc, &lines, error);
  if (done && lines.failed) done = ch_store_no_memory(error);
  done = done && ch_store_add_lines(s, doc->article, ch_buf_str(&lines), added, error);
  ch_buf_free(&lines);
  return done;
}
