#include "base/fault.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

void ch_fault_add(ch_faults *faults, const char *kind, ch_str file, uint64_t line,
                  const char *format, ...) {
  char reason[600];
  va_list args;
  va_start(args, format);
  int n = vsnprintf(reason, sizeof reason, format, args);
  va_end(args);
  size_t length = n < 0 ? 0 : (size_t)n < sizeof reason ? (size_t)n : sizeof reason - 1;
  ch_fault *fault = CH_PUSH(faults->arena, faults);
  if (fault)
    *fault = (ch_fault){ch_arena_copy(faults->arena, file), line, kind,
                        ch_arena_copy(faults->arena, (ch_str){reason, length})};
  if (!fault || !fault->file.p || !fault->reason.p) faults->failed = true;
}

static int by_place(const void *a, const void *b) {
  const ch_fault *x = a, *y = b;
  int order = ch_str_cmp(x->file, y->file);
  if (order == 0) order = (x->line > y->line) - (x->line < y->line);
  if (order == 0) order = strcmp(x->kind, y->kind);
  return order ? order : ch_str_cmp(x->reason, y->reason);
}

void ch_faults_sort(ch_faults *faults) {
  if (faults->n) qsort(faults->v, faults->n, sizeof *faults->v, by_place);
}
