#include "code/recall.h"

/* The one power that the side is of; NULL if none or several. */
static const ch_actor *power_of(const ch_side *side) {
  for (uint32_t i = 0; i < side->n; i++)
    if (!ch_is_power(side->v[i].actor) || !ch_str_eq(side->v[i].actor->code, side->v[0].actor->code))
      return NULL;
  return side->n ? side->v[0].actor : NULL;
}

static bool all_known(const ch_side *side) {
  for (uint32_t i = 0; i < side->n; i++)
    if (side->v[i].actor->code.n == 0) return false;
  return side->n > 0;
}

static bool is_open(const ch_draft *d) {
  return all_known(&d->act.actor) && d->act.recipient.n == 0 &&
         !ch_roles_have(&d->rule->recipient, CH_ROLE_NONE) &&
         (d->lacks_recipient || !d->dropped);
}

static void take(ch_draft *d, const ch_side *from) {
  ch_side to = *from;
  for (uint32_t i = 0; i < to.n; i++) to.v[i] = (ch_party){from->v[i].actor, {NULL, 0}, {0, 0}, true, false};
  ch_side_remove(&to, &d->act.actor);
  if (to.n == 0) return;
  d->act.recipient = to;
  if (d->lacks_recipient) d->dropped = d->lacks_recipient = false;
  d->open = d->needy = false;
}

static bool in_side(const ch_side *side, const ch_actor *a) {
  for (uint32_t i = 0; i < side->n; i++)
    if (ch_str_eq(side->v[i].actor->code, a->code)) return true;
  return false;
}

/* Do the words [from, to) name somebody beside the two sides, who only tells of it apart? */
static bool names_third(const ch_coding *c, uint32_t from, uint32_t to, const ch_side *a, const ch_side *b) {
  for (uint32_t w = from; w < to; w++) {
    uint32_t at = c->reading->mention_at[w];
    if (at == CH_NO_ITEM || c->reading->mentions[at].actor == CH_NO_ITEM) continue;
    const ch_actor *who = &c->reading->actors[c->reading->mentions[at].actor];
    if (who->code.n == 0 || (who->n_sectors && ch_str_is(who->sectors[0], "JRN"))) continue;
    if (!in_side(a, who) && !in_side(b, who)) return true;
  }
  return false;
}

/* ---- "condemned the invasion and DEMANDED a withdrawal" --------------------------------- */

static bool matches_at(const ch_draft *d, uint32_t w) {
  for (uint32_t i = 0; i < d->match.pattern->n; i++)
    if (d->match.word[i] == w) return true;
  return false;
}

/* The verb that the clause of `w` is joined to, with no subject of its own. */
static uint32_t joined_to(const ch_coding *c, uint32_t w) {
  if (!ch_is_verb(c, w) || ch_child_by_rel(c->doc, w, CH_REL_NSUBJ) != CH_NO_WORD) return CH_NO_WORD;
  uint8_t rel = ch_w(c, w)->rel;
  bool participle = rel == CH_REL_ADVCL && ch_child_by_rel(c->doc, w, CH_REL_MARK) == CH_NO_WORD;
  return rel == CH_REL_CONJ || participle ? ch_w(c, w)->head : CH_NO_WORD;
}

static bool speaks(ch_type type) {
  switch (type) {
    case CH_TYPE_ACCUSE: case CH_TYPE_REQUEST: case CH_TYPE_REJECT: case CH_TYPE_THREATEN:
      return true;
    default: return false;
  }
}

/* "and appealed to THE WHOLE WORLD for help": told, and nobody told of before. */
static bool asks_all(const ch_coding *c, const ch_draft *d) {
  for (uint32_t i = 1; i < d->match.pattern->n; i++)
    if (d->match.word[i] != CH_NO_WORD && ch_in_class(c, d->match.word[i], c->book->generality))
      return true;
  return false;
}

static void from_beside(ch_coding *c, ch_draft *d, const ch_draft *drafts, size_t n) {
  uint32_t head = d->match.word[0], verb = joined_to(c, head);
  /* "gave Peru two ships and PLANS TO SEND a third" */
  bool gives = d->act.type == CH_TYPE_AGREE && d->about.type == CH_TYPE_AID;
  if (verb == CH_NO_WORD && gives && d->steps.outermost != CH_NO_WORD) verb = joined_to(c, d->steps.outermost);
  if (verb == CH_NO_WORD || verb > head || !(speaks(d->act.type) || gives)) return;
  if (d->act.type == CH_TYPE_ACCUSE && (d->dropped || d->open)) return; /* "claiming that …" */
  if (d->act.type == CH_TYPE_REQUEST && asks_all(c, d)) return;
  const ch_sentence *s = &c->doc->sentences[c->doc->sentence_of[head]];
  for (size_t i = 0; i < n; i++) {
    const ch_draft *other = &drafts[i];
    if (other == d || other->dropped || !matches_at(other, verb) || !all_known(&other->act.recipient) ||
        !ch_side_shares(&other->act.actor, &d->act.actor) || (gives && other->act.type != CH_TYPE_AID && other->act.type != CH_TYPE_SUPPORT && other->act.type != CH_TYPE_REQUEST))
      continue;
    if (names_third(c, head, s->first + s->count, &d->act.actor, &other->act.recipient)) return;
    take(d, &other->act.recipient);
    return;
  }
}

/* ---- "condemned THE KILLING", "welcomed THE MOVE" ---------------------------------------- */

/* The deed that the draft answers in a noun without an owner; NO_WORD. */
static uint32_t deed_of(ch_coding *c, const ch_draft *d) {
  uint32_t words[CH_MAX_ELEMENTS + 2], n = 0, head = d->match.word[0];
  for (uint32_t i = 1; i < d->match.pattern->n; i++) words[n++] = d->match.word[i];
  words[n++] = d->match.bare;
  if (ch_is_verb(c, head)) words[n++] = ch_frame_of(c, head)->undergoer;
  for (uint32_t i = 0; i < n; i++) {
    uint32_t w = words[i];
    if (w == CH_NO_WORD) continue;
    /* "condemned IT": what was told right before */
    if (ch_in_class(c, w, c->book->anaphor) && ch_feature(c, w, "Number=Sing") &&
        c->reading->mention_at[w] == CH_NO_ITEM)
      return w;
    if (!ch_is_noun(c, w)) continue;
    if (!ch_in_class(c, w, c->book->deed) && !ch_in_class(c, w, c->book->blow) &&
        !ch_in_class(c, w, c->book->suffered) && !ch_in_class(c, w, c->book->giving_way) &&
        !ch_in_class(c, w, c->book->show_of_force))
      continue;
    bool definite = false, bare = true;
    for (uint32_t k = 0; k < ch_child_count(c->doc, w); k++) {
      uint32_t child = ch_child(c->doc, w, k);
      definite |= ch_feature(c, child, "Definite=Def") || ch_feature(c, child, "PronType=Dem");
      bare &= ch_w(c, child)->rel != CH_REL_NMOD && ch_w(c, child)->rel != CH_REL_NMOD_POSS &&
              ch_w(c, child)->rel != CH_REL_ACL_RELCL && ch_w(c, child)->rel != CH_REL_ACL;
    }
    ch_side owners;
    ch_side_owners(c, w, &owners);
    if (definite && bare && owners.n == 0) return w;
  }
  return CH_NO_WORD;
}

/* May the noun speak of what the event tells? */
static bool is_told_by(const ch_coding *c, uint32_t noun, const ch_event *e) {
  bool done = e->act.status == CH_STATUS_ACTUAL || e->act.status == CH_STATUS_ONGOING;
  if (!ch_is_noun(c, noun)) return done && (e->act.type == CH_TYPE_ASSAULT || e->act.type == CH_TYPE_COERCE);
  if (ch_in_class(c, noun, c->book->show_of_force)) return done && e->act.type == CH_TYPE_MOBILIZE;
  /* "rebels seized a town … condemned THE ATTACK" */
  bool taken = e->act.actor.n && ch_is_rebel(e->act.actor.v[0].actor) && ch_str_is(e->act.mode, "seize");
  if (ch_in_class(c, noun, c->book->blow) || ch_in_class(c, noun, c->book->suffered))
    return done && (e->act.type == CH_TYPE_ASSAULT ||
                    (e->act.type == CH_TYPE_COERCE && (taken || ch_in_class(c, noun, c->book->suffered))));
  if (ch_in_class(c, noun, c->book->giving_way))
    return e->act.type == CH_TYPE_RETREAT || e->act.type == CH_TYPE_CONCEDE;
  switch (e->act.type) {
    case CH_TYPE_SANCTION: case CH_TYPE_COERCE: case CH_TYPE_MOBILIZE: case CH_TYPE_RETREAT:
    case CH_TYPE_CONCEDE: case CH_TYPE_AGREE: case CH_TYPE_REJECT: case CH_TYPE_AID:
      return true;
    default: return false;
  }
}

/* Who struck in what the article begins with, alone of all states that it tells of striking so far. */
static const ch_event *blow_of_lead(const ch_events *told) {
  enum { LEAD = 1 };
  const ch_event *lead = NULL;
  for (size_t i = 0; i < told->n; i++) {
    const ch_event *e = &told->v[i];
    bool done = e->act.status == CH_STATUS_ACTUAL || e->act.status == CH_STATUS_ONGOING;
    if (!lead && e->sentence <= LEAD && done && e->act.type == CH_TYPE_ASSAULT && power_of(&e->act.actor)) lead = e;
  }
  return lead;
}

/* "voiced understanding or SUPPORT", with no word of what for. */
static bool backs_nobody(const ch_coding *c, const ch_draft *d) {
  enum { MOST = 2 };
  uint32_t head = d->match.word[0];
  if (d->act.type != CH_TYPE_SUPPORT || d->changed || d->dropped || d->steps.n || !ch_is_verb(c, head) ||
      d->match.pattern->n != MOST)
    return false;
  uint32_t noun = d->match.word[1];
  return noun != CH_NO_WORD && ch_is_noun(c, noun) && ch_child_by_rel(c->doc, noun, CH_REL_NMOD) == CH_NO_WORD &&
         ch_child_by_rel(c->doc, noun, CH_REL_ACL) == CH_NO_WORD && ch_child_by_rel(c->doc, head, CH_REL_OBL) == CH_NO_WORD;
}

/* "denounced THE ATTACK", "voiced SUPPORT", further down than whoever struck is told of. */
static void from_lead(ch_coding *c, ch_draft *d, const ch_events *told) {
  uint32_t noun = deed_of(c, d);
  bool blow = noun != CH_NO_WORD && ch_is_noun(c, noun) && ch_in_class(c, noun, c->book->blow);
  if (!(blow && (d->act.type == CH_TYPE_ACCUSE || d->act.type == CH_TYPE_SUPPORT)) && !backs_nobody(c, d)) return;
  const ch_sentence *s = &c->doc->sentences[c->doc->sentence_of[d->match.word[0]]];
  const ch_event *lead = blow_of_lead(told);
  if (!lead || ch_side_shares(&lead->act.actor, &d->act.actor) || lead->sentence >= c->doc->sentence_of[d->match.word[0]]) return;
  ch_side both = lead->act.actor;
  ch_side_join(&both, &lead->act.recipient);
  if (!names_third(c, s->first, s->first + s->count, &d->act.actor, &both)) take(d, &lead->act.actor);
}

static void from_deed(ch_coding *c, ch_draft *d, const ch_events *told) {
  enum { REACH = 2, FAR = 8 };
  if (d->act.type != CH_TYPE_ACCUSE && d->act.type != CH_TYPE_REJECT && d->act.type != CH_TYPE_SUPPORT)
    return;
  uint32_t noun = deed_of(c, d);
  if (noun == CH_NO_WORD) return;
  bool general = !ch_is_noun(c, noun) || ch_in_class(c, noun, c->book->deed);
  uint32_t sentence = c->doc->sentence_of[noun];
  for (size_t i = told->n; i-- > 0;) {
    const ch_event *e = &told->v[i];
    if (e->sentence + (general ? REACH : FAR) < sentence) return;
    if (!is_told_by(c, noun, e) || !power_of(&e->act.actor)) continue;
    if (!ch_side_shares(&e->act.actor, &d->act.actor)) take(d, &e->act.actor);
    return;
  }
}

/* ---- "Chad made peace with Togo. Togo's cabinet approved THE DEAL" --------------------------- */

/* Of two who agreed or talked, the other one. */
static void from_accord(ch_coding *c, ch_draft *d, const ch_events *told) {
  enum { REACH = 3 };
  const ch_actor *own = power_of(&d->act.actor);
  uint32_t head = d->match.word[0];
  if (!own || d->dropped || d->act.type != CH_TYPE_SUPPORT || !ch_is_verb(c, head)) return;
  uint32_t noun = ch_frame_of(c, head)->undergoer;
  if (noun == CH_NO_WORD || !ch_is_noun(c, noun) || !ch_in_class(c, noun, c->book->accord)) return;
  uint32_t article = ch_child_by_rel(c->doc, noun, CH_REL_DET), sentence = c->doc->sentence_of[head];
  if (article == CH_NO_WORD || !ch_feature(c, article, "Definite=Def")) return;
  for (size_t i = told->n; i-- > 0 && told->v[i].sentence + REACH >= sentence;) {
    const ch_event *e = &told->v[i];
    if (e->quad != 1 || e->sentence == sentence) continue;
    ch_side both = e->act.actor;
    ch_side_join(&both, &e->act.recipient);
    if (!all_known(&both) || !ch_side_shares(&both, &d->act.actor)) continue;
    ch_side_remove(&both, &d->act.actor);
    if (power_of(&both)) take(d, &both);
    return;
  }
}

/* ---- "THIS is a crime", "THEY have no shame" ------------------------------------------------ */

/* Does who speaks judge by it? */
static bool is_judgement(const ch_draft *d) {
  const ch_roles *actor = &d->rule->actor;
  return (d->act.type == CH_TYPE_ACCUSE || d->act.type == CH_TYPE_SUPPORT) && !d->changed && actor->stated &&
         actor->n && actor->v[0].kind == CH_ROLE_SPEAKER;
}

/* The word that stands for what is judged: the subject of the clause, where that only points back. */
static uint32_t pointer_of(const ch_coding *c, const ch_draft *d) {
  uint32_t clause = ch_clause_of(c, d->match.word[0]);
  uint32_t w = clause == CH_NO_WORD ? CH_NO_WORD : ch_child_by_rel(c->doc, clause, CH_REL_NSUBJ);
  if (w == CH_NO_WORD || (ch_w(c, w)->upos != CH_UPOS_PRON && ch_w(c, w)->upos != CH_UPOS_DET)) return CH_NO_WORD;
  uint32_t at = c->reading->mention_at[w];
  if (at != CH_NO_ITEM && c->reading->mentions[at].actor != CH_NO_ITEM) return CH_NO_WORD;
  bool back = ch_feature(c, w, "PronType=Dem") || ch_in_class(c, w, c->book->anaphor);
  return back ? w : CH_NO_WORD;
}

/* Is it what one praises, or blames, another for? */
static bool is_conduct(ch_type judged, const ch_event *e) {
  bool done = e->act.status == CH_STATUS_ACTUAL || e->act.status == CH_STATUS_ONGOING || e->act.status == CH_STATUS_PLANNED;
  switch (e->act.type) {
    case CH_TYPE_ASSAULT: case CH_TYPE_COERCE: case CH_TYPE_MOBILIZE: case CH_TYPE_SANCTION: case CH_TYPE_THREATEN:
      return done && judged == CH_TYPE_ACCUSE;
    case CH_TYPE_CONCEDE: case CH_TYPE_RETREAT: case CH_TYPE_AGREE:
      return done && judged == CH_TYPE_SUPPORT;
    default: return false;
  }
}

/* "Oslo PROTESTED", "voiced its ANGER": blame with no word of what for. */
static bool is_bare_blame(const ch_coding *c, const ch_draft *d) {
  uint32_t head = d->match.word[0];
  enum { MOST = 2 }; /* the verb, and what is voiced */
  if (d->act.type != CH_TYPE_ACCUSE || d->changed || d->dropped || !ch_is_verb(c, head) || d->steps.n ||
      d->match.pattern->n > MOST)
    return false;
  for (uint32_t i = 0; i < d->match.pattern->n; i++) {
    uint32_t w = d->match.word[i];
    for (uint32_t k = 0; w != CH_NO_WORD && k < ch_child_count(c->doc, w); k++) {
      uint32_t child = ch_child(c->doc, w, k);
      if (matches_at(d, child) || c->reading->time_at[child] != CH_NO_ITEM) continue;
      if (ch_marker_in(c, child, c->book->through) != CH_NO_WORD) continue; /* "THROUGH its embassy" */
      switch (ch_rel_universal(ch_w(c, child)->rel)) {
        case CH_REL_OBJ: case CH_REL_OBL: case CH_REL_NMOD: case CH_REL_CCOMP: case CH_REL_XCOMP: case CH_REL_ACL:
        case CH_REL_ADVCL:
          if (ch_w(c, child)->rel != CH_REL_NMOD_POSS) return false;
          break;
        default: break;
      }
    }
  }
  return true;
}

static void from_conduct(ch_coding *c, ch_draft *d, const ch_events *told) {
  enum { REACH = 4, NEAR = 3 };
  bool judges = is_judgement(d) && pointer_of(c, d) != CH_NO_WORD;
  if (!judges && !is_bare_blame(c, d)) return;
  uint32_t sentence = c->doc->sentence_of[d->match.word[0]];
  const ch_sentence *s = &c->doc->sentences[sentence];
  for (size_t i = told->n; i-- > 0;) {
    const ch_event *e = &told->v[i];
    if (e->sentence + REACH < sentence) return;
    bool again = e->act.type == d->act.type && ch_side_shares(&e->act.actor, &d->act.actor);
    if (!again && (!is_conduct(d->act.type, e) || e->sentence + NEAR < sentence)) continue;
    const ch_side *judged = again ? &e->act.recipient : &e->act.actor;
    if (!all_known(judged) || !ch_str_eq(judged->v[0].actor->code, judged->v[judged->n - 1].actor->code)) continue;
    if (!ch_side_shares(judged, &d->act.actor) &&
        !names_third(c, s->first, s->first + s->count, &d->act.actor, judged))
      take(d, judged);
    return;
  }
}

/* ---- "China demanded an apology. Washington REFUSED to give one" --------------------------- */

/* What is answered by an act of that type. */
static bool is_answered(ch_type answer, const ch_event *e) {
  if (e->act.status != CH_STATUS_ACTUAL && e->act.status != CH_STATUS_ONGOING &&
      e->act.status != CH_STATUS_PLANNED)
    return false;
  switch (e->act.type) {
    case CH_TYPE_REQUEST: return answer == CH_TYPE_REJECT || answer == CH_TYPE_AGREE;
    case CH_TYPE_AGREE: case CH_TYPE_CONCEDE: return answer == CH_TYPE_AGREE || answer == CH_TYPE_REJECT;
    case CH_TYPE_ACCUSE: return answer == CH_TYPE_REJECT || answer == CH_TYPE_ACCUSE;
    case CH_TYPE_THREATEN: return answer != CH_TYPE_REQUEST && answer != CH_TYPE_SANCTION;
    case CH_TYPE_ASSAULT: case CH_TYPE_SANCTION: case CH_TYPE_COERCE:
      return answer != CH_TYPE_REQUEST && answer != CH_TYPE_REJECT;
    default: return false;
  }
}

static void from_reply(ch_coding *c, ch_draft *d, const ch_events *told) {
  enum { REACH = 1 };
  const ch_actor *own = power_of(&d->act.actor);
  uint32_t head = d->match.word[0], sentence = c->doc->sentence_of[head];
  bool recalls = d->act.type == CH_TYPE_SANCTION && !d->changed; /* "recalled its ambassador" */
  bool refuses = d->act.type == CH_TYPE_REJECT && !d->changed && d->lacks_recipient; /* "Uganda refused" */
  if (!own || d->match.pattern->pos == CH_POS_ANY || !(ch_is_verb(c, head) || d->act.type == CH_TYPE_AGREE)) return;
  /* "Chile offered talks. Peru WAS READY to take part" */
  bool accepts = d->act.type == CH_TYPE_AGREE && !d->changed && !d->dropped && !ch_in_class(c, head, c->book->promising);
  /* "Libya WILL NOT RETALIATE" */
  bool forgoes = d->act.type == CH_TYPE_CONCEDE && d->rule->needs == CH_EFFECT_FORGONE;
  if (!forgoes && !accepts && (recalls || refuses ? !d->lacks_recipient : d->dropped || d->open || !speaks(d->act.type))) return;
  const ch_sentence *s = &c->doc->sentences[sentence];
  for (size_t i = told->n; i-- > 0;) {
    const ch_event *e = &told->v[i];
    if (e->sentence + REACH < sentence) return;
    const ch_actor *a = power_of(&e->act.actor), *b = power_of(&e->act.recipient);
    /* what is asked or offered without a word to whom, for who answers it */
    bool to_all = (refuses || accepts) && e->act.recipient.n == 0;
    if (!a || ch_str_eq(a->code, own->code) || (!to_all && (!b || !ch_str_eq(b->code, own->code)))) continue;
    if (!is_answered(d->act.type, e)) continue;
    if (!names_third(c, s->first, s->first + s->count, &d->act.actor, &e->act.actor))
      take(d, &e->act.actor);
    return;
  }
}

/* ---- "Peru RECALLED ITS AMBASSADOR after Chile shelled the town" -------------------------------- */

/* Whom the sentence's other act has `own` to do with: NULL if nobody, or none alone. */
static const ch_side *other_in(const ch_draft *other, const ch_actor *own) {
  const ch_actor *a = power_of(&other->act.actor), *b = power_of(&other->act.recipient);
  if (other->dropped && !other->lacks_recipient) return NULL;
  if (a && b && ch_str_eq(a->code, own->code) && !ch_str_eq(b->code, own->code)) return &other->act.recipient;
  if (a && !ch_str_eq(a->code, own->code) && (other->act.recipient.n == 0 || (b && ch_str_eq(b->code, own->code))))
    return &other->act.actor;
  return NULL;
}

/* Does a state aim it at another, whom the sentence may have named before? */
static bool is_aimed(const ch_draft *d) {
  switch (d->act.type) {
    case CH_TYPE_SANCTION: return !d->changed && d->lacks_recipient;
    case CH_TYPE_REJECT: return !d->dropped && !d->needy && ch_str_is(d->act.mode, "meet"); /* "and put off a visit" */
    case CH_TYPE_THREATEN: case CH_TYPE_CONCEDE: return !d->dropped && !d->needy;
    case CH_TYPE_MOBILIZE: case CH_TYPE_RETREAT: case CH_TYPE_ACCUSE: case CH_TYPE_AGREE:
      return !d->dropped && !d->needy && !d->changed;
    default: return false;
  }
}

/* The one other power of the sentence, where another act of it sets the two against each other. */
static void from_sentence(ch_coding *c, ch_draft *d, const ch_draft *drafts, size_t n) {
  const ch_actor *own = power_of(&d->act.actor);
  uint32_t head = d->match.word[0];
  const ch_side *other = NULL;
  if (!own || !is_aimed(d) || !ch_is_verb(c, head) || d->match.pattern->pos == CH_POS_ANY) return;
  const ch_sentence *s = &c->doc->sentences[c->doc->sentence_of[head]];
  for (size_t i = 0; i < n; i++) {
    const ch_side *found = &drafts[i] == d ? NULL : other_in(&drafts[i], own);
    if (!found) continue;
    if (other && !ch_side_shares(other, found)) return;
    other = found;
  }
  /* no troops go, and no word is given, against a body of states that only hears of it */
  bool to_body = other && ch_is_body(other->v[0].actor) && d->act.type != CH_TYPE_ACCUSE && d->act.type != CH_TYPE_REJECT;
  if (other && !to_body && !names_third(c, s->first, s->first + s->count, &d->act.actor, other)) take(d, other);
}

/* "Washington condemned the invasion. Peru RECALLED its ambassador": with others, against whom
 * they blame or punish, or who struck. */
static void from_company(ch_coding *c, ch_draft *d, const ch_draft *drafts, size_t n, const ch_events *told) {
  enum { REACH = 1 };
  const ch_actor *own = power_of(&d->act.actor);
  uint32_t head = d->match.word[0], sentence = c->doc->sentence_of[head];
  if (!own || d->act.type != CH_TYPE_SANCTION || d->changed || !d->lacks_recipient || !ch_is_verb(c, head))
    return;
  const ch_sentence *s = &c->doc->sentences[sentence];
  /* "Lima expelled the consul and Quito BROKE OFF RELATIONS" */
  for (size_t i = 0; i < n; i++) {
    const ch_draft *other = &drafts[i];
    bool measure = !other->dropped && (other->act.type == CH_TYPE_SANCTION || other->act.type == CH_TYPE_COERCE) && !other->changed && other->match.word[0] < head;
    if (!measure || !power_of(&other->act.actor) || !power_of(&other->act.recipient)) continue;
    if (ch_side_shares(&other->act.recipient, &d->act.actor) || ch_side_shares(&other->act.actor, &d->act.actor)) continue;
    if (!names_third(c, head, s->first + s->count, &d->act.actor, &other->act.recipient)) {
      take(d, &other->act.recipient);
      return;
    }
  }
  for (size_t i = told->n; i-- > 0;) {
    const ch_event *e = &told->v[i];
    if (e->sentence + REACH < sentence) return;
    bool joins = e->act.type == CH_TYPE_ACCUSE || e->act.type == CH_TYPE_SANCTION;
    const ch_side *foe = joins ? &e->act.recipient : e->act.type == CH_TYPE_ASSAULT ? &e->act.actor : NULL;
    if (!foe || !power_of(foe) || e->act.status != CH_STATUS_ACTUAL) continue;
    if (!ch_str_eq(power_of(foe)->code, own->code) &&
        !names_third(c, s->first, s->first + s->count, &d->act.actor, foe))
      take(d, foe);
    return;
  }
}

/* "The Chinese protested. NATO APOLOGISED": to who complained of it or was hit. */
static void from_complaint(ch_coding *c, ch_draft *d, const ch_events *told) {
  enum { REACH = 2 };
  const ch_actor *own = power_of(&d->act.actor);
  uint32_t sentence = c->doc->sentence_of[d->match.word[0]];
  if (!own || d->dropped || !ch_str_is(d->act.cameo, "055")) return;
  const ch_sentence *s = &c->doc->sentences[sentence];
  for (size_t i = told->n; i-- > 0;) {
    const ch_event *e = &told->v[i];
    if (e->sentence + REACH < sentence) return;
    const ch_actor *a = power_of(&e->act.actor), *b = power_of(&e->act.recipient);
    if (!a || !b || e->quad < 3) continue;
    const ch_side *other = ch_str_eq(b->code, own->code)   ? &e->act.actor
                           : ch_str_eq(a->code, own->code) ? &e->act.recipient
                                                           : NULL;
    if (!other) continue;
    if (!names_third(c, s->first, s->first + s->count, &d->act.actor, other)) take(d, other);
    return;
  }
}

static bool helps(const ch_act *act, const ch_act *about) {
  return act->type == CH_TYPE_AID || (act->type == CH_TYPE_AGREE && about->type == CH_TYPE_AID);
}

/* "Oman has sent Chad tents. It WILL PROVIDE trucks as well": to whom the same side was last told
 * to help. */
static void from_help(ch_coding *c, ch_draft *d, const ch_events *told) {
  enum { REACH = 5 };
  uint32_t head = d->match.word[0], sentence = c->doc->sentence_of[head];
  if (!helps(&d->act, &d->about)) return;
  const ch_sentence *s = &c->doc->sentences[sentence];
  for (size_t i = told->n; i-- > 0;) {
    const ch_event *e = &told->v[i];
    if (e->sentence + REACH < sentence) return;
    if (!helps(&e->act, &e->about) || !ch_side_shares(&e->act.actor, &d->act.actor) || !power_of(&e->act.recipient))
      continue;
    if (!names_third(c, s->first, s->first + s->count, &d->act.actor, &e->act.recipient)) take(d, &e->act.recipient);
    return;
  }
}

/* ---- "asked Oman to free them. The request WAS TURNED DOWN" -------------------------------- */

/* Does it put to somebody what he may turn down? */
static bool is_put(const ch_act *act) {
  bool type = act->type == CH_TYPE_REQUEST || act->type == CH_TYPE_AGREE || act->type == CH_TYPE_CONCEDE;
  return type && all_known(&act->actor) && power_of(&act->recipient) &&
         !ch_party_same(&act->actor.v[0], &act->recipient.v[0]);
}

/* By whom: to whom it was put. */
static bool turned_down_by(const ch_coding *c, ch_draft *d, const ch_side *owner, const ch_act *put) {
  if (!is_put(put) || (owner->n && !ch_side_shares(owner, &put->actor))) return false;
  const ch_sentence *s = &c->doc->sentences[c->doc->sentence_of[d->match.word[0]]];
  if (names_third(c, s->first, s->first + s->count, &put->actor, &put->recipient)) return false;
  d->dropped = false;
  d->act.actor.n = 0;
  for (uint32_t i = 0; i < put->recipient.n; i++)
    d->act.actor.v[d->act.actor.n++] = (ch_party){put->recipient.v[i].actor, {NULL, 0}, {0, 0}, true, false};
  take(d, &put->actor);
  return true;
}

static void from_asked(ch_coding *c, ch_draft *d, const ch_draft *drafts, size_t n, const ch_events *told) {
  enum { REACH = 2 };
  uint32_t head = d->match.word[0], sentence = c->doc->sentence_of[head];
  if (!d->dropped || d->fate != CH_FATE_ACTOR || d->act.type != CH_TYPE_REJECT || d->changed || !ch_is_verb(c, head))
    return;
  const ch_frame *f = ch_frame_of(c, head);
  ch_side owner = {.n = 0};
  if (!f->passive || f->doer != CH_NO_WORD || f->undergoer == CH_NO_WORD ||
      !ch_in_class(c, f->undergoer, c->book->put_to))
    return;
  ch_side_owners(c, f->undergoer, &owner);
  for (size_t i = n; i-- > 0;)
    if (!drafts[i].dropped && drafts[i].match.word[0] < head && turned_down_by(c, d, &owner, &drafts[i].act)) return;
  for (size_t i = told->n; i-- > 0 && told->v[i].sentence + REACH >= sentence;)
    if (turned_down_by(c, d, &owner, &told->v[i].act)) return;
}

/* ---- "Peru and Chile signed a pact. Brazil HAILED THE PACT. Chile promised to cut the duties" --------- */

/* Those of known country who made a pact by what the event tells; fewer than two: none did. */
static void made_pact(const ch_event *e, ch_side *out) {
  out->n = 0;
  bool signs = e->act.type == CH_TYPE_SUPPORT && ch_str_starts(e->act.cameo, CH_STR("057"));
  bool truce = e->act.type == CH_TYPE_RETREAT && ch_str_is(e->act.mode, "ceasefire");
  bool done = e->act.status == CH_STATUS_ACTUAL || e->act.status == CH_STATUS_ONGOING;
  if ((!signs && !truce) || !done) return;
  const ch_side *sides[] = {&e->act.actor, &e->act.recipient};
  for (size_t k = 0; k < 2; k++)
    for (uint32_t i = 0; i < sides[k]->n && out->n < CH_MAX_SIDE; i++) {
      const ch_actor *a = sides[k]->v[i].actor;
      if ((ch_is_power(a) || ch_is_rebel(a)) && a->code.n && !in_side(out, a)) out->v[out->n++] = sides[k]->v[i];
    }
}

/* "THE PACT", "THIS TRUCE": one told of before, and not whose it is. */
static bool answers_pact(ch_coding *c, const ch_draft *d) {
  uint32_t words[CH_MAX_ELEMENTS + 1], n = 0, head = d->match.word[0];
  for (uint32_t i = 1; i < d->match.pattern->n; i++) words[n++] = d->match.word[i];
  if (ch_is_verb(c, head)) words[n++] = ch_frame_of(c, head)->undergoer;
  for (uint32_t i = 0; i < n; i++) {
    uint32_t w = words[i], det = w == CH_NO_WORD ? w : ch_child_by_rel(c->doc, w, CH_REL_DET);
    if (det == CH_NO_WORD || !ch_in_class(c, w, c->book->sealed)) continue;
    if (ch_feature(c, det, "Definite=Def") || ch_feature(c, det, "PronType=Dem")) return true;
  }
  return false;
}

static void from_pact(ch_coding *c, ch_draft *d, const ch_events *told) {
  enum { NEXT = 2, FAR = 8 };
  bool promises = d->act.type == CH_TYPE_AGREE || d->act.type == CH_TYPE_CONCEDE;
  bool judges = d->act.type == CH_TYPE_SUPPORT || d->act.type == CH_TYPE_ACCUSE || d->act.type == CH_TYPE_REJECT;
  if (promises ? !power_of(&d->act.actor) : !judges || !answers_pact(c, d)) return;
  uint32_t sentence = c->doc->sentence_of[d->match.word[0]];
  const ch_sentence *s = &c->doc->sentences[sentence];
  for (size_t i = told->n; i-- > 0 && told->v[i].sentence + (promises ? NEXT : FAR) >= sentence;) {
    ch_side parties;
    made_pact(&told->v[i], &parties);
    if (parties.n < 2) continue;
    bool own = ch_side_shares(&parties, &d->act.actor);
    /* one of them that blames it blames nobody in particular */
    if (promises ? !own : own && d->act.type != CH_TYPE_SUPPORT) return;
    if (!names_third(c, s->first, s->first + s->count, &d->act.actor, &parties)) take(d, &parties);
    return;
  }
}

/* ---- "Peru imposed sanctions on Chile in May. THE SANCTIONS WERE LIFTED on Friday" -------------- */

/* The thing that the act is told of, which the sentence takes for known and names nobody's; NO_WORD. */
static uint32_t known_thing(ch_coding *c, uint32_t head) {
  if (ch_w(c, head)->rel == CH_REL_AMOD || ch_w(c, head)->rel == CH_REL_ACL) return CH_NO_WORD; /* "the FROZEN funds" */
  const ch_frame *f = ch_frame_of(c, head);
  uint32_t w = f->passive ? f->undergoer : f->subject;
  if (w == CH_NO_WORD || !ch_is_noun(c, w) || (f->passive && f->doer != CH_NO_WORD)) return CH_NO_WORD;
  bool known = ch_in_class(c, w, c->book->ties);
  for (uint32_t k = 0; k < ch_child_count(c->doc, w); k++) {
    uint32_t child = ch_child(c->doc, w, k);
    known |= ch_feature(c, child, "Definite=Def") || ch_feature(c, child, "PronType=Dem");
    uint8_t rel = ch_w(c, child)->rel;
    if (rel == CH_REL_NMOD || rel == CH_REL_ACL_RELCL || rel == CH_REL_ACL || rel == CH_REL_CONJ) return CH_NO_WORD;
  }
  ch_side owners;
  ch_side_owners(c, w, &owners);
  return known && owners.n == 0 ? w : CH_NO_WORD;
}

/* Are both words names of one thing: the same word, pacts of any name, or relations of states? */
static bool one_thing(const ch_coding *c, uint32_t a, uint32_t b) {
  return ch_str_eq(ch_w(c, a)->lemma, ch_w(c, b)->lemma) ||
         (ch_in_class(c, a, c->book->sealed) && ch_in_class(c, b, c->book->sealed)) ||
         (ch_in_class(c, a, c->book->ties) && ch_in_class(c, b, c->book->ties));
}

static bool is_captivity(const ch_act *act) {
  return (act->type == CH_TYPE_COERCE && ch_str_is(act->mode, "arrest")) ||
         (act->type == CH_TYPE_ASSAULT && ch_str_is(act->mode, "abduct")) ||
         (act->type == CH_TYPE_RETREAT && ch_str_is(act->mode, "release"));
}

/* Does the event tell of the thing, by a word that hangs on its own: "imposed SANCTIONS", "signed the
 * PACT"? Or, of people held and freed: "THE MEN had been held since May"? */
static bool tells_of(const ch_coding *c, const ch_event *e, const ch_draft *d, uint32_t thing) {
  enum { CLIMB = 3 };
  if (is_captivity(&e->act) && is_captivity(&d->act) && ch_in_class(c, thing, c->book->captive)) return true;
  const ch_sentence *s = &c->doc->sentences[e->sentence];
  for (uint32_t w = s->first; w < s->first + s->count; w++) {
    if (!ch_is_noun(c, w) || !one_thing(c, w, thing)) continue;
    uint32_t up = w;
    for (int i = 0; i < CLIMB && up != CH_NO_WORD && up != e->trigger; i++) {
      uint8_t rel = ch_w(c, up)->rel;
      if (rel == CH_REL_ADVCL || rel == CH_REL_ACL_RELCL || rel == CH_REL_PARATAXIS || rel == CH_REL_NMOD_POSS) break;
      up = ch_w(c, up)->head;
    }
    if (up == e->trigger) return true;
  }
  return false;
}

/* Acts that go on with what an earlier one began, between the same two. */
static bool goes_on(const ch_draft *d) {
  if (d->changed || (d->act.status != CH_STATUS_ACTUAL && d->act.status != CH_STATUS_ONGOING && d->act.status != CH_STATUS_PLANNED))
    return false;
  switch (d->act.type) {
    case CH_TYPE_SANCTION: case CH_TYPE_COERCE: case CH_TYPE_RETREAT: case CH_TYPE_CONCEDE: case CH_TYPE_AID:
    case CH_TYPE_SUPPORT: case CH_TYPE_COOPERATE:
      return true;
    default: return is_captivity(&d->act);
  }
}

/* Does another draft tell it at the same word: one that stands, or a fuller one? */
static bool has_twin(const ch_draft *d, const ch_draft *drafts, size_t n) {
  for (size_t i = 0; i < n; i++) {
    const ch_draft *other = &drafts[i];
    if (other == d || other->match.word[0] != d->match.word[0]) continue;
    if (!other->dropped) return true;
    if (other->fate == CH_FATE_ACTOR && goes_on(other) && other->match.pattern->n > d->match.pattern->n) return true;
  }
  return false;
}

/* Who acts in what goes on: who did so before, or was asked to. False if the event leaves that open. */
static bool sides_of(const ch_event *e, ch_side *actor, ch_side *recipient) {
  bool asked = e->act.type == CH_TYPE_REQUEST;
  if (e->act.type == CH_TYPE_ACCUSE || e->act.type == CH_TYPE_REJECT || !all_known(&e->act.actor)) return false;
  if (e->act.recipient.n ? !all_known(&e->act.recipient) : asked || e->act.actor.n < 2) return false;
  *actor = asked ? e->act.recipient : e->act.actor;
  *recipient = asked ? e->act.actor : e->act.recipient;
  return true;
}

static void from_thing(ch_coding *c, ch_draft *d, const ch_draft *drafts, size_t n, const ch_events *told) {
  enum { REACH = 2 };
  uint32_t head = d->match.word[0], sentence = c->doc->sentence_of[head];
  if (!d->dropped || d->fate != CH_FATE_ACTOR || !goes_on(d) || !ch_is_verb(c, head) || has_twin(d, drafts, n)) return;
  /* "the truce TOOK EFFECT"; not "the blockade hampered trade" */
  if (!ch_frame_of(c, head)->passive && d->act.type != CH_TYPE_RETREAT && d->act.type != CH_TYPE_SUPPORT) return;
  uint32_t thing = known_thing(c, head);
  if (thing == CH_NO_WORD) return;
  const ch_sentence *s = &c->doc->sentences[sentence];
  for (size_t i = told->n; i-- > 0 && told->v[i].sentence + REACH >= sentence;) {
    ch_side actor, recipient, both;
    if (told->v[i].title || told->v[i].sentence == sentence || !sides_of(&told->v[i], &actor, &recipient)) continue;
    if (!tells_of(c, &told->v[i], d, thing)) continue;
    if (told->v[i].act.type == CH_TYPE_REQUEST && d->act.type == CH_TYPE_AID) return; /* from whom it came is open */
    both = actor;
    ch_side_join(&both, &recipient);
    if (names_third(c, s->first, s->first + s->count, &both, &both)) return;
    /* what two do together they do to nobody */
    bool mutual = d->act.type == CH_TYPE_SUPPORT || d->act.type == CH_TYPE_COOPERATE || d->act.type == CH_TYPE_RETREAT;
    if (recipient.n == 0 && !mutual) return;
    d->dropped = false;
    for (uint32_t k = 0; k < actor.n; k++)
      d->act.actor.v[k] = (ch_party){actor.v[k].actor, {NULL, 0}, {0, 0}, true, false};
    d->act.actor.n = actor.n;
    if (recipient.n) take(d, &recipient);
    return;
  }
}

/* ---- "Turkey recalled its envoy from Paris. Its premier CALLED THE BILL RACIST. More WOULD FOLLOW" ----- */

static bool rules(const ch_actor *a) {
  return a->n_sectors && (ch_str_is(a->sectors[0], "GOV") || ch_str_is(a->sectors[0], "MIL"));
}

/* The other side of a deed of conflict, or of a threat, between two powers, or whom `own` has just blamed;
 * NULL for who is neither. */
static const ch_side *other_side(const ch_event *e, const ch_actor *own, bool just) {
  const ch_actor *a = power_of(&e->act.actor), *b = power_of(&e->act.recipient);
  bool by = a && ch_str_eq(a->code, own->code), on = b && ch_str_eq(b->code, own->code);
  bool blamed = just && by && e->act.type == CH_TYPE_ACCUSE && !e->act.recipient.v[0].inferred;
  if (!a || !b || (e->quad != 4 && e->act.type != CH_TYPE_THREATEN && !blamed)) return NULL;
  return by == on ? NULL : by ? &e->act.recipient : &e->act.actor;
}

/* Rulers who were just told to strike, punish or threaten, or to suffer it, go on against the same where
 * nobody else has been named since. */
static void from_feud(ch_coding *c, ch_draft *d, const ch_events *told) {
  enum { REACH = 2 };
  const ch_actor *own = power_of(&d->act.actor);
  uint32_t head = d->match.word[0], sentence = c->doc->sentence_of[head];
  const ch_type type = d->act.type;
  bool asks = type == CH_TYPE_REQUEST && !ch_str_is(d->act.mode, "assist") && !ch_str_is(d->act.mode, "meet");
  /* "claimed victory" blames nobody by itself */
  bool blames = type == CH_TYPE_ACCUSE && (!d->lacks_recipient || ch_str_is(d->act.mode, "disapprove"));
  bool goes_on = asks || blames || type == CH_TYPE_THREATEN || type == CH_TYPE_SANCTION;
  if (!own || !rules(own) || ch_is_body(own) || !goes_on || d->changed || d->match.pattern->pos != CH_POS_VERB) return;
  const ch_sentence *s = &c->doc->sentences[sentence];
  for (size_t i = told->n; i-- > 0 && told->v[i].sentence + REACH >= sentence;) {
    const ch_event *e = &told->v[i];
    if (e->title || e->sentence == sentence || (e->act.status != CH_STATUS_ACTUAL && e->act.status != CH_STATUS_ONGOING)) continue;
    const ch_side *other = other_side(e, own, e->sentence + 1 == sentence && asks && !d->dropped);
    if (!other) continue;
    if (asks && e->act.type != CH_TYPE_ACCUSE && ch_str_eq(e->act.actor.v[0].actor->code, own->code)) return; /* who strikes asks his own */
    if (!names_third(c, c->doc->sentences[e->sentence].first, s->first + s->count, &d->act.actor, other)) take(d, other);
    return;
  }
}

void ch_recall_recipients(ch_coding *c, ch_draft *drafts, size_t n, const ch_events *told) {
  for (size_t i = 0; i < n; i++) {
    from_asked(c, &drafts[i], drafts, n, told);
    from_thing(c, &drafts[i], drafts, n, told);
    if (is_open(&drafts[i])) from_beside(c, &drafts[i], drafts, n);
    if (is_open(&drafts[i])) from_deed(c, &drafts[i], told);
    if (is_open(&drafts[i])) from_accord(c, &drafts[i], told);
    if (is_open(&drafts[i])) from_conduct(c, &drafts[i], told);
    if (is_open(&drafts[i])) from_lead(c, &drafts[i], told);
    if (is_open(&drafts[i])) from_sentence(c, &drafts[i], drafts, n);
    if (is_open(&drafts[i])) from_reply(c, &drafts[i], told);
    if (is_open(&drafts[i])) from_company(c, &drafts[i], drafts, n, told);
    if (is_open(&drafts[i])) from_complaint(c, &drafts[i], told);
    if (is_open(&drafts[i])) from_help(c, &drafts[i], told);
    if (is_open(&drafts[i])) from_pact(c, &drafts[i], told);
    if (is_open(&drafts[i])) from_feud(c, &drafts[i], told);
  }
}
