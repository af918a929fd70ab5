#include "read/actor_own.h"

#include "base/file.h"
#include "base/tsv.h"

/* `mark` is a column that no other table has. */
static const struct {
  const char *columns, *mark;
} TABLES[CH_ACTORS_TABLES] = {
    [CH_ACTORS_STATES] = {"code name aliases adjectives demonyms capital cities region controller "
                          "sectors from to fips cow ambiguous",
                          "demonyms"},
    [CH_ACTORS_BODIES] = {"code sectors name aliases seat from to kind", "seat"},
    [CH_ACTORS_ROLES] = {"term sectors kind office forms usual", "term"},
    [CH_ACTORS_PEOPLE] = {"name aliases code sectors office from to surname", "surname"},
    [CH_ACTORS_PLACES] = {"name aliases code division lat lon population", "population"},
};

const char *ch_actor_columns(ch_actor_table table) {
  return TABLES[table].columns;
}

enum { MOST_DIGITS = 15 };

bool ch_actor_degrees(ch_str s, int most) {
  size_t digits = 0, points = 0, i = s.n && s.p[0] == '-';
  int whole = 0;
  for (; i < s.n; i++) {
    bool digit = s.p[i] >= '0' && s.p[i] <= '9';
    if (!digit && s.p[i] != '.') return false;
    points += !digit;
    digits += digit;
    if (digit && !points && (whole = whole * 10 + (s.p[i] - '0')) > most) return false;
    if (digit && points && whole == most && s.p[i] != '0') return false;
  }
  return digits > 0 && digits <= MOST_DIGITS && points < 2;
}

typedef struct walk {
  ch_arena *arena;
  ch_actor_files *out;
  ch_error *error;
  bool whole; /* a file that was named, not found in a folder */
  bool failed, any;
} walk;

static bool take(walk *w, const char *path, ch_actor_table table) {
  ch_str kept = ch_arena_copy(w->arena, ch_str_of(path));
  ch_actor_file *file = kept.p ? CH_PUSH(w->arena, w->out) : NULL;
  if (!file) return ch_fail(w->error, CH_ERROR_MEMORY, "no memory for the actor lists");
  *file = (ch_actor_file){kept.p, table};
  w->any = true;
  return true;
}

static bool read_header(walk *w, const char *path) {
  ch_mapped file;
  ch_tsv tsv;
  if (!ch_file_map(path, &file, w->error)) return false;
  bool read = ch_tsv_open_bytes(&tsv, path, file.bytes, w->error);
  int table = CH_ACTORS_TABLES;
  for (uint32_t i = 0; read && i < tsv.n_columns; i++)
    for (int t = 0; t < CH_ACTORS_TABLES; t++)
      if (ch_str_is(tsv.columns[i], TABLES[t].mark)) table = t;
  uint64_t line = read ? tsv.line : 0;
  ch_file_unmap(&file);
  if (!read) return false;
  if (table != CH_ACTORS_TABLES) return take(w, path, (ch_actor_table)table);
  ch_fail(w->error, CH_ERROR_DATA, "the columns are those of no list of actors or places");
  return ch_fail_at(w->error, path, line);
}

static bool visit(const char *path, void *self) {
  walk *w = self;
  if (!w->whole && !ch_str_ends(ch_str_of(path), CH_STR(".tsv"))) return true;
  w->failed = !read_header(w, path);
  return !w->failed;
}

bool ch_actor_own(const char *const *paths, size_t n, ch_arena *arena, ch_actor_files *out,
                  ch_error *error) {
  for (size_t i = 0; i < n; i++) {
    walk w = {.arena = arena, .out = out, .error = error, .whole = !ch_file_is_dir(paths[i])};
    bool walked = w.whole ? visit(paths[i], &w) : ch_file_walk(paths[i], visit, &w, error);
    if (!walked || w.failed) return false;
    if (w.any) continue;
    ch_fail(error, CH_ERROR_DATA, "no file there is a list of actors or places");
    return ch_fail_at(error, paths[i], 0);
  }
  return true;
}
