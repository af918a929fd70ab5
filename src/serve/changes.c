#include "serve/changes.h"

#include <stdio.h>
#include <stdlib.h>
#include <time.h>

enum { MOST_STREAMS = 128, LOOK_EVERY_MS = 500, SIGN_OF_LIFE_S = 15 };

typedef struct stream stream;
struct stream {
  stream *next, *before;
  ch_changes *changes;
  struct MHD_Connection *connection;
  bool greeted, asleep;
  uint64_t told;    /* version */
  uint64_t beat;    /* the last sign of life it gave */
  char text[96];    /* being sent */
  size_t n, at;
};

struct ch_changes {
  ch_service *service;
  pthread_t thread;
  pthread_mutex_t lock;
  pthread_cond_t wake;
  stream *streams;
  size_t n_streams;
  uint64_t version, beat;
  bool stopping;
};

void ch_changes_event(const char *name, uint64_t version, char *out, size_t size) {
  snprintf(out, size, "event: %s\ndata: {\"version\":%llu}\n\n", name,
           (unsigned long long)version);
}

/* What the stream has to say now, if anything. */
static bool compose(stream *s) {
  const ch_changes *c = s->changes;
  if (!s->greeted) {
    ch_changes_event("hello", c->version, s->text, sizeof s->text);
  } else if (s->told != c->version) {
    ch_changes_event("change", c->version, s->text, sizeof s->text);
  } else if (s->beat != c->beat) {
    snprintf(s->text, sizeof s->text, ": still here\n\n");
  } else {
    return false;
  }
  s->greeted = true;
  s->told = c->version;
  s->beat = c->beat;
  s->n = strlen(s->text);
  s->at = 0;
  return true;
}

static ssize_t read_stream(void *self, uint64_t position, char *out, size_t most) {
  stream *s = self;
  ch_changes *c = s->changes;
  (void)position;
  size_t n = 0;
  pthread_mutex_lock(&c->lock);
  if (c->stopping) {
    pthread_mutex_unlock(&c->lock);
    return MHD_CONTENT_READER_END_OF_STREAM;
  }
  if (s->at < s->n || compose(s)) {
    n = s->n - s->at < most ? s->n - s->at : most;
    memcpy(out, s->text + s->at, n);
    s->at += n;
  } else {
    s->asleep = true;
    MHD_suspend_connection(s->connection);
  }
  pthread_mutex_unlock(&c->lock);
  return (ssize_t)n;
}

static void free_stream(void *self) {
  stream *s = self;
  ch_changes *c = s->changes;
  pthread_mutex_lock(&c->lock);
  *(s->before ? &s->before->next : &c->streams) = s->next;
  if (s->next) s->next->before = s->before;
  c->n_streams--;
  pthread_mutex_unlock(&c->lock);
  free(s);
}

struct MHD_Response *ch_changes_stream(ch_changes *c, struct MHD_Connection *connection) {
  stream *s = calloc(1, sizeof *s);
  if (!s) return NULL;
  s->changes = c;
  s->connection = connection;
  pthread_mutex_lock(&c->lock);
  bool room = c->n_streams < MOST_STREAMS && !c->stopping;
  if (room) {
    s->next = c->streams;
    if (s->next) s->next->before = s;
    c->streams = s;
    c->n_streams++;
    pthread_cond_signal(&c->wake);
  }
  pthread_mutex_unlock(&c->lock);
  if (!room) {
    free(s);
    return NULL;
  }
  struct MHD_Response *response =
      MHD_create_response_from_callback(MHD_SIZE_UNKNOWN, 256, read_stream, s, free_stream);
  if (!response) free_stream(s);
  return response;
}

static void wake_streams(ch_changes *c) {
  for (stream *s = c->streams; s; s = s->next) {
    if (!s->asleep) continue;
    s->asleep = false;
    MHD_resume_connection(s->connection);
  }
}

static void wait_a_little(ch_changes *c) {
  struct timespec until;
  clock_gettime(CLOCK_REALTIME, &until);
  until.tv_nsec += LOOK_EVERY_MS * 1000000L;
  until.tv_sec += until.tv_nsec / 1000000000L;
  until.tv_nsec %= 1000000000L;
  pthread_cond_timedwait(&c->wake, &c->lock, &until);
}

static void *look_for_changes(void *self) {
  ch_changes *c = self;
  unsigned looks = 0;
  pthread_mutex_lock(&c->lock);
  while (!c->stopping) {
    if (!c->streams) pthread_cond_wait(&c->wake, &c->lock);
    else wait_a_little(c);
    if (c->stopping || !c->streams) continue;
    uint64_t version = c->version;
    pthread_mutex_unlock(&c->lock);
    bool known = ch_service_version(c->service, &version, NULL);
    pthread_mutex_lock(&c->lock);
    bool changed = known && version != c->version;
    c->version = version;
    bool sign = ++looks % (SIGN_OF_LIFE_S * 1000 / LOOK_EVERY_MS) == 0;
    c->beat += sign;
    if (changed || sign) wake_streams(c);
  }
  pthread_mutex_unlock(&c->lock);
  return NULL;
}

ch_changes *ch_changes_start(ch_service *service) {
  ch_changes *c = calloc(1, sizeof *c);
  if (!c) return NULL;
  c->service = service;
  pthread_mutex_init(&c->lock, NULL);
  pthread_cond_init(&c->wake, NULL);
  ch_service_version(service, &c->version, NULL);
  if (pthread_create(&c->thread, NULL, look_for_changes, c) == 0) return c;
  ch_changes_free(c);
  return NULL;
}

void ch_changes_stop(ch_changes *c) {
  pthread_mutex_lock(&c->lock);
  c->stopping = true;
  wake_streams(c);
  pthread_cond_signal(&c->wake);
  pthread_mutex_unlock(&c->lock);
  pthread_join(c->thread, NULL);
}

void ch_changes_free(ch_changes *c) {
  if (!c) return;
  pthread_cond_destroy(&c->wake);
  pthread_mutex_destroy(&c->lock);
  free(c);
}
