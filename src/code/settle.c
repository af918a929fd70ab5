/* The act of a rule with its parties, seen through the effects above it; what of it is no event. */
#include "code/effects.h"
#include "code/elsewhere.h"

/* A party that a reader could look up: coded, or with a name of its own
 * ("police" and "protesters" alone are nobody in particular). `opening`: where
 * the sentence begins. */
static bool is_known(uint32_t opening, const ch_party *p) {
  if (p->actor->code.n || p->actor->person.n) return true;
  /* the capital that opens a sentence names nobody */
  for (size_t i = p->span.from == opening; i < p->text.n; i++)
    if (p->text.p[i] >= 'A' && p->text.p[i] <= 'Z') return true;
  return false;
}

/* A name of which no country and no trade is known: "Minister Lind and BERG", "Lind, R-TEXAS". */
static bool is_mere_name(const ch_party *p) {
  return p->actor->code.n == 0 && (p->actor->person.n || p->actor->n_sectors == 0);
}

/* Beside a coded party those who could be anybody say nothing: "on Russian
 * officials and 17 companies"; nor does a mere name, unless two are needed. */
static void drop_anybody(uint32_t opening, ch_side *side, bool two) {
  uint32_t coded = ch_n_coded(side), kept = 0;
  for (uint32_t i = 0; i < side->n; i++) {
    bool says = is_known(opening, &side->v[i]) &&
                ((two && coded == 1) || !is_mere_name(&side->v[i]));
    if (coded == 0 || says) side->v[kept++] = side->v[i];
  }
  side->n = kept;
}

/* Of a state or body, or somebody in an office: whose words count as an act. */
static bool any_official(const ch_side *side) {
  for (uint32_t i = 0; i < side->n; i++) {
    const ch_actor *actor = side->v[i].actor;
    if (actor->code.n || actor->office.n || actor->n_sectors) return true;
  }
  return false;
}

static bool any_known(uint32_t opening, const ch_side *side) {
  for (uint32_t i = 0; i < side->n; i++)
    if (is_known(opening, &side->v[i])) return true;
  return false;
}

/* Is it forces that the act of force is done to, and not somebody or other? */
static bool forces_meant(ch_coding *c, const ch_draft *d) {
  uint32_t head = d->match.word[0];
  for (uint32_t i = 1; i < d->match.pattern->n; i++)
    if (ch_in_class(c, d->match.word[i], c->book->forces)) return true;
  return ch_is_verb(c, head) && (ch_in_class(c, ch_frame_of(c, head)->undergoer, c->book->forces) ||
                                 ch_in_class(c, ch_frame_of(c, head)->subject, c->book->forces));
}

/* "strikes BY TEACHERS", "rockets FROM SUDAN", not "an air strike NEAR LIMA". */
static bool more_than_where(const ch_coding *c, uint32_t noun) {
  for (uint32_t i = 0; i < ch_child_count(c->doc, noun); i++) {
    uint32_t child = ch_child(c->doc, noun, i);
    if (ch_w(c, child)->rel != CH_REL_NMOD || c->reading->time_at[child] != CH_NO_ITEM) continue;
    if (ch_marker_in(c, child, c->book->vicinity) == CH_NO_WORD) return true;
  }
  return false;
}

/* "the general WAS FREED": people, and not what is to be or a speech that was released. */
static bool were_freed(ch_coding *c, uint32_t verb) {
  uint32_t who = ch_child_by_rel(c->doc, verb, CH_REL_NSUBJ_PASS), aux = ch_child_by_rel(c->doc, verb, CH_REL_AUX_PASS);
  if (who == CH_NO_WORD || aux == CH_NO_WORD) return false;
  bool people = c->reading->mention_at[who] != CH_NO_ITEM || ch_in_class(c, who, c->book->people_of);
  bool to_come = ch_w(c, verb)->head != CH_NO_WORD && !ch_str_is(ch_w(c, aux)->xpos, "VBD") && !ch_str_is(ch_w(c, aux)->xpos, "VBN");
  return people && !to_come;
}

/* "THE ATTACK on the Chadian consulate", "last week's killing of two Chadians": one that was, told by
 * a noun; not "an attack on Chad" that may come, nor a war that goes on. */
static bool is_known_blow(const ch_coding *c, uint32_t w) {
  if (!ch_is_noun(c, w) || ch_in_class(c, w, c->book->warfare)) return false;
  for (uint32_t i = 0; i < ch_child_count(c->doc, w); i++) {
    uint32_t child = ch_child(c->doc, w, i);
    if (ch_feature(c, child, "Definite=Def") || ch_feature(c, child, "PronType=Dem") ||
        ch_w(c, child)->rel == CH_REL_NUMMOD || c->reading->time_at[child] != CH_NO_ITEM)
      return true;
  }
  return false;
}

/* Does no word make the act anything but done: "were REPORTEDLY killed"? */
static bool is_plain(const ch_draft *d) {
  for (uint32_t i = 0; i < d->steps.n; i++)
    if (d->steps.v[i].effect != CH_EFFECT_ALLEGED) return false;
  return true;
}

/* "A FIRE destroyed the camp": nobody's, unlike "fire". */
static bool is_mishap(const ch_coding *c, uint32_t doer) {
  if (!ch_in_class(c, doer, c->book->blaze)) return false;
  uint32_t article = ch_child_by_rel(c->doc, doer, CH_REL_DET);
  return article != CH_NO_WORD && ch_feature(c, article, "Definite=Ind");
}

/* "81 Iraqi battalions WERE DESTROYED", "an Iraqi convoy CAME UNDER FIRE", "an Iraqi general WAS SET
 * FREE": a passive, or a rule whose subject suffers, that names who suffered or was freed alone. */
static bool is_orphan(ch_coding *c, const ch_draft *d) {
  uint32_t head = d->match.word[0];
  bool force = d->act.type == CH_TYPE_ASSAULT || d->act.type == CH_TYPE_COERCE;
  const ch_roles *roles = &d->rule->recipient;
  bool suffers = roles->stated && roles->n && roles->v[0].kind == CH_ROLE_SUBJECT;
  bool freed = d->act.type == CH_TYPE_RETREAT && ch_str_is(d->act.mode, "release") && roles->stated &&
               roles->n && roles->v[0].kind == CH_ROLE_OBJECT && /* not "handed back TO OMAN" */
               were_freed(c, head);
  /* "two officers HAVE BEEN CHARGED with treason", not "officers CHARGED with it" */
  uint8_t rel = ch_w(c, ch_first_conjunct(c, head))->rel;
  bool tried = d->act.type == CH_TYPE_ACCUSE && ch_in_class(c, head, c->book->try_by_law) && rel != CH_REL_AMOD &&
               rel != CH_REL_ACL && rel != CH_REL_ACL_RELCL && roles->n && roles->v[0].kind == CH_ROLE_OBJECT;
  if (!(force || freed || tried) || d->changed || !is_plain(d)) return false;
  if (d->act.recipient.n == 0 || !ch_any_told(&d->act.recipient)) return false;
  if (!force && d->act.recipient.n > 1) return false;
  if (d->act.type == CH_TYPE_ASSAULT && is_known_blow(c, head) && d->act.status == CH_STATUS_ACTUAL) return true;
  if (!ch_is_verb(c, head)) return false;
  const ch_frame *frame = ch_frame_of(c, head);
  if (d->rule->same) return false; /* may be its own people */
  if (is_mishap(c, frame->doer)) return false;
  if (suffers || (frame->passive && frame->doer == CH_NO_WORD)) return true;
  if (!force) return false;
  /* "THE ROCKETS hit a Chadian school", "hurt BY A ROADSIDE BOMB": whose is not said */
  uint32_t doer = frame->doer;
  return d->act.type == CH_TYPE_ASSAULT && doer != CH_NO_WORD &&
         c->reading->mention_at[doer] == CH_NO_ITEM &&
         (ch_in_class(c, doer, c->book->forces) ||
          (ch_in_class(c, doer, c->book->fire) && !more_than_where(c, doer)));
}

/* Bodies of states, whose members meet: "EU leaders met in Brussels". */
static bool all_body(const ch_side *side) {
  for (uint32_t i = 0; i < side->n; i++)
    if (ch_is_body(side->v[i].actor)) return true;
  return false;
}

/* "NATO ministers met IN BRUSSELS", "the Council held a session IN NEW YORK": a body of states is at
 * home wherever it sits, and who lives there is no side of it. */
static void drop_seat(const ch_coding *c, ch_draft *d) {
  uint32_t kept = 0;
  ch_side *side = &d->act.recipient;
  const ch_sentence *s = &c->doc->sentences[c->doc->sentence_of[d->match.word[0]]];
  for (uint32_t i = 0; i < side->n; i++) {
    bool place = false;
    for (uint32_t w = s->first; w < s->first + s->count; w++) {
      uint32_t at = c->reading->mention_at[w];
      if (ch_w(c, w)->span.from < side->v[i].span.from || ch_w(c, w)->span.to > side->v[i].span.to) continue;
      place |= at == CH_NO_ITEM ? c->reading->place_at[w] != CH_NO_ITEM
                                : c->reading->mentions[at].naming == CH_NAMING_TOWN;
    }
    if (!place) side->v[kept++] = side->v[i];
  }
  side->n = kept;
}

/* "called to congratulate HIM": somebody, though not known who. */
static bool done_to_pronoun(ch_coding *c, uint32_t head) {
  uint32_t object = ch_is_verb(c, head) ? ch_frame_of(c, head)->undergoer : CH_NO_WORD;
  return object != CH_NO_WORD && ch_w(c, object)->upos == CH_UPOS_PRON;
}

/* "denied arming the rebels": to whom, the article may tell or not. */
static bool denies(const ch_draft *d) {
  return d->act.type == CH_TYPE_REJECT && ch_str_is(d->act.cameo, "016");
}

static bool needs_recipient(ch_coding *c, const ch_draft *d) {
  if (d->act.actor.n > 1 && !d->changed && ch_is_mutual(c, d->match.word[0])) return false;
  if (d->rule->needs_recipient && !d->changed && d->act.actor.n < 2) return true;
  switch (d->act.type) {
    case CH_TYPE_COOPERATE: return d->act.actor.n < 2;
    case CH_TYPE_AID: return true;
    /* "Chad and Mali broke off relations": done by both to both */
    case CH_TYPE_SANCTION: return d->act.actor.n < 2 || !ch_roles_have(&d->rule->actor, CH_ROLE_BOTH);
    case CH_TYPE_ASSAULT: return d->act.actor.n < 2;
    default: return false;
  }
}

/* Words that speak of another act: "accused Moscow of meddling". */
static void about_by_rule(ch_draft *d) {
  if (!d->rule->about || d->changed) return;
  d->about = (ch_act){.type = d->rule->about, .status = CH_STATUS_ACTUAL};
  if (d->rule->about_cameo) {
    d->about.cameo = d->rule->about_cameo->code;
    d->about.mode = d->rule->about_cameo->mode;
  }
  switch (d->act.type) {
    case CH_TYPE_ACCUSE: d->about.actor = d->act.recipient; return;
    case CH_TYPE_REQUEST:
      d->about.actor = d->act.recipient;
      d->about.status = CH_STATUS_PLANNED;
      return;
    case CH_TYPE_REJECT: /* a meeting called off, or what was refused */
      d->about.status = ch_str_is(d->act.mode, "meet") ? CH_STATUS_CANCELLED : CH_STATUS_NEGATED;
      break;
    case CH_TYPE_AGREE: case CH_TYPE_THREATEN: case CH_TYPE_CONCEDE:
      d->about.status = CH_STATUS_PLANNED;
      break;
    default: break;
  }
  d->about.actor = d->act.actor;
  d->about.recipient = d->act.recipient;
}

/* What the rule codes is that somebody says it, whatever the tense of his words:
 * "said the tax WOULD violate the treaty". */
static bool is_spoken(const ch_rule *rule) {
  return rule->actor.stated && rule->actor.n && rule->actor.v[0].kind == CH_ROLE_SPEAKER &&
         (rule->type == CH_TYPE_ACCUSE || rule->type == CH_TYPE_REJECT || rule->clause == CH_CLAUSE_TOLD);
}

/* "did NOT have anything to do with the attack": no above it, as far as it is one clause or below
 * another's words. */
static bool disowned(const ch_coding *c, uint32_t w) {
  enum { CLIMB = 8 };
  uint32_t said = c->reading->attribution_at[w];
  for (int i = 0; i < CLIMB && w != CH_NO_WORD; i++, w = ch_w(c, w)->head) {
    if (c->reading->attribution_at[w] != said) return false;
    uint32_t up = ch_w(c, w)->head;
    if (i == 0 && up != CH_NO_WORD && ch_is_noun(c, w) && ch_in_class(c, up, c->book->remedying))
      return true; /* "REMOVES an obstacle" */
    if ((ch_is_verb(c, w) || ch_in_class(c, w, c->book->evidence)) &&
        ch_child_of_class(c, w, c->book->negation) != CH_NO_WORD)
      return true;
  }
  return false;
}

/* Who holds the government of a state, or sits across from it: its rulers, lawmakers, parties. */
static bool is_camp(const ch_actor *a, bool rules) {
  static const char *const ACROSS[] = {"LEG", "PTY", "OPP"};
  if (a->n_sectors == 0 || (a->person.n == 0 && a->body.n == 0 && a->office.n == 0)) return false;
  if (rules) return ch_str_is(a->sectors[0], "GOV");
  for (size_t i = 0; i < sizeof ACROSS / sizeof *ACROSS; i++)
    if (ch_str_is(a->sectors[0], ACROSS[i])) return true;
  return false;
}

/* "Senators said THE WHITE HOUSE was lying": within one state, those who rule and those who do
 * not. Words that only colour what is told say nothing of either. */
static bool across_the_house(const ch_draft *d) {
  const ch_actor *a = d->act.actor.v[0].actor, *b = d->act.recipient.v[0].actor;
  if (d->match.pattern->pos == CH_POS_ANY) return false;
  return (is_camp(a, true) && is_camp(b, false)) || (is_camp(a, false) && is_camp(b, true));
}

/* "A SENATOR said the government should have acted": who is no ruler, of who is. */
static bool is_critic(const ch_side *actor, const ch_side *recipient) {
  static const char *const CRITICS[] = {"LEG", "OPP", "PTY", "LAB"};
  if (actor->n != 1 || recipient->n != 1 || actor->v[0].actor->n_sectors == 0) return false;
  const ch_actor *a = actor->v[0].actor, *b = recipient->v[0].actor;
  for (size_t i = 0; i < sizeof CRITICS / sizeof *CRITICS; i++)
    if (ch_str_is(a->sectors[0], CRITICS[i]))
      return recipient->v[0].rulers || (b->n_sectors && ch_str_is(b->sectors[0], "GOV") && (b->person.n || b->office.n));
  return false;
}

/* Of one state, and none of them in arms against it. */
static bool of_one_side(const ch_side *actor, const ch_side *recipient) {
  if (is_critic(actor, recipient)) return false;
  for (uint32_t i = 0; i < recipient->n; i++)
    if (ch_is_rebel(recipient->v[i].actor)) return false;
  return actor->n && recipient->n && !ch_is_rebel(actor->v[0].actor) &&
         ch_side_shares(actor, recipient);
}

/* "for ANY strike against it": none in particular. */
static bool names_any(const ch_coding *c, const ch_draft *d) {
  uint32_t w = d->match.word[0];
  if (!ch_is_noun(c, w)) return false;
  uint32_t article = ch_child_by_rel(c->doc, w, CH_REL_DET);
  return article != CH_NO_WORD && ch_in_class(c, article, c->book->unspecific);
}

/* "CALLED the polls A FARCE": says what a thing is, and does nothing to it. */
static bool only_names(const ch_coding *c, const ch_draft *d) {
  uint32_t head = d->match.word[0];
  if (!ch_is_verb(c, head) || !ch_in_class(c, head, c->book->naming)) return false;
  for (uint32_t i = 0; i < ch_child_count(c->doc, head); i++) {
    uint32_t child = ch_child(c->doc, head, i);
    bool named = ch_w(c, child)->rel == CH_REL_XCOMP && (ch_is_noun(c, child) || ch_w(c, child)->upos == CH_UPOS_ADJ) &&
                 ch_child_by_rel(c->doc, child, CH_REL_COP) == CH_NO_WORD && ch_child_by_rel(c->doc, child, CH_REL_MARK) == CH_NO_WORD;
    for (uint32_t k = 1; named && k < d->match.pattern->n; k++) named = d->match.word[k] != child;
    if (named && ch_child_by_rel(c->doc, head, CH_REL_OBJ) != CH_NO_WORD) return true;
    uint32_t after = ch_w(c, child)->rel == CH_REL_OBJ ? ch_child_by_rel(c->doc, child, CH_REL_AMOD) : CH_NO_WORD;
    if (after != CH_NO_WORD && after > child) return true; /* "called the vote CRAZY", hung on it */
  }
  return false;
}

static bool only_tense(ch_effect effect) {
  switch (effect) {
    case CH_EFFECT_FUTURE:
    case CH_EFFECT_FORESEEN:
    case CH_EFFECT_POSSIBLE:
    case CH_EFFECT_CONDITIONAL:
    case CH_EFFECT_ONGOING:
    case CH_EFFECT_CONTINUED:
    case CH_EFFECT_BEGAN:
      return true;
    default:
      return false;
  }
}

/* May the article tell whom such words are meant for? Not where they are blame in any words, nor
 * where who speaks means itself, or somebody that the sentence tells of without a name. */
static bool left_to_article(ch_coding *c, const ch_draft *d, bool of_itself) {
  /* "Oman has carried out hundreds of strikes": on whom, its other blows tell */
  if (d->act.type == CH_TYPE_ASSAULT && !d->changed && !of_itself && ch_is_verb(c, d->match.word[0]) &&
      (d->act.status == CH_STATUS_ACTUAL || d->act.status == CH_STATUS_ONGOING) && ch_any_power(&d->act.actor))
    return true;
  if (d->cameo->quad != 3 || d->match.pattern->pos == CH_POS_ANY ||
      d->match.pattern->pos == CH_POS_NOUN || of_itself ||
      !ch_any_power(&d->act.actor))
    return false;
  uint32_t head = d->match.word[0];
  bool auxiliary = ch_w(c, head)->rel == CH_REL_AUX || ch_w(c, head)->rel == CH_REL_AUX_PASS;
  const ch_frame *frame = ch_frame_of(c, auxiliary ? ch_w(c, head)->head : head);
  const ch_roles *roles = &d->rule->recipient;
  if (!roles->stated) return frame->undergoer == CH_NO_WORD;
  /* "maintains a base", where the rule asks for "maintains that …" */
  if (roles->v[0].kind == CH_ROLE_COMPLEMENT && !ch_roles_have(roles, CH_ROLE_OBJECT)) return false;
  if (ch_roles_have(roles, CH_ROLE_OBJECT) && frame->undergoer != CH_NO_WORD) return false;
  if (!ch_roles_have(roles, CH_ROLE_SUBJECT) || frame->subject == CH_NO_WORD) return true;
  /* "OUR GENERATION must act", "NO COUNTRY should do so": of those, and not of the other side; "the
   * conditions have to be met" says nothing of by whom */
  if (d->act.type == CH_TYPE_REQUEST && !frame->passive) return false;
  /* "you must", "755 of them will have to" */
  return ch_is_noun(c, frame->subject) &&
         ch_child_by_rel(c->doc, frame->subject, CH_REL_NUMMOD) == CH_NO_WORD;
}

/* "the minister said Oman WILL RETALIATE", and he is not of Oman: a forecast. */
static bool is_forecast(const ch_coding *c, const ch_draft *d) {
  const ch_rule *rule = d->rule;
  bool own = rule->actor.n == 0 || rule->actor.v[0].kind == CH_ROLE_SUBJECT;
  if (!own || rule->needs == CH_EFFECT_NONE || rule->needs == CH_EFFECT_NEGATED || d->cameo->quad != 3)
    return false;
  ch_side speaker;
  ch_speaker_of(c, d->match.word[0], &speaker);
  return ch_any_told(&speaker) && ch_any_told(&d->act.actor) && !ch_side_shares(&speaker, &d->act.actor);
}

/* "wrote to the Senate": within one state, and no rebels. */
static bool at_home(const ch_draft *d) {
  const ch_side *actor = &d->act.actor, *recipient = &d->act.recipient;
  if (actor->n == 0 || recipient->n == 0) return false;
  for (uint32_t i = 0; i < actor->n; i++)
    for (uint32_t k = 0; k < recipient->n; k++) {
      const ch_actor *a = actor->v[i].actor, *b = recipient->v[k].actor;
      if (a->code.n == 0 || !ch_str_eq(a->code, b->code) || ch_is_rebel(a) || ch_is_rebel(b) ||
          ch_is_body(a))
        return false;
    }
  return true;
}

/* "had USED gas", taken for gas that is used: the object of "had", whose subject used it. */
static bool is_perfect(ch_coding *c, uint32_t w) {
  uint32_t noun = ch_w(c, w)->head, have = noun == CH_NO_WORD ? CH_NO_WORD : ch_w(c, noun)->head;
  const ch_frame *f = ch_frame_of(c, w);
  return have != CH_NO_WORD && have + 1 == w && f->subject != CH_NO_WORD && f->undergoer == noun &&
         ch_in_class(c, have, c->book->perfect);
}

/* Blame in any words counts from a power, a body of states, lawmakers and spies, and of a power, such a
 * body or armed men. */
static bool any_blames(const ch_side *side, bool blamed) {
  static const char *const VOICES[] = {"LEG", "SPY"};
  if (ch_any_power(side)) return true;
  for (uint32_t i = 0; i < side->n; i++) {
    const ch_actor *a = side->v[i].actor;
    if (a->code.n == 0) continue;
    if (ch_is_body(a) || (blamed && ch_is_rebel(a))) return true;
    for (size_t k = 0; !blamed && a->n_sectors && k < sizeof VOICES / sizeof *VOICES; k++)
      if (ch_str_is(a->sectors[0], VOICES[k])) return true;
  }
  return false;
}

static bool any_authority(const ch_side *side) {
  for (uint32_t i = 0; i < side->n; i++) {
    const ch_actor *a = side->v[i].actor;
    if (a->person.n) return true;
    if (a->n_sectors && (ch_str_is(a->sectors[0], "GOV") || ch_str_is(a->sectors[0], "JUD"))) return true;
  }
  return false;
}

/* "The president accused THE OPPOSITION", "warned the UNIONS": a power to people who stand together, in
 * words of its own. */
static bool scolds_organised(const ch_draft *d) {
  static const char *const ORGANISED[] = {"OPP", "PTY", "LAB", "LEG"};
  if (d->act.type != CH_TYPE_THREATEN && d->act.type != CH_TYPE_ACCUSE) return false;
  if (d->match.pattern->pos == CH_POS_ANY || d->act.actor.n == 0 || d->act.recipient.n == 0 ||
      !ch_is_power(d->act.actor.v[0].actor) || ch_is_body(d->act.actor.v[0].actor))
    return false;
  const ch_actor *a = d->act.recipient.v[0].actor;
  for (uint32_t i = 0; i < a->n_sectors; i++)
    for (size_t k = 0; k < sizeof ORGANISED / sizeof *ORGANISED; k++)
      if (ch_str_is(a->sectors[i], ORGANISED[k])) return true;
  return false;
}

/* What a state's police and courts do to those who live under its law: arrest, try, sentence, free. */
static bool by_the_law(const ch_draft *d) {
  static const struct { ch_type type; const char *mode; } LAW[] = {{CH_TYPE_COERCE, "arrest"},
                                                                   {CH_TYPE_ACCUSE, "investigate"},
                                                                   {CH_TYPE_SANCTION, "convict"},
                                                                   {CH_TYPE_RETREAT, "release"}};
  for (size_t i = 0; i < sizeof LAW / sizeof *LAW && !d->changed; i++)
    if (d->act.type == LAW[i].type && ch_str_is(d->act.mode, LAW[i].mode)) return true;
  /* "Peru's police shot dead A STUDENT" */
  const ch_actor *a = d->act.actor.n ? d->act.actor.v[0].actor : NULL;
  return d->act.type == CH_TYPE_ASSAULT && !d->changed && a && a->n_sectors && ch_str_is(a->sectors[0], "COP");
}

/* "Lind launched a SCATHING ATTACK on the senators" is blame, though he is of no country that could be
 * said to blame them; "rebels launched a FIERCE ATTACK on a base" is none. */
static bool is_other_attack(const ch_coding *c, const ch_draft *d) {
  bool fierce = false;
  for (uint32_t i = 0; i < d->match.pattern->n; i++) fierce |= ch_in_class(c, d->match.word[i], c->book->verbal_attack);
  if (!fierce || d->act.actor.n == 0) return false;
  const ch_actor *a = d->act.actor.v[0].actor;
  bool armed = ch_is_rebel(a) || (a->n_sectors && ch_str_is(a->sectors[0], "MIL"));
  return d->rule->type == CH_TYPE_ACCUSE ? armed : d->rule->type == CH_TYPE_ASSAULT && !armed && !a->code.n;
}

void ch_settle(ch_coding *c, ch_draft *d) {
  const ch_rule *rule = d->rule;
  d->cameo = rule->cameo;
  d->act.type = rule->type;
  d->act.cameo = rule->cameo->code;
  d->act.mode = rule->has_mode ? rule->mode : rule->cameo->mode;
  d->act.status = rule->implies == CH_STATUS_COUNT ? c->book->base[rule->type] : rule->implies;
  ch_steps_of(c, d->match.word[0], &d->steps);
  ch_parties_of(c, &d->match, &d->steps, &d->act.actor, &d->act.recipient);
  ch_rebels_beside(c, &d->act.actor);
  ch_sides_elsewhere(c, d);
  bool met = rule->needs == CH_EFFECT_NONE;
  /* "SUBSIDISED wheat": said of nobody */
  if (is_spoken(rule) && d->match.pattern->pos == CH_POS_VERB &&
      ch_w(c, d->match.word[0])->rel == CH_REL_AMOD && !is_perfect(c, d->match.word[0]))
    ch_draft_drop(d, CH_FATE_RECIPIENT);
  if (is_other_attack(c, d)) ch_draft_drop(d, CH_FATE_WORD);
  if (is_spoken(rule) && rule->subject.n_alternatives && ch_w(c, d->match.word[0])->rel == CH_REL_AMOD)
    ch_draft_drop(d, CH_FATE_SUBJECT);
  for (uint32_t i = 0; i < d->steps.n && !d->dropped; i++) {
    ch_step step = d->steps.v[i];
    bool must_not = step.effect == CH_EFFECT_REQUESTED && step.governor == CH_NO_WORD;
    /* "warned that it WOULD RETALIATE": who warns of what he will do threatens it */
    bool warned = step.effect == CH_EFFECT_THREATENED && rule->needs == CH_EFFECT_FUTURE &&
                  rule->type == CH_TYPE_THREATEN;
    /* "there could be NO QUESTION of it" */
    bool none = step.effect == CH_EFFECT_FORGONE && step.governor == CH_NO_WORD &&
                d->match.pattern->pos == CH_POS_NOUN;
    if (!met && (step.effect == rule->needs || warned || (none && rule->needs == CH_EFFECT_NEGATED) ||
                 (must_not && rule->needs == CH_EFFECT_NEGATED))) {
      met = true;
      if (warned) ch_threatened_whom(c, d, step.governor);
      continue;
    }
    if (is_spoken(rule)) {
      uint32_t at = c->reading->attribution_at[d->match.word[0]];
      bool tries = step.effect == CH_EFFECT_FAILED && step.governor != CH_NO_WORD &&
                   ch_in_class(c, step.governor, c->book->attempting);
      if (only_tense(step.effect) || tries || (at != CH_NO_ITEM && step.governor != CH_NO_WORD &&
                                      step.governor == c->reading->attributions[at].cue))
        continue;
      /* "asked Russia not to USE FORCE" says nothing of what it does */
      bool asked = step.effect == CH_EFFECT_REQUESTED || step.effect == CH_EFFECT_ORDERED ||
                   step.effect == CH_EFFECT_DEMANDED || step.effect == CH_EFFECT_OBLIGED;
      if (step.effect == CH_EFFECT_HYPOTHETICAL || asked || rule->clause == CH_CLAUSE_TOLD)
        ch_draft_drop(d, CH_FATE_UNDONE);
    }
    ch_apply_effect(c, d, step);
  }
  if (!met) ch_draft_drop(d, CH_FATE_NEEDS);
  if (met && is_forecast(c, d)) ch_draft_drop(d, CH_FATE_UNDONE);
  ch_on_condition(c, d);
  ch_give_pair(c, d);
  about_by_rule(d);
  if (!d->dropped) ch_announced_against(c, &d->match, &d->act.actor, &d->act.recipient);
  bool of_itself = d->act.recipient.n > 0;
  if (!d->dropped) ch_of_who_tells(c, d);
  if (!rule->same) ch_side_remove(&d->act.recipient, &d->act.actor);
  uint32_t opening = c->doc->sentences[c->doc->sentence_of[d->match.word[0]]].span.from;
  bool bodily = d->act.type == CH_TYPE_PROTEST || d->act.type == CH_TYPE_ASSAULT || d->act.type == CH_TYPE_COERCE;
  if (d->act.type == CH_TYPE_PROTEST && !d->changed && rule->subject.n_alternatives && !rule->subject.absent)
    ch_crowd(c, d->match.word[0], &d->act.actor);
  bool held = d->act.type == CH_TYPE_COERCE && ch_str_is(d->act.mode, "arrest");
  if ((d->act.type == CH_TYPE_ASSAULT || held) && !d->changed) ch_head_count(c, d->match.word[0], &d->act.recipient);
  /* "vowed to press on with its offensive AGAINST THE REBELS" */
  if (d->act.type == CH_TYPE_THREATEN && !ch_any_coded(&d->act.recipient))
    ch_own_rebels(c, d->match.word[0], &d->act.actor, &d->act.recipient);
  if (bodily && !d->changed) {
    ch_localise(c, d->match.word[0], &d->act.actor);
    if (d->act.type == CH_TYPE_PROTEST)
      ch_crowd_at_home(c, d->match.word[0], &d->act.recipient, true, &d->act.actor);
    if (d->act.type != CH_TYPE_PROTEST && ch_any_told(&d->act.actor)) ch_localise(c, d->match.word[0], &d->act.recipient);
    ch_police_at_home(c, d->match.word[0], &d->act.actor, &d->act.recipient);
    ch_police_at_home(c, d->match.word[0], &d->act.recipient, &d->act.actor);
    if (!ch_any_told(&d->act.recipient))
      ch_own_rebels(c, d->match.word[0], &d->act.actor, &d->act.recipient);
    if (d->act.type == CH_TYPE_ASSAULT) ch_rebels_struck(c, d->match.word[0], &d->act.recipient);
    if (d->act.type == CH_TYPE_ASSAULT) ch_rebels_fought(c, &d->act.actor, &d->act.recipient);
    if (d->act.type != CH_TYPE_PROTEST) ch_own_land(c, &d->match, &d->act.actor, &d->act.recipient);
  }
  /* "GUNMEN freed two Italians in Peru" */
  if (d->act.type == CH_TYPE_RETREAT && ch_str_is(d->act.mode, "release") && !d->changed)
    ch_localise(c, d->match.word[0], &d->act.actor);
  /* "fifteen REBELS surrendered to Peru's army" */
  if (d->act.type == CH_TYPE_RETREAT && !d->changed) ch_rebels_fought(c, &d->act.recipient, &d->act.actor);
  /* "said HIS POLICE had used tear gas": of its own side no state says ill */
  if (is_spoken(rule) && rule->type == CH_TYPE_ACCUSE && of_one_side(&d->act.actor, &d->act.recipient) &&
      !across_the_house(d))
    ch_draft_drop(d, CH_FATE_POWER);
  if (rule->type == CH_TYPE_CONSULT && d->act.actor.n && all_body(&d->act.actor)) drop_seat(c, d);
  if (d->act.type == CH_TYPE_ACCUSE || d->act.type == CH_TYPE_REQUEST || d->act.type == CH_TYPE_THREATEN)
    ch_crowd_at_home(c, d->match.word[0], &d->act.recipient, false, &d->act.actor);
  if (d->act.type == CH_TYPE_MOBILIZE || d->act.type == CH_TYPE_THREATEN || d->act.type == CH_TYPE_RETREAT)
    ch_tellers_forces(c, d->match.word[0], &d->act.actor);
  if (!bodily) ch_compatriots(c, d->match.word[0], d->act.type == CH_TYPE_REQUEST, &d->act.actor, &d->act.recipient);
  drop_anybody(opening, &d->act.actor, d->act.recipient.n == 0);
  drop_anybody(opening, &d->act.recipient, false);
  bool by_speaker = rule->actor.stated && rule->actor.n && rule->actor.v[0].kind == CH_ROLE_SPEAKER;
  if (scolds_organised(d) && !d->dropped && !by_speaker)
    ch_own_people(c, d->match.word[0], &d->act.actor, &d->act.recipient);
  if (d->act.type == CH_TYPE_REQUEST && !d->dropped && !by_speaker) {
    ch_localise(c, d->match.word[0], &d->act.recipient);
    ch_own_people(c, d->match.word[0], &d->act.actor, &d->act.recipient);
    ch_their_holder(c, d->match.word[0], &d->act.actor, &d->act.recipient);
  }
  ch_ask_of_all(c, d);
  d->orphan = !d->dropped && d->act.actor.n == 0 && is_orphan(c, d);
  if (d->act.actor.n == 0 && !d->orphan) ch_draft_drop(d, CH_FATE_ACTOR);
  if (d->match.pattern->pos == CH_POS_ANY &&
      (!any_blames(&d->act.actor, false) || (d->act.recipient.n && !any_blames(&d->act.recipient, true))))
    ch_draft_drop(d, CH_FATE_POWER);
  bool lonely = rule->type == CH_TYPE_CONSULT && !all_body(&d->act.actor) &&
                !rule->needs_recipient && ch_n_coded(&d->act.actor) + ch_n_coded(&d->act.recipient) < 2;
  if (rule->type == CH_TYPE_CONSULT && rule->needs_recipient && at_home(d)) ch_draft_drop(d, CH_FATE_ALONE);
  bool stranger = d->act.recipient.n && !ch_n_coded(&d->act.recipient);
  /* "MET THE HEADS of the agencies", "BRIEFED REPORTERS": told, and not the article's other side */
  if (stranger && rule->type == CH_TYPE_CONSULT) {
    stranger = false;
    lonely &= d->act.recipient.v[0].actor->person.n == 0;
    if (lonely) ch_draft_drop(d, CH_FATE_ALONE);
  }
  /* what a state does to its own as a rule it does to them here */
  if (stranger && rule->same && d->act.type == CH_TYPE_COERCE) {
    ch_ousted_at_home(c, &d->act.actor, &d->act.recipient);
    stranger = !ch_n_coded(&d->act.recipient);
  }
  if (stranger && by_the_law(d)) {
    ch_held_at_home(c, d->match.word[0], &d->act.actor, &d->act.recipient);
    stranger = !ch_n_coded(&d->act.recipient);
  }
  if (stranger && d->cameo->quad == 4 && d->act.type != CH_TYPE_SANCTION && !forces_meant(c, d))
    stranger = false;
  bool rebels = d->act.actor.n && ch_is_rebel(d->act.actor.v[0].actor);
  if (rule->needs_named && ch_n_coded(&d->act.recipient) == 0) ch_draft_drop(d, CH_FATE_RECIPIENT);
  /* "asked LAWMAKERS": its own; "accused LIND", of no country that is told; nobody else's */
  bool spoken_to = d->cameo->quad == 3 || d->act.type == CH_TYPE_SUPPORT || d->act.type == CH_TYPE_AGREE;
  bool somebody = d->act.recipient.n ? spoken_to && d->act.recipient.v[0].actor->person.n > 0 : of_itself;
  d->open = !d->dropped && (d->act.recipient.n == 0 || stranger) && !somebody &&
            (ch_any_power(&d->act.actor) || rebels) &&
            (lonely || stranger || rebels || d->refused_of_nobody || ch_roles_have(&rule->recipient, CH_ROLE_OPPONENT));
  /* "the minister PRAISED the deal", nobody's that is told */
  bool spared = rule->seeks_recipient && ch_any_power(&d->act.actor) && !done_to_pronoun(c, d->match.word[0]);
  d->needy = d->open && ((needs_recipient(c, d) && !stranger && !spared) ||
                         /* "will take no REFUGEES": whom it refuses needs no country */
                         (stranger && d->cameo->quad == 3 && d->act.type != CH_TYPE_REJECT &&
                          !denies(d)) ||
                         (lonely && d->act.type != CH_TYPE_REJECT));
  /* force is told whoever deals it; troops and measures of nobody's ("a former Marine was stationed in
   * Peru") are no act of a side, unless some government's, court's or person's */
  bool moves = (d->act.type == CH_TYPE_MOBILIZE || d->act.type == CH_TYPE_SANCTION) && !any_authority(&d->act.actor);
  if (ch_n_coded(&d->act.actor) == 0 && !d->orphan &&
      (d->cameo->quad != 4 || moves || ch_n_coded(&d->act.recipient) == 0))
    ch_draft_drop(d, CH_FATE_NOBODY);
  if (lonely && !d->open) ch_draft_drop(d, CH_FATE_ALONE);
  bool verbal = d->cameo->quad == 1 || d->cameo->quad == 3;
  if (!d->dropped && !d->open && needs_recipient(c, d) && d->act.recipient.n == 0) {
    if (left_to_article(c, d, of_itself)) {
      d->open = true;
      d->needy = !spared;
      d->by_blows = d->act.type == CH_TYPE_ASSAULT;
    } else if (!spared) {
      ch_draft_drop(d, CH_FATE_RECIPIENT);
    }
    d->lacks_recipient = true;
  }
  if (verbal && !d->orphan && !any_official(&d->act.actor)) ch_draft_drop(d, CH_FATE_OFFICE);
  bool says = rule->actor.stated && rule->actor.n && rule->actor.v[0].kind == CH_ROLE_SPEAKER;
  if (says && d->act.recipient.n && !ch_any_told(&d->act.recipient)) ch_draft_drop(d, CH_FATE_NOBODY);
  /* what only might be done, to nobody */
  if (d->act.status == CH_STATUS_HYPOTHETICAL && d->act.recipient.n == 0 && d->act.actor.n < 2)
    ch_draft_drop(d, CH_FATE_NOBODY);
  bool said_ill = is_spoken(rule) && rule->type == CH_TYPE_ACCUSE && rule->needs == CH_EFFECT_NONE;
  if ((d->match.pattern->pos == CH_POS_ANY || said_ill) && disowned(c, d->match.word[0]))
    ch_draft_drop(d, CH_FATE_DISOWNED);
  if (d->rule->type != CH_TYPE_ACCUSE && d->rule->type != CH_TYPE_SUPPORT && d->rule->type != CH_TYPE_REJECT && only_names(c, d))
    ch_draft_drop(d, CH_FATE_UNDONE);
  if (d->cameo->quad == 4 && !d->changed && names_any(c, d)) ch_draft_drop(d, CH_FATE_UNDONE);
  if (!d->orphan && !any_known(opening, &d->act.actor) &&
      (verbal || !any_known(opening, &d->act.recipient)))
    ch_draft_drop(d, CH_FATE_NOBODY);
  if (d->dropped) d->open = d->orphan = false;
}
