#include "serve/answer.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <zlib.h>

#include "record/json.h"

/* ---- Bodies --------------------------------------------------------------- */

ch_body *ch_body_new(const char *type) {
  ch_body *b = calloc(1, sizeof *b);
  if (!b) return NULL;
  atomic_init(&b->holders, 1);
  ch_buf_init(&b->bytes, 0);
  b->type = type;
  return b;
}

ch_body *ch_body_hold(ch_body *body) {
  atomic_fetch_add(&body->holders, 1);
  return body;
}

void ch_body_drop(ch_body *body) {
  if (!body || atomic_fetch_sub(&body->holders, 1) != 1) return;
  ch_buf_free(&body->bytes);
  free(body);
}

/* At level 1: level 4 takes half as long again and saves a seventh of the bytes. */
static bool pack(ch_body *b) {
  enum { GZIP = 16, LEVEL = 1, MEMORY = 8 };
  z_stream z = {0};
  ch_buf packed;
  if (b->bytes.n > UINT32_MAX / 2) return true;
  if (deflateInit2(&z, LEVEL, Z_DEFLATED, MAX_WBITS + GZIP, MEMORY, Z_DEFAULT_STRATEGY) != Z_OK)
    return false;
  ch_buf_init(&packed, 0);
  bool done = ch_buf_reserve(&packed, deflateBound(&z, (uLong)b->bytes.n));
  if (done) {
    z.next_in = (Bytef *)b->bytes.p;
    z.avail_in = (uInt)b->bytes.n;
    z.next_out = (Bytef *)packed.p;
    z.avail_out = (uInt)packed.cap;
    done = deflate(&z, Z_FINISH) == Z_STREAM_END;
    packed.n = z.total_out;
  }
  deflateEnd(&z);
  if (!done) {
    ch_buf_free(&packed);
    return false;
  }
  ch_buf_free(&b->bytes);
  b->bytes = packed;
  b->gzipped = true;
  return true;
}

bool ch_body_seal(ch_body *b, size_t worth_packing) {
  if (b->bytes.failed) return false;
  bool gzip = b->bytes.n >= worth_packing;
  snprintf(b->etag, sizeof b->etag, "\"%016llx%s\"",
           (unsigned long long)ch_str_hash(ch_buf_str(&b->bytes)), gzip ? "-gz" : "");
  return !gzip || pack(b);
}

void ch_body_note(ch_body *b, ch_str words) {
  size_t n = 0;
  for (size_t i = 0; i < words.n && n + 4 < sizeof b->note; i++) {
    unsigned char c = (unsigned char)words.p[i];
    if (c >= 0x20 && c < 0x7F && c != '%') b->note[n++] = (char)c;
    else n += (size_t)snprintf(b->note + n, 4, "%%%02X", c);
  }
  b->note[n] = 0;
}

/* ---- Answers -------------------------------------------------------------- */

void ch_answer_refuse(ch_answer *a, unsigned status, const char *code, const char *format, ...) {
  char message[400];
  va_list args;
  va_start(args, format);
  vsnprintf(message, sizeof message, format, args);
  va_end(args);
  ch_answer_drop(a);
  *a = (ch_answer){.status = status, .body = ch_body_new("application/json")};
  if (!a->body) return;
  ch_buf *out = &a->body->bytes;
  ch_buf_add_z(out, "{\"error\":{\"code\":");
  ch_json_string(out, ch_str_of(code));
  ch_buf_add_z(out, ",\"message\":");
  ch_json_string(out, ch_str_of(message));
  ch_buf_add_z(out, "}}\n");
}

void ch_answer_error(ch_answer *a, const char *code, const char *message) {
  unsigned status = strcmp(code, "usage") == 0 ? 400 : strcmp(code, "limit") == 0 ? 414 : 500;
  ch_answer_refuse(a, status, code, "%s", message);
}

void ch_answer_drop(ch_answer *a) {
  ch_body_drop(a->body);
  a->body = NULL;
}

static const char PAGE_POLICY[] =
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:; "
    "font-src 'self'; connect-src 'self'; base-uri 'none'; form-action 'self'; "
    "frame-ancestors 'none'";
static const char DOCUMENT_POLICY[] =
    "default-src 'none'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; "
    "form-action 'none'; frame-ancestors 'none'";

static const struct {
  const char *name, *value;
} ALWAYS[] = {
    {"X-Content-Type-Options", "nosniff"},
    {"Referrer-Policy", "no-referrer"},
    {"Cross-Origin-Opener-Policy", "same-origin"},
    {"Cross-Origin-Resource-Policy", "same-origin"},
    {"Cache-Control", "no-cache"},
    {"Vary", "Accept-Encoding"},
};

void ch_answer_headers(const ch_answer *a,
                       void (*each)(void *self, const char *name, const char *value), void *self) {
  const ch_body *b = a->body;
  each(self, "Content-Security-Policy", b && b->document ? DOCUMENT_POLICY : PAGE_POLICY);
  for (size_t i = 0; i < sizeof ALWAYS / sizeof *ALWAYS; i++)
    each(self, ALWAYS[i].name, ALWAYS[i].value);
  if (b && a->status != 304) each(self, "Content-Type", b->type);
  if (b && b->gzipped && a->status != 304) each(self, "Content-Encoding", "gzip");
  if (b && b->etag[0]) each(self, "ETag", b->etag);
  if (b && b->note[0]) each(self, "Chancery-Note", b->note);
  if (a->location) each(self, "Location", a->location);
  if (a->cookie[0]) each(self, "Set-Cookie", a->cookie);
  if (a->status == 405) each(self, "Allow", a->allow ? a->allow : "GET, HEAD");
  if (a->status == 401) each(self, "WWW-Authenticate", "Bearer");
  if (a->status == 503) each(self, "Retry-After", "1");
}

const char *ch_status_words(unsigned status) {
  static const struct {
    unsigned status;
    const char *words;
  } WORDS[] = {
      {200, "OK"},           {303, "See Other"},          {304, "Not Modified"},
      {400, "Bad Request"},  {401, "Unauthorized"},       {403, "Forbidden"},
      {404, "Not Found"},    {405, "Method Not Allowed"}, {413, "Content Too Large"},
      {414, "URI Too Long"}, {415, "Unsupported Media Type"}, {503, "Service Unavailable"},
  };
  for (size_t i = 0; i < sizeof WORDS / sizeof *WORDS; i++)
    if (WORDS[i].status == status) return WORDS[i].words;
  return "Internal Server Error";
}
