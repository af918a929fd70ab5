#include <fcntl.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include "view.h"

enum { PORT = 8001, TOKEN_ROOM = 256, SPARE_FILES = 64, MOST_CONNECTIONS = 4096 };

static const cli_option options[] = {
    {"store", 's', "FILE", "the record (" CLI_RECORD ")"},
    {"port", 'p', "N", "port (8001); 0: any that is free"},
    {"address", 0, "IP", "listen here (127.0.0.1); others need --token-file"},
    {"socket", 0, "PATH", "listen at a Unix socket instead"},
    {"token-file", 0, "FILE", "ask for the token that this file holds"},
    {"edit", 0, NULL, "take splits, joins and notes too, by the page and by POST; needs --token-file"},
    {"get", 0, "PATH", "answer one request, such as /api/timeline.json?from=2017, and end"},
    {"include", 'i', NULL, "with --get: status and headers before the answer"},
    {"open", 0, NULL, "open the page in a browser"},
    {"threads", 't', "N", "threads that answer (all cores)"},
    {NULL, 0, NULL, NULL},
};

/* The file's first line; false (told) if it cannot be read. */
static bool read_token(const cli *c, char token[TOKEN_ROOM]) {
  const char *path = cli_value(c, "token-file");
  FILE *file = fopen(path, "re");
  if (!file || !fgets(token, TOKEN_ROOM, file)) {
    cli_say(c, 0, "cannot read a token from '%s'", path);
    if (file) fclose(file);
    return false;
  }
  fclose(file);
  token[strcspn(token, "\r\n")] = 0;
  return true;
}

/* As many connections as files may be open. */
static unsigned connections(void) {
  struct rlimit files;
  if (getrlimit(RLIMIT_NOFILE, &files) != 0) return 0;
  if (files.rlim_cur < files.rlim_max && files.rlim_cur < MOST_CONNECTIONS + SPARE_FILES) {
    files.rlim_cur = files.rlim_max < MOST_CONNECTIONS + SPARE_FILES
                         ? files.rlim_max : MOST_CONNECTIONS + SPARE_FILES;
    if (setrlimit(RLIMIT_NOFILE, &files) != 0) return 0;
  }
  rlim_t n = files.rlim_cur > 2 * SPARE_FILES ? files.rlim_cur - SPARE_FILES : SPARE_FILES;
  return n < MOST_CONNECTIONS ? (unsigned)n : MOST_CONNECTIONS;
}

static void open_browser(const char *url) {
#ifdef __APPLE__
  const char *opener = "open";
#else
  const char *opener = "xdg-open";
#endif
  pid_t child = fork();
  if (child == 0) {
    int nothing = open("/dev/null", O_RDWR);
    if (nothing >= 0) {
      dup2(nothing, STDOUT_FILENO);
      dup2(nothing, STDERR_FILENO);
    }
    if (fork() == 0) execlp(opener, opener, url, (char *)NULL);
    _exit(0);
  }
  if (child > 0) waitpid(child, NULL, 0);
}

/* Until somebody ends it: a second signal does not wait for answers under way. */
static int run_until_stopped(const cli *c, chancery_server *server, const sigset_t *signals) {
  chancery_error error;
  if (!chancery_server_start(server, &error)) return cli_fail(c, &error);
  const char *url = chancery_server_url(server);
  /* A script that asked for a free port reads it here. */
  printf("%s\n", url);
  fflush(stdout);
  if (!cli_flag(c, "quiet")) cli_say(c, 0, "Ctrl-C ends it");
  if (cli_flag(c, "open") && !cli_value(c, "socket"))
    open_browser(chancery_server_invitation(server));
  int got;
  while (sigwait(signals, &got) != 0) continue;
  signal(SIGINT, SIG_DFL);
  signal(SIGTERM, SIG_DFL);
  sigprocmask(SIG_UNBLOCK, signals, NULL);
  return CLI_DONE;
}

static int get(cli *c, chancery_server *server, const char *target) {
  chancery_error error;
  unsigned status = 0;
  if (!chancery_server_get(server, target, cli_flag(c, "include"), cli_write, c, &status, &error))
    return cli_fail(c, &error);
  return cli_end(c, status < 400 ? CLI_DONE : CLI_FAILED);
}

static int serve(cli *c, const chancery *engine, const chancery_serving *serving) {
  chancery_error error;
  sigset_t signals;
  sigemptyset(&signals);
  sigaddset(&signals, SIGINT);
  sigaddset(&signals, SIGTERM);
  const char *target = cli_value(c, "get");
  /* Threads inherit the mask: the signals are the main thread's to take. */
  if (!target) sigprocmask(SIG_BLOCK, &signals, NULL);
  chancery_server *server = chancery_server_open(engine, serving, &error);
  if (!server) return cli_fail(c, &error);
  int status = target ? get(c, server, target) : run_until_stopped(c, server, &signals);
  chancery_server_close(server);
  return status;
}

static int run(cli *c) {
  chancery_serving serving = chancery_serving_default();
  char token[TOKEN_ROOM];
  serving.record = c->n_inputs ? c->inputs[0] : cli_value(c, "store");
  if (!serving.record) serving.record = c->record;
  if (cli_value(c, "address")) serving.address = cli_value(c, "address");
  serving.socket = cli_value(c, "socket");
  serving.port = PORT;
  serving.edit = cli_flag(c, "edit");
  serving.connections = connections();
  if (!cli_number(c, "port", 65535, &serving.port) ||
      !cli_number(c, "threads", 64, &serving.threads))
    return CLI_FAILED;
  if (cli_value(c, "token-file")) {
    if (!read_token(c, token)) return CLI_FAILED;
    serving.token = token;
  }
  /* Trees alone need the engine, which takes time to open. */
  const char *target = cli_value(c, "get");
  bool trees = !target || strncmp(target, "/api/explain", strlen("/api/explain")) == 0;
  chancery *engine = trees ? cli_engine(c) : NULL;
  if (trees && !engine) return CLI_FAILED;
  int status = serve(c, engine, &serving);
  chancery_close(engine);
  return status;
}

const cli_verb cli_verb_serve = {
    "serve", "[RECORD]", "Shows the record as a page in a browser, and answers programs over HTTP",
    "Only this machine can reach it, unless --address says otherwise; then a token is needed. It\n"
    "reads alone, unless --edit says otherwise. /api/openapi.json describes what programs may\n"
    "ask: every view as JSON, CSV, TSV, JSON lines and Markdown, the same bytes as the verb of that\n"
    "name prints.",
    options, run, false, 1};
