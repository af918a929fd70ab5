/* How long an answer takes when many ask at once.
 *
 *   serve RECORD [CLIENTS [REQUESTS]]
 *
 * Serves the record from this process and asks it over sockets: CLIENTS (100) at once, each
 * REQUESTS (20) one after another, each for another pair of sides and another span of time, so
 * that few answers were kept; then others, now that what questions go by is in memory; then
 * these once more, now kept. Told in milliseconds of the clock, for each kind of question; and of
 * the processor, the clients' share in it, as other work on the machine shows in those of the
 * clock. The clients work on the same cores.
 *
 *   serve RECORD CLIENTS REQUESTS KIND
 *
 * counts under callgrind what an answer takes (bench/questions.sh): every client has asked once
 * for each pair before counting begins, so that all lists are in memory; then it asks for the
 * kind of that number alone, or for all kinds by turns (-1). */
#include <netinet/in.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

#include <json-c/json.h>
#if __has_include(<valgrind/callgrind.h>)
#include <valgrind/callgrind.h>
#else
#define CALLGRIND_START_INSTRUMENTATION (void)0
#define CALLGRIND_STOP_INSTRUMENTATION (void)0
#endif

#include "chancery.h"

enum { PAIRS = 64, MOST_CLIENTS = 1000, ROOM = 1 << 20 };

static const struct {
  const char *name, *target; /* of two sides, a year, a month */
} KINDS[] = {
    {"timeline, 100 rows", "/api/timeline.json?between=%s&from=%d-%02d&limit=100"},
    {"ledger, 100 rows", "/api/ledger.json?between=%s&from=%d-%02d&limit=100"},
    {"weeks", "/api/series.json?between=%s&from=%d-%02d"},
    {"tension", "/api/tension.json?between=%s&from=%d-%02d"},
    {"summary", "/api/summary.json?between=%s&from=%d-%02d"},
};
enum { N_KINDS = sizeof KINDS / sizeof *KINDS };

typedef struct answered { unsigned kind; double ms; } answered;

typedef struct client {
  unsigned number, requests, port, failed, round;
  answered *v;
  pthread_t thread;
} client;

static char pairs[PAIRS][32];
static unsigned n_pairs;
static int first_year, n_years;
static int only = -1; /* that kind alone */

static void die(const char *message) {
  fprintf(stderr, "serve: %s\n", message);
  exit(2);
}

static double used(void) {
  struct rusage u;
  getrusage(RUSAGE_SELF, &u);
  return (double)(u.ru_utime.tv_sec + u.ru_stime.tv_sec) * 1e3 +
         (double)(u.ru_utime.tv_usec + u.ru_stime.tv_usec) / 1e3;
}

static double milliseconds(void) {
  struct timespec now;
  clock_gettime(CLOCK_MONOTONIC, &now);
  return (double)now.tv_sec * 1e3 + (double)now.tv_nsec / 1e6;
}

static unsigned long long mix(unsigned long long x) {
  x += 0x9E3779B97F4A7C15ull;
  x = (x ^ (x >> 30)) * 0xBF58476D1CE4E5B9ull;
  x = (x ^ (x >> 27)) * 0x94D049BB133111EBull;
  return x ^ (x >> 31);
}

/* ---- Clients -------------------------------------------------------------------- */

static int dial(unsigned port) {
  struct sockaddr_in to = {.sin_family = AF_INET, .sin_port = htons((uint16_t)port),
                           .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
  int fd = socket(AF_INET, SOCK_STREAM, 0);
  if (fd < 0 || connect(fd, (struct sockaddr *)&to, sizeof to) != 0) die("cannot connect");
  return fd;
}

/* One question and its whole answer over a connection that stays. */
static int ask(int fd, const char *target, char *room) {
  char text[600];
  int n = snprintf(text, sizeof text,
                   "GET %s HTTP/1.1\r\nHost: localhost\r\nAccept-Encoding: gzip\r\n\r\n", target);
  if (send(fd, text, (size_t)n, MSG_NOSIGNAL) != n) return 0;
  size_t have = 0, wanted = 0;
  while (!wanted || have < wanted) {
    ssize_t got = recv(fd, room + have, ROOM - 1 - have, 0);
    if (got <= 0) return 0;
    have += (size_t)got;
    room[have] = 0;
    const char *end = wanted ? NULL : strstr(room, "\r\n\r\n");
    const char *length = end ? strstr(room, "Content-Length: ") : NULL;
    if (length) wanted = (size_t)(end + 4 - room) + strtoul(length + 16, NULL, 10);
    if (wanted >= ROOM) return 0;
  }
  return strncmp(room, "HTTP/1.1 200", 12) == 0;
}

static void *run(void *self) {
  client *c = self;
  char *room = malloc(ROOM), target[300];
  int fd = dial(c->port);
  for (unsigned i = 0; i < c->requests && room; i++) {
    unsigned long long r = mix((unsigned long long)c->round << 48 | (unsigned long long)c->number << 32 | i);
    unsigned kind = only < 0 ? (unsigned)(r % N_KINDS) : (unsigned)only;
    snprintf(target, sizeof target, KINDS[kind].target, pairs[(r >> 8) % n_pairs],
             first_year + (int)((r >> 24) % (unsigned)n_years), (int)(1 + (r >> 40) % 12));
    double start = milliseconds();
    c->failed += !ask(fd, target, room);
    c->v[i] = (answered){kind, milliseconds() - start};
  }
  close(fd);
  free(room);
  return NULL;
}

/* ---- Figures -------------------------------------------------------------------- */

static int order(const void *a, const void *b) {
  double x = *(const double *)a, y = *(const double *)b;
  return x < y ? -1 : x > y;
}

static void tell(const char *name, double *v, size_t n) {
  if (n == 0) return;
  qsort(v, n, sizeof *v, order);
  printf("  %-20s %6zu  median %8.1f  99%% %8.1f  longest %8.1f ms\n", name, n, v[n / 2],
         v[(n * 99 + 99) / 100 - 1], v[n - 1]);
}

static void round_of(client *clients, unsigned n, const char *name) {
  double start = milliseconds(), before = used();
  unsigned failed = 0;
  size_t all = 0;
  for (unsigned i = 0; i < n; i++)
    if (pthread_create(&clients[i].thread, NULL, run, &clients[i]) != 0) die("no thread");
  for (unsigned i = 0; i < n; i++) {
    pthread_join(clients[i].thread, NULL);
    failed += clients[i].failed;
    all += clients[i].requests;
  }
  double took = milliseconds() - start;
  printf("%s: %zu questions of %u clients, %u failed, %.0f a second, %.3f ms of the processor each\n",
         name, all, n, failed, (double)all * 1e3 / took, (used() - before) / (double)all);
  double *v = malloc(all * sizeof *v);
  for (unsigned kind = 0; v && kind <= N_KINDS; kind++) {
    size_t found = 0;
    for (unsigned i = 0; i < n; i++)
      for (unsigned k = 0; k < clients[i].requests; k++)
        if (kind == N_KINDS || clients[i].v[k].kind == kind) v[found++] = clients[i].v[k].ms;
    tell(kind == N_KINDS ? "all" : KINDS[kind].name, v, found);
  }
  free(v);
}

/* ---- What may be asked ------------------------------------------------------------ */

typedef struct text { char *p; size_t n; } text;

static bool gather(void *self, const char *bytes, size_t n) {
  text *t = self;
  t->p = realloc(t->p, t->n + n + 1);
  if (!t->p) die("no memory");
  memcpy(t->p + t->n, bytes, n);
  t->p[t->n += n] = 0;
  return true;
}

static json_object *get(chancery_server *server, const char *target) {
  text t = {0};
  unsigned status;
  chancery_error error;
  if (!chancery_server_get(server, target, false, gather, &t, &status, &error)) die(error.message);
  json_object *json = json_tokener_parse(t.p);
  if (status != 200 || !json) die(t.p);
  free(t.p);
  return json;
}

static const char *member(json_object *row, const char *name) {
  return json_object_get_string(json_object_object_get(row, name));
}

static void find_questions(chancery_server *server) {
  /* A rare type of event will do to find pairs by: of all it takes long in a large record. */
  json_object *rows = get(server, "/api/disputes.json?limit=64&type=RETREAT");
  if (json_object_array_length(rows) < PAIRS / 2) rows = get(server, "/api/disputes.json?limit=64");
  for (size_t i = 0; i < json_object_array_length(rows) && n_pairs < PAIRS; i++) {
    json_object *row = json_object_array_get_idx(rows, i);
    snprintf(pairs[n_pairs++], sizeof *pairs, "%.12s,%.12s", member(row, "a"), member(row, "b"));
  }
  json_object *summary = json_object_array_get_idx(get(server, "/api/summary.json"), 0);
  const char *from = member(summary, "from"), *to = member(summary, "to");
  if (!n_pairs || !from || !to) die("the record holds no pair of sides");
  first_year = atoi(from);
  n_years = atoi(to) - first_year + 1;
  printf("%s events, %s articles, %u pairs asked for\n", member(summary, "events"),
         member(summary, "articles"), n_pairs);
}

/* Until what the server reads ahead has been read: nothing uses the processor any more. */
static void wait_for_rest(void) {
  double last = 0;
  for (double now = used(); now - last > 2; now = used()) {
    last = now;
    usleep(500000);
  }
}

/* Brings the lists of all pairs into memory. */
static void warm(unsigned port) {
  char *room = malloc(ROOM), target[300];
  int fd = dial(port);
  for (unsigned i = 0; room && i < n_pairs; i++) {
    snprintf(target, sizeof target, "/api/summary.json?between=%s&from=%d", pairs[i], first_year);
    if (!ask(fd, target, room)) die("no answer");
  }
  close(fd);
  free(room);
}

int main(int argc, char **argv) {
  static client clients[MOST_CLIENTS];
  if (argc < 2) die("usage: serve RECORD [CLIENTS [REQUESTS [KIND]]]");
  unsigned n = argc > 2 ? (unsigned)atoi(argv[2]) : 100;
  unsigned requests = argc > 3 ? (unsigned)atoi(argv[3]) : 20;
  if (n == 0 || n > MOST_CLIENTS) die("1 to 1000 clients");
  chancery_error error;
  chancery_serving serving = chancery_serving_default();
  serving.record = argv[1];
  chancery_server *server = chancery_server_open(NULL, &serving, &error);
  if (!server) die(error.message);
  find_questions(server);
  if (!chancery_server_start(server, &error)) die(error.message);
  unsigned port;
  if (sscanf(chancery_server_url(server), "http://127.0.0.1:%u/", &port) != 1) die("no port");
  for (unsigned i = 0; i < n; i++)
    clients[i] = (client){.number = i, .requests = requests, .port = port,
                          .v = calloc(requests, sizeof(answered))};
  if (argc > 4) {
    only = atoi(argv[4]);
    if (only >= N_KINDS) die("there is no kind of that number");
    warm(port);
    wait_for_rest();
    CALLGRIND_START_INSTRUMENTATION;
    round_of(clients, n, "asked first");
    CALLGRIND_STOP_INSTRUMENTATION;
  } else {
    round_of(clients, n, "asked first");
    wait_for_rest();
    for (unsigned i = 0; i < n; i++) clients[i].round = 1;
    round_of(clients, n, "asked others");
    round_of(clients, n, "asked again");
  }
  chancery_server_close(server);
  for (unsigned i = 0; i < n; i++) free(clients[i].v);
  return 0;
}
