/* CAMEO codes and what PLOVER makes of them: data/LANG/cameo.tsv. */
#ifndef CH_CODE_CAMEO_H
#define CH_CODE_CAMEO_H

#include "base/arena.h"
#include "base/error.h"
#include "base/map.h"
#include "code/event.h"

typedef struct ch_cameo {
  ch_str code;  /* "161" */
  ch_str name;
  ch_type type; /* NONE where PLOVER has no event: a statement */
  ch_str mode;
  ch_str contexts[CH_MAX_CONTEXTS];
  uint32_t n_contexts;
  int quad;
  double goldstein; /* NAN where no table gives one */
  uint32_t line;
} ch_cameo;

typedef struct ch_cameo_table {
  ch_cameo *v;
  size_t n, cap;
  ch_map by_code;
} ch_cameo_table;

/* Reads a table with the columns code, name, plover_type, plover_mode,
 * plover_contexts, quad, goldstein (others are passed over) into `arena`. */
bool ch_cameo_load(const char *path, ch_arena *arena, ch_cameo_table *out, ch_error *error);
/* NULL if there is no such code. */
const ch_cameo *ch_cameo_find(const ch_cameo_table *table, ch_str code);
/* PLOVER's modes of a type; is `mode` one of them? Empty is one of all. */
bool ch_mode_of(ch_type type, ch_str mode);
/* Is it one of PLOVER's contexts? */
bool ch_is_context(ch_str context);
/* PLOVER's quad class of a type; 0 for none. */
int ch_type_quad(ch_type type);

#endif
