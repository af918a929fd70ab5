/* Arguments of a verb where the tree does not hang them on it.
 *
 * An inherited argument is looked up at the word it is inherited from, which
 * is always higher in the tree; what is found is kept, so that a chain of
 * verbs is climbed once. The depth of that climb is bounded by MAX_CLIMB. */
#include "code/parties.h"

enum { MAX_CLIMB = 64 };

static const ch_frame *frame_at(ch_coding *c, uint32_t w, int climb);

/* The verb's only object, whatever the tagger takes it for: "the talks THAT they held", but not
 * "told the press THAT it sold ships". */
static bool only_object(const ch_coding *c, uint32_t w) {
  uint32_t verb = ch_w(c, w)->head;
  if (ch_w(c, w)->rel != CH_REL_OBJ || verb == CH_NO_WORD) return false;
  for (uint32_t i = 0; i < ch_child_count(c->doc, verb); i++) {
    uint32_t child = ch_child(c->doc, verb, i);
    if (child != w && (ch_w(c, child)->rel == CH_REL_OBJ || ch_w(c, child)->rel == CH_REL_CCOMP)) return false;
  }
  return true;
}

/* "who", "which", "that" inside a relative clause. */
static bool is_relative(const ch_coding *c, uint32_t w) {
  uint8_t upos = ch_w(c, w)->upos;
  return (upos == CH_UPOS_PRON || upos == CH_UPOS_DET || (upos == CH_UPOS_SCONJ && only_object(c, w))) &&
         (ch_feature(c, w, "PronType=Rel") || ch_in_class(c, w, c->book->relative));
}

/* "Kerry and OTHER ministers converging on Vienna": who has others of his kind is one of them, and
 * what is told of them is told of him. */
static uint32_t and_others(const ch_coding *c, uint32_t noun) {
  uint32_t first = ch_first_conjunct(c, noun);
  bool one = first != noun && c->reading->mention_at[first] != CH_NO_ITEM &&
             ch_child_of_class(c, noun, c->book->others) != CH_NO_WORD;
  return one ? first : noun;
}

/* "Secretary of State ANN LEE, who flew to Oslo", with the name hung on the office: who bears both. */
static uint32_t bearer(const ch_coding *c, uint32_t noun) {
  uint32_t up = noun == CH_NO_WORD ? CH_NO_WORD : ch_w(c, noun)->head;
  if (up == CH_NO_WORD || up > noun || c->reading->mention_at[noun] != CH_NO_ITEM || ch_w(c, noun)->upos != CH_UPOS_PROPN ||
      ch_is_marked(c, noun))
    return noun;
  uint32_t at = c->reading->mention_at[up];
  return at != CH_NO_ITEM && c->reading->mentions[at].last >= noun ? up : noun;
}

/* The noun that a relative or participial clause hangs on, for the clause's
 * verb or a verb conjoined to it. */
static uint32_t antecedent(const ch_coding *c, uint32_t w) {
  w = ch_first_conjunct(c, w);
  uint8_t rel = ch_w(c, w)->rel;
  if (rel == CH_REL_XCOMP && ch_w(c, w)->head != CH_NO_WORD) {
    w = ch_first_conjunct(c, ch_w(c, w)->head);
    rel = ch_w(c, w)->rel;
  }
  bool tells = (rel == CH_REL_ACL_RELCL || rel == CH_REL_ACL) && ch_w(c, w)->head != CH_NO_WORD;
  return tells ? and_others(c, bearer(c, ch_w(c, w)->head)) : CH_NO_WORD;
}

typedef struct arguments {
  uint32_t subject, object, indirect, agent;
  bool passive_mark, auxiliary, passive_auxiliary;
} arguments;

/* "'s" of "he's" */
static bool is_clitic(const ch_coding *c, uint32_t w) {
  ch_str form = ch_word_form(c->doc, w);
  return ch_str_starts(form, CH_STR("'")) || ch_str_starts(form, CH_STR("’"));
}

/* "by" marks the agent only of a passive; the caller knows which it is. */
static void own_arguments(const ch_coding *c, uint32_t w, arguments *a) {
  *a = (arguments){CH_NO_WORD, CH_NO_WORD, CH_NO_WORD, CH_NO_WORD, false, false, false};
  uint32_t loose = CH_NO_WORD, bare = CH_NO_WORD;
  for (uint32_t i = 0; i < ch_child_count(c->doc, w); i++) {
    uint32_t child = ch_child(c->doc, w, i);
    switch (ch_w(c, child)->rel) {
      case CH_REL_NSUBJ_PASS:
      case CH_REL_CSUBJ_PASS:
        a->passive_mark = true; /* fall through */
      case CH_REL_NSUBJ:
      case CH_REL_NSUBJ_OUTER:
        /* "wrote TO PRESIDENT ROY demanding it" */
        if (ch_str_is(ch_w(c, w)->xpos, "VBG") && ch_marker_in(c, child, c->book->infinitive) != CH_NO_WORD) break;
        /* of two the parser could not decide between, the party nearer the verb */
        if (a->subject == CH_NO_WORD || (child < w && ch_w(c, child - 1)->upos != CH_UPOS_CCONJ &&
                                         c->reading->mention_at[child] != CH_NO_ITEM &&
                                         c->reading->time_at[child] == CH_NO_ITEM &&
                                         c->reading->mention_at[a->subject] == CH_NO_ITEM))
          a->subject = child;
        break;
      case CH_REL_OBJ:
        /* "offered TURKEY three billion euros", taken for two objects */
        if (a->object != CH_NO_WORD && a->object > w && a->indirect == CH_NO_WORD &&
            c->reading->mention_at[a->object] != CH_NO_ITEM && c->reading->quantity_at[child] != CH_NO_ITEM) {
          a->indirect = a->object;
          a->object = child;
        }
        if (a->object == CH_NO_WORD) a->object = child;
        break;
      case CH_REL_IOBJ: if (a->indirect == CH_NO_WORD) a->indirect = child; break;
      case CH_REL_OBL_AGENT: a->agent = child; break;
      case CH_REL_OBL:
      case CH_REL_NMOD:
        if (a->agent == CH_NO_WORD && c->reading->time_at[child] == CH_NO_ITEM &&
            (ch_marker_in(c, child, c->book->agent) != CH_NO_WORD ||
             (ch_in_class(c, child, c->book->behest) && ch_is_marked(c, child))))
          a->agent = child; /* "by Moscow", "on Moscow's orders" */
        /* an object taken for an oblique: "killed at least six people" */
        if (child > w && bare == CH_NO_WORD && !ch_is_marked(c, child) && ch_is_noun(c, child) &&
            c->reading->time_at[child] == CH_NO_ITEM)
          bare = child;
        break;
      case CH_REL_COMPOUND: /* a headline's subject, taken for a modifier */
      case CH_REL_DEP:
      case CH_REL_NMOD_UNMARKED:
      case CH_REL_OBL_UNMARKED:
        if (child < w && c->reading->mention_at[child] != CH_NO_ITEM &&
            c->reading->time_at[child] == CH_NO_ITEM && loose == CH_NO_WORD)
          loose = child;
        break;
      case CH_REL_AUX_PASS:
        a->passive_mark = a->auxiliary = true;
        a->passive_auxiliary |= !is_clitic(c, child);
        break;
      case CH_REL_AUX: a->auxiliary = true; break;
      default: break;
    }
  }
  if (a->subject == CH_NO_WORD && ch_is_verb(c, w)) a->subject = loose;
  if (a->object == CH_NO_WORD && ch_is_verb(c, w) && !a->auxiliary) a->object = bare;
}

static uint32_t through_relative(const ch_coding *c, uint32_t w, uint32_t argument) {
  if (argument == CH_NO_WORD || !is_relative(c, argument)) return argument;
  uint32_t noun = antecedent(c, w);
  return noun != CH_NO_WORD ? noun : argument;
}

/* "ties with OMAN, which recalled its envoy", hung on the ties: what has an envoy is the state named
 * right before the comma, unless the noun is what may act so itself, as blows and forces do. */
static uint32_t actor_before_comma(const ch_coding *c, uint32_t w, uint32_t pronoun) {
  uint32_t noun = antecedent(c, w);
  uint32_t from = c->doc->sentences[c->doc->sentence_of[w]].first;
  if (noun == CH_NO_WORD || pronoun < from + 2 || ch_w(c, pronoun - 1)->upos != CH_UPOS_PUNCT) return noun;
  uint32_t name = pronoun - 2, at = c->reading->mention_at[name];
  bool plain = ch_w(c, noun)->upos == CH_UPOS_NOUN && c->reading->mention_at[noun] == CH_NO_ITEM &&
               !ch_in_class(c, noun, c->book->blow) && !ch_in_class(c, noun, c->book->fire) &&
               !ch_in_class(c, noun, c->book->forces) && !ch_in_class(c, noun, c->book->deed);
  if (!plain || name <= noun || ch_w(c, name)->head != noun || ch_w(c, name)->rel != CH_REL_NMOD ||
      at == CH_NO_ITEM || c->reading->mentions[at].actor == CH_NO_ITEM ||
      ch_marker_in(c, name, c->book->belonging) != CH_NO_WORD)
    return noun;
  if (!ch_is_power(&c->reading->actors[c->reading->mentions[at].actor])) return noun;
  for (uint32_t i = 0; i < ch_child_count(c->doc, w); i++) { /* "ITS envoy": somebody, no thing */
    uint32_t object = ch_child(c->doc, w, i);
    uint32_t its = ch_w(c, object)->rel == CH_REL_OBJ ? ch_child_by_rel(c->doc, object, CH_REL_NMOD_POSS) : CH_NO_WORD;
    if (its != CH_NO_WORD && ch_w(c, its)->upos == CH_UPOS_PRON) return name;
  }
  return noun;
}

/* "an attack on a camp in Peru THAT KILLED nine", hung on Peru: the attack. */
static uint32_t blow_before(const ch_coding *c, uint32_t w, uint32_t noun) {
  enum { CLIMB = 5 };
  if (!ch_in_class(c, w, c->book->wreak)) return noun;
  uint32_t at = noun;
  for (int i = 0; i < CLIMB && at != CH_NO_WORD; i++) {
    if (ch_in_class(c, at, c->book->fire)) return at;
    uint8_t rel = ch_w(c, at)->rel;
    uint32_t up = ch_w(c, at)->head;
    if (ch_marker_in(c, at, c->book->agent) != CH_NO_WORD || up == CH_NO_WORD) break;
    if (rel == CH_REL_OBL && ch_is_verb(c, up)) { /* "launched an attack in Peru that killed nine" */
      uint32_t object = ch_child_by_rel(c->doc, up, CH_REL_OBJ);
      return object != CH_NO_WORD && object < at && ch_in_class(c, object, c->book->fire) ? object : noun;
    }
    if (rel != CH_REL_NMOD && rel != CH_REL_CONJ && rel != CH_REL_APPOS) break;
    at = up;
  }
  return noun;
}

static uint32_t subject_of(const ch_coding *c, uint32_t w, uint32_t argument) {
  if (argument == CH_NO_WORD || !is_relative(c, argument)) return argument;
  uint32_t noun = actor_before_comma(c, w, argument);
  return noun != CH_NO_WORD ? blow_before(c, w, noun) : argument;
}

/* "spent three DAYS meeting them": a time does nothing. */
static bool is_while(const ch_coding *c, uint32_t w) {
  return ch_in_class(c, w, c->book->spell);
}

/* Who carries out "to close" in "ordered Russia to close", "agreed to close":
 * the object where there is one, unless the verb promises or threatens. */
static uint32_t controller(ch_coding *c, uint32_t governor, int climb) {
  const ch_frame *up = frame_at(c, governor, climb);
  if (up->passive) return up->subject;
  bool rings = ch_in_class(c, governor, c->book->ringing) && up->undergoer != CH_NO_WORD &&
               ch_in_class(c, up->undergoer, c->book->rung);
  if (!rings && !ch_in_class(c, governor, c->book->subject_control)) {
    if (up->indirect != CH_NO_WORD) return up->indirect;
    if (up->undergoer != CH_NO_WORD && !is_while(c, up->undergoer)) return up->undergoer;
    /* "called ON RUSSIA to stop" */
    for (uint32_t i = 0; ch_in_class(c, governor, c->book->calls) && i < ch_child_count(c->doc, governor); i++) {
      uint32_t child = ch_child(c->doc, governor, i);
      if (ch_rel_universal(ch_w(c, child)->rel) == CH_REL_OBL && ch_is_marked(c, child) &&
          c->reading->mention_at[child] != CH_NO_ITEM)
        return child;
    }
  }
  return up->doer;
}

/* Whose decision "the decision to expel" is: the noun's possessor, or who
 * made it. */
static uint32_t holder(ch_coding *c, uint32_t noun, int climb) {
  uint32_t owner = ch_child_by_rel(c->doc, noun, CH_REL_NMOD_POSS);
  if (owner != CH_NO_WORD) return owner;
  for (uint32_t i = 0; i < ch_child_count(c->doc, noun); i++) {
    uint32_t child = ch_child(c->doc, noun, i);
    uint8_t rel = ch_w(c, child)->rel;
    if ((rel == CH_REL_AMOD || rel == CH_REL_COMPOUND) &&
        c->reading->mention_at[child] != CH_NO_ITEM)
      return child;
    if (rel == CH_REL_NMOD && ch_marker_in(c, child, c->book->agent) != CH_NO_WORD) return child;
  }
  /* "KENYA was the first country to recognise it" */
  if (ch_child_by_rel(c->doc, noun, CH_REL_COP) != CH_NO_WORD && !ch_is_marked(c, noun))
    for (uint32_t i = 0; i < ch_child_count(c->doc, noun); i++)
      if (ch_w(c, ch_child(c->doc, noun, i))->rel == CH_REL_NSUBJ && ch_child(c->doc, noun, i) < noun &&
          c->reading->mention_at[ch_child(c->doc, noun, i)] != CH_NO_ITEM)
        return ch_child(c->doc, noun, i);
  noun = ch_first_conjunct(c, noun);
  uint8_t rel = ch_w(c, noun)->rel;
  uint32_t verb = ch_w(c, noun)->head;
  if (verb == CH_NO_WORD) return CH_NO_WORD;
  /* "unleashed a round OF RHETORIC accusing Togo" */
  if (rel == CH_REL_NMOD && ch_in_class(c, verb, c->book->transparent)) {
    rel = ch_w(c, verb)->rel;
    verb = ch_w(c, verb)->head;
    if (verb == CH_NO_WORD) return CH_NO_WORD;
  }
  if (rel == CH_REL_OBJ || rel == CH_REL_NSUBJ_PASS || rel == CH_REL_OBL)
    return frame_at(c, verb, climb)->doer;
  /* "KENYA became the latest country to recognise it" */
  if (rel == CH_REL_XCOMP && ch_is_verb(c, verb))
    return frame_at(c, verb, climb)->subject;
  return CH_NO_WORD;
}

/* Who wrote or passed the paper at `noun`; `noun` itself where that is not told. */
static uint32_t maker_of(ch_coding *c, uint32_t noun, int climb) {
  uint32_t verb = ch_w(c, ch_first_conjunct(c, noun))->head;
  if (c->reading->mention_at[noun] != CH_NO_ITEM || !ch_in_class(c, noun, c->book->paper) ||
      verb == CH_NO_WORD || !ch_in_class(c, verb, c->book->writing))
    return noun;
  uint32_t maker = holder(c, noun, climb);
  return maker == CH_NO_WORD ? noun : maker;
}

/* Does the sentence take the paper for known, and say nothing of whose or which it is: "THE RESOLUTION"? */
static bool is_known_paper(const ch_coding *c, uint32_t noun) {
  bool known = false;
  if (!ch_is_noun(c, noun) || c->reading->mention_at[noun] != CH_NO_ITEM || !ch_in_class(c, noun, c->book->paper)) return false;
  for (uint32_t i = 0; i < ch_child_count(c->doc, noun); i++) {
    uint32_t child = ch_child(c->doc, noun, i);
    known |= ch_feature(c, child, "Definite=Def") || ch_feature(c, child, "PronType=Dem");
    if (c->reading->mention_over[child] != CH_NO_ITEM || ch_w(c, child)->rel == CH_REL_NMOD_POSS) return false;
  }
  return known;
}

/* "Greek deputies adopted a resolution. THE RESOLUTION urged talks": who made it by what the two sentences before tell;
 * `noun` itself where they do not. */
static uint32_t maker_before(ch_coding *c, uint32_t noun, int climb) {
  enum { REACH = 2 };
  uint32_t sentence = c->doc->sentence_of[noun], start = c->doc->sentences[sentence].first;
  if (!is_known_paper(c, noun)) return noun;
  for (uint32_t v = start; v-- > 0 && c->doc->sentence_of[v] + REACH >= sentence;) {
    if (!ch_str_eq(ch_w(c, v)->lemma, ch_w(c, noun)->lemma) && !ch_str_eq_fold(ch_w(c, v)->lemma, ch_w(c, noun)->lemma)) continue;
    uint32_t maker = maker_of(c, v, climb);
    return maker != v && c->reading->mention_at[maker] != CH_NO_ITEM ? maker : noun;
  }
  return noun;
}

/* "NORWAY was one of the states to sign it": who is told
 * to be of those that the clause at `noun` is said of; `noun` itself where nobody is. */
static uint32_t one_of_them(const ch_coding *c, uint32_t noun) {
  if (c->reading->mention_at[noun] != CH_NO_ITEM || !ch_feature(c, noun, "Number=Plur") ||
      !ch_is_marked(c, noun))
    return noun;
  uint32_t predicate = ch_w(c, noun)->rel == CH_REL_NMOD ? ch_w(c, noun)->head : noun;
  if (ch_child_by_rel(c->doc, predicate, CH_REL_COP) == CH_NO_WORD) return noun;
  uint32_t who = ch_child_by_rel(c->doc, predicate, CH_REL_NSUBJ);
  return who != CH_NO_WORD && c->reading->mention_at[who] != CH_NO_ITEM ? who : noun;
}

/* "…, with PARIS AND ROME criticising it", hung on the verb as if it went along with it. */
static uint32_t absolute_subject(const ch_coding *c, uint32_t w) {
  uint32_t up = ch_w(c, w)->head, found = CH_NO_WORD;
  if (!ch_feature(c, w, "VerbForm=Ger") && !ch_str_is(ch_w(c, w)->xpos, "VBG")) return CH_NO_WORD;
  for (uint32_t i = 0; i < ch_child_count(c->doc, up); i++) {
    uint32_t child = ch_child(c->doc, up, i);
    uint32_t with = ch_marker_in(c, child, c->book->absolute);
    if (child > up && child < w && with != CH_NO_WORD && with > up &&
        ch_w(c, with - 1)->upos == CH_UPOS_PUNCT && c->reading->mention_at[child] != CH_NO_ITEM)
      found = child;
  }
  return found;
}

/* "has had the American missions' staff CUT": who has what is another's done to it does it;
 * CH_NO_WORD where it is his own ("had its envoys expelled"), or nobody's. */
static uint32_t causer(ch_coding *c, uint32_t w, int climb) {
  uint32_t noun = ch_w(c, w)->head;
  if (ch_w(c, w)->rel != CH_REL_ACL || noun == CH_NO_WORD || noun > w ||
      !ch_str_is(ch_w(c, w)->xpos, "VBN"))
    return CH_NO_WORD;
  while (ch_w(c, noun)->rel == CH_REL_NMOD && ch_w(c, noun)->head != CH_NO_WORD) noun = ch_w(c, noun)->head;
  uint32_t have = ch_w(c, noun)->head;
  if (ch_w(c, noun)->rel != CH_REL_OBJ || have == CH_NO_WORD || !ch_in_class(c, have, c->book->perfect))
    return CH_NO_WORD;
  uint32_t who = frame_at(c, have, climb)->subject;
  ch_side owner = {.n = 0}, doer = {.n = 0};
  if (who == CH_NO_WORD) return CH_NO_WORD;
  ch_named_or_owning(c, noun, false, &owner);
  ch_named_or_owning(c, who, false, &doer);
  return ch_any_coded(&owner) && ch_any_coded(&doer) && !ch_one_code(&doer, &owner) ? who : CH_NO_WORD;
}

/* "ITALY leads a force being sent to Libya": who leads it sends it. */
static uint32_t leader(ch_coding *c, uint32_t w, int climb) {
  uint32_t noun = ch_w(c, w)->rel == CH_REL_ACL ? ch_w(c, w)->head : CH_NO_WORD;
  if (noun == CH_NO_WORD || noun > w || ch_w(c, noun)->rel != CH_REL_OBJ || !ch_in_class(c, noun, c->book->forces) ||
      !ch_in_class(c, ch_w(c, noun)->head, c->book->leading))
    return CH_NO_WORD;
  return frame_at(c, ch_w(c, noun)->head, climb)->subject;
}

/* "USING gas crosses a line, he said", hung on the saying: the subject of what is said, not done by
 * who says it. */
static bool is_said_subject(const ch_coding *c, uint32_t w) {
  uint32_t up = ch_w(c, w)->head;
  for (uint32_t i = 0; i < ch_child_count(c->doc, up); i++) {
    uint32_t child = ch_child(c->doc, up, i);
    if (child <= w || child > up || ch_w(c, child)->rel != CH_REL_CCOMP || !ch_str_is(ch_w(c, child)->xpos, "VBZ"))
      continue;
    if (ch_child_by_rel(c->doc, child, CH_REL_NSUBJ) == CH_NO_WORD && ch_child_by_rel(c->doc, child, CH_REL_MARK) == CH_NO_WORD)
      return true;
  }
  return false;
}

/* "the group THAT OSLO SAID had raided it": the noun that what is said in a relative clause is told of. */
static uint32_t told_of(const ch_coding *c, uint32_t w) {
  uint32_t said = ch_w(c, w)->rel == CH_REL_CCOMP ? ch_w(c, w)->head : CH_NO_WORD;
  if (said == CH_NO_WORD || said > w || ch_w(c, said)->rel != CH_REL_ACL_RELCL || !ch_is_cue(c, said)) return CH_NO_WORD;
  uint32_t noun = ch_w(c, said)->head, behind = noun + 1;
  if (noun > said || c->reading->time_at[noun] != CH_NO_ITEM) return CH_NO_WORD;
  if (ch_w(c, behind)->upos == CH_UPOS_PUNCT) behind++;
  /* and who says it stands between: not "a minister WHO SAID it had raided them" */
  uint32_t who = ch_child_by_rel(c->doc, said, CH_REL_NSUBJ);
  bool between = false;
  for (uint32_t i = 0; i < ch_child_count(c->doc, said); i++) {
    uint32_t child = ch_child(c->doc, said, i);
    between |= child > behind && child < said && ch_w(c, child)->rel == CH_REL_NSUBJ;
  }
  return who != CH_NO_WORD && between && ch_in_class(c, behind, c->book->relative) ? noun : CH_NO_WORD;
}

/* "wrote TO OMAN complaining": who wrote complains, not who is written to; CH_NO_WORD. */
static uint32_t writer_to(ch_coding *c, uint32_t addressee, int climb) {
  uint32_t up = ch_w(c, addressee)->head;
  if (up == CH_NO_WORD || ch_marker_in(c, addressee, c->book->infinitive) == CH_NO_WORD) return CH_NO_WORD;
  if (ch_is_verb(c, up) && ch_in_class(c, up, c->book->seeing_somebody)) return frame_at(c, up, climb)->subject;
  return ch_in_class(c, up, c->book->missive) ? holder(c, up, climb) : CH_NO_WORD;
}

/* "condemned A RAID on a base, KILLING nine", hung on who condemned: what he speaks of did. */
static uint32_t blow_blamed(const ch_coding *c, uint32_t w) {
  uint32_t up = ch_w(c, w)->head, object = ch_child_by_rel(c->doc, up, CH_REL_OBJ);
  bool gerund = ch_str_is(ch_w(c, w)->xpos, "VBG") && ch_child_by_rel(c->doc, w, CH_REL_MARK) == CH_NO_WORD;
  return gerund && ch_in_class(c, up, c->book->speaking_of) && ch_in_class(c, w, c->book->wreak) &&
                 object != CH_NO_WORD && object < w && ch_in_class(c, object, c->book->blow)
             ? object
             : CH_NO_WORD;
}

/* Does the noun tell of what somebody wants or plans: "the PLEA to be heard"? */
static bool governs(const ch_coding *c, uint32_t noun) {
  return c->lexeme[noun] != CH_NO_LEXEME && c->book->words.lexemes.v[c->lexeme[noun]].governors;
}

/* An inherited subject; *passive is set when the clause it comes from makes
 * it the one acted on. */
static uint32_t inherited_subject(ch_coding *c, uint32_t w, bool past, bool bare_participle,
                                  bool *passive, int climb) {
  const ch_word *word = ch_w(c, w);
  uint32_t up = word->head;
  if (up == CH_NO_WORD) return CH_NO_WORD;
  switch (word->rel) {
    case CH_REL_CONJ: {
      /* "ordered them to fire and THREATENED war": joined to the infinitive, but finite */
      bool infinitive = ch_w(c, up)->rel == CH_REL_XCOMP && ch_w(c, up)->head != CH_NO_WORD &&
                        ch_marker_in(c, up, c->book->infinitive) != CH_NO_WORD;
      if (infinitive && past && !bare_participle && ch_feature(c, w, "VerbForm=Fin"))
        up = ch_w(c, up)->head;
      /* "had their staff cut and TAKEN a house": of who has, not of what is cut */
      uint32_t who = bare_participle ? CH_NO_WORD : causer(c, up, climb);
      if (who != CH_NO_WORD) return who;
      const ch_frame *first = frame_at(c, up, climb);
      if (bare_participle && first->passive) *passive = true;
      /* "said that returning it had been discussed but DENIED an offer": of who says so, as the first has none */
      bool deed = first->subject != CH_NO_WORD && ch_is_verb(c, first->subject);
      if (deed && ch_w(c, up)->rel == CH_REL_CCOMP) return controller(c, ch_w(c, up)->head, climb);
      return first->subject;
    }
    case CH_REL_CCOMP: {
      if (is_said_subject(c, w)) return CH_NO_WORD;
      if (told_of(c, w) != CH_NO_WORD) return told_of(c, w);
      /* "says will answer", but not "…, said the minister" behind a finite clause */
      uint32_t found = controller(c, up, climb);
      bool finite = ch_feature(c, w, "VerbForm=Fin") || ch_child_by_rel(c->doc, w, CH_REL_AUX) != CH_NO_WORD;
      return finite && found != CH_NO_WORD && found > w ? CH_NO_WORD : found;
    }
    case CH_REL_XCOMP: return controller(c, up, climb);
    case CH_REL_ADVCL:
    case CH_REL_PARATAXIS:
    case CH_REL_DEP:
      if (word->rel != CH_REL_ADVCL || is_said_subject(c, w)) return CH_NO_WORD;
      if (*passive && ch_to_be_done(c, w) != CH_NO_WORD) return ch_to_be_done(c, w);
      if (ch_governor_of(c, w) != up) return holder(c, ch_governor_of(c, w), climb);
      if (ch_marker_in(c, w, c->book->object_control) != CH_NO_WORD ||
          (ch_in_class(c, up, c->book->calls) && ch_marker_in(c, w, c->book->infinitive) != CH_NO_WORD))
        return controller(c, up, climb);
      if (ch_gerund_subject(c, w) != CH_NO_WORD) return ch_gerund_subject(c, w);
      if (absolute_subject(c, w) != CH_NO_WORD) return absolute_subject(c, w);
      if (blow_blamed(c, w) != CH_NO_WORD) return blow_blamed(c, w);
      return frame_at(c, up, climb)->subject;
    case CH_REL_ACL:
      /* "have in recent years IMPOSED sanctions", with "have" taken for the verb */
      if (past && !bare_participle && ch_child_by_rel(c->doc, w, CH_REL_MARK) == CH_NO_WORD) {
        uint32_t verb = c->reading->time_at[up] != CH_NO_ITEM ? ch_w(c, up)->head : up;
        if (verb != CH_NO_WORD && ch_is_verb(c, verb)) return frame_at(c, verb, climb)->subject;
      }
      if (bare_participle) *passive = true;
      if (bare_participle || (past && ch_child_by_rel(c->doc, w, CH_REL_MARK) == CH_NO_WORD))
        return and_others(c, up);
      if (ch_feature(c, w, "VerbForm=Ger") || ch_feature(c, w, "Tense=Pres")) {
        uint32_t writer = writer_to(c, up, climb);
        if (writer != CH_NO_WORD) return writer;
        /* "put out a report accusing the army": who put it out accuses */
        bool doer = c->reading->mention_at[up] != CH_NO_ITEM &&
                    (ch_marker_in(c, w, c->book->function) == CH_NO_WORD);
        if (ch_marker_in(c, up, c->book->absolute) != CH_NO_WORD &&
            c->reading->mention_at[up] != CH_NO_ITEM)
          return up; /* "with TEHRAN rejecting demands" */
        /* "condemned A RAID on a base in Peru killing nine" */
        if (blow_before(c, w, up) != up) return blow_before(c, w, up);
        /* "THE MINISTER is in Oslo, meeting with …" */
        if (doer && ch_child_by_rel(c->doc, up, CH_REL_COP) != CH_NO_WORD && ch_is_marked(c, up) &&
            frame_at(c, up, climb)->subject != CH_NO_WORD)
          return frame_at(c, up, climb)->subject;
        /* "accused the Syrian ARMY OF shelling a school" */
        bool told = ch_w(c, up)->rel == CH_REL_OBJ && c->reading->mention_at[up] != CH_NO_ITEM &&
                    ch_marker_in(c, w, c->book->object_control) != CH_NO_WORD;
        uint32_t held = doer || told ? CH_NO_WORD : holder(c, up, climb);
        return held == CH_NO_WORD ? and_others(c, up) : held;
      }
      if (*passive && ch_to_be_done(c, w) != CH_NO_WORD) return up;
      if (ch_headline_doer(c, w) != CH_NO_WORD) return up;
      /* "the SUMMIT to be held in Oslo", but not "the plea to be heard" */
      if (*passive && ch_marker_in(c, w, c->book->infinitive) != CH_NO_WORD &&
          (ch_in_class(c, up, c->book->gathering) ||
           (!governs(c, up) && c->reading->mention_at[up] != CH_NO_ITEM)))
        return and_others(c, up);
      if (one_of_them(c, up) != up) return one_of_them(c, up);
      return holder(c, up, climb);
    case CH_REL_ACL_RELCL: return up;
    case CH_REL_AMOD:
      if (bare_participle) *passive = true;
      return up;
    case CH_REL_OBJ: /* a gerund: "denied interfering" */
    case CH_REL_OBL:
    case CH_REL_NMOD:
    case CH_REL_OBL_UNMARKED: {
      if (!ch_is_verb(c, w)) return CH_NO_WORD;
      return ch_is_verb(c, up) ? controller(c, up, climb) : holder(c, up, climb);
    }
    default: return CH_NO_WORD;
  }
}

/* "imposed on Serbia BY THE UNITED STATES", hung on Serbia. */
static uint32_t deeper_agent(const ch_coding *c, uint32_t w) {
  for (uint32_t i = 0; i < ch_child_count(c->doc, w); i++) {
    uint32_t child = ch_child(c->doc, w, i);
    uint8_t rel = ch_w(c, child)->rel;
    if (child < w || (rel != CH_REL_OBL && rel != CH_REL_OBJ && rel != CH_REL_XCOMP)) continue;
    for (uint32_t k = 0; k < ch_child_count(c->doc, child); k++) {
      uint32_t inner = ch_child(c->doc, child, k);
      if (ch_marker_in(c, inner, c->book->agent) != CH_NO_WORD &&
          c->reading->time_at[inner] == CH_NO_ITEM)
        return inner;
    }
  }
  return CH_NO_WORD;
}

/* "was killed and two others were wounded BY SHELLING": what hurt the second hurt the first. */
static uint32_t fire_on_both(const ch_coding *c, uint32_t w) {
  for (uint32_t i = 0; i < ch_child_count(c->doc, w); i++) {
    uint32_t second = ch_child(c->doc, w, i);
    if (ch_w(c, second)->rel != CH_REL_CONJ || !ch_is_verb(c, second)) continue;
    arguments a;
    own_arguments(c, second, &a);
    if (a.passive_mark && a.object == CH_NO_WORD && a.agent != CH_NO_WORD && ch_in_class(c, a.agent, c->book->fire))
      return a.agent;
  }
  return CH_NO_WORD;
}

/* "Turkey suspended aid", taken for a noun phrase: the state that stands first
 * in a sentence without a verb is who did it. */
static uint32_t headline_subject(const ch_coding *c, uint32_t w) {
  uint32_t noun = ch_w(c, w)->head;
  if (ch_w(c, w)->rel != CH_REL_AMOD || noun < w || ch_w(c, noun)->head != CH_NO_WORD) return CH_NO_WORD;
  for (uint32_t i = 0; i < ch_child_count(c->doc, noun); i++) {
    uint32_t child = ch_child(c->doc, noun, i);
    if (child < w && ch_w(c, child)->upos == CH_UPOS_PROPN && c->reading->mention_at[child] != CH_NO_ITEM &&
        ch_w(c, child)->rel != CH_REL_NMOD_POSS)
      return child;
  }
  return CH_NO_WORD;
}

/* Does `w` stand in a sentence that ends as one, and not in a headline? */
static bool in_full_sentence(const ch_coding *c, uint32_t w) {
  const ch_sentence *s = &c->doc->sentences[c->doc->sentence_of[w]];
  for (uint32_t k = s->first + s->count; k-- > s->first && ch_w(c, k)->upos == CH_UPOS_PUNCT;)
    if (ch_str_is(ch_word_form(c->doc, k), ".")) return true;
  return false;
}

/* Has the sentence no verb that could be its own beside `w`? */
static bool is_verbless(const ch_coding *c, uint32_t w) {
  static const char *const FINITE[] = {"VBD", "VBZ", "VBP", "MD"};
  const ch_sentence *s = &c->doc->sentences[c->doc->sentence_of[w]];
  for (uint32_t k = s->first; k < s->first + s->count; k++)
    for (size_t i = 0; k != w && !ch_below(c->doc, k, w) && i < sizeof FINITE / sizeof *FINITE; i++)
      if (ch_str_is(ch_w(c, k)->xpos, FINITE[i])) return false;
  return true;
}

/* "China CALLED on Japan to …", "A Chinese delegation HEADED to Tokyo", taken for a noun and its
 * participle: a state, or its people, that heads a whole sentence is who did it. */
static uint32_t noun_for_subject(const ch_coding *c, uint32_t w) {
  uint32_t noun = ch_w(c, w)->head;
  if (ch_w(c, w)->rel != CH_REL_ACL || noun == CH_NO_WORD || noun > w ||
      ch_w(c, noun)->head != CH_NO_WORD || ch_child_by_rel(c->doc, noun, CH_REL_COP) != CH_NO_WORD ||
      !in_full_sentence(c, w))
    return CH_NO_WORD;
  if (ch_w(c, noun)->upos == CH_UPOS_PROPN)
    return c->reading->mention_at[noun] != CH_NO_ITEM ? noun : CH_NO_WORD;
  ch_side side;
  if (ch_w(c, noun)->upos != CH_UPOS_NOUN || !is_verbless(c, w)) return CH_NO_WORD;
  ch_side_of(c, noun, false, &side);
  if (side.n == 0) ch_side_owners(c, noun, &side);
  return ch_any_coded(&side) ? noun : CH_NO_WORD;
}

/* "closed two houses and IMPOSED sanctions", its last verb taken for an adjective of what it
 * imposes: the verb before it, whose subject it shares. */
static uint32_t verb_in_row(const ch_coding *c, uint32_t w) {
  uint32_t start = c->doc->sentences[c->doc->sentence_of[w]].first;
  if (ch_w(c, w)->rel != CH_REL_AMOD || ch_w(c, w)->upos != CH_UPOS_VERB || ch_w(c, w)->head != w + 1 ||
      w == start || ch_w(c, w - 1)->upos != CH_UPOS_CCONJ)
    return CH_NO_WORD;
  for (uint32_t k = w - 1; k > start; k--)
    if (ch_str_is(ch_w(c, k)->xpos, "VBD") && ch_w(c, k)->upos == CH_UPOS_VERB) return k;
  return CH_NO_WORD;
}

/* "Oman and Qatar have NORMALISED relations", with "have" taken for what they do and its verb for
 * an adjective: who has. */
static uint32_t perfect_subject(ch_coding *c, uint32_t w, int climb) {
  uint32_t noun = ch_w(c, w)->head, k = w;
  if (ch_w(c, w)->rel != CH_REL_AMOD || ch_w(c, w)->upos != CH_UPOS_VERB || noun == CH_NO_WORD ||
      noun < w || ch_w(c, noun)->rel != CH_REL_OBJ || !ch_str_is(ch_w(c, w)->xpos, "VBN"))
    return CH_NO_WORD;
  while (k > 0 && ch_w(c, k - 1)->upos == CH_UPOS_ADV) k--;
  uint32_t have = ch_w(c, noun)->head;
  if (k == 0 || k - 1 != have || !ch_in_class(c, have, c->book->perfect)) return CH_NO_WORD;
  return frame_at(c, have, climb)->subject;
}

/* "since President Trump on Wednesday SIGNED the law", taken for a participle of the noun before
 * "since": the name that stands between them. */
static uint32_t name_before(const ch_coding *c, uint32_t w) {
  uint32_t up = ch_w(c, w)->head, name = CH_NO_WORD;
  bool marked = false;
  if (ch_w(c, w)->rel != CH_REL_ACL || !ch_str_is(ch_w(c, w)->xpos, "VBD") || up == CH_NO_WORD || up > w) return name;
  for (uint32_t k = up + 1; k < w; k++) {
    if (ch_is_verb(c, k)) return CH_NO_WORD;
    if (ch_w(c, k)->rel == CH_REL_MARK) marked = true;
    if (marked && name == CH_NO_WORD && ch_w(c, k)->upos == CH_UPOS_PROPN && c->reading->time_at[k] == CH_NO_ITEM &&
        c->reading->mention_at[k] != CH_NO_ITEM)
      name = k;
  }
  return name;
}

static bool is_finite(const ch_coding *c, uint32_t w) {
  static const char *const FINITE[] = {"VBD", "VBZ", "VBP", "MD"};
  for (size_t i = 0; i < sizeof FINITE / sizeof *FINITE; i++) {
    if (ch_str_is(ch_w(c, w)->xpos, FINITE[i])) return true;
    for (uint32_t k = 0; k < ch_child_count(c->doc, w); k++) {
      uint32_t child = ch_child(c->doc, w, k);
      uint8_t rel = ch_w(c, child)->rel;
      if ((rel == CH_REL_AUX || rel == CH_REL_AUX_PASS) && ch_str_is(ch_w(c, child)->xpos, FINITE[i]))
        return true;
    }
  }
  return false;
}

/* Does the noun phrase stand right behind a comma, and name anybody? */
static bool named_behind_comma(const ch_coding *c, uint32_t noun) {
  uint32_t start = c->doc->sentences[c->doc->sentence_of[noun]].first, first = noun;
  while (first > start && ch_below(c->doc, first - 1, noun)) first--;
  bool own = ch_w(c, first)->upos == CH_UPOS_PUNCT; /* the comma, hung on the noun */
  if (!own && (first == start || ch_w(c, first - 1)->upos != CH_UPOS_PUNCT)) return false;
  for (uint32_t w = first; w <= noun; w++)
    if (c->reading->mention_at[w] != CH_NO_ITEM) return true;
  uint32_t beside = ch_child_by_rel(c->doc, noun, CH_REL_APPOS);
  return beside != CH_NO_WORD && c->reading->mention_at[beside] != CH_NO_ITEM;
}

/* "In Oslo, the MINISTER, Jan Berg, met his guests": the subject taken for one more name of what
 * stands in front. */
static uint32_t subject_in_front(const ch_coding *c, uint32_t w) {
  uint8_t rel = ch_rel_universal(ch_w(c, w)->rel);
  if (!ch_is_verb(c, w) || !is_finite(c, w) ||
      (rel != CH_REL_ROOT && rel != CH_REL_CCOMP && rel != CH_REL_PARATAXIS))
    return CH_NO_WORD;
  for (uint32_t i = 0; i < ch_child_count(c->doc, w); i++) {
    uint32_t front = ch_child(c->doc, w, i);
    uint8_t how = ch_rel_universal(ch_w(c, front)->rel);
    if (front > w || (how != CH_REL_OBL && how != CH_REL_ADVCL)) continue;
    for (uint32_t k = front + 1; k < w; k++) {
      bool again = ch_w(c, k)->rel == CH_REL_APPOS || ch_w(c, k)->rel == CH_REL_CONJ;
      if (again && ch_is_noun(c, k) && ch_below(c->doc, k, front) && !ch_is_marked(c, k) &&
          ch_child_by_rel(c->doc, k, CH_REL_CC) == CH_NO_WORD && named_behind_comma(c, k))
        return k;
    }
  }
  return CH_NO_WORD;
}

/* "retreated after CHADIAN TROOPS overran it", hung on "retreated": a noun between the conjunction
 * and its verb that belongs to neither. */
static uint32_t behind_conjunction(const ch_coding *c, uint32_t w) {
  if (ch_w(c, w)->rel != CH_REL_ADVCL || !ch_is_verb(c, w)) return CH_NO_WORD;
  uint32_t mark = ch_child_by_rel(c->doc, w, CH_REL_MARK), up = ch_w(c, w)->head;
  if (mark == CH_NO_WORD || mark > w || ch_w(c, mark)->upos != CH_UPOS_SCONJ || up > mark) return CH_NO_WORD;
  for (uint32_t k = mark + 1; k < w; k++)
    if (ch_w(c, k)->head == up && ch_is_noun(c, k) && c->reading->time_at[k] == CH_NO_ITEM &&
        !ch_is_marked(c, k))
      return k;
  return CH_NO_WORD;
}

/* "came after TOGO decided to leave", taken for "came after Togo": a noun behind a conjunction that
 * is a preposition too, right before a finite verb without a subject. */
static uint32_t taken_for_oblique(const ch_coding *c, uint32_t w) {
  uint32_t up = ch_w(c, w)->head, found = CH_NO_WORD;
  if (ch_w(c, w)->rel != CH_REL_ADVCL || !ch_is_verb(c, w) || !ch_feature(c, w, "VerbForm=Fin") ||
      up > w || ch_child_by_rel(c->doc, w, CH_REL_MARK) != CH_NO_WORD)
    return CH_NO_WORD;
  for (uint32_t k = up + 1; k < w; k++) {
    if (ch_is_verb(c, k)) found = CH_NO_WORD;
    if (ch_w(c, k)->head != up || ch_w(c, k)->upos == CH_UPOS_ADV || c->reading->time_at[k] != CH_NO_ITEM)
      continue;
    found = ch_is_noun(c, k) && ch_marker_in(c, k, c->book->conjunction) != CH_NO_WORD ? k : CH_NO_WORD;
  }
  return found;
}

/* "seized and sold THE SHIPS": of two verbs side by side both have the object, whichever of them
 * it was hung on. */
static uint32_t shared_object(const ch_coding *c, uint32_t w) {
  uint32_t first = w, second = CH_NO_WORD;
  if (ch_w(c, w)->rel == CH_REL_CONJ) {
    first = ch_w(c, w)->head;
    second = w;
  } else {
    second = ch_child_by_rel(c->doc, w, CH_REL_CONJ);
  }
  if (first == CH_NO_WORD || second != first + 2 || !ch_is_verb(c, first) || !ch_is_verb(c, second) ||
      ch_w(c, first + 1)->upos != CH_UPOS_CCONJ || !ch_str_eq(ch_w(c, first)->xpos, ch_w(c, second)->xpos) ||
      ch_child_by_rel(c->doc, second, CH_REL_NSUBJ) != CH_NO_WORD)
    return CH_NO_WORD;
  uint32_t object = ch_child_by_rel(c->doc, w == first ? second : first, CH_REL_OBJ);
  return object != CH_NO_WORD && object > second ? object : CH_NO_WORD;
}

static void fill(ch_coding *c, uint32_t w, ch_frame *f, int climb) {
  arguments a;
  uint32_t before = verb_in_row(c, w);
  if (before != CH_NO_WORD) {
    f->subject = f->doer = frame_at(c, before, climb - 1)->subject;
    f->undergoer = ch_w(c, w)->head;
    return;
  }
  uint32_t headline = headline_subject(c, w);
  if (headline != CH_NO_WORD) {
    f->subject = f->doer = headline;
    f->undergoer = ch_w(c, w)->head;
    return;
  }
  uint32_t has = perfect_subject(c, w, climb - 1);
  if (has != CH_NO_WORD) {
    f->subject = f->doer = has;
    f->undergoer = ch_w(c, w)->head;
    return;
  }
  own_arguments(c, w, &a);
  if (a.subject == CH_NO_WORD) a.subject = behind_conjunction(c, w);
  if (a.subject == CH_NO_WORD && !a.auxiliary) a.subject = taken_for_oblique(c, w);
  bool participle = ch_str_is(ch_w(c, w)->xpos, "VBN") ||
                    (ch_w(c, w)->rel == CH_REL_ACL && ch_str_is(ch_w(c, w)->xpos, "NN")) || /* "a round SET for June" */
                    (ch_feature(c, w, "VerbForm=Part") && ch_feature(c, w, "Tense=Past"));
  bool bare = participle && !a.auxiliary &&
              (a.object == CH_NO_WORD || ch_in_class(c, a.object, c->book->resultant));
  /* "called off his visit" is active whatever its subject was taken for */
  f->passive = a.passive_mark && (a.auxiliary || a.object == CH_NO_WORD);
  /* so is a verb with a subject and no auxiliary, wherever a sentence is written out */
  if (f->passive && !a.auxiliary && a.subject != CH_NO_WORD && a.agent == CH_NO_WORD &&
      ch_w(c, w)->rel != CH_REL_CONJ && in_full_sentence(c, w))
    f->passive = false;
  /* "talked by PHONE": nobody, for an agent has more about it than its preposition */
  if (f->passive && !a.auxiliary && a.subject != CH_NO_WORD && a.agent != CH_NO_WORD &&
      c->reading->mention_at[a.agent] == CH_NO_ITEM && ch_w(c, a.agent)->upos == CH_UPOS_NOUN &&
      ch_feature(c, a.agent, "Number=Sing") && ch_child_count(c->doc, a.agent) == 1 && in_full_sentence(c, w)) {
    f->passive = false;
    a.agent = CH_NO_WORD;
  }
  /* "He's HELD talks": has, not is */
  if (f->passive && !a.passive_auxiliary && a.object != CH_NO_WORD && a.agent == CH_NO_WORD)
    f->passive = false;
  if (a.subject == CH_NO_WORD) a.subject = subject_in_front(c, w);
  uint32_t head_noun = a.subject == CH_NO_WORD && !a.auxiliary ? noun_for_subject(c, w) : CH_NO_WORD;
  if (head_noun == CH_NO_WORD && a.subject == CH_NO_WORD && !a.auxiliary) head_noun = name_before(c, w);
  if (head_noun != CH_NO_WORD && (a.agent == CH_NO_WORD)) {
    f->subject = f->doer = head_noun;
    f->undergoer = a.object;
    f->indirect = a.indirect;
    return;
  }
  if ((f->passive || bare) && a.agent == CH_NO_WORD) a.agent = deeper_agent(c, w);
  if (f->passive && a.agent == CH_NO_WORD) a.agent = fire_on_both(c, w);
  if (bare && a.agent == CH_NO_WORD) a.agent = causer(c, w, climb - 1);
  if ((f->passive || bare) && a.agent == CH_NO_WORD) a.agent = leader(c, w, climb - 1);
  f->subject = subject_of(c, w, a.subject);
  f->indirect = through_relative(c, w, a.indirect);
  uint32_t object = through_relative(c, w, a.object);
  uint8_t rel = ch_w(c, w)->rel;
  if (f->subject == CH_NO_WORD) {
    if (bare && (rel == CH_REL_ADVCL || rel == CH_REL_XCOMP)) f->passive = true;
    f->subject = inherited_subject(c, w, participle, bare, &f->passive, climb - 1);
  } else if (object == CH_NO_WORD && !f->passive && rel == CH_REL_ACL_RELCL &&
             f->subject != ch_w(c, w)->head && ch_is_verb(c, w)) {
    object = ch_w(c, w)->head; /* "the talks Moscow cancelled" */
  } else if (object == CH_NO_WORD && !f->passive && rel == CH_REL_CCOMP && ch_is_verb(c, w)) {
    object = told_of(c, w); /* "the ship that Oslo said Moscow SEIZED" */
  }
  if (f->passive) {
    f->doer = a.agent;
    if (object == CH_NO_WORD || ch_in_class(c, object, c->book->resultant)) {
      f->undergoer = f->subject;
    } else { /* "was given an ultimatum" */
      f->undergoer = object;
      f->indirect = f->subject;
    }
  } else {
    f->doer = f->subject;
    /* "DEPUTIES passed a bill that cuts aid": who made the paper does by it what it does */
    if (rel == CH_REL_ACL_RELCL && f->subject != CH_NO_WORD && f->subject == ch_w(c, w)->head)
      f->doer = maker_of(c, f->subject, climb - 1);
    else if (f->subject != CH_NO_WORD)
      f->doer = maker_before(c, f->subject, climb - 1);
    f->undergoer = object == CH_NO_WORD && ch_is_verb(c, w) ? shared_object(c, w) : object;
  }
}

static const ch_frame *frame_at(ch_coding *c, uint32_t w, int climb) {
  static const ch_frame NONE = {CH_NO_WORD, CH_NO_WORD, CH_NO_WORD, CH_NO_WORD, false, true};
  ch_frame *f = &c->frame[w];
  if (f->known) return f;
  if (climb <= 0) return &NONE;
  f->subject = f->doer = f->undergoer = f->indirect = CH_NO_WORD;
  ch_frame found = *f;
  fill(c, w, &found, climb);
  found.known = true;
  *f = found;
  return f;
}

const ch_frame *ch_frame_of(ch_coding *c, uint32_t word) {
  return frame_at(c, word, MAX_CLIMB);
}
