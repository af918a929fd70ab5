/* An answer before it is sent: status, headers, body.
 *
 * A body never changes once it is made, and is shared by counting: the cache
 * holds one, each answer that is being sent another.
 */
#ifndef CH_SERVE_ANSWER_H
#define CH_SERVE_ANSWER_H

#include <stdatomic.h>

#include "base/buf.h"
#include "base/error.h"

typedef struct ch_body {
  atomic_uint holders;
  ch_buf bytes;
  const char *type; /* media type, static */
  bool gzipped;
  bool document;    /* what a view wrote: as HTML a page without any script, and with its
                       style inside */
  char etag[24];    /* with its quotation marks; "" none */
  char note[256];   /* what a person should know beside it, percent-encoded; "" none */
} ch_body;

/* An empty body with one holder; NULL without memory. */
ch_body *ch_body_new(const char *type);
ch_body *ch_body_hold(ch_body *body);
void ch_body_drop(ch_body *body); /* NULL is fine */
/* Nothing more is added: makes the ETag, and packs so many bytes or more; SIZE_MAX:
 * the asker cannot unpack. False without memory. */
bool ch_body_seal(ch_body *body, size_t worth_packing);
void ch_body_note(ch_body *body, ch_str words);

typedef struct ch_answer {
  unsigned status;
  ch_body *body;        /* NULL: none */
  const char *location; /* static; NULL: none */
  char cookie[200];     /* "" none */
  const char *allow;    /* methods, of a 405; NULL: those that read */
} ch_answer;

/* An error as JSON; `code` is one word for programs. */
void ch_answer_refuse(ch_answer *answer, unsigned status, const char *code, const char *format,
                      ...) __attribute__((format(printf, 4, 5)));
/* The same for an error of the library: "usage" 400, "limit" 414, else 500. */
void ch_answer_error(ch_answer *answer, const char *code, const char *message);
void ch_answer_drop(ch_answer *answer);

/* Calls `each` for every header but those that HTTP itself brings along (Date,
 * Content-Length, Connection). */
void ch_answer_headers(const ch_answer *answer,
                       void (*each)(void *self, const char *name, const char *value), void *self);
const char *ch_status_words(unsigned status);

#endif
