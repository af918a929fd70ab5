/* What rules a link out, told from what is kept of two events alone: a store asks
 * this of every event that looks where something has changed, and resolves the
 * links of the few that are left. To be wider than the scores of links.c and
 * commitment.c: whoever lets them link more sees to it here. */
#include "record/links.h"

#define BITS(a, b) (1u << CH_TYPE_##a | 1u << CH_TYPE_##b)
#define MEASURES BITS(SANCTION, COERCE)
#define EASING BITS(RETREAT, CONCEDE)
#define PROMISES (BITS(AGREE, THREATEN) | BITS(CONCEDE, REQUEST))
#define ALIKE 2 /* words in common without which nothing else is told of one thing */

static bool any_shared(const uint64_t *a, uint32_t n_a, const uint64_t *b, uint32_t n_b) {
  for (uint32_t i = 0; i < n_a; i++)
    for (uint32_t k = 0; k < n_b; k++)
      if (a[i] == b[k]) return true;
  return false;
}

/* Its words are not kept, nor where more reports than those say so. */
static bool may_answer(const ch_content *self, const ch_content *c) {
  if (!self->answers || c->denial) return false;
  return self->says || self->n_told == CH_CONTENT_REPORTS || ch_content_told_together(self, c);
}

static bool alike(const ch_content *self, const ch_content *c) {
  return ch_content_keys_shared(self, c) >= ALIKE;
}

static bool may_react(const ch_content *self, const ch_content *c) {
  bool ahead = c->day > self->day; /* announced, and in force later */
  if (c->denial || c->day > self->day + CH_DAYS_AHEAD) return false;
  if (ahead && (!(MEASURES >> c->type & 1) || !ch_content_told_together(self, c))) return false;
  bool welcomed = self->type == CH_TYPE_SUPPORT && c->status == CH_STATUS_PLANNED;
  if (!ch_status_happened((ch_status)c->status) && !welcomed) return false;
  if (ch_content_told_together(self, c)) return true;
  if (!c->dated) return false;
  if (!any_shared(c->suffers, c->n_suffers, self->acts, self->n_acts)) return false;
  uint32_t type = 1u << self->type;
  /* what is asked back, from whoever took it */
  if (type & BITS(ACCUSE, REQUEST) && (!self->objects || self->objects & c->objects) && alike(self, c)) return true;
  if (!any_shared(c->acts, c->n_acts, self->suffers, self->n_suffers)) return false;
  bool measures = type & (MEASURES | EASING) ||
                  (self->type == CH_TYPE_THREATEN && MEASURES >> self->about & 1);
  return measures ? c->type != CH_TYPE_ASSAULT : alike(self, c);
}

static bool may_lift(const ch_content *self, const ch_content *c) {
  if (!(EASING >> self->type & 1) || !(MEASURES >> c->type & 1)) return false;
  if (c->day >= self->day || !any_shared(self->acts, self->n_acts, c->acts, c->n_acts)) return false;
  if (self->n_suffers && c->n_suffers && !any_shared(self->suffers, self->n_suffers, c->suffers, c->n_suffers))
    return false;
  return alike(self, c) || ((self->objects & c->objects) && ch_content_numbers_shared(self, c));
}

/* A word given, and what shows that it was kept, broken or put off. */
static bool may_keep(const ch_content *self, const ch_content *c) {
  bool due = self->due.to != CH_DAY_NONE;
  bool word = PROMISES >> self->type & 1 && (due || self->about != CH_TYPE_NONE);
  if (!word && self->status != CH_STATUS_PLANNED) return false;
  if (due) return true;
  uint32_t shared = ch_content_keys_shared(self, c);
  return shared || ch_content_numbers_shared(self, c) || ch_content_people_shared(self, c) ||
         (self->place && self->place == c->place);
}

bool ch_links_may(const ch_content *self, const ch_content *c) {
  if (c->day == CH_DAY_NONE || self->day == CH_DAY_NONE) return false;
  return may_answer(self, c) || may_react(self, c) || may_lift(self, c) || may_keep(self, c) ||
         (self->denial && ch_status_happened((ch_status)c->status));
}
