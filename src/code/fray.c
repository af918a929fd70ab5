#include "code/fray.h"

#include "code/parties.h"

static bool any_person(const ch_side *side) {
  for (uint32_t i = 0; i < side->n; i++)
    if (side->v[i].actor->person.n) return true;
  return false;
}

static bool is_arrest(const ch_act *act) { return act->type == CH_TYPE_COERCE && ch_str_is(act->mode, "arrest"); }

static bool is_blow(const ch_coding *c, uint32_t w) {
  return ch_in_class(c, w, c->book->blow) || ch_in_class(c, w, c->book->fire);
}

/* "SOLDIERS fired on protesters": armed men, police, a crowd or a government, of whatever
 * country. */
static bool is_some_side(const ch_side *side) {
  static const char *const SIDES[] = {"GOV", "MIL", "COP", "REB", "UAF", "OPP", "CVL", "JUD"};
  const ch_actor *a = side->n == 1 ? side->v[0].actor : NULL;
  if (!a || a->code.n || a->person.n || !a->n_sectors) return false;
  for (size_t i = 0; i < sizeof SIDES / sizeof *SIDES; i++)
    if (ch_str_is(a->sectors[0], SIDES[i])) return true;
  return false;
}

/* "there were three AIRSTRIKES", "the SHELLING went on", "RAIDS were carried out": told as
 * done, and not merely spoken of. */
static bool is_told_of(ch_coding *c, uint32_t noun) {
  uint32_t top = ch_first_conjunct(c, noun), verb = ch_w(c, top)->head;
  if (!is_blow(c, noun) || verb == CH_NO_WORD || !ch_is_verb(c, verb)) return false;
  switch (ch_w(c, top)->rel) {
    case CH_REL_NSUBJ:
      return ch_child_by_rel(c->doc, verb, CH_REL_EXPL) != CH_NO_WORD ||
             ch_frame_of(c, verb)->undergoer == CH_NO_WORD;
    case CH_REL_NSUBJ_PASS: return ch_in_class(c, verb, c->book->light);
    default: return false;
  }
}

bool ch_is_stray(ch_coding *c, const ch_draft *drafts, size_t n, const ch_draft *d) {
  bool nameless = d->dropped && (d->fate == CH_FATE_ACTOR || d->fate == CH_FATE_NOBODY);
  uint32_t head = d->match.word[0];
  ch_type type = d->rule->type;
  bool bodily = type == CH_TYPE_ASSAULT || type == CH_TYPE_COERCE || type == CH_TYPE_PROTEST;
  bool noun = type == CH_TYPE_ASSAULT && ch_is_noun(c, head) && is_told_of(c, head);
  if (!nameless || !bodily || d->changed || d->undone) return false;
  if (!noun && !ch_is_verb(c, head)) return false;
  if (d->act.status != CH_STATUS_ACTUAL && d->act.status != CH_STATUS_ONGOING) return false;
  if (ch_any_coded(&d->act.actor) || ch_any_coded(&d->act.recipient) ||
      (any_person(&d->act.recipient) && !is_arrest(&d->act)))
    return false;
  for (uint32_t i = 0; i < d->steps.n; i++) {
    ch_effect effect = d->steps.v[i].effect;
    bool goes_on = effect == CH_EFFECT_BEGAN || effect == CH_EFFECT_CONTINUED ||
                   effect == CH_EFFECT_ONGOING;
    if (effect != CH_EFFECT_ALLEGED && !goes_on) return false;
  }
  bool nobody = d->act.actor.n == 0 && d->act.recipient.n == 0;
  if (type == CH_TYPE_COERCE && nobody) return false; /* "the road was CLOSED" */
  const ch_frame *f = ch_frame_of(c, head);
  const ch_roles *on = &d->rule->recipient; /* "forty rebels DIED in clashes" */
  bool suffers = type == CH_TYPE_ASSAULT && ch_w(c, head)->upos == CH_UPOS_VERB && on->stated && on->n &&
                 on->v[0].kind == CH_ROLE_SUBJECT;
  bool by_blow = f->doer != CH_NO_WORD && is_blow(c, f->doer) && type == CH_TYPE_ASSAULT;
  bool by_side = f->doer != CH_NO_WORD && !by_blow && is_some_side(&d->act.actor);
  if (!noun && !suffers && f->doer != CH_NO_WORD && !by_blow && !by_side) return false;
  bool follows = ch_w(c, head)->rel == CH_REL_ADVCL && ch_str_is(ch_w(c, head)->xpos, "VBG");
  if (ch_w(c, head)->rel == CH_REL_AMOD) return false; /* "a TARGETED strike" */
  if (!(noun || suffers || f->passive || by_blow || by_side || follows)) return false;
  for (size_t i = 0; i < n; i++) {
    const ch_draft *other = &drafts[i];
    bool force = other->act.type == CH_TYPE_ASSAULT || other->act.type == CH_TYPE_COERCE;
    if (!other->dropped && force) return false;
  }
  return true;
}

/* ---- where it was ---------------------------------------------------------------- */

/* The first state that the sentence tells of as a place; empty if none. */
static ch_str place_in(const ch_coding *c, uint32_t sentence) {
  const ch_sentence *s = &c->doc->sentences[sentence];
  ch_str code = {NULL, 0};
  for (uint32_t w = s->first; code.n == 0 && w < s->first + s->count; w++) {
    uint32_t at = c->reading->mention_at[w];
    const ch_mention *m = at == CH_NO_ITEM ? NULL : &c->reading->mentions[at];
    if (m && m->place && m->actor != CH_NO_ITEM)
      code = c->reading->actors[m->actor].code;
    else if (c->reading->place_at[w] != CH_NO_ITEM)
      code = c->reading->places[c->reading->place_at[w]].code;
  }
  return code;
}

ch_str ch_state_told(const ch_coding *c, const ch_event *e) {
  ch_str code = e->place ? e->place->code : (ch_str){NULL, 0};
  if (code.n == 0) code = place_in(c, e->sentence);
  if (code.n == 0 && e->sentence > 0 && !c->doc->sentences[e->sentence].paragraph)
    code = place_in(c, e->sentence - 1);
  return code;
}

/* ---- who fights whom --------------------------------------------------------------- */

typedef struct bout {
  const ch_actor *by, *on;
  uint32_t n;
  uint32_t unsaid;  /* more, of which the sentence names one side alone */
  uint32_t at_home; /* of all, in the land of who strikes */
} bout;

enum { MAX_BOUTS = 16 };

typedef struct bouts {
  bout v[MAX_BOUTS];
  uint32_t n, all;
} bouts;

static bool same(const ch_actor *a, const ch_actor *b) {
  return ch_str_eq(a->code, b->code) && ch_is_rebel(a) == ch_is_rebel(b);
}

static bool is_force(const ch_event *e) {
  return e->act.type == CH_TYPE_ASSAULT &&
         (e->act.status == CH_STATUS_ACTUAL || e->act.status == CH_STATUS_ONGOING);
}

/* Within one state all blows are of one strife. */
static bool is_bout(const bout *b, const ch_actor *by, const ch_actor *on) {
  bool within = ch_str_eq(by->code, on->code) && ch_str_eq(b->by->code, b->on->code);
  return within ? ch_str_eq(by->code, b->by->code) : same(b->by, by) && same(b->on, on);
}

/* The blows, above all those of which the sentence names both sides. */
static void count(const ch_coding *c, const ch_events *events, bouts *out) {
  *out = (bouts){.n = 0};
  for (size_t i = 0; i < events->n; i++) {
    const ch_event *e = &events->v[i];
    const ch_side *a = &e->act.actor, *b = &e->act.recipient;
    if (e->stray || e->open || e->orphan || !is_force(e) || a->n == 0 || b->n == 0) continue;
    const ch_actor *by = a->v[0].actor, *on = b->v[0].actor;
    if (!by->code.n || !on->code.n) continue;
    uint32_t k = 0;
    while (k < out->n && !is_bout(&out->v[k], by, on)) k++;
    bool said = !a->v[0].inferred && !b->v[0].inferred;
    out->all += said;
    if (k == MAX_BOUTS) continue;
    if (k == out->n) out->v[out->n++] = (bout){by, on, 0, 0, 0};
    out->v[k].n += said;
    out->v[k].unsaid += !said;
    out->v[k].at_home += ch_str_eq(ch_state_told(c, e), by->code);
  }
}

/* The pair of two thirds and more of all blows, as the first of them was dealt; `back`: those
 * the other way round, or NULL. Between two states one blow is too little to go by. */
static const bout *main_bout(const bouts *all, const bout **back) {
  const bout *best = NULL;
  uint32_t most = 0;
  for (uint32_t i = 0; i < all->n; i++) {
    const bout *b = &all->v[i];
    const bout *other = NULL;
    for (uint32_t k = 0; k < all->n; k++)
      if (k != i && same(all->v[k].by, b->on) && same(all->v[k].on, b->by)) other = &all->v[k];
    uint32_t n = b->n + (other ? other->n : 0);
    if (n > most || (n == most && best && b->n > best->n)) {
      most = n;
      best = b;
      *back = other;
    }
  }
  bool within = best && ch_str_eq(best->by->code, best->on->code);
  return best && (within || most > 1) && 3 * most >= 2 * all->all ? best : NULL;
}

/* ---- whose the dead are --------------------------------------------------------------- */

/* A power that the sentence names beside these, other than who tells of it. */
static bool names_other(const ch_coding *c, const ch_event *e, const ch_actor *a,
                        const ch_actor *b) {
  const ch_sentence *s = &c->doc->sentences[e->sentence];
  for (uint32_t w = s->first; w < s->first + s->count; w++) {
    uint32_t at = c->reading->mention_at[w];
    if (at == CH_NO_ITEM || c->reading->mentions[at].actor == CH_NO_ITEM) continue;
    const ch_actor *who = &c->reading->actors[c->reading->mentions[at].actor];
    bool theirs = ch_str_eq(who->code, a->code) || ch_str_eq(who->code, b->code);
    if (who->code.n != 3 || theirs) continue;
    bool tells = false;
    for (uint32_t i = 0; i < e->n_attribution; i++)
      tells |= e->speaker[i] && ch_str_eq(e->speaker[i]->code, who->code);
    if (!tells) return true;
  }
  return false;
}

/* Soldiers or police, in words of no country. */
static bool are_forces(const ch_event *e) {
  static const char *const FORCES[] = {"MIL", "COP", "SPY"};
  const ch_actor *hurt = e->act.recipient.n ? e->act.recipient.v[0].actor : NULL;
  for (size_t i = 0; hurt && hurt->n_sectors && i < sizeof FORCES / sizeof *FORCES; i++)
    if (ch_str_is(hurt->sectors[0], FORCES[i])) return true;
  return false;
}

static bool are_rebels(const ch_event *e) {
  return e->act.recipient.n && ch_is_rebel(e->act.recipient.v[0].actor);
}

static void give(const ch_actor *a, ch_side *side) {
  side->v[0] = (ch_party){a, {NULL, 0}, {0, 0}, true, false};
  side->n = 1;
}

/* Does the stroke run the other way: soldiers fall to those whom their state fights, fighters to
 * the state; else those fall in whose land it is. False in `known` where nothing tells. */
static bool is_turned(const ch_coding *c, const ch_event *e, const bout *b, const bout *back,
                      bool *known) {
  ch_str there = ch_state_told(c, e);
  bool by_power = ch_is_power(b->by), on_power = ch_is_power(b->on);
  *known = true;
  if (are_forces(e) && by_power != on_power) return by_power;
  if (are_rebels(e) && by_power != on_power) return on_power;
  if (are_forces(e) && e->n_attribution) { /* "two soldiers fell, the army said": its own */
    const ch_actor *teller = e->speaker[e->n_attribution - 1];
    bool by = teller && ch_str_eq(teller->code, b->by->code);
    if (by != (teller && ch_str_eq(teller->code, b->on->code))) return by;
  }
  if (!back && b->at_home) return false; /* in its own land it strikes others */
  bool here = ch_str_eq(there, b->on->code), yonder = ch_str_eq(there, b->by->code);
  *known = !back || back->n == 0 || here != yonder || ch_str_eq(b->by->code, b->on->code);
  if (*known || e->act.recipient.n == 0) return yonder && !here;
  /* "ten people died, health officials in Lima said": who counts the dead counts his own; else
   * they are whose most are */
  const ch_actor *teller = e->n_attribution ? e->speaker[e->n_attribution - 1] : NULL;
  bool by = teller && ch_str_eq(teller->code, b->by->code), on = teller && ch_str_eq(teller->code, b->on->code);
  *known = by != on || (!by && b->n + b->unsaid >= 3 * (back->n + back->unsaid));
  return by && !on;
}

/* The state of that code, where the article names it. */
static const ch_actor *state_coded(const ch_coding *c, ch_str code) {
  for (uint32_t i = 0; code.n && i < c->reading->n_actors; i++) {
    const ch_actor *a = &c->reading->actors[i];
    if (ch_str_eq(a->code, code) && ch_is_power(a) && a->person.n == 0) return a;
  }
  return NULL;
}

/* One who is named without his country is of that one; else it is the state itself. */
static void place(const ch_coding *c, const ch_actor *state, ch_side *side) {
  ch_actor *there = is_some_side(side) ? CH_NEW(c->arena, ch_actor) : NULL;
  if (!there) {
    give(state, side);
    return;
  }
  *there = *side->v[0].actor;
  there->code = state->code;
  side->v[0].actor = there;
}

/* The state that coerces or strikes at home, twice and more and oftener than it deals so with
 * others, or whose people do. */
static const ch_actor *state_at_home(const ch_events *events) {
  enum { MAX_STATES = 8 };
  struct { const ch_actor *state; uint32_t within, without; } v[MAX_STATES];
  uint32_t n = 0;
  for (size_t i = 0; i < events->n; i++) {
    const ch_event *e = &events->v[i];
    const ch_side *a = &e->act.actor, *b = &e->act.recipient;
    bool bodily = e->act.type == CH_TYPE_ASSAULT || e->act.type == CH_TYPE_COERCE ||
                  e->act.type == CH_TYPE_PROTEST;
    if (e->stray || !bodily || a->n == 0 || a->v[0].inferred) continue;
    if (a->v[0].actor->code.n != 3) continue;
    const ch_actor *on = b->n && !b->v[0].inferred && b->v[0].actor->code.n ? b->v[0].actor : NULL;
    uint32_t k = 0;
    while (k < n && !ch_str_eq(v[k].state->code, a->v[0].actor->code)) k++;
    if (k == MAX_STATES) continue;
    if (k == n) {
      v[n].state = a->v[0].actor;
      v[n].within = v[n].without = 0;
      n++;
    }
    bool within = !on || ch_str_eq(on->code, v[k].state->code);
    v[k].within += within;
    v[k].without += !within;
  }
  const ch_actor *home = NULL;
  for (uint32_t k = 0; k < n; k++) {
    if (v[k].within < 2 || v[k].within <= v[k].without) continue;
    if (home) return NULL;
    home = v[k].state;
  }
  return home;
}

/* The state within which the article's strife is; NULL if it is none, or between states. */
static const ch_actor *torn_state(const ch_coding *c, const ch_events *events, const bouts *all) {
  const ch_actor *torn = state_coded(c, c->reading->torn);
  uint32_t within = 0;
  for (uint32_t i = 0; torn && i < all->n; i++)
    if (ch_str_eq(all->v[i].by->code, torn->code) && ch_str_eq(all->v[i].on->code, torn->code))
      within += all->v[i].n;
  if (torn) return all->all > 1 && 2 * within < all->all ? NULL : torn;
  const ch_actor *home = all->all ? NULL : state_at_home(events);
  return home ? state_coded(c, home->code) : NULL;
}

/* The state itself, if the article tells of other force by it or on it; else nobody: people die in
 * earthquakes, too. */
static ch_str tells_of_war(const ch_events *events, ch_str state) {
  for (size_t i = 0; state.n && i < events->n; i++) {
    const ch_event *e = &events->v[i];
    const ch_side *a = &e->act.actor, *b = &e->act.recipient;
    if (e->stray || e->orphan || e->act.type != CH_TYPE_ASSAULT) continue;
    if (a->n && !a->v[0].inferred && ch_str_eq(a->v[0].actor->code, state)) return state;
    if (b->n && !b->v[0].inferred && ch_str_eq(b->v[0].actor->code, state)) return state;
  }
  return (ch_str){NULL, 0};
}

/* "women ARE JAILED for it": as a rule, and on no day. */
static bool as_a_rule(const ch_coding *c, uint32_t verb) {
  uint32_t aux = ch_child_by_rel(c->doc, verb, CH_REL_AUX_PASS);
  return aux != CH_NO_WORD && (ch_str_is(ch_w(c, aux)->xpos, "VBP") || ch_str_is(ch_w(c, aux)->xpos, "VBZ"));
}

/* The one state whose men hold people, by what the article tells. */
static ch_str only_captor(const ch_events *events) {
  ch_str captor = {NULL, 0};
  for (size_t i = 0; i < events->n; i++) {
    const ch_event *e = &events->v[i];
    const ch_actor *a = e->act.actor.n && !e->stray && is_arrest(&e->act) ? e->act.actor.v[0].actor : NULL;
    if (!a || a->code.n != 3 || ch_is_rebel(a)) continue;
    if (captor.n && !ch_str_eq(captor, a->code)) return (ch_str){NULL, 0};
    captor = a->code;
  }
  return captor;
}

/* "Nine people WERE ARRESTED in Lima": by the state where it was, or where the article is set, or who alone
 * arrests in it. */
static bool settle_arrest(const ch_coding *c, const ch_events *events, ch_event *e) {
  ch_str there = e->place ? e->place->code : place_in(c, e->sentence);
  if (there.n == 0) there = ch_setting_of(c);
  if (there.n == 0) there = only_captor(events);
  const ch_actor *land = state_coded(c, there);
  uint8_t rel = ch_w(c, ch_first_conjunct(c, e->trigger))->rel;
  if (!land || !is_arrest(&e->act) || e->act.actor.n || e->act.recipient.n == 0 || rel == CH_REL_ACL || rel == CH_REL_ACL_RELCL ||
      as_a_rule(c, e->trigger) || names_other(c, e, land, land))
    return false;
  give(land, &e->act.actor);
  place(c, land, &e->act.recipient);
  return true;
}

/* "A bomb killed 30 people in Lima": in a land that is no side's of the article's strife those who
 * suffer are its people; who did it may be unknown. */
static bool settle_there(const ch_coding *c, const ch_events *events, ch_event *e) {
  ch_str there = e->place ? e->place->code : place_in(c, e->sentence);
  if (there.n == 0) there = tells_of_war(events, ch_setting_of(c));
  const ch_actor *land = state_coded(c, there);
  uint32_t first = ch_first_conjunct(c, e->trigger);
  uint8_t rel = ch_w(c, first)->rel;
  bool of_blow = ch_w(c, first)->head != CH_NO_WORD && is_blow(c, ch_w(c, first)->head); /* "the BLAST that killed 30" */
  if ((rel == CH_REL_ACL || rel == CH_REL_ACL_RELCL) && !of_blow) return false;
  if (!land || e->act.type != CH_TYPE_ASSAULT || names_other(c, e, land, land)) return false;
  if (e->act.actor.n) place(c, land, &e->act.actor);
  place(c, land, &e->act.recipient);
  e->orphan = e->act.actor.n == 0; /* the article may yet tell */
  return true;
}

/* "forty rebels were killed, CHAD'S ARMY said": fighters of no country that a state's forces tell of fell to it. */
static bool settle_by_army(const ch_coding *c, ch_event *e) {
  const ch_actor *teller = e->n_attribution ? e->speaker[e->n_attribution - 1] : NULL;
  bool army = teller && teller->code.n == 3 && teller->n_sectors && ch_str_is(teller->sectors[0], "MIL");
  if (!army || e->act.type != CH_TYPE_ASSAULT || e->act.actor.n || !are_rebels(e)) return false;
  ch_str there = e->place ? e->place->code : place_in(c, e->sentence);
  const ch_actor *state = state_coded(c, teller->code);
  if (!state || (there.n && !ch_str_eq(there, teller->code)) || names_other(c, e, state, state)) return false;
  give(state, &e->act.actor);
  place(c, state, &e->act.recipient);
  return true;
}

static bool settle(const ch_coding *c, const bouts *all, const ch_actor *torn, ch_event *e) {
  const bout *back = NULL;
  const bout *b = main_bout(all, &back);
  ch_str there = ch_state_told(c, e);
  if (b && ch_str_eq(b->by->code, b->on->code)) torn = ch_is_rebel(b->by) ? b->on : b->by;
  /* who is named without his country may be of either side, but for strife within one state */
  if (e->act.actor.n || e->act.type != CH_TYPE_ASSAULT) b = NULL;
  if (b) {
    bool known, turned = is_turned(c, e, b, back, &known);
    bool elsewhere = there.n && !ch_str_eq(there, b->by->code) && !ch_str_eq(there, b->on->code);
    if (!known || elsewhere || names_other(c, e, b->by, b->on)) return false;
    give(turned ? b->on : b->by, &e->act.actor);
    give(turned ? b->by : b->on, &e->act.recipient);
    return true;
  }
  if (!torn || (there.n && !ch_str_eq(there, torn->code))) return false;
  if (names_other(c, e, torn, torn)) return false;
  place(c, torn, &e->act.actor);
  place(c, torn, &e->act.recipient);
  return true;
}

void ch_fray_sides(const ch_coding *c, ch_events *events) {
  bouts all;
  size_t kept = 0;
  count(c, events, &all);
  const ch_actor *torn = torn_state(c, events, &all);
  for (size_t i = 0; i < events->n; i++) {
    ch_event *e = &events->v[i];
    if (e->stray && !settle(c, &all, torn, e) && !settle_by_army(c, e) && !settle_there(c, events, e) &&
        !settle_arrest(c, events, e))
      continue;
    e->stray = false;
    events->v[kept++] = *e;
  }
  events->n = kept;
}
