/* Modality: what an act's own auxiliaries and the words above it make of it.
 *
 * The climb starts at the trigger and goes from governor to governor as long
 * as each still speaks of the act: a status row, a light verb, a controlled
 * infinitive. It stops at the clause that reports it. */
#include "code/coding.h"

typedef struct modality {
  uint32_t auxiliary; /* the last one that is modal */
  bool future, possible, obliged, would, negated, hypothetical, conditional, progressive, finite_aux;
} modality;

static bool negated_phrase(const ch_coding *c, uint32_t w) {
  for (uint32_t i = 0; i < ch_child_count(c->doc, w); i++) {
    uint32_t child = ch_child(c->doc, w, i);
    uint8_t rel = ch_w(c, child)->rel;
    if ((rel == CH_REL_DET || rel == CH_REL_CC || ch_rel_universal(rel) == CH_REL_CC ||
         rel == CH_REL_ADVMOD) &&
        child < w && ch_in_class(c, child, c->book->negation))
      return true; /* "NO troops", "NEITHER Paris nor London" */
    /* "has NO closer ally": taken for an adverb of the adjective */
    for (uint32_t k = 0; rel == CH_REL_AMOD && child < w && k < ch_child_count(c->doc, child); k++) {
      uint32_t low = ch_child(c->doc, child, k);
      if (low < child && ch_w(c, low)->rel == CH_REL_ADVMOD && ch_in_class(c, low, c->book->negation)) return true;
    }
  }
  return false;
}

/* "NOT ONLY recalled its envoy but …": did that and more. */
static bool is_not_alone(const ch_coding *c, uint32_t no) {
  uint32_t next = no + 1, end = c->doc->n_words;
  return next < end && c->doc->sentence_of[next] == c->doc->sentence_of[no] && ch_in_class(c, next, c->book->alone);
}

static bool has_condition(const ch_coding *c, uint32_t clause) {
  return ch_marker_in(c, clause, c->book->condition) != CH_NO_WORD;
}

static bool is_infinitive(const ch_coding *c, uint32_t w) {
  return ch_str_is(ch_w(c, w)->xpos, "VB") || ch_feature(c, w, "VerbForm=Inf");
}

/* "would refuse talks UNTIL it apologised": is what the clause at `w` waits upon yet to come? */
static bool is_open(const ch_coding *c, uint32_t w) {
  uint32_t up = ch_w(c, w)->rel == CH_REL_ADVCL ? ch_w(c, w)->head : CH_NO_WORD;
  for (uint32_t i = 0; up != CH_NO_WORD && i < ch_child_count(c->doc, up); i++) {
    uint32_t child = ch_child(c->doc, up, i);
    const ch_codebook *b = c->book;
    if ((ch_w(c, child)->rel == CH_REL_AUX &&
         (ch_in_class(c, child, b->future) || ch_in_class(c, child, b->would) ||
          ch_in_class(c, child, b->possible) || ch_in_class(c, child, b->obliged))) ||
        ch_in_class(c, child, b->negation))
      return true;
  }
  return false;
}

/* "can open only AFTER Chile RECOGNISES Peru": what is told in the present behind such a word is yet to come. */
static bool is_awaited(const ch_coding *c, uint32_t marker) {
  uint32_t verb = ch_w(c, marker)->head;
  if (!ch_in_class(c, marker, c->book->after) || !is_open(c, verb)) return false;
  bool present = ch_feature(c, verb, "Tense=Pres") && !ch_str_is(ch_w(c, verb)->xpos, "VBG");
  for (uint32_t i = 0; i < ch_child_count(c->doc, verb); i++) {
    uint32_t aux = ch_child(c->doc, verb, i);
    if (ch_w(c, aux)->upos == CH_UPOS_AUX) present = ch_feature(c, aux, "Tense=Pres") && ch_feature(c, aux, "VerbForm=Fin");
  }
  return present;
}

/* `counted`: a child whose own "no" has been heard below. */
static void modality_child(const ch_coding *c, uint32_t child, uint32_t counted, modality *m) {
  const ch_codebook *b = c->book;
  switch (ch_w(c, child)->rel) {
    case CH_REL_COP: /* "is to meet" */
      m->future |= is_infinitive(c, ch_w(c, child)->head) ||
                   ch_marker_in(c, ch_w(c, child)->head, b->infinitive) == child + 1;
      break;
    case CH_REL_AUX:
    case CH_REL_AUX_PASS:
      m->finite_aux = true;
      m->future |= ch_in_class(c, child, b->future);
      m->possible |= ch_in_class(c, child, b->possible);
      m->obliged |= ch_in_class(c, child, b->obliged);
      /* "were TO have met": an infinitive right behind the auxiliary */
      m->future |= !m->obliged && ch_marker_in(c, ch_w(c, child)->head, b->infinitive) == child + 1;
      m->would |= ch_in_class(c, child, b->would);
      /* "should Russia retaliate, …" */
      m->hypothetical |= ch_in_class(c, child, b->condition) &&
                         (ch_w(c, ch_w(c, child)->head)->rel == CH_REL_ADVCL || ch_before_subject(c, child));
      if (m->future || m->possible || m->obliged || m->would) m->auxiliary = child;
      break;
    case CH_REL_ADVMOD:
    case CH_REL_DET:
    case CH_REL_MARK:
    case CH_REL_CASE:
      m->negated |= ch_in_class(c, child, b->negation) && !is_not_alone(c, child);
      m->hypothetical |= ch_w(c, child)->rel == CH_REL_MARK &&
                         (ch_in_class(c, child, b->condition) || is_awaited(c, child) ||
                          (ch_in_class(c, child, b->until) && is_open(c, ch_w(c, child)->head)));
      break;
    case CH_REL_CC: /* "NOR will it close the port" */
    case CH_REL_CC_PRECONJ:
      m->negated |= child < ch_w(c, child)->head && ch_in_class(c, child, b->negation);
      break;
    case CH_REL_NSUBJ:
    case CH_REL_NSUBJ_PASS:
    case CH_REL_OBJ: /* or "NONE of its planes" */
      m->negated |= child != counted && (negated_phrase(c, child) ||
                                          (ch_w(c, child)->upos == CH_UPOS_PRON && ch_in_class(c, child, b->negation)));
      break;
    case CH_REL_ADVCL: m->conditional |= has_condition(c, child); break;
    default: break;
  }
}

static modality modality_of(const ch_coding *c, uint32_t w, uint32_t counted) {
  modality m = {.auxiliary = CH_NO_WORD};
  for (uint32_t i = 0; i < ch_child_count(c->doc, w); i++)
    modality_child(c, ch_child(c->doc, w, i), counted, &m);
  m.progressive = ch_str_is(ch_w(c, w)->xpos, "VBG") && m.finite_aux;
  /* "will expel diplomats and close consulates": one auxiliary for both. */
  if (ch_w(c, w)->rel == CH_REL_CONJ && is_infinitive(c, w) && !m.finite_aux) {
    modality first = {.auxiliary = CH_NO_WORD};
    uint32_t up = ch_first_conjunct(c, w);
    for (uint32_t i = 0; i < ch_child_count(c->doc, up); i++)
      modality_child(c, ch_child(c->doc, up, i), counted, &first);
    m.future |= first.future;
    m.possible |= first.possible;
    m.obliged |= first.obliged;
    m.would |= first.would;
    m.negated |= first.negated;
    m.hypothetical |= first.hypothetical;
    m.conditional |= first.conditional;
  }
  return m;
}

/* Is the clause of `w` somebody's reported words? */
static bool reported(const ch_coding *c, uint32_t w) {
  uint8_t rel = ch_w(c, ch_first_conjunct(c, w))->rel;
  return rel == CH_REL_CCOMP || c->reading->attribution_at[w] != CH_NO_ITEM;
}

static ch_effect effect_of(const ch_coding *c, uint32_t w, const modality *m) {
  if (m->hypothetical) return CH_EFFECT_HYPOTHETICAL;
  /* "Russia must NOT send troops" asks for that as much as "must withdraw" */
  if (m->obliged) return m->negated ? CH_EFFECT_REQUESTED : CH_EFFECT_OBLIGED;
  if (m->future || (m->would && (reported(c, w) || m->negated || !m->conditional)))
    return m->negated ? CH_EFFECT_FORGONE : CH_EFFECT_FUTURE;
  if (m->would) return CH_EFFECT_CONDITIONAL;
  if (m->possible) return m->negated ? CH_EFFECT_NEGATED : CH_EFFECT_POSSIBLE;
  return m->negated ? CH_EFFECT_NEGATED : CH_EFFECT_NONE;
}

static void push(ch_steps *s, ch_effect effect, uint32_t governor) {
  if (effect == CH_EFFECT_NONE || s->n == CH_MAX_STEPS) return;
  s->v[s->n++] = (ch_step){effect, governor};
}

static void climb_through(ch_steps *s, uint32_t w) {
  if (w != CH_NO_WORD && s->n_through < CH_MAX_STEPS) s->through[s->n_through++] = w;
}

/* Adds what the auxiliaries of `w` say; over a governor's effect they may
 * make another ("did not agree to": refused). */
static void push_own(const ch_coding *c, uint32_t w, uint32_t counted, ch_steps *s, bool governs) {
  modality m = modality_of(c, w, counted);
  /* "is not GOING to give it up" */
  m.future |= counted != CH_NO_WORD && ch_in_class(c, w, c->book->future) && m.finite_aux &&
              ch_str_is(ch_w(c, w)->xpos, "VBG") && ch_w(c, counted)->rel == CH_REL_XCOMP;
  s->conditional |= m.conditional;
  climb_through(s, m.auxiliary);
  ch_effect own = effect_of(c, w, &m);
  if (own == CH_EFFECT_NONE && m.progressive && !governs) own = CH_EFFECT_ONGOING;
  if (own == CH_EFFECT_NONE) return;
  s->disclaimed |= own == CH_EFFECT_NEGATED && !m.possible && !governs;
  if (governs && s->n) {
    ch_effect both = c->book->over[own][s->v[s->n - 1].effect];
    if (both != CH_EFFECT_NONE) {
      /* "has not decided to" leaves it open; "has no plans to" does not */
      if (both == CH_EFFECT_FORGONE && own == CH_EFFECT_NEGATED && !ch_in_class(c, w, c->book->intending))
        both = CH_EFFECT_CONSIDERED;
      s->v[s->n - 1].effect = both;
      return;
    }
  }
  /* "there WILL be NO talks", "there CAN be NO talks" */
  if (!governs && (own == CH_EFFECT_FUTURE || own == CH_EFFECT_POSSIBLE) && s->n && s->v[s->n - 1].effect == CH_EFFECT_NEGATED &&
      s->v[s->n - 1].governor == CH_NO_WORD) {
    s->v[s->n - 1].effect = CH_EFFECT_FORGONE;
    return;
  }
  push(s, own, CH_NO_WORD);
}

static bool has_particle(const ch_coding *c, uint32_t w, uint32_t lexeme) {
  if (lexeme == CH_NO_LEXEME) return true;
  for (uint32_t i = 0; i < ch_child_count(c->doc, w); i++) {
    uint32_t child = ch_child(c->doc, w, i);
    /* or taken for a preposition: "rule OUT sanctions", "call ON Russia" */
    if (c->lexeme[child] == lexeme) return true;
    /* "called Athens ON FRIDAY to thank it" calls on nobody; "gave it UNTIL FRIDAY to go" does */
    uint32_t time = c->reading->time_at ? c->reading->time_at[child] : CH_NO_ITEM;
    bool loose = ch_class_has(&c->book->words.lexemes.v[lexeme].classes, c->book->loose);
    if ((time == CH_NO_ITEM || !loose) && ch_marker(c, child, lexeme) != CH_NO_WORD) return true;
  }
  return false;
}

/* "resisted SENDING troops", "ruled out SENDING troops": right behind the verb or its particle a
 * gerund is what it speaks of, whatever the tree says. */
static bool is_bare_gerund(const ch_coding *c, uint32_t w, uint32_t governor) {
  if (!ch_feature(c, w, "VerbForm=Ger") && !ch_str_is(ch_w(c, w)->xpos, "VBG")) return false;
  return (w == governor + 1 && ch_child_by_rel(c->doc, governor, CH_REL_EXPL) == CH_NO_WORD) ||
         (w == governor + 2 && ch_w(c, governor + 1)->head == governor &&
          ch_w(c, governor + 1)->rel == CH_REL_COMPOUND_PRT);
}

/* "wants the ships RELEASED", "TO BE RELEASED": what is to be done to the governor's object. */
static bool is_done_to(const ch_coding *c, uint32_t w, uint32_t governor) {
  uint32_t object = ch_child_by_rel(c->doc, governor, CH_REL_OBJ);
  if (object == CH_NO_WORD) object = ch_child_by_rel(c->doc, governor, CH_REL_IOBJ);
  return object != CH_NO_WORD && object < w && ch_str_is(ch_w(c, w)->xpos, "VBN") &&
         ch_child_by_rel(c->doc, w, CH_REL_OBJ) == CH_NO_WORD &&
         (ch_marker_in(c, w, c->book->infinitive) == CH_NO_WORD ||
          ch_child_by_rel(c->doc, w, CH_REL_AUX_PASS) != CH_NO_WORD);
}

/* A past participle with neither subject, auxiliary nor "to" or "that". */
static bool is_bare_participle(const ch_coding *c, uint32_t w) {
  if (!ch_str_is(ch_w(c, w)->xpos, "VBN")) return false;
  for (uint32_t i = 0; i < ch_child_count(c->doc, w); i++)
    switch (ch_w(c, ch_child(c->doc, w, i))->rel) {
      case CH_REL_MARK: case CH_REL_AUX: case CH_REL_AUX_PASS: case CH_REL_NSUBJ: case CH_REL_NSUBJ_PASS:
      case CH_REL_XCOMP: case CH_REL_CCOMP: case CH_REL_ADVCL: return false;
      default: break;
    }
  return true;
}

/* "summoned the envoy to give HIM a note": who does something to "him" is not he who was told of before. */
static bool is_for_object(const ch_coding *c, uint32_t w, uint32_t governor) {
  uint32_t object = ch_child_by_rel(c->doc, governor, CH_REL_OBJ), whom = ch_child_by_rel(c->doc, w, CH_REL_IOBJ);
  if (whom == CH_NO_WORD) whom = ch_child_by_rel(c->doc, w, CH_REL_OBJ);
  return object != CH_NO_WORD && object < w && whom != CH_NO_WORD && ch_feature(c, whom, "PronType=Prs") &&
         (ch_feature(c, whom, "Gender=Masc") || ch_feature(c, whom, "Gender=Fem"));
}

/* How `w` hangs on its governor, as bits of ch_where. */
static uint32_t where_of(const ch_coding *c, uint32_t w, uint32_t governor) {
  switch (ch_w(c, w)->rel) {
    case CH_REL_ACL: /* "an agreement REACHED by both" is not one to reach it */
      if (is_bare_participle(c, w)) return 0;
      /* fall through */
    case CH_REL_XCOMP:
    case CH_REL_CCOMP:
      return CH_WHERE_COMPLEMENT | (is_done_to(c, w, governor) ? CH_WHERE_DONE : 0) |
             (ch_w(c, w)->rel == CH_REL_CCOMP && ch_is_wish(c, w) ? CH_WHERE_WISH : 0) |
             (ch_marker_in(c, w, c->book->infinitive) != CH_NO_WORD ? CH_WHERE_INFINITIVE : 0);
    case CH_REL_ADVCL:
      if (ch_gerund_subject(c, w) != CH_NO_WORD || is_bare_gerund(c, w, governor))
        return CH_WHERE_COMPLEMENT;
      if (is_for_object(c, w, governor)) return 0;
      return is_infinitive(c, w) || ch_marker_in(c, w, c->book->infinitive) != CH_NO_WORD
                 ? CH_WHERE_COMPLEMENT | CH_WHERE_INFINITIVE
                 : 0;
    case CH_REL_OBJ:
    case CH_REL_NSUBJ_PASS: return CH_WHERE_OBJECT;
    case CH_REL_COMPOUND: return ch_is_noun(c, governor) ? CH_WHERE_OBJECT : 0;
    case CH_REL_NSUBJ: return CH_WHERE_SUBJECT;
    default: return 0;
  }
}

static const ch_governor *row_for(const ch_coding *c, uint32_t governor, uint32_t w,
                                  uint32_t where) {
  uint32_t lexeme = c->lexeme[governor];
  if (lexeme == CH_NO_LEXEME) return NULL;
  const ch_governor *best = NULL;
  for (uint32_t i = c->book->words.lexemes.v[lexeme].governors; i;) {
    const ch_governor *row = &c->book->governors.v[i - 1];
    i = row->next;
    if (row->upos != CH_UPOS_NONE && row->upos != ch_w(c, governor)->upos) continue;
    if (!has_particle(c, governor, row->particle)) continue;
    bool holds = row->where & where;
    for (uint32_t p = 0; p < row->n_prepositions && w != CH_NO_WORD && !holds; p++)
      holds = ch_marker(c, w, row->preposition[p]) != CH_NO_WORD;
    if (holds && (!best || row->particle != CH_NO_LEXEME || (row->where & where & CH_WHERE_DONE)))
      best = row;
  }
  return best;
}

/* Words below the act that say how it stands: "planned talks", "the meeting
 * cancelled by Moscow", "allegedly". */
static void push_modifiers(ch_coding *c, uint32_t w, ch_steps *s) {
  for (uint32_t i = 0; i < ch_child_count(c->doc, w); i++) {
    uint32_t child = ch_child(c->doc, w, i);
    const ch_governor *row = NULL;
    switch (ch_w(c, child)->rel) {
      case CH_REL_AMOD:
      case CH_REL_ADVMOD:
      case CH_REL_COMPOUND:
        row = row_for(c, child, CH_NO_WORD, CH_WHERE_MODIFIER);
        if (!row && ch_is_verb(c, child) && ch_is_noun(c, w)) /* "the cancelled talks" */
          row = row_for(c, child, CH_NO_WORD, CH_WHERE_OBJECT);
        break;
      case CH_REL_CASE: /* "are DUE to hold talks", taken for a preposition */
        for (uint32_t k = 0; !row && k < ch_child_count(c->doc, w); k++)
          if (ch_w(c, ch_child(c->doc, w, k))->rel == CH_REL_COMPOUND && ch_is_verb(c, ch_child(c->doc, w, k)))
            row = row_for(c, child, CH_NO_WORD, CH_WHERE_COMPLEMENT);
        break;
      case CH_REL_ACL:
      case CH_REL_ACL_RELCL:
        if (ch_is_noun(c, w) && ch_is_verb(c, child) && ch_frame_of(c, child)->undergoer == w)
          row = row_for(c, child, CH_NO_WORD, CH_WHERE_OBJECT);
        break;
      default: break;
    }
    if (!row) continue;
    push(s, row->effect, child);
    if (ch_w(c, child)->rel == CH_REL_ACL_RELCL) push_own(c, child, CH_NO_WORD, s, true);
  }
}

/* "DENIED REPORTS that it had bombed them": what is only heard of, where what the verb above does to
 * it is a denial or refusal. */
static bool is_denied_rumour(const ch_coding *c, uint32_t noun) {
  uint32_t verb = ch_w(c, noun)->head;
  if (!ch_in_class(c, noun, c->book->heard_of) || ch_w(c, noun)->rel != CH_REL_OBJ || verb == CH_NO_WORD) return false;
  const ch_governor *row = row_for(c, verb, noun, where_of(c, noun, verb));
  return row && (row->effect == CH_EFFECT_DENIED || row->effect == CH_EFFECT_REFUSED);
}

/* Does the climb go on from `w` to its governor though no row says how? */
static bool transparent(const ch_coding *c, uint32_t w, uint32_t governor) {
  switch (ch_w(c, w)->rel) {
    case CH_REL_XCOMP:
    case CH_REL_CSUBJ: /* "cancelling the visit would be taken for weakness" */
    case CH_REL_CSUBJ_PASS: return true;
    case CH_REL_ADVCL: /* "will not retaliate BY violating the treaty"; "could use it TO send
                          troops" */
      return ch_marker_in(c, w, c->book->agent) != CH_NO_WORD ||
             (ch_is_verb(c, governor) && ch_marker_in(c, w, c->book->infinitive) != CH_NO_WORD) ||
             /* "could take steps TO PRESSURE Pyongyang" */
             (ch_in_class(c, governor, c->book->light) &&
              ch_marker_in(c, w, c->book->infinitive) != CH_NO_WORD);
    case CH_REL_OBJ:
    case CH_REL_NSUBJ_PASS:
      return ch_in_class(c, governor, c->book->light) || ch_is_verb(c, w);
    case CH_REL_ACL:
      if (is_denied_rumour(c, governor)) return true;
      return ch_w(c, governor)->rel == CH_REL_OBJ && ch_marker_in(c, w, c->book->infinitive) != CH_NO_WORD &&
             ch_w(c, governor)->head != CH_NO_WORD && ch_in_class(c, ch_w(c, governor)->head, c->book->light);
    case CH_REL_NMOD: return ch_in_class(c, governor, c->book->transparent) || is_denied_rumour(c, governor);
    case CH_REL_NSUBJ: /* "talks will take place", "there will be talks" */
      return ch_is_noun(c, w) && ch_in_class(c, governor, c->book->light);
    default: return false;
  }
}

/* "started a hunger strike TO PROTEST": a verb that begins or ends what its
 * object names does not begin or end the purpose. */
static bool is_purpose(const ch_coding *c, uint32_t w, uint32_t governor) {
  if (!ch_is_verb(c, w) || !ch_is_verb(c, governor) ||
      ch_marker_in(c, w, c->book->infinitive) == CH_NO_WORD)
    return false;
  uint32_t object = ch_child_by_rel(c->doc, governor, CH_REL_OBJ);
  if (object == CH_NO_WORD || object > w) return false;
  const ch_governor *row = row_for(c, governor, w, CH_WHERE_OBJECT);
  return row && (row->effect == CH_EFFECT_BEGAN || row->effect == CH_EFFECT_CONTINUED ||
                 row->effect == CH_EFFECT_STOPPED || row->effect == CH_EFFECT_CANCELLED);
}

/* Does `governor` tell of what it has a party do, or lets it do? */
static bool lets_party(ch_coding *c, uint32_t governor) {
  if (!ch_is_verb(c, governor)) return false;
  const ch_frame *frame = ch_frame_of(c, governor);
  uint32_t whom = frame->indirect != CH_NO_WORD ? frame->indirect : frame->undergoer;
  if (whom == CH_NO_WORD) return false;
  ch_side party = {.n = 0};
  ch_side_of(c, whom, true, &party);
  return party.n != 0;
}

/* "agreed that OMAN must leave": asked of another, not promised. */
static bool asks_another(ch_coding *c, const ch_steps *s, uint32_t governor, uint32_t clause) {
  if (!s->n || s->v[s->n - 1].effect != CH_EFFECT_OBLIGED) return false;
  if (!ch_is_verb(c, governor) || !ch_is_verb(c, clause)) return false;
  uint32_t asks = ch_frame_of(c, governor)->doer, asked = ch_frame_of(c, clause)->doer;
  if (asks == CH_NO_WORD || asked == CH_NO_WORD || asks == asked) return false;
  ch_side author = {.n = 0}, whom = {.n = 0};
  ch_side_of(c, asks, true, &author);
  ch_side_of(c, asked, true, &whom);
  return author.n && whom.n && !ch_side_shares(&author, &whom);
}

/* Puts the effect of a row, which is over what stands there so far. */
static void push_row(const ch_coding *c, const ch_governor *row, uint32_t governor, ch_steps *s) {
  ch_effect both = s->n ? c->book->over[row->effect][s->v[s->n - 1].effect] : CH_EFFECT_NONE;
  /* "agreed that it should": the governing word overrides the auxiliary */
  if (both != CH_EFFECT_NONE && s->v[s->n - 1].governor == CH_NO_WORD) s->n--;
  push(s, both != CH_EFFECT_NONE ? both : row->effect, governor);
}

/* "THE DEMAND is that Oman leave": what the clause is said to be. */
static void push_outer(ch_coding *c, uint32_t w, ch_steps *s) {
  uint32_t outer = ch_child_by_rel(c->doc, ch_first_conjunct(c, w), CH_REL_NSUBJ_OUTER);
  if (outer == CH_NO_WORD || !ch_is_noun(c, outer)) return;
  const ch_governor *row = row_for(c, outer, CH_NO_WORD, CH_WHERE_PREDICATE);
  if (row) push_row(c, row, outer, s);
}

void ch_steps_of(ch_coding *c, uint32_t w, ch_steps *s) {
  memset(s, 0, sizeof *s);
  if (ch_w(c, w)->rel == CH_REL_COP) w = ch_w(c, w)->head; /* "will NOT BE at their side" */
  uint8_t rel_of_w = ch_w(c, w)->rel;
  if (rel_of_w == CH_REL_AUX) { /* "must" itself is the trigger */
    modality m = modality_of(c, ch_w(c, w)->head, CH_NO_WORD);
    if (m.hypothetical) push(s, CH_EFFECT_HYPOTHETICAL, CH_NO_WORD);
  }
  push_own(c, w, CH_NO_WORD, s, false);
  if (ch_headline_doer(c, w) != CH_NO_WORD || ch_to_be_done(c, w) != CH_NO_WORD)
    push(s, CH_EFFECT_FUTURE, CH_NO_WORD);
  push_modifiers(c, w, s);
  push_outer(c, w, s);
  uint32_t at = w, aim = CH_MAX_STEPS;
  bool as_subject = false;
  for (int climb = 0; climb < 16; climb++) {
    uint32_t top = ch_first_conjunct(c, at);
    uint32_t governor = ch_governor_of(c, top);
    if (governor == CH_NO_WORD) break;
    if (is_purpose(c, top, governor)) break;
    uint8_t hung = ch_w(c, top)->rel;
    const ch_governor *row = row_for(c, governor, top, where_of(c, top, governor));
    /* "warned that CUTTING the aid would hurt it": who warns does not cut */
    if (row && as_subject) {
      push(s, CH_EFFECT_HYPOTHETICAL, CH_NO_WORD);
      break;
    }
    as_subject |= hung == CH_REL_CSUBJ || hung == CH_REL_CSUBJ_PASS;
    if (!row && top != at) row = row_for(c, governor, at, 0);
    /* "WOULD BE FORCED to expel them": not ordered by anybody */
    if (row && row->effect == CH_EFFECT_ORDERED && ch_in_class(c, governor, c->book->compelling) &&
        ch_frame_of(c, governor)->passive && ch_frame_of(c, governor)->doer == CH_NO_WORD)
      row = NULL;
    if (row && row->effect == CH_EFFECT_PROMISED && asks_another(c, s, governor, top)) break;
    if (row) {
      /* "agreed that it should NOT" asks nobody */
      if (s->n && s->v[s->n - 1].effect == CH_EFFECT_REQUESTED && s->v[s->n - 1].governor == CH_NO_WORD)
        s->v[s->n - 1].effect = CH_EFFECT_NEGATED;
      push_row(c, row, governor, s);
      push_own(c, governor, top, s, true);
      push_modifiers(c, governor, s);
    } else if (transparent(c, top, governor)) {
      uint32_t before = s->n;
      push_own(c, governor, top, s, false);
      /* "will not be allowed to", "will not allow HIM to": not for it to forgo */
      bool let = ch_frame_of(c, governor)->passive ||
                 (ch_w(c, top)->rel == CH_REL_XCOMP && lets_party(c, governor));
      if (s->n > before && s->v[s->n - 1].effect == CH_EFFECT_FORGONE && let)
        s->v[s->n - 1].effect = CH_EFFECT_NEGATED;
      /* "will meet them TO DISCUSS it": the meeting is no word for the purpose */
      bool purpose = ch_w(c, top)->rel == CH_REL_ADVCL && ch_is_verb(c, governor) &&
                     ch_marker_in(c, top, c->book->infinitive) != CH_NO_WORD;
      if (!purpose) climb_through(s, governor);
      else if (aim == CH_MAX_STEPS) aim = s->n;
    } else {
      break;
    }
    at = governor;
  }
  s->outermost = at;
  s->aim = aim < s->n ? aim : s->n;
  if (at == w && ch_is_noun(c, w)) { /* "WILL lead a delegation on a visit" */
    uint8_t held = ch_w(c, ch_first_conjunct(c, w))->rel;
    uint32_t verb = ch_w(c, ch_first_conjunct(c, w))->head;
    uint32_t owner = ch_child_by_rel(c->doc, w, CH_REL_NMOD_POSS);
    /* "will answer RUSSIA'S order", "will respond to THE order" */
    uint32_t article = ch_child_by_rel(c->doc, w, CH_REL_DET);
    bool given = (owner != CH_NO_WORD && ch_w(c, owner)->upos == CH_UPOS_PROPN) ||
                 (held == CH_REL_OBL && article != CH_NO_WORD && ch_feature(c, article, "Definite=Def") &&
                  ch_in_class(c, w, c->book->behest));
    if ((held == CH_REL_OBJ || held == CH_REL_OBL) && ch_is_verb(c, verb) && !given)
      push_own(c, verb, ch_first_conjunct(c, w), s, false);
  }
  uint32_t clause = ch_clause_of(c, at);
  uint8_t rel = ch_w(c, ch_first_conjunct(c, clause))->rel;
  if (rel == CH_REL_ADVCL && clause == at && ch_str_is(ch_w(c, clause)->xpos, "VBG") &&
      ch_marker_in(c, clause, c->book->agent) != CH_NO_WORD) {
    /* "replied BY CLOSING the consulate": as the verb above says */
    at = clause = ch_clause_of(c, ch_w(c, clause)->head);
    rel = ch_w(c, ch_first_conjunct(c, clause))->rel;
  }
  s->past = ch_feature(c, clause, "Tense=Past") || ch_str_is(ch_w(c, clause)->xpos, "VBD"); /* "jets HIT it" */
  s->finite = clause == at && (rel == CH_REL_ROOT || rel == CH_REL_CCOMP || rel == CH_REL_PARATAXIS);
}
