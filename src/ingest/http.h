/* An HTTP response as an archive holds it. */
#ifndef CH_INGEST_HTTP_H
#define CH_INGEST_HTTP_H

#include "base/arena.h"
#include "base/error.h"
#include "base/str.h"
#include "ingest/limits.h"

typedef struct ch_http_response {
  int status;
  ch_str type;    /* "text/html", lower or upper case as sent */
  ch_str charset; /* of the content type; n = 0 if none */
  ch_str body;    /* unchunked and unpacked */
} ch_http_response;

/* Takes a header block's line apart; false when it is no "Name: value". */
bool ch_http_header(ch_str line, ch_str *name, ch_str *value);
/* Reads a response. Archives often hold a body that is unchunked or unpacked
 * already under the old headers: then it is taken as it is. The body is a
 * view of `bytes` or lies in the arena. False with *error: FORMAT, LIMIT or
 * MEMORY. Bodies of other statuses than 200 are not unpacked. */
bool ch_http_read(ch_str bytes, const ch_ingest_limits *limits, ch_arena *arena,
                  ch_http_response *out, ch_error *error);

#endif
