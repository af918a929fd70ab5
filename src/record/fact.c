#include "record/fact.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>

#include "base/map.h"
#include "record/traits.h"

/* Who speaks: article groups (an original and its copies) and outlets. */
typedef struct voices {
  uint32_t *outlet; /* [reports] number of the independent outlet */
  uint32_t n_outlets, n_groups, n_articles;
} voices;

/* Values of one field as they are gathered. */
typedef struct tally {
  ch_str key;
  uint32_t first;     /* report that gives it, most precise */
  int precision;
  uint32_t support;
  uint32_t n;
} tally;

typedef struct making {
  const ch_cluster *cluster;
  const ch_wordbook *book;
  ch_arena *arena;
  voices voices;
  ch_fact *out;
  struct { ch_field *v; size_t n, cap; } fields;
  struct { const ch_report_party **v; size_t n, cap; } parties; /* that differ in code or name */
  struct { const ch_report_place **v; size_t n, cap; } places;
  bool no_memory;
} making;

static ch_str fold(ch_arena *arena, ch_str s) {
  ch_str low = ch_arena_copy(arena, s);
  char *p = (char *)(uintptr_t)low.p;
  for (size_t i = 0; p && i < low.n; i++)
    if (p[i] >= 'A' && p[i] <= 'Z') p[i] = (char)(p[i] + 32);
  return low;
}

static bool hear(making *m) {
  const ch_cluster *c = m->cluster;
  ch_map groups, outlets, articles;
  ch_map_init(&groups, m->arena);
  ch_map_init(&outlets, m->arena);
  ch_map_init(&articles, m->arena);
  m->voices.outlet = CH_ARRAY(m->arena, c->n, uint32_t);
  if (!m->voices.outlet) return false;
  for (uint32_t i = 0; i < c->n; i++) {
    const ch_source *source = c->v[i]->source;
    ch_str article = c->v[i]->article;
    bool added;
    if (!ch_map_put(&articles, article, NULL)) return false;
    uint32_t *group = ch_map_put(&groups, source && source->origin.n ? source->origin : article, &added);
    if (!group) return false;
    if (added) {
      /* The first in canonical order speaks for the group. */
      ch_str outlet = source && source->outlet.n ? fold(m->arena, source->outlet) : article;
      bool fresh;
      uint32_t *number = ch_map_put(&outlets, outlet, &fresh);
      if (!number) return false;
      if (fresh) *number = m->voices.n_outlets++;
      *group = *number;
    }
    m->voices.outlet[i] = *group;
  }
  m->voices.n_groups = (uint32_t)groups.n;
  m->voices.n_articles = (uint32_t)articles.n;
  return true;
}

/* Distinct outlets among the reports for which `says[i]` is set. */
static uint32_t support(making *m, const bool *says) {
  uint8_t *seen = CH_ARRAY(m->arena, m->voices.n_outlets + 1, uint8_t);
  uint32_t n = 0;
  if (!seen) {
    m->no_memory = true;
    return 0;
  }
  for (uint32_t i = 0; i < m->cluster->n; i++)
    if (says[i] && !seen[m->voices.outlet[i]]++) n++;
  return n;
}

/* How one field is read from a report: a key that is equal when the value is,
 * n = 0 when it says nothing, and how precise it is. */
typedef ch_str key_of(making *m, const ch_report *r, int *precision);

/* `says`: which reports give each value, where one may give several; else its key tells. */
static void keep_differences(making *m, const char *name, const tally *values, uint32_t n,
                             uint32_t chosen, const ch_str *keys, bool *const *says) {
  ch_field *field = CH_PUSH(m->arena, &m->fields);
  ch_value *v = CH_ARRAY(m->arena, n, ch_value);
  if (!field || !v) {
    m->no_memory = true;
    return;
  }
  *field = (ch_field){name, v, 0};
  for (uint32_t turn = 0; turn <= n; turn++) {
    uint32_t i = turn == 0 ? chosen : turn - 1;
    if (turn > 0 && i == chosen) continue;
    ch_value *value = &v[field->n++];
    *value = (ch_value){values[i].key, CH_ARRAY(m->arena, values[i].n, const ch_report *), 0,
                        values[i].support};
    if (!value->reports) {
      m->no_memory = true;
      return;
    }
    for (uint32_t k = 0; k < m->cluster->n; k++)
      if (says ? says[i][k] : ch_str_eq(keys[k], values[i].key)) value->reports[value->n++] = m->cluster->v[k];
  }
}

/* The report whose value of the field stands; NULL if none says anything. */
static const ch_report *choose(making *m, const char *name, key_of *key) {
  uint32_t n_reports = m->cluster->n, n = 0;
  ch_str *keys = CH_ARRAY(m->arena, n_reports, ch_str);
  tally *values = CH_ARRAY(m->arena, n_reports, tally);
  bool *says = CH_ARRAY(m->arena, n_reports, bool);
  if (!keys || !values || !says) {
    m->no_memory = true;
    return NULL;
  }
  for (uint32_t i = 0; i < n_reports; i++) {
    int precision = 0;
    keys[i] = key(m, m->cluster->v[i], &precision);
    if (keys[i].n == 0) continue;
    uint32_t k = 0;
    while (k < n && !ch_str_eq(values[k].key, keys[i])) k++;
    if (k == n) values[n++] = (tally){keys[i], i, precision, 0, 0};
    if (precision > values[k].precision) values[k].first = i, values[k].precision = precision;
    values[k].n++;
  }
  if (n == 0) return NULL;
  uint32_t best = 0;
  for (uint32_t k = 0; k < n; k++) {
    for (uint32_t i = 0; i < n_reports; i++) says[i] = ch_str_eq(keys[i], values[k].key);
    values[k].support = support(m, says);
    if (values[k].support > values[best].support ||
        (values[k].support == values[best].support &&
         values[k].precision > values[best].precision))
      best = k;
  }
  if (n > 1 && name) keep_differences(m, name, values, n, best, keys, NULL);
  return m->cluster->v[values[best].first];
}

/* --- keys of fields --- */

static ch_str type_key(making *m, const ch_report *r, int *precision) {
  (void)m, (void)precision;
  return ch_str_of(r->act.type == CH_TYPE_NONE ? "statement" : ch_type_name(r->act.type));
}

static ch_str mode_key(making *m, const ch_report *r, int *precision) {
  (void)precision;
  return r->act.type == m->out->act.type ? r->act.mode : (ch_str){NULL, 0};
}

static ch_str cameo_key(making *m, const ch_report *r, int *precision) {
  *precision = (int)r->act.cameo.n; /* the finer code */
  if (r->act.type != m->out->act.type) return (ch_str){NULL, 0};
  if (m->out->act.mode.n && r->act.mode.n && !ch_str_eq(r->act.mode, m->out->act.mode))
    return (ch_str){NULL, 0};
  return r->act.cameo;
}

static ch_str status_key(making *m, const ch_report *r, int *precision) {
  (void)m, (void)precision;
  return ch_str_of(ch_status_name(r->act.status));
}

static int order_strs(const void *a, const void *b) {
  return ch_str_cmp(*(const ch_str *)a, *(const ch_str *)b);
}

static ch_str side_key(making *m, const ch_report_side *side, int *precision) {
  ch_str codes[64];
  uint32_t n = 0;
  for (uint32_t i = 0; i < side->n && n < 64; i++) {
    ch_str code = side->v[i].code.n ? side->v[i].code : side->v[i].name;
    bool known = !ch_party_known(&side->v[i]);
    for (uint32_t k = 0; k < n; k++) known = known || ch_str_eq(codes[k], code);
    if (!known) codes[n++] = code;
    if (side->v[i].inferred) *precision = -1; /* what another report names counts first */
    else if (side->v[i].n_sectors) *precision = 1;
  }
  qsort(codes, n, sizeof *codes, order_strs);
  ch_str key = {NULL, 0};
  for (uint32_t i = 0; i < n; i++) {
    key = i ? ch_arena_printf(m->arena, "%.*s, %.*s", CH_PRI(key), CH_PRI(codes[i])) : codes[0];
    if (!key.p) m->no_memory = true;
  }
  return key;
}

static ch_str actor_key(making *m, const ch_report *r, int *precision) {
  return side_key(m, &r->act.actor, precision);
}

static bool names_other(const ch_report_side *side, ch_str code) {
  for (uint32_t i = 0; i < side->n; i++)
    if (side->v[i].code.n && !ch_str_eq(side->v[i].code, code)) return true;
  return false;
}

/* Of a two-sided act, all who took part: one report may name them in another order. */
static ch_str parties_key(making *m, const ch_report *r, int *precision) {
  ch_report_side both = {CH_ARRAY(m->arena, r->act.actor.n + r->act.recipient.n, ch_report_party), 0};
  if (!both.v) {
    m->no_memory = true;
    return (ch_str){NULL, 0};
  }
  for (uint32_t i = 0; i < r->act.actor.n; i++) both.v[both.n++] = r->act.actor.v[i];
  for (uint32_t i = 0; i < r->act.recipient.n; i++) both.v[both.n++] = r->act.recipient.v[i];
  ch_str key = side_key(m, &both, precision);
  bool two = ch_str_find_byte(key, ',', 0) != SIZE_MAX;
  if (two) *precision += 2;
  /* one party alone differs from nothing */
  for (uint32_t i = 0; i < m->cluster->n && !two; i++)
    if (names_other(&m->cluster->v[i]->act.actor, key) || names_other(&m->cluster->v[i]->act.recipient, key))
      return (ch_str){NULL, 0};
  return key;
}

static ch_str recipient_key(making *m, const ch_report *r, int *precision) {
  return side_key(m, &r->act.recipient, precision);
}

static ch_str days_key(making *m, ch_days days) {
  char from[11], to[11];
  if (days.from == CH_DAY_NONE) return (ch_str){NULL, 0};
  ch_day_format(days.from, from);
  ch_day_format(days.to, to);
  ch_str key = ch_arena_printf(m->arena, days.from == days.to ? "%s" : "%s/%s", from, to);
  if (!key.p) m->no_memory = true;
  return key;
}

static ch_str deadline_key(making *m, const ch_report *r, int *precision) {
  *precision = -(int)(r->deadline.days.to - r->deadline.days.from);
  return days_key(m, r->deadline.days);
}

static bool same_party(const ch_report_party *a, const ch_report_party *b) {
  return ch_str_eq(a->code, b->code) && ch_str_eq(a->name, b->name);
}

static void note_party(making *m, const ch_report_party *p) {
  for (size_t i = 0; i < m->parties.n; i++)
    if (same_party(m->parties.v[i], p)) return;
  const ch_report_party **place = CH_PUSH(m->arena, &m->parties);
  if (place) *place = p;
  else m->no_memory = true;
}

static void note_place(making *m, const ch_report_place *p) {
  for (size_t i = 0; i < m->places.n; i++)
    if (ch_str_eq(m->places.v[i]->code, p->code) && ch_str_eq(m->places.v[i]->name, p->name)) return;
  const ch_report_place **place = CH_PUSH(m->arena, &m->places);
  if (place) *place = p;
  else m->no_memory = true;
}

/* Who takes part and what places are told, each once: thousands of reports name the same few. */
static void note_scene(making *m) {
  for (uint32_t i = 0; i < m->cluster->n; i++) {
    const ch_report *r = m->cluster->v[i];
    for (uint32_t k = 0; k < r->act.actor.n; k++) note_party(m, &r->act.actor.v[k]);
    for (uint32_t k = 0; k < r->act.recipient.n; k++) note_party(m, &r->act.recipient.v[k]);
    if (r->place.name.n) note_place(m, &r->place);
  }
}

/* Is the place a whole state, of those that take part? */
static bool is_state(const making *m, const ch_report_place *place) {
  for (size_t i = 0; place->name.n && i < m->parties.n; i++) {
    const ch_report_party *p = m->parties.v[i];
    if (ch_str_eq(p->code, place->code) && ch_str_eq_fold(p->name, place->name)) return true;
  }
  return false;
}

static ch_str place_key(making *m, const ch_report *r, int *precision) {
  *precision = isnan(r->place.lat) ? 0 : 1;
  if (!is_state(m, &r->place)) return r->place.name;
  /* "in Russia" says nothing beside "in Moscow" */
  for (size_t i = 0; i < m->places.n; i++) {
    const ch_report_place *other = m->places.v[i];
    if (ch_str_eq(other->code, r->place.code) && !is_state(m, other)) return (ch_str){NULL, 0};
  }
  return r->place.name;
}

static ch_str ordinal_key(making *m, const ch_report *r, int *precision) {
  (void)precision;
  return r->ordinal ? ch_arena_printf(m->arena, "%u", r->ordinal) : (ch_str){NULL, 0};
}

static ch_str about_key(making *m, const ch_report *r, int *precision) {
  (void)m;
  *precision = (r->about.actor.n > 0) + (r->about.recipient.n > 0) +
               (r->about.date.days.from != CH_DAY_NONE);
  return ch_str_of(ch_type_name(r->about.type));
}

/* --- dates --- */

static bool covers(ch_days wide, ch_days narrow) {
  return wide.from <= narrow.from && narrow.to <= wide.to;
}

static bool has_days(const ch_days *v, uint32_t n, ch_days days) {
  for (uint32_t i = 0; i < n; i++)
    if (v[i].from == days.from && v[i].to == days.to) return true;
  return false;
}

/* A wide date supports the narrow ones within it; without any date told by a
 * text, the earliest article's day stands. */
static void choose_date(making *m) {
  const ch_cluster *c = m->cluster;
  const ch_report *best = NULL;
  uint32_t most = 0;
  bool *says = CH_ARRAY(m->arena, c->n, bool);
  bool *dated = CH_ARRAY(m->arena, c->n, bool);
  ch_days *tried = CH_ARRAY(m->arena, c->n, ch_days);
  uint32_t n_tried = 0;
  ch_str *keys = CH_ARRAY(m->arena, c->n, ch_str);
  tally *values = CH_ARRAY(m->arena, c->n, tally);
  if (!says || !dated || !tried || !keys || !values) {
    m->no_memory = true;
    return;
  }
  for (uint32_t i = 0; i < c->n; i++) dated[i] = ch_report_dated(c->v[i]);
  for (uint32_t i = 0; i < c->n; i++) {
    if (!dated[i]) continue;
    ch_days days = c->v[i]->act.date.days;
    if (has_days(tried, n_tried, days)) continue; /* of the same days the first stands */
    tried[n_tried++] = days;
    for (uint32_t k = 0; k < c->n; k++) says[k] = dated[k] && covers(c->v[k]->act.date.days, days);
    uint32_t n = support(m, says);
    ch_days old = best ? best->act.date.days : days;
    if (!best || n > most || (n == most && days.to - days.from < old.to - old.from)) {
      best = c->v[i];
      most = n;
    }
  }
  if (!best) {
    for (uint32_t i = 0; i < c->n; i++) {
      ch_report_date date = c->v[i]->act.date;
      if (date.basis != CH_BASIS_ARTICLE) {
        int32_t day = c->v[i]->source ? c->v[i]->source->published : CH_DAY_NONE;
        /* or by the day of what answered it */
        if (date.basis == CH_BASIS_NONE && date.days.to != CH_DAY_NONE && (day == CH_DAY_NONE || date.days.to < day))
          day = date.days.to;
        /* what is told without any date had happened by then */
        date = (ch_report_date){{day, day}, {NULL, 0}, CH_BASIS_NONE};
      }
      ch_report_date kept = m->out->act.date;
      bool better = date.days.from != kept.days.from ? date.days.from < kept.days.from
                                                     : date.basis == CH_BASIS_ARTICLE;
      if (date.days.from != CH_DAY_NONE && (kept.days.from == CH_DAY_NONE || better))
        m->out->act.date = date;
    }
    return;
  }
  m->out->act.date = best->act.date;
  uint32_t n = 0, chosen = 0;
  for (uint32_t i = 0; i < c->n; i++) {
    if (!dated[i]) continue;
    keys[i] = days_key(m, covers(c->v[i]->act.date.days, best->act.date.days)
                              ? best->act.date.days
                              : c->v[i]->act.date.days);
    uint32_t k = 0;
    while (k < n && !ch_str_eq(values[k].key, keys[i])) k++;
    if (k == n) values[n++] = (tally){keys[i], i, 0, 0, 0};
    values[k].n++;
    if (covers(c->v[i]->act.date.days, best->act.date.days)) chosen = k;
  }
  for (uint32_t k = 0; k < n; k++) {
    for (uint32_t i = 0; i < c->n; i++) says[i] = ch_str_eq(keys[i], values[k].key);
    values[k].support = support(m, says);
  }
  if (n > 1) keep_differences(m, "date", values, n, chosen, keys, NULL);
}

/* --- lists --- */

static bool has_str(const ch_str *v, uint32_t n, ch_str s) {
  for (uint32_t i = 0; i < n; i++)
    if (ch_str_eq(v[i], s)) return true;
  return false;
}

static void gather_strs(making *m, bool issues, ch_str **v, uint32_t *n) {
  uint32_t room = 0;
  for (uint32_t i = 0; i < m->cluster->n; i++)
    room += issues ? m->cluster->v[i]->n_issues : m->cluster->v[i]->n_contexts;
  *v = CH_ARRAY(m->arena, room, ch_str);
  if (!*v) {
    m->no_memory = true;
    return;
  }
  for (uint32_t i = 0; i < m->cluster->n; i++) {
    const ch_report *r = m->cluster->v[i];
    uint32_t count = issues ? r->n_issues : r->n_contexts;
    for (uint32_t k = 0; k < count; k++) {
      ch_str s = issues ? r->issues[k] : r->contexts[k];
      if (s.n && !has_str(*v, *n, s)) (*v)[(*n)++] = s;
    }
  }
  if (*n) qsort(*v, *n, sizeof **v, order_strs);
}

static void gather_people(making *m) {
  uint32_t room = 0;
  for (uint32_t i = 0; i < m->cluster->n; i++) room += m->cluster->v[i]->people.n;
  ch_report_party *v = CH_ARRAY(m->arena, room, ch_report_party);
  uint32_t n = 0;
  if (!v) {
    m->no_memory = true;
    return;
  }
  for (uint32_t i = 0; i < m->cluster->n; i++) {
    const ch_report_side *people = &m->cluster->v[i]->people;
    for (uint32_t k = 0; k < people->n; k++) {
      uint32_t known = 0;
      while (known < n && !ch_str_eq_fold(v[known].name, people->v[k].name)) known++;
      if (known == n) v[n++] = people->v[k];
      else if (!v[known].office.n) v[known].office = people->v[k].office;
    }
  }
  m->out->people = (ch_report_side){v, n};
}

typedef struct counted {
  const ch_report_quantity *q;
  uint32_t group; /* what is counted */
  uint32_t support;
  bool *says;
} counted;

#define NO_GROUP UINT32_MAX /* folded into another */

/* The number at `from` says what that at `to` says, less exactly: who gives it gives that one. */
static void fold_count(counted *v, uint32_t n, uint32_t from, uint32_t to, uint32_t n_reports) {
  (void)n;
  for (uint32_t i = 0; i < n_reports; i++) v[to].says[i] = v[to].says[i] || v[from].says[i];
  v[from].group = NO_GROUP;
}

/* One number for each thing counted; rival numbers of it are differences. */
static void choose_quantities(making *m) {
  const ch_cluster *c = m->cluster;
  uint32_t room = 0, n = 0, n_groups = 0;
  for (uint32_t i = 0; i < c->n; i++) room += c->v[i]->n_quantities;
  counted *v = CH_ARRAY(m->arena, room, counted);
  uint32_t *group_key = CH_ARRAY(m->arena, room, uint32_t);
  m->out->quantities = CH_ARRAY(m->arena, room, ch_report_quantity);
  if (!v || !group_key || !m->out->quantities) {
    m->no_memory = true;
    return;
  }
  for (uint32_t i = 0; i < c->n; i++) {
    for (uint32_t k = 0; k < c->v[i]->n_quantities; k++) {
      const ch_report_quantity *q = &c->v[i]->quantities[k];
      if (isnan(q->value)) continue;
      uint32_t key, group = 0, place = 0;
      int8_t object;
      if (!ch_counted_noun(m->book, q->of, m->arena, &key, &object)) m->no_memory = true;
      while (group < n_groups && group_key[group] != key) group++;
      if (group == n_groups) group_key[n_groups++] = key;
      while (place < n && !(v[place].group == group && v[place].q->value == q->value)) place++;
      if (place == n) {
        v[n] = (counted){q, group, 0, CH_ARRAY(m->arena, c->n, bool)};
        if (!v[n++].says) {
          m->no_memory = true;
          return;
        }
      }
      if (v[place].q->approximate && !q->approximate) v[place].q = q;
      v[place].says[i] = true;
    }
  }
  /* "to 455" says nothing beside "to 455 people", nor "38 people" beside "38 individuals" */
  for (uint32_t i = 0; i < n; i++)
    for (uint32_t k = 0; k < n; k++)
      if (k != i && v[k].q->value == v[i].q->value && v[k].group != v[i].group && v[i].group != NO_GROUP &&
          v[k].group != NO_GROUP && v[k].q->of.n && (!v[i].q->of.n || (k < i && v[i].q->value >= 10)))
        fold_count(v, n, i, k, c->n);
  /* nor "hundreds" beside a number of that order */
  for (uint32_t i = 0; i < n; i++)
    for (uint32_t k = 0; k < n; k++)
      if (k != i && v[i].group != NO_GROUP && v[k].group == v[i].group && ch_count_vague(v[i].q) &&
          !ch_count_vague(v[k].q) && fabs(v[k].q->value) <= 4 * fabs(v[i].q->value) &&
          fabs(v[i].q->value) <= 4 * fabs(v[k].q->value))
        fold_count(v, n, i, k, c->n);
  for (uint32_t i = 0; i < n; i++) v[i].support = support(m, v[i].says);
  for (uint32_t g = 0; g < n_groups; g++) {
    tally *values = CH_ARRAY(m->arena, n, tally);
    bool **says = CH_ARRAY(m->arena, n, bool *);
    uint32_t best = UINT32_MAX, n_values = 0, chosen = 0;
    if (!values || !says) {
      m->no_memory = true;
      return;
    }
    for (uint32_t i = 0; i < n; i++) {
      if (v[i].group != g) continue;
      if (best == UINT32_MAX || v[i].support > v[best].support ||
          (v[i].support == v[best].support && v[best].q->approximate && !v[i].q->approximate)) {
        best = i;
        chosen = n_values;
      }
      uint32_t n_says = 0;
      for (uint32_t k = 0; k < c->n; k++) n_says += v[i].says[k];
      ch_str text = ch_arena_printf(m->arena, "%.15g %.*s", v[i].q->value, CH_PRI(v[i].q->of));
      says[n_values] = v[i].says;
      values[n_values++] = (tally){text, 0, 0, v[i].support, n_says};
    }
    if (best == UINT32_MAX) continue; /* all its numbers say nothing of their own */
    m->out->quantities[m->out->n_quantities++] = *v[best].q;
    if (n_values > 1) keep_differences(m, "quantities", values, n_values, chosen, NULL, says);
  }
}

/* --- the sentence to show --- */

static int shows_well(const ch_report *r) {
  int score = 0;
  if (ch_report_dated(r)) score += 4;
  if (ch_report_dated(r) && r->act.date.days.to - r->act.date.days.from < 2) score += 2;
  if (r->in_title) score -= 2; /* the text says more */
  else if (r->sentence < 3) score += 2; /* what the article is about */
  if (r->n_quantities) score += 3;
  if (r->place.name.n) score += 1;
  if (r->deadline.days.from != CH_DAY_NONE) score += 1;
  if (r->source && r->source->copy_kind.n == 0) score += 3;
  if (r->text.n >= 60 && r->text.n <= 260) score += 2;
  if (r->text.n > 400) score -= 3;
  if (r->imported) score -= 40; /* a sentence goes before a row of somebody's table */
  /* Words of its own for the parties, not "it" or "the two". */
  for (int s = 0; s < 2; s++) {
    const ch_report_side *side = s ? &r->act.recipient : &r->act.actor;
    if (side->n && side->v[0].text.n > 3) score += 1;
  }
  return score;
}

static const ch_report *best_of(const ch_cluster *c) {
  const ch_report *best = c->v[0];
  int most = shows_well(best);
  for (uint32_t i = 1; i < c->n; i++) {
    int score = shows_well(c->v[i]);
    if (score > most) best = c->v[i], most = score;
  }
  return best;
}

/* --- when it was told --- */

static void note_days(const ch_cluster *c, ch_fact *out) {
  out->first_told = out->last_told = CH_DAY_NONE;
  for (uint32_t i = 0; i < c->n; i++) {
    const ch_source *s = c->v[i]->source;
    if (!s || s->published == CH_DAY_NONE) continue;
    int32_t minute = s->minute < 0 ? 0 : s->minute;
    if (out->first_told == CH_DAY_NONE || s->published < out->first_told)
      out->first_told = s->published;
    if (out->last_told != CH_DAY_NONE &&
        (s->published < out->last_told ||
         (s->published == out->last_told && minute <= out->last_minute)))
      continue;
    out->last_told = s->published;
    out->last_minute = minute;
  }
}

/* --- the whole --- */

static void choose_act(making *m) {
  ch_fact *f = m->out;
  const ch_report *r = choose(m, "type", type_key);
  f->act.type = r->act.type;
  f->quad = r->quad;
  f->goldstein = r->goldstein;
  r = choose(m, "mode", mode_key);
  if (r) f->act.mode = r->act.mode;
  r = choose(m, NULL, cameo_key);
  if (r) f->act.cameo = r->act.cameo, f->quad = r->quad, f->goldstein = r->goldstein;
  r = choose(m, "status", status_key);
  if (r) f->act.status = r->act.status;
  if (ch_type_two_sided(f->act.type)) {
    r = choose(m, "actor", parties_key);
    if (!r) r = m->cluster->v[0];
    f->act.actor = r->act.actor;
    f->act.recipient = r->act.recipient;
    r = choose(m, NULL, about_key);
    if (r) f->about = r->about;
    return;
  }
  r = choose(m, "actor", actor_key);
  f->act.actor = r ? r->act.actor : m->cluster->v[0]->act.actor;
  r = choose(m, "recipient", recipient_key);
  f->act.recipient = r ? r->act.recipient : m->cluster->v[0]->act.recipient;
  r = choose(m, NULL, about_key);
  if (r) f->about = r->about;
}

static void choose_rest(making *m) {
  ch_fact *f = m->out;
  const ch_report *r = choose(m, "deadline", deadline_key);
  if (r) f->deadline = r->deadline;
  note_scene(m);
  r = choose(m, "place", place_key);
  if (r) f->place = r->place;
  r = choose(m, "ordinal", ordinal_key);
  if (r) f->ordinal = r->ordinal;
  f->claimed = true;
  for (uint32_t i = 0; i < m->cluster->n; i++) {
    r = m->cluster->v[i];
    f->claimed = f->claimed && r->claimed;
    if (r->answers_cue.n && (!f->answers_cue.n || (!f->answers_text.n && r->answers_text.n)))
      f->answers_cue = r->answers_cue, f->answers_text = r->answers_text;
  }
}

bool ch_fact_make(const ch_cluster *cluster, const ch_wordbook *book, ch_arena *arena,
                  ch_fact *out, ch_error *error) {
  *out = (ch_fact){.reports = *cluster, .goldstein = NAN};
  out->act.date.days = out->about.date.days = out->deadline.days = CH_DAYS_NONE;
  out->place.lat = out->place.lon = NAN;
  making m = {.cluster = cluster, .book = book, .arena = arena, .out = out};
  ch_event_id(cluster, out->id);
  if (!hear(&m)) return ch_fail(error, CH_ERROR_MEMORY, "no memory to merge reports");
  out->n_articles = m.voices.n_articles;
  out->n_reports = m.voices.n_groups;
  out->n_outlets = m.voices.n_outlets;
  out->n_copies = out->n_articles - out->n_reports;
  note_days(cluster, out);
  choose_act(&m);
  choose_date(&m);
  choose_rest(&m);
  choose_quantities(&m);
  gather_strs(&m, false, &out->contexts, &out->n_contexts);
  gather_strs(&m, true, &out->issues, &out->n_issues);
  gather_people(&m);
  out->best = best_of(cluster);
  out->differs = m.fields.v;
  out->n_differs = (uint32_t)m.fields.n;
  return !m.no_memory || ch_fail(error, CH_ERROR_MEMORY, "no memory to merge reports");
}

uint64_t ch_fact_digest(const ch_cluster *cluster) {
  uint64_t digest = cluster->n;
  for (uint32_t i = 0; i < cluster->n; i++) {
    const ch_report *r = cluster->v[i];
    digest = ch_str_hash_seed(r->json, digest);
    if (!r->source) continue;
    digest = ch_str_hash_seed(r->source->origin, digest);
    digest = ch_str_hash_seed(r->source->outlet, digest);
    digest = ch_str_hash_seed(r->source->copy_kind, digest + (uint64_t)(uint32_t)r->source->published);
  }
  return digest;
}

int32_t ch_fact_day(const ch_fact *fact) {
  return fact->act.date.days.from != CH_DAY_NONE ? fact->act.date.days.from : fact->first_told;
}

static const char *const LINKS[] = {
#define CH_X(id, name, inverse) name,
    CH_LINKS(CH_X)
#undef CH_X
};

const char *ch_link_name(ch_link_kind kind) {
  return (unsigned)kind < CH_LINK_COUNT ? LINKS[kind] : "";
}

ch_link_kind ch_link_inverse(ch_link_kind kind) {
  static const ch_link_kind INVERSE[] = {
#define CH_X(id, name, inverse) CH_LINK_##inverse,
      CH_LINKS(CH_X)
#undef CH_X
  };
  return (unsigned)kind < CH_LINK_COUNT ? INVERSE[kind] : kind;
}
