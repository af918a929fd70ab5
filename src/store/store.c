/* What keeps a record whole, whatever keeps its rows.
 *
 * Adding writes articles and mentions and notes which mentions are new or tell
 * otherwise than before. Committing settles: the components that these touch
 * are merged anew, and links are resolved again for the events that changed
 * and for those that might link to them.
 */
#include "store/store.h"

#include <stdio.h>
#include <stdlib.h>

#include "store/work.h"

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

ch_store *ch_store_open(const char *path, ch_store_mode mode, const ch_wordbook *book,
                        ch_error *error) {
  ch_store *s = calloc(1, sizeof *s);
  if (s) {
    s->scratch = ch_arena_new(0);
    s->batch = ch_arena_new(0);
  }
  if (!s || !s->scratch || !s->batch) {
    ch_store_close(s);
    ch_store_no_memory(error);
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

bool ch_store_begin(ch_store *s, ch_error *error) {
  if (s->in_batch) return ch_fail(error, CH_ERROR_USAGE, "a batch is open already");
  if (!s->ops->begin(s->backend, error)) return false;
  ch_arena_clear(s->batch);
  ch_map_init(&s->dirty, s->batch);
  s->in_batch = true;
  if (!s->remerge || ch_store_adopt_words(s, error)) return true;
  ch_store_rollback(s);
  return false;
}

bool ch_store_commit(ch_store *s, ch_error *error) {
  if (!s->in_batch) return ch_fail(error, CH_ERROR_USAGE, "no batch is open");
  ch_touched_list list = {0};
  bool done = ch_store_settle_mentions(s, &list, error) && ch_store_settle_links(s, &list, error) &&
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

bool ch_store_version(ch_store *s, uint64_t *out, ch_error *error) {
  return s->ops->version(s->backend, out, error);
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
  ch_loader l;
  ch_loader_init(&l, s, arena);
  ch_store_counts counts;
  if (!s->ops->events_find(s->backend, filter, arena, &keys, error)) return false;
  for (size_t i = 0; i < keys.n; i++) {
    ch_fact *fact;
    if (!ch_loader_fact(&l, (uint64_t)keys.v[i], &fact, error)) return false;
    if (!fact || !passes(fact, filter)) continue;
    ch_fact **place = CH_PUSH(arena, out);
    if (!place) return ch_store_no_memory(error);
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
  ch_loader l;
  ch_loader_init(&l, s, arena);
  *out = NULL;
  if (key && !s->ops->event_exists(s->backend, key, &there, error)) return false;
  if (!there) {
    /* The id of a mention, or of an event that was merged into another: its
     * mention of the same digits tells where it went. */
    ch_str mention = id;
    if (key) {
      mention = ch_arena_copy(arena, id);
      if (!mention.p) return ch_store_no_memory(error);
      *(char *)(uintptr_t)mention.p = 'm';
    }
    if (!s->ops->event_of_mention(s->backend, mention, &key, error)) return false;
    if (!key) return true;
  }
  return ch_loader_fact(&l, key, out, error) && (!*out || attach_links(s, *out, arena, error));
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
    if (!source) return ch_store_no_memory(error);
    if (!s->ops->article_source(s->backend, numbers.v[i], arena, source, error)) return false;
  }
  return true;
}
