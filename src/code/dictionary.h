/* Dictionaries of TABARI and PETRARCH, and coding with them: verbs with the
 * words around them, actors with codes by date, agents (what a person or body
 * is), discards. An archive that was coded with them can be coded again.
 *
 * Immutable after opening: one for all threads. A line that cannot be read is
 * refused with file and line (CH_ERROR_DATA). data/LANG is not asked.
 */
#ifndef CH_CODE_DICTIONARY_H
#define CH_CODE_DICTIONARY_H

#include "base/buf.h"
#include "base/map.h"
#include "text/document.h"

enum { CH_DICT_WORDS = 12, CH_DICT_TOKENS = 12, CH_DICT_CODE = 12 };

/* Upper-case words that stand side by side. */
typedef struct ch_dict_phrase {
  ch_str word[CH_DICT_WORDS];
  uint32_t n;
  bool exact;     /* "ARNOR_": the last word as it is; else longer ones too */
} ch_dict_phrase;

typedef enum ch_dict_slot {
  CH_SLOT_WORD,   /* this word */
  CH_SLOT_SYNSET, /* any phrase of this synset: &NAME */
  CH_SLOT_SOURCE, /* $ */
  CH_SLOT_TARGET, /* + */
  CH_SLOT_BOTH,   /* %: a compound that is source and target */
  CH_SLOT_SKIP    /* ^: any noun phrase */
} ch_dict_slot;

typedef struct ch_dict_token {
  ch_dict_slot slot;
  ch_str word;
  bool tight;     /* stands right beside the token nearer to the verb */
} ch_dict_token;

typedef struct ch_dict_code {
  ch_str code;    /* "" or "---": no event */
  ch_str back;    /* of the event in the other direction; "" none */
} ch_dict_code;

typedef struct ch_dict_pattern {
  ch_dict_token before[CH_DICT_TOKENS], after[CH_DICT_TOKENS]; /* away from the verb */
  uint32_t n_before, n_after;
  ch_dict_code code;
  const char *file;
  uint32_t line;
} ch_dict_pattern;

/* A verb, of one word or several ("BREAK_DOWN", "WIRE_+TAP"). */
typedef struct ch_dict_verb {
  ch_dict_phrase phrase;
  uint32_t head;             /* which of its words is the verb */
  uint32_t first, n_patterns; /* of the block's; those of one verb lie together */
  ch_dict_code code;
  const char *file;
  uint32_t line;
  uint32_t next;             /* with the same head; index + 1 */
} ch_dict_verb;

typedef struct ch_dict_dated {
  ch_str code;
  int32_t from, to;          /* days, both included */
} ch_dict_dated;

typedef struct ch_dict_actor {
  ch_dict_phrase phrase;
  uint32_t first, n_codes;   /* a dated code before the plain one */
  bool agent;
  uint32_t line;             /* of its file */
  uint32_t next;             /* with the same first letters; index + 1 */
} ch_dict_actor;

typedef struct ch_dict_discard {
  ch_dict_phrase phrase;
  bool story;
} ch_dict_discard;

typedef struct ch_dictionaries {
  ch_arena *arena;
  struct { ch_dict_verb *v; size_t n, cap; } verbs;
  struct { ch_dict_pattern *v; size_t n, cap; } patterns;
  struct { ch_dict_actor *v; size_t n, cap; } actors; /* and agents */
  struct { ch_dict_dated *v; size_t n, cap; } codes;
  struct { ch_dict_discard *v; size_t n, cap; } discards;
  struct { ch_dict_phrase *v; size_t n, cap; } members; /* of synsets */
  struct { struct ch_dict_synset *v; size_t n, cap; } synsets;
  ch_map verb_of, actor_of, synset_of; /* index + 1 of the first */
} ch_dictionaries;

typedef struct ch_dict_synset {
  uint32_t first, n;
} ch_dict_synset;

/* A folder whose files' names tell what they hold: "verbs", "actors", "agents",
 * "discards" somewhere in them; others are passed over. */
ch_dictionaries *ch_dictionaries_open(const char *dir, ch_error *error);
void ch_dictionaries_free(ch_dictionaries *dictionaries); /* NULL is fine */
/* One file of that kind ("verbs" …), from bytes; `file` outlives the dictionaries. */
bool ch_dictionaries_read(ch_dictionaries *d, const char *kind, ch_str bytes, const char *file,
                          ch_error *error);
/* The same, but a line that cannot be read is told to `refuse` and the rest is read; what it
 * held already stays, without a code. False only when memory runs out. For those who list
 * what a dictionary holds, not for coding. */
bool ch_dictionaries_read_all(ch_dictionaries *d, const char *kind, ch_str bytes, const char *file,
                              void (*refuse)(void *self, const ch_error *error), void *self,
                              ch_error *error);
ch_dictionaries *ch_dictionaries_new(ch_error *error);

/* Codes a parsed document; appends one JSON object an event to *out:
 * article, sentence, span, text, source, target, code, evidence. */
bool ch_dictionaries_code(const ch_dictionaries *d, const ch_document *doc, ch_buf *out,
                          uint32_t *n_events, ch_error *error);

#endif
