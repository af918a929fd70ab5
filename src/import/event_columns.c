/* Names of columns, and tables that name none. */
#include "import/event_columns.h"

#include <string.h>

#include "base/tsv.h"

static const char *const FIELDS[CH_EF_COUNT] = {
#define CH_X(id, name) [CH_EF_##id] = name,
    CH_EVENT_FIELDS(CH_X)
#undef CH_X
};

static ch_event_field field_of(ch_str name) {
  int i = 0;
  while (i < CH_EF_COUNT && !ch_str_is(name, FIELDS[i])) i++;
  return (ch_event_field)i;
}

static bool push(ch_import *im, void *list, ch_str name, ch_str value) {
  struct { struct ch_event_rule *v; size_t n, cap; } *rules = list;
  struct ch_event_rule *kept = CH_PUSH(im->arena, rules);
  if (kept) kept->name = name, kept->value = value;
  else im->failed = true;
  return kept != NULL;
}

static bool take(ch_import *im, ch_tsv *t, const uint32_t at[3], ch_event_words *out, ch_error *error) {
  ch_str kind = t->fields[at[0]], name = t->fields[at[1]], value = t->fields[at[2]];
  const struct { const char *kind; ch_map *map; } maps[] = {
      {"sector", &out->sectors}, {"country", &out->countries}, {"name", &out->names}, {"nothing", &out->nothing}};
  const struct { const char *kind; void *list; } lists[] = {
      {"set", &out->sets}, {"bare", &out->bare}, {"order", &out->orders}};
  for (size_t i = 0; i < sizeof maps / sizeof *maps; i++) {
    if (!ch_str_is(kind, maps[i].kind)) continue;
    ch_import_put(im, maps[i].map, ch_import_fold(im, name), value);
    return true;
  }
  for (size_t i = 0; i < sizeof lists / sizeof *lists; i++)
    if (ch_str_is(kind, lists[i].kind)) return push(im, lists[i].list, name, value);
  ch_event_field field = field_of(name);
  if (!ch_str_is(kind, "column") || field == CH_EF_COUNT)
    return ch_tsv_fail(t, error, "'%.*s %.*s' is no kind of row and column", CH_PRI(kind), CH_PRI(name));
  out->columns[field] = value;
  return true;
}

/* What states are called, by their codes. */
static bool load_names(ch_import *im, const char *dir, ch_event_words *out, ch_error *error) {
  ch_tsv t;
  uint32_t code, name;
  ch_str path = ch_arena_printf(im->arena, "%s/states.tsv", dir);
  if (!path.p) return ch_fail(error, CH_ERROR_MEMORY, "no memory for the import");
  if (!ch_tsv_open(&t, path.p, im->arena, error) || !ch_tsv_column(&t, "code", &code, error) ||
      !ch_tsv_column(&t, "name", &name, error))
    return false;
  while (ch_tsv_next(&t, error))
    ch_import_put(im, &out->names, ch_import_fold(im, t.fields[code]), t.fields[name]);
  return !t.failed;
}

bool ch_event_words_load(ch_import *im, const char *dir, ch_event_words *out, ch_error *error) {
  static const char *const COLUMNS[] = {"kind", "name", "value"};
  ch_tsv t;
  uint32_t at[3];
  *out = (ch_event_words){0};
  ch_map *maps[] = {&out->sectors, &out->countries, &out->names, &out->nothing};
  for (size_t i = 0; i < sizeof maps / sizeof *maps; i++) ch_map_init(maps[i], im->arena);
  ch_str path = ch_arena_printf(im->arena, "%s/import/events.tsv", dir);
  if (!path.p) return ch_fail(error, CH_ERROR_MEMORY, "no memory for the import");
  if (!ch_tsv_open(&t, path.p, im->arena, error)) return false;
  for (int i = 0; i < 3; i++)
    if (!ch_tsv_column(&t, COLUMNS[i], &at[i], error)) return false;
  bool good = true;
  while (good && ch_tsv_next(&t, error)) good = take(im, &t, at, out, error);
  if (!good || t.failed || !load_names(im, dir, out, error)) return false;
  return !im->failed || ch_fail(error, CH_ERROR_MEMORY, "no memory for the import");
}

/* "Event.Date", "event_date": "event date". */
static ch_str plain_name(ch_import *im, ch_str cell) {
  ch_str name = ch_import_fold(im, cell);
  for (size_t i = 0; i < name.n; i++)
    if (strchr(".-_", name.p[i])) ((char *)name.p)[i] = ' ';
  return name;
}

static bool find_name(const ch_str *names, uint32_t n, ch_str name, uint32_t *at) {
  for (*at = 0; *at < n; ++*at)
    if (ch_str_eq(names[*at], name)) return true;
  return false;
}

/* The earlier a name stands in the list, the better it fits. */
static void find_columns(const ch_event_words *words, const ch_str *names, uint32_t n, ch_event_layout *out) {
  for (int f = 0; f < CH_EF_COUNT; f++) {
    ch_str rest = words->columns[f], name;
    while (out->at[f] == UINT32_MAX && rest.n && ch_str_split(&rest, '|', &name)) {
      uint32_t at;
      if (find_name(names, n, name, &at)) out->at[f] = at;
    }
  }
}

static bool map_columns(ch_import *im, const ch_str *names, uint32_t n, const char *const *maps, size_t n_maps,
                        ch_event_layout *out, ch_error *error) {
  for (size_t i = 0; i < n_maps; i++) {
    ch_str rest = ch_str_of(maps[i]), field, name;
    ch_str_split(&rest, '=', &field);
    ch_event_field f = field_of(field);
    if (f == CH_EF_COUNT || !rest.p)
      return ch_fail(error, CH_ERROR_USAGE, "'%s' is no FIELD=COLUMN; fields are date, actor-code, recipient-code, "
                     "cameo, type and those that data/LANG/import/events.tsv names", maps[i]);
    name = plain_name(im, rest);
    uint32_t at;
    if (find_name(names, n, name, &at)) out->at[f] = at;
    else out->at[f] = UINT32_MAX;
  }
  return true;
}

static ch_str set_of(const ch_event_words *words, const ch_str *names, uint32_t n) {
  for (size_t i = 0; i < words->sets.n; i++) {
    ch_str rest = words->sets.v[i].value, name;
    bool all = true;
    uint32_t at;
    while (all && rest.n && ch_str_split(&rest, '|', &name)) all = find_name(names, n, name, &at);
    if (all) return words->sets.v[i].name;
  }
  return (ch_str){NULL, 0};
}

static bool has_width(ch_str widths, uint32_t n) {
  ch_str one;
  uint64_t width;
  while (widths.n && ch_str_split(&widths, '|', &one))
    if (ch_str_to_u64(one, &width) && width == n) return true;
  return false;
}

bool ch_event_layout_fits(const ch_event_layout *layout, uint32_t n) {
  return layout->named ? n <= layout->width : has_width(layout->widths, n);
}

/* "61 id=1 date=2 …" */
static void take_bare(ch_str value, uint32_t n, ch_event_layout *out) {
  ch_str pair;
  ch_str_split(&value, ' ', &out->widths);
  while (value.n && ch_str_split(&value, ' ', &pair)) {
    size_t equals = ch_str_find_byte(pair, '=', 0);
    uint64_t at;
    ch_event_field f = field_of(ch_str_slice(pair, 0, equals));
    if (f < CH_EF_COUNT && ch_str_to_u64(ch_str_slice(pair, equals + 1, pair.n), &at) && at >= 1 && at <= n)
      out->at[f] = (uint32_t)at - 1;
  }
}

static bool digits(ch_str s, size_t least, size_t most) {
  for (size_t i = 0; i < s.n; i++)
    if (s.p[i] < '0' || s.p[i] > '9') return false;
  return s.n >= least && s.n <= most;
}

static bool tell_bare(const ch_event_words *words, const ch_str *cells, uint32_t n, ch_event_layout *out) {
  for (size_t i = 0; i < words->bare.n; i++) {
    ch_event_layout try = *out;
    take_bare(words->bare.v[i].value, n, &try);
    uint32_t date = try.at[CH_EF_DATE], code = try.at[CH_EF_CAMEO];
    if (!has_width(try.widths, n) || date >= n || code >= n) continue;
    if (!digits(cells[date], 8, 8) || !digits(cells[code], 2, 4)) continue;
    try.set = words->bare.v[i].name;
    *out = try;
    return true;
  }
  return false;
}

bool ch_event_layout_tell(ch_import *im, const ch_event_words *words, const ch_str *cells, uint32_t n,
                          const char *const *maps, size_t n_maps, ch_event_layout *out,
                          const char **why, ch_error *error) {
  ch_str names[CH_EVENT_MOST_COLUMNS];
  *out = (ch_event_layout){.width = n};
  for (int f = 0; f < CH_EF_COUNT; f++) out->at[f] = UINT32_MAX;
  if (tell_bare(words, cells, n, out)) return true;
  for (uint32_t i = 0; i < n; i++) names[i] = plain_name(im, cells[i]);
  out->named = true;
  out->set = set_of(words, names, n);
  find_columns(words, names, n, out);
  if (!map_columns(im, names, n, maps, n_maps, out, error)) return false;
  for (size_t i = 0; i < words->orders.n; i++) {
    if (!ch_str_eq(words->orders.v[i].name, out->set)) continue;
    out->month_first = ch_str_is(words->orders.v[i].value, "month");
    out->day_first = !out->month_first;
  }
  bool actor = out->at[CH_EF_ACTOR_COUNTRY] < n || out->at[CH_EF_ACTOR_CODE] < n || out->at[CH_EF_ACTOR_NAME] < n;
  *why = out->at[CH_EF_DATE] >= n ? "no column holds the date of events; name it with --map date=COLUMN"
         : !actor ? "no column holds who acts; name it with --map actor-code=COLUMN"
         : out->at[CH_EF_CAMEO] >= n && out->at[CH_EF_TYPE] >= n
             ? "no column holds a CAMEO code or PLOVER type; name it with --map cameo=COLUMN or --map type=COLUMN"
             : NULL;
  return true;
}
