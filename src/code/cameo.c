/* The CAMEO table, and PLOVER's closed list of modes (PLOVER.md section 1). */
#include "code/cameo.h"

#include <math.h>
#include <stdlib.h>

#include "base/file.h"

/* PLOVER 2.0 names these modes and no others: they are part of the standard,
 * not of a language. */
static const char *const MODES[CH_TYPE_COUNT] = {
    [CH_TYPE_CONSULT] = "visit third-party multilateral phone",
    [CH_TYPE_RETREAT] = "withdraw release disarm ceasefire access resign",
    [CH_TYPE_REQUEST] = "assist change yield meet",
    [CH_TYPE_ACCUSE] = "disapprove investigate allege",
    [CH_TYPE_REJECT] = "assist change yield meet",
    [CH_TYPE_THREATEN] = "restrict arrest relations expel territory violence",
    [CH_TYPE_PROTEST] = "demo riot strike hunger boycott obstruct vandalize",
    [CH_TYPE_SANCTION] = "convict expel withdraw discontinue",
    [CH_TYPE_MOBILIZE] = "troops weapons police militia",
    [CH_TYPE_COERCE] = "seize restrict censor curfew martial-law arrest deport withhold "
                       "misinformation cyber",
    [CH_TYPE_ASSAULT] = "abduct beat torture sexual targeted destroy primitive firearms "
                        "explosives suicide-attack aerial drone heavy-weapons crowd-control "
                        "unconventional",
};

bool ch_mode_of(ch_type type, ch_str mode) {
  if (mode.n == 0) return true;
  if (!MODES[type]) return false;
  ch_str rest = ch_str_of(MODES[type]), one;
  while (ch_str_split(&rest, ' ', &one))
    if (ch_str_eq(one, mode)) return true;
  return false;
}

/* PLOVER 2.0's contexts, for every type. */
static const char CONTEXTS[] =
    "military intelligence executive legislative election political_institutions pro_democracy "
    "pro_autocracy economic legal reparations human_rights rights_freedoms repression "
    "human_security gender lgbt religion_ethnicity inequality diplomatic territory peacekeeping "
    "health asylum migration disasters natural_resource environment technology terrorism cbrn "
    "cyber misinformation crime corruption illegal_drugs trafficking";

bool ch_is_context(ch_str context) {
  ch_str rest = ch_str_of(CONTEXTS), one;
  while (ch_str_split(&rest, ' ', &one))
    if (ch_str_eq(one, context)) return true;
  return false;
}

int ch_type_quad(ch_type type) {
  static const int QUADS[CH_TYPE_COUNT] = {
      [CH_TYPE_AGREE] = 1,   [CH_TYPE_CONSULT] = 1,  [CH_TYPE_SUPPORT] = 1,  [CH_TYPE_CONCEDE] = 1,
      [CH_TYPE_COOPERATE] = 2, [CH_TYPE_AID] = 2,    [CH_TYPE_RETREAT] = 2,  [CH_TYPE_REQUEST] = 3,
      [CH_TYPE_ACCUSE] = 3,  [CH_TYPE_REJECT] = 3,   [CH_TYPE_THREATEN] = 3, [CH_TYPE_PROTEST] = 4,
      [CH_TYPE_SANCTION] = 4, [CH_TYPE_MOBILIZE] = 4, [CH_TYPE_COERCE] = 4,  [CH_TYPE_ASSAULT] = 4};
  return (unsigned)type < CH_TYPE_COUNT ? QUADS[type] : 0;
}

static bool read_row(ch_cameo_table *out, ch_arena *arena, ch_str line, ch_error *error) {
  ch_str cell[7] = {{0}};
  for (int i = 0; i < 7; i++)
    if (!ch_str_split(&line, '\t', &cell[i]))
      return ch_fail(error, CH_ERROR_DATA, "a CAMEO row needs seven columns");
  bool added;
  uint32_t *place = ch_map_put(&out->by_code, cell[0], &added);
  ch_cameo *row = CH_PUSH(arena, out);
  if (!place || !row) return ch_fail(error, CH_ERROR_MEMORY, "no memory for CAMEO codes");
  if (!added)
    return ch_fail(error, CH_ERROR_DATA, "CAMEO code '%.*s' stands twice", CH_PRI(cell[0]));
  *place = (uint32_t)(out->n - 1);
  *row = (ch_cameo){.code = cell[0], .name = cell[1], .mode = cell[3], .goldstein = NAN};
  row->type = ch_type_from(cell[2]);
  if (cell[2].n && row->type == CH_TYPE_NONE)
    return ch_fail(error, CH_ERROR_DATA, "unknown type '%.*s'", CH_PRI(cell[2]));
  if (!ch_mode_of(row->type, row->mode))
    return ch_fail(error, CH_ERROR_DATA, "'%.*s' is no mode of %s", CH_PRI(row->mode),
                   ch_type_name(row->type));
  ch_str context;
  while (cell[4].n && row->n_contexts < CH_MAX_CONTEXTS && ch_str_split(&cell[4], ';', &context))
    row->contexts[row->n_contexts++] = context;
  uint64_t quad = 0;
  if (!ch_str_to_u64(cell[5], &quad) || quad < 1 || quad > 4)
    return ch_fail(error, CH_ERROR_DATA, "'%.*s' is no quad class", CH_PRI(cell[5]));
  row->quad = (int)quad;
  if (cell[6].n) row->goldstein = strtod(ch_arena_copy(arena, cell[6]).p, NULL);
  return true;
}

bool ch_cameo_load(const char *path, ch_arena *arena, ch_cameo_table *out, ch_error *error) {
  ch_map_init(&out->by_code, arena);
  ch_str rest, line;
  if (!ch_file_read(path, arena, &rest, error)) return false;
  for (uint64_t number = 1; ch_str_line(&rest, &line); number++) {
    if (number == 1 || line.n == 0 || line.p[0] == '#') continue; /* the heads */
    if (!read_row(out, arena, line, error)) return ch_fail_at(error, path, number);
    out->v[out->n - 1].line = (uint32_t)number;
  }
  return true;
}

const ch_cameo *ch_cameo_find(const ch_cameo_table *table, ch_str code) {
  const uint32_t *at = ch_map_get(&table->by_code, code);
  return at ? &table->v[*at] : NULL;
}
