/* An event's row as bytes. One walk both writes and reads them, so that the two
 * cannot come apart: numbers seven bits a byte, texts with their length before
 * them, lists with their count. */
#include "record/content.h"
#include "record/fact.h"

typedef struct walk {
  ch_buf *out; /* writing; NULL: reading */
  const char *p, *end;
  ch_arena *arena;
  bool failed;
} walk;

static void number(walk *w, uint64_t *n) {
  if (w->out) {
    uint64_t rest = *n;
    for (; rest >= 128; rest >>= 7) ch_buf_add_byte(w->out, (char)(rest | 128));
    ch_buf_add_byte(w->out, (char)rest);
    return;
  }
  *n = 0;
  for (int shift = 0; shift < 64 && w->p < w->end; shift += 7) {
    unsigned char c = (unsigned char)*w->p++;
    *n |= (uint64_t)(c & 127) << shift;
    if (c < 128) return;
  }
  w->failed = true;
}

static void count(walk *w, uint32_t *n) {
  if (!w->out && w->p < w->end && (unsigned char)*w->p < 128) {
    *n = (unsigned char)*w->p++; /* as most are */
    return;
  }
  uint64_t wide = *n;
  number(w, &wide);
  if (wide > UINT32_MAX) w->failed = true;
  *n = w->failed ? 0 : (uint32_t)wide;
}

/* One of the numbers below `end`. */
static int choice(walk *w, int value, int end) {
  uint32_t n = (uint32_t)value;
  count(w, &n);
  if (n >= (uint32_t)end) w->failed = true, n = 0;
  return (int)n;
}

static void day(walk *w, int32_t *at) {
  uint32_t n = (uint32_t)*at;
  n = n << 1 ^ (n >> 31 ? UINT32_MAX : 0);
  count(w, &n);
  *at = (int32_t)(n >> 1 ^ (n & 1 ? UINT32_MAX : 0));
}

/* As many bytes as are not 0, from the one with the sign on: most numbers are short. */
static void real(walk *w, double *value) {
  uint64_t bits = 0;
  uint32_t n = 0;
  memcpy(&bits, value, sizeof bits);
  while (n < 8 && bits << 8 * n) n++;
  n = (uint32_t)choice(w, (int)n, 9);
  if (!w->out) bits = 0;
  if (!w->out && (size_t)(w->end - w->p) < n) w->failed = true, n = 0;
  for (uint32_t i = 0; i < n; i++) {
    int shift = 56 - 8 * (int)i;
    if (w->out) ch_buf_add_byte(w->out, (char)(bits >> shift & 0xFF));
    else bits |= (uint64_t)(unsigned char)*w->p++ << shift;
  }
  if (!w->out) memcpy(value, &bits, sizeof bits);
}

static void text(walk *w, ch_str *s) {
  uint32_t n = (uint32_t)s->n;
  count(w, &n);
  if (w->out) {
    ch_buf_add(w->out, *s);
    return;
  }
  if (n > (size_t)(w->end - w->p)) w->failed = true, n = 0;
  *s = (ch_str){n ? w->p : NULL, n};
  w->p += n;
}

/* A list's count and, when reading, its room: none of its items takes no byte. */
static void *list(walk *w, const void *v, uint32_t *n, size_t size) {
  count(w, n);
  if (w->out) return (void *)(uintptr_t)v;
  if (*n > (size_t)(w->end - w->p)) w->failed = true;
  void *room = w->failed ? NULL : ch_arena_array(w->arena, *n, size);
  if (!room) w->failed = true, *n = 0;
  return room;
}

static void texts(walk *w, ch_str **v, uint32_t *n) {
  *v = list(w, *v, n, sizeof **v);
  for (uint32_t i = 0; i < *n && !w->failed; i++) text(w, &(*v)[i]);
}

/* --- what an event is made of --- */

static void party(walk *w, ch_report_party *p) {
  text(w, &p->code);
  text(w, &p->name);
  text(w, &p->text);
  text(w, &p->office);
  text(w, &p->body);
  p->inferred = choice(w, p->inferred, 2);
  p->n_sectors = (uint32_t)choice(w, (int)p->n_sectors, CH_MAX_SECTORS + 1);
  for (uint32_t i = 0; i < p->n_sectors; i++) text(w, &p->sectors[i]);
}

static void side(walk *w, ch_report_side *s) {
  s->v = list(w, s->v, &s->n, sizeof *s->v);
  for (uint32_t i = 0; i < s->n && !w->failed; i++) party(w, &s->v[i]);
}

static void date(walk *w, ch_report_date *d) {
  day(w, &d->days.from);
  day(w, &d->days.to);
  text(w, &d->text);
  d->basis = (ch_basis)choice(w, (int)d->basis, CH_BASIS_ARTICLE + 1);
}

static void act(walk *w, ch_report_act *a) {
  a->type = (ch_type)choice(w, (int)a->type, CH_TYPE_COUNT);
  text(w, &a->mode);
  text(w, &a->cameo);
  a->status = (ch_status)choice(w, (int)a->status, CH_STATUS_COUNT);
  side(w, &a->actor);
  side(w, &a->recipient);
  date(w, &a->date);
}

static void quantities(walk *w, ch_fact *f) {
  f->quantities = list(w, f->quantities, &f->n_quantities, sizeof *f->quantities);
  for (uint32_t i = 0; i < f->n_quantities && !w->failed; i++) {
    ch_report_quantity *q = &f->quantities[i];
    real(w, &q->value);
    real(w, &q->upper);
    text(w, &q->of);
    text(w, &q->text);
    q->approximate = choice(w, q->approximate, 2);
  }
}

static void source(walk *w, ch_source *s) {
  text(w, &s->id);
  text(w, &s->outlet);
  day(w, &s->published);
  day(w, &s->minute);
}

static void sentence(walk *w, ch_report *r, ch_source *from) {
  text(w, &r->id);
  text(w, &r->text);
  r->attribution = list(w, r->attribution, &r->n_attribution, sizeof *r->attribution);
  for (uint32_t i = 0; i < r->n_attribution && !w->failed; i++) {
    ch_report_speaker *s = &r->attribution[i];
    text(w, &s->code);
    text(w, &s->name);
    text(w, &s->cue);
    text(w, &s->stance);
    s->press = choice(w, s->press, 2);
  }
  source(w, from);
}

static void fact(walk *w, ch_fact *f) {
  count(w, &f->n_articles);
  count(w, &f->n_reports);
  count(w, &f->n_outlets);
  count(w, &f->n_copies);
  day(w, &f->first_told);
  day(w, &f->last_told);
  day(w, &f->last_minute);
  act(w, &f->act);
  act(w, &f->about);
  f->quad = choice(w, f->quad, 5);
  real(w, &f->goldstein);
  f->claimed = choice(w, f->claimed, 2);
  texts(w, &f->contexts, &f->n_contexts);
  texts(w, &f->issues, &f->n_issues);
  side(w, &f->people);
  date(w, &f->deadline);
  text(w, &f->place.name);
  text(w, &f->place.code);
  real(w, &f->place.lat);
  real(w, &f->place.lon);
  quantities(w, f);
  count(w, &f->ordinal);
  text(w, &f->answers_cue);
  text(w, &f->answers_text);
}

bool ch_fact_pack(const ch_fact *f, ch_buf *out) {
  walk w = {.out = out};
  ch_fact copy = *f;
  ch_report best = *f->best;
  ch_source from = best.source ? *best.source : (ch_source){.published = CH_DAY_NONE};
  fact(&w, &copy);
  sentence(&w, &best, &from);
  return !w.failed && !out->failed;
}

bool ch_fact_unpack(ch_str bytes, ch_arena *arena, ch_fact *out) {
  walk w = {.p = bytes.p, .end = bytes.p + bytes.n, .arena = arena};
  ch_report *best = CH_NEW(arena, ch_report);
  ch_source *from = CH_NEW(arena, ch_source);
  *out = (ch_fact){0};
  if (!best || !from || !bytes.n) return false;
  fact(&w, out);
  sentence(&w, best, from);
  best->article = from->id;
  best->source = from;
  out->best = best;
  return !w.failed && w.p == w.end;
}

/* --- what linking asks of its reports --- */

static void span(walk *w, ch_span *s) {
  count(w, &s->from);
  count(w, &s->to);
}

static void answer(walk *w, ch_report *r, ch_source *from) {
  text(w, &r->id);
  text(w, &r->article);
  day(w, &from->published);
  r->in_title = choice(w, r->in_title, 2);
  count(w, &r->sentence);
  span(w, &r->trigger_span);
  text(w, &r->answers_cue);
  text(w, &r->answers_text);
  span(w, &r->answers_span);
}

static void write_answer(walk *w, const ch_report *r) {
  ch_report copy = *r;
  ch_source from = {.published = r->source ? r->source->published : CH_DAY_NONE};
  copy.answers_span = ch_answered_where(r);
  answer(w, &copy, &from);
}

bool ch_fact_answers_pack(const ch_fact *f, ch_buf *out) {
  walk w = {.out = out};
  bool eases = f->act.type == CH_TYPE_RETREAT || f->act.type == CH_TYPE_CONCEDE;
  uint32_t n = 0;
  for (uint32_t i = 0; i < f->reports.n; i++) n += f->reports.v[i]->answers_cue.n > 0;
  if (!n && !eases) return true;
  ch_str trigger = f->best->trigger;
  text(&w, &trigger);
  count(&w, &n);
  for (uint32_t i = 0; i < f->reports.n; i++)
    if (f->reports.v[i]->answers_cue.n) write_answer(&w, f->reports.v[i]);
  return !w.failed && !out->failed;
}

bool ch_fact_answers_unpack(ch_str bytes, ch_arena *arena, ch_fact *f) {
  ch_report *best = CH_NEW(arena, ch_report);
  uint32_t n = 0;
  f->reports = (ch_cluster){0};
  if (!best) return false;
  *best = *f->best;
  best->trigger = (ch_str){NULL, 0};
  f->best = best;
  if (!bytes.n) return true;
  walk w = {.p = bytes.p, .end = bytes.p + bytes.n, .arena = arena};
  text(&w, &best->trigger);
  ch_report *reports = list(&w, NULL, &n, sizeof *reports);
  ch_source *sources = w.failed ? NULL : CH_ARRAY(arena, n, ch_source);
  f->reports.v = w.failed ? NULL : CH_ARRAY(arena, n, const ch_report *);
  if (!sources || !f->reports.v) return false;
  for (uint32_t i = 0; i < n && !w.failed; i++) {
    answer(&w, &reports[i], &sources[i]);
    reports[i].source = &sources[i];
    f->reports.v[f->reports.n++] = &reports[i];
  }
  return !w.failed && w.p == w.end;
}
