/* A lemmatiser learnt from a treebank guesses at words it has not met
 * ("expell", "withdrin"); most of them are verbs that the codebook knows. */
#include "code/forms.h"

#include "base/file.h"

enum { LONGEST = 40 };

static bool read_row(ch_forms *forms, ch_words *words, ch_str line, ch_error *error) {
  ch_str cell[4] = {{0}};
  int n = 0;
  while (n < 4 && ch_str_split(&line, '\t', &cell[n])) n++;
  if (ch_str_is(cell[0], "form") && n >= 3) {
    uint32_t lexeme = ch_words_add(words, cell[2]);
    uint32_t *place = ch_map_put(&forms->irregular, cell[1], NULL);
    if (lexeme == CH_NO_LEXEME || !place) return ch_fail(error, CH_ERROR_MEMORY, "no memory for forms");
    *place = lexeme;
    return true;
  }
  if (!ch_str_is(cell[0], "suffix") || n < 4)
    return ch_fail(error, CH_ERROR_DATA, "neither 'form FORM LEMMA' nor 'suffix OFF ON SINGLE'");
  ch_suffix *suffix = CH_PUSH(words->arena, &forms->suffixes);
  if (!suffix) return ch_fail(error, CH_ERROR_MEMORY, "no memory for forms");
  *suffix = (ch_suffix){cell[1], ch_str_is(cell[2], "-") ? (ch_str){NULL, 0} : cell[2],
                        ch_str_is(cell[3], "single")};
  return true;
}

bool ch_forms_load(ch_forms *forms, ch_words *words, const char *path, ch_error *error) {
  ch_map_init(&forms->irregular, words->arena);
  ch_str rest, line;
  if (!ch_file_read(path, words->arena, &rest, error)) return false;
  for (uint64_t number = 1; ch_str_line(&rest, &line); number++) {
    if (line.n == 0 || line.p[0] == '#') continue;
    if (!read_row(forms, words, line, error)) return ch_fail_at(error, path, number);
  }
  return true;
}

static uint32_t without(const ch_words *words, ch_str low, const ch_suffix *suffix) {
  if (!ch_str_ends(low, suffix->off) || low.n < suffix->off.n + 2) return CH_NO_LEXEME;
  char lemma[2 * LONGEST];
  size_t n = low.n - suffix->off.n;
  if (suffix->single) {
    if (low.p[n - 1] != low.p[n - 2]) return CH_NO_LEXEME;
    n--;
  }
  if (n + suffix->on.n > sizeof lemma) return CH_NO_LEXEME;
  memcpy(lemma, low.p, n);
  if (suffix->on.n) memcpy(lemma + n, suffix->on.p, suffix->on.n);
  return ch_words_find(words, (ch_str){lemma, n + suffix->on.n});
}

/* False if it is too short or too long to be looked for. */
static bool fold(ch_str form, char low[LONGEST], ch_str *folded) {
  if (form.n < 3 || form.n > LONGEST) return false;
  for (size_t i = 0; i < form.n; i++) {
    char c = form.p[i];
    low[i] = c >= 'A' && c <= 'Z' ? (char)(c + 32) : c;
  }
  *folded = (ch_str){low, form.n};
  return true;
}

uint32_t ch_forms_irregular(const ch_forms *forms, ch_str form) {
  char low[LONGEST];
  ch_str folded;
  if (!fold(form, low, &folded)) return CH_NO_LEXEME;
  const uint32_t *known = ch_map_get(&forms->irregular, folded);
  return known ? *known : CH_NO_LEXEME;
}

uint32_t ch_forms_find(const ch_forms *forms, const ch_words *words, ch_str form, bool verb) {
  char low[LONGEST];
  ch_str folded;
  if (!fold(form, low, &folded)) return CH_NO_LEXEME;
  const uint32_t *known = ch_map_get(&forms->irregular, folded);
  if (known) return *known;
  /* "they OCCUPIED it", though "occupied territory" is a phrase of the codebook's */
  uint32_t whole = ch_words_find(words, folded), found = verb ? CH_NO_LEXEME : whole;
  for (size_t i = 0; found == CH_NO_LEXEME && i < forms->suffixes.n; i++)
    found = without(words, folded, &forms->suffixes.v[i]);
  return found == CH_NO_LEXEME ? whole : found;
}
