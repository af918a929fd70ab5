/* What a lexicon is made of. Internal to src/read. */
#ifndef CH_READ_LEXICON_PARTS_H
#define CH_READ_LEXICON_PARTS_H

#include "read/actor_lists.h"
#include "read/attribution.h"
#include "read/lexicon.h"
#include "read/quantity.h"
#include "read/time.h"

struct ch_lexicon {
  ch_arena *arena;
  ch_time_words *times;
  ch_number_words *numbers;
  ch_cues *cues;
  ch_actor_lists actors;
};

/* Actors, places and what refers to them, into *reading, whose times and
 * quantities are there. False only when memory runs out. */
bool ch_read_actors(const ch_actor_lists *lists, ch_reading *reading, ch_error *error);

#endif
