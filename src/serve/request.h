/* A request's target taken apart: path and parameters, decoded.
 *
 * Nothing here allocates: what was decoded stands in the request itself, each
 * string with a NUL behind it. Strings are valid UTF-8 without control
 * characters.
 */
#ifndef CH_SERVE_REQUEST_H
#define CH_SERVE_REQUEST_H

#include "base/error.h"
#include "base/str.h"

#define CH_REQUEST_LONGEST 8192
#define CH_REQUEST_PARAMETERS 32

typedef struct ch_parameter {
  ch_str name, value;
} ch_parameter;

typedef struct ch_request {
  ch_str path; /* begins with a slash */
  ch_parameter parameters[CH_REQUEST_PARAMETERS];
  size_t n;
  char decoded[CH_REQUEST_LONGEST + CH_REQUEST_PARAMETERS * 2 + 2];
} ch_request;

/* Reads "/path?name=value&…". Fails with LIMIT (too long, too many parameters) or
 * USAGE (no such path, broken escapes, a parameter twice). A parameter without a
 * value is absent. */
bool ch_request_read(ch_request *request, ch_str target, ch_error *error);
/* n = 0: absent. */
ch_str ch_request_value(const ch_request *request, const char *name);

#endif
