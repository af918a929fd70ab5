/* The loaded codebook, as the coder reads it. */
#ifndef CH_CODE_RULES_H
#define CH_CODE_RULES_H

#include "code/cameo.h"
#include "code/codebook.h"
#include "code/forms.h"
#include "code/pattern.h"

#define CH_MAX_ROLES 16

/* Where a party stands (FORMAT.md, "Where the parties stand"). One list gives
 * names and numbers. */
#define CH_ROLE_LIST(X)                                                       \
  X(SUBJECT, "subject") X(OBJECT, "object") X(INDIRECT, "indirect")           \
  X(OWNER, "owner") X(POSSESSOR, "possessor") X(COMPLEMENT, "complement")     \
  X(SPEAKER, "speaker") X(BOTH, "both") X(VICTIM, "victim") X(PLACE, "place") \
  X(OPPOSITE, "opposite") X(CHARGED, "charged") X(OPPONENT, "opponent")         \
  X(BELOW, "below") X(MET, "met") X(SETTING, "setting") X(HERE, "here")       \
  X(NONE, "none")
typedef enum ch_role_kind {
#define CH_X(id, name) CH_ROLE_##id,
  CH_ROLE_LIST(CH_X)
#undef CH_X
      CH_ROLE_PREPOSITION
} ch_role_kind;

typedef struct ch_role {
  ch_role_kind kind;
  uint32_t word; /* the preposition's lexeme */
} ch_role;

typedef struct ch_roles {
  ch_role v[CH_MAX_ROLES];
  uint32_t n; /* 0: the defaults of the part of speech */
  bool stated;  /* by the rule itself */
} ch_roles;

/* What governing words and auxiliaries do to an act (FORMAT.md, "Status"). */
#define CH_EFFECT_LIST(X)                                                     \
  X(NONE, "none")                                                             \
  X(FUTURE, "future")         /* will, is to: by its author or unattributed */ \
  X(FORESEEN, "foreseen")     /* the same on an outsider's word */            \
  X(POSSIBLE, "possible")     /* may, might, could */                         \
  X(CONDITIONAL, "conditional") /* hangs on an if */                          \
  X(HYPOTHETICAL, "hypothetical") /* in an if-clause, imagined */             \
  X(OBLIGED, "obliged")       /* must, should, has to */                      \
  X(NEGATED, "negated")       /* did not */                                   \
  X(FORGONE, "forgone")       /* will not */                                  \
  X(PLANNED, "planned") X(PROMISED, "promised") X(OFFERED, "offered")         \
  X(THREATENED, "threatened") X(ORDERED, "ordered") X(DEMANDED, "demanded") X(ULTIMATUM, "ultimatum")   \
  X(REQUESTED, "requested") X(REFUSED, "refused") X(DENIED, "denied")         \
  X(ACCUSED, "accused") X(CONSIDERED, "considered") X(CANCELLED, "cancelled") \
  X(FAILED, "failed") X(STOPPED, "stopped") X(CONTINUED, "continued")         \
  X(DECIDED, "decided") X(BEGAN, "began") X(ONGOING, "ongoing") X(ANNOUNCED, "announced") X(ALLEGED, "alleged")
typedef enum ch_effect {
#define CH_X(id, name) CH_EFFECT_##id,
  CH_EFFECT_LIST(CH_X)
#undef CH_X
      CH_EFFECT_COUNT
} ch_effect;

/* A word that governs acts: `word` rows of status.tsv. */
typedef enum ch_where {
  CH_WHERE_COMPLEMENT = 1, /* infinitive, clause, participle below it */
  CH_WHERE_INFINITIVE = 32, /* an infinitive alone */
  CH_WHERE_OBJECT = 2,
  CH_WHERE_SUBJECT = 4,
  CH_WHERE_MODIFIER = 8,   /* it modifies the act: "planned talks" */
  CH_WHERE_PREPOSITION = 16,
  CH_WHERE_WISH = 64, /* a clause that tells what is wished for, not what is so */
  CH_WHERE_DONE = 128, /* a participle told of its object: "wants the ships RELEASED" */
  CH_WHERE_PREDICATE = 256 /* said of it: "the demand is that Oman LEAVE" */
} ch_where;

typedef struct ch_governor {
  uint32_t word;
  uint32_t particle;   /* lexeme that must be with it ("call off"), else NO_LEXEME */
  uint8_t upos;        /* CH_UPOS_NONE any */
  ch_effect effect;
  uint32_t where;      /* ch_where bits */
  uint32_t preposition[4]; /* lexemes for WHERE_PREPOSITION */
  uint32_t n_prepositions;
  uint32_t next;       /* on the same lexeme; index + 1 */
  const char *file;
  uint32_t line, layer;
} ch_governor;

/* What an effect makes of an act: `act` rows; the longest prefix counts. */
typedef struct ch_outcome {
  ch_str prefix;        /* of the act's CAMEO code; "" any */
  ch_effect effect;
  const ch_cameo *cameo; /* NULL: keeps its own */
  bool dropped;         /* no event at all */
  ch_str mode;          /* n = 0: the code's */
  ch_status status;     /* of the mention */
  ch_status about;      /* of the act spoken of */
  const char *file;
  uint32_t line, layer;
} ch_outcome;

/* What the clause below the head tells: "insisted that it GO", "insisted that it WENT"; or that
 * the head itself is of a main or reported clause: not "when it MUST go". */
typedef enum ch_clause_kind {
  CH_CLAUSE_ANY,
  CH_CLAUSE_WISH,
  CH_CLAUSE_FACT,
  CH_CLAUSE_MAIN,
  CH_CLAUSE_TOLD,
  CH_CLAUSE_OWN
} ch_clause_kind;

typedef struct ch_rule {
  ch_str name;
  const char *file;     /* "codebook/sanction.txt" */
  uint32_t line;
  uint32_t layer;       /* 0: ours; each of the reader's own books one more */
  ch_type type;
  const ch_cameo *cameo;
  ch_str mode;          /* as the rule says; n = 0: the code's */
  bool has_mode;
  ch_str contexts[CH_MAX_CONTEXTS];
  uint32_t n_contexts;
  int priority;
  ch_roles actor, recipient;
  ch_status implies;    /* CH_STATUS_COUNT: nothing */
  ch_effect needs;      /* NONE: nothing; the act must stand under this effect */
  ch_type about;        /* for words that speak of another act */
  const ch_cameo *about_cameo;
  ch_element subject;   /* n_alternatives 0: any */
  ch_str subject_text;
  ch_clause_kind clause; /* ANY: whatever hangs on the head */
  bool same;            /* both parties may be of one state */
  bool needs_recipient; /* beyond the types that always do */
  bool needs_named;     /* and the article does not stand in for the sentence */
  bool seeks_recipient; /* but for what a power says and does, when there is none to be found */
} ch_rule;

typedef struct ch_example {
  const char *file;
  uint32_t line;
  uint32_t rule;
  ch_str text;     /* the sentence */
  ch_str expected; /* behind => */
} ch_example;

/* A phrase that says that an act answers another: answers.tsv. */
typedef struct ch_cue {
  uint32_t word[CH_MAX_PHRASE];
  uint32_t n;
  bool names;    /* what is answered follows the cue */
  bool acts;     /* and must itself be told as an act: "after" */
  uint32_t next; /* with the same first word; index + 1 */
} ch_cue;

typedef struct ch_issue {
  ch_str code;
  uint32_t class_id;
} ch_issue;

/* An `also` row: a code that PLOVER.md lets stand for another type as well. */
typedef struct ch_also {
  ch_str cameo;
  ch_type type;
} ch_also;

struct ch_codebook {
  ch_arena *arena;
  const char *file; /* while loading: as faults name it, and the line of a table */
  uint32_t line, layer;
  ch_map seen; /* patterns, while loading */
  struct { ch_also *v; size_t n, cap; } also;
  ch_words words;
  ch_forms forms;
  ch_cameo_table cameo;
  struct { ch_rule *v; size_t n, cap; } rules;
  struct { ch_pattern *v; size_t n, cap; } patterns;
  struct { ch_pattern_link *v; size_t n, cap; } links;
  struct { ch_governor *v; size_t n, cap; } governors;
  struct { ch_outcome *v; size_t n, cap; } outcomes;
  struct { ch_cue *v; size_t n, cap; } cues;
  struct { ch_issue *v; size_t n, cap; } issues;
  struct { ch_example *v; size_t n, cap; } examples;
  ch_status base[CH_TYPE_COUNT]; /* `base` rows */
  ch_effect over[CH_EFFECT_COUNT][CH_EFFECT_COUNT]; /* `over` rows: [outer][inner] */
  ch_roles verb_actor, verb_recipient, noun_actor, noun_recipient;
  /* Classes that the engine itself asks for; `needs` them defined. */
  uint32_t after, ahead, blaze, due, shortly, since, throughout, formerly, on_days, between, out_of, up_to, becoming, of_past, time_and_again, all_along, afterwards, times;
  uint32_t light, transparent, heard_of, verbal_attack, negation, future, possible, obliged, would, condition,
      subject_control, done_for, seeing_somebody, missive, wishing, generality, until, claim_stance, asserting_stance, blaming_stance, said_of, treaty,
      answerable, blow, deed,
      named_deed, suffered, rulers, paper, writing, done_in, naming, fellow, including, amid_them, especially, alongside, along_with, joined, relative, agent, infinitive, source, locative, object_control, loose, function,
      belonging, calls, meanwhile, during, head_count, headship, very_own, own_part, show_of_force, through, vicinity, walked, thoroughfare, edge, sealed, captive, ties, targeting, occasion, gathering, held_at, spell, at_table, between_foes, behest, pressing, pressed_by, conjunction, intending, overdue, starting, anaphor, one_of, document, holding, compelling, deprivation,
      absolute, told_again, warfare,
      ringing, rung, in_approval,
      resultant, medium, evidence, forces, answered, cause, opposed, dissent, people_of, wreak, sighting, occasioning, speaking_of, branch, made, told_deed,
      guerrilla, insurgent, wherein, sport, sporting, mishap, told_at, leading, attempting, ascertaining, shirking, remedying, each, trial, promising, unspecific, somebody, statesman,
      as_well, others, alone, bill, of_sanctions, sanctions_law,
      perfect, acting_for, behalf, captivity, authority_place, some_days, taken_as_known, given_back, planted, done_to_people, many_sided, diplomatic_house, soldiers,
      aimed_at, done_at, somewhere, aiming, fire, amid, answering, in_answer, home_ill, put_to, summing_up, giving_way, prompting, accord, leaving, exits, impose, try_by_law,
      said_of_culprit, jailing, referring;
};

ch_effect ch_effect_from(ch_str name); /* CH_EFFECT_COUNT if unknown */
const char *ch_effect_name(ch_effect effect);

/* Parts of loading, each of one file; errors carry file and line. */
bool ch_rules_load(ch_codebook *book, const char *path, const char *shown, ch_error *error);
/* Hangs the patterns on their head words: once, after all are loaded. */
bool ch_rules_link(ch_codebook *book, ch_error *error);
bool ch_status_load(ch_codebook *book, const char *path, ch_error *error);
bool ch_answers_load(ch_codebook *book, const char *path, ch_error *error);
bool ch_issues_load(ch_codebook *book, const char *path, ch_error *error);
/* Reads "subject, by, on" into roles. */
bool ch_roles_read(ch_codebook *book, ch_str list, ch_roles *out, ch_error *error);
/* The outcome of an effect on an act; NULL: the table has no row. */
const ch_outcome *ch_outcome_find(const ch_codebook *book, ch_str cameo, ch_effect effect);

/* Longer, then higher priority, then earlier in the codebook; before all that
 * the later of the reader's own books. */
bool ch_pattern_better(const ch_codebook *book, const ch_pattern *a, const ch_pattern *b);

#endif
