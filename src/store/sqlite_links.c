/* Which events are linked: from the file, or from memory where that was read ahead
 * (sqlite_ahead.c). */
#include <stdlib.h>

#include "store/sqlite_kept.h"
#include "store/sqlite_lists.h"

/* Most events link anew to what they linked to: pages of the file that nothing changes in need not
 * be written. */
static bool same_link(sqlite3_stmt *st, const ch_fact_link *v, const int64_t *to, size_t n) {
  ch_str mention = {(const char *)sqlite3_column_text(st, 3), (size_t)sqlite3_column_bytes(st, 3)};
  for (size_t i = 0; i < n; i++)
    if (v[i].kind == (ch_link_kind)sqlite3_column_int(st, 0) && to[i] == sqlite3_column_int64(st, 1))
      return v[i].stated == (sqlite3_column_int(st, 2) != 0) && ch_str_eq(v[i].report, mention);
  return false;
}

static bool same_links(ch_backend *b, int64_t from, const ch_fact_link *v, const int64_t *to, size_t n,
                       bool *same, ch_error *error) {
  const char *doing = "linking events";
  sqlite3_stmt *st = ch_sqlite_prepare(b, ST_LINKS_FROM, doing, error);
  bool failed = false;
  size_t known = 0;
  *same = true;
  if (!st) return false;
  sqlite3_bind_int64(st, 1, from);
  while (ch_sqlite_row(b, st, doing, &failed, error)) {
    *same = *same && same_link(st, v, to, n);
    known++;
  }
  *same = *same && known == n;
  return !failed;
}

bool ch_sqlite_links_put(ch_backend *b, int64_t from, const ch_fact_link *v, const int64_t *to,
                         size_t n, ch_error *error) {
  const char *doing = "linking events";
  bool same;
  if (!same_links(b, from, v, to, n, &same, error)) return false;
  if (same) return true;
  if (!ch_sqlite_run_number(b, ST_LINKS_DROP, from, doing, error)) return false;
  sqlite3_stmt *st = ch_sqlite_prepare(b, ST_LINK_PUT, doing, error);
  if (!st) return false;
  for (size_t i = 0; i < n; i++) {
    sqlite3_bind_int64(st, 1, from);
    sqlite3_bind_int(st, 2, v[i].kind);
    sqlite3_bind_int64(st, 3, to[i]);
    sqlite3_bind_int(st, 4, v[i].stated);
    ch_bind_str(st, 5, v[i].report);
    if (!ch_sqlite_run(b, st, doing, error)) return false;
  }
  return true;
}

bool ch_sqlite_linked(ch_backend *b, int64_t event, ch_arena *arena, ch_numbers *out, ch_error *error) {
  return ch_sqlite_numbers(b, ST_LINKED, event, arena, out, "linking events", error);
}

bool ch_sqlite_linkers(ch_backend *b, int64_t event, ch_arena *arena, ch_numbers *out,
                       ch_error *error) {
  return ch_sqlite_numbers(b, ST_LINKERS, event, arena, out, "linking events", error);
}

/* A link is told once, whichever ends tell of it. */
static bool add_link(ch_arena *arena, ch_fact_links *out, const ch_fact_link *link, uint64_t key) {
  char id[19];
  ch_event_name(key, id);
  ch_str to = ch_str_of(id);
  for (size_t i = 0; i < out->n; i++)
    if (out->v[i].kind == link->kind && ch_str_eq(out->v[i].to, to)) return true;
  ch_fact_link *kept = CH_PUSH(arena, out);
  if (!kept) return false;
  *kept = *link;
  kept->to = ch_arena_copy(arena, to);
  return kept->to.p != NULL;
}

/* Those that it tells of before those that tell of it, each by kind and key. */
typedef struct row { bool back; int kind; uint64_t key; ch_fact_link link; } row;
typedef struct rows { row *v; size_t n, cap; } rows;

static bool before(const row *a, const row *b) {
  if (a->back != b->back) return b->back;
  return a->kind != b->kind ? a->kind < b->kind : a->key < b->key;
}

static bool read_row(sqlite3_stmt *st, ch_arena *arena, rows *out) {
  bool no_memory = false;
  row *room = CH_PUSH(arena, out);
  if (!room) return false;
  row r = {.back = sqlite3_column_int(st, 0), .kind = sqlite3_column_int(st, 1),
           .key = ch_column_key(st, 2),
           .link = {.stated = sqlite3_column_int(st, 3) != 0,
                    .report = ch_column(st, 4, arena, &no_memory),
                    .number = sqlite3_column_int64(st, 5)}};
  r.link.kind = r.back ? ch_link_inverse((ch_link_kind)r.kind) : (ch_link_kind)r.kind;
  for (; room > out->v && before(&r, room - 1); room--) *room = room[-1];
  *room = r;
  return !no_memory;
}

static bool links_from_file(ch_backend *b, int64_t event, ch_arena *arena, ch_fact_links *out,
                            ch_error *error) {
  const char *doing = "reading links";
  sqlite3_stmt *st = ch_sqlite_prepare(b, ST_LINKS, doing, error);
  rows found = {0};
  bool failed = false;
  if (!st) return false;
  sqlite3_bind_int64(st, 1, event);
  while (ch_sqlite_row(b, st, doing, &failed, error)) {
    if (read_row(st, arena, &found)) continue;
    ch_sqlite_stop(st);
    return ch_sqlite_no_memory(error);
  }
  for (size_t i = 0; i < found.n; i++)
    if (!add_link(arena, out, &found.v[i].link, found.v[i].key)) return ch_sqlite_no_memory(error);
  return !failed;
}

/* --- in memory --- */

/* One end of a link, as the event at that end tells of it. */
typedef struct end {
  int64_t event, other;
  uint64_t key;  /* of the other */
  uint32_t text; /* place of the mention that says so among the texts; 0: none does */
  uint8_t kind;  /* as in the file */
  bool back, stated;
} end;

/* By event, and of one event as `before` has them. */
typedef struct ends {
  end *v;
  size_t n, room;
  ch_buf texts;
  bool unknown; /* there are too many */
} ends;

#define MOST_ENDS ((size_t)2 << 20) /* more are asked of the file */

static int order_ends(const void *x, const void *y) {
  const end *a = x, *b = y;
  if (a->event != b->event) return a->event < b->event ? -1 : 1;
  if (a->back != b->back) return a->back ? 1 : -1;
  if (a->kind != b->kind) return a->kind < b->kind ? -1 : 1;
  return (a->key > b->key) - (a->key < b->key);
}

static void free_ends(ends *e) {
  free(e->v);
  ch_buf_free(&e->texts);
}

static void end_ends(void *p) {
  free_ends(p);
  free(p);
}

/* False: no memory. */
static bool add_ends(ends *e, sqlite3_stmt *st) {
  if (e->n + 2 > e->room) {
    size_t room = e->room ? 2 * e->room : 1024;
    end *v = realloc(e->v, room * sizeof *v);
    if (!v) return false;
    e->v = v;
    e->room = room;
  }
  end from = {.event = sqlite3_column_int64(st, 0), .other = sqlite3_column_int64(st, 2),
              .kind = (uint8_t)sqlite3_column_int(st, 1), .stated = sqlite3_column_int(st, 3) != 0};
  const char *text = (const char *)sqlite3_column_text(st, 4);
  if (text && *text && e->texts.n < UINT32_MAX) {
    from.text = (uint32_t)e->texts.n;
    ch_buf_add_z(&e->texts, text);
    ch_buf_add_byte(&e->texts, 0);
  }
  e->v[e->n++] = from;
  e->v[e->n++] = (end){.event = from.other, .other = from.event, .text = from.text,
                       .kind = from.kind, .back = true, .stated = from.stated};
  return !e->texts.failed;
}

typedef struct keyed { int64_t event; uint64_t key; } keyed;

static int order_keyed(const void *x, const void *y) {
  const keyed *a = x, *b = y;
  return (a->event > b->event) - (a->event < b->event);
}

/* The keys of events, as the list of all of them has them. */
static bool set_keys(ends *e, const ch_kept_list *all, ch_error *error) {
  keyed *keys = malloc((all->n + 1) * sizeof *keys);
  if (!keys) return ch_sqlite_no_memory(error);
  for (size_t i = 0; i < all->n; i++) keys[i] = (keyed){all->event[i], all->key[i]};
  if (all->n) qsort(keys, all->n, sizeof *keys, order_keyed);
  size_t n = 0;
  for (size_t i = 0; i < e->n; i++) {
    keyed wanted = {e->v[i].other, 0};
    const keyed *k = bsearch(&wanted, keys, all->n, sizeof *keys, order_keyed);
    if (!k) continue; /* it leads to no event */
    e->v[n] = e->v[i];
    e->v[n++].key = k->key;
  }
  e->n = n;
  free(keys);
  return true;
}

typedef struct links_maker {
  ch_backend *backend;
  const ch_ahead *how;
} links_maker;

/* *enough: there are too many, or the reader is to stop. */
static bool read_ends(links_maker *m, ends *e, bool *enough, ch_error *error) {
  const char *doing = "reading links";
  ch_backend *b = m->backend;
  bool failed = false;
  sqlite3_stmt *st = ch_sqlite_prepare(b, ST_LINKS_ALL, doing, error);
  if (!st) return false;
  ch_buf_add_byte(&e->texts, 0); /* so that none is at 0 */
  while (ch_sqlite_row(b, st, doing, &failed, error)) {
    bool added = add_ends(e, st);
    *enough = e->n > MOST_ENDS || !m->how->go_on(m->how->self);
    if (added && !*enough) continue;
    ch_sqlite_stop(st);
    return added || ch_sqlite_no_memory(error);
  }
  return !failed;
}

static bool make_ends(void *self, int64_t number, ch_kept_thing *out, ch_error *error) {
  links_maker *m = self;
  ch_backend *b = m->backend;
  bool enough = false;
  ends *e = calloc(1, sizeof *e);
  ch_kept_held all = {0};
  (void)number;
  if (!e) return ch_sqlite_no_memory(error);
  ch_buf_init(&e->texts, 0);
  bool done = read_ends(m, e, &enough, error);
  if (done && !enough) done = ch_sqlite_list_take(b, CH_LIST_ALL, &all, error);
  if (done && !enough && all.p) done = set_keys(e, all.p, error);
  enough = enough || !all.p;
  ch_kept_give_back(b->kept, all);
  if (!done || enough) {
    free_ends(e);
    *e = (ends){.unknown = true};
    ch_buf_init(&e->texts, 0);
  } else if (e->n) {
    qsort(e->v, e->n, sizeof *e->v, order_ends);
  }
  size_t bytes = sizeof *e + e->room * sizeof *e->v + e->texts.cap;
  if (done) *out = (ch_kept_thing){e, bytes, end_ends};
  else free(e);
  return done;
}

bool ch_sqlite_links_ahead(ch_backend *b, const ch_ahead *how, ch_error *error) {
  links_maker maker = {b, how};
  ch_kept_held held;
  ch_kept_name name = {CH_KEPT_LINKS, 0};
  if (!how->go_on(how->self) || !ch_kept_has_room(b->kept, 2 * MOST_ENDS * sizeof(end)))
    return true;
  if (!ch_kept_take(b->kept, name, b->state, make_ends, &maker, &held, error)) return false;
  ch_kept_give_back(b->kept, held);
  return true;
}

static bool links_from_memory(const ends *e, int64_t event, ch_arena *arena, ch_fact_links *out) {
  size_t low = 0, high = e->n;
  while (low < high) {
    size_t middle = (low + high) / 2;
    if (e->v[middle].event < event) low = middle + 1;
    else high = middle;
  }
  for (; low < e->n && e->v[low].event == event; low++) {
    const end *at = &e->v[low];
    ch_fact_link link = {.kind = at->back ? ch_link_inverse((ch_link_kind)at->kind)
                                          : (ch_link_kind)at->kind,
                         .stated = at->stated, .number = at->other};
    if (at->text) link.report = ch_arena_copy(arena, ch_str_of(e->texts.p + at->text));
    if ((at->text && !link.report.p) || !add_link(arena, out, &link, at->key)) return false;
  }
  return true;
}

bool ch_sqlite_links_of(ch_backend *b, int64_t event, ch_arena *arena, ch_fact_links *out,
                        ch_error *error) {
  ch_kept_held held = {0};
  if (ch_sqlite_keeps(b) &&
      !ch_kept_take(b->kept, (ch_kept_name){CH_KEPT_LINKS, 0}, b->state, NULL, NULL, &held, error))
    return false;
  const ends *e = held.p;
  bool done = e && !e->unknown ? links_from_memory(e, event, arena, out) || ch_sqlite_no_memory(error)
                               : links_from_file(b, event, arena, out, error);
  ch_kept_give_back(b->kept, held);
  return done;
}
