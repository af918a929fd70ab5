/* Headline Case and capitals: which words of a title are names.
 *
 * What the article's own text writes small is no name; what it writes with a
 * capital within a sentence is one, and so are neighbours that it writes so
 * side by side ("State Department", though it speaks of "the state" as well).
 * A word that it does not use is a name if the lexicon knows it as one.
 */
#include "text/chars.h"
#include "text/title.h"

enum { MOST_WORDS = 64, FORM_LONGEST = 48 };

typedef struct use {
  ch_str key;              /* folded */
  char folded[FORM_LONGEST];
  uint32_t small, capital; /* times in the text, not at the head of a sentence */
  ch_span as_name;         /* one of the latter */
  uint32_t pair_small, pair_capital; /* together with the next word */
  bool named, common;      /* by the pair it is in */
} use;

static bool is_lower(char c) { return c >= 'a' && c <= 'z'; }
static bool is_upper(char c) { return c >= 'A' && c <= 'Z'; }

static bool any_lower(ch_str s) {
  for (size_t i = 0; i < s.n; i++)
    if (is_lower(s.p[i])) return true;
  return false;
}

/* A capital and small letters: "Rejects", not "McCain" or "ISIS". */
static bool in_title_case(ch_str s) {
  if (s.n < 2 || ch_char_at(s, 0).class != CH_CHAR_UPPER) return s.n == 1 && is_upper(s.p[0]);
  for (size_t i = 1; i < s.n; i++)
    if (is_upper(s.p[i])) return false;
  return true;
}

typedef enum lettering { AS_TEXT, HEADLINE, CAPITALS } lettering;

/* Is it written as text is, or with capitals for words that are no names? */
static lettering lettering_of(ch_str text, const ch_token *tokens, size_t n) {
  enum { LONG = 4, SHARE = 5 };
  uint32_t high = 0, low = 0, letters = 0;
  bool shouts = true;
  for (size_t i = 0; i < n; i++) {
    ch_str form = ch_str_at(text, tokens[i].span);
    if (tokens[i].flags & CH_WORD_GLUED) continue;
    ch_char c = ch_char_at(form, 0);
    if (!ch_char_is_letter(c)) continue;
    letters++;
    shouts = shouts && !any_lower(form);
    if (i == 0 || form.n < LONG) continue;
    if (c.class == CH_CHAR_UPPER) high++;
    else if (form.n > LONG) low++;
  }
  if (shouts && letters > 1) return CAPITALS;
  return high > 1 && high >= SHARE * low ? HEADLINE : AS_TEXT;
}

/* ---- how the text writes the title's words ---- */

static void weigh(use *u, const ch_document *doc, uint32_t w, bool opens) {
  ch_str form = ch_word_form(doc, w);
  ch_char c = ch_char_at(form, 0);
  if (c.class == CH_CHAR_LOWER) u->small++;
  if (c.class != CH_CHAR_UPPER || opens) return;
  if (doc->words[w].flags & CH_WORD_CAPS && u->capital) { /* a shouted line says little */
    return;
  }
  u->capital++;
  u->as_name = doc->words[w].span;
}

static void weigh_pair(use *u, const ch_document *doc, uint32_t w) {
  bool first = ch_char_at(ch_word_form(doc, w), 0).class == CH_CHAR_UPPER;
  bool second = ch_char_at(ch_word_form(doc, w + 1), 0).class == CH_CHAR_UPPER;
  if (second && first) u->pair_capital++;
  if (!second) u->pair_small++;
}

static void count_uses(const ch_document *doc, use *uses, size_t n) {
  uint64_t letters = 0; /* first bytes of keys, so that most words are passed over at once */
  for (size_t i = 0; i < n; i++)
    if (uses[i].key.n) letters |= UINT64_C(1) << ((unsigned char)uses[i].key.p[0] & 31);
  for (uint32_t s = 0; s < doc->n_sentences; s++) {
    uint32_t first = doc->sentences[s].first, end = first + doc->sentences[s].count;
    bool opens = true;
    for (uint32_t w = first; w < end; w++) {
      ch_str text = ch_word_form(doc, w);
      char folded[FORM_LONGEST];
      bool word = ch_char_is_letter(ch_char_at(text, 0)), opening = opens;
      opens = !word && (opens || ch_str_is(text, ":") || ch_char_at(text, 0).class == CH_CHAR_OPEN ||
                        ch_char_at(text, 0).class == CH_CHAR_QUOTE);
      unsigned char c = (unsigned char)text.p[0];
      if (!word || text.n >= FORM_LONGEST - 4 || (c < 0x80 && !(letters >> (c & 31) & 1))) continue;
      ch_str key = ch_fold(text, folded, sizeof folded);
      for (size_t i = 0; i < n; i++) {
        if (!ch_str_eq(uses[i].key, key)) continue;
        weigh(&uses[i], doc, w, opening);
        if (i + 1 < n && w + 1 < end && uses[i + 1].key.n &&
            ch_str_eq_fold(uses[i + 1].key, ch_word_form(doc, w + 1)))
          weigh_pair(&uses[i], doc, w);
      }
    }
  }
  for (size_t i = 0; i + 1 < n; i++) {
    if (uses[i].pair_capital > uses[i].pair_small) uses[i].named = uses[i + 1].named = true;
    else if (uses[i].pair_small > uses[i].pair_capital) uses[i + 1].common = true;
  }
}

/* ---- putting it right ---- */

static void put_small(char *to, ch_str form) {
  char folded[FORM_LONGEST];
  ch_str small = form.n < FORM_LONGEST - 4 ? ch_fold(form, folded, sizeof folded) : (ch_str){NULL, 0};
  if (small.n == form.n) {
    memcpy(to, small.p, small.n);
    return;
  }
  for (size_t i = 0; i < form.n; i++)
    if (is_upper(form.p[i])) to[i] = (char)(form.p[i] + 32);
}

/* Letters of `to` get the case of the name's, which are the same. */
static void put_name(char *to, size_t n, ch_str name) {
  size_t k = 0;
  for (size_t i = 0; i < n; i++) {
    bool letter = is_lower(to[i]) || is_upper(to[i]);
    if (!letter) continue;
    while (k < name.n && !is_lower(name.p[k]) && !is_upper(name.p[k])) k++;
    if (k == name.n || (name.p[k] | 32) != (to[i] | 32)) return;
    to[i] = name.p[k++];
  }
}

static void put_capital(char *to) {
  if (is_lower(*to)) *to = (char)(*to - 32);
}

static bool name_by_lexicon(const ch_namer *namer, const ch_document *title, uint32_t w, char *text, uint32_t *last) {
  ch_str name = namer ? namer->name(namer->self, title, w, title->n_words, last) : (ch_str){NULL, 0};
  if (name.n == 0) return false;
  ch_span span = {title->words[w].span.from, title->words[*last].span.to};
  put_name(text + span.from, span.to - span.from, name);
  return true;
}

void ch_title_recase(const ch_document *doc, char *text, const ch_token *tokens, size_t n,
                     const ch_namer *namer) {
  use uses[MOST_WORDS] = {0};
  ch_word words[MOST_WORDS] = {0};
  if (n > MOST_WORDS) return;
  ch_str whole = {text, n ? tokens[n - 1].span.to : 0};
  lettering shape = lettering_of(whole, tokens, n);
  if (shape == AS_TEXT) return;
  for (size_t i = 0; i < n; i++) {
    ch_str form = ch_str_at(whole, tokens[i].span);
    words[i].span = tokens[i].span;
    if (form.n < FORM_LONGEST - 4 && ch_char_is_letter(ch_char_at(form, 0)) && !(tokens[i].flags & CH_WORD_GLUED))
      uses[i].key = ch_fold(form, uses[i].folded, sizeof uses[i].folded);
  }
  count_uses(doc, uses, n);
  const ch_document title = {.text = whole, .words = words, .n_words = (uint32_t)n, .arena = doc->arena};
  bool opens = true;
  for (uint32_t i = 0; i < n; i++) {
    use *u = &uses[i];
    char *to = text + tokens[i].span.from;
    ch_str form = ch_str_at(whole, tokens[i].span);
    uint32_t last = i;
    bool starts = opens;
    opens = tokens[i].ends || (opens && u->key.n == 0);
    if (u->key.n == 0) {
      if (shape == CAPITALS && tokens[i].flags & CH_WORD_GLUED) put_small(to, form); /* "'S" */
      continue;
    }
    if (shape == HEADLINE && !in_title_case(form)) continue; /* it is as it should be */
    bool known = u->small || u->capital;
    if (u->named || (known && u->capital > u->small && !u->common)) {
      if (u->as_name.to - u->as_name.from == form.n) memcpy(to, doc->text.p + u->as_name.from, form.n);
      else if (u->as_name.to) put_small(to + 1, ch_str_slice(form, 1, form.n));
    } else if (known || !name_by_lexicon(namer, &title, i, text, &last)) {
      put_small(to, form);
    }
    if (starts) put_capital(to);
    i = last;
  }
}
