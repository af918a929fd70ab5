/* Files of cases: "== name", the input's lines, "--", the lines expected. */
#ifndef TESTS_READ_CASES_H
#define TESTS_READ_CASES_H

#include <stdio.h>

#include "base/buf.h"
#include "base/file.h"

/* Runs `show` on each case's input; it appends what was found. Returns the
 * number of cases that differ, each printed; *count gets how many there are. */
static inline unsigned run_cases(const char *path, ch_arena *arena, unsigned *count,
                                 void (*show)(ch_str input, ch_buf *out)) {
  ch_str rest;
  unsigned wrong = 0;
  *count = 0;
  if (!ch_file_read(path, arena, &rest, NULL)) return 1;
  for (size_t at = ch_str_find(rest, CH_STR("\n== "), 0); at != SIZE_MAX;) {
    size_t next = ch_str_find(rest, CH_STR("\n== "), at + 4);
    ch_str one = ch_str_slice(rest, at + 4, next == SIZE_MAX ? rest.n : next);
    size_t line = ch_str_find_byte(one, '\n', 0), bar = ch_str_find(one, CH_STR("\n--\n"), 0);
    ch_str expected = ch_str_trim(ch_str_slice(one, bar + 4, one.n));
    ch_buf out;
    ch_buf_init(&out, 0);
    show(ch_str_slice(one, line, bar), &out);
    if (!ch_str_eq(ch_str_trim(ch_buf_str(&out)), expected)) {
      wrong++;
      fprintf(stderr, "%s: '%.*s'\nexpected\n%.*s\nfound\n%.*s\n", path, CH_PRI(ch_str_slice(one, 0, line)),
              CH_PRI(expected), CH_PRI(ch_buf_str(&out)));
    }
    ch_buf_free(&out);
    ++*count;
    at = next;
  }
  return wrong;
}

#endif
