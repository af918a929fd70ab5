/* The words and patterns of time, loaded from data/LANG/time and compiled.
 *
 * A pattern is a row of nodes: an ALT takes one of its atoms (a word or a
 * class), an OPT opens a group that may be left out. For each word and each
 * class the set of patterns that may begin with it is kept, and of those that
 * may have it second, so that most words of a text cost one lookup.
 */
#ifndef CH_READ_TIME_WORDS_H
#define CH_READ_TIME_WORDS_H

#include "base/map.h"
#include "read/quantity_number.h"
#include "read/time.h"

/* Classes of words; those from NUM on are shapes that no list holds. */
#define CH_TIME_CLASSES(X)                                                     \
  X(MONTH, "month") X(WEEKDAY, "weekday") X(WEEKDAYS, "weekdays")              \
  X(UNIT, "unit") X(UNITS, "units") X(SEASON, "season") X(PART, "part") X(PARTS, "parts")\
  X(DAYREF, "dayref") X(SHIFT, "shift") X(AFTER, "after") X(EARLY, "early")    \
  X(REF, "ref") X(EVERY, "every") X(MERIDIAN, "meridian") X(ZONE, "zone")      \
  X(HOLIDAY, "holiday") X(DECADEWORD, "decade") X(CLOCKWORD, "clock")          \
  X(PAST, "past") X(FUTURE, "future") X(LOOKBACK, "lookback") X(BEFORE, "before") \
  X(DEADLINE, "deadline") X(EFFECT, "effect") X(ONSET, "onset") X(TERM, "term") X(GRANT, "grant") X(EDGE, "edge") X(COUNTED, "count")     \
  X(NOMINAL, "nominal") X(SPELL, "spell") X(AHEAD, "ahead") X(SETFOR, "setfor")  \
  X(NUM, "") X(DAY, "") X(YEAR, "") X(YY, "") X(DECADE, "") X(DATENUM, "")     \
  X(CLOCK, "") X(ORD, "") X(HOUR, "") X(QTR, "")

typedef enum ch_time_class {
#define CH_X(id, name) CH_TC_##id,
  CH_TIME_CLASSES(CH_X)
#undef CH_X
      CH_TC_COUNT
} ch_time_class;
_Static_assert(CH_TC_COUNT <= 64, "classes are kept as bits of a word");
#define CH_TC_BIT(id) ((uint64_t)1 << CH_TC_##id)

#define CH_TIME_ACTIONS(X)                                                     \
  X(DATE, "date") X(MONTH, "month") X(NUMDATE, "numdate") X(YEAR, "year")      \
  X(DECADE, "decade") X(CENTURY, "century") X(SEASON, "season")                \
  X(QUARTER, "quarter") X(THEQUARTER, "thequarter")                            \
  X(AGOQUARTER, "agoquarter") X(HALF, "half") X(DAYREF, "dayref")              \
  X(PART, "part") X(WEEKDAY, "weekday") X(SHIFT, "shift")                      \
  X(YEAREND, "yearend") X(SPAN, "span") X(RECENT, "recent") X(AGO, "ago")      \
  X(FROMNOW, "fromnow") X(LATER, "later") X(DURATION, "duration")              \
  X(SET, "set") X(HOLIDAY, "holiday") X(CLOCK, "clock") X(REF, "ref")

typedef enum ch_time_action {
#define CH_X(id, name) CH_TA_##id,
  CH_TIME_ACTIONS(CH_X)
#undef CH_X
      CH_TA_COUNT
} ch_time_action;

#define CH_TIME_CONDITIONS(X)                                                  \
  X(PREP, "prep") X(NAME, "name") X(YEAR, "year") X(MONTH, "month")            \
  X(RATE, "rate") X(NOUN, "noun")

enum {
#define CH_X(id, name) CH_TCOND_SHIFT_##id,
  CH_TIME_CONDITIONS(CH_X)
#undef CH_X
      CH_TCOND_COUNT
};
enum {
#define CH_X(id, name) CH_TCOND_##id = 1 << CH_TCOND_SHIFT_##id,
  CH_TIME_CONDITIONS(CH_X)
#undef CH_X
};

#define CH_TIME_MAX_PATTERNS 256
typedef struct ch_pattern_set {
  uint64_t bits[CH_TIME_MAX_PATTERNS / 64];
} ch_pattern_set;

/* What a listed word is. */
typedef struct ch_time_word {
  uint64_t classes;         /* CH_TC_BIT */
  struct {
    uint8_t class;
    int32_t number;
    ch_str text;            /* the value as written */
  } values[4];
  uint32_t n_values;
  bool number_word;
  ch_pattern_set starts;  /* patterns that may begin with it */
  ch_pattern_set seconds; /* that may have it second */
} ch_time_word;

typedef struct ch_time_atom {
  bool is_class;
  uint32_t id; /* of the class, or of the word in `words` */
} ch_time_atom;

typedef struct ch_time_node {
  enum { CH_NODE_ALT, CH_NODE_OPT, CH_NODE_CLOSE, CH_NODE_END } type;
  uint32_t first, count; /* ALT: its atoms */
  uint32_t skip;         /* OPT: the node behind its group */
} ch_time_node;

typedef struct ch_time_pattern {
  ch_time_action action;
  uint32_t conditions;
  uint32_t node; /* its first */
} ch_time_pattern;

struct ch_time_words {
  ch_arena *arena;
  ch_number_words *numbers;
  ch_map map; /* lower case -> index of words */
  struct { ch_time_word *v; size_t n, cap; } words;
  struct { ch_time_atom *v; size_t n, cap; } atoms;
  struct { ch_time_node *v; size_t n, cap; } nodes;
  struct { ch_time_pattern *v; size_t n, cap; } patterns;
  ch_pattern_set class_starts[CH_TC_COUNT];
  ch_pattern_set class_seconds[CH_TC_COUNT];
  ch_pattern_set any_second; /* patterns of which the second word tells nothing: they may
                                end with the first or begin with several */
};

/* NULL if the word (lower case) is in no list. */
const ch_time_word *ch_time_word_of(const ch_time_words *words, ch_str folded);
/* The number that a word stands for in a class; 0 if none. */
int32_t ch_time_word_number(const ch_time_word *word, ch_time_class class);
ch_str ch_time_word_text(const ch_time_word *word, ch_time_class class);

#endif
