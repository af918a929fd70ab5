/* The one table of what can be asked: paths, their parameters, what they are
 * for. Dispatch, refusals and the OpenAPI description all follow from it.
 */
#ifndef CH_SERVE_ROUTES_H
#define CH_SERVE_ROUTES_H

#include "chancery.h"
#include "base/buf.h"
#include "serve/request.h"

typedef enum ch_route_kind {
  CH_ROUTE_VIEW,    /* /api/VIEW.FORMAT */
  CH_ROUTE_OPENAPI, /* /api/openapi.json */
  CH_ROUTE_CHANGES, /* /api/changes */
  CH_ROUTE_DECIDE,  /* /api/split, /api/join, /api/note, /api/withdraw: POST */
  CH_ROUTE_PAGE     /* /, and the files of the page */
} ch_route_kind;

typedef struct ch_route {
  ch_route_kind kind;
  const char *view; /* of a VIEW */
  const struct ch_route_format *format;
  const struct ch_route_decision *decision; /* of a DECIDE */
} ch_route;

/* What may be decided by POST. */
typedef struct ch_route_decision {
  const char *path;
  const char *kind; /* as chancery_decide_json takes it */
  const char *help;
  const char *ids, *required; /* the body's members: JSON schemas, and names of which it needs all */
} ch_route_decision;
extern const ch_route_decision ch_routes_decide[]; /* ended by a NULL path */

/* Routes that are no views and no files of the page. */
typedef struct ch_route_fixed {
  const char *path;
  ch_route_kind kind;
  const char *name, *help, *media_type;
} ch_route_fixed;
extern const ch_route_fixed ch_routes_fixed[]; /* ended by a NULL path */

/* Finds the route of a path. Fails with USAGE: there is none. */
bool ch_route_find(ch_str path, ch_route *out, ch_error *error);

typedef struct ch_route_format {
  const char *name;   /* in the path */
  const char *format; /* of the query */
  const char *media_type;
} ch_route_format;
extern const ch_route_format ch_route_formats[]; /* ended by a NULL name */
/* Whether a view can be had in a format: not all can be drawn. */
bool ch_route_has(const char *view, const ch_route_format *format);

/* One parameter: how a value gets into a query. The value lives in the request
 * and may be changed. */
typedef struct ch_route_parameter {
  const char *name;
  const char *help;
  const char *example;
  const char *words;  /* chancery_words that it takes, comma-separated but for "period"; NULL
                         free */
  bool number;
  bool (*takes)(const char *view);
  bool (*set)(chancery_query *query, char *value, ch_error *error);
} ch_route_parameter;
extern const ch_route_parameter ch_route_parameters[]; /* ended by a NULL name */

/* Fills the query of a VIEW from the request's parameters. Fails with USAGE on a
 * parameter that the view does not take, and tells the nearest. */
bool ch_route_query(const ch_route *route, ch_request *request, chancery_query *out,
                    ch_error *error);
/* Refuses all parameters. */
bool ch_route_no_parameters(const ch_request *request, ch_error *error);

/* The description of all routes as OpenAPI 3.1. */
void ch_route_openapi(ch_buf *out);

#endif
