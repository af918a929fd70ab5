#include "base/near.h"

enum { MOST = 32 };

size_t ch_str_distance(ch_str a, ch_str b) {
  size_t row[MOST + 1];
  if (a.n > MOST || b.n > MOST) return MOST;
  for (size_t j = 0; j <= b.n; j++) row[j] = j;
  for (size_t i = 1; i <= a.n; i++) {
    size_t diagonal = row[0];
    row[0] = i;
    for (size_t j = 1; j <= b.n; j++) {
      size_t above = row[j], best = diagonal + (a.p[i - 1] != b.p[j - 1]);
      if (above + 1 < best) best = above + 1;
      if (row[j - 1] + 1 < best) best = row[j - 1] + 1;
      diagonal = above;
      row[j] = best;
    }
  }
  return row[b.n];
}

void ch_near_offer(ch_near *near, const char *word) {
  size_t distance = ch_str_distance(near->wrong, ch_str_of(word));
  if (distance >= near->distance) return;
  near->distance = distance;
  near->best = word;
}
