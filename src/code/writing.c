/* Writes a draft that stands as an event: its trigger, contexts, speakers, name. */
#include <stdlib.h>

#include "code/drafts.h"
#include "code/parties.h"

static int by_number(const void *a, const void *b) {
  uint32_t x = *(const uint32_t *)a, y = *(const uint32_t *)b;
  return (x > y) - (x < y);
}

/* The matched words in the order of the text, gaps as " … ". */
static bool trigger(ch_coding *c, const ch_draft *d, ch_event *event) {
  uint32_t words[CH_MAX_ELEMENTS + 2 * CH_MAX_STEPS], n = 0;
  for (uint32_t i = 0; i < d->match.pattern->n; i++)
    if (d->match.word[i] != CH_NO_WORD && ch_says_what(&d->match.pattern->element[i]))
      words[n++] = d->match.word[i];
  for (uint32_t i = 0; i < d->steps.n && d->changed; i++) {
    uint32_t governor = d->steps.v[i].governor;
    if (governor == CH_NO_WORD) continue;
    words[n++] = governor;
    uint32_t particle = ch_child_by_rel(c->doc, governor, CH_REL_COMPOUND_PRT);
    if (particle != CH_NO_WORD) words[n++] = particle;
  }
  qsort(words, n, sizeof *words, by_number);
  event->trigger = d->match.word[0];
  event->trigger_span = (ch_span){ch_w(c, words[0])->span.from, ch_w(c, words[n - 1])->span.to};
  char text[512];
  size_t used = 0;
  for (uint32_t i = 0; i < n; i++) {
    ch_str form = ch_printed(c->doc, ch_w(c, words[i])->span);
    const char *gap = i == 0 || words[i] == words[i - 1] ? "" : words[i] == words[i - 1] + 1 ? " " : " … ";
    if (i && words[i] == words[i - 1]) continue;
    if (used + strlen(gap) + form.n >= sizeof text) break;
    memcpy(text + used, gap, strlen(gap));
    used += strlen(gap);
    memcpy(text + used, form.p, form.n);
    used += form.n;
  }
  event->trigger_text = ch_arena_copy(c->arena, (ch_str){text, used});
  event->rule = ch_arena_printf(c->arena, "%s:%u", d->rule->file, d->match.pattern->line);
  return event->trigger_text.p && event->rule.p;
}

static void add_context(ch_event *event, ch_str context) {
  for (uint32_t i = 0; i < event->n_contexts; i++)
    if (ch_str_eq(event->contexts[i], context)) return;
  if (event->n_contexts < CH_MAX_CONTEXTS) event->contexts[event->n_contexts++] = context;
}

static void attributions(const ch_coding *c, ch_event *event) {
  const ch_attribution *chain[CH_MAX_NESTING];
  uint32_t n = 0;
  for (uint32_t a = c->reading->attribution_at[event->trigger];
       a != CH_NO_ITEM && n < CH_MAX_NESTING; a = c->reading->attributions[a].parent)
    chain[n++] = &c->reading->attributions[a];
  while (n-- > 0) {
    uint32_t actor = chain[n]->actor;
    event->speaker[event->n_attribution] = actor == CH_NO_ITEM ? NULL : &c->reading->actors[actor];
    event->attribution[event->n_attribution++] = chain[n];
  }
}

/* Does the event stand on a party's word alone? */
static bool is_claimed(const ch_coding *c, const ch_draft *d, const ch_event *event) {
  if (d->alleged) return true;
  if (event->n_attribution == 0) return false;
  const ch_attribution *inner = event->attribution[event->n_attribution - 1];
  uint32_t stance = ch_words_find(&c->book->words, inner->stance);
  return inner->party_word ||
         (stance != CH_NO_LEXEME &&
          ch_class_has(&c->book->words.lexemes.v[stance].classes, c->book->claim_stance));
}

static uint64_t mix_side(uint64_t hash, const ch_side *side) {
  for (uint32_t i = 0; i < side->n; i++) {
    hash = ch_str_hash_seed(side->v[i].actor->code, hash);
    hash = ch_str_hash_seed(side->v[i].actor->name, hash);
  }
  return hash + side->n;
}

/* Codes that many bodies share: two of them are two parties. */
static bool of_a_kind(ch_str code) {
  static const char *const KINDS[] = {"IGO", "NGO", "MNC", "ISM", "IMG"};
  for (size_t i = 0; i < sizeof KINDS / sizeof *KINDS; i++)
    if (ch_str_is(code, KINDS[i])) return true;
  return code.n == 0;
}

static bool same_party(const ch_actor *a, const ch_actor *b) {
  if (!ch_str_eq(a->code, b->code) || of_a_kind(a->code) || a->n_sectors != b->n_sectors) return false;
  return a->n_sectors == 0 || ch_str_eq(a->sectors[0], b->sectors[0]);
}

/* "President Putin and Foreign Minister Lavrov said": one party, of whom two speak (they stand in
 * `people`). Two of one state who meet are left as they are. */
static void join_same(ch_side *side, const ch_side *other) {
  bool more = other->n > 0;
  for (uint32_t i = 1; i < side->n; i++) more = more || !same_party(side->v[0].actor, side->v[i].actor);
  uint32_t n = more && side->n ? 1 : side->n;
  for (uint32_t i = 1; more && i < side->n; i++) {
    bool told = false;
    for (uint32_t k = 0; k < n && !told; k++) told = same_party(side->v[k].actor, side->v[i].actor);
    if (!told) side->v[n++] = side->v[i];
  }
  side->n = n;
}

bool ch_name_event(ch_coding *c, ch_event *event) {
  uint32_t place[4] = {event->span.from, event->span.to, event->trigger_span.from,
                       event->trigger_span.to};
  uint64_t hash = ch_str_hash(c->doc->article ? c->doc->article->id : (ch_str){NULL, 0});
  hash = ch_str_hash_seed((ch_str){(const char *)place, sizeof place}, hash);
  hash = ch_str_hash_seed(ch_str_of(ch_type_name(event->act.type)), hash);
  hash = ch_str_hash_seed(event->act.cameo, hash);
  hash = mix_side(mix_side(hash, &event->act.actor), &event->act.recipient);
  if (event->title) hash = ch_str_hash_seed(CH_STR("title"), hash);
  event->id = ch_arena_printf(c->arena, "m-%016llx", (unsigned long long)hash);
  return event->id.p != NULL;
}

/* "is due in Oslo NEXT TUESDAY for talks", "when they meet NEXT MONTH": what has a day to come is
 * planned. */
static void foretell(const ch_coding *c, const ch_draft *d, ch_event *event) {
  int32_t published = c->doc->article ? c->doc->article->published : CH_DAY_NONE;
  const ch_dated *date = &event->act.date;
  bool told = date->basis == CH_BASIS_TEXT || date->basis == CH_BASIS_RELATIVE;
  /* "said he would ask when he MET him next month" */
  bool shifted = c->reading->attribution_at[event->trigger] != CH_NO_ITEM;
  /* "blamed it ahead of the TALKS on Thursday" */
  bool then = d->steps.past && !shifted && ch_is_verb(c, event->trigger);
  if (then || event->act.type != CH_TYPE_CONSULT || event->about.type != CH_TYPE_NONE || !told ||
      event->act.status != CH_STATUS_ACTUAL || published == CH_DAY_NONE ||
      date->days.from == CH_DAY_NONE || date->days.from <= published + 1)
    return;
  const ch_outcome *row = ch_outcome_find(c->book, event->act.cameo, CH_EFFECT_PLANNED);
  if (!row || !row->cameo) return;
  event->about = event->act;
  event->about.status = row->about;
  event->act.type = row->cameo->type;
  event->act.cameo = row->cameo->code;
  event->act.mode = row->mode.n ? row->mode : row->cameo->mode;
  event->act.status = row->status;
  event->act.date = (ch_dated){CH_DAYS_NONE, {NULL, 0}, CH_BASIS_NONE};
  event->quad = row->cameo->quad;
  event->goldstein = row->cameo->goldstein;
}

bool ch_write_event(ch_coding *c, uint32_t sentence, const ch_draft *d, const uint32_t *told,
                        size_t n_told, ch_event *event) {
  memset(event, 0, sizeof *event);
  event->sentence = sentence;
  event->span = c->doc->sentences[sentence].span;
  event->act = d->act;
  event->about = d->about;
  event->quad = d->cameo->quad;
  event->goldstein = d->cameo->goldstein;
  for (uint32_t i = 0; i < d->rule->n_contexts; i++) add_context(event, d->rule->contexts[i]);
  for (uint32_t i = 0; i < d->cameo->n_contexts && d->rule->n_contexts == 0; i++)
    add_context(event, d->cameo->contexts[i]);
  if (!trigger(c, d, event)) return false;
  attributions(c, event);
  event->claimed = is_claimed(c, d, event);
  event->open = d->open && !ch_any_coded(&d->act.recipient);
  event->needy = event->open && d->needy;
  event->by_blows = event->needy && d->by_blows;
  event->orphan = d->orphan;
  event->stray = d->stray;
  ch_date_event(c, &d->match, &d->steps, event);
  foretell(c, d, event);
  ch_answers_event(c, &d->match, &d->steps, told, n_told, event);
  ch_detail_event(c, &d->match, event);
  ch_issues_event(c, event);
  join_same(&event->act.actor, &event->act.recipient);
  join_same(&event->act.recipient, &event->act.actor);
  return ch_name_event(c, event);
}
