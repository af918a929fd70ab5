#include "serve/http.h"

#include <stdlib.h>
#include <unistd.h>

#include "serve/changes.h"

enum {
  IDLE_S = 30,             /* until a connection that says nothing is closed */
  HEADERS_MOST = 64 << 10, /* bytes of memory a connection */
  QUEUE_MOST = 1024        /* requests that wait for a thread; more are put off */
};

typedef enum call_state { CALL_BEGUN, CALL_READ, CALL_BODY, CALL_WORKED } call_state;

/* A request from its first line until its answer is sent. */
typedef struct call call;
struct call {
  call *next; /* in the queue */
  ch_http *http;
  struct MHD_Connection *connection;
  call_state state;
  ch_str target;
  ch_exchange x;
};

typedef struct worker {
  ch_http *http;
  chancery_record *record;
  pthread_t thread;
} worker;

struct ch_http {
  ch_service *service;
  struct MHD_Daemon *daemon;
  ch_changes *changes;
  worker *workers;
  unsigned n_workers;
  pthread_mutex_t lock; /* of the queue */
  pthread_cond_t filled;
  call *first, *last;
  size_t waiting;
  bool stopping;
};

/* ---- The queue -------------------------------------------------------------- */

static call *take_call(ch_http *h) {
  pthread_mutex_lock(&h->lock);
  while (!h->first && !h->stopping) pthread_cond_wait(&h->filled, &h->lock);
  call *c = h->first;
  if (c) {
    h->first = c->next;
    if (!h->first) h->last = NULL;
    h->waiting--;
  }
  pthread_mutex_unlock(&h->lock);
  return c;
}

static bool is_stopping(ch_http *h) {
  pthread_mutex_lock(&h->lock);
  bool stopping = h->stopping;
  pthread_mutex_unlock(&h->lock);
  return stopping;
}

static void busy(call *c) {
  ch_answer_refuse(&c->x.answer, 503, "busy", "too much is asked at once; try again");
}

static void *work(void *self) {
  worker *w = self;
  call *c;
  while ((c = take_call(w->http))) {
    if (is_stopping(w->http)) busy(c);
    else ch_respond_work(w->http->service, &c->x, w->record);
    MHD_resume_connection(c->connection);
  }
  return NULL;
}

/* Puts the connection to sleep until a worker has its answer; false when there
 * are too many before it. */
static bool queue_call(ch_http *h, call *c) {
  pthread_mutex_lock(&h->lock);
  bool room = h->waiting < QUEUE_MOST && !h->stopping;
  if (room) {
    MHD_suspend_connection(c->connection);
    c->next = NULL;
    *(h->last ? &h->last->next : &h->first) = c;
    h->last = c;
    h->waiting++;
    pthread_cond_signal(&h->filled);
  }
  pthread_mutex_unlock(&h->lock);
  return room;
}

/* ---- Answers ---------------------------------------------------------------- */

static void add_header(void *self, const char *name, const char *value) {
  MHD_add_response_header(self, name, value);
}

static void drop_body(void *self) {
  ch_body_drop(self);
}

static enum MHD_Result send_response(call *c, unsigned status, struct MHD_Response *response) {
  if (!response) return MHD_NO;
  ch_answer_headers(&c->x.answer, add_header, response);
  enum MHD_Result done = MHD_queue_response(c->connection, status, response);
  MHD_destroy_response(response);
  return done;
}

static enum MHD_Result send_answer(call *c) {
  ch_body *body = c->x.answer.body;
  bool empty = !body || c->x.answer.status == 304;
  struct MHD_Response *response =
      empty ? MHD_create_response_from_buffer(0, (void *)(uintptr_t) "", MHD_RESPMEM_PERSISTENT)
            : MHD_create_response_from_buffer_with_free_callback_cls(
                  body->bytes.n, body->bytes.p, drop_body, ch_body_hold(body));
  if (!response && !empty) ch_body_drop(body);
  return send_response(c, c->x.answer.status, response);
}

static enum MHD_Result send_changes(call *c) {
  struct MHD_Response *response = ch_changes_stream(c->http->changes, c->connection);
  if (!response) {
    busy(c);
    return send_answer(c);
  }
  c->x.answer = (ch_answer){.status = 200};
  MHD_add_response_header(response, "Content-Type", "text/event-stream");
  return send_response(c, 200, response);
}

/* ---- Requests ---------------------------------------------------------------- */

static ch_str header(struct MHD_Connection *connection, const char *name) {
  const char *value = NULL;
  size_t n = 0;
  if (MHD_lookup_connection_value_n(connection, MHD_HEADER_KIND, name, strlen(name), &value, &n) !=
      MHD_YES)
    return (ch_str){NULL, 0};
  return (ch_str){value, value ? n : 0};
}

static ch_incoming read_headers(const call *c, const char *method) {
  struct MHD_Connection *from = c->connection;
  ch_str length = header(from, "Content-Length");
  return (ch_incoming){
      .method = ch_str_of(method),
      .target = c->target,
      .host = header(from, "Host"),
      .origin = header(from, "Origin"),
      .authorization = header(from, "Authorization"),
      .cookie = header(from, "Cookie"),
      .if_none_match = header(from, "If-None-Match"),
      .accept_encoding = header(from, "Accept-Encoding"),
      .content_type = header(from, "Content-Type"),
      .has_body = header(from, "Transfer-Encoding").n || (length.n && !ch_str_is(length, "0"))};
}

static enum MHD_Result wait_for_record(call *c) {
  c->state = CALL_WORKED;
  if (queue_call(c->http, c)) return MHD_YES;
  busy(c);
  return send_answer(c);
}

static enum MHD_Result begin(call *c, const char *method) {
  ch_incoming in = read_headers(c, method);
  switch (ch_respond_begin(c->http->service, &in, &c->x)) {
    case CH_STREAMS: return send_changes(c);
    case CH_NEEDS_RECORD: return wait_for_record(c);
    case CH_NEEDS_BODY:
      c->state = CALL_BODY;
      return MHD_YES;
    case CH_ANSWERED: break;
  }
  return send_answer(c);
}

/* A piece of the body, or its end. */
static enum MHD_Result take_body(call *c, const char *upload, size_t *upload_n) {
  ch_buf *body = &c->x.body;
  if (*upload_n == 0) {
    if (!body->failed) return wait_for_record(c);
    ch_answer_refuse(&c->x.answer, 413, "limit", "a decision has %d bytes at most", CH_BODY_MOST);
    return send_answer(c);
  }
  ch_buf_add(body, (ch_str){upload, *upload_n});
  *upload_n = 0;
  return MHD_YES;
}

/* libmicrohttpd calls once when the headers are there, and again when the body
 * is (there is none but of a decision, yet an answer at the first call would close the
 * connection), and again after a sleep. */
static enum MHD_Result handle(void *self, struct MHD_Connection *connection, const char *url,
                              const char *method, const char *version, const char *upload,
                              size_t *upload_n, void **state) {
  call *c = *state;
  (void)self, (void)url, (void)version;
  if (!c) return MHD_NO;
  c->connection = connection;
  if (c->state == CALL_WORKED) return send_answer(c);
  if (c->state == CALL_BODY) return take_body(c, upload, upload_n);
  if (c->state == CALL_BEGUN) {
    c->state = CALL_READ;
    ch_incoming in = read_headers(c, method);
    return in.has_body ? begin(c, method) : MHD_YES;
  }
  *upload_n = 0;
  return begin(c, method);
}

/* The first that is heard of a request: its target as it was sent. */
static void *first_line(void *self, const char *target, struct MHD_Connection *connection) {
  size_t n = strnlen(target, CH_REQUEST_LONGEST + 1); /* more is too long anyway */
  call *c = malloc(sizeof *c + n);
  (void)connection;
  if (!c) return NULL;
  c->http = self;
  c->state = CALL_BEGUN;
  c->x.answer = (ch_answer){0};
  ch_buf_init(&c->x.body, CH_BODY_MOST);
  char *room = (char *)(c + 1);
  memcpy(room, target, n);
  c->target = (ch_str){room, n};
  return c;
}

static void completed(void *self, struct MHD_Connection *connection, void **state,
                      enum MHD_RequestTerminationCode why) {
  call *c = *state;
  (void)self, (void)connection, (void)why;
  if (!c) return;
  ch_answer_drop(&c->x.answer);
  ch_buf_free(&c->x.body);
  free(c);
  *state = NULL;
}

/* ---- Life -------------------------------------------------------------------- */

static bool start_workers(ch_http *h, const ch_http_options *options) {
  h->workers = calloc(options->threads, sizeof *h->workers);
  if (!h->workers) return false;
  for (; h->n_workers < options->threads; h->n_workers++) {
    worker *w = &h->workers[h->n_workers];
    *w = (worker){.http = h, .record = options->records[h->n_workers]};
    if (pthread_create(&w->thread, NULL, work, w) != 0) return false;
  }
  return true;
}

static struct MHD_Daemon *start_daemon(ch_http *h, const ch_http_options *options) {
  unsigned flags = MHD_USE_AUTO | MHD_USE_INTERNAL_POLLING_THREAD | MHD_ALLOW_SUSPEND_RESUME;
  return MHD_start_daemon(flags, 0, NULL, NULL, handle, h,                          //
                          MHD_OPTION_LISTEN_SOCKET, (MHD_socket)options->listener,  //
                          MHD_OPTION_URI_LOG_CALLBACK, first_line, h,               //
                          MHD_OPTION_NOTIFY_COMPLETED, completed, h,                //
                          MHD_OPTION_CONNECTION_LIMIT, options->connections,        //
                          MHD_OPTION_CONNECTION_TIMEOUT, (unsigned)IDLE_S,          //
                          MHD_OPTION_CONNECTION_MEMORY_LIMIT, (size_t)HEADERS_MOST, //
                          MHD_OPTION_STRICT_FOR_CLIENT, 1,                          //
                          MHD_OPTION_END);
}

ch_http *ch_http_start(ch_service *service, const ch_http_options *options, ch_error *error) {
  ch_http *h = calloc(1, sizeof *h);
  if (!h) {
    close(options->listener);
    ch_fail(error, CH_ERROR_MEMORY, "no memory to serve");
    return NULL;
  }
  h->service = service;
  pthread_mutex_init(&h->lock, NULL);
  pthread_cond_init(&h->filled, NULL);
  h->changes = ch_changes_start(service);
  if (h->changes && start_workers(h, options)) h->daemon = start_daemon(h, options);
  if (h->daemon) return h;
  close(options->listener);
  ch_http_stop(h);
  ch_fail(error, CH_ERROR_IO, "the server could not be started");
  return NULL;
}

void ch_http_stop(ch_http *h) {
  if (!h) return;
  if (h->changes) ch_changes_stop(h->changes);
  pthread_mutex_lock(&h->lock);
  h->stopping = true;
  pthread_cond_broadcast(&h->filled);
  pthread_mutex_unlock(&h->lock);
  for (unsigned i = 0; i < h->n_workers; i++) pthread_join(h->workers[i].thread, NULL);
  if (h->daemon) MHD_stop_daemon(h->daemon);
  ch_changes_free(h->changes);
  pthread_cond_destroy(&h->filled);
  pthread_mutex_destroy(&h->lock);
  free(h->workers);
  free(h);
}
