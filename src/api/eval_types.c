/* Event types on rows with a marked pair: sentence, source, target, root.
 *
 * types: the pair is put into the reading as two parties, so that the codebook
 * is measured and not the list of actors. Per row the event counts whose words
 * name both, else, for the pair is given, one of whose words name one of them or
 * nobody and whose empty sides they then are; the quad classes of the types are
 * told as well.
 * events: nothing is given; an event is right when its actor stands within the
 * source's words, its recipient within the target's, and its type is the root.
 * What two do to each other has them both for actors, as CAMEO's two mirrored
 * events have: it is right with one of them in each. */
#include <stdio.h>

#include "api/eval.h"

enum { DEEPEST = 63, NAMED = 4 }; /* the fit of an event whose actor is the pair's, and nobody else its recipient */
static const char SOURCE[] = "SRC", TARGET[] = "TGT";

/* The word that heads the words of a span: the one whose own head lies outside. */
static uint32_t head_of(const ch_document *doc, ch_span span, uint32_t *first, uint32_t *last) {
  *first = CH_NO_WORD;
  for (uint32_t w = 0; w < doc->n_words; w++) {
    if (doc->words[w].span.to <= span.from || doc->words[w].span.from >= span.to) continue;
    if (*first == CH_NO_WORD) *first = w;
    *last = w;
  }
  for (uint32_t w = *first; *first != CH_NO_WORD && w <= *last; w++) {
    uint32_t up = doc->words[w].head;
    if ((up == CH_NO_WORD || up < *first || up > *last) && doc->words[w].upos != CH_UPOS_PUNCT) return w;
  }
  return *first == CH_NO_WORD ? CH_NO_WORD : *last;
}

/* Makes every place of the phrase a mention of a party of that code. */
static bool put_party(ch_reading *r, ch_arena *arena, ch_str phrase, const char *code) {
  for (size_t at = phrase.n ? ch_str_find(r->doc->text, phrase, 0) : SIZE_MAX; at != SIZE_MAX;
       at = ch_str_find(r->doc->text, phrase, at + phrase.n)) {
    ch_span span = {(uint32_t)at, (uint32_t)(at + phrase.n)};
    uint32_t first, last = 0, head = head_of(r->doc, span, &first, &last);
    if (head == CH_NO_WORD) continue;
    ch_actor *actors = CH_ARRAY(arena, r->n_actors + 1, ch_actor);
    ch_mention *mentions = CH_ARRAY(arena, r->n_mentions + 1, ch_mention);
    if (!actors || !mentions) return false;
    if (r->n_actors) memcpy(actors, r->actors, r->n_actors * sizeof *actors);
    if (r->n_mentions) memcpy(mentions, r->mentions, r->n_mentions * sizeof *mentions);
    actors[r->n_actors] = (ch_actor){.code = ch_str_of(code), .name = ch_str_of(code)};
    mentions[r->n_mentions] = (ch_mention){.head = head, .first = first, .last = last, .actor = r->n_actors,
                                           .naming = CH_NAMING_NAME, .span = span};
    r->actors = actors;
    r->mentions = mentions;
    r->mention_at[head] = r->n_mentions;
    for (uint32_t w = first; w <= last; w++) r->mention_over[w] = r->n_mentions;
    r->n_actors++;
    r->n_mentions++;
  }
  return true;
}

/* The code of whom the phrase named before it was marked; n = 0 nobody known. */
static ch_str code_of(const ch_reading *r, ch_str phrase) {
  size_t at = phrase.n ? ch_str_find(r->doc->text, phrase, 0) : SIZE_MAX;
  if (at == SIZE_MAX) return (ch_str){NULL, 0};
  uint32_t first, last = 0;
  uint32_t head = head_of(r->doc, (ch_span){(uint32_t)at, (uint32_t)(at + phrase.n)}, &first, &last);
  uint32_t m = head == CH_NO_WORD ? CH_NO_ITEM : r->mention_at[head];
  if (m == CH_NO_ITEM || r->mentions[m].actor == CH_NO_ITEM) return (ch_str){NULL, 0};
  return r->actors[r->mentions[m].actor].code;
}

/* Who else in the sentence is of that state is the party as well: "the Turkish
 * minister warned Athens that ANKARA would answer". */
static void extend_party(ch_reading *r, ch_str code, uint32_t n_before, uint32_t party) {
  for (uint32_t m = 0; m < n_before && code.n; m++)
    if (r->mentions[m].actor != CH_NO_ITEM &&
        ch_str_eq(r->actors[r->mentions[m].actor].code, code))
      r->mentions[m].actor = party;
}

/* Is the marked phrase on that side, itself or by a party named within it
 * ("the Turkish ambassador" is Turkey's)? */
static bool has(const ch_reading *r, const ch_side *side, const char *code) {
  for (uint32_t i = 0; i < side->n; i++) {
    if (side->v[i].inferred) continue;
    if (ch_str_is(side->v[i].actor->code, code)) return true;
    for (uint32_t m = 0; m < r->n_mentions; m++) {
      ch_span phrase = r->mentions[m].span, named = side->v[i].span;
      if (ch_str_is(r->actors[r->mentions[m].actor].code, code) && named.to > named.from &&
          named.from >= phrase.from && named.to <= phrase.to)
        return true;
    }
  }
  return false;
}

static bool names_others(const ch_side *side) {
  for (uint32_t i = 0; i < side->n; i++)
    if (!side->v[i].inferred) return true;
  return false;
}

/* How well the event fits the pair: 6 names both in order, 5 both, 4 and 3 one
 * and no third party, 2 and 1 one, 0 none. */
static int fit(const ch_event *e, const ch_reading *r) {
  bool sa = has(r, &e->act.actor, SOURCE), sr = has(r, &e->act.recipient, SOURCE);
  bool ta = has(r, &e->act.actor, TARGET), tr = has(r, &e->act.recipient, TARGET);
  if (sa && tr) return 6;
  if ((sa || sr) && (ta || tr)) return 5;
  if (!sa && !sr && !ta && !tr) return 0;
  bool third = names_others(sa || ta ? &e->act.recipient : &e->act.actor);
  return sa ? 4 - third : tr ? 2 - third : 1 - third;
}

/* The root as the set's makers name it: theirs is an older draft of PLOVER, in
 * which CONCEDE and RETREAT were YIELD; with `by_cameo` it is told from the
 * CAMEO code's first two digits, as they told it. */
static const char *root_of(const ch_eval *e, const ch_event *event) {
  static const char *const TWO[] = {"none", "none", "REQUEST", "AGREE", "CONSULT", "SUPPORT",
      "COOPERATE", "AID", "YIELD", "ACCUSE", "REQUEST", "ACCUSE", "REJECT", "THREATEN", "PROTEST",
      "MOBILIZE", "SANCTION", "COERCE", "ASSAULT", "ASSAULT", "ASSAULT"};
  if (!event) return "none";
  if (e->asked->by_cameo && event->act.cameo.n >= 2) {
    unsigned two = (unsigned)(event->act.cameo.p[0] - '0') * 10 + (unsigned)(event->act.cameo.p[1] - '0');
    if (ch_str_starts(event->act.cameo, CH_STR("163"))) return "COERCE";
    if (ch_str_is(event->act.cameo, "016")) return "REJECT";
    return two < sizeof TWO / sizeof *TWO ? TWO[two] : "none";
  }
  if (event->act.type == CH_TYPE_CONCEDE || event->act.type == CH_TYPE_RETREAT) return "YIELD";
  return ch_type_name(event->act.type);
}

static int quad_of_root(const char *root) {
  static const char *const QUADS[] = {"", "AGREE CONSULT SUPPORT", "COOPERATE AID YIELD",
                                      "REQUEST ACCUSE REJECT THREATEN", "PROTEST SANCTION MOBILIZE COERCE ASSAULT"};
  for (int q = 1; q <= 4; q++) {
    ch_str rest = ch_str_of(QUADS[q]), one;
    while (ch_str_split(&rest, ' ', &one))
      if (ch_str_is(one, root)) return q;
  }
  return 0;
}

static void count_quad(ch_eval *e, const char *gold, const char *said) {
  static const char *const NAMES[] = {"verbal-cooperation", "material-cooperation", "verbal-conflict", "material-conflict"};
  int wanted = quad_of_root(gold), told = quad_of_root(said);
  for (int q = 0; q < 4; q++) e->quad[q].name = NAMES[q];
  if (wanted) e->quad[wanted - 1].gold++;
  if (told) e->quad[told - 1].system++;
  if (wanted && wanted == told) e->quad[told - 1].right++;
}

void ch_eval_quads(const ch_eval *e) {
  for (int q = 0; q < 4; q++) ch_eval_tell(e, &e->quad[q]);
  ch_eval_macro(e, e->quad, 4, "all-quads", "macro-quads");
}

/* The root asked for, in the set's names, with a NUL behind. */
static bool gold_root(ch_eval *e, json_object *row, ch_str *root, ch_error *error) {
  ch_str given = ch_eval_text(row, "root");
  if (given.n == 0 || ch_eval_text(row, "sentence").n == 0)
    return ch_fail(error, CH_ERROR_FORMAT, "a row without 'sentence' or 'root'");
  if (ch_str_is(given, "CONCEDE") || ch_str_is(given, "RETREAT")) given = CH_STR("YIELD");
  *root = ch_arena_copy(e->worker->arena, given);
  return root->p || ch_fail(error, CH_ERROR_MEMORY, "no memory for a row");
}

/* Words above it in its tree: the main verb has none. */
static int depth_of(const ch_document *doc, uint32_t word) {
  int depth = 0;
  while (depth < DEEPEST && doc->words[word].head != CH_NO_WORD) word = doc->words[word].head, depth++;
  return depth;
}

/* Is it told as done, to come or intended, not as what might be or was not? */
static bool is_told(const ch_event *e) {
  ch_status status = e->act.status;
  return status == CH_STATUS_ACTUAL || status == CH_STATUS_ONGOING || status == CH_STATUS_PLANNED ||
         status == CH_STATUS_CANCELLED;
}

/* The event that fits best, those that do not fit being alike; of equal ones what is told, then what
 * was said and done before where it was ("called him to CONGRATULATE him"), then what stands highest in
 * the tree: the main verb says what the sentence tells. */
static const ch_event *best_of(const ch_events *events, const ch_reading *r) {
  const ch_event *best = NULL;
  int best_fit = -1;
  for (size_t i = 0; i < events->n; i++) {
    int f = fit(&events->v[i], r);
    f = 2 * (f < NAMED ? NAMED - 1 : f) + is_told(&events->v[i]);
    f = 2 * f + (events->v[i].act.type != CH_TYPE_CONSULT);
    f = (f + 1) * (DEEPEST + 1) - depth_of(r->doc, events->v[i].trigger);
    if (f > best_fit) best = &events->v[i], best_fit = f;
  }
  return best;
}

bool ch_eval_types(ch_eval *e, json_object *row, ch_error *error) {
  ch_str root, sentence = ch_eval_text(row, "sentence");
  ch_events events = {0};
  if (!gold_root(e, row, &root, error)) return false;
  const ch_reading *read = ch_eval_read(e, sentence, (ch_str){NULL, 0}, error);
  if (!read) return false;
  ch_reading r = *read;
  ch_pair pair = {.actor = r.n_actors};
  ch_str source_code = code_of(&r, ch_eval_text(row, "source"));
  ch_str target_code = code_of(&r, ch_eval_text(row, "target"));
  uint32_t n_before = r.n_mentions;
  if (!put_party(&r, e->worker->arena, ch_eval_text(row, "source"), SOURCE))
    return ch_fail(error, CH_ERROR_MEMORY, "no memory for a row");
  pair.recipient = r.n_actors;
  if (!put_party(&r, e->worker->arena, ch_eval_text(row, "target"), TARGET))
    return ch_fail(error, CH_ERROR_MEMORY, "no memory for a row");
  if (pair.recipient == r.n_actors) pair.recipient = CH_NO_ITEM; /* not all rows have one */
  bool given = pair.actor < pair.recipient && pair.actor < r.n_actors;
  if (given && !ch_str_eq(source_code, target_code)) {
    extend_party(&r, source_code, n_before, pair.actor);
    if (pair.recipient != CH_NO_ITEM) extend_party(&r, target_code, n_before, pair.recipient);
  }
  if (!ch_code(e->engine->codebook, r.doc, &r, &events, error)) return false;
  const ch_event *best = best_of(&events, &r);
  if (given && (!best || fit(best, &r) < NAMED)) {
    events = (ch_events){0};
    if (!ch_code_pair(e->engine->codebook, r.doc, &r, &pair, &events, error)) return false;
    best = best_of(&events, &r);
  }
  const char *said = root_of(e, best);
  bool right = ch_str_is(root, said);
  ch_eval_count(e, root.p, 1, 0, right);
  if (best) ch_eval_count(e, said, 0, 1, 0);
  count_quad(e, root.p, said);
  if (!right)
    ch_eval_wrong(e, "%s, not %s (%.*s, %.*s): %.*s", root.p, said, CH_PRI(best ? best->trigger_text : CH_STR("-")),
                  CH_PRI(best ? best->rule : CH_STR("-")), CH_PRI(sentence));
  ch_eval_predict(e, ch_eval_text(row, "id"), "type", json_object_new_string(said));
  return true;
}

/* Do the words of the party lie in the phrase, or name whom a mention within it
 * names? */
static bool lies_within(const ch_reading *r, const ch_party *party, ch_str phrase) {
  for (size_t at = phrase.n ? ch_str_find(r->doc->text, phrase, 0) : SIZE_MAX; at != SIZE_MAX;
       at = ch_str_find(r->doc->text, phrase, at + phrase.n)) {
    ch_span named = party->span;
    if (named.to > named.from && named.from < at + phrase.n && named.to > at) return true;
    for (uint32_t m = 0; m < r->n_mentions; m++) {
      const ch_mention *mention = &r->mentions[m];
      const ch_actor *actor = &r->actors[mention->actor];
      if (mention->span.from >= at && mention->span.to <= at + phrase.n && actor->code.n &&
          ch_str_eq(actor->code, party->actor->code))
        return true;
    }
  }
  return false;
}

/* Does one of the act's parties stand in the source and another in the target? */
static bool of_the_pair(const ch_reading *r, const ch_act *act, ch_str source, ch_str target) {
  const ch_side *other = act->recipient.n ? &act->recipient : &act->actor;
  for (uint32_t i = 0; i < act->actor.n; i++)
    for (uint32_t k = 0; k < other->n && lies_within(r, &act->actor.v[i], source); k++)
      if (&other->v[k] != &act->actor.v[i] && lies_within(r, &other->v[k], target)) return true;
  return false;
}

bool ch_eval_events(ch_eval *e, json_object *row, ch_error *error) {
  ch_str root, sentence = ch_eval_text(row, "sentence");
  ch_events events = {0};
  if (!gold_root(e, row, &root, error)) return false;
  const ch_reading *r = ch_eval_read(e, sentence, (ch_str){NULL, 0}, error);
  if (!r || !ch_code(e->engine->codebook, r->doc, r, &events, error)) return false;
  bool right = false;
  json_object *written = json_object_new_array();
  for (size_t i = 0; i < events.n; i++) {
    const ch_event *event = &events.v[i];
    bool two = event->act.recipient.n || event->act.actor.n > 1;
    if (!two || quad_of_root(root_of(e, event)) == 0) continue;
    bool pair =
        of_the_pair(r, &event->act, ch_eval_text(row, "source"), ch_eval_text(row, "target"));
    bool hit = pair && ch_str_is(root, root_of(e, event)) && !right;
    right |= hit;
    ch_eval_count(e, root_of(e, event), 0, 1, hit);
    json_object_array_add(written, json_object_new_string(root_of(e, event)));
  }
  ch_eval_count(e, root.p, 1, 0, 0);
  if (!right) ch_eval_wrong(e, "%s not found between its parties: %.*s", root.p, CH_PRI(sentence));
  ch_eval_predict(e, ch_eval_text(row, "id"), "types", written);
  return true;
}
