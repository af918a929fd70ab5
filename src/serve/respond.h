/* From a request to its answer, whatever carries them: the HTTP server, the
 * command line's --get, a test.
 */
#ifndef CH_SERVE_RESPOND_H
#define CH_SERVE_RESPOND_H

#include <pthread.h>

#include "serve/cache.h"
#include "serve/guard.h"
#include "serve/routes.h"

/* What all answers share. */
typedef struct ch_service {
  ch_guard guard;
  ch_cache *cache;
  ch_cache *files;        /* of the page, packed or not: they stay the same */
  chancery_record *watch; /* asked whether the record changed, under the lock */
  pthread_mutex_t lock;
  size_t worth_packing;   /* so many bytes and more */
  chancery_record *edit;  /* takes decisions, under its lock; NULL: nobody may */
  pthread_mutex_t edit_lock;
} ch_service;

/* Below this, packing gains nothing. On this machine a byte costs less to send than to pack: a
 * page of a hundred rows would take a third longer. But a tunnel may begin here, and then what
 * is long is worth it. */
#define CH_WORTH_PACKING 1000
#define CH_WORTH_PACKING_HERE (256 << 10)

#define CH_BODY_MOST (64 << 10) /* bytes of a decision */

/* One request with all that its answer needs. */
typedef struct ch_exchange {
  char target[CH_REQUEST_LONGEST + 2]; /* after a letter that tells whether it is packed */
  size_t target_n;
  size_t worth_packing; /* bytes; SIZE_MAX: never */
  char if_none_match[256];
  ch_request request;
  ch_route route;
  chancery_query query;
  uint64_t version;
  ch_buf body; /* of a decision; whoever carries it fills and frees it */
  ch_answer answer;
} ch_exchange;

typedef enum ch_next {
  CH_ANSWERED,     /* x->answer is there */
  CH_NEEDS_RECORD, /* ch_respond_work makes it; that may take long */
  CH_NEEDS_BODY,   /* x->body is to be filled first, then as above */
  CH_STREAMS       /* it wants to be told of changes */
} ch_next;

/* Checks the request, and answers what needs no look into the record. */
ch_next ch_respond_begin(ch_service *service, const ch_incoming *in, ch_exchange *x);
/* Looks into the record, through a handle that belongs to the calling thread. */
void ch_respond_work(ch_service *service, ch_exchange *x, chancery_record *record);
/* The record's version, from any thread. */
bool ch_service_version(ch_service *service, uint64_t *version, chancery_error *error);

#endif
