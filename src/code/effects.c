/* Effects are applied innermost first, each to what the ones before it made:
 * "refused to stop shelling" stops the shelling, then refuses that. */
#include "code/effects.h"

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
void ch_draft_drop(ch_draft *d, ch_fate why) {
  if (!d->dropped) d->fate = why;
  d->dropped = true;
}

/* Makes the row's act of the draft's; the act before becomes `about`. */
void ch_draft_become(ch_draft *d, const ch_outcome *row) {
  if (row->dropped) {
    ch_draft_drop(d, CH_FATE_UNDONE);
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

/* "accused EACH OTHER", "expelled EACH OTHER'S diplomats": those who do it suffer it too. */
bool ch_is_mutual(ch_coding *c, uint32_t verb) {
  if (verb == CH_NO_WORD || !ch_is_verb(c, verb)) return false;
  uint32_t object = ch_frame_of(c, verb)->undergoer;
  if (object == CH_NO_WORD) return false;
  uint32_t owner = ch_child_by_rel(c->doc, object, CH_REL_NMOD_POSS);
  return ch_feature(c, object, "PronType=Rcp") ||
         (owner != CH_NO_WORD && ch_feature(c, owner, "PronType=Rcp"));
}

/* "warned OMAN that it would hit back": a threat that names nobody else is to whom it is told. */
void ch_threatened_whom(ch_coding *c, ch_draft *d, uint32_t governor) {
  if (governor == CH_NO_WORD || !ch_is_verb(c, governor) || ch_any_told(&d->act.recipient)) return;
  ch_side addressee = {.n = 0};
  ch_addressee_of(c, governor, &addressee);
  ch_side_remove(&addressee, &d->act.actor);
  if (ch_any_told(&addressee) && !ch_side_shares(&addressee, &d->act.actor))
    d->act.recipient = addressee;
}

/* "Peru will strike, THE MINISTER said": who holds an office of no country told is no outsider. */
static bool is_unnamed_organ(const ch_side *side) {
  static const char *const ORGANS[] = {"GOV", "MIL", "LEG"};
  if (ch_any_told(side)) return false;
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
  return ch_any_told(&named) && ch_side_shares(&named, told);
}

/* One of a state, not its government, and another of it. */
static bool is_of_same_state(const ch_side *author, const ch_side *told) {
  const ch_actor *a = author->v[0].actor, *b = told->v[0].actor;
  return a->n_sectors > 0 && !ch_str_is(a->sectors[0], "GOV") && ch_str_eq(a->code, b->code);
}

/* "called for action to PREVENT a massacre": is the act to be kept from happening? */
static bool is_averted(const ch_steps *steps) {
  for (uint32_t i = 0; i < steps->n; i++)
    if (steps->v[i].effect == CH_EFFECT_FAILED && steps->v[i].governor != CH_NO_WORD) return true;
  return false;
}

/* "asked ITS ALLIES to send Oman troops": those asked are told, though not by name. */
static bool asks_unnamed(ch_coding *c, uint32_t governor, uint32_t act) {
  if (governor == CH_NO_WORD || !ch_is_verb(c, governor) || !ch_is_verb(c, act)) return false;
  const ch_frame *frame = ch_frame_of(c, governor);
  uint32_t asked = frame->indirect != CH_NO_WORD ? frame->indirect : frame->undergoer;
  return asked != CH_NO_WORD && asked < act && ch_is_noun(c, asked) &&
         (ch_in_class(c, asked, c->book->generality) || ch_w(c, act)->head == governor);
}

/* "ordered HIS ARMY to strike Oman", "told her minister to reopen the embassy": rulers and those who
 * carry out what they say. */
static bool is_own_staff(const ch_side *author, const ch_side *told) {
  static const char *const STAFF[] = {"GOV", "MIL", "SPY", "COP"};
  if (author->n != 1 || told->n != 1) return false;
  const ch_actor *a = author->v[0].actor, *b = told->v[0].actor;
  if (!ch_is_power(a) || !a->n_sectors || !ch_str_is(a->sectors[0], "GOV") || !b->n_sectors) return false;
  if (b->code.n && !ch_str_eq(a->code, b->code)) return false;
  for (size_t i = 0; i < sizeof STAFF / sizeof *STAFF; i++)
    if (ch_str_is(b->sectors[0], STAFF[i])) return true;
  return false;
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
  if (effect == CH_EFFECT_ACCUSED && author.n > 1 && ch_is_mutual(c, step.governor)) {
    const ch_outcome *blame = ch_outcome_find(c->book, d->act.cameo, effect);
    if (blame) ch_draft_become(d, blame);
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
  if (effect == CH_EFFECT_ORDERED && thing && !ch_any_told(&author) && ch_any_told(&told)) {
    author = told;
    told.n = 0;
    effect = CH_EFFECT_ANNOUNCED;
  }
  /* "the sanctions must be lifted": by whom is not said */
  const ch_frame *frame = ch_frame_of(c, d->match.word[0]);
  bool must = effect == CH_EFFECT_OBLIGED ||
              (effect == CH_EFFECT_REQUESTED && step.governor == CH_NO_WORD);
  bool nobody = must && author.n && ch_speaks_for(author.v[0].actor) && d->act.actor.n == 0 && told.n == 0 &&
                d->cameo->quad < 3 && ch_is_verb(c, d->match.word[0]) && frame->passive &&
                frame->doer == CH_NO_WORD;
  if (effect == CH_EFFECT_OBLIGED && !nobody && (author.n == 0 || told.n == 0))
    effect = CH_EFFECT_FORESEEN;
  /* "we must not attack" asks nothing of another */
  if (effect == CH_EFFECT_REQUESTED && step.governor == CH_NO_WORD && !nobody &&
      (author.n == 0 || told.n == 0))
    effect = CH_EFFECT_NEGATED;
  /* what one's own people are told to do to others is one's own deed or plan */
  ch_side aim = d->act.recipient;
  ch_side_remove(&aim, &author);
  if (effect == CH_EFFECT_ORDERED && ch_any_told(&aim) && d->cameo->quad != 3 && is_own_staff(&author, &told)) {
    told.n = 0;
    effect = d->cameo->quad < 3 ? CH_EFFECT_DECIDED : CH_EFFECT_ANNOUNCED;
  }
  /* "told Serbia to arrest him": what one power tells another to do it asks for */
  if (effect == CH_EFFECT_ORDERED && d->act.type != CH_TYPE_SANCTION && ch_any_power(&author) && ch_any_power(&told) &&
      !ch_side_shares(&author, &told) && orders_party(c, step.governor, &told))
    effect = CH_EFFECT_DEMANDED;
  const ch_outcome *row = ch_outcome_find(c->book, d->act.cameo, effect);
  /* "pressed London for sanctions on Oman": threatens Oman, but asks London */
  bool to_other = effect == CH_EFFECT_REQUESTED || effect == CH_EFFECT_DEMANDED;
  bool hostile = row && row->cameo && (row->cameo->type == CH_TYPE_ACCUSE || row->cameo->type == CH_TYPE_THREATEN);
  if (to_other && hostile &&
      (d->cameo->quad == 4 || (d->act.type == CH_TYPE_ACCUSE && !ch_any_told(&d->act.recipient))) &&
      step.governor != CH_NO_WORD && ch_any_told(&author) && ch_any_told(&told) &&
      !ch_side_shares(&told, &d->act.recipient))
    row = ch_outcome_find(c->book, CH_STR("1"), effect);
  /* "requested airstrikes" threatens nobody who is told, and asks for help */
  bool averted = is_averted(&d->steps);
  if (to_other && hostile && d->act.type == CH_TYPE_ASSAULT && (averted || d->act.recipient.n == 0))
    row = ch_outcome_find(c->book, CH_STR("1"), effect);
  /* "Norway should impose sanctions on Oman, Sweden said": who says so asks Norway */
  if (must && effect != CH_EFFECT_FORESEEN && effect != CH_EFFECT_NEGATED && d->cameo->quad == 4 &&
      !d->changed && ch_any_told(&author) && ch_any_told(&told) &&
      (is_of_same_state(&author, &told) || /* "the president must send troops, the senator said" */
       (ch_any_told(&d->act.recipient) &&
        !ch_side_shares(&d->act.recipient, &told) && /* not "they must cut their own staff" */
        !ch_side_shares(&d->act.recipient, &author))))
    row = ch_outcome_find(c->book, CH_STR("1"), CH_EFFECT_REQUESTED);
  /* "asked China to persuade North Korea": China is asked */
  bool asks = effect == CH_EFFECT_REQUESTED || effect == CH_EFFECT_DEMANDED || effect == CH_EFFECT_ORDERED;
  if (!row && asks && d->act.type == CH_TYPE_REQUEST && ch_any_told(&author) && ch_any_told(&told)) {
    d->act.actor = author;
    d->act.recipient = told;
  }
  if (!row) return;
  ch_draft_become(d, row);
  if (effect == CH_EFFECT_FORESEEN) return;
  if (author.n == 0 && effect != CH_EFFECT_ANNOUNCED) {
    ch_draft_drop(d, CH_FATE_AUTHOR);
    return;
  }
  ch_side others = d->act.recipient;
  ch_side_remove(&others, &author);
  if (to_other && averted) {
    others.n = 0;
    if (!ch_any_told(&told)) told.n = 0;
  }
  if (to_other && told.n == 0 && asks_unnamed(c, step.governor, d->match.word[0])) others.n = 0;
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

/* "said that it would suspend visas FROM AUGUST 23": who tells from what day, soon, his own measure holds has
 * taken it. */
static bool is_set(ch_coding *c, const ch_draft *d, const ch_side *speaker) {
  enum { SOON = 31 };
  uint32_t verb = d->match.word[0];
  int32_t published = c->doc->article ? c->doc->article->published : CH_DAY_NONE;
  bool measure = d->act.type == CH_TYPE_SANCTION || d->act.type == CH_TYPE_COERCE;
  if (!measure || d->changed || !ch_is_verb(c, verb) || published == CH_DAY_NONE ||
      !speaker->n || !ch_side_shares(speaker, &d->act.actor) || !ch_n_coded(&d->act.recipient))
    return false;
  const ch_sentence *s = &c->doc->sentences[c->doc->sentence_of[verb]];
  for (uint32_t w = verb + 1; w < s->first + s->count; w++) {
    uint32_t at = c->reading->time_at[w];
    const ch_time *t = at == CH_NO_ITEM ? NULL : &c->reading->times[at];
    if (!t || t->head != w || !t->onset || t->days.from == CH_DAY_NONE || !ch_below(c->doc, w, verb)) continue;
    return t->days.from >= published && t->days.from <= published + SOON;
  }
  return false;
}

/* "told OMAN that it would not join the talks": to whom who refuses says so. */
static void refused_to_whom(ch_coding *c, ch_draft *d) {
  uint32_t clause = ch_first_conjunct(c, d->steps.outermost);
  uint32_t up = ch_w(c, clause)->head;
  if (ch_any_told(&d->act.recipient) || ch_w(c, clause)->rel != CH_REL_CCOMP || up == CH_NO_WORD || !ch_is_verb(c, up))
    return;
  ch_side teller = {.n = 0}, listener = {.n = 0};
  ch_doer_of(c, up, &teller);
  ch_addressee_of(c, up, &listener);
  ch_side_remove(&listener, &d->act.actor);
  if (ch_side_shares(&teller, &d->act.actor) && ch_any_power(&listener) && !ch_one_code(&d->act.actor, &listener))
    d->act.recipient = listener;
}

static void apply_own(ch_coding *c, ch_draft *d, ch_step step) {
  ch_effect effect = step.effect;
  if (effect == CH_EFFECT_ALLEGED) d->alleged = true;
  ch_side doer = {.n = 0};
  if (step.governor != CH_NO_WORD) ch_doer_of(c, step.governor, &doer);
  if (d->act.actor.n == 0) d->act.actor = doer;
  /* "there will be no talks with Oman, the minister said", "there are no PLANS to arm it": none of his */
  bool intent = step.governor != CH_NO_WORD && ch_is_noun(c, step.governor) &&
                ch_in_class(c, step.governor, c->book->intending);
  bool by_nobody = intent ? !ch_any_coded(&d->act.actor) : d->act.actor.n == 0;
  if (effect == CH_EFFECT_FORGONE && by_nobody &&
      (intent || (ch_any_told(&d->act.recipient) && d->act.type == CH_TYPE_CONSULT)))
    ch_speaker_of(c, d->match.word[0], &d->act.actor);
  /* "the sanctions will not hit us" forgoes nothing */
  if (effect == CH_EFFECT_FORGONE && d->rule->subject.n_alternatives && !d->rule->subject.absent)
    effect = CH_EFFECT_NEGATED;
  /* "will never give up THE RIGHT to enrich it": what one may do one does not forgo */
  if (effect == CH_EFFECT_FORGONE && step.governor == CH_NO_WORD && d->steps.n > 1) {
    ch_step inner = d->steps.v[0];
    if (inner.effect == CH_EFFECT_CONSIDERED && inner.governor != CH_NO_WORD &&
        ch_is_noun(c, inner.governor)) {
      ch_draft_drop(d, CH_FATE_UNDONE);
      return;
    }
  }
  bool outsider = doer.n && d->act.actor.n && !ch_side_shares(&doer, &d->act.actor);
  /* "wants NATO to station troops" */
  if ((effect == CH_EFFECT_PROMISED || (effect == CH_EFFECT_PLANNED && d->cameo->quad < 3)) && outsider && ch_any_told(&doer) && ch_any_told(&d->act.actor) &&
      ch_in_class(c, step.governor, c->book->wishing)) {
    apply_on_others(c, d, (ch_step){CH_EFFECT_REQUESTED, step.governor});
    return;
  }
  /* "said it HAD NOT SENT troops" */
  if (effect == CH_EFFECT_NEGATED && d->steps.disclaimed && d->steps.n == 1 && !d->changed &&
      ch_is_verb(c, d->match.word[0]) &&
      (d->cameo->quad == 4 || d->act.type == CH_TYPE_AID || d->act.type == CH_TYPE_COOPERATE)) {
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
    if (effect == CH_EFFECT_FUTURE && is_set(c, d, &speaker)) return;
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
    if (row) ch_draft_become(d, row);
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
    if (row) ch_draft_become(d, row);
    d->act.actor = d->act.recipient;
    d->act.recipient = made_by;
    return;
  }
  if (takes_over(effect) && doer.n) {
    /* "rejected a British SUGGESTION": it was made */
    if (ch_is_noun(c, d->match.word[0]) && !d->changed && ch_any_told(&d->act.actor) &&
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
    if (row) ch_draft_become(d, row);
    ch_side_remove(&others, &doer);
    /* "not arming rebels", "ruled out sending ground troops" */
    d->refused_of_nobody = effect == CH_EFFECT_REFUSED && others.n && !ch_any_told(&others);
    if ((step.governor == CH_NO_WORD || d->refused_of_nobody) && !ch_any_told(&others)) others.n = 0;
    d->act.actor = doer;
    d->act.recipient = others;
    /* also "warned OMAN against moving troops" */
    if (effect == CH_EFFECT_THREATENED || (effect == CH_EFFECT_REFUSED && ch_is_verb(c, d->match.word[0])))
      ch_threatened_whom(c, d, step.governor);
    return;
  }
  if (outsider && is_conflict(c, d) &&
      (effect == CH_EFFECT_PLANNED || effect == CH_EFFECT_DECIDED || effect == CH_EFFECT_PROMISED))
    effect = CH_EFFECT_FORESEEN;
  /* "are TRYING to make peace": not done yet, and not refused either */
  bool tries = effect == CH_EFFECT_FAILED && step.governor != CH_NO_WORD &&
               ch_in_class(c, step.governor, c->book->attempting);
  const ch_outcome *row = ch_outcome_find(c->book, tries ? CH_STR("") : d->act.cameo, effect);
  if (row) ch_draft_become(d, row);
  if (row && effect == CH_EFFECT_FORGONE && d->act.type == CH_TYPE_REJECT) refused_to_whom(c, d);
}

void ch_apply_effect(ch_coding *c, ch_draft *d, ch_step step) {
  if (on_others(step.effect)) apply_on_others(c, d, step);
  else apply_own(c, d, step);
}
