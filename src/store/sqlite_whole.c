/* The record as a whole: dyads, names of codes' holders, whom outlets cite, from what is counted as
 * events come and go (sqlite_counts.c). What depends on which article is whose copy cannot be
 * counted so, as that may change with each article: it is found by going through mentions. */
#include <stdlib.h>

#include "store/sqlite_lists.h"

/* --- numbers of articles and of what belongs to them --- */

/* Copies by number, each with its origin. */
typedef struct copies { struct { int64_t number, origin; } *v; size_t n, cap; } copies;

static bool read_copies(ch_backend *b, ch_arena *arena, copies *out, ch_error *error) {
  const char *doing = "reading copies";
  sqlite3_stmt *st = ch_sqlite_prepare(b, ST_ORIGINS, doing, error);
  bool failed = false;
  if (!st) return false;
  while (ch_sqlite_row(b, st, doing, &failed, error)) {
    if (!CH_PUSH(arena, out)) {
      ch_sqlite_stop(st);
      return ch_sqlite_no_memory(error);
    }
    out->v[out->n - 1].number = sqlite3_column_int64(st, 0);
    out->v[out->n - 1].origin = sqlite3_column_int64(st, 1);
  }
  return !failed;
}

/* The article itself where it is no copy. */
static int64_t origin_of(const copies *c, int64_t article) {
  size_t low = 0, high = c->n;
  while (low < high) {
    size_t middle = (low + high) / 2;
    if (c->v[middle].number < article) low = middle + 1;
    else high = middle;
  }
  return low < c->n && c->v[low].number == article ? c->v[low].origin : article;
}

static int order_numbers(const void *a, const void *b) {
  int64_t x = *(const int64_t *)a, y = *(const int64_t *)b;
  return (x > y) - (x < y);
}

/* How many there are of them, sorted. */
static size_t distinct(int64_t *v, size_t n) {
  size_t kept = 0;
  if (n) qsort(v, n, sizeof *v, order_numbers);
  for (size_t i = 0; i < n; i++)
    if (i == 0 || v[i] != v[i - 1]) v[kept++] = v[i];
  return kept;
}

/* --- dyads --- */

/* The dyads by the number of their lists, and those numbers. */
static bool read_dyads(ch_backend *b, ch_arena *arena, ch_dyad_counts *out, int64_t **lists,
                       ch_error *error) {
  const char *doing = "reading dyads";
  struct { int64_t *v; size_t n, cap; } numbers = {0};
  sqlite3_stmt *st = ch_sqlite_prepare(b, ST_DYADS, doing, error);
  bool failed = false;
  if (!st) return false;
  while (ch_sqlite_row(b, st, doing, &failed, error)) {
    ch_dyad_count *d = CH_PUSH(arena, out);
    int64_t *list = d ? CH_PUSH(arena, &numbers) : NULL;
    if (!list) {
      ch_sqlite_stop(st);
      return ch_sqlite_no_memory(error);
    }
    *list = sqlite3_column_int64(st, 0);
    *d = (ch_dyad_count){.events = (uint64_t)sqlite3_column_int64(st, 1),
                         .reports = (uint64_t)sqlite3_column_int64(st, 2),
                         .cooperation = (uint64_t)sqlite3_column_int64(st, 3),
                         .conflict = (uint64_t)sqlite3_column_int64(st, 4),
                         .days = {ch_column_day(st, 5), ch_column_day(st, 6)}};
  }
  *lists = numbers.v;
  return !failed;
}

/* Their articles, copies counted once. */
static bool count_reports(ch_backend *b, int64_t event, const copies *c, ch_arena *arena,
                          uint64_t *n, ch_error *error) {
  ch_numbers mentions = {0};
  if (!ch_sqlite_numbers(b, ST_MENTIONS_WHOLE, event, arena, &mentions, "counting reports", error))
    return false;
  for (size_t i = 0; i < mentions.n; i++) mentions.v[i] = origin_of(c, mentions.v[i] >> 16);
  *n = distinct(mentions.v, mentions.n);
  return true;
}

/* Of events that have many, of which none are counted as they come. */
static bool add_reports(ch_backend *b, ch_arena *arena, ch_dyad_counts *dyads, const int64_t *lists,
                        ch_error *error) {
  const char *doing = "counting reports";
  copies c = {0};
  sqlite3_stmt *st = ch_sqlite_prepare(b, ST_EVENTS_MANY, doing, error);
  bool failed = false;
  if (!st || !read_copies(b, arena, &c, error)) return false;
  while (ch_sqlite_row(b, st, doing, &failed, error)) {
    ch_str rest = {sqlite3_column_blob(st, 1), (size_t)sqlite3_column_bytes(st, 1)};
    uint64_t n;
    int64_t list, head;
    if (!count_reports(b, sqlite3_column_int64(st, 0), &c, arena, &n, error)) {
      ch_sqlite_stop(st);
      return false;
    }
    for (int i = 0; i < 2; i++) ch_list_take(&rest, &head);
    while (ch_list_take(&rest, &list)) {
      list &= ~(INT64_C(3) << CH_LIST_ACTS);
      if (!ch_list_is_dyad(list) || !dyads->n) continue;
      const int64_t *at = bsearch(&list, lists, dyads->n, sizeof *lists, order_numbers);
      if (at) dyads->v[at - lists].reports += n;
    }
  }
  return !failed;
}

/* Names by number, of one kind. */
typedef struct named { struct { int64_t number; ch_str name; } *v; size_t n, cap; } named;

static bool read_names(ch_backend *b, int statement, ch_arena *arena, named *out, ch_error *error) {
  const char *doing = "reading names";
  sqlite3_stmt *st = ch_sqlite_prepare(b, statement, doing, error);
  bool failed = false, no_memory = false;
  if (!st) return false;
  while (ch_sqlite_row(b, st, doing, &failed, error)) {
    if (!CH_PUSH(arena, out)) {
      ch_sqlite_stop(st);
      return ch_sqlite_no_memory(error);
    }
    out->v[out->n - 1].number = sqlite3_column_int64(st, 0);
    out->v[out->n - 1].name = ch_column(st, 1, arena, &no_memory);
  }
  if (no_memory) return ch_sqlite_no_memory(error);
  return !failed;
}

static ch_str name_of(const named *names, int64_t number) {
  size_t low = 0, high = names->n;
  while (low < high) {
    size_t middle = (low + high) / 2;
    if (names->v[middle].number < number) low = middle + 1;
    else high = middle;
  }
  return low < names->n && names->v[low].number == number ? names->v[low].name : (ch_str){NULL, 0};
}

bool ch_sqlite_dyads(ch_backend *b, ch_arena *arena, ch_dyad_counts *out, ch_error *error) {
  int64_t *lists = NULL;
  named codes = {0};
  if (!read_dyads(b, arena, out, &lists, error) || !add_reports(b, arena, out, lists, error) ||
      !read_names(b, ST_CODES, arena, &codes, error))
    return false;
  for (size_t i = 0; i < out->n; i++) {
    ch_str x = name_of(&codes, ch_list_low(lists[i])), y = name_of(&codes, ch_list_high(lists[i]));
    bool turned = ch_str_cmp(x, y) > 0;
    out->v[i].a = turned ? y : x;
    out->v[i].b = turned ? x : y;
  }
  return true;
}

bool ch_sqlite_holders(ch_backend *b, ch_arena *arena, ch_name_counts *out, ch_error *error) {
  const char *doing = "reading names";
  sqlite3_stmt *st = ch_sqlite_prepare(b, ST_HOLDERS, doing, error);
  bool failed = false, no_memory = false;
  if (!st) return false;
  while (ch_sqlite_row(b, st, doing, &failed, error)) {
    ch_name_count *n = CH_PUSH(arena, out);
    if (!n) {
      ch_sqlite_stop(st);
      return ch_sqlite_no_memory(error);
    }
    *n = (ch_name_count){ch_column(st, 0, arena, &no_memory), ch_column(st, 1, arena, &no_memory),
                         (uint64_t)sqlite3_column_int64(st, 2)};
  }
  if (no_memory) return ch_sqlite_no_memory(error);
  return !failed;
}

/* --- outlets --- */

/* Outlets' numbers to places in the list: those that differ in capitals alone are one. */
typedef struct outlets {
  ch_arena *arena;
  named names;
  ch_map by_name; /* folded, to place + 1 */
  ch_outlet_counts *list;
  uint32_t *of;   /* by article: place + 1; 0: none in force */
  int32_t *day;   /* by article */
  int64_t last;   /* article */
} outlets;

/* 0: no memory. */
static uint32_t place_of(outlets *o, int64_t number) {
  ch_str name = number ? name_of(&o->names, number) : (ch_str){NULL, 0};
  if (name.n == 0) name = CH_STR("(unknown)");
  ch_str low = ch_arena_copy(o->arena, name);
  bool added;
  for (size_t i = 0; low.p && i < low.n; i++)
    if (low.p[i] >= 'A' && low.p[i] <= 'Z') ((char *)(uintptr_t)low.p)[i] = (char)(low.p[i] + 32);
  uint32_t *place = low.p ? ch_map_put(&o->by_name, low, &added) : NULL;
  if (!place) return 0;
  if (added) {
    ch_outlet_count *made = CH_PUSH(o->arena, o->list);
    if (!made) return 0;
    *made = (ch_outlet_count){.name = name, .known = number != 0, .days = CH_DAYS_NONE};
    *place = (uint32_t)o->list->n;
  }
  return *place;
}

/* In the order of the first article of each, which gives several the name that is told. */
static bool read_outlets(ch_backend *b, outlets *o, ch_error *error) {
  const char *doing = "reading outlets";
  sqlite3_stmt *st = ch_sqlite_prepare(b, ST_OUTLETS, doing, error);
  bool failed = false;
  if (!st) return false;
  while (ch_sqlite_row(b, st, doing, &failed, error)) {
    uint32_t place = place_of(o, sqlite3_column_int64(st, 0));
    if (!place) {
      ch_sqlite_stop(st);
      return ch_sqlite_no_memory(error);
    }
    ch_outlet_count *out = &o->list->v[place - 1];
    int32_t from = ch_column_day(st, 3), to = ch_column_day(st, 4);
    out->articles += (uint64_t)sqlite3_column_int64(st, 1);
    out->copies += (uint64_t)sqlite3_column_int64(st, 2);
    if (from == CH_DAY_NONE) continue;
    if (out->days.from == CH_DAY_NONE || from < out->days.from) out->days.from = from;
    if (out->days.to == CH_DAY_NONE || to > out->days.to) out->days.to = to;
  }
  return !failed;
}

static bool read_whose(ch_backend *b, outlets *o, ch_error *error) {
  const char *doing = "reading outlets";
  sqlite3_stmt *st = ch_sqlite_prepare(b, ST_ARTICLE_LAST, doing, error);
  bool failed = false;
  int64_t before = -1;
  uint32_t place = 0;
  if (!st) return false;
  while (ch_sqlite_row(b, st, doing, &failed, error)) o->last = sqlite3_column_int64(st, 0);
  if (failed) return false;
  o->of = CH_ARRAY(o->arena, (size_t)o->last + 1, uint32_t);
  o->day = CH_ARRAY(o->arena, (size_t)o->last + 1, int32_t);
  st = o->of && o->day ? ch_sqlite_prepare(b, ST_ARTICLES_WHOSE, doing, error) : NULL;
  if (!o->of || !o->day) return ch_sqlite_no_memory(error);
  if (!st) return false;
  while (ch_sqlite_row(b, st, doing, &failed, error)) {
    int64_t number = sqlite3_column_int64(st, 0), outlet = sqlite3_column_int64(st, 1);
    if (outlet != before) place = place_of(o, outlet);
    before = outlet;
    if (!place) {
      ch_sqlite_stop(st);
      return ch_sqlite_no_memory(error);
    }
    o->of[number] = place;
    o->day[number] = ch_column_day(st, 2);
  }
  return !failed;
}

/* The articles of one event. */
typedef struct telling {
  const outlets *outlets;
  const copies *copies;
  int64_t *v;
  size_t n, cap;
  uint64_t *seen; /* by outlet: the last event + 1 that it told */
} telling;

/* Canonical order (ch_report_order), as far as it is of articles. */
static bool earlier(ch_backend *b, const telling *t, int64_t x, int64_t y, ch_arena *arena,
                    bool *failed, ch_error *error) {
  int32_t day_x = t->outlets->day[x], day_y = t->outlets->day[y];
  ch_source a, c;
  if (day_x != day_y) return day_y == CH_DAY_NONE || (day_x != CH_DAY_NONE && day_x < day_y);
  *failed = *failed || !ch_sqlite_article_head(b, x, arena, &a, error) ||
            !ch_sqlite_article_head(b, y, arena, &c, error);
  if (*failed) return false;
  if (a.minute != c.minute) return c.minute < 0 || (a.minute >= 0 && a.minute < c.minute);
  return ch_str_cmp(a.id, c.id) < 0;
}

/* Do all of the event's stories come from one outlet? A story is that of the first article that
 * tells it, whatever copies follow. *first: the article that comes before all others. */
static bool is_alone(ch_backend *b, telling *t, ch_arena *arena, int64_t *first, bool *alone,
                     ch_error *error) {
  const outlets *o = t->outlets;
  bool failed = false, same = true;
  *first = t->v[0];
  *alone = true;
  for (size_t i = 1; i < t->n; i++) same = same && o->of[t->v[i]] == o->of[t->v[0]];
  bool told = o->list->v[o->of[t->v[0]] - 1].known;
  if (t->n == 1 || (same && told)) return true;
  bool any_copy = false;
  for (size_t i = 0; i < t->n; i++) any_copy = any_copy || origin_of(t->copies, t->v[i]) != t->v[i];
  *alone = false;
  if (!any_copy) return true;
  for (size_t i = 1; i < t->n; i++)
    if (earlier(b, t, t->v[i], *first, arena, &failed, error)) *first = t->v[i];
  *alone = true;
  for (size_t i = 0; i < t->n && *alone && !failed; i++) {
    int64_t head = t->v[i], group = origin_of(t->copies, head);
    for (size_t k = 0; k < t->n; k++)
      if (k != i && origin_of(t->copies, t->v[k]) == group &&
          earlier(b, t, t->v[k], head, arena, &failed, error))
        head = t->v[k];
    bool known = o->list->v[o->of[head] - 1].known;
    *alone = head == *first || (known && o->of[head] == o->of[*first]);
  }
  return !failed;
}

static bool count_told(ch_backend *b, telling *t, uint64_t event, ch_arena *arena,
                       ch_error *error) {
  const outlets *o = t->outlets;
  int64_t first;
  bool alone;
  t->n = distinct(t->v, t->n);
  if (t->n == 0) return true;
  for (size_t i = 0; i < t->n; i++) {
    uint32_t place = o->of[t->v[i]];
    if (t->seen[place] == event) continue;
    t->seen[place] = event;
    o->list->v[place - 1].events++;
  }
  ch_arena_clear(arena);
  if (!is_alone(b, t, arena, &first, &alone, error)) return false;
  o->list->v[o->of[first] - 1].alone += alone;
  t->n = 0;
  return true;
}

static bool count_events(ch_backend *b, outlets *o, const copies *c, ch_arena *arena,
                         ch_error *error) {
  const char *doing = "counting events";
  telling t = {.outlets = o, .copies = c, .seen = CH_ARRAY(o->arena, o->list->n + 1, uint64_t)};
  sqlite3_stmt *st = t.seen ? ch_sqlite_prepare(b, ST_TOLD, doing, error) : NULL;
  bool failed = false, good = true;
  int64_t event = 0;
  uint64_t n = 1;
  if (!t.seen) return ch_sqlite_no_memory(error);
  if (!st) return false;
  while (good && ch_sqlite_row(b, st, doing, &failed, error)) {
    int64_t of = sqlite3_column_int64(st, 0), article = sqlite3_column_int64(st, 1) >> 16;
    if (of != event) good = count_told(b, &t, n++, arena, error);
    event = of;
    if (article > o->last || !o->of[article]) continue;
    int64_t *place = good ? CH_PUSH(o->arena, &t) : NULL;
    if (good && !place) good = ch_sqlite_no_memory(error);
    if (place) *place = article;
  }
  if (!good) ch_sqlite_stop(st);
  return good && !failed && count_told(b, &t, n, arena, error);
}

static bool read_cites(ch_backend *b, outlets *o, ch_outlet_cites *out, ch_error *error) {
  const char *doing = "reading whom outlets cite";
  sqlite3_stmt *st = ch_sqlite_prepare(b, ST_CITES, doing, error);
  bool failed = false, no_memory = false;
  if (!st) return false;
  while (ch_sqlite_row(b, st, doing, &failed, error)) {
    uint32_t place = place_of(o, sqlite3_column_int64(st, 0));
    ch_outlet_cite *cite = place ? CH_PUSH(o->arena, out) : NULL;
    if (!cite) {
      ch_sqlite_stop(st);
      return ch_sqlite_no_memory(error);
    }
    *cite = (ch_outlet_cite){place - 1, ch_column(st, 1, o->arena, &no_memory),
                             (uint64_t)sqlite3_column_int64(st, 2)};
  }
  if (no_memory) return ch_sqlite_no_memory(error);
  return !failed;
}

static bool read_copied(ch_backend *b, outlets *o, ch_outlet_copies *out, ch_error *error) {
  const char *doing = "reading copies";
  sqlite3_stmt *st = ch_sqlite_prepare(b, ST_COPIED, doing, error);
  bool failed = false, no_memory = false;
  if (!st) return false;
  while (ch_sqlite_row(b, st, doing, &failed, error)) {
    ch_copy_kind kind = (ch_copy_kind)sqlite3_column_int(st, 2);
    uint32_t by = place_of(o, sqlite3_column_int64(st, 0));
    uint32_t of = place_of(o, sqlite3_column_int64(st, 1));
    ch_outlet_copy *copy = by && of ? CH_PUSH(o->arena, out) : NULL;
    if (!copy) {
      ch_sqlite_stop(st);
      return ch_sqlite_no_memory(error);
    }
    *copy = (ch_outlet_copy){by - 1, of - 1, ch_column(st, 3, o->arena, &no_memory),
                             ch_column(st, 4, o->arena, &no_memory), ch_str_of(ch_copy_name(kind))};
  }
  if (no_memory) return ch_sqlite_no_memory(error);
  return !failed;
}

bool ch_sqlite_outlets(ch_backend *b, ch_arena *arena, ch_outlets *out, ch_error *error) {
  outlets o = {.arena = arena, .list = &out->outlets};
  copies c = {0};
  ch_map_init(&o.by_name, arena);
  ch_arena *scratch = ch_arena_new(0);
  bool done = (scratch || ch_sqlite_no_memory(error)) &&
              read_names(b, ST_OUTLET_NAMES, arena, &o.names, error) &&
              read_outlets(b, &o, error) && read_whose(b, &o, error) &&
              read_copies(b, arena, &c, error) && count_events(b, &o, &c, scratch, error) &&
              read_cites(b, &o, &out->cites, error) && read_copied(b, &o, &out->copies, error);
  ch_arena_free(scratch);
  return done;
}
