/* The service over HTTP/1.1: libmicrohttpd takes connections in one thread,
 * which answers at once what is at hand; the rest is worked on by threads of
 * their own, each with its handle of the record, while the connection sleeps.
 */
#ifndef CH_SERVE_HTTP_H
#define CH_SERVE_HTTP_H

#include "serve/respond.h"

typedef struct ch_http ch_http;

typedef struct ch_http_options {
  int listener;         /* a socket that listens; it is closed with the server */
  unsigned threads, connections;
  chancery_record **records; /* one a thread; they stay the caller's */
} ch_http_options;

/* NULL (IO, MEMORY) when it cannot be started; the listener is closed then too. */
ch_http *ch_http_start(ch_service *service, const ch_http_options *options, ch_error *error);
void ch_http_stop(ch_http *http); /* NULL is fine */

/* A socket that listens at an address and port (0: a free one, told in *port). */
int ch_listen_address(const char *address, unsigned *port, ch_error *error);
/* At a Unix socket that the user alone may connect to. */
int ch_listen_socket(const char *path, ch_error *error);

#endif
