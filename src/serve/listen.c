#include <errno.h>
#include <netdb.h>
#include <netinet/in.h>
#include <stdio.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <unistd.h>

#include "serve/http.h"

enum { BACKLOG = 511 };

static int fail_and_close(int fd, ch_error *error, const char *doing, const char *where) {
  ch_fail(error, CH_ERROR_IO, "cannot %s '%s': %s", doing, where, strerror(errno));
  if (fd >= 0) close(fd);
  return -1;
}

static unsigned port_of(int fd) {
  struct sockaddr_storage at;
  socklen_t n = sizeof at;
  if (getsockname(fd, (struct sockaddr *)&at, &n) != 0) return 0;
  return at.ss_family == AF_INET6 ? ntohs(((struct sockaddr_in6 *)&at)->sin6_port)
                                  : ntohs(((struct sockaddr_in *)&at)->sin_port);
}

int ch_listen_address(const char *address, unsigned *port, ch_error *error) {
  struct addrinfo hints = {.ai_flags = AI_NUMERICHOST | AI_NUMERICSERV | AI_PASSIVE,
                           .ai_socktype = SOCK_STREAM};
  struct addrinfo *found = NULL;
  char service[16];
  snprintf(service, sizeof service, "%u", *port);
  if (getaddrinfo(address, service, &hints, &found) != 0) {
    ch_fail(error, CH_ERROR_USAGE, "'%s' is no address; write 127.0.0.1, ::1 or 0.0.0.0", address);
    return -1;
  }
  int yes = 1;
  int fd = socket(found->ai_family, found->ai_socktype | SOCK_CLOEXEC, found->ai_protocol);
  bool done = fd >= 0 && setsockopt(fd, SOL_SOCKET, SO_REUSEADDR, &yes, sizeof yes) == 0 &&
              bind(fd, found->ai_addr, found->ai_addrlen) == 0 && listen(fd, BACKLOG) == 0;
  freeaddrinfo(found);
  char where[80];
  snprintf(where, sizeof where, "%.60s port %u", address, *port);
  if (!done) return fail_and_close(fd, error, "listen at", where);
  *port = port_of(fd);
  return fd;
}

/* A socket's file that nobody answers at is left from a server that was killed. */
static bool is_dead(const struct sockaddr_un *at) {
  struct stat info;
  if (stat(at->sun_path, &info) != 0 || !S_ISSOCK(info.st_mode)) return false;
  int fd = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
  if (fd < 0) return false;
  bool dead = connect(fd, (const struct sockaddr *)at, sizeof *at) != 0 && errno == ECONNREFUSED;
  close(fd);
  return dead;
}

int ch_listen_socket(const char *path, ch_error *error) {
  struct sockaddr_un at = {.sun_family = AF_UNIX};
  if (strlen(path) >= sizeof at.sun_path) {
    ch_fail(error, CH_ERROR_USAGE, "a socket's path holds at most %zu bytes",
            sizeof at.sun_path - 1);
    return -1;
  }
  strcpy(at.sun_path, path);
  if (is_dead(&at)) unlink(path);
  int fd = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
  if (fd < 0) return fail_and_close(fd, error, "make the socket", path);
  mode_t before = umask(0177);
  bool done = bind(fd, (const struct sockaddr *)&at, sizeof at) == 0 && listen(fd, BACKLOG) == 0;
  umask(before);
  return done ? fd : fail_and_close(fd, error, "listen at", path);
}
