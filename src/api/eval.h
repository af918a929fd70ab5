/* Scoring against gold files of one JSON object a line: what its kinds share. */
#ifndef CH_API_EVAL_H
#define CH_API_EVAL_H

#include <json-c/json.h>

#include "api/api.h"

/* Counts under a name: a measure, or a class of one. */
typedef struct ch_tally {
  const char *name; /* lives as long as the scoring */
  uint64_t gold, system, right;
} ch_tally;

enum { CH_MOST_TALLIES = 64 };

typedef struct ch_eval_mentions ch_eval_mentions;

typedef struct ch_eval {
  const chancery *engine;
  const chancery_scoring *asked;
  chancery_worker *worker; /* its arena holds one row's document */
  ch_arena *kept;
  ch_tally tally[CH_MOST_TALLIES];
  size_t n_tallies;
  ch_tally quad[4];        /* types: by quad class, 1 to 4 */
  unsigned shown;          /* errors told so far */
  struct ch_eval_mentions *merge; /* of all rows: merging is scored over them together */
} ch_eval;

/* Adds to the counts of that name. */
void ch_eval_count(ch_eval *e, const char *name, uint64_t gold, uint64_t system, uint64_t right);
/* Tells one measure. */
void ch_eval_tell(const ch_eval *e, const ch_tally *t);
/* The counts of `n` classes together, as `all`, and the mean of those that are in the gold file, as `macro`. */
void ch_eval_macro(const ch_eval *e, const ch_tally *classes, size_t n, const char *all, const char *macro);
/* Tells how many rows the type has in its quad class. */
void ch_eval_quads(const ch_eval *e);
/* Tells a person of one error, if that many are wanted. */
void ch_eval_wrong(ch_eval *e, const char *format, ...) __attribute__((format(printf, 2, 3)));
/* Hands out a prediction: {"id":ID,KEY:VALUE}. */
void ch_eval_predict(const ch_eval *e, ch_str id, const char *key, json_object *value);

/* A member's string; n = 0 if there is none. */
ch_str ch_eval_text(json_object *row, const char *key);
/* A text parsed and read, in the worker's arena. */
const ch_reading *ch_eval_read(ch_eval *e, ch_str text, ch_str day, ch_error *error);

/* One row of a kind. */
bool ch_eval_types(ch_eval *e, json_object *row, ch_error *error);
bool ch_eval_events(ch_eval *e, json_object *row, ch_error *error);
bool ch_eval_times(ch_eval *e, json_object *row, ch_error *error);
bool ch_eval_attributions(ch_eval *e, json_object *row, ch_error *error);
bool ch_eval_places(ch_eval *e, json_object *row, ch_error *error);
bool ch_eval_actors(ch_eval *e, json_object *row, ch_error *error);
bool ch_eval_merge(ch_eval *e, json_object *row, ch_error *error);
/* After the last row. */
bool ch_eval_merge_end(ch_eval *e, ch_error *error);

#endif
