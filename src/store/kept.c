#include "store/kept.h"

#include <pthread.h>
#include <stdlib.h>

enum { SLOTS = 1024 }; /* of the table; entries chain */

typedef enum readiness { BEING_MADE, READY, FAILED } readiness;

typedef struct ch_kept_entry {
  ch_kept_thing thing;
  struct ch_kept_entry *next;
  ch_kept_name name;
  int64_t state;
  readiness readiness;
  bool listed;       /* in the table; else it ends with its last holder */
  unsigned holders;
  uint64_t asked;    /* by the count of questions, when it was last */
} entry;

struct ch_kept {
  pthread_mutex_t lock;
  pthread_cond_t made;
  unsigned holders;
  entry *slots[SLOTS];
  size_t bytes, most;
  uint64_t questions;
};

ch_kept *ch_kept_new(size_t most) {
  ch_kept *k = calloc(1, sizeof *k);
  if (!k) return NULL;
  pthread_mutex_init(&k->lock, NULL);
  pthread_cond_init(&k->made, NULL);
  k->holders = 1;
  k->most = most;
  return k;
}

ch_kept *ch_kept_hold(ch_kept *k) {
  pthread_mutex_lock(&k->lock);
  k->holders++;
  pthread_mutex_unlock(&k->lock);
  return k;
}

static void end(entry *e) {
  if (e->thing.p) e->thing.end(e->thing.p);
  free(e);
}

void ch_kept_drop(ch_kept *k) {
  if (!k) return;
  pthread_mutex_lock(&k->lock);
  bool last = --k->holders == 0;
  pthread_mutex_unlock(&k->lock);
  if (!last) return;
  for (size_t i = 0; i < SLOTS; i++) {
    for (entry *e = k->slots[i], *next; e; e = next) {
      next = e->next;
      end(e);
    }
  }
  pthread_cond_destroy(&k->made);
  pthread_mutex_destroy(&k->lock);
  free(k);
}

static entry **slot_of(ch_kept *k, ch_kept_name name) {
  uint64_t mixed = ((uint64_t)name.number + name.kind) * UINT64_C(0x9E3779B97F4A7C15);
  return &k->slots[(mixed >> 32) % SLOTS];
}

static void take_out(ch_kept *k, entry *e) {
  entry **at = slot_of(k, e->name);
  while (*at != e) at = &(*at)->next;
  *at = e->next;
  e->listed = false;
  k->bytes -= e->thing.bytes;
}

static void end_if_left(entry *e) {
  if (e->holders == 0 && !e->listed) end(e);
}

static void leave(entry *e) {
  e->holders--;
  end_if_left(e);
}

static void make_room(ch_kept *k) {
  while (k->bytes > k->most) {
    entry *oldest = NULL;
    for (size_t i = 0; i < SLOTS; i++)
      for (entry *e = k->slots[i]; e; e = e->next)
        if (e->holders == 0 && (!oldest || e->asked < oldest->asked)) oldest = e;
    if (!oldest) return;
    take_out(k, oldest);
    end(oldest);
  }
}

static entry *enter(ch_kept *k, ch_kept_name name, int64_t state) {
  entry *e = calloc(1, sizeof *e), **slot = slot_of(k, name);
  if (!e) return NULL;
  *e = (entry){.next = *slot, .name = name, .state = state, .listed = true, .holders = 1};
  *slot = e;
  return e;
}

static bool make_thing(ch_kept *k, entry *e, ch_kept_make *make, void *self, ch_error *error) {
  pthread_mutex_unlock(&k->lock);
  ch_kept_thing thing = {0};
  bool done = make(self, e->name.number, &thing, error);
  pthread_mutex_lock(&k->lock);
  e->readiness = done ? READY : FAILED;
  pthread_cond_broadcast(&k->made);
  if (!done) {
    if (e->listed) take_out(k, e);
    leave(e);
    return false;
  }
  e->thing = thing;
  if (e->listed) k->bytes += thing.bytes;
  make_room(k);
  return true;
}

bool ch_kept_take(ch_kept *k, ch_kept_name name, int64_t state, ch_kept_make *make, void *self,
                  ch_kept_held *out, ch_error *error) {
  bool done = true;
  *out = (ch_kept_held){0};
  pthread_mutex_lock(&k->lock);
  entry *e = *slot_of(k, name);
  while (e && (e->name.kind != name.kind || e->name.number != name.number)) e = e->next;
  bool ready = e && e->state == state && e->readiness == READY;
  if ((e && e->state > state) || (!make && !ready)) {
    pthread_mutex_unlock(&k->lock);
    return true;
  }
  if (e && e->state == state) {
    e->holders++;
    while (e->readiness == BEING_MADE) pthread_cond_wait(&k->made, &k->lock);
    if (e->readiness == FAILED) { /* for the one who made it; another may have better luck */
      leave(e);
      e = NULL;
    }
  } else {
    if (e) {
      take_out(k, e);
      end_if_left(e);
    }
    e = enter(k, name, state);
    if (!e) done = ch_fail(error, CH_ERROR_MEMORY, "no memory for the record");
    else if (!make_thing(k, e, make, self, error)) done = false, e = NULL;
  }
  if (e) {
    e->asked = ++k->questions;
    *out = (ch_kept_held){e->thing.p, e};
  }
  pthread_mutex_unlock(&k->lock);
  return done;
}

void ch_kept_give_back(ch_kept *k, ch_kept_held held) {
  if (!held.entry) return;
  pthread_mutex_lock(&k->lock);
  leave(held.entry);
  pthread_mutex_unlock(&k->lock);
}

bool ch_kept_has_room(ch_kept *k, size_t bytes) {
  pthread_mutex_lock(&k->lock);
  size_t most = k->most - k->most / 4;
  bool room = bytes < most && k->bytes < most - bytes;
  pthread_mutex_unlock(&k->lock);
  return room;
}
