/* What keeps a record whole, whatever keeps its rows.
 *
 * Adding writes articles and mentions and notes which blocks of mentions they
 * fall into. Committing then settles: each touched block is merged anew from
 * all its mentions (merging is a function of their set), events that came out
 * as before are left alone, and links are resolved again for the events that
 * changed and for those that might link to them.
 */
#include "store/store.h"

#include <stdio.h>
#include <stdlib.h>

#include "base/map.h"
#include "code/codebook.h"
#include "record/compare.h"
#include "record/copies.h"
#include "record/links.h"
#include "record/merge.h"
#include "store/backend.h"

#define CACHED 20000 /* events kept in memory while links are resolved */

struct ch_store {
  const ch_backend_ops *ops;
  ch_backend *backend;
  const ch_wordbook *book;
  ch_wordbook *own_book; /* the record's, when the caller gave none */
  bool remerge;          /* the caller's is another than the record was merged by */
  bool in_batch;
  ch_arena *scratch; /* an article's, a block's */
  ch_arena *batch;   /* what lives until the commit */
  ch_map dirty;      /* mentions to be merged, by number */
};

typedef struct touched { uint64_t key; int32_t day; ch_event_party party; } touched;
typedef struct touched_list { touched *v; size_t n, cap; } touched_list;

static bool out_of_memory(ch_error *error) {
  return ch_fail(error, CH_ERROR_MEMORY, "no memory for the record");
}

/* --- numbers as keys of a map --- */

static bool note_number(ch_map *map, uint64_t number, bool *fresh) {
  char bytes[8];
  bool added;
  memcpy(bytes, &number, 8);
  if (fresh) *fresh = false;
  if (ch_map_get(map, (ch_str){bytes, 8})) return true;
  ch_str key = ch_arena_copy(map->arena, (ch_str){bytes, 8});
  if (!key.p || !ch_map_put(map, key, &added)) return false;
  if (fresh) *fresh = true;
  return true;
}

static const uint32_t *find_number(const ch_map *map, uint64_t number) {
  char bytes[8];
  memcpy(bytes, &number, 8);
  return ch_map_get(map, (ch_str){bytes, 8});
}

static int order_numbers(const void *a, const void *b) {
  uint64_t x = *(const uint64_t *)a, y = *(const uint64_t *)b;
  return x < y ? -1 : x > y;
}

/* The numbers of a map, sorted. */
static uint64_t *numbers_of(const ch_map *map, ch_arena *arena) {
  uint64_t *v = CH_ARRAY(arena, map->n, uint64_t);
  for (size_t i = 0; v && i < map->n; i++) memcpy(&v[i], map->v[i].key.p, 8);
  if (v && map->n) qsort(v, map->n, sizeof *v, order_numbers);
  return v;
}

/* --- opening --- */

/* Events depend on the word classes: a record brings its own along for readers
 * who have none, and is merged anew when a writer comes with others. */
static bool settle_words(ch_store *s, ch_error *error) {
  ch_str stored;
  if (!s->ops->words(s->backend, s->scratch, &stored, error)) return false;
  if (!s->book && stored.n) {
    s->own_book = ch_wordbook_parse(stored, error);
    s->book = s->own_book;
    return s->book != NULL;
  }
  s->remerge = s->book && !ch_str_eq(stored, ch_wordbook_text(s->book));
  return true;
}

/* These mentions must be merged anew. */
static bool soil(ch_store *s, const ch_numbers *mentions, ch_error *error) {
  for (size_t i = 0; i < mentions->n; i++)
    if (!note_number(&s->dirty, (uint64_t)mentions->v[i], NULL)) return out_of_memory(error);
  return true;
}

ch_store *ch_store_open(const char *path, ch_store_mode mode, const ch_wordbook *book,
                        ch_error *error) {
  ch_store *s = calloc(1, sizeof *s);
  if (s) {
    s->scratch = ch_arena_new(0);
    s->batch = ch_arena_new(0);
  }
  if (!s || !s->scratch || !s->batch) {
    ch_store_close(s);
    out_of_memory(error);
    return NULL;
  }
  s->ops = &ch_sqlite_ops;
  s->book = book;
  if (strncmp(path, "postgresql:", 11) == 0 || strncmp(path, "postgres:", 9) == 0)
    ch_fail(error, CH_ERROR_USAGE, "records in PostgreSQL are not built in; give a file");
  else
    s->backend = s->ops->open(path, mode, error);
  if (s->backend && settle_words(s, error)) return s;
  ch_store_close(s);
  return NULL;
}

void ch_store_close(ch_store *s) {
  if (!s) return;
  if (s->backend) {
    if (s->in_batch) s->ops->rollback(s->backend);
    s->ops->close(s->backend);
  }
  ch_wordbook_free(s->own_book);
  ch_arena_free(s->scratch);
  ch_arena_free(s->batch);
  free(s);
}

const ch_wordbook *ch_store_wordbook(const ch_store *s) {
  return s->book;
}

void ch_store_rollback(ch_store *s) {
  if (s->in_batch) s->ops->rollback(s->backend);
  s->in_batch = false;
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
  if (!r) return out_of_memory(error);
  r->number = number;
  return s->ops->article_source(s->backend, number, s->scratch, &r->source, error) &&
         load_print(s, number, s->scratch, &r->print, error);
}

static bool soil_article(ch_store *s, int64_t number, ch_error *error) {
  ch_numbers mentions = {0};
  return s->ops->mentions_of_article(s->backend, number, s->scratch, &mentions, error) &&
         soil(s, &mentions, error);
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
        if (!note_number(&seen, (uint64_t)found.v[k], &fresh)) return out_of_memory(error);
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
    if (!r) return out_of_memory(error);
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
  if (!ch_traits_make(report, s->book, s->scratch, &traits)) return out_of_memory(error);
  ch_mention_row row = {.report = report, .article = article, .block = ch_report_block(report),
                        .near = ch_traits_timed(&traits) ? traits.days : CH_DAYS_NONE,
                        .features = features,
                        .n_features = ch_traits_features(&traits, features)};
  if (!s->ops->mention_put(s->backend, &row, &number, error)) return false;
  return note_number(&s->dirty, (uint64_t)number, NULL) || out_of_memory(error);
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
              out_of_memory(error);
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
  if (done && lines.failed) done = out_of_memory(error);
  done = done && ch_store_add_lines(s, doc->article, ch_buf_str(&lines), added, error);
  ch_buf_free(&lines);
  return done;
}

/* --- reports and events out of the store --- */

/* Sources by article number, shared by the reports of an arena. */
typedef struct loader {
  ch_store *store;
  ch_arena *arena;
  ch_map articles; /* number to place in sources + 1 */
  struct { ch_source **v; size_t n, cap; } sources;
} loader;

static void loader_init(loader *l, ch_store *s, ch_arena *arena) {
  *l = (loader){.store = s, .arena = arena};
  ch_map_init(&l->articles, arena);
}

static const ch_source *source_of(loader *l, int64_t article, ch_error *error) {
  const uint32_t *known = find_number(&l->articles, (uint64_t)article);
  if (known) return l->sources.v[*known - 1];
  ch_source *source = CH_NEW(l->arena, ch_source);
  ch_source **place = source ? CH_PUSH(l->arena, &l->sources) : NULL;
  if (!place) {
    out_of_memory(error);
    return NULL;
  }
  if (!l->store->ops->article_source(l->store->backend, article, l->arena, source, error))
    return NULL;
  *place = source;
  char bytes[8];
  memcpy(bytes, &article, 8);
  ch_str key = ch_arena_copy(l->arena, (ch_str){bytes, 8});
  uint32_t *number = key.p ? ch_map_put(&l->articles, key, NULL) : NULL;
  if (!number) {
    out_of_memory(error);
    return NULL;
  }
  *number = (uint32_t)l->sources.n;
  return source;
}

static bool load_reports(loader *l, const ch_mentions_found *found, const ch_report ***out,
                         ch_error *error) {
  ch_report *reports = CH_ARRAY(l->arena, found->n, ch_report);
  *out = CH_ARRAY(l->arena, found->n, const ch_report *);
  if (!reports || !*out) return out_of_memory(error);
  for (size_t i = 0; i < found->n; i++) {
    if (!ch_report_read(found->v[i].json, l->arena, &reports[i], NULL))
      return ch_fail(error, CH_ERROR_STORE, "the record is damaged: a mention cannot be read");
    reports[i].source = source_of(l, found->v[i].article, error);
    if (!reports[i].source) return false;
    (*out)[i] = &reports[i];
  }
  return true;
}

static int order_reports(const void *a, const void *b) {
  return ch_report_order(*(const ch_report *const *)a, *(const ch_report *const *)b);
}

/* NULL with no error set when the event has no mentions. */
static bool load_fact(loader *l, uint64_t key, ch_fact **out, ch_error *error) {
  ch_mentions_found found = {0};
  ch_cluster cluster = {0};
  *out = NULL;
  if (!l->store->ops->mentions_of_event(l->store->backend, key, l->arena, &found, error) ||
      !load_reports(l, &found, &cluster.v, error))
    return false;
  if (found.n == 0) return true;
  cluster.n = (uint32_t)found.n;
  qsort(cluster.v, cluster.n, sizeof *cluster.v, order_reports);
  *out = CH_NEW(l->arena, ch_fact);
  if (!*out) return out_of_memory(error);
  return ch_fact_make(&cluster, l->store->book, l->arena, *out, error);
}

/* --- beginning --- */

/* At the first batch of a writer whose word classes are others: features of
 * mentions depend on them, and all events do. */
static bool adopt_words(ch_store *s, ch_error *error) {
  ch_numbers all = {0};
  if (!s->ops->words_put(s->backend, ch_wordbook_text(s->book), error) ||
      !s->ops->mentions_all(s->backend, s->batch, &all, error) || !soil(s, &all, error))
    return false;
  for (size_t i = 0; i < all.n; i++) {
    ch_mentions_found found = {0};
    const ch_report **reports = NULL;
    ch_traits traits;
    uint64_t features[CH_MAX_FEATURES];
    loader l;
    ch_arena_clear(s->scratch);
    loader_init(&l, s, s->scratch);
    if (!s->ops->mention(s->backend, all.v[i], s->scratch, &found, error) ||
        !load_reports(&l, &found, &reports, error))
      return false;
    if (found.n == 0) continue;
    if (!ch_traits_make(reports[0], s->book, s->scratch, &traits)) return out_of_memory(error);
    if (!s->ops->features_put(s->backend, all.v[i], features, ch_traits_features(&traits, features),
                              error))
      return false;
  }
  return true;
}

bool ch_store_begin(ch_store *s, ch_error *error) {
  if (s->in_batch) return ch_fail(error, CH_ERROR_USAGE, "a batch is open already");
  if (!s->ops->begin(s->backend, error)) return false;
  ch_arena_clear(s->batch);
  ch_map_init(&s->dirty, s->batch);
  s->in_batch = true;
  if (!s->remerge || adopt_words(s, error)) return true;
  ch_store_rollback(s);
  return false;
}

/* --- settling: what is touched --- */

static bool touch(ch_store *s, touched_list *list, uint64_t key, int32_t day,
                  ch_event_party party, ch_error *error) {
  touched *t = CH_PUSH(s->batch, list);
  if (!t) return out_of_memory(error);
  if (party.code.n) party.code = ch_arena_copy(s->batch, party.code);
  *t = (touched){key, day, party};
  return party.code.n == 0 || party.code.p || out_of_memory(error);
}

/* Notes an event as it stands in the store, before it changes or goes. */
static bool touch_stored(ch_store *s, touched_list *list, const ch_event_head *head,
                         ch_error *error) {
  ch_parties parties = {0};
  if (!s->ops->event_parties(s->backend, head->key, s->batch, &parties, error)) return false;
  for (size_t i = 0; i < parties.n; i++)
    if (!touch(s, list, head->key, head->day, parties.v[i], error))
      return false;
  return touch(s, list, head->key, head->day, (ch_event_party){0}, error);
}

static bool touch_fact(ch_store *s, touched_list *list, const ch_event_row *row, ch_error *error) {
  const ch_fact *f = row->fact;
  uint32_t type = 1u << f->act.type;
  for (uint32_t i = 0; i < f->act.actor.n; i++)
    if (f->act.actor.v[i].code.n &&
        !touch(s, list, row->key, row->day, (ch_event_party){f->act.actor.v[i].code, true, type}, error))
      return false;
  bool two = ch_type_two_sided(f->act.type);
  for (uint32_t i = 0; i < f->act.recipient.n; i++)
    if (f->act.recipient.v[i].code.n &&
        !touch(s, list, row->key, row->day, (ch_event_party){f->act.recipient.v[i].code, two, type}, error))
      return false;
  return touch(s, list, row->key, row->day, (ch_event_party){0}, error);
}

static bool write_event(ch_store *s, const ch_cluster *cluster, const ch_map *numbers,
                        ch_event_row *row, touched_list *list, ch_error *error) {
  ch_fact fact;
  ch_seek seeks[CH_MAX_SEEKS];
  int64_t *mentions = CH_ARRAY(s->scratch, cluster->n, int64_t);
  if (!mentions) return out_of_memory(error);
  if (!ch_fact_make(cluster, s->book, s->scratch, &fact, error)) return false;
  for (uint32_t i = 0; i < cluster->n; i++) {
    const uint32_t *place = ch_map_get(numbers, cluster->v[i]->id);
    mentions[i] = place ? (int64_t)*place : 0;
  }
  row->fact = &fact;
  row->day = ch_fact_day(&fact);
  row->mentions = mentions;
  row->n_mentions = cluster->n;
  row->seeks = seeks;
  row->n_seeks = ch_fact_seeks(&fact, seeks);
  ch_content *content = ch_content_make(&fact, s->book, s->scratch);
  ch_buf packed;
  ch_buf_init(&packed, 0);
  bool done = (content && ch_content_pack(content, &packed)) || out_of_memory(error);
  row->content = ch_buf_str(&packed);
  done = done && s->ops->event_put(s->backend, row, error) && touch_fact(s, list, row, error);
  ch_buf_free(&packed);
  return done;
}

/* --- settling: merging --- */

/* Mentions of one block under way: those to be merged first, then others. */
typedef struct settling {
  ch_store *store;
  loader loader;
  ch_map places;   /* mention number to place + 1 */
  struct { int64_t *v; size_t n, cap; } numbers;
  struct { ch_report *v; size_t n, cap; } reports;
  struct { ch_traits *v; size_t n, cap; } traits;
  size_t n_dirty;
} settling;

static bool take_mention(settling *t, const ch_mention_found *found, ch_error *error) {
  ch_arena *arena = t->loader.arena;
  bool fresh;
  if (!note_number(&t->places, (uint64_t)found->number, &fresh)) return out_of_memory(error);
  if (!fresh) return true;
  int64_t *number = CH_PUSH(arena, &t->numbers);
  ch_report *report = CH_PUSH(arena, &t->reports);
  ch_traits *traits = CH_PUSH(arena, &t->traits);
  if (!number || !report || !traits) return out_of_memory(error);
  *number = found->number;
  if (!ch_report_read(found->json, arena, report, NULL))
    return ch_fail(error, CH_ERROR_STORE, "the record is damaged: a mention cannot be read");
  report->source = source_of(&t->loader, found->article, error);
  if (!report->source) return false;
  return ch_traits_make(report, t->store->book, arena, traits) || out_of_memory(error);
}

static bool take_numbers(settling *t, const ch_numbers *numbers, ch_error *error) {
  ch_store *s = t->store;
  for (size_t i = 0; i < numbers->n; i++) {
    ch_mentions_found found = {0};
    if (find_number(&t->places, (uint64_t)numbers->v[i])) continue;
    if (!s->ops->mention(s->backend, numbers->v[i], t->loader.arena, &found, error)) return false;
    for (size_t k = 0; k < found.n; k++)
      if (!take_mention(t, &found.v[k], error)) return false;
  }
  return true;
}

static int order_spans(const void *a, const void *b) {
  const ch_days *x = a, *y = b;
  return x->from < y->from ? -1 : x->from > y->from;
}

/* All mentions of the block that may be near one of those to be merged. */
static bool take_neighbours(settling *t, uint64_t block, ch_error *error) {
  ch_store *s = t->store;
  ch_days *spans = CH_ARRAY(t->loader.arena, t->n_dirty, ch_days);
  size_t n = 0;
  if (!spans) return out_of_memory(error);
  for (size_t i = 0; i < t->n_dirty; i++) {
    if (!ch_traits_timed(&t->traits.v[i])) continue;
    ch_days d = t->traits.v[i].days;
    spans[n++] = (ch_days){d.from - CH_NEAR_DAYS, d.to + CH_NEAR_DAYS};
  }
  if (n) qsort(spans, n, sizeof *spans, order_spans);
  for (size_t i = 0; i < n;) {
    ch_days span = spans[i];
    for (i++; i < n && spans[i].from <= span.to + 1; i++)
      if (spans[i].to > span.to) span.to = spans[i].to;
    ch_mentions_found found = {0};
    if (!s->ops->mentions_near(s->backend, block, span.from, span.to, t->loader.arena, &found, error))
      return false;
    for (size_t k = 0; k < found.n; k++)
      if (!take_mention(t, &found.v[k], error)) return false;
  }
  return true;
}

static bool take_sharers(settling *t, ch_error *error) {
  ch_store *s = t->store;
  ch_map seen;
  ch_map_init(&seen, t->loader.arena);
  for (size_t i = 0; i < t->n_dirty; i++) {
    uint64_t features[CH_MAX_FEATURES];
    uint32_t n = ch_traits_features(&t->traits.v[i], features);
    for (uint32_t k = 0; k < n; k++) {
      ch_numbers found = {0};
      bool fresh;
      if (!note_number(&seen, features[k], &fresh)) return out_of_memory(error);
      if (fresh && (!s->ops->mentions_with(s->backend, features[k], t->loader.arena, &found, error) ||
                    !take_numbers(t, &found, error)))
        return false;
    }
  }
  return true;
}

/* Do the mentions agree, or might they, being both to be merged? */
static bool agree(const settling *t, size_t a, size_t b) {
  ch_comparison c = ch_compare(&t->traits.v[a], &t->traits.v[b]);
  return c.possible && c.score >= c.needed;
}

/* The components that the mentions to be merged belong to or agree with. */
static bool touched_components(settling *t, ch_map *components, ch_error *error) {
  ch_store *s = t->store;
  for (size_t k = 0; k < t->numbers.n; k++) {
    bool wanted = k < t->n_dirty;
    for (size_t i = 0; i < t->n_dirty && !wanted; i++) wanted = agree(t, i, k);
    if (!wanted) continue;
    int64_t component;
    if (!s->ops->component_of(s->backend, t->numbers.v[k], &component, error)) return false;
    if (component && !note_number(components, (uint64_t)component, NULL))
      return out_of_memory(error);
  }
  return true;
}

static int order_heads(const void *a, const void *b) {
  return order_numbers(&((const ch_event_head *)a)->key, &((const ch_event_head *)b)->key);
}

/* Merges these mentions, which are whole components, and writes what came out
 * differently from the old events. */
static bool merge_components(settling *t, const ch_numbers *members, ch_heads *old,
                             touched_list *list, ch_error *error) {
  ch_store *s = t->store;
  ch_arena *arena = t->loader.arena;
  const ch_report **reports = CH_ARRAY(arena, members->n, const ch_report *);
  ch_clusters clusters;
  ch_map numbers, kept; /* mention id to its number; events that stand */
  ch_map_init(&numbers, arena);
  ch_map_init(&kept, arena);
  if (!reports) return out_of_memory(error);
  ch_map index;
  ch_map_init(&index, arena);
  for (size_t i = 0; i < t->numbers.n; i++) {
    char bytes[8];
    memcpy(bytes, &t->numbers.v[i], 8);
    ch_str key = ch_arena_copy(arena, (ch_str){bytes, 8});
    uint32_t *place = key.p ? ch_map_put(&index, key, NULL) : NULL;
    if (!place) return out_of_memory(error);
    *place = (uint32_t)i;
  }
  for (size_t i = 0; i < members->n; i++) {
    const uint32_t *place = find_number(&index, (uint64_t)members->v[i]);
    if (!place)
      return ch_fail(error, CH_ERROR_STORE, "the record is damaged: an event lacks a mention");
    reports[i] = &t->reports.v[*place];
    uint32_t *number = ch_map_put(&numbers, reports[i]->id, NULL);
    if (!number) return out_of_memory(error);
    if (members->v[i] > UINT32_MAX)
      return ch_fail(error, CH_ERROR_LIMIT, "a record holds at most 2^32 mentions");
    *number = (uint32_t)members->v[i];
  }
  if (!ch_merge(reports, members->n, s->book, arena, &clusters, error)) return false;
  /* A component is named after the smallest number among its mentions. */
  int64_t *names = CH_ARRAY(arena, members->n, int64_t);
  if (!names) return out_of_memory(error);
  for (size_t i = 0; i < clusters.n; i++)
    for (uint32_t k = 0; k < clusters.v[i].n; k++) {
      int64_t number = *ch_map_get(&numbers, clusters.v[i].v[k]->id);
      int64_t *name = &names[clusters.v[i].component];
      if (*name == 0 || number < *name) *name = number;
    }
  if (old->n) qsort(old->v, old->n, sizeof *old->v, order_heads);
  for (size_t i = 0; i < clusters.n; i++) {
    char id[19];
    ch_event_id(&clusters.v[i], id);
    ch_event_row row = {.key = ch_event_key(ch_str_of(id)),
                        .component = names[clusters.v[i].component],
                        .digest = ch_fact_digest(&clusters.v[i])};
    if (!note_number(&kept, row.key, NULL)) return out_of_memory(error);
    ch_event_head wanted = {.key = row.key};
    const ch_event_head *was =
        old->n ? bsearch(&wanted, old->v, old->n, sizeof wanted, order_heads) : NULL;
    if (was && was->digest == row.digest) {
      if (was->component != row.component &&
          !s->ops->component_put(s->backend, row.key, row.component, error))
        return false;
      continue;
    }
    if (was && !touch_stored(s, list, was, error)) return false;
    if (!write_event(s, &clusters.v[i], &numbers, &row, list, error)) return false;
  }
  for (size_t i = 0; i < old->n; i++) {
    if (find_number(&kept, old->v[i].key)) continue;
    if (!touch_stored(s, list, &old->v[i], error) ||
        !s->ops->event_drop(s->backend, old->v[i].key, error))
      return false;
  }
  return true;
}

/* Merges the given mentions of one block into the record. Only the components
 * that they touch can change (record/merge.h). */
static bool settle_block(ch_store *s, uint64_t block, const ch_numbers *dirty, touched_list *list,
                         ch_error *error) {
  settling t = {.store = s};
  ch_map components;
  ch_numbers members = {0};
  ch_heads old = {0};
  loader_init(&t.loader, s, s->scratch);
  ch_map_init(&t.places, s->scratch);
  ch_map_init(&components, s->scratch);
  if (!take_numbers(&t, dirty, error)) return false;
  t.n_dirty = t.numbers.n;
  if (!take_neighbours(&t, block, error) || !take_sharers(&t, error) ||
      !touched_components(&t, &components, error))
    return false;
  uint64_t *names = numbers_of(&components, s->scratch);
  if (!names) return out_of_memory(error);
  for (size_t i = 0; i < components.n; i++)
    if (!s->ops->mentions_of_component(s->backend, (int64_t)names[i], s->scratch, &members, error) ||
        !s->ops->events_of_component(s->backend, (int64_t)names[i], s->scratch, &old, error))
      return false;
  ch_map in;
  ch_map_init(&in, s->scratch);
  for (size_t i = 0; i < members.n; i++)
    if (!note_number(&in, (uint64_t)members.v[i], NULL)) return out_of_memory(error);
  for (size_t i = 0; i < t.n_dirty; i++) {
    if (find_number(&in, (uint64_t)t.numbers.v[i])) continue;
    int64_t *member = CH_PUSH(s->scratch, &members);
    if (!member) return out_of_memory(error);
    *member = t.numbers.v[i];
  }
  return take_numbers(&t, &members, error) && merge_components(&t, &members, &old, list, error);
}

/* A mention to be merged, with its block. */
typedef struct located { uint64_t block; int64_t number; } located;

static int order_places(const void *a, const void *b) {
  const located *x = a, *y = b;
  if (x->block != y->block) return x->block < y->block ? -1 : 1;
  return x->number < y->number ? -1 : x->number > y->number;
}

static bool settle_mentions(ch_store *s, touched_list *list, ch_error *error) {
  uint64_t *dirty = numbers_of(&s->dirty, s->batch);
  located *places = CH_ARRAY(s->batch, s->dirty.n, located);
  size_t n = 0;
  if (!dirty || !places) return out_of_memory(error);
  for (size_t i = 0; i < s->dirty.n; i++) {
    ch_mentions_found found = {0};
    ch_arena_clear(s->scratch);
    if (!s->ops->mention(s->backend, (int64_t)dirty[i], s->scratch, &found, error)) return false;
    if (found.n) places[n++] = (located){found.v[0].block, found.v[0].number};
  }
  if (n) qsort(places, n, sizeof *places, order_places);
  for (size_t i = 0; i < n;) {
    ch_arena_clear(s->scratch);
    ch_numbers numbers = {0};
    uint64_t block = places[i].block;
    for (; i < n && places[i].block == block; i++) {
      int64_t *number = CH_PUSH(s->scratch, &numbers);
      if (!number) return out_of_memory(error);
      *number = places[i].number;
    }
    if (!settle_block(s, block, &numbers, list, error)) return false;
  }
  return true;
}

/* --- settling: links --- */

typedef struct linking {
  ch_store *store;
  ch_arena *arena;
  loader loader;
  ch_map cached; /* event key to place in facts + 1 */
  struct { const ch_content **v; size_t n, cap; } contents;
} linking;

static void linking_reset(linking *l) {
  ch_arena_clear(l->arena);
  loader_init(&l->loader, l->store, l->arena);
  ch_map_init(&l->cached, l->arena);
  l->contents.v = NULL;
  l->contents.n = l->contents.cap = 0;
}

/* *out NULL if there is no such event any more. */
static bool content_of(linking *l, uint64_t key, const ch_content **out, ch_error *error) {
  ch_store *s = l->store;
  const uint32_t *known = find_number(&l->cached, key);
  ch_str bytes;
  *out = NULL;
  if (known) {
    *out = l->contents.v[*known - 1];
    return true;
  }
  if (!s->ops->event_content(s->backend, key, l->arena, &bytes, error)) return false;
  if (bytes.n == 0) return true;
  ch_content *content = CH_NEW(l->arena, ch_content);
  const ch_content **place = CH_PUSH(l->arena, &l->contents);
  char name[8];
  memcpy(name, &key, 8);
  ch_str kept = ch_arena_copy(l->arena, (ch_str){name, 8});
  uint32_t *number = content && place && kept.p ? ch_map_put(&l->cached, kept, NULL) : NULL;
  if (!number) return out_of_memory(error);
  if (!ch_content_unpack(bytes, l->arena, content))
    return ch_fail(error, CH_ERROR_STORE, "the record is damaged: an event's content does not unpack");
  *out = *place = content;
  *number = (uint32_t)l->contents.n;
  return true;
}

static bool relink(linking *l, uint64_t key, ch_error *error) {
  ch_store *s = l->store;
  ch_fact *fact;
  const ch_content *self;
  if (!content_of(l, key, &self, error) || !load_fact(&l->loader, key, &fact, error)) return false;
  if (!fact || !self) return true;
  ch_seek seeks[CH_MAX_SEEKS];
  uint32_t n_seeks = ch_fact_seeks(fact, seeks);
  ch_numbers found = {0};
  ch_fact_links links = {0};
  for (uint32_t i = 0; i < n_seeks; i++)
    if (!s->ops->candidates(s->backend, &seeks[i], CH_MAX_CANDIDATES, l->arena, &found, error))
      return false;
  if (found.n) qsort(found.v, found.n, sizeof *found.v, order_numbers);
  const ch_content **candidates = CH_ARRAY(l->arena, found.n, const ch_content *);
  size_t n = 0;
  if (!candidates) return out_of_memory(error);
  for (size_t i = 0; i < found.n; i++) {
    const ch_content *candidate;
    if (i && found.v[i] == found.v[i - 1]) continue;
    if ((uint64_t)found.v[i] == key) continue;
    if (!content_of(l, (uint64_t)found.v[i], &candidate, error)) return false;
    if (candidate) candidates[n++] = candidate;
  }
  return ch_links_resolve(fact, self, candidates, n, s->book, l->arena, &links, error) &&
         s->ops->links_put(s->backend, key, links.v, links.n, error);
}

/* Events whose links may have changed: those that changed, and those whose
 * seeks cover what changed. */
static bool settle_links(ch_store *s, const touched_list *list, ch_error *error) {
  ch_map again;
  ch_map_init(&again, s->batch);
  for (size_t i = 0; i < list->n; i++) {
    const touched *t = &list->v[i];
    bool there;
    if (t->party.code.n == 0) {
      if (!s->ops->event_exists(s->backend, t->key, &there, error)) return false;
      if (there && !note_number(&again, t->key, NULL)) return out_of_memory(error);
      continue;
    }
    ch_numbers found = {0};
    if (t->day == CH_DAY_NONE) continue;
    if (!s->ops->seekers(s->backend, &t->party, t->day, s->batch, &found, error)) return false;
    for (size_t k = 0; k < found.n; k++)
      if (!note_number(&again, (uint64_t)found.v[k], NULL)) return out_of_memory(error);
  }
  uint64_t *keys = numbers_of(&again, s->batch);
  linking l = {.store = s, .arena = s->scratch};
  if (!keys) return out_of_memory(error);
  linking_reset(&l);
  for (size_t i = 0; i < again.n; i++) {
    if (l.contents.n > CACHED) linking_reset(&l);
    if (!relink(&l, keys[i], error)) return false;
  }
  return true;
}

bool ch_store_commit(ch_store *s, ch_error *error) {
  if (!s->in_batch) return ch_fail(error, CH_ERROR_USAGE, "no batch is open");
  touched_list list = {0};
  bool done = settle_mentions(s, &list, error) && settle_links(s, &list, error) &&
              s->ops->commit(s->backend, error);
  if (!done) s->ops->rollback(s->backend);
  else s->remerge = false;
  s->in_batch = false;
  ch_arena_clear(s->scratch);
  return done;
}

/* --- reading --- */

uint64_t ch_event_key(ch_str id) {
  uint64_t key = 0;
  if (id.n != 18 || id.p[1] != '-') return 0;
  for (size_t i = 2; i < 18; i++) {
    char c = id.p[i];
    int digit = c >= '0' && c <= '9' ? c - '0' : c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
    if (digit < 0) return 0;
    key = key << 4 | (uint64_t)digit;
  }
  return key;
}

bool ch_store_count(ch_store *s, ch_store_counts *out, ch_error *error) {
  *out = (ch_store_counts){0};
  return s->ops->count(s->backend, out, error);
}

bool ch_store_check(ch_store *s, ch_error *error) {
  return s->ops->check(s->backend, error);
}

static bool has(const ch_fact *f, ch_str code) {
  return ch_side_has(&f->act.actor, code) || ch_side_has(&f->act.recipient, code);
}

/* Between two states means from one to the other, not two that both act on a
 * third; two-sided acts have all parties on one side. */
static bool between(const ch_fact *f, const ch_filter *filter) {
  ch_str a = filter->between[0], b = filter->between[1];
  if (a.n == 0) return true;
  if (b.n == 0) return has(f, a);
  if (ch_side_has(&f->act.actor, a) && ch_side_has(&f->act.recipient, b)) return true;
  if (ch_side_has(&f->act.actor, b) && ch_side_has(&f->act.recipient, a)) return true;
  return f->act.recipient.n == 0 && has(f, a) && has(f, b);
}

static bool passes(const ch_fact *f, const ch_filter *filter) {
  if (filter->types && !(filter->types >> f->act.type & 1)) return false;
  if (filter->statuses && !(filter->statuses >> f->act.status & 1)) return false;
  if (!between(f, filter)) return false;
  int32_t from = ch_fact_day(f);
  int32_t to = f->act.date.days.to != CH_DAY_NONE ? f->act.date.days.to : from;
  if (filter->days.from != CH_DAY_NONE && (to == CH_DAY_NONE || to < filter->days.from)) return false;
  if (filter->days.to != CH_DAY_NONE && (from == CH_DAY_NONE || from > filter->days.to)) return false;
  if (filter->issue.n == 0) return true;
  for (uint32_t i = 0; i < f->n_issues; i++)
    if (ch_str_eq(f->issues[i], filter->issue)) return true;
  return false;
}

static bool attach_links(ch_store *s, ch_fact *f, ch_arena *arena, ch_error *error) {
  ch_fact_links links = {0};
  if (!s->ops->links_of(s->backend, ch_event_key(ch_str_of(f->id)), arena, &links, error))
    return false;
  f->links = links.v;
  f->n_links = (uint32_t)links.n;
  return true;
}

bool ch_store_facts(ch_store *s, const ch_filter *filter, ch_arena *arena, ch_facts *out,
                    ch_error *error) {
  *out = (ch_facts){0};
  ch_numbers keys = {0};
  loader l;
  loader_init(&l, s, arena);
  ch_store_counts counts;
  if (!s->ops->events_find(s->backend, filter, arena, &keys, error)) return false;
  for (size_t i = 0; i < keys.n; i++) {
    ch_fact *fact;
    if (!load_fact(&l, (uint64_t)keys.v[i], &fact, error)) return false;
    if (!fact || !passes(fact, filter)) continue;
    ch_fact **place = CH_PUSH(arena, out);
    if (!place) return out_of_memory(error);
    *place = fact;
    if (!attach_links(s, fact, arena, error)) return false;
  }
  if (!ch_store_count(s, &counts, error)) return false;
  out->n_filtered = counts.events > out->n ? (size_t)counts.events - out->n : 0;
  return true;
}

bool ch_store_fact(ch_store *s, ch_str id, ch_arena *arena, ch_fact **out, ch_error *error) {
  uint64_t key = ch_str_starts(id, CH_STR("e-")) ? ch_event_key(id) : 0;
  bool there = false;
  loader l;
  loader_init(&l, s, arena);
  *out = NULL;
  if (key && !s->ops->event_exists(s->backend, key, &there, error)) return false;
  if (!there) {
    /* The id of a mention, or of an event that was merged into another: its
     * mention of the same digits tells where it went. */
    ch_str mention = id;
    if (key) {
      mention = ch_arena_copy(arena, id);
      if (!mention.p) return out_of_memory(error);
      *(char *)(uintptr_t)mention.p = 'm';
    }
    if (!s->ops->event_of_mention(s->backend, mention, &key, error)) return false;
    if (!key) return true;
  }
  return load_fact(&l, key, out, error) && (!*out || attach_links(s, *out, arena, error));
}

bool ch_store_text(ch_store *s, ch_str article, ch_arena *arena, ch_str *text, ch_error *error) {
  int64_t number;
  uint64_t hash = 0;
  *text = (ch_str){NULL, 0};
  if (!s->ops->article_find(s->backend, article, &number, &hash, error)) return false;
  return number == 0 || s->ops->article_text(s->backend, number, arena, text, error);
}

bool ch_store_sources(ch_store *s, ch_arena *arena, ch_sources *out, ch_error *error) {
  ch_numbers numbers = {0};
  *out = (ch_sources){0};
  if (!s->ops->articles_all(s->backend, arena, &numbers, error)) return false;
  for (size_t i = 0; i < numbers.n; i++) {
    ch_source *source = CH_PUSH(arena, out);
    if (!source) return out_of_memory(error);
    if (!s->ops->article_source(s->backend, numbers.v[i], arena, source, error)) return false;
  }
  return true;
}
