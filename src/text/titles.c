/* Furniture of titles: data/LANG/text/titles.txt. */
#include "base/file.h"
#include "text/chars.h"
#include "text/title.h"

enum {
  LABEL = 1u << 0,
  UNREAD = 1u << 1,
  OUTLET = 1u << 2,
  OPENING = 1u << 3,
  COUNTED = 1u << 4,
};

static const struct {
  const char *name;
  uint32_t bit;
} kinds[] = {{"label", LABEL}, {"unread", UNREAD}, {"outlet", OUTLET}, {"opening", OPENING}, {"counted", COUNTED}};

enum { PHRASE_LONGEST = 64 };

/* ---- the list ---- */

static bool add_phrase(ch_title_words *words, ch_arena *arena, ch_str phrase, uint32_t bit, ch_error *error) {
  char folded[PHRASE_LONGEST + 4];
  phrase = ch_fold(phrase, folded, sizeof folded);
  if (phrase.n == 0) return ch_fail(error, CH_ERROR_DATA, "a phrase is empty or longer than %d bytes", PHRASE_LONGEST);
  phrase = ch_arena_copy(arena, phrase);
  uint32_t *bits = phrase.p ? ch_map_put(&words->phrases, phrase, NULL) : NULL;
  if (!bits) return ch_fail(error, CH_ERROR_MEMORY, "no memory for the words of titles");
  *bits |= bit;
  return true;
}

static bool read_line(ch_title_words *words, ch_arena *arena, ch_str line, ch_error *error) {
  size_t colon = ch_str_find(line, CH_STR(": "), 0);
  ch_str kind = ch_str_slice(line, 0, colon == SIZE_MAX ? line.n : colon), phrase;
  if (colon == SIZE_MAX)
    return ch_fail(error, CH_ERROR_DATA, "'%.*s' is not \"kind: phrase | phrase\"", CH_PRI(line));
  uint32_t bit = 0;
  for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++)
    if (ch_str_is(kind, kinds[i].name)) bit = kinds[i].bit;
  if (!bit) return ch_fail(error, CH_ERROR_DATA, "'%.*s' is no kind of phrase", CH_PRI(kind));
  for (ch_str rest = ch_str_slice(line, colon + 1, line.n); ch_str_split(&rest, '|', &phrase);)
    if (!add_phrase(words, arena, ch_str_trim(phrase), bit, error)) return false;
  return true;
}

bool ch_title_words_read(ch_title_words *words, const char *dir, ch_arena *arena, ch_error *error) {
  ch_str path = ch_arena_printf(arena, "%s/text/titles.txt", dir), rest, line;
  ch_map_init(&words->phrases, arena);
  if (!path.p) return ch_fail(error, CH_ERROR_MEMORY, "no memory for the words of titles");
  if (!ch_file_read(path.p, arena, &rest, error)) return false;
  for (uint64_t number = 1; ch_str_line(&rest, &line); number++) {
    line = ch_str_trim(line);
    if (line.n == 0 || line.p[0] == '#') continue;
    if (!read_line(words, arena, line, error)) return ch_fail_at(error, path.p, number);
  }
  return true;
}

static uint32_t kinds_of(const ch_title_words *words, ch_str phrase) {
  char folded[PHRASE_LONGEST + 4];
  phrase = ch_str_trim(phrase);
  if (phrase.n == 0 || phrase.n > PHRASE_LONGEST) return 0;
  const uint32_t *bits = ch_map_get(&words->phrases, ch_fold(phrase, folded, sizeof folded));
  return bits ? *bits : 0;
}

/* ---- labels, brackets, outlets ---- */

static bool is_space(char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r'; }

static void blank(char *out, size_t from, size_t to) { memset(out + from, ' ', to - from); }

/* "UPDATE 2", "Exclusive (2)": the label without its number. */
static ch_str without_number(ch_str label) {
  label = ch_str_trim(label);
  while (label.n && ((label.p[label.n - 1] >= '0' && label.p[label.n - 1] <= '9') || is_space(label.p[label.n - 1])))
    label.n--;
  return label;
}

/* Bytes of a separator at `i`, 0 if none: a colon or bar, a dash that stands free. */
static size_t separator_at(ch_str t, size_t i, bool colons) {
  ch_char c = ch_char_at(t, i);
  if (c.code == '|') return c.size;
  if (c.code == ':') return colons ? c.size : 0;
  if (c.class != CH_CHAR_DASH) return 0;
  bool free = i > 0 && is_space(t.p[i - 1]) && i + c.size < t.n && is_space(t.p[i + c.size]);
  return free || c.code == 0x2014 ? c.size : 0;
}

/* Takes one label off the front. *unread: the title is not read at all. */
static bool take_label(const ch_title_words *words, ch_str t, char *out, size_t *from, bool *unread) {
  for (size_t i = *from, size; i < t.n && i < *from + PHRASE_LONGEST; i += ch_char_at(t, i).size) {
    size = separator_at(t, i, true);
    bool digit = i > *from && t.p[i - 1] >= '0' && t.p[i - 1] <= '9';
    if (size == 0 && t.p[i] == '-' && (digit || ch_str_eq_fold(ch_str_slice(t, *from, i), CH_STR("exclusive")))) size = 1;
    if (size == 0) continue;
    uint32_t bits = kinds_of(words, without_number(ch_str_slice(t, *from, i)));
    *unread = (bits & UNREAD) != 0;
    if (!(bits & LABEL)) return false;
    blank(out, *from, i + size);
    *from = i + size;
    return true;
  }
  return false;
}

/* Takes what stands behind the last dash or bar off, if it is furniture. */
static bool take_tail(const ch_title_words *words, ch_str t, ch_str outlet, char *out, size_t from, size_t *end,
                      bool *unread) {
  size_t at = SIZE_MAX, size = 0;
  for (size_t i = from, n; i < *end; i += ch_char_at(t, i).size)
    if ((n = separator_at(t, i, false)) > 0) at = i, size = n;
  if (at == SIZE_MAX || at == from) return false;
  ch_str tail = ch_str_trim(ch_str_slice(t, at + size, *end));
  uint32_t bits = kinds_of(words, tail);
  *unread = (bits & UNREAD) != 0;
  bool bar = t.p[at] == '|', own = outlet.n && ch_str_eq_fold(tail, outlet);
  if (!bar && !own && !(bits & (OUTLET | LABEL))) return false;
  blank(out, at, *end);
  *end = at;
  return true;
}

/* "(video)", "[updated]"; "<FISN.L>", a share's sign, whatever it is. */
static void take_brackets(const ch_title_words *words, ch_str t, char *out) {
  static const char pairs[] = "()[]<>";
  for (size_t i = 0; i < t.n; i++) {
    const char *open = memchr(pairs, t.p[i], sizeof pairs - 1);
    if (!open || (open - pairs) % 2) continue;
    size_t close = ch_str_find_byte(t, open[1], i);
    if (close == SIZE_MAX) continue;
    ch_str inside = ch_str_slice(t, i + 1, close);
    bool sign = t.p[i] == '<' && inside.n < 16 && ch_str_find_byte(inside, ' ', 0) == SIZE_MAX;
    if (sign || kinds_of(words, without_number(inside)) & LABEL) blank(out, i, close + 1);
  }
}

bool ch_title_clean(const ch_title_words *words, const ch_article *article, char *out) {
  ch_str t = article->title;
  if (t.n > CH_TITLE_LONGEST || ch_str_trim(t).n == 0) return false;
  for (size_t i = 0; i < t.n; i++) out[i] = is_space(t.p[i]) ? ' ' : t.p[i];
  size_t from = 0, end = t.n;
  bool unread = false;
  take_brackets(words, t, out);
  ch_str seen = {out, t.n};
  while (from < t.n && is_space(seen.p[from])) from++;
  while (take_label(words, seen, out, &from, &unread))
    while (from < t.n && is_space(seen.p[from])) from++;
  while (!unread && take_tail(words, seen, article->outlet, out, from, &end, &unread)) {
  }
  return !unread && ch_str_trim(seen).n > 0;
}

/* ---- sentences that tell no news ---- */

static ch_str form(ch_str text, const ch_token *t) { return ch_str_at(text, t->span); }

bool ch_title_asks(const ch_title_words *words, ch_str text, const ch_token *tokens, size_t n) {
  enum { COUNTED_WITHIN = 4 };
  size_t first = 0, last = n;
  while (first < n && tokens[first].kind != CH_TOKEN_WORD && tokens[first].kind != CH_TOKEN_NUMBER) first++;
  while (last > first && tokens[last - 1].kind == CH_TOKEN_CLOSE) last--;
  if (first == last) return true;
  if (ch_str_find_byte(form(text, &tokens[last - 1]), '?', 0) != SIZE_MAX) return true;
  ch_span opening = tokens[first].span;
  for (size_t i = first; i < last && i < first + 3; i++) {
    opening.to = tokens[i].span.to;
    if (kinds_of(words, ch_str_at(text, opening)) & OPENING) return true;
  }
  bool digits = tokens[first].kind == CH_TOKEN_NUMBER;
  for (size_t i = first; i < last && i < first + COUNTED_WITHIN; i++) /* "5 things", "Three big questions" */
    if (kinds_of(words, form(text, &tokens[i])) & COUNTED) return digits || i > first;
  return false;
}
