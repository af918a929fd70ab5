/* The coder's working state for one document, and its questions to the tree.
 *
 * Everything lives in the document's arena. Functions that find nothing give
 * CH_NO_WORD. All climb or descend the tree a bounded number of steps or keep
 * what they found, so that a document costs time linear in its words.
 */
#ifndef CH_CODE_CODING_H
#define CH_CODE_CODING_H

#include "code/rules.h"
#include "read/actor.h"

/* Who does what to whom at a verb, seen through voice, control, conjunction,
 * relative clauses and participles. Words that head noun phrases. */
typedef struct ch_frame {
  uint32_t subject;   /* surface subject, own or inherited */
  uint32_t doer;      /* logical subject: the by-phrase in the passive */
  uint32_t undergoer; /* logical object: the subject in the passive */
  uint32_t indirect;
  bool passive;
  bool known;
} ch_frame;

enum { CH_MAX_FEUDS = 8 };

typedef struct ch_coding {
  const ch_codebook *book;
  const ch_document *doc;
  const ch_reading *reading;
  ch_arena *arena;
  uint32_t *lexeme;    /* [n_words] CH_NO_LEXEME when unknown to the codebook */
  uint32_t *adjective; /* [n_words] of a participle, as the adjective of its form: "is COMMITTED to"; else CH_NO_LEXEME */
  ch_class_set *set;   /* [n_words] classes of the word, phrases included */
  ch_frame *frame;     /* [n_words] filled as asked for */
  ch_side met;         /* who met, or is to meet, in the last event of a meeting; n = 0 none yet */
  uint32_t met_sentence;
  struct { ch_str a, b; uint32_t n; } feud[CH_MAX_FEUDS]; /* which two states the acts told of so far set together */
  uint32_t n_feuds, feuds; /* kinds, acts */
  ch_side dealt;       /* the last two who met or signed something on a day that is told; n = 0 none yet */
  ch_dated dealt_on;
  uint32_t dealt_sentence;
  ch_dated acted_on;   /* the day, told, of the last measure or demand; and its sentence */
  uint32_t acted_sentence;
  bool about_sport;    /* the article is: nothing in it is an act of states */
  const struct ch_pair *given; /* who the parties are, where that is told; else NULL */
  struct ch_trace *trace; /* what was tried goes there; NULL: nowhere (trace.h) */
} ch_coding;

/* Looks every word up. False if out of memory. */
/* Gives the word the class and all that hold it. */
void ch_put_class(ch_coding *c, uint32_t w, uint32_t class_id);
/* Puts bills that sanctions are told of, and "the bill" behind them, among the laws of sanctions. */
void ch_mark_bills(ch_coding *c);

bool ch_coding_init(ch_coding *c, const ch_codebook *book, const ch_document *doc,
                    const ch_reading *reading, ch_error *error);

const ch_frame *ch_frame_of(ch_coding *c, uint32_t word);

/* tree.c */
static inline const ch_word *ch_w(const ch_coding *c, uint32_t w) { return &c->doc->words[w]; }
static inline bool ch_in_class(const ch_coding *c, uint32_t w, uint32_t class_id) {
  return w != CH_NO_WORD && ch_class_has(&c->set[w], class_id);
}
/* A child that marks `w` with that preposition or conjunction: case, mark, or
 * a word fixed to one. */
uint32_t ch_marker(const ch_coding *c, uint32_t w, uint32_t lexeme);
/* The same, of a class. */
uint32_t ch_marker_in(const ch_coding *c, uint32_t w, uint32_t class_id);
/* Has `w` a preposition (a possessive clitic is none)? */
bool ch_is_marked(const ch_coding *c, uint32_t w);

/* A time or place behind which a phrase goes on that parsers hang on it: "talks last week IN
 * VIENNA between them". */
bool ch_is_setting(const ch_coding *c, uint32_t w);
/* The first child of `w` of a class. */
uint32_t ch_child_of_class(const ch_coding *c, uint32_t w, uint32_t class_id);
bool ch_feature(const ch_coding *c, uint32_t w, const char *feature);
bool ch_is_verb(const ch_coding *c, uint32_t w);
bool ch_is_noun(const ch_coding *c, uint32_t w);
/* What governs `w`: its head, or the noun right before an infinitive or
 * that-clause that was hung on the verb above ("respond to the ORDER to leave"). */
uint32_t ch_governor_of(const ch_coding *c, uint32_t w);
/* The first of a row of conjuncts that `w` is in. */
uint32_t ch_first_conjunct(const ch_coding *c, uint32_t w);
/* Is what a quantity counts a currency, by its code? */
bool ch_is_money(ch_str of);
/* Is `child` what its head counts: "dozens of DIPLOMATS", "most of its SOLDIERS"? */
bool ch_counts(const ch_coding *c, uint32_t w, uint32_t child);
/* The verb, or predicate with a subject, of the clause that `w` is in: `w`
 * itself when it is one; else the nearest above. */
uint32_t ch_clause_of(const ch_coding *c, uint32_t w);

/* "warned OF RUSSIA moving troops": the noun before a gerund, taken for the
 * verb's own, that does what the gerund says. */
uint32_t ch_gerund_subject(const ch_coding *c, uint32_t w);

/* Who "to" do it in a headline: "OMAN to send aid"; else NO_WORD. */
uint32_t ch_headline_doer(const ch_coding *c, uint32_t w);
/* The noun that suffers what is yet to come: "TROOPS to be sent to the border"; not one that says who
 * wants it so ("his demand to be freed"). */
uint32_t ch_to_be_done(const ch_coding *c, uint32_t w);

/* Does the clause at `w` tell what is wished for: "demanded that it LEAVE", "that it SHOULD
 * leave"? */
bool ch_is_wish(const ch_coding *c, uint32_t w);
/* "SHOULD Paris agree": does the auxiliary stand before its verb's subject? */
bool ch_before_subject(const ch_coding *c, uint32_t auxiliary);

/* A pattern found at a word. */
typedef struct ch_match {
  const ch_pattern *pattern;
  uint32_t word[CH_MAX_ELEMENTS]; /* for each element; NO_WORD for absent ones */
  uint32_t bare;                  /* dependent of a trailing preposition */
} ch_match;

/* The noun that "it", "both", "them" speak of: the topic of the clause or
 * sentence before. `w` itself where it is no such word or nothing is found. */
uint32_t ch_stands_for(ch_coding *c, uint32_t w);
/* The same for a word of a pattern: of the classes that the element asks for, where one is such. */
uint32_t ch_noun_meant(ch_coding *c, const ch_element *element, uint32_t w);
/* Does `w` satisfy one of the element's alternatives, whatever it hangs on? */
bool ch_element_holds(ch_coding *c, const ch_element *element, uint32_t w);
/* Does the pattern match with its head at `w`? */
bool ch_match_at(ch_coding *c, const ch_pattern *pattern, uint32_t w, ch_match *out);

/* An effect on an act, and the word it came from. */
typedef struct ch_step {
  ch_effect effect;
  uint32_t governor; /* NO_WORD: the act's own auxiliaries */
} ch_step;

#define CH_MAX_STEPS 8
typedef struct ch_steps {
  ch_step v[CH_MAX_STEPS]; /* innermost first */
  uint32_t n;
  uint32_t aim;  /* of the steps, the first that governs it as the purpose of another act; n if none */
  uint32_t through[CH_MAX_STEPS]; /* auxiliaries, counting nouns, light verbs */
  uint32_t n_through;
  uint32_t outermost; /* the highest word that still speaks of the act */
  bool past;          /* a past or perfect tense at the outermost word */
  bool conditional;   /* an if-clause hangs on it */
  bool disclaimed;    /* its own verb is negated, and not by what may or must be */
  bool finite;        /* the outermost word is a verb of a main or reported clause */
} ch_steps;

/* Reads modality, negation and governing words off the tree above `w`. */
void ch_steps_of(ch_coding *c, uint32_t w, ch_steps *out);

/* Parties. */
void ch_side_add(const ch_coding *c, ch_side *side, uint32_t mention);
/* Who the noun phrase at `w` stands for; `places`: capitals and countries
 * that read as places count too. */
void ch_side_of(const ch_coding *c, uint32_t w, bool places, ch_side *out);
void ch_side_owners(const ch_coding *c, uint32_t w, ch_side *out);
void ch_side_actor(ch_side *side, const ch_coding *c, uint32_t actor, ch_span span);
bool ch_party_same(const ch_party *a, const ch_party *b);
/* Any member of `a` of the same state or body as one of `b`. */
bool ch_side_shares(const ch_side *a, const ch_side *b);
/* Takes from `side` who is in `other`. */
void ch_side_remove(ch_side *side, const ch_side *other);
void ch_side_join(ch_side *side, const ch_side *other);

/* Finds actor and recipient of a match. `c` steps give controllers for
 * nominal heads. */
void ch_parties_of(ch_coding *c, const ch_match *match, const ch_steps *steps,
                   ch_side *actor, ch_side *recipient);
/* "announced the seizure of a warehouse": of a noun told as an act, whose author is known by
 * now, the recipient that a rule leaves to the article (`opposite`). */
void ch_announced_against(ch_coding *c, const ch_match *match, const ch_side *actor, ch_side *recipient);
/* Who does the governing: subject of a verb, possessor of a noun. */
void ch_doer_of(ch_coding *c, uint32_t governor, ch_side *out);
/* Whom it is addressed to: "urged Russia", "demand of Moscow". */
void ch_addressee_of(ch_coding *c, uint32_t governor, ch_side *out);
/* Is what the source does by his words of the class of stances? */
bool ch_stance_in(const ch_coding *c, const ch_attribution *at, uint32_t class_id);
/* The state, named in the article, that the place headed at `w` lies in; CH_NO_ITEM if none. */
uint32_t ch_place_state(const ch_coding *c, uint32_t w);
bool ch_roles_have(const ch_roles *roles, ch_role_kind kind);
/* People of no known country who act where they live ("protesters stormed the embassy IN CAIRO")
 * are of the state that the clause of `head` is set in. */
void ch_localise(ch_coding *c, uint32_t head, ch_side *side);
/* "told FIRMS to cut output": whom one state asks, in a sentence of no other, are its own people. */
void ch_own_people(ch_coding *c, uint32_t head, const ch_side *actor, ch_side *side);
/* "The Peruvian minister said TROOPS were ready": forces of no country told, of who tells of them. */
void ch_tellers_forces(ch_coding *c, uint32_t head, ch_side *side);
/* "Peruvian police arrested TWO PRIESTS": whom a state holds, in a sentence of no other, are its own. */
void ch_held_at_home(ch_coding *c, uint32_t head, const ch_side *actor, ch_side *side);
/* "FARMERS blocked roads": a crowd of no country, in a clause set nowhere, is of that which people of its kind
 * were told of before, else of where the report is from. */
void ch_crowd_at_home(ch_coding *c, uint32_t head, const ch_side *against, bool bodily, ch_side *side);
/* "Kenyan students scuffled with POLICE near the Turkish embassy": police of no country told are of where the
 * clause is set, else theirs whom they face. */
void ch_police_at_home(ch_coding *c, uint32_t head, const ch_side *crowd, ch_side *police);
/* "A SENATOR slammed the Peruvian government", "Peruvian unions urged THE PRESIDENT to go": people of no
 * known country who speak to rulers are theirs, and rulers of none theirs who speak to them, in a
 * sentence of no other; people who only think of them, and ask nothing, may be anybody. */
void ch_compatriots(ch_coding *c, uint32_t head, bool asks, ch_side *actor, ch_side *recipient);
/* "demanded the release of an American HELD IN CUBA": who has those of its own that a state asks
 * for is asked. */
void ch_their_holder(ch_coding *c, uint32_t head, const ch_side *actor, ch_side *side);
/* So are crowds told by their number alone, where nobody else acts ("THOUSANDS rallied in Cairo"). */
void ch_crowd(ch_coding *c, uint32_t head, ch_side *side);
/* "HUNDREDS were killed": people of no country that is told, where nobody else suffers it. */
void ch_head_count(ch_coding *c, uint32_t head, ch_side *side);
/* "shelled REBEL positions": those who fight the actor's own state, where the article tells of no
 * others. */
void ch_own_rebels(ch_coding *c, uint32_t head, const ch_side *actor, ch_side *out);
/* Whose positions are struck, where a place alone tells whose land it is. */
void ch_rebels_struck(ch_coding *c, uint32_t head, ch_side *out);
/* Rebels of no country told whom a state fights. */
void ch_rebels_fought(ch_coding *c, const ch_side *actor, ch_side *side);
/* "Peru's government and THE REBELS resumed talks": Peru's, beside the one power of the row. */
void ch_rebels_beside(ch_coding *c, ch_side *side);
void ch_ousted_at_home(ch_coding *c, const ch_side *actor, ch_side *out);
/* The same once the whole event is known, by its place and its other side; `suffers`: of the
 * recipient. `struck`: whose people the doer is told to strike elsewhere; may be empty. */
void ch_settle_strangers(const ch_coding *c, ch_event *event, bool suffers, ch_str struck);
/* The state whose places the article tells of: three times and more, and twice as often as any
 * other's; empty if none. */
ch_str ch_setting_of(const ch_coding *c);
/* "bombed ALEPPO", where the actor is Syrian; whom those fight who rose against their own state. */
void ch_own_land(ch_coding *c, const ch_match *match, const ch_side *actor, ch_side *out);
/* A state, its government or armed forces, or a body of states. */
bool ch_is_power(const ch_actor *actor);

/* A body of states: the United Nations, the EU, NATO. */
bool ch_is_body(const ch_actor *actor);
/* Of those who fight their own state. */
/* A news outlet that speaks for itself, or somebody of one: it tells of what others do. One that
 * speaks for a state, party or armed group has that sector, too. */
bool ch_is_outlet(const ch_actor *actor);
bool ch_is_rebel(const ch_actor *actor);
/* The state that the article sets against `side` by naming it. */
void ch_opposite(const ch_coding *c, const ch_side *side, ch_side *out);
/* The speaker of the innermost attribution over `w`. */
void ch_speaker_of(const ch_coding *c, uint32_t w, ch_side *out);

/* Details of an event; each fills its own fields. `steps` and `match` are
 * those the event was made from. */
void ch_date_event(ch_coding *c, const ch_match *match, const ch_steps *steps, ch_event *event);
/* `told`: the words of the sentence that tell of conflict. */
void ch_answers_event(ch_coding *c, const ch_match *match, const ch_steps *steps,
                      const uint32_t *told, size_t n_told, ch_event *event);
/* The same for what a later sentence says of an act: "The move came in response to …". Once for the
 * whole document. */
void ch_answers_across(ch_coding *c, ch_events *events);
void ch_detail_event(ch_coding *c, const ch_match *match, ch_event *event);
void ch_issues_event(ch_coding *c, ch_event *event);

/* Gives recipients to acts between states whose sentence names none, where the
 * rest of the article leaves little doubt. `events`: all of the document's. */
void ch_context(const ch_coding *c, ch_events *events);

#endif
