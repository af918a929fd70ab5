/* An event's row in a record that anybody may have made: any bytes are refused or read, and
 * what was read is written as the bytes that it was read from. */
#include <stdint.h>

#include "must.h"
#include "record/fact.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
  ch_arena *arena = ch_arena_new(1 << 24);
  ch_fact fact;
  ch_buf again;
  if (!arena) return 0;
  ch_buf_init(&again, 0);
  if (ch_fact_unpack((ch_str){(const char *)data, size}, arena, &fact)) {
    ch_fact second;
    must(fact.best != NULL && fact.best->source != NULL);
    must(ch_fact_pack(&fact, &again));
    /* A number may be written longer than need be; written again it is not. */
    must(again.n <= size);
    must(ch_fact_unpack(ch_buf_str(&again), arena, &second));
    must(second.n_quantities == fact.n_quantities && second.people.n == fact.people.n);
  }
  ch_buf_free(&again);
  ch_arena_free(arena);
  return 0;
}
