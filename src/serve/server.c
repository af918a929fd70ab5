/* The server of the public header. */
#include <stdio.h>
#include <stdlib.h>
#include <sys/socket.h>
#include <unistd.h>

#include "base/pool.h"
#include "serve/ahead.h"
#include "serve/changes.h"
#include "serve/http.h"

enum { CACHE_BYTES = 128 << 20, FILES_BYTES = 16 << 20, CONNECTIONS = 512, MOST_THREADS = 64, TOKEN_LEAST = 16,
       TOKEN_MOST = 128 };

struct chancery_server {
  const chancery *engine;
  ch_service service;
  char record[4096], address[64], socket[108], token[TOKEN_MOST + 1];
  unsigned port, connections, n_records;
  bool edits;
  chancery_record *records[MOST_THREADS]; /* one a thread */
  chancery_record *ahead_record;
  ch_ahead_reader *ahead;
  ch_http *http;
  char url[192], invitation[256];
};

chancery_serving chancery_serving_default(void) {
  return (chancery_serving){.address = "127.0.0.1"};
}

/* ---- Errors: ours and the public ones hold the same -------------------------- */

static bool fail_out(chancery_error *out, const ch_error *error) {
  if (!out) return false;
  *out = (chancery_error){.code = ch_error_name(error->code)};
  memcpy(out->message, error->message, sizeof out->message);
  return false;
}

static bool keep(char *to, size_t size, const char *from, const char *what, ch_error *error) {
  if (strlen(from) >= size)
    return ch_fail(error, CH_ERROR_USAGE, "the %s is longer than %zu bytes", what, size - 1);
  strcpy(to, from);
  return true;
}

/* Random, in letters and digits; none ("") where the system gives nothing random. */
static void make_ticket(char ticket[CH_TICKET + 1]) {
  unsigned char bytes[CH_TICKET / 2];
  FILE *random = fopen("/dev/urandom", "rbe");
  bool read = random && fread(bytes, 1, sizeof bytes, random) == sizeof bytes;
  for (size_t i = 0; read && i < sizeof bytes; i++) snprintf(ticket + 2 * i, 3, "%02x", bytes[i]);
  if (random) fclose(random);
}

/* A token goes through cookies and addresses as it is. */
static bool check_token(const char *token, ch_error *error) {
  size_t n = strlen(token);
  if (n < TOKEN_LEAST || n > TOKEN_MOST)
    return ch_fail(error, CH_ERROR_USAGE, "a token has %d to %d characters", TOKEN_LEAST,
                   TOKEN_MOST);
  for (size_t i = 0; i < n; i++)
    if (!strchr("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-._~", token[i]))
      return ch_fail(error, CH_ERROR_USAGE, "a token has letters, digits and -._~ alone");
  return true;
}

static bool settings(chancery_server *s, const chancery_serving *from, ch_error *error) {
  if (!from->record) return ch_fail(error, CH_ERROR_USAGE, "no record is named");
  s->port = from->port;
  s->connections = from->connections ? from->connections : CONNECTIONS;
  s->n_records = from->threads ? from->threads : ch_pool_cores();
  if (s->n_records > MOST_THREADS) s->n_records = MOST_THREADS;
  if (!keep(s->record, sizeof s->record, from->record, "record's path", error) ||
      !keep(s->address, sizeof s->address, from->address ? from->address : "127.0.0.1", "address",
            error) ||
      !keep(s->socket, sizeof s->socket, from->socket ? from->socket : "", "socket's path", error))
    return false;
  if (from->token && (!check_token(from->token, error) ||
                      !keep(s->token, sizeof s->token, from->token, "token", error)))
    return false;
  if (from->edit && !s->token[0])
    return ch_fail(error, CH_ERROR_USAGE, "a server that takes decisions needs a token");
  s->edits = from->edit;
  bool local = s->socket[0] || ch_guard_is_loopback(ch_str_of(s->address));
  if (!local && !s->token[0])
    return ch_fail(error, CH_ERROR_USAGE, "'%s' can be reached from elsewhere: a token is needed",
                   s->address);
  s->service.guard = (ch_guard){.any_host = s->socket[0] || s->token[0],
                                .token = ch_str_of(s->token)};
  s->service.worth_packing = local ? CH_WORTH_PACKING_HERE : CH_WORTH_PACKING;
  if (s->token[0]) make_ticket(s->service.guard.ticket);
  return true;
}

/* ---- Life ---------------------------------------------------------------------- */

chancery_server *chancery_server_open(const chancery *engine, const chancery_serving *serving,
                                      chancery_error *error) {
  ch_error inner = {0};
  chancery_server *s = calloc(1, sizeof *s);
  if (s) {
    pthread_mutex_init(&s->service.lock, NULL);
    pthread_mutex_init(&s->service.edit_lock, NULL);
    s->service.cache = ch_cache_new(CACHE_BYTES);
    s->service.files = ch_cache_new(FILES_BYTES);
    s->engine = engine;
  }
  if (!s || !s->service.cache || !s->service.files) {
    ch_fail(&inner, CH_ERROR_MEMORY, "no memory to serve");
  } else if (settings(s, serving, &inner)) {
    s->service.watch = chancery_record_open(s->engine, s->record, CHANCERY_READ, error);
    if (s->service.watch && s->edits)
      s->service.edit = chancery_record_open(NULL, s->record, CHANCERY_DECIDE, error);
    if (s->service.watch && (s->service.edit || !s->edits)) return s;
    chancery_server_close(s);
    return NULL;
  }
  fail_out(error, &inner);
  chancery_server_close(s);
  return NULL;
}

static void write_url(chancery_server *s) {
  bool six = strchr(s->address, ':') != NULL;
  if (s->socket[0]) snprintf(s->url, sizeof s->url, "unix:%s", s->socket);
  else snprintf(s->url, sizeof s->url, "http://%s%s%s:%u/", six ? "[" : "", s->address,
                six ? "]" : "", s->port);
  const char *ticket = s->socket[0] ? "" : s->service.guard.ticket;
  snprintf(s->invitation, sizeof s->invitation, "%s%s%s", s->url, ticket[0] ? "?token=" : "", ticket);
}

bool chancery_server_start(chancery_server *s, chancery_error *error) {
  ch_error inner = {0};
  if (s->http) {
    ch_fail(&inner, CH_ERROR_USAGE, "the server runs already");
    return fail_out(error, &inner);
  }
  for (unsigned i = 0; i < s->n_records; i++)
    if (!s->records[i] && !(s->records[i] = chancery_record_beside(s->service.watch, error)))
      return false;
  if (!s->ahead_record && !(s->ahead_record = chancery_record_beside(s->service.watch, error)))
    return false;
  int listener = s->socket[0] ? ch_listen_socket(s->socket, &inner)
                              : ch_listen_address(s->address, &s->port, &inner);
  if (listener < 0) return fail_out(error, &inner);
  ch_http_options options = {.listener = listener, .threads = s->n_records,
                             .connections = s->connections, .records = s->records};
  write_url(s); /* before anybody can use the ticket up */
  s->http = ch_http_start(&s->service, &options, &inner);
  if (s->http) s->ahead = ch_ahead_start(s->ahead_record);
  return s->http || fail_out(error, &inner);
}

const char *chancery_server_url(const chancery_server *s) {
  return s->http ? s->url : NULL;
}

const char *chancery_server_invitation(const chancery_server *s) {
  return s->http ? s->invitation : NULL;
}

void chancery_server_close(chancery_server *s) {
  if (!s) return;
  bool listened = s->http != NULL;
  ch_http_stop(s->http);
  ch_ahead_stop(s->ahead);
  chancery_record_close(s->ahead_record);
  if (listened && s->socket[0]) unlink(s->socket);
  for (unsigned i = 0; i < MOST_THREADS; i++) chancery_record_close(s->records[i]);
  chancery_record_close(s->service.watch);
  chancery_record_close(s->service.edit);
  ch_cache_free(s->service.cache);
  ch_cache_free(s->service.files);
  pthread_mutex_destroy(&s->service.lock);
  pthread_mutex_destroy(&s->service.edit_lock);
  free(s);
}

/* ---- One answer without a connection -------------------------------------------- */

static void write_header(void *self, const char *name, const char *value) {
  ch_buf_printf(self, "%s: %s\n", name, value);
}

/* The first event stands for the stream. */
static void first_event(chancery_server *s, ch_answer *answer) {
  char text[96];
  uint64_t version = 0;
  ch_service_version(&s->service, &version, NULL);
  ch_changes_event("hello", version, text, sizeof text);
  *answer = (ch_answer){.status = 200, .body = ch_body_new("text/event-stream")};
  if (answer->body) ch_buf_add_z(&answer->body->bytes, text);
}

bool chancery_server_get(chancery_server *s, const char *target, bool headers,
                         bool (*write)(void *self, const char *bytes, size_t n), void *self,
                         unsigned *status, chancery_error *error) {
  ch_error none;
  ch_incoming in = {.method = CH_STR("GET"), .target = ch_str_of(target),
                    .host = CH_STR("localhost")};
  ch_guard guard = s->service.guard;
  ch_buf head;
  ch_exchange *x = malloc(sizeof *x);
  ch_fail(&none, CH_ERROR_MEMORY, "no memory to answer");
  if (!x) return fail_out(error, &none);
  s->service.guard = (ch_guard){.any_host = true}; /* whoever holds the file may read it */
  ch_next next = ch_respond_begin(&s->service, &in, x);
  s->service.guard = guard;
  if (next == CH_NEEDS_RECORD) ch_respond_work(&s->service, x, s->service.watch);
  if (next == CH_STREAMS) first_event(s, &x->answer);
  ch_buf_init(&head, 0);
  if (headers) {
    ch_buf_printf(&head, "HTTP/1.1 %u %s\n", x->answer.status, ch_status_words(x->answer.status));
    ch_answer_headers(&x->answer, write_header, &head);
    ch_buf_add_byte(&head, '\n');
  }
  const ch_body *body = x->answer.body;
  bool done = body && !head.failed;
  if (done && head.n) write(self, head.p, head.n);
  if (done && body->bytes.n) write(self, body->bytes.p, body->bytes.n);
  if (status) *status = x->answer.status;
  ch_buf_free(&head);
  ch_answer_drop(&x->answer);
  free(x);
  return done || fail_out(error, &none);
}
