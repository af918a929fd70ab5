/* The drafts of a word: the best codebook line at it that gives an event. */
#include "code/drafts.h"

/* The first of the patterns that begin with the lexeme, as a link's number; 0: none. */
static uint32_t patterns_of(const ch_coding *c, uint32_t lexeme) {
  return lexeme == CH_NO_LEXEME ? 0 : c->book->words.lexemes.v[lexeme].patterns;
}

static void match_better(ch_coding *c, uint32_t w, uint32_t patterns, const ch_pattern *limit, ch_match *best) {
  ch_match match;
  for (uint32_t i = patterns; i; i = c->book->links.v[i - 1].next) {
    const ch_pattern *p = &c->book->patterns.v[c->book->links.v[i - 1].pattern];
    if (limit && !ch_pattern_better(c->book, limit, p)) continue;
    bool worse = best->pattern && !ch_pattern_better(c->book, p, best->pattern);
    if (worse && (limit || !c->trace)) continue;
    if (ch_match_at(c, p, w, &match) && !worse) *best = match;
  }
}

/* The best pattern at `w` that is worse than `limit` (NULL: the best). */
static bool best_match(ch_coding *c, uint32_t w, const ch_pattern *limit, ch_match *best) {
  best->pattern = NULL;
  match_better(c, w, patterns_of(c, c->lexeme[w]), limit, best);
  if (c->adjective[w] != c->lexeme[w]) match_better(c, w, patterns_of(c, c->adjective[w]), limit, best);
  return best->pattern != NULL;
}

/* Does the rule's line tell an act that is not done: "does not ACCEPT", "will not YIELD"? */
static bool is_refusal(const ch_rule *rule) {
  return rule->needs == CH_EFFECT_NEGATED || rule->needs == CH_EFFECT_FORGONE;
}

/* Did the line find who might have done it: for a meeting, two? */
static bool has_doers(const ch_draft *d) {
  uint32_t wanted = d->rule->type == CH_TYPE_CONSULT ? 2 : 1;
  return d->act.actor.n && d->act.actor.n + d->act.recipient.n >= wanted;
}

/* "The treaty WAS RATIFIED": a draft of nobody's whose parties earlier sentences may tell. */
static bool may_be_retold(ch_coding *c, uint32_t w, const ch_draft *d) {
  switch (d->rule->type) {
    case CH_TYPE_REJECT: case CH_TYPE_RETREAT: return true;
    case CH_TYPE_SUPPORT: case CH_TYPE_CONCEDE: case CH_TYPE_AID: return ch_is_verb(c, w) && ch_frame_of(c, w)->passive;
    default: return d->cameo->quad == 4;
  }
}

/* Drafts the best pattern at `w` that gives an event. A pattern whose rule
 * finds no parties leaves the word to the next best; one that finds them, and
 * whose act the sentence negates or denies, does not. */
bool ch_draft_at(ch_coding *c, uint32_t w, ch_drafts *out) {
  enum { ATTEMPTS = 12 };
  if (!patterns_of(c, c->lexeme[w]) && !patterns_of(c, c->adjective[w])) return true;
  ch_draft draft, incomplete = {.rule = NULL}, first = {.rule = NULL}, best = {.rule = NULL};
  ch_match match;
  const ch_pattern *limit = NULL;
  bool found = false;
  for (int i = 0; i < ATTEMPTS && !found && best_match(c, w, limit, &match); i++) {
    draft = (ch_draft){.match = match, .rule = &c->book->rules.v[match.pattern->rule]};
    ch_settle(c, &draft);
    ch_trace_settled(c, &draft);
    limit = match.pattern;
    bool whole = !draft.dropped && !draft.lacks_recipient;
    if (best.rule) {
      /* "does not ACCEPT the ruling" agrees to nothing, but is a refusal in another line; where the
       * article is to tell whom a line means, one of its type may know */
      found = whole && (best.undone ? is_refusal(draft.rule)
                                    : !draft.needy && draft.act.type == best.act.type);
      continue;
    }
    bool undone = draft.undone && has_doers(&draft) && draft.rule->needs == CH_EFFECT_NONE;
    found = whole && !draft.needy;
    if (undone || (whole && draft.needy)) best = draft;
    /* "hailed the deal": a line of the type that can do without whom it is meant for */
    bool spared = incomplete.rule && incomplete.dropped && !draft.dropped && draft.act.type == incomplete.act.type;
    if (draft.lacks_recipient && (!incomplete.rule || spared)) incomplete = draft;
    if (!first.rule) first = draft;
  }
  if (!found && best.rule) {
    draft = best;
    found = true;
  }
  ch_trace_outrank(c, w, limit);
  /* an act of which no party is known may still be what another answers; a refusal, what another asked; a
   * release, of who was told to be held */
  if (!found && !incomplete.rule && (!first.rule || !may_be_retold(c, w, &first))) return true;
  /* "ten people were killed, officials said": the force, and whom its teller may blame for it */
  bool force = first.rule && first.rule->type == CH_TYPE_ASSAULT && incomplete.rule &&
               incomplete.rule->type == CH_TYPE_ACCUSE;
  ch_draft *kept = force && !found ? CH_PUSH(c->arena, out) : NULL;
  if (kept) *kept = first;
  if (force && !found && !kept) return false;
  kept = CH_PUSH(c->arena, out);
  if (kept) *kept = found ? draft : incomplete.rule ? incomplete : first;
  return kept != NULL;
}
