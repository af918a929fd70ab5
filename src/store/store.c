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

#include "record/holder.h"
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

/* A store without a backend. */
static ch_store *new_store(const ch_wordbook *book, ch_error *error) {
  ch_store *s = calloc(1, sizeof *s);
  if (s) {
    s->scratch = ch_arena_new(0);
    s->batch = ch_arena_new(0);
    s->ages[0].memory = ch_arena_new(0);
    s->ages[1].memory = ch_arena_new(0);
    s->index = ch_arena_new(0);
    s->content_memory = ch_arena_new(0);
    s->pin_memory = ch_arena_new(0);
  }
  if (!s || !s->scratch || !s->batch || !s->ages[0].memory || !s->ages[1].memory || !s->index ||
      !s->content_memory || !s->pin_memory) {
    ch_store_close(s);
    ch_store_no_memory(error);
    return NULL;
  }
  s->ops = &ch_sqlite_ops;
  ch_nodes_forget(s);
  s->book = book;
  return s;
}

static ch_store *opened(ch_store *s, ch_error *error) {
  if (s->backend && settle_words(s, error)) return s;
  ch_store_close(s);
  return NULL;
}

ch_store *ch_store_open(const char *path, ch_store_mode mode, const ch_wordbook *book,
                        ch_error *error) {
  ch_store *s = new_store(book, error);
  if (!s) return NULL;
  if (strncmp(path, "postgresql:", 11) == 0 || strncmp(path, "postgres:", 9) == 0)
    ch_fail(error, CH_ERROR_USAGE, "records in PostgreSQL are not built in; give a file");
  else
    s->backend = s->ops->open(path, mode, error);
  return opened(s, error);
}

ch_store *ch_store_beside(ch_store *store, ch_error *error) {
  ch_store *s = new_store(store->own_book ? NULL : store->book, error);
  if (!s) return NULL;
  s->backend = s->ops->beside(store->backend, error);
  return opened(s, error);
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
  ch_arena_free(s->ages[0].memory);
  ch_arena_free(s->ages[1].memory);
  ch_arena_free(s->index);
  ch_arena_free(s->content_memory);
  ch_arena_free(s->pin_memory);
  free(s);
}

const ch_wordbook *ch_store_wordbook(const ch_store *s) {
  return s->book;
}

bool ch_store_states(ch_store *s, ch_arena *arena, ch_str *text, ch_error *error) {
  return s->ops->states(s->backend, arena, text, error);
}

bool ch_store_states_put(ch_store *s, ch_str text, ch_error *error) {
  ch_str stored;
  if (!s->ops->states(s->backend, s->batch, &stored, error)) return false;
  return ch_str_eq(stored, text) || s->ops->states_put(s->backend, text, error);
}

bool ch_store_rejects(ch_store *s, ch_arena *arena, ch_rejects *out, ch_error *error) {
  *out = (ch_rejects){0};
  return s->ops->rejects(s->backend, arena, out, error);
}

bool ch_store_reject(ch_store *s, const ch_reject *reject, ch_error *error) {
  if (!s->in_batch) return ch_fail(error, CH_ERROR_USAGE, "no batch is open");
  return s->ops->reject_put(s->backend, reject, error);
}

bool ch_store_rejects_forget(ch_store *s, ch_str file, ch_error *error) {
  if (!s->in_batch) return ch_fail(error, CH_ERROR_USAGE, "no batch is open");
  return s->ops->rejects_forget(s->backend, file, error);
}

/* What is in memory of the record. */
static void forget(ch_store *s) {
  ch_nodes_forget(s);
  ch_contents_forget(s);
}

void ch_store_rollback(ch_store *s) {
  if (s->in_batch) s->ops->rollback(s->backend);
  s->in_batch = false;
  forget(s);
}

bool ch_store_begin(ch_store *s, ch_error *error) {
  uint64_t version = 0;
  if (s->in_batch) return ch_fail(error, CH_ERROR_USAGE, "a batch is open already");
  if (!s->ops->begin(s->backend, error)) return false;
  ch_arena_clear(s->batch);
  s->dirty = s->gone = (ch_nodes){0};
  s->in_batch = true;
  bool done = s->ops->version(s->backend, &version, error);
  if (version != s->version) forget(s);
  s->version = version;
  if (done && !s->pins_known) done = ch_store_pins(s, error);
  if (done && ch_nodes_age(s, error) &&
      (!s->remerge || ch_store_adopt_words(s, error))) return true;
  ch_store_rollback(s);
  return false;
}

bool ch_store_commit(ch_store *s, ch_error *error) {
  if (!s->in_batch) return ch_fail(error, CH_ERROR_USAGE, "no batch is open");
  ch_touched_list list = {0};
  bool done = ch_store_settle_mentions(s, &list, error) && ch_store_settle_links(s, &list, error) &&
              s->ops->commit(s->backend, error);
  if (!done) ch_store_rollback(s);
  else s->remerge = false;
  s->in_batch = false;
  ch_arena_clear(s->scratch);
  return done;
}

/* --- reading --- */

uint64_t ch_event_key(ch_str id) {
  return ch_report_key(id);
}

void ch_event_name(uint64_t key, char id[19]) {
  *id++ = 'e';
  *id++ = '-';
  for (int shift = 60; shift >= 0; shift -= 4) *id++ = "0123456789abcdef"[key >> shift & 15];
  *id = 0;
}

bool ch_store_count(ch_store *s, ch_store_counts *out, ch_error *error) {
  *out = (ch_store_counts){0};
  return s->ops->count(s->backend, out, error) &&
         s->ops->count_outlets(s->backend, &out->outlets, error);
}

/* How many events the record holds beside those. */
static bool count_others(ch_store *s, uint64_t n, size_t *others, ch_error *error) {
  ch_store_counts counts = {0};
  if (!s->ops->count(s->backend, &counts, error)) return false;
  *others = counts.events > n ? (size_t)(counts.events - n) : 0;
  return true;
}

bool ch_store_version(ch_store *s, uint64_t *out, ch_error *error) {
  return s->ops->version(s->backend, out, error);
}

bool ch_store_check(ch_store *s, ch_error *error) {
  return s->ops->check(s->backend, error);
}

/* What no report dates had happened by the day of what answers it. */
static bool bound_by_answer(ch_store *s, int64_t answer, ch_fact *f, ch_arena *arena, ch_error *error) {
  ch_str bytes;
  ch_content c;
  if (!s->ops->event_content(s->backend, answer, arena, &bytes, error)) return false;
  if (bytes.n == 0 || !ch_content_unpack(bytes, arena, &c)) return true;
  if (c.dated && c.days.to != CH_DAY_NONE && c.days.to < f->act.date.days.to)
    f->act.date.days = (ch_days){c.days.to, c.days.to};
  return true;
}

/* Its day depends on what is linked to it. */
static bool is_undated(const ch_fact *f) {
  return f->act.date.basis == CH_BASIS_NONE && f->act.date.days.to != CH_DAY_NONE;
}

static bool attach_links(ch_store *s, int64_t event, ch_fact *f, ch_arena *arena,
                         ch_error *error) {
  ch_fact_links links = {0};
  if (!s->ops->links_of(s->backend, event, arena, &links, error)) return false;
  f->links = links.v;
  f->n_links = (uint32_t)links.n;
  bool undated = is_undated(f);
  for (size_t i = 0; i < links.n && undated; i++)
    if (links.v[i].kind == CH_LINK_ANSWERED_BY && links.v[i].stated &&
        !bound_by_answer(s, links.v[i].number, f, arena, error))
      return false;
  return true;
}

typedef bool load(ch_loader *, int64_t event, ch_fact **, ch_error *);

static bool load_all(ch_store *s, load *one, const ch_filter *filter, ch_arena *arena,
                     ch_facts *out, ch_error *error) {
  *out = (ch_facts){0};
  ch_numbers events = {0};
  ch_loader l;
  ch_loader_init(&l, s, arena);
  uint64_t all;
  if (!s->ops->events_find(s->backend, filter, arena, &events, &all, error)) return false;
  for (size_t i = 0; i < events.n; i++) {
    ch_fact *fact;
    if (!one(&l, events.v[i], &fact, error)) return false;
    if (!fact) continue;
    ch_fact **place = CH_PUSH(arena, out);
    if (!place) return ch_store_no_memory(error);
    *place = fact;
    bool linked = !filter->unlinked || (!filter->counted && is_undated(fact));
    if (linked && !attach_links(s, events.v[i], fact, arena, error))
      return false;
  }
  out->n_all = (size_t)all;
  return count_others(s, all, &out->n_filtered, error);
}

bool ch_store_facts(ch_store *s, const ch_filter *filter, ch_arena *arena, ch_facts *out,
                    ch_error *error) {
  return load_all(s, ch_loader_fact, filter, arena, out, error);
}

bool ch_store_shown(ch_store *s, const ch_filter *filter, ch_arena *arena, ch_facts *out,
                    ch_error *error) {
  return load_all(s, ch_loader_shown, filter, arena, out, error);
}

bool ch_store_marks(ch_store *s, const ch_filter *filter, ch_arena *arena, ch_event_marks *out,
                    size_t *n_filtered, ch_error *error) {
  *out = (ch_event_marks){0};
  return s->ops->events_mark(s->backend, filter, arena, out, error) &&
         count_others(s, out->n, n_filtered, error);
}

bool ch_store_matching(ch_store *s, const ch_filter *filter, uint64_t *n, size_t *n_filtered,
                       ch_error *error) {
  return s->ops->events_count(s->backend, filter, n, error) &&
         count_others(s, *n, n_filtered, error);
}

bool ch_filter_is_all(const ch_filter *f) {
  return f->between[0].n == 0 && f->between[1].n == 0 && f->issue.n == 0 && f->types == 0 &&
         f->statuses == 0 && f->days.from == CH_DAY_NONE && f->days.to == CH_DAY_NONE;
}

bool ch_store_dyads(ch_store *s, ch_arena *arena, ch_dyad_counts *out, ch_error *error) {
  *out = (ch_dyad_counts){0};
  return s->ops->dyads(s->backend, arena, out, error);
}

/* Where an event gives a name to the holder of its code; SIZE_MAX: nowhere, or to others. */
static size_t place_of_name(const ch_fact *f, const ch_name_count *name) {
  const ch_report_side *sides[2] = {&f->act.actor, &f->act.recipient};
  for (size_t i = 0, at = 0; i < 2; i++)
    for (uint32_t k = 0; k < sides[i]->n; k++, at++)
      if (ch_str_eq(sides[i]->v[k].code, name->code) && ch_str_eq(sides[i]->v[k].name, name->name) &&
          ch_party_names_holder(f, &sides[i]->v[k]))
        return at;
  return SIZE_MAX;
}

/* Of names of one code that are told as often, the one that comes first. */
static bool first_told(ch_store *s, const ch_name_count *v, size_t n, size_t *first, ch_error *error) {
  enum { PAGE = 16 };
  ch_filter some = CH_FILTER_ALL;
  ch_arena *arena = ch_arena_new(0);
  bool done = arena || ch_store_no_memory(error), found = false;
  some.between[0] = v->code;
  some.most = PAGE;
  some.unlinked = true;
  *first = 0;
  for (bool more = true; done && more && !found; some.skip += PAGE) {
    ch_facts facts = {0};
    ch_arena_clear(arena);
    done = ch_store_shown(s, &some, arena, &facts, error);
    more = facts.n == PAGE;
    for (size_t i = 0; i < facts.n && !found; i++) {
      size_t best = SIZE_MAX;
      for (size_t k = 0; k < n; k++) {
        size_t at = place_of_name(facts.v[i], &v[k]);
        if (at < best) best = at, *first = k;
      }
      found = best != SIZE_MAX;
    }
  }
  ch_arena_free(arena);
  return done;
}

bool ch_store_holders(ch_store *s, ch_arena *arena, ch_name_counts *out, ch_error *error) {
  *out = (ch_name_counts){0};
  if (!s->ops->holders(s->backend, arena, out, error)) return false;
  size_t n = 0;
  for (size_t i = 0, next; i < out->n; i = next) {
    size_t alike = i + 1, first = 0;
    while (alike < out->n && ch_str_eq(out->v[alike].code, out->v[i].code) &&
           out->v[alike].events == out->v[i].events)
      alike++;
    next = alike;
    while (next < out->n && ch_str_eq(out->v[next].code, out->v[i].code)) next++;
    if (alike > i + 1 && !first_told(s, &out->v[i], alike - i, &first, error)) return false;
    out->v[n++] = out->v[i + first];
  }
  out->n = n;
  return true;
}

bool ch_store_outlets(ch_store *s, ch_arena *arena, ch_outlets *out, ch_error *error) {
  *out = (ch_outlets){0};
  return s->ops->outlets(s->backend, arena, out, error);
}

bool ch_store_news(ch_store *s, const ch_filter *filter, bool reporting, ch_arena *arena,
                   ch_news *out, ch_error *error) {
  *out = (ch_news){0};
  if (!s->ops->articles_by_day(s->backend, filter->days, arena, out, error)) return false;
  if (!reporting) return true;
  if (!ch_filter_is_all(filter)) return s->ops->events_reporting(s->backend, filter, out, error);
  for (size_t i = 0; i < out->n; i++) out->v[i].reporting = out->v[i].telling;
  return true;
}

/* The id of a mention leads to its event, and so does that of an event, which
 * is its smallest mention's, or was so before others joined it. */
bool ch_store_fact(ch_store *s, ch_str id, ch_arena *arena, ch_fact **out, ch_error *error) {
  int64_t number;
  ch_mention_head head;
  ch_loader l;
  ch_loader_init(&l, s, arena);
  *out = NULL;
  if (!s->ops->mention_find(s->backend, ch_event_key(id), &number, error)) return false;
  if (number == 0) return true;
  return s->ops->mention_head(s->backend, number, &head, error) &&
         ch_loader_fact(&l, head.event, out, error) &&
         (!*out || attach_links(s, head.event, *out, arena, error));
}

bool ch_store_linked(ch_store *s, const ch_fact_link *link, ch_arena *arena, ch_fact **out,
                     ch_error *error) {
  ch_loader l;
  ch_loader_init(&l, s, arena);
  *out = NULL;
  if (link->number == 0) return true;
  /* of the day that it has in a row of its own, which what answers it may bound */
  return ch_loader_shown(&l, link->number, out, error) &&
         (!*out || !is_undated(*out) || attach_links(s, link->number, *out, arena, error));
}

bool ch_store_text(ch_store *s, ch_str article, ch_arena *arena, ch_str *text, ch_error *error) {
  ch_versions versions;
  *text = (ch_str){NULL, 0};
  if (!s->ops->article_find(s->backend, article, 0, &versions, error)) return false;
  return versions.in_force == 0 ||
         s->ops->article_text(s->backend, versions.in_force, arena, text, error);
}

static int order_strs(const void *a, const void *b) {
  return ch_str_cmp(*(const ch_str *)a, *(const ch_str *)b);
}

bool ch_store_names(ch_store *s, ch_name_kind kind, ch_arena *arena, ch_strs *out,
                    ch_error *error) {
  *out = (ch_strs){0};
  if (!s->ops->names(s->backend, kind, arena, out, error)) return false;
  if (out->n) qsort(out->v, out->n, sizeof *out->v, order_strs);
  return true;
}

bool ch_store_knows(ch_store *s, ch_name_kind kind, ch_str name, bool *known, ch_error *error) {
  return s->ops->name_known(s->backend, kind, name, known, error);
}

bool ch_store_articles_in(ch_store *s, ch_days days, uint64_t *n, ch_error *error) {
  return s->ops->articles_in(s->backend, days, n, error);
}

bool ch_store_days_told(ch_store *s, ch_days *out, ch_error *error) {
  return s->ops->days_told(s->backend, out, error);
}

bool ch_store_hold(ch_store *s, ch_error *error) {
  return s->ops->hold(s->backend, error);
}

void ch_store_release(ch_store *s) {
  s->ops->release(s->backend);
}

/* Rows of which the file holds none ready: made once, and kept (ch_loader_shown). */
static bool read_rows_ahead(ch_store *s, const ch_ahead *how, ch_error *error) {
  ch_arena *numbers = ch_arena_new(0), *rows = ch_arena_new(0);
  ch_numbers many = {0};
  bool done = (numbers && rows) || ch_store_no_memory(error);
  done = done && s->ops->events_many(s->backend, numbers, &many, error);
  for (size_t i = 0; done && i < many.n && how->go_on(how->self); i++) {
    ch_loader l;
    ch_fact *fact;
    ch_arena_clear(rows);
    ch_loader_init(&l, s, rows);
    done = ch_loader_shown(&l, many.v[i], &fact, error);
  }
  ch_arena_free(numbers);
  ch_arena_free(rows);
  return done;
}

bool ch_store_read_ahead(ch_store *s, const ch_ahead *how, ch_error *error) {
  if (!ch_store_hold(s, error)) return false;
  bool done = s->ops->read_ahead(s->backend, how, error) && read_rows_ahead(s, how, error);
  ch_store_release(s);
  return done;
}

bool ch_store_last_day(ch_store *s, int32_t *day, ch_error *error) {
  return s->ops->last_day(s->backend, day, error);
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
