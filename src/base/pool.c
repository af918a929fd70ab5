#include "base/pool.h"

#include <pthread.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* Jobs pass through a ring of slots. A slot is EMPTY, then READY (produced),
 * TAKEN (a worker has it), DONE (worked). The calling thread produces into the
 * ring while there is room and consumes at its tail; slot order is input order. */
typedef enum slot_state { EMPTY, READY, TAKEN, DONE } slot_state;

typedef struct slot {
  void *job;
  slot_state state;
} slot;

typedef struct ring {
  const ch_pool_work *work;
  slot *slots;
  size_t n_slots;
  size_t produced, taken, consumed; /* running counts; slot = count % n_slots */
  bool closed;                      /* nothing more will be produced */
  pthread_mutex_t lock;
  pthread_cond_t ready;
  pthread_cond_t done;
} ring;

typedef struct worker {
  ring *ring;
  unsigned number;
  pthread_t thread;
} worker;

unsigned ch_pool_cores(void) {
  long n = sysconf(_SC_NPROCESSORS_ONLN);
  return n < 1 ? 1 : (unsigned)n;
}

static void *work_loop(void *argument) {
  worker *me = argument;
  ring *r = me->ring;
  pthread_mutex_lock(&r->lock);
  for (;;) {
    while (r->taken == r->produced && !r->closed) pthread_cond_wait(&r->ready, &r->lock);
    if (r->taken == r->produced) break;
    slot *s = &r->slots[r->taken++ % r->n_slots];
    s->state = TAKEN;
    pthread_mutex_unlock(&r->lock);
    r->work->work(r->work->self, me->number, s->job);
    pthread_mutex_lock(&r->lock);
    s->state = DONE;
    pthread_cond_signal(&r->done);
  }
  pthread_mutex_unlock(&r->lock);
  return NULL;
}

static bool run_here(const ch_pool_work *work) {
  void *job;
  while ((job = work->produce(work->self))) {
    work->work(work->self, 0, job);
    if (!work->consume(work->self, job)) break;
  }
  return true;
}

/* Produces and consumes until both are through. Called with the lock held. */
static void feed(ring *r) {
  const ch_pool_work *work = r->work;
  bool go = true;
  for (;;) {
    while (!r->closed && r->produced - r->consumed < r->n_slots) {
      pthread_mutex_unlock(&r->lock);
      void *job = work->produce(work->self);
      pthread_mutex_lock(&r->lock);
      if (!job) {
        r->closed = true;
        pthread_cond_broadcast(&r->ready);
        break;
      }
      r->slots[r->produced++ % r->n_slots] = (slot){job, READY};
      pthread_cond_signal(&r->ready);
      if (r->slots[r->consumed % r->n_slots].state == DONE) break;
    }
    if (r->consumed == r->produced && r->closed) return;
    slot *s = &r->slots[r->consumed % r->n_slots];
    while (s->state != DONE) pthread_cond_wait(&r->done, &r->lock);
    void *job = s->job;
    s->state = EMPTY;
    r->consumed++;
    pthread_mutex_unlock(&r->lock);
    if (!go)
      work->drop(work->self, job);
    else if (!work->consume(work->self, job))
      go = false;
    pthread_mutex_lock(&r->lock);
    if (!go && !r->closed) {
      r->closed = true;
      pthread_cond_broadcast(&r->ready);
    }
  }
}

bool ch_pool_run(const ch_pool_work *work, unsigned threads, ch_error *error) {
  if (threads == 0) threads = ch_pool_cores();
  if (threads == 1) return run_here(work);
  ring r = {.work = work, .n_slots = (size_t)threads * 4};
  r.slots = calloc(r.n_slots, sizeof *r.slots);
  worker *workers = calloc(threads, sizeof *workers);
  if (!r.slots || !workers) {
    free(r.slots);
    free(workers);
    return ch_fail(error, CH_ERROR_MEMORY, "no memory for %u threads", threads);
  }
  pthread_mutex_init(&r.lock, NULL);
  pthread_cond_init(&r.ready, NULL);
  pthread_cond_init(&r.done, NULL);
  unsigned started = 0;
  int failure = 0;
  while (started < threads) {
    workers[started] = (worker){.ring = &r, .number = started};
    failure = pthread_create(&workers[started].thread, NULL, work_loop, &workers[started]);
    if (failure) break;
    started++;
  }
  pthread_mutex_lock(&r.lock);
  if (started)
    feed(&r); /* fewer threads than asked do the same work */
  else
    r.closed = true;
  pthread_mutex_unlock(&r.lock);
  for (unsigned i = 0; i < started; i++) pthread_join(workers[i].thread, NULL);
  pthread_cond_destroy(&r.done);
  pthread_cond_destroy(&r.ready);
  pthread_mutex_destroy(&r.lock);
  free(r.slots);
  free(workers);
  if (started) return true;
  return ch_fail(error, CH_ERROR_MEMORY, "cannot start a thread: %s", strerror(failure));
}
