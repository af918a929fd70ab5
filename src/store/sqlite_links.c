/* Which events are linked. */
#include "store/sqlite.h"

bool ch_sqlite_links_put(ch_backend *b, int64_t from, const ch_fact_link *v, const int64_t *to,
                         size_t n, ch_error *error) {
  const char *doing = "linking events";
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

bool ch_sqlite_links_of(ch_backend *b, int64_t event, ch_arena *arena, ch_fact_links *out,
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
