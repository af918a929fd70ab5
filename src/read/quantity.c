/* "about 35 Russian diplomats": number, counted noun, what the noun is called.
 *
 * What is counted is named by the noun's lemma with the modifiers between
 * number and noun, names and nationalities left out: 35 of "diplomat", 755 of
 * "diplomatic post".
 */
#include "read/quantity.h"

#include "text/chars.h"

enum { LONGEST_ABOUT = 3, LONGEST_PHRASE = 8 };

typedef struct counter {
  const ch_number_words *words;
  const ch_document *doc;
  ch_reading *reading;
  struct { ch_quantity *v; size_t n, cap; } list;
  uint32_t first, end; /* the sentence */
  bool failed;
} counter;

typedef struct figure {
  ch_number number;
  double upper;
  uint32_t first, end; /* words of the number, range and all; end is exclusive */
  uint32_t range_from; /* where "between" stands, else first */
} figure;

static ch_str form(const counter *c, uint32_t w) { return ch_word_form(c->doc, w); }

static bool form_is(const counter *c, uint32_t w, const char *text) {
  return ch_str_eq_fold(form(c, w), ch_str_of(text));
}

static bool is_time(const counter *c, uint32_t w) {
  return c->reading->time_at && c->reading->time_at[w] != CH_NO_ITEM;
}

static bool has_tree(const counter *c) { return c->doc->child_first != NULL; }

static bool lower(const counter *c, uint32_t w) {
  return ch_char_at(form(c, w), 0).class == CH_CHAR_LOWER;
}

static bool is_noun(const counter *c, uint32_t w) {
  uint8_t upos = c->doc->words[w].upos;
  return upos == CH_UPOS_NOUN || upos == CH_UPOS_PROPN || upos == CH_UPOS_SYM;
}

/* ---- the number ---- */

/* Words before w that make it approximate: 0 if none. */
static uint32_t about_before(const counter *c, uint32_t w) {
  char key[64];
  for (uint32_t n = LONGEST_ABOUT; n > 0; n--) {
    size_t size = 0;
    if (w < c->first + n) continue;
    for (uint32_t k = w - n; k < w && size + form(c, k).n + 1 < sizeof key; k++) {
      if (size) key[size++] = ' ';
      memcpy(key + size, form(c, k).p, form(c, k).n);
      size += form(c, k).n;
    }
    if (ch_number_word(c->words, (ch_str){key, size}, CH_NUMBER_ABOUT, NULL, NULL)) return n;
  }
  return 0;
}

/* "between 30 and 40", "30 to 40", "two or three", "30-40". */
static void take_range(const counter *c, figure *f) {
  uint32_t w = f->end;
  ch_number second;
  f->upper = f->number.value;
  f->range_from = f->first;
  if (w + 1 >= c->end || f->number.ordinal || is_time(c, w + 1)) return;
  bool opened = f->first > c->first && ch_number_word(c->words, form(c, f->first - 1), CH_NUMBER_RANGE, NULL, NULL);
  bool dash = c->doc->words[w].span.to - c->doc->words[w].span.from <= 3 &&
              ch_char_at(form(c, w), 0).class == CH_CHAR_DASH;
  bool joined = form_is(c, w, "to") || form_is(c, w, "or") || dash || (opened && form_is(c, w, "and"));
  if (!joined || !ch_number_at(c->words, c->doc, w + 1, c->end, &second)) return;
  if (second.ordinal || second.value <= f->number.value) return;
  double value = f->number.value;
  /* "two to three million": the scale counts for both. */
  for (double scale = 1e12; scale >= 100; scale /= 10)
    if (second.value >= scale && second.count > 1 && value < 1000 && second.value / scale < 1000 && second.value / scale > value) {
      value *= scale;
      break;
    }
  f->number.value = value;
  f->upper = second.value;
  f->end = w + 1 + second.count;
  if (opened) f->range_from = f->first - 1;
}

/* ---- what it counts ---- */

/* The word of the number that hangs on something outside it. */
static uint32_t outer_word(const counter *c, const figure *f) {
  for (uint32_t w = f->end; w > f->first; w--) {
    uint32_t head = c->doc->words[w - 1].head;
    if (head == CH_NO_WORD || head < f->first || head >= f->end) return w - 1;
  }
  return f->end - 1;
}

/* "hundreds of diplomats", "two of the diplomats": the noun behind "of". */
static uint32_t noun_behind_of(const counter *c, uint32_t w) {
  for (uint32_t i = 0; i < ch_child_count(c->doc, w); i++) {
    uint32_t child = ch_child(c->doc, w, i);
    if (child < w || ch_rel_universal((ch_rel)c->doc->words[child].rel) != CH_REL_NMOD) continue;
    uint32_t preposition = ch_child_by_rel(c->doc, child, CH_REL_CASE);
    if (preposition != CH_NO_WORD && form_is(c, preposition, "of")) return child;
  }
  return CH_NO_WORD;
}

static uint32_t counted_in_tree(const counter *c, const figure *f) {
  uint32_t outer = outer_word(c, f), head = c->doc->words[outer].head;
  uint32_t behind = noun_behind_of(c, outer);
  if (behind != CH_NO_WORD) return behind;
  /* "59 Tomahawk missiles", the number hung on the name of the kind */
  if (head != CH_NO_WORD && head >= f->first && head + 1 < c->end &&
      c->doc->words[head].rel == CH_REL_COMPOUND && c->doc->words[head].head > head &&
      is_noun(c, c->doc->words[head].head))
    head = c->doc->words[head].head;
  ch_rel rel = ch_rel_universal((ch_rel)c->doc->words[outer].rel);
  if (head == CH_NO_WORD || head < f->first) return CH_NO_WORD;
  if (rel == CH_REL_NUMMOD || (is_noun(c, head) && (rel == CH_REL_AMOD || rel == CH_REL_COMPOUND || rel == CH_REL_DET || rel == CH_REL_NMOD)))
    return head;
  return CH_NO_WORD;
}

static uint32_t counted_by_order(const counter *c, const figure *f) {
  uint32_t w = f->end;
  if (w + 1 < c->end && form_is(c, w, "of")) w += form_is(c, w + 1, "the") ? 2 : 1;
  while (w + 1 < c->end && !lower(c, w) && lower(c, w + 1)) w++;
  bool noun = w < c->end && lower(c, w) && form(c, w).n > 2;
  return noun ? w : CH_NO_WORD;
}

static ch_str lemma(counter *c, uint32_t w) {
  const ch_word *word = &c->doc->words[w];
  if (word->lemma.n) return word->lemma;
  size_t size = form(c, w).n * 2 + 8;
  char *out = ch_arena_alloc(c->doc->arena, size);
  if (!out) {
    c->failed = true;
    return (ch_str){NULL, 0};
  }
  return ch_fold(form(c, w), out, size);
}

static bool names_the_kind(const counter *c, uint32_t w, uint32_t noun) {
  if (!lower(c, w)) return false;
  if (!has_tree(c)) return true;
  ch_rel rel = ch_rel_universal((ch_rel)c->doc->words[w].rel);
  return c->doc->words[w].head == noun && (rel == CH_REL_COMPOUND || rel == CH_REL_AMOD) &&
         c->doc->words[w].upos != CH_UPOS_NUM;
}

/* "diplomatic post": modifiers between number and noun, and the noun. */
static ch_str name_of(counter *c, const figure *f, uint32_t noun) {
  ch_str name = lemma(c, noun);
  uint32_t from = noun > f->end + LONGEST_PHRASE ? noun - LONGEST_PHRASE : f->end;
  for (uint32_t w = noun; w > from && w > f->end; w--) {
    if (!names_the_kind(c, w - 1, noun)) continue;
    ch_str before = lemma(c, w - 1);
    name = ch_arena_printf(c->doc->arena, "%.*s %.*s", CH_PRI(before), CH_PRI(name));
    if (!name.p) c->failed = true;
  }
  return name;
}

/* ---- money and percent ---- */

/* Takes the sign or noun of money beside the number; false if there is none. */
static bool take_money(const counter *c, figure *f, ch_quantity *q) {
  ch_str code;
  if (f->range_from > c->first && ch_number_word(c->words, form(c, f->range_from - 1), CH_NUMBER_CURRENCY, NULL, &code)) {
    q->first = f->range_from - 1;
    if (q->first > c->first && (form_is(c, q->first - 1, "US") || form_is(c, q->first - 1, "U.S."))) q->first--;
    q->head = f->range_from - 1;
    q->of = code;
    return true;
  }
  uint32_t w = f->end;
  if (w < c->end && form_is(c, w, "-")) w++;
  if (w < c->end && (form_is(c, w, "US") || form_is(c, w, "U.S.")) && w + 1 < c->end) w++;
  if (w >= c->end || !ch_number_word(c->words, form(c, w), CH_NUMBER_CURRENCY, NULL, &code)) return false;
  if (ch_str_is(code, "KRW") && has_tree(c) && !is_noun(c, w)) return false; /* "35 won" */
  q->head = q->last = w;
  q->of = code;
  return true;
}

static bool take_percent(const counter *c, const figure *f, ch_quantity *q) {
  uint32_t w = f->end;
  if (w >= c->end) return false;
  if (ch_number_word(c->words, form(c, w), CH_NUMBER_PERCENT, NULL, NULL)) {
    q->head = q->last = w;
  } else if (w + 1 < c->end && ((form_is(c, w, "per") && form_is(c, w + 1, "cent")) ||
                                (form_is(c, w, "percentage") && (form_is(c, w + 1, "points") || form_is(c, w + 1, "point"))))) {
    q->head = q->last = w + 1;
  } else {
    return false;
  }
  q->of = CH_STR("percent");
  return true;
}

/* ---- what is no quantity ---- */

/* "No. 3", "Resolution 2334", "Boeing 747": the number names. */
static bool is_label(const counter *c, const figure *f) {
  if (f->first == c->first || !f->number.digits) return false;
  uint32_t before = f->first - 1;
  if (form_is(c, before, "-") && !(c->doc->words[before].flags & CH_WORD_SPACE_AFTER) && before > c->first &&
      ch_char_is_letter(ch_char_at(form(c, before - 1), 0)))
    return true; /* G-20 */
  if (form_is(c, before, "No.") || form_is(c, before, "#") || form_is(c, before, "Nos.")) return true;
  if (has_tree(c) && f->number.exact_form && c->doc->words[f->first].head == before &&
      c->doc->words[before].upos != CH_UPOS_VERB) /* "voted 90 to 8" */
    return true;
  bool name = ch_char_at(form(c, before), 0).class == CH_CHAR_UPPER && before > c->first;
  if (!name || !f->number.exact_form) return false;
  return !has_tree(c) || c->doc->words[before].upos == CH_UPOS_PROPN || !is_noun(c, f->end < c->end ? f->end : before);
}

/* "3-1", "by 3 to 1" without a noun. */
static bool is_score(const counter *c, const figure *f) {
  if (f->end + 1 < c->end && form_is(c, f->end, "-") && f->number.digits) {
    ch_char next = ch_char_at(form(c, f->end + 1), 0);
    return next.class == CH_CHAR_DIGIT;
  }
  return f->first > c->first + 1 && form_is(c, f->first - 1, "-") &&
         ch_char_at(form(c, f->first - 2), 0).class == CH_CHAR_DIGIT;
}

/* "Ann Lee, 42, left": an age in passing. */
static bool is_age(const counter *c, const figure *f) {
  bool before = f->first > c->first && (form_is(c, f->first - 1, ",") || form_is(c, f->first - 1, "age") ||
                                        form_is(c, f->first - 1, "aged"));
  return before && f->number.exact_form && f->number.value < 120 && f->end < c->end &&
         (form_is(c, f->end, ",") || form_is(c, f->end, "."));
}

static bool counts(const counter *c, const figure *f, uint32_t noun) {
  const ch_number *n = &f->number;
  if (n->ordinal) return noun != CH_NO_WORD && (!has_tree(c) || c->doc->words[noun].upos == CH_UPOS_NOUN);
  if (n->year || is_label(c, f)) return false;
  if (noun != CH_NO_WORD) return true;
  if (is_score(c, f) || is_age(c, f)) return false;
  ch_str last = form(c, f->end - 1); /* "3." before an item of a list */
  if (n->digits && last.p[last.n - 1] == '.') return false;
  if (n->exact_form && n->value >= 1900 && n->value <= 2100) return false;
  return n->value != 1 && !n->vague; /* "one" is a pronoun more often */
}

static bool add_quantity(counter *c, figure *f) {
  ch_quantity q = {.first = f->range_from, .last = f->end - 1, .head = f->end - 1, .value = f->number.value,
                   .upper = f->upper, .ordinal = f->number.ordinal};
  bool unit = take_money(c, f, &q) || take_percent(c, f, &q);
  if (!unit) {
    uint32_t noun = has_tree(c) ? counted_in_tree(c, f) : counted_by_order(c, f);
    if (noun != CH_NO_WORD && is_time(c, noun)) return true;
    if (!counts(c, f, noun)) return true;
    if (noun != CH_NO_WORD) {
      q.head = noun;
      if (noun > q.last) q.last = noun;
      q.of = name_of(c, f, noun);
    }
  }
  q.approximate = f->number.vague || about_before(c, q.first) > 0;
  q.span = (ch_span){c->doc->words[q.first].span.from, c->doc->words[q.last].span.to};
  ch_quantity *place = CH_PUSH(c->doc->arena, &c->list);
  if (!place || c->failed) return false;
  *place = q;
  return true;
}

static bool read_sentence(counter *c, const ch_sentence *s) {
  c->first = s->first;
  c->end = s->first + s->count;
  for (uint32_t w = c->first; w < c->end;) {
    figure f = {.first = w};
    if (is_time(c, w) || !ch_number_at(c->words, c->doc, w, c->end, &f.number)) {
      w++;
      continue;
    }
    f.end = w + f.number.count;
    take_range(c, &f);
    if (!add_quantity(c, &f)) return false;
    w = f.end;
  }
  return true;
}

bool ch_read_quantities(const ch_number_words *words, const ch_document *doc,
                        ch_reading *reading, ch_error *error) {
  counter c = {.words = words, .doc = doc, .reading = reading};
  reading->quantity_at = CH_ARRAY(doc->arena, (size_t)doc->n_words + 1, uint32_t);
  bool done = reading->quantity_at != NULL;
  for (uint32_t i = 0; done && i < doc->n_sentences; i++) done = read_sentence(&c, &doc->sentences[i]);
  if (!done) return ch_fail(error, CH_ERROR_MEMORY, "no memory for the quantities of an article");
  reading->quantities = c.list.v;
  reading->n_quantities = (uint32_t)c.list.n;
  for (uint32_t w = 0; w < doc->n_words; w++) reading->quantity_at[w] = CH_NO_ITEM;
  for (uint32_t i = reading->n_quantities; i > 0; i--)
    for (uint32_t w = reading->quantities[i - 1].first; w <= reading->quantities[i - 1].last; w++)
      reading->quantity_at[w] = i - 1;
  return true;
}
