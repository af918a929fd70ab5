/* The server as clients meet it, over sockets. */
#include "testing.h"

#include <netinet/in.h>
#include <pthread.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <sys/time.h>
#include <zlib.h>

#include "chancery.h"
#include "serve/respond.h"
#include "serve/record_file.h"

typedef struct served {
  record_file file;
  chancery_server *server;
  unsigned port;
} served;

/* At a socket's path; or on loopback's address; or, with a token, on all addresses. */
static void serve_at(served *s, size_t articles, const char *socket, const char *token) {
  chancery_error error;
  record_file_make(&s->file, articles);
  chancery_serving serving = chancery_serving_default();
  serving.record = s->file.path;
  serving.socket = socket;
  serving.token = token;
  if (token) serving.address = "0.0.0.0";
  serving.threads = 2;
  serving.connections = 1200;
  s->server = chancery_server_open(NULL, &serving, &error);
  assert_non_null(s->server);
  assert_null(chancery_server_url(s->server));
  if (!chancery_server_start(s->server, &error)) fail_msg("%s", error.message);
  if (!socket)
    assert_int_equal(sscanf(chancery_server_url(s->server), "http://%*[0-9.]:%u/", &s->port), 1);
}

static void serve(served *s, size_t articles, const char *socket) {
  serve_at(s, articles, socket, NULL);
}

static void stop(served *s) {
  chancery_server_close(s->server);
  record_file_remove(&s->file);
}

/* -1 when nobody takes it. */
static int dial(const served *s) {
  struct sockaddr_in to = {.sin_family = AF_INET, .sin_port = htons((uint16_t)s->port),
                           .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
  struct timeval patience = {.tv_sec = 20};
  int fd = socket(AF_INET, SOCK_STREAM, 0);
  if (fd < 0) return -1;
  setsockopt(fd, SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof patience);
  if (connect(fd, (struct sockaddr *)&to, sizeof to) == 0) return fd;
  close(fd);
  return -1;
}

/* All that comes until the other side closes, or until `until` has come. */
static void hear(int fd, const char *until, ch_buf *out) {
  char part[4096];
  ssize_t n;
  ch_buf_clear(out);
  while ((n = recv(fd, part, sizeof part, 0)) > 0) {
    ch_buf_add(out, (ch_str){part, (size_t)n});
    if (until && ch_str_find(ch_buf_str(out), ch_str_of(until), 0) != SIZE_MAX) break;
  }
  ch_buf_add_byte(out, 0);
  out->n--;
}

/* Sends the text and hears the answer out. */
static void ask(const served *s, const char *text, ch_buf *out) {
  int fd = dial(s);
  ch_buf_clear(out);
  ch_buf_add_byte(out, 0);
  if (fd < 0) return;
  send(fd, text, strlen(text), MSG_NOSIGNAL);
  hear(fd, NULL, out);
  close(fd);
}

#define REST " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"

static void methods_and_conditions(void **state) {
  (void)state;
  served s;
  ch_buf out;
  ch_buf_init(&out, 0);
  serve(&s, 16, NULL);
  ask(&s, "GET /api/sources.json" REST, &out);
  assert_non_null(strstr(out.p, "HTTP/1.1 200 OK\r\n"));
  assert_non_null(strstr(out.p, "\r\n\r\n[\n {\"outlet\":"));
  char *tag = strstr(out.p, "ETag: "), etag[32];
  assert_non_null(tag);
  assert_int_equal(sscanf(tag, "ETag: %31s", etag), 1);

  ask(&s, "HEAD /api/sources.json" REST, &out);
  assert_non_null(strstr(out.p, "HTTP/1.1 200 OK\r\n"));
  assert_non_null(strstr(out.p, etag));
  assert_non_null(strstr(out.p, "Content-Length: "));
  assert_null(strstr(out.p, "outlet"));

  char text[300];
  snprintf(text, sizeof text,
           "GET /api/sources.json HTTP/1.1\r\nHost: localhost\r\nIf-None-Match: \"x\", W/%s\r\n"
           "Connection: close\r\n\r\n", etag);
  ask(&s, text, &out);
  assert_non_null(strstr(out.p, "HTTP/1.1 304 Not Modified\r\n"));
  assert_non_null(strstr(out.p, etag));
  assert_non_null(strstr(out.p, "Content-Security-Policy: "));
  assert_null(strstr(out.p, "outlet"));

  static const char *const METHODS[] = {"POST",    "PUT",   "DELETE", "PATCH",
                                        "OPTIONS", "TRACE", "BREW"};
  for (size_t i = 0; i < sizeof METHODS / sizeof *METHODS; i++) {
    snprintf(text, sizeof text, "%s /api/sources.json" REST, METHODS[i]);
    ask(&s, text, &out);
    if (!strstr(out.p, "405 Method Not Allowed") || !strstr(out.p, "Allow: GET, HEAD"))
      fail_msg("%s: %s", METHODS[i], out.p);
    assert_non_null(strstr(out.p, "X-Content-Type-Options: nosniff"));
  }
  ask(&s, "POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 5\r\n\r\nhello", &out);
  assert_non_null(strstr(out.p, "405"));
  ask(&s, "GET / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 5\r\n\r\nhello", &out);
  assert_non_null(strstr(out.p, "413"));
  ask(&s, "GET / HTTP/1.1\r\nHost: evil.example\r\nConnection: close\r\n\r\n", &out);
  assert_non_null(strstr(out.p, "403 Forbidden"));
  ask(&s, "GET / HTTP/1.1\r\nHost: localhost\r\nOrigin: http://evil.example\r\n"
          "Connection: close\r\n\r\n", &out);
  assert_non_null(strstr(out.p, "403 Forbidden"));
  stop(&s);
  ch_buf_free(&out);
}

static void packed_answers_unpack(void **state) {
  (void)state;
  served s;
  ch_buf plain, packed;
  ch_buf_init(&plain, 0);
  ch_buf_init(&packed, 0);
#define WITH "Host: localhost\r\nAuthorization: Bearer open-sesame-0123456789\r\nConnection: close\r\n"
  serve_at(&s, 16, NULL, "open-sesame-0123456789");
  ask(&s, "GET /api/timeline.json HTTP/1.1\r\n" WITH "\r\n", &plain);
  ask(&s, "GET /api/timeline.json HTTP/1.1\r\n" WITH "Accept-Encoding: br, gzip;q=0.8\r\n\r\n", &packed);
  assert_non_null(strstr(packed.p, "Content-Encoding: gzip\r\n"));
  const char *body = strstr(plain.p, "\r\n\r\n") + 4;
  size_t head = ch_str_find(ch_buf_str(&packed), CH_STR("\r\n\r\n"), 0) + 4;
  static char out[200000];
  z_stream z = {.next_in = (Bytef *)packed.p + head, .avail_in = (uInt)(packed.n - head),
                .next_out = (Bytef *)out, .avail_out = sizeof out - 1};
  assert_int_equal(inflateInit2(&z, MAX_WBITS + 16), Z_OK);
  assert_int_equal(inflate(&z, Z_FINISH), Z_STREAM_END);
  inflateEnd(&z);
  assert_string_equal(out, body);
  ask(&s, "GET /api/timeline.json HTTP/1.1\r\n" WITH "Accept-Encoding: gzip;q=0\r\n\r\n", &packed);
  assert_null(strstr(packed.p, "Content-Encoding"));
  stop(&s);
#undef WITH
  ch_buf_free(&plain);
  ch_buf_free(&packed);
}

/* On this machine a byte costs less to send than to pack, unless there are very many. */
static void what_stays_here_is_packed_when_long(void **state) {
  (void)state;
  served s;
  ch_buf out;
  ch_buf_init(&out, 0);
  serve(&s, 16, NULL);
#define PACKED " HTTP/1.1\r\nHost: localhost\r\nAccept-Encoding: gzip\r\nConnection: close\r\n\r\n"
  ask(&s, "GET /api/timeline.json?limit=20" PACKED, &out);
  assert_non_null(strstr(out.p, "HTTP/1.1 200 OK\r\n"));
  assert_null(strstr(out.p, "Content-Encoding"));
#undef PACKED
  stop(&s);
  ch_buf_free(&out);
  ch_body *body = ch_body_new("text/plain");
  for (int i = 0; i < CH_WORTH_PACKING_HERE / 8; i++) ch_buf_add_z(&body->bytes, "a tunnel");
  assert_true(ch_body_seal(body, CH_WORTH_PACKING_HERE));
  assert_true(body->gzipped && body->bytes.n < CH_WORTH_PACKING_HERE / 100);
  ch_body_drop(body);
}

static void broken_http_is_refused(void **state) {
  (void)state;
  static const char *const BROKEN[] = {
      "GET\r\n\r\n",
      "GET / HTTP/9.9\r\nHost: localhost\r\n\r\n",
      "GET / HTTP/1.1\r\n\r\n",
      "GET / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 5\r\nContent-Length: 6\r\n\r\nhello!",
      "GET / HTTP/1.1\r\nHost: localhost\r\nContent-Length: x\r\n\r\n",
      "GET / HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n",
      "GET /%00 HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n",
  };
  served s;
  ch_buf out, big;
  ch_buf_init(&out, 0);
  ch_buf_init(&big, 0);
  serve(&s, 2, NULL);
  for (size_t i = 0; i < sizeof BROKEN / sizeof *BROKEN; i++) {
    ask(&s, BROKEN[i], &out);
    if (out.n && (strncmp(out.p, "HTTP/1.1 4", 10) != 0 && strncmp(out.p, "HTTP/1.1 5", 10) != 0))
      fail_msg("%s\nwas answered:\n%s", BROKEN[i], out.p);
  }
  ch_buf_add_z(&big, "GET /");
  for (int i = 0; i < 9000; i++) ch_buf_add_byte(&big, 'a');
  ch_buf_add_z(&big, REST);
  ch_buf_add_byte(&big, 0);
  ask(&s, big.p, &out);
  assert_non_null(strstr(out.p, "414 "));
  ch_buf_clear(&big);
  ch_buf_add_z(&big, "GET / HTTP/1.1\r\nHost: localhost\r\nX: ");
  for (int i = 0; i < 70000; i++) ch_buf_add_byte(&big, 'a');
  ch_buf_add_z(&big, "\r\n\r\n");
  ch_buf_add_byte(&big, 0);
  ask(&s, big.p, &out);
  if (out.n) assert_non_null(strstr(out.p, "HTTP/1.1 4"));
  ask(&s, "GET /api/timeline.json" REST, &out); /* and all is well */
  assert_non_null(strstr(out.p, "200 OK"));
  stop(&s);
  ch_buf_free(&out);
  ch_buf_free(&big);
}

/* ---- Many at once -------------------------------------------------------------- */

typedef struct client {
  const served *s;
  unsigned number, good;
} client;

static void *ask_much(void *self) {
  static const char *const TARGETS[] = {"/api/timeline.json", "/api/ledger.csv?between=USA,RUS",
                                        "/", "/api/sources.md", "/api/timeline.json?form=1",
                                        "/api/events.jsonl", "/none"};
  enum { N = sizeof TARGETS / sizeof *TARGETS };
  client *c = self;
  ch_buf out;
  ch_buf_init(&out, 0);
  for (unsigned i = 0; i < N; i++) {
    char text[200];
    snprintf(text, sizeof text, "GET %s" REST, TARGETS[(c->number + i) % N]);
    ask(c->s, text, &out);
    c->good += strncmp(out.p, "HTTP/1.1 ", 9) == 0 && strstr(out.p, "\r\n\r\n");
  }
  ch_buf_free(&out);
  return NULL;
}

static void a_hundred_at_once_while_the_record_grows(void **state) {
  (void)state;
  enum { CLIENTS = 100 };
  static client clients[CLIENTS];
  pthread_t threads[CLIENTS];
  served s;
  serve(&s, 4, NULL);
  for (unsigned i = 0; i < CLIENTS; i++) {
    clients[i] = (client){.s = &s, .number = i};
    assert_int_equal(pthread_create(&threads[i], NULL, ask_much, &clients[i]), 0);
  }
  for (size_t i = 4; i < s.file.dispute.n; i++) record_file_add(&s.file, i, i + 1);
  for (unsigned i = 0; i < CLIENTS; i++) {
    pthread_join(threads[i], NULL);
    assert_int_equal(clients[i].good, 7);
  }
  ch_buf out;
  ch_buf_init(&out, 0);
  ask(&s, "GET /api/sources.json" REST, &out); /* what was added is there */
  assert_non_null(strstr(out.p, "Sentinel"));
  ch_buf_free(&out);
  stop(&s);
}

static void held_connections_hinder_nobody(void **state) {
  (void)state;
  enum { HELD = 900 };
  static int held[HELD];
  served s;
  ch_buf out;
  ch_buf_init(&out, 0);
  serve(&s, 4, NULL);
  for (size_t i = 0; i < HELD; i++) {
    held[i] = dial(&s);
    if (held[i] >= 0) send(held[i], "GET / HT", 8, MSG_NOSIGNAL);
  }
  ask(&s, "GET /api/timeline.json" REST, &out);
  assert_non_null(strstr(out.p, "200 OK"));
  for (size_t i = 0; i < HELD; i++)
    if (held[i] >= 0) close(held[i]);
  stop(&s);
  ch_buf_free(&out);
}

/* ---- Changes ---------------------------------------------------------------------- */

static void changes_are_told(void **state) {
  (void)state;
  served s;
  ch_buf out;
  ch_buf_init(&out, 0);
  serve(&s, 2, NULL);
  int fd = dial(&s), other = dial(&s);
  static const char ASK[] = "GET /api/changes HTTP/1.1\r\nHost: localhost\r\n\r\n";
  send(fd, ASK, sizeof ASK - 1, MSG_NOSIGNAL);
  send(other, ASK, sizeof ASK - 1, MSG_NOSIGNAL);
  hear(fd, "event: hello", &out);
  assert_non_null(strstr(out.p, "Content-Type: text/event-stream\r\n"));
  assert_non_null(strstr(out.p, "Content-Security-Policy: "));
  close(other); /* gone without a word */
  record_file_add(&s.file, 2, 4);
  hear(fd, "event: change", &out);
  assert_non_null(strstr(out.p, "data: {\"version\":"));
  stop(&s); /* the stream is ended */
  hear(fd, NULL, &out);
  close(fd);
  ch_buf_free(&out);
}

static void a_socket_of_ones_own(void **state) {
  (void)state;
  char path[64] = "/tmp/chancery-socket-XXXXXX";
  assert_non_null(mkdtemp(path));
  char folder[64];
  strcpy(folder, path);
  strcat(path, "/s");
  served s;
  ch_buf out;
  ch_buf_init(&out, 0);
  /* What a killed server leaves behind does not hinder. */
  struct sockaddr_un at = {.sun_family = AF_UNIX};
  strcpy(at.sun_path, path);
  int dead = socket(AF_UNIX, SOCK_STREAM, 0);
  assert_int_equal(bind(dead, (struct sockaddr *)&at, sizeof at), 0);
  close(dead);
  serve(&s, 2, path);
  int fd = socket(AF_UNIX, SOCK_STREAM, 0);
  assert_int_equal(connect(fd, (struct sockaddr *)&at, sizeof at), 0);
  static const char ASK[] = "GET /api/sources.csv HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n";
  send(fd, ASK, sizeof ASK - 1, MSG_NOSIGNAL);
  hear(fd, NULL, &out);
  assert_non_null(strstr(out.p, "outlet,articles"));
  close(fd);
  /* A second server there is refused: the first is alive. */
  chancery_error error;
  chancery_serving serving = chancery_serving_default();
  serving.record = s.file.path;
  serving.socket = path;
  chancery_server *second = chancery_server_open(NULL, &serving, &error);
  assert_false(chancery_server_start(second, &error));
  assert_string_equal(error.code, "io");
  chancery_server_close(second);
  stop(&s);
  assert_int_not_equal(access(path, F_OK), 0);
  rmdir(folder);
  ch_buf_free(&out);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(methods_and_conditions),
      cmocka_unit_test(packed_answers_unpack),
      cmocka_unit_test(what_stays_here_is_packed_when_long),
      cmocka_unit_test(broken_http_is_refused),
      cmocka_unit_test(a_hundred_at_once_while_the_record_grows),
      cmocka_unit_test(held_connections_hinder_nobody),
      cmocka_unit_test(changes_are_told),
      cmocka_unit_test(a_socket_of_ones_own),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
