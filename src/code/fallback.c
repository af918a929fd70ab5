/* Whom no role of the rule names, from elsewhere in the sentence and the article. */
#include "code/deed.h"
#include "code/parties.h"
#include "code/provoked.h"
#include "code/scene.h"

/* States by how often they are told of; those beyond the first of them are left out. */
typedef struct tally {
  uint32_t n;
  struct { ch_str code; uint32_t actor, n; } state[24]; /* actor: who stands for it, where that is asked */
} tally;

/* Counts the state once more; its place in the tally, CH_NO_ITEM where that is full. */
static uint32_t count_state(tally *t, ch_str code, uint32_t actor) {
  uint32_t k = 0;
  while (k < t->n && !ch_str_eq(t->state[k].code, code)) k++;
  if (k == sizeof t->state / sizeof *t->state) return CH_NO_ITEM;
  if (k == t->n) {
    t->state[k].code = code;
    t->state[k].actor = actor;
    t->state[k].n = 0;
    t->n++;
  }
  t->state[k].n++;
  return k;
}

/* The state that is told of most, and how often the next one is (0: there is none). */
static uint32_t foremost(const tally *t, uint32_t *next) {
  uint32_t first = 0;
  *next = 0;
  for (uint32_t k = 1; k < t->n; k++)
    if (t->state[k].n > t->state[first].n) first = k;
  for (uint32_t k = 0; k < t->n; k++)
    if (k != first && t->state[k].n > *next) *next = t->state[k].n;
  return first;
}

/* The state that the article sets against `side`: named three times and more,
 * and twice as often as any third. It takes the place of parties of no known
 * country ("38 companies"), and has no words of its own in the sentence. */
void ch_opposite(const ch_coding *c, const ch_side *side, ch_side *out) {
  enum { OFTEN = 3 };
  tally told = {.n = 0};
  uint32_t next;
  if (side->n == 0 || side->v[0].actor->code.n == 0) return;
  const ch_reading *r = c->reading;
  for (uint32_t m = 0; m < r->n_mentions; m++) {
    uint32_t actor = r->mentions[m].actor;
    if (actor == CH_NO_ITEM || r->mentions[m].naming == CH_NAMING_TOWN || r->mentions[m].place ||
        ch_in_title(c->doc, c->doc->sentence_of[r->mentions[m].head]))
      continue;
    const ch_actor *a = &r->actors[actor];
    if (!ch_is_power(a) || ch_str_eq(a->code, side->v[0].actor->code)) continue;
    uint32_t k = count_state(&told, a->code, actor);
    if (k != CH_NO_ITEM && r->actors[told.state[k].actor].person.n && !a->person.n) told.state[k].actor = actor;
  }
  uint32_t first = foremost(&told, &next);
  if (told.n == 0 || told.state[first].n < OFTEN || told.state[first].n < 2 * next) return;
  out->n = 0;
  ch_side_actor(out, c, told.state[first].actor, (ch_span){0, 0});
  for (uint32_t i = 0; i < out->n; i++) out->v[i].inferred = true;
}

/* "condemned THE LAUNCH", "voiced concern over THE TEST": who did what the words blame, reject
 * or back; "apologised for THE KILLINGS": whom it was done to. Told of before. */
static void by_deed(const ch_stand *s, ch_side *actor, ch_side *recipient) {
  bool victim = s->rule->type == CH_TYPE_CONCEDE;
  ch_side author = {.n = 0};
  ch_coding *c = s->c;
  uint32_t words[CH_MAX_ELEMENTS + 3], n = 0;
  for (uint32_t i = 1; i < CH_MAX_ELEMENTS; i++) words[n++] = ch_matched(s, i);
  words[n++] = s->match->bare;
  if (!s->noun && ch_is_verb(c, s->head)) words[n++] = ch_frame_of(c, s->head)->undergoer;
  /* "THE VISIT angered Oman" */
  if (!s->noun && ch_is_verb(c, s->head) && ch_roles_have(s->recipients, CH_ROLE_SUBJECT))
    words[n++] = ch_frame_of(c, s->head)->subject;
  uint32_t heads[] = {s->head, s->carrier, ch_matched(s, 1)};
  enum { HEADS = sizeof heads / sizeof *heads };
  for (uint32_t i = 0; i < n + HEADS && author.n == 0; i++) {
    uint32_t above = i < n ? CH_NO_WORD : heads[i - n];
    uint32_t count = i < n ? 1 : above == CH_NO_WORD ? 0 : ch_child_count(c->doc, above);
    for (uint32_t k = 0; k < count && author.n == 0; k++) {
      uint32_t w = i < n ? words[i] : ch_child(c->doc, above, k);
      if (i >= n && ch_marker_in(c, w, c->book->cause) == CH_NO_WORD) continue;
      if (victim)
        ch_deed_victim(c, w, actor, &author);
      else
        ch_deed_author(c, w, actor, &author);
    }
  }
  if (ch_any_coded(&author)) *recipient = author;
}

/* Who a phrase with "by" names. */
static void by_agent(const ch_coding *c, uint32_t w, ch_side *out) {
  if (ch_marker_in(c, w, c->book->agent) != CH_NO_WORD) ch_named_or_owning(c, w, false, out);
}

/* "condemned the violence CARRIED OUT BY OMAN": a participle behind the noun that the parser hung on its verb. */
static void by_participle(const ch_coding *c, uint32_t noun, ch_side *out) {
  uint32_t verb = ch_w(c, noun)->head;
  for (uint32_t i = 0; verb != CH_NO_WORD && ch_is_verb(c, verb) && i < ch_child_count(c->doc, verb); i++) {
    uint32_t clause = ch_child(c->doc, verb, i);
    if (clause != noun + 1 || !ch_is_verb(c, clause) || ch_child_by_rel(c->doc, clause, CH_REL_NSUBJ) != CH_NO_WORD)
      continue;
    out->n = 0;
    for (uint32_t k = 0; k < ch_child_count(c->doc, clause) && out->n == 0; k++)
      by_agent(c, ch_child(c->doc, clause, k), out);
  }
}

/* "demanded the release of a man HELD BY OMAN", "condemned the killing of its men BY OMAN": whom a
 * demand, refusal, threat or blame is meant for, where only what it speaks of tells. */
static void by_holder(const ch_stand *s, ch_side *actor, ch_side *recipient) {
  ch_coding *c = s->c;
  uint32_t told[3 * CH_MAX_ELEMENTS], n = 0;
  for (uint32_t i = 0; i < CH_MAX_ELEMENTS; i++) {
    uint32_t w = i ? ch_matched(s, i) : s->match->bare;
    if (w == CH_NO_WORD) continue;
    if (ch_is_noun(c, w)) told[n++] = w;
    /* "refused to take part in the ARBITRATION brought by Oman" */
    for (uint32_t k = 0; i && ch_is_verb(c, w) && k < ch_child_count(c->doc, w); k++)
      if (n + CH_MAX_ELEMENTS < sizeof told / sizeof *told && ch_w(c, ch_child(c->doc, w, k))->rel == CH_REL_OBL)
        told[n++] = ch_child(c->doc, w, k);
  }
  uint32_t object = n || s->noun || !ch_is_verb(c, s->head) ? CH_NO_WORD : ch_frame_of(c, s->head)->undergoer;
  if (object != CH_NO_WORD && ch_is_noun(c, object)) told[n++] = object;
  for (uint32_t i = 0; i < n; i++) {
    uint32_t w = told[i];
    ch_side found = {.n = 0};
    /* "the execution of its citizens BY OMAN": who did it before whom it was done to */
    for (uint32_t k = 0; k < ch_child_count(c->doc, w) && found.n == 0; k++) {
      uint32_t child = ch_child(c->doc, w, k);
      by_agent(c, child, &found);
      bool of = ch_marker_in(c, child, c->book->belonging) != CH_NO_WORD;
      for (uint32_t g = 0; of && g < ch_child_count(c->doc, child) && found.n == 0; g++)
        by_agent(c, ch_child(c->doc, child, g), &found);
    }
    if (!ch_any_power(&found)) ch_named_within(c, w, 3, &found);
    ch_side_remove(&found, actor);
    if (!ch_any_power(&found)) by_participle(c, w, &found);
    ch_side_remove(&found, actor);
    if (!ch_any_power(&found)) ch_held_in(c, w, &found);
    ch_side_remove(&found, actor);
    if (!ch_any_power(&found) || ch_side_shares(&found, actor)) continue;
    *recipient = found;
    return;
  }
}

static bool of_one_state(const ch_side *actor, const ch_side *recipient) {
  for (uint32_t i = 0; i < recipient->n; i++) {
    bool own = recipient->v[i].actor->code.n == 0;
    for (uint32_t k = 0; k < actor->n; k++)
      own |= ch_str_eq(actor->v[k].actor->code, recipient->v[i].actor->code);
    if (!own || ch_is_rebel(recipient->v[i].actor)) return false;
  }
  return actor->n > 0;
}

/* The agent of a passive, hung too low: "sentenced to two years in jail BY A CHILEAN COURT". */
static void by_low_agent(const ch_stand *s, uint32_t subject, ch_side *out) {
  ch_coding *c = s->c;
  const ch_sentence *sentence = &c->doc->sentences[c->doc->sentence_of[s->head]];
  uint32_t clause = ch_clause_of(c, s->head);
  for (uint32_t w = s->head + 1; out->n == 0 && w < sentence->first + sentence->count; w++) {
    uint32_t noun = ch_w(c, w)->head;
    if (ch_w(c, w)->rel != CH_REL_CASE || !ch_in_class(c, w, c->book->agent) || noun == CH_NO_WORD ||
        noun == subject || ch_clause_of(c, noun) != clause || c->reading->time_at[noun] != CH_NO_ITEM)
      continue;
    uint32_t above = ch_w(c, noun)->head;
    bool plain = above != CH_NO_WORD && (ch_is_noun(c, above) || ch_w(c, above)->upos == CH_UPOS_NUM) &&
                 ch_w(c, above)->rel != CH_REL_NSUBJ_PASS;
    if (plain) ch_named_or_owning(c, noun, false, out);
  }
}

/* The state in whose house, market or land it was done: "barred from CHILEAN airspace". */
static void by_house(const ch_stand *s, uint32_t w, const ch_side *patient, ch_side *out) {
  ch_coding *c = s->c;
  for (uint32_t i = 0; out->n == 0 && i < ch_child_count(c->doc, w); i++) {
    uint32_t child = ch_child(c->doc, w, i), m = c->reading->mention_at[child];
    uint8_t rel = ch_w(c, child)->rel;
    if ((rel != CH_REL_OBL && rel != CH_REL_NMOD) || ch_marker_in(c, child, c->book->authority_place) == CH_NO_WORD) continue;
    if (m != CH_NO_ITEM && c->reading->mentions[m].place) ch_side_add(c, out, m);
    if (out->n == 0) ch_named_or_owning(c, child, false, out);
    if (out->n && out->v[0].actor->person.n) out->n = 0;
    ch_side_remove(out, patient);
  }
}

/* "flown to PERU, where they WERE JAILED": the place that the clause hangs on. */
static void by_wherein(const ch_stand *s, const ch_side *patient, ch_side *out) {
  ch_coding *c = s->c;
  uint32_t clause = ch_clause_of(c, s->head), where = ch_child_of_class(c, clause, c->book->wherein);
  uint32_t place = where == CH_NO_WORD || where == 0 ? CH_NO_WORD : where - 1;
  if (place != CH_NO_WORD && place > 0 && ch_w(c, place)->upos == CH_UPOS_PUNCT) place--;
  uint32_t m = place == CH_NO_WORD || where > s->head ? CH_NO_ITEM : c->reading->mention_at[place];
  if (m != CH_NO_ITEM) ch_side_add(c, out, m);
  if (out->n && out->v[0].actor->person.n) out->n = 0;
  ch_side_remove(out, patient);
}

/* Who does a passive that names no agent, where it is what only authorities do: whose court or
 * officers stand lower, else where it was done. Its subject is then who suffers it. */
static void by_authority(const ch_stand *s, ch_side *actor, ch_side *recipient) {
  ch_coding *c = s->c;
  const ch_frame *frame = ch_frame_of(c, s->head);
  if (!frame->passive || frame->doer != CH_NO_WORD || frame->undergoer == CH_NO_WORD) return;
  ch_side patient, found = {.n = 0};
  ch_named_or_owning(c, frame->undergoer, true, &patient);
  if (!ch_any_coded(&patient)) return;
  by_low_agent(s, frame->undergoer, &found);
  if (!ch_any_coded(&found)) found.n = 0, by_house(s, s->head, &patient, &found);
  if (!ch_any_coded(&found)) found.n = 0, by_house(s, frame->undergoer, &patient, &found);
  if (!ch_any_coded(&found)) found.n = 0, by_wherein(s, &patient, &found);
  if (!ch_any_coded(&found) || ch_one_code(&found, &patient)) return;
  *actor = found;
  *recipient = patient;
}

/* "all of ITS TROOPS had been pulled out" */
static bool are_forces(const ch_coding *c, uint32_t w) {
  if (ch_in_class(c, w, c->book->forces)) return true;
  for (uint32_t i = 0; i < ch_child_count(c->doc, w); i++)
    if (ch_counts(c, w, ch_child(c->doc, w, i)) && ch_in_class(c, ch_child(c->doc, w, i), c->book->forces)) return true;
  return false;
}

/* A state, or those who hold people and things for it: "the police", "the court". */
static bool holds_for_state(const ch_side *teller) {
  static const char *const HOLDERS[] = {"COP", "JUD", "SPY"};
  const ch_actor *a = teller->n ? teller->v[0].actor : NULL;
  if (!a || ch_is_body(a) || a->code.n != 3) return false;
  for (size_t i = 0; a->n_sectors && i < sizeof HOLDERS / sizeof *HOLDERS; i++)
    if (ch_str_is(a->sectors[0], HOLDERS[i])) return true;
  return ch_is_power(a);
}

/* "The ministry said two Chilean diplomats HAD BEEN EXPELLED", "flights to Chile WERE SUSPENDED, it
 * said": what a government does to another and tells of itself. What happens within a country others tell of too. */
static bool is_own_measure(const ch_stand *s, const ch_side *teller, const ch_side *sufferer, const ch_side *recipient) {
  static const ch_type OWN[] = {CH_TYPE_SANCTION, CH_TYPE_MOBILIZE, CH_TYPE_AID,     CH_TYPE_REQUEST,
                                CH_TYPE_THREATEN, CH_TYPE_CONCEDE,  CH_TYPE_RETREAT, CH_TYPE_CONSULT};
  bool own = false, done = false;
  for (uint32_t i = 0; i < ch_child_count(s->c->doc, s->head); i++) {
    uint32_t child = ch_child(s->c->doc, s->head, i);
    done |= ch_w(s->c, child)->upos == CH_UPOS_AUX &&
            (ch_feature(s->c, child, "Tense=Past") || ch_str_is(ch_w(s->c, child)->lemma, "have"));
  }
  if (!done || ch_marker_in(s->c, s->head, s->c->book->condition) != CH_NO_WORD) return false;
  /* "a Chilean sergeant HAD BEEN ARRESTED, the police said" */
  const ch_side *held = ch_n_coded(recipient) ? recipient : sufferer;
  if (s->rule->type == CH_TYPE_COERCE)
    return holds_for_state(teller) && ch_any_coded(held) && !ch_one_code(teller, held) && !ch_side_shares(teller, held);
  for (size_t i = 0; i < sizeof OWN / sizeof *OWN; i++) own |= s->rule->type == OWN[i];
  if (!own || !teller->n || !ch_is_power(teller->v[0].actor) || ch_is_body(teller->v[0].actor)) return false;
  bool moves = s->rule->type == CH_TYPE_RETREAT || s->rule->type == CH_TYPE_MOBILIZE;
  if (moves && ch_side_shares(teller, sufferer) && are_forces(s->c, ch_frame_of(s->c, s->head)->undergoer)) return true;
  const ch_side *other = ch_n_coded(recipient) ? recipient : sufferer;
  return ch_any_power(other) && !ch_side_shares(teller, other) && !ch_side_shares(teller, sufferer);
}

/* "The border WILL BE REOPENED, the minister said", "ships ARE BEING SENT, the army said": who tells
 * what will be done does it, unless it is done to his own side, where it is not troops that go or come. */
static void by_announcer(const ch_stand *s, ch_side *actor, ch_side *recipient) {
  ch_coding *c = s->c;
  const ch_frame *frame = ch_frame_of(c, s->head);
  ch_side speaker, sufferer = {.n = 0};
  if (!frame->passive || frame->doer != CH_NO_WORD || frame->undergoer == CH_NO_WORD) return;
  bool announced = false, finite = false;
  bool moves = (CH_TYPE_BIT(s->rule->type) & (CH_TYPE_BIT(CH_TYPE_MOBILIZE) | CH_TYPE_BIT(CH_TYPE_AID))) &&
               ch_w(c, frame->undergoer)->upos != CH_UPOS_PRON;
  for (uint32_t i = 0; i < ch_child_count(c->doc, s->head); i++) {
    uint32_t child = ch_child(c->doc, s->head, i);
    bool sent = moves && finite && ch_str_is(ch_w(c, child)->xpos, "VBG"); /* "are BEING sent" */
    finite |= ch_w(c, child)->upos == CH_UPOS_AUX && ch_feature(c, child, "VerbForm=Fin");
    announced |= ch_w(c, child)->upos == CH_UPOS_AUX &&
                 (sent || ch_in_class(c, child, c->book->future) || ch_in_class(c, child, c->book->would));
  }
  uint32_t said = c->reading->attribution_at[s->head];
  if (said == CH_NO_ITEM || c->reading->attributions[said].actor == CH_NO_ITEM) return; /* "THEY claim that" */
  ch_speaker_of(c, s->head, &speaker);
  ch_named_or_owning(c, frame->undergoer, true, &sufferer);
  if (!announced && !(finite && is_own_measure(s, &speaker, &sufferer, recipient))) return;
  bool own = CH_TYPE_BIT(s->rule->type) & (CH_TYPE_BIT(CH_TYPE_RETREAT) | CH_TYPE_BIT(CH_TYPE_MOBILIZE));
  if (own && ch_side_shares(&speaker, &sufferer)) ch_side_remove(recipient, &speaker);
  bool teller = s->rule->type == CH_TYPE_COERCE ? holds_for_state(&speaker) : ch_any_power(&speaker);
  if (!teller || ch_side_shares(&speaker, recipient) || (!own && ch_side_shares(&speaker, &sufferer)))
    return;
  *actor = speaker;
}

/* "said the talks had ended, ACCUSING Oman of lies", hung on what is said: who says that goes on to say it. */
static void by_goer_on(const ch_stand *s, ch_side *actor, ch_side *recipient) {
  ch_coding *c = s->c;
  if (s->head == 0 || ch_w(c, s->head)->rel != CH_REL_ADVCL || !ch_str_is(ch_w(c, s->head)->xpos, "VBG") ||
      ch_w(c, s->head - 1)->upos != CH_UPOS_PUNCT)
    return;
  ch_side speaker = {.n = 0};
  ch_speaker_of(c, s->head, &speaker);
  if (ch_any_coded(&speaker) && !ch_side_shares(&speaker, recipient)) *actor = speaker;
}

/* Who is told so by the one who acts: "Rome told VALLETTA it was sorry", "assured HIM that it would
 * pay". */
static void by_told(const ch_stand *s, ch_side *actor, ch_side *recipient) {
  enum { CLIMB = 4 };
  ch_coding *c = s->c;
  uint32_t w = s->noun ? s->carrier : s->head;
  for (int i = 0; i < CLIMB && w != CH_NO_WORD; i++) {
    uint32_t up = ch_w(c, w)->head;
    uint8_t rel = ch_w(c, w)->rel;
    bool inside = rel == CH_REL_XCOMP || rel == CH_REL_CONJ || (i == 0 && rel == CH_REL_AUX); /* "told HIM they MUST" */
    if (up == CH_NO_WORD || (rel != CH_REL_CCOMP && !inside)) return;
    w = up;
    if (inside || !ch_is_verb(c, up)) continue;
    const ch_frame *f = ch_frame_of(c, up);
    uint32_t told = f->indirect != CH_NO_WORD ? f->indirect : f->undergoer;
    ch_side teller = {.n = 0}, listener = {.n = 0};
    if (told == CH_NO_WORD || c->reading->mention_at[told] == CH_NO_ITEM) return;
    ch_named_or_owning(c, f->doer, true, &teller);
    ch_named_or_owning(c, told, true, &listener);
    ch_side_remove(&listener, actor);
    if (ch_side_shares(&teller, actor) && listener.n && ch_is_power(listener.v[0].actor)) *recipient = listener;
    return;
  }
}

/* "we cannot accept it, he said, REFERRING TO OMAN", "in an apparent REFERENCE TO OMAN": of whom who speaks tells so. */
static void by_reference(const ch_stand *s, ch_side *actor, ch_side *recipient) {
  ch_coding *c = s->c;
  const ch_sentence *sentence = &c->doc->sentences[c->doc->sentence_of[s->head]];
  for (uint32_t w = sentence->first; w < sentence->first + sentence->count; w++) {
    bool told = ch_is_noun(c, w) || (ch_is_verb(c, w) && ch_str_is(ch_w(c, w)->xpos, "VBG"));
    if (!told || !ch_in_class(c, w, c->book->referring)) continue;
    ch_side found = {.n = 0};
    for (uint32_t i = 0; i < ch_child_count(c->doc, w) && !ch_any_power(&found); i++) {
      uint32_t child = ch_child(c->doc, w, i);
      if (child > w && ch_is_noun(c, child)) ch_named_or_owning(c, child, true, &found);
    }
    if (!ch_any_power(&found) || ch_side_shares(&found, actor)) continue;
    *recipient = found;
    return;
  }
}

/* A noun at the end of a clause that sums it up: "shut the border, A MOVE that …", "did so in A MOVE that …". */
static bool sums_up(const ch_coding *c, uint32_t w) {
  if (w == CH_NO_WORD || !ch_in_class(c, w, c->book->summing_up) || ch_w(c, w)->head == CH_NO_WORD) return false;
  uint32_t article = ch_child_by_rel(c->doc, w, CH_REL_DET);
  uint8_t rel = ch_w(c, w)->rel;
  if (article != CH_NO_WORD && !ch_feature(c, article, "Definite=Ind")) return false;
  if (article == CH_NO_WORD && ch_is_noun(c, w) && !ch_feature(c, w, "Number=Plur")) return false;
  if (rel == CH_REL_APPOS || rel == CH_REL_PARATAXIS) return true;
  return rel == CH_REL_OBL && ch_marker_in(c, w, c->book->locative) != CH_NO_WORD &&
         ch_child_by_rel(c->doc, w, CH_REL_ACL_RELCL) != CH_NO_WORD;
}

/* Who did or said what the noun sums up: whose the thing before it is, else who acts in the clause,
 * or says it. */
static void summed_of(ch_coding *c, uint32_t noun, const ch_side *actor, ch_side *out) {
  enum { CLIMB = 6 };
  uint32_t w = ch_w(c, noun)->head;
  for (int i = 0; i < CLIMB && w != CH_NO_WORD; i++, w = ch_w(c, w)->head) {
    out->n = 0;
    if (ch_is_verb(c, w)) {
      const ch_frame *f = ch_frame_of(c, w);
      if (f->doer != CH_NO_WORD) ch_named_or_owning(c, f->doer, true, out);
    } else if (i == 0) {
      ch_possessors(c, w, out);
    }
    if (ch_any_power(out) && !ch_side_shares(out, actor)) return;
  }
  out->n = 0;
}

/* "shut the border, a move THAT DREW PROTESTS FROM OMAN", "offered talks, a proposal OMAN SPURNED". */
static void by_summary(const ch_stand *s, ch_side *actor, ch_side *recipient) {
  ch_coding *c = s->c;
  uint32_t verb = s->noun ? s->carrier : s->head;
  if (verb == CH_NO_WORD || !ch_is_verb(c, verb)) return;
  const ch_frame *f = ch_frame_of(c, verb);
  uint32_t noun = sums_up(c, f->undergoer) ? f->undergoer : sums_up(c, f->subject) ? f->subject : CH_NO_WORD;
  if (noun == CH_NO_WORD) return;
  ch_side doer = {.n = 0};
  summed_of(c, noun, actor, &doer);
  if (doer.n) *recipient = doer;
}

/* Where the deed was done, and to what. */
static void by_scene(const ch_stand *s, ch_side *actor, ch_side *recipient) {
  ch_side there = {.n = 0};
  ch_scene_recipient(s->c, s->match, actor, &there);
  if (there.n) *recipient = there;
}

/* Whose the fire was. */
static void by_fire(const ch_stand *s, ch_side *actor, ch_side *recipient) {
  ch_side there = {.n = 0};
  ch_scene_actor(s->c, s->match, !ch_roles_have(s->actors, CH_ROLE_SUBJECT), recipient, &there);
  if (there.n) *actor = there;
}

/* "dismay at the execution of ITS CITIZENS by Oman", "at reports of its citizens being held IN OMAN": no state blames
 * its own for what they suffer. */
static void by_other_holder(const ch_stand *s, ch_side *actor, ch_side *recipient) {
  enum { DEPTH = 3 };
  if (s->rule->same || !ch_any_power(actor) || !of_one_state(actor, recipient)) return;
  ch_side other = {.n = 0};
  by_holder(s, actor, &other);
  for (uint32_t i = 1; i < CH_MAX_ELEMENTS && !s->noun && !ch_any_coded(&other); i++) {
    uint32_t w = ch_matched(s, i);
    other.n = 0;
    if (w != CH_NO_WORD && ch_is_noun(s->c, w)) ch_land_of(s->c, w, DEPTH, &other);
    if (ch_side_shares(&other, actor)) other.n = 0;
  }
  if (ch_any_coded(&other)) *recipient = other;
}

/* "led Togo to close ITS embassy": who moved it to, where only its own is named. */
static void by_mover(const ch_stand *s, ch_side *actor, ch_side *recipient) {
  ch_side other = {.n = 0};
  if (s->rule->same || !ch_any_power(actor) || !of_one_state(actor, recipient)) return;
  ch_provoker(s, actor, &other);
  if (ch_any_power(&other)) *recipient = other;
}

/* Does "its", "their", "his" own what the act is done to? */
static bool pronoun_owns(const ch_stand *s) {
  uint32_t object = ch_frame_of(s->c, s->head)->undergoer;
  uint32_t own = object == CH_NO_WORD ? CH_NO_WORD : ch_child_by_rel(s->c->doc, object, CH_REL_NMOD_POSS);
  if (object != CH_NO_WORD && ch_in_class(s->c, object, s->c->book->own_part)) return false; /* "washed its HANDS of them" */
  return own != CH_NO_WORD && own + 1 <= object && ch_w(s->c, own)->upos == CH_UPOS_PRON &&
         !ch_in_class(s->c, own + 1, s->c->book->very_own);
}

/* "Tunis said Malta had seized ITS boats": nobody does that to his own; they are theirs who tell of it. */
static void by_tellers_own(const ch_stand *s, ch_side *actor, ch_side *recipient) {
  bool own = of_one_state(actor, recipient), open = !ch_any_coded(recipient);
  if (s->rule->same || s->noun || !ch_is_verb(s->c, s->head) || !ch_any_power(actor) || !(own || open)) return;
  uint8_t rel = ch_w(s->c, s->head)->rel;
  if (rel == CH_REL_ACL || rel == CH_REL_ADVCL || !pronoun_owns(s)) return;
  ch_side speaker = {.n = 0};
  ch_speaker_of(s->c, s->head, &speaker);
  if (!ch_any_power(&speaker) || ch_side_shares(&speaker, actor) || ch_is_body(speaker.v[0].actor)) return;
  *recipient = speaker;
}

/* "imposed sanctions TARGETING PERU", "announced a ban AIMED AT PERU" */
static void by_target(const ch_stand *s, ch_side *actor, ch_side *recipient) {
  ch_coding *c = s->c;
  ch_side found = {.n = 0};
  for (uint32_t i = s->noun ? 0 : 1; found.n == 0 && i < CH_MAX_ELEMENTS; i++) {
    uint32_t noun = ch_matched(s, i);
    for (uint32_t k = 0; noun != CH_NO_WORD && ch_is_noun(c, noun) && k < ch_child_count(c->doc, noun); k++) {
      uint32_t verb = ch_child(c->doc, noun, k);
      if (ch_w(c, verb)->rel != CH_REL_ACL || !ch_in_class(c, verb, c->book->targeting)) continue;
      uint32_t whom = ch_child_by_rel(c->doc, verb, ch_str_is(ch_w(c, verb)->xpos, "VBN") ? CH_REL_OBL : CH_REL_OBJ);
      if (whom != CH_NO_WORD) ch_named_or_owning(c, whom, true, &found);
    }
  }
  ch_side_remove(&found, actor);
  if (ch_any_coded(&found)) *recipient = found;
}

static void against(const ch_stand *s, ch_side *actor, ch_side *recipient) {
  if (ch_roles_have(s->recipients, CH_ROLE_OPPOSITE)) ch_opposite(s->c, actor, recipient);
}

ch_str ch_setting_of(const ch_coding *c) {
  enum { OFTEN = 3 };
  const ch_reading *r = c->reading;
  tally told = {.n = 0};
  uint32_t next;
  for (uint32_t i = 0; i < r->n_mentions + r->n_places; i++) {
    const ch_mention *m = i < r->n_mentions ? &r->mentions[i] : NULL;
    uint32_t w = m ? m->head : r->places[i - r->n_mentions].first;
    if (ch_in_title(c->doc, c->doc->sentence_of[w])) continue;
    if (m && (m->actor == CH_NO_ITEM || (!m->place && m->naming != CH_NAMING_TOWN))) continue;
    ch_str code = m ? r->actors[m->actor].code : r->places[i - r->n_mentions].code;
    if (code.n == 3) count_state(&told, code, CH_NO_ITEM);
  }
  uint32_t first = foremost(&told, &next);
  bool one = told.n > 0 && told.state[first].n >= OFTEN && told.state[first].n >= 2 * next;
  return one ? told.state[first].code : (ch_str){NULL, 0};
}

/* Help of which a verb does not say for whom goes where the article is set. */
static void by_setting(const ch_stand *s, ch_side *actor, ch_side *recipient) {
  const ch_coding *c = s->c;
  const ch_reading *r = c->reading;
  if (s->noun || recipient->n || !ch_roles_have(s->recipients, CH_ROLE_SETTING)) return;
  ch_str code = ch_setting_of(c);
  for (uint32_t i = 0; i < actor->n; i++)
    if (ch_str_eq(actor->v[i].actor->code, code)) return;
  for (uint32_t i = 0; code.n && i < r->n_actors && recipient->n == 0; i++)
    if (ch_is_power(&r->actors[i]) && r->actors[i].person.n == 0 && ch_str_eq(r->actors[i].code, code))
      ch_side_actor(recipient, c, i, (ch_span){0, 0});
  for (uint32_t i = 0; i < recipient->n; i++) recipient->v[i].inferred = true;
}

/* Counts whose the mention is, where it is a state's other than the guest's. */
static void count_host(const ch_coding *c, uint32_t mention, const ch_side *guest, tally *told) {
  const ch_reading *r = c->reading;
  if (r->mentions[mention].actor == CH_NO_ITEM) return;
  const ch_actor *a = &r->actors[r->mentions[mention].actor];
  if (!ch_is_power(a) || ch_is_body(a) || a->code.n != 3) return;
  for (uint32_t i = 0; i < guest->n; i++)
    if (ch_str_eq(guest->v[i].actor->code, a->code)) return;
  count_state(told, a->code, r->mentions[mention].actor);
}

/* The state that the article names most of all but the guest's, twice and more; `places`: as a place. */
static ch_str most_named(const ch_coding *c, const ch_side *guest, bool places) {
  const ch_reading *r = c->reading;
  tally told = {.n = 0};
  uint32_t next;
  for (uint32_t m = 0; m < r->n_mentions; m++)
    if (!places || r->mentions[m].place) count_host(c, m, guest, &told);
  uint32_t first = foremost(&told, &next);
  bool one = told.n > 0 && told.state[first].n > 1 && told.state[first].n > next;
  return one ? told.state[first].code : (ch_str){NULL, 0};
}

/* Where "here" is, in a report that does not say where it was written: the one state beside the guest's that the
 * words behind name, else the one that the article names most. */
static ch_str here_of(const ch_stand *s, const ch_side *guest) {
  const ch_coding *c = s->c;
  const ch_reading *r = c->reading;
  const ch_sentence *sentence = &c->doc->sentences[c->doc->sentence_of[s->head]];
  tally told = {.n = 0};
  if (r->from.n) return r->from;
  for (uint32_t w = s->head + 1; w < sentence->first + sentence->count; w++) {
    uint32_t marker = ch_child_by_rel(c->doc, w, CH_REL_CASE);
    bool away = marker != CH_NO_WORD && ch_in_class(c, marker, c->book->source); /* "FROM Peru" */
    if (r->mention_at[w] != CH_NO_ITEM && !away) count_host(c, r->mention_at[w], guest, &told);
  }
  if (told.n == 1) return told.state[0].code;
  ch_str town = most_named(c, guest, true);
  return town.n ? town : most_named(c, guest, false);
}

/* "The Omani sultan arrived HERE": to whom. */
static void by_here(const ch_stand *s, ch_side *actor, ch_side *recipient) {
  const ch_reading *r = s->c->reading;
  if (!ch_roles_have(s->recipients, CH_ROLE_HERE)) return;
  ch_str code = here_of(s, actor);
  for (uint32_t i = 0; i < actor->n; i++)
    if (ch_str_eq(actor->v[i].actor->code, code)) return;
  ch_side found = {.n = 0};
  for (uint32_t i = 0; code.n && i < r->n_actors && found.n == 0; i++)
    if (ch_is_power(&r->actors[i]) && r->actors[i].person.n == 0 && ch_str_eq(r->actors[i].code, code))
      ch_side_actor(&found, s->c, i, (ch_span){0, 0});
  for (uint32_t i = 0; i < r->n_actors && found.n == 0 && code.n; i++)
    if (ch_is_power(&r->actors[i]) && ch_str_eq(r->actors[i].code, code)) ch_side_actor(&found, s->c, i, (ch_span){0, 0});
  for (uint32_t i = 0; i < found.n; i++) found.v[i].inferred = true;
  if (found.n) *recipient = found;
}

static void by_opponent(const ch_stand *s, ch_side *actor, ch_side *recipient) {
  bool told = ch_any_coded(actor) && (s->noun || !ch_one_code(actor, recipient));
  if (!told && ch_roles_have(s->actors, CH_ROLE_OPPOSITE)) ch_opposite(s->c, recipient, actor);
}

/* When a fallback is asked: by what is known and what is not. */
typedef enum lack {
  NO_RECIPIENT,  /* an actor, and no recipient where the rule allows one */
  NO_ACTOR,      /* a recipient alone */
  NO_AUTHORITY,  /* no actor of a verb */
  NO_DOER,       /* nor of one whose subject acts */
  BOTH_KNOWN,
  RECIPIENT_ANY, /* no recipient, whatever else */
  ANY
} lack;

#define BIT(type) CH_TYPE_BIT(CH_TYPE_##type)

/* Tried in this order; each sees what those before it found. */
static const struct {
  lack lack;
  uint32_t types; /* 0: all */
  void (*find)(const ch_stand *s, ch_side *actor, ch_side *recipient);
} FALLBACK[] = {
    /* blame, refusal and support of what the clause before has told */
    {NO_RECIPIENT, BIT(ACCUSE) | BIT(REJECT) | BIT(SUPPORT), by_summary},
    /* blame, refusal, support and regret answer a deed */
    {NO_RECIPIENT, BIT(ACCUSE) | BIT(REJECT) | BIT(SUPPORT) | BIT(CONCEDE), by_deed},
    {NO_RECIPIENT, BIT(REQUEST) | BIT(REJECT) | BIT(THREATEN) | BIT(ACCUSE), by_holder},
    /* acts that somebody is told of because they are meant for him */
    {NO_RECIPIENT,
     BIT(AGREE) | BIT(CONCEDE) | BIT(RETREAT) | BIT(REJECT) | BIT(THREATEN) | BIT(AID) | BIT(REQUEST) | BIT(ACCUSE), by_told},
    {NO_RECIPIENT, BIT(REJECT) | BIT(THREATEN) | BIT(REQUEST) | BIT(ACCUSE) | BIT(SUPPORT), by_reference},
    {NO_RECIPIENT, BIT(ACCUSE), ch_where_done},
    {NO_RECIPIENT, BIT(THREATEN) | BIT(ACCUSE) | BIT(REQUEST) | BIT(REJECT) | BIT(SANCTION) | BIT(ASSAULT), ch_provoked},
    {NO_RECIPIENT, BIT(MOBILIZE) | BIT(SANCTION) | BIT(THREATEN) | BIT(ACCUSE) | BIT(REJECT), ch_provoker},
    {NO_AUTHORITY, 0, by_authority},
    {NO_DOER, 0, by_announcer},
    {NO_DOER, BIT(ACCUSE) | BIT(REJECT) | BIT(REQUEST) | BIT(THREATEN) | BIT(SUPPORT), by_goer_on},
    {NO_RECIPIENT, BIT(SANCTION) | BIT(COERCE) | BIT(THREATEN) | BIT(AGREE) | BIT(MOBILIZE), by_target},
    {NO_RECIPIENT, BIT(AID), by_setting},
    {NO_RECIPIENT, BIT(CONSULT), by_here},
    {NO_RECIPIENT, CH_DEEDS, by_scene},
    {NO_ACTOR, BIT(ASSAULT) | BIT(COERCE), by_fire},
    {BOTH_KNOWN, BIT(ACCUSE), by_other_holder},
    {BOTH_KNOWN, BIT(SANCTION), by_mover},
    {BOTH_KNOWN, CH_DEEDS | BIT(REJECT) | BIT(SUPPORT), by_tellers_own},
    {NO_RECIPIENT, CH_DEEDS | BIT(REJECT) | BIT(SUPPORT), by_tellers_own},
    {RECIPIENT_ANY, 0, against},
    {ANY, 0, by_opponent},
};

static bool lacks(lack what, const ch_stand *s, const ch_side *actor, const ch_side *recipient) {
  bool by = ch_any_coded(actor), to = ch_any_coded(recipient);
  switch (what) {
    case NO_RECIPIENT: return by && !to && !ch_roles_have(s->recipients, CH_ROLE_NONE);
    /* "Three men were killed in AN ISRAELI RAID", of no country told */
    case NO_ACTOR: return !by && (to || (recipient->n > 0 && s->rule->type == CH_TYPE_ASSAULT));
    case NO_AUTHORITY: {
      ch_type type = s->rule->type;
      return !by && !s->noun && ch_is_verb(s->c, s->head) &&
             (type == CH_TYPE_SANCTION || type == CH_TYPE_COERCE || ch_roles_have(s->actors, CH_ROLE_PLACE));
    }
    case NO_DOER: return !by && !s->noun && ch_is_verb(s->c, s->head) && ch_roles_have(s->actors, CH_ROLE_SUBJECT);
    case BOTH_KNOWN: return by && to;
    case RECIPIENT_ANY: return !to;
    case ANY: return true;
  }
  return false;
}

void ch_parties_else(const ch_stand *s, ch_side *actor, ch_side *recipient) {
  for (size_t i = 0; i < sizeof FALLBACK / sizeof *FALLBACK; i++)
    if ((FALLBACK[i].types == 0 || FALLBACK[i].types & CH_TYPE_BIT(s->rule->type)) &&
        lacks(FALLBACK[i].lack, s, actor, recipient))
      FALLBACK[i].find(s, actor, recipient);
}
