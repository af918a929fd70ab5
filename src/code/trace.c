#include "code/trace.h"

#include "code/settle.h"

static const char *const NAMES[][2] = {
#define CH_X(id, name, meaning) {name, meaning},
    CH_FATE_LIST(CH_X)
#undef CH_X
};

const char *ch_fate_name(ch_fate fate) { return (unsigned)fate < CH_FATE_COUNT ? NAMES[fate][0] : ""; }
const char *ch_fate_meaning(ch_fate fate) { return (unsigned)fate < CH_FATE_COUNT ? NAMES[fate][1] : ""; }

ch_attempt *ch_trace_at(ch_coding *c, const ch_pattern *pattern, uint32_t word) {
  ch_trace *trace = c->trace;
  if (!trace) return NULL;
  for (size_t i = trace->n; i-- > 0;)
    if (trace->v[i].word == word && trace->v[i].pattern == pattern) return &trace->v[i];
  ch_attempt *made = CH_PUSH(c->arena, trace);
  if (!made) trace->failed = true;
  else *made = (ch_attempt){.word = word, .pattern = pattern, .fate = CH_FATE_WORD, .at = CH_NO_WORD};
  return made;
}

void ch_trace_outrank(ch_coding *c, uint32_t word, const ch_pattern *by) {
  for (size_t i = c->trace ? c->trace->n : 0; i-- > 0 && c->trace->v[i].word == word;) {
    ch_attempt *a = &c->trace->v[i];
    if (a->fate != CH_FATE_WON || a->settled) continue;
    a->fate = CH_FATE_OUTRANKED;
    a->by = by;
  }
}

void ch_trace_settled(ch_coding *c, const ch_draft *d) {
  ch_attempt *a = ch_trace_at(c, d->match.pattern, d->match.word[0]);
  if (!a) return;
  a->settled = true;
  a->fate = d->dropped ? d->fate : CH_FATE_WON;
  a->by = d->dropped ? d->by : NULL;
  a->match = d->match;
  a->act = d->act;
  a->about = d->about;
  a->steps = d->steps;
}

void ch_trace_close(ch_trace *trace, const ch_events *events) {
  for (size_t i = 0; trace && i < trace->n; i++) {
    ch_attempt *a = &trace->v[i];
    bool kept = a->fate != CH_FATE_WON;
    for (size_t e = 0; e < events->n && !kept; e++)
      if (events->v[e].trigger == a->word) {
        kept = true;
        a->act.actor = events->v[e].act.actor;
        a->act.recipient = events->v[e].act.recipient;
      }
    if (!kept) a->fate = CH_FATE_RECIPIENT;
  }
}
