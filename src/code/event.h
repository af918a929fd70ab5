/* A coded mention: one sentence's report of an event (DESIGN.md section 5).
 *
 * Views live in the document's arena or in the codebook.
 */
#ifndef CH_CODE_EVENT_H
#define CH_CODE_EVENT_H

#include "read/reading.h"

#define CH_TYPE_LIST(X)                                                       \
  X(NONE, "") X(AGREE, "AGREE") X(CONSULT, "CONSULT") X(SUPPORT, "SUPPORT")   \
  X(CONCEDE, "CONCEDE") X(COOPERATE, "COOPERATE") X(AID, "AID")               \
  X(RETREAT, "RETREAT") X(REQUEST, "REQUEST") X(ACCUSE, "ACCUSE")             \
  X(REJECT, "REJECT") X(THREATEN, "THREATEN") X(PROTEST, "PROTEST")           \
  X(SANCTION, "SANCTION") X(MOBILIZE, "MOBILIZE") X(COERCE, "COERCE")         \
  X(ASSAULT, "ASSAULT")
typedef enum ch_type {
#define CH_X(id, name) CH_TYPE_##id,
  CH_TYPE_LIST(CH_X)
#undef CH_X
      CH_TYPE_COUNT
} ch_type;

#define CH_STATUS_LIST(X)                                                     \
  X(ACTUAL, "actual") X(ONGOING, "ongoing") X(PLANNED, "planned")             \
  X(CONDITIONAL, "conditional") X(HYPOTHETICAL, "hypothetical")               \
  X(CANCELLED, "cancelled") X(NEGATED, "negated")
typedef enum ch_status {
#define CH_X(id, name) CH_STATUS_##id,
  CH_STATUS_LIST(CH_X)
#undef CH_X
      CH_STATUS_COUNT
} ch_status;

#define CH_MAX_SIDE 8
#define CH_MAX_CONTEXTS 6
#define CH_MAX_QUANTITIES 6
#define CH_MAX_PEOPLE 8
#define CH_MAX_ISSUES 4
#define CH_MAX_NESTING 4

/* One side's member: an actor and the words that name it here. */
typedef struct ch_party {
  const ch_actor *actor;
  ch_str text;
  ch_span span;
  bool inferred; /* from the rest of the article: the sentence does not name it as a party */
  bool rulers;   /* a state told by its government: "the Peruvian government", "the regime" */
} ch_party;

typedef struct ch_side {
  ch_party v[CH_MAX_SIDE];
  uint32_t n;
} ch_side;

typedef struct ch_dated {
  ch_days days;     /* from == CH_DAY_NONE: unknown */
  ch_str text;      /* n = 0 when the date is the article's */
  ch_basis basis;
} ch_dated;

/* The act itself, and the act that a promise, threat, demand, refusal, denial
 * or accusation speaks of. */
typedef struct ch_act {
  ch_type type;
  ch_str mode;
  ch_str cameo;
  ch_status status;
  ch_side actor;
  ch_side recipient;
  ch_dated date;
} ch_act;

typedef struct ch_event {
  ch_str id;            /* "m-" and 16 hex digits, stable */
  bool title;           /* told by the article's title; places count in that */
  uint32_t sentence;    /* of the text, or of the title */
  ch_span span;         /* the sentence */
  ch_act act;           /* what PLOVER makes of the sentence */
  ch_act about;         /* type NONE when there is none */
  ch_str contexts[CH_MAX_CONTEXTS];     uint32_t n_contexts;
  int quad;             /* 1-4; 0 for CAMEO statements without a PLOVER type */
  double goldstein;     /* of the CAMEO code; NAN where CAMEO.tsv has none */
  bool claimed;
  bool open;            /* while coding: its recipient is left to the whole article, */
  bool needy;           /* and it is no event without one */
  bool by_blows;        /* which only the article's other blows may tell */
  bool orphan;          /* while coding: its actor is left to the whole article */
  bool stray;           /* while coding: both its sides are */
  ch_party people[CH_MAX_PEOPLE];       uint32_t n_people;
  ch_dated deadline;
  const ch_place *place;                /* NULL unknown */
  const ch_quantity *quantities[CH_MAX_QUANTITIES]; uint32_t n_quantities;
  uint32_t ordinal;     /* 0 none */
  ch_str issues[CH_MAX_ISSUES];         uint32_t n_issues;
  ch_str answers_cue;   /* "in retaliation for"; n = 0 none */
  ch_str answers_text;  /* what it answers, as printed; may be n = 0 */
  ch_span answers_span;
  const ch_attribution *attribution[CH_MAX_NESTING]; uint32_t n_attribution; /* outermost first */
  const ch_actor *speaker[CH_MAX_NESTING]; /* of each attribution; NULL unknown */
  uint32_t trigger;     /* word */
  ch_span trigger_span;
  ch_str trigger_text;  /* the words that matched, " … " for gaps */
  ch_str rule;          /* "codebook/sanction.txt:41" */
  ch_str imported;      /* of an event that others coded: which row of what; there is no
                           sentence behind it */
} ch_event;

typedef struct ch_events {
  ch_event *v;
  size_t n, cap;
} ch_events;

const char *ch_type_name(ch_type type);
ch_type ch_type_from(ch_str name);
const char *ch_status_name(ch_status status);
ch_status ch_status_from(ch_str name);

#endif
