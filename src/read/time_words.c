/* Loading and compiling: errors name the file and line at fault. */
#include "read/time_words.h"

#include <stdlib.h>

#include "base/tsv.h"
#include "read/time_value.h"
#include "text/chars.h"

static const char *const class_names[CH_TC_COUNT] = {
#define CH_X(id, name) [CH_TC_##id] = name,
    CH_TIME_CLASSES(CH_X)
#undef CH_X
};
static const char *const class_ids[CH_TC_COUNT] = {
#define CH_X(id, name) [CH_TC_##id] = #id,
    CH_TIME_CLASSES(CH_X)
#undef CH_X
};
static const char *const action_names[CH_TA_COUNT] = {
#define CH_X(id, name) [CH_TA_##id] = name,
    CH_TIME_ACTIONS(CH_X)
#undef CH_X
};
static const char *const condition_names[CH_TCOND_COUNT] = {
#define CH_X(id, name) [CH_TCOND_SHIFT_##id] = name,
    CH_TIME_CONDITIONS(CH_X)
#undef CH_X
};

static bool no_memory(ch_error *error) {
  return ch_fail(error, CH_ERROR_MEMORY, "no memory for the words of time");
}

/* ---- words ---- */

static bool word_index(ch_time_words *words, ch_str text, uint32_t *index) {
  char folded[64];
  text = ch_fold(text, folded, sizeof folded);
  const uint32_t *known = ch_map_get(&words->map, text);
  if (known) {
    *index = *known;
    return true;
  }
  text = ch_arena_copy(words->arena, text);
  uint32_t *place = text.p ? ch_map_put(&words->map, text, NULL) : NULL;
  if (!place || !CH_PUSH(words->arena, &words->words)) return false;
  *index = *place = (uint32_t)words->words.n - 1;
  return true;
}

static int32_t unit_number(ch_str code) {
  static const struct { const char *code; ch_grain grain; } units[] = {
      {"S", CH_GRAIN_SECOND}, {"MI", CH_GRAIN_MINUTE}, {"H", CH_GRAIN_HOUR}, {"D", CH_GRAIN_DAY},
      {"W", CH_GRAIN_WEEK}, {"W2", CH_GRAIN_WEEK}, {"WE", CH_GRAIN_WEEKEND}, {"N", CH_GRAIN_MONTH},
      {"Q", CH_GRAIN_QUARTER}, {"HY", CH_GRAIN_HALF}, {"Y", CH_GRAIN_YEAR}, {"DE", CH_GRAIN_DECADE},
      {"CE", CH_GRAIN_CENTURY}, {"ML", CH_GRAIN_MILLENNIUM}};
  for (size_t i = 0; i < sizeof units / sizeof *units; i++)
    if (ch_str_is(code, units[i].code)) return (int32_t)units[i].grain;
  return -1;
}

/* What the value of a class must be, as a number; -1000 if it is not that. */
static int32_t class_number(ch_time_class class, ch_str value) {
  static const char *const seasons[] = {"WI", "SP", "SU", "FA"};
  char digits[16] = "";
  switch (class) {
    case CH_TC_UNIT:
    case CH_TC_UNITS: {
      int32_t unit = unit_number(value);
      return unit < 0 ? -1000 : unit;
    }
    case CH_TC_SEASON:
      for (int i = 0; i < 4; i++)
        if (ch_str_is(value, seasons[i])) return i;
      return -1000;
    case CH_TC_PART:
    case CH_TC_PARTS: return value.n == 2 ? 0 : -1000;
    case CH_TC_EARLY: return value.n ? value.p[0] : -1000;
    case CH_TC_REF:
    case CH_TC_EVERY: return value.n ? 0 : -1000;
    case CH_TC_HOLIDAY:
      if (value.n != 5 || value.p[2] != '-') return -1000;
      return (value.p[0] - '0') * 1000 + (value.p[1] - '0') * 100 + (value.p[3] - '0') * 10 + (value.p[4] - '0');
    case CH_TC_MERIDIAN: return value.n && value.p[0] == 'P' ? 12 : 0;
    case CH_TC_PAST: case CH_TC_FUTURE: case CH_TC_LOOKBACK: case CH_TC_BEFORE: case CH_TC_DEADLINE: case CH_TC_EFFECT: case CH_TC_ONSET:
    case CH_TC_TERM: case CH_TC_GRANT: case CH_TC_EDGE: case CH_TC_COUNTED: case CH_TC_SPELL: case CH_TC_NOMINAL: case CH_TC_ZONE:
    case CH_TC_AHEAD: case CH_TC_SETFOR: return 0;
    default:
      if (value.n == 0 || value.n >= sizeof digits) return -1000;
      memcpy(digits, value.p, value.n);
      for (size_t i = 0; i < value.n; i++)
        if ((digits[i] < '0' || digits[i] > '9') && !(i == 0 && digits[i] == '-' && value.n > 1)) return -1000;
      return (int32_t)strtol(digits, NULL, 10);
  }
}

static bool add_word(ch_time_words *words, ch_tsv *tsv, const uint32_t columns[3], ch_error *error) {
  ch_str text = tsv->fields[columns[0]], name = tsv->fields[columns[1]], value = tsv->fields[columns[2]];
  unsigned class = 0;
  while (class < CH_TC_COUNT && !(name.n && ch_str_is(name, class_names[class]))) class++;
  if (class == CH_TC_COUNT) return ch_tsv_fail(tsv, error, "'%.*s' is no class of words of time", CH_PRI(name));
  int32_t number = class_number((ch_time_class)class, value);
  if (number == -1000) return ch_tsv_fail(tsv, error, "'%.*s' is no value for a %.*s", CH_PRI(value), CH_PRI(name));
  uint32_t index;
  if (text.n == 0 || text.n > 40) return ch_tsv_fail(tsv, error, "the word is empty or longer than 40 bytes");
  if (!word_index(words, text, &index)) return no_memory(error);
  ch_time_word *word = &words->words.v[index];
  if (word->n_values == sizeof word->values / sizeof *word->values)
    return ch_tsv_fail(tsv, error, "'%.*s' has too many classes", CH_PRI(text));
  word->classes |= (uint64_t)1 << class;
  word->values[word->n_values].class = (uint8_t)class;
  word->values[word->n_values].number = number;
  word->values[word->n_values++].text = value;
  return true;
}

const ch_time_word *ch_time_word_of(const ch_time_words *words, ch_str folded) {
  const uint32_t *index = folded.n ? ch_map_get(&words->map, folded) : NULL;
  return index ? &words->words.v[*index] : NULL;
}

int32_t ch_time_word_number(const ch_time_word *word, ch_time_class class) {
  for (uint32_t i = 0; i < word->n_values; i++)
    if (word->values[i].class == class) return word->values[i].number;
  return 0;
}

ch_str ch_time_word_text(const ch_time_word *word, ch_time_class class) {
  for (uint32_t i = 0; i < word->n_values; i++)
    if (word->values[i].class == class) return word->values[i].text;
  return (ch_str){NULL, 0};
}

/* ---- patterns ---- */

static bool is_class_name(ch_str s) {
  for (size_t i = 0; i < s.n; i++)
    if (s.p[i] < 'A' || s.p[i] > 'Z') return false;
  return s.n > 1;
}

static bool add_atom(ch_time_words *words, ch_tsv *tsv, ch_str text, ch_error *error) {
  ch_time_atom *atom = CH_PUSH(words->arena, &words->atoms);
  if (!atom) return no_memory(error);
  atom->is_class = is_class_name(text);
  if (!atom->is_class) return word_index(words, text, &atom->id) || no_memory(error);
  while (atom->id < CH_TC_COUNT && !ch_str_is(text, class_ids[atom->id])) atom->id++;
  if (atom->id == CH_TC_COUNT) return ch_tsv_fail(tsv, error, "'%.*s' is no class", CH_PRI(text));
  return true;
}

static bool add_node(ch_time_words *words, int type, ch_error *error) {
  ch_time_node *node = CH_PUSH(words->arena, &words->nodes);
  if (!node) return no_memory(error);
  node->type = type;
  node->first = (uint32_t)words->atoms.n;
  return true;
}

/* Compiles the elements of a pattern, split at spaces; brackets stand at the
 * edges of elements. */
static bool add_elements(ch_time_words *words, ch_tsv *tsv, ch_str pattern, ch_error *error) {
  uint32_t open[8], depth = 0;
  ch_str element;
  while (ch_str_split(&pattern, ' ', &element)) {
    size_t i = 0, end = element.n, closing = 0;
    while (i < end && element.p[i] == '[') {
      if (depth == 8) return ch_tsv_fail(tsv, error, "brackets are nested too deep");
      open[depth++] = (uint32_t)words->nodes.n;
      if (!add_node(words, CH_NODE_OPT, error)) return false;
      i++;
    }
    while (end > i && element.p[end - 1] == ']') end--, closing++;
    if (end == i) return ch_tsv_fail(tsv, error, "an element is empty");
    if (!add_node(words, CH_NODE_ALT, error)) return false;
    ch_str rest = ch_str_slice(element, i, end), atom;
    size_t node = words->nodes.n - 1;
    while (ch_str_split(&rest, '|', &atom)) {
      if (!add_atom(words, tsv, atom, error)) return false;
      words->nodes.v[node].count++;
    }
    for (; closing > 0; closing--) {
      if (depth == 0) return ch_tsv_fail(tsv, error, "a bracket closes that was not opened");
      if (!add_node(words, CH_NODE_CLOSE, error)) return false;
      words->nodes.v[open[--depth]].skip = (uint32_t)words->nodes.n;
    }
  }
  if (depth) return ch_tsv_fail(tsv, error, "a bracket is not closed");
  return add_node(words, CH_NODE_END, error);
}

static void add_to(ch_pattern_set *set, size_t pattern) {
  set->bits[pattern / 64] |= (uint64_t)1 << pattern % 64;
}

/* Marks all words and classes that the pattern may have second, going on from
 * node `at`. */
static void add_seconds(ch_time_words *words, uint32_t at, size_t pattern) {
  const ch_time_node *node = &words->nodes.v[at];
  if (node->type == CH_NODE_END) add_to(&words->any_second, pattern);
  if (node->type == CH_NODE_CLOSE || node->type == CH_NODE_OPT) add_seconds(words, at + 1, pattern);
  if (node->type == CH_NODE_OPT) add_seconds(words, node->skip, pattern);
  for (uint32_t i = 0; node->type == CH_NODE_ALT && i < node->count; i++) {
    ch_time_atom atom = words->atoms.v[node->first + i];
    add_to(atom.is_class ? &words->class_seconds[atom.id] : &words->words.v[atom.id].seconds, pattern);
  }
}

/* Marks all words and classes that the pattern may begin with. */
static void add_starts(ch_time_words *words, uint32_t at, size_t pattern) {
  const ch_time_node *node = &words->nodes.v[at];
  if (node->type == CH_NODE_CLOSE || node->type == CH_NODE_OPT) add_starts(words, at + 1, pattern);
  if (node->type == CH_NODE_OPT) add_starts(words, node->skip, pattern);
  if (node->type != CH_NODE_ALT) return;
  for (uint32_t i = 0; i < node->count; i++) {
    ch_time_atom atom = words->atoms.v[node->first + i];
    add_to(atom.is_class ? &words->class_starts[atom.id] : &words->words.v[atom.id].starts, pattern);
    /* A number may take several words. */
    if (atom.is_class && atom.id >= CH_TC_NUM) add_to(&words->any_second, pattern);
  }
  add_seconds(words, at + 1, pattern);
}

static bool add_conditions(ch_tsv *tsv, ch_str list, uint32_t *conditions, ch_error *error) {
  ch_str name;
  while (list.n && ch_str_split(&list, '|', &name)) {
    unsigned k = 0;
    while (k < CH_TCOND_COUNT && !ch_str_is(name, condition_names[k])) k++;
    if (k == CH_TCOND_COUNT) return ch_tsv_fail(tsv, error, "'%.*s' is no condition", CH_PRI(name));
    *conditions |= 1u << k;
  }
  return true;
}

static bool add_pattern(ch_time_words *words, ch_tsv *tsv, const uint32_t columns[3], ch_error *error) {
  ch_str name = tsv->fields[columns[0]];
  if (words->patterns.n == CH_TIME_MAX_PATTERNS)
    return ch_tsv_fail(tsv, error, "more than %d patterns", CH_TIME_MAX_PATTERNS);
  ch_time_pattern *pattern = CH_PUSH(words->arena, &words->patterns);
  if (!pattern) return no_memory(error);
  unsigned action = 0;
  while (action < CH_TA_COUNT && !ch_str_is(name, action_names[action])) action++;
  if (action == CH_TA_COUNT) return ch_tsv_fail(tsv, error, "'%.*s' is no action", CH_PRI(name));
  pattern->action = (ch_time_action)action;
  pattern->node = (uint32_t)words->nodes.n;
  if (!add_conditions(tsv, tsv->fields[columns[2]], &pattern->conditions, error)) return false;
  if (!add_elements(words, tsv, tsv->fields[columns[1]], error)) return false;
  if (words->nodes.v[pattern->node].type == CH_NODE_END)
    return ch_tsv_fail(tsv, error, "the pattern is empty");
  add_starts(words, pattern->node, words->patterns.n - 1);
  return true;
}

/* ---- files ---- */

static bool read_table(ch_time_words *words, const char *dir, const char *file,
                       const char *const names[3],
                       bool (*add)(ch_time_words *, ch_tsv *, const uint32_t[3], ch_error *),
                       ch_error *error) {
  ch_str path = ch_arena_printf(words->arena, "%s/time/%s", dir, file);
  ch_tsv tsv;
  uint32_t columns[3];
  if (!path.p) return no_memory(error);
  if (!ch_tsv_open(&tsv, path.p, words->arena, error)) return false;
  for (int i = 0; i < 3; i++)
    if (!ch_tsv_column(&tsv, names[i], &columns[i], error)) return false;
  while (ch_tsv_next(&tsv, error))
    if (!add(words, &tsv, columns, error)) return false;
  return !tsv.failed;
}

static bool mark_number_word(void *self, ch_str text) {
  ch_time_words *words = self;
  uint32_t index;
  if (!word_index(words, text, &index)) return false;
  words->words.v[index].number_word = true;
  return true;
}

ch_time_words *ch_time_words_open(const char *dir, ch_error *error) {
  ch_time_words *words = calloc(1, sizeof *words);
  if (words) words->arena = ch_arena_new(0);
  if (!words || !words->arena) {
    ch_time_words_free(words);
    no_memory(error);
    return NULL;
  }
  ch_map_init(&words->map, words->arena);
  words->numbers = ch_number_words_open(dir, error);
  bool done = words->numbers &&
              (ch_number_each(words->numbers, mark_number_word, words) || no_memory(error)) &&
              read_table(words, dir, "words.tsv", (const char *const[]){"word", "class", "value"}, add_word, error) &&
              read_table(words, dir, "patterns.tsv", (const char *const[]){"action", "pattern", "only"}, add_pattern, error);
  if (!done) {
    ch_time_words_free(words);
    return NULL;
  }
  return words;
}

void ch_time_words_free(ch_time_words *words) {
  if (!words) return;
  ch_number_words_free(words->numbers);
  ch_arena_free(words->arena);
  free(words);
}
