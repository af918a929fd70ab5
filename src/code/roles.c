/* Who stands where at a match: what each role of a rule looks for. */
#include "code/parties.h"
#include "code/roles.h"

/* The verb that carries a nominal act: "held talks", "talks were held". */
uint32_t ch_carrier(const ch_coding *c, uint32_t noun, bool any_verb) {
  uint32_t top = ch_first_conjunct(c, noun);
  uint8_t rel = ch_w(c, top)->rel;
  uint32_t verb = ch_w(c, top)->head;
  if (rel == CH_REL_NMOD && verb != CH_NO_WORD && ch_in_class(c, verb, c->book->transparent)) {
    top = ch_first_conjunct(c, verb);
    rel = ch_w(c, top)->rel;
    verb = ch_w(c, top)->head;
  }
  if (verb == CH_NO_WORD || !ch_is_verb(c, verb)) return CH_NO_WORD;
  /* "hit back WITH duties on cars" */
  bool answers = ch_in_class(c, verb, c->book->answering) && rel == CH_REL_OBL &&
                 ch_marker_in(c, top, c->book->absolute) != CH_NO_WORD;
  bool carries = any_verb || answers || ch_in_class(c, verb, c->book->light);
  /* "issued a warning AFTER an attack", "took the step OVER an attack": another's; "took the town
   * AFTER fighting WITH the rebels": its own */
  bool oblique = rel == CH_REL_OBL;
  if (oblique && ch_marker_in(c, top, c->book->occasioning) != CH_NO_WORD) {
    uint32_t whom = ch_child_by_rel(c->doc, top, CH_REL_NMOD);
    oblique = whom != CH_NO_WORD && ch_marker_in(c, whom, c->book->absolute) != CH_NO_WORD;
  }
  bool argument = rel == CH_REL_OBJ || rel == CH_REL_NSUBJ_PASS || oblique ||
                  rel == CH_REL_XCOMP || rel == CH_REL_NSUBJ;
  if (carries && argument) return verb;
  return CH_NO_WORD;
}

void ch_doer_of(ch_coding *c, uint32_t g, ch_side *out) {
  out->n = 0;
  if (ch_is_noun(c, g)) {
    ch_possessors(c, g, out);
    if (out->n) return;
    for (uint32_t i = 0; out->n == 0 && i < ch_child_count(c->doc, g); i++) {
      uint32_t child = ch_child(c->doc, g, i);
      if (ch_marker_in(c, child, c->book->agent) != CH_NO_WORD ||
          (ch_w(c, child)->rel == CH_REL_NMOD &&
           ch_marker_in(c, child, c->book->source) != CH_NO_WORD))
        ch_named_or_owning(c, child, false, out);
    }
    if (out->n) return;
    uint32_t verb = ch_carrier(c, g, true);
    if (verb != CH_NO_WORD && ch_w(c, g)->rel != CH_REL_NSUBJ) {
      uint32_t doer = ch_frame_of(c, verb)->doer;
      if (doer != g) ch_named_or_owning(c, doer, true, out);
    }
    return;
  }
  ch_named_or_owning(c, ch_frame_of(c, g)->doer, true, out);
}

/* Who only tells of it: "told CNN that …", "ACCORDING TO Reuters". */
void ch_drop_outlets(ch_side *side) {
  uint32_t kept = 0;
  for (uint32_t i = 0; i < side->n; i++)
    if (!ch_is_outlet(side->v[i].actor)) side->v[kept++] = side->v[i];
  side->n = kept;
}

void ch_source_of(const ch_coding *c, const ch_attribution *at, ch_side *out) {
  if (at->actor == CH_NO_ITEM) return;
  ch_span span = {0, 0};
  if (at->source_first != CH_NO_WORD)
    span = (ch_span){ch_w(c, at->source_first)->span.from, ch_w(c, at->source_last)->span.to};
  ch_side_actor(out, c, at->actor, span);
}

void ch_speaker_of(const ch_coding *c, uint32_t w, ch_side *out) {
  out->n = 0;
  for (uint32_t a = c->reading->attribution_at[w]; a != CH_NO_ITEM && out->n == 0;
       a = c->reading->attributions[a].parent) {
    ch_source_of(c, &c->reading->attributions[a], out);
    ch_drop_outlets(out); /* "Lima must pay, THE MINISTER said, according to Reuters" */
  }
}

bool ch_stance_in(const ch_coding *c, const ch_attribution *at, uint32_t class_id) {
  uint32_t stance = ch_words_find(&c->book->words, at->stance);
  return stance != CH_NO_LEXEME &&
         ch_class_has(&c->book->words.lexemes.v[stance].classes, class_id);
}

uint32_t ch_matched(const ch_stand *s, uint32_t i) {
  return s->match && i < s->match->pattern->n ? s->match->word[i] : CH_NO_WORD;
}

/* The same, or the noun that it stands for. */
static uint32_t matched_noun(const ch_stand *s, uint32_t i) {
  uint32_t w = ch_matched(s, i);
  return w == CH_NO_WORD ? w : ch_noun_meant(s->c, &s->match->pattern->element[i], w);
}

static bool is_plain(const ch_coding *c, uint32_t w) {
  return w != CH_NO_WORD && ch_w(c, w)->upos == CH_UPOS_NOUN && c->reading->mention_at[w] == CH_NO_ITEM &&
         c->reading->time_at[w] == CH_NO_ITEM;
}

/* "near THE YEMENI BORDER": of a power that lies next to where it was. */
static bool is_beyond(const ch_stand *s, uint32_t noun) {
  if (!s->this_side || !ch_in_class(s->c, noun, s->c->book->edge)) return false;
  ch_side owner;
  ch_possessors(s->c, noun, &owner);
  return owner.n > 0;
}

/* Dependents of `w` with that preposition. */
static void by_preposition(const ch_stand *s, uint32_t w, const ch_role *role, bool places,
                           ch_side *out) {
  ch_coding *c = s->c;
  if (ch_blames_harm(s, w) && ch_class_has(&c->book->words.lexemes.v[role->word].classes, c->book->belonging)) return;
  for (uint32_t i = 0; out->n == 0 && w != CH_NO_WORD && i < ch_child_count(c->doc, w); i++) {
    uint32_t child = ch_child(c->doc, w, i);
    bool joined = ch_w(c, child)->rel == CH_REL_CONJ && ch_is_setting(c, w);
    if (!joined && ch_is_setting(c, child)) by_preposition(s, child, role, places, out);
    uint32_t marker = ch_marker(c, child, role->word);
    if (joined || marker == CH_NO_WORD || is_beyond(s, child)) continue;
    /* "the seizure by Peru was condemned BY BRAZIL": who does it, not whom it is meant for */
    if (s->whom && s->verbal && s->rule && !s->noun && w == s->head && ch_frame_of(c, w)->passive &&
        ch_frame_of(c, w)->doer == child)
      continue;
    /* "according TO" */
    if (ch_w(c, marker)->rel == CH_REL_FIXED && ch_is_cue(c, ch_w(c, marker)->head)) continue;
    if (places)
      ch_named_or_held(c, child, out);
    else
      ch_named_or_owning(c, child, false, out);
    if (out->n == 0 && s->verbal && s->match) ch_named_within(c, child, 3, out);
    /* "from a strip ON THE NIGERIAN BORDER" */
    uint32_t inner = places && s->yields && !ch_in_class(c, marker, c->book->infinitive) ? child : CH_NO_WORD;
    for (int depth = 0; out->n == 0 && depth < 2 && is_plain(c, inner); depth++) {
      inner = ch_child_by_rel(c->doc, inner, CH_REL_NMOD);
      if (inner != CH_NO_WORD && ch_is_marked(c, inner)) ch_named_or_held(c, inner, out);
    }
  }
}

/* The preposition anywhere later in the clause, for those of the class
 * @loose, which parsers often hang too low. */
static void by_clause(const ch_stand *s, const ch_role *role, ch_side *out) {
  ch_coding *c = s->c;
  const ch_sentence *sentence = &c->doc->sentences[c->doc->sentence_of[s->head]];
  uint32_t clause = ch_clause_of(c, s->head);
  for (uint32_t w = s->head + 1; out->n == 0 && w < sentence->first + sentence->count; w++) {
    if (c->lexeme[w] != role->word || ch_w(c, w)->rel != CH_REL_CASE) continue;
    uint32_t noun = ch_w(c, w)->head;
    if (noun != CH_NO_WORD && noun > w && ch_clause_of(c, noun) == clause &&
        !is_beyond(s, noun))
      ch_named_or_owning(c, noun, true, out);
  }
}

/* "declared a state of siege IN PERU", hung on the siege */
static void by_inner(const ch_stand *s, uint32_t noun, const ch_role *role, ch_side *out) {
  const ch_coding *c = s->c;
  for (uint32_t i = 0; out->n == 0 && noun != CH_NO_WORD && ch_is_noun(c, noun) && i < ch_child_count(c->doc, noun);
       i++) {
    uint32_t child = ch_child(c->doc, noun, i);
    if (ch_w(c, child)->rel == CH_REL_NMOD && is_plain(c, child) &&
        ch_marker_in(c, child, c->book->belonging) != CH_NO_WORD)
      by_preposition(s, child, role, true, out);
  }
}

/* "lifted the sanctions IMPOSED ON PERU", "the ban it had imposed on Peru"; whom it is done to, with
 * any participle behind what is done to him: "met the demands MADE BY PERU" */
static void by_imposing(const ch_stand *s, uint32_t noun, const ch_role *role, bool places, ch_side *out) {
  const ch_coding *c = s->c;
  const ch_class_set *classes = &c->book->words.lexemes.v[role->word].classes;
  bool on = ch_class_has(classes, c->book->agent) ||
            (ch_class_has(classes, c->book->loose) && !ch_class_has(classes, c->book->infinitive));
  for (uint32_t i = 0; out->n == 0 && noun != CH_NO_WORD && i < ch_child_count(c->doc, noun); i++) {
    uint32_t child = ch_child(c->doc, noun, i);
    uint8_t rel = ch_w(c, child)->rel;
    bool behind = s->whom && on && rel == CH_REL_ACL && ch_str_is(ch_w(c, child)->xpos, "VBN");
    bool imposed = (rel == CH_REL_ACL || rel == CH_REL_ACL_RELCL) && ch_in_class(c, child, c->book->impose);
    if (imposed || behind) by_preposition(s, child, role, imposed || places, out);
  }
}

static void by_any(const ch_stand *s, const ch_role *role, bool places, ch_side *out) {
  by_preposition(s, s->head, role, places, out);
  for (uint32_t i = 1; out->n == 0 && i < CH_MAX_ELEMENTS; i++)
    by_preposition(s, s->whom ? ch_matched(s, i) : matched_noun(s, i), role, places, out);
  if (out->n == 0) by_preposition(s, s->carrier, role, places, out);
  if (out->n == 0) by_preposition(s, s->subject, role, places, out);
  /* "concerned about violations IN IRAN"; "remain concerned ABOUT IRAN" */
  if (out->n == 0 && s->match) by_preposition(s, s->match->bare, role, places, out);
  if (out->n == 0 && !s->noun && ch_w(s->c, s->head)->rel == CH_REL_XCOMP &&
      !ch_is_verb(s->c, s->head))
    by_preposition(s, ch_w(s->c, s->head)->head, role, places, out);
  if (out->n == 0 && !s->noun) {
    uint32_t object = ch_frame_of(s->c, s->head)->undergoer;
    if (object != CH_NO_WORD && s->c->reading->mention_at[object] == CH_NO_ITEM)
      by_preposition(s, object, role, places, out);
  }
  for (uint32_t i = 1; out->n == 0 && i < CH_MAX_ELEMENTS; i++)
    by_imposing(s, ch_matched(s, i), role, places, out);
  for (uint32_t i = 1; out->n == 0 && i < CH_MAX_ELEMENTS; i++) by_inner(s, ch_matched(s, i), role, out);
  if (out->n == 0 && ch_class_has(&s->c->book->words.lexemes.v[role->word].classes, s->c->book->loose))
    by_clause(s, role, out);
  /* "IS IN OSLO": the predicate that the verb hangs on */
  uint32_t predicate = ch_w(s->c, s->head)->rel == CH_REL_COP ? ch_w(s->c, s->head)->head : CH_NO_WORD;
  if (out->n == 0 && predicate != CH_NO_WORD && ch_marker(s->c, predicate, role->word) != CH_NO_WORD)
    ch_named_or_held(s->c, predicate, out);
}

/* "killed ten OMANI REBELS": of people whom force is done to, who they are, and not their state alone. */
static void as_told(const ch_stand *s, uint32_t w, ch_side *out) {
  ch_side own = {.n = 0};
  if (!s->rule || s->rule->type != CH_TYPE_ASSAULT || out->n != 1 || !ch_is_state(out->v[0].actor)) return;
  ch_side_of(s->c, w, false, &own);
  if (own.n == 1 && own.v[0].actor->n_sectors && ch_str_eq(own.v[0].actor->code, out->v[0].actor->code)) *out = own;
}

static void by_owner(const ch_stand *s, ch_side *out) {
  ch_coding *c = s->c;
  ch_side nobody = {.n = 0}; /* "massed TROOPS on Ukraine's border" */
  for (uint32_t i = 1; out->n == 0 && i < CH_MAX_ELEMENTS; i++) {
    uint32_t w = ch_matched(s, i);
    bool anaphor = w != CH_NO_WORD && ch_in_class(c, w, c->book->anaphor);
    if (w != CH_NO_WORD) w = ch_stands_for(c, w);
    /* blame is for what was done, not for whose the thing is */
    if (s->verbal && anaphor && !ch_in_class(c, w, c->book->named_deed)) continue;
    if (w == CH_NO_WORD || !(ch_is_noun(c, w) || ch_w(c, w)->upos == CH_UPOS_NUM)) continue;
    if (ch_blames_harm(s, w)) {
      ch_harm_by(c, w, out);
      if (out->n == 0) return;
      continue;
    }
    ch_side_owners(c, w, out);
    as_told(s, w, out);
    if (out->n == 0) ch_side_of(c, w, false, out);
    /* "killed two DANES AND A TURK": with who is joined to them */
    ch_side all = {.n = 0};
    bool force = s->rule && (s->rule->type == CH_TYPE_ASSAULT || s->rule->type == CH_TYPE_COERCE);
    if (s->whom && force && out->n == 1 && c->reading->mention_at[w] != CH_NO_ITEM) ch_side_of(c, w, true, &all);
    if (all.n > 1 && ch_str_eq(all.v[0].actor->code, out->v[0].actor->code)) *out = all;
    if (s->whom && !s->verbal) ch_shown(c, w, out);
    if (ch_any_coded(out)) ch_join_row(c, w, out);
    if (out->n == 0 || ch_any_coded(out)) continue;
    if (nobody.n == 0) nobody = *out;
    out->n = 0;
  }
  if (out->n == 0) *out = nobody;
  if (out->n || s->noun) return;
  uint32_t object = ch_frame_of(c, s->head)->undergoer;
  if (object == CH_NO_WORD) return;
  if (ch_blames_harm(s, object)) {
    ch_harm_by(c, object, out);
    return;
  }
  ch_side_owners(c, object, out);
  as_told(s, object, out);
}

/* The object of the head, else of a matched verb: "threatened to ATTACK it". */
static void by_object(const ch_stand *s, ch_side *out) {
  ch_coding *c = s->c;
  /* "denounced what it called AMERICAN AGGRESSION" */
  uint32_t what = ch_is_verb(c, s->head) ? ch_frame_of(c, s->head)->undergoer : CH_NO_WORD;
  if (s->verbal && ch_in_class(c, what, c->book->relative)) {
    uint32_t called = ch_child_by_rel(c->doc, what, CH_REL_ACL_RELCL);
    if (called != CH_NO_WORD) ch_named_or_held(c, ch_child_by_rel(c->doc, called, CH_REL_OBJ), out);
    uint32_t named = called == CH_NO_WORD ? CH_NO_WORD : ch_child_by_rel(c->doc, called, CH_REL_XCOMP);
    if (out->n == 0) ch_named_or_held(c, named, out);
    /* "what it called incursions BY CHADIAN SOLDIERS" */
    if (called != CH_NO_WORD && out->n == 0)
      ch_named_within(c, ch_child_by_rel(c->doc, called, CH_REL_OBJ), 1, out);
    if (out->n == 0) ch_named_within(c, named, 1, out);
    /* "condemned what OMAN did" */
    uint32_t doer = called == CH_NO_WORD || named != CH_NO_WORD ? CH_NO_WORD : ch_child_by_rel(c->doc, called, CH_REL_NSUBJ);
    if (out->n == 0 && doer != CH_NO_WORD && !ch_in_class(c, doer, c->book->anaphor)) ch_named_or_owning(c, doer, true, out);
    return;
  }
  for (uint32_t i = 0; out->n == 0 && i < CH_MAX_ELEMENTS; i++) {
    uint32_t w = i ? ch_matched(s, i) : s->head;
    if (w == CH_NO_WORD || !ch_is_verb(c, w)) continue;
    const ch_frame *frame = ch_frame_of(c, w);
    /* "telephoned PUTIN": an indirect object alone is the object */
    bool alone = frame->undergoer == CH_NO_WORD && !frame->passive &&
                 ch_child_by_rel(c->doc, w, CH_REL_XCOMP) == CH_NO_WORD &&
                 ch_child_by_rel(c->doc, w, CH_REL_CCOMP) == CH_NO_WORD;
    if (ch_blames_harm(s, frame->undergoer)) {
      ch_harm_by(c, frame->undergoer, out);
      return;
    }
    ch_named_or_held(c, alone ? frame->indirect : frame->undergoer, out);
  }
  if (out->n == 0 && ch_is_verb(c, s->head))
    ch_named_within(c, ch_frame_of(c, s->head)->undergoer, 3, out);
  /* "tipped off WASHINGTON", with the particle taken for its preposition */
  for (uint32_t i = 1; out->n == 0 && s->match && i < s->match->pattern->n; i++) {
    const ch_element *e = &s->match->pattern->element[i];
    uint32_t w = s->match->word[i];
    if (w != CH_NO_WORD && w > s->head && !e->absent && e->n_functions == 1 && e->n_alternatives &&
        e->alternative[0].kind == CH_ATOM_ACTOR && ch_is_verb(c, s->head) &&
        ch_marker(c, w, c->lexeme[s->head + 1]) == s->head + 1)
      ch_named_or_held(c, w, out);
  }
}

/* "talks with IRAN" */
static bool names_other(const ch_stand *s) {
  for (uint32_t i = 1; i < CH_MAX_ELEMENTS; i++) {
    uint32_t w = ch_matched(s, i);
    if (w != CH_NO_WORD && s->c->reading->mention_at[w] != CH_NO_ITEM) return true;
  }
  return false;
}

/* "PERU AND CHILE agreed after talks" */
static bool are_several(const ch_coding *c, uint32_t w) {
  ch_side named = {.n = 0};
  if (w != CH_NO_WORD) ch_named_or_owning(c, w, false, &named);
  return named.n > 1;
}

/* A place of which a copula says that somebody is there: "is IN MOSCOW". */
bool ch_stands_at(const ch_coding *c, uint32_t w) {
  return ch_child_by_rel(c->doc, w, CH_REL_COP) != CH_NO_WORD && ch_is_marked(c, w) &&
         (c->reading->place_at[w] != CH_NO_ITEM || c->reading->mention_at[w] != CH_NO_ITEM);
}

uint32_t ch_subject_word(const ch_stand *s) {
  ch_coding *c = s->c;
  if (!s->noun) {
    /* of an auxiliary, its verb's: "RUSSIA must answer" */
    uint8_t rel = ch_w(c, s->head)->rel;
    if (rel == CH_REL_AUX || rel == CH_REL_AUX_PASS || rel == CH_REL_COP)
      return ch_frame_of(c, ch_w(c, s->head)->head)->subject;
    const ch_frame *f = ch_frame_of(c, s->head);
    bool predicate = s->match && s->match->pattern->pos == CH_POS_ADJECTIVE; /* "THEY are committed to it" */
    return ch_is_verb(c, s->head) && !predicate ? f->doer : f->subject;
  }
  uint32_t top = ch_first_conjunct(c, s->head), verb = ch_w(c, top)->head;
  /* "on the heels OF THE MEETING" */
  if (s->talks && ch_w(c, top)->rel == CH_REL_NMOD && ch_in_class(c, verb, c->book->occasion)) {
    top = ch_first_conjunct(c, verb);
    verb = ch_w(c, top)->head;
  }
  /* "after A SERIES OF meetings", "two DAYS OF talks" */
  if (s->talks && ch_w(c, top)->rel == CH_REL_NMOD && verb != CH_NO_WORD && !ch_is_verb(c, verb) &&
      (ch_in_class(c, verb, c->book->transparent) || ch_in_class(c, verb, c->book->spell))) {
    top = ch_first_conjunct(c, verb);
    verb = ch_w(c, top)->head;
  }
  /* "OMAN closed it under pressure from Peru", "went on despite pleas by Peru" */
  if (s->carrier == CH_NO_WORD && ch_w(c, top)->rel == CH_REL_OBL && verb != CH_NO_WORD &&
      ch_is_verb(c, verb) && ch_in_class(c, top, c->book->pressing) &&
      ch_marker_in(c, top, c->book->pressed_by) != CH_NO_WORD)
    return ch_frame_of(c, verb)->doer;
  /* "OMAN sailed on in defiance of the ban" */
  if (s->carrier == CH_NO_WORD && ch_w(c, top)->rel == CH_REL_OBL && verb != CH_NO_WORD && ch_is_verb(c, verb) &&
      ch_in_class(c, top, c->book->done_in) && ch_marker_in(c, top, c->book->in_approval) != CH_NO_WORD)
    return ch_frame_of(c, verb)->doer;
  /* "struck IN SUPPORT of the troops" */
  bool along = s->talks || (s->together && ch_marker_in(c, top, c->book->during) != CH_NO_WORD) ||
               (s->backs && ch_marker_in(c, top, c->book->in_approval) != CH_NO_WORD);
  if (s->carrier == CH_NO_WORD && along && ch_w(c, top)->rel == CH_REL_OBL &&
      verb != CH_NO_WORD && ch_is_verb(c, verb) &&
      (names_other(s) || s->match->pattern->n > 1 || are_several(c, ch_frame_of(c, verb)->doer)))
    return ch_frame_of(c, verb)->doer; /* "THE MINISTER spoke after talks with Iran" */
  /* "THE MINISTER was upbeat after talks with Iran" */
  if (s->carrier == CH_NO_WORD && s->talks && ch_w(c, top)->rel == CH_REL_OBL && verb != CH_NO_WORD &&
      names_other(s) && ch_child_by_rel(c->doc, verb, CH_REL_COP) != CH_NO_WORD)
    return ch_frame_of(c, verb)->subject;
  /* "THE MINISTER was in London for talks" */
  if (s->carrier == CH_NO_WORD && s->talks && verb != CH_NO_WORD && ch_stands_at(c, verb))
    return ch_frame_of(c, verb)->subject;
  if (s->carrier == CH_NO_WORD) /* "THE DECISION is a violation of the treaty" */
    return ch_child_by_rel(c->doc, s->head, CH_REL_COP) != CH_NO_WORD ? ch_frame_of(c, s->head)->subject : CH_NO_WORD;
  uint32_t doer = ch_frame_of(c, s->carrier)->doer;
  return doer == ch_first_conjunct(c, s->head) ? CH_NO_WORD : doer;
}

/* Does the clause say ill of its subject, rather than tell what went on meanwhile ("AS troops
 * left"), what who speaks does himself ("claims TO fight") or what "it" did not do? */
static bool tells_of(ch_coding *c, uint32_t clause) {
  uint32_t mark = ch_child_by_rel(c->doc, clause, CH_REL_MARK), subject = ch_frame_of(c, clause)->subject;
  switch (ch_w(c, clause)->rel) {
    case CH_REL_XCOMP: return ch_child_by_rel(c->doc, clause, CH_REL_NSUBJ) != CH_NO_WORD;
    case CH_REL_ADVCL:
      if (ch_gerund_subject(c, clause) != CH_NO_WORD) return true;
      return mark == CH_NO_WORD || ch_in_class(c, mark, c->book->object_control) ||
             ch_in_class(c, mark, c->book->relative);
    default:
      return subject == CH_NO_WORD || !ch_in_class(c, subject, c->book->anaphor) ||
             ch_child_of_class(c, clause, c->book->negation) == CH_NO_WORD;
  }
}

/* Who does what the clause tells; of a passive that is blamed, by whom it was done ("complained that its men had
 * been held BY OMAN"), who suffered it being nobody to blame. */
static void doer_of_clause(const ch_stand *s, uint32_t clause, ch_side *out) {
  ch_coding *c = s->c;
  const ch_frame *f = ch_frame_of(c, clause);
  uint32_t subject = ch_child_by_rel(c->doc, clause, CH_REL_NSUBJ_PASS);
  if (!s->verbal || subject == CH_NO_WORD || subject != f->subject) {
    ch_named_or_owning(c, f->subject, true, out);
    return;
  }
  uint32_t agent = ch_child_by_rel(c->doc, clause, CH_REL_OBL_AGENT);
  if (agent == CH_NO_WORD) agent = f->doer;
  if (agent == CH_NO_WORD || agent == subject) {
    if (!ch_in_class(c, clause, c->book->done_to_people)) ch_named_or_owning(c, f->subject, true, out);
    return;
  }
  ch_side sufferer = {.n = 0}; /* "locked in by THEIR Saudi guides" */
  ch_named_or_owning(c, subject, true, &sufferer);
  ch_named_or_owning(c, agent, true, out);
  ch_side_remove(out, &sufferer);
}

static void by_complement(const ch_stand *s, ch_side *out) {
  ch_coding *c = s->c;
  /* "has EVIDENCE THAT Oman cut it" */
  for (uint32_t i = 1; out->n == 0 && s->verbal && i < CH_MAX_ELEMENTS; i++) {
    uint32_t noun = ch_matched(s, i);
    if (noun == CH_NO_WORD || !ch_is_noun(c, noun)) continue;
    uint32_t clause = ch_child_by_rel(c->doc, noun, CH_REL_ACL);
    if (clause == CH_NO_WORD) clause = ch_child_by_rel(c->doc, noun, CH_REL_ACL_RELCL); /* taken for one */
    if (clause == CH_NO_WORD) clause = ch_child_by_rel(c->doc, noun, CH_REL_CCOMP);
    if (clause != CH_NO_WORD && ch_child_by_rel(c->doc, clause, CH_REL_MARK) != CH_NO_WORD && tells_of(c, clause))
      doer_of_clause(s, clause, out);
  }
  for (uint32_t i = 0; out->n == 0 && i < ch_child_count(c->doc, s->head); i++) {
    uint32_t child = ch_child(c->doc, s->head, i);
    uint8_t rel = ch_w(c, child)->rel;
    /* "the order THAT Oman cut it", taken for a relative clause */
    bool content =
        rel == CH_REL_ACL_RELCL && ch_child_by_rel(c->doc, child, CH_REL_MARK) != CH_NO_WORD;
    if (s->verbal && !tells_of(c, child)) continue;
    if (rel == CH_REL_ADVCL && child < s->head) continue; /* "ANGERED by it, Oman demanded that Peru pay" */
    /* "it is VITAL that Oman open it" */
    bool told = rel == CH_REL_CSUBJ && ch_w(c, s->head)->upos == CH_UPOS_ADJ;
    if (rel == CH_REL_XCOMP || rel == CH_REL_CCOMP || rel == CH_REL_ACL || rel == CH_REL_ADVCL ||
        content || told)
      doer_of_clause(s, child, out);
  }
}

/* A body of states meets as its members: "NATO MINISTERS met", "THE COUNCIL met", but not
 * "the EU's envoy met". */
static bool members_meet(const ch_stand *s, uint32_t subject, const ch_side *out) {
  ch_coding *c = s->c;
  if (!s->talks || s->noun || subject == CH_NO_WORD || out->n != 1 || !ch_is_body(out->v[0].actor))
    return false;
  return ch_feature(c, subject, "Number=Plur") || c->reading->mention_at[subject] != CH_NO_ITEM;
}

/* "Shannon and Ryabkov, the Russian deputy, WHO had met in May": all of the row that the clause ends. */
static void all_who(const ch_coding *c, uint32_t verb, ch_side *out) {
  enum { CLIMB = 3 };
  uint32_t w = ch_w(c, verb)->head;
  if (ch_w(c, verb)->rel != CH_REL_ACL_RELCL || w == CH_NO_WORD) return;
  for (int i = 0; i < CLIMB && (ch_w(c, w)->rel == CH_REL_APPOS || ch_w(c, w)->rel == CH_REL_CONJ); i++)
    w = ch_w(c, w)->head;
  ch_side all = {.n = 0};
  ch_named_or_owning(c, w, false, &all);
  if (all.n > out->n) *out = all;
}

/* "THE AGENCY AND ITS CHIEF held talks with Iran": two of one side, who met another. */
static bool are_one_with_other(const ch_stand *s, const ch_side *both) {
  ch_coding *c = s->c;
  if (both->n < 2) return false;
  for (uint32_t i = 1; i < both->n; i++)
    if (!ch_str_eq(both->v[i].actor->code, both->v[0].actor->code)) return false;
  for (uint32_t i = 0; i < CH_MAX_ELEMENTS; i++) {
    uint32_t w = i ? ch_matched(s, i) : s->head;
    for (uint32_t k = 0; w != CH_NO_WORD && k < ch_child_count(c->doc, w); k++) {
      uint32_t child = ch_child(c->doc, w, k);
      if (ch_marker_in(c, child, c->book->absolute) == CH_NO_WORD) continue;
      ch_side other = {.n = 0};
      ch_named_or_owning(c, child, false, &other);
      if (ch_any_coded(&other) && !ch_side_shares(&other, both)) return true;
    }
  }
  return false;
}

/* Reciprocal acts: two and more parties, or none. */
static void by_both(const ch_stand *s, ch_side *out) {
  ch_coding *c = s->c;
  uint32_t subject = ch_subject_word(s);
  /* "the two sides clashed, EACH blaming the other" */
  uint32_t up = subject == CH_NO_WORD || s->noun ? CH_NO_WORD : ch_w(c, s->head)->head;
  if (ch_in_class(c, subject, c->book->each) && up != CH_NO_WORD && ch_is_verb(c, up))
    subject = ch_frame_of(c, up)->doer;
  ch_named_or_owning(c, subject, false, out);
  if (are_one_with_other(s, out)) out->n = 0;
  if (out->n < 2 && s->noun) ch_possessors(s->c, s->head, out);
  if (out->n < 2 && !s->noun) all_who(c, s->head, out);
  if (out->n < 2 && !members_meet(s, subject, out)) out->n = 0;
}

/* "Shells fired FROM SYRIA hit it", "shelling BY ISRAEL killed two": whose the tool of force was. */
static void by_tool(const ch_stand *s, uint32_t subject, ch_side *out) {
  ch_coding *c = s->c;
  if (subject != CH_NO_WORD) ch_named_within(c, subject, 1, out);
  /* the participle hung on the verb, perhaps with the subject */
  for (uint32_t i = 0; out->n == 0 && !s->noun && i < ch_child_count(c->doc, s->head); i++) {
    uint32_t child = ch_child(c->doc, s->head, i);
    if (ch_w(c, child)->rel != CH_REL_ADVCL || child > s->head ||
        (subject == CH_NO_WORD ? !ch_str_is(ch_w(c, child)->xpos, "VBN") : child < subject))
      continue;
    for (uint32_t k = 0; out->n == 0 && k < ch_child_count(c->doc, child); k++)
      if (ch_marker_in(c, ch_child(c->doc, child, k), c->book->source) != CH_NO_WORD)
        ch_named_or_owning(c, ch_child(c->doc, child, k), true, out);
  }
}

static void beside_them(const ch_coding *c, uint32_t w, ch_side *out) {
  ch_side named = {.n = 0};
  if (c->reading->mention_at[w] != CH_NO_ITEM) ch_side_add(c, &named, c->reading->mention_at[w]);
  ch_side row = {.n = 0};
  ch_named_or_owning(c, w, true, &row);
  ch_side_join(&named, &row);
  if (ch_any_coded(&named)) ch_side_join(out, &named);
}

/* Is the noun told of as company: "ALONG WITH Yemen", "TOGETHER WITH Yemen"? */
static bool is_company(const ch_coding *c, uint32_t w) {
  for (uint32_t i = 0; i < ch_child_count(c->doc, w); i++) {
    uint32_t with = ch_child(c->doc, w, i);
    if (ch_w(c, with)->rel != CH_REL_CASE || with == 0 || !ch_in_class(c, with, c->book->absolute)) continue;
    if (with > c->doc->sentences[c->doc->sentence_of[w]].first && ch_in_class(c, with - 1, c->book->along_with)) return true;
  }
  return false;
}

/* "Oman, ALONG WITH YEMEN, condemned it", "Oman, JOINED BY YEMEN, …": they do it too. */
static void in_company(const ch_coding *c, uint32_t subject, ch_side *out) {
  for (uint32_t i = 0; subject != CH_NO_WORD && i < ch_child_count(c->doc, subject); i++) {
    uint32_t child = ch_child(c->doc, subject, i);
    if (child < subject) continue;
    if (ch_w(c, child)->rel == CH_REL_NMOD && (is_company(c, child) || ch_marker_in(c, child, c->book->alongside) != CH_NO_WORD))
      beside_them(c, child, out);
    for (uint32_t k = 0; ch_w(c, child)->rel == CH_REL_ACL && ch_in_class(c, child, c->book->joined) &&
                         k < ch_child_count(c->doc, child); k++)
      if (ch_marker_in(c, ch_child(c->doc, child, k), c->book->agent) != CH_NO_WORD)
        beside_them(c, ch_child(c->doc, child, k), out);
  }
}

/* "Oman condemned the raid TOGETHER WITH YEMEN": states that the clause names as company of who acts. */
static void in_company_of_verb(const ch_coding *c, uint32_t verb, ch_side *out) {
  for (uint32_t i = 0; i < ch_child_count(c->doc, verb); i++) {
    uint32_t child = ch_child(c->doc, verb, i);
    uint32_t m = c->reading->mention_at[child];
    if (ch_w(c, child)->rel != CH_REL_OBL || m == CH_NO_ITEM || !ch_is_state(ch_mentioned(c, m)) || !is_company(c, child)) continue;
    beside_them(c, child, out);
  }
}

/* "THE GAO attack killed nine": a town before a blow is where it fell, and did nothing. */
static void drop_scene(const ch_stand *s, uint32_t noun, ch_side *out) {
  ch_coding *c = s->c;
  uint32_t kept = 0;
  if (noun == CH_NO_WORD || !s->deed || s->whom || !ch_in_class(c, noun, c->book->fire)) return;
  for (uint32_t i = 0; i < out->n; i++) {
    bool scene = false;
    for (uint32_t k = 0; k < ch_child_count(c->doc, noun) && !scene; k++) {
      uint32_t child = ch_child(c->doc, noun, k);
      scene = ch_is_where(c, child) && ch_w(c, child)->span.from == out->v[i].span.from;
    }
    if (!scene) out->v[kept++] = out->v[i];
  }
  out->n = kept;
}

/* "The rebels said THEY would release him": who speaks, where nobody else is meant. */
static void by_subject(const ch_stand *s, ch_side *out) {
  ch_coding *c = s->c;
  uint32_t subject = ch_subject_word(s);
  ch_named_or_owning(c, subject, true, out);
  drop_scene(s, subject, out);
  if (ch_any_coded(out)) in_company(c, subject, out);
  if (ch_any_coded(out) && ch_is_verb(c, s->head)) in_company_of_verb(c, s->head, out);
  /* "the remarks BY THE OMANI MINISTER are offensive" */
  if (subject != CH_NO_WORD && out->n == 0 && s->verbal && s->whom) ch_named_within(c, subject, 1, out);
  /* "a report BY THE AUSTRALIAN GOVERNMENT accused China" */
  if (subject != CH_NO_WORD && out->n == 0 && ch_in_class(c, subject, c->book->document))
    ch_named_within(c, subject, 1, out);
  /* "hit back with STRIKES THAT KILLED nine", "sent up JETS THAT BOMBED it": who struck, who sent them */
  if (subject != CH_NO_WORD && out->n == 0 &&
      (ch_in_class(c, subject, c->book->blow) || ch_in_class(c, subject, c->book->forces))) {
    uint32_t verb = ch_carrier(c, subject, ch_marker_in(c, subject, c->book->loose) != CH_NO_WORD);
    if (verb != CH_NO_WORD && ch_frame_of(c, verb)->doer != subject)
      ch_named_or_owning(c, ch_frame_of(c, verb)->doer, true, out);
  }
  if (s->deed && !ch_any_coded(out)) {
    ch_side tool = {.n = 0};
    by_tool(s, subject, &tool);
    if (ch_any_coded(&tool)) *out = tool;
  }
  if (!ch_in_class(c, subject, c->book->anaphor) || ch_any_coded(out)) return;
  uint32_t said = c->reading->attribution_at[subject];
  if (said == CH_NO_ITEM || c->reading->attributions[said].cue == CH_NO_WORD ||
      c->reading->attributions[said].cue != ch_w(c, ch_clause_of(c, subject))->head)
    return;
  ch_side speaker = {.n = 0};
  ch_source_of(c, &c->reading->attributions[said], &speaker);
  if (ch_any_coded(&speaker)) *out = speaker;
}

/* The state of that code as such, where the article names it. */
static void add_state(const ch_coding *c, ch_str code, ch_side *out) {
  for (uint32_t i = 0; i < c->reading->n_actors; i++) {
    const ch_actor *a = &c->reading->actors[i];
    if (!ch_str_eq(a->code, code) || !(ch_is_state(a) || ch_is_body(a))) continue;
    ch_side_actor(out, c, i, (ch_span){0, 0});
    return;
  }
}

/* Is it told of talks or a deal that they begin, end or are made, and not who makes them? */
static bool goes_by_itself(const ch_stand *s) {
  ch_coding *c = s->c;
  if (s->noun || !ch_is_verb(c, s->head) || ch_w(c, s->head)->rel == CH_REL_AMOD) return false;
  const ch_frame *frame = ch_frame_of(c, s->head);
  return frame->subject != CH_NO_WORD && ch_in_class(c, frame->subject, c->book->between_foes) &&
         (frame->passive || frame->undergoer == CH_NO_WORD);
}

/* The two powers that two thirds of the acts told of so far, two at least, set together. */
static void by_feud(const ch_stand *s, ch_side *out) {
  const ch_coding *c = s->c;
  uint32_t first = 0;
  out->n = 0;
  if (!goes_by_itself(s)) return;
  for (uint32_t k = 1; k < c->n_feuds; k++)
    if (c->feud[k].n > c->feud[first].n) first = k;
  if (c->n_feuds == 0 || c->feud[first].n < 2 || 3 * c->feud[first].n < 2 * c->feuds) return;
  add_state(c, c->feud[first].a, out);
  add_state(c, c->feud[first].b, out);
  if (out->n != 2) out->n = 0;
}

/* "THE TALKS will resume", "A DEAL was reached", "NEGOTIATORS failed to agree": those who met, by
 * what the sentences before tell, else those who quarrel, where this one names nobody else. */
static void by_met(const ch_stand *s, ch_side *out) {
  enum { REACH = 4 };
  const ch_coding *c = s->c;
  uint32_t sentence = c->doc->sentence_of[s->head];
  const ch_sentence *in = &c->doc->sentences[sentence];
  bool two = false;
  ch_side those = c->met;
  out->n = 0;
  for (uint32_t i = 1; i < those.n; i++) two |= !ch_str_eq(those.v[i].actor->code, those.v[0].actor->code);
  bool meets = s->rule && s->rule->type == CH_TYPE_CONSULT;
  if (s->noun && (!meets || ch_child_of_class(c, s->head, c->book->many_sided) != CH_NO_WORD)) return;
  if (!two || c->met_sentence >= sentence || c->met_sentence + REACH < sentence) by_feud(s, &those);
  if (those.n < 2) return;
  for (uint32_t w = in->first; w < in->first + in->count; w++) {
    uint32_t at = c->reading->mention_at[w];
    if (at == CH_NO_ITEM || c->reading->mentions[at].place || c->reading->mentions[at].actor == CH_NO_ITEM) continue;
    const ch_actor *who = &c->reading->actors[c->reading->mentions[at].actor];
    bool there = who->code.n == 0;
    for (uint32_t i = 0; i < those.n && !there; i++) there = ch_str_eq(those.v[i].actor->code, who->code);
    if (!there) return;
  }
  *out = those;
  for (uint32_t i = 0; i < out->n; i++) {
    out->v[i].text = (ch_str){NULL, 0};
    out->v[i].span = (ch_span){0, 0};
    out->v[i].inferred = true;
  }
}

/* "NEGOTIATORS failed to agree" */
static bool sits_there(const ch_stand *s) {
  uint32_t subject = ch_subject_word(s);
  return subject != CH_NO_WORD && ch_in_class(s->c, subject, s->c->book->at_table) &&
         ch_feature(s->c, subject, "Number=Plur");
}

static void stand_at(const ch_stand *s, const ch_role *role, bool stated, ch_side *out) {
  ch_coding *c = s->c;
  out->n = 0;
  switch (role->kind) {
    case CH_ROLE_SUBJECT:
      by_subject(s, out);
      break;
    case CH_ROLE_OBJECT: by_object(s, out); break;
    case CH_ROLE_INDIRECT: {
      uint32_t verb = s->noun ? s->carrier : s->head, up = ch_w(c, s->head)->head;
      if (verb != CH_NO_WORD) ch_named_or_owning(c, ch_frame_of(c, verb)->indirect, true, out);
      /* "offered RUSSIA talks", taken for talks of Russia's */
      for (uint32_t i = 1; out->n == 0 && !s->noun && s->match && i < s->match->pattern->n; i++) {
        const ch_element *e = &s->match->pattern->element[i];
        uint32_t w = s->match->word[i];
        if (w != CH_NO_WORD && e->n_functions == 0 && e->n_alternatives &&
            e->alternative[0].kind == CH_ATOM_ACTOR && ch_w(c, w)->rel == CH_REL_COMPOUND)
          ch_named_or_held(c, w, out);
      }
      /* "told HIM in a telephone call" */
      if (verb != CH_NO_WORD || !s->talks || up == CH_NO_WORD || !ch_is_verb(c, up)) break;
      const ch_frame *f = ch_frame_of(c, up);
      uint32_t told = f->indirect != CH_NO_WORD ? f->indirect : f->undergoer;
      if (told != CH_NO_WORD && c->reading->mention_at[told] != CH_NO_ITEM)
        ch_named_or_owning(c, told, true, out);
      break;
    }
    case CH_ROLE_OWNER: by_owner(s, out); break;
    case CH_ROLE_POSSESSOR:
      ch_possessors(c, s->head, out);
      drop_scene(s, s->head, out);
      break;
    case CH_ROLE_COMPLEMENT: by_complement(s, out); break;
    case CH_ROLE_SPEAKER:
      if (s->verbal && ch_blaming(c, s->head) != CH_NO_ITEM)
        ch_source_of(c, &c->reading->attributions[ch_blaming(c, s->head)], out);
      else if (!s->verbal)
        ch_speaker_of(c, s->head, out);
      break;
    case CH_ROLE_BOTH: by_both(s, out); break;
    case CH_ROLE_VICTIM:
      by_object(s, out);
      if (out->n == 0) by_owner(s, out);
      break;
    case CH_ROLE_PLACE:
      ch_by_place(s, out);
      if (out->n == 0) ch_by_jail(s, out);
      break;
    case CH_ROLE_BELOW:
      ch_by_below(s, out);
      break;
    case CH_ROLE_CHARGED:
      ch_by_charged(s, out);
      break;
    case CH_ROLE_MET: by_met(s, out); break;
    case CH_ROLE_SETTING: /* tried last: by_setting() */
    case CH_ROLE_HERE:    /* likewise: by_here() */
    case CH_ROLE_OPPOSITE: /* only when all else is known: opposite() */
    case CH_ROLE_OPPONENT: /* only when the article is told: ch_context() */
    case CH_ROLE_NONE: break;
    case CH_ROLE_PREPOSITION:
      if (s->several &&
          ch_class_has(&c->book->words.lexemes.v[role->word].classes, c->book->locative))
        break;
      by_any(s, role, stated || !ch_class_has(&c->book->words.lexemes.v[role->word].classes,
                                              c->book->locative), out);
      break;
  }
}

static bool are_troops(const ch_side *side) {
  const ch_actor *a = side->v[0].actor;
  return !ch_any_coded(side) && a->n_sectors && ch_str_is(a->sectors[0], "MIL");
}

static void find_side(const ch_stand *s, const ch_roles *roles, const ch_side *not_these,
                      ch_side *out, bool *reciprocal) {
  ch_side stranger = {.n = 0};
  out->n = 0;
  for (uint32_t i = 0; i < roles->n; i++) {
    stand_at(s, &roles->v[i], roles->stated, out);
    /* "denied it TO REUTERS" */
    bool told = !s->deed && !s->verbal && roles->v[i].kind == CH_ROLE_PREPOSITION &&
                ch_class_has(&s->c->book->words.lexemes.v[roles->v[i].word].classes, s->c->book->infinitive);
    if (!s->suffered || told) ch_drop_outlets(out);
    uint32_t all = out->n;
    if (not_these) ch_side_remove(out, not_these);
    /* "claims that HE AND LAVROV are talking": of himself, too */
    if (s->verbal && roles->v[i].kind == CH_ROLE_COMPLEMENT && out->n < all) out->n = 0;
    if (out->n == 0) continue;
    /* "sent TROOPS to Oman": whom it is sent to, if that is told */
    if (not_these && !s->suffered && are_troops(out)) {
      if (stranger.n == 0) stranger = *out;
      out->n = 0;
      continue;
    }
    bool several = roles->v[i].kind == CH_ROLE_BOTH || roles->v[i].kind == CH_ROLE_MET;
    if (!ch_any_coded(out) && ch_roles_have(roles, CH_ROLE_MET) && sits_there(s)) {
      ch_side met;
      by_met(s, &met);
      if (met.n) *out = met;
      several |= met.n > 0;
    }
    if (reciprocal) *reciprocal = several ||
                                  (s->noun && out->n > 1 && roles->v[i].kind == CH_ROLE_PREPOSITION);
    if (ch_any_coded(out) || stranger.n == 0) return;
    break;
  }
  if (stranger.n) *out = stranger;
}

void ch_find_side(const ch_stand *s, const ch_roles *roles, const ch_side *not_these,
                  ch_side *out, bool *reciprocal) {
  /* "bombed an Omani town ON THE BORDER OF YEMEN": not Yemen's, unless no other is named */
  if (s->whom && s->rule && s->rule->type == CH_TYPE_ASSAULT) {
    ch_stand near = *s;
    near.this_side = true;
    find_side(&near, roles, not_these, out, reciprocal);
    if (ch_any_coded(out)) return;
  }
  find_side(s, roles, not_these, out, reciprocal);
}

bool ch_roles_have(const ch_roles *roles, ch_role_kind kind) {
  for (uint32_t i = 0; i < roles->n; i++)
    if (roles->v[i].kind == kind) return true;
  return false;
}
