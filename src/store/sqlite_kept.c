#include "store/sqlite_kept.h"

#include <pthread.h>
#include <stdlib.h>
#include <string.h>

enum { SLOTS = 1024 }; /* of the table; entries chain */

typedef enum readiness { BEING_READ, READY, FAILED } readiness;

typedef struct entry {
  ch_kept_list list; /* first: what is handed out leads back here */
  struct entry *next;
  int64_t name, state;
  readiness readiness;
  bool listed;       /* in the table; else it ends with its last holder */
  unsigned holders;
  uint64_t asked;    /* by the count of questions, when it was last */
  size_t bytes;
} entry;

struct ch_kept {
  pthread_mutex_t lock;
  pthread_cond_t read;
  unsigned holders;
  entry *slots[SLOTS];
  size_t bytes, most;
  uint64_t questions;
};

/* ---- One list --------------------------------------------------------------------- */

static bool resize(void *column, size_t n, size_t size) {
  void *old, *more;
  memcpy(&old, column, sizeof old);
  if (n > SIZE_MAX / size || !(more = realloc(old, n * size))) return false;
  memcpy(column, &more, sizeof more);
  return true;
}

static bool resize_all(ch_kept_list *l, size_t n) {
  return resize(&l->day, n, sizeof *l->day) && resize(&l->last, n, sizeof *l->last) &&
         resize(&l->kind, n, sizeof *l->kind) && resize(&l->key, n, sizeof *l->key) &&
         resize(&l->event, n, sizeof *l->event);
}

bool ch_kept_list_grow(ch_kept_list *l, size_t *room) {
  if (l->n < *room) return true;
  size_t more = *room ? 2 * *room : 64;
  if (!resize_all(l, more)) return false;
  *room = more;
  return true;
}

void ch_kept_list_free(ch_kept_list *l) {
  free(l->day);
  free(l->last);
  free(l->kind);
  free(l->key);
  free(l->event);
  *l = (ch_kept_list){0};
}

size_t ch_kept_row_of(const ch_kept_list *l, int64_t day) {
  size_t low = 0, high = l->n;
  while (low < high) {
    size_t middle = (low + high) / 2;
    if (l->day[middle] < day) low = middle + 1;
    else high = middle;
  }
  return low;
}

static size_t size_of(const ch_kept_list *l) {
  return l->n * (sizeof *l->day + sizeof *l->last + sizeof *l->kind + sizeof *l->key +
                 sizeof *l->event);
}

/* ---- All of them -------------------------------------------------------------------- */

ch_kept *ch_kept_new(size_t most) {
  ch_kept *k = calloc(1, sizeof *k);
  if (!k) return NULL;
  pthread_mutex_init(&k->lock, NULL);
  pthread_cond_init(&k->read, NULL);
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
  ch_kept_list_free(&e->list);
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
  pthread_cond_destroy(&k->read);
  pthread_mutex_destroy(&k->lock);
  free(k);
}

static entry **slot_of(ch_kept *k, int64_t name) {
  return &k->slots[((uint64_t)name * UINT64_C(0x9E3779B97F4A7C15) >> 32) % SLOTS];
}

static void take_out(ch_kept *k, entry *e) {
  entry **at = slot_of(k, e->name);
  while (*at != e) at = &(*at)->next;
  *at = e->next;
  e->listed = false;
  k->bytes -= e->bytes;
  if (e->holders == 0) end(e);
}

static void leave(entry *e) {
  if (--e->holders == 0 && !e->listed) end(e);
}

static void make_room(ch_kept *k) {
  while (k->bytes > k->most) {
    entry *oldest = NULL;
    for (size_t i = 0; i < SLOTS; i++)
      for (entry *e = k->slots[i]; e; e = e->next)
        if (e->holders == 0 && (!oldest || e->asked < oldest->asked)) oldest = e;
    if (!oldest) return;
    take_out(k, oldest);
  }
}

static entry *enter(ch_kept *k, int64_t name, int64_t state) {
  entry *e = calloc(1, sizeof *e), **slot = slot_of(k, name);
  if (!e) return NULL;
  *e = (entry){.next = *slot, .name = name, .state = state, .listed = true, .holders = 1};
  *slot = e;
  return e;
}

static bool read_entry(ch_kept *k, entry *e, ch_kept_read *read, void *self, ch_error *error) {
  pthread_mutex_unlock(&k->lock);
  bool done = read(self, e->name, &e->list, error);
  if (done && e->list.n) resize_all(&e->list, e->list.n); /* what was grown too far */
  pthread_mutex_lock(&k->lock);
  e->readiness = done ? READY : FAILED;
  pthread_cond_broadcast(&k->read);
  if (!done) {
    if (e->listed) take_out(k, e);
    leave(e);
    return false;
  }
  e->bytes = size_of(&e->list);
  if (e->listed) k->bytes += e->bytes;
  make_room(k);
  return true;
}

bool ch_kept_take(ch_kept *k, int64_t name, int64_t state, ch_kept_read *read, void *self,
                  const ch_kept_list **out, ch_error *error) {
  bool done = true;
  *out = NULL;
  pthread_mutex_lock(&k->lock);
  entry *e = *slot_of(k, name);
  while (e && e->name != name) e = e->next;
  if (e && e->state > state) {
    pthread_mutex_unlock(&k->lock);
    return true;
  }
  if (e && e->state == state) {
    e->holders++;
    while (e->readiness == BEING_READ) pthread_cond_wait(&k->read, &k->lock);
    if (e->readiness == FAILED) { /* for the one who read it; another may have better luck */
      leave(e);
      e = NULL;
    }
  } else {
    if (e) take_out(k, e);
    e = enter(k, name, state);
    if (!e) done = ch_fail(error, CH_ERROR_MEMORY, "no memory for the record");
    else if (!read_entry(k, e, read, self, error)) done = false, e = NULL;
  }
  if (e) {
    e->asked = ++k->questions;
    *out = &e->list;
  }
  pthread_mutex_unlock(&k->lock);
  return done;
}

void ch_kept_give_back(ch_kept *k, const ch_kept_list *list) {
  if (!list) return;
  entry *e = (entry *)(uintptr_t)list;
  pthread_mutex_lock(&k->lock);
  leave(e);
  pthread_mutex_unlock(&k->lock);
}
