/* How the lists of events are numbered, and what their rows tell. */
#ifndef CH_STORE_SQLITE_LISTS_H
#define CH_STORE_SQLITE_LISTS_H

#include "store/sqlite.h"

/* Every event stands in list 0, in one of each party, one of each party's
 * part in its type, one of each dyad and one of each issue. */
#define CH_LIST_ALL 0
#define CH_LIST_LONG (INT64_C(1) << 60) /* the same, of events longer than CH_LONG_DAYS alone */
#define CH_LONG_DAYS 31

_Static_assert(1 + 2 * (CH_TYPE_COUNT + 1) < 64, "a part's number takes six bits");

/* A list's rows tell of each event, from the lowest bit: type (5 bits), status (3), quad class (3),
 * ten times the Goldstein score plus 100 (8; 255 none); in a dyad's list who acts: the one whose
 * code's number is lower (1), higher (2), both (3). */
#define CH_KIND_STATUS 5
#define CH_KIND_QUAD 8
#define CH_KIND_SCORE 11
#define CH_KIND_ACTS 19
#define CH_LOW_ACTS 1
#define CH_HIGH_ACTS 2
#define CH_KIND_NO_SCORE 255

/* Memory answers for a state that is held, and that tells which it is. */
static inline bool ch_sqlite_keeps(const ch_backend *b) {
  return b->kept && b->state > 0;
}

/* As an event's lists are stored, a dyad's has who acts above its number. */
#define CH_LIST_ACTS 57

static inline int64_t ch_list_of_name(int64_t name) {
  return name << 6;
}
static inline int64_t ch_list_of_part(int64_t code, int type, bool acts) {
  return code << 6 | (1 + 2 * type + acts);
}
static inline int64_t ch_list_of_dyad(int64_t a, int64_t b) {
  int64_t low = a < b ? a : b, high = a < b ? b : a;
  return INT64_C(1) << 56 | low << 28 | high;
}
static inline bool ch_list_is_dyad(int64_t list) {
  return list >> 56 == 1;
}
static inline int64_t ch_list_low(int64_t dyad) {
  return dyad >> 28 & ((INT64_C(1) << 28) - 1);
}
static inline int64_t ch_list_high(int64_t dyad) {
  return dyad & ((INT64_C(1) << 28) - 1);
}
/* The next number of an event's lists as they are stored: kind, days, lists. */
bool ch_list_take(ch_str *bytes, int64_t *out);

#endif
