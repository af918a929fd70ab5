#include "show/views.h"

#include <stdio.h>

#include "record/json.h"
#include "record/ledger.h"
#include "record/proportion.h"
#include "show/brief.h"
#include "show/calendar.h"
#include "show/chart.h"

typedef bool make_view(ch_view_work *, ch_error *);

static const struct {
  const char *name;
  make_view *make;
} VIEWS[] = {
#define CH_X(name, shows) {#name, ch_view_##name},
    CH_VIEWS(CH_X)
#undef CH_X
};

static make_view *find_view(ch_str name, ch_error *error) {
  char all[240] = "";
  for (size_t i = 0; i < sizeof VIEWS / sizeof *VIEWS; i++) {
    if (ch_str_is(name, VIEWS[i].name)) return VIEWS[i].make;
    size_t used = strlen(all);
    snprintf(all + used, sizeof all - used, " %s", VIEWS[i].name);
  }
  ch_fail(error, CH_ERROR_USAGE, "no view '%.*s'; there are:%s", CH_PRI(name), all);
  return NULL;
}

/* Views that read no events, or count them without reading them. */
static bool only_counts(make_view *make) {
  return make == ch_view_series || make == ch_view_tension || make == ch_view_volume ||
         make == ch_view_summary || make == ch_view_decisions ||
         make == ch_view_copies || make == ch_view_rejects;
}

/* Why a view is empty: no articles, no events, all filtered out, none of its
 * kind. */
static bool explain_nothing(ch_store *store, ch_str name, const ch_view_work *work, ch_buf *note,
                            ch_error *error) {
  ch_store_counts counts;
  if (ch_str_is(name, "decisions")) return ch_buf_add_z(note, "0 decisions");
  if (ch_str_is(name, "copies")) return ch_buf_add_z(note, "0 copies: no article is one of another");
  if (ch_str_is(name, "rejects")) return ch_buf_add_z(note, "0 rejects: all that was added could be read");
  if (!ch_store_count(store, &counts, error)) return false;
  unsigned long long articles = counts.articles, mentions = counts.mentions;
  if (articles == 0)
    ch_buf_add_z(note, "0 events: the record holds no articles; add some with chancery add");
  else if (counts.events == 0)
    ch_buf_printf(note, "0 events: %llu articles hold %llu mentions", articles, mentions);
  else if (work->n_events == 0)
    ch_buf_printf(note, "0 events: all %zu were filtered out", work->n_filtered);
  else
    ch_buf_printf(note, "0 %.*s: none of %zu events is one", CH_PRI(name), work->n_events);
  return true;
}

/* The rows that were asked for. */
static ch_table part_of(const ch_table *table, const ch_render *how) {
  ch_table part = *table;
  size_t skip = how->offset < part.n_rows ? how->offset : part.n_rows;
  part.n_rows -= skip;
  if (skip) part.cells += skip * part.n_columns;
  if (how->limit && part.n_rows > how->limit) part.n_rows = how->limit;
  return part;
}

/* Counts the events, and makes them to be found by id. */
static bool index_events(ch_view_work *work, const ch_facts *facts, ch_error *error) {
  work->n_events = facts->n_all;
  work->n_filtered = facts->n_filtered;
  ch_map_init(&work->by_id, work->arena);
  ch_map_init(&work->linked_ids, work->arena);
  work->linked.v = NULL;
  work->linked.n = work->linked.cap = 0;
  for (size_t i = 0; i < facts->n; i++) {
    uint32_t *place = ch_map_put(&work->by_id, ch_str_of(facts->v[i]->id), NULL);
    if (!place) return ch_fail(error, CH_ERROR_MEMORY, "no memory to show the record");
    *place = (uint32_t)i;
  }
  return true;
}

/* Views that look at all reports of an event, or at what they differ in. */
static bool reads_reports(make_view *make) {
  return make == ch_view_sources || make == ch_view_contradictions || make == ch_view_brief;
}

/* Views that tell of a whole record by what is counted in it, without reading its events. */
static bool tells_whole(make_view *make, const ch_filter *filter) {
  return (make == ch_view_disputes || make == ch_view_sources) && ch_filter_is_all(filter);
}

static bool make_whole(make_view *make, ch_view_work *work, ch_error *error) {
  ch_store_counts counts;
  if (!ch_store_count(work->store, &counts, error)) return false;
  work->whole = true;
  work->n_events = counts.events;
  return make(work, error);
}

static bool load(make_view *make, ch_store *store, const ch_filter *filter, ch_arena *arena,
                 ch_facts *out, ch_error *error) {
  ch_filter some = *filter;
  some.unlinked = make == ch_view_disputes;
  return (reads_reports(make) ? ch_store_facts : ch_store_shown)(store, &some, arena, out, error);
}

/* Views of which each row shows one event: for a page of them a part of the
 * events is enough. */
static bool row_an_event(make_view *make) {
  return make == ch_view_timeline || make == ch_view_talks || make == ch_view_ledger ||
         make == ch_view_commitments;
}

/* Types of the events that rows of the view may show. */
static uint32_t types_of(make_view *make) {
  return make == ch_view_ledger        ? ch_ledger_types(CH_ENTRY_MEASURE)
         : make == ch_view_commitments ? ch_ledger_types(CH_ENTRY_COMMITMENT)
                                       : ~0u;
}

/* Loads no events but those that rows may show; tells how many there are of all. */
static bool load_some(make_view *make, ch_view_work *work, const ch_filter *part, ch_facts *facts,
                      ch_error *error) {
  uint32_t types = types_of(make);
  ch_filter some = *part;
  uint64_t n;
  if (types == ~0u) return load(make, work->store, part, work->arena, facts, error);
  some.types = part->types ? part->types & types : types;
  *facts = (ch_facts){0};
  if (some.types && !load(make, work->store, &some, work->arena, facts, error)) return false;
  if (!ch_store_matching(work->store, work->filter, &n, &facts->n_filtered, error)) return false;
  facts->n_all = (size_t)n;
  if (!part->most || n <= CH_COUNT_MOST) return true;
  facts->n_filtered += (size_t)n - CH_COUNT_MOST;
  facts->n_all = CH_COUNT_MOST;
  return true;
}

#define FIRST_PART 200 /* events looked at for the first rows, where most may show none */

/* Makes the table of a view from as many events as it takes to fill the page. */
static bool make_table(make_view *make, ch_view_work *work, const ch_render *how, ch_facts *facts,
                       ch_error *error) {
  size_t wanted = how->offset + how->limit;
  ch_filter part = *work->filter;
  bool whole = how->limit == 0 || !row_an_event(make);
  size_t first = types_of(make) == ~0u && wanted < FIRST_PART ? FIRST_PART : wanted + wanted / 8 + 8;
  for (part.most = whole ? 0 : first;; part.most *= 4) {
    if (!load_some(make, work, &part, facts, error) || !index_events(work, facts, error) ||
        !make(work, error))
      return false;
    if (whole || work->table.n_rows >= wanted || facts->n < part.most) return true;
    ch_arena_clear(work->arena);
  }
}

#define CH_X(name) " " #name
static const char PICTURES[] = CH_PICTURES(CH_X);
#undef CH_X

/* A view as a picture; it may have none. */
static bool draw(ch_view_work *work, ch_str name, const ch_render *how, ch_buf *out, ch_buf *note,
                 ch_error *error) {
  ch_chart_maker *make = ch_chart_of(name);
  ch_store_counts counts;
  ch_event_marks marks;
  if (!make)
    return ch_fail(error, CH_ERROR_USAGE, "there is no picture of %.*s; there are:%s",
                   CH_PRI(name), PICTURES);
  if (how->limit || how->offset || how->fields.n)
    return ch_fail(error, CH_ERROR_USAGE, "a picture takes no limit, offset or fields");
  if (!ch_store_count(work->store, &counts, error) ||
      !ch_store_marks(work->store, work->filter, work->arena, &marks, &work->n_filtered, error))
    return false;
  work->n_events = marks.n;
  bool empty = ch_str_is(name, "volume") ? counts.articles == 0 : marks.n == 0;
  if (empty && !explain_nothing(work->store, name, work, note, error)) return false;
  return make(work, ch_buf_str(note), out, error);
}

/* Commitments that have a day. */
static bool write_calendar(ch_view_work *work, const ch_render *how, ch_buf *out, ch_error *error) {
  if (how->limit || how->offset || how->fields.n)
    return ch_fail(error, CH_ERROR_USAGE, "a calendar takes no limit, offset or fields");
  return ch_calendar(work, out, error);
}

bool ch_view(ch_store *store, ch_str name, const ch_filter *filter, const ch_render *how,
             ch_buf *out, ch_buf *note, size_t *n_rows, ch_error *error) {
  make_view *make = find_view(name, error);
  if (!make) return false;
  if (how->format == CH_FORMAT_ICS && make != ch_view_commitments)
    return ch_fail(error, CH_ERROR_USAGE, "there is no calendar of %.*s; there is one of commitments",
                   CH_PRI(name));
  ch_arena *arena = ch_arena_new(0);
  if (!arena) return ch_fail(error, CH_ERROR_MEMORY, "no memory to show the record");
  ch_facts facts = {0};
  ch_filter part = *filter;
  ch_render page = *how;
  if (make == ch_view_timeline && how->limit) { /* an event is a row */
    part.skip = how->offset;
    part.most = how->limit;
    page.offset = 0;
  }
  ch_view_work work = {.store = store, .arena = arena, .facts = &facts, .filter = &part,
                       .by = how->by, .zeros = how->zeros, .fields = how->fields,
                       .width = how->width ? how->width : 100, .ascii = how->ascii,
                       .plain = ch_format_is_plain(how->format)};
  bool held = ch_store_hold(store, error);
  bool done = held && ch_store_last_day(store, &work.today, error);
  if (done && how->format == CH_FORMAT_SVG)
    done = draw(&work, name, how, out, note, error);
  else if (done && only_counts(make))
    done = make(&work, error);
  else if (done && tells_whole(make, &part))
    done = make_whole(make, &work, error);
  else if (done && make == ch_view_timeline)
    done = load(make, store, &part, arena, &facts, error) &&
           index_events(&work, &facts, error) && make(&work, error);
  else if (done)
    done = make_table(make, &work, how, &facts, error);
  ch_table rows = done ? part_of(&work.table, &page) : work.table;
  if (done && make == ch_view_brief && ch_brief_is_page(how->format))
    done = ch_brief_page(&work, filter, how, out, error);
  else if (done && how->format == CH_FORMAT_ICS)
    done = write_calendar(&work, how, out, error);
  else if (done && how->format != CH_FORMAT_SVG)
    done = ch_table_write(&rows, how, out, error);
  if (done && how->format != CH_FORMAT_SVG && work.table.n_rows == 0)
    done = explain_nothing(store, name, &work, note, error);
  else if (done && work.n_filtered && note->n == 0)
    ch_buf_printf(note, "of %zu%s events; %zu were filtered out", work.n_events,
                  !only_counts(make) && work.n_events >= CH_COUNT_MOST && work.n_events > facts.n
                      ? " and more" : "",
                  work.n_filtered);
  if (n_rows) *n_rows = how->format == CH_FORMAT_SVG ? work.n_events : work.table.n_rows;
  if (held) ch_store_release(store);
  ch_arena_free(arena);
  return done;
}

#define EXPORTED 500 /* events in memory at once */

/* Which of its links a source states, and in what proportion it answers: what the event alone does
 * not tell. */
static bool add_links(ch_store *store, const ch_fact *f, ch_arena *arena, ch_buf *line, ch_error *error) {
  bool any = false;
  for (uint32_t i = 0; i < f->n_links; i++) {
    if (!f->links[i].stated) continue;
    ch_buf_add_z(line, any ? "," : ",\"stated\":[");
    ch_json_string(line, f->links[i].to);
    any = true;
  }
  if (any) ch_buf_add_byte(line, ']');
  any = false;
  for (uint32_t i = 0; i < f->n_links; i++) {
    ch_fact *other = NULL;
    ch_proportion p = {CH_PROPORTION_NONE, NULL, NULL};
    if (f->links[i].kind != CH_LINK_ANSWERS) continue;
    if (!ch_store_linked(store, &f->links[i], arena, &other, error)) return false;
    if (other && !ch_proportion_of(f, other, ch_store_wordbook(store), arena, &p))
      return ch_fail(error, CH_ERROR_MEMORY, "no memory to export the record");
    if (p.kind == CH_PROPORTION_NONE) continue;
    ch_buf_add_z(line, any ? "," : ",\"proportion\":{");
    ch_json_string(line, f->links[i].to);
    ch_buf_printf(line, ":\"%s\"", ch_proportion_name(p.kind));
    any = true;
  }
  if (any) ch_buf_add_byte(line, '}');
  return true;
}

bool ch_export_jsonl(ch_store *store, const ch_filter *filter,
                     bool (*write)(void *self, ch_str line), void *self, size_t *n_events,
                     ch_error *error) {
  ch_arena *arena = ch_arena_new(0);
  ch_filter part = *filter;
  size_t n = 0;
  ch_buf line;
  if (!arena) return ch_fail(error, CH_ERROR_MEMORY, "no memory to export the record");
  ch_buf_init(&line, 0);
  bool held = ch_store_hold(store, error), done = held, more = true;
  while (done && more) {
    uint64_t left = filter->most ? filter->most - n : EXPORTED;
    ch_facts facts;
    ch_arena_clear(arena);
    part.most = left < EXPORTED ? left : EXPORTED;
    done = ch_store_facts(store, &part, arena, &facts, error);
    for (size_t i = 0; done && more && i < facts.n; i++) {
      ch_buf_clear(&line);
      ch_fact_json(facts.v[i], &line);
      if (line.n) line.n--; /* the closing brace */
      done = add_links(store, facts.v[i], arena, &line, error);
      ch_buf_add_z(&line, "}\n");
      if (!done) break;
      if (line.failed) done = ch_fail(error, CH_ERROR_MEMORY, "no memory to export the record");
      else more = write(self, ch_buf_str(&line));
    }
    if (!done) break;
    n += facts.n;
    part.skip += facts.n;
    more = more && facts.n == part.most && (!filter->most || n < filter->most);
  }
  if (held) ch_store_release(store);
  if (n_events) *n_events = n;
  ch_buf_free(&line);
  ch_arena_free(arena);
  return done;
}

/* --- filters --- */

static bool read_day(ch_str word, bool last, int32_t *out, ch_error *error) {
  /* A year or a month stands for its first or last day. */
  char whole[16];
  uint64_t year = 0, month = 0;
  if (word.n == 0) return true;
  *out = ch_day_parse(word);
  if (*out != CH_DAY_NONE) return true;
  bool is_year = word.n == 4 && ch_str_to_u64(word, &year);
  bool is_month = word.n == 7 && word.p[4] == '-' &&
                  ch_str_to_u64(ch_str_slice(word, 0, 4), &year) &&
                  ch_str_to_u64(ch_str_slice(word, 5, 7), &month) && month >= 1 && month <= 12;
  if (is_year) month = last ? 12 : 1;
  if (is_year || is_month) {
    int day = last ? (int)ch_month_length((int32_t)year, (int32_t)month) : 1;
    snprintf(whole, sizeof whole, "%04d-%02d-%02d", (int)year, (int)month, day);
    *out = ch_day_parse(ch_str_of(whole));
    if (*out != CH_DAY_NONE) return true;
  }
  return ch_fail(error, CH_ERROR_USAGE, "'%.*s' is no date; write 2017-08-31, 2017-08 or 2017",
                 CH_PRI(word));
}

static bool read_names(ch_str words, const char *kind, const char *(*name_of)(int), int n,
                       uint32_t *bits, ch_error *error) {
  ch_str word;
  while (words.n && ch_str_split(&words, ',', &word)) {
    word = ch_str_trim(word);
    int found = -1;
    for (int i = 0; i < n; i++)
      if (word.n && ch_str_eq_fold(word, ch_str_of(name_of(i)))) found = i;
    if (found < 0) {
      ch_buf all;
      ch_buf_init(&all, 0);
      for (int i = 0; i < n; i++) ch_buf_printf(&all, " %s", name_of(i));
      ch_fail(error, CH_ERROR_USAGE, "no %s '%.*s'; there are:%.*s", kind, CH_PRI(word),
              CH_PRI(ch_buf_str(&all)));
      ch_buf_free(&all);
      return false;
    }
    *bits |= 1u << found;
  }
  return true;
}

static const char *type_name(int i) {
  return ch_type_name((ch_type)i);
}
static const char *status_name(int i) {
  return ch_status_name((ch_status)i);
}

bool ch_filter_read(const ch_filter_words *words, ch_filter *out, ch_error *error) {
  *out = CH_FILTER_ALL;
  out->between[0] = words->between[0];
  out->between[1] = words->between[1];
  out->issue = words->issue;
  return read_day(words->from, false, &out->days.from, error) &&
         read_day(words->to, true, &out->days.to, error) &&
         read_names(words->types, "type", type_name, CH_TYPE_COUNT, &out->types, error) &&
         read_names(words->statuses, "status", status_name, CH_STATUS_COUNT, &out->statuses, error);
}
