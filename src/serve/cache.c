#include "serve/cache.h"

#include <pthread.h>
#include <stdlib.h>

enum { SLOTS = 1024 }; /* of the table; entries chain */

typedef struct entry entry;
struct entry {
  entry *chain;          /* in its slot */
  entry *newer, *older;  /* by when it was last asked for */
  uint64_t hash;
  ch_body *body;
  size_t n;
  char key[];
};

struct ch_cache {
  pthread_mutex_t lock;
  entry *slots[SLOTS];
  entry *newest, *oldest;
  size_t bytes, most;
  uint64_t version;
};

static size_t size_of(const entry *e) {
  return sizeof *e + e->n + sizeof *e->body + e->body->bytes.cap;
}

ch_cache *ch_cache_new(size_t most) {
  ch_cache *c = calloc(1, sizeof *c);
  if (!c) return NULL;
  c->most = most;
  pthread_mutex_init(&c->lock, NULL);
  return c;
}

static void take_out(ch_cache *c, entry *e) {
  *(e->newer ? &e->newer->older : &c->newest) = e->older;
  *(e->older ? &e->older->newer : &c->oldest) = e->newer;
}

static void put_first(ch_cache *c, entry *e) {
  e->newer = NULL;
  e->older = c->newest;
  *(c->newest ? &c->newest->newer : &c->oldest) = e;
  c->newest = e;
}

static void forget(ch_cache *c, entry *e) {
  entry **at = &c->slots[e->hash % SLOTS];
  while (*at != e) at = &(*at)->chain;
  *at = e->chain;
  take_out(c, e);
  c->bytes -= size_of(e);
  ch_body_drop(e->body);
  free(e);
}

void ch_cache_free(ch_cache *c) {
  if (!c) return;
  while (c->oldest) forget(c, c->oldest);
  pthread_mutex_destroy(&c->lock);
  free(c);
}

static void settle_version(ch_cache *c, uint64_t version) {
  if (c->version == version) return;
  while (c->oldest) forget(c, c->oldest);
  c->version = version;
}

static entry *find(const ch_cache *c, ch_str key, uint64_t hash) {
  entry *e = c->slots[hash % SLOTS];
  while (e && !(e->hash == hash && ch_str_eq(key, (ch_str){e->key, e->n}))) e = e->chain;
  return e;
}

ch_body *ch_cache_get(ch_cache *c, ch_str key, uint64_t version) {
  uint64_t hash = ch_str_hash(key);
  ch_body *body = NULL;
  pthread_mutex_lock(&c->lock);
  settle_version(c, version);
  entry *e = find(c, key, hash);
  if (e) {
    take_out(c, e);
    put_first(c, e);
    body = ch_body_hold(e->body);
  }
  pthread_mutex_unlock(&c->lock);
  return body;
}

void ch_cache_put(ch_cache *c, ch_str key, uint64_t version, ch_body *body) {
  entry *e = malloc(sizeof *e + key.n);
  if (!e) return;
  *e = (entry){.hash = ch_str_hash(key), .body = body, .n = key.n};
  memcpy(e->key, key.p, key.n);
  pthread_mutex_lock(&c->lock);
  /* An answer from before a change that others have seen already is late. */
  if (c->version != version || size_of(e) > c->most / 4 || find(c, key, e->hash)) {
    free(e);
  } else {
    ch_body_hold(body);
    e->chain = c->slots[e->hash % SLOTS];
    c->slots[e->hash % SLOTS] = e;
    put_first(c, e);
    c->bytes += size_of(e);
    while (c->bytes > c->most) forget(c, c->oldest);
  }
  pthread_mutex_unlock(&c->lock);
}
