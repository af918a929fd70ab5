#include "ingest/http.h"

#include <string.h>
#include <zlib.h>

#include "base/buf.h"

enum { FREE_RATIO = 1024 * 1024 /* bytes that a body may give at any ratio */ };

bool ch_http_header(ch_str line, ch_str *name, ch_str *value) {
  size_t colon = ch_str_find_byte(line, ':', 0);
  if (colon == SIZE_MAX || colon == 0) return false;
  *name = ch_str_trim(ch_str_slice(line, 0, colon));
  *value = ch_str_trim(ch_str_slice(line, colon + 1, line.n));
  return true;
}

/* "text/html; charset=utf-8" */
static void read_type(ch_str value, ch_http_response *out) {
  size_t end = ch_str_find_byte(value, ';', 0);
  out->type = ch_str_trim(ch_str_slice(value, 0, end));
  size_t at = ch_str_find_fold(value, CH_STR("charset="), 0);
  if (at == SIZE_MAX) return;
  ch_str charset = ch_str_slice(value, at + 8, value.n);
  charset = ch_str_trim(ch_str_slice(charset, 0, ch_str_find_byte(charset, ';', 0)));
  if (charset.n >= 2 && charset.p[0] == '"') charset = ch_str_slice(charset, 1, charset.n - 1);
  out->charset = charset;
}

/* The size line of a chunk at *i; false when there is none. */
static bool chunk_size(ch_str s, size_t *i, size_t *size) {
  size_t v = 0, k = *i, digits = 0;
  for (; k < s.n && digits < 9; k++, digits++) {
    char c = s.p[k], low = (char)(c | 0x20);
    if (c >= '0' && c <= '9') {
      v = v * 16 + (size_t)(c - '0');
    } else if (low >= 'a' && low <= 'f') {
      v = v * 16 + (size_t)(low - 'a' + 10);
    } else {
      break;
    }
  }
  if (digits == 0 || digits > 8) return false;
  size_t end = ch_str_find_byte(ch_str_slice(s, 0, k + 256), '\n', k);
  if (end == SIZE_MAX) return false;
  ch_str rest = ch_str_trim(ch_str_slice(s, k, end));
  if (rest.n > 0 && rest.p[0] != ';') return false;
  *i = end + 1;
  *size = v;
  return true;
}

/* Joins chunks; what is no chunk any more ends the body. False when the body
 * does not begin as chunks do. */
static bool unchunk(ch_str body, ch_buf *out) {
  size_t i = 0, size;
  if (!chunk_size(body, &i, &size)) return false;
  for (;;) {
    if (size == 0) return true;
    if (size > body.n - i) size = body.n - i;
    ch_buf_add(out, ch_str_slice(body, i, i + size));
    i += size;
    if (i < body.n && body.p[i] == '\r') i++;
    if (i < body.n && body.p[i] == '\n') i++;
    if (i >= body.n || !chunk_size(body, &i, &size)) return true;
  }
}

/* zlib's window bits: 47 recognises gzip and zlib, -15 is bare deflate. */
static bool inflate_all(ch_str packed, int window, const ch_ingest_limits *limits, ch_buf *out,
                        ch_error *error) {
  z_stream z = {0};
  if (inflateInit2(&z, window) != Z_OK) {
    return ch_fail(error, CH_ERROR_MEMORY, "no memory to unpack a response");
  }
  z.next_in = (unsigned char *)packed.p;
  z.avail_in = (uInt)packed.n;
  int rc = Z_OK;
  bool over = false;
  while (rc == Z_OK && !over) {
    if (!ch_buf_reserve(out, 64 * 1024)) break;
    size_t room = out->cap - out->n;
    z.next_out = (unsigned char *)out->p + out->n;
    z.avail_out = (uInt)(room < 1u << 30 ? room : 1u << 30);
    uInt before = z.avail_out;
    rc = inflate(&z, Z_NO_FLUSH);
    out->n += before - z.avail_out;
    over = out->n > limits->document ||
           (out->n > FREE_RATIO && out->n / (packed.n + 1) > limits->ratio);
    if (rc == Z_BUF_ERROR) break;
  }
  inflateEnd(&z);
  if (over) {
    return ch_fail(error, CH_ERROR_LIMIT, "a response unpacks to more than the limits allow");
  }
  if (out->failed) return ch_fail(error, CH_ERROR_MEMORY, "no memory to unpack a response");
  if (rc == Z_STREAM_END || out->n > 0) return true; /* cut short: what there is */
  return ch_fail(error, CH_ERROR_FORMAT, "a packed response is damaged");
}

static bool unpack(ch_str coding, const ch_ingest_limits *limits, ch_buf *body, ch_error *error) {
  ch_str packed = ch_buf_str(body);
  bool gzip = packed.n > 2 && memcmp(packed.p, "\x1f\x8b", 2) == 0;
  bool known = ch_str_eq_fold(coding, CH_STR("gzip")) || ch_str_eq_fold(coding, CH_STR("x-gzip"));
  bool deflate = ch_str_eq_fold(coding, CH_STR("deflate"));
  if (coding.n == 0 || ch_str_eq_fold(coding, CH_STR("identity")) || (known && !gzip)) return true;
  if (!known && !deflate) {
    /* Brotli and others: but the archive may have unpacked it already. */
    for (size_t i = 0; i < packed.n && i < 64; i++) {
      if (packed.p[i] == '<') return true;
      if (strchr(" \t\r\n", packed.p[i]) == NULL) break;
    }
    return ch_fail(error, CH_ERROR_FORMAT, "content encoding '%.*s' is not read",
                   (int)(coding.n < 40 ? coding.n : 40), coding.p);
  }
  if (deflate && packed.n > 0 && packed.p[0] == '<') return true;
  bool zlib = packed.n > 1 && (packed.p[0] & 0x0f) == 8 &&
              ((unsigned char)packed.p[0] * 256u + (unsigned char)packed.p[1]) % 31 == 0;
  ch_buf out;
  ch_buf_init(&out, (size_t)limits->document + 64 * 1024 * 2);
  bool done = inflate_all(packed, gzip || zlib ? 47 : -15, limits, &out, error);
  ch_buf_free(body);
  *body = out;
  return done;
}

bool ch_http_read(ch_str bytes, const ch_ingest_limits *limits, ch_arena *arena,
                  ch_http_response *out, ch_error *error) {
  *out = (ch_http_response){0};
  ch_str rest = bytes, line, name, value, coding = {NULL, 0};
  bool chunked = false;
  if (!ch_str_line(&rest, &line) || line.n < 12 || !ch_str_starts(line, CH_STR("HTTP/"))) {
    return ch_fail(error, CH_ERROR_FORMAT, "not an HTTP response");
  }
  size_t at = ch_str_find_byte(line, ' ', 0);
  uint64_t status = 0;
  if (at == SIZE_MAX || !ch_str_to_u64(ch_str_slice(line, at + 1, at + 4), &status)) {
    return ch_fail(error, CH_ERROR_FORMAT, "an HTTP response without a status");
  }
  out->status = (int)status;
  for (;;) {
    if ((size_t)(rest.p - bytes.p) > limits->header_bytes && rest.p != NULL) {
      return ch_fail(error, CH_ERROR_LIMIT, "HTTP headers are longer than %u bytes",
                     limits->header_bytes);
    }
    if (!ch_str_line(&rest, &line) || ch_str_trim(line).n == 0) break;
    if (!ch_http_header(line, &name, &value)) continue;
    if (ch_str_eq_fold(name, CH_STR("content-type"))) read_type(value, out);
    if (ch_str_eq_fold(name, CH_STR("content-encoding"))) coding = value;
    if (ch_str_eq_fold(name, CH_STR("transfer-encoding"))) {
      chunked = ch_str_find_fold(value, CH_STR("chunked"), 0) != SIZE_MAX;
    }
  }
  if (rest.p == NULL) rest = (ch_str){"", 0};
  out->body = rest;
  if (out->status != 200 || (!chunked && coding.n == 0)) return true;
  ch_buf body;
  ch_buf_init(&body, 0);
  if (!chunked || !unchunk(rest, &body)) ch_buf_add(&body, rest);
  bool done = !body.failed || ch_fail(error, CH_ERROR_MEMORY, "no memory for a response");
  done = done && unpack(coding, limits, &body, error);
  if (done) {
    out->body = ch_arena_copy(arena, ch_buf_str(&body));
    done = out->body.p != NULL || ch_fail(error, CH_ERROR_MEMORY, "no memory for a response");
  }
  ch_buf_free(&body);
  return done;
}
