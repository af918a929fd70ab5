/* Any bytes as CoNLL-U: refused, or read, written and read again alike. */
#include <stdlib.h>

#include "parse/conllu.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
  if (size == 0) return 0;
  ch_str bytes = {(const char *)data + 1, size - 1};
  const bool trees = data[0] & 1;
  ch_arena *arena = ch_arena_new((size_t)256 << 20);
  ch_error error = {0};
  ch_conllu once = {0}, again = {0};
  ch_buf out, twice;
  ch_buf_init(&out, 0);
  ch_buf_init(&twice, 0);
  if (arena && ch_conllu_read(bytes, "fuzz", trees, arena, &once, &error)) {
    for (size_t i = 0; i < once.n; i++) ch_conllu_write_sentence(&once.v[i], &out);
    if (!ch_conllu_read(ch_buf_str(&out), "fuzz", trees, arena, &again, &error)) abort();
    for (size_t i = 0; i < again.n; i++) ch_conllu_write_sentence(&again.v[i], &twice);
    if (!ch_str_eq(ch_buf_str(&out), ch_buf_str(&twice))) abort();
  }
  ch_buf_free(&out);
  ch_buf_free(&twice);
  ch_arena_free(arena);
  return 0;
}
