#include "record/commitment.h"

#define AHEAD 120     /* days that a plan without a date may reach ahead */
#define PLAY 2        /* days by which told dates may differ */
#define LATE 90       /* days after the due one in which an act is a late one, and its absence told of */
#define ALIKE 2       /* content words that show that what was not done was what was promised */

#define BITS(a, b) (1u << CH_TYPE_##a | 1u << CH_TYPE_##b)

/* "you have until Friday": whom it is put to has to act. */
static bool ultimatum(const ch_fact *f) {
  if (f->deadline.days.to == CH_DAY_NONE || !ch_status_happened(f->act.status)) return false;
  return f->act.type == CH_TYPE_REQUEST;
}

ch_type ch_commitment_type(const ch_fact *f) {
  bool word = f->act.type == CH_TYPE_AGREE || f->act.type == CH_TYPE_THREATEN ||
              f->act.type == CH_TYPE_CONCEDE || ultimatum(f);
  if (word && f->about.type != CH_TYPE_NONE) return f->about.type;
  return f->act.status == CH_STATUS_PLANNED && !word ? f->act.type : CH_TYPE_NONE;
}

uint32_t ch_kinds_alike(ch_type type) {
  if (type == CH_TYPE_SANCTION || type == CH_TYPE_COERCE) return BITS(SANCTION, COERCE);
  return 1u << type;
}

/* What is promised as a concession is told as one or the other. */
static uint32_t deeds_of(ch_type type) {
  if (type == CH_TYPE_RETREAT || type == CH_TYPE_CONCEDE) return BITS(RETREAT, CONCEDE);
  return ch_kinds_alike(type);
}

/* Deeds that would keep the word; of a word with a day that does not say which, what it may mean. */
static uint32_t wanted(const ch_fact *f) {
  ch_type type = ch_commitment_type(f);
  if (type != CH_TYPE_NONE) return deeds_of(type);
  if (f->deadline.days.to == CH_DAY_NONE) return 0;
  if (f->act.type == CH_TYPE_AGREE) return BITS(RETREAT, CONCEDE) | BITS(AID, COOPERATE);
  bool firm = f->act.status == CH_STATUS_PLANNED; /* no "unless" */
  return f->act.type == CH_TYPE_THREATEN && firm ? BITS(SANCTION, COERCE) : 0;
}

bool ch_is_commitment(const ch_fact *f) {
  return wanted(f) != 0;
}

/* A promise may be told as one or the other. */
static uint32_t words_like(ch_type type) {
  return type == CH_TYPE_AGREE || type == CH_TYPE_CONCEDE ? BITS(AGREE, CONCEDE) : 1u << type;
}

static const ch_report_side *doer_of(const ch_fact *f) {
  if (f->about.actor.n) return &f->about.actor;
  return ultimatum(f) ? &f->act.recipient : &f->act.actor;
}

static const ch_report_side *target_of(const ch_fact *f) {
  if (f->about.recipient.n) return &f->about.recipient;
  return ultimatum(f) ? &f->act.actor : &f->act.recipient;
}

static bool told_when(const ch_fact *f) {
  return f->about.date.days.from != CH_DAY_NONE && f->about.date.basis != CH_BASIS_ARTICLE;
}

static ch_seek seek_deed(const ch_fact *f, int32_t day) {
  int32_t from = day - 1, to = day + AHEAD;
  if (told_when(f)) {
    from = f->about.date.days.from - PLAY;
    to = f->about.date.days.to + PLAY;
  }
  if (from < day - 1) from = day - 1;
  if (f->deadline.days.to != CH_DAY_NONE && to > f->deadline.days.to + 1) to = f->deadline.days.to + 1;
  return (ch_seek){ch_side_code(doer_of(f)), false, true, wanted(f), from, to};
}

uint32_t ch_commitment_seeks(const ch_fact *f, ch_seek *out, uint32_t most) {
  int32_t day = ch_fact_day(f);
  uint32_t n = 0;
  if (!ch_is_commitment(f) || day == CH_DAY_NONE) return 0;
  ch_seek deed = seek_deed(f, day);
  ch_days due = ch_fact_due(f);
  if (n < most && deed.code.n && deed.to >= deed.from) out[n++] = deed;
  /* what shows that it was not done, or is to be done on another day */
  int32_t to = due.to == CH_DAY_NONE ? day + AHEAD : due.to + LATE;
  uint32_t types = 1u << CH_TYPE_REJECT | deed.types;
  if (due.to != CH_DAY_NONE) types |= words_like(f->act.type);
  if (to - day > CH_MAX_SEEK_DAYS) to = day + CH_MAX_SEEK_DAYS;
  if (n < most && deed.code.n && to >= day) out[n++] = (ch_seek){deed.code, false, true, types, day, to};
  /* either side calls off a meeting */
  ch_str other = ch_side_code(target_of(f));
  for (uint32_t i = 0; i < f->act.actor.n && (!other.n || ch_str_eq(other, deed.code)); i++)
    other = f->act.actor.v[i].code;
  if (n < most && ch_type_two_sided(ch_commitment_type(f)) && other.n && !ch_str_eq(other, deed.code))
    out[n++] = (ch_seek){other, false, true, 1u << CH_TYPE_REJECT, day, to};
  return n;
}

static bool any_acts(const ch_report_side *side, const ch_content *c) {
  for (uint32_t i = 0; i < side->n; i++)
    if (ch_content_acts(c, side->v[i].code)) return true;
  return false;
}

static bool any_suffers(const ch_report_side *side, const ch_content *c) {
  for (uint32_t i = 0; i < side->n; i++)
    if (ch_content_suffers(c, side->v[i].code)) return true;
  return false;
}

static int32_t gap_between(ch_days a, ch_days b) {
  if (a.to < b.from) return b.from - a.to;
  if (b.to < a.from) return a.from - b.to;
  return 0;
}

/* What the two have in common; -1 where people or places rule it out. */
static int content_score(const ch_fact *f, const ch_content *self, const ch_content *c) {
  bool meeting = ch_commitment_type(f) == CH_TYPE_CONSULT;
  uint32_t people = ch_content_people_shared(self, c);
  int score = people > 1 ? 20 : people ? 12 : 0;
  if (!people && self->n_people && c->n_people && meeting) return -1;
  if (self->place && c->place) {
    if (self->place == c->place) score += 15;
    else if (meeting) return -1;
  }
  if (ch_content_numbers_shared(self, c)) score += 20;
  uint32_t shared = ch_content_keys_shared(self, c);
  score += 5 * (int)(shared < 3 ? shared : 3);
  if (self->objects & c->objects) score += 10;
  return score;
}

/* Do they speak of one thing, people and places not against it? */
static bool alike(const ch_fact *f, const ch_content *self, const ch_content *c) {
  if (content_score(f, self, c) < 0) return false;
  if (ch_content_numbers_shared(self, c)) return true;
  uint32_t shared = ch_content_keys_shared(self, c);
  return shared >= ALIKE || (shared && (self->objects & c->objects));
}

static int met(const ch_fact *f, const ch_content *self, const ch_content *c) {
  ch_type type = ch_commitment_type(f);
  if (!(wanted(f) >> c->type & 1) || !ch_status_happened((ch_status)c->status)) return 0;
  if (type == CH_TYPE_NONE && c->day <= self->day) return 0;
  if (type == CH_TYPE_NONE && f->act.type == CH_TYPE_AGREE && !alike(f, self, c)) return 0;
  const ch_report_side *target = target_of(f);
  if (!any_acts(doer_of(f), c) || (target->n && !any_suffers(target, c)) || c->day < self->day - 1) return 0;
  int score = target->n || ch_type_two_sided(type) ? 15 : 5;
  if (told_when(f)) {
    int32_t gap = c->days.from == CH_DAY_NONE ? 99 : gap_between(f->about.date.days, c->days);
    if (gap > PLAY) return 0;
    score += 25;
  } else {
    int32_t wait = c->day - self->day;
    if (wait > AHEAD) return 0;
    score += wait <= 14 ? 10 : wait <= 45 ? 5 : 0;
  }
  if (f->deadline.days.from != CH_DAY_NONE) {
    if (c->day > f->deadline.days.to + 1) return 0;
    score += 20;
  }
  int content = content_score(f, self, c);
  return content < 0 ? 0 : score + content;
}

static int missed(const ch_fact *f, const ch_content *self, const ch_content *c) {
  uint32_t deeds = wanted(f);
  ch_days due = self->due;
  if (!any_acts(doer_of(f), c) || !alike(f, self, c)) return 0;
  int score = 40 + content_score(f, self, c);
  /* "broke its promise": whatever its day */
  if (c->breaks) return c->day > self->day ? score : 0;
  if (due.to == CH_DAY_NONE || c->day > due.to + LATE) return 0;
  bool undone = c->status == CH_STATUS_NEGATED && (deeds >> c->type & 1 || (c->about && deeds >> c->about & 1));
  bool refused = c->type == CH_TYPE_REJECT && c->about != CH_TYPE_NONE && deeds >> c->about & 1 && !c->cancels;
  if (undone || refused) return c->day > due.to ? score + 10 : 0;
  /* done, too late; a meeting of another day is another meeting */
  const ch_report_side *target = target_of(f);
  bool late = deeds >> c->type & 1 && ch_status_happened((ch_status)c->status) && c->dated &&
              c->days.from != CH_DAY_NONE && c->days.from > due.to + PLAY &&
              !ch_type_two_sided(ch_commitment_type(f)) && any_suffers(target, c);
  return late && ((self->objects & c->objects) || ch_content_numbers_shared(self, c)) ? score : 0;
}

/* Nobody calls off what had been done, or before it was planned. */
static int called_off(const ch_fact *f, const ch_content *self, const ch_content *c) {
  ch_type type = ch_commitment_type(f);
  if (!c->cancels || (c->about != CH_TYPE_NONE ? c->about : c->type) != (uint8_t)type || c->day < self->day)
    return 0;
  bool both = ch_type_two_sided(type);
  if (!any_acts(doer_of(f), c) && !(both && (any_acts(target_of(f), c) || any_acts(&f->act.actor, c)))) return 0;
  if (self->due.to != CH_DAY_NONE && c->day > self->due.to + 1) return 0;
  if (c->due.to != CH_DAY_NONE && self->due.to != CH_DAY_NONE && gap_between(c->due, self->due) > PLAY) return 0;
  bool one_day = c->due.to != CH_DAY_NONE && self->due.to != CH_DAY_NONE;
  int content = content_score(f, self, c);
  if (content < 0 || !(one_day || alike(f, self, c))) return 0;
  return 40 + (one_day ? 25 : 0) + content;
}

static int superseded(const ch_fact *f, const ch_content *self, const ch_content *c) {
  if (self->due.to == CH_DAY_NONE || c->day > self->due.to + PLAY) return 0;
  if (c->postpones) return called_off(f, self, c);
  ch_type type = ch_commitment_type(f);
  bool same = words_like(f->act.type) >> c->type & 1 &&
              (type == CH_TYPE_NONE || c->about == CH_TYPE_NONE || deeds_of(type) >> c->about & 1);
  if (!same || c->due.to == CH_DAY_NONE || gap_between(c->due, self->due) <= PLAY) return 0;
  if (c->day <= self->day || !any_acts(&f->act.actor, c) || !alike(f, self, c)) return 0;
  bool both = ch_type_two_sided(type), numbers = ch_content_numbers_shared(self, c);
  if (both && !self->n_people && !numbers) return 0; /* who meets often has many plans */
  return 40 + content_score(f, self, c);
}

int ch_commitment_score(ch_link_kind kind, const ch_fact *fact, const ch_content *self,
                        const ch_content *event) {
  switch (kind) {
    case CH_LINK_CARRIED_OUT_BY: return met(fact, self, event);
    case CH_LINK_MISSED_BY: return missed(fact, self, event);
    case CH_LINK_CALLED_OFF_BY: return event->postpones ? 0 : called_off(fact, self, event);
    case CH_LINK_SUPERSEDED_BY: return superseded(fact, self, event);
    default: return 0;
  }
}
