#include "ingest/dateline.h"

#include <string.h>

enum { LONGEST = 120, MOST_WORDS = 12 };

static bool upper(unsigned char c) {
  return c >= 'A' && c <= 'Z';
}
static bool lower(unsigned char c) {
  return c >= 'a' && c <= 'z';
}

/* Small words inside places and between two of them. */
static bool connects(ch_str word) {
  static const char *const WORDS[] = {"de", "del", "la", "las", "el", "al", "of", "the", "on",
                                      "and", "upon", "sur", "du", "des", "di", "da", "do", "in"};
  for (size_t k = 0; k < sizeof WORDS / sizeof *WORDS; k++) {
    if (ch_str_is(word, WORDS[k])) return true;
  }
  return false;
}

typedef struct place_words {
  int words, capitals; /* words of letters; those in capitals throughout */
  bool first_capitals;
  bool ok;
} place_words;

static void count_word(ch_str word, place_words *p) {
  bool small = false, large = false;
  for (size_t i = 0; i < word.n; i++) {
    small |= lower((unsigned char)word.p[i]);
    large |= upper((unsigned char)word.p[i]);
  }
  if (!large && !((unsigned char)word.p[0] & 0x80)) {
    if (!connects(word)) p->ok = false;
    return;
  }
  if (lower((unsigned char)word.p[0])) p->ok = ch_str_starts(word, CH_STR("al-")) && p->ok;
  if (p->words == 0) p->first_capitals = !small && (word.n > 1 || !large);
  p->words++;
  p->capitals += !small;
}

/* Looks at what names the place; numbers and other marks make it none. */
static place_words read_place(ch_str s) {
  place_words p = {.ok = true};
  size_t i = 0;
  while (i < s.n) {
    unsigned char c = (unsigned char)s.p[i];
    if (c == ' ' || c == ',' || c == '/') {
      i++;
      continue;
    }
    size_t from = i;
    while (i < s.n) {
      c = (unsigned char)s.p[i];
      if (!upper(c) && !lower(c) && !(c & 0x80) && c != '.' && c != '\'' && c != '-') break;
      i++;
    }
    if (i == from) {
      p.ok = false;
      return p;
    }
    count_word(ch_str_slice(s, from, i), &p);
  }
  if (p.words > MOST_WORDS) p.ok = false;
  return p;
}

/* "AFP", "IRNA" */
static bool is_initials(ch_str s) {
  for (size_t i = 0; i < s.n; i++)
    if (!upper((unsigned char)s.p[i])) return false;
  return s.n >= 2 && s.n <= 6;
}

/* Takes "(AFP)" or "/TASS/" off the end, and a date before it. */
static ch_str take_apart(ch_str head, ch_dateline *out) {
  head = ch_str_trim(head);
  if (head.n > 2 && head.p[head.n - 1] == ')') {
    size_t open = head.n;
    while (open > 0 && head.p[open - 1] != '(') open--;
    if (open > 0) {
      out->agency = ch_str_trim(ch_str_slice(head, open, head.n - 1));
      head = ch_str_trim(ch_str_slice(head, 0, open - 1));
    }
  }
  if (head.n > 2 && head.p[head.n - 1] == '/') {
    size_t open = head.n - 1;
    while (open > 0 && head.p[open - 1] != '/') open--;
    if (open > 0) {
      out->agency = ch_str_trim(ch_str_slice(head, open, head.n - 1));
      head = ch_str_trim(ch_str_slice(head, 0, open - 1));
      if (ch_str_ends(head, CH_STR("."))) head.n--;
    }
  }
  if (ch_date_find(head, 0, true, &out->date)) {
    ch_str behind = ch_str_trim(ch_str_slice(head, out->date.to, head.n));
    while (behind.n > 0 && strchr(",./", behind.p[0]) != NULL) behind = ch_str_slice(behind, 1, behind.n);
    behind = ch_str_trim(behind);
    if (is_initials(behind) && out->agency.n == 0) { /* "New York, May 17, IRNA" */
      out->agency = behind;
      behind.n = 0;
    }
    out->dated = behind.n == 0;
    if (out->dated) {
      head = ch_str_slice(head, 0, out->date.from);
      ch_str rest = head; /* "MOSCOW, Monday, April 11" */
      while (rest.n > 0 && (rest.p[rest.n - 1] == ' ' || rest.p[rest.n - 1] == ',')) rest.n--;
      size_t word = rest.n;
      while (word > 0 && (upper((unsigned char)rest.p[word - 1]) || lower((unsigned char)rest.p[word - 1]))) word--;
      if (ch_weekday_of(ch_str_slice(rest, word, rest.n)) >= 0) head = ch_str_slice(head, 0, word);
    }
  }
  return ch_str_trim(head);
}

void ch_dateline_read(ch_str field, ch_dateline *out) {
  *out = (ch_dateline){0};
  field = ch_str_trim(field);
  while (field.n > 0 && (field.p[field.n - 1] == '-' || field.p[field.n - 1] == ' ')) field.n--;
  while (ch_str_ends(field, CH_STR("\xe2\x80\x94")) || ch_str_ends(field, CH_STR("\xe2\x80\x93"))) {
    field = ch_str_trim(ch_str_slice(field, 0, field.n - 3));
  }
  out->whole = field;
  take_apart(field, out);
}

typedef enum mark { NO_MARK, DASH, HYPHEN, TIGHT_DASH, COLON, BRACKET, OPEN_BRACKET, STOP } mark;

/* What may separate a dateline from its report, at s.p[i]. */
static mark mark_at(ch_str s, size_t i, size_t *length) {
  static const struct {
    const char *text;
    mark is;
  } MARKS[] = {{" - ", HYPHEN}, {" -- ", HYPHEN}, {" \xe2\x80\x94 ", DASH}, {" \xe2\x80\x93 ", DASH},
               {" _ ", DASH}, {"-- ", TIGHT_DASH}, {"--", TIGHT_DASH},
               {"\xe2\x80\x94", TIGHT_DASH}, {" \xe2\x80\x94", TIGHT_DASH},
               {" \xe2\x80\x93", TIGHT_DASH}, {" --", TIGHT_DASH}, {": ", COLON},
               {"/. ", STOP}};
  if (strchr(" -:/\xe2", s.p[i]) == NULL) return NO_MARK;
  for (size_t k = 0; k < sizeof MARKS / sizeof *MARKS; k++) {
    size_t n = strlen(MARKS[k].text);
    if (s.n - i < n || memcmp(s.p + i, MARKS[k].text, n) != 0) continue;
    *length = n;
    return MARKS[k].is;
  }
  return NO_MARK;
}

/* "Harare, Zimbabwe" */
static bool is_town_and_land(ch_str place, int words) {
  size_t comma = ch_str_find_byte(place, ',', 0);
  return comma != SIZE_MAX && ch_str_find_byte(place, ',', comma + 1) == SIZE_MAX && words <= 4;
}

static bool is_dateline(ch_str head, mark by, ch_dateline *out) {
  *out = (ch_dateline){.whole = ch_str_trim(head)};
  ch_str place = take_apart(head, out);
  bool agency = out->agency.n > 0 && out->agency.n < 60;
  if (by == OPEN_BRACKET && !(agency && (is_initials(out->agency) || place.n == 0))) return false;
  if (place.n == 0) return agency && by != COLON && out->agency.p == head.p + 1;
  place_words p = read_place(place);
  if (!p.ok || p.words == 0) return false;
  if (by == BRACKET) return agency && p.words <= 4;
  /* "Prime Minister (PM) Lind": of a place in small letters the day must be told */
  if (by == OPEN_BRACKET) return (p.first_capitals && place.n > 4) || out->dated;
  if (by == STOP) return agency && p.first_capitals;
  if (by == COLON) return p.capitals == p.words && p.words <= 3 && (place.n > 4 || out->dated);
  if (p.first_capitals) return true;
  if ((by == DASH || by == HYPHEN) && (agency || out->dated)) return p.words <= 6;
  return by == HYPHEN && is_town_and_land(place, p.words);
}

static bool all_capitals(ch_str s) {
  for (size_t i = 0; i < s.n; i++) {
    if (!upper((unsigned char)s.p[i]) && s.p[i] != ' ') return false;
  }
  return true;
}

bool ch_dateline_find(ch_str text, ch_dateline *out) {
  size_t end = ch_str_find_byte(text, '\n', 0);
  if (end == SIZE_MAX) end = text.n;
  ch_str s = ch_str_slice(text, 0, end < LONGEST ? end : LONGEST);
  if (s.n < 4 || !(upper((unsigned char)s.p[0]) || s.p[0] == '(' || (s.p[0] & 0x80))) return false;
  for (size_t i = 1; i < s.n; i++) {
    size_t length;
    mark by = mark_at(s, i, &length);
    if (by == STOP) { /* "MOSCOW, August 31. /TASS/. The ministry" */
      return i + length < text.n && is_dateline(ch_str_slice(s, 0, i + 1), by, out);
    }
    if (by != NO_MARK) return i + length < text.n && is_dateline(ch_str_slice(s, 0, i), by, out);
    /* "Washington (CNN)The president": the mark was lost with the markup. */
    if (s.p[i] == '.' && i > 3 && i + 2 < s.n && s.p[i + 1] == ' ' && upper((unsigned char)s.p[i + 2]) &&
        all_capitals(ch_str_slice(s, 0, i))) {
      return is_dateline(ch_str_slice(s, 0, i), TIGHT_DASH, out); /* "MOSCOW. Russia and" */
    }
    if (s.p[i] == ')' && i + 1 < s.n && upper((unsigned char)s.p[i + 1])) {
      return is_dateline(ch_str_slice(s, 0, i + 1), BRACKET, out);
    }
    /* "CAIRO (AP) The president" */
    if (s.p[i] == ')' && i + 2 < s.n && s.p[i + 1] == ' ' && (upper((unsigned char)s.p[i + 2]) || s.p[i + 2] == '"') &&
        is_dateline(ch_str_slice(s, 0, i + 1), OPEN_BRACKET, out))
      return true;
  }
  return false;
}
