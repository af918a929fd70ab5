/* Do two reports speak of one event?
 *
 * Like is compared with like only. Some differences rule it out (`possible`
 * false): other parties, other numbers of the same thing, days that exclude
 * each other, other people at a meeting, another place of it, "the second"
 * against "the third". What is missing rules out nothing. Otherwise agreements
 * are weighed: `score` against `needed`.
 *
 * Pure and symmetrical.
 */
#ifndef CH_RECORD_COMPARE_H
#define CH_RECORD_COMPARE_H

#include "base/buf.h"
#include "record/traits.h"

/* Why: one list gives bits and words. */
#define CH_REASONS(X)                                                         \
  X(WORDING, "the same sentence")                                             \
  X(COPY, "told again in a copy")                                             \
  X(DAY, "the same day")                                                      \
  X(NEAR, "days that fit")                                                    \
  X(QUANTITY, "the same number")                                              \
  X(ORDINAL, "the same ordinal")                                              \
  X(PEOPLE, "the same people")                                                \
  X(PLACE, "the same place")                                                  \
  X(OBJECT, "the same object")                                                \
  X(MODE, "the same mode")                                                    \
  X(WORDS, "shared words")                                                    \
  X(BODY, "by the same body")                                                 \
  X(ANSWERED, "in answer to the same")                                        \
  X(ABOUT, "about the same act")                                              \
  X(BACKGROUND, "told as background")

typedef enum ch_reason_bit {
#define CH_X(id, words) CH_REASON_BIT_##id,
  CH_REASONS(CH_X)
#undef CH_X
      CH_REASON_COUNT
} ch_reason_bit;
#define CH_REASON(id) (1u << CH_REASON_BIT_##id)

typedef struct ch_comparison {
  bool possible;
  int score, needed;
  uint32_t reasons; /* CH_REASON(…) bits */
  int32_t gap;      /* days apart, 0 when they overlap */
} ch_comparison;

ch_comparison ch_compare(const ch_traits *a, const ch_traits *b);

/* "the same day, the same number" */
void ch_reasons_text(uint32_t reasons, ch_buf *out);

#endif
