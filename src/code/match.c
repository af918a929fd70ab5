/* Matching: each further word of a pattern must hang on a word matched before
 * it. Voice, relative clauses, conjuncts and counting nouns ("dozens of
 * diplomats") are seen through, so that a pattern is written once, in the
 * active. */
#include "code/trace.h"

static bool is_plain_noun(const ch_coding *c, uint32_t w) {
  return w != CH_NO_WORD && ch_w(c, w)->upos == CH_UPOS_NOUN &&
         ch_w(c, w)->upos != CH_UPOS_PRON && c->reading->mention_at[w] == CH_NO_ITEM;
}

/* The noun that heads the subject of the clause at `w`, else its object. */
static uint32_t topic_of(ch_coding *c, uint32_t w) {
  const ch_frame *f = ch_frame_of(c, w);
  if (is_plain_noun(c, f->subject)) return f->subject;
  return is_plain_noun(c, f->undergoer) ? f->undergoer : CH_NO_WORD;
}

/* "from WHICH it was shut out": what the clause tells of. */
static uint32_t told_by_which(const ch_coding *c, uint32_t w) {
  uint32_t verb = ch_w(c, w)->head;
  if (!ch_feature(c, w, "PronType=Rel") || !ch_is_marked(c, w) || verb == CH_NO_WORD ||
      ch_w(c, verb)->rel != CH_REL_ACL_RELCL || ch_w(c, verb)->head > w)
    return w;
  return ch_w(c, verb)->head;
}

/* "lose IT", "closed BOTH": what something is done to is one, or several; "them" may be anybody. */
static bool tells_number(const ch_coding *c, uint32_t pronoun) {
  return ch_w(c, pronoun)->rel == CH_REL_OBJ && !ch_feature(c, pronoun, "Number=Plur");
}

/* Is it one and the noun several, or the other way about? */
static bool differs_in_number(const ch_coding *c, uint32_t pronoun, uint32_t noun) {
  return tells_number(c, pronoun) && ch_feature(c, pronoun, "Number=Sing") == ch_feature(c, noun, "Number=Plur");
}

/* The last noun in [from, w) that may be what the pronoun at w stands for. */
static uint32_t noun_before(const ch_coding *c, uint32_t from, uint32_t to, uint32_t pronoun) {
  for (uint32_t k = to; k-- > from;)
    if (is_plain_noun(c, k) && c->reading->time_at[k] == CH_NO_ITEM && !differs_in_number(c, pronoun, k) &&
        ch_w(c, k)->rel != CH_REL_COMPOUND && ch_w(c, k)->rel != CH_REL_FIXED)
      return k;
  return CH_NO_WORD;
}

uint32_t ch_stands_for(ch_coding *c, uint32_t w) {
  if (!ch_in_class(c, w, c->book->anaphor) || c->reading->mention_at[w] != CH_NO_ITEM) return w;
  uint32_t sentence = c->doc->sentence_of[w], own = ch_clause_of(c, w);
  const ch_sentence *s = &c->doc->sentences[sentence];
  uint32_t found = CH_NO_WORD;
  /* the clause told before, in this sentence */
  for (uint32_t k = s->first; k < w; k++)
    if (ch_is_verb(c, k) && ch_clause_of(c, k) == k && k != own) {
      uint32_t noun = topic_of(c, k);
      if (noun != CH_NO_WORD && noun < w) found = noun;
    }
  /* "were kept from their house the day before they were to lose IT": one is none of several */
  if (found != CH_NO_WORD && differs_in_number(c, w, found)) {
    uint32_t other = noun_before(c, s->first, w, w);
    if (other != CH_NO_WORD) found = other;
  }
  if (found != CH_NO_WORD) return found;
  if (ch_sentence_opens(c->doc, sentence)) return w;
  s = &c->doc->sentences[sentence - 1];
  for (uint32_t k = s->first; k < s->first + s->count; k++)
    if (ch_w(c, k)->head == CH_NO_WORD) found = topic_of(c, k);
  if (found == CH_NO_WORD ? tells_number(c, w) : differs_in_number(c, w, found)) {
    uint32_t other = noun_before(c, s->first, s->first + s->count, w);
    if (other != CH_NO_WORD) found = other;
  }
  return found == CH_NO_WORD ? w : found;
}

static bool atom_holds(ch_coding *c, const ch_atom *atom, uint32_t w) {
  const ch_reading *r = c->reading;
  uint32_t q = r->quantity_at[w], t = r->time_at[w];
  switch (atom->kind) {
    case CH_ATOM_LEXEME: return c->lexeme[w] == atom->id;
    case CH_ATOM_CLASS: /* "the week ended MARCH 4" ended no march */
      return ch_class_has(&c->set[w], atom->id) &&
             (t == CH_NO_ITEM || ch_w(c, w)->upos != CH_UPOS_PROPN);
    case CH_ATOM_ANY: /* "on MONDAY insisted" insists on no such thing */
      if (t != CH_NO_ITEM && r->times[t].head == w && r->times[t].kind != CH_TIME_DURATION) return false;
      if (ch_w(c, w)->rel == CH_REL_EXPL) return false; /* "THERE has to be an end" */
      return ch_is_noun(c, w) || ch_w(c, w)->upos == CH_UPOS_PRON || ch_w(c, w)->upos == CH_UPOS_NUM;
    case CH_ATOM_ACTOR:
      return r->mention_at[w] != CH_NO_ITEM ||
             (r->place_at[w] != CH_NO_ITEM && r->places[r->place_at[w]].head == w);
    case CH_ATOM_NUMBER: return q != CH_NO_ITEM && !r->quantities[q].ordinal;
    case CH_ATOM_MONEY: return q != CH_NO_ITEM && ch_is_money(r->quantities[q].of);
    case CH_ATOM_DURATION: return t != CH_NO_ITEM && r->times[t].kind == CH_TIME_DURATION;
    case CH_ATOM_DATE: return t != CH_NO_ITEM && r->times[t].kind != CH_TIME_DURATION;
  }
  return false;
}

/* "after meetings in May and in June; ONE planned for July was cancelled": one of what an earlier noun
 * of the sentence tells. */
static bool is_one_of_class(ch_coding *c, const ch_element *e, uint32_t w) {
  ch_rel rel = ch_rel_universal(ch_w(c, w)->rel);
  if (!ch_in_class(c, w, c->book->one_of) || ch_is_noun(c, w) || c->reading->mention_at[w] != CH_NO_ITEM ||
      (rel != CH_REL_NSUBJ && rel != CH_REL_OBJ) ||
      (ch_child_by_rel(c->doc, w, CH_REL_ACL) == CH_NO_WORD && ch_child_by_rel(c->doc, w, CH_REL_ACL_RELCL) == CH_NO_WORD))
    return false; /* "ONE should not" is anybody */
  for (uint32_t k = w; k-- > c->doc->sentences[c->doc->sentence_of[w]].first;)
    for (uint32_t i = 0; i < e->n_alternatives && is_plain_noun(c, k); i++)
      if (e->alternative[i].kind == CH_ATOM_CLASS && atom_holds(c, &e->alternative[i], k)) return true;
  return false;
}

static bool holds(ch_coding *c, const ch_element *e, uint32_t w, bool classes_alone) {
  for (uint32_t i = 0; i < e->n_alternatives; i++)
    if ((!classes_alone || e->alternative[i].kind == CH_ATOM_CLASS) && atom_holds(c, &e->alternative[i], w))
      return true;
  return false;
}

uint32_t ch_noun_meant(ch_coding *c, const ch_element *e, uint32_t w) {
  /* "the round … Moscow called IT off" */
  uint32_t noun = ch_in_class(c, w, c->book->relative) ? told_by_which(c, w) : ch_stands_for(c, w);
  if (noun == w || holds(c, e, noun, true)) return noun;
  /* "were denied entry to their HOUSE a day before they were to lose it": the noun last told of, where the
   * topic is no such thing */
  bool object = ch_in_class(c, w, c->book->anaphor) && tells_number(c, w);
  uint32_t last = object ? noun_before(c, c->doc->sentences[c->doc->sentence_of[w]].first, w, w) : CH_NO_WORD;
  return last != CH_NO_WORD && holds(c, e, last, true) ? last : noun;
}

bool ch_element_holds(ch_coding *c, const ch_element *e, uint32_t w) {
  if (holds(c, e, w, false)) return true;
  uint32_t noun = ch_noun_meant(c, e, w);
  return (noun != w && holds(c, e, noun, true)) || is_one_of_class(c, e, w);
}

static bool is_one_of(const ch_function *f, uint32_t lexeme) {
  for (uint32_t i = 0; i < f->n; i++)
    if (f->word[i] == lexeme) return lexeme != CH_NO_LEXEME;
  return false;
}

/* A particle of `anchor`: "kick OUT", "call OFF". */
static uint32_t particle(const ch_coding *c, uint32_t anchor, const ch_function *f) {
  for (uint32_t i = 0; i < ch_child_count(c->doc, anchor); i++) {
    uint32_t child = ch_child(c->doc, anchor, i);
    uint8_t rel = ch_w(c, child)->rel;
    if ((rel == CH_REL_COMPOUND_PRT || rel == CH_REL_ADVMOD || rel == CH_REL_OBL ||
         rel == CH_REL_CASE || rel == CH_REL_MARK || rel == CH_REL_FIXED || rel == CH_REL_XCOMP) &&
        is_one_of(f, c->lexeme[child]))
      return child;
  }
  return CH_NO_WORD;
}

static uint32_t marker_of(const ch_coding *c, uint32_t w, const ch_function *f) {
  for (uint32_t i = 0; i < f->n; i++) {
    uint32_t marker = ch_marker(c, w, f->word[i]);
    if (marker != CH_NO_WORD) return marker;
  }
  return CH_NO_WORD;
}

/* "rolled BACK tariffs": right behind its verb, though the parser hung it on the noun. */
static bool follows(const ch_coding *c, uint32_t anchor, uint32_t w, const ch_function *f) {
  uint32_t next = anchor + 1;
  return ch_is_verb(c, anchor) && next < w && is_one_of(f, c->lexeme[next]) &&
         ch_w(c, next)->head == w && ch_w(c, next)->rel != CH_REL_CASE;
}

/* Do the element's prepositions and particles stand between anchor and w? `particles`: none of
 * them is w's own, as in "brushed ASIDE the offer". */
static bool functions_hold(const ch_coding *c, const ch_element *e, uint32_t anchor, uint32_t w,
                           bool *particles) {
  *particles = true;
  for (uint32_t i = 0; i < e->n_functions; i++) {
    if (marker_of(c, w, &e->function[i]) != CH_NO_WORD) {
      *particles = false;
      continue;
    }
    if (particle(c, anchor, &e->function[i]) != CH_NO_WORD) continue;
    if (follows(c, anchor, w, &e->function[i])) continue;
    uint32_t up =
        ch_w(c, w)->head; /* none of a clause behind the noun that is the sentence's root */
    if (up != CH_NO_WORD && is_one_of(&e->function[i], c->lexeme[up])) {
      *particles = false;
      continue;
    }
    return false;
  }
  return true;
}

/* "announced they ARE BOYCOTTING it" announces no boycott: a clause with a finite
 * verb is not the thing that its verb would name as a noun. */
static bool is_clause(const ch_coding *c, uint32_t w) {
  uint8_t rel = ch_w(c, w)->rel;
  if (ch_w(c, w)->upos != CH_UPOS_VERB ||
      (rel != CH_REL_CCOMP && rel != CH_REL_ADVCL && rel != CH_REL_ACL))
    return false;
  /* or a subject of its own: "demanded that Oman RELEASE him" */
  return ch_feature(c, w, "VerbForm=Fin") || ch_child_by_rel(c->doc, w, CH_REL_AUX) != CH_NO_WORD ||
         (rel == CH_REL_CCOMP && ch_child_by_rel(c->doc, w, CH_REL_NSUBJ) != CH_NO_WORD);
}

/* "the REBEL-held town": who holds, not who is held. */
static bool is_doer_before_hyphen(const ch_coding *c, uint32_t anchor, uint32_t w) {
  return w + 2 == anchor && ch_w(c, anchor)->rel == CH_REL_AMOD && ch_is_verb(c, anchor) &&
         ch_str_is(ch_word_form(c->doc, w + 1), "-");
}

/* May a dependent with this relation and no preposition in the pattern be
 * the word asked for? Subjects may not, nor may prepositional phrases. */
static bool plain_dependent(const ch_coding *c, uint32_t anchor, uint32_t w) {
  if (is_doer_before_hyphen(c, anchor, w)) return false;
  switch (ch_w(c, w)->rel) {
    case CH_REL_NSUBJ: return !ch_is_verb(c, anchor); /* "called the law illegal" */
    case CH_REL_NSUBJ_OUTER: case CH_REL_CSUBJ: case CH_REL_CSUBJ_OUTER:
    case CH_REL_PUNCT: case CH_REL_CC: case CH_REL_PARATAXIS: case CH_REL_ACL_RELCL:
    case CH_REL_ADVCL_RELCL: case CH_REL_VOCATIVE: case CH_REL_DISCOURSE: case CH_REL_CONJ:
    case CH_REL_OBL_AGENT: case CH_REL_NMOD_DESC: return false; /* a name has the class of its title */
    case CH_REL_OBL: case CH_REL_NMOD: return !ch_is_marked(c, w);
    /* "cancelled the visit TO BLACKLIST them" */
    case CH_REL_ADVCL: /* nor "ended AFTER DEALING blows" */
      return ch_child_by_rel(c->doc, w, CH_REL_MARK) == CH_NO_WORD &&
             ch_child_by_rel(c->doc, w, CH_REL_CASE) == CH_NO_WORD &&
             ch_child_by_rel(c->doc, w, CH_REL_NSUBJ) == CH_NO_WORD; /* nor "met when they PROMISED" */
    case CH_REL_XCOMP: /* "sought TO SHELTER" seeks no shelter */
      if (ch_w(c, w)->upos == CH_UPOS_VERB && ch_marker_in(c, w, c->book->infinitive) != CH_NO_WORD)
        return false;
      return !is_clause(c, w);
    default: return !is_clause(c, w);
  }
}

typedef struct search {
  ch_coding *c;
  const ch_pattern *pattern;
  ch_match *match;
  ch_attempt *attempt; /* where it is traced; else NULL */
  uint32_t reached;    /* most words matched so far, for the trace */
  uint32_t forbidden;  /* the word that an absent element found */
} search;

/* Notes where the search that got furthest came to its end. */
static void note(search *s, ch_fate fate, uint32_t element) {
  uint32_t reached = 0;
  for (uint32_t i = 0; i < s->pattern->n; i++) reached += s->match->word[i] != CH_NO_WORD;
  if (reached < s->reached) return;
  s->reached = reached;
  s->attempt->fate = fate;
  s->attempt->element = element;
  s->attempt->at = s->forbidden;
  s->attempt->match = *s->match;
}

static bool used(const search *s, uint32_t w) {
  for (uint32_t i = 0; i < s->pattern->n; i++)
    if (s->match->word[i] == w) return true;
  return false;
}

/* Is `w` matched by an element that asks for more than any word at all?
 * "attack -@speech @any": the object that @any took may be speech. */
static bool says_more(const search *s, uint32_t w) {
  for (uint32_t i = 0; i < s->pattern->n; i++) {
    const ch_element *e = &s->pattern->element[i];
    if (s->match->word[i] == w)
      return i == 0 || e->n_alternatives == 0 || e->alternative[0].kind == CH_ATOM_LEXEME ||
             e->alternative[0].kind == CH_ATOM_CLASS;
  }
  return false;
}

static bool match_rest(search *s);

static bool try_word(search *s, uint32_t i, uint32_t w) {
  const ch_element *e = &s->pattern->element[i];
  if (e->absent) {
    s->forbidden = w;
    /* "met when they PROMISED": a clause of its own is no noun that is forbidden. */
    if (ch_w(s->c, w)->upos == CH_UPOS_VERB && ch_w(s->c, w)->rel == CH_REL_ADVCL) return false;
    return !says_more(s, w) && ch_element_holds(s->c, e, w);
  }
  if (used(s, w) || !ch_element_holds(s->c, e, w)) return false;
  s->match->word[i] = w;
  if (match_rest(s)) return true;
  s->match->word[i] = CH_NO_WORD;
  return false;
}

/* Tries w, what it counts ("a number of diplomats", "35 of the diplomats"),
 * and what is conjoined to it. */
static bool try_phrase(search *s, uint32_t i, uint32_t w) {
  const ch_coding *c = s->c;
  if (try_word(s, i, w)) return true;
  for (uint32_t k = 0; k < ch_child_count(c->doc, w); k++) {
    uint32_t child = ch_child(c->doc, w, k);
    uint8_t rel = ch_w(c, child)->rel;
    if ((rel == CH_REL_CONJ || rel == CH_REL_APPOS || ch_counts(c, w, child)) &&
        try_word(s, i, child))
      return true;
    /* "a round OF targeted SANCTIONS", with "targeted" taken for a verb */
    uint32_t object = rel == CH_REL_ACL ? ch_child_by_rel(c->doc, child, CH_REL_OBJ) : CH_NO_WORD;
    if (object != CH_NO_WORD && ch_in_class(c, w, c->book->transparent) &&
        (ch_marker_in(c, object, c->book->belonging) != CH_NO_WORD ||
         ch_marker_in(c, child, c->book->belonging) != CH_NO_WORD) &&
        try_word(s, i, object))
      return true;
  }
  return false;
}

/* "took the side OF NORWAY", "took NORWAY'S side": the party whose the object of a verb is, where
 * the pattern has it behind the noun. */
static bool belongs(const search *s, const ch_element *e, uint32_t anchor, uint32_t w) {
  const ch_coding *c = s->c;
  uint8_t rel = ch_w(c, w)->rel;
  if (s->pattern->pos != CH_POS_VERB || anchor == s->match->word[0] || !ch_is_noun(c, anchor) ||
      e->n_functions != 1 || e->n_alternatives != 1 || e->absent ||
      e->alternative[0].kind != CH_ATOM_ACTOR || w > anchor || ch_w(c, w)->upos == CH_UPOS_PRON)
    return false;
  if (rel != CH_REL_NMOD_POSS && rel != CH_REL_AMOD && rel != CH_REL_COMPOUND) return false;
  for (uint32_t i = 0; i < e->function[0].n; i++)
    if (ch_class_has(&c->book->words.lexemes.v[e->function[0].word[i]].classes, c->book->belonging))
      return true;
  return false;
}

static bool try_dependent(search *s, uint32_t i, uint32_t anchor, uint32_t w) {
  const ch_element *e = &s->pattern->element[i];
  bool plain = e->n_functions == 0;
  if (!plain && !functions_hold(s->c, e, anchor, w, &plain) && !belongs(s, e, anchor, w)) return false;
  /* who brushes it aside is not what is brushed aside */
  bool acts = (ch_w(s->c, w)->rel == CH_REL_NSUBJ || ch_w(s->c, w)->rel == CH_REL_OBL_AGENT) && ch_is_verb(s->c, anchor);
  if (plain && (e->n_functions ? acts : !plain_dependent(s->c, anchor, w)))
    return false;
  return try_phrase(s, i, w);
}

/* The clause that begins right behind the noun, or behind a date that follows it, wherever
 * the parser has hung it: "Moscow's DEMAND in July that the mission BE CUT". */
static uint32_t clause_behind(const ch_coding *c, uint32_t noun) {
  const ch_sentence *s = &c->doc->sentences[c->doc->sentence_of[noun]];
  uint32_t end = s->first + s->count, w = noun + 1;
  while (w < end && (c->reading->time_at[w] != CH_NO_ITEM ||
                     (w + 1 < end && c->reading->time_at[w + 1] != CH_NO_ITEM &&
                      ch_w(c, w)->rel == CH_REL_CASE)))
    w++;
  if (w == end) return CH_NO_WORD;
  uint32_t clause = ch_w(c, w)->rel == CH_REL_MARK     ? ch_w(c, w)->head
                    : ch_feature(c, w, "VerbForm=Ger") ? w
                                                       : CH_NO_WORD;
  return clause != CH_NO_WORD && clause > noun && clause < end && ch_w(c, clause)->head != noun &&
                 ch_is_verb(c, clause)
             ? clause
             : CH_NO_WORD;
}

/* The noun before the preposition of another, which may be hung on the verb above both. */
static uint32_t before_preposition(const ch_coding *c, uint32_t noun) {
  uint32_t up = ch_w(c, noun)->head;
  if (up == CH_NO_WORD || !ch_is_marked(c, noun)) return CH_NO_WORD;
  if (ch_w(c, noun)->rel == CH_REL_NMOD) return up;
  uint32_t object = ch_w(c, noun)->rel == CH_REL_OBL ? ch_child_by_rel(c->doc, up, CH_REL_OBJ) : CH_NO_WORD;
  return object != CH_NO_WORD && object < noun ? object : CH_NO_WORD;
}

/* Does the element ask for more than any word at all? */
static bool says_more_than_any(const ch_element *e) {
  return !e->absent && e->n_alternatives > 0 &&
         (e->alternative[0].kind == CH_ATOM_LEXEME || e->alternative[0].kind == CH_ATOM_CLASS);
}

static bool try_anchor(search *s, uint32_t i, uint32_t anchor) {
  ch_coding *c = s->c;
  if (s->pattern->pos == CH_POS_NOUN && anchor == s->match->word[0]) {
    uint32_t clause = clause_behind(c, anchor);
    if (clause != CH_NO_WORD && try_dependent(s, i, anchor, clause)) return true;
  }
  const ch_element *e = &s->pattern->element[i];
  /* "is BEHIND THE ATTACK": a predicate behind its preposition, which the verb hangs on */
  if (e->n_functions && ch_w(c, anchor)->rel == CH_REL_COP &&
      try_dependent(s, i, anchor, ch_w(c, anchor)->head))
    return true;
  /* "REMAINS concerned about it", hung on the verb above */
  if (e->n_functions && s->pattern->pos == CH_POS_ADJECTIVE && anchor == s->match->word[0] &&
      ch_w(c, anchor)->rel == CH_REL_XCOMP) {
    uint32_t verb = ch_w(c, anchor)->head;
    for (uint32_t k = 0; k < ch_child_count(c->doc, verb); k++)
      if (ch_child(c->doc, verb, k) > anchor && try_dependent(s, i, verb, ch_child(c->doc, verb, k)))
        return true;
  }
  /* "SHOULD HAVE acted": two auxiliaries of one verb */
  if (e->n_functions == 0 && anchor == s->match->word[0] && ch_w(c, anchor)->rel == CH_REL_AUX) {
    uint32_t verb = ch_w(c, anchor)->head;
    for (uint32_t k = 0; k < ch_child_count(c->doc, verb); k++) {
      uint32_t beside = ch_child(c->doc, verb, k);
      if (beside > anchor && ch_w(c, beside)->rel == CH_REL_AUX && try_dependent(s, i, verb, beside)) return true;
    }
  }
  if (ch_is_verb(c, anchor) && e->n_functions == 0) {
    uint32_t object = ch_frame_of(c, anchor)->undergoer;
    if (object != CH_NO_WORD && try_phrase(s, i, object)) return true;
    /* "the TALKS on trade that they held", hung on the trade */
    uint32_t that = ch_child_by_rel(c->doc, anchor, CH_REL_OBJ);
    bool behind = object != CH_NO_WORD && ch_is_noun(c, object) && ch_w(c, anchor)->rel == CH_REL_ACL_RELCL &&
                  ch_w(c, anchor)->head == object && that != CH_NO_WORD && ch_in_class(c, that, c->book->relative);
    uint32_t about = behind ? before_preposition(c, object) : CH_NO_WORD;
    if (about != CH_NO_WORD && ch_is_noun(c, about) && says_more_than_any(e) && try_word(s, i, about)) return true;
  }
  /* "a TOWN that was taken OVER by rebels", of which the verb tells */
  bool verbal = ch_is_verb(c, anchor) && e->n_functions > 0, plain = false;
  uint32_t told = verbal ? ch_frame_of(c, anchor)->undergoer : CH_NO_WORD;
  if (told != CH_NO_WORD && ch_w(c, told)->head != anchor && functions_hold(c, e, anchor, told, &plain) && plain &&
      try_phrase(s, i, told))
    return true;
  for (uint32_t k = 0; k < ch_child_count(c->doc, anchor); k++) {
    uint32_t child = ch_child(c->doc, anchor, k);
    if (try_dependent(s, i, anchor, child)) return true;
    for (uint32_t j = 0; e->n_functions && ch_is_setting(c, child) && j < ch_child_count(c->doc, child); j++)
      if (try_dependent(s, i, anchor, ch_child(c->doc, child, j))) return true;
    if (e->n_functions == 0 || !is_one_of(&e->function[0], c->lexeme[child])) continue;
    /* "pulled out of the treaty", with the noun hung on "out" */
    for (uint32_t j = 0; j < ch_child_count(c->doc, child); j++)
      if (try_dependent(s, i, anchor, ch_child(c->doc, child, j))) return true;
  }
  return false;
}

/* Does the second of two trailing prepositions stand there too: "came OUT AGAINST it", not "came out
 * of it"? It stands right behind the first, or some dependent of the head has it. */
static bool has_second(const search *s, uint32_t i) {
  ch_coding *c = s->c;
  const ch_element *e = &s->pattern->element[i];
  uint32_t head = s->match->word[0], next = s->match->word[i] + 1;
  if (e->n_functions < 2) return true;
  if (next < c->doc->n_words && is_one_of(&e->function[1], c->lexeme[next])) return true;
  for (uint32_t k = 0; k < ch_child_count(c->doc, head); k++)
    if (marker_of(c, ch_child(c->doc, head, k), &e->function[1]) != CH_NO_WORD) return true;
  return false;
}

/* A trailing preposition with a dependent of the head ("call on"), or a
 * particle of the head or, where the parser hung it lower, of its object:
 * "ordered the diplomats OUT of the country". */
static bool try_bare(search *s, uint32_t i) {
  ch_coding *c = s->c;
  const ch_function *f = &s->pattern->element[i].function[0];
  uint32_t head = s->match->word[0];
  for (uint32_t k = 0; k < ch_child_count(c->doc, head); k++) {
    uint32_t child = ch_child(c->doc, head, k);
    uint32_t marker = marker_of(c, child, f);
    if (marker == CH_NO_WORD || ch_w(c, child)->rel == CH_REL_CONJ ||
        c->reading->time_at[child] != CH_NO_ITEM) /* "called on Friday" */
      continue;
    /* "told Moscow TO": an infinitive, not "according TO" */
    if (i >= 2 && s->pattern->element[i - 1].n_alternatives &&
        s->pattern->element[i - 1].alternative[0].kind == CH_ATOM_ACTOR &&
        ch_in_class(c, marker, c->book->infinitive) && !ch_is_verb(c, child))
      continue;
    s->match->word[i] = marker;
    s->match->bare = child;
    if (has_second(s, i) && match_rest(s)) return true;
  }
  for (uint32_t k = 0; ch_is_noun(c, head) && k < ch_child_count(c->doc, head); k++) {
    uint32_t setting = ch_child(c->doc, head, k);
    for (uint32_t j = 0; ch_is_setting(c, setting) && j < ch_child_count(c->doc, setting); j++) {
      uint32_t child = ch_child(c->doc, setting, j), marker = marker_of(c, child, f);
      if (marker == CH_NO_WORD || ch_w(c, child)->rel == CH_REL_CONJ ||
          c->reading->mention_at[child] == CH_NO_ITEM)
        continue;
      s->match->word[i] = marker;
      s->match->bare = child;
      if (has_second(s, i) && match_rest(s)) return true;
    }
  }
  /* "REMAINS concerned ABOUT it", hung on the verb above */
  uint32_t verb = s->pattern->pos == CH_POS_ADJECTIVE && ch_w(c, head)->rel == CH_REL_XCOMP
                      ? ch_w(c, head)->head
                      : CH_NO_WORD;
  for (uint32_t k = 0; verb != CH_NO_WORD && k < ch_child_count(c->doc, verb); k++) {
    uint32_t child = ch_child(c->doc, verb, k);
    uint32_t marker = child > head ? marker_of(c, child, f) : CH_NO_WORD;
    if (marker == CH_NO_WORD || c->reading->time_at[child] != CH_NO_ITEM) continue;
    s->match->word[i] = marker;
    s->match->bare = child;
    if (has_second(s, i) && match_rest(s)) return true;
  }
  for (uint32_t k = 0; k < s->pattern->n; k++) {
    uint32_t anchor = s->match->word[k];
    if (anchor == CH_NO_WORD || k == i) continue;
    uint32_t found = particle(c, anchor, f);
    /* its own: "ON sanctions", "TO pressure" */
    if (found != CH_NO_WORD && found < anchor && (ch_is_noun(c, anchor) || ch_w(c, found)->rel == CH_REL_MARK))
      found = CH_NO_WORD;
    for (uint32_t j = 0; k && found == CH_NO_WORD && j < ch_child_count(c->doc, anchor); j++)
      found = marker_of(c, ch_child(c->doc, anchor, j), f);
    /* "TO have posts scrapped" has no "to" behind "have" */
    if (found == CH_NO_WORD || (k == 0 && found < head)) continue;
    s->match->word[i] = found;
    if (has_second(s, i) && match_rest(s)) return true;
  }
  s->match->word[i] = CH_NO_WORD;
  return false;
}

/* A party behind its preposition anywhere later in the clause: it may have
 * been hung on a noun in between ("return fuel from reactors TO RUSSIA"). */
static bool try_clause(search *s, uint32_t i) {
  ch_coding *c = s->c;
  const ch_element *e = &s->pattern->element[i];
  uint32_t head = s->match->word[0];
  const ch_sentence *sentence = &c->doc->sentences[c->doc->sentence_of[head]];
  uint32_t clause = ch_clause_of(c, head);
  for (uint32_t w = head + 1; w + 1 < sentence->first + sentence->count; w++) {
    if (ch_w(c, w)->rel != CH_REL_CASE || !is_one_of(&e->function[0], c->lexeme[w])) continue;
    uint32_t noun = ch_w(c, w)->head;
    if (noun != CH_NO_WORD && noun > w && ch_clause_of(c, noun) == clause && try_word(s, i, noun))
      return true;
  }
  return false;
}

static bool try_element(search *s, uint32_t i) {
  const ch_element *e = &s->pattern->element[i];
  if (e->n_alternatives == 0) return try_bare(s, i);
  for (uint32_t k = 0; k < s->pattern->n; k++) {
    uint32_t anchor = s->match->word[k];
    if (anchor == CH_NO_WORD) continue;
    if (try_anchor(s, i, anchor)) return true;
    /* "has HUNDREDS of troops in Chad": what is hung on the noun that counts them */
    uint32_t counting = k ? ch_w(s->c, anchor)->head : CH_NO_WORD;
    if (counting != CH_NO_WORD && ch_counts(s->c, counting, anchor) && try_anchor(s, i, counting))
      return true;
  }
  return e->n_functions == 1 && e->alternative[0].kind == CH_ATOM_ACTOR && !e->absent &&
         s->pattern->pos == CH_POS_VERB && ch_w(s->c, s->match->word[0])->rel != CH_REL_COP &&
         try_clause(s, i);
}

/* Finds the elements not yet found. They are taken in the order of the
 * pattern, but one may have to wait for what it hangs on: "hold JOINT exercise". */
static bool match_rest(search *s) {
  bool complete = true;
  for (uint32_t i = 1; i < s->pattern->n; i++) {
    if (s->match->word[i] != CH_NO_WORD || s->pattern->element[i].absent) continue;
    if (try_element(s, i)) return true;
    if (complete && s->attempt) note(s, CH_FATE_MISSING, i);
    complete = false;
  }
  for (uint32_t i = 1; complete && i < s->pattern->n; i++)
    if (s->pattern->element[i].absent && try_element(s, i)) {
      if (s->attempt) note(s, CH_FATE_FORBIDDEN, i);
      return false;
    }
  return complete;
}

/* "SHOULD Paris agree, …" imposes nothing. */
static bool is_inverted(const ch_coding *c, uint32_t w) {
  uint32_t verb = ch_w(c, w)->head;
  return ch_w(c, w)->upos == CH_UPOS_AUX && ch_in_class(c, w, c->book->condition) && verb != CH_NO_WORD &&
         (ch_w(c, verb)->rel == CH_REL_ADVCL || ch_before_subject(c, w)) &&
         ch_child_by_rel(c->doc, verb, CH_REL_MARK) == CH_NO_WORD;
}

/* "is COMMITTED to": is the passive participle the adjective that the pattern begins with? */
static bool is_adjective_of(ch_coding *c, const ch_element *e, uint32_t w) {
  uint32_t id = c->adjective[w];
  if (id == CH_NO_LEXEME || !ch_frame_of(c, w)->passive || ch_w(c, w)->rel == CH_REL_ACL) return false;
  for (uint32_t i = 0; i < e->n_alternatives; i++) {
    const ch_atom *atom = &e->alternative[i];
    if (atom->kind == CH_ATOM_LEXEME && atom->id == id) return true;
    if (atom->kind == CH_ATOM_CLASS && ch_class_has(&c->book->words.lexemes.v[id].classes, atom->id)) return true;
  }
  return false;
}

static bool head_holds(ch_coding *c, const ch_pattern *p, uint32_t w) {
  uint8_t upos = ch_w(c, w)->upos;
  if (is_inverted(c, w)) return false;
  if (p->pos == CH_POS_ADJECTIVE && upos == CH_UPOS_VERB) return is_adjective_of(c, &p->element[0], w);
  switch (p->pos) {
    case CH_POS_VERB: if (upos != CH_UPOS_VERB && upos != CH_UPOS_AUX) return false; break;
    case CH_POS_NOUN: if (upos != CH_UPOS_NOUN && upos != CH_UPOS_PROPN) return false; break;
    case CH_POS_ADJECTIVE: if (upos != CH_UPOS_ADJ && upos != CH_UPOS_ADV) return false; break;
    case CH_POS_ANY:
      if (!ch_is_verb(c, w) && !ch_is_noun(c, w) && upos != CH_UPOS_ADJ && upos != CH_UPOS_ADV)
        return false;
      break;
  }
  return ch_element_holds(c, &p->element[0], w);
}

/* "The MISSION must shrink. IT lost a house": the subject of the sentence before, for the pronoun at
 * `w` that stands for it; CH_NO_WORD. */
static uint32_t subject_before(ch_coding *c, uint32_t w) {
  uint32_t sentence = c->doc->sentence_of[w], m = c->reading->mention_at[w];
  if (!ch_in_class(c, w, c->book->anaphor) || m == CH_NO_ITEM || ch_sentence_opens(c->doc, sentence)) return CH_NO_WORD;
  const ch_sentence *s = &c->doc->sentences[sentence - 1];
  for (uint32_t k = s->first; k < s->first + s->count; k++) {
    if (ch_w(c, k)->head != CH_NO_WORD) continue;
    uint32_t noun = ch_frame_of(c, k)->subject, told = noun == CH_NO_WORD ? CH_NO_ITEM : c->reading->mention_at[noun];
    bool same = told != CH_NO_ITEM && c->reading->mentions[told].actor != CH_NO_ITEM && c->reading->mentions[m].actor != CH_NO_ITEM &&
                ch_str_eq(c->reading->actors[c->reading->mentions[told].actor].code,
                          c->reading->actors[c->reading->mentions[m].actor].code);
    return same && ch_w(c, noun)->upos == CH_UPOS_NOUN ? noun : CH_NO_WORD;
  }
  return CH_NO_WORD;
}

/* "The UNION said IT would strike": who speaks, for the pronoun in what he says; CH_NO_WORD. */
static uint32_t subject_above(ch_coding *c, uint32_t w, uint32_t subject) {
  if (ch_w(c, subject)->upos != CH_UPOS_PRON || ch_w(c, w)->rel != CH_REL_CCOMP) return CH_NO_WORD;
  uint32_t up = ch_w(c, w)->head, m = c->reading->mention_at[subject];
  uint32_t noun = up == CH_NO_WORD || !ch_is_verb(c, up) ? CH_NO_WORD : ch_frame_of(c, up)->subject;
  if (noun == CH_NO_WORD || ch_w(c, noun)->upos != CH_UPOS_NOUN) return CH_NO_WORD;
  uint32_t told = c->reading->mention_at[noun];
  if (m == CH_NO_ITEM || told == CH_NO_ITEM) return noun;
  uint32_t a = c->reading->mentions[m].actor, b = c->reading->mentions[told].actor;
  bool same = a == b || a == CH_NO_ITEM || b == CH_NO_ITEM || ch_str_eq(c->reading->actors[a].code, c->reading->actors[b].code);
  return same ? noun : CH_NO_WORD;
}

static bool subject_is(ch_coding *c, const ch_rule *rule, uint32_t w) {
  bool helps = ch_w(c, w)->rel == CH_REL_COP ||
               (ch_w(c, w)->rel == CH_REL_AUX && ch_in_class(c, w, c->book->obliged)); /* "it MUST be settled" */
  const ch_frame *f = ch_frame_of(c, helps ? ch_w(c, w)->head : w);
  uint32_t subject = f->subject;
  /* "was torn down BY PROTESTERS" */
  if (f->passive && f->doer != CH_NO_WORD && ch_element_holds(c, &rule->subject, f->doer)) return true;
  /* "there has to be AN END" */
  if (subject == CH_NO_WORD && ch_child_by_rel(c->doc, w, CH_REL_EXPL) != CH_NO_WORD) {
    uint32_t below = ch_child_by_rel(c->doc, w, CH_REL_XCOMP);
    subject = below == CH_NO_WORD ? below : ch_frame_of(c, below)->subject;
  }
  if (subject == CH_NO_WORD) return false;
  if (ch_element_holds(c, &rule->subject, subject)) return true;
  uint32_t before = rule->subject.absent ? CH_NO_WORD : subject_before(c, subject);
  if (before != CH_NO_WORD && ch_element_holds(c, &rule->subject, before)) return true;
  uint32_t above = rule->subject.absent ? CH_NO_WORD : subject_above(c, w, subject);
  if (above != CH_NO_WORD && ch_element_holds(c, &rule->subject, above)) return true;
  /* "2,000 rallied" */
  if (rule->type == CH_TYPE_PROTEST && !rule->subject.absent && ch_w(c, subject)->upos == CH_UPOS_NUM &&
      c->reading->time_at[subject] == CH_NO_ITEM)
    return true;
  /* "SYRIANS rallied", of themselves */
  uint32_t m = c->reading->mention_at[subject];
  uint32_t actor = m == CH_NO_ITEM ? CH_NO_ITEM : c->reading->mentions[m].actor;
  if (rule->type == CH_TYPE_PROTEST && !rule->subject.absent && actor != CH_NO_ITEM &&
      ch_w(c, subject)->upos == CH_UPOS_PROPN &&
      c->reading->actors[actor].n_sectors && ch_str_is(c->reading->actors[actor].sectors[0], "CVL") &&
      ch_feature(c, subject, "Number=Plur"))
    return true;
  for (uint32_t k = 0; k < ch_child_count(c->doc, subject); k++) {
    uint32_t child = ch_child(c->doc, subject, k);
    uint8_t rel = ch_w(c, child)->rel;
    /* "the HEAD of the army" */
    bool heads = rel == CH_REL_NMOD && ch_in_class(c, subject, c->book->headship) &&
                 ch_marker_in(c, child, c->book->belonging) != CH_NO_WORD;
    if ((rel == CH_REL_CONJ || ch_counts(c, subject, child) || heads) &&
        ch_element_holds(c, &rule->subject, child))
      return true;
  }
  return false;
}

static bool subject_holds(ch_coding *c, const ch_rule *rule, uint32_t w) {
  return rule->subject.n_alternatives == 0 || subject_is(c, rule, w) != rule->subject.absent;
}

/* Is what the word at `w` tells stated, of a subject: in a main or a reported clause, or what its
 * subject tries or goes on to do? */
static bool is_told(const ch_coding *c, uint32_t w) {
  uint8_t own = ch_w(c, w)->rel;
  uint32_t up = ch_first_conjunct(c, own == CH_REL_AUX || own == CH_REL_COP ? ch_w(c, w)->head : w);
  uint8_t rel = ch_w(c, up)->rel;
  while (rel == CH_REL_XCOMP && ch_w(c, up)->head != CH_NO_WORD) {
    up = ch_first_conjunct(c, ch_w(c, up)->head);
    /* "pressed them to act", "were unable to act" */
    if (!ch_is_verb(c, up) || ch_child_by_rel(c->doc, up, CH_REL_OBJ) != CH_NO_WORD ||
        ch_child_by_rel(c->doc, up, CH_REL_IOBJ) != CH_NO_WORD)
      return false;
    rel = ch_w(c, up)->rel;
  }
  if (rel == CH_REL_CCOMP) /* "said that", and not "to VERIFY that" */
    return !ch_in_class(c, ch_w(c, up)->head, c->book->ascertaining);
  return rel == CH_REL_ROOT || rel == CH_REL_PARATAXIS;
}

static bool clause_holds(ch_coding *c, const ch_rule *rule, uint32_t w) {
  if (rule->clause == CH_CLAUSE_ANY) return true;
  if (rule->clause == CH_CLAUSE_TOLD) return is_told(c, w);
  if (rule->clause == CH_CLAUSE_OWN) return ch_w(c, w)->rel != CH_REL_AMOD && ch_w(c, w)->rel != CH_REL_ACL;
  if (rule->clause == CH_CLAUSE_MAIN) {
    bool helps = ch_w(c, w)->rel == CH_REL_AUX || ch_w(c, w)->rel == CH_REL_COP;
    uint32_t verb = helps ? ch_w(c, w)->head : w;
    uint8_t rel = ch_w(c, ch_first_conjunct(c, verb))->rel;
    for (uint32_t up = verb; rel == CH_REL_XCOMP && ch_w(c, up)->head != CH_NO_WORD;) {
      up = ch_first_conjunct(c, ch_w(c, up)->head); /* "would have TO RETALIATE" */
      rel = ch_w(c, up)->rel;
    }
    bool passive = verb == w && ch_is_verb(c, w) && ch_frame_of(c, w)->passive;
    for (uint32_t i = 0; i < ch_child_count(c->doc, verb); i++) /* "WHAT it will need to do" */
      if (ch_feature(c, ch_child(c->doc, verb, i), "PronType=Int") ||
          ch_feature(c, ch_child(c->doc, verb, i), "PronType=Rel"))
        return false;
    return !passive && (rel == CH_REL_ROOT || rel == CH_REL_CCOMP || rel == CH_REL_PARATAXIS);
  }
  uint32_t clause = ch_child_by_rel(c->doc, w, CH_REL_CCOMP);
  return clause != CH_NO_WORD && ch_is_wish(c, clause) == (rule->clause == CH_CLAUSE_WISH);
}

bool ch_match_at(ch_coding *c, const ch_pattern *pattern, uint32_t w, ch_match *out) {
  ch_attempt *attempt = c->trace ? ch_trace_at(c, pattern, w) : NULL;
  if (!head_holds(c, pattern, w)) return false;
  *out = (ch_match){.pattern = pattern, .bare = CH_NO_WORD};
  for (uint32_t i = 1; i < CH_MAX_ELEMENTS; i++) out->word[i] = CH_NO_WORD;
  out->word[0] = w;
  search s = {
      .c = c, .pattern = pattern, .match = out, .attempt = attempt, .forbidden = CH_NO_WORD};
  bool matched = match_rest(&s),
       held = matched && subject_holds(c, &c->book->rules.v[pattern->rule], w) &&
              clause_holds(c, &c->book->rules.v[pattern->rule], w);
  if (attempt && matched) {
    attempt->fate = held ? CH_FATE_WON : CH_FATE_SUBJECT;
    attempt->match = *out;
  }
  return held;
}
