/* Plain text: a title, some lines about the report, the report.
 *
 * The first line is the title when it is short, does not end as a sentence
 * does, and something follows it; a newspaper's name may stand above it. Below
 * it may stand lines that name outlet, author and date; they are taken for
 * that only when every line of their block up to the last date, byline or
 * release line could be one. A date may also close the text ("Continental
 * Wire, 2017-07-30 18:42 GMT"). */
#include <string.h>

#include "ingest/clean.h"
#include "ingest/date.h"
#include "ingest/dateline.h"
#include "ingest/encoding.h"
#include "ingest/input.h"

enum { LONGEST_TITLE = 250, LONGEST_HEADER = 110, MOST_HEADERS = 10, LEAST_STORY_LINE = 100 };

/* ---- what a line can be ----------------------------------------------------------- */

static bool ends_like_sentence(ch_str s) {
  static const char *const QUOTES[] = {"\"", "'", "\xe2\x80\x9d", "\xe2\x80\x99", ")"};
  for (size_t k = 0; k < sizeof QUOTES / sizeof *QUOTES; k++) {
    if (ch_str_ends(s, ch_str_of(QUOTES[k]))) s = ch_str_slice(s, 0, s.n - strlen(QUOTES[k]));
  }
  return s.n > 0 && strchr(".;:,", s.p[s.n - 1]) != NULL;
}

static bool starts_lower(ch_str s) {
  return s.n > 0 && s.p[0] >= 'a' && s.p[0] <= 'z';
}

/* Words that stand before a date and mean nothing else. */
static bool announces_date(ch_str word) {
  static const char *const WORDS[] = {"posted", "published", "updated", "last", "modified",
                                      "first", "on", "at", "date", "dated", "created", "release",
                                      "released", "issued", "web", "online", "print", "am", "pm"};
  for (size_t k = 0; k < sizeof WORDS / sizeof *WORDS; k++) {
    if (ch_str_eq_fold(word, ch_str_of(WORDS[k]))) return true;
  }
  return ch_weekday_of(word) >= 0;
}

/* Words of s that are not there to announce a date. */
static int other_words(ch_str s) {
  int n = 0;
  size_t i = 0;
  while (i < s.n) {
    size_t from = i;
    while (i < s.n && (((s.p[i] | 0x20) >= 'a' && (s.p[i] | 0x20) <= 'z') || (s.p[i] & 0x80))) i++;
    if (i == from) {
      i++;
    } else {
      n += !announces_date(ch_str_slice(s, from, i));
    }
  }
  return n;
}

/* A line that is there for its date: at most `words` others beside it. */
static bool is_date_line(ch_str line, int words, ch_printed_date *date) {
  if (line.n > LONGEST_HEADER || !ch_date_find(line, 0, false, date)) return false;
  ch_str before = ch_str_slice(line, 0, date->from), behind = ch_str_slice(line, date->to, line.n);
  return other_words(before) + other_words(behind) <= words;
}

static bool is_byline(ch_str line) {
  return line.n > 4 && line.n <= LONGEST_HEADER && ch_str_starts_fold(line, CH_STR("by ")) &&
         line.p[3] >= 'A' && line.p[3] <= 'Z' && line.p[line.n - 1] != '.';
}

static bool is_release_line(ch_str line) {
  return line.n < 60 && (ch_str_starts_fold(line, CH_STR("for immediate release")) ||
                         ch_str_starts_fold(line, CH_STR("press release")) ||
                         ch_str_starts_fold(line, CH_STR("embargoed")));
}

/* "Source: The Courier": a named line. */
typedef enum named { NOT_NAMED, TITLE, DATE, AUTHOR, OUTLET, ADDRESS } named;

static named name_of(ch_str line, ch_str *value) {
  static const struct {
    const char *name;
    named is;
  } NAMES[] = {{"title", TITLE}, {"headline", TITLE}, {"date", DATE}, {"published", DATE},
               {"publication date", DATE}, {"posted", DATE}, {"author", AUTHOR},
               {"byline", AUTHOR}, {"by", AUTHOR}, {"source", OUTLET}, {"outlet", OUTLET},
               {"publication", OUTLET}, {"publisher", OUTLET}, {"url", ADDRESS},
               {"link", ADDRESS}, {"address", ADDRESS}};
  size_t colon = ch_str_find_byte(line, ':', 0);
  if (colon == SIZE_MAX || colon > 20 || line.n > 400) return NOT_NAMED;
  ch_str name = ch_str_trim(ch_str_slice(line, 0, colon));
  *value = ch_str_trim(ch_str_slice(line, colon + 1, line.n));
  for (size_t k = 0; k < sizeof NAMES / sizeof *NAMES; k++) {
    if (value->n > 0 && ch_str_eq_fold(name, ch_str_of(NAMES[k].name))) return NAMES[k].is;
  }
  return NOT_NAMED;
}

static bool is_address_line(ch_str line) {
  return (ch_str_starts(line, CH_STR("http://")) || ch_str_starts(line, CH_STR("https://"))) &&
         ch_str_find_byte(line, ' ', 0) == SIZE_MAX;
}

/* ---- the head ----------------------------------------------------------------------- */

/* Takes a line for what it says; false when it is none of the kinds that are
 * surely about the report. */
static bool take_strict(ch_str line, ch_draft *draft) {
  ch_str value;
  ch_printed_date date;
  switch (name_of(line, &value)) {
    case TITLE:
      draft->title = value;
      return true;
    case DATE:
      if (!ch_date_field(value, &date)) break;
      ch_draft_date(draft, line, CH_DATE_PRINTED);
      return true;
    case AUTHOR:
      draft->byline = value;
      return true;
    case OUTLET:
      draft->outlet = value;
      return true;
    case ADDRESS:
      draft->address = value;
      return true;
    case NOT_NAMED:
      break;
  }
  if (is_address_line(line)) {
    draft->address = line;
  } else if (is_byline(line)) {
    if (draft->byline.n == 0) draft->byline = line;
  } else if (is_date_line(line, 3, &date)) {
    ch_draft_date(draft, line, CH_DATE_PRINTED);
  } else if (!is_release_line(line)) {
    return false;
  }
  return true;
}

static bool could_be_header(ch_str line) {
  ch_dateline dateline;
  return line.n <= LONGEST_HEADER && !starts_lower(line) && !ends_like_sentence(line) &&
         !ch_dateline_find(line, &dateline);
}

/* Reads the lines of a block up to the last strict one; moves *rest behind
 * them and says whether it moved. */
static bool take_headers(ch_str *rest, ch_draft *draft) {
  ch_str lines[MOST_HEADERS], behind[MOST_HEADERS], scan = *rest, line;
  size_t n = 0, used = 0;
  ch_draft probe = {0};
  while (n < MOST_HEADERS && ch_str_line(&scan, &line)) {
    line = ch_str_trim(line);
    if (line.n == 0 && n == 0) continue;
    if (line.n == 0) break;
    bool strict = take_strict(line, &probe);
    if (!strict && !could_be_header(line)) break;
    lines[n] = line;
    behind[n++] = scan;
    if (strict) used = n;
  }
  for (size_t k = 0; k < used; k++) {
    if (!take_strict(lines[k], draft) && draft->outlet.n == 0) draft->outlet = lines[k];
  }
  if (used > 0) *rest = behind[used - 1];
  return used > 0;
}

static ch_str peek_line(ch_str rest, bool *blank_before) {
  ch_str line;
  *blank_before = false;
  while (ch_str_line(&rest, &line)) {
    line = ch_str_trim(line);
    if (line.n > 0) return line;
    *blank_before = true;
  }
  return (ch_str){NULL, 0};
}

static bool is_title(ch_str line, ch_str rest) {
  ch_dateline dateline;
  ch_printed_date date;
  bool blank;
  ch_str next = peek_line(rest, &blank), value;
  if (next.n == 0 || line.n > LONGEST_TITLE || ends_like_sentence(line)) return false;
  if (ch_dateline_find(line, &dateline) && ch_str_find_byte(line, ':', 0) == SIZE_MAX) return false;
  if (is_date_line(line, 3, &date) || name_of(line, &value) != NOT_NAMED) return false;
  if (blank) return true;
  if (starts_lower(next)) return false;
  return next.n > LEAST_STORY_LINE || is_byline(next) || is_release_line(next) ||
         is_date_line(next, 3, &date) || ch_dateline_find(next, &dateline) ||
         could_be_header(next);
}

/* "THE LUANDA COURIER": a newspaper's name above the headline, by its last word. */
static bool is_masthead(ch_str line) {
  enum { LONGEST_MASTHEAD = 60 };
  static const char *const LAST[] = {
      "times", "post", "courier", "herald", "gazette", "standard", "tribune", "news", "journal",
      "guardian", "telegraph", "chronicle", "ledger", "star", "daily", "mirror", "monitor",
      "observer", "sentinel", "wire", "mail", "express", "globe", "independent", "examiner",
      "inquirer", "dispatch", "bulletin", "register", "mercury", "advertiser", "argus", "echo"};
  size_t space = line.n;
  while (space > 0 && line.p[space - 1] != ' ') space--;
  if (space == 0 || line.n > LONGEST_MASTHEAD || ch_str_find_byte(line, ',', 0) != SIZE_MAX)
    return false;
  ch_str last = ch_str_slice(line, space, line.n);
  for (size_t k = 0; k < sizeof LAST / sizeof *LAST; k++)
    if (ch_str_eq_fold(last, ch_str_of(LAST[k]))) return true;
  return false;
}

/* Below a masthead, and a date perhaps, stands the headline; what stood for it is the outlet. */
static ch_str take_headline(ch_str text, ch_draft *draft) {
  ch_str rest = text, line;
  if (!is_masthead(draft->title)) return text;
  while (ch_str_line(&rest, &line)) {
    line = ch_str_trim(line);
    if (line.n > 0) break;
  }
  if (!is_title(line, rest)) return text;
  draft->outlet = draft->title;
  draft->title = line;
  return rest;
}

static ch_str take_head(ch_str text, ch_draft *draft) {
  ch_str rest = text, line;
  while (ch_str_line(&rest, &line)) {
    line = ch_str_trim(line);
    if (line.n > 0) break;
  }
  if (is_title(line, rest)) {
    draft->title = line;
    text = rest;
  }
  while (take_headers(&text, draft)) {
  }
  text = take_headline(text, draft);
  while (take_headers(&text, draft)) {
  }
  return text;
}

/* ---- the foot ------------------------------------------------------------------------ */

static bool is_copyright(ch_str line) {
  return line.n < 200 && (ch_str_starts_fold(line, CH_STR("copyright ")) ||
                          ch_str_starts(line, CH_STR("\xc2\xa9")) ||
                          ch_str_starts_fold(line, CH_STR("(c) ")));
}

/* A last line that only dates the text; what it says beside the date is the
 * outlet. */
static bool take_closing_date(ch_str line, ch_draft *draft) {
  ch_printed_date date;
  if (ends_like_sentence(line) || !is_date_line(line, 6, &date)) return false;
  ch_draft_date(draft, line, CH_DATE_PRINTED);
  ch_str before = ch_str_slice(line, 0, date.from);
  while (before.n > 0 && strchr(" ,-(|", before.p[before.n - 1]) != NULL) before.n--;
  if (draft->outlet.n == 0 && other_words(before) > 0) draft->outlet = before;
  return true;
}

static ch_str take_foot(ch_str text, ch_draft *draft) {
  for (int k = 0; k < 4; k++) {
    text = ch_clean_end(text);
    const char *last = memrchr(text.n > 0 ? text.p : "", '\n', text.n);
    if (last == NULL) break;
    size_t from = (size_t)(last - text.p) + 1;
    ch_str line = ch_str_trim(ch_str_slice(text, from, text.n));
    if (!is_copyright(line) && !take_closing_date(line, draft)) break;
    text = ch_str_slice(text, 0, from - 1);
  }
  return text;
}

static ch_reader_step next(ch_input *src, ch_draft *draft, ch_error *error) {
  ch_str bytes;
  ch_reader_step got = ch_input_whole(src, &bytes, error);
  if (got != CH_READER_ARTICLE) return got;
  ch_decoded decoded;
  if (!ch_decode(src->scratch, bytes, (ch_str){NULL, 0}, &decoded, error)) return CH_READER_REFUSED;
  ch_str text = ch_clean_characters(src->scratch, decoded.text, &draft->controls);
  if (text.p != NULL) {
    draft->around = text;
    text = take_head(text, draft);
    text = take_foot(text, draft);
    text = ch_clean_paragraphs(src->scratch, text);
  }
  if (text.p == NULL) {
    ch_fail(error, CH_ERROR_MEMORY, "no memory for a text of %zu bytes", bytes.n);
    return CH_READER_REFUSED;
  }
  draft->text = text;
  draft->bytes = bytes;
  draft->undecodable = decoded.undecodable;
  draft->trust_agency = true;
  return CH_READER_ARTICLE;
}

const ch_layout CH_LAYOUT_TEXT = {"text", next};
