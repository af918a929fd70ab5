/* Pseudo-random numbers for the trainer: SplitMix64 (Steele et al. 2014),
 * the same on every machine, seeded by what they are for. */
#ifndef CH_PARSE_RNG_H
#define CH_PARSE_RNG_H

#include <stdint.h>

typedef struct ch_rng {
  uint64_t state;
} ch_rng;

static inline uint64_t ch_rng_next(ch_rng *rng) {
  uint64_t z = rng->state += 0x9e3779b97f4a7c15u;
  z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9u;
  z = (z ^ (z >> 27)) * 0x94d049bb133111ebu;
  return z ^ (z >> 31);
}
static inline ch_rng ch_rng_of(uint64_t seed, uint64_t a, uint64_t b) {
  ch_rng rng = {seed};
  rng.state ^= ch_rng_next(&rng) + a;
  rng.state ^= ch_rng_next(&rng) + b;
  ch_rng_next(&rng);
  return rng;
}
/* [0, 1) */
static inline float ch_rng_unit(ch_rng *rng) {
  return (float)(ch_rng_next(rng) >> 40) * 0x1p-24f;
}
static inline uint32_t ch_rng_below(ch_rng *rng, uint32_t n) {
  return (uint32_t)(((ch_rng_next(rng) >> 32) * n) >> 32);
}

#endif
