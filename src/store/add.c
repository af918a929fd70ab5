/* Articles and their mentions into a batch, and copies among articles. */
#include <stdlib.h>

#include "code/codebook.h"
#include "record/holder.h"
#include "record/traits.h"
#include "store/work.h"

static bool note(ch_store *s, ch_nodes *list, ch_node *node, ch_error *error) {
  ch_node **place = CH_PUSH(s->batch, list);
  if (!place) return ch_store_no_memory(error);
  *place = node;
  return true;
}

bool ch_store_soil(ch_store *s, int64_t mention, ch_error *error) {
  ch_node *node;
  if (!ch_node_get(s, mention, &node, error)) return false;
  if (!node) return true;
  node->changed = true;
  return note(s, &s->dirty, node, error);
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
  return s->ops->article_head(s->backend, number, s->scratch, &r->source, error) &&
         load_print(s, number, s->scratch, &r->print, error);
}

/* What is told of the article's origin has changed. */
static bool set_origin(ch_store *s, const relative *r, const relative *origin, ch_copy_kind kind,
                       ch_error *error) {
  ch_numbers mentions = {0};
  if (!s->ops->article_copy(s->backend, r->number, r == origin ? 0 : origin->number, kind, error) ||
      !s->ops->mentions_of_article(s->backend, r->number, s->scratch, &mentions, error))
    return false;
  for (int i = 0; i < 2; i++) {
    ch_source *source = ch_loader_known(&s->ages[i].loader, r->number);
    if (!source) continue;
    source->origin = ch_arena_copy(s->ages[i].memory, origin->source.id);
    source->copy_kind = ch_str_of(ch_copy_name(kind));
    if (!source->origin.p) return ch_store_no_memory(error);
  }
  for (size_t i = 0; i < mentions.n; i++)
    if (!ch_store_soil(s, mentions.v[i], error)) return false;
  return true;
}

/* All that hang together by copying: the first published is the original. */
static bool settle_group(ch_store *s, int64_t number, ch_error *error) {
  relatives group = {0};
  ch_map in;
  ch_map_init(&in, s->scratch);
  if (!ch_number_note(&in, (uint64_t)number, NULL)) return ch_store_no_memory(error);
  if (!add_relative(s, &group, number, error)) return false;
  for (size_t i = 0; i < group.n; i++) {
    ch_numbers others = {0};
    if (!s->ops->pairs_of(s->backend, group.v[i].number, s->scratch, &others, error)) return false;
    for (size_t k = 0; k < others.n; k++) {
      bool fresh;
      if (!ch_number_note(&in, (uint64_t)others.v[k], &fresh)) return ch_store_no_memory(error);
      if (fresh && !add_relative(s, &group, others.v[k], error)) return false;
    }
  }
  qsort(group.v, group.n, sizeof *group.v, order_relatives);
  for (size_t i = 0; i < group.n; i++) {
    ch_copy_kind kind = CH_COPY_NONE;
    /* A copy of a copy may be too far from the original: then its nearest
     * earlier relative says how it was made. */
    for (size_t k = 0; k < i && kind == CH_COPY_NONE; k++)
      kind = ch_print_compare(&group.v[k].print, &group.v[i].print, NULL);
    if (ch_str_eq(group.v[i].source.origin, group.v[0].source.id) &&
        ch_str_is(group.v[i].source.copy_kind, ch_copy_name(kind)))
      continue;
    if (!set_origin(s, &group.v[i], &group.v[0], kind, error)) return false;
  }
  return true;
}

/* An article that shares keys with the one at hand. */
typedef struct alike { int64_t number; uint32_t n_keys; } alike;
typedef struct alikes { alike *v; size_t n, cap; } alikes;

/* Articles that share enough keys to be looked at: few, however many share a phrase. */
static bool find_alike(ch_store *s, int32_t bucket, const uint64_t *keys, uint32_t n, alikes *out,
                       ch_error *error) {
  ch_map places;
  ch_map_init(&places, s->scratch);
  for (int step = -1; step <= 1; step++) {
    if (bucket == INT32_MIN && step) continue;
    for (uint32_t i = 0; i < n; i++) {
      ch_numbers found = {0};
      if (!s->ops->keys_find(s->backend, bucket + step, keys[i], s->scratch, &found, error))
        return false;
      for (size_t k = 0; k < found.n; k++) {
        uint32_t *place = ch_number_put(&places, (uint64_t)found.v[k]);
        if (place && *place == 0) {
          alike *one = CH_PUSH(s->scratch, out);
          if (one) *one = (alike){found.v[k], 0};
          if (one) *place = (uint32_t)out->n;
        }
        if (!place || *place == 0) return ch_store_no_memory(error);
        out->v[*place - 1].n_keys += i == 0 ? CH_COPY_KEYS : 1;
      }
    }
  }
  return true;
}

/* Pairs the article with one of each group that holds a copy of it. Within a
 * group they hang together already. */
static bool find_copies(ch_store *s, int64_t number, int32_t published, const ch_print *print,
                        ch_error *error) {
  uint64_t keys[CH_PRINT_KEYS];
  uint32_t n = ch_print_keys(print, keys);
  int32_t bucket = bucket_of(published);
  alikes found = {0};
  ch_map groups;
  ch_map_init(&groups, s->scratch);
  if (!find_alike(s, bucket, keys, n, &found, error)) return false;
  for (size_t i = 0; i < found.n; i++) {
    if (found.v[i].n_keys < CH_COPY_KEYS || found.v[i].number == number) continue;
    relative other = {.number = found.v[i].number};
    if (!s->ops->article_head(s->backend, other.number, s->scratch, &other.source, error))
      return false;
    if (!near_in_time(other.source.published, published)) continue;
    if (ch_map_get(&groups, other.source.origin)) continue;
    if (!load_print(s, other.number, s->scratch, &other.print, error)) return false;
    if (ch_print_compare(&other.print, print, NULL) == CH_COPY_NONE) continue;
    if (!ch_map_put(&groups, other.source.origin, NULL)) return ch_store_no_memory(error);
    if (!s->ops->pair_put(s->backend, number, other.number, error)) return false;
  }
  return s->ops->keys_put(s->backend, number, bucket, keys, n, error) &&
         (groups.n == 0 || settle_group(s, number, error));
}

/* Whom the article cites: the agency of its dateline, and papers on whose word it tells anything;
 * each once. */
static bool put_cites(ch_store *s, int64_t number, ch_str dateline, const ch_report *const *reports,
                      size_t n, bool more, ch_error *error) {
  struct { ch_str *v; size_t n, cap; } names = {0};
  ch_str agency = ch_dateline_agency(dateline);
  ch_map known;
  ch_map_init(&known, s->scratch);
  for (size_t i = 0; i <= n; i++) {
    uint32_t n_said = i < n ? reports[i]->n_attribution : 1;
    for (uint32_t k = 0; k < n_said; k++) {
      bool press = i == n || reports[i]->attribution[k].press, fresh = false;
      ch_str name = i == n ? agency : reports[i]->attribution[k].name;
      if (!press || name.n == 0) continue;
      if (!ch_map_put(&known, name, &fresh)) return ch_store_no_memory(error);
      ch_str *place = fresh ? CH_PUSH(s->scratch, &names) : NULL;
      if (fresh && !place) return ch_store_no_memory(error);
      if (place) *place = name;
    }
  }
  return s->ops->article_cites(s->backend, number, names.v, names.n, more, error);
}

/* --- revisions --- */

/* Takes an article out: its keys, its part in a group of copies, its mentions.
 * The group is put together again from those that are left. */
static bool take_out(ch_store *s, int64_t number, int64_t by, ch_error *error) {
  relative old;
  relatives group = {0};
  ch_numbers mentions = {0};
  ch_map in;
  uint64_t keys[CH_PRINT_KEYS];
  if (!add_relative(s, &group, number, error)) return false;
  ch_map_init(&in, s->scratch);
  if (!ch_number_note(&in, (uint64_t)number, NULL)) return ch_store_no_memory(error);
  for (size_t i = 0; i < group.n; i++) {
    ch_numbers others = {0};
    if (!s->ops->pairs_of(s->backend, group.v[i].number, s->scratch, &others, error)) return false;
    for (size_t k = 0; k < others.n; k++) {
      bool fresh;
      if (!ch_number_note(&in, (uint64_t)others.v[k], &fresh)) return ch_store_no_memory(error);
      if (fresh && !add_relative(s, &group, others.v[k], error)) return false;
    }
  }
  old = group.v[0];
  for (size_t i = 0; i < group.n; i++) {
    const relative *r = &group.v[i];
    if (!s->ops->pairs_drop(s->backend, r->number, error) ||
        !s->ops->keys_drop(s->backend, r->number, bucket_of(r->source.published), keys,
                           ch_print_keys(&r->print, keys), error))
      return false;
    if (group.n > 1 && !set_origin(s, r, r, CH_COPY_NONE, error)) return false;
  }
  if (!s->ops->mentions_of_article(s->backend, number, s->scratch, &mentions, error)) return false;
  const ch_report **reports = CH_ARRAY(s->scratch, mentions.n, const ch_report *);
  size_t n = 0;
  if (!reports) return ch_store_no_memory(error);
  for (size_t i = 0; i < mentions.n; i++) {
    ch_node *node;
    if (!ch_node_get(s, mentions.v[i], &node, error)) return false;
    if (!node) continue;
    ch_mention_row row = ch_node_row(node);
    node->gone = true;
    ch_near_drop(s, node);
    if (!s->ops->mention_drop(s->backend, &row, error) || !note(s, &s->gone, node, error)) return false;
    reports[n++] = &node->report;
  }
  ch_source source;
  if (!s->ops->article_source(s->backend, number, s->scratch, &source, error) ||
      !put_cites(s, number, source.dateline, reports, n, false, error))
    return false;
  if (!s->ops->article_replace(s->backend, old.number, by, error)) return false;
  for (size_t i = 1; i < group.n; i++)
    if (!find_copies(s, group.v[i].number, group.v[i].source.published, &group.v[i].print, error))
      return false;
  return true;
}

/* Of two versions the later one is in force; of one minute, the one of the
 * greater hash, so that the order of adding does not matter. */
static bool comes_after(const ch_article *a, uint64_t hash, const ch_source *other,
                        uint64_t other_hash) {
  int32_t day = a->published == CH_DAY_NONE ? INT32_MIN : a->published;
  int32_t other_day = other->published == CH_DAY_NONE ? INT32_MIN : other->published;
  if (day != other_day) return day > other_day;
  if (a->published_minute != other->minute) return a->published_minute > other->minute;
  return hash > other_hash;
}

/* --- adding --- */

static uint64_t article_hash(const ch_article *a) {
  uint64_t hash = ch_str_hash_seed(a->outlet, (uint64_t)(uint32_t)a->published);
  hash = ch_str_hash_seed(a->title, hash);
  return ch_str_hash_seed(a->text, hash);
}

/* Reports in the memory of mentions, which outlives the batch. */
static bool read_lines(ch_store *s, const ch_article *article, ch_str lines, ch_report **out,
                       size_t *n, ch_error *error) {
  struct { ch_report *v; size_t n, cap; } reports = {0};
  ch_str line;
  for (uint64_t number = 1; ch_str_line(&lines, &line); number++) {
    if (ch_str_trim(line).n == 0) continue;
    ch_report *r = CH_PUSH(s->scratch, &reports);
    if (!r) return ch_store_no_memory(error);
    if (!ch_report_read(line, ch_nodes_memory(s), r, error)) return false;
    if (!ch_str_eq(r->article, article->id))
      return ch_fail(error, CH_ERROR_FORMAT, "mention '%.*s' belongs to article '%.*s', not '%.*s'",
                     CH_PRI(r->id), CH_PRI(r->article), CH_PRI(article->id));
  }
  *out = reports.v;
  *n = reports.n;
  return true;
}

static bool put_article(ch_store *s, const ch_article *article, uint64_t hash,
                        const ch_report *reports, size_t n, ch_print *print, int64_t *number,
                        ch_error *error) {
  ch_buf packed;
  ch_str *lines = CH_ARRAY(s->scratch, n, ch_str);
  if (!lines) return ch_store_no_memory(error);
  for (size_t i = 0; i < n; i++) lines[i] = reports[i].json;
  ch_buf_init(&packed, 0);
  bool done = (ch_print_make(article->text, s->scratch, print) && ch_print_pack(print, &packed)) ||
              ch_store_no_memory(error);
  ch_article_row row = {article, hash, ch_buf_str(&packed), lines, n};
  done = done && s->ops->article_put(s->backend, &row, number, error);
  ch_buf_free(&packed);
  return done;
}

static bool put_mentions(ch_store *s, int64_t article, const ch_report *reports, size_t n,
                         ch_error *error) {
  for (size_t i = 0; i < n; i++) {
    ch_node *node;
    if (!ch_node_new(s, article << 16 | (int64_t)i, &reports[i], &node, error)) return false;
    ch_mention_row row = ch_node_row(node);
    if (!s->ops->mention_put(s->backend, &row, error) || !note(s, &s->dirty, node, error)) return false;
  }
  return true;
}

bool ch_store_add_lines(ch_store *s, const ch_article *article, ch_str lines, ch_added *added,
                        ch_error *error) {
  if (!s->in_batch) return ch_fail(error, CH_ERROR_USAGE, "no batch is open");
  if (article->id.n == 0) return ch_fail(error, CH_ERROR_USAGE, "an article needs an id");
  ch_arena_clear(s->scratch);
  uint64_t hash = article_hash(article);
  ch_versions versions;
  if (!s->ops->article_find(s->backend, article->id, hash, &versions, error)) return false;
  if (added) *added = versions.same ? CH_ADDED_KNOWN : versions.in_force ? CH_ADDED_REVISED : CH_ADDED_NEW;
  if (versions.same) return true;

  ch_report *reports = NULL;
  size_t n = 0;
  ch_print print;
  int64_t number = 0;
  if (!read_lines(s, article, lines, &reports, &n, error) ||
      !put_article(s, article, hash, reports, n, &print, &number, error))
    return false;
  if (versions.in_force) {
    ch_source other;
    if (!s->ops->article_head(s->backend, versions.in_force, s->scratch, &other, error)) return false;
    if (!comes_after(article, hash, &other, versions.hash))
      return s->ops->article_replace(s->backend, number, versions.in_force, error);
    if (!take_out(s, versions.in_force, number, error)) return false;
  }
  const ch_report **told = CH_ARRAY(s->scratch, n, const ch_report *);
  if (!told) return ch_store_no_memory(error);
  for (size_t i = 0; i < n; i++) told[i] = &reports[i];
  return put_mentions(s, number, reports, n, error) &&
         put_cites(s, number, article->dateline, told, n, true, error) &&
         find_copies(s, number, article->published, &print, error);
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
