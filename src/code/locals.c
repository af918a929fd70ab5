#include "code/parties.h"

/* Of people who act where they live: not of soldiers, officials or diplomats. */
static bool is_local(const ch_actor *a) {
  static const char *const LOCALS[] = {"REB", "UAF", "PRM", "CVL", "OPP", "EDU", "LAB", "COP", "JUD"};
  if (a->code.n || a->person.n || a->n_sectors == 0) return false;
  for (size_t i = 0; i < sizeof LOCALS / sizeof *LOCALS; i++)
    if (ch_str_is(a->sectors[0], LOCALS[i])) return true;
  return false;
}

/* The state that `w` is, or lies in; CH_NO_ITEM if it is no such place. */
static uint32_t state_at(const ch_coding *c, uint32_t w) {
  uint32_t m = c->reading->mention_at[w];
  if (m == CH_NO_ITEM) return ch_place_state(c, w);
  const ch_mention *mention = &c->reading->mentions[m];
  if (!mention->place || mention->actor == CH_NO_ITEM) return CH_NO_ITEM;
  return ch_is_power(&c->reading->actors[mention->actor]) ? mention->actor : CH_NO_ITEM;
}

/* The same of what the place lies in or belongs to: "at a camp IN SYRIA", "in GAZA CITY'S police
 * headquarters", "a suburb OF DAMASCUS". */
static uint32_t state_around(const ch_coding *c, uint32_t w, int depth) {
  uint32_t state = state_at(c, w);
  for (uint32_t i = 0; state == CH_NO_ITEM && depth > 0 && i < ch_child_count(c->doc, w); i++) {
    uint32_t child = ch_child(c->doc, w, i);
    uint8_t rel = ch_w(c, child)->rel;
    bool lies = rel == CH_REL_NMOD && (ch_marker_in(c, child, c->book->vicinity) != CH_NO_WORD ||
                                       ch_marker_in(c, child, c->book->belonging) != CH_NO_WORD);
    if (lies || rel == CH_REL_NMOD_POSS || rel == CH_REL_COMPOUND)
      state = state_around(c, child, depth - 1);
  }
  return state;
}

/* The state of the first place that the clause of `head` tells of by a word of `where`, but not of
 * `doer` ("opponents of the war IN SYRIA rallied"). */
static uint32_t state_of_clause(const ch_coding *c, uint32_t head, uint32_t doer, uint32_t where) {
  enum { DEPTH = 2 };
  const ch_sentence *s = &c->doc->sentences[c->doc->sentence_of[head]];
  uint32_t clause = ch_clause_of(c, head);
  for (uint32_t w = s->first; w < s->first + s->count; w++) {
    if (ch_marker_in(c, w, where) == CH_NO_WORD || ch_clause_of(c, w) != clause) continue;
    if (doer != CH_NO_WORD && ch_below(c->doc, w, doer)) continue;
    uint32_t state = state_around(c, w, DEPTH);
    if (state != CH_NO_ITEM) return state;
  }
  return CH_NO_ITEM;
}

/* "marched THROUGH LIMA", "poured into THE STREETS OF LIMA": a crowd is of where it goes. */
static uint32_t state_walked(const ch_coding *c, uint32_t head) {
  enum { DEPTH = 2 };
  uint32_t state = state_of_clause(c, head, CH_NO_WORD, c->book->walked);
  for (uint32_t i = 0; state == CH_NO_ITEM && i < ch_child_count(c->doc, head); i++) {
    uint32_t way = ch_child(c->doc, head, i);
    if (ch_in_class(c, way, c->book->thoroughfare)) state = state_around(c, way, DEPTH);
  }
  return state;
}

/* "bombed a suburb OF DAMASCUS, killing 40": where what the verb above is done to lies. */
static uint32_t state_above(ch_coding *c, uint32_t head) {
  enum { DEPTH = 2 };
  uint32_t up = ch_w(c, head)->head;
  if (ch_w(c, head)->rel != CH_REL_ADVCL || !ch_str_is(ch_w(c, head)->xpos, "VBG") ||
      up == CH_NO_WORD || !ch_is_verb(c, up))
    return CH_NO_ITEM;
  uint32_t object = ch_frame_of(c, up)->undergoer;
  return object == CH_NO_WORD ? CH_NO_ITEM : state_around(c, object, DEPTH);
}

/* One of those in the article who fight a state, if all of them fight the same; CH_NO_ITEM else. */
static uint32_t only_rebels(const ch_coding *c) {
  uint32_t found = CH_NO_ITEM;
  for (uint32_t i = 0; i < c->reading->n_actors; i++) {
    const ch_actor *a = &c->reading->actors[i];
    bool of_state = a->code.n && !ch_str_is(a->code, "IMG") && !ch_str_is(a->code, "ISM");
    if (!of_state || !ch_is_rebel(a)) continue;
    if (found != CH_NO_ITEM && !ch_str_eq(c->reading->actors[found].code, a->code)) return CH_NO_ITEM;
    if (found == CH_NO_ITEM) found = i;
  }
  return found;
}

static bool tells_rebels(const ch_coding *c, uint32_t w, int depth) {
  if (ch_in_class(c, w, c->book->guerrilla)) return true;
  for (uint32_t i = 0; depth > 0 && i < ch_child_count(c->doc, w); i++) {
    uint32_t child = ch_child(c->doc, w, i);
    uint8_t rel = ch_w(c, child)->rel;
    if ((rel == CH_REL_COMPOUND || rel == CH_REL_AMOD || rel == CH_REL_OBL_UNMARKED ||
         rel == CH_REL_NMOD_POSS || rel == CH_REL_APPOS) &&
        tells_rebels(c, child, depth - 1))
      return true;
  }
  return false;
}

/* The word below `w` for rebels whom it is aimed at: "its offensive AGAINST THE REBELS". */
static uint32_t rebels_aimed_at(const ch_coding *c, uint32_t w) {
  for (uint32_t i = 0; w != CH_NO_WORD && i < ch_child_count(c->doc, w); i++) {
    uint32_t child = ch_child(c->doc, w, i);
    if (ch_marker_in(c, child, c->book->aimed_at) != CH_NO_WORD && tells_rebels(c, child, 2)) return child;
  }
  return CH_NO_WORD;
}

void ch_own_rebels(ch_coding *c, uint32_t head, const ch_side *actor, ch_side *out) {
  if (!ch_is_verb(c, head) || actor->n != 1 || !ch_is_power(actor->v[0].actor)) return;
  uint32_t rebels = only_rebels(c), w = ch_frame_of(c, head)->undergoer;
  if (rebels == CH_NO_ITEM) return;
  if (w == CH_NO_WORD || !tells_rebels(c, w, 2)) {
    uint32_t object = w;
    w = rebels_aimed_at(c, head);
    if (w == CH_NO_WORD) w = rebels_aimed_at(c, object);
    if (w == CH_NO_WORD) return;
  }
  if (!ch_str_eq(c->reading->actors[rebels].code, actor->v[0].actor->code)) return;
  out->n = 0;
  ch_side_actor(out, c, rebels, ch_w(c, w)->span);
}

/* Was the party told by a place, or by an adjective of the rebels at `w`, rather than as itself? */
static bool is_setting(const ch_coding *c, uint32_t w, const ch_party *party) {
  for (uint32_t m = 0; m < c->reading->n_mentions; m++) {
    const ch_mention *mention = &c->reading->mentions[m];
    if (mention->span.from == party->span.from && mention->span.to == party->span.to)
      return mention->place || mention->naming == CH_NAMING_TOWN ||
             (mention->naming == CH_NAMING_ADJECTIVE && ch_in_class(c, w, c->book->guerrilla));
  }
  for (uint32_t p = 0; p < c->reading->n_places; p++)
    if (c->reading->places[p].span.from == party->span.from) return true;
  return party->inferred;
}

/* "bombed REBEL POSITIONS near Goma": not the state that the place is of, but who fights it. */
void ch_rebels_struck(ch_coding *c, uint32_t head, ch_side *out) {
  uint32_t w = ch_is_verb(c, head) ? ch_frame_of(c, head)->undergoer : CH_NO_WORD;
  if (w == CH_NO_WORD || out->n != 1 || !ch_is_state(out->v[0].actor) || !ch_is_power(out->v[0].actor) ||
      c->reading->mention_at[w] != CH_NO_ITEM || !is_setting(c, w, &out->v[0]) || !tells_rebels(c, w, 2))
    return;
  ch_actor *rebels = CH_NEW(c->arena, ch_actor);
  if (!rebels) return;
  *rebels = *out->v[0].actor;
  rebels->sectors[0] = CH_STR("REB");
  rebels->n_sectors = 1;
  out->v[0].actor = rebels;
}

/* Is the party told of in those words of the sentence an insurgent's? */
static bool named_insurgent(const ch_coding *c, const ch_party *p) {
  for (uint32_t w = 0; w < c->doc->n_words; w++)
    if (c->doc->words[w].span.from >= p->span.from && c->doc->words[w].span.to <= p->span.to &&
        ch_in_class(c, w, c->book->insurgent))
      return true;
  return false;
}

/* "the Omani army shelled REBEL FORCES", of no country told: of the state whose war the article tells of,
 * else of that whose army it is. */
void ch_rebels_fought(ch_coding *c, const ch_side *actor, ch_side *side) {
  if (actor->n != 1 || side->n != 1 || side->v[0].actor->code.n || !ch_is_rebel(side->v[0].actor)) return;
  const ch_actor *a = actor->v[0].actor;
  bool police = a->n_sectors && ch_str_is(a->sectors[0], "COP");
  if (!(ch_is_power(a) || police) || ch_is_body(a) || a->code.n != 3 || !named_insurgent(c, &side->v[0])) return;
  ch_actor *there = CH_NEW(c->arena, ch_actor);
  if (!there) return;
  *there = *side->v[0].actor;
  there->code = c->reading->torn.n ? c->reading->torn : a->code;
  side->v[0].actor = there;
}

void ch_rebels_beside(ch_coding *c, ch_side *side) {
  const ch_actor *ruler = NULL;
  uint32_t rebels = side->n;
  for (uint32_t i = 0; i < side->n; i++) {
    const ch_actor *a = side->v[i].actor;
    if (a->code.n == 3 && ch_is_power(a) && !ch_is_body(a)) {
      if (ruler) return; /* of which of two? */
      ruler = a;
    } else if (!a->code.n && ch_is_rebel(a) && named_insurgent(c, &side->v[i])) {
      rebels = i;
    }
  }
  if (!ruler || rebels == side->n) return;
  ch_actor *there = CH_NEW(c->arena, ch_actor);
  if (!there) return;
  *there = *side->v[rebels].actor;
  there->code = ruler->code;
  side->v[rebels].actor = there;
}

/* The state as a party beside one of its sides. */
static void as_state(ch_coding *c, const ch_actor *side, ch_span span, ch_side *out) {
  ch_actor *state = CH_NEW(c->arena, ch_actor);
  if (!state) return;
  *state = *side;
  state->n_sectors = 0;
  state->person = state->body = state->office = (ch_str){NULL, 0};
  out->n = 1;
  out->v[0] = (ch_party){state, ch_str_at(c->doc->text, span), span, span.from == span.to, false};
}

/* "the army ousted THE PRESIDENT": of no country told, he is of the state whose army it is. */
void ch_ousted_at_home(ch_coding *c, const ch_side *actor, ch_side *out) {
  if (actor->n != 1 || out->n != 1) return;
  const ch_actor *a = actor->v[0].actor;
  if (a->code.n != 3 || ch_is_body(a) || ch_str_is(a->code, "IMG") || ch_str_is(a->code, "ISM")) return;
  as_state(c, a, out->v[0].span, out);
}

/* The state whose town or part of land the word names; CH_NO_ITEM if none. */
static uint32_t town_state(const ch_coding *c, uint32_t w) {
  uint32_t m = c->reading->mention_at[w];
  if (m != CH_NO_ITEM && c->reading->mentions[m].naming == CH_NAMING_TOWN)
    return c->reading->mentions[m].actor;
  return ch_place_state(c, w);
}

static bool lies_in(const ch_coding *c, uint32_t w, ch_str code) {
  uint32_t state = town_state(c, w);
  return state != CH_NO_ITEM && ch_str_eq(c->reading->actors[state].code, code);
}

/* Does `w` say where or on what the force is used: as an object or part of one, or behind a
 * preposition that the rule has its recipient behind? */
static bool is_aim(const ch_coding *c, uint32_t w, const ch_rule *rule) {
  uint8_t rel = ch_w(c, w)->rel;
  if (rel == CH_REL_COMPOUND || rel == CH_REL_OBJ || rel == CH_REL_NSUBJ_PASS ||
      ch_marker_in(c, w, c->book->belonging) != CH_NO_WORD)
    return true;
  for (uint32_t i = 0; i < rule->recipient.n; i++)
    if (rule->recipient.v[i].kind == CH_ROLE_PREPOSITION &&
        ch_marker(c, w, rule->recipient.v[i].word) != CH_NO_WORD)
      return true;
  return false;
}

/* "a Syrian air strike ON ALEPPO", "Syrian jets dropped bombs ON HOMS", "shelled a suburb OF
 * DAMASCUS": the town in the state `code` that force is used on; CH_NO_WORD if none. Where no war
 * at home is told of, only what is the object. */
static uint32_t own_town(ch_coding *c, const ch_match *match, ch_str code) {
  enum { CLIMB = 3 };
  const ch_rule *rule = &c->book->rules.v[match->pattern->rule];
  const ch_sentence *s = &c->doc->sentences[c->doc->sentence_of[match->word[0]]];
  /* "in answer to the rocket FIRED AT HAIFA": by whom is not told */
  if (ch_is_verb(c, match->word[0]) && ch_w(c, match->word[0])->rel == CH_REL_ACL &&
      ch_frame_of(c, match->word[0])->doer == CH_NO_WORD)
    return CH_NO_WORD;
  for (uint32_t w = s->first; w < s->first + s->count; w++) {
    if (!lies_in(c, w, code) || ch_marker_in(c, w, c->book->source) != CH_NO_WORD) continue;
    uint32_t up = w, object = ch_is_verb(c, match->word[0]) ? ch_frame_of(c, match->word[0])->undergoer : CH_NO_WORD;
    bool close = object != CH_NO_WORD && (w == object || ch_w(c, w)->head == object);
    if (!close && !ch_str_eq(c->reading->torn, code)) continue;
    for (int i = 0; i < CLIMB && up != CH_NO_WORD && up != match->word[0] && is_aim(c, up, rule); i++)
      up = ch_w(c, up)->head;
    if (up == match->word[0] && w != up) return w;
  }
  return CH_NO_WORD;
}

void ch_own_land(ch_coding *c, const ch_match *match, const ch_side *actor, ch_side *out) {
  uint32_t head = match->word[0];
  bool nobody = out->n == 1 && out->v[0].actor->code.n == 0 && out->v[0].actor->n_sectors &&
                (ch_str_is(out->v[0].actor->sectors[0], "MIL") ||
                 ch_str_is(out->v[0].actor->sectors[0], "GOV") ||
                 ch_str_is(out->v[0].actor->sectors[0], "COP"));
  if (actor->n != 1 || (out->n && !nobody)) return;
  const ch_actor *a = actor->v[0].actor;
  bool own = a->code.n == 3 && !ch_str_is(a->code, "IMG") && !ch_str_is(a->code, "ISM");
  uint32_t w = CH_NO_WORD;
  bool fought = false;
  if (ch_is_verb(c, head)) {
    const ch_frame *frame = ch_frame_of(c, head);
    if (own && ch_is_rebel(a) && frame->doer != CH_NO_WORD &&
        ch_in_class(c, frame->doer, c->book->insurgent)) {
      as_state(c, a, nobody ? out->v[0].span : (ch_span){0, 0}, out);
      return;
    }
    w = frame->undergoer;
    uint32_t rebels = only_rebels(c);
    fought = w != CH_NO_WORD && tells_rebels(c, w, 2) && c->reading->mention_at[w] == CH_NO_ITEM &&
             (rebels == CH_NO_ITEM || ch_str_eq(c->reading->actors[rebels].code, a->code));
  }
  if (nobody || ch_is_body(a) || !(ch_is_power(a) || (own && ch_is_rebel(a)))) return;
  fought &= !ch_is_rebel(a);
  /* what a state's troops take in its towns they take from others */
  bool forceful = c->book->rules.v[match->pattern->rule].type == CH_TYPE_ASSAULT || ch_is_rebel(a);
  uint32_t town = forceful ? own_town(c, match, a->code) : CH_NO_WORD;
  if (town != CH_NO_WORD) w = town;
  if (fought || town != CH_NO_WORD) as_state(c, a, ch_w(c, w)->span, out);
}

void ch_localise(ch_coding *c, uint32_t head, ch_side *side) {
  if (side->n != 1 || !is_local(side->v[0].actor)) return;
  uint32_t state = state_of_clause(c, head, CH_NO_WORD, c->book->during);
  if (state == CH_NO_ITEM && ch_is_rebel(side->v[0].actor))
    state = state_of_clause(c, head, CH_NO_WORD, c->book->vicinity);
  if (state == CH_NO_ITEM && ch_str_is(side->v[0].actor->sectors[0], "CVL"))
    state = state_walked(c, head);
  if (state == CH_NO_ITEM) state = state_above(c, head);
  uint32_t object = ch_is_verb(c, head) ? ch_frame_of(c, head)->undergoer : CH_NO_WORD;
  if (state == CH_NO_ITEM && object != CH_NO_WORD)
    state = ch_is_rebel(side->v[0].actor) ? state_around(c, object, 2) : town_state(c, object);
  uint32_t parts = object == CH_NO_WORD ? 0 : ch_child_count(c->doc, object);
  for (uint32_t i = 0; state == CH_NO_ITEM && i < parts; i++)
    if (ch_w(c, ch_child(c->doc, object, i))->rel == CH_REL_COMPOUND) /* "attacked DONETSK airport" */
      state = town_state(c, ch_child(c->doc, object, i));
  if (state == CH_NO_ITEM && ch_is_rebel(side->v[0].actor)) state = only_rebels(c);
  if (state == CH_NO_ITEM) return;
  ch_actor *there = CH_NEW(c->arena, ch_actor);
  if (!there) return;
  *there = *side->v[0].actor;
  there->code = c->reading->actors[state].code;
  side->v[0].actor = there;
}

/* The one party of the side, of the country of `code`. */
static void make_of(ch_coding *c, ch_str code, ch_side *side) {
  ch_actor *own = code.n ? CH_NEW(c->arena, ch_actor) : NULL;
  if (!own) return;
  *own = *side->v[0].actor;
  own->code = code;
  side->v[0].actor = own;
}

/* The one party of the side, if its first sector is one of `sectors`. */
static const ch_actor *one_of(const ch_side *side, const char *const *sectors, size_t n) {
  const ch_actor *a = side->n == 1 ? side->v[0].actor : NULL;
  for (size_t i = 0; a && a->n_sectors && i < n; i++)
    if (ch_str_is(a->sectors[0], sectors[i])) return a;
  return NULL;
}

/* Whose the people of that kind were, named before `head`: of one state, or two times of three and more, else
 * nobody's. */
static ch_str kin_before(const ch_coding *c, uint32_t head, const ch_actor *people) {
  enum { MOST = 2, OF = 3 };
  ch_str code = {NULL, 0}, other = {NULL, 0};
  uint32_t n = 0, rest = 0;
  for (uint32_t i = 0; i < c->reading->n_mentions; i++) {
    const ch_mention *m = &c->reading->mentions[i];
    if (m->head >= head || m->actor == CH_NO_ITEM) continue;
    const ch_actor *a = &c->reading->actors[m->actor];
    if (a->code.n != 3 || a->person.n || a->n_sectors == 0 || !ch_str_eq(a->sectors[0], people->sectors[0])) continue;
    if (code.n == 0) code = a->code;
    if (!ch_str_eq(code, a->code) && other.n == 0) other = a->code;
    if (!ch_str_eq(code, a->code) && !ch_str_eq(other, a->code)) return (ch_str){NULL, 0}; /* of three */
    *(ch_str_eq(code, a->code) ? &n : &rest) += 1;
  }
  if (rest == 0) return code;
  uint32_t all = n + rest;
  if (OF * n >= MOST * all) return code;
  return OF * rest >= MOST * all ? other : (ch_str){NULL, 0};
}

void ch_crowd_at_home(ch_coding *c, uint32_t head, const ch_side *against, bool bodily, ch_side *side) {
  static const char *const CROWDS[] = {"AGR", "LAB", "CVL", "EDU", "OPP"};
  enum { SPEAKING = 2 }; /* of words alone, unions and farmers */
  const ch_actor *a = one_of(side, CROWDS, bodily ? sizeof CROWDS / sizeof *CROWDS : SPEAKING);
  if (!a || a->code.n || a->person.n || state_of_clause(c, head, CH_NO_WORD, c->book->during) != CH_NO_ITEM) return;
  ch_str code = kin_before(c, head, a);
  /* "a mob stormed THE AMERICAN CONSULATE", in a report from Washington */
  bool own = against->n && ch_str_eq(against->v[0].actor->code, c->reading->from);
  if (code.n == 0 && !own) code = c->reading->from;
  make_of(c, code, side);
}

/* Of people, firms and lawmakers, whom their own state asks more often than another does. */
static bool is_subject(const ch_actor *a) {
  static const char *const SUBJECTS[] = {"BUS", "CVL", "LAB", "AGR", "LEG", "EDU", "MED", "PTY", "OPP"};
  if (a->code.n || a->person.n || a->n_sectors == 0) return false;
  for (size_t i = 0; i < sizeof SUBJECTS / sizeof *SUBJECTS; i++)
    if (ch_str_is(a->sectors[0], SUBJECTS[i])) return true;
  return false;
}

/* Does the sentence name anybody of another state than that of `code`: who does something in it, or
 * at all? */
static bool names_another(const ch_coding *c, uint32_t head, ch_str code, bool doing) {
  const ch_sentence *s = &c->doc->sentences[c->doc->sentence_of[head]];
  for (uint32_t w = s->first; w < s->first + s->count; w++) {
    uint32_t at = c->reading->mention_at[w];
    if (at == CH_NO_ITEM || c->reading->mentions[at].actor == CH_NO_ITEM) continue;
    const ch_actor *who = &c->reading->actors[c->reading->mentions[at].actor];
    if (doing && ch_rel_universal((ch_rel)ch_w(c, w)->rel) != CH_REL_NSUBJ) continue;
    if (who->code.n && !ch_str_eq(who->code, code)) return true;
  }
  return false;
}

void ch_own_people(ch_coding *c, uint32_t head, const ch_side *actor, ch_side *side) {
  if (side->n != 1 || actor->n == 0 || !is_subject(side->v[0].actor)) return;
  ch_str code = actor->v[0].actor->code;
  if (!names_another(c, head, code, false)) make_of(c, code, side); /* else theirs as well as its own */
}

void ch_tellers_forces(ch_coding *c, uint32_t head, ch_side *side) {
  static const char *const FORCES[] = {"MIL"};
  const ch_actor *a = one_of(side, FORCES, sizeof FORCES / sizeof *FORCES);
  if (!a || a->code.n || a->person.n) return;
  uint32_t subject = ch_is_verb(c, head) ? ch_frame_of(c, head)->subject : ch_child_by_rel(c->doc, head, CH_REL_NSUBJ);
  if (!ch_in_class(c, subject, c->book->forces)) return;
  ch_side teller = {.n = 0};
  ch_speaker_of(c, head, &teller);
  if (teller.n != 1 || !ch_is_power(teller.v[0].actor) || ch_is_body(teller.v[0].actor)) return;
  ch_str code = teller.v[0].actor->code;
  if (!names_another(c, head, code, true)) make_of(c, code, side);
}

void ch_held_at_home(ch_coding *c, uint32_t head, const ch_side *actor, ch_side *side) {
  static const char *const FOLK[] = {"CVL", "REL", "CRM", "OPP", "PTY", "EDU", "LAB", "BUS", "AGR", "SOC", "MED", "LEG", "JUD"};
  /* "Peru's police arrested A FORMER MINISTER": its own too, where police or a court do it */
  static const char *const OFFICERS[] = {"GOV", "MIL", "ELI", "COP", "JRN"}, *const LAW[] = {"COP", "JUD"};
  bool person = side->n == 1 && side->v[0].actor->person.n && side->v[0].actor->n_sectors == 0;
  bool folk = person || one_of(side, FOLK, sizeof FOLK / sizeof *FOLK);
  bool officers = one_of(side, OFFICERS, sizeof OFFICERS / sizeof *OFFICERS) && one_of(actor, LAW, 2);
  if (actor->n != 1 || !(folk || officers) || side->v[0].actor->code.n) return;
  const ch_actor *a = actor->v[0].actor;
  bool holds = ch_is_power(a) || (a->n_sectors && (ch_str_is(a->sectors[0], "COP") || ch_str_is(a->sectors[0], "JUD")));
  bool soldiers = a->n_sectors && ch_str_is(a->sectors[0], "MIL");
  if (a->code.n == 3 && holds && !soldiers && !ch_is_body(a) && !names_another(c, head, a->code, false))
    make_of(c, a->code, side);
}

/* Does the text tell of soldiers of another state? */
static bool tells_of_foreign_troops(const ch_coding *c, ch_str code) {
  for (uint32_t m = 0; m < c->reading->n_mentions; m++) {
    uint32_t actor = c->reading->mentions[m].actor;
    const ch_actor *a = actor == CH_NO_ITEM ? NULL : &c->reading->actors[actor];
    if (a && a->code.n && a->n_sectors && ch_str_is(a->sectors[0], "MIL") && !ch_str_eq(a->code, code)) return true;
  }
  return false;
}

/* "A SOLDIER shot six of his comrades": one man is no army. */
static bool is_one_man(const ch_coding *c, uint32_t head, const ch_party *p) {
  const ch_sentence *s = &c->doc->sentences[c->doc->sentence_of[head]];
  for (uint32_t w = s->first; w < s->first + s->count; w++) {
    if (ch_w(c, w)->span.to != p->span.to || !ch_feature(c, w, "Number=Sing")) continue;
    uint32_t article = ch_child_by_rel(c->doc, w, CH_REL_DET);
    return article != CH_NO_WORD && ch_feature(c, article, "Definite=Ind");
  }
  return false;
}

/* "TROOPS fired on Peruvian demonstrators", "government TROOPS attacked Peru's rebels": Peru's, where the text tells of
 * no other soldiers. */
static void soldiers_at_home(ch_coding *c, uint32_t head, const ch_side *foes, ch_side *soldiers) {
  static const char *const FOES[] = {"CVL", "OPP", "EDU", "LAB", "AGR", "REL", "PTY", "REB", "JRN"}, *const MEN[] = {"MIL"};
  const ch_actor *a = one_of(foes, FOES, sizeof FOES / sizeof *FOES), *b = one_of(soldiers, MEN, 1);
  if (!a || !b || a->code.n != 3 || b->code.n || b->person.n || ch_str_is(a->code, "IMG")) return;
  if (is_one_man(c, head, &soldiers->v[0])) return;
  if (!names_another(c, head, a->code, false) && !tells_of_foreign_troops(c, a->code)) make_of(c, a->code, soldiers);
}

void ch_police_at_home(ch_coding *c, uint32_t head, const ch_side *crowd, ch_side *police) {
  static const char *const FOLK[] = {"CVL", "OPP", "EDU", "LAB", "AGR", "REL", "PTY"}, *const POLICE[] = {"COP"};
  soldiers_at_home(c, head, crowd, police);
  const ch_actor *a = one_of(crowd, FOLK, sizeof FOLK / sizeof *FOLK), *b = one_of(police, POLICE, 1);
  if (!a || !b || a->code.n != 3 || b->code.n) return;
  uint32_t there = state_of_clause(c, head, CH_NO_WORD, c->book->during);
  make_of(c, there == CH_NO_ITEM ? a->code : c->reading->actors[there].code, police);
}

static bool has_sector(const ch_actor *a, const char *sector) {
  for (uint32_t i = 0; i < a->n_sectors; i++)
    if (ch_str_is(a->sectors[i], sector)) return true;
  return false;
}

/* By a noun, an office or a name of his own, and not as a country: "the Peruvian government". */
static bool as_rulers(const ch_party *p) {
  return p->actor->person.n || p->actor->office.n || p->actor->body.n || p->rulers;
}

/* "REBELS accused the Peruvian government", "Peru's army accused THE SEPARATISTS": of that state, if
 * the article tells of a war there and of no other rebels. */
static void settle_rebels(ch_coding *c, uint32_t head, const ch_side *rulers, ch_side *rebels) {
  static const char *const POWER[] = {"GOV", "MIL", "COP"}, *const ARMED[] = {"REB"};
  const ch_actor *a = one_of(rebels, ARMED, 1), *b = one_of(rulers, POWER, sizeof POWER / sizeof *POWER);
  if (!a || !b || a->code.n || a->person.n || b->code.n != 3 || ch_is_body(b) || !as_rulers(&rulers->v[0])) return;
  uint32_t known = only_rebels(c);
  bool own = known == CH_NO_ITEM ? ch_str_eq(c->reading->torn, b->code) || ch_str_eq(ch_setting_of(c), b->code) : ch_str_eq(c->reading->actors[known].code, b->code);
  if (own && !names_another(c, head, b->code, false)) make_of(c, b->code, rebels);
}

void ch_compatriots(ch_coding *c, uint32_t head, bool asks, ch_side *actor, ch_side *recipient) {
  static const char *const RULED[] = {"LEG", "OPP", "LAB", "JUD", "AGR", "PTY"};
  static const char *const RULERS[] = {"GOV", "LEG", "MIL", "COP", "JUD"}, *const CROWD[] = {"CVL"};
  settle_rebels(c, head, recipient, actor);
  settle_rebels(c, head, actor, recipient);
  const ch_actor *a = one_of(actor, RULED, sizeof RULED / sizeof *RULED);
  const ch_actor *b = one_of(recipient, RULERS, sizeof RULERS / sizeof *RULERS);
  if (!a) a = one_of(actor, CROWD, 1);
  if (!a || !b || ch_is_body(a) || ch_is_body(b)) return;
  /* anybody may think ill of them */
  if (ch_str_is(a->sectors[0], CROWD[0]) && !asks && !has_sector(a, "OPP")) return;
  bool rulers = b->code.n == 3 && ch_is_power(b) && as_rulers(&recipient->v[0]);
  /* "a COALITION of states" has no land */
  bool party = ch_str_is(a->sectors[0], "PTY") && a->n_sectors == 1;
  if (a->code.n == 0 && a->person.n == 0 && !party && rulers && !names_another(c, head, b->code, true))
    make_of(c, b->code, actor);
  if (b->code.n == 0 && b->person.n == 0 && a->code.n == 3 && !names_another(c, head, a->code, false))
    make_of(c, a->code, recipient);
}

void ch_their_holder(ch_coding *c, uint32_t head, const ch_side *actor, ch_side *side) {
  if (side->n != 1 || actor->n == 0 || !ch_str_eq(side->v[0].actor->code, actor->v[0].actor->code)) return;
  ch_str code = actor->v[0].actor->code;
  const ch_sentence *s = &c->doc->sentences[c->doc->sentence_of[head]];
  for (uint32_t w = s->first; code.n && w < s->first + s->count; w++) {
    ch_rel rel = ch_rel_universal((ch_rel)ch_w(c, w)->rel);
    if (rel != CH_REL_ACL || !ch_str_is(ch_w(c, w)->xpos, "VBN")) continue;
    /* "Americans HELD there asked for help" */
    if (w < head && !(ch_is_verb(c, head) && ch_frame_of(c, head)->passive)) continue;
    uint32_t doer = ch_frame_of(c, w)->doer;
    ch_side holder = {.n = 0};
    if (doer != CH_NO_WORD && doer > w) ch_side_of(c, doer, true, &holder);
    uint32_t state = holder.n ? CH_NO_ITEM : state_of_clause(c, w, CH_NO_WORD, c->book->during);
    if (state != CH_NO_ITEM) ch_side_actor(&holder, c, state, ch_w(c, w)->span);
    if (holder.n != 1 || !ch_is_power(holder.v[0].actor) || ch_str_eq(holder.v[0].actor->code, code)) continue;
    *side = holder;
    return;
  }
}

void ch_crowd(ch_coding *c, uint32_t head, ch_side *side) {
  if (side->n || !ch_is_verb(c, head)) return;
  uint32_t doer = ch_frame_of(c, head)->doer;
  if (doer == CH_NO_WORD || c->reading->mention_at[doer] != CH_NO_ITEM ||
      !(ch_w(c, doer)->upos == CH_UPOS_NUM || ch_feature(c, doer, "Number=Plur")))
    return;
  uint32_t state = state_of_clause(c, head, doer, c->book->during);
  if (state == CH_NO_ITEM) state = state_walked(c, head);
  ch_actor *there = state == CH_NO_ITEM ? NULL : CH_NEW(c->arena, ch_actor);
  if (!there) return;
  const ch_actor *power = &c->reading->actors[state];
  *there = (ch_actor){.code = power->code, .name = power->name, .sectors = {CH_STR("CVL")}, .n_sectors = 1};
  ch_span span = ch_w(c, doer)->span;
  side->v[side->n++] = (ch_party){there, ch_str_at(c->doc->text, span), span, false, false};
}

void ch_head_count(ch_coding *c, uint32_t head, ch_side *side) {
  if (side->n || !ch_is_verb(c, head)) return;
  uint32_t hurt = ch_frame_of(c, head)->undergoer;
  if (hurt == CH_NO_WORD || c->reading->mention_at[hurt] != CH_NO_ITEM ||
      !(ch_w(c, hurt)->upos == CH_UPOS_NUM || ch_in_class(c, hurt, c->book->head_count)))
    return;
  ch_actor *people = CH_NEW(c->arena, ch_actor);
  if (!people) return;
  ch_span span = ch_w(c, hurt)->span;
  ch_str said = ch_str_at(c->doc->text, span);
  *people = (ch_actor){.name = said, .sectors = {CH_STR("CVL")}, .n_sectors = 1};
  side->v[side->n++] = (ch_party){people, said, span, false, false};
}

/* The state where people of no known country did or suffered it: where it happened; for who suffers
 * also that of the rebels who did it and of a government at war with its own; for who acts against
 * police or soldiers, theirs. */
static ch_str state_of_strangers(const ch_coding *c, const ch_event *e, bool suffers) {
  const ch_side *other = suffers ? &e->act.actor : &e->act.recipient;
  const ch_actor *a = other->n ? other->v[0].actor : NULL;
  if (e->place && e->place->code.n) return e->place->code;
  if (!a || a->code.n == 0 || ch_str_is(a->code, "IMG") || ch_str_is(a->code, "ISM")) return (ch_str){NULL, 0};
  bool torn = ch_str_eq(c->reading->torn, a->code);
  bool at_home = suffers ? torn || ch_is_rebel(a)
                         : a->n_sectors && (ch_str_is(a->sectors[0], "COP") || (torn && ch_str_is(a->sectors[0], "MIL")));
  return at_home ? a->code : (ch_str){NULL, 0};
}

/* "called for arming THE REBELS": those whose war the article tells of. */
static ch_str state_of_helped(const ch_coding *c, const ch_event *e) {
  const ch_actor *a = e->act.recipient.v[0].actor;
  bool fights = ch_is_rebel(a) || ch_str_is(a->sectors[0], "OPP");
  return fights ? c->reading->torn : (ch_str){NULL, 0};
}

/* "killed 40 protesters": of the state that its own people protest against. */
static ch_str state_defied(const ch_event *e) {
  const ch_actor *a = e->act.actor.n ? e->act.actor.v[0].actor : NULL, *hurt = e->act.recipient.v[0].actor;
  return a && has_sector(hurt, "OPP") && ch_is_power(a) && !ch_is_body(a) ? a->code : (ch_str){NULL, 0};
}

void ch_settle_strangers(const ch_coding *c, ch_event *e, bool suffers, ch_str struck) {
  ch_side *side = suffers ? &e->act.recipient : &e->act.actor;
  if (side->n != 1 || !is_local(side->v[0].actor)) return;
  bool helped = suffers && e->quad < 4;
  ch_str code = helped ? state_of_helped(c, e) : state_of_strangers(c, e, suffers);
  if (code.n == 0 && suffers && !helped) code = state_defied(e);
  if (code.n == 0) code = struck;
  ch_actor *there = code.n ? CH_NEW(c->arena, ch_actor) : NULL;
  if (!there) return;
  *there = *side->v[0].actor;
  there->code = code;
  side->v[0].actor = there;
}
