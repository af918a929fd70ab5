#include "show/channel.h"

#include "base/map.h"

enum { PEOPLE = 8 }; /* of one talk that count: more is a conference */

/* Two people, one of each side. */
typedef struct pair {
  uint32_t n;        /* talks so far */
  size_t last;       /* place of the last */
  int32_t last_day;
} pair;

typedef struct pairs {
  ch_arena *arena;
  ch_map by_names; /* to place in v + 1 */
  struct { pair *v; size_t n, cap; } list;
} pairs;

static bool held(const ch_fact *f) {
  return f->act.type == CH_TYPE_CONSULT && ch_status_happened(f->act.status) &&
         ch_fact_day(f) != CH_DAY_NONE;
}

static ch_str key_of(ch_arena *arena, ch_str a, ch_str b) {
  bool swap = ch_str_cmp(b, a) < 0;
  return ch_arena_printf(arena, "%.*s\n%.*s", CH_PRI(swap ? b : a), CH_PRI(swap ? a : b));
}

/* The pairs of a talk; false if out of memory. */
static bool pairs_of(pairs *p, const ch_fact *f, size_t out[PEOPLE * PEOPLE], size_t *n) {
  uint32_t most = f->people.n < PEOPLE ? f->people.n : PEOPLE;
  *n = 0;
  for (uint32_t i = 0; i < most; i++)
    for (uint32_t k = 0; k < i; k++) {
      const ch_report_party *a = &f->people.v[k], *b = &f->people.v[i];
      if (!a->name.n || !b->name.n || !a->code.n || !b->code.n || ch_str_eq(a->code, b->code)) continue;
      ch_str key = key_of(p->arena, a->name, b->name);
      uint32_t *place = key.p ? ch_map_put(&p->by_names, key, NULL) : NULL;
      if (!place) return false;
      if (!*place) {
        pair *fresh = CH_PUSH(p->arena, &p->list);
        if (!fresh) return false;
        *fresh = (pair){0, 0, CH_DAY_NONE};
        *place = (uint32_t)p->list.n;
      }
      out[(*n)++] = *place - 1;
    }
  return true;
}

ch_channel *ch_channels_make(const ch_view_work *v) {
  pairs p = {.arena = v->arena};
  size_t mine[PEOPLE * PEOPLE], n;
  ch_channel *out = CH_ARRAY(v->arena, v->facts->n, ch_channel);
  ch_map_init(&p.by_names, v->arena);
  for (size_t i = 0; out && i < v->facts->n; i++) {
    const ch_fact *f = v->facts->v[i];
    out[i] = (ch_channel){false, 0, -1, -1};
    if (!held(f)) continue;
    if (!pairs_of(&p, f, mine, &n)) return NULL;
    for (size_t k = 0; k < n; k++) {
      pair *both = &p.list.v[mine[k]];
      int32_t since = both->n ? ch_fact_day(f) - both->last_day : -1;
      out[i].known = true;
      if (both->n > out[i].before) out[i].before = both->n;
      if (since >= 0 && (out[i].since < 0 || since < out[i].since)) out[i].since = since;
      both->n++;
      both->last = i;
      both->last_day = ch_fact_day(f);
    }
  }
  /* of a part of the events, what comes later is not known */
  bool whole = v->today != CH_DAY_NONE && v->facts->n == v->n_events;
  for (size_t i = 0; out && whole && i < v->facts->n; i++) {
    const ch_fact *f = v->facts->v[i];
    if (!out[i].known) continue;
    if (!pairs_of(&p, f, mine, &n)) return NULL;
    bool last = true;
    for (size_t k = 0; k < n; k++) last = last && p.list.v[mine[k]].last == i;
    if (last && v->today >= ch_fact_day(f)) out[i].silence = v->today - ch_fact_day(f);
  }
  return out;
}

static void days(ch_buf *out, int32_t n) {
  ch_buf_printf(out, "%d %s", n, n == 1 ? "day" : "days");
}

void ch_channel_words(const ch_channel *c, uint32_t ordinal, ch_buf *out) {
  size_t start = out->n;
  if (!c->known) return;
  if (ordinal) {
    ch_buf_printf(out, "no. %u by its source, and the record holds %u before it", ordinal, c->before);
    if (c->before + 1 < ordinal) ch_buf_printf(out, ": %u not known", ordinal - c->before - 1);
    if (c->before + 1 > ordinal) ch_buf_add_z(out, ": they do not agree");
  }
  if (c->since >= 0) {
    if (out->n > start) ch_buf_add_z(out, "; ");
    days(out, c->since);
    ch_buf_add_z(out, " after the one before");
  }
  if (c->silence > 0) {
    if (out->n > start) ch_buf_add_z(out, "; ");
    ch_buf_add_z(out, "none since, for ");
    days(out, c->silence);
  }
}
