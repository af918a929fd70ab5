/* Whose links have to be looked at again: those of events that changed, of those
 * that have links to them, and of those that look where something has changed
 * and may link to it now.
 *
 * An event looks at the nearest CH_MAX_CANDIDATES of a kind. Whoever finds so
 * many nearer to it than what changed has never seen that; whoever finds so many
 * at all may, as one comes or goes, see another for it.
 */
#include <stdlib.h>

#include "record/links.h"
#include "store/work.h"

#define FAR (CH_MAX_SEEK_DAYS + 1)
#define WALKED 2000 /* events of a kind that are counted, to find who is out of reach */

/* Events that changed, of one part. */
typedef struct part {
  ch_contents *contents;
  const ch_touched *v;
  size_t n;
  ch_map full; /* where those that look from a day have enough */
  ch_map *again;
} part;

/* By part, then day. */
static int order_touched(const void *a, const void *b) {
  const ch_touched *x = a, *y = b;
  int order = ch_str_cmp(x->party.code, y->party.code);
  if (order) return order;
  if (x->party.type != y->party.type) return x->party.type < y->party.type ? -1 : 1;
  if (x->party.acts != y->party.acts) return x->party.acts ? 1 : -1;
  return (x->day > y->day) - (x->day < y->day);
}

static bool same_part(const ch_touched *a, const ch_touched *b) {
  return a->party.type == b->party.type && a->party.acts == b->party.acts &&
         ch_str_eq(a->party.code, b->party.code);
}

/* Had it so many to look at, or has it, that one more or less shows it another? */
static bool is_full(part *p, bool ahead, const ch_seeker *seeker, bool *full, ch_error *error) {
  ch_store *s = p->contents->store;
  int32_t first = ahead ? seeker->days.from : seeker->days.to;
  int32_t last = ahead ? seeker->days.to : seeker->days.from;
  *full = true;
  if (p->n >= CH_MAX_CANDIDATES) return true;
  uint32_t *known = ch_number_put(&p->full, (uint64_t)(uint32_t)first << 1 | ahead);
  if (!known) return ch_store_no_memory(error);
  if (*known == 0) {
    int32_t on = ahead ? 1 : -1, day, end = first + on * FAR;
    if (!s->ops->nth_day(s->backend, &p->v->party, ahead, first - on, end,
                         CH_MAX_CANDIDATES - (uint32_t)p->n, &day, error))
      return false;
    *known = (uint32_t)abs(day - first) + 1;
  }
  *full = (uint32_t)abs(last - first) >= *known - 1;
  return true;
}

/* May it link to any of those, as they are now? */
static bool may_link(part *p, int64_t seeker, const ch_touched *v, size_t n, bool *may,
                     ch_error *error) {
  const ch_content *self, *event;
  *may = false;
  if (!ch_contents_get(p->contents, seeker, &self, error)) return false;
  for (size_t i = 0; self && i < n && !*may; i++) {
    if (!ch_contents_get(p->contents, v[i].event, &event, error)) return false;
    *may = event && ch_links_may(self, event);
  }
  return true;
}

/* Of one day. */
static bool note_day(part *p, bool ahead, const ch_touched *v, size_t n, ch_error *error) {
  ch_store *s = p->contents->store;
  ch_seekers found = {0};
  bool moved = false, again;
  int32_t end = ahead ? v->day - FAR : v->day + FAR;
  if (p->n + CH_MAX_CANDIDATES <= WALKED &&
      !s->ops->nth_day(s->backend, &v->party, !ahead, v->day, end,
                       CH_MAX_CANDIDATES + (uint32_t)p->n, &end, error))
    return false;
  if (!s->ops->seekers(s->backend, &v->party, ahead, v->day, end, s->batch, &found, error))
    return false;
  for (size_t i = 0; i < n; i++) moved = moved || v[i].moved;
  for (size_t i = 0; i < found.n; i++) {
    if (ch_number_find(p->again, (uint64_t)found.v[i].event)) continue;
    again = false;
    if (moved && !is_full(p, ahead, &found.v[i], &again, error)) return false;
    if (!again && !may_link(p, found.v[i].event, v, n, &again, error)) return false;
    if (again && !ch_number_note(p->again, (uint64_t)found.v[i].event, NULL))
      return ch_store_no_memory(error);
  }
  return true;
}

static bool note_part(part *p, ch_error *error) {
  for (size_t i = 0, n; i < p->n; i += n) {
    for (n = 1; i + n < p->n && p->v[i + n].day == p->v[i].day;) n++;
    if (p->v[i].day == CH_DAY_NONE) continue;
    ch_contents_trim(p->contents);
    if (!note_day(p, false, p->v + i, n, error) || !note_day(p, true, p->v + i, n, error))
      return false;
  }
  return true;
}

bool ch_store_seekers(ch_contents *contents, const ch_touched_list *list, ch_map *again,
                      ch_error *error) {
  ch_store *s = contents->store;
  ch_touched *v = CH_ARRAY(s->batch, list->n, ch_touched);
  if (!v) return ch_store_no_memory(error);
  size_t n = 0;
  for (size_t i = 0; i < list->n; i++) {
    if (list->v[i].party.code.n) v[n++] = list->v[i];
    else if (!ch_number_note(again, (uint64_t)list->v[i].event, NULL))
      return ch_store_no_memory(error);
  }
  if (n) qsort(v, n, sizeof *v, order_touched);
  for (size_t i = 0, of; i < n; i += of) {
    for (of = 1; i + of < n && same_part(&v[i], &v[i + of]);) of++;
    part p = {.contents = contents, .v = v + i, .n = of, .again = again};
    ch_map_init(&p.full, s->batch);
    if (!note_part(&p, error)) return false;
  }
  return true;
}
