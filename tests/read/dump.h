/* What a reading says of actors and places, as lines that a person can read. */
#ifndef TESTS_READ_DUMP_H
#define TESTS_READ_DUMP_H

#include <math.h>

#include "base/buf.h"
#include "read/reading.h"

static inline void dump_actor(ch_buf *out, const ch_actor *a) {
  ch_buf_printf(out, "%.*s", CH_PRI(a->code.n ? a->code : CH_STR("?")));
  for (uint32_t i = 0; i < a->n_sectors; i++)
    ch_buf_printf(out, "%s%.*s", i ? "+" : " ", CH_PRI(a->sectors[i]));
  ch_buf_printf(out, " \"%.*s\"", CH_PRI(a->name));
  if (a->office.n) ch_buf_printf(out, " office \"%.*s\"", CH_PRI(a->office));
  if (a->body.n && !ch_str_eq(a->body, a->name)) ch_buf_printf(out, " body \"%.*s\"", CH_PRI(a->body));
}

/* "Moscow = capital RUS GOV "Russia"", one mention a line, outer ones first. */
static inline void dump_mentions(ch_buf *out, const ch_reading *r, uint32_t sentence) {
  static const char *const naming[] = {"name", "adjective", "capital", "town", "person", "nominal", "pronoun"};
  for (uint32_t i = 0; i < r->n_mentions; i++) {
    const ch_mention *m = &r->mentions[i];
    if (sentence != UINT32_MAX && r->doc->sentence_of[m->head] != sentence) continue;
    ch_buf_printf(out, "%.*s = %s%s ", CH_PRI(ch_str_at(r->doc->text, m->span)), naming[m->naming],
                  m->place ? " place" : "");
    dump_actor(out, &r->actors[m->actor]);
    ch_buf_add_byte(out, '\n');
  }
}

/* "@ Moscow = RUS "Moscow" 55.8 37.6" */
static inline void dump_places(ch_buf *out, const ch_reading *r, uint32_t sentence) {
  for (uint32_t i = 0; i < r->n_places; i++) {
    const ch_place *p = &r->places[i];
    if (sentence != UINT32_MAX && r->doc->sentence_of[p->head] != sentence) continue;
    ch_buf_printf(out, "@ %.*s = %.*s \"%.*s\"", CH_PRI(ch_str_at(r->doc->text, p->span)),
                  CH_PRI(p->code.n ? p->code : CH_STR("?")), CH_PRI(p->name));
    if (!isnan(p->lat)) ch_buf_printf(out, " %.1f %.1f", p->lat, p->lon);
    ch_buf_add_byte(out, '\n');
  }
}

#endif
