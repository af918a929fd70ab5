/* A record made of another one by putting it many times one after another in
 * time, so that sizes can be measured that nobody waits for to be added.
 *
 * Articles and mentions are those of the same world, moved in time and told in
 * other words (world.later); they go through the store as ever. Only where each
 * mention stands is taken from the record that is repeated and not worked out:
 * no mention is compared with any, no link looked for. Famous events stay one
 * event, of which each time more is told.
 */
#ifndef CH_BENCH_REPEAT_H
#define CH_BENCH_REPEAT_H

#include "record/merge.h"
#include "store/sqlite.h"
#include "store/work.h"
#include "store/world.h"

/* An event that is told of again each time. */
typedef struct repeat_famous {
  int64_t event;
  uint64_t mentions;
  uint32_t n_speakers;
  struct { uint64_t *v; size_t n, cap; } features; /* of its speakers */
} repeat_famous;

typedef struct repeat_link {
  int64_t from, to, mention; /* 0: none says so */
  ch_link_kind kind;
  bool stated;
} repeat_link;

/* What is repeated. */
typedef struct repeat_unit {
  ch_store *store;
  world *world;
  ch_arena *arena;
  uint64_t articles;
  ch_map events;       /* place in the famous + 1; of others 0 */
  struct { uint64_t *v; size_t n, cap; } sizes; /* mentions, as events */
  struct { repeat_famous *v; size_t n, cap; } famous;
  struct { repeat_link *v; size_t n, cap; } links; /* by event */
} repeat_unit;

static repeat_famous *repeat_famous_of(repeat_unit *u, int64_t event) {
  const uint32_t *place = ch_number_find(&u->events, (uint64_t)event);
  return place && *place ? &u->famous.v[*place - 1] : NULL;
}

static bool repeat_note_speaker(repeat_unit *u, repeat_famous *f, const ch_node *node, ch_error *error) {
  f->n_speakers++;
  for (uint32_t i = 0; i < node->n_features; i++) {
    uint64_t *feature = CH_PUSH(u->arena, &f->features);
    if (!feature) return ch_store_no_memory(error);
    *feature = node->features[i];
  }
  return true;
}

/* The world begins with 2010: what had happened before is famous. */
static bool repeat_note_event(repeat_unit *u, int64_t event, ch_error *error) {
  ch_event_head head;
  bool fresh = !ch_number_find(&u->events, (uint64_t)event);
  uint32_t *place = ch_number_put(&u->events, (uint64_t)event);
  if (!place) return ch_store_no_memory(error);
  if (!fresh) return true;
  if (!u->store->ops->event_head(u->store->backend, event, &head, error)) return false;
  uint64_t *size = CH_PUSH(u->arena, &u->sizes);
  if (!size) return ch_store_no_memory(error);
  *size = head.n_mentions;
  if (head.day >= ch_day_parse(CH_STR("2010-01-01"))) return true;
  repeat_famous *f = CH_PUSH(u->arena, &u->famous);
  if (!f) return ch_store_no_memory(error);
  *f = (repeat_famous){.event = event, .mentions = head.n_mentions};
  *place = (uint32_t)u->famous.n;
  return true;
}

static bool repeat_read_mentions(repeat_unit *u, ch_error *error) {
  ch_store *s = u->store;
  for (uint64_t i = 0; i < u->articles * WORLD_MENTIONS; i++) {
    int64_t number = (int64_t)((i / WORLD_MENTIONS + 1) << 16 | i % WORLD_MENTIONS);
    ch_mention_head head;
    ch_node *node;
    ch_arena_clear(s->scratch);
    if (!s->ops->mention_head(s->backend, number, &head, error)) return false;
    if (!head.there) return ch_fail(error, CH_ERROR_USAGE, "not a record that `growth make` made");
    if (!repeat_note_event(u, head.event, error)) return false;
    repeat_famous *f = head.speaks ? repeat_famous_of(u, head.event) : NULL;
    if (f && (!ch_node_get(s, number, &node, error) || !repeat_note_speaker(u, f, node, error)))
      return false;
  }
  return true;
}

static bool repeat_read_links(repeat_unit *u, ch_error *error) {
  ch_backend *b = u->store->backend;
  sqlite3_stmt *st = ch_sqlite_prepare(b, ST_LINKS_ALL, "reading links", error);
  bool failed = false;
  if (!st) return false;
  while (ch_sqlite_row(b, st, "reading links", &failed, error)) {
    repeat_link *link = CH_PUSH(u->arena, &u->links);
    if (!link) return ch_store_no_memory(error);
    const char *mention = (const char *)sqlite3_column_text(st, 4);
    *link = (repeat_link){.from = sqlite3_column_int64(st, 0), .to = sqlite3_column_int64(st, 2),
                          .kind = (ch_link_kind)sqlite3_column_int(st, 1),
                          .stated = sqlite3_column_int(st, 3) != 0};
    if (mention && *mention &&
        !u->store->ops->mention_find(b, ch_event_key(ch_str_of(mention)), &link->mention, error))
      return false;
  }
  return !failed;
}

/* The mention's place: in what is repeated it has that number less `offset`. */
static bool repeat_place(repeat_unit *u, ch_node *node, int64_t offset, ch_error *error) {
  ch_store *s = u->store;
  ch_mention_head head;
  if (node->event) return true; /* its article turned out to be a copy, or to have one */
  if (!s->ops->mention_head(s->backend, node->number - offset, &head, error)) return false;
  repeat_famous *f = repeat_famous_of(u, head.event);
  node->event = f ? head.event : head.event + offset;
  node->speaks = f ? ch_merge_speaks(node->features, node->n_features, f->n_speakers, f->features.v,
                                     f->features.n)
                   : head.speaks;
  ch_mention_row row = ch_node_row(node);
  if (!s->ops->mention_place(s->backend, &row, node->event, node->speaks, error)) return false;
  if (f) f->mentions++;
  return !f || !node->speaks || repeat_note_speaker(u, f, node, error);
}

static bool repeat_put_event(ch_store *s, int64_t event, uint64_t n_mentions, ch_error *error) {
  ch_fact *fact;
  ch_seek seeks[CH_MAX_SEEKS];
  ch_buf packed, shown, answers;
  uint64_t key;
  ch_arena_clear(s->scratch);
  if (!ch_nodes_fact(s, event, n_mentions, s->scratch, &fact, error) ||
      !s->ops->event_least(s->backend, event, &key, error))
    return false;
  if (!fact) return ch_fail(error, CH_ERROR_STORE, "an event has no mentions");
  ch_event_name(key, fact->id);
  ch_content *content = ch_content_make(fact, s->book, s->scratch);
  ch_buf_init(&packed, 0);
  ch_buf_init(&shown, 0);
  ch_buf_init(&answers, 0);
  bool done = (content && ch_content_pack(content, &packed) && ch_fact_pack(fact, &shown) &&
               ch_fact_answers_pack(fact, &answers)) ||
              ch_store_no_memory(error);
  ch_event_row row = {.fact = fact, .number = event, .key = key, .n_mentions = n_mentions,
                      .day = ch_fact_day(fact), .seeks = seeks, .n_seeks = ch_fact_seeks(fact, seeks),
                      .content = ch_buf_str(&packed), .shown = ch_buf_str(&shown),
                      .answers = ch_buf_str(&answers)};
  done = done && s->ops->event_put(s->backend, &row, error);
  ch_buf_free(&packed);
  ch_buf_free(&shown);
  ch_buf_free(&answers);
  return done;
}

/* Of one event. None that has been moved farther than any looks is linked to the famous ones. */
static bool repeat_put_links(repeat_unit *u, const repeat_link *v, size_t n, int64_t offset,
                             ch_error *error) {
  ch_store *s = u->store;
  ch_arena_clear(s->scratch);
  ch_fact_link *links = CH_ARRAY(s->scratch, n, ch_fact_link);
  int64_t *to = CH_ARRAY(s->scratch, n, int64_t);
  size_t kept = 0;
  if (!links || !to) return ch_store_no_memory(error);
  for (size_t i = 0; i < n; i++) {
    ch_node *node = NULL;
    bool famous = repeat_famous_of(u, v[i].to) != NULL;
    if (famous && u->world->later > CH_MAX_SEEK_DAYS) continue;
    if (v[i].mention && !ch_node_get(s, v[i].mention + offset, &node, error)) return false;
    links[kept] = (ch_fact_link){.kind = v[i].kind, .stated = v[i].stated};
    if (node) links[kept].report = node->report.id;
    to[kept++] = famous ? v[i].to : v[i].to + offset;
  }
  return s->ops->links_put(s->backend, v->from + offset, links, to, kept, error);
}

static bool repeat_add(repeat_unit *u, ch_error *error) {
  ch_buf id, text, lines;
  ch_article article;
  bool done = true;
  ch_buf_init(&id, 0);
  ch_buf_init(&text, 0);
  ch_buf_init(&lines, 0);
  for (uint64_t i = 0; done && i < u->articles; i++) {
    world_article(u->world, i, (int32_t)(i / WORLD_ARTICLES_A_DAY), &id, &text, &lines, &article);
    done = ch_store_add_lines(u->store, &article, ch_buf_str(&lines), NULL, error);
  }
  ch_buf_free(&id);
  ch_buf_free(&text);
  ch_buf_free(&lines);
  return done;
}

static bool repeat_once(repeat_unit *u, uint64_t time, ch_error *error) {
  ch_store *s = u->store;
  int64_t offset = (int64_t)(time * u->articles) << 16;
  u->world->later = (int32_t)(time * (u->articles / WORLD_ARTICLES_A_DAY));
  if (!ch_store_begin(s, error) || !repeat_add(u, error)) return false;
  for (size_t i = 0; i < s->dirty.n; i++)
    if (!repeat_place(u, s->dirty.v[i], offset, error)) return false;
  s->dirty.n = 0; /* they stand */
  for (size_t i = 0; i < u->events.n; i++) {
    int64_t event;
    memcpy(&event, u->events.v[i].key.p, sizeof event);
    if (!repeat_famous_of(u, event) && !repeat_put_event(s, event + offset, u->sizes.v[i], error))
      return false;
  }
  for (size_t i = 0, n; i < u->links.n; i += n) {
    for (n = 1; i + n < u->links.n && u->links.v[i + n].from == u->links.v[i].from;) n++;
    if (!repeat_famous_of(u, u->links.v[i].from) &&
        !repeat_put_links(u, &u->links.v[i], n, offset, error))
      return false;
  }
  return ch_store_commit(s, error);
}

/* Tells each time how much there is. */
static bool repeat(ch_store *s, world *w, uint64_t times, ch_error *error) {
  ch_store_counts counts;
  repeat_unit u = {.store = s, .world = w, .arena = ch_arena_new(0)};
  if (!u.arena) return ch_store_no_memory(error);
  ch_map_init(&u.events, u.arena);
  bool done = ch_store_count(s, &counts, error);
  u.articles = counts.articles;
  if (done && (u.articles == 0 || u.articles % WORLD_ARTICLES_A_DAY))
    done = ch_fail(error, CH_ERROR_USAGE, "the record is not of whole days, which have %d mentions each",
                   WORLD_ARTICLES_A_DAY * WORLD_MENTIONS);
  done = done && repeat_read_mentions(&u, error) && repeat_read_links(&u, error);
  for (uint64_t i = 1; done && i < times; i++) {
    done = repeat_once(&u, i, error);
    printf("%9llu mentions\n", (unsigned long long)((i + 1) * u.articles * WORLD_MENTIONS));
    fflush(stdout);
  }
  done = done && ch_store_begin(s, error);
  for (size_t i = 0; done && i < u.famous.n; i++)
    done = repeat_put_event(s, u.famous.v[i].event, u.famous.v[i].mentions, error);
  done = done && ch_store_commit(s, error);
  w->later = 0;
  ch_arena_free(u.arena);
  return done;
}

#endif
