/* "Did you mean": the word of a list that lies nearest to a mistaken one. */
#ifndef CH_BASE_NEAR_H
#define CH_BASE_NEAR_H

#include "base/str.h"

/* Letters to put in, take out or change to make one of the other; words of more
 * than 32 bytes are far from everything. */
size_t ch_str_distance(ch_str a, ch_str b);

typedef struct ch_near {
  ch_str wrong;
  const char *best; /* NULL: nothing is near */
  size_t distance;
} ch_near;

static inline ch_near ch_near_begin(ch_str wrong) {
  return (ch_near){wrong, NULL, 3};
}
/* Offers a word; the first of the nearest stays in `best`. */
void ch_near_offer(ch_near *near, const char *word);

#endif
