/* Events, the lists that they stand in, seeks and links in SQLite. What is asked of the lists is in
 * sqlite_ask.c. */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "store/kept.h"
#include "store/sqlite_lists.h"

/* --- lists --- */

#define MOST_DAYS 100000

static uint64_t kind_of(const ch_fact *f) {
  double score = isnan(f->goldstein) ? CH_KIND_NO_SCORE : round(f->goldstein * 10) + 100;
  return (uint64_t)f->act.type | (uint64_t)f->act.status << CH_KIND_STATUS |
         (uint64_t)(f->quad & 7) << CH_KIND_QUAD | (uint64_t)score << CH_KIND_SCORE;
}

typedef struct lists {
  int64_t v[160];
  size_t n;
} lists;

static void stand_in(lists *l, int64_t list) {
  for (size_t i = 0; i < l->n; i++)
    if (l->v[i] == list) return;
  if (l->n < sizeof l->v / sizeof *l->v) l->v[l->n++] = list;
}

typedef struct codes { int64_t v[2 * CH_MAX_SIDE]; uint32_t n; } codes;

static bool codes_of(ch_backend *b, const ch_report_side *side, codes *out, ch_error *error) {
  for (uint32_t i = 0; i < side->n && out->n < 2 * CH_MAX_SIDE; i++) {
    if (side->v[i].code.n == 0) continue;
    if (!ch_sqlite_name(b, CH_NAME_CODE, side->v[i].code, true, &out->v[out->n++], error)) return false;
  }
  return true;
}

/* Between two states means from one to the other, not two that both act on a
 * third; two-sided acts have all parties on one side. */
static void stand_in_dyads(const codes *actors, const codes *recipients, bool two, lists *out) {
  const codes *others = recipients->n ? recipients : actors;
  bool both = two || recipients->n == 0;
  for (uint32_t i = 0; i < actors->n; i++) {
    for (uint32_t k = 0; k < others->n; k++) {
      if (actors->v[i] == others->v[k]) continue;
      int64_t acts = both                             ? CH_LOW_ACTS | CH_HIGH_ACTS
                     : actors->v[i] < others->v[k] ? CH_LOW_ACTS : CH_HIGH_ACTS;
      int64_t list = ch_list_of_dyad(actors->v[i], others->v[k]), only = INT64_C(3) << CH_LIST_ACTS;
      size_t at = 0;
      while (at < out->n && (out->v[at] & ~only) != list) at++;
      if (at < out->n) out->v[at] |= acts << CH_LIST_ACTS;
      else stand_in(out, list | acts << CH_LIST_ACTS);
    }
  }
}

static bool lists_of(ch_backend *b, const ch_fact *f, lists *out, ch_error *error) {
  codes actors = {0}, recipients = {0};
  bool two = ch_type_two_sided(f->act.type);
  if (!codes_of(b, &f->act.actor, &actors, error) ||
      !codes_of(b, &f->act.recipient, &recipients, error))
    return false;
  stand_in(out, CH_LIST_ALL);
  for (uint32_t i = 0; i < actors.n; i++) {
    stand_in(out, ch_list_of_name(actors.v[i]));
    stand_in(out, ch_list_of_part(actors.v[i], (int)f->act.type, true));
  }
  for (uint32_t i = 0; i < recipients.n; i++) {
    stand_in(out, ch_list_of_name(recipients.v[i]));
    stand_in(out, ch_list_of_part(recipients.v[i], (int)f->act.type, two));
  }
  stand_in_dyads(&actors, &recipients, two, out);
  for (uint32_t i = 0; i < f->n_issues; i++) {
    int64_t issue;
    if (!ch_sqlite_name(b, CH_NAME_ISSUE, f->issues[i], true, &issue, error)) return false;
    stand_in(out, ch_list_of_name(issue));
  }
  return true;
}

/* Numbers in a row, seven bits a byte. */
static void add_number(ch_buf *out, uint64_t n) {
  for (; n >= 128; n >>= 7) ch_buf_add_byte(out, (char)(n | 128));
  ch_buf_add_byte(out, (char)n);
}

bool ch_list_take(ch_str *bytes, int64_t *out) {
  uint64_t n = 0;
  for (int shift = 0; bytes->n && shift < 64; shift += 7) {
    unsigned char c = (unsigned char)*bytes->p;
    bytes->p++, bytes->n--;
    n |= (uint64_t)(c & 127) << shift;
    if (c < 128) {
      *out = (int64_t)n;
      return true;
    }
  }
  return false;
}

static int32_t days_of(const ch_fact *f, int32_t day) {
  int32_t to = f->act.date.days.to;
  if (day == CH_DAY_NONE || to == CH_DAY_NONE || to <= day) return 0;
  return to - day < MOST_DAYS ? to - day : MOST_DAYS;
}

static bool list_row(ch_backend *b, int statement, int64_t list, int32_t day, uint64_t key,
                     int64_t event, int64_t days, int64_t kind, ch_error *error) {
  const char *doing = "storing an event";
  sqlite3_stmt *st = ch_sqlite_prepare(b, statement, doing, error);
  if (!st) return false;
  sqlite3_bind_int64(st, 1, list);
  sqlite3_bind_int(st, 2, day);
  ch_bind_key(st, 3, key);
  sqlite3_bind_int64(st, 4, event);
  if (statement == ST_LIST_PUT) {
    sqlite3_bind_int64(st, 5, days);
    sqlite3_bind_int64(st, 6, kind);
  }
  return ch_sqlite_run(b, st, doing, error);
}

/* What an event's lists are, as they are stored: kind, days, lists. */
typedef struct standing {
  char bytes[1024];
  size_t n; /* 0: there is no such event */
  int32_t day;
  uint64_t key;
} standing;

static bool read_standing(ch_backend *b, int64_t event, standing *out, ch_error *error) {
  const char *doing = "reading an event";
  sqlite3_stmt *st = ch_sqlite_prepare(b, ST_EVENT_LISTS, doing, error);
  bool failed = false;
  out->n = 0;
  if (!st) return false;
  sqlite3_bind_int64(st, 1, event);
  while (ch_sqlite_row(b, st, doing, &failed, error)) {
    size_t n = (size_t)sqlite3_column_bytes(st, 0);
    if (n > sizeof out->bytes || n == 0) {
      ch_sqlite_stop(st);
      return ch_sqlite_damaged(b, "an event's lists do not unpack", error);
    }
    memcpy(out->bytes, sqlite3_column_blob(st, 0), n);
    out->n = n;
    out->day = sqlite3_column_int(st, 1);
    out->key = ch_column_key(st, 2);
  }
  return !failed;
}

static bool write_standing(ch_backend *b, int statement, const standing *s, int64_t event,
                           ch_error *error) {
  ch_str rest = {s->bytes, s->n};
  int64_t kind, days, list;
  if (s->n == 0) return true;
  if (!ch_list_take(&rest, &kind) || !ch_list_take(&rest, &days))
    return ch_sqlite_damaged(b, "an event's lists do not unpack", error);
  int64_t plain = kind;
  while (ch_list_take(&rest, &list)) {
    kind = plain | (list >> CH_LIST_ACTS & 3) << CH_KIND_ACTS;
    list &= ~(INT64_C(3) << CH_LIST_ACTS);
    if (!list_row(b, statement, list, s->day, s->key, event, days, kind, error)) return false;
    if (days > CH_LONG_DAYS &&
        !list_row(b, statement, list | CH_LIST_LONG, s->day, s->key, event, days, kind, error))
      return false;
  }
  return true;
}

static bool make_standing(ch_backend *b, const ch_event_row *row, standing *out, ch_error *error) {
  const ch_fact *f = row->fact;
  lists l = {.n = 0};
  ch_buf bytes;
  if (!lists_of(b, f, &l, error)) return false;
  ch_buf_init(&bytes, sizeof out->bytes);
  add_number(&bytes, kind_of(f));
  add_number(&bytes, (uint64_t)days_of(f, row->day));
  for (size_t i = 0; i < l.n; i++) {
    size_t before = bytes.n;
    add_number(&bytes, (uint64_t)l.v[i]);
    if (bytes.n > sizeof out->bytes - 10) { /* more parties than anyone looks for */
      bytes.n = before;
      break;
    }
  }
  out->n = bytes.n;
  out->day = row->day == CH_DAY_NONE ? NO_DAY : row->day;
  out->key = row->key;
  if (bytes.p) memcpy(out->bytes, bytes.p, bytes.n);
  bool failed = bytes.failed;
  ch_buf_free(&bytes);
  return !failed || ch_sqlite_no_memory(error);
}

/* --- events --- */

bool ch_sqlite_event_head(ch_backend *b, int64_t event, ch_event_head *out, ch_error *error) {
  const char *doing = "reading an event";
  sqlite3_stmt *st = ch_sqlite_prepare(b, ST_EVENT_HEAD, doing, error);
  bool failed = false;
  *out = (ch_event_head){0, 0, CH_DAY_NONE};
  if (!st) return false;
  sqlite3_bind_int64(st, 1, event);
  while (ch_sqlite_row(b, st, doing, &failed, error)) {
    int32_t day = sqlite3_column_int(st, 2);
    *out = (ch_event_head){ch_column_key(st, 0), (uint64_t)sqlite3_column_int64(st, 1),
                           day == NO_DAY ? CH_DAY_NONE : day};
  }
  return !failed;
}

static bool put_seeks(ch_backend *b, const ch_event_row *row, ch_error *error) {
  const char *doing = "storing an event";
  for (uint32_t i = 0; i < row->n_seeks; i++) {
    int64_t code;
    if (!ch_sqlite_name(b, CH_NAME_CODE, row->seeks[i].code, true, &code, error)) return false;
    sqlite3_stmt *st = ch_sqlite_prepare(b, ST_SEEK_PUT, doing, error);
    if (!st) return false;
    const ch_seek *seek = &row->seeks[i];
    sqlite3_bind_int64(st, 1, seek->ahead ? -code : code);
    sqlite3_bind_int(st, 2, seek->ahead ? -seek->to : seek->from);
    sqlite3_bind_int(st, 3, seek->ahead ? -seek->from : seek->to);
    sqlite3_bind_int64(st, 4, row->number);
    sqlite3_bind_int(st, 5, !seek->aimed_at);
    sqlite3_bind_int64(st, 6, seek->types);
    if (!ch_sqlite_run(b, st, doing, error)) return false;
  }
  return true;
}

bool ch_sqlite_event_put(ch_backend *b, const ch_event_row *row, ch_error *error) {
  const char *doing = "storing an event";
  standing old, now;
  if (!read_standing(b, row->number, &old, error) || !make_standing(b, row, &now, error) ||
      (old.n && !ch_counts_less(b, row->number, error)) ||
      !ch_counts_more(b, (ch_str){now.bytes, now.n}, row, error))
    return false;
  bool same = old.n == now.n && old.day == now.day && old.key == now.key &&
              memcmp(old.bytes, now.bytes, now.n) == 0;
  if (!same && (!write_standing(b, ST_LIST_DROP, &old, row->number, error) ||
                !write_standing(b, ST_LIST_PUT, &now, row->number, error)))
    return false;
  if (old.n && !ch_sqlite_run_number(b, ST_SEEKS_DROP, row->number, doing, error)) return false;
  sqlite3_stmt *st = ch_sqlite_prepare(b, ST_EVENT_PUT, doing, error);
  if (!st) return false;
  sqlite3_bind_int64(st, 1, row->number);
  ch_bind_key(st, 2, row->key);
  ch_bind_u64(st, 3, row->n_mentions);
  sqlite3_bind_int(st, 4, now.day);
  ch_bind_blob(st, 5, (ch_str){now.bytes, now.n});
  ch_bind_blob(st, 6, row->content);
  ch_bind_blob(st, 7, row->shown);
  ch_bind_blob(st, 8, row->answers);
  b->counts[CH_N_EVENTS] += old.n == 0;
  return ch_sqlite_run(b, st, doing, error) && put_seeks(b, row, error);
}

bool ch_sqlite_event_count(ch_backend *b, int64_t event, uint64_t n_mentions, ch_error *error) {
  const char *doing = "storing an event";
  sqlite3_stmt *st = ch_sqlite_prepare(b, ST_EVENT_COUNT, doing, error);
  if (!st) return false;
  sqlite3_bind_int64(st, 1, event);
  ch_bind_u64(st, 2, n_mentions);
  return ch_sqlite_run(b, st, doing, error);
}

bool ch_sqlite_event_drop(ch_backend *b, int64_t event, ch_error *error) {
  const char *doing = "dropping an event";
  standing old;
  if (!read_standing(b, event, &old, error)) return false;
  if (old.n == 0) return true;
  b->counts[CH_N_EVENTS]--;
  return ch_counts_less(b, event, error) && write_standing(b, ST_LIST_DROP, &old, event, error) &&
         ch_sqlite_run_number(b, ST_SEEKS_DROP, event, doing, error) &&
         ch_sqlite_run_number(b, ST_LINKS_DROP, event, doing, error) &&
         ch_sqlite_run_number(b, ST_LINKS_DROP_TO, event, doing, error) &&
         ch_sqlite_run_number(b, ST_EVENT_DROP, event, doing, error);
}

bool ch_sqlite_event_content(ch_backend *b, int64_t event, ch_arena *arena, ch_str *out,
                             ch_error *error) {
  const char *doing = "linking events";
  sqlite3_stmt *st = ch_sqlite_prepare(b, ST_EVENT_CONTENT, doing, error);
  bool failed = false, no_memory = false;
  *out = (ch_str){NULL, 0};
  if (!st) return false;
  sqlite3_bind_int64(st, 1, event);
  while (ch_sqlite_row(b, st, doing, &failed, error)) *out = ch_column(st, 0, arena, &no_memory);
  if (no_memory) return ch_sqlite_no_memory(error);
  return !failed;
}

bool ch_sqlite_event_shown(ch_backend *b, int64_t event, ch_arena *arena, uint64_t *key,
                           ch_str *out, ch_error *error) {
  const char *doing = "reading an event";
  sqlite3_stmt *st = ch_sqlite_prepare(b, ST_EVENT_SHOWN, doing, error);
  bool failed = false, no_memory = false;
  *out = (ch_str){NULL, 0};
  if (!st) return false;
  sqlite3_bind_int64(st, 1, event);
  while (ch_sqlite_row(b, st, doing, &failed, error)) {
    *key = ch_column_key(st, 0);
    if (sqlite3_column_int64(st, 2) <= CH_WHOLE) *out = ch_column(st, 1, arena, &no_memory);
  }
  if (no_memory) return ch_sqlite_no_memory(error);
  return !failed;
}

bool ch_sqlite_event_linking(ch_backend *b, int64_t event, ch_arena *arena, ch_str *shown,
                             ch_str *answers, ch_error *error) {
  const char *doing = "linking events";
  sqlite3_stmt *st = ch_sqlite_prepare(b, ST_EVENT_LINKING, doing, error);
  bool failed = false, no_memory = false;
  *shown = *answers = (ch_str){NULL, 0};
  if (!st) return false;
  sqlite3_bind_int64(st, 1, event);
  while (ch_sqlite_row(b, st, doing, &failed, error)) {
    *shown = ch_column(st, 0, arena, &no_memory);
    *answers = ch_column(st, 1, arena, &no_memory);
  }
  if (no_memory) return ch_sqlite_no_memory(error);
  return !failed;
}

/* Bytes with their length before them. */
typedef struct kept_row { size_t n; char bytes[]; } kept_row;
typedef struct row_maker { ch_row_make *make; void *self; } row_maker;

static bool make_row(void *self, int64_t event, ch_kept_thing *out, ch_error *error) {
  const row_maker *maker = self;
  ch_buf made;
  ch_buf_init(&made, 0);
  bool done = maker->make(maker->self, event, &made, error);
  kept_row *row = done ? malloc(sizeof *row + made.n) : NULL;
  if (done && (!row || made.failed)) done = ch_sqlite_no_memory(error);
  if (done) {
    row->n = made.n;
    if (made.n) memcpy(row->bytes, made.p, made.n);
    *out = (ch_kept_thing){row, sizeof *row + made.n, free};
  } else {
    free(row);
  }
  ch_buf_free(&made);
  return done;
}

bool ch_sqlite_event_whole(ch_backend *b, int64_t event, ch_row_make *make, void *self,
                           ch_arena *arena, ch_str *out, ch_error *error) {
  row_maker maker = {make, self};
  ch_kept_held held = {0};
  ch_kept_thing own = {0};
  if (ch_sqlite_keeps(b) && !ch_kept_take(b->kept, (ch_kept_name){CH_KEPT_WHOLE, event}, b->state,
                                          make_row, &maker, &held, error))
    return false;
  if (!held.p && !make_row(&maker, event, &own, error)) return false;
  const kept_row *row = held.p ? held.p : own.p;
  *out = ch_arena_copy(arena, (ch_str){row->bytes, row->n});
  bool done = row->n == 0 || out->p || ch_sqlite_no_memory(error);
  ch_kept_give_back(b->kept, held);
  free(own.p);
  return done;
}

/* --- linking --- */

bool ch_sqlite_event_parties(ch_backend *b, int64_t event, ch_arena *arena, ch_parties *out,
                             ch_error *error) {
  standing s;
  int64_t kind, days, list;
  if (!read_standing(b, event, &s, error)) return false;
  ch_str rest = {s.bytes, s.n};
  if (s.n == 0) return true;
  if (!ch_list_take(&rest, &kind) || !ch_list_take(&rest, &days))
    return ch_sqlite_damaged(b, "an event's lists do not unpack", error);
  while (ch_list_take(&rest, &list)) {
    int64_t part = list & 63;
    if (part == 0 || list >> 56) continue;
    ch_event_party *party = CH_PUSH(arena, out);
    if (!party) return ch_sqlite_no_memory(error);
    party->acts = (part - 1) & 1;
    party->type = 1u << (kind & 31);
    if (!ch_sqlite_name_of(b, list >> 6, arena, &party->code, error)) return false;
  }
  return true;
}

bool ch_sqlite_event_seeks(ch_backend *b, int64_t event, bool *any, ch_error *error) {
  const char *doing = "linking events";
  sqlite3_stmt *st = ch_sqlite_prepare(b, ST_SEEKS_ANY, doing, error);
  bool failed = false;
  *any = false;
  if (!st) return false;
  sqlite3_bind_int64(st, 1, event);
  while (ch_sqlite_row(b, st, doing, &failed, error)) *any = true;
  return !failed;
}

static int type_of(uint32_t bit) {
  int type = 0;
  while (bit >> type > 1) type++;
  return type;
}

bool ch_sqlite_seekers(ch_backend *b, const ch_event_party *party, bool ahead, int32_t day,
                       int32_t end, ch_arena *arena, ch_seekers *out, ch_error *error) {
  const char *doing = "linking events";
  int64_t code;
  bool failed = false;
  int32_t sign = ahead ? -1 : 1;
  if (!ch_sqlite_name(b, CH_NAME_CODE, party->code, false, &code, error)) return false;
  sqlite3_stmt *st = code ? ch_sqlite_prepare(b, ST_SEEKERS, doing, error) : NULL;
  if (!st) return code == 0;
  sqlite3_bind_int64(st, 1, sign * code);
  sqlite3_bind_int(st, 2, sign * day);
  sqlite3_bind_int(st, 3, party->acts);
  sqlite3_bind_int64(st, 4, party->type);
  sqlite3_bind_int(st, 5, sign * end);
  while (ch_sqlite_row(b, st, doing, &failed, error)) {
    ch_seeker *one = CH_PUSH(arena, out);
    if (!one) {
      ch_sqlite_stop(st);
      return ch_sqlite_no_memory(error);
    }
    int32_t from = sign * sqlite3_column_int(st, 1), to = sign * sqlite3_column_int(st, 2);
    *one = (ch_seeker){sqlite3_column_int64(st, 0), ahead ? (ch_days){to, from} : (ch_days){from, to}};
  }
  return !failed;
}

bool ch_sqlite_nth_day(ch_backend *b, const ch_event_party *party, bool on, int32_t day, int32_t end,
                       uint32_t nth, int32_t *out, ch_error *error) {
  const char *doing = "linking events";
  int64_t code;
  bool failed = false;
  *out = end;
  if (!ch_sqlite_name(b, CH_NAME_CODE, party->code, false, &code, error)) return false;
  sqlite3_stmt *st = code ? ch_sqlite_prepare(b, on ? ST_DAY_ON : ST_DAY_BACK, doing, error) : NULL;
  if (!st) return code == 0;
  sqlite3_bind_int64(st, 1, ch_list_of_part(code, type_of(party->type), party->acts));
  sqlite3_bind_int(st, 2, day);
  sqlite3_bind_int(st, 3, end);
  sqlite3_bind_int64(st, 4, (int64_t)nth - 1);
  while (ch_sqlite_row(b, st, doing, &failed, error)) *out = sqlite3_column_int(st, 0);
  return !failed;
}

bool ch_sqlite_candidates(ch_backend *b, const ch_seek *seek, uint32_t most, ch_arena *arena,
                          ch_numbers *out, ch_error *error) {
  int64_t code;
  if (!ch_sqlite_name(b, CH_NAME_CODE, seek->code, false, &code, error)) return false;
  for (int type = 0; code && type <= CH_TYPE_COUNT; type++) {
    if (!(seek->types >> type & 1)) continue;
    sqlite3_stmt *st = ch_sqlite_prepare(b, seek->ahead ? ST_CANDIDATES_AHEAD : ST_CANDIDATES,
                                         "linking events", error);
    if (!st) return false;
    sqlite3_bind_int64(st, 1, ch_list_of_part(code, type, !seek->aimed_at));
    sqlite3_bind_int(st, 2, seek->from);
    sqlite3_bind_int(st, 3, seek->to);
    sqlite3_bind_int64(st, 4, most);
    if (!ch_sqlite_collect(b, st, arena, out, "linking events", error)) return false;
  }
  return true;
}
