/* Where sentences end, paragraph by paragraph.
 *
 * A stop ends a sentence by what follows it, an abbreviation by its kind as
 * well (data/LANG/text/abbreviations.txt). Closing quotes and brackets belong to
 * the sentence they close. A dateline is a sentence of its own, so that it
 * does not get into the tree of the lead.
 */
#include "text/chars.h"
#include "text/document.h"
#include "text/tokens.h"

/* Tokens of the longest dateline. */
enum { DATELINE_LONGEST = 24, SENTENCE_LONGEST = 1000 };

typedef struct marker {
  const ch_lists *lists;
  ch_str text;
  ch_token *v;
  size_t n;
} marker;

static ch_str form(const marker *m, size_t i) { return ch_str_at(m->text, m->v[i].span); }

static bool spaced(const marker *m, size_t i) { return m->v[i].flags & CH_WORD_SPACE_AFTER; }

static bool is_word(const ch_token *t) {
  return t->kind == CH_TOKEN_WORD || t->kind == CH_TOKEN_ABBREVIATION;
}

static uint32_t kinds(const marker *m, size_t i) { return ch_lists_folded(m->lists, form(m, i)); }

static ch_char first_char(const marker *m, size_t i) { return ch_char_at(form(m, i), 0); }

/* The first token from i on that is no opening mark, dash or symbol. */
static size_t first_said(const marker *m, size_t i) {
  size_t stop = i + 4 < m->n ? i + 4 : m->n;
  while (i < stop && !is_word(&m->v[i]) && m->v[i].kind != CH_TOKEN_NUMBER) i++;
  return i < stop ? i : m->n;
}

/* Could a sentence begin with token i? */
static bool may_begin(const marker *m, size_t i) {
  size_t word = first_said(m, i);
  if (word == m->n) return true;
  ch_char c = first_char(m, word);
  return c.class != CH_CHAR_LOWER;
}

static bool is_starter(const marker *m, size_t i) {
  size_t word = first_said(m, i);
  if (word == m->n) return false;
  ch_char c = first_char(m, word);
  if (m->v[i].kind == CH_TOKEN_OPEN && c.class == CH_CHAR_UPPER) return true;
  return c.class == CH_CHAR_UPPER && kinds(m, word) & CH_LIST_STARTER;
}

/* "?" Lavrov asked / "!" shouted the crowd: the sentence goes on. */
static bool speech_follows(const marker *m, size_t i) {
  for (size_t k = i; k < i + 4 && k < m->n && is_word(&m->v[k]); k++)
    if (kinds(m, k) & CH_LIST_SPEECH) return true;
  return false;
}

/* "in the U.S." may end a sentence, "senior U.S." and "The U.S." at the head
 * of one do not: some agencies print what follows with a capital. */
static bool state_ends(const marker *m, size_t i, size_t next) {
  bool article =
      i > 0 && kinds(m, i - 1) & CH_LIST_ARTICLE && first_char(m, i - 1).class == CH_CHAR_LOWER;
  size_t word = first_said(m, next);
  return article && is_starter(m, next) && (word == m->n || !(kinds(m, word) & CH_LIST_ASKING));
}

/* Does the abbreviation at i, followed by token `next`, end a sentence? */
static bool abbreviation_ends(const marker *m, size_t i, size_t next) {
  uint32_t bits = ch_lists_abbreviation(m->lists, form(m, i));
  if (bits & (CH_LIST_TITLE | CH_LIST_NEVER | CH_LIST_NUMBER)) return false;
  ch_char c = first_char(m, next);
  if (kinds(m, i) & CH_LIST_STATE) return state_ends(m, i, next);
  if (bits & CH_LIST_CLOCK || (form(m, i).n == 4 && ch_lists_folded(m->lists, form(m, i)) & CH_LIST_CLOCK)) {
    if (m->v[next].kind == CH_TOKEN_OPEN) return is_starter(m, next);
    return c.class == CH_CHAR_UPPER && !(kinds(m, next) & CH_LIST_AFTER_CLOCK);
  }
  return is_starter(m, next);
}

/* Does the full stop at i, whose sentence would go on with `next`, end it? */
static bool stop_ends(const marker *m, size_t i, size_t next, bool quoted) {
  ch_str stop = form(m, i);
  bool full = ch_str_is(stop, ".");
  bool dots = !full && ch_char_at(stop, 0).code == '.' && ch_str_find_byte(stop, '!', 0) == SIZE_MAX &&
              ch_str_find_byte(stop, '?', 0) == SIZE_MAX;
  bool ellipsis = dots || ch_str_is(stop, "…");
  if (!spaced(m, next - 1) && ch_char_at(stop, 0).code < 0x80) {
    /* No space: only between "end" and "The", or after a mark. */
    if (m->v[next].kind != CH_TOKEN_WORD || first_char(m, next).class != CH_CHAR_UPPER) return false;
    return full ? i > 0 && ch_char_before(form(m, i - 1), form(m, i - 1).n).class == CH_CHAR_LOWER : !ellipsis;
  }
  if (may_begin(m, next)) {
    if (m->v[next].kind == CH_TOKEN_STOP || m->v[next].kind == CH_TOKEN_CLOSE) return false;
    if (m->v[next].kind == CH_TOKEN_SYMBOL && form(m, next).p[0] == ',') return false;
    if (!full && quoted && speech_follows(m, next)) return false;
    return true;
  }
  if (ellipsis || quoted || i == 0 || m->v[next].kind != CH_TOKEN_WORD) return false;
  /* A small letter follows: the writer may not care for capitals, or the
   * word may be an abbreviation that no list holds. */
  if (!full || m->v[i - 1].kind != CH_TOKEN_WORD) return m->v[i - 1].kind != CH_TOKEN_OPEN;
  ch_str before = form(m, i - 1);
  return before.n > 1 && (ch_char_at(before, 0).class == CH_CHAR_LOWER || before.n > 5);
}

static bool is_closer(const marker *m, size_t i) { return m->v[i].kind == CH_TOKEN_CLOSE; }

/* "ended. [17] Then": the marks of notes belong to the sentence they follow. */
static size_t behind_footnotes(const marker *m, size_t i) {
  while (i + 2 < m->n && ch_str_is(form(m, i), "[") && m->v[i + 1].kind == CH_TOKEN_NUMBER &&
         ch_str_is(form(m, i + 2), "]"))
    i += 3;
  return i;
}

/* If a sentence may end at token i, gives the last token it then takes. */
static bool ends_at(const marker *m, size_t i, size_t *last) {
  const ch_token *t = &m->v[i];
  if (t->kind != CH_TOKEN_STOP && t->kind != CH_TOKEN_ABBREVIATION) return false;
  size_t next = i + 1;
  bool quoted = false;
  for (; next < m->n && is_closer(m, next) && !spaced(m, next - 1); next++) {
    ch_char c = first_char(m, next);
    quoted |= c.class == CH_CHAR_QUOTE || c.class == CH_CHAR_APOSTROPHE || c.code == 0x201D;
  }
  next = behind_footnotes(m, next);
  *last = next - 1;
  if (next >= m->n) return true;
  if (t->kind == CH_TOKEN_ABBREVIATION) return spaced(m, next - 1) && abbreviation_ends(m, i, next);
  return stop_ends(m, i, next, quoted);
}

/* ---- mail ---- */

/* Signs of a line drawn across the page, and tokens from "<" to ">". */
enum { RULE_SHORTEST = 5, BRACKETED_LONGEST = 12 };

static bool is_rule(const marker *m, size_t i) {
  ch_str line = form(m, i);
  if (line.n < RULE_SHORTEST || !strchr("=_*~#-+", line.p[0])) return false;
  if (i > 0 && !spaced(m, i - 1)) return false; /* "d-----" */
  for (size_t k = 1; k < line.n; k++)
    if (line.p[k] != line.p[0]) return false;
  return true;
}

/* "<address>", "<< File: name >>" */
static bool closes_address(const marker *m, size_t i) {
  ch_str mark = form(m, i);
  if (!ch_str_is(mark, ">") && !ch_str_is(mark, ">>")) return false;
  for (size_t k = i; k-- > 0 && k + BRACKETED_LONGEST > i && form(m, k).p[0] != '>';)
    if (form(m, k).n == mark.n && form(m, k).p[0] == '<') return true;
  return false;
}

static bool is_time_of_day(const marker *m, size_t i) {
  return first_char(m, i).class == CH_CHAR_DIGIT && ch_str_find_byte(form(m, i), ':', 0) != SIZE_MAX;
}

/* "08/10/2000 08:28 AM" */
static bool closes_stamp(const marker *m, size_t i) {
  return i >= 2 && m->v[i].kind == CH_TOKEN_WORD && is_time_of_day(m, i - 1) &&
         first_char(m, i - 2).class == CH_CHAR_DIGIT &&
         ch_str_find_byte(form(m, i - 2), '/', 0) != SIZE_MAX;
}

/* "Regards," */
static bool closes_letter(const marker *m, size_t i) {
  return i > 0 && ch_str_is(form(m, i), ",") && kinds(m, i - 1) & CH_LIST_CLOSING;
}

static bool is_address(const marker *m, size_t i) {
  return ch_str_find(form(m, i), CH_STR("://"), 0) != SIZE_MAX;
}

/* Mail ends many a line without a stop. */
static bool line_ends(const marker *m, size_t i) {
  if (i + 1 >= m->n || !spaced(m, i)) return false;
  if (is_rule(m, i) || is_rule(m, i + 1)) return true;
  if (is_address(m, i) && is_address(m, i + 1)) return true;
  return first_char(m, i + 1).class == CH_CHAR_UPPER &&
         (closes_address(m, i) || closes_stamp(m, i) || closes_letter(m, i));
}

/* ---- datelines ---- */

static bool is_dateline_dash(const marker *m, size_t i) {
  if (m->v[i].kind != CH_TOKEN_DASH || i == 0 || i + 1 >= m->n) return false;
  ch_str dash = form(m, i);
  return dash.n > 1 || spaced(m, i - 1);
}

/* Tokens of the dateline that the paragraph begins with, its dash included:
 * "WASHINGTON, Aug. 31 (Agency) -", "MOSCOW --", "Paris (Agency) -". */
static size_t dateline_tokens(const marker *m) {
  if (m->n < 3 || !is_word(&m->v[0]) || first_char(m, 0).class != CH_CHAR_UPPER) return 0;
  bool caps = m->v[0].flags & CH_WORD_CAPS && form(m, 0).n > 2;
  bool bracket = false, inside = false;
  for (size_t i = 1; i < m->n && i < DATELINE_LONGEST; i++) {
    const ch_token *t = &m->v[i];
    ch_char c = first_char(m, i);
    if (is_dateline_dash(m, i)) return (caps || (bracket && !inside)) ? i + 1 : 0;
    if (c.code == '(' || c.code == '[') inside = true;
    else if (c.code == ')' || c.code == ']') bracket = true, inside = false;
    else if (inside || t->kind == CH_TOKEN_NUMBER || t->kind == CH_TOKEN_DASH) continue;
    else if (is_word(t) ? c.class == CH_CHAR_LOWER && form(m, i).n > 3 : c.code != ',' && c.code != '/' && c.code != '.' && c.code != ';')
      return 0;
  }
  return 0;
}

static size_t known_dateline_tokens(const marker *m, size_t bytes) {
  for (size_t i = 0; i < m->n && i < 2 * DATELINE_LONGEST; i++)
    if (m->v[i].span.to - m->v[0].span.from >= bytes && m->v[i].kind == CH_TOKEN_DASH &&
        m->v[i].span.from - m->v[0].span.from <= bytes + 4)
      return i + 1 < m->n ? i + 1 : 0;
  /* "CAIRO (AP) The president", "KABUL (Pajhwok): The president" */
  for (size_t i = 1; i + 1 < m->n && i < 2 * DATELINE_LONGEST && m->v[i].span.to - m->v[0].span.from <= bytes; i++) {
    if (m->v[i].span.to - m->v[0].span.from < bytes || first_char(m, i).code != ')') continue;
    size_t next = first_char(m, i + 1).code == ':' ? i + 2 : i + 1;
    return next < m->n ? next : 0;
  }
  return 0;
}

void ch_sentences_mark(const ch_lists *lists, ch_str text, ch_token *tokens, size_t n,
                       size_t dateline) {
  marker m = {lists, text, tokens, n};
  if (n == 0) return;
  size_t begin = dateline ? known_dateline_tokens(&m, dateline) : 0;
  if (begin == 0) begin = dateline_tokens(&m);
  if (begin > 0) tokens[begin - 1].ends = true;
  for (size_t i = begin; i < n; i++) {
    size_t last;
    if (ends_at(&m, i, &last)) {
      tokens[last].ends = true;
      i = last;
    } else if (line_ends(&m, i)) {
      tokens[i].ends = true;
    } else if (i - begin + 1 >= SENTENCE_LONGEST && !(i + 1 < n && tokens[i + 1].flags & CH_WORD_GLUED)) {
      tokens[i].ends = true;
    }
    if (tokens[i].ends) begin = i + 1;
  }
  tokens[n - 1].ends = true;
}
