/* Two layers: `raw` holds bytes as they lie in the file (gzip only), `window`
 * what the caller sees. Plain input is read into the window directly. */
#include "ingest/stream.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>
#include <zlib.h>

enum {
  RAW_SIZE = 128 * 1024,
  FIRST_WINDOW = 256 * 1024,
  READ_AT_LEAST = 64 * 1024,
  RATIO_FREE = 16 * 1024 * 1024, /* unpacked bytes before the ratio counts */
  MEMBERS_KEPT = 256             /* starts of members that are remembered */
};

typedef struct member_start {
  uint64_t unpacked; /* offset of its first byte for the caller */
  uint64_t packed;   /* offset in the file */
} member_start;

struct ch_stream {
  int fd; /* -1: over bytes in memory */
  bool own_fd;
  ch_str memory; /* what is left of them */
  ch_stream_limits limits;

  char *window;
  size_t from, to, cap;
  uint64_t offset; /* unpacked offset of window[from] */
  bool end;        /* nothing will be added to the window */
  bool broken;
  bool can_resume;
  ch_error error;

  bool gzip;
  z_stream z;
  bool in_member;
  unsigned char *raw;
  size_t raw_from, raw_to;
  uint64_t raw_offset; /* file offset of raw[raw_from] */
  bool raw_end;
  member_start members[MEMBERS_KEPT]; /* ring */
  uint64_t n_members;                 /* begun so far */
  uint64_t unpacked;                  /* bytes of all members */
};

/* ---- the bytes of the file ---------------------------------------------- */

/* Reads up to `room` bytes; 0 at the end, -1 with stream->error. */
static ssize_t read_file(ch_stream *s, void *into, size_t room) {
  if (s->fd < 0) {
    size_t n = s->memory.n < room ? s->memory.n : room;
    if (n > 0) memcpy(into, s->memory.p, n);
    s->memory = ch_str_slice(s->memory, n, s->memory.n);
    return (ssize_t)n;
  }
  for (;;) {
    ssize_t got = read(s->fd, into, room);
    if (got >= 0) return got;
    if (errno == EINTR) continue;
    ch_fail(&s->error, CH_ERROR_IO, "cannot read: %s", strerror(errno));
    s->broken = true;
    return -1;
  }
}

static bool make_room(ch_stream *s, size_t more) {
  if (s->cap - s->to >= more) return true;
  if (s->from > 0) {
    memmove(s->window, s->window + s->from, s->to - s->from);
    s->to -= s->from;
    s->from = 0;
    if (s->cap - s->to >= more) return true;
  }
  size_t cap = s->cap > 0 ? s->cap : FIRST_WINDOW;
  while (cap - s->to < more) {
    if (cap > SIZE_MAX / 2) cap = 0;
    if (cap == 0) break;
    cap *= 2;
  }
  char *grown = cap > 0 ? realloc(s->window, cap) : NULL;
  if (grown == NULL) {
    ch_fail(&s->error, CH_ERROR_MEMORY, "no memory for a window of %zu bytes", cap);
    s->broken = s->end = true;
    return false;
  }
  s->window = grown;
  s->cap = cap;
  return true;
}

static void fill_plain(ch_stream *s) {
  if (!make_room(s, READ_AT_LEAST)) return;
  ssize_t got = read_file(s, s->window + s->to, s->cap - s->to);
  if (got <= 0) {
    s->end = true;
  } else {
    s->to += (size_t)got;
  }
}

/* ---- gzip ----------------------------------------------------------------- */

static bool fill_raw(ch_stream *s) {
  if (s->raw_from > 0) {
    memmove(s->raw, s->raw + s->raw_from, s->raw_to - s->raw_from);
    s->raw_to -= s->raw_from;
    s->raw_from = 0;
  }
  if (s->raw_end || s->raw_to == RAW_SIZE) return s->raw_to > 0;
  ssize_t got = read_file(s, s->raw + s->raw_to, RAW_SIZE - s->raw_to);
  if (got <= 0) s->raw_end = true;
  if (got > 0) s->raw_to += (size_t)got;
  return s->raw_to > 0;
}

static void use_raw(ch_stream *s, size_t n) {
  s->raw_from += n;
  s->raw_offset += n;
}

static void break_gzip(ch_stream *s, ch_error_code code, const char *what) {
  s->broken = s->end = true;
  s->can_resume = code == CH_ERROR_FORMAT;
  ch_fail(&s->error, code, "%s", what);
  ch_fail_offset(&s->error, s->raw_offset);
}

/* Magic, deflate, no reserved flag. */
static bool is_member(const unsigned char *p) {
  return p[0] == 0x1f && p[1] == 0x8b && p[2] == 8 && (p[3] & 0xe0) == 0;
}

/* Zero bytes behind the last member are padding, as tape and disk tools
 * leave it. */
static bool only_padding(ch_stream *s) {
  do {
    while (s->raw_from < s->raw_to) {
      if (s->raw[s->raw_from] != 0) return false;
      use_raw(s, 1);
    }
  } while (fill_raw(s));
  return true;
}

static bool begin_member(ch_stream *s) {
  while (s->raw_to - s->raw_from < 4 && !s->raw_end) fill_raw(s);
  if (s->broken) {
    s->end = true;
    return false;
  }
  if (s->raw_to - s->raw_from < 4 || !is_member(s->raw + s->raw_from)) {
    if (only_padding(s)) {
      s->end = true;
    } else {
      break_gzip(s, CH_ERROR_FORMAT, "bytes that are no gzip follow a gzip member");
    }
    return false;
  }
  s->members[s->n_members++ % MEMBERS_KEPT] =
      (member_start){s->offset + (s->to - s->from), s->raw_offset};
  inflateReset(&s->z);
  s->in_member = true;
  return true;
}

static bool over_limit(const ch_stream *s) {
  uint64_t packed = s->raw_offset > 0 ? s->raw_offset : 1;
  return s->unpacked > s->limits.unpacked ||
         (s->unpacked > RATIO_FREE && s->unpacked / packed > s->limits.ratio);
}

static void fill_gzip(ch_stream *s) {
  if (!s->in_member && !begin_member(s)) return;
  if (s->raw_from == s->raw_to && !fill_raw(s)) {
    if (!s->broken) {
      break_gzip(s, CH_ERROR_FORMAT, "gzip member ends too soon");
      s->can_resume = false;
    }
    s->end = true;
    return;
  }
  if (!make_room(s, READ_AT_LEAST)) return;
  size_t given = s->raw_to - s->raw_from;
  size_t room = s->cap - s->to;
  if (room > 1u << 30) room = 1u << 30;
  s->z.next_in = s->raw + s->raw_from;
  s->z.avail_in = (uInt)given;
  s->z.next_out = (unsigned char *)s->window + s->to;
  s->z.avail_out = (uInt)room;
  int rc = inflate(&s->z, Z_NO_FLUSH);
  use_raw(s, given - s->z.avail_in);
  size_t got = room - s->z.avail_out;
  s->to += got;
  s->unpacked += got;
  if (rc == Z_STREAM_END) {
    s->in_member = false;
  } else if (rc == Z_MEM_ERROR) {
    break_gzip(s, CH_ERROR_MEMORY, "no memory to unpack gzip");
  } else if (rc != Z_OK && rc != Z_BUF_ERROR) {
    break_gzip(s, CH_ERROR_FORMAT, "gzip is damaged");
  }
  if (!s->broken && over_limit(s)) {
    break_gzip(s, CH_ERROR_LIMIT, "gzip unpacks to more than the limits on size and ratio allow");
  }
}

bool ch_stream_resume(ch_stream *s) {
  if (!s->broken || !s->can_resume || s->n_members == 0) return false;
  uint64_t begun = s->members[(s->n_members - 1) % MEMBERS_KEPT].packed;
  for (;;) {
    while (s->raw_to - s->raw_from < 4 && !s->raw_end) fill_raw(s);
    if (s->raw_to - s->raw_from < 4) return false;
    const unsigned char *p = s->raw + s->raw_from;
    if (s->raw_offset > begun && is_member(p)) break;
    const unsigned char *hit = memchr(p + 1, 0x1f, s->raw_to - s->raw_from - 1);
    use_raw(s, hit != NULL ? (size_t)(hit - p) : s->raw_to - s->raw_from);
  }
  s->offset += s->to - s->from;
  s->from = s->to = 0;
  s->broken = s->end = s->can_resume = s->in_member = false;
  return true;
}

/* ---- opening and reading --------------------------------------------------- */

static bool start_gzip(ch_stream *s) {
  s->raw = malloc(RAW_SIZE);
  if (s->raw == NULL || inflateInit2(&s->z, 15 + 16) != Z_OK) return false;
  s->gzip = true;
  size_t n = s->to - s->from; /* at most one read: READ_AT_LEAST below */
  memcpy(s->raw, s->window + s->from, n);
  s->raw_to = n;
  s->from = s->to = 0;
  s->raw_end = s->end;
  s->end = false;
  return true;
}

static ch_stream *start(ch_stream *s, ch_error *error) {
  s->window = malloc(FIRST_WINDOW);
  if (s->window == NULL) goto no_memory;
  s->cap = FIRST_WINDOW;
  while (s->to < 4) {
    ssize_t got = read_file(s, s->window + s->to, READ_AT_LEAST);
    if (got < 0) goto failed;
    if (got == 0) {
      s->end = true;
      break;
    }
    s->to += (size_t)got;
  }
  if (s->to >= 4 && is_member((unsigned char *)s->window) && !start_gzip(s)) goto no_memory;
  return s;
no_memory:
  ch_fail(&s->error, CH_ERROR_MEMORY, "no memory to read");
failed:
  if (error != NULL) *error = s->error;
  ch_stream_close(s);
  return NULL;
}

ch_stream *ch_stream_open(const char *path, ch_stream_limits limits, ch_error *error) {
  bool standard = strcmp(path, "-") == 0;
  int fd = standard ? STDIN_FILENO : open(path, O_RDONLY | O_CLOEXEC);
  if (fd < 0) {
    ch_fail(error, CH_ERROR_IO, "cannot open '%s': %s", path, strerror(errno));
    return NULL;
  }
  ch_stream *s = calloc(1, sizeof *s);
  if (s == NULL) {
    if (!standard) close(fd);
    ch_fail(error, CH_ERROR_MEMORY, "no memory to open '%s'", path);
    return NULL;
  }
  s->fd = fd;
  s->own_fd = !standard;
  s->limits = limits;
  return start(s, error);
}

ch_stream *ch_stream_over(ch_str bytes, ch_stream_limits limits, ch_error *error) {
  ch_stream *s = calloc(1, sizeof *s);
  if (s == NULL) {
    ch_fail(error, CH_ERROR_MEMORY, "no memory to read");
    return NULL;
  }
  s->fd = -1;
  s->memory = bytes;
  s->limits = limits;
  return start(s, error);
}

void ch_stream_close(ch_stream *s) {
  if (s == NULL) return;
  if (s->gzip) inflateEnd(&s->z);
  if (s->own_fd) close(s->fd);
  free(s->raw);
  free(s->window);
  free(s);
}

bool ch_stream_peek(ch_stream *s, size_t want, ch_str *view) {
  while (s->to - s->from < want && !s->end) {
    if (s->gzip) {
      fill_gzip(s);
    } else {
      fill_plain(s);
    }
  }
  *view = (ch_str){s->window + s->from, s->to - s->from};
  return view->n >= want;
}

void ch_stream_skip(ch_stream *s, size_t n) {
  if (n > s->to - s->from) n = s->to - s->from;
  s->from += n;
  s->offset += n;
}

bool ch_stream_broken(const ch_stream *s, ch_error *error) {
  if (!s->broken) return false;
  if (error != NULL) *error = s->error;
  return true;
}

uint64_t ch_stream_file_offset(const ch_stream *s) {
  if (!s->gzip) return s->offset;
  uint64_t kept = s->n_members < MEMBERS_KEPT ? s->n_members : MEMBERS_KEPT;
  uint64_t found = 0;
  for (uint64_t k = 1; k <= kept; k++) {
    const member_start *m = &s->members[(s->n_members - k) % MEMBERS_KEPT];
    found = m->packed;
    if (m->unpacked <= s->offset) break;
  }
  return found;
}

bool ch_stream_is_gzip(const ch_stream *s) {
  return s->gzip;
}
