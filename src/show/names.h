/* What to call the holder of a code: the name that the record's events give it most,
 * persons' names left aside. */
#ifndef CH_SHOW_NAMES_H
#define CH_SHOW_NAMES_H

#include "base/map.h"
#include "record/states.h"
#include "store/store.h"

typedef struct ch_names {
  ch_map codes; /* to a place in `names` */
  struct { ch_str *v; size_t n, cap; } names;
} ch_names;

/* Reads the parties of the events; views of their names. False: no memory. */
bool ch_names_of(const ch_facts *facts, ch_arena *arena, ch_names *out);
/* The same from what the record as a whole tells. */
bool ch_names_from(const ch_name_counts *told, ch_arena *arena, ch_names *out);
/* "Russia" for RUS; the code itself if no event names its holder. */
ch_str ch_names_get(const ch_names *names, ch_str code);
/* The same; of a state that no event names, the name that all know it by, of a kind of
 * bodies the kind. `states` may be NULL. */
ch_str ch_names_or_state(const ch_names *names, const ch_states *states, ch_str code);
/* "United States and Russia": each holder of a code once; codes that many bodies share
 * (IGO, NGO, …) and parties without a code go by the party's own name. */
void ch_names_side(const ch_names *names, const ch_report_side *side, ch_buf *out);

#endif
