#include "ingest/draft.h"

#include <string.h>
#include <xxhash.h>

#include "ingest/clean.h"
#include "ingest/date.h"
#include "ingest/dateline.h"
#include "ingest/json_fields.h"
#include "ingest/utf8.h"

void ch_draft_date(ch_draft *draft, ch_str printed, ch_date_source from) {
  printed = ch_str_trim(printed);
  if (printed.n == 0 || draft->n_dates == CH_DRAFT_DATES) return;
  draft->dates[draft->n_dates].printed = printed;
  draft->dates[draft->n_dates].from = from;
  draft->n_dates++;
}

/* ---- small fields -------------------------------------------------------------- */

/* "https://www.example.org:80/a" -> "example.org" */
static ch_str host_of(ch_str address) {
  size_t from = ch_str_find(address, CH_STR("://"), 0);
  if (from == SIZE_MAX) return (ch_str){NULL, 0};
  ch_str host = ch_str_slice(address, from + 3, address.n);
  size_t n = 0;
  while (n < host.n && strchr("/?#:", host.p[n]) == NULL) n++;
  host = ch_str_slice(host, 0, n);
  size_t user = ch_str_find_byte(host, '@', 0);
  if (user != SIZE_MAX) host = ch_str_slice(host, user + 1, host.n);
  if (ch_str_starts_fold(host, CH_STR("www."))) host = ch_str_slice(host, 4, host.n);
  return ch_str_trim(host);
}

/* "By Jane Doe" -> "Jane Doe" */
static ch_str without_by(ch_str byline) {
  if (ch_str_starts_fold(byline, CH_STR("by ")) && byline.n > 4) {
    return ch_str_trim(ch_str_slice(byline, 3, byline.n));
  }
  return byline;
}

/* The story does not begin with its own title. */
static ch_str without_title(ch_str text, ch_str title) {
  size_t end = ch_str_find(text, CH_STR("\n\n"), 0);
  if (title.n == 0 || end == SIZE_MAX || !ch_same_words(ch_str_slice(text, 0, end), title)) {
    return text;
  }
  return ch_str_slice(text, end + 2, text.n);
}

static bool has_words(ch_str text) {
  for (size_t i = 0; i < text.n; i++) {
    unsigned char c = (unsigned char)text.p[i];
    if ((c | 0x20) >= 'a' && (c | 0x20) <= 'z') return true;
    if (c >= 0x80 && !(c == 0xef && i + 2 < text.n && text.p[i + 1] == '\xbf')) return true;
    if (c == 0xef) i += 2;
  }
  return false;
}

/* ---- dates ----------------------------------------------------------------------- */

typedef struct dates {
  const ch_draft *draft;
  const ch_reader_options *options;
  ch_dateline dateline;
  bool has_dateline;
  int32_t address; /* the day in the address */
  int32_t crawl;
} dates;

static bool read_date(const ch_draft *draft, size_t k, ch_printed_date *out) {
  ch_str printed = draft->dates[k].printed;
  if (draft->dates[k].from == CH_DATE_PRINTED) return ch_date_find(printed, 0, true, out);
  return ch_date_field(printed, out);
}

/* A day near the true one, from all sources but number `but`. */
static int32_t day_near(const dates *d, size_t but) {
  for (size_t k = 0; k < d->draft->n_dates; k++) {
    ch_printed_date date;
    if (k == but || d->draft->dates[k].from == CH_DATE_CRAWL) continue;
    if (read_date(d->draft, k, &date) && date.day != CH_DAY_NONE && date.other == CH_DAY_NONE) {
      return date.day;
    }
  }
  if (d->address != CH_DAY_NONE) return d->address;
  if (d->has_dateline && d->dateline.dated && d->dateline.date.day != CH_DAY_NONE) {
    return d->dateline.date.day;
  }
  return d->options->day;
}

static bool settle(const dates *d, const ch_article *a, size_t but, ch_printed_date *date,
                   bool *ambiguous) {
  int32_t near = day_near(d, but);
  if (date->day == CH_DAY_NONE) { /* no year is printed */
    if (near == CH_DAY_NONE) near = d->crawl;
    if (near == CH_DAY_NONE) return false;
    date->day = ch_date_complete(date->month, date->mday, near);
    return date->day != CH_DAY_NONE;
  }
  ch_str host = host_of(a->address);
  ch_date_evidence evidence = {
      .text = a->text,
      .outlet = host.n > 0 ? host : a->outlet,
      .language = d->draft->language,
      .near = near,
      .latest = d->crawl,
      .order = ch_date_order(d->draft->around),
  };
  *ambiguous = !ch_date_settle(date, &evidence);
  return true;
}

static void publish(ch_article *a, const ch_printed_date *date, ch_str printed,
                    ch_date_source from, bool ambiguous) {
  a->published = date->day;
  a->published_minute = date->minute;
  a->published_text = printed;
  a->published_from = from;
  a->published_ambiguous = ambiguous;
}

static bool by_candidates(const dates *d, ch_article *a, bool crawl) {
  for (size_t k = 0; k < d->draft->n_dates; k++) {
    ch_date_source from = d->draft->dates[k].from;
    ch_printed_date date;
    bool ambiguous = false;
    if ((from == CH_DATE_CRAWL) != crawl || !read_date(d->draft, k, &date) ||
        !settle(d, a, k, &date, &ambiguous)) {
      continue;
    }
    ch_str printed = d->draft->dates[k].printed;
    if (from == CH_DATE_PRINTED) printed = ch_str_slice(printed, date.from, date.to);
    publish(a, &date, printed, from, ambiguous);
    return true;
  }
  return false;
}

static void find_published(const dates *d, ch_article *a) {
  bool ambiguous = false;
  a->published = CH_DAY_NONE;
  a->published_minute = CH_MINUTE_NONE;
  a->published_from = CH_DATE_NONE;
  if (by_candidates(d, a, false)) return;
  ch_printed_date date = d->dateline.date;
  if (d->has_dateline && d->dateline.dated && settle(d, a, SIZE_MAX, &date, &ambiguous)) {
    ch_str head = d->dateline.whole;
    publish(a, &date, ch_str_slice(head, date.from, date.to), CH_DATE_DATELINE, ambiguous);
    return;
  }
  date = (ch_printed_date){.day = d->address, .minute = CH_MINUTE_NONE};
  if (date.day != CH_DAY_NONE) {
    publish(a, &date, a->address, CH_DATE_ADDRESS, false);
    return;
  }
  date.day = d->options->day;
  if (date.day != CH_DAY_NONE) {
    publish(a, &date, (ch_str){NULL, 0}, CH_DATE_METADATA, false);
    return;
  }
  by_candidates(d, a, true);
}

/* ---- the whole -------------------------------------------------------------------- */

static ch_str make_id(ch_arena *arena, const ch_article *a) {
  uint64_t h = ch_str_hash(a->outlet);
  char day[11];
  ch_day_format(a->published, day);
  h = ch_str_hash_seed(ch_str_of(day), h);
  h = ch_str_hash_seed(a->title, h);
  h = ch_str_hash_seed(a->text, h);
  return ch_arena_printf(arena, "a-%016llx", (unsigned long long)h);
}

/* Names copied whole; p of any NULL means out of memory. */
static bool copy_fields(const ch_draft *draft, const ch_reader_options *options, ch_arena *scratch,
                        ch_article *a) {
  a->title = ch_clean_line(scratch, draft->title);
  a->byline = ch_clean_line(scratch, draft->byline);
  a->outlet = ch_clean_line(scratch, draft->outlet);
  a->address = ch_clean_line(scratch, draft->address);
  a->id = ch_clean_line(scratch, draft->id);
  a->dateline = ch_clean_line(scratch, draft->dateline);
  a->partial = ch_clean_line(scratch, draft->partial);
  if (a->title.p == NULL || a->byline.p == NULL || a->outlet.p == NULL || a->address.p == NULL ||
      a->id.p == NULL || a->dateline.p == NULL || a->partial.p == NULL) {
    return false;
  }
  a->byline = without_by(a->byline);
  if (a->outlet.n == 0) a->outlet = options->outlet;
  a->language = ch_language_code(draft->language);
  return true;
}

static void find_dateline(const ch_draft *draft, dates *d, ch_article *a) {
  d->has_dateline = ch_dateline_find(a->text, &d->dateline);
  if (a->dateline.n > 0 && !d->has_dateline) {
    ch_dateline_read(a->dateline, &d->dateline);
    d->has_dateline = d->dateline.whole.n > 0;
  }
  a->dateline = d->has_dateline ? d->dateline.whole : (ch_str){NULL, 0};
  if (a->outlet.n == 0 && draft->trust_agency && d->has_dateline) a->outlet = d->dateline.agency;
}

/* Moves all views of the article into the caller's arena. */
static bool keep(ch_arena *arena, ch_article *a) {
  ch_str *const views[] = {&a->id,       &a->text,     &a->title,          &a->byline,
                           &a->outlet,   &a->address,  &a->language,       &a->dateline,
                           &a->file,     &a->partial,  &a->published_text, &a->reader};
  for (size_t k = 0; k < sizeof views / sizeof *views; k++) {
    if (views[k]->n == 0) {
      *views[k] = (ch_str){NULL, 0};
      continue;
    }
    *views[k] = ch_arena_copy(arena, *views[k]);
    if (views[k]->p == NULL) return false;
  }
  return true;
}

static bool no_memory(ch_error *error) {
  return ch_fail(error, CH_ERROR_MEMORY, "no memory for an article");
}

static bool check_text(const ch_draft *draft, const ch_reader_options *options, ch_article *a,
                       ch_error *error) {
  a->text = draft->is_ours ? draft->text : without_title(draft->text, a->title);
  if (a->text.n > options->limits.story) {
    return ch_fail(error, CH_ERROR_LIMIT, "a story is longer than %u bytes", options->limits.story);
  }
  if (has_words(a->text)) return true;
  return ch_fail(error, CH_ERROR_EMPTY, a->title.n > 0 ? "no story text below the title '%.*s'"
                                                       : "no story text%.*s",
                 CH_PRI(ch_utf8_cut(a->title, 80)));
}

bool ch_draft_finish(const ch_draft *draft, const ch_reader_options *options, const char *reader,
                     const char *file, ch_arena *scratch, ch_arena *arena, ch_article *a,
                     ch_error *error) {
  *a = (ch_article){0};
  if (draft->is_ours) *a = draft->ours;
  if (!copy_fields(draft, options, scratch, a)) return no_memory(error);
  if (!check_text(draft, options, a, error)) return false;
  if (!draft->is_ours) {
    dates d = {.draft = draft, .options = options, .crawl = CH_DAY_NONE};
    for (size_t k = 0; k < draft->n_dates; k++) {
      ch_printed_date date;
      if (draft->dates[k].from == CH_DATE_CRAWL && read_date(draft, k, &date)) d.crawl = date.day;
    }
    d.address = ch_date_in_address(a->address);
    find_dateline(draft, &d, a);
    find_published(&d, a);
    a->published_text = ch_clean_line(scratch, a->published_text);
    if (a->published_text.p == NULL) return no_memory(error);
    if (a->outlet.n == 0) a->outlet = host_of(a->address);
    a->reader = ch_str_of(reader);
    a->file = ch_str_of(file);
    a->file_line = draft->line;
    a->source_hash = XXH3_64bits(draft->bytes.p, draft->bytes.n);
    a->undecodable = draft->undecodable;
    a->controls = draft->controls;
  }
  if (a->id.n == 0) {
    a->id = make_id(scratch, a);
    if (a->id.p == NULL) return no_memory(error);
  }
  return keep(arena, a) || no_memory(error);
}
