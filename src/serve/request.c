#include "serve/request.h"

#include <utf8proc.h>

static int hex(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  return c >= 'A' && c <= 'F' ? c - 'A' + 10 : -1;
}

/* Text without control characters, the C1 ones among them. */
static bool clean(ch_str s) {
  utf8proc_int32_t code;
  for (size_t i = 0; i < s.n;) {
    utf8proc_ssize_t n = utf8proc_iterate((const utf8proc_uint8_t *)s.p + i,
                                          (utf8proc_ssize_t)(s.n - i), &code);
    if (n < 1 || code < 0x20 || (code >= 0x7F && code < 0xA0)) return false;
    i += (size_t)n;
  }
  return true;
}

/* Decodes to *to, which moves on; false on a broken escape or on no text. */
static bool decode(ch_str s, bool query, char **to, ch_str *out) {
  char *p = *to;
  for (size_t i = 0; i < s.n; i++) {
    int high, low;
    if (s.p[i] != '%') {
      *p++ = query && s.p[i] == '+' ? ' ' : s.p[i];
      continue;
    }
    if (i + 2 >= s.n || (high = hex(s.p[i + 1])) < 0 || (low = hex(s.p[i + 2])) < 0) return false;
    *p++ = (char)(high << 4 | low);
    i += 2;
  }
  *out = (ch_str){*to, (size_t)(p - *to)};
  *p++ = 0;
  *to = p;
  return clean(*out);
}

static bool add_parameter(ch_request *r, ch_str part, char **to, ch_error *error) {
  ch_parameter p;
  char *start = *to;
  size_t equals = ch_str_find_byte(part, '=', 0);
  if (equals == SIZE_MAX) equals = part.n;
  if (!decode(ch_str_slice(part, 0, equals), true, to, &p.name) ||
      !decode(ch_str_slice(part, equals + 1, part.n), true, to, &p.value))
    return ch_fail(error, CH_ERROR_USAGE, "the address holds a broken escape");
  if (p.value.n == 0) { /* absent; its room is free again, so that all fits */
    *to = start;
    return true;
  }
  for (size_t i = 0; i < r->n; i++)
    if (ch_str_eq(r->parameters[i].name, p.name))
      return ch_fail(error, CH_ERROR_USAGE, "parameter '%.*s' is given twice", CH_PRI(p.name));
  if (r->n == CH_REQUEST_PARAMETERS)
    return ch_fail(error, CH_ERROR_LIMIT, "more than %d parameters", CH_REQUEST_PARAMETERS);
  r->parameters[r->n++] = p;
  return true;
}

bool ch_request_read(ch_request *r, ch_str target, ch_error *error) {
  r->n = 0;
  r->path = CH_STR("/");
  if (target.n > CH_REQUEST_LONGEST)
    return ch_fail(error, CH_ERROR_LIMIT, "the address is longer than %d bytes",
                   CH_REQUEST_LONGEST);
  if (target.n == 0 || target.p[0] != '/')
    return ch_fail(error, CH_ERROR_USAGE, "the address does not begin with a slash");
  size_t question = ch_str_find_byte(target, '?', 0);
  if (question == SIZE_MAX) question = target.n;
  char *to = r->decoded;
  if (!decode(ch_str_slice(target, 0, question), false, &to, &r->path))
    return ch_fail(error, CH_ERROR_USAGE, "the address holds a broken escape");
  ch_str rest = ch_str_slice(target, question + 1, target.n), part;
  while (rest.n && ch_str_split(&rest, '&', &part))
    if (!add_parameter(r, part, &to, error)) return false;
  return true;
}

ch_str ch_request_value(const ch_request *r, const char *name) {
  for (size_t i = 0; i < r->n; i++)
    if (ch_str_is(r->parameters[i].name, name)) return r->parameters[i].value;
  return (ch_str){NULL, 0};
}
