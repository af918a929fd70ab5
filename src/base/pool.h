/* Work on all cores, results in the order of the input.
 *
 * One producer (the calling thread) fills jobs, `threads` workers do them,
 * and the calling thread consumes them strictly in the order in which they
 * were produced: output does not depend on the number of threads. At most
 * 4 * threads jobs are in flight, so memory stays bounded.
 */
#ifndef CH_BASE_POOL_H
#define CH_BASE_POOL_H

#include <stdbool.h>

#include "base/error.h"

typedef struct ch_pool_work {
  void *self;
  /* Makes the next job; NULL when there is none left. Called by the calling
   * thread only. */
  void *(*produce)(void *self);
  /* Does a job. Called by worker `worker` (0 … threads-1), each at most once
   * at a time: index per-thread workspaces by it. */
  void (*work)(void *self, unsigned worker, void *job);
  /* Takes a finished job back, in order; frees it or keeps it. False stops
   * the run: jobs in flight are still worked and handed to `drop`. Called by
   * the calling thread only. */
  bool (*consume)(void *self, void *job);
  void (*drop)(void *self, void *job);
} ch_pool_work;

/* False (with error) if threads could not be started. threads 0 means all
 * cores; 1 runs everything in the calling thread. */
bool ch_pool_run(const ch_pool_work *work, unsigned threads, ch_error *error);
unsigned ch_pool_cores(void);

#endif
