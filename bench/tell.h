/* The world made by rule told in sentences that the coder reads, so that the
 * whole of `chancery add` can be measured on a record as large as a bench can
 * make: for each article of the world one JSON line, with the same events, days
 * and outlets, and four words of each event by which its reports are alike.
 * What is said between makes it as dense as news is: one mention in about 64
 * words, as in 1,462 reports of AllSides and Reuters (76 in AFP and Xinhua).
 */
#ifndef CH_BENCH_TELL_H
#define CH_BENCH_TELL_H

#include "store/world.h"

#define TELL_BETWEEN 2 /* sentences between two that tell an event */
#define TELL_WORDS 20  /* of each */

/* As WORLD_CODES. */
static const char *const TELL_STATES[WORLD_STATES] = {
    "the United States", "Russia", "China", "Ukraine", "Israel", "Iran", "Britain", "France", "Germany",
    "Turkey", "Syria", "India", "Pakistan", "Japan", "South Korea", "North Korea", "Egypt",
    "Saudi Arabia", "Iraq", "Afghanistan", "Poland", "Italy", "Spain", "Greece", "Venezuela", "Brazil",
    "Mexico", "Canada", "Australia", "Indonesia", "Vietnam", "the Philippines", "Nigeria", "Ethiopia",
    "Sudan", "Libya", "Qatar", "the United Arab Emirates", "Georgia", "Armenia"};

/* As WORLD_ACTS: what comes before what it is done to, with a thing counted and with none. */
static const struct { const char *things, *none; } TELL_ACTS[] = {
    {"met with %d %ss of %s", "met with %s"},
    {"accused %d %ss of %s of spying", "accused %s of spying"},
    {"urged %d %ss of %s to show restraint", "urged %s to show restraint"},
    {"agreed on %d %ss with %s", "agreed with %s"},
    {"expelled %d %ss of %s", "expelled an envoy of %s"},
    {"banned %d %ss of %s", "imposed a ban on imports from %s"},
    {"refused %d %ss to %s", "refused a request of %s"},
    {"bombed %d %ss of %s", "bombed a base of %s"},
    {"threatened to seize %d %ss of %s", "threatened %s"},
    {"praised %d %ss of %s", "praised %s"},
    {"seized %d %ss of %s", "seized a ship of %s"},
    {"withdrew %d %ss from %s", "withdrew troops from %s"},
};

static inline void tell_event(const world *w, const world_event *e, uint64_t *state, bool dated, ch_buf *out) {
  char day[11];
  size_t from = out->n;
  if (e->person) {
    char *name = (char *)w->vocabulary[e->seed % 500];
    ch_buf_printf(out, "Minister Ann %c%s of ", 'A' + (char)(e->seed % 26), name);
  }
  ch_buf_printf(out, "%s ", TELL_STATES[e->a]);
  out->p[from] = out->p[from] == 't' ? 'T' : out->p[from];
  if (e->quantity) ch_buf_printf(out, TELL_ACTS[e->act].things, e->quantity, WORLD_OBJECTS[e->object], TELL_STATES[e->b]);
  else ch_buf_printf(out, TELL_ACTS[e->act].none, TELL_STATES[e->b]);
  ch_buf_printf(out, " in %s", WORLD_PLACES[e->place]);
  ch_day_format(e->day, day);
  if (dated) ch_buf_printf(out, " on %s", day);
  const char *before = " over the ";
  for (int i = 0; i < 4; i++)
    if (world_next(state) % 4) {
      ch_buf_printf(out, "%s%s", before, w->vocabulary[e->words[i]]);
      before = " and the ";
    }
  ch_buf_add_z(out, ".");
}

/* Article `number`, published on `day` (days since 2010), as a line of JSON. */
static inline void tell_article(const world *w, uint64_t number, int32_t day, ch_buf *text, ch_buf *line) {
  uint64_t state = world_mix(number, 1);
  int32_t published = ch_day_parse(CH_STR("2010-01-01")) + day;
  char date[11];
  int dyad = world_draw(w->dyads, WORLD_DYADS, world_unit(&state));
  int outlet = world_draw(w->outlets, 300, world_unit(&state));
  ch_buf_clear(text);
  ch_buf_clear(line);
  for (int i = 0; i < WORLD_MENTIONS; i++) {
    world_event e;
    world_pick(w, dyad, published, &state, &e);
    tell_event(w, &e, &state, world_next(&state) % 10 < 6, text);
    for (int k = 0; k < TELL_BETWEEN; k++) {
      ch_buf_add_z(text, " The");
      world_words(w, &state, TELL_WORDS, text);
      ch_buf_add_byte(text, '.');
    }
    ch_buf_add_z(text, "\n\n");
  }
  ch_day_format(published, date);
  ch_buf_printf(line, "{\"id\":\"t-%016llx\",\"published\":\"%s\",\"outlet\":\"The Outlet of %s\",\"text\":",
                (unsigned long long)world_mix(number, 2), date, w->vocabulary[outlet]);
  ch_json_string(line, ch_buf_str(text));
  ch_buf_add_z(line, "}\n");
}

#endif
