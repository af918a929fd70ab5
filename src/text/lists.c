/* One table says which file may hold which kinds. */
#include "text/lists.h"

#include "base/file.h"
#include "text/chars.h"

static const struct list_kind {
  const char *file;
  const char *kind;
  uint32_t bit;
} list_kinds[] = {
    {"abbreviations.txt", "title", CH_LIST_TITLE},
    {"abbreviations.txt", "number", CH_LIST_NUMBER},
    {"abbreviations.txt", "month", CH_LIST_MONTH},
    {"abbreviations.txt", "plain", CH_LIST_PLAIN},
    {"abbreviations.txt", "clock", CH_LIST_CLOCK},
    {"abbreviations.txt", "never", CH_LIST_NEVER},
    {"clitics.txt", "suffix", CH_LIST_SUFFIX},
    {"clitics.txt", "split", CH_LIST_SPLIT},
    {"tokens.txt", "prefix", CH_LIST_PREFIX},
    {"tokens.txt", "unit", CH_LIST_UNIT},
    {"tokens.txt", "domain", CH_LIST_DOMAIN},
    {"tokens.txt", "symbol", CH_LIST_SYMBOL},
    {"tokens.txt", "elision", CH_LIST_ELISION},
    {"tokens.txt", "whole", CH_LIST_WHOLE},
    {"sentences.txt", "starter", CH_LIST_STARTER},
    {"sentences.txt", "clock", CH_LIST_AFTER_CLOCK},
    {"sentences.txt", "speech", CH_LIST_SPEECH},
    {"sentences.txt", "state", CH_LIST_STATE},
    {"sentences.txt", "article", CH_LIST_ARTICLE},
    {"sentences.txt", "asking", CH_LIST_ASKING},
    {"sentences.txt", "closing", CH_LIST_CLOSING},
};
enum { LIST_KINDS = sizeof(list_kinds) / sizeof(list_kinds[0]) };

static const uint32_t written_as_is =
    CH_LIST_ABBREVIATION | CH_LIST_UNIT | CH_LIST_SYMBOL | CH_LIST_WHOLE;

/* "can|not" gives "cannot" and 3. */
static bool join_split(ch_arena *arena, ch_str *word, uint32_t *at, ch_error *error) {
  size_t bar = ch_str_find_byte(*word, '|', 0);
  if (bar == SIZE_MAX || bar == 0 || bar + 1 >= word->n)
    return ch_fail(error, CH_ERROR_DATA, "'%.*s' is not two parts with | between", CH_PRI(*word));
  ch_str joined = ch_arena_printf(arena, "%.*s%.*s", (int)bar, word->p,
                                  (int)(word->n - bar - 1), word->p + bar + 1);
  if (!joined.p) return ch_fail(error, CH_ERROR_MEMORY, "no memory for word lists");
  *word = joined;
  *at = (uint32_t)bar;
  return true;
}

static bool add_word(ch_lists *lists, ch_arena *arena, ch_str word, uint32_t bit, ch_error *error) {
  uint32_t at = 0;
  char folded[CH_LIST_LONGEST + 8];
  if (word.n > CH_LIST_LONGEST)
    return ch_fail(error, CH_ERROR_DATA, "'%.*s' is longer than %d bytes", CH_PRI(word), CH_LIST_LONGEST);
  if (bit == CH_LIST_SPLIT && !join_split(arena, &word, &at, error)) return false;
  if (!(bit & written_as_is)) word = ch_fold(word, folded, sizeof folded);
  word = ch_arena_copy(arena, word);
  uint32_t *bits = word.p ? ch_map_put(&lists->words, word, NULL) : NULL;
  if (!bits) return ch_fail(error, CH_ERROR_MEMORY, "no memory for word lists");
  *bits |= bit | at << 24;
  ch_str *place = NULL;
  if (bit == CH_LIST_SUFFIX) place = CH_PUSH(arena, &lists->suffixes);
  else if (bit & (CH_LIST_SYMBOL | CH_LIST_WHOLE)) place = CH_PUSH(arena, &lists->marks);
  else return true;
  if (!place) return ch_fail(error, CH_ERROR_MEMORY, "no memory for word lists");
  *place = word;
  if (bit != CH_LIST_SUFFIX) lists->mark_starts[(unsigned char)word.p[0]] = true;
  return true;
}

static bool read_line(ch_lists *lists, ch_arena *arena, const char *file, ch_str line, ch_error *error) {
  size_t colon = ch_str_find(line, CH_STR(": "), 0);
  ch_str kind = ch_str_slice(line, 0, colon == SIZE_MAX ? line.n : colon);
  if (colon == SIZE_MAX)
    return ch_fail(error, CH_ERROR_DATA, "'%.*s' is not \"kind: words\"", CH_PRI(kind));
  uint32_t bit = 0;
  for (int i = 0; i < LIST_KINDS; i++)
    if (strcmp(list_kinds[i].file, file) == 0 && ch_str_is(kind, list_kinds[i].kind))
      bit = list_kinds[i].bit;
  if (!bit) return ch_fail(error, CH_ERROR_DATA, "'%.*s' is no kind of list", CH_PRI(kind));
  ch_str rest = ch_str_slice(line, colon + 1, line.n), word;
  while (ch_str_split(&rest, ' ', &word))
    if (word.n && !add_word(lists, arena, word, bit, error)) return false;
  return true;
}

static bool read_file(ch_lists *lists, ch_arena *arena, const char *dir, const char *file, ch_error *error) {
  ch_str path = ch_arena_printf(arena, "%s/text/%s", dir, file), rest, line;
  if (!path.p) return ch_fail(error, CH_ERROR_MEMORY, "no memory for word lists");
  if (!ch_file_read(path.p, arena, &rest, error)) return false;
  for (uint64_t number = 1; ch_str_line(&rest, &line); number++) {
    line = ch_str_trim(line);
    if (line.n == 0 || line.p[0] == '#') continue;
    if (!read_line(lists, arena, file, line, error)) return ch_fail_at(error, path.p, number);
  }
  return true;
}

bool ch_lists_read(ch_lists *lists, const char *dir, ch_arena *arena, ch_error *error) {
  *lists = (ch_lists){0};
  ch_map_init(&lists->words, arena);
  for (int i = 0; i < LIST_KINDS; i++)
    if (i == 0 || strcmp(list_kinds[i].file, list_kinds[i - 1].file) != 0)
      if (!read_file(lists, arena, dir, list_kinds[i].file, error)) return false;
  return true;
}

uint32_t ch_lists_exact(const ch_lists *lists, ch_str word) {
  if (word.n == 0 || word.n > CH_LIST_LONGEST) return 0;
  const uint32_t *bits = ch_map_get(&lists->words, word);
  return bits ? *bits : 0;
}

uint32_t ch_lists_folded(const ch_lists *lists, ch_str word) {
  char folded[CH_LIST_LONGEST + 8];
  if (word.n > CH_LIST_LONGEST) return 0;
  return ch_lists_exact(lists, ch_fold(word, folded, sizeof folded));
}

uint32_t ch_lists_abbreviation(const ch_lists *lists, ch_str word) {
  uint32_t bits = ch_lists_exact(lists, word) & CH_LIST_ABBREVIATION;
  if (bits || word.n < 3 || word.n > CH_LIST_LONGEST) return bits;
  char title[CH_LIST_LONGEST];
  for (size_t i = 0; i < word.n; i++) {
    char c = word.p[i];
    if (c >= 'a' && c <= 'z') return 0;
    title[i] = (char)(i > 0 && c >= 'A' && c <= 'Z' ? c + 32 : c);
  }
  return ch_lists_exact(lists, (ch_str){title, word.n}) & CH_LIST_ABBREVIATION;
}
