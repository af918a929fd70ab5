/* How many, for the how-manieth time, who in person, and where. */
#include "code/coding.h"

static void add_quantity(const ch_coding *c, uint32_t w, ch_event *event) {
  if (w == CH_NO_WORD) return;
  uint32_t q = c->reading->quantity_at[w];
  if (q == CH_NO_ITEM) return;
  const ch_quantity *quantity = &c->reading->quantities[q];
  if (quantity->ordinal) {
    if (!event->ordinal && quantity->value > 0 && quantity->value < 1e6)
      event->ordinal = (uint32_t)quantity->value;
    return;
  }
  if (c->reading->time_at[quantity->head] != CH_NO_ITEM) return;
  /* "one of the airfields" counts nothing that could tell events apart */
  if (quantity->value == 1 && quantity->head > quantity->first + 1 &&
      ch_in_class(c, quantity->first + 1, c->book->belonging))
    return;
  for (uint32_t i = 0; i < event->n_quantities; i++)
    if (event->quantities[i] == quantity) return;
  if (event->n_quantities < CH_MAX_QUANTITIES) event->quantities[event->n_quantities++] = quantity;
}

/* Numbers on a phrase: its own, its counters', its conjuncts'. */
static void quantities_of(const ch_coding *c, uint32_t w, ch_event *event) {
  if (w == CH_NO_WORD) return;
  add_quantity(c, w, event);
  for (uint32_t i = 0; i < ch_child_count(c->doc, w); i++) {
    uint32_t child = ch_child(c->doc, w, i);
    uint8_t rel = ch_w(c, child)->rel;
    if (rel == CH_REL_NUMMOD || rel == CH_REL_CONJ || rel == CH_REL_AMOD || rel == CH_REL_COMPOUND)
      add_quantity(c, child, event);
    if (ch_counts(c, w, child))
      add_quantity(c, child, event);
  }
}

/* "asked it to hand over TWO members": of what is asked, promised or blamed in a clause of its own. */
static void quantities_below(ch_coding *c, uint32_t verb, ch_event *event) {
  for (uint32_t i = 0; i < ch_child_count(c->doc, verb); i++) {
    uint32_t child = ch_child(c->doc, verb, i);
    uint8_t rel = ch_rel_universal(ch_w(c, child)->rel);
    if (child < verb || (rel != CH_REL_XCOMP && rel != CH_REL_CCOMP)) continue;
    if (ch_w(c, child)->upos == CH_UPOS_NUM) quantities_of(c, child, event); /* "at least TWELVE more" */
    if (ch_is_verb(c, child)) quantities_of(c, ch_frame_of(c, child)->undergoer, event);
  }
}

static void quantities(ch_coding *c, const ch_match *match, ch_event *event) {
  for (uint32_t i = 0; i < match->pattern->n; i++)
    if (match->pattern->element[i].n_alternatives) quantities_of(c, match->word[i], event);
  uint32_t head = match->word[0];
  if (ch_is_verb(c, head)) {
    const ch_frame *f = ch_frame_of(c, head);
    quantities_of(c, f->undergoer, event);
    /* "755 diplomats must leave" */
    if (c->book->rules.v[match->pattern->rule].subject.n_alternatives)
      quantities_of(c, f->subject, event);
  }
  if (event->n_quantities == 0 && ch_is_verb(c, head)) quantities_below(c, head, event);
  /* "by 755", "to 455", "for the third time", also "told them to CUT it to 455" */
  for (uint32_t k = 0; k < match->pattern->n; k++) {
    uint32_t verb = match->word[k];
    if (k && (verb == CH_NO_WORD || !ch_is_verb(c, verb))) continue;
    for (uint32_t i = 0; i < ch_child_count(c->doc, verb); i++) {
      uint32_t child = ch_child(c->doc, verb, i);
      uint8_t rel = ch_rel_universal(ch_w(c, child)->rel);
      /* "which voted, 90 TO 8, for it" */
      bool votes = k == 0 && ch_w(c, child)->upos == CH_UPOS_NUM && rel == CH_REL_OBJ;
      if (rel == CH_REL_OBL || (k && rel == CH_REL_OBJ) || votes) quantities_of(c, child, event);
    }
  }
  if (ch_w(c, head)->head != CH_NO_WORD && ch_in_class(c, ch_w(c, head)->head, c->book->transparent))
    quantities_of(c, ch_w(c, head)->head, event); /* "a third round of talks" */
}

static bool is_one(const ch_coding *c, uint32_t noun) {
  uint32_t article = ch_child_by_rel(c->doc, noun, CH_REL_DET);
  return ch_is_noun(c, noun) && ch_feature(c, noun, "Number=Sing") && article != CH_NO_WORD &&
         ch_feature(c, article, "Definite=Ind") && c->reading->quantity_at[noun] == CH_NO_ITEM;
}

/* "lost A HOUSE AND A SHED", "killed A GUARD, A DRIVER AND A COOK": so many of what the pattern asks for. */
static void count_row(ch_coding *c, const ch_match *match, ch_event *event) {
  for (uint32_t i = 1; i < match->pattern->n && event->n_quantities == 0; i++) {
    uint32_t noun = match->word[i], n = 1, last = noun;
    if (noun == CH_NO_WORD || !is_one(c, noun)) continue;
    for (uint32_t k = 0; k < ch_child_count(c->doc, noun); k++) {
      uint32_t child = ch_child(c->doc, noun, k);
      if (ch_w(c, child)->rel != CH_REL_CONJ) continue;
      if (!is_one(c, child) || !ch_element_holds(c, &match->pattern->element[i], child)) return;
      last = child;
      n++;
    }
    ch_quantity *row = n > 1 ? CH_NEW(c->arena, ch_quantity) : NULL;
    if (!row) continue;
    uint32_t first = ch_child_by_rel(c->doc, noun, CH_REL_DET);
    *row = (ch_quantity){.head = noun, .first = first, .last = last, .value = n, .upper = n,
                         .span = {ch_w(c, first)->span.from, ch_w(c, last)->span.to}, .of = ch_w(c, noun)->lemma};
    event->quantities[event->n_quantities++] = row;
  }
}

static void add_person(const ch_coding *c, ch_event *event, const ch_actor *actor, ch_span span) {
  if (actor->person.n == 0 || event->n_people == CH_MAX_PEOPLE) return;
  for (uint32_t i = 0; i < event->n_people; i++)
    if (event->people[i].actor == actor) return;
  event->people[event->n_people++] = (ch_party){actor, ch_str_at(c->doc->text, span), span, false, false};
}

static void people(const ch_coding *c, ch_event *event) {
  const ch_side *sides[] = {&event->act.actor, &event->act.recipient, &event->about.actor,
                            &event->about.recipient};
  for (int k = 0; k < 4; k++)
    for (uint32_t i = 0; i < sides[k]->n; i++)
      add_person(c, event, sides[k]->v[i].actor, sides[k]->v[i].span);
  const ch_sentence *s = &c->doc->sentences[event->sentence];
  for (uint32_t w = s->first; w < s->first + s->count; w++) {
    if (c->reading->mention_at[w] == CH_NO_ITEM) continue;
    const ch_mention *m = &c->reading->mentions[c->reading->mention_at[w]];
    if (m->actor == CH_NO_ITEM || m->place) continue;
    if (ch_below(c->doc, m->head, event->trigger) &&
        ch_clause_of(c, m->head) == ch_clause_of(c, event->trigger))
      add_person(c, event, &c->reading->actors[m->actor], m->span);
  }
}

static void place(const ch_coding *c, const ch_match *match, ch_event *event) {
  for (uint32_t i = 0; i < match->pattern->n && !event->place; i++) {
    if (match->word[i] == CH_NO_WORD) continue;
    uint32_t p = ch_np_place(c->reading, match->word[i]);
    if (p != CH_NO_ITEM) event->place = &c->reading->places[p];
  }
  if (event->place || match->pattern->pos != CH_POS_NOUN) return;
  uint32_t up = ch_w(c, match->word[0])->head;
  if (up == CH_NO_WORD || !ch_in_class(c, up, c->book->light)) return;
  uint32_t p = ch_np_place(c->reading, up);
  if (p != CH_NO_ITEM) event->place = &c->reading->places[p];
}

void ch_detail_event(ch_coding *c, const ch_match *match, ch_event *event) {
  quantities(c, match, event);
  if (event->quad == 4) count_row(c, match, event);
  people(c, event);
  place(c, match, event);
}
