#include "serve/ahead.h"

#include <pthread.h>
#include <stdlib.h>
#ifdef __linux__
#include <sys/resource.h>
#include <unistd.h>
#endif
#include <time.h>

enum { LOOK_EVERY_MS = 1000, REST = 9 /* times as long as reading took */ };

struct ch_ahead_reader {
  chancery_record *record;
  pthread_t thread;
  pthread_mutex_t lock;
  pthread_cond_t wake;
  bool stopping;
};

static bool go_on(void *self) {
  ch_ahead_reader *r = self;
  pthread_mutex_lock(&r->lock);
  bool stopping = r->stopping;
  pthread_mutex_unlock(&r->lock);
  return !stopping;
}

static int64_t milliseconds(void) {
  struct timespec now;
  clock_gettime(CLOCK_REALTIME, &now);
  return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

/* Until then, or until the reader is to stop. */
static bool wait_until(ch_ahead_reader *r, int64_t at) {
  struct timespec until = {.tv_sec = (time_t)(at / 1000), .tv_nsec = (long)(at % 1000) * 1000000L};
  pthread_mutex_lock(&r->lock);
  while (!r->stopping && milliseconds() < at) pthread_cond_timedwait(&r->wake, &r->lock, &until);
  pthread_mutex_unlock(&r->lock);
  return go_on(r);
}

/* Those who answer come first. A thread has a priority of its own on Linux alone. */
static void step_back(void) {
#ifdef __linux__
  enum { LOW = 10 };
  setpriority(PRIO_PROCESS, (id_t)gettid(), LOW);
#endif
}

/* What goes wrong here goes wrong again when a question asks, and is told then. */
static void *read_ahead(void *self) {
  ch_ahead_reader *r = self;
  uint64_t version = 0, seen = 0;
  step_back();
  bool known = chancery_record_version(r->record, &seen, NULL);
  for (bool changed = known; known; changed = version != seen, seen = version) {
    int64_t start = milliseconds(), rest = LOOK_EVERY_MS;
    if (changed) {
      chancery_record_read_ahead(r->record, go_on, r, NULL);
      int64_t took = milliseconds() - start;
      if (took > 0 && took * REST > rest) rest = took * REST;
    }
    if (!wait_until(r, milliseconds() + rest)) break;
    known = chancery_record_version(r->record, &version, NULL);
  }
  return NULL;
}

ch_ahead_reader *ch_ahead_start(chancery_record *record) {
  ch_ahead_reader *r = calloc(1, sizeof *r);
  if (!r) return NULL;
  r->record = record;
  pthread_mutex_init(&r->lock, NULL);
  pthread_cond_init(&r->wake, NULL);
  if (pthread_create(&r->thread, NULL, read_ahead, r) == 0) return r;
  pthread_cond_destroy(&r->wake);
  pthread_mutex_destroy(&r->lock);
  free(r);
  return NULL;
}

void ch_ahead_stop(ch_ahead_reader *r) {
  if (!r) return;
  pthread_mutex_lock(&r->lock);
  r->stopping = true;
  pthread_cond_signal(&r->wake);
  pthread_mutex_unlock(&r->lock);
  pthread_join(r->thread, NULL);
  pthread_cond_destroy(&r->wake);
  pthread_mutex_destroy(&r->lock);
  free(r);
}
