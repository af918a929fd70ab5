/* What people decided about merging, over our heads.
 *
 * A decision names mentions. "split" makes two events of one: the mentions
 * taken out, and those left. "join" makes one event of several. Either way
 * each set is pinned: its mentions are one event, whatever comparing says, and
 * they are placed before all others, so that reports which come later, or were
 * published earlier, join the events that people made. Of two decisions on one
 * mention the later stands, which is how the one undoes the other. "note" pins
 * nothing: it is a reader's words on the event that has the mention.
 *
 * Decisions name mentions rather than events, since an event is what merging
 * makes; they are kept for mentions that the record does not hold (yet).
 */
#ifndef CH_RECORD_DECISIONS_H
#define CH_RECORD_DECISIONS_H

#include "base/arena.h"
#include "base/buf.h"
#include "base/error.h"
#include "base/map.h"

#define CH_DECISION_KINDS(X)                                        \
  X(SPLIT, "split") /* mentions taken out of an event */            \
  X(JOIN, "join")   /* events made one */                           \
  X(NOTE, "note")   /* a reader's words on an event */
typedef enum ch_decision_kind {
#define CH_X(id, name) CH_DECISION_##id,
  CH_DECISION_KINDS(CH_X)
#undef CH_X
      CH_DECISION_COUNT
} ch_decision_kind;
const char *ch_decision_name(ch_decision_kind kind);

typedef struct ch_decision {
  int64_t number; /* in the order of deciding, above 0 */
  ch_decision_kind kind;
  ch_str mentions; /* ids, a space between: taken out, joined, or the noted one */
  ch_str others;   /* split: those left */
  ch_str by;       /* who decided; n = 0 untold */
  ch_str note;     /* why; of a note its words */
  int32_t day;     /* CH_DAY_NONE untold */
} ch_decision;

typedef struct ch_decisions { ch_decision *v; size_t n, cap; } ch_decisions;

/* Takes the next id from a list of them; false at its end. */
bool ch_decision_next(ch_str *list, ch_str *id);
/* The decision but for its number from one JSON object, as the view
 * "decisions" writes it; CH_ERROR_FORMAT if it is none. Lives in the arena. */
bool ch_decision_read(ch_str json, ch_arena *arena, ch_decision *out, ch_error *error);
/* Equal but for their numbers? */
bool ch_decision_same(const ch_decision *a, const ch_decision *b);

/* Mentions that decisions make one event. */
typedef struct ch_pinned {
  int64_t decision;
  bool joined;     /* what one of them contradicts, another may have told */
  uint64_t *keys;  /* ch_report_key of their ids */
  uint32_t n;
  int64_t head;    /* for whoever keeps the reports: number of the first there is */
} ch_pinned;

/* Where all decisions together leave the mentions that they name. */
typedef struct ch_pins {
  ch_map by_key; /* bytes of a key to the place of its set + 1 */
  struct { ch_pinned *v; size_t n, cap; } sets; /* n = 0: all of it was decided anew */
} ch_pins;

/* In order of their numbers. False if out of memory. */
bool ch_pins_make(const ch_decision *v, size_t n, ch_arena *arena, ch_pins *out);
/* NULL: nobody decided on it. */
ch_pinned *ch_pins_find(const ch_pins *pins, uint64_t key);

#endif
