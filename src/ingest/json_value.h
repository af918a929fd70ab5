/* Values in JSON bytes, without building a tree.
 *
 * A record is checked once and then walked by views of its values, so that
 * memory does not grow with what a record holds beside the wanted fields.
 */
#ifndef CH_INGEST_JSON_VALUE_H
#define CH_INGEST_JSON_VALUE_H

#include <stdbool.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/str.h"

enum { CH_JSON_DEEPEST = 64 };

typedef enum ch_json_kind {
  CH_JSON_NULL, /* also true, false and NaN: nothing that a field could hold */
  CH_JSON_NUMBER,
  CH_JSON_STRING,
  CH_JSON_OBJECT,
  CH_JSON_ARRAY
} ch_json_kind;

/* True when `bytes` are one value (RFC 8259; control characters but line ends
 * inside strings are let pass) at most `depth` <= CH_JSON_DEEPEST deep. Else
 * *fault is where and *why what is wrong. */
bool ch_json_check(ch_str bytes, unsigned depth, size_t *fault, const char **why);

/* All below want values that passed the check. */
ch_json_kind ch_json_kind_of(ch_str value);

typedef struct ch_json_walk {
  ch_str rest;
  bool object;
} ch_json_walk;

/* Walks the members of an object or the items of an array; other values have
 * none. */
ch_json_walk ch_json_walk_in(ch_str value);
/* The next value, without white space around it; *key is the name with its
 * quotes, empty in an array. False at the end. */
bool ch_json_next(ch_json_walk *walk, ch_str *key, ch_str *value);
/* The first member of that name; false if there is none. */
bool ch_json_member(ch_str object, const char *name, ch_str *value);
/* A string (or a name) unescaped, UTF-8; lone surrogates become U+FFFD. A
 * view where nothing was escaped, else in the arena; p is NULL if out of
 * memory. Numbers give their digits. */
ch_str ch_json_text(ch_arena *arena, ch_str value);

/* Appends any bytes as a string with its quotes; what is no UTF-8 becomes U+FFFD. */
void ch_json_quote(ch_buf *out, ch_str s);

#endif
