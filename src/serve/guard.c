#include "serve/guard.h"

#include <stdio.h>

#define COOKIE "chancery="

bool ch_guard_is_loopback(ch_str address) {
  return ch_str_starts(address, CH_STR("127.")) || ch_str_is(address, "::1");
}

/* "localhost:8001" without its port, "[::1]:8001" without brackets too. */
static ch_str name_of(ch_str host) {
  if (host.n && host.p[0] == '[') {
    size_t end = ch_str_find_byte(host, ']', 0);
    return end == SIZE_MAX ? host : ch_str_slice(host, 1, end);
  }
  size_t colon = ch_str_find_byte(host, ':', 0);
  return ch_str_slice(host, 0, colon == SIZE_MAX ? host.n : colon);
}

static bool is_ours(ch_str host) {
  ch_str name = name_of(host);
  if (ch_str_eq_fold(name, CH_STR("localhost")) || ch_str_is(name, "::1")) return true;
  if (!ch_str_starts(name, CH_STR("127."))) return false;
  for (size_t i = 0; i < name.n; i++) /* "127.evil.example" is a name */
    if (name.p[i] != '.' && (name.p[i] < '0' || name.p[i] > '9')) return false;
  return true;
}

/* The same time for every wrong token of that length. */
static bool same(ch_str a, ch_str b) {
  unsigned char differs = 0;
  if (a.n != b.n) return false;
  for (size_t i = 0; i < a.n; i++) differs |= (unsigned char)(a.p[i] ^ b.p[i]);
  return differs == 0;
}

static bool has_cookie(ch_str cookies, ch_str token) {
  ch_str part;
  while (cookies.n && ch_str_split(&cookies, ';', &part)) {
    part = ch_str_trim(part);
    if (ch_str_starts(part, CH_STR(COOKIE)) &&
        same(ch_str_slice(part, sizeof COOKIE - 1, part.n), token))
      return true;
  }
  return false;
}

static bool brings(const ch_guard *g, const ch_incoming *in) {
  static const char BEARER[] = "Bearer ";
  ch_str word = in->authorization;
  return ch_str_starts_fold(word, ch_str_of(BEARER)) &&
         same(ch_str_trim(ch_str_slice(word, sizeof BEARER - 1, word.n)), g->token);
}

static bool has_token(const ch_guard *g, const ch_incoming *in) {
  return brings(g, in) || has_cookie(in->cookie, g->token);
}

/* A page of another origin that asks in somebody's name. */
static bool foreign(const ch_incoming *in) {
  if (in->origin.n == 0) return false;
  size_t slashes = ch_str_find(in->origin, CH_STR("://"), 0);
  if (slashes == SIZE_MAX) return true;
  return !ch_str_eq_fold(ch_str_slice(in->origin, slashes + 3, in->origin.n), in->host);
}

/* Whoever brings the ticket has used it up. */
static bool takes(ch_guard *g, ch_str given) {
  if (given.n == 0) return false;
  bool ticket = g->ticket[0] && same(given, ch_str_of(g->ticket));
  if (ticket) g->ticket[0] = 0;
  return ticket || same(given, g->token);
}

bool ch_guard_pass(ch_guard *g, const ch_incoming *in, ch_str given, ch_answer *answer) {
  if (!g->any_host && !is_ours(in->host)) {
    ch_answer_refuse(answer, 403, "host", "this server answers to localhost alone, not to '%.*s'",
                     CH_PRI(in->host));
    return false;
  }
  if (foreign(in)) {
    ch_answer_refuse(answer, 403, "origin", "pages of '%.*s' may not ask here", CH_PRI(in->origin));
    return false;
  }
  if (g->token.n == 0) return true;
  if (takes(g, given)) {
    *answer = (ch_answer){.status = 303, .location = "/"};
    snprintf(answer->cookie, sizeof answer->cookie,
             COOKIE "%.*s; Path=/; HttpOnly; SameSite=Strict", CH_PRI(g->token));
    return false;
  }
  if (has_token(g, in)) return true;
  ch_answer_refuse(answer, 401, "token", "send the server's token: open /?token=TOKEN once, or "
                                         "bring the header Authorization: Bearer TOKEN");
  return false;
}

bool ch_guard_may_change(const ch_guard *g, const ch_incoming *in, ch_answer *answer) {
  ch_str type = in->content_type, media;
  ch_str_split(&type, ';', &media);
  if (!ch_str_eq_fold(ch_str_trim(media), CH_STR("application/json"))) {
    ch_answer_refuse(answer, 415, "type", "send application/json");
    return false;
  }
  if (brings(g, in) || in->origin.n) return true; /* an origin that is not ours did not pass */
  ch_answer_refuse(answer, 403, "origin", "a browser tells its page's origin; others bring the "
                                          "header Authorization: Bearer TOKEN");
  return false;
}
