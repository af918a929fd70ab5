/* What is counted as events and articles come and go, so that a whole record is told of without
 * reading it (sqlite_whole.c): events of dyads, names of codes' holders, whom outlets cite. Of a
 * batch it is summed up in memory, and written when the batch is. */
#include <stdlib.h>

#include "record/holder.h"
#include "store/sqlite_lists.h"

typedef enum table { DYADS, HOLDERS, CITES, TABLES_OF } table;

enum { EVENTS, REPORTS, COOPERATION, CONFLICT, COUNTS };

static const struct {
  int add, drop; /* statements */
  int counts;    /* how many of them */
} TABLES[TABLES_OF] = {
    [DYADS] = {ST_DYAD_ADD, ST_DYAD_DROP, COUNTS},
    [HOLDERS] = {ST_HOLDER_ADD, ST_HOLDER_DROP, 1},
    [CITES] = {ST_CITE_ADD, ST_CITE_DROP, 1},
};

typedef struct tally {
  table of;
  int64_t number; /* a list, a code, an outlet */
  ch_str name;
  int64_t v[COUNTS];
} tally;

struct ch_counting {
  ch_arena *arena;   /* of the batch */
  ch_arena *scratch; /* of an event */
  ch_map places;     /* to place in tallies + 1 */
  struct { tally *v; size_t n, cap; } tallies;
};

void ch_counts_free(ch_backend *b) {
  if (!b->counting) return;
  ch_arena_free(b->counting->arena);
  ch_arena_free(b->counting->scratch);
  free(b->counting);
  b->counting = NULL;
}

bool ch_counts_begin(ch_backend *b, ch_error *error) {
  struct ch_counting *c = b->counting;
  if (!c) {
    c = b->counting = calloc(1, sizeof *c);
    if (!c) return ch_sqlite_no_memory(error);
    c->arena = ch_arena_new(0);
    c->scratch = ch_arena_new(0);
    if (!c->arena || !c->scratch) {
      ch_counts_free(b);
      return ch_sqlite_no_memory(error);
    }
  }
  ch_arena_clear(c->arena);
  ch_map_init(&c->places, c->arena);
  c->tallies.v = NULL;
  c->tallies.n = c->tallies.cap = 0;
  return true;
}

/* NULL: no memory. */
static tally *tally_of(struct ch_counting *c, table of, int64_t number, ch_str name) {
  enum { HEAD = 9 };
  char room[256];
  if (name.n > sizeof room - HEAD) name.n = sizeof room - HEAD; /* no name is that long */
  room[0] = (char)of;
  memcpy(room + 1, &number, sizeof number);
  if (name.n) memcpy(room + HEAD, name.p, name.n);
  ch_str key = {room, HEAD + name.n};
  const uint32_t *known = ch_map_get(&c->places, key);
  if (known) return &c->tallies.v[*known - 1];
  key = ch_arena_copy(c->arena, key);
  tally *made = key.p ? CH_PUSH(c->arena, &c->tallies) : NULL;
  uint32_t *place = made ? ch_map_put(&c->places, key, NULL) : NULL;
  if (!place) return NULL;
  *place = (uint32_t)c->tallies.n;
  *made = (tally){.of = of, .number = number, .name = ch_str_slice(key, HEAD, key.n)};
  return made;
}

/* --- events --- */

static bool count_names(ch_backend *b, const ch_fact *f, const ch_report_side *side, int64_t sign,
                        ch_error *error) {
  for (uint32_t i = 0; i < side->n; i++) {
    int64_t code;
    if (!ch_party_names_holder(f, &side->v[i])) continue;
    if (!ch_sqlite_name(b, CH_NAME_CODE, side->v[i].code, true, &code, error)) return false;
    tally *t = tally_of(b->counting, HOLDERS, code, side->v[i].name);
    if (!t) return ch_sqlite_no_memory(error);
    t->v[0] += sign;
  }
  return true;
}

/* Reports are not counted of an event that has many: not all have been looked at. */
static bool count(ch_backend *b, ch_str lists, const ch_fact *f, bool many, int64_t sign,
                  ch_error *error) {
  int64_t kind, days, list;
  if (!ch_list_take(&lists, &kind) || !ch_list_take(&lists, &days))
    return ch_sqlite_damaged(b, "an event's lists do not unpack", error);
  int quad = (int)(kind >> CH_KIND_QUAD & 7);
  while (ch_list_take(&lists, &list)) {
    list &= ~(INT64_C(3) << CH_LIST_ACTS);
    if (!ch_list_is_dyad(list)) continue;
    tally *t = tally_of(b->counting, DYADS, list, (ch_str){NULL, 0});
    if (!t) return ch_sqlite_no_memory(error);
    t->v[EVENTS] += sign;
    t->v[REPORTS] += many ? 0 : sign * (int64_t)f->n_reports;
    t->v[COOPERATION] += quad == 1 || quad == 2 ? sign : 0;
    t->v[CONFLICT] += quad == 3 || quad == 4 ? sign : 0;
  }
  return count_names(b, f, &f->act.actor, sign, error) &&
         count_names(b, f, &f->act.recipient, sign, error);
}

bool ch_counts_more(ch_backend *b, ch_str lists, const ch_event_row *row, ch_error *error) {
  return count(b, lists, row->fact, row->n_mentions > CH_WHOLE, 1, error);
}

bool ch_counts_less(ch_backend *b, int64_t event, ch_error *error) {
  const char *doing = "counting an event";
  ch_arena *scratch = b->counting->scratch;
  sqlite3_stmt *st = ch_sqlite_prepare(b, ST_EVENT_COUNTED, doing, error);
  ch_str lists = {NULL, 0}, raw = {NULL, 0};
  ch_fact f;
  int64_t n = 0;
  bool failed = false, no_memory = false;
  if (!st) return false;
  ch_arena_clear(scratch);
  sqlite3_bind_int64(st, 1, event);
  while (ch_sqlite_row(b, st, doing, &failed, error)) {
    n = sqlite3_column_int64(st, 0);
    lists = ch_column(st, 1, scratch, &no_memory);
    raw = ch_column(st, 2, scratch, &no_memory);
  }
  if (failed) return false;
  if (no_memory) return ch_sqlite_no_memory(error);
  if (!ch_fact_unpack(raw, scratch, &f))
    return ch_sqlite_damaged(b, "an event does not unpack", error);
  return count(b, lists, &f, n > CH_WHOLE, -1, error);
}

/* --- articles --- */

bool ch_sqlite_article_cites(ch_backend *b, int64_t article, const ch_str *names, size_t n,
                             bool more, ch_error *error) {
  const char *doing = "counting an article";
  sqlite3_stmt *st = n ? ch_sqlite_prepare(b, ST_ARTICLE_OUTLET, doing, error) : NULL;
  int64_t outlet = 0;
  bool failed = false;
  if (n == 0 || !st) return n == 0;
  sqlite3_bind_int64(st, 1, article);
  while (ch_sqlite_row(b, st, doing, &failed, error)) outlet = sqlite3_column_int64(st, 0);
  for (size_t i = 0; i < n && !failed; i++) {
    tally *t = tally_of(b->counting, CITES, outlet, names[i]);
    if (!t) return ch_sqlite_no_memory(error);
    t->v[0] += more ? 1 : -1;
  }
  return !failed;
}

/* --- writing --- */

static bool write_tally(ch_backend *b, const tally *t, ch_error *error) {
  enum { FIRST = 3 }; /* parameter of the counts */
  const char *doing = "counting events";
  sqlite3_stmt *st = ch_sqlite_prepare(b, TABLES[t->of].add, doing, error);
  bool any = false;
  if (!st) return false;
  sqlite3_bind_int64(st, 1, t->number);
  if (t->name.n) ch_bind_str(st, 2, t->name);
  for (int i = 0; i < TABLES[t->of].counts; i++) {
    sqlite3_bind_int64(st, FIRST + i, t->v[i]);
    any = any || t->v[i];
  }
  if (!any) {
    ch_sqlite_stop(st);
    return true;
  }
  if (!ch_sqlite_run(b, st, doing, error)) return false;
  if (t->v[EVENTS] >= 0) return true;
  st = ch_sqlite_prepare(b, TABLES[t->of].drop, doing, error);
  if (!st) return false;
  sqlite3_bind_int64(st, 1, t->number);
  if (t->name.n) ch_bind_str(st, 2, t->name);
  return ch_sqlite_run(b, st, doing, error);
}

bool ch_counts_write(ch_backend *b, ch_error *error) {
  for (size_t i = 0; i < b->counting->tallies.n; i++)
    if (!write_tally(b, &b->counting->tallies.v[i], error)) return false;
  return ch_counts_begin(b, error);
}
