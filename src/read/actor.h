/* Who a noun phrase stands for, and whose it is.
 *
 * Questions that the coder asks of a finished reading. All are answered from
 * the tree and the reading's mentions alone, in time proportional to the
 * noun phrase; nothing is allocated and nothing can fail. `word` is the word
 * that heads the noun phrase (of a conjunction, its first conjunct's head).
 *
 * A phrase that stands for several actors ("the two countries", "they") has
 * one mention for each, all with the same words, adjacent in
 * reading->mentions; mention_at gives the first of them.
 */
#ifndef CH_READ_ACTOR_H
#define CH_READ_ACTOR_H

#include "read/reading.h"

/* The mentions of all actors that the noun phrase headed at `word` stands
 * for, conjuncts expanded, in the order of the text: "Russia and China" gives
 * two, "Rex Tillerson, the US secretary of state," one, "the two countries"
 * each of them, "35 of the diplomats" the diplomats' one. Mentions that read
 * as places ("in Moscow") are left out, adjectives too. Writes at most `max`
 * indices into reading->mentions and returns how many. */
uint32_t ch_np_actors(const ch_reading *reading, uint32_t word, uint32_t *out, uint32_t max);

/* The mentions of the actors that own or qualify the noun phrase headed at
 * `word`: RUS for "Russia's consulate", "Russian diplomats", "the consulate
 * of Russia", "the Russian consulate in San Francisco", "diplomats from
 * Russia", "its embassy" (where "its" is resolved). "US-Russia talks" and
 * "relations between Washington and Moscow" have two. A phrase that names no
 * owner but is itself a mention with a country ("the embassy", carried from
 * the sentence before) gives that mention. Where the phrase stands ("in San
 * Francisco") never owns it. Each side once (two persons of one state are two). Writes at most `max` indices
 * into reading->mentions and returns how many. */
uint32_t ch_np_owners(const ch_reading *reading, uint32_t word, uint32_t *out, uint32_t max);

/* The place of the phrase or clause headed at `word`: the place that `word`
 * itself heads, else one that depends on it ("the consulate in San
 * Francisco", "met in Vienna", "the Helsinki meeting"), nearest first. Index
 * into reading->places, else CH_NO_ITEM. */
uint32_t ch_np_place(const ch_reading *reading, uint32_t word);

/* The state code that the mention's actor carries, n = 0 if unknown; the
 * mention may be CH_NO_ITEM. */
static inline ch_str ch_mention_code(const ch_reading *reading, uint32_t mention) {
  if (mention == CH_NO_ITEM) return (ch_str){NULL, 0};
  return reading->actors[reading->mentions[mention].actor].code;
}

#endif
