#include "record/traits.h"

#include <math.h>
#include <stdlib.h>

#define WINDOW_BEFORE 4  /* content words before the trigger that describe the act */
#define WINDOW_AFTER 9   /* and after it */
#define MONTHS_BACK 3    /* months before a report in which what it tells of without a date is looked for */
#define TERM_DAYS 7       /* between an order and its term: it is told of as of either day */
#define OBJECT_REACH 5   /* content words after the trigger where its object stands */

static int order_u32(const void *a, const void *b) {
  uint32_t x = *(const uint32_t *)a, y = *(const uint32_t *)b;
  return x < y ? -1 : x > y;
}

static uint32_t sort_once(uint32_t *v, uint32_t n) {
  qsort(v, n, sizeof *v, order_u32);
  uint32_t kept = 0;
  for (uint32_t i = 0; i < n; i++)
    if (!kept || v[kept - 1] != v[i]) v[kept++] = v[i];
  return kept;
}

bool ch_key_set(const ch_wordbook *book, ch_str text, ch_arena *arena, uint32_t **keys,
                uint32_t *n) {
  ch_keys all = {0};
  *n = 0;
  if (!ch_keys_of(book, text, arena, &all)) return false;
  *keys = CH_ARRAY(arena, all.n, uint32_t);
  if (!*keys) return false;
  for (size_t i = 0; i < all.n; i++) (*keys)[i] = all.v[i].key;
  *n = sort_once(*keys, (uint32_t)all.n);
  return true;
}

uint32_t ch_keys_shared(const uint32_t *a, uint32_t n_a, const uint32_t *b, uint32_t n_b) {
  uint32_t i = 0, j = 0, shared = 0;
  while (i < n_a && j < n_b) { /* which comes first no processor can guess: no branch on it */
    uint32_t x = a[i], y = b[j];
    shared += x == y;
    i += x <= y;
    j += y <= x;
  }
  return shared;
}

static bool inside(ch_span word, uint32_t base, const ch_report_side *side) {
  for (uint32_t i = 0; i < side->n; i++) {
    ch_span s = side->v[i].span;
    if (s.to > s.from && word.from + base >= s.from && word.to + base <= s.to) return true;
  }
  return false;
}

static bool in_answer(ch_span word, uint32_t base, const ch_report *r) {
  ch_span s = r->answers_span;
  return s.to > s.from && word.from + base >= s.from && word.to + base <= s.to;
}

static uint64_t fold_hash(ch_str s) {
  char low[64];
  size_t n = 0;
  for (size_t i = 0; i < s.n && n < sizeof low; i++) {
    char c = s.p[i];
    low[n++] = c >= 'A' && c <= 'Z' ? (char)(c + 32) : c;
  }
  uint64_t hash = ch_str_hash((ch_str){low, n});
  return hash ? hash : 1;
}

static ch_str surname(ch_str name) {
  static const char *const SUFFIXES[] = {"Jr", "Jr.", "Sr", "Sr.", "II", "III", "IV"};
  ch_str last = {NULL, 0}, part;
  while (ch_str_split(&name, ' ', &part)) {
    bool suffix = part.n == 0;
    for (size_t i = 0; i < sizeof SUFFIXES / sizeof *SUFFIXES; i++)
      suffix = suffix || ch_str_is(part, SUFFIXES[i]);
    if (!suffix) last = part;
  }
  return last;
}

static bool take_people(const ch_report *r, ch_arena *arena, ch_traits *out) {
  out->people = CH_ARRAY(arena, r->people.n, ch_person_key);
  if (!out->people) return false;
  for (uint32_t i = 0; i < r->people.n; i++) {
    ch_str name = surname(r->people.v[i].name);
    if (name.n == 0) continue;
    ch_str code = r->people.v[i].code;
    ch_person_key key = {fold_hash(name), code.n ? ch_str_hash(code) : 0};
    bool known = false;
    for (uint32_t k = 0; k < out->n_people; k++)
      known = known || out->people[k].surname == key.surname;
    if (!known) out->people[out->n_people++] = key;
  }
  return true;
}

bool ch_counted_noun(const ch_wordbook *book, ch_str of, ch_arena *arena, uint32_t *key,
                     int8_t *object) {
  ch_keys noun = {0};
  *key = 0;
  *object = -1;
  if (!ch_keys_of(book, of, arena, &noun)) return false;
  if (noun.n == 0) return true;
  const ch_key *head = &noun.v[noun.n - 1]; /* it comes last in English */
  *key = head->key;
  *object = head->object;
  char initial = of.p[head->span.from];
  if (*object < 0 && initial >= 'A' && initial <= 'Z') ch_nationals(book, key, object);
  return true;
}

static bool has_digit(ch_str s) {
  for (size_t i = 0; i < s.n; i++)
    if (s.p[i] >= '0' && s.p[i] <= '9') return true;
  return false;
}

bool ch_count_vague(const ch_report_quantity *q) {
  return q->approximate && !has_digit(q->text);
}

static bool take_counts(const ch_report *r, const ch_wordbook *book, ch_arena *arena,
                        ch_traits *out) {
  out->counts = CH_ARRAY(arena, r->n_quantities, ch_count);
  if (!out->counts) return false;
  for (uint32_t i = 0; i < r->n_quantities; i++) {
    const ch_report_quantity *q = &r->quantities[i];
    if (isnan(q->value)) continue;
    ch_count *count = &out->counts[out->n_counts++];
    *count = (ch_count){0, -1, q->value, q->upper, q->approximate, ch_count_vague(q)};
    if (!ch_counted_noun(book, q->of, arena, &count->of, &count->object)) return false;
    if (count->object < 0) continue;
    out->objects |= UINT64_C(1) << count->object;
  }
  return true;
}

/* Is there a comma or semicolon between the trigger and the place in the article? */
static bool comma_between(const ch_report *r, uint32_t place) {
  uint32_t from = r->trigger_span.to;
  if (from < r->span.from || place <= from) return false;
  for (uint32_t i = from - r->span.from; i < place - r->span.from && i < r->text.n; i++)
    if (r->text.p[i] == ',' || r->text.p[i] == ';') return true;
  return false;
}

/* Is it a word of the trigger, and not one between them: "HOUSE … where staff stayed … WITHDRAWN"? */
static bool of_trigger(const ch_report *r, ch_span word) {
  return ch_str_find(r->trigger, ch_str_slice(r->text, word.from, word.to), 0) != SIZE_MAX;
}

/* Content words about the trigger, without those that name the parties; and
 * the object, which is the nearest word of a class after the trigger, or else
 * before it ("staff cuts", "the two estates were closed"). */
static bool take_words(const ch_report *r, const ch_wordbook *book, ch_arena *arena,
                       ch_traits *out) {
  ch_keys all = {0};
  if (r->imported) return true; /* its text is ours */
  if (!ch_keys_of(book, r->text, arena, &all)) return false;
  size_t first = 0, after = 0, n = 0;
  for (size_t i = 0; i < all.n; i++) {
    uint32_t from = all.v[i].span.from + r->span.from, to = all.v[i].span.to + r->span.from;
    if (to <= r->trigger_span.from) first = i + 1;
    if (from < r->trigger_span.to) after = i + 1;
  }
  /* "the CONSULATE general … was closed": the word right before a trigger of several words */
  size_t own = first;
  if (first > 0 && ch_str_find(r->trigger, CH_STR("\xE2\x80\xA6"), 0) != SIZE_MAX && all.v[first - 1].span.to + r->span.from + 1 == r->trigger_span.from) own--;
  if (r->trigger_span.to == 0) first = 0, after = all.n < 4 ? all.n : 4;
  if (after < first) after = first;
  for (size_t i = first; i < after; i++)
    if (!out->trigger) out->trigger = all.v[i].key;
  size_t from = first > WINDOW_BEFORE ? first - WINDOW_BEFORE : 0;
  size_t to = after + WINDOW_AFTER < all.n ? after + WINDOW_AFTER : all.n;
  out->words = CH_ARRAY(arena, to - from + 1, uint32_t);
  if (!out->words) return false;
  for (size_t i = from; i < to; i++) {
    if (in_answer(all.v[i].span, r->span.from, r)) continue;
    if (inside(all.v[i].span, r->span.from, &r->act.actor)) {
      if (!all.v[i].body) continue;
      if (!out->body) out->body = all.v[i].key;
    }
    out->words[n++] = all.v[i].key;
  }
  out->n_words = sort_once(out->words, (uint32_t)n);
  /* all that the trigger itself names: "took … from the EMBASSY … its WAREHOUSE"; else all between its words */
  bool counted = out->objects != 0;
  bool told = false;
  for (size_t i = first; i < after; i++) told = told || (all.v[i].object >= 0 && of_trigger(r, all.v[i].span));
  for (size_t i = own; i < after && !counted; i++)
    if (all.v[i].object >= 0 && !in_answer(all.v[i].span, r->span.from, r) && (!told || of_trigger(r, all.v[i].span)))
      out->objects |= UINT64_C(1) << all.v[i].object;
  /* "DIPLOMATS were denied entry to their HOUSE": what can be given back is what was taken, from the others */
  uint64_t wholes = ch_object_wholes(book), kept = ch_object_kept(book);
  if (!counted && out->objects & kept & ~wholes) out->objects &= kept | wholes;
  out->sure = out->objects & ~wholes;
  /* "told them to bring their STAFF down to 455" */
  for (uint32_t i = 0; i < out->n_counts; i++)
    for (int bit = 0; bit < CH_MAX_OBJECTS && !out->counts[i].of && out->counts[i].object < 0; bit++)
      if (out->sure == UINT64_C(1) << bit) out->counts[i].object = (int8_t)bit;
  for (size_t i = after; i < to && i < after + OBJECT_REACH && !out->objects; i++) {
    /* "gave them 72 hours to depart, closed two HOUSES": another act's */
    if (comma_between(r, all.v[i].span.from + r->span.from)) break;
    if (all.v[i].object >= 0 && !in_answer(all.v[i].span, r->span.from, r))
      out->objects |= UINT64_C(1) << all.v[i].object;
  }
  for (size_t i = first; i > from && !out->objects; i--)
    if (all.v[i - 1].object >= 0) out->objects |= UINT64_C(1) << all.v[i - 1].object;
  return true;
}

/* "in anger at the Treasury's decision to blacklist another 38 people" */
static bool take_answered(const ch_report *r, const ch_wordbook *book, ch_arena *arena,
                          ch_traits *out) {
  char low[24];
  size_t at = 0, n;
  ch_span span;
  if (!r->answers_text.n) return true;
  while (ch_word_next(r->answers_text, &at, &span, low, sizeof low, &n)) {
    uint64_t value;
    if (ch_str_to_u64((ch_str){low, n}, &value) && value >= 10 && value > out->answered_number)
      out->answered_number = value;
  }
  return ch_key_set(book, r->answers_text, arena, &out->answered, &out->n_answered);
}

static uint64_t wording_of(const ch_report *r) {
  char low[64];
  size_t at = 0, n;
  ch_span span;
  uint64_t hash = ch_str_hash(r->trigger) ^ ((uint64_t)r->act.type << 56);
  while (ch_word_next(r->text, &at, &span, low, sizeof low, &n))
    hash = ch_str_hash_seed((ch_str){low, n}, hash);
  return hash;
}

static void take_days(const ch_report *r, ch_traits *out) {
  out->known_by = r->source ? r->source->published : CH_DAY_NONE;
  out->firm = ch_report_dated(r);
  out->days = r->act.date.days;
  bool by_article = r->act.date.basis == CH_BASIS_ARTICLE && out->days.from != CH_DAY_NONE;
  /* "with effect from 1 August", told on 28 July: ordered by then, in force from that day */
  if (!out->firm && r->act.date.basis != CH_BASIS_ARTICLE && out->days.from != CH_DAY_NONE &&
      out->known_by != CH_DAY_NONE && out->days.from > out->known_by &&
      out->days.to <= out->known_by + CH_TIMED_DAYS && ch_status_happened(r->act.status)) {
    out->days.from = out->known_by;
    out->firm = true;
    return;
  }
  bool measure = r->act.type == CH_TYPE_SANCTION || r->act.type == CH_TYPE_COERCE;
  if (out->firm && measure && r->deadline.days.to > out->days.to && out->days.to - out->days.from < 2 &&
      r->deadline.days.to <= out->days.to + TERM_DAYS)
    out->days.to = r->deadline.days.to;
  if (!out->firm && !(by_article && out->known_by == CH_DAY_NONE))
    out->days = (ch_days){out->known_by, out->known_by};
  if (out->known_by == CH_DAY_NONE) out->known_by = out->days.to;
}

bool ch_traits_make(const ch_report *report, const ch_wordbook *book, ch_arena *arena,
                    ch_traits *out) {
  *out = (ch_traits){.report = report};
  out->wording = wording_of(report);
  out->place = report->place.name.n ? fold_hash(report->place.name) : 0;
  take_days(report, out);
  return take_counts(report, book, arena, out) && take_people(report, arena, out) &&
         take_words(report, book, arena, out) && take_answered(report, book, arena, out);
}

/* Types that reports of one act mix up share a family: a closure is a sanction
 * in one paper and a seizure in another, an order to cut staff is told as a
 * demand or as the cut, missiles are launched or strike. */
static ch_type family(ch_type type) {
  switch (type) {
    case CH_TYPE_COERCE: case CH_TYPE_REQUEST: case CH_TYPE_THREATEN: return CH_TYPE_SANCTION;
    case CH_TYPE_AID: return CH_TYPE_COOPERATE;
    case CH_TYPE_MOBILIZE: return CH_TYPE_ASSAULT;
    default: return type;
  }
}

/* The side that reports seldom leave out. Of a two-sided act, the first in the
 * alphabet of the two parties named first, whoever is named first. */
static ch_str principal(const ch_report *r) {
  ch_str a = ch_side_code(&r->act.actor), b = ch_side_code(&r->act.recipient);
  if (!ch_report_two_sided(r)) return a;
  for (uint32_t i = 0; i < r->act.actor.n && b.n == 0; i++)
    if (r->act.actor.v[i].code.n && !ch_str_eq(r->act.actor.v[i].code, a))
      b = r->act.actor.v[i].code;
  if (a.n == 0) return b;
  return b.n && ch_str_cmp(b, a) < 0 ? b : a;
}

uint64_t ch_report_block(const ch_report *report) {
  return ch_str_hash_seed(principal(report), 1 + (uint64_t)family(report->act.type));
}

bool ch_traits_timed(const ch_traits *t) {
  return t->days.from != CH_DAY_NONE && t->days.to - t->days.from <= CH_TIMED_DAYS;
}

int32_t ch_meeting_day(const ch_report *r) {
  const ch_report_date *d = &r->about.date;
  bool told = d->basis == CH_BASIS_TEXT || d->basis == CH_BASIS_RELATIVE;
  return r->about.type == CH_TYPE_CONSULT && told && d->days.from == d->days.to ? d->days.from : CH_DAY_NONE;
}

static uint64_t mix(uint64_t a, uint64_t b) {
  a = (a ^ b) * UINT64_C(0x9E3779B97F4A7C15);
  return a ^ (a >> 31);
}

/* What a measure is aimed at, with its month: that in which it was taken, or for a report that
 * does not date it those that end with the report's. Only the nearest ones: a busy dyad has
 * many such. */
static uint32_t add_months(const ch_traits *t, uint64_t block, uint64_t out[], uint32_t n) {
  if (family(t->report->act.type) != CH_TYPE_SANCTION || t->days.to == CH_DAY_NONE) return n;
  int32_t last = t->days.to / 30, first = t->firm ? t->days.from / 30 : last - MONTHS_BACK;
  if (last - first > MONTHS_BACK) return n;
  for (int bit = 0; bit < CH_MAX_OBJECTS; bit++)
    for (int32_t month = first; (t->objects >> bit & 1) && month <= last && n < CH_MAX_FEATURES; month++)
      out[n++] = mix(mix(block, (uint64_t)bit + 1), UINT64_C(3) << 40 | (uint64_t)(uint32_t)month);
  for (int32_t month = first; t->body && month <= last && n < CH_MAX_FEATURES; month++)
    out[n++] = mix(mix(block, t->body), UINT64_C(4) << 40 | (uint64_t)(uint32_t)month);
  return n;
}

uint32_t ch_traits_features(const ch_traits *t, uint64_t out[CH_MAX_FEATURES]) {
  uint64_t block = ch_report_block(t->report);
  uint32_t n = 0;
  out[n++] = mix(block, t->wording);
  for (uint32_t i = 0; i < t->n_counts && n < CH_MAX_FEATURES; i++) {
    double value = t->counts[i].value;
    uint64_t number = mix(block, (uint64_t)(int64_t)(value * 1000.0) + 1);
    if (value >= 100) out[n++] = number;
    /* Smaller numbers tell little without what they count. */
    for (int bit = 0; bit < CH_MAX_OBJECTS && value >= 2 && value < 100 && n < CH_MAX_FEATURES; bit++)
      if (t->objects >> bit & 1) out[n++] = mix(number, (uint64_t)bit + 1);
    if (value >= 10 && value < 100 && t->counts[i].object < 0 && n < CH_MAX_FEATURES)
      out[n++] = mix(number, UINT64_C(1) << 32 | t->counts[i].of);
  }
  n = add_months(t, block, out, n);
  if (t->answered_number && n < CH_MAX_FEATURES) out[n++] = mix(mix(block, 6), t->answered_number);
  int32_t day = ch_meeting_day(t->report);
  if (day != CH_DAY_NONE && n < CH_MAX_FEATURES) out[n++] = mix(mix(block, 5), (uint64_t)(uint32_t)day);
  /* what it says it will do by that day */
  if (t->report->act.status == CH_STATUS_PLANNED && t->report->deadline.days.to != CH_DAY_NONE && n < CH_MAX_FEATURES)
    out[n++] = mix(mix(block, 7), (uint64_t)(uint32_t)t->report->deadline.days.to);
  if (!t->place) return n;
  for (int bit = 0; bit < CH_MAX_OBJECTS && n < CH_MAX_FEATURES; bit++)
    if (t->objects >> bit & 1) out[n++] = mix(mix(block, t->place), (uint64_t)bit + 1);
  for (uint32_t i = 0; i < t->n_people; i++)
    for (uint32_t k = 0; k < i && n < CH_MAX_FEATURES; k++)
      out[n++] = mix(mix(block, t->place), t->people[i].surname ^ t->people[k].surname);
  return n;
}
