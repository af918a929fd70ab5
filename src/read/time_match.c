/* Matching walks a pattern's nodes from left to right and tries the longer
 * way first; patterns are short, so that going back costs little.
 */
#include "read/time_match.h"

#include "text/chars.h"

enum { FOLDED = 48 };

bool ch_time_text_make(ch_time_text *text, const ch_time_words *words, const ch_document *doc) {
  *text = (ch_time_text){.words = words, .doc = doc};
  text->known = CH_ARRAY(doc->arena, (size_t)doc->n_words + 1, const ch_time_word *);
  if (!text->known) return false;
  char folded[FOLDED];
  for (uint32_t w = 0; w < doc->n_words; w++) {
    ch_str form = ch_word_form(doc, w);
    if (form.n + 8 > FOLDED) continue;
    form = ch_fold(form, folded, sizeof folded);
    text->known[w] = ch_time_word_of(words, form);
    if (!text->known[w] && ch_str_starts(form, CH_STR("mid-")))
      text->known[w] = ch_time_word_of(words, ch_str_slice(form, 4, form.n));
  }
  return true;
}

bool ch_time_says(const ch_time_text *text, uint32_t from, uint32_t to, const char *form) {
  for (uint32_t w = from; w < to; w++)
    if (ch_time_form_is(text, w, form)) return true;
  return false;
}

bool ch_time_phrase_before(const ch_time_text *text, uint32_t first, uint32_t w, uint32_t n,
                           ch_time_class class) {
  if (w < first + n) return false;
  if (n == 1) return ch_time_is(text, w - 1, class);
  char key[64], folded[FOLDED];
  size_t size = 0;
  for (uint32_t k = w - n; k < w; k++) {
    ch_str form = ch_fold(ch_word_form(text->doc, k), folded, sizeof folded);
    if (form.n == 0 || size + form.n + 1 > sizeof key) return false;
    if (size) key[size++] = ' ';
    memcpy(key + size, form.p, form.n);
    size += form.n;
  }
  const ch_time_word *word = ch_time_word_of(text->words, (ch_str){key, size});
  return word && word->classes & (uint64_t)1 << class;
}

/* ---- shapes ---- */

static int32_t all_digits(ch_str s) {
  int32_t value = 0;
  if (s.n == 0 || s.n > 8) return -1;
  for (size_t i = 0; i < s.n; i++) {
    if (s.p[i] < '0' || s.p[i] > '9') return -1;
    value = value * 10 + (s.p[i] - '0');
  }
  return value;
}

static ch_str form_of(const ch_time_text *t, uint32_t w) { return ch_word_form(t->doc, w); }

static bool capital(const ch_time_text *t, uint32_t w) {
  return ch_char_at(form_of(t, w), 0).class == CH_CHAR_UPPER || ch_str_starts(form_of(t, w), CH_STR("mid-"));
}

/* "1990s", "1960's", "'90s", "80s". */
static bool decade_of(ch_str s, int32_t *decade) {
  ch_char first = ch_char_at(s, 0);
  if (first.class == CH_CHAR_APOSTROPHE) s = ch_str_slice(s, first.size, s.n);
  size_t digits = 0;
  while (digits < s.n && s.p[digits] >= '0' && s.p[digits] <= '9') digits++;
  if ((digits != 2 && digits != 4) || s.p[digits - 1] != '0') return false;
  ch_str tail = ch_str_slice(s, digits, s.n);
  if (!ch_str_is(tail, "s") && !ch_str_is(tail, "'s") && !ch_str_is(tail, "’s")) return false;
  *decade = all_digits(ch_str_slice(s, 0, digits));
  if (digits == 2) *decade += 1900;
  return true;
}

/* "11/04/2017", "31.08.2017", "2017-08-31", "11/4". */
static bool datenum_of(ch_str s, ch_time_slots *slots) {
  int32_t part[3] = {-1, -1, -1};
  size_t parts = 0, sizes[3] = {0};
  char mark = 0;
  for (size_t i = 0, from = 0; i <= s.n && parts < 3; i++) {
    if (i < s.n && s.p[i] >= '0' && s.p[i] <= '9') continue;
    if (i < s.n && mark && s.p[i] != mark) return false;
    if (i < s.n) mark = s.p[i];
    sizes[parts] = i - from;
    part[parts++] = all_digits(ch_str_slice(s, from, i));
    if (parts == 3 && i < s.n) return false;
    from = i + 1;
  }
  if (parts != 3 || (mark != '/' && mark != '.' && mark != '-')) return false;
  for (int i = 0; i < 3; i++)
    if (part[i] < 0) return false;
  if (sizes[0] == 4) {
    *slots = (ch_time_slots){.has = slots->has, .date_year = part[0], .date_month = part[1], .date_day = part[2], .date_iso = true,
                             .weekday = slots->weekday};
    return part[1] >= 1 && part[1] <= 12 && part[2] >= 1 && part[2] <= 31;
  }
  if (sizes[0] > 2 || sizes[1] > 2 || (sizes[2] != 4 && sizes[2] != 2)) return false;
  slots->date_year = sizes[2] == 4 ? part[2] : part[2] < 50 ? 2000 + part[2] : 1900 + part[2];
  slots->date_month = part[0];
  slots->date_day = part[1];
  return part[0] >= 1 && part[1] >= 1 && part[0] <= 31 && part[1] <= 31 && (part[0] <= 12 || part[1] <= 12);
}

/* "10:30", "5 p.m.", "10.30 am", "noon", "8 o'clock"; words taken, 0 if none. */
static uint32_t clock_at(const ch_time_text *t, uint32_t w, uint32_t end, ch_time_slots *slots) {
  if (ch_time_is(t, w, CH_TC_CLOCKWORD)) {
    slots->hour = ch_time_word_number(t->known[w], CH_TC_CLOCKWORD);
    return 1;
  }
  ch_str form = form_of(t, w);
  size_t colon = ch_str_find_byte(form, ':', 0);
  if (colon == SIZE_MAX) colon = ch_str_find_byte(form, '.', 0);
  bool minutes = colon != SIZE_MAX && form.n - colon == 3;
  slots->hour = all_digits(minutes ? ch_str_slice(form, 0, colon) : form);
  slots->minute = minutes ? all_digits(ch_str_slice(form, colon + 1, form.n)) : 0;
  if (slots->hour < 0 || slots->hour > 24 || slots->minute < 0 || slots->minute > 59) return 0;
  if (w + 1 < end && ch_time_is(t, w + 1, CH_TC_MERIDIAN) && slots->hour >= 1 && slots->hour <= 12) {
    slots->hour = slots->hour % 12 + ch_time_word_number(t->known[w + 1], CH_TC_MERIDIAN);
    return 2;
  }
  if (w + 1 < end && ch_str_eq_fold(form_of(t, w + 1), CH_STR("o'clock"))) return 2;
  return minutes && form.p[colon] == ':' ? 1 : 0;
}

static bool room_for_num(ch_time_slots *slots, double value, bool vague) {
  if (slots->n_num == 3) return false;
  slots->num[slots->n_num] = value;
  slots->vague[slots->n_num++] = vague;
  return true;
}

/* Can a number begin here at all? */
static bool number_like(const ch_time_text *t, uint32_t w) {
  if (t->known[w] && t->known[w]->number_word) return true;
  ch_str form = form_of(t, w);
  if (form.n == 0) return false;
  if (form.p[0] >= '0' && form.p[0] <= '9') return true;
  return (form.p[0] | 32) == 'a' && form.n <= 2; /* a, an */
}

/* Words that the class takes at w, its slots filled; 0 if none. */
static uint32_t take_number_class(const ch_time_text *t, uint32_t w, uint32_t end, ch_time_class class,
                                  ch_time_slots *slots) {
  ch_number number;
  if (!number_like(t, w)) return 0;
  if (class == CH_TC_CLOCK) return clock_at(t, w, end, slots);
  if (!ch_number_at(t->words->numbers, t->doc, w, end, &number)) return 0;
  ch_str form = form_of(t, w);
  switch (class) {
    case CH_TC_NUM:
      if (number.ordinal || number.value > 10000) return 0;
      return room_for_num(slots, number.value, number.vague) ? number.count : 0;
    case CH_TC_HOUR: return 0;
    case CH_TC_DAY:
      if (number.value < 1 || number.value > 31 || number.value != (int32_t)number.value) return 0;
      if (!number.ordinal && !(number.exact_form && form.n <= 2)) return 0;
      slots->day = (int32_t)number.value;
      return number.count;
    case CH_TC_ORD:
      if (!number.ordinal || number.value > 40) return 0;
      slots->ord = (int32_t)number.value;
      return number.count;
    case CH_TC_YEAR:
      if (number.value < 1000 || number.value > 2999 || number.ordinal) return 0;
      if (!(number.exact_form && form.n == 4 && number.count == 1) && !number.year &&
          !(number.value >= 2000 && !number.digits))
        return 0;
      slots->year = (int32_t)number.value;
      return number.count;
    default: return 0;
  }
}

/* "mid-1996" is one word to the splitter. */
static ch_str without_mid(ch_str form) {
  return ch_str_starts_fold(form, CH_STR("mid-")) ? ch_str_slice(form, 4, form.n) : form;
}

static uint32_t take_shape(const ch_time_text *t, uint32_t w, uint32_t end, ch_time_class class,
                           ch_time_slots *slots) {
  ch_str form = form_of(t, w);
  switch (class) {
    case CH_TC_DECADE: return decade_of(without_mid(form), &slots->decade) ? 1 : 0;
    case CH_TC_YEAR: {
      ch_str year = without_mid(form);
      if (year.n == form.n) return take_number_class(t, w, end, class, slots);
      slots->year = year.n == 4 ? all_digits(year) : -1;
      return slots->year >= 1000 ? 1 : 0;
    }
    case CH_TC_DATENUM: return datenum_of(form, slots) ? 1 : 0;
    case CH_TC_YY: {
      ch_char mark = ch_char_at(form, 0);
      if (mark.class != CH_CHAR_APOSTROPHE || form.n != mark.size + 2u) return 0;
      slots->year = all_digits(ch_str_slice(form, mark.size, form.n));
      if (slots->year < 0) return 0;
      slots->year += slots->year < 30 ? 2000 : 1900;
      return 1;
    }
    case CH_TC_QTR:
      if (form.n != 2 || form.p[0] != 'Q' || form.p[1] < '1' || form.p[1] > '4') return 0;
      slots->quarter = form.p[1] - '0';
      return 1;
    case CH_TC_CLOCK:
      if (ch_time_is(t, w, CH_TC_CLOCKWORD)) return clock_at(t, w, end, slots);
      return take_number_class(t, w, end, class, slots);
    default: return take_number_class(t, w, end, class, slots);
  }
}

static uint32_t take_class(const ch_time_text *t, uint32_t w, uint32_t end, ch_time_class class,
                           ch_time_slots *slots) {
  if (class >= CH_TC_NUM) {
    uint32_t taken = take_shape(t, w, end, class, slots);
    if (taken) slots->has |= (uint64_t)1 << class;
    return taken;
  }
  if (!ch_time_is(t, w, class)) return 0;
  bool name = class == CH_TC_MONTH || class == CH_TC_WEEKDAY || class == CH_TC_WEEKDAYS || class == CH_TC_HOLIDAY;
  if (name && !capital(t, w)) return 0;
  int32_t number = ch_time_word_number(t->known[w], class);
  ch_str text = ch_time_word_text(t->known[w], class);
  switch (class) {
    case CH_TC_MONTH: slots->month = number; break;
    case CH_TC_WEEKDAY:
    case CH_TC_WEEKDAYS: slots->weekday = number; break;
    case CH_TC_UNIT:
    case CH_TC_UNITS:
      slots->unit = number;
      slots->fortnight = ch_str_is(text, "W2");
      break;
    case CH_TC_SEASON: slots->season = number; break;
    case CH_TC_PART:
    case CH_TC_PARTS: slots->part = text; break;
    case CH_TC_DAYREF: slots->dayref = number; break;
    case CH_TC_SHIFT:
      if (!(slots->has & CH_TC_BIT(SHIFT)) || number != 0) slots->shift = number;
      break;
    case CH_TC_AFTER: slots->after = number; break;
    case CH_TC_EARLY: slots->early = (char)number; break;
    case CH_TC_REF: slots->ref = text; break;
    case CH_TC_EVERY: slots->every = text; break;
    case CH_TC_HOLIDAY: slots->holiday = number; break;
    case CH_TC_DECADEWORD: slots->decade = 1900 + number; break;
    default: break;
  }
  slots->has |= (uint64_t)1 << class;
  return 1;
}

/* ---- nodes ---- */

/* A hyphen between two words, without spaces. */
static bool glued_hyphen(const ch_time_text *t, uint32_t w) {
  return w > 0 && ch_str_is(form_of(t, w), "-") && !(t->doc->words[w].flags & CH_WORD_SPACE_AFTER) &&
         !(t->doc->words[w - 1].flags & CH_WORD_SPACE_AFTER);
}

static uint32_t match_node(const ch_time_text *t, uint32_t node, uint32_t w, uint32_t end,
                           ch_time_slots *slots);

static uint32_t match_alternatives(const ch_time_text *t, uint32_t at, uint32_t w, uint32_t end,
                                   ch_time_slots *slots) {
  const ch_time_words *words = t->words;
  const ch_time_node *node = &words->nodes.v[at];
  for (uint32_t i = 0; i < node->count && w < end; i++) {
    ch_time_atom atom = words->atoms.v[node->first + i];
    ch_time_slots kept = *slots;
    uint32_t taken = atom.is_class ? take_class(t, w, end, (ch_time_class)atom.id, slots)
                                   : t->known[w] == &words->words.v[atom.id];
    uint32_t last = taken ? match_node(t, at + 1, w + taken, end, slots) : 0;
    if (last) return last;
    *slots = kept;
  }
  return 0;
}

/* The word behind the last one taken; 0 if the pattern does not match. */
static uint32_t match_node(const ch_time_text *t, uint32_t at, uint32_t w, uint32_t end,
                           ch_time_slots *slots) {
  const ch_time_node *node = &t->words->nodes.v[at];
  switch (node->type) {
    case CH_NODE_END: return w;
    case CH_NODE_CLOSE: return match_node(t, at + 1, w, end, slots);
    case CH_NODE_OPT: {
      ch_time_slots kept = *slots;
      uint32_t last = match_node(t, at + 1, w, end, slots);
      if (last) return last;
      *slots = kept;
      return match_node(t, node->skip, w, end, slots);
    }
    default: break;
  }
  uint32_t last = match_alternatives(t, at, w, end, slots);
  if (!last && w + 1 < end && glued_hyphen(t, w)) last = match_alternatives(t, at, w + 1, end, slots);
  return last;
}

/* ---- conditions ---- */

static bool lower_word(const ch_time_text *t, uint32_t w) {
  return ch_char_at(form_of(t, w), 0).class == CH_CHAR_LOWER;
}

static bool has_prep(const ch_time_text *t, uint32_t first, uint32_t w) {
  if (w == first) return false;
  return ch_time_is(t, w - 1, CH_TC_BEFORE) || ch_time_is(t, w - 1, CH_TC_DEADLINE) ||
         ch_time_is(t, w - 1, CH_TC_EARLY);
}

/* Does a noun follow, so that a number before it counts it? */
static bool noun_follows(const ch_time_text *t, uint32_t next, uint32_t end) {
  if (next >= end) return false;
  const ch_word *word = &t->doc->words[next];
  if (word->xpos.n) return ch_str_is(word->xpos, "NNS") || ch_str_is(word->xpos, "CD");
  if (!lower_word(t, next)) return false;
  if (t->known[next]) return false;
  ch_str form = form_of(t, next);
  return form.n > 3 && ch_str_ends(form, CH_STR("s")) && !ch_str_ends(form, CH_STR("ss"));
}

static bool could_be_year(const ch_time_text *t, uint32_t first, uint32_t w, uint32_t next, uint32_t end,
                          int32_t year) {
  bool named = w > first && (ch_time_form_is(t, w - 1, "in") || ch_time_is(t, w - 1, CH_TC_NOMINAL));
  if (!named && noun_follows(t, next, end)) return false;
  bool likely = year >= 1800 && year <= 2060;
  if (w > first) {
    ch_str before = form_of(t, w - 1);
    bool money = before.n && !ch_char_is_word(ch_char_at(before, 0)) && (before.p[0] == '$' || before.p[0] == '#');
    if (money) return false;
    if (has_prep(t, first, w)) return likely || !ch_time_form_is(t, w - 1, "of");
    if (ch_str_is(before, "(") || ch_str_is(before, ",") || ch_str_is(before, "and") || ch_str_is(before, "or") ||
        ch_str_is(before, "-") || ch_str_is(before, "–") || ch_time_is(t, w - 1, CH_TC_NOMINAL))
      return likely;
  }
  if (!likely) return false;
  /* Bare: what follows must close the phrase. */
  if (next >= end) return true;
  ch_char c = ch_char_at(form_of(t, next), 0);
  return !ch_char_is_word(c) || t->known[next] != NULL ||
         (t->doc->words[next].xpos.n && lower_word(t, next));
}

static bool could_be_month(const ch_time_text *t, uint32_t first, uint32_t w, uint32_t next, uint32_t end) {
  bool prep = has_prep(t, first, w) || (w > first && ch_time_is(t, w - 1, CH_TC_SHIFT));
  if (prep) return true;
  if (t->doc->words[w].xpos.n && !ch_str_starts(t->doc->words[w].xpos, CH_STR("NN"))) return false;
  if (ch_time_form_is(t, w, "may") || ch_time_form_is(t, w, "march") || ch_time_form_is(t, w, "august")) return false;
  if (next < end && capital(t, next) && !t->known[next]) return false;
  return !(w > first && capital(t, w - 1) && !t->known[w - 1] && form_of(t, w - 1).n > 1);
}

/* An amount a few words before: "50,000 barrels a day", "twice a year". */
static bool amount_before(const ch_time_text *t, uint32_t first, uint32_t w) {
  for (uint32_t k = w, steps = 0; k > first && steps < 4; steps++) {
    k--;
    if (ch_time_is(t, k, CH_TC_BEFORE) || ch_str_is(form_of(t, k), ",")) return false;
    if (ch_number_word(t->words->numbers, form_of(t, k), CH_NUMBER_CURRENCY, NULL, NULL) ||
        (k > first && ch_number_word(t->words->numbers, form_of(t, k - 1), CH_NUMBER_CURRENCY, NULL, NULL)))
      return false;
    if (number_like(t, k) && form_of(t, k).n > 1)
      return !ch_number_word(t->words->numbers, form_of(t, k), CH_NUMBER_SCALE, NULL, NULL);
    if (ch_time_form_is(t, k, "times") || ch_time_form_is(t, k, "once")) return true;
  }
  return false;
}

static bool holds(const ch_time_text *t, const ch_time_pattern *pattern, uint32_t first, uint32_t w,
                  uint32_t next, uint32_t end, const ch_time_slots *slots) {
  uint32_t only = pattern->conditions;
  if (only & CH_TCOND_PREP && !has_prep(t, first, w)) return false;
  if (only & CH_TCOND_YEAR && !could_be_year(t, first, w, next, end, slots->year)) return false;
  if (only & CH_TCOND_MONTH && !could_be_month(t, first, w, next, end)) return false;
  if (only & CH_TCOND_RATE && !amount_before(t, first, w)) return false;
  if (only & CH_TCOND_NOUN && next < end && ch_char_is_letter(ch_char_at(form_of(t, next), 0)) &&
      !ch_time_is(t, next, CH_TC_BEFORE) && !ch_time_is(t, next, CH_TC_DEADLINE))
    return false;
  return true;
}

/* ---- the best ---- */

static void add_set(ch_pattern_set *to, const ch_pattern_set *from) {
  for (unsigned i = 0; i < CH_TIME_MAX_PATTERNS / 64; i++) to->bits[i] |= from->bits[i];
}

/* Adds the patterns of the shapes that w may have. */
static void add_shapes(const ch_time_text *t, uint32_t w, const ch_pattern_set *of_class, ch_pattern_set *set) {
  ch_str form = form_of(t, w);
  ch_char first = ch_char_at(form, 0);
  bool shaped = first.class == CH_CHAR_DIGIT || first.class == CH_CHAR_APOSTROPHE || (form.n == 2 && form.p[0] == 'Q') ||
                number_like(t, w) || ch_time_is(t, w, CH_TC_CLOCKWORD) || ch_str_starts_fold(form, CH_STR("mid-"));
  for (unsigned class = CH_TC_NUM; shaped && class < CH_TC_COUNT; class++) add_set(set, &of_class[class]);
}

/* Leaves of the set what may have word w second. */
static void keep_seconds(const ch_time_text *t, uint32_t w, ch_pattern_set *set) {
  ch_pattern_set second = t->words->any_second;
  const ch_time_word *known = t->known[w];
  if (known) {
    add_set(&second, &known->seconds);
    for (uint64_t bits = known->classes; bits; bits &= bits - 1)
      add_set(&second, &t->words->class_seconds[__builtin_ctzll(bits)]);
  }
  add_shapes(t, w, t->words->class_seconds, &second);
  for (unsigned i = 0; i < CH_TIME_MAX_PATTERNS / 64; i++) set->bits[i] &= second.bits[i];
}

/* Patterns that may begin with word w. */
static bool starts_at(const ch_time_text *t, uint32_t w, uint32_t end, ch_pattern_set *set) {
  const ch_time_word *known = t->known[w];
  ch_str form = form_of(t, w);
  bool digit = form.n && ((form.p[0] >= '0' && form.p[0] <= '9') || ch_char_at(form, 0).class == CH_CHAR_APOSTROPHE);
  bool quarter = (form.n == 2 && form.p[0] == 'Q') || (form.n > 7 && ch_str_starts_fold(form, CH_STR("mid-")));
  if (!known && !digit && !quarter) return false;
  *set = (ch_pattern_set){{0}};
  if (known) {
    add_set(set, &known->starts);
    for (uint64_t bits = known->classes; bits; bits &= bits - 1)
      add_set(set, &t->words->class_starts[__builtin_ctzll(bits)]);
  }
  add_shapes(t, w, t->words->class_starts, set);
  if (w + 1 < end && !ch_str_is(form_of(t, w + 1), "-")) keep_seconds(t, w + 1, set);
  return true;
}

ch_time_found ch_time_match(const ch_time_text *text, uint32_t first, uint32_t w, uint32_t end) {
  ch_time_found best = {.pattern = NULL, .end = w};
  ch_pattern_set set;
  if (!starts_at(text, w, end, &set)) return best;
  for (unsigned i = 0; i < CH_TIME_MAX_PATTERNS / 64; i++) {
    for (uint64_t bits = set.bits[i]; bits; bits &= bits - 1) {
      const ch_time_pattern *pattern = &text->words->patterns.v[i * 64 + (unsigned)__builtin_ctzll(bits)];
      ch_time_slots slots = {0};
      uint32_t last = match_node(text, pattern->node, w, end, &slots);
      if (last > best.end && holds(text, pattern, first, w, last, end, &slots))
        best = (ch_time_found){pattern, last, slots};
    }
  }
  return best;
}
