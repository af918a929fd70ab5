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
  ch_store *store;
  const ch_touched *v;
  size_t n;
  ch_map full; /* where those that look from a day have enough */
  ch_relinks *again;
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
  ch_store *s = p->store;
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

ch_relink *ch_relinks_note(ch_relinks *r, int64_t event) {
  uint32_t *place = ch_number_put(&r->places, (uint64_t)event);
  if (place && *place) return &r->v[*place - 1];
  ch_relink *one = place ? CH_PUSH(r->places.arena, r) : NULL;
  if (!one) return NULL;
  one->event = event;
  *place = (uint32_t)r->n;
  return one;
}

static bool note_wholly(ch_relinks *r, int64_t event, ch_error *error) {
  ch_relink *one = ch_relinks_note(r, event);
  if (one) one->wholly = true;
  return one || ch_store_no_memory(error);
}

/* Notes which of those it may link to, as they are now. What has lost the part may be none of those
 * that it looks at. */
static bool note_linkable(part *p, int64_t seeker, const ch_touched *v, size_t n, bool full,
                          ch_error *error) {
  const ch_content *self, *event;
  ch_relink *one = NULL;
  if (!ch_contents_get(p->store, seeker, &self, error)) return false;
  for (size_t i = 0; self && i < n; i++) {
    if (!ch_contents_get(p->store, v[i].event, &event, error)) return false;
    if (!event || !ch_links_may(self, event)) continue;
    if (full || !v[i].there) return note_wholly(p->again, seeker, error);
    if (!one) one = ch_relinks_note(p->again, seeker);
    int64_t *changed = one ? CH_PUSH(p->store->batch, &one->changed) : NULL;
    if (!changed) return ch_store_no_memory(error);
    *changed = v[i].event;
  }
  return true;
}

/* Of one day. */
static bool note_day(part *p, bool ahead, const ch_touched *v, size_t n, ch_error *error) {
  ch_store *s = p->store;
  ch_seekers found = {0};
  bool moved = false, full;
  int32_t end = ahead ? v->day - FAR : v->day + FAR;
  if (p->n + CH_MAX_CANDIDATES <= WALKED &&
      !s->ops->nth_day(s->backend, &v->party, !ahead, v->day, end,
                       CH_MAX_CANDIDATES + (uint32_t)p->n, &end, error))
    return false;
  if (!s->ops->seekers(s->backend, &v->party, ahead, v->day, end, s->batch, &found, error))
    return false;
  for (size_t i = 0; i < n; i++) moved = moved || v[i].moved;
  for (size_t i = 0; i < found.n; i++) {
    int64_t seeker = found.v[i].event;
    const uint32_t *known = ch_number_find(&p->again->places, (uint64_t)seeker);
    if (known && p->again->v[*known - 1].wholly) continue;
    if (!is_full(p, ahead, &found.v[i], &full, error) ||
        !(moved && full ? note_wholly(p->again, seeker, error)
                        : note_linkable(p, seeker, v, n, full, error)))
      return false;
  }
  return true;
}

static bool note_part(part *p, ch_error *error) {
  for (size_t i = 0, n; i < p->n; i += n) {
    for (n = 1; i + n < p->n && p->v[i + n].day == p->v[i].day;) n++;
    if (p->v[i].day == CH_DAY_NONE) continue;
    ch_contents_trim(p->store);
    if (!note_day(p, false, p->v + i, n, error) || !note_day(p, true, p->v + i, n, error))
      return false;
  }
  return true;
}

bool ch_store_seekers(ch_store *s, const ch_touched_list *list, ch_relinks *out, ch_error *error) {
  ch_touched *v = CH_ARRAY(s->batch, list->n, ch_touched);
  if (!v) return ch_store_no_memory(error);
  size_t n = 0;
  for (size_t i = 0; i < list->n; i++) {
    if (list->v[i].party.code.n) v[n++] = list->v[i];
    else if (!note_wholly(out, list->v[i].event, error)) return false;
  }
  if (n) qsort(v, n, sizeof *v, order_touched);
  for (size_t i = 0, of; i < n; i += of) {
    for (of = 1; i + of < n && same_part(&v[i], &v[i + of]);) of++;
    part p = {.store = s, .v = v + i, .n = of, .again = out};
    ch_map_init(&p.full, s->batch);
    if (!note_part(&p, error)) return false;
  }
  return true;
}
