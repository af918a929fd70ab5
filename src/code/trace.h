/* What became of each codebook line that coding tried: a record that the coder
 * keeps when it is given one, so that why a line won or failed is told by what
 * decided it and not by a second judge. */
#ifndef CH_CODE_TRACE_H
#define CH_CODE_TRACE_H

#include "code/coding.h"

#define CH_FATE_LIST(X)                                                                   \
  X(WON, "won", "an event")                                                               \
  X(WORD, "part of speech", "the word is of another part of speech here")                 \
  X(MISSING, "missing", "a word that it asks for hangs on none that it matched")          \
  X(FORBIDDEN, "excluded", "a word that it forbids is there")                             \
  X(SUBJECT, "subject", "the subject is not what it asks for")                            \
  X(OUTRANKED, "outranked", "another line that matches too goes first")                   \
  X(UNDONE, "status", "the sentence says that it was not done, or makes no event of it")  \
  X(NEEDS, "needs", "the act does not stand under the effect that it needs")              \
  X(AUTHOR, "no author", "who orders, asks or accuses is not named")                      \
  X(ACTOR, "no actor", "no party stands where its actor does")                            \
  X(RECIPIENT, "no recipient", "no party stands where its recipient does, and it needs one") \
  X(POWER, "no power", "it counts between states and bodies of states alone")             \
  X(ALONE, "alone", "it takes two, and one is named")                                     \
  X(OFFICE, "no office", "words count from who speaks for a state or body")               \
  X(NOBODY, "nobody", "its parties are nobody in particular")                             \
  X(DISOWNED, "disowned", "its speaker says it of nobody, or negates it further up")      \
  X(PART, "part", "its word is part of what a longer line matched, or only says how another act stands") \
  X(MISHAP, "mishap", "the sentence is about an accident or a disaster: a word of the class @mishap stands in it") \
  X(SPORT, "sport", "the sentence is about a match, or the whole article is about such: words of @sport, of @sporting") \
  X(TOLD, "told", "another line tells the same act")
typedef enum ch_fate {
#define CH_X(id, name, meaning) CH_FATE_##id,
  CH_FATE_LIST(CH_X)
#undef CH_X
      CH_FATE_COUNT
} ch_fate;

typedef struct ch_attempt {
  uint32_t word;             /* the trigger */
  const ch_pattern *pattern;
  ch_fate fate;
  uint32_t element;          /* MISSING, FORBIDDEN: of the pattern */
  uint32_t at;               /* FORBIDDEN: the word */
  const ch_pattern *by;      /* OUTRANKED, PART, TOLD: the line that counts; may be NULL */
  ch_match match;            /* as far as it got */
  bool settled;              /* the rest is known */
  ch_act act, about;
  ch_steps steps;
} ch_attempt;

typedef struct ch_trace {
  ch_attempt *v; /* in the document's arena; in order of the words */
  size_t n, cap;
  bool failed;   /* no memory: not whole */
} ch_trace;

const char *ch_fate_name(ch_fate fate);
const char *ch_fate_meaning(ch_fate fate);

/* ch_code, noting in *trace what was tried. */
bool ch_code_traced(const ch_codebook *codebook, const ch_document *doc, const ch_reading *reading,
                    ch_events *out, ch_trace *trace, ch_error *error);

/* For the coder: the attempt at that word, made if need be; NULL without a
 * trace or memory. */
ch_attempt *ch_trace_at(ch_coding *c, const ch_pattern *pattern, uint32_t word);
/* Every line that matched at the word and was not settled went behind `by`. */
void ch_trace_outrank(ch_coding *c, uint32_t word, const ch_pattern *by);
/* Ends it: what has no event after all lacks its recipient. */
void ch_trace_close(ch_trace *trace, const ch_events *events);

/* The trace as text for people or, one trigger word a line, as JSON. */
bool ch_why_text(const ch_trace *trace, const ch_codebook *book, const ch_document *doc, bool color,
                 ch_buf *out, ch_error *error);
bool ch_why_json(const ch_trace *trace, const ch_codebook *book, const ch_document *doc, ch_buf *out,
                 ch_error *error);

#endif
