/* Effects are applied innermost first, each to what the ones before it made:
 * "refused to stop shelling" stops the shelling, then refuses that. */
#include "code/settle.h"

/* Effects whose governor speaks of another's act, not of its own. */
static bool on_others(ch_effect effect) {
  switch (effect) {
    case CH_EFFECT_OBLIGED: case CH_EFFECT_ORDERED: case CH_EFFECT_DEMANDED:
    case CH_EFFECT_ULTIMATUM:
    case CH_EFFECT_REQUESTED: case CH_EFFECT_ACCUSED: return true;
    default: return false;
  }
}

/* Effects that end or refuse what several may have been about to do: who does
 * so becomes the actor, the others its recipients. */
static bool takes_over(ch_effect effect) {
  switch (effect) {
    case CH_EFFECT_REFUSED: case CH_EFFECT_CANCELLED: case CH_EFFECT_STOPPED:
    case CH_EFFECT_DENIED: case CH_EFFECT_THREATENED: return true;
    default: return false;
  }
}

static bool is_conflict(const ch_coding *c, const ch_draft *d) {
  (void)c;
  return d->cameo->quad >= 3;
}

/* Only the first reason counts. */
static void drop(ch_draft *d, ch_fate why) {
  if (!d->dropped) d->fate = why;
  d->dropped = true;
}

/* Makes the row's act of the draft's; the act before becomes `about`. */
static void become(ch_draft *d, const ch_outcome *row) {
  if (row->dropped) {
    drop(d, CH_FATE_UNDONE);
    d->undone = true;
    return;
  }
  bool conditional = d->steps.conditional;
  if (!row->cameo) {
    d->act.status = conditional && row->status == CH_STATUS_PLANNED ? CH_STATUS_CONDITIONAL
                                                                    : row->status;
    return;
  }
  if (!d->changed) {
    d->about = d->act;
    d->about.status = conditional && row->about == CH_STATUS_PLANNED ? CH_STATUS_CONDITIONAL
                                                                     : row->about;
  }
  d->changed = true;
  /* a threatened expulsion threatens to expel, whatever its code */
  ch_str mode = row->mode.n ? row->mode
                : d->act.mode.n && ch_mode_of(row->cameo->type, d->act.mode) ? d->act.mode
                                                                             : row->cameo->mode;
  d->cameo = row->cameo;
  d->act.type = row->cameo->type;
  d->act.cameo = row->cameo->code;
  d->act.mode = mode;
  d->act.status = conditional && row->status == CH_STATUS_PLANNED ? CH_STATUS_CONDITIONAL
                                                                  : row->status;
}

/* "told Washington that it must": whom the clause around the act is told to. */
static void addressed_clause(ch_coding *c, const ch_draft *d, ch_side *out) {
  uint32_t clause = ch_first_conjunct(c, d->steps.outermost);
  uint32_t up = ch_w(c, clause)->head;
  if (ch_w(c, clause)->rel == CH_REL_CCOMP && up != CH_NO_WORD) ch_addressee_of(c, up, out);
}

static bool any_coded(const ch_side *side) {
  for (uint32_t i = 0; i < side->n; i++)
    if (side->v[i].actor->code.n || side->v[i].actor->person.n) return true;
  return false;
}

static bool any_power(const ch_side *side) {
  for (uint32_t i = 0; i < side->n; i++)
    if (ch_is_power(side->v[i].actor)) return true;
  return false;
}

/* "accused EACH OTHER", "expelled EACH OTHER'S diplomats": those who do it suffer it too. */
static bool is_mutual(ch_coding *c, uint32_t verb) {
  if (verb == CH_NO_WORD || !ch_is_verb(c, verb)) return false;
  uint32_t object = ch_frame_of(c, verb)->undergoer;
  if (object == CH_NO_WORD) return false;
  uint32_t owner = ch_child_by_rel(c->doc, object, CH_REL_NMOD_POSS);
  return ch_feature(c, object, "PronType=Rcp") ||
         (owner != CH_NO_WORD && ch_feature(c, owner, "PronType=Rcp"));
}

/* States and their bodies speak of each other; a newspaper only tells, and so
 * does somebody without an office. */
static bool is_party(const ch_party *p) {
  if (p->actor->person.n && p->actor->n_sectors == 0) return false;
  for (uint32_t i = 0; i < p->actor->n_sectors; i++)
    if (ch_str_is(p->actor->sectors[i], "JRN")) return false;
  return p->actor->code.n != 0;
}

/* "warned OMAN that it would hit back": a threat that names nobody else is to whom it is told. */
static void threatened_whom(ch_coding *c, ch_draft *d, uint32_t governor) {
  if (governor == CH_NO_WORD || !ch_is_verb(c, governor) || any_coded(&d->act.recipient)) return;
  ch_side addressee = {.n = 0};
  ch_addressee_of(c, governor, &addressee);
  ch_side_remove(&addressee, &d->act.actor);
  if (any_coded(&addressee) && !ch_side_shares(&addressee, &d->act.actor))
    d->act.recipient = addressee;
}

/* "Peru will strike, THE MINISTER said": who holds an office of no country told is no outsider. */
static bool is_unnamed_organ(const ch_side *side) {
  static const char *const ORGANS[] = {"GOV", "MIL", "LEG"};
  if (any_coded(side)) return false;
  for (uint32_t i = 0; i < side->n; i++)
    for (uint32_t k = 0; k < side->v[i].actor->n_sectors; k++)
      for (size_t o = 0; o < sizeof ORGANS / sizeof *ORGANS; o++)
        if (ch_str_is(side->v[i].actor->sectors[k], ORGANS[o])) return true;
  return false;
}

/* Is it the party itself that is told to do it, and not something of its own? */
static bool orders_party(ch_coding *c, uint32_t governor, const ch_side *told) {
  if (governor == CH_NO_WORD || !ch_is_verb(c, governor)) return false;
  const ch_frame *frame = ch_frame_of(c, governor);
  ch_side named = {.n = 0};
  ch_side_of(c, frame->indirect != CH_NO_WORD ? frame->indirect : frame->undergoer, true, &named);
  return any_coded(&named) && ch_side_shares(&named, told);
}

/* One of a state, not its government, and another of it. */
static bool is_of_same_state(const ch_side *author, const ch_side *told) {
  const ch_actor *a = author->v[0].actor, *b = told->v[0].actor;
  return a->n_sectors > 0 && !ch_str_is(a->sectors[0], "GOV") && ch_str_eq(a->code, b->code);
}

static void apply_on_others(ch_coding *c, ch_draft *d, ch_step step) {
  ch_side author = {.n = 0}, addressee = {.n = 0};
  if (step.governor != CH_NO_WORD) {
    ch_doer_of(c, step.governor, &author);
    ch_addressee_of(c, step.governor, &addressee);
  }
  /* "Oman needs to act, Yemen said" */
  ch_rel stands = step.governor == CH_NO_WORD ? CH_REL_DEP : (ch_rel)ch_w(c, step.governor)->rel;
  if (step.effect == CH_EFFECT_OBLIGED && ch_side_shares(&author, &d->act.actor) &&
      (stands == CH_REL_CCOMP || stands == CH_REL_PARATAXIS || stands == CH_REL_ROOT))
    author.n = 0;
  if (author.n == 0) ch_speaker_of(c, d->match.word[0], &author);
  ch_effect effect = step.effect;
  if (effect == CH_EFFECT_OBLIGED) addressed_clause(c, d, &addressee);
  ch_side told = d->act.actor;
  ch_side_remove(&told, &author);
  if (effect == CH_EFFECT_ACCUSED && author.n > 1 && is_mutual(c, step.governor)) {
    const ch_outcome *blame = ch_outcome_find(c->book, d->act.cameo, effect);
    if (blame) become(d, blame);
    d->act.actor = author;
    d->act.recipient.n = 0;
    return;
  }
  bool noun = step.governor != CH_NO_WORD && ch_is_noun(c, step.governor);
  /* "ALLEGED Russian meddling": by whom is not said, or by one of those it is said of */
  bool modifier = step.governor != CH_NO_WORD && ch_w(c, step.governor)->rel == CH_REL_AMOD;
  if (effect == CH_EFFECT_ACCUSED && modifier && d->act.actor.n &&
      (author.n == 0 || ch_side_shares(&author, &d->act.actor))) {
    d->alleged = true;
    return;
  }
  if (effect == CH_EFFECT_ACCUSED && author.n && told.n == 0 && (d->act.actor.n || noun)) {
    d->alleged = true; /* "its assertion that it had rebuffed them": of its own act */
    if (d->act.actor.n == 0) d->act.actor = author;
    return;
  }
  if (told.n == 0) {
    told = addressee;
    ch_side_remove(&told, &author);
  }
  /* "pushed to take the town": himself */
  if (effect == CH_EFFECT_REQUESTED && d->act.actor.n && told.n == 0 && d->act.recipient.n == 0)
    effect = CH_EFFECT_CONSIDERED;
  if (told.n == 0 && effect == CH_EFFECT_ORDERED) effect = CH_EFFECT_ANNOUNCED; /* its own people */
  /* "the loss of staff obliged Sweden to close": Sweden closed */
  bool thing = step.governor != CH_NO_WORD && ch_is_verb(c, step.governor) &&
               ch_frame_of(c, step.governor)->doer != CH_NO_WORD;
  if (effect == CH_EFFECT_ORDERED && thing && !any_coded(&author) && any_coded(&told)) {
    author = told;
    told.n = 0;
    effect = CH_EFFECT_ANNOUNCED;
  }
  /* "the sanctions must be lifted": by whom is not said */
  const ch_frame *frame = ch_frame_of(c, d->match.word[0]);
  bool must = effect == CH_EFFECT_OBLIGED ||
              (effect == CH_EFFECT_REQUESTED && step.governor == CH_NO_WORD);
  bool nobody = must && author.n && is_party(&author.v[0]) && d->act.actor.n == 0 && told.n == 0 &&
                d->cameo->quad < 3 && ch_is_verb(c, d->match.word[0]) && frame->passive &&
                frame->doer == CH_NO_WORD;
  if (effect == CH_EFFECT_OBLIGED && !nobody && (author.n == 0 || told.n == 0))
    effect = CH_EFFECT_FORESEEN;
  /* "we must not attack" asks nothing of another */
  if (effect == CH_EFFECT_REQUESTED && step.governor == CH_NO_WORD && !nobody &&
      (author.n == 0 || told.n == 0))
    effect = CH_EFFECT_NEGATED;
  /* "told Serbia to arrest him": what one power tells another to do it asks for */
  if (effect == CH_EFFECT_ORDERED && d->act.type != CH_TYPE_SANCTION && any_power(&author) && any_power(&told) &&
      !ch_side_shares(&author, &told) && orders_party(c, step.governor, &told))
    effect = CH_EFFECT_DEMANDED;
  const ch_outcome *row = ch_outcome_find(c->book, d->act.cameo, effect);
  /* "pressed London for sanctions on Oman": blames Oman, but asks London */
  bool to_other = effect == CH_EFFECT_REQUESTED || effect == CH_EFFECT_DEMANDED;
  if (to_other && row && row->cameo && row->cameo->type == CH_TYPE_ACCUSE &&
      (d->cameo->quad == 4 || (d->act.type == CH_TYPE_ACCUSE && !any_coded(&d->act.recipient))) &&
      step.governor != CH_NO_WORD && any_coded(&author) && any_coded(&told) &&
      !ch_side_shares(&told, &d->act.recipient))
    row = ch_outcome_find(c->book, CH_STR("1"), effect);
  /* "Norway should impose sanctions on Oman, Sweden said": who says so asks Norway */
  if (must && effect != CH_EFFECT_FORESEEN && effect != CH_EFFECT_NEGATED && d->cameo->quad == 4 &&
      !d->changed && any_coded(&author) && any_coded(&told) &&
      (is_of_same_state(&author, &told) || /* "the president must send troops, the senator said" */
       (any_coded(&d->act.recipient) &&
        !ch_side_shares(&d->act.recipient, &told) && /* not "they must cut their own staff" */
        !ch_side_shares(&d->act.recipient, &author))))
    row = ch_outcome_find(c->book, CH_STR("1"), CH_EFFECT_REQUESTED);
  /* "asked China to persuade North Korea": China is asked */
  bool asks = effect == CH_EFFECT_REQUESTED || effect == CH_EFFECT_DEMANDED || effect == CH_EFFECT_ORDERED;
  if (!row && asks && d->act.type == CH_TYPE_REQUEST && any_coded(&author) && any_coded(&told)) {
    d->act.actor = author;
    d->act.recipient = told;
  }
  if (!row) return;
  become(d, row);
  if (effect == CH_EFFECT_FORESEEN) return;
  if (author.n == 0 && effect != CH_EFFECT_ANNOUNCED) {
    drop(d, CH_FATE_AUTHOR);
    return;
  }
  ch_side others = d->act.recipient;
  ch_side_remove(&others, &author);
  if (author.n) d->act.actor = author;
  d->act.recipient = told.n ? told : others;
  if (nobody && d->changed) d->act.recipient.n = 0;
}

/* "has STILL not opened the border", "did not open it BY MONDAY", "not AS PROMISED": it was due. */
static bool is_overdue(const ch_coding *c, uint32_t verb) {
  for (uint32_t i = 0; i < ch_child_count(c->doc, verb); i++) {
    uint32_t child = ch_child(c->doc, verb, i), t = c->reading->time_at[child];
    if (ch_in_class(c, child, c->book->overdue)) return true;
    if (t != CH_NO_ITEM && c->reading->times[t].deadline && c->reading->times[t].head == child) return true;
  }
  return false;
}

static void apply_own(ch_coding *c, ch_draft *d, ch_step step) {
  ch_effect effect = step.effect;
  if (effect == CH_EFFECT_ALLEGED) d->alleged = true;
  ch_side doer = {.n = 0};
  if (step.governor != CH_NO_WORD) ch_doer_of(c, step.governor, &doer);
  if (d->act.actor.n == 0) d->act.actor = doer;
  /* "there will be no talks with Oman, the minister said": none of his */
  if (effect == CH_EFFECT_FORGONE && d->act.actor.n == 0 && any_coded(&d->act.recipient) &&
      d->act.type == CH_TYPE_CONSULT)
    ch_speaker_of(c, d->match.word[0], &d->act.actor);
  /* "the sanctions will not hit us" forgoes nothing */
  if (effect == CH_EFFECT_FORGONE && d->rule->subject.n_alternatives && !d->rule->subject.absent)
    effect = CH_EFFECT_NEGATED;
  /* "will never give up THE RIGHT to enrich it": what one may do one does not forgo */
  if (effect == CH_EFFECT_FORGONE && step.governor == CH_NO_WORD && d->steps.n > 1) {
    ch_step inner = d->steps.v[0];
    if (inner.effect == CH_EFFECT_CONSIDERED && inner.governor != CH_NO_WORD &&
        ch_is_noun(c, inner.governor)) {
      drop(d, CH_FATE_UNDONE);
      return;
    }
  }
  bool outsider = doer.n && d->act.actor.n && !ch_side_shares(&doer, &d->act.actor);
  /* "wants NATO to station troops" */
  if ((effect == CH_EFFECT_PROMISED || (effect == CH_EFFECT_PLANNED && d->cameo->quad < 3)) && outsider && any_coded(&doer) && any_coded(&d->act.actor) &&
      ch_in_class(c, step.governor, c->book->wishing)) {
    apply_on_others(c, d, (ch_step){CH_EFFECT_REQUESTED, step.governor});
    return;
  }
  /* "said it HAD NOT SENT troops" */
  if (effect == CH_EFFECT_NEGATED && d->steps.disclaimed && d->steps.n == 1 && !d->changed &&
      ch_is_verb(c, d->match.word[0]) &&
      (d->cameo->quad == 4 || d->act.type == CH_TYPE_AID)) {
    uint32_t at = c->reading->attribution_at[d->match.word[0]];
    ch_side speaker;
    ch_speaker_of(c, d->match.word[0], &speaker);
    if (at != CH_NO_ITEM && speaker.n && ch_side_shares(&speaker, &d->act.actor) &&
        ch_stance_in(c, &c->reading->attributions[at], c->book->asserting_stance)) {
      effect = CH_EFFECT_DENIED;
      doer = speaker;
    }
  }
  /* what was due and not done is told; what else was not done is no event */
  if (effect == CH_EFFECT_NEGATED && step.governor == CH_NO_WORD && !d->changed && !is_conflict(c, d) &&
      ch_is_verb(c, d->match.word[0]) && is_overdue(c, d->match.word[0]))
    effect = CH_EFFECT_FAILED;
  if (effect == CH_EFFECT_FUTURE || effect == CH_EFFECT_FORGONE || effect == CH_EFFECT_POSSIBLE) {
    ch_side speaker;
    ch_speaker_of(c, d->match.word[0], &speaker);
    if (speaker.n && !ch_side_shares(&speaker, &d->act.actor) && !is_unnamed_organ(&speaker) &&
        effect != CH_EFFECT_POSSIBLE && is_conflict(c, d))
      effect = effect == CH_EFFECT_FORGONE ? CH_EFFECT_NEGATED : CH_EFFECT_FORESEEN;
    /* what its author says that it could do to others it threatens to do */
    if (effect == CH_EFFECT_POSSIBLE && speaker.n && ch_side_shares(&speaker, &d->act.actor) &&
        d->cameo->quad == 4)
      effect = CH_EFFECT_FUTURE;
  }
  /* "warned that it had proof": the proof is no threat; "threatened TO SUE" is one */
  bool to_do = ch_is_verb(c, d->match.word[0]) && ch_w(c, d->match.word[0])->rel == CH_REL_XCOMP;
  if (effect == CH_EFFECT_THREATENED && d->act.type == CH_TYPE_ACCUSE && !d->changed && !to_do) return;
  if (effect == CH_EFFECT_THREATENED && outsider && is_conflict(c, d) &&
      d->act.status != CH_STATUS_PLANNED) {
    /* "NATO warned that Russia had sent tanks": who warns of what another does blames him,
     * and tells that it was done */
    d->told =
        (d->act.status == CH_STATUS_ACTUAL || d->act.status == CH_STATUS_ONGOING) &&
        ch_is_verb(c, d->match.word[0]) &&
        (d->steps.past || ch_child_by_rel(c->doc, d->match.word[0], CH_REL_AUX) != CH_NO_WORD ||
         ch_gerund_subject(c, d->match.word[0]) != CH_NO_WORD);
    d->deed = d->act;
    apply_on_others(c, d, (ch_step){CH_EFFECT_ACCUSED, step.governor});
    return;
  }
  if (effect == CH_EFFECT_DENIED && doer.n && d->changed && d->act.type == CH_TYPE_ACCUSE) {
    /* "denied the assertions of sending troops": to who made them, not to who suffered */
    d->act.recipient = d->act.actor;
    ch_side_remove(&d->act.recipient, &doer);
    const ch_outcome *row = ch_outcome_find(c->book, d->about.cameo, effect);
    if (row) become(d, row);
    d->act.actor = doer;
    return;
  }
  /* "the Norwegian DEMAND to Russia was rejected": by whom it was made to */
  bool asked = d->act.type == CH_TYPE_REQUEST || d->act.type == CH_TYPE_ACCUSE ||
               d->act.type == CH_TYPE_AGREE || d->act.type == CH_TYPE_THREATEN;
  if ((effect == CH_EFFECT_REFUSED || effect == CH_EFFECT_DENIED) && doer.n == 0 && asked &&
      (!d->changed || d->act.type == CH_TYPE_REQUEST) && step.governor != CH_NO_WORD &&
      ch_is_noun(c, d->match.word[0]) &&
      ch_is_verb(c, step.governor) && ch_frame_of(c, step.governor)->passive) {
    ch_side made_by = d->act.actor;
    const ch_outcome *row = ch_outcome_find(c->book, d->act.cameo, effect);
    if (row) become(d, row);
    d->act.actor = d->act.recipient;
    d->act.recipient = made_by;
    return;
  }
  if (takes_over(effect) && doer.n) {
    /* "rejected a British SUGGESTION": it was made */
    if (ch_is_noun(c, d->match.word[0]) && !d->changed && any_coded(&d->act.actor) &&
        !ch_side_shares(&doer, &d->act.actor) &&
        (effect == CH_EFFECT_REFUSED || effect == CH_EFFECT_DENIED) &&
        (d->act.type == CH_TYPE_REQUEST || d->act.type == CH_TYPE_ACCUSE ||
         d->act.type == CH_TYPE_THREATEN)) {
      d->told = true;
      d->deed = d->act;
      if (d->deed.recipient.n == 0) d->deed.recipient = doer;
    }
    ch_side others = d->act.actor;
    ch_side_join(&others, &d->act.recipient);
    const ch_outcome *row = ch_outcome_find(c->book, d->act.cameo, effect);
    if (row) become(d, row);
    ch_side_remove(&others, &doer);
    /* "not arming rebels", "ruled out sending ground troops" */
    d->refused_of_nobody = effect == CH_EFFECT_REFUSED && others.n && !any_coded(&others);
    if ((step.governor == CH_NO_WORD || d->refused_of_nobody) && !any_coded(&others)) others.n = 0;
    d->act.actor = doer;
    d->act.recipient = others;
    /* also "warned OMAN against moving troops" */
    if (effect == CH_EFFECT_THREATENED || (effect == CH_EFFECT_REFUSED && ch_is_verb(c, d->match.word[0])))
      threatened_whom(c, d, step.governor);
    return;
  }
  if (outsider && is_conflict(c, d) &&
      (effect == CH_EFFECT_PLANNED || effect == CH_EFFECT_DECIDED || effect == CH_EFFECT_PROMISED))
    effect = CH_EFFECT_FORESEEN;
  /* "are TRYING to make peace": not done yet, and not refused either */
  bool tries = effect == CH_EFFECT_FAILED && step.governor != CH_NO_WORD &&
               ch_in_class(c, step.governor, c->book->attempting);
  const ch_outcome *row = ch_outcome_find(c->book, tries ? CH_STR("") : d->act.cameo, effect);
  if (row) become(d, row);
}

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

static bool is_coded(const ch_party *p) { return p->actor->code.n != 0; }

/* A name of which no country and no trade is known: "Minister Lind and BERG", "Lind, R-TEXAS". */
static bool is_mere_name(const ch_party *p) {
  return p->actor->code.n == 0 && (p->actor->person.n || p->actor->n_sectors == 0);
}

/* Beside a coded party those who could be anybody say nothing: "on Russian
 * officials and 17 companies"; nor does a mere name, unless two are needed. */
static void drop_anybody(uint32_t opening, ch_side *side, bool two) {
  uint32_t coded = 0, kept = 0;
  for (uint32_t i = 0; i < side->n; i++) coded += is_coded(&side->v[i]);
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

/* "81 Iraqi battalions WERE DESTROYED", "an Iraqi convoy CAME UNDER FIRE": a passive, or a rule
 * whose subject suffers, that names who suffered alone. */
static bool is_orphan(ch_coding *c, const ch_draft *d) {
  uint32_t head = d->match.word[0];
  bool force = d->act.type == CH_TYPE_ASSAULT || d->act.type == CH_TYPE_COERCE;
  const ch_roles *roles = &d->rule->recipient;
  bool suffers = roles->stated && roles->n && roles->v[0].kind == CH_ROLE_SUBJECT;
  if (!force || d->changed || d->steps.n || !ch_is_verb(c, head)) return false;
  if (d->act.recipient.n != 1 || !any_coded(&d->act.recipient)) return false;
  const ch_frame *frame = ch_frame_of(c, head);
  if (d->rule->same) return false; /* may be its own people */
  if (suffers || (frame->passive && frame->doer == CH_NO_WORD)) return true;
  /* "THE ROCKETS hit a Chadian school", "hurt BY A ROADSIDE BOMB": whose is not said */
  uint32_t doer = frame->doer;
  return d->act.type == CH_TYPE_ASSAULT && doer != CH_NO_WORD &&
         c->reading->mention_at[doer] == CH_NO_ITEM &&
         (ch_in_class(c, doer, c->book->forces) ||
          (ch_in_class(c, doer, c->book->fire) &&
           ch_child_by_rel(c->doc, doer, CH_REL_NMOD) == CH_NO_WORD)); /* "strikes BY TEACHERS" */
}

static uint32_t n_coded(const ch_side *side) {
  uint32_t n = 0;
  for (uint32_t i = 0; i < side->n; i++) n += is_coded(&side->v[i]);
  return n;
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

/* "denied arming the rebels": to whom, the article may tell or not. */
static bool denies(const ch_draft *d) {
  return d->act.type == CH_TYPE_REJECT && ch_str_is(d->act.cameo, "016");
}

static bool needs_recipient(ch_coding *c, const ch_draft *d) {
  if (d->act.actor.n > 1 && !d->changed && is_mutual(c, d->match.word[0])) return false;
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

/* Of one state, and none of them in arms against it. */
static bool of_one_side(const ch_side *actor, const ch_side *recipient) {
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

/* "THE MEETING had been planned for June": of those whom the text has just told of as meeting. */
static void meeting_spoken_of(const ch_coding *c, ch_draft *d) {
  enum { REACH = 3 };
  uint32_t w = d->match.word[0], sentence = c->doc->sentence_of[w];
  bool planned = false, definite = false;
  for (uint32_t i = 0; i < d->steps.n; i++)
    planned |=
        d->steps.v[i].effect == CH_EFFECT_PLANNED || d->steps.v[i].effect == CH_EFFECT_CANCELLED;
  for (uint32_t i = 0; i < ch_child_count(c->doc, w); i++)
    definite |= ch_feature(c, ch_child(c->doc, w, i), "Definite=Def") ||
                ch_feature(c, ch_child(c->doc, w, i), "PronType=Dem");
  if (d->act.type != CH_TYPE_CONSULT || d->act.actor.n || !planned || !definite ||
      !ch_is_noun(c, w) || c->met.n < 2 || c->met_sentence + REACH < sentence)
    return;
  d->act.actor = c->met;
  for (uint32_t i = 0; i < d->act.actor.n; i++) d->act.actor.v[i].inferred = true;
}

static bool is_said(ch_type type) {
  switch (type) {
    case CH_TYPE_REQUEST: case CH_TYPE_ACCUSE: case CH_TYPE_REJECT: case CH_TYPE_THREATEN:
    case CH_TYPE_SUPPORT: case CH_TYPE_CONCEDE: case CH_TYPE_AGREE: return true;
    default: return false;
  }
}

/* "phoned OBAMA to demand an explanation": what is said to whom one sees. */
static void whom_they_see(ch_coding *c, ch_draft *d) {
  uint32_t w = ch_first_conjunct(c, d->match.word[0]), up = ch_w(c, w)->head;
  ch_rel rel = (ch_rel)ch_w(c, w)->rel;
  if (!is_said(d->act.type) || any_coded(&d->act.recipient) || up == CH_NO_WORD ||
      (rel != CH_REL_ADVCL && rel != CH_REL_XCOMP) || !ch_in_class(c, up, c->book->seeing_somebody) ||
      ch_marker_in(c, w, c->book->infinitive) == CH_NO_WORD)
    return;
  ch_side seen = {.n = 0};
  ch_addressee_of(c, up, &seen);
  ch_side_remove(&seen, &d->act.actor);
  if (any_power(&seen) && !ch_side_shares(&seen, &d->act.actor)) d->act.recipient = seen;
}

/* "The presidents of Chad and Sudan met. THEY agreed …": those who met, where the text names
 * nobody else that could be meant. */
static void they_who_met(ch_coding *c, ch_draft *d) {
  enum { REACH = 2 };
  uint32_t w = d->match.word[0], sentence = c->doc->sentence_of[w];
  if (any_coded(&d->act.actor) || c->met.n < 2 || c->met_sentence + REACH < sentence ||
      c->met_sentence >= sentence || !ch_is_verb(c, w))
    return;
  uint32_t subject = ch_frame_of(c, w)->subject;
  if (subject == CH_NO_WORD || !ch_feature(c, subject, "Person=3") ||
      !ch_feature(c, subject, "Number=Plur") || !ch_feature(c, subject, "PronType=Prs"))
    return;
  d->act.actor = c->met;
  for (uint32_t i = 0; i < d->act.actor.n; i++) d->act.actor.v[i].inferred = true;
}

/* May the article tell whom such words are meant for? Not where they are blame in any words, nor
 * where who speaks means itself, or somebody that the sentence tells of without a name. */
static bool left_to_article(ch_coding *c, const ch_draft *d, bool of_itself) {
  /* "Oman has carried out hundreds of strikes": on whom, its other blows tell */
  if (d->act.type == CH_TYPE_ASSAULT && !d->changed && !of_itself && ch_is_verb(c, d->match.word[0]) &&
      (d->act.status == CH_STATUS_ACTUAL || d->act.status == CH_STATUS_ONGOING) && any_power(&d->act.actor))
    return true;
  if (d->cameo->quad != 3 || d->match.pattern->pos == CH_POS_ANY ||
      d->match.pattern->pos == CH_POS_NOUN || of_itself ||
      !any_power(&d->act.actor))
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
  /* "you must", "755 of them will have to" */
  return ch_is_noun(c, frame->subject) &&
         ch_child_by_rel(c->doc, frame->subject, CH_REL_NUMMOD) == CH_NO_WORD;
}

static bool side_has(const ch_coding *c, const ch_side *side, uint32_t actor) {
  if (actor == CH_NO_ITEM) return false;
  for (uint32_t i = 0; i < side->n; i++)
    if (ch_str_eq(side->v[i].actor->code, c->reading->actors[actor].code)) return true;
  return false;
}

static void give(const ch_coding *c, uint32_t actor, ch_side *side) {
  if (actor == CH_NO_ITEM) return;
  side->n = 0;
  ch_side_actor(side, c, actor, (ch_span){0, 0});
  for (uint32_t i = 0; i < side->n; i++) side->v[i].inferred = true;
}

/* Who the parties are is told: a side that names nobody known is one of them. */
static void give_pair(const ch_coding *c, ch_draft *d) {
  const ch_pair *pair = c->given;
  /* words of blame say too little for others to be meant than whom they stand by */
  if (!pair || d->dropped || d->match.pattern->pos == CH_POS_ANY) return;
  bool turned = side_has(c, &d->act.recipient, pair->actor) ||
                side_has(c, &d->act.actor, pair->recipient);
  if (n_coded(&d->act.actor) == 0)
    give(c, turned ? pair->recipient : pair->actor, &d->act.actor);
  if (n_coded(&d->act.recipient) == 0)
    give(c, turned ? pair->actor : pair->recipient, &d->act.recipient);
}

/* Whose act it is, before the words above it say how it stands: "that THEY will not end it". */
static void give_actor(const ch_coding *c, ch_draft *d) {
  const ch_pair *pair = c->given;
  if (!pair || n_coded(&d->act.actor) || d->match.pattern->pos == CH_POS_ANY) return;
  give(c, side_has(c, &d->act.recipient, pair->actor) ? pair->recipient : pair->actor,
       &d->act.actor);
}

/* "called on WORLD LEADERS", "urged BOTH SIDES": asked of no one power in particular. */
static void ask_of_all(const ch_coding *c, ch_draft *d) {
  if (d->act.type != CH_TYPE_REQUEST || d->act.recipient.n == 0 || n_coded(&d->act.recipient)) return;
  ch_span span = d->act.recipient.v[0].span;
  const ch_sentence *s = &c->doc->sentences[c->doc->sentence_of[d->match.word[0]]];
  for (uint32_t w = s->first; w < s->first + s->count; w++)
    if (ch_w(c, w)->span.from >= span.from && ch_w(c, w)->span.to <= span.to && ch_is_noun(c, w) &&
        ch_in_class(c, w, c->book->generality)) {
      d->act.recipient.n = 0;
      return;
    }
}

/* "IF SUDAN does not withdraw, Egypt will close the border", "no talks UNLESS SERBIA yields":
 * who is threatened or refused on a condition is who is to meet it. */
static void on_condition(ch_coding *c, ch_draft *d) {
  bool apt = d->act.type == CH_TYPE_THREATEN || d->act.type == CH_TYPE_REJECT;
  if (!apt || d->dropped || n_coded(&d->act.recipient) || n_coded(&d->act.actor) == 0) return;
  uint32_t at[CH_MAX_ELEMENTS + 1], n = 0;
  at[n++] = d->steps.outermost;
  for (uint32_t k = 0; k < CH_MAX_ELEMENTS; k++)
    if (d->match.word[k] != CH_NO_WORD) at[n++] = d->match.word[k];
  for (uint32_t k = 0; k < n; k++)
    for (uint32_t i = 0; i < ch_child_count(c->doc, at[k]); i++) {
      uint32_t clause = ch_child(c->doc, at[k], i);
      bool marked = ch_marker_in(c, clause, c->book->condition) != CH_NO_WORD ||
                    ch_marker_in(c, clause, c->book->until) != CH_NO_WORD;
      if (ch_w(c, clause)->rel != CH_REL_ADVCL || !marked) continue;
      ch_side met = {.n = 0};
      uint32_t subject = ch_frame_of(c, clause)->subject;
      if (subject == CH_NO_WORD) continue;
      ch_side_of(c, subject, true, &met);
      if (n_coded(&met) == 0) ch_side_owners(c, subject, &met);
      ch_side_remove(&met, &d->act.actor);
      if (n_coded(&met) == 0 || ch_side_shares(&met, &d->act.actor)) continue;
      d->act.recipient = met;
      return;
    }
}

/* "the minister said Oman WILL RETALIATE", and he is not of Oman: a forecast. */
static bool is_forecast(const ch_coding *c, const ch_draft *d) {
  const ch_rule *rule = d->rule;
  bool own = rule->actor.n == 0 || rule->actor.v[0].kind == CH_ROLE_SUBJECT;
  if (!own || rule->needs == CH_EFFECT_NONE || rule->needs == CH_EFFECT_NEGATED || d->cameo->quad != 3)
    return false;
  ch_side speaker;
  ch_speaker_of(c, d->match.word[0], &speaker);
  return any_coded(&speaker) && any_coded(&d->act.actor) && !ch_side_shares(&speaker, &d->act.actor);
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

void ch_settle(ch_coding *c, ch_draft *d) {
  const ch_rule *rule = d->rule;
  d->cameo = rule->cameo;
  d->act.type = rule->type;
  d->act.cameo = rule->cameo->code;
  d->act.mode = rule->has_mode ? rule->mode : rule->cameo->mode;
  d->act.status = rule->implies == CH_STATUS_COUNT ? c->book->base[rule->type] : rule->implies;
  ch_steps_of(c, d->match.word[0], &d->steps);
  ch_parties_of(c, &d->match, &d->steps, &d->act.actor, &d->act.recipient);
  meeting_spoken_of(c, d);
  they_who_met(c, d);
  whom_they_see(c, d);
  give_actor(c, d);
  bool met = rule->needs == CH_EFFECT_NONE;
  /* "SUBSIDISED wheat": said of nobody */
  if (is_spoken(rule) && d->match.pattern->pos == CH_POS_VERB &&
      ch_w(c, d->match.word[0])->rel == CH_REL_AMOD && !is_perfect(c, d->match.word[0]))
    drop(d, CH_FATE_RECIPIENT);
  if (is_spoken(rule) && rule->subject.n_alternatives && ch_w(c, d->match.word[0])->rel == CH_REL_AMOD)
    drop(d, CH_FATE_SUBJECT);
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
      if (warned) threatened_whom(c, d, step.governor);
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
        drop(d, CH_FATE_UNDONE);
    }
    if (on_others(step.effect)) apply_on_others(c, d, step);
    else apply_own(c, d, step);
  }
  if (!met) drop(d, CH_FATE_NEEDS);
  if (met && is_forecast(c, d)) drop(d, CH_FATE_UNDONE);
  on_condition(c, d);
  give_pair(c, d);
  about_by_rule(d);
  if (!d->dropped) ch_announced_against(c, &d->match, &d->act.actor, &d->act.recipient);
  bool of_itself = d->act.recipient.n > 0;
  if (!rule->same) ch_side_remove(&d->act.recipient, &d->act.actor);
  uint32_t opening = c->doc->sentences[c->doc->sentence_of[d->match.word[0]]].span.from;
  bool bodily = d->act.type == CH_TYPE_PROTEST || d->act.type == CH_TYPE_ASSAULT || d->act.type == CH_TYPE_COERCE;
  if (d->act.type == CH_TYPE_PROTEST && !d->changed && rule->subject.n_alternatives && !rule->subject.absent)
    ch_crowd(c, d->match.word[0], &d->act.actor);
  if (bodily && !d->changed) {
    ch_localise(c, d->match.word[0], &d->act.actor);
    if (d->act.type != CH_TYPE_PROTEST && any_coded(&d->act.actor)) ch_localise(c, d->match.word[0], &d->act.recipient);
    if (!any_coded(&d->act.recipient))
      ch_own_rebels(c, d->match.word[0], &d->act.actor, &d->act.recipient);
    if (d->act.type != CH_TYPE_PROTEST) ch_own_land(c, &d->match, &d->act.actor, &d->act.recipient);
  }
  /* "said HIS POLICE had used tear gas": of its own side no state says ill */
  if (is_spoken(rule) && rule->type == CH_TYPE_ACCUSE && of_one_side(&d->act.actor, &d->act.recipient))
    drop(d, CH_FATE_POWER);
  if (rule->type == CH_TYPE_CONSULT && d->act.actor.n && all_body(&d->act.actor)) drop_seat(c, d);
  drop_anybody(opening, &d->act.actor, d->act.recipient.n == 0);
  drop_anybody(opening, &d->act.recipient, false);
  bool by_speaker = rule->actor.stated && rule->actor.n && rule->actor.v[0].kind == CH_ROLE_SPEAKER;
  if (d->act.type == CH_TYPE_REQUEST && !d->dropped && !by_speaker) {
    ch_localise(c, d->match.word[0], &d->act.recipient);
    ch_own_people(c, d->match.word[0], &d->act.actor, &d->act.recipient);
    ch_their_holder(c, d->match.word[0], &d->act.actor, &d->act.recipient);
  }
  ask_of_all(c, d);
  d->orphan = !d->dropped && d->act.actor.n == 0 && is_orphan(c, d);
  if (d->act.actor.n == 0 && !d->orphan) drop(d, CH_FATE_ACTOR);
  /* blame in any words counts between powers alone */
  if (d->match.pattern->pos == CH_POS_ANY &&
      (!any_power(&d->act.actor) || (d->act.recipient.n && !any_power(&d->act.recipient))))
    drop(d, CH_FATE_POWER);
  bool lonely = rule->type == CH_TYPE_CONSULT && !all_body(&d->act.actor) &&
                !rule->needs_recipient && n_coded(&d->act.actor) + n_coded(&d->act.recipient) < 2;
  if (rule->type == CH_TYPE_CONSULT && rule->needs_recipient && at_home(d)) drop(d, CH_FATE_ALONE);
  bool stranger = d->act.recipient.n && !n_coded(&d->act.recipient);
  /* "MET THE HEADS of the agencies", "BRIEFED REPORTERS": told, and not the article's other side */
  if (stranger && rule->type == CH_TYPE_CONSULT) {
    stranger = false;
    lonely &= d->act.recipient.v[0].actor->person.n == 0;
    if (lonely) drop(d, CH_FATE_ALONE);
  }
  /* what a state does to its own as a rule it does to them here */
  if (stranger && rule->same && d->act.type == CH_TYPE_COERCE) {
    ch_ousted_at_home(c, &d->act.actor, &d->act.recipient);
    stranger = !n_coded(&d->act.recipient);
  }
  if (stranger && d->cameo->quad == 4 && d->act.type != CH_TYPE_SANCTION && !forces_meant(c, d))
    stranger = false;
  bool rebels = d->act.actor.n && ch_is_rebel(d->act.actor.v[0].actor);
  if (rule->needs_named && n_coded(&d->act.recipient) == 0) drop(d, CH_FATE_RECIPIENT);
  /* "asked LAWMAKERS": its own; "accused LIND", of no country that is told; nobody else's */
  bool spoken_to = d->cameo->quad == 3 || d->act.type == CH_TYPE_SUPPORT || d->act.type == CH_TYPE_AGREE;
  bool somebody = d->act.recipient.n ? spoken_to && d->act.recipient.v[0].actor->person.n > 0 : of_itself;
  d->open = !d->dropped && (d->act.recipient.n == 0 || stranger) && !somebody &&
            (any_power(&d->act.actor) || rebels) &&
            (lonely || stranger || rebels || d->refused_of_nobody || ch_roles_have(&rule->recipient, CH_ROLE_OPPONENT));
  d->needy = d->open && ((needs_recipient(c, d) && !stranger) ||
                         (stranger && d->cameo->quad == 3 && !denies(d)) ||
                         (lonely && d->act.type != CH_TYPE_REJECT));
  if (n_coded(&d->act.actor) == 0 && !d->orphan &&
      (d->cameo->quad != 4 || n_coded(&d->act.recipient) == 0))
    drop(d, CH_FATE_NOBODY);
  if (lonely && !d->open) drop(d, CH_FATE_ALONE);
  bool verbal = d->cameo->quad == 1 || d->cameo->quad == 3;
  if (!d->dropped && !d->open && needs_recipient(c, d) && d->act.recipient.n == 0) {
    if (left_to_article(c, d, of_itself)) {
      d->open = d->needy = true;
      d->by_blows = d->act.type == CH_TYPE_ASSAULT;
    } else {
      drop(d, CH_FATE_RECIPIENT);
    }
    d->lacks_recipient = true;
  }
  if (verbal && !any_official(&d->act.actor)) drop(d, CH_FATE_OFFICE);
  bool says = rule->actor.stated && rule->actor.n && rule->actor.v[0].kind == CH_ROLE_SPEAKER;
  if (says && d->act.recipient.n && !any_coded(&d->act.recipient)) drop(d, CH_FATE_NOBODY);
  /* what only might be done, to nobody */
  if (d->act.status == CH_STATUS_HYPOTHETICAL && d->act.recipient.n == 0 && d->act.actor.n < 2)
    drop(d, CH_FATE_NOBODY);
  bool said_ill = is_spoken(rule) && rule->type == CH_TYPE_ACCUSE && rule->needs == CH_EFFECT_NONE;
  if ((d->match.pattern->pos == CH_POS_ANY || said_ill) && disowned(c, d->match.word[0]))
    drop(d, CH_FATE_DISOWNED);
  if (d->cameo->quad == 4 && !d->changed && names_any(c, d)) drop(d, CH_FATE_UNDONE);
  if (!d->orphan && !any_known(opening, &d->act.actor) &&
      (verbal || !any_known(opening, &d->act.recipient)))
    drop(d, CH_FATE_NOBODY);
  if (d->dropped) d->open = d->orphan = false;
}

/* Does only a plan of its doer's, or his attempt, stand between the act and being done? */
static bool is_intended(const ch_coding *c, const ch_draft *d) {
  if (d->steps.n == 0) return false;
  ch_step step = d->steps.v[d->steps.n - 1];
  if (step.governor == CH_NO_WORD) return false;
  return step.effect == CH_EFFECT_PLANNED || step.effect == CH_EFFECT_DECIDED ||
         (step.effect == CH_EFFECT_FAILED && ch_in_class(c, step.governor, c->book->attempting));
}

/* What one side blames another for by telling of it: force, coercion, troops, a breach, arms for
 * those who fight their own state; also where it is only planned. */
static bool is_misdeed(const ch_coding *c, const ch_draft *d) {
  bool done = d->act.status == CH_STATUS_ACTUAL || d->act.status == CH_STATUS_ONGOING;
  bool intended = is_intended(c, d);
  const ch_act *act = d->changed ? &d->about : &d->act;
  if (d->changed ? !intended || d->act.type != CH_TYPE_THREATEN : !done && !intended) return false;
  switch (act->type) {
    case CH_TYPE_MOBILIZE:
    case CH_TYPE_COERCE:
    case CH_TYPE_ASSAULT: return true;
    case CH_TYPE_AID: return ch_str_is(act->cameo, "072") && !any_power(&act->recipient);
    case CH_TYPE_REJECT: return done && ch_in_class(c, d->match.word[0], c->book->shirking);
    default: return false;
  }
}

bool ch_settle_claim(ch_coding *c, const ch_draft *told, ch_draft *claim) {
  uint32_t at = c->reading->attribution_at[told->match.word[0]];
  uint32_t head = told->match.word[0];
  if (told->dropped && (!told->lacks_recipient || !ch_is_verb(c, head))) return false;
  if (told->alleged || at == CH_NO_ITEM || !is_misdeed(c, told)) return false;
  /* "the pictures SHOW that they did it, Oslo said": Oslo says so */
  if (ch_str_is(c->reading->attributions[at].stance, "shows") && c->reading->attributions[at].parent != CH_NO_ITEM)
    at = c->reading->attributions[at].parent;
  if (!ch_stance_in(c, &c->reading->attributions[at], c->book->asserting_stance)) return false;
  ch_side speaker;
  ch_speaker_of(c, told->match.word[0], &speaker);
  if (speaker.n != 1 || !is_party(&speaker.v[0]) || ch_side_shares(&speaker, &told->act.actor))
    return false;
  *claim = *told;
  claim->dropped = claim->lacks_recipient = claim->open = false;
  ch_side blamed = told->act.actor;
  uint32_t kept = 0;
  for (uint32_t i = 0; i < blamed.n; i++)
    if (is_coded(&blamed.v[i])) blamed.v[kept++] = blamed.v[i];
  blamed.n = kept;
  const ch_act *act = told->changed ? &told->about : &told->act;
  const ch_outcome *row = ch_outcome_find(c->book, act->cameo, CH_EFFECT_ACCUSED);
  if (!kept || !row || !row->cameo) return false;
  become(claim, row);
  claim->act.actor = speaker;
  claim->act.recipient = blamed;
  return true;
}
