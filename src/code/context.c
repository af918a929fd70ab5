/* Whom an act is done to where its sentence leaves that to the rest of the
 * article. Such a party is marked as inferred: no words name it there. */
#include "code/parties.h"
#include "code/fray.h"

/* The one power that the side is of, however many of its people are named. */
static const ch_actor *power_of(const ch_side *side) {
  for (uint32_t i = 0; i < side->n; i++)
    if (!ch_is_power(side->v[i].actor) ||
        !ch_str_eq(side->v[i].actor->code, side->v[0].actor->code))
      return NULL;
  return side->n ? side->v[0].actor : NULL;
}

/* The state itself, where the article names it beside one of its people. */
static const ch_actor *state_of(const ch_coding *c, const ch_actor *a) {
  for (uint32_t i = 0; i < c->reading->n_actors; i++) {
    const ch_actor *b = &c->reading->actors[i];
    if (ch_str_eq(a->code, b->code) && ch_is_state(b)) return b;
  }
  return a;
}

/* Whom a party of the article's stands for: its state, or the armed men themselves. */
static const ch_actor *as_party(const ch_coding *c, const ch_actor *a) {
  return ch_is_rebel(a) ? a : state_of(c, a);
}

/* The one power, or one band of armed men, that the side is of. */
static const ch_actor *adversary_of(const ch_side *side) {
  const ch_actor *first = side->n ? side->v[0].actor : NULL;
  if (!first || !ch_is_rebel(first) || first->code.n == 0) return power_of(side);
  for (uint32_t i = 1; i < side->n; i++)
    if (!ch_is_rebel(side->v[i].actor) || !ch_str_eq(side->v[i].actor->code, first->code)) return NULL;
  return first;
}

/* Is the power one of several that the act sets together against another? */
static bool is_among(const ch_side *side, const ch_actor *own) {
  for (uint32_t i = 0; i < side->n; i++)
    if (ch_is_power(side->v[i].actor) && ch_str_eq(side->v[i].actor->code, own->code)) return true;
  return false;
}

/* With whom the article's acts of conflict have the power: `often` acts and more, and two of
 * three of all, or twice as many as anybody else. Armed men of no state may be it too. */
static const ch_actor *opponent(const ch_events *events, const ch_actor *own, uint32_t often) {
  enum { MAX_OTHERS = 16 };
  struct { const ch_actor *actor; uint32_t n; } other[MAX_OTHERS];
  uint32_t n = 0, all = 0, first = 0, second = 0;
  for (size_t i = 0; i < events->n; i++) {
    const ch_event *e = &events->v[i];
    if (e->quad < 3 || e->act.recipient.n == 0 || e->act.recipient.v[0].inferred) continue;
    const ch_actor *a = adversary_of(&e->act.actor), *b = adversary_of(&e->act.recipient);
    const ch_actor *them = is_among(&e->act.actor, own) ? b : is_among(&e->act.recipient, own) ? a : NULL;
    if (!them || ch_str_eq(them->code, own->code)) continue;
    uint32_t k = 0;
    while (k < n && !(ch_str_eq(other[k].actor->code, them->code) &&
                      ch_is_rebel(other[k].actor) == ch_is_rebel(them)))
      k++;
    all++;
    if (k == MAX_OTHERS) continue;
    if (k == n) {
      other[n].actor = them;
      other[n++].n = 0;
    }
    if (++other[k].n > other[first].n) first = k;
  }
  for (uint32_t k = 0; k < n; k++)
    if (k != first && other[k].n > second) second = other[k].n;
  if (n == 0 || other[first].n < often) return NULL;
  bool most = 3 * other[first].n >= 2 * all;
  bool by_far = other[first].n >= 2 * second && !ch_is_body(other[first].actor);
  return most || by_far ? other[first].actor : NULL;
}

/* "Riyadh and Oman broke with Iran … KUWAIT CALLED HOME ITS ENVOY": whom two thirds of all the article's acts of
 * conflict are against, for one more power that quarrels with nobody else. */
static const ch_actor *common_foe(const ch_events *events, const ch_actor *own) {
  enum { MAX_STATES = 16, OFTEN = 2 };
  struct { const ch_actor *actor; uint32_t n; } foe[MAX_STATES];
  uint32_t n = 0, all = 0;
  for (size_t i = 0; i < events->n; i++) {
    const ch_event *e = &events->v[i];
    const ch_actor *a = power_of(&e->act.actor), *b = power_of(&e->act.recipient);
    if (e->quad < 3 || e->act.recipient.n == 0 || e->act.recipient.v[0].inferred) continue;
    if (is_among(&e->act.actor, own) || is_among(&e->act.recipient, own)) return NULL;
    all++;
    if (!b || (a && ch_str_eq(a->code, b->code))) continue;
    uint32_t k = 0;
    while (k < n && !ch_str_eq(foe[k].actor->code, b->code)) k++;
    if (k == MAX_STATES) continue;
    if (k == n) {
      foe[n].actor = b;
      foe[n++].n = 0;
    }
    foe[k].n++;
  }
  for (uint32_t k = 0; k < n; k++)
    if (foe[k].n >= OFTEN && 3 * foe[k].n >= 2 * all) return foe[k].actor;
  return NULL;
}

/* Nobody asks anything of armed men whom he does not name. */
static const ch_actor *opponent_in(const ch_events *events, const ch_event *e, const ch_actor *own,
                                   uint32_t often) {
  const ch_actor *foe = opponent(events, own, often);
  if (!foe && e->act.type != CH_TYPE_REQUEST) foe = common_foe(events, own);
  return foe && e->act.type == CH_TYPE_REQUEST && ch_is_rebel(foe) ? NULL : foe;
}

static bool is_force(const ch_event *e) {
  return e->act.type == CH_TYPE_ASSAULT &&
         (e->act.status == CH_STATUS_ACTUAL || e->act.status == CH_STATUS_ONGOING);
}

/* Whom `own` strikes in this article, or who strikes it (`suffers`), where its sentences name both:
 * the one of two thirds and more of all blows. It may be armed men of no state, or its own people:
 * a state that fights its rebels does not bomb the state that blames it for that. */
static const ch_actor *striker(const ch_events *events, const ch_actor *own, bool suffers,
                               uint32_t *blows) {
  enum { MAX_OTHERS = 16 };
  struct { const ch_actor *actor; uint32_t n; } other[MAX_OTHERS];
  uint32_t n = 0, all = 0, first = 0;
  for (size_t i = 0; i < events->n; i++) {
    const ch_event *e = &events->v[i];
    const ch_side *us = suffers ? &e->act.recipient : &e->act.actor;
    const ch_side *them = suffers ? &e->act.actor : &e->act.recipient;
    if (!is_force(e) || e->open || e->orphan || us->n == 0 || them->n == 0 || own->code.n == 0) continue;
    if (them->v[0].inferred || us->v[0].inferred) continue;
    const ch_actor *a = us->v[0].actor, *b = them->v[0].actor;
    if (!ch_str_eq(a->code, own->code) || b->code.n == 0 || ch_is_rebel(a) != ch_is_rebel(own)) continue;
    uint32_t k = 0;
    while (k < n && !(ch_str_eq(other[k].actor->code, b->code) && ch_is_rebel(other[k].actor) == ch_is_rebel(b))) k++;
    all++;
    if (k == MAX_OTHERS) continue;
    if (k == n) {
      other[n].actor = b;
      other[n++].n = 0;
    }
    if (++other[k].n > other[first].n) first = k;
  }
  *blows = all;
  return n && 3 * other[first].n >= 2 * all ? other[first].actor : NULL;
}

/* Does `w` hang below the act, as part of what it speaks of? */
static bool within(const ch_coding *c, uint32_t w, uint32_t act) {
  enum { DEEP = 12 };
  for (int i = 0; i < DEEP && w != CH_NO_WORD; i++) {
    if (w == act) return true;
    uint8_t rel = ch_w(c, w)->rel;
    if (rel == CH_REL_ADVCL || rel == CH_REL_ACL_RELCL || rel == CH_REL_PARATAXIS || rel == CH_REL_NSUBJ) return false;
    w = ch_w(c, w)->head;
  }
  return false;
}

/* Whom the word names; NULL if nobody known. *naming gets how. */
static const ch_actor *named_at(const ch_coding *c, uint32_t w, const ch_mention **naming) {
  uint32_t at = c->reading->mention_at[w];
  if (at == CH_NO_ITEM || c->reading->mentions[at].actor == CH_NO_ITEM) return NULL;
  *naming = &c->reading->mentions[at];
  return &c->reading->actors[(*naming)->actor];
}

/* May the sentence leave out that the act is done to `foe`? Not where it names
 * another power, or else somebody or some place that the act may be about. */
static bool leaves_out(const ch_coding *c, const ch_event *e, const ch_actor *own, const ch_actor *foe) {
  const ch_sentence *s = &c->doc->sentences[e->sentence];
  for (uint32_t w = s->first; w < s->first + s->count; w++) {
    const ch_mention *m;
    const ch_actor *a = named_at(c, w, &m);
    if (!a) continue;
    bool ours = ch_str_eq(a->code, own->code);
    if (ours && ch_is_power(a) && !within(c, w, e->trigger)) continue;
    if (m->naming == CH_NAMING_PRONOUN && (ours || a->code.n == 0)) continue;
    if (a->n_sectors && ch_str_is(a->sectors[0], "JRN")) continue;
    if (ours || !ch_is_power(a) || !ch_str_eq(a->code, foe->code)) return false;
  }
  return true;
}

/* "PROMISED that the works would be finished", "UNDERTOOK to withdraw the charges". */
static bool is_promise(const ch_coding *c, const ch_event *e) {
  if (e->act.type != CH_TYPE_AGREE && e->act.type != CH_TYPE_CONCEDE) return false;
  uint32_t up = ch_w(c, e->trigger)->head;
  return ch_in_class(c, e->trigger, c->book->promising) ||
         (up != CH_NO_WORD && ch_in_class(c, up, c->book->promising));
}

/* The other of two states that the article sets against each other, which names no third half as
 * often as either. */
static const ch_actor *other_of_two(const ch_coding *c, const ch_event *e) {
  ch_side other = {.n = 0}, back = {.n = 0};
  ch_opposite(c, &e->act.actor, &other);
  if (other.n) ch_opposite(c, &other, &back);
  return back.n && ch_side_shares(&back, &e->act.actor) ? other.v[0].actor : NULL;
}

/* A verb that tells an act as done or to come ("must" tells of nobody who is
 * asked), of a type that states aim at each other. */
static bool is_aimed(const ch_coding *c, const ch_event *e) {
  switch (e->act.type) {
    case CH_TYPE_REJECT: case CH_TYPE_THREATEN: case CH_TYPE_REQUEST: case CH_TYPE_ACCUSE: break;
    default:
      if (!is_promise(c, e)) return false;
      break;
  }
  return (ch_is_verb(c, e->trigger) || e->act.type == CH_TYPE_REQUEST) &&
         !ch_in_class(c, e->trigger, c->book->obliged) &&
         ((e->act.type == CH_TYPE_THREATEN && e->act.status == CH_STATUS_CONDITIONAL) ||
          e->act.status == CH_STATUS_ACTUAL || e->act.status == CH_STATUS_ONGOING ||
          e->act.status == CH_STATUS_PLANNED);
}

/* Does the sentence name a power beside these two, other than as a place? */
static bool names_third(const ch_coding *c, const ch_event *e, const ch_actor *own,
                        const ch_actor *foe) {
  const ch_sentence *s = &c->doc->sentences[e->sentence];
  for (uint32_t w = s->first; w < s->first + s->count; w++) {
    const ch_mention *m;
    const ch_actor *a = named_at(c, w, &m);
    if (!a) continue;
    if (ch_is_power(a) && !m->place && !ch_str_eq(a->code, own->code) &&
        !ch_str_eq(a->code, foe->code))
      return true;
  }
  return false;
}

/* Is the article's strife within the state rather than with others: force or protest twice and
 * more, and oftener than any strife with others? Parties that quarrel are none. */
static bool is_strife(const ch_events *events, const ch_actor *own) {
  uint32_t within_it = 0, without = 0;
  for (size_t i = 0; i < events->n; i++) {
    const ch_event *e = &events->v[i];
    if (e->quad < 3 || e->act.actor.n == 0 || e->act.recipient.n == 0 || e->act.actor.v[0].inferred ||
        e->act.recipient.v[0].inferred)
      continue;
    bool by = ch_str_eq(e->act.actor.v[0].actor->code, own->code);
    bool on = ch_str_eq(e->act.recipient.v[0].actor->code, own->code);
    within_it += by && on && e->quad == 4;
    without += by != on && e->act.type != CH_TYPE_REQUEST; /* who asks does not fight */
  }
  return own->code.n && within_it > 1 && within_it > without;
}

/* Those armed men of no state whom the article names oftener than the state `than`. */
static const ch_actor *armed_foe(const ch_coding *c, const ch_actor *than) {
  enum { MAX_BANDS = 8 };
  struct { const ch_actor *actor; uint32_t n; } band[MAX_BANDS];
  uint32_t n = 0, first = 0, rival = 0;
  for (uint32_t m = 0; m < c->reading->n_mentions; m++) {
    if (c->reading->mentions[m].actor == CH_NO_ITEM || c->reading->mentions[m].place) continue;
    const ch_actor *a = &c->reading->actors[c->reading->mentions[m].actor];
    rival += ch_is_power(a) && ch_str_eq(a->code, than->code);
    if (!ch_is_rebel(a) || !ch_str_is(a->code, "IMG")) continue;
    uint32_t k = 0;
    while (k < n && !ch_str_eq(band[k].actor->name, a->name)) k++;
    if (k == MAX_BANDS) continue;
    if (k == n) {
      band[n].actor = a;
      band[n++].n = 0;
    }
    if (++band[k].n > band[first].n) first = k;
  }
  return n && band[first].n > rival ? band[first].actor : NULL;
}

static const ch_actor *foe_of(const ch_coding *c, const ch_events *events, const ch_event *e,
                              const ch_actor *own) {
  if (e->quad >= 3 && is_strife(events, own)) return state_of(c, own);
  const ch_actor *foe = opponent_in(events, e, own, 2);
  if (foe) return foe;
  ch_side side = {.n = 0};
  if (e->act.type == CH_TYPE_REJECT && !e->needy) return NULL; /* it may be nobody in particular */
  ch_opposite(c, &e->act.actor, &side);
  bool hostile = e->act.type == CH_TYPE_ACCUSE || e->act.type == CH_TYPE_THREATEN;
  const ch_actor *armed = side.n && hostile ? armed_foe(c, side.v[0].actor) : NULL;
  return armed ? armed : side.n ? side.v[0].actor : NULL;
}

/* Is it armed men of no known country that suffer? Civilians may be anybody's. */
static bool harms_forces(const ch_event *e) {
  static const char *const FORCES[] = {"MIL", "COP", "SPY"};
  const ch_actor *hurt = e->act.recipient.n ? e->act.recipient.v[0].actor : NULL;
  for (size_t i = 0; hurt && hurt->n_sectors && i < sizeof FORCES / sizeof *FORCES; i++)
    if (ch_str_is(hurt->sectors[0], FORCES[i])) return true;
  return false;
}

/* "The army said soldiers had been shelled by rockets from …": its own. */
static const ch_actor *victim_who_tells(const ch_event *e, const ch_actor *own) {
  if (e->act.type != CH_TYPE_ASSAULT || e->n_attribution == 0 || !harms_forces(e)) return NULL;
  const ch_actor *speaker = e->speaker[e->n_attribution - 1];
  return speaker && ch_is_power(speaker) && !ch_str_eq(speaker->code, own->code) ? speaker : NULL;
}

/* Does the sentence name a power other than this one and those who tell of the act? */
static bool names_foreign(const ch_coding *c, const ch_event *e, const ch_actor *own) {
  const ch_sentence *s = &c->doc->sentences[e->sentence];
  for (uint32_t w = s->first; w < s->first + s->count; w++) {
    const ch_mention *m;
    const ch_actor *a = named_at(c, w, &m);
    if (!a || m->place || !ch_is_power(a) || ch_str_eq(a->code, own->code)) continue;
    bool tells = false;
    for (uint32_t i = 0; i < e->n_attribution; i++)
      tells |= e->speaker[i] && ch_str_eq(e->speaker[i]->code, a->code);
    if (!tells) return true;
  }
  return false;
}

/* The same; of a state that fights its rebels, itself. */
static const ch_actor *strikes(const ch_coding *c, const ch_events *events, const ch_event *e,
                               const ch_actor *own, bool suffers) {
  if (e->act.type != CH_TYPE_ASSAULT || own->code.n == 0) return NULL;
  uint32_t blows = 0;
  const ch_actor *other = striker(events, own, suffers, &blows);
  bool torn = ch_str_eq(c->reading->torn, own->code);
  if (other && ch_str_eq(other->code, own->code)) return torn || blows > 1 ? other : NULL;
  if (other) return names_third(c, e, own, other) ? NULL : other;
  return torn && blows == 0 && !names_foreign(c, e, own) ? state_of(c, own) : NULL;
}

/* Whom `own` struck, or who struck it (`suffers`), in the nearest of the `reach` sentences before
 * that tells of force with both sides. */
static const ch_actor *last_blow(const ch_events *events, const ch_event *e, const ch_actor *own,
                                 bool suffers, uint32_t reach) {
  if (e->act.type != CH_TYPE_ASSAULT || own->code.n == 0) return NULL;
  for (size_t i = events->n; i-- > 0;) {
    const ch_event *b = &events->v[i];
    const ch_side *us = suffers ? &b->act.recipient : &b->act.actor;
    const ch_side *them = suffers ? &b->act.actor : &b->act.recipient;
    if (b == e || b->trigger > e->trigger || b->sentence + reach < e->sentence) continue;
    if (!is_force(b) || b->open || b->orphan || us->n == 0 || them->n == 0 || them->v[0].inferred) continue;
    const ch_actor *a = us->v[0].actor, *other = them->v[0].actor;
    if (!ch_str_eq(a->code, own->code) || other->code.n == 0 || ch_is_rebel(a) != ch_is_rebel(own)) continue;
    return other;
  }
  return NULL;
}

/* Do police or a court of his own country tell of it? */
static bool told_by_law(const ch_event *e, const ch_actor *own) {
  for (uint32_t i = 0; i < e->n_attribution; i++) {
    const ch_actor *a = e->speaker[i];
    if (a && ch_str_eq(a->code, own->code) && a->n_sectors &&
        (ch_str_is(a->sectors[0], "COP") || ch_str_is(a->sectors[0], "JUD")))
      return true;
  }
  return false;
}

/* Whose men are held where nobody is said to hold them, and no other state holds any of them: the
 * state's own, if they are of its parties, of its opposition ("twelve PROTESTERS were arrested"), its police
 * tell of it, or the strife is at home. */
static const ch_actor *held_at_home(const ch_coding *c, const ch_events *events, const ch_event *e,
                                    const ch_actor *own) {
  static const char *const PARTISANS[] = {"PTY", "OPP", "LEG", "ELI", "REL", "CRM", "REB"};
  if (own->code.n != 3 || ch_str_is(own->code, "IMG") || ch_is_body(own)) return NULL;
  if (ch_child_by_rel(c->doc, e->trigger, CH_REL_NSUBJ) != CH_NO_WORD) return NULL; /* "served a term" */
  if (is_strife(events, own)) return state_of(c, own);
  bool partisan = told_by_law(e, own);
  for (uint32_t i = 0; i < own->n_sectors; i++) partisan |= ch_str_is(own->sectors[i], "OPP");
  for (size_t i = 0; own->n_sectors && i < sizeof PARTISANS / sizeof *PARTISANS; i++)
    partisan |= ch_str_is(own->sectors[0], PARTISANS[i]);
  return partisan && e->act.type != CH_TYPE_ASSAULT ? state_of(c, own) : NULL;
}

/* Who held people of that side, as told last before the event; NULL. */
static const ch_actor *holder_before(const ch_events *events, const ch_event *e, const ch_actor *own) {
  for (size_t i = events->n; i-- > 0;) {
    const ch_event *b = &events->v[i];
    bool held = (b->act.type == CH_TYPE_COERCE && ch_str_is(b->act.mode, "arrest")) ||
                (b->act.type == CH_TYPE_ASSAULT && ch_str_is(b->act.mode, "abduct"));
    if (!held || b->trigger >= e->trigger || b->open || b->orphan || b->act.actor.n == 0 || b->act.recipient.n == 0)
      continue;
    if (ch_str_eq(b->act.recipient.v[0].actor->code, own->code) && b->act.actor.v[0].actor->code.n)
      return b->act.actor.v[0].actor;
  }
  return NULL;
}

/* Who freed whom nobody is said to have freed: who held people of theirs, as told before, else, of a
 * state's rulers and parties, the state itself. */
static const ch_actor *freed_by(const ch_coding *c, const ch_events *events, const ch_event *e, const ch_actor *own) {
  if (own->code.n == 0) return NULL;
  const ch_actor *holder = holder_before(events, e, own);
  if (holder) return holder;
  bool ruled = own->person.n > 0 && ch_is_power(own) && !ch_is_body(own);
  return ruled ? state_of(c, own) : held_at_home(c, events, e, own);
}

static const ch_actor *state_coded(const ch_coding *c, ch_str code) {
  for (uint32_t i = 0; i < c->reading->n_actors; i++)
    if (ch_str_eq(c->reading->actors[i].code, code) && ch_is_state(&c->reading->actors[i]))
      return &c->reading->actors[i];
  return NULL;
}

/* The state abroad whose people those armed men were last told to strike, or that were struck just before
 * by nobody named: "67 people were killed in Lima. The CHILEAN GROUP claimed the attack". */
static const ch_actor *struck_abroad(const ch_coding *c, const ch_events *events, const ch_event *e,
                                     const ch_actor *own, bool torn) {
  enum { NEAR = 2 };
  for (size_t i = events->n; i-- > 0;) {
    const ch_event *b = &events->v[i];
    if (b->trigger >= e->trigger || !is_force(b) || b->act.recipient.n == 0) continue;
    const ch_actor *by = b->act.actor.n ? b->act.actor.v[0].actor : NULL, *on = b->act.recipient.v[0].actor;
    if ((torn || !by) && b->sentence + NEAR < e->sentence) return NULL;
    if (by && (!ch_is_rebel(by) || !ch_str_eq(by->code, own->code))) continue;
    ch_str hit = on->code.n ? on->code : ch_state_told(c, b);
    if (hit.n == 0 || ch_is_rebel(on) || ch_str_eq(hit, own->code)) return NULL;
    return state_coded(c, hit);
  }
  return NULL;
}

/* The one state abroad that strikes people of the rebels' land, of which the article tells no force at
 * home; where it speaks of a war there one blow is too little to go by. NULL if there is none. */
static const ch_actor *struck_from(const ch_events *events, const ch_event *act, const ch_actor *own, bool torn) {
  const ch_actor *foe = NULL;
  uint32_t n = 0;
  if (ch_str_is(own->code, "IMG") && act->act.type != CH_TYPE_THREATEN) return NULL;
  for (size_t i = 0; i < events->n; i++) {
    const ch_event *e = &events->v[i];
    const ch_side *by = &e->act.actor, *on = &e->act.recipient;
    if (!is_force(e) || e->open || e->orphan || by->n == 0 || on->n == 0) continue;
    if (by->v[0].inferred || on->v[0].inferred || !ch_str_eq(on->v[0].actor->code, own->code)) continue;
    const ch_actor *a = by->v[0].actor;
    if (!ch_is_power(a) || ch_str_eq(a->code, own->code) || (foe && !ch_str_eq(foe->code, a->code))) return NULL;
    foe = a;
    n++;
  }
  return n > torn ? foe : NULL;
}

/* Whom rebels fight: whom they struck abroad, else their state, unless the article tells of no strife within
 * it and sets another state against it, or it was in another's land. NULL if it does not name the state. */
static const ch_actor *foe_of_rebels(const ch_coding *c, const ch_events *events, const ch_event *e,
                                     const ch_actor *own) {
  const ch_actor *state = state_of(c, own), *abroad = NULL;
  bool torn = ch_str_eq(c->reading->torn, own->code);
  if (e->act.type == CH_TYPE_ASSAULT && (!ch_str_is(own->code, "IMG") || e->act.actor.n))
    abroad = struck_abroad(c, events, e, own, torn);
  if (abroad) return abroad;
  const ch_actor *foe = struck_from(events, e, own, torn);
  if (!foe && !torn) foe = opponent(events, state, 2);
  if (foe) return foe;
  ch_str told = e->act.type == CH_TYPE_ASSAULT && !torn ? ch_state_told(c, e) : (ch_str){NULL, 0};
  const ch_actor *there = told.n && !ch_str_is(own->code, "IMG") ? state_coded(c, told) : NULL;
  return there ? there : state != own ? state : NULL;
}

/* Does the article tell of the power as one that strikes, moves its forces or threatens to? */
static bool is_martial(const ch_events *events, const ch_actor *power) {
  for (size_t i = 0; i < events->n; i++) {
    const ch_event *e = &events->v[i];
    bool martial = e->act.type == CH_TYPE_ASSAULT || e->act.type == CH_TYPE_MOBILIZE ||
                   (e->act.type == CH_TYPE_THREATEN && ch_str_is(e->act.mode, "violence"));
    if (!martial || e->act.actor.n == 0 || e->act.actor.v[0].inferred) continue;
    if (ch_str_eq(e->act.actor.v[0].actor->code, power->code)) return true;
  }
  return false;
}

/* Does the article tell of force by the state on its own people, or on people of no country? */
static bool strikes_at_home(const ch_events *events, const ch_actor *own) {
  for (size_t i = 0; i < events->n; i++) {
    const ch_event *e = &events->v[i];
    const ch_side *a = &e->act.actor, *b = &e->act.recipient;
    if (!is_force(e) || a->n == 0 || b->n == 0 || a->v[0].inferred || b->v[0].inferred) continue;
    ch_str on = b->v[0].actor->code;
    if (ch_str_eq(a->v[0].actor->code, own->code) && (on.n == 0 || ch_str_eq(on, own->code))) return true;
  }
  return false;
}

/* Who is blamed and sanctioned, and not told of as striking anybody, did not kill those whose state is
 * told of as striking at home. */
static const ch_actor *by_who_strikes(const ch_coding *c, const ch_events *events, const ch_event *e,
                                      const ch_actor *own, const ch_actor *foe) {
  bool at_home = foe && e->act.type == CH_TYPE_ASSAULT && own->code.n && ch_is_power(foe) &&
                 !is_martial(events, foe) && strikes_at_home(events, own);
  return at_home ? state_of(c, own) : foe;
}

/* Is no other power told of as often as this one, by its people, rulers or places? */
static bool is_foremost(const ch_coding *c, const ch_actor *own) {
  const ch_reading *r = c->reading;
  uint32_t ours = 0;
  for (uint32_t m = 0; m < r->n_mentions; m++)
    ours += r->mentions[m].actor != CH_NO_ITEM && ch_str_eq(r->actors[r->mentions[m].actor].code, own->code);
  for (uint32_t a = 0; a < r->n_actors; a++) {
    if (r->actors[a].code.n != 3 || ch_str_eq(r->actors[a].code, own->code)) continue;
    uint32_t theirs = 0;
    for (uint32_t m = 0; m < r->n_mentions; m++)
      theirs += r->mentions[m].actor != CH_NO_ITEM && ch_str_eq(r->actors[r->mentions[m].actor].code, r->actors[a].code);
    if (theirs >= ours) return false;
  }
  return true;
}

/* "Two Chadian officers WERE ARRESTED", "have been CHARGED with treason", nobody saying by whom, where the article tells
 * of Chad above all and the sentence names no other power: by their own state. */
static const ch_actor *by_own_law(const ch_coding *c, const ch_event *e, const ch_actor *own) {
  bool other_force = e->act.type == CH_TYPE_COERCE && !ch_str_is(e->act.mode, "arrest");
  bool state = own->code.n == 3 && !ch_str_is(own->code, "IMG") && !ch_str_is(own->code, "NGO") && !ch_is_body(own);
  if (e->act.type == CH_TYPE_ASSAULT || other_force || !state) return NULL;
  return !names_foreign(c, e, own) && is_foremost(c, own) ? state_of(c, own) : NULL;
}

/* Force that a side suffers is its opponent's, who may have told of it; or, by `blows` alone, whose
 * other blows are on it. */
static const ch_actor *harmed_by(const ch_coding *c, const ch_events *events, const ch_event *e,
                                 const ch_actor *own, bool blows, bool *sure) {
  enum { NEXT = 1, REACH = 15 };
  const ch_actor *foe = last_blow(events, e, own, true, NEXT);
  if (!foe) foe = strikes(c, events, e, own, true);
  *sure = foe != NULL;
  ch_side side = {.n = 0};
  if (!foe) foe = last_blow(events, e, own, true, REACH);
  if (!foe && !blows) foe = held_at_home(c, events, e, own);
  if (!foe && !blows) foe = by_who_strikes(c, events, e, own, opponent(events, own, 2));
  const ch_actor *rival = ch_is_rebel(own) ? foe_of_rebels(c, events, e, own) : NULL;
  if (rival) foe = rival;
  if (!foe && !blows) ch_opposite(c, &e->act.recipient, &side);
  if (!foe && !blows && side.n == 0) foe = by_own_law(c, e, own);
  return side.n ? by_who_strikes(c, events, e, own, side.v[0].actor) : foe;
}

/* "A ROADSIDE BOMB killed two soldiers". */
static bool was_planted(const ch_coding *c, const ch_event *e) {
  const ch_sentence *s = &c->doc->sentences[e->sentence];
  for (uint32_t w = s->first; w < s->first + s->count; w++)
    if (ch_in_class(c, w, c->book->planted)) return true;
  return false;
}

/* The armed men of that country whom the article names. */
static const ch_actor *rebels_of(const ch_coding *c, ch_str code) {
  for (uint32_t i = 0; code.n && i < c->reading->n_actors; i++)
    if (ch_is_rebel(&c->reading->actors[i]) && ch_str_eq(c->reading->actors[i].code, code)) return &c->reading->actors[i];
  return NULL;
}

/* "Two Chadian SOLDIERS": forces, though the country alone is who is named. */
static bool hurts_soldiers(const ch_coding *c, const ch_event *e) {
  if (harms_forces(e)) return true;
  for (uint32_t i = 0; i < ch_child_count(c->doc, e->trigger); i++) {
    uint32_t child = ch_child(c->doc, e->trigger, i);
    uint8_t rel = ch_rel_universal(ch_w(c, child)->rel);
    if ((rel == CH_REL_OBJ || rel == CH_REL_NSUBJ) && ch_in_class(c, child, c->book->soldiers)) return true;
  }
  return false;
}

/* What armed men alone lay, and what a state's own forces suffer in its strife, is by its rebels, or by
 * nobody known. */
static const ch_actor *rather_rebels(const ch_coding *c, const ch_event *e, const ch_actor *own, const ch_actor *foe) {
  if (!foe || e->act.type != CH_TYPE_ASSAULT || ch_is_rebel(foe) || own->code.n == 0 || ch_is_rebel(own)) return foe;
  bool jailed = ch_str_is(e->act.mode, "torture"); /* its own may do that to soldiers */
  bool by_itself = ch_str_eq(own->code, foe->code) && !jailed && hurts_soldiers(c, e);
  if (!by_itself && !was_planted(c, e)) return foe;
  const ch_actor *there = by_itself ? NULL : rebels_of(c, ch_state_told(c, e));
  return there ? there : rebels_of(c, foe->code);
}

/* "INDIAN AND PAKISTANI SOLDIERS were killed", who fight each other elsewhere in the article: by each other. */
static bool by_each_other(const ch_events *events, ch_event *e) {
  ch_side *both = &e->act.recipient;
  if (e->act.type != CH_TYPE_ASSAULT || both->n != 2) return false;
  ch_str one = both->v[0].actor->code, other = both->v[1].actor->code;
  for (size_t i = 0; i < events->n; i++) {
    const ch_act *act = &events->v[i].act;
    if (act->type != CH_TYPE_ASSAULT || act->actor.n == 0 || events->v[i].orphan) continue;
    const ch_side *whom = act->recipient.n ? &act->recipient : &act->actor;
    ch_str by = act->actor.v[0].actor->code, on = whom->v[whom->n - 1].actor->code;
    if (!(ch_str_eq(by, one) && ch_str_eq(on, other)) && !(ch_str_eq(by, other) && ch_str_eq(on, one))) continue;
    e->orphan = false;
    if (events->v[i].sentence == e->sentence) { /* told there */
      e->open = e->needy = true;
      return true;
    }
    e->act.actor = *both;
    both->n = 0;
    return true;
  }
  return false;
}

/* Who did what the sentence tells of its sufferer, or of who was freed, alone. */
static void adopt(const ch_coding *c, const ch_events *events, ch_event *e, bool blows) {
  if (e->act.recipient.n > 1 && by_each_other(events, e)) return;
  const ch_actor *own = e->act.recipient.n ? e->act.recipient.v[0].actor : NULL, *foe = NULL;
  bool sure = false;
  if (own && e->act.type == CH_TYPE_RETREAT) foe = freed_by(c, events, e, own);
  else if (own && e->act.type == CH_TYPE_ACCUSE) foe = by_own_law(c, e, own);
  else if (own) foe = rather_rebels(c, e, own, harmed_by(c, events, e, own, blows, &sure));
  if (!foe || (!sure && names_third(c, e, own, foe))) return;
  for (uint32_t i = 1; i < e->act.recipient.n; i++) /* "soldiers of PERU AND CHILE": not by one of them */
    if (ch_str_eq(e->act.recipient.v[i].actor->code, foe->code)) return;
  e->act.actor.v[0] = (ch_party){as_party(c, foe), {NULL, 0}, {0, 0}, true, false};
  e->act.actor.n = 1;
  e->orphan = false;
}

/* "Three Chadian soldiers WERE KILLED", "the raid that KILLED them": force on somebody named is told
 * whether or not anybody knows by whom; not in passing ("a WOUNDED child", "the consul, who was killed
 * in May"). */
static bool tells_of_force(const ch_coding *c, const ch_event *e) {
  uint32_t told = ch_first_conjunct(c, e->trigger);
  uint8_t rel = ch_w(c, told)->rel;
  if (rel == CH_REL_AMOD || rel == CH_REL_ACL) return false;
  if (rel == CH_REL_ACL_RELCL && !ch_in_class(c, ch_w(c, told)->head, c->book->blow)) return false;
  return is_force(e) && e->act.recipient.n > 0 && e->act.recipient.v[0].actor->code.n > 0;
}

/* "sent TROOPS", "deployed THE AMERICAN MILITARY": the forces that somebody moves are not whom he moves
 * them against. */
static void forget_moved(ch_event *e) {
  bool moves = (e->act.type == CH_TYPE_MOBILIZE || e->about.type == CH_TYPE_MOBILIZE) && e->act.type != CH_TYPE_REQUEST &&
               e->act.actor.n && e->act.recipient.n;
  if (!moves || e->act.recipient.v[0].inferred) return;
  const ch_actor *moved = e->act.recipient.v[0].actor;
  bool own = moved->code.n == 0 || ch_str_eq(moved->code, e->act.actor.v[0].actor->code);
  if (own && moved->n_sectors && ch_str_is(moved->sectors[0], "MIL")) e->act.recipient.n = 0;
}

/* "sent arms to THE REBELS", of no country told: those of the state that the article sets against the
 * helper, and not that state. */
static bool are_its_rebels(const ch_coding *c, ch_event *e, const ch_actor *foe) {
  ch_party *p = e->act.recipient.n == 1 ? &e->act.recipient.v[0] : NULL;
  if (!p || e->quad >= 3 || p->actor->code.n || !p->actor->n_sectors) return false;
  bool opposes = c->reading->torn.n && ch_str_is(p->actor->sectors[0], "OPP");
  if (!ch_is_rebel(p->actor) && !opposes) return false;
  ch_actor *there = CH_NEW(c->arena, ch_actor);
  if (!there) return false;
  *there = *p->actor;
  there->code = c->reading->torn.n ? c->reading->torn : foe->code;
  p->actor = there;
  e->open = false;
  return true;
}

/* "Reyes was JAILED", of no country told, by nobody told: where it was may yet tell. */
static void leave_to_place(const ch_coding *c, ch_event *e) {
  bool held = e->orphan && e->act.type == CH_TYPE_COERCE && ch_in_class(c, e->trigger, c->book->jailing);
  if (!held || e->act.recipient.n == 0 || e->act.recipient.v[0].actor->code.n) return;
  e->stray = true;
  e->orphan = false;
}

/* Fills what a rule leaves to the article (role `opponent`); what stays open goes. */
static void close_open(const ch_coding *c, ch_events *events) {
  enum { NEXT = 1, REACH = 15 };
  size_t kept = 0;
  for (size_t i = 0; i < events->n; i++) {
    ch_event *e = &events->v[i];
    if (e->orphan) adopt(c, events, e, ch_is_noun(c, e->trigger)); /* "the ATTACK": by who strikes, not by any foe */
    const ch_actor *own = e->open ? power_of(&e->act.actor) : NULL;
    const ch_actor *foe = own ? victim_who_tells(e, own) : NULL;
    if (own && !foe) foe = last_blow(events, e, own, false, NEXT);
    if (own && !foe) foe = strikes(c, events, e, own, false);
    bool sure = foe != NULL;
    if (own && !foe) foe = last_blow(events, e, own, false, REACH);
    bool police = e->act.type == CH_TYPE_MOBILIZE && ch_str_is(e->act.mode, "police"); /* at home */
    if (own && !foe && !e->by_blows && !police) foe = foe_of(c, events, e, own);
    if (own && !foe && e->by_blows && !ch_str_eq(c->reading->torn, own->code)) foe = opponent(events, own, 3);
    bool armed = e->open && !own && e->act.actor.n == 1 && ch_is_rebel(e->act.actor.v[0].actor);
    bool fights = e->act.type == CH_TYPE_ASSAULT || e->act.type == CH_TYPE_COERCE ||
                  e->act.type == CH_TYPE_REJECT || e->act.type == CH_TYPE_THREATEN ||
                  (e->act.type == CH_TYPE_REQUEST && ch_str_starts(e->act.cameo, CH_STR("10")));
    if (armed && fights) {
      own = e->act.actor.v[0].actor;
      foe = foe_of_rebels(c, events, e, own);
      sure = foe != NULL;
    }
    if (foe && are_its_rebels(c, e, foe)) continue;
    if (foe && (sure || !names_third(c, e, own, foe))) {
      e->act.recipient.v[0] = (ch_party){as_party(c, foe), {NULL, 0}, {0, 0}, true, false};
      e->act.recipient.n = 1;
      e->open = false;
    }
  }
  for (size_t i = 0; i < events->n; i++) {
    const ch_event *e = &events->v[i];
    leave_to_place(c, &events->v[i]);
    if ((!e->orphan || tells_of_force(c, e)) && (!e->open || !e->needy)) events->v[kept++] = *e;
  }
  events->n = kept;
  for (size_t i = 0; i < kept; i++) forget_moved(&events->v[i]);
}

/* "Shannon and Ryabkov were to have met on 23 June, until Russia CALLED IT OFF": whom, when and
 * where a meeting called off would have brought together, from where the article tells of the
 * plan: in the same sentence, else shortly before. */
static void meeting_called_off(ch_events *events, size_t at) {
  enum { REACH = 2 };
  ch_event *e = &events->v[at];
  const ch_event *plan = NULL;
  for (size_t i = 0; i < events->n && events->v[i].sentence <= e->sentence; i++) {
    const ch_event *p = &events->v[i];
    bool meeting = p->about.type == CH_TYPE_CONSULT && p->about.status == CH_STATUS_PLANNED;
    if (i == at || !meeting || p->sentence + REACH < e->sentence) continue;
    bool ours = e->act.actor.n == 0;
    for (uint32_t k = 0; k < p->about.actor.n; k++)
      for (uint32_t j = 0; j < e->act.actor.n; j++)
        ours |= ch_str_eq(p->about.actor.v[k].actor->code, e->act.actor.v[j].actor->code);
    if (ours) plan = p; /* the nearest */
  }
  if (!plan) return;
  for (uint32_t k = 0; k < plan->about.actor.n && e->act.recipient.n == 0; k++) {
    const ch_actor *other = plan->about.actor.v[k].actor;
    if (!other->code.n || ch_str_eq(other->code, e->act.actor.v[0].actor->code)) continue;
    e->act.recipient.v[0] = plan->about.actor.v[k];
    e->act.recipient.v[0].inferred = true;
    e->act.recipient.n = 1;
  }
  if (e->about.date.days.from == CH_DAY_NONE) e->about.date = plan->about.date;
  if (!e->place) e->place = plan->place;
  for (uint32_t k = 0; e->n_people == 0 && k < plan->n_people; k++) e->people[k] = plan->people[k];
  if (e->n_people == 0) e->n_people = plan->n_people;
}

/* Who did two thirds and more of the article's acts of that type, other than who blames it. */
static const ch_actor *main_doer(const ch_events *events, ch_type type, const ch_actor *than) {
  enum { MAX_DOERS = 16 };
  struct { const ch_actor *actor; uint32_t n; } by[MAX_DOERS];
  uint32_t n = 0, all = 0, first = 0;
  for (size_t i = 0; i < events->n; i++) {
    const ch_event *told = &events->v[i];
    bool done = told->act.status == CH_STATUS_ACTUAL || told->act.status == CH_STATUS_ONGOING;
    const ch_actor *a = adversary_of(&told->act.actor);
    if (told->act.type != type || !done || !a || a->code.n == 0) continue;
    uint32_t k = 0;
    while (k < n && !ch_str_eq(by[k].actor->code, a->code)) k++;
    all++;
    if (k == MAX_DOERS) continue;
    if (k == n) {
      by[n].actor = a;
      by[n++].n = 0;
    }
    if (++by[k].n > by[first].n) first = k;
  }
  bool most = n && 3 * by[first].n >= 2 * all;
  return most && !ch_str_eq(by[first].actor->code, than->code) ? by[first].actor : NULL;
}

/* "condemned THE LAUNCH": whose it was, by whom most of them were. */
static const ch_actor *doer_of_deed(const ch_coding *c, const ch_events *events, const ch_event *e) {
  bool blow = false, trial = false;
  for (uint32_t i = 0; i < ch_child_count(c->doc, e->trigger); i++) {
    uint32_t child = ch_child(c->doc, e->trigger, i);
    uint8_t rel = ch_rel_universal(ch_w(c, child)->rel);
    if (rel != CH_REL_OBJ && rel != CH_REL_OBL && rel != CH_REL_NSUBJ) continue;
    blow |= ch_in_class(c, child, c->book->blow);
    trial |= ch_in_class(c, child, c->book->trial);
    /* "after THE TEST, Paris condemned IT" */
    if (!ch_in_class(c, child, c->book->anaphor) || c->reading->mention_at[child] != CH_NO_ITEM) continue;
    for (uint32_t w = c->doc->sentences[e->sentence].first; w < e->trigger; w++) {
      blow |= ch_is_noun(c, w) && ch_in_class(c, w, c->book->blow);
      trial |= ch_is_noun(c, w) && ch_in_class(c, w, c->book->trial);
    }
  }
  if (blow == trial) return NULL;
  return main_doer(events, blow ? CH_TYPE_ASSAULT : CH_TYPE_MOBILIZE, e->act.actor.v[0].actor);
}

/* "Moscow bemoaned the U.S. POSTPONEMENT of the talks": what is blamed or refused by its name was
 * done to who blames it, where nothing else tells to whom. */
static void done_to_who_resents(const ch_coding *c, ch_events *events) {
  enum { CLIMB = 3 };
  for (size_t i = 0; i < events->n; i++) {
    ch_event *e = &events->v[i];
    bool may = e->act.type == CH_TYPE_REJECT || e->act.type == CH_TYPE_SANCTION ||
               e->act.type == CH_TYPE_THREATEN;
    if (!may || e->act.recipient.n || e->act.actor.n != 1 || !ch_is_noun(c, e->trigger)) continue;
    uint32_t w = ch_w(c, e->trigger)->head;
    for (int up = 0; up < CLIMB && w != CH_NO_WORD && e->act.recipient.n == 0; up++, w = ch_w(c, w)->head)
      for (size_t k = 0; k < events->n && e->act.recipient.n == 0; k++) {
        const ch_event *b = &events->v[k];
        if (b->trigger != w || b->act.type != CH_TYPE_ACCUSE || b->act.actor.n != 1 || b->act.recipient.n != 1)
          continue;
        const ch_actor *own = e->act.actor.v[0].actor, *foe = b->act.actor.v[0].actor;
        if (!ch_str_eq(b->act.recipient.v[0].actor->code, own->code) || !ch_is_power(foe)) continue;
        if (ch_str_eq(foe->code, own->code)) continue;
        e->act.recipient = b->act.actor;
        e->act.recipient.v[0].inferred = true;
        e->open = false;
      }
  }
}

/* Whose people a state's other blows are on, where the article tells of two and more. */
static ch_str struck_by(const ch_events *events, const ch_event *e) {
  uint32_t blows = 0;
  const ch_actor *own = e->act.actor.n ? e->act.actor.v[0].actor : NULL;
  const ch_actor *other = own && own->code.n ? striker(events, own, false, &blows) : NULL;
  return other && blows > 1 && !ch_str_is(other->code, "IMG") ? other->code : (ch_str){NULL, 0};
}

/* People of no known country, by where it happened and to whom. */
static void settle_strangers(const ch_coding *c, ch_events *events) {
  for (size_t i = 0; i < events->n; i++) {
    ch_event *e = &events->v[i];
    bool force = e->act.type == CH_TYPE_ASSAULT || e->act.type == CH_TYPE_COERCE;
    ch_str none = {NULL, 0};
    if (force || e->quad < 3 || e->act.type == CH_TYPE_REQUEST)
      ch_settle_strangers(c, e, true, force ? struck_by(events, e) : none);
    if (force || e->act.type == CH_TYPE_PROTEST) ch_settle_strangers(c, e, false, none);
  }
}

static void blame_doers(const ch_coding *c, ch_events *events) {
  for (size_t i = 0; i < events->n; i++) {
    ch_event *e = &events->v[i];
    if (e->act.type != CH_TYPE_ACCUSE || e->act.recipient.n || e->act.actor.n != 1) continue;
    const ch_actor *doer = doer_of_deed(c, events, e);
    if (!doer || ch_str_eq(doer->code, e->act.actor.v[0].actor->code)) continue;
    e->act.recipient.v[0] = (ch_party){state_of(c, doer), {NULL, 0}, {0, 0}, true, false};
    e->act.recipient.n = 1;
  }
}

/* A state's own men are killed at home by its rebels, or by nobody known. */
static void not_by_own_state(const ch_coding *c, ch_events *events) {
  for (size_t i = 0; i < events->n; i++) {
    ch_event *e = &events->v[i];
    if (e->act.type != CH_TYPE_ASSAULT || e->act.actor.n != 1 || !e->act.actor.v[0].inferred || e->act.recipient.n == 0 ||
        e->act.recipient.v[0].inferred)
      continue;
    const ch_actor *by = e->act.actor.v[0].actor, *rebels = rather_rebels(c, e, e->act.recipient.v[0].actor, by);
    if (rebels == by) continue;
    if (rebels) e->act.actor.v[0].actor = rebels;
    else e->act.actor.n = 0;
  }
}

/* "according to Washington, aircraft dropped gas on them": nobody tells so of himself, though all other
 * blows of the article are his. */
static void not_by_teller(ch_events *events) {
  for (size_t i = 0; i < events->n; i++) {
    ch_event *e = &events->v[i];
    const ch_actor *teller = e->n_attribution ? e->speaker[e->n_attribution - 1] : NULL;
    bool shunned = e->act.type == CH_TYPE_ASSAULT && ch_str_is(e->act.mode, "unconventional");
    if (!shunned || !teller || e->act.actor.n != 1 || !e->act.actor.v[0].inferred ||
        e->act.recipient.n == 0 || !ch_str_eq(teller->code, e->act.actor.v[0].actor->code) ||
        ch_str_eq(teller->code, e->act.recipient.v[0].actor->code))
      continue;
    e->act.actor.n = 0;
  }
}

/* Whom blame, a threat or a refusal is meant for that names nobody: the other of two states which the
 * article sets against each other, where an act of conflict has said so. A denial may be meant for the press. */
static const ch_actor *rival_of_two(const ch_coding *c, const ch_events *events, const ch_event *e,
                                    const ch_actor *own) {
  bool resigns = e->about.type == CH_TYPE_RETREAT && ch_str_is(e->about.mode, "resign");
  if (e->act.type == CH_TYPE_REQUEST || resigns || ch_str_is(e->act.cameo, "016") ||
      ch_str_is(e->act.mode, "investigate"))
    return NULL;
  const ch_actor *foe = opponent(events, own, 1), *other = foe ? other_of_two(c, e) : NULL;
  return other && ch_str_eq(other->code, foe->code) ? other : NULL;
}

/* The two powers that most of the article's acts of conflict are between, two acts and more, neither
 * of them `than`. */
static bool quarrelling(const ch_events *events, const ch_actor *than, const ch_actor *two[2]) {
  enum { MAX_PAIRS = 24 };
  struct { const ch_actor *a, *b; uint32_t n; } pair[MAX_PAIRS];
  uint32_t n = 0, first = 0, second = 0;
  for (size_t i = 0; i < events->n; i++) {
    const ch_event *e = &events->v[i];
    const ch_actor *a = power_of(&e->act.actor), *b = power_of(&e->act.recipient);
    if (e->quad < 3 || e->act.type == CH_TYPE_REQUEST || !a || !b || ch_is_body(a) || ch_is_body(b) || ch_str_eq(a->code, b->code))
      continue;
    uint32_t k = 0;
    while (k < n && !((ch_str_eq(pair[k].a->code, a->code) && ch_str_eq(pair[k].b->code, b->code)) ||
                      (ch_str_eq(pair[k].a->code, b->code) && ch_str_eq(pair[k].b->code, a->code))))
      k++;
    if (k == MAX_PAIRS) continue;
    if (k == n) {
      pair[n].a = a;
      pair[n].b = b;
      pair[n++].n = 0;
    }
    if (++pair[k].n > pair[first].n) first = k;
  }
  for (uint32_t k = 0; k < n; k++)
    if (k != first && pair[k].n > second) second = pair[k].n;
  if (n == 0 || pair[first].n < 2 || pair[first].n < 2 * second) return false;
  two[0] = pair[first].a;
  two[1] = pair[first].b;
  return !ch_str_eq(two[0]->code, than->code) && !ch_str_eq(two[1]->code, than->code);
}

/* "The United Nations called for RESTRAINT": an outsider asks it of both who quarrel. */
static void ask_both(const ch_coding *c, const ch_events *events, ch_event *e) {
  const ch_actor *own = e->act.actor.n ? e->act.actor.v[0].actor : NULL, *two[2];
  bool asks = e->act.type == CH_TYPE_REQUEST && e->act.recipient.n == 0 && e->act.status == CH_STATUS_ACTUAL &&
              (ch_str_is(e->act.cameo, "0256") || ch_str_is(e->act.mode, "meet"));
  if (!asks || !own || own->code.n == 0 || !quarrelling(events, own, two)) return;
  if (names_third(c, e, own, two[0]) && names_third(c, e, own, two[1])) return;
  for (size_t i = 0; i < 2; i++)
    e->act.recipient.v[i] = (ch_party){as_party(c, two[i]), {NULL, 0}, {0, 0}, true, false};
  e->act.recipient.n = 2;
  e->open = false;
}

/* "Peru seized three Chileans. Chile demanded THEIR RELEASE": asked of who holds them. */
static bool asks_for_release(const ch_event *e) {
  bool release = e->about.type == CH_TYPE_RETREAT && ch_str_is(e->about.mode, "release");
  return e->act.type == CH_TYPE_REQUEST && (release || ch_str_is(e->act.cameo, "0253") || ch_str_is(e->act.cameo, "1053"));
}

static bool same_office(const ch_actor *a, const ch_actor *b) {
  return a->n_sectors && b->n_sectors && ch_str_eq(a->sectors[0], b->sectors[0]);
}

/* "The army gave the president two days. He REFUSED TO GO": in an article that tells of more strife within
 * his state than with `foe` he does not answer that one, but who at home last asked or threatened him, else
 * who last acted against him; *at_home then, and NULL if nobody did. */
static const ch_actor *rival_at_home(const ch_events *events, const ch_event *e, const ch_actor *own,
                                     const ch_actor *foe, bool *at_home) {
  enum { JUST = 2 };
  const ch_actor *asker = NULL, *any = NULL;
  uint32_t home = 0, abroad = 0;
  bool just_asked = false;
  for (size_t i = 0; i < events->n; i++) {
    const ch_event *other = &events->v[i];
    if (other == e || other->quad < 3 || !other->act.actor.n || !other->act.recipient.n || other->act.recipient.v[0].inferred)
      continue;
    const ch_actor *a = other->act.actor.v[0].actor, *b = other->act.recipient.v[0].actor;
    bool by = ch_str_eq(a->code, own->code), on = ch_str_eq(b->code, own->code);
    abroad += foe && ((by && ch_str_eq(b->code, foe->code)) || (on && ch_str_eq(a->code, foe->code)));
    if (!by || !on || same_office(a, b)) continue;
    home += other->quad == 4 || other->act.type == CH_TYPE_THREATEN; /* parliaments ask and blame in peace */
    bool asks = other->act.type == CH_TYPE_REQUEST || other->act.type == CH_TYPE_THREATEN;
    if (other->sentence > e->sentence || !same_office(b, own)) continue;
    any = a;
    if (!asks) continue;
    asker = a;
    just_asked = other->sentence + JUST >= e->sentence;
  }
  *at_home = just_asked || (home > 0 && home >= abroad);
  return asker ? asker : any;
}

void ch_context(const ch_coding *c, ch_events *events) {
  done_to_who_resents(c, events);
  close_open(c, events);
  ch_fray_sides(c, events);
  for (size_t i = 0; i < events->n; i++) {
    if (events->v[i].orphan) adopt(c, events, &events->v[i], true);
    events->v[i].orphan = false;
  }
  not_by_own_state(c, events);
  not_by_teller(events);
  blame_doers(c, events);
  settle_strangers(c, events);
  for (size_t i = 0; i < events->n; i++)
    if (events->v[i].act.type == CH_TYPE_REJECT && events->v[i].about.type == CH_TYPE_CONSULT &&
        events->v[i].about.status == CH_STATUS_CANCELLED)
      meeting_called_off(events, i);
  for (size_t i = 0; i < events->n; i++) {
    ch_event *e = &events->v[i];
    const ch_actor *own = power_of(&e->act.actor);
    ask_both(c, events, e);
    if (!own || e->act.recipient.n) continue;
    const ch_actor *holder = asks_for_release(e) ? holder_before(events, e, own) : NULL;
    if (holder && !ch_str_eq(holder->code, own->code)) {
      e->act.recipient.v[0] = (ch_party){as_party(c, holder), {NULL, 0}, {0, 0}, true, false};
      e->act.recipient.n = 1;
    }
    if (e->act.recipient.n || !is_aimed(c, e)) continue;
    /* a threat has hardly another addressee than the opponent; a refusal may */
    const ch_actor *foe = is_promise(c, e) ? other_of_two(c, e)
                                           : opponent_in(events, e, own, e->act.type == CH_TYPE_THREATEN ? 2 : 3);
    if (!foe) foe = rival_of_two(c, events, e, own);
    if (foe && !leaves_out(c, e, own, foe)) continue;
    bool at_home = false;
    const ch_actor *rival = rival_at_home(events, e, own, foe, &at_home);
    if (at_home ? !rival || same_office(rival, own) || (!foe && e->act.type != CH_TYPE_REJECT) : !foe) continue;
    e->act.recipient.v[0] = (ch_party){at_home ? rival : as_party(c, foe), {NULL, 0}, {0, 0}, true, false};
    e->act.recipient.n = 1;
  }
}
