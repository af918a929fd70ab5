/* Who may ask: loopback only by the names of loopback (so that a foreign page
 * whose name was turned to 127.0.0.1 is refused), everybody else by the token.
 */
#ifndef CH_SERVE_GUARD_H
#define CH_SERVE_GUARD_H

#include "serve/answer.h"

/* What a request says of itself; absent headers are n = 0. */
typedef struct ch_incoming {
  ch_str method, target;
  ch_str host, origin, authorization, cookie, if_none_match, accept_encoding, content_type;
  bool has_body;
} ch_incoming;

#define CH_TICKET 32

typedef struct ch_guard {
  bool any_host;  /* a Unix socket, or a token is asked for */
  ch_str token;   /* n = 0: none is asked for */
  char ticket[CH_TICKET + 1]; /* does once what the token does; "": was used, or there is none */
} ch_guard;

/* Is this address one that other machines cannot reach? */
bool ch_guard_is_loopback(ch_str address);
/* False, with the refusal in *answer, when the request may not pass. `given` is
 * the parameter "token", which the guard alone reads; when it is right, *answer
 * sets the cookie and leads to the page, and false is given as well. */
bool ch_guard_pass(ch_guard *guard, const ch_incoming *in, ch_str given, ch_answer *answer);
/* Of a request that did pass: may it change something? A page of another origin can
 * make a browser send its cookie, but neither JSON nor our origin: both are asked for,
 * the origin of those who bring a cookie alone. */
bool ch_guard_may_change(const ch_guard *guard, const ch_incoming *in, ch_answer *answer);

#endif
