#include "record/links.h"

#include <math.h>
#include <stdlib.h>

#define BACK 400      /* days that an answer may reach back */
#define BACK_DENIAL 60
#define AHEAD 120     /* days that a plan without a date may reach ahead */
#define PLAY 2        /* days by which told dates may differ */
#define BARE 3        /* days back of "in response", which does not say to what */
#define NEEDED 40     /* score that makes a link */

static bool answers_something(const ch_fact *f) {
  for (uint32_t i = 0; i < f->reports.n; i++)
    if (f->reports.v[i]->answers_cue.n) return true;
  return false;
}

/* The type of act that a promise, threat or arrangement is of; NONE if the
 * event is none of these, or does not say. */
static ch_type planned_type(const ch_fact *f) {
  bool word = f->act.type == CH_TYPE_AGREE || f->act.type == CH_TYPE_THREATEN ||
              f->act.type == CH_TYPE_CONCEDE;
  if (word && f->about.type != CH_TYPE_NONE) return f->about.type;
  return f->act.status == CH_STATUS_PLANNED && !word ? f->act.type : CH_TYPE_NONE;
}

static bool told_when(const ch_fact *f) {
  return f->about.date.days.from != CH_DAY_NONE && f->about.date.basis != CH_BASIS_ARTICLE;
}

static uint32_t kinds(ch_type type) {
  if (type == CH_TYPE_SANCTION || type == CH_TYPE_COERCE)
    return 1u << CH_TYPE_SANCTION | 1u << CH_TYPE_COERCE;
  return 1u << type;
}

static bool denies_something(const ch_fact *f) {
  if (f->act.status == CH_STATUS_NEGATED) return true;
  if (f->act.type != CH_TYPE_REJECT) return false;
  return ch_str_is(f->act.cameo, "016") || f->about.type == CH_TYPE_ACCUSE ||
         f->about.status == CH_STATUS_NEGATED;
}

/* Of a two-sided act either party may be the one looked for. */
static ch_str other_side(const ch_fact *f) {
  ch_str code = ch_side_code(&f->act.recipient);
  if (code.n || !ch_type_two_sided(f->act.type)) return code;
  ch_str first = ch_side_code(&f->act.actor);
  for (uint32_t i = 0; i < f->act.actor.n; i++)
    if (f->act.actor.v[i].code.n && !ch_str_eq(f->act.actor.v[i].code, first))
      return f->act.actor.v[i].code;
  return code;
}

typedef struct seeks { ch_seek *v; uint32_t n; } seeks;

static void seek(seeks *out, ch_seek what) {
  if (what.code.n && out->n < CH_MAX_SEEKS) out->v[out->n++] = what;
}

#define ANY_TYPE UINT32_MAX

static void seek_answered(seeks *out, const ch_fact *f, int32_t day) {
  int32_t back = 0;
  for (uint32_t i = 0; i < f->reports.n; i++) {
    const ch_report *r = f->reports.v[i];
    if (r->answers_cue.n) back = r->answers_text.n ? BACK : back > BARE ? back : BARE;
    if (back == BACK) break;
  }
  if (f->act.date.days.to != CH_DAY_NONE && f->act.date.days.to > day) day = f->act.date.days.to;
  seek(out, (ch_seek){other_side(f), false, ANY_TYPE, day - back, day + 1});
  if (back == BACK)
    seek(out, (ch_seek){ch_side_code(&f->act.actor), false, 1u << CH_TYPE_ACCUSE, day - BACK, day + 1});
}

static void seek_deed(seeks *out, const ch_fact *f, int32_t day) {
  ch_str doer = ch_side_code(f->about.actor.n ? &f->about.actor : &f->act.actor);
  int32_t from = day - 1, to = day + AHEAD;
  if (told_when(f)) {
    from = f->about.date.days.from - PLAY;
    to = f->about.date.days.to + PLAY;
  }
  if (from < day - 1) from = day - 1;
  if (f->deadline.days.to != CH_DAY_NONE && to > f->deadline.days.to + 1) to = f->deadline.days.to + 1;
  if (to >= from) seek(out, (ch_seek){doer, false, kinds(planned_type(f)), from, to});
}

static void seek_denied(seeks *out, const ch_fact *f, int32_t day) {
  ch_type denied = f->act.status == CH_STATUS_NEGATED ? f->act.type : f->about.type;
  ch_str actor = ch_side_code(&f->act.actor);
  seek(out, (ch_seek){actor, true, 1u << CH_TYPE_ACCUSE, day - BACK_DENIAL, day + 3});
  if (denied != CH_TYPE_NONE)
    seek(out, (ch_seek){actor, false, kinds(denied), day - BACK_DENIAL, day + 3});
}

uint32_t ch_fact_seeks(const ch_fact *f, ch_seek out[CH_MAX_SEEKS]) {
  seeks list = {out, 0};
  int32_t day = ch_fact_day(f);
  if (day == CH_DAY_NONE) return 0;
  if (answers_something(f)) seek_answered(&list, f, day);
  if (planned_type(f) != CH_TYPE_NONE) seek_deed(&list, f, day);
  if (denies_something(f)) seek_denied(&list, f, day);
  return list.n;
}

/* --- what candidates say --- */

struct ch_content {
  const ch_fact *fact;
  int32_t day;
  uint32_t *keys; uint32_t n_keys; /* words about the act, sorted, each once */
  ch_count *counts; uint32_t n_counts;
  uint64_t objects;
};
typedef ch_content content;

static int order_u32(const void *a, const void *b) {
  uint32_t x = *(const uint32_t *)a, y = *(const uint32_t *)b;
  return x < y ? -1 : x > y;
}

static bool read_content(const ch_fact *f, const ch_wordbook *book, ch_arena *arena,
                         content *out) {
  enum { REPORTS = 12 }; /* more say little more */
  uint32_t n = f->reports.n < REPORTS ? f->reports.n : REPORTS;
  struct { uint32_t *v; size_t n, cap; } keys = {0};
  struct { ch_count *v; size_t n, cap; } counts = {0};
  *out = (content){.fact = f, .day = ch_fact_day(f)};
  for (uint32_t i = 0; i < n; i++) {
    ch_traits t;
    if (!ch_traits_make(f->reports.v[i], book, arena, &t)) return false;
    out->objects |= t.objects;
    for (uint32_t k = 0; k <= t.n_words; k++) {
      uint32_t key = k < t.n_words ? t.words[k] : t.trigger;
      uint32_t *kept = key ? CH_PUSH(arena, &keys) : NULL;
      if (key && !kept) return false;
      if (key) *kept = key;
    }
    for (uint32_t k = 0; k < t.n_counts; k++) {
      ch_count *kept = CH_PUSH(arena, &counts);
      if (!kept) return false;
      *kept = t.counts[k];
    }
  }
  if (keys.n) qsort(keys.v, keys.n, sizeof *keys.v, order_u32);
  for (size_t i = 0; i < keys.n; i++)
    if (!out->n_keys || keys.v[out->n_keys - 1] != keys.v[i]) keys.v[out->n_keys++] = keys.v[i];
  out->keys = keys.v;
  out->counts = counts.v;
  out->n_counts = (uint32_t)counts.n;
  return true;
}

const ch_content *ch_content_make(const ch_fact *fact, const ch_wordbook *book, ch_arena *arena) {
  content *c = CH_NEW(arena, content);
  return c && read_content(fact, book, arena, c) ? c : NULL;
}

static bool counts_shared(const content *a, const content *b) {
  for (uint32_t i = 0; i < a->n_counts; i++)
    for (uint32_t k = 0; k < b->n_counts; k++)
      if (a->counts[i].value >= 3 && a->counts[i].value == b->counts[k].value) return true;
  return false;
}

/* Is a number of three and more in the text one of the event's? */
static bool number_in_text(ch_str text, const content *c) {
  char low[40];
  size_t at = 0, n;
  ch_span span;
  while (ch_word_next(text, &at, &span, low, sizeof low, &n)) {
    uint64_t value;
    if (!ch_str_to_u64((ch_str){low, n}, &value) || value < 3) continue;
    for (uint32_t i = 0; i < c->n_counts; i++)
      if (c->counts[i].value == (double)value) return true;
  }
  return false;
}

static uint32_t people_shared(const ch_fact *a, const ch_fact *b) {
  uint32_t n = 0;
  for (uint32_t i = 0; i < a->people.n; i++)
    for (uint32_t k = 0; k < b->people.n; k++)
      n += a->people.v[i].name.n && ch_str_eq_fold(a->people.v[i].name, b->people.v[k].name);
  return n;
}

static bool acts(const ch_fact *f, ch_str code) {
  if (ch_side_has(&f->act.actor, code)) return true;
  return ch_type_two_sided(f->act.type) && ch_side_has(&f->act.recipient, code);
}

static bool suffers(const ch_fact *f, ch_str code) {
  if (ch_side_has(&f->act.recipient, code)) return true;
  return ch_type_two_sided(f->act.type) && ch_side_has(&f->act.actor, code);
}

static int32_t gap_between(ch_days a, ch_days b) {
  if (a.to < b.from) return b.from - a.to;
  if (b.to < a.from) return a.from - b.to;
  return 0;
}

static bool same_kind(ch_type a, ch_type b) {
  if (a == b) return true;
  return (a == CH_TYPE_SANCTION && b == CH_TYPE_COERCE) ||
         (a == CH_TYPE_COERCE && b == CH_TYPE_SANCTION);
}

/* The best candidate so far; ties go to the nearer day, then the smaller id. */
typedef struct best {
  const ch_fact *fact;
  int score;
  int32_t gap;
} best;

static void offer(best *b, const ch_fact *f, int score, int32_t gap) {
  if (gap < 0) gap = -gap;
  if (score < NEEDED) return;
  if (b->fact && (score < b->score || (score == b->score && gap > b->gap) ||
                  (score == b->score && gap == b->gap &&
                   ch_str_cmp(ch_str_of(f->id), ch_str_of(b->fact->id)) > 0)))
    return;
  *b = (best){f, score, gap};
}

/* --- answers --- */

/* Where the words of the answered act stand, found again in the sentence if
 * the mention does not say. */
static ch_span answers_at(const ch_report *r) {
  if (r->answers_span.to > r->answers_span.from || !r->answers_text.n) return r->answers_span;
  size_t at = ch_str_find(r->text, r->answers_text, 0);
  if (at == SIZE_MAX) return (ch_span){0, 0};
  uint32_t from = r->span.from + (uint32_t)at;
  return (ch_span){from, from + (uint32_t)r->answers_text.n};
}

/* How near to the report the candidate is told in the same article: inside
 * the very words of the answer, in the sentences just before, or not at all. */
static int told_nearby(const ch_report *r, ch_span answered, const ch_fact *candidate) {
  int score = 0;
  for (uint32_t i = 0; i < candidate->reports.n; i++) {
    const ch_report *c = candidate->reports.v[i];
    if (!ch_str_eq(c->article, r->article)) continue;
    if (c->sentence == r->sentence && c->trigger_span.from >= answered.from &&
        c->trigger_span.to <= answered.to && answered.to > answered.from)
      return 100;
    uint32_t back = r->sentence - c->sentence; /* wraps when it comes later */
    int here = back == 0 ? 10 : back <= 3 ? 22 - 4 * (int)back : 0;
    if (here > score) score = here;
  }
  return score;
}

static int answer_score(const ch_report *r, const ch_fact *f, const content *c,
                        const uint32_t *keys, uint32_t n_keys, ch_span answered, int32_t day) {
  ch_str actor = ch_side_code(&f->act.actor), other = other_side(f);
  int near = told_nearby(r, answered, c->fact), score = near;
  bool direct = other.n && acts(c->fact, other);
  /* What is answered may be known only as one's own charge: "in retaliation
   * for the hacking", of which no more is told than that one side alleges it. */
  bool charge = c->fact->act.type == CH_TYPE_ACCUSE && acts(c->fact, actor) && r->answers_text.n &&
                (other.n == 0 || suffers(c->fact, other));
  if (!direct && !charge && near < 100) return 0;
  if (denies_something(c->fact)) return 0;
  if (!ch_status_happened(c->fact->act.status) && c->fact->act.type != CH_TYPE_THREATEN) return 0;
  if (c->day == CH_DAY_NONE || c->day > day + 1) return 0;
  uint32_t shared = ch_keys_shared(keys, n_keys, c->keys, c->n_keys);
  bool number = number_in_text(r->answers_text, c);
  if (r->answers_text.n ? !shared && !number && near < 100 : near == 0) return 0;
  if (direct || charge) score += 15;
  if (suffers(c->fact, actor)) score += 10;
  score += c->fact->quad == 4 ? 12 : c->fact->quad == 3 ? 6 : 0;
  score += 12 * (int)(shared < 3 ? shared : 3);
  if (number) score += 30;
  int32_t behind = day - c->day;
  score += behind <= 3 ? 12 : behind <= 14 ? 8 : behind <= 60 ? 4 : 0;
  /* Between equals, the one that more outlets tell of. */
  return score + (int)(c->fact->n_outlets < 4 ? c->fact->n_outlets : 4);
}

static bool add_link(ch_arena *arena, ch_fact_links *out, ch_link_kind kind, const ch_fact *to,
                     const ch_report *says) {
  for (size_t i = 0; i < out->n; i++)
    if (out->v[i].kind == kind && ch_str_is(out->v[i].to, to->id)) return true;
  ch_fact_link *link = CH_PUSH(arena, out);
  if (!link) return false;
  *link = (ch_fact_link){kind, ch_str_of(to->id), says != NULL,
                         says ? says->id : (ch_str){NULL, 0}};
  return true;
}

static bool resolve_answers(const ch_fact *f, const content *const *v, size_t n,
                            const ch_wordbook *book, ch_arena *arena, ch_fact_links *out) {
  int32_t day = ch_fact_day(f);
  /* The day at which the act was still only ordered counts too. */
  if (f->act.date.days.to != CH_DAY_NONE && f->act.date.days.to > day) day = f->act.date.days.to;
  for (uint32_t i = 0; i < f->reports.n; i++) {
    const ch_report *r = f->reports.v[i];
    if (!r->answers_cue.n) continue;
    uint32_t *keys, n_keys;
    if (!ch_key_set(book, r->answers_text, arena, &keys, &n_keys)) return false;
    ch_span answered = answers_at(r);
    best b = {0};
    for (size_t k = 0; k < n; k++)
      if (v[k]->fact != f)
        offer(&b, v[k]->fact, answer_score(r, f, v[k], keys, n_keys, answered, day),
              day - v[k]->day);
    if (b.fact && !add_link(arena, out, CH_LINK_ANSWERS, b.fact, r)) return false;
  }
  return true;
}

/* --- plans --- */

static int plan_score(const content *plan, const content *c) {
  const ch_fact *p = plan->fact, *e = c->fact;
  ch_type wanted = planned_type(p);
  if (!same_kind(wanted, e->act.type) || !ch_status_happened(e->act.status)) return 0;
  const ch_report_side *doer = p->about.actor.n ? &p->about.actor : &p->act.actor;
  const ch_report_side *target = p->about.recipient.n ? &p->about.recipient : &p->act.recipient;
  bool does = false;
  for (uint32_t i = 0; i < doer->n; i++) does = does || acts(e, doer->v[i].code);
  if (!does) return 0;
  int score = 0;
  bool aimed = target->n == 0;
  for (uint32_t i = 0; i < target->n && !aimed; i++) aimed = suffers(e, target->v[i].code);
  if (!aimed) return 0;
  score += target->n || ch_type_two_sided(wanted) ? 15 : 5;
  if (c->day < plan->day - 1) return 0;
  if (told_when(p)) {
    ch_days when = p->about.date.days;
    int32_t gap = e->act.date.days.from == CH_DAY_NONE ? 99 : gap_between(when, e->act.date.days);
    if (gap > PLAY) return 0;
    score += 25;
  } else {
    int32_t wait = c->day - plan->day;
    if (wait > AHEAD) return 0;
    score += wait <= 14 ? 10 : wait <= 45 ? 5 : 0;
  }
  if (p->deadline.days.from != CH_DAY_NONE) {
    if (c->day > p->deadline.days.to + 1) return 0;
    score += 20;
  }
  uint32_t people = people_shared(p, e);
  if (people) score += people > 1 ? 20 : 12;
  else if (p->people.n && e->people.n && wanted == CH_TYPE_CONSULT) return 0;
  if (p->place.name.n && e->place.name.n) {
    bool same = ch_str_eq_fold(p->place.name, e->place.name);
    if (!same && wanted == CH_TYPE_CONSULT) return 0;
    if (same) score += 15;
  }
  if (counts_shared(plan, c)) score += 20;
  uint32_t shared = ch_keys_shared(plan->keys, plan->n_keys, c->keys, c->n_keys);
  score += 5 * (int)(shared < 3 ? shared : 3);
  if (plan->objects & c->objects) score += 10;
  return score;
}

/* --- denials --- */

static int denial_score(const content *denial, const content *c) {
  const ch_fact *d = denial->fact, *e = c->fact;
  ch_str actor = ch_side_code(&d->act.actor);
  if (!ch_status_happened(e->act.status)) return 0;
  int32_t gap = denial->day - c->day;
  if (gap < -3) return 0;
  ch_type denied = d->act.status == CH_STATUS_NEGATED ? d->act.type : d->about.type;
  int score = 0;
  if (e->act.type == CH_TYPE_ACCUSE && !acts(e, actor) && denied != CH_TYPE_NONE &&
      denied != CH_TYPE_ACCUSE && e->about.type != CH_TYPE_NONE && e->about.type != denied)
    return 0;
  if (e->act.type == CH_TYPE_ACCUSE && !acts(e, actor)) {
    if (!suffers(e, actor)) return 0;
    score = 20;
    if (denied != CH_TYPE_NONE && denied == e->about.type) score += 15;
  } else if (denied != CH_TYPE_NONE && same_kind(denied, e->act.type) &&
             (acts(e, actor) || (d->about.actor.n && acts(e, ch_side_code(&d->about.actor))))) {
    score = 20;
    if (e->claimed) score += 10;
  } else {
    return 0;
  }
  uint32_t shared = ch_keys_shared(denial->keys, denial->n_keys, c->keys, c->n_keys);
  score += 7 * (int)(shared < 4 ? shared : 4);
  if (counts_shared(denial, c)) score += 15;
  for (uint32_t i = 0; i < d->reports.n; i++) {
    int near = told_nearby(d->reports.v[i], (ch_span){0, 0}, e);
    if (near) {
      score += near;
      break;
    }
  }
  if (gap <= 3) score += 12;
  else if (gap <= 30) score += 5;
  return score;
}

static int order_links(const void *a, const void *b) {
  const ch_fact_link *x = a, *y = b;
  if (x->kind != y->kind) return x->kind < y->kind ? -1 : 1;
  return ch_str_cmp(x->to, y->to);
}

bool ch_links_resolve(const ch_content *self, const ch_content *const *v, size_t n,
                      const ch_wordbook *book, ch_arena *arena, ch_fact_links *out,
                      ch_error *error) {
  const ch_fact *fact = self->fact;
  size_t start = out->n;
  bool done = true, plans = planned_type(fact) != CH_TYPE_NONE, denies = denies_something(fact);
  if (answers_something(fact)) done = resolve_answers(fact, v, n, book, arena, out);
  best act = {0}, denied = {0};
  for (size_t i = 0; done && i < n; i++) {
    if (v[i]->fact == fact || v[i]->day == CH_DAY_NONE || self->day == CH_DAY_NONE) continue;
    int32_t gap = v[i]->day - self->day;
    if (plans) offer(&act, v[i]->fact, plan_score(self, v[i]), gap);
    if (denies) offer(&denied, v[i]->fact, denial_score(self, v[i]), gap);
  }
  if (done && act.fact) done = add_link(arena, out, CH_LINK_CARRIED_OUT_BY, act.fact, NULL);
  if (done && denied.fact) done = add_link(arena, out, CH_LINK_CONTRADICTS, denied.fact, NULL);
  if (!done) return ch_fail(error, CH_ERROR_MEMORY, "no memory to link events");
  if (out->n > start) qsort(out->v + start, out->n - start, sizeof *out->v, order_links);
  return true;
}
