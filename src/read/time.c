/* Expressions are taken from left to right, the longest at each word. What
 * stands before one may belong to it ("nearly", "the end of"), introduce it
 * ("since") or make it a term ("until").
 */
#include "read/time.h"

#include "read/time_resolve.h"

enum { LONGEST_EDGE = 4, LONGEST_PREPOSITION = 4, TERM_WINDOW = 24 };

typedef struct finder {
  const ch_time_text *text;
  const ch_document *doc;
  ch_time_context context;
  struct { ch_time *v; size_t n, cap; } times;
  uint32_t free_from; /* words before it belong to an earlier expression */
  bool failed;
} finder;

/* Takes in "the end of" and, before a number, "about" and the like. */
static uint32_t widen_left(const finder *f, const ch_time_found *found, uint32_t w) {
  ch_time_action action = found->pattern->action;
  bool dated = action == CH_TA_DATE || action == CH_TA_YEAREND;
  bool counted = found->slots.n_num > 0 ? !ch_time_is(f->text, w, CH_TC_NOMINAL) || ch_time_form_is(f->text, w, "a")
                                        : ch_time_form_is(f->text, w, "a") || ch_time_form_is(f->text, w, "an");
  counted &= !(found->slots.has & CH_TC_BIT(SHIFT)) && !ch_time_form_is(f->text, w, "the");
  uint32_t low = f->free_from > f->context.first ? f->free_from : f->context.first;
  for (bool more = true; more;) {
    more = false;
    for (uint32_t n = LONGEST_EDGE; n > 0; n--) {
      bool edge = ch_time_phrase_before(f->text, low, w, n, CH_TC_EDGE);
      bool count = ch_time_phrase_before(f->text, low, w, n, CH_TC_COUNTED) &&
                   (counted || (dated && ch_time_form_is(f->text, w - 1, "around")));
      if (!edge && !count) continue;
      w -= n;
      more = true;
      break;
    }
  }
  return w;
}

/* "the third-quarter loss": an article before a hyphenated modifier is not
 * the expression's. */
static uint32_t drop_article(const finder *f, uint32_t first, uint32_t end) {
  if (end < first + 4 || !ch_str_is(ch_word_form(f->doc, end - 2), "-")) return first;
  bool article = ch_time_form_is(f->text, first, "the") || ch_time_form_is(f->text, first, "a");
  return article ? first + 1 : first;
}

/* Words in lower case, one space between, whatever stands between in the text. */
static bool lower_phrase(const finder *f, uint32_t first, uint32_t end, ch_str *out) {
  size_t size = 0;
  for (uint32_t w = first; w < end; w++) size += ch_word_form(f->doc, w).n + 1;
  char *p = ch_arena_alloc(f->doc->arena, size);
  if (!p) return false;
  size = 0;
  for (uint32_t w = first; w < end; w++) {
    ch_str form = ch_word_form(f->doc, w);
    if (w > first) p[size++] = ' ';
    for (size_t i = 0; i < form.n; i++)
      p[size++] = (char)(form.p[i] >= 'A' && form.p[i] <= 'Z' ? form.p[i] + 32 : form.p[i]);
  }
  *out = (ch_str){p, size};
  return true;
}

static bool preposition_of(finder *f, uint32_t w, ch_time *time, bool *term) {
  uint32_t low = f->context.first;
  for (uint32_t n = LONGEST_PREPOSITION; n > 0; n--) {
    if (w < low + n) continue;
    bool deadline = ch_time_phrase_before(f->text, low, w, n, CH_TC_DEADLINE);
    if (!deadline && !ch_time_phrase_before(f->text, low, w, n, CH_TC_BEFORE)) continue;
    *term = deadline;
    time->effect = ch_time_phrase_before(f->text, low, w, n, CH_TC_EFFECT);
    time->onset = time->effect || ch_time_phrase_before(f->text, low, w, n, CH_TC_ONSET);
    return lower_phrase(f, w - n, w, &time->preposition);
  }
  return true;
}

static bool term_in_sentence(const finder *f, uint32_t w) {
  uint32_t low = w > f->context.first + TERM_WINDOW ? w - TERM_WINDOW : f->context.first;
  for (uint32_t k = w; k > low; k--)
    if (ch_time_is(f->text, k - 1, CH_TC_TERM)) return true;
  return false;
}

/* "gave the envoys 72 hours to leave": a term without a preposition. */
static bool is_granted(const finder *f, const ch_time *time) {
  enum { WINDOW = 6 };
  uint32_t to = time->last + 1, low = f->context.first;
  if (time->kind != CH_TIME_DURATION || to + 1 >= f->context.end) return false;
  bool infinitive = ch_time_is(f->text, to, CH_TC_FUTURE) && !ch_time_is(f->text, to + 1, CH_TC_NOMINAL);
  if (!infinitive || f->doc->words[to].upos == CH_UPOS_AUX) return false;
  if (time->first > low + WINDOW) low = time->first - WINDOW;
  for (uint32_t w = time->first; w > low; w--)
    if (ch_time_is(f->text, w - 1, CH_TC_GRANT)) return true;
  return false;
}

static int32_t days_in(ch_grain unit) {
  switch (unit) {
    case CH_GRAIN_WEEK: return 7;
    case CH_GRAIN_MONTH: return 30;
    case CH_GRAIN_QUARTER: return 91;
    case CH_GRAIN_YEAR: return 365;
    default: return unit == CH_GRAIN_DAY ? 1 : 0;
  }
}

/* "within 72 hours": the days from the report on, or from the day last named. */
static void days_of_term(finder *f, const ch_time_slots *slots, ch_time *time) {
  int32_t from = f->context.published;
  ch_stretch last = f->context.last;
  if (last.grain == CH_GRAIN_DAY && last.from != CH_DAY_NONE) from = last.from;
  if (from == CH_DAY_NONE || (slots->n_num && slots->vague[0])) return;
  double n = slots->n_num ? slots->num[0] : 1;
  int32_t each = days_in((ch_grain)slots->unit);
  double days = each ? n * each : slots->unit == CH_GRAIN_HOUR ? (n + 23) / 24 : 1;
  if (days < 0 || days > 36500) return;
  time->days = (ch_days){from, from + (int32_t)days};
}

/* A term lies ahead of the report, or of the order that set it. */
static void judge_term(finder *f, const ch_time_found *found, uint32_t w, ch_time *time) {
  bool ahead = time->days.from != CH_DAY_NONE && f->context.published != CH_DAY_NONE &&
               time->days.to >= f->context.published;
  bool within = ch_str_is(time->preposition, "within");
  bool duration = time->kind == CH_TIME_DURATION;
  if (time->kind == CH_TIME_SET || (duration && !within)) return;
  if (!duration && within) return;
  time->deadline = ahead || term_in_sentence(f, w);
  if (time->deadline && duration) days_of_term(f, &found->slots, time);
}

/* The word of the range whose head lies outside; the last without a tree. */
static uint32_t head_of(const ch_document *doc, uint32_t first, uint32_t last) {
  if (!doc->child_first) return last;
  for (uint32_t w = first; w <= last; w++) {
    uint32_t head = doc->words[w].head;
    if (head == CH_NO_WORD || head < first || head > last) return w;
  }
  return last;
}

static bool add_time(finder *f, const ch_time_found *found, uint32_t w) {
  ch_time time = {0};
  if (!ch_time_resolve(&f->context, found, w, &time, &f->failed)) return false;
  bool term = false;
  time.last = found->end - 1;
  time.first = drop_article(f, widen_left(f, found, w), found->end);
  if (!preposition_of(f, time.first, &time, &term)) {
    f->failed = true;
    return false;
  }
  if (term) judge_term(f, found, time.first, &time);
  if (!term && is_granted(f, &time)) {
    time.deadline = true;
    days_of_term(f, &found->slots, &time);
  }
  time.head = head_of(f->doc, time.first, time.last);
  time.span = (ch_span){f->doc->words[time.first].span.from, f->doc->words[time.last].span.to};
  ch_time *place = CH_PUSH(f->doc->arena, &f->times);
  if (!place) {
    f->failed = true;
    return false;
  }
  *place = time;
  f->free_from = found->end;
  return true;
}

static bool read_sentence(finder *f, const ch_sentence *sentence) {
  f->context.first = sentence->first;
  f->context.end = sentence->first + sentence->count;
  f->free_from = sentence->first;
  for (uint32_t w = sentence->first; w < f->context.end;) {
    ch_time_found found = ch_time_match(f->text, sentence->first, w, f->context.end);
    bool added = found.pattern && add_time(f, &found, w);
    if (f->failed) return false;
    w = added ? found.end : w + 1;
  }
  return true;
}

/* Does the text tell history rather than news? More far years are named than
 * weekdays, "yesterdays", "last weeks" and years near the publication. */
static bool is_history(const ch_time_text *text, int32_t published) {
  if (published == CH_DAY_NONE) return false;
  int32_t now = ch_day_to_civil(published).year;
  uint32_t far = 0, near = 0;
  const ch_document *doc = text->doc;
  uint32_t n = doc->n_title ? doc->sentences[doc->n_sentences - doc->n_title].first : doc->n_words;
  for (uint32_t w = 0; w < n; w++) {
    uint64_t year;
    ch_str form = ch_word_form(text->doc, w);
    bool now_ago = ch_time_is(text, w, CH_TC_SHIFT) && w + 1 < n && ch_time_is(text, w + 1, CH_TC_UNIT);
    if (now_ago || ch_time_is(text, w, CH_TC_WEEKDAY) || ch_time_is(text, w, CH_TC_DAYREF)) near++;
    if (form.n != 4 || !ch_str_to_u64(form, &year) || year < 1500 || year > 2100) continue;
    if ((int32_t)year < now - 2) far++;
    else near++;
  }
  return far > 3 && far > 3 * near;
}

bool ch_read_times(const ch_time_words *words, const ch_document *doc, ch_reading *reading,
                   ch_error *error) {
  ch_time_text text;
  finder f = {.text = &text, .doc = doc};
  f.context = (ch_time_context){.text = &text, .published = doc->article->published,
                                .last = {CH_GRAIN_NONE, CH_DAY_NONE}, .day = CH_DAY_NONE, .dated = CH_DAY_NONE,
                                .quarter = {CH_GRAIN_QUARTER, CH_DAY_NONE}};
  reading->time_at = CH_ARRAY(doc->arena, (size_t)doc->n_words + 1, uint32_t);
  const ch_time_context begin = f.context;
  bool done = reading->time_at && ch_time_text_make(&text, words, doc);
  if (done) f.context.history = is_history(&text, f.context.published);
  for (uint32_t i = 0; done && i < doc->n_sentences; i++) {
    f.context.sentence = i;
    if (i && ch_sentence_opens(doc, i)) { /* a title is not told in the light of the text's last day */
      f.context.last = begin.last;
      f.context.day = begin.day;
      f.context.dated = begin.dated;
      f.context.quarter = begin.quarter;
    }
    done = read_sentence(&f, &doc->sentences[i]);
  }
  if (!done) return ch_fail(error, CH_ERROR_MEMORY, "no memory for the times of an article");
  reading->times = f.times.v;
  reading->n_times = (uint32_t)f.times.n;
  for (uint32_t w = 0; w < doc->n_words; w++) reading->time_at[w] = CH_NO_ITEM;
  for (uint32_t i = 0; i < reading->n_times; i++)
    for (uint32_t w = reading->times[i].first; w <= reading->times[i].last; w++) reading->time_at[w] = i;
  return true;
}
