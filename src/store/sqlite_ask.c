/* What is asked of the lists of events: from the file, or from memory where several threads ask
 * (sqlite_kept.h). Both give the same; tests/store/kept.c holds them against each other. */
#include "store/sqlite_kept.h"
#include "store/sqlite_lists.h"

/* --- what a filter asks --- */

/* The lists that a filter chooses from; *none: no event can match. */
typedef struct choice {
  int64_t list, also; /* also -1: no second one */
  bool none;
  bool low_first; /* the first side's code has the lower number */
} choice;

static bool choose(ch_backend *b, const ch_filter *filter, choice *out, ch_error *error) {
  int64_t side[2] = {0, 0}, issue = 0;
  *out = (choice){CH_LIST_ALL, -1, false, false};
  for (int i = 0; i < 2; i++) {
    if (filter->between[i].n == 0) continue;
    if (!ch_sqlite_name(b, CH_NAME_CODE, filter->between[i], false, &side[i], error)) return false;
    out->none = out->none || side[i] == 0;
  }
  if (filter->issue.n) {
    if (!ch_sqlite_name(b, CH_NAME_ISSUE, filter->issue, false, &issue, error)) return false;
    out->none = out->none || issue == 0;
  }
  out->low_first = side[0] < side[1];
  if (side[0] && side[1]) out->list = ch_list_of_dyad(side[0], side[1]);
  else if (side[0] || side[1]) out->list = ch_list_of_name(side[0] ? side[0] : side[1]);
  if (issue && out->list == CH_LIST_ALL) out->list = ch_list_of_name(issue);
  else if (issue) out->also = ch_list_of_name(issue);
  return true;
}

/* Rows of one list. Events that began well before the days asked for, and last into them, are
 * looked for apart, among the long ones; they come first. */
typedef struct rows {
  int64_t list, also;
  int32_t first, last; /* the day that an event began */
  int64_t from;        /* it lasted until then */
  uint32_t types, statuses;
} rows;

static rows rows_of(const ch_filter *f, const choice *c, bool longer) {
  bool bounded = f->days.from != CH_DAY_NONE;
  rows r = {.list = longer ? c->list | CH_LIST_LONG : c->list, .also = c->also,
            .first = bounded ? f->days.from - CH_LONG_DAYS : INT32_MIN,
            .last = f->days.to != CH_DAY_NONE ? f->days.to : bounded ? NO_DAY - 1 : NO_DAY,
            .from = bounded ? f->days.from : INT32_MIN,
            .types = f->types ? f->types : UINT32_MAX,
            .statuses = f->statuses ? f->statuses : UINT32_MAX};
  if (longer && bounded && r.last >= r.first) r.last = r.first - 1;
  if (longer) r.first = INT32_MIN;
  return r;
}

static ch_event_mark mark_of(int32_t day, int64_t kind, bool low_first) {
  int64_t score = kind >> CH_KIND_SCORE & 255, acts = kind >> CH_KIND_ACTS & 3;
  return (ch_event_mark){.day = day == NO_DAY ? CH_DAY_NONE : day,
                         .type = (uint8_t)(kind & 31),
                         .status = (uint8_t)(kind >> CH_KIND_STATUS & 7),
                         .quad = (uint8_t)(kind >> CH_KIND_QUAD & 7),
                         .tenths = score == CH_KIND_NO_SCORE ? CH_NO_SCORE : (int16_t)(score - 100),
                         .first_acts = acts & (low_first ? CH_LOW_ACTS : CH_HIGH_ACTS),
                         .second_acts = acts & (low_first ? CH_HIGH_ACTS : CH_LOW_ACTS)};
}

/* --- from the file --- */

static void bind_rows(sqlite3_stmt *st, const rows *r) {
  sqlite3_bind_int64(st, 1, r->list);
  sqlite3_bind_int(st, 2, r->first);
  sqlite3_bind_int(st, 3, r->last);
  sqlite3_bind_int64(st, 4, r->from);
  sqlite3_bind_int64(st, 5, r->types);
  sqlite3_bind_int64(st, 6, r->statuses);
  if (r->also >= 0) sqlite3_bind_int64(st, 7, r->also);
}

/* Counts no further than to `most`; 0: all. */
static bool count_rows(ch_backend *b, const rows *r, uint64_t most, uint64_t *n, ch_error *error) {
  const char *doing = "counting events";
  sqlite3_stmt *st =
      ch_sqlite_prepare(b, r->also >= 0 ? ST_LIST_ALSO_COUNT : ST_LIST_COUNT, doing, error);
  bool failed = false;
  if (!st) return false;
  bind_rows(st, r);
  sqlite3_bind_int64(st, 8, most ? (int64_t)most : -1);
  while (ch_sqlite_row(b, st, doing, &failed, error)) *n += (uint64_t)sqlite3_column_int64(st, 0);
  return !failed;
}

static bool find_rows(ch_backend *b, const rows *r, uint64_t skip, uint64_t most, ch_arena *arena,
                      ch_numbers *out, ch_error *error) {
  const char *doing = "reading events";
  sqlite3_stmt *st = ch_sqlite_prepare(b, r->also >= 0 ? ST_LIST_ALSO : ST_LIST, doing, error);
  if (!st) return false;
  bind_rows(st, r);
  sqlite3_bind_int64(st, 8, most ? (int64_t)most : -1);
  sqlite3_bind_int64(st, 9, (int64_t)skip);
  return ch_sqlite_collect(b, st, arena, out, doing, error);
}

static bool mark_rows(ch_backend *b, const rows *r, bool low_first, ch_arena *arena,
                      ch_event_marks *out, ch_error *error) {
  const char *doing = "counting events";
  sqlite3_stmt *st = ch_sqlite_prepare(b, r->also >= 0 ? ST_MARKS_ALSO : ST_MARKS, doing, error);
  bool failed = false;
  if (!st) return false;
  bind_rows(st, r);
  while (ch_sqlite_row(b, st, doing, &failed, error)) {
    ch_event_mark *mark = CH_PUSH(arena, out);
    if (!mark) {
      ch_sqlite_stop(st);
      return ch_sqlite_no_memory(error);
    }
    *mark = mark_of(sqlite3_column_int(st, 0), sqlite3_column_int64(st, 1), low_first);
  }
  return !failed;
}

/* --- from memory --- */

static bool read_rows(ch_backend *b, int64_t list, ch_kept_list *out, ch_error *error) {
  const char *doing = "reading events";
  sqlite3_stmt *st = ch_sqlite_prepare(b, ST_LIST_WHOLE, doing, error);
  bool failed = false;
  size_t room = 0;
  if (!st) return false;
  sqlite3_bind_int64(st, 1, list);
  while (ch_sqlite_row(b, st, doing, &failed, error)) {
    if (!ch_kept_list_grow(out, &room)) {
      ch_sqlite_stop(st);
      return ch_sqlite_no_memory(error);
    }
    int64_t day = sqlite3_column_int64(st, 0), last = day + sqlite3_column_int64(st, 3);
    out->day[out->n] = (int32_t)day;
    out->last[out->n] = last < NO_DAY ? (int32_t)last : NO_DAY;
    out->key[out->n] = ch_column_key(st, 1);
    out->event[out->n] = sqlite3_column_int64(st, 2);
    out->kind[out->n++] = (uint32_t)sqlite3_column_int64(st, 4);
  }
  return !failed;
}

static bool read_list(void *self, int64_t list, ch_kept_thing *out, ch_error *error) {
  ch_kept_list l = {0};
  if (read_rows(self, list, &l, error))
    return ch_kept_list_keep(&l, out) || ch_sqlite_no_memory(error);
  ch_kept_list_free(&l);
  return false;
}

bool ch_sqlite_list_take(ch_backend *b, int64_t list, ch_kept_held *out, ch_error *error) {
  return ch_kept_take(b->kept, (ch_kept_name){CH_KEPT_LIST, list}, b->state, read_list, b, out, error);
}

/* Goes through the rows that match. */
typedef struct walk {
  rows r;
  ch_kept_held held, held_also;
  const ch_kept_list *list, *also;
  size_t at, end, also_at;
} walk;

/* Is the row in the second list too? Rows are asked about in order. */
static bool stands_in_both(walk *w, size_t at) {
  const ch_kept_list *l = w->list, *o = w->also;
  for (; w->also_at < o->n; w->also_at++) {
    size_t i = w->also_at;
    if (o->day[i] != l->day[at] ? o->day[i] < l->day[at]
        : o->key[i] != l->key[at] ? o->key[i] < l->key[at] : o->event[i] < l->event[at])
      continue;
    return o->day[i] == l->day[at] && o->key[i] == l->key[at] && o->event[i] == l->event[at];
  }
  return false;
}

/* At the next row that matches; false: there is none. */
static inline bool walk_on(walk *w) {
  const ch_kept_list *l = w->list;
  for (; w->at < w->end; w->at++) {
    uint32_t kind = l->kind[w->at];
    if (l->last[w->at] >= w->r.from && w->r.types >> (kind & 31) & 1 &&
        w->r.statuses >> (kind >> CH_KIND_STATUS & 7) & 1 &&
        (!w->also || stands_in_both(w, w->at)))
      return true;
  }
  return false;
}

/* *there false: the lists of this state are not in memory. */
static bool begin_walk(ch_backend *b, const rows *r, walk *w, bool *there, ch_error *error) {
  *w = (walk){.r = *r};
  *there = false;
  if (!ch_sqlite_list_take(b, r->list, &w->held, error)) return false;
  w->list = w->held.p;
  if (!w->list) return true;
  if (r->also >= 0 && !ch_sqlite_list_take(b, r->also, &w->held_also, error)) {
    ch_kept_give_back(b->kept, w->held);
    return false;
  }
  w->also = w->held_also.p;
  *there = r->also < 0 || w->also;
  if (!*there) ch_kept_give_back(b->kept, w->held);
  if (!*there) return true;
  w->at = ch_kept_row_of(w->list, r->first);
  w->end = ch_kept_row_of(w->list, (int64_t)r->last + 1);
  if (w->also && w->at < w->end) w->also_at = ch_kept_row_of(w->also, w->list->day[w->at]);
  return true;
}

static void end_walk(ch_backend *b, walk *w) {
  ch_kept_give_back(b->kept, w->held);
  ch_kept_give_back(b->kept, w->held_also);
}

/* --- from wherever it is --- */

static bool count_some(ch_backend *b, const rows *r, uint64_t most, uint64_t *n, ch_error *error) {
  walk w;
  bool there;
  if (!ch_sqlite_keeps(b)) return count_rows(b, r, most, n, error);
  if (!begin_walk(b, r, &w, &there, error)) return false;
  if (!there) return count_rows(b, r, most, n, error);
  uint64_t left = most ? most : UINT64_MAX;
  /* Often nothing is asked of them but days, and what began within those need not be looked at. */
  bool all = !w.also && r->types == UINT32_MAX && r->statuses == UINT32_MAX;
  size_t end = w.end, sure = all ? ch_kept_row_of(w.list, r->from) : end;
  if (sure < w.at) sure = w.at;
  if (sure < end) w.end = sure;
  for (; left && walk_on(&w); left--, w.at++) ++*n;
  if (sure < end) *n += end - sure < left ? end - sure : left;
  end_walk(b, &w);
  return true;
}

static bool find_some(ch_backend *b, const rows *r, uint64_t skip, uint64_t most, ch_arena *arena,
                      ch_numbers *out, ch_error *error) {
  walk w;
  bool there, done = true;
  if (!ch_sqlite_keeps(b)) return find_rows(b, r, skip, most, arena, out, error);
  if (!begin_walk(b, r, &w, &there, error)) return false;
  if (!there) return find_rows(b, r, skip, most, arena, out, error);
  for (; skip && walk_on(&w); w.at++) skip--;
  for (uint64_t left = most ? most : UINT64_MAX; done && left && walk_on(&w); left--) {
    int64_t *number = CH_PUSH(arena, out);
    done = number || ch_sqlite_no_memory(error);
    if (number) *number = w.list->event[w.at++];
  }
  end_walk(b, &w);
  return done;
}

/* For so many marks more. */
static bool make_room(ch_arena *arena, ch_event_marks *marks, size_t n) {
  if (marks->cap - marks->n >= n) return true;
  ch_event_mark *v = CH_ARRAY(arena, marks->n + n, ch_event_mark);
  if (!v) return false;
  if (marks->n) memcpy(v, marks->v, marks->n * sizeof *v);
  marks->v = v;
  marks->cap = marks->n + n;
  return true;
}

static bool mark_some(ch_backend *b, const rows *r, bool low_first, ch_arena *arena,
                      ch_event_marks *out, ch_error *error) {
  walk w;
  bool there, done = true;
  if (!ch_sqlite_keeps(b)) return mark_rows(b, r, low_first, arena, out, error);
  if (!begin_walk(b, r, &w, &there, error)) return false;
  if (!there) return mark_rows(b, r, low_first, arena, out, error);
  if (w.at < w.end && !make_room(arena, out, w.end - w.at)) done = ch_sqlite_no_memory(error);
  for (; done && walk_on(&w); w.at++)
    out->v[out->n++] = mark_of(w.list->day[w.at], w.list->kind[w.at], low_first);
  end_walk(b, &w);
  return done;
}

bool ch_sqlite_events_find(ch_backend *b, const ch_filter *f, ch_arena *arena, ch_numbers *out,
                           uint64_t *n_all, ch_error *error) {
  choice c;
  uint64_t skip = f->skip, most = f->most, n_long = 0, n = 0;
  *n_all = 0;
  if (!choose(b, f, &c, error)) return false;
  if (c.none) return true;
  rows longer = rows_of(f, &c, true), others = rows_of(f, &c, false);
  bool any_longer = f->days.from != CH_DAY_NONE;
  if (any_longer && !count_some(b, &longer, CH_COUNT_MOST, &n_long, error)) return false;
  if (skip < n_long && !find_some(b, &longer, skip, most, arena, out, error)) return false;
  skip = skip > n_long ? skip - n_long : 0;
  if (most && out->n >= most) most = 0;
  else if (most) most -= out->n;
  bool enough = f->most && most == 0;
  if (!enough && !find_some(b, &others, skip, most, arena, out, error)) return false;
  if (f->most == 0 && f->skip == 0) *n_all = out->n;
  else if (!count_some(b, &others, CH_COUNT_MOST, &n, error)) return false;
  else *n_all = n_long + n;
  return true;
}

bool ch_sqlite_events_count(ch_backend *b, const ch_filter *f, uint64_t *n, ch_error *error) {
  choice c;
  *n = 0;
  if (!choose(b, f, &c, error)) return false;
  if (c.none) return true;
  rows longer = rows_of(f, &c, true), others = rows_of(f, &c, false);
  return (f->days.from == CH_DAY_NONE || count_some(b, &longer, 0, n, error)) &&
         count_some(b, &others, 0, n, error);
}

bool ch_sqlite_events_mark(ch_backend *b, const ch_filter *f, ch_arena *arena,
                           ch_event_marks *out, ch_error *error) {
  choice c;
  if (!choose(b, f, &c, error)) return false;
  if (c.none) return true;
  rows longer = rows_of(f, &c, true), others = rows_of(f, &c, false);
  return (f->days.from == CH_DAY_NONE || mark_some(b, &longer, c.low_first, arena, out, error)) &&
         mark_some(b, &others, c.low_first, arena, out, error);
}

/* --- articles that report them --- */

static void add_reporting(ch_news *news, int32_t day, uint32_t n) {
  size_t low = 0, high = news->n;
  while (low < high) {
    size_t middle = (low + high) / 2;
    if (news->v[middle].day < day) low = middle + 1;
    else high = middle;
  }
  if (low < news->n && news->v[low].day == day) news->v[low].reporting += n;
}

bool ch_sqlite_events_reporting(ch_backend *b, const ch_filter *f, ch_news *news,
                                ch_error *error) {
  const char *doing = "counting articles";
  choice c;
  if (!choose(b, f, &c, error)) return false;
  for (int longer = f->days.from != CH_DAY_NONE; !c.none && longer >= 0; longer--) {
    sqlite3_stmt *st =
        ch_sqlite_prepare(b, c.also >= 0 ? ST_REPORTING_ALSO : ST_REPORTING, doing, error);
    bool failed = false;
    if (!st) return false;
    rows r = rows_of(f, &c, longer == 1);
    bind_rows(st, &r);
    while (ch_sqlite_row(b, st, doing, &failed, error))
      add_reporting(news, sqlite3_column_int(st, 0), (uint32_t)sqlite3_column_int64(st, 1));
    if (failed) return false;
  }
  return true;
}
