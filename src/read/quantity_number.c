/* A number is read from left to right: units and tens add up, a scale
 * multiplies what came before it ("five hundred thousand": (5 * 100) * 1000).
 */
#include "read/quantity_number.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>

#include "base/map.h"
#include "base/tsv.h"
#include "text/chars.h"

enum { LONGEST_WORD = 32, LONGEST_NUMBER = 12 };

static const char *const kind_names[CH_NUMBER_KINDS] = {
    [CH_NUMBER_UNIT] = "unit",         [CH_NUMBER_TENS] = "tens",
    [CH_NUMBER_SCALE] = "scale",       [CH_NUMBER_VAGUE] = "vague",
    [CH_NUMBER_ORDINAL] = "ordinal",   [CH_NUMBER_FRACTION] = "fraction",
    [CH_NUMBER_PLURAL] = "plural",     [CH_NUMBER_ABOUT] = "about",
    [CH_NUMBER_RANGE] = "range",       [CH_NUMBER_CURRENCY] = "currency",
    [CH_NUMBER_PERCENT] = "percent",
};

/* All that one word may be. */
typedef struct entry {
  uint32_t kinds; /* bits of ch_number_kind */
  double value;   /* of the last kind that has one */
  ch_str code;
} entry;

struct ch_number_words {
  ch_arena *arena;
  ch_map map; /* word -> index of entries */
  struct {
    entry *v;
    size_t n, cap;
  } entries;
};

static bool number_of(ch_str s, double *value) {
  char digits[64], *end;
  if (s.n == 0 || s.n >= sizeof digits) return false;
  memcpy(digits, s.p, s.n);
  digits[s.n] = 0;
  *value = strtod(digits, &end);
  return *end == 0 && isfinite(*value);
}

static bool add_row(ch_number_words *words, ch_tsv *tsv, const uint32_t columns[3], ch_error *error) {
  ch_str word = tsv->fields[columns[0]], kind = tsv->fields[columns[1]], text = tsv->fields[columns[2]];
  unsigned k = 0;
  while (k < CH_NUMBER_KINDS && !ch_str_is(kind, kind_names[k])) k++;
  if (k == CH_NUMBER_KINDS)
    return ch_tsv_fail(tsv, error, "'%.*s' is no kind of number word", CH_PRI(kind));
  double value = 0;
  bool valued = k != CH_NUMBER_ABOUT && k != CH_NUMBER_RANGE && k != CH_NUMBER_PERCENT && k != CH_NUMBER_CURRENCY;
  if (valued && !number_of(text, &value))
    return ch_tsv_fail(tsv, error, "'%.*s' is not a number", CH_PRI(text));
  if (k == CH_NUMBER_CURRENCY && text.n != 3)
    return ch_tsv_fail(tsv, error, "'%.*s' is no currency code", CH_PRI(text));
  if (word.n == 0 || word.n > LONGEST_WORD)
    return ch_tsv_fail(tsv, error, "the word is empty or longer than %d bytes", LONGEST_WORD);
  bool added;
  uint32_t *place = ch_map_put(&words->map, word, &added);
  if (place && added) {
    *place = (uint32_t)words->entries.n;
    if (!CH_PUSH(words->arena, &words->entries)) place = NULL;
  }
  if (!place) return ch_fail(error, CH_ERROR_MEMORY, "no memory for number words");
  entry *e = &words->entries.v[*place];
  e->kinds |= 1u << k;
  if (valued) e->value = value;
  if (k == CH_NUMBER_CURRENCY) e->code = text;
  return true;
}

static bool read_words(ch_number_words *words, const char *dir, ch_error *error) {
  ch_str path = ch_arena_printf(words->arena, "%s/numbers.tsv", dir);
  ch_tsv tsv;
  uint32_t columns[3];
  if (!path.p) return ch_fail(error, CH_ERROR_MEMORY, "no memory for number words");
  if (!ch_tsv_open(&tsv, path.p, words->arena, error)) return false;
  if (!ch_tsv_column(&tsv, "word", &columns[0], error) ||
      !ch_tsv_column(&tsv, "kind", &columns[1], error) ||
      !ch_tsv_column(&tsv, "value", &columns[2], error))
    return false;
  while (ch_tsv_next(&tsv, error))
    if (!add_row(words, &tsv, columns, error)) return false;
  return !tsv.failed;
}

ch_number_words *ch_number_words_open(const char *dir, ch_error *error) {
  ch_number_words *words = calloc(1, sizeof *words);
  if (words) words->arena = ch_arena_new(0);
  if (!words || !words->arena) {
    ch_number_words_free(words);
    ch_fail(error, CH_ERROR_MEMORY, "no memory for number words");
    return NULL;
  }
  ch_map_init(&words->map, words->arena);
  if (!read_words(words, dir, error)) {
    ch_number_words_free(words);
    return NULL;
  }
  return words;
}

void ch_number_words_free(ch_number_words *words) {
  if (!words) return;
  ch_arena_free(words->arena);
  free(words);
}

static const entry *find(const ch_number_words *words, ch_str text) {
  char folded[LONGEST_WORD + 8];
  if (text.n == 0 || text.n > LONGEST_WORD) return NULL;
  const uint32_t *place = ch_map_get(&words->map, ch_fold(text, folded, sizeof folded));
  return place ? &words->entries.v[*place] : NULL;
}

bool ch_number_word(const ch_number_words *words, ch_str text, ch_number_kind kind,
                    double *value, ch_str *code) {
  const entry *e = find(words, text);
  if (!e || !(e->kinds & 1u << kind)) return false;
  if (value) *value = e->value;
  if (code) *code = e->code;
  return true;
}

bool ch_number_each(const ch_number_words *words, bool (*visit)(void *self, ch_str word),
                    void *self) {
  for (size_t i = 0; i < words->map.n; i++)
    if (!visit(self, words->map.v[i].key)) return false;
  return true;
}

/* ---- the phrase ---- */

typedef struct phrase {
  const ch_number_words *words;
  const ch_document *doc;
  uint32_t at, end;
  double total; /* closed by thousand and above */
  double part;  /* being added up */
  bool any;     /* part holds something */
  bool after_scale; /* "hundred" was the last word: "and" may follow */
  ch_number *out;
} phrase;

static ch_str form(const phrase *p, uint32_t w) { return ch_word_form(p->doc, w); }

/* "19th", "3rd". */
static bool digit_ordinal(ch_str s, double *value) {
  if (s.n < 3) return false;
  ch_str tail = ch_str_slice(s, s.n - 2, s.n);
  if (!ch_str_eq_fold(tail, CH_STR("th")) && !ch_str_eq_fold(tail, CH_STR("st")) &&
      !ch_str_eq_fold(tail, CH_STR("nd")) && !ch_str_eq_fold(tail, CH_STR("rd")))
    return false;
  return number_of(ch_str_slice(s, 0, s.n - 2), value) && s.p[0] >= '0' && s.p[0] <= '9';
}

/* "1,500.25": the commas that the splitter left are between thousands. */
static bool digits_of(ch_str s, double *value, bool *plain) {
  char digits[40];
  size_t n = 0, points = 0;
  *plain = true;
  for (size_t i = 0; i < s.n; i++) {
    if (s.p[i] == ',') {
      *plain = false;
      continue;
    }
    if (s.p[i] == '.') points++, *plain = false;
    else if (s.p[i] < '0' || s.p[i] > '9') return false;
    if (n + 1 >= sizeof digits) return false;
    digits[n++] = s.p[i];
  }
  if (n == 0 || points > 1 || (n == 1 && points)) return false;
  return number_of((ch_str){digits, n}, value);
}

static bool is_fraction(ch_str s, double *value) {
  if (s.n == 3 && s.p[1] == '/' && s.p[0] >= '1' && s.p[0] <= '9' && s.p[2] >= '2' && s.p[2] <= '9') {
    *value = (double)(s.p[0] - '0') / (s.p[2] - '0');
    return *value < 1;
  }
  return false;
}

/* A hyphen written inside a number: "thirty-five". */
static uint32_t behind_hyphen(const phrase *p, uint32_t w) {
  return w + 1 < p->end && ch_str_is(form(p, w), "-") ? w + 1 : w;
}

static void take_scale(phrase *p, double scale) {
  double part = p->any ? p->part : 1;
  if (scale >= 1000) {
    /* "five hundred thousand" multiplies; "two million five thousand" adds. */
    p->total += part * scale;
    p->part = 0;
  } else {
    p->part = part * scale;
  }
  p->any = true;
  p->after_scale = true;
}

/* Takes one word; false if the number cannot go on with it. */
static bool take(phrase *p, const entry *e, uint32_t w) {
  uint32_t kinds = e->kinds;
  bool first = w == p->at;
  if (kinds & (1u << CH_NUMBER_TENS)) {
    if (p->any && !p->after_scale) {
      /* "nineteen ninety" */
      if (p->part < 10 || p->part > 20 || p->total > 0 || p->out->digits) return false;
      p->part = p->part * 100 + e->value;
      p->out->year = true;
    } else {
      p->part += e->value;
    }
    p->any = true;
    p->after_scale = false;
  } else if (kinds & (1u << CH_NUMBER_UNIT)) {
    bool adds = !p->any || p->after_scale || (e->value < 10 && fmod(p->part, 100) >= 20 && fmod(p->part, 10) == 0);
    if (!adds && e->value >= 10 && p->part >= 10 && p->part <= 20 && p->total == 0 && !p->out->digits) {
      p->part *= 100; /* "nineteen sixteen" */
      p->out->year = adds = true;
    }
    if (!adds || (p->out->digits && !first)) return false;
    p->part += e->value;
    p->any = true;
    p->after_scale = false;
  } else if (kinds & (1u << CH_NUMBER_SCALE)) {
    if (first && form(p, w).n <= 3) return false; /* "m", "bn" need a number */
    if (p->after_scale && e->value < 1000 && p->part > 0) return false;
    take_scale(p, e->value);
    p->out->exact_form = false;
  } else if (kinds & (1u << CH_NUMBER_ORDINAL)) {
    if (p->any && !p->after_scale && !(e->value < 10 && fmod(p->part, 100) >= 20 && fmod(p->part, 10) == 0))
      return false;
    if (p->any && e->value >= 100) p->part *= e->value;
    else p->part += e->value;
    p->any = true;
    p->out->ordinal = true;
  } else if (first && kinds & (1u << CH_NUMBER_VAGUE)) {
    p->part = e->value;
    p->any = true;
    p->out->vague = e->value != 2;
  } else if (first && kinds & (1u << CH_NUMBER_PLURAL)) {
    p->part = 3 * e->value;
    p->any = p->out->vague = true;
  } else {
    return false;
  }
  return true;
}

/* The opening word: an article before a scale, digits, a fraction. Gives the
 * word to go on with, `at` again if none of these begins. */
static uint32_t take_opening(phrase *p) {
  uint32_t w = p->at;
  ch_str first = form(p, w);
  double value;
  bool plain;
  if (digits_of(first, &value, &plain)) {
    p->part = value;
    p->any = p->out->digits = true;
    p->out->exact_form = plain;
    if (w + 1 < p->end && is_fraction(form(p, w + 1), &value)) {
      p->part += value;
      p->out->exact_form = false;
      return w + 2;
    }
    return w + 1;
  }
  if (is_fraction(first, &value)) {
    p->part = value;
    p->any = p->out->digits = true;
    return w + 1;
  }
  if (digit_ordinal(first, &value)) {
    p->part = value;
    p->any = p->out->digits = p->out->ordinal = true;
    return w + 1;
  }
  if (w + 1 >= p->end) return w;
  if (ch_number_word(p->words, first, CH_NUMBER_FRACTION, &value, NULL) && ch_str_is(first, "half")) {
    uint32_t next = w + 1; /* "half a million" */
    if (ch_str_eq_fold(form(p, next), CH_STR("a")) && next + 1 < p->end) next++;
    if (ch_number_word(p->words, form(p, next), CH_NUMBER_SCALE, NULL, NULL) && form(p, next).n > 3) {
      p->part = value;
      p->any = true;
      return next;
    }
    return w;
  }
  if (ch_str_eq_fold(first, CH_STR("a")) || ch_str_eq_fold(first, CH_STR("an"))) {
    const entry *e = find(p->words, form(p, w + 1));
    if (!e) return w;
    if (e->kinds & (1u << CH_NUMBER_SCALE) && form(p, w + 1).n > 3) {
      p->part = 1;
      p->any = true;
      return w + 1;
    }
    if (e->kinds & (1u << CH_NUMBER_VAGUE)) {
      p->part = e->value;
      p->any = p->out->vague = true;
      if (e->value == 2) p->out->vague = false; /* "a couple of" */
      uint32_t next = w + 2;
      if (next < p->end && ch_str_is(form(p, next), "of")) next++;
      return next;
    }
  }
  return w;
}

static bool first_vague(const phrase *p, uint32_t w, uint32_t next) {
  return next == w + 1 && !p->out->vague && ch_number_word(p->words, form(p, w), CH_NUMBER_VAGUE, NULL, NULL);
}

bool ch_number_at(const ch_number_words *words, const ch_document *doc, uint32_t w,
                  uint32_t end, ch_number *number) {
  *number = (ch_number){.exact_form = false};
  if (w >= end) return false;
  if (end > w + LONGEST_NUMBER) end = w + LONGEST_NUMBER;
  phrase p = {.words = words, .doc = doc, .at = w, .end = end, .out = number};
  uint32_t next = take_opening(&p);
  bool closed = number->ordinal;
  while (next < end && !closed) {
    uint32_t k = p.any ? behind_hyphen(&p, next) : next;
    if (p.after_scale && k + 1 < end && ch_str_eq_fold(form(&p, k), CH_STR("and"))) {
      const entry *e = find(words, form(&p, k + 1));
      if (e && e->kinds & (1u << CH_NUMBER_UNIT | 1u << CH_NUMBER_TENS)) k++;
    }
    if (p.any && next + 2 < end && ch_str_eq_fold(form(&p, next), CH_STR("and")) &&
        ch_str_eq_fold(form(&p, next + 1), CH_STR("a")) && ch_str_eq_fold(form(&p, next + 2), CH_STR("half"))) {
      p.part += 0.5; /* "two and a half" */
      number->exact_form = false;
      next += 3;
      break;
    }
    const entry *e = find(words, form(&p, k));
    if (!e || !take(&p, e, k)) break;
    next = k + 1;
    closed = number->ordinal;
    bool couple = first_vague(&p, w, next); /* "couple of" */
    if (couple && next + 1 < end && ch_str_is(form(&p, next), "of")) {
      next++;
      break;
    }
    if (number->vague && next + 1 < end && ch_str_is(form(&p, next), "of") &&
        !ch_number_word(words, form(&p, next + 1), CH_NUMBER_SCALE, NULL, NULL)) {
      closed = true;
    }
  }
  if (!p.any || next == w) return false;
  number->value = p.total + p.part;
  number->count = next - w;
  return isfinite(number->value);
}
