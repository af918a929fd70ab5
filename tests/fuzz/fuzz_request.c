/* Any bytes as a request's target: taken apart, sent on its route, made a query. */
#include <stdint.h>

#include "must.h"
#include "serve/routes.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void check_string(const ch_request *r, ch_str s) {
  must(s.p >= r->decoded && s.p + s.n < r->decoded + sizeof r->decoded);
  must(s.p[s.n] == 0 && strlen(s.p) == s.n);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
  static ch_request r;
  ch_error error = {0};
  if (!ch_request_read(&r, (ch_str){(const char *)data, size}, &error)) {
    must(error.code == CH_ERROR_USAGE || error.code == CH_ERROR_LIMIT);
    return 0;
  }
  must(r.path.p[0] == '/' && r.n <= CH_REQUEST_PARAMETERS);
  check_string(&r, r.path);
  for (size_t i = 0; i < r.n; i++) {
    check_string(&r, r.parameters[i].name);
    check_string(&r, r.parameters[i].value);
    must(ch_str_eq(ch_request_value(&r, r.parameters[i].name.p), r.parameters[i].value));
  }
  ch_route route;
  chancery_query query;
  if (!ch_route_find(r.path, &route, &error)) return 0;
  if (route.kind != CH_ROUTE_VIEW) {
    must(ch_route_no_parameters(&r, &error) == (r.n == 0));
    return 0;
  }
  if (ch_route_query(&route, &r, &query, &error)) must(query.view == route.view);
  return 0;
}
