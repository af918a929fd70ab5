#include "record/links.h"

#include <stdlib.h>

#include "record/commitment.h"
#include "record/traits.h"

#define BACK 400      /* days that an answer may reach back */
#define BACK_DENIAL 60
#define TOLD_LATE 30  /* days after an answer in which a report may tell of what it answers, without its day */
#define BARE 3        /* days back of "in response", which does not say to what */
#define NEEDED 40     /* score that makes a link */

/* Acts that answer acts though no report says so: of one side against the other, and back
 * within so many days. Strikes do not answer strikes: in a war each follows each. */
#define BITS(a, b) (1u << CH_TYPE_##a | 1u << CH_TYPE_##b)
#define MEASURES BITS(SANCTION, COERCE)
#define DEEDS (MEASURES | BITS(ASSAULT, MOBILIZE))
#define EASING BITS(RETREAT, CONCEDE)
#define BACK_MEASURE 45
#define BACK_EASING 30
#define BACK_WORDS 5
#define SOON 1          /* within so many days a measure answers a strike of which its article tells anywhere */
#define HEARD 8         /* score of a charge and a denial in one article, however far apart */
#define TOGETHER 4      /* score of what is told in one article, however far apart */

static bool answers_something(const ch_fact *f) {
  for (uint32_t i = 0; i < f->reports.n; i++)
    if (f->reports.v[i]->answers_cue.n) return true;
  return false;
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
  if (what.to - what.from > CH_MAX_SEEK_DAYS) what.to = what.from + CH_MAX_SEEK_DAYS;
  if (what.code.n && out->n < CH_MAX_SEEKS) out->v[out->n++] = what;
}

/* One answers deeds and words, not meetings. */
#define ANSWERABLE (~(1u << CH_TYPE_CONSULT | 1u << CH_TYPE_NONE))

/* "demanded that the estates be given back", "complained of their seizure": answers that they were
 * taken, however long ago. */
static bool asks_back(const ch_fact *f) {
  if (f->act.type == CH_TYPE_ACCUSE && f->about.type != CH_TYPE_NONE && MEASURES >> f->about.type & 1) return true;
  return f->act.type == CH_TYPE_REQUEST &&
         (f->about.type == CH_TYPE_RETREAT || f->about.type == CH_TYPE_CONCEDE ||
          ch_str_is(f->act.mode, "yield"));
}

/* What an event may answer without saying so, and how many days back; 0 if nothing. */
static uint32_t reacts_to(const ch_fact *f, int32_t *back) {
  *back = BACK_MEASURE;
  if (!ch_status_happened(f->act.status) && f->act.status != CH_STATUS_PLANNED) return 0;
  if (MEASURES >> f->act.type & 1) return MEASURES | 1u << CH_TYPE_ASSAULT;
  if (f->act.type == CH_TYPE_THREATEN && MEASURES >> f->about.type & 1) return MEASURES;
  /* an order that is carried out */
  if (f->act.type == CH_TYPE_CONCEDE && f->about.type == CH_TYPE_REQUEST)
    return MEASURES | BITS(REQUEST, THREATEN);
  *back = BACK_EASING; /* prisoners freed for prisoners freed */
  if (EASING >> f->act.type & 1 && f->act.recipient.n) return EASING;
  *back = BACK;
  if (asks_back(f)) return MEASURES;
  *back = BACK_WORDS;
  if (f->act.type == CH_TYPE_ACCUSE || f->act.type == CH_TYPE_THREATEN || f->act.type == CH_TYPE_PROTEST)
    return DEEDS;
  /* "will not take it out on their citizens": of what it might be for */
  if (f->act.type == CH_TYPE_AGREE && f->about.type != CH_TYPE_NONE && DEEDS >> f->about.type & 1) return DEEDS;
  if (f->act.type == CH_TYPE_SUPPORT) return EASING | BITS(COOPERATE, AID) | BITS(AGREE, ASSAULT);
  if (f->act.type == CH_TYPE_REQUEST) return DEEDS; /* "asked for an explanation" */
  return f->act.type == CH_TYPE_REJECT && !ch_fact_denies(f) ? DEEDS | BITS(REQUEST, THREATEN) : 0;
}

static void seek_reacted(seeks *out, const ch_fact *f, int32_t day) {
  int32_t back;
  uint32_t types = reacts_to(f, &back);
  ch_str other = other_side(f);
  if (types && other.n && !ch_str_eq(other, ch_side_code(&f->act.actor)))
    seek(out, (ch_seek){other, false, false, types, day - back, back == BACK_WORDS ? day + CH_DAYS_AHEAD : day});
  /* "demands that they be given back", not said by whom: by who took them */
  if (types && !other.n && back == BACK)
    seek(out, (ch_seek){ch_side_code(&f->act.actor), true, false, types, day - back, day});
}

static void seek_answered(seeks *out, const ch_fact *f, int32_t day) {
  int32_t back = 0, first = day;
  for (uint32_t i = 0; i < f->reports.n; i++) {
    const ch_report *r = f->reports.v[i];
    if (r->answers_cue.n) back = r->answers_text.n ? BACK : back > BARE ? back : BARE;
    if (back == BACK) break;
  }
  if (f->act.date.days.to != CH_DAY_NONE && f->act.date.days.to > day) day = f->act.date.days.to;
  seek(out, (ch_seek){other_side(f), false, false, ANSWERABLE, first - back,
                      day + (back == BACK ? TOLD_LATE : 1)});
  /* what is answered stands beside the answer in an article that may come much later */
  int32_t last = day;
  for (uint32_t i = 0; i < f->reports.n; i++) {
    const ch_report *r = f->reports.v[i];
    if (r->answers_text.n && r->source && r->source->published > last) last = r->source->published;
  }
  if (last > day + TOLD_LATE)
    seek(out, (ch_seek){other_side(f), false, false, DEEDS, day + TOLD_LATE + 1, last});
  if (back == BACK)
    seek(out, (ch_seek){ch_side_code(&f->act.actor), false, false, 1u << CH_TYPE_ACCUSE,
                         day - BACK, day + 1});
}

/* What takes a measure back: a concession, or words that say so. */
static bool takes_back(const ch_fact *f) {
  return EASING >> f->act.type & 1 && ch_status_happened(f->act.status);
}

static void seek_lifted(seeks *out, const ch_fact *f, int32_t day) {
  if (takes_back(f)) seek(out, (ch_seek){ch_side_code(&f->act.actor), false, false, MEASURES, day - BACK, day});
}

static void seek_denied(seeks *out, const ch_fact *f, int32_t day) {
  ch_type denied = f->act.status == CH_STATUS_NEGATED ? f->act.type : f->about.type;
  ch_str actor = ch_side_code(&f->act.actor);
  seek(out, (ch_seek){actor, true, false, 1u << CH_TYPE_ACCUSE, day - BACK_DENIAL, day + 3});
  if (denied != CH_TYPE_NONE)
    seek(out, (ch_seek){actor, false, false, ch_kinds_alike(denied), day - BACK_DENIAL, day + 3});
}

uint32_t ch_fact_seeks(const ch_fact *f, ch_seek out[CH_MAX_SEEKS]) {
  seeks list = {out, 0};
  int32_t day = ch_fact_day(f);
  if (day == CH_DAY_NONE) return 0;
  if (answers_something(f)) seek_answered(&list, f, day);
  seek_reacted(&list, f, day);
  if (ch_is_commitment(f) && list.n < CH_MAX_SEEKS)
    list.n += ch_commitment_seeks(f, out + list.n, CH_MAX_SEEKS - list.n);
  seek_lifted(&list, f, day);
  if (ch_fact_denies(f)) seek_denied(&list, f, day);
  return list.n;
}

/* The best candidate so far; ties go to the nearer day, then the smaller id. */
typedef struct best {
  const ch_content *event;
  int score;
  int32_t gap;
} best;

static void offer(best *b, const ch_content *c, int score, int32_t gap) {
  if (gap < 0) gap = -gap;
  if (score < NEEDED) return;
  if (b->event && (score < b->score || (score == b->score && gap > b->gap) ||
                   (score == b->score && gap == b->gap && strcmp(c->id, b->event->id) > 0)))
    return;
  *b = (best){c, score, gap};
}

/* --- answers --- */

/* One report that says it answers something. */
typedef struct answer {
  const ch_report *report;
  ch_told_at here;
  ch_span at;      /* the words of what is answered, {0, 0} unknown */
  uint32_t *keys;  uint32_t n_keys;
  uint64_t objects; /* what the answered act was aimed at, as they name it */
  uint64_t numbers[8]; uint32_t n_numbers; /* of three and more */
  ch_str actor, other;
  int32_t day;
} answer;

static bool read_answer(const ch_fact *f, const ch_report *r, const ch_wordbook *book,
                        ch_arena *arena, answer *out) {
  char low[40];
  size_t at = 0, n;
  ch_span span;
  *out = (answer){.report = r, .here = ch_told_where(r), .at = ch_answered_where(r),
                  .actor = ch_side_code(&f->act.actor), .other = other_side(f),
                  .day = ch_fact_day(f)};
  /* The day at which the act was still only ordered counts too. */
  if (f->act.date.days.to != CH_DAY_NONE && f->act.date.days.to > out->day)
    out->day = f->act.date.days.to;
  while (ch_word_next(r->answers_text, &at, &span, low, sizeof low, &n)) {
    uint64_t value;
    if (ch_str_to_u64((ch_str){low, n}, &value) && value >= 3 && out->n_numbers < 8)
      out->numbers[out->n_numbers++] = value;
  }
  ch_keys named = {0};
  if (!ch_keys_of(book, r->answers_text, arena, &named)) return false;
  for (size_t i = 0; i < named.n; i++)
    if (named.v[i].object >= 0) out->objects |= UINT64_C(1) << named.v[i].object;
  out->objects &= ~ch_object_wholes(book);
  return ch_key_set(book, r->answers_text, arena, &out->keys, &out->n_keys);
}

/* How near to the report the candidate is told in the same article: inside
 * the very words of what is answered, which may stand in another sentence, in
 * the sentences just before, or not at all. */
static int told_nearby(uint64_t article, uint32_t sentence, uint32_t trigger, ch_span answered,
                       const ch_content *c) {
  int score = 0;
  for (uint32_t i = 0; i < c->n_told; i++) {
    const ch_told_at *told = &c->told[i];
    if (told->article != article) continue;
    if (told->trigger.from >= answered.from && told->trigger.to <= answered.to && answered.to > answered.from)
      return 100;
    if (told->sentence == sentence && told->trigger.from > trigger) continue;
    uint32_t back = sentence - told->sentence; /* wraps when it comes later */
    int here = back == 0 ? 10 : back <= 3 ? 22 - 4 * (int)back : 0;
    if (here > score) score = here;
  }
  return score;
}

static bool number_told(const answer *a, const ch_content *c) {
  for (uint32_t i = 0; i < a->n_numbers; i++)
    for (uint32_t k = 0; k < c->n_numbers; k++)
      if ((double)a->numbers[i] == c->numbers[k]) return true;
  return false;
}

static int answer_score(const answer *a, const ch_content *c) {
  bool says = a->report->answers_text.n > 0;
  int near = told_nearby(a->here.article, a->here.sentence, a->here.trigger.from, a->at, c), score = near;
  if (!says && near == 0) return 0;
  bool direct = ch_content_acts(c, a->other);
  /* What is answered may be known only as one's own charge: "in retaliation
   * for the hacking", of which no more is told than that one side alleges it. */
  bool charge = c->type == CH_TYPE_ACCUSE && ch_content_acts(c, a->actor) && !ch_content_suffers(c, a->actor) && says &&
                (a->other.n == 0 || ch_content_suffers(c, a->other));
  if (!direct && !charge && near < 100) return 0;
  if (c->denial) return 0;
  /* a bill passed, a closure announced: not in force, and answered all the same */
  bool announced = c->status == CH_STATUS_PLANNED && (c->quad == 4 || c->type == CH_TYPE_THREATEN);
  if (!ch_status_happened((ch_status)c->status) && !announced) return 0;
  /* an event without a day had come before the report that tells of both, and that is all we know */
  int32_t bound = a->day + 1;
  const ch_source *source = a->report->source;
  if (!c->dated && says) bound = a->day + TOLD_LATE;
  if (!c->dated && says && source && source->published > bound) bound = source->published;
  if (c->day == CH_DAY_NONE || (near < 100 && c->day > bound)) return 0;
  /* told of in other words, and of the day after: it came later */
  if (says && near < 100 && c->dated && c->day > a->day) return 0;
  uint32_t shared = ch_keys_shared(a->keys, a->n_keys, c->keys, c->n_keys);
  bool number = number_told(a, c);
  if (says && !shared && !number && near < 100) return 0;
  /* one word in common with what nobody dates and the article does not tell is chance */
  if (says && !number && near == 0 && shared < 2 && !c->dated) return 0;
  if (direct || charge) score += 15;
  if (ch_content_suffers(c, a->actor)) score += 10;
  score += c->quad == 4 ? 12 : c->quad == 3 ? 6 : 0;
  score += 12 * (int)(shared < 3 ? shared : 3) + 4 * (int)(shared > 6 ? 3 : shared > 3 ? shared - 3 : 0);
  if (number) score += 30;
  if (a->objects & c->objects) score += 10;
  int32_t behind = a->day - c->day;
  score += behind <= 3 ? 12 : behind <= 14 ? 8 : behind <= 60 ? 4 : 0;
  /* Between equals, the one that more outlets tell of. */
  return score + (int)c->n_outlets;
}

static bool add_link(ch_arena *arena, ch_fact_links *out, ch_link_kind kind, const ch_content *to,
                     const ch_report *says) {
  for (size_t i = 0; i < out->n; i++)
    if (out->v[i].kind == kind && ch_str_is(out->v[i].to, to->id)) return true;
  ch_fact_link *link = CH_PUSH(arena, out);
  if (!link) return false;
  *link = (ch_fact_link){kind, ch_str_of(to->id), says != NULL,
                         says ? says->id : (ch_str){NULL, 0}, 0};
  return true;
}

static bool resolve_answers(const ch_fact *f, const ch_content *const *v, size_t n,
                            const ch_wordbook *book, ch_arena *arena, ch_fact_links *out) {
  for (uint32_t i = 0; i < f->reports.n; i++) {
    answer a;
    best b = {0}, done = {0};
    if (!f->reports.v[i]->answers_cue.n) continue;
    if (!read_answer(f, f->reports.v[i], book, arena, &a)) return false;
    for (size_t k = 0; k < n; k++)
      if (strcmp(v[k]->id, f->id) != 0) offer(&b, v[k], answer_score(&a, v[k]), a.day - v[k]->day);
    if (b.event && !add_link(arena, out, CH_LINK_ANSWERS, b.event, a.report)) return false;
    /* "in retaliation for the decision to cut staff": for the cut as well, when it is known */
    if (!b.event || b.event->about == CH_TYPE_NONE) continue;
    for (size_t k = 0; k < n; k++)
      if (ch_kinds_alike((ch_type)b.event->about) >> v[k]->type & 1 && ch_status_happened((ch_status)v[k]->status))
        offer(&done, v[k], answer_score(&a, v[k]), a.day - v[k]->day);
    if (done.event && !add_link(arena, out, CH_LINK_ANSWERS, done.event, a.report)) return false;
  }
  return true;
}

/* --- denials --- */

static int denial_score(const ch_fact *d, const ch_content *denial, const ch_content *c) {
  ch_str actor = ch_side_code(&d->act.actor);
  int32_t gap = denial->day - c->day;
  if (!ch_status_happened((ch_status)c->status) || gap < -3) return 0;
  ch_type denied = d->act.status == CH_STATUS_NEGATED ? d->act.type : d->about.type;
  bool charge = c->type == CH_TYPE_ACCUSE && !ch_content_acts(c, actor);
  bool says = denied != CH_TYPE_NONE && denied != CH_TYPE_ACCUSE;
  int score = 20;
  if (charge) {
    if (!ch_content_suffers(c, actor)) return 0;
    if (says && c->about != CH_TYPE_NONE && c->about != denied) return 0;
    if (says && c->about == denied) score += 15;
  } else if (denied != CH_TYPE_NONE && (ch_kinds_alike(denied) >> c->type & 1) &&
             (ch_content_acts(c, actor) || ch_content_acts(c, ch_side_code(&d->about.actor)))) {
    if (c->claimed) score += 10;
  } else {
    return 0;
  }
  uint32_t shared = ch_content_keys_shared(denial, c);
  score += 7 * (int)(shared < 4 ? shared : 4);
  if (ch_content_numbers_shared(denial, c)) score += 15;
  int near = 0;
  for (uint32_t i = 0; i < denial->n_told; i++) {
    int here = told_nearby(denial->told[i].article, denial->told[i].sentence,
                           denial->told[i].trigger.from, (ch_span){0, 0}, c);
    if (here > near) near = here;
  }
  /* of one article, however far apart: the other side is heard */
  if (!near && charge && gap <= 0 && ch_content_told_together(denial, c)) near = HEARD;
  score += near;
  return score + (gap <= 3 ? 12 : gap <= 30 ? 5 : 0);
}

/* --- answers that no report states --- */

static int reaction_score(const ch_fact *f, const ch_content *self, const ch_content *c,
                          const ch_wordbook *book) {
  int32_t back, gap = self->day - c->day;
  uint32_t types = reacts_to(f, &back);
  bool asks = back == BACK; /* what is asked back had been taken, whenever it is asked */
  bool measures = back != BACK_WORDS, praise = f->act.type == CH_TYPE_SUPPORT;
  /* what is promised can be welcomed as well */
  bool given = ch_status_happened((ch_status)c->status) || (praise && c->status == CH_STATUS_PLANNED);
  if (!(types >> c->type & 1) || !given || c->denial) return 0;
  /* of measures of one day, which came first is not known */
  /* "would be suspended from Wednesday. The minister called it a provocation": announced, and in force later */
  bool ahead = !measures && gap < 0 && gap >= -CH_DAYS_AHEAD && MEASURES >> c->type & 1;
  if (gap > back || (!ahead && gap < (measures && c->type != CH_TYPE_ASSAULT ? 1 : 0))) return 0;
  ch_str actor = ch_side_code(&f->act.actor), other = other_side(f);
  bool aimed = ch_content_suffers(c, actor), together = ch_content_told_together(self, c);
  if (!together && !(aimed && c->dated)) return 0;
  if (other.n ? !ch_content_acts(c, other) : !asks || !aimed || ch_content_acts(c, actor)) return 0;
  bool object = (self->objects & c->objects) != 0;
  uint32_t shared = ch_content_keys_shared(self, c);
  int near = 0;
  bool before = false; /* in an article that tells both, the one further up */
  for (uint32_t i = 0; i < self->n_told && together; i++) {
    int here = told_nearby(self->told[i].article, self->told[i].sentence, self->told[i].trigger.from,
                           (ch_span){0, 0}, c);
    if (here > near) near = here;
    for (uint32_t k = 0; k < c->n_told; k++)
      before = before || (c->told[k].article == self->told[i].article && c->told[k].sentence < self->told[i].sentence);
  }
  if (ahead && !before) return 0;
  /* praised for what it says, which may have been done to a third: of which the article tells */
  bool welcomed = praise && together && shared;
  /* which came first is not known, unless an article tells it right before */
  if (!(self->dated || asks) || !(c->dated || (near && !measures) || welcomed)) return 0;
  /* "condemned the strike": against a third party, but told just before */
  bool strike = measures && c->type == CH_TYPE_ASSAULT;
  if (strike && !(near && gap <= BACK_WORDS) && !(together && gap <= SOON)) return 0;
  /* "denounced the attack", of which the article tells further up; blame or praise of the day's own needs no word of it */
  bool blow = !measures && together && c->type == CH_TYPE_ASSAULT &&
              (shared || ((f->act.type == CH_TYPE_ACCUSE || praise) && gap <= SOON));
  if (!(aimed || strike || blow || welcomed || (!measures && near && shared))) return 0;
  if (f->act.type == CH_TYPE_REQUEST && !asks && !(near && aimed)) return 0;
  if (!near && together && (aimed || blow || welcomed)) near = TOGETHER;
  /* "demands them back", without a word of what they are: more words in common tell */
  bool named = shared >= 2 && (object || (!self->objects && shared >= 3 && c->objects & ch_object_kept(book)));
  if (asks ? !named : !measures && !near && shared < 2) return 0;
  /* the order that is carried out is told in its own words */
  uint32_t most = f->act.type == CH_TYPE_CONCEDE && measures ? 6 : 3;
  int score = 20 + near + (object ? 15 : 0) + 5 * (int)(shared < most ? shared : most);
  if (measures) score += 10;
  score += ahead ? 10 : gap <= 3 ? 15 : gap <= 14 ? 12 : gap <= 30 ? 8 : gap <= BACK_MEASURE ? 5 : 0;
  return score + (int)c->n_outlets;
}

/* What is taken back is the measure that it names: of the same two, with the same object, number or
 * words. */
static int lifted_score(const ch_fact *f, const ch_content *self, const ch_content *c) {
  if (!(MEASURES >> c->type & 1) || !ch_status_happened((ch_status)c->status)) return 0;
  if (!ch_content_acts(c, ch_side_code(&f->act.actor)) || c->day >= self->day) return 0;
  ch_str other = other_side(f);
  if (other.n && c->n_suffers && !ch_content_suffers(c, other)) return 0;
  bool object = (self->objects & c->objects) != 0, number = ch_content_numbers_shared(self, c);
  uint32_t shared = ch_content_keys_shared(self, c);
  bool named = f->about.type != CH_TYPE_NONE && MEASURES >> f->about.type & 1;
  if (number && !object) number = false; /* of other things */
  if (!number && self->n_numbers && c->n_numbers) return 0; /* nine of two hundred are not all */
  if (!(number || (object && shared >= 2) || (named && shared >= 2))) return 0;
  bool places = self->place && self->place == c->place;
  return 25 + 15 * object + 15 * number + 10 * places + 5 * (int)(shared < 4 ? shared : 4) +
         (int)c->n_outlets;
}

bool ch_answer_why(const ch_fact *later, const ch_fact *earlier, const ch_wordbook *book,
                   ch_arena *arena, ch_buf *out) {
  const ch_content *a = ch_content_make(later, book, arena);
  const ch_content *b = ch_content_make(earlier, book, arena);
  if (!a || !b) return false;
  int32_t days = a->day == CH_DAY_NONE || b->day == CH_DAY_NONE ? 0 : a->day - b->day;
  if (days > 0) ch_buf_printf(out, "%d %s later", days, days == 1 ? "day" : "days");
  else ch_buf_add_z(out, "by the other side");
  if (a->objects & b->objects) ch_buf_add_z(out, ", aimed at the same kind of thing");
  uint32_t shared = ch_content_keys_shared(a, b);
  if (shared) ch_buf_printf(out, ", %u %s in common", shared, shared == 1 ? "word" : "words");
  if (ch_content_told_together(a, b)) ch_buf_add_z(out, ", told in one article");
  return true;
}

/* --- the whole --- */

static int order_links(const void *a, const void *b) {
  const ch_fact_link *x = a, *y = b;
  if (x->kind != y->kind) return x->kind < y->kind ? -1 : 1;
  return ch_str_cmp(x->to, y->to);
}

bool ch_links_resolve(const ch_fact *fact, const ch_content *self, const ch_content *const *v,
                      size_t n, const ch_wordbook *book, ch_arena *arena, ch_fact_links *out,
                      ch_error *error) {
  size_t start = out->n;
  static const ch_link_kind OUTCOMES[] = {CH_LINK_CARRIED_OUT_BY, CH_LINK_MISSED_BY, CH_LINK_CALLED_OFF_BY,
                                          CH_LINK_SUPERSEDED_BY};
  enum { N_OUTCOMES = sizeof OUTCOMES / sizeof *OUTCOMES };
  bool done = true, plans = ch_is_commitment(fact), denies = ch_fact_denies(fact);
  bool takes = takes_back(fact);
  if (answers_something(fact)) done = resolve_answers(fact, v, n, book, arena, out);
  best outcome[N_OUTCOMES] = {{0}}, denied = {0}, charged = {0}, answered = {0}, promised = {0}, lifted = {0};
  bool stated = out->n > start;
  for (size_t i = 0; done && i < n; i++) {
    if (strcmp(v[i]->id, fact->id) == 0 || v[i]->day == CH_DAY_NONE || self->day == CH_DAY_NONE)
      continue;
    int32_t gap = v[i]->day - self->day;
    for (int k = 0; k < N_OUTCOMES && plans; k++)
      offer(&outcome[k], v[i], ch_commitment_score(OUTCOMES[k], fact, self, v[i]), gap);
    if (takes) offer(&lifted, v[i], lifted_score(fact, self, v[i]), gap);
    if (denies) offer(&denied, v[i], denial_score(fact, self, v[i]), gap);
    if (denies && v[i]->type == CH_TYPE_ACCUSE && gap <= 0) offer(&charged, v[i], denial_score(fact, self, v[i]), gap);
    bool done_yet = ch_status_happened((ch_status)v[i]->status);
    if (!stated) offer(done_yet ? &answered : &promised, v[i], reaction_score(fact, self, v[i], book), gap);
  }
  /* one outcome, and the first of these */
  int known = 0;
  while (known < N_OUTCOMES && !outcome[known].event) known++;
  if (done && known < N_OUTCOMES) done = add_link(arena, out, OUTCOMES[known], outcome[known].event, NULL);
  ch_link_kind takes_as = ch_has_manner(book, CH_MANNER_SUSPENDS, fact->best->trigger) ? CH_LINK_SUSPENDS : CH_LINK_LIFTS;
  if (done && lifted.event) done = add_link(arena, out, takes_as, lifted.event, NULL);
  if (done && denied.event) done = add_link(arena, out, CH_LINK_CONTRADICTS, denied.event, NULL);
  /* who denies a charge answers it; who denies a deed, the charge of it */
  if (charged.event && !stated) answered = charged;
  if (!answered.event) answered = promised; /* praise is of what is done, where there is any */
  if (done && answered.event) done = add_link(arena, out, CH_LINK_ANSWERS, answered.event, NULL);
  if (!done) return ch_fail(error, CH_ERROR_MEMORY, "no memory to link events");
  if (out->n > start) qsort(out->v + start, out->n - start, sizeof *out->v, order_links);
  return true;
}
