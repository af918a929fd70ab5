#include "show/calendar.h"

#include <stdio.h>

#include "record/ledger.h"
#include "show/wording.h"

enum { LINE_MOST = 75, MINUTES_AN_HOUR = 60 };

/* --- lines --- */

static bool continues(char c) { return ((unsigned char)c & 0xC0) == 0x80; }

/* A line in octets as they go out, folded. */
static void fold(ch_str line, ch_buf *out) {
  size_t room = LINE_MOST;
  while (line.n > room) {
    size_t cut = room;
    while (cut > 1 && continues(line.p[cut])) cut--;
    ch_buf_add(out, ch_str_slice(line, 0, cut));
    ch_buf_add_z(out, "\r\n ");
    line = ch_str_slice(line, cut, line.n);
    room = LINE_MOST - 1; /* the space counts */
  }
  ch_buf_add(out, line);
  ch_buf_add_z(out, "\r\n");
}

void ch_calendar_text(const char *property, ch_str text, ch_buf *out) {
  ch_buf line, plain;
  ch_buf_init(&line, 0);
  ch_buf_init(&plain, 0);
  ch_plain_text(text, &plain); /* no line ends, nothing that steers a terminal */
  ch_buf_printf(&line, "%s:", property);
  for (size_t i = 0; i < plain.n; i++) {
    if (plain.p[i] == '\\' || plain.p[i] == ';' || plain.p[i] == ',') ch_buf_add_byte(&line, '\\');
    ch_buf_add_byte(&line, plain.p[i]);
  }
  fold(ch_buf_str(&line), out);
  if (line.failed || plain.failed) out->failed = true;
  ch_buf_free(&line);
  ch_buf_free(&plain);
}

static void day(const char *property, int32_t at, ch_buf *out) {
  ch_civil c = ch_day_to_civil(at);
  ch_buf_printf(out, "%s;VALUE=DATE:%04d%02d%02d\r\n", property, (int)c.year, (int)c.month,
                (int)c.day);
}

/* --- entries --- */

/* When the latest of its reports was published: what is known changes with that. */
static void stamp(const ch_fact *f, ch_buf *out) {
  ch_civil c = ch_day_to_civil(f->last_told == CH_DAY_NONE ? 0 : f->last_told);
  ch_buf_printf(out, "DTSTAMP:%04d%02d%02dT%02d%02d00Z\r\n", (int)c.year, (int)c.month, (int)c.day,
                (int)(f->last_minute / MINUTES_AN_HOUR), (int)(f->last_minute % MINUTES_AN_HOUR));
}

/* All days that the due date may mean. */
static ch_days due_days(const ch_fact *f) {
  if (f->deadline.days.to != CH_DAY_NONE) return f->deadline.days;
  return f->about.date.days;
}

static void cite(const ch_report *r, ch_buf *out) {
  if (!r) return;
  ch_buf_add(out, r->text);
  if (r->source && r->source->outlet.n) ch_buf_printf(out, " (%.*s)", CH_PRI(r->source->outlet));
}

/* How it stands, what says so, and who tells of it. `shows`: the event that shows it, or NULL. */
static void describe(const ch_fact *f, const char *state, const ch_fact *shows, ch_buf *out) {
  ch_buf_printf(out, "%s. ", state);
  cite(f->best, out);
  ch_buf_printf(out, " %u report%s by %u outlet%s", f->n_reports, f->n_reports == 1 ? "" : "s",
                f->n_outlets, f->n_outlets == 1 ? "" : "s");
  if (!shows) return;
  ch_buf_printf(out, ". %s: ", state);
  cite(shows->best, out);
}

static void entry(ch_view_work *v, const ch_fact *f, ch_buf *words, ch_buf *out) {
  const char *state = ch_ledger_state(f, CH_ENTRY_COMMITMENT, v->today);
  ch_str id = ch_ledger_shown_by(f, CH_ENTRY_COMMITMENT);
  ch_link_kind over[] = {CH_LINK_CALLED_OFF_BY, CH_LINK_SUPERSEDED_BY};
  bool off = f->act.status == CH_STATUS_CANCELLED ||
             (id.n && (ch_str_eq(id, ch_fact_linked(f, over[0])) || ch_str_eq(id, ch_fact_linked(f, over[1]))));
  ch_days days = due_days(f);
  ch_buf_add_z(out, "BEGIN:VEVENT\r\n");
  ch_buf_printf(out, "UID:%s@chancery\r\n", f->id);
  stamp(f, out);
  day("DTSTART", days.from == CH_DAY_NONE || days.from > days.to ? days.to : days.from, out);
  day("DTEND", days.to + 1, out); /* the day after the last */
  ch_word_parties(f, words);
  ch_buf_add_z(words, ": ");
  ch_word_act(f, words);
  if (f->n_quantities) ch_buf_add_z(words, ": ");
  ch_word_quantities(f, words);
  ch_calendar_text("SUMMARY", ch_buf_str(words), out);
  ch_buf_clear(words);
  describe(f, state, id.n ? ch_view_linked(v, f, id) : NULL, words);
  ch_calendar_text("DESCRIPTION", ch_buf_str(words), out);
  ch_buf_clear(words);
  if (f->place.name.n) ch_calendar_text("LOCATION", f->place.name, out);
  ch_calendar_text("CATEGORIES", ch_str_of(state), out);
  ch_buf_printf(out, "STATUS:%s\r\nTRANSP:TRANSPARENT\r\nEND:VEVENT\r\n",
                off ? "CANCELLED" : "CONFIRMED");
}

bool ch_calendar(ch_view_work *v, ch_buf *out, ch_error *error) {
  ch_buf words;
  ch_buf_init(&words, 0);
  ch_buf_add_z(out, "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//Chancery//Commitments//EN\r\n"
                    "CALSCALE:GREGORIAN\r\n");
  for (size_t i = 0; i < v->facts->n; i++) {
    const ch_fact *f = v->facts->v[i];
    if (ch_ledger_class(f) != CH_ENTRY_COMMITMENT ||
        ch_ledger_due(f, CH_ENTRY_COMMITMENT) == CH_DAY_NONE)
      continue;
    entry(v, f, &words, out);
  }
  ch_buf_add_z(out, "END:VCALENDAR\r\n");
  bool done = !out->failed && !words.failed;
  ch_buf_free(&words);
  return done || ch_fail(error, CH_ERROR_MEMORY, "no memory for a calendar");
}
