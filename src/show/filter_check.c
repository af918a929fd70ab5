/* Says which word of a filter the record does not know, so that nothing found
 * is not mistaken for nothing there. */
#include <stdlib.h>

#include "show/views.h"

#define NAMED 12 /* names told where none is like the word */

static char fold(char c) {
  return c >= 'A' && c <= 'Z' ? (char)(c + 32) : c;
}

/* Letters to change, leave out or put in; 0 in another case. */
static size_t distance(ch_str a, ch_str b) {
  size_t row[33];
  if (a.n > 32 || b.n > 32) return a.n + b.n;
  for (size_t k = 0; k <= b.n; k++) row[k] = k;
  for (size_t i = 1; i <= a.n; i++) {
    size_t corner = row[0];
    row[0] = i;
    for (size_t k = 1; k <= b.n; k++) {
      size_t best = corner + (fold(a.p[i - 1]) != fold(b.p[k - 1]));
      if (row[k] + 1 < best) best = row[k] + 1;
      if (row[k - 1] + 1 < best) best = row[k - 1] + 1;
      corner = row[k];
      row[k] = best;
    }
  }
  return row[b.n];
}

static bool begins(ch_str word, ch_str name) {
  if (name.n > word.n || name.n < 3) return false;
  for (size_t i = 0; i < name.n; i++)
    if (fold(word.p[i]) != fold(name.p[i])) return false;
  return true;
}

/* "RUS" is like "RUZ", "rus" and "Russia". */
static ch_str like(ch_str word, const ch_strs *names) {
  ch_str best = {NULL, 0};
  size_t least = word.n > 5 ? 3 : 2;
  for (size_t i = 0; i < names->n; i++) {
    size_t d = begins(word, names->v[i]) ? 1 : distance(word, names->v[i]);
    if (d >= least) continue;
    least = d;
    best = names->v[i];
  }
  return best;
}

static bool check(ch_store *store, ch_name_kind kind, ch_str word, const char *what,
                  ch_arena *arena, ch_error *error) {
  ch_strs names;
  ch_buf told;
  bool known;
  if (!ch_store_knows(store, kind, word, &known, error)) return false;
  if (known) return true;
  if (!ch_store_names(store, kind, arena, &names, error)) return false;
  if (names.n == 0) return true; /* the view says that there are no events */
  ch_str near = like(word, &names);
  ch_buf_init(&told, 0);
  if (near.n) ch_buf_printf(&told, "did you mean %.*s?", CH_PRI(near));
  else ch_buf_add_z(&told, names.n > NAMED ? "there are, among others," : "there are");
  for (size_t i = 0; !near.n && i < names.n && i < NAMED; i++) /* spread over all of them */
    ch_buf_printf(&told, " %.*s",
                  CH_PRI(names.v[names.n > NAMED ? i * names.n / NAMED : i]));
  ch_fail(error, CH_ERROR_USAGE, "no %s '%.*s' in this record; %.*s", what, CH_PRI(word),
          CH_PRI(ch_buf_str(&told)));
  ch_buf_free(&told);
  return false;
}

bool ch_filter_check(ch_store *store, const ch_filter *filter, ch_error *error) {
  ch_arena *arena = ch_arena_new(0);
  if (!arena) return ch_fail(error, CH_ERROR_MEMORY, "no memory to read the record");
  bool done = true;
  for (int i = 0; i < 2 && done; i++)
    if (filter->between[i].n)
      done = check(store, CH_NAME_CODE, filter->between[i], "actor", arena, error);
  if (done && filter->issue.n)
    done = check(store, CH_NAME_ISSUE, filter->issue, "issue", arena, error);
  ch_arena_free(arena);
  return done;
}
