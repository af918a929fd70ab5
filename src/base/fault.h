/* What is wrong in data files that people edit: every fault, each at its file
 * and line, where an error tells the first alone. */
#ifndef CH_BASE_FAULT_H
#define CH_BASE_FAULT_H

#include "base/arena.h"
#include "base/error.h"

typedef struct ch_fault {
  ch_str file;
  uint64_t line;
  const char *kind; /* one word, a static string: "shadowed", "unknown" … */
  ch_str reason;    /* one line, no full stop */
} ch_fault;

typedef struct ch_faults {
  ch_arena *arena; /* the list's and its strings' */
  ch_fault *v;
  size_t n, cap;
  bool failed;     /* no memory: the list is not whole */
} ch_faults;

void ch_fault_add(ch_faults *faults, const char *kind, ch_str file, uint64_t line,
                  const char *format, ...) __attribute__((format(printf, 5, 6)));
/* By file, line, kind and reason. */
void ch_faults_sort(ch_faults *faults);

#endif
