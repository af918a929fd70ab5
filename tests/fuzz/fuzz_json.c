/* JSON values: what passes the check can be walked and unescaped to its end. */
#include "articles.h"

#include "ingest/json_value.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static size_t walk(ch_arena *arena, ch_str value, int depth) {
  size_t n = 1;
  ch_str key, item, text = ch_json_text(arena, value);
  must(text.p != NULL && text.n <= value.n);
  must(depth <= CH_JSON_DEEPEST);
  ch_json_walk w = ch_json_walk_in(value);
  while (ch_json_next(&w, &key, &item)) {
    must(item.n > 0);
    must(!w.object || key.n >= 2);
    n += walk(arena, item, depth + 1);
  }
  return n;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
  ch_str s = {(const char *)data, size};
  size_t fault;
  const char *why;
  if (ch_json_check(s, CH_JSON_DEEPEST, &fault, &why)) {
    ch_arena *arena = ch_arena_new(0);
    ch_str trimmed = ch_str_trim(s);
    must(walk(arena, trimmed, 0) <= size + 1);
    ch_arena_free(arena);
  } else {
    must(why != NULL && fault <= size);
  }
  read_all(CH_STR("{\"text\":"), data, size);
  return 0;
}
